"""Bright moulded plastic for house and yard: bucket, helmet, bottle, can."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.applied import flat_wrap, stroke
from assets.forms.kit.blocks import block
from assets.forms.kit.distance_fields import carved, joined, limb, sculpted
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
    super_ellipse,
    tube,
    turned_solid,
)
from assets.meshes.curves import rounded, shell_profile, smooth
from assets.meshes.surface import Surface, grid, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]

_PLASTICS = ("red_plastic", "yellow_plastic", "blue_plastic", "white_plastic", "black_plastic")


def _bucket(rng: np.random.Generator, size: float) -> Meshes:
    high = 1.0
    top, foot = rng.uniform(0.5, 0.56), rng.uniform(0.34, 0.42)
    control = [
        (foot, 0.0),
        (foot + 0.02 * (top - foot), 0.02),
        (foot + 0.72 * (top - foot), 0.74),
        (foot + 0.73 * (top - foot) + 0.012, 0.75),
        (top - 0.01, 0.93),
    ]
    outer = rounded([*control, (top - 0.01, 0.965), (top + 0.035, 0.965), (top + 0.035, 0.94)], 0.006, 3)
    inner = [(top + 0.045, 0.94), (top + 0.045, 0.985), (top - 0.02, 0.985), (foot - 0.02, 0.03), (0.0, 0.03)]
    flutes = int(rng.choice([0, 12, 20]))

    def shape(angle: np.ndarray, height: np.ndarray) -> np.ndarray:
        return 1.0 + 0.012 * np.cos(flutes * angle) * (height < 0.7) * (height > 0.05) * (flutes > 0)

    profile = rounded(
        np.concatenate([[[0, 0.012], [foot - 0.05, 0.012], [foot - 0.04, 0.0]], outer, inner]), 0.005, 2
    )
    body = lathed(_denser(profile, 0.02), 128, modulation=shape)
    if rng.random() < 0.5:
        body = _drawn_lip(body, high)
    lugs, bail = [], []
    lugs += [
        placed(
            cylinder(0.05, 0, 0.05, bevel_m=0.006, segments=32),
            (side * (top + 0.02), 0, 0.9),
            tilt_deg=(0, 90 * side, 0),
        )
        for side in (-1, 1)
    ]
    low = rng.random() < 0.45
    t = np.linspace(0, np.pi, 60)
    reach = 1.02 * (top + 0.06)
    swing = np.radians(rng.uniform(-18, 8) if low else 90 + rng.uniform(-18, 18)) - np.pi / 2
    rise = 0.62 if not low else 1.13 * (top + 0.05)
    arch = np.stack(
        [
            reach * np.cos(t),
            -rise * np.sin(t) * np.cos(swing + np.pi / 2),
            0.9 + rise * np.sin(t) * np.sin(swing + np.pi / 2),
        ],
        -1,
    )
    if low:
        arch[:, 1] = -rise * np.sin(t)
        arch[:, 2] = 0.9 + 0.09 * np.sin(t)
    bail.append(tube(arch, 0.011, sides=10))
    bail += [ball_at(0.02, tuple(arch[end])) for end in (0, -1)]
    grip = tube(arch[22:38], 0.03 + 0.004 * np.cos(np.linspace(0, 14 * np.pi, 16)), sides=16)
    marks = []
    for i, z in enumerate(np.linspace(0.25, 0.85, 7)):
        r = float(np.interp(z, outer[:, 1], outer[:, 0])) + 0.002
        text = raised_text(str(i + 2) if i % 2 == 0 else "-", 0.05, stroke_m=0.01, relief_m=0.008)
        marks.append(on_cylinder(text, r, height_m=float(z), towards_deg=-90.0 + 22))
    return fitted([merge([body, *lugs, *marks]), merge(bail), grip], size)


def _denser(profile: np.ndarray, step: float) -> np.ndarray:
    pieces = []
    for a, b in itertools.pairwise(profile):
        n = max(1, int(np.ceil(np.linalg.norm(b - a) / step)))
        pieces.append(a + (b - a) * np.linspace(0, 1, n, endpoint=False)[:, None])
    return np.concatenate([*pieces, profile[-1:]])


def _drawn_lip(body: Surface, high: float) -> Surface:
    p = body.points.copy()
    angle = np.arctan2(p[:, 1], p[:, 0]) - np.radians(-40)
    near = np.exp(-((angle / 0.3) ** 2)) * np.clip((p[:, 2] - 0.7 * high) / (0.3 * high), 0, 1) ** 2
    p[:, :2] *= (1 + 0.16 * near)[:, None]
    return replace(body, points=p)


def _helmet_crown(a: float, b: float, c: float, offsets: tuple[tuple[float, float], ...]) -> np.ndarray:
    """Rings of the dome of those half axes, raised by ribs at each (offset, half width) from its middle."""
    rows, columns = 90, 160
    phi = np.linspace(0.0, np.pi / 2, rows)[:, None]
    theta = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :]
    x = np.cos(theta) * np.cos(phi) ** 0.82
    y = np.sin(theta) * np.cos(phi) ** 0.82
    z = np.sin(phi) ** 0.92
    fan = np.abs(np.sin(theta)) * np.cos(phi) * b
    rib = np.zeros((rows, columns))
    fade = np.clip((np.sin(phi) - 0.16) / 0.25, 0, 1)
    for offset, half in offsets:
        rib = np.maximum(rib, 1 / (1 + (np.abs(fan - offset) / half) ** 8))
    lift = 1 + 0.055 * rib * fade
    px, py, pz = a * x * lift, b * y * lift, c * z * lift
    return np.stack([px, py, pz + 0.012 + 0 * px], -1)


def _helmet_brim(a: float, b: float) -> np.ndarray:
    """Rings of the brim, drawn out to a peak at +x."""
    theta = np.linspace(0, 2 * np.pi, 160, endpoint=False)
    brim = np.array(
        [
            (0.985, 0.010),
            (0.99, 0.004),
            (1.02, 0.001),
            (1.055, -0.001),
            (1.06, -0.0025),
            (1.05, -0.0035),
            (1.0, -0.002),
            (0.97, 0.004),
            (0.965, 0.02),
        ]
    )
    peak = 0.34 * np.clip(np.cos(theta), 0, 1) ** 3
    rings = []
    for i, (f, dz) in enumerate(brim):
        grow = f + peak * (i in (3, 4, 5)) + 0.45 * peak * (i in (2, 6))
        down = 0.055 * peak * (i in (2, 3, 4, 5, 6))
        rings.append(np.stack([a * np.cos(theta) * grow, b * np.sin(theta) * grow, 0.012 + dz - down], -1))
    return np.array(rings)


def _helmet_vents() -> Surface:
    """Three slots at either side."""
    vents = []
    for side in (-1, 1):
        for k in range(3):
            place = np.array([0.02 - 0.028 * k, side * 0.088, 0.085])
            vents.append(placed(ball_at(0.0032, (0, 0, 0), flat=5.0), tuple(place), tilt_deg=(side * 42.0, 0, 0)))
    return merge(vents)


def _helmet_strap() -> Surface:
    """A flat strap under the chin."""
    return tube(
        flowing(
            [
                (0.03, -0.097, 0.012),
                (0.05, -0.085, -0.045),
                (0.06, 0.0, -0.075),
                (0.05, 0.085, -0.045),
                (0.03, 0.097, 0.012),
            ],
            50,
        ),
        0.005,
        flat=0.3,
        sides=10,
    )


def _helmet(rng: np.random.Generator, size: float) -> Meshes:
    """A building worker's helmet: ribs over the crown, peak, vents, strap inside."""
    a, b, c = 0.128, 0.105, rng.uniform(0.125, 0.14)
    offsets = ((0.0, 0.014),) if rng.random() < 0.5 else ((0.0, 0.009), (0.034, 0.008))
    skirt = _helmet_crown(a, b, c, offsets)
    under = 0.955 * skirt[::4]
    shell = grid(np.concatenate([under[::-1], _helmet_brim(a, b)[::-1], skirt]), wrap=True)
    band = lathed(np.array([[0.9, -0.012], [0.905, 0.03], [0.893, 0.03], [0.888, -0.012], [0.9, -0.012]]), 80)
    band = replace(band, points=band.points * [a, b, 1.0] + [0, 0, 0.004])
    turn = float(rng.uniform(-75, -25))
    pieces = [shell, merge([band, _helmet_strap()]) if rng.random() < 0.6 else band, _helmet_vents()]
    low = min(float(p.points[:, 2].min()) for p in pieces)
    return fitted([placed(moved(p, z=-low), tilt_deg=(0, 0, turn)) for p in pieces], size, crease_deg=50)


def _bottle(rng: np.random.Generator, size: float) -> Meshes:
    """A detergent bottle with a grip through it, ribbed cap and label."""
    wide, deep, high = rng.uniform(0.105, 0.13), rng.uniform(0.06, 0.075), rng.uniform(0.19, 0.22)
    neck_x = -0.22 * wide
    steps = [
        joined(block((0, 0, 0.36 * high), (wide, deep, 0.72 * high), 0.024)),
        joined(limb([(neck_x, 0, 0.66 * high), (neck_x, 0, high)], [0.025, 0.018]), 0.018),
        joined(
            limb(
                [(0.36 * wide, 0, 0.55 * high), (0.3 * wide, 0, 0.82 * high), (neck_x + 0.01, 0, 0.9 * high)],
                [0.021, 0.017, 0.017],
            ),
            0.014,
        ),
        carved(limb([(0.2 * wide, -0.1, 0.63 * high), (0.2 * wide, 0.1, 0.63 * high)], 0.017), 0.01),
        carved(limb([(0.1 * wide, -0.1, 0.74 * high), (0.1 * wide, 0.1, 0.74 * high)], 0.011), 0.01),
    ]
    body = sculpted(steps, 0.0021)
    collar = moved(cylinder(0.0195, 0.985 * high, 1.01 * high, bevel_m=0.002), neck_x)
    ribs = lathed(
        _denser(rounded([(0, 0), (0.023, 0), (0.0225, 0.03), (0.021, 0.034), (0, 0.034)], 0.002, 3), 0.004),
        144,
        modulation=lambda angle, height: (
            1 + 0.025 * np.sign(np.cos(36 * angle)) * (height > 0.05) * (height < 0.85)
        ),
    )
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
    text = placed(
        raised_text(name, 0.3 * h, stroke_m=0.05 * h, relief_m=0.0009),
        (-0.02 * wide, -half, 0.3 * high),
        tilt_deg=(90, 0, 0),
    )
    under = stroke(
        np.array([[-0.6 * w, -0.42 * h], [0, -0.42 * h], [0.6 * w, -0.42 * h]]), 0.1 * h, wrap, lift_m=0.0012
    )
    return fitted([body, merge([cap]), sheet, merge([text, under, moved(collar, z=0)])], size, crease_deg=50)


def _can_pot(outer: np.ndarray, r: float, high: float, squash: float) -> list[Surface]:
    """An oval pot with a rim."""
    pot = lathed(
        np.concatenate(
            [[[0, 0.004], [0.78 * r, 0.004], [0.8 * r, 0], [0.88 * r, 0]], shell_profile(outer, 0.003)[2:]]
        ),
        96,
    )
    pot = replace(pot, points=pot.points * [1.08, squash, 1.0])
    shield = ring_of(0.72 * r, 0.005, segments=80)
    shield = replace(shield, points=shield.points * [1.08, squash, 1.0] + [0, 0, high])
    return [pot, shield]


def _can_rose() -> tuple[Surface, Surface]:
    """(rose, its holes) about z."""
    rose = turned_solid(
        [(0, 0), (0.0125, 0), (0.013, 0.012), (0.034, 0.035), (0.034, 0.041), (0.0, 0.049)],
        [0, 0.001, 0.004, 0.002, 0.003, 0],
        segments=64,
    )
    hole = cylinder(0.0013, 0.0380, 0.0418, segments=8)  # its dark end, half a millimetre before the rose
    places = [
        (q * np.cos(t), q * np.sin(t), 0.0075 * (1 - q / 0.034))
        for q, n in ((0.0, 1), (0.008, 7), (0.016, 13), (0.025, 20))
        for t in np.linspace(0, 2 * np.pi, n, endpoint=False)
    ]
    return rose, repeated(hole, places)


def _can_handle(r: float, high: float) -> Surface:
    """A hoop from the back over the pot."""
    return tube(
        flowing(
            [
                (0.95 * r, 0, 0.2 * high),
                (1.7 * r, 0, 0.55 * high),
                (1.35 * r, 0, 1.2 * high),
                (0.3 * r, 0, 1.55 * high),
                (-0.45 * r, 0, 1.3 * high),
                (-0.62 * r, 0, 0.95 * high),
            ],
            70,
        ),
        0.009,
        flat=1.35,
        sides=18,
    )


def _watering_can(rng: np.random.Generator, size: float) -> Meshes:
    """A can with a hooped handle and a long spout that ends in a rose."""
    r, high = 0.09, rng.uniform(0.15, 0.19)
    outer = smooth(
        [(0.9 * r, 0.004), (r, 0.018), (0.99 * r, 0.55 * high), (0.86 * r, 0.85 * high), (0.72 * r, high)], 60
    )
    squash = rng.uniform(0.78, 0.95)
    tip = (-0.24, high * rng.uniform(1.25, 1.45))
    path = flowing([(-0.8 * r, 0.2 * high), (-0.13, 0.42 * high), (-0.19, 0.85 * high), tip], 50)
    radii = np.linspace(0.02, 0.0115, 50)
    spout = hollow_spout(path, radii, 0.002, 0.03)
    way = path[-1] - path[-3]
    lean = float(np.degrees(np.arctan2(way[0], way[1])))
    mid = len(path) // 2
    strut = tube(
        np.linspace([-0.55 * r, 0, 0.97 * high], [path[mid + 8, 0], 0, path[mid + 8, 1]], 8), 0.005, sides=12
    )
    seam = tube(np.stack([np.zeros(30), -squash * (outer[::2, 0] + 0.0004), outer[::2, 1]], -1), 0.0006, sides=6)
    body = merge([*_can_pot(outer, r, high, squash), spout, _can_handle(r, high), strut, seam])
    rose, dark = _can_rose()
    at = (tip[0], 0.0, tip[1])
    pieces = [body, placed(rose, at, tilt_deg=(0, lean, 0)), placed(dark, at, tilt_deg=(0, lean, 0))]
    if rng.random() < 0.4:
        pieces[0] = merge(pieces[:2])
        pieces[1] = moved(placed(cylinder(0.014, 0, 0.012, bevel_m=0.002), at, tilt_deg=(0, lean, 0)), 0.0)
    return fitted(pieces, size)


FORMS = (
    Form(
        name="bucket",
        class_name="bucket",
        size_m=(0.26, 0.42),
        parts=(
            main_part("Bucket"),
            part("Bail", "galvanized_steel"),
            part("Grip", "white_plastic", "black_plastic"),
        ),
        build=_bucket,
    ),
    Form(
        name="building_helmet",
        class_name="helmet",
        size_m=(0.26, 0.32),
        parts=(main_part("Shell"), part("Harness", "black_plastic"), part("Vents", "black_plastic")),
        build=_helmet,
    ),
    Form(
        name="detergent_bottle",
        class_name="bottle",
        size_m=(0.2, 0.3),
        parts=(
            main_part("Bottle"),
            part("Cap", *_PLASTICS),
            part("Label", "white_paper"),
            part("Print", "red_plastic", "blue_plastic"),
        ),
        build=_bottle,
    ),
    Form(
        name="watering_can",
        class_name="watering can",
        size_m=(0.28, 0.45),
        parts=(
            main_part("Can"),
            part("Rose", "orange_plastic", "yellow_plastic", "black_plastic"),
            part("Holes", "black_plastic"),
        ),
        build=_watering_can,
        version=2,
    ),
)
