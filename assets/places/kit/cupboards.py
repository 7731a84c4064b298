"""Cupboards and drawers: fronts in the XZ plane that look towards -y, carcasses, knobs and handles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from assets.meshes.surface import Surface, merge, moved
from assets.places.kit.boxes import box, boxes

type Span = tuple[float, float]
type Front = tuple[float, float, float, float]  # x from, x to, z from, z to

FRONT_M = 0.02
"""How thick a front is."""


def fronts(places: Sequence[Front], y: float, *, style: str = "frame", gap_m: float = 0.003) -> Surface:
    """Doors and drawers whose faces stand at ``y``.

    Args:
        style: "frame" (a field sunk in a frame), "flat", or "boards" (upright grooved boards).
    """
    low: list[tuple[float, float, float]] = []
    high: list[tuple[float, float, float]] = []
    g, t = gap_m / 2, FRONT_M
    for x0, x1, z0, z1 in places:
        a, b, c, d = x0 + g, x1 - g, z0 + g, z1 - g
        s = min(0.065, 0.28 * (d - c))
        if style == "frame":
            low += [
                (a, y, c),
                (b - s, y, c),
                (a + s, y, c),
                (a + s, y, d - s),
                (a + s - 0.002, y + 0.009, c + s - 0.002),
            ]
            high += [
                (a + s, y + t, d),
                (b, y + t, d),
                (b - s, y + t, c + s),
                (b - s, y + t, d),
                (b - s + 0.002, y + t, d - s + 0.002),
            ]
        elif style == "boards":
            count = max(2, round((b - a) / 0.085))
            edges = np.linspace(a, b, count + 1)
            low += [(float(e) + 0.001, y, c) for e in edges[:-1]]
            high += [(float(e) - 0.001, y + t, d) for e in edges[1:]]
        else:
            low.append((a, y, c))
            high.append((b, y + t, d))
    return boxes(low, high, bevel_m=0.0022, along="z")


def base_fronts(
    start: float, end: float, low_m: float, high_m: float, *, door_m: float = 0.45, drawer_m: float = 0.0
) -> tuple[list[Front], list[tuple[float, float]]]:
    """(fronts, where a knob sits) of a row of base cupboards, each with a drawer on top when ``drawer_m``."""
    count = max(1, round((end - start) / door_m))
    edges = np.linspace(start, end, count + 1)
    places: list[Front] = []
    knobs: list[tuple[float, float]] = []
    split = high_m - drawer_m
    for i, (a, b) in enumerate(pairwise(edges)):
        places.append((float(a), float(b), low_m, split))
        knobs.append((float(b - 0.04 if i % 2 == 0 else a + 0.04), split - 0.08))
        if drawer_m:
            places.append((float(a), float(b), split, high_m))
            knobs.append((float(a + b) / 2, split + drawer_m / 2))
    return places, knobs


def knobs(places: Sequence[tuple[float, float]], y: float, *, radius_m: float = 0.015) -> Surface:
    """Turned knobs at (x, z), on fronts whose faces stand at ``y``."""
    from assets.forms.kit.handles import knob
    from assets.forms.kit.rounds import at_places, upright

    one = upright(knob(radius_m, 1.9 * radius_m, segments=20))
    return at_places(one, [(x, y, z) for x, z in places])


def bar_handles(
    places: Sequence[tuple[float, float]], y: float, *, length_m: float = 0.13, upright: bool = False
) -> Surface:
    """Round bars on two feet at (x, z)."""
    from assets.forms.kit.rounds import rod

    parts = []
    h = length_m / 2
    for x, z in places:
        ends = ((x, z - h), (x, z + h)) if upright else ((x - h, z), (x + h, z))
        (a, c), (b, d) = ends
        parts.append(rod((a, y - 0.03, c), (b, y - 0.03, d), 0.006, sides=10))
        for s in (0.12, 0.88):
            px, pz = a + s * (b - a), c + s * (d - c)
            parts.append(rod((px, y, pz), (px, y - 0.03, pz), 0.004, sides=8))
    return merge(parts)


def carcass(x: Span, y: Span, z: Span, *, plinth_m: float = 0.0) -> Surface:
    """The body of cupboards behind their fronts, on a plinth that stands back."""
    (start, end), (front_y, back_y), (low_m, high_m) = x, y, z
    parts = [
        box((start, front_y + FRONT_M + 0.001, low_m + plinth_m), (end, back_y, high_m), bevel_m=0.001, along="z")
    ]
    if plinth_m:
        parts.append(
            box((start + 0.01, front_y + 0.06, low_m), (end - 0.01, back_y, low_m + plinth_m), bevel_m=0.001)
        )
    return merge(parts)


def open_case(
    x: Span,
    y: Span,
    z: Span,
    *,
    shelves: Sequence[float],
    uprights: Sequence[float] = (),
    thick_m: float = 0.022,
    back: bool = True,
) -> Surface:
    """A case open to the front: two sides, boards at heights (their upper faces), a back."""
    (start, end), (front_y, back_y), (low_m, high_m) = x, y, z
    t = thick_m
    low = [(start, front_y, low_m), (end - t, front_y, low_m)]
    high = [(start + t, back_y, high_m), (end, back_y, high_m)]
    for at in uprights:
        low.append((at - t / 2, front_y + 0.001, low_m))
        high.append((at + t / 2, back_y, high_m))
    sides = boxes(low, high, bevel_m=0.0015, along="z")
    boards = boxes(
        [(start + t, front_y + 0.002, z - t) for z in shelves],
        [(end - t, back_y, z) for z in shelves],
        bevel_m=0.0015,
    )
    parts = [sides, boards]
    if back:
        parts.append(box((start + t, back_y - 0.008, low_m), (end - t, back_y, high_m), bevel_m=0.0005, along="z"))
    return merge(parts)


def wall_shelf(
    start: float, end: float, back_y: float, top_m: float, *, deep_m: float = 0.22, thick_m: float = 0.03
) -> Surface:
    """A board on a wall at ``back_y``, its upper face at ``top_m``."""
    return box((start, back_y - deep_m, top_m - thick_m), (end, back_y, top_m), bevel_m=0.002)


def brackets(
    places: Sequence[float], back_y: float, top_m: float, *, deep_m: float = 0.18, thick_m: float = 0.03
) -> Surface:
    """Iron brackets below a shelf whose upper face is at ``top_m``: two arms and a bent stay."""
    from assets.forms.kit.rounds import wire

    parts = []
    z = top_m - thick_m
    for x in places:
        parts.append(box((x - 0.01, back_y - deep_m, z - 0.005), (x + 0.01, back_y, z), bevel_m=0.001))
        parts.append(box((x - 0.01, back_y - 0.005, z - 0.8 * deep_m), (x + 0.01, back_y, z), bevel_m=0.001))
        t = np.linspace(0.0, np.pi / 2, 12)
        r = 0.72 * deep_m
        bend = np.stack([0 * t + x, back_y - r * (1 - np.cos(t)), z - r + r * np.sin(t) - 0.004], -1)
        parts.append(wire(bend, 0.005, sides=8))
    return merge(parts)


def shifted(places: Sequence[Front], x: float) -> list[Front]:
    """The fronts moved sideways."""
    return [(a + x, b + x, c, d) for a, b, c, d in places]


def on_wall(surface: Surface, y: float) -> Surface:
    """Moved back to a wall."""
    return moved(surface, y=y)
