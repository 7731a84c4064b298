"""A dining table: bare planks, cloths or stone, before dressers, fireplaces, windows, bricks or books."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.meshes.surface import Surface, merge, moved
from assets.places.kit import crockery, furniture, table_things
from assets.places.kit.boxes import box
from assets.places.kit.kitchen_fittings import pendants
from assets.places.kit.kitchen_things import fruit
from assets.places.kit.outlooks import garden_view, street_view
from assets.places.kit.room_furniture import (
    bookcase,
    dresser,
    easy_chair,
    fireplace,
    gallery_of_pictures,
    laid_places,
    lamp_on,
    sideboard,
    standing_lamp,
)
from assets.places.kit.room_things import (
    Window,
    brick_face,
    chair,
    chequered_floor,
    door_on,
    hung_curtain,
    one,
    openings_of,
    parquet_floor,
    picture_on,
    pile,
    plank_floor,
    plank_top,
    potted,
    radiator_on,
    room_shell,
    slab_floor,
)
from assets.places.kit.rooms import Hole, Room, dado_rail, on_back, round_the_room
from assets.places.kit.things import Setting, Stuffs, Thing, fixed, piece, place_variant, thing
from assets.places.kit.tiling import beadboard
from assets.places.place import PieceRole, Place, PlaceVariant, Support

_NAME = "dining_table"
_TOP_M = 0.74
_HALF = (0.9, 0.45)
_Y = 0.09  # of the table's middle
_SUPPORT = Support(height_m=_TOP_M, half_x_m=0.38, half_y_m=0.28)
_AREA = (-_HALF[0], _HALF[0], _Y - _HALF[1], _Y + _HALF[1])


def _table(top: Stuffs, legs: Stuffs, *, width_m: float = 0.13, trestles: bool = False) -> list[Thing]:
    """A table with a top of planks."""

    def under() -> Surface:
        if trestles:
            return moved(furniture.trestles(*_HALF, _TOP_M - 0.032), y=_Y)
        return furniture.table_legs(*_HALF, _TOP_M - 0.031, at=(0, _Y, 0))

    return [
        *plank_top(_AREA, _TOP_M, top, thick_m=0.03, width_m=width_m, class_name="table"),
        fixed(piece("Legs", legs, "table leg", PieceRole.SUPPORT), under),
    ]


def _clothed(cloths: Sequence[Stuffs], legs: Stuffs, *, drop_m: float = 0.22, cell_m: float = 0.06) -> list[Thing]:
    """A table under a cloth of one colour or of checks in three."""
    pieces = [piece(f"Tablecloth{i or ''}", c, "tablecloth", PieceRole.SUPPORT) for i, c in enumerate(cloths)]

    def make(rng: np.random.Generator) -> tuple[Surface, ...]:
        made = table_things.tablecloth(rng, _HALF, drop_m, cell_m=cell_m, colours=len(cloths))
        return tuple(moved(s, 0.0, _Y, _TOP_M) for s in made)

    def under() -> Surface:
        top = box((-0.89, _Y - 0.44, _TOP_M - 0.034), (0.89, _Y + 0.44, _TOP_M - 0.004))
        return merge([top, furniture.table_legs(*_HALF, _TOP_M - 0.034, at=(0, _Y, 0))])

    return [thing(pieces, make), fixed(piece("Legs", legs, "table leg", PieceRole.SUPPORT), under)]


def _candles(spots: Sequence[tuple[float, float, float]], *, stuff: Stuffs = "bright_brass") -> Thing:
    """Candlesticks (x, y, height) with their candles."""
    pieces = (piece("Candlesticks", stuff, "candlestick"), piece("Candles", "candle_ivory", "candle"))

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        sticks = [moved(table_things.candlestick(h), x, y, _TOP_M) for x, y, h in spots]
        lit = [
            moved(crockery.candle(0.011, 0.2 - 0.03 * k), x, y, _TOP_M + h - 0.012)
            for k, (x, y, h) in enumerate(spots)
        ]
        return merge(sticks), merge(lit)

    return thing(pieces, make)


def _vase(
    x: float, y: float, z: float, *, stuff: Stuffs = "stoneware_glaze", form: int = 0, high_m: float = 0.22
) -> list[Thing]:
    return [
        one("Vase", stuff, "vase", lambda: crockery.vase(0.07, high_m, form=form), (x, y, z)),
        thing(
            piece("Twigs", "twig", "twig"),
            lambda rng: moved(crockery.flower_vase_stems(rng, 0.42), x, y, z + 0.8 * high_m),
        ),
    ]


def _fruit(x: float, y: float, *, stuff: Stuffs = "stoneware_glaze") -> list[Thing]:
    return [
        one("FruitBowl", stuff, "bowl", lambda: crockery.bowl(0.14, 0.085), (x, y, _TOP_M)),
        thing(piece("Fruit", "fruit_skin", "fruit"), lambda rng: moved(fruit(rng, 7), x, y, _TOP_M + 0.03)),
    ]


def _setting(
    name: str, room: Room, panes: Sequence[Window], *, support: Support = _SUPPORT, panorama: str = "courtyard"
) -> Setting:
    return Setting(name=name, support=support, openings=openings_of(room, panes), panorama=panorama)


def _dark_room() -> tuple[Setting, list[Thing]]:
    room = Room(left_x=-2.3, right_x=2.4, back_y=2.1)
    panes = [
        Window(
            side="left", hole=Hole(at=0.2, width_m=1.2, low_m=0.8, high_m=2.25), meeting_rail=True, panes=(2, 4)
        )
    ]
    dado = fixed(
        piece("Dado", "wall_paint_deep", "dado rail", PieceRole.WALL),
        lambda: round_the_room(room, lambda a, b: dado_rail(a, b, 0.92), left=[panes[0].hole]),
    )
    things = [
        *room_shell(room, "wall_paint_deep", panes, cornice_m=0.1, skirting_m=0.18),
        *plank_floor(room, "walnut_planking", width_m=0.16, along="y"),
        *_table("walnut_planking", "walnut_planking"),
        dado,
        *hung_curtain(room, panes[0], "heavy_curtain"),
        picture_on(room, "back", -0.35, 1.55, (0.75, 0.58), frame="bright_brass", mount_m=0.0),
        *sideboard(0.9, room.back_y, "mahogany_planking"),
        lamp_on(1.25, 1.86, 0.77),
        chair("ladder", -0.35, 0.78, 6.0, stuff="walnut_planking"),
        chair("ladder", 1.25, 0.1, -84.0, stuff="walnut_planking"),
        _candles(((0.58, 0.2, 0.22), (0.7, 0.27, 0.16))),
        pile(2, -0.62, 0.18, _TOP_M, turn_deg=14.0),
    ]
    return _setting("dark_room", room, panes), things


def _pale_window() -> tuple[Setting, list[Thing]]:
    room = Room(left_x=-2.4, right_x=2.5, back_y=1.9)
    panes = [
        Window(side="back", hole=Hole(at=0.75, width_m=1.5, low_m=0.85, high_m=2.2), panes=(3, 2)),
        Window(side="right", hole=Hole(at=0.3, width_m=1.2, low_m=0.85, high_m=2.2)),
    ]
    things = [
        *room_shell(room, "wall_paint", panes),
        *plank_floor(room, "pale_oak_planking", width_m=0.18, along="y"),
        *_table("pale_oak_planking", "white_joinery", width_m=0.15),
        *garden_view(room.back_y),
        radiator_on(room, "back", 0.75, 1.1),
        *hung_curtain(room, panes[0], "white_cotton", width_m=0.38, low_m=0.05),
        picture_on(room, "back", -0.75, 1.5, (0.5, 0.7)),
        chair("spindle", 0.4, 0.8, 8.0),
        chair("spindle", -0.5, 0.82, -5.0),
        *_vase(-0.62, 0.22, _TOP_M),
        potted("big", 0.17, -1.75, 1.3, 0.0, size_m=1.0, pot="stoneware_glaze"),
        one(
            "Bowls",
            "plain_crockery",
            "bowl",
            lambda: merge([moved(crockery.bowl(0.085, 0.06), z=0.02 * k) for k in range(3)]),
            (0.64, 0.1, _TOP_M),
        ),
    ]
    return _setting("pale_window", room, panes, panorama="forest"), things


def _white_cloth() -> tuple[Setting, list[Thing]]:
    room = Room(left_x=-2.2, right_x=2.4, back_y=1.9)
    panes = [Window(side="left", hole=Hole(at=0.25, width_m=1.3, low_m=0.8, high_m=2.2))]
    things = [
        *room_shell(room, "room_plaster", panes),
        *slab_floor(room, "floor_limestone", (0.6, 0.4), half_bond=True),
        *_clothed(["white_cotton"], "oak_planking"),
        *dresser(0.35, room.back_y, "painted_fronts"),
        laid_places([(-0.67, -0.16, 0.0), (0.67, -0.14, 0.0), (-0.67, 0.36, 180.0), (0.67, 0.37, 180.0)], _TOP_M),
        chair("spindle", -0.58, 0.86, 0.0, stuff="walnut_planking"),
        chair("spindle", 0.62, 0.88, 4.0, stuff="walnut_planking"),
        _candles(((0.16, 0.36, 0.2), (-0.12, 0.37, 0.15)), stuff="sheet_steel"),
        door_on(room, "back", -1.3),
        picture_on(room, "back", 1.55, 1.5, (0.45, 0.6)),
    ]
    return _setting("white_cloth", room, panes), things


def _checked_brick() -> tuple[Setting, list[Thing]]:
    room = Room(left_x=-2.2, right_x=2.3, back_y=1.5)
    panes = [Window(side="right", hole=Hole(at=0.2, width_m=1.2, low_m=0.8, high_m=2.2), panes=(2, 2))]
    y = room.back_y - 0.018

    def bench() -> Surface:
        seat = box((-0.8, 0.62, 0.42), (0.8, 0.92, 0.46), bevel_m=0.004)
        legs = [box((x - 0.03, 0.66, 0.0), (x + 0.03, 0.88, 0.42), along="z") for x in (-0.65, 0.65)]
        return merge([seat, *legs])

    shelf = 1.5
    bottles = merge([moved(crockery.bottle(0.037, 0.3), -0.9 + 0.12 * k, 1.36, shelf) for k in range(5)])
    things = [
        *room_shell(room, "room_plaster", panes, joinery="painted_fronts"),
        *slab_floor(room, "floor_terracotta", (0.25, 0.25)),
        *brick_face((-2.2, 2.3, 0.0, 2.6), y),
        *_clothed(["white_cotton", "check_half", "check_full"], "pine_planking", drop_m=0.24, cell_m=0.05),
        fixed(piece("Bench", "pine_planking", "bench"), bench),
        fixed(piece("Shelf", "pine_planking", "shelf"), lambda: box((-1.1, 1.25, shelf - 0.03), (0.9, y, shelf))),
        one("Bottles", "bottle_glass", "bottle", lambda: bottles, (0, 0, 0)),
        one(
            "Plates",
            "plain_crockery",
            "plate",
            lambda: merge([moved(crockery.plate(0.13), z=0.009 * k) for k in range(6)]),
            (0.1, 1.36, shelf),
        ),
        potted("trailer", 0.06, 0.6, 1.36, shelf, size_m=0.4),
        one("BreadBasket", "pine_planking", "basket", table_things.bread_basket, (-0.6, 0.1, _TOP_M)),
        one(
            "Bread",
            "box_card",
            "bread",
            lambda: table_things.loaf(0.19),
            (-0.6, 0.1, _TOP_M + 0.03),
            turn_deg=20.0,
        ),
        one("Bottle", "bottle_glass", "bottle", lambda: crockery.bottle(0.038, 0.3), (0.56, 0.26, _TOP_M)),
        pendants(((0.3, 0.15),), 1.55, room.high_m),
        laid_places([(0.67, -0.12, 0.0)], _TOP_M, glass=False),
    ]
    return _setting("checked_brick", room, panes), things


def _marble_round() -> tuple[Setting, list[Thing]]:
    room = Room(left_x=-2.6, right_x=2.6, back_y=1.7, high_m=2.9)
    panes = [
        Window(side="back", hole=Hole(at=-0.55, width_m=1.9, low_m=0.75, high_m=2.55), panes=(3, 1)),
        Window(side="right", hole=Hole(at=0.0, width_m=1.4, low_m=0.75, high_m=2.55), panes=(2, 1)),
    ]
    support = Support(height_m=_TOP_M, half_x_m=0.29, half_y_m=0.29, round=True)

    def top() -> Surface:
        return merge([furniture.round_top(0.45, _TOP_M, 0.022)])

    def far() -> Surface:
        return moved(furniture.round_top(0.36, _TOP_M, 0.022), -1.2, 1.05)

    def columns() -> Surface:
        return merge(
            [furniture.pedestal(_TOP_M - 0.022, 0.24), moved(furniture.pedestal(_TOP_M - 0.022, 0.22), -1.2, 1.05)]
        )

    def boards(rng: np.random.Generator) -> Surface:
        return merge(
            [on_back(beadboard(rng, (0.5, 2.6, 0.0, 1.1), -0.014), room), on_back(dado_rail(0.5, 2.6, 1.1), room)]
        )

    things = [
        *room_shell(room, "wall_paint", panes, joinery="dark_fronts", cornice_m=0.08),
        *chequered_floor(room, ("floor_limestone", "floor_slate"), 0.2),
        *street_view(room.back_y, low_m=-0.3),
        fixed(piece("Top", "pale_stone_top", "table", PieceRole.SUPPORT), top),
        fixed(piece("FarTop", "pale_stone_top", "table"), far),
        fixed(piece("Column", "black_iron", "table leg", PieceRole.SUPPORT), columns),
        thing(piece("Panelling", "dark_fronts", "panelling", PieceRole.WALL), boards),
        chair("spindle", 0.75, 0.42, -62.0, stuff="walnut_planking"),
        chair("spindle", -0.7, 0.55, 50.0, stuff="walnut_planking"),
        chair("spindle", -1.3, 1.55, 0.0, stuff="walnut_planking"),
        picture_on(room, "back", 1.3, 1.75, (0.6, 0.8), frame="bright_brass", mount_m=0.0),
        one(
            "CupSaucer",
            "plain_crockery",
            "cup",
            table_things.cup_and_saucer,
            (-0.3, 0.235, _TOP_M),
            turn_deg=140.0,
        ),
        one("Sugar", "sheet_steel", "sugar bowl", lambda: crockery.tin(0.035, 0.075), (0.27, 0.27, _TOP_M)),
        pendants(((0.9, 1.0), (-1.2, 1.05)), 1.8, room.high_m),
    ]
    return _setting("marble_round", room, panes, support=support, panorama="city"), things


def _painted_worn() -> tuple[Setting, list[Thing]]:
    room = Room(left_x=-2.2, right_x=2.3, back_y=1.6)
    panes = [
        Window(side="back", hole=Hole(at=-0.9, width_m=1.0, low_m=1.05, high_m=2.1), panes=(2, 3)),
        Window(side="left", hole=Hole(at=0.0, width_m=1.1, low_m=1.0, high_m=2.1)),
    ]

    def boards(rng: np.random.Generator) -> Surface:
        return round_the_room(
            room, lambda a, b: merge([beadboard(rng, (a, b, 0.0, 0.95), -0.013), dado_rail(a, b, 0.95)])
        )

    def hooks() -> Surface:
        rail = box((0.2, 1.565, 1.5), (1.5, 1.6, 1.6), bevel_m=0.004)
        pegs = [
            box((x - 0.012, 1.49, 1.545), (x + 0.012, 1.57, 1.57), bevel_m=0.006)
            for x in np.arange(0.35, 1.5, 0.25)
        ]
        return merge([rail, *pegs])

    things = [
        *room_shell(room, "lime_plaster", panes),
        *plank_floor(room, "worn_planking", width_m=0.2),
        *_table("painted_fronts", "painted_fronts", width_m=0.18),
        *garden_view(room.back_y, fence=True),
        thing(piece("Panelling", "white_joinery", "panelling", PieceRole.WALL), boards),
        fixed(piece("Pegs", "pine_planking", "peg rail"), hooks),
        *dresser_corner(room),
        chair("ladder", 0.42, 0.82, 10.0, stuff="white_joinery"),
        chair("ladder", -0.5, 0.8, -8.0, stuff="white_joinery"),
        potted("bush", 0.06, -0.75, 1.55, 1.07, size_m=0.18),
        one("Jug", "enamel", "jug", lambda: crockery.jug(0.07, 0.21), (-0.6, 0.16, _TOP_M), turn_deg=-160.0),
        *_fruit(0.66, 0.14),
        one(
            "Cloth",
            "plain_cotton",
            "tea towel",
            lambda: table_things.napkin(0.2, 0.3),
            (-0.62, -0.2, _TOP_M),
            turn_deg=24.0,
        ),
    ]
    return _setting("painted_worn", room, panes, panorama="forest"), things


def dresser_corner(room: Room) -> list[Thing]:
    """A dresser in the right half of the back wall."""
    return dresser(1.45, room.back_y - 0.03, "pine_planking", width_m=1.0, crocks="enamel")[:1]


def _runner_books() -> tuple[Setting, list[Thing]]:
    room = Room(left_x=-2.4, right_x=2.5, back_y=2.0)
    panes = [
        Window(
            side="right", hole=Hole(at=0.4, width_m=1.3, low_m=0.6, high_m=2.3), meeting_rail=True, panes=(2, 2)
        )
    ]
    things = [
        *room_shell(room, "wall_paint_deep", panes, cornice_m=0.08, skirting_m=0.15),
        *parquet_floor(room, "oak_planking"),
        *_table("oak_planking", "oak_planking", trestles=True, width_m=0.2),
        *bookcase(-0.65, room.back_y, "walnut_planking", width_m=1.1),
        *bookcase(0.5, room.back_y, "walnut_planking", width_m=1.1),
        fixed(piece("Rug", "room_rug", "rug", PieceRole.FLOOR), lambda: furniture.rug((-1.5, 1.5, -0.9, 1.2))),
        standing_lamp(1.5, 1.5),
        *hung_curtain(room, panes[0], "heavy_curtain"),
        chair("ladder", -0.45, 0.85, -6.0),
        chair("ladder", 0.5, 0.88, 5.0),
        *_vase(-0.66, 0.2, _TOP_M, form=1),
        one(
            "CupSaucer",
            "plain_crockery",
            "cup",
            table_things.cup_and_saucer,
            (0.56, -0.02, _TOP_M),
            turn_deg=-30.0,
        ),
        pile(3, 0.68, 0.26, _TOP_M, turn_deg=-8.0),
    ]
    return _setting("oak_before_books", room, panes), things


def _festive_fire() -> tuple[Setting, list[Thing]]:
    room = Room(left_x=-2.2, right_x=2.3, back_y=1.9)
    panes = [
        Window(side="left", hole=Hole(at=0.5, width_m=1.1, low_m=0.7, high_m=2.2), panes=(2, 4), meeting_rail=True)
    ]
    mantel = 1.12
    things = [
        *room_shell(room, "wall_paint", panes, cornice_m=0.1, skirting_m=0.15),
        *plank_floor(room, "oak_planking", width_m=0.12),
        *_table("mahogany_planking", "mahogany_planking", width_m=0.3),
        *fireplace(room, 0.15),
        *gallery_of_pictures(room, "back", 1.6, 1.5),
        picture_on(room, "back", 0.15, 1.6, (0.8, 0.6), frame="bright_brass", mount_m=0.0),
        *hung_curtain(room, panes[0], "heavy_curtain"),
        one(
            "Vases",
            "stoneware_glaze",
            "vase",
            lambda: merge([moved(crockery.vase(0.06, 0.22, form=k), -0.4 + 1.1 * k, 0.0) for k in (0, 1)]),
            (0.0, 1.78, mantel),
        ),
        easy_chair(-1.35, 1.15, 38.0),
        chair("ladder", 1.25, 0.05, -80.0, stuff="mahogany_planking"),
        fixed(
            piece("Runner", "plain_cotton", "table runner"),
            lambda: merge([moved(table_things.runner(0.4, 0.34), s * 0.66, 0.03, _TOP_M) for s in (-1, 1)]),
        ),
        _candles(((-0.62, 0.08, 0.2), (0.64, 0.1, 0.2), (0.76, 0.06, 0.14))),
        one("CakeStand", "plain_crockery", "cake stand", table_things.cake_stand, (-0.72, 0.3, _TOP_M)),
        one("Cake", "box_card", "cake", table_things.sponge_cake, (-0.72, 0.3, _TOP_M + 0.097)),
    ]
    return _setting("festive_fire", room, panes), things


def _garden_door() -> tuple[Setting, list[Thing]]:
    room = Room(left_x=-2.4, right_x=2.4, back_y=1.8)
    panes = [
        Window(side="back", hole=Hole(at=-0.35, width_m=1.6, low_m=0.04, high_m=2.25), panes=(4, 4), sill_m=0.12),
        Window(side="right", hole=Hole(at=0.2, width_m=1.2, low_m=0.8, high_m=2.2)),
    ]
    support = Support(height_m=_TOP_M, half_x_m=0.36, half_y_m=0.36, round=True)
    things = [
        *room_shell(room, "room_plaster", panes),
        *slab_floor(room, "floor_slate", (0.45, 0.45)),
        *garden_view(room.back_y, ground_m=-0.15),
        *hung_curtain(room, panes[0], "plain_cotton", width_m=0.5),
        fixed(
            piece("Top", "walnut_planking", "table", PieceRole.SUPPORT), lambda: furniture.round_top(0.62, _TOP_M)
        ),
        fixed(
            piece("Column", "walnut_planking", "table leg", PieceRole.SUPPORT),
            lambda: furniture.pedestal(_TOP_M - 0.03, 0.34),
        ),
        chair("spindle", -0.72, 0.62, 42.0),
        chair("spindle", 0.78, 0.55, -50.0),
        *sideboard(1.45, room.back_y, "pale_oak_planking", width_m=1.3),
        lamp_on(1.7, 1.58, 0.77),
        picture_on(room, "back", 1.35, 1.5, (0.6, 0.45)),
        potted("swords", 0.08, 0.42, 0.34, _TOP_M, size_m=0.3),
        one("Teapot", "stoneware_glaze", "teapot", crockery.teapot, (-0.5, 0.2, _TOP_M), turn_deg=-60.0),
        one("CupSaucer", "plain_crockery", "cup", table_things.cup_and_saucer, (-0.44, -0.1, _TOP_M)),
    ]
    return _setting("round_by_garden_door", room, panes, support=support, panorama="forest"), things


_MADE = (
    _dark_room,
    _pale_window,
    _white_cloth,
    _checked_brick,
    _marble_round,
    _painted_worn,
    _runner_books,
    _festive_fire,
    _garden_door,
)


def _variants() -> tuple[PlaceVariant, ...]:
    return tuple(place_variant(_NAME, i, *make()) for i, make in enumerate(_MADE))


PLACE = Place(
    name=_NAME,
    title="a dining table",
    preposition="on",
    outdoors=False,
    subject_m=(0.02, 0.60),
    variants=_variants(),
)
