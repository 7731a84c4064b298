"""One request from stage to EXR."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pxr import Usd

from render_backends.denoising import denoise_beauty
from render_backends.luxcore.scene_building import describe_scene, load_scene
from render_backends.seconds import Seconds
from render_backends.worker_process import THREADS_VARIABLE
from schemas.aovs import LIGHT_GROUP_PREFIX, SURFACE_AOVS
from schemas.errors import RenderError, UnsupportedError
from schemas.exr import write_frame
from schemas.frame import Frame
from schemas.render import RenderRequest, RenderResult
from usd_scenes import own_attributes
from usd_scenes.extraction.dressed_surfaces.dressing import dress
from usd_scenes.extraction.dressed_surfaces.emission import emission_of
from usd_scenes.extraction.dressed_surfaces.exact_rays import trace_exact
from usd_scenes.extraction.dressed_surfaces.surfaces import Surface, cut_surfaces, instance_paths
from usd_scenes.extraction.scene.extraction import extract_scene
from usd_scenes.extraction.scene.plain_scene import Scene
from usd_scenes.extraction.stage_reading.cameras import compute_matrices, read_camera
from usd_scenes.extraction.stage_reading.id_tables import make_id_tables, tables_for
from usd_scenes.extraction.stage_reading.render_stage import open_render_stage
from usd_scenes.render_prims import find_render_settings

type Plane = NDArray[np.float32]

_POLL_S = 0.01
_MAX_BOUNCES, _DIFFUSE_BOUNCES, _GLOSSY_BOUNCES, _VOLUME_BOUNCES = 8, 2, 8, 2  # as Cycles has them
_TILES: Mapping[str, Any] = {
    "renderengine.type": "TILEPATHCPU",
    "sampler.type": "TILEPATHSAMPLER",
    "tile.multipass.enable": False,
    "tile.size": 32,
}
"""The one engine that stops at an exact number of samples, so that the same request gives the same picture."""

_INTEGRATORS: Mapping[str, Mapping[str, Any]] = {
    "path": _TILES,
    "sobol": {"renderengine.type": "PATHCPU", "sampler.type": "SOBOL"},
    "metropolis": {"renderengine.type": "PATHCPU", "sampler.type": "METROPOLIS"},
    "bidirectional": {"renderengine.type": "BIDIRCPU", "sampler.type": "SOBOL"},
    "photon_caustics": {
        **_TILES,
        "path.photongi.caustic.enabled": True,
        "path.photongi.photon.maxcount": 200_000,
        "path.photongi.caustic.maxsize": 50_000,
    },
}
"""By what the stage's render settings say of `own_attributes.INTEGRATOR`."""


def render_frame(pyluxcore: Any, request: RenderRequest, folder: Path) -> RenderResult:
    """Render one request and write its EXR.

    Raises:
        SceneError, UnsupportedError, RenderError, StorageError: see the backend.
    """
    seconds = Seconds()
    with seconds.measure("import"):
        render_stage = open_render_stage(request, folder)
        reading = read_camera(render_stage, request)
        scene = extract_scene(render_stage, reading)
    with seconds.measure("looks"):
        surfaces, messages = dress(scene, tuple(cut_surfaces(scene)), request.resolution)
    materials = dict(enumerate(sorted(scene.looks), start=1))
    tables = make_id_tables(render_stage.stage, instance_paths(scene), materials)
    arrays: dict[str, Plane] = {}
    radiance = [aov for aov in request.aovs if aov not in SURFACE_AOVS]
    if radiance:
        groups = _find_groups(scene, surfaces)
        _check_groups(radiance, groups)
        with seconds.measure("build"):
            described = describe_scene(scene, surfaces, groups, resolution=request.resolution, folder=folder)
            built = load_scene(pyluxcore, described)
        with seconds.measure("render"):
            film = _render(pyluxcore, built, request, _configuration(scene, render_stage.stage, request, groups))
            arrays |= _radiance_of(film, scene, groups, radiance)
    if set(request.aovs) & set(SURFACE_AOVS) or request.denoise:
        with seconds.measure("exact"):
            arrays |= trace_exact(surfaces, scene.camera, request.resolution, tables)
    if request.denoise and "beauty" in arrays:
        with seconds.measure("denoise"):
            denoise_beauty(arrays)
    with seconds.measure("write"):
        frame = Frame(
            arrays={aov: arrays[aov] for aov in request.aovs},
            camera=compute_matrices(reading, render_stage.meters_per_unit),
            ids=tables_for(request.aovs, tables),
            header={**request.header, "backend": "luxcore"},
        )
        write_frame(frame, request.output)
    return RenderResult(frame=request.output, seconds=dict(seconds), messages=(*messages, *_messages(scene)))


def read_integrator(stage: Usd.Stage) -> str:
    """What the stage's render settings ask for; ``path`` where they say nothing.

    Raises:
        UnsupportedError: an integrator that is not in the table.
    """
    prim = find_render_settings(stage)
    attribute = prim.GetAttribute(own_attributes.INTEGRATOR) if prim else None
    name = str(attribute.Get()) if attribute and attribute.Get() else "path"
    if name not in _INTEGRATORS:
        raise UnsupportedError(f"no integrator {name!r}; there are {', '.join(_INTEGRATORS)}", backend="luxcore")
    return name


def _find_groups(scene: Scene, surfaces: Sequence[Surface]) -> tuple[str, ...]:
    named = {light.group for light in scene.lights} | {dome.group for dome in scene.domes}
    named |= {surface.mesh.group for surface in surfaces if emission_of(surface) is not None}
    return tuple(sorted(named)) or ("",)


def _check_groups(aovs: Sequence[str], groups: Sequence[str]) -> None:
    wanted = {aov.removeprefix(LIGHT_GROUP_PREFIX) for aov in aovs if aov.startswith(LIGHT_GROUP_PREFIX)}
    missing = sorted(wanted - set(groups))
    if missing:
        there = ", ".join(filter(None, groups)) or "none"
        raise UnsupportedError(
            f"no visible light is in the group {', '.join(missing)}; the stage's groups: {there}",
            backend="luxcore",
        )


def _configuration(
    scene: Scene, stage: Usd.Stage, request: RenderRequest, groups: Sequence[str]
) -> dict[str, Any]:
    width, height = request.resolution
    threads = int(os.environ.get(THREADS_VARIABLE, "0")) or os.cpu_count() or 1
    bounces = _MAX_BOUNCES if scene.max_bounces is None else scene.max_bounces
    filled = bool(scene.volumes) or any(look.medium is not None for look in scene.looks.values())
    diffuse = _DIFFUSE_BOUNCES + (_VOLUME_BOUNCES if filled else 0)  # LuxCore counts them as one
    outputs: dict[str, Any] = {f"film.outputs.{index}.type": "RADIANCE_GROUP" for index in range(len(groups))}
    outputs |= {f"film.outputs.{index}.id": index for index in range(len(groups))}
    outputs |= {f"film.outputs.{index}.filename": f"group{index}.exr" for index in range(len(groups))}
    outputs |= {f"film.outputs.{len(groups)}.type": "ALPHA", f"film.outputs.{len(groups)}.filename": "alpha.exr"}
    hides_dome = bool(scene.domes) and not any(dome.visible_to_camera for dome in scene.domes)
    return {
        **_INTEGRATORS[read_integrator(stage)],
        **outputs,
        "film.width": width,
        "film.height": height,
        "film.imagepipelines.0.0.type": "NOP",
        "film.filter.type": "BOX",
        "film.filter.xwidth": 0.5,
        "film.filter.ywidth": 0.5,
        "film.noiseestimation.warmup": request.spp + 1,
        "batch.haltspp": [request.spp],
        "tilepath.sampling.aa.size": math.ceil(math.sqrt(request.spp)),
        "renderengine.seed": request.seed % 2**31 + 1,
        "native.threads.count": threads,
        "path.pathdepth.total": bounces + 1,
        "path.pathdepth.diffuse": diffuse + 1,
        "path.pathdepth.glossy": _GLOSSY_BOUNCES + 1,
        "path.pathdepth.specular": bounces + 1,
        "path.forceblackbackground.enable": hides_dome,
        "light.maxdepth": bounces + 1,
    }


def _render(pyluxcore: Any, scene: Any, request: RenderRequest, configuration: Mapping[str, Any]) -> Any:
    properties = pyluxcore.Properties()
    for key, value in configuration.items():
        properties.Set(pyluxcore.Property(key, value))
    try:
        session = pyluxcore.RenderSession(pyluxcore.RenderConfig(properties, scene))
        session.Start()
        while not session.HasDone():
            time.sleep(_POLL_S)
            session.UpdateStats()
        session.Stop()
    except RuntimeError as error:
        raise RenderError(str(error).partition("\n")[0], backend="luxcore") from error
    width, height = request.resolution
    film = session.GetFilm()
    planes = {}
    for index in range(film.GetRadianceGroupCount()):
        pixels = np.zeros(3 * width * height, dtype=np.float32)
        film.GetOutputFloat(pyluxcore.FilmOutputType.RADIANCE_GROUP, pixels, index)
        planes[index] = pixels.reshape(height, width, 3)[::-1]
    alpha = np.zeros(width * height, dtype=np.float32)
    film.GetOutputFloat(pyluxcore.FilmOutputType.ALPHA, alpha)
    return planes, alpha.reshape(height, width, 1)[::-1]


def _radiance_of(
    film: tuple[Mapping[int, Plane], Plane], scene: Scene, groups: Sequence[str], aovs: Sequence[str]
) -> dict[str, Plane]:
    planes, alpha = film
    zero = np.zeros((*alpha.shape[:2], 3), dtype=np.float32)
    by_group = {
        group: np.asarray(planes.get(index, zero) * scene.camera.exposure_scale, dtype=np.float32)
        for index, group in enumerate(groups)
    }
    found: dict[str, Plane] = {}
    for aov in aovs:
        if aov == "beauty":
            total = np.sum(list(by_group.values()), axis=0, dtype=np.float32)
            found[aov] = np.concatenate([total, np.clip(alpha, 0.0, 1.0)], axis=2)
        else:
            found[aov] = by_group[aov.removeprefix(LIGHT_GROUP_PREFIX)]
        if not np.isfinite(found[aov]).all():
            raise RenderError("the picture has pixels that are no numbers", backend="luxcore")
    return found


def _messages(scene: Scene) -> tuple[str, ...]:
    shadowless = {light.unshadowed for light in scene.lights}
    if len(shadowless) > 1 or (scene.domes and shadowless - {frozenset()}):
        return ("what casts no shadow of some lights casts none of the others either, domes included",)
    return ()
