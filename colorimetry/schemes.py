"""The table of colour schemes, read from ``palettes.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA_FILE = Path(__file__).parent / "palettes.yaml"
MOODS_FILE = Path(__file__).parent / "moods.yaml"

MOOD_FACET = "color.mood"

type Range = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A hue as a turn from the anchor: ``degrees`` plus ``spreads`` times the term's spread."""

    degrees: float
    spreads: float = 0.0

    def at(self, spread_deg: float) -> float:
        """The turn in degrees."""
        return self.degrees + self.spreads * spread_deg


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scheme:
    """A palette's rule: its turns, and the lightness and share of chroma of each part."""

    name: str
    turns: tuple[Turn, ...]
    lightness: Mapping[str, Range]
    shares: Mapping[str, float]
    arc_deg: Range | None = None  # every hue lies in it
    spread_lightness: bool = False  # the parts' lightnesses span the term's lightness_range
    fit_lightness: bool = False  # lightness gives way to chroma
    tones: float = 1.0  # share of the difference between the tones of one look


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodRegion:
    """What a mood's colours and light must be; arcs in degrees, each from its first hue upwards."""

    arcs_deg: tuple[Range, ...]
    set_lightness: Range
    chroma: Range  # of the most colourful part
    kelvin: Range  # of the main light
    key_fill: Range
    least_hues: int = 0
    spread_deg: Range = (0.0, 360.0)  # of the arc that holds all hues


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mood:
    """How a mood is painted, and what it is."""

    scheme: Scheme
    region: MoodRegion


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ColourRules:
    """All schemes and moods by name, and what holds in a sample without a palette."""

    schemes: Mapping[str, Scheme]
    moods: Mapping[str, Mood]
    unasked: Scheme
    unasked_chroma: float
    unasked_anchors_deg: tuple[float, ...]
    daylight_mired: float

    def scheme_for(self, term: str | None) -> Scheme:
        """The scheme of a palette or mood term; the quiet one for None."""
        facet, _, name = (term or "").rpartition(".")
        if facet == MOOD_FACET:
            return self.moods[name].scheme
        return self.schemes.get(name, self.unasked)


@cache
def load_colour_rules() -> ColourRules:
    """The rules that Parallel Synth ships with."""
    data = yaml.safe_load(DATA_FILE.read_text())
    unasked = data["unasked"]
    moods = yaml.safe_load(MOODS_FILE.read_text())["moods"]
    return ColourRules(
        moods={
            name: Mood(scheme=_scheme(name, entry, data["parts"]), region=_region(entry["region"]))
            for name, entry in moods.items()
        },
        schemes={name: _scheme(name, entry, data["parts"]) for name, entry in data["palettes"].items()},
        unasked=_scheme("unasked", unasked, data["parts"]),
        unasked_chroma=float(unasked["chroma"]),
        unasked_anchors_deg=tuple(float(hue) for hue in unasked["anchors_deg"]),
        daylight_mired=float(data["daylight_mired"]),
    )


def _scheme(name: str, entry: Mapping[str, Any], parts: Mapping[str, Any]) -> Scheme:
    lightness = {part: values["lightness"] for part, values in parts.items()} | entry.get("lightness", {})
    shares = {part: values["share"] for part, values in parts.items()} | entry.get("shares", {})
    return Scheme(
        name=name,
        turns=tuple(_turn(text) for text in entry["hues"]),
        lightness={part: (float(low), float(high)) for part, (low, high) in lightness.items()},
        shares={part: float(share) for part, share in shares.items()},
        arc_deg=(float(entry["arc_deg"][0]), float(entry["arc_deg"][1])) if "arc_deg" in entry else None,
        spread_lightness=entry.get("contrast") == "spread",
        fit_lightness=bool(entry.get("fit_lightness", False)),
        tones=float(entry.get("tones", 1.0)),
    )


def _region(entry: Mapping[str, Any]) -> MoodRegion:
    return MoodRegion(
        arcs_deg=tuple(_range(arc) for arc in entry["arcs"]),
        set_lightness=_range(entry["set_lightness"]),
        chroma=_range(entry["chroma"]),
        kelvin=_range(entry["kelvin"]),
        key_fill=_range(entry["key_fill"]),
        least_hues=int(entry.get("least_hues", 0)),
        spread_deg=(float(entry.get("least_spread_deg", 0.0)), float(entry.get("most_spread_deg", 360.0))),
    )


def _range(values: list[float]) -> Range:
    return float(values[0]), float(values[1])


def _turn(text: str) -> Turn:
    """ "180-s" is a turn of 180 degrees less one spread."""
    if not text.endswith("s"):
        return Turn(degrees=float(text))
    head = text[:-1]
    spreads = -1.0 if head.endswith("-") else 1.0
    return Turn(degrees=float(head.rstrip("+-") or 0.0), spreads=spreads)
