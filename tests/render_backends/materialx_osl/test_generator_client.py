from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from render_backends.materialx_osl.generator_client import GeneratorClient
from schemas.errors import RenderError, WorkerCrashedError, WorkerTimeoutError
from tests.render_backends.materialx_osl.look_files import MATERIAL, Given, Node, write_stage


@pytest.fixture
def look(tmp_path: Path) -> Path:
    color = Given(type="color3", value=(0.2, 0.4, 0.6))
    surface = Node(
        id="ND_standard_surface_surfaceshader",
        category="standard_surface",
        type="surfaceshader",
        inputs={"base_color": color},
    )
    return write_stage(tmp_path / "look.usda", {"surface": surface}, surface="surface")


def test_a_generator_that_dies_on_a_look_is_an_error_and_then_replaced(look: Path, tmp_path: Path) -> None:
    client = GeneratorClient(tmp_path)
    client.generate("stage", look, [MATERIAL], time_code=1.0)
    first = client.pid
    assert first is not None
    os.kill(first, signal.SIGSTOP)  # so that it holds the request when it dies
    killer = threading.Timer(0.3, os.kill, (first, signal.SIGKILL))
    killer.start()
    with pytest.raises(WorkerCrashedError, match=MATERIAL):
        client.generate("stage", look, [MATERIAL], time_code=1.0)
    assert client.generate("stage", look, [MATERIAL], time_code=1.0)[0].surface
    assert client.pid != first
    client.close()


def test_a_generator_that_hangs_is_an_error_and_then_replaced(look: Path, tmp_path: Path) -> None:
    client = GeneratorClient(tmp_path, seconds_per_look=5.0)
    client.generate("stage", look, [MATERIAL], time_code=1.0)
    hanging = client.pid
    assert hanging is not None
    client._seconds_per_look = 0.3  # the library is loaded: only the hang is timed
    os.kill(hanging, signal.SIGSTOP)
    with pytest.raises(WorkerTimeoutError, match=MATERIAL):
        client.generate("stage", look, [MATERIAL], time_code=1.0)
    client._seconds_per_look = 5.0
    assert client.generate("stage", look, [MATERIAL], time_code=1.0)[0].surface
    assert client.pid != hanging
    client.close()


def test_a_changed_stage_is_read_again(look: Path, generator: GeneratorClient) -> None:
    before = generator.generate("stage", look, [MATERIAL], time_code=1.0)[0]
    look.write_text(look.read_text().replace("0.2, 0.4, 0.6", "0.3, 0.4, 0.6"))
    after = generator.generate("stage", look, [MATERIAL], time_code=1.0)[0]
    assert "0.200000, 0.400000, 0.600000" in before.surface
    assert "0.300000, 0.400000, 0.600000" in after.surface


def test_the_same_look_gives_the_same_source(look: Path, generator: GeneratorClient, tmp_path: Path) -> None:
    other = GeneratorClient(tmp_path)
    first = generator.generate("stage", look, [MATERIAL], time_code=1.0)[0]
    second = other.generate("stage", look, [MATERIAL], time_code=1.0)[0]
    other.close()
    assert first.surface == second.surface


def test_a_stage_that_cannot_be_opened_is_an_error(tmp_path: Path, generator: GeneratorClient) -> None:
    with pytest.raises(RenderError, match=MATERIAL):
        generator.generate("stage", tmp_path / "gone.usda", [MATERIAL], time_code=1.0)
