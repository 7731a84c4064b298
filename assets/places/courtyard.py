"""A courtyard: walls of brick, limewash, plaster or concrete round paving, with doors, arches, steps and pots."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from assets.meshes.surface import merge, moved, turned
from assets.places.kit import facades, masonry, outdoor_boards
from assets.places.kit import garden_things as things
from assets.places.kit import greenery as green
from assets.places.kit import settings_outdoors as out
from assets.places.kit import yard_parts as yard
from assets.places.kit.assembly import Made, Part, assembled, part, prop, stand, wall
from assets.places.kit.cut_blocks import chamfered_blocks, heap, plain_boxes
from assets.places.place import Place, PlaceVariant, Support


def _setts_brick_door() -> Sequence[Part]:
    y = 1.7
    return (
        *yard.setts(stand_on=True, back=y + 0.02),
        *out.brick_wall(y, 10.0, 4.0, holes=(yard.hole(-0.75, 0.95, 0.0, 2.1),), coped=False),
        *yard.door(-0.75, y),
        out.solid(
            lambda _: chamfered_blocks([(-0.75, y - 0.16, 0.06)], [(1.3, 0.36, 0.12)], 0.012),
            wall("DoorSurround", "door surround", yard.STONE),
        ),
        yard.pipe(0.62, y),
        out.potted((1.25, 1.3, 0.0), 0.17, 0.29, plant="tree", tall_m=1.1),
        out.potted((0.95, 1.05, 0.0), 0.11, 0.19, tall_m=0.3),
        yard.sides("red_bricks", y),
    )


def _cafe_limewash() -> Sequence[Part]:
    y = 1.8

    def table(_: np.random.Generator) -> tuple[Made, ...]:
        from assets.forms.kit.rounds import ring, wire
        from assets.meshes.curves import rounded
        from assets.meshes.solids import lathe

        top = lathe(rounded([(0.0, 0.708), (0.34, 0.708), (0.34, 0.72), (0.0, 0.72)], 0.004, 2), 72)
        legs = [
            turned(
                merge(
                    [
                        wire(
                            [(0.04, 0, 0.7), (0.05, 0, 0.4), (0.14, 0, 0.15), (0.3, 0, 0.0)],
                            0.012,
                            sides=10,
                            samples=16,
                        )
                    ]
                ),
                "z",
                a,
            )
            for a in (30, 150, 270)
        ]
        return (merge([top, *legs, moved(ring(0.055, 0.008), z=0.4), moved(ring(0.345, 0.006), z=0.714)]),)

    def chairs(_: np.random.Generator) -> tuple[Made, ...]:
        pairs = [things.bistro_chair(), things.bistro_chair()]
        spots = ((-0.68, 0.42, 215.0), (0.72, 0.3, 125.0))
        return tuple(
            merge([heap([p[k]], x, z, 0.0, turn_deg=t) for p, (x, z, t) in zip(pairs, spots, strict=True)])
            for k in (0, 1)
        )

    return (
        part(table, stand("Table", "iron table", "painted_garden_metal"), crease_deg=40.0),
        part(chairs, prop("ChairFrame", "chair", yard.IRON), prop("ChairSlats", "chair", "painted_garden_wood")),
        *yard.tiles(back=y + 0.02),
        *yard.rendered(
            y, "ochre_limewash", holes=(yard.hole(-0.35, 0.9, 0.95, 2.2), yard.hole(2.0, 0.95, 0.0, 2.1))
        ),
        *yard.window(-0.35, y, 0.95),
        *yard.door(2.0, y),
        out.potted((0.85, 1.35, 0.0), 0.2, 0.34, plant="tree", tall_m=1.2),
        out.potted((-1.75, 1.4, 0.0), 0.17, 0.29, tall_m=0.5),
        yard.sides("ochre_limewash", y),
        out.solid(
            lambda _: moved(merge([*facades.wall_lamp(0.95, 2.1)[:1]]), 0.0, y),
            prop("Lamp", "wall lamp", yard.IRON),
            crease_deg=50.0,
        ),
    )


def _low_wall_arch() -> Sequence[Part]:
    y, arch = 3.4, (0.55, 0.85, 1.75)

    def low_wall(rng: np.random.Generator) -> tuple[Made, ...]:
        red, dark, mortar = (moved(s, 0.0, -0.16) for s in masonry.faced_wall(rng, 5.0, 0.39, thick_m=0.32))
        return red, dark, mortar, moved(masonry.coping(rng, 5.04, 0.39, 0.0, deep_m=0.4), 0.0, 0.0)

    def gate(rng: np.random.Generator) -> tuple[Made, ...]:
        face = moved(facades.arcade(10.0, 4.2, (arch,), 0.5), 0.0, y)
        stones = moved(facades.arch_stones(rng, arch), 0.0, y)
        back = moved(merge([plain_boxes([(-3.0, 1.9, 0.0)], [(4.0, 2.1, 3.2)])]), 0.0, y)
        return merge([face, back]), stones

    return (
        part(
            low_wall,
            stand("WallBricks", "low wall", "red_bricks"),
            stand("WallDarkBricks", "low wall", "dark_bricks"),
            stand("WallMortar", "low wall", "pale_mortar"),
            stand("WallCoping", "coping", yard.STONE),
        ),
        *out.flags((-4.8, -3.2), (4.8, 5.4)),
        part(
            gate, wall("GateWall", "rendered wall", "white_limewash"), wall("GateStones", "arch", "warm_flagstone")
        ),
        *yard.door(0.75, 5.25, deep=0.0),
        out.potted((-0.75, 3.0, 0.0), 0.2, 0.34, plant="tree", tall_m=1.3),
        out.potted((1.95, 2.95, 0.0), 0.2, 0.34, plant="tree", tall_m=1.3),
        out.potted((-1.5, 0.7, 0.0), 0.15, 0.26, tall_m=0.6),
        yard.sides("white_limewash", y),
        yard.bucket(1.3, 0.75),
    )


def _steps_to_door() -> Sequence[Part]:
    y = 1.34

    def flight(rng: np.random.Generator) -> tuple[Made, ...]:
        treads, risers = masonry.steps(rng, 1.9, 4, rise_m=0.17, going_m=0.38, y=-0.18)
        return treads, risers

    def rails(_: np.random.Generator) -> tuple[Made, ...]:
        from assets.forms.kit.rounds import ball, rod

        pieces = []
        for x in (-0.88, 0.88):
            feet = [(x, 0.27 + 0.36 * k, 0.34 + 0.17 * k) for k in range(3)]
            pieces += [rod((a, b, c - 0.02), (a, b, c + 0.88), 0.009, sides=8) for a, b, c in feet]
            pieces.append(rod((x, 0.2, 0.34 + 0.84), (x, 1.1, 0.34 + 0.34 + 0.88 + 0.05), 0.015, sides=10))
            pieces.append(ball(0.03, (x, 0.2, 0.34 + 0.84), segments=16))
        return (merge(pieces),)

    return (
        part(
            flight, stand("Steps", "stone step", "grey_flagstone"), stand("Risers", "stone step", "warm_flagstone")
        ),
        *yard.setts(back=y),
        *yard.rendered(
            y,
            "white_limewash",
            holes=(yard.hole(0.0, 1.0, 0.68, 2.8), yard.hole(-2.2, 0.9, 1.1, 2.35)),
            plinth="grey_flagstone",
        ),
        *yard.door(0.0, y, width=1.0, high=2.12, low=0.68),
        *yard.window(-2.2, y, 1.1),
        part(rails, prop("Railing", "railing", yard.IRON), crease_deg=50.0),
        out.potted((1.3, 0.75, 0.0), 0.2, 0.34, plant="tree", tall_m=1.0),
        out.potted((-1.25, 0.6, 0.0), 0.17, 0.29, tall_m=0.5),
        out.potted((-0.72, 0.36, 0.34), 0.085, 0.15, tall_m=0.22),
        yard.pipe(1.9, y, high=4.0),
        yard.sides("white_limewash", y),
    )


def _bench_trough_tap() -> Sequence[Part]:
    y = 0.62

    def bench(rng: np.random.Generator) -> tuple[Made, ...]:
        slab = chamfered_blocks([(0.0, 0.0, 0.415)], [(1.7, 0.44, 0.07)], 0.012, rng=rng)
        feet = chamfered_blocks([(s * 0.6, 0.0, 0.19) for s in (-1, 1)], [(0.22, 0.36, 0.38)], 0.014, rng=rng)
        return (merge([slab, feet]),)

    def water(rng: np.random.Generator) -> tuple[Made, ...]:
        box = moved(facades.trough(rng, (1.1, 0.46, 0.5)), 1.6, 0.3)
        surface = plain_boxes([(1.6 - 0.46, 0.3 - 0.14, 0.1)], [(1.6 + 0.46, 0.3 + 0.14, 0.43)])
        return box, surface, moved(facades.wall_tap(1.5, 0.82), 0.0, y)

    return (
        part(bench, stand("Bench", "stone bench", "pale_slabs")),
        part(
            water,
            prop("Trough", "stone trough", "grey_flagstone"),
            prop("Water", "water", "still_water"),
            prop("Tap", "tap", "tap_brass"),
            crease_deg=44.0,
        ),
        *out.unit_paving((-4.5, -3.4), (4.5, y), (0.206, 0.1), bond="herringbone"),
        *out.brick_wall(y, 10.0, 3.4),
        part(
            lambda rng: (
                green.foliage(
                    rng,
                    green.climbing(rng, (-3.4, 0.1), (-0.35, 2.9), y, 2300),
                    (0.05, 0.09),
                    sheet=green.IVY,
                    hang=0.8,
                ),
            ),
            prop("Ivy", "ivy", out.LEAVES),
            crease_deg=80.0,
        ),
        out.potted((-1.2, 0.2, 0.0), 0.17, 0.29, tall_m=0.5),
        yard.bucket(1.0, -0.02 + 0.05),
        yard.pipe(2.6, y, "zinc_sheet", 3.4),
        yard.sides("red_bricks", y),
    )


def _concrete_yard() -> Sequence[Part]:
    y = 1.9

    def panels(rng: np.random.Generator) -> tuple[Made, ...]:
        centres = [(x, y + 0.1, 0.6 + 1.2 * k) for x in np.arange(-4.5, 4.6, 1.8) for k in range(3)]
        blocks = chamfered_blocks(centres, [(1.79, 0.2, 1.19)], 0.008, rng=rng)
        holes = [
            (x + dx, y - 0.002, 0.6 + 1.2 * k + dz)
            for x in np.arange(-4.5, 4.6, 1.8)
            for k in range(3)
            for dx in (-0.5, 0.5)
            for dz in (-0.3, 0.3)
        ]
        back = plain_boxes([(-5.4, y + 0.19, 0.0)], [(5.4, y + 0.24, 3.6)])
        return blocks, merge(
            [green.core(np.array(holes), np.tile([0.016, 0.006, 0.016], (len(holes), 1)), rounds=1), back]
        )

    def bench(rng: np.random.Generator) -> tuple[Made, ...]:
        body = chamfered_blocks([(0.0, 0.0, 0.2)], [(2.2, 0.5, 0.4)], 0.012)
        return body, outdoor_boards.slats(rng, 2.1, 0.46, 0.45, slat_m=0.095, gap_m=0.012, thick_m=0.04)

    def grate(_: np.random.Generator) -> tuple[Made, ...]:
        bars = chamfered_blocks(
            [(x, 1.55, 0.004) for x in np.arange(-4.4, 4.4, 0.035)], [(0.018, 0.16, 0.02)], 0.002
        )
        return (
            merge(
                [
                    bars,
                    chamfered_blocks([(0, 1.55 + s * 0.09, 0.004) for s in (-1, 1)], [(9.0, 0.02, 0.022)], 0.002),
                ]
            ),
        )

    return (
        part(
            bench,
            stand("BenchBase", "concrete bench", "cast_concrete_grey"),
            stand("BenchSlats", "bench", "oiled_garden_wood"),
        ),
        part(
            panels,
            wall("Panels", "concrete wall", "cast_concrete_grey"),
            wall("TieHoles", "concrete wall", "dark_joint"),
        ),
        *out.unit_paving(
            (-4.6, -3.2),
            (4.6, y),
            (0.6, 0.6),
            stuffs=("cast_concrete_grey", "pale_slabs"),
            name="concrete slab",
            shares=(0.75, 0.25),
            joint_m=0.008,
            chamfer_m=0.006,
        ),
        part(grate, prop("Grate", "drain grate", "worn_steel")),
        *yard.door(-1.6, y - 0.12, deep=0.08, stuff="painted_garden_metal"),
        yard.pipe(0.95, y, "zinc_sheet"),
        part(
            lambda rng: (
                green.tufts(
                    rng,
                    np.array([[x, 0.98 + 0.08 * rng.normal(), 0.34] for x in np.arange(0.5, 2.5, 0.14)]),
                    60,
                    0.55,
                    radius_m=0.05,
                ),
            ),
            prop("BedGrass", "grass", "lawn_blades"),
            crease_deg=80.0,
        ),
        out.solid(
            lambda _: merge([chamfered_blocks([(1.5, 0.98, 0.2)], [(2.4, 0.46, 0.4)], 0.01)]),
            prop("Planter", "planter", "painted_garden_metal"),
        ),
        yard.sides("cast_concrete_grey", y),
    )


def _ivy_stone_table() -> Sequence[Part]:
    y = 1.9

    def table(_: np.random.Generator) -> tuple[Made, ...]:
        from assets.meshes.curves import rounded
        from assets.meshes.solids import lathe

        profile = [
            (0.0, 0.0),
            (0.26, 0.0),
            (0.26, 0.07),
            (0.12, 0.12),
            (0.09, 0.3),
            (0.13, 0.56),
            (0.2, 0.64),
            (0.44, 0.66),
            (0.46, 0.68),
            (0.46, 0.72),
            (0.0, 0.72),
        ]
        return (lathe(rounded(profile, 0.012, 3), 84),)

    return (
        part(table, stand("Table", "stone table", "pale_slabs"), crease_deg=40.0),
        *out.flags((-4.6, -3.2), (4.6, y)),
        *out.brick_wall(y, 10.0, 2.6),
        part(
            lambda rng: (
                green.foliage(
                    rng,
                    green.climbing(rng, (-4.6, 0.0), (3.6, 2.9), y, 4300, edge=0.3),
                    (0.085, 0.135),
                    sheet=green.IVY,
                    hang=0.8,
                ),
            ),
            wall("Ivy", "ivy", out.LEAVES),
            crease_deg=80.0,
        ),
        out.solid(
            lambda rng: heap([outdoor_boards.bench(rng, 1.4)], 0.75, 1.4, 0.0, turn_deg=-6.0),
            prop("Bench", "bench", "weathered_boards"),
        ),
        out.potted((-0.95, 1.25, 0.0), 0.2, 0.34, plant="tuft", tall_m=0.6),
        out.potted((-1.45, 1.35, 0.0), 0.15, 0.26, tall_m=0.42),
        out.fallen_leaves(120, (-3.0, -1.0), (3.0, 1.8), z=0.006),
        out.tree_belt(7.0, size_m=2.6),
        yard.sides("red_bricks", y, high=2.6),
    )


def _well_arcade() -> Sequence[Part]:
    y, arches = 2.7, ((-2.0, 0.72, 1.7), (0.0, 0.72, 1.7), (2.0, 0.72, 1.7))

    def well(rng: np.random.Generator) -> tuple[Made, ...]:
        rings = []
        for k in range(4):
            a = (np.arange(14) + 0.5 * (k % 2)) * 2 * np.pi / 14
            spots = np.stack([0.52 * np.cos(a), 0.52 * np.sin(a), np.full(14, 0.09 + 0.18 * k)], -1)
            rings.append(chamfered_blocks(spots, [(0.22, 0.228, 0.172)], 0.012, rng=rng, turns_deg=np.degrees(a)))
        a = (np.arange(10) + 0.25) * 2 * np.pi / 10
        spots = np.stack([0.53 * np.cos(a), 0.53 * np.sin(a), np.full(10, 0.755)], -1)
        rings.append(chamfered_blocks(spots, [(0.3, 0.35, 0.07)], 0.014, rng=rng, turns_deg=np.degrees(a)))
        lid = outdoor_boards.slats(rng, 0.98, 0.98, 0.83, slat_m=0.16, gap_m=0.004, thick_m=0.035)
        braces = chamfered_blocks([(s * 0.3, 0.0, 0.79) for s in (-1, 1)], [(0.07, 0.9, 0.012)], 0.002)
        return merge(rings), merge([lid, braces])

    def walk(rng: np.random.Generator) -> tuple[Made, ...]:
        face = moved(facades.arcade(10.0, 4.2, arches, 0.4), 0.0, y)
        back = plain_boxes([(-5.0, y + 2.2, 0.0)], [(5.0, y + 2.4, 3.6)])
        stones = merge([moved(facades.arch_stones(rng, a, ring_m=0.2, pier_m=0.28), 0.0, y) for a in arches])
        return merge([face, back]), stones

    return (
        part(well, stand("WellHead", "well", "warm_flagstone"), stand("WellLid", "well lid", "weathered_boards")),
        part(walk, wall("Arcade", "arcade", "ochre_limewash"), wall("ArcadeStones", "arch", "pale_slabs")),
        *yard.setts(back=y + 2.2),
        *yard.door(0.2, y + 2.15, deep=0.0),
        out.potted((-1.0, 2.35, 0.0), 0.2, 0.34, plant="tree", tall_m=1.2),
        out.potted((1.0, 2.4, 0.0), 0.18, 0.3, tall_m=0.6),
        yard.bucket(0.78, 0.55),
        yard.sides("ochre_limewash", y),
    )


def _washing_yard() -> Sequence[Part]:
    y = 2.6

    def sheet(rng: np.random.Generator) -> tuple[Made, ...]:
        cloth, line = facades.washing(rng, 1.5, 1.85, 1.2)
        small, _ = facades.washing(rng, 0.7, 1.85, 0.6)
        return merge([moved(cloth, -0.85, 1.75)]), moved(small, 0.72, 1.75), moved(line, 0.0, 1.752)

    return (
        out.boarded(
            lambda rng: outdoor_boards.slatted_table(rng, 1.15, 0.7, 0.74, slat_m=0.11),
            stand("Table", "wooden table", "weathered_boards"),
            "weathered_boards_dark",
        ),
        part(
            sheet,
            prop("Sheet", "sheet", "line_cotton"),
            prop("Towel", "towel", "line_towel"),
            prop("Line", "washing line", "weathered_boards"),
            crease_deg=80.0,
        ),
        *yard.tiles(back=y + 0.02),
        *yard.rendered(
            y, "white_limewash", holes=(yard.hole(0.9, 0.9, 1.0, 2.25), yard.hole(-1.7, 0.95, 0.0, 2.1))
        ),
        *yard.window(0.9, y, 1.0),
        *yard.door(-1.7, y),
        out.solid(
            lambda rng: heap([outdoor_boards.crate(rng)], 0.95, 1.0, 0.0, turn_deg=15.0),
            prop("Crate", "crate", "weathered_boards"),
        ),
        out.potted((1.9, 2.1, 0.0), 0.19, 0.32, plant="tree", tall_m=1.1),
        yard.bucket(-0.95, 0.9),
        yard.sides("white_limewash", y),
    )


def _window_sill() -> Sequence[Part]:
    y = 0.16

    def sill(rng: np.random.Generator) -> tuple[Made, ...]:
        return (chamfered_blocks([(0.0, 0.1, 0.905)], [(1.5, 0.54, 0.09)], 0.012, rng=rng),)

    def window(rng: np.random.Generator) -> tuple[Made, ...]:
        bars, glass = facades.sash(1.1, 1.4, (2, 3))
        edge = facades.surround(rng, 1.1, 0.0, 1.4, stone_m=0.14, lintel_m=0.22, proud_m=0.02)
        return moved(bars, 0.0, y + 0.13, 0.95), moved(glass, 0.0, y + 0.13, 0.95), moved(edge, 0.0, y, 0.95)

    return (
        part(sill, stand("Sill", "window sill", "pale_slabs")),
        part(
            window,
            wall("WindowFrames", "window frame", yard.DOOR),
            wall("WindowPanes", "window pane", "dark_pane"),
            wall("Surround", "window surround", "warm_flagstone"),
        ),
        *out.brick_wall(y, 10.0, 3.6, holes=(yard.hole(0.0, 1.1, 0.86, 2.35),), coped=False),
        part(
            lambda rng: (
                green.foliage(
                    rng,
                    green.climbing(rng, (0.75, 0.2), (2.8, 3.2), y, 2000),
                    (0.05, 0.09),
                    sheet=green.IVY,
                    hang=0.8,
                ),
            ),
            prop("Ivy", "ivy", out.LEAVES),
            crease_deg=80.0,
        ),
        out.potted((0.55, 0.02, 0.95), 0.075, 0.13, tall_m=0.2),
        out.potted((-0.6, 0.0, 0.95), 0.065, 0.11, plant="tuft", tall_m=0.2),
        *yard.setts(back=y),
        yard.pipe(-1.15, y, "zinc_sheet", 3.6),
        yard.sides("red_bricks", y),
    )


type _Row = tuple[str, Callable[[], Sequence[Part]], Support, str]

_ROWS: tuple[_Row, ...] = (
    ("setts_brick_plank_door", _setts_brick_door, Support(height_m=0.0, half_x_m=0.60, half_y_m=0.45), ""),
    ("cafe_table_limewash", _cafe_limewash, Support(height_m=0.72, half_x_m=0.22, half_y_m=0.22, round=True), ""),
    ("low_brick_wall_arch", _low_wall_arch, Support(height_m=0.45, half_x_m=0.80, half_y_m=0.17), ""),
    ("stone_steps_white_wall", _steps_to_door, Support(height_m=0.17, half_x_m=0.55, half_y_m=0.17), ""),
    ("stone_bench_trough_tap", _bench_trough_tap, Support(height_m=0.45, half_x_m=0.60, half_y_m=0.19), ""),
    ("concrete_yard_bench", _concrete_yard, Support(height_m=0.45, half_x_m=0.70, half_y_m=0.20), ""),
    (
        "ivy_wall_stone_table",
        _ivy_stone_table,
        Support(height_m=0.72, half_x_m=0.30, half_y_m=0.30, round=True),
        "",
    ),
    ("well_lid_arcade", _well_arcade, Support(height_m=0.83, half_x_m=0.40, half_y_m=0.40), ""),
    ("washing_line_terracotta", _washing_yard, Support(height_m=0.74, half_x_m=0.42, half_y_m=0.30), ""),
    ("window_sill_bricks", _window_sill, Support(height_m=0.95, half_x_m=0.40, half_y_m=0.13), ""),
)


def _variants() -> tuple[PlaceVariant, ...]:
    return tuple(
        assembled("courtyard", number, name, parts(), support, panorama=panorama)
        for number, (name, parts, support, panorama) in enumerate(_ROWS)
    )


PLACE = Place(
    name="courtyard",
    title="a courtyard",
    preposition="in",
    outdoors=True,
    subject_m=(0.05, 0.6),
    variants=_variants(),
)
