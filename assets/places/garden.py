"""A garden: tables, benches, steps and paths among lawns, beds, hedges, fences and walls."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np

from assets.meshes.surface import Surface, grid, merge, moved, turned
from assets.places.kit import garden_things as things
from assets.places.kit import greenery as green
from assets.places.kit import masonry, outdoor_boards, stones
from assets.places.kit import settings_outdoors as out
from assets.places.kit.assembly import Made, Part, assembled, floor, part, prop, stand, wall
from assets.places.kit.cut_blocks import chamfered_blocks, dealt, heap
from assets.places.place import Place, PlaceVariant, Support

_BOARDS, _OILED, _PAINTED = "weathered_boards", "oiled_garden_wood", "painted_garden_wood"
_CAN = prop("WateringCan", "watering can", "zinc_sheet")


def _table(stuff: str, length: float, deep: float, *, slat_m: float = 0.07, breadboard: bool = False) -> Part:
    return out.boarded(
        lambda rng: outdoor_boards.slatted_table(rng, length, deep, 0.72, slat_m=slat_m, breadboard=breadboard),
        stand("Table", "garden table", stuff),
        f"{stuff}_dark",
    )


def _can(x: float, y: float, z: float, turn_deg: float = 0.0) -> Part:
    return out.solid(lambda _: heap([things.watering_can()], x, y, z, turn_deg=turn_deg), _CAN, crease_deg=50.0)


def _trowel(x: float, y: float, z: float, turn_deg: float) -> Part:
    def make(_: np.random.Generator) -> tuple[Made, ...]:
        return tuple(heap([s], x, y, z, turn_deg=turn_deg) for s in things.trowel())

    return part(
        make, prop("TrowelBlade", "trowel", "worn_steel"), prop("TrowelGrip", "trowel", _OILED), crease_deg=50.0
    )


def _chair(x: float, y: float, turn_deg: float, z: float = 0.0) -> Part:
    def make(_: np.random.Generator) -> tuple[Made, ...]:
        return tuple(heap([s], x, y, z, turn_deg=turn_deg) for s in things.bistro_chair())

    return part(
        make, prop("ChairFrame", "garden chair", "black_ironwork"), prop("ChairSlats", "garden chair", _PAINTED)
    )


def _pickets(y: float, *, stuff: str = _PAINTED, length: float = 13.0, high: float = 1.0) -> Part:
    return out.solid(
        lambda rng: moved(outdoor_boards.picket_fence(rng, length, high_m=high), 0.0, y),
        wall("Fence", "picket fence", stuff),
    )


def _lawn_table() -> Sequence[Part]:
    return (
        _table(_BOARDS, 1.4, 0.8),
        out.lawn(),
        out.hedge(3.3),
        out.tree_belt(11.0),
        out.tree((-2.6, 2.3)),
        _chair(0.75, 0.95, 200.0),
        out.potted((0.57, 0.24, 0.72), 0.065, 0.115, tall_m=0.16),
        _trowel(-0.55, 0.22, 0.72, 100.0),
        *out.flower_bed((-4.0, 2.55), (4.0, 3.2)),
    )


def _fence_table() -> Sequence[Part]:
    return (
        _table(_OILED, 1.7, 0.85, breadboard=True, slat_m=0.095),
        out.lawn(holes=((-6.0, 6.0, 1.35, 2.2),)),
        _pickets(2.25),
        *out.flower_bed((-5.0, 1.35), (5.0, 2.15), count=110, shrubs=11, tall_m=(0.35, 0.8)),
        out.tree((2.9, 4.2), high_m=4.0, leaves=1500),
        out.tree_belt(12.0),
        _can(-0.62, 0.2, 0.72, 200.0),
    )


def _step_by_wall() -> Sequence[Part]:
    def flight(rng: np.random.Generator) -> tuple[Made, ...]:
        treads, risers = masonry.steps(rng, 2.4, 3, rise_m=0.16, going_m=0.42, y=-0.21)
        return treads, risers

    return (
        part(flight, stand("Steps", "stone step", "pale_slabs"), stand("Risers", "stone step", "red_bricks")),
        *out.flags((-4.5, -3.0), (4.5, -0.22)),
        out.lawn(holes=((-1.25, 1.25, -0.3, 1.2), (-4.6, 4.6, -3.0, -0.2))),
        *(p for x in (-3.1, 3.1) for p in out.brick_wall(0.25, 3.75, 0.75, x=x, coped=False)),
        out.solid(
            lambda rng: [moved(masonry.coping(rng, 3.8, 0.75, 0.1), x, 0.25) for x in (-3.1, 3.1)],
            wall("Coping", "coping", "pale_slabs"),
        ),
        out.solid(
            lambda _: chamfered_blocks([(0.0, 3.2, 0.235)], [(12.0, 4.1, 0.47)], 0.01),
            floor("Terrace", "terrace", "pale_mortar"),
        ),
        out.hedge(3.6, high_m=2.3, per_m2=150),
        out.tree_belt(13.0),
        out.potted((-0.95, 0.42, 0.32), 0.13, 0.23, plant="tree", tall_m=0.8),
        out.potted((0.98, 0.42, 0.32), 0.12, 0.2, tall_m=0.32),
        out.potted((0.75, 1.35, 0.47), 0.15, 0.26, plant="tuft", tall_m=0.5),
    )


def _terrace() -> Sequence[Part]:
    return (
        *out.flags((-5.0, -4.0), (5.0, 1.9), stand_on=True),
        out.lawn(holes=((-6.0, 6.0, -4.0, 2.9),), blades=5000),
        *out.brick_wall(2.9, 12.0, 1.5),
        *out.flower_bed((-5.0, 1.95), (5.0, 2.85), count=90, shrubs=10, tall_m=(0.3, 0.9)),
        part(
            lambda rng: (
                green.foliage(
                    rng,
                    green.climbing(rng, (0.6, 0.2), (4.2, 1.75), 2.9, 2600),
                    (0.05, 0.09),
                    sheet=green.IVY,
                    hang=0.8,
                ),
            ),
            prop("Ivy", "ivy", out.LEAVES),
        ),
        out.potted((-0.85, 0.9, 0.0), 0.16, 0.28, plant="tree", tall_m=1.0),
        out.potted((-0.45, 1.25, 0.0), 0.12, 0.2, tall_m=0.3),
        _can(0.85, 0.85, 0.0, 150.0),
        out.tree_belt(11.0),
    )


def _bench_at_shed() -> Sequence[Part]:
    def shed(rng: np.random.Generator) -> tuple[Made, ...]:
        side = outdoor_boards.board_wall(rng, 4.4, 2.3, lying=True, lap=True)
        left = moved(turned(outdoor_boards.board_wall(rng, 3.0, 2.3, lying=True, lap=True), "z", 90.0), 2.21, 1.5)
        trim = chamfered_blocks(
            [(-1.2, -0.02, 1.45), (-0.2, -0.02, 1.45), (-0.7, -0.02, 1.0), (-0.7, -0.02, 1.9), (2.2, -0.01, 1.15)],
            [(0.07, 0.05, 0.97), (0.07, 0.05, 0.97), (1.07, 0.07, 0.06), (1.07, 0.05, 0.07), (0.1, 0.05, 2.3)],
            0.004,
        )
        bars = chamfered_blocks(
            [(-0.7, -0.012, 1.45), (-0.7, -0.012, 1.45)], [(0.03, 0.03, 0.9), (0.95, 0.03, 0.03)], 0.003
        )
        pane = chamfered_blocks([(-0.7, 0.0, 1.45)], [(0.95, 0.012, 0.9)], 0.001)
        roof = turned(chamfered_blocks([(0, 1.4, 2.75)], [(4.9, 3.4, 0.05)], 0.01), "x", 4.0)
        at = (-0.4, 1.0)
        return tuple(moved(s, *at) for s in (merge([side, left]), merge([trim, bars]), pane, roof))

    return (
        out.boarded(
            lambda rng: outdoor_boards.bench(rng, 1.6), stand("Bench", "garden bench", _BOARDS), f"{_BOARDS}_dark"
        ),
        part(
            shed,
            wall("Shed", "shed", "painted_shed"),
            wall("ShedTrim", "window frame", "white_woodwork"),
            wall("ShedPane", "window pane", "dark_pane"),
            wall("ShedRoof", "shed", "roof_felt"),
        ),
        *out.unit_paving((-4.0, -3.0), (4.0, 0.95), (0.206, 0.1), bond="rows"),
        out.lawn(holes=((-4.0, 4.0, -3.0, 0.97), (-2.7, 1.9, 0.9, 4.2)), blades=7000),
        out.hedge(4.5, high_m=1.9, per_m2=110, leaf_m=(0.08, 0.12)),
        out.tree_belt(11.0),
        out.tree((3.3, 3.2)),
        out.potted((1.1, 0.55, 0.0), 0.17, 0.3, plant="tree", tall_m=1.0),
        out.potted((-1.15, 0.5, 0.0), 0.15, 0.26, tall_m=0.42),
        out.solid(
            lambda rng: heap([outdoor_boards.crate(rng)], -1.55, 0.62, 0.0, turn_deg=12.0),
            prop("Crate", "crate", _OILED),
        ),
    )


def _meadow_wall() -> Sequence[Part]:
    def meadow(rng: np.random.Generator) -> tuple[Made, ...]:
        roll = stones.rough(rng, (6.0, 0.12), (1.3, 0.03))
        height = stones.flattened(lambda x, y: roll(x, y) - 0.02 * np.maximum(y, 0.0), (3.0, 0.8), 1.5)
        ground = stones.ground(height, fine_m=0.15, high=(16.0, 20.0), low=(-16.0, -6.0))
        spots = stones.spots_on(rng, 900, (-7.0, 0.35), (7.0, 9.0), height=height, near_m=3.0)
        front = stones.spots_on(rng, 120, (-3.0, -1.6), (3.0, -0.35), height=height)
        return ground, green.tufts(
            rng, np.concatenate([spots, front]), 16, 0.34, radius_m=0.07, width_m=(0.004, 0.009)
        )

    def wall_top(rng: np.random.Generator) -> tuple[Made, ...]:
        one, other, dark = masonry.dry_stone(rng, 12.0, 0.5, thick_m=0.42)
        cope = masonry.coping(rng, 12.0, 0.5, 0.21, deep_m=0.46, high_m=0.055, long_m=0.55)
        return tuple(moved(s, 0.0, -0.21) for s in (one, other, dark, cope))

    def poppies(rng: np.random.Generator) -> tuple[Made, ...]:
        feet = stones.spots_on(rng, 90, (-4.5, 0.5), (4.5, 5.0), near_m=3.0)
        heads = feet + np.stack(
            [0.05 * rng.normal(size=len(feet)), 0 * feet[:, 0], rng.uniform(0.3, 0.55, len(feet))], -1
        )
        return *green.blooms(rng, heads, (0.05, 0.08), petals=5), green.stems(rng, feet, heads)

    return (
        part(
            wall_top,
            stand("Stones", "dry stone wall", "warm_flagstone"),
            stand("GreyStones", "dry stone wall", "grey_flagstone"),
            stand("WallCore", "dry stone wall", "dark_joint"),
            stand("CopeStones", "coping", "grey_flagstone"),
        ),
        part(
            meadow,
            floor("Meadow", "meadow", "lawn_ground"),
            floor("MeadowGrass", "grass", "lawn_blades"),
            crease_deg=180.0,
        ),
        part(poppies, *out.FLOWERS, crease_deg=80.0),
        out.tree((1.9, 5.0), high_m=4.6, radius_m=0.15),
        out.tree((-4.2, 7.5), high_m=4.0),
        out.tree_belt(14.0, count=17),
    )


def _potting_bench() -> Sequence[Part]:
    def bench(rng: np.random.Generator) -> tuple[Made, ...]:
        table = moved(outdoor_boards.slatted_table(rng, 1.6, 0.62, 0.88, slat_m=0.14), 0.0, 0.0)
        posts = chamfered_blocks(
            [(s * 0.74, 0.27, 1.15) for s in (-1, 1)], [(0.06, 0.04, 0.56)], 0.003, along=2, rng=rng
        )
        shelf = outdoor_boards.slats(rng, 1.6, 0.2, 1.43, slat_m=0.095, y=0.37)
        back = chamfered_blocks([(0, 0.32, 0.94)], [(1.6, 0.02, 0.11)], 0.003, rng=rng)
        return dealt(rng, merge([table, posts, shelf, back]))

    pots = [
        (-0.55, 0.37, 1.43, 0.055),
        (-0.38, 0.36, 1.43, 0.045),
        (0.28, 0.37, 1.43, 0.06),
        (0.5, 0.37, 1.43, 0.05),
    ]

    def stack(_: np.random.Generator) -> tuple[Made, ...]:
        bodies = [moved(things.clay_pot(0.065, 0.115), -0.6, 0.17, 0.88 + 0.03 * k) for k in range(4)]
        bodies.append(moved(turned(things.clay_pot(0.06, 0.105), "x", 96.0), 0.62, 0.12, 0.945))
        return (merge(bodies),)

    return (
        part(
            bench,
            stand("Bench", "potting bench", _BOARDS),
            stand("BenchOtherBoards", "potting bench", f"{_BOARDS}_dark"),
        ),
        *out.brick_wall(0.52, 9.0, 2.3),
        *(
            out.potted((x, y, z), r, 1.75 * r, tall_m=0.16, plant="tuft" if k % 2 else "bush")
            for k, (x, y, z, r) in enumerate(pots)
        ),
        part(stack, prop("Pots", "flower pot", "pot_clay")),
        _trowel(0.52, -0.1, 0.88, 70.0),
        out.gravel(2600, (-5.0, -3.0), (5.0, 0.55), clear=(0.0, 0.0)),
        out.lawn(holes=((-5.0, 5.0, -3.0, 0.8),), blades=3000),
        _can(-1.15, 0.1, 0.0, 40.0),
        out.potted((1.25, 0.2, 0.0), 0.19, 0.33, tall_m=0.6),
        out.tree_belt(11.0),
    )


def _gravel_path() -> Sequence[Part]:
    def flag(rng: np.random.Generator) -> tuple[Made, ...]:
        y = np.array([-1.7, -0.86, 0.0, 0.84, 1.7, 2.55])
        centres = np.stack([np.array([0.1, -0.08, 0.0, 0.09, -0.03, 0.06]), y, np.full(6, -0.02)], -1)
        return (chamfered_blocks(centres, [(0.72, 0.58, 0.04)], 0.009, rng=rng, turns_deg=[3, -4, 0, 5, -2, 3]),)

    return (
        part(flag, stand("SteppingStones", "stepping stone", "grey_flagstone")),
        out.gravel(4300, (-0.85, -3.0), (0.85, 5.0), clear=(0.37, 0.3), z=-0.02),
        out.solid(
            lambda rng: chamfered_blocks(
                [(s * 0.9, 1.0 + 0.23 * k, 0.015) for s in (-1, 1) for k in range(-17, 17)],
                [(0.1, 0.215, 0.1)],
                0.005,
                along=1,
                rng=rng,
                turns_deg=2.0 * rng.uniform(-1, 1, 68),
            ),
            floor("Edging", "brick edging", "red_bricks"),
        ),
        *(
            p
            for side in (-1, 1)
            for p in out.flower_bed(
                *(((0.97, -0.6), (2.6, 4.4)) if side > 0 else ((-2.6, -0.6), (-0.97, 4.4))),
                count=56,
                shrubs=6,
                tall_m=(0.2, 0.6),
            )
        ),
        out.lawn(holes=((-2.7, 2.7, -3.0, 4.6),), blades=5000),
        out.hedge(5.0, high_m=2.0, gap=(-0.7, 0.7), per_m2=110, leaf_m=(0.08, 0.12)),
        out.tree_belt(12.0),
        out.tree((-3.4, 3.4)),
    )


def _blanket() -> Sequence[Part]:
    def blanket(rng: np.random.Generator) -> tuple[Made, ...]:
        fold = stones.flattened(stones.rough(rng, (0.5, 0.012), (0.16, 0.004)), (0.3, 0.25), 0.25)
        edges = np.array([-0.85, -0.72, -0.68, -0.62, -0.58, -0.05, 0.05, 0.58, 0.62, 0.68, 0.72, 0.85])
        bands: list[list[Surface]] = [[], []]
        for k, (x0, x1) in enumerate(itertools.pairwise(edges)):
            xx, yy = np.meshgrid(
                np.linspace(x0, x1, max(int((x1 - x0) / 0.02), 2) + 1), np.linspace(-0.65, 0.65, 70)
            )
            rim = np.clip(np.minimum(0.85 - np.abs(xx), 0.65 - np.abs(yy)) / 0.05, 0.0, 1.0)
            z = -0.018 + (0.038 + fold(xx, yy)) * np.sin(0.5 * np.pi * rim)
            points = np.stack([xx + 0.02 * np.sin(3.0 * yy), yy + 0.03 * np.sin(2.2 * xx), z], -1)
            bands[k % 2].append(turned(grid(points, uvs=np.stack([xx, yy], -1)), "z", 14.0))
        return merge(bands[0]), merge(bands[1])

    def fringe(rng: np.random.Generator) -> tuple[Made, ...]:
        y = np.repeat(np.linspace(-0.64, 0.64, 90), 2)
        side = np.tile([-1.0, 1.0], 90)
        feet = np.stack(
            [0.84 * side + 0.02 * np.sin(3.0 * y), y + 0.03 * np.sin(1.9 * side), np.full(180, -0.006)], -1
        )
        tips = feet + np.stack([0.07 * side, 0.012 * rng.normal(size=180), np.full(180, -0.006)], -1)
        from assets.meshes.surface import rotation

        turn = rotation("z", 14.0).T
        return (green.stems(rng, feet @ turn, tips @ turn, 0.009),)

    return (
        part(
            blanket,
            stand("Blanket", "picnic blanket", "picnic_wool"),
            stand("BlanketStripes", "picnic blanket", "cream_wool"),
            crease_deg=80.0,
        ),
        part(fringe, stand("BlanketStripes", "picnic blanket", "cream_wool")),
        out.lawn(holes=((-0.8, 0.8, -0.62, 0.62),), blades=16000),
        out.tree((1.05, 1.5), high_m=4.4, radius_m=0.19, leaves=1500),
        out.tree((-2.9, 4.1), high_m=4.0),
        out.fallen_leaves(420, (-4.0, -1.5), (4.0, 5.0), holes=((-0.9, 0.9, -0.75, 0.75),)),
        _pickets(5.6, stuff=_BOARDS, length=15.0, high=1.1),
        out.tree_belt(12.0),
        out.solid(
            lambda rng: heap([outdoor_boards.crate(rng)], -0.95, 0.75, 0.0, turn_deg=-20.0),
            prop("Crate", "crate", _OILED),
        ),
    )


def _round_table() -> Sequence[Part]:
    def table(_: np.random.Generator) -> tuple[Made, ...]:
        from assets.forms.kit.rounds import ring, rod
        from assets.meshes.curves import rounded
        from assets.meshes.solids import lathe

        top = lathe(rounded([(0.0, 0.706), (0.35, 0.706), (0.36, 0.706), (0.36, 0.72), (0.0, 0.72)], 0.004, 2), 72)
        legs = [
            rod(
                (0.25 * np.cos(a), 0.25 * np.sin(a), 0.0),
                (-0.16 * np.cos(a), -0.16 * np.sin(a), 0.706),
                0.011,
                sides=10,
            )
            for a in (0.5, 2.6, 4.7)
        ]
        return (merge([top, *legs, moved(ring(0.06, 0.008), z=0.4), moved(ring(0.36, 0.007), z=0.712)]),)

    def trellis(rng: np.random.Generator) -> tuple[Made, ...]:
        bars = chamfered_blocks(
            [(x, -0.03, 1.1) for x in np.arange(-1.6, 1.7, 0.2)], [(0.025, 0.02, 2.0)], 0.002, along=2, rng=rng
        )
        lying = chamfered_blocks(
            [(0, -0.045, z) for z in np.arange(0.2, 2.1, 0.2)], [(3.4, 0.015, 0.025)], 0.002, rng=rng
        )
        return (moved(merge([bars, lying]), -0.9, 1.7),)

    return (
        part(table, stand("Table", "bistro table", "painted_garden_metal"), crease_deg=40.0),
        *out.unit_paving((-5.0, -4.0), (5.0, 1.65), (0.206, 0.1), bond="herringbone"),
        out.solid(
            lambda rng: moved(outdoor_boards.board_wall(rng, 12.0, 2.1), 0.0, 1.72),
            wall("Fence", "board fence", _PAINTED),
        ),
        part(trellis, wall("Trellis", "trellis", _BOARDS)),
        part(
            lambda rng: (
                green.foliage(
                    rng,
                    green.climbing(rng, (-2.5, 0.3), (0.3, 2.2), 1.66, 2400),
                    (0.05, 0.09),
                    sheet=green.IVY,
                    hang=0.8,
                ),
            ),
            prop("Climber", "climbing plant", out.LEAVES),
        ),
        _chair(-0.72, 0.35, 250.0),
        _chair(0.7, 0.5, 155.0),
        out.potted((1.5, 1.25, 0.0), 0.2, 0.34, plant="tree", tall_m=1.2),
        out.potted((1.05, 1.4, 0.0), 0.13, 0.22, tall_m=0.4),
        out.potted((-0.22, 0.24, 0.72), 0.045, 0.075, tall_m=0.13, leaf_m=(0.02, 0.035)),
        out.lawn(holes=((-5.0, 5.0, -4.0, 1.9),), blades=3000),
        out.tree_belt(10.0),
    )


type _Row = tuple[str, Callable[[], Sequence[Part]], Support, str]

_ROWS: tuple[_Row, ...] = (
    ("slatted_table_hedge", _lawn_table, Support(height_m=0.72, half_x_m=0.38, half_y_m=0.34), ""),
    ("oiled_table_picket_fence", _fence_table, Support(height_m=0.72, half_x_m=0.42, half_y_m=0.38), ""),
    ("stone_steps_low_walls", _step_by_wall, Support(height_m=0.16, half_x_m=0.60, half_y_m=0.18), ""),
    ("flag_terrace_brick_wall", _terrace, Support(height_m=0.0, half_x_m=0.60, half_y_m=0.50), ""),
    ("bench_before_shed", _bench_at_shed, Support(height_m=0.44, half_x_m=0.55, half_y_m=0.19), ""),
    ("field_wall_meadow", _meadow_wall, Support(height_m=0.555, half_x_m=0.80, half_y_m=0.20), ""),
    ("potting_bench_bricks", _potting_bench, Support(height_m=0.88, half_x_m=0.38, half_y_m=0.24), ""),
    ("stepping_stone_beds", _gravel_path, Support(height_m=0.0, half_x_m=0.33, half_y_m=0.27), ""),
    ("blanket_under_tree", _blanket, Support(height_m=0.02, half_x_m=0.28, half_y_m=0.23), ""),
    ("bistro_table_trellis", _round_table, Support(height_m=0.72, half_x_m=0.15, half_y_m=0.15, round=True), ""),
)


def _variants() -> tuple[PlaceVariant, ...]:
    return tuple(
        assembled("garden", number, name, parts(), support, panorama=panorama)
        for number, (name, parts, support, panorama) in enumerate(_ROWS)
    )


PLACE = Place(
    name="garden", title="a garden", preposition="in", outdoors=True, subject_m=(0.05, 0.6), variants=_variants()
)
