"""Storm gives the exact AOVs."""

from __future__ import annotations

import pytest

from render_backends.pool import WorkerPool
from tests.render_backends.geometry_truth import GeometryTruth

pytestmark = pytest.mark.renderer


class TestStorm(GeometryTruth):
    @pytest.fixture(scope="class")
    @classmethod
    def pool(cls, storm_pool: WorkerPool) -> WorkerPool:
        return storm_pool
