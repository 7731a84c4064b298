"""Runs under the Python of any OpenUSD installation, 3.8 or newer; imports nothing of ours but the GL context.

``record_process.py list`` prints its Hydra delegates as JSON; ``record_process.py record JOB`` renders a picture,
JOB being JSON: stage, camera, time, width, delegate, complexity, output. The camera's film gives the height.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
from typing import Any

_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG


def main() -> None:
    """Do what the arguments say; a failure ends in a line on standard error and status 1."""
    _end_with_parent()
    try:
        if sys.argv[1] == "list":
            _list_delegates()
        else:
            _record(json.loads(sys.argv[2]))
    except Exception as error:  # noqa: BLE001  whatever the delegate raises, in one line for the parent
        sys.stderr.write(f"\n{type(error).__name__}: {str(error).strip()}\n")
        sys.exit(1)


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _list_delegates() -> None:
    from pxr import UsdImagingGL

    plugins = [str(plugin) for plugin in UsdImagingGL.Engine.GetRendererPlugins()]
    names = {plugin: str(UsdImagingGL.Engine.GetRendererDisplayName(plugin)) for plugin in plugins}
    sys.stdout.write("\n" + json.dumps({"delegates": names}) + "\n")


def _record(job: dict[str, Any]) -> None:
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    import egl_context  # type: ignore[import-not-found]  # of this folder, by path
    from pxr import Usd, UsdAppUtils, UsdGeom

    try:
        gpu = egl_context.create_gl_context()
    except egl_context.GlContextError:
        gpu = None  # a delegate that traces rays needs none
    stage = Usd.Stage.Open(job["stage"])
    camera = UsdGeom.Camera(stage.GetPrimAtPath(job["camera"]))
    try:
        recorder = UsdAppUtils.FrameRecorder(job["delegate"], gpu is not None)
    except TypeError:  # an older one takes the delegate by a call
        recorder = UsdAppUtils.FrameRecorder()
    if not recorder.SetRendererPlugin(job["delegate"]):
        raise RuntimeError(f"the delegate {job['delegate']} does not load")
    if recorder.GetCurrentRendererId() != job["delegate"]:
        raise RuntimeError(f"{recorder.GetCurrentRendererId()} answered instead of {job['delegate']}")
    recorder.SetImageWidth(job["width"])
    recorder.SetColorCorrectionMode("disabled")
    recorder.SetComplexity(job["complexity"])
    recorder.SetCameraLightEnabled(False)
    recorder.SetIncludedPurposes(["default", "render"])
    if gpu is not None:
        egl_context.bind_complete_framebuffer(gpu)
    if not recorder.Record(stage, camera, Usd.TimeCode(job["time"]), job["output"]):
        raise RuntimeError("the recorder gave no picture")


if __name__ == "__main__":
    main()
