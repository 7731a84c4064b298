"""Subjects that are really made of the sample's material, at life size."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np

from assets.forms.form import VARIANTS, Form
from assets.looks.painters.textures.painted import ON_SUBJECT
from composers.blocking.camera_choice import CameraChoice, Sitter, choose_camera, may_be_close
from composers.blocking.made_of import FormChoice, MadeOf, load_made_of
from composers.blocking.sizes import strain
from composers.blocking.subject_plan import SubjectPlan
from composers.blocking.viewing import load_viewing
from composers.brief import Brief

_WIDEST_TURN_DEG = 25.0
_RELUCTANCE = 6.0  # a form that is half as large as the lens asks is taken 64 times less often
_LOSS_RELUCTANCE = 2.0  # one in a frame twice as wide as its stuff is known by, four times less often
GROWN_TERMS = frozenset(
    {
        "materials.subsurface.leaves", "materials.subsurface.petals", "materials.organic.bark",
        "materials.organic.soil", "materials.organic.sand", "materials.organic.grass", "materials.organic.moss",
        "materials.organic.lichen", "materials.organic.fur", "materials.organic.feathers",
        "materials.organic.scales", "materials.subsurface.wax_candle", "materials.glass.types.diamond",
    }
)  # fmt: skip
"""What the materials composer grows or cuts on a form of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """One thing of a form, with the camera that would see it, and how hard that is for lens, air and stuff."""

    variant: int
    camera: CameraChoice
    strain: float
    lost: float  # how much wider the picture is than its stuff is known by, as a logarithm


def plan_made(brief: Brief) -> tuple[SubjectPlan, CameraChoice] | None:
    """A thing that is made of what the subject is, and its camera; None where no table has it."""
    term = stuff_term(brief)
    entry = None if term in GROWN_TERMS else load_made_of().get(term)
    if entry is None:
        return None
    rng = brief.rng("blocking/form")
    choice, members = _chosen_form(brief, entry, rng)
    member = _chosen_member(members, rng)
    subject = SubjectPlan(
        generator=choice.form.generator,
        variant=member.variant,
        turn_deg=float(rng.uniform(-_WIDEST_TURN_DEG, _WIDEST_TURN_DEG)),
        life_size=True,
        fittings=_fittings(choice.form, rng),
    )
    return subject, member.camera


def stuff_term(brief: Brief) -> str:
    """What the subject is made of: a texture that covers it, else a material, what the sample is about first."""
    textures = [term for term in brief.spec.terms_under("textures") if term.rpartition(".")[2] in ON_SUBJECT]
    materials = sorted(brief.spec.terms_under("materials"), key=lambda term: (term != brief.spec.focus, term))
    return next(iter((*textures, *materials)), "")


def _chosen_form(brief: Brief, entry: MadeOf, rng: np.random.Generator) -> tuple[FormChoice, list[_Member]]:
    """A form by weight, less often the more it strains the lens, or the less of its stuff a picture shows."""
    close, shows_detail = may_be_close(brief), float(rng.random()) < load_viewing().detail_share
    members = [
        _members(brief, entry, one.form, one.form.detail_m if close and (one.detail or shows_detail) else 0.0)
        for one in entry.forms
    ]
    strains = np.array([min(one.strain for one in each) for each in members])
    losses = np.array([min(one.lost for one in each) for each in members])
    doubts = _RELUCTANCE * (strains - strains.min()) + _LOSS_RELUCTANCE * (losses - losses.min())
    weights = np.array([one.weight for one in entry.forms]) * np.exp(-doubts)
    number = int(rng.choice(len(weights), p=weights / weights.sum()))
    return entry.forms[number], members[number]


def _members(brief: Brief, entry: MadeOf, form: Form, detail_m: float) -> list[_Member]:
    found = []
    for variant in range(form.variants):
        size_m = form.member_size_m(variant)
        camera = choose_camera(brief, Sitter(size_m=size_m, frame_m=entry.frame_m, detail_m=detail_m))
        lost = max(log(size_m / camera.fraction / entry.frame_m[1]), 0.0)
        found.append(_Member(variant=variant, camera=camera, strain=strain(brief, camera, size_m), lost=lost))
    return found


def _chosen_member(members: list[_Member], rng: np.random.Generator) -> _Member:
    """The first, from a drawn one on, that strains the lens as little as any."""
    first, least = int(rng.integers(VARIANTS)), min(one.strain for one in members)
    turn = [members[(first + step) % len(members)] for step in range(len(members))]
    return next(one for one in turn if one.strain <= least)


def _fittings(form: Form, rng: np.random.Generator) -> tuple[tuple[str, str], ...]:
    return tuple(
        (part.name, part.stuffs[int(rng.integers(len(part.stuffs)))]) for part in form.parts if not part.is_main
    )
