"""Letters and figures as raised ribbons: cast, stamped or etched on flat, round and turned faces."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from assets.meshes.curves import Curve, rounded
from assets.meshes.surface import Surface, box_mapped, grid, merge, moved, polygons, welded

_TALL, _WIDE, _ADVANCE = 6.0, 4.0, 5.8
_GLYPHS = {  # strokes on a grid 4 wide and 6 high: pairs of digits are x and y
    "A": "002640 1232", "B": "063645443303 334241300006", "C": "4536160501103041", "D": "0006264442200000",
    "E": "46060040 0333", "F": "460600 0333", "G": "45361605011030414323", "H": "0006 4046 0343", "I": "2026",
    "J": "01103041 4146", "K": "0006 4602 1340", "L": "060040", "M": "0006234640", "N": "00064046",
    "O": "100105163645413010", "P": "000636454433 3303", "Q": "100105163645413010 2240",
    "R": "000636454433 3303 2340",
    "S": "453616050413334241301001", "T": "0646 2620", "U": "060110304146", "V": "062046", "W": "0610233046",
    "X": "0046 0640", "Y": "062346 2320", "Z": "06460040", "0": "100105163645413010", "1": "052620",
    "2": "05163645440040", "3": "05163645443313 334241301001", "4": "30360242",
    "5": "460603334241301001", "6": "453616050110304142331302", "7": "064610",
    "8": "13040516364544331302011030414233", "9": "011030414536160504134344",
    ".": "2021", "-": "1333", "/": "0046",
    "*": "1135 1531 2026",
}  # fmt: skip


def stroke_paths(text: str, height_m: float) -> list[Curve]:
    """Open lines (n, 2) of the text, centred about the origin, its letters ``height_m`` high."""
    unit = height_m / _TALL
    lines = []
    for place, letter in enumerate(text.upper()):
        for stroke in _GLYPHS.get(letter, "").split():
            digits = np.array([int(c) for c in stroke], np.float64).reshape(-1, 2)
            digits = digits[np.concatenate([[True], np.abs(np.diff(digits, axis=0)).sum(1) > 0])]
            lines.append((digits + np.array([place * _ADVANCE, 0.0])) * unit)
    width = ((len(text) - 1) * _ADVANCE + _WIDE) * unit
    return [line - np.array([width / 2, height_m / 2]) for line in lines]


def text_width(text: str, height_m: float) -> float:
    """Metres from the first letter's left to the last one's right."""
    return ((len(text) - 1) * _ADVANCE + _WIDE) * height_m / _TALL


def raised_text(text: str, height_m: float, *, stroke_m: float, relief_m: float) -> Surface:
    """Letters with sloping flanks that rise from z = -0.4 to 1 times ``relief_m``, their tops to +Y."""
    return merge([ribbon(line, stroke_m, relief_m, step_m=height_m / 5) for line in stroke_paths(text, height_m)])


def ribbon(line: Curve, width_m: float, relief_m: float, *, soften: bool = True, step_m: float = 0.0) -> Surface:
    """A flat-topped ridge along an open line (n, 2) on z = 0, sunk a little into its ground."""
    line = np.asarray(line, np.float64)
    if soften and len(line) > 2:
        line = rounded(line, width_m * 0.9, 3)
    if step_m:
        line = _stepped(line, step_m)
    step = np.diff(line, axis=0)
    step /= np.linalg.norm(step, axis=1)[:, None]
    line = line.copy()
    line[0] -= step[0] * width_m / 2
    line[-1] += step[-1] * width_m / 2
    before, after = np.concatenate([step[:1], step]), np.concatenate([step, step[-1:]])
    normal = np.stack([-(before + after)[:, 1], (before + after)[:, 0]], -1)
    normal /= np.maximum(np.einsum("ij,ij->i", normal, np.stack([-after[:, 1], after[:, 0]], -1)), 0.5)[:, None]
    ring = [(-0.5, -0.4), (-0.5, 0.0), (-0.34, 1.0), (0.34, 1.0), (0.5, 0.0), (0.5, -0.4)]
    rows = np.stack(
        [
            np.column_stack([line + normal * (s * width_m), np.full(len(line), z * relief_m)])
            for s, z in ring[::-1]
        ],
        1,
    )
    cap = np.arange(len(ring))
    ends = [polygons(rows[0], [len(ring)], cap[::-1]), polygons(rows[-1], [len(ring)], cap)]
    return box_mapped(welded(merge([grid(rows, wrap=True), *ends])))


def _stepped(line: Curve, step_m: float) -> Curve:
    pieces = []
    for start, end in pairwise(line):
        count = max(1, int(np.ceil(float(np.linalg.norm(end - start)) / step_m)))
        pieces.append(start + (end - start) * (np.arange(count) / count)[:, None])
    return np.concatenate([*pieces, line[-1:]])


def on_circle(surface: Surface, radius_m: float, *, centre_deg: float = 90.0, inside: bool = False) -> Surface:
    """Laid along a circle in its plane: Y points out (or in, along the lower half), its middle at an angle."""
    x, y, z = surface.points.T
    sign = -1.0 if inside else 1.0
    angle = np.radians(centre_deg) - sign * x / radius_m
    r = radius_m + sign * y
    return Surface(
        points=np.stack([r * np.cos(angle), r * np.sin(angle), z], -1),
        counts=surface.counts, indices=surface.indices, uvs=surface.uvs,
    )  # fmt: skip


def on_cylinder(
    surface: Surface, radius_m: float, *, height_m: float = 0.0, towards_deg: float = -90.0
) -> Surface:
    """Wrapped about the Z axis: X goes around, Y up, the relief outwards; the text's middle towards an angle."""
    x, y, z = surface.points.T
    angle = np.radians(towards_deg) + x / radius_m
    points = np.stack([(radius_m + z) * np.cos(angle), (radius_m + z) * np.sin(angle), y], -1)
    return moved(
        Surface(points=points, counts=surface.counts, indices=surface.indices, uvs=surface.uvs), z=height_m
    )
