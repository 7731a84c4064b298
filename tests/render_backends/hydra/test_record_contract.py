"""A delegate of a second OpenUSD keeps the contract of every backend, as far as its capabilities go."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.render_backends.backend_contract import BackendContract
from tests.render_backends.hydra.second_installation import name_installations, studio

pytestmark = pytest.mark.renderer


class TestRecordedStorm(BackendContract):
    backend = "hydra:studio/storm"

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def second_openusd(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as monkeypatch:
            name_installations(tmp_path_factory.mktemp("settings"), monkeypatch, studio())
            yield
