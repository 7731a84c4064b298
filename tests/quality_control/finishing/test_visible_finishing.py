"""A finishing operation is read where it visibly acts, within what its term says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pxr import Usd, UsdGeom

from finishing.terms import terms_by_operation
from quality_control.readers.art_styles import StyleReader
from quality_control.readers.post_processing import FinishingReader
from quality_control.readers.visible_finishing import VISIBLE_CHANGE, compute_change
from schemas.finishing import FinishingOperation
from taxonomy.loading import load_catalog
from usd_scenes.finishing import set_finishing
from usd_scenes.render_settings import RenderSettings, set_render_settings

FRACTIONS = (0.0, 0.3, 0.6, 0.999)
NEUTRAL = {
    "contrast": {"contrast_gain": 1.0},
    "vignette": {"strength_stops": 0.0},
    "bloom": {"intensity": 0.0},
    "vibrance": {"vibrance": 0.0},
    "film_grain": {"strength": 0.0},
    "sharpen": {"amount": 0.0},
    "chromatic_aberration": {"shift_fraction": 0.0},
    "blur": {"radius_fraction": 0.0},
    "noise": {"iso": 1.0},
    "hue_saturation": {"hue_shift_deg": 0.0, "saturation_gain": 1.0},
    "curves": {"shadow_shift": 0.0, "highlight_shift": 0.0},
    "levels": {"black_point": 0.0, "white_point": 1.0, "gamma": 1.0},
    "color_correction": {"slope_red": 1.0, "slope_blue": 1.0, "offset_green": 0.0, "power": 1.0},
    "cinematic_grading": {"strength": 0.0},
}
OPERATIONS = [
    (category, name) for category in ("post_processing", "art_styles") for name in terms_by_operation(category)
]


def _operation(category: str, name: str, fraction: float) -> FinishingOperation:
    term = load_catalog().term(terms_by_operation(category)[name])
    parameters = sorted((p.name, float(p.value_at(fraction))) for p in term.parameters)
    return FinishingOperation(name=name, parameters=tuple(parameters))


def _read(operation: FinishingOperation) -> tuple[str, ...]:
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.Camera.Define(stage, "/Camera")
    settings = RenderSettings(
        camera="/Camera", resolution=(64, 32), spp=5, denoise=True, integrator="path", aovs=("beauty",)
    )
    set_render_settings(stage, settings)
    set_finishing(stage, (operation,))
    readings = (*FinishingReader().read(stage), *StyleReader().read(stage))
    return tuple(reading.term for reading in readings if reading.term != "art_styles.realism.photorealism")


@pytest.mark.parametrize(("category", "name"), OPERATIONS)
def test_an_operation_is_read_all_over_its_term_s_range(category: str, name: str) -> None:
    for fraction in FRACTIONS:
        assert _read(_operation(category, name, fraction)) == (terms_by_operation(category)[name],)


@pytest.mark.parametrize("name", NEUTRAL)
def test_a_neutral_amount_removes_the_reading(name: str) -> None:
    given = dict(_operation("post_processing", name, 0.3).parameters) | NEUTRAL[name]
    operation = FinishingOperation(name=name, parameters=tuple(sorted(given.items())))
    assert compute_change(operation) < VISIBLE_CHANGE
    assert _read(operation) == ()


@pytest.mark.parametrize(("category", "name"), OPERATIONS)
def test_a_parameter_beyond_its_term_s_range_removes_the_reading(category: str, name: str) -> None:
    operation = _operation(category, name, 0.3)
    (first, value), *rest = operation.parameters
    assert _read(replace(operation, parameters=((first, 40.0 * abs(value) + 500.0), *rest))) == ()


def test_an_operation_that_does_not_exist_is_no_reading() -> None:
    assert compute_change(FinishingOperation(name="sparkle")) == 0.0
    assert compute_change(FinishingOperation(name="blur", parameters=(("sparkle", 1.0),))) == 0.0
