"""Mugs, cans, bottles, goblets and candlesticks of metal."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.handles import knob, strap_handle
from assets.forms.kit.lettering import on_cylinder, raised_text, ribbon
from assets.forms.kit.metal_vessels import beads, gadroons, hollow, lined, swan_neck, with_steps
from assets.forms.kit.metre_solids import (
    plate,
    spun,
    spun_corners,
    spun_ring,
    standing,
    through,
    tube,
    turned_all,
    warped,
)
from assets.forms.kit.outlines import circle, stadium
from assets.forms.kit.rivets_and_screws import dome_rivet
from assets.forms.kit.rounds import ball, leaning, ring, rod
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, flipped, grid, merge, moved, turned, welded
from schemas.mesh import MeshData


def camping_mug(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A thin mug with two folding wire handles and an etched scale."""
    r, h = size * float(rng.uniform(0.34, 0.37)), size * float(rng.uniform(0.72, 0.9))
    outer = rounded([(r * 0.9, 0), (r, 0.006), (r, h)], [0, 0.008, 0], 5)
    body = hollow(outer, 0.0008, segments=112)
    roll = moved(ring(r, 0.0016, segments=112), z=h - 0.0008)
    wires = []
    for a in (-9.0, 9.0):
        x0, x1 = r - 0.001, r + size * 0.27
        corners = [(x0, h * 0.8), (x1, h * 0.8), (x1, h * 0.26), (x0, h * 0.26)]
        line = rounded(corners, 0.011, 6)
        wires.append(
            turned(tube(np.column_stack([line[:, 0], 0 * line[:, 0], line[:, 1]]), 0.0017, sides=12), "z", a)
        )
        for z in (0.8, 0.26):
            pad = on_cylinder(
                plate(stadium(0.02, 0.009), 0.0, 0.0016, bevel_m=0.0004), r, height_m=h * z, towards_deg=a
            )
            wires += [pad, leaning(dome_rivet(0.0018), (np.cos(np.radians(a)), np.sin(np.radians(a)), 0),
                ((r + 0.0014) * np.cos(np.radians(a - 4)), (r + 0.0014) * np.sin(np.radians(a - 4)),
                h * z))]  # fmt: skip
    marks = []
    for k in range(1, 8):
        wide = 0.012 if k % 2 == 0 else 0.007
        marks.append(on_cylinder(ribbon(np.array([[-wide / 2, 0], [wide / 2, 0]]), 0.0011, 0.00022), r,
            height_m=h * (0.12 + 0.1 * k), towards_deg=-78))  # fmt: skip
        if k % 2 == 0:
            text = raised_text(str(50 * k), 0.0052, stroke_m=0.0009, relief_m=0.0002)
            marks.append(on_cylinder(moved(text, 0.0155), r, height_m=h * (0.12 + 0.1 * k), towards_deg=-78))
    logo = on_cylinder(raised_text(str(rng.choice(["TI 450", "ALPINE", "NORD", "TRAIL"])), 0.0085,
        stroke_m=0.0013, relief_m=0.0002), r, height_m=h * 0.5, towards_deg=-118)  # fmt: skip
    parts = turned_all([merge([body, roll, *wires]), merge([*marks, logo])], "z", float(rng.uniform(-30, 25)))
    return standing(parts, size)


def hammered_mug(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A barrel mug with a brass handle, ice and a slice of lime."""
    r, h = size * float(rng.uniform(0.34, 0.38)), size * float(rng.uniform(0.78, 0.92))
    belly = float(rng.uniform(1.0, 1.1))
    outer = smooth(
        [(r * 0.78, 0), (r * 0.9, 0.004), (r * belly, h * 0.42), (r * 0.96, h * 0.85), (r * 0.95, h)], 60
    )
    dents = wave_noise(rng, 0.019, octaves=1)
    body = hollow(outer, 0.0014, segments=144)
    p = body.points
    side = np.clip((p[:, 2] - 0.006) / 0.004, 0, 1) * np.clip((h - 0.004 - p[:, 2]) / 0.004, 0, 1)
    away = p[:, :2] / np.maximum(np.linalg.norm(p[:, :2], axis=1), 1e-6)[:, None]
    move = -0.0006 * np.abs(dents(p)) * side * (np.linalg.norm(p[:, :2], axis=1) > 0.5 * r)
    body = warped(body, p + np.column_stack([away * move[:, None], 0 * move]))
    roll = moved(ring(r * 0.95, 0.0016, segments=112), z=h - 0.0005)
    out = size * 0.27
    handle = strap_handle([(r * 0.93, h * 0.86), (r + out * 0.6, h * 0.88), (r + out, h * 0.62),
        (r + out * 0.7, h * 0.28), (r * 0.98, h * 0.2)], 0.012, 0.0055)  # fmt: skip
    plates = [leaning(spun_corners([(0, 0), (0.009, 0), (0.008, 0.003), (0, 0.0035)], 0.001, segments=28),
        (1, 0, 0), (x, 0, z)) for x, z in ((r * 0.96, h * 0.86), (r * 1.0, h * 0.2))]  # fmt: skip
    cubes = []
    for k in range(5):
        cube = turned(
            turned(moved(rounded_box((0.025, 0.025, 0.025), 0.004), z=-0.0125), "x", float(rng.uniform(0, 90))),
            "z",
            float(rng.uniform(0, 90)),
        )
        a = k * 1.257 + float(rng.uniform(-0.2, 0.2))
        cubes.append(
            moved(cube, 0.48 * r * np.cos(a), 0.48 * r * np.sin(a), h * 0.9 + float(rng.uniform(-0.006, 0.006)))
        )
    slice_ = spun_corners([(0, 0), (0.023, 0), (0.024, 0.003), (0.023, 0.006), (0, 0.006)], 0.001, segments=48)
    slice_ = moved(turned(turned(moved(slice_, z=-0.003), "x", 78.0), "z", float(rng.uniform(10, 60))),
        -r * 0.55, -r * 0.5, h + 0.006)  # fmt: skip
    parts = [merge([body, roll]), merge([handle, *plates]), merge(cubes), slice_]
    return standing(turned_all(parts, "z", float(rng.uniform(-30, 20))), size)


def drinks_can(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A can with a necked rim, a ring pull and a printed band."""
    slim = float(rng.choice([0.0, 1.0]))
    h, r = size, size * (0.27 - 0.06 * slim)
    lip = r * 0.83
    side = [(r * 0.68, 0.004), (r * 0.74, 0.0), (r * 0.79, 0.002), (r, 0.013), (r, h - 0.018), (lip, h - 0.006),
        (lip, h - 0.003), (lip + 0.0016, h - 0.001), (lip + 0.0008, h), (lip - 0.002, h - 0.0005),
        (lip - 0.003, h - 0.006), (lip - 0.006, h - 0.0065), (lip - 0.0075, h - 0.0045),
        (0, h - 0.0045)]  # fmt: skip
    radii = [0, 0.001, 0.002, 0.006, 0.006, 0.002, 0.001, 0.0005, 0.0005, 0.001, 0.001, 0.001, 0.001, 0]
    body = spun(with_steps(rounded([(0, 0.008), *side], [0.0, *radii], 4), 0.003), 112)
    pull = plate(stadium(0.026, 0.0165, 14), 0.0, 0.0014, holes=[circle(0.0047, 20, centre=(0.0045, 0.0))],
        bevel_m=0.0005)  # fmt: skip
    tip = moved(dome_rivet(0.0028), -0.0052, 0, 0.0012)
    top = moved(turned(merge([pull, tip]), "z", float(rng.uniform(150, 260))), 0, 0, h - 0.0044)
    mouth = moved(ring(0.0095, 0.0004), 0.0, -0.011, h - 0.0045)
    low, high = h * float(rng.uniform(0.28, 0.34)), h * float(rng.uniform(0.6, 0.66))
    band = spun(with_steps(np.array([(r + 0.00012, low), (r + 0.00012, high)]), 0.003), 112)
    word = str(rng.choice(["COLA", "TONIC", "SODA", "YUZU", "BREW"]))
    tall = high - low
    letters = raised_text(word, 0.42 * tall, stroke_m=0.09 * tall, relief_m=0.00035)
    name = on_cylinder(letters, r + 0.00012, height_m=(low + high) / 2, towards_deg=-80)
    thin = [
        on_cylinder(
            raised_text("330 ML", 0.0045, stroke_m=0.0008, relief_m=0.0002), r, height_m=h * 0.2, towards_deg=-80
        )
    ]
    whole, print_ = merge([body, top, mouth, name]), merge([band, *thin])
    if rng.random() < 0.5:
        whole, print_ = _dented(whole, rng_state := _dent(rng, r, h)), _dented(print_, rng_state)
    return standing([whole, print_], size)


def _dent(rng: np.random.Generator, r: float, h: float) -> np.ndarray:
    a = np.radians(float(rng.uniform(-140, -40)))
    return np.array([r * np.cos(a), r * np.sin(a), h * float(rng.uniform(0.3, 0.7)), 0.009])


def _dented(surface: Surface, dent: np.ndarray) -> Surface:
    p = surface.points.copy()
    near = np.exp(
        -(((p[:, 0] - dent[0]) ** 2 + (p[:, 1] - dent[1]) ** 2) / 0.016**2 + ((p[:, 2] - dent[2]) / 0.02) ** 2)
    )
    way = -dent[:2] / np.linalg.norm(dent[:2])
    p[:, :2] += near[:, None] * way * dent[3]
    return warped(surface, p)


def water_bottle(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A steel bottle with a black screw lid and its loop, an etched mark and a welded base ring."""
    h, r = size * 0.83, size * float(rng.uniform(0.135, 0.16))
    neck = r * float(rng.uniform(0.62, 0.78))
    sh = float(rng.uniform(0.72, 0.82))
    side = rounded([(0, 0), (r * 0.94, 0), (r * 0.97, 0.003), (r * 0.97, 0.0075), (r * 0.955, 0.0085),
        (r, 0.0105), (r, h * sh), (neck, h * (sh + 0.13)), (neck, h), (0, h)], [0, 0.002, 0.001, 0.0005, 0.0003,
        0.001, r * 0.7, 0.02, 0.001, 0], 8)  # fmt: skip
    body = spun(with_steps(side, 0.006), 112)
    cap = spun(rounded([(0, h), (neck * 1.08, h), (neck * 1.1, h + 0.004), (neck * 1.1, h + 0.028),
        (neck * 0.95, h + 0.032), (0, h + 0.032)], [0, 0.001, 0.001, 0.003, 0.002, 0], 4), 144,
        modulation=lambda a,
        t: 1 - 0.018 * (np.abs(np.sin(24 * a)) < 0.45) * (t > 0.15) * (t < 0.85))  # fmt: skip
    loop = [(-neck * 0.8, h + 0.026), (-neck * 0.78, h + 0.045), (0, h + 0.056), (neck * 0.78, h + 0.045),
        (neck * 0.8, h + 0.026)]  # fmt: skip
    strap = strap_handle(loop, 0.014, 0.0065)
    gasket = moved(ring(neck * 1.02, 0.0012), z=h - 0.0005)
    text = raised_text(
        str(rng.choice(["HYDRA", "ARC 750", "OUTBOUND", "VOLT"])), 0.013, stroke_m=0.0022, relief_m=0.00018
    )
    logo = on_cylinder(
        turned(text, "z", 90.0) if rng.random() < 0.5 else text, r, height_m=h * 0.42, towards_deg=-85
    )
    parts = [body, merge([cap, strap, gasket]), logo]
    return standing(turned_all(parts, "z", float(rng.uniform(-40, 40))), size)


def tumblers(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Spun drinking cups with rolled bright lips: two nested, one standing and one on its side."""
    h = size * 0.58
    r = h * float(rng.uniform(0.34, 0.4))
    low = r * float(rng.uniform(0.7, 0.8))
    outer = with_steps(rounded([(low * 0.9, 0), (low, 0.004), (r, h)], [0, 0.004, 0], 4), 0.003)
    rings = [h * f for f in (0.62, 0.68, 0.74)]
    for z in rings:
        outer[:, 0] += 0.0008 * np.exp(-(((outer[:, 1] - z) / 0.0016) ** 2))
    cup = hollow(outer, 0.0011, segments=96)
    lip = moved(ring(r - 0.0004, 0.0019, segments=96), z=h - 0.0008)
    tilt = float(np.degrees(np.arctan2(r - low, h)))
    lie, spin = turned(moved(cup, z=-h / 2), "y", 90.0 - tilt), float(rng.uniform(-35, 10))
    lie_lip = turned(moved(lip, z=-h / 2), "y", 90.0 - tilt)
    bottom = -float(lie_lip.points[:, 2].min())
    where = [(-r * 1.05, 0.01, 0.0), (-r * 1.05, 0.01, h * 0.3), (r * 1.15, r * 0.9, 0.0)]
    cups = [moved(cup, *w) for w in where] + [moved(turned(lie, "z", spin), r * 0.75, -r * 1.2, bottom)]
    lips = [moved(lip, *w) for w in where] + [moved(turned(lie_lip, "z", spin), r * 0.75, -r * 1.2, bottom)]
    return standing([merge(cups), merge(lips)], size)


def foil_tray(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A tray pressed from foil: fluted walls, a crimped rim, ribs in the floor, wrinkles and a dinner in it."""
    half = np.array([size / 2, size / 2 * float(rng.uniform(0.64, 0.8))])
    h, flutes = float(rng.uniform(0.035, 0.048)), int(rng.integers(64, 84))
    columns = flutes * 5
    t = np.arange(columns) * 2 * np.pi / columns
    power = 2 / 5.0
    ring_ = np.stack(
        [np.sign(np.cos(t)) * np.abs(np.cos(t)) ** power, np.sign(np.sin(t)) * np.abs(np.sin(t)) ** power], -1
    )
    crumple = wave_noise(rng, 0.07, octaves=3)
    rows = []
    levels = [(float(k), 0.0, 0.0) for k in np.linspace(0.02, 0.74, 26)]
    levels += [
        (0.74 + 0.14 * float(s), h * float(s), min(1.0, 4 * float(s) * (1.15 - float(s))))
        for s in np.linspace(0.06, 1, 16)
    ]
    levels += [(0.9, h + 0.001, 0.3), (0.955, h + 0.0005, 0.6), (0.985, h - 0.001, 1.0), (1.0, h - 0.003, 1.0)]
    for k, z, flute in levels:
        xy = ring_ * half * k
        away = ring_ / np.linalg.norm(ring_, axis=1)[:, None]
        xy = xy + away * (0.0013 * flute * np.cos(flutes * t))[:, None]
        zz = z + (0.0011 * np.cos(flutes * t) if k > 0.94 else 0.0)
        rib = 0.0014 * np.exp(-((np.mod(xy[:, 0] / 0.026, 1.0) - 0.5) ** 2) / 0.02) * (k < 0.7)
        p = np.column_stack([xy, np.broadcast_to(zz, t.shape) + rib])
        noise = crumple(p)
        rows.append(p + np.column_stack([away * (0.0012 * noise)[:, None] * (k > 0.7),
            0.0009 * noise * np.where(k > 0.7, 1.0, 0.8)]))  # fmt: skip
    top = np.stack(rows)
    under = top[::-1] - np.array([0, 0, 0.0005])
    under[:, :, :2] *= 1.0012
    sheet = welded(flipped(grid(np.concatenate([under, top]), wrap=True)))
    sheet = Surface(
        points=sheet.points, counts=sheet.counts, indices=sheet.indices, uvs=sheet.points[sheet.indices][:, :2]
    )
    lumps = []
    for place in range(int(rng.integers(4, 7))):
        potato = ball(float(rng.uniform(0.016, 0.022)), segments=24, flat=0.8)
        bumpy = wave_noise(rng, 0.03, octaves=1)
        potato = warped(potato, potato.points * (1 + 0.08 * bumpy(potato.points))[:, None])
        a = place * 2.4
        rr = 0.4 * np.sqrt(place / 6)
        lumps.append(moved(potato, half[0] * rr * np.cos(a) * 1.2, half[1] * rr * np.sin(a) * 1.2, 0.015))
    return standing(turned_all([sheet, merge(lumps)], "z", float(rng.uniform(-25, 25))), size, crease_deg=50.0)


def goblet(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A goblet gilt inside, with a knop, gadroons and a beaded foot."""
    h, r = size, size * float(rng.uniform(0.25, 0.3))
    foot, stem = r * float(rng.uniform(0.85, 0.98)), r * 0.13
    base = smooth([(foot, 0), (foot, 0.003), (foot * 0.86, 0.007), (foot * 0.5, h * 0.05),
        (stem * 1.5, h * 0.12), (stem, h * 0.2), (stem * 2.4, h * 0.27), (stem * 1.1, h * 0.34),
        (stem * 1.3, h * 0.4), (r * 0.5, h * 0.45)], 90)  # fmt: skip
    stand = spun(np.concatenate([[[0, 0]], base, [[0, h * 0.45]]]), 96)
    cup = smooth([(r * 0.2, h * 0.42), (r * 0.62, h * 0.46), (r * 0.92, h * 0.6), (r * 0.94, h * 0.8),
        (r * float(rng.uniform(0.96, 1.08)), h)], 70)  # fmt: skip
    outside, inside = lined(cup, 0.0016, segments=112, floor_m=h * 0.455)
    lobes = gadroons(r * 0.7, h * 0.5, r * 0.12, int(rng.integers(22, 30)))
    trim = [
        beads(foot * 0.985, 0.0035, 0.0016),
        beads(r * 0.945, h * 0.7, 0.0011),
        beads(r * 0.95, h * 0.84, 0.0011),
    ]
    words = on_cylinder(raised_text(str(rng.choice(["ANNO 1874", "FIDES", "IN VINO", "REGATTA"])), h * 0.055,
        stroke_m=0.0014, relief_m=0.0005), r * 0.945, height_m=h * 0.77)  # fmt: skip
    return standing([merge([stand, outside, lobes, *trim, words]), inside], size)


def teapot(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A silver teapot with a beaded foot, a chased band and an ebony handle between silver sockets."""
    r = size * float(rng.uniform(0.27, 0.3))
    h = r * float(rng.uniform(1.25, 1.5))
    outer = smooth([(r * 0.55, 0), (r * 0.58, 0.004), (r * 0.46, h * 0.08), (r * 0.5, h * 0.12),
        (r * 0.93, h * 0.35), (r, h * 0.52), (r * 0.86, h * 0.78), (r * 0.5, h * 0.93), (r * 0.46, h)],
        80)  # fmt: skip
    ribs = int(rng.choice([0, 0, 12, 16]))
    body = spun(np.concatenate([[[0, 0]], outer, [[0, h]]]), 144, modulation=lambda a,
        t: (1 + (0.022 * (np.abs(np.cos(ribs * a / 2)) - 0.6) * np.clip((t - 0.13) / 0.1, 0,
        1) * np.clip((0.86 - t) / 0.1, 0, 1) if ribs else 0 * a * t)))  # fmt: skip
    lid = spun(np.concatenate([[[0, h]], smooth([(r * 0.5, h), (r * 0.5, h + 0.003), (r * 0.32, h * 1.12),
        (r * 0.1, h * 1.2), (0.0, h * 1.21)], 30)]), 72)  # fmt: skip
    trim = [beads(r * 0.57, 0.0045, 0.0021), beads(r * 0.5, h + 0.002, 0.0017)]
    spout = swan_neck(
        [(-r * 0.78, h * 0.36), (-r * 1.2, h * 0.42), (-r * 1.38, h * 0.74), (-r * 1.66, h * 1.02)],
        [(0, r * 0.27), (0.35, r * 0.15), (0.75, r * 0.09), (1, r * 0.085)],
    )
    out = r * float(rng.uniform(0.8, 0.95))
    arc = [(r * 0.84, h * 0.84), (r + out * 0.3, h * 0.98), (r + out * 0.9, h * 0.9), (r + out, h * 0.55),
        (r + out * 0.6, h * 0.22), (r * 0.92, h * 0.24)]  # fmt: skip
    whole = smooth(arc, 60)
    handle = strap_handle([tuple(p) for p in whole[12:50:6]], 0.0105, 0.011)
    sockets = [
        strap_handle([tuple(p) for p in whole[a:b:3]], 0.0125, 0.013, samples=16) for a, b in ((0, 14), (47, 60))
    ]
    pins = [moved(rod((0, -0.0075, 0), (0, 0.0075, 0), 0.0014), whole[k, 0], 0, whole[k, 1]) for k in (11, 49)]
    finial = moved(knob(r * 0.1, r * 0.2, neck=0.45), z=h * 1.2)
    parts = [merge([body, lid, spout, *trim, *sockets, *pins]), merge([handle, finial])]
    return standing(turned_all(parts, "z", float(rng.uniform(-25, 30))), size, crease_deg=45.0)


def candlestick(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A turned candlestick with a drip pan and a burnt-down candle."""
    h = size * float(rng.uniform(0.66, 0.75))
    r = h * float(rng.uniform(0.26, 0.34))
    s = h * 0.05
    knops = [(1.0, 0.0), (1.0, 0.012), (0.93, 0.03), (0.72, 0.045), (0.62, 0.06), (0.3, 0.11)]
    base = [(r * a, h * b) for a, b in knops]
    middle = [(s * w, h * z) for w, z in ((0.95, 0.15), (1.9, 0.2), (0.8, 0.25), (0.7, 0.34), (1.25, 0.46),
        (1.55, 0.56), (0.75, 0.62), (1.7, 0.66), (0.8, 0.7), (1.0, 0.76))]  # fmt: skip
    if rng.random() < 0.4:
        middle = [(s * w, h * z) for w, z in ((1.0, 0.15), (2.2, 0.19), (1.0, 0.23), (2.0, 0.3), (2.2, 0.36),
            (0.9, 0.42), (0.85, 0.7), (1.5, 0.74), (0.9, 0.77))]  # fmt: skip
    pan = r * 0.55
    socket = [(pan, h * 0.8), (pan * 1.02, h * 0.82), (0.0145, h * 0.822), (0.0135, h * 0.9),
        (0.015, h * 0.985), (0.0165, h), (0.0112, h), (0.0112, h * 0.9), (0, h * 0.9)]  # fmt: skip
    profile = np.concatenate([[[0, 0]], smooth(base + middle, 130), rounded(socket, [0, 0.002, 0.004, 0.004,
        0.002, 0.001, 0.0005, 0, 0], 4)])  # fmt: skip
    body = spun(profile, 96)
    joint = [moved(ring(s * 1.02, 0.0008), z=h * 0.15), beads(pan, h * 0.812, 0.0014)]
    top = size - 0.012
    wax = spun(rounded([(0, h * 0.9), (0.0108, h * 0.9), (0.0108, top - 0.003), (0.009, top + 0.001),
        (0.006, top - 0.003), (0, top - 0.0045)], [0, 0, 0.002, 0.001, 0.002, 0], 4), 48)  # fmt: skip
    runs = []
    for k in range(int(rng.integers(2, 5))):
        a, long = k * 2.1 + float(rng.uniform(0, 1)), float(rng.uniform(0.15, 0.6)) * (top - h)
        runs.append(tube(np.array([(0.0105 * np.cos(a), 0.0105 * np.sin(a),
            z) for z in np.linspace(top - 0.001, top - 0.001 - long, 12)]),
            np.array([*np.linspace(0.0012, 0.0018, 11), 0.0021]), sides=10))  # fmt: skip
    wick = tube(
        through([(0, 0, top - 0.006), (0.0003, 0, top + 0.004), (0.0028, 0.001, top + 0.0105)], 10),
        0.0009,
        sides=8,
    )
    return standing([merge([body, *joint]), merge([wax, *runs]), wick], size)


def crucible(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A spun crucible with its lid ajar in a pipe-clay triangle on a steel ring."""
    r = size * float(rng.uniform(0.29, 0.31))
    h = r * float(rng.uniform(1.7, 2.0))
    outer = with_steps(
        smooth([(r * 0.5, 0), (r * 0.62, 0.0015), (r * 0.86, h * 0.55), (r * 0.97, h * 0.94), (r * 1.05, h)], 30),
        0.002,
    )
    cup = moved(hollow(outer, 0.0005, segments=96), z=0.018)
    lid = spun(rounded([(0, 0.0), (r * 1.04, 0.0), (r * 1.1, 0.0015), (r * 1.04, 0.0022), (r * 0.9, 0.0014),
        (0, 0.0022)], [0, 0.001, 0.0005, 0.001, 0.002, 0], 4), 80)  # fmt: skip
    tab = moved(plate(stadium(0.012, 0.006), 0.0, 0.0006, bevel_m=0.0002), r * 1.15, 0, 0.001)
    lift = float(rng.uniform(5, 16))
    cover = moved(turned(turned(merge([lid, tab]), "y", lift), "z", float(rng.uniform(-70, 20))), 0, 0.3 * r,
        0.018 + h + r * np.sin(np.radians(lift)) * 0.95)  # fmt: skip
    side, clay, wires = r * 1.55, [], []
    for k in range(3):
        a = np.radians(30 + 120 * k)
        n, d = np.array([np.cos(a), np.sin(a)]), np.array([-np.sin(a), np.cos(a)])
        at = n * r * 0.83
        tube_ = spun_ring([(0.0009, -side), (0.0029, -side), (0.0029, side), (0.0009, side)], 0.0004, segments=24)
        z = 0.018 + h * 0.36
        clay.append(leaning(tube_, (*d, 0.0), (*at, z)))
        wires.append(rod((*(at - d * side * 1.55), z), (*(at + d * side * 1.55), z), 0.0008))
    stand = r * 2.0
    hoop = moved(ring(stand, 0.0018), z=0.018 + h * 0.36 - 0.0026)
    legs = [rod((stand * 1.1 * np.cos(a), stand * 1.1 * np.sin(a), 0), (stand * np.cos(a), stand * np.sin(a),
        0.018 + h * 0.36 - 0.002), 0.0016) for a in np.radians([100, 220, 340])]  # fmt: skip
    return standing([merge([cup, cover]), merge(clay), merge([*wires, hoop, *legs])], size)


FORMS = (
    Form(
        name="camping_mug",
        class_name="mug",
        size_m=(0.1, 0.13),
        build=camping_mug,
        parts=(main_part(), part("Scale", "dark_etch")),
    ),
    Form(
        name="hammered_mug",
        class_name="mug",
        size_m=(0.1, 0.13),
        build=hammered_mug,
        parts=(main_part(), part("Handle", "brass"), part("Ice", "drink_ice"), part("Lime", "lime_peel")),
    ),
    Form(
        name="drinks_can",
        class_name="can",
        size_m=(0.115, 0.168),
        build=drinks_can,
        parts=(main_part(), part("Print", "red_print", "blue_print", "green_print")),
    ),
    Form(
        name="steel_bottle",
        class_name="water bottle",
        size_m=(0.2, 0.28),
        build=water_bottle,
        parts=(main_part(), part("Cap", "black_plastic"), part("Logo", "dark_etch")),
    ),
    Form(
        name="spun_tumblers",
        class_name="cup",
        size_m=(0.15, 0.24),
        build=tumblers,
        parts=(main_part(), part("Lips", "bare_aluminum")),
    ),
    Form(
        name="foil_tray",
        class_name="foil tray",
        size_m=(0.16, 0.3),
        build=foil_tray,
        parts=(main_part(), part("Potatoes", "potato_skin")),
    ),
    Form(
        name="metal_goblet",
        class_name="goblet",
        size_m=(0.13, 0.2),
        build=goblet,
        parts=(main_part(), part("Gilding", "gilding")),
    ),
    Form(
        name="silver_teapot",
        class_name="teapot",
        size_m=(0.19, 0.28),
        build=teapot,
        parts=(main_part(), part("Handle", "ebony")),
    ),
    Form(
        name="candlestick",
        class_name="candlestick",
        size_m=(0.16, 0.32),
        build=candlestick,
        parts=(main_part(), part("Candle", "taper_wax"), part("Wick", "burnt_wick")),
    ),
    Form(
        name="crucible",
        class_name="crucible",
        size_m=(0.05, 0.09),
        build=crucible,
        parts=(main_part(), part("Clay", "white_porcelain"), part("Stand", "steel")),
    ),
)
