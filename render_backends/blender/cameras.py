"""A camera's reading as Blender's camera."""

from __future__ import annotations

from typing import Any

from usd_scenes.camera_prims import CameraReading

_MM_PER_BLENDER_UNIT = 1000.0


def add_camera(reading: CameraReading, scene: Any) -> Any:
    """Make the camera in ``scene`` and look through it."""
    import bpy
    from mathutils import Matrix

    data = bpy.data.cameras.new("Camera")
    width = reading.aperture[0]
    data.sensor_fit = "HORIZONTAL"
    data.sensor_width = width * _MM_PER_BLENDER_UNIT
    data.lens = reading.focal_length * _MM_PER_BLENDER_UNIT
    data.shift_x, data.shift_y = (offset / width for offset in reading.aperture_offset)
    data.clip_start, data.clip_end = reading.clipping_range
    if reading.orthographic:
        data.type = "ORTHO"
        data.ortho_scale = width
    if reading.has_depth_of_field:
        data.dof.use_dof = True
        data.dof.focus_distance = reading.focus_distance
        data.dof.aperture_fstop = reading.f_stop
    bpy_object = bpy.data.objects.new("Camera", data)
    scene.collection.objects.link(bpy_object)
    bpy_object.matrix_world = Matrix(reading.world_from_camera.tolist())
    scene.camera = bpy_object
    return bpy_object
