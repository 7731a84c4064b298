"""Parts of a shore: sand and its height, the sea, shells, pebbles, boulders, weed, toys, boats and posts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.surface import grid, merge, moved, turned
from assets.places.kit import settings_outdoors as out
from assets.places.kit import shore, stones
from assets.places.kit.assembly import Made, Part, floor, part, prop, stand, wall
from assets.places.kit.cut_blocks import heap

type Floats = NDArray[Any]

SAND, WET, ROCK, GREY = "beach_sand", "wet_sand", "shore_rock", "weathered_boards"
SEA = floor("Sea", "sea", "sea_water")


def beach(
    *,
    edge_y: float,
    slope: float = 0.07,
    ripples: tuple[float, float] | None = (0.085, 0.014),
    half: tuple[float, float] = (0.3, 0.26),
    stuff: str = SAND,
    stand_on: bool = True,
    dune: float = 0.0,
    prints: int = 0,
    wet_from: float | None = None,
    seed: int = 0,
) -> tuple[tuple[Part, ...], Callable[[Floats, Floats], Floats]]:
    """Sand that falls to the water's edge at ``edge_y`` or rises to a dune, and its height function."""
    from taxonomy.decisions import decision_rng

    rng = decision_rng(0, 100 + seed, "assets/places/beach_rocks")
    roll = stones.rough(rng, (2.6, 0.025), (0.7, 0.008))
    wave = shore.sand_ripples(rng, *ripples) if ripples else stones.level
    spots = np.stack(
        [0.9 + 0.13 * (-1.0) ** np.arange(prints) + 0.12 * np.arange(prints), -0.6 + 0.46 * np.arange(prints)], -1
    ).reshape(-1, 2)
    steps = shore.footprints(spots, np.full(prints, 80.0)) if prints else stones.level
    ridge = stones.rough(rng, (4.0, 0.5), (1.3, 0.12))

    def rising(x: Floats, y: Floats) -> Floats:
        base = roll(x, y) + wave(x, y) + steps(x, y)
        if dune:
            t = np.clip((y - 1.6) / 4.5, 0.0, 1.0)
            return np.asarray(base + (dune + ridge(x, y)) * t * t * (3 - 2 * t))
        return np.asarray(base - slope * np.maximum(y - edge_y + 2.5, 0.0))

    height = stones.flattened(rising, half, 0.12 if ripples else 0.25)
    piece = (stand if stand_on else floor)("Sand", "sand", stuff)
    ground = part(
        lambda _: (
            stones.ground(
                height,
                low=(-20.0, -6.0),
                high=(20.0, max(edge_y + 5.0, 13.0 if dune else 0.0)),
                fine_m=0.018 if ripples else 0.04,
                fine_to_m=1.3 if ripples else 0.6,
            ),
        ),
        piece,
        crease_deg=180.0,
    )
    parts: tuple[Part, ...] = (ground,)
    if wet_from is not None:

        def wet(_: np.random.Generator) -> tuple[Made, ...]:
            xx, yy = np.meshgrid(np.linspace(-16.0, 16.0, 200), np.linspace(wet_from, edge_y + 1.5, 40))
            line = yy + 0.15 * np.sin(0.9 * xx) * (1 - (yy - wet_from) / (edge_y + 1.5 - wet_from))
            rise = 0.003 * np.clip((yy - wet_from) / 0.05, 0.0, 1.0)
            return (grid(np.stack([xx, line, height(xx, line) + rise], -1), uvs=np.stack([xx, line], -1)),)

        parts += (part(wet, floor("WetSand", "wet sand", WET), crease_deg=180.0),)
    return parts, height


def sea(
    start_y: float,
    z: float,
    *,
    wave_m: float = 0.05,
    breakers: float = 0.0,
    foam: tuple[tuple[float, float], ...] = (),
    far_land: bool = False,
) -> Sequence[Part]:
    """The sea from a line on, with bands of foam, and hills on its far side where asked for."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        height = shore.sea_height(rng, start_y, wave_m=wave_m, z=z, breakers=breakers)
        water = shore.sea(height, start_y)
        return (water, shore.foam(rng, height, start_y, rows=foam)) if foam else (water,)

    pieces = (SEA, floor("Foam", "foam", "sea_foam")) if foam else (SEA,)
    parts = [part(make, *pieces, crease_deg=180.0)]
    if far_land:
        parts.append(
            part(
                lambda rng: (shore.headland(rng, 170.0),),
                wall("Headland", "headland", "far_hills"),
                crease_deg=80.0,
            )
        )
    return parts


def shells(
    count: int,
    height: Callable[[Floats, Floats], Floats],
    *,
    clear: tuple[float, float] = (0.34, 0.3),
    high_y: float = 2.5,
) -> Part:
    """Shells strewn over a beach."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        spots = stones.spots_on(
            rng,
            count,
            (-1.8, -1.0),
            (1.8, high_y),
            height=height,
            near_m=1.2,
            holes=((-clear[0], clear[0], -clear[1], clear[1]),),
            lift_m=0.002,
        )
        return (shore.shells(rng, spots),)

    return part(make, prop("Shells", "shell", "pale_shell"), crease_deg=60.0)


def pebbles(
    count: int,
    height: Callable[[Floats, Floats], Floats],
    *,
    clear: tuple[float, float] = (0.32, 0.28),
    low: tuple[float, float] = (-3.0, -1.6),
    high: tuple[float, float] = (3.0, 3.0),
    radii: tuple[float, float] = (0.008, 0.03),
    near_m: float = 1.4,
    name: str = "Pebbles",
    stuff: str = "beach_pebbles",
    rounds: int = 1,
    sunk: float = 0.35,
) -> Part:
    """Pebbles strewn over a beach."""
    return out.solid(
        lambda rng: stones.strewn(
            rng, count, low, high, radii, height=height, clear=clear, near_m=near_m, rounds=rounds, sunk=sunk
        ),
        prop(name, "pebble", stuff),
        crease_deg=62.0,
    )


def boulders(
    rocks: Sequence[tuple[float, float, float, float]],
    *,
    stuff: str = ROCK,
    sink: float = 0.12,
    name: str = "Rocks",
) -> Part:
    """(x, y, size, height share) of weathered rocks half in the ground."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        return (
            merge(
                [
                    moved(
                        stones.boulder(rng, (s, 0.85 * s, h * s), rounds=4 if s > 0.5 else 3),
                        x,
                        y,
                        0.5 * h * s - sink * s,
                    )
                    for x, y, s, h in rocks
                ]
            ),
        )

    return part(make, prop(name, "rock", stuff), crease_deg=44.0)


def weed(spots: Sequence[tuple[float, float, float]]) -> Part:
    """Tufts of seaweed at (x, y, z)."""
    return part(lambda rng: (shore.weed(rng, np.array(spots)),), prop("Seaweed", "seaweed", "bladder_wrack"))


def toys(x: float, y: float, z: float = 0.0, turn_deg: float = 30.0) -> Part:
    """A bucket and a spade."""

    def make(_: np.random.Generator) -> tuple[Made, ...]:
        return moved(shore.toy_bucket(), x, y, z), heap(
            [shore.toy_spade()], x + 0.3, y - 0.12, z + 0.004, turn_deg=turn_deg
        )

    return part(
        make,
        prop("ToyBucket", "bucket", "toy_plastic"),
        prop("ToySpade", "spade", "other_toy_plastic"),
        crease_deg=50.0,
    )


def boat(x: float, y: float, z: float, turn_deg: float, *, lean_deg: float = 0.0) -> Part:
    """A rowing boat."""

    def make(_: np.random.Generator) -> tuple[Made, ...]:
        return tuple(heap([turned(s, "x", lean_deg)], x, y, z, turn_deg=turn_deg) for s in shore.rowing_boat())

    return part(
        make,
        prop("BoatHull", "rowing boat", "painted_boat"),
        prop("BoatWood", "rowing boat", "oiled_garden_wood"),
        crease_deg=40.0,
    )


def posts(rows: Sequence[tuple[float, float, float, float]], *, radius: float = 0.11, role: Any = prop) -> Part:
    """Weathered piles: (x, y, low, high)."""
    return part(
        lambda rng: (merge([shore.post(rng, (x, y), low, high, radius) for x, y, low, high in rows]),),
        role("Posts", "wooden post", "weathered_boards_dark"),
        crease_deg=50.0,
    )
