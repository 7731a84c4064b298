"""``compare``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.arguments import AsJson, check_spp, parse_resolution
from cli.output import open_progress, print_json, print_line
from schemas.errors import UsageError


def add_commands(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command("compare")(compare)


def compare(  # noqa: PLR0917
    stages: Annotated[list[Path] | None, typer.Argument(help="Root layers of any stages, or .mtlx files.")] = None,
    backends: Annotated[
        str, typer.Option("--backends", "-b", help="Comma-separated; the first is the reference.")
    ] = "cycles,hydra:storm",
    output: Annotated[
        Path, typer.Option("--output", "-o", file_okay=False, help="Where the report and frames go.")
    ] = Path("out/compare"),
    suite: Annotated[
        bool, typer.Option("--suite", help="Compare the parity suite: small stages, one feature each.")
    ] = False,
    only: Annotated[
        str | None, typer.Option("--only", help="Comma-separated names of the suite's stages.")
    ] = None,
    matrix: Annotated[
        Path | None,
        typer.Option(
            "--matrix", dir_okay=False, help="Write the suite's support matrix, or a table of looks, as Markdown."
        ),
    ] = None,
    picture_size: Annotated[
        int | None,
        typer.Option("--picture-size", help="Pixels to which pictures that .mtlx files read are reduced.", min=1),
    ] = None,
    resolution: Annotated[
        str, typer.Option("--resolution", metavar="WxH", help="Picture size in pixels.")
    ] = "256x256",
    spp: Annotated[int, typer.Option("--spp", help="Samples per pixel.")] = 64,
    camera: Annotated[str | None, typer.Option("--camera", "--cam", help="Camera prim path.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="Of the renderers' samplers.", min=0)] = 1,
    denoise: Annotated[
        bool, typer.Option("--denoise", help="Denoise the beauty in every backend that can.")
    ] = False,
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds that one frame may take.")] = 600.0,
    as_json: AsJson = False,
) -> int:
    """Render stages in several backends and report, AOV by AOV, how far they agree.

    Any USD stage will do; the materials of a .mtlx file are each shown on a ball. All files are opened first: one
    that cannot be read is named, and nothing is rendered.
    """
    from pipelines.render_stages import check_stages
    from studies.compare.look_stages import SUFFIX, author_look_stages
    from studies.compare.look_table import write_look_table
    from studies.compare.report import report_document, write_report
    from studies.compare.run import CompareOptions, StageComparison, compare_stages, name_stages
    from studies.compare.suite import author_suite
    from studies.compare.support_matrix import write_support_matrix

    if suite == bool(stages):
        raise UsageError("give either stages or --suite")
    looks = [file for file in stages or [] if file.suffix == SUFFIX]
    if only and not suite:
        raise UsageError("--only goes with --suite")
    if matrix and not suite and len(looks) != len(stages or []):
        raise UsageError("--matrix goes with --suite or with .mtlx files alone")
    size = parse_resolution(resolution)
    assert size is not None
    options = CompareOptions(
        backends=tuple(dict.fromkeys(name.strip() for name in backends.split(",") if name.strip())),
        output=output,
        resolution=size,
        spp=check_spp(spp) or 1,
        seed=seed,
        camera=camera,
        timeout_s=timeout,
        denoise=denoise,
    )
    others = [file for file in stages or [] if file not in looks]
    check_stages(others, camera=camera)
    wanted = tuple(only.split(",")) if only else None
    chosen = author_suite(output / "stages", wanted) if suite else ()
    chosen += name_stages(others)
    chosen += author_look_stages(
        looks,
        output / "stages",
        longest_side_px=picture_size,
        base_colour_in=options.backends[0] if matrix and options.backends else "",
    )
    comparisons: list[StageComparison] = []
    with open_progress(quiet=as_json) as progress:
        task = progress.add_task("compare", total=len(chosen) * len(options.backends))
        for step in compare_stages(chosen, options):
            if isinstance(step, StageComparison):
                comparisons.append(step)
            else:
                progress.update(task, advance=1)
    page = write_report(comparisons, options)
    if matrix:
        write = write_support_matrix if suite else write_look_table
        write(comparisons, options, matrix)
    if as_json:
        print_json(report_document(comparisons, options))
    else:
        for comparison in comparisons:
            for frame in comparison.frames:
                print_line(f"{comparison.name}  {frame.backend}: {frame.summary()}")
        print_line(f"report: {page}")
    return 1 if any(comparison.failed for comparison in comparisons) else 0
