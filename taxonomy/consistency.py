"""Whether the taxonomy's files agree with one another: ids unique, every path leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from schemas.errors import TaxonomyError
from taxonomy.catalog import Catalog
from taxonomy.policy import RegimeChoice, Slot


def check_references(catalog: Catalog, folder: Path) -> None:
    """Check what no single file can show.

    Raises:
        TaxonomyError: an id or an alias is there twice, or a path leads nowhere.
    """
    _check_unique(catalog, folder)
    for file, field, path in _paths_used(catalog):
        if not catalog.holds(path):
            raise TaxonomyError(f"nothing in the taxonomy at {path!r}", file=str(folder / file), field=field)
    for pair in catalog.held_out:
        if catalog.why_excluded(*pair.pair):
            message = f"{pair.pair[0]} and {pair.pair[1]} can never meet"
            raise TaxonomyError(message, file=str(folder / "dataset.yaml"), field=f"held_out.{pair.id}")


def _check_unique(catalog: Catalog, folder: Path) -> None:
    seen: set[str] = set()
    for category in catalog.categories:
        for facet in category.facets:
            names: set[str] = set()
            for term in facet.terms:
                own = {term.name, *term.aliases}
                if term.id in seen or own & names:
                    raise TaxonomyError(
                        "a name is there twice", file=str(folder / f"{category.id}.yaml"), field=term.id
                    )
                seen.add(term.id)
                names |= own


def _paths_used(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    for term in catalog.terms:
        for path in term.excludes:
            yield f"{term.category}.yaml", f"{term.id}.excludes", path
    for rule in catalog.exclusions:
        for path in (*rule.left, *rule.right):
            yield "constraints.yaml", f"exclusions.{rule.id}", path
    for implication in catalog.implications:
        yield "constraints.yaml", "implications", implication.prefix
        yield "constraints.yaml", "implications", implication.implied
    for pair in catalog.held_out:
        for path in pair.pair:
            yield "dataset.yaml", f"held_out.{pair.id}", path
    for slot in _slots(catalog):
        for option in slot.options:
            yield "policy.yaml", f"slots.{slot.id}", option.path
    for avoidance in catalog.policy.avoid:
        for path in (*avoidance.focus, *avoidance.terms):
            yield "policy.yaml", "avoid", path


def _slots(catalog: Catalog) -> Iterator[Slot]:
    for item in catalog.policy.slots:
        if isinstance(item, RegimeChoice):
            for regime in item.regimes:
                yield from regime.slots
        else:
            yield item
