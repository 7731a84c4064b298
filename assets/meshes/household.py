"""Things on a table: books, a desk lamp, chess pieces, small blocks."""

from __future__ import annotations

import numpy as np

from assets.meshes.curves import rounded, smooth
from assets.meshes.sculpture import pebble
from assets.meshes.solids import extrude, lathe, rounded_box, sweep
from assets.meshes.surface import Surface, finished, grounded, merge, moved, scaled, turned
from schemas.mesh import MeshData


def books(rng: np.random.Generator) -> tuple[MeshData, MeshData]:
    """A stack of bound books: covers, and the blocks of pages inside them."""
    covers, pages = [], []
    z = 0.0
    wide, tall = 0.24, 0.17
    for _ in range(int(rng.integers(2, 5))):
        thick = float(rng.uniform(0.022, 0.042))
        turn = float(rng.uniform(-16, 16))
        cover, page = _book(wide, tall, thick)
        covers.append(moved(turned(cover, "z", turn), z=z))
        pages.append(moved(turned(page, "z", turn), z=z))
        z += thick
        wide, tall = wide * float(rng.uniform(0.86, 0.98)), tall * float(rng.uniform(0.88, 0.98))
    return finished(merge(covers), crease_deg=32.0), finished(merge(pages), crease_deg=32.0)


def _book(wide: float, tall: float, thick: float) -> tuple[Surface, Surface]:
    """A closed book lying flat, its rounded spine towards -X."""
    board, lip = 0.003, 0.004
    h = thick / 2
    t = np.linspace(-np.pi / 2, np.pi / 2, 9)
    outside = np.stack([-wide / 2 - 0.35 * h * np.cos(t), -h * np.sin(t)], -1)  # down the spine
    inside = np.stack([-wide / 2 + 0.001 - 0.3 * h * np.cos(t), -(h - board) * np.sin(t)], -1)[::-1]
    outline = np.concatenate(
        [[(wide / 2, h)], outside, [(wide / 2, -h), (wide / 2, -h + board)], inside, [(wide / 2, h - board)]]
    )
    cover = turned(extrude(outline, -tall / 2, tall / 2, bevel_m=0.0007, steps=2), "x", 90.0)
    block = moved(
        rounded_box((wide - lip, tall - 2 * lip, thick - 2 * board + 0.0002), 0.0006, 2),
        x=-0.5 * lip,
        z=board - 0.0001,
    )
    return moved(cover, z=h), block


def lamp(rng: np.random.Generator) -> tuple[MeshData, MeshData]:
    """A desk lamp: foot, stem and joint; a hollow shade with its bulb."""
    height = float(rng.uniform(0.36, 0.42))
    foot = lathe(
        rounded(
            [(0, 0), (0.085, 0), (0.085, 0.018), (0.02, 0.028), (0.012, 0.05), (0, 0.05)],
            [0, 0.003, 0.008, 0.02, 0.006, 0],
            5,
        ),
        96,
    )
    reach = float(rng.uniform(0.1, 0.14))
    bend = smooth([(0, 0.04), (0, height * 0.62), (reach * 0.3, height * 0.92), (reach, height)], 56)
    stem = sweep(np.column_stack([bend[:, 0], np.zeros(56), bend[:, 1]]), 0.0075, sides=20)
    cone = rounded(
        [(0.018, 0.045), (0.024, 0.03), (0.04, 0.0), (0.098, -0.085), (0.098, -0.09)],
        [0, 0.006, 0.03, 0.004, 0],
        6,
    )
    inner = (cone - np.array([0.0022, 0.0022]))[::-1]
    shell = np.concatenate([[[0.0, inner[-1, 1]]], inner[::-1], cone[::-1], [[0.0, cone[0, 1]]]])
    shade = lathe(shell, 112)
    t = np.linspace(0, np.pi, 25)
    bulb = np.stack([0.026 * np.sin(t), -0.03 - 0.026 * np.cos(t)], -1)
    bulb[[0, -1], 0] = 0.0
    socket = rounded([(0, -0.012), (0.014, -0.012), (0.014, 0.036), (0, 0.036)], [0, 0.002, 0.002, 0], 3)
    head = merge([shade, lathe(bulb, 48), lathe(socket, 40)])
    tilt = float(rng.uniform(10, 28))
    head = moved(turned(head, "y", -tilt), reach + 0.002, 0.0, height - 0.03)
    joint = moved(_sphere(0.013, 0.0), reach, 0.0, height)
    turn = float(rng.uniform(-50, -10))
    stand = merge([foot, stem, joint])
    return finished(turned(stand, "z", turn)), finished(turned(head, "z", turn))


def pawn(rng: np.random.Generator) -> MeshData:
    """A chess pawn."""
    return _chess(rng, [(0.3, 0.34), (0.18, 0.38)], 0.72, "ball")


def rook(rng: np.random.Generator) -> MeshData:
    """A chess rook with crenels."""
    return _chess(rng, [(0.26, 0.4), (0.24, 0.62)], 0.8, "crenel")


def queen(rng: np.random.Generator) -> MeshData:
    """A chess queen with a scalloped crown."""
    return _chess(rng, [(0.24, 0.42), (0.17, 0.85)], 1.25, "crown")


def bishop(rng: np.random.Generator) -> MeshData:
    """A chess bishop with a mitre."""
    return _chess(rng, [(0.22, 0.4), (0.15, 0.7)], 1.05, "mitre")


def _chess(rng: np.random.Generator, waist: list[tuple[float, float]], top: float, head: str) -> MeshData:
    base = [(0.40, 0), (0.42, 0.05), (0.40, 0.10), (0.33, 0.13), (0.35, 0.17), (0.31, 0.22)]
    body = smooth(base + waist + [(waist[-1][0] * 1.05, top)], 90)
    collar = rounded(
        [
            (0, top - 0.02),
            (0.27, top),
            (0.27, top + 0.03),
            (0.19, top + 0.05),
            (0.19, top + 0.07),
            (0, top + 0.07),
        ],
        [0, 0.012, 0.012, 0.01, 0.008, 0],
        4,
    )
    pieces = [lathe(np.concatenate([[[0, 0]], body, [[0, top]]]), 96), lathe(collar, 96)]
    pieces += {"ball": _pawn_head, "crenel": _rook_head, "crown": _queen_head, "mitre": _bishop_head}[head](
        top + 0.06
    )
    size = float(rng.uniform(0.24, 0.3))
    return finished(scaled(merge(pieces), size), crease_deg=38.0)


def _sphere(radius: float, z: float) -> Surface:
    t = np.linspace(0, np.pi, 33)
    profile = np.stack([radius * np.sin(t), z - radius * np.cos(t)], -1)
    profile[[0, -1], 0] = 0.0
    return lathe(profile, 64)


def _pawn_head(z: float) -> list[Surface]:
    return [_sphere(0.23, z + 0.2)]


def _rook_head(z: float) -> list[Surface]:
    drum = rounded(
        [(0, z), (0.22, z), (0.31, z + 0.1), (0.31, z + 0.24), (0.2, z + 0.24), (0.2, z + 0.16), (0, z + 0.16)],
        [0, 0.02, 0.03, 0.008, 0.008, 0.01, 0],
        4,
    )
    a = np.linspace(-0.33, 0.33, 9)
    outline = np.concatenate(
        [
            np.stack([0.31 * np.cos(a), 0.31 * np.sin(a)], -1),
            np.stack([0.2 * np.cos(a), 0.2 * np.sin(a)], -1)[::-1],
        ]
    )
    merlon = extrude(outline, z + 0.23, z + 0.34, bevel_m=0.008, steps=2)
    return [lathe(drum, 96), *(turned(merlon, "z", 60.0 * i) for i in range(6))]


def _queen_head(z: float) -> list[Surface]:
    cup = smooth([(0.15, z), (0.2, z + 0.12), (0.3, z + 0.3)], 40)
    inside = np.array([[0.25, z + 0.3], [0.18, z + 0.24], [0.0, z + 0.26]])

    def scallop(angle: np.ndarray, at: np.ndarray) -> np.ndarray:
        return np.asarray(1 - 0.13 * np.clip(at * 1.4 - 0.4, 0, 1) * np.abs(np.sin(4 * angle)) ** 0.8)

    crown = lathe(np.concatenate([[[0, z]], cup, inside]), 128, modulation=scallop)
    return [crown, _sphere(0.075, z + 0.32)]


def _bishop_head(z: float) -> list[Surface]:
    drop = smooth([(0.1, z), (0.2, z + 0.14), (0.17, z + 0.28), (0.06, z + 0.42), (0.0, z + 0.44)], 48)
    return [lathe(np.concatenate([[[0, z]], drop]), 80), _sphere(0.06, z + 0.47)]


def block(rng: np.random.Generator) -> MeshData:
    """A small bevelled block of some proportion."""
    x, y, z = (float(v) for v in rng.uniform([0.06, 0.06, 0.04], [0.15, 0.12, 0.16]))
    return finished(rounded_box((x, y, z), 0.004))


def stone(rng: np.random.Generator) -> MeshData:
    """A single pebble."""
    return finished(
        grounded(pebble(rng, float(rng.uniform(0.045, 0.085)), float(rng.uniform(0.45, 0.65)))), crease_deg=80.0
    )


def ball(rng: np.random.Generator) -> MeshData:
    """A plain ball, 6 to 12 cm across."""
    return finished(grounded(_sphere(float(rng.uniform(0.03, 0.06)), 0.1)))


def peg(rng: np.random.Generator) -> MeshData:
    """A small cone or cylinder with softened edges."""
    radius, height = float(rng.uniform(0.035, 0.06)), float(rng.uniform(0.1, 0.2))
    top = float(rng.choice([0.12, 1.0])) * radius
    profile = rounded([(0, 0), (radius, 0), (top, height), (0, height)], [0, 0.003, 0.003, 0], 4)
    return finished(lathe(profile, 80))
