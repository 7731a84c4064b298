"""Glowing meshes: a light card as the key, and a tube that the camera sees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from pxr import Gf, UsdGeom

from assets.looks.networks.standard_surfaces import glowing_look
from composers.lighting.lamps import CLEARANCE_M, Lamp, place_lamp
from composers.lighting.stands import define_caps, define_stand
from composers.shared_looks import author_shared_look
from composers.shot import Shot
from schemas.mesh import MeshData
from usd_scenes import prim_paths
from usd_scenes.cameras import camera_axes, picture_aspect, project
from usd_scenes.departments import Department
from usd_scenes.lights import blackbody_color, set_light_group
from usd_scenes.lit_scene import LitScene, Vectors
from usd_scenes.looks import bind_look
from usd_scenes.meshes import define_mesh
from usd_scenes.ray_casting import Occluders, read_occluders
from usd_scenes.rounding import quantize, quantize_all
from usd_scenes.semantics import SET_ROLES, Role, set_labels
from usd_scenes.subjects import find_surroundings

_CARD_DEPTH_M = 0.02
_LOWEST_CARD = 1.0 / 3.0  # of a square card's height, what a low one has at least
_CARD_POINTS = 25  # along each side of a card, where it is looked for in the frame
_DISTANCE_FACTORS = (1.0, 0.85, 0.7, 1.3, 1.7, 2.2, 2.9, 3.8, 5.0)
_TUBE_RADIUS_M = 0.018
_TUBE_WIDEST = 0.03  # its radius over the picture's width
_TUBE_SIDES = 24
_TUBE_PLACES = ((0.74, 1.2), (-0.74, 1.2), (0.9, 0.0), (-0.9, 0.0), (0.9, -0.4), (-0.9, -0.4))
"""Across the frame, 1 is its edge; behind the subject's middle in radii, or before it in shares of the way."""
_TUBE_LENGTHS = (1.0, 0.5, 0.25, 0.12, 0.06)  # of what is asked
_TUBE_SEEN, _TUBE_POINTS = 0.45, 15  # of a tube, what the camera sees at least; points along it
_TUBE_TOO_NEAR = 0.1  # what a place counts that lies within the subject
_TUBE_SHARE = 0.4  # of the key's irradiance at the subject that a tube beside it gives at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Glow:
    """A glowing mesh: radiance of a white light, and its colour temperature."""

    name: str
    group: str
    radiance: float
    kelvin: float


def define_key_card(shot: Shot, scene: LitScene, lamp: Lamp, radiance: float, size_m: float) -> None:
    """A card so far from the subject that it gives the lamp's irradiance at this radiance.

    It is square, or as wide as makes up for its height where it would have to be raised off the floor.
    """
    reach = size_m**2 / np.pi
    distance = np.sqrt(max(np.pi * radiance / lamp.irradiance - 1.0, 0.05) * reach)
    nearest = scene.subject.radius_m + 0.6 * size_m
    if distance < nearest:  # nearer than the subject allows: a larger card, farther off
        size_m, distance = size_m * nearest / distance, nearest
    free = scene.free_distance_m(scene.direction(lamp.azimuth_deg, lamp.elevation_deg), float(distance))
    if free < distance:  # a wall is nearer: a smaller card before it
        size_m, distance = size_m * free / distance, free
    lamp = replace(lamp, distance_m=float(distance))
    height = min(size_m, max(_height_free_m(scene, lamp), _LOWEST_CARD * size_m))
    lamp = replace(lamp, size_m=(float(size_m**2 / height), float(height)))
    lamp, position, direction = _out_of_frame(scene, lamp, nearest=float(nearest))
    half = np.array([*lamp.size_m, _CARD_DEPTH_M]) / 2.0
    kelvin = 6500.0 if lamp.kelvin is None else lamp.kelvin
    _define(
        shot,
        Glow(name="KeyCard", group=lamp.group, radiance=radiance, kelvin=kelvin),
        _box(half),
        position,
        direction,
    )


def _height_free_m(scene: LitScene, lamp: Lamp) -> float:
    """How high a card may be that stands on the floor and still shines from the lamp's elevation."""
    elevation = np.radians(lamp.elevation_deg)
    above = scene.subject.centre_m[2] - scene.floor_m + lamp.distance_m * np.sin(elevation)
    return float(2.0 * (above - CLEARANCE_M) / np.cos(elevation))


def _out_of_frame(scene: LitScene, lamp: Lamp, *, nearest: float) -> tuple[Lamp, Vectors, Vectors]:
    """The lamp with its position and direction, nearer or farther at the same solid angle until it is not seen."""
    tried = [_scaled(lamp, factor) for factor in _DISTANCE_FACTORS]
    towards = scene.direction(lamp.azimuth_deg, lamp.elevation_deg)
    free = scene.free_distance_m(towards, tried[-1].distance_m)
    tried = [attempt for attempt in tried if 0.75 * nearest <= attempt.distance_m <= free] or [lamp]
    for attempt in tried:
        position, direction = place_lamp(scene, attempt)
        if not _is_seen(scene, position, direction, attempt.size_m):
            return attempt, position, direction
    return attempt, position, direction


def _scaled(lamp: Lamp, factor: float) -> Lamp:
    width, height = lamp.size_m
    return replace(lamp, size_m=(width * factor, height * factor), distance_m=lamp.distance_m * factor)


def _is_seen(scene: LitScene, position: Vectors, direction: Vectors, size_m: tuple[float, float]) -> bool:
    """Whether some of a card lies in the frame of the main camera, or just beside it."""
    right = np.cross(direction, np.array([0.0, 0.0, 1.0]))
    right = right / max(float(np.linalg.norm(right)), 1e-6)
    up = np.cross(right, direction)
    steps = np.linspace(-0.5, 0.5, _CARD_POINTS)
    points = np.array([position + right * x * size_m[0] + up * y * size_m[1] for x in steps for y in steps])
    seen = project(points, scene.camera, picture_aspect(scene.stage))
    return bool(((seen[:, 2] > 0.0) & (np.abs(seen[:, :2]).max(axis=1) < 1.08)).any())


def define_tube(shot: Shot, scene: LitScene, glow: Glow, length_m: float, *, key_irradiance: float) -> None:
    """An upright tube on a stand near the edge of the frame, so thin that it is no key.

    It stands behind the subject, or beside it or before it where the camera would not see it there, and is
    shorter than asked where a long one would reach out of the frame.
    """
    place, length_m = _tube_place(scene, length_m)
    away = _tube_distance_m(scene, place, length_m)
    radius_m = min(
        _TUBE_RADIUS_M,
        _TUBE_SHARE * key_irradiance * away / (np.pi * glow.radiance),
        _TUBE_WIDEST * _frame_width_m(scene, place),
    )
    _define(shot, glow, _tube(length_m, radius_m), place, np.array([0.0, 1.0, 0.0]))
    define_caps(shot, f"{glow.name}Caps", place, length_m, radius_m)
    foot = np.array([place[0], place[1], scene.floor_m])
    define_stand(shot, f"{glow.name}Stand", foot, float(place[2]) - length_m / 2 - scene.floor_m)


def _frame_width_m(scene: LitScene, place: Vectors) -> float:
    """Of the picture at the depth of a place."""
    camera = scene.camera
    forward = camera_axes(camera.azimuth_deg, camera.pitch_deg, camera.roll_deg)[2]
    depth = abs(float((place - np.asarray(camera.eye_m)) @ forward))
    return camera.horizontal_aperture_mm / camera.focal_length_mm * depth


def _tube_place(scene: LitScene, length_m: float) -> tuple[Vectors, float]:
    """(place, length): the first where enough of the tube is seen, or else those where most of it is."""
    camera = scene.camera
    right, _, forward = camera_axes(camera.azimuth_deg, camera.pitch_deg, camera.roll_deg)
    eye = np.asarray(camera.eye_m)
    middle = float((scene.subject.centre_m - eye) @ forward)
    half_width = camera.horizontal_aperture_mm / 2.0 / camera.focal_length_mm
    drawn = [scene.stage.GetPrimAtPath(path) for path in sorted(scene.subject.paths)]
    drawn += find_surroundings(scene.stage, scene.subject, (*SET_ROLES, Role.PROP))
    obstacles = read_occluders(scene.stage, drawn)
    best, length, most = np.zeros(3), length_m, -1.0
    for share, (across, behind) in product(_TUBE_LENGTHS, _TUBE_PLACES):
        depth = middle + behind * (scene.subject.radius_m if behind > 0.0 else middle)
        place = eye + (forward + right * across * half_width) * depth
        place[2] = max(place[2], scene.floor_m + share * length_m / 2 + 0.005)
        seen = _tube_seen(scene, obstacles, place, share * length_m)
        if seen > most:
            best, length, most = place, share * length_m, seen
        if most >= _TUBE_SEEN:
            break
    return best, length


def _tube_seen(scene: LitScene, obstacles: Occluders, place: Vectors, length_m: float) -> float:
    """The share of an upright tube that the camera sees; hardly any counts of one within the subject."""
    points = place + np.linspace(-0.5, 0.5, _TUBE_POINTS)[:, None] * np.array([0.0, 0.0, length_m])
    shown = project(points, scene.camera, picture_aspect(scene.stage))
    framed = (shown[:, 2] > 0.0) & (np.abs(shown[:, :2]).max(axis=1) < 1.0)
    seen = float((framed & ~obstacles.blocked(np.asarray(scene.camera.eye_m), points)).mean())
    near = _tube_distance_m(scene, place, length_m) < scene.subject.radius_m / 2.0
    return seen * (_TUBE_TOO_NEAR if near else 1.0)


def _tube_distance_m(scene: LitScene, place: Vectors, length_m: float) -> float:
    """From an upright tube's axis to the subject's middle."""
    away = np.asarray(scene.subject.centre_m) - place
    away[2] -= np.clip(away[2], -length_m / 2.0, length_m / 2.0)
    return float(np.linalg.norm(away))


def _define(shot: Shot, glow: Glow, mesh: MeshData, place: Vectors, facing: Vectors) -> None:
    """A mesh whose local -Z shines along ``facing``; a tube's local Y stays upright."""
    UsdGeom.Scope.Define(shot.stage, prim_paths.LIGHTS)
    path = f"{prim_paths.LIGHTS}/{glow.name}"
    xform = define_mesh(shot.stage, path, mesh)
    x, y, z = facing
    azimuth = float(np.degrees(np.arctan2(-x, y)))
    elevation = float(np.degrees(np.arctan2(z, np.hypot(x, y))))
    xform.AddTranslateOp().Set(Gf.Vec3d(*quantize_all(place)))
    xform.AddRotateZOp(opSuffix="azimuth").Set(quantize(azimuth))
    xform.AddRotateXOp(opSuffix="elevation").Set(quantize(90.0 + elevation))
    prim = xform.GetPrim()
    set_labels(prim, role=Role.LIGHT_CARD, class_name="light_card")
    set_light_group(prim, glow.group)
    look = glowing_look(blackbody_color(glow.kelvin), radiance=glow.radiance)
    bind_look(prim, author_shared_look(shot, Department.LIGHTING, f"{prim_paths.LOOKS}/{glow.name}", look))


def _box(half: Vectors) -> MeshData:
    corners = np.array([[x, y, z] for z in (-1, 1) for y in (-1, 1) for x in (-1, 1)]) * half
    faces = np.array([[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]])
    uvs = np.tile(np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=np.float32), (6, 1))
    return MeshData(
        points=corners.astype(np.float32),
        face_vertex_counts=np.full(6, 4, dtype=np.int32),
        face_vertex_indices=faces.astype(np.int32).ravel(),
        uvs=uvs,
    )


def _tube(length_m: float, radius_m: float) -> MeshData:
    """A closed cylinder along local Y."""
    turn = np.arange(_TUBE_SIDES) / _TUBE_SIDES * 2.0 * np.pi
    ring = np.stack([np.cos(turn) * radius_m, np.zeros_like(turn), np.sin(turn) * radius_m], axis=1)
    offset = np.array([0.0, length_m / 2, 0.0])
    points = np.concatenate([ring - offset, ring + offset])
    i = np.arange(_TUBE_SIDES)
    j = (i + 1) % _TUBE_SIDES
    sides = np.stack([i, i + _TUBE_SIDES, j + _TUBE_SIDES, j], axis=1).ravel()
    indices = np.concatenate([sides, i, (i + _TUBE_SIDES)[::-1]])
    uvs = np.stack([np.linspace(0, 1, len(indices)), np.zeros(len(indices))], axis=1)
    return MeshData(
        points=points.astype(np.float32),
        face_vertex_counts=np.array([4] * _TUBE_SIDES + [_TUBE_SIDES] * 2, dtype=np.int32),
        face_vertex_indices=indices.astype(np.int32),
        uvs=uvs.astype(np.float32),
    )
