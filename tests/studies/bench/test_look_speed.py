"""The looks' part of the benchmark measures what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.looks.library.library_looks import make_look
from pipelines.looks.export import LookFormat, export_looks
from studies.bench.look_speed import bind_stages, measure_ratio

pytestmark = pytest.mark.renderer


def test_our_route_and_blenders_own_nodes_render_the_same_picture(tmp_path: Path) -> None:
    ratio = measure_ratio(tmp_path / "look.usda", is_patterned=True, pairs=2, resolution=32, spp=4)
    assert ratio.pairs == 2
    assert ratio.picture_difference < 1e-5
    assert 0.2 < ratio.ratio_median < 5.0


def test_a_look_that_was_bound_before_is_found_in_the_cache(tmp_path: Path) -> None:
    files = export_looks([make_look("gold"), make_look("wax")], tmp_path, LookFormat.USDA)
    stages = [(file, [f"/{file.stem}"]) for file in files]
    reports = [stage["looks"][0] for stage in bind_stages([*stages, *stages])]
    assert [report["cache_hit"] for report in reports] == [False, False, True, True]
    assert [report["material"] for report in reports[:2]] == ["/gold", "/wax"]
