"""A forest floor: litter, needles, moss, roots, logs, stumps and stones among trunks, ferns and undergrowth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.surface import grid, merge, moved, turned
from assets.places.kit import greenery as green
from assets.places.kit import settings_outdoors as out
from assets.places.kit import stones, woodland
from assets.places.kit import woodland_parts as woods
from assets.places.kit.assembly import Made, Part, assembled, floor, part, prop, stand, wall
from assets.places.place import Place, PlaceVariant, Support

type Floats = NDArray[Any]
type Trunk = tuple[float, float, float]  # x, y, radius


def _beech_litter() -> Sequence[Part]:
    ground, height = woods.ground((1.6, 0.05), (0.35, 0.012), half=(0.34, 0.3), stand_on=True)
    return (
        ground,
        *woods.litter(3400, height, clear=(0.3, 0.26), flush=True),
        woods.twigs(26, height),
        woods.trunks(
            ((-0.95, 1.5, 0.24), (1.45, 2.3, 0.2), (0.35, 4.2, 0.17), (-2.7, 3.2, 0.2), *woods.FAR),
            woods.BEECH,
            bark="smooth",
        ),
        woods.ferns(((0.95, 1.25, 0.5), (-1.9, 2.0, 0.55), (2.4, 1.6, 0.5)), height),
        woods.bushes(((-3.2, 5.0, 0.8), (2.8, 5.2, 0.9), (-0.9, 5.8, 0.7))),
        out.tree_belt(11.0, size_m=3.4, leaves=360),
    )


def _mossy_log() -> Sequence[Part]:
    ground, height = woods.ground((1.3, 0.05), (0.3, 0.014), half=(1.2, 0.2))
    return (
        ground,
        woods.split_log("plates", woods.BARK, 0.18, 0.07),
        *woods.litter(1700, height, clear=(1.2, 0.2)),
        woods.twigs(20, height, clear=(1.25, 0.3)),
        woods.moss(
            [
                (-1.0, -0.25, 0.12),
                (-0.7, 0.27, 0.16),
                (0.75, -0.27, 0.13),
                (0.95, 0.27, 0.17),
                (-0.25, 0.33, 0.12),
                (0.3, 0.42, 0.2),
                (-1.5, 0.5, 0.25),
            ],
            height,
            shoots=2600,
        ),
        woods.ferns(
            ((-0.75, 0.85, 0.55), (0.6, 0.95, 0.6), (1.7, 0.7, 0.5), (-1.9, 1.4, 0.6), (0.1, 1.9, 0.6)), height
        ),
        woods.trunks(((1.2, 2.2, 0.22), (-1.3, 3.0, 0.26), (2.9, 3.4, 0.2), *woods.FAR), woods.BARK, near=3),
        woods.bushes(((0.2, 4.4, 0.8), (-3.4, 4.2, 0.9), (3.2, 5.4, 0.9))),
        out.tree_belt(11.0, size_m=3.4, leaves=360),
    )


def _spruce_stump() -> Sequence[Part]:
    ground, height = woods.ground((1.5, 0.06), (0.3, 0.012), half=(0.5, 0.5), stuff="needle_ground")

    def stump(rng: np.random.Generator) -> tuple[Made, ...]:
        return woodland.stump(rng, 0.27, 0.35)

    return (
        part(
            stump,
            stand("Stump", "tree stump", woods.BARK),
            stand("StumpWood", "tree stump", "cut_log_wood"),
            crease_deg=50.0,
        ),
        ground,
        *woods.needles(9000, height, clear=(0.45, 0.45)),
        woods.twigs(34, height, clear=(0.5, 0.5)),
        woods.spruces(
            (
                (-1.6, 2.6, 6.0),
                (1.5, 3.0, 6.5),
                (-0.1, 4.4, 7.0),
                (3.0, 4.0, 6.0),
                (-3.3, 4.2, 7.0),
                (-5.0, 6.4, 7.0),
                (5.2, 6.0, 7.5),
                (1.8, 6.6, 7.0),
                (-1.8, 7.0, 7.5),
            )
        ),
        woods.trunks(((0.95, 1.55, 0.16), (-0.8, 1.9, 0.13), *woods.FAR), woods.BARK, near=2),
        part(
            lambda rng: tuple(
                woodland.mushrooms(
                    rng,
                    np.array(
                        [
                            [0.42, 0.28, 0.0],
                            [0.48, 0.22, 0.0],
                            [0.39, 0.35, 0.0],
                            [-0.5, 0.32, 0.0],
                            [-0.56, 0.26, 0.0],
                        ]
                    ),
                )
            ),
            prop("MushroomCaps", "mushroom", "mushroom_brown"),
            prop("MushroomStems", "mushroom", "mushroom_pale"),
            crease_deg=60.0,
        ),
        woods.moss(
            [(0.55, 0.5, 0.14), (-0.62, 0.45, 0.16), (0.9, 0.8, 0.2), (-1.2, 0.7, 0.22)], height, shoots=1400
        ),
        out.tree_belt(11.5, size_m=3.6, leaves=240),
    )


def _flat_stone() -> Sequence[Part]:
    ground, height = woods.ground((1.4, 0.06), (0.28, 0.014), half=(0.5, 0.4))

    def rocks(rng: np.random.Generator) -> tuple[Made, ...]:
        slab = moved(stones.slab_rock(rng, (0.46, 0.36), 0.25, strata=3), z=-0.03)
        others = [
            moved(stones.boulder(rng, (0.55, 0.45, 0.4)), 0.95, 0.55, 0.05),
            moved(stones.boulder(rng, (0.35, 0.3, 0.26)), -0.85, 0.3, 0.04),
            moved(stones.boulder(rng, (1.5, 1.1, 1.1)), -1.5, 1.9, 0.25),
        ]
        return slab, merge(others)

    return (
        part(
            rocks, stand("FlatStone", "rock", "forest_rock"), prop("Rocks", "rock", "forest_rock"), crease_deg=44.0
        ),
        ground,
        *woods.litter(1600, height, clear=(0.52, 0.42)),
        woods.moss(
            [
                (-0.55, 0.1, 0.13),
                (0.55, 0.2, 0.13),
                (0.2, 0.48, 0.16),
                (-0.3, 0.5, 0.18),
                (0.75, -0.25, 0.16),
                (-0.7, -0.25, 0.15),
                (1.2, 0.2, 0.2),
                (-1.2, 0.8, 0.3),
                (0.5, 1.1, 0.3),
            ],
            height,
            shoots=3000,
        ),
        woods.ferns(
            ((0.5, 1.0, 0.55), (-0.6, 0.95, 0.5), (1.6, 1.2, 0.6), (-2.4, 1.2, 0.5), (0.2, 1.8, 0.55)), height
        ),
        woods.trunks(((0.9, 2.5, 0.25), (-0.6, 3.4, 0.2), (2.7, 2.4, 0.18), *woods.FAR), woods.BARK, near=3),
        woods.bushes(((-3.0, 4.0, 0.9), (1.9, 4.6, 0.8))),
        out.tree_belt(11.0, size_m=3.4, leaves=360),
    )


def _birch_moss() -> Sequence[Part]:
    ground, height = woods.ground((1.2, 0.06), (0.25, 0.02), half=(0.9, 0.25), stuff="moss_ground")

    def grass(rng: np.random.Generator) -> tuple[Made, ...]:
        spots = stones.spots_on(
            rng, 240, (-4.0, -1.6), (4.0, 6.0), height=height, near_m=2.0, holes=((-1.0, 1.0, -0.3, 0.3),)
        )
        return (green.tufts(rng, spots, 12, 0.22, radius_m=0.04),)

    return (
        ground,
        woods.split_log("birch", woods.BIRCH, 0.16, 0.06, 1.9),
        part(woods.log_marks, wall("BirchMarks", "tree trunk", "birch_scars")),
        part(grass, prop("Grass", "grass", "lawn_blades")),
        woods.trunks(
            (
                (-0.75, 1.3, 0.1),
                (0.95, 1.8, 0.12),
                (0.25, 2.9, 0.1),
                (-1.8, 2.5, 0.13),
                (2.3, 3.2, 0.11),
                (-0.4, 4.6, 0.12),
                *woods.FAR,
            ),
            woods.BIRCH,
            bark="birch",
            near=5,
        ),
        out.fallen_leaves(
            420, (-4.0, -1.8), (4.0, 5.0), holes=((-1.0, 1.0, -0.2, 0.2),), height=height, size_m=(0.03, 0.05)
        ),
        woods.bushes(((1.5, 4.6, 0.8), (-2.6, 4.4, 0.9), (3.8, 5.0, 1.0))),
        woods.twigs(14, height, clear=(1.0, 0.3), stuff=woods.BIRCH),
        part(
            lambda rng: tuple(
                woodland.mushrooms(
                    rng,
                    np.array([[0.55, 0.42, 0.0], [0.62, 0.36, 0.0], [0.5, 0.5, 0.0], [-0.7, 0.4, 0.0]]),
                    (0.06, 0.12),
                )
            ),
            prop("MushroomCaps", "mushroom", "mushroom_red"),
            prop("MushroomStems", "mushroom", "mushroom_pale"),
            crease_deg=60.0,
        ),
        out.tree_belt(10.0, size_m=3.0, leaves=360),
    )


def _soil_roots() -> Sequence[Part]:
    ground, height = woods.ground((1.1, 0.04), (0.22, 0.014), half=(0.3, 0.26), stand_on=True)

    def roots(rng: np.random.Generator) -> tuple[Made, ...]:
        side = woodland.roots_on_ground(rng, (0.15, 1.35), 3, 1.9, 0.085, away=(np.radians(200), np.radians(236)))
        other = woodland.roots_on_ground(rng, (0.15, 1.35), 3, 1.8, 0.08, away=(np.radians(300), np.radians(340)))
        back = woodland.roots_on_ground(rng, (0.15, 1.35), 5, 1.5, 0.08, away=(np.radians(-15), np.radians(195)))
        return (merge([side, other, back]),)

    return (
        ground,
        part(roots, prop("Roots", "tree root", woods.BARK), crease_deg=60.0),
        woods.trunks(((0.15, 1.35, 0.46), (-2.3, 3.2, 0.2), (2.6, 3.0, 0.22), *woods.FAR), woods.BARK, near=3),
        *woods.litter(1200, height, clear=(0.26, 0.22), near_m=1.8),
        out.solid(
            lambda rng: stones.strewn(
                rng, 260, (-2.0, -1.5), (2.0, 2.0), (0.008, 0.03), height=height, clear=(0.34, 0.3), near_m=1.4
            ),
            prop("Pebbles", "pebble", "forest_rock"),
            crease_deg=60.0,
        ),
        woods.moss(
            [(-0.5, 0.62, 0.16), (0.75, 0.7, 0.18), (-0.9, 1.1, 0.2), (0.62, 1.05, 0.12)], height, shoots=1600
        ),
        woods.ferns(((-1.25, 1.6, 0.5), (1.5, 1.9, 0.55)), height),
        woods.bushes(((-3.6, 4.6, 0.9), (3.6, 4.9, 0.9), (-1.2, 5.4, 0.7))),
        out.tree_belt(11.0, size_m=3.4, leaves=360),
    )


def _stream() -> Sequence[Part]:
    base_part, base = woods.ground((1.2, 0.04), (0.25, 0.012), half=(0.5, 0.4))
    del base_part

    def height(x: Floats, y: Floats) -> Floats:
        middle = 1.25 + 0.22 * np.sin(1.1 * x)
        return np.asarray(base(x, y) - 0.22 * np.exp(-(((y - middle) / 0.42) ** 4)))

    def bank(_: np.random.Generator) -> tuple[Made, ...]:
        return (stones.ground(height, fine_m=0.04),)

    def water(rng: np.random.Generator) -> tuple[Made, ...]:
        xx, yy = np.meshgrid(np.linspace(-7.0, 7.0, 150), np.linspace(0.4, 2.1, 60))
        ripple = stones.rough(rng, (0.3, 0.004), (0.09, 0.002))
        return (grid(np.stack([xx, yy, -0.075 + ripple(xx, yy)], -1), uvs=np.stack([xx, yy], -1)),)

    def rocks(rng: np.random.Generator) -> tuple[Made, ...]:
        slab = moved(stones.slab_rock(rng, (0.5, 0.36), 0.2, strata=2), z=-0.04)
        many = [
            moved(
                stones.boulder(rng, tuple(float(s) * np.array([1.0, 0.8, 0.6])), rounds=3, cuts=5),
                float(x),
                float(y),
                -0.06,
            )
            for x, y, s in zip(
                rng.uniform(-3.2, 3.2, 26),
                1.25 + rng.uniform(-0.62, 0.62, 26),
                rng.uniform(0.12, 0.42, 26),
                strict=True,
            )
        ]
        return slab, merge(many)

    return (
        part(
            rocks, stand("FlatStone", "rock", "stream_rock"), prop("Rocks", "rock", "stream_rock"), crease_deg=46.0
        ),
        part(bank, floor("Ground", "stream bank", "forest_soil"), crease_deg=180.0),
        part(water, floor("Water", "stream", "stream_water"), crease_deg=180.0),
        out.solid(
            lambda rng: stones.strewn(
                rng, 520, (-2.4, -1.4), (2.4, 1.8), (0.012, 0.045), height=height, clear=(0.52, 0.4), near_m=1.6
            ),
            prop("Pebbles", "pebble", "bank_pebbles"),
            crease_deg=60.0,
        ),
        woods.moss(
            [(0.6, 0.3, 0.14), (-0.62, 0.3, 0.15), (-0.9, -0.1, 0.16), (1.0, 0.05, 0.2)], height, shoots=1500
        ),
        woods.ferns(
            ((-1.2, 2.35, 0.6), (0.75, 2.3, 0.6), (2.2, 2.5, 0.6), (-2.8, 2.5, 0.55), (1.7, 0.2, 0.45)), height
        ),
        woods.trunks(((-0.5, 2.9, 0.2), (1.7, 3.2, 0.24), (-2.4, 3.8, 0.2), *woods.FAR), woods.BARK, near=3),
        woods.bushes(((0.6, 4.2, 0.9), (-3.9, 4.4, 0.9), (3.7, 4.8, 1.0))),
        out.tree_belt(11.0, size_m=3.4, leaves=360),
    )


def _log_bench_path() -> Sequence[Part]:
    ground, height = woods.ground((1.8, 0.03), (0.3, 0.008), half=(1.2, 0.4), stuff="path_earth")

    def bench(rng: np.random.Generator) -> tuple[Made, ...]:
        bark, wood = woodland.log(rng, 0.19, 1.9, flat_m=0.16)
        feet = [woodland.log(rng, 0.12, 0.42) for _ in range(2)]
        legs = [(turned(b, "z", 90.0), turned(w, "z", 90.0)) for b, w in feet]
        bodies = [
            moved(bark, z=0.2),
            *(moved(b, x, 0.0, 0.0) for (b, _), x in zip(legs, (-0.6, 0.6), strict=True)),
        ]
        return merge(bodies), merge(
            [moved(wood, z=0.2), *(moved(w, x, 0.0, 0.0) for (_, w), x in zip(legs, (-0.6, 0.6), strict=True))]
        )

    return (
        part(
            bench,
            stand("Bench", "log bench", woods.BARK),
            stand("BenchWood", "log bench", "cut_log_wood"),
            crease_deg=50.0,
        ),
        ground,
        woods.trunks(
            ((-1.15, 1.6, 0.19), (1.35, 1.9, 0.21), (-2.0, 3.4, 0.18), (2.6, 3.8, 0.2), *woods.FAR[:7]),
            woods.BARK,
            near=4,
        ),
        *woods.needles(5000, height, clear=(0.0, 0.0)),
        *woods.litter(420, height),
        part(
            lambda rng: (
                green.tufts(
                    rng,
                    stones.spots_on(
                        rng, 260, (-4.0, 0.5), (4.0, 7.0), height=height, holes=((-0.7, 0.7, 0.4, 9.0),)
                    ),
                    14,
                    0.3,
                    radius_m=0.05,
                ),
            ),
            prop("Grass", "grass", "lawn_blades"),
        ),
        woods.ferns(((-0.85, 1.05, 0.5), (0.95, 1.2, 0.5), (1.9, 2.6, 0.55), (-1.6, 2.5, 0.5)), height),
        woods.bushes(((-1.5, 4.4, 0.8), (1.6, 4.8, 0.9), (3.4, 4.4, 0.9), (-3.4, 4.4, 0.9))),
        out.tree_belt(12.0, size_m=3.4, leaves=360),
    )


def _camp() -> Sequence[Part]:
    ground, height = woods.ground((1.6, 0.03), (0.3, 0.01), half=(1.0, 1.2), stuff="path_earth")

    def block(rng: np.random.Generator) -> tuple[Made, ...]:
        return woodland.stump(rng, 0.21, 0.42)

    def fire(rng: np.random.Generator) -> tuple[Made, ...]:
        a = np.arange(9) * 2 * np.pi / 9
        ring = [
            moved(
                stones.boulder(rng, (0.2, 0.17, 0.15), rounds=3, cuts=6),
                0.85 + 0.36 * np.cos(t),
                1.15 + 0.36 * np.sin(t),
                0.05,
            )
            for t in a
        ]
        sticks = [woodland.log(rng, 0.035, 0.55) for _ in range(5)]
        tilted = [
            (turned(turned(b, "y", 28.0), "z", 72.0 * k), turned(turned(w, "y", 28.0), "z", 72.0 * k))
            for k, (b, w) in enumerate(sticks)
        ]
        return (
            merge(ring),
            merge([moved(b, 0.85, 1.15, 0.1) for b, _ in tilted]),
            merge([moved(w, 0.85, 1.15, 0.1) for _, w in tilted]),
        )

    def tent(_: np.random.Generator) -> tuple[Made, ...]:
        xs, s = np.linspace(-1.1, 1.1, 40), np.linspace(0.0, 1.0, 30)
        sides = []
        for hand in (-1.0, 1.0):
            xx, ss = np.meshgrid(xs, s)
            sag = 0.06 * np.sin(np.pi * ss) * np.sin(np.pi * (xx + 1.1) / 2.2)
            points = np.stack(
                [
                    xx,
                    hand * (0.95 * (1 - ss) - sag),
                    0.02 + 1.25 * ss - 0.05 * np.sin(np.pi * (xx + 1.1) / 2.2) * ss,
                ],
                -1,
            )
            sides.append(grid(points, uvs=np.stack([xx, ss], -1)))
        ends = [
            grid(np.array([[[x, -0.95, 0.02], [x, 0.95, 0.02]], [[x, -0.001, 1.25], [x, 0.001, 1.25]]]))
            for x in (-1.1, 1.1)
        ]
        body = turned(merge([*sides, *ends]), "z", -28.0)
        return (moved(body, -1.35, 2.6),)

    return (
        part(
            block,
            stand("Block", "chopping block", woods.BARK),
            stand("BlockWood", "chopping block", "cut_log_wood"),
            crease_deg=50.0,
        ),
        part(
            fire,
            prop("FireStones", "camp fire", "forest_rock"),
            prop("FireLogs", "camp fire", woods.BARK),
            prop("FireWood", "camp fire", "cut_log_wood"),
            crease_deg=50.0,
        ),
        part(tent, prop("Tent", "tent", "tent_cotton"), crease_deg=30.0),
        ground,
        *woods.litter(700, height, clear=(0.3, 0.3)),
        woods.twigs(26, height, clear=(0.35, 0.35)),
        woods.trunks(
            ((1.6, 2.4, 0.2), (-0.35, 3.9, 0.22), (2.8, 3.4, 0.18), (-3.2, 3.6, 0.2), *woods.FAR),
            woods.BARK,
            near=3,
        ),
        woods.bushes(((1.5, 4.8, 0.9), (-3.6, 5.0, 0.9), (3.9, 5.0, 0.9))),
        out.tree_belt(11.0, size_m=3.4, leaves=360),
    )


def _wood_pile() -> Sequence[Part]:
    ground, height = woods.ground(
        (1.5, 0.05), (0.3, 0.012), half=(0.34, 0.3), stuff="needle_ground", stand_on=True
    )

    def pile(rng: np.random.Generator) -> tuple[Made, ...]:
        bark, wood = [], []
        for row in range(5):
            for k in range(17 - row):
                r = 0.115 * float(rng.uniform(0.85, 1.1))
                body, ends = woodland.log(rng, r, 1.0) if row == 0 and k == 0 else woods.billet(rng, r)
                x, z = (k - (16 - row) / 2) * 0.25, 0.02 + row * 0.205
                y = 1.65 + 0.03 * float(rng.uniform(-1, 1))
                bark.append(moved(turned(body, "z", 90.0), x, y, z))
                wood.append(moved(turned(ends, "z", 90.0), x, y, z))
        return merge(bark), merge(wood)

    return (
        ground,
        part(
            pile,
            prop("PileBark", "wood pile", woods.BARK),
            prop("PileWood", "wood pile", "cut_log_wood"),
            crease_deg=50.0,
        ),
        *woods.needles(9000, height, clear=(0.3, 0.26), cones=16),
        woods.twigs(22, height),
        out.fallen_leaves(260, (-3.5, -1.5), (3.5, 4.0), holes=((-0.38, 0.38, -0.34, 0.34),), height=height),
        woods.moss([(-0.75, 0.62, 0.18), (0.85, 0.7, 0.16), (0.3, 0.95, 0.14)], height, shoots=1200),
        woods.spruces(
            (
                (-2.2, 3.6, 6.5),
                (2.4, 3.8, 6.5),
                (0.2, 4.6, 7.0),
                (4.4, 5.2, 7.0),
                (-4.6, 5.4, 7.0),
                (-1.4, 7.2, 7.5),
                (2.0, 7.4, 7.0),
            )
        ),
        woods.trunks(((-1.0, 2.8, 0.17), (1.2, 2.9, 0.2), *woods.FAR[:8]), woods.BARK, near=2),
        out.tree_belt(11.5, size_m=3.6, leaves=260),
    )


type _Row = tuple[str, Callable[[], Sequence[Part]], Support, str]

_ROWS: tuple[_Row, ...] = (
    ("beech_leaf_litter", _beech_litter, Support(height_m=0.0, half_x_m=0.28, half_y_m=0.24), ""),
    ("mossy_split_log", _mossy_log, Support(height_m=0.29, half_x_m=0.70, half_y_m=0.13), ""),
    ("spruce_stump", _spruce_stump, Support(height_m=0.35, half_x_m=0.20, half_y_m=0.20, round=True), ""),
    ("flat_stone_ferns", _flat_stone, Support(height_m=0.22, half_x_m=0.30, half_y_m=0.22), ""),
    ("birch_log_moss", _birch_moss, Support(height_m=0.26, half_x_m=0.60, half_y_m=0.11), ""),
    ("earth_between_roots", _soil_roots, Support(height_m=0.0, half_x_m=0.24, half_y_m=0.20), ""),
    ("stone_by_stream", _stream, Support(height_m=0.16, half_x_m=0.32, half_y_m=0.22), ""),
    ("log_bench_path", _log_bench_path, Support(height_m=0.42, half_x_m=0.70, half_y_m=0.16), ""),
    ("camp_chopping_block", _camp, Support(height_m=0.42, half_x_m=0.16, half_y_m=0.16, round=True), ""),
    ("needles_wood_pile", _wood_pile, Support(height_m=0.0, half_x_m=0.28, half_y_m=0.24), ""),
)


def _variants() -> tuple[PlaceVariant, ...]:
    return tuple(
        assembled("forest_floor", number, name, parts(), support, panorama=panorama)
        for number, (name, parts, support, panorama) in enumerate(_ROWS)
    )


PLACE = Place(
    name="forest_floor",
    title="a forest floor",
    preposition="on",
    outdoors=True,
    subject_m=(0.02, 0.6),
    variants=_variants(),
)
