"""One request from stage to EXR through Storm."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import numpy as np
from pxr import Usd

from render_backends.hydra.drawn_prims import DrawnPrims, author_codes, number_drawn_prims
from render_backends.hydra.gl_textures import GlTextures
from render_backends.hydra.probe_looks import ProbeLooks, ProbePass, number_materials
from render_backends.hydra.storm_aovs import (
    PASSES_OF_AOV,
    Plane,
    ProbePictures,
    compute_position,
    depth_in_metres,
)
from render_backends.hydra.storm_engine import StormEngine
from render_backends.hydra.storm_limits import check_drawable, read_marks
from render_backends.hydra.storm_stage import (
    CAMERA,
    author_storm_opinions,
    count_lights,
    read_dome_radiance,
)
from render_backends.output_log import OutputLog
from render_backends.seconds import Seconds
from schemas.exr import write_frame
from schemas.frame import Frame
from schemas.render import RenderRequest, RenderResult
from usd_scenes.camera_prims import CameraReading
from usd_scenes.extraction.stage_reading.cameras import compute_matrices, read_camera
from usd_scenes.extraction.stage_reading.id_tables import IdTables, make_id_tables, tables_for
from usd_scenes.extraction.stage_reading.render_stage import RenderStage, open_render_stage
from usd_scenes.layer_files import session_edits

_SOURCE_PLACE = re.compile(r"( \(secondary thread\))?: in \S+ at line \d+ of \S+ -- ")
_MOST_SAMPLES_ACROSS = 4
_MOST_BY_SOFTWARE = 2
_MOST_PIXELS_ACROSS = 4096


def render_storm_frame(textures: GlTextures, folder: Path, request: RenderRequest) -> RenderResult:
    """Render one request and write its EXR.

    Raises:
        SceneError, UnsupportedError, RenderError, StorageError: see the backend.
    """
    seconds = Seconds()
    output = OutputLog.start()
    with seconds.measure("open"):
        render_stage = open_render_stage(request, folder)
        check_drawable(render_stage)
        camera = read_camera(render_stage, request)
        marks = read_marks(render_stage, camera)
        author_storm_opinions(render_stage, camera, folder)
        drawn = number_drawn_prims(render_stage)
        materials = number_materials(render_stage.stage, tuple(drawn.codes))
        tables = make_id_tables(render_stage.stage, drawn.paths, {n: path for path, n in materials.items()})
    engine = StormEngine(render_stage.stage, textures, camera=CAMERA, time=render_stage.time)
    engine.set_lights(count_lights(render_stage))
    arrays: dict[str, Plane] = {}
    across = _samples_across(request, _MOST_BY_SOFTWARE if textures.is_software else _MOST_SAMPLES_ACROSS)
    fine = (request.resolution[0] * across, request.resolution[1] * across)
    if "beauty" in request.aovs:
        with seconds.measure("render"):
            colour = engine.draw(fine)[..., :3] * np.float32(camera.exposure_scale)
    with seconds.measure("probe"):
        stage = render_stage.stage
        with session_edits(stage):
            author_codes(stage, drawn)
        engine.hide_dome()
        looks = ProbeLooks(stage, numbers=materials, time=render_stage.time)
        if "beauty" in request.aovs:
            covered = ProbePictures(looks, lambda: engine.draw(fine)).draw(ProbePass.PRIM)[..., 3:] > 0.0
            colour = np.where(covered, colour, colour * read_dome_radiance(render_stage))
            picture = np.concatenate([colour, covered.astype(np.float32)], axis=-1)
            arrays["beauty"] = _reduce(picture, across)
        pictures = ProbePictures(looks, lambda: engine.draw(request.resolution))
        pictures.draw_for(request.aovs)
        arrays.update(
            _exact_arrays(request, pictures, camera=camera, render_stage=render_stage, drawn=drawn, tables=tables)
        )
    if looks.unknown and "albedo" in request.aovs:
        marks = (
            *marks,
            *(f"<{path}>: no albedo is known of its surface model; 0 there" for path in looks.unknown),
        )
    with seconds.measure("write"):
        frame = Frame(
            arrays={aov: arrays[aov] for aov in request.aovs},
            camera=compute_matrices(camera, render_stage.meters_per_unit),
            ids=tables_for(request.aovs, tables),
            header={**request.header, **_header(textures, across, marks)},
        )
        write_frame(frame, request.output)
    return RenderResult(frame=request.output, seconds=dict(seconds), messages=(*marks, *_warnings(output)))


def _exact_arrays(
    request: RenderRequest,
    pictures: ProbePictures,
    *,
    camera: CameraReading,
    render_stage: RenderStage,
    drawn: DrawnPrims,
    tables: IdTables,
) -> dict[str, Plane]:
    metres = render_stage.meters_per_unit
    found: dict[str, Plane] = {}
    for aov in set(request.aovs) & set(PASSES_OF_AOV):
        if aov == "camera_depth":
            found[aov] = depth_in_metres(pictures.depth(), metres)[..., None]
        elif aov == "position":
            found[aov] = compute_position(pictures.depth(), camera) * np.float32(metres)
        elif aov in {"instance_id", "semantic_id"}:
            ids = pictures.instance_id(drawn)
            semantic = aov == "semantic_id"
            found[aov] = (tables.class_of_instance[ids.astype(np.int64)] if semantic else ids)[..., None]
        elif aov == "material_id":
            found[aov] = pictures.material_id()[..., None]
        else:
            found[aov] = {"normal": pictures.normal, "uv": pictures.uv, "albedo": pictures.albedo}[aov]()
    return found


def _warnings(output: OutputLog) -> tuple[str, ...]:
    """What OpenUSD warned of, each once, without the places in its own sources."""
    return tuple(dict.fromkeys(_SOURCE_PLACE.sub(": ", message) for message in output.messages()))


def _samples_across(request: RenderRequest, most: int) -> int:
    """Samples along a pixel's side: Storm takes one at each centre, so the picture is drawn larger."""
    wanted = min(max(round(math.sqrt(request.spp)), 1), most)
    return max(min(wanted, _MOST_PIXELS_ACROSS // max(request.resolution)), 1)


def _reduce(picture: Plane, across: int) -> Plane:
    height, width, channels = picture.shape
    blocks = picture.reshape(height // across, across, width // across, across, channels)
    reduced: Plane = blocks.mean(axis=(1, 3), dtype=np.float64).astype(np.float32)
    return reduced


def _header(textures: GlTextures, across: int, marks: tuple[str, ...]) -> dict[str, str]:
    return {
        "renderer": f"Storm, OpenUSD {'.'.join(map(str, Usd.GetVersion()))}, {textures.driver}",
        "spp": str(across * across),
        "denoised": "no",
        "notDrawn": json.dumps(list(marks)),
    }
