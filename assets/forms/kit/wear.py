"""Wear: chips of uneven outline where paint came off, flakes that curl."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.forms.kit.applied import Wrap, laid
from assets.forms.kit.mouldings import waves_around
from assets.meshes.surface import Surface, merge


def chip(
    rng: np.random.Generator,
    centre: tuple[float, float],
    size_m: tuple[float, float],
    wrap: Wrap,
    *,
    lift_m: float = 0.0003,
) -> Surface:
    """A patch of uneven outline, what lies below seen through it; its half sides are ``size_m``."""
    angle = np.linspace(0.0, -2 * np.pi, 37)
    rough = 1.0 + 0.3 * waves_around(rng, angle, (2, 3, 5, 9))
    rough[-1] = rough[0]
    t = np.array([1e-3, 0.5, 1.0])[:, None]
    place = (
        t[..., None] * (np.stack([np.cos(angle), np.sin(angle)], -1) * rough[:, None])[None] * np.asarray(size_m)
    )
    return laid(place + np.asarray(centre), wrap, lift_m)


def chips(
    rng: np.random.Generator,
    places: Sequence[tuple[float, float]],
    size_m: tuple[float, float],
    wrap: Wrap,
    *,
    lift_m: float = 0.0003,
) -> Surface:
    """A chip at each place, of sizes in a range."""
    pieces = []
    for place in places:
        wide = float(np.exp(rng.uniform(*np.log(size_m))))
        pieces.append(chip(rng, place, (wide, wide * rng.uniform(0.5, 1.6)), wrap, lift_m=lift_m))
    return merge(pieces)


def curled_flake(
    rng: np.random.Generator, size_m: tuple[float, float], curl_m: float, *, thick_m: float = 0.0004
) -> Surface:
    """A flake of paint on z = 0, one side lifted by ``curl_m``."""
    from assets.forms.kit.mouldings import round_sheet

    angle = np.linspace(0.0, 2 * np.pi, 36, endpoint=False)
    rough = 1.0 + 0.25 * waves_around(rng, angle, (2, 3, 5, 9))
    rings = []
    for f, z in ((0.02, 0.0), (0.6, 0.0), (1.0, 0.0), (1.0, thick_m), (0.6, thick_m), (0.02, thick_m)):
        x, y = size_m[0] * f * rough * np.cos(angle), size_m[1] * f * rough * np.sin(angle)
        lift = curl_m * np.clip(0.2 + y / size_m[1], 0, None) ** 2
        rings.append(np.stack([x, y, z + lift], -1))
    from assets.meshes.surface import outward

    return outward(round_sheet(np.array(rings)))
