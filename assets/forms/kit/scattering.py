"""Roots on any surface: evenly spread, or by a share that the place decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from assets.forms.kit.distance_fields import normals_at_points
from assets.meshes.strands import Roots
from assets.meshes.surface import Surface

type Floats = NDArray[Any]
type Share = Callable[[Floats, Floats], Floats]


def scattered(surface: Surface, count: int, rng: np.random.Generator, *, share: Share | None = None) -> Roots:
    """``count`` roots by area; ``share(points, normals)``, 0 to 1, leaves some out."""
    corners = _triangles(surface)
    normals = normals_at_points(surface)
    a, b, c = (surface.points[corners[:, i]] for i in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    which = np.searchsorted(np.cumsum(area) / area.sum(), rng.random(count)).clip(0, len(area) - 1)
    first, second = np.sqrt(rng.random((count, 1))), rng.random((count, 1))
    weights = np.concatenate([1.0 - first, first * (1.0 - second), first * second], 1)[..., None]
    points = (surface.points[corners[which]] * weights).sum(1)
    ways = (normals[corners[which]] * weights).sum(1)
    roots = Roots(points=points, normals=ways / np.maximum(np.linalg.norm(ways, axis=1, keepdims=True), 1e-12))
    if share is None:
        return roots
    return roots.kept(rng.random(count) < share(roots.points, roots.normals))


def spread(surface: Surface, spacing_m: float, rng: np.random.Generator, *, share: Share | None = None) -> Roots:
    """Roots nowhere nearer to one another than ``spacing_m``, and hardly anywhere farther than twice that."""
    corners = _triangles(surface)
    a, b, c = (surface.points[corners[:, i]] for i in range(3))
    area = float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum()) / 2.0
    roots = scattered(surface, int(9.0 * area / spacing_m**2) + 8, rng, share=share)
    return roots.kept(apart(roots.points, spacing_m))


def apart(points: Floats, spacing_m: float) -> NDArray[np.bool_]:
    """Which points to keep, first come first served, so that no two are nearer than ``spacing_m``."""
    keep = np.ones(len(points), bool)
    near = cKDTree(points).query_ball_point(points, spacing_m)
    for i, others in enumerate(near):
        if keep[i]:
            keep[[j for j in others if j > i]] = False
    return keep


def _triangles(surface: Surface) -> NDArray[np.int64]:
    starts = np.cumsum(surface.counts) - surface.counts
    fans = []
    for step in range(1, int(surface.counts.max()) - 1):
        first = starts[surface.counts > step + 1]
        fans.append(np.stack([first, first + step, first + step + 1], 1))
    return np.asarray(surface.indices[np.concatenate(fans)])
