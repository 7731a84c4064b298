"""A sample's palette: one albedo for each painted part, a pure function of the spec and the parts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from colorimetry.oklch import Rgb, albedo_from_oklch, oklch_from_rgb
from colorimetry.schemes import MOOD_FACET, Scheme, load_colour_rules
from colorimetry.whites import white_at
from schemas.spec import SampleSpec
from taxonomy.decisions import decision_rng
from usd_scenes.rounding import quantize_all

PALETTES_FACET = "color.palettes"
TEMPERATURE_FACET = "color.temperature"

SET_WALL = "set_wall"
SET_FLOOR = "set_floor"
PLINTH = "plinth"
SUBJECT = "subject"
PROP = "prop"

_ACCENT_STEP = 0.08  # of lightness between a pale part and the chips in it
_PALE = 0.78  # lightness of such a part
_ACCENT_SHARE = 0.65  # of the chroma that is asked for

GRADIENT = f"{TEMPERATURE_FACET}.gradient_warm_to_cool"
_SET_PARTS = (SET_WALL, SET_FLOOR)
_DEFAULTS = {"chroma": 0.11, "spread_deg": 30.0, "lightness_range": 0.3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The albedo of each painted part, scene-linear Rec.709.

    ``accents`` are the scheme's colours that no part is left for: one part wears them as chips.
    """

    colours: tuple[tuple[str, Rgb], ...]
    accents: tuple[Rgb, ...] = ()
    asked: bool = False  # a palette or a temperature of the spec is behind it

    def quantized(self) -> Palette:
        """The same, rounded as it is authored."""
        return replace(
            self,
            colours=tuple((part, _rounded(rgb)) for part, rgb in self.colours),
            accents=tuple(_rounded(rgb) for rgb in self.accents),
        )

    def colour(self, part: str) -> Rgb:
        """The albedo of a part; KeyError for a part that is not painted."""
        return dict(self.colours)[part]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What the spec says about the palette."""

    scheme: Scheme
    anchor_deg: float
    chroma: float
    spread_deg: float
    lightness_range: float
    is_mood: bool  # whose chroma may be seen in the chips alone


def palette_of(
    spec: SampleSpec,
    parts: Sequence[str],
    *,
    intrinsic_hue_deg: float | None = None,
    in_frame: Collection[str] = (),
    unseen: Collection[str] = (),
) -> Palette:
    """The palette of a sample.

    Args:
        parts: "set_wall", "set_floor", "plinth", "subject" (where its look takes a colour), "prop/<name>"...
        intrinsic_hue_deg: OKLCh hue of a subject whose look has a colour of its own; the palette hangs on it.
        in_frame: the props that every framing shows.
        unseen: the parts that the picture does not show; their hues are chips elsewhere too.
    """
    rng = decision_rng(spec.seed, spec.stream_index, "color/palette")
    wish = _wish(spec, intrinsic_hue_deg, rng)
    scheme = wish.scheme
    hues = [(wish.anchor_deg + turn.at(wish.spread_deg)) % 360.0 for turn in scheme.turns]
    mood = spec.term_of(MOOD_FACET)
    hangs_on_subject = intrinsic_hue_deg is not None and mood is None
    if hangs_on_subject and len(hues) > 1:  # the subject shows the anchor hue: the set contrasts
        hues = [*hues[1:], hues[0]]
    indices = _hue_indices(scheme, parts, len(hues))
    lightness = _lightnesses(wish, parts, rng)
    colours = [
        (part, _albedo(scheme, light, wish.chroma * scheme.shares[part.partition("/")[0]], hues[index]))
        for part, light, index in zip(parts, lightness, indices, strict=True)
    ]
    palette_term, shift = spec.term_of(PALETTES_FACET), _shift_mired(spec)
    if shift is not None and not palette_term and spec.term_of(TEMPERATURE_FACET) != GRADIENT:
        colours = [(part, _tempered(part, rgb, shift)) for part, rgb in colours]
    sure = {
        index
        for part, index in zip(parts, indices, strict=True)
        if part not in unseen and (part in in_frame or not part.startswith(PROP))
    }
    missing = [hues[index] for index in range(len(hues)) if index not in sure]
    if sum(part != SUBJECT for part in parts) == 1 and len(hues) > 1 and not missing:
        missing = [hues[-1]]  # a palette needs two colours beside the subject
    shows_all = palette_term is not None or _has_several_hues(mood)
    accents = tuple(_accent(wish, parts, lightness, hue) for hue in missing) if shows_all else ()
    asked = palette_term is not None or mood is not None or shift is not None
    return Palette(colours=tuple(colours), accents=accents, asked=asked)


def _rounded(rgb: Rgb) -> Rgb:
    red, green, blue = quantize_all(rgb)
    return red, green, blue


def _has_several_hues(mood: str | None) -> bool:
    return mood is not None and load_colour_rules().moods[mood.rpartition(".")[2]].region.least_hues > 1


def _accent(wish: _Wish, parts: Sequence[str], lightness: Sequence[float], hue_deg: float) -> Rgb:
    """The colour of chips: softer than a whole part's, and near the lightness of a pale part that wears them.

    Where the palette is one of lightness or of chroma, the chips are as strong as a part.
    """
    scheme = wish.scheme
    light = sum(scheme.lightness[PROP]) / 2.0
    wearer = _wearer_lightness(parts, lightness)
    if scheme.spread_lightness:  # the chips are the other end of the span
        ends = lightness if len(parts) > 1 else (lightness[0], lightness[0] + wish.lightness_range)
        light = max(ends, key=lambda end: abs(end - wearer))
    if scheme.spread_lightness or scheme.fit_lightness or scheme.tones < 1.0:
        return _albedo(scheme, light, wish.chroma, hue_deg)
    if wearer > _PALE:
        light = wearer - _ACCENT_STEP
    return _albedo(scheme, light, wish.chroma * (1.0 if wish.is_mood else _ACCENT_SHARE), hue_deg)


def _wearer_lightness(parts: Sequence[str], lightness: Sequence[float]) -> float:
    """Of the part that wears the chips: the plinth, else the last of the set, else a prop."""
    given = dict(zip(parts, lightness, strict=True))
    sets = [given[part] for part in parts if part in _SET_PARTS]
    return given.get(PLINTH, sets[-1] if sets else lightness[-1])


def _wish(spec: SampleSpec, intrinsic_hue_deg: float | None, rng: np.random.Generator) -> _Wish:
    rules = load_colour_rules()
    mood = spec.term_of(MOOD_FACET)
    term = spec.term_of(PALETTES_FACET) or mood
    scheme = rules.scheme_for(term)
    given = {p.name: float(p.value) for p in spec.parameters if p.term == term}
    anchor = rules.unasked_anchors_deg[int(rng.integers(len(rules.unasked_anchors_deg)))]
    anchor = given.get("base_hue_deg", anchor + float(rng.uniform(-9.0, 9.0)))
    if scheme.arc_deg is not None:
        anchor = _into_arc(scheme, anchor)
    elif intrinsic_hue_deg is not None and mood is None:
        anchor = intrinsic_hue_deg
    return _Wish(
        scheme=scheme,
        anchor_deg=anchor,
        chroma=given.get("chroma", rules.unasked_chroma if term is None else _DEFAULTS["chroma"]),
        spread_deg=given.get("spread_deg", _DEFAULTS["spread_deg"]),
        lightness_range=given.get("lightness_range", _DEFAULTS["lightness_range"]),
        is_mood=mood is not None,
    )


def _into_arc(scheme: Scheme, anchor_deg: float) -> float:
    """The nearest anchor whose turns all stay in the scheme's arc."""
    assert scheme.arc_deg is not None
    turns = [turn.degrees for turn in scheme.turns]
    low, high = scheme.arc_deg[0] - min(turns), scheme.arc_deg[1] - max(turns)
    return min(max(anchor_deg, low), high)


def _hue_indices(scheme: Scheme, parts: Sequence[str], count: int) -> list[int]:
    """The hue of each part: wall and floor share the first where the other parts can show the rest."""
    others = sum(part not in _SET_PARTS for part in parts)
    floor_joins = scheme.name == "unasked" or others >= count - 1 or SET_WALL not in parts
    indices: list[int] = []
    following = 1 % count
    for part in parts:
        if part == SET_WALL or (part == SET_FLOOR and floor_joins):
            indices.append(0)
            continue
        indices.append(following)
        following = (following + 1) % count
    return indices


def _lightnesses(wish: _Wish, parts: Sequence[str], rng: np.random.Generator) -> list[float]:
    drawn = rng.uniform(size=len(parts))
    if not wish.scheme.spread_lightness:
        ranges = [wish.scheme.lightness[part.partition("/")[0]] for part in parts]
        return [low + float(u) * (high - low) for u, (low, high) in zip(drawn, ranges, strict=True)]
    wide = wish.lightness_range > 0.35
    high = 0.955 if wide else 0.66 + wish.lightness_range / 2.0
    values = [high - float(u) * (0.03 if wide else wish.lightness_range) for u in drawn]
    values[0] = high - wish.lightness_range
    values[1 : min(2, len(values))] = [high] * len(values[1 : min(2, len(values))])
    return values


def _albedo(scheme: Scheme, lightness: float, chroma: float, hue_deg: float) -> Rgb:
    """The albedo; where the scheme lives by chroma, the nearest lightness that can carry it."""
    if not scheme.fit_lightness:
        return albedo_from_oklch(lightness, chroma, hue_deg)
    offsets = sorted((step * 0.02 for step in range(-12, 13)), key=abs)
    candidates = [albedo_from_oklch(lightness + offset, chroma, hue_deg) for offset in offsets]
    return max(candidates, key=lambda rgb: round(oklch_from_rgb(rgb)[1], 3))


def _shift_mired(spec: SampleSpec) -> float | None:
    term = spec.term_of(TEMPERATURE_FACET)
    if term is None:
        return None
    return next((float(p.value) for p in spec.parameters if p.term == term and p.name == "shift_mired"), 0.0)


def _tempered(part: str, rgb: Rgb, shift_mired: float) -> Rgb:
    """Set parts become greys of the shifted white, of the same lightness; props and subject keep their colour."""
    if part.partition("/")[0] in (PROP, SUBJECT):
        return rgb
    lightness = oklch_from_rgb(rgb)[0]
    white = np.array(white_at(load_colour_rules().daylight_mired + shift_mired))
    red, green, blue = (float(v) for v in white * min(lightness, 0.86) ** 3)
    return red, green, blue
