"""Scene-linear pictures as EXR assets."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from schemas.errors import StorageError

_NO_DATE = "0000:00:00 00:00:00"  # else the writer puts the clock in, and no two runs give the same bytes


def write_half_exr(pixels: NDArray[np.float32], file: Path) -> None:
    """Write (height, width, 3) scene-linear Rec.709 pixels as a half-float RGB EXR.

    Raises:
        StorageError: the disk refused the write.
    """
    import OpenImageIO as oiio

    height, width, channels = pixels.shape
    spec = oiio.ImageSpec(width, height, channels, oiio.HALF)
    spec.attribute("compression", "zip")
    spec.attribute("oiio:ColorSpace", "lin_rec709_scene")
    spec.attribute("DateTime", _NO_DATE)
    output = oiio.ImageOutput.create(str(file))
    if output is None or not output.open(str(file), spec):
        raise StorageError(f"{file}: cannot write the EXR: {oiio.geterror()}")
    if not output.write_image(np.ascontiguousarray(pixels, dtype=np.float32)) or not output.close():
        raise StorageError(f"{file}: cannot write the EXR: {output.geterror()}")
