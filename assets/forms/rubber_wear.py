"""Rubber to wear: boots and gloves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.blocks import block
from assets.forms.kit.distance_fields import carved, displaced, ellipsoid, joined, limb, sculpted
from assets.forms.kit.mouldings import (
    cylinder,
    fitted,
    lathed,
    placed,
    round_sheet,
    tube,
)
from assets.meshes.surface import Surface, box_mapped, flipped, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _boot_upper(rng: np.random.Generator, shaft: float, high: float) -> Surface:
    """Shaft and foot in one, creased about the ankle."""
    legs = [(0, 0.03, 0.09), (0, 0.035, 0.18), (0, 0.033, high)]
    outer = [
        joined(limb(legs, [0.044, shaft * 0.95, shaft * 1.12])),
        joined(limb([(0, 0.035, 0.048), (0, -0.03, 0.05), (0.004, -0.12, 0.036)], [0.041, 0.044, 0.038]), 0.03),
        joined(ellipsoid((0.006, -0.135, 0.038), (0.046, 0.056, 0.038)), 0.02),
        carved(block((0, 0, high + 0.04), (0.4, 0.4, 0.2), 0.0), 0.001),
        carved(block((0, 0, -0.085), (0.6, 0.6, 0.2), 0.0), 0.003),
    ]
    upper = sculpted(outer, 0.0032)
    waves = float(rng.uniform(0.0016, 0.0028))

    def creases(p: np.ndarray, n: np.ndarray) -> np.ndarray:
        at = np.exp(-(((p[:, 2] - 0.105) / 0.035) ** 2)) * (np.hypot(p[:, 0], p[:, 1] - 0.03) < 0.09)
        return np.asarray(waves * np.sin(2 * np.pi * (p[:, 2] + 0.25 * p[:, 1]) / 0.021) * at * (n[:, 1] < 0.6))

    return displaced(upper, creases)


def _boot_sole() -> Surface:
    """A sole with a welt, a heel and cleats."""
    t = np.linspace(0, 2 * np.pi, 120, endpoint=False)
    outline = _last(t)
    rings = []
    for grow, z in ((0.97, 0.004), (1.04, 0.006), (1.05, 0.026), (1.02, 0.03), (0.9, 0.03)):
        rings.append(np.column_stack([outline * grow + [0.0, -0.002], np.full(120, z)]))
    sole = [round_sheet(np.array(rings))]
    for y in np.arange(-0.17, 0.085, 0.014):
        width = float(np.interp(y, [-0.19, -0.13, -0.02, 0.05, 0.085], [0.04, 0.098, 0.075, 0.078, 0.05]))
        if -0.02 < y < 0.012:
            continue
        sole.append(_cleat(width, float(y)))
    return merge(sole)


def _boot_top(r: float, low_r: float, high: float) -> tuple[Surface, Surface]:
    """(the band about the shaft's top, the lining within it)."""
    band = lathed(
        np.array(
            [
                [low_r - 0.004, high - 0.075],
                [low_r + 0.0012, high - 0.075],
                [low_r + 0.002, high - 0.073],
                [r + 0.002, high - 0.022],
                [r + 0.0032, high - 0.02],
                [r + 0.0034, high - 0.003],
                [r + 0.001, high + 0.0015],
                [r - 0.002, high],
                [r - 0.0026, high - 0.005],
                [low_r - 0.003, high - 0.063],
            ]
        ),
        72,
    )
    band = placed(band, (0, 0.033, 0))
    lining = placed(
        flipped(
            lathed(
                np.array([[low_r - 0.0032, high - 0.064], [r - 0.0036, high - 0.007], [r - 0.002, high - 0.007]]),
                64,
            )
        ),
        (0, 0.033, 0),
    )
    floor = placed(cylinder(low_r - 0.002, high - 0.07, high - 0.062, segments=48), (0, 0.033, 0))
    return band, merge([lining, floor])


def _boot(rng: np.random.Generator, high: float) -> tuple[Surface, Surface, Surface]:
    """(upper, sole, lining) of a boot with its toe to -y, about the origin."""
    shaft = rng.uniform(0.052, 0.06)
    upper = _boot_upper(rng, shaft, high)
    r = shaft * 1.12
    low_r = float(np.interp(high - 0.075, [0.18, high], [shaft * 0.95, r]))
    band, lining = _boot_top(r, low_r, high)
    tab = moved(box_mapped(_strap()), 0, 0.033 + r - 0.002, high - 0.05)
    return merge([upper, band, tab]), _boot_sole(), lining


def _last(t: np.ndarray) -> np.ndarray:
    """(n, 2) a sole's outline, its toe to -y."""
    y = -0.052 - 0.135 * np.sin(t)
    width = np.interp(y, [-0.19, -0.16, -0.11, -0.03, 0.04, 0.085], [0.03, 0.046, 0.05, 0.038, 0.041, 0.035])
    return np.asarray(np.stack([width * np.cos(t) + 0.004 * (y < -0.05), y], -1))


def _cleat(width: float, y: float) -> Surface:
    from assets.meshes.solids import rounded_box

    return moved(rounded_box((width, 0.009, 0.007), 0.001, 1), 0, y, 0)


def _strap() -> Surface:
    from assets.meshes.solids import rounded_box

    return rounded_box((0.02, 0.004, 0.045), 0.0015)


def _boots(rng: np.random.Generator, size: float) -> Meshes:
    """A pair of wellingtons, one a little turned."""
    high = rng.uniform(0.26, 0.34)
    upper, sole, lining = _boot(rng, high)
    turn = [float(rng.uniform(-42, -18)), float(rng.uniform(-30, 12))]
    gap = 0.075
    parts = []
    parts += [
        merge(
            [
                placed(surface, (-gap, 0, 0), tilt_deg=(0, 0, turn[0])),
                placed(_mirrored(surface), (gap, 0.03, 0), tilt_deg=(0, 0, turn[1])),
            ]
        )
        for surface in (upper, sole, lining)
    ]
    return fitted([placed(p, tilt_deg=(0, 0, float(20))) for p in parts], size, crease_deg=48)


def _mirrored(surface: Surface) -> Surface:
    return flipped(replace(surface, points=surface.points * [-1.0, 1.0, 1.0]))


def _glove(rng: np.random.Generator, size: float) -> Meshes:
    """A household glove standing on its cuff, fingers up, the palm's grip pattern to the front."""
    spread, bend = rng.uniform(0.8, 1.2), rng.uniform(0.0, 0.012)
    fingers = []
    for i, (x, long, r) in enumerate(
        ((-0.031, 0.068, 0.0108), (-0.0105, 0.08, 0.0112), (0.0105, 0.074, 0.011), (0.0305, 0.056, 0.0102))
    ):
        way = np.array(
            [np.sin(np.radians(7.5 * spread * (i - 1.4))), 0, np.cos(np.radians(7.5 * spread * (i - 1.4)))]
        )
        root = np.array([x, 0.0, 0.212 - 0.05 * abs(x) / 0.03 * (i == 3) * 0.3])
        mid, tip = root + way * 0.5 * long, root + way * long + np.array([0, -bend, 0])
        fingers.append(joined(limb([root - way * 0.03, mid, tip], [r * 1.12, r, 0.92 * r]), 0.007))
    thumb = limb(
        [(-0.034, -0.002, 0.15), (-0.056, -0.012, 0.186), (-0.073, -0.018, 0.215)], [0.02, 0.0145, 0.0115]
    )
    palm = [
        joined(ellipsoid((0, 0, 0.178), (0.049, 0.019, 0.055))),
        joined(limb([(0, 0, 0.15), (0, 0, 0.1)], [0.034, 0.031], flat=1.0), 0.03),
        joined(thumb, 0.018),
        *fingers,
    ]
    hand = sculpted([*palm, carved(block((0, 0, 0.06), (0.3, 0.3, 0.1), 0.0), 0.001)], 0.0017)
    squash = np.clip((hand.points[:, 2] - 0.1) / 0.05, 0, 1)
    pts = hand.points.copy()
    pts[:, 1] *= 1 - 0.2 * squash
    hand = replace(hand, points=pts)

    def grip(p: np.ndarray, n: np.ndarray) -> np.ndarray:
        u, v = (p[:, 0] + p[:, 2]) / 0.0125, (p[:, 0] - p[:, 2]) / 0.0125
        cells = np.clip(np.cos(2 * np.pi * u) * np.cos(2 * np.pi * v) * 3, -1, 1)
        return np.asarray(0.0009 * cells * (n[:, 1] < -0.45) * (p[:, 2] > 0.135))

    hand = displaced(hand, grip)
    t = np.linspace(0, 1, 70)
    flare = 0.031 + 0.022 * (1 - t) ** 1.1
    rib = 0.0007 * np.sin(2 * np.pi * t * 16) * (t > 0.15) * (t < 0.5)
    outer = np.stack([flare + rib, 0.006 + 0.108 * t], -1)
    inside = np.stack([flare - 0.0026, outer[:, 1]], -1)[::-1][:-1]
    cuff = lathed(np.concatenate([inside, outer]), 96)
    ripple = np.arctan2(cuff.points[:, 1], cuff.points[:, 0])
    low = np.clip(1 - (cuff.points[:, 2] - 0.006) / 0.07, 0, 1) ** 2
    wave = (
        1
        + 0.05 * low * np.sin(3 * ripple + rng.uniform(0, 6))
        + 0.025 * low * np.sin(7 * ripple + rng.uniform(0, 6))
    )
    cuff = replace(cuff, points=cuff.points * np.stack([wave, wave, np.ones_like(wave)], -1))
    ring = cuff.points[cuff.points[:, 2] < 0.00601]
    order = np.argsort(np.arctan2(ring[:, 1], ring[:, 0]))
    ring = ring[order]
    outer_ring = ring[np.hypot(ring[:, 0], ring[:, 1]) > np.median(np.hypot(ring[:, 0], ring[:, 1])) - 0.01]
    roll = tube(_even_ring(outer_ring), 0.0032, closed=True, sides=12)
    turn = float(rng.uniform(-12, 25))
    parts = [merge([hand, cuff]), roll]
    return fitted([placed(p, tilt_deg=(0, 0, turn)) for p in parts], size, crease_deg=60)


def _even_ring(points: np.ndarray) -> np.ndarray:
    angle = np.arctan2(points[:, 1], points[:, 0])
    radius = np.hypot(points[:, 0], points[:, 1])
    even = np.linspace(-np.pi, np.pi, 96, endpoint=False)
    r = np.interp(even, angle, radius, period=2 * np.pi)
    return np.stack([r * np.cos(even), r * np.sin(even), np.full(96, 0.0055)], -1)


FORMS = (
    Form(
        name="wellington_boots",
        class_name="rubber boots",
        size_m=(0.28, 0.38),
        parts=(main_part("Uppers"), part("Soles", "brown_rubber", "black_rubber"), part("Linings", "pale_cotton")),
        build=_boots,
    ),
    Form(
        name="household_glove",
        class_name="rubber glove",
        size_m=(0.28, 0.34),
        parts=(main_part("Glove"), part("Roll", "white_rubber", "black_rubber")),
        build=_glove,
    ),
)
