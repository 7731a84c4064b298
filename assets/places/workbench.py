"""A workbench before a tool wall, bricks, a window, small drawers, or a workshop that runs on behind it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assets.places.kit.benches import bench
from assets.places.kit.cuboids import cuboids
from assets.places.kit.hand_tools import laid_tools, pegboard, tool_wall, vice
from assets.places.kit.laid_floors import planks, slabs
from assets.places.kit.room_openings import window
from assets.places.kit.room_shells import Hole, Room, ceiling, masonry_walls, walls
from assets.places.kit.store_goods import (
    brush_pots,
    cable_coil,
    cartons,
    crate,
    hoop_lamp,
    small_drawers,
    steel_rack,
    thrown_pots,
    tins_row,
    tube_lamp,
    wall_shelf,
)
from assets.places.kit.things import Setting, Stuffs, Thing, piece, place_variant, set_at, thing
from assets.places.place import PieceRole, Place, PlaceVariant, Support

_NAME = "workbench"
_TOP_M = 0.88
_STAND = Support(height_m=_TOP_M, half_x_m=0.34, half_y_m=0.2)
_BENCH_X, _BENCH_Y = (-1.0, 1.05), (-0.33, 0.36)
_SIDE_LIGHT = Hole(x_m=-0.1, low_m=0.95, width_m=1.3, height_m=1.1)


def _room(
    back_m: float,
    *,
    left_m: float = 1.9,
    right_m: float = 2.3,
    window_left: bool = True,
    back: Sequence[Hole] = (),
) -> Room:
    holes: dict[str, Sequence[Hole]] = {"left" if window_left else "right": (_SIDE_LIGHT,)}
    if back:
        holes["back"] = back
    return Room(left_m=left_m, right_m=right_m, back_m=back_m, height_m=2.7, holes=holes)


def _shell(
    room: Room, wall: Stuffs, *, sides: Sequence[str] = ("back", "left", "right"), frame: Stuffs = "worn_woodwork"
) -> list[Thing]:
    things = [ceiling(room, "workshop_wall"), walls(room, wall, sides=sides)]
    for side, holes in room.holes.items():
        things += [room.hung(side, window(h, frame, panes=(max(2, round(h.width_m / 0.33)), 3))) for h in holes]
    return things


def _concrete(room: Room) -> Thing:
    x, y = (-room.left_m, room.right_m), (room.front_m, room.back_m)
    return thing(
        piece("Floor", "garage_concrete", "floor", PieceRole.FLOOR),
        lambda rng: slabs(rng, x, y, size_m=(2.0, 2.0), joint_m=0.005, origin=(-0.7, -0.4)),
    )


def _boards(room: Room, stuff: Stuffs = "scarred_pine") -> Thing:
    x, y = (-room.left_m, room.right_m), (room.front_m, room.back_m)
    return thing(piece("Floor", stuff, "floor board", PieceRole.FLOOR), lambda rng: planks(rng, x, y))


def _top(kind: str, top: Stuffs, frame: Stuffs) -> Thing:
    return bench(_BENCH_X, _BENCH_Y, _TOP_M, top, frame, kind=kind)


def _variant(number: int, name: str, room: Room, things: Sequence[Thing]) -> PlaceVariant:
    return place_variant(
        _NAME, number, Setting(name=name, support=_STAND, openings=room.openings, panorama="courtyard"), things
    )


def _pine_pegboard() -> PlaceVariant:
    room = _room(0.40)
    wall = [
        pegboard((-1.15, 1.2), 1.0, 2.05, "peg_paint", "hole_black"),
        tool_wall("carpenter", (-1.05, 1.15), (1.92, 1.47), "shop_steel", "tool_wood"),
    ]
    return _variant(
        0,
        "scarred_pine_pegboard",
        room,
        [
            *_shell(room, "workshop_wall"),
            _boards(room),
            _top("boards", "scarred_pine", "scarred_pine"),
            *(room.hung("back", w) for w in wall),
            set_at(vice("bench_enamel", "shop_steel"), -0.78, -0.20, _TOP_M),
            brush_pots([(0.72, 0.26, _TOP_M), (0.84, 0.22, _TOP_M)], "tin_lacquer", "tool_wood"),
            hoop_lamp((0.75, 0.05), 2.7, 1.75, "bench_enamel", "black_enamel"),
            laid_tools(
                [("chisel", -0.40, 0.27, 80), ("pencil", 0.38, 0.30, 75), ("square", 0.56, 0.16, 150)],
                _TOP_M,
                "shop_steel",
                "tool_wood",
            ),
        ],
    )


def _steel_drawers() -> PlaceVariant:
    room = _room(0.42, window_left=False)
    return _variant(
        1,
        "steel_sheet_small_drawers",
        room,
        [
            *_shell(room, "workshop_wall"),
            _concrete(room),
            _top("sheet", "shop_steel", "grey_enamel"),
            room.hung(
                "back",
                small_drawers(
                    -0.45, 0.98, (9, 9), "grey_enamel", "bin_plastic", pulls="white_paper_stock", deep_m=0.12
                ),
            ),
            room.hung(
                "back",
                small_drawers(
                    0.66,
                    0.98,
                    (8, 5),
                    "grey_enamel",
                    "bin_plastic",
                    pulls="white_paper_stock",
                    cell_m=(0.13, 0.10),
                    deep_m=0.12,
                ),
            ),
            room.hung("back", tool_wall("metalworker", (0.16, 1.9), (1.86,), "shop_steel", "grip_plastic")),
            set_at(vice("grey_enamel", "shop_steel"), 0.82, -0.18, _TOP_M, turn_deg=-8),
            tube_lamp((0.0, 0.1, 2.3), 1.2, "white_enamel", "lamp_glow"),
            laid_tools(
                [("spanner", -0.52, 0.20, 20), ("small_spanner", -0.56, 0.08, 35), ("hammer", 0.56, 0.22, 110)],
                _TOP_M,
                "shop_steel",
                "grip_plastic",
            ),
        ],
    )


def _brick_shelf() -> PlaceVariant:
    room = _room(0.55)
    return _variant(
        2,
        "oak_brick_and_shelves",
        room,
        [
            *_shell(room, "workshop_wall", sides=("left", "right")),
            masonry_walls(room, "red_brick", "lime_mortar"),
            _concrete(room),
            _top("boards", "oak_boards", "dark_boards"),
            room.hung("back", wall_shelf((-1.2, 1.5), 1.28, "oak_boards", "shop_iron")),
            room.hung("back", wall_shelf((-1.2, 1.5), 1.68, "oak_boards", "shop_iron")),
            tins_row([-1.0, -0.82, -0.6, -0.45, 0.1, 0.25, 0.4, 0.9, 1.08], 0.44, 1.28, ("tin_lacquer",)),
            brush_pots(
                [
                    (-0.25, 0.43, 1.28),
                    (0.66, 0.43, 1.28),
                    (-0.8, 0.24, _TOP_M),
                    (-0.68, 0.27, _TOP_M),
                    (-0.42, 0.29, _TOP_M),
                ],
                "thrown_clay",
                "tool_wood",
            ),
            cartons(
                [
                    (-0.9, 0.43, 1.68, (0.30, 0.2, 0.22), 3),
                    (-0.4, 0.44, 1.68, (0.24, 0.18, 0.16), -4),
                    (0.5, 0.44, 1.68, (0.4, 0.2, 0.2), 2),
                    (1.1, 0.44, 1.68, (0.26, 0.2, 0.3), 5),
                ],
                "brown_card",
                "buff_tape",
            ),
            set_at(vice("shop_iron", "shop_iron"), 0.84, -0.2, _TOP_M),
            laid_tools(
                [("mallet", 0.52, 0.16, 130), ("chisel", 0.36, 0.29, 75)], _TOP_M, "shop_iron", "tool_wood"
            ),
        ],
    )


def _grimy_window() -> PlaceVariant:
    hole = Hole(x_m=0.05, low_m=1.02, width_m=2.1, height_m=1.2)
    room = Room(left_m=2.0, right_m=2.2, back_m=0.46, height_m=2.7, holes={"back": (hole,)})
    return _variant(
        3,
        "scarred_pine_window_behind",
        room,
        [
            *_shell(room, "workshop_wall"),
            _boards(room, "dark_boards"),
            _top("boards", "scarred_pine", "worn_woodwork"),
            room.hung("left", tool_wall("carpenter", (-1.2, 0.4), (1.75, 1.3), "shop_steel", "tool_wood")),
            tins_row([0.78, 0.9, -0.86], 0.24, _TOP_M, ("tin_lacquer",), radius_m=(0.045, 0.055)),
            brush_pots(
                [(0.66, 0.29, _TOP_M), (-0.74, 0.28, _TOP_M), (-0.62, 0.30, _TOP_M), (0.4, 0.33, _TOP_M)],
                "thrown_clay",
                "tool_wood",
            ),
            set_at(vice("bench_enamel", "shop_steel"), -0.8, -0.16, _TOP_M, turn_deg=12),
            laid_tools([("saw", -0.3, 0.29, 84), ("hammer", 0.50, 0.17, 140)], _TOP_M, "shop_steel", "tool_wood"),
        ],
    )


def _plywood_bicycle() -> PlaceVariant:
    room = _room(0.40, window_left=False)
    return _variant(
        4,
        "plywood_bicycle_wall",
        room,
        [
            *_shell(room, "lower_band"),
            _concrete(room),
            _top("plywood", "birch_plywood", "black_enamel"),
            room.hung("back", _ply_panel()),
            room.hung("back", tool_wall("bicycle", (-1.1, 1.2), (1.85, 1.42), "shop_chrome", "grip_plastic")),
            room.hung("back", cable_coil([(-1.5, 0, 1.75), (1.6, 0, 1.8)], "tyre_black")),
            brush_pots([(-0.75, 0.26, _TOP_M)], "galvanised", "grip_plastic"),
            set_at(vice("bench_enamel", "shop_steel"), 0.85, -0.2, _TOP_M),
            tube_lamp((0.1, 0.15, 2.35), 1.5, "white_enamel", "lamp_glow"),
            laid_tools(
                [
                    ("small_spanner", -0.40, 0.275, 76),
                    ("small_spanner", -0.40, 0.31, 78),
                    ("pliers", 0.44, 0.14, 150),
                    ("screwdriver", 0.36, 0.29, 84),
                ],
                _TOP_M,
                "shop_chrome",
                "grip_plastic",
            ),
        ],
    )


def _ply_panel() -> Thing:
    edges = (-1.35, -0.45, 0.45, 1.35)
    sheets = [((a + 0.002, b - 0.002), (-0.004, 0.02), (0.95, 2.1)) for a, b in pairwise(edges)]
    return thing(
        piece("PlyPanel", "birch_plywood", "plywood panel", PieceRole.WALL),
        lambda rng: cuboids(sheets, bevel_m=0.001, rng=rng),
    )


def _dark_workshop() -> PlaceVariant:
    back = Hole(x_m=1.1, low_m=1.1, width_m=1.2, height_m=0.9)
    room = Room(
        left_m=2.6,
        right_m=2.8,
        back_m=3.6,
        height_m=2.8,
        holes={"back": (back,), "left": (Hole(x_m=0.2, low_m=1.0, width_m=1.4, height_m=1.1),)},
    )
    return _variant(
        5,
        "oily_steel_deep_workshop",
        room,
        [
            *_shell(room, "grey_wall"),
            _concrete(room),
            _top("sheet", "shop_steel", "grey_enamel"),
            set_at(_second_bench(), 0.3, 3.2),
            set_at(vice("bench_enamel", "shop_steel"), -0.2, 3.0, 0.86),
            set_at(steel_rack((1.1, 0.45, 2.0), 5, "grey_enamel", "birch_plywood"), -1.6, 3.3),
            crate((-0.75, 1.25, 0.0), (0.5, 0.36, 0.3), 12, "scarred_pine"),
            crate((-0.8, 1.27, 0.3), (0.44, 0.32, 0.24), -6, "scarred_pine"),
            crate((-1.5, 1.9, 0.0), (0.6, 0.45, 0.42), 30, "scarred_pine"),
            crate((0.9, 1.5, 0.0), (0.5, 0.4, 0.45), -20, "scarred_pine"),
            laid_tools(
                [("hammer", 0.5, 0.18, 135), ("spanner", -0.54, 0.22, 40), ("small_spanner", -0.38, 0.30, 70)],
                _TOP_M,
                "shop_steel",
                "grip_plastic",
            ),
            cartons(
                [
                    (-1.8, 3.3, 1.06, (0.35, 0.3, 0.25), 4),
                    (-1.4, 3.3, 0.6, (0.4, 0.3, 0.3), -3),
                    (-1.75, 3.3, 1.52, (0.3, 0.3, 0.2), 0),
                ],
                "brown_card",
                "buff_tape",
            ),
            tins_row([-1.42, -1.28], 3.2, 1.06, ("tin_lacquer",)),
            room.hung("back", tool_wall("metalworker", (-0.9, 0.4), (1.9, 1.5), "shop_steel", "grip_plastic")),
            hoop_lamp((0.1, 2.4), 2.8, 1.85, "bench_enamel", "black_enamel"),
            set_at(vice("grey_enamel", "shop_steel"), -0.82, -0.2, _TOP_M),
        ],
    )


def _second_bench() -> Thing:
    far = bench((-1.0, 1.4), (-0.35, 0.35), 0.86, "scarred_pine", "scarred_pine")
    pieces = (
        piece("FarBenchTop", "scarred_pine", "workbench"),
        piece("FarBenchFrame", "scarred_pine", "workbench leg"),
    )
    return Thing(pieces=pieces, build=far.build)


def _potter() -> PlaceVariant:
    room = _room(0.62, window_left=False)
    shelves = [
        room.hung("back", wall_shelf((-1.6, 1.7), z, "pine_boards", "black_enamel", deep_m=0.26))
        for z in (1.15, 1.5, 1.85)
    ]
    return _variant(
        6,
        "plywood_potter_shelves",
        room,
        [
            *_shell(room, "limewashed_wall"),
            _boards(room, "pine_boards"),
            _top("plywood", "birch_plywood", "pine_boards"),
            *shelves,
            thrown_pots(
                [-1.4, -1.15, -0.9, -0.68, -0.4, -0.15, 0.1, 0.35, 0.62, 0.9, 1.2, 1.45],
                0.48,
                1.15,
                "thrown_clay",
                "pot_glaze",
            ),
            thrown_pots(
                [-1.3, -1.0, -0.75, 0.0, 0.2, 0.45, 0.72, 1.0, 1.35], 0.48, 1.5, "thrown_clay", "pot_glaze"
            ),
            thrown_pots([-1.2, -0.9, -0.5, -0.2, 0.3, 0.8, 1.2], 0.48, 1.85, "thrown_clay", "pot_glaze"),
            brush_pots(
                [(-0.76, 0.28, _TOP_M), (0.8, 0.26, _TOP_M), (0.68, 0.3, _TOP_M), (-0.42, 0.27, _TOP_M)],
                "thrown_clay",
                "tool_wood",
            ),
            laid_tools(
                [("pencil", 0.36, 0.26, 70), ("pencil", 0.42, 0.22, 95)], _TOP_M, "black_enamel", "tool_wood"
            ),
        ],
    )


def _painter() -> PlaceVariant:
    room = _room(0.44)
    return _variant(
        7,
        "painted_oak_tins_on_white",
        room,
        [
            *_shell(room, "white_wall", frame="house_woodwork"),
            _boards(room),
            _top("boards", "oak_boards", "house_woodwork"),
            room.hung("back", wall_shelf((-1.3, 0.5), 1.42, "house_woodwork", "house_woodwork", deep_m=0.2)),
            tins_row(
                [-1.15, -1.0, -0.85, -0.66, -0.5, -0.3, -0.12, 0.1, 0.28],
                0.33,
                1.42,
                ("tin_lacquer", "galvanised", "bucket_plastic"),
            ),
            tins_row(
                [-0.88, -0.74, 0.62, 0.78, 0.92],
                0.24,
                _TOP_M,
                ("tin_lacquer", "galvanised", "bucket_plastic"),
                radius_m=(0.05, 0.06),
            ),
            brush_pots(
                [(0.55, 0.30, _TOP_M), (-0.58, 0.29, _TOP_M), (0.42, 0.28, _TOP_M), (-0.42, 0.26, _TOP_M)],
                "galvanised",
                "tool_wood",
            ),
            room.hung(
                "back",
                small_drawers(
                    1.1,
                    1.05,
                    (4, 8),
                    "worn_woodwork",
                    "pine_boards",
                    pulls="shop_brass",
                    cell_m=(0.17, 0.09),
                    deep_m=0.18,
                ),
            ),
            hoop_lamp((-0.7, 0.0), 2.7, 1.7, "black_enamel", "black_enamel"),
        ],
    )


def _block_bins() -> PlaceVariant:
    room = _room(0.44, window_left=True)
    bins = small_drawers(
        0.2,
        1.02,
        (12, 4),
        "black_enamel",
        "bin_plastic",
        pulls="white_paper_stock",
        cell_m=(0.15, 0.12),
        deep_m=0.14,
    )
    return _variant(
        8,
        "scarred_pine_white_blocks_bins",
        room,
        [
            *_shell(room, "workshop_wall", sides=("left", "right")),
            masonry_walls(room, "block_wall", "joint_grey", block_m=(0.39, 0.19), kind="concrete block"),
            _concrete(room),
            _top("boards", "scarred_pine", "bench_enamel"),
            room.hung("back", bins),
            room.hung("back", tool_wall("metalworker", (-0.7, 1.6), (1.95,), "shop_chrome", "grip_plastic")),
            room.hung("back", cable_coil([(-1.05, 0, 1.7), (-1.4, 0, 1.62)], "bin_plastic")),
            set_at(vice("bench_enamel", "shop_steel"), -0.8, -0.18, _TOP_M),
            tube_lamp((0, 0.2, 2.35), 1.5, "white_enamel", "lamp_glow"),
            laid_tools(
                [("pliers", -0.52, 0.16, 30), ("screwdriver", -0.34, 0.28, 70), ("hammer", 0.52, 0.18, 125)],
                _TOP_M,
                "shop_chrome",
                "grip_plastic",
            ),
        ],
    )


_MAKERS = (
    *(_pine_pegboard, _steel_drawers, _brick_shelf, _grimy_window, _plywood_bicycle),
    *(_dark_workshop, _potter, _painter, _block_bins),
)

PLACE = Place(
    name=_NAME,
    title="a workbench",
    preposition="on",
    outdoors=False,
    subject_m=(0.02, 0.6),
    variants=tuple(make() for make in _MAKERS),
)
