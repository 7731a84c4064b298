"""Kitchens as things: base units and worktops along a wall, rails, jars, sinks, hobs, wall cupboards, islands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit import bath_fittings, crockery, kitchen_things, lamps
from assets.places.kit.boxes import box, boxes
from assets.places.kit.cupboards import bar_handles, base_fronts, brackets, carcass, fronts, knobs, wall_shelf
from assets.places.kit.room_things import one, plank_top
from assets.places.kit.rooms import Room
from assets.places.kit.things import Stuffs, Thing, fixed, piece, thing
from assets.places.place import PieceRole

TOP_M = 0.91
"""Height of a worktop."""

FRONT_Y, WALL_Y = -0.30, 0.33
"""The worktop's front edge and the wall behind it."""

START_X, END_X = -1.55, 1.6
"""From where to where the worktop runs."""

SINK_X = 0.72
"""The middle of the sink."""


def base_units(
    style: str,
    stuff: Stuffs,
    metal: Stuffs,
    *,
    handles: str = "knob",
    door_m: float = 0.45,
    drawer_m: float = 0.14,
) -> list[Thing]:
    """Base cupboards below the worktop."""
    face = FRONT_Y + 0.02
    places, spots = base_fronts(START_X, END_X, 0.12, TOP_M - 0.042, door_m=door_m, drawer_m=drawer_m)

    def pulls() -> Surface:
        return knobs(spots, face) if handles == "knob" else bar_handles(spots, face)

    return [
        fixed(
            piece("Fronts", stuff, "cupboard door", PieceRole.SUPPORT), lambda: fronts(places, face, style=style)
        ),
        fixed(
            piece("Carcass", "joint_shadow", "cupboard", PieceRole.SUPPORT),
            lambda: carcass((START_X, END_X), (face, WALL_Y), (0.0, TOP_M - 0.04), plinth_m=0.12),
        ),
        fixed(piece("Handles", metal, "handle"), pulls),
    ]


def stone_top(stuff: Stuffs, *, sink: bool = False, thick_m: float = 0.03, upstand: bool = False) -> list[Thing]:
    """A worktop of slabs with hairline joints, with a hole for a sink when asked."""
    holes = (SINK_X - 0.27, SINK_X + 0.27, -0.22, 0.2)
    z0, z1 = TOP_M - thick_m, TOP_M

    def make() -> Surface:
        if not sink:
            low, high = [(START_X, FRONT_Y, z0), (0.661, FRONT_Y, z0)], [(0.66, WALL_Y, z1), (END_X, WALL_Y, z1)]
        else:
            a, b, c, d = holes
            low = [(START_X, FRONT_Y, z0), (b, FRONT_Y, z0), (a, FRONT_Y, z0), (a, d, z0)]
            high = [(a, WALL_Y, z1), (END_X, WALL_Y, z1), (b, c, z1), (b, WALL_Y, z1)]
        if upstand:
            low.append((START_X, WALL_Y - 0.02, z1))
            high.append((END_X, WALL_Y, z1 + 0.09))
        return boxes(low, high, bevel_m=0.0025)

    return [fixed(piece("Top", stuff, "worktop", PieceRole.SUPPORT), make)]


def wooden_top(stuff: Stuffs) -> list[Thing]:
    return plank_top((START_X, END_X, FRONT_Y, WALL_Y), TOP_M, stuff)


def shelf_on_wall(
    top_m: float, stuff: Stuffs, metal: Stuffs = "black_iron", *, start: float = -1.0, end: float = 1.0
) -> list[Thing]:
    return [
        fixed(piece("Shelf", stuff, "shelf"), lambda: wall_shelf(start, end, WALL_Y, top_m)),
        fixed(
            piece("Brackets", metal, "shelf bracket"), lambda: brackets((start + 0.2, end - 0.2), WALL_Y, top_m)
        ),
    ]


def storage_jars(z: float, y: float, spots: Sequence[tuple[float, float, float]]) -> list[Thing]:
    """Storage jars (x, radius, height) with what is in them and their lids."""
    pieces = (
        piece("Jars", "bottle_glass", "jar"),
        piece("JarFillings", "dry_goods", "dry food"),
        piece("JarLids", "oak_planking", "jar lid"),
    )

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        bags: tuple[list[Surface], ...] = ([], [], [])
        for i, (x, r, h) in enumerate(spots):
            made = (
                crockery.jar(r, h),
                crockery.filling(r, h * (0.5 + 0.12 * (i % 3))),
                moved(crockery.lid(0.86 * r, knob_m=0.25 * r), z=h),
            )
            for bag, s in zip(bags, made, strict=True):
                bag.append(moved(s, x, y, z))
        return tuple(merge(bag) for bag in bags)

    return [thing(pieces, make)]


def crocks(z: float, y: float, start: float, *, stuff: Stuffs = "stoneware_glaze") -> list[Thing]:
    """A pile of bowls, two mugs and a jug from ``start`` on along a shelf."""

    def make() -> Surface:
        parts = [moved(crockery.bowl(0.078, 0.062), start + 0.09, y, z + 0.022 * k) for k in range(4)]
        parts += [moved(turned(crockery.mug(), "z", -40.0), start + 0.26 + 0.11 * k, y, z) for k in range(2)]
        parts.append(moved(turned(crockery.jug(0.062, 0.17), "z", 20.0), start + 0.55, y, z))
        return merge(parts)

    return [fixed(piece("Crocks", stuff, "crockery"), make)]


def plates_up(z: float, start: float, count: int, *, radius_m: float = 0.12) -> Thing:
    """Plates that lean against the wall on a shelf."""

    def make() -> Surface:
        leaned = turned(crockery.plate(radius_m), "x", 78.0)
        return merge(
            [moved(leaned, start + 2.1 * radius_m * k, WALL_Y - 0.045, z + 0.985 * radius_m) for k in range(count)]
        )

    return fixed(piece("Plates", "plain_crockery", "plate"), make)


def tool_rail(metal: Stuffs, z: float = 1.32, *, pans: bool = False) -> list[Thing]:
    """A rail with tools on hooks: flat ones behind the subject, deep ones beside it."""
    hooks = (-0.62, -0.46, -0.2, 0.02, 0.24, 0.5, 0.68)
    y, low = WALL_Y - 0.057, z - 0.045

    def tools() -> Surface:
        parts = [
            moved(kitchen_things.ladle(), -0.62, y, low),
            moved(kitchen_things.slice_(), -0.2, y, low),
            moved(kitchen_things.whisk(0.25), 0.24, y, low),
            moved(kitchen_things.slice_(0.27), 0.02, y, low),
        ]
        return merge(parts)

    things = [
        fixed(
            piece("Rail", metal, "rail"),
            lambda: moved(kitchen_things.hook_rail(-0.95, 0.95, z, hooks=hooks), y=WALL_Y),
        ),
        fixed(piece("Tools", "sheet_steel", "kitchen tool"), tools),
    ]
    if pans:

        def iron() -> Surface:
            pair = [merge(list(kitchen_things.frying_pan(r))) for r in (0.12, 0.095)]
            return merge([moved(p, x, WALL_Y - 0.03, low + 0.02) for p, x in zip(pair, (0.56, 0.82), strict=True)])

        things.append(fixed(piece("Pans", "black_iron", "frying pan"), iron))
    else:
        things.append(
            thing(
                piece("TeaTowel", "plain_cotton", "tea towel"),
                lambda rng: moved(kitchen_things.tea_towel(rng, 0.3, 0.36), 0.72, WALL_Y - 0.045, z),
            )
        )
    return things


def spoon_jar(x: float, y: float, *, stuff: Stuffs = "stoneware_glaze") -> list[Thing]:
    """A crock with wooden spoons."""

    def spoons() -> Surface:
        parts = []
        for k, (a, tilt) in enumerate(((-14.0, 6.0), (10.0, -8.0), (3.0, 12.0), (-5.0, -12.0))):
            parts.append(
                moved(
                    turned(turned(kitchen_things.spoon(0.28 + 0.012 * k), "y", a), "x", tilt),
                    0.01 * (k - 1.5),
                    0.0,
                    0.02,
                )
            )
        return merge(parts)

    return [
        one(
            "Crocks",
            stuff,
            "crockery",
            lambda: crockery.hollow([(0.05, 0.0), (0.056, 0.02), (0.055, 0.1), (0.058, 0.15)], 0.006),
            (x, y, TOP_M),
        ),
        one("Spoons", "pine_planking", "wooden spoon", spoons, (x, y, TOP_M)),
    ]


def boards_leaning(x: float) -> Thing:
    """Cutting boards that lean on the wall."""

    def make() -> Surface:
        big = kitchen_things.leaned(kitchen_things.cutting_board(0.26, 0.34), 9.0)
        small = kitchen_things.leaned(kitchen_things.cutting_board(0.19, 0.22, handle=True), 12.0)
        return merge([moved(big, x, WALL_Y - 0.06), moved(small, x + 0.15, WALL_Y - 0.105)])

    return one("CuttingBoards", "walnut_planking", "cutting board", make, (0.0, 0.0, TOP_M))


def fruit_bowl(x: float, y: float, *, stuff: Stuffs = "plain_crockery") -> list[Thing]:
    return [
        one("FruitBowl", stuff, "bowl", lambda: crockery.bowl(0.135, 0.085), (x, y, TOP_M)),
        thing(
            piece("Fruit", "fruit_skin", "fruit"),
            lambda rng: moved(kitchen_things.fruit(rng, 7), x, y, TOP_M + 0.03),
        ),
    ]


def sink_and_tap(metal: Stuffs) -> list[Thing]:
    """A steel bowl in the worktop, a tall tap behind it."""
    return [
        one("Sink", "sheet_steel", "sink", lambda: kitchen_things.sink_bowl(0.54, 0.42), (SINK_X, -0.01, TOP_M)),
        one("Tap", metal, "tap", lambda: bath_fittings.swan_tap(0.32, 0.19), (SINK_X, 0.255, TOP_M)),
    ]


def hob_and_kettle(x: float = 0.76) -> list[Thing]:
    pieces = (
        piece("Hob", "gloss_black", "hob"),
        piece("HobKnobs", "sheet_steel", "knob"),
        piece("HobRings", "sheet_steel", "hob"),
    )

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        sheet, buttons = kitchen_things.cooker_top()
        return tuple(moved(s, x, 0.0, TOP_M) for s in (sheet, buttons, kitchen_things.hob_rings()))

    return [
        thing(pieces, make),
        one("Kettle", "enamel", "kettle", kitchen_things.kettle, (x + 0.14, 0.11, TOP_M + 0.007), turn_deg=25.0),
    ]


def wall_cupboards(
    stuff: Stuffs, metal: Stuffs, start: float, end: float, *, style: str = "frame", low_m: float = 1.53
) -> list[Thing]:
    """Cupboards on the back wall."""
    face = WALL_Y - 0.33
    places, spots = base_fronts(start, end, low_m, 2.3)
    pulls = [(x, low_m + 0.08) for x, _ in spots]
    return [
        fixed(
            piece("WallFronts", stuff, "cupboard door", PieceRole.WALL),
            lambda: merge(
                [
                    fronts(places, face, style=style),
                    box((start, face + 0.021, low_m), (end, WALL_Y, 2.3), along="z"),
                ]
            ),
        ),
        fixed(piece("Handles", metal, "handle"), lambda: knobs(pulls, face)),
    ]


def socket_at(x: float) -> Thing:
    return one("Socket", "white_joinery", "socket", kitchen_things.socket_plate, (x, WALL_Y - 0.006, TOP_M + 0.17))


def pendants(
    spots: Sequence[tuple[float, float]], z: float, ceiling_m: float, *, stuff: Stuffs = "enamel"
) -> Thing:
    """Hanging lamps at (x, y) whose mouths are at ``z``."""
    pieces = (piece("LampShades", stuff, "lampshade"), piece("LampCords", "black_iron", "lamp cord"))

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        made = [lamps.pendant(0.15, 0.17, ceiling_m - z - 0.17) for _ in spots]
        return tuple(merge([moved(m[i], x, y, z) for m, (x, y) in zip(made, spots, strict=True)]) for i in (0, 1))

    return thing(pieces, make)


def far_kitchen(
    room: Room, stuffs: tuple[Stuffs, Stuffs, Stuffs], span: tuple[float, float], *, style: str = "frame"
) -> list[Thing]:
    """A run of cupboards behind an island on the back wall: ``stuffs`` are fronts, top and handles."""
    (stuff, top, metal), (start, end) = stuffs, span
    face = room.back_y - 0.6
    places, spots = base_fronts(start, end, 0.12, 0.87, door_m=0.5, drawer_m=0.16)
    return [
        fixed(
            piece("FarFronts", stuff, "cupboard door", PieceRole.WALL),
            lambda: merge(
                [
                    fronts(places, face, style=style),
                    carcass((start, end), (face, room.back_y), (0.0, 0.87), plinth_m=0.1),
                ]
            ),
        ),
        fixed(
            piece("FarTop", top, "worktop", PieceRole.WALL),
            lambda: box((start - 0.01, face - 0.02, 0.87), (end + 0.01, room.back_y, 0.91), bevel_m=0.003),
        ),
        fixed(piece("Handles", metal, "handle"), lambda: knobs(spots, face)),
    ]


def island(stuff: Stuffs, *, style: str, half_x: float = 0.95) -> list[Thing]:
    """The body of an island: boarded or framed all round, below a top that overhangs."""
    a, b = -0.28, 0.42
    places, _ = base_fronts(-half_x, half_x, 0.1, TOP_M - 0.045, door_m=0.475)

    def make() -> Surface:
        ends = [
            moved(turned(fronts([(-b + 0.02, -a - 0.02, 0.1, TOP_M - 0.045)], 0.0, style=style), "z", t), x)
            for x, t in ((half_x + 0.02, 90.0),)
        ]
        other = moved(
            turned(fronts([(a + 0.02, b - 0.02, 0.1, TOP_M - 0.045)], 0.0, style=style), "z", -90.0),
            -half_x - 0.02,
        )
        core = box((-half_x, a + 0.02, 0.0), (half_x, b, TOP_M - 0.04), bevel_m=0.002, along="z")
        return merge([fronts(places, a, style=style), core, *ends, other])

    return [fixed(piece("Island", stuff, "kitchen island", PieceRole.SUPPORT), make)]
