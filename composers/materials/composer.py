"""The composer of the materials category: every mesh gets a look, the subject the one that the terms ask for."""

from __future__ import annotations

import numpy as np

from assets.looks.library.averages import with_average_fallback
from assets.looks.networks.look_network import LEAST_CHIP_M, Wearer, build_look
from assets.looks.networks.overrides import overrides_of
from assets.looks.networks.recipes import load_looks
from colorimetry.schemes import MOOD_FACET, load_colour_rules
from composers.blocking.casting.elements import Element
from composers.blocking.casting.palette import PALETTES_FACET
from composers.blocking.casting.parts import Part, intrinsic_colour
from composers.shared_looks import author_shared_look
from composers.shot import Shot
from usd_scenes import prim_paths
from usd_scenes.departments import Department
from usd_scenes.looks import LookNetwork, bind_look
from usd_scenes.rounding import quantize
from usd_scenes.semantics import Role
from usd_scenes.subjects import read_subject

_CHIP_SHARE, _LARGEST_CHIP_M = 1.0 / 15.0, 0.5  # of the picture's width at the subject
_LEAST_STEEP = 0.25  # sine of the pitch
_NEUTRAL = (0.5, 0.5, 0.5)


class MaterialsComposer:
    """Authors /World/Looks/<Element> and binds it; the element that a texture covers is left to that composer."""

    category = "materials"
    department = Department.LOOKS
    after = ("color",)
    terms = load_looks().terms

    def compose(self, shot: Shot) -> None:
        """Looks for all meshes that have none."""
        casting = shot.casting
        with shot.edit(self.department):
            for part in casting.parts:
                author_look(shot, part.element, build_part(shot, part, accented=part is casting.accented))


def build_part(shot: Shot, part: Part, *, accented: bool = False) -> LookNetwork:
    """The network of one part; ``accented`` parts wear the palette's accents as chips."""
    element, palette = part.element, shot.casting.palette
    colours = dict(palette.colours)
    recipe = load_looks().looks["terrazzo"] if accented else part.recipe
    wearer = Wearer(
        colour=colours.get(element.part, _NEUTRAL),
        size_m=element.size_m,
        top_m=element.top_m,
        scale=element.scale,
        life_size=_is_life_size(shot, element),
        palette_asked=palette.asked,
        accents=palette.accents if accented else (),
        chip_m=_chip_m(shot) if accented else LEAST_CHIP_M,
        shaded=element.role == Role.SUBJECT and shot.term_of(MOOD_FACET) is None,
        tones=_tones_share(shot, part),
    )
    given = {p.name: p.value for p in shot.spec.parameters if p.term in part.terms}
    overrides = overrides_of(given, intrinsic_colour(shot.spec, part))
    return build_look(recipe, wearer, shot.rng(f"materials/network/{element.name}"), overrides=overrides)


def _chip_m(shot: Shot) -> float:
    """So large that a chip is seen as one at the subject's distance, on a floor seen at the camera's pitch."""
    subject = read_subject(shot.stage)
    frame_m = float((subject.high_m - subject.low_m).max()) / shot.blocking.camera.fraction
    steep = max(float(np.sin(np.radians(abs(shot.blocking.camera.pitch_deg)))), _LEAST_STEEP)
    return quantize(float(np.clip(_CHIP_SHARE * frame_m / steep, LEAST_CHIP_M, _LARGEST_CHIP_M)))


def _is_life_size(shot: Shot, element: Element) -> bool:
    """Whether the element is of a thing made of its stuff, whose folds and relief are modelled."""
    subject = shot.blocking.subject
    made = subject is not None and subject.life_size
    return element.role is Role.FITTING or (made and element.role is Role.SUBJECT)


def _tones_share(shot: Shot, part: Part) -> float:
    """How much of its tones' difference a look keeps: the subject all of it, for stuffs are told by their tones.

    Specks are what parts ceramic from lacquer; what stands about the subject makes a palette's contrast.
    """
    if part.element.role is Role.SUBJECT:
        return 1.0
    return load_colour_rules().scheme_for(shot.term_of(PALETTES_FACET) or shot.term_of(MOOD_FACET)).tones


def author_look(shot: Shot, element: Element, network: LookNetwork) -> None:
    """Define the element's look in the current edit target and bind it to its meshes."""
    network = with_average_fallback(network, size_m=element.size_m)
    material = author_shared_look(shot, Department.LOOKS, f"{prim_paths.LOOKS}/{element.name}", network)
    for path in element.mesh_paths:
        bind_look(shot.stage.GetPrimAtPath(path), material)


COMPOSER = MaterialsComposer()
