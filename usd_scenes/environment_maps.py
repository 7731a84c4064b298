"""Latitude-longitude pictures around a stage: their directions, as UsdLux and OpenEXR define them.

In a dome's own frame +Y is the picture's top and +Z its middle; +X lies a quarter of its width to the left.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from colorimetry.luminance import luminance
from schemas.errors import AssetError

type Vectors = NDArray[np.float64]

_SMALL_HEIGHT = 32
SMALL_SHAPE = (_SMALL_HEIGHT, 2 * _SMALL_HEIGHT)
"""Rows and columns of a `SmallMap`'s cells."""
_FLOOR = 1e-4  # of the brightest cell: darker differences count for nothing
_EVEN = 0.02  # deviation of the logarithm along a row
_MIRRORED = 0.02  # rms difference of the logarithm of halves: 1e-6 in computed skies, 0.3 and more in photographs


class DomeKind(StrEnum):
    """What a latitude-longitude picture shows, as its pixels say."""

    EVEN = "even"  # the same in every direction of one height
    SKY = "sky"  # a sky as air scatters it: its halves on both sides of the sun's height circle are mirror images
    PANORAMA = "panorama"  # a place


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SmallMap:
    """A picture averaged to 64 x 32 cells: enough for its irradiance."""

    radiance: Vectors  # (cells, 3), scene-linear Rec.709
    directions: Vectors  # (cells, 3), in the dome's frame
    solid_angle: Vectors  # (cells,), steradians
    peak: float  # largest luminance of the full picture


def direction_of(u: Vectors, v: Vectors) -> Vectors:
    """(..., 3) directions in the dome's frame of picture coordinates, both in [0, 1], v = 0 at the top."""
    longitude, latitude = (0.5 - u) * 2.0 * np.pi, (0.5 - v) * np.pi
    across = np.cos(latitude)
    return np.stack([np.sin(longitude) * across, np.sin(latitude), np.cos(longitude) * across], axis=-1)


def picture_coordinates(directions: Vectors) -> tuple[Vectors, Vectors]:
    """The inverse of `direction_of`."""
    x, y, z = directions[..., 0], directions[..., 1], directions[..., 2]
    u = np.mod(0.5 - np.arctan2(x, z) / (2.0 * np.pi), 1.0)
    return u, np.arccos(np.clip(y, -1.0, 1.0)) / np.pi


def cell_directions(height: int) -> Vectors:
    """(height, 2 height, 3) directions of the middles of a picture's cells."""
    v, u = np.meshgrid(
        (np.arange(height) + 0.5) / height, (np.arange(2 * height) + 0.5) / (2 * height), indexing="ij"
    )
    return direction_of(u, v)


def cell_solid_angles(height: int) -> Vectors:
    """(height,) steradians of one cell in each row of a (height, 2 height) picture."""
    edges = np.cos(np.linspace(0.0, np.pi, height + 1))
    return (edges[:-1] - edges[1:]) * np.pi / height


def read_picture(file: Path) -> NDArray[np.float32]:
    """(height, width, 3) scene-linear pixels.

    Raises:
        AssetError: there is no such picture.
    """
    import OpenImageIO as oiio

    pixels = oiio.ImageBuf(str(file)).get_pixels(oiio.FLOAT) if file.is_file() else None
    if pixels is None:
        raise AssetError("the environment map cannot be read; compose the sample again", asset=str(file))
    return np.asarray(pixels, dtype=np.float32)[..., :3]


@lru_cache(maxsize=64)
def read_small_map(file: Path) -> SmallMap:
    """The picture of ``file`` in small, each cell the mean of its pixels weighted by solid angle."""
    return shrink(read_picture(file))


@lru_cache(maxsize=64)
def kind_of_dome(file: Path) -> DomeKind:
    """What the upper half of the picture of ``file`` shows."""
    light = luminance(read_small_map(file).radiance).reshape(_SMALL_HEIGHT, 2 * _SMALL_HEIGHT)[
        : _SMALL_HEIGHT // 2
    ]
    rows = np.log(light + _FLOOR * light.max() + 1e-30)
    if float(rows.std(axis=1).max()) < _EVEN:
        return DomeKind.EVEN
    turned = (np.roll(rows, step, axis=1) for step in range(rows.shape[1]))
    unlike = min(float(np.sqrt(((half - half[:, ::-1]) ** 2).mean())) for half in turned)
    return DomeKind.SKY if unlike < _MIRRORED else DomeKind.PANORAMA


def shrink(pixels: NDArray[np.float32]) -> SmallMap:
    """A latitude-longitude picture (height, 2 height, 3) as a `SmallMap`."""
    height, width = pixels.shape[:2]
    block = height // _SMALL_HEIGHT
    columns = width // (2 * _SMALL_HEIGHT)
    weight = cell_solid_angles(height)[:, None, None]
    cut = pixels[: block * _SMALL_HEIGHT, : columns * 2 * _SMALL_HEIGHT].astype(np.float64) * weight
    shape = (_SMALL_HEIGHT, block, 2 * _SMALL_HEIGHT, columns, 3)
    power = cut.reshape(shape).sum(axis=(1, 3))
    solid_angle = np.repeat(cell_solid_angles(_SMALL_HEIGHT), 2 * _SMALL_HEIGHT)
    return SmallMap(
        radiance=power.reshape(-1, 3) / solid_angle[:, None],
        directions=cell_directions(_SMALL_HEIGHT).reshape(-1, 3),
        solid_angle=solid_angle,
        peak=float(luminance(pixels).max()),
    )
