"""Subjects that are really made of the sample's material, at life size."""

from __future__ import annotations

import numpy as np

from assets.forms.form import VARIANTS, Form
from assets.looks.painters.textures.painted import ON_SUBJECT
from composers.blocking.camera_choice import CameraChoice
from composers.blocking.made_of import FormChoice, MadeOf, load_made_of
from composers.blocking.sizes import largest_m, smallest_m
from composers.blocking.subject_plan import SubjectPlan
from composers.brief import Brief

_WIDEST_TURN_DEG = 25.0


def plan_made(brief: Brief, camera: CameraChoice) -> SubjectPlan | None:
    """A thing that is made of what the subject is; None where no table has it."""
    entry = load_made_of().get(_stuff_term(brief))
    if entry is None:
        return None
    rng = brief.rng("blocking/form")
    limits = smallest_m(brief, camera), largest_m(brief, camera)
    choice = _fitting_choice(entry, limits, rng)
    variant = _fitting_variant(choice.form, limits, rng)
    return SubjectPlan(
        generator=choice.form.generator,
        variant=variant,
        turn_deg=float(rng.uniform(-_WIDEST_TURN_DEG, _WIDEST_TURN_DEG)),
        life_size=True,
        fittings=_fittings(choice.form, rng),
    )


def has_own_form(brief: Brief) -> bool:
    """Whether what the subject is made of grew or was cut: no other solid can be of it."""
    entry = load_made_of().get(_stuff_term(brief))
    return entry is not None and entry.own_form


def _stuff_term(brief: Brief) -> str:
    """What the subject is made of: a texture that covers it, else a material, what the sample is about first."""
    textures = [term for term in brief.spec.terms_under("textures") if term.rpartition(".")[2] in ON_SUBJECT]
    materials = sorted(brief.spec.terms_under("materials"), key=lambda term: (term != brief.spec.focus, term))
    return next(iter((*textures, *materials)), "")


def _fitting_choice(entry: MadeOf, limits: tuple[float, float], rng: np.random.Generator) -> FormChoice:
    """A form of which some member is neither too small nor too large; any where none is."""
    low, high = limits
    able = [one.form.size_m[0] <= high and one.form.size_m[1] >= low for one in entry.forms]
    weights = np.array([one.weight * (ok or not any(able)) for one, ok in zip(entry.forms, able, strict=True)])
    return entry.forms[int(rng.choice(len(entry.forms), p=weights / weights.sum()))]


def _fitting_variant(form: Form, limits: tuple[float, float], rng: np.random.Generator) -> int:
    """The first of the form's members, from a drawn one on, whose size fits; the drawn one where none does."""
    first = int(rng.integers(VARIANTS))
    turn = [(first + step) % form.variants for step in range(form.variants)]
    return next((one for one in turn if limits[0] <= form.member_size_m(one) <= limits[1]), turn[0])


def _fittings(form: Form, rng: np.random.Generator) -> tuple[tuple[str, str], ...]:
    return tuple(
        (part.name, part.stuffs[int(rng.integers(len(part.stuffs)))]) for part in form.parts if not part.is_main
    )
