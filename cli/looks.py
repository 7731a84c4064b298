"""``looks``: the library of materials and patterns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.arguments import AsJson, Backend
from cli.output import print_json, print_line
from cli.stills import picture_stills
from schemas.errors import UsageError

if TYPE_CHECKING:
    from assets.looks.library.library_looks import LibraryLook
    from usd_scenes.looks import InputValue

looks_app = typer.Typer(
    name="looks", help="The look library: list, render, bake and export its looks.", no_args_is_help=True
)

Names = Annotated[list[str] | None, typer.Argument(help="Looks by name; `looks list` names them.")]
All = Annotated[bool, typer.Option("--all", help="Every look of the library.")]
LookSeed = Annotated[int, typer.Option("--seed", help="Another number, another variation.", min=0)]
Settings = Annotated[
    list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A parameter's value; may be repeated.")
]


def _chosen(names: list[str] | None, every: bool, seed: int, settings: list[str] | None) -> list[LibraryLook]:
    from assets.looks.library.library_looks import look_names, make_look

    if bool(names) == every:
        raise UsageError("give either names of looks or --all; `parallel-synth looks list` names them")
    values = dict(_pair(text) for text in settings or ())
    looks = [make_look(name, seed=seed) for name in (look_names() if every else names or ())]
    return [look.with_parameters(values) for look in looks] if values else looks


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--set {text}: takes NAME=VALUE")
    return name.strip(), value.strip()


@looks_app.command("list")
def list_looks(as_json: AsJson = False) -> int:
    """Name every look, the terms that it shows and its public parameters with their ranges."""
    from assets.looks.library.library_looks import all_looks

    looks = all_looks()
    if as_json:
        print_json({"looks": [look.to_json() for look in looks]})
        return 0
    for look in looks:
        print_line(f"{look.name}  {', '.join(look.terms)}")
        for parameter in look.network.parameters:
            limits = "" if parameter.minimum is None else f"{parameter.minimum:g} to {parameter.maximum:g}"
            value = f"{parameter.type:<8} {_text(parameter.value):<26} {limits:<16}"
            print_line(f"  {parameter.name:<24} {value} {parameter.doc}")
    return 0


def _text(value: InputValue) -> str:
    numbers = value if isinstance(value, tuple) else (value,)
    return ",".join(f"{number:.4g}" if isinstance(number, float) else str(number) for number in numbers)


@looks_app.command("render")
def render(  # noqa: PLR0917
    output: Annotated[Path, typer.Option("--output", "-o", file_okay=False, help="Folder for the pictures.")],
    names: Names = None,
    every: All = False,
    settings: Settings = None,
    seed: LookSeed = 0,
    size_px: Annotated[int, typer.Option("--size", help="Side of each picture in pixels.", min=16)] = 256,
    spp: Annotated[int, typer.Option("--spp", help="Samples per pixel.", min=1)] = 128,
    backend: Backend = "cycles",
) -> int:
    """Picture looks on the shader ball; of several, also a contact sheet and index.html."""
    from studies.look_sheets.page import write_page
    from studies.look_sheets.shader_ball import still_of
    from studies.stills import PictureOptions

    looks = _chosen(names, every, seed, settings)
    options = PictureOptions(size_px=size_px, spp=spp, backend=backend)
    pictured = set(picture_stills([still_of(look) for look in looks], output, options))
    shown = [look for look in looks if look.name in pictured]
    if len(shown) > 1:
        print_line(f"look at {write_page(shown, output)}")
    elif shown:
        print_line(f"look at {output / shown[0].name}.png")
    return 1 if len(shown) < len(looks) else 0


@looks_app.command("bake")
def bake(  # noqa: PLR0917
    output: Annotated[
        Path, typer.Option("--output", "-o", file_okay=False, help="Folder; each look's maps in one of its name.")
    ],
    names: Names = None,
    every: All = False,
    maps: Annotated[str | None, typer.Option("--maps", help="Map types with commas between; all ten.")] = None,
    resolution: Annotated[int, typer.Option("--resolution", help="Side of each map in pixels.", min=4)] = 1024,
    map_format: Annotated[str, typer.Option("--format", help="png (colours sRGB, data raw) or exr.")] = "png",
    size_m: Annotated[float, typer.Option("--size", help="Side of the baked square in metres.", min=0.001)] = 0.3,
    mesh: Annotated[Path | None, typer.Option("--mesh", help="USD mesh to bake on in place of a square.")] = None,
    settings: Settings = None,
    seed: LookSeed = 0,
) -> int:
    """Bake a look's maps: albedo, normal, roughness, metallic, height, displacement, occlusion and others."""
    from assets.looks.library.maps import MapType
    from pipelines.looks.baking import MapFormat, bake_maps, mesh_target, plane_target, write_maps

    wanted = tuple(name.strip() for name in maps.split(",")) if maps else tuple(MapType)
    if not set(wanted) <= set(MapType):
        raise UsageError(f"--maps {maps}: takes {', '.join(MapType)}")
    if map_format not in tuple(MapFormat):
        raise UsageError(f"--format {map_format}: takes one of {', '.join(MapFormat)}")
    target = mesh_target(mesh) if mesh else plane_target(size_m)
    kinds = tuple(MapType(name) for name in wanted)
    for look in _chosen(names, every, seed, settings):
        made = bake_maps(look.network, target, resolution=resolution, kinds=kinds)
        files = write_maps(made, output / look.name, MapFormat(map_format))
        print_line(f"{look.name}: {len(files)} maps in {output / look.name}")
    return 0


@looks_app.command("export")
def export(  # noqa: PLR0917
    output: Annotated[Path, typer.Option("--output", "-o", file_okay=False, help="Folder for the files.")],
    names: Names = None,
    every: All = False,
    look_format: Annotated[str, typer.Option("--format", help="mtlx, usda or usdz.")] = "mtlx",
    baked_px: Annotated[
        int, typer.Option("--baked", help="Side of textures baked for the UsdPreviewSurface; 0 for none.", min=0)
    ] = 0,
    settings: Settings = None,
    seed: LookSeed = 0,
) -> int:
    """Write looks as files of their own, with their parameters set."""
    from pipelines.looks.export import LookFormat, export_looks

    if look_format not in tuple(LookFormat):
        raise UsageError(f"--format {look_format}: takes one of {', '.join(LookFormat)}")
    looks = _chosen(names, every, seed, settings)
    files = export_looks(looks, output, LookFormat(look_format), baked_px=baked_px)
    print_line(f"{len(files)} files in {output}")
    return 0
