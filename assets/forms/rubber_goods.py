"""Rubber goods: tyre, hose, hot-water bottle, plunger."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.joinery import repeated
from assets.forms.kit.lettering import on_circle, raised_text
from assets.forms.kit.mouldings import (
    cylinder,
    fitted,
    flowing,
    lathed,
    placed,
    ring_of,
    super_ellipse,
    tube,
    turned_solid,
)
from assets.forms.kit.rivets_and_screws import bolt_head
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import extrude
from assets.meshes.surface import Surface, flipped, grid, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]

_NAMES = ("ROADMASTER 185/65 R15", "TERRAGRIP M+S 205/70", "RAINLINE 175/70 R14", "CARGO 8PR 195 R14")


def _tyre_section(rim: float, radius: float, wide: float) -> tuple[np.ndarray, np.ndarray]:
    """(n, 2) radius and place across of the outside from bead to bead, and (n,) 1 on the tread."""
    half = wide / 2
    side = [
        (rim - 0.012, -0.74 * half),
        (rim + 0.004, -0.86 * half),
        (rim + 0.02, -0.9 * half),
        (rim + 0.45 * (radius - rim), -1.02 * half),
        (radius - 0.03, -0.93 * half),
        (radius - 0.012, -0.84 * half),
    ]
    flank = smooth(side, 34)
    across = np.linspace(-0.8, 0.8, 74) * half
    tread = np.stack([radius - 0.008 * (across / (0.8 * half)) ** 2, across], -1)
    mirror = flank[::-1] * [1.0, -1.0]
    outline = np.concatenate([flank, tread, mirror])
    on = np.concatenate([np.zeros(34), np.ones(74), np.zeros(34)])
    return outline, on


def _grooves(rng: np.random.Generator, across: np.ndarray, angle: np.ndarray, half: float) -> np.ndarray:
    """(rows, columns) 0 to 1: how deep the tread is cut."""
    pitches = int(rng.integers(52, 72))
    kind = int(rng.integers(3))
    x = across[:, None] / (0.8 * half)
    lines = (-0.5, -0.17, 0.17, 0.5) if kind == 0 else (-0.42, 0.0, 0.42) if kind == 1 else (-0.33, 0.33)
    round_cut = np.zeros((len(across), len(angle)))
    for line in lines:
        sway = 0.05 * np.sin(pitches * angle)[None] * (kind == 2)
        round_cut = np.maximum(round_cut, 1 / (1 + (np.abs(x - line - sway) / 0.06) ** 8))
    slant = (0.9, 1.6, 2.4)[kind] * np.abs(x) if kind else 0.8 * x
    phase = (pitches * angle[None] / (2 * np.pi) + slant) % 1.0
    narrow = 0.14 if kind != 2 else 0.2
    cut = 1 / (1 + (np.abs(phase - 0.5) / narrow) ** 8)
    outer = np.abs(x) > (0.5 if kind == 0 else 0.06)
    return np.maximum(round_cut, cut * np.where(outer, 1.0, 0.7 * (np.abs(x) > 0.2)))


def _tyre(rng: np.random.Generator, size: float) -> Meshes:
    """A car's wheel standing up: tread, sidewall letters and ribs, a steel rim with its nuts."""
    radius, rim, wide = 0.315, rng.uniform(0.185, 0.205), rng.uniform(0.17, 0.21)
    outline, on = _tyre_section(rim, radius, wide)
    columns = 500
    angle = np.arange(columns) * 2 * np.pi / columns
    deep = 0.009 * _grooves(rng, outline[:, 1], angle, wide / 2) * on[:, None]
    shoulder = np.clip((np.abs(outline[:, 1]) - 0.62 * wide / 2) / (0.2 * wide / 2), 0, 1) * on
    r = outline[:, :1] - deep - 0.004 * shoulder[:, None]
    points = np.stack([r * np.cos(angle), r * np.sin(angle), outline[:, 1:] + 0 * r], -1)
    inner = np.array([(rim - 0.012, 0.7), (rim - 0.016, 0.0), (rim - 0.012, -0.7)]) * [1, wide / 2]
    closing = np.stack([inner[:, :1] * np.cos(angle), inner[:, :1] * np.sin(angle), inner[:, 1:] + 0 * angle], -1)
    u = np.linspace(0, 2 * np.pi * radius, columns + 1)
    rows = np.concatenate([points, closing])
    uvs = np.stack(np.broadcast_arrays(u, np.linspace(0, 0.6, len(rows))[:, None]), -1)
    body = [grid(rows, uvs=uvs, wrap=True)]
    middle = rim + 0.52 * (radius - rim)
    face = float(np.interp(middle, outline[:60, 0], -outline[:60, 1]))
    name = str(rng.choice(_NAMES))
    for centre in (90.0, 270.0):
        text = on_circle(raised_text(name, 0.024, stroke_m=0.005, relief_m=0.0022), middle, centre_deg=centre)
        body.append(moved(text, z=face + 0.0002))
    for place, thick in ((0.22, 0.0018), (0.3, 0.0014), (0.8, 0.0016), (0.86, 0.0014)):
        at = rim + place * (radius - rim)
        body.append(
            moved(
                ring_of(at, thick, segments=128, sides=8),
                z=float(np.interp(at, outline[:60, 0], -outline[:60, 1])),
            )
        )
    metal = _steel_wheel(rng, rim, wide)
    turn = float(rng.uniform(-42, -12)) if rng.random() < 0.7 else float(rng.uniform(12, 40))
    return fitted(
        [placed(p, tilt_deg=(90, 0, turn)) for p in (merge(body), *metal)], size, crease_deg=(32, 36, 36)
    )


def _steel_wheel(rng: np.random.Generator, rim: float, wide: float) -> tuple[Surface, Surface]:
    half = wide / 2
    dish = rng.uniform(0.2, 0.5) * half
    profile = [
        (rim + 0.006, 0.8 * half),
        (rim + 0.004, 0.9 * half),
        (rim - 0.008, 0.9 * half),
        (rim - 0.016, 0.66 * half),
        (rim - 0.03, 0.5 * half),
        (0.83 * rim, dish - 0.02),
        (0.72 * rim, dish + 0.012),
        (0.5 * rim, dish + 0.016),
        (0.42 * rim, dish - 0.004),
        (0.24 * rim, dish + 0.002),
        (0.2 * rim, dish + 0.02),
        (0.17 * rim, dish + 0.024),
        (0.0, dish + 0.024),
    ]
    front = lathed(rounded(profile, 0.008, 4), 120)
    back = lathed(np.array([[0.0, -0.6 * half], [rim - 0.01, -0.6 * half], [rim - 0.002, -0.8 * half]]), 64)
    count = int(rng.integers(4, 6))
    turns = np.arange(count) * 2 * np.pi / count
    nuts = repeated(bolt_head(0.019), [(0.33 * rim * np.cos(t), 0.33 * rim * np.sin(t), dish) for t in turns])
    vents = int(rng.integers(8, 14))
    places = [
        (0.61 * rim * np.cos(t), 0.61 * rim * np.sin(t), dish + 0.0128)
        for t in (np.arange(vents) + 0.5) * 2 * np.pi / vents
    ]
    holes = repeated(placed(cylinder(0.011, 0, 0.0018, segments=24)), places)
    valve = placed(
        cylinder(0.004, 0.0, 0.03, bevel_m=0.001, segments=16), (0.86 * rim, 0, 0.42 * half), tilt_deg=(0, -20, 0)
    )
    return merge([front, back, nuts]), merge([holes, valve])


def _coil(rng: np.random.Generator, r: float, radius: float, turns: int) -> np.ndarray:
    """The middle line of a hose laid in so many uneven turns."""
    t = np.linspace(0, 2 * np.pi * turns, 110 * turns)
    layer = t / (2 * np.pi)
    wobble = rng.uniform(0, 2 * np.pi, 3)
    across = radius + 0.75 * r * np.sin(2.1 * layer + wobble[0]) + 0.3 * r * np.sin(t * 2 + wobble[1])
    x, y = across * np.cos(t), across * np.sin(t)
    z = r + 1.72 * r * layer * 0.8 + 0.1 * r * np.sin(t * 3 + wobble[2])
    return np.stack([x, y, z], -1)


def _hose_end(rng: np.random.Generator, r: float, radius: float, start: np.ndarray, top: float) -> np.ndarray:
    """The hose's end led down from the coil, back over it or away to its side."""
    tail = flowing(
        [
            tuple(start),
            (radius * 1.0, 0.06, top),
            (radius * 0.9, -0.12 + 0.24, top - 0.2 * r),
            (0.02, radius + 0.07, r * 1.4),
            (-0.13, radius + 0.05, r),
        ],
        60,
    )
    if rng.random() < 0.7:
        tail = flowing(
            [
                tuple(start),
                (radius + 0.003, 0.04, top),
                (radius + 0.03, 0.1, top * 0.7),
                (radius + 0.1, 0.14, r),
                (radius + 0.2, 0.1, r),
            ],
            60,
        )
    return tail


def _even_path(path: np.ndarray) -> np.ndarray:
    """The line in even steps, softened."""
    along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    even = np.linspace(0, along[-1], int(along[-1] / 0.0062))
    path = np.stack([np.interp(even, along, path[:, k]) for k in range(3)], -1)
    return _softened(path)


def _hose_coupling(r: float) -> Surface:
    """A brass coupling with a knurled collar, along z."""
    coupling = turned_solid(
        [
            (0, -0.01),
            (1.16 * r, -0.01),
            (1.2 * r, 0.012),
            (1.62 * r, 0.014),
            (1.62 * r, 0.032),
            (1.25 * r, 0.034),
            (1.25 * r, 0.052),
            (1.05 * r, 0.054),
            (0.7 * r, 0.054),
            (0.7 * r, 0.03),
            (0, 0.03),
        ],
        0.0012,
        segments=48,
    )
    knurl = repeated(
        cylinder(0.0012, 0.0145, 0.0315, segments=6),
        [(1.62 * r * np.cos(a), 1.62 * r * np.sin(a), 0) for a in np.arange(30) * 2 * np.pi / 30],
    )
    return merge([coupling, knurl])


def _coil_ties(r: float, radius: float, top: float) -> Surface:
    """Two hoops that hold the coil together."""
    ties = []
    for a in (0.9, 3.6):
        c = np.array([np.cos(a), np.sin(a), 0])
        hoop = super_ellipse(2.2 * r, (top + r) / 2 + 0.003, 3, 40)
        ties.append(
            tube(
                np.stack(
                    [
                        c[0] * (radius + hoop[:, 0]),
                        c[1] * (radius + hoop[:, 0]),
                        np.maximum((top + r) / 2 + hoop[:, 1], 0.0022),
                    ],
                    -1,
                ),
                0.0022,
                closed=True,
                sides=8,
            )
        )
    return merge(ties)


def _hose(rng: np.random.Generator, size: float) -> Meshes:
    """A coil with its end led off to a brass coupling."""
    r = rng.uniform(0.0095, 0.0125)
    turns = int(rng.integers(5, 8))
    radius = rng.uniform(0.13, 0.16)
    spiral = _coil(rng, r, radius, turns)
    top = float(spiral[-1, 2])
    path = _even_path(np.concatenate([spiral[:-3], _hose_end(rng, r, radius, spiral[-4], top)[1:]]))
    sides = 24
    body = tube(path, r, sides=sides)
    ribbed = _ribbed_hose(path, r, sides) if rng.random() < 0.6 else body
    way = path[-1] - path[-4]
    heading = float(np.degrees(np.arctan2(way[1], way[0])))
    end = moved(placed(_hose_coupling(r), tilt_deg=(0, 90, heading)), *path[-1])
    turn = float(rng.uniform(-112, -78))
    parts = [ribbed, moved(end, z=0.6 * r), _coil_ties(r, radius, top)]
    return fitted([placed(p, tilt_deg=(0, 0, turn)) for p in parts], size, crease_deg=40)


def _softened(path: np.ndarray) -> np.ndarray:
    kernel = np.ones(9) / 9
    padded = np.concatenate([np.repeat(path[:1], 4, 0), path, np.repeat(path[-1:], 4, 0)])
    return np.stack([np.convolve(padded[:, k], kernel, "valid") for k in range(3)], -1)


def _ribbed_hose(path: np.ndarray, r: float, sides: int) -> Surface:
    """Ridges along the hose: every third side stands out."""
    from assets.meshes.solids import sweep_section

    a = np.arange(2 * sides) * np.pi / sides
    out = r * (1 + 0.055 * (np.arange(2 * sides) % 4 < 2))
    section = np.stack([out * np.cos(a), out * np.sin(a)], -1)
    swept = sweep_section(path, section[None])
    return replace(swept, uvs=swept.uvs * (2 * np.pi * r))


def _bag_faces(kind: int, thick: float, w: float, h: float) -> list[Surface]:
    """Front and back of a filled bag, ribbed upright (0), crosswise in lozenges (1) or level (2)."""
    u, v = np.meshgrid(np.linspace(-1, 1, 150), np.linspace(-1, 1, 180))
    inward = np.maximum(np.abs(u), np.abs(v))
    squared = np.maximum(inward, 1e-9)
    corner = (np.abs(u / squared) ** 5 + np.abs(v / squared) ** 5) ** -0.2
    x, z = w * u * corner, h * v * corner
    puff = np.sqrt(np.clip(1 - inward**3.2, 0, 1)) * (0.9 - 0.1 * np.tanh(z / 0.04))
    pitch = 0.0078
    if kind == 0:
        wave = np.cos(2 * np.pi * x / pitch)
    elif kind == 1:
        wave = np.maximum(np.cos(2 * np.pi * (x + z) / 0.014), np.cos(2 * np.pi * (x - z) / 0.014))
    else:
        wave = np.cos(2 * np.pi * z / pitch)
    inside = np.clip((0.93 - np.maximum(np.abs(x) / w, np.abs(z) / h)) / 0.03, 0, 1)
    relief = 0.0013 * np.sign(wave) * np.abs(wave) ** 0.4 * inside + 0.0018 * inside
    y = -(thick * puff + 0.002) - relief
    front = np.stack([x, y, z], -1)
    back = front * [1, -1, 1]
    front_face = grid(front, uvs=np.stack([x, z], -1))
    back_face = flipped(grid(back, uvs=np.stack([x, z], -1)))
    return [front_face, back_face]


def _bag_neck() -> Surface:
    """A funnel on the bag's neck, from z = 0."""
    outer = smooth([(0.024, -0.02), (0.0175, 0.012), (0.017, 0.03), (0.026, 0.052), (0.031, 0.06)], 40)
    funnel = np.concatenate(
        [
            outer,
            [[0.0318, 0.0615], [0.0305, 0.0625], [0.028, 0.0605]],
            outer[::-1][2:24] - [0.0028, 0],
            [[0, 0.028]],
        ]
    )
    neck = lathed(funnel, 72)
    return replace(neck, points=neck.points * [1.25, 0.9, 1.0])


def _bag_stopper() -> Surface:
    """A screwed plug with a wing."""
    stopper = turned_solid(
        [
            (0, 0.026),
            (0.0115, 0.026),
            (0.0115, 0.052),
            (0.0165, 0.054),
            (0.0165, 0.06),
            (0.006, 0.0605),
            (0, 0.0605),
        ],
        0.001,
        segments=48,
    )
    wing = placed(
        extrude(super_ellipse(0.013, 0.012, 2.5, 40), -0.0026, 0.0026, bevel_m=0.001),
        (0, 0, 0.067),
        tilt_deg=(90, 0, 30),
    )
    return merge([stopper, wing])


def _hot_water_bottle(rng: np.random.Generator, size: float) -> Meshes:
    """A ribbed bag with its funnel and stopper, leaning back."""
    w, h = 0.1, 0.125
    thick = rng.uniform(0.018, 0.03)
    kind = int(rng.integers(3))
    faces = _bag_faces(kind, thick, w, h)
    flange = super_ellipse(w + 0.007, h + 0.007, 5.0, 120)
    seam = placed(extrude(flange, -0.0026, 0.0026, bevel_m=0.001), tilt_deg=(90, 0, 0))
    lug = placed(extrude(_tab_outline(h), -0.0028, 0.0028, bevel_m=0.001), tilt_deg=(90, 0, 0))
    top = h + 0.002
    neck = moved(_bag_neck(), 0, 0, top)
    plug = moved(_bag_stopper(), 0, 0, top)
    lean = float(rng.uniform(-14, -8))
    body = merge([*faces, seam, lug, neck])
    return fitted([placed(p, tilt_deg=(lean, 0, 0)) for p in (body, plug)], size, crease_deg=42)


def _tab_outline(h: float) -> np.ndarray:
    return rounded(
        [(-0.03, -h - 0.018), (0.03, -h - 0.018), (0.036, -h + 0.01), (-0.036, -h + 0.01)], 0.008, 5, closed=True
    )


def _plunger(rng: np.random.Generator, size: float) -> Meshes:
    r = rng.uniform(0.06, 0.075)
    high = 0.34
    flange = rng.random() < 0.5
    inside = [(0.0, 0.05), (0.6 * r, 0.05), (0.88 * r, 0.02), (r - 0.004, 0.0)]
    outer = [
        (r - 0.004, 0.0),
        (r, 0.0),
        (r + 0.003, 0.006),
        (0.985 * r, 0.02),
        (0.92 * r, 0.045),
        (0.62 * r, 0.072),
        (0.4 * r, 0.082),
        (0.34 * r, 0.095),
    ]
    if flange:
        outer = [
            (0.62 * r, 0.0),
            (0.64 * r, 0.003),
            (0.68 * r, 0.03),
            (r - 0.003, 0.032),
            (r + 0.002, 0.038),
            *outer[3:5],
            *outer[5:],
        ]
        outer = [(a, b + (0.022 if i >= 5 else 0.0)) for i, (a, b) in enumerate(outer)]
        inside = [(0.0, 0.05), (0.5 * r, 0.05), (0.57 * r, 0.02), (outer[0][0], 0.0)]
    top = outer[-1][1]
    collar = [
        (0.36 * r, top + 0.004),
        (0.36 * r, top + 0.012),
        (0.3 * r, top + 0.014),
        (0.3 * r, top + 0.03),
        (0.27 * r, top + 0.033),
        (0.0, top + 0.033),
    ]
    profile = rounded([*inside, *outer[1:], *collar], 0.006, 4)
    cup = lathed(profile, 120)
    ribs = merge(
        [
            moved(ring_of(float(f * r), 0.0016, segments=96, sides=8), z=float(z + (0.022 if flange else 0)))
            for f, z in ((0.86, 0.052), (0.74, 0.0625), (0.985, 0.02))
        ]
    )
    stick = turned_solid(
        [(0, top), (0.0135, top), (0.0125, 0.8 * high), (0.0145, 0.95 * high), (0.012, high), (0, high + 0.003)],
        0.004,
        segments=40,
    )
    return fitted([merge([cup, ribs]), stick], size)


FORMS = (
    Form(
        name="tyre",
        class_name="tyre",
        size_m=(0.58, 0.72),
        parts=(main_part("Tyre"), part("Wheel", "painted_steel", "steel"), part("Vents", "black_plastic")),
        build=_tyre,
    ),
    Form(
        name="garden_hose",
        class_name="hose",
        size_m=(0.35, 0.6),
        parts=(main_part("Hose"), part("Coupling", "brass"), part("Ties", "white_plastic")),
        build=_hose,
    ),
    Form(
        name="hot_water_bottle",
        class_name="hot-water bottle",
        size_m=(0.28, 0.36),
        parts=(main_part("Bag"), part("Stopper", "black_plastic", "white_plastic")),
        build=_hot_water_bottle,
    ),
    Form(
        name="plunger",
        class_name="plunger",
        size_m=(0.36, 0.5),
        parts=(main_part("Cup"), part("Stick", "beech", "pine")),
        build=_plunger,
    ),
)
