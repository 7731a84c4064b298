"""Larger furniture as things: dressers with plates, bookcases, fireplaces, sideboards, lamps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit import crockery, furniture, hearths, lamps, table_things
from assets.places.kit.boxes import box
from assets.places.kit.cupboards import base_fronts, carcass, fronts, knobs, open_case
from assets.places.kit.room_things import books, picture_on
from assets.places.kit.rooms import Room
from assets.places.kit.things import Stuffs, Thing, fixed, piece, set_at, thing
from assets.places.place import PieceRole


def dresser(
    x: float, back_y: float, stuff: Stuffs, *, width_m: float = 1.3, crocks: Stuffs = "stoneware_glaze"
) -> list[Thing]:
    """A dresser against a wall: cupboards and drawers below, open shelves with plates, mugs and jugs above."""
    a, b = x - width_m / 2, x + width_m / 2
    face, rack = back_y - 0.45, back_y - 0.2
    places, spots = base_fronts(a, b, 0.08, 0.84, door_m=width_m / 3, drawer_m=0.17)
    shelves = (1.25, 1.58)

    def body() -> Surface:
        top = box((a - 0.02, face - 0.02, 0.84), (b + 0.02, back_y, 0.87), bevel_m=0.004)
        case = open_case((a + 0.03, b - 0.03), (rack, back_y - 0.002), (0.87, 1.95), shelves=(*shelves, 1.94))
        crown = box((a - 0.01, rack - 0.04, 1.94), (b + 0.01, back_y, 1.99), bevel_m=0.012)
        return merge(
            [fronts(places, face), carcass((a, b), (face, back_y), (0.0, 0.84), plinth_m=0.07), top, case, crown]
        )

    def plates() -> Surface:
        parts = []
        for z in shelves:
            r = 0.115
            leaned = turned(crockery.plate(r), "x", 76.0)
            count = int((width_m - 0.2) / (2.15 * r))
            parts += [
                moved(leaned, x + (k - (count - 1) / 2) * 2.15 * r, back_y - 0.06, z + 0.975 * r)
                for k in range(count)
            ]
        return merge(parts)

    def crockery_row() -> Surface:
        parts = [
            moved(crockery.jug(0.062, 0.17), a + 0.2, rack + 0.08, 0.87),
            moved(crockery.teapot(0.07), x + 0.05, rack + 0.06, 0.87),
        ]
        parts += [moved(crockery.bowl(0.08, 0.06), b - 0.22, rack + 0.08, 0.87 + 0.02 * k) for k in range(3)]
        parts += [
            moved(turned(crockery.mug(), "z", -60.0), x - 0.2 + 0.11 * k, rack + 0.06, 0.87) for k in range(2)
        ]
        return merge(parts)

    return [
        fixed(piece("Dresser", stuff, "dresser"), body),
        fixed(piece("Handles", "bright_brass", "handle"), lambda: knobs(spots, face)),
        fixed(piece("Plates", "plain_crockery", "plate"), plates),
        fixed(piece("Crocks", crocks, "crockery"), crockery_row),
    ]


def bookcase(
    x: float,
    back_y: float,
    stuff: Stuffs,
    *,
    width_m: float = 1.0,
    high_m: float = 2.0,
    deep_m: float = 0.3,
    rows: int = 5,
) -> list[Thing]:
    """A bookcase against a wall, most of its boards full of books."""
    a, b = x - width_m / 2, x + width_m / 2
    front = back_y - deep_m
    boards = np.linspace(0.1, high_m, rows + 1)
    case = fixed(
        piece("Bookcase", stuff, "bookcase"),
        lambda: open_case((a, b), (front, back_y), (0.0, high_m), shelves=[float(z) for z in boards]),
    )
    things = [case]
    for k, z in enumerate(boards[:-1]):
        end = b - 0.03 - (0.0 if k % 2 else 0.22 * width_m)
        things.append(books(a + 0.03, end, front + 0.05, float(z)))
    return things


def fireplace(room: Room, x: float, *, stuff: Stuffs = "white_joinery") -> list[Thing]:
    """A fireplace on the back wall with its hearth, grate and logs."""
    pieces = (piece("Logs", "twig", "log"), piece("Grate", "black_iron", "grate"))
    y = room.back_y

    def put(make: Callable[[], Surface]) -> Callable[[], Surface]:
        return lambda: moved(make(), x, y)

    return [
        fixed(piece("Surround", stuff, "fireplace", PieceRole.WALL), put(hearths.surround)),
        fixed(piece("Soot", "gloss_black", "fireplace", PieceRole.WALL), put(hearths.soot_back)),
        fixed(piece("Hearth", "floor_slate", "hearth", PieceRole.FLOOR), put(hearths.hearth_stone)),
        thing(
            piece("FireBricks", "house_brick", "brick", PieceRole.WALL),
            lambda rng: moved(hearths.hollow(rng), x, y),
        ),
        thing(pieces, lambda _: tuple(moved(s, x, y) for s in hearths.logs_and_grate())),
    ]


def standing_lamp(x: float, y: float, *, high_m: float = 1.55, stuff: Stuffs = "bright_brass") -> Thing:
    """A floor lamp with a cloth shade."""
    pieces = (piece("LampStand", stuff, "floor lamp"), piece("LampShade", "lamp_cloth", "lampshade"))
    return set_at(thing(pieces, lambda _: lamps.floor_lamp(high_m, 0.2)), x, y)


def lamp_on(x: float, y: float, z: float, *, stuff: Stuffs = "stoneware_glaze", high_m: float = 0.46) -> Thing:
    """A table lamp with a cloth shade."""
    pieces = (piece("LampBody", stuff, "table lamp"), piece("LampShade", "lamp_cloth", "lampshade"))
    return set_at(thing(pieces, lambda _: lamps.table_lamp(high_m, 0.15)), x, y, z)


def easy_chair(x: float, y: float, turn_deg: float, *, stuff: Stuffs = "upholstery_wool") -> Thing:
    """An armchair."""
    pieces = (piece("Armchair", stuff, "armchair"), piece("ArmchairFeet", "walnut_planking", "chair leg"))
    return set_at(thing(pieces, lambda _: furniture.armchair()), x, y, turn_deg=turn_deg)


def sideboard(
    x: float, back_y: float, stuff: Stuffs, *, width_m: float = 1.4, metal: Stuffs = "bright_brass"
) -> list[Thing]:
    """A low cupboard on legs against a wall."""
    a, b = x - width_m / 2, x + width_m / 2
    face = back_y - 0.42
    places, spots = base_fronts(a + 0.02, b - 0.02, 0.24, 0.74, door_m=width_m / 3)

    def body() -> Surface:
        legs = [
            box((u - 0.02, v - 0.02, 0.0), (u + 0.02, v + 0.02, 0.22), along="z")
            for u in (a + 0.06, b - 0.06)
            for v in (face + 0.06, back_y - 0.06)
        ]
        return merge(
            [
                fronts(places, face, style="flat"),
                box((a, face + 0.021, 0.22), (b, back_y - 0.01, 0.75), along="x"),
                box((a - 0.01, face - 0.01, 0.745), (b + 0.01, back_y - 0.005, 0.77)),
                *legs,
            ]
        )

    return [
        fixed(piece("Sideboard", stuff, "sideboard"), body),
        fixed(piece("Handles", metal, "handle"), lambda: knobs(spots, face, radius_m=0.012)),
    ]


def laid_places(spots: list[tuple[float, float, float]], z: float, *, glass: bool = True) -> Thing:
    """Places laid at (x, y, degrees): 0 faces -y."""
    pieces = (
        piece("Plates", "plain_crockery", "plate"),
        piece("Cutlery", "sheet_steel", "cutlery"),
        piece("Napkins", "plain_cotton", "napkin"),
        piece("Glasses", "bottle_glass", "wine glass" if glass else "tumbler"),
    )

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        laid = table_things.place_laid(glass=glass)
        return tuple(merge([table_things.turned_about(s, t, x, y, z) for x, y, t in spots]) for s in laid)

    return thing(pieces, make)


def gallery_of_pictures(room: Room, side: str, at: float, z: float) -> list[Thing]:
    """Three pictures of unlike sizes hung together."""
    sizes = ((-0.42, 0.0, (0.42, 0.56)), (0.08, 0.16, (0.34, 0.26)), (0.08, -0.18, (0.34, 0.3)))
    return [
        picture_on(room, side, at + dx, z + dz, size, frame="gloss_black" if k else "oak_planking")
        for k, (dx, dz, size) in enumerate(sizes)
    ]
