"""Run as a script in a process of its own: turns an .npz of dense fields into an OpenVDB file.

The ``openvdb`` module comes inside the bpy wheel, beside a pxr of another version, so it is never imported in the
main process. Exit status 3 says that the wheel is missing.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

MISSING_WHEEL = 3
_UUID = re.compile(rb"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")
_UUID_WITHIN_BYTES = 80  # the header's: the file's only random bytes


def main(source: Path, target: Path) -> int:
    """Write every array of ``source`` as a float grid; "origin" and "voxel_size" place them, in metres."""
    spec = importlib.util.find_spec("bpy")
    if spec is None or not spec.submodule_search_locations:
        return MISSING_WHEEL
    wheel = Path(next(iter(spec.submodule_search_locations)))
    import numpy as np

    sys.path.insert(0, str(next(wheel.glob("*/python/lib/python*/site-packages"))))
    import openvdb

    fields = dict(np.load(source))
    origin, voxel_size = (tuple(float(part) for part in fields.pop(name)) for name in ("origin", "voxel_size"))
    grids = []
    for name, values in sorted(fields.items()):
        grid = openvdb.FloatGrid()
        grid.copyFromArray(np.ascontiguousarray(values, dtype=np.float32))
        grid.name = name
        grid.gridClass = openvdb.GridClass.FOG_VOLUME
        grid.saveFloatAsHalf = True
        transform = openvdb.createLinearTransform()
        transform.postScale(voxel_size)
        transform.postTranslate(origin)
        grid.transform = transform
        grids.append(grid)
    openvdb.write(str(target), grids=grids)
    data = target.read_bytes()
    head = _UUID.sub(b"0" * 8 + b"-0000-0000-0000-" + b"0" * 12, data[:_UUID_WITHIN_BYTES], count=1)
    target.write_bytes(head + data[_UUID_WITHIN_BYTES:])
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
