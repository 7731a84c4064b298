"""Probe pictures: a sample's stage under one more layer of edits, rendered for a measure."""

from __future__ import annotations

from pathlib import Path

from pxr import Sdf, Usd

from finishing import finish_frame
from pipelines.requests import SampleIdentity
from quality_control.contract import ProbeShot
from render_backends.pool import WorkerPool
from schemas.exr import read_frame
from schemas.frame import Frame
from schemas.render import RenderRequest
from taxonomy.decisions import decision_rng
from usd_scenes.finishing import read_finishing
from usd_scenes.layer_files import stage_over
from usd_scenes.render_settings import read_render_settings


def author_probe(stage_file: Path, shot: ProbeShot) -> Path:
    """Write ``probe_<name>.usda`` beside the stage: its edits over the stage as sublayer; returns its file."""
    file = stage_file.with_name(f"probe_{shot.name}.usda")
    with stage_over(Sdf.Layer.FindOrOpen(str(stage_file)), file, sublayer=f"./{stage_file.name}") as stage:
        if shot.edit is not None:
            shot.edit(stage)
    return file


def render_probe(stage_file: Path, shot: ProbeShot, *, pool: WorkerPool, identity: SampleIdentity) -> Frame:
    """The frame of one probe; with ``shot.finished`` it also carries the array "finished" (see `ProbeShot`).

    Raises:
        RenderError: the renderer failed, or does not give one of the AOVs.
    """
    file = author_probe(stage_file, shot)
    stage = Usd.Stage.Open(str(file))
    settings = read_render_settings(stage)
    output = stage_file.with_name(f"probe_{shot.name}.exr")
    request = RenderRequest(
        stage=file,
        camera=settings.camera,
        time_code=stage.GetStartTimeCode(),
        resolution=shot.resolution,
        aovs=tuple(dict.fromkeys(("beauty", *shot.aovs))),
        spp=shot.spp or settings.spp,
        seed=identity.render_seed,
        output=output,
        denoise=shot.denoise,
        header={"spec_hash": identity.spec_hash, "index": str(identity.index)},
    )
    frame = read_frame(pool.render(request).frame)
    if not shot.finished:
        return frame
    rng = decision_rng(identity.seed, identity.index, "finishing/noise")
    finished = finish_frame(frame, read_finishing(stage), rng=rng)
    return Frame(
        arrays={**frame.arrays, "finished": finished}, camera=frame.camera, ids=frame.ids, header=frame.header
    )
