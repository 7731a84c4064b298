"""Fog through the whole set."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin

from assets.volumes.fogs import make_even_fog, make_layered_fog, make_mist
from composers.gases.media import VARIANTS, Medium, number
from composers.gases.planned_view import plan_view
from composers.shot import Shot
from taxonomy.decisions import decision_rng
from usd_scenes.looks import Colour
from usd_scenes.volumes import VolumeLook

_BEFORE, _BEHIND, _ACROSS, _OVERHEAD = 0.35, 2.2, 3.0, 1.0  # optical depths of even fog, seen from the subject
_FARTHEST_M = 22.0  # from end to end: short of a far horizon
_NEAREST_M = 4.4
_HEIGHTS_M = (2.4, 7.0)
_LAYER_M = (16.0, 16.0)
_LAYER_SCALE_HEIGHTS = 5.0
_BANK_MEAN = 0.5  # mean density at the ground of a layered field
_MIST_M = (10.0, 10.0, 2.6)
_WATER_DROPS: Colour = (0.985, 0.988, 0.992)
_FORWARD = 0.35
_EVEN_PER_M = 0.1
_FACET = "gases.fog"


def fog_medium(shot: Shot, term: str, floor_m: float) -> Medium:
    """The volume of a fog term, standing on the floor."""
    return _KINDS[term.rpartition(".")[2]](shot, term, floor_m)


def fog_names() -> tuple[str, ...]:
    """The fog terms that can be made."""
    return tuple(_KINDS)


def _look(extinction_per_m: float) -> VolumeLook:
    return VolumeLook(density_scale=extinction_per_m, scatter_color=_WATER_DROPS, anisotropy=_FORWARD)


def even_fog_per_m(shot: Shot) -> float:
    """Extinction, 1/m, of the even fog that fills the set; 0 where there is none."""
    term = shot.term_of(_FACET)
    if term is None or _KINDS[term.rpartition(".")[2]] is not _even:
        return 0.0
    return number(shot.spec, term, "extinction_per_m", _EVEN_PER_M)


def _even(shot: Shot, term: str, floor_m: float) -> Medium:
    """Fog as deep, seen from the camera's side, as leaves the subject pale and takes what is behind it."""
    per_m = number(shot.spec, term, "extinction_per_m", _EVEN_PER_M)
    size = (
        _metres(_ACROSS / per_m, _NEAREST_M, _FARTHEST_M),
        _metres((_BEFORE + _BEHIND) / per_m, _NEAREST_M, _FARTHEST_M),
        _metres(_OVERHEAD / per_m, *_HEIGHTS_M),
    )
    turn = plan_view(shot).azimuth_deg
    back = (_BEHIND - _BEFORE) / (_BEHIND + _BEFORE) * size[1] / 2.0
    return Medium(
        name="Fog",
        class_name=term.rpartition(".")[2],
        recipe={"generator": "gases/even_fog", "size": list(size)},
        make=lambda: make_even_fog(size_m=size),
        look=_look(per_m),
        at_m=(-back * sin(radians(turn)), back * cos(radians(turn)), floor_m),
        turn_deg=turn,
    )


def _metres(length_m: float, least_m: float, most_m: float) -> float:
    return round(min(max(length_m, least_m), most_m), 1)


def _ground_fog(shot: Shot, term: str, floor_m: float) -> Medium:
    layer = number(shot.spec, term, "layer_height_m", 0.3)
    variant = int(shot.rng("gases/variant").integers(VARIANTS))
    size = (*_LAYER_M, round(layer * _LAYER_SCALE_HEIGHTS, 3))
    return Medium(
        name="Fog",
        class_name="ground_fog",
        recipe={"generator": "gases/ground_fog", "layer": layer, "variant": variant},
        make=lambda: make_layered_fog(
            size_m=size,
            scale_height_m=layer,
            drift=0.35,
            rng=decision_rng(0, variant, "assets/volumes/ground_fog"),
        ),
        look=_look(number(shot.spec, term, "extinction_per_m", 1.0) / _BANK_MEAN),
        at_m=(0.0, 0.0, floor_m),
        turn_deg=float(shot.rng("gases/turn").uniform(0.0, 360.0)),
    )


def _mist(shot: Shot, term: str, floor_m: float) -> Medium:
    patch = number(shot.spec, term, "patch_size_m", 0.8)
    variant = int(shot.rng("gases/variant").integers(VARIANTS))
    return Medium(
        name="Mist",
        class_name="mist",
        recipe={"generator": "gases/mist", "patch": patch, "variant": variant},
        make=lambda: make_mist(size_m=_MIST_M, patch_m=patch, rng=decision_rng(0, variant, "assets/volumes/mist")),
        look=_look(number(shot.spec, term, "extinction_per_m", 0.2)),
        at_m=(0.0, 0.0, floor_m),
        turn_deg=float(shot.rng("gases/turn").uniform(0.0, 360.0)),
    )


_KINDS: dict[str, Callable[[Shot, str, float], Medium]] = {
    "ground_fog": _ground_fog,
    "atmospheric_fog": _even,
    "dense_fog": _even,
    "haze": _even,
    "mist": _mist,
}
