"""Plane curves for lathes, extrusions and sweeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

type Curve = NDArray[Any]  # (n, 2) or (n, 3), metres
type Pairs = Sequence[tuple[float, float]]


def smooth(control: Pairs | Curve, samples: int) -> Curve:
    """A cubic through the control points, evenly sampled in chord length."""
    from scipy.interpolate import PchipInterpolator

    points = np.asarray(control, np.float64)
    chord = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    curve = PchipInterpolator(chord, points, axis=0)(np.linspace(0.0, chord[-1], samples))
    return np.asarray(curve)


def rounded(
    corners: Pairs | Curve, radius: float | Sequence[float], steps: int = 4, *, closed: bool = False
) -> Curve:
    """A polyline whose corners are cut by arcs.

    Args:
        radius: metres, one for all corners or one each; held back to 45 % of the shorter neighbouring side.
        steps: spans of each arc.
        closed: also round the first and last corner, and leave the curve open-ended (last joins first).
    """
    points = np.asarray(corners, np.float64)
    radii = np.broadcast_to(np.asarray(radius, np.float64), (len(points),))
    pieces: list[Curve] = []
    for i, point in enumerate(points):
        if not closed and i in (0, len(points) - 1):
            pieces.append(point[None])
            continue
        pieces.append(_corner(points[i - 1], point, points[(i + 1) % len(points)], float(radii[i]), steps))
    return np.concatenate(pieces)


def _corner(before: Curve, point: Curve, after: Curve, radius: float, steps: int) -> Curve:
    to_before, to_after = before - point, after - point
    length_before, length_after = np.linalg.norm(to_before), np.linalg.norm(to_after)
    to_before, to_after = to_before / length_before, to_after / length_after
    half = 0.5 * np.arccos(np.clip(to_before @ to_after, -1.0, 1.0))
    if radius <= 0 or half > 1.55:
        return point[None]
    cut = min(radius / np.tan(half), 0.45 * float(min(length_before, length_after)))
    radius = cut * np.tan(half)
    bisector = to_before + to_after
    centre = point + bisector / np.linalg.norm(bisector) * np.hypot(radius, cut)
    start, end = point + to_before * cut - centre, point + to_after * cut - centre
    turn = np.pi - 2 * half
    t = np.linspace(0.0, 1.0, steps + 1)[:, None]
    arc = (np.sin((1 - t) * turn) * start + np.sin(t * turn) * end) / np.sin(turn)
    return np.asarray(centre + arc)


def length_along(curve: Curve) -> NDArray[Any]:
    """(n,) metres from the first point."""
    return np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(curve, axis=0), axis=1))])


def shell_profile(outer: Curve, thickness_m: float, *, floor_m: float | None = None) -> Curve:
    """A vessel's whole profile (radius, height): bottom centre, outside, lip, inside, and inner floor's centre.

    Args:
        outer: from the foot's edge up to the lip, radius and height in metres.
        floor_m: height of the inner floor; ``thickness_m`` above the foot when not given.
    """
    tangent = np.gradient(outer, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1)[:, None]
    inner = outer - thickness_m * np.stack([tangent[:, 1], -tangent[:, 0]], -1)
    floor = float(outer[0, 1]) + thickness_m if floor_m is None else floor_m
    inner = inner[(inner[:, 1] > floor) & (inner[:, 0] > 0.3 * thickness_m)]
    middle, across = 0.5 * (outer[-1] + inner[-1]), 0.5 * (outer[-1] - inner[-1])
    t = np.linspace(0.0, np.pi, 9)[1:-1, None]
    up = np.array([-across[1], across[0]])
    lip = middle + np.cos(t) * across + np.sin(t) * up * (1.0 if up[1] > 0 else -1.0)
    foot = np.array([[0.0, outer[0, 1]], [0.92 * outer[0, 0], outer[0, 1]]])
    last = inner[0]
    corner = np.array([[last[0] * 0.985, floor + 0.25 * (last[1] - floor)], [last[0] * 0.9, floor], [0.0, floor]])
    return np.concatenate([foot, outer, lip, inner[::-1], corner])
