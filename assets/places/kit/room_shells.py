"""Rooms open towards the camera: walls with holes, of plaster or masonry; skirting, panels and ceiling.

What belongs to a wall is built along x with its face to -y at y = 0, and carried to "back", "left" or "right".
On the side walls its x runs along the wall: to +y on the left, to -y on the right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit.cuboids import Box, Range, boxes, cuboids
from assets.places.kit.things import Stuffs, Thing, piece, set_at, thing
from assets.places.place import Opening, PieceRole

_THICK_M = 0.16
SIDES = ("back", "left", "right")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A window's or a door's hole in a wall, in the wall's own x and in metres above the floor."""

    x_m: float  # of its middle
    low_m: float
    width_m: float
    height_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where the walls' faces stand, and their holes."""

    left_m: float  # how far to -x
    right_m: float  # how far to +x
    back_m: float
    height_m: float = 2.5
    front_m: float = -1.5
    holes: Mapping[str, Sequence[Hole]] = field(default_factory=dict)

    def span(self, side: str) -> Range:
        """The wall's own x from end to end."""
        match side:
            case "back":
                return -self.left_m, self.right_m
            case "left":
                return self.front_m, self.back_m
            case _:
                return -self.back_m, -self.front_m

    def away(self, side: str) -> float:
        """From the origin to the wall's face."""
        return {"back": self.back_m, "left": self.left_m, "right": self.right_m}[side]

    def hung(self, side: str, what: Thing) -> Thing:
        """The thing of a wall, on its side of the room."""
        match side:
            case "back":
                return set_at(what, 0.0, self.back_m)
            case "left":
                return set_at(what, -self.left_m, 0.0, turn_deg=90.0)
            case _:
                return set_at(what, self.right_m, 0.0, turn_deg=-90.0)

    def opening(self, side: str, hole: Hole) -> Opening:
        """The daylight that comes through the hole."""
        z = hole.low_m + hole.height_m / 2
        centre = {
            "back": (hole.x_m, self.back_m, z),
            "left": (-self.left_m, hole.x_m, z),
            "right": (self.right_m, -hole.x_m, z),
        }[side]
        azimuth = {"back": 0.0, "left": 90.0, "right": -90.0}[side]
        return Opening(centre_m=centre, size_m=(hole.width_m, hole.height_m), azimuth_deg=azimuth)

    @property
    def openings(self) -> tuple[Opening, ...]:
        """All of them."""
        return tuple(self.opening(side, hole) for side, holes in self.holes.items() for hole in holes)


def walls(
    room: Room, stuffs: Stuffs, *, sides: Sequence[str] = SIDES, low_m: float = 0.0, high_m: float = 0.0
) -> Thing:
    """Smooth walls between two heights; up to the ceiling when ``high_m`` is not given."""
    top = high_m or room.height_m
    return thing(
        piece("Walls", stuffs, "wall", PieceRole.WALL),
        lambda _: merge(
            [
                _carried(room, side, wall_of(room.span(side), low_m, top, room.holes.get(side, ())))
                for side in sides
            ]
        ),
    )


def ceiling(room: Room, stuffs: Stuffs) -> Thing:
    """A flat ceiling over the room."""
    x, y = (-room.left_m - _THICK_M, room.right_m + _THICK_M), (room.front_m, room.back_m + _THICK_M)
    return thing(
        piece("Ceiling", stuffs, "ceiling", PieceRole.WALL),
        lambda _: cuboids([(x, y, (room.height_m, room.height_m + 0.1))], bevel_m=0.0),
    )


def skirting(
    room: Room, stuffs: Stuffs, *, height_m: float = 0.12, sides: Sequence[str] = SIDES, thick_m: float = 0.018
) -> Thing:
    """A board with an eased top along the foot of the walls; left out before holes that reach the floor."""

    def along(side: str) -> Surface:
        first, last = room.span(side)
        cuts = [
            (h.x_m - h.width_m / 2, h.x_m + h.width_m / 2) for h in room.holes.get(side, ()) if h.low_m < height_m
        ]
        edges = [first, *(e for cut in sorted(cuts) for e in cut), last]
        spans = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > 0.02]
        low = [(s, (-thick_m, 0.002), (0.0, height_m - 0.022)) for s in spans]
        cap = [(s, (-thick_m * 0.55, 0.002), (height_m - 0.022, height_m)) for s in spans]
        return _carried(room, side, cuboids([*low, *cap], bevel_m=0.004))

    return thing(
        piece("Skirting", stuffs, "skirting board", PieceRole.WALL),
        lambda _: merge([along(side) for side in sides]),
    )


def wall_of(span: Range, low_m: float, high_m: float, holes: Sequence[Hole]) -> Surface:
    """A wall's body of boxes about its holes."""
    xs = sorted({*span, *(h.x_m + s * h.width_m / 2 for h in holes for s in (-1, 1))})
    blocks = []
    for x0, x1 in pairwise(xs):
        middle = (x0 + x1) / 2
        cuts = sorted((h.low_m, h.low_m + h.height_m) for h in holes if abs(middle - h.x_m) < h.width_m / 2)
        edges = [low_m, *(min(max(e, low_m), high_m) for cut in cuts for e in cut), high_m]
        blocks += [
            ((x0, x1), (0.0, _THICK_M), (a, b))
            for a, b in zip(edges[::2], edges[1::2], strict=True)
            if b - a > 1e-4
        ]
    return cuboids(blocks, bevel_m=0.0)


def _carried(room: Room, side: str, surface: Surface) -> Surface:
    match side:
        case "back":
            return moved(surface, y=room.back_m)
        case "left":
            return moved(turned(surface, "z", 90.0), x=-room.left_m)
        case _:
            return moved(turned(surface, "z", -90.0), x=room.right_m)


def masonry(
    rng: np.random.Generator,
    span: Range,
    low_m: float,
    high_m: float,
    *,
    block_m: tuple[float, float] = (0.206, 0.062),
    joint_m: float = 0.010,
    holes: Sequence[Hole] = (),
    proud_m: float = 0.006,
) -> tuple[Surface, Surface]:
    """Bricks or blocks in half bond, and the mortar behind them: faces to -y at y = 0."""
    pitch = (block_m[0] + joint_m, block_m[1] + joint_m)
    centres, sizes = [], []
    rows = int(np.ceil((high_m - low_m) / pitch[1]))
    for row in range(rows):
        z0, z1 = low_m + row * pitch[1], min(low_m + row * pitch[1] + block_m[1], high_m)
        start = span[0] - (0.5 * pitch[0] if row % 2 else 0.0)
        for column in range(int((span[1] - start) / pitch[0]) + 1):
            x0, x1 = max(start + column * pitch[0], span[0]), min(start + column * pitch[0] + block_m[0], span[1])
            for a, b in _outside(x0, x1, z0, z1, holes):
                if b - a > 0.02 and z1 - z0 > 0.01:
                    y = rng.normal(0.0, 0.0012)
                    centres.append(((a + b) / 2, 0.03 + y, (z0 + z1) / 2))
                    sizes.append((b - a, 0.06, z1 - z0))
    bricks = boxes(np.array(centres), np.array(sizes), bevel_m=0.003, rng=rng)
    return bricks, moved(wall_of(span, low_m, high_m, holes), y=proud_m)


def _outside(x0: float, x1: float, z0: float, z1: float, holes: Sequence[Hole]) -> list[Range]:
    """What is left of a brick's length beside the holes."""
    spans = [(x0, x1)]
    for h in holes:
        if z1 <= h.low_m + 0.005 or z0 >= h.low_m + h.height_m - 0.005:
            continue
        left, right = h.x_m - h.width_m / 2, h.x_m + h.width_m / 2
        spans = [
            piece_
            for a, b in spans
            for piece_ in ((a, min(b, left)), (max(a, right), b))
            if piece_[1] - piece_[0] > 1e-3
        ]
    return spans


def masonry_walls(
    room: Room,
    bricks: Stuffs,
    mortar: Stuffs,
    *,
    sides: Sequence[str] = ("back",),
    low_m: float = 0.0,
    high_m: float = 0.0,
    block_m: tuple[float, float] = (0.206, 0.062),
    kind: str = "brick",
) -> Thing:
    """Walls of real bricks (or blocks) with recessed joints."""
    top = high_m or room.height_m

    def make(rng: np.random.Generator) -> tuple[Surface, ...]:
        pairs = [
            masonry(rng, room.span(s), low_m, top, block_m=block_m, holes=room.holes.get(s, ())) for s in sides
        ]
        return (
            merge([_carried(room, s, p[0]) for s, p in zip(sides, pairs, strict=True)]),
            merge([_carried(room, s, p[1]) for s, p in zip(sides, pairs, strict=True)]),
        )

    return thing(
        (
            piece("Bricks", bricks, kind, PieceRole.WALL),
            piece("Mortar", mortar, "mortar", PieceRole.WALL),
        ),
        make,
    )


def panelling(
    room: Room,
    stuffs: Stuffs,
    *,
    high_m: float,
    panel_m: float = 0.55,
    sides: Sequence[str] = SIDES,
    rows: int = 1,
) -> Thing:
    """Frames of stiles and rails, with a cap, on the walls up to a height; none before holes."""

    def on(side: str) -> Surface:
        first, last = room.span(side)
        count = max(1, round((last - first) / panel_m))
        xs = np.linspace(first, last, count + 1)
        bars: list[Box] = [((x - 0.04, x + 0.04), (-0.02, 0.002), (0.0, high_m)) for x in xs]
        zs = np.linspace(0.14, high_m - 0.04, rows + 1)
        bars += [((first, last), (-0.0195, 0.002), (z - 0.04, z + 0.04)) for z in zs]
        bars += [((first, last), (-0.036, 0.002), (high_m, high_m + 0.025))]
        cuts = [
            (h.x_m - h.width_m / 2 - 0.02, h.x_m + h.width_m / 2 + 0.02, h.low_m - 0.05)
            for h in room.holes.get(side, ())
            if h.low_m < high_m
        ]
        kept = [piece_ for b in bars for piece_ in _beside(b, cuts)]
        return _carried(room, side, cuboids(kept, bevel_m=0.003))

    return thing(
        piece("Panelling", stuffs, "wall panel", PieceRole.WALL), lambda _: merge([on(side) for side in sides])
    )


def _beside(
    bar: tuple[Range, Range, Range], cuts: Sequence[tuple[float, float, float]]
) -> list[tuple[Range, Range, Range]]:
    kept = [bar]
    for left, right, low in cuts:
        rest = []
        for x, y, z in kept:
            if z[1] <= low or x[1] <= left or x[0] >= right:
                rest.append((x, y, z))
                continue
            if x[0] < left:
                rest.append(((x[0], left), y, z))
            if x[1] > right:
                rest.append(((right, x[1]), y, z))
            if z[0] < low - 0.02:
                rest.append(((max(x[0], left), min(x[1], right)), y, (z[0], low)))
        kept = rest
    return kept
