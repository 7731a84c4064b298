"""Wax that does not burn: a seal, honeycomb, crayons, a cheese in its coat, cast bars."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.joinery import repeated
from assets.forms.kit.lettering import raised_text
from assets.forms.kit.mouldings import fitted
from assets.forms.kit.panes import standing_box
from assets.forms.kit.rounds import ball, circle, leaning, slab, turned_solid, wire
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.solids import ring_angles
from assets.meshes.surface import Surface, grid, merge, moved, polygons, turned, welded
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]
type Floats = np.ndarray


def _folded_letter(wide: float, tall: float) -> Surface:
    """A sheet with its sides folded in and its flap down over them."""
    paper = [
        slab(
            np.array([(-wide / 2, -tall / 2), (wide / 2, -tall / 2), (wide / 2, tall / 2), (-wide / 2, tall / 2)]),
            0,
            0.0012,
            bevel_m=0.0004,
        )
    ]
    flap = slab(
        np.array([(-wide / 2 + 0.001, tall / 2 - 0.001), (0, -0.12 * tall), (wide / 2 - 0.001, tall / 2 - 0.001)]),
        0.0013,
        0.0017,
    )
    for s in (-1, 1):
        side = np.array(
            [(s * wide * 0.498, -tall * 0.49), (s * wide * 0.498, tall * 0.47), (s * 0.02 * wide, -0.06 * tall)]
        )
        paper.append(slab(side if s > 0 else side[::-1], 0.0009, 0.00125))
    paper.append(flap)
    return merge(paper)


def _pressed_wax(rng: np.random.Generator, r: float, thick: float) -> Surface:
    """A round of wax, squeezed out unevenly about a stamped field with two rings."""
    columns, rows = 150, 60
    angle = ring_angles(columns)[None]
    lobes = sum(
        float(rng.uniform(0.2, 1.0)) / k * np.sin(k * angle + float(rng.uniform(0, 6))) for k in (2, 3, 5, 7)
    )
    edge = r * (1 + 0.07 * lobes)
    t = np.linspace(0, 1, rows)[:, None]
    stamp = 0.74 * r
    radius = edge * t
    rim = thick * (0.9 + 0.35 * np.exp(-(((radius - 0.86 * r) / (0.07 * r)) ** 2)))
    field = 0.5 * thick * np.ones_like(rim)
    field = (
        field
        + 0.25 * thick * np.exp(-(((radius - 0.62 * r) / (0.022 * r)) ** 2))
        + 0.2 * thick * np.exp(-(((radius - 0.55 * r) / (0.012 * r)) ** 2))
    )
    mix = 1 / (1 + np.exp(-(radius - stamp) / (0.012 * r)))
    z = (field * (1 - mix) + rim * mix) * np.sqrt(np.clip(1 - t**9, 0.0, 1))
    points = np.stack([radius * np.cos(angle), radius * np.sin(angle), z + 0.0017], -1)[::-1]
    under = np.stack([edge * np.cos(angle), edge * np.sin(angle), np.full_like(edge, 0.0016)], -1)
    return welded(
        grid(np.concatenate([np.zeros((1, columns, 3)) + np.array([0, 0, 0.0016]), under, points]), wrap=True)
    )


def _ribbon(r: float, tall: float) -> Surface:
    """A narrow ribbon down the letter's middle."""
    return slab(
        np.array(
            [
                (-0.09 * r, -0.5 * tall),
                (0.09 * r, -0.5 * tall),
                (0.09 * r, 0.5 * tall),
                (-0.09 * r, 0.5 * tall),
            ]
        ),
        0.0018,
        0.0021,
    )


def _letter_seal(rng: np.random.Generator, size: float) -> Meshes:
    """A wax seal over a letter's folds, cord or ribbon under it: squeezed rim, stamped field, a monogram."""
    wide, tall = size, size * float(rng.uniform(0.64, 0.74))
    r = size * float(rng.uniform(0.23, 0.27))
    thick = 0.085 * r
    seal = _pressed_wax(rng, r, thick)
    letter = str(rng.choice(list("ABDEGHKMNRSW")))
    mark = moved(raised_text(letter, 0.62 * r, stroke_m=0.09 * r, relief_m=0.42 * thick), z=0.0017 + 0.48 * thick)
    shift = -0.06 * tall
    tilt = 52.0
    parts = [moved(merge([seal, mark]), y=shift), _folded_letter(wide, tall), _ribbon(r, tall)]
    return fitted(
        [
            turned(turned(p, "z", float(a)), "x", tilt - 20)
            for p, a in zip(parts, [rng.uniform(-14, 14)] * 3, strict=True)
        ],
        size,
        crease_deg=[40, 30, 30],
    )


def _honeycomb(rng: np.random.Generator, size: float) -> Meshes:
    """A piece of comb in its wooden frame: open hexagonal cells, some of them full, some capped."""
    cell = 0.0054
    wide, tall = size, size * float(rng.uniform(0.58, 0.7))
    bar = 0.009
    inner_w, inner_h = wide - 2 * bar, tall - 2 * bar
    pitch = cell
    rows = int(inner_h / (pitch * 0.866))
    columns = int(inner_w / pitch)
    i, j = np.meshgrid(np.arange(columns), np.arange(rows), indexing="ij")
    x = (i - (columns - 1) / 2 + 0.5 * (j % 2) - 0.25) * pitch
    z = (j - (rows - 1) / 2) * pitch * 0.866
    noise = wave_noise(rng, 0.7 * size)
    field = noise(np.stack([x, 0 * x, z], -1))
    edge = np.minimum(inner_w / 2 - np.abs(x), inner_h / 2 - np.abs(z))
    keep = (edge > 0.45 * pitch) & ~((field < -0.55) & (z < 0.1 * inner_h) & (edge < 0.2 * size))
    capped = (field > 0.28) & keep
    full = ~capped & (field > -0.1) & keep
    spots = np.stack([x, z], -1)
    comb = _cells(spots[keep & ~capped], spots[capped], pitch, 0.012)
    honey = _plugs(spots[full] if full.any() else spots[keep][:3], pitch)
    frame = [
        moved(standing_box(wide + (0.04 if s > 0 else 0), 0.019, bar, bevel_m=0.001), z=s * (tall - bar) / 2)
        for s in (-1, 1)
    ]
    frame += [
        moved(standing_box(bar, 0.019, tall - 2 * bar, bevel_m=0.001), x=s * (wide - bar) / 2) for s in (-1, 1)
    ]
    lean = [turned(p, "x", -12.0) for p in (comb, honey, merge(frame))]
    return fitted(lean, size, crease_deg=[35, 40, 30])


def _hexagon(pitch: float) -> Floats:
    """(6, 2) the corners of a cell about its middle."""
    return circle(pitch / 2 / np.cos(np.pi / 6), 6, first_deg=30.0)


def _cells(open_spots: Floats, capped_spots: Floats, pitch: float, deep: float) -> Surface:
    """One closed body of wax whose front has hexagonal pits with rims of half a millimetre, and domed caps."""
    hexagon, rim = _hexagon(pitch), 1 - 2 * 0.0005 / pitch
    pit = _rings(hexagon, (1.0, 0.0), (rim, -0.0001), (0.96 * rim, 0.5 * deep))
    cap = _rings(hexagon, (1.0, 0.0), (0.86, -0.0006), (0.4, -0.0011))
    back = polygons(_rings(hexagon, (1.0, deep))[0], [6], np.arange(6)[::-1])
    bodies = [
        repeated(merge([grid(rings, wrap=True), polygons(rings[-1], [6], np.arange(6)), back]), _places(spots))
        for rings, spots in ((pit, open_spots), (cap, capped_spots))
        if len(spots)
    ]
    return welded(merge([*bodies, _sides(np.concatenate([open_spots, capped_spots]), hexagon, deep)]))


def _rings(hexagon: Floats, *at: tuple[float, float]) -> Floats:
    """(n, 6, 3) the hexagon at n (scale, depth in m)."""
    return np.stack([np.insert(hexagon * scale, 1, depth, axis=1) for scale, depth in at])


def _sides(spots: Floats, hexagon: Floats, deep: float) -> Surface:
    """The walls round cells: every side that no two of them share."""
    corners = spots[:, None] + hexagon[None]  # (n, 6, 2)
    ends = np.stack([corners, np.roll(corners, -1, axis=1)], axis=2).reshape(-1, 2, 2)
    middles = np.rint(ends.mean(axis=1) / 1e-5).astype(np.int64)
    _, which, counts = np.unique(middles, axis=0, return_inverse=True, return_counts=True)
    outer = ends[counts[which.reshape(-1)] == 1]
    quads = np.stack(
        [
            np.column_stack([outer[:, end, 0], np.full(len(outer), y), outer[:, end, 1]])
            for end, y in ((0, 0.0), (0, deep), (1, deep), (1, 0.0))
        ],
        axis=1,
    )
    return polygons(quads.reshape(-1, 3), [4] * len(outer), np.arange(4 * len(outer)))


def _places(spots: Floats) -> Floats:
    """(n, 3) of (n, 2) spots in x and z."""
    return np.insert(spots, 1, 0.0, axis=1)


def _plugs(spots: Floats, pitch: float) -> Surface:
    """Honey in cells, its surface a little below their rims."""
    rings = _rings(0.8 * _hexagon(pitch), (1.0, 0.0055), (1.0, 0.0012), (0.5, 0.0016), (0.0, 0.0017))
    plug = merge([grid(rings, wrap=True), polygons(rings[0], [6], np.arange(6)[::-1])])
    return repeated(plug, _places(spots))


def _paper_band(inner: float, outer: float, low: float, high: float) -> Surface:
    """A sleeve between two radii and two heights."""
    return turned_solid(np.array([(inner, low), (outer, low), (outer, high), (inner, high), (inner, low)]), 32)


def _crayons(rng: np.random.Generator, size: float) -> Meshes:
    """Crayons in paper sleeves, tips worn to different lengths, lying across one another."""
    wax: list[Surface] = []
    sleeves: list[Surface] = []
    marks: list[Surface] = []
    count = int(rng.integers(4, 7))
    r = 0.0042
    for k in range(count):
        long = size * float(rng.uniform(0.62, 0.9))
        tip = float(rng.uniform(0.3, 1.0))
        line = [
            (0, 0),
            (r * 0.94, 0.0),
            (r, 0.0006),
            (r, long - 0.012),
            (r * 0.82, long - 0.0118),
            (r * (0.2 + 0.4 * (1 - tip)), long - 0.0118 + 0.009 * tip),
            (0, long - 0.0114 + 0.0095 * tip),
        ]
        body = turned_solid(np.array(line), 32)
        low, high = 0.14 * long, long * float(rng.uniform(0.48, 0.58))
        sleeve = _paper_band(r + 0.0001, r + 0.0004, low, high)
        bands = [
            _paper_band(r + 0.00042, r + 0.0006, z, z + h)
            for z, h in (
                (low + 0.002, 0.002),
                (low + 0.0052, 0.001),
                (high - 0.004, 0.002),
                (high - 0.0062, 0.001),
            )
        ]
        layer = 0 if k < count - 2 else 1
        x, y = (
            (k - (count - 3) / 2) * 0.0128 if layer == 0 else float(rng.uniform(-0.004, 0.004)),
            float(rng.uniform(-0.008, 0.008)),
        )
        if layer:
            angle = float(rng.uniform(-20, 25))
            y = (k - count + 1.5) * 0.016
        else:
            angle = 90 + float(rng.uniform(-9, 9))
        for group, piece in ((wax, body), (sleeves, sleeve), (marks, merge(bands))):
            lying = turned(moved(piece, z=-long / 2), "y", 90.0)
            group.append(moved(turned(lying, "z", angle), x, y, r + 0.0006 + layer * 2.14 * r))
    return fitted([merge(wax), merge(sleeves), merge(marks)], size, crease_deg=[30, 30, 30])


def _cheese(rng: np.random.Generator, size: float) -> Meshes:
    """A round cheese in its wax coat with a wedge cut out: the coat's edge, the pale paste with eyes."""
    r = size / 2
    tall = r * float(rng.uniform(0.5, 0.85))
    gap = np.radians(float(rng.uniform(44, 66)))
    coat = 0.0022
    bevel = min(0.3 * tall, 0.25 * r)
    middle = np.radians(-78.0)
    turn = np.linspace(middle + gap / 2, middle - gap / 2 + 2 * np.pi, 90)
    outer = _cheese_line(r, tall, bevel)
    inner = _cheese_line(r - coat, tall - coat, bevel) * [1, (tall - 2 * coat) / (tall - coat)] + [0, coat]
    inner[:, 1] = coat + (inner[:, 1] - inner[0, 1]) / (inner[-1, 1] - inner[0, 1]) * (tall - 2 * coat)
    both = np.concatenate([outer, inner[::-1]])
    rings = np.stack([np.column_stack([both[:, 0] * np.cos(a), both[:, 0] * np.sin(a), both[:, 1]]) for a in turn])
    shell = grid(rings.transpose(1, 0, 2))
    strips = []
    for ring_points, flip in ((rings[0], False), (rings[-1], True)):
        n = len(outer)
        a, b = ring_points[:n], ring_points[n:][::-1]
        strips.append(grid(np.stack([b, a] if flip else [a, b])))
    wax = merge([shell, *strips])
    paste_rings = np.stack(
        [
            np.column_stack([inner[:, 0] * 0.998 * np.cos(a), inner[:, 0] * 0.998 * np.sin(a), inner[:, 1]])
            for a in turn
        ]
    )
    cut = [
        polygons(paste_rings[0], [len(inner)], np.arange(len(inner))),
        polygons(paste_rings[-1], [len(inner)], np.arange(len(inner))[::-1]),
    ]
    paste = merge([grid(paste_rings.transpose(1, 0, 2)), *cut])
    eyes = []
    for a in (turn[0], turn[-1]):
        for _ in range(9):
            d, h = float(rng.uniform(0.15, 0.88)) * r, float(rng.uniform(0.15, 0.85)) * tall
            s = float(rng.uniform(0.008, 0.022)) * size
            eyes.append(
                leaning(
                    ball(s, segments=16, flat=0.06), (-np.sin(a), np.cos(a), 0), (d * np.cos(a), d * np.sin(a), h)
                )
            )
    label = moved(slab(circle(0.42 * r, 60), 0, 0.0004), z=tall)
    name = moved(
        raised_text(str(rng.choice(["GOUDA", "EDAM", "FARM"])), 0.16 * r, stroke_m=0.03 * r, relief_m=0.0004),
        z=tall + 0.0004,
    )
    return fitted([wax, paste, merge(eyes), label, name], size, crease_deg=[40, 30, 60, 30, 30])


def _cheese_line(r: float, tall: float, bevel: float) -> Floats:
    t = np.linspace(-np.pi / 2, np.pi / 2, 15)
    z = np.where(t < 0, bevel * (1 + np.sin(t)), tall - bevel * (1 - np.sin(t)))
    side = np.stack([r - bevel * (1 - np.cos(t)), z], -1)
    return np.concatenate([[[0.0, 0.0]], side, [[0.0, tall]]])


def _wax_bars(rng: np.random.Generator, size: float) -> Meshes:
    """Cast bars of bees' wax: a hexagon field in relief with a bee, one bar broken, tied with twine."""
    wide, deep, tall = size * 0.94, size * 0.46, size * 0.17
    bars = []
    for k in range(3):
        bar = _cast_bar(rng, wide, deep, tall, plain=k < 2)
        bar = turned(bar, "z", float(rng.uniform(-1.5, 1.5)))
        bars.append(moved(bar, x=0, z=k * tall * 1.005))
    loops = []
    for s, along in ((-0.16 * size, False), (-0.13 * size, False), (0.0, True)):
        half, z = (wide / 2 if along else deep / 2) + 0.001, 3 * tall + 0.001
        line = [(-half, 0.002), (-half, z - 0.003), (-half + 0.003, z), (half - 0.003, z), (half, z - 0.003)]
        path = np.array([(u, s, h) if along else (s, u, h) for u, h in (*line, (half, 0.002))])
        loops.append(wire(path, 0.0012, sides=8))
    knot = np.array([-0.145 * size, 0, 3 * tall + 0.006])
    for a in (0.5, 2.4, 3.9, 5.6):
        tip = knot + 0.12 * size * np.array([np.cos(a), np.sin(a), 0.0]) * (1.0 if a < 3 else 0.8)
        mid = 0.5 * (knot + tip) + [0, 0, 0.05 * size if a < 3 else 0.012 * size]
        loops.append(wire(np.array([knot, mid, tip]), 0.0012, samples=16))
    return fitted([merge(bars), merge(loops)], size, crease_deg=[40, 40])


def _cast_bar(rng: np.random.Generator, wide: float, deep: float, tall: float, *, plain: bool) -> Surface:
    """A tapered bar whose top has hexagons in relief about a plain oval."""
    nx, ny = 96, 48
    u, v = np.meshgrid(np.linspace(-1, 1, nx), np.linspace(-1, 1, ny))
    edge = np.minimum((1 - np.abs(u)) * wide / 2, (1 - np.abs(v)) * deep / 2)
    x, y = u * wide * 0.47, v * deep * 0.45
    fall = np.clip(edge / (0.12 * tall), 0, 1)
    z = tall * (0.94 + 0.06 * np.sqrt(1 - (1 - fall) ** 2))
    if not plain:
        s = deep * 0.17
        q = _hexagons(x / s, y / s)
        oval = np.clip((np.hypot(x / (0.22 * wide), y / (0.32 * deep)) - 1) * 6, 0, 1)
        z = z - 0.07 * tall * np.clip(1 - q / 0.13, 0, 1) * oval * np.clip(edge / (0.14 * deep), 0, 1)
        body = np.exp(-(((x / 0.075 / wide) ** 2 + (y / 0.1 / deep) ** 2) ** 2))
        wings = np.exp(
            -((((np.abs(x) - 0.1 * wide) / (0.07 * wide)) ** 2 + ((y - 0.1 * deep) / (0.11 * deep)) ** 2) ** 2)
        )
        z = z + tall * 0.1 * np.maximum(body * (0.8 + 0.2 * np.cos(60 * y / deep)), 0.6 * wings)
    z = z + 0.004 * tall * wave_noise(rng, 0.2 * wide)(np.stack([x, y, 0 * x], -1))
    top = grid(np.stack([x, y, z], -1))
    rim = np.concatenate(
        [
            np.stack([x, y, z], -1)[0],
            np.stack([x, y, z], -1)[1:, -1],
            np.stack([x, y, z], -1)[-1, -2::-1],
            np.stack([x, y, z], -1)[-2:0:-1, 0],
        ]
    )
    low = rim * [1.06, 1.08, 0.0]
    low[:, 2] = 0.0
    count = len(rim)
    return welded(
        merge([top, grid(np.stack([low, rim]), wrap=True), polygons(low, [count], np.arange(count)[::-1])])
    )


def _hexagons(x: Floats, y: Floats) -> Floats:
    """Distance to the nearest edge of a honeycomb of pitch 1."""
    best = []
    for shift in (0.0, 0.5):
        dx = np.mod(x - shift + 0.5, 1.0) - 0.5
        dy = np.mod(y - shift * np.sqrt(3) + np.sqrt(3) / 2, np.sqrt(3)) - np.sqrt(3) / 2
        best.append(np.maximum(np.abs(dx), 0.5 * np.abs(dx) + 0.866 * np.abs(dy)))
    return np.asarray(0.5 - np.minimum(best[0], best[1]))


FORMS: tuple[Form, ...] = (
    Form(
        name="letter_seal",
        class_name="wax seal",
        size_m=(0.09, 0.13),
        parts=(main_part("Seal"), part("Letter", "cream_paper"), part("Ribbon", "red_ribbon", "green_felt")),
        build=_letter_seal,
        detail_m=0.055,
    ),
    Form(
        name="honeycomb",
        class_name="honeycomb",
        size_m=(0.09, 0.17),
        parts=(main_part("Comb"), part("Honey", "honey"), part("Frame", "beech")),
        build=_honeycomb,
        version=2,
    ),
    Form(
        name="crayons",
        class_name="crayon",
        size_m=(0.08, 0.1),
        parts=(main_part("Wax"), part("Sleeves", "cream_paper", "blue_paper"), part("Marks", "black_ink")),
        build=_crayons,
    ),
    Form(
        name="cheese_in_wax",
        class_name="cheese",
        size_m=(0.1, 0.24),
        parts=(
            main_part("Coat"),
            part("Paste", "cheese_paste"),
            part("Eyes", "cheese_hollow"),
            part("Label", "cream_paper"),
            part("Name", "black_ink"),
        ),
        build=_cheese,
    ),
    Form(
        name="beeswax_bars",
        class_name="bar of wax",
        size_m=(0.08, 0.14),
        parts=(main_part("Bars"), part("Twine", "hemp_rope")),
        build=_wax_bars,
        version=2,
    ),
)
