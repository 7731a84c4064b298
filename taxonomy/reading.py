"""Checked taxonomy files made into terms: what a schema cannot say is checked here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from schemas.errors import TaxonomyError
from taxonomy.documents import Document, read_document
from taxonomy.terms import Category, Exclusion, Facet, HeldOut, Implication, Parameter, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """The dataset file: version, size, the categories in order, and the pairs kept for testing."""

    dataset_version: str
    target_samples: int
    categories: tuple[str, ...]
    held_out: tuple[HeldOut, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """The constraints file."""

    exclusions: tuple[Exclusion, ...]
    implications: tuple[Implication, ...]


def read_dataset(path: Path, *, sealed: bool = False) -> Dataset:
    """The dataset file's content."""
    document = read_document(path, "dataset", sealed=sealed)
    return Dataset(
        dataset_version=document["dataset_version"],
        target_samples=document["target_samples"],
        categories=tuple(document["categories"]),
        held_out=tuple(
            HeldOut(id=one["id"], pair=(one["pair"][0], one["pair"][1])) for one in document["held_out"]
        ),
    )


def read_constraints(path: Path, *, sealed: bool = False) -> Constraints:
    """The constraints file's content."""
    document = read_document(path, "constraints", sealed=sealed)
    exclusions = (exclusion for one in document["exclusions"] for exclusion in _exclusions(one))
    implications = (
        Implication(prefix=prefix, implied=one["implied"], reason=one["reason"])
        for one in document["implications"]
        for prefix in one["terms"]
    )
    return Constraints(exclusions=tuple(exclusions), implications=tuple(implications))


def _exclusions(document: Document) -> list[Exclusion]:
    """One rule as exclusions: ``among`` gives one for each of its paths against those after it."""
    among = document.get("among", [])
    sides = [([path], among[place + 1 :]) for place, path in enumerate(among[:-1])]
    return [
        Exclusion(
            id=document["id"],
            reason=document["reason"],
            of_labels=document.get("of_labels", False),
            left=tuple(left),
            right=tuple(right),
        )
        for left, right in sides or [(document["left"], document["right"])]
    ]


def read_category(path: Path, name: str, *, sealed: bool = False) -> Category:
    """One category's file.

    Raises:
        TaxonomyError: the file cannot be used, is another category's, or has an id in the wrong place.
    """
    document = read_document(path, "category", sealed=sealed)
    if document["category"] != name:
        message = f"must be {name!r}, as the file's name says, is {document['category']!r}"
        raise TaxonomyError(message, file=str(path), field="category")
    return Category(
        id=name,
        title=document["title"],
        definition=document["definition"],
        share_millions=document["share_millions"],
        version=document["version"],
        facets=tuple(
            _facet(facet, name, file=str(path), field=f"facets[{place}]")
            for place, facet in enumerate(document["facets"])
        ),
    )


def _facet(document: Document, category: str, *, file: str, field: str) -> Facet:
    facet_id = document["id"]
    if not facet_id.startswith(category + "."):
        raise TaxonomyError(f"{facet_id!r} must start with {category!r}", file=file, field=f"{field}.id")
    terms = tuple(
        _term(term, facet_id, file=file, field=f"{field}.terms[{place}]")
        for place, term in enumerate(document["terms"])
    )
    return Facet(
        id=facet_id,
        title=document["title"],
        exclusive=document["exclusive"],
        definition=document["definition"],
        terms=terms,
    )


def _term(document: Document, facet_id: str, *, file: str, field: str) -> Term:
    term_id = document["id"]
    if term_id.rpartition(".")[0] != facet_id:
        raise TaxonomyError(f"{term_id!r} must be {facet_id}.NAME", file=file, field=f"{field}.id")
    parameters = tuple(
        _parameter(parameter, file=file, field=f"{field}.parameters[{place}]")
        for place, parameter in enumerate(document.get("parameters", ()))
    )
    names = [parameter.name for parameter in parameters]
    if len(set(names)) < len(names):
        raise TaxonomyError("a parameter is there twice", file=file, field=f"{field}.parameters")
    return Term(
        id=term_id,
        title=document["title"],
        definition=document["definition"],
        status=document["status"],
        parameters=parameters,
        aliases=tuple(document.get("aliases", ())),
        excludes=tuple(document.get("excludes", ())),
    )


def _parameter(document: Document, *, file: str, field: str) -> Parameter:
    name, unit, meaning = document["name"], document.get("unit", ""), document.get("meaning", "")
    if "choices" in document:
        return Parameter(name=name, unit=unit, meaning=meaning, choices=tuple(document["choices"]))
    low, high = document["range"]
    step, scale = document["step"], document.get("scale", "linear")
    if low > high:
        raise TaxonomyError(f"{low} is above {high}", file=file, field=f"{field}.range")
    if scale == "log" and low <= 0:
        raise TaxonomyError("a logarithmic range must be above 0", file=file, field=f"{field}.range")
    if abs((high - low) / step - round((high - low) / step)) > 1e-6:
        raise TaxonomyError(f"{high - low} is no multiple of it", file=file, field=f"{field}.step")
    integer = document.get("type") == "integer"
    if integer and not all(float(number).is_integer() for number in (low, high, step)):
        raise TaxonomyError("an integer needs whole numbers", file=file, field=f"{field}.range")
    return Parameter(
        name=name,
        unit=unit,
        meaning=meaning,
        low=float(low),
        high=float(high),
        step=float(step),
        scale=scale,
        integer=integer,
    )
