"""Which part of a subject a close-up shows: one that tells what the thing is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from composers.camera.framing import Framing, solve_camera
from usd_scenes.cameras import project
from usd_scenes.subjects import Subject

CLOSE = 1.4
"""The least share of the frame, as of the whole subject, from which on a picture shows a part of it."""

_CELLS = 8  # a side of the frame
_STEPS = 5
_FILLED = 0.62  # of the cells: more hides the outline, less leaves the frame empty
_MARGIN = 0.7  # of the way from the subject's middle to where its edge is the frame's middle


def telling_place(subject: Subject, framing: Framing, azimuth_deg: float, floor_m: float) -> tuple[float, float]:
    """Where the middle of the subject's rectangle is to stand, so that body and outline share the frame.

    Of the places that fill the frame alike, the highest on the subject wins: a rim, a head, a spout.
    """
    middle = solve_camera(subject, framing, azimuth_deg, floor_m)
    seen = project(subject.points, middle, framing.aspect)[:, :2]
    seen = seen - (seen.min(axis=0) + seen.max(axis=0)) / 2.0
    room = _MARGIN * np.maximum(np.ptp(seen, axis=0) / 2.0 - 0.5, 0.0)
    steps = np.linspace(-1.0, 1.0, _STEPS)
    shifts = [(float(x), float(y)) for y in steps * room[1] for x in steps * room[0]]
    best = max(shifts, key=lambda shift: _score(seen, shift, float(room[1])))
    return -best[0], -best[1]


def _score(seen: NDArray[np.float64], shift: tuple[float, float], room_above: float) -> float:
    inside = seen - np.array(shift)
    inside = inside[np.abs(inside).max(axis=1) < 1.0]
    cells = np.floor((inside + 1.0) / 2.0 * _CELLS).astype(int)
    filled = len(np.unique(cells @ np.array([1, _CELLS]))) / _CELLS**2
    height = shift[1] / max(room_above, 1e-6)
    return -abs(filled - _FILLED) + 0.06 * height - 0.02 * abs(shift[0])
