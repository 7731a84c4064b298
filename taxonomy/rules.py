"""Which terms may meet: the catalog's constraints, made quick to ask."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.errors import ContradictionError
from taxonomy.catalog import Catalog
from taxonomy.terms import is_under


class Rules:
    """Exclusions and implications, worked out once for every term of a catalog."""

    __slots__ = ("_catalog", "_held_out", "_implied")

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._implied = {
            term.id: tuple(rule.implied for rule in catalog.implications if is_under(term.id, rule.prefix))
            for term in catalog.terms
        }
        self._held_out = tuple(frozenset(one.pair) for one in catalog.held_out)

    def excluded(self, terms: Iterable[str]) -> set[str]:
        """Every term that cannot join ``terms``."""
        return set().union(*(self._catalog.excluded_by(term) for term in terms))

    def with_implied(self, term: str) -> tuple[str, ...]:
        """The term, then all that it brings along."""
        found = [term]
        for one in found:
            found += [implied for implied in self._implied[one] if implied not in found]
        return tuple(found)

    def fits(self, term: str, excluded: set[str]) -> bool:
        """Whether the term and all that it brings along escape ``excluded``."""
        return term not in excluded and excluded.isdisjoint(self._implied[term])

    def check(self, terms: Iterable[str]) -> None:
        """Check that terms may meet.

        Raises:
            ContradictionError: two of them exclude each other; the message says which and why.
        """
        listed = sorted(terms)
        for place, first in enumerate(listed):
            for second in listed[place + 1 :]:
                reason = self._catalog.why_excluded(first, second)
                if reason:
                    raise ContradictionError(f"{first} and {second} cannot be in one sample: {reason}")

    def is_held_out(self, terms: set[str]) -> bool:
        """Whether a pair that is kept for testing is among the terms."""
        return any(pair <= terms for pair in self._held_out)
