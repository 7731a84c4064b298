"""Every generator by name. A new body is a function and one line here."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assets.meshes import architecture, display, household, landscapes, mechanical, rooms, sculpture, sets, vessels
from assets.meshes.forms import PRIMITIVES, primitive, subdivision_cages
from assets.meshes.generator import Generator
from schemas.errors import AssetError
from schemas.mesh import MeshData


def _whole(
    name: str,
    variants: int,
    make: Callable[[np.random.Generator], MeshData],
    *,
    class_name: str = "",
    version: int = 1,
) -> Generator:
    return Generator(
        name=name, version=version, variants=variants, make=lambda rng: (make(rng),), class_name=class_name
    )


_ALL = (
    *(primitive(name) for name in PRIMITIVES),
    subdivision_cages(),
    Generator(
        name="shader_ball", version=1, variants=1, make=display.shader_ball, parts=("Shell", "Core", "Foot")
    ),
    Generator(name="roundel", version=1, variants=1, make=display.roundel, parts=("Pane", "Foot")),
    _whole("vase", 48, vessels.vase),
    _whole("fluted_vase", 48, vessels.fluted_vase, class_name="vase"),
    _whole("ribbed_vase", 48, vessels.ribbed_vase, class_name="vase"),
    _whole("twisted_vase", 48, vessels.twisted_vase, class_name="vase"),
    _whole("faceted_vase", 48, vessels.faceted_vase, class_name="vase"),
    _whole("bowl", 24, vessels.bowl),
    _whole("cup", 24, vessels.cup),
    _whole("goblet", 24, vessels.goblet),
    _whole("bottle", 24, vessels.bottle),
    _whole("pitcher", 24, vessels.pitcher),
    _whole("teapot", 24, vessels.teapot),
    _whole("dish", 1, vessels.dish),
    _whole("fruit", 24, vessels.fruit),
    _whole("candle", 24, vessels.candle),
    _whole("gear", 24, mechanical.gear),
    _whole("gear_train", 24, mechanical.gear_train, version=2),
    _whole("flange", 24, mechanical.flange),
    _whole("bolt", 24, mechanical.bolt),
    _whole("mallet", 24, mechanical.mallet),
    _whole("column", 16, architecture.column),
    _whole("arch", 16, architecture.arch),
    _whole("stair", 16, architecture.stair),
    _whole("balustrade", 16, architecture.balustrade),
    _whole("obelisk", 16, architecture.obelisk),
    _whole("fountain", 16, architecture.fountain),
    _whole("urn_on_pedestal", 16, architecture.urn_on_pedestal),
    _whole("ashlar_wall", 16, architecture.ashlar_wall),
    _whole("knot", 24, sculpture.knot),
    _whole("twisted_ring", 24, sculpture.twisted_ring),
    _whole("stacked_stones", 24, sculpture.stacked_stones),
    _whole("twisted_tower", 24, sculpture.twisted_tower, version=2),
    _whole("spiral_shell", 24, sculpture.spiral_shell),
    _whole("ripple_disc", 24, sculpture.ripple_disc),
    _whole("pawn", 24, household.pawn),
    _whole("rook", 24, household.rook),
    _whole("queen", 24, household.queen),
    _whole("bishop", 24, household.bishop),
    _whole("block", 24, household.block),
    _whole("stone", 24, household.stone),
    _whole("ball", 24, household.ball),
    _whole("peg", 24, household.peg),
    Generator(name="books", version=1, variants=24, make=household.books, parts=("Covers", "Pages")),
    Generator(name="lamp", version=1, variants=24, make=household.lamp, parts=("Stand", "Shade")),
    _whole("cyclorama", 1, sets.cyclorama),
    _whole("box_plinth", 1, sets.box_plinth, class_name="plinth"),
    _whole("round_podium", 1, sets.round_podium, class_name="podium"),
    _whole("table", 3, sets.table),
    Generator(name="room", version=1, variants=4, make=rooms.room, parts=("Floor", "Walls", "Window")),
    _whole("paving", 6, landscapes.paving),
    _whole("garden_wall", 4, landscapes.garden_wall),
    _whole("meadow", 6, landscapes.meadow, class_name="ground"),
    _whole("hills", 8, landscapes.hills, class_name="ground"),
    _whole("cypresses", 6, landscapes.cypresses, class_name="trees"),
    _whole("round_trees", 6, landscapes.round_trees, class_name="trees"),
    _whole("village", 6, landscapes.village, class_name="buildings"),
)

GENERATORS: dict[str, Generator] = {generator.name: generator for generator in _ALL}


def find_generator(name: str) -> Generator:
    """The generator of that name.

    Raises:
        AssetError: there is none; the message lists those that are.
    """
    if name not in GENERATORS:
        raise AssetError(f"no mesh generator {name!r}; there are {', '.join(sorted(GENERATORS))}")
    return GENERATORS[name]
