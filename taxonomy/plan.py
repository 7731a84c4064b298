"""What a dataset of so many samples will hold, before one is made: against the quotas, term by term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from schemas.errors import UsageError
from taxonomy.catalog import Catalog
from taxonomy.decisions import DecisionStream
from taxonomy.sampler import Sampler

type PlanLevel = Literal["category", "facet", "term"]

COUNTED_SPECS = 4000  # more samples than these are judged by as many of them, spread over all


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One category, facet or composed term of a planned dataset."""

    level: PlanLevel
    id: str
    quota: float  # samples that should be about it
    focus: int  # samples that will be about it, exact
    appears: float  # samples that will show it at all
    appears_error: float  # standard error of ``appears``; 0 where every sample was counted

    def to_json(self) -> dict[str, object]:
        """The row as plain JSON data."""
        return {
            "level": self.level,
            "id": self.id,
            "quota": round(self.quota, 3),
            "focus": self.focus,
            "appears": round(self.appears, 1),
            "appears_error": round(self.appears_error, 1),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The samples 0 to ``count`` - 1 of a seed, by what they are about and what they show."""

    dataset_version: str
    seed: int
    count: int
    counted: int  # specs that were made to count what appears
    test_samples: float
    rows: tuple[PlanRow, ...]

    def to_json(self) -> dict[str, object]:
        """The plan as plain JSON data."""
        return {
            "dataset_version": self.dataset_version,
            "seed": self.seed,
            "count": self.count,
            "counted": self.counted,
            "test_samples": round(self.test_samples, 1),
            "rows": [row.to_json() for row in self.rows],
        }


def compute_plan(catalog: Catalog, *, seed: int, count: int) -> Plan:
    """The plan of the first ``count`` samples.

    Raises:
        UsageError: a count outside 1 to the dataset's size.
    """
    if not 1 <= count <= catalog.target_samples:
        raise UsageError(f"count {count}: must be 1 to {catalog.target_samples:,}")
    sampler = Sampler(catalog)
    indices = _spread(count, seed)
    shown: Counter[str] = Counter()
    test = 0
    for index in indices:
        spec = sampler.spec(seed, index)
        test += spec.split == "test"
        shown.update(_paths(spec.terms))
    return Plan(
        dataset_version=catalog.dataset_version,
        seed=seed,
        count=count,
        counted=len(indices),
        test_samples=test * count / len(indices),
        rows=tuple(_rows(catalog, sampler.focus_plan.focus_counts(seed, count), shown, count, len(indices))),
    )


def _spread(count: int, seed: int) -> tuple[int, ...]:
    """Every index if they are few; else one at random out of each of COUNTED_SPECS equal stretches."""
    if count <= COUNTED_SPECS:
        return tuple(range(count))
    place = DecisionStream(seed, "plan/place")
    return tuple(
        int((stretch + place.uniform(stretch)) * count / COUNTED_SPECS) for stretch in range(COUNTED_SPECS)
    )


def _paths(terms: tuple[str, ...]) -> set[str]:
    """The terms, their facets and their categories, each once."""
    return {path for term in terms for path in (term, term.rpartition(".")[0], term.partition(".")[0])}


def _rows(
    catalog: Catalog, focus: dict[str, int], shown: Counter[str], count: int, counted: int
) -> Iterator[PlanRow]:
    total = sum(category.share_millions for category in catalog.categories if category.composed_terms)

    def row(level: PlanLevel, path: str, quota: float, about: int) -> PlanRow:
        share = shown[path] / counted
        error = 0.0 if counted == count else count * sqrt(share * (1 - share) / counted)
        return PlanRow(level=level, id=path, quota=quota, focus=about, appears=share * count, appears_error=error)

    for category in catalog.categories:
        composed = category.composed_terms
        if not composed:
            continue
        quota = count * category.share_millions / total
        yield row("category", category.id, quota, sum(focus[term.id] for term in composed))
        for facet in category.facets:
            terms = facet.composed_terms
            if terms:
                facet_quota = quota * len(terms) / len(composed)
                yield row("facet", facet.id, facet_quota, sum(focus[term.id] for term in terms))
            for term in terms:
                yield row("term", term.id, quota / len(composed), focus[term.id])
