"""What Storm cannot draw: refused where the picture would be wrong, said where something is only missing."""

from __future__ import annotations

from collections.abc import Iterator

from pxr import Usd, UsdGeom, UsdLux, UsdShade, UsdVol

from schemas.errors import UnsupportedError
from usd_scenes.camera_prims import CameraReading
from usd_scenes.extraction.stage_reading.render_stage import RenderStage

_BACKEND = "hydra:storm"
_LIGHTS = frozenset(
    {"RectLight", "DiskLight", "SphereLight", "DistantLight", "CylinderLight", "DomeLight", "DomeLight_1"}
)


def check_drawable(render_stage: RenderStage) -> None:
    """Refuse a stage whose picture Storm would get wrong.

    Raises:
        UnsupportedError: volumes, kinds of light, IES profiles, light linking or several domes.
    """
    domes = []
    for prim in render_stage.drawn_prims():
        if prim.IsA(UsdVol.Volume):
            _refuse(prim, "volumes are not drawn: software OpenGL gives garbage for them; use cycles")
        if not prim.HasAPI(UsdLux.LightAPI):
            continue
        if prim.IsA(UsdGeom.Mesh):
            _refuse(prim, "a mesh that gives light is not drawn as a light; use cycles")
        if str(prim.GetTypeName()) not in _LIGHTS:
            _refuse(prim, f"a {prim.GetTypeName()} is not drawn; use cycles")
        _check_light(prim, render_stage.time)
        if prim.GetTypeName() in {"DomeLight", "DomeLight_1"}:
            domes.append(prim)
    if len(domes) > 1:
        _refuse(domes[1], "Storm draws one dome of a stage; hide the others")


def read_marks(render_stage: RenderStage, camera: CameraReading) -> tuple[str, ...]:
    """What this picture lacks against the stage, one sentence each; empty where it lacks nothing."""
    return tuple(dict.fromkeys(_marks(render_stage, camera)))


def _marks(render_stage: RenderStage, camera: CameraReading) -> Iterator[str]:
    if camera.has_depth_of_field:
        yield "not drawn by Storm: depth of field"
    for prim in render_stage.drawn_prims():
        if prim.HasAPI(UsdLux.LightAPI):
            yield "not drawn by Storm: shadows and light from other surfaces"
            yield from _light_marks(prim, render_stage.time)
        material = UsdShade.Material(prim)
        if material and _is_displaced(material):
            yield "not drawn by Storm: displacement"


def _light_marks(prim: Usd.Prim, time: Usd.TimeCode) -> Iterator[str]:
    kind = prim.GetTypeName()
    if kind in {"RectLight", "DiskLight", "CylinderLight"}:
        yield "simplified by Storm: area lights light as points, right from afar and on their axis"
    if kind == "RectLight":
        texture = UsdLux.RectLight(prim).GetTextureFileAttr().Get(time)
        if texture and texture.path:
            yield "simplified by Storm: a picture on a rect light gives its mean colour"
    if prim.HasAPI(UsdLux.ShapingAPI) and UsdLux.ShapingAPI(prim).GetShapingFocusAttr().Get(time):
        yield "not drawn by Storm: shaping:focus of lights"


def _is_displaced(material: UsdShade.Material) -> bool:
    return any(bool(material.ComputeDisplacementSource(context)[0]) for context in ("mtlx", ""))


def _check_light(prim: Usd.Prim, time: Usd.TimeCode) -> None:
    if prim.HasAPI(UsdLux.ShapingAPI):
        ies = UsdLux.ShapingAPI(prim).GetShapingIesFileAttr().Get(time)
        if ies and ies.path:
            _refuse(prim, "IES profiles are not drawn; shape the light by a cone")
    links = UsdLux.LightAPI(prim).GetLightLinkCollectionAPI()  # shadows are not drawn, so theirs mean nothing
    linked = links.GetExcludesRel().HasAuthoredTargets() or links.GetIncludesRel().HasAuthoredTargets()
    if linked or links.GetIncludeRootAttr().Get() is False:
        _refuse(prim, "light linking is not drawn; use another backend")


def _refuse(prim: Usd.Prim, why: str) -> None:
    raise UnsupportedError(f"<{prim.GetPath()}>: {why}", backend=_BACKEND)
