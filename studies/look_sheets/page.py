"""Many looks at once: a page over thumbnails."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from assets.looks.library.library_looks import LibraryLook
from schemas.documents import write_text

PAGE_FILE = "index.html"

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
