"""The small scene that every stage of the parity suite shares: a ball and a box on a floor before a camera."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdShade

from usd_scenes.cameras import set_lens
from usd_scenes.layer_files import new_layer, save_layer

type Point = tuple[float, float, float]
type Rgb = tuple[float, float, float]

BALL, BOX, FLOOR, CAMERA = "/World/Ball", "/World/Box", "/World/Floor", "/World/Camera"
_AROUND, _RINGS = 64, 32
_EYE: Point = (0.0, -4.2, 1.5)
_TARGET: Point = (0.0, 0.0, 0.45)
_RADIUS_M = 0.5


class SuiteScene:
    """Authors one stage: described Z up in metres, written in any axes and units."""

    def __init__(self, file: Path, *, up_axis: str = "Z", meters_per_unit: float = 1.0) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self.file = file
        self.units_per_m = 1.0 / meters_per_unit
        self.stage = Usd.Stage.Open(new_layer(file))
        UsdGeom.SetStageUpAxis(self.stage, up_axis)
        UsdGeom.SetStageMetersPerUnit(self.stage, meters_per_unit)
        world = UsdGeom.Xform.Define(self.stage, "/World")
        self.stage.SetDefaultPrim(world.GetPrim())
        if up_axis == "Y":
            world.AddRotateXOp().Set(-90.0)

    def furnish(self) -> SuiteScene:
        """Floor, ball and box in matte looks, and the camera."""
        self.quad(FLOOR, [(-4, -3, 0), (4, -3, 0), (4, 5, 0), (-4, 5, 0)])
        self.ball(BALL, (-0.65, 0.0, _RADIUS_M))
        self.box(BOX, (0.25, -0.35, 0.0), (1.05, 0.45, 0.8))
        for path, colour in ((FLOOR, (0.55, 0.55, 0.55)), (BALL, (0.6, 0.25, 0.12)), (BOX, (0.15, 0.3, 0.5))):
            self.bind(path, self.matte(f"Matte{path.rpartition('/')[2]}", colour))
        self.camera()
        return self

    def save(self) -> Path:
        """Write the layer."""
        return save_layer(self.stage.GetRootLayer())

    def point(self, at: Sequence[float]) -> Gf.Vec3d:
        """A point in stage units."""
        return Gf.Vec3d(*(c * self.units_per_m for c in at))

    def camera(self, *, eye: Point = _EYE, target: Point = _TARGET, focal_mm: float = 50.0) -> UsdGeom.Camera:
        """A square camera of 36 mm film."""
        camera = UsdGeom.Camera.Define(self.stage, CAMERA)
        unit_m = 1.0 / self.units_per_m
        set_lens(camera, focal_length_mm=focal_mm, aperture_mm=(36.0, 36.0), meters_per_unit=unit_m)
        camera.CreateClippingRangeAttr(Gf.Vec2f(0.01 * self.units_per_m, 100.0 * self.units_per_m))
        self.aim(camera.GetPrim(), eye, target)
        return camera

    def aim(self, prim: Usd.Prim, at: Point, toward: Point) -> None:
        """Place a prim so that its -Z looks at a point."""
        up = Gf.Vec3d(0, 0, 1) if abs(toward[0] - at[0]) + abs(toward[1] - at[1]) > 1e-6 else Gf.Vec3d(0, 1, 0)
        view = Gf.Matrix4d().SetLookAt(self.point(at), self.point(toward), up)
        UsdGeom.Xformable(prim).MakeMatrixXform().Set(view.GetInverse())

    def light(self, schema: type, at: Point = (-1.5, -2.0, 3.0), toward: Point = (0, 0, 0.3)) -> Usd.Prim:
        """A light that looks at the scene, of that UsdLux class."""
        prim = schema.Define(self.stage, "/World/Light").GetPrim()  # type: ignore[attr-defined]
        self.aim(prim, at, toward)
        return prim

    def dome(self, radiance: float = 1.0) -> UsdLux.DomeLight:
        """An even dome."""
        dome = UsdLux.DomeLight.Define(self.stage, "/World/Dome")
        dome.CreateIntensityAttr(radiance)
        return dome

    def sun(self, irradiance: float = 2.5) -> Usd.Prim:
        """A small sun and a faint dome: form and shadow for looks and geometry."""
        prim = self.light(UsdLux.DistantLight)
        UsdLux.LightAPI(prim).CreateNormalizeAttr(True)
        UsdLux.LightAPI(prim).CreateIntensityAttr(irradiance)
        self.dome(0.25)
        return prim

    def mesh(self, path: str, points: NDArray[np.float64], faces: Sequence[Sequence[int]]) -> UsdGeom.Mesh:
        """A polygon mesh; points in metres."""
        mesh = UsdGeom.Mesh.Define(self.stage, path)
        mesh.CreatePointsAttr([Gf.Vec3f(self.point(p)) for p in points.tolist()])
        mesh.CreateFaceVertexCountsAttr([len(face) for face in faces])
        mesh.CreateFaceVertexIndicesAttr([i for face in faces for i in face])
        mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
        mesh.CreateExtentAttr(UsdGeom.PointBased.ComputeExtent(mesh.GetPointsAttr().Get()))
        return mesh

    def quad(self, path: str, corners: Sequence[Point]) -> UsdGeom.Mesh:
        """One square with texture coordinates."""
        mesh = self.mesh(path, np.array(corners, dtype=float), [[0, 1, 2, 3]])
        self.coordinates(mesh, [(0, 0), (1, 0), (1, 1), (0, 1)], UsdGeom.Tokens.vertex)
        return mesh

    def box(self, path: str, low: Point, high: Point) -> UsdGeom.Mesh:
        """An axis-aligned box with outward faces."""
        corners = [(x, y, z) for z in (low[2], high[2]) for y in (low[1], high[1]) for x in (low[0], high[0])]
        faces = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)]
        mesh = self.mesh(path, np.array(corners, dtype=float), faces)
        self.coordinates(mesh, [(0, 0), (1, 0), (1, 1), (0, 1)] * 6, UsdGeom.Tokens.faceVarying)
        return mesh

    def ball(self, path: str, centre: Point, radius: float = _RADIUS_M) -> UsdGeom.Mesh:
        """A sphere of quads with smooth normals and texture coordinates."""
        theta = np.linspace(0.0, np.pi, _RINGS + 1)
        phi = np.linspace(0.0, 2.0 * np.pi, _AROUND + 1)
        polar, around = np.meshgrid(theta, phi, indexing="ij")
        unit = np.stack([np.sin(polar) * np.cos(around), np.sin(polar) * np.sin(around), -np.cos(polar)], axis=-1)
        row, column = np.meshgrid(np.arange(_RINGS), np.arange(_AROUND), indexing="ij")
        first = (row * (_AROUND + 1) + column).ravel()
        faces = np.stack([first, first + 1, first + _AROUND + 2, first + _AROUND + 1], axis=1)
        mesh = self.mesh(path, unit.reshape(-1, 3) * radius + centre, faces.tolist())
        mesh.CreateNormalsAttr([Gf.Vec3f(*n) for n in unit.reshape(-1, 3).tolist()])
        mesh.SetNormalsInterpolation(UsdGeom.Tokens.vertex)
        st = np.stack([around / (2.0 * np.pi), polar / np.pi], axis=-1).reshape(-1, 2)
        self.coordinates(mesh, st.tolist(), UsdGeom.Tokens.vertex)
        return mesh

    def coordinates(self, mesh: UsdGeom.Mesh, st: Sequence[Sequence[float]], interpolation: str) -> None:
        """Texture coordinates ``st``."""
        kind = Sdf.ValueTypeNames.TexCoord2fArray
        UsdGeom.PrimvarsAPI(mesh).CreatePrimvar("st", kind, interpolation).Set([Gf.Vec2f(*uv) for uv in st])

    def matte(self, name: str, colour: Rgb) -> UsdShade.Material:
        """A diffuse UsdPreviewSurface without any reflection."""
        inputs = {
            "diffuseColor": colour,
            "specularColor": (0.0, 0.0, 0.0),
            "useSpecularWorkflow": 1,
            "roughness": 1.0,
        }
        return self.look(name, "UsdPreviewSurface", inputs)

    def look(self, name: str, shader_id: str, inputs: dict[str, object]) -> UsdShade.Material:
        """A material of one surface shader with constant inputs; MaterialX by its node definition's name."""
        material = UsdShade.Material.Define(self.stage, f"/World/Looks/{name}")
        shader = UsdShade.Shader.Define(self.stage, f"/World/Looks/{name}/Surface")
        shader.CreateIdAttr(shader_id)
        for key, value in inputs.items():
            if isinstance(value, tuple):
                shader.CreateInput(key, Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(*value))
            elif isinstance(value, int):
                shader.CreateInput(key, Sdf.ValueTypeNames.Int).Set(value)
            else:
                shader.CreateInput(key, Sdf.ValueTypeNames.Float).Set(value)
        materialx = shader_id.startswith("ND_")
        output = shader.CreateOutput("out" if materialx else "surface", Sdf.ValueTypeNames.Token)
        material.CreateSurfaceOutput("mtlx" if materialx else "").ConnectToSource(output)
        return material

    def surface_of(self, material: UsdShade.Material) -> UsdShade.Shader:
        """The surface shader that `look` made."""
        return UsdShade.Shader(material.GetPrim().GetChild("Surface"))

    def bind(self, path: str, material: UsdShade.Material) -> None:
        """Bind a look to the prim at ``path``."""
        UsdShade.MaterialBindingAPI.Apply(self.stage.GetPrimAtPath(path)).Bind(material)
