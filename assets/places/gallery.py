"""Plinths in galleries: white cubes, coloured rooms, raw concrete, brick lofts and stone halls."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.meshes.surface import Surface
from assets.places.kit.cuboids import Range, cuboids
from assets.places.kit.gallery_things import (
    bench,
    board_plinth,
    canvases,
    crate_on_floor,
    drum_plinth,
    framed_sheets,
    next_room,
    other_work,
    plinth,
    reveal,
    rope_posts,
    track_spots,
    vitrine,
)
from assets.places.kit.laid_floors import bed, herringbone, planks, slabs
from assets.places.kit.room_openings import window
from assets.places.kit.room_shells import Hole, Room, ceiling, masonry_walls, panelling, skirting, walls
from assets.places.kit.things import Setting, Stuffs, Thing, piece, place_variant, set_at, thing
from assets.places.place import PieceRole, Place, PlaceVariant, Support

_NAME = "gallery"
_GAP = "stand_black"
_DOOR = Hole(x_m=1.0, low_m=0.0, width_m=1.4, height_m=2.6)
_TALL_WINDOW = Hole(x_m=0.6, low_m=0.7, width_m=1.2, height_m=2.2)


def _room(
    back_m: float, *, left_m: float = 2.8, right_m: float = 3.0, door: Hole | None = None, windows: str = "left"
) -> Room:
    at = _TALL_WINDOW if windows == "left" else Hole(x_m=-0.6, low_m=0.7, width_m=1.2, height_m=2.2)
    holes: dict[str, Sequence[Hole]] = {windows: (at,)}
    if door is not None:
        holes["back"] = (door,)
    return Room(left_m=left_m, right_m=right_m, back_m=back_m, height_m=3.6, holes=holes)


def _ground(room: Room, kind: str, stuff: Stuffs) -> Thing:
    x: Range = (-room.left_m - 0.1, room.right_m + 0.1)
    y: Range = (-2.6, room.back_m + (2.7 if "back" in room.holes else 0.1))
    of = piece("Floor", stuff, "floor", PieceRole.FLOOR)
    joints = piece("FloorJoints", "joint_grey", "joint", PieceRole.FLOOR)
    match kind:
        case "boards":
            return thing(of, lambda rng: planks(rng, x, y, width_m=0.18, along="y", length_m=(1.6, 3.2)))
        case "herringbone":
            return thing(of, lambda rng: herringbone(rng, x, y, board_m=(0.56, 0.10)))
        case "slabs":
            size, joint = (0.9, 0.9), 0.003
        case "tiles":
            size, joint = (0.30, 0.30), 0.006
        case _:
            size, joint = (2.4, 2.4), 0.004

    def make(rng: np.random.Generator) -> tuple[Surface, Surface]:
        laid = slabs(rng, x, y, size_m=size, joint_m=joint, origin=(-0.7, 0.55), bevel_m=0.001)
        return laid, bed(x, y, z_m=-0.003)

    return thing((of, joints), make)


def _windows(room: Room) -> list[Thing]:
    return [
        room.hung(s, window(h, "house_woodwork", panes=(2, 5)))
        for s in ("left", "right")
        for h in room.holes.get(s, ())
    ]


def _shadow_gap(room: Room) -> Thing:
    """A dark line between wall and floor in place of a skirting board."""
    return skirting(room, _GAP, height_m=0.024, thick_m=0.002)


def _through(room: Room, door: Hole, far: Stuffs) -> list[Thing]:
    work = framed_sheets([(door.x_m, 1.55, 0.8, 1.0)], "black_enamel", "white_paper_stock", "book_covers")
    return [
        next_room(room, door, far),
        room.hung("back", reveal(door, "galvanised")),
        set_at(work, 0.0, room.back_m + 2.6),
    ]


def _proud(what: Thing) -> Thing:
    """Hung before the panelling."""
    return set_at(what, 0.0, -0.023)


def _stand(high_m: float, half_m: float, *, round_: bool = False) -> Support:
    return Support(height_m=high_m, half_x_m=half_m, half_y_m=half_m, round=round_)


def _variant(number: int, name: str, room: Room, stand: Support, things: Sequence[Thing]) -> PlaceVariant:
    setting = Setting(name=name, support=stand, openings=room.openings, panorama="courtyard")
    return place_variant(_NAME, number, setting, things)


def _white_cube() -> PlaceVariant:
    room = _room(2.3, door=_DOOR)
    return _variant(
        0,
        "white_cube_doorway",
        room,
        _stand(1.05, 0.2),
        [
            _ground(room, "concrete", "polished_floor"),
            walls(room, "white_wall"),
            ceiling(room, "ceiling_white"),
            _shadow_gap(room),
            *_windows(room),
            *_through(room, _DOOR, "deep_wall"),
            plinth((0.42, 0.42, 1.05), "white_wall", _GAP),
            room.hung(
                "back",
                framed_sheets(
                    [(-1.35, 1.5, 0.75, 0.95), (-0.25, 1.5, 0.55, 0.75)],
                    "black_enamel",
                    "white_paper_stock",
                    "book_covers",
                ),
            ),
            set_at(plinth((0.4, 0.4, 0.95), "white_wall", _GAP, role=PieceRole.PROP), -1.5, 1.5),
            other_work("stone", (-1.5, 1.5, 0.95), "black_stone"),
        ],
    )


def _deep_herringbone() -> PlaceVariant:
    room = _room(2.0, windows="right")
    return _variant(
        1,
        "deep_wall_oak_herringbone",
        room,
        _stand(1.0, 0.19),
        [
            _ground(room, "herringbone", "oak_boards"),
            walls(room, "deep_wall"),
            ceiling(room, "ceiling_white"),
            skirting(room, "house_woodwork", height_m=0.18),
            *_windows(room),
            plinth((0.40, 0.40, 1.0), "pale_stone", _GAP, bevel_m=0.004),
            room.hung(
                "back",
                framed_sheets(
                    [
                        (-1.5, 1.55, 0.7, 0.9),
                        (-0.55, 1.55, 0.6, 0.8),
                        (0.45, 1.5, 0.9, 1.1),
                        (1.6, 1.55, 0.7, 0.9),
                    ],
                    "shop_brass",
                    "white_paper_stock",
                    "dark_book_covers",
                ),
            ),
            rope_posts([(-1.8, 1.35), (-0.5, 1.35), (0.8, 1.35), (2.0, 1.35)], "shop_brass", "cushion_cloth"),
        ],
    )


def _vitrines() -> PlaceVariant:
    room = _room(2.4, windows="left")
    return _variant(
        2,
        "grey_room_vitrines",
        room,
        _stand(0.95, 0.23),
        [
            _ground(room, "slabs", "pale_stone"),
            walls(room, "grey_wall"),
            ceiling(room, "grey_wall"),
            _shadow_gap(room),
            *_windows(room),
            plinth((0.5, 0.5, 0.95), "white_wall", _GAP),
            vitrine((-1.25, 1.4), "white_wall", "case_glass", _GAP),
            vitrine((0.95, 1.6), "white_wall", "case_glass", _GAP),
            other_work("bowl", (-1.25, 1.4, 0.952), "pot_glaze"),
            other_work("vase", (0.95, 1.6, 0.952), "thrown_clay"),
            track_spots(room, (-1.6, -0.6, 0.4, 1.4), 1.0, 3.1, "black_enamel"),
            room.hung("back", canvases([(0.1, 1.5, 0.9, 0.9)], "house_woodwork", "quilt_print", "cushion_cloth")),
        ],
    )


def _low_plinth() -> PlaceVariant:
    room = _room(2.6, door=Hole(x_m=-1.3, low_m=0.0, width_m=1.3, height_m=2.5), windows="right")
    return _variant(
        3,
        "low_plinth_large_paintings",
        room,
        _stand(0.30, 0.55),
        [
            _ground(room, "concrete", "polished_floor"),
            walls(room, "white_wall"),
            ceiling(room, "ceiling_white"),
            _shadow_gap(room),
            *_windows(room),
            *_through(room, room.holes["back"][0], "room_wall"),
            board_plinth((1.2, 1.2, 0.30), "oak_boards", _GAP),
            room.hung(
                "back", canvases([(0.75, 1.35, 1.6, 1.5)], "house_woodwork", "quilt_print", "cushion_cloth")
            ),
            room.hung("left", canvases([(1.7, 1.35, 0.9, 1.2)], "house_woodwork", "quilt_print", "cushion_cloth")),
            set_at(bench("sofa_velvet", "black_enamel"), 1.1, 1.75, turn_deg=4),
        ],
    )


def _raw_concrete() -> PlaceVariant:
    room = _room(2.2)
    seams = [((x - 0.005, x + 0.005), (-0.001, 0.01), (0.0, 3.6)) for x in (-2.0, -0.8, 0.4, 1.6, 2.8)]
    seams += [((-2.8, 3.0), (-0.0012, 0.01), (z - 0.005, z + 0.005)) for z in (0.6, 1.8, 3.0)]
    seams += [
        ((x - 0.014, x + 0.014), (-0.0012, 0.01), (z - 0.014, z + 0.014))
        for x in (-1.7, -1.1, -0.5, 0.1, 0.7, 1.3, 1.9, 2.5)
        for z in (0.3, 0.9, 1.5, 2.1)
    ]
    joints = thing(
        piece("ShutterJoints", "dark_concrete", "joint", PieceRole.WALL), lambda _: cuboids(seams, bevel_m=0.0)
    )
    return _variant(
        4,
        "raw_concrete_steel_plinth",
        room,
        _stand(1.1, 0.17),
        [
            _ground(room, "concrete", "polished_floor"),
            walls(room, "cast_wall"),
            ceiling(room, "cast_wall"),
            _shadow_gap(room),
            *_windows(room),
            room.hung("back", joints),
            plinth((0.36, 0.36, 1.1), "shop_steel", _GAP, bevel_m=0.001),
            set_at(plinth((0.36, 0.36, 0.9), "shop_steel", _GAP, role=PieceRole.PROP), 1.15, 1.35),
            other_work("ring", (1.15, 1.35, 0.9), "shop_brass"),
            set_at(plinth((0.36, 0.36, 1.2), "shop_steel", _GAP, role=PieceRole.PROP), -1.35, 1.5),
            other_work("column", (-1.35, 1.5, 1.2), "pale_stone"),
        ],
    )


def _brick_loft() -> PlaceVariant:
    hole = Hole(x_m=-0.9, low_m=0.9, width_m=1.5, height_m=2.1)
    room = Room(
        left_m=2.6, right_m=2.8, back_m=2.0, height_m=3.6, holes={"back": (hole,), "left": (_TALL_WINDOW,)}
    )
    return _variant(
        5,
        "white_brick_loft_oak_plinth",
        room,
        _stand(1.0, 0.19),
        [
            _ground(Room(left_m=2.6, right_m=2.8, back_m=2.0), "boards", "dark_boards"),
            masonry_walls(room, "white_brick", "white_wall"),
            walls(room, "white_wall", sides=("left", "right")),
            ceiling(room, "ceiling_white"),
            *_windows(room),
            room.hung("back", window(hole, "black_enamel", panes=(4, 5))),
            board_plinth((0.40, 0.40, 1.0), "oak_boards", _GAP),
            room.hung(
                "back", canvases([(0.75, 1.5, 0.8, 1.05)], "house_woodwork", "quilt_print", "cushion_cloth")
            ),
            crate_on_floor((1.55, 1.3, 0.0), "pine_boards", -18),
            set_at(bench("sofa_cloth", "oak_boards"), -1.3, 1.35, turn_deg=-4),
        ],
    )


def _dark_single_spot() -> PlaceVariant:
    room = _room(1.7, windows="right")
    return _variant(
        6,
        "dark_room_black_stone",
        room,
        _stand(1.15, 0.18),
        [
            _ground(room, "slabs", "black_stone"),
            walls(room, "grey_wall"),
            ceiling(room, "grey_wall"),
            skirting(room, "grey_wall", height_m=0.22),
            *_windows(room),
            panelling(room, "grey_wall", high_m=2.4, panel_m=1.0),
            plinth((0.38, 0.38, 1.15), "black_stone", _GAP, bevel_m=0.003),
            track_spots(room, (-0.7, 0.0, 0.9), 0.6, 3.0, "black_enamel"),
            room.hung(
                "back",
                _proud(
                    framed_sheets(
                        [(-1.0, 1.6, 0.6, 0.8), (1.0, 1.6, 0.6, 0.8)],
                        "shop_brass",
                        "white_paper_stock",
                        "book_covers",
                    )
                ),
            ),
        ],
    )


def _terracotta_court() -> PlaceVariant:
    door = Hole(x_m=-0.9, low_m=0.0, width_m=1.5, height_m=2.6)
    room = _room(2.1, door=door, windows="right")
    return _variant(
        7,
        "limewash_terracotta_tiles",
        room,
        _stand(0.95, 0.2, round_=True),
        [
            _ground(room, "tiles", "terracotta_slabs"),
            walls(room, "limewashed_wall"),
            ceiling(room, "ceiling_white"),
            *_windows(room),
            *_through(room, door, "white_wall"),
            drum_plinth(0.22, 0.95, "pale_stone", fluted=True),
            set_at(plinth((0.34, 0.34, 0.85), "pale_stone", _GAP, role=PieceRole.PROP), 0.95, 1.6),
            other_work("vase", (0.95, 1.6, 0.85), "thrown_clay"),
            set_at(plinth((0.34, 0.34, 0.6), "pale_stone", _GAP, role=PieceRole.PROP), 1.75, 1.55),
            other_work("stack", (1.75, 1.55, 0.6), "black_stone"),
        ],
    )


def _round_hall() -> PlaceVariant:
    room = _room(3.0, left_m=3.2, right_m=3.2)
    return _variant(
        8,
        "panelled_hall_concrete_drum",
        room,
        _stand(1.0, 0.22, round_=True),
        [
            _ground(room, "slabs", "pale_stone"),
            walls(room, "room_wall"),
            ceiling(room, "ceiling_white"),
            panelling(room, "house_woodwork", high_m=1.0, panel_m=0.8),
            *_windows(room),
            drum_plinth(0.24, 1.0, "cast_wall"),
            room.hung(
                "back",
                framed_sheets(
                    [(-1.6, 1.75, 0.8, 0.95), (0.0, 1.75, 1.1, 0.95), (1.6, 1.75, 0.8, 0.95)],
                    "shop_brass",
                    "white_paper_stock",
                    "dark_book_covers",
                ),
            ),
            set_at(bench("sofa_velvet", "walnut_boards"), 0.9, 2.0),
            rope_posts([(-2.2, 2.4), (-1.0, 2.4), (0.2, 2.4)], "shop_brass", "cushion_cloth"),
        ],
    )


PLACE = Place(
    name=_NAME,
    title="a gallery",
    preposition="in",
    outdoors=False,
    subject_m=(0.04, 0.7),
    variants=tuple(
        make()
        for make in (
            _white_cube,
            _deep_herringbone,
            _vitrines,
            _low_plinth,
            _raw_concrete,
            _brick_loft,
            _dark_single_spot,
            _terracotta_court,
            _round_hall,
        )
    ),
)
