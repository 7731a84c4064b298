"""A shelf among books: oak, white, walnut and metal cases, brackets, a case's top, a store, an alcove."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assets.meshes.surface import Surface, merge, moved
from assets.places.kit import crockery, desk_things, furniture
from assets.places.kit.boxes import box
from assets.places.kit.cupboards import base_fronts, brackets, fronts, knobs
from assets.places.kit.outlooks import garden_view
from assets.places.kit.room_furniture import easy_chair, lamp_on, standing_lamp
from assets.places.kit.room_things import (
    Window,
    books,
    brick_face,
    door_on,
    hung_curtain,
    one,
    openings_of,
    parquet_floor,
    picture_on,
    pile,
    plank_floor,
    potted,
    room_shell,
    slab_floor,
)
from assets.places.kit.rooms import Hole, Room
from assets.places.kit.shelving import (
    Shelving,
    basket_in,
    boards,
    bookend,
    case,
    filled,
    metal_rack,
)
from assets.places.kit.things import Setting, Thing, fixed, piece, place_variant, thing
from assets.places.place import PieceRole, Place, PlaceVariant, Support

_NAME = "bookshelf"
_WALL_Y = 0.16
_GAP = (-0.21, 0.21)
_ROOM = Room(left_x=-2.2, right_x=2.3, back_y=_WALL_Y)
_LEFT = Window(
    side="left", hole=Hole(at=-0.9, width_m=1.1, low_m=0.7, high_m=2.2), meeting_rail=True, panes=(2, 2)
)
_RIGHT = Window(side="right", hole=Hole(at=-0.9, width_m=1.1, low_m=0.8, high_m=2.2), panes=(2, 3))


def _support(height_m: float, half_x: float = 0.2) -> Support:
    return Support(height_m=height_m, half_x_m=half_x, half_y_m=0.125)


def _setting(name: str, room: Room, panes: Sequence[Window], support: Support) -> Setting:
    return Setting(name=name, support=support, openings=openings_of(room, panes), panorama="courtyard")


def _levels(own: float, pitch: float, below: int, above: int) -> tuple[float, ...]:
    return tuple(round(own + pitch * k, 4) for k in range(-below, above + 1))


def _oak_packed() -> tuple[Setting, list[Thing]]:
    own, panes = 1.2, [_LEFT]
    s = Shelving(edges=(-1.3, -0.44, 0.44, 1.3), levels=_levels(own, 0.35, 3, 3), head_m=2.27)
    things = [
        *room_shell(_ROOM, "wall_paint", panes),
        *plank_floor(_ROOM, "oak_planking"),
        boards(s, "oak_planking"),
        *case(s, "oak_planking", back="oak_planking", boarded=True, cornice_m=0.05),
        *filled(s, ("books", "books", "loose"), own=(1, own), gap=_GAP, sides=("books", "books")),
        *hung_curtain(_ROOM, panes[0], "heavy_curtain"),
    ]
    return _setting("oak_packed", _ROOM, panes, _support(own)), things


def _white_sparse() -> tuple[Setting, list[Thing]]:
    own, panes = 1.1, [_RIGHT]
    s = Shelving(
        edges=(-0.95, -0.02 - 0.44, 0.46, 1.4),
        levels=_levels(own, 0.38, 2, 2),
        head_m=2.2,
        board_m=0.03,
        foot_m=0.0,
    )
    things = [
        *room_shell(_ROOM, "wall_paint", panes),
        *plank_floor(_ROOM, "pale_oak_planking", width_m=0.18),
        boards(s, "white_joinery"),
        *case(s, "white_joinery", back="wall_paint_deep"),
        *filled(
            s,
            ("loose", "crocks", "pots", "loose", "baskets"),
            own=(1, own),
            gap=(-0.19, 0.19),
            sides=("books", "books"),
        ),
        standing_lamp(-1.6, -0.2),
    ]
    return _setting("white_sparse", _ROOM, panes, _support(own, 0.18)), things


def _walnut_leather() -> tuple[Setting, list[Thing]]:
    own, panes = 1.32, [_LEFT]
    room = Room(left_x=-2.2, right_x=2.3, back_y=_WALL_Y, high_m=2.9)
    s = Shelving(
        edges=(-1.5, -0.52, 0.46, 1.44), levels=_levels(own, 0.345, 1, 3), head_m=2.62, foot_m=0.85, board_m=0.028
    )
    places, spots = base_fronts(-1.5, 1.44, 0.1, 0.86, door_m=0.49)

    def below() -> Surface:
        return merge(
            [
                fronts(places, -0.28),
                box((-1.5, -0.258, 0.0), (1.44, _WALL_Y, 0.87)),
                box((-1.53, -0.31, 0.87), (1.47, _WALL_Y, 0.9), bevel_m=0.006),
            ]
        )

    things = [
        *room_shell(room, "wall_paint_deep", panes, cornice_m=0.1),
        *parquet_floor(room, "walnut_planking"),
        boards(s, "walnut_planking"),
        *case(s, "walnut_planking", back="walnut_planking", cornice_m=0.07),
        fixed(piece("Cupboards", "walnut_planking", "cupboard", PieceRole.WALL), below),
        fixed(piece("Handles", "bright_brass", "handle"), lambda: knobs(spots, -0.28)),
        *filled(s, ("leather",), own=(1, own), gap=(-0.22, 0.2), sides=("leather", "leather")),
        *hung_curtain(room, panes[0], "heavy_curtain"),
        easy_chair(-1.55, -0.75, 40.0),
    ]
    return _setting("walnut_leather", room, panes, Support(height_m=own, half_x_m=0.19, half_y_m=0.125)), things


def _iron_rack() -> tuple[Setting, list[Thing]]:
    own, panes = 1.05, [Window(side="right", hole=Hole(at=-0.9, width_m=1.3, low_m=0.8, high_m=2.4), panes=(3, 5))]
    s = Shelving(edges=(-0.62, 0.58, 1.78), levels=_levels(own, 0.4, 2, 2), head_m=2.0, board_m=0.03)
    things = [
        *room_shell(_ROOM, "room_plaster", panes, joinery="dark_fronts", frames="black_iron"),
        *slab_floor(_ROOM, "concrete_top", (1.0, 1.0)),
        *brick_face((-2.2, 2.3, 0.0, 2.6), _WALL_Y - 0.006),
        boards(s, "pine_planking"),
        metal_rack(s, "black_iron"),
        *filled(
            s,
            ("files", "loose", "cartons", "tins", "pots"),
            own=(0, own),
            gap=(-0.26, 0.26),
            sides=("books", "files"),
        ),
        potted("big", 0.15, -1.3, -0.15, 0.0, size_m=1.1, pot="stoneware_glaze"),
    ]
    return _setting("iron_rack_on_brick", _ROOM, panes, _support(own, 0.23)), things


def _on_brackets() -> tuple[Setting, list[Thing]]:
    own, panes = 1.35, [_LEFT]
    heights = (1.0, 1.35, 1.72)

    def planks() -> Surface:
        return merge([box((-0.9, _WALL_Y - 0.27, z - 0.028), (0.95, _WALL_Y, z), bevel_m=0.003) for z in heights])

    def stays() -> Surface:
        return merge([brackets((-0.65, 0.68), _WALL_Y, z, deep_m=0.22, thick_m=0.028) for z in heights])

    y = _WALL_Y - 0.14
    things = [
        *room_shell(_ROOM, "room_plaster", panes),
        *plank_floor(_ROOM, "worn_planking"),
        fixed(piece("Boards", "pine_planking", "shelf", PieceRole.SUPPORT), planks),
        fixed(piece("Brackets", "black_iron", "shelf bracket"), stays),
        books(-0.86, -0.2, y - 0.06, own),
        potted("trailer", 0.06, 0.33, y, own, size_m=0.5),
        potted("swords", 0.05, 0.62, y, own, size_m=0.2),
        one("Vases", "stoneware_glaze", "vase", lambda: crockery.vase(0.055, 0.2, form=1), (0.8, y, own)),
        potted("fountain", 0.06, -0.6, y, 1.72, size_m=0.26),
        books(-0.1, 0.55, y - 0.06, 1.72),
        basket_in(0.74, 0.3, y, 1.72),
        books(0.3, 0.9, y - 0.06, 1.0),
        pile(4, -0.05, y, 1.0),
        potted("bush", 0.055, -0.6, y, 1.0, size_m=0.14),
        *_low_chest(-0.1),
    ]
    return _setting(
        "boards_on_brackets", _ROOM, panes, Support(height_m=own, half_x_m=0.17, half_y_m=0.105)
    ), things


def _low_chest(x: float) -> list[Thing]:
    places, spots = base_fronts(x - 0.7, x + 0.7, 0.08, 0.62, door_m=0.47)
    return [
        fixed(
            piece("Chest", "painted_fronts", "cupboard"),
            lambda: merge(
                [
                    fronts(places, -0.26),
                    box((x - 0.7, -0.238, 0.0), (x + 0.7, _WALL_Y, 0.64)),
                    box((x - 0.72, -0.28, 0.64), (x + 0.72, _WALL_Y, 0.665), bevel_m=0.004),
                ]
            ),
        ),
        fixed(piece("Handles", "bright_brass", "handle"), lambda: knobs(spots, -0.26)),
    ]


def _case_top() -> tuple[Setting, list[Thing]]:
    own, panes = 0.98, [_RIGHT]
    s = Shelving(edges=(-0.95, -0.3, 0.35, 1.0), levels=(0.09, 0.39, 0.69), head_m=own - 0.026, board_m=0.024)
    y = (s.front_y + s.back_y) / 2
    things = [
        *room_shell(_ROOM, "wall_paint_deep", panes),
        *plank_floor(_ROOM, "oak_planking"),
        boards(s, "mahogany_planking"),
        *case(s, "mahogany_planking", back="mahogany_planking"),
        fixed(
            piece("Top", "mahogany_planking", "bookcase top", PieceRole.SUPPORT),
            lambda: box((-1.0, s.front_y - 0.025, own - 0.026), (1.05, _WALL_Y, own), bevel_m=0.004),
        ),
        *filled(s, ("books", "books", "loose"), own=(9, 0.0), gap=_GAP, sides=("books", "books")),
        lamp_on(-0.66, y, own, high_m=0.44),
        pile(3, -0.38, y, own, turn_deg=4.0),
        picture_on(_ROOM, "back", 0.12, 1.55, (0.62, 0.46), frame="bright_brass", mount_m=0.04),
        potted("fountain", 0.07, 0.78, y, own, size_m=0.26),
        books(0.36, 0.62, s.front_y + 0.06, own, lean=False),
        bookend(0.622, y, own),
        bookend(0.358, y, own),
    ]
    return _setting("low_case_top", _ROOM, panes, Support(height_m=own, half_x_m=0.24, half_y_m=0.13)), things


def _alcove() -> tuple[Setting, list[Thing]]:
    own = 1.15
    room = Room(left_x=-2.2, right_x=2.3, back_y=0.5)
    panes = [
        Window(side="back", hole=Hole(at=1.1, width_m=1.1, low_m=0.8, high_m=2.2), panes=(2, 3)),
        Window(side="left", hole=Hole(at=-0.8, width_m=1.0, low_m=0.8, high_m=2.2)),
    ]
    s = Shelving(
        edges=(-1.18, -0.32, 0.44),
        levels=_levels(own, 0.36, 3, 2),
        head_m=2.2,
        front_y=-0.14,
        back_y=0.16,
        board_m=0.03,
    )
    breast = fixed(
        piece("Walls", "wall_paint", "wall", PieceRole.WALL),
        lambda: merge([box((-1.2, 0.162, 0.0), (0.456, 0.5, 2.6)), box((-2.2, -0.18, 0.0), (-1.2, 0.5, 2.6))]),
    )
    things = [
        *room_shell(room, "wall_paint", panes),
        *plank_floor(room, "pine_planking"),
        breast,
        boards(s, "painted_fronts"),
        *case(s, "painted_fronts", back="white_joinery", boarded=True),
        *filled(
            s,
            ("loose", "books", "pots", "books", "crocks", "books"),
            own=(1, own),
            gap=(-0.16, 0.24),
            sides=("books", "crocks"),
        ),
        *garden_view(room.back_y),
        *hung_curtain(room, panes[0], "plain_cotton", width_m=0.36),
        picture_on(room, "back", -1.7, 1.5, (0.4, 0.5), spot_y=0.69),
        easy_chair(1.35, -0.1, -30.0),
    ]
    return _setting("alcove_by_window", room, panes, Support(height_m=own, half_x_m=0.15, half_y_m=0.125)), things


def _store() -> tuple[Setting, list[Thing]]:
    own = 1.22
    panes = [Window(side="left", hole=Hole(at=-0.8, width_m=0.7, low_m=1.3, high_m=2.1), panes=(2, 2))]
    s = Shelving(edges=(-1.6, -0.5, 0.6, 1.7), levels=_levels(own, 0.37, 2, 2), head_m=2.3, board_m=0.026)
    kinds = ("cartons", "jars", "baskets", "tins", "jars", "cartons", "tins")
    things = [
        *room_shell(_ROOM, "lime_plaster", panes, joinery="painted_fronts"),
        *slab_floor(_ROOM, "floor_terracotta", (0.25, 0.25)),
        *brick_face((-2.2, 2.3, 0.0, 2.6), _WALL_Y - 0.006, "whitewashed_brick"),
        boards(s, "pine_planking"),
        *case(s, "pine_planking"),
        *filled(s, kinds, own=(1, own), gap=(-0.24, 0.26), sides=("tins", "jars")),
        door_on(_ROOM, "right", -0.9),
    ]
    return _setting("larder_store", _ROOM, panes, Support(height_m=own, half_x_m=0.23, half_y_m=0.125)), things


def _cubes() -> tuple[Setting, list[Thing]]:
    own, panes = 0.82, [_RIGHT]
    edges = tuple(round(-1.24 + 0.62 * k, 3) for k in range(5))
    edges = tuple(round(x + 0.31, 3) for x in edges)
    s = Shelving(edges=edges, levels=_levels(own, 0.39, 2, 1), head_m=1.64, board_m=0.036, foot_m=0.0)
    own_bay = next(k for k, (a, b) in enumerate(pairwise(edges)) if a < 0 < b)
    top = one(
        "CaseTop",
        "birch_ply",
        "bookcase",
        lambda: box((edges[0] - 0.018, s.front_y, 1.6), (edges[-1] + 0.018, s.back_y, 1.636)),
        (0, 0, 0),
    )
    globe = (piece("Globe", "picture_print", "globe"), piece("GlobeStand", "bright_brass", "globe"))
    things = [
        *room_shell(_ROOM, "wall_paint", panes),
        *plank_floor(_ROOM, "pale_oak_planking", width_m=0.2),
        boards(s, "birch_ply"),
        *case(s, "birch_ply", back="painted_fronts"),
        top,
        *filled(
            s,
            ("baskets", "loose", "files", "books", "cartons", "crocks", "loose"),
            own=(own_bay, own),
            gap=(-0.21, 0.21),
            sides=("books", "books"),
        ),
        thing(globe, lambda _: tuple(moved(g, 0.55, 0.0, 1.636) for g in desk_things.globe())),
        potted("trailer", 0.07, -0.5, 0.0, 1.636, size_m=0.5),
        fixed(piece("Rug", "room_rug", "rug", PieceRole.FLOOR), lambda: furniture.rug((-1.2, 1.2, -1.8, -0.3))),
    ]
    return _setting("plywood_cubes", _ROOM, panes, _support(own)), things


_MADE = (_oak_packed, _white_sparse, _walnut_leather, _iron_rack, _on_brackets, _case_top, _alcove, _store, _cubes)


def _variants() -> tuple[PlaceVariant, ...]:
    return tuple(place_variant(_NAME, i, *make()) for i, make in enumerate(_MADE))


PLACE = Place(
    name=_NAME, title="a bookshelf", preposition="on", outdoors=False, subject_m=(0.01, 0.26), variants=_variants()
)
