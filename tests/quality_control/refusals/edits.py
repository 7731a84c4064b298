"""Opinions that make a right sample a wrong one: each changes one thing of a composed stage, over all layers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdRender, UsdShade, UsdVol, Vt

from quality_control.contract import StageEdit
from quality_control.measures.look_probes import box
from schemas.finishing import FinishingOperation
from usd_scenes import own_attributes, prim_paths
from usd_scenes.cameras import read_camera, set_focal_length
from usd_scenes.finishing import read_finishing, set_finishing
from usd_scenes.glowing_meshes import find_glowing_meshes
from usd_scenes.lights import find_lights, read_light_group
from usd_scenes.looks import bind_look
from usd_scenes.meshes import define_mesh
from usd_scenes.render_prims import find_render_vars, require_render_product, require_render_settings
from usd_scenes.render_settings import set_denoise, set_spp
from usd_scenes.semantics import Role, set_labels
from usd_scenes.shader_inputs import input_value
from usd_scenes.volumes import VolumeLook, define_volume_look

_FOG_REACH_M = 30.0


def lens(factor: float) -> StageEdit:
    """Another focal length."""

    def edit(stage: Usd.Stage) -> None:
        set_focal_length(stage, prim_paths.MAIN_CAMERA, factor * read_camera(stage).focal_length_mm)

    return edit


def light_attribute(group: str, name: str, value: object) -> StageEdit:
    """Another value of one attribute of the lights of a group."""

    def edit(stage: Usd.Stage) -> None:
        lights = [light for light in find_lights(stage) if read_light_group(light) == group]
        assert lights
        for light in lights:
            assert light.GetAttribute(name), name
            light.GetAttribute(name).Set(value)

    return edit


def shaded_light(group: str, cone_deg: float) -> StageEdit:
    """The lights of a group under a shade: they shine into a cone alone."""

    def edit(stage: Usd.Stage) -> None:
        lights = [light for light in find_lights(stage) if read_light_group(light) == group]
        assert lights
        for light in lights:
            UsdLux.ShapingAPI.Apply(light).CreateShapingConeAngleAttr(cone_deg)

    return edit


def dimmed_glow(factor: float) -> StageEdit:
    """Every glowing mesh with another strength of its emission."""

    def edit(stage: Usd.Stage) -> None:
        glows = find_glowing_meshes(stage)
        assert glows
        for glow in glows:
            material, _ = UsdShade.MaterialBindingAPI(stage.GetPrimAtPath(glow.path)).ComputeBoundMaterial()
            shader = _surface_shader(stage, str(material.GetPath()))
            _set_input(shader, "emission", factor * float(input_value(shader.GetInput("emission"))))

    return edit


def turned_light(group: str, turn_deg: float) -> StageEdit:
    """The lights of a group turned about the stage's upright axis."""

    def edit(stage: Usd.Stage) -> None:
        lights = [light for light in find_lights(stage) if read_light_group(light) == group]
        assert lights
        for light in lights:
            _transform(light, UsdGeom.Xformable(light).GetLocalTransformation() * _rotation((0, 0, 1), turn_deg))

    return edit


def tilted_camera(turn_deg: float) -> StageEdit:
    """The camera tilted up about its own level axis."""

    def edit(stage: Usd.Stage) -> None:
        camera = stage.GetPrimAtPath(prim_paths.MAIN_CAMERA)
        _transform(camera, _rotation((1, 0, 0), turn_deg) * UsdGeom.Xformable(camera).GetLocalTransformation())

    return edit


def moving_camera(step_m: float) -> StageEdit:
    """The camera moved sideways from one frame to the next."""

    def edit(stage: Usd.Stage) -> None:
        camera = UsdGeom.Xformable(stage.GetPrimAtPath(prim_paths.MAIN_CAMERA))
        matrix = camera.GetLocalTransformation()
        camera.ClearXformOpOrder()
        operation = camera.AddTransformOp(opSuffix="moved")
        for time_code in (1.0, 2.0):
            moved = Gf.Matrix4d().SetTranslate(Gf.Vec3d(step_m * (time_code - 1.0), 0.0, 0.0)) * matrix
            operation.Set(moved, time_code)

    return edit


def camera_attribute(name: str, value: float) -> StageEdit:
    """Another value of one attribute of the camera."""

    def edit(stage: Usd.Stage) -> None:
        attribute = stage.GetPrimAtPath(prim_paths.MAIN_CAMERA).GetAttribute(name)
        assert attribute, name
        attribute.Set(value)

    return edit


def finishing(name: str, value: float) -> StageEdit:
    """Another parameter of the finishing; ``name`` is "operation:parameter"."""

    def edit(stage: Usd.Stage) -> None:
        operation, _, parameter = name.partition(":")
        edited = [
            replace(one, parameters=tuple((dict(one.parameters) | {parameter: value}).items()))
            if one.name == operation
            else one
            for one in read_finishing(stage)
        ]
        assert edited != list(read_finishing(stage)), name
        set_finishing(stage, edited)

    return edit


def style(name: str) -> StageEdit:
    """Another style, as it is without parameters, in place of all finishing."""
    return lambda stage: set_finishing(stage, [FinishingOperation(name=name)])


def denoising(denoise: bool) -> StageEdit:
    """The denoiser on or off."""
    return lambda stage: set_denoise(stage, denoise)


def samples(spp: int) -> StageEdit:
    """Other samples per pixel."""
    return lambda stage: set_spp(stage, spp)


def bounces(most: int) -> StageEdit:
    """Another longest path of light."""

    def edit(stage: Usd.Stage) -> None:
        settings = require_render_settings(stage)
        settings.CreateAttribute(own_attributes.MAX_BOUNCES, Sdf.ValueTypeNames.Int, custom=True).Set(most)

    return edit


def render_var(name: str, value: float) -> StageEdit:
    """Another quantity of the render var that has it."""

    def edit(stage: Usd.Stage) -> None:
        found = [
            p
            for p in stage.Traverse()
            if p.IsA(UsdRender.Var) and p.GetAttribute(own_attributes.VAR_PREFIX + name)
        ]
        assert found, name
        for prim in found:
            prim.GetAttribute(own_attributes.VAR_PREFIX + name).Set(value)

    return edit


def without_var(aov: str) -> StageEdit:
    """A render product that no longer asks for one render var."""

    def edit(stage: Usd.Stage) -> None:
        ordered = UsdRender.Product(require_render_product(stage)).GetOrderedVarsRel()
        kept = [prim.GetPath() for name, prim in find_render_vars(stage).items() if name != aov]
        assert len(kept) < len(ordered.GetTargets()), aov
        ordered.SetTargets(kept)

    return edit


def subdivision_level(path: str, level: int) -> StageEdit:
    """Another level for every refined cage below a prim."""

    def edit(stage: Usd.Stage) -> None:
        for prim in _meshes(stage, path):
            prim.GetAttribute(own_attributes.SUBDIVISION_LEVEL).Set(level)

    return edit


def lopsided(path: str) -> StageEdit:
    """The points of every mesh below a prim, those in one eighth of space moved out."""

    def edit(stage: Usd.Stage) -> None:
        for prim in _meshes(stage, path):
            points = np.array(UsdGeom.Mesh(prim).GetPointsAttr().Get())
            middle = (points.min(axis=0) + points.max(axis=0)) / 2.0
            points[(points > middle).all(axis=1)] += 0.3 * (points.max(axis=0) - middle)
            UsdGeom.Mesh(prim).GetPointsAttr().Set(Vt.Vec3fArray.FromNumpy(points))

    return edit


def stretched(path: str, factors: tuple[float, float, float]) -> StageEdit:
    """The points of every mesh below a prim, scaled about their origin."""

    def edit(stage: Usd.Stage) -> None:
        for prim in _meshes(stage, path):
            points = np.array(UsdGeom.Mesh(prim).GetPointsAttr().Get()) * np.asarray(factors, dtype=np.float32)
            UsdGeom.Mesh(prim).GetPointsAttr().Set(Vt.Vec3fArray.FromNumpy(points))

    return edit


def surface(material: str, **inputs: object) -> StageEdit:
    """Constants for inputs of a material's surface shader, in place of what feeds them."""

    def edit(stage: Usd.Stage) -> None:
        shader = _surface_shader(stage, material)
        for name, value in inputs.items():
            _set_input(shader, name, value)

    return edit


def nodes(material: str, node_id: str, **inputs: object) -> StageEdit:
    """Constants for inputs of every node of one definition in a material."""

    def edit(stage: Usd.Stage) -> None:
        root = stage.GetPrimAtPath(material)
        found = [s for s in map(UsdShade.Shader, Usd.PrimRange(root)) if s and s.GetShaderId() == node_id]
        assert found, node_id
        for shader in found:
            for name, value in inputs.items():
                _set_input(shader, name, value)

    return edit


def even_fog(per_m: float) -> StageEdit:
    """A fog that absorbs light evenly, around all of the stage."""

    def edit(stage: Usd.Stage) -> None:
        far = _FOG_REACH_M
        prim = define_mesh(stage, f"{prim_paths.FX}/Fog", box((-far, -far, -far), (far, far, far))).GetPrim()
        set_labels(prim, role=Role.GAS, class_name="fog")
        look = VolumeLook(density_scale=per_m, scatter_color=(0.0, 0.0, 0.0))
        bind_look(prim, define_volume_look(stage, f"{prim_paths.FX_LOOKS}/Fog", look))

    return edit


def gas(**inputs: object) -> StageEdit:
    """Other inputs of the shader of every volume."""

    def edit(stage: Usd.Stage) -> None:
        volumes = [prim for prim in stage.Traverse() if prim.IsA(UsdVol.Volume)]
        assert volumes
        for prim in volumes:
            material = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()[0]
            shader, *_ = material.ComputeVolumeSource()
            for name, value in inputs.items():
                _set_input(shader, name, value)

    return edit


def _meshes(stage: Usd.Stage, path: str) -> list[Usd.Prim]:
    meshes = [prim for prim in Usd.PrimRange(stage.GetPrimAtPath(path)) if prim.IsA(UsdGeom.Mesh)]
    assert meshes, path
    return meshes


def _rotation(axis: tuple[int, int, int], turn_deg: float) -> Gf.Matrix4d:
    return Gf.Matrix4d().SetRotate(Gf.Rotation(Gf.Vec3d(*axis), turn_deg))


def _transform(prim: Usd.Prim, matrix: Gf.Matrix4d) -> None:
    xformable = UsdGeom.Xformable(prim)
    xformable.ClearXformOpOrder()
    xformable.AddTransformOp(opSuffix="wrong").Set(matrix)


def _surface_shader(stage: Usd.Stage, material: str) -> UsdShade.Shader:
    shader, *_ = UsdShade.Material.Get(stage, material).ComputeSurfaceSource("mtlx")
    assert shader, material
    return shader


def _set_input(shader: UsdShade.Shader, name: str, value: object) -> None:
    types = {
        float: Sdf.ValueTypeNames.Float,
        bool: Sdf.ValueTypeNames.Bool,
        tuple: Sdf.ValueTypeNames.Color3f,
    }
    entry = shader.GetInput(name) or shader.CreateInput(name, types[type(value)])
    entry.GetAttr().SetConnections([])
    entry.Set(Gf.Vec3f(*value) if isinstance(value, tuple) else value)
