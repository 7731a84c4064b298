"""The render department's settings, product and vars."""

from __future__ import annotations

from pxr import Usd

from composers.shot import Shot
from schemas.aovs import AOVS_OF_PASS, CORE_AOVS, LIGHT_GROUP_PREFIX
from taxonomy.tiers import default_tier
from usd_scenes import own_attributes, prim_paths
from usd_scenes.cameras import read_camera
from usd_scenes.departments import Department
from usd_scenes.render_settings import (
    DEFAULT_MAX_BOUNCES,
    RenderSettings,
    read_resolution,
    set_render_settings,
    set_resolution,
    set_var_values,
)

_RAY_TRACING = "rendering.ray_tracing"
_RENDER_PASSES = "rendering.render_passes"
_RAW = "rendering.ray_tracing.raw_samples"
_SAMPLING = ("rendering.sampling.low", "rendering.sampling.medium")
_ENGINE = "rendering.engines.cycles"
_MIST_BEFORE = 0.5  # of the distance in focus: a mist that begins behind all that is near is not seen

type Shape = tuple[int, int]
"""Width to height of a picture, as whole numbers, such as (16, 9)."""

SQUARE: Shape = (1, 1)


def default_resolution(shape: Shape) -> tuple[int, int]:
    """(width, height), pixels: the default tier's size for the longer side of a picture of ``shape``."""
    longest = max(default_tier().resolution)
    return (
        max(round(longest * shape[0] / max(shape)), 1),
        max(round(longest * shape[1] / max(shape)), 1),
    )


class SlateComposer:
    """Says the picture's shape before anything else: the camera is framed for it."""

    category = "rendering"
    department = Department.RENDER
    after: tuple[str, ...] = ()
    terms: frozenset[str] = frozenset()

    def __init__(self, shape: Shape) -> None:
        self._shape = shape

    def compose(self, shot: Shot) -> None:
        """Author the resolution of the render settings: the default tier's, in the asked shape."""
        with shot.edit(self.department) as stage:
            set_resolution(stage, default_resolution(self._shape))


class RenderingComposer:
    """Says how the stage is to be rendered: camera, resolution, samples, denoiser, vars."""

    category = "rendering"
    department = Department.RENDER
    after = ("lighting",)
    terms = frozenset(
        (
            *(f"{_RAY_TRACING}.{name}" for name in ("path_tracing", "denoised", "raw_samples")),
            *_SAMPLING,
            _ENGINE,
            *(f"{_RENDER_PASSES}.{name}" for name in AOVS_OF_PASS),
        )
    )

    def compose(self, shot: Shot) -> None:
        """Author settings, product and vars, an asked pass first; denoised Cycles where nothing else is asked."""
        ray_tracing = shot.term_of(_RAY_TRACING)
        sampling = shot.term_of("rendering.sampling")
        render_pass = shot.term_of(_RENDER_PASSES)
        featured = AOVS_OF_PASS[render_pass.rpartition(".")[2]] if render_pass else ()
        settings = RenderSettings(
            camera=prim_paths.MAIN_CAMERA,
            resolution=read_resolution(shot.stage),
            spp=int(shot.number(sampling, "spp")) if sampling else default_tier().spp,
            denoise=ray_tracing != _RAW,
            integrator="path",
            aovs=tuple(dict.fromkeys((*featured, *CORE_AOVS, *_light_aovs(shot.stage)))),
            engine=(shot.term_of("rendering.engines") or _ENGINE).rpartition(".")[2],
            max_bounces=_given(shot, ray_tracing).get("max_bounces", DEFAULT_MAX_BOUNCES),
        )
        with shot.edit(self.department) as stage:
            set_render_settings(stage, settings)
            if featured:
                set_var_values(stage, featured[0], _quantities(shot, render_pass))


def _light_aovs(stage: Usd.Stage) -> tuple[str, ...]:
    """One AOV for each light group that the stage's lights name, sorted."""
    groups = set()
    for prim in stage.Traverse():
        attribute = prim.GetAttribute(own_attributes.LIGHT_GROUP)
        if attribute and attribute.Get():
            groups.add(str(attribute.Get()))
    return tuple(LIGHT_GROUP_PREFIX + group for group in sorted(groups))


def _quantities(shot: Shot, render_pass: str | None) -> dict[str, float]:
    """A pass's own numbers as given; a mist begins before what is in focus, however near that is."""
    given: dict[str, float] = dict(_given(shot, render_pass))
    if "start_m" in given and (focus_m := read_camera(shot.stage).focus_distance_m) > 0.0:
        given["start_m"] = min(given["start_m"], _MIST_BEFORE * focus_m)
    return given


def _given(shot: Shot, term: str | None) -> dict[str, int]:
    """The numbers that the spec gives to one term."""
    return {p.name: p.value for p in shot.spec.parameters if p.term == term}  # type: ignore[misc]
