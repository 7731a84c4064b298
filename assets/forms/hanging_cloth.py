"""Cloth that hangs: curtains, towels and scarves over a rail, a flag."""

from __future__ import annotations

from functools import partial
from typing import Literal

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import creases, grid_normals, placed, resampled, thick, waves
from assets.forms.kit.sewing import eyelet, fringe, rope, seated, stitches, tassel, tube
from assets.meshes.solids import lathe, rounded_box, sweep
from assets.meshes.surface import Points, Surface, merge, moved, turned
from schemas.mesh import MeshData

_CLOTH_M = 0.0012


def _pleated(
    rng: np.random.Generator,
    *,
    flat_m: float,
    fall_m: float,
    middle: Points,
    width: Points,
    pleats: int,
    columns_each: int = 16,
    gathered: float = 0.45,
) -> tuple[Points, Points]:
    """(points, uvs): a curtain from its foot up, in pleats as deep as its flat width asks for.

    Args:
        middle: (rows,) x of its middle from foot to top, metres.
        width: (rows,) how wide it hangs.
        gathered: depth of the pleats at the top against those at the foot.
    """
    rows, columns = len(width), pleats * columns_each + 1
    s = np.linspace(0.0, 1.0, columns)[None, :]
    h = np.linspace(0.0, 1.0, rows)[:, None]
    strays = waves(rng, 0.33)
    phase = 2 * np.pi * pleats * s + 0.9 * strays(s + 0 * h, 0.25 * h) + 0.4 * waves(rng, 0.5)(s + 0 * h, h)
    projected, flat = width[:, None] / pleats, flat_m / pleats
    depth = np.minimum(
        projected / np.pi * np.sqrt(np.maximum(flat / projected - 1.0, 0.02)) * 1.25, 0.9 * projected
    )
    uneven = 1.0 + 0.35 * waves(rng, 0.2)(s + 0 * h, 0.3 * h)
    depth = depth * (gathered + (1 - gathered) * (1 - h) ** 0.8) * uneven
    y = depth * (np.sin(phase) + 0.18 * np.sin(2 * phase + 0.6))
    x = middle[:, None] + (s - 0.5) * width[:, None] + 0.22 * projected * np.sin(2 * phase)
    z = h * fall_m + 0 * s
    uvs = np.stack(np.broadcast_arrays(s * flat_m, z), -1)
    return np.stack([x, y, z], -1), uvs


def _theatre_curtain(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A tall curtain drawn to one side by a cord with a tassel, a bullion fringe along its foot."""
    rows, fringe_m = 100, 0.07
    fall = size - fringe_m - 0.02
    h = np.linspace(0.0, 1.0, rows)
    top, tie = size * float(rng.uniform(0.55, 0.68)), float(rng.uniform(0.40, 0.5))
    pinch = np.exp(-(((h - tie) / 0.2) ** 2)) * np.where(h > tie, 1.0, 1.0)
    foot = np.clip((tie - h) / tie, 0, 1)
    width = top * (1 - 0.74 * pinch) * (1 - 0.28 * foot)
    side = float(rng.choice([-1.0, 1.0]))
    middle = side * (top - width) * 0.42
    points, uvs = _pleated(
        rng,
        flat_m=1.75 * top,
        fall_m=fall,
        middle=middle,
        width=width,
        pleats=int(rng.integers(7, 10)),
        columns_each=22,
    )
    points[..., 2] += fringe_m
    cloth = thick(points, 0.003, uvs=uvs)
    foot_line = resampled(points[0], 0.0045)
    hung = fringe(
        rng,
        foot_line,
        np.broadcast_to([0.0, 0.0, -1.0], foot_line.shape),
        length_m=0.058,
        radius_m=0.0024,
        spread=0.03,
    )
    row = int(tie * (rows - 1))
    ring = points[row]
    a, b = np.ptp(ring[:, 0]) / 2 + 0.012, np.ptp(ring[:, 1]) / 2 + 0.014
    t = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    centre = ring.mean(0)
    loop = np.stack(
        [centre[0] + a * np.cos(t), centre[1] + b * np.sin(t), centre[2] - 0.03 * np.sin(t) + 0 * t], -1
    )
    drop = loop[36] + [0.0, -0.012, -0.01]
    hanging = moved(tassel(rng, 0.15), *(drop - [0.0, 0.0, 0.06]))
    cord = tube(np.stack([drop, drop - [0.0, 0.004, 0.06]]), 0.005)
    trim = merge([rope(foot_line, 0.006), hung, rope(loop, 0.011, closed=True), hanging, cord])
    rod = sweep(np.array([[-top * 0.58, 0.0, size - 0.02], [top * 0.58, 0.0, size - 0.02]]), 0.016, sides=20)
    knobs = [
        moved(
            lathe(np.array([[0, -0.03], [0.026, -0.015], [0.03, 0.0], [0.022, 0.02], [0.0, 0.028]]), 24),
            x,
            0,
            size - 0.02,
        )
        for x in (-top * 0.59, top * 0.59)
    ]
    return placed([cloth, trim, merge([rod, *knobs])], size)


def _ring_curtain(rng: np.random.Generator, size: float, *, hem_m: float) -> tuple[MeshData, ...]:
    """A straight curtain in pinch pleats on rings along a rod; its foot just on the floor."""
    rows = 80
    fall = size * 0.95
    top = size * float(rng.uniform(0.5, 0.66))
    pleats = int(rng.integers(7, 11))
    h = np.linspace(0.0, 1.0, rows)
    drift = float(rng.uniform(-0.06, 0.06)) * top
    points, uvs = _pleated(
        rng,
        flat_m=2.0 * top,
        fall_m=fall,
        middle=drift * (1 - h) ** 2,
        width=top * (1 - 0.06 * (1 - h)),
        pleats=pleats,
        gathered=0.3,
    )
    cloth = thick(points, _CLOTH_M, uvs=uvs)
    row = max(int(hem_m / fall * rows), 1)
    lines = [points[row] + grid_normals(points)[row] * 8e-4, points[-4] + grid_normals(points)[-4] * 8e-4]
    sewn = merge([stitches(resampled(line, 0.004), (0.0, -1.0, 0.2), radius_m=7e-4) for line in lines])
    level = fall + 0.026
    rod = sweep(np.array([[-top * 0.6, 0.0, level], [top * 0.6, 0.0, level]]), 0.011, sides=20)
    ends = [
        moved(
            lathe(np.array([[0, -0.02], [0.018, -0.01], [0.02, 0.0], [0.014, 0.014], [0.0, 0.018]]), 24),
            x,
            0,
            level,
        )
        for x in (-top * 0.61, top * 0.61)
    ]
    t = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    ring = tube(np.stack([0 * t, 0.02 * np.cos(t), 0.02 * np.sin(t)], -1), 0.0025, sides=8, closed=True)
    at = (np.linspace(-0.5, 0.5, pleats + 1)) * top * 0.98
    rings = [moved(ring, x, 0.0, level - 0.006) for x in at]
    return placed([cloth, sewn, merge([rod, *ends, *rings])], size)


def _window_curtain(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A café curtain with a scalloped foot across the lower half of a wooden window."""
    width = size * float(rng.uniform(0.78, 0.95))
    fall = size * float(rng.uniform(0.52, 0.62))
    rows, pleats = 70, int(rng.integers(6, 9))
    h = np.linspace(0.0, 1.0, rows)
    points, uvs = _pleated(
        rng,
        flat_m=1.35 * width * 0.9,
        fall_m=fall,
        middle=0 * h,
        width=0.9 * width + 0 * h,
        pleats=pleats,
        columns_each=22,
        gathered=0.6,
    )
    scallop = np.abs(np.sin(np.pi * uvs[0, :, 0] / 0.05)) ** 0.7 * 0.016
    fade = np.clip(1 - h / 0.06, 0, 1)[:, None]
    points[..., 2] -= scallop[None, :] * fade
    uvs[..., 1] -= scallop[None, :] * fade
    points[..., 2] += 0.075
    edge = resampled(points[0], 0.0025)
    picots = tube(edge, 0.0011, sides=6)
    level = points[-1, :, 2].mean() - 0.012
    rod = sweep(np.array([[-width / 2, 0, level], [width / 2, 0, level]]), 0.006, sides=16)
    beam = 0.045
    frame = [
        moved(rounded_box((beam, 0.05, size - 0.03), 0.004), sx * (width / 2 + beam / 2), 0.0, 0.03)
        for sx in (-1, 1)
    ]
    frame += [moved(rounded_box((width, 0.05, beam), 0.004), 0, 0, z) for z in (0.03, size - beam)]
    frame += [
        moved(rounded_box((width, 0.03, 0.022), 0.003), 0, 0.02, size * 0.66),
        moved(rounded_box((0.022, 0.03, size - 0.1), 0.003), 0, 0.02, 0.05),
        rounded_box((width + 0.16, 0.12, 0.03), 0.005),
    ]
    cloth = merge([thick(points, 0.0004, uvs=uvs), picots])
    return placed([cloth, rod, merge(frame)], size)


def _over_rail(
    rng: np.random.Generator,
    size: float,
    *,
    edge: Literal["hem", "fringe", "rolled"],
    gather: tuple[float, float],
    thickness_m: float,
    crease_m: float = 0.0,
) -> tuple[MeshData, ...]:
    """A cloth over the rail of a stand, its front longer than its back.

    Args:
        gather: how much narrower it hangs than it is wide.
    """
    clear = 0.03 if edge != "fringe" else 0.085
    fall = size - clear - 0.02
    back = fall * float(rng.uniform(0.55, 0.85))
    flat = size * float(rng.uniform(0.62, 0.78))
    width = flat * (1.0 - float(rng.uniform(*gather)))
    radius, columns = 0.011 + thickness_m, 130
    arc = np.pi * radius
    s = np.concatenate(
        [np.linspace(0, fall, 70), fall + arc * np.linspace(0, 1, 9)[1:-1], fall + arc + np.linspace(0, back, 50)]
    )
    u = np.linspace(-0.5, 0.5, columns)[None, :]
    bend = np.clip((s - fall) / arc, 0, 1) * np.pi
    y = -radius * np.cos(bend)
    z = clear + np.minimum(s, fall) - np.maximum(s - fall - arc, 0) + radius * np.sin(bend) * 1.0
    hang = np.where(s < fall, (fall - s) / fall, np.where(s > fall + arc, (s - fall - arc) / back, 0.0))[:, None]
    sign = np.where(s < fall + arc / 2, -1.0, 1.0)[:, None]
    pleats = max(round(flat / float(rng.uniform(0.09, 0.14))), 3)
    phase = 2 * np.pi * pleats * u + 0.8 * waves(rng, 0.5)(u + 0 * hang, 0.4 * hang * sign) + 2.0 * (sign > 0)
    depth = width / pleats / np.pi * np.sqrt(max(flat / width - 1.0, 0.03)) * (0.45 + 0.55 * hang)
    fold = depth * (np.sin(phase) + 0.3 * np.sin(0.5 * phase + 1.0))
    out = np.where(hang > 0, 1.0, 0.0) * np.clip(hang / 0.12, 0, 1)
    lift = 1.15 * depth.max() * np.clip(hang / 0.1, 0, 1)
    crumple = crease_m * creases(rng, 0.16)(u * flat + 0 * hang, s[:, None]) if crease_m else 0.0
    x = u * width + 0.15 * width / pleats * np.sin(2 * phase) * out
    x = x + 0.03 * width * waves(rng, 0.9)(0 * u, s[:, None])
    points = np.stack([x, y[:, None] + fold * out + sign * lift + sign * crumple, z[:, None] + 0 * u], -1)
    points[..., 2] += 0.012 * waves(rng, 0.6)(u * 2.0, 0 * hang + sign) * hang
    uvs = np.stack(np.broadcast_arrays(u * flat, s[:, None]), -1)
    cloth = thick(points, thickness_m, uvs=uvs, hem=(0.014, 0.0016) if edge == "hem" else ())
    return placed([cloth, _edge_of(rng, points, edge, thickness_m), _stand(width, size)], size)


def _edge_of(rng: np.random.Generator, points: Points, edge: str, thickness_m: float) -> Surface:
    """Stitches of a hem, a twisted fringe at both ends, or a rolled edge."""
    normals = grid_normals(points)
    if edge == "fringe":
        hung = []
        for row in (0, -1):
            roots = resampled(points[row], 0.0085)
            ways = np.broadcast_to([0.0, 0.0, -1.0], roots.shape)
            hung.append(fringe(rng, roots, ways, length_m=0.07, radius_m=0.0022, spread=0.07, segments=5))
        return merge(hung)
    loop = np.concatenate([points[0], points[1:, -1], points[-1, -2::-1], points[-2:0:-1, 0]])
    if edge == "rolled":
        return tube(resampled(loop, 0.004, closed=True), 0.0016, sides=8, closed=True)
    rows = [(k, points[k] + (0.0012 + thickness_m / 2) * normals[k], normals[k]) for k in (2, -3)]
    sides = [(k, points[:, k] + (0.0012 + thickness_m / 2) * normals[:, k], normals[:, k]) for k in (3, -4)]
    return merge([stitches(line, way) for _, line, way in (*rows, *sides)])


def _stand(width_m: float, height_m: float) -> Surface:
    """A rail between two posts on a foot."""
    half, level = width_m / 2 + 0.035, height_m - 0.012
    posts = [sweep(np.array([[sx * half, 0, 0.0], [sx * half, 0, level]]), 0.009, sides=16) for sx in (-1, 1)]
    feet = [moved(rounded_box((0.03, 0.2, 0.014), 0.004), sx * half) for sx in (-1, 1)]
    rail = sweep(np.array([[-half - 0.01, 0, level], [half + 0.01, 0, level]]), 0.010, sides=16)
    return merge([*posts, *feet, rail])


def _flag(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A flag in the wind on a pole with a knob and a foot; a hem with eyelets along the pole."""
    length, height = size * float(rng.uniform(0.72, 0.85)), size * float(rng.uniform(0.46, 0.56))
    rows, columns = 70, 150
    s, h = np.meshgrid(np.linspace(0, 1, columns), np.linspace(0, 1, rows))
    cycles, turn = float(rng.uniform(1.6, 2.6)), float(rng.uniform(0, 2 * np.pi))
    phase = 2 * np.pi * (cycles * s - 0.22 * (1 - h)) + turn + 0.5 * waves(rng, 0.8)(s, h)
    depth = 0.1 * size * s**0.7
    y = depth * np.sin(phase) + 0.012 * size * waves(rng, 0.25)(s, h) * s
    x = s * length * 0.93 + 0.012 * size * np.cos(phase) * s
    z = size - 0.05 * size - height + h * height - 0.06 * size * s**1.5 * (1 - 0.4 * h)
    points = np.stack([x + 0.012, y, z], -1)
    uvs = np.stack([s * length, h * height], -1)
    cloth = thick(points, 0.0006, uvs=uvs, hem=(0.012, 0.001))
    normals = grid_normals(points)
    sewn = merge(
        [stitches(points[:, k] + 8e-4 * normals[:, k], normals[:, k]) for k in (4, -5)]
        + [stitches(points[k] + 8e-4 * normals[k], normals[k]) for k in (2, -3)]
    )
    spots = points[[4, rows // 2, rows - 5], 2]
    rings = merge(
        [
            seated(eyelet(0.009), spots + np.array([0, -0.0015, 0]), (0.0, -1.0, 0.0)),
            *(
                turned(
                    tube(
                        np.array(
                            [[0.010 * np.cos(t), 0.013 * np.sin(t), 0] for t in np.linspace(0, 2 * np.pi, 16)[:-1]]
                        ),
                        0.0016,
                        sides=6,
                        closed=True,
                    ),
                    "z",
                    0.0,
                )
                for _ in range(0)
            ),
        ]
    )
    pole = sweep(np.array([[0, 0, 0.01], [0, 0, size - 0.02]]), 0.008, sides=20)
    foot = lathe(np.array([[0, 0], [0.075, 0], [0.075, 0.01], [0.02, 0.022], [0.012, 0.04], [0, 0.04]]), 40)
    knob = moved(
        lathe(np.array([[0, -0.014], [0.014, -0.004], [0.015, 0.003], [0.008, 0.013], [0, 0.016]]), 24),
        z=size - 0.016,
    )
    return placed([cloth, sewn, merge([pole, foot, knob, rings])], size)


_STAND = ("steel", "beech", "dark_wood")


FORMS: tuple[Form, ...] = (
    Form(
        name="curtain_tied_back",
        class_name="curtain",
        size_m=(1.3, 2.2),
        detail_m=0.8,
        parts=(main_part(), part("Trim", "gold_thread"), part("Rod", "brass", "dark_wood")),
        build=_theatre_curtain,
    ),
    Form(
        name="curtain_on_rings",
        class_name="curtain",
        size_m=(0.9, 1.8),
        detail_m=0.8,
        parts=(
            main_part(),
            part("Stitches", "white_thread", "cream_thread"),
            part("Rod", "brass", "steel", "dark_wood"),
        ),
        build=partial(_ring_curtain, hem_m=0.06),
    ),
    Form(
        name="window_half_curtain",
        class_name="curtain",
        size_m=(0.5, 0.8),
        parts=(main_part(), part("Rod", "brass", "steel"), part("Window", "white_paint", "dark_wood", "beech")),
        build=_window_curtain,
    ),
    Form(
        name="towel_on_rail",
        class_name="towel",
        size_m=(0.4, 0.65),
        parts=(main_part(), part("Stitches", "white_thread", "cream_thread"), part("Stand", *_STAND)),
        build=partial(_over_rail, edge="hem", gather=(0.04, 0.12), thickness_m=0.0022, crease_m=0.003),
    ),
    Form(
        name="scarf_with_fringe",
        class_name="scarf",
        size_m=(0.5, 0.8),
        parts=(main_part(), part("Fringe", "cream_wool", "grey_wool"), part("Stand", *_STAND)),
        build=partial(_over_rail, edge="fringe", gather=(0.2, 0.4), thickness_m=0.005),
    ),
    Form(
        name="scarf_with_rolled_edge",
        class_name="scarf",
        size_m=(0.45, 0.7),
        parts=(main_part(), part("Edge", "navy_cotton", "cream_thread", "gold_thread"), part("Stand", *_STAND)),
        build=partial(_over_rail, edge="rolled", gather=(0.3, 0.5), thickness_m=0.0007, crease_m=0.002),
    ),
    Form(
        name="flag",
        class_name="flag",
        size_m=(0.5, 1.0),
        parts=(
            main_part(),
            part("Stitches", "white_thread", "black_thread"),
            part("Pole", "steel", "beech", "brass"),
        ),
        build=_flag,
    ),
)
