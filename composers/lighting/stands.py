"""What a lamp in the picture stands on, and is held by."""

from __future__ import annotations

import numpy as np
from pxr import Gf

from assets.looks.networks.standard_surfaces import paint_look
from assets.meshes.solids import lathe
from assets.meshes.surface import Surface, merge
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
_CAP_HEIGHT_M, _CAP_SHARE = 0.045, 0.09  # of a tube's cap: at most, and of the tube's length
_CAP_WIDER = 1.18  # than its tube
_SIDES = 16
_POINT_STEP_M = 1e-4
_COLOR = (0.022, 0.022, 0.024)
_ROUGHNESS = 0.45


def define_stand(shot: Shot, name: str, foot: Vectors, height_m: float) -> None:
    """A dark pole on a disc: ``foot`` (3,) on the floor, metres; nothing where the lamp is as good as on it."""
    if height_m < _LOWEST_M:
        return
    _define(shot, name, _stand(quantize(height_m)), foot, class_name="light_stand")


def define_caps(shot: Shot, name: str, middle: Vectors, length_m: float, radius_m: float) -> None:
    """Dark sockets on both ends of an upright glowing tube about ``middle`` (3,), metres."""
    _define(shot, name, _caps(quantize(length_m), radius_m), middle, class_name="lamp_socket")


def _define(shot: Shot, name: str, mesh: MeshData, place: Vectors, *, class_name: str) -> None:
    xform = define_mesh(shot.stage, f"{prim_paths.LIGHTS}/{name}", mesh)
    xform.AddTranslateOp().Set(Gf.Vec3d(*quantize_all(place)))
    prim = xform.GetPrim()
    set_labels(prim, role=Role.LIGHT_CARD, class_name=class_name)
    look = paint_look(_COLOR, roughness=_ROUGHNESS)
    bind_look(prim, author_shared_look(shot, Department.LIGHTING, f"{prim_paths.LOOKS}/{name}", look))


def _stand(height_m: float) -> MeshData:
    foot, pole = _FOOT_RADIUS_M, _POLE_RADIUS_M
    thin = min(0.012, height_m / 3)
    return _plain_mesh(lathe(np.array([(foot, 0.0), (foot, thin), (pole, thin), (pole, height_m)]), _SIDES))


def _caps(length_m: float, radius_m: float) -> MeshData:
    wide, high, half = _CAP_WIDER * radius_m, min(_CAP_HEIGHT_M, _CAP_SHARE * length_m), length_m / 2
    upper = lathe(np.array([(wide, half - high), (wide, half), (0.3 * wide, half + 0.2 * wide)]), _SIDES)
    lower = lathe(np.array([(0.3 * wide, -half - 0.2 * wide), (wide, -half), (wide, high - half)]), _SIDES)
    return _plain_mesh(merge((upper, lower)))


def _plain_mesh(body: Surface) -> MeshData:
    """Of few faces, for they lie in the lighting layer itself; its texture coordinates tell nothing."""
    return MeshData(
        points=quantize_array(body.points, _POINT_STEP_M),
        face_vertex_counts=body.counts.astype(np.int32),
        face_vertex_indices=body.indices.astype(np.int32),
        uvs=np.zeros((len(body.indices), 2), dtype=np.float32),
    )
