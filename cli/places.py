"""``places``: where things stand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.arguments import AsJson, Backend
from cli.output import open_progress, print_json, print_line
from cli.stills import show_stills
from schemas.errors import UsageError

places_app = typer.Typer(
    name="places", help="Places in which things stand: list and picture them.", no_args_is_help=True
)


@places_app.command("list")
def list_places(as_json: AsJson = False) -> int:
    """Name every place and its variants."""
    from assets.places.catalog import all_places

    places = all_places()
    if as_json:
        print_json({"places": {name: [one.name for one in place.variants] for name, place in places.items()}})
        return 0
    for name, place in places.items():
        where = "out of doors" if place.outdoors else "indoors"
        print_line(f"{name}  {place.preposition} {place.title}, {where}, {len(place.variants)} variants")
        print_line(f"  {', '.join(variant.name for variant in place.variants)}")
    return 0


@places_app.command("render")
def render_sheet(  # noqa: PLR0917
    output: Annotated[Path, typer.Option("--output", "-o", file_okay=False, help="Folder for the pictures.")],
    names: Annotated[list[str] | None, typer.Argument(help="Places; `places list` names them.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every place.")] = False,
    size_px: Annotated[int, typer.Option("--size", help="Side of each picture in pixels.", min=16)] = 256,
    spp: Annotated[int, typer.Option("--spp", help="Samples per pixel.", min=1)] = 48,
    backend: Backend = "cycles",
) -> int:
    """Picture every variant of places with a grey ball in them; of several, also a contact sheet."""
    from assets.places.catalog import all_places
    from studies.place_sheets.stage import PlaceExhibit
    from studies.stills import PictureOptions

    if bool(names) == every:
        raise UsageError("give either names of places or --all; `parallel-synth places list` names them")
    places = all_places()
    for name in names or ():
        if name not in places:
            raise UsageError(f"no place {name!r}; `parallel-synth places list` names those that there are")
    stills = [
        PlaceExhibit(place=place, variant=variant).still
        for name, place in places.items()
        if every or name in (names or ())
        for variant in place.variants
    ]
    return show_stills(stills, output, PictureOptions(size_px=size_px, spp=spp, backend=backend))


@places_app.command("check")
def check_places(
    names: Annotated[list[str] | None, typer.Argument(help="Places; `places list` names them.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every place.")] = False,
) -> int:
    """Build every variant of places and say what is wrong with it; exit code 1 if anything is."""
    from assets.places.catalog import all_places, find_place
    from studies.asset_checks.places import find_place_faults, find_variant_faults

    if bool(names) == every:
        raise UsageError("give either names of places or --all; `parallel-synth places list` names them")
    places = list(all_places().values()) if every else [find_place(name) for name in names or ()]
    found = 0
    with open_progress() as progress:
        task = progress.add_task("check", total=sum(len(place.variants) for place in places))
        for place in places:
            faults = [f"{place.name}: {fault}" for fault in find_place_faults(place)]
            for variant in place.variants:
                faults += [f"{place.name}, {variant.name}: {fault}" for fault in find_variant_faults(variant)]
                progress.update(task, advance=1)
            found += len(faults)
            for fault in faults:
                print_line(fault)
    print_line(f"{len(places)} places, {found} faults")
    return 1 if found else 0
