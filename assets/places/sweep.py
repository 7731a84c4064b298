"""A photographer's sweep: paper or cloth that rises behind a table or from the floor, and the gear about it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.meshes.surface import Surface
from assets.places.kit.cuboids import Range, cuboids
from assets.places.kit.laid_floors import bed, planks, slabs
from assets.places.kit.room_openings import window
from assets.places.kit.room_shells import Hole, Room, ceiling, masonry_walls, skirting, walls
from assets.places.kit.studio_gear import (
    backdrop,
    blocks,
    boards,
    clamps,
    crumpled,
    disc,
    paper_roll,
    softbox,
    stand,
    table_under,
    v_flat,
)
from assets.places.kit.things import Setting, Stuffs, Thing, piece, place_variant, thing
from assets.places.place import PieceRole, Place, PlaceVariant, Support

_NAME = "sweep"
_LEVEL_M = 0.75
_HALF_M = 0.675
_BLACK = "stand_black"
_LEFT_BOX = ((-1.25, 0.35, 1.55), (0.0, 0.0, 0.85))
_RIGHT_BOX = ((1.35, 0.55, 1.45), (0.0, 0.0, 0.85))


def _studio(
    *, wall: Stuffs = "white_wall", ground: str = "concrete", brick: bool = False
) -> tuple[Room, list[Thing]]:
    """The room: a tall window at the left, the back wall 2.4 behind."""
    hole = Hole(x_m=0.7, low_m=0.7, width_m=1.6, height_m=1.7)
    room = Room(left_m=2.6, right_m=2.6, back_m=2.4, height_m=3.0, holes={"left": (hole,)})
    x, y = (-2.7, 2.7), (-3.0, 2.5)
    things = [
        ceiling(room, "ceiling_white"),
        room.hung("left", window(hole, _BLACK, panes=(4, 4))),
        skirting(room, wall),
    ]
    if brick:
        things += [masonry_walls(room, "white_brick", "white_wall"), walls(room, wall, sides=("left", "right"))]
    else:
        things.append(walls(room, wall))
    of = piece("Floor", "oak_boards" if ground == "boards" else "polished_floor", "floor", PieceRole.FLOOR)
    if ground == "boards":
        things.append(thing(of, lambda rng: planks(rng, x, y, along="y")))
        return room, things

    def laid(rng: np.random.Generator) -> tuple[Surface, Surface]:
        return slabs(rng, x, y, size_m=(1.8, 1.8), joint_m=0.004, origin=(-0.5, 0.9)), bed(x, y)

    things.append(thing((of, piece("FloorJoints", "joint_grey", "joint", PieceRole.FLOOR)), laid))
    return room, things


def _on_table(
    stuff: Stuffs,
    *,
    half_m: float = _HALF_M,
    role: PieceRole = PieceRole.WALL,
    fold_m: float = 0.0,
    radius_m: float = 0.5,
) -> list[Thing]:
    rise = backdrop(half_m, _LEVEL_M, stuff, fold_m=fold_m, radius_m=radius_m, bend_m=0.36, role=role)
    clips = clamps([(s * half_m, 0.30, _LEVEL_M) for s in (-1, 1)], "grip_plastic")
    return [rise, table_under(_HALF_M + 0.03, _LEVEL_M, "birch_plywood"), clips]


def _roll(stuff: Stuffs, *, half_m: float = _HALF_M, radius_m: float = 0.5) -> Thing:
    return paper_roll(half_m, 0.36 + radius_m, 2.2, stuff, _BLACK)


def _box(
    which: tuple[tuple[float, float, float], tuple[float, float, float]], size_m: tuple[float, float] = (0.6, 0.9)
) -> Thing:
    return softbox(*which, size_m, _BLACK, "softbox_white")


def _variant(number: int, name: str, room: Room, stand_: Support, things: Sequence[Thing]) -> PlaceVariant:
    setting = Setting(name=name, support=stand_, openings=room.openings, panorama="studio")
    return place_variant(_NAME, number, setting, things)


def _level(high_m: float, half_x: float, half_y: float, *, round_: bool = False) -> Support:
    return Support(height_m=high_m, half_x_m=half_x, half_y_m=half_y, round=round_)


def _white_bare() -> PlaceVariant:
    room, shell = _studio()
    return _variant(
        0,
        "white_paper_bare",
        room,
        _level(_LEVEL_M, 0.36, 0.32),
        [
            *shell,
            *_on_table("sweep_white", half_m=0.42, role=PieceRole.SUPPORT),
            _roll("sweep_white", half_m=0.42),
            _box(_LEFT_BOX),
            v_flat((1.35, 0.9), -20, "softbox_white"),
        ],
    )


def _grey_block() -> PlaceVariant:
    room, shell = _studio(wall="grey_wall")
    return _variant(
        1,
        "grey_paper_concrete_blocks",
        room,
        _level(_LEVEL_M + 0.121, 0.16, 0.13),
        [
            *shell,
            *_on_table("sweep_grey"),
            _roll("sweep_grey"),
            blocks(
                [
                    ((0.34, 0.28, 0.12), 0.0, 0.0, _LEVEL_M + 0.001),
                    ((0.14, 0.14, 0.26), -0.34, 0.22, _LEVEL_M + 0.001),
                    ((0.22, 0.12, 0.06), 0.36, 0.14, _LEVEL_M + 0.001),
                ],
                "cast_wall",
            ),
            _box(_LEFT_BOX),
            stand((1.2, 0.9), 2.0, _BLACK),
        ],
    )


def _colour_stacked() -> PlaceVariant:
    room, shell = _studio(ground="boards")
    return _variant(
        2,
        "coloured_paper_stacked_discs",
        room,
        _level(_LEVEL_M + 0.151, 0.13, 0.13, round_=True),
        [
            *shell,
            *_on_table("sweep_colour", half_m=0.5, radius_m=0.42),
            _roll("sweep_colour", half_m=0.5, radius_m=0.42),
            disc(0.22, _LEVEL_M + 0.001, _LEVEL_M + 0.061, "painted_woodwork"),
            disc(0.145, _LEVEL_M + 0.0612, _LEVEL_M + 0.151, "painted_woodwork"),
            disc(0.09, _LEVEL_M + 0.001, _LEVEL_M + 0.25, "painted_woodwork", at=(-0.33, 0.2)),
            blocks([((0.12, 0.12, 0.12), 0.36, 0.18, _LEVEL_M + 0.001)], "pale_stone"),
            _box(_RIGHT_BOX),
        ],
    )


def _mottled_cloth() -> PlaceVariant:
    room, shell = _studio(wall="grey_wall", ground="boards")
    return _variant(
        3,
        "mottled_cloth_wooden_box",
        room,
        _level(_LEVEL_M + 0.101, 0.23, 0.14),
        [
            *shell,
            *_on_table("mottled_cloth", fold_m=0.05, radius_m=0.3),
            boards(
                [
                    ((-0.27, 0.27), (-0.17, 0.17), (_LEVEL_M + 0.002, _LEVEL_M + 0.082)),
                    *(
                        (
                            (-0.27 + 0.18 * i + 0.0008, -0.27 + 0.18 * (i + 1) - 0.0008),
                            (-0.172, 0.172),
                            (_LEVEL_M + 0.082, _LEVEL_M + 0.101),
                        )
                        for i in range(3)
                    ),
                ],
                "oak_boards",
                name="AppleBox",
                class_name="wooden box",
            ),
            stand((-0.9, 0.75), 2.2, _BLACK),
            stand((0.9, 0.75), 2.2, _BLACK),
            boards([((-1.0, 1.0), (0.735, 0.765), (2.2, 2.23))], _BLACK, name="Crossbar", class_name="crossbar"),
            _box(_LEFT_BOX),
        ],
    )


def _black_velvet() -> PlaceVariant:
    room, shell = _studio(wall="grey_wall")
    return _variant(
        4,
        "black_velvet_stone_slab",
        room,
        _level(_LEVEL_M + 0.031, 0.26, 0.17),
        [
            *shell,
            *_on_table("black_velvet_drop", fold_m=0.04, radius_m=0.3),
            blocks([((0.56, 0.38, 0.028), 0.0, 0.0, _LEVEL_M + 0.003)], "pale_stone", bevel_m=0.0015),
            stand((-0.9, 0.75), 2.2, _BLACK),
            stand((0.9, 0.75), 2.2, _BLACK),
            _box(_RIGHT_BOX, (0.3, 1.1)),
            _box(_LEFT_BOX, (0.3, 1.1)),
        ],
    )


def _mirror_sheet() -> PlaceVariant:
    room, shell = _studio()
    return _variant(
        5,
        "white_paper_acrylic_sheet",
        room,
        _level(_LEVEL_M + 0.007, 0.29, 0.24),
        [
            *shell,
            *_on_table("sweep_white", radius_m=0.6),
            blocks([((0.62, 0.52, 0.005), 0.0, 0.0, _LEVEL_M + 0.002)], "mirror_black", bevel_m=0.001),
            boards(
                [
                    ((-0.66, -0.655), (-0.05, 0.3), (_LEVEL_M + 0.002, _LEVEL_M + 0.34)),
                    ((0.655, 0.66), (-0.05, 0.3), (_LEVEL_M + 0.002, _LEVEL_M + 0.34)),
                ],
                _BLACK,
            ),
            _box(_LEFT_BOX, (0.9, 0.9)),
            _box(_RIGHT_BOX, (0.25, 1.0)),
        ],
    )


def _two_boards() -> PlaceVariant:
    room, shell = _studio(brick=True, ground="boards")
    top = [
        ((-0.6, 0.6), (-0.42 + 0.17 * i + 0.001, -0.42 + 0.17 * (i + 1) - 0.001), (_LEVEL_M - 0.02, _LEVEL_M))
        for i in range(5)
    ]
    back = [
        (
            (-0.62, 0.62),
            (0.435, 0.455),
            (_LEVEL_M - 0.02 + 0.19 * i + 0.001, _LEVEL_M - 0.02 + 0.19 * (i + 1) - 0.001),
        )
        for i in range(5)
    ]
    surface = thing(
        piece("BoardTop", "worn_woodwork", "board", PieceRole.SUPPORT),
        lambda rng: cuboids(top, bevel_m=0.0015, rng=rng),
    )
    return _variant(
        6,
        "painted_boards_corner",
        room,
        _level(_LEVEL_M, 0.42, 0.32),
        [
            *shell,
            surface,
            boards(back, "painted_woodwork", name="BackBoard", class_name="board"),
            table_under(0.6, _LEVEL_M - 0.021, "birch_plywood", front_m=-0.41, back_m=0.46),
            boards(
                [
                    ((-0.5, -0.46), (0.456, 0.6), (_LEVEL_M - 0.02, _LEVEL_M + 0.5)),
                    ((0.46, 0.5), (0.456, 0.6), (_LEVEL_M - 0.02, _LEVEL_M + 0.5)),
                ],
                "pine_boards",
                name="Braces",
                class_name="brace",
            ),
            _box(_LEFT_BOX),
            v_flat((1.3, 0.8), -25, "softbox_white"),
        ],
    )


def _crumpled_linen() -> PlaceVariant:
    room, shell = _studio()
    return _variant(
        7,
        "coloured_paper_crumpled_linen",
        room,
        _level(_LEVEL_M + 0.006, 0.18, 0.12),
        [
            *shell,
            *_on_table("sweep_colour", radius_m=0.45),
            _roll("sweep_colour", radius_m=0.45),
            crumpled((0.5, 0.38), _LEVEL_M + 0.006, "bed_linen"),
            _box(_RIGHT_BOX),
            stand((-1.15, 0.95), 2.1, _BLACK),
        ],
    )


def _crosses(places: Sequence[tuple[float, float]]) -> list[tuple[Range, Range, Range]]:
    """Two strips of tape at each (x, y) of the floor's paper."""
    strips: list[tuple[Range, Range, Range]] = []
    for x, y in places:
        strips.append(((x - 0.07, x + 0.07), (y - 0.012, y + 0.012), (0.003, 0.0036)))
        strips.append(((x - 0.012, x + 0.012), (y - 0.07, y + 0.07), (0.003, 0.0038)))
    return strips


def _floor_sweep() -> PlaceVariant:
    room, shell = _studio(brick=True)
    return _variant(
        8,
        "floor_sweep_roll_seen",
        room,
        _level(0.003, 0.6, 0.5),
        [
            *shell,
            backdrop(1.1, 0.002, "sweep_grey", front_m=-1.6, bend_m=0.75, radius_m=0.55, top_m=2.5),
            paper_roll(1.1, 1.3, 2.5, "sweep_grey", _BLACK),
            softbox((-1.9, 0.5, 1.7), (0.0, 0.0, 0.3), (0.7, 1.0), _BLACK, "softbox_white"),
            softbox((1.95, 0.8, 1.8), (0.0, 0.0, 0.3), (0.35, 1.2), _BLACK, "softbox_white"),
            boards(
                _crosses(((-0.68, 0.52), (0.7, 0.5), (-0.72, -0.6), (0.7, -0.58))),
                "buff_tape",
                name="Tape",
                class_name="tape mark",
            ),
            boards(
                [((-1.0, -0.7), (0.9, 1.15), (0.004, 0.2)), ((-0.98, -0.72), (0.92, 1.12), (0.2, 0.3))],
                "oak_boards",
                name="AppleBox",
                class_name="wooden box",
            ),
        ],
    )


PLACE = Place(
    name=_NAME,
    title="a photographer's sweep",
    preposition="on",
    outdoors=False,
    subject_m=(0.01, 0.6),
    variants=tuple(
        make()
        for make in (
            _white_bare,
            _grey_block,
            _colour_stacked,
            _mottled_cloth,
            _black_velvet,
            _mirror_sheet,
            _two_boards,
            _crumpled_linen,
            _floor_sweep,
        )
    ),
)
