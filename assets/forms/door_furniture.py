"""Padlocks, door handles, taps, bells and push-button plates: metal that hands touch."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.handles import oval
from assets.forms.kit.lettering import raised_text
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
    upright,
    warped,
)
from assets.forms.kit.outlines import circle, mirrored, rectangle, stadium
from assets.forms.kit.rivets_and_screws import cross_head, slotted_head
from assets.forms.kit.rounds import ball, leaning, ring
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, merge, moved, rotation, turned
from schemas.mesh import MeshData


def padlock(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A padlock with a steel shackle, raised letters, pins and its key in the lock."""
    w, h = size * float(rng.uniform(0.58, 0.68)), size * float(rng.uniform(0.5, 0.58))
    deep = w * float(rng.uniform(0.3, 0.4))
    corner = w * float(rng.choice([0.06, 0.14, 0.3]))
    body = moved(
        upright(plate(rectangle(w, h, corner_m=corner, steps=6), -deep / 2, deep / 2, bevel_m=w * 0.035, steps=3)),
        z=h / 2,
    )
    d = w * float(rng.uniform(0.13, 0.17))
    half = w * 0.5 - d * 1.05
    top = size - d / 2
    open_ = rng.random() < 0.3
    t = np.linspace(0, np.pi, 24)
    arch = np.column_stack([half * np.cos(t), 0 * t, top - half + half * np.sin(t)])
    legs = [
        np.array([[half, 0, z] for z in np.linspace(h * 0.9, arch[0, 2], 6)[:-1]]),
        np.array([[-half, 0, z] for z in np.linspace(arch[-1, 2], h * (1.0 if not open_ else 1.12), 6)[1:]]),
    ]
    shackle = tube(np.concatenate([legs[0], arch, legs[1]]), d / 2, sides=20)
    if open_:
        shackle = moved(turned(moved(shackle, -half), "z", 55.0), half, 0, h * 0.1)
    collars = [moved(spun_ring([(d * 0.52, -d * 0.05), (d * 0.74, -d * 0.05), (d * 0.7, d * 0.1),
        (d * 0.52, d * 0.1)], 0.0003, segments=32), x, 0, h) for x in (-half, half)]  # fmt: skip
    name = str(rng.choice(["ARGUS", "YORK", "LION", "TRI", "No 40", "1893"]))
    tall = min(h * 0.17, w * 0.8 / (len(name)))
    face = [moved(raised_text(name, tall, stroke_m=tall * 0.17, relief_m=0.0006), 0, h * 0.2, deep / 2),
        moved(raised_text(str(int(rng.integers(20, 70))), tall * 0.7, stroke_m=tall * 0.12, relief_m=0.0005), 0,
        -h * 0.31, deep / 2)]  # fmt: skip
    frame = plate(rectangle(w * 0.86, h * 0.3, corner_m=h * 0.06), 0, 0.0006,
        holes=[rectangle(w * 0.82, h * 0.26, corner_m=h * 0.05)])  # fmt: skip
    face.append(moved(frame, 0, h * 0.2, deep / 2))
    pins = [moved(spun_corners([(0, 0), (w * 0.028, 0), (w * 0.024, 0.0006), (0, 0.0007)], 0.0002, segments=20),
        x * w * 0.4, y * h * 0.4, deep / 2) for x in (-1, 1) for y in (-1, 1)]  # fmt: skip
    lock_y = -h * 0.08
    plug = moved(spun_ring([(w * 0.1, 0), (w * 0.135, 0), (w * 0.135, 0.0012), (w * 0.1, 0.0012)], 0.0003,
        segments=40), 0, lock_y, deep / 2)  # fmt: skip
    front = [moved(upright(p), z=h / 2) for p in (*face, *pins, plug)]
    key = _small_key(w)
    key = moved(turned(key, "x", 0.0), 0, -deep / 2 - w * 0.02, h / 2 + lock_y)
    hole = moved(upright(moved(plate(rectangle(w * 0.04, w * 0.15), 0, 0.0004), 0, lock_y, deep / 2)), z=h / 2)
    parts = turned_all(
        [merge([body, *collars, *front]), shackle, merge([key]), hole], "z", float(rng.uniform(-28, 28))
    )
    return standing(parts, size)


def _small_key(w: float) -> Surface:
    """A key that sticks out to -Y, its bow upright."""
    bow = plate(circle(w * 0.13, 32), -w * 0.012, w * 0.012, holes=[circle(w * 0.05, 20,
        centre=(-w * 0.04, 0))], bevel_m=w * 0.005)  # fmt: skip
    stem = moved(rounded_box((w * 0.16, w * 0.075, w * 0.022), w * 0.004), w * 0.19, 0, -w * 0.011)
    return moved(turned(turned(moved(merge([bow, stem]), -w * 0.27), "x", 90.0), "z", 90.0), 0, 0.0, 0.0)


def door_handle(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A lever on a long plate with slotted screws and a key hole, on a strip of painted door."""
    h, w = size * 0.9, size * float(rng.uniform(0.17, 0.21))
    style = int(rng.integers(3))
    t = 0.0045
    if style == 0:
        outline = rectangle(w, h, corner_m=w * 0.12)
    elif style == 1:
        outline = stadium(h, w, 20) @ np.array([[0.0, 1.0], [-1.0, 0.0]])
    else:
        half = [(0.0, -h / 2), (w * 0.2, -h * 0.49), (w * 0.28, -h * 0.43), (w * 0.5, -h * 0.4),
            (w * 0.46, 0.0), (w * 0.5, h * 0.4), (w * 0.28, h * 0.43), (w * 0.2, h * 0.49),
            (0.0, h / 2)]  # fmt: skip
        outline = mirrored(smooth(np.array(half), 60))
    hole = np.concatenate([circle(0.0042, 28)[k : k + 1] for k in range(28)])
    hole = np.array([(x, y) for x, y in hole if y > -0.0028])
    order = np.argsort(np.arctan2(hole[:, 1], hole[:, 0]))
    hole = hole[order]
    key = np.concatenate(
        [hole[(np.arctan2(hole[:, 1], hole[:, 0]) > -np.pi / 2 + 0.5)], [(-0.0019, -0.0135), (0.0019, -0.0135)]]
    )
    centre = key.mean(0)
    key = key[np.argsort(np.arctan2(key[:, 1] - centre[1], key[:, 0] - centre[0]))]
    key = key * (size / 0.2) + np.array([0.0, -h * 0.24])
    slab = plate(outline, 0, t, holes=[key], bevel_m=0.0014, steps=3)
    rim = (plate(outline * np.array([0.84, 0.95]), t, t + 0.0011, holes=[outline * np.array([0.76, 0.935])],
        bevel_m=0.0004) if style != 2 else moved(ring(w * 0.34, 0.001), 0, h * 0.2, t))  # fmt: skip
    screws = [
        moved(slotted_head(w * 0.085, turn_deg=float(rng.uniform(0, 180))), 0, y * h * 0.5, t)
        for y in (-0.88 + 0.06 * (style == 1), 0.88 - 0.06 * (style == 1))
    ]
    rose = moved(spun(smooth([(0, 0), (w * 0.36, 0), (w * 0.34, 0.003), (w * 0.26, 0.006), (w * 0.22, 0.014),
        (w * 0.2, 0.03), (0, 0.03)], 40), 56), 0, h * 0.2, t)  # fmt: skip
    reach, out = size * float(rng.uniform(0.42, 0.5)), 0.045 * size / 0.2
    droop = float(rng.uniform(-0.012, 0.018))
    path = through([(0, 0, 0.012), (0, 0, out * 0.7), (0.01, 0, out), (0.03, droop * 0.4, out * 1.03),
        (reach * 0.6, droop * 1.1, out * 1.02), (reach * 0.95, -droop * 0.2, out * 0.95),
        (reach, -droop * 0.5 - 0.002, out * 0.85)], 60)  # fmt: skip
    size_at = np.interp(
        np.linspace(0, 1, 60), [0, 0.25, 0.45, 0.8, 0.95, 1], [0.0085, 0.0085, 0.008, 0.0105, 0.0095, 0.004]
    ) * (size / 0.2)
    lever = bar(path, oval(1.5, 2.0)[None] * size_at[:, None, None])
    lever = moved(lever, 0, h * 0.2, t)
    side = float(rng.choice([-1.0, 1.0]))
    whole = merge([slab, rim, rose, lever])
    whole = warped(whole, whole.points * np.array([1.0, 1.0, 1.0]))
    if side < 0:
        whole = turned(whole, "z", 180.0)
        whole = moved(whole, 0, h * 0.0)
    door = moved(rounded_box((w * 1.26, size * 0.96, 0.01), 0.0015), 0, 0, -0.0101)
    dark = moved(rounded_box((w * 0.4, h * 0.14, 0.0006), 0.0002), 0, -h * 0.26 * side, 0.0001)
    parts = [upright(p) for p in (whole, merge(screws), door, dark)]
    return standing(turned_all(parts, "z", float(rng.uniform(-30, 20))), size)


def desk_bell(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A reception bell: a polished dome over a dark base, a push button on top."""
    r = size / 2 * 0.96
    rise = r * float(rng.uniform(0.62, 0.8))
    foot = r * 0.26
    t = np.linspace(0, np.pi / 2, 40)
    dome = np.stack([r * 0.93 * np.cos(t), foot + 0.02 * r + rise * np.sin(t)], -1)
    lip = rounded(
        [(r * 0.9, foot), (r, foot), (r, foot + r * 0.03), (r * 0.94, foot + r * 0.05)],
        [0, 0.001, 0.001, 0.003],
        4,
    )
    body = spun(np.concatenate([[[0, foot]], lip, dome[1:-1], [[0, foot + 0.02 * r + rise]]]), 112)
    grooves = [
        moved(ring(r * 0.93 * np.cos(a), 0.0006), z=foot + 0.02 * r + rise * np.sin(a)) for a in (0.35, 0.42)
    ]
    top = foot + rise
    collar = spun(smooth([(0, top), (r * 0.15, top - 0.001), (r * 0.13, top + r * 0.05),
        (r * 0.075, top + r * 0.09), (0, top + r * 0.09)], 24), 48)  # fmt: skip
    push = spun(smooth([(0, top), (r * 0.05, top), (r * 0.05, top + r * 0.16), (r * 0.1, top + r * 0.19),
        (r * 0.1, top + r * 0.225), (r * 0.05, top + r * 0.25), (0, top + r * 0.255)], 40), 40)  # fmt: skip
    base = spun_corners([(0, 0), (r * 1.03, 0), (r * 1.03, foot * 0.35), (r * 0.95, foot * 0.55),
        (r * 0.75, foot * 0.6), (r * 0.7, foot * 1.02), (0, foot * 1.02)],
        [0, 0.001, 0.003, 0.003, 0.002, 0, 0], segments=96)  # fmt: skip
    return standing([merge([body, *grooves, collar]), push, base], size)


def basin_tap(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A pillar tap with a cross handle: porcelain button, hooked spout, aerator and a drop, on a white sill."""
    r = size * float(rng.uniform(0.085, 0.1))
    h = size * float(rng.uniform(0.5, 0.6))
    column = spun(smooth([(0, 0), (r * 1.7, 0), (r * 1.72, 0.006), (r * 1.2, 0.016), (r, 0.03),
        (r * 0.95, h * 0.55), (r * 1.15, h * 0.62), (r * 1.15, h * 0.72), (r * 0.8, h * 0.78),
        (r * 0.62, h * 0.84), (0, h * 0.84)], 80), 80)  # fmt: skip
    reach = size * float(rng.uniform(0.5, 0.62))
    rise = float(rng.uniform(0.05, 0.5))
    path = through([(0, 0, h * 0.5), (0, -r * 1.0, h * (0.52 + 0.1 * rise)), (0, -reach * 0.55,
        h * (0.58 + 0.4 * rise)), (0, -reach * 0.92, h * (0.55 + 0.34 * rise)), (0, -reach, h * 0.42),
        (0, -reach, h * 0.33)], 60)  # fmt: skip
    spout = tube(path, np.interp(np.linspace(0, 1, 60), [0, 0.3, 1], [r * 0.85, r * 0.7, r * 0.62]), sides=32)
    mouth = moved(spun_corners([(0, 0), (r * 0.68, 0), (r * 0.74, 0.003), (r * 0.74, 0.011), (r * 0.6, 0.013),
        (0, 0.013)], 0.0008, segments=48), 0, -reach, h * 0.33 - 0.009)  # fmt: skip
    arms = []
    for k in range(4):
        arm = spun(smooth([(0, 0), (r * 0.26, 0.0), (r * 0.2, r * 0.9), (r * 0.2, r * 1.2),
            (r * 0.36, r * 1.55), (r * 0.3, r * 1.8), (0, r * 1.88)], 30), 28)  # fmt: skip
        arms.append(leaning(arm, (np.cos(k * np.pi / 2), np.sin(k * np.pi / 2), 0.0), (0, 0, 0)))
    hub = spun(smooth([(0, -r * 0.45), (r * 0.42, -r * 0.45), (r * 0.6, -r * 0.2), (r * 0.62, r * 0.2),
        (r * 0.5, r * 0.36), (0, r * 0.36)], 30), 48)  # fmt: skip
    cross = moved(turned(merge([*arms, hub]), "z", float(rng.uniform(20, 70))), z=h * 0.98)
    stem = spun_corners([(0, h * 0.8), (r * 0.3, h * 0.8), (r * 0.3, h * 0.95), (0, h * 0.95)], 0.001, segments=32)
    button = moved(
        spun(smooth([(0, 0), (r * 0.42, 0), (r * 0.44, r * 0.07), (r * 0.3, r * 0.15), (0, r * 0.18)], 20), 40),
        z=h * 0.98 + r * 0.33,
    )
    dot = moved(ball(r * 0.13, segments=20, flat=0.4), 0, 0, h * 0.98 + r * 0.5)
    drop = moved(spun(smooth([(0, -0.0075), (0.0024, -0.0062), (0.003, -0.004), (0.0014, 0.0), (0, 0.001)], 20),
        24), 0, -reach, h * 0.33 - 0.01)  # fmt: skip
    sill = moved(plate(stadium(r * 4.6, r * 4.2, 24), -0.012, 0, bevel_m=0.004, steps=4), 0, 0, 0)
    parts = [merge([column, spout, mouth, cross, stem]), button, dot, drop, sill]
    return standing(turned_all(parts, "z", float(rng.choice([-1, 1])) * float(rng.uniform(25, 60))), size)


def hand_shower(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A hand shower on its hook with rubber nozzles and a spiral hose that falls to the floor."""
    r = size * float(rng.uniform(0.17, 0.2))
    head = spun(smooth([(0, 0), (r * 0.96, 0), (r, r * 0.06), (r * 0.98, r * 0.16), (r * 0.7, r * 0.34),
        (r * 0.3, r * 0.5), (0, r * 0.52)], 60), 96)  # fmt: skip
    rings_, nozzles = (0.0, 0.28, 0.52, 0.76), []
    nub = spun_corners([(0, -0.0022), (0.0011, -0.0022), (0.0017, 0.0005), (0, 0.0005)], 0.0003, segments=12)
    nub = turned(turned(nub, "x", 0.0), "z", 0.0)
    for k, f in enumerate(rings_):
        nozzles.append(around(moved(nub, f * r), max(1, 7 * k)))
    face = spun_corners([(0, -0.0006), (r * 0.86, -0.0006), (r * 0.86, 0.0008), (0, 0.0008)], 0.0003, segments=80)
    tilt = float(rng.uniform(52, 66))
    lift = size * 0.86
    grip_path = through(
        [(0, 0.0, r * 0.3), (0, r * 0.5, r * 0.62), (0, r * 1.1, r * 0.62), (0, size * 0.36, r * 0.42)], 40
    )
    grip = tube(
        grip_path,
        np.interp(np.linspace(0, 1, 40), [0, 0.2, 0.6, 1], [r * 0.3, r * 0.2, r * 0.17, r * 0.12]),
        sides=28,
    )
    nut = leaning(
        spun_corners([(0, 0), (r * 0.17, 0), (r * 0.19, r * 0.4), (0, r * 0.4)], 0.0008, segments=12),
        (0, 1, -0.42),
        grip_path[-1],
    )
    unit = [turned(p, "x", -tilt) for p in (merge([head, grip, nut]), merge([*nozzles, face]))]
    end = rotation("x", -tilt) @ (grip_path[-1] + np.array([0.0, r * 0.36, -r * 0.15]))
    base = lift - float(max(p.points[:, 2].max() for p in unit))
    unit = [moved(p, z=base) for p in unit]
    end = end + np.array([0, 0, base])
    hook = [moved(turned(ring(r * 0.24, r * 0.075), "x", 24.0), *(end + np.array([0, 0.0, size * 0.05])))]
    pole_y = end[1] + r * 0.62
    pole = moved(
        spun_corners([(0, 0), (r * 0.2, 0), (r * 0.2, lift * 1.16), (0, lift * 1.16)], 0.002, segments=40),
        0,
        pole_y,
    )
    clamp = moved(spun_corners([(0, -r * 0.3), (r * 0.32, -r * 0.3), (r * 0.32, r * 0.3), (0, r * 0.3)], 0.003,
        segments=40), 0, pole_y, end[2] + size * 0.05)  # fmt: skip
    foot = moved(
        spun_corners([(0, 0), (r * 0.75, 0), (r * 0.75, 0.004), (r * 0.3, 0.014), (0, 0.014)], 0.002, segments=48),
        0,
        pole_y,
    )
    low = through([tuple(end), (0.0, end[1] + 0.012 * size, end[2] * 0.72), (-size * 0.1, end[1] - size * 0.02,
        end[2] * 0.3), (-size * 0.22, end[1] - size * 0.06, r * 0.16), (-size * 0.36, end[1] + size * 0.08,
        r * 0.16), (-size * 0.3, end[1] + size * 0.26, r * 0.16)], 420)  # fmt: skip
    hose = tube(low, r * 0.13 * (1 + 0.09 * np.cos(np.arange(420) * 2 * np.pi / 4)), sides=14)
    parts = [merge([unit[0], *hook, pole, clamp, foot, hose]), unit[1]]
    return standing(turned_all(parts, "z", float(rng.uniform(-25, 15))), size)


def lift_panel(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A plate of ring buttons with figures and braille, four screws at its corners."""
    rows, columns = int(rng.integers(4, 7)), int(rng.integers(1, 3))
    h = size
    step = h * 0.76 / rows
    w = max(step * 1.45 * columns, h * 0.26) + 0.1 * step
    b = step * 0.3
    holes, faces, rings_, marks = [], [], [], []
    for k in range(rows * columns):
        x = (k % columns - (columns - 1) / 2) * step * 1.4 - 0.0
        y = (k // columns - (rows - 1) / 2) * step - h * 0.05
        holes.append(circle(b * 1.18, 40, centre=(x, y)))
        faces.append(moved(spun_corners([(0, -0.002), (b * 0.92, -0.002), (b * 0.92, 0.0026), (b * 0.8, 0.0032),
            (0, 0.0028)], [0, 0, 0.0006, 0.002, 0], segments=48), x, y, 0.003))  # fmt: skip
        rings_.append(moved(spun_ring([(b * 0.94, -0.002), (b * 1.16, -0.002), (b * 1.16, 0.0012),
            (b * 0.94, 0.0012)], 0.0004, segments=48), x, y, 0.003))  # fmt: skip
        marks.append(moved(raised_text(str(k) if k else "G", b * 0.8, stroke_m=b * 0.14, relief_m=0.0004), x, y,
            0.003 + 0.0028))  # fmt: skip
        dots = rng.random((3, 2)) < 0.6
        marks += [moved(ball(b * 0.055, segments=10), x + (b * 1.42 + i * b * 0.2), y + (j - 1) * b * 0.2,
            0.003) for j in range(3) for i in range(2) if dots[j, i] and columns == 1]  # fmt: skip
    window = (0.0, h * 0.42)
    holes.append(rectangle(w * 0.6, h * 0.075, corner_m=0.002, centre=window))
    slab = plate(rectangle(w, h, corner_m=w * 0.04, steps=4), 0, 0.003, holes=holes, bevel_m=0.0007)
    screws = [moved(cross_head(0.0032, turn_deg=float(rng.uniform(0, 90))), x * (w / 2 - 0.007),
        y * (h / 2 - 0.007), 0.003) for x in (-1, 1) for y in (-1, 1)]  # fmt: skip
    glass = moved(rounded_box((w * 0.62, h * 0.08, 0.0014), 0.0004), *window, 0.0008)
    digits = moved(
        raised_text(str(rng.choice(["3 *", "G", "12", "B1", "5 *"])), h * 0.045, stroke_m=0.0016, relief_m=0.0003),
        *window,
        0.0022,
    )
    box = moved(rounded_box((w * 0.9, h * 0.94, 0.02), 0.001), z=-0.0201)
    parts = [merge([slab, *faces]), merge([*rings_, digits]), merge(marks), merge(screws), merge([glass, box])]
    parts = [turned(upright(p), "x", -6.0) for p in parts]
    return standing(turned_all(parts, "z", float(rng.uniform(-28, 22))), size)


def butt_hinge(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A hinge standing half open like a book, its screws in their holes."""
    h, w = size, size * float(rng.uniform(0.36, 0.46))
    t, r = h * 0.028, h * 0.05
    spots = [(w * 0.42, 0.36 * h), (w * 0.66, 0.12 * h), (w * 0.66, -0.12 * h), (w * 0.42, -0.36 * h)]
    leaf = plate(np.array([(r * 0.2, -h / 2), *rounded([(w, -h / 2), (w, h / 2)], 0.0), (r * 0.2, h / 2)]),
        -t / 2, t / 2, holes=[circle(h * 0.028, 20, centre=s) for s in spots], bevel_m=0.0008)  # fmt: skip
    heads = [moved(slotted_head(h * 0.036, turn_deg=float(rng.uniform(0, 180))), *s, t * 0.42) for s in spots]
    tips = [moved(turned(spun_corners([(0, 0), (h * 0.02, 0), (h * 0.012, h * 0.05), (0, h * 0.09)], 0.0,
        segments=20), "x", 180.0), *s, -t / 2) for s in spots]  # fmt: skip
    opening = float(rng.uniform(95, 150))
    knuckles, n = [], 5
    for k in range(n):
        z0, z1 = h * (k / n - 0.5) + h * 0.004, h * ((k + 1) / n - 0.5) - h * 0.004
        knuckles.append(spun_corners([(0, z0), (r, z0), (r, z1), (0, z1)], 0.0006, segments=40))
    caps = [moved(ball(r * 0.72, segments=24), z=s * h * 0.5) for s in (-1, 1)]
    caps[0] = moved(
        spun_corners([(0, -h * 0.01), (r * 0.8, -h * 0.01), (r * 0.8, 0.0), (0, 0.0)], 0.0003, segments=24),
        z=-h * 0.49,
    )
    leaves, screws = [], []
    for side in (-1, 1):
        turn = -90.0 + side * opening / 2
        piece, head = upright(leaf), upright(merge([*heads, *tips]))
        if side < 0:
            piece, head = turned(piece, "z", 180.0), turned(upright(merge([*heads, *tips])), "z", 0.0)
            head = warped(head, head.points)
            head = moved(turned(upright(merge([*[moved(p) for p in heads], *tips])), "z", 0.0))
            head = _mirrored_heads(rng, spots, h, t)
        rot = turn - (0.0 if side > 0 else 180.0)
        leaves.append(turned(piece, "z", rot))
        screws.append(turned(head, "z", rot))
    parts = [merge([*leaves, *knuckles, *caps]), merge(screws)]
    parts = turned_all(parts, "z", 0.0)
    return standing(turned_all(parts, "z", float(rng.uniform(-25, 25))), size)


def _mirrored_heads(rng: np.random.Generator, spots: list[tuple[float, float]], h: float, t: float) -> Surface:
    heads = [
        moved(slotted_head(h * 0.036, turn_deg=float(rng.uniform(0, 180))), -x, y, t * 0.42) for x, y in spots
    ]
    tips = [moved(turned(spun_corners([(0, 0), (h * 0.02, 0), (h * 0.012, h * 0.05), (0, h * 0.09)], 0.0,
        segments=20), "x", 180.0), -x, y, -t / 2) for x, y in spots]  # fmt: skip
    return upright(merge([*heads, *tips]))


FORMS = (
    Form(
        name="padlock",
        class_name="padlock",
        size_m=(0.06, 0.11),
        build=padlock,
        parts=(
            main_part(),
            part("Shackle", "steel"),
            part("Key", "steel", "brass"),
            part("KeyHole", "black_plastic"),
        ),
    ),
    Form(
        name="door_handle",
        class_name="door handle",
        size_m=(0.19, 0.26),
        build=door_handle,
        parts=(
            main_part(),
            part("Screws", "steel", "brass"),
            part("Door", "painted_door", "dark_wood"),
            part("KeyHole", "black_plastic"),
        ),
    ),
    Form(
        name="desk_bell",
        class_name="desk bell",
        size_m=(0.08, 0.12),
        build=desk_bell,
        parts=(main_part(), part("Button", "steel", "brass"), part("Base", "dark_wood", "black_plastic")),
    ),
    Form(
        name="basin_tap",
        class_name="tap",
        size_m=(0.15, 0.24),
        build=basin_tap,
        parts=(
            main_part(),
            part("Button", "white_porcelain"),
            part("Dot", "red_plastic", "blue_plastic"),
            part("Drop", "tap_water"),
            part("Sill", "white_porcelain"),
        ),
    ),
    Form(
        name="hand_shower",
        class_name="shower head",
        size_m=(0.26, 0.4),
        build=hand_shower,
        parts=(main_part(), part("Nozzles", "black_rubber", "grey_rubber")),
    ),
    Form(
        name="lift_panel",
        class_name="button panel",
        size_m=(0.16, 0.3),
        build=lift_panel,
        parts=(
            main_part(),
            part("Lights", "red_plastic", "blue_plastic", "white_plastic"),
            part("Figures", "black_plastic"),
            part("Screws", "steel"),
            part("Glass", "black_glass"),
        ),
    ),
    Form(
        name="butt_hinge",
        class_name="hinge",
        size_m=(0.07, 0.14),
        build=butt_hinge,
        parts=(main_part(), part("Screws", "steel")),
    ),
)
