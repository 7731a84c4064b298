"""Cycles keeps the contract of every backend."""

from __future__ import annotations

import pytest

from render_backends.pool import WorkerPool
from tests.render_backends.backend_contract import BackendContract

pytestmark = pytest.mark.renderer


class TestCycles(BackendContract):
    backend = "cycles"

    @pytest.fixture
    def pool(self, cycles_pool: WorkerPool) -> WorkerPool:
        return cycles_pool
