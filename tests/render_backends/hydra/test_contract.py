"""Storm keeps the contract of every backend."""

from __future__ import annotations

import pytest

from render_backends.pool import WorkerPool
from tests.render_backends.backend_contract import BackendContract

pytestmark = pytest.mark.renderer


class TestStorm(BackendContract):
    backend = "hydra:storm"

    @pytest.fixture
    def pool(self, storm_pool: WorkerPool) -> WorkerPool:
        return storm_pool
