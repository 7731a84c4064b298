"""Ends of clothes that a body part comes out of: a cuff, a trouser hem, a collar."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.solids import sweep
from assets.meshes.surface import Surface, grid, merge, moved, welded

type Floats = NDArray[Any]

_THREAD_M = 0.0006
_STITCH_M = 0.0033


def sleeve_end(
    rng: np.random.Generator,
    radii: tuple[float, float],
    length_m: float,
    *,
    hem_m: float = 0.02,
    wall_m: float = 0.0022,
    closed: bool = False,
) -> Surface:
    """A sleeve about z whose open edge is at the top, z = ``length_m``; thick hem above, folds below.

    Args:
        radii: half widths along x and y at the hem, metres.
        closed: the far end is gathered to the middle, so that nobody looks through it.
    """
    rows, columns = 64, 144
    noise = wave_noise(rng, 0.05)
    z = np.linspace(0.0, length_m, rows)
    angle = np.arange(columns) * 2.0 * np.pi / columns
    from_hem = length_m - hem_m - z
    swell = np.where(from_hem > 0.0, 0.006 * (1.0 - np.exp(-np.maximum(from_hem, 0.0) / 0.012)), 0.0)
    ridge = 0.0010 * (from_hem < 0.0) + 0.0007 * np.exp(-((from_hem / 0.0016) ** 2))
    out = (swell + ridge)[:, None] * np.ones(columns)
    base = np.stack(np.broadcast_arrays(radii[0] * np.cos(angle), radii[1] * np.sin(angle), z[:, None]), -1)
    pleats = np.clip(from_hem / 0.02, 0.0, 1.0)[:, None] * (0.0045 * noise(base * [1.0, 1.0, 0.45]))
    normal = np.stack([np.cos(angle), np.sin(angle)], -1)
    outer = base.copy()
    outer[..., :2] += (out + pleats)[..., None] * normal
    inner = outer.copy()
    inner[..., :2] -= wall_m * normal
    lip = 0.5 * (outer[-1:] + inner[-1:]) + [0.0, 0.0, 0.5 * wall_m]
    rings = np.concatenate([outer, lip, inner[::-1]])
    v = np.concatenate([z, [length_m + wall_m / 2], 2 * length_m + wall_m - z[::-1]])
    if closed:
        shares = np.array([0.0, 0.35, 0.7, 0.93])
        gathered = (
            outer[0] * shares[:, None, None] - np.array([0.0, 0.0, 0.006]) * np.sqrt(1 - shares**2)[:, None, None]
        )
        rings, v = np.concatenate([gathered, rings]), np.concatenate([(shares - 1.0) * radii[0], v])
    girth = 2.0 * np.pi * float(np.mean(radii))
    u = np.linspace(0.0, girth, columns + 1)
    uvs = np.stack(np.meshgrid(u, v), -1)
    return welded(grid(rings, uvs=uvs, wrap=True))


def hem_stitches(radii: tuple[float, float], z_m: float, *, out_m: float = 0.0012) -> Surface:
    """A row of stitches round a sleeve at the height ``z_m``."""
    girth = 2.0 * np.pi * float(np.mean(radii))
    count = int(girth / (_STITCH_M * 1.35))
    stitches = []
    for i in range(count):
        angle = (i + np.linspace(0.0, 0.72, 4)) * 2.0 * np.pi / count
        lift = out_m + np.array([-0.3, 0.4, 0.4, -0.3]) * _THREAD_M
        path = np.stack(
            [(radii[0] + lift) * np.cos(angle), (radii[1] + lift) * np.sin(angle), np.full(4, z_m)], -1
        )
        stitches.append(sweep(path, _THREAD_M / 2 * np.array([0.7, 1.0, 1.0, 0.7]), sides=5))
    return merge(stitches)


def shirt_button(radius_m: float = 0.0055) -> Surface:
    """A four-hole button, its face to +z, on z = 0."""
    from assets.meshes.solids import lathe

    r = radius_m
    profile = np.array(
        [
            [0.0, 0.0],
            [r * 0.9, 0.0],
            [r, 0.0007],
            [r, 0.0016],
            [r * 0.9, 0.0021],
            [r * 0.75, 0.0016],
            [0.0, 0.0014],
        ]
    )
    hole = lathe(np.array([[0.0, 0.0], [0.0006, 0.0], [0.0006, 0.0018], [0.0, 0.0018]]), 10)
    threads = [moved(hole, x, y, 0.0003) for x in (-0.0011, 0.0011) for y in (-0.0011, 0.0011)]
    return merge([lathe(profile, 32), *threads])
