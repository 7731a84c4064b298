"""One reading of a composed stage for every renderer that is not given USD."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pxr import Usd, UsdShade, UsdVol

from usd_scenes.camera_prims import CameraReading
from usd_scenes.extraction.scene.lights import extract_lights
from usd_scenes.extraction.scene.looks import extract_look
from usd_scenes.extraction.scene.meshes import extract_meshes, world_matrix
from usd_scenes.extraction.scene.plain_scene import Scene, SceneCamera, SceneLook, SceneMesh, SceneVolume
from usd_scenes.extraction.stage_reading.render_stage import RenderStage
from usd_scenes.render_settings import read_max_bounces
from usd_scenes.volumes import read_volume_look

_PRIMVAR_INPUTS = frozenset({"geomprop", "varname"})


def extract_scene(render_stage: RenderStage, camera: CameraReading) -> Scene:
    """Everything that is drawn, as plain data.

    Raises:
        SceneError: a broken mesh or network.
        UnsupportedError: a prim or a feature of one that has no plain form.
    """
    meshes = extract_meshes(render_stage)
    looks = {look.prim_path: look for look in _extract_looks(render_stage, meshes)}
    lights, domes = extract_lights(render_stage)
    return Scene(
        camera=_in_metres(camera, render_stage.meters_per_unit),
        meshes=tuple(_with_numbers_read(mesh, looks) for mesh in meshes),
        lights=lights,
        domes=domes,
        looks=looks,
        volumes=tuple(_extract_volumes(render_stage)),
        meters_per_unit=render_stage.meters_per_unit,
        max_bounces=read_max_bounces(render_stage.stage),
    )


def _with_numbers_read(mesh: SceneMesh, looks: Mapping[str, SceneLook]) -> SceneMesh:
    """With those of its float primvars alone that its looks read: each makes more points where patterns differ."""
    read = {
        str(entry.value)
        for part in mesh.parts
        if part.look in looks
        for node in looks[part.look].nodes
        for entry in node.inputs
        if entry.name in _PRIMVAR_INPUTS
    }
    return replace(mesh, numbers={name: values for name, values in mesh.numbers.items() if name in read})


def _in_metres(camera: CameraReading, meters_per_unit: float) -> SceneCamera:
    placed = camera.world_from_camera.copy()
    placed[:3, 3] *= meters_per_unit
    (width, height), (across, up) = camera.aperture, camera.aperture_offset
    near, far = camera.clipping_range
    return SceneCamera(
        world_from_camera=placed,
        orthographic=camera.orthographic,
        focal_length_m=camera.focal_length * meters_per_unit,
        aperture_m=(width * meters_per_unit, height * meters_per_unit),
        aperture_offset_m=(across * meters_per_unit, up * meters_per_unit),
        clipping_range_m=(near * meters_per_unit, far * meters_per_unit),
        focus_distance_m=camera.focus_distance * meters_per_unit,
        f_stop=camera.f_stop,
        exposure_scale=camera.exposure_scale,
    )


def _extract_looks(render_stage: RenderStage, meshes: tuple[SceneMesh, ...]) -> Iterator[SceneLook]:
    bound: dict[str, Usd.Prim] = {}
    for mesh in meshes:
        for part in mesh.parts:
            if part.look:
                bound.setdefault(part.look, render_stage.stage.GetPrimAtPath(mesh.prim_path))
    for path, prim in sorted(bound.items()):
        material = UsdShade.Material(render_stage.stage.GetPrimAtPath(path))
        whole, _ = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
        medium = read_volume_look(prim) if whole and str(whole.GetPath()) == path else None
        yield extract_look(material, render_stage.time, medium)


def _extract_volumes(render_stage: RenderStage) -> Iterator[SceneVolume]:
    for prim in render_stage.drawn_prims():
        if not prim.IsA(UsdVol.Volume):
            continue
        files = {}
        for name, path in UsdVol.Volume(prim).GetFieldPaths().items():
            field = UsdVol.OpenVDBAsset(render_stage.stage.GetPrimAtPath(path))
            value = field.GetFilePathAttr().Get(render_stage.time) if field else None
            files[str(name)] = str(value.resolvedPath or value.path) if value else ""
        yield SceneVolume(
            prim_path=str(prim.GetPath()),
            files=files,
            look=read_volume_look(prim),
            world_from_volume=world_matrix(prim, render_stage),
        )
