"""The taxonomy as a page: ``python -m taxonomy.documenting PAGE`` renews the tables of a Markdown file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from schemas.errors import TaxonomyError
from taxonomy.catalog import Catalog
from taxonomy.loading import load_catalog
from taxonomy.terms import Category, Parameter, Term

BEGIN = "<!-- tables: made by python -m taxonomy.documenting; what stands below is overwritten -->"


def renewed_page(page: str, catalog: Catalog) -> str:
    """The page with everything below its mark made anew from the catalog.

    Raises:
        TaxonomyError: the page has no mark.
    """
    kept, mark, _ = page.partition(BEGIN)
    if not mark:
        raise TaxonomyError(f"the page lacks the line {BEGIN}")
    return "\n".join([kept + BEGIN, "", *_tables(catalog)]) + "\n"


def _tables(catalog: Catalog) -> Iterator[str]:
    ready, total = len(catalog.composed_terms), len(catalog.terms)
    yield f"Dataset version {catalog.dataset_version}: {total} terms, of which {ready} are composed."
    yield ""
    yield from _shares(catalog)
    yield "## Composed terms and their parameters"
    yield ""
    for category in catalog.categories:
        yield from _composed(category)
    yield "## Planned terms"
    yield ""
    for category in catalog.categories:
        yield from _planned(category)
    yield "## What cannot meet"
    yield ""
    yield "| rule | one side | other side | why |"
    yield "|---|---|---|---|"
    for rule in catalog.exclusions:
        yield f"| {rule.id} | {_listed(rule.left)} | {_listed(rule.right)} | {rule.reason} |"
    yield ""
    yield "## Pairs of the test split"
    yield ""
    for pair in catalog.held_out:
        yield f"- `{pair.pair[0]}` with `{pair.pair[1]}`"


def _shares(catalog: Catalog) -> Iterator[str]:
    total = sum(category.share_millions for category in catalog.categories)
    yield "| category | share, M | of the target, M | terms | composed |"
    yield "|---|---:|---:|---:|---:|"
    for category in catalog.categories:
        scaled = category.share_millions / total * catalog.target_samples / 1e6
        counts = f"{len(category.terms)} | {len(category.composed_terms)}"
        yield f"| {category.id} | {category.share_millions} | {scaled:.1f} | {counts} |"
    yield ""


def _composed(category: Category) -> Iterator[str]:
    yield f"### {category.title}"
    yield ""
    yield category.definition
    yield ""
    yield "| term | what it shows | parameters |"
    yield "|---|---|---|"
    for term in category.composed_terms:
        parameters = "<br>".join(_parameter(parameter) for parameter in term.parameters)
        yield f"| `{term.id}`{_aliases(term)} | {term.definition} | {parameters} |"
    yield ""


def _planned(category: Category) -> Iterator[str]:
    terms = [term for term in category.terms if not term.composed]
    if terms:
        yield f"### {category.title}, planned"
        yield ""
        yield "| term | what it will show |"
        yield "|---|---|"
        for term in terms:
            yield f"| `{term.id}`{_aliases(term)} | {term.definition} |"
        yield ""


def _aliases(term: Term) -> str:
    return f"<br>also {', '.join(term.aliases)}" if term.aliases else ""


def _parameter(parameter: Parameter) -> str:
    if parameter.choices:
        domain = ", ".join(map(str, parameter.choices))
    else:
        unit = "" if parameter.unit in {"1", "count"} else f" {parameter.unit}"
        domain = (
            f"{parameter.low:g}" if parameter.low == parameter.high else f"{parameter.low:g} to {parameter.high:g}"
        )
        domain += unit + (", logarithmic" if parameter.scale == "log" else "")
    meaning = f" ({parameter.meaning.rstrip('.')})" if parameter.meaning else ""
    return f"`{parameter.name}` {domain}{meaning}"


def _listed(paths: tuple[str, ...]) -> str:
    return ", ".join(f"`{path}`" for path in paths)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(renewed_page(target.read_text(encoding="utf-8"), load_catalog()), encoding="utf-8")
