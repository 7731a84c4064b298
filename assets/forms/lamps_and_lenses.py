"""Glass that light goes through on purpose: globes, opal lamps, magnifiers, dark spectacles."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.mouldings import fitted
from assets.forms.kit.rounds import (
    around,
    ball,
    drum,
    leaning,
    rod,
    turned_solid,
    upright,
    wire,
)
from assets.meshes.curves import Curve, smooth
from assets.meshes.surface import Surface, grid, merge, moved, turned, welded
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def hollow(outer: Curve, wall_m: float, segments: int = 96) -> Surface:
    """A thin shell open at both ends of ``outer``, (radius, height) upwards."""
    tangent = np.gradient(outer, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1), 1e-12)[:, None]
    inner = outer - wall_m * np.stack([tangent[:, 1], -tangent[:, 0]], -1)
    inner[:, 0] = np.maximum(inner[:, 0], 0.0002)
    return turned_solid(np.concatenate([outer, inner[::-1], outer[:1]]), segments)


def _lamp_globe(rng: np.random.Generator, size: float) -> Meshes:
    """A ceiling light stood upright on its metal gallery: three screws, a bulb within."""
    gallery = 0.16 * size
    r = size * (0.84 / 2) * float(rng.uniform(0.92, 1.0))
    squash = (size - gallery) / (2 * r)
    open_turn = float(rng.uniform(0.42, 0.5))
    t = np.linspace(np.pi - open_turn, 0.0, 70)
    line = np.stack([r * np.sin(t), gallery + squash * r * (1 + np.cos(t))], -1)
    line[:, 1] += gallery * 0.75 - line[0, 1]
    neck = np.array([[line[0, 0], gallery * 0.35]])
    outer = np.concatenate([neck, line])
    outer[-1, 0] = 0.0002
    globe = hollow(outer, 0.003)
    ring_r = float(line[0, 0]) + 0.006
    metal = [
        turned_solid(
            smooth(
                [
                    (0, 0),
                    (ring_r * 1.2, 0.0),
                    (ring_r * 1.24, 0.006),
                    (ring_r, gallery * 0.25),
                    (ring_r, gallery * 0.62),
                    (ring_r * 1.03, gallery * 0.66),
                    (ring_r * 0.985, gallery * 0.64),
                    (ring_r * 0.97, gallery * 0.3),
                    (0, gallery * 0.28),
                ],
                90,
            ),
            80,
        )
    ]
    screw = merge(
        [
            rod((0, -ring_r + 0.002, 0), (0, -ring_r - 0.012, 0), 0.0022),
            moved(upright(drum(0.0055, 0, 0.005, bevel_m=0.001)), 0, -ring_r - 0.010, 0),
        ]
    )
    metal.append(moved(around(screw, 3, first_deg=float(rng.uniform(-20, 20))), z=gallery * 0.48))
    bulb = turned_solid(
        smooth(
            [
                (0, gallery * 0.3),
                (0.13 * r, gallery * 0.35),
                (0.15 * r, gallery + 0.3 * r),
                (0.3 * r, gallery + 0.7 * r),
                (0, gallery + 1.05 * r),
            ],
            40,
        ),
        40,
    )
    return fitted([globe, merge(metal), bulb], size)


def _opal_lamp(rng: np.random.Generator, size: float) -> Meshes:
    """A desk lamp with an opal shade: ball, mushroom or schoolhouse, on a turned metal stem."""
    kind = int(rng.integers(3))
    low = size * float(rng.uniform(0.36, 0.46))
    high = size - low
    widths = (
        [(0.10, 0), (0.34, 0.08), (0.5, 0.42), (0.42, 0.78), (0.001, 1)],
        [(0.50, 0), (0.52, 0.05), (0.44, 0.5), (0.25, 0.88), (0.001, 1)],
        [(0.12, 0), (0.3, 0.06), (0.52, 0.3), (0.46, 0.55), (0.17, 0.8), (0.15, 0.93), (0.001, 1)],
    )
    control = np.array(widths[kind]) * [high * float(rng.uniform(0.94, 1.05)), high] + [0, low]
    shade = hollow(smooth(control, 90), 0.003)
    stem = [
        (0, 0),
        (0.17 * size, 0),
        (0.175 * size, 0.008),
        (0.12 * size, 0.02),
        (0.03 * size, 0.035),
        (0.016 * size, 0.12 * size),
        (0.026 * size, 0.2 * size),
        (0.015 * size, 0.28 * size),
        (0.02 * size, low - 0.03),
        (0.085 * high + 0.004, low - 0.003),
        (0.085 * high, low + 0.02),
        (0, low + 0.022),
    ]
    metal = [turned_solid(smooth(stem, 120), 72)]
    if kind == 1:
        metal.append(
            turned_solid(
                smooth(
                    [(0, low), (0.012, low + 0.01), (0.01, size - 0.01), (0.014, size + 0.004), (0, size + 0.014)],
                    50,
                ),
                40,
            )
        )
    flex = wire(
        np.array(
            [
                (0, 0.165 * size, 0.007),
                (0.03, 0.24 * size, 0.0035),
                (0.09, 0.26 * size, 0.0035),
                (0.14 * size, 0.2 * size, 0.0035),
            ]
        ),
        0.0032,
        samples=50,
    )
    bulb = ball(0.16 * high, (0, 0, low + 0.42 * high), flat=1.2)
    return fitted([shade, merge(metal), flex, bulb], size)


def _lens_and_rim(r: float) -> tuple[Surface, Surface]:
    """A lens bulged on both sides, upright, and its rim with a ferrule below."""
    sag = 0.11 * r
    t = np.linspace(0, 1, 26)
    up = np.stack([r * t, 0.0012 + sag * (1 - t**2)], -1)
    lens = turned_solid(np.concatenate([np.stack([up[:, 0], -up[:, 1]], -1), up[::-1]]), 96)
    rim_line = np.array(
        [
            (r + 0.0002, -0.0035),
            (r + 0.0035, -0.0035),
            (r + 0.0035, 0.0035),
            (r + 0.0002, 0.0035),
            (r + 0.0002, -0.0035),
        ]
    )
    rim = turned_solid(rim_line, 96)
    neck = [(0.0045, r + 0.002), (0.0045, r + 0.014), (0.0065, r + 0.016), (0.0065, r + 0.024)]
    ferrule = turned_solid(np.array([(0, r + 0.002), *neck, (0, r + 0.024)]), 40)
    return upright(lens), merge([upright(rim), turned(ferrule, "x", 180.0)])


def _lens_grip(long: float) -> Surface:
    """A turned handle up from z = 0."""
    return turned_solid(
        smooth(
            [
                (0, 0),
                (0.006, 0),
                (0.0085, 0.12 * long),
                (0.011, 0.5 * long),
                (0.0095, 0.85 * long),
                (0.006, long),
                (0, long),
            ],
            60,
        ),
        48,
    )


def _lens_stand(size: float, r: float, lift: float) -> tuple[Surface, Surface]:
    """(foot, bent arm) that carry a lens whose middle is at height ``lift``."""
    foot = turned_solid(
        smooth(
            [
                (0, 0),
                (0.2 * size, 0),
                (0.205 * size, 0.006),
                (0.19 * size, 0.016),
                (0.04 * size, 0.022),
                (0, 0.022),
            ],
            60,
        ),
        72,
    )
    arm = wire(
        np.array(
            [
                (0.12 * size, 0.05, 0.02),
                (0.12 * size, 0.055, 0.5 * lift),
                (0.07 * size, 0.045, 0.8 * lift),
                (0, 0.012, lift - r - 0.012),
                (0, 0.004, lift - r),
            ]
        ),
        0.0042,
        samples=50,
    )
    return moved(foot, 0.06 * size, 0.03), arm


def _magnifier(rng: np.random.Generator, size: float) -> Meshes:
    """A reading lens in its rim, leaning on its wooden handle; or on a desk stand with a jointed arm."""
    r = size * float(rng.uniform(0.24, 0.28))
    lens, rim = _lens_and_rim(r)
    handle = moved(turned(_lens_grip(size - 2 * r - 0.03), "x", 180.0), z=-r - 0.024)
    if rng.integers(2):
        tilt = float(rng.uniform(58, 72))
        turn = [turned(turned(turned(p, "y", -62.0), "x", -tilt), "z", 12.0) for p in (lens, rim, handle)]
        return fitted(turn, size)
    lift = 0.78 * size - r
    pose = [
        moved(turned(p, "x", -float(a)), z=lift)
        for p, a in zip((lens, rim), [rng.uniform(12, 28)] * 2, strict=True)
    ]
    foot, arm = _lens_stand(size, r, lift)
    return fitted([pose[0], merge([pose[1], arm]), foot], size)


def _lens_outline(kind: int, wide: float, tall: float) -> np.ndarray:
    """The outline of a spectacle's right lens: drop, oval or box."""
    t = np.linspace(0, 2 * np.pi, 97)[:-1]
    power = (2.6, 2.0, 4.0)[kind]
    x = np.sign(np.cos(t)) * np.abs(np.cos(t)) ** (2 / power) * wide / 2
    z = np.sign(np.sin(t)) * np.abs(np.sin(t)) ** (2 / power) * tall / 2
    if kind == 0:
        x = x + 0.14 * wide * np.where(z < 0, -z / tall, 0) * 1.0
        z = z + 0.05 * tall * np.cos(t - 0.6)
    return np.column_stack([x, z])


def _spectacle_side(side: int, half: float, wide: float, tall: float) -> list[Surface]:
    """The nose pad on its wire and the temple of one side."""
    centre = side * half * 0.53
    pad = np.array(
        [
            (side * 0.1 * half, 0.001, 0.05 * tall),
            (side * 0.13 * half, 0.008, -0.02 * tall),
            (side * 0.12 * half, 0.012, -0.16 * tall),
        ]
    )
    wires = [wire(pad, 0.0006, samples=14), leaning(ball(0.004, flat=1.7), (0.3 * side, 0.5, 1.0), tuple(pad[-1]))]
    out = side * half * 0.97
    hinge = (out, 0.004, 0.28 * tall)
    path = np.array(
        [
            (centre + side * wide * 0.47, 0.001, 0.28 * tall),
            hinge,
            (out * 1.0, 0.02, 0.28 * tall),
            (out * 0.97, 0.095, 0.27 * tall),
            (out * 0.94, 0.125, 0.05 * tall),
            (out * 0.93, 0.138, -0.3 * tall),
        ]
    )
    wires.append(wire(path, 0.0014, samples=70))
    return wires


def _spectacle_bridge(kind: int, half: float, tall: float) -> list[Surface]:
    """The bar over the nose, and a second above it between drop-shaped lenses."""
    bars = [np.array([(-0.11 * half, 0, 0.02 * tall), (0, -0.003, 0.12 * tall), (0.11 * half, 0, 0.02 * tall)])]
    if kind == 0:
        bars.append(
            np.array(
                [(-0.3 * half, -0.0005, 0.46 * tall), (0, -0.002, 0.5 * tall), (0.3 * half, -0.0005, 0.46 * tall)]
            )
        )
    return [wire(b, 0.0013, samples=24) for b in bars]


def _temple_tips(half: float, tall: float) -> Surface:
    """The thicker ends behind the ears."""
    return merge(
        [
            wire(
                np.array(
                    [
                        (s * half * 0.945, 0.118, 0.13 * tall),
                        (s * half * 0.935, 0.13, -0.1 * tall),
                        (s * half * 0.93, 0.139, -0.32 * tall),
                    ]
                ),
                0.0026,
                samples=18,
            )
            for s in (-1, 1)
        ]
    )


def _sunglasses(rng: np.random.Generator, size: float) -> Meshes:
    """Dark spectacles set down open: curved lenses in wire rims, bridge, nose pads, temples with tips."""
    half = size * 0.5
    wide, tall = half * 0.86, half * float(rng.uniform(0.72, 0.84))
    kind = int(rng.integers(3))
    outline = _lens_outline(kind, wide, tall)
    lenses, wires = [], []
    for side in (-1, 1):
        line = outline * [side, 1] if side < 0 else outline
        line = line[::-1] if side < 0 else line
        centre = side * half * 0.53
        lenses.append(moved(_dished(line, 0.0022), x=centre))
        rim = np.column_stack([line[:, 0] + centre, _dish(line), line[:, 1]])
        wires.append(wire(rim, 0.0013, sides=10, closed=True))
        wires += _spectacle_side(side, half, wide, tall)
    wires += _spectacle_bridge(kind, half, tall)
    return fitted([merge(lenses), merge(wires), _temple_tips(half, tall)], size)


def _dish(plane: Curve) -> np.ndarray:
    return np.asarray((plane**2).sum(-1) / (2 * 0.085))


def _dished(outline: Curve, thick: float) -> Surface:
    """A lens cut to a counter-clockwise outline from a ball's shell."""
    share = np.linspace(0, 1, 9)[:, None, None]
    middle = outline.mean(0)
    plane = middle + share * (outline - middle)
    front = np.stack([plane[..., 0], _dish(plane) - thick / 2, plane[..., 1]], -1)
    back = front + np.array([0, thick, 0])
    rows = np.concatenate([back, front[::-1]])
    return welded(grid(rows, wrap=True))


FORMS: tuple[Form, ...] = (
    Form(
        name="lamp_globe",
        class_name="lamp globe",
        size_m=(0.13, 0.3),
        parts=(main_part("Globe"), part("Gallery", "brass", "chrome_metal"), part("Bulb", "lit_bulb")),
        build=_lamp_globe,
    ),
    Form(
        name="opal_lamp",
        class_name="table lamp",
        size_m=(0.28, 0.46),
        parts=(
            main_part("Globe"),
            part("Stem", "brass", "chrome_metal"),
            part("Cord", "black_rubber"),
            part("Bulb", "lit_bulb"),
        ),
        build=_opal_lamp,
    ),
    Form(
        name="magnifier",
        class_name="magnifying glass",
        size_m=(0.15, 0.24),
        parts=(main_part("Lens"), part("Rim", "brass", "steel"), part("Wood", "dark_wood", "beech")),
        build=_magnifier,
    ),
    Form(
        name="sunglasses",
        class_name="sunglasses",
        size_m=(0.135, 0.155),
        parts=(
            main_part("Lenses"),
            part("Frame", "gilt_metal", "steel"),
            part("Tips", "black_plastic", "brown_plastic"),
        ),
        build=_sunglasses,
    ),
)
