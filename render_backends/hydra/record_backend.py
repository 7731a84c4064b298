"""Any delegate of any OpenUSD installation, one program a frame: pictures without AOVs."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from render_backends.hydra.delegates import BROKEN, FAMILY, RECORD_PROCESS, backend_name, list_delegates
from render_backends.hydra.installations import Installation, find_installation
from schemas.errors import RenderError
from schemas.exr import write_frame
from schemas.frame import Frame, Pixels
from schemas.render import Capabilities, RenderRequest, RenderResult

_COMPLEXITY = 1.2
_FILM = "film.usda"
_PICTURE = "picture.#.exr"  # usdrecord puts the time code's number for the mark
_ROUNDING_PX = 0.01  # by which the recorder's height, cut to whole pixels, must not fall below the picture's
_LONGEST_FRAME_S = 3600.0  # the pool has a shorter one
_USDRECORD_COMPLEXITY = "high"


class RecordBackend:
    """``hydra:<installation>/<delegate>``: what that OpenUSD's own recorder draws.

    Its OpenUSD reads the stage by itself, under a layer that gives the camera a film of the picture's shape.
    Nothing else is repaired or checked.
    """

    def __init__(self, delegate: str) -> None:
        """``delegate`` is ``<installation>/<plugin>``."""
        self._installation_name, _, self._plugin = delegate.partition("/")
        self.name = backend_name(self._installation_name, self._plugin)

    def capabilities(self) -> Capabilities:
        """The picture alone; whether the installation answers."""
        reason = ""
        try:
            installation = self._installation()
            if self._plugin == BROKEN or self._plugin not in list_delegates(installation):
                list_delegates(installation)
                reason = f"the OpenUSD installation {self._installation_name!r} has no delegate {self._plugin}"
        except RenderError as error:
            reason = str(error)
        return Capabilities(
            aovs=("beauty",),
            features=("as_recorded",),
            devices=("cpu", "gpu"),
            available=not reason,
            reason=reason,
        )

    def open(self) -> None:
        """Nothing to start: each frame is a program of its own."""

    def render(self, request: RenderRequest) -> RenderResult:
        """Record one picture.

        Raises:
            SceneError: no such stage or camera.
            RenderError: the delegate does not load, failed, or left no picture.
        """
        started = time.perf_counter()
        with tempfile.TemporaryDirectory(prefix="record-") as folder:
            stage = _write_film(request, Path(folder))
            messages = self._run(self._command(request, stage), Path(folder))
            files = sorted(Path(folder).glob(_PICTURE.replace("#", "*")))
            if not files:
                raise RenderError("the delegate left no picture", backend=self.name)
            picture = _read_picture(files[0])
        recorded = time.perf_counter()
        if picture.shape[:2] != request.resolution[::-1]:
            raise RenderError(
                f"a picture of {picture.shape[1]}x{picture.shape[0]} px for {request.resolution}",
                backend=self.name,
            )
        header = {"renderer": f"{self._plugin} of the OpenUSD {self._installation_name!r}"}
        write_frame(Frame(arrays={"beauty": picture}, header={**request.header, **header}), request.output)
        seconds = {"render": recorded - started, "write": time.perf_counter() - recorded}
        return RenderResult(frame=request.output, seconds=seconds, messages=messages)

    def close(self) -> None:
        """Nothing to stop."""

    def _installation(self) -> Installation:
        found = find_installation(self._installation_name)
        if found is None:
            raise RenderError(
                f"no OpenUSD installation {self._installation_name!r} in the settings file", backend=self.name
            )
        return found

    def _command(self, request: RenderRequest, stage: Path) -> Sequence[str]:
        installation = self._installation()
        if installation.python:
            job = {
                "stage": str(stage),
                "camera": request.camera,
                "time": request.time_code,
                "width": request.resolution[0],
                "delegate": self._plugin,
                "complexity": _COMPLEXITY,
                "output": str(stage.with_name(_PICTURE.replace("#", "0"))),
            }
            return [installation.python, str(RECORD_PROCESS), "record", json.dumps(job)]
        return [
            installation.usdrecord, "--renderer", self._plugin, "--camera", request.camera,
            "--imageWidth", str(request.resolution[0]), "--colorCorrectionMode", "disabled",
            "--complexity", _USDRECORD_COMPLEXITY, "--frames", f"{request.time_code:g}",
            "--purposes", "render", "--disableCameraLight", str(stage), str(stage.with_name(_PICTURE)),
        ]  # fmt: skip

    def _run(self, command: Sequence[str], folder: Path) -> tuple[str, ...]:
        """Run the program in ``folder``, where delegates may leave products of their own."""
        try:
            answer = subprocess.run(
                command,
                cwd=folder,
                env=self._installation().full_environment(),
                capture_output=True,
                text=True,
                timeout=_LONGEST_FRAME_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RenderError(f"{command[0]}: {error}", backend=self.name) from error
        said = [line.strip() for line in answer.stderr.splitlines() if line.strip()]
        if answer.returncode < 0:
            raise RenderError(f"the delegate died of signal {-answer.returncode}", backend=self.name)
        if answer.returncode:
            raise RenderError(f"the delegate failed: {said[-1] if said else 'no message'}", backend=self.name)
        return tuple(dict.fromkeys(said[:10]))


def _write_film(request: RenderRequest, folder: Path) -> Path:
    """A layer over the stage that gives the camera the film of the picture's shape.

    Raises:
        SceneError: no such stage or camera.
        UnsupportedError: an aspectRatioConformPolicy that needs pixels that are not square.
    """
    from pxr import Usd

    from usd_scenes.camera_prims import find_camera_prim, read_camera_prim, read_conform_policy, to_tenths
    from usd_scenes.layer_files import stage_over
    from usd_scenes.sample_stage import open_stage

    below = open_stage(request.stage)  # which keeps its layers alive
    (width, height), name = request.resolution, str(request.stage)
    reading = read_camera_prim(below, request.camera, Usd.TimeCode(request.time_code), layer=name)
    film = reading.conformed(width / (height + _ROUNDING_PX), read_conform_policy(below)).aperture
    file = folder / _FILM
    with stage_over(below.GetRootLayer(), file) as stage:
        camera = find_camera_prim(stage, request.camera, layer=name)
        camera.GetHorizontalApertureAttr().Set(to_tenths(film[0]))
        camera.GetVerticalApertureAttr().Set(to_tenths(film[1]))
    return file


def _read_picture(file: Path) -> Pixels:
    """(height, width, 4) float32; an alpha of 1 where the picture has none."""
    import OpenImageIO as oiio

    source = oiio.ImageInput.open(str(file))
    if source is None:
        raise RenderError(f"the delegate's picture cannot be read: {oiio.geterror()}", backend=FAMILY)
    pixels = np.asarray(source.read_image(oiio.FLOAT), dtype=np.float32)
    source.close()
    if pixels.shape[2] == 3:
        pixels = np.concatenate([pixels, np.ones_like(pixels[..., :1])], axis=-1)
    return pixels[..., :4]
