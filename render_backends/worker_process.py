"""The pool's side of one worker process."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from render_backends.channel import Channel, ChannelClosedError, error_from_json
from render_backends.memory import resident_memory_bytes
from render_backends.registry import make_backend
from schemas.errors import WorkerCrashedError, WorkerTimeoutError
from schemas.render import START_TIMEOUT_S, RenderRequest, RenderResult

THREADS_VARIABLE = "PARALLEL_SYNTH_RENDER_THREADS"
"""How the pool tells a worker its CPU threads: an argument for renderers that read it before they start."""

_POLL_S = 0.25
_LOG_TAIL_BYTES = 1500
_END_WAIT_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerLimits:
    """What a worker may use."""

    timeout_s: float | None  # None: by each request's pixels and samples
    memory_limit_bytes: int
    threads: int | None


class WorkerProcess:
    """Starts a worker and exchanges messages with it; used by one thread at a time.

    Its standard streams go into an unnamed file, where the worker reads the renderer's messages and this side
    finds the last words of one that died.
    """

    def __init__(self, backend: str, target: str, limits: WorkerLimits) -> None:
        self._backend = backend
        self._limits = limits
        self._outgrown = False
        self._killed = False
        self._busy = True  # until it answers; an interrupted wait leaves it so
        self._output = tempfile.TemporaryFile(mode="w+b")  # noqa: SIM115  closed by `dispose`
        self._scratch = tempfile.TemporaryDirectory(prefix="parallel-synth-", ignore_cleanup_errors=True)
        ours, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "render_backends.worker", target, str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=self._output,
            pass_fds=(theirs.fileno(),),
            env=_environment(target, limits, self._scratch.name),
            start_new_session=True,  # Ctrl-C reaches the parent, which ends its workers
        )
        theirs.close()
        self._channel = Channel(ours)

    @property
    def pid(self) -> int:
        """The worker's process id."""
        return self._process.pid

    def wait_until_ready(self) -> None:
        """Wait for the renderer to be open.

        Raises:
            RenderError: it could not be opened.
            WorkerCrashedError, WorkerTimeoutError: as for `render`.
        """
        self._raise_error(self._wait_for_answer("starting", START_TIMEOUT_S))

    def render(self, request: RenderRequest) -> RenderResult:
        """Send one request and wait for its answer.

        Raises:
            WorkerCrashedError: the process died, or outgrew its memory and was killed.
            WorkerTimeoutError: no answer in time; the process was killed.
            ParallelSynthError: what the backend raised, by its class.
        """
        what = f"rendering {request.stage}"
        try:
            self._busy = True
            self._channel.send({"request": request.to_json()})
        except ChannelClosedError:
            raise self._crashed(what) from None
        answer = self._wait_for_answer(what, request.usual_timeout_s)
        self._raise_error(answer)
        values = answer["result"]
        if values["worker_memory_bytes"] > self._limits.memory_limit_bytes:
            self._outgrown = True
        return RenderResult(
            frame=Path(values["frame"]),
            seconds=values["seconds"],
            messages=tuple(values["messages"]),
            worker_memory_bytes=values["worker_memory_bytes"],
        )

    def is_fit(self) -> bool:
        """Whether it lives, waits for a request and holds no more memory than it may."""
        return not (self._busy or self._killed or self._outgrown) and self._process.poll() is None

    def kill(self) -> None:
        """End the process at once, even a stopped one."""
        self._killed = True
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    def dispose(self) -> None:
        """Collect the dead process and close what belonged to it."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_WAIT_S)
        self._channel.close()
        self._output.close()
        self._scratch.cleanup()

    def _wait_for_answer(self, what: str, usual_timeout_s: float) -> dict[str, Any]:
        timeout_s = usual_timeout_s if self._limits.timeout_s is None else self._limits.timeout_s
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                answer = self._channel.receive(min(_POLL_S, max(deadline - time.monotonic(), 0.001)))
            except ChannelClosedError:
                raise self._crashed(what) from None
            if answer is not None:
                self._busy = False
                return answer
            if time.monotonic() >= deadline:
                self.kill()
                raise WorkerTimeoutError(
                    f"no answer within {timeout_s:g} s while {what}; the worker was killed",
                    backend=self._backend,
                )
            self._kill_if_outgrown(what)

    def _kill_if_outgrown(self, what: str) -> None:
        held, limit = resident_memory_bytes(self.pid), self._limits.memory_limit_bytes
        if held <= limit:
            return
        self.kill()
        raise WorkerCrashedError(
            f"the worker held {held >> 20} MiB, over its limit of {limit >> 20} MiB, while {what}",
            backend=self._backend,
        )

    def _crashed(self, what: str) -> WorkerCrashedError:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_WAIT_S)
        tail = self._output_tail()
        said = f"; it last said: {tail}" if tail else ""
        return WorkerCrashedError(
            f"the worker died (exit status {self._process.returncode}) while {what}{said}",
            backend=self._backend,
        )

    def _output_tail(self) -> str:
        size = os.fstat(self._output.fileno()).st_size
        tail = os.pread(self._output.fileno(), _LOG_TAIL_BYTES, max(0, size - _LOG_TAIL_BYTES))
        return tail.decode(errors="replace").strip()

    def _raise_error(self, answer: Mapping[str, Any]) -> None:
        if "error" in answer:
            raise error_from_json(answer["error"])


def _environment(target: str, limits: WorkerLimits, scratch: str) -> dict[str, str]:
    """The parent's, with this checkout importable, a scratch folder that outlives no worker, the threads.

    A backend whose renderer must find something in the environment before it starts has `worker_environment`.
    """
    root = str(Path(__file__).resolve().parents[1])
    paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)), "TMPDIR": scratch}
    if limits.threads is not None:
        environment[THREADS_VARIABLE] = str(limits.threads)
    wanted = getattr(make_backend(target), "worker_environment", dict[str, str])
    return {**environment, **wanted()}
