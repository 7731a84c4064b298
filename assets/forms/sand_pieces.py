"""Sand: a castle, a dune, a footprint, an hourglass, a raked garden."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.form import Form, main_part, part
from assets.forms.kit.blades import laid, leaf, stalk
from assets.forms.kit.ground_patches import block, grass_blades, island
from assets.forms.kit.placing import placed
from assets.forms.kit.plant_pots import crumbs
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import extrude, lathe, rounded_box, sweep
from assets.meshes.surface import Surface, finished, grid, merge, moved, scaled, turned
from schemas.mesh import MeshData

type Floats = NDArray[Any]
_GATE = ((-0.02, 0.0), (0.02, 0.0), (0.02, 0.022), (0.012, 0.036), (0.0, 0.041), (-0.012, 0.036), (-0.02, 0.022))


def _castle_towers(rng: np.random.Generator) -> list[Surface]:
    """Three towers and two walls with battlements, on z = 0."""
    towers = [
        _tower(rng, 0.062, 0.135, 4),
        moved(_tower(rng, 0.048, 0.10, 4), x=-0.125, y=-0.03),
        moved(_tower(rng, 0.046, 0.105, 4), x=0.12, y=-0.035),
    ]
    for x in (-0.068, 0.068):
        wall = rounded_box((0.095, 0.028, 0.062), 0.005)
        merlons = [moved(rounded_box((0.016, 0.026, 0.020), 0.004), x=dx, z=0.058) for dx in (-0.033, 0.0, 0.033)]
        towers.append(moved(turned(merge([wall, *merlons]), "z", 12.0 if x < 0 else -12.0), x=x, y=-0.045))
    return towers


def _sand_castle(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Towers turned out of a bucket on a mound, a wall with battlements, a gate, a flag and shells."""
    grain = wave_noise(rng, 0.012, octaves=3)
    towers = _castle_towers(rng)
    mound_h, moat = 0.030, 0.225
    base_noise = wave_noise(rng, 0.06)

    def height(x: Floats, y: Floats) -> Floats:
        r = np.hypot(x, y * 1.25)
        p = np.stack(np.broadcast_arrays(x, y, 0 * x), -1)
        hill = mound_h * np.clip((moat - 0.015 - r) / 0.035, 0, 1) - 0.014 * np.exp(-(((r - moat) / 0.014) ** 2))
        return np.asarray(0.020 + hill + 0.0025 * base_noise(p) + 0.0006 * grain(p))

    ground = island(
        (0.31, 0.25),
        height,
        rings=150,
        columns=320,
        edge=lambda a: 0.03 * np.sin(3 * a + 1) + 0.02 * np.sin(8 * a),
    )
    body = merge([moved(s, z=0.020 + mound_h - 0.003) for s in towers])
    bumpy = Surface(
        points=body.points + 0.0009 * np.stack([grain(body.points + k) for k in (0.0, 1.0, 2.0)], -1),
        counts=body.counts,
        indices=body.indices,
        uvs=body.uvs,
    )
    door = moved(turned(extrude(np.array(_GATE), -0.004, 0.004), "x", 90.0), y=-0.0615, z=0.047)
    top = 0.020 + mound_h + 0.135
    pole = stalk(np.array([[0, 0, top - 0.02], [0.002, 0, top + 0.07]]), 0.0016, 0.0014, sides=8)
    flag = leaf(np.linspace(0.32, 0.02, 12), columns=7, fold=0.0, droop=0.15, ruffle=0.15, waves=1.2)
    flag = laid(
        flag,
        np.array([0.002, 0.0, top + 0.055]),
        np.array([1.0, -0.25, -0.05]),
        np.array([-0.2, -1.0, 0.0]),
        0.055,
    )
    shells = [
        _scallop(np.array([0.19 * np.cos(a), 0.15 * np.sin(a) - 0.03, 0.052]), float(np.degrees(a)), 0.014)
        for a in (-2.3, -1.75, -1.2, -0.8)
    ]
    shells += [
        moved(turned(_scallop(np.zeros(3), 0.0, 0.013), "x", 78.0), x=x, y=-0.092, z=0.090) for x in (-0.125, 0.12)
    ]
    meshes = (
        finished(merge([ground, bumpy]), crease_deg=55.0),
        finished(door),
        finished(pole),
        finished(flag),
        finished(merge(shells), crease_deg=50.0),
    )
    return placed(meshes, size)


def _tower(rng: np.random.Generator, radius: float, high: float, merlons: int) -> Surface:
    """What a toy bucket leaves: a slight cone with ribs and four battlements, its rim a little broken."""
    t = np.linspace(0.0, 1.0, 40)
    r = radius * (1.0 - 0.16 * t) + 0.0022 * (np.abs((t * 6) % 1.0 - 0.5) < 0.14)
    profile = np.concatenate(
        [[[0.0, 0.0]], np.stack([r, high * t], -1), [[r[-1] - 0.004, high + 0.002], [0.0, high + 0.002]]]
    )
    body = lathe(profile, 90)
    tops = []
    for k in range(2 * merlons):
        a = 2 * np.pi * k / (2 * merlons) + rng.uniform(-0.05, 0.05)
        box = moved(rounded_box((0.020, 0.014, 0.020 * float(rng.uniform(0.7, 1.05))), 0.004), y=-(r[-1] - 0.008))
        tops.append(moved(turned(box, "z", float(np.degrees(a))), z=high - 0.001))
    return merge([body, *tops])


def _scallop(at: Floats, turn_deg: float, radius: float) -> Surface:
    """A ribbed shell lying on its hollow side."""
    t, u = np.meshgrid(np.linspace(0.0, 1.0, 14), np.linspace(-1.0, 1.0, 61), indexing="ij")
    a = 1.15 * u
    r = radius * 2.0 * t * (1.0 - 0.10 * u**2 + 0.02 * np.cos(18 * a))
    z = (
        radius * 0.75 * np.sin(np.pi * np.clip(t, 0, 1)) ** 0.8 * (1 - 0.65 * u**2)
        + 0.035 * radius * np.cos(18 * a) * t
    )
    top = np.stack([r * np.sin(a), r * np.cos(a) - radius, z + 0.0004], -1)
    shell = merge([grid(top[:, ::-1]), grid(top - [0, 0, 0.0009])])
    return moved(turned(shell, "z", turn_deg), *[float(v) for v in at])


def _dune(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A crescent dune: ripples up its back, a sharp crest, a smooth slip face; a tuft of grass."""
    wander, soft = wave_noise(rng, 0.35), wave_noise(rng, 0.9)
    horns, period = float(rng.uniform(0.55, 0.8)), float(rng.uniform(0.07, 0.10))

    def height(x: Floats, y: Floats) -> Floats:
        p = np.stack(np.broadcast_arrays(x, y, 0 * x), -1)
        crest = 0.06 - horns * y**2 / 0.62 + 0.02 * soft(p) + 0.10
        along = np.clip(1.0 - (np.abs(y) / 0.62) ** 2.2, 0.0, 1.0) ** 0.8
        top = 0.175 * along
        back = top * np.clip(1.0 - ((crest - x) / 0.72) ** 2, 0.0, 1.0) ** 1.1
        slip = top - (x - crest) * np.tan(np.radians(33.0))
        dune = np.where(x < crest, back, np.maximum(slip, 0.0))
        phase = (x + 0.022 * wander(p) + 0.1 * y**2) / period
        saw = (phase % 1.0) ** 1.6 * (1 - np.clip(((phase % 1.0) - 0.85) / 0.15, 0, 1))
        ripples = (
            0.0125
            * saw
            * np.where(x < crest - 0.012, 1.0, np.clip((x - crest - 0.30) / 0.1, 0, 1))
            * np.clip((dune + 0.03) / 0.05, 0, 1)
        )
        return np.asarray(0.022 + dune + ripples + 0.004 * soft(p))

    sand = island(
        (0.86, 0.66),
        height,
        rings=230,
        columns=330,
        edge=lambda a: 0.03 * np.sin(3 * a) + 0.02 * np.sin(7 * a + 2),
    )
    spot = np.array([-0.52, -0.30])
    foot = np.column_stack(
        [spot + 0.014 * rng.normal(size=(160, 2)), np.full(160, float(height(spot[0], spot[1])) - 0.01)]
    )
    tuft = grass_blades(foot, rng, 0.20, width_m=(0.0024, 0.004), segments=7, droop=0.5, spread=0.3)
    return placed((finished(sand, crease_deg=50.0), tuft), size, turn_deg=float(rng.uniform(-125.0, -60.0)))


def _footprint(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Smooth beach sand with the print of a bare foot, pushed up at its edge, shells beside it."""
    base, fine = wave_noise(rng, 0.16), wave_noise(rng, 0.01, octaves=3)
    turn = np.radians(float(rng.uniform(-25, 25)))

    def sunk(x: Floats, y: Floats) -> Floats:
        """How far inside a foot's sole, metres (below 0 outside)."""
        blobs = [
            (0.0, -0.090, 0.030, 0.034),
            (0.006, -0.045, 0.024, 0.05),
            (0.012, 0.0, 0.022, 0.05),
            (0.0, 0.050, 0.041, 0.036),
        ]
        toes = [
            (-0.030, 0.106, 0.0155, 0.019),
            (-0.004, 0.112, 0.0105, 0.013),
            (0.014, 0.106, 0.0098, 0.012),
            (0.030, 0.096, 0.0092, 0.011),
            (0.044, 0.083, 0.0088, 0.010),
        ]
        best = np.full(np.shape(x), -1.0)
        for cx, cy, rx, ry in blobs + toes:
            near = np.hypot((x - cx) / rx, (y - cy) / ry)
            best = np.maximum(best, (1.0 - near) * min(rx, ry))
        return best

    def height(x: Floats, y: Floats) -> Floats:
        p = np.stack(np.broadcast_arrays(x, y, 0 * x), -1)
        across, along = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
        depth = sunk(across, along)
        dent = -0.020 * np.clip((depth + 0.004) / 0.010, 0.0, 1.0) ** 1.2 + 0.006 * np.exp(
            -(((depth + 0.0085) / 0.005) ** 2)
        )
        ripples = 0.0022 * np.sin(2 * np.pi * (y + 0.02 * base(p)) / 0.055) * np.clip((-depth - 0.02) / 0.03, 0, 1)
        return np.asarray(0.034 + dent + ripples + 0.0035 * base(p) + 0.0007 * np.abs(fine(p)))

    sand = island((0.25, 0.20), height, rings=190, columns=380, edge=lambda a: 0.03 * np.sin(4 * a + 1))
    shells = []
    for _ in range(4):
        a = rng.uniform(0, 6.28)
        x, y = 0.145 * np.cos(a), 0.125 * np.sin(a)
        shells.append(
            _scallop(
                np.array([x, y, float(height(np.array(x), np.array(y))) - 0.001]),
                float(rng.uniform(0, 360)),
                float(rng.uniform(0.009, 0.016)),
            )
        )
    xy = rng.uniform(-0.14, 0.14, (26, 2))
    pebbles = crumbs(
        rng, np.column_stack([xy, height(xy[:, 0], xy[:, 1])]), 0.0018 * 2.5 ** rng.random(26), rounds=2
    )
    return placed(
        (
            finished(sand, crease_deg=60.0),
            finished(merge(shells), crease_deg=50.0),
            finished(pebbles, crease_deg=80.0),
        ),
        size,
    )


def _hourglass(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Two bulbs of glass between wooden discs and three posts; sand above, a stream, a heap below."""
    high, wide = 0.17, float(rng.uniform(0.034, 0.040))
    share = float(rng.uniform(0.25, 0.6))  # what is left above
    outline = smooth(
        [
            (0.012, 0.0),
            (wide * 0.8, 0.010),
            (wide, 0.035),
            (wide * 0.62, 0.066),
            (0.0030, high / 2 - 0.004),
            (0.0026, high / 2),
        ],
        60,
    )
    outer = np.concatenate([outline, (outline * [1, -1] + [0, high])[::-1][1:]])
    inner = outer - np.column_stack([np.full(len(outer), 0.0014), np.zeros(len(outer))])
    glass = lathe(np.concatenate([[[0.0, 0.0]], outer, [[0.0, high]]]), 72)
    hollow = lathe(np.concatenate([[[0.0, 0.0014]], inner[1:-1], [[0.0, high - 0.0014]]])[::-1], 72)
    sand = merge(
        [
            *_sand_in(inner - [0.0004, 0.0], high, share),
            stalk(np.array([[0, 0, high / 2 + 0.002], [0, 0, 0.05]]), 0.0007, 0.0010, sides=8),
        ]
    )
    disc = lathe(
        rounded(
            [(0.0, 0.0), (0.055, 0.0), (0.055, 0.007), (0.050, 0.014), (0.0, 0.014)],
            [0, 0.002, 0.003, 0.003, 0],
            4,
        ),
        72,
    )
    post = lathe(
        smooth(
            [
                (0.0, 0.0),
                (0.0055, 0.0),
                (0.0040, 0.02),
                (0.0062, 0.085),
                (0.0040, 0.15),
                (0.0055, high),
                (0.0, high),
            ],
            60,
        ),
        24,
    )
    posts = [
        moved(post, 0.045 * np.cos(a), 0.045 * np.sin(a))
        for a in np.radians([30.0, 150.0, 270.0 + 60.0 * (rng.random() < 0.5)])
    ]
    frame = merge([moved(disc, z=-0.014), moved(disc, z=high), *posts])
    return placed((finished(sand, crease_deg=60.0), finished(merge([glass, hollow])), finished(frame)), size)


def _sand_in(inner: Floats, high: float, share: float) -> list[Surface]:
    """(below, above) sand in an hourglass: a cone on what lies level, and a hollow where it runs out."""
    low = inner[(inner[:, 1] > 0.0016) & (inner[:, 1] < 0.014 + 0.045 * (1 - share))]
    lower = lathe(
        np.concatenate(
            [
                [[0.0, low[0, 1]]],
                low,
                [[0.4 * low[-1, 0], low[-1, 1] + 0.32 * low[-1, 0]], [0.0, low[-1, 1] + 0.52 * low[-1, 0]]],
            ]
        ),
        72,
    )
    up = inner[(inner[:, 1] > high / 2) & (inner[:, 1] < high / 2 + 0.022 + 0.048 * share)]
    upper = lathe(
        np.concatenate(
            [
                [[0.0, up[0, 1]]],
                up,
                [[0.5 * up[-1, 0], up[-1, 1] - 0.30 * up[-1, 0]], [0.0, up[-1, 1] - 0.46 * up[-1, 0]]],
            ]
        ),
        72,
    )
    return [lower, upper]


def _raked_garden(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """White sand in a wooden tray, raked in lines, in rings about its stones; the rake beside."""
    width, depth, wall, high = 0.42, 0.30, 0.014, 0.034
    stones_at = [(-0.09, 0.03, 0.036), (-0.035, 0.055, 0.020), (0.12, -0.035, 0.026)]
    pitch = float(rng.uniform(0.0085, 0.011))
    grain, drift = wave_noise(rng, 0.004, octaves=2), wave_noise(rng, 0.3)

    def height(x: Floats, y: Floats) -> Floats:
        p = np.stack(np.broadcast_arrays(x, y, 0 * x), -1)
        line = (y + 0.010 * drift(p)) / pitch
        for sx, sy, r in stones_at:
            away = np.hypot(x - sx, (y - sy) * 1.1)
            line = np.where(away < r + 4.6 * pitch, away / pitch, line)
        return np.asarray(0.022 + 0.0021 * np.abs(np.cos(np.pi * line)) ** 0.7 * 1.4 + 0.00035 * grain(p))

    sand = block(width - 2 * wall, depth - 2 * wall, height, step_m=0.0016)
    stones = [
        moved(scaled(_pebble(rng), r * 1.15, r * 0.95, r * 0.75), x, y, 0.020 + 0.45 * r) for x, y, r in stones_at
    ]
    bars = [moved(rounded_box((width, wall, high), 0.0025), y=s * (depth - wall) / 2) for s in (-1, 1)]
    bars += [moved(rounded_box((wall, depth - 2 * wall, high), 0.0025), x=s * (width - wall) / 2) for s in (-1, 1)]
    floor = rounded_box((width - 0.004, depth - 0.004, 0.006), 0.001)
    rake = [
        sweep(np.array([[0, 0, 0], [0.15, 0.0, 0.012]]), 0.0032, sides=12),
        moved(rounded_box((0.008, 0.055, 0.008), 0.0015), z=-0.004),
    ]
    rake += [
        moved(rounded_box((0.0035, 0.0035, 0.016), 0.0008), y=y, z=-0.018) for y in np.linspace(-0.022, 0.022, 6)
    ]
    tool = moved(turned(merge(rake), "z", float(rng.uniform(15, 40))), x=0.02, y=-0.085, z=0.040)
    return placed(
        (
            finished(sand, crease_deg=60.0),
            finished(merge(stones), crease_deg=80.0),
            finished(merge([*bars, floor])),
            finished(tool),
        ),
        size,
        turn_deg=float(rng.uniform(-12, 12)),
    )


def _pebble(rng: np.random.Generator) -> Surface:
    from assets.meshes.primitives import ball_of_triangles

    ball = ball_of_triangles(4)
    noise = wave_noise(rng, 1.7)
    return Surface(
        points=ball.points * (1.0 + 0.16 * noise(ball.points))[:, None],
        counts=ball.counts,
        indices=ball.indices,
        uvs=ball.uvs,
    )


FORMS: tuple[Form, ...] = (
    Form(
        name="sand_castle",
        class_name="sand castle",
        size_m=(0.45, 0.68),
        parts=(
            main_part("Sand"),
            part("Gate", "driftwood"),
            part("Pole", "driftwood"),
            part("Flag", "red_cotton", "blue_cotton"),
            part("Shells", "sea_shell"),
        ),
        build=_sand_castle,
    ),
    Form(
        name="sand_dune",
        class_name="dune",
        size_m=(1.2, 2.0),
        parts=(main_part("Sand"), part("Grass", "dry_grass")),
        build=_dune,
    ),
    Form(
        name="footprint_in_sand",
        class_name="footprint",
        size_m=(0.42, 0.52),
        parts=(main_part("Sand"), part("Shells", "sea_shell"), part("Pebbles", "pebble")),
        build=_footprint,
    ),
    Form(
        name="hourglass",
        class_name="hourglass",
        size_m=(0.17, 0.24),
        parts=(main_part("Sand"), part("Glass", "clear_glass"), part("Frame", "walnut", "brass")),
        build=_hourglass,
    ),
    Form(
        name="raked_sand_garden",
        class_name="raked sand garden",
        size_m=(0.38, 0.5),
        parts=(
            main_part("Sand"),
            part("Stones", "dark_stone"),
            part("Frame", "walnut", "beech"),
            part("Rake", "beech"),
        ),
        build=_raked_garden,
    ),
)
