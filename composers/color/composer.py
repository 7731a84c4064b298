"""The composer of the color category: the palette of the set, the props and a paintable subject."""

from __future__ import annotations

from colorimetry.schemes import MOOD_FACET, load_colour_rules
from composers.blocking.casting.palette import PALETTES_FACET, TEMPERATURE_FACET
from composers.color.record import set_palette
from composers.color.warmth import author_warmth_ramp
from composers.shot import Shot
from usd_scenes.departments import Department

_TEMPERATURES = ("warm", "cool", "neutral", "gradient_warm_to_cool")


class ColorComposer:
    """Writes the palette record on /World/Looks, from which the looks take their colours."""

    category = "color"
    department = Department.LOOKS
    after = ("gases",)
    terms = frozenset(
        (
            *(f"{PALETTES_FACET}.{name}" for name in load_colour_rules().schemes),
            *(f"{MOOD_FACET}.{name}" for name in load_colour_rules().moods),
            *(f"{TEMPERATURE_FACET}.{name}" for name in _TEMPERATURES),
        )
    )

    def compose(self, shot: Shot) -> None:
        """One colour for each painted part, by the sample's palette or, without one, a quiet set."""
        with shot.edit(self.department) as stage:
            set_palette(stage, shot.casting.palette)
            author_warmth_ramp(shot, stage)


COMPOSER = ColorComposer()
