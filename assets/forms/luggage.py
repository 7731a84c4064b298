"""Bags of sewn panels: a satchel, a holdall, a backpack and a suitcase."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import (
    grid_normals,
    placed,
    puffed,
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
    outline = rounded(np.array([[-w / 2, 0], [w / 2, 0], [w / 2, h], [-w / 2, h]]), 0.018, 5, closed=True)
    body = extrude(outline, -d / 2, d / 2, bevel_m=0.004)
    body = Surface(
        points=np.column_stack([body.points[:, 0], -body.points[:, 2], body.points[:, 1]]),
        counts=body.counts,
        indices=body.indices,
        uvs=body.uvs,
    )
    edges = [
        tube(
            np.column_stack([outline[:, 0], np.full(len(outline), y), outline[:, 1]]), 0.0032, sides=8, closed=True
        )
        for y in (-d / 2, d / 2)
    ]
    low = h * float(rng.uniform(0.28, 0.42))
    y0 = -d / 2 - 0.004
    profile = rounded(
        np.array([[d / 2 + 0.004, h * 0.82], [d / 2 + 0.004, h + 0.004], [y0, h + 0.005], [y0 - 0.002, low]]),
        0.016,
        6,
    )
    profile = resampled(profile, 0.008)
    x = np.linspace(-1, 1, 50)
    reach = np.clip((profile[:, 1] - low) / 0.05, 0, 1)
    round_off = np.where(profile[:, 0] < y0 + 0.01, np.sqrt(1 - (1 - reach) ** 2) * 0.06 + 0.94, 1.0)
    bulge = 0.004 * waves(rng, 0.2)(x[None, :] * w / 2, profile[:, 1:2])
    flap = np.stack(
        np.broadcast_arrays(
            x[None, :] * w * 0.505 * round_off[:, None],
            profile[:, 0][:, None] - bulge * (profile[:, 0] < y0 + 0.01)[:, None],
            profile[:, 1][:, None],
        ),
        -1,
    )
    flap_sheet = thick(flap[::-1], 0.0036)
    inset = flap[:, 2:-2]
    line = np.concatenate([inset[20:, 0], inset[-2, :], inset[20:, -1][::-1]]) + np.array([0, -0.0026, 0])
    sewn = [stitches(resampled(line, 0.003), _FRONT, length_m=0.0042)]
    ring = resampled(outline * 0.94 + [0, 0.03 * h], 0.004, closed=True)
    ring = ring[ring[:, 1] < low - 0.004]
    order = np.argsort(np.arctan2(ring[:, 0], low - ring[:, 1]))
    sewn.append(
        stitches(
            np.column_stack([ring[order, 0], np.full(len(ring), -d / 2 - 0.0006), ring[order, 1]]),
            _FRONT,
            length_m=0.0042,
        )
    )
    straps, metal = [], []
    for sx in (-0.27, 0.27):
        path = np.array(
            [
                [sx * w, y0 - 0.006, h * 0.9],
                [sx * w, y0 - 0.0065, low + 0.01],
                [sx * w, y0 - 0.006, low - 0.03],
                [sx * w, y0 - 0.002, low * 0.42],
            ]
        )
        straps.append(strap(resampled(path, 0.006), 0.024, 0.0032, up=_FRONT))
        at = np.array([[sx * w, y0 - 0.0095, low + 0.005]])
        metal.append(seated(buckle(0.026), at, _FRONT, (0, 0, -1)))
        metal.append(
            seated(
                rivet(0.005), np.array([[sx * w, y0 - 0.0078, h * 0.88], [sx * w, y0 - 0.005, low * 0.46]]), _FRONT
            )
        )
        sewn += [
            stitches(resampled(path[:2] + np.array([v, -0.0022, 0]), 0.004), _FRONT) for v in (-0.0095, 0.0095)
        ]
    bow = np.linspace(0, np.pi, 24)
    handle = np.column_stack([0.1 * w / 0.3 * -np.cos(bow) * 0.9, 0 * bow, h + 0.006 + 0.034 * np.sin(bow) ** 0.6])
    grip = tube(handle, 0.0075, sides=12)
    rings = [
        moved(turned(seated(eyelet(0.011), np.zeros((1, 3)), (0, 0, 1)), "x", 0.0), p[0], 0.0, h + 0.006)
        for p in (handle[0], handle[-1])
    ]
    parts = [merge([body, *edges, flap_sheet, *straps, grip]), merge([*metal, *rings]), merge(sewn)]
    return placed(parts, size)


def _travel_bag(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A soft holdall: a sagging barrel with end panels, a zip along its top, two handles that run round it."""
    half, r = size / 2, size * float(rng.uniform(0.2, 0.24))
    n, columns = 90, 120
    v = np.linspace(-1, 1, n)[:, None]
    a = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :]
    flat = 0.78
    end = np.sqrt(np.clip(1 - np.clip(np.abs(v) - 0.9, 0, 1) ** 2 / 0.01, 0.0, 1))
    sag = 1 - 0.07 * (1 - v**2) * np.clip(np.sin(a), 0, 1) * float(rng.uniform(0.5, 1.5))
    crease = waves(rng, 0.11, way_deg=20, spread=0.5)
    z = np.sign(np.sin(a)) * np.abs(np.sin(a)) ** flat * r * sag * 0.92
    y = np.sign(np.cos(a)) * np.abs(np.cos(a)) ** flat * r * (1 + 0.05 * (1 - v**2))
    dents = 0.006 * crease(v * half, a * r) + 0.006 * waves(rng, 0.25)(v * half, a * r)
    scale = (0.55 + 0.45 * end) * (1 + dents / r)
    points = np.stack([v * half + 0 * a, y * scale, z * scale], -1)
    points = np.concatenate(
        [
            np.broadcast_to(points[0].mean(0), points[:1].shape),
            points,
            np.broadcast_to(points[-1].mean(0), points[:1].shape),
        ]
    )
    points[..., 2] = np.maximum(points[..., 2], -0.86 * r) + 0.86 * r
    uvs = np.stack(
        np.broadcast_arrays(
            np.linspace(0, 2 * np.pi * r, columns + 1)[None, :],
            np.concatenate([[-half - r], v[:, 0] * half, [half + r]])[:, None],
        ),
        -1,
    )
    barrel = grid(points, uvs=uvs, wrap=True)
    normals = grid_normals(points)
    pipes = [
        tube(resampled(points[k] * [1, 1.004, 1.004], 0.01, closed=True), 0.0045, sides=8, closed=True)
        for k in (6, n - 5)
    ]
    top = columns // 4
    teeth = zip_fastener(points[10 : n - 8, top] + [0, 0, 0.002], (0, 0, 1), tooth_m=0.005, width_m=0.011)
    straps, metal, sewn = [], [], []
    for side in (-1.0, 1.0):
        legs = []
        for x in (-0.24, 0.24):
            k = int((x + 0.5) * (n - 1)) + 1
            cols = range(34, 60) if side < 0 else range(24, 0, -1)
            run = np.stack([points[k, c] + normals[k, c] * 0.003 for c in cols])[::-1]
            legs.append(run)
        arch = np.linspace(0, np.pi, 26)[1:-1]
        a0, b0 = legs[0][-1], legs[1][-1]
        rise = np.column_stack(
            [
                np.interp(arch, [0, np.pi], [a0[0], b0[0]]),
                a0[1] + side * 0.012 * np.sin(arch),
                a0[2] + 0.5 * r * np.sin(arch) ** 0.65 + 0.01,
            ]
        )
        path = resampled(np.concatenate([legs[0], rise, legs[1][::-1]]), 0.008)
        straps.append(strap(path, 0.026, 0.004, up=(0, side, 0.35)))
        metal += [
            seated(rivet(0.0065), leg[6:7] + np.array([0, side * 0.004, 0.001]), (0, side, 0.2)) for leg in legs
        ]
        for leg in legs:
            sewn += [
                stitches(
                    resampled(leg + np.array([d, side * 0.0022, 0.001]), 0.004), (0, side, 0.3), length_m=0.004
                )
                for d in (-0.0105, 0.0105)
            ]
    sewn += [
        stitches(points[10 : n - 8, top + d] + normals[10 : n - 8, top + d] * 0.001, (0, 0, 1), length_m=0.004)
        for d in (-3, 3)
    ]
    return placed([merge([barrel, *pipes, *straps]), merge([teeth, *metal]), merge(sewn)], size)


def _backpack(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A hiking pack: a puffed body with a lid, pockets, webbing straps with buckles, zips, a mat under it."""
    w, h = size * float(rng.uniform(0.5, 0.58)), size * 0.92
    deep = w * 0.42
    body_line = rounded(
        np.array(
            [[-w / 2, 0.0], [w / 2, 0.0], [w * 0.46, h * 0.86], [w * 0.3, h], [-w * 0.3, h], [-w * 0.46, h * 0.86]]
        ),
        0.05,
        6,
        closed=True,
    )
    body = puffed(body_line, 0.011, depth_m=deep, fullness=1.3)
    x, y = body.flat.T
    ripple = 0.004 * waves(rng, 0.06, way_deg=80, spread=0.5)(x, y) + 0.007 * waves(rng, 0.16)(x, y)
    body = body.raised(ripple * np.minimum(body.inset / 0.03, 1))
    pocket_line = rounded(
        np.array(
            [
                [-w * 0.34, 0.03],
                [w * 0.34, 0.03],
                [w * 0.33, h * 0.36],
                [w * 0.24, h * 0.43],
                [-w * 0.24, h * 0.43],
                [-w * 0.33, h * 0.36],
            ]
        ),
        0.035,
        5,
        closed=True,
    )
    pocket = _swollen(body, pocket_line, 0.045, rng)
    lid_line = rounded(
        np.array(
            [
                [-w * 0.46, h * 0.72],
                [w * 0.46, h * 0.72],
                [w * 0.44, h * 0.99],
                [w * 0.3, h * 1.03],
                [-w * 0.3, h * 1.03],
                [-w * 0.44, h * 0.99],
            ]
        ),
        0.04,
        5,
        closed=True,
    )
    lid = _swollen(body, lid_line, 0.035, rng)
    arc = smooth(
        [(-w * 0.3, h * 0.3), (-w * 0.22, h * 0.395), (0.0, h * 0.41), (w * 0.22, h * 0.395), (w * 0.3, h * 0.3)],
        50,
    )
    zips = [zip_fastener(pocket.at(arc, 0.002), (0, 0, 1), tooth_m=0.005, width_m=0.01)]
    line = np.column_stack([np.linspace(-w * 0.36, w * 0.36, 40), np.full(40, h * 0.8)])
    zips.append(zip_fastener(lid.at(line, 0.002), (0, 0, 1), tooth_m=0.005, width_m=0.01))
    webs, clips = [], []
    for sx in (-0.24, 0.24):
        ys = np.linspace(h * 0.9, h * 0.46, 26)
        at = np.column_stack([np.full(26, sx * w), ys])
        z = np.maximum(lid.at(at)[:, 2], body.at(at)[:, 2]) + 0.004
        path = np.column_stack([at, np.convolve(np.pad(z, 2, mode="edge"), np.ones(5) / 5, mode="valid")])
        webs.append(strap(path, 0.02, 0.0025, up=(0, 0, 1)))
        k = 16
        clips.append(moved(turned(rounded_box((0.05, 0.03, 0.009), 0.003), "z", 90.0), *(path[k] + [0, 0, 0.001])))
    sides = []
    for s in (-1.0, 1.0):
        straps = smooth(
            [(s * w * 0.16, h * 0.93), (s * w * 0.3, h * 0.7), (s * w * 0.42, h * 0.3), (s * w * 0.4, h * 0.06)],
            30,
        )
        back = -0.55 * deep - 0.06 * np.sin(np.linspace(0, np.pi, 30))
        sides.append(strap(np.column_stack([straps, back]), 0.055, 0.012, up=(0, 0, -1)))
        hang = np.column_stack(
            [np.full(20, s * w * 0.43), np.linspace(h * 0.32, h * 0.02, 20), np.full(20, 0.02) + 0.05 * deep]
        )
        webs.append(strap(hang, 0.02, 0.0025, up=(s, 0, 0.01)))
    loop = np.linspace(0, np.pi, 16)
    webs.append(
        strap(
            np.column_stack([0.04 * np.cos(loop), h * 1.0 + 0.035 * np.sin(loop), np.full(16, -0.02)]),
            0.02,
            0.003,
            up=(0, 0, 1),
        )
    )
    roll = moved(
        turned(
            lathe(np.array([[0, -w * 0.48], [0.055, -w * 0.48], [0.055, w * 0.48], [0, w * 0.48]]), 40), "y", 90.0
        ),
        0,
        -0.045,
        0.35 * deep,
    )
    parts = [
        merge([body.closed(sink=0.55), pocket.surface(), lid.surface()]),
        merge([*zips, *clips]),
        merge([*webs, *sides]),
        roll,
    ]
    return placed([upright(s) for s in parts], size)


def _swollen(base, line: Points, depth_m: float, rng: np.random.Generator):
    """A filled pocket or lid on a body."""
    piece = puffed(line, 0.009, depth_m=depth_m, fullness=0.9)
    x, y = piece.flat.T
    ripple = 0.003 * waves(rng, 0.05, spread=0.6)(x, y) * np.minimum(piece.inset / 0.02, 1)
    return piece.raised(base.at(piece.flat)[:, 2] + ripple - 0.002)


def _suitcase(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """An old suitcase that stands: capped corners, two straps with buckles, locks, a handle, stitched edges."""
    w, h, d = size, size * float(rng.uniform(0.62, 0.72)), size * float(rng.uniform(0.2, 0.27))
    outline = rounded(np.array([[-w / 2, 0], [w / 2, 0], [w / 2, h], [-w / 2, h]]), 0.035, 8, closed=True)

    def shell(line: Points, low: float, high: float, bevel: float) -> Surface:
        s = extrude(line, low, high, bevel_m=bevel, steps=5)
        return Surface(
            points=np.column_stack([s.points[:, 0], -s.points[:, 2], s.points[:, 1]]),
            counts=s.counts,
            indices=s.indices,
            uvs=s.uvs,
        )

    body = merge(
        [
            shell(outline, -d / 2, -0.002, 0.012),
            shell(outline, 0.002, d / 2, 0.012),
            shell(outline * 0.99, -0.004, 0.004, 0.0005),
        ]
    )
    rims = [
        tube(
            np.column_stack([outline[:, 0], np.full(len(outline), y), outline[:, 1]]), 0.004, sides=8, closed=True
        )
        for y in (-0.006, 0.006)
    ]
    inset = outline * [0.955, 1.0]
    inset[:, 1] = h / 2 + (outline[:, 1] - h / 2) * 0.935
    rows = [
        stitches(
            resampled(
                np.column_stack([inset[:, 0], np.full(len(inset), -d / 2 - 0.0005), inset[:, 1]]),
                0.004,
                closed=True,
            ),
            _FRONT,
            closed=True,
            length_m=0.005,
        )
    ]
    caps, metal, straps = [], [], []
    for sx in (-1, 1):
        for top in (0, 1):
            corner = rounded(
                np.array([[0, 0], [0.075, 0], [0.06, 0.045], [0.045, 0.06], [0, 0.075]]),
                [0.03, 0.004, 0.02, 0.02, 0.004],
                5,
                closed=True,
            )
            cap = extrude(corner, -d / 2 - 0.003, d / 2 + 0.003, bevel_m=0.008)
            pts = cap.points * [1, 1, 1] - [0.003, 0.003, 0]
            px = sx * (w / 2 - pts[:, 0])
            pz = h - pts[:, 1] if top else pts[:, 1]
            flip = (sx > 0) != bool(top)
            moved_cap = Surface(
                points=np.column_stack([px, -pts[:, 2], pz]), counts=cap.counts, indices=cap.indices, uvs=cap.uvs
            )
            caps.append(flipped(moved_cap) if flip else moved_cap)
            spots = np.array(
                [
                    [px_, -d / 2 - 0.003, pz_]
                    for px_, pz_ in ((sx * (w / 2 - 0.05), 0.014), (sx * (w / 2 - 0.014), 0.05))
                ]
            )
            spots[:, 2] = h - spots[:, 2] if top else spots[:, 2]
            metal.append(seated(dome(0.005, 0.003), spots, _FRONT))
    for sx in (-0.26, 0.26):
        box = rounded(
            np.array(
                [
                    [-d / 2 - 0.003, -0.001],
                    [d / 2 + 0.003, -0.001],
                    [d / 2 + 0.003, h + 0.003],
                    [-d / 2 - 0.003, h + 0.003],
                ]
            ),
            0.014,
            5,
            closed=True,
        )
        path = np.column_stack(
            [np.full(len(box) + 1, sx * w), np.r_[box[:, 0], box[:1, 0]], np.r_[box[:, 1], box[:1, 1]]]
        )
        straps.append(_loop_strap(path, 0.03, 0.004))
        metal.append(seated(buckle(0.034), np.array([[sx * w, -d / 2 - 0.006, h * 0.62]]), _FRONT, (0, 0, -1)))
    metal += [
        moved(rounded_box((0.04, 0.007, 0.03), 0.002), sx * w, -d * 0.5 - 0.0, h - 0.055) for sx in (-0.12, 0.12)
    ]
    bow = np.linspace(0, np.pi, 24)
    grip = tube(
        np.column_stack([-0.07 * np.cos(bow), 0 * bow, h + 0.004 + 0.036 * np.sin(bow) ** 0.55]), 0.009, sides=12
    )
    metal += [
        moved(lathe(np.array([[0, 0], [0.012, 0], [0.012, 0.008], [0, 0.012]]), 16), sx * 0.07, 0, h)
        for sx in (-1, 1)
    ]
    return placed([merge([body, *rims]), merge([*caps, *straps, grip]), merge(metal), merge(rows)], size)


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
