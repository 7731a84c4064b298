"""Cloth that lies: folded towels, a blanket, shirts in a pile, a creased napkin, a bolt of cloth, a bow."""

from __future__ import annotations

from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import creases, cut, grid_normals, patch, placed, puffed, resampled, thick, waves
from assets.forms.kit.sewing import button, fringe, seated, stitches, tube
from assets.meshes.curves import length_along, rounded
from assets.meshes.solids import extrude, rounded_box
from assets.meshes.surface import Points, Surface, grid, merge, moved, turned
from schemas.mesh import MeshData


def folded_sheet(
    rng: np.random.Generator, width_m: float, depth_m: float, layers: int, pitch_m: float, *, slack: float = 1.0
) -> tuple[Points, Points]:
    """(points, uvs) of a cloth folded to and fro, its round folds to the front and the back; it lies on z = 0.

    Args:
        pitch_m: height of one layer.
        slack: how unevenly it was folded.
    """
    path = []
    for k in range(layers):
        z = (k + 0.5) * pitch_m
        ends = [depth_m / 2 - abs(float(rng.normal(0, 0.004))) * slack for _ in range(2)]
        run = np.linspace(ends[0], -ends[1], 36) if k % 2 == 0 else np.linspace(-ends[1], ends[0], 36)
        path.append(np.column_stack([run, np.full(36, z)]))
        if k < layers - 1:
            turn = np.linspace(-np.pi / 2, np.pi / 2, 11)[1:-1]
            side = -1.0 if k % 2 == 0 else 1.0
            path.append(
                np.column_stack(
                    [run[-1] + side * 0.62 * pitch_m * np.cos(turn), z + pitch_m / 2 * (1 + np.sin(turn))]
                )
            )
    line = np.concatenate(path)
    s = length_along(line)
    columns = max(int(width_m / 0.007), 30)
    u = np.linspace(-0.5, 0.5, columns)
    x = np.broadcast_to(u * width_m, (len(line), columns))
    y, rise = (np.broadcast_to(line[:, k, None], x.shape) for k in (0, 1))
    level = rise / (layers * pitch_m)
    sway = waves(rng, 0.3)
    lift = (waves(rng, 0.14)(x, y) * 0.5 + 0.35 * waves(rng, 0.07)(x, y + 3 * rise)) * 0.005 * slack * level
    droop = 0.35 * pitch_m * layers * level * (np.abs(2 * u) ** 6)[None, :] * 0.35
    points = np.stack(
        [x + 0.008 * slack * sway(y, 4 * rise), y + 0.006 * slack * sway(4 * rise, x), rise + lift - droop], -1
    )
    return points, np.stack(np.broadcast_arrays(u[None, :] * width_m, s[:, None]), -1)


def _towels(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A pile of folded towels with woven bands, the upper ones smaller; a ribbon tied about it."""
    depth = size * float(rng.uniform(0.6, 0.75))
    level, bodies, bands = 0.0, [], []
    for k in range(int(rng.integers(2, 5))):
        layers, pitch = int(rng.choice([2, 4])) if k else 4, float(rng.uniform(0.012, 0.017))
        shrink = 1 - 0.06 * k
        points, uvs = folded_sheet(rng, size * shrink, depth * shrink, layers, pitch)
        turn = float(rng.uniform(-4, 4))
        sheet = thick(points, pitch * 0.92, uvs=uvs)
        bodies.append(moved(turned(sheet, "z", turn), z=level))
        row = points[-12:-8] + np.array([0.0, 0.0, pitch * 0.46 + 0.0004])
        bands.append(moved(turned(thick(row, 0.0016), "z", turn), z=level))
        level += layers * pitch + 0.002
    half = np.array([depth / 2 + 0.012, level / 2 + 0.004])
    x = float(rng.uniform(-0.12, 0.12)) * size
    ring = rounded(np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half, 0.016, 5, closed=True)
    ring = ring[np.linalg.norm(ring - np.roll(ring, 1, 0), axis=1) > 1e-6]
    path = np.column_stack(
        [
            np.full(len(ring) + 1, x),
            np.concatenate([ring[:, 0], ring[:1, 0]]),
            np.maximum(np.concatenate([ring[:, 1], ring[:1, 1]]) + level / 2 + 0.002, 0.001),
        ]
    )
    ribbon = _ribbon_round(path, 0.022)
    bow = moved(turned(ribbon_bow(rng, 0.11, 0.022), "x", 0.0), x, -0.0, level + 0.006)
    return placed([merge(bodies), merge(bands), merge([ribbon, bow])], size)


def _ribbon_round(path: Points, width_m: float) -> Surface:
    """A flat ribbon along a path in a plane of constant x."""
    a, b = path - [width_m / 2, 0, 0], path + np.array([width_m / 2, 0, 0])
    return thick(np.stack([a, b]), 0.0006)


def ribbon_bow(rng: np.random.Generator, span_m: float, width_m: float) -> Surface:
    """A bow of flat ribbon lying on z = 0: two loops, two forked ends and a knot; the loops along x."""
    pieces = []
    t = np.linspace(0.0, 1.0, 44)
    across = np.linspace(-0.5, 0.5, 9)[:, None]
    for side in (-1.0, 1.0):
        high = span_m * float(rng.uniform(0.2, 0.26))
        reach = side * span_m * 0.5 * np.sin(np.pi * t) ** 0.75
        rise = (
            high * (0.5 - 0.5 * np.cos(2 * np.pi * t) * 0.4 - 0.3)
            + high * 0.55 * np.sin(2 * np.pi * (t - 0.02)) * 0.8
            + 0.3 * high
        )
        broad = width_m * (0.35 + 0.95 * np.sin(np.pi * t) ** 0.6)
        y = across * broad + 0.0 * t
        puff = 0.12 * broad * np.cos(np.pi * across) * np.sin(np.pi * t)
        pieces.append(thick(np.stack([reach + 0 * y, y, rise + puff], -1), 0.0007))
        length, angle = span_m * float(rng.uniform(0.42, 0.58)), float(rng.uniform(0.5, 0.9))
        ripple = 0.1 * width_m * np.sin(2 * np.pi * t * 1.3 + float(rng.uniform(0, 6)))
        fork = np.clip((t - 0.86) / 0.14, 0, 1) * 0.9 * width_m * (0.5 - np.abs(across)) * -2.0
        along = length * t + fork
        spread = width_m * (0.5 + 0.5 * t**0.5)
        ex = side * along * np.cos(angle) - across * spread * np.sin(angle) * side
        ey = -along * np.sin(angle) - across * spread * np.cos(angle)
        ez = 0.25 * high * (1 - t) ** 2 + 0.004 + ripple * t * (1 - 0.3 * t) + 0 * across + 0.1 * width_m
        tail = np.stack([ex, ey, ez], -1)
        pieces.append(thick(tail if side > 0 else tail[::-1], 0.0007))
    r = width_m * 0.42
    v = np.linspace(-1.0, 1.0, 13)[:, None]
    angle_round = np.linspace(0, 2 * np.pi, 29)[:-1]
    radius = r * (0.85 + 0.15 * v**2) * (1 + 0.05 * np.cos(5 * angle_round))
    radius = radius * np.sqrt(1.0 - 0.98 * v**12)
    z = r * 0.9 + radius * np.sin(angle_round)
    knot = np.stack([v * width_m * 0.45 + 0 * radius, 1.15 * radius * np.cos(angle_round), z], -1)
    return merge([*pieces, grid(knot, wrap=True)])


def _gift_bow(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A large bow on a small box, its ribbon crossing the lid."""
    box = size * 0.46
    high = box * float(rng.uniform(0.4, 0.6))
    width = size * float(rng.uniform(0.13, 0.18))
    lid = moved(rounded_box((box * 1.04, box * 1.04, high * 0.34), 0.002), z=high * 0.66)
    base = rounded_box((box, box, high * 0.7), 0.002)
    bow = moved(ribbon_bow(rng, size, width), z=high + 0.002)
    half = box * 0.52 + 0.0012
    square = np.array([[-half, 0.0], [-half, high + 0.0012], [half, high + 0.0012], [half, 0.0]])
    line = rounded(square, 0.003, 4)
    path = np.column_stack([np.zeros(len(line)), line])
    one = _ribbon_round(path, width)
    parts = [merge([bow, one, turned(one, "z", 90.0)]), merge([lid, base])]
    return placed(parts, size)


def _blanket(
    rng: np.random.Generator, size: float, *, fringe_m: float, thickness: tuple[float, float]
) -> tuple[MeshData, ...]:
    """A thick blanket folded into a block, its twisted fringe hanging out of both sides."""
    pitch = float(rng.uniform(*thickness))
    width, depth = size - 1.6 * fringe_m, size * float(rng.uniform(0.6, 0.8))
    points, uvs = folded_sheet(rng, width, depth, int(rng.integers(4, 7)), pitch, slack=1.6)
    sheet = thick(points, pitch * 0.9, uvs=uvs)
    hung = []
    for column, side in ((0, -1.0), (-1, 1.0)):
        roots = resampled(points[:, column], 0.012)
        roots = roots + np.array([0.0, 0.0, 0.0])
        ways = np.broadcast_to([side, 0.0, -0.25], roots.shape)
        hung.append(
            fringe(
                rng,
                roots,
                ways,
                length_m=fringe_m,
                radius_m=0.0026,
                spread=0.16,
                droop=0.35,
                floor_m=0.0,
                segments=5,
            )
        )
    rows = [
        stitches(
            points[k] + grid_normals(points)[k] * pitch * 0.46,
            grid_normals(points)[k],
            length_m=0.008,
            gap_m=0.006,
            radius_m=0.0012,
        )
        for k in (-4,)
    ]
    return placed([sheet, merge([*hung, *rows])], size)


def _shirts(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A pile of folded shirts: collar, placket, buttons and pocket on the uppermost."""
    width = size * float(rng.uniform(0.68, 0.76))
    outline = rounded(
        np.array([[-width / 2, 0], [width / 2, 0], [width / 2, size], [-width / 2, size]]), 0.025, 5, closed=True
    )
    base = puffed(outline, 0.007, depth_m=0.02, fullness=0.5)
    x, y = base.flat.T
    soft = np.minimum(base.inset / 0.03, 1.0)
    base = base.raised(
        0.0028 * waves(rng, 0.09, spread=0.5)(x, y) * soft + 0.0016 * creases(rng, 0.16)(x, y) * soft
    )
    pieces, top, neck = [base.surface()], size, 0.075
    for side in (-1.0, 1.0):
        leaf = np.array(
            [
                (0.004, top - 0.075),
                (0.03, top - 0.035),
                (neck, top - 0.002),
                (neck + 0.018, top - 0.03),
                (0.058, top - 0.105),
            ]
        )
        leaf = leaf * [side, 1.0]
        pieces.append(patch(base, rounded(leaf, 0.003, 3, closed=True), 0.006, step_m=0.004).surface())
    t = np.linspace(0, np.pi, 30)
    stand = np.column_stack([neck * np.cos(t), top - 0.03 + 0.026 * np.sin(t) ** 0.7, 0.016 + 0.008 * np.sin(t)])
    inner = stand + np.array([0.0, -0.006, 0.016])
    pieces += [thick(np.stack([stand[::-1], inner[::-1]]), 0.003), tube(inner, 0.0035)]
    band = np.array([(-0.017, 0.004), (0.017, 0.004), (0.017, top - 0.07), (-0.017, top - 0.07)])
    pieces.append(patch(base, band, 0.0028, step_m=0.004).surface())
    pocket = np.array(
        [
            (0.035, size * 0.42),
            (width / 2 - 0.022, size * 0.42),
            (width / 2 - 0.022, size * 0.66),
            (0.035, size * 0.66),
        ]
    )
    pieces.append(patch(base, rounded(pocket, 0.008, 3, closed=True), 0.0022, step_m=0.004).surface())
    rows = [
        stitches(base.at(resampled(np.array([(v, 0.01), (v, top - 0.075)]), 0.006), 0.0034), (0, 0, 1))
        for v in (-0.0135, 0.0135)
    ]
    ring = pocket.mean(0) + (pocket - pocket.mean(0)) * 0.93
    rows.append(stitches(base.at(resampled(ring, 0.006, closed=True), 0.0028), (0, 0, 1), closed=True))
    spots = base.at(np.column_stack([np.zeros(5), np.linspace(0.04, top - 0.09, 5)]), 0.0032)
    buttons = seated(button(0.006), spots, (0, 0, 1))
    level, pile = 0.0, []
    for _ in range(int(rng.integers(1, 4))):
        points, uvs = folded_sheet(rng, width * 0.98, size * 0.97, 2, 0.012, slack=1.2)
        pile.append(
            moved(thick(points, 0.011, uvs=uvs), float(rng.uniform(-0.006, 0.006)), size / 2, level - 0.036)
        )
        level += 0.026
    lifted = [
        moved(s, z=level - 0.028)
        for s in (merge([*pieces, base.surface(back=True, sink=0.3)]), merge(rows), buttons)
    ]
    return placed([merge([lifted[0], *pile]), lifted[1], lifted[2]], size)


def _napkin(rng: np.random.Generator, size: float, *, ends_only: bool) -> tuple[MeshData, ...]:
    """A cloth that lies in two soft folds with sharp creases from pressing; a fringe of its own threads."""
    edge = 0.011 if not ends_only else 0.022
    wide, deep = size - 2 * edge, (size - 2 * edge) * float(rng.uniform(0.7, 0.95)) * (0.75 if ends_only else 1.0)
    u, v = np.linspace(-0.5, 0.5, 150), np.linspace(-0.5, 0.5, 120)
    x, y = np.meshgrid(u * wide, v * deep)
    skew, wavy = float(rng.uniform(-0.5, 0.5)), waves(rng, 0.5)
    if ends_only:
        z = 0.0035 * waves(rng, 0.16)(x, y) + 0.002
        curl = np.clip((x / wide - 0.28) / 0.22, 0, 1)
        z = z + 0.03 * curl**2
    else:
        z = np.zeros_like(x)
        for k in range(int(rng.integers(2, 4))):
            line = x + skew * y + (k - 0.8) * wide * 0.36 + 0.012 * wavy(y, y * 0 + k)
            z += (
                float(rng.uniform(0.018, 0.034))
                * np.exp(-((line / (0.045 + 0.01 * k)) ** 2))
                * (0.55 + 0.45 * np.cos(2.2 * y / deep + k))
            )
        cross = np.minimum(np.abs(x - 0.06 * wide), np.abs(y + 0.03 * deep))
        z += 0.0035 * np.exp(-cross / 0.004)
        z += 0.0035 * creases(rng, 0.12)(x, y) + 0.0016 * creases(rng, 0.05)(x, y)
    z = np.maximum(z - np.percentile(z, 4), 0.0) + 0.001
    points = np.stack([x, y, z], -1)
    sheet = thick(points, 0.0011 if not ends_only else 0.004, uvs=np.stack([x, y], -1))
    roots, ways = [], []
    for line, way in (
        (points[0], (0, -1, 0)),
        (points[-1], (0, 1, 0)),
        (points[:, 0], (-1, 0, 0)),
        (points[:, -1], (1, 0, 0)),
    ):
        if ends_only and way[0] == 0:
            continue
        spots = resampled(line, 0.0011 if not ends_only else 0.004)
        roots.append(spots)
        ways.append(np.broadcast_to(way, spots.shape))
    hung = fringe(
        rng,
        np.concatenate(roots),
        np.concatenate(ways).astype(float),
        length_m=edge,
        radius_m=0.00035 if not ends_only else 0.0012,
        spread=0.22,
        droop=0.25,
        floor_m=0.0,
        segments=2,
    )
    hem = [stitches(points[k] + [0, 0, 0.0008], (0, 0, 1), length_m=0.004) for k in (5, -6)]
    return placed([merge([sheet, hung]), merge(hem)], size)


def _bolt(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Cloth wound on a flat board, its loose end running out in waves over the table."""
    length, half, thin = size * 0.9, size * float(rng.uniform(0.11, 0.14)), size * float(rng.uniform(0.035, 0.055))
    turns, samples = 7, 56
    wrap = []
    for k in range(turns * samples):
        a = 2 * np.pi * k / samples
        grow = 0.0011 * a
        wrap.append(
            (
                (half + grow) * np.sign(np.cos(a)) * np.abs(np.cos(a)) ** 0.55,
                (thin + grow) * np.sign(np.sin(a)) * np.abs(np.sin(a)) ** 0.8,
            )
        )
    outer = 2 * np.pi * turns * 0.0011
    spiral = np.array(wrap)[(turns - 2) * samples : turns * samples - samples // 4] + np.array([0.0, thin + outer])
    low = float(spiral[:, 1].min())
    spiral[:, 1] -= low
    run = np.linspace(0.0, 1.0, 60)
    start, reach = spiral[-1], size * float(rng.uniform(0.35, 0.5))
    ripple = (
        0.5
        * float(rng.uniform(0.03, 0.045))
        * (1 - np.cos(2 * np.pi * run * float(rng.choice([2.0, 3.0]))))
        * np.clip(run * 3, 0, 1)
        * (1 - 0.5 * run)
    )
    tail = np.column_stack(
        [
            start[0] - reach * run,
            np.maximum(start[1] * (1 - np.clip(run * 2.2, 0, 1)) ** 1.6, 0.0) + ripple + 0.001,
        ]
    )
    path = np.concatenate([spiral, tail[1:]])
    u = np.linspace(-0.5, 0.5, 90)
    x = np.broadcast_to(u * length, (len(path), 90))
    y, z = (np.broadcast_to(path[:, k, None], x.shape) for k in (0, 1))
    share = np.clip((np.arange(len(path)) - len(spiral)) / 50.0, 0, 1)[:, None]
    wave = waves(rng, 0.22)
    points = np.stack(
        [
            x + 0.02 * share * wave(y, z),
            y + 0.02 * wave(x, y) * share,
            z + (0.010 * wave(x * 1.4, y) + 0.010) * share,
        ],
        -1,
    )
    s = length_along(path)
    cloth = thick(points, 0.0012, uvs=np.stack(np.broadcast_arrays(u * length, s[:, None]), -1))
    outline = rounded(
        np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * [half * 0.97, thin * 0.4], 0.004, 3, closed=True
    )
    board = moved(
        turned(extrude(outline, -length * 0.53, length * 0.53, bevel_m=0.001), "y", 90.0), z=thin + outer - 0.004
    )
    board = _swap(board, thin + outer - 0.004)
    label = _label(length, spiral)
    return placed([cloth, board, label], size)


def _swap(surface: Surface, level: float) -> Surface:
    """A board that stood with its width along z laid so that its width runs along y."""
    lowered = moved(surface, z=-level)
    return moved(turned(lowered, "x", 90.0), z=level)


def _label(length: float, spiral: Points) -> Surface:
    """A paper label on the bolt's top, near its end."""
    top = float(spiral[:, 1].max())
    piece = cut(np.array([[-0.03, -0.02], [0.03, -0.02], [0.03, 0.02], [-0.03, 0.02]]), 0.01)
    return moved(piece.surface(), 0.3 * length, 0.0, top + 0.0018)


_THREAD = part("Stitches", "white_thread", "cream_thread")
FORMS: tuple[Form, ...] = (
    Form(
        name="towels_folded",
        class_name="towel",
        size_m=(0.26, 0.42),
        build=_towels,
        parts=(
            main_part(),
            part("Bands", "cream_thread", "white_cotton", "navy_cotton"),
            part("Ribbon", "red_satin", "black_satin", "flax_linen"),
        ),
    ),
    Form(
        name="blanket_folded",
        class_name="blanket",
        size_m=(0.38, 0.6),
        build=partial(_blanket, fringe_m=0.06, thickness=(0.014, 0.022)),
        parts=(main_part(), part("Fringe", "cream_wool", "grey_wool")),
    ),
    Form(
        name="shirts_folded",
        class_name="shirt",
        size_m=(0.3, 0.38),
        build=_shirts,
        parts=(main_part(), _THREAD, part("Buttons", "pearl_button", "horn_button")),
    ),
    Form(
        name="napkin_with_fringe",
        class_name="napkin",
        size_m=(0.22, 0.4),
        build=partial(_napkin, ends_only=False),
        parts=(main_part(), _THREAD),
    ),
    Form(
        name="place_mat",
        class_name="place mat",
        size_m=(0.3, 0.45),
        build=partial(_napkin, ends_only=True),
        parts=(main_part(), _THREAD),
    ),
    Form(
        name="bolt_of_cloth",
        class_name="bolt of cloth",
        size_m=(0.4, 0.75),
        build=_bolt,
        parts=(main_part(), part("Board", "card"), part("Label", "paper")),
    ),
    Form(
        name="ribbon_bow",
        class_name="ribbon bow",
        size_m=(0.12, 0.3),
        build=_gift_bow,
        parts=(main_part(), part("Box", "card", "paper", "black_card")),
    ),
)
