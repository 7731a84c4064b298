"""Architecture fragments, 1.2 to 2.6 m: column, arch, stair, balustrade, obelisk."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.curves import rounded, shell_profile, smooth
from assets.meshes.mechanical import ring_extrusion
from assets.meshes.solids import extrude, lathe, rounded_box
from assets.meshes.surface import Surface, box_mapped, copies, finished, grid, merge, moved, turned, welded
from schemas.mesh import MeshData


def column(rng: np.random.Generator) -> MeshData:
    """A fluted column: square plinth, moulded base, shaft with entasis, echinus and abacus; whole or broken."""
    height, radius = float(rng.uniform(1.9, 2.5)), float(rng.uniform(0.17, 0.21))
    flutes = int(rng.choice([16, 20, 24]))
    plinth = rounded_box((radius * 2.9, radius * 2.9, 0.11), 0.008)
    r = radius
    base = rounded(
        [
            (0, 0.1), (r * 1.42, 0.1), (r * 1.42, 0.18), (r * 1.16, 0.195), (r * 1.16, 0.23), (r * 1.28, 0.235),
            (r * 1.28, 0.285), (r * 1.06, 0.3), (r * 1.06, 0.32), (0, 0.32),
        ],
        [0, 0.035, 0.035, 0.012, 0.012, 0.022, 0.022, 0.006, 0.004, 0], 6,
    )  # fmt: skip
    low, high = 0.315, height - 0.22
    t = np.linspace(0, 1, 64)
    swell = 1 - 0.17 * t**1.7
    shaft = np.stack([r * swell, low + t * (high - low)], -1)

    def fluting(angle: NDArray[Any], at: NDArray[Any]) -> NDArray[Any]:
        ends = np.clip(at / 0.035, 0, 1) * np.clip((1 - at) / 0.035, 0, 1)
        hollow = np.sqrt(np.clip(1 - np.abs(np.mod(angle * flutes / np.pi, 2) - 1) ** 2 * 1.25, 0, 1))
        return np.asarray(1 - 0.085 * hollow * np.sqrt(ends))

    neck = r * swell[-1]
    capital = rounded(
        [
            (0, high - 0.01), (neck * 1.0, high - 0.01), (neck * 1.1, high), (neck * 1.1, high + 0.025),
            (neck * 1.02, high + 0.035), (neck * 1.02, high + 0.07), (neck * 1.5, high + 0.14), (0, high + 0.14),
        ],
        [0, 0, 0.01, 0.01, 0.006, 0.02, 0.03, 0], 6,
    )  # fmt: skip
    abacus = moved(rounded_box((neck * 3.1, neck * 3.1, 0.085), 0.007), z=high + 0.135)
    shaft_body = lathe(shaft, flutes * 12, modulation=fluting)
    parts = [plinth, lathe(base, 128), shaft_body, lathe(capital, 128), abacus]
    return finished(merge(parts), crease_deg=40.0)


def arch(rng: np.random.Generator) -> MeshData:
    """A round arch of voussoirs with a keystone on two moulded piers."""
    span, spring = float(rng.uniform(1.0, 1.4)), float(rng.uniform(1.1, 1.4))
    pier, deep = float(rng.uniform(0.28, 0.36)), float(rng.uniform(0.34, 0.44))
    count = int(rng.choice([9, 11, 13]))
    pieces: list[Surface] = []
    for side in (-1, 1):
        x = side * (span + pier) / 2
        pieces.append(moved(rounded_box((pier + 0.1, deep + 0.1, 0.2), 0.012), x))
        courses = 4
        tall = (spring - 0.2 - 0.1) / courses
        block = rounded_box((pier, deep, tall), 0.009)
        pieces += [moved(block, x, z=0.2 + i * tall) for i in range(courses)]
        pieces.append(moved(rounded_box((pier + 0.09, deep + 0.09, 0.1), 0.014), x, z=spring - 0.1))
    step = np.pi / count
    inner, outer = span / 2, span / 2 + pier
    for i in range(count):
        key = i == count // 2
        pieces.append(
            _voussoir(
                (inner - 0.03 * key, outer + 0.07 * key),
                step,
                deep + 0.08 * key,
                middle=(i + 0.5) * step,
                spring=spring,
            )
        )
    return finished(merge(pieces), crease_deg=30.0)


def _voussoir(radii: tuple[float, float], step: float, deep: float, *, middle: float, spring: float) -> Surface:
    """One wedge stone of an arch, its edges chamfered."""
    inner, outer = radii
    half = step / 2 * 0.995
    a = np.linspace(-half, half, 7)
    outline = np.concatenate(
        [
            np.stack([outer * np.cos(a), outer * np.sin(a)], -1),
            np.stack([inner * np.cos(a), inner * np.sin(a)], -1)[::-1],
        ]
    )
    stone = turned(extrude(outline, -deep / 2, deep / 2, bevel_m=0.009, steps=2), "z", float(np.degrees(middle)))
    return box_mapped(moved(turned(stone, "x", 90.0), z=spring))


def stair(rng: np.random.Generator) -> MeshData:
    """A flight of steps with nosings between two cheek walls, one ending in a ball."""
    count, rise, run = int(rng.integers(5, 8)), 0.16, 0.27
    wide = float(rng.uniform(1.1, 1.5))
    pieces: list[Surface] = []
    for i in range(count):
        deep = run * (count - i)
        y = (run * count - deep) / 2
        pieces.append(moved(rounded_box((wide, deep, rise - 0.03), 0.003), y=y + 0.015, z=i * rise))
        pieces.append(moved(rounded_box((wide, deep + 0.03, 0.034), 0.011), y=y, z=(i + 1) * rise - 0.034))
    length, top = run * count, count * rise
    cheek = np.array(
        [
            (-length / 2 - 0.12, 0),
            (length / 2, 0),
            (length / 2, top + 0.16),
            (length / 2 - 0.3, top + 0.16),
            (-length / 2 - 0.02, 0.42),
            (-length / 2 - 0.12, 0.42),
        ]
    )
    wall = turned(turned(extrude(cheek, -0.09, 0.09, bevel_m=0.01), "x", 90.0), "z", 90.0)
    pieces += [moved(wall, s * (wide / 2 + 0.085)) for s in (-1, 1)]
    t = np.linspace(0, np.pi, 33)
    ball = np.stack([0.1 * np.sin(t), 0.1 - 0.1 * np.cos(t)], -1)
    ball[[0, -1], 0] = 0
    for s in (-1, 1):
        x, y = s * (wide / 2 + 0.085), -length / 2 - 0.03
        pieces.append(moved(rounded_box((0.27, 0.27, 0.5), 0.012), x, y))
        pieces.append(moved(lathe(ball, 48), x, y, 0.495))
    return finished(merge(pieces), crease_deg=32.0)


def balustrade(rng: np.random.Generator) -> MeshData:
    """Turned balusters between two pedestals, under a moulded rail."""
    count = int(rng.integers(5, 8))
    gap, tall = 0.21, 0.62
    belly = float(rng.uniform(0.075, 0.092))
    control = smooth(
        [
            (0.05, 0),
            (0.05, 0.05),
            (0.035, 0.08),
            (belly, 0.24),
            (0.04, 0.43),
            (0.033, 0.5),
            (0.055, 0.54),
            (0.055, tall),
        ],
        64,
    )
    baluster = lathe(np.concatenate([[[0, 0]], control, [[0, tall]]]), 48)
    foot = rounded_box((0.15, 0.15, 0.05), 0.006)
    one = merge([foot, moved(baluster, z=0.045), moved(foot, z=tall + 0.03)])
    place = np.tile(np.eye(4), (count, 1, 1))
    place[:, 0, 3] = (np.arange(count) - (count - 1) / 2) * gap
    place[:, 2, 3] = 0.15
    length = count * gap
    whole = length + 0.72
    plinth = rounded_box((whole, 0.36, 0.155), 0.012)
    rail = moved(rounded_box((length + 0.1, 0.25, 0.1), 0.03, 5), z=0.15 + tall + 0.075)
    pieces = [plinth, copies(one, place), rail]
    for s in (-1, 1):
        x = s * (length + 0.3) / 2
        pieces.append(moved(rounded_box((0.3, 0.3, 0.78), 0.012), x, z=0.15))
        pieces.append(moved(rounded_box((0.38, 0.38, 0.08), 0.02, 4), x, z=0.92))
    return finished(merge(pieces), crease_deg=34.0)


def obelisk(rng: np.random.Generator) -> MeshData:
    """A tapered shaft with a pyramidion over a three-stepped base."""
    height, base = float(rng.uniform(1.9, 2.5)), float(rng.uniform(0.28, 0.36))
    steps = [
        moved(rounded_box((base * k, base * k, 0.13), 0.012), z=i * 0.128) for i, k in enumerate((3.0, 2.4, 1.8))
    ]
    die = moved(rounded_box((base * 1.3, base * 1.3, 0.3), 0.01), z=0.38)
    shaft = moved(rounded_box((base, base, height - 0.9), 0.008), z=0.675)
    p = shaft.points.copy()
    t = np.clip((p[:, 2] - 0.675) / (height - 0.9), 0, 1)
    p[:, :2] *= (1 - 0.34 * t)[:, None]
    shaft = Surface(points=p, counts=shaft.counts, indices=shaft.indices, uvs=shaft.uvs)
    top = base * 0.66
    ring = rounded(
        [(-top / 2, -top / 2), (top / 2, -top / 2), (top / 2, top / 2), (-top / 2, top / 2)], 0.008, 3, closed=True
    )
    levels = [
        np.column_stack([ring * k, np.full(len(ring), height - 0.226 + z)])
        for k, z in ((0.985, 0.0), (0.1, 0.235), (0.0, 0.243))
    ]
    tip = welded(grid(np.stack(levels), wrap=True))
    return finished(box_mapped(merge([*steps, die, shaft, tip])), crease_deg=30.0)


def fountain(rng: np.random.Generator) -> MeshData:
    """A tiered stone fountain: an octagonal rim, a baluster stem and a fluted upper basin (dry)."""
    side = np.pi / 4
    a = np.arange(8) * side + side / 2
    radius = float(rng.uniform(0.8, 0.95))
    outer = np.stack([np.cos(a), np.sin(a)], -1)
    rim = ring_extrusion(outer * radius, outer * (radius - 0.13), 0.0, 0.38, 0.02)
    cap = ring_extrusion(outer * (radius + 0.04), outer * (radius - 0.17), 0.37, 0.44, 0.016)
    floor = extrude(outer * (radius - 0.1), 0.0, 0.06)
    stem = smooth(
        [(0.2, 0.05), (0.2, 0.12), (0.11, 0.2), (0.15, 0.42), (0.09, 0.72), (0.07, 0.8), (0.12, 0.86)], 56
    )
    pole = lathe(np.concatenate([[[0, 0.05]], stem, [[0, 0.86]]]), 64)
    lobes = int(rng.choice([10, 12, 16]))

    def shell(angle: NDArray[Any], at: NDArray[Any]) -> NDArray[Any]:
        return np.asarray(1 - 0.07 * at * (1 - np.abs(np.cos(lobes * angle / 2))))

    bowl = smooth([(0.1, 0), (0.12, 0.015), (0.34, 0.09), (0.46, 0.2), (0.48, 0.24)], 48)
    basin = moved(lathe(shell_profile(bowl, 0.024), lobes * 14, modulation=shell), z=0.85)
    finial = smooth([(0.06, 0.03), (0.05, 0.08), (0.075, 0.16), (0.03, 0.26), (0.045, 0.3), (0.0, 0.36)], 40)
    top = moved(lathe(np.concatenate([[[0, 0.0]], finial]), 48), z=0.86)
    return finished(merge([rim, cap, floor, pole, basin, top]), crease_deg=40.0)


def urn_on_pedestal(rng: np.random.Generator) -> MeshData:
    """A garden urn with gadroons on a square pedestal."""
    pedestal = [
        rounded_box((0.52, 0.52, 0.12), 0.012),
        moved(rounded_box((0.4, 0.4, 0.6), 0.01), z=0.11),
        moved(rounded_box((0.5, 0.5, 0.07), 0.016, 4), z=0.7),
    ]
    lobes = int(rng.choice([14, 18, 22]))

    def gadroon(angle: NDArray[Any], at: NDArray[Any]) -> NDArray[Any]:
        low = np.clip((at - 0.2) / 0.06, 0, 1) * np.clip((0.52 - at) / 0.06, 0, 1)
        return np.asarray(1 + 0.05 * low * (np.abs(np.cos(lobes * angle / 2)) - 0.4))

    wide = float(rng.uniform(0.26, 0.31))
    outer = smooth(
        [
            (0.15, 0),
            (0.15, 0.04),
            (0.06, 0.1),
            (0.07, 0.14),
            (wide * 0.85, 0.3),
            (wide * 0.9, 0.42),
            (wide * 0.78, 0.56),
            (wide * 0.84, 0.64),
            (wide * 1.12, 0.7),
        ],
        96,
    )
    urn = lathe(shell_profile(outer, 0.02, floor_m=0.18), lobes * 12, modulation=gadroon)
    return finished(merge([*pedestal, moved(urn, z=0.768)]), crease_deg=38.0)


def ashlar_wall(rng: np.random.Generator) -> MeshData:
    """A low ruin of coursed blocks, broken towards one end."""
    courses, tall = 5, 0.2
    pieces = []
    for i in range(courses):
        length = 2.2 - 0.36 * i - float(rng.uniform(0, 0.15))
        x = -1.1 - (0.15 if i % 2 else 0.0) + 0.15
        while x < -1.1 + length - 0.18:
            wide = float(rng.uniform(0.3, 0.5))
            block = rounded_box((wide - 0.006, 0.36 + float(rng.uniform(-0.015, 0.015)), tall - 0.001), 0.014)
            pieces.append(moved(block, x + wide / 2, z=i * tall))
            x += wide
    return finished(merge(pieces), crease_deg=32.0)
