"""Views of a look on a probe body: in a white furnace and under a beam from the camera."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pxr import Usd

from quality_control.contract import TermReading
from quality_control.measures import look_probes as probes
from schemas.frame import Frame


def material_of(reading: TermReading) -> str:
    """The prim path of the material that the reading is about."""
    return str(dict(reading.values)["material"])


def furnace(stage: Usd.Stage, *, material: str) -> None:
    """A sphere of the material under a dome of radiance 1, its relief taken off."""
    probes.clear_stage(stage)
    probes.flatten_relief(stage, material)
    probes.add_body(stage, "Sphere", probes.sphere(), material=material)
    probes.add_furnace(stage)
    probes.look_at(stage, (0.0, 0.0, 0.0), 0.35 * probes.RADIUS_M)


def highlight(stage: Usd.Stage, *, material: str, half_width: float) -> None:
    """A sphere of the material in parallel light from the camera."""
    probes.clear_stage(stage)
    probes.flatten_relief(stage, material)
    probes.add_body(stage, "Sphere", probes.sphere(), material=material)
    probes.add_beam(stage, (0.0, 1.0, 0.0))
    probes.look_at(stage, (0.0, 0.0, 0.0), half_width)


def middle_radiance(frame: Frame) -> NDArray[np.float64]:
    """(3,) mean radiance of the middle of the picture."""
    image = frame.aov("beauty")[..., :3]
    size = image.shape[0]
    middle = slice(size // 4, 3 * size // 4)
    return np.asarray(image[middle, middle].reshape(-1, 3).mean(axis=0), dtype=np.float64)
