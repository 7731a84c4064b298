"""Glazed vessels: a coat that ends in an uneven line above bare clay, rims, foot rings, ears, lids and spouts."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.mouldings import flowing, hollow_spout, lathed, open_rings, tube, waves_around
from assets.meshes.curves import Curve, shell_profile
from assets.meshes.surface import Surface, merge

type Floats = NDArray[Any]

GLAZE_M = 0.0007
"""How far a glaze stands out from the clay below it."""

_SEGMENTS = 120


def glazed_vessel(
    rng: np.random.Generator, outer: Curve, wall_m: float, *, line_m: float, runs_m: float, rings_m: float = 0.0
) -> tuple[Surface, Surface]:
    """(glaze, clay) of a vessel whose glaze stops about ``line_m`` above its foot, uneven by ``runs_m``.

    Args:
        outer: (n, 2) radius and height from the foot to the rim, heights rising.
        rings_m: depth of the throwing rings.
    """
    angle = np.arange(_SEGMENTS) * (2 * np.pi / _SEGMENTS)
    line = np.clip(line_m + runs_m * waves_around(rng, angle, (2, 3, 5, 8, 13)), 0.0015, None)
    t = np.linspace(0.0, 1.0, 90)[:, None]
    top = float(outer[-1, 1])
    height = line + t * (top - line)
    radius = np.interp(height, outer[:, 1], outer[:, 0])
    radius = radius + GLAZE_M * (1 - t**8) + _rings(rng, height, rings_m) * (1 - t**4)
    start = np.interp(line, outer[:, 1], outer[:, 0])[None] - 0.4 * wall_m
    sheet = open_rings(np.concatenate([start, radius]), np.concatenate([line[None] + 0.0002, height]), _SEGMENTS)
    full = shell_profile(outer, wall_m, floor_m=float(outer[0, 1]) + 1.3 * wall_m)
    inside = full[2 + len(outer) - 1 :]
    return merge([sheet, lathed(inside, _SEGMENTS)]), _clay(outer, float(line.max()) + 0.002)


def _rings(rng: np.random.Generator, height: Floats, depth_m: float) -> Floats:
    pitch = rng.uniform(0.004, 0.007)
    return np.asarray(depth_m * np.sin(2 * np.pi * height / pitch))


def _clay(outer: Curve, upto_m: float) -> Surface:
    """The bare foot ring and the clay up to ``upto_m``, open above where the glaze hides it."""
    foot = float(outer[0, 0])
    low = float(outer[0, 1])
    wide = min(0.006, 0.25 * foot)
    heights = np.linspace(low, upto_m, 24)
    wall = np.stack([np.interp(heights, outer[:, 1], outer[:, 0]), heights], -1)
    ring = [
        [0.0, low],
        [foot - wide, low],
        [foot - wide, 0.0008],
        [foot - wide + 0.0008, 0.0],
        [foot - 0.001, 0.0],
    ]
    return lathed(np.concatenate([ring, [[foot, 0.001]], wall]), _SEGMENTS)


def ear(
    start: tuple[float, float], end: tuple[float, float], reach_m: float, radius_m: float, *, square: float = 0.5
) -> Surface:
    """A handle in the XZ plane from ``start`` (upper: x, z) to ``end``; ``square``: how far it stays out."""
    (x0, z0), (x1, z1) = start, end
    drop = z0 - z1
    out = max(x0, x1) + reach_m
    control = [
        (x0 - 0.6 * radius_m, z0),
        (x0 + 0.55 * reach_m, z0 + 0.05 * drop),
        (out, z0 - (0.32 - 0.12 * square) * drop),
        (out - 0.02 * reach_m, z0 - (0.5 + 0.14 * square) * drop),
        (x1 + (0.42 + 0.2 * square) * reach_m, z1 + 0.03 * drop),
        (x1 - 0.6 * radius_m, z1),
    ]
    plane = flowing(control, 48)
    path = np.stack([plane[:, 0], np.zeros(48), plane[:, 1]], -1)
    t = np.linspace(-1.0, 1.0, 48)
    flare = 1.0 + 0.45 * np.abs(t) ** 6
    return tube(path, radius_m * flare, flat=1.45, sides=20)


def lid(radius_m: float, height_m: float, at_m: float, *, knob_m: float = 0.011, profile: str = "dome") -> Surface:
    """A lid that sits in a gallery at the height ``at_m``, with a knob."""
    crown = at_m + height_m
    wave = 0.55 if profile == "dome" else 0.2
    control = np.array(
        [
            (radius_m, at_m + 0.0015),
            (0.8 * radius_m, at_m + wave * height_m + 0.002),
            (0.4 * radius_m, crown - 0.12 * height_m),
            (0.55 * knob_m, crown),
            (0.5 * knob_m, crown + 0.5 * knob_m),
            (1.02 * knob_m, crown + 1.25 * knob_m),
            (0.8 * knob_m, crown + 1.9 * knob_m),
            (0.0, crown + 2.05 * knob_m),
        ]
    )
    from assets.meshes.curves import smooth

    outside = smooth(control, 60)
    under = np.array([[0.0, at_m - 0.004], [0.93 * radius_m, at_m - 0.004], [0.95 * radius_m, at_m]])
    return lathed(np.concatenate([under, outside]), 72)


def spout(
    root: tuple[float, float], tip: tuple[float, float], thick_m: tuple[float, float], *, sag: float = 0.35
) -> Surface:
    """A pouring spout in the XZ plane from inside the wall at ``root`` (x, z), S-shaped, open at its ``tip``."""
    (x0, z0), (x1, z1) = root, tip
    dx, dz = x1 - x0, z1 - z0
    control = [
        (x0, z0),
        (x0 + 0.38 * dx, z0 + (0.38 - sag) * dz),
        (x0 + 0.7 * dx, z0 + 0.52 * dz),
        (x1, z1),
    ]
    path = flowing(control, 40)
    t = np.linspace(0.0, 1.0, 40)
    radii = thick_m[0] + (thick_m[1] - thick_m[0]) * t**0.7
    return hollow_spout(path, radii, 0.0025, 0.03)
