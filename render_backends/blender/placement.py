"""World matrices as the stage has them.

Blender splits the matrix of every imported prim into translation, rotation and scale, which loses shear, such as a
scale along one axis after a turn. What a parent's inverse does to an object is kept whole: an object that stands
wrong is hung from an anchor by the matrix that its prim has.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pxr import Sdf, UsdGeom

from render_backends.blender.scene_import import ImportedScene
from usd_scenes.extraction.stage_reading.render_stage import RenderStage

type Matrix = NDArray[np.float64]

_TOLERANCE = 1e-5  # relative; Blender's matrices are 32 bits wide
_ANCHOR = "anchor"


def repair_placement(render_stage: RenderStage, imported: ImportedScene) -> None:
    """Place every object whose matrix is not that of its prim: in the world, or in the prototype that it is of."""
    import bpy

    cache = UsdGeom.XformCache(render_stage.time)
    prototypes = _prototypes(render_stage, imported)
    wanted = {}
    for path in imported.objects:
        prim = render_stage.stage.GetPrimAtPath(path)
        root = next((target for target in prototypes if prim.GetPath().HasPrefix(target)), None)
        if root is None:
            matrix = cache.GetLocalToWorldTransform(prim)
        else:
            matrix, _ = cache.ComputeRelativeTransform(
                prim, render_stage.stage.GetPrimAtPath(root.GetParentPath())
            )
        wanted[path] = np.array(matrix).T
    while misplaced := _misplaced(imported.objects, wanted):
        for path in misplaced:
            place(imported.objects[path], wanted.pop(path), find_anchor(imported.scene))
        bpy.context.view_layer.update()  # what hangs from them has moved


def place(bpy_object: Any, matrix: Matrix, anchor: Any) -> None:
    """Give an object any affine world matrix, shear included.

    Args:
        matrix: (4, 4), column vectors.
        anchor: of `find_anchor`; looked up once for many objects.
    """
    from mathutils import Matrix as BlenderMatrix

    bpy_object.constraints.clear()
    bpy_object.parent = anchor
    bpy_object.parent_type = "OBJECT"
    bpy_object.matrix_basis = BlenderMatrix.Identity(4)
    bpy_object.matrix_parent_inverse = BlenderMatrix(np.asarray(matrix).tolist())


def find_anchor(scene: Any) -> Any:
    """The empty object at the origin of the scene, made where there is none yet."""
    import bpy

    found = scene.collection.objects.get(_ANCHOR)
    if found is None:
        found = bpy.data.objects.new(_ANCHOR, None)
        scene.collection.objects.link(found)
    return found


def _misplaced(objects: Mapping[str, Any], wanted: Mapping[str, Matrix]) -> list[str]:
    return [path for path, matrix in wanted.items() if not _agree(np.array(objects[path].matrix_world), matrix)]


def _agree(found: Matrix, wanted: Matrix) -> bool:
    """The linear part by its own size, the translation by the size of both."""
    error, size = np.abs(found - wanted)[:3], np.abs(wanted)[:3]
    turned = bool(error[:, :3].max() <= _TOLERANCE * size[:, :3].max())
    return turned and bool(error[:, 3].max() <= _TOLERANCE * size.max())


def _prototypes(render_stage: RenderStage, imported: ImportedScene) -> tuple[Sdf.Path, ...]:
    """The roots of what the instancers scatter, the innermost first."""
    prims = (render_stage.stage.GetPrimAtPath(path) for path in imported.objects)
    instancers = (UsdGeom.PointInstancer(prim) for prim in prims if prim.IsA(UsdGeom.PointInstancer))
    targets = {target for one in instancers for target in one.GetPrototypesRel().GetForwardedTargets()}
    return tuple(sorted(targets, reverse=True))
