"""Looks as files that are usable alone: `.mtlx`, `.usda`, `.usdz`."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from pxr import Sdf, Usd, UsdGeom, UsdUtils

from composers.looks.library import LibraryLook
from schemas.errors import StorageError
from usd_scenes.layer_files import save_layer
from usd_scenes.looks import define_look
from usd_scenes.mtlx_documents import write_mtlx

LIBRARY_FOLDER = Path(__file__).resolve().parents[2] / "assets" / "looks"
"""Where the library lies as `.mtlx` files in a checkout."""

LICENCE = "CC0-1.0"


class LookFormat(StrEnum):
    """File formats of a look."""

    MTLX = "mtlx"
    USDA = "usda"
    USDZ = "usdz"


def export_looks(looks: Sequence[LibraryLook], folder: Path, look_format: LookFormat) -> tuple[Path, ...]:
    """Write each look as ``<folder>/<name>.<format>``; returns the files.

    Raises:
        StorageError: the disk refused a write.
    """
    files = []
    for look in looks:
        file = folder / f"{look.name}.{look_format}"
        match look_format:
            case LookFormat.MTLX:
                write_mtlx(look.network, look.name, file, doc=_doc(look))
            case LookFormat.USDA:
                _write_layer(look, file)
            case LookFormat.USDZ:
                _write_package(look, file)
        files.append(file)
    return tuple(files)


def _doc(look: LibraryLook) -> str:
    terms = f"shows {', '.join(look.terms)}; " if look.terms else ""
    return f"{look.name}: {terms}Parallel Synth look library, {LICENCE}. Lengths are in metres."


def _write_layer(look: LibraryLook, file: Path) -> None:
    """The material as the default prim of a layer, beside its UsdPreviewSurface fallback."""
    existing = Sdf.Layer.Find(str(file))
    layer = existing or Sdf.Layer.New(Sdf.FileFormat.FindByExtension("usda"), str(file))
    layer.Clear()
    layer.comment = _doc(look)
    stage = Usd.Stage.Open(layer)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    stage.SetDefaultPrim(define_look(stage, f"/{look.name}", look.network).GetPrim())
    save_layer(layer)


def _write_package(look: LibraryLook, file: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        layer = Path(scratch) / f"{look.name}.usda"
        _write_layer(look, layer)
        file.parent.mkdir(parents=True, exist_ok=True)
        if not UsdUtils.CreateNewUsdzPackage(str(layer), str(file)):
            raise StorageError(f"{file}: the package could not be written; is there room on the disk?")
