"""Volume assets: stable bytes, true facts, and a clear error without OpenVDB."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pxr import Usd

from assets.store import AssetStore
from assets.volumes import library
from assets.volumes.clouds import make_cumulus
from assets.volumes.density_field import centred_field, compute_statistics
from assets.volumes.fogs import make_even_fog, make_layered_fog
from assets.volumes.plumes import THICK, WISPY, make_plume
from assets.volumes.vdb_reading import read_field, read_statistics
from schemas.errors import AssetError
from taxonomy.decisions import decision_rng
from usd_scenes.volumes import find_density


def test_even_fog_has_density_one_everywhere() -> None:
    facts = compute_statistics(make_even_fog(size_m=(6.0, 8.0, 2.0)))
    assert facts.mean_density == 1.0
    assert facts.contrast == 0.0
    assert facts.column_m == pytest.approx((8.0,) * 16)


def test_layered_fog_thins_to_a_third_in_one_scale_height() -> None:
    field = make_layered_fog(size_m=(8.0, 8.0, 2.0), scale_height_m=0.5, drift=0.3, rng=decision_rng(0, 1, "test"))
    mean = field.density.mean(axis=(0, 1))
    step = round(0.5 / field.voxel_size_m[2])
    assert mean[step] / mean[0] == pytest.approx(np.exp(-1.0), rel=0.06)


def test_thick_smoke_hides_more_than_wispy_smoke() -> None:
    columns = [
        compute_statistics(make_plume(s, height_m=1.0, voxels=48, rng=decision_rng(0, 2, "test"))).column_m
        for s in (THICK, WISPY)
    ]
    assert columns[0][-2] > 2 * columns[1][-2]


def test_a_cumulus_has_a_flat_base_and_lies_within_its_box() -> None:
    field = make_cumulus(width_m=50.0, rng=decision_rng(0, 3, "test"))
    assert compute_statistics(field).base_flatness > 0.6
    edges = [field.density[[0, -1]], field.density[:, [0, -1]], field.density[:, :, [0, -1]]]
    assert max(float(edge.max()) for edge in edges) < 0.05


def test_an_empty_field_is_refused() -> None:
    with pytest.raises(AssetError, match="empty"):
        compute_statistics(centred_field(np.zeros((4, 4, 4)), 0.1))


@pytest.mark.renderer
def test_a_volume_file_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    field = make_even_fog(size_m=(2.0, 2.0, 1.0))
    for name in ("a.vdb", "b.vdb"):
        library.write_vdb(field, tmp_path / name)
    assert (tmp_path / "a.vdb").read_bytes() == (tmp_path / "b.vdb").read_bytes()


@pytest.mark.renderer
def test_the_asset_layer_names_the_field_and_its_file(tmp_path: Path) -> None:
    field = make_even_fog(size_m=(2.0, 3.0, 1.0))
    asset = library.volume_asset(AssetStore(tmp_path), {"generator": "test"}, lambda: field)
    stage = Usd.Stage.Open(str(asset))
    volume = stage.GetDefaultPrim()
    density = find_density(volume)
    assert density is not None
    assert density[0].is_file()
    assert density[1] == "density"


@pytest.mark.renderer
def test_a_field_is_read_from_its_file_as_it_was_written(tmp_path: Path) -> None:
    field = make_plume(THICK, height_m=1.0, voxels=24, rng=decision_rng(0, 2, "test"))
    library.write_vdb(field, tmp_path / "plume.vdb")
    low, high = (tuple(float(np.float32(v)) for v in corner) for corner in field.extent_m)
    found = read_field(tmp_path / "plume.vdb", "density", (low, high))
    assert np.array_equal(found.density, field.density)
    assert found.voxel_size_m == pytest.approx(field.voxel_size_m)
    assert read_statistics(tmp_path / "plume.vdb", "density", (low, high)).column_m == pytest.approx(
        compute_statistics(field).column_m
    )


@pytest.mark.renderer
def test_a_file_that_is_no_field_is_named(tmp_path: Path) -> None:
    box = ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    with pytest.raises(AssetError, match="missing"):
        read_field(tmp_path / "none.vdb", "density", box)
    (tmp_path / "bad.vdb").write_text("no field")
    with pytest.raises(AssetError, match="no OpenVDB file"):
        read_field(tmp_path / "bad.vdb", "density", box)
    library.write_vdb(make_even_fog(size_m=(2.0, 2.0, 1.0)), tmp_path / "fog.vdb")
    with pytest.raises(AssetError, match="temperature"):
        read_field(tmp_path / "fog.vdb", "temperature", box)


def test_a_missing_wheel_is_named_with_its_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "no_wheel.py"
    script.write_text("raise SystemExit(3)\n")
    monkeypatch.setattr(library, "_SCRIPT", script)
    with pytest.raises(AssetError, match=r"bpy wheel.*install"):
        library.write_vdb(make_even_fog(size_m=(2.0, 2.0, 1.0)), tmp_path / "x.vdb")
