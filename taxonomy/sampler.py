"""Specs out of numbers: what sample (seed, index) shows, without looking at any other sample."""

from __future__ import annotations

from functools import lru_cache
from math import inf, log

from schemas.errors import ContradictionError, UsageError
from schemas.spec import ParameterValue, SampleSpec
from taxonomy.catalog import Catalog
from taxonomy.decisions import DecisionStream
from taxonomy.focus import FocusPlan
from taxonomy.policy import Regime, RegimeChoice, Slot
from taxonomy.rules import Rules
from taxonomy.terms import is_under


class Sampler:
    """Makes specs from a catalog. Holds no state but what it has worked out from the catalog."""

    __slots__ = ("_avoided", "_candidates", "_catalog", "_focus", "_rules")

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._rules = Rules(catalog)
        self._focus = FocusPlan(catalog)
        self._candidates: dict[Slot, dict[str, float]] = {}
        for item in catalog.policy.slots:
            for slot in _slots_of(item):
                self._candidates[slot] = _weighted_terms(slot, catalog)
        self._avoided = {term.id: _avoided_beside(term.id, catalog) for term in catalog.composed_terms}

    @property
    def focus_plan(self) -> FocusPlan:
        """The turns of categories, facets and terms."""
        return self._focus

    def spec(
        self,
        seed: int,
        index: int,
        *,
        category: str | None = None,
        term: str | None = None,
        require: tuple[str, ...] = (),
    ) -> SampleSpec:
        """The spec of one sample.

        Args:
            category: be about this category instead of the one whose turn it is.
            term: be about this term (an id or an alias).
            require: further terms (ids or aliases) that the sample must show.

        Raises:
            UsageError: the index is outside the dataset, or a term that is asked for is not composed yet.
            UnknownTermError: a name that the taxonomy lacks.
            ContradictionError: what is asked for cannot be in one sample.
        """
        self._check_index(index)
        focus = self._focus_of(seed, index, category, term)
        asked = (focus, *(self._composed(name) for name in require))
        chosen = [one for name in asked for one in self._rules.with_implied(name)]
        chosen = list(dict.fromkeys(chosen))
        self._rules.check(chosen)
        for item in self._catalog.policy.slots:
            if isinstance(item, RegimeChoice):
                for slot in self._regime(item, seed, index, focus, chosen).slots:
                    self._fill(slot, seed, index, focus, chosen)
            else:
                self._fill(item, seed, index, focus, chosen)
        terms = tuple(sorted(chosen))
        return SampleSpec(
            dataset_version=self._catalog.dataset_version,
            seed=seed,
            index=index,
            focus=focus,
            split="test" if self._rules.is_held_out(set(terms)) else "train",
            terms=terms,
            parameters=self._parameters(seed, index, terms),
        )

    def _check_index(self, index: int) -> None:
        size = self._catalog.target_samples
        if not 0 <= index < size:
            raise UsageError(f"index {index}: must be at least 0 and below {size:,}")

    def _focus_of(self, seed: int, index: int, category: str | None, term: str | None) -> str:
        if term is None:
            known = None if category is None else self._catalog.category(category).id
            return self._focus.focus(seed, index, known)
        focus = self._composed(term)
        if category is not None and not is_under(focus, self._catalog.category(category).id):
            raise ContradictionError(f"{focus} is not of category {category}")
        return focus

    def _composed(self, name: str) -> str:
        term = self._catalog.term(name)
        if not term.composed:
            ready = (
                ", ".join(one.name for one in self._catalog.facet(term.facet).composed_terms) or "none yet"
            )
            raise UsageError(f"{term.id} is planned, not composed yet; composed in {term.facet}: {ready}")
        return term.id

    def _fill(self, slot: Slot, seed: int, index: int, focus: str, chosen: list[str]) -> None:
        """Add the slot's term to ``chosen``, unless one is there or the slot stays empty."""
        candidates = self._candidates[slot]
        if any(term in candidates for term in chosen):
            return
        if slot.presence < 1.0 and _stream(seed, f"presence/{slot.id}").uniform(index) >= slot.presence:
            return
        excluded = self._rules.excluded(chosen) | self._avoided[focus]
        best, soonest = "", inf
        for term, weight in candidates.items():
            if weight > 0 and self._rules.fits(term, excluded):
                arrival = _arrival(_stream(seed, f"choice/{slot.id}/{term}").uniform(index), weight)
                if arrival < soonest:
                    best, soonest = term, arrival
        if best:
            chosen += [term for term in self._rules.with_implied(best) if term not in chosen]

    def _regime(self, choice: RegimeChoice, seed: int, index: int, focus: str, chosen: list[str]) -> Regime:
        facets = {
            term.rpartition(".")[0]
            for regime in choice.regimes
            for slot in regime.slots
            for term in self._candidates[slot]
        }
        bound = [term for term in chosen if term.rpartition(".")[0] in facets]
        excluded = self._rules.excluded(chosen)
        able = [regime for regime in choice.regimes if self._admits(regime, bound, excluded, focus)]
        if not able:
            regimes = ", ".join(regime.id for regime in choice.regimes)
            raise ContradictionError(f"no {choice.id} ({regimes}) can hold {', '.join(sorted(chosen))}")
        return min(
            able,
            key=lambda regime: _arrival(
                _stream(seed, f"regime/{choice.id}/{regime.id}").uniform(index), regime.weight
            ),
        )

    def _admits(self, regime: Regime, bound: list[str], excluded: set[str], focus: str) -> bool:
        """Whether every bound term has a slot in the regime, and every slot that must be filled can be."""
        slots = [self._candidates[slot] for slot in regime.slots]
        if not all(any(term in candidates for candidates in slots) for term in bound):
            return False
        barred = excluded | self._avoided[focus]
        return all(
            any(term in candidates for term in bound)
            or any(weight > 0 and self._rules.fits(term, barred) for term, weight in candidates.items())
            for slot, candidates in zip(regime.slots, slots, strict=True)
            if slot.required
        )

    def _parameters(self, seed: int, index: int, terms: tuple[str, ...]) -> tuple[ParameterValue, ...]:
        values = []
        for term_id in terms:
            for parameter in self._catalog.term(term_id).parameters:
                fraction = _stream(seed, f"parameter/{term_id}/{parameter.name}").uniform(index)
                value = parameter.value_at(fraction)
                values.append(ParameterValue(term=term_id, name=parameter.name, value=value))
        return tuple(values)


def _slots_of(item: Slot | RegimeChoice) -> tuple[Slot, ...]:
    if isinstance(item, Slot):
        return (item,)
    return tuple(slot for regime in item.regimes for slot in regime.slots)


def _weighted_terms(slot: Slot, catalog: Catalog) -> dict[str, float]:
    """The composed terms that may fill a slot, each with the weight of the closest option above it."""
    found: dict[str, float] = {}
    for option in sorted(slot.options, key=lambda option: len(option.path)):
        found |= {term.id: option.weight for term in catalog.terms_in(option.path) if term.composed}
    return found


def _avoided_beside(focus: str, catalog: Catalog) -> frozenset[str]:
    prefixes = [
        prefix
        for rule in catalog.policy.avoid
        if any(is_under(focus, path) for path in rule.focus)
        for prefix in rule.terms
    ]
    return frozenset(term.id for prefix in prefixes for term in catalog.terms_in(prefix))


@lru_cache(maxsize=1 << 16)
def _stream(seed: int, decision: str) -> DecisionStream:
    return DecisionStream(seed, decision)


def _arrival(uniform: float, weight: float) -> float:
    """When a party of this weight comes in an exponential race: each wins in proportion to its weight.

    A party that joins the race wins some of it and changes no other result.
    """
    return -log(1.0 - uniform) / weight
