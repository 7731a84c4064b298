"""Specs out of numbers: what sample (seed, index) shows, without looking at any other sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import inf, log

from schemas.errors import ContradictionError, UsageError
from schemas.spec import ParameterValue, SampleSpec, stream_index_of
from taxonomy.catalog import Catalog
from taxonomy.decisions import DecisionStream
from taxonomy.focus import FocusPlan
from taxonomy.policy import Regime, RegimeChoice, Slot
from taxonomy.rules import Rules
from taxonomy.terms import Parameter, is_under

MOST_DRAWS = 3
"""How often a sample is drawn before it is rejected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A composed term that may fill a slot."""

    term: str
    weight: float
    decision: str


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A spec in the making: the terms so far, and all that they and the focus rule out."""

    seed: int
    stream_index: int
    focus: str
    free: bool
    terms: set[str]
    barred: set[str]


class Sampler:
    """Makes specs from a catalog. Holds no state but what it has worked out from the catalog."""

    __slots__ = (
        "_avoided", "_candidates", "_catalog", "_focus", "_held_out", "_parameters", "_rules", "_slot_terms",
    )  # fmt: skip

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._rules = Rules(catalog)
        self._focus = FocusPlan(catalog)
        self._candidates: dict[str, tuple[_Candidate, ...]] = {}  # those that may be drawn
        self._slot_terms: dict[str, frozenset[str]] = {}  # those that fill the slot, drawn or asked for
        for item in catalog.policy.slots:
            for slot in _slots_of(item):
                weights = _weights_of(slot, catalog)
                self._slot_terms[slot.id] = frozenset(weights)
                self._candidates[slot.id] = _candidates_of(slot, weights)
        self._avoided = {term.id: catalog.avoided_beside(term.id) for term in catalog.composed_terms}
        drawn = {
            candidate.term
            for item in catalog.policy.slots
            for slot in _slots_of(item)
            if slot.presence > 0.0
            for candidate in self._candidates[slot.id]
        }
        self._held_out = {
            term.id: tuple(sorted(catalog.held_out_with(term.id) & drawn - self._avoided[term.id]))
            for term in catalog.composed_terms
        }
        self._parameters = {
            term.id: tuple((f"parameter/{term.id}/{one.name}", one) for one in term.parameters)
            for term in catalog.terms
        }

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
        draw: int = 0,
    ) -> SampleSpec:
        """The spec of one sample.

        Args:
            category: be about this category instead of the one whose turn it is.
            term: be about this term (an id or an alias).
            require: further terms (ids or aliases) that the sample must show.
            draw: which draw of it, from 0 on: all have the same focus.

        Raises:
            UsageError: the index is outside the dataset, or a term that is asked for is not composed yet.
            UnknownTermError: a name that the taxonomy lacks.
            ContradictionError: what is asked for cannot be in one sample.
        """
        self._check_index(index)
        stream_index = stream_index_of(index, draw)
        draft = self._begin(seed, stream_index, self._focus_of(seed, index, category, term), require)
        for item in self._catalog.policy.slots:
            if isinstance(item, Slot):
                self._fill(item, draft)
            else:
                for slot in self._regime(item, draft).slots:
                    self._fill(slot, draft)
        terms = tuple(sorted(draft.terms))
        return SampleSpec(
            dataset_version=self._catalog.dataset_version,
            seed=seed,
            index=index,
            focus=draft.focus,
            split="test" if self._rules.is_held_out(draft.terms) else "train",
            terms=terms,
            parameters=tuple(
                ParameterValue(
                    term=one, name=parameter.name, value=_drawn(parameter, decision, seed, stream_index)
                )
                for one in terms
                for decision, parameter in self._parameters[one]
            ),
            free=draft.free,
            draw=draw,
        )

    def draws(
        self, seed: int, index: int, *, category: str | None = None, term: str | None = None
    ) -> Iterator[SampleSpec]:
        """The draws of one sample, in turn; see `spec`."""
        for draw in range(MOST_DRAWS):
            yield self.spec(seed, index, category=category, term=term, draw=draw)

    def _check_index(self, index: int) -> None:
        size = self._catalog.target_samples
        if not 0 <= index < size:
            raise UsageError(f"index {index}: must be at least 0 and below {size:,}")

    def _focus_of(self, seed: int, index: int, category: str | None, term: str | None) -> str:
        known = None if category is None else self._catalog.category(category).id
        if term is None:
            return self._focus.focus(seed, index, known)
        focus = self._composed(term)
        if known is not None and not is_under(focus, known):
            raise ContradictionError(f"{focus} is not of category {category}")
        return focus

    def _composed(self, name: str) -> str:
        term = self._catalog.term(name)
        if not term.composed:
            ready = [one.name for one in self._catalog.facet(term.facet).composed_terms]
            listed = ", ".join(ready) or "none yet"
            raise UsageError(f"{term.id} is planned, not composed yet; composed in {term.facet}: {listed}")
        return term.id

    def _begin(self, seed: int, stream_index: int, focus: str, require: tuple[str, ...]) -> _Draft:
        asked = (focus, *(self._composed(name) for name in require))
        if not require:
            asked += self._held_out_with(seed, stream_index, focus)
        terms = {one for name in asked for one in self._rules.with_implied(name)}
        if len(terms) > 1:
            self._rules.check(terms)
        barred = self._rules.excluded(terms) | self._avoided[focus]
        free = _stream(seed, "free").uniform(stream_index) < self._catalog.policy.free_share
        return _Draft(seed=seed, stream_index=stream_index, focus=focus, free=free, terms=terms, barred=barred)

    def _held_out_with(self, seed: int, stream_index: int, focus: str) -> tuple[str, ...]:
        """The other term of a pair that is kept for testing, in some samples about one of it."""
        able = self._held_out[focus]
        if not able:
            return ()
        uniform, share = (
            _stream(seed, f"held_out/{focus}").uniform(stream_index),
            self._catalog.policy.held_out_share,
        )
        return (able[int(uniform / share * len(able))],) if uniform < share else ()

    def _fill(self, slot: Slot, draft: _Draft) -> None:
        """Add the slot's term to the draft, unless one is there or the slot stays empty."""
        if not self._slot_terms[slot.id].isdisjoint(draft.terms):
            return
        presence = slot.free_presence if draft.free else slot.presence
        if presence < 1.0:
            chance = _stream(draft.seed, f"presence/{slot.id}").uniform(draft.stream_index)
            if chance >= presence:
                return
        best, soonest = "", inf
        for candidate in self._candidates[slot.id]:
            if self._rules.fits(candidate.term, draft.barred):
                uniform = _stream(draft.seed, candidate.decision).uniform(draft.stream_index)
                arrival = _arrival(uniform, candidate.weight)
                if arrival < soonest:
                    best, soonest = candidate.term, arrival
        if best:
            added = self._rules.with_implied(best)
            draft.terms.update(added)
            draft.barred |= self._rules.excluded(added)

    def _regime(self, choice: RegimeChoice, draft: _Draft) -> Regime:
        facets = {term.rpartition(".")[0] for slot in _slots_of(choice) for term in self._slot_terms[slot.id]}
        bound = {term for term in draft.terms if term.rpartition(".")[0] in facets}
        able = [regime for regime in choice.regimes if self._admits(regime, bound, draft.barred)]
        if not able:
            regimes = ", ".join(regime.id for regime in choice.regimes)
            message = f"no {choice.id} ({regimes}) can hold {', '.join(sorted(draft.terms))}"
            raise ContradictionError(message)
        arrivals = {
            regime: _arrival(
                _stream(draft.seed, f"regime/{choice.id}/{regime.id}").uniform(draft.stream_index), regime.weight
            )
            for regime in able
        }
        return min(able, key=lambda regime: arrivals[regime])

    def _admits(self, regime: Regime, bound: set[str], barred: set[str]) -> bool:
        """Whether every bound term has a slot in the regime, and every slot that must be filled can be."""
        left = set(bound)
        for slot in regime.slots:
            held = self._slot_terms[slot.id] & bound
            left -= held
            possible = any(self._rules.fits(one.term, barred) for one in self._candidates[slot.id])
            if slot.required and not held and not possible:
                return False
        return not left


def _slots_of(item: Slot | RegimeChoice) -> tuple[Slot, ...]:
    if isinstance(item, Slot):
        return (item,)
    return tuple(slot for regime in item.regimes for slot in regime.slots)


def _weights_of(slot: Slot, catalog: Catalog) -> dict[str, float]:
    """The composed terms that may fill a slot, each with the weight of the closest option above it."""
    weights: dict[str, float] = {}
    for option in sorted(slot.options, key=lambda option: len(option.path)):
        weights |= {term.id: option.weight for term in catalog.terms_in(option.path) if term.composed}
    return weights


def _candidates_of(slot: Slot, weights: dict[str, float]) -> tuple[_Candidate, ...]:
    return tuple(
        _Candidate(term=term, weight=weight, decision=f"choice/{slot.id}/{term}")
        for term, weight in weights.items()
        if weight > 0
    )


@lru_cache(maxsize=1 << 16)
def _stream(seed: int, decision: str) -> DecisionStream:
    return DecisionStream(seed, decision)


def _drawn(parameter: Parameter, decision: str, seed: int, stream_index: int) -> float | int | str:
    return parameter.value_at(_stream(seed, decision).uniform(stream_index))


def _arrival(uniform: float, weight: float) -> float:
    """When a party of this weight comes in an exponential race: each wins in proportion to its weight.

    A party that joins the race wins some of it and changes no other result.
    """
    return -log(1.0 - uniform) / weight
