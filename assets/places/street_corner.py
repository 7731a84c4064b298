"""A street corner: pavements with kerbs before house fronts and shops, roads, bollards, benches and steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from assets.meshes.surface import merge, moved
from assets.places.kit import facades, masonry, outdoor_boards
from assets.places.kit import greenery as green
from assets.places.kit import settings_outdoors as out
from assets.places.kit import street_fronts as fronts
from assets.places.kit import street_things as things
from assets.places.kit.assembly import Made, Part, assembled, part, prop, stand, wall
from assets.places.kit.cut_blocks import chamfered_blocks, heap
from assets.places.place import Place, PlaceVariant, Support

_KERB_M = 0.125
_IRON, _STEEL = "black_ironwork", "worn_steel"


def _post(x: float, y: float, z: float = _KERB_M, stuff: str = _IRON) -> Part:
    return out.solid(
        lambda _: moved(things.bollard(), x, y, z), prop("Bollards", "bollard", stuff), crease_deg=45.0
    )


def _lamp(x: float, y: float, z: float = _KERB_M) -> Part:
    return out.solid(
        lambda _: moved(things.lamp_post(), x, y, z), prop("LampPost", "lamp post", _IRON), crease_deg=45.0
    )


def _bicycle(x: float, y: float, z: float, turn_deg: float, *, rack: bool = True) -> Sequence[Part]:
    def make(_: np.random.Generator) -> tuple[Made, ...]:
        return tuple(heap([s], x, y, z, turn_deg=turn_deg) for s in things.bicycle())

    parts = [
        part(
            make,
            prop("BicycleFrame", "bicycle", "painted_bicycle"),
            prop("Tyres", "bicycle", "black_street_rubber"),
            prop("BicycleSteel", "bicycle", _STEEL),
            crease_deg=45.0,
        )
    ]
    if rack:
        parts.append(
            out.solid(
                lambda _: heap([things.bike_rack()], x, y + 0.12, z, turn_deg=turn_deg),
                prop("BikeRack", "bicycle rack", _STEEL),
                crease_deg=45.0,
            )
        )
    return parts


def _cone(x: float, y: float, z: float) -> Part:
    def make(_: np.random.Generator) -> tuple[Made, ...]:
        return tuple(moved(s, x, y, z) for s in things.traffic_cone())

    return part(
        make,
        prop("Cones", "traffic cone", "cone_orange"),
        prop("ConeSleeves", "traffic cone", "road_white"),
        crease_deg=45.0,
    )


def _bins(spots: Sequence[tuple[float, float, float]], z: float, stuff: str = "painted_street_bin") -> Part:
    return out.solid(
        lambda _: [heap([things.wheelie_bin()], x, y, z, turn_deg=t) for x, y, t in spots],
        prop("Bins", "wheelie bin", stuff),
    )


def _pavement_terrace() -> Sequence[Part]:
    y = 1.75
    return (
        *fronts.pavement(-0.85, y, stand_on=True, gully_x=-0.9),
        *fronts.road(-6.0, -0.85),
        *fronts.brick_front(
            y, windows=((1.75, 1.1, 0.95, 2.6), (-2.6, 1.1, 0.95, 2.6)), doors=((-0.55, 0.95, 2.2),)
        ),
        out.solid(
            lambda _: chamfered_blocks([(-0.55, y - 0.16, _KERB_M + 0.07)], [(1.4, 0.36, 0.14)], 0.012),
            wall("Surrounds", "stone surround", fronts.STONE),
        ),
        _bins(((0.62, 1.35, 8.0),), _KERB_M),
        out.solid(
            lambda _: moved(facades.drainpipe(0.28, 4.5), 0.0, y, _KERB_M),
            wall("Drainpipe", "drainpipe", _IRON),
            crease_deg=45.0,
        ),
    )


def _kerb_across() -> Sequence[Part]:
    return (
        *fronts.pavement(-4.0, 0.42, kerb_at="back", stand_on=True, kind="square", gully_x=0.75),
        *fronts.road(0.42, 6.4, line_y=3.4, covers=((-1.2, 2.0),)),
        *fronts.pavement(6.4, 8.2, prefix="Far"),
        *fronts.far_row(8.2),
        _lamp(-0.95, 6.85),
        _post(1.1, 0.12),
        out.solid(
            lambda _: moved(things.hydrant(), -1.05, 0.05, _KERB_M),
            prop("Hydrant", "fire hydrant", "post_box_red"),
            crease_deg=45.0,
        ),
        *_bicycle(1.9, 7.2, _KERB_M, 8.0),
    )


def _bollard_top() -> Sequence[Part]:
    return (
        out.solid(
            lambda _: moved(things.bollard(radius_m=0.125, flat=True, high_m=0.85), 0.0, 0.0, _KERB_M),
            stand("Bollard", "bollard", "painted_street_iron"),
            crease_deg=45.0,
        ),
        out.solid(
            lambda _: [
                moved(things.bollard(radius_m=0.125, flat=True, high_m=0.85), x, 0.0, _KERB_M) for x in (-1.6, 1.6)
            ],
            prop("Bollards", "bollard", "painted_street_iron"),
            crease_deg=45.0,
        ),
        *fronts.pavement(-3.5, 0.4, kerb_at="back", kind="bricks"),
        *fronts.road(0.4, 5.6, line_y=3.0, asphalt="asphalt_dark"),
        *fronts.pavement(5.6, 7.0, kind="slabs", prefix="Far"),
        *fronts.far_row(7.0, stuffs=("white_limewash", "red_bricks", "ochre_limewash"), house_m=3.8),
        _lamp(1.5, 6.0),
        out.solid(
            lambda _: moved(things.street_bin(), -1.9, 6.2, _KERB_M),
            prop("StreetBin", "litter bin", _IRON),
            crease_deg=45.0,
        ),
        *_bicycle(-0.2, 6.5, _KERB_M, -6.0),
    )


def _shop_ledge() -> Sequence[Part]:
    y = 0.2

    def ledge(rng: np.random.Generator) -> tuple[Made, ...]:
        return (chamfered_blocks([(0.0, 0.0, _KERB_M + 0.535)], [(3.9, 0.32, 0.05)], 0.008, rng=rng),)

    return (
        part(ledge, stand("Ledge", "shop ledge", "pale_slabs")),
        *fronts.shop_front(y, awning=False),
        *fronts.brick_front(
            y + 0.15,
            windows=((-3.5, 1.0, 1.0, 2.5), (3.5, 1.0, 1.0, 2.5)),
            gaps=(fronts.hole(0.0, 3.66, 0.0, 2.9),),
        ),
        *fronts.pavement(-1.8, y, kind="square"),
        *fronts.road(-6.0, -1.8),
        out.potted((-1.45, -0.1 + 0.05, _KERB_M), 0.16, 0.27, plant="tree", tall_m=0.9),
    )


def _shop_crates() -> Sequence[Part]:
    y = 1.5

    def crates(rng: np.random.Generator) -> tuple[Made, ...]:
        low = outdoor_boards.crate(rng, (0.62, 0.42, 0.26))
        lid = outdoor_boards.slats(rng, 0.64, 0.44, _KERB_M + 0.56, slat_m=0.085, gap_m=0.006, thick_m=0.014)
        return (
            merge(
                [
                    moved(low, z=_KERB_M),
                    moved(low, z=_KERB_M + 0.27),
                    lid,
                    heap([low], -0.86, 0.3, _KERB_M, turn_deg=14.0),
                ]
            ),
        )

    return (
        part(crates, stand("Crates", "crate", "oiled_garden_wood")),
        *fronts.shop_front(y),
        *fronts.brick_front(
            y + 0.15,
            windows=((-3.6, 1.0, 1.0, 2.5), (3.6, 1.0, 1.0, 2.5)),
            gaps=(fronts.hole(0.0, 3.66, 0.0, 2.9),),
        ),
        *fronts.pavement(-1.6, y, kind="bricks"),
        *fronts.road(-6.0, -1.6),
        out.potted((1.0, 0.9, _KERB_M), 0.17, 0.29, plant="tree", tall_m=0.9),
        out.potted((0.72, 0.72, _KERB_M), 0.12, 0.2, tall_m=0.35),
    )


def _setts_post_box() -> Sequence[Part]:
    y = 2.2

    def box(_: np.random.Generator) -> tuple[Made, ...]:
        return tuple(moved(s, 0.85, 1.05) for s in things.post_box())

    return (
        *out.unit_paving(
            (-4.6, -3.2),
            (4.6, y),
            (0.105, 0.1),
            stand_on=True,
            stuffs=("sett_stone", "dark_sett_stone"),
            joint_m=0.01,
            chamfer_m=0.012,
            name="sett",
            rounds=2,
            uneven_m=0.005,
        ),
        part(
            box,
            prop("PostBox", "post box", "post_box_red"),
            prop("PostSlot", "post box", "dark_joint"),
            crease_deg=45.0,
        ),
        out.solid(
            lambda _: moved(
                masonry.body_with_holes(
                    12.0, 4.6, 0.4, [fronts.hole(-0.95, 1.0, 0.0, 2.3), fronts.hole(1.9, 1.0, 0.95, 2.4)]
                ),
                0.0,
                y,
            ),
            wall("Render", "house front", "ochre_limewash"),
        ),
        *fronts.openings(y, ((1.9, 1.0, 0.95, 2.4),), ((-0.95, 1.0, 2.3),)),
        out.solid(
            lambda _: moved(facades.shutters(1.0, 1.45), 1.9, y - 0.03, 0.95),
            wall("Shutters", "shutter", fronts.DOOR),
        ),
        out.solid(
            lambda _: moved(
                masonry.body_with_holes(12.0, 0.55, 0.2, [fronts.hole(-0.95, 1.0, 0.0, 2.3)]), 0.0, y - 0.03
            ),
            wall("Plinth", "plinth", "pale_slabs"),
        ),
        _post(-1.9, 1.1, 0.0),
        _post(-0.15, 1.35, 0.0),
        *_bicycle(-2.6, 1.7, 0.0, -3.0, rack=False),
    )


def _underpass() -> Sequence[Part]:
    y = 2.4

    def panels(rng: np.random.Generator) -> tuple[Made, ...]:
        centres = [(x, y + 0.15, 0.65 + 1.3 * k) for x in np.arange(-6.0, 6.1, 2.0) for k in range(3)]
        columns = [(x, y - 0.12, 1.95) for x in (-3.0, 1.0, 5.0)]
        beam = chamfered_blocks([(0, y - 0.3, 3.6)], [(13.0, 1.2, 0.5)], 0.02)
        return (
            merge(
                [
                    chamfered_blocks(centres, [(1.985, 0.3, 1.285)], 0.01, rng=rng),
                    chamfered_blocks(columns, [(0.45, 0.5, 3.9)], 0.025),
                    beam,
                ]
            ),
        )

    def band(rng: np.random.Generator) -> tuple[Made, ...]:
        from assets.places.kit.bonds import rows_of
        from assets.places.kit.cut_blocks import stone_tops

        laid = rows_of((-6.5, 0.95), (6.5, 1.55), (0.15, 0.15), 0.003, stagger=0.0)
        return (
            moved(masonry.standing(stone_tops(*laid, chamfer_m=0.002, deep_m=0.006, rng=rng)), 0.0, y - 0.012),
        )

    return (
        *fronts.road(-6.0, 1.5, asphalt="wet_asphalt", stand_on=True, patch=False, covers=((1.15, 0.55),)),
        *fronts.pavement(1.5, y, kind="slabs", gully_x=-0.75),
        part(panels, wall("Panels", "concrete wall", "cast_concrete_grey")),
        part(band, wall("TileBand", "tile", "painted_street_tile")),
        _cone(-0.95, 1.0, 0.0),
        _cone(1.75, 1.1, 0.0),
        out.solid(
            lambda _: chamfered_blocks([(0.0, 0.78, 0.0)], [(14.0, 0.1, 0.006)], 0.001),
            prop("RoadLine", "road marking", "road_white"),
        ),
        out.solid(
            lambda _: moved(facades.drainpipe(2.1, 3.6), 0.0, y),
            wall("Drainpipe", "drainpipe", _STEEL),
            crease_deg=45.0,
        ),
    )


def _planter_office() -> Sequence[Part]:
    y = 4.6

    def ledge(rng: np.random.Generator) -> tuple[Made, ...]:
        blocks = chamfered_blocks(
            [(x, 0.05, _KERB_M + 0.2) for x in (-2.4, -0.8, 0.8, 2.4)], [(1.592, 0.5, 0.4)], 0.012, rng=rng
        )
        tops = chamfered_blocks(
            [(x, 0.02, _KERB_M + 0.425) for x in (-2.4, 0.0, 2.4)], [(2.39, 0.5, 0.05)], 0.01, rng=rng
        )
        back = chamfered_blocks(
            [(0.0, 1.3, _KERB_M + 0.2), (-3.2, 0.8, _KERB_M + 0.2), (3.2, 0.8, _KERB_M + 0.2)],
            [(6.6, 0.2, 0.4), (0.2, 1.1, 0.4), (0.2, 1.1, 0.4)],
            0.012,
        )
        return (merge([blocks, tops, back]),)

    def plants(rng: np.random.Generator) -> tuple[Made, ...]:
        spots = np.stack(
            [rng.uniform(-3.0, 3.0, 70), rng.uniform(0.68, 1.15, 70), np.full(70, _KERB_M + 0.33)], -1
        )
        low = green.hedge_roots(rng, (-3.0, 0.8, 0.4), (3.0, 1.2, 0.85), 260)
        return green.tufts(rng, spots, 45, 0.36, radius_m=0.045), green.foliage(rng, low, (0.05, 0.08))

    def office(_: np.random.Generator) -> tuple[Made, ...]:
        x = np.arange(-9.0, 9.1, 1.5)
        upright = chamfered_blocks(np.stack([x, 0 * x + y, 0 * x + 3.2], -1), [(0.08, 0.16, 6.4)], 0.006)
        lying = chamfered_blocks([(0, y, z) for z in (0.3, 1.2, 3.3, 3.6, 6.2)], [(18.0, 0.14, 0.08)], 0.006)
        spandrel = chamfered_blocks(
            np.stack([x + 0.75, 0 * x + y + 0.04, 0 * x + 3.45], -1), [(1.42, 0.03, 0.3)], 0.004
        )
        glass = chamfered_blocks(
            np.stack([x + 0.75, 0 * x + y + 0.05, 0 * x + 3.2], -1), [(1.48, 0.02, 6.3)], 0.002
        )
        return merge([upright, lying, spandrel]), glass

    return (
        part(ledge, stand("Planter", "planter ledge", "kerb_granite")),
        part(
            plants,
            prop("PlanterGrass", "grass", "lawn_blades"),
            prop("PlanterHedge", "shrub", out.LEAVES),
            crease_deg=80.0,
        ),
        out.solid(
            lambda _: chamfered_blocks([(0, 0.8, _KERB_M + 0.17)], [(6.2, 0.9, 0.34)], 0.01),
            prop("PlanterEarth", "planter earth", "bed_earth"),
        ),
        part(
            office,
            wall("Mullions", "office front", "worn_steel"),
            wall("OfficeGlass", "office window", "office_glass"),
        ),
        *fronts.pavement(-2.2, y, kind="slabs"),
        *fronts.road(-6.0, -2.2),
        *_bicycle(1.6, 2.4, _KERB_M, -12.0),
        out.solid(
            lambda _: moved(things.street_bin(), -1.5, 2.2, _KERB_M),
            prop("StreetBin", "litter bin", _STEEL),
            crease_deg=45.0,
        ),
        _lamp(2.9, 3.2),
    )


def _doorstep() -> Sequence[Part]:
    y = 0.72

    def flight(rng: np.random.Generator) -> tuple[Made, ...]:
        treads, risers = masonry.steps(rng, 1.5, 2, rise_m=0.165, going_m=0.45, y=-0.2, slab_m=0.06)
        return moved(treads, z=_KERB_M), moved(risers, z=_KERB_M)

    def rails(_: np.random.Generator) -> tuple[Made, ...]:
        long = moved(facades.railing(3.0, high_m=1.0), 2.35, -0.15, _KERB_M)
        other = moved(facades.railing(3.0, high_m=1.0), -2.35, -0.15, _KERB_M)
        return (merge([long, other]),)

    return (
        part(flight, stand("Steps", "door step", "pale_slabs"), stand("Risers", "door step", "pale_slabs")),
        part(rails, prop("Railing", "railing", _IRON), crease_deg=50.0),
        *fronts.brick_front(
            y,
            windows=((1.95, 1.1, 1.1, 2.75), (-1.95, 1.1, 1.1, 2.75)),
            doors=((0.0, 1.0, 2.25),),
            base=_KERB_M + 0.33,
            plinth="pale_slabs",
        ),
        *fronts.pavement(-1.9, y, kind="slabs"),
        *fronts.road(-6.0, -1.9),
        out.potted((0.58, 0.46, _KERB_M + 0.33), 0.12, 0.21, plant="tree", tall_m=0.75),
        out.potted((-0.58, 0.46, _KERB_M + 0.33), 0.12, 0.21, plant="tree", tall_m=0.75),
    )


def _bench_bicycle() -> Sequence[Part]:
    y = 2.3

    def bench(rng: np.random.Generator) -> tuple[Made, ...]:
        seat = outdoor_boards.slats(rng, 1.8, 0.46, _KERB_M + 0.45, slat_m=0.085, gap_m=0.014, thick_m=0.04)
        legs = chamfered_blocks([(s * 0.7, 0.0, _KERB_M + 0.2) for s in (-1, 1)], [(0.06, 0.42, 0.41)], 0.006)
        feet = chamfered_blocks([(s * 0.7, 0.0, _KERB_M + 0.008) for s in (-1, 1)], [(0.12, 0.5, 0.016)], 0.003)
        return seat, merge([legs, feet])

    return (
        part(bench, stand("BenchSlats", "bench", "oiled_garden_wood"), stand("BenchLegs", "bench", _IRON)),
        *fronts.pavement(-2.0, y, kind="square"),
        *fronts.road(-6.0, -2.0),
        out.solid(
            lambda _: moved(
                masonry.body_with_holes(
                    12.0,
                    4.6,
                    0.4,
                    [
                        fronts.hole(0.2, 1.2, 1.05, 2.6),
                        fronts.hole(3.0, 1.0, 0.0, 2.35),
                        fronts.hole(-2.9, 1.2, 1.05, 2.6),
                    ],
                ),
                0.0,
                y,
            ),
            wall("Render", "house front", "white_limewash"),
        ),
        *fronts.openings(y, ((0.2, 1.2, 1.05, 2.6), (-2.9, 1.2, 1.05, 2.6)), ((3.0, 1.0, 2.2),), base=_KERB_M),
        out.solid(
            lambda _: moved(
                masonry.body_with_holes(12.0, 0.7, 0.2, [fronts.hole(3.0, 1.0, 0.0, 2.3)]), 0.0, y - 0.03
            ),
            wall("Plinth", "plinth", "pale_slabs"),
        ),
        *_bicycle(-0.75, 1.5, _KERB_M, 4.0),
        out.tree((1.45, 0.95), high_m=4.5, radius_m=0.1),
        out.solid(
            lambda _: moved(things.street_bin(), 1.35, 0.15, _KERB_M),
            prop("StreetBin", "litter bin", _IRON),
            crease_deg=45.0,
        ),
        out.fallen_leaves(90, (-3.0, -1.5), (3.0, 2.1), holes=((-0.95, 0.95, -0.3, 0.3),), z=_KERB_M + 0.004),
    )


def _pallet_roller() -> Sequence[Part]:
    y = 1.6

    def parcels(_: np.random.Generator) -> tuple[Made, ...]:
        boxes = [
            ((0.78, 0.75, 0.0), (0.45, 0.35, 0.32), 12.0),
            ((0.76, 0.74, 0.321), (0.36, 0.3, 0.24), -8.0),
            ((1.35, 0.9, 0.0), (0.5, 0.4, 0.4), -15.0),
            ((-1.1, 0.95, 0.0), (0.42, 0.42, 0.36), 20.0),
        ]
        made = [[heap([s], *at, turn_deg=t) for s in things.parcel(size)] for at, size, t in boxes]
        return merge([m[0] for m in made]), merge([m[1] for m in made])

    return (
        out.boarded(things.pallet, stand("Pallet", "pallet", "weathered_boards"), "weathered_boards_dark"),
        part(parcels, prop("Parcels", "cardboard box", "street_card"), prop("Tape", "tape", "card_tape")),
        *fronts.road(-6.0, y + 0.4, asphalt="asphalt_grey", covers=((-1.15, -0.4),)),
        *out.brick_wall(y, 12.0, 4.4, holes=(fronts.hole(-0.2, 2.6, 0.0, 2.6),), coped=False),
        fronts.roller_door(y + 0.02, -0.2, 2.6, 2.6),
        *(_cone(x, yy, 0.0) for x, yy in ((-1.75, 1.1),)),
        _bins(((2.0, 1.25, 5.0), (2.65, 1.22, -4.0)), 0.0),
        out.solid(
            lambda _: chamfered_blocks(
                [(-0.2 + s * 1.5, y - 0.12, 0.45) for s in (-1, 1)], [(0.14, 0.14, 0.9)], 0.02
            ),
            wall("Guards", "guard post", "guard_yellow"),
        ),
        out.solid(
            lambda _: moved(facades.drainpipe(1.75, 4.3), 0.0, y),
            wall("Drainpipe", "drainpipe", _STEEL),
            crease_deg=45.0,
        ),
    )


type _Row = tuple[str, Callable[[], Sequence[Part]], Support, str]

_ROWS: tuple[_Row, ...] = (
    (
        "slab_pavement_brick_terrace",
        _pavement_terrace,
        Support(height_m=_KERB_M, half_x_m=0.38, half_y_m=0.40),
        "",
    ),
    ("kerb_and_street_across", _kerb_across, Support(height_m=_KERB_M, half_x_m=0.60, half_y_m=0.28), ""),
    ("bollard_top_old_town", _bollard_top, Support(height_m=0.975, half_x_m=0.10, half_y_m=0.10, round=True), ""),
    ("shop_ledge", _shop_ledge, Support(height_m=0.685, half_x_m=0.80, half_y_m=0.13), ""),
    ("crates_before_shop", _shop_crates, Support(height_m=0.685, half_x_m=0.29, half_y_m=0.19), ""),
    ("setts_post_box", _setts_post_box, Support(height_m=0.0, half_x_m=0.50, half_y_m=0.45), ""),
    ("wet_road_underpass", _underpass, Support(height_m=0.0, half_x_m=0.60, half_y_m=0.45), ""),
    ("planter_ledge_office", _planter_office, Support(height_m=0.575, half_x_m=0.70, half_y_m=0.18), ""),
    ("doorstep_brick_house", _doorstep, Support(height_m=0.29, half_x_m=0.45, half_y_m=0.20), ""),
    ("street_bench_bicycle", _bench_bicycle, Support(height_m=0.575, half_x_m=0.60, half_y_m=0.20), ""),
    ("pallet_roller_shutter", _pallet_roller, Support(height_m=0.144, half_x_m=0.50, half_y_m=0.34), ""),
)


def _variants() -> tuple[PlaceVariant, ...]:
    return tuple(
        assembled("street_corner", number, name, parts(), support, panorama=panorama)
        for number, (name, parts, support, panorama) in enumerate(_ROWS)
    )


PLACE = Place(
    name="street_corner",
    title="a street corner",
    preposition="on",
    outdoors=True,
    subject_m=(0.05, 0.6),
    variants=_variants(),
)
