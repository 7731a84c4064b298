"""Blender as an artist has it: its own USD import of stages, without our backend's reconcile step.

`python -m tests.pipelines.plain_blender_import STAGE...` prints a JSON object: of each stage, the socket values of
every material's Principled BSDF, by prim path.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

import bpy

_PRIM_OF: dict[str, str] = {}


class MaterialPathsHook(bpy.types.USDHook):
    """Only listens: the importer tells nowhere else which prim a material came from."""

    bl_idname = "tests_material_paths"
    bl_label = "Material paths"

    @staticmethod
    def on_import(context: Any) -> bool:
        for path, ids in context.get_prim_map().items():
            _PRIM_OF.update({data.name: str(path) for data in ids if isinstance(data, bpy.types.Material)})
        return True


def know_prim_paths() -> None:
    """Blender's own pxr, without which a hook cannot read a path."""
    bundled = Path(bpy.utils.resource_path("LOCAL")) / "python" / "lib"
    sys.path.insert(0, str(next(bundled.glob("python*/site-packages"))))
    importlib.import_module("pxr.Sdf")


def read_materials(stage: Path) -> dict[str, dict[str, Any]]:
    """Principled sockets by prim path; a material without such a shader has none."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    _PRIM_OF.clear()
    bpy.ops.wm.usd_import(filepath=str(stage), import_all_materials=True)
    return {_PRIM_OF.get(material.name, material.name): _sockets(material) for material in bpy.data.materials}


def _sockets(material: Any) -> dict[str, Any]:
    output = material.node_tree.get_output_node("ALL") if material.node_tree else None
    links = output.inputs["Surface"].links if output else ()
    shader = links[0].from_node if links else None
    if shader is None or shader.bl_idname != "ShaderNodeBsdfPrincipled":
        return {}
    return {s.name: _plain(s.default_value) for s in shader.inputs if hasattr(s, "default_value") and not s.links}


def _plain(value: Any) -> Any:
    return value if isinstance(value, float | int | str) else list(value)


if __name__ == "__main__":
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # Blender prints on stdout
    know_prim_paths()
    bpy.utils.register_class(MaterialPathsHook)
    answers.write(json.dumps({stage: read_materials(Path(stage)) for stage in sys.argv[1:]}))
    answers.flush()
    os._exit(0)  # Blender with a hook may hang at exit
