"""Category rendering."""

from __future__ import annotations

from composers.rendering.composer import SQUARE, RenderingComposer, Shape, SlateComposer

__all__ = ["COMPOSER", "SQUARE", "Shape", "SlateComposer"]

COMPOSER = RenderingComposer()
