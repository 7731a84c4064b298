"""What a lamp in the picture stands on."""

from __future__ import annotations

import numpy as np
from pxr import Gf

from assets.looks.networks.standard_surfaces import paint_look
from assets.meshes.solids import lathe
from composers.shared_looks import author_shared_look
from composers.shot import Shot
from schemas.mesh import MeshData
from usd_scenes import prim_paths
from usd_scenes.departments import Department
from usd_scenes.lit_scene import Vectors
from usd_scenes.looks import bind_look
from usd_scenes.meshes import define_mesh
from usd_scenes.rounding import quantize, quantize_all, quantize_array
from usd_scenes.semantics import Role, set_labels

_FOOT_RADIUS_M = 0.13
_POLE_RADIUS_M = 0.009
_LOWEST_M = 0.03
_SIDES = 16
_POINT_STEP_M = 1e-4
_COLOR = (0.022, 0.022, 0.024)
_ROUGHNESS = 0.45


def define_stand(shot: Shot, name: str, foot: Vectors, height_m: float) -> None:
    """A dark pole on a disc: ``foot`` (3,) on the floor, metres; nothing where the lamp is as good as on it."""
    if height_m < _LOWEST_M:
        return
    xform = define_mesh(shot.stage, f"{prim_paths.LIGHTS}/{name}", _stand(quantize(height_m)))
    xform.AddTranslateOp().Set(Gf.Vec3d(*quantize_all(foot)))
    prim = xform.GetPrim()
    set_labels(prim, role=Role.LIGHT_CARD, class_name="light_stand")
    look = paint_look(_COLOR, roughness=_ROUGHNESS)
    bind_look(prim, author_shared_look(shot, Department.LIGHTING, f"{prim_paths.LOOKS}/{name}", look))


def _stand(height_m: float) -> MeshData:
    """Few faces, for they lie in the lighting layer itself; its texture coordinates tell nothing."""
    foot, pole = _FOOT_RADIUS_M, _POLE_RADIUS_M
    thin = min(0.012, height_m / 3)
    body = lathe(np.array([(foot, 0.0), (foot, thin), (pole, thin), (pole, height_m)]), _SIDES)
    return MeshData(
        points=quantize_array(body.points, _POINT_STEP_M),
        face_vertex_counts=body.counts.astype(np.int32),
        face_vertex_indices=body.indices.astype(np.int32),
        uvs=np.zeros((len(body.indices), 2), dtype=np.float32),
    )
