"""What washrooms have: basins, taps, baths, mirrors, towel rails, towels, glass shelves, soap."""

from __future__ import annotations

import numpy as np

from assets.forms.kit.metre_solids import spun_corners, tube
from assets.forms.kit.mouldings import frame_of, round_sheet, stretched_rings, super_ellipse
from assets.forms.kit.rounds import rod, wire
from assets.meshes.curves import length_along, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, box_mapped, grid, merge, moved, polygons, turned
from assets.places.kit.boxes import box


def basin(
    half_x: float,
    half_y: float,
    height_m: float,
    *,
    rim_m: float = 0.014,
    power: float = 3.2,
    inner_low: float = 0.02,
) -> Surface:
    """A basin about the axis whose rim is at ``height_m`` and whose foot is on z = 0."""
    outline = super_ellipse(1.0, half_y / half_x, power, 72)
    h, x, r = height_m, half_x, rim_m
    outer = [
        (0.55 * x, 0.0),
        (0.62 * x, 0.02 * h),
        (0.82 * x, 0.35 * h),
        (0.95 * x, 0.75 * h),
        (0.992 * x, h - 0.4 * r),
        (x, h - 0.15 * r),
    ]
    lip = [(0.995 * x, h), (x - 0.7 * r, h + 0.0005), (x - r, h - 0.1 * r)]
    inner = [
        (0.93 * x - r, 0.7 * h),
        (0.8 * x - r, 0.35 * h),
        (0.5 * x, inner_low + 0.09 * h),
        (0.12 * x, inner_low + 0.03 * h),
    ]
    levels = [*outer, *lip, *inner]
    return round_sheet(stretched_rings(outline, levels))


def drain(at: tuple[float, float, float]) -> Surface:
    """A basin's waste."""
    return moved(
        spun_corners([(0, 0), (0.026, 0), (0.022, 0.004), (0.01, 0.002), (0, 0.002)], 0.0006, segments=28), *at
    )


def pillar_tap(height_m: float = 0.15, reach_m: float = 0.12) -> Surface:
    """A tap on z = 0 about the axis, its spout to -y, with a cross handle."""
    h, r = height_m, reach_m
    body = spun_corners(
        [
            (0, 0),
            (0.026, 0),
            (0.026, 0.008),
            (0.015, 0.016),
            (0.013, 0.62 * h),
            (0.018, 0.7 * h),
            (0.016, 0.82 * h),
            (0, 0.84 * h),
        ],
        0.002,
        segments=28,
    )
    bends = [(0.0, -0.008, 0.58 * h), (0.0, -0.5 * r, 0.74 * h), (0.0, -0.9 * r, 0.66 * h), (0.0, -r, 0.48 * h)]
    path = smooth(np.array(bends), 20)
    spout = tube(path, np.linspace(0.012, 0.009, 20), sides=14)
    cross = [
        rod((-0.032, 0, 0.93 * h), (0.032, 0, 0.93 * h), 0.006),
        rod((0, -0.032, 0.93 * h), (0, 0.032, 0.93 * h), 0.006),
        rod((0, 0, 0.8 * h), (0, 0, h), 0.008),
    ]
    return merge([body, spout, *cross])


def swan_tap(height_m: float = 0.3, reach_m: float = 0.18) -> Surface:
    """A tall kitchen tap on z = 0 whose arched spout hangs to -y, a lever at its side."""
    h, r = height_m, reach_m
    base = spun_corners(
        [(0, 0), (0.027, 0), (0.027, 0.006), (0.02, 0.012), (0.02, 0.09), (0, 0.095)], 0.002, segments=28
    )
    t = np.linspace(0.0, np.pi, 22)
    arc = np.stack([0 * t, -r / 2 + r / 2 * np.cos(t), h - r / 2 + r / 2 * np.sin(t)], -1)
    path = np.concatenate([[[0, 0, 0.08], [0, 0, 0.5 * (h - r / 2) + 0.04]], arc, [[0, -r, h - r / 2 - 0.035]]])
    return merge([base, tube(path, 0.0115, sides=14), rod((0.018, 0, 0.06), (0.085, -0.01, 0.085), 0.006)])


def bath(length_m: float = 1.6, width_m: float = 0.72, height_m: float = 0.58) -> Surface:
    """A built bath about the axis: broad rolled rim at ``height_m``, hollow inside."""
    outline = super_ellipse(1.0, width_m / length_m, 7.0, 96)
    x, h = length_m / 2, height_m
    wide = np.array(
        [
            (0.9, 0.0),
            (0.93, 0.06 * h),
            (0.965, 0.7 * h),
            (0.985, 0.93 * h),
            (1.0, 0.955 * h),
            (1.0, 0.985 * h),
            (0.985, h),
            (0.93, h),
        ]
    )
    inner = super_ellipse(1.0, width_m / length_m * 0.86, 4.0, 96)
    levels = [(a * x, z) for a, z in wide]
    rings = [np.column_stack([outline * f, np.full(96, z)]) for f, z in levels]
    for f, z in (
        (0.885, 0.998 * h),
        (0.872, 0.97 * h),
        (0.84, 0.6 * h),
        (0.78, 0.34 * h),
        (0.7, 0.27 * h),
        (0.3, 0.26 * h),
    ):
        rings.append(np.column_stack([inner * f * x, np.full(96, z)]))
    return round_sheet(np.array(rings))


def mirror(width_m: float, height_m: float, *, bevel_m: float = 0.015) -> Surface:
    """A frameless mirror with a ground edge on the plane y = 0, about the origin."""
    a, b, c = width_m / 2, height_m / 2, bevel_m
    ring = np.array(
        [
            [[-a, 0, -b], [a, 0, -b], [a, 0, b], [-a, 0, b]],
            [[-a, -0.003, -b], [a, -0.003, -b], [a, -0.003, b], [-a, -0.003, b]],
            [[-a + c, -0.006, -b + c], [a - c, -0.006, -b + c], [a - c, -0.006, b - c], [-a + c, -0.006, b - c]],
        ]
    )
    return box_mapped(merge([grid(ring, wrap=True), polygons(ring[-1], [4], np.arange(4))]))


def mirror_frame(width_m: float, height_m: float, *, wide_m: float = 0.035) -> Surface:
    """A moulded frame round a mirror, on the plane y = 0."""
    w = wide_m
    outline = np.array(
        [(0.0, 0.0), (0.0, 0.018), (0.2 * w, 0.024), (0.5 * w, 0.02), (0.8 * w, 0.022), (w, 0.012), (w, 0.0)]
    )
    return frame_of(outline, width_m + 1.2 * w, height_m + 1.2 * w)


def towel_rail(width_m: float, *, out_m: float = 0.08, radius_m: float = 0.009) -> Surface:
    """A rail on two posts on the plane y = 0, about the origin."""
    parts = [rod((-width_m / 2, -out_m, 0), (width_m / 2, -out_m, 0), radius_m)]
    for s in (-1, 1):
        x = s * (width_m / 2 - 0.02)
        parts.append(rod((x, 0, 0), (x, -out_m, 0), 0.8 * radius_m))
        rose = spun_corners([(0, 0), (0.026, 0), (0.02, 0.01), (0, 0.012)], 0.001, segments=24)
        parts.append(moved(turned(rose, "x", 90.0), x))
    return merge(parts)


def hung_towel(
    rng: np.random.Generator,
    width_m: float,
    front_m: float,
    back_m: float,
    *,
    radius_m: float = 0.012,
    thick_m: float = 0.006,
) -> Surface:
    """A towel over a rail along x through the origin: its fall in front and behind."""
    r = radius_m + thick_m / 2
    t = np.linspace(0, np.pi, 11)
    line = np.concatenate(
        [
            np.stack([np.full(14, -r), np.linspace(-front_m, 0, 15)[:-1]], -1),
            np.stack([-r * np.cos(t), r * np.sin(t)], -1),
            np.stack([np.full(14, r), np.linspace(0, -back_m, 15)[1:]], -1),
        ]
    )
    columns = 40
    x = np.linspace(-width_m / 2, width_m / 2, columns)
    fall = np.clip(-line[:, 1] / max(front_m, back_m), 0, 1)[:, None]
    phase = 2 * np.pi * (2.6 * x / width_m + rng.uniform())
    wave = 0.012 * fall * np.sin(phase + 1.2 * fall) * np.where(line[:, :1] < 0, 1.0, 0.35)
    narrow = 1.0 - 0.03 * fall
    y = line[:, :1] + np.where(line[:, :1] < 0, np.minimum(wave - 0.004, 0.001), np.maximum(wave, -0.002))
    z = np.broadcast_to(line[:, 1:], y.shape)
    mid = np.stack(np.broadcast_arrays(x[None] * narrow, y, z), -1)
    across = np.gradient(mid, axis=0)
    out = np.cross(np.array([1.0, 0, 0]), across)
    out /= np.maximum(np.linalg.norm(out, axis=-1, keepdims=True), 1e-9)
    uvs = np.stack(np.broadcast_arrays(x[None], length_along(mid[:, 0])[:, None]), -1)
    outer, inner = mid + out * thick_m / 2, mid - out * thick_m / 2
    front = grid(outer, uvs=uvs)
    back = grid(inner[:, ::-1], uvs=uvs[:, ::-1])
    rims = []
    for a, b in ((outer[0], inner[0]), (inner[-1], outer[-1])):
        rims.append(grid(np.stack([b, a])))
    for k in (0, -1):
        pair = [inner[:, k], outer[:, k]] if k == 0 else [outer[:, k], inner[:, k]]
        rims.append(grid(np.stack(pair, 1)))
    return merge([front, back, *rims])


def folded_towels(rng: np.random.Generator, count: int, *, width_m: float = 0.3, deep_m: float = 0.2) -> Surface:
    """A pile of folded towels on z = 0, folds to -y."""
    parts, z = [], 0.0
    for _ in range(count):
        for _ in range(2):
            h = float(rng.uniform(0.018, 0.026))
            parts.append(
                moved(
                    turned(
                        rounded_box(
                            (width_m * rng.uniform(0.96, 1.0), deep_m * rng.uniform(0.95, 1.0), h), 0.45 * h, 4
                        ),
                        "z",
                        float(rng.normal(0, 1.2)),
                    ),
                    z=z,
                )
            )
            z += 0.93 * h
    return merge(parts)


def rolled_towel(length_m: float = 0.3, radius_m: float = 0.055) -> Surface:
    """A towel rolled along x, on z = 0."""
    t = np.linspace(0.0, 6.4 * np.pi, 150)
    r = 0.008 + (radius_m - 0.008) * t / t[-1]
    spiral = np.stack([r * np.cos(t), r * np.sin(t)], -1)
    w = 0.0042
    n = spiral / np.linalg.norm(spiral, axis=1)[:, None]
    ring = np.concatenate([spiral + n * w, (spiral - n * w)[::-1]])
    sides = np.stack([np.column_stack([np.full(len(ring), x), ring]) for x in (-length_m / 2, length_m / 2)])
    band = grid(sides, wrap=True)
    ends = []
    outer, inner = spiral + n * w, spiral - n * w
    for x, order in ((-length_m / 2, 1), (length_m / 2, -1)):
        strip = np.stack([outer, inner][::order])
        ends.append(grid(np.concatenate([np.full((2, len(t), 1), x), strip], -1)))
    return moved(box_mapped(merge([band, *ends])), z=radius_m)


def soap_bar(length_m: float = 0.085) -> Surface:
    """A bar of soap on z = 0."""
    return rounded_box((length_m, 0.64 * length_m, 0.3 * length_m), 0.01, 4)


def glass_shelf(
    width_m: float, deep_m: float, top_m: float, back_y: float, *, thick_m: float = 0.008
) -> tuple[Surface, Surface]:
    """(sheet, its two holders with a gallery rail) on a wall at ``back_y``."""
    sheet = box(
        (-width_m / 2, back_y - deep_m - 0.01, top_m - thick_m),
        (width_m / 2, back_y - 0.01, top_m),
        bevel_m=0.0015,
    )
    parts = []
    for s in (-1, 1):
        x = s * (width_m / 2 - 0.06)
        parts.append(
            box(
                (x - 0.012, back_y - deep_m * 0.75, top_m - thick_m - 0.012),
                (x + 0.012, back_y, top_m - thick_m - 0.0005),
                bevel_m=0.003,
            )
        )
        parts.append(
            moved(
                turned(
                    spun_corners([(0, 0), (0.024, 0), (0.02, 0.008), (0, 0.01)], 0.001, segments=24), "x", 90.0
                ),
                x,
                back_y,
                top_m - 0.02,
            )
        )
    return sheet, merge(parts)


def toothbrush(rng: np.random.Generator, at: tuple[float, float, float], radius_m: float) -> Surface:
    """A toothbrush that leans in a tumbler of that radius at a place."""
    a = rng.uniform(0.2, 2.9)
    foot = np.array([-0.6 * radius_m * np.cos(a), -0.6 * radius_m * np.sin(a), 0.004])
    top = np.array([1.2 * radius_m * np.cos(a), 1.2 * radius_m * np.sin(a), 0.185])
    t = np.linspace(0, 1, 14)[:, None]
    stick = tube(
        foot + t * (top - foot),
        np.interp(t[:, 0], [0, 0.4, 0.75, 0.85, 1], [0.0055, 0.006, 0.003, 0.0045, 0.004]),
        sides=10,
    )
    way = (top - foot) / np.linalg.norm(top - foot)
    side = np.cross(way, [0, 0, 1.0])
    side /= np.linalg.norm(side)
    out = np.cross(side, way)
    head = [
        wire(
            np.array(
                [
                    top - way * (0.004 + 0.0035 * k) + side * d,
                    top - way * (0.004 + 0.0035 * k) + side * d + out * 0.012,
                ]
            ),
            0.0014,
            sides=6,
        )
        for k in range(7)
        for d in (-0.003, 0.0, 0.003)
    ]
    return moved(merge([stick, *head]), *at)
