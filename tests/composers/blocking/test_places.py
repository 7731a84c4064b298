"""Things stand where such things belong, with room, in light that the place can have."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml
from numpy.typing import NDArray

from assets.forms.catalog import find_form
from assets.places.catalog import all_places, find_place
from assets.places.place import PieceRole
from assets.store import AssetStore
from composers.blocking import places
from composers.blocking.camera_choice import Sitter, choose_camera
from composers.blocking.places import PlacePlan, able_places, draw_place, load_places
from composers.blocking.plan import plan_blocking
from composers.blocking.settings import Setting
from composers.brief import Brief
from schemas.errors import AssetError
from schemas.spec import Scalar
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler
from tests.composers.blocking.briefs import brief_of

_COPPER = "materials.pbr_metals.copper"
_SMALL = np.array([[-0.06, -0.06, 0.0], [0.06, 0.06, 0.12]])


def _brief(*terms: str, index: int = 0) -> Brief:
    return brief_of({term: {} for term in (_COPPER, *terms)}, index=index)


def _drawn(
    brief: Brief, stuff: str = _COPPER, corners_m: NDArray[np.float64] = _SMALL, form: str = "portrait_bust"
) -> PlacePlan | None:
    camera = choose_camera(brief, Sitter(size_m=float(np.ptp(corners_m, axis=0).max())))
    able = able_places(
        brief, Setting.STUDIO, camera, form=find_form(form).generator.name, stuff=stuff, corners_m=corners_m
    )
    return draw_place(brief, able)


def test_every_place_and_every_material_has_its_row() -> None:
    table = load_places().rows
    assert set(table) == set(all_places())
    materials = {t.id for t in load_catalog().composed_terms if t.id.startswith("materials.")}
    assert {m for m in materials if not any(row.weight(m) for row in table.values())} == set()


def test_a_thing_stands_only_where_it_belongs_and_has_room() -> None:
    seen = set()
    for index in range(60):
        plan = _drawn(_brief(index=index))
        assert plan is not None
        assert not plan.place.outdoors
        assert load_places().rows[plan.place.name].weight(_COPPER) > 0.0
        assert plan.variant.support.half_x_m > 0.06
        seen.add(plan.place.name)
    assert len(seen) >= 6


def test_what_is_too_large_for_any_place_has_none() -> None:
    assert _drawn(_brief(), corners_m=_SMALL * 40.0) is None


@pytest.mark.parametrize(
    "term",
    [
        "color.mood.calm",
        "lighting.setup_types.silhouette",
        "gases.smoke.wispy_smoke",
    ],
)
def test_what_takes_a_whole_set_has_no_place(term: str) -> None:
    assert _drawn(_brief(term)) is None


def test_a_panorama_lights_things_out_of_doors() -> None:
    plan = _drawn(_brief("lighting.light_sources.hdri"))
    assert plan is not None
    assert plan.place.outdoors


def test_what_nobody_brings_in_stays_out_of_doors_by_lamplight() -> None:
    plan = _drawn(_brief("lighting.setup_types.loop"), "materials.organic.moss")
    assert plan is not None
    assert plan.place.outdoors


def test_no_lens_looks_from_above_a_ceiling() -> None:
    from_above: dict[str, dict[str, Scalar]] = {
        _COPPER: {},
        "camera.angles.overhead": {"pitch_deg": 80.0},
        "camera.lenses.focal_lengths.telephoto": {"focal_length_mm": 150.0},
    }
    plans = [_drawn(brief_of(from_above, index=index), corners_m=_SMALL * 4.0) for index in range(20)]
    assert all(plan is None or plan.place.outdoors for plan in plans)


def test_a_light_that_a_place_never_has_is_elsewhere() -> None:
    for index in range(40):
        brief = _brief("lighting.color_temperature.candlelight", index=index)
        plan = _drawn(brief)
        assert plan is not None
        assert plan.place.name not in ("bookshelf", "gallery", "workbench")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": "other/1"}, "schema is 'other/1'"),
        ({"places": {"moon": {"best": [], "ok": [], "never": []}}}, "no place 'moon'"),
        ({"places": {"desk": {"best": ["cheese"], "ok": [], "never": []}}}, "desk: no family cheese"),
        ({"places": {"desk": {"best": [], "ok": []}}}, "KeyError: 'never'"),
        (
            {"places": {"desk": {"best": [], "ok": [], "never": ["setup_types.none"]}}},
            "no term lighting.setup_types",
        ),
        ({"places": {"desk": {"best": [], "ok": [], "never": [], "gruond": 1.0}}}, "desk: unknown fields gruond"),
        ({"places": {"desk": {"best": [], "ok": [], "never": [], "ground": -1}}}, "desk: ground is -1"),
        ({"textured": {"set_wall": ["wal"]}}, "no place has a wal"),
        ({"earth": ["mud pie"]}, "no place has a mud pie"),
        ({"grounded": ["elefant_foot"]}, "elefant_foot"),
        ({"shown": ["moon"]}, "no place 'moon'"),
        ({"abroad": ["moon"]}, "no place 'moon'"),
        ({"homes": {"sky": {"places": ["moon"], "forms": []}}}, "no place 'moon'"),
        ({"homes": {"sky": {"places": ["desk"], "forms": ["cow"]}}}, "cow"),
        ({"clear_m": {"desk/wide": 1.0}}, "desk has no variant 'wide'"),
        ({"families": {"metal": ["pbr_metals.steal"]}}, "no term materials.pbr_metals.steal"),
        ({}, "no row for bathroom_shelf"),
    ],
)
def test_a_wrong_table_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, object], message: str
) -> None:
    lists = {"earth": [], "grounded": [], "shown": [], "abroad": [], "homes": {}, "clear_m": {}}
    document = {"schema": places.SCHEMA, "families": {}, "places": {}, "textured": {}, **lists, **change}
    file = tmp_path / "places.yaml"
    file.write_text(yaml.safe_dump(document))
    monkeypatch.setattr(places, "PLACES_FILE", file)
    with pytest.raises(AssetError, match=message):
        load_places.__wrapped__()


def test_furniture_stands_on_the_floor_or_is_on_show_and_never_on_furniture() -> None:
    stool = np.array([[-0.17, -0.17, 0.0], [0.17, 0.17, 0.45]])
    wood = "materials.pbr_dielectrics.wood"
    plans = [_drawn(_brief(index=i), wood, stool, form="wooden_stool") for i in range(30)]
    found = [plan for plan in plans if plan is not None]
    assert len(found) > 20
    on_show = load_places().shown
    assert all(plan.place.name in on_show or plan.variant.support.height_m < 0.2 for plan in found)
    others = [_drawn(_brief(index=i), wood, stool, form="dovetailed_box") for i in range(30)]
    assert any(plan and plan.place.name not in on_show and plan.variant.support.height_m > 0.3 for plan in others)


def test_a_thing_stands_at_home_where_it_has_room_and_abroad_under_a_sky() -> None:
    pan = {plan.place.name for i in range(20) if (plan := _drawn(_brief(index=i), form="saucepan"))}
    assert pan == {"kitchen_counter", "dining_table"}
    sunny = _brief("lighting.light_sources.sun")
    camera = choose_camera(sunny, Sitter(size_m=0.12))
    form = find_form("saucepan").generator.name
    able = able_places(sunny, Setting.TERRACE, camera, form=form, stuff=_COPPER, corners_m=_SMALL)
    assert {place.name for place, _, _ in able} <= load_places().abroad


@pytest.mark.parametrize("key", sorted(load_places().clear_m))
def test_nothing_stands_in_a_pool_or_puddle(key: str) -> None:
    place, _, name = key.partition("/")
    variant = next(one for one in find_place(place).variants if one.name == name)
    for piece, mesh in zip(variant.pieces, variant.build(), strict=True):
        if piece.role is not PieceRole.FLOOR:
            above = mesh.points[mesh.points[:, 2] > variant.support.height_m + 0.03]
            nearest = np.hypot(above[:, 0], above[:, 1]).min(initial=np.inf)
            assert nearest >= load_places().clear_m[key] - 0.01, piece.name


def test_planned_furniture_stands_on_the_ground_or_is_on_show(shared_store: AssetStore) -> None:
    sampler, table, seen = Sampler(load_catalog()), load_places(), 0
    for index in range(40):
        plan = plan_blocking(sampler.spec(606, index, term="materials.pbr_dielectrics.rubber"), shared_store)
        if plan.place and plan.subject and plan.subject.generator.name in table.grounded:
            seen += 1
            assert plan.place.place.name in table.shown or plan.place.variant.support.height_m < 0.2
    assert seen >= 3


@pytest.mark.parametrize("index", [240, 733])
def test_a_pool_is_not_made_so_small_that_it_is_none(index: int, shared_store: AssetStore) -> None:
    """Its water is 0.4 m deep: at 0.7 of its size it would fit a yard, and be no pool."""
    spec = Sampler(load_catalog()).spec(1988226445, index)
    assert spec.focus == "liquids.water.environments.pool"
    plan = plan_blocking(spec, shared_store)
    assert plan.place is None
    assert plan.liquid_scale == 1.0


def test_waves_are_not_made_so_low_that_they_are_none(shared_store: AssetStore) -> None:
    """A wave of 0.03 m at 0.7 of its size is a ripple; one of 0.05 m stays one."""
    term, seed = "liquids.water.states.waves_small", 222092639
    sampler = Sampler(load_catalog())
    specs = [sampler.spec(seed, index, term=term) for index in range(24)]
    shrunk = []
    for spec in specs:
        height_m = next(p.value for p in spec.parameters if (p.term, p.name) == (term, "wave_height_m"))
        assert isinstance(height_m, float)
        scale = plan_blocking(spec, shared_store).liquid_scale
        assert scale * height_m >= 0.03 - 1e-9
        shrunk.append(scale < 1.0)
    assert any(shrunk)
