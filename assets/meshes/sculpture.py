"""Abstract sculpture: knots, twisted rings, stacked stones, towers, shells."""

from __future__ import annotations

import math

import numpy as np

from assets.meshes.curves import Curve, rounded
from assets.meshes.primitives import ball_of_triangles
from assets.meshes.solids import lathe, rounded_box, sweep, sweep_section
from assets.meshes.surface import (
    Surface,
    box_mapped,
    finished,
    grid,
    grounded,
    merge,
    moved,
    outward,
    turned,
    welded,
)
from schemas.mesh import MeshData


def knot(rng: np.random.Generator) -> MeshData:
    """A torus knot of round section on a low block."""
    p, q = ((2, 3), (3, 2), (2, 5), (3, 4))[int(rng.integers(4))]
    t = np.arange(360) * (2 * np.pi / 360)
    ring = 0.13 + 0.055 * np.cos(q * t)
    path = np.stack([ring * np.cos(p * t), 0.058 * np.sin(q * t), ring * np.sin(p * t)], -1)
    thick = {3: 0.030, 2: 0.027, 5: 0.021, 4: 0.02}[q]
    body = turned(sweep(path, thick, sides=32, closed=True), "z", float(rng.uniform(-25, 25)))
    return finished(_on_block(body, 0.2))


def twisted_ring(rng: np.random.Generator) -> MeshData:
    """A ring of rounded square section that makes some quarter turns before it closes."""
    turns = int(rng.choice([1, 2, 3, 4]))
    half = float(rng.uniform(0.04, 0.055))
    t = np.linspace(0, 2 * np.pi, 321)
    section = rounded([(-half, -half), (half, -half), (half, half), (-half, half)], half * 0.16, 3, closed=True)
    rings = []
    for angle in t:
        turn = angle * turns / 4
        c, s = np.cos(turn), np.sin(turn)
        flat = section @ np.array([[c, s], [-s, c]])
        radius = 0.145 + flat[:, 0]
        rings.append(np.stack([radius * np.cos(angle), flat[:, 1], radius * np.sin(angle)], -1))
    rows = np.stack(rings)
    shift = (len(section) // 4) * turns  # quarter turns map the section onto itself
    rows[-1] = np.roll(rows[0], -shift, 0)
    body = outward(welded(grid(rows, wrap=True)))
    return finished(_on_block(turned(body, "z", float(rng.uniform(-35, 35))), 0.2), crease_deg=32.0)


def _on_block(body: Surface, wide_m: float) -> Surface:
    """The body sunk 6 mm into a bevelled block."""
    block = rounded_box((wide_m, wide_m * 0.62, 0.05), 0.004)
    return merge([block, moved(grounded(body), z=0.05 - 0.006)])


def stacked_stones(rng: np.random.Generator) -> MeshData:
    """River stones balanced one on another, the largest below."""
    count = int(rng.integers(4, 6))
    pieces: list[Surface] = []
    top = 0.0
    radius = float(rng.uniform(0.13, 0.16))
    x = y = 0.0
    for _ in range(count):
        flat = float(rng.uniform(0.42, 0.62))
        stone = pebble(rng, radius, flat)
        tall = float(np.ptp(stone.points[:, 2]))
        pieces.append(moved(stone, x, y, top))
        top += tall - 0.05 * tall
        x += float(rng.uniform(-0.12, 0.12)) * radius
        y += float(rng.uniform(-0.1, 0.1)) * radius
        radius *= float(rng.uniform(0.66, 0.8))
    return finished(merge(pieces), crease_deg=80.0)


def pebble(rng: np.random.Generator, radius_m: float, flatness: float) -> Surface:
    """A water-worn stone on z = 0, its foot slightly flattened."""
    body = ball_of_triangles(4)
    p = body.points
    squared = float(rng.uniform(2.2, 2.8))
    p = p / (np.abs(p) ** squared).sum(1, keepdims=True) ** (1 / squared)
    for wave in (1.3, 2.1, 3.4):
        way = rng.normal(size=3)
        way /= np.linalg.norm(way)
        p = p * (1 + 0.09 / wave * np.sin(wave * (p @ way) + float(rng.uniform(0, 6.28))))[:, None]
    p *= radius_m * np.array([1.0, float(rng.uniform(0.74, 0.95)), flatness])
    low = p[:, 2].min()
    foot = low + 0.06 * np.ptp(p[:, 2])
    p[:, 2] = np.maximum(p[:, 2], foot) - foot
    return Surface(points=p, counts=body.counts, indices=body.indices, uvs=body.uvs)


def twisted_tower(rng: np.random.Generator) -> MeshData:
    """A rounded polygon that turns and narrows as it rises."""
    sides = int(rng.integers(3, 7))
    tall, wide = float(rng.uniform(0.38, 0.5)), float(rng.uniform(0.1, 0.13))
    twist = float(rng.choice([-1.0, 1.0])) * float(rng.uniform(70, 200))
    waist = float(rng.uniform(0.0, 0.3))
    a = np.arange(sides) * 2 * np.pi / sides
    outline = _with_points_along(rounded(np.stack([np.cos(a), np.sin(a)], -1), 0.1, 4, closed=True), 0.08)
    t = np.linspace(0, 1, 90)
    scale = wide * (1 - 0.45 * t - waist * np.sin(np.pi * t))
    edge = np.clip(np.minimum(t, 1 - t) / 0.02, 0, 1)
    scale = scale - 0.004 * (1 - edge)
    path = np.stack([0 * t, 0 * t, tall * t], -1)
    body = sweep_section(path, outline[None] * scale[:, None, None], twist_deg=twist)
    return finished(grounded(body), crease_deg=26.0)


def _with_points_along(outline: Curve, longest: float) -> Curve:
    """A closed outline (N, 2) whose straight sides are cut into pieces no longer than ``longest``."""
    pieces = []
    for start, end in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        count = max(1, math.ceil(float(np.linalg.norm(end - start)) / longest))
        pieces.append(start + (end - start) * (np.arange(count) / count)[:, None])
    return np.concatenate(pieces)


def spiral_shell(rng: np.random.Generator) -> MeshData:
    """A logarithmic shell with growth ribs."""
    turns, grow = float(rng.uniform(2.6, 3.4)), float(rng.uniform(0.17, 0.21))
    ribs = int(rng.integers(9, 15))
    t = np.linspace(0, turns * 2 * np.pi, 420)
    size = np.exp(grow * (t - t[-1])) * 0.13
    t = t - t[-1] + 0.35  # the mouth opens to the side and up, whatever the number of turns
    s = np.arange(40) * (2 * np.pi / 40)
    bump = 1 + 0.05 * np.abs(np.sin(ribs * t / 2))
    tube = 0.62 * size * bump
    rings = np.empty((len(t), 40, 3))
    out = size[:, None] * 0.92 + tube[:, None] * np.cos(s)
    rings[..., 0] = out * np.cos(t)[:, None]
    rings[..., 2] = out * np.sin(t)[:, None]
    rings[..., 1] = -0.75 * size[:, None] + 1.1 * tube[:, None] * np.sin(s)
    inner = 0.9 * (rings[-1] - rings[-1].mean(0)) + rings[-1].mean(0)
    deep = 0.84 * (rings[-24] - rings[-24].mean(0)) + rings[-24].mean(0)
    rings = np.concatenate(
        [
            rings.mean(1, keepdims=True)[:1].repeat(40, 1),
            rings,
            inner[None],
            deep[None],
            deep.mean(0)[None, None].repeat(40, 1),
        ]
    )
    body = turned(outward(welded(grid(rings, wrap=True))), "z", float(rng.uniform(-20, 30)))
    return finished(box_mapped(grounded(body), 6.0), crease_deg=60.0)


def ripple_disc(rng: np.random.Generator) -> MeshData:
    """A disc with rings of waves, standing on its edge in a slotted foot."""
    waves = float(rng.uniform(3, 6))
    radius = float(rng.uniform(0.16, 0.2))
    r = np.linspace(0, 1, 90)
    fade = np.clip((1 - r) / 0.12, 0, 1)
    front = 0.016 + 0.011 * np.cos(2 * np.pi * waves * r) * fade
    edge = np.linspace(np.pi / 2, 0, 7)
    profile = np.concatenate(
        [
            np.stack([radius * r, -front], -1)[:-1],
            np.stack([radius + 0.014 * np.cos(edge), -0.016 * np.sin(edge)], -1),
            np.stack([radius + 0.014 * np.cos(edge), 0.016 * np.sin(edge)], -1)[::-1][1:],
            np.stack([radius * r, front], -1)[::-1][1:],
        ]
    )
    profile[[0, -1], 0] = 0.0
    disc = grounded(turned(turned(lathe(profile, 128), "x", 90.0), "z", float(rng.uniform(-20, 20))))
    return finished(_on_block(disc, 0.17), crease_deg=50.0)
