"""A violin, part by part."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.applied import flat_wrap, stroke
from assets.forms.kit.joinery import rod_between
from assets.forms.kit.mouldings import (
    ball_at,
    fitted,
    flowing,
    placed,
    round_sheet,
    tube,
)
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import extrude
from assets.meshes.surface import Surface, box_mapped, flipped, grid, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


def _violin_outline(count: int) -> np.ndarray:
    """(n, 2) counter-clockwise, its lower end at y = 0, 0.356 m long."""
    half = np.array(
        [
            (0.0, 0.0),
            (0.05, 0.004),
            (0.09, 0.024),
            (0.103, 0.062),
            (0.098, 0.095),
            (0.086, 0.117),
            (0.0885, 0.127),
            (0.08, 0.134),
            (0.0635, 0.15),
            (0.056, 0.182),
            (0.061, 0.212),
            (0.0745, 0.2225),
            (0.083, 0.2325),
            (0.079, 0.242),
            (0.0835, 0.272),
            (0.077, 0.318),
            (0.05, 0.346),
            (0.022, 0.3535),
            (0.0, 0.354),
        ]
    )
    pieces = [half[:7], half[6:8], half[7:12], half[11:13], half[12:]]
    right = [
        smooth(pieces[0], 46)[:-1],
        pieces[1][:1],
        smooth(pieces[2], 40)[:-1],
        pieces[3][:1],
        smooth(pieces[4], 46),
    ]
    line = np.concatenate(right)
    left = line[::-1][1:-1] * [-1.0, 1.0]
    whole = np.concatenate([line, left])
    return whole[:: max(1, len(whole) // count)] if count < len(whole) else whole


def _arched(outline: np.ndarray, rise: float, z: float, *, up: bool) -> Surface:
    """A plate over the outline, arched in the middle, its edge rolled."""
    middle = np.array([0.0, 0.177])
    rings = []
    for f in np.linspace(1.0, 0.0, 26):
        waist = middle + (outline - middle) * f
        lift = (
            rise * (1 - f**2.2) ** 1.2
            + 0.0012 * np.exp(-(((f - 0.97) / 0.03) ** 2))
            - 0.0012 * np.exp(-(((f - 0.9) / 0.05) ** 2))
        )
        rings.append(np.column_stack([waist, np.full(len(outline), lift)]))
    sheet = box_mapped(grid(np.array(rings), wrap=True))
    if up:
        return moved(sheet, z=z)
    return flipped(replace(moved(replace(sheet, points=sheet.points * [1, 1, -1]), z=z), normals=None))


def _edged(outline: np.ndarray, levels: tuple[tuple[float, float], ...]) -> Surface:
    """A flat body of the outline drawn in towards its middle at each height."""
    middle = np.array([0.0, 0.177])
    return box_mapped(
        round_sheet(
            np.stack(
                [np.column_stack([middle + (outline - middle) * f, np.full(len(outline), z)]) for f, z in levels]
            )
        )
    )


_NECK_Y = 0.354
_TOP_Y = _NECK_Y + 0.13


def _neck() -> Surface:
    """The neck with its heel at the body."""
    t = np.linspace(0, 1, 24)
    rings = []
    for s in t:
        a = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        w, deep = 0.0125 - 0.0015 * s, 0.0125 + 0.016 * max(0.0, 1 - s / 0.14) ** 2
        rings.append(
            np.stack(
                [
                    w * np.cos(a),
                    np.full(24, _NECK_Y - 0.006 + 0.137 * s),
                    0.009 - 0.007 * s + np.where(np.sin(a) < 0, deep, 0.003) * np.sin(a),
                ],
                -1,
            )
        )
    return flipped(round_sheet(np.array(rings)))


def _neck_scroll() -> Surface:
    """The peg box and the scroll it winds into."""
    spin = np.linspace(0, 4.3 * np.pi, 120)
    rad = 0.0175 * np.exp(-spin / 7.2)
    centre = np.array([_TOP_Y + 0.066, -0.014])
    spiral = centre + rad[:, None] * np.stack([np.sin(spin + 3.5), np.cos(spin + 3.5)], -1)
    lead = flowing([(_TOP_Y, -0.001), (_TOP_Y + 0.03, -0.006), tuple(spiral[0])], 24)
    line = np.concatenate([lead[:-1], spiral])
    wide = np.concatenate([np.linspace(0.0085, 0.0062, 23), 0.0062 + 0.0085 * (spin / spin[-1]) ** 1.5])
    thick = np.concatenate([np.linspace(0.0085, 0.0065, 23), 0.0062 * np.exp(-spin / 9.0)])
    return _scroll(line, wide, thick)


def _fingerboard() -> Surface:
    """A tapering board, rounded on top."""
    board_rings = []
    for s in np.linspace(0, 1, 14):
        w = 0.0212 - 0.0094 * s
        a = np.linspace(0, np.pi, 13)
        arc = np.stack(
            [w * np.cos(a), np.full(13, 0.236 + 0.258 * s), 0.0195 - 0.0105 * s + 0.0052 * np.sin(a)], -1
        )
        base = np.array(
            [[-w, 0.236 + 0.258 * s, 0.0165 - 0.0105 * s], [w, 0.236 + 0.258 * s, 0.0165 - 0.0105 * s]]
        )
        board_rings.append(np.concatenate([arc, base])[::-1])
    return round_sheet(np.array(board_rings))


def _pegs() -> list[Surface]:
    """Four pegs with round heads, by turns from either side."""
    pegs = []
    for i, y in enumerate((0.018, 0.032, 0.046, 0.06)):
        side = -1 if i % 2 else 1
        peg = rod_between(
            (-side * 0.012, _TOP_Y + y - 0.012, -0.004),
            (side * 0.028, _TOP_Y + y - 0.012, -0.004),
            (0.0028, 0.0034),
            sides=12,
        )
        pegs += [
            peg,
            placed(replace(ball_at(0.0085, (0, 0, 0)), normals=None), (side * 0.032, _TOP_Y + y - 0.012, -0.004)),
        ]
    return pegs


def _tailpiece_and_chin_rest() -> list[Surface]:
    """The tailpiece, the end button and the chin rest."""
    piece = rounded([(-0.0115, 0.012), (0.0115, 0.012), (0.0215, 0.115), (-0.0215, 0.115)], 0.006, 5, closed=True)
    button = moved(placed(ball_at(0.006, (0, 0, 0)), (0, -0.002, -0.012)), z=0.0)
    chin = rounded(
        [(-0.085, 0.02), (-0.015, 0.006), (-0.01, 0.03), (-0.03, 0.07), (-0.08, 0.07)], 0.02, 6, closed=True
    )
    return [
        moved(extrude(piece, 0.0, 0.006, bevel_m=0.0025), z=0.018),
        button,
        moved(extrude(chin, 0.0, 0.007, bevel_m=0.003), z=0.02),
    ]


def _bridge(bridge_low: float) -> Surface:
    """A waisted bridge on two feet."""
    shape = rounded(
        [
            (-0.021, 0),
            (-0.012, 0),
            (-0.008, 0.006),
            (0.008, 0.006),
            (0.012, 0),
            (0.021, 0),
            (0.0165, 0.018),
            (0.02, 0.026),
            (0.0, 0.0335),
            (-0.02, 0.026),
            (-0.0165, 0.018),
        ],
        0.003,
        4,
        closed=True,
    )
    return placed(extrude(shape, -0.002, 0.002), (0, 0.152, bridge_low), tilt_deg=(90, 0, 0))


def _strings(bridge_low: float) -> Surface:
    """Four strings from the tailpiece over the bridge to the pegs."""
    strings = []
    for x in (-0.0165, -0.0055, 0.0055, 0.0165):
        top = bridge_low + 0.0335 - 0.007 * (x / 0.0165) ** 2
        path = np.array(
            [[0.5 * x, 0.112, 0.0255], [x, 0.152, top], [0.5 * x, 0.494, 0.0152], [0.3 * x, _TOP_Y + 0.03, 0.002]]
        )
        strings.append(
            tube(
                np.concatenate([np.linspace(path[i], path[i + 1], 8)[(i > 0) :] for i in range(3)]),
                0.0005,
                sides=6,
            )
        )
    return merge(strings)


def _violin(rng: np.random.Generator, size: float) -> Meshes:
    """Front to the camera: f holes, purfling, black fingerboard, bridge, strings, scroll and pegs."""
    outline = _violin_outline(260)
    ribs = _edged(outline, ((0.97, -0.03), (0.97, 0.0005)))
    edge = _edged(outline, ((0.994, -0.0022), (1.0, -0.0012), (1.0, 0.0002), (0.994, 0.0012)))
    back = moved(edge, z=-0.0305)
    body = [ribs, edge, back, _arched(outline, 0.0155, 0.001, up=True), _arched(outline, 0.014, -0.0325, up=False)]
    body += [_neck(), _neck_scroll()]
    ebony = [_fingerboard(), *_tailpiece_and_chin_rest(), *_pegs()]
    bridge_low = 0.0145
    black = _violin_lines(outline)
    lean = 90.0 - rng.uniform(4, 10)
    turn = float(rng.uniform(-14, 18))
    roll = float(rng.choice([0.0, 0.0, -12.0, 10.0]))
    parts = [merge(body), merge(ebony), _bridge(bridge_low), _strings(bridge_low), black]
    return fitted(
        [placed(placed(p, tilt_deg=(0, 0, roll)), tilt_deg=(lean, 0, turn)) for p in parts], size, crease_deg=40
    )


def _scroll(line: np.ndarray, wide: np.ndarray, thick: np.ndarray) -> Surface:
    """A band of rectangular section along a line (y, z) of the middle plane."""
    way = np.gradient(line, axis=0)
    way /= np.linalg.norm(way, axis=1)[:, None]
    out = np.stack([-way[:, 1], way[:, 0]], -1)
    rings = []
    for x, n in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        place = line + n * thick[:, None] * out
        rings.append(np.stack([x * wide, place[:, 0], place[:, 1]], -1))
    sheet = round_sheet(np.stack(rings, 1))
    from assets.meshes.surface import outward

    return outward(box_mapped(sheet))


def _violin_lines(outline: np.ndarray) -> Surface:
    """f holes and purfling, black."""
    from scipy.spatial import cKDTree

    flat = flat_wrap((0, 0, 0.0), (1, 0, 0), (0, 1, 0))
    loop = np.array([0.0, 0.177]) + (outline - [0.0, 0.177]) * 0.955
    pieces = [moved(stroke(np.concatenate([loop, loop[:2]]), 0.0014, flat), z=0.0036)]
    top = _arched(outline, 0.0155, 0.001, up=True)
    tree = cKDTree(top.points[:, :2])
    for side in (-1, 1):
        curve = flowing(
            [
                (0.044, 0.118),
                (0.0535, 0.118),
                (0.052, 0.13),
                (0.046, 0.15),
                (0.041, 0.17),
                (0.031, 0.183),
                (0.03, 0.19),
                (0.037, 0.19),
            ],
            60,
        )
        width = np.interp(
            np.linspace(0, 1, 60),
            [0, 0.08, 0.2, 0.5, 0.8, 0.92, 1],
            [0.004, 0.0085, 0.0028, 0.0052, 0.0028, 0.007, 0.004],
        )
        line = curve * [side, 1.0]
        sheet = stroke(line, width, flat)
        pts = sheet.points.copy()
        near, which = tree.query(pts[:, :2], k=4)
        weight = 1 / np.maximum(near, 1e-6)
        pts[:, 2] = (top.points[which, 2] * weight).sum(1) / weight.sum(1) + 0.0007
        pieces.append(replace(sheet, points=pts))
    return merge(pieces)


FORMS = (
    Form(
        name="violin",
        class_name="violin",
        size_m=(0.5, 0.6),
        parts=(
            main_part("Body"),
            part("Fittings", "ebony"),
            part("Bridge", "pale_wood"),
            part("Strings", "steel"),
            part("Lines", "ebony"),
        ),
        build=_violin,
    ),
)
