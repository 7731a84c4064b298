"""Walls with openings, skirting, cornices and ceilings of rooms that are open towards the camera."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.solids import extrude
from assets.meshes.surface import Surface, box_mapped, merge, moved, turned
from assets.places.kit.boxes import box, boxes
from assets.places.place import Opening

type Floats = NDArray[Any]

WALL_M = 0.25
"""How thick a wall is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A window or doorway in a wall: ``at`` along the wall, from ``low_m`` to ``high_m``."""

    at: float
    width_m: float
    low_m: float
    high_m: float

    @property
    def span(self) -> tuple[float, float]:
        return self.at - self.width_m / 2, self.at + self.width_m / 2

    @property
    def height_m(self) -> float:
        return self.high_m - self.low_m


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The inside of a room: its walls' planes; it has no wall in front."""

    left_x: float
    right_x: float
    back_y: float
    front_y: float = -1.5
    high_m: float = 2.6

    @property
    def area(self) -> tuple[float, float, float, float]:
        """The floor, which runs on to behind the camera."""
        return self.left_x - 0.02, self.right_x + 0.02, self.front_y - 1.5, self.back_y + 0.02


def wall_with_holes(
    start: float, end: float, high_m: float, holes: Sequence[Hole] = (), *, thick_m: float = WALL_M
) -> Surface:
    """A wall in the XZ plane from x = ``start`` to ``end``, its face at y = 0 towards -y."""
    low, high = [], []
    at = start
    for hole in sorted(holes, key=lambda h: h.at):
        a, b = hole.span
        low += [(at, 0.0, 0.0), (a, 0.0, 0.0), (a, 0.0, hole.high_m)]
        high += [(a, thick_m, high_m), (b, thick_m, hole.low_m), (b, thick_m, high_m)]
        at = b
    low.append((at, 0.0, 0.0))
    high.append((end, thick_m, high_m))
    solid = [(p, q) for p, q in zip(low, high, strict=True) if q[0] - p[0] > 1e-4 and q[2] - p[2] > 1e-4]
    return boxes([p for p, _ in solid], [q for _, q in solid], bevel_m=0.0008)


def on_left(surface: Surface, room: Room) -> Surface:
    """What was built about y = 0 towards -y, set on the left wall: its x becomes y."""
    return moved(turned(surface, "z", 90.0), room.left_x)


def on_right(surface: Surface, room: Room) -> Surface:
    """The same on the right wall: its x becomes -y."""
    return moved(turned(surface, "z", -90.0), room.right_x)


def on_back(surface: Surface, room: Room) -> Surface:
    """The same on the back wall."""
    return moved(surface, y=room.back_y)


def walls(
    room: Room,
    *,
    back: Sequence[Hole] = (),
    left: Sequence[Hole] = (),
    right: Sequence[Hole] = (),
    thick_m: float = WALL_M,
) -> Surface:
    """Back and side walls. Holes of the side walls lie at their y."""
    turned_holes = [Hole(at=-h.at, width_m=h.width_m, low_m=h.low_m, high_m=h.high_m) for h in right]
    t = thick_m
    return merge(
        [
            on_back(wall_with_holes(room.left_x - t, room.right_x + t, room.high_m, back, thick_m=t), room),
            on_left(wall_with_holes(room.front_y, room.back_y, room.high_m, left, thick_m=t), room),
            on_right(wall_with_holes(-room.back_y, -room.front_y, room.high_m, turned_holes, thick_m=t), room),
        ]
    )


def ceiling(room: Room) -> Surface:
    """A ceiling over the back of the room; the front stays open for lamps."""
    return box(
        (room.left_x - 0.1, -0.3, room.high_m),
        (room.right_x + 0.1, room.back_y + 0.1, room.high_m + 0.1),
        bevel_m=0.001,
    )


_SKIRTING = np.array(
    [[0.0, 0.0], [0.0, 1.0], [-0.45, 1.0], [-0.55, 0.93], [-0.8, 0.84], [-1.0, 0.78], [-1.0, 0.0]]
)
_CORNICE = np.array(
    [
        [0.0, -1.0],
        [0.0, 0.0],
        [-1.0, 0.0],
        [-1.0, -0.12],
        [-0.82, -0.2],
        [-0.55, -0.3],
        [-0.34, -0.52],
        [-0.2, -0.82],
        [-0.12, -1.0],
    ]
)
_RAIL = np.array([[0.0, 0.0], [0.0, 1.0], [-0.6, 1.0], [-1.0, 0.75], [-0.8, 0.45], [-0.5, 0.2], [-0.45, 0.0]])


def moulding(section: Floats, size_m: tuple[float, float], span: tuple[float, float], z: float = 0.0) -> Surface:
    """A moulding of depth and height ``size_m`` along x on the plane y = 0; ``section``: (n, 2) shares (y, z)."""
    outline = section * np.array(size_m)
    area = 0.5 * np.sum(outline[:, 0] * np.roll(outline[:, 1], -1) - np.roll(outline[:, 0], -1) * outline[:, 1])
    run = extrude(outline if area > 0 else outline[::-1], *span)
    y, up, x = run.points.T
    from dataclasses import replace

    return box_mapped(replace(run, points=np.stack([x, y, up + z], -1)))


def skirting(start: float, end: float, *, high_m: float = 0.10, thick_m: float = 0.018) -> Surface:
    """A skirting board along x before the plane y = 0."""
    return moulding(_SKIRTING, (thick_m, high_m), (start, end))


def dado_rail(start: float, end: float, z: float, *, high_m: float = 0.05, deep_m: float = 0.024) -> Surface:
    """A rail along x before the plane y = 0."""
    return moulding(_RAIL, (deep_m, high_m), (start, end), z)


def cornice(start: float, end: float, ceiling_m: float, *, size_m: float = 0.09) -> Surface:
    """A cornice along x in the angle of the plane y = 0 and the ceiling."""
    return moulding(_CORNICE, (size_m, size_m), (start, end), ceiling_m)


def round_the_room(
    room: Room, run: Any, *, back: Sequence[Hole] = (), left: Sequence[Hole] = (), right: Sequence[Hole] = ()
) -> Surface:
    """``run(start, end)`` along the three walls, left out where holes reach down to the floor."""
    pieces = []
    for spot, start, end, holes in (
        (on_back, room.left_x, room.right_x, [h.span for h in back if h.low_m < 0.05]),
        (on_left, room.front_y, room.back_y, [h.span for h in left if h.low_m < 0.05]),
        (on_right, -room.back_y, -room.front_y, [(-h.span[1], -h.span[0]) for h in right if h.low_m < 0.05]),
    ):
        at = start
        for a, b in [*sorted(holes), (end, end)]:
            if a - at > 0.02:
                pieces.append(spot(run(at, a), room))
            at = b
    return merge(pieces)


def opening_back(room: Room, hole: Hole) -> Opening:
    """The opening that a hole in the back wall makes."""
    return Opening(
        centre_m=(hole.at, room.back_y + WALL_M / 2, (hole.low_m + hole.high_m) / 2),
        size_m=(hole.width_m, hole.height_m),
        azimuth_deg=0.0,
    )


def opening_left(room: Room, hole: Hole) -> Opening:
    """The opening that a hole in the left wall makes."""
    return Opening(
        centre_m=(room.left_x - WALL_M / 2, hole.at, (hole.low_m + hole.high_m) / 2),
        size_m=(hole.width_m, hole.height_m),
        azimuth_deg=90.0,
    )


def opening_right(room: Room, hole: Hole) -> Opening:
    """The opening that a hole in the right wall makes."""
    return Opening(
        centre_m=(room.right_x + WALL_M / 2, hole.at, (hole.low_m + hole.high_m) / 2),
        size_m=(hole.width_m, hole.height_m),
        azimuth_deg=-90.0,
    )
