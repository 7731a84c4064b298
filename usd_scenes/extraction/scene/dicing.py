"""Triangles cut as small as the camera's pixels, so that values at their corners can stand for a pattern."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from usd_scenes.extraction.scene.plain_scene import SceneCamera
from usd_scenes.extraction.scene.triangles import Triangles

_MOST_STEPS = 40  # halvings
_MOST_TRIANGLES = 200_000  # of one surface
_UNSEEN_FACTOR = 6.0  # how much coarser the far sides of bodies are, which only reflections show
_THIN_PX, _MOST_SLACK = 0.4, 16.0  # width below which a piece is a sliver, and how much longer one may be
_MARGIN = 1.15  # of the frame that is cut finely as well


def dice(triangles: Triangles, camera: SceneCamera, resolution: tuple[int, int], *, edge_px: float) -> Triangles:
    """The same surface, in the world, with no edge in the frame longer than ``edge_px``.

    Each step halves what is still too large across the edge that the frame shows longest; T-junctions lie on
    straight edges. Slivers stay longer, so that as many small pieces come of a pixel of them as of other surfaces.
    """
    fine, left = [], triangles
    total = 0
    backs_show = not triangles.is_closed
    for _ in range(_MOST_STEPS):
        if not len(left.points):
            break
        edges, width = _measure_px(left, camera, resolution)
        long_edge = edges.max(axis=1, initial=0.0)
        unseen = _faces_away(left, camera) if not backs_show else np.zeros(len(long_edge), dtype=bool)
        slack = np.clip(_THIN_PX / np.maximum(width, 1e-12), 1.0, _MOST_SLACK)
        large = long_edge > edge_px * np.maximum(slack, np.where(unseen, _UNSEEN_FACTOR, 1.0))
        fine.append(left.chosen(~large))
        total += int((~large).sum())
        left = _halved(left.chosen(large), edges[large].argmax(axis=1))
        if total + len(left.points) > _MOST_TRIANGLES:
            break
    return _joined([*fine, left])


def _measure_px(
    triangles: Triangles, camera: SceneCamera, resolution: tuple[int, int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Pixels of the frame: (m, 3) edges from each corner, and (m,) the width across the longest; edges are
    0 for what lies outside of it, widths infinite for what reaches behind the camera.
    """
    camera_from_world = np.linalg.inv(camera.world_from_camera)
    points = triangles.points.astype(np.float64) @ camera_from_world[:3, :3].T + camera_from_world[:3, 3]
    pixels_per_m = resolution[0] / camera.aperture_m[0]
    nearest = camera.clipping_range_m[0]
    across, depth = points[..., :2], -points[..., 2]
    near = np.maximum(depth.min(axis=1), nearest)
    ahead = depth.min(axis=1) > nearest
    if camera.orthographic:
        seen, depth_factor = across * pixels_per_m, np.ones_like(depth)
        scale = np.full(len(points), pixels_per_m)
    else:
        seen = across / np.maximum(depth, nearest)[..., None] * (camera.focal_length_m * pixels_per_m)
        depth_factor = depth / camera.focal_length_m
        scale = camera.focal_length_m * pixels_per_m / near
    flat = np.linalg.norm(seen - np.roll(seen, -1, axis=1), axis=2)
    solid = np.linalg.norm(points - np.roll(points, -1, axis=1), axis=2) * scale[:, None]
    reach = np.array(camera.aperture_m) / 2.0 * _MARGIN + np.abs(np.array(camera.aperture_offset_m))
    beyond = reach * depth_factor[..., None]  # of planes through the eye: they hold behind it as well
    outside = (across > beyond).all(axis=1).any(axis=1) | (-across > beyond).all(axis=1).any(axis=1)
    hidden = outside | (depth.max(axis=1) < nearest)
    sides = seen[:, 1:] - seen[:, :1]
    doubled = np.abs(sides[:, 0, 0] * sides[:, 1, 1] - sides[:, 0, 1] * sides[:, 1, 0])
    width = np.where(ahead, doubled / np.maximum(flat.max(axis=1, initial=0.0), 1e-12), np.inf)
    return np.where(hidden[:, None], 0.0, np.where(ahead[:, None], flat, solid)), width


def _faces_away(triangles: Triangles, camera: SceneCamera) -> NDArray[np.bool_]:
    sides = triangles.points[:, 1:] - triangles.points[:, :1]
    normal = np.cross(sides[:, 0], sides[:, 1])
    eye, ahead = camera.world_from_camera[:3, 3], -camera.world_from_camera[:3, 2]
    view = np.broadcast_to(ahead, normal.shape) if camera.orthographic else triangles.points[:, 0] - eye
    away: NDArray[np.bool_] = (view * normal).sum(axis=1) > 0.0
    return away


def _halved(triangles: Triangles, first: NDArray[np.int64]) -> Triangles:
    """Each triangle as two, cut across the edge from its corner ``first``."""
    order = (first[:, None] + np.arange(3)) % 3  # a, b, c with ab the edge

    def split(values: NDArray[np.float32]) -> NDArray[np.float32]:
        a, b, c = np.moveaxis(np.take_along_axis(values, order[..., None], axis=1), 1, 0)
        middle = (a + b) / 2
        return np.concatenate([np.stack([a, middle, c], axis=1), np.stack([middle, b, c], axis=1)])

    halves = triangles.each(split, face=np.tile(triangles.face, 2))
    if halves.normals is None:
        return halves
    length = np.maximum(np.linalg.norm(halves.normals, axis=2, keepdims=True), 1e-12)
    return replace(halves, normals=(halves.normals / length).astype(np.float32))


def _joined(parts: list[Triangles]) -> Triangles:
    def join(name: str) -> NDArray[np.float32] | None:
        arrays = [getattr(part, name) for part in parts]
        return None if arrays[0] is None else np.concatenate(arrays)

    points = join("points")
    assert points is not None
    return Triangles(
        points=points,
        normals=join("normals"),
        uvs=join("uvs"),
        colors=join("colors"),
        face=np.concatenate([part.face for part in parts]),
        numbers={name: np.concatenate([part.numbers[name] for part in parts]) for name in parts[0].numbers},
    )
