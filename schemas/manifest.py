"""How a dataset was made: ``dataset.json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import gcd
from typing import Any

DATASET_SCHEMA = "parallel-synth/dataset/2"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetManifest:
    """The decisions that all samples of a folder share; a folder never mixes two manifests."""

    generator_version: str
    dataset_version: str
    seed: int
    backend: str
    tier: str  # name of a quality tier
    resolution: tuple[int, int] | None  # (width, height), pixels; None: as the tier says
    spp: int | None  # None: as the tier says, or the term of a sample that is about sampling
    category: str | None
    term: str | None

    @property
    def picture_shape(self) -> tuple[int, int]:
        """Width to height of every picture, in lowest terms; cameras are framed for it."""
        width, height = self.resolution or (1, 1)
        divisor = gcd(width, height)
        return width // divisor, height // divisor

    def to_json(self) -> dict[str, object]:
        """The document of ``schemas/json/dataset.schema.json``."""
        data = asdict(self)
        data["resolution"] = list(self.resolution) if self.resolution else None
        return {"schema": DATASET_SCHEMA, **data}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> DatasetManifest:
        """The inverse of `to_json`."""
        values = {key: value for key, value in data.items() if key != "schema"}
        if values["resolution"]:
            values["resolution"] = tuple(values["resolution"])
        return cls(**values)

    def differences(self, other: DatasetManifest) -> tuple[str, ...]:
        """The fields in which ``other`` was made in another way."""
        mine, theirs = asdict(self), asdict(other)
        return tuple(f"{key}: {mine[key]} there, {theirs[key]} asked" for key in mine if mine[key] != theirs[key])
