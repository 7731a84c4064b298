"""Cycles' settings for one request: samples, bounces, device, denoiser."""

from __future__ import annotations

from typing import Any

from render_backends.blender.blender import Blender
from schemas.errors import UnsupportedError
from schemas.render import RenderRequest
from usd_scenes.camera_prims import CameraReading

_COMPUTE_TYPES = {"optix": "OPTIX", "cuda": "CUDA", "hip": "HIP"}
_INDIRECT_CLAMP = 10.0  # radiance: fireflies above it are clamped after the first bounce
_VOLUME_BOUNCES = 2
_VOLUME_STEP_VOXELS = 3.0  # the fields that we write are smooth over a few voxels
_MAX_BOUNCES = 8
_DIFFUSE_BOUNCES = 2
_GLOSSY_BOUNCES = 8
_TRANSMISSION_BOUNCES = 8
_EXACT_FILTER_PX = 0.01


def set_render_settings(
    blender: Blender, scene: Any, request: RenderRequest, camera: CameraReading, *, exact_follows: bool
) -> None:
    """Set everything that the main render reads but its passes.

    Raises:
        UnsupportedError: no such device on this machine.
    """
    render, cycles = scene.render, scene.cycles
    render.engine = "CYCLES"
    render.resolution_x, render.resolution_y = request.resolution
    render.resolution_percentage = 100
    render.use_persistent_data = exact_follows  # which then finds meshes, BVH and compiled shaders

    render.use_motion_blur = False
    if blender.threads is not None:
        render.threads_mode, render.threads = "FIXED", blender.threads
    cycles.samples = request.spp
    cycles.seed = request.seed % 2**31
    cycles.use_adaptive_sampling = False
    cycles.film_exposure = camera.exposure_scale
    cycles.sample_clamp_indirect = _INDIRECT_CLAMP
    cycles.volume_bounces = _VOLUME_BOUNCES
    cycles.max_bounces = _MAX_BOUNCES
    cycles.diffuse_bounces = _DIFFUSE_BOUNCES
    cycles.glossy_bounces = _GLOSSY_BOUNCES
    cycles.transmission_bounces = _TRANSMISSION_BOUNCES
    cycles.volume_biased = True  # marching by voxels; the unbiased way first evaluates 128**3 densities a volume
    cycles.volume_step_rate = _VOLUME_STEP_VOXELS
    cycles.use_denoising = request.denoise
    if request.denoise:
        cycles.denoiser = "OPENIMAGEDENOISE"
        cycles.denoising_use_gpu = request.device != "cpu"
        cycles.denoising_input_passes = "RGB_ALBEDO_NORMAL"
        cycles.denoising_prefilter = "FAST"
    set_device(scene, request.device)


def set_exact_settings(scene: Any) -> None:
    """One unfiltered, unjittered sample through a pinhole: what a pixel's centre sees."""
    cycles = scene.cycles
    cycles.samples = 1
    cycles.use_denoising = False
    cycles.pixel_filter_type = "BOX"
    cycles.filter_width = _EXACT_FILTER_PX
    cycles.use_pixel_jitter = False
    cycles.max_bounces = 0
    cycles.film_exposure = 1.0
    scene.camera.data.dof.use_dof = False
    scene.render.use_persistent_data = False  # from here on, or the next frame would find this one's scene
    scene.world = None  # its importance map would be built again


def set_device(scene: Any, device: str) -> None:
    """Choose CPU or every GPU of a kind.

    Raises:
        UnsupportedError: there is none of that kind.
    """
    import bpy

    if device == "cpu":
        scene.cycles.device = "CPU"
        return
    preferences = bpy.context.preferences.addons["cycles"].preferences
    kind = _COMPUTE_TYPES[device]
    try:
        preferences.compute_device_type = kind
    except TypeError as error:
        raise UnsupportedError(f"this build of Cycles knows no {device}", backend="cycles") from error
    preferences.refresh_devices()
    found = False
    for entry in preferences.devices:
        entry.use = entry.type == kind
        found = found or entry.use
    if not found:
        raise UnsupportedError(f"no {device} device on this machine; use cpu", backend="cycles")
    scene.cycles.device = "GPU"
