"""Looks as files that are usable alone: `.mtlx`, `.usda`, `.usdz`."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import numpy as np
from pxr import Usd, UsdGeom, UsdShade, UsdUtils

from assets.looks.library.library_looks import SIZE_M, LibraryLook
from assets.looks.library.maps import MapType
from pipelines.looks.baking import COLOUR_MAPS, MapFormat, bake_maps, plane_target, write_maps
from schemas.errors import StorageError, UsageError
from usd_scenes.layer_files import new_layer, save_layer
from usd_scenes.looks import define_look
from usd_scenes.mtlx_documents import write_mtlx
from usd_scenes.preview_textures import PreviewTexture, set_preview_textures

LICENCE = "CC0-1.0"

_FLAT = 1e-4  # range of a map below which the fallback's constant says it all
_FALLBACK_INPUTS = {
    MapType.ALBEDO: "diffuseColor",
    MapType.EMISSION: "emissiveColor",
    MapType.METALLIC: "metallic",
    MapType.ROUGHNESS: "roughness",
    MapType.NORMAL: "normal",
}


class LookFormat(StrEnum):
    """File formats of a look."""

    MTLX = "mtlx"
    USDA = "usda"
    USDZ = "usdz"


def export_looks(
    looks: Sequence[LibraryLook], folder: Path, look_format: LookFormat, *, baked_px: int = 0
) -> tuple[Path, ...]:
    """Write each look as ``<folder>/<name>.<format>``; returns the files.

    Args:
        baked_px: 0, or the side of the textures that the UsdPreviewSurface fallback shows; they are baked from the
            look on a square of the library's size and lie in ``<folder>/<name>_maps``, or in the package.

    Raises:
        StorageError: the disk refused a write.
        UsageError: textures for a format without a fallback.
    """
    if baked_px and look_format is LookFormat.MTLX:
        raise UsageError("--baked: a .mtlx holds no UsdPreviewSurface; take --format usda or usdz")
    files = []
    for look in looks:
        file = folder / f"{look.name}.{look_format}"
        match look_format:
            case LookFormat.MTLX:
                write_mtlx(look.network, look.name, file, doc=_doc(look))
            case LookFormat.USDA:
                _write_layer(look, file, baked_px=baked_px)
            case LookFormat.USDZ:
                _write_package(look, file, baked_px=baked_px)
        files.append(file)
    return tuple(files)


def _doc(look: LibraryLook) -> str:
    terms = f"shows {', '.join(look.terms)}; " if look.terms else ""
    return f"{look.name}: {terms}Parallel Synth look library, {LICENCE}. Lengths are in metres."


def _write_layer(look: LibraryLook, file: Path, *, baked_px: int) -> None:
    """The material as the default prim of a layer, beside its UsdPreviewSurface fallback."""
    layer = new_layer(file)
    layer.comment = _doc(look)
    stage = Usd.Stage.Open(layer)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    material = define_look(stage, f"/{look.name}", look.network)
    stage.SetDefaultPrim(material.GetPrim())
    if baked_px:
        _bake_fallback(look, material, file.parent, baked_px)
    save_layer(layer)


def _bake_fallback(look: LibraryLook, material: UsdShade.Material, folder: Path, resolution: int) -> None:
    """Textures from the look's own network on its fallback, beside the layer."""
    maps = bake_maps(look.network, plane_target(SIZE_M), resolution=resolution, kinds=tuple(_FALLBACK_INPUTS))
    files = write_maps(maps, folder / f"{look.name}_maps", MapFormat.PNG)
    set_preview_textures(
        material,
        {
            _FALLBACK_INPUTS[kind]: PreviewTexture(
                asset=f"./{look.name}_maps/{file.name}",
                is_color=kind in COLOUR_MAPS,
                is_normal=kind is MapType.NORMAL,
            )
            for kind, file in files.items()
            if float(np.ptp(maps[kind], axis=(0, 1)).max()) > _FLAT
        },
    )


def _write_package(look: LibraryLook, file: Path, *, baked_px: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        layer = Path(scratch) / f"{look.name}.usda"
        _write_layer(look, layer, baked_px=baked_px)
        file.parent.mkdir(parents=True, exist_ok=True)
        if not UsdUtils.CreateNewUsdzPackage(str(layer), str(file)):
            raise StorageError(f"{file}: the package could not be written; is there room on the disk?")
