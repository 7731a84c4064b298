"""Hand tools as they hang on a wall, (metal, grip) each: faces to -y, their top at the origin; and laid down."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from assets.forms.kit.rounds import drum, leaning, ring, rod, slab, turned_solid, upright, wire
from assets.meshes.curves import rounded
from assets.meshes.surface import Surface, merge, moved, scaled, turned
from assets.places.kit.cuboids import cuboid, cuboids
from assets.places.kit.things import Stuffs, Thing, piece, thing
from assets.places.place import PieceRole

type Tool = tuple[Surface, Surface]

_OFF_M = 0.022  # of a tool's middle before its board


def _grip(top: tuple[float, float], foot: tuple[float, float], radius: float) -> Surface:
    """A swelling wooden or plastic grip between two points (x, z)."""
    start, end = np.array([top[0], 0.0, top[1]]), np.array([foot[0], 0.0, foot[1]])
    t = np.linspace(0.0, 1.0, 14)
    swell = 0.72 + 0.28 * np.sin(np.pi * np.clip(t * 1.25 - 0.1, 0, 1)) ** 0.8
    swell[[0, -1]] *= 0.72
    return wire(start + t[:, None] * (end - start), radius * swell, sides=12)


def hammer(size: float = 1.0) -> Tool:
    """A claw hammer, head up."""
    head = [
        leaning(drum(0.014, -0.055, 0.0, bevel_m=0.002), (-1.0, 0, 0), (-0.005, 0, 0)),
        cuboid((-0.016, 0.016), (-0.012, 0.012), (-0.014, 0.014), bevel_m=0.003),
    ]
    t = np.linspace(0, 1, 8)
    claw = np.stack([0.014 + 0.055 * t, np.zeros(8), -0.028 * t**2], -1)
    head += [wire(claw + np.array([0.0, side, 0.0]), 0.008 * (1 - 0.6 * t), sides=8) for side in (-0.007, 0.007)]
    return scaled(merge(head), size), scaled(_grip((0, 0.018), (0, -0.30), 0.015), size)


def handsaw() -> Tool:
    """A saw that hangs by its handle, the blade down."""
    blade = upright(slab(np.array([(-0.055, 0.0), (-0.028, -0.46), (0.012, -0.46), (0.06, 0.0)]), -0.0008, 0.0008))
    turn = np.linspace(0, 2 * np.pi, 25)[:-1]
    loop = np.stack([0.058 * np.cos(turn) + 0.006, np.zeros(24), 0.048 + 0.058 * np.sin(turn)], -1)
    handle = [scaled(wire(loop, 0.013, sides=10, closed=True), 1.0, 0.8, 1.0)]
    handle += [cuboid((-0.05, 0.055), (-0.010, 0.010), (-0.03, 0.012), bevel_m=0.004)]
    return blade, merge(handle)


def screwdriver(size: float = 1.0) -> Tool:
    """A screwdriver, grip up."""
    shaft = rod((0, 0, -0.095), (0, 0, -0.21), 0.0032, sides=10)
    tip = cuboid((-0.0045, 0.0045), (-0.001, 0.001), (-0.216, -0.206), bevel_m=0.0004)
    return scaled(merge([shaft, tip]), size), scaled(_grip((0, 0.0), (0, -0.10), 0.015), size)


def chisel(size: float = 1.0) -> Tool:
    """A chisel, grip up, with a broad blade."""
    blade = upright(
        slab(
            np.array(
                [(-0.006, -0.13), (-0.010, -0.17), (-0.010, -0.26), (0.010, -0.26), (0.010, -0.17), (0.006, -0.13)]
            )[::1],
            -0.002,
            0.002,
        )
    )
    ferrule = moved(drum(0.010, -0.135, -0.12), 0, 0, 0)
    return scaled(merge([blade, ferrule]), size), scaled(_grip((0, 0), (0, -0.125), 0.014), size)


def spanner(size: float = 1.0) -> Tool:
    """A combination spanner, ring up; it has no grip but a sliver of its own."""
    bar = upright(
        slab(
            rounded([(-0.006, -0.155), (0.006, -0.155), (0.008, -0.012), (-0.008, -0.012)], 0.002, 2, closed=True),
            -0.003,
            0.003,
        )
    )
    eye = upright(ring(0.011, 0.0045))
    root = upright(
        slab(
            rounded([(-0.014, -0.172), (0.014, -0.172), (0.010, -0.15), (-0.010, -0.15)], 0.004, 3, closed=True),
            -0.0045,
            0.0045,
        )
    )
    prongs = [
        turned(cuboid((-0.004, 0.004), (-0.0045, 0.0045), (-0.022, 0.0), bevel_m=0.001), "y", s * 8)
        for s in (-1, 1)
    ]
    jaws = [moved(p, s * 0.0105, 0, -0.168) for p, s in zip(prongs, (-1, 1), strict=True)]
    return scaled(merge([bar, eye, root, *jaws]), size), scaled(
        cuboid((-0.001, 0.001), (-0.001, 0.001), (-0.04, -0.038)), size
    )


def pliers(size: float = 1.0) -> Tool:
    """Pliers, jaws up, the two grips spread downwards."""
    jaws = upright(
        slab(
            rounded(
                [
                    (-0.010, -0.055),
                    (0.010, -0.055),
                    (0.012, -0.03),
                    (0.005, 0.012),
                    (-0.005, 0.012),
                    (-0.012, -0.03),
                ],
                0.003,
                3,
                closed=True,
            ),
            -0.005,
            0.005,
        )
    )
    pivot = leaning(drum(0.007, 0.0, 0.008), (0, -1, 0), (0, 0, -0.04))
    grips = []
    for s in (-1, 1):
        t = np.linspace(0, 1, 12)
        path = np.stack(
            [s * (0.008 + 0.026 * np.sin(0.5 * np.pi * t) - 0.006 * t**2), 0 * t, -0.05 - 0.13 * t], -1
        )
        grips.append(wire(path, 0.0065 * np.r_[0.7, np.ones(10), 0.7], sides=10))
    return scaled(merge([jaws, pivot]), size), scaled(merge(grips), size)


def try_square() -> Tool:
    """A square: a steel blade at right angles to a wooden stock."""
    blade = cuboid((-0.02, 0.02), (-0.001, 0.001), (-0.25, 0.0), bevel_m=0.0003)
    return blade, cuboid((-0.02, 0.15), (-0.008, 0.008), (-0.045, 0.0), bevel_m=0.002)


def mallet() -> Tool:
    """A joiner's mallet; all but a pin is wood."""
    head = cuboid((-0.065, 0.065), (-0.035, 0.035), (-0.045, 0.045), bevel_m=0.004)
    pin = leaning(drum(0.003, 0.0, 0.037), (0, -1, 0))
    return pin, merge([head, _grip((0, 0.0), (0, -0.27), 0.015)])


def clamp() -> Tool:
    """A small bar clamp."""
    bar = cuboid((-0.009, 0.009), (-0.004, 0.004), (-0.36, 0.0), bevel_m=0.001)
    jaws = cuboids(
        [((-0.07, 0.012), (-0.01, 0.01), (-0.03, -0.005)), ((-0.07, 0.012), (-0.01, 0.01), (-0.25, -0.225))],
        bevel_m=0.003,
    )
    return merge([bar, jaws, rod((-0.06, 0, -0.30), (-0.06, 0, -0.20), 0.006)]), _grip(
        (-0.06, -0.29), (-0.06, -0.38), 0.013
    )


def tape_roll() -> Tool:
    """A coil of wire on a hook."""
    coil = merge([upright(ring(0.075 + 0.004 * i, 0.004, segments=40)) for i in range(3)])
    return moved(coil, z=-0.08), cuboid((-0.012, 0.012), (-0.012, 0.012), (-0.17, -0.15), bevel_m=0.003)


ROWS: dict[str, list[tuple[Callable[..., Tool], float, float]]] = {  # tool, size, width it takes
    "carpenter": [
        (handsaw, 0, 0.17), (hammer, 1.0, 0.15), (mallet, 0, 0.19), (try_square, 0, 0.21), (chisel, 1.0, 0.055),
        (chisel, 0.9, 0.055), (chisel, 0.8, 0.055), (clamp, 0, 0.14), (clamp, 0, 0.14), (pliers, 1.0, 0.10),
    ],
    "metalworker": [
        (hammer, 1.1, 0.16), (spanner, 1.6, 0.065), (spanner, 1.45, 0.06), (spanner, 1.3, 0.055),
        (spanner, 1.15, 0.05), (spanner, 1.0, 0.05), (spanner, 0.85, 0.05), (pliers, 1.1, 0.11),
        (pliers, 0.9, 0.1), (screwdriver, 1.2, 0.055), (screwdriver, 1.0, 0.055),
        (screwdriver, 0.85, 0.055), (tape_roll, 0, 0.19),
    ],
    "bicycle": [
        (spanner, 1.2, 0.055), (spanner, 1.1, 0.055), (spanner, 1.0, 0.055), (tape_roll, 0, 0.20),
        (pliers, 1.0, 0.11), (screwdriver, 1.1, 0.06), (screwdriver, 1.0, 0.06), (tape_roll, 0, 0.20),
        (hammer, 0.9, 0.15),
    ],
}  # fmt: skip


def hung_row(trade: str, span: tuple[float, float], z_m: float, *, first: int = 0) -> Tool:
    """Tools of a trade, one after the other along x, on hooks."""
    tools = ROWS[trade]
    metal, grips, x, i = [], [], span[0], first
    while True:
        make, size, width = tools[i % len(tools)]
        if x + width > span[1]:
            break
        steel, grip = make(size) if size else make()
        at = (x + width / 2, -_OFF_M, z_m)
        metal += [
            moved(steel, *at),
            rod((at[0], 0.0, z_m - 0.004), (at[0], -_OFF_M - 0.012, z_m - 0.002), 0.0025, sides=8),
        ]
        grips.append(moved(grip, *at))
        x += width
        i += 1
    return merge(metal), merge(grips)


def tool_wall(
    trade: str, span: tuple[float, float], rows: tuple[float, ...], steel: Stuffs, grip: Stuffs
) -> Thing:
    """Rows of hung tools, their hooks at the heights ``rows``, on a wall's face."""

    def make(_: np.random.Generator) -> Tool:
        made = [hung_row(trade, span, z, first=4 * i) for i, z in enumerate(rows)]
        return merge([m for m, _ in made]), merge([g for _, g in made])

    return thing((piece("ToolSteel", steel, "tool"), piece("ToolGrips", grip, "tool handle")), make)


def pegboard(
    span: tuple[float, float], low_m: float, high_m: float, board: Stuffs, dark: Stuffs, *, pitch_m: float = 0.025
) -> Thing:
    """A painted board full of holes, on battens before a wall."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        sheet = cuboid(span, (-0.006, 0.02), (low_m, high_m), bevel_m=0.001)
        xs = np.arange(span[0] + pitch_m / 2, span[1], pitch_m)
        zs = np.arange(low_m + pitch_m / 2, high_m, pitch_m)
        x, z = (a.ravel() for a in np.meshgrid(xs, zs))
        turn = np.arange(8) * (2 * np.pi / 8)
        rim = 0.003 * np.stack([np.cos(turn), 0 * turn, np.sin(turn)], -1)
        points = rim[None] + np.stack([x, np.full_like(x, -0.0063), z], -1)[:, None]
        count = len(x)
        holes = Surface(
            points=points.reshape(-1, 3),
            counts=np.full(count, 8),
            indices=np.arange(8 * count),
            uvs=points.reshape(-1, 3)[:, [0, 2]].copy(),
        )
        return sheet, holes

    return thing(
        (
            piece("Pegboard", board, "pegboard", PieceRole.WALL),
            piece("PegboardHoles", dark, "pegboard hole", PieceRole.WALL),
        ),
        make,
    )


def vice(body: Stuffs, steel: Stuffs) -> Thing:
    """A bench vice that stands on z = 0 at the origin, jaws across x, its screw towards -y."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        base = turned_solid(
            rounded([(0, 0), (0.075, 0), (0.075, 0.018), (0.045, 0.03), (0.045, 0.05), (0, 0.05)], 0.004, 3), 40
        )
        fixed = cuboids(
            [((-0.045, 0.045), (-0.02, 0.11), (0.045, 0.115)), ((-0.064, 0.064), (-0.022, 0.03), (0.10, 0.165))],
            bevel_m=0.006,
        )
        slide = cuboids(
            [
                ((-0.032, 0.032), (-0.16, -0.02), (0.055, 0.105)),
                ((-0.064, 0.064), (-0.115, -0.072), (0.07, 0.165)),
            ],
            bevel_m=0.006,
        )
        jaws = cuboids(
            [
                ((-0.063, 0.063), (-0.032, -0.0215), (0.135, 0.166)),
                ((-0.063, 0.063), (-0.0725, -0.062), (0.135, 0.166)),
            ],
            bevel_m=0.001,
        )
        screw = [
            rod((0, -0.22, 0.08), (0, -0.15, 0.08), 0.016),
            rod((-0.11, -0.205, 0.05), (0.11, -0.205, 0.11), 0.006),
        ]
        return merge([base, fixed, slide]), merge([jaws, *screw])

    return thing((piece("Vice", body, "vice"), piece("ViceJaws", steel, "vice jaw")), make)


def laid_tools(
    places: Sequence[tuple[str, float, float, float]], z_m: float, steel: Stuffs, grip: Stuffs
) -> Thing:
    """Tools that lie on a level at ``z_m``: (name, x, y, turn in degrees) each."""

    def make(_: np.random.Generator) -> Tool:
        made: tuple[list[Surface], list[Surface]] = ([], [])
        for name, x, y, turn in places:
            metal, wood = (turned(s, "x", -90.0) for s in LYING[name]())
            low = min(float(metal.points[:, 2].min()), float(wood.points[:, 2].min()))
            for many, one in zip(made, (metal, wood), strict=True):
                many.append(moved(turned(one, "z", turn), x, y, z_m - low))
        return merge(made[0]), merge(made[1])

    return thing((piece("LaidSteel", steel, "tool"), piece("LaidGrips", grip, "tool handle")), make)


def pencil() -> Tool:
    """A carpenter's pencil and its lead."""
    turn = np.arange(6) * (np.pi / 3)
    section = 0.0042 * np.stack([1.3 * np.cos(turn), 0.8 * np.sin(turn)], -1)
    shaft = moved(slab(section, -0.16, 0.0), 0, 0, 0)
    return rod((0, 0, -0.175), (0, 0, -0.16), 0.0012, sides=6), shaft


LYING: dict[str, Callable[[], Tool]] = {
    "hammer": hammer,
    "saw": handsaw,
    "screwdriver": screwdriver,
    "chisel": chisel,
    "spanner": lambda: spanner(1.3),
    "small_spanner": lambda: spanner(0.85),
    "pliers": pliers,
    "square": try_square,
    "mallet": mallet,
    "pencil": pencil,
}
