"""Checks of labels against one another: what cannot be true of one picture."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from quality_control.checks.rules import rule
from schemas.finding import Finding
from schemas.render import Capabilities
from taxonomy.loading import load_catalog

_ENGINES = "rendering.engines"
_FEATURES = {
    "rendering.ray_tracing": "global_illumination",
    "rendering.ray_tracing.denoised": "denoise",
    "post_processing.denoising": "denoise",
}
"""What a backend must be able to do for a picture of it to carry a label, by term or facet."""


def check_rendered(labels: Iterable[str], *, backend: str, capabilities: Capabilities) -> tuple[Finding, ...]:
    """Rule truth.not_rendered: labels of what the stage asks of its renderer and this backend does not do.

    A backend without any feature draws no scene; nothing is said of its picture.
    """
    return tuple(_not_rendered(sorted(labels), backend, capabilities)) if capabilities.features else ()


def _not_rendered(labels: list[str], backend: str, capabilities: Capabilities) -> Iterator[Finding]:
    for term in labels:
        facet, _, name = term.rpartition(".")
        lacking = {_FEATURES[one] for one in (facet, term) if one in _FEATURES} - set(capabilities.features)
        if facet == _ENGINES and name != backend.rpartition(":")[2]:
            why = f"the picture is by {backend}"
        elif lacking:
            why = f"{backend} has no {' or '.join(sorted(lacking))}"
        else:
            continue
        message = f"{term} is what the stage asks of its renderer, and {why}"
        yield rule("truth.not_rendered").broken(message, subject=term)


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
