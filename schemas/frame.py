"""A rendered frame in memory: named AOV arrays and what is needed to read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from schemas.errors import UnsupportedError

type Pixels = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraMatrices:
    """Column-vector matrices, (4, 4): ``camera_from_world`` looks down -Z, ``ndc_from_camera`` projects."""

    camera_from_world: tuple[tuple[float, ...], ...]
    ndc_from_camera: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One frame of one render product.

    ``arrays`` maps an AOV name to (height, width, channels) float32, row 0 at the top, in the unit and space
    that `schemas.aovs` gives. ``ids`` maps an id AOV to its table from id to prim path (or label).
    """

    arrays: Mapping[str, Pixels]
    camera: CameraMatrices | None = None
    ids: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    header: Mapping[str, str] = field(default_factory=dict)

    @property
    def resolution(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        height, width = next(iter(self.arrays.values())).shape[:2]
        return width, height

    def aov(self, name: str) -> Pixels:
        """The array of one AOV.

        Raises:
            UnsupportedError: the frame has no such AOV.
        """
        if name not in self.arrays:
            raise UnsupportedError(f"the frame has no AOV {name!r}; it has {', '.join(sorted(self.arrays))}")
        return self.arrays[name]

    def mask_of(self, *prim_prefixes: str) -> NDArray[np.bool_]:
        """(height, width) bool: pixels whose instance_id names one of ``prim_prefixes`` or a prim below it."""
        table = self.ids.get("instance_id", {})
        below = tuple(prefix + "/" for prefix in prim_prefixes)
        wanted = [i for i, path in table.items() if path in prim_prefixes or path.startswith(below)]
        return np.isin(np.rint(self.aov("instance_id")[..., 0]).astype(np.int64), wanted)
