"""A subject is as large as lens and aperture need it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from composers.blocking.camera_choice import choose_camera
from composers.blocking.sizes import fitted_scale, strain
from schemas.spec import Scalar
from tests.composers.blocking.briefs import brief_of
from tests.composers.stand_in_shot import stand_in_shot


@pytest.mark.parametrize(
    ("pitch_deg", "sides_m", "least"), [(2.0, (0.1, 0.1, 0.15), 1.5), (86.0, (0.1, 0.1, 0.3), 2.0)]
)
def test_deep_focus_by_a_long_lens_takes_a_large_subject(
    tmp_path: Path, pitch_deg: float, sides_m: tuple[float, float, float], least: float
) -> None:
    shot = stand_in_shot(
        tmp_path,
        {
            "camera.angles.eye_level": {"pitch_deg": pitch_deg, "azimuth_deg": 0.0},
            "camera.lenses.focal_lengths.telephoto": {"focal_length_mm": 190.0},
            "camera.framing.medium_shot": {"subject_height_fraction": 1.1},
            "camera.depth_of_field.deep": {"f_stop": 16.0},
        },
    )
    assert least <= fitted_scale(shot, shot.blocking.camera, 1.0, np.array(sides_m)) <= 3.0


def test_deep_focus_leaves_a_large_subject_as_it_is(tmp_path: Path) -> None:
    shot = stand_in_shot(
        tmp_path,
        {
            "camera.lenses.focal_lengths.normal": {"focal_length_mm": 45.0},
            "camera.depth_of_field.deep": {"f_stop": 16.0},
        },
    )
    assert fitted_scale(shot, shot.blocking.camera, 1.0, np.array([0.3, 0.3, 0.4])) == 1.0


def test_what_a_wide_lens_would_touch_strains_it() -> None:
    terms: dict[str, dict[str, Scalar]] = {
        "camera.lenses.focal_lengths.wide": {"focal_length_mm": 20.0},
        "camera.framing.full_shot": {"subject_height_fraction": 0.65},
    }
    brief = brief_of(terms)
    strains = [strain(brief, choose_camera(brief), size_m) for size_m in (0.01, 0.03, 0.1, 3.0)]
    assert strains[0] > strains[1] > 0.0
    assert strains[2:] == [0.0, 0.0]
