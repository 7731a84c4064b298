"""Bodies that show one mesh operation: mirror, array, bevel, displace."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.curves import rounded, smooth
from assets.meshes.primitives import ball_of_triangles
from assets.meshes.solids import lathe, rounded_box
from assets.meshes.surface import (
    Surface,
    copies,
    flipped,
    grid,
    grounded,
    merge,
    moved,
    outward,
    scaled,
    turned,
    welded,
)


def mirrored(rng: np.random.Generator, axis: str) -> Surface:
    """An irregular form modelled on one side of the plane ``axis`` = 0 and reflected onto the other."""
    rings, sides = 56, 112
    t = np.linspace(0, np.pi / 2, rings)[:, None]
    a = np.arange(sides) * 2 * np.pi / sides
    way = np.stack([np.cos(t) + 0 * a, np.sin(t) * np.cos(a), np.sin(t) * np.sin(a)], -1)
    radius = 0.6 + 0.55 * np.clip(_noise(rng, way, 0.9), -0.7, 1.2) + 0.12 * _noise(rng, way, 2.3)
    points = way * radius[..., None]
    points[-1, :, 0] = 0.0
    half = grid(points[::-1], wrap=True)
    other = flipped(
        Surface(points=half.points * [-1, 1, 1], counts=half.counts, indices=half.indices, uvs=half.uvs)
    )
    body = outward(welded(merge([half, other])))
    low = body.points[:, 2].min()
    p = body.points.copy()
    p[:, 2] = np.maximum(p[:, 2], low + 0.05 * np.ptp(p[:, 2]))  # a foot to stand on
    body = Surface(
        points=p * (0.42 / np.ptp(p, axis=0).max()), counts=body.counts, indices=body.indices, uvs=body.uvs
    )
    return grounded(turned(body, "z", 90.0) if axis == "y" else body)


def arrayed(rng: np.random.Generator, count: int, spacing_ratio: float) -> Surface:
    """``count`` copies of one piece in a row along X, their step ``spacing_ratio`` times the piece's width."""
    piece = _pieces(rng)
    width = float(np.ptp(piece.points[:, 0]))
    step = width * spacing_ratio
    fit = 0.62 / (step * (count - 1) + width)
    place = np.tile(np.eye(4), (count, 1, 1))
    place[:, 0, 3] = (np.arange(count) - (count - 1) / 2) * step
    return scaled(copies(piece, place), fit)


def beveled(rng: np.random.Generator, width_fraction: float, segment_count: int) -> Surface:
    """A box whose edges are rounded by ``width_fraction`` of its smallest side in ``segment_count`` steps."""
    size = rng.uniform(0.24, 0.4, 3)
    x, y, z = (float(v) for v in size)
    return rounded_box((x, y, z), width_fraction * min(x, y, z), segment_count)


def displaced(rng: np.random.Generator, strength_fraction: float, feature_size_fraction: float) -> Surface:
    """A ball whose points move along their normals by noise, at most ``strength_fraction`` of its height."""
    ball = ball_of_triangles(6)
    height = 0.4
    noise = _noise(rng, ball.points, 0.5 / feature_size_fraction)
    noise /= np.abs(noise).max()
    points = ball.points * (height / 2 + strength_fraction * height * noise)[:, None]
    return grounded(Surface(points=points, counts=ball.counts, indices=ball.indices, uvs=ball.uvs))


def _pieces(rng: np.random.Generator) -> Surface:
    """One asymmetric-in-height piece: a baluster, an arch of a block, a ring on a foot, or a fin."""
    kind = int(rng.integers(4))
    if kind == 0:
        outline = smooth(
            [(0.3, 0), (0.3, 0.1), (0.16, 0.2), (0.34, 0.6), (0.14, 1.05), (0.26, 1.2), (0.0, 1.35)], 72
        )
        return lathe(np.concatenate([[[0, 0]], outline]), 56)
    if kind == 1:
        stack = [
            rounded_box((0.8, 0.7, 0.3), 0.03),
            moved(turned(rounded_box((0.6, 0.5, 0.5), 0.03), "z", 20), z=0.3),
        ]
        top = rounded([(0, 0), (0.22, 0), (0.22, 0.4), (0, 0.4)], [0, 0.03, 0.08, 0], 5)
        return merge([*stack, moved(lathe(top, 48), z=0.8)])
    if kind == 2:
        t = np.linspace(-np.pi / 2, 3 * np.pi / 2, 33)
        ring = np.stack([0.42 + 0.13 * np.cos(t), 0.13 * np.sin(t)], -1)
        ring[-1] = ring[0]
        hoop = moved(grounded(turned(turned(lathe(ring, 72), "x", 90.0), "z", 55.0)), z=0.1)
        return merge([rounded_box((0.7, 0.6, 0.14), 0.03), hoop])
    t = np.linspace(0, np.pi, 33)
    ball = np.stack([0.24 * np.sin(t), 0.24 - 0.24 * np.cos(t)], -1)
    ball[[0, -1], 0] = 0.0
    cone = rounded([(0, 0), (0.4, 0), (0.1, 1.0), (0, 1.0)], [0, 0.02, 0.02, 0], 4)
    return merge([lathe(cone, 56), moved(lathe(ball, 48), z=0.94)])


def _noise(rng: np.random.Generator, points: NDArray[Any], frequency: float) -> NDArray[Any]:
    """Smooth noise about 0 over unit-sphere points (..., 3): 14 plane waves a octave, two octaves."""
    total = np.zeros(points.shape[:-1])
    for octave, weight in ((1.0, 1.0), (2.0, 0.4)):
        ways = rng.normal(size=(14, 3))
        ways /= np.linalg.norm(ways, axis=1, keepdims=True)
        phases = rng.uniform(0, 2 * np.pi, 14)
        waves = np.sin(2 * np.pi * frequency * octave * (points @ ways.T) * 0.5 + phases)
        total += weight * waves.sum(-1) / np.sqrt(14)
    return np.asarray(total)
