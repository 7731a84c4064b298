"""Plants in pots and vases: leaves on stalks about the z axis, rosettes, trailers, herbs and cut stems."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.blades import leaf
from assets.forms.kit.metre_solids import spun_corners, tube
from assets.meshes.surface import Surface, copies, merge, moved

type Floats = NDArray[Any]

OVAL = np.array([0.02, 0.14, 0.23, 0.26, 0.22, 0.13, 0.01])
"""Half widths of an oval leaf from foot to tip, lengths."""
SWORD = np.array([0.035, 0.05, 0.056, 0.052, 0.042, 0.026, 0.004])
ROUND = np.array([0.02, 0.30, 0.42, 0.46, 0.42, 0.28, 0.03])


def leaves_at(feet: Floats, ways: Floats, sizes_m: Floats, sheet: Surface) -> Surface:
    """A leaf at each foot (n, 3) along its way (n, 3), its face up."""
    out = ways / np.linalg.norm(ways, axis=1)[:, None]
    side = np.cross(out, [0.0, 0.0, 1.0])
    side = np.where(np.linalg.norm(side, axis=1)[:, None] < 1e-3, [1.0, 0.0, 0.0], side)
    side /= np.linalg.norm(side, axis=1)[:, None]
    face = np.cross(side, out)
    transforms = np.zeros((len(feet), 4, 4))
    transforms[:, :3, :3] = np.stack([side, out, face], -1) * sizes_m[:, None, None]
    transforms[:, :3, 3] = feet
    transforms[:, 3, 3] = 1.0
    return copies(sheet, transforms)


def pot(radius_m: float, height_m: float) -> Surface:
    """A flower pot with a collar, open to its earth."""
    r, h = radius_m, height_m
    w = 0.006
    return spun_corners(
        [
            (0.0, 0.0),
            (0.68 * r, 0.0),
            (0.92 * r, 0.74 * h),
            (r, 0.745 * h),
            (r * 1.02, h),
            (r * 1.02 - w, h),
            (0.9 * r - w, 0.7 * h),
            (0.0, 0.7 * h),
        ],
        [0, 0.003, 0.001, 0.002, 0.003, 0.003, 0.002, 0],
        segments=36,
    )


def earth(radius_m: float, height_m: float) -> Surface:
    """The earth in such a pot."""
    r, z = 0.93 * radius_m, 0.88 * height_m
    return spun_corners(
        [(0.0, z - 0.03), (0.86 * r, z - 0.03), (0.96 * r, z), (0.5 * r, z + 0.006), (0.0, z + 0.008)],
        0.001,
        segments=24,
    )


def bush(
    rng: np.random.Generator, radius_m: float, height_m: float, *, count: int = 160, leaf_m: float = 0.05
) -> tuple[Surface, Surface]:
    """(leaves, stalks) of a leafy herb that rises from z = 0."""
    stalks, feet, ways = [], [], []
    t = np.linspace(0.0, 1.0, 9)[:, None]
    shoots = max(5, count // 14)
    for _ in range(shoots):
        a, lean = rng.uniform(0, 2 * np.pi), rng.uniform(0.1, 1.0)
        tip = np.array(
            [np.cos(a) * lean * radius_m, np.sin(a) * lean * radius_m, height_m * rng.uniform(0.6, 1.0)]
        )
        line = tip * t + np.array([0, 0, 0.15 * height_m]) * np.sin(np.pi * t)
        stalks.append(tube(line, np.linspace(0.0024, 0.001, 9), sides=6))
        for k in range(count // shoots):
            s = rng.uniform(0.25, 1.0)
            spot = tip * s + np.array([0, 0, 0.15 * height_m]) * np.sin(np.pi * s)
            b = a + 2.4 * k
            feet.append(spot)
            ways.append([np.cos(b), np.sin(b), rng.uniform(-0.1, 0.7)])
    sizes = leaf_m * rng.uniform(0.6, 1.15, len(feet))
    return leaves_at(np.array(feet), np.array(ways), sizes, leaf(OVAL, columns=5, fold=0.3, droop=0.25)), merge(
        stalks
    )


def swords(rng: np.random.Generator, height_m: float, *, count: int = 14, radius_m: float = 0.03) -> Surface:
    """Stiff upright leaves from z = 0."""
    a = rng.uniform(0, 2 * np.pi, count)
    r = radius_m * np.sqrt(rng.uniform(0, 1, count))
    feet = np.stack([r * np.cos(a), r * np.sin(a), 0 * a - 0.01], -1)
    ways = np.stack([0.22 * np.cos(a), 0.22 * np.sin(a), np.ones(count)], -1) * rng.uniform(
        0.6, 1.3, (count, 1)
    ) + [0, 0, 0.5]
    return leaves_at(
        feet, ways, height_m * rng.uniform(0.6, 1.0, count), leaf(1.2 * SWORD, columns=5, fold=0.5, droop=0.03)
    )


def fountain(rng: np.random.Generator, reach_m: float, *, count: int = 26) -> Surface:
    """Long leaves that arch out of a middle at z = 0, as a spider plant's or a palm's do."""
    a = np.arange(count) * 2.39996 + rng.uniform(0, 0.4, count)
    rise = rng.uniform(0.5, 1.6, count)
    ways = np.stack([np.cos(a), np.sin(a), rise], -1)
    return leaves_at(
        np.zeros((count, 3)),
        ways,
        reach_m * rng.uniform(0.7, 1.0, count),
        leaf(SWORD, columns=5, fold=0.5, droop=0.45),
    )


def trailer(
    rng: np.random.Generator, drop_m: float, *, strands: int = 9, leaf_m: float = 0.045, radius_m: float = 0.06
) -> tuple[Surface, Surface]:
    """(leaves, stalks) of a plant that hangs over its pot's rim at z = 0, more to -y and the sides."""
    stalks, feet, ways = [], [], []
    for _ in range(strands):
        a = rng.uniform(-1.15 * np.pi, 0.15 * np.pi)
        out = np.array([np.cos(a), np.sin(a), 0.0])
        drop = drop_m * rng.uniform(0.25, 1.0)
        t = np.linspace(0.0, 1.0, 14)[:, None]
        wave = 0.02 * np.sin(7 * t + a) * np.array([out[1], -out[0], 0.0])
        line = (
            out * radius_m * np.minimum(1.25, 2.6 * t)
            + np.array([0, 0, 1.0])
            * (0.05 * np.sin(np.pi * np.minimum(1, 2.4 * t)) - drop * np.clip(t - 0.25, 0, 1) ** 1.1)
            + wave
        )
        stalks.append(tube(line, 0.0012, sides=5))
        for k in range(3, 14):
            side = np.array([out[1], -out[0], 0.0]) * (1 if k % 2 else -1)
            feet.append(line[k])
            ways.append(side + 0.5 * out + np.array([0, 0, rng.uniform(-0.8, 0.1)]))
    for _ in range(26):
        a = rng.uniform(0, 2 * np.pi)
        r = radius_m * rng.uniform(0.2, 1.0)
        feet.append(np.array([r * np.cos(a), r * np.sin(a), rng.uniform(0.0, 0.05)]))
        ways.append(np.array([np.cos(a), np.sin(a), rng.uniform(0.0, 0.9)]))
    sizes = leaf_m * rng.uniform(0.65, 1.15, len(feet))
    return leaves_at(
        np.array(feet), np.array(ways), sizes, leaf(0.9 * ROUND, columns=5, fold=0.15, droop=0.2)
    ), merge(stalks)


def big_leaves(
    rng: np.random.Generator, height_m: float, *, count: int = 11, leaf_m: float = 0.24
) -> tuple[Surface, Surface]:
    """(leaves, stalks) of a floor plant with large leaves on long stalks from z = 0."""
    stalks, feet, ways = [], [], []
    t = np.linspace(0.0, 1.0, 10)[:, None]
    for k in range(count):
        a, high = 2.39996 * k + rng.uniform(0, 0.5), height_m * rng.uniform(0.45, 1.0)
        out = np.array([np.cos(a), np.sin(a), 0.0]) * 0.3 * height_m * rng.uniform(0.4, 1.0)
        line = out * t**1.8 + np.array([0, 0, high]) * t
        stalks.append(tube(line, np.linspace(0.006, 0.003, 10), sides=6))
        feet.append(line[-1])
        ways.append(out / np.linalg.norm(out) + np.array([0, 0, rng.uniform(-0.2, 0.6)]))
    sizes = leaf_m * rng.uniform(0.75, 1.2, count)
    return leaves_at(
        np.array(feet), np.array(ways), sizes, leaf(OVAL * 1.25, columns=9, fold=0.2, droop=0.35, ruffle=0.04)
    ), merge(stalks)


def succulent(rng: np.random.Generator, radius_m: float) -> Surface:
    """A rosette of fat leaves on z = 0."""
    count = 34
    k = np.arange(count)
    a = 2.39996 * k
    share = (k + 1) / count
    ways = np.stack([np.cos(a), np.sin(a), 1.7 * (1 - share) + 0.15], -1)
    sizes = radius_m * (0.35 + 0.65 * share) * rng.uniform(0.92, 1.05, count)
    body = leaf(np.array([0.12, 0.2, 0.26, 0.3, 0.27, 0.02]), columns=5, fold=0.5, droop=-0.25)
    return merge([moved(leaves_at(np.zeros((count, 3)), ways, sizes, body), z=0.002)])
