"""A film that is shifted and a projection without a lens are read as they are rendered."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Usd, UsdGeom

from quality_control.contract import StageEdit
from tests.quality_control.opinions.conftest import Read
from usd_scenes.cameras import CameraSettings, frame_lines, project
from usd_scenes.render_prims import find_main_camera


def _shifted(across: float, above: float) -> StageEdit:
    """The film moved by parts of the horizontal aperture."""

    def edit(stage: Usd.Stage) -> None:
        camera = UsdGeom.Camera(stage.GetPrimAtPath(find_main_camera(stage)))
        width = camera.GetHorizontalApertureAttr().Get()
        camera.CreateHorizontalApertureOffsetAttr(across * width)
        camera.CreateVerticalApertureOffsetAttr(above * width)

    return edit


def _orthographic(stage: Usd.Stage) -> None:
    camera = UsdGeom.Camera(stage.GetPrimAtPath(find_main_camera(stage)))
    camera.CreateProjectionAttr(UsdGeom.Tokens.orthographic)


@pytest.mark.parametrize("offset", [(5.0, 0.0), (-1.2, 0.0), (0.0, 1.2)])
def test_a_subject_beside_the_frame_has_no_framing(read: Read, offset: tuple[float, float]) -> None:
    term = "camera.framing.full_shot"
    assert term in read(term)
    assert not [found for found in read(term, _shifted(*offset)) if found.startswith("camera.framing.")]


def test_a_slight_shift_keeps_the_framing(read: Read) -> None:
    term = "camera.framing.full_shot"
    assert read(term, _shifted(0.03, -0.03))[term] == read(term)[term]


def test_an_orthographic_picture_is_sharp_and_has_no_focal_length(read: Read) -> None:
    term = "camera.depth_of_field.shallow"
    assert term in read(term)
    found = read(term, _orthographic)
    assert term not in found
    assert not [name for name in found if name.startswith("camera.lenses.")]


@pytest.mark.parametrize("orthographic", [False, True])
def test_rays_through_the_frame_are_seen_where_they_came_through(orthographic: bool) -> None:
    settings = CameraSettings(
        eye_m=(1.0, -2.0, 0.5), azimuth_deg=30.0, pitch_deg=10.0, roll_deg=5.0, focal_length_mm=50.0,
        horizontal_aperture_mm=3000.0 if orthographic else 36.0, aperture_offset_mm=(7.0, -4.0),
        orthographic=orthographic,
    )  # fmt: skip
    origins, rays = frame_lines(settings, 1.0, (-0.9, 0.4))
    seen = project(origins + 2.5 * rays, settings, 1.0)
    expected = np.array([(x, y, 2.5) for y in (-0.9, 0.4) for x in (-0.9, 0.4)])
    assert seen == pytest.approx(expected, abs=1e-9)
