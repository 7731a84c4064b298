"""Which materials the subject is made of, from the network that is bound to it."""

from __future__ import annotations

import numpy as np
from pxr import Usd, UsdGeom

from quality_control.contract import Reader, TermReading
from quality_control.readers.agreed_textures import read_texture
from quality_control.readers.bound_looks import BoundLook, read_bound_looks
from quality_control.readers.map_inputs import read_map
from quality_control.readers.surfaces.body import Body
from quality_control.readers.surfaces.pieces import piece_of_points
from quality_control.readers.surfaces.stuffs import read_body, stuff_of
from usd_scenes.semantics import Role, find_of_roles

_HERO_ROLES = (Role.SUBJECT, Role.PROP, Role.PLINTH)
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
        """The terms that hold for the subject's look (without a subject: a prop's, the plinth's).

        None beside a liquid: what stands about it is not what the picture is about.
        """
        if find_of_roles(stage, (Role.LIQUID,)):
            return ()
        looks = read_bound_looks(stage)
        for role in _HERO_ROLES:
            hero = next((look for look in looks if look.role == role), None)
            if hero is not None:
                if read_texture(hero, stage) is not None or read_map(hero) is not None:
                    return ()  # the texture that covers it is what it is made of, whatever parts they share
                return _readings(stage, hero)
        return ()


def _readings(stage: Usd.Stage, hero: BoundLook) -> tuple[TermReading, ...]:
    found = stuff_of(hero)
    values = _values(hero, read_body(hero)) if found else ()
    readings = []
    for one in found:
        cut = one.term in _CUT_STONES
        facets = (("facet_count", float(count_facets(stage, hero.mesh_path))),) if cut else ()
        own = dict(values) | dict(one.values) | dict(facets)
        readings.append(TermReading(term=f"materials.{one.term}", values=tuple(own.items())))
    return tuple(readings)


def count_facets(stage: Usd.Stage, mesh_path: str) -> int:
    """The flat faces of a cut stone that are no part of its girdle, which stands upright on the table.

    The table is the face of the largest area; of several stones, it says which one is counted.
    """
    mesh = UsdGeom.Mesh(stage.GetPrimAtPath(mesh_path))
    points = np.array(mesh.GetPointsAttr().Get(), dtype=np.float64)
    indices = np.array(mesh.GetFaceVertexIndicesAttr().Get(), dtype=np.int64)
    counts = np.array(mesh.GetFaceVertexCountsAttr().Get(), dtype=np.int64)
    stone = piece_of_points(len(points), indices, counts)[indices[np.cumsum(counts) - counts]]
    areas, normals, start = [], [], 0
    for count in counts:
        corners = points[indices[start : start + count]]
        start += count
        area = np.cross(corners - corners[0], np.roll(corners, -1, axis=0) - corners[0]).sum(axis=0) / 2.0
        areas.append(float(np.linalg.norm(area)))
        normals.append(area / max(areas[-1], 1e-12))
    table = int(np.argmax(areas))
    axis = normals[table]
    return int(sum(abs(float(normal @ axis)) > 0.02 for normal in np.array(normals)[stone == stone[table]]))


def _values(look: BoundLook, body: Body) -> _Values:
    coat = body.mean("coat_weight")
    tint = body.mean_colour("transmission_color")
    return (
        ("material", look.material_path),
        ("metalness", body.mean("metalness")),
        ("roughness", body.mean("coat_roughness" if body.has_coat else "roughness")),
        ("body_roughness", body.mean("roughness")),
        ("ior", body.index),
        ("coat_weight", coat),
        ("transmission", body.mean("transmission_weight")),
        ("tint_depth_m", body.mean("transmission_depth")),
        ("subsurface_weight", body.mean("subsurface_weight")),
        ("subsurface_radius_m", max(body.paths_m)),
        ("sheen_weight", body.mean("sheen_weight")),
        ("sheen_roughness", body.mean("sheen_roughness")),
        *(("base_" + c, v) for c, v in zip("rgb", body.base_rgb, strict=True)),
        *(("tint_" + c, v) for c, v in zip("rgb", tint, strict=True)),
    )


READERS: tuple[Reader, ...] = (SubjectMaterialReader(),)
