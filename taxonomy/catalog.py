"""The taxonomy in memory: looked up by id or alias."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from schemas.errors import UnknownTermError
from taxonomy.policy import Policy
from taxonomy.terms import Category, Exclusion, Facet, HeldOut, Implication, Term, is_under


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Catalog:
    """All that the dataset covers, and the rules of what may meet in one sample."""

    dataset_version: str
    target_samples: int
    categories: tuple[Category, ...]
    exclusions: tuple[Exclusion, ...]
    implications: tuple[Implication, ...]
    held_out: tuple[HeldOut, ...]
    policy: Policy
    _terms: dict[str, Term] = field(default_factory=dict, repr=False)
    _below: dict[str, tuple[Term, ...]] = field(default_factory=dict, repr=False)
    _names: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    _excluded: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)
    _contradicted: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        names: dict[str, set[str]] = defaultdict(set)
        below: dict[str, list[Term]] = defaultdict(list)
        for category in self.categories:
            for term in category.terms:
                self._terms[term.id] = term
                parts = term.id.split(".")
                for length in range(1, len(parts) + 1):
                    below[".".join(parts[:length])].append(term)
                for name in _names_of(term):
                    names[name].add(term.id)
        self._below.update({path: tuple(terms) for path, terms in below.items()})
        self._names.update({name: tuple(sorted(ids)) for name, ids in names.items()})
        self._excluded.update(_exclusions_by_term(self))
        self._contradicted.update(_contradictions_by_term(self))

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term, in the order of the files."""
        return tuple(self._terms.values())

    @property
    def composed_terms(self) -> tuple[Term, ...]:
        """The terms that the sampler may draw."""
        return tuple(term for term in self._terms.values() if term.composed)

    @property
    def facets(self) -> tuple[Facet, ...]:
        """Every facet, in the order of the files."""
        return tuple(facet for category in self.categories for facet in category.facets)

    def term(self, name: str) -> Term:
        """The term of an id, of the end of an id ("focal_lengths.normal", "normal"), or of an alias.

        Raises:
            UnknownTermError: nothing has that name (near names are listed), or several terms do (all are).
        """
        if name in self._terms:
            return self._terms[name]
        found = self._names.get(_folded(name), ())
        if len(found) == 1:
            return self._terms[found[0]]
        if found:
            raise UnknownTermError(f"{name!r} is ambiguous: say which of {', '.join(found)}")
        raise UnknownTermError(f"no term {name!r}{self._near(name)}")

    def facet(self, facet_id: str) -> Facet:
        """The facet of an id.

        Raises:
            UnknownTermError: there is none; near ids are listed.
        """
        for facet in self.facets:
            if facet.id == facet_id:
                return facet
        raise UnknownTermError(f"no facet {facet_id!r}{_hint(facet_id, [facet.id for facet in self.facets])}")

    def category(self, category_id: str) -> Category:
        """The category of an id.

        Raises:
            UnknownTermError: there is none; all are listed.
        """
        for category in self.categories:
            if category.id == category_id:
                return category
        known = ", ".join(category.id for category in self.categories)
        raise UnknownTermError(f"no category {category_id!r}; there are {known}")

    def terms_in(self, prefix: str) -> tuple[Term, ...]:
        """The terms at or below a path: a category, a facet, a branch such as "camera.lenses", or a term.

        Raises:
            UnknownTermError: nothing lies there; near paths are listed.
        """
        if prefix not in self._below:
            raise UnknownTermError(f"nothing in the taxonomy at {prefix!r}{self._near(prefix)}")
        return self._below[prefix]

    def holds(self, path: str) -> bool:
        """Whether a category, facet, branch or term lies at the path."""
        return path in self._below

    def excluded_by(self, term: str) -> frozenset[str]:
        """The ids of all terms that cannot hold beside ``term``: its siblings of the facet among them."""
        return self._excluded[term]

    def contradicted_by(self, term: str) -> frozenset[str]:
        """The ids of all terms that cannot be true of one picture beside ``term``: fewer than `excluded_by`."""
        return self._contradicted[term]

    def avoided_beside(self, focus: str) -> frozenset[str]:
        """The ids of all terms that a sample about ``focus`` is better without."""
        prefixes = [
            prefix
            for rule in self.policy.avoid
            if any(is_under(focus, path) for path in rule.focus)
            for prefix in rule.terms
        ]
        return frozenset(term.id for prefix in prefixes for term in self.terms_in(prefix))

    def held_out_with(self, name: str) -> frozenset[str]:
        """The ids of the terms that meet a term in the test split alone."""
        return frozenset(one for held in self.held_out if name in held.pair for one in held.pair if one != name)

    def why_excluded(self, first: str, second: str) -> str:
        """Why two terms cannot meet, in a phrase; empty if they can."""
        if second not in self.excluded_by(first):
            return ""
        if self._terms[first].facet == self._terms[second].facet:
            return f"both are of {self._terms[first].facet}"
        for rule in self.exclusions:
            for left, right in ((rule.left, rule.right), (rule.right, rule.left)):
                if any(is_under(first, path) for path in left) and any(is_under(second, path) for path in right):
                    return rule.reason.rstrip(".")
        return "one names the other under excludes"

    def _near(self, name: str) -> str:
        return _hint(_folded(name), [*self._terms, *self._names])


def _exclusions_by_term(catalog: Catalog) -> dict[str, frozenset[str]]:
    """What cannot be asked for beside a term: all its siblings, and what a rule says."""
    siblings = {term.id: {other.id for other in catalog.terms_in(term.facet)} for term in catalog.terms}
    return _ruled_out(catalog, siblings, catalog.exclusions)


def _contradictions_by_term(catalog: Catalog) -> dict[str, frozenset[str]]:
    """What cannot be true beside a term: its siblings of an exclusive facet, and what a rule of labels says."""
    siblings = {
        term.id: {other.id for other in facet.terms if facet.exclusive}
        for facet in catalog.facets
        for term in facet.terms
    }
    return _ruled_out(catalog, siblings, [rule for rule in catalog.exclusions if rule.of_labels])


def _ruled_out(
    catalog: Catalog, siblings: dict[str, set[str]], rules: Sequence[Exclusion]
) -> dict[str, frozenset[str]]:
    """By term: its siblings, the other sides of the rules, and both ways what a term itself excludes."""

    def ids(paths: tuple[str, ...]) -> set[str]:
        return {term.id for path in paths if catalog.holds(path) for term in catalog.terms_in(path)}

    found = {term: set(others) for term, others in siblings.items()}
    pairs = [(rule.left, rule.right) for rule in rules]
    pairs += [((term.id,), term.excludes) for term in catalog.terms if term.excludes]
    for left_paths, right_paths in pairs:
        left, right = ids(left_paths), ids(right_paths)
        for one in left:
            found[one] |= right
        for one in right:
            found[one] |= left
    return {term: frozenset(others - {term}) for term, others in found.items()}


def _names_of(term: Term) -> set[str]:
    """What a person may call a term: ends of its path, aliases, and aliases after its facet."""
    parts = term.id.split(".")
    names = {".".join(parts[start:]) for start in range(1, len(parts))}
    for alias in map(_folded, term.aliases):
        names |= {alias} | {".".join([*parts[start:-1], alias]) for start in range(len(parts) - 1)}
    return names


def _folded(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def _hint(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=4, cutoff=0.6)
    return f"; did you mean {', '.join(dict.fromkeys(near))}?" if near else ""
