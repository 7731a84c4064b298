"""Floors of tiles, tiled and plastered walls, in pieces with their edges, joints and fittings."""

from __future__ import annotations

from functools import partial

import numpy as np

from assets.forms.cases_and_devices import socket_face
from assets.forms.form import Form, main_part, part
from assets.forms.kit.joinery import board, post, repeated
from assets.forms.kit.metre_solids import plate
from assets.forms.kit.mouldings import cylinder, fitted, flowing, placed, ring_of, tube, turned_solid
from assets.forms.kit.outlines import circle, rectangle
from assets.forms.kit.rough_stone import broken_edge
from assets.forms.tile_layouts import chequers, hexagons, inlaid, laid
from assets.meshes.solids import extrude, rounded_box
from assets.meshes.surface import Surface, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _floor_drain(rng: np.random.Generator, thick: float) -> Surface:
    """A round grating let into the floor."""
    drain = merge(
        [
            moved(ring_of(0.047, 0.005, flat=0.5, segments=48), z=thick + 0.001),
            cylinder(0.045, thick - 0.004, thick + 0.0006),
            *[
                board(0.08 * np.cos(a), 0.005, 0.002, (0, 0.045 * np.sin(a), thick), edge_m=0.0008)
                for a in np.linspace(-1.1, 1.1, 7)
            ],
        ]
    )
    return moved(drain, float(rng.uniform(-0.25, 0.25)), float(rng.uniform(-0.2, 0.2)))


def _low_stool(thick: float) -> Surface:
    """A round seat on four turned legs."""
    leg = turned_solid([(0, thick), (0.016, thick), (0.02, 0.16), (0.024, 0.3), (0, 0.3)], 0.004, segments=32)
    seat = moved(cylinder(0.24, 0.3, 0.33, bevel_m=0.008, segments=64), -0.06, 0.2)
    return merge([repeated(leg, [(x, y, 0) for x in (-0.22, 0.1) for y in (0.05, 0.36)]), seat])


def _floor(rng: np.random.Generator, size: float, *, pattern: str, furnished: bool = True) -> Meshes:
    """A floor to its wall's skirting: squares of two colours, hexagons, or squares with small inlays."""
    count = int(rng.integers(6, 9))
    gap, thick = 0.004 if pattern != "marble" else 0.0016, 0.01
    if pattern == "hexagon":
        main, second = hexagons(rng, count, gap)
    else:
        main, second = inlaid(count, gap) if pattern == "inlaid" else chequers(count, gap)
    edge, lip = (0.0012, 0.0004) if pattern != "marble" else (0.0006, 0.0002)
    parts = [laid(rng, main, thick, edge, lip)]
    parts.append(laid(rng, second or [(rectangle(0.01, 0.01), 0.49, 0.49)], thick, edge, lip))
    bed = board(1.02, 1.02, thick - 0.0015, (0, 0, -0.0008), edge_m=0.0004)
    skirting = [
        board(1.02, 0.014, 0.085, (0, 0.52, 0.0), edge_m=0.004),
        board(1.02, 0.03, 0.02, (0, 0.512, thick), edge_m=0.008),
    ]
    fitting = _floor_drain(rng, thick)
    if furnished and rng.random() < 0.5:
        fitting = _low_stool(thick)
    spin = float(rng.uniform(-42, 24))
    return fitted(
        [placed(p, tilt_deg=(0, 0, spin)) for p in (*parts, bed, merge(skirting), fitting)], size, crease_deg=30
    )


def wall_tiles(rng: np.random.Generator, size: float) -> Meshes:
    """Glazed tiles on a wall, one chipped to its body, a towel hook; half bond or straight, some in relief."""
    metro = rng.random() < 0.5
    w, h = (0.15, 0.075) if metro else (0.1, 0.1)
    columns, rows = (4, 6) if metro else (5, 5)
    gap, thick = 0.003, 0.009
    tiles, chipped = [], []
    bad = (int(rng.integers(rows)), int(rng.integers(1, columns)))
    for j in range(rows):
        shift = 0.5 * w * (j % 2) if metro else 0.0
        for i in range(columns + (1 if shift else 0)):
            a, b = max(i * w - shift, 0.0), min((i + 1) * w - shift, columns * w)
            if b - a < 0.03:
                continue
            x, z = (a + b) / 2 - columns * w / 2, (j + 0.5) * h
            if (j, i) == bad:
                c = 0.32 * h
                p, q = (b - a - gap) / 2, (h - gap) / 2
                outline = np.array(
                    [
                        (-p, -q),
                        (p, -q),
                        (p, q - c),
                        (p - 0.3 * c, q - 0.75 * c),
                        (p - 0.55 * c, q - 0.6 * c),
                        (p - 0.8 * c, q - 0.1 * c),
                        (p - c, q),
                        (-p, q),
                    ]
                )
                tile = plate(outline, 0.0, thick, bevel_m=0.0012)
                chipped.append(
                    placed(
                        rounded_box((b - a - gap - 0.001, h - gap - 0.001, 0.6 * thick), 0.001),
                        (x, 0, z),
                        tilt_deg=(90, 0, 0),
                    )
                )
            else:
                bevel = 0.0045 if metro else 0.002
                tile = extrude(rectangle(b - a - gap, h - gap), 0.0, thick + 0.002 * metro, bevel_m=bevel, steps=3)
            tilt = rng.normal(0, 0.25, 2)
            tiles.append(
                placed(
                    tile, (x, float(rng.normal(0, 0.0003)), z), tilt_deg=(90 + float(tilt[0]), 0, float(tilt[1]))
                )
            )
    backing = board(columns * w + 0.01, 0.02, rows * h + 0.01, (0, 0.0085, -0.005), edge_m=0.001)
    ledge = board(columns * w + 0.04, 0.05, 0.018, (0, -0.006, -0.024), edge_m=0.004)
    stem = flowing(
        [(0, -0.0, 0.0), (0, -0.05, -0.004), (0, -0.06, -0.025), (0, -0.045, -0.045), (0, -0.02, -0.035)], 30
    )
    hook = merge(
        [
            placed(cylinder(0.018, 0.0, 0.006, bevel_m=0.002), (0, -0.0, 0), tilt_deg=(90, 0, 0)),
            tube(stem, 0.0045, sides=14),
        ]
    )
    hook = moved(hook, float(rng.uniform(-0.15, 0.15)), -thick, rows * h * float(rng.uniform(0.5, 0.75)))
    return fitted([merge(tiles), merge([backing, *chipped]), hook, ledge], size, crease_deg=30)


def _brick_field(
    rng: np.random.Generator, wide: float, rows: int, y: float, *, z0: float = 0.0
) -> tuple[Surface, Surface]:
    bricks = []
    for j in range(rows):
        x = -wide / 2 - (0.11 if j % 2 else 0.0)
        while x < wide / 2 - 0.02:
            a, b = max(x, -wide / 2), min(x + 0.21, wide / 2)
            if b - a > 0.03:
                brick = rounded_box((b - a, 0.1, 0.065), 0.004, 2)
                bricks.append(
                    placed(
                        brick,
                        ((a + b) / 2, y + 0.05 + float(rng.normal(0, 0.0012)), z0 + j * 0.075),
                        tilt_deg=(float(rng.normal(0, 0.5)), 0, float(rng.normal(0, 0.3))),
                    )
                )
            x += 0.22
    return merge(bricks), board(wide, 0.085, rows * 0.075 - 0.008, (0, y + 0.051, z0), edge_m=0.001)


def _plaster_off_brick(rng: np.random.Generator, size: float) -> Meshes:
    """A wall whose plaster fell in patches from the bricks; a pipe with its clip, a skirting."""
    wide, rows = 1.0, int(rng.integers(10, 13))
    high = rows * 0.075
    bricks, mortar = _brick_field(rng, wide - 0.002, rows, 0.0)
    holes = []
    for at, reach in (
        ((float(rng.uniform(-0.3, -0.05)), float(rng.uniform(0.5, 0.7) * high)), (0.2, 0.16)),
        ((float(rng.uniform(0.12, 0.3)), float(rng.uniform(0.2, 0.36) * high)), (0.15, 0.1)),
    ):
        n = 90
        angle = np.linspace(0, 2 * np.pi, n, endpoint=False)
        rough = (
            1
            + 0.32
            * sum(
                rng.uniform(0.5, 1) / k**0.8 * np.sin(k * angle + rng.uniform(0, 6)) for k in (2, 3, 5, 7, 11, 17)
            )
            * 0.6
        )
        holes.append(
            np.stack([at[0] + reach[0] * rough * np.cos(angle), at[1] + reach[1] * rough * np.sin(angle)], -1)
        )
    sheet = plate(
        rectangle(wide, high - 0.01, centre=(0.0, high / 2)), 0.0, 0.018, holes=holes, bevel_m=0.0022, steps=2
    )
    under = plate(
        rectangle(wide, high - 0.01, centre=(0.0, high / 2)),
        0.0,
        0.008,
        holes=[h.mean(0) + (h - h.mean(0)) * 0.9 for h in holes],
        bevel_m=0.001,
        steps=1,
    )
    plaster = placed(sheet, (0, 0.0005, 0), tilt_deg=(90, 0, 0))
    rough_coat = placed(under, (0, 0.0008, 0), tilt_deg=(90, 0, 0))
    x = float(rng.choice([-1, 1])) * 0.42
    pipe = [tube(np.linspace([x, -0.045, 0.0], [x, -0.045, high], 8), 0.011, sides=20)]
    for z in (0.25 * high, 0.75 * high):
        pipe += [
            moved(ring_of(0.013, 0.003, segments=32, sides=10), x, -0.045, z),
            placed(cylinder(0.006, 0.0, 0.035, segments=16), (x, -0.017, z), tilt_deg=(90, 0, 0)),
        ]
    lower = board(wide, 0.02, 0.09, (0, -0.028, 0.0), edge_m=0.004)
    lumps = [
        placed(
            rounded_box((0.05, 0.035, 0.014), 0.004),
            (float(rng.uniform(-0.4, 0.4)), -0.07 - float(rng.uniform(0, 0.07)), 0.0),
            tilt_deg=(0, 0, float(rng.uniform(0, 180))),
        )
        for _ in range(7)
    ]
    return fitted([merge([plaster, *lumps]), bricks, merge([mortar, rough_coat]), merge(pipe), lower], size)


def _room_corner(rng: np.random.Generator, size: float) -> Meshes:
    """Two walls that meet, skirting, a socket or switch, a nail, floor boards."""
    wide, high = 1.0, rng.uniform(0.8, 1.0)
    t = 0.06
    wall = [
        board(wide + t, t, high, (-t / 2, t / 2, 0.0), edge_m=0.002),
        placed(board(wide, t, high, edge_m=0.002), (-wide / 2 - t / 2, -wide / 2, 0.0), tilt_deg=(0, 0, 90)),
    ]
    joinery = [
        board(wide, 0.016, 0.1, (0, -0.008, 0), edge_m=0.003),
        board(wide, 0.022, 0.02, (0, -0.011, 0.088), edge_m=0.006),
    ]
    joinery += [
        placed(moved(b, 0, 0.0), (-wide / 2, -wide / 2, 0), tilt_deg=(0, 0, 90))
        for b in (
            board(wide, 0.016, 0.1, (0, -0.008, 0), edge_m=0.003),
            board(wide, 0.022, 0.02, (0, -0.011, 0.088), edge_m=0.006),
        )
    ]
    x = float(rng.uniform(-0.1, 0.3))
    frame = placed(
        plate(rectangle(0.082, 0.082, corner_m=0.005), 0.0, 0.01, holes=[circle(0.0226, 64)], bevel_m=0.0018),
        (x, 0, 0.28),
        tilt_deg=(90, 0, 0),
    )
    cup, dark, metal = (moved(p, x, -0.009, 0.28) for p in socket_face(0.0))
    nail = placed(
        cylinder(0.0025, 0.0, 0.03, segments=12),
        (float(rng.uniform(-0.2, 0.2)), 0, 0.8 * high),
        tilt_deg=(78, 0, 0),
    )
    floor = [
        placed(
            board(wide + t - 0.002, 0.118, 0.02, edge_m=0.0015),
            (-t / 2 + (k - 3.5) * 0.125 + 0.0, -wide / 2, -0.02),
            tilt_deg=(0, 0, 90),
        )
        for k in range(8)
    ]
    spin = float(rng.uniform(-38, -14))
    parts = [merge(wall), merge([*joinery, frame, cup]), dark, merge([metal, nail]), merge(floor)]
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in parts], size)


def _switch_wall(rng: np.random.Generator, size: float) -> Meshes:
    """A wall beside a door: a switch with its conduit, a coat hook, a dado rail, chips to the brick."""
    wide, high = 0.9, rng.uniform(0.95, 1.15)
    side = float(rng.choice([-1, 1]))
    chips = []
    for _ in range(int(rng.integers(2, 4))):
        at = (side * -float(rng.uniform(0.05, 0.38)), float(rng.uniform(0.12, 0.9) * high))
        angle = np.linspace(0, 2 * np.pi, 40, endpoint=False)
        rough = 1 + 0.22 * sum(np.sin(k * angle + rng.uniform(0, 6)) / np.sqrt(k) for k in (2, 3, 5, 9))
        reach = rng.uniform(0.012, 0.035)
        chips.append(
            np.stack([at[0] + reach * rough * np.cos(angle), at[1] + 0.8 * reach * rough * np.sin(angle)], -1)
        )
    sheet = plate(rectangle(wide, high, centre=(0.0, high / 2)), -0.05, 0.0, holes=_apart(chips), bevel_m=0.0018)
    wall = [placed(sheet, tilt_deg=(90, 0, 0)), board(wide, 0.014, 0.05, (0, -0.005, 0.4 * high), edge_m=0.005)]
    brick = board(wide - 0.02, 0.02, high - 0.02, (0, 0.03, 0.01))
    x = side * wide / 2
    jamb = [post((0.08, 0.024), 0.0, high + 0.0, x - side * 0.045, -0.012, edge_m=0.006)]
    jamb += [post((0.03, 0.014), 0.0, high, x - side * 0.09, -0.007, edge_m=0.005)]
    jamb.append(board(wide - 0.11, 0.018, 0.09, (-side * 0.055, -0.009, 0.0), edge_m=0.004))
    at_x = x - side * float(rng.uniform(0.2, 0.28))
    box = placed(rounded_box((0.08, 0.08, 0.03), 0.006), (at_x, 0.0, 0.68 * high), tilt_deg=(90, 0, 0))
    rocker = placed(rounded_box((0.03, 0.044, 0.012), 0.004), (at_x, -0.026, 0.68 * high), tilt_deg=(90 + 6, 0, 0))
    pipe = tube(np.linspace([at_x, -0.01, 0.68 * high + 0.03], [at_x, -0.01, high], 6), 0.008, sides=14)
    curve = flowing([(0, 0, 0), (0, -0.05, 0.01), (0, -0.062, 0.04), (0, -0.055, 0.055)], 20)
    hook = moved(tube(curve, 0.006, sides=12), x - side * float(rng.uniform(0.45, 0.6)), 0.0, 0.84 * high)
    knob = placed(
        cylinder(0.02, 0.0, 0.005, bevel_m=0.0015), tuple(hook.points.mean(0) * [1, 0, 1]), tilt_deg=(90, 0, 0)
    )
    spin = float(rng.uniform(-22, 12))
    parts = [merge(wall), brick, merge(jamb), merge([box, rocker]), merge([pipe, hook, knob])]
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in parts], size)


def _apart(outlines: list[np.ndarray]) -> list[np.ndarray]:
    """Those of the outlines that keep clear of the ones before."""
    kept: list[np.ndarray] = []
    for outline in outlines:
        if all(np.linalg.norm(outline.mean(0) - other.mean(0)) > 0.12 for other in kept):
            kept.append(outline)
    return kept


def _window_reveal(rng: np.random.Generator, size: float) -> Meshes:
    """A window set in a thick wall: reveals, chipped arris, stone sill, glazed sash."""
    w, h, deep = rng.uniform(0.4, 0.5), rng.uniform(0.55, 0.7), 0.22
    outer_w, outer_h = 0.95, 1.0
    jag = broken_edge(rng, 30, 0.006)
    opening = rectangle(w, h, centre=(0.0, 0.52))
    side = np.linspace(0.52 - h / 2, 0.52 + h / 2, 30)
    opening = np.concatenate(
        [[opening[0]], np.stack([w / 2 + np.abs(jag) * (np.abs(side - 0.4) < 0.2), side], -1), [opening[3]]]
    )
    wall = placed(
        plate(
            rectangle(outer_w, outer_h, centre=(0.0, outer_h / 2)),
            0.0,
            deep,
            holes=[opening],
            bevel_m=0.006,
            steps=3,
        ),
        (0, deep, 0),
        tilt_deg=(90, 0, 0),
    )
    sill = board(w + 0.14, deep * 0.8 + 0.05, 0.05, (0, 0.5 * deep - 0.04, 0.52 - h / 2 - 0.04), edge_m=0.008)
    y = deep - 0.05
    bars = [post((0.045, 0.05), 0.52 - h / 2, 0.52 + h / 2, s * (w / 2 - 0.022), y) for s in (-1, 1)]
    bars += [board(w, 0.05, 0.045, (0, y, z)) for z in (0.52 - h / 2, 0.52 + h / 2 - 0.045)]
    bars += [
        post((0.022, 0.03), 0.52 - h / 2, 0.52 + h / 2, 0.0, y),
        *[board(w, 0.03, 0.022, (0, y, 0.52 + f * h)) for f in (-0.17, 0.17)],
    ]
    pane = board(w - 0.05, 0.004, h - 0.05, (0, y + 0.01, 0.52 - h / 2 + 0.025), edge_m=0.0005)
    pot = [
        moved(
            turned_solid(
                [
                    (0, 0),
                    (0.045, 0),
                    (0.06, 0.09),
                    (0.066, 0.092),
                    (0.066, 0.11),
                    (0.056, 0.11),
                    (0.054, 0.095),
                    (0, 0.095),
                ],
                0.003,
                segments=48,
            ),
            float(rng.uniform(-0.1, 0.1)),
            0.0,
            0.53 - h / 2,
        )
    ]
    spin = float(rng.uniform(-14, 10))
    parts = [wall, sill, merge(bars), pane, merge(pot)]
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in parts], size)


_STONES = ("grey_stone", "dark_stone")

FORMS = (
    Form(
        name="chequered_floor",
        class_name="tiled floor",
        size_m=(0.9, 2.0),
        parts=(
            main_part("Tiles"),
            part("Others", "dark_stone", "slate"),
            part("Grout", "tile_grout"),
            part("Skirting", "white_paint"),
            part("Fittings", "steel"),
        ),
        build=partial(_floor, pattern="marble"),
    ),
    Form(
        name="kitchen_floor",
        class_name="tiled floor",
        size_m=(1.2, 2.2),
        parts=(
            main_part("Tiles"),
            part("Others", "black_glaze", "dark_stone"),
            part("Grout", "tile_grout"),
            part("Skirting", "white_paint"),
            part("Fittings", "steel"),
        ),
        build=partial(_floor, pattern="chequer"),
    ),
    Form(
        name="hexagon_floor",
        class_name="tiled floor",
        size_m=(1.0, 2.0),
        parts=(
            main_part("Tiles"),
            part("Others", "red_clay", "grey_clay"),
            part("Grout", "tile_grout"),
            part("Skirting", "white_paint", "dark_wood"),
            part("Fittings", "steel"),
        ),
        build=partial(_floor, pattern="hexagon"),
    ),
    Form(
        name="inlaid_floor",
        class_name="tiled floor",
        size_m=(1.0, 2.2),
        parts=(
            main_part("Tiles"),
            part("Others", "black_glaze", *_STONES),
            part("Grout", "tile_grout"),
            part("Skirting", "white_paint"),
            part("Fittings", "steel"),
        ),
        build=partial(_floor, pattern="inlaid"),
    ),
    Form(
        name="glazed_tiles",
        class_name="wall tiles",
        size_m=(0.5, 0.7),
        parts=(
            main_part("Tiles"),
            part("Grout", "tile_grout"),
            part("Hook", "chromed_brass", "brass"),
            part("Ledge", "white_paint", "beech"),
        ),
        build=wall_tiles,
    ),
    Form(
        name="plaster_off_brick",
        class_name="old wall",
        size_m=(0.9, 1.4),
        parts=(
            main_part("Plaster"),
            part("Bricks", "brick"),
            part("Mortar", "mortar"),
            part("Pipe", "galvanized_steel", "rusty_steel"),
            part("Skirting", "white_paint", "dark_wood"),
        ),
        build=_plaster_off_brick,
    ),
    Form(
        name="room_corner",
        class_name="corner of a room",
        size_m=(1.2, 1.8),
        parts=(
            main_part("Walls"),
            part("Joinery", "white_paint"),
            part("Holes", "black_plastic"),
            part("Metal", "steel", "brass"),
            part("Boards", "pine", "dark_wood"),
        ),
        build=_room_corner,
    ),
    Form(
        name="window_reveal",
        class_name="window in a wall",
        size_m=(0.9, 1.5),
        parts=(
            main_part("Wall"),
            part("Sill", "grey_stone"),
            part("Sash", "white_paint", "dark_wood"),
            part("Pane", "dark_pane_glass"),
            part("Pot", "red_clay"),
        ),
        build=_window_reveal,
    ),
    Form(
        name="switch_wall",
        class_name="wall with a switch",
        size_m=(0.95, 1.4),
        parts=(
            main_part("Wall"),
            part("Brick", "brick"),
            part("Joinery", "white_paint", "dark_wood"),
            part("Switch", "white_plastic", "black_plastic"),
            part("Metal", "brass", "steel"),
        ),
        build=_switch_wall,
    ),
)
