"""Density fields read from OpenVDB files.

The ``openvdb`` module comes inside the bpy wheel. It is loaded by its file: neither bpy nor the wheel's own pxr.
"""

from __future__ import annotations

import importlib.util
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from assets.volumes.density_field import DensityField, VolumeStatistics, compute_statistics
from schemas.errors import AssetError

type Box = tuple[tuple[float, ...], tuple[float, ...]]  # lowest and highest corner, metres

_LARGEST_VOXELS = 512**3


@lru_cache(maxsize=64)
def read_statistics(file: Path, field: str, extent_m: Box) -> VolumeStatistics:
    """The statistics of a float grid over a box of its own space.

    Raises:
        AssetError: as `read_field`, or the field is empty.
    """
    return compute_statistics(read_field(file, field, extent_m))


def read_field(file: Path, field: str, extent_m: Box) -> DensityField:
    """A float grid with all voxels of a box of its own space, lowest and highest corner.

    Raises:
        AssetError: no such file or grid, the bpy wheel is missing, or the box holds too many voxels.
    """
    openvdb = _load_openvdb()
    if not file.is_file():
        raise AssetError("the volume's file is missing; compose the sample again", asset=str(file))
    try:
        grid = openvdb.read(str(file), field)
    except Exception as error:  # what openvdb raises has no name of its own
        raise AssetError(f"no OpenVDB file with a grid {field!r}: {error}", asset=str(file)) from error
    size = np.array(grid.transform.voxelSize())
    low, high = (np.array(corner) for corner in extent_m)
    shape = np.maximum(np.rint((high - low) / size), 1.0).astype(int)
    if int(np.prod(shape)) > _LARGEST_VOXELS:
        raise AssetError(f"a field of {'x'.join(map(str, shape))} voxels is too large to read", asset=str(file))
    start = np.rint((low + size / 2.0 - np.array(grid.transform.indexToWorld((0, 0, 0)))) / size).astype(int)
    density = np.zeros(shape, dtype=np.float32)
    grid.copyToArray(density, ijk=tuple(int(index) for index in start))
    dx, dy, dz = (float(side) for side in size)
    x, y, z = (float(value) for value in low + size / 2.0)
    return DensityField(density=density, voxel_size_m=(dx, dy, dz), origin_m=(x, y, z))


@cache
def _load_openvdb() -> Any:
    spec = importlib.util.find_spec("bpy")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    files = [
        file for folder in folders for file in Path(folder).glob("*/python/lib/python*/site-packages/openvdb*")
    ]
    binary = next((file for file in files if file.suffix in {".so", ".pyd"}), None)
    found = importlib.util.spec_from_file_location("openvdb", binary) if binary else None
    if found is None or found.loader is None:
        message = "OpenVDB comes inside the bpy wheel, which is not installed; install the project's requirements"
        raise AssetError(message, asset="openvdb")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module
