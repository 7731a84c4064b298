"""The phrases that say that a term holds: a data file, read once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources

import numpy as np
import yaml

from quality_control.contract import TermReading
from taxonomy.loading import load_catalog

_WRONG_ARTICLE = re.compile(r"\b([Aa]) (?=[aeiou])")


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseBook:
    """Slots by facet in the order of importance, and facets without one; nouns by class, places by component; the
    phrases."""

    slots: dict[str, str]
    unspoken: list[str]
    silences: dict[str, list[str]]
    nouns: dict[str, str]
    places: dict[str, str]
    facets: dict[str, list[str]]
    terms: dict[str, list[str]]


@cache
def load_phrases() -> PhraseBook:
    """The embedded phrase book."""
    text = resources.files("pipelines.captions").joinpath("phrases.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, yaml.CSafeLoader)
    return PhraseBook(**{field.name: data[field.name] for field in fields(PhraseBook)})


def draw_phrases(readings: Sequence[TermReading], rng: np.random.Generator) -> dict[str, str]:
    """Slot -> phrase, one of each term's wordings; the first term of a slot wins.

    Terms of an unspoken facet are not spoken of in prose (the technical caption lists every term).
    """
    book = load_phrases()
    by_facet = {reading.term.rpartition(".")[0]: reading for reading in readings}
    drawn: dict[str, str] = {}
    for facet, slot in book.slots.items():
        choice = float(rng.random())  # drawn for every facet: an absent one does not shift the others
        if facet in by_facet and slot not in drawn:
            drawn[slot] = _phrase(by_facet[facet], facet, book, choice)
    silent = {slot for reading in readings for slot in book.silences.get(reading.term, ())}
    return {slot: phrase for slot, phrase in drawn.items() if slot not in silent}


def _phrase(reading: TermReading, facet: str, book: PhraseBook, choice: float) -> str:
    wordings = book.terms.get(reading.term) or book.facets.get(facet) or ["with {title}"]
    title = _in_running_text(load_catalog().term(reading.term).title)
    phrase = (
        wordings[int(choice * len(wordings))].replace("{title}", title).replace("{place}", _place(reading, book))
    )
    return _WRONG_ARTICLE.sub(r"\1n ", phrase)


def _place(reading: TermReading, book: PhraseBook) -> str:
    """The part of the scene whose mesh was read, such as the backdrop; "it" for the subject."""
    names = str(dict(reading.values).get("mesh", "")).split("/")
    return next((book.places[name] for name in names if name in book.places), "it")


def _in_running_text(title: str) -> str:
    """A title without its capitals; abbreviations such as UV keep theirs."""
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in title.split())
