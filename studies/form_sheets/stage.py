"""The stage that shows a form in its stuffs: on a neutral sweep, under lights for such stuff."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pxr import Usd

from assets.forms.form import MAIN, Form
from assets.hdri import find_panorama
from assets.looks.library.looks_on_meshes import look_on
from assets.looks.library.stuffs import load_stuffs
from assets.looks.networks.recipes import Recipe, load_looks
from assets.looks.networks.standard_surfaces import paint_look
from assets.meshes.catalog import find_generator
from assets.meshes.library import StoredMesh, bounds, stored_meshes
from assets.store import AssetStore
from colorimetry.oklch import Rgb
from schemas.errors import UsageError
from studies.form_sheets.rigs import lights_of, target_of
from studies.stills import Still, new_stage
from taxonomy.decisions import decision_rng
from usd_scenes import prim_paths
from usd_scenes.cameras import CameraSettings, camera_axes, define_camera
from usd_scenes.layer_files import new_layer, save_layer
from usd_scenes.lights import LightSettings, LightShape, define_light, set_light_group
from usd_scenes.looks import bind_look, define_look
from usd_scenes.meshes import define_component, define_mesh_payload
from usd_scenes.semantics import Role

_AZIMUTH_DEG, _PITCH_DEG, _FOCAL_MM, _APERTURE_MM = 22.0, 20.0, 70.0, 36.0
_FRAME = 1.28  # width of the picture, of the form's bounding sphere
_FLOOR: Rgb = (0.42, 0.42, 0.42)
_PANORAMA = "interior"

type Bounds = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A member of a form in one material."""

    form: Form
    variant: int
    material: str  # full term
    rig: str

    @property
    def name(self) -> str:
        """For files and sheets."""
        return f"{self.material.rpartition('.')[2]}-{self.form.name}-{self.variant}"


def still_of(exhibit: Exhibit) -> Still:
    """The picture of an exhibit."""
    return Still(name=exhibit.name, write=partial(write_form, exhibit), target=target_of(exhibit.rig))


def write_form(exhibit: Exhibit, file: Path, store: AssetStore) -> None:
    """Write the stage that shows ``exhibit`` as root layer ``file``.

    Raises:
        UsageError: no look shows the material.
    """
    layer = new_layer(file)
    stage = new_stage(layer)
    meshes = stored_meshes(store, exhibit.form.generator, exhibit.variant)
    box = bounds(meshes)
    _define_parts(stage, exhibit, meshes, _Where(store=store, folder=file.parent))
    _define_sweep(stage, store, file.parent)
    radius = float(np.linalg.norm(box[1] - box[0])) / 2.0
    camera = _camera(box, radius)
    centre = box.mean(axis=0)
    for light in lights_of(exhibit.rig, centre, radius, camera.azimuth_deg):
        set_light_group(define_light(stage, light), light.group)
    dome = LightSettings(
        name="Dome", group="dome", shape=LightShape.DOME, intensity=np.pi * 0.3, visible_to_camera=False,
        texture=store.relative_path(find_panorama(store, _PANORAMA), file.parent),
    )  # fmt: skip
    set_light_group(define_light(stage, dome), dome.group)
    define_camera(stage, prim_paths.MAIN_CAMERA, camera)
    save_layer(layer)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    store: AssetStore
    folder: Path


def _define_parts(stage: Usd.Stage, exhibit: Exhibit, meshes: tuple[StoredMesh, ...], where: _Where) -> None:
    form = exhibit.form
    define_component(stage, prim_paths.SUBJECT)
    rng = decision_rng(0, exhibit.variant, f"studies/form_sheets/{form.name}")
    for part, mesh in zip(form.parts, meshes, strict=True):
        prim = define_mesh_payload(
            stage,
            f"{prim_paths.SUBJECT}/{mesh.name}",
            asset=where.store.relative_path(mesh.asset, where.folder),
            extent=mesh.extent,
            role=Role.SUBJECT,
            class_name=form.class_name,
        )
        stuff = part.stuffs[int(rng.integers(len(part.stuffs)))]
        recipe = _recipe_of(exhibit.material) if stuff == MAIN else load_stuffs()[stuff].recipe
        look = look_on(recipe, mesh, rng, life_size=True)
        bind_look(prim.GetPrim(), define_look(stage, f"{prim_paths.LOOKS}/{mesh.name}", look))


def _recipe_of(material: str) -> Recipe:
    recipe = load_looks().for_term(material)
    if recipe is None:
        raise UsageError(f"no look shows {material}; `parallel-synth looks list` names those that there are")
    return recipe


def _define_sweep(stage: Usd.Stage, store: AssetStore, folder: Path) -> None:
    floor = define_look(stage, f"{prim_paths.LOOKS}/Floor", paint_look(_FLOOR, roughness=0.6))
    sweep = find_generator("cyclorama")
    define_component(stage, f"{prim_paths.SET}/Sweep")
    for mesh in stored_meshes(store, sweep, 0):
        prim = define_mesh_payload(
            stage,
            f"{prim_paths.SET}/Sweep/{mesh.name}",
            asset=store.relative_path(mesh.asset, folder),
            extent=mesh.extent,
            role=Role.SET_WALL,
            class_name=sweep.label,
        )
        bind_look(prim.GetPrim(), floor)


def _camera(box: Bounds, radius_m: float) -> CameraSettings:
    """Aimed at the middle of the form, which fills most of the picture."""
    forward = camera_axes(_AZIMUTH_DEG, _PITCH_DEG)[2]
    distance = _FRAME * 2.0 * radius_m * _FOCAL_MM / _APERTURE_MM
    x, y, z = (float(v) for v in box.mean(axis=0) - forward * distance)
    return CameraSettings(
        eye_m=(x, y, z),
        azimuth_deg=_AZIMUTH_DEG,
        pitch_deg=_PITCH_DEG,
        roll_deg=0.0,
        focal_length_mm=_FOCAL_MM,
        clipping_range_m=(0.05 * distance, 100.0 + 10.0 * distance),
    )
