"""Pictures of looks on the shader ball."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assets.looks.library.library_looks import LibraryLook
from assets.store import AssetStore
from finishing.png import write_png
from finishing.view_transform import apply_view_transform
from pipelines.requests import Asked, make_request
from render_backends.pool import WorkerPool
from schemas.errors import ParallelSynthError
from schemas.exr import read_frame
from studies.look_sheets.shader_ball import CAMERA, write_shader_ball
from usd_scenes.sample_stage import open_stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Thumbnail:
    """One look's picture; ``error`` is empty where it rendered."""

    look: str
    picture: Path
    seconds: float = 0.0
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThumbnailOptions:
    """How large and how clean."""

    size_px: int = 256
    spp: int = 128
    denoise: bool = True
    backend: str = "cycles"


def render_looks(looks: Sequence[LibraryLook], folder: Path, options: ThumbnailOptions) -> Iterator[Thumbnail]:
    """Render each look to ``<folder>/<name>.png``; one that fails yields its error and the rest goes on.

    The stages and their assets stay under ``<folder>/stages``, to be opened and turned.
    """
    store = AssetStore(folder / "stages" / "assets")
    with WorkerPool(options.backend, workers=1) as pool:
        for look in looks:
            stage = folder / "stages" / f"{look.name}.usda"
            picture = folder / f"{look.name}.png"
            try:
                write_shader_ball(look, stage, store)
                yield _render(look.name, stage, picture, pool=pool, options=options)
            except ParallelSynthError as error:
                yield Thumbnail(look=look.name, picture=picture, error=str(error))


def _render(name: str, stage: Path, picture: Path, *, pool: WorkerPool, options: ThumbnailOptions) -> Thumbnail:
    asked = Asked(
        camera=CAMERA,
        resolution=(options.size_px, options.size_px),
        aovs=("beauty",),
        spp=options.spp,
        seed=1,
        denoise=options.denoise,
    )
    output = stage.with_suffix(".exr")
    request = make_request(open_stage(stage), asked, output=output, capabilities=pool.capabilities, file=stage)
    result = pool.render(request)
    beauty = read_frame(result.frame).aov("beauty")
    result.frame.unlink()
    write_png(apply_view_transform(np.asarray(beauty, dtype=np.float32)), picture)
    return Thumbnail(look=name, picture=picture, seconds=sum(result.seconds.values()))
