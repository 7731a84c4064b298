"""The outside of houses: windows, shutters, stone surrounds, arches, pipes, lamps and taps. All face -y."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.rounds import rod, wire
from assets.meshes.curves import rounded
from assets.meshes.solids import lathe
from assets.meshes.surface import Surface, flipped, grid, merge, moved, polygons, turned
from assets.places.kit.cut_blocks import chamfered_blocks, plain_boxes

type Floats = NDArray[Any]
type Arch = tuple[float, float, float]  # middle, radius, height of the springing


def sash(
    width_m: float, height_m: float, panes: tuple[int, int], *, bar_m: float = 0.028, frame_m: float = 0.06
) -> tuple[Surface, Surface]:
    """(frame and bars, glass) of a window about x = 0, from z = 0, its front at y = 0."""
    w, h = width_m, height_m
    centres = [(s * (w / 2 - frame_m / 2), 0.03, h / 2) for s in (-1, 1)] + [
        (0, 0.03, frame_m / 2),
        (0, 0.03, h - frame_m / 2),
    ]
    sizes = [(frame_m, 0.06, h)] * 2 + [(w, 0.058, frame_m)] * 2
    for k in range(1, panes[0]):
        centres.append((w * (k / panes[0] - 0.5), 0.03, h / 2))
        sizes.append((bar_m * (1.9 if 2 * k == panes[0] else 1.0), 0.04, h - 0.02))
    for k in range(1, panes[1]):
        centres.append((0, 0.03, h * k / panes[1]))
        sizes.append((w - 0.02, 0.038, bar_m))
    glass = plain_boxes([(-w / 2 + 0.02, 0.034, 0.02)], [(w / 2 - 0.02, 0.04, h - 0.02)])
    return chamfered_blocks(centres, sizes, 0.003), glass


def shutters(width_m: float, height_m: float, *, open_m: float = 0.02, slats: int = 24) -> Surface:
    """Two louvred shutters folded back to the sides of an opening about x = 0 from z = 0."""
    leaf_m = width_m / 2
    parts = []
    for side in (-1, 1):
        x = side * (width_m / 2 + leaf_m / 2 + 0.02)
        posts = [(x + s * (leaf_m / 2 - 0.03), -open_m, height_m / 2) for s in (-1, 1)]
        rails = [(x, -open_m, z) for z in (0.03, height_m / 2, height_m - 0.03)]
        parts.append(chamfered_blocks(posts, [(0.06, 0.036, height_m)], 0.003, along=2))
        parts.append(chamfered_blocks(rails, [(leaf_m - 0.1, 0.034, 0.06)], 0.003))
        z = np.linspace(0.07, height_m - 0.07, slats)
        louvres = np.stack([np.full(slats, x), np.full(slats, -open_m), z], -1)
        parts.append(
            chamfered_blocks(louvres, [(leaf_m - 0.1, 0.008, height_m / slats * 1.15)], 0.001, leans_deg=-32.0)
        )
    return merge(parts)


def surround(
    rng: np.random.Generator,
    width_m: float,
    low_m: float,
    high_m: float,
    *,
    stone_m: float = 0.2,
    proud_m: float = 0.03,
    sill: bool = False,
    lintel_m: float = 0.22,
    sill_deep_m: float = 0.14,
) -> Surface:
    """Quoins, a lintel and perhaps a sill round an opening about x = 0; their front is at y = -proud."""
    count = max(round((high_m - low_m) / 0.3), 2)
    pitch = (high_m - low_m) / count
    centres, sizes = [], []
    for k in range(count):
        long = stone_m * (1.45 if k % 2 else 1.0)
        for s in (-1, 1):
            centres.append((s * (width_m / 2 + long / 2), 0.08 - proud_m, low_m + (k + 0.5) * pitch))
            sizes.append((long, 0.16, pitch - 0.008))
    centres.append((0, 0.08 - proud_m, high_m + lintel_m / 2))
    sizes.append((width_m + 2.4 * stone_m, 0.16, lintel_m - 0.006))
    if sill:
        centres.append((0, 0.1 - sill_deep_m / 2 - proud_m, low_m - 0.045))
        sizes.append((width_m + 0.24, 0.2 + sill_deep_m, 0.09))
    return chamfered_blocks(centres, sizes, 0.009, rng=rng)


def arcade(width_m: float, height_m: float, arches: Sequence[Arch], deep_m: float, *, steps: int = 18) -> Surface:
    """A rendered wall about x = 0 with round arches from the floor up, and the thickness inside them."""
    pieces: list[Surface] = []
    edge = -width_m / 2
    for middle, radius, spring in sorted(arches):
        pieces.append(_upright_quad(edge, middle - radius, 0.0, height_m))
        a = np.linspace(np.pi, 0.0, steps + 1)
        x, z = middle + radius * np.cos(a), spring + radius * np.sin(a)
        low, high = np.stack([x, 0 * x, z], -1), np.stack([x, 0 * x, np.full_like(x, height_m)], -1)
        pieces.append(grid(np.stack([low, high]), uvs=np.stack([low[:, [0, 2]], high[:, [0, 2]]])))
        x = np.concatenate([[middle - radius], x, [middle + radius]])
        z = np.concatenate([[0.0], z, [0.0]])
        front, back = np.stack([x, 0 * x, z], -1), np.stack([x, 0 * x + deep_m, z], -1)
        along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(z)))])
        uvs = np.stack([np.stack([along, 0 * along], -1), np.stack([along, 0 * along + deep_m], -1)])
        pieces.append(flipped(grid(np.stack([front, back]), uvs=uvs)))
        edge = middle + radius
    pieces.append(_upright_quad(edge, width_m / 2, 0.0, height_m))
    pieces.append(plain_boxes([(-width_m / 2, 0.0, height_m)], [(width_m / 2, deep_m, height_m + 0.04)]))
    return merge(pieces)


def arch_stones(
    rng: np.random.Generator,
    arch: Arch,
    *,
    ring_m: float = 0.26,
    count: int = 13,
    pier_m: float = 0.3,
    proud_m: float = 0.02,
) -> Surface:
    """Voussoirs round an arch and the blocks of its piers."""
    middle, radius, spring = arch
    blocks = []
    wide = (radius + ring_m / 2) * np.pi / count - 0.008
    for k in range(count):
        a = np.degrees((k + 0.5) * np.pi / count)
        tall = ring_m * (1.25 if k == count // 2 else 1.0)
        stone = turned(
            chamfered_blocks([(radius + tall / 2, 0, 0)], [(tall, 0.2, wide)], 0.01, rng=rng), "y", -float(a)
        )
        blocks.append(moved(stone, middle, 0.1 - proud_m, spring))
    rows = max(round(spring / 0.34), 1)
    piers = [
        (middle + s * (radius + pier_m / 2), 0.1 - proud_m, (k + 0.5) * spring / rows)
        for s in (-1, 1)
        for k in range(rows)
    ]
    blocks.append(chamfered_blocks(piers, [(pier_m, 0.2, spring / rows - 0.008)], 0.01, rng=rng))
    return merge(blocks)


def drainpipe(x: float, high_m: float, *, radius_m: float = 0.045, y: float = -0.07, foot: bool = True) -> Surface:
    """A pipe down a wall with sockets, brackets and a shoe."""
    low = 0.12 if foot else 0.0
    parts = [rod((x, y, low), (x, y, high_m), radius_m, sides=20)]
    for z in np.arange(0.35, high_m, 1.2):
        parts.append(rod((x, y, z), (x, y, z + 0.07), radius_m * 1.22, sides=20))
        parts.append(chamfered_blocks([(x, y / 2, z + 0.035)], [(0.13, abs(y), 0.03)], 0.002))
    if foot:
        parts.append(
            wire(
                [(x, y, low + 0.02), (x, y - 0.01, 0.09), (x, y - 0.09, 0.04), (x, y - 0.14, 0.03)],
                radius_m,
                sides=18,
                samples=12,
            )
        )
    return merge(parts)


def wall_tap(x: float, z: float) -> Surface:
    """A brass bib tap with a cross handle."""
    rose = moved(
        turned(lathe(rounded([(0.0, 0.0), (0.03, 0.0), (0.028, 0.012), (0.0, 0.014)], 0.003, 2), 24), "x", 90.0),
        0,
        0.0,
        0,
    )
    body = rod((0, 0, 0), (0, -0.09, 0), 0.012, sides=14)
    spout = wire(
        [(0, -0.07, 0), (0, -0.12, 0.005), (0, -0.135, -0.03), (0, -0.135, -0.055)], 0.011, sides=14, samples=14
    )
    stem = rod((0, -0.075, 0), (0, -0.075, 0.05), 0.008, sides=12)
    cross = [
        rod((-0.035, -0.075, 0.052), (0.035, -0.075, 0.052), 0.006, sides=10),
        rod((0, -0.11, 0.052), (0, -0.04, 0.052), 0.006, sides=10),
    ]
    return moved(merge([rose, body, spout, stem, *cross]), x, 0.0, z)


def trough(
    rng: np.random.Generator, size_m: tuple[float, float, float] = (1.2, 0.5, 0.45), wall_m: float = 0.09
) -> Surface:
    """A stone trough about the origin on z = 0."""
    x, y, z = size_m
    centres = [(0, s * (y / 2 - wall_m / 2), z / 2) for s in (-1, 1)] + [
        (s * (x / 2 - wall_m / 2), 0, z / 2) for s in (-1, 1)
    ]
    sizes = [(x, wall_m, z)] * 2 + [(wall_m, y - 0.02, z - 0.002)] * 2
    floor = chamfered_blocks([(0, 0, 0.05)], [(x - 0.02, y - 0.02, 0.1)], 0.01)
    return merge([chamfered_blocks(centres, sizes, 0.016, rng=rng), floor])


def wall_lamp(x: float, z: float) -> tuple[Surface, Surface]:
    """(bracket and hood, bulb) of an old yard lamp."""
    arm = wire([(0, 0, 0), (0, -0.12, 0.12), (0, -0.28, 0.12), (0, -0.32, 0.02)], 0.01, sides=12, samples=20)
    plate = turned(
        lathe(rounded([(0.0, 0.0), (0.05, 0.0), (0.045, 0.015), (0.0, 0.018)], 0.003, 2), 24), "x", 90.0
    )
    hood = moved(
        lathe(np.array([(0.15, -0.06), (0.152, -0.055), (0.06, 0.0), (0.03, 0.03), (0.0, 0.035)]), 32), 0, -0.32, 0
    )
    under = flipped(moved(lathe(np.array([(0.148, -0.06), (0.06, -0.006), (0.0, 0.0)]), 32), 0, -0.32, 0))
    bulb = moved(
        lathe(rounded([(0.0, -0.1), (0.03, -0.1), (0.035, -0.06), (0.012, -0.02), (0.0, -0.02)], 0.012, 3), 20),
        0,
        -0.32,
        0,
    )
    return moved(merge([arm, plate, hood, under]), x, 0.0, z), moved(bulb, x, 0.0, z)


def railing(length_m: float, *, high_m: float = 0.95, pitch_m: float = 0.12) -> Surface:
    """Iron bars along x between two rails."""
    x = np.arange(-length_m / 2 + 0.02, length_m / 2, pitch_m)
    bars = [rod((a, 0, 0.08), (a, 0, high_m - 0.01), 0.007, sides=8) for a in x]
    rails = chamfered_blocks(
        [(0, 0, 0.09), (0, 0, high_m)], [(length_m, 0.014, 0.03), (length_m + 0.04, 0.044, 0.02)], 0.004
    )
    return merge([*bars, rails])


def washing(rng: np.random.Generator, width_m: float, high_m: float, drop_m: float) -> tuple[Surface, Surface]:
    """(cloth, line and pegs): a sheet that hangs from a sagging line along x, its top near ``high_m``."""
    u, v = np.meshgrid(np.linspace(-width_m / 2, width_m / 2, 90), np.linspace(0.0, 1.0, 40))
    sag = 0.04 * (1.0 - (u / (width_m / 2)) ** 2)
    wave = sum(0.03 / k * np.sin(k * 5.0 * u + float(rng.uniform(0, 6)) + 0.8 * v) for k in (1, 2, 3))
    points = np.stack([u, wave * (0.15 + 0.85 * v), high_m - sag - drop_m * v + 0.01 * np.cos(9 * u) * v], -1)
    sheet = flipped(grid(points, uvs=np.stack([u, drop_m * v], -1)))
    back = flipped(moved(sheet, y=0.002))
    x = np.linspace(-3.5, 3.5, 40)
    line = np.stack([x, 0 * x, high_m + 0.002 - 0.04 * (1 - np.minimum((x / (width_m / 2)) ** 2, 6.0))], -1)
    pegs = [(a, 0.0, high_m - 0.03) for a in np.linspace(-width_m / 2 + 0.05, width_m / 2 - 0.05, 5)]
    return merge([sheet, back]), merge(
        [wire(line, 0.003, sides=6), chamfered_blocks(pegs, [(0.012, 0.016, 0.075)], 0.002)]
    )


def _upright_quad(x0: float, x1: float, z0: float, z1: float) -> Surface:
    return polygons(np.array([[x0, 0, z0], [x1, 0, z0], [x1, 0, z1], [x0, 0, z1]]), [4], [0, 1, 2, 3])
