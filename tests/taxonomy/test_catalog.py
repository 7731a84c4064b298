"""Terms are found by id, by the end of an id, and by alias."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from schemas.errors import UnknownTermError
from taxonomy.catalog import Catalog
from taxonomy.sealed import DATA_FOLDER

FACET_COUNTS = {
    "camera.angles": 10,
    "camera.movements": 15,
    "camera.lenses.focal_lengths": 6,
    "camera.lenses.lens_types": 6,
    "camera.depth_of_field": 5,
    "camera.framing": 9,
    "lighting.setup_types": 15,
    "lighting.light_sources": 12,
    "lighting.time_of_day": 9,
    "lighting.color_temperature": 9,
    "lighting.atmosphere": 9,
    "materials.pbr_metals": 16,
    "materials.pbr_dielectrics": 12,
    "materials.glass.types": 9,
    "materials.glass.properties": 9,
    "materials.subsurface": 12,
    "materials.fabric": 12,
    "materials.organic": 10,
    "textures.procedural": 14,
    "textures.photorealistic": 10,
    "textures.stylized": 10,
    "textures.maps": 10,
    "liquids.water.states": 10,
    "liquids.water.environments": 8,
    "liquids.viscous": 10,
    "liquids.properties": 10,
    "liquids.simulations": 8,
    "gases.smoke": 8,
    "gases.fog": 7,
    "gases.clouds": 8,
    "gases.fire": 9,
    "gases.volumetrics": 7,
    "geometry.primitives": 10,
    "geometry.complex_meshes": 9,
    "geometry.topology": 8,
    "geometry.subdivision": 6,
    "geometry.modifiers": 10,
    "rendering.ray_tracing": 7,
    "rendering.rasterization": 5,
    "rendering.sampling": 4,
    "rendering.render_passes": 13,
    "rendering.engines": 10,
    "post_processing.compositing": 7,
    "post_processing.color_grading": 9,
    "post_processing.effects": 12,
    "post_processing.denoising": 5,
    "art_styles.realism": 5,
    "art_styles.stylized": 6,
    "art_styles.npr": 7,
    "art_styles.animation_styles": 6,
    "color.palettes": 13,
    "color.mood": 10,
    "color.temperature": 4,
}

UNIT_ENDINGS: dict[str, str | tuple[str, ...]] = {
    "m": "_m",
    "mm": "_mm",
    "km": "_km",
    "deg": "_deg",
    "K": ("_k", "kelvin"),
    "px": "_px",
    "count": "_count",
    "stops": "_stops",
    "1/m": "_per_m",
    "deg/s": "_deg_per_s",
    "m/s": "_m_per_s",
    "Pa.s": "_pa_s",
    "ms": "_ms",
    "lm": "_lm",
    "mired": "_mired",
}


def test_the_taxonomy_has_480_terms_in_the_facets_of_the_field(shipped: Catalog) -> None:
    assert {facet.id: len(facet.terms) for facet in shipped.facets} == FACET_COUNTS
    assert len(shipped.terms) == 480


def test_ids_are_unique_full_paths(shipped: Catalog) -> None:
    ids = [term.id for term in shipped.terms]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z_]+(\.[a-z0-9_]+){2,3}", term_id) for term_id in ids)


def test_category_shares_sum_to_520_millions_and_scale_to_500(shipped: Catalog) -> None:
    assert sum(category.share_millions for category in shipped.categories) == 520
    assert shipped.target_samples == 500_000_000


def test_every_category_can_already_show_eight_terms(shipped: Catalog) -> None:
    assert all(len(category.composed_terms) >= 8 for category in shipped.categories)


def test_definitions_are_sentences_of_their_own(shipped: Catalog) -> None:
    definitions = [term.definition for term in shipped.terms]
    assert len(set(definitions)) == len(definitions)
    assert all(text[0].isupper() and text.endswith(".") for text in definitions)


def test_parameter_names_end_with_their_unit(shipped: Catalog) -> None:
    wrong = [
        f"{term.id} {parameter.name} {parameter.unit}"
        for term in shipped.terms
        for parameter in term.parameters
        if not parameter.choices
        and not parameter.name.endswith(UNIT_ENDINGS.get(parameter.unit, ""))
        and parameter.name not in {"count", "max_bounces"}
    ]
    assert wrong == []


def test_no_yaml_file_says_a_key_twice() -> None:
    class Strict(yaml.SafeLoader):
        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
            keys = [self.construct_object(key, deep=deep) for key, _ in node.value]
            assert len(set(keys)) == len(keys), f"{node.start_mark}"
            return super().construct_mapping(node, deep=deep)

    for path in DATA_FOLDER.glob("*.yaml"):
        yaml.load(path.read_text(encoding="utf-8"), Loader=Strict)


@pytest.mark.parametrize(
    ("name", "term_id"),
    [
        ("camera.angles.eye_level", "camera.angles.eye_level"),
        ("focal_lengths.normal", "camera.lenses.focal_lengths.normal"),
        ("golden_hour", "lighting.time_of_day.golden_hour"),
        ("pixar_style", "art_styles.animation_styles.rounded_cg_feature"),
        ("art_styles.animation_styles.disney_style", "art_styles.animation_styles.storybook_feature"),
        ("DreamWorks", "art_styles.animation_styles.caricature_cg_feature"),
        ("realflow_style", "liquids.simulations.hybrid_particle_fluid"),
        ("Magic Hour", "lighting.time_of_day.golden_hour"),
        ("unsharp-mask", "post_processing.effects.sharpen"),
    ],
)
def test_a_term_answers_to_its_names(shipped: Catalog, name: str, term_id: str) -> None:
    assert shipped.term(name).id == term_id


def test_a_name_of_several_terms_is_refused_with_all_their_paths(shipped: Catalog) -> None:
    with pytest.raises(UnknownTermError, match=r"ambiguous.*color\.palettes\.warm, color\.temperature\.warm"):
        shipped.term("warm")


def test_an_alias_that_is_also_a_name_is_ambiguous(mini: Catalog) -> None:
    with pytest.raises(UnknownTermError, match=r"tint\.hues\.red, tint\.moods\.warm"):
        mini.term("warm")


def test_an_unknown_term_comes_with_near_names(shipped: Catalog) -> None:
    with pytest.raises(UnknownTermError, match=r"no term 'golden_our'; did you mean .*golden_hour"):
        shipped.term("golden_our")


def test_an_unknown_facet_and_an_unknown_category_are_named(shipped: Catalog) -> None:
    with pytest.raises(UnknownTermError, match=r"camera\.angles"):
        shipped.facet("camera.angle")
    with pytest.raises(UnknownTermError, match="there are camera, lighting"):
        shipped.category("sound")
    with pytest.raises(UnknownTermError, match=r"nothing in the taxonomy at 'camera\.sound'"):
        shipped.terms_in("camera.sound")


def test_terms_in_takes_a_category_a_branch_a_facet_or_a_term(shipped: Catalog) -> None:
    assert len(shipped.terms_in("camera")) == 51
    assert len(shipped.terms_in("camera.lenses")) == 12
    assert len(shipped.terms_in("camera.angles")) == 10
    assert len(shipped.terms_in("camera.angles.aerial")) == 1


def test_exclusions_are_symmetric_and_say_why(shipped: Catalog) -> None:
    for term in shipped.terms:
        for other in shipped.excluded_by(term.id):
            assert term.id in shipped.excluded_by(other)
            assert shipped.why_excluded(term.id, other)


def test_traps_of_the_term_list_exclude_each_other(shipped: Catalog) -> None:
    for first, second in [
        ("liquids.water.states.underwater", "camera.angles.satellite"),
        ("lighting.time_of_day.noon", "lighting.time_of_day.night"),
        ("lighting.time_of_day.night", "lighting.light_sources.sun"),
        ("gases.clouds.cumulus", "camera.angles.overhead"),
        ("gases.fog.mist", "lighting.atmosphere.clear"),
        ("rendering.rasterization.real_time", "rendering.ray_tracing.path_tracing"),
    ]:
        assert second in shipped.excluded_by(first)


def test_the_seal_fits_the_files_or_they_are_checked_again() -> None:
    from taxonomy.documents import read_document

    kinds = {"dataset": "dataset", "constraints": "constraints", "policy": "policy", "tiers": "tiers"}
    for path in Path(DATA_FOLDER).glob("*.yaml"):
        read_document(path, kinds.get(path.stem, "category"))


def test_two_terms_of_an_exclusive_facet_contradict_each_other(shipped: Catalog) -> None:
    wide = "camera.framing.wide_shot"
    assert "camera.framing.close_up" in shipped.contradicted_by(wide)
    assert wide in shipped.contradicted_by("camera.framing.close_up")
    assert wide not in shipped.contradicted_by(wide)


def test_terms_of_a_facet_that_asks_several_things_do_not_contradict(shipped: Catalog) -> None:
    assert "rendering.ray_tracing.denoised" not in shipped.contradicted_by("rendering.ray_tracing.path_tracing")
    assert "rendering.ray_tracing.denoised" in shipped.excluded_by("rendering.ray_tracing.path_tracing")
    assert "rendering.ray_tracing.raw_samples" in shipped.contradicted_by("rendering.ray_tracing.denoised")


def test_a_rule_of_labels_holds_across_facets_and_one_of_asking_does_not(shipped: Catalog) -> None:
    weave = "textures.photorealistic.fabric_weave"
    assert "materials.fabric.denim" in shipped.contradicted_by(weave)
    ultra_wide, close_up = "camera.lenses.focal_lengths.ultra_wide", "camera.framing.close_up"
    assert close_up in shipped.excluded_by(ultra_wide)
    assert close_up not in shipped.contradicted_by(ultra_wide)


_TOLD_BY_ONE_NUMBER = {
    "camera.lenses.focal_lengths": "focal_length_mm",
    "camera.framing": "subject_height_fraction",
    "lighting.color_temperature": "kelvin",
    "rendering.sampling": "spp",
}


@pytest.mark.parametrize(("facet", "parameter"), _TOLD_BY_ONE_NUMBER.items())
def test_ranges_of_neighbouring_terms_do_not_overlap(shipped: Catalog, facet: str, parameter: str) -> None:
    ranges = sorted(
        (min(values), max(values), term.name)
        for term in shipped.facet(facet).composed_terms
        for found in term.parameters
        if found.name == parameter
        for values in ([float(value) for value in found.choices] or [found.low, found.high],)
    )
    assert len(ranges) == len(shipped.facet(facet).composed_terms)
    touching = [(a[2], b[2]) for a, b in pairwise(ranges) if a[1] >= b[0]]
    assert touching == []
