"""The render department's settings, product and vars."""

from __future__ import annotations

from dataclasses import dataclass

from pxr import Usd

from composers.shot import Shot
from schemas.aovs import AOVS_OF_PASS, CORE_AOVS, LIGHT_GROUP_PREFIX
from usd_scenes import prim_paths
from usd_scenes.departments import Department
from usd_scenes.render_settings import (
    DEFAULT_MAX_BOUNCES,
    RenderSettings,
    set_featured_vars,
    set_render_settings,
    set_resolution,
)

DEFAULT_RESOLUTION = (512, 512)
_DEFAULT_SPP = 64
_RAY_TRACING = "rendering.ray_tracing"
_RENDER_PASSES = "rendering.render_passes"
_RAW = "rendering.ray_tracing.raw_samples"
_SAMPLING = ("rendering.sampling.low", "rendering.sampling.medium")
_ENGINE = "rendering.engines.cycles"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOverrides:
    """What a user's flags overrule; None leaves it to the sample."""

    resolution: tuple[int, int] | None = None  # (width, height), pixels
    spp: int | None = None


class SlateComposer:
    """Says the picture's size before anything else: the camera is framed for it."""

    category = "rendering"
    department = Department.RENDER
    terms: frozenset[str] = frozenset()

    def __init__(self, overrides: RenderOverrides) -> None:
        self._overrides = overrides

    def compose(self, shot: Shot) -> None:
        """Author the resolution of the render settings."""
        with shot.edit(self.department) as stage:
            set_resolution(stage, self._overrides.resolution or DEFAULT_RESOLUTION)


class RenderingComposer:
    """Says how the stage is to be rendered: camera, resolution, samples, denoiser, vars."""

    category = "rendering"
    department = Department.RENDER
    terms = frozenset(
        (
            *(f"{_RAY_TRACING}.{name}" for name in ("path_tracing", "denoised", "raw_samples")),
            *_SAMPLING,
            _ENGINE,
            *(f"{_RENDER_PASSES}.{name}" for name in AOVS_OF_PASS),
        )
    )

    def __init__(self, overrides: RenderOverrides) -> None:
        self._overrides = overrides

    def compose(self, shot: Shot) -> None:
        """Author settings, product and vars; denoised path tracing in Cycles where nothing else is asked."""
        ray_tracing = shot.term_of(_RAY_TRACING)
        sampling = shot.term_of("rendering.sampling")
        render_pass = shot.term_of(_RENDER_PASSES)
        featured = AOVS_OF_PASS[render_pass.rpartition(".")[2]] if render_pass else ()
        settings = RenderSettings(
            camera=prim_paths.MAIN_CAMERA,
            resolution=self._overrides.resolution or DEFAULT_RESOLUTION,
            spp=self._spp(shot, sampling),
            denoise=ray_tracing != _RAW,
            integrator="path",
            aovs=tuple(dict.fromkeys((*CORE_AOVS, *featured, *_light_aovs(shot.stage)))),
            engine=(shot.term_of("rendering.engines") or _ENGINE).rpartition(".")[2],
            max_bounces=_given(shot, ray_tracing).get("max_bounces", DEFAULT_MAX_BOUNCES),
        )
        with shot.edit(self.department) as stage:
            set_render_settings(stage, settings)
            if featured:
                set_featured_vars(stage, featured, dict(_given(shot, render_pass)))

    def _spp(self, shot: Shot, sampling: str | None) -> int:
        """The user's samples per pixel, but for a sample that is about sampling: it keeps its own."""
        if self._overrides.spp and shot.spec.focus != sampling:
            return self._overrides.spp
        return int(shot.number(sampling, "spp")) if sampling else _DEFAULT_SPP


def _light_aovs(stage: Usd.Stage) -> tuple[str, ...]:
    """One AOV for each light group that the stage's lights name, sorted."""
    groups = set()
    for prim in stage.Traverse():
        attribute = prim.GetAttribute(prim_paths.LIGHT_GROUP_ATTRIBUTE)
        if attribute and attribute.Get():
            groups.add(str(attribute.Get()))
    return tuple(LIGHT_GROUP_PREFIX + group for group in sorted(groups))


def _given(shot: Shot, term: str | None) -> dict[str, int]:
    """The numbers that the spec gives to one term."""
    return {p.name: p.value for p in shot.spec.parameters if p.term == term}  # type: ignore[misc]
