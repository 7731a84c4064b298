"""Pans, pots and kettles of copper, iron, steel and aluminium, with the handles they are really given."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.handles import bail, knob, strap_handle, tapering_handle
from assets.forms.kit.lettering import on_cylinder, raised_text
from assets.forms.kit.metal_vessels import ear, facets, hollow, lined, lipped, swan_neck
from assets.forms.kit.metre_solids import (
    around,
    bar,
    plate,
    spun,
    spun_corners,
    spun_ring,
    standing,
    warped,
)
from assets.forms.kit.outlines import circle, rectangle, stadium
from assets.forms.kit.rivets_and_screws import dome_rivet, hexagon_body
from assets.forms.kit.rounds import ball, leaning, ring
from assets.meshes.curves import rounded, smooth
from assets.meshes.surface import Surface, merge, moved, turned
from schemas.mesh import MeshData

_COPPER_WALL_M = 0.0025


def saucepan(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A copper pan, tinned inside, an iron handle riveted on."""
    radius = size * float(rng.uniform(0.235, 0.265))
    height = radius * float(rng.uniform(0.85, 1.25))
    flare = float(rng.choice([1.0, 1.0, 1.14]))
    low = radius / flare
    wall = rounded(
        [(low * 0.94, 0.0), (low, 0.0), (radius, height - 0.003), (radius + 0.0035, height)],
        [0, 0.007, 0.002, 0],
        5,
    )
    body, lining = lined(wall, _COPPER_WALL_M, segments=112)
    at = height * 0.72
    here = low + (radius - low) * at / height
    length, rise = size * float(rng.uniform(0.46, 0.54)), radius * float(rng.uniform(0.25, 0.6))
    arm = tapering_handle([(here - 0.001, at), (here + 0.03, at + 0.012),
        (here + 0.5 * length, at + 0.6 * rise), (here + length, at + rise)], [(0.026, 0.009), (0.014, 0.011),
        (0.017, 0.008), (0.024, 0.006)])  # fmt: skip
    foot = on_cylinder(
        plate(stadium(0.062, 0.024) @ np.array([[0, 1], [-1, 0]]), 0.0, 0.0045, bevel_m=0.0012), here
    )
    foot = moved(turned(foot, "z", 90.0), z=at - 0.006)
    eye = moved(turned(ring(0.011, 0.0032), "y", -np.degrees(np.arctan2(0.4 * rise, 0.5 * length))),
        here + length + 0.009, 0, at + rise + 0.002)  # fmt: skip
    rivets = [leaning(dome_rivet(0.0048), (np.cos(a), np.sin(a), 0.0), ((here + 0.004) * np.cos(a),
        (here + 0.004) * np.sin(a), z)) for a, z in ((0.0, at - 0.029), (0.2 * 0.05 / here, at + 0.018),
        (-0.2 * 0.05 / here, at + 0.018))]  # fmt: skip
    return _turned_pan([body, lining, merge([arm, foot, eye]), merge(rivets)], rng, size)


def _turned_pan(parts: list[Surface], rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    turn = float(rng.uniform(-38, 32))
    return standing([turned(p, "z", turn) for p in parts], size)


def lidded_saucepan(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A pot with a sandwich base, a lid and a black grip."""
    radius = size * float(rng.uniform(0.25, 0.28))
    height = radius * float(rng.uniform(0.95, 1.35))
    base = [(radius * 0.9, 0.0), (radius * 0.985, 0.0), (radius * 0.985, 0.006), (radius * 0.965, 0.0072),
        (radius * 0.965, 0.0082), (radius, 0.0095)]  # fmt: skip
    wall = rounded(
        [*base, (radius, height - 0.004), (radius + 0.004, height)], [0, 0.0015, 0.0008, 0, 0, 0.003, 0.002, 0], 4
    )
    body = hollow(wall, 0.0012, segments=112)
    top = radius * float(rng.uniform(0.12, 0.3))
    lid = spun(rounded([(radius - 0.004, height - 0.004), (radius + 0.003, height + 0.001),
        (radius + 0.003, height + 0.004), (radius * 0.93, height + 0.006),
        (radius * 0.6, height + 0.006 + 0.7 * top), (0.0, height + 0.006 + top)],
        [0, 0.001, 0.0015, 0.004, radius * 0.5, 0], 6), 112)  # fmt: skip
    lid = merge([lid, spun_corners([(0, height), (0.016, height + top), (0.015, height + top + 0.011),
        (0, height + top + 0.011)], 0.001)])  # fmt: skip
    grip_top = moved(knob(0.02, 0.022, neck=0.62), z=height + top + 0.015)
    if rng.random() < 0.4:
        grip_top = moved(
            strap_handle([(-0.03, 0.0), (-0.026, 0.022), (0.0, 0.03), (0.026, 0.022), (0.03, 0.0)], 0.016, 0.009),
            z=height + top + 0.006,
        )
    at, length = height * 0.8, size * float(rng.uniform(0.42, 0.5))
    stem = tapering_handle(
        [(radius - 0.001, at), (radius + 0.02, at + 0.004), (radius + 0.045, at + 0.012)],
        [(0.03, 0.006), (0.018, 0.012), (0.018, 0.014)],
        samples=14,
    )
    grip = tapering_handle(
        [(radius + 0.04, at + 0.01), (radius + 0.5 * length, at + 0.03), (radius + length, at + 0.032)],
        [(0.021, 0.017), (0.02, 0.016), (0.025, 0.018), (0.024, 0.015), (0.012, 0.007)],
    )
    loop = moved(ring(0.007, 0.0018), radius + length + 0.004, 0.0, at + 0.032)
    ridge = merge([ear(radius, height * 0.78, 0.07, 0.026, 0.007)])
    return _turned_pan(
        [merge([body, lid, stem, loop, turned(ridge, "z", 180.0)]), merge([grip, grip_top])], rng, size
    )


def skillet(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A cast pan with two lips and a handle cast on, an egg in it."""
    radius = size * float(rng.uniform(0.29, 0.31))
    height = float(rng.uniform(0.042, 0.052))
    wall = rounded([(radius * 0.8, 0.0), (radius * 0.83, 0.0), (radius, height)], [0, 0.008, 0], 5)
    body = hollow(smooth(wall, 24), 0.0052, segments=144, floor_m=0.006)
    for way in (90.0, -90.0):
        body = lipped(body, towards_deg=way, width_deg=11.0, reach_m=0.011, low_m=height * 0.45, high_m=height)
    length = size * 0.38
    half = [(0.0, 0.021), (0.1, 0.0155), (0.3, 0.0125), (0.62, 0.0155), (0.88, 0.0185), (0.97, 0.015),
        (1.0, 0.006)]  # fmt: skip
    side = smooth(np.array(half) * np.array([length, 1.0]), 40)
    outline = np.concatenate([side * np.array([1, -1]), side[::-1]])
    t = np.arange(32) * 2 * np.pi / 32
    hole = np.stack([0.82 * length + 0.15 * length * 0.8 * np.cos(t) * (1 + 0.25 * np.cos(t)) / 1.25,
        0.0082 * np.sin(t) * (1 + 0.25 * np.cos(t))], -1)  # fmt: skip
    arm = plate(outline, 0.0, 0.0115, holes=[hole], bevel_m=0.004, steps=3)
    arm = moved(warped(arm, arm.points + np.column_stack([0 * arm.points[:, 0], 0 * arm.points[:, 0],
        0.1 * arm.points[:, 0]])), radius * 0.965, 0, height - 0.018)  # fmt: skip
    helper = turned(ear(radius, height - 0.009, 0.07, 0.022, 0.01), "z", 180.0)
    number = moved(raised_text(str(int(rng.integers(5, 12))), 0.011, stroke_m=0.0018, relief_m=0.0006), z=0.0)
    number = moved(
        turned(number, "z", -90.0), radius + 0.3 * length, 0.0, height - 0.018 + 0.0115 + 0.03 * length + 0.0012
    )
    white, yolk = _egg(rng, radius * 0.52)
    x, y = float(rng.uniform(-0.1, 0.1)) * radius, float(rng.uniform(-0.12, 0.08)) * radius
    parts = [merge([body, arm, helper, number]), moved(white, x, y, 0.006), moved(yolk, x, y, 0.006)]
    return _turned_pan(parts, rng, size)


def _egg(rng: np.random.Generator, radius: float) -> tuple[Surface, Surface]:
    waves = [(int(k), float(rng.uniform(0.02, 0.09)), float(rng.uniform(0, 6.28))) for k in (2, 3, 4, 5, 7)]
    profile = smooth([(radius, 0.0), (radius * 1.01, 0.0015), (radius * 0.96, 0.0034), (radius * 0.8, 0.003),
        (radius * 0.45, 0.0045), (0.0, 0.006)], 24)  # fmt: skip

    def wobble(angle: np.ndarray, height: np.ndarray) -> np.ndarray:
        return np.asarray(1 + sum(a * np.cos(k * angle + p) for k, a, p in waves) + 0 * height)

    yolk = moved(ball(0.0185, segments=40, flat=0.56), radius * 0.1, radius * 0.08, 0.0055)
    return spun(profile, 96, modulation=wobble), yolk


def cast_pot(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A cast iron pot on three stub feet with a flanged lid and a wire bail."""
    radius = size * float(rng.uniform(0.42, 0.45))
    height = radius * float(rng.uniform(1.05, 1.35))
    foot = 0.024
    belly = float(rng.uniform(1.0, 1.1))
    outer = smooth([(radius * 0.55, foot), (radius * 0.85, foot + height * 0.07),
        (radius * belly, foot + height * 0.45), (radius * 0.97, foot + height * 0.93),
        (radius * 1.0, foot + height)], 40)  # fmt: skip
    body = hollow(outer, 0.006, segments=112)
    top = foot + height
    band = spun_ring(
        [(radius * 0.99, top - 0.014), (radius + 0.006, top - 0.012), (radius + 0.006, top), (radius * 0.99, top)],
        0.002,
        segments=112,
    )
    lid = spun(rounded([(radius * 0.97, top), (radius + 0.012, top), (radius + 0.012, top + 0.013),
        (radius * 0.99, top + 0.015), (radius * 0.96, top + 0.007), (radius * 0.5, top + 0.02),
        (0, top + 0.027)], [0, 0.002, 0.003, 0.002, 0.003, 0.06, 0], 5), 112)  # fmt: skip
    grip = moved(
        strap_handle([(-0.034, 0.0), (-0.03, 0.016), (0, 0.028), (0.03, 0.016), (0.034, 0.0)], 0.017, 0.012),
        z=top + 0.02,
    )
    feet = around(moved(spun_corners([(0, 0), (0.011, 0), (0.016, foot + 0.03), (0, foot + 0.03)],
        [0, 0.003, 0, 0]), radius * 0.62), 3, first_deg=-30.0)  # fmt: skip
    lug = plate(rounded([(-0.017, -0.02), (0.017, -0.02), (0.013, 0.02), (-0.013, 0.02)], 0.008, 4,
        closed=True), -0.006, 0.006, holes=[circle(0.0055, 16, centre=(0, 0.006))], bevel_m=0.002)  # fmt: skip
    lugs = [
        moved(turned(turned(lug, "x", 90.0), "z", a), np.sign(x) * (radius + 0.012), 0, top - 0.022)
        for a, x in ((0.0, 1.0), (0.0, -1.0))
    ]
    lugs = [warped(lug, lug.points) for lug in lugs]
    lean = float(rng.choice([-62.0, -50.0, 68.0, 12.0]))
    wire = moved(turned(bail(2 * radius + 0.026, radius * 0.98, 0.0042), "x", lean), z=top - 0.016)
    text = on_cylinder(raised_text(str(rng.choice(["NO 8", "No 10", "1894", "7 LITRES", "FORGE"])), 0.026,
        stroke_m=0.0042, relief_m=0.0016), radius * belly, height_m=foot + height * 0.47)  # fmt: skip
    return standing([merge([body, band, lid, grip, feet, *lugs, text]), wire], size)


def kettle(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A kettle with a swan neck, an arched handle with a wooden grip and a knob on the lid."""
    radius = size * float(rng.uniform(0.3, 0.33))
    height = radius * float(rng.uniform(1.05, 1.35))
    shoulder = float(rng.uniform(0.62, 0.8))
    outer = smooth([(radius * 0.9, 0), (radius * 0.97, 0.006), (radius, height * 0.25),
        (radius * 0.92, height * shoulder), (radius * 0.55, height * 0.97), (radius * 0.46, height),
        (radius * 0.46, height * 1.05)], 60)  # fmt: skip
    body = spun(np.concatenate([[[0, 0]], outer, [[radius * 0.4, height * 1.05], [0, height * 1.05]]]), 112)
    seam = spun_ring(
        [(radius * 0.975, 0.008), (radius * 1.012, 0.01), (radius * 1.012, 0.014), (radius * 0.98, 0.016)],
        0.0015,
        segments=96,
    )
    spout = swan_neck([(-radius * 0.86, height * 0.3), (-radius * 1.2, height * 0.42),
        (-radius * 1.36, height * 0.78), (-radius * 1.6, height * 1.06), (-radius * 1.74, height * 1.09)],
        [(0, radius * 0.24), (0.35, radius * 0.15), (0.75, radius * 0.085), (1, radius * 0.075)])  # fmt: skip
    lid = spun(rounded([(radius * 0.36, height * 1.05), (radius * 0.5, height * 1.05),
        (radius * 0.5, height * 1.05 + 0.005), (radius * 0.2, height * 1.2), (0, height * 1.22)],
        [0, 0.001, 0.002, 0.03, 0], 5), 80)  # fmt: skip
    top = moved(knob(radius * 0.1, radius * 0.2, neck=0.5), z=height * 1.215)
    arch, tall = radius * 0.66, height * float(rng.uniform(0.62, 0.78))
    stems = []
    for s in (-1, 1):
        path = [
            (s * arch, height * 0.84),
            (s * arch * 1.03, height * 0.84 + tall * 0.6),
            (s * arch * 0.72, height * 0.84 + tall * 0.98),
            (s * arch * 0.5, height * 0.84 + tall),
        ]
        stems.append(
            tapering_handle(path, [(0.016, 0.004), (0.012, 0.005), (0.009, 0.007), (0.008, 0.008)], samples=24)
        )
        stems.append(leaning(dome_rivet(0.004), (s * 0.9, 0, 0.5), (s * arch * 1.0 + s * 0.002, 0, height * 0.88)))
    grip = turned(spun(smooth([(0, -arch * 0.55), (0.009, -arch * 0.55), (0.0125, -arch * 0.3), (0.011, 0),
        (0.0125, arch * 0.3), (0.009, arch * 0.55), (0, arch * 0.55)], 40), 28), "y", 90.0)  # fmt: skip
    grip = moved(grip, z=height * 0.84 + tall)
    return _turned_pan([merge([body, seam, spout, lid]), merge([*stems, top]), grip], rng, size)


def moka_pot(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A stove-top coffee pot of eight facets with a black handle and knob and a brass valve."""
    h, r = size, size * float(rng.uniform(0.235, 0.265))
    eight = facets(8)
    low = rounded(
        [(0, 0), (r * 1.06, 0), (r * 1.08, 0.004), (r * 0.84, h * 0.37), (0, h * 0.37)],
        [0, 0.002, 0.004, 0.003, 0],
        4,
    )
    boiler = spun(low, 96, modulation=eight)
    waist = spun_corners([(0, h * 0.36), (r * 0.86, h * 0.36), (r * 0.86, h * 0.405), (r * 0.8, h * 0.41),
        (r * 0.8, h * 0.42), (0, h * 0.42)], 0.0015, segments=96)  # fmt: skip
    high = rounded([(0, h * 0.415), (r * 0.78, h * 0.415), (r * 0.84, h * 0.43), (r * 1.04, h * 0.8),
        (r * 1.0, h * 0.805), (0, h * 0.805)], [0, 0.002, 0.004, 0.002, 0.001, 0], 4)  # fmt: skip
    pot = lipped(spun(high, 96, modulation=eight), towards_deg=180.0, width_deg=17.0, reach_m=r * 0.42,
        low_m=h * 0.6, high_m=h * 0.8)  # fmt: skip
    lid = spun(rounded([(0, h * 0.808), (r * 1.05, h * 0.808), (r * 1.05, h * 0.82), (r * 0.3, h * 0.9),
        (0, h * 0.905)], [0, 0.001, 0.002, 0.01, 0], 4), 96, modulation=eight)  # fmt: skip
    p = lid.points.copy()
    p[:, 0] -= 0.3 * r * np.clip(-p[:, 0] / r - 0.75, 0, 1) * np.exp(-((p[:, 1] / (0.25 * r)) ** 2))
    lid = warped(lid, p)
    hinge = moved(turned(spun_corners([(0, -0.011), (0.0045, -0.011), (0.0045, 0.011), (0, 0.011)], 0.001,
        segments=20), "x", 90.0), r * 1.02, 0, h * 0.815)  # fmt: skip
    button = moved(spun(rounded([(0, 0), (0.006, 0), (0.0075, 0.01), (0.013, 0.02), (0.009, 0.03), (0, 0.031)],
        [0, 0, 0.003, 0.002, 0.003, 0], 3), 8 * 6, modulation=facets(8)), z=h * 0.9)  # fmt: skip
    out = float(rng.uniform(0.62, 0.78)) * r
    arc = rounded(
        [(r * 0.93, h * 0.76), (r * 1.0 + out, h * 0.79), (r * 0.98 + out, h * 0.7), (r * 0.78 + out, h * 0.42)],
        [0, 0.008, 0.03, 0],
        8,
    )
    arc = np.column_stack([arc[:, 0], 0 * arc[:, 0], arc[:, 1]])
    handle = bar(arc, rectangle(0.013, 0.018, corner_m=0.004))
    valve = leaning(merge([hexagon_body(0.012, 0.004), spun_corners([(0, 0), (0.0035, 0), (0.0035, 0.008),
        (0, 0.008)], 0.001, segments=20)]), (-0.5, -1, 0.15), (-r * 0.44, -r * 0.76, h * 0.24))  # fmt: skip
    parts = [merge([boiler, waist, pot, lid, hinge]), merge([button, handle]), valve]
    turn = float(rng.uniform(-25, 35))
    return standing([turned(p, "z", turn) for p in parts], size, crease_deg=26.0)


FORMS = (
    Form(
        name="saucepan",
        class_name="saucepan",
        size_m=(0.28, 0.44),
        build=saucepan,
        parts=(
            main_part(),
            part("Lining", "tin"),
            part("Handle", "cast_iron"),
            part("Rivets", "bronze_metal", "tin"),
        ),
    ),
    Form(
        name="lidded_saucepan",
        class_name="saucepan",
        size_m=(0.28, 0.42),
        build=lidded_saucepan,
        parts=(main_part(), part("Grips", "black_plastic")),
    ),
    Form(
        name="skillet",
        class_name="skillet",
        size_m=(0.3, 0.46),
        build=skillet,
        parts=(main_part(), part("EggWhite", "egg_white"), part("Yolk", "egg_yolk")),
    ),
    Form(
        name="cast_pot",
        class_name="cooking pot",
        size_m=(0.24, 0.36),
        build=cast_pot,
        parts=(main_part(), part("Bail", "steel", "cast_iron")),
    ),
    Form(
        name="kettle",
        class_name="kettle",
        size_m=(0.24, 0.34),
        build=kettle,
        parts=(main_part(), part("Fittings", "brass", "cast_iron"), part("Grip", "beech", "dark_wood")),
    ),
    Form(
        name="moka_pot",
        class_name="coffee pot",
        size_m=(0.15, 0.24),
        build=moka_pot,
        parts=(main_part(), part("Handle", "black_plastic"), part("Valve", "brass")),
    ),
)
