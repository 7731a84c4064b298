"""Silicone: a baking mould, a spatula, an ice tray, a phone's cover, a dummy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.mouldings import fitted, round_sheet
from assets.forms.kit.panes import standing_box
from assets.forms.kit.rounds import drum, rounded_rectangle, slab, turned_solid, wire
from assets.meshes.curves import smooth
from assets.meshes.solids import ring_angles
from assets.meshes.surface import Surface, flipped, grid, merge, moved, outward, turned, welded
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]
type Floats = np.ndarray


def thickened(points: Floats, thick: float) -> Surface:
    """A closed sheet over (rows, columns, 3) points whose outside is up."""
    from assets.forms.kit.cloth import grid_normals

    normal = grid_normals(points)
    top, low = points + 0.5 * thick * normal, points - 0.5 * thick * normal

    def edge(p: Floats) -> Floats:
        return np.concatenate([p[0], p[1:, -1], p[-1, -2::-1], p[-2:0:-1, 0]])

    return welded(merge([grid(top), flipped(grid(low)), grid(np.stack([edge(low), edge(top)]), wrap=True)]))


def _bent(surface: Surface, lift: float, wide: float) -> Surface:
    """A soft sheet whose one corner is lifted."""
    x, y, z = surface.points.T
    share = np.clip((x + y) / wide + 0.08, 0, None) ** 2
    return replace(
        surface, points=np.stack([x - 0.3 * lift * share, y - 0.3 * lift * share, z + lift * share], -1)
    )


def _muffin_mould(rng: np.random.Generator, size: float) -> Meshes:
    """A sheet of six cups with a rolled edge, one corner lifted, two cups filled with batter."""
    columns, rows = 3, 2
    pitch = size / 3.15
    wide, deep = columns * pitch * 1.02, rows * pitch * 1.03
    r = 0.42 * pitch
    depth = float(rng.uniform(0.42, 0.52)) * pitch
    spots = [((i - 1) * pitch, (j - 0.5) * pitch) for i in range(columns) for j in range(rows)]
    flutes = int(rng.choice([0, 16]))
    sheet = moved(_cups_of_rings((wide, deep), (r, depth), flutes, size), z=depth + 0.003)
    rim = rounded_rectangle(wide, deep, 0.12 * pitch, steps=8)
    lip = wire(np.column_stack([rim, np.full(len(rim), depth + 0.003)]), 0.0032, sides=12, closed=True)
    batter = []
    for a, b in (spots[0], spots[4], spots[2])[: int(rng.integers(1, 4))]:
        top = 0.62 * depth
        line = [(0, 0.004), (0.62 * r, 0.004), (0.86 * r, top), (0.7 * r, top + 0.03 * r), (0, top + 0.1 * r)]
        batter.append(moved(turned_solid(smooth(np.array(line), 40), 56), a, b))
    lift = 0.03 * size
    body = _bent(merge([sheet, lip]), lift, wide)
    return fitted([body, merge(batter)], size, crease_deg=[50, 40])


def _cups_of_rings(extent_m: tuple[float, float], cup_m: tuple[float, float], flutes: int, size: float) -> Surface:
    """A plate of cells, each a square that closes in to a round cup with walls 1.6 mm thick."""
    (wide, deep), (r, depth) = extent_m, cup_m
    wall = 0.0016 * size / 0.26
    count = 96
    angle = ring_angles(count) + np.pi / 4
    cell_x, cell_y = wide / 3, deep / 2
    reach = 1 / np.maximum(np.abs(np.cos(angle)) / (cell_x / 2), np.abs(np.sin(angle)) / (cell_y / 2))
    wave = 1 + (0.035 * np.cos(flutes * angle) if flutes else 0 * angle)
    c, s = np.cos(angle), np.sin(angle)

    def level(radius: Floats, z: float) -> Floats:
        return np.stack([radius * c, radius * s, np.full(count, z)], -1)

    square = reach
    inner = [
        level(square, 0.0),
        level(np.full(count, 1.06 * r), 0.0),
        level(r * wave, -0.03 * depth),
        level(0.86 * r * wave, -0.55 * depth),
        level(0.74 * r * wave, -0.93 * depth),
        level(np.full(count, 0.66 * r), -depth),
        level(np.zeros(count), -depth),
    ]
    outer = [
        level(np.zeros(count), -depth - wall),
        level(np.full(count, 0.68 * r), -depth - wall),
        level(0.74 * r * wave + wall, -0.95 * depth),
        level(0.86 * r * wave + wall, -0.55 * depth),
        level(r * wave + wall, -0.06 * depth - wall),
        level(np.full(count, 1.08 * r), -wall),
        level(square, -wall),
    ]
    cup = grid(np.stack([*inner, *outer]), wrap=True)
    placed = [moved(cup, (i - 1) * cell_x, (j - 0.5) * cell_y) for i in range(3) for j in range(2)]
    return merge(placed)


def _spatula(rng: np.random.Generator, size: float) -> Meshes:
    """A scraper's soft blade with a thin lip on a wooden or steel handle, leaning on its back."""
    head = size * float(rng.uniform(0.44, 0.5))
    wide = head * float(rng.uniform(0.48, 0.58))
    n = 60
    t = np.linspace(0, 1, n)
    half = np.interp(t, [0, 0.08, 0.2, 0.4, 0.9, 0.97, 1.0], [0.16, 0.2, 0.42, 0.5, 0.5, 0.46, 0.34]) * wide
    thick = np.interp(t, [0, 0.15, 0.45, 1.0], [0.0075, 0.0072, 0.0042, 0.0011]) * size / 0.25
    shift = np.interp(t, [0, 0.2, 0.9, 1.0], [0, 0, 0, 0.05]) * wide
    angle = ring_angles(40)
    power = np.interp(t, [0, 0.2, 1], [2.2, 2.6, 3.0])
    rings = []
    for k in range(n):
        c, s = np.cos(angle), np.sin(angle)
        x = np.sign(c) * np.abs(c) ** (2 / power[k]) * half[k] + shift[k]
        rim = 0.0006 * np.exp(-(((np.abs(c) - 1) / 0.1) ** 2))
        y = np.sign(s) * np.abs(s) ** (2 / power[k]) * (thick[k] / 2 * (1 - 0.72 * np.abs(c) ** 2) + rim)
        bend = 0.16 * head * t[k] ** 2.2
        rings.append(np.column_stack([x, y - bend, np.full(40, head * t[k])]))
    blade = round_sheet(np.array(rings))
    neck = size - head
    line = [
        (0, -neck),
        (0.010, -neck),
        (0.0125, -neck + 0.01),
        (0.012, -0.5 * neck),
        (0.0075, -0.16 * neck),
        (0.0068, 0.0),
        (0.0058, 0.16 * head),
        (0, 0.18 * head),
    ]
    handle = turned_solid(smooth(np.array(line) * [size / 0.25, 1.0], 80), 40)
    collar = turned_solid(
        smooth(
            np.array([(0, -0.012), (0.0092, -0.011), (0.0105, 0.004), (0.009, 0.012), (0, 0.013)]) * size / 0.25,
            30,
        ),
        40,
    )
    lying = float(rng.uniform(64, 72))
    pose = [
        turned(turned(turned(p, "x", -lying), "z", float(a)), "x", 0.0)
        for p, a in zip((merge([blade, collar]), handle), [rng.uniform(-38, -15)] * 2, strict=True)
    ]
    return fitted(pose, size, crease_deg=[50, 40])


def _ice_tray(rng: np.random.Generator, size: float) -> Meshes:
    """A tray of square wells held flexed, cubes of ice in some of them."""
    columns, rows = (6, 2) if rng.integers(2) else (5, 3)
    pitch = size / columns * 0.97
    depth = pitch * 0.72
    per = 14
    nx, ny = columns * per + 1, rows * per + 1
    u, v = np.meshgrid(np.linspace(0, columns, nx), np.linspace(0, rows, ny))
    fx, fy = np.abs(np.mod(u, 1.0) - 0.5) * 2, np.abs(np.mod(v, 1.0) - 0.5) * 2
    on_edge = np.isclose(u, 0) | np.isclose(u, columns) | np.isclose(v, 0) | np.isclose(v, rows)
    square = np.maximum(fx, fy)
    z = -depth * np.clip((0.86 - square) / 0.14, 0, 1) ** 0.8
    z[on_edge] = 0
    flat = np.stack([(u - columns / 2) * pitch, (v - rows / 2) * pitch, z], -1)
    tray = thickened(flat, 0.0022 * size / 0.25)
    outline = rounded_rectangle(columns * pitch + 0.004, rows * pitch + 0.004, 0.12 * pitch, steps=6)
    dense = smooth(np.column_stack([np.concatenate([outline, outline[:1]]), np.zeros(len(outline) + 1)]), 160)[:-1]
    lip = wire(dense, 0.0034 * size / 0.25, sides=10, closed=True)
    cubes = []
    from assets.forms.ice import soft_box

    for i in range(columns):
        for j in range(rows):
            if rng.uniform() < 0.6:
                cube = soft_box(np.array([0.38, 0.38, 0.31]) * pitch, 8.0, 12)
                cubes.append(
                    moved(cube, (i + 0.5 - columns / 2) * pitch, (j + 0.5 - rows / 2) * pitch, -0.38 * depth)
                )
    cubes = cubes or [
        moved(soft_box(np.array([0.36, 0.36, 0.31]) * pitch, 8.0, 12), 0.5 * pitch, 0.5 * pitch, -0.38 * depth)
    ]
    bow = float(rng.uniform(0.05, 0.12)) * size

    def flex(surface: Surface) -> Surface:
        x, y, zz = surface.points.T
        share = (2 * x / size) ** 2
        twist = 0.25 * bow * x * y / (0.25 * size**2)
        return replace(surface, points=np.stack([x * (1 - 0.1 * share), y, zz + bow * share + twist], -1))

    return fitted([flex(merge([tray, lip])), flex(merge(cubes))], size, crease_deg=[40, 50])


def _cover_shell(outline: Floats, wide: float, deep: float, wall: float) -> Surface:
    """A thin-walled cover of that outline with a rim that stands up."""

    def level(inset: float, z: float) -> Floats:
        scale = 1 - inset / (np.abs(outline).max(0) + 1e-9)
        return np.column_stack([outline * scale, np.full(len(outline), z)])

    rings = [
        level(wide / 2 * 0.999, 0.0),
        level(0.5 * wide * 0.6, 0.0),
        level(0.003, 0.0),
        level(0.0008, 0.0009),
        level(0.0, 0.003),
        level(0.0, deep),
        level(0.0006, deep + 0.0005),
        level(wall + 0.0006, deep + 0.0004),
        level(wall, deep - 0.001),
        level(wall, wall + 0.001),
        level(wall + 0.0012, wall),
        level(0.5 * wide * 0.6, wall),
        level(wide / 2 * 0.999, wall),
    ]
    shell = grid(np.array(rings), wrap=True)
    return outward(welded(shell))


def _camera_island(at: Floats) -> tuple[Surface, Surface]:
    """(the rim about the camera's hole, the camera with three lenses)."""
    ring_w = 0.0032
    island = rounded_rectangle(0.03, 0.032, 0.008, steps=6)
    hole = smooth(np.column_stack([np.concatenate([island, island[:1]]), np.zeros(len(island) + 1)]), 80)[:-1]
    frame = wire(hole + at, ring_w / 2, sides=10, closed=True)
    camera = [moved(slab(island * 0.86, -0.0010, 0.0002, bevel_m=0.0005), at[0], at[1])]
    camera += [
        moved(drum(0.0048, -0.0024, -0.0008, bevel_m=0.0004), at[0] + a * 0.0065, at[1] + b * 0.0068)
        for a, b in ((-1, 1), (-1, -1), (1, 0))
    ]
    return frame, merge(camera)


def _peeled(soft: Surface, wide: float, tall: float, peel: float) -> Surface:
    """One corner bent away from the phone."""
    x, y, z = soft.points.T
    share = np.clip((x / wide - y / tall) - 0.05, 0, None) ** 1.8
    return replace(soft, points=np.stack([x + 0.15 * peel * share, y - 0.1 * peel * share, z - peel * share], -1))


def _phone_case(rng: np.random.Generator, size: float) -> Meshes:
    """A soft cover half off a phone: its camera hole, button bumps, rims that stand up; one corner peeled away."""
    tall, wide, deep = size, size * 0.49, 0.0105
    corner = 0.011
    wall = 0.0017
    outline = rounded_rectangle(wide, tall, corner, steps=10)
    outline = smooth(np.column_stack([np.concatenate([outline, outline[:1]]), np.zeros(len(outline) + 1)]), 240)[
        :-1, :2
    ]
    case = _cover_shell(outline, wide, deep, wall)
    bumps = [
        moved(
            standing_box(0.0016, 0.014 if k else 0.022, 0.0036, bevel_m=0.0006),
            wide / 2 + 0.0002,
            (0.14 - 0.14 * k) * tall,
            0.55 * deep,
        )
        for k in (0, 1)
    ]
    frame, camera = _camera_island(np.array([-wide / 2 + 0.023, tall / 2 - 0.025, -0.0006]))
    phone = moved(
        slab(
            rounded_rectangle(wide - 2 * wall - 0.0006, tall - 2 * wall - 0.0006, corner - wall, steps=8),
            wall + 0.0003,
            deep - 0.0012,
            bevel_m=0.0012,
        ),
        z=0,
    )
    soft = _peeled(merge([case, *bumps, frame]), wide, tall, float(rng.uniform(0.16, 0.3)) * size)
    lean = 68.0
    tilt = float(rng.uniform(-10, 10))
    pose = [turned(turned(turned(p, "x", 180.0), "z", 180.0 + tilt), "x", lean) for p in (soft, phone, camera)]
    return fitted(pose, size, crease_deg=[45, 30, 30])


def _dummy(rng: np.random.Generator, size: float) -> Meshes:
    """A baby's dummy: a soft teat on a shield with air holes, a ring and a button behind."""
    teat = size * 0.5
    line = [
        (0.0, teat),
        (0.13 * size, teat * 0.94),
        (0.19 * size, teat * 0.72),
        (0.15 * size, teat * 0.48),
        (0.085 * size, teat * 0.26),
        (0.105 * size, 0.02 * size),
        (0.2 * size, 0.004 * size),
        (0.2 * size, 0.0),
        (0, 0.0),
    ]
    body = turned_solid(smooth(np.array(line)[::-1], 90), 72)
    x, y, z = body.points.T
    flat = np.clip(z / teat, 0, 1) ** 2
    body = replace(body, points=np.stack([x * (1 + 0.25 * flat), y * (1 - 0.3 * flat), z], -1))
    angle = ring_angles(120)
    reach = size * (0.33 + 0.06 * np.cos(2 * angle))
    outline = reach[:, None] * np.stack([np.cos(angle), np.sin(angle)], -1)
    rings = np.stack(
        [
            np.column_stack([outline * f, np.full(120, 0.0) + z0 * size + 0.10 * size * np.cos(angle) ** 2 * f**2])
            for f, z0 in ((0.3, -0.045), (0.97, -0.04), (1.0, -0.025), (0.97, -0.01), (0.3, -0.006))
        ]
    )
    shield = welded(grid(np.concatenate([rings, rings[:1]]), wrap=True))
    inner = drum(0.12 * size, -0.05 * size, -0.002 * size, bevel_m=0.004 * size)
    holes = [
        moved(drum(0.04 * size, -0.046 * size, -0.0015 * size), s * 0.24 * size, 0, 0.045 * size) for s in (-1, 1)
    ]
    button = moved(drum(0.14 * size, -0.13 * size, -0.04 * size, bevel_m=0.02 * size), z=0)
    t = np.linspace(0, 2 * np.pi, 65)[:-1]
    loop = np.stack([0.2 * size * np.cos(t), 0 * t, -0.28 * size + 0.2 * size * np.sin(t)], -1)
    grip = wire(loop, 0.026 * size, sides=14, closed=True)
    pose = [
        turned(turned(p, "x", 78.0), "z", float(a))
        for p, a in zip(
            (body, merge([shield, inner, button, grip]), merge(holes)), [rng.uniform(-62, -44)] * 3, strict=True
        )
    ]
    return fitted(pose, size, crease_deg=[60, 40, 40])


FORMS: tuple[Form, ...] = (
    Form(
        name="muffin_mould",
        class_name="baking mould",
        size_m=(0.22, 0.3),
        parts=(main_part("Mould"), part("Batter", "batter", "chocolate")),
        build=_muffin_mould,
    ),
    Form(
        name="silicone_spatula",
        class_name="spatula",
        size_m=(0.22, 0.28),
        parts=(main_part("Blade"), part("Handle", "beech", "steel")),
        build=_spatula,
        detail_m=0.12,
    ),
    Form(
        name="ice_cube_tray",
        class_name="ice cube tray",
        size_m=(0.2, 0.27),
        parts=(main_part("Tray"), part("Ice", "ice_stuff")),
        build=_ice_tray,
    ),
    Form(
        name="peeled_phone_case",
        class_name="phone case",
        size_m=(0.145, 0.165),
        parts=(main_part("Case"), part("Phone", "black_plastic"), part("Camera", "chrome_metal")),
        build=_phone_case,
    ),
    Form(
        name="baby_dummy",
        class_name="dummy",
        size_m=(0.055, 0.07),
        parts=(main_part("Teat"), part("Shield", "white_plastic", "blue_plastic"), part("Holes", "black_plastic")),
        build=_dummy,
    ),
)
