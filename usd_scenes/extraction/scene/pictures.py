"""Texture files as scene-linear pixels."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pxr import Ar

from colorimetry.srgb import linear_from_srgb
from schemas.errors import AssetError

_LINEAR_SUFFIXES = frozenset({".exr", ".hdr", ".tx"})


@lru_cache(maxsize=16)
def read_linear_picture(file: str) -> NDArray[np.float32]:
    """(height, width, 3), row 0 at the top: EXR and HDR as they are, the rest decoded from sRGB.

    Raises:
        AssetError: it cannot be read.
    """
    read, _ = read_pixels(file)
    read = np.repeat(read, 3, axis=2) if read.shape[2] < 3 else read[..., :3]
    if picture_suffix(file) in _LINEAR_SUFFIXES:
        return read
    return linear_from_srgb(read)


def read_pixels(file: str) -> tuple[NDArray[np.float32], str]:
    """(height, width, channels) as the file has them, and the format of its numbers; also from within a .usdz.

    Raises:
        AssetError: it cannot be read.
    """
    if not Ar.IsPackageRelativePath(file):
        return _read_file(file, file)
    with tempfile.NamedTemporaryFile(suffix=picture_suffix(file)) as copy:
        copy.write(_read_packaged(file))
        copy.flush()
        return _read_file(copy.name, file)


def _read_file(place: str, file: str) -> tuple[NDArray[np.float32], str]:
    import OpenImageIO as oiio

    source = oiio.ImageInput.open(place)
    pixels = source.read_image(0, 0, 0, source.spec().nchannels, oiio.FLOAT) if source is not None else None
    if source is None or pixels is None:
        raise AssetError(f"the picture cannot be read: {oiio.geterror()}", asset=file)
    return np.asarray(pixels, dtype=np.float32), str(source.spec().format)


def picture_suffix(file: str) -> str:
    """``.png`` of ``a.png`` and of ``b.usdz[a.png]``."""
    return Path(file.rstrip("]")).suffix.lower()


def _read_packaged(file: str) -> bytes:
    asset = Ar.GetResolver().OpenAsset(Ar.ResolvedPath(file))
    if asset is None:
        raise AssetError("there is no such file in the package", asset=file)
    with asset:
        return bytes(asset.GetBuffer())
