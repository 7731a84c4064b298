"""Cycles gives the exact AOVs, also behind a lens that blurs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from render_backends.pool import WorkerPool
from schemas.aovs import BACKGROUND_DEPTH_M
from schemas.frame import Frame
from tests.render_backends.geometry_truth import GeometryTruth
from tests.render_backends.stages import StageBuilder

pytestmark = pytest.mark.renderer


class TestCycles(GeometryTruth):
    @pytest.fixture(scope="class")
    @classmethod
    def pool(cls, cycles_pool: WorkerPool) -> WorkerPool:
        return cycles_pool


def test_depth_stays_exact_behind_a_lens_that_blurs(render: Callable[..., Frame], tmp_path: Path) -> None:
    builder = StageBuilder(tmp_path / "lens.usda")
    camera = builder.camera((0, 0, 2), (0, 0, 0), focal=50.0)
    camera.CreateFStopAttr(1.0)
    camera.CreateFocusDistanceAttr(0.5)
    builder.box("Box", (-0.2, -0.2, -0.1), (0.2, 0.2, 0.1))
    builder.white_dome()
    frame = render(builder.save(), "camera_depth", "beauty", spp=32)
    depth = frame.aov("camera_depth")[..., 0]
    assert np.unique(depth).tolist() == pytest.approx([1.9, BACKGROUND_DEPTH_M], rel=1e-5)
    rim = np.unique(np.round(frame.aov("beauty")[16, :, 3], 2))
    assert len(rim) > 4, "the box's rim should be blurred over many pixels"
