"""Upholstered seats: tufted backs, rolled arms, box cushions with piping, nails and wooden feet."""

from __future__ import annotations

from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import flat_uvs, grid_normals, placed, waves
from assets.forms.kit.sewing import dome, seated, stitches, tube
from assets.meshes.curves import rounded
from assets.meshes.solids import lathe
from assets.meshes.surface import Points, Surface, box_mapped, flipped, grid, merge, moved, turned
from schemas.mesh import MeshData

_LEG_M = 0.11


def _diamonds(x: Points, y: Points, cell_m: float) -> Points:
    """(...) 0 to 1: pillows between buttons on a lattice of diamonds; 0 at the buttons, low along the folds."""
    a = np.abs(np.sin(np.pi * (x / cell_m + y / (1.25 * cell_m)) / 2.0))
    b = np.abs(np.sin(np.pi * (x / cell_m - y / (1.25 * cell_m)) / 2.0))
    return np.asarray(np.sqrt(np.minimum(a, b)) * 0.45 + (a * b) ** 0.5 * 0.55)


def _rolled(
    profile: Points, width_m: float, *, tuft_m: float, cell_m: float, tufted: tuple[float, float]
) -> tuple[Surface, Points | None, Points | None]:
    """(surface, button points, their normals): a profile in y-z, from the front's foot over the top.

    Args:
        tufted: the part of the profile's length that is buttoned.
    """
    step = 0.009 if tuft_m else 0.014
    columns = int(width_m / step) + 1
    x = np.linspace(-width_m / 2, width_m / 2, columns)
    path = rounded(profile, 0.2, 8)
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    s = np.linspace(0.0, along[-1], int(along[-1] / step) + 1)
    y, z = np.interp(s, along, path[:, 0]), np.interp(s, along, path[:, 1])
    points = np.stack(np.broadcast_arrays(x[None, :], y[:, None], z[:, None]), -1).astype(np.float64)
    uvs = np.stack(np.broadcast_arrays(x[None, :], s[:, None]), -1)
    share = s / s[-1]
    fade = np.clip((share - tufted[0]) / 0.06, 0, 1) * np.clip((tufted[1] - share) / 0.06, 0, 1)
    side = np.clip((width_m / 2 - np.abs(x)) / 0.03, 0.0, 1.0)
    depth = tuft_m * (_diamonds(x[None, :], s[:, None] - s[0], cell_m) - 1.0) * fade[:, None] * side[None, :]
    points += grid_normals(points) * depth[..., None]
    spots, ways = _lattice(points, uvs, cell_m, tufted=tufted, width_m=width_m) if tuft_m else (None, None)
    ends = [_flat_end(points[:, 0], left=True), _flat_end(points[:, -1], left=False)]
    return merge([grid(points, uvs=uvs), *ends]), spots, ways


def _lattice(
    points: Points, uvs: Points, cell_m: float, *, tufted: tuple[float, float], width_m: float
) -> tuple[Points, Points]:
    """Where the buttons sit, and which way they look."""
    x, s = uvs[0, :, 0], uvs[:, 0, 1]
    length = float(s[-1])
    normals = grid_normals(points)
    found = []
    for j in range(int(length / (1.25 * cell_m)) + 2):
        for i in range(-12, 13):
            if (i + j) % 2:
                continue
            u, v = i * cell_m, j * 1.25 * cell_m
            if abs(u) < width_m / 2 - 0.03 and tufted[0] + 0.04 < v / length < tufted[1] - 0.04:
                found.append((int(np.abs(s - v).argmin()), int(np.abs(x - u).argmin())))
    index = np.array(found)
    return points[index[:, 0], index[:, 1]], normals[index[:, 0], index[:, 1]]


def _flat_end(ring: Points, *, left: bool) -> Surface:
    """Closes a swept profile's end by strips towards its middle line."""
    low = ring.copy()
    low[:, 1] = 0.5 * (ring[:, 1] + ring[::-1, 1])
    low[:, 2] = 0.5 * (ring[:, 2] + ring[::-1, 2])
    bulge = 0.5 * (ring + low)
    bulge[:, 0] += -0.008 if left else 0.008
    low[:, 0] += -0.012 if left else 0.012
    strip = grid(np.stack([ring, bulge, low]), uvs=np.stack([p[:, 1:] for p in (ring, bulge, low)]))
    return strip if left else flipped(strip)


def _box_cushion(
    rng: np.random.Generator, width_m: float, depth_m: float, height_m: float
) -> tuple[Surface, Surface]:
    """(cushion, piping): a boxed seat cushion with crowned faces, soft dents and two lines of piping; on z = 0."""
    n = 61
    u = np.linspace(-1.0, 1.0, n)
    x, y = np.meshgrid(u, u)
    dents = waves(rng, 0.45)
    radius = 0.16
    bend = 1.0 - radius * (1.0 - np.sqrt(np.maximum(1.0 - np.maximum(np.abs(x) + np.abs(y) - 1.0, 0.0) ** 2, 0.0)))
    crown = ((1 - x**2) * (1 - y**2)) ** 0.55 * 0.05
    px, py = x * bend * width_m / 2, y * bend * depth_m / 2
    folds = waves(rng, 0.1, spread=0.5)(px, py) * 0.0035 * (np.maximum(np.abs(x), np.abs(y)) ** 3)
    top = height_m + crown + dents(px, py) * 0.008 * (1 - x**2) * (1 - y**2) + folds
    points = np.stack([px, py, top], -1)
    low = points.copy()
    low[..., 2] = -crown * 0.3
    edge = np.concatenate([points[0, :-1], points[:-1, -1], points[-1, :0:-1], points[:0:-1, 0]])
    edge[:, 2] = height_m
    t = np.linspace(0.0, 1.0, 7)[:, None, None]
    out = edge * np.array([1.0, 1.0, 0.0])
    out /= np.linalg.norm(out, axis=1)[:, None]
    wall = edge[None] * np.array([1.0, 1.0, 0.0]) + np.array([0.0, 0.0, 1.0]) * t * height_m
    wall = wall + out[None] * 0.012 * np.sin(np.pi * t)
    sides = grid(wall, wrap=True)
    body = box_mapped(merge([grid(points), flipped(grid(low)), sides]))
    pipes = [tube(wall[k] + out * 0.003, 0.0055, sides=8, closed=True) for k in (0, -1)]
    return body, merge(pipes)


def _leg(height_m: float, *, turned_leg: bool) -> Surface:
    """A wooden foot, its top at z = ``height_m``."""
    h = height_m
    if not turned_leg:
        return lathe(np.array([[0.0, 0.0], [0.014, 0.0], [0.015, 0.004], [0.028, h], [0.0, h]]), 20)
    outline = [
        [0.0, 0.0],
        [0.016, 0.0],
        [0.02, 0.008],
        [0.014, 0.02],
        [0.016, 0.03],
        [0.034, 0.6 * h],
        [0.034, 0.75 * h],
        [0.02, 0.85 * h],
        [0.03, 0.92 * h],
        [0.03, h],
        [0.0, h],
    ]
    return lathe(np.asarray(outline), 24)


def _arm(depth_m: float, height_m: float, roll_m: float) -> Surface:
    """A rolled arm along y, its scroll to the front, about x = 0 and standing on z = 0."""
    t = np.linspace(-0.9, np.pi + 0.9, 26)
    scroll = np.column_stack([roll_m * np.cos(t), height_m - roll_m + roll_m * np.sin(t)])
    inner = 0.62 * roll_m
    outline = np.concatenate([[[inner, 0.0]], scroll, [[-inner, 0.0]]])
    y = np.linspace(-depth_m / 2, depth_m / 2, 40)
    rings = np.stack([np.column_stack([outline[:, 0], np.full(len(outline), v), outline[:, 1]]) for v in y])
    girth = flat_uvs(rings)
    wall = grid(rings, uvs=girth)
    spine = np.stack(
        [0 * outline[:, 0], 0 * outline[:, 0] - depth_m / 2 - 0.008, np.minimum(outline[:, 1], height_m - roll_m)],
        -1,
    )
    front = np.stack([rings[0], rings[0] * 0.5 + spine * 0.5 + [0, -0.006, 0], spine])
    face = grid(front, uvs=front[..., [0, 2]])
    return merge([_facing(wall, np.array([1.0, 0.0, 0.0])), _facing(face, np.array([0.0, -1.0, 0.0]))])


def _facing(surface: Surface, way: Points) -> Surface:
    """With its first faces towards ``way``."""
    corner = surface.points[surface.indices[:4]]
    normal = np.cross(corner[1] - corner[0], corner[3] - corner[0])
    return surface if normal @ way > 0 else flipped(surface)


def _arm_rim(depth_m: float, height_m: float, roll_m: float) -> Points:
    """(n, 3) the outline of an arm's front."""
    t = np.linspace(-0.9, np.pi + 0.9, 40)
    scroll = np.column_stack(
        [roll_m * np.cos(t), np.full(40, -depth_m / 2), height_m - roll_m + roll_m * np.sin(t)]
    )
    foot = np.array([[0.62 * roll_m, -depth_m / 2, 0.0]])
    return np.concatenate([foot, scroll, foot * [-1, 1, 1]])


def _seat(
    rng: np.random.Generator, size: float, *, tufted: bool, nails: bool, wide: tuple[float, float]
) -> tuple[MeshData, ...]:
    """An armchair or a small sofa about a seat cushion; the tallest or widest side is ``size``."""
    width = float(rng.uniform(*wide))
    inner, depth, height = width - 0.3, 0.62, float(rng.uniform(0.62, 0.78))
    base, roll = 0.2, float(rng.uniform(0.075, 0.095))
    lean = float(rng.uniform(0.06, 0.13))
    y0 = depth / 2 - 0.24
    profile = np.array(
        [
            [y0, 0.0],
            [y0, base],
            [y0 + 0.4 * lean, 0.7 * height],
            [y0 - 0.02 + lean, height - 0.02],
            [y0 + 0.08 + lean, height + 0.02],
            [y0 + 0.17 + lean, height - 0.1],
            [y0 + 0.19, 0.0],
        ]
    )
    cell = float(rng.uniform(0.085, 0.12))
    back, spots, ways = _rolled(
        profile, width - 0.12, tuft_m=0.03 if tufted else 0.0, cell_m=cell, tufted=(0.14, 0.5)
    )
    arm_height = height * float(rng.uniform(0.62, 0.86)) if not tufted else height * float(rng.uniform(0.72, 0.95))
    arm = _arm(depth, arm_height, roll)
    shift = inner / 2 + 0.75 * roll
    arms = [moved(arm, sign * shift) for sign in (-1.0, 1.0)]
    apron = box_mapped(_block(inner + 0.06, depth - 0.04, 0.0, base))
    count = 1 if width < 1.1 else 2
    cushions, pipes = [], []
    for k in range(count):
        cushion, piping = _box_cushion(rng, inner / count - 0.006, depth - 0.16, 0.14)
        x = (k - (count - 1) / 2) * inner / count
        cushions.append(moved(cushion, x, -0.075, base))
        pipes.append(moved(piping, x, -0.075, base))
        if not tufted:
            cushion, piping = _box_cushion(rng, inner / count - 0.01, height - base - 0.06, 0.13)
            tilt = -90.0 + float(np.degrees(np.arctan2(0.4 * lean, 0.7 * height - base)))
            cushions.append(
                moved(turned(turned(cushion, "z", 180.0), "x", -tilt), x, y0 - 0.01, base + 0.46 * height)
            )
            pipes.append(moved(turned(turned(piping, "z", 180.0), "x", -tilt), x, y0 - 0.01, base + 0.46 * height))
    body = moved(merge([back, *arms, apron, *cushions]), z=_LEG_M)
    rims = [_arm_rim(depth, arm_height, roll) + np.array([sign * shift, -0.002, 0.0]) for sign in (-1.0, 1.0)]
    trims = _nailed(rims) if nails else merge([tube(rim, 0.005, sides=8) for rim in rims])
    buttons = [seated(dome(0.013, 0.008), spots, ways)] if spots is not None and ways is not None else []
    trim = moved(merge([*pipes, *buttons] if nails else [*pipes, *buttons, trims]), z=_LEG_M)
    legs = [
        moved(_leg(_LEG_M, turned_leg=tufted), sx * (inner / 2 + 0.03), sy * (depth / 2 - 0.06))
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    parts = [merge([body, trim]), merge(legs), moved(trims, z=_LEG_M)] if nails else [body, merge(legs), trim]
    return placed(parts, size)


def _nailed(rims: list[Points]) -> Surface:
    """Brass nails along the arms' fronts."""
    heads = []
    for rim in rims:
        inward = rim.copy()
        centre = rim.mean(0)
        inward[:, [0, 2]] += (centre[[0, 2]] - rim[:, [0, 2]]) * 0.08
        along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(inward, axis=0), axis=1))])
        at = np.arange(0.01, along[-1] - 0.01, 0.018)
        spots = np.column_stack([np.interp(at, along, inward[:, k]) for k in range(3)]) + np.array(
            [0.0, -0.002, 0.0]
        )
        heads.append(seated(dome(0.0075, 0.005, segments=10), spots, (0.0, -1.0, 0.0)))
    return merge(heads)


def _block(x_m: float, y_m: float, low_m: float, high_m: float) -> Surface:
    """The sides of a box about the axis."""
    half = np.array([[-x_m, -y_m], [x_m, -y_m], [x_m, y_m], [-x_m, y_m]]) / 2
    ring = rounded(half, 0.02, 4, closed=True)
    return grid(np.stack([np.column_stack([ring, np.full(len(ring), z)]) for z in (low_m, high_m)]), wrap=True)


def _footstool(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A low stool: a stitched, domed top on an apron, with wooden feet and a row of nails."""
    depth, high = size * float(rng.uniform(0.62, 0.8)), float(rng.uniform(0.1, 0.14))
    cushion, piping = _box_cushion(rng, size * 0.98, depth, high)
    band = box_mapped(_block(size * 0.95, depth * 0.96, -0.07, 0.004))
    ring = rounded(
        np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * [size * 0.478, depth * 0.483], 0.02, 4, closed=True
    )
    path = np.column_stack([ring, np.full(len(ring), -0.055)])
    out = path * [1.0, 1.0, 0.0]
    across = np.where(
        np.abs(out[:, :1]) / size > np.abs(out[:, 1:2]) / depth, [[1.0, 0, 0]], [[0, 1.0, 0]]
    ) * np.sign(out)
    nails = stitches(path, across, length_m=0.009, gap_m=0.008, radius_m=0.0045, closed=True)
    legs = [
        moved(_leg(0.16, turned_leg=True), sx * size * 0.42, sy * depth * 0.42, -0.22)
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    return placed([merge([cushion, piping, band]), merge(legs), nails], size)


FORMS: tuple[Form, ...] = (
    Form(
        name="armchair_buttoned",
        class_name="armchair",
        size_m=(0.85, 1.05),
        detail_m=0.6,
        parts=(main_part(), part("Legs", "dark_wood", "beech"), part("Nails", "brass", "aged_brass")),
        build=partial(_seat, tufted=True, nails=True, wide=(0.82, 0.95)),
    ),
    Form(
        name="armchair_piped",
        class_name="armchair",
        size_m=(0.8, 1.0),
        detail_m=0.6,
        parts=(
            main_part(),
            part("Legs", "beech", "dark_wood"),
            part("Piping", "cream_leather", "black_leather", "white_cotton"),
        ),
        build=partial(_seat, tufted=False, nails=False, wide=(0.78, 0.92)),
    ),
    Form(
        name="sofa_small",
        class_name="sofa",
        size_m=(1.25, 1.6),
        detail_m=0.75,
        parts=(
            main_part(),
            part("Legs", "beech", "dark_wood"),
            part("Piping", "cream_thread", "white_cotton", "flax_linen"),
        ),
        build=partial(_seat, tufted=False, nails=False, wide=(1.25, 1.5)),
    ),
    Form(
        name="footstool",
        class_name="footstool",
        size_m=(0.4, 0.6),
        parts=(main_part(), part("Legs", "dark_wood", "beech"), part("Nails", "brass", "aged_brass")),
        build=_footstool,
    ),
)
