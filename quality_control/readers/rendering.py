"""What a composed stage says about rendering."""

from __future__ import annotations

from pxr import Usd

from quality_control.contract import Reader, TermReading
from schemas.aovs import AOVS_OF_PASS
from schemas.errors import SceneError
from usd_scenes.render_settings import RenderSettings, read_featured_vars, read_render_settings

SPP_RANGES = (  # from the first number of samples to below the second
    ("low", 16, 65),
    ("medium", 128, 513),
    ("high", 1024, 4097),
    ("ultra", 8192, 16385),
)


class RayTracingReader:
    """Light transport and denoiser, by the render settings."""

    facets: tuple[str, ...] = ("rendering.ray_tracing", "post_processing.denoising")

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """Path tracing, and whether its noise is taken out or left in, where the settings say so."""
        settings = _settings(stage)
        if settings is None or settings.integrator != "path":
            return ()
        bounces = (("max_bounces", float(settings.max_bounces)),)
        path = TermReading(term="rendering.ray_tracing.path_tracing", values=bounces)
        if settings.denoise is None:
            return (path,)
        if not settings.denoise:
            return path, TermReading(term="rendering.ray_tracing.raw_samples", values=bounces)
        return (
            path,
            TermReading(term="rendering.ray_tracing.denoised", values=bounces),
            TermReading(term="post_processing.denoising.oidn"),
        )


class SamplingReader:
    """Samples per pixel, by the render settings."""

    facets: tuple[str, ...] = ("rendering.sampling",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The level in whose range the samples per pixel lie; none between two."""
        settings = _settings(stage)
        spp = settings.spp if settings else 0
        values = (("spp", float(spp)),)
        return tuple(
            TermReading(term=f"rendering.sampling.{name}", values=values)
            for name, low, high in SPP_RANGES
            if low <= spp < high
        )


class RenderPassReader:
    """The pass that the sample is about: what comes before the beauty among the product's vars, or the beauty."""

    facets: tuple[str, ...] = ("rendering.render_passes",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The pass whose vars those are."""
        featured = read_featured_vars(stage)
        return tuple(
            TermReading(term=f"rendering.render_passes.{name}", values=tuple(sorted(featured[aovs[0]].items())))
            for name, aovs in AOVS_OF_PASS.items()
            if featured.keys() == set(aovs)
        )


class EngineReader:
    """The renderer that the stage asks for."""

    facets: tuple[str, ...] = ("rendering.engines",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The engine named by the render settings."""
        settings = _settings(stage)
        if settings is None or not settings.engine:
            return ()
        return (TermReading(term=f"rendering.engines.{settings.engine}"),)


def _settings(stage: Usd.Stage) -> RenderSettings | None:
    try:
        return read_render_settings(stage)
    except SceneError:
        return None


READERS: tuple[Reader, ...] = (RayTracingReader(), SamplingReader(), RenderPassReader(), EngineReader())
