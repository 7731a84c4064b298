"""The stage as Storm must read it to draw what UsdLux and UsdGeom mean: opinions in the wrapper layer."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from pxr import Gf, Sdf, Sdr, Usd, UsdGeom, UsdLux, UsdShade

from render_backends.hydra.limit_meshes import author_limit_mesh
from usd_scenes.camera_prims import CameraReading, to_tenths
from usd_scenes.extraction.scene.light_radiance import compute_radiance
from usd_scenes.extraction.scene.pictures import read_linear_picture
from usd_scenes.extraction.stage_reading.render_stage import RenderStage

CAMERA = "/ParallelSynthCamera"

_CYLINDER_FACTOR = 2.0  # Storm's cylinders give half of what they radiate: measured
_HEMISPHERE_DEG = 90.0
_WHITE_DOME = "white_dome.exr"
_FALLBACK_COLOUR = Gf.Vec3f(0.18)
_TEXCOORD = "texcoord"
_TEXCOORD_NODE = "ParallelSynthTexcoord"


def author_storm_opinions(render_stage: RenderStage, camera: CameraReading, folder: Path) -> None:
    """Lights of the right power, the camera's conformed film, subdivision and looks of the final render."""
    for prim in list(render_stage.drawn_prims()):
        if prim.HasAPI(UsdLux.LightAPI):
            _author_light(prim, render_stage.time, folder)
        elif prim.IsA(UsdGeom.Mesh):
            author_limit_mesh(prim, render_stage.time)
        if prim.IsA(UsdGeom.Gprim):
            _author_fallback_colour(prim)
            for bearer in (prim, *prim.GetChildren()):
                _author_final_look(bearer)
    for prim in list(render_stage.stage.Traverse()):
        if prim.IsA(UsdShade.Shader):
            _author_texture_coordinates(UsdShade.Shader(prim))
    _define_camera(render_stage.stage, camera)


def count_lights(render_stage: RenderStage) -> int:
    """Storm drops the lights above a limit that has to be set, 16 by default."""
    return sum(prim.HasAPI(UsdLux.LightAPI) for prim in render_stage.drawn_prims())


def read_dome_radiance(render_stage: RenderStage) -> np.ndarray:
    """(3,) what a dome's picture is multiplied by: Storm lights by it, but draws the background without it."""
    for prim in render_stage.drawn_prims():
        if prim.GetTypeName() in {"DomeLight", "DomeLight_1"}:
            return np.array(compute_radiance(UsdLux.LightAPI(prim), render_stage.time, size=1.0), dtype=np.float32)
    return np.ones(3, dtype=np.float32)


def _author_light(prim: Usd.Prim, time: Usd.TimeCode, folder: Path) -> None:
    """Power by world size; a dome without a picture is black to Storm, so it gets a white one."""
    kind = str(prim.GetTypeName())
    if kind in {"DomeLight", "DomeLight_1"}:
        schema = UsdLux.DomeLight(prim) if kind == "DomeLight" else UsdLux.DomeLight_1(prim)
        texture = schema.GetTextureFileAttr().Get(time)
        if not texture or not texture.path:
            schema.CreateTextureFileAttr(str(_white_dome(folder)))
        return
    if kind == "DistantLight":
        return
    light = UsdLux.LightAPI(prim)
    matrix = np.array(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(time)).T
    scale = np.linalg.norm(matrix[:3, :3], axis=0)
    own, seen, factor = _areas(prim, kind, time, scale)
    intensity = float(light.GetIntensityAttr().Get(time)) * factor * seen[0] / own
    if light.GetNormalizeAttr().Get(time):
        intensity /= seen[1]
        light.CreateNormalizeAttr(False)
    light.CreateIntensityAttr(intensity)
    if kind == "SphereLight" and _cone_angle(prim, time) < _HEMISPHERE_DEG:
        prim.SetTypeName("DiskLight")  # as large from the axis; Storm shapes no sphere
    if kind == "RectLight":
        _author_mean_colour(UsdLux.RectLight(prim), time)


def _cone_angle(prim: Usd.Prim, time: Usd.TimeCode) -> float:
    if not prim.HasAPI(UsdLux.ShapingAPI):
        return 2.0 * _HEMISPHERE_DEG
    return float(UsdLux.ShapingAPI(prim).GetShapingConeAngleAttr().Get(time))


def _author_mean_colour(rect: UsdLux.RectLight, time: Usd.TimeCode) -> None:
    """The mean of a picture that Storm does not project: the light keeps its power and colour."""
    texture = rect.GetTextureFileAttr().Get(time)
    if not texture or not texture.path:
        return
    mean = read_linear_picture(texture.resolvedPath or texture.path).mean(axis=(0, 1))
    light = UsdLux.LightAPI(rect)
    light.CreateColorAttr(Gf.CompMult(light.GetColorAttr().Get(time), Gf.Vec3f(*mean.tolist())))


def _areas(
    prim: Usd.Prim, kind: str, time: Usd.TimeCode, scale: np.ndarray
) -> tuple[float, tuple[float, float], float]:
    """(silhouette area without scale, (with scale, emitting area with scale), Storm's own factor)."""
    if kind == "RectLight":
        rect = UsdLux.RectLight(prim)
        own = float(rect.GetWidthAttr().Get(time)) * float(rect.GetHeightAttr().Get(time))
        seen = own * scale[0] * scale[1]
        return own, (seen, seen), 1.0
    if kind == "DiskLight":
        own = math.pi * float(UsdLux.DiskLight(prim).GetRadiusAttr().Get(time)) ** 2
        seen = own * scale[0] * scale[1]
        return own, (seen, seen), 1.0
    if kind == "CylinderLight":
        cylinder = UsdLux.CylinderLight(prim)
        own = 2.0 * float(cylinder.GetRadiusAttr().Get(time)) * float(cylinder.GetLengthAttr().Get(time))
        seen = own * scale[0] * float(np.sqrt(scale[1] * scale[2]))
        return own, (seen, math.pi * seen), _CYLINDER_FACTOR
    own = math.pi * float(UsdLux.SphereLight(prim).GetRadiusAttr().Get(time)) ** 2
    seen = own * float(np.cbrt(scale.prod())) ** 2
    return own, (seen, 4.0 * seen), 1.0


def _white_dome(folder: Path) -> Path:
    import OpenImageIO as oiio

    file = folder / _WHITE_DOME
    if not file.exists():
        output = oiio.ImageOutput.create(str(file))
        output.open(str(file), oiio.ImageSpec(8, 4, 3, oiio.FLOAT))
        output.write_image(np.ones((4, 8, 3), dtype=np.float32))
        output.close()
    return file


def _author_fallback_colour(prim: Usd.Prim) -> None:
    """UsdGeom's own grey where no displayColor is authored: Storm has a brighter one."""
    colour = UsdGeom.PrimvarsAPI(prim).FindPrimvarWithInheritance(UsdGeom.Tokens.primvarsDisplayColor)
    if not colour or not colour.HasAuthoredValue():
        UsdGeom.Gprim(prim).CreateDisplayColorAttr([_FALLBACK_COLOUR])


def _author_final_look(prim: Usd.Prim) -> None:
    """Storm asks for preview looks; a final render means the full ones."""
    api = UsdShade.MaterialBindingAPI(prim)
    full, _ = api.ComputeBoundMaterial(UsdShade.Tokens.full)
    preview, _ = api.ComputeBoundMaterial(UsdShade.Tokens.preview)
    if full and full.GetPath() != (preview.GetPath() if preview else None):
        UsdShade.MaterialBindingAPI.Apply(prim).Bind(
            full, UsdShade.Tokens.strongerThanDescendants, UsdShade.Tokens.preview
        )


def _author_texture_coordinates(shader: UsdShade.Shader) -> None:
    """Connect what MaterialX leaves to its default, the mesh's own coordinates: Storm reads 0 there."""
    identifier = str(shader.GetIdAttr().Get() or "")
    own = shader.GetInput(_TEXCOORD)
    if not identifier.startswith("ND_") or (own and (own.HasConnectedSource() or own.Get() is not None)):
        return
    definition = Sdr.Registry().GetShaderNodeByIdentifier(identifier)
    if definition is None or definition.GetShaderInput(_TEXCOORD) is None:
        return
    path = shader.GetPath().GetParentPath().AppendChild(_TEXCOORD_NODE)
    node = UsdShade.Shader.Define(shader.GetPrim().GetStage(), path)
    node.CreateIdAttr("ND_texcoord_vector2")
    output = node.CreateOutput("out", Sdf.ValueTypeNames.Float2)
    shader.CreateInput(_TEXCOORD, Sdf.ValueTypeNames.Float2).ConnectToSource(output)


def _define_camera(stage: Usd.Stage, reading: CameraReading) -> None:
    """The request's camera with the film that this picture shows, so that Storm has nothing to conform."""
    camera = UsdGeom.Camera.Define(stage, CAMERA)
    tokens = UsdGeom.Tokens
    camera.CreateProjectionAttr(tokens.orthographic if reading.orthographic else tokens.perspective)
    camera.CreateFocalLengthAttr(to_tenths(reading.focal_length))
    camera.CreateHorizontalApertureAttr(to_tenths(reading.aperture[0]))
    camera.CreateVerticalApertureAttr(to_tenths(reading.aperture[1]))
    camera.CreateHorizontalApertureOffsetAttr(to_tenths(reading.aperture_offset[0]))
    camera.CreateVerticalApertureOffsetAttr(to_tenths(reading.aperture_offset[1]))
    camera.CreateClippingRangeAttr(Gf.Vec2f(*reading.clipping_range))
    camera.MakeMatrixXform().Set(Gf.Matrix4d(*reading.world_from_camera.T.ravel().tolist()))
