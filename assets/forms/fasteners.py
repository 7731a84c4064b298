"""Bolts, screws, a bearing, chain, a heat sink, carabiners, a hub and wire: small parts of steel and aluminium."""

from __future__ import annotations

import itertools

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.lettering import on_circle, raised_text
from assets.forms.kit.metre_solids import (
    around,
    bar,
    plate,
    spun,
    spun_corners,
    spun_ring,
    standing,
    through,
    tube,
    turned_all,
)
from assets.forms.kit.outlines import circle, rectangle
from assets.forms.kit.propped import propped
from assets.forms.kit.rivets_and_screws import cross_head, hexagon_body, star_head
from assets.forms.kit.rounds import ball, ring, rod
from assets.forms.kit.threads import threaded_rod
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, grid, merge, moved, turned, welded
from schemas.mesh import MeshData


def bolt(diameter_m: float, length_m: float, *, grade: str = "8.8") -> Surface:
    """A hexagon bolt standing on its head."""
    d = diameter_m
    head = hexagon_body(1.55 * d, 0.65 * d)
    mark = moved(
        turned(raised_text(grade, 0.36 * d, stroke_m=0.06 * d, relief_m=0.03 * d), "x", 180.0), 0, 0, 0.001 * d
    )
    collar = spun_corners(
        [(0, 0.6 * d), (0.72 * d, 0.6 * d), (0.72 * d, 0.69 * d), (0, 0.69 * d)], 0.02 * d, segments=40
    )
    plain = spun_corners(
        [(0, 0.6 * d), (0.5 * d, 0.6 * d), (0.5 * d, 0.36 * length_m), (0, 0.36 * length_m)], 0.01 * d, segments=40
    )
    return merge([head, mark, collar, plain, threaded_rod(0.5 * d, 0.15 * d, 0.34 * length_m, length_m)])


def _nut(d: float) -> Surface:
    return hexagon_body(1.55 * d, 0.8 * d, bore_m=0.47 * d)


def _washer(d: float) -> Surface:
    return spun_ring(
        [(0.55 * d, 0), (1.05 * d, 0), (1.05 * d, 0.16 * d), (0.55 * d, 0.16 * d)], 0.03 * d, segments=48
    )


def _lying(surface: Surface, across: float, turn_deg: float) -> Surface:
    """A bolt that stood on its head, now on its side: on a flat of the head and on the thread's end."""
    low = np.degrees(np.arctan2(across / 2 * 0.35, float(np.ptp(surface.points[:, 2]))))
    down = turned(turned(surface, "z", 30.0), "y", 90.0 + low)
    down = moved(down, z=-float(down.points[:, 2].min()))
    middle = 0.5 * (down.points.min(0) + down.points.max(0))
    return turned(moved(down, -middle[0], -middle[1]), "z", turn_deg)


def bolts_and_nuts(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A bolt with a nut run on, one lying, a nut on edge against them and washers."""
    d = size * float(rng.uniform(0.17, 0.21))
    long = d * float(rng.uniform(3.4, 4.6))
    grade = str(rng.choice(["8.8", "10.9", "A2", "12.9"]))
    first = merge([bolt(d, long, grade=grade), moved(turned(_nut(d), "z", float(rng.uniform(0, 60))),
        z=long * float(rng.uniform(0.55, 0.8)))])  # fmt: skip
    second = moved(
        _lying(bolt(d, long * 0.8, grade=grade), 1.55 * d, float(rng.uniform(-28, 15))), d * 0.9, -d * 1.7
    )
    nut = moved(turned(_nut(d), "z", float(rng.uniform(0, 60))), d * 2.1, 0.3 * d, 0.17 * d)
    flat = [
        moved(_washer(d), d * 2.1, 0.3 * d),
        moved(_washer(d), -d * 1.75, -d * 1.1),
        moved(turned(_washer(d), "y", 9.0), -d * 1.2, -d * 1.7, 0.17 * d),
    ]
    lean = moved(turned(turned(_nut(d * 0.9), "x", 62.0), "z", 20.0), -d * 1.7, 0.6 * d, 0.62 * d)
    loose = [moved(first, -0.2 * d, 0.3 * d), second, nut, lean, flat[0]]
    return standing(turned_all([merge(loose), merge(flat[1:])], "z", float(rng.uniform(-20, 20))), size)


def screws(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Machine screws with star sockets: two on their heads, three lying; the washers are dyed."""
    d = size * 0.125
    pieces, rings = [], []
    spots = [(-1.6, 1.3, True), (1.2, 1.7, True), (-0.8, -1.0, False), (2.1, -0.7, False), (-2.9, -0.3, False)]
    for x, y, stands in spots:
        long = d * float(rng.uniform(2.4, 3.6))
        flange = spun_corners([(0, 0), (1.05 * d, 0), (0.98 * d, 0.16 * d), (0, 0.16 * d)], 0.05 * d, segments=48)
        dome = float(rng.random()) < 0.5
        head = turned(star_head(0.92 * d, height=0.72 if not dome else 0.62), "x", 180.0)
        screw = merge(
            [moved(head, z=0.0), moved(flange, z=-0.02 * d), threaded_rod(0.5 * d, 0.19 * d, 0.1 * d, long)]
        )
        screw = moved(screw, z=-float(screw.points[:, 2].min()))
        if stands:
            pieces.append(moved(screw, x * d, y * d))
            rings.append(moved(_washer(d), x * d, y * d, 0.82 * d))
        else:
            pieces.append(
                moved(
                    turned(_lying(screw, 1.9 * d, 0.0), "z", float(rng.uniform(150, 215)) + 20 * x), x * d, y * d
                )
            )
    socket_up = moved(merge([star_head(0.95 * d), turned(threaded_rod(0.5 * d, 0.19 * d, 0.0, 0.4 * d), "x",
        180.0)]), 0.9 * d, -2.3 * d, 0.42 * d)  # fmt: skip
    rings.append(moved(_washer(d * 1.02), 0.9 * d, -2.3 * d, 0.25 * d))
    return standing(
        turned_all([merge([*pieces, socket_up]), merge(rings)], "z", float(rng.uniform(-25, 25))), size
    )


def ball_bearing(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A deep groove bearing standing on its rim: two races, balls and a riveted cage."""
    r, width = size / 2, size * float(rng.uniform(0.2, 0.28))
    bore, w = r * float(rng.uniform(0.42, 0.52)), width / 2
    span = r - bore
    pitch, b = (r + bore) / 2, span * 0.3
    groove = np.linspace(-50, 50, 12)
    inner_track = [(pitch - b * 1.03 * np.cos(np.radians(a)), b * 1.03 * np.sin(np.radians(a))) for a in groove]
    outer_track = [
        (pitch + b * 1.03 * np.cos(np.radians(a)), b * 1.03 * np.sin(np.radians(a))) for a in groove[::-1]
    ]
    shoulder = b * 1.03 * np.cos(np.radians(50))
    outer = spun_ring(
        [(r, -w), (r, w), (pitch + shoulder, w), *outer_track, (pitch + shoulder, -w)],
        [0.0012, 0.0012, 0.0006, *[0] * 12, 0.0006],
        segments=120,
    )
    inner = spun_ring(
        [(bore, w), (bore, -w), (pitch - shoulder, -w), *inner_track, (pitch - shoulder, w)],
        [0.0012, 0.0012, 0.0006, *[0] * 12, 0.0006],
        segments=120,
    )
    count = int(np.floor(2 * np.pi * pitch / (2.45 * b)))
    balls = around(moved(ball(b, segments=28), pitch), count)
    t = np.linspace(0, 2 * np.pi, 16 * count, endpoint=False)
    cages = []
    for s in (-1, 1):
        bulge = 0.18 * b + 0.55 * b * np.clip(np.cos(count * t) + 0.25, 0, 1) ** 0.6
        path = np.column_stack([pitch * np.cos(t), pitch * np.sin(t), s * bulge])
        cages.append(_band(path, 0.84 * b, 0.12 * b))
    text = on_circle(raised_text(str(int(rng.integers(6000, 6320))) + " 2RS - DIN 625", span * 0.11,
        stroke_m=span * 0.018, relief_m=0.00012), r - span * 0.12, centre_deg=90.0)  # fmt: skip
    whole = merge([outer, inner, balls, moved(text, z=w)])
    parts = turned_all(turned_all([whole, merge(cages)], "z", float(rng.uniform(0, 60))), "x", 90.0)
    return standing(turned_all(parts, "z", float(rng.uniform(-32, 20))), size)


def _band(path: np.ndarray, wide: float, thick: float) -> Surface:
    """A closed band about Z through the points of ``path``, radially ``wide``, ``thick`` along Z."""
    r = np.hypot(path[:, 0], path[:, 1])
    unit_ = path[:, :2] / r[:, None]
    rows = []
    for dr, dz in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5), (-0.5, -0.5)):
        rows.append(np.column_stack([unit_ * (r + dr * wide)[:, None], path[:, 2] + dz * thick]))
    return welded(grid(np.stack(rows), wrap=True))


def _link(pitch: float, d: float, *, stud: bool) -> Surface:
    """A link along X whose inside is ``pitch`` long."""
    w = d * 1.28
    straight = pitch / 2 + d / 2 - w
    t = np.linspace(-np.pi / 2, np.pi / 2, 14)
    end = np.stack([straight + w * np.cos(t), w * np.sin(t)], -1)
    line = np.concatenate([end, -end])
    link = tube(np.column_stack([line, 0 * line[:, 0]]), d / 2, sides=16, closed=True)
    weld = moved(turned(ring(d / 2, d * 0.07, segments=24), "y", 90.0), 0, w, 0)
    pieces = [link, weld]
    if stud:
        pieces.append(tube(through([(0, -w, 0), (0, -w * 0.3, 0), (0, w * 0.3, 0), (0, w, 0)], 12),
            d * np.array([0.55, 0.5, 0.4, 0.36, 0.34, 0.33, 0.33, 0.34, 0.36, 0.4, 0.5, 0.55]),
            sides=12))  # fmt: skip
    return merge(pieces)


def chain(rng: np.random.Generator, size: float, *, stud: bool | None = None) -> tuple[MeshData, ...]:
    """Heavy chain in a bend on the floor, ending in a shackle with its pin."""
    d = size * float(rng.uniform(0.045, 0.058))
    pitch = d * float(rng.uniform(3.0, 3.6))
    studs = bool(rng.random() < 0.4) if stud is None else stud
    count = int(rng.integers(10, 14))
    swing = float(rng.choice([-1, 1])) * float(rng.uniform(0.8, 1.25))
    s = np.linspace(0, 1, 400)
    heading = swing * 1.7 * np.sin(2 * np.pi * s * 0.95) + 0.25 * np.sin(9 * s)
    line = np.cumsum(np.stack([np.cos(heading), np.sin(heading)], -1), axis=0) * (pitch * count / 400)
    pieces = []
    link = _link(pitch, d, stud=studs)
    for k in range(count):
        i = int((k + 0.5) / count * 399)
        turn = float(np.degrees(heading[i]))
        roll = (45.0 if k % 2 else -45.0) + float(rng.uniform(-7, 7))
        piece = turned(turned(link, "x", roll), "z", turn)
        pieces.append(moved(piece, line[i, 0], line[i, 1], d * 1.45))
    turn = float(np.degrees(heading[-1]))
    shackle = turned(turned(_shackle(d * 1.15), "x", -45.0 if count % 2 else 45.0), "z", turn)
    far = line[-1] + np.array([np.cos(heading[-1]), np.sin(heading[-1])]) * d * 0.4
    pieces.append(moved(shackle, far[0], far[1], d * 1.5))
    return standing(turned_all([merge(pieces)], "z", float(rng.uniform(-30, 30))), size)


def _shackle(d: float) -> Surface:
    """A bow along +X from the origin with a headed pin across its ends."""
    line = smooth([(5.2 * d, -1.3 * d), (4.0 * d, -1.35 * d), (1.2 * d, -1.5 * d), (0.0, -0.7 * d),
        (-0.2 * d, 0.0), (0.0, 0.7 * d), (1.2 * d, 1.5 * d), (4.0 * d, 1.35 * d), (5.2 * d, 1.3 * d)],
        60)  # fmt: skip
    bow = tube(np.column_stack([line, 0 * line[:, 0]]), d / 2, sides=16)
    eyes = [moved(turned(spun_corners([(0, -0.55 * d), (0.95 * d, -0.55 * d), (0.95 * d, 0.55 * d),
        (0, 0.55 * d)], 0.12 * d, segments=32), "x", 90.0), 5.2 * d, s * 1.4 * d,
        0) for s in (-1, 1)]  # fmt: skip
    pin = moved(rod((0, -2.5 * d, 0), (0, 2.3 * d, 0), 0.5 * d), 5.2 * d)
    head = moved(turned(spun_corners([(0, 0), (0.85 * d, 0), (0.85 * d, 0.5 * d), (0, 0.5 * d)], 0.1 * d,
        segments=32), "x", 90.0), 5.2 * d, -2.2 * d, 0)  # fmt: skip
    return merge([bow, *eyes, pin, head])


def heat_sink(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """An extruded heat sink with rows of fins, screwed on a circuit board."""
    x, y = size * 0.86, size * float(rng.uniform(0.6, 0.8))
    fins, tall = int(rng.integers(11, 18)), size * float(rng.uniform(0.3, 0.42))
    base, pitch = size * 0.05, x / (fins - 0.62)
    t = pitch * 0.38
    outline = [(-x / 2, 0.0), (x / 2, 0.0)]
    for k in range(fins - 1, -1, -1):
        left = -x / 2 + k * pitch
        outline += ([(left + t, base), (left + t * 0.82, tall), (left + t * 0.18, tall),
            (left, base)] if k not in (0, fins - 1) else ([(left + t, base), (left + t, tall),
            (left + t * 0.1, tall), (left, base)] if k == 0 else [(left + t, tall), (left, tall),
            (left, base)]))  # fmt: skip
    comb = np.array(outline[:1] + outline[1:])
    cuts = int(rng.choice([1, 1, 3, 5]))
    gap = 0.0022 if cuts > 1 else 0.0
    deep = (y - gap * (cuts - 1)) / cuts
    pieces = []
    for k in range(cuts):
        body = turned(plate(rounded(comb, t * 0.16, 1, closed=True), -deep / 2, deep / 2), "x", 90.0)
        pieces.append(moved(body, 0, -y / 2 + deep / 2 + k * (deep + gap), 0))
    pieces.append(moved(rounded_box((x, y, base * 0.9), 0.0005), z=0.0))
    lugs = [plate(rectangle(size * 0.09, size * 0.11, corner_m=0.003), 0, base * 0.8, bevel_m=0.0004)]
    pieces += [moved(lugs[0], s * (x / 2 + size * 0.035), o * y * 0.32, 0) for s in (-1, 1) for o in (-1, 1)]
    heads = [moved(cross_head(size * 0.03, turn_deg=float(rng.uniform(0, 90))), s * (x / 2 + size * 0.036),
        o * y * 0.32, base * 0.8) for s in (-1, 1) for o in (-1, 1)]  # fmt: skip
    board = moved(rounded_box((size * 1.02, y * 1.12, 0.0016), 0.0004), z=-0.0016)
    parts = [merge(pieces), merge(heads), board]
    return standing(turned_all(parts, "z", float(rng.choice([-1, 1])) * float(rng.uniform(18, 42))), size)


def carabiner(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A climber's carabiner with a wire gate, laser text and a bight of rope, leaning on a stone."""
    h, w = size * 0.5, size * float(rng.uniform(0.26, 0.31))
    corners = [(-w * 0.95, h * 0.98), (w * 0.72, h * 0.82), (w * 0.45, -h * 0.98), (-w * 0.95, -h * 0.8)]
    line = rounded(np.array(corners)[::-1], [size * 0.16, size * 0.09, size * 0.13, size * 0.2], 12, closed=True)
    line = np.concatenate([line, line[:1]])
    dense = np.concatenate([np.linspace(a, b, 6)[:-1] for a, b in itertools.pairwise(line)])
    gate = (dense[:, 0] > w * 0.28) & (dense[:, 1] > -h * 0.62) & (dense[:, 1] < h * 0.56)
    first = int(np.argmax(np.diff(np.concatenate([gate[-1:], gate]).astype(int)) == -1))
    spine = np.roll(dense, -first, 0)[: int((~gate).sum())]
    t = np.arange(20) * 2 * np.pi / 20
    d = size * 0.115
    section = np.stack([0.42 * d * np.cos(t), 0.58 * d * np.sin(t)], -1) * (1 + 0.12 * np.cos(2 * t))[:, None]
    body = bar(np.column_stack([spine, 0 * spine[:, 0]]), section)
    ends = [moved(ball(0.5 * d, segments=24), p[0], p[1]) for p in (spine[0], spine[-1])]
    a, b = spine[-1], spine[0]
    across, along = (b - a) / np.linalg.norm(b - a), float(np.linalg.norm(b - a))
    normal = np.array([across[1], -across[0]])
    wires = []
    for z in (-1, 1):
        pts = [a, a + across * along * 0.5 + normal * 0.004, b + normal * 0.001]
        wires.append(
            tube(np.column_stack([smooth(np.array(pts), 16), np.full(16, z * d * 0.2)]), size * 0.0125, sides=10)
        )
    pin = [moved(rod((0, 0, -0.62 * d), (0, 0, 0.62 * d), size * 0.014), p[0], p[1]) for p in (a, b)]
    words = str(rng.choice(["KN 24", "CE 0082", "25 KN 7", "UIAA 121"]))
    text = moved(turned(raised_text(words, d * 0.34, stroke_m=d * 0.055, relief_m=0.00025), "z", 86.0),
        -w * 0.9, 0.0, 0.555 * d)  # fmt: skip
    rope = _rope(np.array([(w * 1.6, -h * 1.0, -0.3 * d), (w * 0.9, -h * 0.9, 0.9 * d),
        (-w * 0.2, -h * 0.62, 0.5 * d), (-w * 0.3, -h * 0.72, -d), (w * 0.5, -h * 1.05, -1.5 * d),
        (w * 1.9, -h * 1.1, -1.4 * d)]), size * 0.027)  # fmt: skip
    parts = [merge([body, *ends]), merge([*wires, *pin]), text, rope]
    ready = propped(parts, float(rng.uniform(50, 64)), block_share=0.3, width_share=0.3)
    return standing(turned_all(ready, "z", float(rng.uniform(-20, 20))), size)


def _rope(points: np.ndarray, radius: float) -> Surface:
    """A kernmantle rope: a round cord with the ridges of its plait."""
    line = smooth(points, 90)
    t = np.arange(24) * 2 * np.pi / 24
    steps = np.arange(len(line))[:, None] * 0.55
    ridges = 1 + 0.045 * np.sin(6 * t[None] + steps) * np.sin(6 * t[None] - steps)
    return bar(line, radius * ridges[..., None] * np.stack([np.cos(t), np.sin(t)], -1)[None])


def bicycle_hub(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A hub with drilled flanges, a laser band, an axle with locknuts and the spokes' roots."""
    long, fl = size * 0.5, size * float(rng.uniform(0.22, 0.27))
    waist = fl * float(rng.uniform(0.42, 0.6))
    w = size * 0.035
    shell = spun(rounded([(0, -long / 2 - w * 1.6), (waist * 0.9, -long / 2 - w * 1.6), (waist, -long / 2 - w),
        (waist * 1.1, -long / 2 + w), (waist * 0.85, -long * 0.2), (waist * 0.85, long * 0.2),
        (waist * 1.1, long / 2 - w), (waist, long / 2 + w), (waist * 0.9, long / 2 + w * 1.6),
        (0, long / 2 + w * 1.6)], [0, 0.002, 0.002, 0.01, 0.02, 0.02, 0.01, 0.002, 0.002, 0], 5),
        96)  # fmt: skip
    holes = [
        circle(size * 0.0125, 14, centre=(fl * 0.86 * np.cos(a), fl * 0.86 * np.sin(a)))
        for a in np.arange(16) * 2 * np.pi / 16
    ]
    wave = circle(fl, 160) * (1 + 0.012 * np.cos(16 * np.arange(160) * 2 * np.pi / 160))[:, None]
    flange = plate(wave, -w / 2, w / 2, holes=holes, bevel_m=0.0006, steps=1)
    pieces = [shell, moved(flange, z=long / 2), moved(turned(flange, "z", 11.25), z=-long / 2)]
    axle = [threaded_rod(size * 0.036, size * 0.012, -size * 0.5, size * 0.5)]
    for s in (-1, 1):
        nut = hexagon_body(size * 0.135, size * 0.04)
        axle.append(moved(nut if s > 0 else turned(nut, "x", 180.0), z=s * size * 0.36))
        low, high = s * size * 0.33 - 0.008 * size, s * size * 0.33 + 0.03 * size
        cone = [(0, low), (waist * 0.7, low), (waist * 0.7, high), (0, high)]
        axle.append(spun_corners(cone, 0.0008, segments=48))
    bands = [spun_ring([(waist * 0.8, z - w * 0.25), (waist * 0.93, z - w * 0.25), (waist * 0.93, z + w * 0.25),
        (waist * 0.8, z + w * 0.25)], 0.0004, segments=72) for z in (-long * 0.3, long * 0.3)]  # fmt: skip
    parts = turned_all([merge(pieces), merge(axle), merge(bands)], "y", 90.0)
    return standing(turned_all(parts, "z", float(rng.choice([-1, 1])) * float(rng.uniform(22, 48))), size)


def wire_coil(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A coil of bare wire, its start still in plastic sleeve, tied with two bands."""
    turns, r = int(rng.integers(16, 26)), size * 0.38
    d = size * float(rng.uniform(0.025, 0.034))
    n = 64 * turns
    t = np.linspace(0, 2 * np.pi * turns, n)
    layer = np.arange(turns + 1)
    jitter_r, jitter_z = rng.uniform(-0.9, 0.9, turns + 1) * d * 1.7, rng.uniform(0, 1.0, turns + 1) * d * 1.2
    level = (layer // 3) * d * 1.05
    rr = r + np.interp(t / (2 * np.pi), layer, jitter_r)
    zz = np.interp(t / (2 * np.pi), layer, level + jitter_z) + d / 2
    path = np.column_stack([rr * np.cos(t), rr * np.sin(t), zz])
    last = path[-1] + np.array(
        [(0.0, s, 0.012 * np.sin(s / 0.03)) for s in np.linspace(0.004, r * 0.9, 20)]
    ) * np.array([1, 1, 0.6])
    coil = tube(np.concatenate([path, last]), d / 2, sides=10)
    first = path[0] - np.array([0, 1.0, 0]) * np.linspace(r * 0.95, 0.004, 24)[:, None]
    first[:, 0] += 0.02 * np.sin(np.linspace(0, 2.2, 24))[::-1] * 0
    tail = tube(np.concatenate([first, path[:40]]), d / 2, sides=10)
    sleeve = tube(first[6:22], d * 0.9, sides=16)
    ties = []
    for a in (100.0, 215.0):
        q = np.linspace(0, 2 * np.pi, 25)[:-1]
        top = level.max() + d * 2.4
        loop = np.column_stack([r + 0.06 * size * np.cos(q), 0 * q, top / 2 + (top / 2 + d * 0.4) * np.sin(q)])
        ties.append(turned(bar(loop, np.array([(-0.001, -0.005), (0.001, -0.005), (0.001, 0.005),
            (-0.001, 0.005)]) * (size / 0.12), closed=True), "z", a))  # fmt: skip
    parts = turned_all([merge([coil, tail]), merge([sleeve, *ties])], "z", float(rng.uniform(60, 130)))
    return standing(parts, size)


FORMS = (
    Form(
        name="bolts_and_nuts",
        class_name="bolt",
        size_m=(0.06, 0.14),
        build=bolts_and_nuts,
        parts=(main_part(), part("Washers", "brass", "black_rubber")),
    ),
    Form(
        name="rusty_bolts",
        class_name="bolt",
        size_m=(0.06, 0.14),
        build=bolts_and_nuts,
        parts=(main_part(), part("Washers", "steel", "black_rubber")),
    ),
    Form(
        name="machine_screws",
        class_name="screw",
        size_m=(0.03, 0.06),
        build=screws,
        parts=(main_part(), part("Washers", "blue_anodized", "black_rubber")),
    ),
    Form(
        name="ball_bearing",
        class_name="ball bearing",
        size_m=(0.04, 0.12),
        build=ball_bearing,
        parts=(main_part(), part("Cage", "brass", "steel")),
    ),
    Form(name="heavy_chain", class_name="chain", size_m=(0.3, 0.8), build=chain, parts=(main_part(),)),
    Form(
        name="heat_sink",
        class_name="heat sink",
        size_m=(0.05, 0.12),
        build=heat_sink,
        parts=(main_part(), part("Screws", "steel", "black_plastic"), part("Board", "circuit_board")),
    ),
    Form(
        name="carabiner",
        class_name="carabiner",
        size_m=(0.09, 0.14),
        build=carabiner,
        parts=(
            main_part(),
            part("Gate", "steel"),
            part("Laser", "bare_aluminum"),
            part("Rope", "orange_cord", "blue_cord"),
            part("Stone", "grey_stone", "weathered_wood"),
        ),
    ),
    Form(
        name="bicycle_hub",
        class_name="bicycle hub",
        size_m=(0.1, 0.15),
        build=bicycle_hub,
        parts=(main_part(), part("Axle", "steel"), part("Bands", "bare_aluminum")),
    ),
    Form(
        name="wire_coil",
        class_name="wire coil",
        size_m=(0.09, 0.2),
        build=wire_coil,
        parts=(main_part(), part("Sleeve", "red_plastic", "black_plastic")),
    ),
)
