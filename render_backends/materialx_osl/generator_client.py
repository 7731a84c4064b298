"""The worker's end of the generator process: starts it, asks it, replaces it when it dies or hangs."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from render_backends.materialx_osl.looks import GeneratedLook
from schemas.errors import RenderError, WorkerCrashedError, WorkerTimeoutError

_REPOSITORY_ROOT = Path(__file__).resolve().parents[2]
_MODULE = "render_backends.materialx_osl.generator_process"
_SECONDS_PER_LOOK = 60.0
_SECONDS_TO_END = 2.0
_BACKEND = "cycles"


class GeneratorClient:
    """One generator child at a time, started when it is first needed. Not for several threads."""

    def __init__(self, cache_dir: Path, *, seconds_per_look: float = _SECONDS_PER_LOOK) -> None:
        self._cache_dir = cache_dir
        self._seconds_per_look = seconds_per_look
        self._child: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None
        self._requests_fd = self._answers_fd = -1
        self._unread = b""

    @property
    def pid(self) -> int | None:
        """Process id of the child, if one runs."""
        return self._child.pid if self._child is not None and self._child.poll() is None else None

    def start(self) -> None:
        """Start the child if none runs; it loads its libraries in the background."""
        if self.pid is not None:
            return
        self.close()
        child_reads, self._requests_fd = os.pipe()
        self._answers_fd, child_writes = os.pipe()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the child
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PXR_")}
        environment["PYTHONPATH"] = str(_REPOSITORY_ROOT)
        self._child = subprocess.Popen(
            [sys.executable, "-m", _MODULE, str(child_reads), str(child_writes), str(self._cache_dir)],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            pass_fds=(child_reads, child_writes),
            env=environment,
        )
        os.close(child_reads)
        os.close(child_writes)
        self._unread = b""

    def close(self) -> None:
        """End the child and everything that belongs to it."""
        for descriptor in (self._requests_fd, self._answers_fd):
            if descriptor >= 0:
                os.close(descriptor)
        self._requests_fd = self._answers_fd = -1
        if self._child is not None:
            try:
                self._child.wait(_SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()
            self._child = None
        if self._log is not None:
            self._log.close()
            self._log = None

    def generate(
        self, kind: str, path: Path, materials: Sequence[str], *, time_code: float
    ) -> tuple[GeneratedLook, ...]:
        """OSL of every material named, in that order.

        Args:
            kind: `stage` for a USD file and prim paths, `document` for a `.mtlx` file and names.

        Raises:
            RenderError: a look is broken; names the material, the node and the input.
            WorkerCrashedError: the child died on the look named.
            WorkerTimeoutError: the child gave no answer for the look named in time.
        """
        self.start()
        request = {"kind": kind, "path": str(path), "time_code": time_code, "materials": list(materials)}
        try:
            os.write(self._requests_fd, json.dumps(request).encode() + b"\n")
        except BrokenPipeError as error:
            raise self._crash(materials[0]) from error
        answers = [self._read_answer(material) for material in materials]
        for material, answer in zip(materials, answers, strict=True):
            if "error" in answer:
                raise RenderError(f"look <{material}>: {answer['error']}", backend=_BACKEND)
        return tuple(GeneratedLook.from_json(answer["look"]) for answer in answers)

    def _read_answer(self, material: str) -> dict[str, Any]:
        deadline = time.monotonic() + self._seconds_per_look
        while b"\n" not in self._unread:
            ready, _, _ = select.select([self._answers_fd], [], [], max(deadline - time.monotonic(), 0.0))
            if not ready:
                self._kill()
                message = f"look <{material}>: no OSL within {self._seconds_per_look:g} s; generator restarted"
                raise WorkerTimeoutError(message, backend=_BACKEND)
            part = os.read(self._answers_fd, 1 << 20)
            if not part:
                raise self._crash(material)
            self._unread += part
        line, _, self._unread = self._unread.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _crash(self, material: str) -> WorkerCrashedError:
        code = self._child.wait(_SECONDS_TO_END) if self._child is not None else 0
        last_words = self._last_words()
        self._kill()
        message = f"look <{material}>: the OSL generator died with code {code}{last_words}"
        return WorkerCrashedError(message, backend=_BACKEND)

    def _kill(self) -> None:
        if self._child is not None and self._child.poll() is None:
            self._child.kill()
        self.close()

    def _last_words(self) -> str:
        if self._log is None:
            return ""
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").strip().splitlines()
        return f": {lines[-1]}" if lines else ""
