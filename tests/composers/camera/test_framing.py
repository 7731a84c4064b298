"""A camera that cannot go lower: what gives way, and what does not."""

from __future__ import annotations

import numpy as np
import pytest

from composers.camera.framing import Framing, solve_camera
from usd_scenes.cameras import project
from usd_scenes.subjects import Subject

_SIDE_M = 0.3


def _ring(tilt_deg: float) -> Subject:
    """A leaning torus that touches the floor."""
    u, v = np.meshgrid(*(np.linspace(0.0, 2.0 * np.pi, count, endpoint=False) for count in (24, 12)))
    out = _SIDE_M * (1.0 + 0.3 * np.cos(v))
    points = np.stack([out * np.cos(u), out * np.sin(u), _SIDE_M * 0.3 * np.sin(v)], axis=-1).reshape(-1, 3)
    c, s = np.cos(np.radians(tilt_deg)), np.sin(np.radians(tilt_deg))
    points = points @ np.array([[1.0, 0.0, 0.0], [0.0, c, s], [0.0, -s, c]])
    points[:, 2] -= points[:, 2].min()
    return Subject(paths=frozenset(), points=points)


@pytest.mark.parametrize("fraction", [0.5, 0.65, 0.8])
@pytest.mark.parametrize("pitch_deg", [-15.0, -20.5, -28.0])
@pytest.mark.parametrize("tilt_deg", [0.0, 27.0])
def test_a_whole_subject_stays_whole_however_low_the_camera_would_be(
    tilt_deg: float, pitch_deg: float, fraction: float
) -> None:
    subject = _ring(tilt_deg)
    framing = Framing(
        pitch_deg=pitch_deg, roll_deg=0.0, focal_length_mm=50.0, fraction=fraction, place=(0.1, 0.0), aspect=1.0
    )
    settings = solve_camera(subject, framing, 17.0, 0.0)
    assert settings.eye_m[2] > 0.0
    assert np.abs(project(subject.hull, settings, 1.0)[:, :2]).max() < 1.0


@pytest.mark.parametrize("pitch_deg", [2.0, 19.0, 40.0])
@pytest.mark.parametrize(("focal_mm", "fraction"), [(20.0, 2.2), (10.5, 1.13)])
def test_a_wide_lens_before_a_flat_thing_is_not_in_it(focal_mm: float, fraction: float, pitch_deg: float) -> None:
    sides = np.stack(np.meshgrid(np.linspace(-0.13, 0.13, 9), np.linspace(-0.08, 0.08, 9), [0.0, 0.02]), axis=-1)
    subject = Subject(paths=frozenset(), points=sides.reshape(-1, 3))
    framing = Framing(
        pitch_deg=pitch_deg,
        roll_deg=0.0,
        focal_length_mm=focal_mm,
        fraction=fraction,
        place=(0.83, 0.0),
        aspect=1.0,
    )
    seen = project(subject.hull, solve_camera(subject, framing, -23.0, 0.0), 1.0)
    assert seen[:, 2].min() > 0.007
    assert np.ptp(seen[:, :2], axis=0).max() / 2.0 == pytest.approx(fraction, rel=0.15)
