"""``compare``, ``compare-suite`` and ``looks compare``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.arguments import AsJson, Timeout, parse_resolution
from cli.output import open_progress, print_json, print_line
from schemas.errors import UsageError

if TYPE_CHECKING:
    from studies.compare.run import CompareOptions, StageToCompare
    from studies.compare.session import TableWriter

Backends = Annotated[str, typer.Option("--backends", "-b", help="Comma-separated; the first is the reference.")]
Output = Annotated[Path, typer.Option("--output", "-o", file_okay=False, help="Where the report and frames go.")]
Resolution = Annotated[str, typer.Option("--resolution", metavar="WxH", help="Picture size in pixels.")]
Spp = Annotated[int, typer.Option("--spp", help="Samples per pixel.", min=1)]
RenderSeed = Annotated[int, typer.Option("--seed", help="Of the renderers' samplers.", min=0)]
Denoise = Annotated[bool, typer.Option("--denoise", help="Denoise the beauty in every backend that can.")]

BACKENDS = "cycles,hydra:storm"
OUTPUT = Path("out/compare")
RESOLUTION = "256x256"


def add_commands(app: typer.Typer) -> None:
    """Register the commands that compare stages."""
    app.command("compare")(compare)
    app.command("compare-suite")(compare_suite)


def add_look_comparison(app: typer.Typer) -> None:
    """Register the command that compares looks, among those of the look library."""
    app.command("compare")(compare_looks)


def compare(  # noqa: PLR0917
    stages: Annotated[list[Path], typer.Argument(help="Root layers of any stages.")],
    backends: Backends = BACKENDS,
    output: Output = OUTPUT,
    resolution: Resolution = RESOLUTION,
    spp: Spp = 64,
    camera: Annotated[str | None, typer.Option("--camera", "--cam", help="Camera prim path.")] = None,
    seed: RenderSeed = 1,
    denoise: Denoise = False,
    timeout: Timeout = None,
    as_json: AsJson = False,
) -> int:
    """Render stages in several backends and report, AOV by AOV, how far they agree.

    Any USD stage will do. All are opened first: one that cannot be read is named, and nothing is rendered.
    """
    from pipelines.render_stages import check_stages
    from studies.compare.look_stages import SUFFIX
    from studies.compare.run import name_stages

    looks = [str(file) for file in stages if file.suffix == SUFFIX]
    if looks:
        raise UsageError(f"{', '.join(looks)}: no stages; `parallel-synth looks compare` takes MaterialX files")
    options = _options(
        backends, output, resolution, spp, seed=seed, denoise=denoise, timeout_s=timeout, camera=camera
    )
    check_stages(stages, camera=camera)
    return _run(name_stages(stages), options, as_json=as_json)


def compare_suite(  # noqa: PLR0917
    only: Annotated[
        str | None, typer.Option("--only", help="Comma-separated names of the suite's stages.")
    ] = None,
    matrix: Annotated[
        Path | None, typer.Option("--matrix", dir_okay=False, help="Write the support matrix, as Markdown.")
    ] = None,
    backends: Backends = BACKENDS,
    output: Output = OUTPUT,
    resolution: Resolution = RESOLUTION,
    spp: Spp = 64,
    seed: RenderSeed = 1,
    denoise: Denoise = False,
    timeout: Timeout = None,
    as_json: AsJson = False,
) -> int:
    """Compare backends on the parity suite: small stages, one feature of OpenUSD each."""
    from studies.compare.suite import author_suite
    from studies.compare.support_matrix import write_support_matrix

    options = _options(backends, output, resolution, spp, seed=seed, denoise=denoise, timeout_s=timeout)
    stages = author_suite(output / "stages", tuple(only.split(",")) if only else None)
    write_table = partial(write_support_matrix, file=matrix) if matrix else None
    return _run(stages, options, as_json=as_json, write_table=write_table)


def compare_looks(  # noqa: PLR0917
    files: Annotated[list[Path], typer.Argument(metavar="FILE.mtlx", help="MaterialX documents.")],
    matrix: Annotated[
        Path | None, typer.Option("--matrix", dir_okay=False, help="Write a table of the looks, as Markdown.")
    ] = None,
    picture_size: Annotated[
        int | None,
        typer.Option("--picture-size", help="Pixels to which pictures that the looks read are reduced.", min=1),
    ] = None,
    backends: Backends = BACKENDS,
    output: Output = OUTPUT,
    resolution: Resolution = RESOLUTION,
    spp: Spp = 64,
    seed: RenderSeed = 1,
    denoise: Denoise = False,
    timeout: Timeout = None,
    as_json: AsJson = False,
) -> int:
    """Show each material of .mtlx files on a ball in several backends, and report how far they agree.

    All files are read first: one that cannot be read is named, and nothing is rendered.
    """
    from studies.compare.look_stages import author_look_stages
    from studies.compare.look_table import write_look_table

    options = _options(backends, output, resolution, spp, seed=seed, denoise=denoise, timeout_s=timeout)
    glowing_in = options.backends[0] if matrix else ""
    stages = author_look_stages(files, output / "stages", longest_side_px=picture_size, base_colour_in=glowing_in)
    write_table = partial(write_look_table, file=matrix) if matrix else None
    return _run(stages, options, as_json=as_json, write_table=write_table)


def _options(
    backends: str,
    output: Path,
    resolution: str,
    spp: int,
    *,
    seed: int,
    denoise: bool,
    timeout_s: float | None,
    camera: str | None = None,
) -> CompareOptions:
    from studies.compare.run import CompareOptions
    from studies.compare.session import backend_names

    return CompareOptions(
        backends=backend_names(backends),
        output=output,
        resolution=parse_resolution(resolution),
        spp=spp,
        seed=seed,
        camera=camera,
        timeout_s=timeout_s,
        denoise=denoise,
    )


def _run(
    stages: Sequence[StageToCompare],
    options: CompareOptions,
    *,
    as_json: bool,
    write_table: TableWriter | None = None,
) -> int:
    """Compare with a progress bar and print the result; returns the exit code."""
    from studies.compare.session import Comparison, compare_and_report

    done: list[Comparison] = []
    with open_progress(quiet=as_json) as progress:
        task = progress.add_task("compare", total=sum(len(s.backends or options.backends) for s in stages))
        for step in compare_and_report(stages, options, write_table=write_table):
            if isinstance(step, Comparison):
                done.append(step)
            else:
                progress.update(task, advance=1)
    (comparison,) = done
    if as_json:
        print_json(comparison.to_json())
    else:
        for line in comparison.summary():
            print_line(line)
        print_line(f"report: {comparison.page}")
    return 1 if comparison.failed else 0
