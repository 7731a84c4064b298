"""Triangles cut as small as the camera's pixels, so that values at their corners can stand for a pattern."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from render_backends.scene_extraction.scene import SceneCamera
from render_backends.scene_extraction.triangles import Triangles

_MOST_STEPS = 40  # halvings
_MOST_TRIANGLES = 200_000  # of one surface
_UNSEEN_FACTOR = 6.0  # how much coarser the far sides of bodies are, which only reflections show
_MARGIN = 1.15  # of the frame that is cut finely as well


def dice(triangles: Triangles, camera: SceneCamera, resolution: tuple[int, int], *, edge_px: float) -> Triangles:
    """The same surface, in the world, with no edge in the frame longer than ``edge_px``.

    Each step halves the longest edge of what is still too large; T-junctions lie on straight edges.
    """
    fine, left = [], triangles
    total = 0
    backs_show = not triangles.is_closed
    for _ in range(_MOST_STEPS):
        if not len(left.points):
            break
        long_edge = _longest_edges(left, camera, resolution)
        unseen = _faces_away(left, camera) if not backs_show else np.zeros(len(long_edge), dtype=bool)
        large = long_edge > np.where(unseen, _UNSEEN_FACTOR * edge_px, edge_px)
        fine.append(_chosen(left, ~large))
        total += int((~large).sum())
        left = _halved(_chosen(left, large))
        if total + len(left.points) > _MOST_TRIANGLES:
            break
    return _joined([*fine, left])


def _longest_edges(triangles: Triangles, camera: SceneCamera, resolution: tuple[int, int]) -> NDArray[np.float64]:
    """(m,) longest edge as the frame shows it, pixels; 0 for what lies outside of it."""
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
    flat = np.linalg.norm(seen - np.roll(seen, -1, axis=1), axis=2).max(axis=1)
    solid = np.linalg.norm(points - np.roll(points, -1, axis=1), axis=2).max(axis=1) * scale
    reach = np.array(camera.aperture_m) / 2.0 * _MARGIN + np.abs(np.array(camera.aperture_offset_m))
    beyond = reach * depth_factor[..., None]  # of planes through the eye: they hold behind it as well
    outside = (across > beyond).all(axis=1).any(axis=1) | (-across > beyond).all(axis=1).any(axis=1)
    return np.where(outside | (depth.max(axis=1) < nearest), 0.0, np.where(ahead, flat, solid))


def _faces_away(triangles: Triangles, camera: SceneCamera) -> NDArray[np.bool_]:
    sides = triangles.points[:, 1:] - triangles.points[:, :1]
    normal = np.cross(sides[:, 0], sides[:, 1])
    eye, ahead = camera.world_from_camera[:3, 3], -camera.world_from_camera[:3, 2]
    view = np.broadcast_to(ahead, normal.shape) if camera.orthographic else triangles.points[:, 0] - eye
    away: NDArray[np.bool_] = (view * normal).sum(axis=1) > 0.0
    return away


def _halved(triangles: Triangles) -> Triangles:
    """Each triangle as two, cut across its longest edge."""
    lengths = np.linalg.norm(triangles.points - np.roll(triangles.points, -1, axis=1), axis=2)
    first = lengths.argmax(axis=1)
    order = (first[:, None] + np.arange(3)) % 3  # a, b, c with ab the longest

    def split(values: NDArray[np.float32] | None) -> NDArray[np.float32] | None:
        if values is None:
            return None
        a, b, c = np.moveaxis(np.take_along_axis(values, order[..., None], axis=1), 1, 0)
        middle = (a + b) / 2
        return np.concatenate([np.stack([a, middle, c], axis=1), np.stack([middle, b, c], axis=1)])

    points = split(triangles.points)
    normals = split(triangles.normals)
    assert points is not None
    if normals is not None:
        normals = (normals / np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-12)).astype(np.float32)
    return Triangles(
        points=points,
        normals=normals,
        uvs=split(triangles.uvs),
        colors=split(triangles.colors),
        face=np.tile(triangles.face, 2),
    )


def _chosen(triangles: Triangles, keep: NDArray[np.bool_]) -> Triangles:
    return Triangles(
        points=triangles.points[keep],
        normals=None if triangles.normals is None else triangles.normals[keep],
        uvs=None if triangles.uvs is None else triangles.uvs[keep],
        colors=None if triangles.colors is None else triangles.colors[keep],
        face=triangles.face[keep],
    )


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
    )
