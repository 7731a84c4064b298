"""Which palette the painted parts form, and how warm the set's greys are, from the base colours that are bound."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pxr import Usd

from colorimetry.luminance import luminance
from colorimetry.oklab import oklab_from_rgb
from colorimetry.oklch import hue_difference_deg
from colorimetry.schemes import MOOD_FACET, MoodRegion, load_colour_rules
from colorimetry.whites import mired_of, white_at
from quality_control.contract import Reader, TermReading
from quality_control.readers.bound_looks import BoundLook, Rgb, read_bound_looks
from quality_control.readers.light_plan import read_light_plan
from quality_control.readers.painted.pattern_panel import LEAST_CONTRAST
from quality_control.readers.painted_colours import (
    HUE_TOLERANCE_DEG,
    LEAST_BROAD,
    SET_ROLES,
    PaintedColour,
    hues_of,
    is_furnished,
    labelled_meshes,
    painted_colours,
    painted_meshes,
)
from quality_control.readers.room_colours import BY_TONE, read_room
from schemas.errors import SceneError
from usd_scenes.semantics import Role

LEAST_VIBRANT_CHROMA = 0.118
"""Between what a scheme of hues takes at most and what every hue can carry."""

_LEAST_RAMP_MIRED = 20.0


def palette_terms(colours: Sequence[PaintedColour]) -> tuple[str, ...]:
    """The palette that the colours form: by lightness and chroma first, then by the turns between the hues."""
    surroundings = [c for c in colours if c.role != Role.SUBJECT]
    broad = [c.lightness for c in surroundings if c.share >= LEAST_BROAD]
    hues = hues_of(colours)
    if len(broad) < 2:  # a backdrop and a subject of its hue, at most
        return ("monochromatic",) if len(colours) == 2 and len(hues) == 1 else ()
    chromas = [c.chroma for c in surroundings]
    span = max(broad) - min(broad)
    if span >= 0.52:
        return ("high_contrast",)
    if sorted(chromas)[len(chromas) // 4] >= LEAST_VIBRANT_CHROMA:  # all but a quarter of them
        return ("vibrant",)
    patterned = max(c.tones for c in surroundings) >= LEAST_CONTRAST
    if span <= 0.16 and max(broad) <= 0.76 and not patterned:
        return ("low_contrast",)
    if min(broad) >= 0.78 and max(chromas) <= 0.09:
        return ("pastel",)
    if max(chromas) <= 0.055:
        return ("muted",)
    name = scheme_of(hues)
    return (name,) if name else ()


def scheme_of(hues: Sequence[float]) -> str:
    """The name of the hue scheme of distinct hues, or ""."""
    gaps = _gaps(hues)
    match len(hues):
        case 1:
            return "monochromatic"
        case 2 if _near(min(gaps), 180.0):
            return "complementary"
        case 3 if all(_near(gap, 120.0, 7.0) for gap in gaps):
            return "triadic"
        case 3 if _is_split(gaps):
            return "split_complementary"
        case 3 if _is_analogous(gaps):
            return "analogous"
        case 4 if _near(gaps[0], gaps[2]) and _near(gaps[1], gaps[3]):
            return "tetradic"
    rules = load_colour_rules().schemes
    for name in ("warm", "cool"):
        arc = rules[name].arc_deg
        if arc and len(hues) > 1 and all(_within(hue, arc) for hue in hues):
            return name
    return ""


def _gaps(hues: Sequence[float]) -> list[float]:
    ordered = sorted(hues)
    return [(after - before) % 360.0 for before, after in zip(ordered, [*ordered[1:], ordered[0]], strict=True)]


def _near(value: float, wanted: float, tolerance: float = HUE_TOLERANCE_DEG) -> bool:
    return abs(value - wanted) <= tolerance


def _is_split(gaps: Sequence[float]) -> bool:
    narrow, *wide = sorted(gaps)
    return 42.0 <= narrow <= 78.0 and _near(wide[0], wide[1])


def _is_analogous(gaps: Sequence[float]) -> bool:
    first, second, _ = sorted(gaps)
    return 22.0 <= first <= 43.0 and _near(first, second, 5.0)


def _within(hue: float, arc: tuple[float, float]) -> bool:
    middle, half = (arc[0] + arc[1]) / 2.0, (arc[1] - arc[0]) / 2.0
    return abs(hue_difference_deg(middle, hue)) <= half + HUE_TOLERANCE_DEG / 2.0


class PaletteReader:
    """The relation between the colours of the painted parts."""

    facets = ("color.palettes",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The palette that holds, with its hues, chroma and lightness."""
        looks = read_bound_looks(stage)
        if is_furnished(looks):
            return _in_a_room(stage)
        colours = painted_colours(looks)
        painted = painted_meshes(stage, looks)
        return (
            tuple(_palette_reading(name, colours, painted) for name in palette_terms(colours)) if colours else ()
        )


def _in_a_room(stage: Usd.Stage) -> tuple[TermReading, ...]:
    """The palette of what a furnished picture shows of paint, unless what is not painted speaks against it."""
    room = read_room(stage)
    return tuple(
        _palette_reading(name, room.colours, room.meshes(broad=name in BY_TONE))
        for name in (palette_terms(room.colours) if room.colours else ())
        if room.shows(name)
    )


def _palette_reading(name: str, colours: Sequence[PaintedColour], painted: Sequence[str]) -> TermReading:
    """A palette with its hues, chroma and lightness.

    Args:
        painted: the meshes that show it, "<path>" or "<path>!" for one of the subject's.
    """
    hues = hues_of(colours)
    lightnesses = [c.lightness for c in colours if c.role != Role.SUBJECT and c.share >= LEAST_BROAD] or [0.0]
    values: list[tuple[str, float | str]] = [(f"hue_{i}_deg", hue) for i, hue in enumerate(hues, start=1)]
    values += [
        ("hue_count", float(len(hues))),
        ("chroma", max(c.chroma for c in colours)),
        ("lightness_range", max(lightnesses) - min(lightnesses)),
        ("painted", " ".join(painted)),
    ]
    return TermReading(term=f"color.palettes.{name}", values=tuple(values))


class MoodReader:
    """The mood whose region of colours, lightness and light holds."""

    facets = (MOOD_FACET,)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The mood, with the values that its region is about; none under a sky or a panorama."""
        looks = read_bound_looks(stage)
        colours = () if is_furnished(looks) else painted_colours(looks)
        sets = [c.lightness for c in colours if c.role in SET_ROLES]
        if not sets:
            return ()
        try:
            plan = read_light_plan(stage)
        except SceneError:  # looks alone: no camera, no lights
            return ()
        main = plan.main
        if main is None or main.elements.kelvin is None:
            return ()
        seen = MoodValues(
            hues_deg=hues_of(colours),
            set_lightness=math.fsum(sets) / len(sets),
            chroma=max(c.chroma for c in colours),
            kelvin=main.elements.kelvin,
            key_fill=plan.key_fill_ratio,
        )
        values: tuple[tuple[str, float | str], ...] = (
            ("set_lightness", seen.set_lightness),
            ("chroma", seen.chroma),
            ("hue_spread_deg", hue_spread_deg(seen.hues_deg)),
            ("kelvin", seen.kelvin),
            ("key_fill_ratio", seen.key_fill),
        )
        return tuple(TermReading(term=f"{MOOD_FACET}.{name}", values=values) for name in moods_of(seen))


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodValues:
    """What a mood's region is about."""

    hues_deg: tuple[float, ...]
    set_lightness: float
    chroma: float
    kelvin: float
    key_fill: float


def moods_of(seen: MoodValues) -> tuple[str, ...]:
    """The moods in whose region the values lie."""
    return tuple(name for name, mood in load_colour_rules().moods.items() if _holds(mood.region, seen))


def _holds(region: MoodRegion, seen: MoodValues) -> bool:
    inside = all(
        low <= value < high
        for value, (low, high) in (
            (seen.set_lightness, region.set_lightness),
            (seen.chroma, region.chroma),
            (seen.kelvin, region.kelvin),
            (seen.key_fill, region.key_fill),
            (hue_spread_deg(seen.hues_deg), region.spread_deg),
        )
    )
    in_arcs = all(any(low <= hue < high for low, high in region.arcs_deg) for hue in seen.hues_deg)
    return inside and in_arcs and len(seen.hues_deg) >= region.least_hues


def hue_spread_deg(hues_deg: Sequence[float]) -> float:
    """The shortest arc, degrees, that holds all hues."""
    return 360.0 - max(_gaps(hues_deg)) if len(hues_deg) > 1 else 0.0


class TemperatureReader:
    """How far the set's greys lie from daylight's white."""

    facets = ("color.temperature",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """Warm, cool or neutral, where all of the set is a tint of one white; none for a coloured set."""
        bound = read_bound_looks(stage)
        looks = [] if is_furnished(bound) else [look for look in bound if look.role in SET_ROLES]
        ramps = [ramp for look in looks if (ramp := _warmth_ramp(look)) is not None]
        if ramps:
            return (_ramp_reading(stage, ramps),) if len(ramps) == len(looks) else ()
        sets = [_mean(look.base_colours) for look in looks]
        sets = [rgb for rgb in sets if max(rgb) > 0.0]
        if not sets:
            return ()
        shifts = [mired_of(rgb) - load_colour_rules().daylight_mired for rgb in sets]
        if max(shifts) - min(shifts) > 20.0 or max(off_white_locus(rgb) for rgb in sets) > 0.02:
            return ()
        shift = math.fsum(shifts) / len(shifts)
        name = temperature_of(shift)
        painted = " ".join(path for path, role in labelled_meshes(stage) if role in SET_ROLES)
        values = (("shift_mired", shift), ("painted", painted))
        return (TermReading(term=f"color.temperature.{name}", values=values),) if name else ()


def _warmth_ramp(look: BoundLook) -> tuple[float, str] | None:
    """(shift of the ends from daylight's white in mired, direction) of a ramp from a warm white to a cool."""
    pattern = look.base_pattern
    ramp = pattern.source("mix") if pattern is not None else None
    along = ramp.source("in") if ramp is not None and ramp.definition == "ND_range_float" else None
    axis = along.constant("in2") if along is not None and along.definition == "ND_dotproduct_vector3" else None
    ends = (pattern.constant("bg"), pattern.constant("fg")) if pattern is not None else (None, None)
    if not isinstance(axis, tuple) or not all(isinstance(end, tuple) and len(end) == 3 for end in ends):
        return None
    warm, cool = (mired_of((end[0], end[1], end[2])) for end in ends if isinstance(end, tuple) and len(end) == 3)
    if warm - cool < 2.0 * _LEAST_RAMP_MIRED:
        return None
    return (warm - cool) / 2.0, "vertical" if abs(axis[-1]) > 0.5 else "horizontal"


def _ramp_reading(stage: Usd.Stage, ramps: Sequence[tuple[float, str]]) -> TermReading:
    painted = " ".join(path for path, role in labelled_meshes(stage) if role in SET_ROLES)
    shift = math.fsum(shift for shift, _ in ramps) / len(ramps)
    values = (("shift_mired", shift), ("direction", ramps[0][1]), ("painted", painted))
    return TermReading(term="color.temperature.gradient_warm_to_cool", values=values)


def _mean(colours: Sequence[Rgb]) -> Rgb:
    red, green, blue = (math.fsum(c[i] for c in colours) / max(len(colours), 1) for i in range(3))
    return red, green, blue


def temperature_of(shift_mired: float) -> str:
    """The term for a shift of the white: warm from 22 mired, cool from -22, neutral within 8, "" between."""
    if abs(shift_mired) <= 8.0:
        return "neutral"
    if abs(shift_mired) < 22.0:
        return ""
    return "warm" if shift_mired > 0.0 else "cool"


def off_white_locus(rgb: Rgb) -> float:
    """OKLab distance of a colour from the daylight white of its temperature at its own lightness."""
    lab = oklab_from_rgb(rgb)
    mired = min(max(mired_of(rgb), 62.0), 240.0)
    brightness = float(luminance(rgb))
    white = oklab_from_rgb([brightness * channel for channel in white_at(mired)])
    return float(math.hypot(lab[1] - white[1], lab[2] - white[2]))


READERS: tuple[Reader, ...] = (PaletteReader(), MoodReader(), TemperatureReader())
