"""Which painted parts of a bare set the picture will show: the camera is composed after the colours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from composers.camera.aim import aimed_camera, is_open_air
from composers.camera.viewpoint import read_surroundings
from composers.materials.elements import Element
from composers.shot import Shot
from schemas.errors import SceneError
from usd_scenes.cameras import picture_aspect
from usd_scenes.frame_shares import frame_shares
from usd_scenes.ray_casting import read_occluders
from usd_scenes.semantics import Role, find_of_roles
from usd_scenes.subjects import read_subject

_LEAST_SHARE = 0.02  # of the frame


def unseen_parts(shot: Shot, elements: Sequence[Element]) -> frozenset[str]:
    """The palette's parts of which the frame shows next to nothing; none where there is no subject to frame."""
    try:
        subject = read_subject(shot.stage)
    except SceneError:
        return frozenset()
    open_air, aspect = is_open_air(shot), picture_aspect(shot.stage)
    surroundings = read_surroundings(shot.stage, subject, open_air=open_air)
    camera = aimed_camera(shot, shot.blocking.camera, subject, surroundings, aspect=aspect)
    occluders = read_occluders(shot.stage, find_of_roles(shot.stage, (*Role, None)))
    meshes = frame_shares(camera, aspect, occluders)
    shares: dict[str, float] = defaultdict(float)
    for element in elements:
        shares[element.part] += sum(meshes.get(path, 0.0) for path in element.mesh_paths)
    return frozenset(part for part, share in shares.items() if share < _LEAST_SHARE)
