"""PNG files whose bytes depend on the pixels alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from schemas.errors import ImageError, StorageError
from schemas.frame import Pixels

type Bytes = NDArray[np.uint8]


def quantize_to_bytes(display: Pixels) -> Bytes:
    """Display-referred [0, 1] to 8-bit code values, rounded."""
    codes: Bytes = np.rint(np.clip(display, 0.0, 1.0) * 255.0).astype(np.uint8)
    return codes


def write_png(picture: Bytes | Pixels, file: Path) -> None:
    """Write (height, width, 1 or 3), uint8 or display-referred float in [0, 1], as 8 bits a channel.

    The file appears whole or not at all and holds no time or machine.

    Raises:
        ImageError: the array is no such picture.
        StorageError: the disk refused the write.
    """
    import OpenImageIO as oiio

    image = picture if picture.dtype == np.uint8 else quantize_to_bytes(np.asarray(picture, dtype=np.float32))
    if image.ndim != 3:
        raise ImageError(f"a PNG takes (height, width, channels), not {image.shape}", file=str(file))
    height, width, channels = image.shape
    spec = oiio.ImageSpec(width, height, channels, oiio.UINT8)
    spec.attribute("oiio:ColorSpace", "srgb_rec709_scene")
    spec.attribute("png:compressionLevel", 6)
    temporary = file.with_name(f".{file.name}.partial.png")
    output = oiio.ImageOutput.create(str(temporary))
    try:
        if not output.open(str(temporary), spec) or not output.write_image(np.ascontiguousarray(image)):
            raise StorageError(f"{file}: cannot write the PNG: {output.geterror()}")
        if not output.close():
            raise StorageError(f"{file}: cannot write the PNG: {output.geterror()}")
        temporary.replace(file)
    except OSError as error:
        raise StorageError(f"{file}: cannot write the PNG: {error}") from error
    finally:
        temporary.unlink(missing_ok=True)


def read_png(file: Path) -> Pixels:
    """(height, width, 3) display-referred float32 in [0, 1] of an 8-bit PNG.

    Raises:
        ImageError: the file is missing or damaged.
    """
    import OpenImageIO as oiio

    source = oiio.ImageInput.open(str(file))
    if source is None:
        raise ImageError(f"cannot be read: {oiio.geterror()}", file=str(file))
    try:
        pixels = source.read_image(oiio.UINT8)
        if pixels is None:
            raise ImageError(f"damaged or cut off: {source.geterror()}", file=str(file))
    finally:
        source.close()
    return np.asarray(np.asarray(pixels)[..., :3] / 255.0, dtype=np.float32)
