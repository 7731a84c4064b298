from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from render_backends.materialx_osl.generator_client import GeneratorClient
from tests.render_backends.materialx_osl.studio import Studio


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    folder = tmp_path_factory.mktemp("studio")
    opened = Studio(folder=folder / "pictures", cache=folder / "cache")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def generator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GeneratorClient]:
    client = GeneratorClient(tmp_path_factory.mktemp("generator"))
    yield client
    client.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
