"""A beach or rocks by the sea: dry and wet sand, pebbles, ledges, driftwood, a jetty, a quay, dunes and cliffs."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.surface import Surface, grid, merge, moved, turned
from assets.places.kit import greenery as green
from assets.places.kit import outdoor_boards, shore, stones, woodland
from assets.places.kit import settings_outdoors as out
from assets.places.kit import shore_parts as coast
from assets.places.kit.assembly import Made, Part, assembled, part, prop, stand, wall
from assets.places.kit.bonds import rows_of
from assets.places.kit.cut_blocks import chamfered_blocks, heap
from assets.places.place import Place, PlaceVariant, Support

type Floats = NDArray[Any]


def _rippled() -> Sequence[Part]:
    parts, height = coast.beach(edge_y=5.0, prints=7)
    return (
        *parts,
        *coast.sea(
            4.2, -0.16, wave_m=0.05, breakers=0.12, foam=((0.9, 0.1), (2.3, 0.18), (5.0, 0.25)), far_land=True
        ),
        coast.shells(16, height),
        coast.pebbles(90, height),
        coast.weed([(-0.8, 0.75, 0.004), (-0.9, 0.95, 0.0), (1.4, 1.6, -0.01), (-1.9, 1.4, 0.0)]),
        coast.boulders(((-2.4, 3.6, 0.9, 0.6), (-3.2, 4.4, 1.4, 0.6), (3.9, 5.4, 1.3, 0.55))),
        part(
            lambda _: (shore.starfish(np.array([[0.5, 0.42, 0.002]])),),
            prop("Starfish", "starfish", "starfish_orange"),
            crease_deg=60.0,
        ),
    )


def _wet_mirror() -> Sequence[Part]:
    parts, height = coast.beach(edge_y=2.2, ripples=None, slope=0.05, stuff=coast.WET, half=(0.6, 0.45), seed=1)
    return (
        *parts,
        *coast.sea(
            1.25,
            -0.085,
            wave_m=0.045,
            breakers=0.2,
            foam=((0.15, 0.1), (0.75, 0.16), (2.9, 0.3), (5.8, 0.35)),
            far_land=True,
        ),
        coast.pebbles(130, height, clear=(0.62, 0.46), sunk=0.1),
        coast.shells(14, height, clear=(0.62, 0.46), high_y=1.2),
        coast.weed([(0.85, 0.6, 0.0), (-1.0, 0.8, 0.0), (0.95, 0.75, 0.0)]),
        coast.boulders(
            ((1.5, 1.9, 0.7, 0.6), (-2.3, 2.6, 1.1, 0.55), (-1.7, 2.3, 0.6, 0.5), (3.3, 3.6, 1.4, 0.6))
        ),
    )


def _pebble_bank() -> Sequence[Part]:
    parts, height = coast.beach(
        edge_y=3.6, ripples=None, slope=0.12, stuff="pebble_ground", half=(0.45, 0.35), stand_on=False, seed=2
    )

    def slab(rng: np.random.Generator) -> tuple[Made, ...]:
        return (moved(stones.slab_rock(rng, (0.42, 0.33), 0.16, strata=2), z=-0.04),)

    groyne = [(-1.9 + 0.03 * k, 1.2 + 0.55 * k, -0.4, 0.72 - 0.05 * k) for k in range(9)]
    return (
        part(slab, stand("FlatStone", "rock", coast.ROCK), crease_deg=46.0),
        *parts,
        coast.pebbles(
            620, height, clear=(0.5, 0.4), low=(-1.6, -1.1), high=(1.6, 2.0), radii=(0.012, 0.04), near_m=1.1
        ),
        coast.pebbles(
            330,
            height,
            clear=(0.5, 0.4),
            low=(-1.6, -1.1),
            high=(1.6, 2.0),
            radii=(0.012, 0.045),
            near_m=1.3,
            name="DarkPebbles",
            stuff="dark_pebbles",
        ),
        coast.pebbles(1700, height, clear=(0.5, 0.4), high=(3.4, 3.0), radii=(0.012, 0.04), near_m=1.8, rounds=0),
        *coast.sea(2.7, -0.2, wave_m=0.06, breakers=0.22, foam=((0.25, 0.12), (1.6, 0.25), (4.3, 0.3))),
        coast.posts(groyne, radius=0.1),
        out.solid(
            lambda rng: heap(
                [chamfered_blocks([(0, 0, z) for z in (0.08, 0.26)], [(4.4, 0.06, 0.16)], 0.006, rng=rng)],
                -1.72,
                3.3,
                0.0,
                turn_deg=86.9,
            ),
            prop("GroynePlanks", "breakwater", coast.GREY),
        ),
        part(
            lambda _: (heap([shore.rope_coil()], 0.85, 0.75, 0.02),),
            prop("Rope", "rope", "mooring_rope"),
            crease_deg=60.0,
        ),
    )


def _dark_ledge() -> Sequence[Part]:
    def ledge(rng: np.random.Generator) -> tuple[Made, ...]:
        top = stones.slab_rock(rng, (0.95, 0.55), 0.5, strata=4, sides=120, rings=34)
        low = moved(stones.slab_rock(rng, (2.6, 1.5), 0.22, strata=2, sides=140), 0.3, 0.6, -0.08)
        return merge([top, low]), merge(
            [
                moved(stones.slab_rock(rng, (1.0, 0.6), 0.45, strata=3), -2.4, 2.2),
                moved(stones.slab_rock(rng, (0.9, 0.6), 0.55, strata=4), 2.6, 2.0),
            ]
        )

    rocks = (
        (-1.35, 0.9, 0.6, 0.7),
        (1.55, 0.9, 0.75, 0.7),
        (-0.55, 1.7, 0.5, 0.6),
        (0.8, 2.5, 0.9, 0.7),
        (-3.6, 3.4, 1.8, 0.6),
        (3.9, 3.9, 2.0, 0.7),
        (-1.5, 4.2, 1.0, 0.5),
        (1.9, 5.6, 1.1, 0.5),
    )
    return (
        part(
            ledge,
            stand("Ledge", "rock ledge", "dark_shore_rock"),
            prop("Ledges", "rock ledge", "dark_shore_rock"),
            crease_deg=46.0,
        ),
        coast.boulders(rocks, stuff="dark_shore_rock", name="Boulders"),
        *coast.sea(-5.0, 0.03, wave_m=0.05, foam=((6.4, 0.12), (8.6, 0.2), (11.0, 0.3)), far_land=True),
        coast.weed(
            [
                (-0.95, 0.75, 0.14),
                (1.1, 0.72, 0.14),
                (-0.3, 1.25, 0.14),
                (0.5, 1.5, 0.13),
                (-1.2, 0.1, 0.14),
                (1.5, 0.3, 0.14),
            ]
        ),
    )


def _jetty() -> Sequence[Part]:
    def boards(rng: np.random.Generator) -> tuple[Made, ...]:
        return (outdoor_boards.deck(rng, (-0.95, -3.2), (0.95, 4.6), 0.9, gap_m=0.01),)

    def frame(rng: np.random.Generator) -> tuple[Made, ...]:
        return (
            chamfered_blocks([(s * 0.8, 0.7, 0.8) for s in (-1, 1)], [(0.1, 7.7, 0.14)], 0.006, along=1, rng=rng),
        )

    rows = [(s * 1.05, y, -0.6, 1.35) for s in (-1, 1) for y in (1.2, 2.9, 4.5)]
    rows += [(s * 0.85, y, -0.6, 0.85) for s in (-1, 1) for y in (-2.6, -0.6)]

    def rope(_: np.random.Generator) -> tuple[Made, ...]:
        from assets.forms.kit.rounds import wire

        sag = [
            wire(
                [(s * 1.05, a, 1.22), (s * 1.05, (a + b) / 2, 1.0), (s * 1.05, b, 1.22)],
                0.014,
                sides=8,
                samples=20,
            )
            for s in (-1, 1)
            for a, b in ((1.2, 2.9), (2.9, 4.5))
        ]
        return (merge([*sag, moved(shore.rope_coil(), 0.55, 0.95, 0.9)]),)

    return (
        part(boards, stand("Jetty", "jetty", coast.GREY)),
        part(frame, stand("JettyFrame", "jetty", "weathered_boards_dark")),
        coast.posts(rows),
        part(rope, prop("Rope", "rope", "mooring_rope"), crease_deg=60.0),
        *coast.sea(-6.0, 0.0, wave_m=0.05, far_land=True),
        coast.boat(2.35, 2.6, -0.18, 98.0),
        out.solid(
            lambda rng: heap([outdoor_boards.crate(rng)], -0.62, 1.1, 0.9, turn_deg=8.0),
            prop("Crate", "crate", "oiled_garden_wood"),
        ),
        part(
            lambda _: (moved(merge([shore.buoy(), moved(shore.buoy(), 0.23, 0.06, 0.0)]), -0.55, 1.75, 0.9),),
            prop("Floats", "net float", "float_plastic"),
            crease_deg=50.0,
        ),
    )


def _driftwood_dune() -> Sequence[Part]:
    parts, height = coast.beach(
        edge_y=8.0, ripples=(0.09, 0.012), dune=1.5, half=(1.2, 0.2), stand_on=False, seed=3
    )

    def log(rng: np.random.Generator) -> tuple[Made, ...]:
        bark, wood = woodland.log(rng, 0.14, 2.1, flat_m=0.06)
        stub = turned(turned(woodland.log(rng, 0.05, 0.5)[0], "y", -50.0), "z", 30.0)
        return merge([bark, moved(stub, 0.85, 0.1, 0.2)]), wood

    def grass(rng: np.random.Generator) -> tuple[Made, ...]:
        spots = stones.spots_on(rng, 360, (-7.0, 2.6), (7.0, 8.5), height=height, lift_m=-0.02)
        near = stones.spots_on(rng, 14, (-2.0, 1.3), (2.0, 2.4), height=height, lift_m=-0.02)
        return (green.tufts(rng, np.concatenate([spots, near]), 34, 0.6, radius_m=0.07, width_m=(0.004, 0.008)),)

    return (
        part(
            log,
            stand("Driftwood", "driftwood", "weathered_boards_dark"),
            stand("DriftwoodTop", "driftwood", coast.GREY),
            crease_deg=50.0,
        ),
        *parts,
        part(grass, wall("DuneGrass", "dune grass", "dune_grass")),
        coast.shells(10, height, clear=(1.2, 0.2)),
        coast.pebbles(120, height, clear=(1.15, 0.2)),
        out.solid(
            lambda rng: moved(
                outdoor_boards.picket_fence(rng, 9.0, high_m=0.9, picket_m=0.04, gap_m=0.06, pointed=False),
                -1.0,
                3.4,
                0.3,
            ),
            wall("SandFence", "sand fence", coast.GREY),
        ),
        coast.weed([(-1.3, 0.6, 0.0), (1.5, 0.8, 0.0)]),
    )


def _towel_parasol() -> Sequence[Part]:
    parts, height = coast.beach(edge_y=6.5, ripples=(0.095, 0.011), half=(0.95, 0.55), stand_on=False, seed=4)

    def towel(rng: np.random.Generator) -> tuple[Made, ...]:
        fold = stones.flattened(stones.rough(rng, (0.4, 0.008), (0.12, 0.003)), (0.32, 0.26), 0.2)
        edges = np.linspace(-0.9, 0.9, 16)
        bands: list[list[Surface]] = [[], []]
        for k, (x0, x1) in enumerate(itertools.pairwise(edges)):
            xx, yy = np.meshgrid(np.linspace(x0, x1, 8), np.linspace(-0.45, 0.45, 50))
            rim = np.clip(np.minimum(0.9 - np.abs(xx), 0.45 - np.abs(yy)) / 0.03, 0.0, 1.0)
            z = 0.001 + (0.013 + fold(xx, yy)) * np.sin(0.5 * np.pi * rim)
            bands[k % 2].append(
                turned(
                    grid(np.stack([xx, yy + 0.015 * np.sin(4 * xx), z], -1), uvs=np.stack([xx, yy], -1)), "z", -9.0
                )
            )
        return merge(bands[0]), merge(bands[1])

    def umbrella(_: np.random.Generator) -> tuple[Made, ...]:
        return tuple(heap([turned(s, "y", -9.0)], 1.15, 1.5, 0.0) for s in shore.parasol(radius_m=1.1, high_m=1.9))

    return (
        part(
            towel,
            stand("Towel", "beach towel", "towel_cotton"),
            stand("TowelStripes", "beach towel", "awning_white"),
            crease_deg=80.0,
        ),
        part(
            umbrella,
            prop("Parasol", "parasol", "towel_cotton"),
            prop("ParasolWhite", "parasol", "awning_white"),
            prop("ParasolPole", "parasol", "oiled_garden_wood"),
            crease_deg=45.0,
        ),
        *parts,
        *coast.sea(
            5.6, -0.17, wave_m=0.05, breakers=0.15, foam=((0.6, 0.12), (2.2, 0.2), (5.2, 0.3)), far_land=True
        ),
        coast.toys(-0.75, 0.85),
        coast.shells(12, height, clear=(0.95, 0.6)),
        coast.boulders(((-3.2, 4.6, 1.3, 0.6), (-4.1, 5.6, 1.8, 0.6))),
    )


def _sandcastle() -> Sequence[Part]:
    parts, height = coast.beach(
        edge_y=4.4, ripples=(0.1, 0.008), slope=0.08, half=(0.32, 0.28), wet_from=2.3, prints=7, seed=5
    )
    return (
        *parts,
        part(
            lambda rng: (heap([shore.sandcastle(rng)], -0.55, 1.0, 0.0, turn_deg=20.0),),
            prop("Sandcastle", "sandcastle", coast.SAND),
            crease_deg=40.0,
        ),
        part(
            lambda _: (
                moved(
                    chamfered_blocks(
                        [(0.055, 0, 0.14), (0, 0, 0.06)], [(0.1, 0.002, 0.06), (0.004, 0.004, 0.22)], 0.0005
                    ),
                    -0.55,
                    1.0,
                    0.24,
                ),
            ),
            prop("Flag", "paper flag", "other_toy_plastic"),
        ),
        *coast.sea(
            3.6, -0.14, wave_m=0.045, breakers=0.14, foam=((0.5, 0.1), (1.5, 0.2), (4.0, 0.25)), far_land=True
        ),
        coast.toys(0.55, 0.75, 0.0, 60.0),
        coast.shells(18, height),
        coast.pebbles(60, height),
        coast.boulders(((2.6, 3.0, 0.9, 0.6), (3.4, 3.7, 1.5, 0.6), (-3.8, 4.6, 1.4, 0.6))),
        coast.posts([(-2.6 + 0.1 * k, 2.0 + 0.6 * k, -0.4, 0.75 - 0.06 * k) for k in range(6)], radius=0.1),
    )


def _cliff_cove() -> Sequence[Part]:
    parts, height = coast.beach(edge_y=14.0, ripples=(0.08, 0.01), half=(0.55, 0.42), stand_on=False, seed=6)

    def rock(rng: np.random.Generator) -> tuple[Made, ...]:
        return (moved(stones.slab_rock(rng, (0.5, 0.38), 0.36, strata=3), z=-0.03),)

    return (
        part(rock, stand("FlatRock", "rock", "pale_shore_rock"), crease_deg=46.0),
        *parts,
        part(lambda rng: (shore.cliff(rng, 4.6),), wall("Cliff", "cliff", "pale_shore_rock"), crease_deg=40.0),
        coast.boulders(
            (
                (-1.2, 1.0, 0.55, 0.7),
                (1.15, 0.9, 0.45, 0.7),
                (1.9, 2.2, 1.1, 0.7),
                (-2.2, 2.6, 1.3, 0.7),
                (0.2, 3.0, 0.8, 0.7),
                (-0.6, 1.9, 0.4, 0.7),
                (3.4, 3.0, 1.2, 0.7),
                (-4.2, 3.2, 1.5, 0.7),
            ),
            stuff="pale_shore_rock",
        ),
        coast.pebbles(700, height, clear=(0.56, 0.43), high=(3.0, 4.0), radii=(0.01, 0.05)),
        coast.weed([(0.75, 0.3, 0.0), (-0.85, 0.35, 0.0)]),
        coast.shells(8, height, clear=(0.56, 0.43)),
    )


def _quay() -> Sequence[Part]:
    top = 1.1

    def stones_of_quay(rng: np.random.Generator) -> tuple[Made, ...]:
        laid = rows_of((-7.0, -3.2), (7.0, 0.22), (0.7, 0.45), 0.01, rng=rng, vary=0.25)
        from assets.places.kit.masonry import bed, paved

        tops = paved(rng, laid, shares=(0.6, 0.4), chamfer_m=0.01, rounds=2, uneven_m=0.004)
        edge = chamfered_blocks(
            [(x, 0.44, -0.2) for x in np.arange(-7.2, 7.3, 1.2)], [(1.19, 0.42, 0.4)], 0.022, rng=rng
        )
        sand = bed((-7.0, -3.2), (7.0, 0.24), -0.018)
        return moved(merge([tops[0], edge]), z=top), moved(tops[1], z=top), moved(sand, z=top)

    def ironwork(_: np.random.Generator) -> tuple[Made, ...]:
        from assets.forms.kit.rounds import rod
        from assets.meshes.curves import rounded
        from assets.meshes.solids import lathe

        post = lathe(
            rounded(
                [
                    (0.0, 0.0),
                    (0.16, 0.0),
                    (0.16, 0.03),
                    (0.09, 0.06),
                    (0.085, 0.26),
                    (0.15, 0.31),
                    (0.15, 0.36),
                    (0.06, 0.42),
                    (0.0, 0.42),
                ],
                0.012,
                3,
            ),
            48,
        )
        return (
            merge(
                [
                    moved(post, -0.95, 0.45, top),
                    moved(post, 2.6, 0.45, top),
                    rod((-0.95, 0.45, top + 0.1), (-0.94, 0.45, top + 0.12), 0.02),
                ]
            ),
        )

    def line(_: np.random.Generator) -> tuple[Made, ...]:
        from assets.forms.kit.rounds import wire

        coil = moved(shore.rope_coil(radius_m=0.2, layers=4), 0.8, 0.3, top)
        loops = [
            wire(
                np.stack(
                    [0.105 * np.cos(a) - 0.95, 0.105 * np.sin(a) + 0.45, np.full_like(a, top + 0.1 + 0.028 * k)],
                    -1,
                ),
                0.013,
                sides=8,
                closed=True,
            )
            for k in range(3)
            for a in [np.linspace(0, 2 * np.pi, 40)[:-1]]
        ]
        away = wire(
            [(-0.85, 0.5, top + 0.12), (-0.6, 1.1, top - 0.1), (-0.45, 2.0, 0.4)], 0.013, sides=8, samples=20
        )
        return (merge([coil, *loops, away]),)

    return (
        part(
            stones_of_quay,
            stand("QuayStones", "quay", "kerb_granite"),
            stand("QuayDarkStones", "quay", "sett_stone"),
            stand("QuayJoints", "quay", "pale_mortar"),
        ),
        part(ironwork, prop("MooringPosts", "mooring post", "cast_street_iron"), crease_deg=45.0),
        part(line, prop("Rope", "rope", "mooring_rope"), crease_deg=60.0),
        out.solid(
            lambda rng: [
                heap([outdoor_boards.crate(rng)], 1.35, -0.05 + 0.25, top, turn_deg=-10.0),
                heap([outdoor_boards.crate(rng)], 1.37, 0.2, top + 0.255, turn_deg=4.0),
            ],
            prop("Crates", "crate", "oiled_garden_wood"),
        ),
        part(
            lambda _: (moved(merge([shore.buoy(), moved(shore.buoy(), 0.21, 0.1, 0.0)]), -1.55, 0.2, top),),
            prop("Floats", "net float", "float_plastic"),
            crease_deg=50.0,
        ),
        *coast.sea(0.5, 0.0, wave_m=0.035, far_land=True),
        coast.boat(0.5, 2.6, -0.15, 12.0),
        coast.boat(-3.6, 4.6, -0.15, -25.0),
        part(
            lambda rng: (
                chamfered_blocks(
                    [(x, 14.0, 0.5) for x in np.arange(-30, 31, 1.5)], [(1.48, 2.0, 1.4)], 0.03, rng=rng
                ),
            ),
            wall("FarQuay", "quay wall", "kerb_granite"),
        ),
        coast.posts([(x, 12.9, -0.5, 1.6) for x in np.arange(-12.0, 13.0, 3.0)], radius=0.15),
    )


def _boat_beach() -> Sequence[Part]:
    parts, flat = coast.beach(edge_y=5.6, ripples=None, slope=0.07, half=(0.5, 0.4), stand_on=False, seed=7)

    def boards(rng: np.random.Generator) -> tuple[Made, ...]:
        box = outdoor_boards.crate(rng, (0.8, 0.55, 0.4))
        lid = outdoor_boards.slats(rng, 0.82, 0.58, 0.42, slat_m=0.11, gap_m=0.004, thick_m=0.02)
        return (merge([box, lid]),)

    return (
        part(boards, stand("FishBox", "fish box", coast.GREY)),
        *parts,
        coast.boat(0.9, 1.85, 0.0, 24.0, lean_deg=14.0),
        part(
            lambda _: (
                moved(
                    merge(
                        [shore.buoy(), moved(shore.buoy(), 0.24, 0.05, 0.0), moved(shore.buoy(), 0.1, -0.2, 0.0)]
                    ),
                    -0.85,
                    0.55,
                    0.0,
                ),
            ),
            prop("Floats", "net float", "float_plastic"),
            crease_deg=50.0,
        ),
        part(
            lambda _: (moved(shore.rope_coil(), 0.78, 0.35, 0.0),),
            prop("Rope", "rope", "mooring_rope"),
            crease_deg=60.0,
        ),
        *coast.sea(
            4.8, -0.16, wave_m=0.05, breakers=0.14, foam=((0.5, 0.12), (1.9, 0.2), (5.0, 0.3)), far_land=True
        ),
        coast.pebbles(700, flat, clear=(0.5, 0.4), radii=(0.008, 0.035)),
        coast.weed([(-0.7, -0.2, 0.0), (-1.3, 1.2, 0.0), (1.6, 0.5, 0.0)]),
        coast.posts(
            [(-2.2, 3.4, -0.5, 1.1), (-2.25, 4.6, -0.5, 1.05), (-2.3, 5.8, -0.5, 1.0), (-2.35, 7.0, -0.6, 0.95)],
            radius=0.13,
        ),
    )


type _Row = tuple[str, Callable[[], Sequence[Part]], Support, str]

_ROWS: tuple[_Row, ...] = (
    ("rippled_sand_open_sea", _rippled, Support(height_m=0.0, half_x_m=0.28, half_y_m=0.24), ""),
    ("wet_sand_surf", _wet_mirror, Support(height_m=0.0, half_x_m=0.55, half_y_m=0.40), ""),
    ("pebble_bank_groyne", _pebble_bank, Support(height_m=0.12, half_x_m=0.28, half_y_m=0.22), ""),
    ("dark_ledge_pools", _dark_ledge, Support(height_m=0.5, half_x_m=0.60, half_y_m=0.33), ""),
    ("jetty_boards_boat", _jetty, Support(height_m=0.9, half_x_m=0.48, half_y_m=0.55), ""),
    ("driftwood_dune", _driftwood_dune, Support(height_m=0.22, half_x_m=0.60, half_y_m=0.09), ""),
    ("towel_parasol", _towel_parasol, Support(height_m=0.014, half_x_m=0.30, half_y_m=0.24), ""),
    ("sandcastle_shore", _sandcastle, Support(height_m=0.0, half_x_m=0.30, half_y_m=0.26), ""),
    ("cliff_cove_rock", _cliff_cove, Support(height_m=0.33, half_x_m=0.32, half_y_m=0.24), ""),
    ("harbour_quay", _quay, Support(height_m=1.1, half_x_m=0.50, half_y_m=0.28), ""),
    ("fish_box_rowing_boat", _boat_beach, Support(height_m=0.42, half_x_m=0.38, half_y_m=0.26), ""),
)


def _variants() -> tuple[PlaceVariant, ...]:
    return tuple(
        assembled("beach_rocks", number, name, parts(), support, panorama=panorama)
        for number, (name, parts, support, panorama) in enumerate(_ROWS)
    )


PLACE = Place(
    name="beach_rocks",
    title="a beach or rocks by the sea",
    preposition="on",
    outdoors=True,
    subject_m=(0.02, 0.6),
    variants=_variants(),
)
