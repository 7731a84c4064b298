"""Graphs of closures are drawn in Mitsuba where they reduce to one set of parameters."""

from __future__ import annotations

import pytest

from render_backends.pool import WorkerPool
from tests.render_backends.closure_looks import ClosureTruth

pytestmark = pytest.mark.renderer


class TestMitsuba(ClosureTruth):
    @pytest.fixture
    def pool(self, mitsuba_pool: WorkerPool) -> WorkerPool:
        return mitsuba_pool
