"""A floor's tiles in their patterns, and how a hand lays them."""

from __future__ import annotations

import numpy as np

from assets.forms.kit.mouldings import placed
from assets.forms.kit.outlines import polygon, rectangle
from assets.meshes.solids import extrude
from assets.meshes.surface import Surface, merge, moved

type Tiles = list[tuple[np.ndarray, float, float]]
"""Each tile's outline and the x and y of its middle."""


def laid(rng: np.random.Generator, tiles: Tiles, thick: float, edge: float, lip_m: float) -> Surface:
    """The tiles, each a hair higher, lower or slanted than the next."""
    pieces = []
    for outline, x, y in tiles:
        tilt = rng.normal(0, 0.12, 2)
        tile = extrude(outline, 0.0, thick, bevel_m=edge, steps=2)
        tile = placed(tile, tilt_deg=(float(tilt[0]), float(tilt[1]), 0.0))
        pieces.append(moved(tile, x, y, float(rng.normal(0, lip_m))))
    return merge(pieces)


def hexagons(rng: np.random.Generator, count: int, gap: float) -> tuple[Tiles, Tiles]:
    """(main, second) hexagons over a floor 1 m wide, a few of them of the second kind."""
    main: Tiles = []
    second: Tiles = []
    pitch = 1.0 / count
    r = pitch / np.sqrt(3)
    shape = polygon(r - gap / np.sqrt(3), 6, turn_deg=30)
    for j in range(int(1.0 / (1.5 * r)) + 1):
        for i in range(count + 1):
            x, y = (i + 0.5 * (j % 2)) * pitch - 0.5, j * 1.5 * r - 0.5
            if abs(x) < 0.5 and abs(y) < 0.5:
                (second if rng.random() < 0.06 else main).append((shape, x, y))
    return main, second


def chequers(count: int, gap: float) -> tuple[Tiles, Tiles]:
    """(main, second) squares by turns over a floor 1 m wide."""
    main: Tiles = []
    second: Tiles = []
    pitch = 1.0 / count
    for j in range(count):
        for i in range(count):
            x, y = (i + 0.5) * pitch - 0.5, (j + 0.5) * pitch - 0.5
            (main if (i + j) % 2 else second).append((rectangle(pitch - gap, pitch - gap), x, y))
    return main, second


def inlaid(count: int, gap: float) -> tuple[Tiles, Tiles]:
    """(octagons, the small squares between them) over a floor 1 m wide."""
    pitch = 1.0 / count
    c = 0.22 * pitch
    a = pitch / 2 - gap / 2
    octagon = np.array(
        [
            (-a + c, -a),
            (a - c, -a),
            (a, -a + c),
            (a, a - c),
            (a - c, a),
            (-a + c, a),
            (-a, a - c),
            (-a, -a + c),
        ]
    )
    main: Tiles = []
    second: Tiles = []
    for j in range(count):
        for i in range(count):
            x, y = (i + 0.5) * pitch - 0.5, (j + 0.5) * pitch - 0.5
            main.append((octagon, x, y))
            if i and j:
                second.append((polygon(c - gap, 4), x - pitch / 2, y - pitch / 2))
    return main, second
