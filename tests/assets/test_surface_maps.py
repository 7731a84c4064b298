"""Maps made from a relief: seamless, repeatable, and what their numbers say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assets.store import AssetStore
from assets.surface_maps import RELIEFS, MapWish, find_map, make_map


@pytest.mark.parametrize("relief", RELIEFS)
@pytest.mark.parametrize("share", [0.3, 0.7])
def test_a_mask_covers_the_share_that_is_asked_for(relief: str, share: float) -> None:
    wish = MapWish(
        kind="opacity", relief=relief, variant=2, resolution_px=128, numbers={"coverage_fraction": share}
    )
    assert make_map(wish).mean() == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize("relief", RELIEFS)
def test_a_map_has_no_seam_where_it_repeats(relief: str) -> None:
    height = make_map(MapWish(kind="height", relief=relief, variant=5, resolution_px=128))[..., 0]
    across = np.abs(height[:, 0] - height[:, -1]).mean(), np.abs(height[0] - height[-1]).mean()
    inside = np.abs(np.diff(height, axis=1)).mean(), np.abs(np.diff(height, axis=0)).mean()
    steepest = max(
        np.abs(np.diff(height, axis=0)).mean(axis=1).max(), np.abs(np.diff(height, axis=1)).mean(axis=0).max()
    )
    assert max(across) <= max(3.0 * max(inside), 1.01 * steepest)


@pytest.mark.parametrize("relief", RELIEFS)
def test_a_normal_map_holds_unit_vectors_that_lean_both_ways(relief: str) -> None:
    normal = make_map(MapWish(kind="normal", relief=relief, variant=1, resolution_px=64)) * 2.0 - 1.0
    assert np.linalg.norm(normal, axis=-1) == pytest.approx(1.0, abs=1e-5)
    assert abs(normal[..., :2].mean()) < 0.1
    assert normal[..., 2].min() > 0.0


def test_the_store_makes_a_map_once_and_always_of_the_same_bytes(tmp_path: Path) -> None:
    wish = MapWish(kind="roughness", relief="studs", variant=4, resolution_px=64, numbers={"contrast": 0.5})
    first = find_map(AssetStore(tmp_path / "a"), wish)
    second = find_map(AssetStore(tmp_path / "b"), wish)
    assert first.name == second.name
    other = MapWish(kind="roughness", relief="studs", variant=5, resolution_px=64, numbers={"contrast": 0.5})
    assert find_map(AssetStore(tmp_path / "a"), other) != first


def test_a_roughness_map_spans_its_contrast() -> None:
    wish = MapWish(kind="roughness", relief="bricks", variant=0, resolution_px=96, numbers={"contrast": 0.6})
    pixels = make_map(wish)
    assert float(pixels.max() - pixels.min()) == pytest.approx(0.6, abs=0.02)
    assert pixels.min() > 0.0
