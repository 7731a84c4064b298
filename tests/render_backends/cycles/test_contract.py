"""Cycles keeps the contract of every backend."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from render_backends.pool import WorkerPool
from schemas.exr import read_frame
from schemas.render import RenderRequest
from tests.render_backends.backend_contract import BackendContract

pytestmark = pytest.mark.renderer


class TestCycles(BackendContract):
    backend = "cycles"

    @pytest.fixture
    def pool(self, cycles_pool: WorkerPool) -> WorkerPool:
        return cycles_pool

    def test_killing_blender_in_mid_render_costs_a_second_attempt_only(
        self, pool: WorkerPool, stage: Path, make_request: Callable[..., RenderRequest]
    ) -> None:
        pool.render(make_request(stage))
        (victim,) = pool.worker_pids
        future = pool.submit(make_request(stage, resolution=(64, 64), spp=4000))
        time.sleep(0.4)
        os.kill(victim, signal.SIGKILL)
        result = future.result(timeout=120)
        assert result.attempts == 2
        assert read_frame(result.frame).resolution == (64, 64)
        assert victim not in pool.worker_pids
