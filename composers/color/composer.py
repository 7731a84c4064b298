"""The composer of the color category: the casting has its colours, whose looks the later composers author."""

from __future__ import annotations

from pxr import UsdGeom

from colorimetry.schemes import MOOD_FACET, load_colour_rules
from composers.blocking.casting.palette import PALETTES_FACET, TEMPERATURE_FACET
from composers.color.warmth import author_warmth_ramp
from composers.shot import Shot
from usd_scenes import prim_paths
from usd_scenes.departments import Department

_TEMPERATURES = ("warm", "cool", "neutral", "gradient_warm_to_cool")


class ColorComposer:
    """Opens /World/Looks; a set that passes from warm to cool is dressed whole."""

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
        """The scope of the looks, and a ramp where the sample asks for one."""
        with shot.edit(self.department) as stage:
            UsdGeom.Scope.Define(stage, prim_paths.LOOKS)
            author_warmth_ramp(shot, stage)


COMPOSER = ColorComposer()
