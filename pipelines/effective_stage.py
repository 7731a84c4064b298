"""The stage as it is rendered: a sample under the opinions of its tier and of the user."""

from __future__ import annotations

from pathlib import Path

from pxr import Usd

from pipelines.layout import STAGE_FILE
from schemas.manifest import DatasetManifest
from schemas.sample import RenderRecord
from schemas.spec import SampleSpec
from taxonomy.tiers import find_tier
from usd_scenes.sample_stage import open_stage
from usd_scenes.session import RenderOpinions, put_under_session

_SAMPLING_FACET = "rendering.sampling"
_NOISE_TERMS = frozenset({"rendering.ray_tracing.denoised", "rendering.ray_tracing.raw_samples"})


def render_opinions(spec: SampleSpec, manifest: DatasetManifest) -> RenderOpinions:
    """What the tier and the user's flags ask of one sample.

    A sample whose terms are about samples per pixel or about noise keeps its own: they are what it shows.

    Raises:
        UsageError: the manifest names no tier.
    """
    tier = find_tier(manifest.tier)
    about_sampling = spec.term_of(_SAMPLING_FACET) is not None
    about_noise = not _NOISE_TERMS.isdisjoint(spec.terms)
    return RenderOpinions(
        resolution=manifest.resolution or tier.resolution,
        spp=None if about_sampling else manifest.spp or tier.spp,
        denoise=None if about_noise else tier.denoise,
    )


def open_effective_stage(folder: Path, render: RenderRecord) -> Usd.Stage:
    """A finished sample's stage under the opinions that its picture was rendered with.

    Raises:
        SceneError: the stage is missing, no USD layer, or has no render settings.
    """
    stage = open_stage(folder / STAGE_FILE)
    put_under_session(stage, RenderOpinions(resolution=render.resolution, spp=render.spp, denoise=render.denoise))
    return stage
