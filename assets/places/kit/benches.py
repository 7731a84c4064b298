"""Work benches: tops of boards, plywood or sheet steel on legs and rails."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from assets.forms.kit.rounds import rod
from assets.meshes.surface import Surface, merge
from assets.places.kit.cuboids import Box, Range, cuboids
from assets.places.kit.laid_floors import planks
from assets.places.kit.things import Stuffs, Thing, piece, thing
from assets.places.place import PieceRole


def bench(
    x: Range,
    y: Range,
    high_m: float,
    top: Stuffs,
    frame: Stuffs,
    *,
    kind: str = "boards",
    shelf: bool = True,
    thick_m: float = 0.06,
) -> Thing:
    """A bench: its top of "boards", "sheet" steel with a lip, or "plywood"; legs, rails and a low shelf."""

    def make(rng: np.random.Generator) -> tuple[Surface, Surface]:
        match kind:
            case "boards":
                deck = _boards(rng, x, y, high_m, thick_m)
            case "sheet":
                deck = _sheet(x, y, high_m)
            case _:
                deck = _plies(rng, x, y, high_m)
        return deck, _frame(x, y, high_m - (thick_m if kind == "boards" else 0.04), shelf)

    return thing(
        (
            piece("BenchTop", top, "workbench", PieceRole.SUPPORT),
            piece("BenchFrame", frame, "workbench leg", PieceRole.SUPPORT),
        ),
        make,
    )


def _boards(rng: np.random.Generator, x: Range, y: Range, high: float, thick: float) -> Surface:
    deck = planks(rng, x, y, z_m=high, width_m=0.155, gap_m=0.0015, length_m=(9, 9), bevel_m=0.003)
    core = ((x[0] + 0.01, x[1] - 0.01), (y[0] + 0.004, y[1] - 0.004), (high - thick, high - 0.006))
    return merge([deck, cuboids([core], bevel_m=0.003)])


def _sheet(x: Range, y: Range, high: float) -> Surface:
    lip = (high - 0.045, high)
    plate: list[Box] = [(x, y, (high - 0.003, high)), (x, (y[0], y[0] + 0.003), lip)]
    plate += [((x[0], x[0] + 0.003), y, lip), ((x[1] - 0.003, x[1]), y, lip)]
    return cuboids(plate, bevel_m=0.0012)


def _plies(rng: np.random.Generator, x: Range, y: Range, high: float, *, count: int = 7) -> Surface:
    """Every second ply a little proud, so that the edge shows its layers."""
    zs = np.linspace(high - 0.036, high, count + 1)
    out = [0.0004 * (i % 2) for i in range(count)]
    plies = [((x[0] - o, x[1] + o), (y[0] - o, y[1]), span) for o, span in zip(out, pairwise(zs), strict=True)]
    return cuboids(plies, bevel_m=0.0005, rng=rng)


def _frame(x: Range, y: Range, high: float, shelf: bool) -> Surface:
    leg = 0.085
    xs, ys = (x[0] + 0.06, x[1] - 0.06 - leg), (y[0] + 0.03, y[1] - 0.03 - leg)
    parts = [((a, a + leg), (b, b + leg), (0.0, high)) for a in xs for b in ys]
    parts += [((x[0] + 0.08, x[1] - 0.08), (b + 0.02, b + 0.055), (high - 0.11, high - 0.001)) for b in ys]
    parts += [((a + 0.02, a + 0.06), (y[0] + 0.05, y[1] - 0.05), (high - 0.10, high - 0.002)) for a in xs]
    if shelf:
        count = 4
        ws = np.linspace(y[0] + 0.04, y[1] - 0.04, count + 1)
        parts += [((x[0] + 0.08, x[1] - 0.08), (a + 0.003, b - 0.003), (0.20, 0.225)) for a, b in pairwise(ws)]
    return cuboids(parts, bevel_m=0.003)


def steel_table(x: Range, y: Range, high_m: float, frame: Stuffs) -> Thing:
    """A welded frame of square tube alone, to go under a sheet top."""

    def make(_: np.random.Generator) -> Surface:
        t = 0.05
        xs, ys = (x[0], x[1] - t), (y[0], y[1] - t)
        parts = [((a, a + t), (b, b + t), (0.0, high_m)) for a in xs for b in ys]
        parts += [(x, (b, b + t), (z, z + t)) for b in ys for z in (high_m - t, 0.15)]
        return merge(
            [cuboids(parts, bevel_m=0.003), rod((x[0] + t, y[1], 0.2), (x[1] - t, y[1], high_m - 0.1), 0.008)]
        )

    return thing(piece("TableFrame", frame, "table leg"), make)
