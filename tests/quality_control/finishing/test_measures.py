"""Measures of finishing recover the parameters from pictures, and notice when a picture shows others."""

from __future__ import annotations

import numpy as np
import pytest

from quality_control.contract import TermReading
from quality_control.measures import pass_laws, post_processing
from quality_control.measures.image_features import estimate_grain
from quality_control.measures.noise_measures import grain_of
from quality_control.measures.pair_measure import PairMeasure
from quality_control.measures.style_features import compute_style_features
from schemas.finishing import FinishingOperation
from schemas.frame import Frame
from taxonomy.loading import load_catalog
from tests.finishing.synthetic_scene import trace_still_life
from tests.quality_control.finishing.chart_pictures import finished, frames_of

PAIRS = {
    next(iter(measure.terms)): measure for measure in post_processing.MEASURES if isinstance(measure, PairMeasure)
}
COMPOSED = [term.id for term in load_catalog().composed_terms if term.id in PAIRS]


def _values(term: str, fraction: float) -> tuple[tuple[str, float], ...]:
    return tuple(sorted((p.name, float(p.value_at(fraction))) for p in load_catalog().term(term).parameters))


def _verdict(term: str, *, shown: float, read: float) -> bool:
    operation = FinishingOperation(name=term.rpartition(".")[2], parameters=_values(term, shown))
    reading = TermReading(term=term, values=_values(term, read))
    return PAIRS[term].measure(reading, frames_of(PAIRS[term], operation)).passed


@pytest.mark.parametrize("fraction", [0.02, 0.98])
@pytest.mark.parametrize("term", COMPOSED)
def test_a_measure_finds_what_the_stage_says(term: str, fraction: float) -> None:
    assert _verdict(term, shown=fraction, read=fraction)


@pytest.mark.parametrize("term", COMPOSED)
def test_a_measure_notices_a_picture_that_shows_something_else(term: str) -> None:
    assert not _verdict(term, shown=0.02, read=0.98)


def test_the_laws_hold_in_a_true_frame_and_break_in_a_false_one() -> None:
    frame = trace_still_life(96)
    assert pass_laws.depth_error(frame) < 1e-4
    assert pass_laws.normal_error_deg(frame) < 1.0
    assert pass_laws.id_error(frame, "instance_id") == 0.0
    false = {
        "camera_depth": np.linalg.norm(frame.aov("position") - (0.0, -3.4, 1.35), axis=2, keepdims=True),
        "normal": np.roll(frame.aov("normal"), 1, axis=2),
        "instance_id": frame.aov("instance_id") * 0.9,
    }
    arrays = {**frame.arrays, **{name: plane.astype(np.float32) for name, plane in false.items()}}
    broken = Frame(arrays=arrays, camera=frame.camera, ids=frame.ids)
    assert pass_laws.depth_error(broken) > 0.01
    assert pass_laws.normal_error_deg(broken) > 30.0
    assert pass_laws.id_error(broken, "instance_id") > 0.5


def test_a_mists_start_and_reach_are_found() -> None:
    frame = trace_still_life(96)
    mist = np.clip((frame.aov("camera_depth") - 2.5) / 3.0, 0.0, 1.0)
    found = pass_laws.mist_fit(Frame(arrays={**frame.arrays, "mist": mist}, camera=frame.camera))
    assert found[:2] == pytest.approx((2.5, 3.0), abs=0.02)
    mist[::7] = 0.5 * mist[::7] + 0.45  # pixels in which something farther shows
    assert pass_laws.mist_fit(Frame(arrays={**frame.arrays, "mist": mist}, camera=frame.camera))[
        :2
    ] == pytest.approx((2.5, 3.0), abs=0.02)


def test_grain_is_estimated_on_a_picture_with_edges() -> None:
    clean, grainy = (trace_still_life(128, noise=noise).aov("beauty")[..., 1] for noise in (0.0, 0.1))
    assert estimate_grain(clean) < 0.01
    assert estimate_grain(grainy) == pytest.approx(0.1, rel=0.25)


def test_grain_about_a_smooth_surface_is_its_own_deviation() -> None:
    rng = np.random.Generator(np.random.Philox(key=1))
    ramp = np.linspace(0.5, 1.5, 80)[None, :, None] * np.ones((80, 1, 4))
    noisy = ramp + 0.05 * np.repeat(rng.standard_normal((80, 80, 1)), 4, axis=2)
    assert grain_of(Frame(arrays={"beauty": noisy.astype(np.float32)})) == pytest.approx(0.05, rel=0.05)


def test_features_part_a_drawing_from_a_painting() -> None:
    frame = trace_still_life(128)
    drawn, painted = (
        compute_style_features(
            Frame(
                arrays={
                    **frame.arrays,
                    "finished": finished(frame, FinishingOperation(name=name)).aov("finished"),
                }
            )
        )
        for name in ("sketch", "oil_painting")
    )
    assert len(drawn) == len(painted)
    assert drawn[4] > painted[4] + 0.3  # paper
    assert painted[2] > drawn[2]  # colour
