"""Pictures of stages that a study writes, exposed by their middle."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pxr import Sdf, Usd, UsdGeom

from assets.store import AssetStore
from colorimetry.luminance import luminance
from finishing.png import write_png
from finishing.view_transform import apply_view_transform
from pipelines.requests import Asked, make_request
from render_backends.pool import WorkerPool
from schemas.errors import ParallelSynthError
from schemas.exr import read_frame
from schemas.sample_files import ASSETS_FOLDER
from usd_scenes import prim_paths
from usd_scenes.sample_stage import open_stage

STAGES_FOLDER = "stages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """A stage to be pictured, and the luminance at which its middle is shown; None: as it comes."""

    name: str  # for files and sheets
    write: Callable[[Path, AssetStore], None]  # (root layer, assets)
    target: float | None = None  # scene-linear


@dataclass(frozen=True, slots=True, kw_only=True)
class StillPicture:
    """One still's picture; ``error`` is empty where it rendered."""

    name: str
    picture: Path
    seconds: float = 0.0
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureOptions:
    """How large and how clean."""

    size_px: int = 256
    spp: int = 48
    denoise: bool = True
    backend: str = "cycles"


def new_stage(layer: Sdf.Layer) -> Usd.Stage:
    """A stage of metres, Z up, with /World as its default prim, on an empty root layer."""
    stage = Usd.Stage.Open(layer)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    for key in ("startTimeCode", "endTimeCode"):
        stage.SetMetadata(key, 1.0)
    stage.SetDefaultPrim(UsdGeom.Xform.Define(stage, prim_paths.WORLD).GetPrim())
    return stage


def render_stills(stills: Sequence[Still], folder: Path, options: PictureOptions) -> Iterator[StillPicture]:
    """Render each still to ``<folder>/<name>.png``; one that fails yields its error and the rest goes on.

    The stages and their assets stay under ``<folder>/stages``, to be opened and turned.
    """
    store = AssetStore(folder / STAGES_FOLDER / ASSETS_FOLDER)
    with WorkerPool(options.backend, workers=1) as pool:
        for still in stills:
            stage = folder / STAGES_FOLDER / f"{still.name}.usda"
            picture = folder / f"{still.name}.png"
            try:
                still.write(stage, store)
                yield _render(still, stage, picture, pool=pool, options=options)
            except ParallelSynthError as error:
                yield StillPicture(name=still.name, picture=picture, error=str(error))


def _render(
    still: Still, stage: Path, picture: Path, *, pool: WorkerPool, options: PictureOptions
) -> StillPicture:
    asked = Asked(
        camera=prim_paths.MAIN_CAMERA,
        resolution=(options.size_px, options.size_px),
        aovs=("beauty",),
        spp=options.spp,
        seed=1,
        denoise=options.denoise,
    )
    output = stage.with_suffix(".exr")
    request = make_request(open_stage(stage), asked, output=output, capabilities=pool.capabilities, file=stage)
    result = pool.render(request)
    beauty = np.asarray(read_frame(result.frame).aov("beauty"), dtype=np.float32)
    result.frame.unlink()
    gain = 1.0 if still.target is None else _gain(beauty, still.target)
    write_png(apply_view_transform(beauty * np.float32(gain)), picture)
    return StillPicture(name=still.name, picture=picture, seconds=sum(result.seconds.values()))


def _gain(beauty: np.ndarray, target: float) -> float:
    """What brings the median luminance of the middle half to ``target``."""
    height, width = beauty.shape[:2]
    middle = beauty[height // 4 : -height // 4, width // 4 : -width // 4, :3]
    return target / max(float(np.median(luminance(middle))), 1e-6)
