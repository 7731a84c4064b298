"""Published reflectances of polished metals, read from ``metals.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

METALS_FILE = Path(__file__).parent / "metals.yaml"

type Triple = tuple[float, float, float]  # scene-linear Rec.709


@dataclass(frozen=True, slots=True, kw_only=True)
class Metal:
    """A metal's reflectance at normal incidence and Gulbrandsen's edge tint, scene-linear Rec.709."""

    f0: Triple
    edge: Triple


@cache
def published_metals() -> Mapping[str, Metal]:
    """The metals by name."""
    data = yaml.safe_load(METALS_FILE.read_text())["metals"]
    return {name: Metal(f0=_triple(entry["f0"]), edge=_triple(entry["edge"])) for name, entry in data.items()}


def _triple(values: list[float]) -> Triple:
    first, second, third = values
    return float(first), float(second), float(third)
