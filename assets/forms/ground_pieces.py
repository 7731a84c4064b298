"""Earth and sand: seedlings in a tray, a trowel in a heap, furrows, a root ball, a molehill; a castle, a dune, a
footprint, an hourglass, a raked garden."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assets.forms.form import Form, main_part, part
from assets.forms.kit.blades import LANCE, OVAL, arc_path, laid, leaf, numbered, stalk
from assets.forms.kit.ground_patches import block, grass_blades, island
from assets.forms.kit.placing import placed
from assets.forms.kit.plant_pots import crumbs, seedling_leaves
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import rounded, shell_profile, smooth
from assets.meshes.solids import extrude, lathe, rounded_box, sweep
from assets.meshes.strands import unit
from assets.meshes.surface import Surface, box_mapped, finished, grid, merge, moved, scaled, turned
from schemas.mesh import MeshData

type Floats = NDArray[np.float64]

_UP = np.array([0.0, 0.0, 1.0])


def _crumbly(rng: np.random.Generator, coarse_m: float, rough_m: float):  # type: ignore[no-untyped-def]
    """Relief of loose earth over (x, y): lumps of two sizes."""
    lumps, fine = wave_noise(rng, coarse_m), wave_noise(rng, coarse_m / 4.5, octaves=3)

    def relief(x: Floats, y: Floats) -> Floats:
        p = np.stack(np.broadcast_arrays(x, y, 0.0 * x), -1)
        return np.asarray(rough_m * (1.3 * lumps(p) + np.abs(fine(p))))

    return relief


def _on(height, rng: np.random.Generator, half: tuple[float, float], count: int, radii: tuple[float, float]) -> Surface:  # type: ignore[no-untyped-def]
    """Clods, most of them small, half sunk into a ground."""
    x, y = rng.uniform(-half[0], half[0], count), rng.uniform(-half[1], half[1], count)
    r = radii[0] * (radii[1] / radii[0]) ** (rng.random(count) ** 2.2)
    places, large = np.stack([x, y, height(x, y) + 0.25 * r], -1), r > np.quantile(r, 0.82)
    return merge([crumbs(rng, places[~large], r[~large], rounds=0), crumbs(rng, places[large], r[large])])


def _seedlings(rng: np.random.Generator, spots: Floats, size_m: float) -> tuple[Surface, Surface]:
    leaves, stalks = [], []
    for spot in spots:
        sheets, stems = seedling_leaves(rng, spot, size_m * float(rng.uniform(0.75, 1.2)))
        leaves += sheets
        stalks += stems
    return numbered(leaves), merge(stalks)


def _tray_of_seedlings(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A seed tray full of earth, rows of seedlings in it, a label stuck in."""
    width, depth, high, wall = 0.36, 0.23, 0.042, 0.003
    relief = _crumbly(rng, 0.03, 0.0028)

    def height(x: Floats, y: Floats) -> Floats:
        return np.asarray(high - 0.003 + relief(x, y))

    soil = block(width - 2 * wall, depth - 2 * wall, height, step_m=0.0022)
    clods = _on(height, rng, (0.47 * width, 0.46 * depth), 900, (0.0012, 0.0055))
    columns, rows = int(rng.integers(5, 7)), 3
    spots = np.array([[(c - (columns - 1) / 2) * 0.055, (r - 1) * 0.065, high - 0.002] for c in range(columns) for r in range(rows)])
    spots = spots[rng.random(len(spots)) > 0.12] + 0.004 * rng.normal(size=3)
    leaves, stalks = _seedlings(rng, spots, 0.034)
    tray = _open_tray(width, depth, high, wall)
    label = turned(rounded_box((0.018, 0.0014, 0.075), 0.0006), "x", -12.0)
    label = moved(turned(label, "z", 15.0), x=-0.15, y=-0.075, z=high - 0.025)
    meshes = (
        finished(merge([soil, clods]), crease_deg=60.0), finished(leaves, crease_deg=80.0, weld=False), finished(stalks),
        finished(tray), finished(label),
    )  # fmt: skip
    return placed(meshes, size)


def _open_tray(width: float, depth: float, high: float, wall: float, *, rim: float = 0.006) -> Surface:
    """A box open above with a rim turned out."""
    outer = np.array(rounded([(-width / 2, -depth / 2), (width / 2, -depth / 2), (width / 2, depth / 2), (-width / 2, depth / 2)], 0.016, 5, closed=True))
    middle = outer.mean(0)

    def ring(grow: float, z: float) -> Floats:
        way = (outer - middle) / np.abs(outer - middle).max(0)
        return np.column_stack([outer + grow * way, np.full(len(outer), z)])

    rings = [ring(-0.012, 0.0), ring(-0.006, 0.0), ring(0.0, high), ring(rim, high), ring(rim, high + 0.0025), ring(-wall, high + 0.0025), ring(-wall - 0.004, wall), ring(-wall - 0.02, wall)]
    return box_mapped(grid(np.stack(rings), wrap=True))


def _heap_with_trowel(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A heap of fresh earth, clods rolled to its foot, a trowel stuck in."""
    relief = _crumbly(rng, 0.035, 0.0045)
    top = float(rng.uniform(0.105, 0.13))

    def height(x: Floats, y: Floats) -> Floats:
        r = np.hypot(x / 0.19, y / 0.16)
        return np.asarray(top * np.clip(1.0 - r**1.25, 0.0, 1.0) + 0.006 + relief(x, y))

    bumps = rng.uniform(0, 6.28, 3)
    soil = island((0.20, 0.17), height, rings=120, columns=260, edge=lambda a: 0.06 * np.sin(3 * a + bumps[0]) + 0.04 * np.sin(7 * a + bumps[1]) + 0.02 * np.sin(17 * a + bumps[2]))
    clods = _on(height, rng, (0.15, 0.13), 1300, (0.0018, 0.010))
    a = rng.uniform(0, 6.28, 130)
    r = rng.uniform(0.95, 1.22, 130)
    fallen = crumbs(rng, np.stack([0.19 * r * np.cos(a), 0.16 * r * np.sin(a), 0.004 + 0 * a], -1), 0.002 * 5 ** (rng.random(130) ** 2))
    stones = _on(height, rng, (0.12, 0.10), 16, (0.004, 0.011))
    roots = [stalk(arc_path(np.array([*p, float(height(p[0], p[1]))]), np.array([p[0] + 0.04 * rng.normal(), p[1] - 0.03, float(height(p[0], p[1])) + 0.015]), 0.012 * rng.normal(size=3)), 0.0011, 0.0004, sides=5) for p in rng.uniform(-0.09, 0.09, (14, 2))]
    blade, grip, ferrule = _trowel()
    tilt, spin = float(rng.uniform(20.0, 38.0)), float(rng.uniform(-40.0, 40.0))
    tools = [moved(turned(turned(s, "y", tilt), "z", spin), x=0.035, y=-0.035, z=top * 0.60) for s in (blade, grip, ferrule)]
    meshes = (finished(merge([soil, clods, fallen]), crease_deg=60.0), finished(stones, crease_deg=70.0), finished(merge(roots)), *(finished(s) for s in tools))
    return placed(meshes, size)


def _trowel() -> tuple[Surface, Surface, Surface]:
    """(blade, grip, ferrule and neck) of a trowel, its point down at z = -0.09."""
    t = np.linspace(0.0, 1.0, 24)[:, None]
    half = 0.038 * np.interp(t, [0.0, 0.18, 0.55, 0.95, 1.0], [0.05, 0.55, 0.95, 1.0, 0.75])
    u = np.linspace(-1.0, 1.0, 15)
    x, z = half * u, -0.09 + 0.15 * t + 0 * u
    y = 0.011 * (u**2 - 1.0) * half / 0.038
    front = np.stack([x, y - 0.0007, z], -1)
    back = np.stack([x, y + 0.0007, z], -1)
    blade = merge([grid(front), grid(back[:, ::-1]), grid(np.stack([front[:, -1], back[:, -1]], 1)), grid(np.stack([back[:, 0], front[:, 0]], 1)), grid(np.stack([front[-1], back[-1]], 1)[:, ::-1])])
    neck = sweep(np.array([[0, -0.008, 0.045], [0, -0.006, 0.075], [0, 0.012, 0.092], [0, 0.012, 0.112]]), 0.0045, sides=12)
    ferrule = moved(lathe(np.array([[0, 0], [0.011, 0], [0.0105, 0.018], [0, 0.018]]), 32), y=0.012, z=0.108)
    grip = moved(lathe(smooth([(0.0, 0.0), (0.0105, 0.001), (0.0125, 0.03), (0.0145, 0.07), (0.0150, 0.095), (0.010, 0.112), (0.0, 0.116)], 40), 36), y=0.012, z=0.124)
    return blade, grip, merge([neck, ferrule])


def _furrows(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A piece of a hoed bed: ridges and furrows, seedlings along the ridges."""
    relief, wander = _crumbly(rng, 0.045, 0.0065), wave_noise(rng, 0.5)
    period = 0.20

    def height(x: Floats, y: Floats) -> Floats:
        p = np.stack(np.broadcast_arrays(x, y, 0.0 * x), -1)
        phase = (x + 0.012 * wander(p)) / period
        ridge = (0.5 + 0.5 * np.cos(2 * np.pi * phase)) ** 0.8
        return np.asarray(0.045 + 0.062 * ridge + relief(x, y))

    wall = wave_noise(rng, 0.05, octaves=3)
    soil = block(0.76, 0.54, height, step_m=0.0042, rough=lambda p: 0.006 * np.abs(wall(p)))
    clods = _on(height, rng, (0.37, 0.26), 2200, (0.003, 0.015))
    stones = _on(height, rng, (0.36, 0.25), 22, (0.006, 0.016))
    y = np.arange(-0.22, 0.23, 0.088)
    spots = np.array([[x, yy + 0.012 * rng.normal(), float(height(np.array(x), np.array(yy))) - 0.004] for x in (-0.2, 0.0, 0.2) for yy in y])
    leaves, stalks = _seedlings(rng, spots, 0.075)
    meshes = (
        finished(merge([soil, clods]), crease_deg=60.0), finished(stones, crease_deg=70.0),
        finished(leaves, crease_deg=80.0, weld=False), finished(stalks),
    )  # fmt: skip
    return placed(meshes, size, turn_deg=float(rng.uniform(-14, 14)))


def _root_ball(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A plant out of its pot: the earth keeps the pot's shape, held by pale roots."""
    radius, high = 0.062, 0.115
    rings, columns = 70, 200
    lumps, fine = wave_noise(rng, 0.035, octaves=3), wave_noise(rng, 0.006, octaves=2)
    profile = rounded([(0.0, 0.0), (0.74 * radius, 0.0), (radius, high), (0.0, high + 0.004)], [0, 0.012, 0.010, 0], 6)
    dense = np.concatenate([np.linspace(p, q, 14)[:-1] for p, q in zip(profile[:-1], profile[1:], strict=True)] + [profile[-1:]])[:: max(1, len(profile) * 13 // rings)]
    dense = np.concatenate([dense, profile[-1:]])
    a = np.arange(columns) * 2 * np.pi / columns
    points = np.stack(np.broadcast_arrays(dense[:, :1] * np.cos(a), dense[:, :1] * np.sin(a), dense[:, 1:]), -1).copy()
    way = unit(points * [1, 1, 0] + 1e-9)
    points += way * (0.004 * lumps(points) + 0.0018 * np.abs(fine(points)))[..., None] * np.clip(dense[:, :1] / 0.01, 0, 1)[..., None]
    soil = box_mapped(grid(points, wrap=True))
    clods = crumbs(rng, points[8:-3].reshape(-1, 3)[rng.choice(columns * (len(dense) - 11), 500)], rng.uniform(0.0012, 0.0045, 500))
    a = rng.uniform(0, 6.28, 70)
    fallen = crumbs(rng, np.stack([rng.uniform(0.05, 0.105, 70) * np.cos(a), rng.uniform(0.05, 0.10, 70) * np.sin(a), 0.002 + 0 * a], -1), 0.0012 * 4 ** rng.random(70))
    roots = [_root(rng, radius, high) for _ in range(46)]
    leaves, stems = _bushy(rng, high)
    meshes = (finished(merge([soil, clods, fallen]), crease_deg=60.0), finished(merge(roots)), finished(leaves, crease_deg=80.0, weld=False), finished(stems))
    return placed(meshes, size)


def _root(rng: np.random.Generator, radius: float, high: float) -> Surface:
    """A root that winds down the side of a ball of earth and round its foot."""
    s = np.linspace(0.0, 1.0, 26)
    z = high * (rng.uniform(0.75, 1.0) - rng.uniform(0.5, 0.95) * s)
    z = np.maximum(z, 0.006 + 0.004 * rng.random())
    a = rng.uniform(0, 6.28) + rng.uniform(-1.3, 1.3) * s**1.5 + 0.12 * np.sin(9 * s + rng.uniform(0, 6))
    r = radius * (0.74 + 0.26 * z / high) + 0.0012 + 0.0015 * np.sin(14 * s + rng.uniform(0, 6))
    return stalk(np.stack([r * np.cos(a), r * np.sin(a), z], -1), float(rng.uniform(0.0007, 0.0014)), 0.0004, sides=5)


def _bushy(rng: np.random.Generator, z: float) -> tuple[Surface, Surface]:
    leaves, stems = [], []
    sheet = leaf(0.30 * OVAL, fold=0.3, droop=0.25, teeth=(9.0, 0.0))
    for k in range(7):
        a = 2.4 * k
        out = np.array([np.cos(a), np.sin(a), 0.0])
        line = arc_path(np.array([0, 0, z]), 0.035 * out + (z + rng.uniform(0.05, 0.085)) * _UP, 0.008 * out, 10)
        stems.append(stalk(line, 0.0022, 0.0012, sides=6))
        for j in (5, 7, 9):
            turn = a + 2.1 * j
            way = np.array([np.cos(turn), np.sin(turn), 0.45])
            leaves.append(laid(sheet, line[j], way, _UP + 0.2 * rng.normal(size=3), float(rng.uniform(0.026, 0.036))))
    return numbered(leaves), merge(stems)


def _molehill(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Fresh earth thrown up in a lawn."""
    relief = _crumbly(rng, 0.03, 0.004)

    def height(x: Floats, y: Floats) -> Floats:
        r = np.hypot(x, y) / 0.16
        return np.asarray(0.10 * np.clip(1.0 - r**1.6, 0.0, 1.0) + 0.010 + relief(x, y))

    soil = island((0.175, 0.165), height, rings=110, columns=240, edge=lambda a: 0.07 * np.sin(5 * a + 1) + 0.05 * np.sin(9 * a))
    clods = _on(height, rng, (0.115, 0.115), 1400, (0.0025, 0.011))
    sod = block(0.46, 0.40, lambda x, y: 0.010 + 0 * x, step_m=0.02)
    xy = rng.uniform([-0.225, -0.195], [0.225, 0.195], (9000, 2))
    r = np.hypot(xy[:, 0], xy[:, 1])
    xy = xy[(r > 0.150 + 0.02 * rng.normal(size=len(xy)))]
    blades = grass_blades(np.column_stack([xy, np.full(len(xy), 0.009)]), rng, 0.042, segments=3)
    return placed((finished(merge([soil, clods]), crease_deg=60.0), finished(sod), blades), size)


def _sand_castle(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Towers turned out of a bucket on a mound, a wall with battlements, a gate, a flag and shells."""
    grain = wave_noise(rng, 0.012, octaves=3)
    towers = [_tower(rng, 0.062, 0.135, 4), moved(_tower(rng, 0.048, 0.10, 4), x=-0.125, y=-0.03), moved(_tower(rng, 0.046, 0.105, 4), x=0.12, y=-0.035)]
    for x in (-0.068, 0.068):
        wall = rounded_box((0.095, 0.028, 0.062), 0.005)
        merlons = [moved(rounded_box((0.016, 0.026, 0.020), 0.004), x=dx, z=0.058) for dx in (-0.033, 0.0, 0.033)]
        towers.append(moved(turned(merge([wall, *merlons]), "z", 12.0 if x < 0 else -12.0), x=x, y=-0.045))
    gate = [(-0.02, 0.0), (0.02, 0.0), (0.02, 0.022), (0.012, 0.036), (0.0, 0.041), (-0.012, 0.036), (-0.02, 0.022)]
    mound_h, moat = 0.030, 0.225
    base_noise = wave_noise(rng, 0.06)

    def height(x: Floats, y: Floats) -> Floats:
        r = np.hypot(x, y * 1.25)
        p = np.stack(np.broadcast_arrays(x, y, 0 * x), -1)
        hill = mound_h * np.clip((moat - 0.015 - r) / 0.035, 0, 1) - 0.014 * np.exp(-(((r - moat) / 0.014) ** 2))
        return np.asarray(0.020 + hill + 0.0025 * base_noise(p) + 0.0006 * grain(p))

    ground = island((0.31, 0.25), height, rings=150, columns=320, edge=lambda a: 0.03 * np.sin(3 * a + 1) + 0.02 * np.sin(8 * a))
    body = merge([moved(s, z=0.020 + mound_h - 0.003) for s in towers])
    bumpy = Surface(points=body.points + 0.0009 * np.stack([grain(body.points + k) for k in (0.0, 1.0, 2.0)], -1), counts=body.counts, indices=body.indices, uvs=body.uvs)
    door = moved(turned(extrude(np.array(gate), -0.004, 0.004), "x", 90.0), y=-0.0615, z=0.047)
    top = 0.020 + mound_h + 0.135
    pole = stalk(np.array([[0, 0, top - 0.02], [0.002, 0, top + 0.07]]), 0.0016, 0.0014, sides=8)
    flag = leaf(np.linspace(0.32, 0.02, 12), columns=7, fold=0.0, droop=0.15, ruffle=0.15, waves=1.2)
    flag = laid(flag, np.array([0.002, 0.0, top + 0.055]), np.array([1.0, -0.25, -0.05]), np.array([-0.2, -1.0, 0.0]), 0.055)
    shells = [_scallop(np.array([0.19 * np.cos(a), 0.15 * np.sin(a) - 0.03, 0.052]), float(np.degrees(a)), 0.014) for a in (-2.3, -1.75, -1.2, -0.8)]
    shells += [moved(turned(_scallop(np.zeros(3), 0.0, 0.013), "x", 78.0), x=x, y=-0.092, z=0.090) for x in (-0.125, 0.12)]
    meshes = (finished(merge([ground, bumpy]), crease_deg=55.0), finished(door), finished(pole), finished(flag), finished(merge(shells), crease_deg=50.0))
    return placed(meshes, size)


def _tower(rng: np.random.Generator, radius: float, high: float, merlons: int) -> Surface:
    """What a toy bucket leaves: a slight cone with ribs and four battlements, its rim a little broken."""
    t = np.linspace(0.0, 1.0, 40)
    r = radius * (1.0 - 0.16 * t) + 0.0022 * (np.abs((t * 6) % 1.0 - 0.5) < 0.14)
    profile = np.concatenate([[[0.0, 0.0]], np.stack([r, high * t], -1), [[r[-1] - 0.004, high + 0.002], [0.0, high + 0.002]]])
    body = lathe(profile, 90)
    tops = []
    for k in range(2 * merlons):
        a = 2 * np.pi * k / (2 * merlons) + rng.uniform(-0.05, 0.05)
        box = moved(rounded_box((0.020, 0.014, 0.020 * float(rng.uniform(0.7, 1.05))), 0.004), y=-(r[-1] - 0.008))
        tops.append(moved(turned(box, "z", float(np.degrees(a))), z=high - 0.001))
    return merge([body, *tops])


def _scallop(at: Floats, turn_deg: float, radius: float) -> Surface:
    """A ribbed shell lying on its hollow side."""
    t, u = np.meshgrid(np.linspace(0.0, 1.0, 14), np.linspace(-1.0, 1.0, 61), indexing="ij")
    a = 1.15 * u
    r = radius * 2.0 * t * (1.0 - 0.10 * u**2 + 0.02 * np.cos(18 * a))
    z = radius * 0.75 * np.sin(np.pi * np.clip(t, 0, 1)) ** 0.8 * (1 - 0.65 * u**2) + 0.035 * radius * np.cos(18 * a) * t
    top = np.stack([r * np.sin(a), r * np.cos(a) - radius, z + 0.0004], -1)
    shell = merge([grid(top[:, ::-1]), grid(top - [0, 0, 0.0009])])
    return moved(turned(shell, "z", turn_deg), *[float(v) for v in at])


def _dune(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A crescent dune: ripples up its back, a sharp crest, a smooth slip face; a tuft of grass."""
    wander, soft = wave_noise(rng, 0.35), wave_noise(rng, 0.9)
    horns, period = float(rng.uniform(0.55, 0.8)), float(rng.uniform(0.07, 0.10))

    def height(x: Floats, y: Floats) -> Floats:
        p = np.stack(np.broadcast_arrays(x, y, 0 * x), -1)
        crest = 0.06 - horns * y**2 / 0.62 + 0.02 * soft(p) + 0.10
        along = np.clip(1.0 - (np.abs(y) / 0.62) ** 2.2, 0.0, 1.0) ** 0.8
        top = 0.175 * along
        back = top * np.clip(1.0 - ((crest - x) / 0.72) ** 2, 0.0, 1.0) ** 1.1
        slip = top - (x - crest) * np.tan(np.radians(33.0))
        dune = np.where(x < crest, back, np.maximum(slip, 0.0))
        phase = (x + 0.022 * wander(p) + 0.1 * y**2) / period
        saw = (phase % 1.0) ** 1.6 * (1 - np.clip(((phase % 1.0) - 0.85) / 0.15, 0, 1))
        ripples = 0.0125 * saw * np.where(x < crest - 0.012, 1.0, np.clip((x - crest - 0.30) / 0.1, 0, 1)) * np.clip((dune + 0.03) / 0.05, 0, 1)
        return np.asarray(0.022 + dune + ripples + 0.004 * soft(p))

    sand = island((0.86, 0.66), height, rings=230, columns=330, edge=lambda a: 0.03 * np.sin(3 * a) + 0.02 * np.sin(7 * a + 2))
    spot = np.array([-0.52, -0.30])
    foot = np.column_stack([spot + 0.014 * rng.normal(size=(160, 2)), np.full(160, float(height(spot[0], spot[1])) - 0.01)])
    tuft = grass_blades(foot, rng, 0.20, width_m=(0.0024, 0.004), segments=7, droop=0.5, spread=0.3)
    return placed((finished(sand, crease_deg=50.0), tuft), size, turn_deg=float(rng.uniform(-125.0, -60.0)))


def _footprint(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Smooth beach sand with the print of a bare foot, pushed up at its edge, shells beside it."""
    base, fine = wave_noise(rng, 0.16), wave_noise(rng, 0.01, octaves=3)
    turn = np.radians(float(rng.uniform(-25, 25)))

    def sunk(x: Floats, y: Floats) -> Floats:
        """How far inside a foot's sole, metres (below 0 outside)."""
        blobs = [(0.0, -0.090, 0.030, 0.034), (0.006, -0.045, 0.024, 0.05), (0.012, 0.0, 0.022, 0.05), (0.0, 0.050, 0.041, 0.036)]
        toes = [(-0.030, 0.106, 0.0155, 0.019), (-0.004, 0.112, 0.0105, 0.013), (0.014, 0.106, 0.0098, 0.012), (0.030, 0.096, 0.0092, 0.011), (0.044, 0.083, 0.0088, 0.010)]
        best = np.full(np.shape(x), -1.0)
        for cx, cy, rx, ry in blobs + toes:
            near = np.hypot((x - cx) / rx, (y - cy) / ry)
            best = np.maximum(best, (1.0 - near) * min(rx, ry))
        return best

    def height(x: Floats, y: Floats) -> Floats:
        p = np.stack(np.broadcast_arrays(x, y, 0 * x), -1)
        across, along = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
        depth = sunk(across, along)
        dent = -0.020 * np.clip((depth + 0.004) / 0.010, 0.0, 1.0) ** 1.2 + 0.006 * np.exp(-(((depth + 0.0085) / 0.005) ** 2))
        ripples = 0.0022 * np.sin(2 * np.pi * (y + 0.02 * base(p)) / 0.055) * np.clip((-depth - 0.02) / 0.03, 0, 1)
        return np.asarray(0.034 + dent + ripples + 0.0035 * base(p) + 0.0007 * np.abs(fine(p)))

    sand = island((0.25, 0.20), height, rings=190, columns=380, edge=lambda a: 0.03 * np.sin(4 * a + 1))
    shells = []
    for _ in range(4):
        a = rng.uniform(0, 6.28)
        x, y = 0.145 * np.cos(a), 0.125 * np.sin(a)
        shells.append(_scallop(np.array([x, y, float(height(np.array(x), np.array(y))) - 0.001]), float(rng.uniform(0, 360)), float(rng.uniform(0.009, 0.016))))
    xy = rng.uniform(-0.14, 0.14, (26, 2))
    pebbles = crumbs(rng, np.column_stack([xy, height(xy[:, 0], xy[:, 1])]), 0.0018 * 2.5 ** rng.random(26), rounds=2)
    return placed((finished(sand, crease_deg=60.0), finished(merge(shells), crease_deg=50.0), finished(pebbles, crease_deg=80.0)), size)


def _hourglass(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Two bulbs of glass between wooden discs and three posts; sand above, a stream, a heap below."""
    high, wide = 0.17, float(rng.uniform(0.034, 0.040))
    share = float(rng.uniform(0.25, 0.6))  # what is left above
    outline = smooth([(0.012, 0.0), (wide * 0.8, 0.010), (wide, 0.035), (wide * 0.62, 0.066), (0.0030, high / 2 - 0.004), (0.0026, high / 2)], 60)
    outer = np.concatenate([outline, (outline * [1, -1] + [0, high])[::-1][1:]])
    inner = outer - np.column_stack([np.full(len(outer), 0.0014), np.zeros(len(outer))])
    glass = lathe(np.concatenate([[[0.0, 0.0]], outer, [[0.0, high]]]), 72)
    hollow = lathe(np.concatenate([[[0.0, 0.0014]], inner[1:-1], [[0.0, high - 0.0014]]])[::-1], 72)
    sand = merge([*_sand_in(inner - [0.0004, 0.0], high, share), stalk(np.array([[0, 0, high / 2 + 0.002], [0, 0, 0.05]]), 0.0007, 0.0010, sides=8)])
    disc = lathe(rounded([(0.0, 0.0), (0.055, 0.0), (0.055, 0.007), (0.050, 0.014), (0.0, 0.014)], [0, 0.002, 0.003, 0.003, 0], 4), 72)
    post = lathe(smooth([(0.0, 0.0), (0.0055, 0.0), (0.0040, 0.02), (0.0062, 0.085), (0.0040, 0.15), (0.0055, high), (0.0, high)], 60), 24)
    posts = [moved(post, 0.045 * np.cos(a), 0.045 * np.sin(a)) for a in np.radians([30.0, 150.0, 270.0 + 60.0 * (rng.random() < 0.5)])]
    frame = merge([moved(disc, z=-0.014), moved(disc, z=high), *posts])
    return placed((finished(sand, crease_deg=60.0), finished(merge([glass, hollow])), finished(frame)), size)


def _sand_in(inner: Floats, high: float, share: float) -> list[Surface]:
    """(below, above) sand in an hourglass: a cone on what lies level, and a hollow where it runs out."""
    low = inner[(inner[:, 1] > 0.0016) & (inner[:, 1] < 0.014 + 0.045 * (1 - share))]
    lower = lathe(np.concatenate([[[0.0, low[0, 1]]], low, [[0.4 * low[-1, 0], low[-1, 1] + 0.32 * low[-1, 0]], [0.0, low[-1, 1] + 0.52 * low[-1, 0]]]]), 72)
    up = inner[(inner[:, 1] > high / 2) & (inner[:, 1] < high / 2 + 0.022 + 0.048 * share)]
    upper = lathe(np.concatenate([[[0.0, up[0, 1]]], up, [[0.5 * up[-1, 0], up[-1, 1] - 0.30 * up[-1, 0]], [0.0, up[-1, 1] - 0.46 * up[-1, 0]]]]), 72)
    return [lower, upper]


def _raked_garden(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """White sand in a wooden tray, raked in lines, in rings about its stones; the rake beside."""
    width, depth, wall, high = 0.42, 0.30, 0.014, 0.034
    stones_at = [(-0.09, 0.03, 0.036), (-0.035, 0.055, 0.020), (0.12, -0.035, 0.026)]
    pitch = float(rng.uniform(0.0085, 0.011))
    grain, drift = wave_noise(rng, 0.004, octaves=2), wave_noise(rng, 0.3)

    def height(x: Floats, y: Floats) -> Floats:
        p = np.stack(np.broadcast_arrays(x, y, 0 * x), -1)
        line = (y + 0.010 * drift(p)) / pitch
        for sx, sy, r in stones_at:
            away = np.hypot(x - sx, (y - sy) * 1.1)
            line = np.where(away < r + 4.6 * pitch, away / pitch, line)
        return np.asarray(0.022 + 0.0021 * np.abs(np.cos(np.pi * line)) ** 0.7 * 1.4 + 0.00035 * grain(p))

    sand = block(width - 2 * wall, depth - 2 * wall, height, step_m=0.0016)
    stones = [moved(scaled(_pebble(rng), r * 1.15, r * 0.95, r * 0.75), x, y, 0.020 + 0.45 * r) for x, y, r in stones_at]
    bars = [moved(rounded_box((width, wall, high), 0.0025), y=s * (depth - wall) / 2) for s in (-1, 1)]
    bars += [moved(rounded_box((wall, depth - 2 * wall, high), 0.0025), x=s * (width - wall) / 2) for s in (-1, 1)]
    floor = rounded_box((width - 0.004, depth - 0.004, 0.006), 0.001)
    rake = [sweep(np.array([[0, 0, 0], [0.15, 0.0, 0.012]]), 0.0032, sides=12), moved(rounded_box((0.008, 0.055, 0.008), 0.0015), z=-0.004)]
    rake += [moved(rounded_box((0.0035, 0.0035, 0.016), 0.0008), y=y, z=-0.018) for y in np.linspace(-0.022, 0.022, 6)]
    tool = moved(turned(merge(rake), "z", float(rng.uniform(15, 40))), x=0.02, y=-0.085, z=0.040)
    return placed((finished(sand, crease_deg=60.0), finished(merge(stones), crease_deg=80.0), finished(merge([*bars, floor])), finished(tool)), size, turn_deg=float(rng.uniform(-12, 12)))


def _pebble(rng: np.random.Generator) -> Surface:
    from assets.meshes.primitives import ball_of_triangles

    ball = ball_of_triangles(4)
    noise = wave_noise(rng, 1.7)
    return Surface(points=ball.points * (1.0 + 0.16 * noise(ball.points))[:, None], counts=ball.counts, indices=ball.indices, uvs=ball.uvs)


_SEEDLINGS = (part("Seedlings", "leaf_green"), part("Stalks", "stalk"))
FORMS: tuple[Form, ...] = (
    Form(name="tray_of_seedlings", class_name="seed tray", size_m=(0.32, 0.42), parts=(main_part("Soil"), *_SEEDLINGS, part("Tray", "black_plastic", "green_plastic"), part("Label", "white_plastic")), build=_tray_of_seedlings),
    Form(
        name="soil_heap_with_trowel", class_name="heap of soil", size_m=(0.36, 0.5), detail_m=0.26,
        parts=(main_part("Soil"), part("Stones", "pebble"), part("Roots", "root"), part("Blade", "steel"), part("Grip", "beech", "red_paint"), part("Neck", "steel")),
        build=_heap_with_trowel,
    ),
    Form(name="soil_furrows", class_name="furrows", size_m=(0.75, 1.1), detail_m=0.45, parts=(main_part("Soil"), part("Stones", "pebble"), *_SEEDLINGS), build=_furrows),
    Form(name="root_ball", class_name="root ball", size_m=(0.18, 0.28), parts=(main_part("Soil"), part("Roots", "root"), part("Leaves", "leaf_green"), part("Stems", "stalk")), build=_root_ball),
    Form(name="molehill", class_name="molehill", size_m=(0.42, 0.55), detail_m=0.34, parts=(main_part("Soil"), part("Ground", "potting_soil"), part("Grass", "lawn")), build=_molehill),
    Form(
        name="sand_castle", class_name="sand castle", size_m=(0.45, 0.68),
        parts=(main_part("Sand"), part("Gate", "driftwood"), part("Pole", "driftwood"), part("Flag", "red_cotton", "blue_cotton"), part("Shells", "sea_shell")),
        build=_sand_castle,
    ),
    Form(name="sand_dune", class_name="dune", size_m=(1.2, 2.0), parts=(main_part("Sand"), part("Grass", "dry_grass")), build=_dune),
    Form(name="footprint_in_sand", class_name="footprint", size_m=(0.42, 0.52), parts=(main_part("Sand"), part("Shells", "sea_shell"), part("Pebbles", "pebble")), build=_footprint),
    Form(name="hourglass", class_name="hourglass", size_m=(0.17, 0.24), parts=(main_part("Sand"), part("Glass", "clear_glass"), part("Frame", "walnut", "brass")), build=_hourglass),
    Form(name="raked_sand_garden", class_name="raked sand garden", size_m=(0.38, 0.5), parts=(main_part("Sand"), part("Stones", "dark_stone"), part("Frame", "walnut", "beech"), part("Rake", "beech")), build=_raked_garden),
)  # fmt: skip
