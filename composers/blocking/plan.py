"""The blocking of a picture: what every composer needs to know, decided once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assets.meshes.library import bounds, stored_meshes
from assets.store import AssetStore
from composers.blocking.abstract_subjects import ABSTRACT_TERMS, plan_abstract
from composers.blocking.camera_choice import CameraChoice, Sitter, choose_camera
from composers.blocking.liquids.plan import plan_liquid
from composers.blocking.made_subjects import has_own_form, plan_made, stuff_term
from composers.blocking.painted_places import choose_painted_place
from composers.blocking.places import PlacePlan, able_places, choose_liquid_place, choose_place
from composers.blocking.settings import Setting, choose_setting
from composers.blocking.sizes import fitted_scale, is_too_high, smallest_m
from composers.blocking.subject_plan import SubjectPlan
from composers.brief import Brief
from composers.color.palette import PALETTES_FACET
from schemas.spec import SampleSpec
from usd_scenes.cameras import HORIZONTAL_APERTURE_MM

_LOWEST_CEILING_M = 2.0  # with a lamp below it
_MOST_AVOIDED = 3  # forms that are made and passed over


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
        corners_m = bounds(stored_meshes(assets, subject.generator, subject.variant))
        sides_m = np.ptp(corners_m, axis=0)
        camera = choose_camera(brief, Sitter(size_m=float(sides_m.max()) * subject.scale))
        subject = replace(subject, scale=fitted_scale(brief, camera, subject.scale, sides_m))
    else:
        subject, camera = made
        corners_m = bounds(stored_meshes(assets, subject.generator, subject.variant))
    stuff = "" if _is_formal(brief) else stuff_term(brief)
    corners_m = _turned(corners_m * subject.scale, subject.turn_deg)
    if brief.term_of(PALETTES_FACET) is None:
        place = choose_place(brief, setting, stuff, corners_m)
    else:
        able = able_places(brief, setting, stuff, corners_m)
        place = choose_painted_place(brief, able, subject, camera, assets=assets)
    if place is not None and _is_above_the_ceiling(place, camera, corners_m * subject.scale):
        place = None
    return Blocking(camera=camera, setting=setting, place=place, subject=subject)


def _is_above_the_ceiling(place: PlacePlan, camera: CameraChoice, corners_m: NDArray[np.float64]) -> bool:
    """Whether the lens would look from so high that a room's ceiling hides the subject, (2, 3) ``corners_m``."""
    width_m = float(np.ptp(corners_m, axis=0).max()) / camera.fraction
    away_m = width_m * camera.focal_length_mm / HORIZONTAL_APERTURE_MM
    lens_m = place.variant.support.height_m + float(np.sin(np.radians(camera.pitch_deg))) * away_m
    return not place.place.outdoors and lens_m > _LOWEST_CEILING_M


def _suitable(brief: Brief, assets: AssetStore) -> tuple[SubjectPlan, CameraChoice] | None:
    """A thing that is made of the sample's stuff: another where a high one could not be sharp from above."""
    avoided: list[str] = []
    made = plan_made(brief)
    while made is not None and len(avoided) < _MOST_AVOIDED:
        subject, camera = made
        sides_m = np.ptp(bounds(stored_meshes(assets, subject.generator, subject.variant)), axis=0)
        if not is_too_high(camera, sides_m):
            break
        avoided.append(subject.generator.name)
        made = plan_made(brief, avoided)
    return made


def _with_liquid(brief: Brief, setting: Setting) -> Blocking:
    """A vessel as large as such vessels are, or as lens and focus need it, where such liquids stand."""
    camera, plan = choose_camera(brief), plan_liquid(brief)
    if plan is None:
        return Blocking(camera=camera, setting=setting, place=None, subject=None)
    width_m, scale = 2.0 * plan.scene.reach_m, plan.scene.life_scale
    scale = min(max(scale, smallest_m(brief, camera) / width_m), max(scale, 1.0))
    place = choose_liquid_place(brief, setting, plan.scene.reach_m * scale, on_ground=scale == 1.0)
    camera = choose_camera(brief, Sitter(size_m=width_m * scale))
    return Blocking(camera=camera, setting=setting, place=place, subject=None, liquid_scale=scale)


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
