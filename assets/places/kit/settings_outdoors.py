"""Parts that outdoor places share: lawns, hedges, belts of trees, brick walls, paving, plants in pots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.strands import Roots
from assets.meshes.surface import Surface, finished, grid, merge, moved, turned
from assets.places.kit import garden_things as things
from assets.places.kit import greenery as green
from assets.places.kit import masonry, stones
from assets.places.kit.assembly import Made, Part, floor, joined, part, prop, stand, wall
from assets.places.kit.bonds import Hole, herringbone, rows_of
from assets.places.kit.cut_blocks import dealt, plain_boxes
from assets.places.place import Piece

type Floats = NDArray[Any]
type Spot = tuple[float, float]

LEAVES = "garden_leaves"
CORE = "leaf_shadow"
HEDGE = (wall("HedgeLeaves", "hedge", LEAVES), wall("HedgeCore", "hedge", CORE))
TREES = (wall("TreeLeaves", "tree", LEAVES), wall("TreeCore", "tree", CORE))
TREE = (prop("Crown", "tree", LEAVES), prop("Trunk", "tree", "tree_bark"))
FLOWERS = (
    prop("Petals", "flower", "garden_petals"),
    prop("FlowerHearts", "flower", "flower_yellow"),
    prop("Stems", "plant", LEAVES),
)


def lawn(
    *,
    holes: Sequence[Hole] = (),
    blades: int = 13000,
    height_m: float = 0.045,
    low: Spot = (-6.0, -2.2),
    high: Spot = (6.0, 8.0),
) -> Part:
    """Mown grass to the horizon, no blades in the holes."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        bump = stones.rough(rng, (1.7, 0.008), (0.4, 0.004))

        def height(x: Floats, y: Floats) -> Floats:
            inside = [(x > a) & (x < b) & (y > c) & (y < d) for a, b, c, d in holes]
            return np.asarray(
                -0.022 + bump(x, y) - 0.08 * np.any(inside, axis=0) if inside else -0.022 + bump(x, y)
            )

        ground = stones.ground(height, fine_m=0.12)
        return ground, green.lawn(rng, low, high, near=(blades, 0.004), holes=holes, height_m=height_m, z=-0.022)

    return part(
        make, floor("LawnGround", "lawn", "lawn_ground"), floor("Grass", "grass", "lawn_blades"), crease_deg=180.0
    )


def hedge(
    y: float,
    *,
    high_m: float = 1.7,
    half_m: float = 7.0,
    deep_m: float = 0.7,
    per_m2: float = 190.0,
    leaf_m: tuple[float, float] = (0.06, 0.095),
    gap: Spot | None = None,
) -> Part:
    """A clipped hedge along x that faces the camera, perhaps with a gap from x to x."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        runs = [(-half_m, half_m)] if gap is None else [(-half_m, gap[0]), (gap[1], half_m)]
        leaves, bodies = [], []
        for a, b in runs:
            roots = green.hedge_roots(rng, (a, y, 0.0), (b, y + deep_m, high_m), per_m2)
            near = np.abs(roots.points[:, 0]) < 4.0
            leaves.append(green.foliage(rng, roots.kept(near | (rng.random(len(roots)) < 0.55)), leaf_m))
            bodies.append(((a + 0.05, y + 0.06, 0.0), (b - 0.05, y + deep_m, high_m - 0.06)))
        return joined(leaves), plain_boxes(*zip(*bodies, strict=True))

    return part(make, *HEDGE)


def tree_belt(
    radius_m: float = 12.0, *, count: int = 15, leaves: int = 330, size_m: float = 2.4, arc_deg: float = 75.0
) -> Part:
    """Big shrubs and trees in an arc that closes the view far behind."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        a = np.radians(np.linspace(-arc_deg, arc_deg, count) + rng.uniform(-3, 3, count))
        r = radius_m * rng.uniform(0.95, 1.25, count)
        high = size_m * rng.uniform(0.7, 1.25, count)
        wide = size_m * rng.uniform(0.75, 1.05, count)
        centres = np.stack([r * np.sin(a), r * np.cos(a), 0.75 * high], -1)
        radii = np.stack([wide, wide, high], -1)
        masses = [green.lumpy(rng, c, q, leaves, deep=0.2, lump=0.22) for c, q in zip(centres, radii, strict=True)]
        roots = Roots(
            points=np.concatenate([m.points for m in masses]), normals=np.concatenate([m.normals for m in masses])
        )
        ahead = (roots.normals * (roots.points * [-1.0, -1.0, 0.0])).sum(1) > -0.35 * radius_m
        return green.foliage(rng, roots.kept(ahead & (roots.points[:, 2] > 0.0)), (0.4, 0.7)), green.core(
            centres, 0.74 * radii
        )

    return part(make, *TREES, crease_deg=80.0)


def tree(
    at: Spot,
    *,
    high_m: float = 4.2,
    radius_m: float = 0.11,
    boughs: int = 7,
    leaves: int = 1600,
    leaf_m: tuple[float, float] = (0.1, 0.17),
    mass_m: float = 0.75,
) -> Part:
    """A tree with a trunk, boughs and foliage."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        wood, ends = green.branches(rng, (*at, 0.0), high_m, radius_m, count=boughs)
        return green.crown(rng, ends, mass_m, leaves, leaf_m), wood

    return part(make, *TREE)


def flower_bed(
    low: Spot,
    high: Spot,
    *,
    count: int = 46,
    tall_m: tuple[float, float] = (0.25, 0.6),
    bloom_m: tuple[float, float] = (0.05, 0.085),
    shrubs: int = 5,
    z: float = 0.0,
) -> tuple[Part, ...]:
    """Earth, leafy clumps and flowers that stand over them, between two corners."""

    def earth(rng: np.random.Generator) -> tuple[Made, ...]:
        height = stones.rough(rng, (0.3, 0.012), (0.08, 0.006))
        xs, ys = np.linspace(low[0], high[0], 70), np.linspace(low[1], high[1], 26)
        xx, yy = np.meshgrid(xs, ys)
        edge = np.minimum(np.minimum(xx - low[0], high[0] - xx), np.minimum(yy - low[1], high[1] - yy))
        top = z + np.clip(edge * 0.5, 0.0, 0.05) - 0.005 + height(xx, yy) * np.clip(edge * 8, 0, 1)
        return (grid(np.stack([xx, yy, top], -1), uvs=np.stack([xx, yy], -1)),)

    def plants(rng: np.random.Generator) -> tuple[Made, ...]:
        feet = np.stack(
            [
                rng.uniform(low[0] + 0.08, high[0] - 0.08, count),
                rng.uniform(low[1] + 0.1, high[1], count),
                np.full(count, z),
            ],
            -1,
        )
        heads = feet + np.stack(
            [0.07 * rng.normal(size=count), 0.07 * rng.normal(size=count), rng.uniform(*tall_m, count)], -1
        )
        petals, hearts = green.blooms(rng, heads, bloom_m)
        clumps = [green.stems(rng, feet, heads)]
        for k in range(shrubs):
            x = low[0] + (k + rng.uniform(0.2, 0.8)) * (high[0] - low[0]) / shrubs
            tall = rng.uniform(0.6, 1.0) * tall_m[1] * 0.6
            roots = green.lumpy(
                rng,
                (x, float(rng.uniform(low[1] + 0.2, high[1])), z + 0.7 * tall),
                (0.26, 0.22, tall),
                240,
                deep=0.6,
            )
            clumps.append(
                green.foliage(
                    rng,
                    roots.kept(roots.points[:, 2] > z),
                    (0.05, 0.1),
                    sheet=green.NARROW if k % 2 else green.OVATE,
                    hang=-0.2,
                )
            )
        return petals, hearts, joined(clumps)

    return part(earth, floor("BedEarth", "flower bed", "bed_earth"), crease_deg=80.0), part(
        plants, *FLOWERS, crease_deg=80.0
    )


def brick_wall(
    y: float,
    width_m: float,
    high_m: float,
    *,
    holes: Sequence[Hole] = (),
    x: float = 0.0,
    coped: bool = True,
    turn_deg: float = 0.0,
    stuffs: tuple[str, str] = ("red_bricks", "dark_bricks"),
    cope: str = "pale_slabs",
) -> tuple[Part, ...]:
    """A wall of bricks of two firings with a coping."""

    def place(surface: Surface) -> Surface:
        return moved(turned(surface, "z", turn_deg), x, y)

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        return tuple(place(s) for s in masonry.faced_wall(rng, width_m, high_m, holes=holes))

    pieces = (
        wall("Bricks", "brick wall", stuffs[0]),
        wall("DarkBricks", "brick wall", stuffs[1]),
        wall("Mortar", "brick wall", "pale_mortar"),
    )
    parts = [part(make, *pieces)]
    if coped:
        parts.append(
            part(
                lambda rng: (place(masonry.coping(rng, width_m + 0.04, high_m, 0.1)),),
                wall("Coping", "coping", cope),
            )
        )
    return tuple(parts)


def flags(
    low: Spot,
    high: Spot,
    *,
    stand_on: bool = False,
    stuffs: tuple[str, str] = ("warm_flagstone", "grey_flagstone"),
) -> tuple[Part, ...]:
    """Old flagstones of two colours, and the sand between them."""
    of = stand if stand_on else floor
    pieces = (
        of("Flags", "flagstone", stuffs[0]),
        of("GreyFlags", "flagstone", stuffs[1]),
        floor("Joints", "joint", "pale_mortar"),
    )

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        return *masonry.old_flags(rng, low, high), masonry.bed(low, (high[0], high[1] + 0.3), -0.014)

    return (part(make, *pieces),)


def unit_paving(
    low: Spot,
    high: Spot,
    unit_m: Spot,
    *,
    bond: str = "rows",
    stand_on: bool = False,
    stuffs: tuple[str, str] = ("red_bricks", "dark_bricks"),
    joint_m: float = 0.006,
    chamfer_m: float = 0.004,
    name: str = "paver",
    rounds: int = 1,
    uneven_m: float = 0.003,
    shares: Spot = (0.7, 0.3),
    stagger: float = 0.5,
    prefix: str = "",
) -> tuple[Part, ...]:
    """Paving of one size in rows or in herringbone, of two stuffs."""
    of = stand if stand_on else floor
    pieces = (
        of(f"{prefix}Pavers", name, stuffs[0]),
        of(f"{prefix}OtherPavers", name, stuffs[1]),
        floor("Joints", "joint", "pale_mortar"),
    )

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        laid = (
            herringbone(low, high, unit_m, joint_m)
            if bond == "herringbone"
            else rows_of(low, high, unit_m, joint_m, stagger=stagger)
        )
        tops = masonry.paved(rng, laid, shares=shares, chamfer_m=chamfer_m, rounds=rounds, uneven_m=uneven_m)
        return *tops, masonry.bed(low, (high[0], high[1] + 0.3), -chamfer_m - 0.004)

    return (part(make, *pieces),)


POT = (
    prop("Pots", "flower pot", "pot_clay"),
    prop("PotEarth", "flower pot", "bed_earth"),
    prop("PotPlants", "potted plant", LEAVES),
)


def potted(
    at: tuple[float, float, float],
    radius_m: float,
    high_m: float,
    *,
    plant: str = "bush",
    tall_m: float = 0.3,
    leaf_m: tuple[float, float] = (0.03, 0.055),
) -> Part:
    """A clay pot with a bush, a tuft or a small tree in it."""
    x, y, z = at

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        pot = moved(things.clay_pot(radius_m, high_m), x, y, z)
        earth = moved(things.pot_earth(radius_m, high_m), x, y, z)
        top = z + 0.88 * high_m
        if plant == "tuft":
            spots = np.array([[x, y, top]])
            return pot, earth, green.tufts(rng, spots, 120, tall_m, radius_m=0.3 * radius_m)
        if plant == "tree":
            wood, _ = green.branches(rng, (x, y, top), tall_m * 0.6, 0.012, count=4)
            ball = green.lumpy(rng, (x, y, top + 0.75 * tall_m), np.full(3, 0.28 * tall_m), 420, deep=0.5)
            return pot, earth, joined([green.foliage(rng, ball, leaf_m), finished(wood)])
        roots = green.lumpy(
            rng,
            (x, y, top + 0.42 * tall_m),
            np.array([0.95 * radius_m + 0.2 * tall_m, 0.95 * radius_m + 0.2 * tall_m, 0.5 * tall_m]),
            300,
            deep=0.7,
        )
        return pot, earth, green.foliage(rng, roots.kept(roots.points[:, 2] > top), leaf_m, hang=0.1)

    return part(make, *POT, crease_deg=50.0)


def boarded(
    make: Callable[[np.random.Generator], Surface], piece: Piece, other_stuff: str, *, share: float = 0.4
) -> Part:
    """What is made of boards, some of which are of another tone; every board one of `chamfered_blocks`."""
    odd = replace(piece, name=f"{piece.name}OtherBoards", stuffs=(other_stuff,))
    return part(lambda rng: dealt(rng, make(rng), share), piece, odd)


def solid(
    make: Callable[[np.random.Generator], Surface | Sequence[Surface]], piece: Any, *, crease_deg: float = 36.0
) -> Part:
    """A part of one piece, of one surface or of several."""

    def made(rng: np.random.Generator) -> tuple[Made, ...]:
        body = make(rng)
        return (body if isinstance(body, Surface) else merge(list(body)),)

    return part(made, piece, crease_deg=crease_deg)


def fallen_leaves(
    count: int,
    low: Spot,
    high: Spot,
    *,
    holes: Sequence[Hole] = (),
    z: float = 0.004,
    size_m: Spot = (0.045, 0.09),
    height: stones.Height = stones.level,
    near_m: float = 1.6,
) -> Part:
    """Leaves of two browns strewn over a ground."""
    pieces = (
        prop("FallenLeaves", "fallen leaf", "ochre_leaves"),
        prop("BrownLeaves", "fallen leaf", "brown_leaves"),
    )

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        spots = stones.spots_on(rng, count, low, high, holes=holes, near_m=near_m, lift_m=z, height=height)
        half = len(spots) // 2
        return green.litter(rng, spots[:half], size_m), green.litter(rng, spots[half:], size_m)

    return part(make, *pieces)


def gravel(
    count: int,
    low: Spot,
    high: Spot,
    *,
    clear: Spot,
    radii_m: Spot = (0.004, 0.010),
    stuff: str = "gravel_stones",
    ground: str = "gravel_ground",
    z: float = 0.0,
) -> Part:
    """A bed of gravel with loose stones on it."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        xs, ys = np.linspace(low[0], high[0], 60), np.linspace(low[1], high[1], 60)
        xx, yy = np.meshgrid(xs, ys)
        base = grid(np.stack([xx, yy, np.full_like(xx, z - 0.008)], -1), uvs=np.stack([xx, yy], -1))
        pebbles = stones.strewn(
            rng,
            count,
            low,
            high,
            radii_m,
            clear=clear,
            near_m=1.1,
            rounds=0,
            height=lambda x, _: np.full_like(x, z - 0.008),
        )
        return base, pebbles

    return part(make, floor("GravelGround", "gravel", ground), floor("Gravel", "gravel", stuff), crease_deg=30.0)
