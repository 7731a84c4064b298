"""A kitchen counter: a worktop before tiles, bricks, boards, a shelf or a window, or an island before the room."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.forms.kit.rounds import rod
from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit import bath_fittings, crockery, furniture, kitchen_things, lamps, tiling, windows
from assets.places.kit.boxes import box, boxes
from assets.places.kit.cupboards import bar_handles, base_fronts, brackets, carcass, fronts, knobs, wall_shelf
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
from assets.places.kit.things import Setting, Stuffs, Thing, fixed, piece, place_variant, thing
from assets.places.place import PieceRole, Place, PlaceVariant, Support

_NAME = "kitchen_counter"
_TOP_M = 0.91
_FRONT_Y, _WALL_Y = -0.30, 0.33
_START, _END = -1.55, 1.6
_SUPPORT = Support(height_m=_TOP_M, half_x_m=0.34, half_y_m=0.22)
_GALLEY = Room(left_x=-1.9, right_x=2.1, back_y=_WALL_Y)
_ISLAND_ROOM = Room(left_x=-2.6, right_x=2.8, back_y=2.9)
_SIDE = Window(side="left", hole=Hole(at=-0.35, width_m=1.1, low_m=1.0, high_m=2.1))
_SINK_X = 0.72


def _units(style: str, stuff: Stuffs, metal: Stuffs, *, handles: str = "knob", door_m: float = 0.45, drawer_m: float = 0.14) -> list[Thing]:
    """Base cupboards below the worktop."""
    face = _FRONT_Y + 0.02
    places, spots = base_fronts(_START, _END, 0.12, _TOP_M - 0.042, door_m=door_m, drawer_m=drawer_m)

    def pulls() -> Surface:
        return knobs(spots, face) if handles == "knob" else bar_handles(spots, face)

    return [
        fixed(piece("Fronts", stuff, "cupboard door", PieceRole.SUPPORT), lambda: fronts(places, face, style=style)),
        fixed(piece("Carcass", "joint_shadow", "cupboard", PieceRole.SUPPORT), lambda: carcass(_START, _END, face, _WALL_Y, 0.0, _TOP_M - 0.04, plinth_m=0.12)),
        fixed(piece("Handles", metal, "handle"), pulls),
    ]  # fmt: skip


def _stone_top(stuff: Stuffs, *, sink: bool = False, thick_m: float = 0.03, upstand: bool = False) -> list[Thing]:
    """A worktop of slabs with hairline joints, with a hole for a sink when asked."""
    holes = (_SINK_X - 0.27, _SINK_X + 0.27, -0.22, 0.2)
    z0, z1 = _TOP_M - thick_m, _TOP_M

    def make() -> Surface:
        if not sink:
            low, high = [(_START, _FRONT_Y, z0), (0.661, _FRONT_Y, z0)], [(0.66, _WALL_Y, z1), (_END, _WALL_Y, z1)]
        else:
            a, b, c, d = holes
            low = [(_START, _FRONT_Y, z0), (b, _FRONT_Y, z0), (a, _FRONT_Y, z0), (a, d, z0)]
            high = [(a, _WALL_Y, z1), (_END, _WALL_Y, z1), (b, c, z1), (b, _WALL_Y, z1)]
        if upstand:
            low.append((_START, _WALL_Y - 0.02, z1))
            high.append((_END, _WALL_Y, z1 + 0.09))
        return boxes(low, high, bevel_m=0.0025)

    return [fixed(piece("Top", stuff, "worktop", PieceRole.SUPPORT), make)]


def _wooden_top(stuff: Stuffs) -> list[Thing]:
    return plank_top((_START, _END, _FRONT_Y, _WALL_Y), _TOP_M, stuff)


def _shelf(top_m: float, stuff: Stuffs, metal: Stuffs = "black_iron", *, start: float = -1.0, end: float = 1.0) -> list[Thing]:
    return [
        fixed(piece("Shelf", stuff, "shelf"), lambda: wall_shelf(start, end, _WALL_Y, top_m)),
        fixed(piece("Brackets", metal, "shelf bracket"), lambda: brackets((start + 0.2, end - 0.2), _WALL_Y, top_m)),
    ]


def _jars(z: float, y: float, spots: Sequence[tuple[float, float, float]]) -> list[Thing]:
    """Storage jars (x, radius, height) with what is in them and their lids."""
    pieces = (piece("Jars", "bottle_glass", "jar"), piece("JarFillings", "dry_goods", "dry food"), piece("JarLids", "oak_planking", "jar lid"))

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        bags: tuple[list[Surface], ...] = ([], [], [])
        for i, (x, r, h) in enumerate(spots):
            made = (crockery.jar(r, h), crockery.filling(r, h * (0.5 + 0.12 * (i % 3))), moved(crockery.lid(0.86 * r, knob_m=0.25 * r), z=h))
            for bag, s in zip(bags, made, strict=True):
                bag.append(moved(s, x, y, z))
        return tuple(merge(bag) for bag in bags)

    return [thing(pieces, make)]


def _crocks(z: float, y: float, start: float, *, stuff: Stuffs = "stoneware_glaze") -> list[Thing]:
    """A pile of bowls, two mugs and a jug from ``start`` on along a shelf."""

    def make() -> Surface:
        parts = [moved(crockery.bowl(0.078, 0.062), start + 0.09, y, z + 0.022 * k) for k in range(4)]
        parts += [moved(turned(crockery.mug(), "z", -40.0), start + 0.26 + 0.11 * k, y, z) for k in range(2)]
        parts.append(moved(turned(crockery.jug(0.062, 0.17), "z", 20.0), start + 0.55, y, z))
        return merge(parts)

    return [fixed(piece("Crocks", stuff, "crockery"), make)]


def _plates_up(z: float, start: float, count: int, *, radius_m: float = 0.12) -> Thing:
    """Plates that lean against the wall on a shelf."""

    def make() -> Surface:
        leaned = turned(crockery.plate(radius_m), "x", 78.0)
        return merge([moved(leaned, start + 2.1 * radius_m * k, _WALL_Y - 0.045, z + 0.985 * radius_m) for k in range(count)])

    return fixed(piece("Plates", "plain_crockery", "plate"), make)


def _rail(metal: Stuffs, z: float = 1.32, *, pans: bool = False) -> list[Thing]:
    """A rail with tools on hooks: flat ones behind the subject, deep ones beside it."""
    hooks = (-0.62, -0.46, -0.2, 0.02, 0.24, 0.5, 0.68)
    y, low = _WALL_Y - 0.057, z - 0.045

    def tools() -> Surface:
        parts = [
            moved(kitchen_things.ladle(), -0.62, y, low), moved(kitchen_things.slice_(), -0.2, y, low),
            moved(kitchen_things.whisk(0.25), 0.24, y, low), moved(kitchen_things.slice_(0.27), 0.02, y, low),
        ]  # fmt: skip
        return merge(parts)

    things = [
        fixed(piece("Rail", metal, "rail"), lambda: moved(kitchen_things.hook_rail(-0.95, 0.95, z, hooks=hooks), y=_WALL_Y)),
        fixed(piece("Tools", "sheet_steel", "kitchen tool"), tools),
    ]
    if pans:
        def iron() -> Surface:
            pair = [merge(list(kitchen_things.frying_pan(r))) for r in (0.12, 0.095)]
            return merge([moved(p, x, _WALL_Y - 0.03, low + 0.02) for p, x in zip(pair, (0.56, 0.82), strict=True)])

        things.append(fixed(piece("Pans", "black_iron", "frying pan"), iron))
    else:
        things.append(thing(piece("TeaTowel", "plain_cotton", "tea towel"), lambda rng: moved(kitchen_things.tea_towel(rng, 0.3, 0.36), 0.72, _WALL_Y - 0.045, z)))
    return things


def _spoon_jar(x: float, y: float, *, stuff: Stuffs = "stoneware_glaze") -> list[Thing]:
    """A crock with wooden spoons."""

    def spoons() -> Surface:
        parts = []
        for k, (a, tilt) in enumerate(((-14.0, 6.0), (10.0, -8.0), (3.0, 12.0), (-5.0, -12.0))):
            parts.append(moved(turned(turned(kitchen_things.spoon(0.28 + 0.012 * k), "y", a), "x", tilt), 0.01 * (k - 1.5), 0.0, 0.02))
        return merge(parts)

    return [
        one("Crocks", stuff, "crockery", lambda: crockery.hollow([(0.05, 0.0), (0.056, 0.02), (0.055, 0.1), (0.058, 0.15)], 0.006), x, y, _TOP_M),
        one("Spoons", "pine_planking", "wooden spoon", spoons, x, y, _TOP_M),
    ]


def _boards_leaning(x: float) -> Thing:
    """Cutting boards that lean on the wall."""

    def make() -> Surface:
        big = kitchen_things.leaned(kitchen_things.cutting_board(0.26, 0.34), 9.0)
        small = kitchen_things.leaned(kitchen_things.cutting_board(0.19, 0.22, handle=True), 12.0)
        return merge([moved(big, x, _WALL_Y - 0.06), moved(small, x + 0.15, _WALL_Y - 0.105)])

    return one("CuttingBoards", "walnut_planking", "cutting board", make, 0.0, 0.0, _TOP_M)


def _fruit_bowl(x: float, y: float, *, stuff: Stuffs = "plain_crockery") -> list[Thing]:
    return [
        one("FruitBowl", stuff, "bowl", lambda: crockery.bowl(0.135, 0.085), x, y, _TOP_M),
        thing(piece("Fruit", "fruit_skin", "fruit"), lambda rng: moved(kitchen_things.fruit(rng, 7), x, y, _TOP_M + 0.03)),
    ]


def _sink(metal: Stuffs) -> list[Thing]:
    """A steel bowl in the worktop, a tall tap behind it."""
    return [
        one("Sink", "sheet_steel", "sink", lambda: kitchen_things.sink_bowl(0.54, 0.42), _SINK_X, -0.01, _TOP_M),
        one("Tap", metal, "tap", lambda: bath_fittings.swan_tap(0.32, 0.19), _SINK_X, 0.255, _TOP_M),
    ]


def _hob(x: float = 0.76) -> list[Thing]:
    pieces = (piece("Hob", "gloss_black", "hob"), piece("HobKnobs", "sheet_steel", "knob"), piece("HobRings", "sheet_steel", "hob"))

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        sheet, buttons = kitchen_things.cooker_top()
        return tuple(moved(s, x, 0.0, _TOP_M) for s in (sheet, buttons, kitchen_things.hob_rings()))

    return [thing(pieces, make), one("Kettle", "enamel", "kettle", kitchen_things.kettle, x + 0.14, 0.11, _TOP_M + 0.007, turn_deg=25.0)]


def _wall_cupboards(stuff: Stuffs, metal: Stuffs, start: float, end: float, *, style: str = "frame", low_m: float = 1.53) -> list[Thing]:
    """Cupboards on the back wall."""
    face = _WALL_Y - 0.33
    places, spots = base_fronts(start, end, low_m, 2.3)
    pulls = [(x, low_m + 0.08) for x, _ in spots]
    return [
        fixed(piece("WallFronts", stuff, "cupboard door", PieceRole.WALL), lambda: merge([fronts(places, face, style=style), box((start, face + 0.021, low_m), (end, _WALL_Y, 2.3), along="z")])),
        fixed(piece("Handles", metal, "handle"), lambda: knobs(pulls, face)),
    ]  # fmt: skip


def _socket(x: float) -> Thing:
    return one("Socket", "switch_plastic", "socket", kitchen_things.socket_plate, x, _WALL_Y - 0.006, _TOP_M + 0.17)


def _pendants(spots: Sequence[tuple[float, float]], z: float, ceiling_m: float, *, stuff: Stuffs = "enamel") -> Thing:
    """Hanging lamps at (x, y) whose mouths are at ``z``."""
    pieces = (piece("LampShades", stuff, "lampshade"), piece("LampCords", "black_iron", "lamp cord"))

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        made = [lamps.pendant(0.15, 0.17, ceiling_m - z - 0.17) for _ in spots]
        return tuple(merge([moved(m[i], x, y, z) for m, (x, y) in zip(made, spots, strict=True)]) for i in (0, 1))

    return thing(pieces, make)


def _far_kitchen(room: Room, stuff: Stuffs, top: Stuffs, metal: Stuffs, start: float, end: float, *, style: str = "frame") -> list[Thing]:
    """A run of cupboards along the back wall behind an island, with its top."""
    face = room.back_y - 0.6
    places, spots = base_fronts(start, end, 0.12, 0.87, door_m=0.5, drawer_m=0.16)
    return [
        fixed(piece("FarFronts", stuff, "cupboard door", PieceRole.WALL), lambda: merge([fronts(places, face, style=style), carcass(start, end, face, room.back_y, 0.0, 0.87, plinth_m=0.1)])),
        fixed(piece("FarTop", top, "worktop", PieceRole.WALL), lambda: box((start - 0.01, face - 0.02, 0.87), (end + 0.01, room.back_y, 0.91), bevel_m=0.003)),
        fixed(piece("Handles", metal, "handle"), lambda: knobs(spots, face)),
    ]  # fmt: skip


def _island(stuff: Stuffs, *, style: str, half_x: float = 0.95) -> list[Thing]:
    """The body of an island: boarded or framed all round, below a top that overhangs."""
    a, b = -0.28, 0.42
    places, _ = base_fronts(-half_x, half_x, 0.1, _TOP_M - 0.045, door_m=0.475)

    def make() -> Surface:
        ends = [moved(turned(fronts([(-b + 0.02, -a - 0.02, 0.1, _TOP_M - 0.045)], 0.0, style=style), "z", t), x) for x, t in ((half_x + 0.02, 90.0),)]
        other = moved(turned(fronts([(a + 0.02, b - 0.02, 0.1, _TOP_M - 0.045)], 0.0, style=style), "z", -90.0), -half_x - 0.02)
        core = box((-half_x, a + 0.02, 0.0), (half_x, b, _TOP_M - 0.04), bevel_m=0.002, along="z")
        return merge([fronts(places, a, style=style), core, *ends, other])

    return [fixed(piece("Island", stuff, "kitchen island", PieceRole.SUPPORT), make)]


def _setting(name: str, room: Room, panes: Sequence[Window], *, support: Support = _SUPPORT, panorama: str = "courtyard") -> Setting:
    return Setting(name=name, support=support, openings=openings_of(room, panes), panorama=panorama)


def _white_tiles_rail() -> tuple[Setting, list[Thing]]:
    room, panes = _GALLEY, [_SIDE]
    things = [
        *room_shell(room, "wall_paint", panes), *plank_floor(room, "pine_planking"), *_units("frame", "painted_fronts", "bright_brass"),
        *_wooden_top("oak_planking"), *tiled((-1.9, 2.1, _TOP_M, 1.62), _WALL_Y - 0.008, "white_wall_tiles", "pale_grout"),
        *_rail("sheet_steel"), *_spoon_jar(-0.56, 0.12), _boards_leaning(0.5), *_fruit_bowl(0.78, 0.02), _socket(-0.95),
    ]  # fmt: skip
    return _setting("white_tiles_rail", room, panes), things


def _coloured_tiles_sink() -> tuple[Setting, list[Thing]]:
    room = _GALLEY
    panes = [Window(side="back", hole=Hole(at=_SINK_X, width_m=0.92, low_m=1.2, high_m=2.1), panes=(2, 2), sill_m=0.15), _SIDE]
    a, b = panes[0].hole.span
    field_y = _WALL_Y - 0.008
    things = [
        *room_shell(room, "wall_paint", panes), *chequered_floor(room, ("floor_limestone", "floor_slate"), 0.3),
        *_units("flat", "white_joinery", "sheet_steel", handles="bar"), *_stone_top("dark_granite", sink=True), *_sink("bright_chrome"),
        *tiled((-1.9, a - 0.07, _TOP_M, 1.71), field_y, "coloured_wall_tiles", "pale_grout", size_m=(0.1, 0.1), bond="stack"),
        *tiled((a - 0.067, 2.1, _TOP_M, 1.17), field_y, "coloured_wall_tiles", "pale_grout", size_m=(0.1, 0.1), bond="stack"),
        potted("bush", 0.055, 0.52, _WALL_Y + 0.02, 1.215, size_m=0.16), one("SoapBottle", "bottle_glass", "bottle", lambda: crockery.bottle(0.035, 0.18), 0.42, 0.26, _TOP_M),
        *_jars(_TOP_M, 0.24, ((-0.48, 0.055, 0.2), (-0.62, 0.05, 0.16), (-0.74, 0.045, 0.13))), *garden_view(room.back_y),
    ]  # fmt: skip
    return _setting("coloured_tiles_sink", room, panes, panorama="forest"), things


def _dark_tiles_hob() -> tuple[Setting, list[Thing]]:
    room, panes = _GALLEY, [Window(side="left", hole=Hole(at=-0.35, width_m=1.2, low_m=0.95, high_m=2.2), panes=(1, 2))]
    pieces = piece("Hood", "sheet_steel", "cooker hood", PieceRole.WALL)
    things = [
        *room_shell(room, "wall_paint_deep", panes), *plank_floor(room, "oak_planking", width_m=0.18), *_units("flat", "dark_fronts", "bright_brass", handles="bar", door_m=0.6),
        *_stone_top("pale_stone_top"), *tiled((-1.9, 2.1, _TOP_M, 2.6), _WALL_Y - 0.008, "dark_wall_tiles", "grey_grout", size_m=(0.2, 0.05), bond="stack"),
        *_hob(), fixed(pieces, lambda: moved(kitchen_things.range_hood(), 0.76, _WALL_Y - 0.01, 1.6)), *_wall_cupboards("dark_fronts", "bright_brass", -1.55, 0.35, style="flat", low_m=1.54),
        *_spoon_jar(-0.52, 0.14, stuff="plain_crockery"), one("Tin", "enamel", "tin", lambda: crockery.tin(0.055, 0.15), -0.68, 0.2, _TOP_M), _socket(-0.4),
    ]  # fmt: skip
    return _setting("dark_tiles_hob", room, panes), things


def _plaster_shelf() -> tuple[Setting, list[Thing]]:
    room, panes = _GALLEY, [_SIDE]
    shelf = 1.54
    things = [
        *room_shell(room, "room_plaster", panes, joinery="white_joinery"), *slab_floor(room, "floor_terracotta", (0.3, 0.3)),
        *_units("boards", "painted_fronts", "black_iron"), *plank_top((_START, _END, _FRONT_Y, _WALL_Y), _TOP_M, "white_joinery", width_m=0.16),
        *tiled((-1.9, 2.1, _TOP_M, _TOP_M + 0.153), _WALL_Y - 0.007, "coloured_wall_tiles", "pale_grout", size_m=(0.15, 0.15), bond="stack"), *_shelf(shelf, "oak_planking"), *_shelf(1.9, "oak_planking"), *_crocks(shelf, 0.2, -0.95), *_jars(shelf, 0.2, ((0.0, 0.052, 0.19), (0.14, 0.047, 0.15), (0.27, 0.052, 0.21))),
        _plates_up(1.9, -0.7, 4), potted("trailer", 0.06, 0.78, 0.2, shelf, size_m=0.42), *_spoon_jar(0.5, 0.2), _boards_leaning(-0.72), one("Mortar", "pale_stone_top", "mortar", lambda: crockery.bowl(0.07, 0.09, wall_m=0.012), 0.66, 0.12, _TOP_M),
        thing(piece("TeaTowel", "plain_cotton", "tea towel"), lambda rng: moved(kitchen_things.tea_towel(rng, 0.34, 0.34), -0.62, _FRONT_Y - 0.035, 0.82)),
        fixed(piece("Handles", "black_iron", "handle"), lambda: rod((-0.85, _FRONT_Y - 0.035, 0.82), (-0.4, _FRONT_Y - 0.035, 0.82), 0.007)),
    ]  # fmt: skip
    return _setting("plaster_shelf", room, panes), things


def _brick_steel() -> tuple[Setting, list[Thing]]:
    room, panes = _GALLEY, [Window(side="right", hole=Hole(at=-0.3, width_m=1.3, low_m=0.9, high_m=2.2), panes=(4, 5))]
    things = [
        *room_shell(room, "wall_paint", panes, joinery="dark_fronts"), *slab_floor(room, "concrete_top", (0.9, 0.9)), *_units("flat", "sheet_steel", "black_iron", handles="bar", door_m=0.6, drawer_m=0.2),
        *_stone_top("sheet_steel", thick_m=0.04, upstand=True), *brick_face((-1.9, 2.1, _TOP_M - 0.05, 2.6), _WALL_Y - 0.018), *_rail("bright_brass", 1.4, pans=True),
        _pendants(((-0.65, 0.0), (0.75, 0.0)), 1.72, room.high_m, stuff="gloss_black"), one("ChopBoard", "walnut_planking", "cutting board", lambda: kitchen_things.cutting_board(0.36, 0.26, thick_m=0.035), 0.6, -0.02, _TOP_M),
        *_jars(_TOP_M, 0.22, ((-0.5, 0.05, 0.17), (-0.63, 0.055, 0.22))), one("Bottle", "bottle_glass", "bottle", lambda: crockery.bottle(0.036, 0.29), -0.78, 0.2, _TOP_M),
    ]  # fmt: skip
    return _setting("brick_steel", room, panes, panorama="city"), things


def _island_room() -> tuple[Setting, list[Thing]]:
    room = _ISLAND_ROOM
    panes = [Window(side="back", hole=Hole(at=-0.75, width_m=1.3, low_m=1.05, high_m=2.2), panes=(3, 2)), Window(side="left", hole=Hole(at=1.2, width_m=1.2, low_m=0.9, high_m=2.2))]
    support = Support(height_m=_TOP_M, half_x_m=0.5, half_y_m=0.28)
    things = [
        *room_shell(room, "wall_paint", panes, cornice_m=0.08), *plank_floor(room, "pale_oak_planking", width_m=0.2), *_island("painted_fronts", style="boards"),
        *plank_top((-1.05, 1.05, _FRONT_Y - 0.02, 0.46), _TOP_M, "oak_planking", width_m=0.11, along="x"), *_far_kitchen(room, "white_joinery", "oak_planking", "black_iron", -2.58, 1.3),
        _pendants(((-0.55, 0.2), (0.55, 0.2)), 1.72, room.high_m), door_on(room, "back", 2.05), chair("spindle", -0.4, 0.95, 160.0, stuff="walnut_planking"),
        one("Tap", "bright_chrome", "tap", lambda: bath_fittings.swan_tap(0.3, 0.18), -0.75, 2.72, _TOP_M), *_crocks(_TOP_M, 2.6, 0.2),
        potted("fountain", 0.11, 0.95, 2.6, _TOP_M, size_m=0.36), *_fruit_bowl(0.72, 0.12), pile(2, -0.78, 0.2, _TOP_M, turn_deg=12.0), *garden_view(room.back_y),
    ]  # fmt: skip
    return _setting("island_room", room, panes, support=support, panorama="forest"), things


def _zigzag_terrazzo() -> tuple[Setting, list[Thing]]:
    room, panes = _GALLEY, [Window(side="right", hole=Hole(at=-0.35, width_m=1.1, low_m=1.0, high_m=2.1), panes=(2, 2))]
    shelf = 1.54
    things = [
        *room_shell(room, "wall_paint", panes, joinery="white_joinery"), *plank_floor(room, "worn_planking"), *_units("frame", "dark_fronts", "bright_brass"), *_stone_top("terrazzo_top", sink=True), *_sink("bright_brass"),
        *tiled((-1.9, 2.1, _TOP_M, shelf - 0.031), _WALL_Y - 0.008, "coloured_wall_tiles", "pale_grout", size_m=(0.15, 0.05), bond="zigzag"), *_shelf(shelf, "walnut_planking", "bright_brass", start=-1.3, end=1.3),
        _plates_up(shelf, -1.0, 3), *_crocks(shelf, 0.2, -0.2, stuff="plain_crockery"), one("Teapot", "stoneware_glaze", "teapot", crockery.teapot, 0.75, 0.2, shelf, turn_deg=20.0),
        one("BreadBin", "enamel", "bread bin", lambda: merge(list(kitchen_things.bread_bin())), -0.7, 0.16, _TOP_M), one("Mug", "stoneware_glaze", "crockery", crockery.mug, -0.46, 0.06, _TOP_M, turn_deg=-50.0),
        potted("bush", 0.05, 0.42, 0.26, _TOP_M, size_m=0.14),
    ]  # fmt: skip
    return _setting("zigzag_terrazzo", room, panes), things


def _cottage_window() -> tuple[Setting, list[Thing]]:
    room = _GALLEY
    panes = [Window(side="back", hole=Hole(at=0.0, width_m=1.3, low_m=_TOP_M + 0.16, high_m=2.05), panes=(4, 3), sill_m=0.16)]
    a, b = panes[0].hole.span
    field_y = _WALL_Y - 0.012

    def boards(rng: np.random.Generator) -> Surface:
        fields = ((-1.9, a - 0.076, _TOP_M, 1.75), (b + 0.076, 2.1, _TOP_M, 1.75), (a - 0.076, b + 0.076, _TOP_M, _TOP_M + 0.145))
        return merge([tiling.beadboard(rng, f, field_y) for f in fields])

    def cafe(rng: np.random.Generator) -> Surface:
        return merge([moved(windows.curtain(rng, 0.34, 1.32, 2.08, folds_per_m=12.0, deep_m=0.025, gathered=0.35), x, _WALL_Y - 0.03) for x in (a + 0.08, b - 0.08)])

    things = [
        *room_shell(room, "lime_plaster", panes), *slab_floor(room, "floor_limestone", (0.6, 0.4), half_bond=True), *_units("boards", "white_joinery", "bright_brass"), *_wooden_top("pine_planking"),
        thing(piece("Beadboard", "painted_fronts", "panelling", PieceRole.WALL), boards), thing(piece("Curtains", "plain_cotton", "curtain"), cafe),
        fixed(piece("CurtainRod", "bright_brass", "curtain rod"), lambda: moved(windows.curtain_rod(a - 0.15, b + 0.15, 2.1), y=_WALL_Y)),
        potted("bush", 0.055, -0.42, _WALL_Y + 0.03, _TOP_M + 0.175, size_m=0.17), potted("bush", 0.05, 0.46, _WALL_Y + 0.03, _TOP_M + 0.175, size_m=0.13),
        *_spoon_jar(0.56, 0.14), one("Jug", "enamel", "jug", lambda: crockery.jug(0.075, 0.22), -0.58, 0.12, _TOP_M, turn_deg=30.0), *_fruit_bowl(-0.9, 0.0, stuff="stoneware_glaze"), *garden_view(room.back_y, fence=True),
    ]  # fmt: skip
    return _setting("cottage_window", room, panes, panorama="forest"), things


def _island_brick() -> tuple[Setting, list[Thing]]:
    room = Room(left_x=-2.8, right_x=2.8, back_y=2.7, high_m=3.0)
    panes = [Window(side="left", hole=Hole(at=0.9, width_m=1.9, low_m=0.7, high_m=2.6), panes=(4, 5)), Window(side="back", hole=Hole(at=1.35, width_m=1.5, low_m=0.8, high_m=2.5), panes=(3, 5))]
    support = Support(height_m=_TOP_M, half_x_m=0.42, half_y_m=0.28)
    a, b = panes[1].hole.span
    y = room.back_y - 0.018

    def stools() -> Surface:
        return merge([moved(furniture.round_stool(0.66), x, 0.78) for x in (-0.55, 0.1)])

    bricks = [*brick_face((-2.8, a - 0.08, 0.0, 3.0), y), *brick_face((b + 0.08, 2.8, 0.0, 3.0), y), *brick_face((a - 0.08, b + 0.08, 0.0, 0.78), y)]
    things = [
        *room_shell(room, "room_plaster", panes, joinery="dark_fronts", frames="black_iron"), *slab_floor(room, "concrete_top", (1.2, 1.2)), *bricks, *_island("dark_fronts", style="flat"),
        fixed(piece("Top", "concrete_top", "worktop", PieceRole.SUPPORT), lambda: boxes([(-1.05, -0.32, _TOP_M - 0.05), (-0.198, -0.32, _TOP_M - 0.05)], [(-0.202, 0.46, _TOP_M), (1.05, 0.46, _TOP_M)], bevel_m=0.004)),
        one("ChopBoard", "oak_planking", "cutting board", lambda: kitchen_things.cutting_board(0.3, 0.22, handle=True), -0.64, 0.02, _TOP_M, turn_deg=-70.0), one("Mug", "stoneware_glaze", "crockery", crockery.mug, 0.5, 0.2, _TOP_M, turn_deg=-30.0),
        fixed(piece("Stools", "walnut_planking", "stool"), stools), *_far_kitchen(room, "dark_fronts", "sheet_steel", "bright_brass", -2.7, 0.45, style="flat"),
        _pendants(((-0.6, 0.25), (0.0, 0.25), (0.6, 0.25)), 1.75, room.high_m, stuff="gloss_black"), *_jars(_TOP_M, 2.5, ((-1.6, 0.055, 0.22), (-1.45, 0.055, 0.19), (-1.3, 0.05, 0.15))),
        potted("big", 0.16, 2.3, 2.2, 0.0, size_m=1.1, pot="concrete_top"), one("Vase", "stoneware_glaze", "vase", lambda: crockery.vase(0.07, 0.24, form=1), 0.78, 0.2, _TOP_M),
        thing(piece("Twigs", "twig", "twig"), lambda rng: moved(crockery.flower_vase_stems(rng, 0.4), 0.78, 0.2, _TOP_M + 0.2)),
    ]  # fmt: skip
    return _setting("island_brick", room, panes, support=support, panorama="city"), things


_MADE = (
    _white_tiles_rail, _coloured_tiles_sink, _dark_tiles_hob, _plaster_shelf, _brick_steel, _island_room, _zigzag_terrazzo, _cottage_window, _island_brick,
)  # fmt: skip


def _variants() -> tuple[PlaceVariant, ...]:
    return tuple(place_variant(_NAME, i, *make()) for i, make in enumerate(_MADE))


PLACE = Place(
    name=_NAME, title="a kitchen counter", preposition="on", outdoors=False, subject_m=(0.03, 0.45), variants=_variants()
)  # fmt: skip
