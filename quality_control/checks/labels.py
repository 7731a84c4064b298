"""Checks of labels against one another: what cannot be true of one picture."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations

from quality_control.checks.rules import rule
from schemas.finding import Finding
from taxonomy.loading import load_catalog


def check_labels(labels: Collection[str], *, asked: Collection[str] = ()) -> tuple[Finding, ...]:
    """Rule truth.contradicted: pairs of labels, or of a label and what was asked for, that exclude each other.

    A label that nobody asked for is as much a claim as one that was. One of a facet that the asking leaves open
    is a fact more; two of an exclusive facet are a contradiction.

    Args:
        labels: ids of the terms that were read back.
        asked: ids of the terms of the spec.
    """
    return tuple(_contradictions(sorted({*labels, *asked}), frozenset(asked)))


def _contradictions(terms: list[str], asked: frozenset[str]) -> Iterator[Finding]:
    catalog = load_catalog()
    for first, second in combinations(terms, 2):
        if second not in catalog.contradicted_by(first):
            continue
        wanted, unasked = (second, first) if first not in asked else (first, second)
        beside = "which was asked for" if wanted in asked else "which is read back as well"
        message = f"{unasked} cannot be true beside {wanted}, {beside}"
        yield rule("truth.contradicted").broken(message, subject=unasked, value=1.0)
