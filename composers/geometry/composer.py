"""The composer of the geometry category: a set, a subject and props."""

from __future__ import annotations

from assets.meshes.catalog import PRIMITIVES, find_generator
from composers.geometry.staging import Placement, find_body, place_body
from composers.shot import Shot
from usd_scenes import prim_paths
from usd_scenes.departments import Department
from usd_scenes.semantics import Role


class GeometryComposer:
    """Authors /World/Set, /World/Subject and /World/Props."""

    category = "geometry"
    department = Department.GEOMETRY
    terms = frozenset(f"geometry.primitives.{name}" for name in PRIMITIVES)

    def compose(self, shot: Shot) -> None:
        """A studio with the wanted primitive, or the shader ball, on a podium."""
        term = shot.term_of("geometry.primitives")
        name = term.rpartition(".")[2] if term else "shader_ball"
        with shot.edit(Department.GEOMETRY):
            backdrop = find_body(shot, find_generator("cyclorama"), 0)
            place_body(shot, f"{prim_paths.SET}/Cyclorama", backdrop, Role.SET_FLOOR, Placement())
            support = find_body(shot, find_generator("round_podium"), 0)
            place_body(shot, f"{prim_paths.SET}/Podium", support, Role.PLINTH, Placement())
            subject = find_body(shot, find_generator(name), 0)
            placement = Placement(z_m=float(support.size_m[2]))
            place_body(shot, prim_paths.SUBJECT, subject, Role.SUBJECT, placement)


COMPOSER = GeometryComposer()
