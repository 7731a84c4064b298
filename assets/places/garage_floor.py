"""The concrete floor of a garage, a pallet or a board on tyres on it, before walls, racks, doors and daylight."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.meshes.surface import Surface, moved
from assets.places.kit.bicycles import bicycle
from assets.places.kit.cuboids import Range, cuboids
from assets.places.kit.garage_things import (
    broom,
    drain,
    floor_lines,
    helmet_on_hook,
    ladder,
    leaning_wheel,
    pallet,
    rolled_door,
    sectional_door,
    stains,
    tool_trolley,
    tyre_stack,
)
from assets.places.kit.hand_tools import tool_wall
from assets.places.kit.laid_floors import bed, slabs
from assets.places.kit.room_openings import panel_door, window
from assets.places.kit.room_shells import Hole, Room, ceiling, masonry, masonry_walls, walls
from assets.places.kit.store_goods import (
    bucket,
    cable_coil,
    cartons,
    crate,
    jerrycan,
    steel_rack,
    tins_row,
    tube_lamp,
)
from assets.places.kit.things import Setting, Stuffs, Thing, piece, place_variant, set_at, thing
from assets.places.place import PieceRole, Place, PlaceVariant, Support

_NAME = "garage_floor"
_ON_FLOOR = Support(height_m=0.0, half_x_m=0.5, half_y_m=0.4)
_ON_PALLET = Support(height_m=0.144, half_x_m=0.58, half_y_m=0.38)
_ON_TYRES = Support(height_m=0.418, half_x_m=0.27, half_y_m=0.27)
_FRONT_M = -3.2
_SIDE_WINDOW = Hole(x_m=0.3, low_m=1.0, width_m=1.2, height_m=0.9)
_TUBES = ((-0.9, 0.4, 2.4), (1.1, 0.4, 2.4))


def _room(
    back_m: float, *, left_m: float = 2.4, right_m: float = 2.6, side: str = "left", back: Sequence[Hole] = ()
) -> Room:
    at = _SIDE_WINDOW if side == "left" else Hole(x_m=-0.3, low_m=1.0, width_m=1.2, height_m=0.9)
    holes: dict[str, Sequence[Hole]] = {side: (at,)}
    if back:
        holes["back"] = back
    return Room(left_m=left_m, right_m=right_m, back_m=back_m, height_m=2.6, front_m=-1.6, holes=holes)


def _floor(room: Room, stuff: Stuffs, *, slab_m: float = 3.0, until_m: float = 0.0) -> Thing:
    x: Range = (-room.left_m - 0.1, room.right_m + 0.1)
    y: Range = (_FRONT_M, until_m or room.back_m + 0.1)
    return thing(
        (
            piece("Floor", stuff, "concrete floor", PieceRole.FLOOR),
            piece("FloorJoints", "joint_grey", "joint", PieceRole.FLOOR),
        ),
        lambda rng: (
            slabs(rng, x, y, size_m=(slab_m, slab_m), joint_m=0.006, origin=(-0.62, 0.34), bevel_m=0.003),
            bed(x, y, z_m=-0.006),
        ),
    )


def _two_tone(
    room: Room, band: Stuffs, upper: Stuffs, *, at_m: float = 1.2, sides: Sequence[str] = ("back", "left", "right")
) -> list[Thing]:
    lower = walls(room, band, low_m=0.0, high_m=at_m, sides=sides)
    return [lower, walls(room, upper, low_m=at_m, sides=sides)]


def _windows(room: Room) -> list[Thing]:
    return [
        room.hung(s, window(h, "worn_woodwork", panes=(3, 2)))
        for s in ("left", "right")
        for h in room.holes.get(s, ())
    ]


def _tubes(along: str = "x") -> list[Thing]:
    return [tube_lamp(at, 1.5, "white_enamel", "lamp_glow", along=along) for at in _TUBES]


def _variant(
    number: int,
    name: str,
    room: Room,
    things: Sequence[Thing],
    *,
    stand: Support = _ON_FLOOR,
    panorama: str = "courtyard",
) -> PlaceVariant:
    setting = Setting(name=name, support=stand, openings=room.openings, panorama=panorama)
    return place_variant(_NAME, number, setting, things)


def _two_tone_tyres() -> PlaceVariant:
    room = _room(1.25)
    return _variant(
        0,
        "two_tone_wall_tyres",
        room,
        [
            _floor(room, "garage_concrete"),
            *_two_tone(room, "lower_band", "workshop_wall"),
            ceiling(room, "workshop_wall"),
            *_windows(room),
            *_tubes(),
            tyre_stack([(-0.95, 0.85, 3), (-1.62, 0.9, 2)], "tyre_black", "galvanised"),
            leaning_wheel(0.95, 0.98, 8, "tyre_black", "galvanised"),
            leaning_wheel(1.5, 1.0, -14, "tyre_black", "galvanised"),
            stains([(0.55, 0.62, 0.10), (-0.62, 0.2, 0.05), (0.75, -0.1, 0.04)], "oil_stain"),
            room.hung("back", cable_coil([(0.3, 0, 1.55), (0.7, 0, 1.6)], "tyre_black")),
        ],
    )


def _white_block_rack() -> PlaceVariant:
    room = _room(1.45, side="right")
    return _variant(
        1,
        "white_blocks_rack_with_boxes",
        room,
        [
            _floor(room, "sealed_floor"),
            masonry_walls(room, "block_wall", "joint_grey", block_m=(0.39, 0.19), kind="concrete block"),
            walls(room, "workshop_wall", sides=("left", "right")),
            ceiling(room, "workshop_wall"),
            *_windows(room),
            set_at(steel_rack((1.2, 0.45, 2.0), 5, "grey_enamel", "birch_plywood"), -0.55, 1.18),
            set_at(steel_rack((1.0, 0.45, 2.0), 5, "grey_enamel", "birch_plywood"), 0.75, 1.18),
            cartons(
                [
                    (-0.85, 1.17, 0.124, (0.42, 0.34, 0.30), 2),
                    (-0.35, 1.17, 0.124, (0.36, 0.32, 0.24), -4),
                    (-0.75, 1.17, 0.59, (0.5, 0.34, 0.26), 1),
                    (0.6, 1.17, 0.124, (0.4, 0.34, 0.33), 3),
                    (0.95, 1.17, 0.59, (0.3, 0.3, 0.28), -5),
                    (-0.4, 1.17, 1.05, (0.4, 0.3, 0.3), 4),
                    (0.55, 1.17, 1.05, (0.34, 0.3, 0.2), 6),
                ],
                "brown_card",
                "buff_tape",
            ),
            tins_row([-0.3, -0.15, 0.0], 1.1, 0.59, ("tin_lacquer",)),
            tins_row([0.45, 0.6, 0.74], 1.12, 0.59, ("tin_lacquer",)),
            jerrycan("can_paint", 1.1, 1.15, 0.124, 90),
            set_at(bucket("bucket_plastic", "galvanised"), -1.6, 0.9),
            floor_lines([((-2.4, 2.6), (0.82, 0.87)), ((1.5, 1.55), (-3.2, 0.82))], "yellow_line"),
        ],
    )


def _brick_bicycle() -> PlaceVariant:
    room = _room(1.15)
    return _variant(
        2,
        "brick_wall_bicycle",
        room,
        [
            _floor(room, "dark_concrete"),
            masonry_walls(room, "red_brick", "lime_mortar"),
            walls(room, "workshop_wall", sides=("left", "right")),
            ceiling(room, "workshop_wall"),
            *_windows(room),
            bicycle((-0.15, 0.88, 0.0), 4, "bench_enamel", "shop_chrome", "tyre_black"),
            room.hung("back", helmet_on_hook(1.25, 1.5, "bucket_plastic")),
            room.hung("back", broom(1.5, "tool_wood", "buff_tape")),
            set_at(bucket("bucket_plastic", "galvanised"), 1.15, 0.75),
            stains([(0.6, -0.25, 0.06), (-0.75, 0.35, 0.09)], "oil_stain"),
            room.hung("back", tool_wall("bicycle", (-1.7, -0.9), (1.6,), "shop_chrome", "grip_plastic")),
        ],
    )


def _ribbed_door() -> PlaceVariant:
    hole = Hole(x_m=0.15, low_m=0.0, width_m=2.6, height_m=2.1)
    room = _room(1.3, left_m=2.2, right_m=2.4, back=(hole,))
    return _variant(
        3,
        "ribbed_door_closed",
        room,
        [
            _floor(room, "garage_concrete"),
            *_two_tone(room, "lower_band", "white_wall"),
            ceiling(room, "workshop_wall"),
            *_windows(room),
            room.hung("back", sectional_door(hole, "white_enamel", "galvanised")),
            drain((-1.2, 1.5), (1.02, 1.14), "shop_iron"),
            tool_trolley((-1.45, 0.75, 0.0), 18, "bench_enamel", "shop_chrome", "tyre_black"),
            jerrycan("can_paint", 1.45, 0.75, 0.0, 20),
            jerrycan("can_paint", 1.75, 0.95, 0.0, -8),
            stains([(0.7, 0.5, 0.13), (0.45, 0.72, 0.05)], "oil_stain"),
        ],
    )


def _open_door() -> PlaceVariant:
    hole = Hole(x_m=0.3, low_m=0.0, width_m=2.7, height_m=2.1)
    room = _room(1.7, back=(hole,))
    return _variant(
        4,
        "door_open_to_the_yard",
        room,
        [
            _floor(room, "garage_concrete", until_m=13.0),
            *_two_tone(room, "lower_band", "workshop_wall"),
            ceiling(room, "workshop_wall"),
            *_windows(room),
            room.hung("back", rolled_door(hole, "grey_enamel", "galvanised")),
            _yard(),
            tyre_stack([(-1.55, 1.2, 3)], "tyre_black", "galvanised"),
            ladder_on(room, "left", 1.2),
            set_at(bucket("bucket_plastic", "galvanised"), 1.25, 1.2),
            stains([(-0.7, 0.45, 0.12), (0.65, 0.2, 0.06)], "oil_stain"),
        ],
        panorama="city",
    )


def ladder_on(room: Room, side: str, x_m: float) -> Thing:
    """A ladder that leans on a wall of the room."""
    return room.hung(side, ladder(x_m, 2.1, "galvanised"))


def _yard() -> Thing:
    """Ground beside the drive, a wall and a fence of boards that end the view through the door."""

    def make(rng: np.random.Generator) -> tuple[Surface, Surface, Surface]:
        bricks, mortar = masonry(rng, (-4.5, 5.5), 0.0, 1.9)
        caps = cuboids(
            [
                ((-4.6, 5.6), (8.9, 9.2), (1.9, 1.98)),
                ((-9, -2.5), (1.9, 13), (-0.03, -0.004)),
                ((2.7, 9), (1.9, 13), (-0.03, -0.004)),
            ],
            bevel_m=0.004,
        )
        return moved(bricks, y=9.0), moved(mortar, y=9.0), caps

    return thing(
        (
            piece("YardBricks", "red_brick", "brick", PieceRole.WALL),
            piece("YardMortar", "lime_mortar", "mortar", PieceRole.WALL),
            piece("YardStone", "dark_concrete", "yard", PieceRole.FLOOR),
        ),
        make,
    )


def _pallet() -> PlaceVariant:
    room = _room(1.6, side="right")
    return _variant(
        5,
        "on_a_pallet_storage",
        room,
        [
            _floor(room, "garage_concrete"),
            *_two_tone(room, "lower_band", "workshop_wall", at_m=1.3),
            ceiling(room, "workshop_wall"),
            *_windows(room),
            *_tubes("y"),
            pallet("pine_boards"),
            cartons(
                [
                    (-0.85, 1.2, 0.0, (0.6, 0.5, 0.5), 5),
                    (-0.8, 1.22, 0.5, (0.5, 0.4, 0.36), -7),
                    (-1.55, 1.2, 0.0, (0.5, 0.5, 0.42), 0),
                    (1.2, 1.25, 0.0, (0.55, 0.45, 0.45), -9),
                ],
                "brown_card",
                "buff_tape",
            ),
            crate((0.35, 1.25, 0.0), (0.5, 0.36, 0.30), 3, "pine_boards"),
            crate((0.36, 1.25, 0.3), (0.5, 0.36, 0.30), -3, "pine_boards"),
            room.hung("back", ladder(0.0, 2.2, "galvanised")),
            room.hung("back", broom(1.75, "tool_wood", "buff_tape")),
        ],
        stand=_ON_PALLET,
    )


def _tyre_top() -> PlaceVariant:
    room = _room(1.2)
    board = cuboids([((-0.29, 0.29), (-0.29, 0.29), (0.4, 0.418))], bevel_m=0.002)
    return _variant(
        6,
        "board_on_two_tyres",
        room,
        [
            _floor(room, "dark_concrete"),
            masonry_walls(room, "white_brick", "white_wall"),
            walls(room, "white_wall", sides=("left", "right")),
            ceiling(room, "workshop_wall"),
            *_windows(room),
            tyre_stack([(0.0, 0.0, 2), (1.05, 0.75, 4), (-1.0, 0.82, 1)], "tyre_black", "galvanised"),
            thing(piece("Board", "birch_plywood", "board", PieceRole.SUPPORT), lambda _: board),
            tool_trolley((-1.7, 0.7, 0.0), 24, "bench_enamel", "shop_chrome", "tyre_black"),
            room.hung("back", tool_wall("metalworker", (-0.9, 0.8), (1.5,), "shop_steel", "grip_plastic")),
            stains([(-0.5, -0.35, 0.12)], "oil_stain"),
        ],
        stand=_ON_TYRES,
    )


def _wet_patch() -> PlaceVariant:
    room = _room(1.35, side="right")
    return _variant(
        7,
        "concrete_wall_wet_floor",
        room,
        [
            _floor(room, "garage_concrete", slab_m=2.2),
            walls(room, "cast_wall"),
            ceiling(room, "cast_wall"),
            *_windows(room),
            _shutter_joints(room),
            stains([(0.35, 0.35, 0.5), (-0.75, 0.75, 0.3), (0.9, -0.1, 0.12)], "wet_concrete", "puddle"),
            drain((-0.2, 0.9), (1.0, 1.12), "shop_iron"),
            set_at(bucket("bucket_plastic", "galvanised"), -0.85, 0.6, turn_deg=40),
            room.hung("back", broom(-1.2, "tool_wood", "buff_tape")),
            jerrycan("can_paint", 1.05, 0.95, 0.0, -15),
            room.hung("back", panel_door(0.95, "worn_woodwork", "shop_steel")),
            room.hung("back", cable_coil([(-0.3, 0, 1.5)], "bin_plastic", radius_m=0.2)),
        ],
    )


def _shutter_joints(room: Room) -> Thing:
    lines = [((x - 0.004, x + 0.004), (-0.0008, 0.01), (0.0, room.height_m)) for x in (-1.8, -0.6, 0.6, 1.8)]
    lines += [((-room.left_m, room.right_m), (-0.0009, 0.01), (1.25 - 0.004, 1.25 + 0.004))]
    holes = [
        ((x - 0.012, x + 0.012), (-0.001, 0.01), (z - 0.012, z + 0.012))
        for x in (-1.5, -0.9, -0.3, 0.3, 0.9, 1.5)
        for z in (0.4, 0.95, 1.6, 2.2)
    ]
    return room.hung(
        "back",
        thing(
            piece("ShutterJoints", "dark_concrete", "joint", PieceRole.WALL),
            lambda _: cuboids([*lines, *holes], bevel_m=0.0),
        ),
    )


def _trolley_lines() -> PlaceVariant:
    room = _room(2.1, side="left")
    return _variant(
        8,
        "sealed_floor_workshop_bay",
        room,
        [
            _floor(room, "sealed_floor"),
            *_two_tone(room, "white_wall", "grey_wall", at_m=1.1),
            ceiling(room, "white_wall"),
            *_windows(room),
            *_tubes("y"),
            tool_trolley((-0.85, 1.55, 0.0), 0, "bench_enamel", "shop_chrome", "tyre_black"),
            tool_trolley((-0.1, 1.55, 0.0), 0, "bench_enamel", "shop_chrome", "tyre_black"),
            tyre_stack([(0.85, 1.6, 4), (1.5, 1.6, 4)], "tyre_black", "galvanised"),
            room.hung("back", tool_wall("metalworker", (-1.4, 1.6), (1.75, 1.4), "shop_chrome", "grip_plastic")),
            floor_lines(
                [((-1.6, 2.0), (1.02, 1.07)), ((-1.65, -1.6), (-3.2, 1.07)), ((0.75, 0.8), (-3.2, 1.02))],
                "yellow_line",
            ),
        ],
    )


PLACE = Place(
    name=_NAME,
    title="a garage floor",
    preposition="on",
    outdoors=False,
    subject_m=(0.15, 0.9),
    variants=tuple(
        make()
        for make in (
            _two_tone_tyres,
            _white_block_rack,
            _brick_bicycle,
            _ribbed_door,
            _open_door,
            _pallet,
            _tyre_top,
            _wet_patch,
            _trolley_lines,
        )
    ),
)
