"""Stoneware of the table, and roof tiles."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.glazing import ear, glazed_vessel, lid, spout
from assets.forms.kit.mouldings import (
    fitted,
    lathed,
    placed,
    ring_of,
    tube,
)
from assets.meshes.curves import Curve, rounded, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]

_CLAY = ("bare_clay", "red_clay", "grey_clay")
_MUGS = (
    [(0.80, 0.0), (0.97, 0.06), (1.0, 0.2), (1.0, 1.0)],  # cylinder
    [(0.62, 0.0), (0.88, 0.1), (1.04, 0.42), (1.0, 0.8), (0.98, 1.0)],  # belly
    [(0.78, 0.0), (0.84, 0.08), (0.93, 0.5), (1.02, 1.0)],  # cone
    [(0.80, 0.0), (1.02, 0.1), (1.06, 0.3), (0.94, 0.7), (1.0, 1.0)],  # waisted
)


def scaled_outline(
    shape: list[tuple[float, float]], radius_m: float, height_m: float, low_m: float = 0.003
) -> Curve:
    """A smooth outside, its control points shares of a radius and a height, from ``low_m`` up."""
    control = [(r * radius_m, low_m + t * (height_m - low_m)) for r, t in shape]
    return smooth(control, 80)


def _mug(rng: np.random.Generator, size: float) -> Meshes:
    height = size * rng.uniform(0.8, 0.98)
    radius = height * rng.uniform(0.42, 0.5)
    outer = scaled_outline(_MUGS[int(rng.integers(len(_MUGS)))], radius, height)
    line = height * rng.uniform(0.22, 0.4) if rng.random() < 0.5 else 0.008
    body, clay = glazed_vessel(
        rng, outer, 0.0045, line_m=line, runs_m=0.06 * line + 0.0006, rings_m=0.0004 * (rng.random() < 0.5)
    )
    top, low = height * rng.uniform(0.78, 0.86), height * rng.uniform(0.2, 0.32)
    at = [float(np.interp(z, outer[:, 1], outer[:, 0])) - 0.001 for z in (top, low)]
    handle = ear((at[0], top), (at[1], low), size * rng.uniform(0.27, 0.33), 0.0058, square=rng.uniform(0, 1))
    level = height * rng.uniform(0.74, 0.86)
    inside = float(np.interp(level, outer[:, 1], outer[:, 0])) - 0.0041
    coffee = moved(
        lathed(np.array([[0.0, -0.002], [inside, -0.001], [inside, 0.0006], [0.9 * inside, 0], [0, 0]])), z=level
    )
    return fitted([merge([body, handle]), clay, coffee], size)


def _bowl_stack(rng: np.random.Generator, size: float) -> Meshes:
    count = int(rng.integers(3, 5))
    radius, depth = 0.5 * size, size * rng.uniform(0.3, 0.42)
    shape = (
        [(0.42, 0.0), (0.62, 0.12), (0.88, 0.5), (1.0, 1.0)]
        if rng.random() < 0.6
        else [(0.5, 0.0), (0.82, 0.1), (0.97, 0.4), (1.0, 1.0)]
    )
    step = depth * rng.uniform(0.3, 0.4)
    glazes, clays = [], []
    for i in range(count):
        outer = scaled_outline(shape, radius * rng.uniform(0.985, 1.0), depth, low_m=0.006)
        glaze, clay = glazed_vessel(
            rng, outer, 0.0045, line_m=0.006 + depth * rng.uniform(0.04, 0.3), runs_m=0.003, rings_m=0.0003
        )
        shift = rng.normal(0, 0.008 * size, 2) * (i > 0)
        tilt = (float(rng.normal(0, 1.0)), float(rng.normal(0, 1.0)), 0.0) if i else (0.0, 0.0, 0.0)
        at = (float(shift[0]), float(shift[1]), i * step)
        glazes.append(placed(glaze, at, tilt_deg=tilt))
        clays.append(placed(clay, at, tilt_deg=tilt))
    return fitted([merge(glazes), merge(clays)], size)


def pot_body(rng: np.random.Generator, size: float) -> tuple[Curve, float, float]:
    """(outside, radius, height) of a teapot of that largest side."""
    height = size * rng.uniform(0.46, 0.56)
    radius = size * rng.uniform(0.3, 0.34)
    shapes = (
        [(0.55, 0.0), (0.85, 0.15), (1.0, 0.48), (0.82, 0.84), (0.5, 1.0)],
        [(0.78, 0.0), (0.98, 0.2), (0.94, 0.55), (0.7, 0.88), (0.48, 1.0)],
        [(0.5, 0.0), (0.72, 0.18), (1.0, 0.66), (0.86, 0.9), (0.56, 1.0)],
    )
    return scaled_outline(shapes[int(rng.integers(3))], radius, height, low_m=0.004), radius, height


def _teapot(rng: np.random.Generator, size: float) -> Meshes:
    """Stoneware with a cane bow over it."""
    outer, radius, height = pot_body(rng, size)
    body, clay = glazed_vessel(rng, outer, 0.0045, line_m=0.05 * height + 0.005, runs_m=0.0015, rings_m=0.0003)
    mouth = float(outer[-1, 0])
    cover = lid(0.98 * mouth, 0.16 * height, height - 0.001, knob_m=0.011)
    pour = spout((0.72 * radius, 0.34 * height), (1.62 * radius, 0.98 * height), (0.017, 0.0075))
    lugs, holds = [], []
    t = np.linspace(0.08, np.pi - 0.08, 60)
    bow_height = height * rng.uniform(0.85, 1.1)
    bow = np.stack([0.78 * radius * np.cos(t), 0 * t, 0.86 * height + bow_height * np.sin(t) ** 0.8], -1)
    for side in (-1, 1):
        loop = ring_of(0.008, 0.003, segments=28, sides=12)
        lugs.append(placed(loop, (side * 0.72 * radius, 0, 0.89 * height), tilt_deg=(90, 0, 0)))
        holds.append(
            placed(
                ring_of(0.0045, 0.0014, segments=20, sides=8),
                tuple(bow[0 if side > 0 else -1]),
                tilt_deg=(0, 90, 0),
            )
        )
    cane = tube(bow, 0.0042 + 0.0006 * np.cos(np.linspace(0, 46 * np.pi, 60)), sides=14)
    wrap = np.linspace(0.0, 1.0, 700)
    place = np.interp(wrap, np.linspace(0, 1, 60), np.arange(60))
    middle = np.stack([np.interp(place, np.arange(60), bow[:, k]) for k in range(3)], -1)[180:520]
    turn = wrap[180:520] * 2 * np.pi * 62
    out = middle - np.array([0, 0, 0.86 * height])
    out /= np.linalg.norm(out, axis=1)[:, None]
    coil = middle + 0.0052 * (np.cos(turn)[:, None] * out + np.sin(turn)[:, None] * np.array([0, 1.0, 0]))
    handle = merge([cane, tube(coil, 0.0013, sides=6), *holds])
    return fitted([merge([body, cover, pour, *lugs]), clay, handle], size)


def _jug(rng: np.random.Generator, size: float) -> Meshes:
    """A thrown jug, its glaze run down in tongues over the bare clay."""
    shapes = (
        [(0.66, 0.0), (0.9, 0.14), (1.0, 0.36), (0.78, 0.64), (0.56, 0.8), (0.6, 0.92), (0.66, 1.0)],
        [(0.8, 0.0), (0.95, 0.2), (0.92, 0.5), (0.64, 0.8), (0.7, 1.0)],
        [(0.6, 0.0), (0.82, 0.12), (1.0, 0.5), (0.7, 0.78), (0.62, 0.86), (0.72, 1.0)],
    )
    radius = size * rng.uniform(0.3, 0.36)
    outer = scaled_outline(shapes[int(rng.integers(3))], radius, size, low_m=0.004)
    body, clay = glazed_vessel(
        rng, outer, 0.005, line_m=size * rng.uniform(0.26, 0.42), runs_m=0.035 * size, rings_m=0.0007
    )
    top, low = 0.9 * size, 0.36 * size
    at = [float(np.interp(z, outer[:, 1], outer[:, 0])) for z in (top, low)]
    handle = ear((at[0], top), (at[1], low), 0.26 * size, 0.0075, square=0.1)
    return fitted([_lipped(merge([body, handle]), size, 0.24 * size), clay], size)


def _lipped(vessel: Surface, height_m: float, depth_m: float) -> Surface:
    """The rim drawn out to a pouring lip at -X."""
    from dataclasses import replace

    p = vessel.points.copy()
    angle = np.arctan2(p[:, 1], -p[:, 0])
    near = np.exp(-((angle / 0.42) ** 2)) * (p[:, 0] < 0)
    up = np.clip((p[:, 2] - (height_m - depth_m)) / depth_m, 0, 1) ** 2
    radial = np.hypot(p[:, 0], p[:, 1])[:, None]
    p[:, :2] += p[:, :2] / np.maximum(radial, 1e-9) * (0.085 * height_m * near * up)[:, None]
    p[:, 2] += 0.02 * height_m * near * up
    return replace(vessel, points=p)


def _roof_tiles(rng: np.random.Generator, size: float) -> Meshes:
    """Pantiles, lapped in courses on battens."""
    columns, rows = int(rng.integers(3, 5)), int(rng.integers(3, 5))
    width = size / columns * 0.98
    length, lap, thick = 1.45 * width, 0.3 * width, 0.011
    tile = _pantile(width * 1.12, length, thick, deep=rng.uniform(0.16, 0.24) * width)
    slope = rng.uniform(28, 38)
    tiles = []
    for row in range(rows):
        for column in range(columns):
            at = (
                (column - (columns - 1) / 2) * width,
                (length - lap) * row + rng.normal(0, 0.003),
                0.006 * (column % 2),
            )
            tilted = placed(tile, (0, 0, 0), tilt_deg=(-2.2, 0, float(rng.normal(0, 0.5))))
            tiles.append(placed(tilted, at))
    battens = [
        placed(rounded_box((size * 1.02, 0.04, 0.03), 0.002), (0, (length - lap) * (row + 0.75), -0.062))
        for row in range(rows)
    ]
    parts = [placed(merge(group), tilt_deg=(slope, 0, 0)) for group in (tiles, battens)]
    return fitted(parts, size * 1.02)


def _pantile(width: float, length: float, thick: float, deep: float) -> Surface:
    x = np.linspace(-0.5, 0.5, 40)
    z = deep * np.where(
        x < 0.1,
        0.5 - 0.5 * np.cos(2 * np.pi * np.clip((x + 0.5) / 0.6, 0, 1)),
        -0.28 * np.sin(np.pi * np.clip((x - 0.1) / 0.4, 0, 1)),
    )
    upper = np.stack([x * width, z + thick], -1)
    lower = np.stack([x * width, z], -1)
    outline = np.concatenate([lower, upper[::-1]])
    from assets.meshes.solids import extrude

    solid = extrude(rounded(outline, 0.003, 2, closed=True), 0.0, length, bevel_m=0.002, steps=2)
    return placed(solid, (0, length, 0), tilt_deg=(90, 0, 0))


FORMS = (
    Form(
        name="mug",
        class_name="mug",
        size_m=(0.1, 0.14),
        parts=(main_part("Glaze"), part("Foot", *_CLAY), part("Coffee", "coffee", "tea")),
        build=_mug,
    ),
    Form(
        name="bowl_stack",
        class_name="stack of bowls",
        size_m=(0.12, 0.22),
        parts=(main_part("Glaze"), part("Feet", *_CLAY)),
        build=_bowl_stack,
    ),
    Form(
        name="teapot",
        class_name="teapot",
        size_m=(0.18, 0.26),
        parts=(main_part("Glaze"), part("Foot", *_CLAY), part("Handle", "cane")),
        build=_teapot,
    ),
    Form(
        name="jug",
        class_name="jug",
        size_m=(0.16, 0.3),
        parts=(main_part("Glaze"), part("Clay", *_CLAY)),
        build=_jug,
    ),
    Form(
        name="roof_tiles",
        class_name="roof tiles",
        size_m=(0.6, 1.2),
        parts=(main_part("Tiles"), part("Battens", "grey_wood", "pine")),
        build=_roof_tiles,
    ),
)
