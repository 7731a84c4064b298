"""The readers recover from bound networks alone what the composers were asked for, and tell near looks apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from pxr import Sdf, UsdShade

from assets.store import AssetStore
from colorimetry.schemes import MOOD_FACET, load_colour_rules
from composers import color, materials, textures
from composers.shot import Shot
from quality_control.measures.look_probes import sphere
from quality_control.readers import color as color_reader
from quality_control.readers import materials as materials_reader
from quality_control.readers import textures as textures_reader
from quality_control.readers.bound_looks import read_bound_looks
from quality_control.readers.color import MoodValues, hue_spread_deg, moods_of, scheme_of, temperature_of
from quality_control.readers.painted_colours import painted_colours
from schemas.spec import SampleSpec
from tests.composers.looks.studio import dress_studio
from usd_scenes.departments import Department
from usd_scenes.meshes import define_mesh
from usd_scenes.semantics import Role, set_labels
from usd_scenes.shader_inputs import set_constant

DISPLACEMENT = "textures.maps.displacement"
CERAMIC = "materials.pbr_dielectrics.ceramic"
PAINT = "materials.pbr_dielectrics.paint"
READERS = (*materials_reader.READERS, *textures_reader.READERS, *color_reader.READERS)


def _read(shot: Shot) -> dict[str, dict[str, object]]:
    return {reading.term: dict(reading.values) for r in READERS for reading in r.read(shot.stage)}


@pytest.mark.parametrize("term", sorted((materials.COMPOSER.terms | textures.COMPOSER.terms) - {DISPLACEMENT}))
@pytest.mark.parametrize("index", [0, 1])
def test_a_look_or_pattern_is_read_back_and_no_sibling_with_it(
    tmp_path: Path, shared_store: AssetStore, term: str, index: int
) -> None:
    found = _read(dress_studio(tmp_path, term, index=index, assets=shared_store))
    facet = term.rpartition(".")[0]
    assert [other for other in found if other.startswith(facet + ".")] == [term]


COLOURS = [term for term in sorted(color.COMPOSER.terms) if not term.startswith(MOOD_FACET)]  # moods need lights


@pytest.mark.parametrize("term", COLOURS)
@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_palette_or_temperature_is_read_back_alone(
    tmp_path: Path, shared_store: AssetStore, term: str, index: int
) -> None:
    found = _read(dress_studio(tmp_path, term, PAINT, index=index, assets=shared_store))
    facet = term.rpartition(".")[0]
    assert [other for other in found if other.startswith(facet + ".")] == [term]


SOFTENED = [f"color.palettes.{name}" for name in ("high_contrast", "low_contrast", "pastel")]


@pytest.mark.parametrize("palette", SOFTENED)
@pytest.mark.parametrize("index", [0, 1])
def test_ceramic_keeps_its_specks_under_a_palette_that_softens_the_tones_of_the_set(
    tmp_path: Path, shared_store: AssetStore, palette: str, index: int
) -> None:
    found = _read(dress_studio(tmp_path, CERAMIC, palette, index=index, assets=shared_store))
    assert [term for term in found if term.startswith("materials.")] == [CERAMIC]
    assert palette in found


def test_the_reader_follows_the_network_and_not_the_spec(tmp_path: Path) -> None:
    shot = dress_studio(tmp_path, "materials.pbr_metals.gold")
    look = UsdShade.Material.Get(shot.stage, "/World/Looks/Subject")
    look.GetInput("base_color").Set((0.910, 0.778, 0.423))
    assert "materials.pbr_metals.brass" in _read(shot)
    look.GetInput("base_color").Set((0.5, 0.9, 0.5))
    assert not any(term.startswith("materials.pbr_metals") for term in _read(shot))


def test_beside_a_liquid_nothing_else_is_what_the_picture_is_made_of(tmp_path: Path) -> None:
    shot = dress_studio(tmp_path, "materials.pbr_metals.gold")
    assert "materials.pbr_metals.gold" in _read(shot)
    pool = define_mesh(shot.stage, "/World/Pool", sphere(0.2))
    set_labels(pool.GetPrim(), role=Role.LIQUID, class_name="pool")
    assert not [term for term in _read(shot) if term.startswith("materials.")]


def test_a_smoother_plastic_is_another_term(tmp_path: Path) -> None:
    shot = dress_studio(tmp_path, "materials.pbr_dielectrics.plastic_matte")
    surface = UsdShade.Shader(shot.stage.GetPrimAtPath("/World/Looks/Subject/surface"))
    with shot.edit(Department.LOOKS):
        set_constant(surface, "specular_roughness", 0.1)
    assert "materials.pbr_dielectrics.plastic_glossy" in _read(shot)


def test_roughness_and_feature_size_are_read_as_they_were_asked(tmp_path: Path) -> None:
    shot = dress_studio(tmp_path, "materials.pbr_metals.copper", "textures.procedural.stripes")
    found = _read(shot)
    spec: SampleSpec = shot.spec
    copper, stripes = found["materials.pbr_metals.copper"], found["textures.procedural.stripes"]
    asked = spec.parameter("materials.pbr_metals.copper", "roughness")
    assert copper["roughness"] == pytest.approx(asked, rel=0.01)  # the mean of what varies over the surface
    wanted = spec.parameter("textures.procedural.stripes", "feature_size_m")
    assert stripes["feature_size_m"] == pytest.approx(wanted, rel=1e-4)


@pytest.mark.parametrize(
    ("hues", "name"),
    [
        ((40.0,), "monochromatic"),
        ((40.0, 220.0), "complementary"),
        ((10.0, 130.0, 250.0), "triadic"),
        ((200.0, 350.0, 50.0), "split_complementary"),
        ((200.0, 230.0, 260.0), "analogous"),
        ((20.0, 80.0, 200.0, 260.0), "tetradic"),
        ((20.0, 66.0, 35.0), "warm"),
        ((200.0, 262.0, 220.0), "cool"),
        ((0.0, 100.0), ""),
    ],
)
def test_schemes_are_told_by_the_turns_between_hues(hues: tuple[float, ...], name: str) -> None:
    assert scheme_of(hues) == name


def test_a_small_shift_of_the_white_is_neither_warm_nor_neutral() -> None:
    assert [temperature_of(shift) for shift in (-40.0, -15.0, 2.0, 15.0, 40.0)] == [
        "cool",
        "",
        "neutral",
        "",
        "warm",
    ]


@pytest.mark.parametrize("first", sorted(load_colour_rules().moods))
def test_the_regions_of_two_moods_do_not_meet(first: str) -> None:
    moods = load_colour_rules().moods
    one = moods[first].region
    for name, mood in moods.items():
        other = mood.region
        apart = [
            min(a[1], b[1]) <= max(a[0], b[0])  # the second number is no longer of a region
            for a, b in (
                (one.set_lightness, other.set_lightness),
                (one.chroma, other.chroma),
                (one.kelvin, other.kelvin),
                (one.key_fill, other.key_fill),
                (one.spread_deg, other.spread_deg),
            )
        ]
        arcs = [(a, b) for a in one.arcs_deg for b in other.arcs_deg if min(a[1], b[1]) > max(a[0], b[0])]
        assert name == first or any(apart) or not arcs, name


def test_a_mood_ends_where_its_light_turns_warm() -> None:
    values = {"hues_deg": (250.0, 262.0), "set_lightness": 0.5, "chroma": 0.035, "key_fill": 3.0}
    assert moods_of(MoodValues(**values, kelvin=7200.0)) == ("melancholic",)
    assert moods_of(MoodValues(**values, kelvin=4200.0)) == ()


def test_a_light_between_two_moods_is_of_one_of_them() -> None:
    values = {"hues_deg": (170.0, 75.0), "set_lightness": 0.718, "chroma": 0.1, "key_fill": 3.0}
    moods = [moods_of(MoodValues(**values, kelvin=kelvin)) for kelvin in (6490.0, 6500.0)]
    assert moods == [("cheerful",), ("fantasy",)]


def test_the_spread_of_hues_goes_the_short_way_round() -> None:
    assert hue_spread_deg((350.0, 20.0)) == pytest.approx(30.0)
    assert hue_spread_deg((40.0,)) == 0.0


def test_a_map_moves_a_fine_mesh_and_not_a_box(tmp_path: Path) -> None:
    shot = dress_studio(tmp_path, DISPLACEMENT)
    assert DISPLACEMENT not in _read(shot)
    with shot.edit(Department.GEOMETRY) as stage:
        define_mesh(stage, "/World/Subject/Body", sphere(0.15))
    found = _read(shot)[DISPLACEMENT]
    assert found["depth_m"] == pytest.approx(shot.spec.parameter(DISPLACEMENT, "depth_m"), rel=1e-4)


def test_a_picture_that_feeds_another_input_is_another_map(tmp_path: Path) -> None:
    shot = dress_studio(tmp_path, "textures.maps.roughness")
    surface = UsdShade.Shader(shot.stage.GetPrimAtPath("/World/Looks/Subject/surface"))
    picture = surface.GetInput("specular_roughness").GetConnectedSources()[0][0].source
    with shot.edit(Department.LOOKS):
        surface.GetInput("specular_roughness").GetAttr().SetConnections([])
        surface.CreateInput("metalness", Sdf.ValueTypeNames.Float).ConnectToSource(picture, "out")
    assert "textures.maps.metallic" in _read(shot)
    assert "textures.maps.roughness" not in _read(shot)


@pytest.mark.parametrize("name", sorted(load_colour_rules().moods))
def test_no_look_makes_a_subject_more_colourful_than_its_mood(tmp_path: Path, name: str) -> None:
    """Lacquer deepens a palette's colours; a mood's are as they are asked."""
    shot = dress_studio(tmp_path, f"{MOOD_FACET}.{name}", "materials.pbr_dielectrics.lacquer")
    colours = painted_colours(read_bound_looks(shot.stage))
    (asked,) = (float(p.value) for p in shot.spec.parameters if p.name == "chroma")
    share = load_colour_rules().moods[name].scheme.shares["subject"]
    subject = max(colour.chroma for colour in colours if colour.role is Role.SUBJECT)
    assert subject <= 1.05 * share * asked
