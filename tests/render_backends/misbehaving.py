"""Backends that fail in ways that no renderer should: for the pool's tests."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

from schemas.errors import RenderError, SceneError, UnsupportedError
from schemas.render import Capabilities, RenderRequest, RenderResult


class _Backend:
    name = "misbehaving"

    def capabilities(self) -> Capabilities:
        return Capabilities(aovs=("beauty",), features=(), devices=("cpu",))

    def open(self) -> None:
        """Nothing to start."""

    def close(self) -> None:
        """Nothing to stop."""

    def render(self, request: RenderRequest) -> RenderResult:
        raise NotImplementedError


class Slow(_Backend):
    """Sleeps for the request's spp in tenths of a second, and leaves a file that says by whom."""

    def render(self, request: RenderRequest) -> RenderResult:
        request.output.with_suffix(".started").write_text(str(os.getpid()))
        time.sleep(request.spp / 10.0)
        request.output.write_text(str(os.getpid()))
        return RenderResult(frame=request.output, seconds={})


class Growing(_Backend):
    """Keeps 64 MiB a frame, and takes the request's spp less one in tenths of a second."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def render(self, request: RenderRequest) -> RenderResult:
        self._kept.append(os.urandom(1 << 20) * 64)
        time.sleep((request.spp - 1) / 10.0)
        request.output.write_text(str(os.getpid()))
        return RenderResult(frame=request.output, seconds={})


class Refusing(_Backend):
    """Finds a prim on every stage that it cannot draw."""

    def render(self, request: RenderRequest) -> RenderResult:
        raise UnsupportedError("</Asset/Hair>: curves are not drawn", backend=self.name)


class Printing(_Backend):
    """Prints on both streams, as renderers do."""

    def render(self, request: RenderRequest) -> RenderResult:
        os.write(1, b"Fra:1 Mem:1M\n{} not JSON\n")
        os.write(2, b"Warning: noise\n" * 10000)
        return RenderResult(frame=request.output, seconds={"render": 0.5}, messages=("said",))


class Aborting(_Backend):
    """Dies on every frame, with last words."""

    def render(self, request: RenderRequest) -> RenderResult:
        os.write(2, b"assertion failed in scene graph\n")
        os.abort()


class Complaining(_Backend):
    """Raises what the camera's path says."""

    def render(self, request: RenderRequest) -> RenderResult:
        raise {
            "/scene": SceneError("broken", layer="a.usda", prim="/World"),
            "/render": RenderError("no licence", backend="misbehaving"),
            "/python": ZeroDivisionError("division by zero"),
            "/full": OSError(errno.ENOSPC, "No space left on device", str(Path("out.exr"))),
        }[request.camera]


class Unopenable(_Backend):
    """Cannot be started."""

    def open(self) -> None:
        raise RenderError("the library is missing; install it", backend=self.name)
