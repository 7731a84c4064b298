"""Measures of looks on pictures whose answer is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pxr import UsdShade

from quality_control.contract import TermReading
from quality_control.measures import look_probes
from quality_control.measures.look_features import (
    FormSeparability,
    ball_features,
    chroma,
    outline_features,
    surface_features,
)
from quality_control.measures.metal_states import AnisotropyMeasure, WornShareMeasure
from quality_control.measures.pattern_features import fundamental
from quality_control.measures.prism import PrismMeasure, _edge_m
from quality_control.measures.sheets_and_flames import GlowMeasure, PassedLightMeasure
from schemas.frame import CameraMatrices, Frame
from tests.composers.looks.studio import dress_studio
from usd_scenes.shader_inputs import input_value, node_source


def _frame(**arrays: np.ndarray) -> Frame:
    return Frame(arrays={name: np.asarray(value, dtype=np.float32) for name, value in arrays.items()})


def _flat(value: float, size: int = 32) -> np.ndarray:
    return np.full((size, size, 4), value)


def test_the_passed_share_is_that_of_the_far_side() -> None:
    reading = TermReading(term="materials.subsurface.leaves", values=(("transmission_fraction", 0.3),))
    frames = {"front": _frame(beauty=_flat(0.7)), "behind": _frame(beauty=_flat(0.3))}
    measured = PassedLightMeasure().measure(reading, frames)
    assert measured.value == pytest.approx(0.3, abs=1e-3)
    assert measured.passed
    swapped = {"front": frames["behind"], "behind": frames["front"]}
    assert not PassedLightMeasure().measure(reading, swapped).passed


def test_a_prism_with_the_wrong_index_or_no_dispersion_fails() -> None:
    x = ((np.arange(64) + 0.5) / 64 * 2.0 - 1.0) * 0.02
    values = (("ior", 1.62), ("dispersion", 0.0225))
    reading = TermReading(term="materials.glass.types.crystal", values=values)

    def picture(bands: tuple[float, float, float]) -> Frame:
        image = np.zeros((64, 64, 4))
        for channel, ior in enumerate(bands):
            landing = x + _edge_m(ior)  # where on the panel's plane a ray from x arrives, nearly
            image[..., channel] = np.clip((landing - _edge_m(1.62)) / 6e-4 + 0.5, 0.0, 1.0)[None]
        return _frame(beauty=image)

    right = PrismMeasure().measure(reading, {"prism": picture((1.61, 1.62, 1.6325))})
    plain = PrismMeasure().measure(reading, {"prism": picture((1.62, 1.62, 1.62))})
    assert not plain.passed
    assert right.value == pytest.approx(1.62, abs=0.01)


def test_a_round_highlight_is_not_brushed() -> None:
    y, x = np.mgrid[-1:1:96j, -1:1:96j]
    reading = TermReading(term="materials.pbr_metals.brushed_metal", values=(("anisotropy", 0.8),))

    def lobe(stretch: float) -> Frame:
        gloss = np.exp(-((x / 0.1) ** 2 + (y / (0.1 * stretch)) ** 2))
        return _frame(specular_direct=np.repeat(gloss[..., None], 4, axis=-1))

    assert not AnisotropyMeasure().measure(reading, {"sphere": lobe(1.0)}).passed
    assert AnisotropyMeasure().measure(reading, {"sphere": lobe(3.0)}).passed


def test_the_worn_share_is_counted() -> None:
    image = np.zeros((96, 96, 4))
    image[..., :3] = (0.9, 0.6, 0.5)
    image[:, :48, :3] = (0.1, 0.3, 0.25)
    values = [("coverage_fraction", 0.5)]
    values += [(f"metal_{c}", v) for c, v in zip("rgb", (0.9, 0.6, 0.5), strict=True)]
    values += [(f"crust_{c}", v) for c, v in zip("rgb", (0.1, 0.3, 0.25), strict=True)]
    reading = TermReading(term="materials.pbr_metals.corroded", values=tuple(values))
    measured = WornShareMeasure().measure(reading, {"furnace": _frame(beauty=image)})
    assert measured.value == pytest.approx(0.5)
    assert measured.passed


def test_a_candles_glow_has_the_depth_at_which_it_fades() -> None:
    depth_px = 0.02 / 0.10 * 64
    rows = np.exp(-np.arange(64) / depth_px)
    image = np.repeat(np.repeat(rows[:, None, None], 64, axis=1), 4, axis=2)
    reading = TermReading(term="materials.subsurface.wax_candle", values=(("glow_depth_m", 0.02),))
    measured = GlowMeasure().measure(reading, {"dark": _frame(beauty=image)})
    assert measured.value == pytest.approx(0.02, rel=0.02)


def test_a_glow_is_measured_of_low_candles_beside_the_middle() -> None:
    rows = np.exp(-np.arange(64) / (0.03 / 0.10 * 64))
    rows[0] *= 0.4  # half a pixel of an edge
    rows[10] *= 0.4
    rows[11:] = 0.0
    image = np.repeat(np.repeat(rows[:, None, None], 64, axis=1), 4, axis=2)
    image[:, 25:40] = 0.0
    reading = TermReading(term="materials.subsurface.wax_candle", values=(("glow_depth_m", 0.03),))
    measured = GlowMeasure().measure(reading, {"dark": _frame(beauty=image)})
    assert measured.value == pytest.approx(0.03, rel=0.02)


def test_a_metal_is_measured_polished(tmp_path: Path) -> None:
    stage = dress_studio(tmp_path, "materials.pbr_metals.bronze").stage
    surface = UsdShade.Shader(stage.GetPrimAtPath("/World/Looks/Subject/surface"))
    assert input_value(surface.GetInput("specular_roughness")) is None  # a cast one is rougher here than there
    look_probes.polish(stage, "/World/Looks/Subject")
    assert input_value(surface.GetInput("specular_roughness")) <= 0.1
    assert input_value(surface.GetInput("base_color")) == pytest.approx((0.780, 0.540, 0.330))


def test_a_glow_is_measured_without_what_it_lights(tmp_path: Path) -> None:
    stage = dress_studio(tmp_path, "materials.subsurface.wax_candle").stage
    surface = UsdShade.Shader(stage.GetPrimAtPath("/World/Looks/Subject/surface"))
    look_probes.leave_glow_alone(stage)
    for name in ("base_weight", "subsurface_weight", "specular_weight"):
        assert input_value(surface.GetInput(name)) < 0.01
    assert node_source(surface.GetInput("emission_luminance")) is not None


def test_features_tell_grain_direction_and_colour() -> None:
    rng = np.random.default_rng(5)
    fine = 0.4 + 0.1 * rng.standard_normal((64, 64, 3))
    stripes = 0.4 + 0.2 * np.sin(np.arange(64) / 2.0)[None, :, None] * np.ones((64, 64, 3))
    assert len(surface_features(fine)) == len(surface_features(stripes))
    assert surface_features(stripes)[10] > 0.9  # upright slopes alone
    assert surface_features(fine)[10] < 0.2
    assert len(ball_features(fine)) == len(ball_features(stripes))


def test_a_ragged_outline_is_longer_than_a_smooth_one() -> None:
    y, x = np.mgrid[-1:1:64j, -1:1:64j]
    disc = np.hypot(x, y) < 0.7
    ragged = np.hypot(x, y) < 0.7 + 0.12 * np.sign(np.sin(40.0 * np.arctan2(y, x)))
    assert outline_features(ragged)[1] > outline_features(disc)[1]


def _form_view(sky: float, bumps_m: float = 0.0) -> Frame:
    """A disc of one colour in steps of some depth, 0.1 m to each side of the camera's axis, before a sky."""
    y, x = np.mgrid[-1:1:64j, -1:1:64j]
    disc, checks = np.hypot(x, y) < 0.6, np.indices((64, 64)).sum(axis=0) // 4 % 2
    beauty = np.where(disc[..., None], 0.2 + 0.02 * np.sin(9.0 * x)[..., None] * np.ones(4), sky)
    half_width = look_probes.VIEW_DISTANCE_M / 0.1
    projection = ((half_width, 0.0, 0.0, 0.0), (0.0, half_width, 0.0, 0.0))
    frame = _frame(beauty=beauty, camera_depth=np.where(disc, 6.0 + bumps_m * checks, 1e10)[..., None])
    return replace(frame, camera=CameraMatrices(camera_from_world=(), ndc_from_camera=projection))


def _form_features(view: Frame) -> np.ndarray:
    return np.array(FormSeparability(terms=frozenset()).features({"near": view, "whole": view}))


def test_a_form_is_told_by_itself_and_not_by_the_sky_beside_it() -> None:
    before_grey, before_white = _form_features(_form_view(0.35)), _form_features(_form_view(1.0))
    assert before_white == pytest.approx(before_grey)


def test_vivid_colours_of_any_hue_are_as_far_from_grey() -> None:
    red, blue, grey = (np.ones((8, 8, 3)) * rgb for rgb in ((0.5, 0.1, 0.1), (0.1, 0.1, 0.5), (0.3, 0.3, 0.3)))
    assert min(chroma(red), chroma(blue)) > 0.1
    assert chroma(grey) == pytest.approx(0.0, abs=1e-3)


def test_forms_of_one_colour_are_told_apart_by_their_relief() -> None:
    smooth, stepped = _form_features(_form_view(0.35)), _form_features(_form_view(0.35, bumps_m=0.01))
    assert np.abs(stepped - smooth).max() > 1.0  # ten times as deep, of some size
    assert _form_features(_form_view(0.35)) == pytest.approx(smooth)


@pytest.mark.parametrize("share", [0.06, 0.13, 0.3])
@pytest.mark.parametrize("turn_deg", [0.0, 35.0, 40.0])
def test_the_repeat_of_a_net_is_its_field_however_thin_its_lines(share: float, turn_deg: float) -> None:
    for fields in (7.0, 14.0):
        assert fundamental(_net(fields, share, turn_deg)) == pytest.approx(fields, rel=0.05)


def _net(fields: float, share: float, turn_deg: float) -> np.ndarray:
    """Dark lines, ``share`` of a field wide; some pixels lie half on a line, as the renderer's do."""
    y, x = (np.mgrid[:1280, :1280] + 0.5) / 1280.0 * fields
    turn = np.radians(turn_deg)
    u, v = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
    net = 1.0 - (np.minimum(u % 1.0, v % 1.0) < share)
    return np.asarray(net.reshape(320, 4, 320, 4).mean(axis=(1, 3)))
