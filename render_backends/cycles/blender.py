"""Starting Blender as a module, and beginning again with an empty scene."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.errors import RenderError

_KEPT_DATA = frozenset(
    {"all_ids", "scenes", "window_managers", "screens", "workspaces", "libraries", "fonts", "brushes"}
)
"""The program's own data, which a new frame leaves alone."""


@dataclass(slots=True, kw_only=True)
class Blender:
    """The one Blender of this process."""

    threads: int | None
    folder: Path  # scratch, as long as the worker lives
    prim_map: dict[str, list[Any]] = field(default_factory=dict)  # of the last import: prim path -> bpy IDs
    looks: Any = None  # the LookBinder, made on first use: its shader cache lives as long as the worker


def start_blender(*, threads: int | None, folder: Path) -> Blender:
    """Import bpy and put its own USD, OpenImageIO and OpenVDB before any other.

    Raises:
        RenderError: another USD is already loaded in this process.
    """
    if "pxr" in sys.modules and "bpy" not in sys.modules:
        raise RenderError("pxr is loaded already; bpy needs a process of its own", backend="cycles")
    import bpy

    bundled = _bundled_packages(Path(bpy.utils.resource_path("LOCAL")))
    if str(bundled) not in sys.path:
        sys.path.insert(0, str(bundled))
    import OpenImageIO  # noqa: F401  the bundled one, before oslquery or any other asks for it
    from pxr import Plug

    Plug.Registry()
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.context.preferences.edit.use_global_undo = False
    blender = Blender(threads=threads, folder=folder)
    _register_import_hook(blender)
    return blender


def clear_scene() -> Any:
    """Empty Blender: a new scene with default settings and no data but the program's own; returns the scene.

    Thirty times quicker than reading the factory settings again.
    """
    import bpy

    scene = bpy.data.scenes.new("Frame")
    bpy.context.window.scene = scene
    for other in [other for other in bpy.data.scenes if other != scene]:
        bpy.data.scenes.remove(other)
    collections = [p.identifier for p in bpy.data.bl_rna.properties if p.type == "COLLECTION"]
    bpy.data.batch_remove(
        [data for name in collections if name not in _KEPT_DATA for data in getattr(bpy.data, name)]
    )
    return scene


def _bundled_packages(resources: Path) -> Path:
    found: Sequence[Path] = sorted(resources.glob("python/lib/python*/site-packages"))
    if not found:
        raise RenderError(f"no bundled python packages under {resources}", backend="cycles")
    return found[-1]


def _register_import_hook(blender: Blender) -> None:
    """Ask the importer which Blender data each prim became: it tells only a hook."""
    import bpy

    class PrimMapHook(bpy.types.USDHook):  # type: ignore[misc]  # bpy has no stubs
        bl_idname = "parallel_synth_prim_map"
        bl_label = "Parallel Synth: prim map"

        @staticmethod
        def on_import(context: Any) -> bool:
            blender.prim_map = {str(path): list(ids) for path, ids in context.get_prim_map().items()}
            return True

    bpy.utils.register_class(PrimMapHook)
