"""Bathrooms as things: washstands, basins with taps, mirrors, towels, baths, bottles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from assets.forms.kit.mouldings import super_ellipse
from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit import bath_fittings, crockery, lamps
from assets.places.kit.boxes import box, boxes
from assets.places.kit.cupboards import base_fronts, fronts, knobs
from assets.places.kit.room_things import one, tiled
from assets.places.kit.rooms import Room, on_left, on_right
from assets.places.kit.things import Stuffs, Thing, fixed, piece, set_at, thing
from assets.places.place import PieceRole


def tiled_sides(
    room: Room,
    high_m: float,
    stuff: Stuffs,
    grout: Stuffs,
    *,
    size_m: tuple[float, float],
    bond: str,
    sides: Sequence[str] = ("left", "right"),
) -> list[Thing]:
    """The side walls tiled from the back corner forwards."""
    things = []
    for side in sides:
        field = (
            (room.back_y - 1.3, room.back_y, 0.0, high_m)
            if side == "left"
            else (-room.back_y, 1.3 - room.back_y, 0.0, high_m)
        )
        put = on_left if side == "left" else on_right

        def spot(s: Surface, put: Callable[[Surface, Room], Surface] = put) -> Surface:
            return put(s, room)

        things += tiled(field, -0.008, stuff, grout, size_m=size_m, bond=bond, spot=spot)
    return things


def vessel_basin(
    x: float, y: float, top_m: float, *, metal: Stuffs = "bright_chrome", round_: bool = False, tap: str = "swan"
) -> list[Thing]:
    """A basin that stands on a top, its waste, and a tap behind it."""
    a, b = (0.2, 0.2) if round_ else (0.25, 0.18)
    things = [
        one(
            "Basin",
            "white_sanitary",
            "washbasin",
            lambda: bath_fittings.basin(a, b, 0.13, power=2.2 if round_ else 4.0),
            (x, y, top_m),
        ),
        one("Waste", metal, "drain", lambda: bath_fittings.drain((0, 0, 0.026)), (x, y, top_m)),
    ]
    if tap == "swan":
        things.append(
            one("Tap", metal, "tap", lambda: bath_fittings.swan_tap(0.31, 0.16), (x, y + b + 0.05, top_m))
        )
    return things


def sunk_basin(x: float, y: float, top_m: float, *, metal: Stuffs = "bright_chrome") -> list[Thing]:
    """A basin let into a top, its rim on it, with a pillar tap."""
    return [
        one(
            "Basin",
            "white_sanitary",
            "washbasin",
            lambda: moved(bath_fittings.basin(0.26, 0.19, 0.18, power=3.0), z=-0.165),
            (x, y, top_m),
        ),
        one("Waste", metal, "drain", lambda: bath_fittings.drain((0, 0, -0.139)), (x, y, top_m)),
        one("Tap", metal, "tap", lambda: bath_fittings.pillar_tap(0.17, 0.13), (x, y + 0.21, top_m)),
    ]


def pedestal_basin(
    x: float, back_y: float, *, rim_m: float = 0.84, metal: Stuffs = "bright_chrome"
) -> list[Thing]:
    """A basin on a column against a wall, with two pillar taps."""
    from assets.forms.kit.mouldings import round_sheet, stretched_rings

    def body() -> Surface:
        bowl = moved(bath_fittings.basin(0.29, 0.23, 0.2, power=3.6), x, back_y - 0.24, rim_m - 0.2)
        shelf = box((x - 0.27, back_y - 0.09, rim_m - 0.06), (x + 0.27, back_y, rim_m + 0.03), bevel_m=0.012)
        column = round_sheet(
            stretched_rings(
                super_ellipse(1.0, 0.85, 2.6, 40),
                [(0.13, 0.0), (0.12, 0.03), (0.085, 0.1), (0.075, 0.5), (0.11, rim_m - 0.19)],
            )
        )
        return merge([bowl, shelf, moved(column, x, back_y - 0.2)])

    def taps() -> Surface:
        return merge(
            [
                moved(bath_fittings.pillar_tap(0.12, 0.09), x + s * 0.13, back_y - 0.045, rim_m + 0.028)
                for s in (-1, 1)
            ]
        )

    return [fixed(piece("Basin", "white_sanitary", "washbasin"), body), fixed(piece("Tap", metal, "tap"), taps)]


def washstand(
    x_span: tuple[float, float],
    y_span: tuple[float, float],
    top_m: float,
    stuffs: tuple[Stuffs, Stuffs, Stuffs],
    *,
    style: str = "flat",
    low_m: float = 0.3,
    thick_m: float = 0.03,
    hole: tuple[float, float, float, float] | None = None,
) -> list[Thing]:
    """A cupboard that hangs or stands, with a top; ``hole`` (x, y, half x, half y) is cut out for a basin.

    Args:
        stuffs: of the top, the body and the handles.
    """
    (start, end), (front_y, back_y), (top, body, metal) = x_span, y_span, stuffs
    places, spots = base_fronts(
        start + 0.02, end - 0.02, low_m, top_m - thick_m - 0.004, door_m=0.5, drawer_m=0.16
    )
    face = front_y + 0.015

    def slabs() -> Surface:
        z0 = top_m - thick_m
        if hole is None:
            return box((start, front_y, z0), (end, back_y, top_m), bevel_m=0.003)
        x, y, a, b = hole
        low = [(start, front_y, z0), (x + a, front_y, z0), (x - a, front_y, z0), (x - a, y + b, z0)]
        high = [(x - a, back_y, top_m), (end, back_y, top_m), (x + a, y - b, top_m), (x + a, back_y, top_m)]
        return boxes(low, high, bevel_m=0.0005)

    def under() -> Surface:
        full, back = top_m - thick_m - 0.002, face + 0.021
        core = full if hole is None else top_m - 0.21  # a basin hangs into the body
        parts = [fronts(places, face, style=style), box((start + 0.02, back, low_m), (end - 0.02, back_y, core))]
        if hole is not None:
            parts += [
                box((x - 0.009, back, low_m), (x + 0.009, back_y, full), along="z")
                for x in (start + 0.03, end - 0.03)
            ]
        return merge(parts)

    return [
        fixed(piece("Top", top, "washstand top", PieceRole.SUPPORT), slabs),
        fixed(piece("Washstand", body, "washstand", PieceRole.SUPPORT), under),
        fixed(piece("Handles", metal, "handle"), lambda: knobs(spots, face, radius_m=0.013)),
    ]


def mirror_at(
    x: float, z: float, wall_y: float, size_m: tuple[float, float], *, frame: Stuffs | None = None
) -> list[Thing]:
    """A mirror on the wall, in a moulded frame when asked."""
    things = [
        fixed(
            piece("Mirror", "mirror_silver", "mirror"),
            lambda: moved(bath_fittings.mirror(*size_m), x, wall_y - 0.001, z),
        )
    ]
    if frame is not None:
        things.append(
            fixed(
                piece("MirrorFrame", frame, "mirror frame"),
                lambda: moved(bath_fittings.mirror_frame(*size_m), x, wall_y - 0.001, z),
            )
        )
    return things


def towel_on_rail(
    x: float,
    z: float,
    wall_y: float,
    *,
    metal: Stuffs = "bright_chrome",
    width_m: float = 0.55,
    spot: Callable[[Surface], Surface] | None = None,
) -> list[Thing]:
    """A rail on the wall with a bath towel over it."""
    put = spot or (lambda s: s)
    return [
        fixed(
            piece("TowelRail", metal, "towel rail"),
            lambda: put(moved(bath_fittings.towel_rail(width_m), x, wall_y, z)),
        ),
        thing(
            piece("Towels", "terry_towel", "towel"),
            lambda rng: put(moved(bath_fittings.hung_towel(rng, 0.72 * width_m, 0.55, 0.4), x, wall_y - 0.08, z)),
        ),
    ]


def bottles(spots: Sequence[tuple[float, float, float, float]], z: float) -> list[Thing]:
    """Bottles (x, y, radius, height): of glass and of plastic in turns, with stoppers."""
    pieces = (
        piece("Bottles", "bottle_glass", "bottle"),
        piece("PlasticBottles", "bright_plastic", "bottle"),
        piece("Caps", "white_joinery", "bottle cap"),
        piece("BottleFills", "soap_cake", "lotion"),
    )

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        bags: tuple[list[Surface], ...] = ([], [], [], [])
        glass, plastic, caps, fills = bags
        for k, (x, y, r, h) in enumerate(spots):
            (plastic if k % 2 else glass).append(moved(crockery.bottle(r, h, neck=0.4, shoulder=0.62), x, y, z))
            caps.append(moved(crockery.lid(0.46 * r, high_m=0.12 * h), x, y, z + 0.97 * h))
            if k % 2 == 0:
                fills.append(moved(crockery.filling(0.97 * r, 0.5 * h), x, y, z))
        return merge(glass), merge(plastic) if plastic else merge(caps), merge(caps), merge(fills)

    return [thing(pieces, make)]


def brushes_in_tumbler(x: float, y: float, z: float) -> list[Thing]:
    """Two toothbrushes in a tumbler."""
    return [
        one("Tumbler", "plain_crockery", "tumbler", lambda: crockery.tumbler(0.036, 0.095), (x, y, z)),
        thing(
            piece("Toothbrushes", "bright_plastic", "toothbrush"),
            lambda rng: merge([bath_fittings.toothbrush(rng, (x, y, z), 0.03) for _ in range(2)]),
        ),
    ]


def soap_on_dish(x: float, y: float, z: float, *, turn_deg: float = 15.0) -> list[Thing]:
    """A bar of soap on a dish."""

    def dish() -> Surface:
        from dataclasses import replace

        body = crockery.plate(0.062, high_m=0.016)
        return replace(body, points=body.points * [1.15, 0.78, 1.0])

    return [
        one("SoapDish", "plain_crockery", "soap dish", dish, (x, y, z), turn_deg=turn_deg),
        one(
            "Soap", "soap_cake", "soap", lambda: bath_fittings.soap_bar(0.08), (x, y, z + 0.006), turn_deg=turn_deg
        ),
    ]


def towel_pile(x: float, y: float, z: float, count: int = 3) -> Thing:
    """Folded towels."""
    return set_at(
        thing(
            piece("FoldedTowels", "terry_towel", "folded towel"),
            lambda rng: bath_fittings.folded_towels(rng, count),
        ),
        x,
        y,
        z,
    )


def towel_rolls(x: float, y: float, z: float) -> Thing:
    """Three rolled towels, two and one, ends to -y."""

    def make() -> Surface:
        roll = turned(bath_fittings.rolled_towel(0.26, 0.05), "z", 90.0)
        return merge([moved(roll, x - 0.052, y, z), moved(roll, x + 0.052, y, z), moved(roll, x, y, z + 0.09)])

    return fixed(piece("RolledTowels", "terry_towel", "rolled towel"), make)


def wall_lamps(spots: Sequence[float], z: float, wall_y: float, metal: Stuffs) -> Thing:
    """Lamps with globes on the wall."""
    pieces = (piece("LampArms", metal, "wall lamp"), piece("LampGlobes", "bathroom_glass", "lamp globe"))

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        arm, globe = lamps.wall_lamp()
        return tuple(merge([moved(s, x, wall_y, z) for x in spots]) for s in (arm, globe))

    return thing(pieces, make)


def bath_at(
    x: float,
    y: float,
    *,
    metal: Stuffs = "bright_chrome",
    length_m: float = 1.6,
    tap_x: float = 0.6,
    turn_deg: float = 0.0,
) -> list[Thing]:
    """A bath, with a tap on its far rim."""

    def tap() -> Surface:
        return merge([moved(bath_fittings.pillar_tap(0.16, 0.13), tap_x + d, 0.315, 0.575) for d in (-0.09, 0.09)])

    return [
        set_at(
            fixed(piece("Bath", "white_sanitary", "bath"), lambda: bath_fittings.bath(length_m)),
            x,
            y,
            turn_deg=turn_deg,
        ),
        set_at(fixed(piece("Tap", metal, "tap"), tap), x, y, turn_deg=turn_deg),
    ]
