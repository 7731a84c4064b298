"""Probe scenes for looks: a sample's stage without all but its materials, with a body, a light and a camera."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdShade

from quality_control.measures.bare_stage import put_out_drawn, put_out_lamps
from quality_control.measures.probe_looks import bind_probe_look
from schemas.mesh import MeshData
from usd_scenes.cameras import set_lens
from usd_scenes.meshes import define_mesh
from usd_scenes.render_prims import find_main_camera
from usd_scenes.semantics import Role, set_labels
from usd_scenes.shader_inputs import set_constant

type Point = tuple[float, float, float]

RADIUS_M = 0.15
_PROBE = "/World/Probe"
_NORMALS = ("normal", "coat_normal", "geometry_normal", "geometry_coat_normal")
_ROUGHNESS = ("specular_roughness", "roughness")
_GLOSS = ("specular", "coat", "sheen", "specular_weight", "coat_weight", "fuzz_weight")
VIEW_DISTANCE_M = 6.0
_APERTURE_MM = 24.0
_POLISHED = 0.05  # roughness
_SUBSURFACE = ("subsurface", "subsurface_weight")
_ON_UNLESS_SAID = {"standard_surface": ("base", "specular"), "open_pbr": ("base_weight", "specular_weight")}
_NO_GLOSS = 1e-3  # at 0 the layers of null closures crash the renderer


def clear_stage(stage: Usd.Stage) -> None:
    """Put away set, subject, props, effects and lights; the looks and the camera stay."""
    put_out_drawn(stage)
    put_out_lamps(stage)


def look_at(
    stage: Usd.Stage, target: Point, half_width_m: float, *, from_direction: Point = (0.0, -1.0, 0.0)
) -> None:
    """Point the main camera at ``target`` from far away: a square view ``half_width_m`` to each side."""
    eye = Gf.Vec3d(*target) + Gf.Vec3d(*from_direction).GetNormalized() * VIEW_DISTANCE_M
    up = Gf.Vec3d(0, 1, 0) if abs(from_direction[2]) > 0.9 else Gf.Vec3d(0, 0, 1)
    camera = UsdGeom.Camera.Define(stage, find_main_camera(stage))
    camera.ClearXformOpOrder()
    matrix = Gf.Matrix4d().SetLookAt(eye, Gf.Vec3d(*target), up).GetInverse()
    camera.AddTransformOp(opSuffix="probe").Set(matrix)
    camera.CreateProjectionAttr(UsdGeom.Tokens.perspective)
    camera.CreateHorizontalApertureOffsetAttr(0.0)
    camera.CreateVerticalApertureOffsetAttr(0.0)
    focal_length_mm = _APERTURE_MM * VIEW_DISTANCE_M / (2.0 * half_width_m)
    set_lens(camera, focal_length_mm=focal_length_mm, aperture_mm=(_APERTURE_MM, _APERTURE_MM))
    camera.CreateFStopAttr(0.0)
    camera.CreateClippingRangeAttr(Gf.Vec2f(0.01, 1000.0))


def add_body(stage: Usd.Stage, name: str, mesh: MeshData, *, material: str | None = None) -> Usd.Prim:
    """A mesh in the sample's ``material``; without one, in matt black."""
    prim = define_mesh(stage, f"{_PROBE}/{name}", mesh).GetPrim()
    set_labels(prim, role=Role.SUBJECT, class_name="probe")
    if material is None:
        bind_probe_look(stage, prim)
    else:
        UsdShade.MaterialBindingAPI.Apply(prim).Bind(UsdShade.Material.Get(stage, material))
    return prim


def add_furnace(stage: Usd.Stage) -> None:
    """A dome of radiance 1 all around."""
    UsdLux.DomeLight.Define(stage, f"{_PROBE}/Furnace").CreateIntensityAttr(1.0)


def add_beam(stage: Usd.Stage, towards: Point, *, angle_deg: float = 0.1) -> None:
    """Parallel light that travels ``towards``."""
    light = UsdLux.DistantLight.Define(stage, f"{_PROBE}/Beam")
    light.CreateIntensityAttr(1.0)
    light.CreateAngleAttr(angle_deg)
    light.CreateNormalizeAttr(True)
    direction = Gf.Vec3d(*towards)
    up = Gf.Vec3d(0, 1, 0) if abs(direction.GetNormalized()[2]) > 0.9 else Gf.Vec3d(0, 0, 1)
    light.AddTransformOp().Set(Gf.Matrix4d().SetLookAt(Gf.Vec3d(0.0), direction, up).GetInverse())


def add_panel(stage: Usd.Stage, name: str, centre: Point, towards: Point, size_m: tuple[float, float]) -> None:
    """A rectangular light of radiance 1 that faces ``towards`` a direction."""
    light = UsdLux.RectLight.Define(stage, f"{_PROBE}/{name}")
    light.CreateIntensityAttr(1.0)
    light.CreateWidthAttr(size_m[0])
    light.CreateHeightAttr(size_m[1])
    eye = Gf.Vec3d(*centre)
    up = Gf.Vec3d(0, 1, 0) if abs(towards[2]) > 0.9 else Gf.Vec3d(0, 0, 1)
    light.AddTransformOp().Set(Gf.Matrix4d().SetLookAt(eye, eye + Gf.Vec3d(*towards), up).GetInverse())


def flatten_relief(stage: Usd.Stage, material: str) -> None:
    """Take the bump off a material, so that its lobe alone widens a highlight."""
    for prim in Usd.PrimRange(stage.GetPrimAtPath(material)):
        for name in _NORMALS:
            attribute = prim.GetAttribute(f"inputs:{name}")
            if attribute and attribute.HasAuthoredConnections():
                attribute.SetConnections([])


def polish(stage: Usd.Stage, material: str) -> None:
    """Make a material smooth all over: a rough one loses what its facets throw at each other."""
    for prim in Usd.PrimRange(stage.GetPrimAtPath(material)):
        _set_of_surface(UsdShade.Shader(prim), _ROUGHNESS, _POLISHED)


def take_gloss_off(stage: Usd.Stage) -> None:
    """Leave of every look its body alone, so that albedo is the base colour."""
    for prim in stage.Traverse():
        _set_of_surface(UsdShade.Shader(prim), _GLOSS, _NO_GLOSS)


def leave_glow_alone(stage: Usd.Stage) -> None:
    """Leave of every look what it emits: no body scatters or mirrors what another part of it sends out."""
    for prim in stage.Traverse():
        shader = UsdShade.Shader(prim)
        kind = str(shader.GetIdAttr().Get()) if shader else ""
        for name in (one for model, names in _ON_UNLESS_SAID.items() if model in kind for one in names):
            shader.CreateInput(name, Sdf.ValueTypeNames.Float)
        _set_of_surface(shader, (*_GLOSS, *_SUBSURFACE, "base", "base_weight"), _NO_GLOSS)


def _set_of_surface(shader: UsdShade.Shader, names: Sequence[str], value: float) -> None:
    """Give those inputs that a surface has a constant; other nodes are left."""
    if not shader or "surfaceshader" not in str(shader.GetIdAttr().Get()):
        return
    for name in names:
        if shader.GetInput(name):
            set_constant(shader, name, value)


def sphere(radius_m: float = RADIUS_M) -> MeshData:
    """A smooth sphere about the origin."""
    rows, columns = 64, 128
    theta = np.linspace(0.0, np.pi, rows + 1)
    phi = np.linspace(0.0, 2.0 * np.pi, columns + 1) + np.pi / 2.0
    grid = np.stack(
        [
            np.sin(theta)[:, None] * np.cos(phi)[None, :],
            np.sin(theta)[:, None] * np.sin(phi)[None, :],
            np.repeat(np.cos(theta)[:, None], columns + 1, axis=1),
        ],
        axis=-1,
    ).reshape(-1, 3)
    row, column = np.divmod(np.arange(rows * columns), columns)
    first = row * (columns + 1) + column
    faces = np.stack([first, first + columns + 1, first + columns + 2, first + 1], axis=1)
    return _mesh(grid * radius_m, faces, grid[faces.ravel()])


def panel_mesh(corners: Sequence[Point]) -> MeshData:
    """One quadrilateral, counter-clockwise seen from its front."""
    points = np.asarray(corners, dtype=np.float64)
    normal = np.cross(points[1] - points[0], points[3] - points[0])
    normals = np.repeat((normal / np.linalg.norm(normal))[None], 4, axis=0)
    return _mesh(points, np.arange(4)[None], normals)


def laid_out(mesh: MeshData) -> MeshData:
    """``mesh`` with texture coordinates as a cloth's: metres to the right and upwards, as seen from the front."""
    places = mesh.points[mesh.face_vertex_indices]
    return replace(mesh, uvs=np.ascontiguousarray(places[:, [0, 2]]))


def box(low: Point, high: Point) -> MeshData:
    """A closed box between two corners."""
    x, y, z = zip(low, high, strict=True)
    points = np.array([(x[i], y[j], z[k]) for i in (0, 1) for j in (0, 1) for k in (0, 1)], dtype=np.float64)
    faces = np.array(
        [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)], dtype=np.int64
    )
    edge_1 = points[faces[:, 1]] - points[faces[:, 0]]
    edge_2 = points[faces[:, 3]] - points[faces[:, 0]]
    normals = np.cross(edge_1, edge_2)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    return _mesh(points, faces, np.repeat(normals, 4, axis=0))


def _mesh(points: NDArray[np.float64], faces: NDArray[np.int64], normals: NDArray[np.float64]) -> MeshData:
    corners = faces.size
    uvs = np.tile(np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=np.float32), (corners // 4, 1))
    return MeshData(
        points=points.astype(np.float32),
        face_vertex_counts=np.full(len(faces), 4, dtype=np.int32),
        face_vertex_indices=faces.ravel().astype(np.int32),
        uvs=uvs,
        normals=normals.astype(np.float32),
    )
