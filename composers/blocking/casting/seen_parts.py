"""Which painted parts of a bare set the picture will show: the camera is composed after the colours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pxr import Usd

from composers.blocking.camera_choice import CameraChoice
from composers.blocking.casting.elements import Element
from composers.blocking.planned_frame import planned_shares
from composers.brief import Brief
from schemas.errors import SceneError
from usd_scenes.cameras import picture_aspect

_LEAST_SHARE = 0.02  # of the frame


def unseen_parts(
    brief: Brief, camera: CameraChoice, stage: Usd.Stage, elements: Sequence[Element]
) -> frozenset[str]:
    """The palette's parts of which the frame shows next to nothing; none where there is no subject to frame."""
    try:
        aspect = picture_aspect(stage)
        meshes = planned_shares(brief, camera, stage, aspect=aspect)
    except SceneError:
        return frozenset()
    shares: dict[str, float] = defaultdict(float)
    for element in elements:
        shares[element.part] += sum(meshes.get(path, 0.0) for path in element.mesh_paths)
    return frozenset(part for part, share in shares.items() if share < _LEAST_SHARE)
