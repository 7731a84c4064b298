"""A room's corner: floorboards, a panelled wall, a window for motivated light."""

from __future__ import annotations

import numpy as np

from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, copies, finished, merge, moved, turned
from schemas.mesh import MeshData

WINDOW_CENTRE_M = (-2.6, 0.1, 1.75)
"""The middle of the window's opening, in the wall to the left."""

WINDOW_SIZE_M = (1.5, 1.7)
"""Width along Y and height of the opening."""

_BACK_Y, _LEFT_X, _HIGH = 2.6, -2.6, 4.6


def room(rng: np.random.Generator) -> tuple[MeshData, MeshData, MeshData]:
    """Floor, walls with panels and skirting, and the window's frame; open to the front and the right."""
    walls = [moved(rounded_box((18.0, 0.2, _HIGH), 0.004), x=6.2, y=_BACK_Y + 0.1)]
    walls += _window_wall()
    rail = float(rng.choice([0.0, 0.95, 1.1]))
    back = _panels(18.0, rail)
    walls.append(moved(back, x=6.4, y=_BACK_Y))
    left = turned(_panels(8.0, 0.0, frames=False), "z", 90.0)
    walls.append(moved(left, x=_LEFT_X, y=_BACK_Y - 4.0))
    return finished(_boards(rng)), finished(merge(walls)), finished(_window_frame())


def _boards(rng: np.random.Generator) -> Surface:
    """Floorboards along X with bevelled edges, their tops at z = 0."""
    wide = float(rng.choice([0.14, 0.19, 0.24]))
    y = np.arange(_BACK_Y - wide / 2, -12.0, -wide)
    joint = rng.uniform(-2.2, 4.0, len(y))
    left = moved(rounded_box((10.0, wide - 0.0015, 0.012), 0.0015, 1), x=-5.0, z=-0.012)
    right = moved(rounded_box((20.0, wide - 0.0015, 0.012), 0.0015, 1), x=10.0015, z=-0.012)
    place = np.tile(np.eye(4), (len(y), 1, 1))
    place[:, 0, 3], place[:, 1, 3] = joint, y
    return merge([copies(left, place), copies(right, place)])


def _window_wall() -> list[Surface]:
    _, y, z = WINDOW_CENTRE_M
    wide, high = WINDOW_SIZE_M
    x, thick = _LEFT_X - 0.15, 0.3
    front, back = -12.0, _BACK_Y + 0.2
    spans = [
        (front, y - wide / 2, 0.0, _HIGH), (y + wide / 2, back, 0.0, _HIGH),
        (y - wide / 2, y + wide / 2, 0.0, z - high / 2), (y - wide / 2, y + wide / 2, z + high / 2, _HIGH),
    ]  # fmt: skip
    return [moved(rounded_box((thick, b - a, top - low), 0.003), x, (a + b) / 2, low) for a, b, low, top in spans]


def _window_frame() -> Surface:
    x, y, z = WINDOW_CENTRE_M
    x -= 0.12
    wide, high = WINDOW_SIZE_M
    low = z - high / 2
    bars = [moved(rounded_box((0.08, 0.07, high), 0.006), x, y + s * (wide / 2 - 0.035), low) for s in (-1, 1)]
    bars += [moved(rounded_box((0.08, wide, 0.07), 0.006), x, y, low + s * (high - 0.07)) for s in (0, 1)]
    bars += [moved(rounded_box((0.05, 0.035, high), 0.005), x, y, low)]
    bars += [moved(rounded_box((0.05, wide, 0.035), 0.005), x, y, low + high * t - 0.017) for t in (1 / 3, 2 / 3)]
    sill = moved(rounded_box((0.36, wide + 0.16, 0.045), 0.01), _LEFT_X - 0.03, y, low - 0.045)
    return merge([*bars, sill])


def _panels(length: float, rail: float, *, frames: bool = True) -> Surface:
    """Skirting, an optional dado rail, and rectangular mouldings, in front of the plane y = 0, centred in x."""
    parts = [moved(rounded_box((length, 0.022, 0.14), 0.006), y=-0.011)]
    if rail:
        parts.append(moved(rounded_box((length, 0.03, 0.05), 0.01), y=-0.015, z=rail))
    if not frames:
        return merge(parts)
    low, high = (rail + 0.2, 3.3) if rail else (0.35, 3.3)
    step, bar = 1.5, 0.035
    count = int(length / step)
    place = np.tile(np.eye(4), (count, 1, 1))
    place[:, 0, 3] = (np.arange(count) - (count - 1) / 2) * step
    frame = _frame(step - 0.3, low, high, bar)
    parts.append(copies(frame, place))
    if rail:
        parts.append(copies(_frame(step - 0.3, 0.27, rail - 0.13, bar), place))
    return merge(parts)


def _frame(wide: float, low: float, high: float, bar: float) -> Surface:
    upright = rounded_box((bar, 0.02, high - low), 0.006)
    level = rounded_box((wide, 0.02, bar), 0.006)
    sides = [moved(upright, s * (wide - bar) / 2, -0.01, low) for s in (-1, 1)]
    return merge([*sides, *(moved(level, y=-0.0095, z=z) for z in (low, high - bar))])
