"""Any palette, whatever hue and chroma a seed gives it, is the one that its colours are read as."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assets.looks.painters.textures.patterns import two_tints, two_tones, vivid_tones
from assets.store import AssetStore
from colorimetry.oklch import Rgb, oklch_from_rgb
from colorimetry.schemes import load_colour_rules
from colorimetry.whites import mired_of, white_at
from composers.blocking.casting.palette import palette_of
from composers.registry import all_composers
from pipelines.compose import compose_sample
from quality_control.readers.color import LEAST_VIBRANT_CHROMA, PaletteReader, palette_terms
from quality_control.readers.painted.pattern_panel import LEAST_CONTRAST
from quality_control.readers.painted_colours import PaintedColour
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler
from usd_scenes.semantics import Role

_ROLES = {"set_wall": Role.SET_WALL, "plinth": Role.PLINTH, "subject": Role.SUBJECT, "prop": Role.PROP}
_PARTS = (
    ("set_wall", "plinth", "prop/Cup1", "prop/Bowl2", "prop/Jar3", "prop/Jar4"),
    ("set_wall", "plinth", "prop/Cup1"),
    ("set_wall", "plinth"),
)
_SAMPLES = 40
_DEPARTMENTS = {"geometry", "liquids", "gases", "color", "materials", "textures", "camera"}


def _painted(part: str, rgb: Rgb) -> PaintedColour:
    lightness, chroma, hue_deg = oklch_from_rgb(rgb)
    role = _ROLES[part.partition("/")[0]]
    return PaintedColour(role=role, lightness=lightness, chroma=chroma, hue_deg=hue_deg)


@pytest.mark.parametrize("parts", _PARTS, ids=lambda parts: f"{len(parts)} parts")
@pytest.mark.parametrize("name", sorted(load_colour_rules().schemes))
def test_a_palette_is_read_as_itself(name: str, parts: tuple[str, ...]) -> None:
    sampler = Sampler(load_catalog())
    misread = {}
    for index in range(_SAMPLES):
        palette = palette_of(sampler.spec(90210, index, term=f"color.palettes.{name}"), parts)
        worn = [*palette.colours, *(("plinth", rgb) for rgb in palette.accents)]
        colours = [_painted(part, rgb) for part, rgb in worn]
        if palette_terms(colours) != (name,):
            misread[index] = palette_terms(colours)
    assert misread == {}


@pytest.mark.parametrize("name", sorted(set(load_colour_rules().schemes) - {"monochromatic"}))
def test_a_palette_of_several_hues_is_read_from_one_part_and_its_chips(name: str) -> None:
    test_a_palette_is_read_as_itself(name, ("set_wall",))


@pytest.mark.parametrize("name", sorted(load_colour_rules().schemes))
def test_a_palette_is_read_beside_a_subject_on_a_lone_backdrop(name: str) -> None:
    test_a_palette_is_read_as_itself(name, ("set_wall", "subject"))


@pytest.mark.parametrize("shift_mired", [-70.0, 40.0])
def test_a_pattern_on_a_tinted_white_keeps_the_tint(shift_mired: float) -> None:
    red, green, blue = (0.4 * channel for channel in white_at(load_colour_rules().daylight_mired + shift_mired))
    for tone in two_tints((red, green, blue), 0.9):
        assert mired_of(tone) - load_colour_rules().daylight_mired == pytest.approx(shift_mired, abs=8.0)


@pytest.mark.parametrize("contrast", [0.3, 1.0])
def test_a_pattern_on_a_vibrant_set_keeps_its_chroma_in_one_tone(contrast: float) -> None:
    sampler = Sampler(load_catalog())
    for index in range(_SAMPLES):
        palette = palette_of(sampler.spec(90210, index, term="color.palettes.vibrant"), ("set_wall", "set_floor"))
        for part in ("set_wall", "set_floor"):
            tones = [oklch_from_rgb(rgb) for rgb in vivid_tones(palette.colour(part), contrast)]
            assert max(chroma for _, chroma, _ in tones) >= LEAST_VIBRANT_CHROMA, index
            assert tones[1][0] - tones[0][0] > LEAST_CONTRAST


@pytest.mark.parametrize("contrast", [0.45, 0.95])
def test_a_pattern_leaves_a_dark_wall_dark_beside_the_lightest_looks(contrast: float) -> None:
    sampler = Sampler(load_catalog())
    for index in range(_SAMPLES):
        palette = palette_of(sampler.spec(31187, index, term="color.palettes.high_contrast"), _PARTS[2])
        tones = [oklch_from_rgb(rgb)[0] for rgb in two_tones(palette.colour("set_wall"), contrast)]
        assert tones[1] - tones[0] > LEAST_CONTRAST
        lightest = oklch_from_rgb(palette.colour("plinth"))[0]
        assert lightest - sum(tones) / 2.0 >= 0.56, index  # a look's own tones take up to 0.04 of it


@pytest.mark.parametrize(("tones", "is_low"), [(0.06, True), (0.25, False)])
def test_a_pattern_of_two_far_tones_is_not_low_in_contrast(tones: float, is_low: bool) -> None:
    floor = PaintedColour(role=Role.SET_FLOOR, lightness=0.62, chroma=0.06, hue_deg=30.0)
    wall = replace(floor, role=Role.SET_WALL, lightness=0.68, tones=tones)
    assert (palette_terms((wall, floor)) == ("low_contrast",)) == is_low


def test_no_scheme_of_hues_is_as_colourful_as_a_vibrant_palette() -> None:
    terms = load_catalog().facet("color.palettes").composed_terms
    schemes = [term for term in terms if load_colour_rules().schemes[term.name].turns and term.name != "vibrant"]
    most = {
        term.name: found.high
        for term in schemes
        for found in term.parameters
        if found.name == "chroma" and term.name != "high_contrast"  # told by its lightness first
    }
    assert max(most.values()) < LEAST_VIBRANT_CHROMA


def test_a_palette_is_kept_where_a_pattern_covers_the_only_part_that_is_seen(tmp_path: Path) -> None:
    """The plinth from above, under a pattern: the chips go on a part that other framings show."""
    spec = Sampler(load_catalog()).spec(4343, 0, term="color.palettes.tetradic")
    composers = [one for one in all_composers() if one.category in _DEPARTMENTS]
    sample = compose_sample(spec, tmp_path / "0", assets=AssetStore(tmp_path / "assets"), composers=composers)
    assert [one.term for one in PaletteReader().read(sample.stage)] == ["color.palettes.tetradic"]
