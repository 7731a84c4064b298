"""A worker process: opens one backend and renders what the channel asks for, until the channel closes.

``python -m render_backends.worker TARGET FD`` where TARGET is ``module:Class`` and FD the channel's socket.
"""

from __future__ import annotations

import argparse
import errno
import logging
import os
import queue
import socket
import sys
import threading
from typing import Any

from render_backends.channel import Channel, ChannelClosedError, error_to_json, result_to_json
from render_backends.memory import resident_memory_bytes
from render_backends.protocol import Backend
from render_backends.registry import make_backend
from schemas.errors import ParallelSynthError, RenderError, StorageError
from schemas.render import RenderRequest

log = logging.getLogger(__name__)

_RECURSION_LIMIT = 20_000  # networks of nodes are read recursively, a few frames a node
_DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.ENOENT, errno.ENOTDIR}


def main() -> None:
    """Serve requests; leaves by `os._exit`, since a renderer's own exit may hang or crash."""
    parser = argparse.ArgumentParser()
    parser.add_argument("target")
    parser.add_argument("fd", type=int)
    arguments = parser.parse_args()
    sys.setrecursionlimit(_RECURSION_LIMIT)
    channel = Channel(socket.socket(fileno=arguments.fd))
    requests: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(channel, requests), daemon=True).start()
    answers = Channel(socket.socket(fileno=os.dup(arguments.fd)))
    try:
        _serve(arguments.target, requests, answers)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def _listen(channel: Channel, requests: queue.SimpleQueue[dict[str, Any]]) -> None:
    """Hand on requests; the pool's end closing means that the parent is gone or wants us gone, now."""
    try:
        while True:
            message = channel.receive()
            if message is not None:
                requests.put(message)
    except ChannelClosedError:
        os._exit(0)


def _serve(target: str, requests: queue.SimpleQueue[dict[str, Any]], answers: Channel) -> None:
    name = target
    try:
        backend = make_backend(target)
        name = backend.name
        backend.open()
    except Exception as error:  # noqa: BLE001  the worker's edge: whatever it is, the pool must hear of it
        answers.send({"error": error_to_json(_as_ours(error, name))})
        return
    answers.send({"ready": True})
    while True:
        answers.send(_answer(backend, requests.get()))


def _answer(backend: Backend, message: dict[str, Any]) -> dict[str, Any]:
    try:
        result = backend.render(RenderRequest.from_json(message["request"]))
    except Exception as error:  # noqa: BLE001  the worker's edge: one bad frame must not end the worker
        return {"error": error_to_json(_as_ours(error, backend.name))}
    answer = result_to_json(result)
    answer["worker_memory_bytes"] = resident_memory_bytes(os.getpid())
    return {"result": answer}


def _as_ours(error: Exception, backend: str) -> ParallelSynthError:
    if isinstance(error, ParallelSynthError):
        return error
    if isinstance(error, OSError) and error.errno in _DISK_ERRORS:
        return StorageError(f"{error.filename or 'output'}: {error.strerror}; free space or choose another folder")
    first_line = str(error).partition("\n")[0]
    log.exception("%s", type(error).__name__)
    return RenderError(f"{type(error).__name__}: {first_line}", backend=backend)


if __name__ == "__main__":
    main()
