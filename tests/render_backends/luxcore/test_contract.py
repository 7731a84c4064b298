"""Luxcore keeps the contract of every backend."""

from __future__ import annotations

import pytest

from render_backends.pool import WorkerPool
from tests.render_backends.backend_contract import BackendContract

pytestmark = pytest.mark.renderer


class TestLuxCore(BackendContract):
    backend = "luxcore"

    @pytest.fixture
    def pool(self, luxcore_pool: WorkerPool) -> WorkerPool:
        return luxcore_pool
