"""What the taxonomy is made of: categories, facets, terms, their parameters and constraints."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

type ParameterScale = Literal["linear", "log"]
type TermStatus = Literal["composed", "planned"]
type Choice = float | int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A quantity or choice that a sample fixes for one of its terms.

    Either ``low``, ``high`` and ``step`` are given, or ``choices``.
    """

    name: str  # ends with its unit, such as "focal_length_mm"
    unit: str  # "" for a choice; "1" for a ratio or a fraction
    meaning: str = ""
    low: float = 0.0
    high: float = 0.0
    step: float = 1.0  # every value is a multiple of the step, counted from ``low``
    scale: ParameterScale = "linear"
    integer: bool = False
    choices: tuple[Choice, ...] = ()

    def value_at(self, fraction: float) -> Choice:
        """The value at ``fraction`` in [0, 1) of the range: uniform (in the logarithm for ``log``) if that is."""
        if self.choices:
            return self.choices[int(fraction * len(self.choices))]
        last = round((self.high - self.low) / self.step)
        if self.scale == "log":
            wanted = self.low * math.exp(fraction * math.log(self.high / self.low))
            position = min(last, max(0, round((wanted - self.low) / self.step)))
        else:
            position = int(fraction * (last + 1))
        value = round(self.low + position * self.step, 9)
        return round(value) if self.integer else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One leaf of the taxonomy: a thing that a picture can show."""

    id: str  # full path, such as "camera.lenses.focal_lengths.normal"
    title: str
    definition: str
    status: TermStatus
    parameters: tuple[Parameter, ...] = ()
    aliases: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()  # ids or prefixes of terms that cannot hold beside this one

    @property
    def name(self) -> str:
        """The last part of the id."""
        return self.id.rpartition(".")[2]

    @property
    def facet(self) -> str:
        """The id of the term's facet."""
        return self.id.rpartition(".")[0]

    @property
    def category(self) -> str:
        """The id of the term's category."""
        return self.id.partition(".")[0]

    @property
    def composed(self) -> bool:
        """Whether a composer can author the term, so that the sampler may draw it."""
        return self.status == "composed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A question that a sample is asked once at most, such as ``camera.angles``."""

    id: str
    title: str
    exclusive: bool  # whether one of its terms at most can be true of a picture
    definition: str
    terms: tuple[Term, ...]

    @property
    def category(self) -> str:
        """The id of the facet's category."""
        return self.id.partition(".")[0]

    @property
    def composed_terms(self) -> tuple[Term, ...]:
        """The terms that the sampler may draw."""
        return tuple(term for term in self.terms if term.composed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One of the dataset's subjects, with its share of the samples."""

    id: str
    title: str
    definition: str
    share_millions: int  # before scaling to the dataset's target
    version: int  # of the category's file
    facets: tuple[Facet, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """The category's terms, in the order of its file."""
        return tuple(term for facet in self.facets for term in facet.terms)

    @property
    def composed_terms(self) -> tuple[Term, ...]:
        """The terms that the sampler may draw."""
        return tuple(term for term in self.terms if term.composed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """Each term under one of ``left`` rules out each term under one of ``right``."""

    id: str
    reason: str
    of_labels: bool  # whether it also holds of what is true of a picture, not only of what is asked for
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Implication:
    """A sample with a term under ``prefix`` also has the term ``implied``."""

    prefix: str
    implied: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut:
    """Two terms that meet in the test split only."""

    id: str
    pair: tuple[str, str]


def is_under(term: str, prefix: str) -> bool:
    """Whether the id ``term`` is ``prefix`` or lies below it."""
    return term == prefix or term.startswith(prefix + ".")
