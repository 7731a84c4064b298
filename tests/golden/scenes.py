"""Small stages whose pictures are kept: each joins several mechanisms, and none changes with the composers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pxr import Gf, Usd, UsdGeom, UsdLux

from assets.meshes.primitives import sphere, torus
from assets.meshes.surface import Surface, finished
from tests.render_backends.stages import StageBuilder
from usd_scenes.looks import Connection, LookNetwork, ShaderInput, ShaderNode, bind_look, define_look
from usd_scenes.meshes import define_mesh

type Values = dict[str, float | tuple[float, float, float]]


def studio(file: Path) -> Path:
    """Brushed gold and coated paint under a soft key and a small warm lamp, on a checkered floor."""
    builder = _set(file)
    noise = ShaderNode(
        name="noise",
        definition="ND_fractal3d_float",
        inputs=(ShaderInput(name="amplitude", type="float", value=0.15),),
    )
    wear = ShaderNode(
        name="wear",
        definition="ND_add_float",
        inputs=(
            ShaderInput(name="in1", type="float", value=Connection(node="noise")),
            ShaderInput(name="in2", type="float", value=0.3),
        ),
    )
    gold: Values = {"metalness": 1.0, "base": 1.0, "base_color": (1.0, 0.71, 0.29)}
    _body(builder, "Ball", sphere(), (-0.24, 0.0, 0.21), gold, extra=(noise, wear), roughness="wear")
    paint: Values = {"base_color": (0.05, 0.16, 0.35), "coat": 1.0, "coat_roughness": 0.05}
    _body(builder, "Ring", torus(), (0.27, 0.1, 0.12), paint)
    key = UsdLux.RectLight.Define(builder.stage, "/World/Key")
    key.CreateWidthAttr(1.0)
    key.CreateHeightAttr(1.0)
    key.CreateIntensityAttr(9.0)
    builder.place(key.GetPrim(), (-1.2, -1.0, 1.6), toward=(0, 0, 0.2))
    lamp = UsdLux.SphereLight.Define(builder.stage, "/World/Lamp")
    lamp.CreateRadiusAttr(0.06)
    lamp.CreateIntensityAttr(60.0)
    lamp.CreateEnableColorTemperatureAttr(True)
    lamp.CreateColorTemperatureAttr(2800.0)
    builder.place(lamp.GetPrim(), (0.9, 0.5, 0.8))
    return builder.save()


def glass(file: Path) -> Path:
    """Tinted glass and a waxy ball under a white sky, behind a thin lens."""
    builder = _set(file, f_stop=1.4)
    tinted: Values = {
        "base": 0.0,
        "transmission": 1.0,
        "transmission_color": (0.3, 0.8, 0.6),
        "transmission_depth": 0.2,
        "specular_roughness": 0.02,
    }
    _body(builder, "Glass", sphere(), (-0.2, 0.0, 0.21), tinted)
    wax: Values = {
        "base_color": (0.8, 0.6, 0.4),
        "subsurface": 1.0,
        "subsurface_color": (0.8, 0.6, 0.4),
        "subsurface_radius": (0.05, 0.02, 0.01),
    }
    _body(builder, "Wax", sphere(0.16), (0.24, 0.35, 0.16), wax)
    builder.white_dome(0.7)
    sun = UsdLux.DistantLight.Define(builder.stage, "/World/Sun")
    sun.CreateAngleAttr(2.0)
    sun.CreateNormalizeAttr(True)
    sun.CreateIntensityAttr(1.5)
    builder.place(sun.GetPrim(), (1.0, -1.0, 1.5), toward=(0, 0, 0))
    return builder.save()


SCENES: dict[str, Callable[[Path], Path]] = {"studio": studio, "glass": glass}


def _set(file: Path, *, f_stop: float = 0.0) -> StageBuilder:
    builder = StageBuilder(file)
    camera = builder.camera((0.5, -1.9, 0.9), (0.0, 0.05, 0.15), up=(0, 0, 1), focal=50.0)
    camera.CreateFStopAttr(f_stop)
    camera.CreateFocusDistanceAttr(2.0)
    floor = builder.quad("Floor", [(-3, -3, 0), (3, -3, 0), (3, 3, 0), (-3, 3, 0)], None)
    checks = ShaderNode(
        name="checks",
        definition="ND_checkerboard_color3",
        inputs=(
            ShaderInput(name="color1", type="color3", value=(0.45, 0.42, 0.38)),
            ShaderInput(name="color2", type="color3", value=(0.12, 0.12, 0.13)),
            ShaderInput(name="uvtiling", type="vector2", value=(24.0, 24.0)),
        ),
        output_type="color3",
    )
    _bind(builder.stage, floor.GetPrim(), "Floor", {}, extra=(checks,), color="checks")
    return builder


def _body(
    builder: StageBuilder,
    name: str,
    surface: Surface,
    at: tuple[float, float, float],
    values: Values,
    *,
    extra: tuple[ShaderNode, ...] = (),
    roughness: str = "",
) -> None:
    mesh = define_mesh(builder.stage, f"/World/{name}", finished(surface))
    UsdGeom.Xformable(mesh).AddTranslateOp().Set(Gf.Vec3d(*at))
    _bind(builder.stage, mesh.GetPrim(), name, values, extra=extra, roughness=roughness)


def _bind(
    stage: Usd.Stage,
    prim: Usd.Prim,
    name: str,
    values: Values,
    *,
    extra: tuple[ShaderNode, ...] = (),
    roughness: str = "",
    color: str = "",
) -> None:
    inputs = [
        ShaderInput(name=key, type="float" if isinstance(value, float) else "color3", value=value)
        for key, value in values.items()
    ]
    if roughness:
        inputs.append(ShaderInput(name="specular_roughness", type="float", value=Connection(node=roughness)))
    if color:
        inputs.append(ShaderInput(name="base_color", type="color3", value=Connection(node=color)))
    surface = ShaderNode(
        name="Surface",
        definition="ND_standard_surface_surfaceshader",
        inputs=tuple(inputs),
        output_type="surfaceshader",
    )
    look = LookNetwork(nodes=(*extra, surface), surface="Surface")
    bind_look(prim, define_look(stage, f"/World/Looks/{name}", look))
