"""The truth contract's parts: what is read back from a stage and what is measured in pictures.

A reader knows the composed stage and nothing of the spec. A measure knows pixels and AOVs and, as the value to
compare with, what the reader found. Neither renders: a measure declares the pictures it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pxr import Usd

from schemas.frame import Frame

FRESH_SAMPLES = 20  # of each term that a SeparabilityMeasure tells apart
DECIDING_SAMPLES = 40  # of a term that those leave undecided

type StageEdit = Callable[[Usd.Stage], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermReading:
    """A term that holds in a composed stage, with the values that say so.

    ``values`` are (name, value) pairs, names with their unit.
    """

    term: str
    values: tuple[tuple[str, float | str], ...] = ()

    def number(self, name: str) -> float:
        """One value as a float; KeyError where the reader gave none."""
        return float(dict(self.values)[name])


class Reader(Protocol):
    """Recovers the terms of some facets from a composed stage."""

    @property
    def facets(self) -> tuple[str, ...]:
        """The full ids of the facets that it answers for."""

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The terms of ``facets`` that hold; none where none holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeShot:
    """One picture that a measure needs: the sample's stage with an edit on top.

    ``edit`` is called with a stage whose edit target is a new layer stronger than all others (None: the stage
    as it is); it may deactivate prims, add probes, rebind materials, move the camera.
    """

    name: str
    aovs: tuple[str, ...]
    edit: StageEdit | None = None
    resolution: tuple[int, int] = (128, 128)  # (width, height), pixels
    spp: int = 16  # 0: as the stage's render settings say
    denoise: bool = False
    finished: bool = False  # also give "finished": the picture after finishing, display-referred sRGB in [0, 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What the picture says about one term."""

    term: str
    quantity: str  # what was measured, with its unit
    value: float
    expected: str  # the value or range that the reading implies
    tolerance: str
    passed: bool


class Measure(Protocol):
    """Recovers terms from pictures."""

    @property
    def terms(self) -> frozenset[str]:
        """The full ids of the terms that it measures."""

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The pictures needed to measure ``reading`` on this stage."""

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The verdict, from the frames of `shots` by name. A finished picture is frames[name].aov("finished")."""


class SeparabilityMeasure(Protocol):
    """For terms that only the eye tells apart: features of FRESH_SAMPLES samples, told apart by a classifier."""

    @property
    def terms(self) -> frozenset[str]:
        """Siblings: one facet's terms."""

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The pictures needed for one sample's features."""

    def features(self, frames: Mapping[str, Frame]) -> Sequence[float]:
        """The feature vector of one sample, the same length for all."""
