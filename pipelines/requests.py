"""From a composed stage to what is asked of a renderer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pxr import Usd

from schemas.errors import UnsupportedError
from schemas.render import Capabilities, RenderRequest
from taxonomy.decisions import decision_rng
from usd_scenes.render_settings import read_render_settings

_SEED_LIMIT = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleIdentity:
    """Who the picture belongs to; written into the EXR's header."""

    seed: int
    index: int
    spec_hash: str

    @property
    def render_seed(self) -> int:
        """The seed of the renderer's sampler for this sample."""
        return int(decision_rng(self.seed, self.index, "rendering/seed").integers(_SEED_LIMIT))


def request_of_stage(
    stage: Usd.Stage, *, file: Path, output: Path, identity: SampleIdentity, capabilities: Capabilities
) -> RenderRequest:
    """The request that the stage's own render settings make.

    AOVs that the backend does not offer are left out; what is written says which it gave.

    Raises:
        SceneError: the stage has no render settings or no camera.
        UnsupportedError: the backend offers none of the AOVs.
    """
    settings = read_render_settings(stage)
    lacking = set(capabilities.lacks(settings.aovs))
    aovs = tuple(aov for aov in settings.aovs if aov not in lacking)
    if not aovs:
        raise UnsupportedError(f"the backend gives none of {', '.join(settings.aovs)}")
    return RenderRequest(
        stage=file,
        camera=settings.camera,
        time_code=stage.GetStartTimeCode(),
        resolution=settings.resolution,
        aovs=aovs,
        spp=settings.spp,
        seed=identity.render_seed,
        output=output,
        denoise=settings.denoise,
        header={"spec_hash": identity.spec_hash, "index": str(identity.index)},
    )


def known_aovs(aovs: Sequence[str], capabilities: Capabilities) -> tuple[str, ...]:
    """Those of ``aovs`` that the backend gives."""
    lacking = set(capabilities.lacks(tuple(aovs)))
    return tuple(aov for aov in aovs if aov not in lacking)
