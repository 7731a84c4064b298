"""Storm gives the exact AOVs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from render_backends.pool import WorkerPool
from schemas.exr import read_frame
from schemas.frame import Frame
from schemas.render import RenderRequest
from tests.render_backends.cycles.test_scene_features import (
    test_a_crease_keeps_an_edge_and_a_subdivided_cube_becomes_round,
    test_subdivision_level_zero_leaves_the_cage,
)
from tests.render_backends.geometry_truth import GeometryTruth

__all__ = [
    "test_a_crease_keeps_an_edge_and_a_subdivided_cube_becomes_round",
    "test_subdivision_level_zero_leaves_the_cage",
]

pytestmark = pytest.mark.renderer


@pytest.fixture
def render(storm_pool: WorkerPool, make_request: Callable[..., RenderRequest]) -> Callable[..., Frame]:
    def run(stage: Path, *aovs: str, **changes: object) -> Frame:
        return read_frame(storm_pool.render(make_request(stage, *aovs, **changes)).frame)

    return run


class TestStorm(GeometryTruth):
    @pytest.fixture(scope="class")
    @classmethod
    def pool(cls, storm_pool: WorkerPool) -> WorkerPool:
        return storm_pool
