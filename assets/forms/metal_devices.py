"""Appliances and instruments with metal bodies: toaster, knob, torch, phone, wheel, trumpet."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.lettering import on_circle, on_cylinder, raised_text, ribbon
from assets.forms.kit.metal_vessels import with_steps
from assets.forms.kit.metre_solids import (
    around,
    plate,
    spun,
    spun_corners,
    spun_ring,
    standing,
    through,
    tube,
    turned_all,
    upright,
)
from assets.forms.kit.outlines import circle, rectangle, stadium
from assets.forms.kit.propped import propped
from assets.forms.kit.rivets_and_screws import hexagon_body
from assets.forms.kit.rounds import ball, leaning, ring, rod
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, merge, moved, turned
from schemas.mesh import MeshData


def toaster(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A rounded toaster with two slots, bread in them, a lever, a dial and a cord."""
    x, y, h = size * 0.84, size * float(rng.uniform(0.46, 0.54)), size * float(rng.uniform(0.52, 0.6))
    foot = size * 0.045
    slots = [rectangle(x * 0.68, y * 0.15, corner_m=0.006, steps=3, centre=(0.0, s * y * 0.17)) for s in (-1, 1)]
    round_ = float(rng.uniform(0.16, 0.24)) * y
    body = plate(rectangle(x, y, corner_m=y * float(rng.uniform(0.2, 0.42)), steps=10), foot, h, holes=slots,
        bevel_m=round_, hole_bevel_m=0.003, steps=8)  # fmt: skip
    lips = [plate(rectangle(x * 0.72, y * 0.19, corner_m=0.008, centre=(0.0, s * y * 0.17)), h - 0.0004,
        h + 0.0016, holes=[rectangle(x * 0.68, y * 0.15, corner_m=0.006, centre=(0.0, s * y * 0.17))],
        bevel_m=0.0006) for s in (-1, 1)]  # fmt: skip
    band = [moved(plate(rectangle(x * 1.004, y * 1.004, corner_m=y * 0.2, steps=8), 0, 0.004,
        holes=[rectangle(x * 0.97, y * 0.97, corner_m=y * 0.2, steps=8)], bevel_m=0.001),
        z=foot * 1.0 + round_)]  # fmt: skip
    word = moved(upright(raised_text(str(rng.choice(["TOASTMASTER", "DUALIA", "SUNRISE", "CROWN"])),
        size * 0.036, stroke_m=size * 0.0062, relief_m=0.0012)), 0, -y / 2,
        foot + 0.52 * (h - foot))  # fmt: skip
    top = [(-0.5, 0.0), (0.5, 0.0), (0.5, 0.62), (0.56, 0.78), (0.5, 0.95), (0.28, 1.02), (-0.28, 1.02),
        (-0.5, 0.95), (-0.56, 0.78), (-0.5, 0.62)]  # fmt: skip
    shape = rounded(np.array(top) * np.array([x * 0.5, h * 0.74]), 0.018, 4, closed=True)
    bread = [moved(upright(plate(shape, -y * 0.045, y * 0.045, bevel_m=0.004, steps=3)),
        float(rng.uniform(-0.03, 0.03)) * x, s * y * 0.17,
        h * 0.52 + float(rng.uniform(-0.02, 0.03)) * h) for s in (-1, 1)]  # fmt: skip
    base = plate(
        rectangle(x * 0.97, y * 0.95, corner_m=y * 0.18, steps=6), foot * 0.45, foot + round_ * 0.5, bevel_m=0.003
    )
    feet = [moved(spun_corners([(0, 0), (0.012, 0), (0.01, foot), (0, foot)], 0.002, segments=24),
        sx * x * 0.38, sy * y * 0.34) for sx in (-1, 1) for sy in (-1, 1)]  # fmt: skip
    lever = moved(rounded_box((0.024, y * 0.3, 0.014), 0.005), x / 2 + 0.012, 0, h * 0.68)
    slit = moved(rounded_box((0.0015, 0.009, h * 0.42), 0.0006), x / 2 + 0.0002, 0, h * 0.34)
    dial = leaning(spun(rounded([(0, 0), (0.021, 0), (0.019, 0.012), (0, 0.013)], [0, 0.002, 0.003, 0], 4), 64,
        modulation=lambda a, z: 1 + 0.03 * (np.cos(16 * a) > 0) + 0 * z), (1, 0, 0),
        (x / 2, -y * 0.24, h * 0.34))  # fmt: skip
    cord = tube(through([(-x / 2 + 0.01, y * 0.2, foot), (-x / 2 - 0.02, y * 0.26, 0.006),
        (-x / 2 - size * 0.07, y * 0.1, 0.0035), (-x / 2 - size * 0.06, -y * 0.4, 0.0035)], 40), 0.0034,
        sides=10)  # fmt: skip
    dark = moved(rounded_box((x * 0.7, y * 0.6, 0.004), 0.001), 0, 0, foot + 0.3 * h)
    parts = [merge([body, *lips, *band, word]), merge([base, *feet, lever, slit, dial, cord, dark]), merge(bread)]
    return standing(turned_all(parts, "z", float(rng.uniform(-38, -8))), size)


def control_knob(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A turned knob with a knurled skirt and a milled index, on a piece of black panel with its scale."""
    r = size * float(rng.uniform(0.4, 0.43))
    deep = r * float(rng.uniform(0.62, 0.95))
    skirt = spun(rounded([(0, 0), (r, 0), (r, r * 0.12), (r * 0.94, r * 0.16), (0, r * 0.16)],
        [0, 0, 0.0006, 0.0004, 0], 3), 120)  # fmt: skip
    n = int(rng.choice([48, 60, 72]))
    profile = with_steps(rounded([(0, r * 0.1), (r * 0.86, r * 0.1), (r * 0.86, deep * 0.88), (r * 0.8, deep),
        (0, deep)], [0, 0, 0.0006, 0.0005, 0], 3), deep / 12)  # fmt: skip
    knob_ = spun(
        profile, n * 4, modulation=lambda a, z: 1 - 0.035 * np.abs(np.sin(n * a / 2)) * (z > 0.16) * (z < 0.82)
    )
    dish = moved(
        spun_ring([(r * 0.62, 0), (r * 0.66, 0), (r * 0.66, 0.0006), (r * 0.62, 0.0006)], 0.0002, segments=96),
        z=deep,
    )
    at = float(rng.uniform(20, 150))
    index = turned(moved(rounded_box((r * 0.36, r * 0.055, 0.0007), 0.0002), r * 0.58, 0, deep - 0.0001), "z", at)
    side = turned(moved(rounded_box((0.0008, r * 0.055, deep * 0.7), 0.0002), r * 0.862, 0, deep * 0.2), "z", at)
    marks = []
    for k in range(31):
        a = np.radians(-135 + 9.0 * k + 90 + 0)
        far = 1.16 if k % 5 == 0 else 1.12
        marks.append(ribbon(np.array([[1.05 * r * np.cos(a), 1.05 * r * np.sin(a)], [far * r * np.cos(a),
            far * r * np.sin(a)]]), r * 0.018, 0.0002))  # fmt: skip
    text = raised_text(
        str(rng.choice(["VOLUME", "GAIN", "TONE", "LEVEL"])), r * 0.14, stroke_m=r * 0.024, relief_m=0.0002
    )
    marks.append(on_circle(text, r * 1.1, centre_deg=270.0, inside=True))
    panel = moved(rounded_box((size * 0.98, size * 0.98, size * 0.05), 0.001), z=-size * 0.0501)
    parts = [upright(p) for p in (merge([skirt, knob_, dish]), merge([index, side, *marks]), panel)]
    parts = turned_all(parts, "x", -float(rng.uniform(10, 30)))
    return standing(turned_all(parts, "z", float(rng.uniform(-30, 30))), size)


def flashlight(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A torch with a diamond knurl, cooling rings, a crenelled bezel, lens and rubber button, lying."""
    h, r = size, size * float(rng.uniform(0.085, 0.105))
    big = r * float(rng.uniform(1.25, 1.6))
    k0, k1 = h * 0.2, h * 0.6
    corners = [(0, 0.0), (r * 0.9, 0.0), (r, h * 0.01), (r, h * 0.13), (r * 0.93, h * 0.135),
        (r * 0.93, h * 0.155), (r, h * 0.16), (r, h * 0.62), (r * 0.94, h * 0.63), (r * 0.94, h * 0.65),
        (r * 1.1, h * 0.665)]  # fmt: skip
    for k in range(4):
        z = h * (0.68 + 0.022 * k)
        corners += [(r * 1.12, z), (r * 1.12, z + h * 0.012), (r * 0.98, z + h * 0.013), (r * 0.98, z + h * 0.021)]
    corners += [(r * 1.05, h * 0.775), (big, h * 0.85), (big, h * 0.985), (big * 0.97, h), (big * 0.86, h),
        (big * 0.84, h * 0.975)]  # fmt: skip
    body = with_steps(rounded(corners, [0.0] + [0.0006] * (len(corners) - 2) + [0.0], 2), h * 0.0045)
    turns = 26

    def knurl(a: np.ndarray, z: np.ndarray) -> np.ndarray:
        zone = (z * h > k0) & (z * h < k1)
        slope = z * h / (2 * np.pi * r) * 2 * np.pi
        return np.asarray(1 - 0.05 * zone * np.maximum(np.abs(np.sin(turns * (a + slope) / 2)) < 0.34,
            np.abs(np.sin(turns * (a - slope) / 2)) < 0.34))  # fmt: skip

    shell = spun(body, turns * 8, modulation=knurl)
    dish = spun(smooth([(big * 0.84, h * 0.975), (big * 0.7, h * 0.93), (big * 0.35, h * 0.87),
        (big * 0.12, h * 0.85), (0, h * 0.85)], 30), 64)  # fmt: skip
    crenels = around(moved(rounded_box((big * 0.12, big * 0.3, h * 0.014), 0.0006), big * 0.92, 0, h * 0.996), 6)
    clip = moved(rounded_box((0.0012 * h / 0.13, r * 0.5, h * 0.42), 0.0004), r * 1.16, 0, h * 0.17)
    hook = moved(rounded_box((r * 0.22, r * 0.5, h * 0.02), 0.0004), r * 1.06, 0, h * 0.57)
    lens = spun_corners(
        [(0, h * 0.962), (big * 0.835, h * 0.962), (big * 0.835, h * 0.972), (0, h * 0.972)], 0.0003, segments=64
    )
    button = moved(turned(spun_corners([(0, 0), (r * 0.55, 0), (r * 0.5, r * 0.2), (0, r * 0.26)],
        [0, 0.0005, 0.001, 0], segments=40), "x", 180.0), z=0.0005)  # fmt: skip
    spot = spun_corners(
        [(0, h * 0.852), (big * 0.11, h * 0.852), (big * 0.11, h * 0.858), (0, h * 0.858)], 0.0002, segments=24
    )
    text = moved(raised_text(str(rng.choice(["LUMEN 900", "T6 LED", "NITE"])), r * 0.34, stroke_m=r * 0.055,
        relief_m=0.0002), 0, 0, 0)  # fmt: skip
    text = on_cylinder(turned(text, "z", 90.0), big, height_m=h * 0.915, towards_deg=-60.0)
    flat = [
        turned(turned(p, "z", 35.0), "y", 90.0)
        for p in (merge([shell, dish, crenels]), merge([clip, hook]), lens, button, merge([spot]), text)
    ]
    parts = [flat[0], flat[1], flat[2], flat[3], merge([flat[4], flat[5]])]
    yaw = -90.0 + float(rng.choice([-1, 1])) * float(rng.uniform(32, 56))
    parts = turned_all(turned_all(parts, "y", 2.0), "z", yaw)
    return standing(parts, size)


def phone(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """The back of a phone: bright chamfers, a camera island with lenses and a flash, keys at its side."""
    y, x, t = size * 0.96, size * float(rng.uniform(0.44, 0.48)), size * 0.052
    corner = x * float(rng.uniform(0.14, 0.2))
    slab = plate(rectangle(x, y, corner_m=corner, steps=10), t * 0.06, t * 0.94, bevel_m=t * 0.12, steps=2)
    edges = [plate(rectangle(x * 0.992, y * 0.996, corner_m=corner * 0.97, steps=10), z0, z1,
        holes=[rectangle(x * 0.965, y * 0.983, corner_m=corner * 0.9, steps=10)], bevel_m=t * 0.025) for z0,
        z1 in ((t * 0.9, t * 0.97),)]  # fmt: skip
    breaks = [
        moved(rounded_box((x * 1.003, t * 0.16, t * 0.7), 0.0002), 0, s * y * 0.43, t * 0.15) for s in (-1, 1)
    ]
    style = int(rng.integers(2))
    if style == 0:
        island = moved(plate(rectangle(x * 0.42, x * 0.42, corner_m=x * 0.11, steps=8), 0, t * 0.14,
            bevel_m=t * 0.05), -x * 0.24, y * 0.5 - x * 0.27, t * 0.93)  # fmt: skip
        spots = [(-x * 0.33, y * 0.5 - x * 0.18), (-x * 0.33, y * 0.5 - x * 0.36), (-x * 0.16, y * 0.5 - x * 0.27)]
    else:
        island = moved(
            plate(stadium(x * 0.86, x * 0.26, 16), 0, t * 0.14, bevel_m=t * 0.05), 0, y * 0.5 - x * 0.26, t * 0.93
        )
        spots = [(-x * 0.28, y * 0.5 - x * 0.26), (-x * 0.06, y * 0.5 - x * 0.26), (x * 0.16, y * 0.5 - x * 0.26)]
    rings_ = [moved(spun_ring([(x * 0.058, 0), (x * 0.078, 0), (x * 0.078, t * 0.12), (x * 0.058, t * 0.14)],
        0.0002, segments=56), sx, sy, t * 1.05) for sx, sy in spots]  # fmt: skip
    lenses = [moved(spun(smooth([(0, 0), (x * 0.06, 0), (x * 0.058, t * 0.08), (x * 0.03, t * 0.1),
        (0, t * 0.105)], 20), 48), sx, sy, t * 1.05) for sx, sy in spots]  # fmt: skip
    flash = moved(
        spun_corners([(0, 0), (x * 0.03, 0), (x * 0.03, t * 0.03), (0, t * 0.03)], 0.0002, segments=32),
        x * (0.32 if style else -0.13),
        y * 0.5 - x * (0.26 if style else 0.14),
        t * 1.06,
    )
    keys = [
        moved(rounded_box((t * 0.16, long, t * 0.36), t * 0.05), s * (x / 2 + t * 0.02), at, t * 0.32)
        for s, at, long in ((1, y * 0.2, y * 0.1), (-1, y * 0.24, y * 0.07), (-1, y * 0.15, y * 0.07))
    ]
    word = str(rng.choice(["ORBIS", "NOVA", "ARCA", "HALO 5"]))
    tall = x * 0.075
    logo = moved(raised_text(word, tall, stroke_m=tall * 0.15, relief_m=0.0001), 0, -y * 0.1, t * 0.94)
    parts = [merge([slab, island, *keys]), merge([*edges, *rings_]), merge([*lenses, *breaks]),
        merge([flash, logo])]  # fmt: skip
    ready = propped(parts, float(rng.uniform(56, 70)), block_share=0.5, width_share=0.6)
    return standing(turned_all(ready, "z", float(rng.uniform(-30, 30))), size)


def _wheel_windows(rim: float, n: int) -> list[np.ndarray]:
    """The openings between so many spokes."""
    a_gap = np.pi / n
    r0, r1 = rim * (0.36 if n < 10 else 0.42), rim * 0.86
    fill = 0.5 if n < 10 else 0.58
    t = np.linspace(-1, 1, 9)
    outer = [(r1 * np.cos(fill * a_gap * u), r1 * np.sin(fill * a_gap * u)) for u in t]
    inner = [(r0 * np.cos(fill * 0.55 * a_gap * u), r0 * np.sin(fill * 0.55 * a_gap * u)) for u in t[::-2]]
    window = rounded(np.array([*inner, *outer]), rim * 0.02, 2, closed=True)
    area = 0.5 * np.sum(window[:, 0] * np.roll(window[:, 1], -1) - window[:, 1] * np.roll(window[:, 0], -1))
    window = window if area > 0 else window[::-1]
    hole = []
    for k in range(n):
        c, s = np.cos(2 * np.pi * k / n), np.sin(2 * np.pi * k / n)
        hole.append(window @ np.array([[c, s], [-s, c]]))
    return hole


def _wheel_barrel(rim: float, w: float) -> Surface:
    """The well of a rim with its two flanges."""
    return spun(rounded([(rim * 0.9, w * 0.5), (rim * 0.985, w * 0.52), (rim * 1.02, w * 0.5),
        (rim * 1.02, w * 0.44), (rim * 0.94, w * 0.36), (rim * 0.93, -w * 0.4), (rim * 1.02, -w * 0.5),
        (rim * 1.0, -w * 0.54), (rim * 0.9, -w * 0.38), (rim * 0.9, w * 0.5)][::-1], 0.004, 3),
        128)  # fmt: skip


def _wheel_hub(rim: float, w: float) -> Surface:
    """The boss in a wheel's middle with its cap."""
    return moved(spun_corners([(0, -w * 0.2), (rim * 0.34, -w * 0.2), (rim * 0.33, w * 0.03),
        (rim * 0.3, w * 0.05), (rim * 0.28, -w * 0.02), (rim * 0.16, -w * 0.02), (rim * 0.15, w * 0.07),
        (rim * 0.12, w * 0.1), (0, w * 0.11)], 0.003, segments=80), z=w * 0.42)  # fmt: skip


def _wheel_nuts(rim: float, w: float, count: int) -> Surface:
    """Domed nuts about the hub."""
    nut = merge([hexagon_body(rim * 0.062, rim * 0.045), moved(ball(rim * 0.026, segments=16), z=rim * 0.045)])
    return around(moved(nut, rim * 0.22, 0, w * 0.4), count)


def _wheel_valve(rim: float, w: float) -> Surface:
    """A tyre's valve at the rim."""
    stem = spun_corners([(0, 0), (rim * 0.015, 0), (rim * 0.012, rim * 0.1), (0, rim * 0.1)], 0.001, segments=16)
    return turned(leaning(stem, (-0.75, 0, 0.6), (rim * 0.93, 0, w * 0.42)), "z", 33.0)


def _tyre(r: float, rim: float, w: float) -> Surface:
    """A low tyre with three grooves and notched shoulders."""
    wall = [(rim * 0.99, -w * 0.47), (rim * 1.0, -w * 0.56), (r * 0.93, -w * 0.66), (r * 0.985, -w * 0.52),
        (r, -w * 0.4)]  # fmt: skip
    for z in (-0.2, 0.0, 0.2):
        wall += [(r, w * (z - 0.03)), (r * 0.975, w * (z - 0.025)), (r * 0.975, w * (z + 0.025)), (r,
            w * (z + 0.03))]  # fmt: skip
    wall += [(r, w * 0.4), (r * 0.985, w * 0.52), (r * 0.93, w * 0.66), (rim * 1.0, w * 0.56),
        (rim * 0.99, w * 0.47)]  # fmt: skip
    return spun(
        with_steps(rounded(wall, [0.0] + [0.004] * (len(wall) - 2) + [0.0], 3), 0.02 * r),
        180,
        modulation=lambda a, z: (
            1 - 0.012 * ((np.abs(z - 0.5) > 0.26) & (np.abs(z - 0.5) < 0.4)) * (np.cos(60 * a) > 0.3)
        ),
    )


def _tyre_letters(rng: np.random.Generator, r: float, w: float) -> list[Surface]:
    """Words on a tyre's flank."""
    words = ((str(rng.choice(["GRANTURISMO", "RADIAL 205", "ALLSEASON"])), 90.0), ("TUBELESS", 250.0))
    return [
        moved(
            on_circle(raised_text(word, r * 0.05, stroke_m=r * 0.009, relief_m=0.0012), r * 0.905, centre_deg=a),
            z=w * 0.655,
        )
        for word, a in words
    ]


def car_wheel(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A spoked wheel with its nuts, cap and valve in a low tyre, leaning a little."""
    r = size / 2
    rim, w = r * float(rng.uniform(0.85, 0.88)), r * 0.42
    n = int(rng.choice([5, 5, 6, 10]))
    disc = plate(
        circle(rim * 0.97, 120), -w * 0.13, 0.0, holes=_wheel_windows(rim, n), bevel_m=rim * 0.016, steps=3
    )
    nuts = _wheel_nuts(rim, w, int(rng.choice([4, 5])))
    word = raised_text(str(rng.choice(["R", "GT", "V8", "S"])), rim * 0.1, stroke_m=rim * 0.02, relief_m=0.001)
    metal = [moved(disc, z=w * 0.42), _wheel_barrel(rim, w), _wheel_hub(rim, w), moved(word, 0, 0, w * 0.53)]
    letters = _tyre_letters(rng, r, w)
    drum = moved(
        spun_corners([(0, -0.02), (rim * 0.72, -0.02), (rim * 0.72, 0), (0, 0)], 0.002, segments=80), z=-w * 0.1
    )
    parts = [merge(metal), nuts, merge([_tyre(r, rim, w), *letters, drum, _wheel_valve(rim, w)])]
    parts = turned_all(turned_all(parts, "z", float(rng.uniform(0, 72))), "x", 90.0 - float(rng.uniform(4, 12)))
    return standing(turned_all(parts, "z", float(rng.uniform(-32, 25))), size)


def _valves(rng: np.random.Generator, k: float, y0: float) -> tuple[list[Surface], list[Surface]]:
    """Three valves of a trumpet and the pearls on their buttons; some are pressed."""
    valves, pearls = [], []
    for i in range(3):
        z = (0.215 + 0.0235 * i) * k
        for a, b, r in (
            (-0.022, 0.088, 0.0095),
            (-0.032, -0.02, 0.0108),
            (0.084, 0.096, 0.0108),
            (-0.006, -0.004, 0.0102),
            (0.07, 0.072, 0.0102),
        ):
            valves.append(leaning(spun_corners([(0, a * k), (r * k, a * k), (r * k, b * k), (0, b * k)],
                0.0008 * k, segments=44), (1, 0, 0), (0, y0 * 0.8, z)))  # fmt: skip
        press = float(rng.choice([0.0, 0.0, 0.012])) * k
        valves.append(moved(rod((-0.03 * k, 0, 0), (-0.058 * k + press, 0, 0), 0.0028 * k), 0, y0 * 0.8, z))
        valves.append(leaning(spun_corners([(0, 0), (0.0078 * k, 0), (0.0078 * k, 0.003 * k), (0, 0.003 * k)],
            0.0006 * k, segments=32), (-1, 0, 0), (-0.056 * k + press, y0 * 0.8, z)))  # fmt: skip
        pearls.append(leaning(spun(smooth(np.array([(0, 0), (0.0066, 0), (0.0066, 0.0012), (0.004, 0.0026),
            (0, 0.003)]) * k, 16), 32), (-1, 0, 0), (-0.059 * k + press, y0 * 0.8, z)))  # fmt: skip
    return valves, pearls


def _trumpet_run(k: float, points: list[tuple[float, float, float]], bends: list[float]) -> Surface:
    """A tube of the trumpet's bore through those points."""
    return tube(with_steps(rounded(np.array(points), bends, 12), 0.006 * k), 0.0058 * k, sides=20)


def _trumpet_bell(k: float) -> list[Surface]:
    """The flare with a bead at its rim."""
    flare = (np.array([(0.0, 0.061), (0.004, 0.052), (0.012, 0.0415), (0.026, 0.0305), (0.05, 0.0212),
        (0.09, 0.0142), (0.15, 0.0092), (0.235, 0.0058)]) * k)  # fmt: skip
    line = smooth(flare, 90)
    outer = np.column_stack([line[:, 1], line[:, 0]])
    inner = outer[:60] * np.array([0.985, 1.0]) - np.array([0.0006 * k, 0.0])
    bell = spun(np.concatenate([inner[::-1], [[outer[0, 0] + 0.0008 * k, -0.0012 * k]], outer]), 112)
    bead = moved(ring(0.061 * k, 0.0013 * k, segments=112), z=0.0)
    return [bell, bead]


def _trumpet_loops(k: float, y0: float, drop: float) -> tuple[list[Surface], list[Surface]]:
    """(the bell's tube and the lead pipe, each bent back on itself; the valves' slides)."""
    z_bell, up = 0.235 * k, 0.36 * k
    bell_run = _trumpet_run(
        k,
        [(0, 0, z_bell - 0.002 * k), (0, 0, up), (drop, 0, up), (drop, 0, 0.27 * k)],
        [0, drop * 0.48, drop * 0.48, 0],
    )
    tip, low = 0.47 * k, 0.125 * k
    lead = _trumpet_run(k, [(0.002 * k, y0 * 1.6, tip - 0.05 * k), (0.002 * k, y0 * 1.6, low),
        (drop, y0 * 1.6, low), (drop, y0 * 1.6, 0.215 * k)], [0, drop * 0.48, drop * 0.48, 0])  # fmt: skip
    slides = []
    for z, side, far in ((0.215, -1, 0.03), (0.262, 1, 0.055)):
        pts = [
            (0.03 * k, y0 * 0.8, z * k),
            (0.03 * k, y0 * 0.8, (z + side * far) * k),
            (0.05 * k, y0 * 0.8, (z + side * far) * k),
            (0.05 * k, y0 * 0.8, z * k),
        ]
        slides.append(_trumpet_run(k, pts, [0, 0.0095 * k, 0.0095 * k, 0]))
    slides.append(_trumpet_run(k, [(0.04 * k, y0 * 0.8, 0.2385 * k), (0.04 * k, -0.035 * k, 0.2385 * k),
        (0.058 * k, -0.035 * k, 0.2385 * k), (0.058 * k, y0 * 0.8, 0.2385 * k)],
        [0, 0.0085 * k, 0.0085 * k, 0]))  # fmt: skip
    return [bell_run, lead], slides


def _trumpet_braces(k: float, y0: float, drop: float) -> list[Surface]:
    """Ferrules on the tubes, braces between them and two finger hooks."""
    q = 0.0058 * k
    places = (
        (0, 0, 0.325 * k),
        (drop, 0, 0.325 * k),
        (0.002 * k, y0 * 1.6, 0.165 * k),
        (drop, y0 * 1.6, 0.165 * k),
        (0.002 * k, y0 * 1.6, 0.4 * k),
    )
    sleeve = spun_corners(
        [(0, -0.008 * k), (q * 1.22, -0.008 * k), (q * 1.22, 0.008 * k), (0, 0.008 * k)], 0.0006 * k, segments=32
    )
    ferrules = [leaning(sleeve, (0, 0, 1), at) for at in places]
    braces = [rod((0, 0, z * k), (0.002 * k, y0 * 1.6, z * k), 0.0022 * k) for z in (0.19, 0.3, 0.345)] + [
        rod((0, 0, z * k), (drop, 0, z * k), 0.002 * k) for z in (0.3,)
    ]
    hook = [
        moved(turned(ring(0.0105 * k, 0.0019 * k), "x", 90.0), -0.017 * k, y0 * 1.6, 0.335 * k),
        moved(turned(ring(0.0115 * k, 0.0019 * k), "x", 90.0), 0.062 * k, y0 * 0.8, 0.325 * k),
    ]
    return [*ferrules, *braces, *hook]


def _mouthpiece(k: float) -> Surface:
    """A turned cup on its shank."""
    return spun(smooth(np.array([(0, 0.0), (0.0048, 0.0), (0.0052, 0.04), (0.0065, 0.055), (0.0118, 0.07),
        (0.0136, 0.078), (0.0138, 0.084), (0.012, 0.0865), (0.0085, 0.083), (0.004, 0.076), (0, 0.074)]) * k,
        60), 48)  # fmt: skip


def trumpet(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A trumpet, on its bell or lying: loops of tube, three valves with pearls, braces, mouthpiece."""
    k = size / 0.48
    y0, drop = 0.013 * k, 0.058 * k
    runs, slides = _trumpet_loops(k, y0, drop)
    valves, pearls = _valves(rng, k, y0)
    mouth = moved(_mouthpiece(k), 0.002 * k, y0 * 1.6, 0.47 * k - 0.066 * k)
    parts = [
        merge([*_trumpet_bell(k), *runs, *valves, *slides, *_trumpet_braces(k, y0, drop)]),
        merge(pearls),
        mouth,
    ]
    if rng.random() < 0.65:  # it lies on its valves and its bell
        parts = turned_all(turned_all(parts, "y", 90.0), "y", 8.3)
        parts = turned_all(parts, "z", float(rng.choice([0.0, 180.0])))
    return standing(turned_all(parts, "z", float(rng.uniform(-28, 20))), size, crease_deg=36.0)


FORMS = (
    Form(
        name="toaster",
        class_name="toaster",
        size_m=(0.28, 0.38),
        build=toaster,
        parts=(main_part(), part("Fittings", "black_plastic"), part("Bread", "toast")),
    ),
    Form(
        name="control_knob",
        class_name="knob",
        size_m=(0.04, 0.08),
        build=control_knob,
        parts=(main_part(), part("Marks", "white_plastic"), part("Panel", "black_plastic")),
    ),
    Form(
        name="flashlight",
        class_name="flashlight",
        size_m=(0.1, 0.17),
        build=flashlight,
        parts=(
            main_part(),
            part("Clip", "steel"),
            part("Lens", "clear_glass"),
            part("Button", "black_rubber"),
            part("Lamp", "bare_aluminum", "yellow_paint"),
        ),
    ),
    Form(
        name="phone",
        class_name="phone",
        size_m=(0.14, 0.17),
        build=phone,
        parts=(
            main_part(),
            part("Chamfers", "bare_aluminum"),
            part("Lenses", "black_glass"),
            part("Flash", "white_plastic"),
            part("Block", "beech", "grey_stone"),
        ),
    ),
    Form(
        name="car_wheel",
        class_name="wheel",
        size_m=(0.5, 0.64),
        detail_m=0.34,
        build=car_wheel,
        parts=(main_part(), part("Nuts", "steel"), part("Tyre", "black_rubber")),
    ),
    Form(
        name="trumpet",
        class_name="trumpet",
        size_m=(0.4, 0.52),
        build=trumpet,
        parts=(main_part(), part("Pearls", "white_porcelain"), part("Mouthpiece", "silver_metal")),
    ),
)
