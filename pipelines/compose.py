"""From a spec to a stage on disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assets.store import AssetStore
from composers.blocking.casting.plan import plan_casting
from composers.blocking.plan import plan_blocking
from composers.protocol import Composer
from composers.shot import Shot
from schemas.spec import SampleSpec
from usd_scenes.departments import Department
from usd_scenes.sample_stage import SampleStage, create_sample_stage, save_sample_stage


def compose_sample(
    spec: SampleSpec, folder: Path, *, assets: AssetStore, composers: Sequence[Composer]
) -> SampleStage:
    """Compose ``spec`` into ``folder`` (root layer and department layers) and save it.

    Raises:
        AssetError: an asset that cannot be found or made here.
        StorageError: the disk refused a write.
    """
    sample = create_sample_stage(folder, spec)
    shot = Shot(spec=spec, blocking=plan_blocking(spec, assets), sample=sample, assets=assets)
    run_composers(shot, composers)
    save_sample_stage(sample)
    return sample


def run_composers(shot: Shot, composers: Sequence[Composer]) -> None:
    """Let each author its department in turn; looks are cast once, when all meshes stand."""
    for composer in composers:
        if composer.department is Department.LOOKS and shot.cast is None:
            shot = replace(shot, cast=plan_casting(shot, shot.blocking, shot.stage))
        composer.compose(shot)
