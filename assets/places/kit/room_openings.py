"""What fills the holes of rooms: windows with casing, bars and a sill; doors; curtains; all built along a wall."""

from __future__ import annotations

import numpy as np

from assets.forms.kit.rounds import ball, rod
from assets.meshes.surface import Surface, grid, merge
from assets.places.kit.cuboids import Range, cuboids
from assets.places.kit.room_shells import Hole
from assets.places.kit.things import Stuffs, Thing, piece, thing
from assets.places.place import PieceRole


def window(hole: Hole, stuffs: Stuffs, *, panes: tuple[int, int] = (2, 3), sill_m: float = 0.10) -> Thing:
    """Casing, sash, bars and a sill board; no glass, so that daylight comes in as it is."""

    def make(_: np.random.Generator) -> Surface:
        x0, x1 = hole.x_m - hole.width_m / 2, hole.x_m + hole.width_m / 2
        z0, z1 = hole.low_m, hole.low_m + hole.height_m
        bars = _frame(x0 - 0.06, x1 + 0.06, z0 - 0.0, z1 + 0.06, bar=0.065, y=(-0.018, 0.004))
        bars += _frame(x0, x1, z0, z1, bar=0.045, y=(0.05, 0.10))
        xs = np.linspace(x0 + 0.04, x1 - 0.04, panes[0] + 1)[1:-1]
        zs = np.linspace(z0 + 0.04, z1 - 0.04, panes[1] + 1)[1:-1]
        bars += [((x - 0.011, x + 0.011), (0.06, 0.09), (z0, z1)) for x in xs]
        bars += [((x0, x1), (0.0605, 0.0895), (z - 0.011, z + 0.011)) for z in zs]
        bars += [((x0 - 0.09, x1 + 0.09), (-sill_m, 0.06), (z0 - 0.03, z0))]
        return cuboids(bars, bevel_m=0.003)

    return thing(piece("Window", stuffs, "window", PieceRole.WALL), make)


def _frame(
    x0: float, x1: float, z0: float, z1: float, *, bar: float, y: tuple[float, float]
) -> list[tuple[Range, Range, Range]]:
    return [
        ((x0, x0 + bar), y, (z0, z1)),
        ((x1 - bar, x1), y, (z0, z1)),
        ((x0 + bar, x1 - bar), y, (z0, z0 + bar)),
        ((x0 + bar, x1 - bar), y, (z1 - bar, z1)),
    ]


def doorway(hole: Hole, stuffs: Stuffs, *, bar_m: float = 0.09) -> Thing:
    """The casing about a doorway."""
    x0, x1 = hole.x_m - hole.width_m / 2, hole.x_m + hole.width_m / 2
    top = hole.height_m
    bars = [
        ((x0 - bar_m, x0), (-0.02, 0.16), (0.0, top)),
        ((x1, x1 + bar_m), (-0.02, 0.16), (0.0, top)),
        ((x0 - bar_m, x1 + bar_m), (-0.022, 0.16), (top, top + bar_m)),
    ]
    return thing(piece("DoorCasing", stuffs, "door frame", PieceRole.WALL), lambda _: cuboids(bars, bevel_m=0.004))


def panel_door(
    x_m: float, stuffs: Stuffs, knob: Stuffs, *, width_m: float = 0.84, height_m: float = 2.03
) -> Thing:
    """A closed door of four panels in its casing, and its knob."""
    x0, x1 = x_m - width_m / 2, x_m + width_m / 2

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        bars = [((x0, x1), (-0.002, 0.03), (0.006, height_m))]
        stile, rails = 0.11, ((0.0, 0.22), (0.86, 1.04), (height_m - 0.12, height_m))
        spans = [(x0, x0 + stile), (x_m - stile / 2, x_m + stile / 2), (x1 - stile, x1)]
        bars += [(s, (-0.016, 0.03), (0.006, height_m)) for s in spans]
        bars += [((x0, x1), (-0.0155, 0.03), (low + 0.006, high)) for low, high in rails]
        bars += [((x0 - 0.085, x0 - 0.003), (-0.024, 0.0), (0.0, height_m + 0.085))]
        bars += [((x1 + 0.003, x1 + 0.085), (-0.024, 0.0), (0.0, height_m + 0.085))]
        bars += [((x0 - 0.085, x1 + 0.085), (-0.0245, 0.0), (height_m + 0.004, height_m + 0.085))]
        handle = merge(
            [
                ball(0.026, (x1 - 0.06, -0.062, 1.0), segments=20),
                rod((x1 - 0.06, -0.06, 1.0), (x1 - 0.06, -0.014, 1.0), 0.009, sides=10),
            ]
        )
        return cuboids(bars, bevel_m=0.004), handle

    return thing((piece("Door", stuffs, "door", PieceRole.WALL), piece("DoorKnob", knob, "door knob")), make)


def curtain(
    x_m: float,
    width_m: float,
    top_m: float,
    low_m: float,
    stuffs: Stuffs,
    *,
    away_m: float = 0.09,
    folds_m: float = 0.11,
) -> Thing:
    """A hanging cloth in deep folds before a wall."""

    def make(rng: np.random.Generator) -> Surface:
        count = int(width_m / 0.012) + 1
        x, z = np.meshgrid(np.linspace(-width_m / 2, width_m / 2, count), np.linspace(low_m, top_m, 26))
        down = (top_m - z) / (top_m - low_m)
        phase = 2 * np.pi * (x / folds_m + 0.25 * np.sin(2.1 * x / folds_m + rng.uniform(0, 6)))
        deep = 0.020 + 0.022 * down
        y = deep * np.sin(phase + 0.7 * down * np.sin(1.3 * x / folds_m + rng.uniform(0, 6)))
        x = x + 0.35 * deep * np.sin(2 * phase) + 0.02 * down * rng.uniform(-1, 1)
        front = np.stack([x + x_m, y - away_m, z], -1)
        back = front + np.array([0.0, 0.004, 0.0])
        flat = np.stack([x * 1.6, z], -1)
        sheets = [grid(front, uvs=flat), grid(back[:, ::-1], uvs=flat[:, ::-1])]
        edges = [np.stack([back[:, 0], front[:, 0]], 1), np.stack([front[:, -1], back[:, -1]], 1)]
        return merge([*sheets, *(grid(e) for e in edges), grid(np.stack([back[0], front[0]]))])

    return thing(piece("Curtain", stuffs, "curtain", PieceRole.PROP), make)


def curtain_rail(x_m: float, width_m: float, z_m: float, stuffs: Stuffs, *, away_m: float = 0.09) -> Thing:
    """A rod with round ends on two brackets."""

    def make(_: np.random.Generator) -> Surface:
        ends = [x_m - width_m / 2, x_m + width_m / 2]
        parts = [rod((ends[0], -away_m, z_m), (ends[1], -away_m, z_m), 0.011)]
        parts += [ball(0.024, (x, -away_m, z_m), segments=18) for x in ends]
        parts += [rod((x, -away_m, z_m), (x, 0.0, z_m), 0.007) for x in (ends[0] + 0.1, ends[1] - 0.1)]
        return merge(parts)

    return thing(piece("CurtainRail", stuffs, "curtain rail"), make)


def radiator(x_m: float, width_m: float, stuffs: Stuffs, *, height_m: float = 0.55) -> Thing:
    """A radiator of upright ribs under a window."""

    def make(_: np.random.Generator) -> Surface:
        count = int(width_m / 0.055)
        xs = x_m - width_m / 2 + (np.arange(count) + 0.5) * width_m / count
        ribs = [((x - 0.021, x + 0.021), (-0.13, -0.04), (0.12, 0.12 + height_m)) for x in xs]
        ribs += [((xs[0], xs[-1]), (-0.10, -0.07), (z, z + 0.035)) for z in (0.16, 0.05 + height_m)]
        return cuboids(ribs, bevel_m=0.008)

    return thing(piece("Radiator", stuffs, "radiator"), make)
