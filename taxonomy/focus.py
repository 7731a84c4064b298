"""What each sample is about: categories by quota, then the terms of a category in balanced turns."""

from __future__ import annotations

from functools import lru_cache

from schemas.errors import UsageError
from taxonomy.catalog import Catalog
from taxonomy.decisions import DecisionStream
from taxonomy.schedule import Schedule


class FocusPlan:
    """The focus term at any index, in constant time."""

    __slots__ = ("_categories", "_facets", "_terms")

    def __init__(self, catalog: Catalog) -> None:
        composed = {category.id: category.composed_terms for category in catalog.categories}
        self._categories = Schedule(
            {category.id: category.share_millions for category in catalog.categories if composed[category.id]}
        )
        self._facets = {
            category.id: Schedule({facet.id: len(facet.composed_terms) for facet in category.facets})
            for category in catalog.categories
            if composed[category.id]
        }
        self._terms = {facet.id: tuple(term.id for term in facet.composed_terms) for facet in catalog.facets}

    @property
    def categories(self) -> Schedule:
        """Whose turn it is among the categories, by index."""
        return self._categories

    def facets(self, category: str) -> Schedule:
        """Whose turn it is among a category's facets, by the how-manieth sample of the category it is.

        Raises:
            UsageError: no term of the category is composed.
        """
        if category not in self._facets:
            raise UsageError(f"no term of {category} is composed yet")
        return self._facets[category]

    def terms(self, facet: str) -> tuple[str, ...]:
        """The composed terms of a facet, which take turns."""
        return self._terms[facet]

    def focus(self, seed: int, index: int, category: str | None) -> str:
        """The term that the sample is about; ``category`` overrides the quotas.

        Within a facet the terms take turns: each once in every block, in an order that differs by block.
        """
        turn = self._categories.turn(index)
        ordinal = turn.ordinal if category is None else index
        facet = self.facets(category or turn.party).turn(ordinal)
        terms = self._terms[facet.party]
        block, place = divmod(facet.ordinal, len(terms))
        return _shuffled(terms, seed, facet.party, block)[place]

    def focus_counts(self, seed: int, samples: int) -> dict[str, int]:
        """How many of the samples 0 to ``samples`` - 1 are about each composed term: exact, in no time."""
        counts: dict[str, int] = {}
        for category, facets in self._facets.items():
            turns = self._categories.count(category, samples)
            for facet, terms in self._terms.items():
                blocks, rest = divmod(facets.count(facet, turns), len(terms) or 1)
                last = _shuffled(terms, seed, facet, blocks)[:rest]
                for term in terms if facet.startswith(category + ".") else ():
                    counts[term] = blocks + (term in last)
        return counts


@lru_cache(maxsize=4096)
def _shuffled(terms: tuple[str, ...], seed: int, facet: str, block: int) -> tuple[str, ...]:
    order = {term: DecisionStream(seed, f"focus/{facet}/{term}").uniform(block) for term in terms}
    return tuple(sorted(terms, key=lambda term: (order[term], term)))
