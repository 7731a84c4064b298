"""A pool of worker processes that stay alive and are replaced when they crash, hang or grow."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Self

from render_backends.registry import BackendRegistry, installed_backends
from render_backends.worker_process import WorkerLimits, WorkerProcess
from schemas.errors import (
    StorageError,
    UnsupportedError,
    UsageError,
    WorkerCrashedError,
    WorkerTimeoutError,
)
from schemas.render import Capabilities, RenderRequest, RenderResult

log = logging.getLogger(__name__)

_ATTEMPTS = 2
_DEFAULT_MEMORY_LIMIT_BYTES = 8 << 30


class WorkerPool:
    """Renders requests of one backend, ``workers`` at a time; a context manager, safe for many threads.

    A request whose worker dies, hangs or outgrows its memory is tried once more on a fresh worker. An error
    that the renderer itself reports is raised at once, and its worker goes on.
    """

    def __init__(
        self,
        backend: str,
        *,
        workers: int = 1,
        timeout_s: float | None = None,
        memory_limit_bytes: int = _DEFAULT_MEMORY_LIMIT_BYTES,
        device: str = "cpu",
        threads_per_worker: int | None = None,
        registry: BackendRegistry | None = None,
    ) -> None:
        """Start nothing yet: a worker starts with the first request that needs it.

        Args:
            timeout_s: the most that a frame or a start may take, seconds; None: by the pixels and samples.
            memory_limit_bytes: resident memory above which a worker is replaced.
            device: one of the backend's devices; every request must name the same.
            threads_per_worker: CPU threads of each; None leaves it to the renderer.

        Raises:
            UnknownBackendError: no backend of that name.
            UnsupportedError: it is not available here or has no such device.
        """
        if workers < 1:
            raise UsageError(f"workers {workers}: takes at least 1")
        registry = registry or installed_backends()
        self.backend = backend
        self.device = device
        self.capabilities = _usable_capabilities(registry, backend, device)
        self._target = registry.target_of(backend)
        self._limits = WorkerLimits(
            timeout_s=timeout_s, memory_limit_bytes=memory_limit_bytes, threads=threads_per_worker
        )
        self._slots: queue.LifoQueue[WorkerProcess | None] = queue.LifoQueue()
        for _ in range(workers):
            self._slots.put(None)
        self._executor = ThreadPoolExecutor(max_workers=workers, thread_name_prefix=f"render-{backend}")
        self._live: set[WorkerProcess] = set()
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def submit(self, request: RenderRequest) -> Future[RenderResult]:
        """`render` in the background.

        Raises:
            UnsupportedError: the backend cannot give what is asked; nothing is queued.
        """
        self.check(request)
        return self._executor.submit(self.render, request)

    def render(self, request: RenderRequest) -> RenderResult:
        """Render one frame; blocks while every worker is busy.

        Raises:
            UnsupportedError: an AOV, device or feature of the stage that the backend cannot give.
            SceneError: the stage is broken.
            RenderError: the renderer failed.
            WorkerCrashedError, WorkerTimeoutError: it failed twice, on two workers.
            StorageError: the output's folder cannot be written.
        """
        self.check(request)
        _make_folder(request)
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                with self._worker() as worker:
                    result = worker.render(request)
                return replace(result, attempts=attempt)
            except (WorkerCrashedError, WorkerTimeoutError) as error:
                if attempt == _ATTEMPTS or self._closed:
                    raise
                log.warning("%s; trying once more on a fresh worker", error)
        raise AssertionError("unreachable")

    def check(self, request: RenderRequest) -> None:
        """Refuse what the backend cannot give, before any worker is asked.

        Raises:
            UnsupportedError: the message names what is lacking and what there is.
        """
        self.check_aovs(request.aovs)
        if request.device != self.device:
            raise UnsupportedError(
                f"device {request.device!r} asked of a pool on {self.device!r}", backend=self.backend
            )

    def check_aovs(self, aovs: tuple[str, ...]) -> None:
        """Refuse AOVs that the backend cannot give.

        Raises:
            UnsupportedError: the message names what is lacking and what there is.
        """
        lacking = self.capabilities.lacks(aovs)
        if lacking:
            raise UnsupportedError(
                f"no AOV {', '.join(lacking)}; there are {', '.join(self.capabilities.aovs)}",
                backend=self.backend,
            )

    @property
    def worker_pids(self) -> tuple[int, ...]:
        """The process ids of the live workers."""
        with self._lock:
            return tuple(worker.pid for worker in self._live)

    def close(self) -> None:
        """End every worker at once; requests under way fail with WorkerCrashedError."""
        self._closed = True
        with self._lock:
            live = tuple(self._live)
        for worker in live:
            worker.kill()
        self._executor.shutdown(wait=True, cancel_futures=True)
        for worker in live:
            worker.dispose()

    @contextmanager
    def _worker(self) -> Iterator[WorkerProcess]:
        worker = self._slots.get()
        try:
            if worker is not None and not worker.is_fit():
                self._retire(worker)
                worker = None
            if worker is None:
                worker = self._start()
            yield worker
        finally:
            if worker is not None and (self._closed or not worker.is_fit()):
                self._retire(worker)
                worker = None
            self._slots.put(worker)

    def _start(self) -> WorkerProcess:
        if self._closed:
            raise WorkerCrashedError("the pool is closed", backend=self.backend)
        worker = WorkerProcess(self.backend, self._target, self._limits)
        with self._lock:
            self._live.add(worker)
        try:
            worker.wait_until_ready()
        except BaseException:
            self._retire(worker)
            raise
        return worker

    def _retire(self, worker: WorkerProcess) -> None:
        worker.kill()
        worker.dispose()
        with self._lock:
            self._live.discard(worker)


def _usable_capabilities(registry: BackendRegistry, name: str, device: str) -> Capabilities:
    capabilities = registry.make(name).capabilities()
    if not capabilities.available:
        raise UnsupportedError(f"not available here: {capabilities.reason}", backend=name)
    if device not in capabilities.devices:
        raise UnsupportedError(f"no device {device!r}; there are {', '.join(capabilities.devices)}", backend=name)
    return capabilities


def _make_folder(request: RenderRequest) -> None:
    try:
        request.output.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"{request.output.parent}: cannot make the folder: {error.strerror}") from error
