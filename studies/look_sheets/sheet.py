"""Many looks at once: a contact sheet and a page over thumbnails."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import numpy as np

from assets.looks.library.library_looks import LibraryLook
from finishing.png import Bytes, quantize_to_bytes, read_png
from schemas.documents import write_text
from schemas.errors import StorageError

SHEET_FILE = "sheet.jpg"
PAGE_FILE = "index.html"

_COLUMNS = 12
_LABEL_PX, _TEXT_PX = 14, 10
_BACKGROUND = 0.09  # display-referred
_JPEG_QUALITY = 68

_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Look library</title><style>
body { margin: 2rem; background: #161616; color: #ddd; font: 14px/1.4 system-ui, sans-serif; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(180px, 1fr)); gap: 1.2rem; }
figure { margin: 0; } img { width: 100%; border-radius: 6px; display: block; }
figcaption { margin-top: .4rem; } small { color: #999; } summary { cursor: pointer; color: #aaa; }
dl { margin: .3rem 0; font-size: 12px; } dt { color: #e0b060; } dd { margin: 0 0 .2rem; }
</style></head><body><h1>Look library</h1><main>
"""


def write_sheet(looks: Sequence[LibraryLook], folder: Path) -> Path:
    """Put the thumbnails ``<folder>/<name>.png`` on one picture with their names; returns its file.

    Raises:
        ImageError: a thumbnail is missing.
        StorageError: the disk refused the write.
    """
    tiles = [read_png(folder / f"{look.name}.png") for look in looks]
    side = tiles[0].shape[0]
    columns = min(_COLUMNS, len(tiles))
    rows = -(-len(tiles) // columns)
    sheet = np.full((rows * (side + _LABEL_PX), columns * side, 3), _BACKGROUND, dtype=np.float32)
    places = [divmod(index, columns) for index in range(len(tiles))]
    for (row, column), tile in zip(places, tiles, strict=True):
        top = row * (side + _LABEL_PX)
        sheet[top : top + side, column * side : (column + 1) * side] = tile
    labels = [
        (look.name, column * side + 3, (row + 1) * (side + _LABEL_PX) - 4)
        for look, (row, column) in zip(looks, places, strict=True)
    ]
    file = folder / SHEET_FILE
    _write_jpeg(quantize_to_bytes(sheet), labels, file)
    return file


def write_page(looks: Sequence[LibraryLook], folder: Path) -> Path:
    """Write ``<folder>/index.html`` over the thumbnails, with terms and parameters; returns its file."""
    file = folder / PAGE_FILE
    figures = "\n".join(_figure(look) for look in looks)
    write_text(f"{_HEAD}{figures}\n</main></body></html>\n", file)
    return file


def _figure(look: LibraryLook) -> str:
    rows = "".join(
        f"<dt>{escape(parameter.name)}</dt><dd>{escape(parameter.doc)}</dd>"
        for parameter in look.network.parameters
    )
    name = escape(look.name)
    terms = "<br>".join(escape(term) for term in look.terms)
    return (
        f'<figure><img src="{name}.png" alt="{name} on the shader ball">'
        f"<figcaption>{name}<br><small>{terms}</small>"
        f"<details><summary>parameters</summary><dl>{rows}</dl></details></figcaption></figure>"
    )


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
