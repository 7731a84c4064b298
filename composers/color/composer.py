"""The composer of the color category: the palette of the set, the props and a paintable subject."""

from __future__ import annotations

from colorimetry.schemes import MOOD_FACET, load_colour_rules
from composers.color.palette import PALETTES_FACET, TEMPERATURE_FACET, palette_of
from composers.color.record import set_palette
from composers.color.warmth import GRADIENT, author_warmth_ramp
from composers.materials.casting import cast_looks, intrinsic_hue_deg, painted_parts
from composers.materials.elements import find_elements
from composers.materials.painted_pieces import other_pieces, sure_pieces
from composers.materials.seen_parts import unseen_parts
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
        elements = find_elements(shot.stage)
        parts = (*sure_pieces(shot), *cast_looks(shot.spec, elements, shot.blocking.fittings), *other_pieces(shot))
        palette = palette_of(
            shot.spec,
            painted_parts(parts),
            intrinsic_hue_deg=intrinsic_hue_deg(shot.spec, parts),
            in_frame=painted_parts(sure_pieces(shot)),
            unseen=unseen_parts(shot, elements) if shot.blocking.place is None and _is_of_hues(shot) else (),
        )
        with shot.edit(self.department) as stage:
            set_palette(stage, palette)
            if shot.term_of(TEMPERATURE_FACET) == GRADIENT:
                author_warmth_ramp(shot, stage, elements)


def _is_of_hues(shot: Shot) -> bool:
    return shot.term_of(PALETTES_FACET) is not None or shot.term_of(MOOD_FACET) is not None


COMPOSER = ColorComposer()
