"""A kitchen counter: a worktop before tiles, bricks, boards, a shelf or a window, or an island before the room."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.forms.kit.rounds import rod
from assets.meshes.surface import Surface, merge, moved
from assets.places.kit import bath_fittings, crockery, furniture, kitchen_things, tiling, windows
from assets.places.kit.boxes import boxes
from assets.places.kit.kitchen_fittings import (
    END_X,
    FRONT_Y,
    SINK_X,
    START_X,
    TOP_M,
    WALL_Y,
    base_units,
    boards_leaning,
    crocks,
    far_kitchen,
    fruit_bowl,
    hob_and_kettle,
    island,
    pendants,
    plates_up,
    shelf_on_wall,
    sink_and_tap,
    socket_at,
    spoon_jar,
    stone_top,
    storage_jars,
    tool_rail,
    wall_cupboards,
    wooden_top,
)
from assets.places.kit.outlooks import garden_view
from assets.places.kit.room_things import (
    Window,
    brick_face,
    chair,
    chequered_floor,
    door_on,
    one,
    openings_of,
    pile,
    plank_floor,
    plank_top,
    potted,
    room_shell,
    slab_floor,
    tiled,
)
from assets.places.kit.rooms import Hole, Room
from assets.places.kit.things import Setting, Thing, fixed, piece, place_variant, thing
from assets.places.place import PieceRole, Place, PlaceVariant, Support

_NAME = "kitchen_counter"
_SUPPORT = Support(height_m=TOP_M, half_x_m=0.34, half_y_m=0.22)
_GALLEY = Room(left_x=-1.9, right_x=2.1, back_y=WALL_Y)
_ISLAND_ROOM = Room(left_x=-2.6, right_x=2.8, back_y=2.9)
_SIDE = Window(side="left", hole=Hole(at=-0.35, width_m=1.1, low_m=1.0, high_m=2.1))


def _setting(
    name: str, room: Room, panes: Sequence[Window], *, support: Support = _SUPPORT, panorama: str = "courtyard"
) -> Setting:
    return Setting(name=name, support=support, openings=openings_of(room, panes), panorama=panorama)


def _white_tiles_rail() -> tuple[Setting, list[Thing]]:
    room, panes = _GALLEY, [_SIDE]
    things = [
        *room_shell(room, "wall_paint", panes),
        *plank_floor(room, "pine_planking"),
        *base_units("frame", "painted_fronts", "bright_brass"),
        *wooden_top("oak_planking"),
        *tiled((-1.9, 2.1, TOP_M, 1.62), WALL_Y - 0.008, "white_wall_tiles", "pale_grout"),
        *tool_rail("sheet_steel"),
        *spoon_jar(-0.56, 0.12),
        boards_leaning(0.5),
        *fruit_bowl(0.78, 0.02),
        socket_at(-0.95),
    ]
    return _setting("white_tiles_rail", room, panes), things


def _coloured_tiles_sink() -> tuple[Setting, list[Thing]]:
    room = _GALLEY
    panes = [
        Window(side="back", hole=Hole(at=SINK_X, width_m=0.92, low_m=1.2, high_m=2.1), panes=(2, 2), sill_m=0.15),
        _SIDE,
    ]
    a = panes[0].hole.span[0]
    field_y = WALL_Y - 0.008
    things = [
        *room_shell(room, "wall_paint", panes),
        *chequered_floor(room, ("floor_limestone", "floor_slate"), 0.3),
        *base_units("flat", "white_joinery", "sheet_steel", handles="bar"),
        *stone_top("dark_granite", sink=True),
        *sink_and_tap("bright_chrome"),
        *tiled(
            (-1.9, a - 0.07, TOP_M, 1.71),
            field_y,
            "coloured_wall_tiles",
            "pale_grout",
            size_m=(0.1, 0.1),
            bond="stack",
        ),
        *tiled(
            (a - 0.067, 2.1, TOP_M, 1.17),
            field_y,
            "coloured_wall_tiles",
            "pale_grout",
            size_m=(0.1, 0.1),
            bond="stack",
        ),
        potted("bush", 0.055, 0.52, WALL_Y + 0.02, 1.215, size_m=0.16),
        one("SoapBottle", "bottle_glass", "bottle", lambda: crockery.bottle(0.035, 0.18), (0.42, 0.26, TOP_M)),
        *storage_jars(TOP_M, 0.24, ((-0.48, 0.055, 0.2), (-0.62, 0.05, 0.16), (-0.74, 0.045, 0.13))),
        *garden_view(room.back_y),
    ]
    return _setting("coloured_tiles_sink", room, panes, panorama="forest"), things


def _dark_tiles_hob() -> tuple[Setting, list[Thing]]:
    room, panes = (
        _GALLEY,
        [Window(side="left", hole=Hole(at=-0.35, width_m=1.2, low_m=0.95, high_m=2.2), panes=(1, 2))],
    )
    pieces = piece("Hood", "sheet_steel", "cooker hood", PieceRole.WALL)
    things = [
        *room_shell(room, "wall_paint_deep", panes),
        *plank_floor(room, "oak_planking", width_m=0.18),
        *base_units("flat", "dark_fronts", "bright_brass", handles="bar", door_m=0.6),
        *stone_top("pale_stone_top"),
        *tiled(
            (-1.9, 2.1, TOP_M, 2.6),
            WALL_Y - 0.008,
            "dark_wall_tiles",
            "grey_grout",
            size_m=(0.2, 0.05),
            bond="stack",
        ),
        *hob_and_kettle(),
        fixed(pieces, lambda: moved(kitchen_things.range_hood(), 0.76, WALL_Y - 0.01, 1.6)),
        *wall_cupboards("dark_fronts", "bright_brass", -1.55, 0.35, style="flat", low_m=1.54),
        *spoon_jar(-0.52, 0.14, stuff="plain_crockery"),
        one("Tin", "enamel", "tin", lambda: crockery.tin(0.055, 0.15), (-0.68, 0.2, TOP_M)),
        socket_at(-0.4),
    ]
    return _setting("dark_tiles_hob", room, panes), things


def _plaster_shelf() -> tuple[Setting, list[Thing]]:
    room, panes = _GALLEY, [_SIDE]
    shelf = 1.54
    things = [
        *room_shell(room, "room_plaster", panes, joinery="white_joinery"),
        *slab_floor(room, "floor_terracotta", (0.3, 0.3)),
        *base_units("boards", "painted_fronts", "black_iron"),
        *plank_top((START_X, END_X, FRONT_Y, WALL_Y), TOP_M, "white_joinery", width_m=0.16),
        *tiled(
            (-1.9, 2.1, TOP_M, TOP_M + 0.153),
            WALL_Y - 0.007,
            "coloured_wall_tiles",
            "pale_grout",
            size_m=(0.15, 0.15),
            bond="stack",
        ),
        *shelf_on_wall(shelf, "oak_planking"),
        *shelf_on_wall(1.9, "oak_planking"),
        *crocks(shelf, 0.2, -0.95),
        *storage_jars(shelf, 0.2, ((0.0, 0.052, 0.19), (0.14, 0.047, 0.15), (0.27, 0.052, 0.21))),
        plates_up(1.9, -0.7, 4),
        potted("trailer", 0.06, 0.78, 0.2, shelf, size_m=0.42),
        *spoon_jar(0.5, 0.2),
        boards_leaning(-0.72),
        one(
            "Mortar",
            "pale_stone_top",
            "mortar",
            lambda: crockery.bowl(0.07, 0.09, wall_m=0.012),
            (0.66, 0.12, TOP_M),
        ),
        thing(
            piece("TeaTowel", "plain_cotton", "tea towel"),
            lambda rng: moved(kitchen_things.tea_towel(rng, 0.34, 0.34), -0.62, FRONT_Y - 0.035, 0.82),
        ),
        fixed(
            piece("Handles", "black_iron", "handle"),
            lambda: rod((-0.85, FRONT_Y - 0.035, 0.82), (-0.4, FRONT_Y - 0.035, 0.82), 0.007),
        ),
    ]
    return _setting("plaster_shelf", room, panes), things


def _brick_steel() -> tuple[Setting, list[Thing]]:
    room, panes = (
        _GALLEY,
        [Window(side="right", hole=Hole(at=-0.3, width_m=1.3, low_m=0.9, high_m=2.2), panes=(4, 5))],
    )
    things = [
        *room_shell(room, "wall_paint", panes, joinery="dark_fronts"),
        *slab_floor(room, "concrete_top", (0.9, 0.9)),
        *base_units("flat", "sheet_steel", "black_iron", handles="bar", door_m=0.6, drawer_m=0.2),
        *stone_top("sheet_steel", thick_m=0.04, upstand=True),
        *brick_face((-1.9, 2.1, TOP_M - 0.05, 2.6), WALL_Y - 0.018),
        *tool_rail("bright_brass", 1.4, pans=True),
        pendants(((-0.65, 0.0), (0.75, 0.0)), 1.72, room.high_m, stuff="gloss_black"),
        one(
            "ChopBoard",
            "walnut_planking",
            "cutting board",
            lambda: kitchen_things.cutting_board(0.36, 0.26, thick_m=0.035),
            (0.6, -0.02, TOP_M),
        ),
        *storage_jars(TOP_M, 0.22, ((-0.5, 0.05, 0.17), (-0.63, 0.055, 0.22))),
        one("Bottle", "bottle_glass", "bottle", lambda: crockery.bottle(0.036, 0.29), (-0.78, 0.2, TOP_M)),
    ]
    return _setting("brick_steel", room, panes, panorama="city"), things


def _island_room() -> tuple[Setting, list[Thing]]:
    room = _ISLAND_ROOM
    panes = [
        Window(side="back", hole=Hole(at=-0.75, width_m=1.3, low_m=1.05, high_m=2.2), panes=(3, 2)),
        Window(side="left", hole=Hole(at=1.2, width_m=1.2, low_m=0.9, high_m=2.2)),
    ]
    support = Support(height_m=TOP_M, half_x_m=0.5, half_y_m=0.28)
    things = [
        *room_shell(room, "wall_paint", panes, cornice_m=0.08),
        *plank_floor(room, "pale_oak_planking", width_m=0.2),
        *island("painted_fronts", style="boards"),
        *plank_top((-1.05, 1.05, FRONT_Y - 0.02, 0.46), TOP_M, "oak_planking", width_m=0.11, along="x"),
        *far_kitchen(room, ("white_joinery", "oak_planking", "black_iron"), (-2.58, 1.3)),
        pendants(((-0.55, 0.2), (0.55, 0.2)), 1.72, room.high_m),
        door_on(room, "back", 2.05),
        chair("spindle", -0.4, 0.95, 160.0, stuff="walnut_planking"),
        one("Tap", "bright_chrome", "tap", lambda: bath_fittings.swan_tap(0.3, 0.18), (-0.75, 2.72, TOP_M)),
        *crocks(TOP_M, 2.6, 0.2),
        potted("fountain", 0.11, 0.95, 2.6, TOP_M, size_m=0.36),
        *fruit_bowl(0.72, 0.12),
        pile(2, -0.78, 0.2, TOP_M, turn_deg=12.0),
        *garden_view(room.back_y),
    ]
    return _setting("island_room", room, panes, support=support, panorama="forest"), things


def _zigzag_terrazzo() -> tuple[Setting, list[Thing]]:
    room, panes = (
        _GALLEY,
        [Window(side="right", hole=Hole(at=-0.35, width_m=1.1, low_m=1.0, high_m=2.1), panes=(2, 2))],
    )
    shelf = 1.54
    things = [
        *room_shell(room, "wall_paint", panes, joinery="white_joinery"),
        *plank_floor(room, "worn_planking"),
        *base_units("frame", "dark_fronts", "bright_brass"),
        *stone_top("terrazzo_top", sink=True),
        *sink_and_tap("bright_brass"),
        *tiled(
            (-1.9, 2.1, TOP_M, shelf - 0.031),
            WALL_Y - 0.008,
            "coloured_wall_tiles",
            "pale_grout",
            size_m=(0.15, 0.05),
            bond="zigzag",
        ),
        *shelf_on_wall(shelf, "walnut_planking", "bright_brass", start=-1.3, end=1.3),
        plates_up(shelf, -1.0, 3),
        *crocks(shelf, 0.2, -0.2, stuff="plain_crockery"),
        one("Teapot", "stoneware_glaze", "teapot", crockery.teapot, (0.75, 0.2, shelf), turn_deg=20.0),
        one(
            "BreadBin", "enamel", "bread bin", lambda: merge(list(kitchen_things.bread_bin())), (-0.7, 0.16, TOP_M)
        ),
        one("Mug", "stoneware_glaze", "crockery", crockery.mug, (-0.46, 0.06, TOP_M), turn_deg=-50.0),
        potted("bush", 0.05, 0.42, 0.26, TOP_M, size_m=0.14),
    ]
    return _setting("zigzag_terrazzo", room, panes), things


def _cottage_window() -> tuple[Setting, list[Thing]]:
    room = _GALLEY
    panes = [
        Window(
            side="back",
            hole=Hole(at=0.0, width_m=1.3, low_m=TOP_M + 0.16, high_m=2.05),
            panes=(4, 3),
            sill_m=0.16,
        )
    ]
    a, b = panes[0].hole.span
    field_y = WALL_Y - 0.012

    def boards(rng: np.random.Generator) -> Surface:
        fields = (
            (-1.9, a - 0.076, TOP_M, 1.75),
            (b + 0.076, 2.1, TOP_M, 1.75),
            (a - 0.076, b + 0.076, TOP_M, TOP_M + 0.145),
        )
        return merge([tiling.beadboard(rng, f, field_y) for f in fields])

    def cafe(rng: np.random.Generator) -> Surface:
        return merge(
            [
                moved(
                    windows.curtain(rng, 0.34, 1.32, 2.08, folds_per_m=12.0, deep_m=0.025, gathered=0.35),
                    x,
                    WALL_Y - 0.03,
                )
                for x in (a + 0.08, b - 0.08)
            ]
        )

    things = [
        *room_shell(room, "lime_plaster", panes),
        *slab_floor(room, "floor_limestone", (0.6, 0.4), half_bond=True),
        *base_units("boards", "white_joinery", "bright_brass"),
        *wooden_top("pine_planking"),
        thing(piece("Beadboard", "painted_fronts", "panelling", PieceRole.WALL), boards),
        thing(piece("Curtains", "plain_cotton", "curtain"), cafe),
        fixed(
            piece("CurtainRod", "bright_brass", "curtain rod"),
            lambda: moved(windows.curtain_rod(a - 0.15, b + 0.15, 2.1), y=WALL_Y),
        ),
        potted("bush", 0.055, -0.42, WALL_Y + 0.03, TOP_M + 0.175, size_m=0.17),
        potted("bush", 0.05, 0.46, WALL_Y + 0.03, TOP_M + 0.175, size_m=0.13),
        *spoon_jar(0.56, 0.14),
        one("Jug", "enamel", "jug", lambda: crockery.jug(0.075, 0.22), (-0.58, 0.12, TOP_M), turn_deg=30.0),
        *fruit_bowl(-0.9, 0.0, stuff="stoneware_glaze"),
        *garden_view(room.back_y, fence=True),
    ]
    return _setting("cottage_window", room, panes, panorama="forest"), things


def _island_brick() -> tuple[Setting, list[Thing]]:
    room = Room(left_x=-2.8, right_x=2.8, back_y=2.7, high_m=3.0)
    panes = [
        Window(side="left", hole=Hole(at=0.9, width_m=1.9, low_m=0.7, high_m=2.6), panes=(4, 5)),
        Window(side="back", hole=Hole(at=1.35, width_m=1.5, low_m=0.8, high_m=2.5), panes=(3, 5)),
    ]
    support = Support(height_m=TOP_M, half_x_m=0.42, half_y_m=0.28)
    a, b = panes[1].hole.span
    y = room.back_y - 0.018

    def stools() -> Surface:
        return merge([moved(furniture.round_stool(0.66), x, 0.78) for x in (-0.55, 0.1)])

    bricks = [
        *brick_face((-2.8, a - 0.08, 0.0, 3.0), y),
        *brick_face((b + 0.08, 2.8, 0.0, 3.0), y),
        *brick_face((a - 0.08, b + 0.08, 0.0, 0.78), y),
    ]
    things = [
        *room_shell(room, "room_plaster", panes, joinery="dark_fronts", frames="black_iron"),
        *slab_floor(room, "concrete_top", (1.2, 1.2)),
        *bricks,
        *island("dark_fronts", style="flat"),
        fixed(
            piece("Top", "concrete_top", "worktop", PieceRole.SUPPORT),
            lambda: boxes(
                [(-1.05, -0.32, TOP_M - 0.05), (-0.198, -0.32, TOP_M - 0.05)],
                [(-0.202, 0.46, TOP_M), (1.05, 0.46, TOP_M)],
                bevel_m=0.004,
            ),
        ),
        one(
            "ChopBoard",
            "oak_planking",
            "cutting board",
            lambda: kitchen_things.cutting_board(0.3, 0.22, handle=True),
            (-0.64, 0.02, TOP_M),
            turn_deg=-70.0,
        ),
        one("Mug", "stoneware_glaze", "crockery", crockery.mug, (0.5, 0.2, TOP_M), turn_deg=-30.0),
        fixed(piece("Stools", "walnut_planking", "stool"), stools),
        *far_kitchen(room, ("dark_fronts", "sheet_steel", "bright_brass"), (-2.7, 0.45), style="flat"),
        pendants(((-0.6, 0.25), (0.0, 0.25), (0.6, 0.25)), 1.75, room.high_m, stuff="gloss_black"),
        *storage_jars(TOP_M, 2.5, ((-1.6, 0.055, 0.22), (-1.45, 0.055, 0.19), (-1.3, 0.05, 0.15))),
        potted("big", 0.16, 2.3, 2.2, 0.0, size_m=1.1, pot="concrete_top"),
        one("Vase", "stoneware_glaze", "vase", lambda: crockery.vase(0.07, 0.24, form=1), (0.78, 0.2, TOP_M)),
        thing(
            piece("Twigs", "twig", "twig"),
            lambda rng: moved(crockery.flower_vase_stems(rng, 0.4), 0.78, 0.2, TOP_M + 0.2),
        ),
    ]
    return _setting("island_brick", room, panes, support=support, panorama="city"), things


_MADE = (
    _white_tiles_rail,
    _coloured_tiles_sink,
    _dark_tiles_hob,
    _plaster_shelf,
    _brick_steel,
    _island_room,
    _zigzag_terrazzo,
    _cottage_window,
    _island_brick,
)


def _variants() -> tuple[PlaceVariant, ...]:
    return tuple(place_variant(_NAME, i, *make()) for i, make in enumerate(_MADE))


PLACE = Place(
    name=_NAME,
    title="a kitchen counter",
    preposition="on",
    outdoors=False,
    subject_m=(0.03, 0.45),
    variants=_variants(),
)
