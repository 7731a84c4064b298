"""One request to a Blender of its own, from the main process: a child that answers with JSON lines and ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from schemas.errors import RenderError, WorkerCrashedError, WorkerTimeoutError

_ROOT = Path(__file__).resolve().parents[2]
_BACKEND = "cycles"


def ask_blender(module: str, request: Mapping[str, object], *, timeout_s: float) -> list[dict[str, Any]]:
    """Run ``python -m module FD`` with the request on its standard input; returns the lines that it wrote to FD.

    Raises:
        RenderError: a line holds an ``error``.
        WorkerCrashedError, WorkerTimeoutError: the child died, or gave no answer in time.
    """
    with tempfile.TemporaryFile("w+") as answers, tempfile.TemporaryDirectory(prefix="parallel-synth-") as scratch:
        child = subprocess.Popen(
            [sys.executable, "-m", module, str(answers.fileno())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=(answers.fileno(),),
            env={**os.environ, "PYTHONPATH": str(_ROOT), "TMPDIR": scratch},
        )
        said = _wait(child, json.dumps(request).encode(), module, timeout_s)
        answers.seek(0)
        lines = [json.loads(line) for line in answers]
    for line in lines:
        if "error" in line:
            raise RenderError(line["error"], backend=_BACKEND)
    if child.returncode != 0:
        last = " ".join(said.strip().splitlines()[-1:])
        raise WorkerCrashedError(f"{module} died with code {child.returncode}: {last}", backend=_BACKEND)
    return lines


def _wait(child: subprocess.Popen[bytes], request: bytes, module: str, timeout_s: float) -> str:
    try:
        said, _ = child.communicate(request, timeout=timeout_s)
    except subprocess.TimeoutExpired as error:
        raise WorkerTimeoutError(f"{module} gave no answer within {timeout_s:g} s", backend=_BACKEND) from error
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
    return said.decode(errors="replace")
