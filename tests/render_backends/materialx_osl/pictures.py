"""Texture files for the tests."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import OpenImageIO as oiio

_FORMATS = {np.dtype(np.uint8): "uint8", np.dtype(np.float32): "float"}


def write_picture(path: Path, pixels: np.ndarray) -> Path:
    """(height, width, channels) uint8 or float32, row 0 at the top, stored as they are."""
    height, width, channels = pixels.shape
    spec = oiio.ImageSpec(width, height, channels, _FORMATS[pixels.dtype])
    if channels == 4:
        spec.channelnames = ("R", "G", "B", "A")
        spec.alpha_channel = 3
        spec.attribute("oiio:UnassociatedAlpha", 1)
    output = oiio.ImageOutput.create(str(path))
    assert output.open(str(path), spec), oiio.geterror()
    output.write_image(np.ascontiguousarray(pixels))
    output.close()
    return path
