"""The connected pieces of one tone in a patch: how large, where and of what shape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quality_control.readers.painted.patch_statistics import Mask
from quality_control.readers.surface_fields import Values

_ALIKE = 0.22  # deviation over the mean of the areas of regular pieces


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pieces:
    """The connected pieces of one tone that lie wholly in a patch."""

    count: int
    areas: Values  # samples
    centres: Values  # (n, 2) column, row
    lengths: Values  # of the longer axis over the shorter one
    turns_deg: Values  # of the longer axis
    filling: Values  # share of the box about it

    @property
    def are_alike(self) -> bool:
        """Whether they are of one size, and enough to say so."""
        return self.count >= 8 and float(self.areas.std() / self.areas.mean()) <= _ALIKE


def pieces_of(mask: Mask) -> Pieces:
    """The connected pieces of a mask that its edges do not cut."""
    from scipy import ndimage

    labels, found = ndimage.label(mask)
    inner = np.ones(found + 1, dtype=bool)
    inner[0] = False
    for edge in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
        inner[edge] = False
    rows = []
    for number in np.flatnonzero(inner):
        y, x = np.nonzero(labels == number)
        if len(x) < 6:
            continue
        (a, b), (_, c) = np.cov(x, y, bias=True) + np.eye(2) / 12.0
        middle, apart = (a + c) / 2.0, np.hypot((a - c) / 2.0, b)
        turn = np.degrees(np.arctan2(2.0 * b, a - c)) / 2.0
        box = (np.ptp(x) + 1) * (np.ptp(y) + 1)
        rows.append((len(x), x.mean(), y.mean(), np.sqrt((middle + apart) / (middle - apart)), turn, len(x) / box))
    table = np.array(rows).reshape(-1, 6)
    return Pieces(
        count=len(table),
        areas=table[:, 0],
        centres=table[:, 1:3],
        lengths=table[:, 3],
        turns_deg=table[:, 4],
        filling=table[:, 5],
    )
