"""The private channel between the pool and a worker: one JSON object a line, each way.

Renderers print on the standard streams, so the messages have a socket of their own.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from typing import Any

from schemas import errors
from schemas.errors import ParallelSynthError, RenderError
from schemas.render import RenderResult

_READ_BYTES = 65536


class ChannelClosedError(Exception):
    """The other end has gone. Never leaves this package."""


class Channel:
    """One end of the socket; not for several threads at once."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._pending = b""

    def send(self, message: Mapping[str, Any]) -> None:
        """Send one message.

        Raises:
            ChannelClosedError: nobody reads any more.
        """
        try:
            self._end.sendall(json.dumps(message).encode() + b"\n")
        except OSError as error:
            raise ChannelClosedError from error

    def receive(self, timeout_s: float | None = None) -> dict[str, Any] | None:
        """The next message, or None when ``timeout_s`` ran out first.

        Raises:
            ChannelClosedError: the other end has gone.
        """
        self._end.settimeout(timeout_s)
        while b"\n" not in self._pending:
            try:
                data = self._end.recv(_READ_BYTES)
            except TimeoutError:
                return None
            except OSError as error:
                raise ChannelClosedError from error
            if not data:
                raise ChannelClosedError
            self._pending += data
        line, self._pending = self._pending.split(b"\n", 1)
        message: dict[str, Any] = json.loads(line)
        return message

    def close(self) -> None:
        """Close this end; the other one reads the end of the stream."""
        self._end.close()


def error_to_json(error: ParallelSynthError) -> dict[str, Any]:
    """One of our errors as plain data: class name, message and located parts."""
    parts = {key: value for key, value in vars(error).items() if isinstance(value, str)}
    return {"type": type(error).__name__, "message": str(error), "parts": parts}


def error_from_json(data: Mapping[str, Any]) -> ParallelSynthError:
    """The inverse of `error_to_json`; a class that this side does not know becomes a RenderError."""
    found = getattr(errors, str(data["type"]), RenderError)
    error: ParallelSynthError = found.__new__(found)
    Exception.__init__(error, data["message"])
    for key, value in data["parts"].items():
        setattr(error, key, value)
    return error


def result_to_json(result: RenderResult) -> dict[str, Any]:
    """A result as plain data."""
    return {
        "frame": str(result.frame),
        "seconds": dict(result.seconds),
        "messages": list(result.messages),
        "worker_memory_bytes": result.worker_memory_bytes,
    }
