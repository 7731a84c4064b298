"""Desks as things: tops on drawers, legs or trestles; lamps, pinboards, screens, racks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.forms.kit.metre_solids import spun_corners
from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit import desk_things, furniture, lamps
from assets.places.kit.boxes import box, boxes
from assets.places.kit.cupboards import FRONT_M, bar_handles, fronts, knobs
from assets.places.kit.room_things import plank_top
from assets.places.kit.things import Stuffs, Thing, fixed, piece, set_at, thing
from assets.places.place import PieceRole

TOP_M = 0.73
"""Height of a desk."""

HALF_X = 0.72
FRONT_Y, BACK_Y = -0.31, 0.40
"""Front and back edge of a desk whose clear middle is the origin."""


def desk_top(
    stuff: Stuffs, *, thick_m: float = 0.026, plank_m: float = 0.0, edge: Stuffs | None = None
) -> list[Thing]:
    """One board, or planks of ``plank_m``; with an edge band of another stuff when asked."""
    if plank_m:
        return plank_top(
            (-HALF_X, HALF_X, FRONT_Y, BACK_Y), TOP_M, stuff, thick_m=thick_m, width_m=plank_m, class_name="desk"
        )
    front = FRONT_Y + (0.003 if edge else 0.0)
    things = [
        fixed(
            piece("Top", stuff, "desk", PieceRole.SUPPORT),
            lambda: box((-HALF_X, front, TOP_M - thick_m), (HALF_X, BACK_Y, TOP_M), bevel_m=0.003),
        )
    ]
    if edge:
        things.append(
            fixed(
                piece("EdgeBand", edge, "desk edge", PieceRole.SUPPORT),
                lambda: box(
                    (-HALF_X, FRONT_Y, TOP_M - thick_m), (HALF_X, front - 0.0003, TOP_M - 0.0004), bevel_m=0.001
                ),
            )
        )
    return things


def pedestals(
    stuff: Stuffs,
    metal: Stuffs,
    *,
    style: str = "flat",
    pulls: str = "knob",
    sides: Sequence[int] = (-1, 1),
    thick_m: float = 0.026,
) -> list[Thing]:
    """Stacks of drawers below the top's ends, a shallow drawer between."""
    y, top = FRONT_Y + 0.025, TOP_M - thick_m - 0.001
    places, spots = [], []
    for s in sides:
        a, b = (s * (HALF_X - 0.03), s * (HALF_X - 0.43))
        low, high = min(a, b), max(a, b)
        for z0, z1 in ((0.07, 0.33), (0.33, 0.53), (0.53, top - 0.004)):
            places.append((low, high, z0, z1))
            spots.append(((low + high) / 2, (z0 + z1) / 2))
    places.append((-HALF_X + 0.43, HALF_X - 0.43, 0.6, top - 0.004))
    spots.append((0.0, 0.65))

    def body() -> Surface:
        parts = [fronts(places, y, style=style)]
        for s in sides:
            a, b = sorted((s * (HALF_X - 0.03), s * (HALF_X - 0.43)))
            parts.append(box((a, y + FRONT_M + 0.001, 0.0), (b, BACK_Y - 0.02, top), along="z"))
        parts.append(box((-HALF_X + 0.43, y + FRONT_M + 0.001, 0.6), (HALF_X - 0.43, BACK_Y - 0.05, top)))
        if len(sides) == 1:
            x = -sides[0] * (HALF_X - 0.05)
            parts += [
                box((x - 0.03, v - 0.03, 0.0), (x + 0.03, v + 0.03, top), along="z")
                for v in (y + 0.04, BACK_Y - 0.06)
            ]
        return merge(parts)

    return [
        fixed(piece("Drawers", stuff, "drawer", PieceRole.SUPPORT), body),
        fixed(
            piece("Handles", metal, "handle"),
            lambda: knobs(spots, y) if pulls == "knob" else bar_handles(spots, y),
        ),
    ]


def four_legs(stuff: Stuffs, *, thick_m: float = 0.026, metal: bool = False) -> Thing:
    """Four legs and an apron, or a frame of thin steel."""
    half_y, middle = (BACK_Y - FRONT_Y) / 2, (BACK_Y + FRONT_Y) / 2

    def make() -> Surface:
        if not metal:
            return furniture.table_legs(
                HALF_X, half_y, TOP_M - thick_m - 0.001, side_m=0.055, at=(0, middle, 0), apron_m=0.1
            )
        z, s = TOP_M - thick_m - 0.001, 0.03
        low, high = [], []
        for x in (-HALF_X + 0.03, HALF_X - 0.06):
            low += [(x, FRONT_Y + 0.03, 0.0), (x, BACK_Y - 0.06, 0.0), (x, FRONT_Y + 0.03, z - s)]
            high += [(x + s, FRONT_Y + 0.06, z), (x + s, BACK_Y - 0.03, z), (x + s, BACK_Y - 0.03, z)]
        low += [(-HALF_X + 0.03, FRONT_Y + 0.04, z - s), (-HALF_X + 0.03, BACK_Y - 0.06, 0.2)]
        high += [(HALF_X - 0.03, FRONT_Y + 0.06, z), (HALF_X - 0.03, BACK_Y - 0.04, 0.23)]
        return boxes(low, high, bevel_m=0.002, along="z")

    return fixed(piece("Legs", stuff, "desk leg", PieceRole.SUPPORT), make)


def trestle_legs(stuff: Stuffs, *, thick_m: float = 0.026) -> Thing:
    """Two trestles."""
    half_y, middle = (BACK_Y - FRONT_Y) / 2, (BACK_Y + FRONT_Y) / 2
    return fixed(
        piece("Legs", stuff, "trestle", PieceRole.SUPPORT),
        lambda: moved(furniture.trestles(HALF_X, half_y, TOP_M - thick_m - 0.001), y=middle),
    )


def jointed_lamp(
    x: float,
    y: float,
    turn_deg: float,
    *,
    stuff: Stuffs = "enamel",
    metal: Stuffs = "sheet_steel",
    reach_m: float = 0.2,
) -> Thing:
    """A desk lamp on a jointed arm; unturned it reaches to +x."""
    pieces = (piece("DeskLamp", stuff, "desk lamp"), piece("DeskLampArm", metal, "lamp arm"))
    return set_at(thing(pieces, lambda _: lamps.desk_lamp(reach_m)), x, y, TOP_M, turn_deg=turn_deg)


def pencil_pot(x: float, y: float, *, stuff: Stuffs = "stoneware_glaze") -> Thing:
    """A pot of pencils."""
    pieces = (piece("PencilPot", stuff, "pencil pot"), piece("Pencils", "bright_plastic", "pencil"))
    return set_at(thing(pieces, lambda rng: (desk_things.pencil_pot(), desk_things.pencils(rng))), x, y, TOP_M)


def notebook(x: float, y: float, turn_deg: float, *, cover: Stuffs = "book_cloth_dark") -> Thing:
    """An open notebook."""
    pieces = (piece("Notebook", "book_paper", "notebook"), piece("NotebookCover", cover, "notebook"))
    return set_at(thing(pieces, lambda _: desk_things.open_book()), x, y, TOP_M, turn_deg=turn_deg)


def pinned_board(x: float, wall_y: float, z: float, size_m: tuple[float, float], *, count: int = 11) -> Thing:
    """A cork board with notes."""
    pieces = (
        piece("BoardFrame", "oak_planking", "pinboard"),
        piece("Board", "cork_board", "pinboard"),
        piece("NotesPale", "book_paper", "note"),
        piece("NotesCream", "book_paper", "note"),
        piece("NotesBright", "picture_print", "note"),
        piece("Pins", "bright_plastic", "drawing pin"),
    )

    def make(rng: np.random.Generator) -> tuple[Surface, ...]:
        sheets, pins = desk_things.notes(rng, size_m[0] - 0.06, size_m[1] - 0.06, count)
        return tuple(moved(s, x, wall_y, z) for s in (*desk_things.pinboard(*size_m), *sheets, pins))

    return thing(pieces, make)


def screen_and_keys(x: float, y: float, turn_deg: float) -> list[Thing]:
    """A screen turned towards the sitter, its keyboard before it."""
    screen = (piece("Screen", "black_plastic_case", "screen"), piece("ScreenPanel", "gloss_black", "screen"))
    keys = (piece("Keyboard", "white_joinery", "keyboard"), piece("Keys", "grey_card", "key"))
    a = np.radians(turn_deg)
    out = 0.32
    return [
        set_at(thing(screen, lambda _: desk_things.screen()), x, y, TOP_M, turn_deg=turn_deg),
        set_at(
            thing(keys, lambda _: desk_things.keyboard(0.36)),
            x + out * np.sin(a),
            y - out * np.cos(a),
            TOP_M,
            turn_deg=turn_deg,
        ),
    ]


def spools(spots: Sequence[tuple[float, float]], z: float) -> Thing:
    """Thread spools at places, in three colours by turns."""
    pieces = (
        piece("Spools", "pine_planking", "spool"),
        piece("ThreadBlue", "book_cloth_blue", "thread"),
        piece("ThreadRed", "book_cloth_red", "thread"),
        piece("ThreadPale", "book_cloth_pale", "thread"),
    )

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        wood, wound = desk_things.thread_spool()
        coats = [merge([moved(wound, x, y, z) for x, y in spots[k::3]]) for k in range(3)]
        return (merge([moved(wood, x, y, z) for x, y in spots]), *coats)

    return thing(pieces, make)


def drawers_chest(x: float, y: float, *, stuff: Stuffs = "pine_planking", turn_deg: float = 0.0) -> Thing:
    """A little chest of drawers."""
    pieces = (piece("Chest", stuff, "chest of drawers"), piece("Handles", "bright_brass", "handle"))
    return set_at(thing(pieces, lambda _: desk_things.small_chest()), x, y, TOP_M, turn_deg=turn_deg)


def clock_on(x: float, wall_y: float, z: float, *, stuff: Stuffs = "gloss_black") -> Thing:
    """A round wall clock."""
    pieces = (
        piece("ClockCase", stuff, "clock"),
        piece("ClockFace", "book_paper", "clock"),
        piece("ClockHands", "gloss_black", "clock hand"),
    )
    return thing(pieces, lambda _: tuple(moved(s, x, wall_y, z) for s in desk_things.wall_clock()))


def paper_rolls(x: float, y: float, count: int = 4) -> Thing:
    """Rolled drawings that lie behind one another."""
    from assets.forms.kit.rounds import rod

    def make() -> Surface:
        r = 0.028
        return merge(
            [
                rod(
                    (
                        x - 0.26 + 0.03 * k,
                        y + (2.02 * r) * (k % 3) + r * (k // 3),
                        TOP_M + r + 1.75 * r * (k // 3),
                    ),
                    (x + 0.26 + 0.02 * k, y + 2.02 * r * (k % 3) + r * (k // 3), TOP_M + r + 1.75 * r * (k // 3)),
                    r,
                    sides=22,
                )
                for k in range(count)
            ]
        )

    return fixed(piece("PaperRolls", "book_paper", "paper roll"), make)


def files_row(start: float, count: int, front_y: float, z: float) -> Thing:
    """Box files side by side, spines to -y."""
    pieces = (piece("Files", "grey_card", "box file"), piece("FilesDark", "black_plastic_case", "box file"))

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        made = [moved(desk_things.box_file(), start + 0.083 * k, front_y, z) for k in range(count)]
        return merge([s for k, s in enumerate(made) if k % 3]), merge(made[::3])

    return thing(pieces, make)


def lens(x: float, y: float, turn_deg: float) -> Thing:
    """A hand lens that lies on the desk."""
    from assets.forms.kit.rounds import ball, ring, rod

    pieces = (
        piece("LensRim", "bright_brass", "magnifying glass"),
        piece("Lens", "window_glass", "lens"),
        piece("LensHandle", "walnut_planking", "handle"),
    )

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        rim = merge([ring(0.036, 0.003, (0, 0, 0.004)), rod((0.038, 0, 0.004), (0.06, 0, 0.005), 0.0028)])
        return (
            rim,
            ball(0.035, (0, 0, 0.005), segments=28, flat=0.1),
            rod((0.055, 0, 0.006), (0.135, 0, 0.007), 0.0065),
        )

    return set_at(thing(pieces, make), x, y, TOP_M, turn_deg=turn_deg)


def scissors(x: float, y: float, turn_deg: float) -> Thing:
    """Scissors that lie a little open."""
    from assets.forms.kit.rounds import ring, slab

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        blades, grips = [], []
        for s in (-1, 1):
            blade = slab(
                np.array([(-0.006, -0.01), (0.006, -0.01), (0.005, 0.06), (0.0, 0.115), (-0.006, 0.05)]),
                0.002 + 0.0022 * (s > 0),
                0.004 + 0.0022 * (s > 0),
            )
            blades.append(turned(blade, "z", 8.0 * s))
            grip = merge(
                [
                    turned(
                        slab(
                            np.array([(-0.005, -0.06), (0.005, -0.06), (0.006, 0.0), (-0.006, 0.0)]), 0.001, 0.008
                        ),
                        "z",
                        -7.0 * s,
                    ),
                    moved(ring(0.018, 0.0045, (0, 0, 0.0045), segments=32), 0.016 * s, -0.074),
                ]
            )
            grips.append(grip)
        return merge(blades), merge(grips)

    return set_at(
        thing(
            (piece("Scissors", "sheet_steel", "scissors"), piece("ScissorGrips", "bright_plastic", "handle")), make
        ),
        x,
        y,
        TOP_M,
        turn_deg=turn_deg,
    )


def thread_rack(wall_y: float, z: float, *, columns: int = 11, rows: int = 4) -> Thing:
    """A board on the wall with rows of pegs that carry spools of thread in five colours."""
    cloths = ("book_cloth_red", "book_cloth_blue", "book_cloth_green", "book_cloth_pale", "picture_print")
    pieces = (
        piece("ThreadRack", "birch_ply", "thread rack"),
        piece("Spools", "pine_planking", "spool"),
        *(piece(f"Thread{k + 1}", c, "thread") for k, c in enumerate(cloths)),
    )

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        corners = [
            (0, 0),
            (0.019, 0),
            (0.019, 0.004),
            (0.008, 0.008),
            (0.008, 0.044),
            (0.019, 0.048),
            (0.019, 0.052),
            (0, 0.052),
        ]
        wood = spun_corners(corners, 0.0, segments=16)
        wound = spun_corners([(0.008, 0.006), (0.0165, 0.009), (0.0165, 0.043), (0.008, 0.046)], 0.0, segments=16)
        spots = [
            (0.055 * (i - (columns - 1) / 2), wall_y - 0.034, z + 0.072 * (k - rows / 2))
            for k in range(rows)
            for i in range(columns)
        ]
        wide, high = 0.055 * columns + 0.02, 0.072 * rows + 0.02
        low = [
            (-wide / 2, wall_y - 0.012, z - high / 2),
            *((-wide / 2, wall_y - 0.06, spots[columns * k][2] - 0.006) for k in range(rows)),
        ]
        top = [
            (wide / 2, wall_y, z + high / 2),
            *((wide / 2, wall_y - 0.01, spots[columns * k][2] - 0.0005) for k in range(rows)),
        ]
        kinds = [(3 * (i % columns) // columns * 2 + i // columns) % len(cloths) for i in range(len(spots))]
        coats = [
            merge([moved(wound, *at) for at, kind in zip(spots, kinds, strict=True) if kind == k])
            for k in range(len(cloths))
        ]
        return (boxes(low, top, bevel_m=0.002), merge([moved(wood, *at) for at in spots]), *coats)

    return thing(pieces, make)


def leaning_picture(x: float, wall_y: float, width_m: float, height_m: float) -> Thing:
    """A framed picture that stands on the desk and leans on the wall."""
    pieces = (
        piece("PictureFrame", "oak_planking", "picture frame"),
        piece("PictureMount", "book_paper", "picture"),
        piece("Picture", "picture_print", "picture"),
    )

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        made = furniture.picture(width_m, height_m, mount_m=0.045)
        lean = 7.0
        foot = height_m * np.sin(np.radians(lean))
        return tuple(
            moved(turned(moved(s, z=height_m / 2), "x", -lean), x, wall_y - 0.004 - foot, TOP_M + 0.003)
            for s in made
        )

    return thing(pieces, make)
