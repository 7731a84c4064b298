"""The stage that shows every look: the shader ball or its own form, under one panorama and one area light."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
from pxr import Gf, Usd, UsdGeom

from assets.hdri import find_panorama
from assets.looks.library.library_looks import LibraryLook, make_look
from assets.looks.networks.node_graph import NodeGraph
from assets.looks.networks.painting import Inputs
from assets.looks.networks.standard_surfaces import paint_look, surface_look
from assets.looks.networks.wires import Wire, combine2
from assets.meshes.catalog import find_generator
from assets.meshes.generator import Generator
from assets.meshes.library import stored_meshes
from assets.store import AssetStore
from studies.look_sheets.exhibits import Exhibit, Pose, exhibit_of, pose_of
from studies.stills import Still, new_stage
from usd_scenes import prim_paths
from usd_scenes.cameras import CameraSettings, camera_axes, define_camera
from usd_scenes.layer_files import new_layer, save_layer
from usd_scenes.lights import LightSettings, LightShape, define_light, set_light_group
from usd_scenes.looks import Colour, LookNetwork, PreviewSurface, bind_look, define_look
from usd_scenes.meshes import define_component, define_mesh_payload
from usd_scenes.rounding import quantize, quantize_all
from usd_scenes.semantics import Role

_PANORAMA = "studio"
_ROUGHNESS = 0.55  # of floor and stand
_PANORAMA_INTENSITY = 3.9
_PANORAMA_BALANCE = (1.18, 1.0, 0.885)  # its walls are bluish; with this its mean is white
_KEY_INTENSITY = 84.0
_KEY_FROM = np.array([-0.95, -0.85, 1.35])  # metres, from the ball's middle
_KEY_SIZE_M = (0.8, 0.8)
_MIDDLE = np.array([0.0, 0.0, 0.205])
_BALL_HEIGHT_M = 0.402
_CAMERA_DISTANCE_M = 1.45
_AZIMUTH_DEG, _PITCH_DEG, _FOCAL_MM = 18.0, 16.0, 118.0
_FLOOR: tuple[Colour, Colour] = ((0.55, 0.55, 0.55), (0.36, 0.36, 0.36))
_FLOOR_CHECKS_PER_M = 12.0
_STAND: Colour = (0.12, 0.12, 0.12)


def still_of(look: LibraryLook) -> Still:
    """The picture of a look."""
    return Still(name=look.name, write=partial(write_shader_ball, look))


def write_shader_ball(look: LibraryLook, file: Path, store: AssetStore) -> None:
    """Write the stage that shows ``look`` as root layer ``file``."""
    layer = new_layer(file)
    stage = new_stage(layer)
    exhibit = exhibit_of(look)
    pose = pose_of(exhibit)
    _define_exhibit(stage, look, exhibit, pose, store=store, folder=file.parent)
    floor = define_look(stage, f"{prim_paths.LOOKS}/Floor", _checks())
    for _, mesh in _define_body(stage, find_generator("cyclorama"), f"{prim_paths.SET}/Sweep", store, file.parent):
        bind_look(mesh.GetPrim(), floor)
    _define_lights(stage, store, file.parent)
    define_camera(stage, prim_paths.MAIN_CAMERA, _camera(pose))
    save_layer(layer)


def _define_exhibit(
    stage: Usd.Stage, look: LibraryLook, exhibit: Exhibit, pose: Pose, *, store: AssetStore, folder: Path
) -> None:
    """The body in its pose, each part in its look."""
    shown = define_look(stage, f"{prim_paths.LOOKS}/Shown", look.network)
    stand = define_look(stage, f"{prim_paths.LOOKS}/Stand", paint_look(_STAND, roughness=_ROUGHNESS))
    for name, mesh in _define_body(stage, exhibit.generator, prim_paths.SUBJECT, store, folder):
        other = exhibit.wears(name)
        worn = define_look(stage, f"{prim_paths.LOOKS}/{name}", make_look(other).network) if other else shown
        bind_look(mesh.GetPrim(), stand if name == exhibit.stand else worn)
        mesh.GetPrim().SetActive(name in exhibit.parts())
        if pose.scale != 1.0 or pose.lean_deg:
            mesh.AddTranslateOp().Set(Gf.Vec3d(*quantize_all(pose.offset_m)))
            mesh.AddRotateXOp().Set(pose.lean_deg)
            mesh.AddScaleOp().Set(Gf.Vec3f(*(3 * (quantize(pose.scale),))))


def _define_body(
    stage: Usd.Stage, generator: Generator, path: str, store: AssetStore, folder: Path
) -> list[tuple[str, UsdGeom.Mesh]]:
    define_component(stage, path)
    role = Role.SUBJECT if path == prim_paths.SUBJECT else Role.SET_WALL
    return [
        (
            mesh.name,
            define_mesh_payload(
                stage,
                f"{path}/{mesh.name}",
                asset=store.relative_path(mesh.asset, folder),
                extent=mesh.extent,
                role=role,
                class_name=generator.label,
            ),
        )
        for mesh in stored_meshes(store, generator, 0)
    ]


def _define_lights(stage: Usd.Stage, store: AssetStore, folder: Path) -> None:
    dome = LightSettings(
        name="Dome",
        group="dome",
        shape=LightShape.DOME,
        intensity=_PANORAMA_INTENSITY,
        color=_PANORAMA_BALANCE,
        texture=store.relative_path(find_panorama(store, _PANORAMA), folder),
        visible_to_camera=False,
    )
    towards = -_KEY_FROM / np.linalg.norm(_KEY_FROM)
    x, y, z = (float(v) for v in _MIDDLE + _KEY_FROM)
    key = LightSettings(
        name="Key",
        group="key",
        shape=LightShape.RECT,
        intensity=_KEY_INTENSITY,
        position_m=(x, y, z),
        direction=(float(towards[0]), float(towards[1]), float(towards[2])),
        size_m=_KEY_SIZE_M,
        visible_to_camera=False,
    )
    for light in (dome, key):
        set_light_group(define_light(stage, light), light.group)


def _camera(pose: Pose) -> CameraSettings:
    """Aimed at the middle of what stands there, which fills the picture."""
    forward = camera_axes(_AZIMUTH_DEG, _PITCH_DEG)[2]
    aim = np.array([0.0, 0.0, 0.5 * pose.height_m + 0.003])
    x, y, z = (float(v) for v in aim - forward * _CAMERA_DISTANCE_M)
    return CameraSettings(
        eye_m=(x, y, z),
        azimuth_deg=_AZIMUTH_DEG,
        pitch_deg=_PITCH_DEG,
        focal_length_mm=quantize(_FOCAL_MM * _BALL_HEIGHT_M / max(pose.height_m, pose.width_m)),
        focus_distance_m=_CAMERA_DISTANCE_M,
    )


def _checks() -> LookNetwork:
    """A quiet checker of world space, which glass and mirrors show bent."""
    graph = NodeGraph()
    position = Wire(graph=graph, connection=graph.world_position(), type="vector3")
    across = position.along((_FLOOR_CHECKS_PER_M, 0.0, 0.0))
    along = position.along((0.0, _FLOOR_CHECKS_PER_M, _FLOOR_CHECKS_PER_M))
    light, dark = _FLOOR
    inputs: Inputs = {
        "color1": ("color3", light),
        "color2": ("color3", dark),
        "uvtiling": ("vector2", (1.0, 1.0)),
        "texcoord": ("vector2", combine2(across, along).connection),
    }
    checks = graph.add("checks", "ND_checkerboard_color3", "color3", inputs)
    surface: Inputs = {"base_color": ("color3", checks), "specular_roughness": ("float", _ROUGHNESS)}
    return surface_look(surface, PreviewSurface(), graph=graph)
