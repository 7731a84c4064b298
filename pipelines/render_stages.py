"""Rendering of any stages, ours or not: one EXR and one PNG each."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from pxr import Usd, UsdGeom

from finishing import finish_frame, write_png
from pipelines.requests import Asked, make_requests
from render_backends.pool import WorkerPool
from schemas.errors import ParallelSynthError, SceneError
from schemas.exr import read_frame
from schemas.render import RenderRequest
from taxonomy.decisions import decision_rng
from usd_scenes.finishing import read_finishing
from usd_scenes.sample_stage import open_stage


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRenderOptions:
    """What the user asks for."""

    backend: str
    output: Path | None  # folder; None: beside each stage
    asked: Asked
    frames: tuple[float, ...] | None = None  # time codes; None: a still
    timeout_s: float | None = None  # of one frame; None: by its pixels and samples


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRender:
    """One frame's result; ``error`` is empty where it rendered."""

    stage: str
    time_code: float | None = None  # None where the stage gave no request
    frame: str = ""
    picture: str = ""
    seconds: float = 0.0
    error: str = ""

    def to_json(self) -> dict[str, object]:
        """Plain JSON data."""
        return asdict(self)


def check_stages(files: Sequence[Path], *, camera: str | None = None) -> None:
    """Open every stage once, so that none turns out to be unusable after others were rendered.

    Raises:
        SceneError: a file that is missing or no USD layer, or has no camera of the path that was asked for.
    """
    for file in files:
        stage = open_stage(file)
        prim = stage.GetPrimAtPath(camera) if camera else None
        if camera and not (prim and prim.IsA(UsdGeom.Camera)):
            known = ", ".join(str(p.GetPath()) for p in stage.Traverse() if p.IsA(UsdGeom.Camera)) or "none"
            raise SceneError(f"not a camera; the stage has {known}", layer=str(file), prim=camera)


def render_stages(stages: Sequence[Path], options: StageRenderOptions) -> Iterator[StageRender]:
    """Render each frame of each stage; one that fails yields its error and the run goes on.

    Raises:
        UnknownBackendError: no such backend is installed.
        UnsupportedError: it has no AOV of a name that was asked for.
        SceneError: a stage that cannot be opened, or lacks the camera; nothing is rendered.
    """
    check_stages(stages, camera=options.asked.camera)
    with WorkerPool(options.backend, workers=1, timeout_s=options.timeout_s) as pool:
        pool.check_aovs(options.asked.aovs or ())
        for file in stages:
            try:
                stage, requests = _requests(file, options, pool)
            except ParallelSynthError as error:
                yield StageRender(stage=str(file), error=str(error))
                continue
            for request in requests:
                yield _render_one(file, stage, request, pool)


def _requests(
    file: Path, options: StageRenderOptions, pool: WorkerPool
) -> tuple[Usd.Stage, tuple[RenderRequest, ...]]:
    stage = open_stage(file)
    folder = options.output or file.parent
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{file.parent.name}-{file.stem}" if options.output else file.stem
    made = make_requests(
        stage,
        options.asked,
        output=folder / f"{name}.exr",
        capabilities=pool.capabilities,
        frames=options.frames,
        file=file,
    )
    return stage, tuple(made)


def _render_one(file: Path, stage: Usd.Stage, request: RenderRequest, pool: WorkerPool) -> StageRender:
    started = time.perf_counter()
    picture = request.output.with_suffix(".png")
    try:
        pool.render(request)
        frame = read_frame(request.output)
        rng = decision_rng(request.seed, 0, "finishing/noise")
        write_png(np.asarray(finish_frame(frame, read_finishing(stage), rng=rng), dtype=np.float32), picture)
    except ParallelSynthError as error:
        return StageRender(stage=str(file), time_code=request.time_code, error=str(error))
    return StageRender(
        stage=str(file),
        time_code=request.time_code,
        frame=str(request.output),
        picture=str(picture),
        seconds=round(time.perf_counter() - started, 2),
    )
