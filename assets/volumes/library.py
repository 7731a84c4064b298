"""Volume assets: a layer with the Volume prim and its OpenVDB file, shared by many samples."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
from pxr import Kind, Sdf, Usd, UsdGeom

from assets.store import AssetStore
from assets.volumes.density_field import DensityField
from schemas.errors import AssetError
from usd_scenes.layer_files import save_layer
from usd_scenes.volumes import DENSITY_FIELD, define_volume

FOLDER = "volumes"
ASSET_VOLUME_PATH = "/Volume"
_SCRIPT = Path(__file__).with_name("vdb_process.py")
_TIME_LIMIT_S = 120.0
_VERSION = 5
_MISSING_WHEEL = 3


def volume_asset(store: AssetStore, recipe: dict[str, object], make: Callable[[], DensityField]) -> Path:
    """The volume layer that ``recipe`` describes; ``make()`` gives the field the first time.

    Raises:
        AssetError: the bpy wheel, which carries OpenVDB, is missing or failed.
        StorageError: the disk refused a write.
    """
    versioned = {**recipe, "version": _VERSION}
    field = cache(make)
    vdb = store.get_or_make(FOLDER, ".vdb", versioned, lambda file: write_vdb(field(), file))
    return store.get_or_make(
        FOLDER, ".usda", versioned, lambda file: _write_volume_layer(field(), f"./{vdb.name}", file)
    )


def write_vdb(field: DensityField, file: Path) -> None:
    """Write ``field`` as the float grid ``density``; the bytes depend on the field alone.

    Raises:
        AssetError: as for `volume_asset`.
    """
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "fields.npz"
        np.savez(
            source,
            density=field.density,
            origin=np.array(field.origin_m),
            voxel_size=np.array(field.voxel_size_m),
        )
        command = [sys.executable, str(_SCRIPT), str(source), str(file)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_TIME_LIMIT_S, check=False)
        except subprocess.TimeoutExpired as error:
            message = f"OpenVDB gave no answer in {_TIME_LIMIT_S:.0f} s"
            raise AssetError(message, asset=str(file)) from error
    if done.returncode == _MISSING_WHEEL:
        raise AssetError(
            "OpenVDB comes inside the bpy wheel, which is not installed; install the project's requirements",
            asset=str(file),
        )
    if done.returncode != 0 or not file.is_file():
        tail = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise AssetError(f"OpenVDB could not be written: {' '.join(tail)}", asset=str(file))


def _write_volume_layer(field: DensityField, vdb: str, file: Path) -> None:
    layer = Sdf.Layer.CreateNew(str(file))
    stage = Usd.Stage.Open(layer)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    stage.SetMetadata("metersPerUnit", 1.0)
    volume = define_volume(stage, ASSET_VOLUME_PATH, files={DENSITY_FIELD: vdb}, extent=field.extent_m.tolist())
    Usd.ModelAPI(volume.GetPrim()).SetKind(Kind.Tokens.subcomponent)
    stage.SetDefaultPrim(volume.GetPrim())
    save_layer(layer)
