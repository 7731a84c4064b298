"""``compose``, ``render`` and ``backends``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.arguments import (
    AsJson,
    Backend,
    Resolution,
    Spp,
    Tier,
    Timeout,
    check_spp,
    parse_indices,
    parse_resolution,
)
from cli.output import open_progress, print_json, print_line
from cli.threads import compose_in_one_thread
from schemas.errors import UsageError
from schemas.spec import LARGEST_SEED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schemas.spec import SampleSpec


def add_commands(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command("compose")(compose)
    app.command("render")(render)
    app.command("backends")(backends)


def compose(  # noqa: PLR0917
    output: Annotated[Path, typer.Option("--output", "-o", file_okay=False, help="The dataset's folder.")],
    seed: Annotated[
        int | None, typer.Option("--seed", help="The dataset's seed.", min=0, max=LARGEST_SEED)
    ] = None,
    count: Annotated[int | None, typer.Option("--count", "-n", help="Compose samples 0 to N-1.")] = None,
    indices: Annotated[str | None, typer.Option("--indices", help="Compose samples A to B-1: A:B.")] = None,
    spec: Annotated[
        list[Path] | None,
        typer.Option(
            "--spec",
            dir_okay=False,
            help="A sample.json of any dataset version; may be repeated.",
        ),
    ] = None,
    category: Annotated[str | None, typer.Option("--category", "-c", help="All about this category.")] = None,
    term: Annotated[str | None, typer.Option("--term", "-t", help="All about this term.")] = None,
    resolution: Resolution = None,
    spp: Spp = None,
    as_json: AsJson = False,
) -> int:
    """Write stages only: layers and assets, no pictures.

    Either of new samples (--seed with --count or --indices), or of recorded specs (--spec). What --resolution and
    --spp ask stands in each root layer, over the sample's own layers.
    """
    compose_in_one_thread()
    from pipelines.recipes import ComposeJob, compose_specs
    from usd_scenes.session import RenderOpinions

    count_of, specs = _asked_specs(seed, count, indices, spec, (category, term))
    opinions = RenderOpinions(resolution=parse_resolution(resolution), spp=check_spp(spp))
    stages = []
    with open_progress(quiet=as_json) as progress:
        task = progress.add_task("compose", total=count_of)
        for stage in compose_specs(ComposeJob(output=output, specs=specs, opinions=opinions)):
            stages.append(str(stage))
            progress.update(task, advance=1)
    if as_json:
        print_json({"stages": stages})
    else:
        print_line(f"{len(stages)} stages under {output}; the last: {stages[-1]}")
    return 0


def _asked_specs(
    seed: int | None,
    count: int | None,
    indices: str | None,
    files: list[Path] | None,
    focus: tuple[str | None, str | None],
) -> tuple[int, Iterable[SampleSpec]]:
    """How many specs are to be composed, and those."""
    from pipelines.recipes import drawn_specs, read_spec

    if files:
        if any(value is not None for value in (seed, count, indices, *focus)):
            raise UsageError("--spec goes without --seed, --count, --indices, --category and --term")
        return len(files), [read_spec(file) for file in files]
    if seed is None:
        raise UsageError("give --seed with --count N or --indices A:B, or recorded specs with --spec FILE")
    wanted = parse_indices(count, indices)
    return len(wanted), drawn_specs(wanted, seed=seed, category=focus[0], term=focus[1])


def render(  # noqa: PLR0917
    stages: Annotated[list[Path], typer.Argument(help="Root layers: .usda, .usdc, .usd or .usdz.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", file_okay=False, help="Folder for EXR and PNG; beside the stage."),
    ] = None,
    backend: Backend = "cycles",
    camera: Annotated[str | None, typer.Option("--camera", "-cam", help="Prim path of a UsdGeomCamera.")] = None,
    frames: Annotated[
        str | None,
        typer.Option(
            "--frames",
            "-f",
            metavar="FRAMESPEC",
            help="Time codes: 1, 101:120, 1:24x2, or several with commas.",
        ),
    ] = None,
    aovs: Annotated[
        str | None, typer.Option("--aovs", help="Comma-separated AOV names; else the stage's vars.")
    ] = None,
    tier: Tier = None,
    resolution: Resolution = None,
    spp: Spp = None,
    seed: Annotated[int, typer.Option("--seed", help="Of the renderer's sampler.", min=0)] = 0,
    denoise: Annotated[
        bool | None, typer.Option("--denoise/--no-denoise", help="Denoise by OIDN; else as the stage says.")
    ] = None,
    timeout: Timeout = None,
    as_json: AsJson = False,
) -> int:
    """Render any stage to one EXR with AOVs and a PNG a frame; one that fails does not stop the others.

    All stages are opened first: one that cannot be read is named, and nothing is rendered.
    """
    from pipelines.render_stages import StageRenderOptions, render_stages
    from pipelines.requests import Asked, parse_frames

    size, samples, denoised = _asked_quality(tier, resolution, spp, denoise)
    asked = Asked(
        seed=seed,
        camera=camera,
        aovs=tuple(name.strip() for name in aovs.split(",")) if aovs else None,
        resolution=size,
        spp=samples,
        denoise=denoised,
    )
    codes = parse_frames(frames) if frames is not None else None
    options = StageRenderOptions(backend=backend, output=output, asked=asked, frames=codes, timeout_s=timeout)
    rows = []
    with open_progress(quiet=as_json) as progress:
        task = progress.add_task("render", total=len(stages) * len(codes or (0,)))
        for row in render_stages(stages, options):
            rows.append(row)
            progress.update(task, advance=1)
    if as_json:
        print_json({"renders": [row.to_json() for row in rows]})
    for row in rows if not as_json else ():
        print_line(f"error: {row.error}" if row.error else f"{row.frame}  {row.seconds:.1f} s")
    return 1 if any(row.error for row in rows) else 0


def _asked_quality(
    tier: str | None, resolution: str | None, spp: int | None, denoise: bool | None
) -> tuple[tuple[int, int] | None, int | None, bool | None]:
    """Resolution, samples and denoising: each by its own flag, else by the tier, else left to the stage."""
    from taxonomy.tiers import find_tier

    size, samples = parse_resolution(resolution), check_spp(spp)
    if tier is None:
        return size, samples, denoise
    asked = find_tier(tier)
    return size or asked.resolution, samples or asked.spp, asked.denoise if denoise is None else denoise


def backends(as_json: AsJson = False) -> int:
    """The renderers that are installed: what each can give, and why one is not available here."""
    from render_backends.registry import installed_backends

    registry = installed_backends().with_families()
    rows = {name: registry.make(name).capabilities() for name in registry.names}
    if as_json:
        print_json(
            {
                name: {
                    "available": c.available,
                    "reason": c.reason,
                    "notice": c.notice,
                    "devices": list(c.devices),
                    "features": list(c.features),
                    "aovs": list(c.aovs),
                }
                for name, c in rows.items()
            }
        )
        return 0
    for name, c in rows.items():
        print_line(f"{name}: {'available' if c.available else 'not available here: ' + c.reason}")
        if c.notice:
            print_line(f"  notice    {c.notice}")
        print_line(f"  devices   {', '.join(c.devices)}")
        print_line(f"  features  {', '.join(c.features)}")
        print_line(f"  aovs      {', '.join(c.aovs)}")
    return 0
