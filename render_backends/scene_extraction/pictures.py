"""Texture files as scene-linear pixels."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from schemas.errors import AssetError

_LINEAR_SUFFIXES = frozenset({".exr", ".hdr", ".tx"})


@lru_cache(maxsize=16)
def read_linear_picture(file: str) -> NDArray[np.float32]:
    """(height, width, 3), row 0 at the top: EXR and HDR as they are, the rest decoded from sRGB.

    Raises:
        AssetError: it cannot be read.
    """
    import OpenImageIO as oiio

    source = oiio.ImageInput.open(file)
    pixels = source.read_image(0, 0, 0, source.spec().nchannels, oiio.FLOAT) if source is not None else None
    if pixels is None:
        raise AssetError(f"the picture cannot be read: {oiio.geterror()}", asset=file)
    read = np.asarray(pixels, dtype=np.float32)
    read = np.repeat(read, 3, axis=2) if read.shape[2] < 3 else read[..., :3]
    if Path(file).suffix.lower() in _LINEAR_SUFFIXES:
        return read
    low, high = read / 12.92, np.power((np.maximum(read, 0.0) + 0.055) / 1.055, 2.4)
    linear: NDArray[np.float32] = np.where(read <= 0.04045, low, high).astype(np.float32)
    return linear
