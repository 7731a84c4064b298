"""A spec that the sampler never drew is refused by field, and every one that it draws is sound."""

from __future__ import annotations

import math
import secrets
from dataclasses import replace

import pytest

from schemas.spec import ParameterValue, SampleSpec
from taxonomy.loading import load_catalog
from taxonomy.sampler import MOST_DRAWS, Sampler
from taxonomy.spec_faults import spec_faults

WARM = "lighting.color_temperature.warm_white"
REMBRANDT = "lighting.setup_types.rembrandt"


def _faults(spec: SampleSpec) -> list[str]:
    return [f"{pointer}: {message}" for pointer, message in spec_faults(spec, load_catalog())]


def _spec(term: str = WARM) -> SampleSpec:
    return Sampler(load_catalog()).spec(7, 0, term=term)


def _with(spec: SampleSpec, name: str, value: float | str | bool) -> SampleSpec:
    changed = tuple(replace(p, value=value) if p.name == name else p for p in spec.parameters)
    assert changed != spec.parameters
    return replace(spec, parameters=changed)


def test_every_spec_of_the_sampler_is_sound() -> None:
    seed, sampler = secrets.randbelow(2**31), Sampler(load_catalog())
    for index in range(400):
        for spec in sampler.draws(seed, index):
            assert _faults(spec) == [], f"seed {seed}, index {index}, draw {spec.draw}"


@pytest.mark.parametrize("value", [math.nan, math.inf, "hot", True, 90000.0, -1.0])
def test_a_value_that_is_no_number_of_its_range_is_refused(value: float | str | bool) -> None:
    (fault,) = _faults(_with(_spec(), "kelvin", value))
    assert fault.startswith("/parameters/")
    assert "kelvin" in fault


def test_a_choice_that_there_is_not_is_refused_with_those_there_are() -> None:
    spec = _spec(REMBRANDT)
    name = next(p.name for p in load_catalog().term(REMBRANDT).parameters if p.choices)
    (fault,) = _faults(_with(spec, name, "up"))
    assert "'up'; one of" in fault


def test_parameters_that_are_missing_unknown_double_or_of_no_term_are_refused() -> None:
    spec = _spec()
    first = next(p for p in spec.parameters if p.name == "kelvin")
    others = tuple(p for p in spec.parameters if p != first)
    assert "is missing" in _faults(replace(spec, parameters=others))[0]
    assert "given before" in _faults(replace(spec, parameters=(*spec.parameters, first)))[0]
    strange = ParameterValue(term=WARM, name="colour", value=1.0)
    assert (
        "no parameter 'colour'; it has kelvin" in _faults(replace(spec, parameters=(*spec.parameters, strange)))[0]
    )
    elsewhere = ParameterValue(term="camera.movements.orbit", name="arc_deg", value=1.0)
    assert "not among the spec's terms" in _faults(replace(spec, parameters=(*spec.parameters, elsewhere)))[0]


def test_terms_that_cannot_meet_a_strange_focus_and_a_later_version_are_refused() -> None:
    spec = _spec()
    cool = "lighting.color_temperature.cool_white"
    assert any("cannot meet" in fault for fault in _faults(replace(spec, terms=(*spec.terms, cool))))
    assert _faults(replace(spec, focus=cool))[0].startswith("/focus")
    assert _faults(replace(spec, dataset_version="99.0.0"))[0].startswith("/dataset_version")
    assert _faults(replace(spec, draw=MOST_DRAWS))[0].startswith("/draw")


def test_an_earlier_version_keeps_its_own_ranges_but_no_nonsense() -> None:
    old = replace(_spec(), dataset_version="0.2.0")
    assert _faults(_with(old, "kelvin", 3600.0)) == []
    assert "a finite number is right" in _faults(_with(old, "kelvin", math.inf))[0]
    assert "kelvin" in _faults(_with(old, "kelvin", "hot"))[0]
