"""Animals by their scales: a fish, a coiled snake, a lizard, a pangolin."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from assets.forms.creatures import _curve
from assets.forms.form import Form, main_part, part
from assets.forms.kit.blades import arc_path, stalk
from assets.forms.kit.coats import coated, covering, numbered_by_patch, scale_plate, spread_plates, tube_rows
from assets.forms.kit.distance_fields import Step, ellipsoid, joined, limb, sculpted
from assets.forms.kit.placing import placed
from assets.forms.kit.stones import boulder, lump
from assets.meshes.solids import sweep
from assets.meshes.strands import Roots, unit
from assets.meshes.surface import Surface, finished, flipped, grid, merge, moved, rotation, turned
from schemas.mesh import MeshData

type Floats = NDArray[Any]


def _slab(rng: np.random.Generator, half_x: float, half_y: float) -> Surface:
    """A low flat stone to lie on."""
    stone = boulder(rng, (half_x, half_y, 0.11), facets=10)
    low = float(stone.points[:, 2].max()) * 0.62
    flat = np.where(stone.points[:, 2] > low, low + 0.12 * (stone.points[:, 2] - low), stone.points[:, 2])
    return Surface(
        points=np.column_stack([stone.points[:, :2], flat]),
        counts=stone.counts,
        indices=stone.indices,
        uvs=stone.uvs,
    )


def _fish(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A fish on ice: rows of scales, fins with rays, an eye, a gill cover; 1 long, head at -x."""
    deep = float(rng.uniform(0.125, 0.165))
    xs = [-0.42, -0.36, -0.27, -0.12, 0.05, 0.22, 0.34, 0.40]
    highs = np.array([0.012, 0.052, 0.085, 0.122, 0.118, 0.075, 0.040, 0.036]) * deep / 0.122
    x = np.linspace(-0.42, 0.40, 90)
    high = PchipInterpolator(xs, highs)(x)
    wide = high * np.interp(x, [-0.42, -0.2, 0.2, 0.4], [0.72, 0.50, 0.42, 0.30])
    b = (np.arange(64) * 2 * np.pi / 64)[None, :]
    body = np.stack(
        [x[:, None] + 0 * b, high[:, None] * np.cos(b), wide[:, None] * np.sin(b)], -1
    )  # y is up its back
    skin = flipped(grid(body, wrap=True))
    nose = merge(
        [
            skin,
            lump((-0.415, 0, 0), (0.014, highs[0] * 1.05, highs[0] * 0.8)),
            lump((0.40, 0, 0), (0.01, highs[-1], highs[-1] * 0.3)),
        ]
    )
    roots, ways, sizes = _fish_rows(x, high, wide, float(rng.uniform(0.021, 0.029)))
    scales = covering(scale_plate(wide=0.52, keel=-0.10, curl=0.06, columns=5), roots, ways, sizes, lift=0.14)
    head, mouth = _fish_head(x, high, wide)
    fins = _fins(rng, x, high)
    eye = merge([lump((-0.335, 0.018 * deep / 0.122, s * 0.036), (0.0215, 0.0215, 0.010)) for s in (-1, 1)])
    pupil = merge([lump((-0.336, 0.018 * deep / 0.122, s * 0.042), (0.0115, 0.0115, 0.0065)) for s in (-1, 1)])
    tilt = float(rng.uniform(4.0, 12.0))
    laid_down = [
        turned(s, "x", tilt) for s in (scales, merge([nose, head]), merge(fins), eye, merge([pupil, mouth]))
    ]
    low = float(laid_down[1].points[:, 2].min())
    meshes = [
        finished(s, crease_deg=c, weld=w)
        for s, c, w in zip(laid_down, (60.0, 60.0, 60.0, 60.0, 60.0), (False, True, True, True, True), strict=True)
    ]
    ice = finished(_crushed_ice(rng, low), crease_deg=25.0)
    return placed((*meshes, ice), size, turn_deg=float(rng.uniform(-22, 16)))


def _fish_rows(x: Floats, high: Floats, wide: Floats, size: float) -> tuple[Roots, Floats, Floats]:
    points, normals, sizes = [], [], []
    s, row = -0.20, 0
    while s < 0.39:
        h, w = float(np.interp(s, x, high)), float(np.interp(s, x, wide))
        one = size * (0.62 + 0.38 * h / high.max())
        count = max(int(2 * np.pi * np.hypot(h, w) / np.sqrt(2) / (0.80 * one)), 10)
        b = (np.arange(count) + 0.5 * (row % 2)) * 2 * np.pi / count
        points.append(np.stack([s + 0 * b, h * np.cos(b), w * np.sin(b)], -1))
        normals.append(unit(np.stack([-0.1 + 0 * b, np.cos(b) / h, np.sin(b) / w], -1)))
        sizes.append(np.full(count, 1.15 * one))
        s += 0.50 * one
        row += 1
    roots = Roots(points=np.concatenate(points), normals=np.concatenate(normals))
    ways = np.tile([1.0, 0.0, 0.0], (len(roots), 1))
    ways = unit(ways - (ways * roots.normals).sum(1, keepdims=True) * roots.normals)
    return roots, ways, np.concatenate(sizes)


def _fish_head(x: Floats, high: Floats, wide: Floats) -> tuple[Surface, Surface]:
    """(gill covers, slit of the mouth and edge of the gills)."""
    pieces, lines = [], []
    for s in (-1.0, 1.0):
        t, u = np.meshgrid(np.linspace(0, 1, 14), np.linspace(-1.0, 1.0, 21), indexing="ij")
        px = -0.275 + 0.085 * t * np.sqrt(np.clip(1 - 0.9 * u**2, 0, 1))
        angle = u * 1.05 * (0.75 + 0.25 * t)
        h, w = np.interp(px, x, high), np.interp(px, x, wide)
        lift = 1.035 + 0.06 * t
        plate = np.stack([px, h * np.sin(angle) * 0.99 - 0.004, s * w * np.cos(angle) * lift + s * 0.0015], -1)
        pieces.append(grid(plate) if s > 0 else grid(plate[:, ::-1]))
        rim = plate[-1] + [0.0015, 0, 0]
        lines.append(stalk(rim, 0.0028, 0.0028, sides=6))
        jaw = np.array([[-0.428, -0.004, 0.0], [-0.40, -0.012, s * 0.016], [-0.375, -0.026, s * 0.026]])
        lines.append(stalk(jaw, 0.0032, 0.0022, sides=6))
    return merge(pieces), merge(lines)


def _fan(root_a: Floats, root_b: Floats, tip_a: Floats, tip_b: Floats, *, rays: int, scallop: float) -> Surface:
    """A fin between two edges, with rays that stand out and scallop its rim."""
    u, v = np.meshgrid(np.linspace(0, 1, 6 * rays + 1), np.linspace(0, 1, 12))
    root, tip = root_a + u[..., None] * (root_b - root_a), tip_a + u[..., None] * (tip_b - tip_a)
    reach = v * (1 - scallop * np.abs(np.sin(np.pi * rays * u)) * 0.35)
    p = root + reach[..., None] * (tip - root)
    p[..., 2] += 0.0022 * np.cos(2 * np.pi * rays * u) * (1 - 0.5 * v) + 0.004 * np.sin(3 * u + 2 * v)
    return merge([grid(p), grid(p[:, ::-1] - [0, 0, 0.0012])])


def _fins(rng: np.random.Generator, x: Floats, high: Floats) -> list[Surface]:
    """Tail, back, belly and breast fins with rays."""

    def top(s: float) -> Floats:
        return np.array([s, float(np.interp(s, x, high)) - 0.004, 0.0])

    def low(s: float) -> Floats:
        return np.array([s, 0.004 - float(np.interp(s, x, high)), 0.0])

    mid = np.array([0.52 - 0.09 * float(rng.uniform(0.45, 0.65)), 0.0, 0.0])
    return [
        _fan(
            np.array([-0.185, -0.030, 0.066]),
            np.array([-0.185, -0.055, 0.060]),
            np.array([-0.07, -0.025, 0.085]),
            np.array([-0.09, -0.085, 0.078]),
            rays=8,
            scallop=0.6,
        ),
        _fan(
            np.array([0.395, 0.034, 0]),
            np.array([0.40, 0, 0]),
            np.array([0.575, 0.125, 0.004]),
            mid,
            rays=9,
            scallop=0.5,
        ),
        _fan(
            np.array([0.40, 0, 0]),
            np.array([0.395, -0.034, 0]),
            mid,
            np.array([0.575, -0.125, 0.0]),
            rays=9,
            scallop=0.5,
        ),
        _fan(
            top(-0.10),
            top(0.16),
            top(-0.05) + np.array([0.02, 0.085, 0.0]),
            top(0.20) + np.array([0.03, 0.03, 0.0]),
            rays=12,
            scallop=0.8,
        ),
        _fan(
            low(0.30),
            low(0.14),
            low(0.33) + np.array([0.01, -0.025, 0]),
            low(0.18) + np.array([0.035, -0.065, 0]),
            rays=8,
            scallop=0.6,
        ),
        _fan(
            low(-0.02),
            low(-0.06),
            low(0.06) + np.array([0.02, -0.03, 0]),
            low(-0.03) + np.array([0.03, -0.07, 0]),
            rays=6,
            scallop=0.6,
        ),
    ]


def _crushed_ice(rng: np.random.Generator, low: float) -> Surface:
    """Broken ice that the fish lies on."""
    from assets.forms.kit.plant_pots import crumbs

    count = 420
    x, y = rng.uniform(-0.46, 0.56, count), rng.uniform(-0.15, 0.15, count)
    edge = 1 - np.clip(np.hypot(x / 0.55, y / 0.17), 0, 1.2)
    keep = edge > 0.02
    z = low - 0.020 + 0.028 * rng.random(count) * np.clip(edge, 0, 1)
    outside = np.abs(y) > 0.08
    z = z + 0.012 * outside
    return crumbs(rng, np.stack([x, y, z], -1)[keep], rng.uniform(0.014, 0.030, count)[keep], rounds=0, flat=0.5)


def _snake_head(rng: np.random.Generator) -> tuple[Surface, Surface]:
    """(head, its small scales) of a snake that looks along -y."""
    head = sculpted(
        [
            joined(ellipsoid((0, -0.008, 0.004), (0.0205, 0.030, 0.0125)), 0.006),
            joined(ellipsoid((0, -0.034, 0.001), (0.0125, 0.019, 0.0095)), 0.010),
        ]
        + [joined(ellipsoid((s * 0.014, -0.016, 0.0095), (0.006, 0.010, 0.005)), 0.005) for s in (-1, 1)],
        0.0016,
    )
    head_scales = spread_plates(
        scale_plate(wide=0.5, keel=-0.1, curl=0.05),
        head,
        rng,
        0.0042,
        np.array([0.0, 1.0, 0.15]),
        share=lambda p, n: (
            1.0
            * (n[:, 2] > -0.35)
            * (np.linalg.norm((np.abs(p) * [1, 0, 0] + p * [0, 1, 1]) - [0.0165, -0.024, 0.006], axis=1) > 0.0055)
        ),
        over=1.7,
        lift=0.08,
    )
    return head, head_scales


def _snake(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A coiled snake, its head raised out of the middle, tongue out; scales in rows, a broad belly below."""
    laps = float(rng.uniform(2.3, 2.8))
    a = np.linspace(0.0, 2 * np.pi * laps, 190)
    share = np.linspace(0, 1, 190)
    r = 0.190 - 0.105 * share**1.1
    path = np.stack([r * np.cos(a), r * np.sin(a), 0.024 + 0.060 * share**1.4], -1)
    last, way = path[-1], unit(path[-1] - path[-3])
    neck = _curve(
        [
            last,
            last + 0.05 * way + [0, 0, 0.012],
            last + 0.07 * way + [-0.01, -0.03, 0.055],
            np.array([0.0, -0.06, 0.165]),
            np.array([0.0, -0.125, 0.170]),
        ],
        60,
    )
    path = np.concatenate([path, neck[1:]])
    t = np.linspace(0, 1, len(path))
    girth = 0.024 * np.interp(t, [0, 0.12, 0.35, 0.72, 0.90, 1.0], [0.10, 0.55, 1.0, 1.0, 0.66, 0.60])
    core = sweep(path, girth * 0.97, sides=28)
    size_along = np.interp(t, [0, 0.2, 0.7, 1.0], [0.005, 0.0095, 0.0095, 0.0062]) * float(rng.uniform(0.9, 1.15))
    roots, ways, sizes = tube_rows(path[::-1], girth[::-1], size_along[::-1], keep=lambda b: np.abs(b) < 2.45)
    plates = covering(
        scale_plate(wide=0.44, keel=-0.35, curl=0.10, point=0.35), roots, ways, 1.25 * sizes, lift=0.14
    )
    head, head_scales = _snake_head(rng)
    at = path[-1] + [0.0, -0.016, 0.0]
    eyes = merge([lump((s * 0.0160, -0.025, 0.0055), 0.0042) for s in (-1, 1)])
    tongue = [stalk(np.array([[0, -0.050, -0.003], [0, -0.068, -0.004]]), 0.0009, 0.0009, sides=6)]
    tongue += [
        stalk(np.array([[0, -0.067, -0.004], [s * 0.004, -0.080, 0.0]]), 0.0007, 0.0003, sides=6) for s in (-1, 1)
    ]
    meshes = (
        coated(
            finished(merge([plates, numbered_by_patch(moved(head_scales, *at), 0)]), crease_deg=60.0, weld=False),
            merge([core, moved(head, *at)]),
            along=0.5,
        ),
        finished(moved(eyes, *at)),
        finished(moved(merge(tongue), *at)),
    )
    return placed(meshes, size, turn_deg=float(rng.uniform(-25, 25)))


def _lizard_body(sway: float) -> tuple[Floats, Floats, Floats, list[Step], list[Surface]]:
    """(spine, girth, middle of the head, body, claws)."""
    spine = _curve(
        [
            (-0.25, 0, 0.125),
            (-0.16, 0.0, 0.098),
            (0.0, 0.02 * sway, 0.082),
            (0.13, 0.01, 0.074),
            (0.26, -0.06 * sway, 0.05),
            (0.38, -0.02 * sway, 0.03),
            (0.50, 0.07 * sway, 0.014),
        ],
        44,
    )
    t = np.linspace(0, 1, 44)
    girth = np.interp(t, [0, 0.10, 0.22, 0.38, 0.50, 0.60, 1.0], [0.034, 0.040, 0.042, 0.056, 0.042, 0.028, 0.005])
    steps = [joined(limb(spine, girth), 0.01)]
    head = spine[0] + [-0.035, 0, 0.008]
    steps += [
        joined(ellipsoid(head, (0.066, 0.041, 0.034)), 0.02),
        joined(ellipsoid(head + np.array([-0.055, 0, -0.006]), (0.034, 0.024, 0.021)), 0.02),
        joined(ellipsoid(head + np.array([0.02, 0, -0.042]), (0.035, 0.014, 0.030)), 0.02),
    ]
    claws = []
    for s in (-1.0, 1.0):
        steps.append(joined(ellipsoid(head + np.array([-0.020, s * 0.026, 0.022]), (0.020, 0.012, 0.010)), 0.008))
        for x, ahead in ((-0.125, -0.05), (0.125, 0.06)):
            hip, foot = np.array([x, s * 0.030, 0.075]), np.array([x + ahead, s * 0.115, 0.014])
            elbow = np.array([x - 0.5 * ahead, s * 0.095, 0.085])
            steps.append(joined(limb([hip, elbow, foot], [0.030, 0.021, 0.014]), 0.014))
            for f in (-0.7, -0.25, 0.2, 0.65):
                way = unit(np.array([-0.75, s * 0.55, 0.0]) @ rotation("z", 40.0 * f))
                tip = foot + 0.045 * way - [0, 0, 0.006]
                steps.append(joined(limb([foot, tip], [0.0085, 0.006]), 0.006))
                claws.append(
                    stalk(
                        arc_path(tip, tip + 0.016 * way - [0, 0, 0.006], [0, 0, 0.003], 6), 0.0036, 0.0006, sides=8
                    )
                )
    return spine, girth, head, steps, claws


def _crest(spine: Floats, girth: Floats) -> list[Surface]:
    """Spines along a back."""
    crest = []
    for k in range(34):
        i = 3 + int(k * 0.95)
        at = spine[i] + [0, 0, girth[i] * 0.96]
        crest.append(
            stalk(np.stack([at, at + np.array([0.012, 0, 0.020 * (1 - 0.7 * k / 34)])]), 0.0055, 0.0006, sides=6)
        )
    return crest


def _lizard(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A scaly lizard that suns itself on a stone: crest, claws, a long tail that hangs over the edge."""
    sway = float(rng.uniform(0.7, 1.2)) * (1 if rng.random() < 0.5 else -1)
    spine, girth, head, steps, claws = _lizard_body(sway)
    skin = sculpted(steps, 0.0048)
    scale = scale_plate(wide=0.60, keel=-0.32, curl=0.08, point=0.35)
    size_m = float(rng.uniform(0.0085, 0.0115))
    eye_at = [head + np.array([-0.022, s * 0.0345, 0.011]) for s in (-1, 1)]

    def free(p: Floats, _n: Floats) -> Floats:
        return np.min([np.linalg.norm(p - e, axis=1) for e in eye_at], axis=0) > 0.010

    def back(p: Floats, _n: Floats) -> Floats:
        side = np.sign(p[:, 1]) * np.clip((np.abs(p[:, 1]) - 0.05) / 0.03, 0, 1)
        return np.stack([1.0 - np.abs(side) * 0.8, side, -0.4 * np.abs(side)], -1)

    body = spread_plates(
        scale,
        skin,
        rng,
        size_m,
        back,
        share=lambda p, n: free(p, n) * (p[:, 0] > -0.20) * (p[:, 0] < 0.30),
        over=2.0,
        lift=0.16,
    )
    small = spread_plates(
        scale,
        skin,
        rng,
        0.62 * size_m,
        back,
        share=lambda p, n: free(p, n) * ((p[:, 0] <= -0.20) | (p[:, 0] >= 0.30)),
        over=2.0,
        lift=0.12,
    )
    crest = _crest(spine, girth)
    eyes = merge([lump(e, 0.0092) for e in eye_at])
    rock = _slab(rng, 0.27, 0.15)
    top = float(rock.points[:, 2].max()) - 0.004
    parts = [
        moved(s, z=top)
        for s in (merge([body, small, *[numbered_by_patch(c, 5) for c in crest]]), skin, eyes, merge(claws))
    ]
    meshes = (
        coated(finished(parts[0], crease_deg=60.0, weld=False), parts[1], along=0.5),
        *(finished(s) for s in parts[2:]),
        finished(rock, crease_deg=50.0),
    )
    return placed(meshes, size, turn_deg=float(rng.uniform(10.0, 50.0)))


def _pangolin_limbs() -> tuple[list[Step], list[Step], list[Surface]]:
    """(snout and ears, legs, claws)."""
    head = [joined(limb([(-0.32, 0, 0.155), (-0.41, 0, 0.115), (-0.485, 0, 0.085)], [0.055, 0.038, 0.020]), 0.02)]
    legs, claws = [], []
    for s in (-1.0, 1.0):
        for x, r in ((-0.17, 0.040), (0.11, 0.050)):
            legs.append(
                joined(
                    limb(
                        [(x, s * 0.075, 0.15), (x - 0.01, s * 0.085, 0.06), (x - 0.03, s * 0.085, 0.025)],
                        [r * 1.25, r, r * 0.85],
                    ),
                    0.02,
                )
            )
            for f in (-0.022, 0.0, 0.022):
                foot = np.array([x - 0.055, s * 0.085 + f, 0.020])
                claws.append(
                    stalk(
                        arc_path(foot, foot + np.array([-0.055, 0, -0.016]), [0, 0, 0.012], 8),
                        0.0095,
                        0.0015,
                        sides=10,
                    )
                )
        head.append(joined(ellipsoid((-0.315, s * 0.060, 0.175), (0.016, 0.008, 0.020)), 0.008))
    return head, legs, claws


def _pangolin(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A walking pangolin: broad scales from brow to tail, a bare snout, digging claws; 1 long, head at -x."""
    spine = _curve(
        [
            (-0.34, 0, 0.165),
            (-0.24, 0, 0.20),
            (-0.08, 0, 0.235),
            (0.08, 0, 0.215),
            (0.20, 0, 0.15),
            (0.34, 0.03, 0.085),
            (0.52, 0.06, 0.045),
        ],
        50,
    )
    t = np.linspace(0, 1, 50)
    girth = np.interp(t, [0, 0.15, 0.35, 0.52, 0.66, 1.0], [0.060, 0.085, 0.125, 0.112, 0.075, 0.022])
    steps = [joined(limb(spine, girth), 0.02)]
    head, legs, claws = _pangolin_limbs()
    skin = sculpted([*steps, *head, *legs], 0.0085)
    big = float(rng.uniform(0.070, 0.088))
    size_along = big * np.interp(t, [0, 0.12, 0.3, 0.6, 0.8, 1.0], [0.38, 0.62, 1.0, 1.0, 0.85, 0.55])
    roots, ways, sizes = tube_rows(spine, girth, size_along, keep=lambda b: np.abs(b) < 2.0)
    scale = scale_plate(wide=0.50, keel=-0.22, curl=0.10, point=0.40, rows=9, columns=9)
    plates = covering(scale, roots, ways, 1.32 * sizes, lift=0.20)
    leg_scales = spread_plates(
        scale,
        sculpted(legs, 0.009),
        rng,
        0.030,
        np.array([0.4, 0.0, -1.0]),
        share=lambda p, _n: 1.0 * (p[:, 2] > 0.045) * (np.abs(p[:, 1]) > 0.085),
        over=1.6,
        lift=0.15,
    )
    eyes = merge(
        [lump((-0.375, s * 0.044, 0.140), 0.0100) for s in (-1, 1)]
        + [lump((-0.498, s * 0.008, 0.086), 0.004, 2) for s in (-1, 1)]
    )
    meshes = (
        finished(merge([plates, leg_scales]), crease_deg=60.0, weld=False),
        finished(skin),
        finished(eyes),
        finished(merge(claws)),
    )
    return placed(meshes, size, turn_deg=float(rng.uniform(5.0, 40.0)))


_SCALES = main_part("Scales")
FORMS: tuple[Form, ...] = (
    Form(
        name="fish_on_ice",
        class_name="fish",
        size_m=(0.26, 0.42),
        parts=(
            _SCALES,
            part("Skin", "fish_skin"),
            part("Fins", "fish_fin"),
            part("Eyes", "gold_eye"),
            part("Pupils", "black_eye"),
            part("Ice", "crushed_ice"),
        ),
        build=_fish,
    ),
    Form(
        name="coiled_snake",
        class_name="snake",
        size_m=(0.28, 0.5),
        parts=(_SCALES, part("Eyes", "amber_eye"), part("Tongue", "black_eye")),
        build=_snake,
    ),
    Form(
        name="lizard_on_rock",
        class_name="lizard",
        size_m=(0.24, 0.45),
        parts=(
            _SCALES,
            part("Eyes", "black_eye"),
            part("Claws", "dark_horn"),
            part("Rock", "grey_stone", "sandstone"),
        ),
        build=_lizard,
    ),
    Form(
        name="pangolin",
        class_name="pangolin",
        size_m=(0.5, 0.75),
        parts=(_SCALES, part("Skin", "pink_skin"), part("Eyes", "black_eye"), part("Claws", "dark_horn")),
        build=_pangolin,
    ),
)
