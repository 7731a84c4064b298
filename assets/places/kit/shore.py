"""What shores are made of: seas with surf, rippled sand, shells, weed, ropes, buckets, boats, cliffs, posts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.rounds import ring, rod, wire
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import rounded, shell_profile
from assets.meshes.solids import lathe
from assets.meshes.strands import Roots, planted, unit
from assets.meshes.surface import Surface, finished, flipped, grid, merge, moved, scaled, turned
from assets.places.kit.cut_blocks import chamfered_blocks
from schemas.mesh import MeshData

type Floats = NDArray[Any]
type Height = Callable[[Floats, Floats], Floats]


def sea_height(
    rng: np.random.Generator, start_y: float, *, wave_m: float = 0.06, z: float = 0.0, breakers: float = 0.0
) -> Height:
    """The water's surface from ``start_y`` on: short waves near, longer ones far, breakers that run along x."""
    swell, chop, small = wave_noise(rng, 3.2), wave_noise(rng, 0.9), wave_noise(rng, 0.3)
    wander = wave_noise(rng, 7.0)

    def height(x: Floats, y: Floats) -> Floats:
        points = np.stack([x, y, np.zeros_like(x)], -1)
        away = np.maximum(y - start_y, 0.0)
        tall = np.clip(away / 2.0, 0.05, 1.0) / (1.0 + (away / 9.0) ** 2) * chop(points * [0.45, 1.0, 1.0])
        tall = tall + 0.25 * small(points) / (1.0 + (away / 3.0) ** 2)
        tall = wave_m * (
            tall + 1.2 * swell(points * [0.35, 1.0, 1.0]) * np.clip(away / 10.0, 0, 1) / (1.0 + (away / 30.0) ** 2)
        )
        if breakers:
            bend = wander(points * [1.0, 0.0, 0.0])
            for at, high in ((1.6, 0.5), (4.2, 0.9), (7.6, 1.0)):
                d = away - at - 0.5 * bend
                tall = tall + breakers * high * np.where(
                    d > 0, np.exp(-((d / 0.9) ** 2)), np.exp(-((d / 0.22) ** 2))
                )
        return np.asarray(z + tall)

    return height


def sea(height: Height, start_y: float, *, far_m: float = 400.0) -> Surface:
    """The water from ``start_y`` to the horizon."""
    y = start_y + np.concatenate([np.linspace(0.0, 14.0, 150), np.geomspace(14.3, far_m, 60)])
    spread = np.linspace(-1.0, 1.0, 151)
    wide = 15.0 + 1.9 * (y - start_y)
    xx = (np.sign(spread) * np.abs(spread) ** 1.5)[None, :] * wide[:, None]
    yy = np.broadcast_to(y[:, None], xx.shape)
    points = np.stack([xx, yy, height(xx, yy)], -1)
    return grid(points, uvs=points[..., :2])


def foam(
    rng: np.random.Generator,
    height: Height,
    start_y: float,
    *,
    rows: tuple[tuple[float, float], ...] = ((0.12, 0.16),),
    wander_m: float = 0.25,
    half_m: float = 11.0,
) -> Surface:
    """Ragged bands of foam along x at (distance, width) from the water's edge, lying on the water."""
    bands = []
    x = np.linspace(-half_m, half_m, 520)
    flat = np.stack([x, 0 * x, 0 * x], -1)
    for at, wide in rows:
        line = (
            start_y
            + at
            + wander_m * wave_noise(rng, 4.0)(flat)
            + 0.12 * wave_noise(rng, 0.6)(flat + np.array([0.0, 3.0, 0.0]))
        )
        half = np.maximum(wide * (0.5 + 0.6 * wave_noise(rng, 0.45, octaves=3)(flat)), 0.002)
        s = np.linspace(0.0, 1.0, 7)[:, None]
        yy = line[None, :] + (s - 0.5) * 2 * half[None, :]
        xx = np.broadcast_to(x, yy.shape)
        lumps = np.abs(wave_noise(rng, 0.14)(np.stack([xx, yy, 0 * yy], -1)))
        zz = height(xx, yy) - 0.004 + np.sin(np.pi * s) * (0.012 + 0.012 * lumps)
        bands.append(grid(np.stack([xx, yy, zz], -1), uvs=np.stack([xx, yy], -1)))
    return merge(bands)


def sand_ripples(rng: np.random.Generator, pitch_m: float, high_m: float) -> Callable[[Floats, Floats], Floats]:
    """Ripples of the wind that run about along x, with branches."""
    bend, more = wave_noise(rng, 1.3), wave_noise(rng, 0.5)

    def height(x: Floats, y: Floats) -> Floats:
        p = np.stack([x, y, np.zeros_like(x)], -1)
        phase = 2 * np.pi * (y + 0.12 * bend(p) + 0.03 * more(p)) / pitch_m
        wave = np.sin(phase + 0.4 * np.sin(phase))
        fade = np.clip(5.0 / (np.hypot(x, y) + 2.5), 0.0, 1.0)
        return np.asarray(high_m * 0.5 * wave * (0.75 + 0.25 * more(p)) * fade)

    return height


def footprints(spots: Floats, turns_deg: Floats) -> Callable[[Floats, Floats], Floats]:
    """Hollows of bare feet at places (n, 2) with raised rims."""

    def height(x: Floats, y: Floats) -> Floats:
        total = np.zeros(np.broadcast_shapes(x.shape, y.shape))
        for (px, py), turn in zip(spots, np.radians(turns_deg), strict=True):
            u = (x - px) * np.cos(turn) + (y - py) * np.sin(turn)
            v = -(x - px) * np.sin(turn) + (y - py) * np.cos(turn)
            waist = 0.042 + 0.012 * np.sin(14.0 * u + 1.0)
            d = np.sqrt((u / 0.13) ** 2 + (v / waist) ** 2)
            total = total - 0.022 * np.exp(-(d**4)) + 0.008 * np.exp(-(((d - 1.35) / 0.25) ** 2))
        return np.asarray(total)

    return height


def shells(rng: np.random.Generator, spots: Floats, size_m: tuple[float, float] = (0.02, 0.05)) -> Surface:
    """Ribbed cockle valves that lie at places (n, 3), hollow side down."""
    t, a = np.linspace(0.0, 1.0, 9)[:, None], np.linspace(-1.15, 1.15, 25)[None, :]
    rib = 1.0 + 0.045 * np.cos(13.0 * np.pi * a / 1.15)
    r = t * rib
    x, y = r * np.sin(a), r * np.cos(a) - 0.45
    z = 0.42 * np.sqrt(np.clip(1.0 - (t * 0.98) ** 2, 0, 1)) * (1 - 0.15 * a**2) * rib * np.clip(4 * t, 0.3, 1.0)
    one = grid(np.stack([x, y, z], -1))
    body = merge([one, grid(np.stack([x, y, z - 0.05], -1)[::-1])])
    bodies = []
    from dataclasses import replace

    for spot in spots:
        s = float(rng.uniform(*size_m)) / 2
        turn = turned(turned(body, "x", float(rng.uniform(-12, 12))), "z", float(rng.uniform(0, 360)))
        bodies.append(replace(turn, points=turn.points * s + spot))
    return merge(bodies)


def starfish(spots: Floats, size_m: float = 0.12) -> Surface:
    """Five-armed stars that lie at places (n, 3)."""
    a = np.linspace(0.0, 2 * np.pi, 101)[:-1]
    reach = 0.2 + 0.8 * np.abs(np.cos(2.5 * a)) ** 2.2
    rings = []
    for s, z in ((1.0, 0.0), (0.93, 0.06), (0.7, 0.14), (0.4, 0.2), (0.12, 0.22), (0.001, 0.22)):
        rings.append(np.stack([s * reach * np.cos(a), s * reach * np.sin(a), np.full(100, z)], -1))
    body = grid(np.stack(rings) * size_m / 2, wrap=True)
    return merge([moved(turned(body, "z", 37.0 * k), *spot) for k, spot in enumerate(spots)])


def weed(rng: np.random.Generator, spots: Floats, long_m: tuple[float, float] = (0.1, 0.3)) -> MeshData:
    """Straps of bladderwrack that lie in tufts at places (n, 3)."""
    each = 9
    feet = np.repeat(spots, each, 0) + 0.03 * rng.normal(size=(len(spots) * each, 3)) * [1, 1, 0.1]
    count = len(feet)
    half = np.array([0.02, 0.05, 0.045, 0.065, 0.05, 0.075, 0.05, 0.06, 0.02])
    from assets.forms.kit.blades import leaf

    strap = leaf(half, columns=3, fold=0.2, ruffle=0.4, waves=3.0, droop=0.06)
    ways = unit(rng.normal(size=(count, 3)) * [1, 1, 0.06])
    roots = Roots(
        points=feet + np.array([0, 0, 0.008]),
        normals=unit(np.array([0, 0, 1.0]) + 0.25 * rng.normal(size=(count, 3))),
    )
    return finished(planted(strap, roots, ways, rng.uniform(*long_m, count)), crease_deg=80.0, weld=False)


def rope_coil(*, radius_m: float = 0.17, rope_m: float = 0.014, turns: int = 5, layers: int = 3) -> Surface:
    """A coiled mooring rope on z = 0, its strands in relief, its end lying out."""
    path = []
    for layer in range(layers):
        t = np.linspace(0.0, 1.0, turns * 30)
        r = radius_m - 2.05 * rope_m * turns * (t if layer % 2 == 0 else 1 - t) * 0.55
        a = 2 * np.pi * turns * t
        path.append(np.stack([r * np.cos(a), r * np.sin(a), np.full_like(t, rope_m * (1 + 1.75 * layer))], -1))
    line = np.concatenate(path)
    tail = np.array(
        [line[-1] + [0.12, -0.02, 0.0], [radius_m + 0.12, -0.1, rope_m], [radius_m + 0.3, -0.02, rope_m]]
    )
    line = np.concatenate([line, tail])
    swell = rope_m * (1.0 + 0.07 * np.sin(np.arange(len(line)) * 1.9))
    return wire(line, swell, sides=9)


def toy_bucket(*, radius_m: float = 0.085, high_m: float = 0.16) -> Surface:
    """A child's bucket with a rim and a handle."""
    r, h = radius_m, high_m
    body = lathe(
        shell_profile(
            rounded(
                [(0.74 * r, 0.0), (0.76 * r, 0.005), (r, h - 0.012), (1.09 * r, h - 0.01), (1.09 * r, h)], 0.003, 2
            ),
            0.0025,
        ),
        48,
    )
    a = np.linspace(0.0, np.pi, 16)
    path = np.stack([1.04 * r * np.cos(a), 0.5 * r * np.sin(a), h - 0.01 + 0.75 * r * np.sin(a)], -1)
    return merge([body, wire(path, 0.005, sides=8)])


def toy_spade() -> Surface:
    """A child's spade that lies along x."""
    handle = rod((-0.12, 0, 0.012), (0.06, 0, 0.014), 0.009, sides=12)
    grip = chamfered_blocks([(-0.13, 0, 0.012)], [(0.022, 0.08, 0.02)], 0.007)
    blade = chamfered_blocks([(0.115, 0, 0.01)], [(0.12, 0.095, 0.008)], 0.004)
    return merge([handle, grip, blade])


def sandcastle(_: np.random.Generator) -> Surface:
    """Towers turned out of a bucket, with battlements, on a heap."""
    parts = []
    for x, y, s in ((0.0, 0.0, 1.0), (0.24, 0.05, 0.75), (-0.22, 0.08, 0.78), (0.02, 0.26, 0.7)):
        tower = lathe(
            rounded([(0.0, -0.02), (0.1 * s, -0.02), (0.075 * s, 0.16 * s), (0.0, 0.165 * s)], 0.006, 2), 36
        )
        a = np.arange(6) * np.pi / 3
        teeth = chamfered_blocks(
            np.stack([0.06 * s * np.cos(a), 0.06 * s * np.sin(a), np.full(6, 0.175 * s)], -1),
            [(0.03 * s, 0.03 * s, 0.03 * s)],
            0.005,
            turns_deg=np.degrees(a),
        )
        parts += [moved(merge([tower, teeth]), x, y, 0.04)]
    walls = chamfered_blocks(
        [(0.12, 0.02, 0.08), (-0.11, 0.04, 0.08)], [(0.12, 0.05, 0.09), (0.12, 0.05, 0.09)], 0.01
    )
    u, a = np.linspace(0.0, 1.0, 14)[:, None], np.linspace(0, 2 * np.pi, 61)[None, :-1]
    r = 0.48 * u * (1 + 0.08 * np.sin(3 * a + 1))
    mound = grid(
        np.stack([r * np.cos(a), 0.8 * r * np.sin(a) + 0.08, 0.055 * np.cos(0.5 * np.pi * u) + 0 * a - 0.004], -1)[
            ::-1
        ],
        wrap=True,
    )
    return merge([*parts, walls, mound])


def parasol(*, radius_m: float = 1.0, high_m: float = 2.0) -> tuple[Surface, Surface, Surface]:
    """(panels of one colour, panels of the other, pole) of a beach umbrella on z = 0."""
    panels: list[list[Surface]] = [[], []]
    for k in range(8):
        a = np.linspace(k, k + 1, 9)[None, :] * np.pi / 4
        s = np.linspace(0.0, 1.0, 10)[:, None]
        belly = 1.0 - 0.07 * s * (1 - (2 * (a / (np.pi / 4) - k) - 1) ** 2)
        r = radius_m * s * belly
        z = high_m - 0.42 * radius_m * s**1.7 + 0 * a
        top = grid(np.stack([r * np.cos(a), r * np.sin(a), z], -1)[::-1])
        rim = np.stack([r[-1] * np.cos(a[0]), r[-1] * np.sin(a[0]), z[-1]], -1)
        flap = grid(np.stack([rim, rim - [0, 0, 0.09]])[::-1])
        panels[k % 2] += [top, flap]
    pole = rod((0, 0, -0.1), (0, 0, high_m + 0.06), 0.018, sides=12)
    ribs = [
        rod(
            (0, 0, high_m - 0.02),
            (0.97 * radius_m * np.cos(t), 0.97 * radius_m * np.sin(t), high_m - 0.42 * radius_m),
            0.005,
            sides=5,
        )
        for t in np.arange(8) * np.pi / 4
    ]
    return merge(panels[0]), merge(panels[1]), merge([pole, *ribs])


def rowing_boat(*, long_m: float = 3.2, wide_m: float = 1.25, high_m: float = 0.6) -> tuple[Surface, Surface]:
    """(clinker hull, gunwale and thwarts) of a boat along x, keel on z = 0."""
    u = np.linspace(-1.0, 1.0, 40)[None, :]
    strakes = 7
    rows = []
    for k in range(strakes):
        for edge in (0.0, 1.0):
            s = (k + edge) / strakes
            beam = (
                wide_m
                / 2
                * np.sqrt(np.clip(1 - np.abs(u) ** 2.6, 0, 1))
                * np.sin(0.5 * np.pi * np.clip(0.12 + 0.88 * s, 0, 1)) ** 0.8
            )
            out = 0.012 * (1.0 - edge) if k else 0.0
            z = high_m * s * (1 + 0.28 * u**2) + 0.12 * u**4 * (1 - s)
            rows.append((u * long_m / 2, beam + out, z))
    hulls = []
    for hand in (-1.0, 1.0):
        points = np.stack(
            [
                np.stack([np.broadcast_to(x, b.shape)[0], hand * b[0], np.broadcast_to(z, b.shape)[0]], -1)
                for x, b, z in rows
            ]
        )
        side = grid(points)
        hulls.append(side if hand < 0 else flipped(side))
    x, b, z = rows[-1]
    rails = [
        wire(np.stack([x[0], hand * b[0], np.broadcast_to(z, b.shape)[0]], -1), 0.022, sides=8)
        for hand in (-1.0, 1.0)
    ]
    seats = chamfered_blocks(
        [(-0.8, 0, 0.42), (0.1, 0, 0.4), (0.95, 0, 0.44)],
        [(0.24, wide_m * 0.82, 0.03), (0.24, wide_m * 0.93, 0.03), (0.24, wide_m * 0.75, 0.03)],
        0.004,
    )
    inner = [moved(scaled(h, 0.985, 0.96, 1.0), z=0.012) for h in hulls]
    return merge([*hulls, *(flipped(h) for h in inner)]), merge([*rails, seats])


def buoy(*, radius_m: float = 0.11) -> Surface:
    """A net float with two eyes."""
    body = lathe(
        rounded(
            [
                (0.0, 0.0),
                (0.3 * radius_m, 0.0),
                (radius_m, radius_m),
                (0.3 * radius_m, 2 * radius_m),
                (0.0, 2 * radius_m),
            ],
            0.5 * radius_m,
            6,
        ),
        36,
    )
    eye = moved(turned(ring(0.22 * radius_m, 0.07 * radius_m, segments=20), "x", 90.0), z=2.05 * radius_m)
    return merge([body, eye])


def cliff(rng: np.random.Generator, y: float, *, half_m: float = 14.0, high_m: float = 6.0) -> Surface:
    """A face of layered rock along x that leans back, with buttresses, ledges and cracks."""
    xx, zz = np.meshgrid(np.linspace(-half_m, half_m, 240), np.linspace(-0.3, high_m, 80))
    p = np.stack([xx, 0 * xx, zz], -1)
    big, middle, fine = wave_noise(rng, 7.0), wave_noise(rng, 1.6, octaves=3), wave_noise(rng, 0.35, octaves=2)
    dip = zz + 0.12 * xx + 0.12 * middle(p * [0.4, 1, 1])
    layer = np.floor(dip / 0.42)
    step = 0.22 * wave_noise(rng, 0.7)(np.stack([0.15 * xx, 0 * xx, 3.7 * layer], -1))
    bed = 0.05 * (np.abs(dip / 0.42 - layer - 0.5) > 0.42)
    yy = y + 0.18 * zz + 1.1 * big(p * [1, 1, 0.4]) + 0.25 * middle(p) + step + bed + 0.03 * fine(p)
    return grid(np.stack([xx, yy, zz], -1), uvs=np.stack([xx, zz], -1))


def headland(
    rng: np.random.Generator, y: float, *, high_m: float = 16.0, half_m: float = 260.0, x: float = 60.0
) -> Surface:
    """Low hills on the far side of the water."""
    xx, ss = np.meshgrid(np.linspace(x - half_m, x + half_m, 160), np.linspace(0.0, 1.0, 14))
    p = np.stack([xx, 60.0 * ss, 0 * xx], -1)
    ridge = 0.55 + 0.45 * wave_noise(rng, 150.0, octaves=3)(p)
    ends = np.clip((half_m - np.abs(xx - x)) / (0.5 * half_m), 0.0, 1.0) ** 1.3
    zz = high_m * np.sin(0.5 * np.pi * ss) * ridge * ends - 0.3
    return grid(np.stack([xx, y + 60.0 * ss, zz], -1), uvs=np.stack([xx, 60.0 * ss], -1) * 0.1)


def post(rng: np.random.Generator, at: tuple[float, float], low: float, high: float, radius_m: float) -> Surface:
    """A weathered pile, split a little at its head."""
    a = np.arange(28) * 2 * np.pi / 28
    noise = wave_noise(rng, 0.5, octaves=3)
    z = np.linspace(low, high, 22)
    rows = []
    for h in z:
        p = np.stack([np.cos(a), np.sin(a), np.full(28, 0.25 * h)], -1)
        r = radius_m * (1 + 0.06 * noise(p) + 0.05 * np.sin(9 * a))
        rows.append(np.stack([r * np.cos(a), r * np.sin(a), np.full(28, h)], -1))
    top = rows[-1] * [0.9, 0.9, 1.0] + [0, 0, 0.012]
    rows += [top, top * [0.02, 0.02, 1.0]]
    return moved(grid(np.stack(rows), wrap=True), *at)
