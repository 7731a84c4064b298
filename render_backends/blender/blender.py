"""Starting Blender as a module, and beginning again with an empty scene."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from usd_scenes.bundled_usd import put_bundled_usd_first

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
    put_bundled_usd_first(backend="cycles")
    import bpy
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


def objects_by_prim(blender: Blender) -> dict[str, Any]:
    """Objects of the last import by the prim of their data: the importer merges an Xform with its only child."""
    import bpy

    owner = {o.data: o for o in bpy.data.objects if o.data is not None}
    found: dict[str, Any] = {}
    for path, ids in blender.prim_map.items():
        for data in ids:
            if data in owner:
                found[path] = owner[data]
    return found


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
