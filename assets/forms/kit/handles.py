"""Handles: straps, wires, bails and knobs."""

from __future__ import annotations

import numpy as np

from assets.forms.kit.metre_solids import bar, spun, tube
from assets.meshes.curves import Pairs, smooth
from assets.meshes.surface import Surface


def in_xz(arc: Pairs | np.ndarray, samples: int = 36) -> np.ndarray:
    """A smooth path (samples, 3) in the XZ plane through (x, z) points."""
    line = smooth(arc, samples)
    return np.column_stack([line[:, 0], np.zeros(len(line)), line[:, 1]])


def oval(width_m: float, depth_m: float, count: int = 16) -> np.ndarray:
    """An oval section: ``depth_m`` in the first direction, ``width_m`` in the second."""
    t = np.arange(count) * 2 * np.pi / count
    return np.stack([depth_m / 2 * np.cos(t), width_m / 2 * np.sin(t)], -1)


def strap_handle(arc: Pairs, width_m: float, depth_m: float, *, samples: int = 40) -> Surface:
    """An oval bar along an arc in XZ, its width along Y."""
    return bar(in_xz(arc, samples), oval(width_m, depth_m))


def tapering_handle(arc: Pairs, widths_m: Pairs, *, samples: int = 40) -> Surface:
    """An oval bar whose (width along Y, depth) are given at even steps of the arc."""
    path = in_xz(arc, samples)
    steps = np.asarray(widths_m, np.float64)
    t, at = np.linspace(0, 1, samples), np.linspace(0, 1, len(steps))
    width, depth = np.interp(t, at, steps[:, 0]), np.interp(t, at, steps[:, 1])
    return bar(path, oval(1.0, 1.0)[None] * np.stack([depth, width], -1)[:, None, :])


def bail(span_m: float, rise_m: float, radius_m: float, *, samples: int = 40) -> Surface:
    """A half hoop of wire in the XZ plane, its ends on z = 0."""
    t = np.linspace(0, np.pi, samples)
    path = np.column_stack([span_m / 2 * np.cos(t), np.zeros(samples), rise_m * np.sin(t)])
    return tube(path, radius_m, sides=12)


def knob(radius_m: float, height_m: float, *, neck: float = 0.5, segments: int = 40) -> Surface:
    """A turned knob on a neck, on z = 0."""
    profile = [
        (neck * 1.25, 0.0), (neck, 0.12), (neck * 0.95, 0.3), (0.86, 0.5), (1.0, 0.68), (0.9, 0.88),
        (0.5, 0.985), (0.0, 1.0),
    ]  # fmt: skip
    return spun(smooth(np.array(profile) * np.array([radius_m, height_m]), 30), segments)
