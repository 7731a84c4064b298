"""The pool: workers that die, hang, grow or complain, and a parent that dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from render_backends.pool import WorkerPool
from render_backends.registry import BackendRegistry, installed_backends
from schemas.errors import (
    ParallelSynthError,
    RenderError,
    SceneError,
    StorageError,
    UnknownBackendError,
    UnsupportedError,
    UsageError,
    WorkerCrashedError,
    WorkerTimeoutError,
)
from schemas.render import RenderRequest
from tests.interruptible import heed_interrupts

type MakeRequest = Callable[..., RenderRequest]


@contextmanager
def pool_of(kind: str, **options: object) -> Iterator[WorkerPool]:
    registry = BackendRegistry(targets={"misbehaving": f"tests.render_backends.misbehaving:{kind}"})
    values: dict[str, object] = {"workers": 1, "timeout_s": 30.0, **options}
    with WorkerPool("misbehaving", registry=registry, **values) as pool:  # type: ignore[arg-type]
        yield pool


def _wait_for(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_an_unknown_backend_is_an_error_that_lists_the_installed() -> None:
    with pytest.raises(UnknownBackendError, match=r"no backend 'arnold'; installed: .*cycles.*flat"):
        WorkerPool("arnold", workers=1, timeout_s=1.0)
    with pytest.raises(UnknownBackendError):
        installed_backends().make("arnold")


def test_a_resolution_of_zero_is_refused_before_any_worker(make_request: MakeRequest, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="resolution 0x4"):
        make_request(tmp_path / "stage.usda", resolution=(0, 4))


def test_an_unknown_device_is_refused() -> None:
    with pytest.raises(UnsupportedError, match=r"no device 'quantum'; there are cpu"):
        WorkerPool("flat", device="quantum")


def test_a_worker_killed_in_mid_render_is_replaced_and_the_frame_tried_again(
    make_request: MakeRequest, tmp_path: Path
) -> None:
    request = make_request(tmp_path / "stage.usda", spp=10)
    started = request.output.with_suffix(".started")
    with pool_of("Slow") as pool:
        future = pool.submit(request)
        _wait_for(started.exists)
        victim = pool.worker_pids[0]
        os.kill(victim, signal.SIGKILL)
        result = future.result(timeout=30)
    assert result.attempts == 2
    assert int(request.output.read_text()) != victim


def test_a_stopped_worker_is_killed_at_the_time_limit_and_the_frame_tried_again(
    make_request: MakeRequest, tmp_path: Path
) -> None:
    request = make_request(tmp_path / "stage.usda", spp=5)
    started = request.output.with_suffix(".started")
    with pool_of("Slow", timeout_s=3.0) as pool:
        future = pool.submit(request)
        _wait_for(started.exists)
        victim = pool.worker_pids[0]
        os.kill(victim, signal.SIGSTOP)
        assert future.result(timeout=30).attempts == 2
        assert not _is_running(victim)


def test_a_frame_that_takes_too_long_twice_is_a_timeout(make_request: MakeRequest, tmp_path: Path) -> None:
    with pool_of("Slow", timeout_s=1.0) as pool, pytest.raises(WorkerTimeoutError, match="within 1 s"):
        pool.render(make_request(tmp_path / "stage.usda", spp=600))


def test_a_frame_that_kills_two_workers_is_a_crash_with_their_last_words(
    make_request: MakeRequest, tmp_path: Path
) -> None:
    with pool_of("Aborting") as pool, pytest.raises(WorkerCrashedError, match="assertion failed in scene graph"):
        pool.render(make_request(tmp_path / "stage.usda"))


def test_a_worker_that_grew_is_replaced_between_frames(make_request: MakeRequest, tmp_path: Path) -> None:
    pids = []
    with pool_of("Growing", memory_limit_bytes=180 << 20) as pool:
        for _ in range(6):
            result = pool.render(make_request(tmp_path / "stage.usda", spp=1))
            pids.append(int(result.frame.read_text()))
    assert 1 < len(set(pids)) < len(pids)


def test_a_frame_that_needs_more_memory_than_allowed_is_ended(make_request: MakeRequest, tmp_path: Path) -> None:
    with (
        pool_of("Growing", memory_limit_bytes=60 << 20) as pool,
        pytest.raises(WorkerCrashedError, match="over its limit of 60 MiB"),
    ):
        pool.render(make_request(tmp_path / "stage.usda", spp=50))


def test_what_a_renderer_prints_does_not_disturb_the_channel(make_request: MakeRequest, tmp_path: Path) -> None:
    with pool_of("Printing") as pool:
        results = [pool.render(make_request(tmp_path / "stage.usda")) for _ in range(3)]
    assert [result.messages for result in results] == [("said",)] * 3
    assert results[0].seconds == {"render": 0.5}


@pytest.mark.parametrize(
    ("camera", "kind", "text"),
    [
        ("/scene", SceneError, "@a.usda@</World>: broken"),
        ("/render", RenderError, "misbehaving: no licence"),
        ("/python", RenderError, "misbehaving: ZeroDivisionError: division by zero"),
        ("/full", StorageError, "out.exr: No space left on device"),
    ],
)
def test_an_error_comes_back_as_its_own_class(
    make_request: MakeRequest, tmp_path: Path, camera: str, kind: type[ParallelSynthError], text: str
) -> None:
    with pool_of("Complaining") as pool:
        with pytest.raises(kind) as caught:
            pool.render(make_request(tmp_path / "stage.usda", camera=camera))
        assert type(caught.value) is kind
        assert text in str(caught.value)


def test_a_renderer_that_cannot_start_says_why(make_request: MakeRequest, tmp_path: Path) -> None:
    with pool_of("Unopenable") as pool, pytest.raises(RenderError, match="the library is missing"):
        pool.render(make_request(tmp_path / "stage.usda"))


def test_many_threads_share_the_workers(make_request: MakeRequest, tmp_path: Path) -> None:
    requests = [make_request(tmp_path / "stage.usda", spp=1, output=tmp_path / f"{n}.exr") for n in range(8)]
    with pool_of("Slow", workers=2) as pool:
        threads = [threading.Thread(target=pool.render, args=(request,)) for request in requests]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(pool.worker_pids) <= 2
    assert len({request.output.read_text() for request in requests}) <= 2


def test_closing_the_pool_ends_its_workers_even_busy_ones(make_request: MakeRequest, tmp_path: Path) -> None:
    request = make_request(tmp_path / "stage.usda", spp=600)
    with pool_of("Slow") as pool:
        future = pool.submit(request)
        _wait_for(request.output.with_suffix(".started").exists)
        pids = pool.worker_pids
    assert isinstance(future.exception(timeout=10), WorkerCrashedError)
    assert not any(_is_running(pid) for pid in pids)


_PARENT = """
import sys
from pathlib import Path
from render_backends.pool import WorkerPool
from render_backends.registry import BackendRegistry
from schemas.render import RenderRequest
registry = BackendRegistry(targets={"slow": "tests.render_backends.misbehaving:Slow"})
with WorkerPool("slow", registry=registry, workers=1, timeout_s=60.0) as pool:
    pool.render(RenderRequest(stage=Path("s.usda"), camera="/C", time_code=1.0, resolution=(4, 4),
                              aovs=("beauty",), spp=600, seed=1, output=Path(sys.argv[1])))
"""


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
def test_no_worker_outlives_its_parent(tmp_path: Path, end: signal.Signals) -> None:
    output = tmp_path / "frame.exr"
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", _PARENT, str(output)]
    parent = subprocess.Popen(command, cwd=root, stderr=subprocess.DEVNULL, preexec_fn=heed_interrupts)
    started = output.with_suffix(".started")
    _wait_for(lambda: started.exists() and bool(started.read_text()))
    worker = int(started.read_text())
    assert _is_running(worker)
    parent.send_signal(end)
    parent.wait(timeout=20)
    _wait_for(lambda: not _is_running(worker), seconds=10)
