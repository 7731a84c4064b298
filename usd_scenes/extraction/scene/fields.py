"""OpenVDB fields as dense arrays, read by the library that the bpy wheel carries, in a process of its own."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from schemas.errors import AssetError

_TIME_LIMIT_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DenseField:
    """Voxels of one grid; ``local_from_index`` (4, 4) takes the indices of voxels' middles, column vectors."""

    values: NDArray[np.float32]  # (x, y, z)
    local_from_index: NDArray[np.float64]


@lru_cache(maxsize=8)
def read_field(file: str, name: str) -> DenseField:
    """The active voxels of a float grid, zero around them.

    Raises:
        AssetError: the file has no such grid, or nothing here can read it.
    """
    with tempfile.TemporaryDirectory(prefix="field-") as folder:
        output = Path(folder) / "field.npz"
        command = [sys.executable, "-m", "usd_scenes.extraction.scene.fields", file, name, str(output)]
        try:
            ended = subprocess.run(command, capture_output=True, text=True, timeout=_TIME_LIMIT_S, check=False)
        except subprocess.TimeoutExpired as error:
            raise AssetError(f"the grid {name!r} was not read in {_TIME_LIMIT_S:g} s", asset=file) from error
        if not output.exists():
            reason = (ended.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise AssetError(f"the grid {name!r} cannot be read: {reason}", asset=file)
        with np.load(output) as read:
            return DenseField(values=read["values"], local_from_index=read["matrix"])


def main() -> None:
    """``python -m usd_scenes.extraction.scene.fields FILE GRID OUTPUT``: the reading process."""
    import os

    from usd_scenes.bundled_usd import put_bundled_usd_first

    parser = argparse.ArgumentParser()
    for argument in ("file", "grid", "output"):
        parser.add_argument(argument)
    given = parser.parse_args()
    put_bundled_usd_first(backend="fields")
    import openvdb

    grid = openvdb.read(given.file, given.grid)
    low, high = grid.evalActiveVoxelBoundingBox()
    values = np.zeros(tuple(int(size) for size in np.subtract(high, low) + 1), dtype=np.float32)
    grid.copyToArray(values, ijk=low)
    matrix = np.eye(4)
    origin = np.array(grid.transform.indexToWorld(low))
    for axis in range(3):
        step = [index + (1 if axis == k else 0) for k, index in enumerate(low)]
        matrix[:3, axis] = np.array(grid.transform.indexToWorld(step)) - origin
    matrix[:3, 3] = origin
    partial = Path(given.output).with_suffix(".partial.npz")
    np.savez(partial, values=values, matrix=matrix)
    partial.rename(given.output)
    os._exit(0)  # bpy's own exit may hang


if __name__ == "__main__":
    main()
