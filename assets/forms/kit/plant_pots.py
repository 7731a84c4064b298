"""Pots and the earth in them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import rounded, shell_profile
from assets.meshes.primitives import ball_of_triangles
from assets.meshes.solids import lathe
from assets.meshes.strands import unit
from assets.meshes.surface import Surface, copies, grid

type Floats = NDArray[Any]


def flower_pot(
    radius_m: float, height_m: float, *, wall_m: float = 0.006, taper: float = 0.70, collar: float = 0.24
) -> Surface:
    """A thrown flower pot with a collar below its rim, on z = 0."""
    foot, top = taper * radius_m, radius_m
    z = height_m * (1.0 - collar)
    neck = foot + (top - 0.07 * radius_m - foot) * (1.0 - collar)
    outer = rounded(
        [(foot * 0.94, 0.0), (foot, 0.004), (neck, z), (neck + 0.075 * radius_m, z + 0.002), (top, height_m)],
        [0.0, 0.003, 0.002, 0.003, 0.0],
        4,
    )
    dense = np.concatenate([np.linspace(a, b, 5)[:-1] for a, b in pairwise(outer)] + [outer[-1:]])
    return lathe(shell_profile(dense, wall_m), 96)


def soil_disc(
    rng: np.random.Generator, radius_m: float, z_m: float, *, dome_m: float = 0.006, rough_m: float = 0.0015
) -> Surface:
    """Crumbly earth that fills a pot up to ``z_m``."""
    noise, fine = wave_noise(rng, 0.03), wave_noise(rng, 0.007, octaves=3)
    rings, columns = 44, 120
    r = np.linspace(0.0, 1.0, rings)[:, None] * radius_m
    a = np.arange(columns) * 2.0 * np.pi / columns
    flat = np.stack(np.broadcast_arrays(r * np.cos(a), r * np.sin(a), 0.0 * r), -1)
    rise = dome_m * (1.0 - (r / radius_m) ** 2) + 2.0 * rough_m * noise(flat) + rough_m * np.abs(fine(flat))
    return grid(flat[::-1] + np.array([0.0, 0.0, 1.0]) * (z_m + rise[::-1])[..., None], wrap=True)


def crumbs(
    rng: np.random.Generator, places: Floats, radii_m: Floats, *, rounds: int = 1, flat: float = 0.7
) -> Surface:
    """Rough little lumps at places (n, 3), of radii (n,): clods or pebbles."""
    body = ball_of_triangles(rounds)
    count = len(places)
    kinds = []
    for _ in range(4):
        lumpy = body.points * (1.0 + 0.16 * rng.standard_normal((len(body.points), 1)))
        kinds.append(Surface(points=lumpy, counts=body.counts, indices=body.indices, uvs=body.uvs))
    turns = np.linalg.qr(rng.normal(size=(count, 3, 3)))[0]
    turns *= np.sign(np.linalg.det(turns))[:, None, None]
    transforms = np.zeros((count, 4, 4))
    transforms[:, :3, :3] = turns * (radii_m[:, None] * rng.uniform(flat, 1.1, (count, 3)))[:, None, :]
    transforms[:, :3, 3] = places
    transforms[:, 3, 3] = 1.0
    from assets.meshes.surface import merge

    return merge([copies(kinds[k], transforms[k::4]) for k in range(min(4, count))])


def seedling_leaves(rng: np.random.Generator, at: Floats, size_m: float) -> tuple[list[Surface], list[Surface]]:
    """(leaf sheets, stalks) of one seedling: two seed leaves, and two true ones above."""
    from assets.forms.kit.blades import OVAL, laid, leaf, stalk

    top = at + np.array([0.15, 0.0, 1.0]) * size_m * rng.uniform(0.75, 1.05) * [rng.normal(), 1.0, 1.0]
    t = np.linspace(0.0, 1.0, 8)[:, None]
    line = at + t * (top - at) + 0.1 * size_m * np.sin(np.pi * t) * rng.normal(size=3) * [1, 1, 0]
    sheet = leaf(0.36 * OVAL, columns=7, fold=0.3, droop=0.22)
    leaves = []
    turn = rng.uniform(0.0, np.pi)
    for k, (high, long) in enumerate(((0.78, 0.62), (0.78, 0.62), (1.0, 0.85), (1.0, 0.85))):
        a = turn + np.pi * k + (np.pi / 2 if k > 1 else 0.0)
        out = np.array([np.cos(a), np.sin(a), 0.35 if k < 2 else 0.7])
        foot = line[round(7 * high)]
        leaves.append(
            laid(sheet, foot, out, unit(np.array([0.0, 0.0, 1.0]) + 0.1 * rng.normal(size=3)), long * size_m)
        )
    return leaves, [stalk(line, 0.03 * size_m, 0.018 * size_m, sides=6)]
