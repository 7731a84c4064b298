"""Rooms as things: shells with windows and joinery, floors, tiled walls, tops, plants, pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit import crockery, floors, furniture, house_plants, tiling, windows
from assets.places.kit.books import BookSizes, pile_of_books, row_of_books
from assets.places.kit.rooms import (
    Hole,
    Room,
    on_back,
    on_left,
    on_right,
    opening_back,
    opening_left,
    opening_right,
    round_the_room,
    skirting,
    walls,
)
from assets.places.kit.rooms import ceiling as ceiling_of
from assets.places.kit.rooms import cornice as cornice_of
from assets.places.kit.things import Stuffs, Thing, fixed, piece, set_at, thing
from assets.places.place import Opening, Piece, PieceRole

_SPOTS = {"back": on_back, "left": on_left, "right": on_right}
_OPENINGS = {"back": opening_back, "left": opening_left, "right": opening_right}
BOOK_CLOTHS = ("book_cloth_red", "book_cloth_blue", "book_cloth_green", "book_cloth_pale")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A window in one of a room's walls: "back", "left" or "right"; ``hole.at`` is x there, or y."""

    side: str
    hole: Hole
    panes: tuple[int, int] = (2, 3)
    sill_m: float = 0.2
    meeting_rail: bool = False

    @property
    def along(self) -> Hole:
        """The hole in the wall's own x."""
        h = self.hole
        at = -h.at if self.side == "right" else h.at
        return Hole(at=at, width_m=h.width_m, low_m=h.low_m, high_m=h.high_m)


def openings_of(room: Room, panes: Sequence[Window]) -> tuple[Opening, ...]:
    """What daylight the windows let in."""
    return tuple(_OPENINGS[w.side](room, w.hole) for w in panes)


def room_shell(
    room: Room,
    wall: Stuffs,
    panes: Sequence[Window],
    *,
    joinery: Stuffs = "white_joinery",
    skirting_m: float = 0.10,
    cornice_m: float = 0.0,
    frames: Stuffs | None = None,
) -> list[Thing]:
    """Walls, ceiling, skirting and windows with their casings."""
    sides = {side: [w.hole for w in panes if w.side == side] for side in _SPOTS}
    frame = frames or joinery

    def casings(_: np.random.Generator) -> Surface:
        parts = []
        for w in panes:
            h = w.along
            one = [
                windows.window_frame(h, w.panes, meeting_rail=w.meeting_rail),
                windows.architrave(h),
                windows.window_board(h, deep_m=w.sill_m),
            ]
            parts.append(_SPOTS[w.side](merge(one), room))
        return merge(parts)

    def trim(_: np.random.Generator) -> Surface:
        parts = [round_the_room(room, lambda a, b: skirting(a, b, high_m=skirting_m), **sides)]
        if cornice_m:
            parts.append(round_the_room(room, lambda a, b: cornice_of(a, b, room.high_m, size_m=cornice_m)))
        return merge(parts)

    things = [
        fixed(
            piece("Walls", wall, "wall", PieceRole.WALL),
            lambda: walls(room, back=sides["back"], left=sides["left"], right=sides["right"]),
        ),
        fixed(piece("Ceiling", "white_joinery", "ceiling", PieceRole.WALL), lambda: ceiling_of(room)),
        thing(piece("Skirting", joinery, "skirting board", PieceRole.WALL), trim),
    ]
    if panes:
        things.append(thing(piece("Windows", frame, "window frame", PieceRole.WALL), casings))
    return things


def plank_floor(room: Room, stuff: Stuffs, *, width_m: float = 0.14, along: str = "x") -> list[Thing]:
    """Floorboards with dark joints."""
    return [
        thing(
            piece("Floor", stuff, "floorboard", PieceRole.FLOOR),
            lambda rng: floors.planks(rng, room.area, 0.0, width_m=width_m, along=along),
        ),
        _bed(room, "joint_shadow", -0.006),
    ]


def parquet_floor(room: Room, stuff: Stuffs) -> list[Thing]:
    """Herringbone parquet."""
    return [
        thing(
            piece("Floor", stuff, "parquet", PieceRole.FLOOR),
            lambda rng: floors.herringbone(rng, room.area, 0.0, length_m=0.5, width_m=0.1),
        ),
        _bed(room, "joint_shadow", -0.006),
    ]


def slab_floor(
    room: Room, stuff: Stuffs, size_m: tuple[float, float], *, half_bond: bool = False, gap_m: float = 0.005
) -> list[Thing]:
    """Slabs or tiles with pale joints."""
    return [
        thing(
            piece("Floor", stuff, "floor tile", PieceRole.FLOOR),
            lambda rng: floors.slabs(rng, room.area, 0.0, size_m, gap_m=gap_m, half_bond=half_bond),
        ),
        _bed(room, "grey_grout", -0.002),
    ]


def chequered_floor(room: Room, stuffs: tuple[Stuffs, Stuffs], side_m: float) -> list[Thing]:
    """Tiles of two stuffs in turns."""
    pieces = (
        piece("FloorPale", stuffs[0], "floor tile", PieceRole.FLOOR),
        piece("FloorDark", stuffs[1], "floor tile", PieceRole.FLOOR),
    )
    return [
        thing(pieces, lambda rng: floors.chequer(rng, room.area, 0.0, side_m)),
        _bed(room, "grey_grout", -0.0015),
    ]


def _bed(room: Room, stuff: Stuffs, z: float) -> Thing:
    return fixed(piece("FloorJoints", stuff, "floor joint", PieceRole.FLOOR), lambda: floors.bed(room.area, z))


def tiled(
    field: tiling.Field,
    front_y: float,
    stuff: Stuffs,
    grout: Stuffs,
    *,
    size_m: tuple[float, float] = (0.15, 0.075),
    bond: str = "half",
    spot: Callable[[Surface], Surface] | None = None,
) -> list[Thing]:
    """A field of tiles and its grout; ``bond`` also "zigzag". ``spot`` moves it to another wall."""
    put = spot or (lambda s: s)

    def make(rng: np.random.Generator) -> Surface:
        if bond == "zigzag":
            return put(tiling.zigzag(rng, field, front_y, size_m))
        return put(tiling.tiles(rng, field, front_y, size_m, bond=bond))

    return [
        thing(piece("Tiles", stuff, "wall tile", PieceRole.WALL), make),
        fixed(
            piece("Grout", grout, "grout", PieceRole.WALL),
            lambda: put(tiling.mortar(field, front_y, thick_m=0.006)),
        ),
    ]


def brick_face(
    field: tiling.Field, front_y: float, stuff: Stuffs = "house_brick", grout: Stuffs = "pale_grout"
) -> list[Thing]:
    """A field of bricks and its mortar."""
    return [
        thing(piece("Bricks", stuff, "brick", PieceRole.WALL), lambda rng: tiling.bricks(rng, field, front_y)),
        fixed(
            piece("Mortar", grout, "mortar", PieceRole.WALL),
            lambda: tiling.mortar(field, front_y, sunk_m=0.006, thick_m=0.012),
        ),
    ]


def plank_top(
    area: floors.Area,
    top_m: float,
    stuff: Stuffs,
    *,
    thick_m: float = 0.038,
    width_m: float = 0.14,
    class_name: str = "worktop",
    along: str = "x",
) -> list[Thing]:
    """A top of planks with fine joints; its planks end with it."""

    def make(rng: np.random.Generator) -> Surface:
        return floors.planks(
            rng,
            area,
            top_m,
            width_m=width_m,
            thick_m=thick_m,
            length_m=40.0,
            gap_m=0.0018,
            along=along,
            bevel_m=0.003,
            uneven_m=0.0002,
        )

    x0, x1, y0, y1 = area
    inner = (x0 + 0.006, x1 - 0.006, y0 + 0.006, y1 - 0.006)
    return [
        thing(piece("Top", stuff, class_name, PieceRole.SUPPORT), make),
        fixed(
            piece("TopJoints", "joint_shadow", "joint", PieceRole.SUPPORT),
            lambda: floors.bed(inner, top_m - 0.004, thick_m=thick_m - 0.008),
        ),
    ]


def book_pieces(cloths: Sequence[str] = BOOK_CLOTHS) -> tuple[Piece, ...]:
    """The pieces of rows and piles of books."""
    return (
        *(piece(f"Books{i + 1}", cloth, "book") for i, cloth in enumerate(cloths)),
        piece("BookBands", "bright_brass", "book"),
        piece("BookPages", "book_paper", "book"),
    )


def books(
    start: float,
    end: float,
    y: float,
    z: float,
    *,
    cloths: Sequence[str] = BOOK_CLOTHS,
    sizes: BookSizes | None = None,
    lean: bool = True,
) -> Thing:
    """A row of books along x."""
    count = len(cloths)
    return thing(
        book_pieces(cloths),
        lambda rng: row_of_books(rng, start, end, y=y, z=z, colours=count, sizes=sizes, lean_last=lean),
    )


def pile(
    count: int, x: float, y: float, z: float, *, turn_deg: float = 0.0, cloths: Sequence[str] = BOOK_CLOTHS
) -> Thing:
    """A pile of lying books."""
    many = len(cloths)
    return set_at(
        thing(book_pieces(cloths), lambda rng: pile_of_books(rng, count, colours=many)), x, y, z, turn_deg=turn_deg
    )


def one(
    name: str,
    stuff: Stuffs,
    class_name: str,
    surface: Callable[[], Surface],
    at: tuple[float, float, float],
    *,
    turn_deg: float = 0.0,
) -> Thing:
    """A prop of one piece without chance, set down."""
    return set_at(fixed(piece(name, stuff, class_name), surface), *at, turn_deg=turn_deg)


def potted(
    kind: str, radius_m: float, x: float, y: float, z: float, *, size_m: float = 0.0, pot: Stuffs = "clay_pot"
) -> Thing:
    """A potted "bush", "swords", "fountain", "trailer", "succulent" or "big"; ``size_m``: height or reach."""
    high = 1.75 * radius_m
    pieces = (
        piece("PlantPot", pot, "plant pot"),
        piece("PotEarth", "joint_shadow", "soil"),
        piece("PlantLeaves", "room_leaves", "leaf"),
        piece("PlantStalks", "room_leaves", "stalk"),
    )

    def make(rng: np.random.Generator) -> tuple[Surface, ...]:
        s = size_m or 2.4 * radius_m
        stalks = None
        if kind == "bush":
            leaves, stalks = house_plants.bush(rng, 1.3 * radius_m, s)
        elif kind == "swords":
            leaves = house_plants.swords(rng, s, radius_m=0.5 * radius_m)
        elif kind == "fountain":
            leaves = house_plants.fountain(rng, s)
        elif kind == "trailer":
            leaves, stalks = house_plants.trailer(rng, s, radius_m=radius_m)
        elif kind == "big":
            leaves, stalks = house_plants.big_leaves(rng, s)
        else:
            leaves = house_plants.succulent(rng, 0.9 * radius_m)
        stalks = stalks or moved(crockery.filling(0.004, 0.02), z=-0.02)
        return (
            house_plants.pot(radius_m, high),
            house_plants.earth(radius_m, high),
            moved(leaves, z=0.88 * high),
            moved(stalks, z=0.88 * high),
        )

    return set_at(thing(pieces, make), x, y, z)


def hung_curtain(
    room: Room,
    window: Window,
    stuff: Stuffs,
    *,
    width_m: float = 0.45,
    low_m: float = 0.03,
    gathered: float = 0.0,
    rod: Stuffs = "bright_brass",
    overlap_m: float = 0.12,
) -> list[Thing]:
    """Curtains at both sides of a window, on a rod."""
    h = window.along
    a, b = h.span
    top = h.high_m + 0.16
    put = _SPOTS[window.side]

    def cloth(rng: np.random.Generator) -> Surface:
        spots = (a + overlap_m - width_m / 2, b - overlap_m + width_m / 2)
        made = [windows.curtain(rng, width_m, low_m, top - 0.01, gathered=gathered) for _ in spots]
        return put(merge([moved(s, x, -0.02) for s, x in zip(made, spots, strict=True)]), room)

    return [
        thing(piece("Curtains", stuff, "curtain"), cloth),
        fixed(
            piece("CurtainRod", rod, "curtain rod"),
            lambda: put(windows.curtain_rod(a - width_m, b + width_m, top), room),
        ),
    ]


def picture_on(
    room: Room,
    side: str,
    at: float,
    z: float,
    size_m: tuple[float, float],
    *,
    frame: Stuffs = "oak_planking",
    spot_y: float = 0.0,
    mount_m: float = 0.06,
) -> Thing:
    """A framed picture on a wall; ``at`` is x there, or y on the side walls."""
    pieces = (
        piece("PictureFrame", frame, "picture frame"),
        piece("PictureMount", "book_paper", "picture"),
        piece("Picture", "picture_print", "picture"),
    )
    own = -at if side == "right" else at

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        return tuple(
            _SPOTS[side](moved(s, own, -spot_y, z), room) for s in furniture.picture(*size_m, mount_m=mount_m)
        )

    return thing(pieces, make)


def radiator_on(
    room: Room, side: str, at: float, width_m: float, *, height_m: float = 0.5, stuff: Stuffs = "white_joinery"
) -> Thing:
    """A radiator below a window or on a wall."""
    own = -at if side == "right" else at
    return fixed(
        piece("Radiator", stuff, "radiator"),
        lambda: _SPOTS[side](moved(furniture.radiator(width_m, height_m), own), room),
    )


def door_on(
    room: Room,
    side: str,
    at: float,
    *,
    stuff: Stuffs = "white_joinery",
    metal: Stuffs = "bright_brass",
    spot_y: float = 0.0,
) -> Thing:
    """A closed panel door on a wall."""
    own = -at if side == "right" else at
    pieces = (piece("Door", stuff, "door", PieceRole.WALL), piece("DoorHandle", metal, "door handle"))
    return thing(
        pieces, lambda _: tuple(_SPOTS[side](moved(s, own, -spot_y), room) for s in furniture.panel_door())
    )


def chair(
    kind: str,
    x: float,
    y: float,
    turn_deg: float,
    *,
    stuff: Stuffs = "oak_planking",
    cushion: Stuffs = "upholstery_wool",
) -> Thing:
    """A "spindle" or "ladder" chair; unturned it looks to -y."""
    if kind == "spindle":
        return set_at(fixed(piece("Chairs", stuff, "chair"), furniture.spindle_chair), x, y, turn_deg=turn_deg)
    pieces = (piece("Chairs", stuff, "chair"), piece("SeatPads", cushion, "seat cushion"))
    return set_at(thing(pieces, lambda _: furniture.ladder_chair()), x, y, turn_deg=turn_deg)


def turned_to(surface: Surface, turn_deg: float) -> Surface:
    """Turned about z."""
    return turned(surface, "z", turn_deg)
