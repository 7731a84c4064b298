"""Knitted things: a beanie, mittens, a sock, a cosy about a mug, knitting on its needles; a ball of yarn."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import grid_normals, placed, puffed, resampled, thick, upright, waves
from assets.forms.kit.sewing import button, pompon, rope, seated, tube
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import lathe, sweep
from assets.meshes.surface import Points, Surface, flipped, grid, merge, moved, turned
from schemas.mesh import MeshData


def _turned_cloth(radius: Points, height: Points, angle: Points) -> Surface:
    """A ring-shaped cloth with texture coordinates in metres; rows from below."""
    points = np.stack(np.broadcast_arrays(radius * np.cos(angle), radius * np.sin(angle), height), -1)
    girth = 2 * np.pi * float(np.max(radius))
    v = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points[:, 0], axis=0), axis=1))])
    u = np.linspace(0, girth, points.shape[1] + 1)
    return grid(points, uvs=np.stack(np.broadcast_arrays(u[None, :], v[:, None]), -1), wrap=True)


def _beanie(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A hat with a rolled, ribbed brim, cables or ribs to its crown, and a pompon."""
    r = size * float(rng.uniform(0.40, 0.44))
    high = r * float(rng.uniform(1.35, 1.6))
    columns = 288
    a = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :]
    cables = int(rng.choice([12, 14, 16]))
    t = np.linspace(0.0, 1.0, 110)[:, None]
    ring = np.where(
        t < 0.35,
        1.0 + 0.05 * np.sin(np.pi * t / 0.35),
        np.sqrt(np.clip(1 - np.clip((t - 0.35) / 0.65, 0, 1) ** 2.3, 0, 1)),
    )
    ring = np.maximum(ring, 0.03)
    z = high * (0.12 + 0.88 * (t * 0.85 + 0.15 * np.sin(np.pi * t / 2)))
    lobe = (a * cables / (2 * np.pi)) % 1.0 - 0.5
    twist = 0.17 * np.sin(2 * np.pi * t * high * 1.2 / 0.035 + 0 * a)
    rise = np.maximum(*(np.clip(1 - ((lobe - s * twist) / 0.17) ** 2, 0, 1) ** 0.5 for s in (1, -1)))
    over = 1.0 + 0.35 * np.cos(2 * np.pi * t * high * 1.2 / 0.035)
    rib = np.clip(1 - ((np.abs(lobe) - 0.42) / 0.07) ** 2, 0, 1) ** 0.5
    slouch = 0.02 * waves(rng, 1.5)(np.cos(a) + 0 * t, np.sin(a) + t) * t
    relief = (0.006 * rise * over + 0.004 * rib) * np.minimum(ring * 1.6, 1.0)
    crown = _turned_cloth(r * ring * (1 + slouch) + relief, z + 0 * a, a + 0 * t)
    n_ribs = int(rng.choice([52, 60, 68]))
    fold = float(rng.uniform(0.3, 0.38)) * high
    profile = rounded(
        np.array(
            [[r * 0.95, 0.05 * high], [r * 0.96, 0.0], [r * 1.075, 0.0], [r * 1.085, fold], [r * 1.0, fold * 1.02]]
        ),
        0.012,
        6,
    )
    profile = resampled(profile, 0.003)
    groove = np.abs(np.sin(n_ribs * a / 2.0)) ** 0.7
    bulge = (
        0.0048
        * groove
        * np.clip(np.minimum(np.arange(len(profile)), np.arange(len(profile))[::-1])[:, None] / 4.0, 0, 1)
    )
    brim = _turned_cloth(profile[:, :1] + bulge, profile[:, 1:] + 0.003 * np.sin(3 * a), a + 0 * profile[:, :1])
    tip = moved(pompon(rng, size * float(rng.uniform(0.13, 0.17)), count=900), z=float(z.max()) + size * 0.085)
    squash = float(rng.uniform(0.86, 0.94))
    parts = [merge([crown, brim]), tip]
    parts = [
        Surface(points=p.points * [1, squash, 1], counts=p.counts, indices=p.indices, uvs=p.uvs) for p in parts
    ]
    return placed(parts, size)


def _hand_outline(side: float, size: float) -> Points:
    """A mitten's outline, its cuff at y = 0, its thumb on ``side``."""
    points = [
        (-0.19, 0.0),
        (0.19, 0.0),
        (0.2, 0.22),
        (0.25, 0.3),
        (0.36, 0.42),
        (0.44, 0.55),
        (0.43, 0.63),
        (0.36, 0.64),
        (0.28, 0.53),
        (0.235, 0.49),
        (0.245, 0.66),
        (0.22, 0.86),
        (0.13, 0.97),
        (0.0, 1.0),
        (-0.13, 0.97),
        (-0.225, 0.85),
        (-0.25, 0.6),
        (-0.235, 0.35),
        (-0.19, 0.22),
    ]
    line = rounded(np.asarray(points), 0.06, 5, closed=True) * size * np.array([side, 1.0])
    return np.asarray(line if side > 0 else line[::-1])


def _mittens(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A pair of mittens on a string, ribbed at the wrist, standing on their cuffs."""
    meshes, cords = [], []
    place = ((-0.3, float(rng.uniform(-25, 0)), 1.0), (0.3, float(rng.uniform(5, 35)), -1.0))
    for k, (x, turn, side) in enumerate(place):
        hand = puffed(_hand_outline(side, size * 0.8), 0.0045, depth_m=0.03, fullness=0.8)
        u, v = hand.flat.T
        cuff = v < 0.2 * size
        ribs = 0.0035 * np.abs(np.sin(np.pi * u / 0.009)) ** 0.8
        dents = 0.003 * waves(rng, 0.06)(u, v)
        gusset = (
            0.0025
            * np.exp(-(((u * side - 0.19 * size * 0.8 - 0.1 * (v - 0.3 * size)) / 0.006) ** 2))
            * (v > 0.2 * size)
            * (v < 0.45 * size)
        )
        cable = np.maximum(
            *(
                np.clip(1 - ((u + s * 0.008 * np.sin(2 * np.pi * v / 0.03)) / 0.008) ** 2, 0, 1) ** 0.5
                for s in (1, -1)
            )
        )
        rise = np.where(cuff, ribs, dents + gusset + 0.005 * cable * (v < 0.66 * size))
        hand = hand.raised(rise * np.minimum(hand.inset / 0.008, 1.0))
        mitten = turned(upright(hand.closed(sink=0.7)), "z", turn)
        at = (x * size, 0.05 * k * size, 0.003)
        wrist = np.linspace(0, 2 * np.pi, 36, endpoint=False)
        rim = np.column_stack([0.152 * size * np.cos(wrist), 0.012 * np.sin(wrist), 0 * wrist])
        meshes += [moved(mitten, *at), moved(turned(tube(rim, 0.0035, sides=8, closed=True), "z", turn), *at)]
        foot = np.radians(turn)
        cords.append(
            np.array([at[0] - 0.13 * size * side * np.cos(foot), at[1] - 0.13 * size * side * np.sin(foot), 0.006])
        )
    s = np.linspace(0, 1, 60)
    line = cords[0] * (1 - s)[:, None] + cords[1] * s[:, None]
    line[:, 1] -= 0.2 * size * np.sin(np.pi * s) + 0.03 * size * np.sin(5 * s)
    line[:, 2] = 0.003 + 0.01 * np.exp(-s * 14) + 0.01 * np.exp(-(1 - s) * 14)
    parts = [merge(meshes), rope(line, 0.0024)]
    return placed(parts, size)


def _sock(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A thick sock that stands as on a foot: ribbed cuff, turned heel and toe of another yarn."""
    rows, columns = 190, 132
    t = np.linspace(0.0, 1.0, rows)
    path = (
        smooth(
            [(0.0, 1.0), (0.0, 0.62), (0.0, 0.38), (0.03, 0.22), (0.16, 0.125), (0.4, 0.105), (0.62, 0.095)], rows
        )
        * size
    )
    radius = (
        np.interp(
            t,
            [0, 0.02, 0.25, 0.42, 0.56, 0.66, 0.8, 0.93, 0.98, 1.0],
            [0.15, 0.152, 0.15, 0.135, 0.15, 0.125, 0.118, 0.10, 0.06, 0.008],
        )
        * size
    )
    way = np.gradient(path, axis=0)
    way /= np.linalg.norm(way, axis=1)[:, None]
    side = np.column_stack([-way[:, 1], way[:, 0]])
    a = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :]
    heel = np.exp(-(((t - 0.55) / 0.07) ** 2))[:, None] * np.clip(-np.cos(a - 0.0), 0, 1) ** 1.5
    ribs = np.where(t[:, None] < 0.3, 0.0032 * np.abs(np.sin(24 * a)) ** 0.8, 0.0)
    slump = (
        0.006
        * waves(rng, 0.05, way_deg=90, spread=0.2)(a * 0.03, t[:, None] * size)
        * np.exp(-(((t[:, None] - 0.38) / 0.12) ** 2))
    )
    r = radius[:, None] * (1 + 0.38 * heel) + ribs + slump
    across = np.cos(a) * r
    flat = 0.82
    points = np.stack(
        [path[:, :1] + across * side[:, :1], np.sin(a) * r * flat, path[:, 1:] + across * side[:, 1:]], -1
    )
    points[..., 2] = np.maximum(points[..., 2], 0.004 * size)
    inner = points[:40].copy()
    inner = inner.mean(1, keepdims=True) + (inner - inner.mean(1, keepdims=True)) * 0.95
    u, v = np.linspace(0, 0.9 * size, columns + 1), t * 1.5 * size
    uvs = np.stack(np.broadcast_arrays(u[None, :], v[:, None]), -1)
    order = slice(None, None, -1)
    body = grid(points[order], uvs=uvs[order], wrap=True)
    body = body if _points_out(body) else flipped(body)
    inside = grid(inner[order], uvs=uvs[:40][order], wrap=True)
    inside = flipped(inside) if _points_out(inside) else inside
    toe_rows = points[int(0.86 * rows) :]
    wide = np.concatenate([toe_rows, toe_rows[:, :1]], axis=1)
    out = grid_normals(wide)[:, :-1]
    sign = 1.0 if _points_out(grid(toe_rows, wrap=True)) else -1.0
    cap = grid(toe_rows + sign * out * 0.0014, wrap=True)
    cap = cap if sign > 0 else flipped(cap)
    band = points[12:26]
    ring = grid(_swelled(band, 0.0014), wrap=True)
    ring = ring if _points_out(ring) else flipped(ring)
    rim = tube(resampled(points[0], 0.005, closed=True), 0.0035, sides=8, closed=True)
    turn = float(rng.uniform(15, 35))
    parts = [merge([body, inside, rim]), merge([cap, ring])]
    return placed([turned(p, "z", 180.0 + turn) for p in parts], size)


def _swelled(rings: Points, by_m: float) -> Points:
    middle = rings.mean(1, keepdims=True)
    out = rings - middle
    return np.asarray(rings + out / np.linalg.norm(out, axis=-1, keepdims=True) * by_m)


def _points_out(surface: Surface) -> bool:
    """Whether a tube-like grid's faces look away from its middle."""
    p = surface.points[surface.indices.reshape(-1, 4)]
    normal = np.cross(p[:, 2] - p[:, 0], p[:, 3] - p[:, 1])
    volume = float((normal * (p.mean(1) - surface.points.mean(0))).sum())
    return volume > 0


def _cosy(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A mug in a knitted cosy: cables, ribs above and below, a band with buttons by the handle; coffee in it."""
    r, high = size * 0.36, size * float(rng.uniform(0.84, 0.95))
    profile = rounded(
        np.array(
            [
                [0, 0],
                [r * 0.88, 0],
                [r * 0.95, 0.01],
                [r * 0.95, high],
                [r * 0.88, high],
                [r * 0.86, 0.012],
                [0, 0.01],
            ]
        ),
        0.004,
        4,
    )
    mug = lathe(profile, 72)
    t = np.linspace(-0.5 * np.pi, 0.5 * np.pi, 26)
    path = np.column_stack([r * 0.92 + 0.34 * size * np.cos(t), 0 * t, high * 0.52 + high * 0.3 * np.sin(t)])
    handle = tube(path, size * 0.045, sides=14)
    low, top = 0.08 * high, 0.84 * high
    rows, columns = 90, 300
    a = np.linspace(0.16, 2 * np.pi - 0.16, columns)[None, :]
    h = np.linspace(0, 1, rows)[:, None]
    z = low + (top - low) * h
    arc = a * r
    cable = np.zeros((rows, columns))
    for middle in np.arange(0.5, 6.2, 0.62):
        for s in (0.0, np.pi):
            turn = 2 * np.pi * z / 0.022 + s
            cable = np.maximum(
                cable,
                (0.0036 + 0.0015 * np.cos(turn))
                * np.clip(1 - ((arc - middle * r - 0.0055 * np.sin(turn)) / 0.0055) ** 2, 0, 1) ** 0.5,
            )
    ribs = 0.0026 * np.abs(np.sin(np.pi * arc / 0.007)) ** 0.8
    border = (h < 0.14) | (h > 0.86)
    radius = r * 0.955 + 0.0025 + np.where(border, ribs, cable) + 0.0012 * waves(rng, 0.05)(arc, z)
    points = np.stack([radius * np.cos(a), radius * np.sin(a), z + 0 * a], -1)
    knit = thick(points, 0.004, uvs=np.stack(np.broadcast_arrays(arc, z), -1))
    strips = []
    for k in (0.25, 0.75):
        b = np.linspace(-0.22, 0.22, 26)
        strip = np.column_stack(
            [(r * 1.0 + 0.004) * np.cos(b), (r * 1.0 + 0.004) * np.sin(b), np.full(26, low + k * (top - low))]
        )
        strips.append(thick(np.stack([strip - [0, 0, 0.006], strip, strip + np.array([0, 0, 0.006])]), 0.003))
    spots = np.array(
        [[(r + 0.008) * np.cos(-0.2), (r + 0.008) * np.sin(-0.2), low + k * (top - low)] for k in (0.25, 0.75)]
    )
    buttons = seated(button(0.0075), spots, spots * [1, 1, 0])
    coffee = moved(
        lathe(np.array([[0, -0.001], [r * 0.865, -0.001], [r * 0.865, 0.0], [0, 0.0005]]), 60), z=high * 0.88
    )
    yaw = float(rng.uniform(-55, -25))
    return placed(
        [turned(p, "z", yaw) for p in (merge([knit, *strips]), merge([mug, handle]), buttons, coffee)], size
    )


def _on_needles(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A started scarf on two wooden needles with live loops, its yarn running to a ball."""
    wide, deep = size * 0.52, size * 0.6
    x, y = np.meshgrid(np.linspace(-0.5, 0.5, 130) * wide, np.linspace(-1.0, 0.0, 130) * deep)
    curl = 0.012 * np.abs(2 * x / wide) ** 8 + 0.008 * np.clip((-y / deep - 0.85) / 0.15, 0, 1) ** 2
    ribs = 0.0024 * np.abs(np.sin(np.pi * x / 0.012)) ** 0.8 + 0.0012 * np.abs(np.sin(np.pi * y / 0.009)) ** 0.8
    z = 0.010 + curl + ribs + 0.006 * waves(rng, 0.16)(x, y) + 0.02 * np.clip(1 + y / deep * 2.5, 0, 1) ** 2
    points = np.stack([x, y, z], -1)
    body = thick(points, 0.006, uvs=np.stack([x, y], -1))
    loops = []
    base = points[-1, ::6]
    for k, p in enumerate(base):
        t = np.linspace(-0.4, np.pi + 0.4, 12)
        loops.append(
            tube(
                p
                + np.column_stack(
                    [
                        0.0028 * np.cos(t),
                        0.006 + 0.006 * np.sin(t) * 0 + 0.007 * np.cos(t) * 0.2 * (-1) ** k,
                        0.008 * np.sin(t) + 0.001,
                    ]
                ),
                0.0017,
                sides=6,
            )
        )
    level = float(points[-1, :, 2].mean()) + 0.003
    needles = []
    for side, lift in ((1.0, 0.0), (-1.0, 0.004)):
        start, end = (
            np.array([side * size * 0.5, 0.02 + 0.05 * size * side, level + 0.045 + lift]),
            np.array([-side * size * 0.38, 0.006, level - 0.001 + lift]),
        )
        needles.append(
            sweep(
                np.stack([start, 0.5 * (start + end), end, end + (end - start) * 0.05]),
                np.array([0.0035, 0.0035, 0.0034, 0.0006]),
                sides=12,
            )
        )
        needles.append(
            moved(lathe(np.array([[0, -0.007], [0.007, -0.003], [0.007, 0.004], [0, 0.008]]), 16), *start)
        )
    ball_r = size * 0.13
    ball = moved(yarn_ball(rng, ball_r, 0.0026, turns=60), size * 0.34, -deep * 0.86, ball_r)
    s = np.linspace(0, 1, 50)
    yarn = np.column_stack(
        [
            wide / 2 + (size * 0.34 - wide / 2 + 0.02) * s + 0.02 * np.sin(7 * s),
            -0.01 - deep * 0.62 * s + 0.03 * np.sin(5 * s),
            0.004 + level * np.exp(-9 * s),
        ]
    )
    return placed([merge([body, *loops, ball, rope(yarn, 0.0026)]), merge(needles)], size)


def yarn_ball(rng: np.random.Generator, radius_m: float, yarn_m: float, *, turns: int) -> Surface:
    """A wound ball about the origin: strands laid in bundles over a core."""
    core = _core(radius_m - yarn_m * 1.1)
    strands = []
    bundles = 12
    for k in range(bundles):
        axis = rng.normal(size=3)
        axis /= np.linalg.norm(axis)
        first = np.cross(axis, [0.3, 0.5, 0.8])
        first /= np.linalg.norm(first)
        second = np.cross(axis, first)
        each = max(turns // bundles, 2)
        for i in range(each):
            off = (i - (each - 1) / 2) * yarn_m * 2.0
            t = np.linspace(0, 2 * np.pi, 40, endpoint=False)
            rr = np.sqrt(max(radius_m**2 - off**2, 1e-9)) + yarn_m * 0.25 * k / bundles
            wobble = off + yarn_m * 0.8 * np.sin(2 * t + k)
            loop = rr * (np.cos(t)[:, None] * first + np.sin(t)[:, None] * second) + wobble[:, None] * axis
            strands.append(rope(loop, yarn_m, closed=True, lays_m=yarn_m * 15, strands=2))
    return merge([core, *strands])


def _core(radius_m: float) -> Surface:
    t = np.linspace(-np.pi / 2, np.pi / 2, 24)
    return lathe(np.column_stack([np.maximum(radius_m * np.cos(t), 0.0), radius_m * np.sin(t)]), 40)


def _yarn(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A ball of thick yarn with its end running off, two needles stuck through it."""
    r = size * 0.32
    ball = moved(yarn_ball(rng, r, r * 0.055, turns=96), z=r)
    s = np.linspace(0, 1, 60)
    tail = np.column_stack(
        [
            -0.2 * r + size * 0.5 * s - 0.0 * s,
            -r * 0.75 - 0.16 * size * s + 0.05 * size * np.sin(7 * s),
            r * 0.055 + 0.5 * r * np.exp(-12 * s),
        ]
    )
    needles = []
    for angle in (-24.0, 20.0):
        rod = sweep(
            np.array([[0, 0, -1.45 * r], [0, 0, -1.2 * r], [0, 0, 1.5 * r]]),
            np.array([0.0006, 0.0035, 0.0035]),
            sides=12,
        )
        knob = moved(lathe(np.array([[0, -0.006], [0.007, -0.002], [0.007, 0.004], [0, 0.008]]), 16), z=1.5 * r)
        rod = turned(turned(merge([rod, knob]), "y", 52.0 + angle), "z", 150.0 + angle)
        needles.append(moved(rod, 0.0, -0.1 * r * (1 if angle > 0 else -1), 1.2 * r))
    return placed([merge([ball, rope(tail, r * 0.055)]), merge(needles)], size)


_MUG = part("Mug", "white_porcelain")
FORMS: tuple[Form, ...] = (
    Form(
        name="beanie",
        class_name="beanie",
        size_m=(0.22, 0.3),
        build=_beanie,
        parts=(main_part(), part("Pompon", "cream_wool", "grey_wool")),
    ),
    Form(
        name="mittens",
        class_name="mitten",
        size_m=(0.22, 0.3),
        build=_mittens,
        parts=(main_part(), part("String", "cream_wool", "red_thread")),
    ),
    Form(
        name="sock",
        class_name="sock",
        size_m=(0.24, 0.36),
        build=_sock,
        parts=(main_part(), part("Toe", "cream_wool", "grey_wool", "red_wool")),
    ),
    Form(
        name="mug_in_a_cosy",
        class_name="mug cosy",
        size_m=(0.1, 0.13),
        build=_cosy,
        parts=(main_part(), _MUG, part("Buttons", "beech", "horn_button"), part("Coffee", "coffee")),
    ),
    Form(
        name="knitting_on_needles",
        class_name="knitting",
        size_m=(0.24, 0.36),
        build=_on_needles,
        parts=(main_part(), part("Needles", "beech", "steel")),
    ),
    Form(
        name="ball_of_yarn",
        class_name="ball of yarn",
        size_m=(0.14, 0.26),
        build=_yarn,
        parts=(main_part(), part("Needles", "beech", "steel", "dark_wood")),
    ),
)
