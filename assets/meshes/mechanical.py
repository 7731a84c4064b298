"""Machine parts and tools: gears, a gear train, a flange, bolts, a mallet."""

from __future__ import annotations

import numpy as np

from assets.meshes.curves import Curve, rounded
from assets.meshes.solids import extrude, inset_outline, lathe, rounded_box
from assets.meshes.surface import (
    Surface,
    box_mapped,
    copies,
    finished,
    grid,
    grounded,
    merge,
    moved,
    rotation,
    turned,
    welded,
)
from schemas.mesh import MeshData


def gear_outline(teeth: int, module_m: float) -> Curve:
    """A closed outline of trapezoid teeth with rounded tips; its pitch radius is teeth x module / 2."""
    pitch = teeth * module_m / 2
    root, tip = pitch - 1.2 * module_m, pitch + 0.95 * module_m
    step = 2 * np.pi / teeth
    shape = [(-0.5, root), (-0.31, root), (-0.135, tip), (0.135, tip), (0.31, root)]
    radii = [0.0, 0.25 * module_m, 0.18 * module_m, 0.18 * module_m, 0.25 * module_m]
    angle = np.array([a * step for a, _ in shape])
    radius = np.array([r for _, r in shape])
    turn = np.arange(teeth)[:, None] * step
    corners = np.stack([radius * np.cos(angle + turn), radius * np.sin(angle + turn)], -1).reshape(-1, 2)
    return rounded(corners, radii * teeth, 2, closed=True)


def ring_extrusion(outer: Curve, inner: Curve, low_m: float, high_m: float, bevel_m: float) -> Surface:
    """A plate with a hole: closed outlines with as many points each, both counter-clockwise."""
    rings = []
    for outline, sign in ((outer, 1.0), (inner, -1.0)):
        levels = [(bevel_m, low_m), (0.3 * bevel_m, low_m + 0.3 * bevel_m), (0.0, low_m + bevel_m)]
        levels += [(i, high_m + low_m - z) for i, z in levels[::-1]]
        wall = [np.column_stack([inset_outline(outline, sign * i), np.full(len(outline), z)]) for i, z in levels]
        rings += wall if sign > 0 else wall[::-1]
    rings.append(rings[0])
    return box_mapped(welded(grid(np.stack(rings), wrap=True)))


def _circle(radius_m: float, outline: Curve) -> Curve:
    """A circle with its points at the angles of ``outline``'s."""
    angle = np.arctan2(outline[:, 1], outline[:, 0])
    return np.asarray(radius_m * np.stack([np.cos(angle), np.sin(angle)], -1))


def gear_body(teeth: int, module_m: float, width_m: float, bore_m: float) -> Surface:
    """A spur gear with a hub, lying on z = 0, its axis along Z; a tooth points along +X."""
    outline = gear_outline(teeth, module_m)
    pitch = teeth * module_m / 2
    rim = ring_extrusion(outline, _circle(pitch * 0.72, outline), 0.0, width_m, 0.08 * module_m + 0.0008)
    disc = _turned_ring(
        [(bore_m * 1.4, 0.22), (pitch * 0.74, 0.22), (pitch * 0.74, 0.78), (bore_m * 1.4, 0.78)], width_m, 0.0
    )
    hub = _turned_ring(
        [(bore_m, -0.0), (bore_m * 2.0, 0.0), (bore_m * 2.0, 1.22), (bore_m, 1.22)], width_m, 0.0016
    )
    return merge([rim, disc, hub])


def _turned_ring(section: list[tuple[float, float]], width_m: float, bevel_m: float) -> Surface:
    corners = np.array(section) * np.array([1.0, width_m])
    curve = rounded(corners, bevel_m, 3, closed=True) if bevel_m else corners
    return box_mapped(lathe(np.concatenate([curve, curve[:1]]), 96))


def gear(rng: np.random.Generator) -> MeshData:
    """One spur gear standing on its rim, seen from the front."""
    teeth = int(rng.integers(14, 30))
    module = 0.36 / (teeth + 2)
    body = gear_body(teeth, module, float(rng.uniform(0.05, 0.08)), float(rng.uniform(0.02, 0.03)))
    upright = turned(turned(body, "z", 90.0 + 180.0 / teeth), "x", 90.0)
    return finished(grounded(moved(upright, y=0.03)), crease_deg=30.0)


def gear_train(rng: np.random.Generator) -> MeshData:
    """Three meshing gears on shafts before a bevelled plate that stands on a foot."""
    module = 0.011
    teeth = [int(rng.integers(24, 31)), int(rng.integers(12, 16)), int(rng.integers(17, 23))]
    heading = np.radians([0.0, float(rng.uniform(-25, 20))])
    centre, phase = np.zeros(2), 0.0
    placed: list[tuple[int, np.ndarray, float]] = [(teeth[0], centre, phase)]
    for before, after, way in zip(teeth, teeth[1:], heading, strict=False):
        centre = centre + (before + after) * module / 2 * np.array([np.cos(way), np.sin(way)])
        phase = way + np.pi + np.pi / after - (phase - way) * before / after
        placed.append((after, centre, phase))
    middle = np.mean([(c.min(0), c.max(0)) for c in [np.array([p[1] for p in placed])]], axis=(0, 1))
    pieces: list[Surface] = []
    for count, (x, y), turn in placed:
        body = moved(turned(gear_body(count, module, 0.028, 0.011), "z", float(np.degrees(turn))), z=0.034)
        shaft = lathe(rounded([(0, 0.02), (0.0112, 0.02), (0.0112, 0.088), (0, 0.088)], [0, 0, 0.003, 0], 4), 48)
        pieces += [moved(p, float(x - middle[0]), float(y - middle[1])) for p in (body, shaft)]
    points = np.concatenate([p.points[:, :2] for p in pieces])
    size = points.max(0) - points.min(0) + 0.03
    offset = (points.max(0) + points.min(0)) / 2
    plate = moved(rounded_box((float(size[0]), float(size[1]), 0.026), 0.004), float(offset[0]), float(offset[1]))
    train = moved(merge([*pieces, plate]), -float(offset[0]), -float(offset[1]))
    upright = moved(turned(train, "x", 90.0), z=float(size[1]) / 2 + 0.02)
    foot = moved(rounded_box((float(size[0]) * 0.82, 0.19, 0.028), 0.004), y=-0.02)
    return finished(grounded(merge([upright, foot])), crease_deg=30.0)


def flange(rng: np.random.Generator) -> MeshData:
    """A pipe flange with a ring of hexagon bolts."""
    count = int(rng.choice([6, 8, 10]))
    outer, pipe = float(rng.uniform(0.16, 0.19)), float(rng.uniform(0.065, 0.08))
    height = float(rng.uniform(0.13, 0.2))
    section = [
        (pipe - 0.012, 0), (outer, 0), (outer, 0.036), (pipe * 1.45, 0.036), (pipe * 1.12, 0.075), (pipe, 0.095),
        (pipe, height - 0.02), (pipe * 1.1, height - 0.018), (pipe * 1.1, height), (pipe - 0.012, height),
    ]  # fmt: skip
    curve = rounded(section, [0.002, 0.003, 0.004, 0.012, 0.02, 0.01, 0.002, 0.002, 0.003, 0.003], 5, closed=True)
    ring = lathe(np.concatenate([curve, curve[:1]]), 160)
    where = np.arange(count) * 2 * np.pi / count
    place = np.tile(np.eye(4), (count, 1, 1))
    place[:, 0, 3] = np.cos(where) * (outer + pipe * 1.45) / 2
    place[:, 1, 3] = np.sin(where) * (outer + pipe * 1.45) / 2
    place[:, 2, 3] = 0.036
    turns = np.stack([rotation("z", a) for a in rng.uniform(0, 60, count)])
    place[:, :3, :3] = turns
    return finished(merge([ring, copies(_hexagon_head(0.0135), place)]), crease_deg=32.0)


def _hexagon_head(half_m: float) -> Surface:
    """A washer, a hexagon nut with a chamfer, and the bolt's rounded end."""
    washer = lathe(
        rounded([(0, 0), (half_m * 1.5, 0), (half_m * 1.5, 0.003), (0, 0.003)], [0, 0, 0.001, 0], 3), 40
    )
    a = np.arange(6) * np.pi / 3
    nut = extrude(half_m * 1.12 * np.stack([np.cos(a), np.sin(a)], -1), 0.003, 0.015, bevel_m=0.0012, steps=2)
    end = lathe(
        rounded([(0, 0.01), (half_m * 0.62, 0.01), (half_m * 0.62, 0.021), (0, 0.021)], [0, 0, 0.003, 0], 3), 32
    )
    return merge([washer, nut, end])


def bolt(rng: np.random.Generator) -> MeshData:
    """A hexagon bolt standing on its head, its thread a true helix."""
    radius, pitch = float(rng.uniform(0.03, 0.04)), float(rng.uniform(0.011, 0.016))
    shank, length = float(rng.uniform(0.04, 0.09)), float(rng.uniform(0.24, 0.3))
    head = radius * 0.72 * 2
    a = np.arange(6) * np.pi / 3 + np.pi / 12
    hexagon = extrude(radius * 1.85 * np.stack([np.cos(a), np.sin(a)], -1), 0.0, head, bevel_m=0.005, steps=3)
    collar = lathe(
        rounded(
            [(0, head - 0.002), (radius * 1.5, head - 0.002), (radius * 1.5, head + 0.004), (0, head + 0.004)],
            [0, 0, 0.002, 0],
            3,
        ),
        96,
    )
    z = np.concatenate([np.linspace(0, shank, 6)[:-1], np.arange(shank, length, pitch / 14), [length]])
    profile = np.stack([np.full(len(z), radius), head + z], -1)

    def thread(angle: np.ndarray, height: np.ndarray) -> np.ndarray:
        along = height * length
        fade = np.clip((along - shank) / pitch, 0, 1) * np.clip((length - along) / (0.6 * pitch), 0, 1) ** 0.5
        saw = np.abs(np.mod(along / pitch - angle / (2 * np.pi), 1.0) - 0.5) * 2
        taper = 1 - 0.12 * np.clip(1 - (length - along) / (1.2 * pitch), 0, 1)
        return np.asarray((1 - 0.17 * fade * np.clip(saw * 1.3 - 0.15, 0, 1)) * taper)

    body = lathe(profile, 96, modulation=thread)
    tip = np.array(
        [[radius * 0.88, head + length], [radius * 0.6, head + length + 0.004], [0, head + length + 0.004]]
    )
    return finished(merge([hexagon, collar, body, lathe(tip, 96)]), crease_deg=36.0)


def mallet(rng: np.random.Generator) -> MeshData:
    """A joiner's mallet standing on its head, handle up."""
    width, high, deep = (
        float(rng.uniform(0.15, 0.18)),
        float(rng.uniform(0.1, 0.12)),
        float(rng.uniform(0.075, 0.09)),
    )
    head = rounded_box((width, deep, high), 0.007, 4)
    p = head.points.copy()
    p[:, 0] *= 1 + 0.14 * (p[:, 2] / high - 0.5)  # faces that splay away from the handle
    head = Surface(points=p, counts=head.counts, indices=head.indices, uvs=head.uvs)
    length = float(rng.uniform(0.24, 0.29))
    t = np.linspace(0, 1, 40)
    swell = (
        0.0145 + 0.0035 * np.sin(np.pi * np.clip(t * 1.25 - 0.2, 0, 1)) - 0.003 * np.exp(-((t - 0.12) ** 2) / 0.01)
    )
    side = np.stack([swell, high - 0.01 + t * length], -1)
    top = np.array([[0.0125, side[-1, 1] + 0.008], [0.006, side[-1, 1] + 0.0125], [0.0, side[-1, 1] + 0.0135]])
    handle = lathe(np.concatenate([[[0.0, high - 0.01]], side, top]), 56)
    handle = Surface(
        points=handle.points * np.array([1.25, 0.85, 1]),
        counts=handle.counts,
        indices=handle.indices,
        uvs=handle.uvs,
    )
    wedge = moved(rounded_box((0.05, 0.034, 0.006), 0.002), z=high - 0.002)
    return finished(merge([head, handle, wedge]))
