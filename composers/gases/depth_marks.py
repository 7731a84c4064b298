"""Posts that recede behind the subject, so that fog has something to take away."""

from __future__ import annotations

import numpy as np

from assets.meshes.shells import revolved
from assets.meshes.surface import Surface, merge, moved
from composers.blocking.liquids.parts import vessel_part
from composers.liquids.staging import stage_parts
from composers.shot import Shot

_SPOTS_M = ((-1.5, 0.9), (1.7, 1.6), (-2.3, 2.5), (1.1, 3.1), (-0.6, 3.6), (2.6, -0.4), (-2.5, -0.7))
_HEIGHTS_M = (1.15, 1.3, 1.45, 1.25, 1.5, 1.2, 1.35)


def depth_marks(shot: Shot, floor_m: float) -> None:
    """Author stone posts at growing distances, into the current edit target."""
    parts = (
        vessel_part("Posts", "Limestone", "post", {"generator": "gases/posts", "version": 1}, _posts),
        vessel_part("Caps", "Basalt", "post", {"generator": "gases/post_caps", "version": 1}, _caps),
    )
    turn = float(shot.rng("gases/posts").uniform(-12.0, 12.0))
    stage_parts(shot, "Posts", parts, at_m=(0.0, 0.0, floor_m), class_name="post", turn_deg=turn)


def _posts() -> Surface:
    return merge([moved(_turned(height), x, y) for (x, y), height in zip(_SPOTS_M, _HEIGHTS_M, strict=True)])


def _turned(height_m: float) -> Surface:
    """A tapered post on a square-edged base."""
    profile = [(0.0, height_m), (0.075, height_m), (0.082, height_m - 0.006), (0.1, 0.16), (0.135, 0.14)]
    profile += [(0.14, 0.13), (0.14, 0.008), (0.132, 0.0), (0.0, 0.0)]
    return revolved(np.array(profile), sectors=40)


def _caps() -> Surface:
    polar = np.linspace(0.0, 0.86 * np.pi, 24)
    ball = np.stack([0.1 * np.sin(polar), 0.1 * np.cos(polar)], axis=-1)
    ball = np.concatenate([ball, [[0.0, ball[-1, 1]]]])
    return merge(
        [
            moved(revolved(ball, sectors=36), x, y, height + 0.088)
            for (x, y), height in zip(_SPOTS_M, _HEIGHTS_M, strict=True)
        ]
    )
