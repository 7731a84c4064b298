"""``taxonomy list``, ``taxonomy show`` and ``taxonomy plan``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli.arguments import AsJson, Seed
from cli.output import print_json, print_line

if TYPE_CHECKING:
    from taxonomy.catalog import Catalog
    from taxonomy.plan import Plan
    from taxonomy.terms import Parameter, Term

taxonomy_app = typer.Typer(
    name="taxonomy", help="What the dataset covers, and in what shares.", no_args_is_help=True
)

_LEVELS = {"category": 1, "facet": 2, "term": 3}


@taxonomy_app.command("list")
def list_terms(
    prefix: Annotated[
        str | None, typer.Argument(help="A category, facet or branch, such as camera.lenses; none: all.")
    ] = None,
    composed: Annotated[bool, typer.Option("--composed", help="Only terms that samples can show now.")] = False,
    planned: Annotated[bool, typer.Option("--planned", help="Only terms without a composer yet.")] = False,
    search: Annotated[str, typer.Option("--search", help="Only terms whose id, aliases or text hold this.")] = "",
    as_json: AsJson = False,
) -> int:
    """List terms with their status and definition."""
    from schemas.errors import UsageError
    from taxonomy.loading import load_catalog

    if composed and planned:
        raise UsageError("--composed and --planned: take one of them")
    catalog = load_catalog()
    terms = [
        term
        for term in (catalog.terms_in(prefix) if prefix else catalog.terms)
        if (not composed or term.composed) and not (planned and term.composed) and _mentions(term, search)
    ]
    if as_json:
        print_json([_term_json(term) for term in terms])
        return 0
    for term in terms:
        print_line(f"{'+' if term.composed else '-'} {term.id}  {term.definition}")
    ready = sum(term.composed for term in terms)
    print_line(f"{len(terms)} terms, {ready} composed (+), {len(terms) - ready} planned (-)")
    return 0


@taxonomy_app.command("show")
def show_term(
    term: Annotated[str, typer.Argument(help="A term's id, the end of an id, or an alias.")],
    as_json: AsJson = False,
) -> int:
    """Show all that the taxonomy says of one term."""
    from taxonomy.loading import load_catalog

    catalog = load_catalog()
    found = catalog.term(term)
    if as_json:
        print_json(_term_json(found) | {"excluded": sorted(catalog.excluded_by(found.id))})
        return 0
    print_line(f"{found.id}  ({found.status})")
    print_line(f"{found.title}: {found.definition}")
    if found.aliases:
        print_line(f"also called: {', '.join(found.aliases)}")
    for parameter in found.parameters:
        meaning = f"  {parameter.meaning}" if parameter.meaning else ""
        print_line(f"  {parameter.name}: {_domain(parameter)}{meaning}")
    for line in _exclusions(catalog, found):
        print_line(line)
    return 0


@taxonomy_app.command("plan")
def plan(
    count: Annotated[int, typer.Option("--count", "-n", help="How many samples.")],
    seed: Seed = 0,
    level: Annotated[str, typer.Option("--level", help="How deep: category, facet or term.")] = "term",
    as_json: AsJson = False,
) -> int:
    """Compare what the first N samples will be about and show with the quotas, before making any."""
    from schemas.errors import UsageError
    from taxonomy.loading import load_catalog
    from taxonomy.plan import compute_plan

    if level not in _LEVELS:
        raise UsageError(f"--level {level}: takes {', '.join(_LEVELS)}")
    made = compute_plan(load_catalog(), seed=seed, count=count)
    if as_json:
        print_json(made.to_json())
        return 0
    _print_plan(made, level)
    return 0


def _print_plan(plan: Plan, level: str) -> None:
    exact = plan.counted == plan.count
    title = f"{plan.count:,} samples of dataset {plan.dataset_version}, seed {plan.seed}"
    table = Table("path", title=title, title_justify="left")
    for heading in ("quota", "about it", "show it" if exact else "show it (estimate)"):
        table.add_column(heading, justify="right")
    for row in plan.rows:
        if _LEVELS[row.level] <= _LEVELS[level]:
            shown = f"{row.appears:,.0f}" if exact else f"{row.appears:,.0f} ± {row.appears_error:,.0f}"
            style = "bold" if row.level == "category" else None
            table.add_row(row.id, f"{row.quota:,.1f}", f"{row.focus:,}", shown, style=style)
    Console(width=None if Console().is_terminal else 120).print(table)
    basis = "counted on all of them" if exact else f"estimated from {plan.counted:,} specs spread over all"
    print_line(f"about it: exact. show it: {basis}. Test split: {plan.test_samples:,.0f} samples.")


def _mentions(term: Term, search: str) -> bool:
    wanted = search.lower()
    return any(wanted in text.lower() for text in (term.id, term.title, term.definition, *term.aliases))


def _domain(parameter: Parameter) -> str:
    if parameter.choices:
        return "one of " + ", ".join(map(str, parameter.choices))
    unit = "" if parameter.unit == "1" else f" {parameter.unit}"
    spacing = ", logarithmic" if parameter.scale == "log" else ""
    return f"{parameter.low:g} to {parameter.high:g}{unit}, in steps of {parameter.step:g}{spacing}"


def _exclusions(catalog: Catalog, term: Term) -> list[str]:
    others = [other for other in sorted(catalog.excluded_by(term.id)) if not other.startswith(term.facet + ".")]
    if not others:
        return []
    lines = ["cannot be beside:"]
    facets: dict[str, list[str]] = {}
    for other in others:
        facet, _, name = other.rpartition(".")
        facets.setdefault(facet, []).append(name)
    for facet, names in facets.items():
        whole = len(names) == len(catalog.facet(facet).terms)
        reason = catalog.why_excluded(term.id, f"{facet}.{names[0]}")
        lines.append(f"  {facet}: {'all' if whole else ', '.join(names)}  ({reason})")
    return lines


def _term_json(term: Term) -> dict[str, object]:
    return {
        "id": term.id,
        "title": term.title,
        "status": term.status,
        "definition": term.definition,
        "aliases": list(term.aliases),
        "parameters": [_parameter_json(parameter) for parameter in term.parameters],
        "excludes": list(term.excludes),
    }


def _parameter_json(parameter: Parameter) -> dict[str, object]:
    known: dict[str, object] = {"name": parameter.name}
    if parameter.meaning:
        known["meaning"] = parameter.meaning
    if parameter.choices:
        return known | {"choices": list(parameter.choices)}
    return known | {
        "unit": parameter.unit,
        "range": [parameter.low, parameter.high],
        "step": parameter.step,
        "scale": parameter.scale,
        "type": "integer" if parameter.integer else "number",
    }
