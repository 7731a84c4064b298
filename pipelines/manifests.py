"""The manifest of a new run."""

from __future__ import annotations

from importlib.metadata import version

from schemas.manifest import DatasetManifest
from taxonomy.catalog import load_catalog
from taxonomy.tiers import default_tier, find_tier

DISTRIBUTION = "parallel-synth"


def generator_version() -> str:
    """The installed version of Parallel Synth."""
    return version(DISTRIBUTION)


def new_manifest(
    *,
    seed: int,
    backend: str,
    tier: str | None = None,
    resolution: tuple[int, int] | None = None,
    spp: int | None = None,
    category: str | None = None,
    term: str | None = None,
) -> DatasetManifest:
    """The manifest that this version writes; category and term by their full ids.

    Raises:
        UsageError: there is no such tier.
        UnknownTermError: the taxonomy lacks the category or the term.
    """
    catalog = load_catalog()
    return DatasetManifest(
        generator_version=generator_version(),
        dataset_version=catalog.dataset_version,
        seed=seed,
        backend=backend,
        tier=find_tier(tier).name if tier else default_tier().name,
        resolution=resolution,
        spp=spp,
        category=catalog.category(category).id if category else None,
        term=catalog.term(term).id if term else None,
    )
