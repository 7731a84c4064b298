"""What stands on and over desks: pencils, notebooks, pinboards with notes, screens, globes, racks, mats."""

from __future__ import annotations

import numpy as np

from assets.forms.kit.metre_solids import spun, spun_corners, tube
from assets.forms.kit.rounds import ball, leaning, ring, rod
from assets.meshes.curves import smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit import crockery
from assets.places.kit.boxes import box, boxes, slab
from assets.places.kit.cupboards import open_case


def pencil_pot() -> Surface:
    """An open pot on z = 0."""
    return crockery.hollow([(0.036, 0.0), (0.038, 0.004), (0.038, 0.05), (0.04, 0.1)], 0.003)


def pencils(rng: np.random.Generator, count: int = 6) -> Surface:
    """Pencils that lean in such a pot."""
    parts = []
    for k in range(count):
        a = 2.4 * k + rng.uniform(0, 0.5)
        foot = np.array([-0.018 * np.cos(a), -0.018 * np.sin(a), 0.006])
        top = np.array([0.045 * np.cos(a), 0.045 * np.sin(a), rng.uniform(0.15, 0.185)])
        way = (top - foot) / np.linalg.norm(top - foot)
        parts.append(rod(foot, top - 0.02 * way, 0.0038, sides=6))
        parts.append(
            leaning(
                spun(np.array([(0.0, 0.0), (0.0038, 0.0), (0.0006, 0.02), (0.0, 0.02)]), 8), way, top - 0.02 * way
            )
        )
    return merge(parts)


def lying_pencil(length_m: float = 0.175) -> Surface:
    """A six-sided pencil along x on z = 0."""
    body = rod((-length_m / 2, 0, 0.0036), (length_m / 2 - 0.02, 0, 0.0036), 0.0037, sides=6)
    tip = spun(np.array([(0.0, 0.0), (0.0037, 0.0), (0.0005, 0.02), (0.0, 0.02)]), 8)
    return merge([body, moved(turned(tip, "y", 90.0), length_m / 2 - 0.02, 0, 0.0036)])


def open_book(width_m: float = 0.15, height_m: float = 0.21) -> tuple[Surface, Surface]:
    """(pages, cover) of a book that lies open on z = 0, its gutter along y."""
    t = np.linspace(0.0, 1.0, 14)
    rise = 0.014 * np.sin(np.pi * np.clip(t * 1.15, 0, 1)) ** 0.7 + 0.004
    from assets.meshes.surface import grid

    sides = []
    for s in (-1, 1):
        x = s * (t * width_m + 0.001)
        low = np.stack([x, 0 * t - height_m / 2, 0 * t + 0.003], -1)
        high = np.stack([x, 0 * t - height_m / 2, rise + 0.004], -1)
        far = np.array([0.0, height_m, 0.0])
        rows = np.stack([low, high, high + far, low + far])
        sheet = grid(rows)
        from assets.meshes.surface import flipped

        edge = grid(np.stack([np.stack([low[-1], low[-1] + far]), np.stack([high[-1], high[-1] + far])]))
        sides += [sheet, edge] if s > 0 else [flipped(sheet), flipped(edge)]
    return merge(sides), slab((2 * width_m + 0.012, height_m + 0.008, 0.003), bevel_m=0.001)


def pinboard(width_m: float, height_m: float) -> tuple[Surface, Surface]:
    """(frame, cork) on the plane y = 0 about the origin."""
    w, h, f = width_m / 2, height_m / 2, 0.025
    low = [(-w, -0.018, -h), (w - f, -0.018, -h), (-w + f, -0.018, -h), (-w + f, -0.018, h - f)]
    high = [(-w + f, 0, h), (w, 0, h), (w - f, 0, -h + f), (w - f, 0, h)]
    return boxes(low, high, bevel_m=0.002, along="z"), box(
        (-w + 0.01, -0.01, -h + 0.01), (w - 0.01, -0.001, h - 0.01), bevel_m=0.001
    )


def notes(
    rng: np.random.Generator, width_m: float, height_m: float, count: int, *, kinds: int = 3
) -> tuple[tuple[Surface, ...], Surface]:
    """(sheets by kind, pins) on such a board: papers a little crooked, their lower corners lifted."""
    bags: list[list[Surface]] = [[] for _ in range(kinds)]
    pins = []
    columns = int(np.ceil(np.sqrt(count * width_m / height_m)))
    rows = int(np.ceil(count / columns))
    for k in range(count):
        a = float(rng.choice([0.07, 0.105, 0.148]))
        w, h = (a, 1.41 * a) if rng.uniform() < 0.6 else (1.3 * a, a)
        w, h = min(w, 0.9 * width_m / columns), min(h, 0.9 * height_m / rows)
        x = (k % columns + 0.5 + rng.uniform(-0.12, 0.12)) / columns * (width_m - 0.06) - (width_m - 0.06) / 2
        z = (k // columns + 0.5 + rng.uniform(-0.1, 0.1)) / rows * (height_m - 0.06) - (height_m - 0.06) / 2
        sheet = turned(
            box((-w / 2, -0.0006, -h / 2), (w / 2, 0.0, h / 2), bevel_m=0.0002), "x", float(rng.uniform(0.3, 1.6))
        )
        bags[k % kinds].append(
            moved(turned(sheet, "y", float(rng.normal(0, 3.5))), x, -0.0122 - 0.0006 * (k % 3), z)
        )
        pins.append(
            moved(
                turned(
                    spun_corners(
                        [(0, 0), (0.0035, 0), (0.003, 0.007), (0.005, 0.009), (0.004, 0.012), (0, 0.012)],
                        0.0004,
                        segments=12,
                    ),
                    "x",
                    90.0,
                ),
                x,
                -0.013,
                z + 0.42 * h,
            )
        )
    return tuple(merge(bag) for bag in bags), merge(pins)


def screen(width_m: float = 0.54, height_m: float = 0.32) -> tuple[Surface, Surface]:
    """(case and foot, dark panel) of a screen about the axis, its face to -y, on z = 0."""
    z = 0.11
    case = [
        moved(rounded_box((width_m, 0.028, height_m), 0.006, 2), 0, 0.014, z),
        slab((0.24, 0.17, 0.008), (0, 0.04, 0), bevel_m=0.003),
        slab((0.05, 0.018, 0.26), (0, 0.045, 0.006), bevel_m=0.004),
        moved(rounded_box((0.2, 0.03, 0.16), 0.01, 2), 0, 0.035, z + 0.08),
    ]
    panel = box(
        (-width_m / 2 + 0.008, -0.0012, z + 0.018),
        (width_m / 2 - 0.008, 0.003, z + height_m - 0.008),
        bevel_m=0.0005,
    )
    return merge(case), panel


def keyboard(width_m: float = 0.42) -> tuple[Surface, Surface]:
    """(case, keys) of a keyboard about the axis on z = 0."""
    low, high = [], []
    for row in range(5):
        widths = [1.0] * 14 if row else [1.5, 1.2, 1.2, 5.6, 1.2, 1.2, 1.5]
        total = sum(widths)
        x = -width_m / 2 + 0.01
        for w in widths:
            step = (width_m - 0.02) * w / total
            low.append((x + 0.0012, -0.055 + 0.021 * row, 0.014))
            high.append((x + step - 0.0012, -0.055 + 0.021 * row + 0.0186, 0.02))
            x += step
    return slab((width_m, 0.125, 0.015), bevel_m=0.004), boxes(low, high, bevel_m=0.0015)


def globe(radius_m: float = 0.11) -> tuple[Surface, Surface]:
    """(ball, stand) of a small globe on z = 0."""
    r = radius_m
    centre = np.array([0.0, 0.0, 1.45 * r + 0.03])
    t = np.linspace(-0.58 * np.pi, 0.42 * np.pi, 30)
    arm = np.stack([1.09 * r * np.cos(t), 0 * t, centre[2] + 1.09 * r * np.sin(t)], -1)
    foot = spun(
        smooth(
            [
                (0.0, 0.0),
                (0.62 * r, 0.0),
                (0.66 * r, 0.02),
                (0.2 * r, 0.05 * r + 0.02),
                (0.09 * r, 0.28 * r),
                (0.0, 0.3 * r),
            ],
            30,
        ),
        32,
    )
    return ball(r, tuple(centre), segments=40), merge(
        [foot, tube(arm, 0.0045, sides=8), rod((0, 0, 0.2 * r), (0, 0, centre[2] - 1.09 * r), 0.006)]
    )


def letter_rack() -> Surface:
    """A rack of three boards on z = 0, rising to the back."""
    parts = [slab((0.22, 0.1, 0.012), bevel_m=0.003)]
    for k, h in enumerate((0.09, 0.13, 0.17)):
        parts.append(box((-0.105, -0.045 + 0.04 * k, 0.01), (0.105, -0.038 + 0.04 * k, h), bevel_m=0.003))
    return merge(parts)


def letters() -> Surface:
    """Envelopes in such a rack."""
    return merge(
        [
            turned(
                box(
                    (-0.1 + 0.01 * k, -0.03 + 0.012 * k, 0.014),
                    (0.09 + 0.005 * k, -0.0285 + 0.012 * k, 0.12 + 0.016 * k),
                    bevel_m=0.0004,
                ),
                "y",
                1.5 * (-1) ** k,
            )
            for k in range(5)
        ]
    )


def pigeonholes(
    width_m: float, height_m: float, back_y: float, low_m: float, *, deep_m: float = 0.2, columns: int = 5
) -> Surface:
    """A case of small compartments at the back of a desk."""
    a, b = -width_m / 2, width_m / 2
    inner = [a + width_m * k / columns for k in range(1, columns)]
    return open_case(
        (a, b),
        (back_y - deep_m, back_y),
        (low_m, low_m + height_m),
        shelves=(low_m + 0.012, low_m + height_m * 0.52, low_m + height_m),
        uprights=inner,
        thick_m=0.01,
    )


def box_file(width_m: float = 0.08, height_m: float = 0.32, deep_m: float = 0.26) -> Surface:
    """A file that stands on z = 0, its back to -y, with a finger ring."""
    case = box((-width_m / 2, 0.0, 0.0), (width_m / 2, deep_m, height_m), bevel_m=0.002, along="z")
    hole = moved(turned(ring(0.012, 0.002, segments=24), "x", 90.0), 0, -0.001, 0.07)
    label = box((-0.3 * width_m, -0.0012, 0.55 * height_m), (0.3 * width_m, 0.0, 0.85 * height_m), bevel_m=0.0004)
    return merge([case, hole, label])


def thread_spool(radius_m: float = 0.016, height_m: float = 0.045) -> tuple[Surface, Surface]:
    """(wood, thread) of a spool on z = 0."""
    r, h = radius_m, height_m
    wood = spun_corners(
        [(0, 0), (r, 0), (r, 0.08 * h), (0.4 * r, 0.2 * h), (0.4 * r, 0.8 * h), (r, 0.92 * h), (r, h), (0, h)],
        0.0008,
        segments=28,
    )
    z = np.linspace(0.16 * h, 0.84 * h, 60)
    return wood, spun(
        np.column_stack(
            [0.8 * r + 0.0004 * np.sin(np.arange(60) * 2.1) - 0.0035 * np.abs(2 * (z / h) - 1) ** 4, z]
        ),
        28,
    )


def small_chest(
    width_m: float = 0.34, height_m: float = 0.26, deep_m: float = 0.2, *, rows: int = 4, columns: int = 3
) -> tuple[Surface, Surface]:
    """(chest, knobs) of small drawers on z = 0, about the axis, fronts to -y."""
    from assets.places.kit.cupboards import fronts, knobs

    places, spots = [], []
    w, h = (width_m - 0.016) / columns, (height_m - 0.016) / rows
    for i in range(columns):
        for k in range(rows):
            x, z = -width_m / 2 + 0.008 + i * w, 0.008 + k * h
            places.append((x, x + w, z, z + h))
            spots.append((x + w / 2, z + h / 2))
    y = -deep_m / 2
    body = [
        fronts(places, y - 0.002, style="flat"),
        box((-width_m / 2, y + 0.002, 0.0), (width_m / 2, deep_m / 2, height_m), bevel_m=0.002),
    ]
    return merge(body), knobs(spots, y - 0.002, radius_m=0.007)


def cutting_mat(width_m: float = 0.45, deep_m: float = 0.3) -> tuple[Surface, Surface]:
    """(mat, printed lines) on z = 0; the lines stand a hair out of it."""
    x = np.arange(-width_m / 2 + 0.02, width_m / 2 - 0.01, 0.05)
    y = np.arange(-deep_m / 2 + 0.02, deep_m / 2 - 0.01, 0.05)
    low = [(v - 0.0004, -deep_m / 2 + 0.01, 0.002) for v in x] + [
        (-width_m / 2 + 0.01, v - 0.0004, 0.002) for v in y
    ]
    high = [(v + 0.0004, deep_m / 2 - 0.01, 0.0032) for v in x] + [
        (width_m / 2 - 0.01, v + 0.0004, 0.0032) for v in y
    ]
    return slab((width_m, deep_m, 0.003), bevel_m=0.001), boxes(low, high, bevel_m=0.0001)


def wall_clock(radius_m: float = 0.14) -> tuple[Surface, Surface, Surface]:
    """(case, face, hands and marks) of a round clock on the plane y = 0 about the origin."""
    r = radius_m
    case = turned(
        spun_corners(
            [
                (0.88 * r, 0.0),
                (r, 0.0),
                (r, 0.03),
                (0.94 * r, 0.04),
                (0.9 * r, 0.034),
                (0.88 * r, 0.012),
                (0.88 * r, 0.0),
            ],
            0.002,
            segments=56,
        ),
        "x",
        90.0,
    )
    face = turned(
        spun_corners([(0, 0.004), (0.9 * r, 0.004), (0.9 * r, 0.012), (0, 0.012)], 0.001, segments=48), "x", 90.0
    )
    marks = [
        moved(turned(box((-0.003, -0.0145, 0.7 * r), (0.003, -0.011, 0.82 * r), bevel_m=0.0005), "y", 30.0 * k))
        for k in range(12)
    ]
    hands = [
        turned(box((-0.004, -0.018, -0.12 * r), (0.004, -0.016, 0.5 * r), bevel_m=0.0005), "y", 305.0),
        turned(box((-0.0028, -0.021, -0.15 * r), (0.0028, -0.019, 0.74 * r), bevel_m=0.0005), "y", 60.0),
    ]
    return case, face, merge([*marks, *hands])
