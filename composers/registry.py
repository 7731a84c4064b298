"""Every composer, in the order in which a sample is composed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module

from composers.protocol import Composer
from composers.rendering import SQUARE, Shape, SlateComposer
from taxonomy.catalog import load_catalog


def all_composers(shape: Shape = SQUARE) -> tuple[Composer, ...]:
    """The composers of all categories; each reads from the composed stage what the earlier ones wrote.

    Args:
        shape: width to height of the pictures, for which cameras are framed.
    """
    found = category_composers()
    return (SlateComposer(shape), *(found[category] for category in composing_order(found)))


@cache
def category_composers() -> Mapping[str, Composer]:
    """``COMPOSER`` of composers/<category>, for each category of the taxonomy."""
    categories = [category.id for category in load_catalog().categories]
    return {category: import_module(f"composers.{category}").COMPOSER for category in categories}


def composing_order(composers: Mapping[str, Composer]) -> tuple[str, ...]:
    """The categories, each behind those that its composer comes after; otherwise in the mapping's order."""
    sorter = TopologicalSorter({category: composer.after for category, composer in composers.items()})
    return tuple(sorter.static_order())


def composable_terms() -> frozenset[str]:
    """The full ids of all terms that some composer can author."""
    return frozenset().union(*(composer.terms for composer in category_composers().values()))
