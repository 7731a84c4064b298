"""Screw threads as true helices."""

from __future__ import annotations

import numpy as np

from assets.forms.kit.metre_solids import spun_corners
from assets.meshes.surface import Surface, grid, merge, welded

_TURN_COLUMNS = 40
_STEPS = ((0.0, 1.0), (0.12, 1.0), (0.5, 0.0), (0.62, 0.0))
"""(share of the pitch, 1 at the crest and 0 at the root) of one turn."""


def threaded_rod(
    radius_m: float,
    pitch_m: float,
    low_m: float,
    high_m: float,
    *,
    depth: float = 0.6,
    columns: int = _TURN_COLUMNS,
) -> Surface:
    """A rod with a thread between two heights, its ends chamfered to the root and capped.

    Args:
        depth: of the thread, in pitches.
    """
    turns = int(np.ceil((high_m - low_m) / pitch_m)) + 2
    share = np.array([s for s, _ in _STEPS])
    crest = np.tile([c for _, c in _STEPS], turns)
    along = low_m + pitch_m * ((np.arange(turns)[:, None] + share[None]).reshape(-1) - 1)
    angle = np.linspace(0, 2 * np.pi, columns + 1)
    z = along[:, None] + pitch_m * angle[None] / (2 * np.pi)
    root = radius_m - depth * pitch_m
    end = np.clip(np.minimum(z - low_m, high_m - z) / (0.9 * pitch_m), 0.0, 1.0)
    r = root + (radius_m - root) * crest[:, None] * end
    z = np.clip(z, low_m, high_m)
    points = np.stack([r * np.cos(angle), r * np.sin(angle), z], -1)
    uvs = np.stack(np.broadcast_arrays(angle[None] * radius_m, z), -1)
    c = pitch_m * 0.25
    core = spun_corners(
        [(0, low_m), (root, low_m), (root, high_m), (root - c, high_m + c), (0, high_m + c)], 0.0, segments=columns
    )
    return merge([welded(grid(points, uvs=uvs)), core])


def tapered(surface: Surface, low_m: float, high_m: float, share: float) -> Surface:
    """Drawn in towards the axis between two heights, to ``share`` at the higher: the point of a wood screw."""
    p = surface.points.copy()
    t = np.clip((p[:, 2] - low_m) / (high_m - low_m), 0.0, 1.0)
    p[:, :2] *= (1 + (share - 1) * t)[:, None]
    return Surface(points=p, counts=surface.counts, indices=surface.indices, uvs=surface.uvs)
