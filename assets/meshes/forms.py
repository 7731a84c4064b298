"""Generators with parameters: the primitives, the modifiers' bodies and the subdivision cages."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assets.meshes import cages, modifiers, primitives
from assets.meshes.generator import Generator
from assets.meshes.surface import Surface, finished

PRIMITIVES: dict[str, Callable[..., Surface]] = {
    "cube": primitives.cube,
    "sphere": primitives.sphere,
    "cylinder": primitives.cylinder,
    "cone": primitives.cone,
    "torus": primitives.torus,
    "plane": primitives.plane,
    "icosphere": primitives.icosphere,
    "uv_sphere": primitives.uv_sphere,
    "capsule": primitives.capsule,
    "pyramid": primitives.pyramid,
}

MODIFIERS: dict[str, Callable[..., Surface]] = {
    "mirror": modifiers.mirrored,
    "array": modifiers.arrayed,
    "bevel": modifiers.beveled,
    "displace": modifiers.displaced,
}

_CREASES_DEG = {"cube": 10.0, "pyramid": 10.0, "icosphere": 0.1, "uv_sphere": 0.1}
"""Facets of the two faceted spheres are meant to be seen."""

_VARIANTS = 16


def primitive(name: str, **parameters: float) -> Generator:
    """The generator of one primitive with the parameters of its function in `assets.meshes.primitives`."""
    make, crease_deg = PRIMITIVES[name], _CREASES_DEG.get(name, 36.0)
    return Generator(
        name=name,
        version=1,
        variants=1,
        make=lambda _rng: (finished(make(**parameters), crease_deg=crease_deg),),
        parameters=tuple(sorted(parameters.items())),
    )


def modified(name: str, **parameters: float | str) -> Generator:
    """The generator of bodies that show one modifier, with the parameters of its function."""
    make = MODIFIERS[name]

    def maker(rng: np.random.Generator) -> Surface:
        return make(rng, **parameters)

    crease_deg = 60.0 if name in {"mirror", "displace"} else 36.0
    return Generator(
        name=f"{name}_form",
        version=1,
        variants=_VARIANTS,
        make=lambda rng: (finished(maker(rng), crease_deg=crease_deg),),
        parameters=tuple(sorted(parameters.items())),
    )


def subdivision_cages() -> Generator:
    """The generator of Catmull-Clark cages."""
    return Generator(
        name="subdivision_cage",
        version=1,
        variants=_VARIANTS,
        make=lambda rng: (cages.cage(rng),),
        class_name="cage",
    )
