"""The measures' arithmetic on pictures whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from quality_control.measures.camera import fit_camera
from quality_control.measures.light_color import correlated_kelvin
from quality_control.measures.light_probes import spread_px
from schemas.frame import Frame
from usd_scenes.cameras import camera_axes
from usd_scenes.lights import blackbody_color


def _frame_of_a_room(pitch: float, roll: float, focal_mm: float) -> Frame:
    """Exact positions that a camera sees on the walls of a box room, (48, 64) pixels."""
    right, up, forward = camera_axes(25.0, pitch, roll)
    eye = np.array([0.3, -2.0, 1.4])
    x, y = np.meshgrid((np.arange(64) + 0.5) / 32 - 1, (0.5 - (np.arange(48) + 0.5) / 48) * 1.5)
    half = 18.0 / focal_mm
    rays = forward + x[..., None] * half * right + y[..., None] * half * up
    low, high = np.array([-3.0, -4.0, 0.0]), np.array([3.0, 3.0, 5.0])
    with np.errstate(divide="ignore"):
        steps = np.maximum((low - eye) / rays, (high - eye) / rays).min(axis=2)
    position = (eye + rays * steps[..., None]).astype(np.float32)
    depth = (steps * (rays @ forward))[..., None].astype(np.float32)
    return Frame(arrays={"position": position, "camera_depth": depth})


@pytest.mark.parametrize(
    ("pitch", "roll", "focal_mm"), [(5.0, 0.0, 50.0), (-20.0, 15.0, 24.0), (60.0, -8.0, 12.0)]
)
def test_a_camera_is_recovered_from_the_positions_that_it_sees(pitch: float, roll: float, focal_mm: float) -> None:
    fitted = fit_camera(_frame_of_a_room(pitch, roll, focal_mm))
    field = 2 * np.degrees(np.arctan(18.0 / focal_mm))
    found = (fitted.pitch_deg, fitted.roll_deg, fitted.field_of_view_deg)
    assert found == pytest.approx((pitch, roll, field), abs=0.02)
    assert fitted.eye_m == pytest.approx((0.3, -2.0, 1.4), abs=0.01)


@pytest.mark.parametrize("diameter_px", [6.0, 15.0])
def test_the_spread_of_an_edge_gives_the_diameter_of_its_blur_disc(diameter_px: float) -> None:
    x = np.linspace(-1.0, 1.0, 4001)
    covered = np.concatenate([[0.0], np.cumsum(np.sqrt(np.clip(1 - x**2, 0, None)))])
    pixels = np.arange(80) - 40
    profile = np.interp(pixels / (diameter_px / 2), np.linspace(-1, 1, 4002), covered / covered[-1])
    assert 4.0 * spread_px(profile) == pytest.approx(diameter_px, rel=0.06)


@pytest.mark.parametrize("kelvin", [2200.0, 3200.0, 5600.0, 9000.0, 13000.0])
def test_the_colour_of_a_black_body_gives_its_kelvin(kelvin: float) -> None:
    found = correlated_kelvin(0.3 * np.array(blackbody_color(kelvin)))
    assert 1e6 / found == pytest.approx(1e6 / kelvin, abs=1.5)


@pytest.mark.parametrize("kelvin", [1500.0, 1560.0, 1700.0])
def test_a_flame_s_colour_that_is_clipped_reads_less_than_40_mired_cooler(kelvin: float) -> None:
    found = correlated_kelvin(np.clip(blackbody_color(kelvin), 0.0, None))
    assert 0.0 < 1e6 / kelvin - 1e6 / found < 40.0
