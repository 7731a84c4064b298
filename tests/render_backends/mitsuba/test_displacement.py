"""Displaced surfaces stand where Cycles puts them, and face where it turns them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, Sdf, UsdGeom, UsdShade

from render_backends.pool import WorkerPool
from schemas.exr import read_frame
from schemas.frame import Frame
from schemas.render import RenderRequest
from tests.render_backends.stages import StageBuilder, Units

pytestmark = pytest.mark.renderer

_CELLS = 48
_AOVS = ("camera_depth", "normal", "instance_id")


def _relief(file: Path, units: Units, *, displaced: str) -> Path:
    """A fine card before the camera, displaced by a constant, a ramp or noise."""
    builder = StageBuilder(file, units)
    builder.camera((0, -0.6, 3.2), (0, 0, 0))
    line = np.linspace(-1.0, 1.0, _CELLS + 1)
    points = [(float(x), float(y), 0.0) for y in line for x in line]
    corner = [row * (_CELLS + 1) + column for row in range(_CELLS) for column in range(_CELLS)]
    faces = [[k, k + 1, k + _CELLS + 2, k + _CELLS + 1] for k in corner]
    st = [((x + 1.0) / 2.0, (y + 1.0) / 2.0) for x, y, _ in points]
    mesh = builder.mesh("Card", points, faces, None, st=st)
    mesh.CreateNormalsAttr([Gf.Vec3f(0, 0, 1)] * len(points))
    mesh.SetNormalsInterpolation(UsdGeom.Tokens.vertex)
    material = UsdShade.Material.Define(builder.stage, "/World/Looks/Relief")
    surface = _shader(builder, "Surface", "ND_standard_surface_surfaceshader")
    material.CreateSurfaceOutput("mtlx").ConnectToSource(surface.CreateOutput("out", Sdf.ValueTypeNames.Token))
    displacement = _shader(builder, "Displacement", "ND_displacement_float")
    displacement.CreateInput("scale", Sdf.ValueTypeNames.Float).Set(builder.units.length(0.25))
    height = displacement.CreateInput("displacement", Sdf.ValueTypeNames.Float)
    if displaced == "constant":
        height.Set(1.0)
    else:
        pattern = _shader(builder, "Pattern", "ND_ramplr_float" if displaced == "ramp" else "ND_noise2d_float")
        if displaced == "ramp":
            pattern.CreateInput("valuer", Sdf.ValueTypeNames.Float).Set(1.0)
        else:
            place = _shader(builder, "Place", "ND_multiply_vector2FA")
            plain = _shader(builder, "Plain", "ND_texcoord_vector2")
            place.CreateInput("in1", Sdf.ValueTypeNames.Float2).ConnectToSource(
                plain.CreateOutput("out", Sdf.ValueTypeNames.Float2)
            )
            place.CreateInput("in2", Sdf.ValueTypeNames.Float).Set(3.0)
            pattern.CreateInput("texcoord", Sdf.ValueTypeNames.Float2).ConnectToSource(
                place.CreateOutput("out", Sdf.ValueTypeNames.Float2)
            )
        height.ConnectToSource(pattern.CreateOutput("out", Sdf.ValueTypeNames.Float))
    material.CreateDisplacementOutput("mtlx").ConnectToSource(
        displacement.CreateOutput("out", Sdf.ValueTypeNames.Token)
    )
    builder.bind(mesh.GetPrim(), material)
    builder.white_dome()
    return builder.save()


def _shader(builder: StageBuilder, name: str, definition: str) -> UsdShade.Shader:
    shader = UsdShade.Shader.Define(builder.stage, f"/World/Looks/Relief/{name}")
    shader.CreateIdAttr(definition)
    return shader


@pytest.mark.parametrize(
    "case",
    [("constant", Units()), ("ramp", Units(meters_per_unit=0.01)), ("noise", Units(up_axis="Y"))],
    ids=["constant", "ramp", "noise"],
)
def test_a_displaced_surface_is_where_cycles_has_it(
    render: Callable[..., Frame],
    cycles_pool: WorkerPool,
    make_request: Callable[..., RenderRequest],
    tmp_path: Path,
    case: tuple[str, Units],
) -> None:
    displaced, units = case
    stage = _relief(tmp_path / "relief.usda", units, displaced=displaced)
    ours = render(stage, *_AOVS, resolution=(64, 64), spp=1)
    request = make_request(stage, *_AOVS, resolution=(64, 64), spp=1, output=tmp_path / "cycles.exr")
    theirs = read_frame(cycles_pool.render(request).frame)
    inside = np.s_[14:50, 14:50]
    depth = ours.aov("camera_depth")[inside] / theirs.aov("camera_depth")[inside]
    assert float(np.percentile(np.abs(depth - 1.0), 95)) < 1e-3
    chord = np.linalg.norm(ours.aov("normal")[inside] - theirs.aov("normal")[inside], axis=-1)
    angles = np.degrees(2.0 * np.arcsin(chord / 2.0))
    assert float(np.median(angles)) < 1.0
    assert float(np.percentile(angles, 95)) < 3.0
