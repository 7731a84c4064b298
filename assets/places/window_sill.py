"""A window sill: wood, slate, tile or stone, before a garden, a street, the sea, frosted glass."""

from __future__ import annotations

import numpy as np

from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, merge, moved, polygons
from assets.places.kit import crockery, furniture, house_plants
from assets.places.kit.bath_fittings import rolled_towel
from assets.places.kit.boxes import box
from assets.places.kit.outlooks import garden_view, street_view
from assets.places.kit.room_things import brick_face, one, picture_on, pile, plank_floor, potted, slab_floor, tiled
from assets.places.kit.rooms import Hole
from assets.places.kit.sills import (
    FACE_Y,
    brick_jambs,
    casement_in,
    curtains_at,
    daylight,
    frame_in,
    glazing,
    rain_on,
    shutters_at,
    sill_board,
    sill_room,
    tiled_sill,
    wall_about,
)
from assets.places.kit.things import Setting, Thing, fixed, piece, place_variant, thing
from assets.places.kit.windows import architrave, roller_blind
from assets.places.place import PieceRole, Place, PlaceVariant, Support

_NAME = "window_sill"
_TOP_M = 0.90
_FRAME_Y = 0.10
_SUPPORT = Support(height_m=_TOP_M, half_x_m=0.26, half_y_m=0.095)


def _hole(width_m: float = 1.2, high_m: float = 2.1, at: float = 0.0, top_m: float = _TOP_M) -> Hole:
    return Hole(at=at, width_m=width_m, low_m=top_m - 0.03, high_m=high_m)


def _setting(
    name: str, hole: Hole, *, panorama: str = "forest", support: Support = _SUPPORT, y: float = _FRAME_Y
) -> Setting:
    return Setting(name=name, support=support, openings=(daylight(hole, y + 0.05),), panorama=panorama)


def _casing(hole: Hole, stuff: str = "white_joinery") -> Thing:
    return fixed(
        piece("Casing", stuff, "window casing", PieceRole.WALL), lambda: moved(architrave(hole), y=FACE_Y)
    )


def _small_panes() -> tuple[Setting, list[Thing]]:
    room, hole = sill_room(), _hole(1.15)
    things = [
        *wall_about(room, hole, "wall_paint", thick_m=0.3),
        *plank_floor(room, "oak_planking"),
        _casing(hole),
        *sill_board(hole, _TOP_M, "white_joinery", back_y=_FRAME_Y + 0.01),
        frame_in(hole, "white_joinery", (3, 4), y=_FRAME_Y),
        *garden_view(0.2, fence=True),
        potted("bush", 0.058, -0.42, 0.0, _TOP_M, size_m=0.17),
        potted("bush", 0.05, 0.36, 0.02, _TOP_M, size_m=0.13),
        potted("succulent", 0.045, 0.48, 0.0, _TOP_M),
        *curtains_at(hole, "white_cotton", width_m=0.34),
    ]
    return _setting("white_small_panes", hole), things


def _large_pane() -> tuple[Setting, list[Thing]]:
    room, hole = sill_room(), _hole(1.5, 2.2)
    things = [
        *wall_about(room, hole, "wall_paint_deep", thick_m=0.3),
        *plank_floor(room, "walnut_planking"),
        *sill_board(hole, _TOP_M, "floor_slate", back_y=_FRAME_Y + 0.01, horns_m=0.0),
        frame_in(hole, "dark_fronts", (1, 1), y=_FRAME_Y),
        *street_view(0.2, wall="room_plaster"),
        fixed(
            piece("Radiator", "white_joinery", "radiator"),
            lambda: moved(furniture.radiator(1.1, 0.55), 0.0, FACE_Y),
        ),
        *curtains_at(hole, "heavy_curtain", width_m=0.5),
        one(
            "Bottles",
            "bottle_glass",
            "bottle",
            lambda: merge(
                [
                    moved(crockery.bottle(0.036, 0.29), -0.44, 0.02),
                    moved(crockery.bottle(0.03, 0.17, neck=0.5), -0.54, -0.01),
                ]
            ),
            (0, 0, _TOP_M),
        ),
        one("Vase", "stoneware_glaze", "vase", lambda: crockery.vase(0.06, 0.2, form=0), (0.42, 0.0, _TOP_M)),
        thing(
            piece("Twigs", "twig", "twig"),
            lambda rng: moved(crockery.flower_vase_stems(rng, 0.38), 0.42, 0.0, _TOP_M + 0.16),
        ),
    ]
    return _setting("one_pane_slate", hole, panorama="city"), things


def _deep_oak() -> tuple[Setting, list[Thing]]:
    top = 0.5
    room, hole = sill_room(), _hole(1.5, 1.9, top_m=0.5)
    support = Support(height_m=top, half_x_m=0.32, half_y_m=0.16)
    y = 0.3

    def cushion() -> Surface:
        return moved(rounded_box((0.34, 0.3, 0.11), 0.05, 4), -0.54, 0.1, top)

    things = [
        *wall_about(room, hole, "lime_plaster", thick_m=0.5, joinery="oak_planking"),
        *slab_floor(room, "floor_terracotta", (0.25, 0.25)),
        *sill_board(hole, top, "oak_planking", back_y=y + 0.01, thick_m=0.045, nose_m=0.12, horns_m=0.03),
        frame_in(hole, "oak_planking", (4, 3), y=y),
        *garden_view(0.4, ground_m=-0.2),
        fixed(piece("Cushion", "upholstery_wool", "cushion"), cushion),
        pile(3, 0.5, 0.08, top, turn_deg=10.0),
        one("Mug", "stoneware_glaze", "mug", crockery.mug, (0.6, -0.1, top), turn_deg=40.0),
        *curtains_at(hole, "plain_cotton", width_m=0.4, rod="black_iron"),
    ]
    return _setting("deep_oak_seat", hole, support=support, y=y), things


def _iron_in_brick() -> tuple[Setting, list[Thing]]:
    room, hole = sill_room(3.0), _hole(1.4, 2.5)
    a, b = hole.span
    face = FACE_Y - 0.012

    def jambs(rng: np.random.Generator) -> Surface:
        return brick_jambs(rng, hole, 0.19)

    fields = ((-1.9, a, 0.0, 3.0), (b, 1.9, 0.0, 3.0), (a, b, 0.0, hole.low_m), (a, b, hole.high_m, 3.0))
    things = [
        *wall_about(room, hole, "grey_grout", thick_m=0.3, joinery="dark_fronts"),
        *slab_floor(room, "concrete_top", (1.0, 1.0)),
        *[t for f in fields for t in brick_face(f, face)],
        thing(piece("Bricks", "house_brick", "brick", PieceRole.WALL), jambs),
        *sill_board(hole, _TOP_M, "concrete_top", back_y=_FRAME_Y + 0.01, thick_m=0.06, nose_m=0.045, horns_m=0.0),
        frame_in(hole, "black_iron", (4, 5), y=_FRAME_Y, stile_m=0.03, bar_m=0.02),
        *street_view(0.2, wall="whitewashed_brick"),
        potted("swords", 0.06, -0.5, 0.0, _TOP_M, size_m=0.3, pot="concrete_top"),
        one("Tin", "enamel", "tin", lambda: crockery.tin(0.05, 0.13), (0.44, 0.02, _TOP_M)),
        one("Jar", "bottle_glass", "jar", lambda: crockery.jar(0.042, 0.12), (0.56, 0.0, _TOP_M)),
    ]
    return _setting("iron_bars_in_brick", hole, panorama="city"), things


def _half_open() -> tuple[Setting, list[Thing]]:
    room, hole = sill_room(), _hole(1.1, 2.0)
    things = [
        *wall_about(room, hole, "room_plaster", thick_m=0.3, joinery="painted_fronts"),
        *plank_floor(room, "pine_planking"),
        _casing(hole, "painted_fronts"),
        *sill_board(hole, _TOP_M, "pine_planking", back_y=_FRAME_Y + 0.01),
        casement_in(hole, "painted_fronts", (1, 3), y=_FRAME_Y, open_deg=48.0),
        *garden_view(0.2, ground_m=-0.5),
        shutters_at(hole, "painted_fronts"),
        one("Jug", "enamel", "jug", lambda: crockery.jug(0.065, 0.19), (-0.4, 0.0, _TOP_M), turn_deg=30.0),
        thing(
            piece("JugLeaves", "room_leaves", "leaf"),
            lambda rng: moved(house_plants.bush(rng, 0.12, 0.22, count=90)[0], -0.4, 0.0, _TOP_M + 0.17),
        ),
        potted("bush", 0.055, 0.42, 0.0, _TOP_M, size_m=0.15),
    ]
    return _setting("casement_half_open", hole), things


def _sea() -> tuple[Setting, list[Thing]]:
    room, hole = sill_room(), _hole(1.7, 2.2)

    def rail() -> Surface:
        posts = [
            box((x - 0.02, 1.2, -0.6), (x + 0.02, 1.24, 1.0), bevel_m=0.004) for x in np.arange(-2.4, 2.5, 0.8)
        ]
        return merge(
            [*posts, *[box((-2.4, 1.195, z), (2.4, 1.245, z + 0.035), bevel_m=0.006) for z in (0.45, 0.72, 1.0)]]
        )

    def pebbles(rng: np.random.Generator) -> Surface:
        from assets.forms.kit.plant_pots import crumbs

        places = np.stack(
            [rng.uniform(-0.55, -0.3, 9), rng.uniform(-0.07, 0.05, 9), np.full(9, _TOP_M + 0.014)], -1
        )
        return crumbs(rng, places, rng.uniform(0.014, 0.024, 9), rounds=2, flat=0.6)

    things = [
        *wall_about(room, hole, "wall_paint", thick_m=0.3),
        *plank_floor(room, "pale_oak_planking"),
        _casing(hole),
        *sill_board(hole, _TOP_M, "pale_stone_top", back_y=_FRAME_Y + 0.01, horns_m=0.0),
        frame_in(hole, "white_joinery", (3, 1), y=_FRAME_Y),
        fixed(piece("Railing", "white_joinery", "railing"), rail),
        fixed(
            piece("Terrace", "floor_limestone", "terrace", PieceRole.FLOOR),
            lambda: box((-6.0, 0.4, -0.7), (6.0, 1.5, -0.6)),
        ),
        *curtains_at(hole, "white_cotton", width_m=0.5),
        thing(piece("Pebbles", "floor_limestone", "pebble"), pebbles),
        one("Bottle", "bottle_glass", "bottle", lambda: crockery.bottle(0.034, 0.26), (0.4, 0.02, _TOP_M)),
        one("Bowl", "stoneware_glaze", "bowl", lambda: crockery.bowl(0.075, 0.05), (0.56, -0.01, _TOP_M)),
    ]
    return _setting("wide_to_the_sea", hole, panorama="sunset"), things


def _frosted() -> tuple[Setting, list[Thing]]:
    room, hole = sill_room(), _hole(0.95, 1.9)
    a, b = hole.span
    face = FACE_Y - 0.008
    fields = ((-1.9, a, 0.0, 1.5), (b, 1.9, 0.0, 1.5), (a, b, 0.0, hole.low_m - 0.03))
    things = [
        *wall_about(room, hole, "wall_paint", thick_m=0.3),
        *slab_floor(room, "floor_slate", (0.3, 0.3)),
        *[t for f in fields for t in tiled(f, face, "coloured_wall_tiles", "pale_grout")],
        *tiled_sill(hole, _TOP_M, "coloured_wall_tiles", "pale_grout", back_y=_FRAME_Y, side_m=0.15),
        frame_in(hole, "white_joinery", (2, 2), y=_FRAME_Y),
        glazing(hole, "bathroom_glass", y=_FRAME_Y + 0.03, thick_m=0.006),
        potted("swords", 0.05, -0.38, 0.0, _TOP_M, size_m=0.2, pot="plain_crockery"),
        one(
            "Roll",
            "terry_towel",
            "rolled towel",
            lambda: rolled_towel(0.18, 0.045),
            (0.37, -0.01, _TOP_M),
            turn_deg=90.0,
        ),
        fixed(
            piece("Radiator", "white_joinery", "radiator"), lambda: moved(furniture.radiator(0.9, 0.5), 0.0, face)
        ),
    ]
    return _setting("frosted_tiled", hole, panorama="courtyard"), things


def _night() -> tuple[Setting, list[Thing]]:
    room, hole = sill_room(), _hole(1.25, 2.15)

    def blind() -> Surface:
        return moved(roller_blind(hole, 1.62, y=0.09), y=FACE_Y)

    things = [
        *wall_about(room, hole, "wall_paint_deep", thick_m=0.3, skirting_m=0.15),
        *plank_floor(room, "walnut_planking"),
        _casing(hole),
        *sill_board(hole, _TOP_M, "mahogany_planking", back_y=_FRAME_Y + 0.01),
        frame_in(hole, "white_joinery", (2, 2), y=_FRAME_Y, meeting_rail=True),
        fixed(piece("Blind", "plain_cotton", "blind"), blind),
        pile(3, 0.43, 0.0, _TOP_M, turn_deg=86.0),
        potted("fountain", 0.055, -0.52, 0.0, _TOP_M, size_m=0.2),
        picture_on(room, "back", 1.1, 1.55, (0.4, 0.55), frame="bright_brass"),
        picture_on(room, "back", -1.15, 1.5, (0.45, 0.36), frame="bright_brass"),
    ]
    return _setting("sash_at_night", hole, panorama="night"), things


def _niche() -> tuple[Setting, list[Thing]]:
    room, hole = sill_room(), _hole(0.9, 1.75)
    y = 0.26
    support = Support(height_m=_TOP_M, half_x_m=0.22, half_y_m=0.105)
    small = Hole(at=0.0, width_m=0.62, low_m=_TOP_M + 0.06, high_m=1.6)

    def splay() -> Surface:
        a, b = hole.span
        c, d = small.span
        parts = []
        for p, q in (((a, FACE_Y), (c, y)), ((d, y), (b, FACE_Y))):
            ring = np.array(
                [[p[0], p[1], 0.87], [q[0], q[1], 0.87], [q[0], q[1], hole.high_m], [p[0], p[1], hole.high_m]]
            )
            parts.append(polygons(ring, [4], np.arange(4)))
        low = box((c - 0.1, y, 0.87), (d + 0.1, y + 0.2, small.low_m))
        head = box((c - 0.1, y, small.high_m), (d + 0.1, y + 0.2, hole.high_m))
        cheeks = [box((min(u, v), y, 0.87), (max(u, v), y + 0.2, hole.high_m)) for u, v in ((a, c), (d, b))]
        return merge([*parts, low, head, *cheeks])

    things = [
        *wall_about(room, hole, "lime_plaster", thick_m=0.5, joinery="floor_terracotta"),
        *slab_floor(room, "floor_terracotta", (0.3, 0.3)),
        fixed(piece("Reveal", "lime_plaster", "wall", PieceRole.WALL), splay),
        *tiled_sill(hole, _TOP_M, "floor_terracotta", "pale_grout", back_y=y, side_m=0.22),
        frame_in(small, "worn_planking", (2, 3), y=y + 0.06),
        *garden_view(0.45),
        one(
            "Jug", "stoneware_glaze", "jug", lambda: crockery.jug(0.06, 0.18), (-0.31, 0.0, _TOP_M), turn_deg=20.0
        ),
        one("Bowl", "floor_terracotta", "bowl", lambda: crockery.bowl(0.06, 0.05), (0.31, -0.02, _TOP_M)),
    ]
    return _setting("plaster_niche", hole, support=support, y=y + 0.06), things


def _rain() -> tuple[Setting, list[Thing]]:
    room, hole = sill_room(), _hole(1.3, 2.1)
    things = [
        *wall_about(room, hole, "room_plaster", thick_m=0.3),
        *plank_floor(room, "worn_planking"),
        _casing(hole),
        *sill_board(hole, _TOP_M, "oak_planking", back_y=_FRAME_Y + 0.01),
        frame_in(hole, "white_joinery", (2, 1), y=_FRAME_Y),
        glazing(hole, "window_glass", y=_FRAME_Y + 0.03),
        rain_on(hole, y=_FRAME_Y + 0.0325),
        *street_view(0.2, wall="house_brick"),
        *curtains_at(hole, "heavy_curtain", width_m=0.4, gathered=0.3),
        one("Mug", "stoneware_glaze", "mug", crockery.mug, (0.36, -0.01, _TOP_M), turn_deg=-30.0),
        pile(2, -0.42, 0.0, _TOP_M, turn_deg=80.0),
        potted("swords", 0.055, 0.52, 0.01, _TOP_M, size_m=0.26),
    ]
    return _setting("rain_on_the_pane", hole, panorama="city"), things


_MADE = (_small_panes, _large_pane, _deep_oak, _iron_in_brick, _half_open, _sea, _frosted, _night, _niche, _rain)


def _variants() -> tuple[PlaceVariant, ...]:
    return tuple(place_variant(_NAME, i, *make()) for i, make in enumerate(_MADE))


PLACE = Place(
    name=_NAME,
    title="a window sill",
    preposition="on",
    outdoors=False,
    subject_m=(0.01, 0.35),
    variants=_variants(),
)
