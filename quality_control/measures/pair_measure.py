"""Measures that compare a picture with a finishing operation to the same picture without it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pxr import Usd

from quality_control.contract import Measurement, ProbeShot, TermReading
from quality_control.measures.charts import Card, chart_shot
from schemas.frame import Frame

type Frames = Mapping[str, Frame]  # "before", "after" and, where asked for, "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a pair of pictures says about one reading."""

    quantity: str
    value: float
    expected: str
    tolerance: str
    passed: bool

    def measurement(self, term: str) -> Measurement:
        """The verdict as the measurement of one term."""
        return Measurement(
            term=term,
            quantity=self.quantity,
            value=self.value,
            expected=self.expected,
            tolerance=self.tolerance,
            passed=self.passed,
        )


def within(quantity: str, value: float, expected: float, tolerance: float) -> Verdict:
    """The verdict that ``value`` is ``expected``, give or take ``tolerance``."""
    return Verdict(
        quantity=quantity,
        value=value,
        expected=f"{expected:.4g}",
        tolerance=f"{tolerance:.3g}",
        passed=abs(value - expected) <= tolerance,
    )


def all_within(
    quantity: str, measured: Mapping[str, float], reading: TermReading, tolerance: Mapping[str, float]
) -> Verdict:
    """The verdict on several parameters at once; the value is the largest deviation over its tolerance."""
    shares = {name: abs(measured[name] - reading.number(name)) / tolerance[name] for name in measured}
    found = ", ".join(f"{name} {value:.3f}" for name, value in measured.items())
    return Verdict(
        quantity=f"{quantity} (largest deviation over its tolerance; found {found})",
        value=max(shares.values()),
        expected=", ".join(f"{name} {reading.number(name):g}" for name in measured),
        tolerance=", ".join(f"{name} {limit:g}" for name, limit in tolerance.items()),
        passed=max(shares.values()) <= 1.0,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PairMeasure:
    """A chart with and without one finishing operation, and a function that judges the pair."""

    terms: frozenset[str]
    cards: tuple[Card, ...]
    judge: Callable[[TermReading, Frames], Verdict]
    size_px: int = 256
    reference: Sequence[Card] = ()  # a second chart, without the operation, to invert the view transform by

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """ "before" and "after", and "reference" where the judge works in scene-linear light."""
        del stage
        operation = reading.term.rpartition(".")[2]
        pair = (
            chart_shot("before", self.cards, operation=None, size_px=self.size_px),
            chart_shot("after", self.cards, operation=operation, size_px=self.size_px),
        )
        if not self.reference:
            return pair
        return (*pair, chart_shot("reference", self.reference, operation=None, size_px=128))

    def measure(self, reading: TermReading, frames: Frames) -> Measurement:
        """The judge's verdict."""
        return self.judge(reading, frames).measurement(reading.term)


def post_effect_measure(
    term: str,
    cards: tuple[Card, ...],
    judge: Callable[[TermReading, Frames], Verdict],
    *,
    size_px: int = 256,
    reference: tuple[Card, ...] = (),
) -> PairMeasure:
    """The measure of one term of post_processing, such as "effects.bloom"."""
    return PairMeasure(
        terms=frozenset((f"post_processing.{term}",)),
        cards=cards,
        judge=judge,
        size_px=size_px,
        reference=reference,
    )
