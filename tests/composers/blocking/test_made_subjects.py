"""Of the things that are made of a stuff, one is taken that lens and aperture allow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from composers.blocking.made_of import load_made_of
from composers.blocking.made_subjects import has_own_form, plan_made
from composers.blocking.sizes import strain
from composers.brief import Brief
from schemas.spec import Scalar
from tests.composers.blocking.briefs import brief_of
from tests.composers.looks.studio import spec_of

_PORTRAIT: dict[str, dict[str, Scalar]] = {
    "camera.lenses.focal_lengths.portrait": {"focal_length_mm": 70.0},
    "camera.framing.full_shot": {"subject_height_fraction": 0.6},
}


def _size_m(generator_name: str, variant: int) -> float:
    forms = (one.form for entry in load_made_of().values() for one in entry.forms)
    return next(form for form in forms if form.generator.name == generator_name).member_size_m(variant)


@pytest.mark.parametrize("material", ["materials.fabric.synthetic", "materials.pbr_metals.iron"])
@pytest.mark.parametrize("focus", ["deep", "shallow"])
def test_a_thing_is_taken_that_the_lens_can_focus(material: str, focus: str) -> None:
    for index in range(8):
        terms = {material: {}, **_PORTRAIT, f"camera.depth_of_field.{focus}": {}}
        brief = brief_of(terms, index=index, focus=material)
        made = plan_made(brief)
        assert made is not None
        subject, camera = made
        assert strain(brief, camera, _size_m(subject.generator.name, subject.variant)) < 0.02


def test_where_everything_is_too_small_the_largest_is_taken() -> None:
    terms = {"materials.subsurface.jade": {}, **_PORTRAIT, "camera.depth_of_field.deep": {}}
    sizes = []
    for index in range(12):
        made = plan_made(brief_of(terms, index=index, focus="materials.subsurface.jade"))
        assert made is not None
        sizes.append(_size_m(made[0].generator.name, made[0].variant))
    assert min(sizes) > 0.09
    assert max(sizes) > 0.18


def test_without_a_framing_a_jacket_shows_its_detail_and_a_pot_is_whole() -> None:
    for index in range(20):
        made = plan_made(brief_of({"materials.fabric.denim": {}}, index=index))
        assert made is not None
        subject, camera = made
        if subject.generator.name == "form_denim_jacket":
            assert camera.detail
        if subject.generator.name == "form_jeans_folded":
            assert not camera.detail
            assert camera.fraction < 0.8


def test_in_a_wider_frame_a_large_thing_is_taken_less_often() -> None:
    shares = []
    for fraction in (1.1, 0.55):
        terms: dict[str, dict[str, Scalar]] = {
            "materials.fabric.denim": {},
            "camera.framing.full_shot": {"subject_height_fraction": fraction},
        }
        made = [plan_made(brief_of(terms, index=index, focus="materials.fabric.denim")) for index in range(40)]
        names = [one[0].generator.name for one in made if one is not None]
        shares.append(names.count("form_denim_jacket") / len(names))
    assert shares[1] < shares[0]


@pytest.mark.parametrize(
    ("term", "own"),
    [
        ("materials.organic.fur", True),
        ("materials.glass.types.diamond", True),
        ("materials.pbr_metals.gold", False),
        ("materials.fabric.linen", False),
    ],
)
def test_what_grew_or_was_cut_has_a_form_of_its_own(term: str, own: bool) -> None:
    brief = Brief(spec=replace(spec_of(term), free=True))
    assert has_own_form(brief) == own
    made = plan_made(brief)
    assert made is not None
    assert made[0].life_size
