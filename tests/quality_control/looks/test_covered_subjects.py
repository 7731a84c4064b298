"""A subject that a texture covers is read as that texture and as no material, though painters share parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.store import AssetStore
from composers.registry import all_composers
from pipelines.compose import compose_sample
from quality_control.checks import check_labels
from quality_control.registry import read_terms
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler


@pytest.mark.parametrize(
    "texture",
    ["photorealistic.fabric_weave", "photorealistic.skin_pores", "photorealistic.leather_texture", "maps.albedo"],
)
def test_a_covered_subject_has_no_second_label(tmp_path: Path, texture: str) -> None:
    spec = Sampler(load_catalog()).spec(52, 3, term=f"textures.{texture}")
    assets = AssetStore(tmp_path / "assets")
    stage = compose_sample(spec, tmp_path / "sample", assets=assets, composers=all_composers()).stage
    labels = {reading.term for reading in read_terms(stage)}
    assert f"textures.{texture}" in labels
    assert [label for label in labels if label.startswith("materials.")] == []
    assert check_labels(labels, asked=spec.terms) == ()
