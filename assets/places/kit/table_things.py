"""What tables are laid with: cloths and runners, cutlery, glasses, napkins, cups, candlesticks, cake stands."""

from __future__ import annotations

import numpy as np

from assets.forms.kit.metre_solids import plate as flat_plate
from assets.forms.kit.metre_solids import spun, tube
from assets.meshes.curves import rounded, shell_profile, smooth
from assets.meshes.surface import Points, Surface, grid, merge, moved, turned
from assets.places.kit import crockery

_STEP = 0.03
_THICK_M = 0.0012


def _draped(x: Points, y: Points, half: tuple[float, float], drop_m: float, phases: Points) -> Points:
    """Where flat points (x, y) of a cloth come to lie over a table of half sizes ``half``."""
    dx, dy = np.maximum(np.abs(x) - half[0], 0.0), np.maximum(np.abs(y) - half[1], 0.0)
    r = np.hypot(dx, dy)
    corner = (dx > 0) & (dy > 0)
    angle = np.arctan2(dy, dx)
    share = np.clip(r / drop_m, 0.0, 1.0)
    run = np.where(dx > 0, y, x)
    fold = 0.5 + 0.5 * np.sin(11.0 * run + phases[0] + 1.3 * np.sin(4.0 * run + phases[1]))
    out = 0.004 * (1 - np.exp(-r / 0.003)) + 0.035 * share * fold
    cone = (
        0.004
        + 0.035 * share * (0.5 + 0.5 * np.sin(11.0 * half[1] + phases[0]))
        + 0.5 * r * np.sin(2 * angle) ** 1.6
    )
    out = np.minimum(np.where(corner, cone, out), 0.97 * r)
    fall = np.sqrt(np.maximum(r**2 - out**2, 0.0))
    across = np.where(r > 0, out / np.maximum(r, 1e-9), 0.0)
    px = np.sign(x) * (np.minimum(np.abs(x), half[0]) + dx * across)
    py = np.sign(y) * (np.minimum(np.abs(y), half[1]) + dy * across)
    return np.stack([px, py, -fall], -1)


def _lines(half: float, drop_m: float, cell_m: float) -> Points:
    many = max(1, round(cell_m / _STEP))
    step = cell_m / many
    count = int(np.ceil((half + drop_m) / step))
    return np.arange(-count, count + 1) * step


def tablecloth(
    rng: np.random.Generator, half: tuple[float, float], drop_m: float, *, cell_m: float = 0.06, colours: int = 1
) -> tuple[Surface, ...]:
    """A cloth over a table's top at z = 0, with its fall; a surface for each colour of its checks."""
    u, v = _lines(half[0], drop_m, cell_m), _lines(half[1], drop_m, cell_m)
    x, y = np.meshgrid(u, v)
    x0 = np.clip(x, -half[0] - drop_m, half[0] + drop_m)
    y0 = np.clip(y, -half[1] - drop_m, half[1] + drop_m)
    points = _draped(x0, y0, half, drop_m, rng.uniform(0, 6.28, 2))
    down, along = np.gradient(points, axis=0), np.gradient(points, axis=1)
    normal = np.cross(along, down)
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-9)
    uvs = np.stack([x0, y0], -1)
    front, back = grid(points, uvs=uvs), grid((points - _THICK_M * normal)[:, ::-1], uvs=uvs[:, ::-1])
    if colours == 1:
        return (merge([front, back]),)
    middle = 0.5 * (x[:-1, :-1] + x[1:, 1:]), 0.5 * (y[:-1, :-1] + y[1:, 1:])
    kind = (np.floor(middle[0] / cell_m) % 2 + np.floor(middle[1] / cell_m) % 2).astype(int)
    kinds = np.minimum(kind, colours - 1)
    return tuple(merge([_faces(front, kinds == k), _faces(back, kinds[:, ::-1] == k)]) for k in range(colours))


def _faces(sheet: Surface, keep: Points) -> Surface:
    rows = keep.reshape(-1)
    corners = np.repeat(rows, 4)
    return Surface(
        points=sheet.points, counts=sheet.counts[rows], indices=sheet.indices[corners], uvs=sheet.uvs[corners]
    )


def runner(length_m: float, width_m: float) -> Surface:
    """A flat strip of cloth with rounded hems on z = 0."""
    from assets.places.kit.boxes import slab

    hems = [slab((length_m, 0.012, 0.0024), (0, s * (width_m / 2 - 0.006), 0), bevel_m=0.001) for s in (-1, 1)]
    return merge([slab((length_m, width_m, 0.0014), bevel_m=0.0005), *hems])


def _handle(length_m: float) -> list[tuple[float, float]]:
    return [
        (-0.0035, 0.02),
        (-0.0035, 0.5 * length_m),
        (-0.008, 0.93 * length_m),
        (-0.006, length_m),
        (0.006, length_m),
        (0.008, 0.93 * length_m),
        (0.0035, 0.5 * length_m),
        (0.0035, 0.02),
    ]


def fork() -> Surface:
    """A fork on z = 0, its tines to +y, its handle to -y."""
    tines = []
    for x in (-0.009, -0.003, 0.003, 0.009):
        tines += [(x - 0.0016, 0.0), (x - 0.001, 0.052), (x + 0.001, 0.052), (x + 0.0016, 0.0)]
    outline = [
        (-0.0035, -0.03),
        (-0.011, -0.014),
        *tines,
        (0.011, -0.014),
        (0.0035, -0.03),
        (0.0035, -0.08),
        (0.008, -0.13),
        (0.005, -0.142),
        (-0.005, -0.142),
        (-0.008, -0.13),
        (-0.0035, -0.08),
    ]
    return _bent(flat_plate(np.array(outline)[::-1], 0.0, 0.0022, bevel_m=0.0005, steps=1))


def knife() -> Surface:
    """A table knife on z = 0, its blade to +y, the edge to -x."""
    outline = [
        (-0.008, -0.12),
        (0.008, -0.12),
        (0.006, -0.02),
        (0.006, 0.09),
        (0.002, 0.104),
        (-0.006, 0.092),
        (-0.011, 0.06),
        (-0.01, 0.0),
        (-0.006, -0.015),
    ]
    return flat_plate(rounded(outline, 0.003, 2, closed=True), 0.0, 0.0035, bevel_m=0.001, steps=1)


def spoon(length_m: float = 0.19) -> Surface:
    """A spoon on z = 0, its bowl to +y."""
    s = length_m / 0.19
    t = np.linspace(0.0, 2 * np.pi, 29)[:-1]
    bowl = flat_plate(np.stack([0.02 * np.sin(t), 0.03 * -np.cos(t)], -1) * s, 0.0, 0.002, bevel_m=0.0008, steps=1)
    dish = bowl.points.copy()
    dish[:, 2] += 0.2 * ((dish[:, :2] / s) ** 2).sum(1) / 0.03 * s
    from dataclasses import replace

    stick = flat_plate(
        np.array([(-0.0025, 0.0), (-0.007, -0.12), (0.007, -0.12), (0.0025, 0.0)]) * s,
        0.003 * s,
        0.0055 * s,
        bevel_m=0.0005,
        steps=1,
    )
    return merge([replace(bowl, points=dish), moved(stick, 0, -0.028 * s)])


def _bent(surface: Surface) -> Surface:
    from dataclasses import replace

    points = surface.points.copy()
    points[:, 2] += 0.006 * np.exp(-(((points[:, 1] + 0.01) / 0.03) ** 2)) + 0.004 * np.exp(
        -(((points[:, 1] + 0.12) / 0.04) ** 2)
    )
    return replace(surface, points=points)


def wine_glass(radius_m: float = 0.038, height_m: float = 0.2) -> Surface:
    """A stemmed glass on z = 0, hollow."""
    r, h = radius_m, height_m
    outside = smooth(
        [
            (0.0, 0.0),
            (0.88 * r, 0.001),
            (0.88 * r, 0.003),
            (0.12 * r, 0.014),
            (0.09 * r, 0.3 * h),
            (0.13 * r, 0.45 * h),
            (0.75 * r, 0.54 * h),
            (r, 0.7 * h),
            (0.84 * r, h),
        ],
        46,
    )
    inside = smooth([(0.82 * r, h), (0.96 * r, 0.7 * h), (0.7 * r, 0.56 * h), (0.0, 0.49 * h)], 20)
    return spun(np.concatenate([outside, inside]), 36)


def napkin(width_m: float = 0.11, length_m: float = 0.2) -> Surface:
    """A folded napkin on z = 0, four layers."""
    from assets.meshes.solids import rounded_box

    return merge(
        [
            moved(rounded_box((width_m, length_m, 0.0045), 0.002, 2), z=0.0),
            moved(rounded_box((width_m * 0.98, length_m * 0.985, 0.0045), 0.002, 2), 0.001, 0.001, 0.0043),
        ]
    )


def cup_and_saucer() -> Surface:
    """A teacup on its saucer, handle to +x."""
    cup = crockery.hollow([(0.022, 0.0), (0.024, 0.006), (0.036, 0.022), (0.041, 0.05), (0.045, 0.062)], 0.0026)
    t = np.linspace(-0.5 * np.pi, 0.5 * np.pi, 14)
    ear = tube(np.stack([0.038 + 0.022 * np.cos(t), 0 * t, 0.036 + 0.017 * np.sin(t)], -1), 0.0032, sides=8)
    return merge([crockery.plate(0.074, high_m=0.015), moved(merge([cup, ear]), z=0.006)])


def candlestick(height_m: float = 0.2) -> Surface:
    """A turned candlestick on z = 0."""
    h = height_m
    return spun(
        smooth(
            [
                (0.0, 0.0),
                (0.055, 0.0),
                (0.057, 0.008),
                (0.03, 0.02),
                (0.012, 0.035),
                (0.017, 0.05),
                (0.009, 0.07),
                (0.011, 0.5 * h),
                (0.008, 0.72 * h),
                (0.019, 0.8 * h),
                (0.01, 0.86 * h),
                (0.022, 0.97 * h),
                (0.022, h),
                (0.0, h),
            ],
            64,
        ),
        36,
    )


def place_laid(*, glass: bool = True) -> tuple[Surface, Surface, Surface, Surface]:
    """(plates, cutlery, napkin, glass) of a place laid for one who sits at -y of the origin, on z = 0."""
    plates = merge([crockery.plate(0.135, high_m=0.022), moved(crockery.plate(0.1, high_m=0.02), z=0.008)])
    cutlery = merge([moved(fork(), -0.165, 0.0), moved(knife(), 0.165, 0.0), moved(spoon(), 0.195, 0.0)])
    cup = moved(wine_glass(), 0.13, 0.19) if glass else moved(crockery.tumbler(), 0.13, 0.18)
    return plates, cutlery, moved(napkin(), -0.235, -0.01), cup


def cake_stand(radius_m: float = 0.13, height_m: float = 0.1) -> Surface:
    """A plate on a foot."""
    foot = spun(
        smooth(
            [
                (0.0, 0.0),
                (0.06, 0.0),
                (0.055, 0.008),
                (0.018, 0.03),
                (0.016, 0.07),
                (0.04, height_m - 0.008),
                (0.0, height_m - 0.006),
            ],
            34,
        ),
        36,
    )
    return merge([foot, moved(crockery.plate(radius_m, high_m=0.014), z=height_m - 0.012)])


def sponge_cake(radius_m: float = 0.1, height_m: float = 0.07) -> Surface:
    """A round cake on z = 0."""
    return spun(
        smooth(
            [
                (0.0, 0.0),
                (radius_m, 0.0),
                (radius_m, 0.45 * height_m),
                (0.985 * radius_m, 0.5 * height_m),
                (radius_m, 0.55 * height_m),
                (0.99 * radius_m, 0.93 * height_m),
                (0.9 * radius_m, height_m),
                (0.0, 1.02 * height_m),
            ],
            40,
        ),
        44,
    )


def loaf(length_m: float = 0.26) -> Surface:
    """A long loaf on z = 0 with slashes across its top."""
    from dataclasses import replace

    t = np.linspace(-1.0, 1.0, 40)
    path = np.stack([t * length_m / 2, 0.004 * np.sin(2.5 * t), 0 * t], -1)
    body = tube(path, 0.05 * np.sqrt(np.clip(1 - 0.96 * np.abs(t) ** 3.2, 0.02, 1)), sides=28)
    points = body.points.copy()
    points[:, 2] = np.where(points[:, 2] < 0, 0.45 * points[:, 2], 0.85 * points[:, 2])
    slash = np.clip(np.sin(42.0 * points[:, 0] + 14.0 * points[:, 1]), 0.5, 1.0) - 0.5
    points[:, 2] += 0.008 * slash * (points[:, 2] > 0.015)
    return moved(replace(body, points=points), z=0.0225)


def bread_basket(radius_m: float = 0.13) -> Surface:
    """A basket of wound coils on z = 0."""
    rings = []
    t = np.linspace(0, 2 * np.pi, 41)[:-1]
    for k in range(7):
        r = radius_m * (0.7 + 0.05 * k)
        ripple = 0.002 * np.sin(20 * t + np.pi * (k % 2))
        rings.append(
            tube(
                np.stack(
                    [(r + ripple) * np.cos(t), 0.75 * (r + ripple) * np.sin(t), 0 * t + 0.006 + 0.0105 * k], -1
                ),
                0.006,
                sides=8,
                closed=True,
            )
        )
    floor = spun(shell_profile(np.array([(0.68 * radius_m, 0.0), (0.7 * radius_m, 0.006)]), 0.003), 32)
    points = floor.points * [1.0, 0.75, 1.0]
    from dataclasses import replace

    return merge([replace(floor, points=points), *rings])


def turned_about(surface: Surface, angle_deg: float, x: float, y: float, z: float) -> Surface:
    """Turned about z and moved."""
    return moved(turned(surface, "z", angle_deg), x, y, z)
