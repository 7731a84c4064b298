"""What reaches the subject of the light that comes from far off: walls, trees and furniture keep some away."""

from __future__ import annotations

import numpy as np

from usd_scenes.environment_maps import SMALL_SHAPE
from usd_scenes.lit_scene import LitScene, Vectors

_BOUNCED = 0.3  # of the light that something keeps away comes back from other sides
_EVERY = 4  # of a map's cells, along each side, one is looked at


def reaching(scene: LitScene, direction: Vectors) -> float:
    """The share, 0.3 to 1, of parallel light from ``direction`` (3,) that reaches the subject's middle and top."""
    middle_m = scene.subject.centre_m
    top_m = middle_m + np.array([0.0, 0.0, 0.6 * (scene.subject.high_m[2] - middle_m[2])])
    origins = np.stack([middle_m, top_m])
    stopped = scene.all_about.stopped(origins, np.broadcast_to(direction, origins.shape))
    return float(1.0 - (1.0 - _BOUNCED) * stopped.mean())


def reaching_of_map(scene: LitScene, directions: Vectors) -> Vectors:
    """(cells,) the same for the ``directions`` (cells, 3), world space, of a small map's cells."""
    half = _EVERY // 2
    looked = directions.reshape(*SMALL_SHAPE, 3)[half::_EVERY, half::_EVERY]
    rays = looked.reshape(-1, 3)
    stopped = scene.all_about.stopped(np.broadcast_to(scene.subject.centre_m, rays.shape), rays)
    share = 1.0 - (1.0 - _BOUNCED) * stopped.reshape(looked.shape[:2])
    return np.asarray(np.kron(share, np.ones((_EVERY, _EVERY))).ravel())
