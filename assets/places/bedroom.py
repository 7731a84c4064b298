"""Bedrooms: on the bed, on a bedside or a dressing table, on the rug beside the bed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assets.places.kit.bedding import bed_frame, cover, flasks, headboard, nightstand, standing_mirror, turned_down
from assets.places.kit.cuboids import Range
from assets.places.kit.laid_floors import planks
from assets.places.kit.padded import armchair, pillows, rug, throw
from assets.places.kit.parlour import book_pile, pictures, plant, striped_wall, table, table_lamp
from assets.places.kit.room_openings import curtain, curtain_rail, panel_door, radiator, window
from assets.places.kit.room_shells import Hole, Room, ceiling, panelling, skirting, walls
from assets.places.kit.things import Setting, Stuffs, Thing, piece, place_variant, set_at, thing
from assets.places.place import PieceRole, Place, PlaceVariant, Support

_NAME = "bedroom"
_BOOKS = ("book_covers", "dark_book_covers")
_BED = (0.82, 1.0)  # half width, half length
_TOP_M = 0.55
_ON_BED = Support(height_m=_TOP_M, half_x_m=0.36, half_y_m=0.36)
_AT_STAND = Support(height_m=0.52, half_x_m=0.2, half_y_m=0.16)


def _room(
    back_m: float,
    *,
    left_m: float = 2.0,
    right_m: float = 2.1,
    side: str = "left",
    x_m: float = 0.4,
    back: Sequence[Hole] = (),
) -> Room:
    at = Hole(x_m=x_m if side == "left" else -x_m, low_m=0.75, width_m=1.3, height_m=1.45)
    holes: dict[str, Sequence[Hole]] = {"back": back} if back else {side: (at,)}
    return Room(left_m=left_m, right_m=right_m, back_m=back_m, height_m=2.5, holes=holes)


def _shell(
    room: Room, wall: Stuffs, floor: Stuffs, *, along: str = "y", drapes: Stuffs = "curtain_cloth"
) -> list[Thing]:
    x: Range = (-room.left_m - 0.05, room.right_m + 0.05)
    y: Range = (-2.6, room.back_m + 0.05)
    boards = thing(
        piece("Floor", floor, "floor board", PieceRole.FLOOR), lambda rng: planks(rng, x, y, along=along)
    )
    things = [boards, walls(room, wall), ceiling(room, "ceiling_white"), skirting(room, "house_woodwork")]
    for side, holes in room.holes.items():
        for h in holes:
            top = h.low_m + h.height_m
            things.append(room.hung(side, window(h, "house_woodwork", panes=(2, 3))))
            if drapes:
                ends = [h.x_m + s * (h.width_m / 2 + 0.14) for s in (-1, 1)]
                things += [room.hung(side, curtain(x_, 0.42, top + 0.1, 0.03, drapes)) for x_ in ends]
                things.append(room.hung(side, curtain_rail(h.x_m, h.width_m + 0.8, top + 0.11, "shop_brass")))
    return things


def _pillows(y_m: float, *, count: int = 2, lean_deg: float = 58.0, z_m: float = _TOP_M) -> Thing:
    xs = (-0.39, 0.39)[:count]
    turns = (4.0, -5.0)
    return pillows(
        [((0.68, 0.48, 0.17), (x, y_m, z_m), lean_deg, t) for x, t in zip(xs, turns, strict=False)],
        "pillow_cotton",
    )


def _small_cushion(x_m: float, y_m: float, stuffs: Stuffs, *, turn_deg: float = 10.0) -> Thing:
    return pillows([((0.42, 0.42, 0.14), (x_m, y_m, _TOP_M), 38.0, turn_deg)], stuffs, name="Cushion")


def _lit_stand(x_m: float, y_m: float, wood: Stuffs) -> list[Thing]:
    return [
        set_at(nightstand(wood, "shop_brass"), x_m, y_m),
        table_lamp((x_m, y_m + 0.03, 0.52), "pot_glaze", "linen_shade", high_m=0.42),
    ]


def _variant(number: int, name: str, room: Room, stand: Support, things: Sequence[Thing]) -> PlaceVariant:
    setting = Setting(name=name, support=stand, openings=room.openings, panorama="courtyard")
    return place_variant(_NAME, number, setting, things)


def _white_oak() -> PlaceVariant:
    room = _room(1.12)
    return _variant(
        0,
        "white_bed_oak_boards",
        room,
        _ON_BED,
        [
            *_shell(room, "room_wall", "oak_boards"),
            cover(_BED, _TOP_M, ("bed_cotton",), wrinkle_m=0.02),
            bed_frame(_BED, "oak_boards"),
            headboard(1.68, 1.03, "oak_boards"),
            _pillows(0.62),
            *_lit_stand(1.18, 0.85, "oak_boards"),
            room.hung("back", pictures([(0.0, 1.55, 0.8, 0.55)], "oak_boards", "book_covers")),
        ],
    )


def _grey_padded() -> PlaceVariant:
    room = _room(1.2, side="right")
    return _variant(
        1,
        "linen_bed_padded_head",
        room,
        _ON_BED,
        [
            *_shell(room, "deep_wall", "walnut_boards"),
            cover(_BED, _TOP_M, ("bed_linen",), wrinkle_m=0.026),
            bed_frame(_BED, "walnut_boards"),
            headboard(1.7, 1.14, "headboard_cloth", kind="tufted", high_m=1.2),
            turned_down(_BED[0], 0.40, _TOP_M, "pillow_cotton", deep_m=0.2),
            _pillows(0.66),
            _small_cushion(0.1, 0.53, "cushion_cloth"),
            *_lit_stand(-1.2, 0.92, "walnut_boards"),
            *_lit_stand(1.2, 0.92, "walnut_boards"),
        ],
    )


def _patchwork_iron() -> PlaceVariant:
    room = _room(1.15)
    return _variant(
        2,
        "patchwork_iron_bed",
        room,
        _ON_BED,
        [
            *_shell(room, "limewashed_wall", "pine_boards"),
            cover(
                _BED,
                _TOP_M,
                ("bed_cotton", "quilt_print", "blanket_wool"),
                cell_m=0.2,
                quilted=True,
                wrinkle_m=0.01,
                class_name="quilt",
            ),
            headboard(1.7, 1.05, "shop_iron", kind="bars", high_m=1.25),
            bed_frame(_BED, "shop_iron"),
            _pillows(0.64),
            set_at(nightstand("house_woodwork", "shop_brass", drawers=2), 1.15, 0.9),
            plant("bush", (1.15, 0.92, 0.52), "thrown_clay", pot_m=(0.07, 0.12), size_m=0.24),
            room.hung(
                "back",
                pictures([(-0.3, 1.62, 0.36, 0.46), (0.3, 1.62, 0.36, 0.46)], "shop_brass", "dark_book_covers"),
            ),
        ],
    )


def _daybed() -> PlaceVariant:
    hole = Hole(x_m=0.25, low_m=0.85, width_m=1.5, height_m=1.3)
    room = _room(0.62, left_m=1.35, back=(hole,))
    cushions = [
        ((0.6, 0.42, 0.15), (-0.72, 0.34, 0.5), 20.0, 4.0),
        ((0.6, 0.42, 0.15), (0.0, 0.375, 0.5), 18.0, -3.0),
        ((0.6, 0.42, 0.15), (0.74, 0.35, 0.5), 22.0, -6.0),
    ]
    return _variant(
        3,
        "daybed_under_a_window",
        room,
        Support(height_m=0.5, half_x_m=0.4, half_y_m=0.24),
        [
            *_shell(room, "room_wall", "oak_boards", along="x"),
            cover((1.15, 0.50), 0.5, ("bed_linen",), drop_m=0.26, wrinkle_m=0.008, cell_m=0.14, quilted=True),
            pillows(cushions, "cushion_cloth"),
            throw((-0.86, -0.05, 0.495), (0.42, 0.34), "blanket_wool", turn_deg=8),
            set_at(nightstand("oak_boards", "shop_brass"), 1.55, 0.3),
            book_pile(3, (1.55, 0.28, 0.52), _BOOKS, turn_deg=10),
        ],
    )


def _bedside_oak() -> PlaceVariant:
    room = _room(0.26, left_m=1.5, right_m=2.4, x_m=-0.5)
    return _variant(
        4,
        "bedside_table_oak",
        room,
        _AT_STAND,
        [
            *_shell(room, "room_wall", "pine_boards"),
            nightstand("oak_boards", "shop_brass", role=PieceRole.SUPPORT),
            *_bed_at(1.2, -0.85, ("bed_cotton",), "oak_boards", "boards"),
            room.hung("back", pictures([(-0.1, 1.35, 0.42, 0.54)], "oak_boards", "book_covers")),
            plant("swords", (-0.75, 0.0, 0.0), "pot_glaze", size_m=0.6),
        ],
    )


def _bed_at(
    x_m: float, y_m: float, cloth: Sequence[Stuffs], wood: Stuffs, head: str, *, head_stuff: Stuffs = ""
) -> list[Thing]:
    """A whole bed whose middle stands at (x, y), its mattress a hand below its usual height."""
    low = -0.05
    parts = [
        cover(_BED, _TOP_M, cloth, cell_m=0.2 if len(cloth) > 1 else 0.0, quilted=len(cloth) > 1),
        bed_frame(_BED, wood),
        headboard(1.7, 1.04, head_stuff or wood, kind=head),
        _pillows(0.62),
    ]
    return [set_at(_as_prop(part), x_m, y_m, low) for part in parts]


def _as_prop(what: Thing) -> Thing:
    return replace(what, pieces=tuple(replace(p, role=PieceRole.PROP) for p in what.pieces))


def _bedside_striped() -> PlaceVariant:
    room = _room(0.24, left_m=2.4, right_m=1.4, side="right", x_m=-0.5)
    return _variant(
        5,
        "painted_bedside_striped_wall",
        room,
        _AT_STAND,
        [
            *_shell(room, "white_wall", "oak_boards"),
            striped_wall(room, "room_wall", pitch_m=0.12),
            nightstand("painted_woodwork", "shop_brass", role=PieceRole.SUPPORT, drawers=2),
            *_bed_at(-1.2, -0.86, ("bed_linen",), "oak_boards", "tufted", head_stuff="headboard_cloth"),
            room.hung("back", curtain(0.75, 0.7, 2.35, 0.03, "curtain_cloth")),
        ],
    )


def _dressing_table() -> PlaceVariant:
    room = _room(0.34, left_m=1.7, right_m=1.8, x_m=-0.35)
    return _variant(
        6,
        "dressing_table_round_mirror",
        room,
        Support(height_m=0.75, half_x_m=0.2, half_y_m=0.12),
        [
            *_shell(room, "limewashed_wall", "oak_boards"),
            panelling(room, "limewashed_wall", high_m=0.95, panel_m=0.55),
            table((-0.58, 0.58), (-0.2, 0.3), 0.75, "walnut_boards", "walnut_boards", boards=3),
            standing_mirror((-0.05, 0.22, 0.75), "shop_brass", "shop_chrome"),
            flasks(
                [
                    (0.34, 0.18, 0.75, 0.12),
                    (0.44, 0.12, 0.75, 0.09),
                    (0.30, 0.06, 0.75, 0.075),
                    (-0.44, 0.2, 0.75, 0.10),
                ],
                "case_glass",
                "shop_brass",
            ),
            plant("bush", (-0.42, 0.06, 0.75), "pot_glaze", pot_m=(0.055, 0.1), size_m=0.2),
            set_at(armchair("sofa_velvet", "walnut_boards", kind="club"), 1.2, -0.1, turn_deg=-50),
        ],
    )


def _beside_rug() -> PlaceVariant:
    room = _room(2.0, left_m=1.9, right_m=1.9, side="right", x_m=0.6)
    bed = [
        set_at(_as_prop(t), 0.0, 1.35, turn_deg=90.0)
        for t in (
            cover((0.6, 0.95), 0.52, ("blanket_wool",), drop_m=0.28),
            bed_frame((0.6, 0.95), "house_woodwork"),
            headboard(1.2, 0.98, "house_woodwork", kind="panel"),
            pillows([((0.66, 0.46, 0.16), (0.0, 0.62, 0.52), 52.0, 3.0)], "pillow_cotton"),
        )
    ]
    return _variant(
        7,
        "rug_beside_the_bed",
        room,
        Support(height_m=0.013, half_x_m=0.45, half_y_m=0.36),
        [
            *_shell(room, "room_wall", "pine_boards", along="x"),
            rug((-0.95, 0.95), (-0.75, 0.6), "rug_pale", "rug_wool", pattern="stripes", role=PieceRole.SUPPORT),
            *bed,
            set_at(nightstand("house_woodwork", "shop_brass"), 1.25, 1.7),
            table_lamp((1.25, 1.72, 0.52), "pot_glaze", "linen_shade"),
            room.hung("back", panel_door(-1.35, "house_woodwork", "shop_brass")),
            room.hung("back", pictures([(0.1, 1.45, 0.7, 0.5)], "pine_boards", "book_covers")),
        ],
    )


def _curtained_quilt() -> PlaceVariant:
    hole = Hole(x_m=-0.2, low_m=0.7, width_m=1.5, height_m=1.5)
    room = _room(1.4, back=(hole,), left_m=1.9, right_m=1.9)
    return _variant(
        8,
        "quilted_bed_window_behind",
        room,
        _ON_BED,
        [
            *_shell(room, "white_wall", "oak_boards"),
            room.hung("back", radiator(-0.2, 1.2, "house_woodwork")),
            cover(_BED, _TOP_M, ("blanket_wool",), cell_m=0.16, quilted=True, wrinkle_m=0.008, class_name="quilt"),
            bed_frame(_BED, "walnut_boards"),
            headboard(1.66, 1.02, "walnut_boards", kind="panel", high_m=0.95),
            turned_down(_BED[0], 0.40, _TOP_M, "bed_cotton", deep_m=0.16),
            _pillows(0.62, lean_deg=66),
            set_at(nightstand("walnut_boards", "shop_brass", drawers=2), 1.2, 0.88),
            book_pile(4, (1.2, 0.86, 0.52), _BOOKS, turn_deg=-9),
        ],
    )


PLACE = Place(
    name=_NAME,
    title="a bedroom",
    preposition="in",
    outdoors=False,
    subject_m=(0.02, 0.6),
    variants=tuple(
        make()
        for make in (
            _white_oak,
            _grey_padded,
            _patchwork_iron,
            _daybed,
            _bedside_oak,
            _bedside_striped,
            _dressing_table,
            _beside_rug,
            _curtained_quilt,
        )
    ),
)
