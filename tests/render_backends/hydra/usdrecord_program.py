"""Stands for a studio's ``usdrecord``: the wheel's OpenUSD behind the arguments that OpenUSD's own modules parse.

Runs under a Python that finds that OpenUSD; the wheel has all but the program itself.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "render_backends" / "hydra"))


def main() -> None:
    import egl_context  # type: ignore[import-not-found]  # by path, as the program that our backend starts
    from pxr import Usd, UsdAppUtils

    args = _parse(UsdAppUtils)
    stage = Usd.Stage.Open(args.usdFilePath)
    UsdAppUtils.framesArgs.ValidateCmdlineArgs(args.parser, args, stage, frameFormatArgName="outputImagePath")
    camera = UsdAppUtils.GetCameraAtPath(stage, args.camera)
    gpu = egl_context.create_gl_context()
    plugin = UsdAppUtils.rendererArgs.GetPluginIdFromArgument(args.rendererPlugin)
    recorder = UsdAppUtils.FrameRecorder(plugin or "", True)
    recorder.SetImageWidth(args.imageWidth)
    recorder.SetComplexity(args.complexity.value)
    recorder.SetCameraLightEnabled(args.cameraLightEnabled)
    recorder.SetColorCorrectionMode(args.colorCorrectionMode)
    recorder.SetIncludedPurposes(args.purposes.replace(",", " ").split())
    egl_context.bind_complete_framebuffer(gpu)
    for time_code in args.frames:
        recorder.Record(stage, camera, time_code, args.outputImagePath.format(frame=time_code))


def _parse(parts: Any) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("usdFilePath")
    parser.add_argument("outputImagePath")
    parser.add_argument("--purposes", default="proxy")
    parser.add_argument("--disableCameraLight", action="store_false", dest="cameraLightEnabled")
    parser.add_argument("--imageWidth", "-w", type=int, default=960)
    for part in (parts.cameraArgs, parts.framesArgs, parts.complexityArgs, parts.colorArgs, parts.rendererArgs):
        part.AddCmdlineArgs(parser)
    args = parser.parse_args()
    args.parser = parser
    return args


if __name__ == "__main__":
    main()
