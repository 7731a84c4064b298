"""A photographer's gear: paper and cloth that sweep up, rolls on stands, softboxes, boards and blocks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.forms.kit.cloth import creases, thick, waves
from assets.forms.kit.rounds import drum, leaning, ring, rod, turned_solid
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, grid, merge, moved, turned
from assets.places.kit.cuboids import Range, cuboid, cuboids
from assets.places.kit.things import Stuffs, Thing, piece, set_at, thing
from assets.places.place import PieceRole

type Triple = tuple[float, float, float]


def backdrop(
    half_m: float,
    level_m: float,
    stuffs: Stuffs,
    *,
    front_m: float = -0.55,
    bend_m: float = 0.35,
    radius_m: float = 0.5,
    top_m: float = 2.2,
    fold_m: float = 0.0,
    role: PieceRole = PieceRole.SUPPORT,
) -> Thing:
    """Paper, or cloth with long folds, that lies level and sweeps up behind; it hangs over a table's front edge.

    Args:
        bend_m: y where it begins to rise.
        fold_m: depth of the folds of a cloth that hangs; 0 for paper.
    """

    def make(rng: np.random.Generator) -> Surface:
        arc = np.linspace(0.0, np.pi / 2, 26)[1:-1]
        hang = (
            [(front_m - 0.002, z) for z in np.linspace(level_m - 0.22, level_m - 0.012, 6)]
            if level_m > 0.3
            else []
        )
        flat = [(y, level_m) for y in np.linspace(front_m + 0.01, bend_m, 34)]
        bend = [(bend_m + radius_m * np.sin(a), level_m + radius_m * (1 - np.cos(a))) for a in arc]
        wall = [(bend_m + radius_m, z) for z in np.linspace(level_m + radius_m, top_m, 30)]
        line = np.array([*hang, *flat, *bend, *wall])
        xs = np.linspace(-half_m, half_m, 61 if fold_m else 25)
        x, y = np.meshgrid(xs, line[:, 0])
        z = np.broadcast_to(line[:, 1:], x.shape).copy()
        up = np.clip((z - level_m) / 0.6, 0, 1)
        if fold_m:
            deep = fold_m * (0.5 + 0.5 * waves(rng, 0.45, way_deg=0.0, spread=0.12)(x, 0.3 * z))
            y = y - deep * up
            z = z + 0.25 * fold_m * creases(rng, 0.4)(x, y) * np.clip((y - 0.25) / 0.3, 0, 1) * (1 - up)
        else:
            y = y - 0.006 * up * (1 + waves(rng, 0.9)(x, z))
        return thick(np.stack([x, y, z], -1), 0.0012 if not fold_m else 0.003)

    return thing(piece("Backdrop", stuffs, "backdrop", role), make)


def table_under(
    half_m: float, level_m: float, stuffs: Stuffs, *, front_m: float = -0.54, back_m: float = 0.42
) -> Thing:
    """A board on two trestles just below the paper."""

    def make(rng: np.random.Generator) -> Surface:
        top = level_m - 0.003
        parts = [((-half_m, half_m), (front_m, back_m), (top - 0.025, top))]
        legs = []
        for s in (-1, 1):
            x = s * (half_m - 0.22)
            parts.append(((x - 0.03, x + 0.03), (front_m + 0.05, back_m - 0.05), (top - 0.075, top - 0.026)))
            legs += [
                rod((x + dx, y, 0.0), (x, y, top - 0.05), 0.016)
                for dx in (-0.16, 0.16)
                for y in (front_m + 0.1, back_m - 0.1)
            ]
            legs.append(rod((x, front_m + 0.1, 0.25), (x, back_m - 0.1, 0.25), 0.011))
        return merge([cuboids(parts, bevel_m=0.002, rng=rng), *legs])

    return thing(piece("Trestles", stuffs, "trestle table"), make)


def stand(at: tuple[float, float], high_m: float, stuffs: Stuffs) -> Thing:
    """A light stand: three legs, three tubes with collars and knobs."""
    return set_at(thing(piece("Stands", stuffs, "light stand"), lambda _: _stand(high_m)), *at)


def _stand(high_m: float) -> Surface:
    parts = [
        rod((0, 0, 0.25), (0, 0, 0.45 * high_m), 0.0145),
        rod((0, 0, 0.4 * high_m), (0, 0, 0.75 * high_m), 0.012),
    ]
    parts.append(rod((0, 0, 0.7 * high_m), (0, 0, high_m), 0.0095))
    for share in (0.44, 0.74):
        parts.append(moved(drum(0.022, 0.0, 0.045, bevel_m=0.004), z=share * high_m))
        parts.append(
            moved(leaning(drum(0.013, 0.0, 0.035, bevel_m=0.004), (0, -1, 0)), y=-0.018, z=share * high_m + 0.02)
        )
    for a in np.radians([30, 150, 270]):
        foot = (0.42 * np.cos(a), 0.42 * np.sin(a), 0.012)
        parts += [
            rod((0.02 * np.cos(a), 0.02 * np.sin(a), 0.52), foot, 0.009),
            rod((0, 0, 0.27), (0.23 * np.cos(a), 0.23 * np.sin(a), 0.25), 0.006),
        ]
    return merge(parts)


def paper_roll(half_m: float, y_m: float, z_m: float, paper: Stuffs, metal: Stuffs) -> Thing:
    """The rest of the paper on its core, on a crossbar between two stands."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        ends = (half_m + 0.02, half_m + 0.16)
        profile = np.array(
            [(0.028, -ends[0]), (0.055, -ends[0]), (0.055, ends[0]), (0.028, ends[0]), (0.028, -ends[0])]
        )
        roll = moved(turned(turned_solid(profile, 40), "y", 90.0), y=y_m + 0.055, z=z_m)
        bar = rod((-ends[1], y_m + 0.055, z_m), (ends[1], y_m + 0.055, z_m), 0.014)
        hooks = [
            cuboid(
                (s * ends[1] - 0.02, s * ends[1] + 0.02),
                (y_m + 0.03, y_m + 0.08),
                (z_m - 0.07, z_m + 0.02),
                bevel_m=0.004,
            )
            for s in (-1, 1)
        ]
        stands = [moved(_stand(z_m - 0.05), s * ends[1], y_m + 0.055) for s in (-1, 1)]
        return roll, merge([bar, *hooks, *stands])

    return thing((piece("PaperRoll", paper, "paper roll"), piece("Stands", metal, "light stand")), make)


def softbox(at: Triple, aim: Triple, size_m: tuple[float, float], black: Stuffs, white: Stuffs) -> Thing:
    """A softbox on a stand: a black tapering bag, a white front with a lip, a lamp behind."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        w, h = size_m[0] / 2, size_m[1] / 2
        corners = ((-w, -h), (w, -h), (w, h), (-w, h))
        rings = [
            [(a * s, b * s, z) for a, b in corners] for s, z in ((1, 0.035), (1, 0.0), (0.22, -0.42), (0.2, -0.46))
        ]
        bag = grid(np.array(rings)[::-1], wrap=True)
        lamp = [
            cuboid((-0.06, 0.06), (-0.065, 0.065), (-0.74, -0.45), bevel_m=0.012),
            cuboid((-0.02, 0.02), (-0.1, -0.06), (-0.6, -0.52)),
        ]
        face = cuboid((-w + 0.003, w - 0.003), (-h + 0.003, h - 0.003), (0.004, 0.012), bevel_m=0.001)
        way = np.array(aim) - np.array(at)
        placed = [leaning(s, way, at) for s in (merge([bag, *lamp]), face)]
        stand_ = moved(_stand(at[2] - 0.02), *(np.array(at) - 0.56 * way / np.linalg.norm(way))[:2])
        return merge([placed[0], stand_]), placed[1]

    return thing((piece("Softbox", black, "softbox"), piece("SoftboxFront", white, "softbox")), make)


def boards(
    places: Sequence[tuple[Range, Range, Range]], stuffs: Stuffs, *, name: str = "Cards", class_name: str = "card"
) -> Thing:
    """Flat boards and cards by their ranges."""
    return thing(piece(name, stuffs, class_name), lambda rng: cuboids(places, bevel_m=0.001, rng=rng))


def v_flat(at: tuple[float, float], turn_deg: float, stuffs: Stuffs, *, high_m: float = 1.9) -> Thing:
    """Two tall boards hinged at a right angle."""

    def make(_: np.random.Generator) -> Surface:
        return cuboids(
            [((-0.6, 0.0), (0.0, 0.012), (0.0, high_m)), ((-0.012, 0.0), (-0.6, -0.001), (0.0, high_m))],
            bevel_m=0.002,
        )

    return set_at(thing(piece("VFlat", stuffs, "reflector board"), make), *at, turn_deg=turn_deg)


def blocks(
    places: Sequence[tuple[Triple, float, float, float]],
    stuffs: Stuffs,
    *,
    name: str = "Block",
    bevel_m: float = 0.002,
) -> Thing:
    """Square-edged blocks: (size, x, y, z of the underside) each."""

    def make(_: np.random.Generator) -> Surface:
        return merge([moved(rounded_box(size, bevel_m, 2), x, y, z) for size, x, y, z in places])

    return thing(piece(name, stuffs, "block", PieceRole.SUPPORT), make)


def disc(
    radius_m: float, low_m: float, high_m: float, stuffs: Stuffs, *, at: tuple[float, float] = (0.0, 0.0)
) -> Thing:
    """A round block."""
    return set_at(
        thing(
            piece("Disc", stuffs, "round block", PieceRole.SUPPORT),
            lambda _: drum(radius_m, low_m, high_m, bevel_m=0.002),
        ),
        *at,
    )


def crumpled(half_m: tuple[float, float], level_m: float, stuffs: Stuffs, *, deep_m: float = 0.03) -> Thing:
    """A cloth that lies crumpled, level where something stands on it, in ridges beyond."""

    def make(rng: np.random.Generator) -> Surface:
        x, y = np.meshgrid(np.linspace(-half_m[0], half_m[0], 110), np.linspace(-half_m[1], half_m[1], 90))
        away = np.clip((np.hypot(x / half_m[0], y / half_m[1]) - 0.36) / 0.3, 0, 1)
        ridges = creases(rng, 0.3, spread=0.6)(x, y) + 0.4 * creases(rng, 0.13)(x, y)
        rim = np.maximum(np.abs(x) / half_m[0], np.abs(y) / half_m[1])
        back = np.clip((y + 0.1) / 0.2, 0.15, 1.0)
        z = level_m - 0.002 + deep_m * ridges * away * back - 0.004 * (rim > 0.99)
        edge = 0.03 * waves(rng, 0.3)(x, y) * away
        return thick(np.stack([x + edge, y + edge, z], -1), 0.002, hem=(0.02, 0.0015))

    return thing(piece("Crumpled", stuffs, "cloth", PieceRole.SUPPORT), make)


def clamps(places: Sequence[Triple], stuffs: Stuffs) -> Thing:
    """Spring clamps on an edge: two jaws and two grips that stand out to +-x."""

    def make(_: np.random.Generator) -> Surface:
        parts = []
        for x, y, z in places:
            out = np.sign(x)
            parts += [
                cuboid(
                    (x - 0.02, x + 0.02),
                    (y - 0.016, y + 0.016),
                    (z + s * 0.014 - 0.006, z + s * 0.014 + 0.006),
                    bevel_m=0.003,
                )
                for s in (-1, 1)
            ]
            parts += [
                rod((x + out * 0.015, y, z + s * 0.01), (x + out * 0.10, y, z + s * 0.045), 0.008, sides=10)
                for s in (-1, 1)
            ]
            parts.append(moved(turned(ring(0.012, 0.003, segments=20), "x", 90.0), x + out * 0.03, y, z))
        return merge(parts)

    return thing(piece("Clamps", stuffs, "clamp"), make)
