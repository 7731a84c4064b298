"""Every generator by name. A new body is a function and one line here."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assets.meshes import display, primitives, sets
from assets.meshes.generator import Generator
from assets.meshes.surface import Surface, finished
from schemas.errors import AssetError
from schemas.mesh import MeshData

PRIMITIVES = (
    "cube", "sphere", "cylinder", "cone", "torus", "plane", "icosphere", "uv_sphere", "capsule", "pyramid",
)  # fmt: skip

_CREASES_DEG = {"cube": 10.0, "pyramid": 10.0, "icosphere": 0.1, "uv_sphere": 0.1}
"""Facets of the two faceted spheres are meant to be seen."""


def _primitive(name: str) -> Generator:
    make: Callable[[], Surface] = getattr(primitives, name)
    crease_deg = _CREASES_DEG.get(name, 36.0)
    return Generator(
        name=name, version=1, variants=1, make=lambda _rng: (finished(make(), crease_deg=crease_deg),)
    )


def _whole(
    name: str, variants: int, make: Callable[[np.random.Generator], MeshData], *, class_name: str = ""
) -> Generator:
    return Generator(name=name, version=1, variants=variants, make=lambda rng: (make(rng),), class_name=class_name)


_ALL = (
    *(_primitive(name) for name in PRIMITIVES),
    Generator(
        name="shader_ball", version=1, variants=1, make=display.shader_ball, parts=("Shell", "Core", "Foot")
    ),
    _whole("cyclorama", 1, sets.cyclorama),
    _whole("box_plinth", 1, sets.box_plinth, class_name="plinth"),
    _whole("round_podium", 1, sets.round_podium, class_name="podium"),
    _whole("table", 3, sets.table),
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
