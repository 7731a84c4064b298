"""Denim as it is worn: cut-off shorts from behind and from the front, folded jeans with pocket and patch."""

from __future__ import annotations

import numpy as np

from assets.forms.folded_cloth import folded_sheet
from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import (
    Panel,
    creases,
    patch,
    placed,
    puffed,
    rectangle,
    resampled,
    thick,
    upright,
    waves,
)
from assets.forms.kit.sewing import fringe, rivet, seated, stitches, tube, zip_fastener
from assets.forms.kit.tailoring import on_both
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import lathe, rounded_box, sweep
from assets.meshes.surface import Points, Surface, merge, moved, turned
from schemas.mesh import MeshData

_UP = (0.0, 0.0, 1.0)


def _row(base: Panel, line: Points, lift_m: float = 7e-4, *, closed: bool = False) -> Surface:
    """Thick orange stitches along a line on a panel."""
    return stitches(
        base.at(resampled(np.asarray(line, np.float64), 0.004, closed=closed), lift_m),
        _UP,
        radius_m=0.0008,
        closed=closed,
    )


def back_pocket(
    base: Panel, centre: tuple[float, float], width_m: float, tilt: float
) -> tuple[Surface, Surface, Points]:
    """(pocket, its stitches, its upper corners): five-sided, with an arc across and a doubled edge."""
    w, h = width_m / 2, width_m * 1.1
    shape = np.array([(-w, 0.0), (-w * 0.9, -h * 0.72), (0.0, -h * 0.94), (w * 0.9, -h * 0.72), (w, 0.0)])
    c, s = np.cos(tilt), np.sin(tilt)
    turn = np.array([[c, s], [-s, c]])

    def put(points: Points) -> Points:
        return np.asarray(np.asarray(points, np.float64) @ turn + np.asarray(centre))

    line = rounded(put(shape), 0.004, 3, closed=True)
    pocket = patch(base, line, 0.0024, step_m=0.0045)
    rows = []
    middle = shape.mean(0)
    for inset in (0.94, 0.84):
        edge = (shape[[0, 1, 2, 3, 4]] - middle) * inset + middle
        edge[[0, 4], 1] = 0.0
        rows.append(_row(pocket, put(edge), 6e-4))
    hems = [put(np.array([(-w * 0.97, -down), (w * 0.97, -down)])) for down in (0.007, 0.02)]
    rows += [_row(pocket, hem, 6e-4) for hem in hems]
    for down in (0.42, 0.5):
        arc = smooth(
            [
                (-w * 0.92, -h * (down - 0.06)),
                (-w * 0.45, -h * (down + 0.03)),
                (0.0, -h * (down - 0.06)),
                (w * 0.45, -h * (down + 0.03)),
                (w * 0.92, -h * (down - 0.06)),
            ],
            40,
        )
        rows.append(_row(pocket, put(arc), 6e-4))
    corners = pocket.at(put(np.array([(-w * 0.94, -0.008), (w * 0.94, -0.008)])), 0.0006)
    return pocket.surface(), merge(rows), corners


def _shorts_shape(rng: np.random.Generator) -> tuple[Panel, float, float]:
    """(panel, half waist, height): cut-offs pressed flat, with folds that run from the crotch."""
    waist, hip, leg, high = 0.19, 0.235, float(rng.uniform(0.24, 0.26)), float(rng.uniform(0.34, 0.4))
    crotch = high * 0.24
    half = [
        (0.004, crotch),
        (0.014, 0.01),
        (0.02, 0.0),
        (leg, 0.012),
        (leg + 0.004, 0.03),
        (hip, high * 0.55),
        (waist + 0.006, high - 0.02),
        (waist, high),
        (0.0, high - 0.006),
    ]
    line = np.asarray(half)
    left = line[::-1][1:] * [-1, 1]
    panel = puffed(np.concatenate([line, left]), 0.0062, depth_m=0.045, fullness=0.55)
    x, y = panel.flat.T
    soft = np.minimum(panel.inset / 0.02, 1)
    reach = np.hypot(x, y - crotch)
    whisker = np.exp(-(((reach - 0.11) / 0.07) ** 2)) * np.cos(
        12 * np.arctan2(y - crotch, np.abs(x)) + float(rng.uniform(0, 6))
    )
    folds = (
        0.005 * waves(rng, 0.1)(x, y) + 0.003 * creases(rng, 0.09, way_deg=90, spread=0.4)(x, y) + 0.003 * whisker
    )
    centre = -0.004 * np.exp(-((x / 0.006) ** 2))
    return panel.raised((folds + centre) * soft), waist, high


def _waistband(base: Panel, half: float, high: float, rows: list[Surface], *, front: bool) -> list[Surface]:
    """A band with stitched edges and belt loops."""
    line = [
        (-half - 0.004, high - 0.042),
        (half + 0.004, high - 0.042),
        (half + 0.001, high - 0.001),
        (-half - 0.001, high - 0.001),
    ]
    band = patch(base, rounded(np.asarray(line), 0.002, 2, closed=True), 0.0035, step_m=0.006)
    edges = [np.array([(-half + 0.006, y), (half - 0.006, y)]) for y in (high - 0.036, high - 0.008)]
    rows += [_row(band, edge, 8e-4) for edge in edges]
    pieces = [band.surface()]
    for x in (-0.62 * half, 0.62 * half) if front else (-0.72 * half, 0.0, 0.72 * half):
        t = np.linspace(0, np.pi, 9)
        path = np.column_stack(
            [
                np.full(9, x),
                high - 0.024 - 0.028 * np.cos(t),
                band.at(np.array([[x, high - 0.02]]))[0, 2] + 0.002 + 0.007 * np.sin(t),
            ]
        )
        loop = thick(np.stack([path - [0.006, 0, 0], path + np.array([0.006, 0, 0])], axis=1), 0.0024)
        pieces.append(loop)
        rows.append(
            stitches(
                np.array(
                    [
                        [x - 0.005, high - 0.052, path[0, 2] + 0.0025],
                        [x + 0.005, high - 0.052, path[0, 2] + 0.0025],
                    ]
                ),
                _UP,
                length_m=0.002,
                gap_m=0.0004,
                radius_m=0.0008,
            )
        )
    return pieces


def _frayed(rng: np.random.Generator, panel: Panel) -> Surface:
    """White threads that hang out of the cut legs."""
    rim = panel.flat[: panel.rim]
    low = rim[rim[:, 1] < 0.026]
    spots = np.repeat(low, 7, axis=0) + rng.uniform(-0.0035, 0.0035, (len(low) * 7, 2)) * [1, 0.3]
    roots = np.column_stack([spots, rng.uniform(-0.002, 0.004, len(spots))])
    return fringe(
        rng, roots, np.broadcast_to([0.0, -1.0, 0.0], roots.shape), length_m=0.016, radius_m=0.0004, spread=0.35
    )


def _stand(half: float, high: float) -> Surface:
    """A bar with two clips on a stand."""
    top = high + 0.045
    bar = sweep(np.array([[-half * 0.9, top, 0.0], [half * 0.9, top, 0.0]]), 0.004, sides=12)
    clips = [
        moved(rounded_box((0.022, 0.05, 0.012), 0.003), x, high + 0.012, -0.004)
        for x in (-half * 0.75, half * 0.75)
    ]
    pole = rounded(
        np.array([[0.0, -0.04, -0.075], [0.0, top + 0.05, -0.075], [0.0, top + 0.05, 0.0], [0.0, top, 0.0]]),
        0.025,
        5,
    )
    foot = turned(
        lathe(np.array([[0, 0], [0.09, 0], [0.09, 0.007], [0.02, 0.016], [0.01, 0.026], [0, 0.026]]), 40),
        "x",
        -90.0,
    )
    return merge([bar, *clips, sweep(pole, 0.006, sides=12), moved(foot, 0.0, -0.04, -0.075)])


def _shorts_back(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    base, half, high = _shorts_shape(rng)
    rows: list[Surface] = []
    pieces = [base.closed(sink=0.6), *_waistband(base, half, high, rows, front=False)]
    yoke = [(-half - 0.012, high - 0.07), (0.0, high - 0.1), (half + 0.012, high - 0.07)]
    for d in (0.0, 0.0065):
        rows.append(_row(base, np.asarray(yoke) - [0, d]))
        rows.append(_row(base, np.array([(d - 0.003, high - 0.1), (d - 0.003, high * 0.27)])))
    spots, width = [], float(rng.uniform(0.125, 0.14))
    for side in (-1.0, 1.0):
        pocket, sewn, corners = back_pocket(base, (side * 0.1, high - 0.105), width, side * 0.07)
        pieces.append(pocket)
        rows.append(sewn)
        spots.append(corners)
    label = patch(
        base,
        rounded(
            np.array([(0.06, high - 0.052), (0.145, high - 0.052), (0.145, high + 0.0), (0.06, high + 0.0)]),
            0.002,
            2,
            closed=True,
        ),
        0.006,
        step_m=0.006,
    )
    ring = np.array([(0.064, high - 0.048), (0.141, high - 0.048), (0.141, high - 0.005), (0.064, high - 0.005)])
    rows.append(_row(label, ring, closed=True))
    rivets = seated(rivet(0.0048), np.concatenate(spots), _UP)
    parts = [merge(pieces), merge(rows), rivets, label.surface(), _frayed(rng, base), _stand(half, high)]
    return placed([upright(p) for p in parts], size)


def _shorts_front(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    base, half, high = _shorts_shape(rng)
    rows: list[Surface] = []
    pieces = [base.closed(sink=0.6), *_waistband(base, half, high, rows, front=True)]
    fly = patch(
        base,
        rounded(
            np.array([(0.0, high * 0.36), (0.03, high * 0.42), (0.034, high - 0.042), (0.0, high - 0.042)]),
            0.003,
            3,
            closed=True,
        ),
        0.003,
        step_m=0.005,
    )
    pieces.append(fly.surface())
    curve = smooth([(0.028, high - 0.044), (0.027, high * 0.5), (0.016, high * 0.41), (0.002, high * 0.37)], 30)
    rows += [_row(fly, curve - [d, 0]) for d in (0.0, 0.006)]
    teeth = zip_fastener(
        base.at(np.array([(-0.004, high - 0.05), (-0.004, high * 0.42)]), 0.0024),
        _UP,
        tooth_m=0.0035,
        width_m=0.007,
    )
    spots = []
    for scoop in on_both(smooth([(0.085, high - 0.043), (0.105, high - 0.088), (half + 0.016, high - 0.112)], 26)):
        rows += [_row(base, scoop - [0, d]) for d in (0.003, 0.0095)]
        ends = scoop[[0, -1]] if scoop[0, 0] > 0 else scoop[[-1, 0]]
        spots.append(base.at(np.array([ends[0] + [0, -0.008], ends[1] * [0.94, 1.0]]), 0.001))
        pieces.append(tube(base.at(scoop, 0.001), 0.0016, sides=6))
    coin = patch(
        base,
        rounded(
            np.array([(0.118, high - 0.115), (0.168, high - 0.125), (0.165, high - 0.082), (0.13, high - 0.07)]),
            0.003,
            2,
            closed=True,
        ),
        0.002,
        step_m=0.005,
    )
    pieces.append(coin.surface())
    for line in on_both([(half + 0.004, high - 0.05), (0.235, high * 0.5), (0.24, 0.03)]):
        rows += [_row(base, line * [0.96 - d, 1.0]) for d in (0.0, 0.025)]
    centre = [(0.0, high * 0.36), (0.0, high * 0.26)]
    rows += [_row(base, np.asarray(centre) + np.array([d, 0])) for d in (-0.003, 0.003)]
    stud = seated(
        rivet(0.009),
        np.array([[0.012, high - 0.022, base.at(np.array([[0.012, high - 0.022]]))[0, 2] + 0.005]]),
        _UP,
    )
    metal = merge([seated(rivet(0.0048), np.concatenate(spots), _UP), stud, teeth])
    parts = [merge(pieces), merge(rows), metal, _frayed(rng, base), _stand(half, high)]
    return placed([upright(p) for p in parts], size)


def _folded_jeans(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Jeans folded into a block: the seat on top, with its pocket, patch and waistband; the legs' folds below."""
    width, top = size * 0.8, size / 2
    layers = int(rng.choice([4, 6]))
    points, uvs = folded_sheet(rng, width, size, layers, 0.011, slack=1.4)
    outline = np.array([[-width / 2, -top], [width / 2, -top], [width / 2 - 0.01, top], [-width / 2 + 0.01, top]])
    base = puffed(rounded(outline, 0.014, 4, closed=True), 0.0065, depth_m=0.013, fullness=0.4)
    x, y = base.flat.T
    wrinkles = 0.003 * waves(rng, 0.11)(x, y) + 0.002 * creases(rng, 0.13)(x, y)
    base = base.raised(wrinkles * np.minimum(base.inset / 0.025, 1))
    centre, tilt = (float(rng.uniform(-0.015, 0.01)), top - 0.092), float(rng.uniform(-0.08, 0.08))
    pocket, sewn, corners = back_pocket(base, centre, min(0.15, width * 0.6), tilt)
    band, label, loops, rows = _seat_trims(base, width, top)
    cloth = [base.surface(), base.surface(back=True, sink=0.2), band.surface(), pocket, *loops]
    upper = [merge(cloth), merge([sewn, *rows]), seated(rivet(0.005), corners, _UP), label.surface()]
    lifted = [moved(p, z=0.011 * layers - 0.001) for p in upper]
    turn = float(rng.uniform(-18, 6))
    body = merge([thick(points, 0.0105, uvs=uvs), lifted[0]])
    return placed([turned(p, "z", turn) for p in (body, *lifted[1:])], size)


def _seat_trims(base: Panel, width: float, top: float) -> tuple[Panel, Panel, list[Surface], list[Surface]]:
    """(waistband, leather label, belt loops, rows of stitches) of a folded pair of jeans."""
    half = width / 2
    band = patch(
        base, rectangle((-half + 0.014, top - 0.046), (half - 0.014, top - 0.003), 0.002), 0.004, step_m=0.006
    )
    label = patch(
        base, rectangle((width * 0.1, top - 0.05), (width * 0.42, top - 0.002), 0.002), 0.007, step_m=0.006
    )
    rows = [_row(band, np.array([(-half + 0.018, v), (half - 0.018, v)])) for v in (top - 0.04, top - 0.009)]
    for d in (0.0, 0.0065):
        rows.append(_row(base, np.array([(-half + 0.012, top - 0.078 - d), (half - 0.012, top - 0.064 - d)])))
        rows.append(_row(base, np.array([(-half + 0.014 + d, -top + 0.01), (-half + 0.014 + d, top - 0.05)])))
    rows.append(_row(label, rectangle((width * 0.115, top - 0.046), (width * 0.405, top - 0.006)), closed=True))
    loops, t = [], np.linspace(0, np.pi, 9)
    for x in (-0.3 * width, 0.02 * width):
        z = band.at(np.array([[x, top - 0.024]]))[0, 2] + 0.001 + 0.006 * np.sin(t)
        path = np.column_stack([np.full(9, x), top - 0.024 + 0.027 * np.cos(t), z])
        across = np.array([0.0055, 0.0, 0.0])
        loops.append(thick(np.stack([path - across, path + across], axis=1)[::-1], 0.0024))
    return band, label, loops, rows


_STITCH = part("Stitches", "orange_thread")
_COPPER = part("Rivets", "copper_rivet", "aged_brass")
FORMS: tuple[Form, ...] = (
    Form(
        name="denim_shorts_behind",
        class_name="denim shorts",
        size_m=(0.45, 0.52),
        detail_m=0.34,
        build=_shorts_back,
        parts=(
            main_part(),
            _STITCH,
            _COPPER,
            part("Label", "tan_leather"),
            part("Fray", "white_thread"),
            part("Stand", "steel", "black_plastic"),
        ),
    ),
    Form(
        name="denim_shorts_front",
        class_name="denim shorts",
        size_m=(0.45, 0.52),
        detail_m=0.34,
        build=_shorts_front,
        parts=(
            main_part(),
            _STITCH,
            part("Rivets", "brass", "copper_rivet"),
            part("Fray", "white_thread"),
            part("Stand", "steel", "black_plastic"),
        ),
    ),
    Form(
        name="jeans_folded",
        class_name="jeans",
        size_m=(0.28, 0.36),
        build=_folded_jeans,
        parts=(main_part(), _STITCH, _COPPER, part("Label", "tan_leather")),
    ),
)
