"""Rendering of any stages, ours or not: one EXR and one PNG each."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from pxr import Usd, UsdGeom

from finishing import finish_frame, write_png
from pipelines.requests import known_aovs
from render_backends.pool import WorkerPool
from schemas.aovs import CORE_AOVS
from schemas.errors import ParallelSynthError, SceneError
from schemas.exr import read_frame
from schemas.render import Capabilities, RenderRequest
from taxonomy.decisions import decision_rng
from usd_scenes import prim_paths
from usd_scenes.finishing import read_finishing
from usd_scenes.render_settings import read_render_settings
from usd_scenes.sample_stage import open_stage

DEFAULT_RESOLUTION = (512, 512)
DEFAULT_SPP = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRenderOptions:
    """What the user asks for; None leaves it to the stage's own render settings."""

    backend: str
    output: Path | None
    camera: str | None
    aovs: tuple[str, ...] | None
    resolution: tuple[int, int] | None  # (width, height), pixels
    spp: int | None
    seed: int
    denoise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRender:
    """One stage's result; ``error`` is empty where it rendered."""

    stage: str
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
    """Render each stage; a stage that fails yields its error and the run goes on.

    Raises:
        UnknownBackendError: no such backend is installed.
        UnsupportedError: it has no AOV of a name that was asked for.
        SceneError: a stage that cannot be opened, or lacks the camera; nothing is rendered.
    """
    check_stages(stages, camera=options.camera)
    with WorkerPool(options.backend, workers=1) as pool:
        pool.check_aovs(options.aovs or ())
        for file in stages:
            started = time.perf_counter()
            try:
                frame, picture = _render_one(file, options, pool)
            except ParallelSynthError as error:
                yield StageRender(stage=str(file), error=str(error))
                continue
            yield StageRender(
                stage=str(file),
                frame=str(frame),
                picture=str(picture),
                seconds=round(time.perf_counter() - started, 2),
            )


def _render_one(file: Path, options: StageRenderOptions, pool: WorkerPool) -> tuple[Path, Path]:
    stage = open_stage(file)
    folder = options.output or file.parent
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{file.parent.name}-{file.stem}" if options.output else file.stem
    request = _request(stage, file, options, folder / f"{name}.exr", pool.capabilities)
    pool.render(request)
    frame = read_frame(request.output)
    picture = finish_frame(frame, read_finishing(stage), rng=decision_rng(options.seed, 0, "finishing/noise"))
    write_png(np.asarray(picture, dtype=np.float32), folder / f"{name}.png")
    return request.output, folder / f"{name}.png"


def _request(
    stage: Usd.Stage, file: Path, options: StageRenderOptions, output: Path, capabilities: Capabilities
) -> RenderRequest:
    own = read_render_settings(stage) if stage.GetPrimAtPath(prim_paths.RENDER_SETTINGS) else None
    return RenderRequest(
        stage=file.absolute(),
        camera=options.camera or (own.camera if own else find_camera(stage)),
        time_code=stage.GetStartTimeCode(),
        resolution=options.resolution or (own.resolution if own else DEFAULT_RESOLUTION),
        aovs=options.aovs or (own.aovs if own else known_aovs(CORE_AOVS, capabilities)),
        spp=options.spp or (own.spp if own else DEFAULT_SPP),
        seed=options.seed,
        output=output,
        denoise=options.denoise or bool(own and own.denoise),
    )


def find_camera(stage: Usd.Stage) -> str:
    """The prim path of the stage's first camera.

    Raises:
        SceneError: the stage has none.
    """
    for prim in stage.Traverse():
        if prim.IsA(UsdGeom.Camera):
            return str(prim.GetPath())
    raise SceneError(
        "no camera; add a UsdGeomCamera or name one with --camera", layer=stage.GetRootLayer().identifier
    )
