"""The camera within a medium, which Mitsuba has to be told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from schemas.frame import Frame
from tests.render_backends.stages import StageBuilder
from usd_scenes.volumes import VolumeLook, define_volume_look

pytestmark = pytest.mark.renderer


def test_a_camera_in_fog_sees_through_what_lies_before_it(render: Callable[..., Frame], tmp_path: Path) -> None:
    builder = StageBuilder(tmp_path / "within.usda")
    builder.camera((0, 0, 0.5), (0, 0, -4), focal=400.0)
    box = builder.box("Fog", (-3, -3, -1), (3, 3, 1), None)
    look = VolumeLook(density_scale=0.8, scatter_color=(0.0, 0.0, 0.0))
    builder.bind(box.GetPrim(), define_volume_look(builder.stage, "/World/Looks/Fog", look))
    builder.white_dome()
    picture = render(builder.save(), "beauty", spp=64, resolution=(16, 16)).aov("beauty")
    assert float(picture[..., :3].mean()) == pytest.approx(np.exp(-0.8 * 1.5), rel=0.04)
