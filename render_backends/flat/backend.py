"""A constant colour per stage, written as a real EXR."""

from __future__ import annotations

import time
import zlib

import numpy as np

from schemas.exr import write_frame
from schemas.frame import Frame
from schemas.render import Capabilities, RenderRequest, RenderResult


class FlatBackend:
    """Every picture is one opaque colour that depends on the camera's path and the seed alone."""

    name = "flat"

    def capabilities(self) -> Capabilities:
        """Beauty only: it knows nothing of surfaces."""
        return Capabilities(aovs=("beauty",), features=(), devices=("cpu",))

    def open(self) -> None:
        """Nothing to start."""

    def render(self, request: RenderRequest) -> RenderResult:
        """Write the constant picture.

        Raises:
            SceneError: no such stage, or no camera of that path in it.
        """
        started = time.perf_counter()
        _check_camera(request)
        width, height = request.resolution
        picture = np.empty((height, width, 4), dtype=np.float32)
        picture[...] = _colour_of(request)
        write_frame(Frame(arrays={"beauty": picture}, header=dict(request.header)), request.output)
        return RenderResult(frame=request.output, seconds={"write": time.perf_counter() - started})

    def close(self) -> None:
        """Nothing to stop."""


def _check_camera(request: RenderRequest) -> None:
    from usd_scenes.camera_prims import find_camera_prim
    from usd_scenes.sample_stage import open_stage

    find_camera_prim(open_stage(request.stage), request.camera, layer=str(request.stage))


def _colour_of(request: RenderRequest) -> tuple[float, float, float, float]:
    digest = zlib.crc32(f"{request.camera} {request.seed}".encode())
    red, green, blue = (0.1 + 0.8 * ((digest >> shift) & 255) / 255 for shift in (0, 8, 16))
    return red, green, blue, 1.0
