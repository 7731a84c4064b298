"""What is wrong with a spec that somebody else may have written."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

from schemas.spec import ParameterValue, SampleSpec
from taxonomy.catalog import Catalog
from taxonomy.sampler import MOST_DRAWS
from taxonomy.terms import Parameter


def spec_faults(spec: SampleSpec, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """(JSON Pointer within the spec, what is wrong and what would be right) for each fault.

    A spec of an earlier dataset version keeps what that version had: other parameters, ranges and constraints.
    """
    if _numbers(spec.dataset_version) > _numbers(catalog.dataset_version):
        yield "/dataset_version", f"{spec.dataset_version} is later than this program's {catalog.dataset_version}"
    if spec.focus not in spec.terms:
        yield "/focus", f"{spec.focus} is not among the spec's terms; a sample shows what it is about"
    given: set[tuple[str, str]] = set()
    for place, parameter in enumerate(spec.parameters):
        for message in _parameter_faults(parameter, spec, catalog):
            yield f"/parameters/{place}", message
        if (parameter.term, parameter.name) in given:
            yield f"/parameters/{place}", f"{parameter.name} of {parameter.term} is given before"
        given.add((parameter.term, parameter.name))
    if spec.dataset_version == catalog.dataset_version:
        yield from _faults_now(spec, given, catalog)


def _faults_now(spec: SampleSpec, given: set[tuple[str, str]], catalog: Catalog) -> Iterator[tuple[str, str]]:
    """What only a spec of this very version must hold."""
    if spec.draw >= MOST_DRAWS:
        yield "/draw", f"{spec.draw}: a sample is drawn {MOST_DRAWS} times at most, from 0"
    for first, second in combinations(spec.terms, 2):
        if why := catalog.why_excluded(first, second):
            yield "/terms", f"{first} and {second} cannot meet: {why}"
    for term in spec.terms:
        for parameter in catalog.term(term).parameters:
            if (term, parameter.name) not in given:
                yield "/parameters", f"{parameter.name} of {term} is missing; {_right(parameter)}"


def _parameter_faults(given: ParameterValue, spec: SampleSpec, catalog: Catalog) -> Iterator[str]:
    if given.term not in spec.terms:
        yield f"{given.name} is of {given.term}, which is not among the spec's terms"
        return
    known = {parameter.name: parameter for parameter in catalog.term(given.term).parameters}
    parameter, now = known.get(given.name), spec.dataset_version == catalog.dataset_version
    if isinstance(given.value, float | int) and not math.isfinite(given.value):
        yield f"{given.name} of {given.term} is {given.value}; a finite number is right"
    elif parameter is None and now:
        yield f"{given.term} has no parameter {given.name!r}; it has {', '.join(known) or 'none'}"
    elif parameter is not None and not _is_right(given.value, parameter, bounded=now):
        yield f"{given.name} of {given.term} is {given.value!r}; {_right(parameter)}"


def _is_right(value: float | int | str | bool, parameter: Parameter, *, bounded: bool) -> bool:
    if parameter.choices:
        return value in parameter.choices or (not bounded and isinstance(value, type(parameter.choices[0])))
    if isinstance(value, str | bool):
        return False
    return parameter.low <= value <= parameter.high or not bounded


def _right(parameter: Parameter) -> str:
    if parameter.choices:
        return f"one of {', '.join(map(str, parameter.choices))} is right"
    return f"{parameter.low:g} to {parameter.high:g} is right"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() else 0 for part in version.split("."))
