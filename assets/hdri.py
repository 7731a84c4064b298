"""Real panoramas: the CC0 environment maps that come with the bpy wheel."""

from __future__ import annotations

import importlib.util
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from assets.store import AssetStore
from schemas.errors import AssetError

_MEND = "install the renderer extra (pip install bpy), whose wheel carries the panoramas"
_POLY_HAVEN = "https://polyhaven.com/a/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panorama:
    """One environment map: 1024 x 512 pixels, scene-linear Rec.709, by Greg Zaal of Poly Haven, CC0."""

    name: str
    source: str


PANORAMAS = (
    Panorama(name="city", source="portland_landing_pad"),
    Panorama(name="courtyard", source="courtyard"),
    Panorama(name="forest", source="ninomaru_teien"),
    Panorama(name="interior", source="hotel_room"),
    Panorama(name="night", source="moonless_golf"),
    Panorama(name="studio", source="studio_small_01"),
    Panorama(name="sunrise", source="spruit_sunrise"),
    Panorama(name="sunset", source="venice_sunset"),
)


def find_panorama(store: AssetStore, name: str) -> Path:
    """The panorama's EXR in the store, copied there the first time with a record of its licence.

    Raises:
        AssetError: there is no such panorama, or the wheel that carries it is not installed.
    """
    panorama = next((p for p in PANORAMAS if p.name == name), None)
    if panorama is None:
        raise AssetError(f"no such panorama; one of {', '.join(p.name for p in PANORAMAS)}", asset=name)
    recipe: dict[str, object] = {
        "generator": "bpy_panorama",
        "version": 1,
        "name": name,
        "license": "CC0-1.0",
        "author": "Greg Zaal, Poly Haven",
        "source": _POLY_HAVEN + panorama.source,
    }
    file = store.get_or_make("panoramas", ".exr", recipe, lambda draft: _copy(name, draft))
    _write_license(store, file, recipe)
    return file


def _write_license(store: AssetStore, file: Path, recipe: dict[str, object]) -> None:
    record = store.root / "panoramas" / f"{file.stem}.license.json"
    if not record.is_file():
        record.write_text(json.dumps({"asset": file.name, **recipe}, indent=1, sort_keys=True) + "\n")


def _copy(name: str, draft: Path) -> None:
    source = _world_folder() / f"{name}.exr"
    if not source.is_file():
        raise AssetError(f"the installed bpy has no such panorama; {_MEND}", asset=str(source))
    shutil.copyfile(source, draft)


def _world_folder() -> Path:
    """Where the installed wheel keeps its panoramas; found without importing bpy, which would start Blender."""
    spec = importlib.util.find_spec("bpy")
    if spec is None or spec.origin is None:
        raise AssetError(f"the panoramas are not here; {_MEND}", asset="bpy")
    folders = sorted(Path(spec.origin).parent.glob("*/datafiles/studiolights/world"))
    if not folders:
        raise AssetError(f"the installed bpy has no panoramas; {_MEND}", asset=spec.origin)
    return folders[-1]
