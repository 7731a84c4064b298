"""The part that each light of a stage plays, from what it is: its type, its picture, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom, UsdLux

from usd_scenes.cameras import picture_aspect, project
from usd_scenes.environment_maps import DomeKind, kind_of_dome
from usd_scenes.extraction.scene.lights import is_visible_to_camera
from usd_scenes.irradiance import LightElements
from usd_scenes.lit_scene import LitScene
from usd_scenes.ray_casting import mesh_triangles

type Vectors = NDArray[np.float64]

_IN_PICTURE = 0.12  # of a glowing mesh: of a key card that stands beside the frame a corner may reach in
_EDGE_STEPS = 16
_FRAME_FILLED = 0.8  # of half the frame to all four sides


class LightPart(StrEnum):
    """What a light does for the picture."""

    SUN = "sun"  # parallel light beside a sky
    SKY = "sky"
    PANORAMA = "panorama"
    EVEN = "even"  # a dome that is the same all round
    BACKDROP = "backdrop"  # a panel that is seen behind the subject and fills the frame
    PRACTICAL = "practical"  # a glowing thing in the picture
    LAMP = "lamp"  # about the subject, before or behind it


def find_light_parts(elements: Sequence[LightElements], stage: Usd.Stage, scene: LitScene) -> dict[str, LightPart]:
    """The part of each light by its path."""
    parts = {one.path: _part_of(stage.GetPrimAtPath(one.path), scene) for one in elements}
    if LightPart.SKY in parts.values():
        distant = [one.path for one in elements if one.type_name == "DistantLight"]
        parts |= dict.fromkeys(distant, LightPart.SUN)
    lamps = [one for one in elements if parts[one.path] in (LightPart.LAMP, LightPart.PRACTICAL)]
    if lamps:  # what outshines all lamps is no lamp of the picture's furniture, even where an edge of it is seen
        parts[max(lamps, key=lambda one: one.strength).path] = LightPart.LAMP
    return parts


def _part_of(prim: Usd.Prim, scene: LitScene) -> LightPart:
    """The part of one light alone; a sun is told from a lamp by the sky beside it."""
    if prim.IsA(UsdLux.DomeLight) or prim.IsA(UsdLux.DomeLight_1):
        asset = prim.GetAttribute("inputs:texture:file").Get()
        kind = kind_of_dome(Path(asset.resolvedPath)) if asset and asset.resolvedPath else DomeKind.EVEN
        return LightPart(kind.value)
    if prim.IsA(UsdGeom.Mesh):
        seen = _seen(_along_edges(mesh_triangles(UsdGeom.Mesh(prim))), prim, scene)
        in_frame = (seen[:, 2] > 0.0) & (np.abs(seen[:, :2]).max(axis=1) < 1.0)
        return LightPart.PRACTICAL if in_frame.mean() >= _IN_PICTURE else LightPart.LAMP
    if prim.IsA(UsdLux.RectLight) and scene.backdrop() is None and _fills_frame(prim, scene):
        return LightPart.BACKDROP
    return LightPart.LAMP


def _fills_frame(prim: Usd.Prim, scene: LitScene) -> bool:
    """Whether a panel is seen behind the subject all over the frame."""
    if not is_visible_to_camera(prim, Usd.TimeCode.EarliestTime()):
        return False
    rect = UsdLux.RectLight(prim)
    x, y = float(rect.GetWidthAttr().Get()) / 2.0, float(rect.GetHeightAttr().Get()) / 2.0
    matrix = np.array(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
    corners = (
        np.array([(sx * x, sy * y, 0.0) for sx in (-1, 1) for sy in (-1, 1)]) @ matrix[:3, :3] + matrix[3, :3]
    )
    seen = _seen(corners, prim, scene)
    low, high = seen[:, :2].min(axis=0), seen[:, :2].max(axis=0)
    subject_depth_m = project(scene.subject.centre_m[None], scene.camera, 1.0)[0, 2]
    behind = bool((seen[:, 2] > subject_depth_m).all())
    return behind and bool((low < -_FRAME_FILLED).all() and (high > _FRAME_FILLED).all())


def _along_edges(triangles: Vectors) -> Vectors:
    """(m, 3) places on the edges of (n, 3, 3) triangles: a tube may cross a frame that holds no corner."""
    ends = np.roll(triangles, -1, axis=1)
    steps = np.linspace(0.0, 1.0, _EDGE_STEPS, endpoint=False)[:, None, None, None]
    return np.asarray((triangles + (ends - triangles) * steps).reshape(-1, 3))


def _seen(points: Vectors, prim: Usd.Prim, scene: LitScene) -> Vectors:
    """(n, 3) places in the frame, as `project` has them, of (n, 3) world points in stage units."""
    stage = prim.GetStage()
    return project(points * UsdGeom.GetStageMetersPerUnit(stage), scene.camera, picture_aspect(stage))
