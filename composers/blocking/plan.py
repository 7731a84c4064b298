"""The blocking of a picture: what every composer needs to know, decided once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from assets.meshes.library import bounds, stored_meshes
from assets.store import AssetStore
from composers.blocking.abstract_subjects import ABSTRACT_TERMS, plan_abstract
from composers.blocking.camera_choice import CameraChoice, choose_camera
from composers.blocking.made_subjects import has_own_form, plan_made
from composers.blocking.settings import Setting, choose_setting
from composers.blocking.sizes import fitted_scale
from composers.blocking.subject_plan import SubjectPlan
from composers.brief import Brief
from schemas.spec import SampleSpec


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Blocking:
    """The plan of one picture: a pure function of its spec."""

    camera: CameraChoice
    setting: Setting
    subject: SubjectPlan | None  # None where a liquid is what the picture is about

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
    camera, setting = choose_camera(brief), choose_setting(brief)
    subject = None if spec.category == "liquids" else _plan_subject(brief, camera, setting)
    if subject is not None and not subject.life_size:
        sides_m = np.ptp(bounds(stored_meshes(assets, subject.generator, subject.variant)), axis=0)
        subject = replace(subject, scale=fitted_scale(brief, camera, subject.scale, sides_m))
    return Blocking(camera=camera, setting=setting, subject=subject)


def _plan_subject(brief: Brief, camera: CameraChoice, setting: Setting) -> SubjectPlan:
    """A thing of the sample's stuff, but for samples about form and for free ones of what can have any form."""
    is_formal = any(term in ABSTRACT_TERMS for term in brief.spec.terms)
    is_free = brief.spec.free and not has_own_form(brief)
    made = None if is_formal or is_free else plan_made(brief, camera)
    return made or plan_abstract(brief, setting)
