"""What a stage's camera sees first, by mesh: asked for by several readers, and looked at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from weakref import WeakKeyDictionary

from pxr import Usd

from quality_control.readers.bound_looks import BoundLook, read_bound_looks
from quality_control.readers.painted_colours import material_shares
from schemas.errors import SceneError
from usd_scenes.cameras import picture_aspect, read_camera
from usd_scenes.frame_shares import frame_shares
from usd_scenes.ray_casting import read_occluders
from usd_scenes.semantics import Role, find_of_roles

_seen: WeakKeyDictionary[BoundLook, Mapping[str, float]] = WeakKeyDictionary()
"""By the stage's first look, which is another where the stage has changed."""


def seen_meshes(stage: Usd.Stage) -> Mapping[str, float]:
    """The share of the frame that each mesh takes, by its path.

    Raises:
        SceneError: the stage has no camera.
    """
    looks = read_bound_looks(stage)
    if looks and looks[0] in _seen:
        return _seen[looks[0]]
    occluders = read_occluders(stage, find_of_roles(stage, (*Role, None)))
    shares = frame_shares(read_camera(stage), picture_aspect(stage), occluders)
    if looks:
        _seen[looks[0]] = shares
    return shares


def seen_looks(stage: Usd.Stage) -> Mapping[str, float]:
    """The share of the frame that each look takes, by its material's path; none without a camera."""
    try:
        meshes = seen_meshes(stage)
    except SceneError:
        return {}
    shares: dict[str, float] = defaultdict(float)
    for path, share in meshes.items():
        for material, part in material_shares(stage, path).items():
            shares[material] += share * part
    return shares
