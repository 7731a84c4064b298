"""Composing alone: stages and assets, no pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from assets.store import AssetStore
from composers.registry import RenderOverrides, all_composers
from pipelines.compose import compose_sample
from pipelines.layout import DatasetLayout
from schemas.sample_files import STAGE_FILE
from taxonomy.catalog import load_catalog
from taxonomy.sampler import Sampler


def compose_range(
    indices: Sequence[int],
    output: Path,
    *,
    seed: int,
    focus: tuple[str | None, str | None] = (None, None),
    render: tuple[tuple[int, int] | None, int | None] = (None, None),
) -> Iterator[Path]:
    """The root layers of composed samples, one by one, under ``<output>/samples``.

    Args:
        focus: (category, term) that every sample is to be about; None leaves the quotas to decide.
        render: (resolution in pixels, samples per pixel) that overrule each sample's own.
    """
    sampler = Sampler(load_catalog())
    layout = DatasetLayout(root=output)
    composers = all_composers(RenderOverrides(resolution=render[0], spp=render[1]))
    assets = AssetStore(layout.assets)
    for index in indices:
        spec = sampler.spec(seed, index, category=focus[0], term=focus[1])
        compose_sample(spec, layout.sample(index), assets=assets, composers=composers)
        yield layout.sample(index) / STAGE_FILE
