"""A desk: varnished, oak, plywood or white, before a pinboard, shelves, a window, bricks or a study."""

from __future__ import annotations

from collections.abc import Sequence

from assets.meshes.surface import Surface, merge, moved
from assets.places.kit import crockery, desk_things, furniture
from assets.places.kit.bath_fittings import folded_towels
from assets.places.kit.books import BookSizes
from assets.places.kit.boxes import box
from assets.places.kit.cupboards import brackets, wall_shelf
from assets.places.kit.desk_fittings import (
    BACK_Y,
    TOP_M,
    clock_on,
    desk_top,
    drawers_chest,
    files_row,
    four_legs,
    jointed_lamp,
    leaning_picture,
    lens,
    notebook,
    paper_rolls,
    pedestals,
    pencil_pot,
    pinned_board,
    scissors,
    screen_and_keys,
    spools,
    thread_rack,
    trestle_legs,
)
from assets.places.kit.kitchen_fittings import storage_jars
from assets.places.kit.outlooks import garden_view, street_view
from assets.places.kit.room_furniture import bookcase, easy_chair, gallery_of_pictures, lamp_on, standing_lamp
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
from assets.places.kit.rooms import Hole, Room, on_left
from assets.places.kit.things import Setting, Stuffs, Thing, fixed, piece, place_variant, thing
from assets.places.kit.windows import slatted_blind
from assets.places.place import Place, PlaceVariant, Support

_NAME = "desk"
_WALL_Y = 0.42
_SUPPORT = Support(height_m=TOP_M, half_x_m=0.34, half_y_m=0.22)
_SMALL = BookSizes(height_m=(0.09, 0.13), depth_m=(0.07, 0.1), spine_m=(0.01, 0.022))
_LOW = BookSizes(height_m=(0.15, 0.21), depth_m=(0.10, 0.14), spine_m=(0.012, 0.04))
_STUDY = Room(left_x=-1.8, right_x=2.0, back_y=_WALL_Y)
_SIDE = Window(side="left", hole=Hole(at=-0.3, width_m=1.2, low_m=0.85, high_m=2.15), panes=(2, 2))


def _setting(
    name: str, room: Room, panes: Sequence[Window], *, panorama: str = "courtyard", support: Support = _SUPPORT
) -> Setting:
    return Setting(name=name, support=support, openings=openings_of(room, panes), panorama=panorama)


def _shelves(
    stuff: Stuffs, metal: Stuffs, *heights: float, start: float = -0.85, end: float = 0.85, deep_m: float = 0.2
) -> list[Thing]:
    def boards() -> Surface:
        return merge([wall_shelf(start, end, _WALL_Y, z, deep_m=deep_m, thick_m=0.024) for z in heights])

    def stays() -> Surface:
        return merge(
            [brackets((start + 0.15, end - 0.15), _WALL_Y, z, deep_m=0.17, thick_m=0.024) for z in heights]
        )

    return [fixed(piece("Shelf", stuff, "shelf"), boards), fixed(piece("Brackets", metal, "shelf bracket"), stays)]


def _varnished_pinboard() -> tuple[Setting, list[Thing]]:
    room, panes = _STUDY, [_SIDE]
    things = [
        *room_shell(room, "wall_paint", panes),
        *plank_floor(room, "oak_planking"),
        *desk_top("mahogany_planking"),
        *pedestals("mahogany_planking", "bright_brass", style="frame"),
        pinned_board(0.0, _WALL_Y, 1.2, (1.05, 0.7)),
        jointed_lamp(-0.62, 0.28, -40.0, stuff="enamel", reach_m=0.13),
        pencil_pot(0.42, 0.27),
        pile(3, 0.57, 0.16, TOP_M, turn_deg=-10.0),
        notebook(-0.53, -0.08, 12.0),
        one("Mug", "stoneware_glaze", "mug", crockery.mug, (0.42, 0.1, TOP_M), turn_deg=-40.0),
    ]
    return _setting("varnished_pinboard", room, panes), things


def _oak_shelves() -> tuple[Setting, list[Thing]]:
    room = _STUDY
    panes = [Window(side="right", hole=Hole(at=-0.35, width_m=1.2, low_m=0.85, high_m=2.15), panes=(2, 3))]
    things = [
        *room_shell(room, "wall_paint", panes),
        *plank_floor(room, "pale_oak_planking", width_m=0.18),
        *desk_top("pale_oak_planking", plank_m=0.12),
        four_legs("pale_oak_planking"),
        *_shelves("pale_oak_planking", "black_iron", 1.36, 1.72),
        books(-0.8, -0.12, _WALL_Y - 0.18, 1.36),
        books(0.14, 0.8, _WALL_Y - 0.18, 1.72),
        potted("trailer", 0.055, 0.3, _WALL_Y - 0.1, 1.36, size_m=0.25),
        files_row(-0.75, 6, _WALL_Y - 0.195, 1.72),
        lamp_on(-0.52, 0.24, TOP_M, high_m=0.42),
        books(-0.36, 0.32, _WALL_Y - 0.145, TOP_M, sizes=_LOW),
        pencil_pot(0.42, 0.26, stuff="enamel"),
        notebook(0.53, -0.02, -14.0, cover="book_cloth_red"),
        one("Plant", "stoneware_glaze", "mug", crockery.mug, (-0.42, 0.02, TOP_M)),
    ]
    return _setting("oak_shelves_above", room, panes), things


def _plywood_craft() -> tuple[Setting, list[Thing]]:
    room, panes = _STUDY, [_SIDE]
    shelf = 1.36

    def cloths() -> Thing:
        pieces = (
            piece("ClothPileRed", "terry_towel", "folded cloth"),
            piece("ClothPileBlue", "plain_cotton", "folded cloth"),
        )
        return thing(
            pieces,
            lambda rng: tuple(
                moved(folded_towels(rng, 2, width_m=0.28, deep_m=0.18), x, _WALL_Y - 0.1, shelf)
                for x in (-0.6, -0.28)
            ),
        )

    mat = (
        piece("CuttingMat", "painted_fronts", "cutting mat"),
        piece("MatLines", "book_cloth_pale", "cutting mat"),
    )
    things = [
        *room_shell(room, "room_plaster", panes),
        *plank_floor(room, "worn_planking"),
        *desk_top("birch_ply", thick_m=0.03),
        trestle_legs("pine_planking", thick_m=0.03),
        *_shelves("birch_ply", "white_joinery", shelf),
        cloths(),
        thread_rack(_WALL_Y, 1.0),
        spools([(0.02 + 0.045 * k, _WALL_Y - 0.08 - 0.05 * (k % 2)) for k in range(9)], shelf),
        spools([(0.4, 0.26), (0.45, 0.29), (0.43, 0.21), (-0.4, 0.28)], TOP_M),
        thing(mat, lambda _: tuple(moved(s, -0.585, -0.02, TOP_M) for s in desk_things.cutting_mat(0.26, 0.4))),
        scissors(0.47, -0.05, 35.0),
        drawers_chest(0.55, 0.26),
        *storage_jars(TOP_M, 0.3, ((-0.52, 0.042, 0.12), (-0.63, 0.042, 0.14))),
        clock_on(0.62, _WALL_Y, 1.75),
        picture_on(room, "back", -0.2, 1.85, (0.4, 0.5)),
    ]
    return _setting("plywood_craft", room, panes), things


def _white_screen() -> tuple[Setting, list[Thing]]:
    room = _STUDY
    panes = [Window(side="left", hole=Hole(at=-0.3, width_m=1.2, low_m=0.85, high_m=2.15), panes=(1, 2))]

    def blind() -> Surface:
        return on_left(slatted_blind(panes[0].along, 1.3), room)

    things = [
        *room_shell(room, "wall_paint_deep", panes),
        *plank_floor(room, "pale_oak_planking", width_m=0.2),
        *desk_top("white_joinery", edge="birch_ply"),
        four_legs("black_iron", metal=True),
        fixed(piece("Blind", "white_joinery", "blind"), blind),
        *screen_and_keys(-0.66, 0.16, 42.0)[:1],
        picture_on(room, "back", 0.28, 1.42, (0.36, 0.48)),
        picture_on(room, "back", 0.68, 1.35, (0.3, 0.4), frame="gloss_black"),
        files_row(-0.22, 3, 0.225, TOP_M),
        leaning_picture(0.2, _WALL_Y, 0.3, 0.38),
        potted("swords", 0.07, 0.56, 0.27, TOP_M, size_m=0.34, pot="plain_crockery"),
        jointed_lamp(0.6, 0.06, 160.0, stuff="gloss_black", reach_m=0.12),
        one("Mug", "stoneware_glaze", "mug", crockery.mug, (0.42, 0.2, TOP_M), turn_deg=-60.0),
    ]
    return _setting("white_with_screen", room, panes), things


def _pigeonholes() -> tuple[Setting, list[Thing]]:
    room = _STUDY
    panes = [
        Window(
            side="right", hole=Hole(at=-0.3, width_m=1.1, low_m=0.8, high_m=2.2), panes=(2, 4), meeting_rail=True
        )
    ]
    globe = (piece("Globe", "picture_print", "globe"), piece("GlobeStand", "bright_brass", "globe"))
    rack = (piece("LetterRack", "walnut_planking", "letter rack"), piece("Letters", "book_paper", "letter"))
    holes = fixed(
        piece("Pigeonholes", "walnut_planking", "pigeonholes"),
        lambda: desk_things.pigeonholes(1.38, 0.34, BACK_Y - 0.001, TOP_M, deep_m=0.165, columns=7),
    )
    things = [
        *room_shell(room, "wall_paint_deep", panes, skirting_m=0.16, cornice_m=0.08),
        *parquet_floor(room, "oak_planking"),
        *desk_top("walnut_planking"),
        *pedestals("walnut_planking", "bright_brass"),
        holes,
        *hung_curtain(room, panes[0], "heavy_curtain"),
        books(-0.66, -0.52, BACK_Y - 0.15, TOP_M + 0.013, lean=False, sizes=_SMALL),
        books(0.12, 0.27, BACK_Y - 0.15, TOP_M + 0.013, lean=False, sizes=_SMALL),
        books(-0.28, -0.12, BACK_Y - 0.15, TOP_M + 0.178, lean=False, sizes=_SMALL),
        thing(globe, lambda _: tuple(moved(s, -0.5, BACK_Y - 0.1, TOP_M + 0.342) for s in desk_things.globe())),
        one(
            "Vase",
            "stoneware_glaze",
            "vase",
            lambda: crockery.vase(0.05, 0.2, form=1),
            (0.5, BACK_Y - 0.1, TOP_M + 0.342),
        ),
        picture_on(room, "back", 0.0, 1.62, (0.7, 0.5), frame="bright_brass", mount_m=0.0),
        thing(
            rack,
            lambda _: tuple(
                moved(s, 0.54, 0.1, TOP_M) for s in (desk_things.letter_rack(), desk_things.letters())
            ),
        ),
        lamp_on(-0.54, 0.06, TOP_M, stuff="bright_brass", high_m=0.4),
        one("Ink", "bottle_glass", "ink bottle", lambda: crockery.jar(0.026, 0.06), (0.4, 0.05, TOP_M)),
    ]
    return _setting(
        "walnut_pigeonholes", room, panes, support=Support(height_m=TOP_M, half_x_m=0.34, half_y_m=0.2)
    ), things


def _window_beyond() -> tuple[Setting, list[Thing]]:
    room = _STUDY
    panes = [
        Window(side="back", hole=Hole(at=0.05, width_m=1.5, low_m=0.86, high_m=2.2), panes=(3, 2), sill_m=0.17)
    ]
    things = [
        *room_shell(room, "wall_paint", panes),
        *plank_floor(room, "pine_planking"),
        *desk_top("oak_planking", plank_m=0.14),
        *pedestals("painted_fronts", "bright_brass", sides=(1,)),
        *garden_view(room.back_y, fence=False),
        *hung_curtain(room, panes[0], "plain_cotton", width_m=0.36),
        potted("bush", 0.055, -0.5, _WALL_Y + 0.03, 0.878, size_m=0.16),
        potted("succulent", 0.045, 0.32, _WALL_Y + 0.04, 0.878),
        pile(4, -0.54, 0.2, TOP_M, turn_deg=8.0),
        pencil_pot(0.42, 0.28),
        notebook(0.54, -0.04, -10.0, cover="book_cloth_green"),
        jointed_lamp(0.6, 0.24, 150.0, stuff="enamel", reach_m=0.12),
    ]
    return _setting("oak_at_the_window", room, panes, panorama="forest"), things


def _library() -> tuple[Setting, list[Thing]]:
    room = Room(left_x=-2.4, right_x=2.5, back_y=2.5, high_m=2.9)
    panes = [
        Window(side="left", hole=Hole(at=1.0, width_m=1.2, low_m=0.5, high_m=2.5), panes=(2, 4), meeting_rail=True)
    ]
    things = [
        *room_shell(room, "wall_paint_deep", panes, skirting_m=0.16, cornice_m=0.1),
        *parquet_floor(room, "walnut_planking"),
        *desk_top("walnut_planking", plank_m=0.24),
        *pedestals("walnut_planking", "bright_brass", style="frame"),
        *hung_curtain(room, panes[0], "heavy_curtain"),
        *[
            t
            for x in (-1.25, -0.1, 1.05)
            for t in bookcase(x, room.back_y, "mahogany_planking", width_m=1.12, high_m=2.3, rows=6)
        ],
        easy_chair(1.25, 1.35, -35.0),
        standing_lamp(1.85, 1.85),
        fixed(piece("Rug", "room_rug", "rug"), lambda: furniture.rug((-1.4, 1.4, -0.6, 1.9))),
        lamp_on(-0.54, 0.2, TOP_M, stuff="bright_brass", high_m=0.42),
        pile(3, 0.56, 0.22, TOP_M, turn_deg=-12.0),
        notebook(0.55, -0.1, -8.0),
        pencil_pot(0.4, 0.3, stuff="bright_brass"),
    ]
    return _setting(
        "walnut_in_library", room, panes, support=Support(height_m=TOP_M, half_x_m=0.34, half_y_m=0.25)
    ), things


def _drawing_office() -> tuple[Setting, list[Thing]]:
    room = Room(left_x=-2.2, right_x=2.4, back_y=1.3, high_m=3.0)
    panes = [
        Window(side="back", hole=Hole(at=0.9, width_m=1.7, low_m=0.8, high_m=2.6), panes=(4, 5)),
        Window(side="right", hole=Hole(at=0.0, width_m=1.3, low_m=0.8, high_m=2.6), panes=(3, 5)),
    ]
    a, b = panes[0].hole.span
    y = room.back_y - 0.018
    plan = (piece("Plans", "book_paper", "drawing"), piece("Tacks", "bright_plastic", "drawing pin"))
    things = [
        *room_shell(room, "room_plaster", panes, joinery="dark_fronts", frames="black_iron"),
        *slab_floor(room, "concrete_top", (1.2, 1.2)),
        *brick_face((-2.2, a - 0.08, 0.0, 3.0), y, "whitewashed_brick"),
        *brick_face((a - 0.08, b + 0.08, 0.0, 0.78), y, "whitewashed_brick"),
        *brick_face((b + 0.08, 2.4, 0.0, 3.0), y, "whitewashed_brick"),
        *street_view(room.back_y),
        *desk_top("birch_ply", thick_m=0.03),
        four_legs("black_iron", metal=True, thick_m=0.03),
        paper_rolls(-0.5, 0.26),
        pencil_pot(0.4, 0.3, stuff="sheet_steel"),
        jointed_lamp(0.58, 0.26, 150.0, stuff="gloss_black", reach_m=0.14),
        thing(
            plan,
            lambda rng: (
                moved(desk_things.notes(rng, 1.2, 0.7, 3, kinds=1)[0][0], -1.0, y + 0.01, 1.55),
                moved(desk_things.notes(rng, 1.2, 0.7, 3, kinds=1)[1], -1.0, y + 0.01, 1.55),
            ),
        ),
        one(
            "Ruler",
            "sheet_steel",
            "ruler",
            lambda: box((-0.02, -0.2, 0.0), (0.02, 0.2, 0.0012), bevel_m=0.0004),
            (-0.5, -0.06, TOP_M),
            turn_deg=12.0,
        ),
        fixed(
            piece("PlanChest", "grey_card", "plan chest"),
            lambda: box((-1.6, 0.75, 0.0), (-0.55, 1.26, 0.75), bevel_m=0.004),
        ),
        files_row(-1.5, 8, 0.95, 0.75),
        one("Stool", "black_iron", "stool", lambda: furniture.round_stool(0.66), (0.75, 0.75, 0.0)),
        pile(2, 0.55, 0.0, TOP_M, turn_deg=-20.0),
    ]
    return _setting("drawing_office", room, panes, panorama="city"), things


def _naturalist() -> tuple[Setting, list[Thing]]:
    room = Room(left_x=-1.8, right_x=2.0, back_y=_WALL_Y + 0.02)
    panes = [Window(side="right", hole=Hole(at=-0.3, width_m=1.2, low_m=0.85, high_m=2.15), panes=(3, 3))]
    cards = one(
        "Cards",
        "book_paper",
        "label card",
        lambda: merge(
            [
                moved(box((-0.04, -0.025, 0), (0.04, 0.025, 0.0008), bevel_m=0.0002), 0.05 * (k % 2), 0.06 * k)
                for k in range(3)
            ]
        ),
        (0.5, -0.1, TOP_M),
        turn_deg=15.0,
    )
    frames = [
        picture_on(
            room,
            "back",
            -0.5 + 0.36 * k,
            1.0 + 0.03 * (k % 2),
            (0.3, 0.38 - 0.06 * (k % 2)),
            frame="oak_planking" if k % 2 else "gloss_black",
            mount_m=0.035,
        )
        for k in range(4)
    ]
    things = [
        *room_shell(room, "lime_plaster", panes),
        *plank_floor(room, "worn_planking", width_m=0.18),
        *desk_top("worn_planking", plank_m=0.18, thick_m=0.035),
        four_legs("worn_planking", thick_m=0.035),
        *frames,
        drawers_chest(-0.52, 0.27),
        potted("fountain", 0.06, -0.52, 0.27, TOP_M + 0.262, size_m=0.2),
        *storage_jars(TOP_M, 0.3, ((0.42, 0.04, 0.15), (0.52, 0.036, 0.12), (0.61, 0.042, 0.19))),
        lens(-0.52, -0.04, 30.0),
        cards,
        thing(
            piece("Twigs", "twig", "twig"),
            lambda rng: moved(crockery.flower_vase_stems(rng, 0.3, 7), 0.6, 0.14, TOP_M + 0.12),
        ),
        one("Vase", "stoneware_glaze", "vase", lambda: crockery.vase(0.045, 0.15), (0.6, 0.14, TOP_M)),
    ]
    return _setting("naturalist", room, panes), things


def _attic() -> tuple[Setting, list[Thing]]:
    room = Room(left_x=-1.9, right_x=2.0, back_y=1.6)
    panes = [Window(side="left", hole=Hole(at=0.5, width_m=1.1, low_m=0.8, high_m=2.1), panes=(2, 3))]
    things = [
        *room_shell(room, "wall_paint", panes),
        *plank_floor(room, "pine_planking", along="y"),
        *desk_top("painted_fronts", thick_m=0.03),
        *pedestals("painted_fronts", "bright_brass", style="frame", sides=(-1,), thick_m=0.03),
        door_on(room, "back", -0.85),
        *gallery_of_pictures(room, "back", 0.55, 1.5),
        *bookcase(1.45, room.back_y, "white_joinery", width_m=0.8, high_m=1.9),
        lamp_on(0.54, 0.24, TOP_M, stuff="stoneware_glaze", high_m=0.4),
        pencil_pot(-0.42, 0.28),
        notebook(-0.53, -0.02, 10.0, cover="book_cloth_blue"),
        one("Mug", "enamel", "mug", crockery.mug, (0.42, 0.02, TOP_M), turn_deg=30.0),
        potted("fountain", 0.07, -0.57, 0.26, TOP_M, size_m=0.18),
    ]
    return _setting("painted_in_a_room", room, panes), things


_MADE = (
    _varnished_pinboard,
    _oak_shelves,
    _plywood_craft,
    _white_screen,
    _pigeonholes,
    _window_beyond,
    _library,
    _drawing_office,
    _naturalist,
    _attic,
)


def _variants() -> tuple[PlaceVariant, ...]:
    return tuple(place_variant(_NAME, i, *make()) for i, make in enumerate(_MADE))


PLACE = Place(
    name=_NAME, title="a desk", preposition="on", outdoors=False, subject_m=(0.01, 0.45), variants=_variants()
)
