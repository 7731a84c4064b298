"""Probe pictures: a sample's stage under one more layer of edits, rendered for a measure."""

from __future__ import annotations

from pathlib import Path

from pxr import Sdf, Usd

from finishing import finish_frame
from pipelines.requests import Asked, SampleIdentity, make_request
from quality_control.contract import ProbeShot
from render_backends.pool import WorkerPool
from schemas.exr import read_frame
from schemas.frame import Frame
from taxonomy.decisions import decision_rng
from usd_scenes.finishing import read_finishing

_ROOT_METADATA = ("upAxis", "metersPerUnit", "timeCodesPerSecond", "framesPerSecond", "renderSettingsPrimPath")


def author_probe(stage_file: Path, shot: ProbeShot) -> Path:
    """Write ``probe_<name>.usda`` beside the stage: its edits over the stage as sublayer; returns its file."""
    base = Sdf.Layer.FindOrOpen(str(stage_file))
    file = stage_file.with_name(f"probe_{shot.name}.usda")
    root = Sdf.Layer.Find(str(file)) or Sdf.Layer.CreateNew(str(file))
    root.Clear()
    root.subLayerPaths = [f"./{stage_file.name}"]
    root.defaultPrim = base.defaultPrim
    root.startTimeCode, root.endTimeCode = base.startTimeCode, base.endTimeCode
    for key in _ROOT_METADATA:
        if base.pseudoRoot.HasInfo(key):
            root.pseudoRoot.SetInfo(key, base.pseudoRoot.GetInfo(key))
    stage = Usd.Stage.Open(root)
    if shot.edit is not None:
        shot.edit(stage)
    root.Save(True)
    return file


def render_probe(stage_file: Path, shot: ProbeShot, *, pool: WorkerPool, identity: SampleIdentity) -> Frame:
    """The frame of one probe; with ``shot.finished`` it also carries the array "finished" (see `ProbeShot`).

    Raises:
        RenderError: the renderer failed, or does not give one of the AOVs.
    """
    file = author_probe(stage_file, shot)
    stage = Usd.Stage.Open(str(file))
    asked = Asked(
        resolution=shot.resolution,
        aovs=tuple(dict.fromkeys(("beauty", *shot.aovs))),
        spp=shot.spp or None,
        seed=identity.render_seed,
        denoise=shot.denoise,
        header=identity.header,
    )
    output = stage_file.with_name(f"probe_{shot.name}.exr")
    request = make_request(stage, asked, output=output, capabilities=pool.capabilities)
    frame = read_frame(pool.render(request).frame)
    if not shot.finished:
        return frame
    rng = decision_rng(identity.seed, identity.index, "finishing/noise")
    finished = finish_frame(frame, read_finishing(stage), rng=rng)
    return Frame(
        arrays={**frame.arrays, "finished": finished}, camera=frame.camera, ids=frame.ids, header=frame.header
    )
