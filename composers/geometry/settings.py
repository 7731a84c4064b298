"""The set of a picture on the stage, and where things stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from pxr import Sdf

from assets.meshes.catalog import find_generator
from assets.places.stored import stored_place
from composers.blocking.places import PlacePlan
from composers.blocking.settings import Setting
from composers.geometry.placement import Placement
from composers.geometry.staging import find_body, place_body
from composers.shot import Shot
from usd_scenes import own_attributes, prim_paths
from usd_scenes.departments import Department
from usd_scenes.layer_files import keep_layer
from usd_scenes.meshes import define_component_payload
from usd_scenes.semantics import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """The level place where subject and props stand: centred on the origin, half sides in metres."""

    height_m: float
    half_x_m: float
    half_y_m: float
    round: bool = False


_STUDIO_FURNITURE = ("round_podium", "round_podium", "box_plinth", "table", "")
_ONE_HUE = "color.palettes.monochromatic"
"""Takes two parts of a set: the one part of a bare set, with chips, would show a second hue."""


def place_setting(shot: Shot) -> Stand:
    """Author the set under /World/Set into the current edit target; returns where things stand."""
    setting, place = shot.blocking.setting, shot.blocking.place
    prim = shot.stage.GetPrimAtPath(prim_paths.SET)
    name = setting.value if place is None else place.place.name
    prim.CreateAttribute(own_attributes.SETTING, Sdf.ValueTypeNames.Token, custom=True).Set(name)
    if place is not None:
        return _place_of_library(shot, place)
    rng, terms = shot.rng("geometry/set"), shot.spec.terms
    variant = int(rng.integers(1 << 16))
    if setting is Setting.STUDIO:
        _place(shot, "Cyclorama", "cyclorama", Role.SET_FLOOR)
        names = _STUDIO_FURNITURE[:-1] if _ONE_HUE in terms else _STUDIO_FURNITURE
        return _furniture(shot, names[variant % len(names)], variant)
    if setting is Setting.ROOM:
        roles = (Role.SET_FLOOR, Role.SET_WALL, Role.SET_WALL)
        body = find_body(shot, find_generator("room"), variant)
        place_body(shot, f"{prim_paths.SET}/Room", body, Role.SET_WALL, Placement(), roles=roles)
        return _furniture(shot, ("table", "table", "box_plinth")[variant % 3], variant)
    ground = "meadow" if setting is Setting.TERRACE else "hills"
    _place(shot, "Ground", ground, Role.SET_FLOOR, variant)
    trees = ("cypresses", "round_trees")[variant % 2]
    _place(shot, "Trees", trees, Role.PROP, variant // 2)
    if setting is Setting.LANDSCAPE:
        _place(shot, "Village", "village", Role.SET_WALL, variant)
        return Stand(height_m=0.0, half_x_m=4.0, half_y_m=4.0, round=True)
    _place(shot, "Paving", "paving", Role.SET_FLOOR, variant)
    _place(shot, "GardenWall", "garden_wall", Role.SET_WALL, variant)
    return Stand(height_m=0.0, half_x_m=2.9, half_y_m=2.9)


def _place_of_library(shot: Shot, plan: PlacePlan) -> Stand:
    file = stored_place(shot.assets, plan.place, plan.variant, plan.dressing)
    keep_layer(file)
    define_component_payload(shot.stage, plan.prim_path, asset=shot.asset_path(file, Department.GEOMETRY))
    support = plan.variant.support
    return Stand(
        height_m=support.height_m, half_x_m=support.half_x_m, half_y_m=support.half_y_m, round=support.round
    )


def _furniture(shot: Shot, name: str, variant: int) -> Stand:
    if not name:
        return Stand(height_m=0.0, half_x_m=1.2, half_y_m=1.0)
    body = find_body(shot, find_generator(name), variant)
    place_body(shot, f"{prim_paths.SET}/{body.generator.label.title()}", body, Role.PLINTH, Placement())
    x, y, z = (float(v) for v in body.size_m)
    if name == "round_podium":
        return Stand(height_m=z, half_x_m=0.72, half_y_m=0.72, round=True)
    return Stand(height_m=z, half_x_m=x / 2 - 0.03, half_y_m=y / 2 - 0.03)


def _place(shot: Shot, prim: str, generator: str, role: Role, variant: int = 0) -> None:
    place_body(
        shot, f"{prim_paths.SET}/{prim}", find_body(shot, find_generator(generator), variant), role, Placement()
    )
