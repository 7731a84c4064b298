"""The blocking of a picture: what every composer needs to know, decided once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from assets.meshes.library import bounds, stored_meshes
from assets.store import AssetStore
from composers.blocking.abstract_subjects import ABSTRACT_TERMS, plan_abstract
from composers.blocking.camera_choice import CameraChoice, Sitter, choose_camera
from composers.blocking.made_subjects import plan_made
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
    setting = choose_setting(brief)
    if spec.category == "liquids":
        return Blocking(camera=choose_camera(brief), setting=setting, subject=None)
    is_formal = spec.free or any(term in ABSTRACT_TERMS for term in spec.terms)
    made = None if is_formal else plan_made(brief)
    if made is None:
        subject = plan_abstract(brief, setting)
        sides_m = np.ptp(bounds(stored_meshes(assets, subject.generator, subject.variant)), axis=0)
        camera = choose_camera(brief, Sitter(size_m=float(sides_m.max()) * subject.scale))
        subject = replace(subject, scale=fitted_scale(brief, camera, subject.scale, sides_m))
    else:
        subject, camera = made
    return Blocking(camera=camera, setting=setting, subject=subject)
