"""What reaches the subject of the light that comes from far off: walls, trees and furniture keep some away."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from usd_scenes.lit_scene import LitScene, Vectors
from usd_scenes.ray_casting import Occluders, read_occluders
from usd_scenes.semantics import SET_ROLES, Role
from usd_scenes.subjects import find_surroundings

_BOUNCED = 0.3  # of the light that something keeps away comes back from other sides
_EVERY = 4  # of a map's 64 x 32 cells, along each side, one is looked at
_MAP = (32, 64)


def reaching(scene: LitScene, direction: Vectors) -> float:
    """The share, 0.3 to 1, of parallel light from ``direction`` (3,) that reaches the subject's middle and top."""
    top = scene.subject.centre_m + np.array(
        [0.0, 0.0, 0.6 * (scene.subject.high_m[2] - scene.subject.centre_m[2])]
    )
    origins = np.stack([scene.subject.centre_m, top])
    stopped = _surroundings(scene).stopped(origins, np.broadcast_to(direction, origins.shape))
    return float(1.0 - (1.0 - _BOUNCED) * stopped.mean())


def reaching_of_map(scene: LitScene, directions: Vectors) -> Vectors:
    """(cells,) the same for the ``directions`` (cells, 3), world space, of a small map's cells."""
    rows, columns = _MAP
    half = _EVERY // 2
    looked = directions.reshape(rows, columns, 3)[half::_EVERY, half::_EVERY]
    rays = looked.reshape(-1, 3)
    stopped = _surroundings(scene).stopped(np.broadcast_to(scene.subject.centre_m, rays.shape), rays)
    share = 1.0 - (1.0 - _BOUNCED) * stopped.reshape(looked.shape[:2])
    return np.asarray(np.kron(share, np.ones((_EVERY, _EVERY))).ravel())


@lru_cache(maxsize=1)
def _surroundings(scene: LitScene) -> Occluders:
    return read_occluders(
        scene.stage, find_surroundings(scene.stage, scene.subject, (*SET_ROLES, Role.DRESSING, Role.PROP))
    )
