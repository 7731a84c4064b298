"""``forms``: things that are really made of their stuff."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.arguments import AsJson, Backend
from cli.output import open_progress, print_json, print_line
from cli.stills import show_stills
from schemas.errors import UsageError

if TYPE_CHECKING:
    from studies.form_sheets.stage import Exhibit

forms_app = typer.Typer(
    name="forms", help="Forms that are made of their stuff: list and picture them.", no_args_is_help=True
)


@forms_app.command("list")
def list_forms(as_json: AsJson = False) -> int:
    """Name every material, its forms, their sizes and what their parts are made of."""
    from composers.blocking.made_of import load_made_of

    table = load_made_of()
    if as_json:
        rows = {
            term: [
                {"form": one.form.name, "weight": one.weight, "size_m": list(one.form.size_m)}
                for one in entry.forms
            ]
            for term, entry in table.items()
        }
        print_json({"materials": rows})
        return 0
    for term, entry in table.items():
        print_line(term)
        for one in entry.forms:
            low, high = one.form.size_m
            others = ", ".join(" or ".join(part.stuffs) for part in one.form.parts if not part.is_main)
            print_line(f"  {one.form.name:<28} {low:.3g} to {high:.3g} m  {others}")
    return 0


@forms_app.command("render")
def render_sheet(  # noqa: PLR0917
    output: Annotated[Path, typer.Option("--output", "-o", file_okay=False, help="Folder for the pictures.")],
    names: Annotated[
        list[str] | None, typer.Argument(help="Forms or materials by name; `forms list` names them.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every form in every material that it is made of.")] = False,
    variants: Annotated[int, typer.Option("--variants", help="Members of each form.", min=1)] = 2,
    size_px: Annotated[int, typer.Option("--size", help="Side of each picture in pixels.", min=16)] = 256,
    spp: Annotated[int, typer.Option("--spp", help="Samples per pixel.", min=1)] = 48,
    backend: Backend = "cycles",
) -> int:
    """Picture forms in their materials on a neutral sweep; of several, also a contact sheet."""
    from studies.form_sheets.stage import still_of
    from studies.stills import PictureOptions

    stills = [still_of(exhibit) for exhibit in _chosen(names or [], every, variants)]
    return show_stills(stills, output, PictureOptions(size_px=size_px, spp=spp, backend=backend))


@forms_app.command("check")
def check_forms(
    names: Annotated[list[str] | None, typer.Argument(help="Forms by name; `forms list` names them.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every form.")] = False,
) -> int:
    """Make two members of forms and say what is wrong with them; exit code 1 if anything is."""
    from assets.forms.catalog import all_forms, find_form
    from studies.asset_checks.forms import find_form_faults

    if bool(names) == every:
        raise UsageError("give either names of forms or --all; `parallel-synth forms list` names them")
    forms = list(all_forms().values()) if every else [find_form(name) for name in names or ()]
    wrong = 0
    with open_progress() as progress:
        task = progress.add_task("check", total=len(forms))
        for form in forms:
            faults = list(find_form_faults(form))
            wrong += bool(faults)
            for fault in faults:
                print_line(f"{form.name}: {fault}")
            progress.update(task, advance=1)
    print_line(f"{len(forms) - wrong} of {len(forms)} forms keep their promises")
    return 1 if wrong else 0


def _chosen(names: list[str], every: bool, variants: int) -> list[Exhibit]:
    from composers.blocking.made_of import load_made_of
    from studies.form_sheets.stage import Exhibit

    if bool(names) == every:
        raise UsageError(
            "give either names of forms or materials, or --all; `parallel-synth forms list` names them"
        )
    table = load_made_of()
    known = {one.form.name for entry in table.values() for one in entry.forms}
    known |= set(table) | {term.rpartition(".")[2] for term in table}
    for name in names:
        if name not in known:
            raise UsageError(
                f"no form or material {name!r}; `parallel-synth forms list` names those that there are"
            )
    return [
        Exhibit(form=one.form, variant=variant, material=term, rig=entry.rig)
        for term, entry in table.items()
        for one in entry.forms
        if every or {one.form.name, term, term.rpartition(".")[2]} & set(names)
        for variant in range(variants)
    ]
