"""Finishing: from a linear frame with AOVs to the picture that people see."""

from __future__ import annotations

from finishing.finish import apply_finishing, finish_frame
from finishing.png import quantize_to_bytes, read_png, write_png
from finishing.previews import preview_of
from finishing.view_transform import apply_view_transform

__all__ = [
    "apply_finishing",
    "apply_view_transform",
    "finish_frame",
    "preview_of",
    "quantize_to_bytes",
    "read_png",
    "write_png",
]
