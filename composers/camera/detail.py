"""Where a subject stands in the frame, and which part of it a picture shows that cannot show the whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from composers.camera.framing import Framing, solve_camera
from usd_scenes.cameras import project
from usd_scenes.subjects import Subject

CLOSE = 1.4
"""The least share of the frame, as of the whole subject, from which on a picture shows a part of it."""

_KEPT_MARGIN = 0.1  # between the frame and the end of a cut subject that is kept, in half frames
_LOWEST = -0.45  # place of a cut subject's middle
_SKYWARD_DEG = 70.0  # looking down so steeply, a picture has no top

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


def whole_place(framing: Framing, across: float) -> tuple[float, float]:
    """Where the middle of a whole subject stands: a little low, with air above."""
    above = 0.0 if framing.pitch_deg > _SKYWARD_DEG else -0.25 * (1.0 - framing.fraction)
    return across, above


def cut_place(subject: Subject, framing: Framing, azimuth_deg: float, floor_m: float) -> tuple[float, float]:
    """Where the middle of a subject stands that is a little too large: its top and its fuller end are kept.

    Along a side that the frame holds it is in the middle.
    """
    middle = solve_camera(subject, replace(framing, place=(0.0, 0.0)), azimuth_deg, floor_m)
    seen = project(subject.points, middle, framing.aspect)[:, :2]
    low, high = seen.min(axis=0), seen.max(axis=0)
    wide, tall = (high - low) / 2.0
    kept = 1.0 - _KEPT_MARGIN
    fuller = 1.0 if float(np.median(seen[:, 0])) > (low[0] + high[0]) / 2.0 else -1.0
    across = fuller * (kept - wide) if wide > kept else 0.0
    above = 0.0
    if framing.pitch_deg <= _SKYWARD_DEG:
        above = max(kept - tall, _LOWEST) if tall > kept else -0.25 * (1.0 - tall)
    return float(across), float(above)


def _score(seen: NDArray[np.float64], shift: tuple[float, float], room_above: float) -> float:
    inside = seen - np.array(shift)
    inside = inside[np.abs(inside).max(axis=1) < 1.0]
    cells = np.floor((inside + 1.0) / 2.0 * _CELLS).astype(int)
    filled = len(np.unique(cells @ np.array([1, _CELLS]))) / _CELLS**2
    height = shift[1] / max(room_above, 1e-6)
    return -abs(filled - _FILLED) + 0.06 * height - 0.02 * abs(shift[0])
