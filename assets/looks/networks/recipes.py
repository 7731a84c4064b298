"""The table of looks, read from ``looks.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from colorimetry.metals import Metal, published_metals
from schemas.errors import TaxonomyError

LOOKS_FILE = Path(__file__).parent / "looks.yaml"

type Range = tuple[float, float]
type Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakup:
    """Variation of the roughness: a share of it, by noise whose lattice is ``feature_m`` wide."""

    share: float
    feature_m: float
    octaves: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bump:
    """Perturbation of the normal by a noise vector of length ``slope``, its lattice ``feature_m`` wide."""

    slope: float
    feature_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tones:
    """A second tone of the base colour, ``lightness`` away in OKLCh, mixed in by a pattern of ``feature_m``."""

    kind: str  # fractal, speckle, chips, veins or grain
    lightness: float
    feature_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Glass:
    """Index of refraction, and tints by name: what is left of white light after ``tint_depth_m`` of the glass."""

    ior: float
    tint: Mapping[str, Triple]  # scene-linear Rec.709
    tint_depth_m: float  # of a body of such glass
    blown_tint_depth_m: float  # of a vessel or a pane of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsurface:
    """Mean free path in metres, its scale by channel, and the weight."""

    radius_m: float
    scale: Triple
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fuzz:
    """Fibres that stand up: their colour is the base colour's with this much more lightness and chroma times."""

    weight: float
    roughness: float
    lightness: float
    chroma: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recipe:
    """One look of the table."""

    name: str
    surface: str  # standard_surface or open_pbr_surface
    roughness: Range
    terms: tuple[str, ...] = ()
    metal: Metal | None = None
    colours: tuple[Triple, ...] = ()  # OKLCh, one is drawn; empty: the palette's colour
    own: tuple[Triple, ...] = ()  # OKLCh in a sample without a palette
    shown: Triple | None = None  # OKLCh in the look library, where the look takes any colour
    shade_lightness: float = 1.0  # times the palette colour's
    shade_chroma: float = 1.0
    lightest: float = 0.95  # OKLCh lightness of the body
    coated: bool = False  # the roughness is the coat's; the body's is among the inputs
    tones: Tones | None = None
    breakup: Breakup | None = None
    bump: Bump | None = None
    glass: Glass | None = None
    subsurface: Subsurface | None = None
    fuzz: Fuzz | None = None
    painter: str = ""  # what paints the surface, of assets.looks.painters.materials
    numbers: Mapping[str, Range] = field(default_factory=dict)  # the painter's, where the sample fixes none
    inputs: Mapping[str, float]

    @property
    def colourable(self) -> bool:
        """Whether the look takes the palette's colour."""
        return self.metal is None and self.glass is None and not self.colours


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LookBook:
    """Every look, and which looks a part of the set may wear."""

    looks: Mapping[str, Recipe]
    by_class: Mapping[str, tuple[str, ...]]
    by_role: Mapping[str, tuple[str, ...]]

    def for_term(self, term: str) -> Recipe | None:
        """The look that shows a term of the taxonomy, or None."""
        return next((look for look in self.looks.values() if term in look.terms), None)

    @property
    def terms(self) -> frozenset[str]:
        """The terms that some look shows."""
        return frozenset(term for look in self.looks.values() for term in look.terms)


@cache
def load_looks() -> LookBook:
    """The looks that Parallel Synth ships with.

    Raises:
        TaxonomyError: an entry of the table cannot be read.
    """
    data = yaml.safe_load(LOOKS_FILE.read_text())
    looks = {}
    for name, entry in data["looks"].items():
        try:
            looks[name] = _recipe(name, entry)
        except (KeyError, TypeError, ValueError) as error:
            raise TaxonomyError(f"not a look: {error!r}", file=str(LOOKS_FILE), field=f"looks.{name}") from error
    wardrobe = data["wardrobe"]
    return LookBook(
        looks=looks,
        by_class={key: tuple(names) for key, names in wardrobe["class"].items()},
        by_role={key: tuple(names) for key, names in wardrobe["role"].items()},
    )


def _recipe(name: str, entry: Mapping[str, Any]) -> Recipe:
    colour = entry["colour"]
    shade = entry.get("shade", {})
    glass = entry.get("glass")
    subsurface = entry.get("subsurface")
    return Recipe(
        name=name,
        surface=str(entry["surface"]),
        roughness=(float(entry["roughness"][0]), float(entry["roughness"][1])),
        terms=tuple(entry.get("terms", ())),
        metal=published_metals()[name] if colour == "metal" else None,
        colours=() if isinstance(colour, str) else tuple(_triple(one) for one in colour),
        own=tuple(_triple(one) for one in entry.get("own", ())),
        shown=_triple(entry["shown"]) if "shown" in entry else None,
        shade_lightness=float(shade.get("lightness", 1.0)),
        shade_chroma=float(shade.get("chroma", 1.0)),
        lightest=float(shade.get("lightest", 0.95)),
        coated=bool(entry.get("coated", False)),
        tones=Tones(**entry["tones"]) if "tones" in entry else None,
        breakup=Breakup(**entry["breakup"]) if "breakup" in entry else None,
        bump=Bump(**entry["bump"]) if entry.get("bump") else None,
        glass=_glass(glass) if glass else None,
        subsurface=Subsurface(**{**subsurface, "scale": _triple(subsurface["scale"])}) if subsurface else None,
        fuzz=Fuzz(**entry["fuzz"]) if "fuzz" in entry else None,
        painter=str(entry.get("painter", "")),
        numbers={key: (float(low), float(high)) for key, (low, high) in entry.get("numbers", {}).items()},
        inputs={key: float(value) for key, value in entry["inputs"].items()},
    )


def _glass(entry: Mapping[str, Any]) -> Glass:
    depth_m = float(entry.get("tint_depth_m", 0.1))
    return Glass(
        ior=float(entry["ior"]),
        tint={name: _triple(values) for name, values in entry["tint"].items()},
        tint_depth_m=depth_m,
        blown_tint_depth_m=float(entry.get("blown_tint_depth_m", depth_m)),
    )


def _triple(values: list[float]) -> Triple:
    first, second, third = values
    return float(first), float(second), float(third)
