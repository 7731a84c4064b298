"""Cushions, pillows and a pouffe: cloth sewn shut and filled, so that it wrinkles at its seams."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import grid_normals, placed, refined, relaxed, resampled, thick, upright, waves
from assets.forms.kit.sewing import button, dome, rope, seated, stitches, tassel, tube
from assets.meshes.surface import Points, Surface, flipped, grid, merge, moved, turned
from schemas.mesh import MeshData

_CELLS = 46
_PIPING_M = 0.0045


def _filled(
    rng: np.random.Generator,
    width_m: float,
    height_m: float,
    *,
    flange: int = 0,
    fill: float = 1.0,
    tufts: bool = False,
) -> tuple[Points, Points]:
    """(front, back): two sheets (rows, columns, 3) sewn along their edges and blown up; z is out of the front.

    Args:
        flange: cells outside the seam in which both sheets lie on one another.
        fill: how hard it is filled.
    """
    columns = _CELLS + 2 * flange
    a = width_m / (columns - 1)
    rows = max(round(height_m / a) + 1, 20)
    b = height_m / (rows - 1)
    x, y = np.meshgrid((np.arange(columns) - (columns - 1) / 2) * a, (np.arange(rows) - (rows - 1) / 2) * b)
    dent = waves(rng, 0.5 * width_m)(x, y) * 0.004
    bulge = 0.01 * np.cos(np.pi * x / width_m) * np.cos(np.pi * y / height_m)
    start = np.stack([np.stack([x, y, s * (bulge + 1e-4) + dent], -1) for s in (1.0, -1.0)])
    sign = np.array([1.0, -1.0])[:, None, None, None]
    seam = np.ones((rows, columns), dtype=bool)
    seam[flange + 1 : rows - flange - 1, flange + 1 : columns - flange - 1] = False
    soft = 1.0 + 0.3 * waves(rng, 0.4 * width_m)(x, y)

    def hold(points: Points) -> None:
        points[:, seam] = points[:, seam].mean(0)
        if tufts:
            r, c = rows // 2, columns // 2
            points[0, r - 1 : r + 2, c - 1 : c + 2, 2] = 0.075 * width_m
            points[1, r - 1 : r + 2, c - 1 : c + 2, 2] = -0.075 * width_m

    blown = relaxed(
        start,
        flat=np.stack([x, y, 0 * x], -1),
        hold=hold,
        steps=120,
        sweeps=12,
        gravity=0.0,
        pressure=sign * (7.0 * fill * soft)[None, :, :, None],
        bend=0.02,
        damping=0.94,
    )
    front, back = (refined(sheet, 2) for sheet in _straightened(blown))
    if not flange:
        gathers = _gathers(rng, width_m, height_m, front.shape[:2])[..., None]
        front, back = front + grid_normals(front) * gathers, back - grid_normals(back) * gathers[::-1]
    else:
        for sheet, side in ((front, 1.0), (back, -1.0)):
            sheet[1:-1, 1:-1] += side * 0.0008 * grid_normals(sheet)[1:-1, 1:-1]
    return front, back


def _gathers(rng: np.random.Generator, width_m: float, height_m: float, shape: tuple[int, int]) -> Points:
    """(rows, columns) metres of the wrinkles that run in from the seams."""
    x, y = np.meshgrid(np.linspace(0, width_m, shape[1]), np.linspace(0, height_m, shape[0]))
    total = np.zeros(shape)
    sides = ((x, y), (x, height_m - y), (y, x), (y, width_m - x))
    for along, away in sides:
        reach = 0.05 + 0.025 * waves(rng, 0.12)(along, 0 * away)
        ripple = waves(rng, 0.034, spread=0.12)(along + 0.15 * away, away)
        total += ripple * np.exp(-((away / reach) ** 2)) * np.clip(away / 0.012, 0, 1)
    return np.asarray(0.0042 * total)


def _straightened(sheets: Points) -> Points:
    """Turned back about z by what the sheets have turned while they were blown up."""
    way = (sheets[:, :, -1] - sheets[:, :, 0]).mean((0, 1))
    angle = float(np.arctan2(way[1], way[0]))
    c, s = np.cos(angle), np.sin(angle)
    return np.asarray((sheets - sheets.mean((0, 1, 2))) @ np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]]))


def _rim(sheet: Points, inset: int = 0) -> Points:
    """(n, 3) the closed loop of a sheet's edge, counter-clockwise from the front, ``inset`` points inside it."""
    s = sheet[inset : len(sheet) - inset, inset : sheet.shape[1] - inset]
    return np.concatenate([s[0, :-1], s[:-1, -1], s[-1, :0:-1], s[:0:-1, 0]])


def _body(front: Points, back: Points, width_m: float, height_m: float) -> Surface:
    rows, columns = front.shape[:2]
    u, v = np.meshgrid(np.linspace(0, width_m, columns), np.linspace(0, height_m, rows))
    uvs = np.stack([u, v], -1)
    return merge([grid(front, uvs=uvs), flipped(grid(back, uvs=uvs))])


def _leaning(rng: np.random.Generator, surfaces: Sequence[Surface]) -> list[Surface]:
    """Stood on its lower edge and leant back."""
    lean, turn = float(rng.uniform(-28, -14)), float(rng.uniform(-12, 8))
    return [turned(turned(upright(s), "x", lean), "z", turn) for s in surfaces]


def _cushion(
    rng: np.random.Generator,
    size: float,
    *,
    trim: Callable[[np.random.Generator, Points, Points], Surface],
    aspect: tuple[float, float] = (0.85, 1.0),
    flange: int = 0,
    fill: tuple[float, float] = (0.7, 1.3),
    tufts: bool = False,
) -> tuple[MeshData, ...]:
    """A cushion of ``size`` and what trims it."""
    height = size * float(rng.uniform(*aspect))
    front, back = _filled(rng, size, height, flange=flange, fill=float(rng.uniform(*fill)), tufts=tufts)
    parts = [_body(front, back, size, height), trim(rng, front, back)]
    return placed(_leaning(rng, parts), size)


def _corded_with_tassels(rng: np.random.Generator, front: Points, _: Points) -> Surface:
    corners = [front[0, 0], front[0, -1], front[-1, -1], front[-1, 0]]
    cord = rope(_rim(front), 0.0045, closed=True)
    length = float(rng.uniform(0.07, 0.1))
    hung = []
    for corner in corners:
        way = corner[:2] / np.linalg.norm(corner[:2])
        angle = np.degrees(np.arctan2(way[0], -way[1]))
        hung.append(moved(turned(turned(tassel(rng, length), "x", -90.0), "z", angle), *corner))
    return merge([cord, *hung])


def _piped(rng: np.random.Generator, front: Points, _: Points) -> Surface:
    return tube(_rim(front), _PIPING_M * float(rng.uniform(0.85, 1.15)), closed=True)


def _flange_stitched(rng: np.random.Generator, front: Points, back: Points) -> Surface:
    inset = int(rng.integers(9, 12)) - 1
    rows = []
    for sheet, sign in ((front, 1.0), (back, -1.0)):
        rows.append(stitches(_rim(sheet, inset), sign * _rim(grid_normals(sheet), inset), closed=True))
    return merge([*rows, stitches(_rim(front, 1), _rim(grid_normals(front), 1), closed=True)])


def _buttoned(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A cushion that is closed by a flap with buttons."""
    height = size * float(rng.uniform(0.7, 1.0))
    front, back = _filled(rng, size, height, fill=float(rng.uniform(0.7, 1.2)))
    rows = len(front)
    row = int(rows * rng.uniform(0.24, 0.34))
    flap = front[row - 7 : row + 2]
    lift = grid_normals(front)[row - 7 : row + 2] * 0.0022
    band = thick(flap + lift, 0.0022)
    normals = grid_normals(front)
    seam = stitches(front[row - 6] + 0.0034 * normals[row - 6], normals[row - 6])
    other = stitches(front[row] + 0.0034 * normals[row], normals[row])
    index = np.rint(np.linspace(0.16, 0.84, int(rng.integers(3, 5))) * (front.shape[1] - 1)).astype(int)
    spots = front[row - 3, index] + normals[row - 3, index] * 0.0036
    buttons = seated(button(float(rng.uniform(0.012, 0.017))), spots, normals[row - 3, index])
    body = merge([_body(front, back, size, height), band])
    return placed(_leaning(rng, [body, merge([seam, other]), buttons]), size)


def _tufted(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A cushion piped in its own cloth, drawn in at its middle by a covered button."""
    front, back = _filled(rng, size, size, fill=float(rng.uniform(0.9, 1.5)), tufts=True)
    piping = tube(_rim(front), _PIPING_M, closed=True)
    r, c = front.shape[0] // 2, front.shape[1] // 2
    covered = moved(dome(0.016, 0.009), *front[r, c])
    body = merge([_body(front, back, size, size), piping])
    return placed(_leaning(rng, [body, covered]), size)


def _pouffe(
    rng: np.random.Generator, size: float, *, lobes: tuple[int, int], knitted: bool
) -> tuple[MeshData, ...]:
    """A round floor seat of panels that meet in a star, sunk under its own weight."""
    count = int(rng.integers(lobes[0], lobes[1] + 1))
    radius, height = size / 2, size * float(rng.uniform(0.42, 0.58))
    rows, columns = 120, 24 * count if not knitted else 8 * count
    t = np.linspace(0.0, np.pi, rows)[:, None]
    angle = np.linspace(0.0, 2 * np.pi, columns + 1)[None, :-1]
    power = float(rng.uniform(0.62, 0.75))
    ring = np.sin(t) ** power
    level = -np.sign(np.cos(t)) * np.abs(np.cos(t)) ** (power + 0.1)
    across = np.abs(np.sin(count * angle / 2.0))
    drawn = np.sin(t) ** 0.4
    bulge = (0.055 if not knitted else 0.03) * (across**0.55 - 0.6) * drawn
    wrinkle = waves(rng, 0.13 * size)(angle * radius, t * radius) * 0.008 * (1 - across) * drawn
    sway = waves(rng, 1.2 * size)(angle * radius + 0 * t, t * radius) * 0.012 * np.sin(t)
    r = radius * (ring * (1 + bulge + sway) + wrinkle)
    dimple = 0.08 * np.exp(-((np.sin(t) / 0.16) ** 2))
    z = 0.5 * height * (level * (1 - dimple) + 0.15 * bulge * level)
    z = np.maximum(z, -0.43 * height + 0.004 * r)
    points = np.stack([r * np.cos(angle), r * np.sin(angle), z + 0 * angle], -1)
    u, v = np.linspace(0, 2 * np.pi * radius, columns + 1), t[:, 0] * 0.6 * size
    body = grid(points, uvs=np.stack(np.broadcast_arrays(u[None, :], v[:, None]), -1), wrap=True)
    seams = []
    normals = grid_normals(points)
    offset = 2 if not knitted else 0
    step = columns // count
    for k in range(count if not knitted else 0):
        for side in (-offset, offset):
            at = (k * step + side) % columns
            seams.append(
                stitches(points[6:-14, at] + 2e-4, normals[6:-14, at], length_m=0.005, gap_m=0.002, radius_m=8e-4)
            )
    top = moved(dome(0.022, 0.012), 0.0, 0.0, float(points[-1, :, 2].mean()) - 0.004)
    parts = [body, merge([*seams, top])] if not knitted else [merge([body, _wool_ribs(points, count)]), top]
    return placed(parts, size)


def _wool_ribs(points: Points, count: int) -> Surface:
    """Plied yarn along each rib of a knitted pouffe: two strands that lean against one another in a V."""
    columns = points.shape[1]
    step = columns // count
    normals = grid_normals(points)
    strands = []
    for k in range(count):
        middle = (k * step + step // 2) % columns
        path = resampled(points[8:-8, middle] + 0.004 * normals[8:-8, middle], 0.02)
        strands.append(rope(path, 0.014, lays_m=0.06, strands=2))
    return merge(strands)


FORMS: tuple[Form, ...] = (
    Form(
        name="cushion_with_tassels",
        class_name="cushion",
        size_m=(0.38, 0.56),
        parts=(main_part(), part("Tassels", "gold_thread", "cream_thread")),
        build=partial(_cushion, trim=_corded_with_tassels, aspect=(0.8, 1.0)),
    ),
    Form(
        name="cushion_with_piping",
        class_name="cushion",
        size_m=(0.35, 0.55),
        parts=(main_part(), part("Piping", "white_cotton", "navy_cotton", "flax_linen")),
        build=partial(_cushion, trim=_piped, aspect=(0.65, 1.0)),
    ),
    Form(
        name="pillow_with_flange",
        class_name="pillow",
        size_m=(0.5, 0.75),
        parts=(main_part(), part("Stitches", "white_thread", "cream_thread")),
        build=partial(_cushion, trim=_flange_stitched, aspect=(0.6, 0.72), flange=5, fill=(0.5, 0.9)),
    ),
    Form(
        name="cushion_with_buttons",
        class_name="cushion",
        size_m=(0.35, 0.5),
        parts=(
            main_part(),
            part("Stitches", "cream_thread", "white_thread"),
            part("Buttons", "beech", "horn_button"),
        ),
        build=_buttoned,
    ),
    Form(
        name="cushion_tufted",
        class_name="cushion",
        size_m=(0.36, 0.5),
        parts=(main_part(), part("Button", "brass", "black_thread", "cream_thread")),
        build=_tufted,
    ),
    Form(
        name="pouffe",
        class_name="pouffe",
        size_m=(0.4, 0.65),
        parts=(main_part(), part("Seams", "cream_thread", "black_thread")),
        build=partial(_pouffe, lobes=(8, 12), knitted=False),
    ),
    Form(
        name="pouffe_knitted",
        class_name="pouffe",
        size_m=(0.38, 0.6),
        parts=(main_part(), part("Button", "beech", "cream_thread")),
        build=partial(_pouffe, lobes=(26, 32), knitted=True),
    ),
)
