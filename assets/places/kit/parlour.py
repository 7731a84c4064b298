"""Living-room furniture and what stands on it: low tables, plants, lamps, books, fireplaces, striped walls."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from assets.forms.kit.rounds import drum, ring, rod, turned_solid, upright
from assets.meshes.curves import rounded
from assets.meshes.surface import Surface, grid, merge, moved, turned
from assets.places.kit import hearths, house_plants, lamps
from assets.places.kit.books import pile_of_books, row_of_books
from assets.places.kit.cuboids import Range, cuboid, cuboids
from assets.places.kit.furniture import picture
from assets.places.kit.laid_floors import planks
from assets.places.kit.room_shells import Room
from assets.places.kit.things import Stuffs, Thing, piece, set_at, thing
from assets.places.place import Piece, PieceRole


def table(
    x: Range, y: Range, high_m: float, top: Stuffs, legs: Stuffs, *, thick_m: float = 0.024, boards: int = 0
) -> Thing:
    """A low table: a slab or boards on four tapered legs with rails; its top level at ``high_m``."""

    def make(rng: np.random.Generator) -> tuple[Surface, Surface]:
        if boards:
            deck = planks(
                rng, x, y, z_m=high_m, width_m=(y[1] - y[0]) / boards, gap_m=0.001, length_m=(9, 9), bevel_m=0.002
            )
        else:
            deck = cuboid(x, y, (high_m - thick_m, high_m), bevel_m=0.003)
        low = high_m - (0.02 if boards else thick_m)
        inset, t = 0.05, 0.038
        corners = [(sx, sy) for sx in (x[0] + inset, x[1] - inset) for sy in (y[0] + inset, y[1] - inset)]
        feet = [
            rod((a, b, low + 0.002), (a + np.sign(a) * 0.015, b + np.sign(b) * 0.015, 0.0), t / 2, sides=12)
            for a, b in corners
        ]
        rails = [
            ((x[0] + inset, x[1] - inset), (b - 0.01, b + 0.01), (low - 0.06, low))
            for b in (y[0] + inset, y[1] - inset)
        ]
        rails += [
            ((a - 0.01, a + 0.01), (y[0] + inset, y[1] - inset), (low - 0.0598, low))
            for a in (x[0] + inset, x[1] - inset)
        ]
        return deck, merge([cuboids(rails, bevel_m=0.002), *feet])

    return thing(
        (
            piece("TableTop", top, "table", PieceRole.SUPPORT),
            piece("TableLegs", legs, "table leg", PieceRole.SUPPORT),
        ),
        make,
    )


def round_table(radius_m: float, high_m: float, top: Stuffs, legs: Stuffs, *, kind: str = "tripod") -> Thing:
    """A round side table on three splayed legs, or on a column with a foot."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        r, h = radius_m, high_m
        edge = rounded(
            [(0, h - 0.022), (r - 0.006, h - 0.022), (r, h - 0.012), (r, h), (0, h)],
            [0, 0.003, 0.004, 0.004, 0],
            3,
        )
        plate = turned_solid(edge, 96)
        if kind == "column":
            foot = turned_solid(
                rounded(
                    [
                        (0, 0),
                        (0.16, 0),
                        (0.16, 0.012),
                        (0.02, 0.03),
                        (0.016, 0.06),
                        (0.016, h - 0.022),
                        (0, h - 0.022),
                    ],
                    0.004,
                    3,
                ),
                40,
            )
            return plate, foot
        turns = np.radians([90, 210, 330])
        feet = [
            rod(
                (0.45 * r * np.cos(a), 0.45 * r * np.sin(a), h - 0.02),
                (0.92 * r * np.cos(a), 0.92 * r * np.sin(a), 0.0),
                0.015,
            )
            for a in turns
        ]
        return plate, merge(
            [*feet, moved(drum(0.5 * r, h - 0.045, h - 0.021), 0, 0), moved(ring(0.66 * r, 0.006), z=0.5 * h)]
        )

    return thing(
        (
            piece("TableTop", top, "table", PieceRole.SUPPORT),
            piece("TableLegs", legs, "table leg", PieceRole.SUPPORT),
        ),
        make,
    )


def plant(
    kind: str,
    at: tuple[float, float, float],
    pot: Stuffs,
    *,
    pot_m: tuple[float, float] = (0.16, 0.28),
    size_m: float = 0.9,
) -> Thing:
    """A plant in its pot: "big", "bush", "swords" or "fountain"."""

    def make(rng: np.random.Generator) -> tuple[Surface, Surface, Surface, Surface]:
        r, h = pot_m
        stalks: Surface = rod((0, 0, 0), (0, 0, 0.02), 0.004, sides=6)
        match kind:
            case "big":
                leaves, stalks = house_plants.big_leaves(rng, size_m, count=16, leaf_m=0.26)
            case "bush":
                leaves, stalks = house_plants.bush(rng, 0.45 * size_m, size_m)
            case "swords":
                leaves = house_plants.swords(rng, size_m, radius_m=0.5 * r)
            case _:
                leaves = house_plants.fountain(rng, size_m)
        up = 0.85 * h
        return house_plants.pot(r, h), house_plants.earth(r, h), moved(leaves, z=up), moved(stalks, z=up)

    pieces = (
        piece("PlantPot", pot, "plant pot"),
        piece("PlantSoil", "potting_soil", "soil"),
        piece("PlantLeaves", "house_leaves", "plant"),
        piece("PlantStalks", "house_leaves", "stalk"),
    )
    return set_at(thing(pieces, make), *at)


def floor_lamp(x: float, y: float, metal: Stuffs, shade: Stuffs, *, high_m: float = 1.55) -> Thing:
    """A lamp with a cloth shade that stands on the floor."""
    pieces = (piece("LampStand", metal, "floor lamp"), piece("LampShade", shade, "lampshade"))
    return set_at(thing(pieces, lambda _: lamps.floor_lamp(high_m, 0.21)), x, y)


def table_lamp(at: tuple[float, float, float], body: Stuffs, shade: Stuffs, *, high_m: float = 0.44) -> Thing:
    """A lamp with a cloth shade for a table."""
    pieces = (piece("LampBody", body, "table lamp"), piece("LampShade", shade, "lampshade"))
    return set_at(thing(pieces, lambda _: lamps.table_lamp(high_m, 0.15)), *at)


def pictures(
    places: Sequence[tuple[float, float, float, float]],
    frame: Stuffs,
    sheet: Stuffs,
    *,
    ink: Stuffs = "white_paper_stock",
) -> Thing:
    """Framed pictures of hills on a wall's face: (x, z of the middle, width, height) each."""

    def make(rng: np.random.Generator) -> tuple[Surface, ...]:
        made = [
            [moved(s, x, 0.0, z) for s in (*picture(w, h), _hills(rng, w - 0.19, h - 0.19))]
            for x, z, w, h in places
        ]
        return tuple(merge([m[i] for m in made]) for i in range(4))

    named = (
        ("Frames", frame, "picture frame"),
        ("Mounts", "white_paper_stock", "mount"),
        ("Sheets", sheet, "picture"),
        ("Hills", ink, "picture"),
    )
    return thing([piece(n, s, c, PieceRole.WALL) for n, s, c in named], make)


def _hills(rng: np.random.Generator, width_m: float, height_m: float) -> Surface:
    """Two lines of hills and a sun, a hair before a picture's sheet."""
    w, h = width_m / 2, height_m / 2
    x = np.linspace(-w, w, 28)
    strips = []
    for base, tall, y in ((-0.1, 0.32, 0.0102), (-0.55, 0.22, 0.0106)):
        top = h * (base + tall * np.sin(rng.uniform(3, 7) * x / width_m + rng.uniform(0, 6)))
        foot = np.maximum(top - 0.16 * height_m, -h)
        rows = np.stack([np.column_stack([x, np.full(28, -y), z]) for z in (foot, top)])
        strips.append(grid(rows))
    sun = upright(drum(0.16 * min(w, h), 0.0, 0.0006, bevel_m=0.0001))
    return merge([*strips, moved(sun, rng.uniform(-0.5, 0.5) * w, -0.0098, 0.58 * h)])


def _book_pieces(covers: Sequence[Stuffs]) -> list[Piece]:
    named = [piece("Books", s, "book") for s in covers]
    return [
        *named,
        piece("BookBands", "shop_brass", "book title"),
        piece("BookPaper", "white_paper_stock", "book block"),
    ]


def books_on(span: Range, y_m: float, z_m: float, covers: Sequence[Stuffs]) -> Thing:
    """A row of books, spines to -y."""
    return thing(_book_pieces(covers), lambda rng: row_of_books(rng, *span, y=y_m, z=z_m, colours=len(covers)))


def book_pile(
    count: int, at: tuple[float, float, float], covers: Sequence[Stuffs], *, turn_deg: float = 0.0
) -> Thing:
    """Books that lie on one another."""
    pile = thing(_book_pieces(covers), lambda rng: pile_of_books(rng, count, colours=len(covers)))
    return set_at(pile, *at, turn_deg=turn_deg)


def bookcase(
    x_m: float, room: Room, case: Stuffs, covers: Sequence[Stuffs], *, width_m: float = 1.1, high_m: float = 2.0
) -> list[Thing]:
    """A case of open shelves full of books against the back wall."""
    y1, deep = room.back_m - 0.02, 0.28
    y0 = y1 - deep
    x0, x1 = x_m - width_m / 2, x_m + width_m / 2
    zs = np.linspace(0.08, high_m - 0.03, 6)
    parts = [((a, a + 0.022), (y0, y1), (0.0, high_m)) for a in (x0, x1 - 0.022)]
    parts += [((x0, x1), (y0 + 0.003, y1), (z, z + 0.022)) for z in zs]
    parts += [
        ((x0, x1), (y1 - 0.012, y1), (0.0, high_m)),
        ((x0 + 0.01, x1 - 0.01), (y0 + 0.02, y0 + 0.04), (0.0, 0.09)),
    ]
    body = thing(
        piece("Bookcase", case, "bookcase", PieceRole.WALL), lambda rng: cuboids(parts, bevel_m=0.002, rng=rng)
    )
    fills = ((0.0, 0.75), (0.2, 1.0), (0.0, 0.55), (0.3, 1.0), (0.0, 0.9))
    inner = (x0 + 0.03, x1 - 0.03)
    rows = [
        books_on(
            (inner[0] + a * (inner[1] - inner[0]), inner[0] + b * (inner[1] - inner[0])),
            y0 + 0.03,
            z + 0.022,
            covers,
        )
        for (a, b), z in zip(fills, zs[:-1], strict=True)
    ]
    return [body, *rows]


def fireplace(room: Room, x_m: float, surround: Stuffs, stone: Stuffs) -> list[Thing]:
    """A fireplace with its mantelshelf on the back wall, its hearth, grate and logs."""
    y = room.back_m

    def inside(rng: np.random.Generator) -> tuple[Surface, Surface, Surface, Surface]:
        logs, grate = hearths.logs_and_grate()
        return hearths.hollow(rng), hearths.soot_back(), logs, grate

    front = thing(
        (
            piece("Surround", surround, "fireplace", PieceRole.WALL),
            piece("Hearth", stone, "hearth", PieceRole.FLOOR),
        ),
        lambda _: (hearths.surround(), hearths.hearth_stone()),
    )
    hollow = thing(
        (
            piece("FireBricks", "red_brick", "brick", PieceRole.WALL),
            piece("Soot", "fire_black", "fireplace", PieceRole.WALL),
            piece("Logs", "log_bark", "log"),
            piece("Grate", "shop_iron", "grate"),
        ),
        inside,
    )
    return [set_at(front, x_m, y), set_at(hollow, x_m, y)]


def striped_wall(room: Room, stuffs: Stuffs, *, pitch_m: float = 0.16, low_m: float = 0.0) -> Thing:
    """Upright stripes of paper on the back wall, a hair before it."""
    xs = np.arange(-room.left_m, room.right_m - 0.01, pitch_m)
    strips = [
        (
            (a, min(a + pitch_m / 2, room.right_m)),
            (room.back_m - 0.0006, room.back_m + 0.01),
            (low_m, room.height_m),
        )
        for a in xs
    ]
    return thing(
        piece("Stripes", stuffs, "wallpaper stripe", PieceRole.WALL), lambda _: cuboids(strips, bevel_m=0.0)
    )


def sideboard(
    x_m: float, room: Room, wood: Stuffs, metal: Stuffs, *, width_m: float = 1.4, high_m: float = 0.72
) -> Thing:
    """A low cupboard of three doors on legs against the back wall."""
    y1 = room.back_m - 0.02
    y0 = y1 - 0.42
    x0, x1 = x_m - width_m / 2, x_m + width_m / 2

    def make(rng: np.random.Generator) -> tuple[Surface, Surface]:
        doors = np.linspace(x0 + 0.02, x1 - 0.02, 4)
        parts = [
            ((x0, x1), (y0, y1), (high_m - 0.024, high_m)),
            ((x0, x1), (y0 + 0.022, y1), (0.16, high_m - 0.024)),
        ]
        parts += [
            ((a + 0.002, b - 0.002), (y0 + 0.002, y0 + 0.024), (0.165, high_m - 0.03)) for a, b in pairwise(doors)
        ]
        feet = [
            rod((a, b, 0.165), (a, b, 0.0), 0.016) for a in (x0 + 0.08, x1 - 0.08) for b in (y0 + 0.06, y1 - 0.06)
        ]
        knobs = [
            upright(turned_solid(np.array([(0, 0), (0.008, 0), (0.006, 0.014), (0.013, 0.02), (0, 0.026)]), 20))
            for _ in range(3)
        ]
        set_ = [moved(k, b - 0.05, y0 + 0.002, 0.45) for k, b in zip(knobs, doors[1:], strict=True)]
        return merge([cuboids(parts, bevel_m=0.002, rng=rng), *feet]), merge(set_)

    return thing((piece("Sideboard", wood, "sideboard"), piece("SideboardKnobs", metal, "knob")), make)


def record_player(at: tuple[float, float, float], wood: Stuffs, metal: Stuffs, black: Stuffs) -> Thing:
    """A turntable with its record and arm."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface, Surface]:
        case = cuboid((-0.22, 0.22), (-0.17, 0.17), (0.015, 0.10), bevel_m=0.004)
        arm = merge(
            [moved(drum(0.03, 0.10, 0.125), 0.17, 0.11), rod((0.17, 0.11, 0.135), (0.06, -0.05, 0.118), 0.004)]
        )
        disc = [
            moved(drum(0.152, 0.108, 0.112), -0.04),
            moved(ring(0.10, 0.0008), -0.04, 0, 0.112),
            *(moved(drum(0.02, 0.0, 0.016), sx * 0.18, sy * 0.13) for sx in (-1, 1) for sy in (-1, 1)),
        ]
        return case, arm, merge(disc)

    return set_at(
        thing(
            (
                piece("Player", wood, "record player"),
                piece("PlayerArm", metal, "tone arm"),
                piece("Record", black, "record"),
            ),
            make,
        ),
        *at,
    )


def basket(at: tuple[float, float, float], stuffs: Stuffs, *, radius_m: float = 0.2, high_m: float = 0.3) -> Thing:
    """A basket of wound coils, open above."""

    def make(_: np.random.Generator) -> Surface:
        count = int(high_m / 0.02)
        coils = [
            moved(
                ring(radius_m * (0.82 + 0.18 * np.sin(np.pi * (0.2 + 0.6 * i / count))), 0.0115, segments=44),
                z=0.011 + 0.02 * i,
            )
            for i in range(count)
        ]
        grips = [
            moved(turned(ring(0.05, 0.009, segments=24), "y", 90.0), s * radius_m * 0.98, 0, high_m)
            for s in (-1, 1)
        ]
        return merge([*coils, *grips, drum(radius_m * 0.85, 0.004, 0.012)])

    return set_at(thing(piece("Basket", stuffs, "basket"), make), *at)
