"""A bathroom: washstands, shelves, a niche, a bath's ledge, a stool; tiles, slabs or panelling."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.meshes.surface import Surface, merge, moved
from assets.places.kit import bath_fittings, furniture, windows
from assets.places.kit.boxes import box
from assets.places.kit.cupboards import brackets, wall_shelf
from assets.places.kit.outlooks import garden_view
from assets.places.kit.room_things import (
    Window,
    chequered_floor,
    hung_curtain,
    one,
    openings_of,
    picture_on,
    plank_floor,
    plank_top,
    potted,
    room_shell,
    slab_floor,
    tiled,
)
from assets.places.kit.rooms import Hole, Room, dado_rail, round_the_room, walls
from assets.places.kit.things import Setting, Thing, fixed, piece, place_variant, thing
from assets.places.kit.tiling import beadboard
from assets.places.kit.washroom import (
    bath_at,
    bottles,
    brushes_in_tumbler,
    mirror_at,
    pedestal_basin,
    soap_on_dish,
    sunk_basin,
    tiled_sides,
    towel_on_rail,
    towel_pile,
    towel_rolls,
    vessel_basin,
    wall_lamps,
    washstand,
)
from assets.places.place import PieceRole, Place, PlaceVariant, Support

_NAME = "bathroom_shelf"
_ROOM = Room(left_x=-1.6, right_x=1.7, back_y=0.30, high_m=2.5)
_FACE = _ROOM.back_y - 0.008
_LEFT = Window(side="left", hole=Hole(at=-0.65, width_m=0.8, low_m=1.1, high_m=2.1), panes=(2, 2))
_RIGHT = Window(side="right", hole=Hole(at=-0.65, width_m=0.8, low_m=1.1, high_m=2.1), panes=(1, 2))


def _setting(name: str, room: Room, panes: Sequence[Window], support: Support) -> Setting:
    return Setting(name=name, support=support, openings=openings_of(room, panes), panorama="courtyard")


def _oak_washstand() -> tuple[Setting, list[Thing]]:
    top, panes = 0.85, [_LEFT]
    stand = washstand((-0.85, 0.85), (-0.24, 0.29), top, ("oak_planking", "oak_planking", "bright_chrome"))
    things = [
        *room_shell(_ROOM, "wall_paint", panes),
        *slab_floor(_ROOM, "floor_slate", (0.3, 0.3)),
        *stand,
        *tiled((-1.6, 1.7, 0.0, 2.1), _FACE, "white_wall_tiles", "grey_grout", size_m=(0.15, 0.15), bond="stack"),
        *tiled_sides(
            _ROOM, 2.1, "white_wall_tiles", "grey_grout", size_m=(0.15, 0.15), bond="stack", sides=("right",)
        ),
        *vessel_basin(0.55, 0.02, top),
        *mirror_at(0.35, 1.72, _FACE, (0.9, 0.62)),
        *bottles(((-0.5, 0.2, 0.03, 0.17), (-0.58, 0.16, 0.028, 0.2), (-0.43, 0.22, 0.024, 0.12)), top),
        towel_pile(-0.68, -0.02, top),
        *brushes_in_tumbler(0.26, 0.24, top),
    ]
    return _setting("oak_washstand", _ROOM, panes, Support(height_m=top, half_x_m=0.22, half_y_m=0.19)), things


def _glass_shelf() -> tuple[Setting, list[Thing]]:
    top, panes = 1.12, [_RIGHT]
    room = Room(left_x=-1.6, right_x=1.7, back_y=0.085, high_m=2.5)
    face = room.back_y - 0.008
    pieces = (
        piece("GlassShelf", "window_glass", "glass shelf", PieceRole.SUPPORT),
        piece("ShelfHolders", "bright_brass", "shelf holder"),
    )

    def rail() -> Surface:
        from assets.forms.kit.rounds import rod

        ends = [rod((x, -0.045, top), (x, -0.045, top + 0.028), 0.004, sides=8) for x in (-0.37, 0.37)]
        return merge(
            [
                rod((-0.38, -0.045, top + 0.03), (-0.2, -0.045, top + 0.03), 0.004, sides=8),
                rod((0.2, -0.045, top + 0.03), (0.38, -0.045, top + 0.03), 0.004, sides=8),
                *ends,
            ]
        )

    things = [
        *room_shell(room, "wall_paint", panes),
        *chequered_floor(room, ("floor_limestone", "floor_slate"), 0.2),
        *tiled((-1.6, 1.7, 0.0, 1.62), face, "coloured_wall_tiles", "pale_grout"),
        fixed(
            piece("TileRail", "dark_wall_tiles", "tile border", PieceRole.WALL),
            lambda: moved(dado_rail(-1.6, 1.7, 1.62, high_m=0.04, deep_m=0.02), y=room.back_y),
        ),
        thing(pieces, lambda _: bath_fittings.glass_shelf(0.8, 0.125, top, face)),
        fixed(piece("ShelfRail", "bright_brass", "rail"), rail),
        *pedestal_basin(0.0, face, metal="bright_brass"),
        *mirror_at(0.0, 1.66, face, (0.5, 0.62), frame="bright_brass"),
        *brushes_in_tumbler(0.27, 0.0, top),
        *bottles(((-0.27, 0.01, 0.026, 0.15), (-0.34, 0.0, 0.024, 0.11)), top),
        wall_lamps((-0.42, 0.42), 1.75, face, "bright_brass"),
        *towel_on_rail(-0.8, 1.15, face, metal="bright_brass"),
    ]
    return _setting(
        "glass_shelf_coloured", room, panes, Support(height_m=top, half_x_m=0.2, half_y_m=0.042)
    ), things


def _bath_ledge() -> tuple[Setting, list[Thing]]:
    top = 0.60
    room = Room(left_x=-1.15, right_x=1.3, back_y=0.16, high_m=2.5)
    face = room.back_y - 0.008
    panes = [Window(side="right", hole=Hole(at=-0.6, width_m=0.8, low_m=1.1, high_m=2.1), panes=(2, 2))]

    def ledge(rng: np.random.Generator) -> Surface:
        from assets.places.kit.floors import slabs

        return merge([slabs(rng, (-1.15, 1.3, -0.14, face), top, (0.15, 0.15), thick_m=0.008, gap_m=0.003)])

    things = [
        *room_shell(room, "wall_paint", panes),
        *slab_floor(room, "floor_limestone", (0.3, 0.3)),
        thing(piece("Ledge", "coloured_wall_tiles", "tiled ledge", PieceRole.SUPPORT), ledge),
        fixed(
            piece("LedgeBody", "grey_grout", "tiled ledge", PieceRole.SUPPORT),
            lambda: box((-1.15, -0.138, 0.0), (1.3, face, top - 0.002), bevel_m=0.001),
        ),
        *bath_at(0.05, -0.505, length_m=1.95, tap_x=9.0)[:1],
        *tiled((-1.15, 1.3, top, 2.2), face, "white_wall_tiles", "pale_grout", size_m=(0.15, 0.15), bond="stack"),
        *tiled_sides(room, 2.2, "white_wall_tiles", "pale_grout", size_m=(0.15, 0.15), bond="stack"),
        one(
            "Tap",
            "bright_chrome",
            "tap",
            lambda: merge([moved(bath_fittings.pillar_tap(0.16, 0.14), s * 0.08) for s in (-1, 1)]),
            (0.62, -0.06, top),
        ),
        *bottles(((-0.34, 0.06, 0.032, 0.2), (-0.43, 0.03, 0.03, 0.17), (-0.52, 0.07, 0.033, 0.22)), top),
        *soap_on_dish(0.36, 0.0, top),
        potted("fountain", 0.06, -0.78, 0.02, top, size_m=0.24, pot="plain_crockery"),
        *towel_on_rail(-0.75, 1.45, face),
    ]
    return _setting("bath_ledge_tiled", room, panes, Support(height_m=top, half_x_m=0.25, half_y_m=0.11)), things


def _stool() -> tuple[Setting, list[Thing]]:
    top = 0.45
    room = Room(left_x=-1.7, right_x=1.8, back_y=1.15, high_m=2.5)
    panes = [Window(side="back", hole=Hole(at=0.55, width_m=0.9, low_m=1.0, high_m=2.1), panes=(2, 2))]
    support = Support(height_m=top, half_x_m=0.15, half_y_m=0.15, round=True)

    def panel(rng: np.random.Generator) -> Surface:
        return round_the_room(
            room, lambda a, b: merge([beadboard(rng, (a, b, 0.0, 1.1), -0.013), dado_rail(a, b, 1.1)])
        )

    things = [
        *room_shell(room, "wall_paint", panes),
        *chequered_floor(room, ("floor_limestone", "floor_slate"), 0.2),
        thing(piece("Panelling", "white_joinery", "panelling", PieceRole.WALL), panel),
        one("Stool", "pine_planking", "stool", lambda: furniture.round_stool(top, 0.19), (0.0, 0.0, 0.0)),
        *bath_at(0.1, 0.68, tap_x=-0.55),
        *hung_curtain(room, panes[0], "plain_cotton", width_m=0.34, low_m=1.0),
        *towel_on_rail(-1.2, 1.35, room.back_y),
        fixed(
            piece("BathMat", "terry_towel", "bath mat"),
            lambda: furniture.rug((-0.75, -0.2, -0.55, 0.2), thick_m=0.014),
        ),
        potted("big", 0.14, -1.35, 0.6, 0.0, size_m=0.8, pot="stoneware_glaze"),
        *garden_view(room.back_y),
    ]
    things = [_as_support(t) if any(p.name == "Stool" for p in t.pieces) else t for t in things]
    return _setting("stool_before_bath", room, panes, support), things


def _as_support(what: Thing) -> Thing:
    """The same thing as what carries the subject."""
    return Thing(
        pieces=tuple(piece(p.name, p.stuffs, p.class_name, PieceRole.SUPPORT) for p in what.pieces),
        build=what.build,
    )


def _stone_vanity() -> tuple[Setting, list[Thing]]:
    top, panes = 0.86, [_RIGHT]
    x, y = -0.52, 0.0
    stand = washstand(
        (-1.0, 1.0),
        (-0.25, 0.29),
        top,
        ("pale_stone_top", "dark_fronts", "bright_brass"),
        style="frame",
        low_m=0.12,
        hole=(x, y, 0.245, 0.175),
    )

    things = [
        *room_shell(_ROOM, "wall_paint", panes, cornice_m=0.06),
        *slab_floor(_ROOM, "floor_limestone", (0.6, 0.6)),
        *stand,
        *tiled((-1.6, 1.7, 0.0, 2.5), _FACE, "dark_granite", "grey_grout", size_m=(0.3, 0.6), bond="stack"),
        *sunk_basin(x, y, top, metal="bright_brass"),
        *mirror_at(-0.1, 1.72, _FACE, (1.2, 0.66), frame="bright_brass"),
        wall_lamps((-0.95, 0.75), 1.75, _FACE, "bright_brass"),
        one(
            "Tray",
            "bright_brass",
            "tray",
            lambda: merge(
                [
                    box((-0.12, -0.08, 0.0), (0.12, 0.08, 0.004), bevel_m=0.001),
                    *[
                        box((-0.12, s * 0.08 - 0.002, 0.0), (0.12, s * 0.08 + 0.002, 0.014), bevel_m=0.001)
                        for s in (-1, 1)
                    ],
                ]
            ),
            (0.5, 0.1, top),
        ),
        *bottles(((0.44, 0.11, 0.026, 0.13), (0.52, 0.13, 0.022, 0.1), (0.57, 0.08, 0.024, 0.16)), top + 0.004),
        towel_rolls(0.8, 0.06, top),
        *soap_on_dish(-0.3, 0.235, top, turn_deg=0.0),
    ]
    return _setting(
        "stone_vanity_brass", _ROOM, panes, Support(height_m=top, half_x_m=0.23, half_y_m=0.19)
    ), things


def _mosaic_niche() -> tuple[Setting, list[Thing]]:
    top, panes = 1.05, [_LEFT]
    room = Room(left_x=-1.6, right_x=1.7, back_y=-0.13, high_m=2.5)
    a, b, z1 = -0.6, 0.6, top + 0.42
    size = (0.0305, 0.0305)

    def recess() -> Surface:
        return merge(
            [
                box((a - 0.02, 0.135, top - 0.02), (b + 0.02, 0.3, z1 + 0.02)),
                box((a - 0.3, -0.128, top - 0.3), (a - 0.0, 0.3, z1 + 0.3)),
                box((b, -0.128, top - 0.3), (b + 0.3, 0.3, z1 + 0.3)),
                box((a, -0.128, z1), (b, 0.3, z1 + 0.3)),
                box((a, -0.122, top - 0.3), (b, 0.3, top - 0.03)),
            ]
        )

    hole = Hole(at=0.0, width_m=b - a + 0.4, low_m=top - 0.2, high_m=z1 + 0.2)
    outside = [
        (-1.6, a, top - 0.6, z1 + 0.5),
        (b, 1.7, top - 0.6, z1 + 0.5),
        (a, b, top - 0.6, top - 0.03),
        (a, b, z1, z1 + 0.5),
    ]
    shell = room_shell(room, "wall_paint", panes)
    shell[0] = fixed(
        piece("Walls", "wall_paint", "wall", PieceRole.WALL),
        lambda: walls(room, back=[hole], left=[panes[0].hole]),
    )
    things = [
        *shell,
        *slab_floor(room, "floor_slate", (0.3, 0.3)),
        fixed(piece("NicheBody", "pale_grout", "niche", PieceRole.WALL), recess),
        *tiled((a, b, top, z1), 0.128, "coloured_wall_tiles", "pale_grout", size_m=size, bond="stack"),
        *[
            t
            for f in outside
            for t in tiled(f, -0.138, "white_wall_tiles", "pale_grout", size_m=(0.2, 0.1), bond="half")
        ],
        fixed(
            piece("NicheShelf", "pale_stone_top", "niche shelf", PieceRole.SUPPORT),
            lambda: box((a, -0.15, top - 0.03), (b, 0.134, top), bevel_m=0.003),
        ),
        *bottles(((-0.4, 0.05, 0.034, 0.2), (-0.31, 0.07, 0.03, 0.24), (-0.5, 0.06, 0.034, 0.18)), top),
        *brushes_in_tumbler(0.34, 0.05, top),
        potted("succulent", 0.05, 0.5, 0.03, top, pot="plain_crockery"),
    ]
    return _setting("mosaic_niche", room, panes, Support(height_m=top, half_x_m=0.23, half_y_m=0.11)), things


def _oak_shelf_panelled() -> tuple[Setting, list[Thing]]:
    top = 1.13
    room = Room(left_x=-1.6, right_x=1.7, back_y=0.12, high_m=2.5)
    panes = [_LEFT]

    def panel(rng: np.random.Generator) -> Surface:
        return round_the_room(
            room, lambda p, q: merge([beadboard(rng, (p, q, 0.0, 1.45), -0.013), dado_rail(p, q, 1.45)])
        )

    face = room.back_y - 0.013
    things = [
        *room_shell(room, "room_plaster", panes),
        *plank_floor(room, "worn_planking"),
        thing(piece("Panelling", "painted_fronts", "panelling", PieceRole.WALL), panel),
        fixed(
            piece("Shelf", "oak_planking", "shelf", PieceRole.SUPPORT),
            lambda: wall_shelf(-0.7, 0.7, face, top, deep_m=0.22, thick_m=0.028),
        ),
        fixed(
            piece("Brackets", "black_iron", "shelf bracket"),
            lambda: brackets((-0.5, 0.5), face, top, thick_m=0.028),
        ),
        *towel_on_rail(0.0, 0.98, face, metal="black_iron", width_m=0.7),
        *pedestal_basin(1.05, face),
        *bottles(((-0.38, 0.0, 0.03, 0.18), (-0.47, 0.01, 0.03, 0.14)), top),
        potted("trailer", 0.055, 0.4, -0.0, top, size_m=0.4),
        *soap_on_dish(0.54, -0.02, top),
        *mirror_at(1.05, 1.72, room.back_y, (0.5, 0.42), frame="oak_planking"),
        picture_on(room, "back", -0.3, 1.85, (0.36, 0.46)),
    ]
    return _setting(
        "oak_shelf_panelled", room, panes, Support(height_m=top, half_x_m=0.26, half_y_m=0.085)
    ), things


def _dark_floating() -> tuple[Setting, list[Thing]]:
    top, panes = 0.84, [_RIGHT]

    def board() -> list[Thing]:
        return plank_top(
            (-1.0, 1.0, -0.25, 0.285),
            top,
            "walnut_planking",
            thick_m=0.06,
            width_m=0.18,
            class_name="washstand top",
        )

    def tap() -> Surface:
        from assets.forms.kit.rounds import rod

        return merge(
            [
                rod((-0.55, _FACE, top + 0.24), (-0.55, 0.08, top + 0.24), 0.011),
                rod((-0.55, 0.08, top + 0.245), (-0.55, 0.08, top + 0.21), 0.011),
                rod((-0.67, _FACE, top + 0.24), (-0.67, _FACE - 0.04, top + 0.24), 0.018),
                rod((-0.43, _FACE, top + 0.24), (-0.43, _FACE - 0.04, top + 0.24), 0.018),
            ]
        )

    things = [
        *room_shell(_ROOM, "wall_paint", panes, joinery="dark_fronts"),
        *slab_floor(_ROOM, "concrete_top", (0.6, 0.6)),
        *board(),
        *tiled((-1.6, 1.7, 0.0, 2.5), _FACE, "dark_wall_tiles", "grey_grout", size_m=(0.2, 0.065), bond="half"),
        *tiled_sides(
            _ROOM, 2.5, "dark_wall_tiles", "grey_grout", size_m=(0.2, 0.065), bond="half", sides=("left",)
        ),
        *vessel_basin(-0.55, 0.0, top, metal="bright_brass", round_=True, tap="wall"),
        fixed(piece("Tap", "bright_brass", "tap"), tap),
        *mirror_at(-0.55, 1.68, _FACE, (0.6, 0.6), frame="bright_brass"),
        towel_rolls(0.52, 0.1, top),
        potted("fountain", 0.06, 0.8, 0.1, top, size_m=0.26, pot="plain_crockery"),
        *bottles(((0.3, 0.22, 0.028, 0.16),), top),
        one(
            "Basket",
            "pine_planking",
            "basket",
            lambda: box((-0.2, -0.15, 0.0), (0.2, 0.15, 0.22), bevel_m=0.02),
            (0.5, 0.05, 0.0),
        ),
        wall_lamps((0.25,), 1.65, _FACE, "bright_brass"),
    ]
    return _setting(
        "walnut_on_dark_tiles", _ROOM, panes, Support(height_m=top, half_x_m=0.25, half_y_m=0.18)
    ), things


def _under_window() -> tuple[Setting, list[Thing]]:
    top = 0.86
    panes = [
        Window(side="back", hole=Hole(at=0.0, width_m=1.1, low_m=1.12, high_m=2.1), panes=(2, 2), sill_m=0.14)
    ]
    hole = panes[0].hole
    a, b = hole.span
    stand = washstand(
        (-1.0, 1.0),
        (-0.24, 0.29),
        top,
        ("terrazzo_top", "painted_fronts", "bright_chrome"),
        style="boards",
        low_m=0.1,
        hole=(0.58, 0.0, 0.245, 0.175),
    )
    fields = ((-1.6, a - 0.08, 0.0, 1.7), (b + 0.08, 1.7, 0.0, 1.7), (a - 0.077, b + 0.077, 0.0, 1.1))
    things = [
        *room_shell(_ROOM, "room_plaster", panes),
        *slab_floor(_ROOM, "floor_terracotta", (0.2, 0.2)),
        *stand,
        *[
            t
            for f in fields
            for t in tiled(f, _FACE, "coloured_wall_tiles", "pale_grout", size_m=(0.1, 0.1), bond="stack")
        ],
        fixed(
            piece("Pane", "bathroom_glass", "window pane"),
            lambda: moved(windows.panes_of_glass(hole, thick_m=0.006), y=_ROOM.back_y),
        ),
        *sunk_basin(0.58, 0.0, top),
        potted("bush", 0.05, -0.3, 0.31, 1.13, size_m=0.14),
        potted("trailer", 0.05, 0.36, 0.3, 1.13, size_m=0.22),
        towel_pile(-0.72, 0.04, top, 4),
        *bottles(((-0.44, 0.2, 0.03, 0.19), (-0.36, 0.22, 0.026, 0.13)), top),
        *brushes_in_tumbler(0.3, 0.22, top),
    ]
    return _setting(
        "terrazzo_under_window", _ROOM, panes, Support(height_m=top, half_x_m=0.25, half_y_m=0.18)
    ), things


_MADE = (
    _oak_washstand,
    _glass_shelf,
    _bath_ledge,
    _stool,
    _stone_vanity,
    _mosaic_niche,
    _oak_shelf_panelled,
    _dark_floating,
    _under_window,
)


def _variants() -> tuple[PlaceVariant, ...]:
    return tuple(place_variant(_NAME, i, *make()) for i, make in enumerate(_MADE))


PLACE = Place(
    name=_NAME,
    title="a bathroom shelf",
    preposition="on",
    outdoors=False,
    subject_m=(0.01, 0.30),
    variants=_variants(),
)
