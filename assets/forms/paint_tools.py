"""A painter's tools: an open tin with its paint, and a flat brush."""

from __future__ import annotations

import numpy as np

from assets.forms.kit.mouldings import lathed, placed, ring_of, round_sheet, super_ellipse, tube
from assets.meshes.curves import rounded
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, box_mapped, moved


def paint_tin(r: float, high: float) -> tuple[tuple[Surface, Surface], Surface]:
    """((an open tin, its wire handle), its label)."""
    tin = lathed(
        rounded(
            [
                (0, 0),
                (r, 0),
                (r + 0.002, 0.002),
                (r, 0.005),
                (r, high - 0.006),
                (r + 0.003, high - 0.003),
                (r + 0.002, high),
                (r - 0.012, high),
                (r - 0.013, high - 0.005),
                (r - 0.003, high - 0.007),
                (r - 0.003, 0.08),
                (0, 0.08),
            ],
            0.001,
            2,
        ),
        72,
    )
    bail = np.linspace(0, np.pi, 40)
    wire = tube(
        np.stack([(r + 0.004) * np.cos(bail), -0.9 * r * np.sin(bail), 0.095 - 0.035 * np.sin(bail)], -1),
        0.0016,
        sides=8,
    )
    label = lathed(
        np.array([[r + 0.0004, 0.02], [r + 0.0006, 0.02], [r + 0.0006, 0.088], [r + 0.0004, 0.088]]), 72
    )
    return (tin, wire), label


def paint_in_tin(rng: np.random.Generator, r: float, high: float) -> list[Surface]:
    """Paint within a tin, runs down its outside and a ring of it on the rim."""
    fill = lathed(np.array([[0, 0.084], [r - 0.0032, 0.084], [r - 0.0032, 0.096], [0, 0.096]]), 56)
    runs = []
    for a in np.radians(rng.uniform(-150, -20, 5)):
        fall = rng.uniform(0.03, 0.09)
        t = np.linspace(0, 1, 16)
        line = np.stack(
            [(r + 0.0015) * np.cos(a) + 0 * t, (r + 0.0015) * np.sin(a) + 0 * t, high + 0.001 - fall * t], -1
        )
        runs.append(tube(line, 0.003 + 0.0025 * t**3, sides=10))
    rim = moved(ring_of(r - 0.004, 0.0048, flat=0.5, segments=72, sides=10), z=high + 0.0005)
    return [fill, *runs, rim]


def _section(x: float, across: np.ndarray, up: np.ndarray) -> np.ndarray:
    """A ring across the brush at ``x``."""
    return np.stack([np.full(len(across), x), across, up], -1)


def _brush_handle() -> Surface:
    """A waisted handle along +x."""
    sections = (
        (0.03, 0.024, 0.007),
        (0.05, 0.022, 0.008),
        (0.07, 0.012, 0.008),
        (0.11, 0.012, 0.009),
        (0.165, 0.017, 0.008),
        (0.19, 0.009, 0.006),
        (0.196, 0.003, 0.003),
    )
    rings = [_section(x, *super_ellipse(w, t, 3, 24).T) for x, w, t in sections]
    return placed(box_mapped(round_sheet(np.stack(rings))), (0, 0, 0))


def _bristles() -> Surface:
    """A flat bundle of hairs along -x."""
    sections = ((-0.065, 0.02, 0.002), (-0.06, 0.026, 0.005), (-0.03, 0.0265, 0.0075), (0.0, 0.0245, 0.0075))
    rings = []
    for x, w, t in sections:
        across, up = super_ellipse(w, t, 4, 40).T
        rings.append(_section(x, across + 0.0005 * np.sin(np.arange(40) * 2.4), up))
    return placed(box_mapped(round_sheet(np.stack(rings))), (0, 0, 0))


def flat_brush() -> tuple[Surface, Surface, Surface]:
    """(bristles, ferrule, handle) of a brush along x."""
    ferrule = moved(rounded_box((0.036, 0.052, 0.017), 0.004), 0.012, 0, -0.0085)
    return _bristles(), ferrule, _brush_handle()
