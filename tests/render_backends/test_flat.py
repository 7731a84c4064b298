"""The backend without a renderer keeps the contract."""

from __future__ import annotations

from tests.render_backends.backend_contract import BackendContract


class TestFlat(BackendContract):
    backend = "flat"
