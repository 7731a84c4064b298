"""Cast concrete in pieces: hollow blocks, planter, broken slab, bollard, kerb."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.joinery import board
from assets.forms.kit.metre_solids import plate
from assets.forms.kit.mouldings import (
    bar,
    fitted,
    lathed,
    placed,
    ring_of,
    round_sheet,
    super_ellipse,
    tube,
)
from assets.forms.kit.outlines import rectangle
from assets.forms.kit.rough_stone import broken_edge, rough_block
from assets.meshes.curves import rounded
from assets.meshes.solids import extrude, rounded_box
from assets.meshes.surface import Surface, box_mapped, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def hollow_block() -> Surface:
    """A wall block with two cells, on z = 0, 0.39 long."""
    x, y, z = 0.39, 0.19, 0.19
    cell = rectangle(0.135, 0.12, corner_m=0.02)
    body = plate(
        rectangle(x, y, corner_m=0.004, steps=2),
        0.0,
        z,
        holes=[cell + np.array([s * 0.086, 0.0]) for s in (-1, 1)],
        bevel_m=0.003,
        steps=2,
    )
    groove = [
        moved(rounded_box((0.012, 0.024, z), 0.004), s * (x / 2 + 0.001), 0.045 * k)
        for s in (-1, 1)
        for k in (-1, 1)
    ]
    return merge([body, *groove])


def _block_stack(rng: np.random.Generator, size: float) -> Meshes:
    """Hollow blocks: two in bond with mortar, one on edge before them."""
    one = hollow_block()
    blocks, mortar = [], []
    second = int(rng.integers(1, 3))
    courses = [(-0.2, 0.2), (0.0, 0.4)[:second], (0.2,) if second == 2 and rng.random() < 0.6 else ()]
    for row, places in enumerate(courses):
        for x in places:
            blocks.append(
                placed(
                    one, (x, float(rng.normal(0, 0.002)), row * 0.2), tilt_deg=(0, 0, float(rng.normal(0, 0.6)))
                )
            )
            if row:
                mortar.append(moved(rough_joint(rng, 0.37, 0.17, row * 0.2 - 0.0105), x))
    tipped = placed(one, tilt_deg=(90, 0, float(rng.uniform(-40, 40))))
    tipped = moved(tipped, rng.uniform(-0.35, 0.3), -0.36, -float(tipped.points[:, 2].min()))
    blocks.append(tipped)
    spin = float(rng.uniform(-30, 25))
    parts = [placed(merge(blocks), tilt_deg=(0, 0, spin)), placed(merge(mortar), tilt_deg=(0, 0, spin))]
    return fitted(parts, size)


def rough_joint(rng: np.random.Generator, long: float, deep: float, z: float) -> Surface:
    """A bed of mortar that squeezes out a little, from ``z`` 11 mm up."""
    n = 60
    front = -deep / 2 - 0.004 + broken_edge(rng, n, 0.005)
    back = deep / 2 + broken_edge(rng, n, 0.004)
    x = np.linspace(-long / 2, long / 2, n)
    outline = np.concatenate([np.stack([x, front], -1), np.stack([x, back], -1)[::-1]])
    return extrude(outline, z, z + 0.011)


def planter(rng: np.random.Generator, size: float) -> Meshes:
    """A thick pot, square or round, with a plant and soil."""
    if rng.random() < 0.5:
        top, foot, high = 0.5, rng.uniform(0.36, 0.46), rng.uniform(0.55, 0.8)
        profile = [
            (0, 0),
            (foot, 0),
            (top - 0.01, high - 0.14),
            (top + 0.03, high - 0.13),
            (top + 0.03, high),
            (top - 0.06, high),
            (top - 0.075, high - 0.1),
            (0, high - 0.1),
        ]
        body = lathed(rounded(profile, 0.018, 5), 96)
        soil = lathed(
            np.array(
                [
                    [0, high - 0.1],
                    [top - 0.07, high - 0.09],
                    [top - 0.07, high - 0.08],
                    [0.3, high - 0.06],
                    [0, high - 0.045],
                ]
            ),
            72,
        )
    else:
        high, long = rng.uniform(0.5, 0.7), rng.choice([1.0, 1.0, 1.6])
        rings = []
        for f, z in (
            (0.9, 0.0),
            (0.905, 0.012),
            (1.0, high - 0.02),
            (0.995, high - 0.006),
            (0.985, high),
            (0.86, high),
            (0.85, high - 0.015),
            (0.83, high - 0.09),
            (0.3, high - 0.09),
        ):
            outline = super_ellipse(0.5, 0.5, 14, 128) * f
            if long > 1:
                outline[:, 0] += np.sign(outline[:, 0]) * (long - 1) / 2
            rings.append(np.column_stack([outline, np.full(128, z)]))
        body = box_mapped(round_sheet(np.array(rings)))
        soil = moved(rounded_box((long - 0.15, 0.85, 0.05), 0.02), 0, 0, high - 0.1)
    leaves, flowers = _plant(rng, high - 0.06, 0.5)
    return fitted([body, soil, leaves, flowers], size)


def _plant(rng: np.random.Generator, z: float, reach: float) -> tuple[Surface, Surface]:
    from assets.meshes.surface import grid

    leaves, flowers = [], []
    for k in range(80):
        a, lean = rng.uniform(0, 2 * np.pi), rng.uniform(0.25, 1.0)
        long = reach * rng.uniform(0.55, 1.0)
        root = rng.uniform(-0.45, 0.45, 2) * reach
        t = np.linspace(0, 1, 9)
        out, up = long * lean * t**1.3, long * (1 - 0.35 * lean) * (t - 0.45 * lean * t**2.2)
        line = np.stack([root[0] + out * np.cos(a), root[1] + out * np.sin(a), z + up], -1)
        half = 0.055 * reach * np.sin(np.pi * (0.08 + 0.9 * t)) ** 0.8
        side = np.array([-np.sin(a), np.cos(a), 0.0])
        fold = np.array([0, 0, 1.0])
        rows = np.stack(
            [
                line - half[:, None] * side + 0.4 * half[:, None] * fold,
                line,
                line + half[:, None] * side + 0.4 * half[:, None] * fold,
            ]
        )
        leaves.append(grid(rows))
        if k % 9 == 0:
            flowers.append(_bloom(tuple(line[-1] + [0, 0, 0.02]), 0.07 * reach))
    return merge(leaves), merge(flowers)


def _bloom(at: tuple[float, float, float], r: float) -> Surface:
    from assets.forms.kit.mouldings import ball_at

    petals = [
        ball_at(0.55 * r, (at[0] + 0.6 * r * np.cos(a), at[1] + 0.6 * r * np.sin(a), at[2]), segments=12, flat=0.6)
        for a in np.arange(5) * 2 * np.pi / 5
    ]
    return merge([*petals, ball_at(0.45 * r, (at[0], at[1], at[2] + 0.15 * r), segments=12)])


def rebar(path: np.ndarray, radius: float) -> Surface:
    """A ribbed bar."""
    along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    n = max(12, int(along[-1] / (0.35 * radius)))
    even = np.linspace(0, along[-1], n)
    line = np.stack([np.interp(even, along, path[:, k]) for k in range(3)], -1)
    ribs = radius * (1 + 0.13 * (np.arange(n) % 3 == 0))
    return tube(line, ribs, sides=10)


def _broken_slab(rng: np.random.Generator, size: float) -> Meshes:
    """Pieces of a slab, bars sticking out of the break, aggregate in it."""
    wide, deep, thick = 0.9, 0.6, 0.14
    n = 80
    y = np.linspace(-deep / 2, deep / 2, n)
    edge = broken_edge(rng, n, 0.07)
    body, bars = [], []
    z = np.linspace(0, thick, 9)
    jag = np.stack([edge + broken_edge(rng, n, 0.018) + 0.02 * np.sin(3 * k / 8 * np.pi) for k in range(9)])
    for side, gap, tilt in ((-1, 0.05, float(rng.uniform(4, 9))), (1, 0.09, -float(rng.uniform(12, 22)))):
        rows = []
        for k in range(9):
            brk = np.stack([jag[k] * 1.0, y, np.full(n, z[k])], -1)
            far = np.stack([np.full(n, side * wide / 2), y, np.full(n, z[k])], -1)
            rows.append(np.concatenate([brk, far[::-1]] if side == -1 else [far, brk[::-1]]))
        from assets.meshes.surface import outward

        slab = outward(box_mapped(round_sheet(np.array(rows))))
        slab = placed(slab, (side * gap, 0, 0), tilt_deg=(0, tilt, 0))
        body.append(moved(slab, z=-float(slab.points[:, 2].min())))
    for py in np.linspace(-0.22, 0.22, int(rng.integers(3, 5))):
        ends = np.array(
            [
                [-0.25, py, 0.1],
                [-0.08, py + rng.normal(0, 0.004), 0.12],
                [0.05, py + rng.normal(0, 0.01), 0.12 + rng.uniform(0.0, 0.03)],
                [0.16, py + rng.normal(0, 0.03), 0.2 + rng.uniform(0.0, 0.06)],
            ]
        )
        from assets.forms.kit.mouldings import flowing

        bars.append(rebar(flowing(ends, 60), 0.008))
    for _ in range(int(rng.integers(4, 8))):
        s = rng.uniform(0.03, 0.09)
        lump = rough_block(rng, (s, s * 0.8, s * 0.6), round_m=0.1 * s, depth_m=0.05 * s, cells=9, chips=4)
        body.append(moved(lump, rng.uniform(-0.3, 0.4), -deep / 2 - rng.uniform(0.05, 0.2), 0.3 * s))
    spin = float(rng.uniform(-30, 10))
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in (merge(body), merge(bars))], size, crease_deg=30)


def _round_post(r: float, kind: int) -> Surface:
    """A turned post: with a foot and a collar (0), or plain."""
    if kind == 0:
        profile = [
            (0, 0),
            (1.25 * r, 0),
            (1.25 * r, 0.08),
            (r, 0.1),
            (0.94 * r, 0.72),
            (1.06 * r, 0.74),
            (1.06 * r, 0.79),
            (0.9 * r, 0.81),
            (0.6 * r, 0.9),
            (0.0, 0.93),
        ]
        body = lathed(rounded(profile, 0.016, 5), 96)
    else:
        profile = [(0, 0), (r, 0), (0.95 * r, 0.8), (0.75 * r, 0.9), (0, 0.92)]
        body = lathed(rounded(profile, 0.05, 8), 96)
    return body


def _square_post(r: float) -> Surface:
    """A post of rounded square section with a groove below its head."""
    rings = [
        np.column_stack([super_ellipse(r * f, r * f, 9, 96), np.full(96, z)])
        for f, z in (
            (1.0, 0.0),
            (1.0, 0.74),
            (0.9, 0.755),
            (0.9, 0.775),
            (1.0, 0.79),
            (1.0, 0.84),
            (0.96, 0.87),
            (0.05, 0.95),
        )
    ]
    return box_mapped(round_sheet(np.array(rings)))


def _painted_band(r: float, kind: int) -> Surface:
    """The band of paint about a post of that kind."""
    band_r = 1.003 * r
    if kind == 2:
        rows = [np.column_stack([super_ellipse(band_r, band_r, 9, 96), np.full(96, z)]) for z in (0.6, 0.68)]
        return box_mapped(round_sheet(np.stack(rows)))
    return lathed(
        np.array(
            [
                [band_r - 0.02, 0.58],
                [band_r * (0.955 if kind == 0 else 0.968), 0.58],
                [band_r * (0.945 if kind == 0 else 0.96), 0.67],
                [band_r - 0.02, 0.67],
            ]
        ),
        96,
    )


def _bollard_chain(r: float) -> Surface:
    """An eye at either side and a chain that hangs away from one."""
    eye = [
        placed(ring_of(0.035, 0.009, segments=36, sides=12), (s * (0.97 * r + 0.03), 0, 0.5), tilt_deg=(90, 0, 0))
        for s in (-1, 1)
    ]
    links = []
    for k in range(7):
        x = r + 0.06 + 0.055 * k
        links.append(
            placed(
                _link(), (x, 0, 0.49 - 0.16 * (1 - ((k - 6) / 6.0) ** 2) * 0.8), tilt_deg=(90.0 * (k % 2), 0, 0)
            )
        )
    return merge([*eye, *links])


def _bollard(rng: np.random.Generator, size: float) -> Meshes:
    """A post with a collar, a painted band, its top chipped to the bar."""
    r = rng.uniform(0.11, 0.15)
    kind = int(rng.integers(3))
    body = _chipped(rng, _square_post(r) if kind == 2 else _round_post(r, kind), r)
    return fitted([body, _painted_band(r, kind), _bollard_chain(r)], size)


def _link() -> Surface:
    loop = super_ellipse(0.036, 0.019, 2.6, 28)
    return tube(np.column_stack([loop, np.zeros(28)]), 0.006, closed=True, sides=8)


def _chipped(rng: np.random.Generator, body: Surface, r: float) -> Surface:
    """Small hollows knocked out at the edges near the top."""
    from dataclasses import replace

    p = body.points.copy()
    for _ in range(4):
        a = np.radians(rng.uniform(-160, -10))
        at = np.array([1.06 * r * np.cos(a), 1.06 * r * np.sin(a), rng.choice([0.79, 0.87, 0.1])])
        reach = rng.uniform(0.03, 0.06)
        away = np.linalg.norm(p - at, axis=1)
        pull = np.clip(1 - away / reach, 0, 1)[:, None] * 0.35 * reach
        inward = (
            np.stack([-p[:, 0], -p[:, 1], 0 * p[:, 2]], -1) / np.maximum(np.hypot(p[:, 0], p[:, 1]), 1e-9)[:, None]
        )
        p += pull * inward
    return replace(body, points=p)


def _kerb(rng: np.random.Generator, size: float) -> Meshes:
    """Kerb stones with a gutter course, paving slabs behind, a grate and tufts of grass in the joints."""
    stones, tufts = [], []
    long = 1.4
    x = -long / 2
    while x < long / 2 - 0.05:
        piece = min(float(rng.choice([0.5, 0.5, 0.33])), long / 2 - x)
        outline = rounded(
            [(-0.075, 0.0), (0.075, 0.0), (0.075, 0.25), (-0.045, 0.25), (-0.075, 0.215)],
            [0, 0, 0.01, 0.03, 0.02],
            4,
            closed=True,
        )
        stones.append(
            moved(
                bar(outline, piece - 0.008, bevel_m=0.003),
                x + piece / 2,
                rng.normal(0, 0.002),
                rng.normal(0, 0.002),
            )
        )
        tufts.append(tuft(rng, (x, -0.08, 0.12)))
        x += piece
    stones += [
        moved(
            rounded_box((long / 4 - 0.008, 0.29, 0.11), 0.006),
            -long / 2 + (i + 0.5) * long / 4,
            -0.225,
            rng.normal(0, 0.002),
        )
        for i in range(4)
    ]
    for i in range(3):
        stones += [
            moved(
                rounded_box((long / 3 - 0.008, 0.29, 0.24), 0.005),
                -long / 2 + (i + 0.5) * long / 3,
                0.225 + 0.297 * j,
                rng.normal(0, 0.0025),
            )
            for j in range(2)
        ]
    grate = [board(0.34, 0.018, 0.02, (0.2, y, 0.108), edge_m=0.004) for y in np.linspace(-0.35, -0.11, 8)]
    grate += [board(0.02, 0.26, 0.022, (px, -0.23, 0.107), edge_m=0.004) for px in (0.03, 0.37)]
    spin = float(rng.uniform(-30, 20))
    return fitted([placed(p, tilt_deg=(0, 0, spin)) for p in (merge(stones), merge(grate), merge(tufts))], size)


def tuft(rng: np.random.Generator, at: tuple[float, float, float]) -> Surface:
    """Some blades of grass from a joint."""
    from assets.meshes.surface import grid

    blades = []
    for _ in range(14):
        a, long = rng.uniform(0, 2 * np.pi), rng.uniform(0.03, 0.09)
        t = np.linspace(0, 1, 5)
        line = (
            np.array(at)
            + np.stack(
                [0.5 * long * t**1.6 * np.cos(a), 0.5 * long * t**1.6 * np.sin(a), long * t * (1 - 0.2 * t)], -1
            )
            + rng.uniform(-0.012, 0.012, 3) * [1, 1, 0]
        )
        half = 0.0018 * (1 - 0.9 * t)[:, None] * np.array([-np.sin(a), np.cos(a), 0])
        blades.append(grid(np.stack([line - half, line + half])))
    return merge(blades)


FORMS = (
    Form(
        name="hollow_blocks",
        class_name="concrete blocks",
        size_m=(0.6, 0.9),
        parts=(main_part("Blocks"), part("Mortar", "mortar")),
        build=_block_stack,
    ),
    Form(
        name="planter",
        class_name="planter",
        size_m=(0.5, 1.0),
        parts=(
            main_part("Planter"),
            part("Soil", "potting_soil"),
            part("Leaves", "green_leaf"),
            part("Flowers", "red_petal", "white_petal"),
        ),
        build=planter,
    ),
    Form(
        name="broken_slab",
        class_name="broken concrete",
        size_m=(0.7, 1.3),
        parts=(main_part("Pieces"), part("Bars", "rusty_steel")),
        build=_broken_slab,
    ),
    Form(
        name="bollard",
        class_name="bollard",
        size_m=(0.7, 1.0),
        parts=(
            main_part("Post"),
            part("Band", "white_paint", "red_plastic"),
            part("Chain", "galvanized_steel", "black_iron"),
        ),
        build=_bollard,
    ),
    Form(
        name="kerb",
        class_name="kerb",
        size_m=(1.2, 1.9),
        parts=(main_part("Stones"), part("Grate", "black_iron"), part("Grass", "green_leaf")),
        build=_kerb,
    ),
)
