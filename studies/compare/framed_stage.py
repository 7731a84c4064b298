"""Any stage made ready to be compared: one that lacks a camera or light gets them in a layer over it."""

from __future__ import annotations

import math
import os
from pathlib import Path

import numpy as np
from pxr import Gf, Usd, UsdGeom, UsdLux

from schemas.errors import SceneError
from studies.compare.flattening import flatten_stage, refers_to_materialx
from usd_scenes.cameras import set_lens
from usd_scenes.layer_files import stage_over
from usd_scenes.render_prims import find_main_camera
from usd_scenes.render_settings import read_render_settings
from usd_scenes.rounding import quantize
from usd_scenes.sample_stage import open_stage

_CAMERA = "/ParallelSynthCompareCamera"
_DOME = "/ParallelSynthCompareDome"
_FOCAL, _APERTURE = 50.0, 36.0  # millimetres
_ELEVATION_DEG, _AZIMUTH_DEG = 20.0, 30.0
_MARGIN = 1.15


def make_comparable(file: Path, folder: Path, *, camera: str | None) -> tuple[Path, str]:
    """The stage to render and its camera's path: ``file`` itself where it has both a camera and light.

    Otherwise a layer over it in ``folder`` adds a camera before its bounds and a white dome. A stage that refers
    to MaterialX documents is flattened there first.

    Raises:
        SceneError: no such file, no USD, nothing to be seen on it, or no camera of the path that was asked for.
    """
    stage = open_stage(file)
    if refers_to_materialx(stage):
        file = flatten_stage(file, folder / f"{file.stem}.flattened.usdc")
        stage = open_stage(file)
    found = camera or _own_camera(stage)
    lit = any(prim.HasAPI(UsdLux.LightAPI) for prim in stage.Traverse())
    if found and lit:
        return file, found
    layer_file = folder / f"{file.stem}.compared.usda"
    below = os.path.relpath(file.resolve(), folder.resolve())
    with stage_over(stage.GetRootLayer(), layer_file, sublayer=below) as wrapped:
        if not lit:
            UsdLux.DomeLight.Define(wrapped, _DOME)
        if not found:
            _define_camera(wrapped, str(file))
    return layer_file, found or _CAMERA


def _own_camera(stage: Usd.Stage) -> str:
    try:
        return read_render_settings(stage).camera
    except SceneError:
        pass
    try:
        return find_main_camera(stage)
    except SceneError:
        return ""


def _define_camera(stage: Usd.Stage, name: str) -> None:
    """Three-quarter view of everything that is drawn."""
    time = Usd.TimeCode(stage.GetStartTimeCode()) if stage.HasAuthoredTimeCodeRange() else Usd.TimeCode.Default()
    cache = UsdGeom.BBoxCache(time, [UsdGeom.Tokens.default_, UsdGeom.Tokens.render])
    box = cache.ComputeWorldBound(stage.GetPseudoRoot()).ComputeAlignedRange()
    if box.IsEmpty():
        raise SceneError("nothing on it has a size to place a camera by; name one with --camera", layer=name)
    radius = max(float(np.linalg.norm(np.array(box.GetSize()))) / 2.0, 1e-9)
    centre = Gf.Vec3d(box.GetMidpoint())
    distance = _MARGIN * radius / math.sin(math.atan(_APERTURE / 2.0 / _FOCAL))
    elevation, azimuth = math.radians(_ELEVATION_DEG), math.radians(_AZIMUTH_DEG)
    across = math.cos(elevation)
    z_up = UsdGeom.GetStageUpAxis(stage) == UsdGeom.Tokens.z
    aside, front, above = across * math.sin(azimuth), across * math.cos(azimuth), math.sin(elevation)
    toward = Gf.Vec3d(aside, -front, above) if z_up else Gf.Vec3d(aside, above, front)
    up = Gf.Vec3d(0, 0, 1) if z_up else Gf.Vec3d(0, 1, 0)
    camera = UsdGeom.Camera.Define(stage, _CAMERA)
    set_lens(
        camera,
        focal_length_mm=_FOCAL,
        aperture_mm=(_APERTURE, _APERTURE),
        meters_per_unit=UsdGeom.GetStageMetersPerUnit(stage),
    )
    camera.CreateClippingRangeAttr(Gf.Vec2f(quantize(radius * 0.01), quantize(distance + radius * 4.0)))
    view = Gf.Matrix4d().SetLookAt(centre + toward * distance, centre, up)
    camera.MakeMatrixXform().Set(view.GetInverse())
