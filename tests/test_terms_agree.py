"""Catalog, composers, readers, measures and phrases, held against one another.

A composed term has a composer, a reader that has read it back, a measure, and a phrase (or its facet is one that
prose leaves out); and none of these names a term that is not composed. A term that fails here lacks the file that
the test names: see documentation/adding-a-term.md. Readers may tell more than is composed: they read any stage.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from importlib import resources

from composers.registry import all_composers, composable_terms
from pipelines.captions.phrases import load_phrases
from quality_control.registry import all_readers, measures_of
from taxonomy.loading import load_catalog


def _categories() -> frozenset[str]:
    return frozenset(category.id for category in load_catalog().categories)


def _composed() -> frozenset[str]:
    return frozenset(term.id for term in load_catalog().composed_terms)


def _facet_of(term: str) -> str:
    return term.rpartition(".")[0]


def _facets() -> frozenset[str]:
    return frozenset(map(_facet_of, _composed()))


def _agree(found: Iterable[str], wanted: Iterable[str], what: str) -> None:
    found, wanted = set(found), set(wanted)
    assert not wanted - found, f"without {what}: {sorted(wanted - found)}"
    assert not found - wanted, f"{what} of what is not composed: {sorted(found - wanted)}"


def test_every_composed_term_has_a_composer() -> None:
    _agree(composable_terms(), _composed(), "a composer")


def test_a_composer_keeps_to_its_category() -> None:
    strays = [(c.category, t) for c in all_composers() for t in c.terms if not t.startswith(f"{c.category}.")]
    assert strays == []
    assert {composer.category for composer in all_composers()} == _categories()


def test_every_facet_of_composed_terms_has_one_reader() -> None:
    read = Counter(facet for reader in all_readers() for facet in reader.facets)
    _agree(read, _facets(), "a reader")
    assert [facet for facet, readers in read.items() if readers > 1] == []


def test_every_composed_term_was_read_back_when_it_was_last_verified() -> None:
    rows = json.loads(resources.files("quality_control").joinpath("verified.json").read_text(encoding="utf-8"))[
        "rows"
    ]
    _agree((row["term"] for row in rows if row["read_back"]), _composed(), "a reading")


def test_every_composed_term_has_a_measure() -> None:
    measured = {term for category in _categories() for measure in measures_of(category) for term in measure.terms}
    _agree(measured, _composed(), "a measure")


def test_a_measure_keeps_to_its_category() -> None:
    strays = [(c, t) for c in _categories() for m in measures_of(c) for t in m.terms if not t.startswith(f"{c}.")]
    assert strays == []


def test_every_composed_facet_is_spoken_of_or_left_out_by_name() -> None:
    book = load_phrases()
    _agree([*book.slots, *book.unspoken], _facets(), "a place in prose")
    assert not set(book.slots) & set(book.unspoken)


def test_every_spoken_term_has_a_phrase() -> None:
    book = load_phrases()
    spoken = {term for term in _composed() if _facet_of(term) in book.slots}
    general = {term for term in spoken if _facet_of(term) in book.facets}
    _agree({*book.terms, *general}, spoken, "a phrase")


def test_phrases_name_only_what_is_composed() -> None:
    book = load_phrases()
    assert set(book.facets) <= _facets()
    assert set(book.silences) <= _composed()
    slots = set(book.slots.values())
    assert {slot for hidden in book.silences.values() for slot in hidden} <= slots
