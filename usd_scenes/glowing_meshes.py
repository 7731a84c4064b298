"""Meshes that give off light: light cards and tubes, whose look has a constant emission."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom

from usd_scenes.face_materials import main_material
from usd_scenes.lights import kelvin_of_color, read_light_group
from usd_scenes.ray_casting import mesh_triangles
from usd_scenes.semantics import Role, find_of_roles
from usd_scenes.shader_inputs import input_value

type Vectors = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GlowingMesh:
    """A mesh with the radiance (3,), scene-linear Rec.709, of its front faces."""

    path: str
    group: str
    kelvin: float | None
    triangles: Vectors  # (n, 3, 3), metres, world space
    radiance: Vectors


def find_glowing_meshes(stage: Usd.Stage) -> tuple[GlowingMesh, ...]:
    """Every drawn light card of the stage whose bound look emits."""
    found = []
    for prim in find_of_roles(stage, {Role.LIGHT_CARD}):
        radiance = read_emission_radiance(prim) if prim.IsA(UsdGeom.Mesh) else np.zeros(3)
        if radiance.max() <= 0.0:
            continue
        found.append(
            GlowingMesh(
                path=str(prim.GetPath()),
                group=read_light_group(prim),
                kelvin=kelvin_of_color(radiance),
                triangles=mesh_triangles(UsdGeom.Mesh(prim)) * UsdGeom.GetStageMetersPerUnit(stage),
                radiance=radiance,
            )
        )
    return tuple(found)


def read_emission_radiance(prim: Usd.Prim) -> Vectors:
    """(3,) constant emission of the look bound to ``prim``; zero where it has none."""
    material = main_material(prim)
    if material is None:
        return np.zeros(3)
    surface, _, _ = material.ComputeSurfaceSource("mtlx")
    if not surface:
        return np.zeros(3)
    color, weight = (input_value(surface.GetInput(name)) for name in ("emission_color", "emission"))
    if color is not None and weight is not None:
        return np.array(color, dtype=np.float64) * float(weight)
    emissive = input_value(surface.GetInput("emissiveColor"))
    return np.zeros(3) if emissive is None else np.array(emissive, dtype=np.float64)
