"""A silhouette is measured by what is dark in it, and its lamp where that shines."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pxr import Usd, UsdGeom, UsdRender

from composers import camera, lighting
from quality_control.contract import Measurement, TermReading
from quality_control.measures.light_probes import PROBE
from quality_control.measures.light_setups import _silhouette
from quality_control.measures.light_sources import PenumbraMeasure
from schemas.frame import Frame
from tests.composers.stand_in_shot import stand_in_shot
from usd_scenes import prim_paths

_SIZE_PX = 48
_BACKDROP = 0.8


def _measured(subject: NDArray[np.bool_], light: NDArray[np.float64]) -> Measurement:
    """Of a picture of that luminance, where ``subject`` is drawn before an even backdrop."""
    plane = np.ones((_SIZE_PX, _SIZE_PX, 1))
    depth = np.where(subject[..., None], 2.0, 5.0)
    beauty = np.where(subject, light, _BACKDROP)[..., None] * np.ones(3)
    picture = Frame(arrays={"beauty": beauty.astype(np.float32), "camera_depth": depth.astype(np.float32)})
    alone = Frame(
        arrays={
            "instance_id": (subject[..., None] * plane).astype(np.float32),
            "camera_depth": depth.astype(np.float32),
        }
    )
    reading = TermReading(term="lighting.setup_types.silhouette", values=(("background_subject_ratio", 30.0),))
    return _silhouette(reading, {"picture": picture, "alone": alone})


def _square() -> NDArray[np.bool_]:
    subject = np.zeros((_SIZE_PX, _SIZE_PX), dtype=bool)
    subject[10:40, 12:36] = True
    return subject


def _net() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Where a net with holes of a pixel is drawn, and the rows that show the backdrop through it."""
    rows, columns = np.indices((_SIZE_PX, _SIZE_PX))
    return _square() & ((rows + columns) % 2 == 0), rows % 4 < 2


@pytest.mark.parametrize(("threads", "held"), [(0.05, True), (0.4, False)])
def test_of_a_net_before_a_bright_wall_the_threads_count(threads: float, held: bool) -> None:
    net, seen_through = _net()
    measured = _measured(net, np.where(seen_through, 0.6, threads))
    assert measured.value == pytest.approx(_BACKDROP / threads, rel=1e-3)
    assert measured.passed is held


def test_a_solid_of_which_the_larger_part_is_lit_is_no_silhouette() -> None:
    lit = np.zeros((_SIZE_PX, _SIZE_PX))
    lit[:, :] = 0.05
    lit[:, 20:] = 0.6
    assert not _measured(_square(), lit).passed
    assert _measured(_square(), np.full_like(lit, 0.05)).passed


def test_the_panel_behind_a_silhouette_is_measured_where_it_shines(tmp_path: Path) -> None:
    terms = {
        "lighting.setup_types.silhouette": {"background_subject_ratio": 30.0},
        "lighting.light_sources.area_light": {"size_m": 0.8},
    }
    shot = stand_in_shot(tmp_path, terms)
    camera.COMPOSER.compose(shot)
    lighting.COMPOSER.compose(shot)
    product = UsdRender.Product.Define(shot.stage, "/Render/Product")
    settings = UsdRender.Settings.Define(shot.stage, "/Render/Settings")
    settings.CreateProductsRel().SetTargets([product.GetPath()])
    reading = TermReading(term="lighting.light_sources.area_light")
    (probe,) = PenumbraMeasure().shots(reading, shot.stage)
    lamp = UsdGeom.Xformable(shot.stage.GetPrimAtPath(f"{prim_paths.LIGHTS}/Background"))
    matrix = lamp.ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime())
    assert probe.edit is not None
    probe.edit(shot.stage)
    card = UsdGeom.Xformable(shot.stage.GetPrimAtPath(f"{PROBE}/Card"))
    place = card.ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()).ExtractTranslation()
    before = matrix.GetInverse().Transform(place)
    assert before[2] < -0.5  # a panel shines along its -Z
    assert max(abs(before[0]), abs(before[1])) < 1e-3
