"""The taxonomy's page shows what the files say."""

from __future__ import annotations

import pytest

from schemas.errors import TaxonomyError
from taxonomy.catalog import Catalog
from taxonomy.documenting import BEGIN, renewed_page


def test_the_tables_hold_every_term_and_parameter(mini: Catalog) -> None:
    page = renewed_page(f"# Kept\n\n{BEGIN}\nstale words\n", mini)
    assert page.startswith("# Kept\n")
    assert "stale words" not in page
    assert all(f"`{term.id}`" in page for term in mini.terms)
    assert "`size_m` 0.1 to 10 m, logarithmic (Edge)" in page
    assert "`side` left, right" in page
    assert "| form | 30 | 250.0 | 4 | 3 |" in page


def test_renewing_twice_changes_nothing(mini: Catalog) -> None:
    page = renewed_page(BEGIN, mini)
    assert renewed_page(page, mini) == page


def test_a_page_without_the_mark_is_left_alone(mini: Catalog) -> None:
    with pytest.raises(TaxonomyError, match="lacks the line"):
        renewed_page("# A page", mini)
