"""What makes each style that style, on a still life with exact AOVs."""

from __future__ import annotations

import numpy as np
import pytest

from finishing import finish_frame
from schemas.errors import UnsupportedError
from schemas.finishing import FinishingOperation
from schemas.frame import Frame, Pixels
from taxonomy.decisions import decision_rng
from tests.finishing.synthetic_scene import trace_still_life

SIZE = 192
BALL, BOX = 3, 4


@pytest.fixture(scope="module")
def still_life() -> Frame:
    return trace_still_life(SIZE)


def _draw(frame: Frame, style: str, **parameters: float) -> Pixels:
    operation = FinishingOperation(name=style, parameters=tuple(sorted(parameters.items())))
    return finish_frame(frame, [operation], rng=decision_rng(1, 2, "finishing/noise"))


def _inside(frame: Frame, number: int) -> np.ndarray:
    from scipy.ndimage import binary_erosion

    return np.asarray(binary_erosion(frame.aov("instance_id")[..., 0] == number, iterations=7))


def _without_light(frame: Frame) -> Frame:
    beauty = frame.aov("beauty") * np.array((0.25, 0.25, 0.25, 1.0), dtype=np.float32)
    return Frame(arrays={**frame.arrays, "beauty": beauty}, camera=frame.camera, ids=frame.ids)


def _with_dark_floor(frame: Frame) -> Frame:
    """The lower two thirds without light: one even dark area, larger than any share that ink is asked to fill."""
    beauty = frame.aov("beauty").copy()
    beauty[SIZE // 3 :, :, :3] *= 0.002
    return Frame(arrays={**frame.arrays, "beauty": beauty}, camera=frame.camera, ids=frame.ids)


def test_flat_shading_does_not_see_the_light(still_life: Frame) -> None:
    lit, unlit = (_draw(frame, "flat_shading") for frame in (still_life, _without_light(still_life)))
    assert np.abs(lit - unlit).max() < 0.02
    assert _draw(still_life, "flat_shading")[_inside(still_life, BALL)].std(axis=0).max() < 0.01


@pytest.mark.parametrize("count", [2, 3, 4])
def test_cel_shading_has_as_many_tones_as_are_asked_for(still_life: Frame, count: int) -> None:
    red = _draw(still_life, "cel_shaded", tone_count=count)[..., 0][_inside(still_life, BALL)]
    shares, _ = np.histogram(red, bins=50, range=(0.0, 1.0))
    joined = np.convolve(shares / len(red), np.ones(3), mode="same")
    peaks = [i for i in np.argsort(joined)[::-1] if joined[i] > 0.05]
    apart: list[int] = []
    for peak in peaks:
        if all(abs(int(peak) - other) > 2 for other in apart):
            apart.append(int(peak))
    assert count <= len(apart) <= count + 1  # the highlight is a tone of its own


def test_comic_book_dots_stand_in_the_half_shadow_and_not_in_the_light(still_life: Frame) -> None:
    picture = _draw(still_life, "comic_book").mean(axis=2)
    light = still_life.aov("beauty")[..., 0]
    ball = _inside(still_life, BALL)
    shade, lit = ball & (light < 0.75) & (light > 0.45), ball & (light > 1.0) & (light < 1.6)
    assert picture[shade].std() > 3.0 * picture[lit].std()


def test_ink_is_black_and_white_alone(still_life: Frame) -> None:
    picture = _draw(still_life, "ink_drawing")
    assert float(((picture < 0.1) | (picture > 0.9)).mean()) > 0.9
    assert np.ptp(picture, axis=2).max() == 0.0


@pytest.mark.parametrize("dark_floor", [False, True])
@pytest.mark.parametrize("fraction", [0.15, 0.25, 0.4])
def test_ink_fills_the_share_that_it_says_with_lines_spots_and_strokes(
    still_life: Frame, fraction: float, dark_floor: bool
) -> None:
    frame = _with_dark_floor(still_life) if dark_floor else still_life
    picture = _draw(frame, "ink_drawing", black_fraction=fraction)
    assert abs(float((picture < 0.5).mean()) - fraction) < 0.03


@pytest.mark.parametrize("style", ["hatching", "cross_hatching", "sketch", "pencil_drawing"])
def test_drawings_are_darker_where_the_picture_is_and_have_no_colour(still_life: Frame, style: str) -> None:
    picture = _draw(still_life, style)
    plain = finish_frame(still_life, (), rng=decision_rng(1, 2, "finishing/noise")).mean(axis=2)
    dark, light = plain < np.quantile(plain, 0.1), plain > np.quantile(plain, 0.7)
    assert picture[dark].mean() < picture[light].mean() - 0.08
    assert float(np.ptp(picture, axis=2).mean()) < 0.06


def test_cross_hatching_crosses_and_hatching_does_not(still_life: Frame) -> None:
    def spread(style: str) -> float:
        luma = _draw(still_life, style, angle_deg=45.0).mean(axis=2)[SIZE // 3 : 2 * SIZE // 3]
        power = np.abs(np.fft.fft2(luma - luma.mean())) ** 2
        fy, fx = np.fft.fftfreq(luma.shape[0])[:, None], np.fft.fftfreq(SIZE)[None, :]
        band = np.hypot(fy, fx) > 0.08
        rising, falling = power[(fx * fy > 0) & band].sum(), power[(fx * fy < 0) & band].sum()
        return float(min(rising, falling) / max(rising, falling))

    assert spread("cross_hatching") > spread("hatching")


def test_watercolour_leaves_paper_at_the_border_and_keeps_the_hues(still_life: Frame) -> None:
    picture = _draw(still_life, "watercolor")
    assert picture[:3].mean() > 0.85
    ball, box = (picture[_inside(still_life, number)].mean(axis=0) for number in (BALL, BOX))
    assert ball.argmax() == 0
    assert box.argmax() == 2


def test_oil_keeps_the_colours_and_gains_strokes(still_life: Frame) -> None:
    picture = _draw(still_life, "oil_painting")
    plain = finish_frame(still_life, (), rng=decision_rng(1, 2, "finishing/noise"))
    wall = np.s_[8:40, 8:60]
    assert np.abs(picture[wall].mean(axis=(0, 1)) - plain[wall].mean(axis=(0, 1))).max() < 0.06
    assert picture[wall].mean(axis=2).std() > 4.0 * plain[wall].mean(axis=2).std()


def test_a_style_without_the_aovs_that_it_draws_from_is_refused(still_life: Frame) -> None:
    with pytest.raises(UnsupportedError, match="instance_id"):
        _draw(Frame(arrays={"beauty": still_life.aov("beauty")}), "sketch")
