"""A camera stands where a thing of that size is photographed from, unless the sample says otherwise."""

from __future__ import annotations

from math import radians, sin

import pytest

from composers.blocking.camera_choice import CameraChoice, Sitter, choose_camera, may_be_close
from schemas.spec import Scalar
from tests.composers.blocking.briefs import brief_of

_INDICES = range(12)


def _cameras(sitter: Sitter, terms: dict[str, dict[str, Scalar]] | None = None) -> list[CameraChoice]:
    return [choose_camera(brief_of(terms or {}, index=index), sitter) for index in _INDICES]


@pytest.mark.parametrize("size_m", [0.02, 0.08, 0.3])
def test_a_table_thing_is_seen_from_ten_to_twenty_five_degrees_above(size_m: float) -> None:
    assert all(10.0 <= one.pitch_deg <= 25.0 for one in _cameras(Sitter(size_m=size_m)))


@pytest.mark.parametrize("size_m", [1.2, 1.8, 2.4])
def test_furniture_is_seen_from_eye_height_at_most(size_m: float) -> None:
    for one in _cameras(Sitter(size_m=size_m)):
        distance_m = size_m * one.focal_length_mm / 36.0 / one.fraction
        assert 0.0 <= one.pitch_deg <= 15.0
        assert 0.6 <= size_m / 2.0 + distance_m * sin(radians(one.pitch_deg)) <= 1.7


def test_an_asked_angle_lens_and_framing_are_kept() -> None:
    terms: dict[str, dict[str, Scalar]] = {
        "camera.angles.low_angle": {"pitch_deg": -15.0},
        "camera.lenses.focal_lengths.wide": {"focal_length_mm": 24.0},
        "camera.framing.wide_shot": {"subject_height_fraction": 0.25},
    }
    for one in _cameras(Sitter(size_m=0.03, detail_m=0.01), terms):
        assert (one.pitch_deg, one.focal_length_mm, one.fraction, one.detail) == (-15.0, 24.0, 0.25, False)


def test_a_ring_fills_more_than_a_third_of_the_frame() -> None:
    for one in _cameras(Sitter(size_m=0.03, frame_m=(0.04, 0.5))):
        assert 1 / 3 < one.fraction < 0.8


def test_the_frame_is_as_wide_as_the_stuff_is_known_by() -> None:
    for one in _cameras(Sitter(size_m=0.3, frame_m=(0.2, 0.45))):
        assert 0.3 / one.fraction <= 0.45


def test_a_whole_thing_is_not_cut_where_its_stuff_needs_a_narrower_frame() -> None:
    for one in _cameras(Sitter(size_m=0.8, frame_m=(0.15, 0.45))):
        assert one.fraction < 0.8
        assert not one.detail


def test_a_detail_is_framed_by_its_own_width() -> None:
    for one in _cameras(Sitter(size_m=0.8, frame_m=(0.15, 0.6), detail_m=0.4)):
        assert one.fraction == pytest.approx(2.0)
        assert one.detail


def test_a_detail_that_is_nearly_the_whole_is_shown_whole() -> None:
    assert not any(one.detail for one in _cameras(Sitter(size_m=0.4, detail_m=0.38)))


def test_two_things_of_one_size_have_one_camera() -> None:
    brief = brief_of({}, index=5)
    assert choose_camera(brief, Sitter(size_m=0.11)) == choose_camera(brief, Sitter(size_m=0.11))


@pytest.mark.parametrize(
    ("terms", "focus", "close"),
    [
        (["camera.framing.close_up"], None, True),
        (["camera.framing.full_shot"], None, False),
        (["camera.lenses.focal_lengths.telephoto"], None, False),  # a long lens does not focus near
        (["camera.lenses.focal_lengths.normal"], None, True),
        (["camera.depth_of_field.deep"], "materials.fabric.denim", False),  # no aperture is small enough
        (["camera.depth_of_field.shallow"], "materials.fabric.denim", True),
    ],
)
def test_a_sample_is_a_close_up_only_where_one_might_have_been_asked(
    terms: list[str], focus: str | None, close: bool
) -> None:
    assert may_be_close(brief_of({term: {} for term in terms}, focus=focus)) is close
