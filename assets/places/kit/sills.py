"""Window sills as things: the wall about the window, sashes, shutters, panes with rain."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.meshes.primitives import ball_of_triangles
from assets.meshes.surface import Surface, copies, merge, moved, turned
from assets.places.kit import windows
from assets.places.kit.boxes import box, boxes
from assets.places.kit.rooms import Hole, Room, ceiling, round_the_room, skirting, walls
from assets.places.kit.things import Stuffs, Thing, fixed, piece, thing
from assets.places.place import Opening, PieceRole

FACE_Y = -0.10
"""The wall's inner face; the sill runs from before it to the frame."""


def sill_room(high_m: float = 2.6) -> Room:
    """A room whose back wall holds the window."""
    return Room(left_x=-1.9, right_x=1.9, back_y=FACE_Y, high_m=high_m)


def wall_about(
    room: Room,
    hole: Hole,
    wall: Stuffs,
    *,
    thick_m: float,
    joinery: Stuffs = "white_joinery",
    skirting_m: float = 0.1,
) -> list[Thing]:
    """The walls with the window's hole, the ceiling, the skirting."""
    return [
        fixed(piece("Walls", wall, "wall", PieceRole.WALL), lambda: walls(room, back=[hole], thick_m=thick_m)),
        fixed(piece("Ceiling", "white_joinery", "ceiling", PieceRole.WALL), lambda: ceiling(room)),
        fixed(
            piece("Skirting", joinery, "skirting board", PieceRole.WALL),
            lambda: round_the_room(room, lambda a, b: skirting(a, b, high_m=skirting_m)),
        ),
    ]


def sill_board(
    hole: Hole,
    top_m: float,
    stuff: Stuffs,
    *,
    back_y: float,
    nose_m: float = 0.03,
    thick_m: float = 0.03,
    horns_m: float = 0.05,
) -> list[Thing]:
    """A board with a nosing, its horns before the wall."""
    a, b = hole.span
    horns = max(horns_m, 0.0)

    def make() -> Surface:
        inner = box((a + 0.0005, FACE_Y - 0.001, top_m - thick_m), (b - 0.0005, back_y, top_m), bevel_m=0.001)
        nosing = box((a - horns, FACE_Y - nose_m, top_m - thick_m), (b + horns, FACE_Y, top_m), bevel_m=0.005)
        apron = box(
            (a - 0.6 * horns, FACE_Y - 0.014, top_m - thick_m - 0.06),
            (b + 0.6 * horns, FACE_Y + 0.001, top_m - thick_m - 0.001),
            bevel_m=0.003,
        )
        return merge([inner, nosing, apron] if horns else [inner, nosing])

    return [fixed(piece("Sill", stuff, "window sill", PieceRole.SUPPORT), make)]


def tiled_sill(
    hole: Hole, top_m: float, stuff: Stuffs, grout: Stuffs, *, back_y: float, side_m: float = 0.2
) -> list[Thing]:
    """A sill of tiles bedded in mortar, their edges standing out before the wall."""
    from assets.places.kit.floors import slabs

    a, b = hole.span
    area = (a + 0.001, b - 0.001, FACE_Y - 0.02, back_y)
    return [
        thing(
            piece("Sill", stuff, "sill tile", PieceRole.SUPPORT),
            lambda rng: slabs(
                rng, area, top_m, (side_m, back_y - FACE_Y + 0.02), thick_m=0.018, gap_m=0.005, bevel_m=0.003
            ),
        ),
        fixed(
            piece("SillBed", grout, "mortar", PieceRole.SUPPORT),
            lambda: box((a + 0.002, FACE_Y + 0.004, top_m - 0.05), (b - 0.002, back_y - 0.004, top_m - 0.003)),
        ),
    ]


def frame_in(
    hole: Hole,
    stuff: Stuffs,
    panes: tuple[int, int],
    *,
    y: float,
    meeting_rail: bool = False,
    stile_m: float = 0.055,
    bar_m: float = 0.024,
) -> Thing:
    """The window's frame and bars, ``y`` the frame's face."""
    return fixed(
        piece("WindowFrame", stuff, "window frame", PieceRole.WALL),
        lambda: moved(
            windows.window_frame(hole, panes, y=0.0, meeting_rail=meeting_rail, stile_m=stile_m, bar_m=bar_m), y=y
        ),
    )


def casement_in(
    hole: Hole, stuff: Stuffs, panes: tuple[int, int], *, y: float, open_deg: float, side: int = 1
) -> Thing:
    """A frame with two sashes, the one on ``side`` swung outwards."""
    a, b = hole.span
    s = 0.045

    def make() -> Surface:
        middle = (a + b) / 2
        outer = boxes(
            [(a, y, hole.low_m), (b - s, y, hole.low_m), (a + s, y, hole.low_m), (a + s, y, hole.high_m - s)],
            [
                (a + s, y + 0.07, hole.high_m),
                (b, y + 0.07, hole.high_m),
                (b - s, y + 0.07, hole.low_m + s),
                (b - s, y + 0.07, hole.high_m),
            ],
            bevel_m=0.004,
            along="z",
        )
        parts = [outer]
        for k in (-1, 1):
            low, high = (a + s + 0.002, middle - 0.001) if k < 0 else (middle + 0.001, b - s - 0.002)
            leaf = Hole(at=0.0, width_m=high - low, low_m=hole.low_m + s + 0.002, high_m=hole.high_m - s - 0.002)
            sash = windows.window_frame(leaf, panes, y=0.0, stile_m=0.042, deep_m=0.042)
            half = (high - low) / 2
            if k == side:  # hinged at its outer stile
                hinge = high if k > 0 else low
                sash = moved(turned(moved(sash, -k * half), "z", -k * open_deg), hinge, y + 0.03)
            else:
                sash = moved(sash, (low + high) / 2, y + 0.014)
            parts.append(sash)
        return merge(parts)

    return fixed(piece("WindowFrame", stuff, "window frame", PieceRole.WALL), make)


def glazing(hole: Hole, stuff: Stuffs, *, y: float, thick_m: float = 0.004) -> Thing:
    """One sheet of glass in the frame."""
    return fixed(
        piece("Glazing", stuff, "window pane"),
        lambda: moved(windows.panes_of_glass(hole, y=0.0, thick_m=thick_m), y=y),
    )


def rain_on(hole: Hole, *, y: float, count: int = 420) -> Thing:
    """Drops that cling to the pane's outside, some with a run above them."""
    a, b = hole.span

    def make(rng: np.random.Generator) -> Surface:
        ball = ball_of_triangles(1)
        sizes = 0.0016 + 0.0035 * rng.random(count) ** 3
        places = np.zeros((count, 4, 4))
        places[:, 0, 0], places[:, 1, 1], places[:, 2, 2] = (
            sizes,
            0.55 * sizes,
            sizes * rng.uniform(1.0, 1.5, count),
        )
        places[:, :3, 3] = np.stack(
            [
                rng.uniform(a + 0.06, b - 0.06, count),
                np.full(count, y),
                hole.low_m + rng.uniform(0.07, 0.75, count),
            ],
            -1,
        )
        places[:, 3, 3] = 1.0
        return copies(ball, places)

    return thing(piece("RainDrops", "window_glass", "raindrop"), make)


def shutters_at(hole: Hole, stuff: Stuffs, *, open_deg: float = 68.0, slats: bool = True) -> Thing:
    """Inside shutters folded back at both sides of the opening."""
    a, b = hole.span
    wide, high = min(0.38, hole.width_m / 2), hole.high_m - hole.low_m - 0.02

    def make() -> Surface:
        leaf = windows.shutter(wide, high, slats=slats)
        left = moved(
            turned(turned(moved(leaf, -wide), "z", 0.0), "z", open_deg - 60.0),
            a - 0.005,
            FACE_Y - 0.03,
            hole.low_m + 0.01,
        )
        right = moved(turned(leaf, "z", 60.0 - open_deg), b + 0.005, FACE_Y - 0.03, hole.low_m + 0.01)
        return merge([left, right])

    return fixed(piece("Shutters", stuff, "shutter"), make)


def curtains_at(
    hole: Hole,
    stuff: Stuffs,
    *,
    width_m: float = 0.42,
    low_m: float = 0.05,
    gathered: float = 0.0,
    rod: Stuffs = "bright_brass",
    sides: Sequence[int] = (-1, 1),
) -> list[Thing]:
    """Curtains that hang beside the opening, before the wall."""
    a, b = hole.span
    top = hole.high_m + 0.16

    def make(rng: np.random.Generator) -> Surface:
        spots = [a - 0.26 * width_m if s < 0 else b + 0.26 * width_m for s in sides]
        return merge(
            [
                moved(windows.curtain(rng, width_m, low_m, top - 0.01, gathered=gathered), x, FACE_Y - 0.03)
                for x in spots
            ]
        )

    return [
        thing(piece("Curtains", stuff, "curtain"), make),
        fixed(
            piece("CurtainRod", rod, "curtain rod"),
            lambda: moved(windows.curtain_rod(a - 0.9 * width_m, b + 0.9 * width_m, top), y=FACE_Y - 0.01),
        ),
    ]


def daylight(hole: Hole, y: float) -> Opening:
    """The opening as it lights the room, at the frame."""
    return Opening(
        centre_m=(hole.at, y, (hole.low_m + hole.high_m) / 2),
        size_m=(hole.width_m, hole.height_m),
        azimuth_deg=0.0,
    )


def brick_jambs(rng: np.random.Generator, hole: Hole, deep_m: float) -> Surface:
    """Bricks on the two sides of the opening, from the wall's face back."""
    from assets.places.kit.tiling import bricks

    a, b = hole.span
    field = (0.0, deep_m, hole.low_m, hole.high_m)
    left = turned(bricks(rng, field, 0.0), "z", 90.0)
    right = turned(moved(bricks(rng, field, 0.0), -deep_m), "z", -90.0)
    return merge([moved(left, a + 0.004, FACE_Y + 0.002), moved(right, b - 0.004, FACE_Y + 0.002)])
