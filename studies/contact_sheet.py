"""Many pictures on one, each with its name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from finishing.png import Bytes, quantize_to_bytes, read_png
from schemas.errors import StorageError

SHEET_FILE = "sheet.jpg"

_COLUMNS = 12
_LABEL_PX, _TEXT_PX = 14, 10
_BACKGROUND = 0.09  # display-referred
_JPEG_QUALITY = 68


def write_sheet(names: Sequence[str], folder: Path) -> Path:
    """Put the pictures ``<folder>/<name>.png`` on one picture with their names; returns its file.

    Raises:
        ImageError: a picture is missing.
        StorageError: the disk refused the write.
    """
    tiles = [read_png(folder / f"{name}.png") for name in names]
    side = tiles[0].shape[0]
    columns = min(_COLUMNS, len(tiles))
    rows = -(-len(tiles) // columns)
    sheet = np.full((rows * (side + _LABEL_PX), columns * side, 3), _BACKGROUND, dtype=np.float32)
    places = [divmod(index, columns) for index in range(len(tiles))]
    for (row, column), tile in zip(places, tiles, strict=True):
        top = row * (side + _LABEL_PX)
        sheet[top : top + side, column * side : (column + 1) * side] = tile
    labels = [
        (name, column * side + 3, (row + 1) * (side + _LABEL_PX) - 4)
        for name, (row, column) in zip(names, places, strict=True)
    ]
    file = folder / SHEET_FILE
    _write_jpeg(quantize_to_bytes(sheet), labels, file)
    return file


def _write_jpeg(picture: Bytes, labels: Sequence[tuple[str, int, int]], file: Path) -> None:
    import OpenImageIO as oiio

    height, width, channels = picture.shape
    image = oiio.ImageBuf(oiio.ImageSpec(width, height, channels, oiio.UINT8))
    image.set_pixels(oiio.ROI(), picture)
    for text, x, y in labels:
        oiio.ImageBufAlgo.render_text(image, x, y, text, _TEXT_PX, "", (0.8, 0.8, 0.8))
    image.specmod().attribute("CompressionQuality", _JPEG_QUALITY)
    if not image.write(str(file)):
        raise StorageError(f"{file}: cannot write the sheet: {image.geterror()}")
