"""From a sample's terms to a liquid scene and its substance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from assets.looks.liquids.substances import Substance, find_substance, paint_colours
from colorimetry.luminance import luminance
from colorimetry.oklch import albedo_from_oklch
from composers.blocking.liquids import jars
from composers.blocking.liquids.basins import Basin, rippled_basin, still_basin
from composers.blocking.liquids.beads import beaded_slab
from composers.blocking.liquids.jars import filled_jar, on_board, with_dipper, with_spills, with_stick
from composers.blocking.liquids.parts import LiquidScene
from composers.blocking.liquids.pools import section_pool
from composers.blocking.liquids.puddles import paved_puddle
from composers.brief import Brief
from schemas.errors import UnknownTermError
from schemas.spec import SampleSpec
from usd_scenes.looks import Colour

STATES, ENVIRONMENTS = "liquids.water.states", "liquids.water.environments"
VISCOUS, PROPERTIES = "liquids.viscous", "liquids.properties"
VARIANTS = 16
_FREEBOARD_M = 0.022
_CLEAREST = 0.995  # of a channel, through the body's depth
_LIFE_SCALES = {
    "honey": 0.24, "oil": 0.3, "ink": 0.26, "blood": 0.24, "paint": 0.42,
    "transparent": 0.28, "colored": 0.3, "opaque": 0.34, "reflective": 0.3,
}  # fmt: skip
"""Of scenes whose numbers are those of a show of their own: a honey jar of 10 cm, a tin of 18."""

_PALE_BASINS = ("GlazedWhite", "Limestone", "GlazedCeladon")
"""Clear water takes the colour of what lies under it: over a dark floor it is black."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LiquidPlan:
    """What to author: the scene's meshes and what the liquid is."""

    scene: LiquidScene
    substance: Substance


def plan_liquid(brief: Brief) -> LiquidPlan | None:
    """The plan for the sample's liquid terms; None where it has none.

    A body of water decides the vessel, its state the surface, a viscous term vessel and substance; a property
    changes the substance and has a vessel of its own where nothing else asks for one.
    """
    environment, state = brief.term_of(ENVIRONMENTS), brief.term_of(STATES)
    viscous, optical = brief.term_of(VISCOUS), brief.term_of(PROPERTIES)
    if not any((environment, state, viscous, optical)):
        return None
    variant = int(brief.rng("liquids/variant").integers(VARIANTS))
    substance = find_substance(_name(viscous)) if viscous else find_substance("water")
    if viscous:
        scene = _of_life_size(_VISCOUS[_name(viscous)](brief, viscous, variant), _name(viscous))
        if _name(viscous) == "paint":
            substance = replace(substance, body=paint_colours()[variant % len(paint_colours())])
    elif environment:
        scene = _ENVIRONMENTS[_name(environment)](brief, environment, state, variant)
    elif state:
        scene = _STATES[_name(state)](brief, state, variant)
    else:
        scene = _of_life_size(_property_scene(_name(optical), variant), _name(optical))
    if optical:
        substance = _PROPERTIES[_name(optical)](brief, optical, scene.depth_m)
    return LiquidPlan(scene=scene, substance=substance)


def _of_life_size(scene: LiquidScene, name: str) -> LiquidScene:
    """The scene as large as such a jar, tin or bowl is; basins of water are as large as they are."""
    return replace(scene, life_scale=_LIFE_SCALES[name])


def composed_terms() -> frozenset[str]:
    """Every term that `plan_liquid` can make."""
    names = {
        STATES: tuple(_STATES),
        ENVIRONMENTS: tuple(_ENVIRONMENTS),
        VISCOUS: tuple(_VISCOUS),
        PROPERTIES: tuple(_PROPERTIES),
    }
    return frozenset(f"{facet}.{name}" for facet, listed in names.items() for name in listed)


def _name(term: str | None) -> str:
    return term.rpartition(".")[2] if term else ""


def _number(spec: SampleSpec, term: str, name: str, otherwise: float) -> float:
    try:
        return float(spec.parameter(term, name))
    except UnknownTermError:
        return otherwise


def _basin(look: str, *, water_m: float, radius_m: float = 0.46, squareness: float = 0.55) -> Basin:
    return Basin(look=look, radius_m=radius_m, water_m=water_m, freeboard_m=_FREEBOARD_M, squareness=squareness)


def _still(brief: Brief, term: str, variant: int) -> LiquidScene:
    look = _PALE_BASINS[variant % len(_PALE_BASINS)]
    return still_basin(_basin(look, water_m=_number(brief.spec, term, "depth_m", 0.2)), variant)


def _ripples(brief: Brief, term: str, variant: int) -> LiquidScene:
    look = _PALE_BASINS[variant % len(_PALE_BASINS)]
    basin = _basin(look, water_m=0.16, radius_m=0.64)
    return rippled_basin(
        basin,
        variant,
        wavelength_m=_number(brief.spec, term, "wavelength_m", 0.1),
        wave_height_m=_number(brief.spec, term, "wave_height_m", 0.008),
    )


def _waves_small(brief: Brief, term: str, variant: int) -> LiquidScene:
    return section_pool(
        depth_m=0.6,
        wave_height_m=_number(brief.spec, term, "wave_height_m", 0.06),
        longest_m=_number(brief.spec, term, "wavelength_m", 0.6),
        variant=variant,
        ball=False,
    )


def _droplets(brief: Brief, term: str, variant: int) -> LiquidScene:
    return beaded_slab(
        count=round(_number(brief.spec, term, "droplet_count", 80)),
        radius_m=_number(brief.spec, term, "droplet_radius_m", 0.012),
        contact_angle_deg=(75.0, 85.0, 95.0)[variant % 3],
        look=("Slate", "Basalt", "GlazedIndigo")[variant % 3],
        variant=variant,
    )


def _pool(brief: Brief, term: str, state: str | None, variant: int) -> LiquidScene:
    height = _number(brief.spec, term, "wave_height_m", 0.015)
    if _name(state) == "still":
        height = 0.0
    if _name(state) == "waves_small" and state:
        height = _number(brief.spec, state, "wave_height_m", height)
    return section_pool(
        depth_m=_number(brief.spec, term, "depth_m", 0.7), wave_height_m=height, longest_m=0.5, variant=variant
    )


def _puddle(brief: Brief, term: str, _state: str | None, variant: int) -> LiquidScene:
    return paved_puddle(
        extent_m=_number(brief.spec, term, "extent_m", 0.9),
        margin_m=_number(brief.spec, term, "wetness_margin_m", 0.1),
        variant=variant,
    )


def _honey(brief: Brief, term: str, _variant: int) -> LiquidScene:
    fill, thick = (
        _number(brief.spec, term, "fill_fraction", 0.6),
        _number(brief.spec, term, "viscosity_pa_s", 6.0),
    )
    scene = filled_jar(jars.HONEY_JAR, fill=fill, viscosity_pa_s=thick, poured=True)
    return on_board(with_dipper(scene, jars.HONEY_JAR, fill=fill, viscosity_pa_s=thick))


def _paint(brief: Brief, term: str, _variant: int) -> LiquidScene:
    fill, thick = (
        _number(brief.spec, term, "fill_fraction", 0.7),
        _number(brief.spec, term, "viscosity_pa_s", 1.5),
    )
    scene = filled_jar(jars.PAINT_TIN, fill=fill, viscosity_pa_s=thick, poured=True)
    return with_stick(scene, jars.PAINT_TIN, fill=fill, viscosity_pa_s=thick)


def _oil(brief: Brief, term: str, _variant: int) -> LiquidScene:
    fill = _number(brief.spec, term, "fill_fraction", 0.6)
    thick = _number(brief.spec, term, "viscosity_pa_s", 0.08)
    return on_board(filled_jar(jars.OIL_BOWL, fill=fill, viscosity_pa_s=thick, poured=False))


def _ink(brief: Brief, term: str, variant: int) -> LiquidScene:
    fill = _number(brief.spec, term, "fill_fraction", 0.6)
    scene = filled_jar(jars.INK_WELL, fill=fill, viscosity_pa_s=0.003, poured=False)
    return with_spills(scene, count=7, contact_angle_deg=38.0, card="GlazedWhite", variant=variant)


def _blood(brief: Brief, term: str, variant: int) -> LiquidScene:
    fill = _number(brief.spec, term, "fill_fraction", 0.6)
    scene = filled_jar(jars.BLOOD_DISH, fill=fill, viscosity_pa_s=0.004, poured=False)
    return with_spills(scene, count=9, contact_angle_deg=48.0, card="Enamel", variant=variant)


def _property_scene(name: str, variant: int) -> LiquidScene:
    if name == "transparent":
        return on_board(still_basin(_basin("Glass", water_m=0.2, squareness=0.75), variant))
    if name == "colored":
        return on_board(filled_jar(jars.OIL_BOWL, fill=0.75, viscosity_pa_s=0.001, poured=False))
    if name == "opaque":
        return rippled_basin(
            _basin("Basalt", water_m=0.14, radius_m=0.42), variant, wavelength_m=0.11, wave_height_m=0.006
        )
    return rippled_basin(
        _basin("Basalt", water_m=0.1, radius_m=0.46), variant, wavelength_m=0.16, wave_height_m=0.007, drop=False
    )


def _transparent(brief: Brief, term: str, depth_m: float) -> Substance:
    share = _number(brief.spec, term, "transmittance", 0.93)
    water = find_substance("water").transmission_at(depth_m)
    return replace(find_substance("water"), transmission=_passing(water, share), depth_m=depth_m)


def _opaque(brief: Brief, term: str, _depth_m: float) -> Substance:
    share = _number(brief.spec, term, "reflectance", 0.5)
    warm: Colour = (min(share * 1.04, 0.95), share, share * 0.93)
    return replace(find_substance("paint"), body=warm, roughness=0.08, ior=1.36)


def _colored(brief: Brief, term: str, depth_m: float) -> Substance:
    share = _number(brief.spec, term, "transmittance", 0.55)
    hue = _number(brief.spec, term, "hue_deg", 200.0)
    color = albedo_from_oklch(share ** (1 / 3), 0.17, hue, highest=_CLEAREST)
    return replace(find_substance("water"), transmission=_passing(color, share), depth_m=depth_m)


def _passing(color: Colour, share: float) -> Colour:
    """The colour that lets ``share`` of white light's luminance pass."""
    scale = share / float(luminance(color))
    red, green, blue = (min(channel * scale, _CLEAREST) for channel in color)
    return red, green, blue


def _reflective(brief: Brief, term: str, _depth_m: float) -> Substance:
    return replace(find_substance("quicksilver"), roughness=_number(brief.spec, term, "roughness", 0.01))


_STATES: dict[str, Callable[[Brief, str, int], LiquidScene]] = {
    "still": _still,
    "ripples": _ripples,
    "waves_small": _waves_small,
    "droplets": _droplets,
}
_ENVIRONMENTS: dict[str, Callable[[Brief, str, str | None, int], LiquidScene]] = {
    "pool": _pool,
    "puddle": _puddle,
}
_VISCOUS: dict[str, Callable[[Brief, str, int], LiquidScene]] = {
    "oil": _oil,
    "honey": _honey,
    "ink": _ink,
    "blood": _blood,
    "paint": _paint,
}
_PROPERTIES: dict[str, Callable[[Brief, str, float], Substance]] = {
    "transparent": _transparent,
    "opaque": _opaque,
    "colored": _colored,
    "reflective": _reflective,
}
