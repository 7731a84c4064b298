"""Bags of sewn panels: a satchel, a holdall, a backpack and a suitcase."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import (
    Panel,
    grid_normals,
    placed,
    puffed,
    rectangle,
    resampled,
    thick,
    upright,
    waves,
)
from assets.forms.kit.sewing import (
    buckle,
    dome,
    eyelet,
    rivet,
    seated,
    stitches,
    strap,
    tube,
    zip_fastener,
)
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import extrude, lathe, rounded_box
from assets.meshes.surface import Points, Surface, flipped, grid, merge, moved, turned
from schemas.mesh import MeshData

_FRONT = (0.0, -1.0, 0.0)
_SEAM = part("Stitches", "cream_thread", "white_thread")


def _satchel(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A school satchel: box body, a flap over its front, two straps with buckles, a handle, saddle stitches."""
    w, h, d = size, size * float(rng.uniform(0.68, 0.78)), size * float(rng.uniform(0.24, 0.3))
    outline = rectangle((-w / 2, 0), (w / 2, h), 0.018, 5)
    low = h * float(rng.uniform(0.28, 0.42))
    y0 = -d / 2 - 0.004
    edges = [tube(_on_wall(outline, y), 0.0032, sides=8, closed=True) for y in (-d / 2, d / 2)]
    flap, sewn = _satchel_flap(rng, (w, h, d), low)
    ring = resampled(outline * 0.94 + [0, 0.03 * h], 0.004, closed=True)
    ring = ring[ring[:, 1] < low - 0.004]
    order = np.argsort(np.arctan2(ring[:, 0], low - ring[:, 1]))
    rows = [sewn, stitches(_on_wall(ring[order], -d / 2 - 0.0006), _FRONT, length_m=0.0042)]
    straps, metal = [], []
    for x in (-0.27 * w, 0.27 * w):
        places = [
            (y0 - 0.006, h * 0.9),
            (y0 - 0.0065, low + 0.01),
            (y0 - 0.006, low - 0.03),
            (y0 - 0.002, low * 0.42),
        ]
        path = np.array([[x, y, z] for y, z in places])
        straps.append(strap(resampled(path, 0.006), 0.024, 0.0032, up=_FRONT))
        metal.append(seated(buckle(0.026), np.array([[x, y0 - 0.0095, low + 0.005]]), _FRONT, (0, 0, -1)))
        ends = np.array([[x, y0 - 0.0078, h * 0.88], [x, y0 - 0.005, low * 0.46]])
        metal.append(seated(rivet(0.005), ends, _FRONT))
        beside = [path[:2] + np.array([v, -0.0022, 0]) for v in (-0.0095, 0.0095)]
        rows += [stitches(resampled(line, 0.004), _FRONT) for line in beside]
    bow = np.linspace(0, np.pi, 24)
    handle = np.column_stack([-0.3 * w * np.cos(bow), 0 * bow, h + 0.006 + 0.034 * np.sin(bow) ** 0.6])
    metal += [moved(eyelet(0.011), p[0], 0.0, h + 0.006) for p in (handle[0], handle[-1])]
    body = [upright(extrude(outline, -d / 2, d / 2, bevel_m=0.004)), *edges, flap, *straps]
    return placed([merge([*body, tube(handle, 0.0075, sides=12)]), merge(metal), merge(rows)], size)


def _on_wall(outline: Points, y: float) -> Points:
    """(n, 3) an outline (x, z) on a plane of constant y."""
    return np.column_stack([outline[:, 0], np.full(len(outline), y), outline[:, 1]])


def _satchel_flap(
    rng: np.random.Generator, size_m: tuple[float, float, float], low: float
) -> tuple[Surface, Surface]:
    """(flap, its stitches): from the back over the top and down the front to the height ``low``."""
    w, h, d = size_m
    y0 = -d / 2 - 0.004
    corners = np.array([[d / 2 + 0.004, h * 0.82], [d / 2 + 0.004, h + 0.004], [y0, h + 0.005], [y0 - 0.002, low]])
    profile = resampled(rounded(corners, 0.016, 6), 0.008)
    x = np.linspace(-1, 1, 50)[None, :]
    y, z = profile[:, :1], profile[:, 1:]
    before = y < y0 + 0.01
    reach = np.clip((z - low) / 0.05, 0, 1)
    narrowing = np.where(before, np.sqrt(1 - (1 - reach) ** 2) * 0.06 + 0.94, 1.0)
    bulge = 0.004 * waves(rng, 0.2)(x * w / 2, z) * before
    sheet = np.stack(np.broadcast_arrays(x * w * 0.505 * narrowing, y - bulge, z), -1)
    inset = sheet[:, 2:-2]
    line = np.concatenate([inset[20:, 0], inset[-2, :], inset[20:, -1][::-1]]) - np.array([0.0, 0.0026, 0.0])
    return thick(sheet[::-1], 0.0036), stitches(resampled(line, 0.003), _FRONT, length_m=0.0042)


def _travel_bag(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A soft holdall: a sagging barrel with end panels, a zip along its top, two handles that run round it."""
    r = size * float(rng.uniform(0.2, 0.24))
    points, uvs = _barrel(rng, size / 2, r)
    n, columns = len(points) - 2, points.shape[1]
    normals = grid_normals(points)
    rims = [resampled(points[k] * [1, 1.004, 1.004], 0.01, closed=True) for k in (6, n - 5)]
    top, run = columns // 4, slice(10, n - 8)
    metal = [zip_fastener(points[run, top] + [0, 0, 0.002], (0, 0, 1), tooth_m=0.005, width_m=0.011)]
    sewn = [
        stitches(points[run, top + d] + normals[run, top + d] * 0.001, (0, 0, 1), length_m=0.004) for d in (-3, 3)
    ]
    straps = []
    for side in (-1.0, 1.0):
        band, rivets, rows = _holdall_handle(points + normals * 0.003, side, 0.5 * r)
        straps.append(band)
        metal.append(rivets)
        sewn.append(rows)
    pipes = [tube(rim, 0.0045, sides=8, closed=True) for rim in rims]
    return placed([merge([grid(points, uvs=uvs, wrap=True), *pipes, *straps]), merge(metal), merge(sewn)], size)


def _barrel(rng: np.random.Generator, half: float, r: float) -> tuple[Points, Points]:
    """(points, uvs) of a soft barrel along x that lies on z = 0, closed at both ends."""
    n, columns, flat = 90, 120, 0.78
    v = np.linspace(-1, 1, n)[:, None]
    a = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :]
    end = np.sqrt(np.clip(1 - np.clip(np.abs(v) - 0.9, 0, 1) ** 2 / 0.01, 0.0, 1))
    sag = 1 - 0.07 * (1 - v**2) * np.clip(np.sin(a), 0, 1) * float(rng.uniform(0.5, 1.5))
    crease, dent = waves(rng, 0.11, way_deg=20, spread=0.5), waves(rng, 0.25)
    z = np.sign(np.sin(a)) * np.abs(np.sin(a)) ** flat * r * sag * 0.92
    y = np.sign(np.cos(a)) * np.abs(np.cos(a)) ** flat * r * (1 + 0.05 * (1 - v**2))
    dents = 0.006 * crease(v * half, a * r) + 0.006 * dent(v * half, a * r)
    scale = (0.55 + 0.45 * end) * (1 + dents / r)
    points = np.stack([v * half + 0 * a, y * scale, z * scale], -1)
    ends = [np.broadcast_to(points[k].mean(0), points[:1].shape) for k in (0, -1)]
    points = np.concatenate([ends[0], points, ends[1]])
    points[..., 2] = np.maximum(points[..., 2], -0.86 * r) + 0.86 * r
    along = np.concatenate([[-half - r], v[:, 0] * half, [half + r]])
    around = np.linspace(0, 2 * np.pi * r, columns + 1)
    return points, np.stack(np.broadcast_arrays(around[None, :], along[:, None]), -1)


def _holdall_handle(outside: Points, side: float, rise_m: float) -> tuple[Surface, Surface, Surface]:
    """(strap, rivets, stitches) of a handle that comes up one side of a barrel, arches, and goes down again."""
    rows = [int((x + 0.5) * (len(outside) - 3)) + 1 for x in (-0.24, 0.24)]
    around = list(range(59, 33, -1) if side < 0 else range(1, 25))
    legs = [outside[k, around] for k in rows]
    a0, b0 = legs[0][-1], legs[1][-1]
    arch = np.linspace(0, np.pi, 26)[1:-1]
    x = np.interp(arch, [0, np.pi], [a0[0], b0[0]])
    over = np.column_stack([x, a0[1] + side * 0.012 * np.sin(arch), a0[2] + rise_m * np.sin(arch) ** 0.65 + 0.01])
    path = resampled(np.concatenate([legs[0], over, legs[1][::-1]]), 0.008)
    nails = np.concatenate([leg[6:7] for leg in legs]) + np.array([0, side * 0.004, 0.001])
    lines = [leg + np.array([d, side * 0.0022, 0.001]) for leg in legs for d in (-0.0105, 0.0105)]
    sewn = [stitches(resampled(line, 0.004), (0, side, 0.3), length_m=0.004) for line in lines]
    return strap(path, 0.026, 0.004, up=(0, side, 0.35)), seated(rivet(0.0065), nails, (0, side, 0.2)), merge(sewn)


def _backpack(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A hiking pack: a puffed body with a lid, pockets, webbing straps with buckles, zips, a mat under it."""
    w, h = size * float(rng.uniform(0.5, 0.58)), size * 0.92
    deep = w * 0.42
    body = puffed(_shouldered(w, (0.0, h), (0.5, 0.46, 0.3), 0.05), 0.011, depth_m=deep, fullness=1.3)
    x, y = body.flat.T
    ripple = 0.004 * waves(rng, 0.06, way_deg=80, spread=0.5)(x, y) + 0.007 * waves(rng, 0.16)(x, y)
    body = body.raised(ripple * np.minimum(body.inset / 0.03, 1))
    pocket = _swollen(body, _shouldered(w, (0.03, h * 0.43), (0.34, 0.33, 0.24), 0.035), 0.045, rng)
    lid = _swollen(body, _shouldered(w, (h * 0.72, h * 1.03), (0.46, 0.44, 0.3), 0.04), 0.035, rng)
    half = [
        (-w * 0.3, h * 0.3),
        (-w * 0.22, h * 0.395),
        (0.0, h * 0.41),
        (w * 0.22, h * 0.395),
        (w * 0.3, h * 0.3),
    ]
    zips = [zip_fastener(pocket.at(smooth(half, 50), 0.002), (0, 0, 1), tooth_m=0.005, width_m=0.01)]
    line = np.column_stack([np.linspace(-w * 0.36, w * 0.36, 40), np.full(40, h * 0.8)])
    zips.append(zip_fastener(lid.at(line, 0.002), (0, 0, 1), tooth_m=0.005, width_m=0.01))
    webs, clips = _compression_straps(body, lid, w, h)
    core = np.array([[0, -w * 0.48], [0.055, -w * 0.48], [0.055, w * 0.48], [0, w * 0.48]])
    roll = moved(turned(lathe(core, 40), "y", 90.0), 0, -0.045, 0.35 * deep)
    cloth = merge([body.closed(sink=0.55), pocket.surface(), lid.surface()])
    parts = [cloth, merge([*zips, *clips]), merge([*webs, *_carrying_straps(w, h, deep)]), roll]
    return placed([upright(s) for s in parts], size)


def _shouldered(
    w: float, span: tuple[float, float], halves: tuple[float, float, float], radius_m: float
) -> Points:
    """An outline with sloped shoulders: its foot and top, and its half widths below, at the shoulder and above."""
    low, high = span
    shoulder = high - 0.15 * (high - low)
    a, b, c = (w * half for half in halves)
    points = [[-a, low], [a, low], [b, shoulder], [c, high], [-c, high], [-b, shoulder]]
    return rounded(np.array(points), radius_m, 6, closed=True)


def _compression_straps(body: Panel, lid: Panel, w: float, h: float) -> tuple[list[Surface], list[Surface]]:
    """(webbing, buckles) that hold the lid down."""
    webs, clips = [], []
    for x in (-0.24 * w, 0.24 * w):
        at = np.column_stack([np.full(26, x), np.linspace(h * 0.9, h * 0.46, 26)])
        z = np.maximum(lid.at(at)[:, 2], body.at(at)[:, 2]) + 0.004
        path = np.column_stack([at, np.convolve(np.pad(z, 2, mode="edge"), np.ones(5) / 5, mode="valid")])
        webs.append(strap(path, 0.02, 0.0025, up=(0, 0, 1)))
        clips.append(
            moved(turned(rounded_box((0.05, 0.03, 0.009), 0.003), "z", 90.0), *(path[16] + [0, 0, 0.001]))
        )
    return webs, clips


def _carrying_straps(w: float, h: float, deep: float) -> list[Surface]:
    """Two padded straps behind, two loose ends at the sides, a loop on top."""
    straps = []
    back = -0.55 * deep - 0.06 * np.sin(np.linspace(0, np.pi, 30))
    for s in (-1.0, 1.0):
        bow = [(s * w * 0.16, h * 0.93), (s * w * 0.3, h * 0.7), (s * w * 0.42, h * 0.3), (s * w * 0.4, h * 0.06)]
        straps.append(strap(np.column_stack([smooth(bow, 30), back]), 0.055, 0.012, up=(0, 0, -1)))
        drop = np.linspace(h * 0.32, h * 0.02, 20)
        hang = np.column_stack([np.full(20, s * w * 0.43), drop, np.full(20, 0.02 + 0.05 * deep)])
        straps.append(strap(hang, 0.02, 0.0025, up=(s, 0, 0.01)))
    a = np.linspace(0, np.pi, 16)
    loop = np.column_stack([0.04 * np.cos(a), h + 0.035 * np.sin(a), np.full(16, -0.02)])
    return [*straps, strap(loop, 0.02, 0.003, up=(0, 0, 1))]


def _swollen(base: Panel, line: Points, depth_m: float, rng: np.random.Generator) -> Panel:
    """A filled pocket or lid on a body."""
    piece = puffed(line, 0.009, depth_m=depth_m, fullness=0.9)
    x, y = piece.flat.T
    ripple = 0.003 * waves(rng, 0.05, spread=0.6)(x, y) * np.minimum(piece.inset / 0.02, 1)
    return piece.raised(base.at(piece.flat)[:, 2] + ripple - 0.002)


def _suitcase(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """An old suitcase that stands: capped corners, two straps with buckles, locks, a handle, stitched edges."""
    w, h, d = size, size * float(rng.uniform(0.62, 0.72)), size * float(rng.uniform(0.2, 0.27))
    outline = rectangle((-w / 2, 0), (w / 2, h), 0.035, 8)
    body = [upright(extrude(outline, a, b, bevel_m=0.012, steps=5)) for a, b in ((-d / 2, -0.002), (0.002, d / 2))]
    body.append(upright(extrude(outline * 0.99, -0.004, 0.004, bevel_m=0.0005)))
    body += [tube(_on_wall(outline, y), 0.004, sides=8, closed=True) for y in (-0.006, 0.006)]
    inset = np.column_stack([outline[:, 0] * 0.955, h / 2 + (outline[:, 1] - h / 2) * 0.935])
    path = resampled(_on_wall(inset, -d / 2 - 0.0005), 0.004, closed=True)
    rows = stitches(path, _FRONT, closed=True, length_m=0.005)
    caps, metal = _corner_caps(w, h, d)
    straps = []
    ring = rectangle((-d / 2 - 0.003, -0.001), (d / 2 + 0.003, h + 0.003), 0.014, 5)
    ring = np.concatenate([ring, ring[:1]])
    for x in (-0.26 * w, 0.26 * w):
        straps.append(_loop_strap(np.column_stack([np.full(len(ring), x), ring]), 0.03, 0.004))
        metal.append(seated(buckle(0.034), np.array([[x, -d / 2 - 0.006, h * 0.62]]), _FRONT, (0, 0, -1)))
    metal += [moved(rounded_box((0.04, 0.007, 0.03), 0.002), sx * w, -d * 0.5, h - 0.055) for sx in (-0.12, 0.12)]
    bow = np.linspace(0, np.pi, 24)
    handle = np.column_stack([-0.07 * np.cos(bow), 0 * bow, h + 0.004 + 0.036 * np.sin(bow) ** 0.55])
    foot = lathe(np.array([[0, 0], [0.012, 0], [0.012, 0.008], [0, 0.012]]), 16)
    metal += [moved(foot, x, 0, h) for x in (-0.07, 0.07)]
    grip = tube(handle, 0.009, sides=12)
    return placed([merge(body), merge([*caps, *straps, grip]), merge(metal), rows], size)


def _corner_caps(w: float, h: float, d: float) -> tuple[list[Surface], list[Surface]]:
    """(caps, their nails) of a suitcase's four corners."""
    shape = np.array([[0, 0], [0.075, 0], [0.06, 0.045], [0.045, 0.06], [0, 0.075]])
    line = rounded(shape, [0.03, 0.004, 0.02, 0.02, 0.004], 5, closed=True)
    cap = extrude(line - 0.003, -d / 2 - 0.003, d / 2 + 0.003, bevel_m=0.008)
    caps, nails = [], []
    for sx in (-1, 1):
        for top in (False, True):
            px = sx * (w / 2 - cap.points[:, 0])
            pz = h - cap.points[:, 1] if top else cap.points[:, 1]
            corner = replace(cap, points=np.column_stack([px, -cap.points[:, 2], pz]), normals=None)
            caps.append(flipped(corner) if (sx > 0) != top else corner)
            spots = np.array([[sx * (w / 2 - a), -d / 2 - 0.003, b] for a, b in ((0.05, 0.014), (0.014, 0.05))])
            spots[:, 2] = h - spots[:, 2] if top else spots[:, 2]
            nails.append(seated(dome(0.005, 0.003), spots, _FRONT))
    return caps, nails


def _loop_strap(path: Points, width_m: float, thickness_m: float) -> Surface:
    """A band round a box in a plane of constant x."""
    centre = path.mean(0)
    out = path - centre
    out[:, 0] = 0
    out /= np.linalg.norm(out, axis=1)[:, None]
    raised = path + out * thickness_m * 0.5
    return thick(
        np.stack([raised - [width_m / 2, 0, 0], raised, raised + np.array([width_m / 2, 0, 0])]), thickness_m
    )


FORMS: tuple[Form, ...] = (
    Form(
        name="satchel",
        class_name="satchel",
        size_m=(0.28, 0.4),
        build=_satchel,
        parts=(main_part(), part("Buckles", "brass", "steel"), part("Stitches", "cream_thread")),
    ),
    Form(
        name="travel_bag",
        class_name="travel bag",
        size_m=(0.42, 0.58),
        build=_travel_bag,
        parts=(main_part(), part("Zip", "brass", "steel"), part("Stitches", "cream_thread", "black_thread")),
    ),
    Form(
        name="backpack",
        class_name="backpack",
        size_m=(0.42, 0.6),
        build=_backpack,
        parts=(
            main_part(),
            part("Zips", "black_plastic"),
            part("Webbing", "black_webbing"),
            part("Mat", "grey_foam", "black_rubber"),
        ),
    ),
    Form(
        name="suitcase",
        class_name="suitcase",
        size_m=(0.45, 0.65),
        build=_suitcase,
        parts=(
            main_part(),
            part("Corners", "tan_leather", "black_leather"),
            part("Locks", "brass", "aged_brass"),
            _SEAM,
        ),
    ),
)
