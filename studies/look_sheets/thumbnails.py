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
from render_backends.pool import WorkerPool
from schemas.errors import ParallelSynthError
from schemas.exr import read_frame
from schemas.render import RenderRequest
from schemas.sample_files import ASSETS_FOLDER
from studies.look_sheets.shader_ball import CAMERA, write_shader_ball


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
    store = AssetStore(folder / "stages" / ASSETS_FOLDER)
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
    request = RenderRequest(
        stage=stage.absolute(),
        camera=CAMERA,
        time_code=1.0,
        resolution=(options.size_px, options.size_px),
        aovs=("beauty",),
        spp=options.spp,
        seed=1,
        output=stage.with_suffix(".exr"),
        denoise=options.denoise,
    )
    result = pool.render(request)
    beauty = read_frame(result.frame).aov("beauty")
    result.frame.unlink()
    write_png(apply_view_transform(np.asarray(beauty, dtype=np.float32)), picture)
    return Thumbnail(look=name, picture=picture, seconds=sum(result.seconds.values()))
