"""Texture files looked up at texture coordinates."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from colorimetry.srgb import linear_from_srgb
from usd_scenes.extraction.scene.pictures import picture_suffix, read_pixels

type Values = NDArray[np.float64]

_LINEAR_SUFFIXES = frozenset({".exr", ".hdr", ".tx"})


def sample_picture(file: str, uv: Values, *, modes: tuple[str, str], color_space: str = "auto") -> Values:
    """(n, 4) bilinear values at (n, 2) texture coordinates; v = 0 is the picture's foot.

    Args:
        modes: MaterialX's address modes along u and v.
        color_space: ``raw``, ``sRGB``, or ``auto``: sRGB for pictures of 8 bits with colours.

    Raises:
        AssetError: the picture cannot be read.
    """
    pixels = _read(file, color_space)
    height, width = pixels.shape[:2]
    x = _addressed(uv[:, 0], modes[0]) * width - 0.5
    y = (1.0 - _addressed(uv[:, 1], modes[1])) * height - 0.5
    left, top = np.floor(x).astype(int), np.floor(y).astype(int)
    across, down = (x - left)[:, None], (y - top)[:, None]
    columns = [_wrapped(left + step, width, modes[0]) for step in (0, 1)]
    rows = [_wrapped(top + step, height, modes[1]) for step in (0, 1)]
    upper = pixels[rows[0], columns[0]] * (1.0 - across) + pixels[rows[0], columns[1]] * across
    lower = pixels[rows[1], columns[0]] * (1.0 - across) + pixels[rows[1], columns[1]] * across
    sampled: Values = upper * (1.0 - down) + lower * down
    for axis, mode in enumerate(modes):
        if mode == "constant":
            sampled[(uv[:, axis] < 0.0) | (uv[:, axis] > 1.0)] = 0.0
    return sampled


def _addressed(coordinate: Values, mode: str) -> Values:
    if mode == "periodic":
        return coordinate - np.floor(coordinate)
    if mode == "mirror":
        folded = np.mod(coordinate, 2.0)
        return np.where(folded > 1.0, 2.0 - folded, folded)
    return np.clip(coordinate, 0.0, 1.0)


def _wrapped(index: NDArray[np.int64], size: int, mode: str) -> NDArray[np.int64]:
    return index % size if mode == "periodic" else np.clip(index, 0, size - 1)


@lru_cache(maxsize=32)
def _read(file: str, color_space: str) -> NDArray[np.float32]:
    """(height, width, 4), scene-linear where it is a colour."""
    read, number_format = read_pixels(file)
    count = read.shape[2]
    color = np.repeat(read[..., :1], 3, axis=2) if count < 3 else read[..., :3]
    alpha = read[..., count - 1 :] if count in {2, 4} else np.ones_like(read[..., :1])
    eight_bits = number_format == "uint8" and count >= 3
    automatic = eight_bits and picture_suffix(file) not in _LINEAR_SUFFIXES
    if color_space == "sRGB" or (color_space == "auto" and automatic):
        color = linear_from_srgb(color)
    return np.concatenate([color, alpha], axis=2).astype(np.float32)
