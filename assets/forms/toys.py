"""Bright moulded plastic: bricks with studs, bath duck, bucket, helmet, bottle, can."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.applied import flat_wrap, stroke
from assets.forms.kit.blocks import block
from assets.forms.kit.distance_fields import carved, ellipsoid, joined, limb, sculpted
from assets.forms.kit.joinery import repeated
from assets.forms.kit.lettering import on_cylinder, raised_text
from assets.forms.kit.mouldings import (
    ball_at,
    cylinder,
    fitted,
    flowing,
    hollow_spout,
    lathed,
    placed,
    ring_of,
    round_sheet,
    super_ellipse,
    tube,
    turned_solid,
)
from assets.meshes.curves import rounded, shell_profile, smooth
from assets.meshes.surface import Surface, grid, merge, moved, rotation
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]

_UNIT, _HIGH = 0.008, 0.0096
_PLASTICS = ("red_plastic", "yellow_plastic", "blue_plastic", "white_plastic", "black_plastic")


def brick(nx: int, ny: int) -> Surface:
    """A building brick about the z axis on z = 0, hollow below, with studs and tubes."""
    x, y, gap, wall, top = nx * _UNIT, ny * _UNIT, 0.0001, 0.0012, 0.001

    def ring(inset: float, z: float) -> np.ndarray:
        a, b = x / 2 - gap - inset, y / 2 - gap - inset
        outline = rounded([(-a, -b), (a, -b), (a, b), (-a, b)], 0.0003, 2, closed=True)
        return np.column_stack([outline, np.full(len(outline), z)])

    e = 0.0003
    rings = [ring(wall, _HIGH - top), ring(wall, 0.0), ring(0.0, 0.0), ring(0.0, _HIGH - e), ring(0.3 * e, _HIGH - 0.3 * e), ring(e, _HIGH)]
    shell = round_sheet(np.array(rings))
    stud = turned_solid([(0, _HIGH - 0.0002), (0.0024, _HIGH - 0.0002), (0.0024, _HIGH + 0.0017), (0, _HIGH + 0.0017)], 0.0002, segments=28, steps=2)
    grid_of = [((i - (nx - 1) / 2) * _UNIT, (j - (ny - 1) / 2) * _UNIT, 0.0) for i in range(nx) for j in range(ny)]
    pieces = [shell, repeated(stud, grid_of)]
    if ny > 1 and nx > 1:
        pipe = lathed(np.array([[0.0024, _HIGH - top], [0.0024, 0.0], [0.00325, 0.0], [0.00325, _HIGH - top]]), 24)
        pieces.append(repeated(pipe, [((i - (nx - 2) / 2) * _UNIT, (j - (ny - 2) / 2) * _UNIT, 0.0) for i in range(nx - 1) for j in range(ny - 1)]))
    return merge(pieces)


def _toy_bricks(rng: np.random.Generator, size: float) -> Meshes:
    """A few courses in bond, one brick tipped over before them."""
    courses, length = int(rng.integers(2, 5)), int(rng.integers(4, 7))
    main, others = [], []
    for row in range(courses):
        x, first = 0.0, True
        limit = length - (row * (row % 2) if rng.random() < 0.5 else 0)
        while x < limit:
            wide = 1 if first and row % 2 else int(min(rng.choice([2, 2, 3, 4]), limit - x))
            piece = brick(wide, 2) if wide > 1 else brick(1, 2)
            (main if rng.random() < 0.72 or not main else others).append(moved(piece, (x + wide / 2 - length / 2) * _UNIT, 0.0, row * _HIGH))
            x, first = x + wide, False
    tipped = placed(brick(int(rng.integers(2, 5)), 2), (0, 0, 0), tilt_deg=(float(rng.uniform(95, 125)), 0, float(rng.uniform(-60, 20))))
    tipped = moved(tipped, rng.uniform(-1.5, 1.5) * _UNIT, -3.2 * _UNIT, -float(tipped.points[:, 2].min()))
    (main if rng.random() < 0.5 else others).append(tipped)
    loose = placed(brick(2, 2), (rng.uniform(1.0, 2.2) * _UNIT * rng.choice([-1, 1]), -3.6 * _UNIT, 0.0), tilt_deg=(0, 0, float(rng.uniform(0, 90))))
    others.append(loose if abs(loose.points[:, 0].mean() - tipped.points[:, 0].mean()) > 2.2 * _UNIT else moved(loose, 0, -3.2 * _UNIT))
    return fitted([merge(main), merge(others)], size, crease_deg=30)


def _bath_duck(rng: np.random.Generator, size: float) -> Meshes:
    plump, head = rng.uniform(0.92, 1.1), rng.uniform(0.9, 1.1)
    s = 0.1
    head_at = np.array([0.024 * s / 0.1, 0.0, 0.072])
    body = [
        joined(ellipsoid((0, 0, 0.028), (0.043, 0.034 * plump, 0.029))),
        joined(ellipsoid((-0.012, 0, 0.032), (0.034, 0.03 * plump, 0.026)), 0.01),
        joined(limb([(-0.03, 0, 0.036), (-0.047, 0, 0.05), (-0.053, 0, 0.06)], [0.017, 0.009, 0.003]), 0.012),
        joined(limb([(0.02, 0, 0.04), head_at], [0.021, 0.018]), 0.016),
        joined(ellipsoid(head_at, (0.0235 * head, 0.0225 * head, 0.0225 * head)), 0.008),
        joined(limb([head_at + [-0.004, 0, 0.02 * head], head_at + [-0.012, 0, 0.026 * head]], [0.006, 0.002]), 0.007),
    ]
    for side in (-1, 1):
        wing = rotation("z", -14 * side) @ rotation("y", 16)
        body.append(joined(ellipsoid((-0.008, side * 0.031 * plump, 0.034), (0.026, 0.008, 0.014), wing), 0.004))
        body.append(joined(limb([(-0.026, side * 0.033 * plump, 0.037), (-0.037, side * 0.031 * plump, 0.045)], [0.007, 0.002]), 0.006))
        for k in range(2):
            z = 0.029 + 0.006 * k
            body.append(carved(limb([(-0.024, side * 0.041 * plump, z), (0.0, side * 0.0415 * plump, z - 0.002)], 0.0014), 0.002))
    body.append(carved(block((0, 0, -0.01), (0.2, 0.2, 0.026), 0.001), 0.004))
    duck = sculpted(body, 0.0014)
    out = head_at + [0.021 * head, 0, -0.004]
    beak = sculpted([
        joined(ellipsoid(out + [0.006, 0, 0.0028], (0.012, 0.0105, 0.0034), rotation("y", -22))),
        joined(ellipsoid(out + [0.004, 0, -0.003], (0.0095, 0.009, 0.003), rotation("y", 16)), 0.001),
    ], 0.0008)  # fmt: skip
    whites, pupils = [], []
    for side in (-1, 1):
        at = np.array([0.0155, side * 0.0135, 0.007]) * head
        way = at / np.linalg.norm(at)
        place = head_at + way * 0.0222 * head
        whites.append(ball_at(0.0052, tuple(place - 0.001 * way)))
        pupils.append(ball_at(0.0032, tuple(place + 0.0022 * way + np.array([0.0003, 0, 0]))))
    turn = float(rng.uniform(-62, -20))
    return fitted([placed(p, tilt_deg=(0, 0, turn)) for p in (duck, beak, merge(whites), merge(pupils))], size, crease_deg=60)


def _bucket(rng: np.random.Generator, size: float) -> Meshes:
    high = 1.0
    top, foot = rng.uniform(0.5, 0.56), rng.uniform(0.34, 0.42)
    control = [(foot, 0.0), (foot + 0.02 * (top - foot), 0.02), (foot + 0.72 * (top - foot), 0.74), (foot + 0.73 * (top - foot) + 0.012, 0.75), (top - 0.01, 0.93)]
    outer = rounded([*control, (top - 0.01, 0.965), (top + 0.035, 0.965), (top + 0.035, 0.94)], 0.006, 3)
    inner = [(top + 0.045, 0.94), (top + 0.045, 0.985), (top - 0.02, 0.985), (foot - 0.02, 0.03), (0.0, 0.03)]
    flutes = int(rng.choice([0, 12, 20]))

    def shape(angle: np.ndarray, height: np.ndarray) -> np.ndarray:
        return 1.0 + 0.012 * np.cos(flutes * angle) * (height < 0.7) * (height > 0.05) * (flutes > 0)

    profile = rounded(np.concatenate([[[0, 0.012], [foot - 0.05, 0.012], [foot - 0.04, 0.0]], outer, inner]), 0.005, 2)
    body = lathed(_denser(profile, 0.02), 128, modulation=shape)
    if rng.random() < 0.5:
        body = _drawn_lip(body, high, top)
    lugs, bail = [], []
    for side in (-1, 1):
        lugs.append(placed(cylinder(0.05, 0, 0.05, bevel_m=0.006, segments=32), (side * (top + 0.02), 0, 0.9), tilt_deg=(0, 90 * side, 0)))
    low = rng.random() < 0.45
    t = np.linspace(0, np.pi, 60)
    reach = 1.02 * (top + 0.06)
    swing = np.radians(rng.uniform(-18, 8) if low else 90 + rng.uniform(-18, 18)) - np.pi / 2
    rise = 0.62 if not low else 1.13 * (top + 0.05)
    arch = np.stack([reach * np.cos(t), -rise * np.sin(t) * np.cos(swing + np.pi / 2), 0.9 + rise * np.sin(t) * np.sin(swing + np.pi / 2)], -1)
    if low:
        arch[:, 1] = -rise * np.sin(t)
        arch[:, 2] = 0.9 + 0.09 * np.sin(t)
    bail.append(tube(arch, 0.011, sides=10))
    for end in (0, -1):
        bail.append(ball_at(0.02, tuple(arch[end])))
    grip = tube(arch[22:38], 0.03 + 0.004 * np.cos(np.linspace(0, 14 * np.pi, 16)), sides=16)
    marks = []
    for i, z in enumerate(np.linspace(0.25, 0.85, 7)):
        r = float(np.interp(z, outer[:, 1], outer[:, 0])) + 0.002
        text = raised_text(str(i + 2) if i % 2 == 0 else "-", 0.05, stroke_m=0.01, relief_m=0.008)
        marks.append(on_cylinder(text, r, height_m=float(z), towards_deg=-90.0 + 22))
    return fitted([merge([body, *lugs, *marks]), merge(bail), grip], size)


def _denser(profile: np.ndarray, step: float) -> np.ndarray:
    pieces = []
    for a, b in zip(profile[:-1], profile[1:], strict=True):
        n = max(1, int(np.ceil(np.linalg.norm(b - a) / step)))
        pieces.append(a + (b - a) * np.linspace(0, 1, n, endpoint=False)[:, None])
    return np.concatenate([*pieces, profile[-1:]])


def _drawn_lip(body: Surface, high: float, top: float) -> Surface:
    p = body.points.copy()
    angle = np.arctan2(p[:, 1], p[:, 0]) - np.radians(-40)
    near = np.exp(-((angle / 0.3) ** 2)) * np.clip((p[:, 2] - 0.7 * high) / (0.3 * high), 0, 1) ** 2
    p[:, :2] *= (1 + 0.16 * near)[:, None]
    return replace(body, points=p)


def _helmet(rng: np.random.Generator, size: float) -> Meshes:
    """A building worker's helmet: ribs over the crown, peak, vents, strap inside."""
    a, b, c = 0.128, 0.105, rng.uniform(0.125, 0.14)
    rows, columns = 90, 160
    phi = np.linspace(0.0, np.pi / 2, rows)[:, None]
    theta = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :]
    x = np.cos(theta) * np.cos(phi) ** 0.82
    y = np.sin(theta) * np.cos(phi) ** 0.82
    z = np.sin(phi) ** 0.92
    fan = np.abs(np.sin(theta)) * np.cos(phi) * b
    rib = np.zeros((rows, columns))
    offsets = ((0.0, 0.014),) if rng.random() < 0.5 else ((0.0, 0.009), (0.034, 0.008))
    fade = np.clip((np.sin(phi) - 0.16) / 0.25, 0, 1)
    for offset, half in offsets:
        rib = np.maximum(rib, 1 / (1 + (np.abs(fan - offset) / half) ** 8))
    lift = 1 + 0.055 * rib * fade
    px, py, pz = a * x * lift, b * y * lift, c * z * lift
    skirt = np.stack([px, py, pz + 0.012 + 0 * px], -1)
    brim = np.array([(0.985, 0.010), (0.99, 0.004), (1.02, 0.001), (1.055, -0.001), (1.06, -0.0025), (1.05, -0.0035), (1.0, -0.002), (0.97, 0.004), (0.965, 0.02)])
    peak = 0.34 * np.clip(np.cos(theta[0]), 0, 1) ** 3
    rings = []
    for i, (f, dz) in enumerate(brim):
        grow = f + peak * (i in (3, 4, 5)) + 0.45 * peak * (i in (2, 6))
        rings.append(np.stack([a * np.cos(theta[0]) * grow, b * np.sin(theta[0]) * grow, 0.012 + dz - 0.055 * peak * (i in (2, 3, 4, 5, 6))], -1))
    under = 0.955 * skirt[::4]
    shell = grid(np.concatenate([under[::-1], np.array(rings)[::-1], skirt]), wrap=True)
    vents = []
    for side in (-1, 1):
        for k in range(3):
            place = np.array([0.02 - 0.028 * k, side * 0.088, 0.085])
            vents.append(placed(ball_at(0.0032, (0, 0, 0), flat=5.0), tuple(place), tilt_deg=(side * 42.0, 0, 0)))
    band = lathed(np.array([[0.9, -0.012], [0.905, 0.03], [0.893, 0.03], [0.888, -0.012], [0.9, -0.012]]), 80)
    band = replace(band, points=band.points * [a, b, 1.0] + [0, 0, 0.004])
    strap = tube(flowing([(0.03, -0.097, 0.012), (0.05, -0.085, -0.045), (0.06, 0.0, -0.075), (0.05, 0.085, -0.045), (0.03, 0.097, 0.012)], 50), 0.005, flat=0.3, sides=10)
    turn = float(rng.uniform(-75, -25))
    pieces = [shell, merge([band, strap]) if rng.random() < 0.6 else band, merge(vents)]
    low = min(float(p.points[:, 2].min()) for p in pieces)
    return fitted([placed(moved(p, z=-low), tilt_deg=(0, 0, turn)) for p in pieces], size, crease_deg=50)


def _bottle(rng: np.random.Generator, size: float) -> Meshes:
    """A detergent bottle with a grip through it, ribbed cap and label."""
    wide, deep, high = rng.uniform(0.105, 0.13), rng.uniform(0.06, 0.075), rng.uniform(0.19, 0.22)
    neck_x = -0.22 * wide
    steps = [
        joined(block((0, 0, 0.36 * high), (wide, deep, 0.72 * high), 0.024)),
        joined(limb([(neck_x, 0, 0.66 * high), (neck_x, 0, high)], [0.025, 0.018]), 0.018),
        joined(limb([(0.36 * wide, 0, 0.55 * high), (0.3 * wide, 0, 0.82 * high), (neck_x + 0.01, 0, 0.9 * high)], [0.021, 0.017, 0.017]), 0.014),
        carved(limb([(0.2 * wide, -0.1, 0.63 * high), (0.2 * wide, 0.1, 0.63 * high)], 0.017), 0.01),
        carved(limb([(0.1 * wide, -0.1, 0.74 * high), (0.1 * wide, 0.1, 0.74 * high)], 0.011), 0.01),
    ]
    body = sculpted(steps, 0.0021)
    collar = moved(cylinder(0.0195, 0.985 * high, 1.01 * high, bevel_m=0.002), neck_x)
    ribs = lathed(_denser(rounded([(0, 0), (0.023, 0), (0.0225, 0.03), (0.021, 0.034), (0, 0.034)], 0.002, 3), 0.004), 144,
                  modulation=lambda angle, height: 1 + 0.025 * np.sign(np.cos(36 * angle)) * (height > 0.05) * (height < 0.85))  # fmt: skip
    cap = moved(ribs, neck_x, 0, 1.01 * high)
    half = deep / 2
    wrap = flat_wrap((-0.02 * wide, -half, 0.28 * high), (1, 0, 0), (0, 0, 1))
    w, h = 0.36 * wide, 0.2 * high
    outline = super_ellipse(w, h, 5, 64) if rng.random() < 0.5 else super_ellipse(w, h, 2, 64)
    label = np.concatenate([outline * s for s in (1.0, 0.66, 0.33, 0.001)]).reshape(4, 64, 2)
    from assets.forms.kit.applied import laid

    closed = np.concatenate([label, label[:, :1]], axis=1)
    sheet = laid(closed, wrap, 0.0006)
    name = str(rng.choice(["SUDS", "FRESH", "LUMO", "AQUA", "BRIX"]))
    text = placed(raised_text(name, 0.3 * h, stroke_m=0.05 * h, relief_m=0.0009), (-0.02 * wide, -half, 0.3 * high), tilt_deg=(90, 0, 0))
    under = stroke(np.array([[-0.6 * w, -0.42 * h], [0, -0.42 * h], [0.6 * w, -0.42 * h]]), 0.1 * h, wrap, lift_m=0.0012)
    return fitted([body, merge([cap]), sheet, merge([text, under, moved(collar, z=0)])], size, crease_deg=50)


def _watering_can(rng: np.random.Generator, size: float) -> Meshes:
    """A can with a hooped handle and a long spout that ends in a rose."""
    r, high = 0.09, rng.uniform(0.15, 0.19)
    outer = smooth([(0.9 * r, 0.004), (r, 0.018), (0.99 * r, 0.55 * high), (0.86 * r, 0.85 * high), (0.72 * r, high)], 60)
    pot = lathed(np.concatenate([[[0, 0.004], [0.78 * r, 0.004], [0.8 * r, 0], [0.88 * r, 0]], shell_profile(outer, 0.003)[2:]]), 96)
    squash = rng.uniform(0.78, 0.95)
    pot = replace(pot, points=pot.points * [1.08, squash, 1.0])
    shield = ring_of(0.72 * r, 0.005, segments=80)
    shield = replace(shield, points=shield.points * [1.08, squash, 1.0] + [0, 0, high])
    tip = (-0.24, high * rng.uniform(1.25, 1.45))
    path = flowing([(-0.8 * r, 0.2 * high), (-0.13, 0.42 * high), (-0.19, 0.85 * high), tip], 50)
    radii = np.linspace(0.02, 0.0115, 50)
    spout = hollow_spout(path, radii, 0.002, 0.03)
    way = path[-1] - path[-3]
    lean = float(np.degrees(np.arctan2(way[0], way[1])))
    rose = turned_solid([(0, 0), (0.0125, 0), (0.013, 0.012), (0.034, 0.035), (0.034, 0.041), (0.0, 0.049)], [0, 0.001, 0.004, 0.002, 0.003, 0], segments=64)
    holes = [placed(cylinder(0.0013, 0.0405, 0.0475, segments=8), (0, 0, 0)) for _ in range(1)]
    places = [(q * np.cos(t), q * np.sin(t), 0.0075 * (1 - q / 0.034)) for q, n in ((0.0, 1), (0.008, 7), (0.016, 13), (0.025, 20)) for t in np.linspace(0, 2 * np.pi, n, endpoint=False)]
    dark = repeated(holes[0], places)
    at = (tip[0], 0.0, tip[1])
    handle = tube(flowing([(0.95 * r, 0, 0.2 * high), (1.7 * r, 0, 0.55 * high), (1.35 * r, 0, 1.2 * high), (0.3 * r, 0, 1.55 * high), (-0.45 * r, 0, 1.3 * high), (-0.62 * r, 0, 0.95 * high)], 70), 0.009, flat=1.35, sides=18)
    mid = len(path) // 2
    strut = tube(np.linspace([-0.55 * r, 0, 0.97 * high], [path[mid + 8, 0], 0, path[mid + 8, 1]], 8), 0.005, sides=12)
    seam = tube(np.stack([np.zeros(30), -squash * (outer[::2, 0] + 0.0004), outer[::2, 1]], -1), 0.0006, sides=6)
    body = merge([pot, shield, spout, handle, strut, seam])
    pieces = [body, placed(rose, at, tilt_deg=(0, lean, 0)), placed(dark, at, tilt_deg=(0, lean, 0))]
    if rng.random() < 0.4:
        pieces[0] = merge(pieces[:2])
        pieces[1] = moved(placed(cylinder(0.014, 0, 0.012, bevel_m=0.002), at, tilt_deg=(0, lean, 0)), 0.0)
    return fitted(pieces, size)


def _toy_car(rng: np.random.Generator, size: float) -> Meshes:
    """A rounded push car with fat wheels."""
    long, wide = 0.14, 0.07
    cab = rng.uniform(-0.015, 0.012)
    body = sculpted([
        joined(block((0, 0, 0.034), (long, wide, 0.034), 0.013)),
        joined(block((cab, 0, 0.062), (0.5 * long, 0.86 * wide, 0.045), 0.018), 0.008),
        carved(block((cab, 0, 0.064), (0.36 * long, 0.2, 0.022), 0.006), 0.002),
        carved(block((cab, 0, 0.064), (0.2, 0.6 * wide, 0.022), 0.006), 0.002),
        *[carved(limb([(x, y, 0.02), (x, y + 0.02 * np.sign(y), 0.02)], 0.0215), 0.003) for x in (-0.043, 0.043) for y in (-0.032, 0.032)],
    ], 0.0016)  # fmt: skip
    window = block_of((cab, 0, 0.064), (0.43 * long, 0.72 * wide, 0.026))
    tyre = turned_solid([(0, -0.0085), (0.0155, -0.0085), (0.0185, -0.006), (0.0185, 0.006), (0.0155, 0.0085), (0, 0.0085)], 0.003, segments=48)
    hub = turned_solid([(0, -0.0095), (0.0095, -0.0095), (0.0095, 0.0095), (0, 0.0095)], 0.002, segments=36)
    places = [(x, y, 0.0185) for x in (-0.043, 0.043) for y in (-0.031, 0.031)]
    upright = [placed(piece, tilt_deg=(90, 0, 0)) for piece in (tyre, hub)]
    lights = [ball_at(0.0062, (long / 2 - 0.002, y, 0.038), flat=1.0) for y in (-0.022, 0.022)]
    lights += [placed(block_of((0, 0, 0), (0.006, 0.92 * wide, 0.008)), (s * long / 2, 0, 0.024)) for s in (-1, 1)]
    turn = float(rng.uniform(-50, -10))
    parts = [body, window, repeated(upright[0], places), merge([repeated(upright[1], places), *lights])]
    return fitted([placed(p, tilt_deg=(0, 0, turn)) for p in parts], size, crease_deg=45)


def block_of(centre: tuple[float, float, float], size: tuple[float, float, float]) -> Surface:
    """A box with small round edges about ``centre``."""
    from assets.meshes.solids import rounded_box

    return moved(rounded_box(size, 0.12 * min(size), 2), centre[0], centre[1], centre[2] - size[2] / 2)


FORMS = (
    Form(name="toy_bricks", class_name="toy bricks", size_m=(0.05, 0.12), parts=(main_part("Bricks"), part("Others", "yellow_plastic", "red_plastic", "blue_plastic", "white_plastic")), build=_toy_bricks),
    Form(name="bath_duck", class_name="rubber duck", size_m=(0.08, 0.14), parts=(main_part("Duck"), part("Beak", "orange_plastic", "red_plastic"), part("Eyes", "white_plastic"), part("Pupils", "black_plastic")), build=_bath_duck),
    Form(name="bucket", class_name="bucket", size_m=(0.26, 0.42), parts=(main_part("Bucket"), part("Bail", "galvanized_steel"), part("Grip", "white_plastic", "black_plastic")), build=_bucket),
    Form(name="building_helmet", class_name="helmet", size_m=(0.26, 0.32), parts=(main_part("Shell"), part("Harness", "black_plastic"), part("Vents", "black_plastic")), build=_helmet),
    Form(name="detergent_bottle", class_name="bottle", size_m=(0.2, 0.3), parts=(main_part("Bottle"), part("Cap", *_PLASTICS), part("Label", "white_paper"), part("Print", "red_plastic", "blue_plastic")), build=_bottle),
    Form(name="watering_can", class_name="watering can", size_m=(0.28, 0.45), parts=(main_part("Can"), part("Rose", "orange_plastic", "yellow_plastic", "black_plastic"), part("Holes", "black_plastic")), build=_watering_can),
    Form(name="toy_car", class_name="toy car", size_m=(0.09, 0.2), parts=(main_part("Body"), part("Windows", "pale_plastic"), part("Tyres", "black_rubber", "black_plastic"), part("Hubs", "yellow_plastic", "red_plastic", "white_plastic")), build=_toy_car),
)  # fmt: skip

