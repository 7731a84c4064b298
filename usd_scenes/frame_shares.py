"""How much of a picture each mesh takes: rays through a grid of the frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from usd_scenes.cameras import CameraSettings, frame_lines
from usd_scenes.ray_casting import Occluders

_GRID = 28


def frame_shares(camera: CameraSettings, aspect: float, occluders: Occluders) -> Mapping[str, float]:
    """The share of the frame in which each mesh is seen first, by its path; the largest first.

    Meshes that no ray of the grid hits are left out; what is behind glass is not seen.
    """
    places = (np.arange(_GRID) + 0.5) / _GRID * 2.0 - 1.0
    eyes, rays = frame_lines(camera, aspect, places)
    counts = Counter(path for path in occluders.first_hit_paths(eyes, rays) if path)
    return {path: count / len(rays) for path, count in counts.most_common()}
