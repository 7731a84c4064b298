"""Small fine things of cloth: a lined ring box, a necktie under its collar, a felt hat."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import flat_uvs, grid_normals, placed, resampled, thick, upright, waves
from assets.forms.kit.sewing import stitches, tube
from assets.meshes.curves import rounded
from assets.meshes.solids import lathe, sweep
from assets.meshes.surface import Points, Surface, flipped, grid, merge, moved, turned
from schemas.mesh import MeshData


def _ring_box(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """An open box of velvet: rounded shell, a cushion with a slot and a ring in it, a puckered satin lid."""
    w, d, h = size * 0.86, size * 0.8, size * 0.44
    outline = rounded(
        np.array([[-w / 2, -d / 2], [w / 2, -d / 2], [w / 2, d / 2], [-w / 2, d / 2]]), size * 0.1, 7, closed=True
    )
    n = len(outline)
    levels = [
        (0.9, 0.0),
        (0.97, 0.015),
        (1.0, 0.12),
        (1.0, 0.9),
        (0.995, 1.0),
        (0.94, 1.0),
        (0.92, 0.9),
        (0.92, 0.55),
    ]
    wall = np.stack([np.column_stack([outline * f, np.full(n, h * z)]) for f, z in levels])
    shell = _wrapped(wall)
    base = np.stack([np.zeros((n, 3)), wall[0]])
    bottom = flipped(grid(base[::1], wrap=True))
    pad = _pad(outline * 0.925, h * 0.8, h * 0.2, rng)
    lid_wall = wall.copy()
    lid_wall[..., 2] = h * 0.92 - lid_wall[..., 2] * 0.92
    lid = flipped(_wrapped(lid_wall))
    lid_top = grid(np.stack([np.column_stack([0 * outline, np.full(n, h * 0.92)]), lid_wall[0]]), wrap=True)
    satin = _puckered(outline * 0.948, h * 0.3, rng)
    opening = float(rng.uniform(98, 118))

    def opened(surface: Surface) -> Surface:
        hinge = moved(surface, 0.0, -d / 2, 0.0)
        return moved(turned(hinge, "x", -opening), 0.0, d / 2, h)

    metal = [
        sweep(np.array([[-w * 0.32, d / 2 + 0.001, h], [w * 0.32, d / 2 + 0.001, h]]), size * 0.016, sides=10)
    ]
    ring_r = size * 0.16
    t = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    ring = tube(
        np.column_stack([ring_r * np.cos(t), 0 * t, h * 0.94 + ring_r * 0.55 + ring_r * np.sin(t)]),
        size * 0.017,
        sides=12,
        closed=True,
    )
    stone = lathe(np.array([[0.0, -0.055], [0.062, 0.0], [0.055, 0.012], [0.03, 0.03], [0.0, 0.03]]) * size, 8)
    stone = moved(stone, 0.0, 0.0, h * 0.94 + ring_r * 1.55 + size * 0.04)
    body = merge([shell, bottom, opened(lid), opened(lid_top), pad])
    turn = float(rng.uniform(-30, 10))
    parts = [body, opened(satin), merge([*metal, ring]), stone]
    return placed([turned(p, "z", turn) for p in parts], size)


def _wrapped(rings: Points) -> Surface:
    """Rings from below as a closed band with texture coordinates in metres."""
    closed = np.concatenate([rings, rings[:, :1]], axis=1)
    return grid(rings, uvs=flat_uvs(closed), wrap=True)


def _pad(outline: Points, low_m: float, rise_m: float, rng: np.random.Generator) -> Surface:
    """A cushion with a slot across, filling an outline."""
    shares = np.linspace(0.0, 1.0, 26)
    rings = []
    for s in shares:
        p = outline * s
        slot = np.exp(-((p[:, 1] / (0.035 * np.ptp(outline[:, 1]))) ** 2)) * (
            np.abs(p[:, 0]) < 0.4 * np.ptp(outline[:, 0])
        )
        z = low_m + rise_m * (1 - s**4) - 0.5 * rise_m * slot * (s < 0.95)
        rings.append(
            np.column_stack(
                [p, z + 0.03 * rise_m * np.sin(9 * p[:, 0] / np.ptp(outline[:, 0]) + float(rng.uniform(0, 0.2)))]
            )
        )
    rows = np.stack(rings[::-1])
    return grid(rows, uvs=np.concatenate([rows, rows[:, :1]], axis=1)[..., :2], wrap=True)


def _puckered(outline: Points, level_m: float, rng: np.random.Generator) -> Surface:
    """Gathered lining inside a lid, its folds running out from the middle; it looks down."""
    n = len(outline)
    fine = resampled(outline, float(np.ptp(outline[:, 0])) / 90, closed=True)
    n = len(fine)
    rays = np.arange(n)
    count = int(rng.integers(26, 34))
    rows = []
    for s in np.linspace(0.0, 1.0, 24):
        fold = (
            0.05
            * level_m
            * 2.2
            * np.cos(2 * np.pi * count * rays / n + 2 * s)
            * (0.25 + 0.75 * s)
            * np.clip(s * 6, 0, 1)
        )
        z = level_m * 0.55 + 0.75 * level_m * (s**3) - 0.0 * s + fold
        rows.append(np.column_stack([fine * s, 0.92 * level_m / 0.3 * (1.0 - 0.75) + z * 0.9]))
    mesh = np.stack(rows)
    return grid(mesh, uvs=np.concatenate([mesh, mesh[:, :1]], axis=1)[..., :2], wrap=True)


def _necktie(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A tied tie under a shirt's collar on a stand: a knot with a dimple, a blade that ends in a point."""
    length, wide = size * 0.74, size * float(rng.uniform(0.19, 0.23))
    v = np.linspace(0.0, 1.0, 80)[:, None]
    u = np.linspace(-1.0, 1.0, 31)[None, :]
    half = np.interp(v, [0.0, 0.1, 0.8, 1.0], [0.017, 0.024, wide / 2, wide / 2 * 1.02])
    point = np.clip((v - 0.86) / 0.14, 0, 1)
    x = u * half
    y = -v * (length - wide / 2) - wide / 2 * (1 - np.abs(u)) * point**1.0
    dimple = 0.008 * np.exp(-((u / 0.28) ** 2)) * np.exp(-v / 0.16)
    bow = 0.02 * np.sin(np.pi * np.clip(v, 0, 1)) + 0.03 * v
    curve = 0.006 * (1 - u**2) * (1 - 0.3 * v)
    soft = 0.003 * waves(rng, 0.12)(x, y)
    points = np.stack([x, y, 0.05 - 0.02 * v + bow + curve - dimple * 1.4 + soft], -1)
    blade = thick(points[::-1], 0.0034, uvs=np.stack([x, y], -1)[::-1])
    tail = points[5:66] * [0.55, 1, 1] - [0.004, 0, 0.010]
    under = thick(tail[::-1], 0.002)
    knot = _tie_knot(rng)
    collar = []
    for side in (-1.0, 1.0):
        leaf = np.array(
            [[[0.012, 0.004, 0.052], [0.062, 0.052, 0.012]], [[0.05, -0.062, 0.066], [0.098, 0.006, 0.016]]]
        )
        s, t = np.meshgrid(np.linspace(0, 1, 14), np.linspace(0, 1, 14))
        sheet = (
            leaf[0, 0] * ((1 - s) * (1 - t))[..., None]
            + leaf[0, 1] * (s * (1 - t))[..., None]
            + leaf[1, 0] * ((1 - s) * t)[..., None]
            + leaf[1, 1] * (s * t)[..., None]
        )
        sheet = sheet + np.array([0, 0, 0.008]) * np.sin(np.pi * s)[..., None]
        sheet = sheet * [side, 1, 1]
        collar.append(thick(sheet if side < 0 else sheet[::-1], 0.002))
    ring = np.linspace(0, 2 * np.pi, 50, endpoint=False)
    stand = np.stack(
        [
            np.column_stack(
                [0.062 * np.cos(ring), z + 0.012 * np.sin(-ring), 0.0 + 0.058 * np.sin(ring) * -1 * -1]
            )
            for z in (0.0, 0.02, 0.042)
        ]
    )
    band = grid(stand[::-1], wrap=True)
    parts = [merge([blade, under, knot]), merge([*collar, band]), _neck_stand(size)]
    return placed([upright(p) for p in parts], size)


def _tie_knot(rng: np.random.Generator) -> Surface:
    """A four-in-hand: a tapering wrap, wider above, a little aslant."""
    a = np.linspace(0, 2 * np.pi, 56, endpoint=False)[None, :]
    v = np.linspace(0.0, 1.0, 26)[:, None]
    half = np.interp(v, [0, 0.1, 0.5, 0.9, 1.0], [0.013, 0.0165, 0.0215, 0.026, 0.0235])
    deep = np.interp(v, [0, 0.1, 0.5, 0.9, 1.0], [0.009, 0.0125, 0.0145, 0.014, 0.010])
    slant = float(rng.uniform(-0.2, 0.2))
    wrap = 1 + 0.06 * np.sin(2.0 * np.pi * v * 1.5 + a)
    x = half * np.sign(np.cos(a)) * np.abs(np.cos(a)) ** 0.8 * wrap
    z = 0.058 + deep * np.sin(a) * wrap
    y = -0.034 + 0.044 * v + slant * x
    points = np.stack([x, y, z], -1)
    closed = np.concatenate([points, points[:, :1]], axis=1)
    tube_like = grid(points, uvs=flat_uvs(closed), wrap=True)
    p = tube_like.points[tube_like.indices.reshape(-1, 4)]
    out = (np.cross(p[:, 2] - p[:, 0], p[:, 3] - p[:, 1]) * (p.mean(1) - tube_like.points.mean(0))).sum()
    return tube_like if out > 0 else flipped(tube_like)


def _neck_stand(size: float) -> Surface:
    """A neck on a thin post with a foot, in the cloth's frame."""
    low = 0.008 - size * 0.84
    cap = turned(
        lathe(
            np.array([[0.0, -0.03], [0.05, -0.03], [0.052, 0.0], [0.047, 0.055], [0.04, 0.066], [0.0, 0.07]]), 40
        ),
        "x",
        -90.0,
    )
    foot = turned(
        lathe(
            np.array(
                [
                    [0, -0.07],
                    [0.085, -0.07],
                    [0.085, -0.058],
                    [0.02, -0.045],
                    [0.012, -0.02],
                    [0.010, 0.2],
                    [0, 0.2],
                ]
            ),
            40,
        ),
        "x",
        -90.0,
    )
    post = sweep(np.array([[0.0, low, -0.012], [0.0, -0.02, -0.012]]), 0.009, sides=14)
    return merge([moved(cap, z=-0.012), moved(foot, 0.0, low, -0.012), post])


def _felt_hat(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A fedora: pinched, creased crown, a brim that dips in front, a ribbon band with a bow, a feather."""
    skirt, crown = _brim_and_crown(rng, size)
    shell = np.concatenate([skirt, crown[1:]])
    uvs = flat_uvs(np.concatenate([shell, shell[:, :1]], axis=1))
    inner = shell - _shell_normals(shell) * 0.0032
    rim = tube(resampled(0.5 * (shell[0] + inner[0]), 0.008, closed=True), 0.0026, sides=8, closed=True)
    body = merge([grid(shell, uvs=uvs, wrap=True), flipped(grid(inner, uvs=uvs, wrap=True)), rim])
    k = int(rng.integers(7, 11))
    band = crown[1 : k + 1] + _shell_normals(crown)[1 : k + 1] * 0.0022
    edges = [tube(resampled(band[row], 0.008, closed=True), 0.0012, sides=6, closed=True) for row in (0, -1)]
    bow = _facing_out(_flat_bow(float(np.ptp(band[:, 6, 2]))), band[k // 2, 6] * 1.012)
    feather = _facing_out(turned(_feather(size * 0.3), "x", -24.0), band[k // 2, 140] * [1.02, 1.02, 0.8])
    sewn = stitches(skirt[1] + [0, 0, 0.0004], (0, 0, 1), closed=True, length_m=0.004)
    turn = float(rng.uniform(-75, -35))
    parts = [body, merge([grid(band, wrap=True), *edges, bow]), feather, sewn]
    return placed([turned(p, "z", turn) for p in parts], size)


def _facing_out(item: Surface, at: Points) -> Surface:
    """Something that faces -Y put at a place, facing away from the axis."""
    return moved(turned(item, "z", 90.0 + float(np.degrees(np.arctan2(at[1], at[0])))), *at)


def _brim_and_crown(rng: np.random.Generator, size: float) -> tuple[Points, Points]:
    """(brim from its edge inwards, crown from the band up): rings of 144 points."""
    r, brim, high = size * 0.29, size * float(rng.uniform(0.19, 0.22)), size * float(rng.uniform(0.34, 0.39))
    a = np.linspace(0, 2 * np.pi, 144, endpoint=False)[None, :]
    c, s = np.cos(a), np.sin(a)
    oval = 1.0 / np.sqrt(c**2 + s**2 / 1.32)  # longer from front to back
    t = np.linspace(0, 1, 44)[:, None]
    side, top = np.minimum(t / 0.66, 1.0), np.clip((t - 0.66) / 0.34, 0, 1)
    front = np.clip(-s, 0, 1)
    radius = r * oval * (1 - 0.13 * side**2) * (1 - top)
    z = high * (0.94 * side**0.9 + 0.08 * np.sin(0.8 * np.pi * np.minimum(top * 1.25, 1.0))) * (1 + 0.05 * front)
    crease = 0.2 * high * np.exp(-((radius * c / (0.2 * r)) ** 2)) * np.clip(top * 5, 0, 1)
    away = [(sign * (a - 1.5 * np.pi)) % (2 * np.pi) - 0.62 for sign in (1.0, -1.0)]
    dent = np.exp(-((away[0] / 0.26) ** 2)) + np.exp(-((away[1] / 0.26) ** 2))
    pinch = 0.2 * r * dent * np.clip((t - 0.3) / 0.3, 0, 1) * (1 - top)
    crown = np.stack([c * (radius - pinch), s * (radius - 0.6 * pinch), z - crease], -1)
    b = np.linspace(1, 0, 22)[:, None]
    reach = r * oval + (brim - 0.1 * brim * np.abs(c)) * b
    lift = 0.2 * brim * b**1.6 * (1.4 * c**2 - 0.9 * front + 0.6 * np.clip(s, 0, 1))
    lift = lift + 0.004 * waves(rng, 1.5)(c + 0 * b, s + 0 * b) * b
    return np.stack([reach * c, reach * s, lift], -1), crown


def _shell_normals(rings: Points) -> Points:
    wide = np.concatenate([rings[:, -1:], rings, rings[:, :1]], axis=1)
    return grid_normals(wide)[:, 1:-1]


def _flat_bow(high_m: float) -> Surface:
    """A stitched ribbon bow in the x-z plane, its face to -Y."""
    t = np.linspace(-1, 1, 21)[None, :]
    v = np.linspace(-0.5, 0.5, 7)[:, None]
    x = t * high_m * 0.85 + 0 * v
    z = v * high_m * (0.45 + 0.55 * np.abs(t) ** 0.7)
    y = -0.004 - 0.006 * np.abs(np.sin(np.pi * t)) * np.cos(np.pi * v)
    knot = thick(
        np.stack(np.broadcast_arrays(t * 0.007, -0.012 + 0 * t * v + 0.004 * t**2, v * high_m * 0.7), -1), 0.001
    )
    return merge([thick(np.stack([x, y, z], -1), 0.001), knot])


def _feather(length_m: float) -> Surface:
    """A quill with two vanes, along z."""
    t = np.linspace(0, 1, 40)[:, None]
    u = np.linspace(-1, 1, 9)[None, :]
    half = 0.13 * length_m * np.sin(np.pi * np.clip(t * 1.02, 0, 1)) ** 0.7 * (0.6 + 0.4 * t)
    notch = 1 - 0.15 * (np.sin(37 * t + 3 * np.sign(u)) > 0.8) * np.abs(u)
    x = u * half * notch + 0.1 * length_m * t**2
    points = np.stack([x, -0.004 + 0.02 * length_m * u**2 + 0 * t, t * length_m + 0.05 * length_m * np.abs(u)], -1)
    quill = tube(
        np.column_stack([0.1 * length_m * t[:, 0] ** 2, np.full(40, -0.005), t[:, 0] * length_m - 0.01]),
        0.0012,
        sides=6,
    )
    return merge([thick(points, 0.0004), quill])


FORMS: tuple[Form, ...] = (
    Form(
        name="ring_box",
        class_name="ring box",
        size_m=(0.06, 0.1),
        build=_ring_box,
        parts=(
            main_part(),
            part("Lining", "white_satin", "black_satin", "red_satin"),
            part("Ring", "gold", "silver"),
            part("Stone", "clear_glass"),
        ),
    ),
    Form(
        name="necktie",
        class_name="necktie",
        size_m=(0.42, 0.55),
        build=_necktie,
        parts=(main_part(), part("Collar", "white_cotton"), part("Bust", "beech", "dark_wood")),
    ),
    Form(
        name="felt_hat",
        class_name="hat",
        size_m=(0.28, 0.36),
        build=_felt_hat,
        parts=(
            main_part(),
            part("Ribbon", "black_satin", "red_satin"),
            part("Feather", "white_thread", "orange_thread"),
            part("Stitches", "black_thread", "cream_thread"),
        ),
    ),
)
