"""What is seen through windows: a garden with a hedge, a fence and a tree; a street's facade across the way."""

from __future__ import annotations

import numpy as np

from assets.forms.kit.blades import leaf
from assets.forms.kit.metre_solids import tube
from assets.meshes.surface import Surface, merge
from assets.places.kit.boxes import box, boxes
from assets.places.kit.house_plants import leaves_at
from assets.places.kit.rooms import WALL_M
from assets.places.kit.things import Stuffs, Thing, fixed, piece, thing
from assets.places.place import PieceRole

_LEAF = leaf(np.array([0.04, 0.24, 0.3, 0.2, 0.02]), columns=3, fold=0.3, droop=0.2)


def hedge(
    rng: np.random.Generator,
    low: tuple[float, float, float],
    high: tuple[float, float, float],
    *,
    leaf_m: float = 0.14,
    per_m2: float = 70.0,
) -> Surface:
    """Leaves on the front and top of a clipped hedge between two corners, over a dark body."""
    a, b = np.array(low), np.array(high)
    size = b - a
    count = int(per_m2 * size[0] * (size[2] + 0.5 * size[1]))
    spots = a + rng.uniform(0, 1, (count, 3)) * size
    front = rng.uniform(0, 1, count) < size[2] / (size[2] + size[1])
    wave = 0.08 * np.sin(2.1 * spots[:, 0]) + 0.05 * np.sin(5.3 * spots[:, 0] + 2 * spots[:, 2])
    spots[:, 1] = np.where(front, a[1] + wave, spots[:, 1])
    spots[:, 2] = np.where(front, spots[:, 2], b[2] + wave)
    ways = rng.normal(size=(count, 3)) * 0.7 + np.where(front[:, None], [0.0, -1.0, 0.3], [0.0, -0.2, 1.0])
    leaves = leaves_at(spots, ways, leaf_m * rng.uniform(0.6, 1.2, count), _LEAF)
    return merge([leaves, box((low[0], low[1] + 0.12, low[2]), (high[0], high[1], high[2] - 0.08), bevel_m=0.05)])


def tree(
    rng: np.random.Generator, x: float, y: float, high_m: float, *, leaves: int = 900, leaf_m: float = 0.2
) -> tuple[Surface, Surface]:
    """(leaves, trunk) of a garden tree."""
    t = np.linspace(0, 1, 8)[:, None]
    trunk = [tube(np.array([x, y, 0.0]) + t * [0.1, 0.0, 0.6 * high_m], np.linspace(0.11, 0.06, 8), sides=10)]
    fork = np.array([x + 0.08, y, 0.5 * high_m])
    tips = []
    for k in range(6):
        a = 2.39996 * k
        tip = (
            fork + np.array([np.cos(a), np.sin(a), 0.0]) * 0.24 * high_m + [0, 0, high_m * rng.uniform(0.2, 0.42)]
        )
        tips.append(tip)
        trunk.append(tube(fork + t * (tip - fork), np.linspace(0.05, 0.02, 8), sides=7))
    middle = np.array(tips)[rng.integers(len(tips), size=leaves)]
    away = rng.normal(size=(leaves, 3))
    away /= np.linalg.norm(away, axis=1)[:, None]
    spots = middle + away * 0.19 * high_m * rng.uniform(0.5, 1.1, (leaves, 1)) * [1, 1, 0.8]
    return leaves_at(
        spots,
        away + [0, 0, -0.2] + 0.5 * rng.normal(size=(leaves, 3)),
        leaf_m * rng.uniform(0.6, 1.2, leaves),
        _LEAF,
    ), merge(trunk)


def garden_view(wall_y: float, *, fence: bool = False, ground_m: float = -0.35, far_m: float = 6.5) -> list[Thing]:
    """A lawn, a hedge or a fence at its end, and a tree, behind a wall whose face is at ``wall_y``."""
    near, far = wall_y + WALL_M + 0.3, wall_y + far_m
    pieces = (piece("GardenLeaves", "view_leaves", "hedge"), piece("GardenTrunk", "twig", "tree trunk"))

    def green(rng: np.random.Generator) -> tuple[Surface, ...]:
        crown, trunk = tree(rng, -1.6, far - 1.6, 3.4)
        second, stem = tree(rng, 2.9, far + 1.2, 5.0, leaf_m=0.28)
        border = hedge(
            rng,
            (-8.0, far + (1.8 if fence else 0.0), ground_m),
            (8.0, far + 2.6, 1.9 if fence else 1.35),
            leaf_m=0.16,
            per_m2=42.0,
        )
        return merge([crown, second, border]), merge([trunk, stem])

    things = [
        thing(pieces, green),
        fixed(
            piece("Lawn", "view_lawn", "lawn", PieceRole.FLOOR),
            lambda: box((-9.0, near, ground_m - 0.1), (9.0, far + 6.0, ground_m), bevel_m=0.01),
        ),
    ]
    if fence:
        things.append(
            fixed(piece("Fence", "white_joinery", "fence"), lambda: picket_fence(-5.0, 5.0, far, ground_m))
        )
    return things


def picket_fence(start: float, end: float, y: float, ground_m: float, *, high_m: float = 1.05) -> Surface:
    """Upright pickets on two rails."""
    x = np.arange(start, end, 0.13)
    low = np.stack([x, 0 * x + y, 0 * x + ground_m + 0.05], -1)
    high = np.stack([x + 0.075, 0 * x + y + 0.02, ground_m + high_m - 0.06 * (np.arange(len(x)) % 2)], -1)
    rails = boxes(
        [(start, y + 0.02, ground_m + h) for h in (0.25, 0.75)],
        [(end, y + 0.055, ground_m + h + 0.07) for h in (0.25, 0.75)],
    )
    return merge([boxes(low, high, bevel_m=0.012, along="z"), rails])


def street_view(
    wall_y: float, *, far_m: float = 9.0, low_m: float = -3.0, wall: Stuffs = "house_brick"
) -> list[Thing]:
    """A house front across a street: windows in a row on three storeys, a cornice, a roof."""
    y = wall_y + far_m
    columns, storeys = np.arange(-6.6, 6.7, 2.2), (low_m + 0.9, low_m + 4.1, low_m + 7.3)

    def front() -> Surface:
        return merge(
            [
                box((-9.0, y, low_m), (9.0, y + 0.4, low_m + 10.0), bevel_m=0.02),
                box((-9.2, y - 0.25, low_m + 9.6), (9.2, y + 0.5, low_m + 10.0), bevel_m=0.03),
            ]
        )

    def frames() -> Surface:
        low, high = [], []
        for z in storeys:
            for x in columns:
                low += [
                    (x - 0.62, y - 0.05, z - 0.1),
                    (x - 0.62, y - 0.09, z - 0.18),
                    (x - 0.04, y - 0.06, z),
                    (x - 0.5, y - 0.06, z + 0.95),
                    (x - 0.62, y - 0.05, z + 1.7),
                    (x - 0.62, y - 0.05, z - 0.1),
                    (x + 0.5, y - 0.05, z - 0.1),
                ]
                high += [
                    (x + 0.62, y + 0.01, z),
                    (x + 0.62, y + 0.01, z - 0.08),
                    (x + 0.04, y, z + 1.7),
                    (x + 0.5, y, z + 1.01),
                    (x + 0.62, y + 0.01, z + 1.84),
                    (x - 0.5, y + 0.01, z + 1.84),
                    (x + 0.62, y + 0.01, z + 1.84),
                ]
        return boxes(low, high, bevel_m=0.006, along="z")

    def panes() -> Surface:
        low = [(x - 0.5, y - 0.02, z) for z in storeys for x in columns]
        return boxes(low, [(x + 1.0, y + 0.005, z + 1.7) for x, _, z in low], bevel_m=0.002)

    return [
        fixed(piece("Facade", wall, "facade", PieceRole.WALL), front),
        fixed(piece("FacadeFrames", "white_joinery", "window frame", PieceRole.WALL), frames),
        fixed(piece("FacadePanes", "gloss_black", "window pane", PieceRole.WALL), panes),
        fixed(
            piece("Street", "floor_slate", "street", PieceRole.FLOOR),
            lambda: box((-9.0, wall_y + WALL_M + 0.2, low_m - 0.2), (9.0, y + 0.1, low_m), bevel_m=0.01),
        ),
    ]
