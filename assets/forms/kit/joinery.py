"""Boards, rails, nails, dovetails and slats: what wooden and other built things are put together from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.mouldings import placed
from assets.meshes.curves import Curve, rounded
from assets.meshes.solids import extrude, rounded_box
from assets.meshes.surface import Surface, copies, merge, moved

type Floats = NDArray[Any]


def board(
    length_m: float,
    width_m: float,
    thick_m: float,
    at: Sequence[float] = (0.0, 0.0, 0.0),
    *,
    edge_m: float = 0.0015,
) -> Surface:
    """A board along x with eased edges, ``at`` the middle of its underside."""
    edge = min(edge_m, 0.3 * min(length_m, width_m, thick_m))
    return moved(rounded_box((length_m, width_m, thick_m), edge, 2), *at)


def post(
    side_m: tuple[float, float], low_m: float, high_m: float, x: float, y: float, *, edge_m: float = 0.002
) -> Surface:
    """An upright board from one height to the other."""
    return moved(
        rounded_box((side_m[0], side_m[1], high_m - low_m), min(edge_m, 0.3 * min(side_m)), 2), x, y, low_m
    )


def repeated(surface: Surface, places: Sequence[Sequence[float]] | Floats) -> Surface:
    """A copy at each (x, y, z)."""
    where = np.asarray(places, np.float64)
    transforms = np.tile(np.eye(4), (len(where), 1, 1))
    transforms[:, :3, 3] = where
    return copies(surface, transforms)


def nail_head(radius_m: float = 0.003) -> Surface:
    """A flat round head that rises from z = 0."""
    t = np.arange(10) * (2 * np.pi / 10)
    outline = radius_m * np.stack([np.cos(t), np.sin(t)], -1)
    return extrude(outline, -0.001, 0.25 * radius_m, bevel_m=0.1 * radius_m, steps=1)


def nails_on_front(places: Sequence[Sequence[float]], radius_m: float = 0.003) -> Surface:
    """Nail heads that look towards -y at (x, y, z)."""
    return repeated(placed(nail_head(radius_m), tilt_deg=(90.0, 0.0, 0.0)), places)


def dovetail_outline(height_m: float, depth_m: float, tails: int, *, slope: float = 0.17) -> list[Curve]:
    """Tails (n, 2): each spans x from 0 to ``depth_m``, wider at x = 0, one above the other up to ``height_m``."""
    pitch = height_m / tails
    half = 0.31 * pitch
    flare = slope * depth_m
    outlines = []
    for i in range(tails):
        middle = (i + 0.5) * pitch
        outlines.append(
            np.array(
                [
                    [0.0, middle - half - flare],
                    [depth_m, middle - half + flare],
                    [depth_m, middle + half - flare],
                    [0.0, middle + half + flare],
                ]
            )
        )
    return outlines


def louvres(width_m: float, height_m: float, count: int, *, depth_m: float, tilt_deg: float) -> Surface:
    """Slanting slats in the XZ plane from z = 0 up, their lower edges to the front."""
    slat = placed(board(width_m, depth_m, 0.009, (0, 0, -0.0045), edge_m=0.003), tilt_deg=(tilt_deg, 0.0, 0.0))
    z = (np.arange(count) + 0.5) * height_m / count
    return repeated(slat, np.stack([0 * z, 0 * z, z], -1))


def frame_and_panels(
    width_m: float,
    height_m: float,
    thick_m: float,
    rows: Sequence[float],
    columns: int,
    *,
    stile_m: float,
    sunk_m: float = 0.01,
) -> Surface:
    """A door's leaf in the XZ plane from z = 0, about x = 0, its front at y = 0: stiles, rails, raised panels.

    Args:
        rows: shares of the height for each row of panels, from below.
    """
    pieces = [_upright(stile_m, height_m, thick_m, side * (width_m - stile_m) / 2) for side in (-1, 1)]
    inner = width_m - 2 * stile_m
    rail = 0.9 * stile_m
    free = height_m - rail * (len(rows) + 1) - 0.6 * rail
    z = 1.6 * rail
    pieces.append(_rail(inner, 1.6 * rail, thick_m, 0.0))
    for share in rows:
        tall = free * share / sum(rows)
        wide = (inner - (columns - 1) * 0.8 * stile_m) / columns
        for i in range(columns):
            x = -inner / 2 + wide / 2 + i * (wide + 0.8 * stile_m)
            pieces.append(moved(raised_panel(wide, tall, thick_m, sunk_m), x, 0.0, z))
            if i:
                pieces.append(_upright(0.8 * stile_m, tall, thick_m, x - wide / 2 - 0.4 * stile_m, z))
        pieces.append(_rail(inner, rail, thick_m, z + tall))
        z += tall + rail
    return merge(pieces)


def raised_panel(width_m: float, height_m: float, thick_m: float, sunk_m: float) -> Surface:
    """A panel from z = 0 with a moulded frame round it and a raised field, its rim at y = 0."""
    from assets.meshes.surface import box_mapped, grid, polygons

    steps = [
        (0.0, 0.0),
        (0.002, 0.0),
        (0.006, 0.35),
        (0.012, 0.75),
        (0.014, 1.0),
        (0.026, 1.0),
        (0.05, 0.45),
        (0.054, 0.3),
    ]
    rings = []
    scale = min(1.0, 0.3 * min(width_m, height_m) / 0.054)
    for inset, deep in steps:
        a, b = width_m / 2 - inset * scale, height_m / 2 - inset * scale
        y = min(deep, 1.0) * min(sunk_m, 0.45 * thick_m)
        rings.append([[-a, y, -b], [a, y, -b], [a, y, b], [-a, y, b]])
    ring = np.array(rings) + np.array([0.0, 0.0, height_m / 2])
    face = polygons(ring[-1], [4], np.arange(4))
    return box_mapped(merge([grid(ring, wrap=True), face]))


def _upright(width_m: float, height_m: float, thick_m: float, x: float, z: float = 0.0) -> Surface:
    return moved(rounded_box((width_m, thick_m, height_m), 0.0012, 2), x, thick_m / 2, z)


def _rail(length_m: float, height_m: float, thick_m: float, z: float) -> Surface:
    return moved(rounded_box((length_m, thick_m, height_m), 0.0012, 2), 0.0, thick_m / 2, z)


def turned_leg(height_m: float, top_m: float, foot_m: float, *, beads: Sequence[float] = ()) -> Surface:
    """A round leg that tapers to its foot, with turned beads at shares of its height."""
    from assets.forms.kit.mouldings import lathed

    z = np.linspace(0.0, 1.0, 90)
    r = foot_m + (top_m - foot_m) * z**0.8
    for share in beads:
        r = (
            r
            + 0.3 * top_m * np.exp(-(((z - share) / 0.02) ** 2))
            - 0.14 * top_m * np.exp(-(((z - share) / 0.045) ** 2))
        )
    profile = np.stack([r, z * height_m], -1)
    return lathed(np.concatenate([[[0.0, 0.0], [0.9 * r[0], 0.0]], profile, [[0.0, height_m]]]), 32)


def rod_between(
    start: Sequence[float], end: Sequence[float], radii: tuple[float, float], *, sides: int = 20
) -> Surface:
    """A straight rod with radii at its ends."""
    from assets.forms.kit.mouldings import tube

    t = np.linspace(0.0, 1.0, 12)[:, None]
    path = np.asarray(start) + t * (np.asarray(end, np.float64) - np.asarray(start))
    return tube(path, radii[0] + (radii[1] - radii[0]) * t[:, 0], sides=sides)


def soft_outline(corners: Sequence[tuple[float, float]], radius_m: float, *, steps: int = 6) -> Curve:
    """A closed outline with round corners."""
    return rounded(corners, radius_m, steps, closed=True)
