"""Graphs of closures are drawn in LuxCore where they reduce to one set of parameters."""

from __future__ import annotations

import pytest

from render_backends.pool import WorkerPool
from tests.render_backends.closure_looks import ClosureTruth

pytestmark = pytest.mark.renderer


class TestLuxCore(ClosureTruth):
    @pytest.fixture
    def pool(self, luxcore_pool: WorkerPool) -> WorkerPool:
        return luxcore_pool
