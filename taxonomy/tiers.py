"""Quality tiers: how large and how clean a picture is, where the sample is not about that itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from schemas.errors import UsageError
from taxonomy.documents import read_document
from taxonomy.seal import DATA_FOLDER, is_sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One tier."""

    name: str
    resolution: tuple[int, int]  # (width, height), pixels
    spp: int
    denoise: bool


@cache
def load_tiers() -> tuple[Tier, ...]:
    """Every tier, coarsest first; the first is the default.

    Raises:
        TaxonomyError: the file cannot be used.
    """
    document = read_document(DATA_FOLDER / "tiers.yaml", "tiers", sealed=is_sealed(DATA_FOLDER))
    return tuple(
        Tier(
            name=row["name"],
            resolution=(row["resolution_px"][0], row["resolution_px"][1]),
            spp=row["spp"],
            denoise=row["denoise"],
        )
        for row in document["tiers"]
    )


def default_tier() -> Tier:
    """What is made where nobody asks for more, and what a sample's own layers say."""
    return load_tiers()[0]


def find_tier(name: str) -> Tier:
    """The tier of a name.

    Raises:
        UsageError: there is none; all are listed.
    """
    for tier in load_tiers():
        if tier.name == name:
            return tier
    raise UsageError(f"no tier {name!r}; there are {', '.join(tier.name for tier in load_tiers())}")
