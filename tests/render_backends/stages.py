"""Stages whose renders have a known answer, written with plain usd-core."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdSemantics, UsdShade

type Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """How a stage measures space. Scenes are described Z up, in metres, and written in these."""

    up_axis: str = "Z"
    meters_per_unit: float = 1.0

    def length(self, metres: float) -> float:
        return metres / self.meters_per_unit

    def point(self, point: Point) -> Gf.Vec3d:
        return Gf.Vec3d(*(self.length(c) for c in point))

    @property
    def world_rotation(self) -> np.ndarray:
        """(3, 3): the stage's world axes from the Z-up description."""
        if self.up_axis == "Z":
            return np.eye(3)
        return np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]])


EVERY_UNITS = (
    Units(),
    Units(up_axis="Y"),
    Units(meters_per_unit=0.01),
    Units(up_axis="Y", meters_per_unit=0.01),
)


class StageBuilder:
    """Builds a stage below /World, which carries the turn from Z up."""

    def __init__(self, file: Path, units: Units | None = None) -> None:
        self.units = units or Units()
        self.file = file
        self.stage = Usd.Stage.CreateNew(str(file))
        UsdGeom.SetStageUpAxis(self.stage, self.units.up_axis)
        UsdGeom.SetStageMetersPerUnit(self.stage, self.units.meters_per_unit)
        world = UsdGeom.Xform.Define(self.stage, "/World")
        self.stage.SetDefaultPrim(world.GetPrim())
        if self.units.up_axis == "Y":
            world.AddRotateXOp().Set(-90.0)

    def save(self) -> Path:
        self.stage.GetRootLayer().Save()
        return self.file

    def place(self, prim: Usd.Prim, at: Point, *, toward: Point | None = None, up: Point = (0, 0, 1)) -> None:
        """Put a prim at a point; with ``toward``, its -Z looks there."""
        xform = UsdGeom.Xformable(prim)
        if toward is None:
            xform.AddTranslateOp().Set(self.units.point(at))
            return
        eye, target = self.units.point(at), self.units.point(toward)
        view = Gf.Matrix4d().SetLookAt(eye, target, Gf.Vec3d(*up))
        xform.AddTransformOp().Set(view.GetInverse())

    def camera(
        self, at: Point, toward: Point, *, up: Point = (0, 1, 0), focal: float = 50.0, aperture: float = 36.0
    ) -> UsdGeom.Camera:
        """A square camera; focal length and aperture in millimetres."""
        camera = UsdGeom.Camera.Define(self.stage, "/World/Camera")
        tenths = self.units.length(0.001) * 10.0
        camera.CreateFocalLengthAttr(focal * tenths)
        camera.CreateHorizontalApertureAttr(aperture * tenths)
        camera.CreateVerticalApertureAttr(aperture * tenths)
        camera.CreateClippingRangeAttr(Gf.Vec2f(self.units.length(0.01), self.units.length(1000.0)))
        self.place(camera.GetPrim(), at, toward=toward, up=up)
        return camera

    def quad(self, name: str, corners: Sequence[Point], colour: Point | None = (0.5, 0.5, 0.5)) -> UsdGeom.Mesh:
        """One polygon with texture coordinates from 0 to 1 along its first two sides."""
        return self.mesh(name, corners, [list(range(len(corners)))], colour, st=[(0, 0), (1, 0), (1, 1), (0, 1)])

    def mesh(
        self,
        name: str,
        points: Sequence[Point],
        faces: Sequence[Sequence[int]],
        colour: Point | None = (0.5, 0.5, 0.5),
        *,
        st: Sequence[tuple[float, float]] | None = None,
    ) -> UsdGeom.Mesh:
        mesh = UsdGeom.Mesh.Define(self.stage, f"/World/{name}")
        mesh.CreatePointsAttr([Gf.Vec3f(self.units.point(p)) for p in points])
        mesh.CreateFaceVertexCountsAttr([len(face) for face in faces])
        mesh.CreateFaceVertexIndicesAttr([i for face in faces for i in face])
        mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
        mesh.CreateExtentAttr(UsdGeom.PointBased.ComputeExtent(mesh.GetPointsAttr().Get()))
        if st is not None:
            primvar = UsdGeom.PrimvarsAPI(mesh).CreatePrimvar(
                "st", Sdf.ValueTypeNames.TexCoord2fArray, UsdGeom.Tokens.vertex
            )
            primvar.Set([Gf.Vec2f(*uv) for uv in st])
        if colour is not None:
            mesh.CreateDisplayColorAttr([Gf.Vec3f(*colour)])
        return mesh

    def box(self, name: str, low: Point, high: Point, colour: Point | None = (0.5, 0.5, 0.5)) -> UsdGeom.Mesh:
        """An axis-aligned box with outward faces."""
        corners = [(x, y, z) for z in (low[2], high[2]) for y in (low[1], high[1]) for x in (low[0], high[0])]
        faces = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)]
        return self.mesh(name, corners, faces, colour)

    def light(
        self, schema: type, name: str, at: Point, *, toward: Point | None = None, group: str = ""
    ) -> Usd.Prim:
        prim = schema.Define(self.stage, f"/World/{name}").GetPrim()  # type: ignore[attr-defined]
        self.place(prim, at, toward=toward, up=(0, 1, 0))
        if group:
            prim.CreateAttribute("parallelSynth:lightGroup", Sdf.ValueTypeNames.Token, custom=True).Set(group)
        return prim

    def white_dome(self, radiance: float = 1.0) -> Usd.Prim:
        dome = UsdLux.DomeLight.Define(self.stage, "/World/Dome")
        dome.CreateIntensityAttr(radiance)
        return dome.GetPrim()

    def label(self, prim: Usd.Prim, class_name: str) -> None:
        UsdSemantics.LabelsAPI.Apply(prim, "class").CreateLabelsAttr([class_name])

    def preview_look(self, name: str, **inputs: object) -> UsdShade.Material:
        """A UsdPreviewSurface material with constant inputs."""
        material = UsdShade.Material.Define(self.stage, f"/World/Looks/{name}")
        shader = UsdShade.Shader.Define(self.stage, f"/World/Looks/{name}/Surface")
        shader.CreateIdAttr("UsdPreviewSurface")
        for key, value in inputs.items():
            kind = Sdf.ValueTypeNames.Float if isinstance(value, float) else Sdf.ValueTypeNames.Color3f
            shader.CreateInput(key, kind).Set(value if isinstance(value, float) else Gf.Vec3f(*value))  # type: ignore[misc]
        material.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")
        return material

    def bind(self, prim: Usd.Prim, material: UsdShade.Material) -> None:
        UsdShade.MaterialBindingAPI.Apply(prim).Bind(material)
