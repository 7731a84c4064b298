"""Palettes are in gamut, hang on the subject's own hue, and lose no hue for want of parts."""

from __future__ import annotations

import pytest

from colorimetry.oklch import ALBEDO_HIGH, ALBEDO_LOW, hue_difference_deg, oklch_from_rgb
from colorimetry.schemes import load_colour_rules
from composers.blocking.casting.palette import palette_of
from tests.composers.looks.studio import spec_of

PARTS = ("set_wall", "set_floor", "plinth", "subject", "prop/Jar1", "prop/Jar2")
PALETTES = sorted(load_colour_rules().schemes)


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("index", range(6))
def test_every_colour_is_an_albedo_of_a_real_paint(name: str, index: int) -> None:
    palette = palette_of(spec_of(f"color.palettes.{name}", index=index), PARTS)
    for _, rgb in palette.colours:
        assert min(rgb) >= ALBEDO_LOW - 1e-9
        assert max(rgb) <= ALBEDO_HIGH + 1e-9


def test_complementary_parts_stand_opposite() -> None:
    palette = palette_of(spec_of("color.palettes.complementary"), PARTS)
    wall, plinth = oklch_from_rgb(palette.colour("set_wall")), oklch_from_rgb(palette.colour("plinth"))
    assert abs(abs(hue_difference_deg(wall[2], plinth[2])) - 180.0) < 1.0


def test_the_set_contrasts_with_a_subject_that_has_a_hue_of_its_own() -> None:
    palette = palette_of(spec_of("color.palettes.complementary"), PARTS, intrinsic_hue_deg=85.0)
    wall_hue = oklch_from_rgb(palette.colour("set_wall"))[2]
    assert abs(hue_difference_deg(wall_hue, 265.0)) < 1.0


def test_hues_of_parts_outside_the_frame_become_accents() -> None:
    spec, parts = spec_of("color.palettes.complementary"), ("set_wall", "plinth", "prop/Jar1")
    assert not palette_of(spec, parts).accents
    wall = palette_of(spec, parts).colour("set_wall")
    (accent,) = palette_of(spec, parts, unseen=("set_wall",)).accents
    assert abs(hue_difference_deg(oklch_from_rgb(accent)[2], oklch_from_rgb(wall)[2])) < 1.0


def test_chips_of_high_contrast_are_the_end_that_their_wearer_is_not() -> None:
    parts = ("set_wall", "plinth", "prop/Jar1")
    palette = palette_of(spec_of("color.palettes.high_contrast"), parts, unseen=("set_wall",))
    plinth = oklch_from_rgb(palette.colour("plinth"))[0]
    assert abs(oklch_from_rgb(palette.accents[0])[0] - plinth) > 0.4


def test_hues_without_a_part_become_accents() -> None:
    palette = palette_of(spec_of("color.palettes.tetradic"), ("set_wall", "plinth"))
    assert len(palette.accents) == 2


def test_lightnesses_span_what_a_contrast_palette_asks_for() -> None:
    spec = spec_of("color.palettes.high_contrast")
    wanted = next(p.value for p in spec.parameters if p.name == "lightness_range")
    lights = [oklch_from_rgb(rgb)[0] for _, rgb in palette_of(spec, PARTS).colours]
    assert max(lights) - min(lights) == pytest.approx(float(wanted), abs=0.04)
