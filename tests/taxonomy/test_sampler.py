"""A spec is a pure function of (dataset version, seed, index), and a set of specs keeps the dataset's shares."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from schemas.errors import ContradictionError, UnknownTermError, UsageError
from schemas.spec import SampleSpec
from taxonomy.catalog import Catalog
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler
from tests.taxonomy.conftest import Edit

ALWAYS = (
    "camera.lenses.focal_lengths",
    "camera.movements",
    "rendering.ray_tracing",
    "rendering.engines",
)

OFTEN_OPEN = ("camera.angles", "camera.framing")
"""What follows from the subject where the sample leaves it open."""


@pytest.fixture(scope="module")
def sampler(shipped: Catalog) -> Sampler:
    return Sampler(shipped)


@pytest.fixture(scope="module")
def specs(sampler: Sampler) -> tuple[SampleSpec, ...]:
    return tuple(sampler.spec(7, index) for index in range(2000))


def test_the_same_number_gives_the_same_spec(shipped: Catalog, specs: tuple[SampleSpec, ...]) -> None:
    other = Sampler(shipped)
    for index in (1999, 0, 733):
        assert other.spec(7, index) == specs[index]
        assert other.spec(7, index).spec_hash == specs[index].spec_hash


def test_another_seed_gives_other_specs(sampler: Sampler, specs: tuple[SampleSpec, ...]) -> None:
    assert all(sampler.spec(8, index).terms != specs[index].terms for index in range(40))


def test_later_draws_keep_the_focus_and_draw_all_else_anew(
    sampler: Sampler, specs: tuple[SampleSpec, ...]
) -> None:
    for index in range(40):
        first, *others = sampler.draws(7, index)
        assert (first, first.draw, first.stream_index) == (specs[index], 0, index)
        assert [other.draw for other in others] == [1, 2]
        assert {other.focus for other in others} == {first.focus}
        assert len({one.spec_hash for one in (first, *others)}) == 3
        assert len({one.parameters for one in (first, *others)}) == 3
    assert all(sampler.spec(7, index, draw=1).terms != specs[index].terms for index in range(40))


def test_the_last_index_costs_no_more_than_the_first(sampler: Sampler) -> None:
    def seconds(start: int) -> float:
        begin = time.process_time()
        for index in range(start, start + 100):
            sampler.spec(3, index)
        return time.process_time() - begin

    sampler.spec(3, 0)
    assert min(seconds(499_999_900) for _ in range(3)) < 3 * min(seconds(0) for _ in range(3)) + 0.05


@pytest.mark.parametrize("index", [-1, 500_000_000, 10**12])
def test_an_index_outside_the_dataset_is_refused(sampler: Sampler, index: int) -> None:
    with pytest.raises(UsageError, match="must be at least 0 and below 500,000,000"):
        sampler.spec(0, index)


def test_the_first_22_samples_show_every_category(shipped: Catalog, specs: tuple[SampleSpec, ...]) -> None:
    assert {spec.category for spec in specs[:22]} == {category.id for category in shipped.categories}


def test_every_window_of_300_has_the_quotas(shipped: Catalog, specs: tuple[SampleSpec, ...]) -> None:
    shares = {category.id: category.share_millions / 520 for category in shipped.categories}
    for start in range(len(specs) - 300):
        counts = Counter(spec.category for spec in specs[start : start + 300])
        for category, share in shares.items():
            assert abs(counts[category] - 300 * share) < 2


def test_the_terms_of_each_category_are_balanced(shipped: Catalog, specs: tuple[SampleSpec, ...]) -> None:
    focus = Counter(spec.focus for spec in specs)
    for category in shipped.categories:
        counts = [focus[term.id] for term in category.composed_terms]
        assert max(counts) - min(counts) <= 2


def test_within_a_facet_each_term_has_its_turn_before_any_has_another(
    shipped: Catalog, specs: tuple[SampleSpec, ...]
) -> None:
    turns: dict[str, list[str]] = defaultdict(list)
    for spec in specs:
        turns[spec.focus.rpartition(".")[0]].append(spec.focus)
    for facet in shipped.facets:
        size = len(facet.composed_terms)
        for start in range(0, len(turns[facet.id]) - size + 1, size or 1):
            block = turns[facet.id][start : start + size]
            assert len(set(block)) == len(block)


def test_only_composed_terms_are_drawn(shipped: Catalog, specs: tuple[SampleSpec, ...]) -> None:
    assert {term for spec in specs for term in spec.terms} <= {term.id for term in shipped.composed_terms}


def test_specs_hold_one_term_of_a_facet_and_no_contradiction(
    shipped: Catalog, specs: tuple[SampleSpec, ...]
) -> None:
    for spec in specs:
        assert spec.focus in spec.terms
        assert list(spec.terms) == sorted(spec.terms)
        for term in spec.terms:
            assert not shipped.excluded_by(term) & set(spec.terms)


def test_a_tenth_of_the_samples_is_free_and_solids_stand_in_no_others(specs: tuple[SampleSpec, ...]) -> None:
    assert 0.06 < sum(spec.free for spec in specs) / len(specs) < 0.14
    drawn = [spec for spec in specs if spec.category != "geometry" and spec.terms_under("geometry")]
    assert drawn
    assert all(spec.free for spec in drawn)


def test_a_palette_or_a_pattern_is_in_samples_about_it_and_in_few_others(specs: tuple[SampleSpec, ...]) -> None:
    for category, branch in (("color", "color.palettes"), ("textures", "textures.procedural")):
        others = [spec for spec in specs if spec.category != category and not spec.free]
        assert 0.0 < sum(bool(spec.terms_under(branch)) for spec in others) / len(others) < 0.12


def test_every_sample_has_camera_light_and_look(specs: tuple[SampleSpec, ...]) -> None:
    for spec in specs:
        facets = [term.rpartition(".")[0] for term in spec.terms]
        assert all(facets.count(facet) == 1 for facet in ALWAYS)
        assert all(facets.count(facet) <= 1 for facet in (*OFTEN_OPEN, "camera.depth_of_field"))
        painted = bool({"textures.photorealistic", "textures.stylized", "textures.maps"} & set(facets))
        rules = sum(facets.count(facet) for facet in ("color.palettes", "color.temperature", "color.mood"))
        assert rules <= (0 if painted else 1)  # a painted texture has colours of its own
        worn = spec.terms_under("materials")
        looks = {term for term in worn if ".glass.properties." not in term} or set(worn)  # air has no clear body
        if not painted:  # it may be on the subject
            assert len(looks) == (0 if spec.category == "liquids" else 1)  # a liquid is its own look
        assert len(spec.terms_under("art_styles")) == 1


@pytest.mark.parametrize("facet", OFTEN_OPEN)
def test_angle_and_framing_are_asked_in_most_samples_and_open_in_some(
    specs: tuple[SampleSpec, ...], facet: str
) -> None:
    asked = sum(spec.term_of(facet) is not None for spec in specs) / len(specs)
    assert 0.6 < asked < 0.9


@pytest.mark.parametrize("facet", ["camera.depth_of_field", "camera.lenses.focal_lengths"])
def test_no_jewel_is_deep_in_focus_or_seen_by_a_short_lens(specs: tuple[SampleSpec, ...], facet: str) -> None:
    barred = {"deep", "ultra_wide", "wide"}
    small = {"materials.pbr_metals.platinum", "materials.glass.types.diamond"}
    jewels = [spec for spec in specs if not small.isdisjoint(spec.terms)]
    assert jewels
    assert not any((spec.term_of(facet) or "").rpartition(".")[2] in barred for spec in jewels)


def test_samples_and_noise_are_the_tier_s_unless_the_sample_is_about_them(specs: tuple[SampleSpec, ...]) -> None:
    noise = {"rendering.ray_tracing.denoised", "rendering.ray_tracing.raw_samples"}
    for spec in specs:
        asked = [term for term in spec.terms if term in noise or term.startswith("rendering.sampling.")]
        assert all(spec.focus in {term, "post_processing.denoising.oidn"} for term in asked)


def test_every_sample_is_lit_in_one_regime(specs: tuple[SampleSpec, ...]) -> None:
    for spec in specs:
        studio = spec.term_of("lighting.setup_types") is not None
        outdoor = spec.term_of("lighting.time_of_day") is not None
        panorama = "lighting.light_sources.hdri" in spec.terms
        parallel = "lighting.light_sources.directional" in spec.terms
        assert studio + outdoor + panorama + parallel == 1
        assert (spec.term_of("lighting.color_temperature") is not None) == (studio or parallel)


def test_focus_only_facets_stay_out_of_other_samples(specs: tuple[SampleSpec, ...]) -> None:
    for spec in specs:
        for prefix in ("liquids", "gases", "rendering.render_passes", "color.temperature", "color.mood"):
            assert not spec.terms_under(prefix) or spec.focus.startswith(prefix)


def test_a_property_of_glass_comes_with_clear_glass(sampler: Sampler) -> None:
    spec = sampler.spec(1, 4, term="glass.properties.diamond")
    assert spec.terms_under("materials.glass") == (
        "materials.glass.properties.diamond",
        "materials.glass.types.clear_glass",
    )


def test_parameters_are_those_of_the_terms_and_in_range(shipped: Catalog, specs: tuple[SampleSpec, ...]) -> None:
    for spec in specs[:500]:
        given = [(value.term, value.name) for value in spec.parameters]
        assert given == [(term, one.name) for term in spec.terms for one in shipped.term(term).parameters]
        for value in spec.parameters:
            parameter = next(one for one in shipped.term(value.term).parameters if one.name == value.name)
            if parameter.choices:
                assert value.value in parameter.choices
            else:
                assert parameter.low <= float(value.value) <= parameter.high


def test_held_out_pairs_are_in_the_test_split_and_nowhere_else(
    shipped: Catalog, sampler: Sampler, specs: tuple[SampleSpec, ...]
) -> None:
    pairs = [set(one.pair) for one in shipped.held_out]
    for spec in specs:
        assert (spec.split == "test") == any(pair <= set(spec.terms) for pair in pairs)
    assert 0.005 < sum(spec.split == "test" for spec in specs) / len(specs) < 0.08
    for one in shipped.held_out:
        assert sampler.spec(0, 0, term=one.pair[0], require=(one.pair[1],)).split == "test"


def test_every_held_out_pair_is_in_a_good_share_of_the_samples_about_one_of_it(
    shipped: Catalog, sampler: Sampler
) -> None:
    for held in shipped.held_out:
        shares = [
            sum(other in sampler.spec(31, index, term=focus).terms for index in range(60)) / 60.0
            for focus, other in (held.pair, reversed(held.pair))
        ]
        assert 0.12 < max(shares) < 0.5, held.id


def test_every_composed_term_can_be_asked_for(shipped: Catalog, sampler: Sampler) -> None:
    for term in shipped.composed_terms:
        for index in range(3):
            spec = sampler.spec(5, index, term=term.id)
            assert spec.focus == term.id
            assert spec.category == term.category


def test_a_category_can_be_asked_for_and_goes_through_its_terms(shipped: Catalog, sampler: Sampler) -> None:
    composed = {term.id for term in shipped.category("gases").composed_terms}
    assert {sampler.spec(0, index, category="gases").focus for index in range(len(composed))} == composed


def test_required_terms_are_shown(sampler: Sampler) -> None:
    spec = sampler.spec(0, 9, term="velvet", require=("golden_hour", "telephoto"))
    assert {"lighting.time_of_day.golden_hour", "camera.lenses.focal_lengths.telephoto"} <= set(spec.terms)
    assert spec.term_of("lighting.setup_types") is None


@pytest.mark.parametrize(
    ("term", "require", "message"),
    [
        ("cumulus", ("overhead",), "cannot be in one sample: A camera that looks down"),
        ("gold", ("velvet",), "The subject is made of one material"),
        ("eye_level", ("low_angle",), "both are of camera.angles"),
        ("checker", ("rim", "sun"), "A studio setup shuts out"),
        ("wide_shot", ("hdri", "directional"), "both are of lighting.light_sources"),
        ("frosted_glass", ("properties.diamond",), "cannot be in one sample"),
    ],
)
def test_contradictory_requests_say_what_and_why(
    sampler: Sampler, term: str, require: tuple[str, ...], message: str
) -> None:
    with pytest.raises(ContradictionError, match=message):
        sampler.spec(0, 0, term=term, require=require)


def test_terms_that_no_regime_holds_together_are_refused(edited: Edit) -> None:
    folder = edited("constraints.yaml", "left: [light.setups]", "left: [light.setups.double]")
    sampler = Sampler(load_catalog(folder))
    with pytest.raises(ContradictionError, match=r"no lighting \(studio, outdoor\) can hold .*noon.*single"):
        sampler.spec(0, 0, term="noon", require=("single",))


def test_a_term_of_another_category_than_asked_is_refused(sampler: Sampler) -> None:
    with pytest.raises(ContradictionError, match="is not of category camera"):
        sampler.spec(0, 0, category="camera", term="gold")


def test_a_planned_term_says_what_is_composed(sampler: Sampler, shipped: Catalog) -> None:
    planned = next(term for term in shipped.terms if not term.composed)
    with pytest.raises(UsageError, match=f"{planned.id} is planned, not composed yet"):
        sampler.spec(0, 0, term=planned.id)


def test_unknown_names_are_refused(sampler: Sampler) -> None:
    with pytest.raises(UnknownTermError, match="golden_hour"):
        sampler.spec(0, 0, term="golden_hours")
    with pytest.raises(UnknownTermError, match="no category 'sound'"):
        sampler.spec(0, 0, category="sound")


def test_weights_are_the_shares_of_a_slot(mini: Catalog) -> None:
    hues = Counter(Sampler(mini).spec(2, index, term="ball").term_of("tint.hues") for index in range(3000))
    moods = Counter(Sampler(mini).spec(2, index, term="ball").term_of("tint.moods") for index in range(1000))
    assert hues["tint.hues.red"] / 3000 == pytest.approx(4 / 6, abs=0.04)
    assert moods[None] / 1000 == pytest.approx(0.5, abs=0.06)


def test_what_would_hide_the_focus_is_not_drawn_but_can_be_asked_for(mini: Catalog) -> None:
    sampler = Sampler(mini)
    assert all("light.hours.dusk" not in sampler.spec(0, index, term="green").terms for index in range(200))
    assert "light.hours.dusk" in sampler.spec(0, 0, term="green", require=("dusk",)).terms


def test_a_new_term_moves_no_other_decision(mini: Catalog, edited: Edit) -> None:
    """The new term may win its own slot; every other term and value stays."""
    before, after = Sampler(mini), Sampler(load_catalog(_with_mauve(edited)))
    won = 0
    for index in range(600):
        old = before.spec(4, index, term="ball")
        new = after.spec(4, index, term="ball")
        won += "tint.hues.mauve" in new.terms
        assert set(new.terms) - set(old.terms) <= {"tint.hues.mauve", "tint.moods.warm"}
        assert [one for one in old.parameters if one.term in new.terms] == list(new.parameters)
        if "tint.hues.mauve" not in new.terms:
            assert new.terms == old.terms
    assert 40 < won < 160  # a seventh


def test_a_new_term_moves_no_focus_of_another_category(mini: Catalog, edited: Edit) -> None:
    before, after = Sampler(mini), Sampler(load_catalog(_with_mauve(edited)))
    for index in range(600):
        old, new = before.spec(4, index), after.spec(4, index)
        assert old.category == new.category
        assert old.focus == new.focus or old.category == "tint"


def _with_mauve(edited: Edit) -> Path:
    new = "      - {id: tint.hues.mauve, title: Mauve, status: composed, definition: The hue of mallows.}\n"
    return edited("tint.yaml", "  - id: tint.moods\n", new + "  - id: tint.moods\n")
