"""Charts for drawn styles: an even pair of tones, a lit ball, a wall from light to dark."""

from __future__ import annotations

from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux

from quality_control.contract import ProbeShot, StageEdit
from quality_control.measures.charts import CHART, Card, define_card_mesh, isolate_operation, set_chart
from quality_control.measures.probe_looks import bind_probe_look
from usd_scenes import own_attributes

TWO_TONES = (
    Card(radiance=(0.45, 0.45, 0.45), boxes=((-0.02, -0.02, 1.02, 1.02),)),
    Card(radiance=(0.03, 0.03, 0.03), boxes=((-0.02, -0.02, 0.5, 1.02),)),
)
"""Dark on the left, light on the right."""

STYLE_AOVS = ("albedo", "normal", "position", "camera_depth", "instance_id", "material_id")
"""What the styles draw from."""


def style_shot(name: str, edit: StageEdit, style: str, *, size_px: int = 256, spp: int = 4) -> ProbeShot:
    """The picture of a chart under one style of the stage's."""

    def author(stage: Usd.Stage) -> None:
        edit(stage)
        isolate_operation(stage, style)

    return ProbeShot(
        name=name,
        aovs=STYLE_AOVS,
        edit=author,
        resolution=(size_px, size_px),
        spp=spp,
        denoise=spp > 4,
        finished=True,
    )


def set_two_tones(stage: Usd.Stage) -> None:
    """The cards of `TWO_TONES`."""
    set_chart(stage, TWO_TONES)


def set_ball(stage: Usd.Stage) -> None:
    """A matt grey ball before a pale wall, lit from the upper left."""
    set_chart(stage, ())
    wall = define_card_mesh(stage, f"{CHART}/Wall", ((-0.5, -0.5, 1.5, 1.5),), distance_m=4.0)
    bind_probe_look(stage, wall.GetPrim(), reflectance=0.7)
    ball = UsdGeom.Sphere.Define(stage, f"{CHART}/Ball")
    ball.CreateRadiusAttr(0.9)
    ball.CreateExtentAttr([Gf.Vec3f(-0.9), Gf.Vec3f(0.9)])
    UsdGeom.Xformable(ball).AddTranslateOp().Set(Gf.Vec3d(0.0, 0.0, -3.2))
    bind_probe_look(stage, ball.GetPrim(), reflectance=0.5)
    sun = UsdLux.DistantLight.Define(stage, f"{CHART}/Sun")
    sun.CreateIntensityAttr(1.2)
    sun.CreateAngleAttr(1.0)
    sun.CreateNormalizeAttr(True)
    _set_group(sun.GetPrim())
    UsdGeom.Xformable(sun).AddRotateXYZOp().Set(Gf.Vec3f(-40.0, -45.0, 0.0))


def set_shaded_wall(stage: Usd.Stage) -> None:
    """A matt wall whose light falls off from the upper left corner."""
    set_chart(stage, ())
    wall = define_card_mesh(stage, f"{CHART}/Wall", ((-0.5, -0.5, 1.5, 1.5),), distance_m=2.0)
    bind_probe_look(stage, wall.GetPrim(), reflectance=0.5)
    lamp = UsdLux.SphereLight.Define(stage, f"{CHART}/Lamp")
    lamp.CreateRadiusAttr(0.05)
    lamp.CreateIntensityAttr(40.0)
    _set_group(lamp.GetPrim())
    UsdGeom.Xformable(lamp).AddTranslateOp().Set(Gf.Vec3d(-0.85, 0.85, -1.5))


def _set_group(light: Usd.Prim) -> None:
    group = light.CreateAttribute(own_attributes.LIGHT_GROUP, Sdf.ValueTypeNames.Token, custom=True)
    group.Set("key")
