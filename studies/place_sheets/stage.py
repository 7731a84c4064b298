"""The stage that shows a place: one variant in its stuffs with a ball on its support, by its daylight."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from pxr import Gf, Usd

from assets.hdri import find_panorama
from assets.looks.networks.standard_surfaces import paint_look
from assets.meshes.catalog import find_generator
from assets.meshes.library import stored_meshes
from assets.places.place import Opening, Place, PlaceVariant
from assets.places.stored import stored_place
from assets.sky import make_sky
from assets.store import AssetStore
from studies.stills import Still, new_stage
from usd_scenes import prim_paths
from usd_scenes.cameras import CameraSettings, camera_axes, define_camera
from usd_scenes.layer_files import new_layer, save_layer
from usd_scenes.lights import LightSettings, LightShape, define_light, set_light_group
from usd_scenes.looks import bind_look, define_look
from usd_scenes.meshes import define_component, define_component_payload, define_mesh_payload
from usd_scenes.semantics import Role

_TARGET = 0.2  # scene-linear luminance of the picture's middle
_BALL_M = 0.16
_PITCH_DEG, _FOCAL_MM, _APERTURE_MM = 14.0, 40.0, 36.0
_AZIMUTHS_DEG = (-24.0, 24.0)
_FRAME_M = 1.3  # width of the picture at the ball
_SUN_ELEVATION_DEG, _TURBIDITY = 38.0, 3.0
_PANORAMA = "interior"
_DRESSING = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceExhibit:
    """A variant of a place, as it is pictured."""

    place: Place
    variant: PlaceVariant

    @property
    def name(self) -> str:
        """For files and sheets."""
        return f"{self.place.name}-{self.variant.name}"

    @property
    def still(self) -> Still:
        """Its picture."""
        return Still(name=self.name, write=partial(write_place, self), target=_TARGET)


def write_place(exhibit: PlaceExhibit, file: Path, store: AssetStore) -> None:
    """Write the stage that shows ``exhibit`` as root layer ``file``."""
    layer = new_layer(file)
    stage = new_stage(layer)
    _define_place(stage, exhibit, store, file.parent)
    _define_ball(stage, exhibit.variant.support.height_m, store, file.parent)
    _define_lights(stage, exhibit, store, file.parent)
    define_camera(stage, prim_paths.MAIN_CAMERA, _camera(exhibit))
    save_layer(layer)


def _define_place(stage: Usd.Stage, exhibit: PlaceExhibit, store: AssetStore, folder: Path) -> None:
    file = stored_place(store, exhibit.place, exhibit.variant, _DRESSING)
    define_component_payload(stage, prim_paths.SET, asset=store.relative_path(file, folder))


def _define_ball(stage: Usd.Stage, height_m: float, store: AssetStore, folder: Path) -> None:
    define_component(stage, prim_paths.SUBJECT)
    grey = define_look(stage, f"{prim_paths.LOOKS}/Ball", paint_look((0.35, 0.35, 0.35), roughness=0.35))
    for mesh in stored_meshes(store, find_generator("sphere"), 0):
        prim = define_mesh_payload(
            stage,
            f"{prim_paths.SUBJECT}/{mesh.name}",
            asset=store.relative_path(mesh.asset, folder),
            extent=mesh.extent,
            role=Role.SUBJECT,
            class_name="ball",
        )
        size = float((mesh.extent[1] - mesh.extent[0]).max())
        scale = _BALL_M / size
        prim.AddTranslateOp().Set(Gf.Vec3d(0.0, 0.0, height_m - scale * float(mesh.extent[0][2])))
        prim.AddScaleOp().Set(Gf.Vec3f(scale, scale, scale))
        bind_look(prim.GetPrim(), grey)


def _define_lights(stage: Usd.Stage, exhibit: PlaceExhibit, store: AssetStore, folder: Path) -> None:
    """Sun and sky out of doors; indoors the windows' daylight, and a little of a room's own all round."""
    lights = _daylight(store, folder) if exhibit.place.outdoors else _roomlight(exhibit, store, folder)
    for light in lights:
        set_light_group(define_light(stage, light), light.group)


def _daylight(store: AssetStore, folder: Path) -> tuple[LightSettings, ...]:
    sky = make_sky(store, _SUN_ELEVATION_DEG, _TURBIDITY)
    elevation, azimuth = np.radians([_SUN_ELEVATION_DEG, 55.0])
    x, y = -np.sin(azimuth) * np.cos(elevation), np.cos(azimuth) * np.cos(elevation)
    dome = LightSettings(
        name="Sky", group="sky", shape=LightShape.DOME, intensity=np.pi,
        texture=store.relative_path(sky.picture, folder),
    )  # fmt: skip
    sun = LightSettings(
        name="Sun", group="sun", shape=LightShape.DISTANT, intensity=6.0, color=(1.0, 0.93, 0.84),
        direction=(float(x), float(y), float(-np.sin(elevation))),
    )  # fmt: skip
    return dome, sun


def _roomlight(exhibit: PlaceExhibit, store: AssetStore, folder: Path) -> tuple[LightSettings, ...]:
    room = LightSettings(
        name="Room", group="room", shape=LightShape.DOME, intensity=0.5 * np.pi, visible_to_camera=False,
        texture=store.relative_path(find_panorama(store, _PANORAMA), folder),
    )  # fmt: skip
    return (room, *(_window(index, opening) for index, opening in enumerate(exhibit.variant.openings)))


def _window(index: int, opening: Opening) -> LightSettings:
    azimuth = np.radians(opening.azimuth_deg)
    return LightSettings(
        name=f"Window{index}", group=f"window{index}", shape=LightShape.RECT, intensity=8.0 * np.pi,
        position_m=opening.centre_m, direction=(float(np.sin(azimuth)), float(-np.cos(azimuth)), 0.0),
        size_m=opening.size_m, visible_to_camera=False,
    )  # fmt: skip


def _camera(exhibit: PlaceExhibit) -> CameraSettings:
    azimuth = _AZIMUTHS_DEG[len(exhibit.variant.name) % 2]
    forward = camera_axes(azimuth, _PITCH_DEG)[2]
    distance = _FRAME_M * _FOCAL_MM / _APERTURE_MM
    aim = np.array([0.0, 0.0, exhibit.variant.support.height_m + _BALL_M])
    x, y, z = (float(v) for v in aim - forward * distance)
    return CameraSettings(
        eye_m=(x, y, z), azimuth_deg=azimuth, pitch_deg=_PITCH_DEG, focal_length_mm=_FOCAL_MM,
        clipping_range_m=(0.05, 500.0),
    )  # fmt: skip
