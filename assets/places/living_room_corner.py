"""Corners of living rooms: low tables, an armchair, a rug or a mantelshelf before sofas, hearths and windows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.meshes.surface import Surface, moved
from assets.places.kit.cuboids import Box, Range, cuboid, cuboids
from assets.places.kit.laid_floors import herringbone, planks
from assets.places.kit.padded import armchair, rug, sofa, throw
from assets.places.kit.parlour import (
    basket,
    book_pile,
    bookcase,
    fireplace,
    floor_lamp,
    pictures,
    plant,
    record_player,
    round_table,
    sideboard,
    striped_wall,
    table,
    table_lamp,
)
from assets.places.kit.room_openings import curtain, curtain_rail, panel_door, radiator, window
from assets.places.kit.room_shells import Hole, Room, ceiling, masonry, panelling, skirting, walls
from assets.places.kit.table_things import candlestick
from assets.places.kit.things import Setting, Stuffs, Thing, piece, place_variant, set_at, thing
from assets.places.place import PieceRole, Place, PlaceVariant, Support

_NAME = "living_room_corner"
_BOOKS = ("book_covers", "dark_book_covers")


def _room(
    back_m: float,
    *,
    left_m: float = 1.5,
    right_m: float = 2.4,
    side: str = "left",
    x_m: float = 0.35,
    back: Sequence[Hole] = (),
) -> Room:
    at = Hole(x_m=x_m if side == "left" else -x_m, low_m=0.8, width_m=1.2, height_m=1.4)
    holes: dict[str, Sequence[Hole]] = {} if back else {side: (at,)}
    if back:
        holes["back"] = back
    return Room(left_m=left_m, right_m=right_m, back_m=back_m, height_m=2.6, holes=holes)


def _shell(
    room: Room,
    wall: Stuffs,
    floor: Stuffs,
    *,
    laid: str = "boards",
    wood: Stuffs = "house_woodwork",
    drapes: Stuffs = "curtain_cloth",
) -> list[Thing]:
    things = [
        ceiling(room, "ceiling_white"),
        walls(room, wall),
        skirting(room, wood, height_m=0.14),
        _floor(room, floor, laid),
    ]
    for side, holes in room.holes.items():
        for h in holes:
            top = h.low_m + h.height_m
            things.append(room.hung(side, window(h, wood, panes=(2, 3))))
            if drapes:
                ends = [h.x_m + s * (h.width_m / 2 + 0.14) for s in (-1, 1)]
                things += [room.hung(side, curtain(x, 0.4, top + 0.14, 0.03, drapes)) for x in ends]
                things.append(room.hung(side, curtain_rail(h.x_m, h.width_m + 0.8, top + 0.15, "shop_brass")))
    return things


def _floor(room: Room, stuff: Stuffs, laid: str) -> Thing:
    x: Range = (-room.left_m - 0.05, room.right_m + 0.05)
    y: Range = (-2.6, room.back_m + 0.05)
    of = piece("Floor", stuff, "floor", PieceRole.FLOOR)
    if laid == "herringbone":
        return thing(of, lambda rng: herringbone(rng, x, y, board_m=(0.42, 0.085)))
    return thing(of, lambda rng: planks(rng, x, y, along=laid if laid in {"x", "y"} else "x"))


def _variant(number: int, name: str, room: Room, stand: Support, things: Sequence[Thing]) -> PlaceVariant:
    setting = Setting(name=name, support=stand, openings=room.openings, panorama="courtyard")
    return place_variant(_NAME, number, setting, things)


def _square(high_m: float, x_m: float, y_m: float) -> Support:
    return Support(height_m=high_m, half_x_m=x_m, half_y_m=y_m)


def _side_table_sofa() -> PlaceVariant:
    room = _room(1.15)
    return _variant(
        0,
        "side_table_linen_sofa",
        room,
        Support(height_m=0.5, half_x_m=0.23, half_y_m=0.23, round=True),
        [
            *_shell(room, "room_wall", "oak_boards"),
            round_table(0.25, 0.5, "walnut_boards", "walnut_boards"),
            set_at(sofa(1.9, "sofa_cloth", "walnut_boards", "cushion_cloth"), 1.32, 0.6),
            floor_lamp(-0.35, 0.85, "shop_brass", "linen_shade"),
            plant("big", (-1.1, 0.75, 0.0), "pot_glaze"),
            room.hung(
                "back", pictures([(0.55, 1.5, 0.5, 0.65), (1.25, 1.55, 0.6, 0.5)], "oak_boards", "book_covers")
            ),
            rug((-0.9, 2.2), (-1.5, 0.1), "rug_wool", "rug_pale"),
        ],
    )


def _coffee_table_velvet() -> PlaceVariant:
    room = _room(1.85, side="right", left_m=2.0, right_m=2.1)
    return _variant(
        1,
        "coffee_table_velvet_sofa",
        room,
        _square(0.4, 0.36, 0.26),
        [
            *_shell(room, "room_wall", "oak_boards", laid="herringbone"),
            table((-0.64, 0.64), (-0.31, 0.31), 0.4, "oak_boards", "oak_boards", boards=4),
            set_at(sofa(2.0, "sofa_velvet", "walnut_boards", "cushion_cloth", seats=2, loose=3), -0.15, 1.2),
            room.hung(
                "back",
                pictures(
                    [(-0.75, 1.45, 0.55, 0.75), (0.0, 1.45, 0.55, 0.75), (0.75, 1.45, 0.55, 0.75)],
                    "black_enamel",
                    "book_covers",
                ),
            ),
            floor_lamp(1.25, 1.5, "shop_brass", "linen_shade"),
            rug((-1.4, 1.4), (-1.1, 0.85), "rug_wool", "rug_pale", pattern="stripes"),
            book_pile(3, (0.51, 0.12, 0.4), _BOOKS, turn_deg=14),
            plant("fountain", (-1.65, 1.45, 0.0), "thrown_clay"),
        ],
    )


def _marble_panelled() -> PlaceVariant:
    room = _room(1.9, left_m=2.1, right_m=2.2)
    return _variant(
        2,
        "stone_table_panelled_hearth",
        room,
        _square(0.42, 0.34, 0.26),
        [
            *_shell(room, "deep_wall", "walnut_boards", wood="deep_wall"),
            panelling(
                Room(
                    left_m=2.1,
                    right_m=2.2,
                    back_m=1.9,
                    holes={"back": (Hole(x_m=0, low_m=0, width_m=1.55, height_m=1.2),), **room.holes},
                ),
                "deep_wall",
                high_m=1.1,
                panel_m=0.6,
            ),
            *fireplace(room, 0.0, "pale_stone", "black_stone"),
            table((-0.5, 0.5), (-0.3, 0.3), 0.42, "pale_stone", "shop_brass", thick_m=0.03),
            set_at(armchair("sofa_velvet", "walnut_boards", kind="wing"), -1.1, 0.95, turn_deg=-42),
            set_at(armchair("sofa_velvet", "walnut_boards", kind="wing"), 1.15, 1.0, turn_deg=40),
            room.hung("back", pictures([(0.0, 1.68, 0.9, 0.75)], "shop_brass", "dark_book_covers")),
            rug((-1.2, 1.2), (-1.2, 0.9), "rug_wool", "rug_pale", pattern="lozenges"),
        ],
    )


def _chimney_breast() -> list[Thing]:
    """Bricks up to the ceiling about an opening, a beam on corbels before them, a hearthstone and a picture."""

    def breast(rng: np.random.Generator) -> tuple[Surface, ...]:
        hole = Hole(x_m=0.0, low_m=0.0, width_m=0.9, height_m=0.8)
        bricks, mortar = masonry(rng, (-0.85, 0.85), 0.0, 2.6, holes=(hole,))
        return moved(bricks, y=0.11), moved(mortar, y=0.11), cuboid((-0.46, 0.46), (0.24, 0.3), (0.0, 0.9))

    beam: list[Box] = [((-0.98, 0.98), (-0.14, 0.115), (1.13, 1.2))]
    beam += [((x - 0.05, x + 0.05), (-0.04, 0.115), (0.98, 1.13)) for x in (-0.75, 0.75)]
    stone = cuboid((-0.95, 0.95), (-0.5, 0.2), (0, 0.04), bevel_m=0.004)
    frame = cuboid((-0.27, 0.37), (0.075, 0.105), (1.5, 1.95), bevel_m=0.004)
    sheet = cuboid((-0.23, 0.33), (0.072, 0.08), (1.54, 1.91))
    bricks_ = (
        piece("Bricks", "red_brick", "brick", PieceRole.WALL),
        piece("Mortar", "lime_mortar", "mortar", PieceRole.WALL),
        piece("Soot", "fire_black", "fireplace", PieceRole.WALL),
    )
    picture_ = (
        piece("Frames", "oak_boards", "picture frame", PieceRole.WALL),
        piece("Sheets", "book_covers", "picture", PieceRole.WALL),
    )
    mantel = piece("Mantel", "oak_boards", "mantelshelf", PieceRole.SUPPORT)
    return [
        thing(bricks_, breast),
        thing(mantel, lambda rng: cuboids(beam, bevel_m=0.005, rng=rng)),
        thing(piece("HearthStone", "black_stone", "hearth", PieceRole.FLOOR), lambda _: stone),
        thing(picture_, lambda _: (frame, sheet)),
    ]


def _candlestick(x: float, y: float, high_m: float) -> Thing:
    of = piece("Candlesticks", "shop_brass", "candlestick")
    return set_at(thing(of, lambda _: candlestick(high_m)), x, y, 1.2)


def _brick_mantel() -> PlaceVariant:
    room = _room(0.34, left_m=1.9, right_m=1.9, side="right", x_m=-0.4)
    return _variant(
        3,
        "brick_hearth_oak_mantel",
        room,
        _square(1.2, 0.4, 0.11),
        [
            *_shell(room, "limewashed_wall", "oak_boards", drapes=""),
            *_chimney_breast(),
            _candlestick(-0.62, 0.0, 0.24),
            _candlestick(-0.5, 0.03, 0.19),
            plant("bush", (0.62, 0.0, 1.2), "pot_glaze", pot_m=(0.06, 0.11), size_m=0.22),
            basket((1.15, 0.05, 0.0), "buff_tape"),
        ],
    )


def _armchair_seat() -> PlaceVariant:
    room = _room(1.3, side="left", x_m=0.2)
    return _variant(
        4,
        "armchair_by_the_window",
        room,
        _square(0.43, 0.24, 0.24),
        [
            *_shell(room, "room_wall", "pine_boards"),
            armchair("sofa_velvet", "oak_boards", role=PieceRole.SUPPORT),
            floor_lamp(0.75, 0.75, "shop_brass", "linen_shade"),
            *bookcase(1.5, room, "walnut_boards", _BOOKS),
            plant("swords", (-0.95, 0.8, 0.0), "pot_glaze", size_m=0.8),
            room.hung("left", radiator(0.2, 1.0, "house_woodwork")),
            rug((-1.1, 1.5), (-1.4, 0.5), "rug_wool", "rug_pale"),
            room.hung("back", pictures([(0.05, 1.6, 0.6, 0.8)], "walnut_boards", "book_covers")),
        ],
    )


def _on_the_rug() -> PlaceVariant:
    room = _room(2.1, side="right", left_m=2.1, right_m=2.2)
    return _variant(
        5,
        "rug_before_a_sofa",
        room,
        _square(0.013, 0.5, 0.4),
        [
            *_shell(room, "limewashed_wall", "oak_boards"),
            rug((-1.3, 1.3), (-1.0, 0.75), "rug_wool", "rug_pale", pattern="lozenges", role=PieceRole.SUPPORT),
            set_at(sofa(2.0, "sofa_cloth", "oak_boards", "cushion_cloth"), 0.2, 1.45),
            basket((-1.25, 1.15, 0.0), "buff_tape"),
            throw((-1.25, 1.15, 0.27), (0.34, 0.26), "blanket_wool"),
            plant("big", (-1.65, 1.75, 0.0), "thrown_clay", size_m=1.2),
            set_at(armchair("sofa_cloth", "oak_boards", kind="frame"), 1.75, 0.75, turn_deg=-70),
            room.hung("back", pictures([(0.2, 1.5, 1.0, 0.7)], "oak_boards", "book_covers")),
        ],
    )


def _striped_corner() -> PlaceVariant:
    room = _room(0.75, side="left", left_m=1.2, right_m=2.2, x_m=-0.1)
    return _variant(
        6,
        "striped_wall_brass_table",
        room,
        Support(height_m=0.55, half_x_m=0.2, half_y_m=0.2, round=True),
        [
            *_shell(room, "white_wall", "walnut_boards"),
            striped_wall(room, "room_wall"),
            round_table(0.22, 0.55, "pale_stone", "shop_brass", kind="column"),
            set_at(armchair("sofa_velvet", "walnut_boards", kind="club"), 0.95, 0.2, turn_deg=-14),
            plant("fountain", (-0.75, 0.35, 0.0), "pot_glaze", pot_m=(0.15, 0.45), size_m=0.55),
            room.hung(
                "back",
                pictures(
                    [(-0.3, 1.45, 0.36, 0.46), (0.25, 1.5, 0.42, 0.56), (0.8, 1.45, 0.36, 0.46)],
                    "shop_brass",
                    "dark_book_covers",
                ),
            ),
        ],
    )


def _window_behind() -> PlaceVariant:
    hole = Hole(x_m=0.15, low_m=0.75, width_m=1.7, height_m=1.45)
    room = _room(1.35, left_m=1.8, right_m=2.1, back=(hole,))
    return _variant(
        7,
        "walnut_table_window_behind",
        room,
        _square(0.45, 0.34, 0.24),
        [
            *_shell(room, "room_wall", "oak_boards", laid="y"),
            table((-0.64, 0.64), (-0.3, 0.3), 0.45, "walnut_boards", "black_enamel", boards=3),
            room.hung("back", radiator(0.15, 1.3, "house_woodwork")),
            set_at(armchair("sofa_cloth", "walnut_boards", kind="frame"), -1.05, 0.7, turn_deg=-38),
            floor_lamp(1.35, 0.95, "black_enamel", "linen_shade"),
            plant("big", (1.75, 0.55, 0.0), "pot_glaze"),
            book_pile(2, (-0.51, 0.1, 0.45), _BOOKS, turn_deg=-12),
            rug((-1.2, 1.3), (-1.2, 0.75), "rug_pale", "rug_wool"),
        ],
    )


def _music_corner() -> PlaceVariant:
    room = _room(1.25, side="right", left_m=1.7, right_m=2.2)
    return _variant(
        8,
        "oak_table_sideboard_and_door",
        room,
        _square(0.5, 0.2, 0.2),
        [
            *_shell(room, "deep_wall", "pine_boards", drapes=""),
            table((-0.24, 0.24), (-0.24, 0.24), 0.5, "oak_boards", "oak_boards"),
            sideboard(0.55, room, "oak_boards", "shop_brass"),
            record_player((0.25, 1.02, 0.72), "walnut_boards", "shop_chrome", "tyre_black"),
            table_lamp((1.0, 1.03, 0.72), "pot_glaze", "linen_shade"),
            book_pile(4, (0.68, 1.0, 0.72), _BOOKS),
            room.hung("back", panel_door(-0.9, "house_woodwork", "shop_brass")),
            room.hung("back", pictures([(0.55, 1.55, 0.8, 0.6)], "walnut_boards", "book_covers")),
            basket((-0.3, 0.85, 0.0), "buff_tape"),
        ],
    )


PLACE = Place(
    name=_NAME,
    title="the corner of a living room",
    preposition="in",
    outdoors=False,
    subject_m=(0.04, 0.6),
    variants=tuple(
        make()
        for make in (
            _side_table_sofa,
            _coffee_table_velvet,
            _marble_panelled,
            _brick_mantel,
            _armchair_seat,
            _on_the_rug,
            _striped_corner,
            _window_behind,
            _music_corner,
        )
    ),
)
