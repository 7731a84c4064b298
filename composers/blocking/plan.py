"""The blocking of a picture: what every composer needs to know, decided once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assets.meshes.library import bounds, stored_meshes
from assets.store import AssetStore
from composers.blocking.abstract_subjects import ABSTRACT_TERMS, plan_abstract
from composers.blocking.camera_choice import CameraChoice, Sitter, choose_camera
from composers.blocking.casting.palette import PALETTES_FACET
from composers.blocking.liquids.parts import LiquidScene
from composers.blocking.liquids.plan import plan_liquid
from composers.blocking.lit_places import choose_lit_place
from composers.blocking.made_subjects import has_own_form, plan_made, stuff_term
from composers.blocking.painted_places import choose_painted_place
from composers.blocking.places import (
    PlacePlan,
    WeightedVariant,
    able_places,
    choose_liquid_place,
    draw_place,
    needs_wall,
)
from composers.blocking.settings import Setting, choose_setting
from composers.blocking.sizes import fitted_scale, is_too_high, smallest_m
from composers.blocking.subject_plan import SubjectPlan
from composers.blocking.textured_places import choose_textured_place, is_of_the_set, texture_term
from composers.brief import Brief
from schemas.spec import SampleSpec

_MOST_AVOIDED = 3  # forms that are made and passed over
_SMALLER = 0.7  # of its size, a pool that has to fit a yard
_LEAST_POOL_M = 0.36  # deep
_LEAST_WAVES_M = 0.03  # crest to trough


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Blocking:
    """The plan of one picture: a pure function of its spec."""

    camera: CameraChoice
    setting: Setting
    place: PlacePlan | None  # None on a bare set
    subject: SubjectPlan | None  # None where a liquid is what the picture is about
    liquid_scale: float = 1.0  # of the vessel with its liquid

    @property
    def fittings(self) -> Mapping[str, str]:
        """The second stuffs of the subject's parts, by the names of these."""
        return {} if self.subject is None else dict(self.subject.fittings)


def plan_blocking(spec: SampleSpec, assets: AssetStore) -> Blocking:
    """Place, subject and camera of a sample, each decided from those before it.

    Raises:
        AssetError: the subject cannot be found or made here.
    """
    brief = Brief(spec=spec)
    setting = choose_setting(brief)
    if spec.category == "liquids":
        return _with_liquid(brief, setting)
    made = None if _is_formal(brief) else _suitable(brief, assets)
    if made is None:
        subject = plan_abstract(brief, setting)
        sides_m = np.ptp(_corners_m(subject, assets), axis=0)
        camera = choose_camera(brief, Sitter(size_m=float(sides_m.max()) * subject.scale))
        subject = replace(subject, scale=fitted_scale(brief, camera, subject.scale, sides_m))
    else:
        subject, camera = made
    stuff = "" if _is_formal(brief) else stuff_term(brief)
    standing_m = _turned(_corners_m(subject, assets) * subject.scale, subject.turn_deg)
    able = able_places(
        brief,
        setting,
        camera,
        form=subject.generator.name,
        stuff=stuff,
        corners_m=standing_m,
        choosy=_wishes(brief) > 0,
    )
    place = _choose_place(brief, able, subject, camera, assets)
    return Blocking(camera=camera, setting=setting, place=place, subject=subject)


def _choose_place(
    brief: Brief,
    able: Sequence[WeightedVariant],
    subject: SubjectPlan,
    camera: CameraChoice,
    assets: AssetStore,
) -> PlacePlan | None:
    """One that shows the sample's palette, texture or brightness; None for two, as one would cover the other."""
    if _wishes(brief) > 1:
        return None
    if needs_wall(brief):
        return choose_lit_place(brief, able, subject, camera, assets=assets)
    if _has_texture_of_the_set(brief):
        return choose_textured_place(brief, able, subject, camera, assets=assets)
    if _has_palette(brief):
        return choose_painted_place(brief, able, subject, camera, assets=assets)
    return draw_place(brief, able)


def _wishes(brief: Brief) -> int:
    """How many things the sample asks of its place: colours, a texture, bright walls."""
    return _has_palette(brief) + _has_texture_of_the_set(brief) + needs_wall(brief)


def _has_palette(brief: Brief) -> bool:
    return brief.term_of(PALETTES_FACET) is not None


def _has_texture_of_the_set(brief: Brief) -> bool:
    term = texture_term(brief.spec)
    return term is not None and is_of_the_set(term)


def _corners_m(subject: SubjectPlan, assets: AssetStore) -> NDArray[np.float64]:
    """(2, 3) the subject's bounds in its own space, unscaled."""
    return bounds(stored_meshes(assets, subject.generator, subject.variant))


def _suitable(brief: Brief, assets: AssetStore) -> tuple[SubjectPlan, CameraChoice] | None:
    """A thing that is made of the sample's stuff: another where a high one could not be sharp from above."""
    avoided: list[str] = []
    made = plan_made(brief)
    while made is not None and len(avoided) < _MOST_AVOIDED:
        subject, camera = made
        if not is_too_high(camera, np.ptp(_corners_m(subject, assets), axis=0)):
            break
        avoided.append(subject.generator.name)
        made = plan_made(brief, avoided)
    return made


def _with_liquid(brief: Brief, setting: Setting) -> Blocking:
    """A vessel as large as such vessels are, or as lens and focus need it, where such liquids stand.

    A basin or a puddle may be smaller where that finds it a place.
    """
    camera, plan = choose_camera(brief), plan_liquid(brief)
    if plan is None:
        return Blocking(camera=camera, setting=setting, place=None, subject=None)
    on_ground, width_m = plan.scene.life_scale == 1.0, 2.0 * plan.scene.reach_m
    smallest = smallest_m(brief, camera) / width_m
    largest = min(max(plan.scene.life_scale, smallest), max(plan.scene.life_scale, 1.0))
    may_shrink = on_ground and smallest <= _SMALLER and _keeps_its_kind(plan.scene)
    scales = [largest, _SMALLER * largest] if may_shrink else [largest]
    is_placed = not (_has_texture_of_the_set(brief) or needs_wall(brief))
    for scale in scales if is_placed else ():
        camera = choose_camera(brief, Sitter(size_m=width_m * scale, level=True))
        place = choose_liquid_place(brief, setting, camera, plan.scene.reach_m * scale, on_ground=on_ground)
        if place is not None:
            return Blocking(camera=camera, setting=setting, place=place, subject=None, liquid_scale=scale)
    camera = choose_camera(brief, Sitter(size_m=width_m * largest, level=True))
    return Blocking(camera=camera, setting=setting, place=None, subject=None, liquid_scale=largest)


def _keeps_its_kind(scene: LiquidScene) -> bool:
    """Whether a body of water is still a pool when it is smaller, and has waves, or was none and had none."""
    kinds = ((scene.depth_m, _LEAST_POOL_M), (scene.wave_height_m, _LEAST_WAVES_M))
    return all(size_m < least_m or _SMALLER * size_m >= least_m for size_m, least_m in kinds)


def _turned(corners_m: NDArray[np.float64], turn_deg: float) -> NDArray[np.float64]:
    """(2, 3) bounds of a box with these (2, 3) bounds that is turned about Z."""
    angle = np.radians(turn_deg)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    level = np.array([[x, y] for x in corners_m[:, 0] for y in corners_m[:, 1]]) @ turn
    return np.column_stack([np.stack([level.min(axis=0), level.max(axis=0)]), corners_m[:, 2]])


def _is_formal(brief: Brief) -> bool:
    """Whether the sample is about form, or free in a stuff that can have any."""
    is_free = brief.spec.free and not has_own_form(brief)
    return is_free or any(term in ABSTRACT_TERMS for term in brief.spec.terms)
