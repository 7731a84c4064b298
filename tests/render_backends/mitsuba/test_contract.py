"""Mitsuba keeps the contract of every backend."""

from __future__ import annotations

import pytest

from render_backends.pool import WorkerPool
from tests.render_backends.backend_contract import BackendContract

pytestmark = pytest.mark.renderer


class TestMitsuba(BackendContract):
    backend = "mitsuba"

    @pytest.fixture
    def pool(self, mitsuba_pool: WorkerPool) -> WorkerPool:
        return mitsuba_pool
