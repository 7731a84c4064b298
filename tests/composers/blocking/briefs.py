"""Briefs of a few terms."""

from __future__ import annotations

from composers.brief import Brief
from schemas.spec import ParameterValue, SampleSpec, Scalar


def brief_of(terms: dict[str, dict[str, Scalar]], *, index: int = 0, focus: str | None = None) -> Brief:
    """What is known of a sample that asks for those terms."""
    parameters = tuple(
        ParameterValue(term=term, name=name, value=value)
        for term, values in terms.items()
        for name, value in values.items()
    )
    spec = SampleSpec(
        dataset_version="test",
        seed=3,
        index=index,
        focus=focus or next(iter(terms), "materials.pbr_metals.gold"),
        split="train",
        terms=tuple(sorted(terms)),
        parameters=parameters,
    )
    return Brief(spec=spec)
