"""``compose``, ``render`` and ``backends``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.arguments import AsJson, Backend, Resolution, Seed, Spp, check_spp, parse_indices, parse_resolution
from cli.output import open_progress, print_json, print_line


def add_commands(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command("compose")(compose)
    app.command("render")(render)
    app.command("backends")(backends)


def compose(  # noqa: PLR0917
    output: Annotated[Path, typer.Option("--output", "-o", file_okay=False, help="The dataset's folder.")],
    seed: Seed,
    count: Annotated[int | None, typer.Option("--count", "-n", help="Compose samples 0 to N-1.")] = None,
    indices: Annotated[str | None, typer.Option("--indices", help="Compose samples A to B-1: A:B.")] = None,
    category: Annotated[str | None, typer.Option("--category", "-c", help="All about this category.")] = None,
    term: Annotated[str | None, typer.Option("--term", "-t", help="All about this term.")] = None,
    resolution: Resolution = None,
    spp: Spp = None,
    as_json: AsJson = False,
) -> int:
    """Write stages only: layers and assets, no pictures."""
    from pipelines.recipes import compose_range

    wanted = parse_indices(count, indices)
    stages = []
    with open_progress(quiet=as_json) as progress:
        task = progress.add_task("compose", total=len(wanted))
        for stage in compose_range(
            wanted,
            output,
            seed=seed,
            focus=(category, term),
            render=(parse_resolution(resolution), check_spp(spp)),
        ):
            stages.append(str(stage))
            progress.update(task, advance=1)
    if as_json:
        print_json({"stages": stages})
    else:
        print_line(f"{len(stages)} stages under {output}; the last: {stages[-1]}")
    return 0


def render(  # noqa: PLR0917
    stages: Annotated[list[Path], typer.Argument(help="Root layers: .usda, .usdc, .usd or .usdz.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", file_okay=False, help="Folder for EXR and PNG; beside the stage."),
    ] = None,
    backend: Backend = "cycles",
    camera: Annotated[str | None, typer.Option("--camera", "-cam", help="Prim path of a UsdGeomCamera.")] = None,
    aovs: Annotated[
        str | None, typer.Option("--aovs", help="Comma-separated AOV names; else the stage's vars.")
    ] = None,
    resolution: Resolution = None,
    spp: Spp = None,
    seed: Annotated[int, typer.Option("--seed", help="Of the renderer's sampler.", min=0)] = 0,
    denoise: Annotated[bool, typer.Option("--denoise/--no-denoise", help="Denoise by OIDN.")] = False,
    as_json: AsJson = False,
) -> int:
    """Render any stage to one EXR with AOVs and a PNG; a stage that fails does not stop the others.

    All stages are opened first: one that cannot be read is named, and nothing is rendered.
    """
    from pipelines.render_stages import StageRenderOptions, render_stages

    options = StageRenderOptions(
        backend=backend,
        output=output,
        camera=camera,
        aovs=tuple(name.strip() for name in aovs.split(",")) if aovs else None,
        resolution=parse_resolution(resolution),
        spp=check_spp(spp),
        seed=seed,
        denoise=denoise,
    )
    rows = []
    with open_progress(quiet=as_json) as progress:
        task = progress.add_task("render", total=len(stages))
        for row in render_stages(stages, options):
            rows.append(row)
            progress.update(task, advance=1)
    if as_json:
        print_json({"renders": [row.to_json() for row in rows]})
    for row in rows if not as_json else ():
        print_line(f"error: {row.error}" if row.error else f"{row.frame}  {row.seconds:.1f} s")
    return 1 if any(row.error for row in rows) else 0


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
