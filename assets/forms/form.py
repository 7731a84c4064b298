"""What a form is: a thing of daily life at its real size, in parts that are made of different stuffs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from assets.meshes.generator import Generator
from schemas.mesh import MeshData

type Builder = Callable[[np.random.Generator, float], tuple[MeshData, ...]]
"""(rng, largest side in metres) -> one mesh for each part, standing on z = 0 about the origin, its front to -Y."""

MAIN = ""
"""The stuff of the parts that wear the sample's own material."""

VARIANTS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """A mesh of a form and what it may be made of: names of ``stuffs.yaml``, or `MAIN` alone."""

    name: str  # of its prim
    stuffs: tuple[str, ...] = (MAIN,)

    @property
    def is_main(self) -> bool:
        """Whether it wears the sample's own material."""
        return self.stuffs == (MAIN,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One thing: a saucepan, a back pocket, a valve. ``size_m`` bounds its largest side in nature."""

    name: str  # unique
    class_name: str  # what a person calls it, singular: the semantic class and the captions' noun
    size_m: tuple[float, float]
    parts: tuple[FormPart, ...]
    build: Builder
    version: int = 1  # raised whenever any member's shape changes
    variants: int = VARIANTS
    detail_m: float = 0.0  # width of the piece about its front's middle that is telling; 0: the whole

    @property
    def generator(self) -> Generator:
        """The family of its members; the size is drawn, evenly by its logarithm, before the shape."""

        def make(rng: np.random.Generator) -> tuple[MeshData, ...]:
            return self.build(rng, _drawn_size_m(self, rng))

        return Generator(
            name=f"form_{self.name}",
            version=self.version,
            variants=self.variants,
            make=make,
            parts=tuple(part.name for part in self.parts),
            class_name=self.class_name,
        )

    def member_size_m(self, variant: int) -> float:
        """The largest side of one member, without making it."""
        return _member_size_m(self, variant)


@cache
def _member_size_m(form: Form, variant: int) -> float:
    return _drawn_size_m(form, form.generator.rng(variant))


def _drawn_size_m(form: Form, rng: np.random.Generator) -> float:
    low, high = np.log(form.size_m)
    return float(np.exp(rng.uniform(low, high)))


def main_part(name: str = "Body") -> FormPart:
    """A part of the sample's own material."""
    return FormPart(name=name)


def part(name: str, *stuffs: str) -> FormPart:
    """A part of one of several second stuffs."""
    return FormPart(name=name, stuffs=stuffs)
