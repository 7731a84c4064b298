"""Which terms of the taxonomy a finishing operation carries: those of its name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from finishing.registry import EFFECTS
from taxonomy.loading import load_catalog


@cache
def terms_by_operation(category: str) -> Mapping[str, str]:
    """Operation -> full id of the category's composed term that has its name, in the taxonomy's order."""
    terms = load_catalog().category(category).composed_terms
    return {term.name: term.id for term in terms if term.name in EFFECTS}
