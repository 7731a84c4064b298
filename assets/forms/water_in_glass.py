"""Water in glass, with what stands and swims in it."""

from __future__ import annotations

import numpy as np

from assets.forms.bottles_and_jars import upwards
from assets.forms.form import Form, main_part, part
from assets.forms.kit.mouldings import fitted
from assets.forms.kit.rounds import ball, wire
from assets.forms.kit.vessels import (
    glass_body,
    inside_of,
    liquid_in,
)
from assets.meshes.curves import Curve
from assets.meshes.solids import ring_angles
from assets.meshes.surface import Surface, grid, merge, moved, turned, welded
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _vase(rng: np.random.Generator, size: float) -> Meshes:
    """Water in a glass vase with stems and tulips: the stems stand in it."""
    tall = size * 0.72
    r = tall * float(rng.uniform(0.24, 0.3))
    waist = float(rng.uniform(0.75, 1.0))
    outer = upwards([(r - 0.006, 0.0), (r, 0.006), (r, tall * 0.3), (r * waist, tall * 0.75), (r * 1.12, tall)])
    inside = inside_of(outer, 0.0025, 0.012)
    water = liquid_in(inside, tall * float(rng.uniform(0.72, 0.82)))
    stems, heads, leaves = [], [], []
    for k in range(int(rng.integers(4, 7))):
        a = 2.4 * k + float(rng.uniform(-0.3, 0.3))
        foot = np.array([-0.55 * r * np.cos(a), -0.55 * r * np.sin(a), 0.015])
        lip = np.array([0.6 * r * np.cos(a), 0.6 * r * np.sin(a), tall])
        top = np.array([1.2 * r * np.cos(a), 1.2 * r * np.sin(a), size * float(rng.uniform(0.84, 0.93))])
        stems.append(wire(np.array([foot, 0.5 * (foot + lip), lip, top]), 0.0028, samples=26))
        heads.append(_tulip(top, top - lip, 0.1 * tall))
        leaves.append(_leaf(lip + 0.4 * (top - lip), a + 0.9, 0.3 * tall))
    return fitted([water, glass_body(outer, inside), merge([*stems, *leaves]), merge(heads)], size)


def _tulip(at: np.ndarray, way: np.ndarray, high: float) -> Surface:
    from assets.forms.kit.rounds import leaning

    petals = []
    t = np.linspace(0, 1, 14)[:, None]
    u = np.linspace(-1, 1, 9)[None]
    for k in range(6):
        lift = 1.0 if k % 2 else 0.93
        half = 0.62 * np.sin(np.pi * (0.1 + 0.86 * t)) ** 0.8
        radius = high * lift * 0.42 * np.sin(np.pi * (0.04 + 0.72 * t)) ** 0.7
        angle = 2 * np.pi * k / 6 + u * half
        z = high * lift * t - 0.1 * high * u**2 * t**4
        sheet = np.stack([radius * np.cos(angle), radius * np.sin(angle), np.broadcast_to(z, angle.shape)], -1)
        petals.append(grid(sheet))
    return leaning(merge(petals), way, at)


def _leaf(at: np.ndarray, angle: float, length: float) -> Surface:
    t = np.linspace(0, 1, 16)[:, None]
    u = np.linspace(-1, 1, 5)[None]
    out = length * 0.6 * t**1.5
    half = 0.011 * np.sin(np.pi * (0.12 + 0.88 * t)) ** 0.8
    x = at[0] + out * np.cos(angle) - half * u * np.sin(angle)
    y = at[1] + out * np.sin(angle) + half * u * np.cos(angle)
    z = at[2] + length * (t - 0.45 * t**2) + 0.004 * np.abs(u)
    return grid(np.stack(np.broadcast_arrays(x, y, z), -1))


def _fish_bowl(rng: np.random.Generator, size: float) -> Meshes:
    """Water in a round bowl with a goldfish, gravel and weed."""
    r = size / 2
    turn = np.linspace(np.arcsin(0.55), np.pi - np.arcsin(0.62), 70)
    middle = r * np.cos(turn[0])
    outer = np.stack([r * np.sin(turn), (middle - r * np.cos(turn))], -1)
    outer[:, 1] -= outer[0, 1]
    outer = np.concatenate([outer, [[outer[-1, 0] * 1.06, outer[-1, 1] + 0.006]]])
    inside = inside_of(outer, 0.003, 0.008)
    level = outer[-1, 1] * float(rng.uniform(0.74, 0.82))
    stones = _gravel(inside, r, rng)
    fish = moved(turned(_goldfish(r * 0.5), "z", float(rng.uniform(-30, 30))), -0.1 * r, -0.15 * r, 0.55 * level)
    return fitted(
        [liquid_in(inside, level), glass_body(outer, inside), stones, fish, _weed(inside, level, r, rng)], size
    )


def _gravel(inside: Curve, r: float, rng: np.random.Generator) -> Surface:
    stones = []
    for _ in range(150):
        d, a = 0.5 * r * np.sqrt(rng.uniform(0.0, 1.0)), float(rng.uniform(0, 6.28))
        s = float(rng.uniform(0.03, 0.055)) * r
        at = (d * np.cos(a), d * np.sin(a), float(inside[0, 1]) + s * float(rng.uniform(0.7, 1.7)))
        stones.append(ball(s, at, segments=10, flat=0.7))
    return merge(stones)


def _goldfish(length: float) -> Surface:
    """A goldfish along x, its tail to +x."""
    t = np.linspace(0, 1, 26)
    half = 0.2 * length * np.sin(np.pi * t**0.75) ** 0.8 * (1 - 0.55 * t)
    angle = ring_angles(20)
    x = np.broadcast_to((length * (0.72 * t - 0.4))[:, None], (26, 20))
    rings = np.stack([x, 0.6 * half[:, None] * np.sin(angle), half[:, None] * np.cos(angle)], -1)
    body = welded(grid(rings, wrap=True))
    u, v = np.meshgrid(np.linspace(0, 1, 9), np.linspace(-1, 1, 15))
    tail = np.stack(
        [
            length * (0.27 + 0.33 * u * (0.55 + 0.45 * np.abs(v))),
            0.03 * length * np.sin(5 * v) * u,
            0.26 * length * v * (0.12 + u),
        ],
        -1,
    )
    back = np.stack(
        [
            length * (-0.15 + 0.4 * (v + 1) / 2),
            0 * u,
            length * (0.1 + 0.16 * u * np.sin(np.pi * (v + 1) / 2) - 0.03 * v),
        ],
        -1,
    )
    eyes = [
        ball(0.025 * length, (-0.29 * length, s * 0.055 * length, 0.035 * length), segments=12) for s in (-1, 1)
    ]
    return merge([body, grid(tail), grid(back), *eyes])


def _weed(inside: Curve, level: float, r: float, rng: np.random.Generator) -> Surface:
    blades = []
    for _ in range(9):
        a = float(rng.uniform(0.2, 2.6))
        foot = np.array([0.35 * r * np.cos(a), 0.3 * r * np.sin(a), float(inside[0, 1]) + 0.004])
        sway = rng.uniform(-0.2, 0.2, 2) * r
        mid = foot + np.array([sway[0], 0.3 * sway[1], 0.45 * level])
        top = foot + np.array([-0.4 * sway[0], sway[1], float(rng.uniform(0.6, 0.85)) * level])
        blades.append(wire(np.array([foot, mid, top]), np.linspace(0.0028, 0.0008, 20), sides=6, samples=20))
    return merge(blades)


FORMS: tuple[Form, ...] = (
    Form(
        name="vase_with_tulips",
        class_name="vase of flowers",
        size_m=(0.22, 0.36),
        parts=(
            main_part("Water"),
            part("Glass", "clear_glass"),
            part("Stems", "green_stem"),
            part("Tulips", "tulip_red", "tulip_yellow"),
        ),
        build=_vase,
    ),
    Form(
        name="goldfish_bowl",
        class_name="goldfish bowl",
        size_m=(0.2, 0.34),
        parts=(
            main_part("Water"),
            part("Glass", "clear_glass"),
            part("Gravel", "gravel"),
            part("Fish", "goldfish"),
            part("Weed", "green_stem"),
        ),
        build=_fish_bowl,
    ),
)
