"""From the probe's pictures to the project's AOVs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from render_backends.hydra.drawn_prims import DIGIT, DrawnPrims
from render_backends.hydra.probe_looks import ProbeLooks, ProbePass
from schemas.aovs import BACKGROUND_DEPTH_M
from schemas.errors import RenderError
from usd_scenes.camera_prims import CameraReading

type Plane = NDArray[np.float32]

PASSES_OF_AOV: dict[str, tuple[ProbePass, ...]] = {
    "camera_depth": (ProbePass.DEPTH,),
    "position": (ProbePass.DEPTH,),
    "normal": (ProbePass.NORMAL,),
    "uv": (ProbePass.U, ProbePass.V),
    "instance_id": (ProbePass.PRIM, ProbePass.MATERIAL),
    "semantic_id": (ProbePass.PRIM, ProbePass.MATERIAL),
    "material_id": (ProbePass.MATERIAL,),
    "albedo": (ProbePass.REFLECTANCE,),
}
"""The probe's passes that each AOV is made from."""

_UNLIT_ALPHA = 1.0


class ProbePictures:
    """Draws each pass once, checks that it is the pass that was asked for, and decodes it."""

    def __init__(self, looks: ProbeLooks, draw: Callable[[], Plane]) -> None:
        self._looks = looks
        self._draw = draw
        self._pictures: dict[ProbePass, Plane] = {}

    def draw_for(self, aovs: Iterable[str]) -> None:
        """Draw what ``aovs`` need.

        Raises:
            RenderError: a pass came back as the picture of another.
        """
        wanted = {number for aov in aovs for number in PASSES_OF_AOV.get(aov, ())}
        for number in sorted(wanted):
            self._pictures[number] = self.draw(number)
        if ProbePass.REFLECTANCE in wanted and self._looks.has_patterns:
            self._add_patterns()

    def draw(self, number: ProbePass) -> Plane:
        """(height, width, 4): one pass; alpha 0 where there is no surface."""
        self._looks.set_pass(number)
        picture = self._draw()
        sentinel = float(number) + 1.0
        strange = np.setdiff1d(np.unique(picture[..., 3]), [0.0, sentinel])
        if strange.size:
            raise RenderError(
                f"pass {number.name} came back with the mark {strange[0]:g} of another picture; render it again",
                backend="hydra:storm",
            )
        return picture

    @property
    def covered(self) -> NDArray[np.bool_]:
        """(height, width): where any surface is."""
        covered: NDArray[np.bool_] = next(iter(self._pictures.values()))[..., 3] > 0.0
        return covered

    def depth(self) -> Plane:
        """(height, width) distance along the view axis, stage units; 0 where there is no surface."""
        exponent, high, low = np.moveaxis(self._pictures[ProbePass.DEPTH][..., :3].astype(np.float64), -1, 0)
        depth = (high + low) / DIGIT * np.exp2(exponent)
        return np.where(self.covered, depth, 0.0).astype(np.float32)

    def normal(self) -> Plane:
        """(height, width, 3) unit world normal."""
        normal = self._pictures[ProbePass.NORMAL][..., :3]
        length = np.linalg.norm(normal, axis=-1, keepdims=True)
        return np.divide(normal, length, out=np.zeros_like(normal), where=length > 0.0)

    def uv(self) -> Plane:
        """(height, width, 2)."""
        return np.stack([_join(self._pictures[number]) for number in (ProbePass.U, ProbePass.V)], axis=-1)

    def instance_id(self, drawn: DrawnPrims) -> Plane:
        """(height, width) ids of the frame."""
        prim, material = (self._numbers(p) for p in (ProbePass.PRIM, ProbePass.MATERIAL))
        return drawn.ids_of(prim[..., 0] + DIGIT * prim[..., 1], prim[..., 2] + DIGIT * material[..., 2])

    def material_id(self) -> Plane:
        """(height, width) ids of the frame."""
        material = np.rint(self._pictures[ProbePass.MATERIAL])
        found: Plane = material[..., 0] + DIGIT * material[..., 1]
        return found

    def albedo(self) -> Plane:
        """(height, width, 3) in [0, 1]."""
        return np.clip(self._pictures[ProbePass.REFLECTANCE][..., :3], 0.0, 1.0)

    def _numbers(self, number: ProbePass) -> NDArray[np.int64]:
        return np.rint(self._pictures[number]).astype(np.int64)

    def _add_patterns(self) -> None:
        self._looks.show_patterns()
        patterned = self._draw()
        picture = self._pictures[ProbePass.REFLECTANCE]
        unlit = patterned[..., 3:] == _UNLIT_ALPHA
        self._pictures[ProbePass.REFLECTANCE] = np.where(unlit, patterned, picture)


def compute_position(depth: Plane, camera: CameraReading) -> Plane:
    """(height, width, 3) world point at each pixel's centre, stage units; 0 where ``depth`` is 0."""
    height, width = depth.shape
    x = ((np.arange(width) + 0.5) / width - 0.5) * camera.aperture[0] + camera.aperture_offset[0]
    y = (0.5 - (np.arange(height) + 0.5) / height) * camera.aperture[1] + camera.aperture_offset[1]
    film_x, film_y = np.meshgrid(x, y)
    scale = 1.0 if camera.orthographic else depth.astype(np.float64) / camera.focal_length
    point = np.stack([film_x * scale, film_y * scale, -depth.astype(np.float64)], axis=-1)
    world = point @ camera.world_from_camera[:3, :3].T + camera.world_from_camera[:3, 3]
    return np.where((depth > 0.0)[..., None], world, 0.0).astype(np.float32)


def depth_in_metres(depth: Plane, meters_per_unit: float) -> Plane:
    """``camera_depth`` from stage units, 0 being no surface."""
    return np.where(depth > 0.0, depth * np.float32(meters_per_unit), BACKGROUND_DEPTH_M).astype(np.float32)


def _join(picture: Plane) -> Plane:
    whole, high, low = np.moveaxis(picture[..., :3].astype(np.float64), -1, 0)
    joined: Plane = (whole + (high + low) / DIGIT).astype(np.float32)
    return joined
