"""A card of one colour per stage, written as a real EXR: what a picture needs, and nothing of the stage."""

from __future__ import annotations

import time
import zlib

import numpy as np

from schemas.exr import write_frame
from schemas.frame import Frame, Pixels
from schemas.render import Capabilities, RenderRequest, RenderResult

CARD = "/Card"
"""What the picture shows, as its table of ids says: no prim of the stage."""

_CARD_DEPTH_M = 1.0


class FlatBackend:
    """Every picture is one card 1 m before the camera, square to its view, that fills the frame and glows.

    Its colour depends on the camera's path and the seed alone; its other AOVs are the card's, so that what is
    drawn from them can be drawn.
    """

    name = "flat"

    def capabilities(self) -> Capabilities:
        """What a drawn style needs, and no feature: it draws the card and never the stage."""
        aovs = ("beauty", "camera_depth", "normal", "albedo", "instance_id")
        return Capabilities(aovs=aovs, features=(), devices=("cpu",))

    def open(self) -> None:
        """Nothing to start."""

    def render(self, request: RenderRequest) -> RenderResult:
        """Write the constant picture.

        Raises:
            SceneError: no such stage, or no camera of that path in it.
        """
        started = time.perf_counter()
        card = _card_before(request)
        frame = Frame(
            arrays={aov: _filled(request, card[aov]) for aov in request.aovs},
            ids={"instance_id": {1: CARD}} if "instance_id" in request.aovs else {},
            header=dict(request.header),
        )
        write_frame(frame, request.output)
        return RenderResult(frame=request.output, seconds={"write": time.perf_counter() - started})

    def close(self) -> None:
        """Nothing to stop."""


def _card_before(request: RenderRequest) -> dict[str, tuple[float, ...]]:
    """The one value of each AOV; the card's normal looks back along the view axis, in the world."""
    from pxr import Usd

    from usd_scenes.camera_prims import read_camera_prim
    from usd_scenes.sample_stage import open_stage

    stage, time_code = open_stage(request.stage), Usd.TimeCode(request.time_code)
    camera = read_camera_prim(stage, request.camera, time_code, layer=str(request.stage))
    x, y, z = camera.world_from_camera[:3, 2]
    colour = _colour_of(request)
    return {
        "beauty": (*colour, 1.0),
        "camera_depth": (_CARD_DEPTH_M,),
        "normal": (x, y, z),
        "albedo": colour,
        "instance_id": (1.0,),
    }


def _filled(request: RenderRequest, value: tuple[float, ...]) -> Pixels:
    width, height = request.resolution
    return np.broadcast_to(np.asarray(value, dtype=np.float32), (height, width, len(value))).copy()


def _colour_of(request: RenderRequest) -> tuple[float, float, float]:
    digest = zlib.crc32(f"{request.camera} {request.seed}".encode())
    red, green, blue = (0.1 + 0.8 * ((digest >> shift) & 255) / 255 for shift in (0, 8, 16))
    return red, green, blue
