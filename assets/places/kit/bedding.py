"""Beds and what is about them: wrinkled covers, patchwork, headboards, bedside tables, mirrors, flasks.

A bed lies along y about the z axis, its head at +y.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from assets.forms.kit.cloth import creases, waves
from assets.forms.kit.rounds import ball, ring, rod, turned_solid, upright, wire
from assets.meshes.surface import Points, Surface, grid, merge, moved, turned
from assets.places.kit.cuboids import Box, cuboid, cuboids
from assets.places.kit.things import Stuffs, Thing, piece, set_at, thing
from assets.places.place import PieceRole

_CORNER_M = 0.06
_CALM_M = 0.30  # about the origin the cover is nearly level


def _folded_down(u: Points, half_m: float) -> tuple[Points, Points]:
    """Where the flat cloth's ``u`` comes to lie: (across, below the top), round the mattress's edge."""
    over = np.abs(u) - (half_m - _CORNER_M)
    angle = np.clip(over / _CORNER_M, 0.0, np.pi / 2)
    down = np.maximum(over - _CORNER_M * np.pi / 2, 0.0)
    across = np.minimum(np.abs(u), half_m - _CORNER_M) + _CORNER_M * np.sin(angle)
    return np.sign(u) * across, _CORNER_M * (1 - np.cos(angle)) + down


def cover(
    half_m: tuple[float, float],
    top_m: float,
    stuffs: Sequence[Stuffs],
    *,
    drop_m: float = 0.30,
    wrinkle_m: float = 0.016,
    cell_m: float = 0.0,
    quilted: bool = False,
    name: str = "Cover",
    class_name: str = "bedspread",
) -> Thing:
    """A cover over a mattress, its highest part at ``top_m``; in patches of several stuffs when there are more.

    Args:
        half_m: half width and half length of the bed.
        cell_m: side of a patch or of a quilt's square.
        quilted: draw the cloth in along the squares' sides.
    """

    def make(rng: np.random.Generator) -> tuple[Surface, ...]:
        step = cell_m / 8 if cell_m else 0.024
        reach = [h + 0.57 * _CORNER_M + drop_m for h in half_m]
        u, v = np.meshgrid(*(np.arange(-int(r / step), int(r / step) + 1) * step for r in reach))
        x, low_x = _folded_down(u, half_m[0])
        y, low_y = _folded_down(v, half_m[1])
        away = np.hypot(u, v)
        calm = np.clip((away - _CALM_M) / 0.35, 0.12, 1.0)
        field = 0.75 * creases(rng, 0.5, way_deg=70.0, spread=0.45)(u, v) + 0.6 * creases(rng, 0.34, spread=0.7)(
            u, v
        )
        hang = np.clip(np.maximum(low_x, low_y) / drop_m, 0, 1)
        z = top_m - np.maximum(low_x, low_y) - wrinkle_m * (1.0 - np.clip(field, 0, 1)) * calm * (1 - 0.6 * hang)
        if quilted:
            seams = np.minimum(np.abs((u / cell_m + 0.5) % 1 - 0.5), np.abs((v / cell_m + 0.5) % 1 - 0.5)) * cell_m
            z -= 0.009 * np.exp(-((seams / 0.012) ** 2)) * (1 - hang)
        folds = 0.016 * hang * (1.0 + waves(rng, 0.22)(v, u))
        x = x + np.sign(u) * np.where(low_x >= low_y, folds + 0.02 * hang, 0.0)
        y = y + np.sign(v) * np.where(low_y > low_x, folds + 0.02 * hang, 0.0)
        sheet = grid(np.stack([x, y, z], -1), uvs=np.stack([u, v], -1))
        if len(stuffs) == 1:
            return (sheet,)
        middle = [0.25 * (a[:-1, :-1] + a[1:, :-1] + a[:-1, 1:] + a[1:, 1:]) for a in (u, v)]
        column, row = (np.floor(m / cell_m).astype(int) for m in middle)
        kind = (column * 2 + row * 3 + (column * row) % 2) % len(stuffs)
        return tuple(_kept(sheet, (kind == k).reshape(-1)) for k in range(len(stuffs)))

    return thing([piece(name, s, class_name, PieceRole.SUPPORT) for s in stuffs], make)


def _kept(sheet: Surface, keep: Points) -> Surface:
    corners = np.repeat(keep, 4)
    return Surface(
        points=sheet.points, counts=sheet.counts[keep], indices=sheet.indices[corners], uvs=sheet.uvs[corners]
    )


def turned_down(
    half_x_m: float, y_m: float, top_m: float, stuffs: Stuffs, *, deep_m: float = 0.3, drop_m: float = 0.2
) -> Thing:
    """The edge of the sheet folded back over the cover: a soft roll across the bed towards the pillows."""

    def make(rng: np.random.Generator) -> Surface:
        u = np.linspace(-half_x_m - drop_m, half_x_m + drop_m, 80)
        s = np.linspace(0.0, 1.0, 26)
        x, low = _folded_down(u, half_x_m + 0.012)
        section_y = np.concatenate(
            [np.linspace(0, deep_m, 16), deep_m + 0.022 * np.sin(np.linspace(0, np.pi, 10))]
        )
        section_z = np.concatenate([np.full(16, 0.026), 0.026 * np.cos(np.linspace(0, np.pi, 10) / 2)])
        section_z[0] = -0.01
        wobble = 0.006 * waves(rng, 0.3)(u[None, :], s[:, None])
        y = y_m + section_y[:, None] + 0.02 * np.sin(2.3 * u)[None, :]
        z = top_m + section_z[:, None] + wobble * (section_z[:, None] > 0) - low[None, :]
        points = np.stack(np.broadcast_arrays(x[None, :] * (1 + 0.012 * (low > 0.02))[None, :], y, z), -1)
        flat = np.stack(np.broadcast_arrays(u[None, :], section_y[:, None]), -1)
        return grid(points, uvs=flat)

    return thing(piece("TurnedDown", stuffs, "bed sheet"), make)


def bed_frame(half_m: tuple[float, float], stuffs: Stuffs) -> Thing:
    """Side rails, foot rail and four legs."""
    x, y = half_m[0] - 0.05, half_m[1] - 0.04
    parts = [((s * x - 0.014, s * x + 0.014), (-y, y), (0.20, 0.34)) for s in (-1, 1)]
    parts += [((-x, x), (-y - 0.014, -y + 0.014), (0.2, 0.34))]
    parts += [
        (
            (sx * (x - 0.03) - 0.035, sx * (x - 0.03) + 0.035),
            (sy * (y - 0.03) - 0.035, sy * (y - 0.03) + 0.035),
            (0, 0.2),
        )
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    return thing(piece("BedFrame", stuffs, "bed"), lambda rng: cuboids(parts, bevel_m=0.004, rng=rng))


def headboard(width_m: float, y_m: float, stuffs: Stuffs, *, kind: str = "boards", high_m: float = 1.1) -> Thing:
    """A headboard across the bed's head: "boards", a framed "panel", iron "bars" or "tufted" cloth."""

    def make(rng: np.random.Generator) -> Surface:
        match kind:
            case "bars":
                board = _bars(width_m / 2, high_m)
            case "tufted":
                board = _tufted(width_m / 2, high_m)
            case "panel":
                board = _framed(rng, width_m / 2, high_m)
            case _:
                board = _boarded(rng, width_m / 2, high_m)
        return moved(board, y=y_m)

    return thing(piece("Headboard", stuffs, "headboard"), make)


def _bars(w: float, h: float) -> Surface:
    xs = np.linspace(-w, w, 13)
    arch = np.linspace(-w, w, 37)
    high = h - 0.14 + 0.1 * np.cos(arch / w * np.pi / 2)
    parts = [rod((x, 0, 0.35), (x, 0, z), 0.0075, sides=8) for x, z in zip(xs[1:-1], high[3:-3:3], strict=True)]
    parts.append(wire(np.stack([arch, 0 * arch, high], -1), 0.012, sides=10))
    parts += [rod((-w, 0, z), (w, 0, z), r) for z, r in ((0.4, 0.011), (h - 0.37, 0.007))]
    parts += [rod((s * w, 0, 0), (s * w, 0, h - 0.02), 0.018) for s in (-1, 1)]
    parts += [ball(0.032, (s * w, 0, h + 0.01), segments=20) for s in (-1, 1)]
    parts += [moved(upright(ring(0.035, 0.005, segments=24)), x, 0, h - 0.32) for x in (xs[1:-2] + xs[2:-1]) / 2]
    return merge(parts)


def _tufted(w: float, h: float) -> Surface:
    x, z = np.meshgrid(np.linspace(-w, w, 120), np.linspace(0.30, h, 60))
    rows, pitch = (z - 0.42) / 0.19, 0.24
    shift = (np.round(rows) % 2) * pitch / 2
    gap = np.hypot((x - shift) - pitch * np.round((x - shift) / pitch), (rows - np.round(rows)) * 0.19)
    edge = np.minimum(np.minimum(w - np.abs(x), h - z) / 0.05, 1.0).clip(0)
    deep = 0.075 * np.sqrt(1 - (1 - edge) ** 2) - 0.028 * np.exp(-((gap / 0.035) ** 2)) * edge
    front = grid(np.stack([x, -deep, z], -1), uvs=np.stack([x, z], -1))
    return merge([front, cuboid((-w, w), (-0.001, 0.03), (0.0, h - 0.004))])


def _framed(rng: np.random.Generator, w: float, h: float) -> Surface:
    parts = [((-w, w), (0.0, 0.02), (0.3, h - 0.05)), ((-w, w), (-0.025, 0.03), (h - 0.08, h))]
    stiles = np.linspace(-w + 0.04, w - 0.04, 4)
    parts += [((x - 0.04, x + 0.04), (-0.012, 0.022), (0.0, h - 0.06)) for x in stiles]
    parts += [((-w, w), (-0.0115, 0.022), (z, z + 0.08)) for z in (0.42, h - 0.16)]
    return cuboids(parts, bevel_m=0.004, rng=rng)


def _boarded(rng: np.random.Generator, w: float, h: float) -> Surface:
    edges = np.linspace(-w, w, round(2 * w / 0.12) + 1)
    parts: list[Box] = [((a + 0.001, b - 0.001), (0.0, 0.026), (0.28, h - 0.035)) for a, b in pairwise(edges)]
    parts += [((-w - 0.03, w + 0.03), (-0.015, 0.04), (h - 0.035, h))]
    parts += [((s * w - 0.03, s * w + 0.03), (-0.0145, 0.039), (0.0, h - 0.036)) for s in (-1, 1)]
    return cuboids(parts, bevel_m=0.003, rng=rng)


def nightstand(
    stuffs: Stuffs,
    knobs: Stuffs,
    *,
    role: PieceRole = PieceRole.PROP,
    high_m: float = 0.52,
    size_m: tuple[float, float] = (0.46, 0.38),
    drawers: int = 1,
) -> Thing:
    """A bedside table about the z axis: a top, one or two drawers with knobs, a low shelf and tapered legs."""

    def make(rng: np.random.Generator) -> tuple[Surface, Surface]:
        w, d, h = size_m[0] / 2, size_m[1] / 2, high_m
        low = h - 0.022 - 0.13 * drawers
        parts = [
            ((-w, w), (-d, d), (h - 0.022, h)),
            ((-w + 0.02, w - 0.02), (-d + 0.03, d - 0.01), (low, h - 0.022)),
        ]
        parts += [
            (
                (-w + 0.028, w - 0.028),
                (-d + 0.012, -d + 0.034),
                (low + 0.13 * i + 0.005, low + 0.13 * (i + 1) - 0.005),
            )
            for i in range(drawers)
        ]
        parts += [
            (
                (sx * (w - 0.036) - 0.018, sx * (w - 0.036) + 0.018),
                (sy * (d - 0.036) - 0.018, sy * (d - 0.036) + 0.018),
                (0.0, low + 0.001),
            )
            for sx in (-1, 1)
            for sy in (-1, 1)
        ]
        if low > 0.3:
            parts.append(((-w + 0.03, w - 0.03), (-d + 0.03, d - 0.03), (0.14, 0.158)))
        pull = upright(
            turned_solid(
                np.array([(0, 0), (0.009, 0), (0.007, 0.012), (0.015, 0.02), (0.011, 0.027), (0, 0.028)]), 24
            )
        )
        pulls = [moved(pull, 0.0, -d + 0.013, low + 0.13 * (i + 0.5)) for i in range(drawers)]
        return cuboids(parts, bevel_m=0.0025, rng=rng), merge(pulls)

    return thing(
        (piece("Nightstand", stuffs, "bedside table", role), piece("NightstandKnobs", knobs, "knob")), make
    )


def standing_mirror(
    at: tuple[float, float, float], frame: Stuffs, glass: Stuffs, *, radius_m: float = 0.24
) -> Thing:
    """A round mirror in a frame on a foot, its face to -y, tilted back a little."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        face = upright(turned_solid(np.array([(0, 0), (radius_m, 0), (radius_m, 0.004), (0, 0.004)]), 64))
        rim = upright(ring(radius_m + 0.004, 0.012, segments=64))
        arms = [
            rod((s * (radius_m + 0.012), 0, 0), (s * (radius_m + 0.012), 0, -radius_m - 0.06), 0.008)
            for s in (-1, 1)
        ]
        foot = [rod((-radius_m - 0.012, 0, -radius_m - 0.06), (radius_m + 0.012, 0, -radius_m - 0.06), 0.009)]
        foot += [
            rod((s * 0.14, -0.08, -radius_m - 0.07), (s * 0.14, 0.08, -radius_m - 0.07), 0.009) for s in (-1, 1)
        ]
        up = radius_m + 0.08
        tilted = [moved(turned(p, "x", -6.0), z=up) for p in (face, rim)]
        return merge([tilted[1], *(moved(p, z=up) for p in (*arms, *foot))]), tilted[0]

    return set_at(
        thing((piece("MirrorFrame", frame, "mirror frame"), piece("Mirror", glass, "mirror")), make), *at
    )


def flasks(places: Sequence[tuple[float, float, float, float]], stuffs: Stuffs, caps: Stuffs) -> Thing:
    """Small bottles with caps: (x, y, z, height) each."""

    def make(rng: np.random.Generator) -> tuple[Surface, Surface]:
        bodies, tops = [], []
        for x, y, z, h in places:
            w = h * rng.uniform(0.28, 0.4)
            bodies.append(
                moved(
                    turned(
                        cuboid((-w, w), (-0.6 * w, 0.6 * w), (0, 0.68 * h), bevel_m=0.004),
                        "z",
                        rng.uniform(-25, 25),
                    ),
                    x,
                    y,
                    z,
                )
            )
            tops.append(
                moved(
                    turned_solid(
                        np.array([(0, 0.66), (0.1, 0.66), (0.1, 0.74), (0.16, 0.75), (0.16, 1.0), (0, 1.0)]) * h,
                        24,
                    ),
                    x,
                    y,
                    z,
                )
            )
        return merge(bodies), merge(tops)

    return thing((piece("Flasks", stuffs, "bottle"), piece("FlaskCaps", caps, "cap")), make)
