"""One request from stage to EXR."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from render_backends.denoising import denoise_beauty
from render_backends.mitsuba.exact_aovs import render_exact, render_guides
from render_backends.mitsuba.media import Media, make_media
from render_backends.mitsuba.scene_building import (
    Selection,
    build_exact,
    build_lit,
    build_seen,
    select_lights,
    split_by_shadows,
)
from render_backends.mitsuba.sensors import describe_sensor, is_shift_rounded
from render_backends.seconds import Seconds
from schemas.aovs import LIGHT_GROUP_PREFIX, SURFACE_AOVS
from schemas.errors import RenderError, UnsupportedError
from schemas.exr import write_frame
from schemas.frame import Frame
from schemas.render import RenderRequest, RenderResult
from usd_scenes.extraction.dressed_surfaces.dressing import dress
from usd_scenes.extraction.dressed_surfaces.emission import emission_of
from usd_scenes.extraction.dressed_surfaces.surfaces import Surface, cut_surfaces, instance_paths
from usd_scenes.extraction.scene.extraction import extract_scene
from usd_scenes.extraction.scene.plain_scene import Scene
from usd_scenes.extraction.stage_reading.cameras import compute_matrices, read_camera
from usd_scenes.extraction.stage_reading.id_tables import make_id_tables, tables_for
from usd_scenes.extraction.stage_reading.render_stage import open_render_stage

type Plane = NDArray[np.float32]

_MAX_BOUNCES = 8  # as Cycles has it where the stage says nothing
_CLEAR_BOUNCES = 6  # at most: what is clear is rarely deeper, and the light of diffuse bounces goes on with it
_DIFFUSE_BOUNCES, _GLOSSY_BOUNCES = 2, 4


def render_frame(mi: Any, request: RenderRequest, folder: Path) -> RenderResult:
    """Render one request and write its EXR.

    Raises:
        SceneError, UnsupportedError, RenderError, StorageError: see the backend.
    """
    seconds = Seconds()
    with seconds.measure("import"):
        render_stage = open_render_stage(request, folder)
        reading = read_camera(render_stage, request)
        scene = extract_scene(render_stage, reading)
        camera = compute_matrices(reading, render_stage.meters_per_unit)
    with seconds.measure("looks"):
        surfaces, losses = dress(scene, tuple(cut_surfaces(scene)), request.resolution)
        media = make_media(mi, scene, surfaces)
    materials = dict(enumerate(sorted(scene.looks), start=1))
    tables = make_id_tables(render_stage.stage, instance_paths(scene), materials)
    messages = [*losses, *_messages(scene, request)]
    arrays: dict[str, Plane] = {}
    renderer = _Renderer(mi=mi, scene=scene, surfaces=surfaces, media=media, request=request)
    with seconds.measure("render"):
        arrays.update(_render_radiance(renderer, request.aovs))
    if set(request.aovs) & set(SURFACE_AOVS) or request.denoise:
        with seconds.measure("exact"):
            exact_scene, owners = build_exact(mi, surfaces, media)
            sensor = mi.load_dict(describe_sensor(mi, scene.camera, request.resolution, spp=1, exact=True))
            arrays |= render_exact(mi, (exact_scene, sensor), owners, tables, camera)
    if request.denoise and "beauty" in arrays:
        with seconds.measure("denoise"):
            sensor = mi.load_dict(describe_sensor(mi, scene.camera, request.resolution, spp=16, exact=False))
            denoise_beauty(arrays, guides=render_guides(mi, exact_scene, sensor))
    with seconds.measure("write"):
        frame = Frame(
            arrays={aov: arrays[aov] for aov in request.aovs},
            camera=camera,
            ids=tables_for(request.aovs, tables),
            header={**request.header, "backend": "mitsuba", "variant": mi.variant()},
        )
        write_frame(frame, request.output)
    return RenderResult(frame=request.output, seconds=dict(seconds), messages=tuple(messages))


def _render_radiance(renderer: _Renderer, aovs: tuple[str, ...]) -> Iterator[tuple[str, Plane]]:
    """The radiance AOVs among ``aovs``.

    Raises:
        UnsupportedError: ``light_<group>`` of a group that no light of the stage is in.
    """
    scene = renderer.scene
    existing = {light.group for light in scene.lights} | {dome.group for dome in scene.domes}
    existing |= {s.mesh.group for s in renderer.surfaces if emission_of(s) is not None}
    wanted = {aov.removeprefix(LIGHT_GROUP_PREFIX) for aov in aovs if aov.startswith(LIGHT_GROUP_PREFIX)}
    if wanted - existing:
        groups = ", ".join(sorted(filter(None, existing))) or "none"
        missing = ", ".join(sorted(wanted - existing))
        raise UnsupportedError(
            f"no visible light is in the group {missing}; the stage's groups: {groups}", backend="mitsuba"
        )
    by_group = {group: _render_lit(renderer, group) for group in sorted(wanted)}
    for aov in aovs:
        if aov == "beauty":
            yield aov, _sum_of(by_group) if wanted == existing else _render_lit(renderer, None)
        elif aov.startswith(LIGHT_GROUP_PREFIX):
            yield aov, by_group[aov.removeprefix(LIGHT_GROUP_PREFIX)][..., :3]
        elif aov in {"environment", "emission"}:
            seen = select_lights(scene, seen=True)
            lone = replace(seen, lights=(), domes=seen.domes if aov == "environment" else ())
            if aov == "environment":
                lone = replace(lone, glows=lambda _: False)
            yield aov, _render_seen(renderer, lone)


def _sum_of(by_group: Mapping[str, Plane]) -> Plane:
    """The groups together: where they are all there, nothing else shines."""
    total = np.sum(list(by_group.values()), axis=0, dtype=np.float32)
    total[..., 3] = next(iter(by_group.values()))[..., 3]
    return np.asarray(total)


def _render_lit(renderer: _Renderer, group: str | None) -> Plane:
    """The picture: light from surfaces with its coverage, and the lights that the camera sees themselves."""
    depth = _depth(renderer.scene, renderer.surfaces)
    pictures = []
    for selection in split_by_shadows(select_lights(renderer.scene, group=group), renderer.surfaces):
        lit = build_lit(renderer.mi, renderer.scene, renderer.surfaces, renderer.media, selection)
        pictures.append(renderer.render(lit, depth=depth, hide_emitters=True))
    picture = pictures[0]
    picture[..., :3] = sum(one[..., :3] for one in pictures) * renderer.scene.camera.exposure_scale
    picture[..., :3] += _render_seen(renderer, select_lights(renderer.scene, group=group, seen=True))
    picture[..., 3] = np.clip(picture[..., 3], 0.0, 1.0)
    return picture


def _render_seen(renderer: _Renderer, selection: Selection) -> Plane:
    """Lights as the camera sees them, (height, width, 3)."""
    seen = build_seen(renderer.mi, renderer.scene, renderer.surfaces, renderer.media, selection)
    if seen is None:
        width, height = renderer.request.resolution
        return np.zeros((height, width, 3), dtype=np.float32)
    picture = renderer.render(seen, depth=1, hide_emitters=False)
    return np.asarray(picture[..., :3] * renderer.scene.camera.exposure_scale, dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Renderer:
    """A request's scene, ready to be rendered under different lights."""

    mi: Any
    scene: Scene
    surfaces: tuple[Surface, ...]
    media: Media
    request: RenderRequest

    def render(self, built: Any, *, depth: int, hide_emitters: bool) -> Plane:
        """(height, width, 4)."""
        mi, request = self.mi, self.request
        described = describe_sensor(mi, self.scene.camera, request.resolution, spp=request.spp, exact=False)
        if self.media.around_camera is not None:
            described["medium"] = self.media.around_camera
        integrator = mi.load_dict({"type": "volpath", "max_depth": depth, "hide_emitters": hide_emitters})
        try:
            pixels = mi.render(
                built,
                integrator=integrator,
                sensor=mi.load_dict(described),
                spp=request.spp,
                seed=request.seed % 2**31,
            )
        except RuntimeError as error:
            raise RenderError(str(error).partition("\n")[0], backend="mitsuba") from error
        picture = np.array(pixels, dtype=np.float32)
        if not np.isfinite(picture).all():
            raise RenderError("the picture has pixels that are no numbers", backend="mitsuba")
        return picture


def _depth(scene: Scene, surfaces: tuple[Surface, ...]) -> int:
    """Mitsuba counts the ray to the surface and the one to the light as well.

    Cycles stops after two diffuse bounces, two in media and a few glossy ones, and lets clear surfaces go on.
    Mitsuba knows one number, so it is that of the most that the scene has; but four would make fog too bright.
    """
    fields = [surface.fields.surface for surface in surfaces if surface.fields is not None]
    fills = any(surface.look and surface.fields is None for surface in surfaces)
    if any(one.transmission_weight > 0.0 for one in fields):
        asked = _MAX_BOUNCES if scene.max_bounces is None else scene.max_bounces
        bounces = min(asked, _CLEAR_BOUNCES)
    elif any(one.metalness > 0.0 for one in fields) and not (scene.volumes or fills):
        bounces = _GLOSSY_BOUNCES
    else:
        bounces = _DIFFUSE_BOUNCES
    return bounces + 2


def _messages(scene: Scene, request: RenderRequest) -> list[str]:
    messages = []
    if is_shift_rounded(scene.camera, request.resolution):
        messages.append("the aperture offset is rounded to whole pixels behind a lens that blurs")
    messages += [
        f"<{light.prim_path}>: a shaped light's own surface is not seen"
        for light in scene.lights
        if not light.shaping.is_neutral and light.visible_to_camera
    ]
    return messages
