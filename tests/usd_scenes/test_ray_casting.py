"""Rays against meshes: distances, owners, transforms and units."""

from __future__ import annotations

import math

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom

from usd_scenes.cameras import CameraSettings, frame_rays
from usd_scenes.ray_casting import mesh_triangles, read_occluders
from usd_scenes.ray_pencils import pencil_of
from usd_scenes.semantics import Role, set_labels


def _stage(metres: float = 1.0) -> Usd.Stage:
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageMetersPerUnit(stage, metres)
    UsdGeom.Xform.Define(stage, "/World")
    return stage


def _card(stage: Usd.Stage, name: str, height: float, *, scale: float = 1.0) -> UsdGeom.Mesh:
    """A square of 2 x 2 units, level, at ``height`` stage units."""
    mesh = UsdGeom.Mesh.Define(stage, f"/World/{name}")
    mesh.CreatePointsAttr([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)])
    mesh.CreateFaceVertexCountsAttr([4])
    mesh.CreateFaceVertexIndicesAttr([0, 1, 2, 3])
    mesh.AddTranslateOp().Set(Gf.Vec3d(0, 0, height))
    mesh.AddScaleOp().Set(Gf.Vec3f(scale))
    return mesh


def test_the_first_of_two_cards_stops_a_ray_from_either_side() -> None:
    stage = _stage()
    _card(stage, "Low", 1.0)
    _card(stage, "High", 3.0)
    occluders = read_occluders(stage, stage.Traverse())
    origins, directions = np.array([[0.2, 0.1, 0.0], [0.2, 0.1, 5.0]]), np.array([[0, 0, 1.0], [0, 0, -1.0]])
    np.testing.assert_allclose(occluders.first_hit_m(origins, directions), [1.0, 2.0], rtol=1e-12)
    assert occluders.first_hit_path(origins[0], directions[0]) == "/World/Low"
    assert occluders.first_hit_path(origins[1], directions[1]) == "/World/High"


def test_a_ray_that_passes_hits_nothing() -> None:
    stage = _stage()
    _card(stage, "Card", 1.0)
    occluders = read_occluders(stage, stage.Traverse())
    origin = np.array([1.5, 0.0, 0.0])
    assert occluders.first_hit_m(origin[None], np.array([[0, 0, 1.0]]))[0] == math.inf
    assert occluders.first_hit_path(origin, np.array([0, 0, 1.0])) == ""


def test_distances_count_in_the_directions_length_and_in_metres_of_any_stage() -> None:
    stage = _stage(0.01)
    _card(stage, "Card", 200.0, scale=50.0)
    occluders = read_occluders(stage, stage.Traverse())
    hits = occluders.first_hit_m(np.zeros((2, 3)), np.array([[0, 0, 0.5], [0.1, 0.1, 1.0]]))
    np.testing.assert_allclose(hits, [4.0, 2.0], rtol=1e-6)


def test_a_target_behind_a_card_is_blocked_and_one_before_it_is_not() -> None:
    stage = _stage()
    _card(stage, "Card", 1.0)
    targets = np.array([[0, 0, 2.0], [0, 0, 0.5], [5.0, 0, 2.0]])
    occluders = read_occluders(stage, stage.Traverse())
    np.testing.assert_array_equal(occluders.blocked(np.zeros(3), targets), [True, False, False])


def test_light_cards_meshes_without_faces_and_flattened_ones_stop_nothing() -> None:
    stage = _stage()
    set_labels(_card(stage, "Reflector", 1.0).GetPrim(), role=Role.LIGHT_CARD, class_name="reflector")
    UsdGeom.Mesh.Define(stage, "/World/Empty")
    _card(stage, "Flattened", 2.0, scale=0.0)
    hits = read_occluders(stage, stage.Traverse()).first_hit_m(np.zeros((1, 3)), np.array([[0, 0, 1.0]]))
    assert hits[0] == math.inf


def test_a_fan_of_a_polygon_covers_its_area() -> None:
    stage = _stage()
    angles = np.linspace(0.0, 2.0 * math.pi, 7)[:6]
    mesh = UsdGeom.Mesh.Define(stage, "/World/Hexagon")
    mesh.CreatePointsAttr([(math.cos(a), math.sin(a), 0.0) for a in angles])
    mesh.CreateFaceVertexCountsAttr([6])
    mesh.CreateFaceVertexIndicesAttr(list(range(6)))
    triangles = mesh_triangles(mesh)
    areas = (
        np.linalg.norm(np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]), axis=1) / 2
    )
    assert areas.sum() == pytest.approx(1.5 * math.sqrt(3.0), rel=1e-6)


def test_rays_meet_a_mesh_of_many_faces_where_a_search_through_all_its_triangles_does() -> None:
    stage = _stage()
    mesh = _hills(stage, side=60)
    rng = np.random.default_rng(5)
    origins = rng.uniform((-1.0, -1.0, 0.5), (1.0, 1.0, 2.0), (200, 3))
    directions = rng.uniform((-1.4, -1.4, -0.2), (1.4, 1.4, 0.2), (200, 3)) - origins
    expected = np.array([_searched(mesh_triangles(mesh), *ray) for ray in zip(origins, directions, strict=True)])
    occluders = read_occluders(stage, stage.Traverse())
    assert 20 < np.isfinite(expected).sum() < 180
    np.testing.assert_allclose(occluders.first_hit_m(origins, directions), expected, rtol=1e-9)
    for farthest in (0.9, math.inf):
        np.testing.assert_array_equal(occluders.stopped(origins, directions, farthest), expected < farthest)


@pytest.mark.parametrize("eye", [(0.1, 0.2, 1.5), (0.4, 0.3, 0.15), (-0.6, 0.1, -0.02)])
def test_many_rays_of_one_eye_meet_what_they_meet_one_by_one(eye: tuple[float, float, float]) -> None:
    stage = _stage()
    hills, card = _hills(stage, side=60), _card(stage, "Card", -0.4, scale=3.0)
    hills.AddRotateXOp().Set(12.0)
    camera = CameraSettings(eye_m=eye, azimuth_deg=30.0, pitch_deg=35.0, focal_length_mm=18.0)
    rays = frame_rays(camera, 1.0, np.linspace(-0.98, 0.98, 20))
    eyes = np.broadcast_to(np.array(eye), rays.shape)
    triangles = np.concatenate([mesh_triangles(hills), mesh_triangles(card)])
    expected = np.array([_searched(triangles, *ray) for ray in zip(eyes, rays, strict=True)])
    occluders = read_occluders(stage, stage.Traverse())
    assert pencil_of(eyes, rays) is not None
    assert np.isfinite(expected).sum() > 80
    np.testing.assert_allclose(occluders.first_hit_m(eyes, rays), expected, rtol=1e-9)
    one_by_one = [occluders.first_hit_path(*ray) for ray in zip(eyes, rays, strict=True)]
    assert list(occluders.first_hit_paths(eyes, rays)) == one_by_one
    assert "/World/Hills" in one_by_one


def test_rays_of_several_eyes_all_around_or_few_are_no_pencil() -> None:
    around = np.random.default_rng(1).normal(size=(400, 3))
    ahead = around * 0.1 + (0.0, 0.0, 1.0)
    assert pencil_of(np.zeros((400, 3)), ahead) is not None
    assert pencil_of(np.zeros((400, 3)), around) is None
    assert pencil_of(around, ahead) is None
    assert pencil_of(np.zeros((20, 3)), ahead[:20]) is None


def test_what_was_read_before_is_taken_again() -> None:
    stage = _stage()
    _card(stage, "Low", 1.0)
    known = read_occluders(stage, stage.Traverse())
    _card(stage, "High", 3.0)
    both = read_occluders(stage, stage.Traverse(), known)
    assert both.occluders[0] is known.occluders[0]
    assert [occluder.path for occluder in both.occluders] == ["/World/Low", "/World/High"]


def _hills(stage: Usd.Stage, side: int) -> UsdGeom.Mesh:
    """A grid of quads from -1 to 1 that rises and falls, with a hole in it."""
    x, y = np.meshgrid(np.linspace(-1.0, 1.0, side + 1), np.linspace(-1.0, 1.0, side + 1), indexing="ij")
    first = (np.arange(side)[:, None] * (side + 1) + np.arange(side)).ravel()
    first = first[np.hypot(x.ravel()[first], y.ravel()[first]) > 0.3]
    faces = np.stack([first, first + side + 1, first + side + 2, first + 1], axis=1)
    mesh = UsdGeom.Mesh.Define(stage, "/World/Hills")
    points = np.stack([x, y, 0.1 * np.sin(9.0 * x) * np.cos(7.0 * y)], axis=-1).reshape(-1, 3)
    mesh.CreatePointsAttr([tuple(point) for point in points.tolist()])
    mesh.CreateFaceVertexCountsAttr([4] * len(faces))
    mesh.CreateFaceVertexIndicesAttr(faces.ravel().tolist())
    return mesh


def _searched(triangles: np.ndarray, origin: np.ndarray, direction: np.ndarray) -> float:
    """Distance to the first of the triangles by the test of Möller and Trumbore (1997), in double precision."""
    corner, along, aside = triangles[:, 0], triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    across = np.cross(direction, aside)
    scale = 1.0 / (along * across).sum(axis=1)
    offset = origin - corner
    turned = np.cross(offset, along)
    u, v = (offset * across).sum(axis=1) * scale, (turned @ direction) * scale
    distance = (aside * turned).sum(axis=1) * scale
    return float(np.min(distance, where=(u >= 0) & (v >= 0) & (u + v <= 1) & (distance > 0), initial=np.inf))
