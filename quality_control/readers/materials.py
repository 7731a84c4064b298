"""Which materials the subject is made of, from the network that is bound to it."""

from __future__ import annotations

import math

import numpy as np
from pxr import Usd, UsdGeom

from colorimetry.oklch import oklch_from_rgb
from quality_control.contract import Reader, TermReading
from quality_control.readers.bound_looks import BoundLook, read_bound_looks
from quality_control.readers.map_inputs import read_map
from quality_control.readers.painted_textures import read_texture
from quality_control.readers.surface_marks import near_metal, read_marks
from usd_scenes.semantics import Role

_HERO_ROLES = (Role.SUBJECT, Role.VESSEL, Role.PROP, Role.PLINTH)
_INDICES = {"water": 1.33, "glass": 1.5, "crystal": 1.6, "diamond": 2.42}
_FINISHES = {"perfectly_smooth": 0.0, "slight_roughness": 0.1, "frosted": 0.5, "heavily_frosted": 0.9}
_SOFT_INDICES = {"milk": 1.348, "silicone": 1.41, "soap": 1.47}
_INDEX_TOLERANCE = 0.02

_CUT_STONES = ("glass.types.diamond", "glass.types.refractive_gem")

type _Values = tuple[tuple[str, float | str], ...]


class SubjectMaterialReader:
    """Metals by their reflectance at normal incidence, glasses by index, tint and roughness, bodies by their
    scattering, and opaque dielectrics by roughness, coat and body colour."""

    facets = (
        "materials.pbr_metals",
        "materials.pbr_dielectrics",
        "materials.glass.types",
        "materials.glass.properties",
        "materials.subsurface",
        "materials.fabric",
        "materials.organic",
    )

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The terms that hold for the subject's look (without a subject: the vessel's, a prop's, the plinth's)."""
        looks = read_bound_looks(stage)
        for role in _HERO_ROLES:
            hero = next((look for look in looks if look.role == role), None)
            if hero is not None:
                if read_texture(hero, stage) is not None or read_map(hero, stage) is not None:
                    return ()  # the texture that covers it is what it is made of, whatever parts they share
                marked = read_marks(hero)
                terms, extra = ((marked[0],), marked[1]) if marked else (_terms(hero), ())
                values = (*_values(hero), *extra)
                if marked and marked[0] in _CUT_STONES:
                    values = (*values, ("facet_count", float(count_facets(stage, hero.mesh_path))))
                return tuple(TermReading(term=f"materials.{term}", values=values) for term in terms)
        return ()


def _terms(look: BoundLook) -> tuple[str, ...]:
    if look.number("metalness") >= 0.95:
        return _metal(look)
    if look.number("transmission") >= 0.9:
        return _glass(look)
    if look.number("fuzz") >= 0.5:
        return ("fabric.velvet",)
    if look.number("subsurface") >= 0.9:
        return _scattering(look)
    return _opaque(look)


def _metal(look: BoundLook) -> tuple[str, ...]:
    name = near_metal(look.colour("base_color"))
    return (f"pbr_metals.{name}",) if name else ()


def _glass(look: BoundLook) -> tuple[str, ...]:
    roughness, ior = look.number("roughness"), look.number("ior")
    finishes = [f"glass.properties.{name}" for name, r in _FINISHES.items() if abs(roughness - r) <= 0.005]
    if roughness >= 0.2:
        return ("glass.types.frosted_glass", *finishes)
    if ior <= 1.02:
        return ("glass.properties.air",)
    tint = look.colour("transmission_color") or (1.0, 1.0, 1.0)
    if min(tint) < 0.9:
        return ("glass.types.tinted_glass",)
    if roughness > 0.02:
        return tuple(finishes)
    near = [f"glass.properties.{name}" for name, n in _INDICES.items() if abs(ior - n) <= _INDEX_TOLERANCE]
    return ("glass.types.clear_glass", *(near or finishes))


def _scattering(look: BoundLook) -> tuple[str, ...]:
    _, chroma, hue_deg = _body(look)
    ior = look.number("ior")
    by_index = [f"subsurface.{name}" for name, n in _SOFT_INDICES.items() if abs(ior - n) <= 0.004]
    if by_index:
        return tuple(by_index)
    if chroma >= 0.05 and 110.0 <= hue_deg <= 190.0:
        return ("subsurface.jade",)
    veined = look.base_pattern is not None and any("absval" in n.definition for n in look.base_pattern.walk())
    if veined:
        return ("subsurface.marble",)
    return ("subsurface.wax",) if chroma >= 0.03 and (hue_deg <= 110.0 or hue_deg >= 350.0) else ()


def _opaque(look: BoundLook) -> tuple[str, ...]:
    lightness, chroma, _ = _body(look)
    roughness, coat_roughness = look.number("roughness"), look.number("coat_roughness")
    if look.number("coat") >= 0.45:
        if look.number("subsurface") >= 0.1 and lightness >= 0.88 and chroma <= 0.025:
            return ("pbr_dielectrics.porcelain",)
        return ("pbr_dielectrics.ceramic",) if coat_roughness >= 0.1 else ("pbr_dielectrics.lacquer",)
    if roughness >= 0.68 and lightness <= 0.42:
        return ("pbr_dielectrics.rubber",)
    if roughness <= 0.22:
        return ("pbr_dielectrics.plastic_glossy",)
    if look.base_pattern is not None and 0.28 <= roughness <= 0.57:
        return ("pbr_dielectrics.paint",)
    if look.base_pattern is None and 0.48 <= roughness <= 0.77 and lightness > 0.42:
        return ("pbr_dielectrics.plastic_matte",)
    return ()


def count_facets(stage: Usd.Stage, mesh_path: str) -> int:
    """The flat faces of a cut stone that are no part of its girdle, which stands upright on the table.

    The table is the face of the largest area.
    """
    mesh = UsdGeom.Mesh(stage.GetPrimAtPath(mesh_path))
    points = np.array(mesh.GetPointsAttr().Get(), dtype=np.float64)
    indices = np.array(mesh.GetFaceVertexIndicesAttr().Get())
    areas, normals, start = [], [], 0
    for count in mesh.GetFaceVertexCountsAttr().Get():
        corners = points[indices[start : start + count]]
        start += count
        area = np.cross(corners - corners[0], np.roll(corners, -1, axis=0) - corners[0]).sum(axis=0) / 2.0
        areas.append(float(np.linalg.norm(area)))
        normals.append(area / max(areas[-1], 1e-12))
    axis = normals[int(np.argmax(areas))]
    return int(sum(abs(float(normal @ axis)) > 0.02 for normal in normals))


def _body(look: BoundLook) -> tuple[float, float, float]:
    """(lightness, chroma, hue in degrees) of the mean of the base colours."""
    colours = look.base_colours or ((0.5, 0.5, 0.5),)
    mean = tuple(math.fsum(channel) / len(colours) for channel in zip(*colours, strict=True))
    return oklch_from_rgb(mean)


def _values(look: BoundLook) -> _Values:
    colours = look.base_colours or ((0.5, 0.5, 0.5),)
    mean = [math.fsum(channel) / len(colours) for channel in zip(*colours, strict=True)]
    coat = look.number("coat")
    tint = look.colour("transmission_color") or (1.0, 1.0, 1.0)
    scale = look.colour("subsurface_radius_scale") or (1.0, 1.0, 1.0)
    return (
        ("material", look.material_path),
        ("metalness", look.number("metalness")),
        ("roughness", look.number("coat_roughness") if coat >= 0.45 else look.number("roughness")),
        ("body_roughness", look.number("roughness")),
        ("ior", look.number("ior")),
        ("coat_weight", coat),
        ("transmission", look.number("transmission")),
        ("tint_depth_m", look.number("transmission_depth")),
        ("subsurface_weight", look.number("subsurface")),
        ("subsurface_radius_m", look.number("subsurface_radius") * max(scale)),
        ("sheen_weight", look.number("fuzz")),
        ("sheen_roughness", look.number("fuzz_roughness")),
        *(("base_" + c, v) for c, v in zip("rgb", mean, strict=True)),
        *(("tint_" + c, v) for c, v in zip("rgb", tint, strict=True)),
    )


READERS: tuple[Reader, ...] = (SubjectMaterialReader(),)
