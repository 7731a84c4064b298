"""Parts of a forest floor: ground, litter, trunks, ferns, bushes, needles, spruces, moss and split logs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.blades import leaf
from assets.meshes.surface import Surface, finished, grid, merge, moved
from assets.places.kit import greenery as green
from assets.places.kit import settings_outdoors as out
from assets.places.kit import stones, woodland
from assets.places.kit.assembly import Made, Part, floor, joined, part, prop, stand, wall

type Floats = NDArray[Any]
type Trunk = tuple[float, float, float]  # x, y, radius

BARK, BEECH, BIRCH = "forest_bark", "beech_bark", "birch_bark"
FERNS = prop("Ferns", "fern", "fern_green")
MOSS = prop("Moss", "moss", "moss_green")
FLAT_LEAF = leaf(np.array([0.03, 0.26, 0.34, 0.22, 0.02]), columns=3, fold=0.02, droop=0.01)
FAR: tuple[Trunk, ...] = (
    (-5.2, 6.4, 0.17),
    (-3.4, 8.2, 0.15),
    (-1.7, 6.9, 0.13),
    (0.4, 8.6, 0.16),
    (1.9, 6.3, 0.14),
    (3.6, 7.8, 0.17),
    (5.4, 6.6, 0.15),
    (-4.4, 4.6, 0.13),
    (4.6, 4.4, 0.15),
    (-6.6, 8.8, 0.18),
    (6.8, 8.9, 0.16),
    (-0.6, 10.2, 0.15),
    (2.6, 10.4, 0.17),
    (-2.7, 10.6, 0.16),
)


def ground(
    *layers: tuple[float, float],
    stuff: str = "forest_soil",
    half: tuple[float, float] = (0.0, 0.0),
    stand_on: bool = False,
    seed_m: float = 0.0,
) -> tuple[Part, stones.Height]:
    """The ground with its relief, level where the subject stands, and its height function."""
    from taxonomy.decisions import decision_rng

    roll = stones.rough(decision_rng(0, int(seed_m * 1000) + len(layers), "assets/places/forest_floor"), *layers)
    rising = lambda x, y: roll(x, y) + 0.05 * np.maximum(y - 2.0, 0.0)
    height = stones.flattened(rising, half, 0.35) if half[0] else rising
    piece = (stand if stand_on else floor)("Ground", "forest ground", stuff)
    return part(lambda _: (stones.ground(height, fine_m=0.035),), piece, crease_deg=180.0), height


def trunks(
    trunks: Sequence[Trunk], stuff: str, *, bark: str = "plates", near: int = 4, high_m: float = 5.0
) -> Part:
    """Standing trunks, the first ``near`` in detail."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        bodies: list[Surface] = []
        marks: list[Surface] = []
        for k, (x, y, r) in enumerate(trunks):
            columns, rows = (96, 80) if k < near else (30, 20)
            kind = bark if k < near else "smooth"
            foot = (x, y, 0.03 * max(y - 2.0, 0.0))
            bodies.append(
                woodland.bole(
                    rng,
                    foot,
                    r,
                    high_m,
                    bark=kind,
                    columns=columns,
                    rows=rows,
                    lean=0.0 if bark == "birch" else 0.03,
                )
            )
            if bark == "birch":
                marks.append(woodland.birch_marks(rng, foot, r, 0.6 * high_m, 70 if k < near else 30))
        return (merge(bodies), merge(marks)) if marks else (merge(bodies),)

    pieces = (wall("Trunks", "tree trunk", stuff), wall("BirchMarks", "tree trunk", "birch_scars"))
    return part(make, *(pieces if bark == "birch" else pieces[:1]), crease_deg=60.0)


def ferns(spots: Sequence[tuple[float, float, float]], height: stones.Height) -> Part:
    """Ferns at (x, y, size) on a ground."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        return (
            joined(
                [
                    green.fern(rng, (x, y, float(height(np.array(x), np.array(y)))), size, fronds=8)
                    for x, y, size in spots
                ]
            ),
        )

    return part(make, FERNS)


def bushes(
    spots: Sequence[tuple[float, float, float]], *, leaves: int = 420, leaf_m: tuple[float, float] = (0.05, 0.09)
) -> Part:
    """Undergrowth: (x, y, size) of leafy bushes."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        made = []
        for x, y, size in spots:
            roots = green.lumpy(rng, (x, y, 0.55 * size), (0.8 * size, 0.7 * size, 0.62 * size), leaves, deep=0.8)
            made.append(green.foliage(rng, roots.kept(roots.points[:, 2] > 0.02), leaf_m))
        return (joined(made),)

    return part(make, prop("Bushes", "bush", out.LEAVES))


def litter(
    count: int,
    height: stones.Height,
    *,
    clear: tuple[float, float] = (0.0, 0.0),
    flush: bool = False,
    near_m: float = 1.5,
) -> Sequence[Part]:
    """Fallen leaves, and flat ones in the clear place where the subject stands on the ground."""
    holes = ((-clear[0] - 0.09, clear[0] + 0.09, -clear[1] - 0.09, clear[1] + 0.09),) if clear[0] else ()
    parts = [
        out.fallen_leaves(count, (-4.5, -1.8), (4.5, 6.0), holes=holes, height=height, near_m=near_m, z=0.006)
    ]
    if flush:

        def make(rng: np.random.Generator) -> tuple[Made, ...]:
            spots = np.stack(
                [
                    rng.uniform(-clear[0], clear[0], 110),
                    rng.uniform(-clear[1], clear[1], 110),
                    rng.uniform(-0.001, 0.001, 110),
                ],
                -1,
            )
            return tuple(
                green.litter(rng, s, (0.045, 0.085), flat=0.008, sheet=FLAT_LEAF)
                for s in (spots[::2], spots[1::2])
            )

        parts.append(
            part(
                make,
                stand("FlatLeaves", "fallen leaf", "ochre_leaves"),
                stand("FlatBrownLeaves", "fallen leaf", "brown_leaves"),
            )
        )
    return parts


def twigs(
    count: int, height: stones.Height, *, clear: tuple[float, float] = (0.3, 0.3), stuff: str = BARK
) -> Part:
    """Sticks strewn over a ground."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        spots = stones.spots_on(
            rng,
            count,
            (-2.5, -1.6),
            (2.5, 3.5),
            height=height,
            holes=((-clear[0] - 0.15, clear[0] + 0.15, -clear[1] - 0.15, clear[1] + 0.15),),
            near_m=1.4,
        )
        return (woodland.twigs(rng, spots, (0.08, 0.38)),)

    return part(make, prop("Twigs", "twig", stuff), crease_deg=60.0)


def needles(
    count: int,
    height: stones.Height,
    *,
    cones: int = 14,
    clear: tuple[float, float] = (0.0, 0.0),
) -> Sequence[Part]:
    """Dry needles and fir cones strewn over a ground."""
    hole = ((-clear[0] - 0.09, clear[0] + 0.09, -clear[1] - 0.09, clear[1] + 0.09),) if clear[0] else ()

    def litter(rng: np.random.Generator) -> tuple[Made, ...]:
        spots = stones.spots_on(
            rng, count, (-3.0, -1.8), (3.0, 4.0), height=height, near_m=1.0, lift_m=0.003, holes=hole
        )
        return (woodland.needles(rng, spots),)

    def fir_cones(rng: np.random.Generator) -> tuple[Made, ...]:
        spots = stones.spots_on(
            rng,
            cones,
            (-1.3, -0.9),
            (1.3, 1.8),
            height=height,
            near_m=1.2,
            holes=((-clear[0] - 0.1, clear[0] + 0.1, -clear[1] - 0.1, clear[1] + 0.1),),
        )
        return (woodland.cones(rng, spots),)

    return (
        part(litter, prop("Needles", "needle", "dry_needles")),
        part(fir_cones, prop("Cones", "fir cone", "fir_cone_brown")),
    )


def spruces(spots: Sequence[tuple[float, float, float]], *, boughs: int = 64, bare: float = 0.1) -> Part:
    """Spruces at (x, y, height)."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        pairs = [
            green.conifer(rng, (x, y, -0.05), high, boughs=boughs, bare=bare, reach=0.2) for x, y, high in spots
        ]
        return joined([p[1] for p in pairs]), merge([p[0] for p in pairs])

    return part(
        make,
        wall("SpruceNeedles", "spruce", "spruce_green"),
        wall("SpruceTrunks", "spruce", BARK),
        crease_deg=60.0,
    )


def moss(spots: Sequence[tuple[float, float, float]], height: stones.Height, *, shoots: int = 1600) -> Part:
    """Moss cushions with shoots: (x, y, radius)."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        places = np.array([(x, y, float(height(np.array(x), np.array(y)))) for x, y, _ in spots])
        bodies = [
            woodland.moss_cushions(rng, place[None], (r, r * 1.05))
            for place, (_, _, r) in zip(places, spots, strict=True)
        ]
        body = merge(bodies)
        mesh = finished(body, crease_deg=80.0)
        assert mesh.normals is not None
        which = rng.integers(0, len(mesh.face_vertex_indices), shoots)
        return (
            joined(
                [
                    mesh,
                    woodland.moss_shoots(
                        rng,
                        mesh.points[mesh.face_vertex_indices[which]].astype(np.float64),
                        mesh.normals[which].astype(np.float64),
                    ),
                ]
            ),
        )

    return part(make, MOSS)


def split_log(bark: str, stuff: str, radius: float, flat: float, length: float = 2.4) -> Part:
    """A log along x with a level split top."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        return woodland.log(rng, radius, length, flat_m=flat, bark=bark)

    return part(make, stand("Log", "log", stuff), stand("LogWood", "log", "cut_log_wood"), crease_deg=50.0)


def log_marks(rng: np.random.Generator) -> tuple[Made, ...]:
    """Scars on the front and back of a split birch log, below its flat top."""
    marks = woodland.birch_marks(rng, (0.0, 0.0, 0.0), 0.16, 1.9, 150, lying=True)
    faces = marks.indices.reshape(-1, 4)
    patches = marks.points[faces].reshape(-1, 6 * 4, 3)  # six quads a patch
    below = np.repeat(patches[..., 2].max(1) < 0.25, 6)
    return (woodland.quads_over(marks.points, faces[below], marks.uvs.reshape(-1, 4, 2)[below]),)


def billet(rng: np.random.Generator, radius: float) -> tuple[Surface, Surface]:
    """(bark, ends) of a plain piece of wood along x on z = 0."""
    a = np.arange(16) * 2 * np.pi / 16
    r = radius * (1.0 + 0.05 * rng.uniform(-1, 1, 16))
    rows = [
        np.stack([np.full(16, x), -r * np.cos(a), radius + r * np.sin(a)], -1) for x in np.linspace(-0.5, 0.5, 4)
    ]
    from assets.meshes.surface import flipped, polygons

    points = np.stack(rows)
    side = woodland.facing_axis(moved(grid(points, wrap=True), z=-radius))
    ends = [polygons(points[0], [16], np.arange(16)[::-1]), polygons(points[-1], [16], np.arange(16))]
    made = [
        end
        if (np.cross(end.points[1] - end.points[0], end.points[4] - end.points[0]) @ [1, 0, 0]) * s * o > 0
        else flipped(end)
        for end, s, o in ((ends[0], -1.0, -1.0), (ends[1], 1.0, 1.0))
    ]
    return moved(flipped(side), z=radius), merge(made)
