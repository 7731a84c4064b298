"""The request's camera as its picture shows it, and its matrices for the frame's header."""

from __future__ import annotations

import numpy as np

from schemas.frame import CameraMatrices
from schemas.render import RenderRequest
from usd_scenes.camera_prims import CameraReading, read_camera_prim, read_conform_policy
from usd_scenes.extraction.stage_reading.render_stage import RenderStage


def read_camera(render_stage: RenderStage, request: RenderRequest) -> CameraReading:
    """The request's camera at its time, its film conformed to the picture's shape.

    Raises:
        SceneError, UnsupportedError: see `read_camera_prim` and `conform_aperture`.
    """
    stage, (width, height) = render_stage.stage, request.resolution
    reading = read_camera_prim(stage, request.camera, render_stage.time, layer=str(request.stage))
    return reading.conformed(width / height, read_conform_policy(stage))


def compute_matrices(reading: CameraReading, meters_per_unit: float) -> CameraMatrices:
    """World and camera space in metres, the stage's world axes; NDC as OpenGL has it, z from -1 to 1."""
    world_from_camera = reading.world_from_camera.copy()
    world_from_camera[:3, 3] *= meters_per_unit
    near, far = (distance * meters_per_unit for distance in reading.clipping_range)
    (width, height), (offset_x, offset_y) = reading.aperture, reading.aperture_offset
    ndc = np.zeros((4, 4))
    if reading.orthographic:
        ndc[0, 0], ndc[1, 1] = 2.0 / (width * meters_per_unit), 2.0 / (height * meters_per_unit)
        ndc[0, 3], ndc[1, 3] = -2.0 * offset_x / width, -2.0 * offset_y / height
        ndc[2, 2], ndc[2, 3], ndc[3, 3] = -2.0 / (far - near), -(far + near) / (far - near), 1.0
    else:
        ndc[0, 0], ndc[1, 1] = 2.0 * reading.focal_length / width, 2.0 * reading.focal_length / height
        ndc[0, 2], ndc[1, 2] = 2.0 * offset_x / width, 2.0 * offset_y / height
        ndc[2, 2], ndc[2, 3] = -(far + near) / (far - near), -2.0 * far * near / (far - near)
        ndc[3, 2] = -1.0
    return CameraMatrices(camera_from_world=_rows(np.linalg.inv(world_from_camera)), ndc_from_camera=_rows(ndc))


def _rows(matrix: np.ndarray) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(value) for value in row) for row in matrix)
