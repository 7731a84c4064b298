"""The authoring contract, for every `define_` and `set_` function of `usd_scenes`.

A new function needs a case: a call with one of two values, its path, and a reading that tells them apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pxr import Kind, Sdf, Usd, UsdGeom, UsdRender, UsdShade

from schemas.errors import SceneError
from schemas.finishing import FinishingOperation
from schemas.mesh import MeshData
from tests.usd_scenes.authoring_contract import AuthoringContract, Case, Layered, prim_at, value_at
from usd_scenes import prim_paths
from usd_scenes.cameras import CameraSettings, define_camera, set_focal_length, set_lens
from usd_scenes.finishing import read_finishing, set_finishing
from usd_scenes.lights import LightSettings, LightShape, define_light, set_light_group
from usd_scenes.looks import (
    Connection,
    FromParameter,
    LookNetwork,
    LookParameter,
    PreviewSurface,
    ShaderInput,
    ShaderNode,
    define_look,
)
from usd_scenes.meshes import define_component, define_component_payload, define_mesh, define_mesh_payload
from usd_scenes.mtlx_materials import define_mtlx_material, read_document
from usd_scenes.placement import set_placement
from usd_scenes.preview_textures import PreviewTexture, set_preview_textures
from usd_scenes.render_settings import (
    RenderSettings,
    read_featured_vars,
    set_denoise,
    set_render_settings,
    set_resolution,
    set_spp,
    set_var_values,
)
from usd_scenes.semantics import Role, read_class, set_labels
from usd_scenes.session import RenderOpinions, set_render_opinions
from usd_scenes.shader_inputs import input_value, set_constant
from usd_scenes.shared_looks import define_look_reference, look_layer_text
from usd_scenes.volumes import (
    VolumeLook,
    define_volume,
    define_volume_look,
)

_BODY, _LOOK = "/World/Subject/Body", "/World/Looks/Paint"
_CAMERA = prim_paths.MAIN_CAMERA
_LIGHT = f"{prim_paths.LIGHTS}/Key"
_FOG = f"{prim_paths.FX}/Fog"
_MTLX = Path(__file__).parents[2] / "assets/looks/materialx/chrome.mtlx"


def _body(stage: Usd.Stage) -> UsdGeom.Mesh:
    return UsdGeom.Mesh.Define(stage, _BODY)


def _triangle(size: float) -> MeshData:
    points = np.array([[0.0, 0.0, 0.0], [size, 0.0, 0.0], [0.0, size, 0.0]], np.float32)
    return MeshData(
        points=points,
        face_vertex_counts=np.array([3], np.int32),
        face_vertex_indices=np.arange(3, dtype=np.int32),
        uvs=points[:, :2],
        normals=np.tile(np.array([[0.0, 0.0, 1.0]], np.float32), (3, 1)),
        curvature=np.zeros(3, np.float32),
    )


def _paint(roughness: float) -> LookNetwork:
    surface = ShaderNode(
        name="Surface",
        definition="ND_standard_surface_surfaceshader",
        inputs=(ShaderInput(name="specular_roughness", type="float", value=roughness),),
        output_type="surfaceshader",
    )
    return LookNetwork(nodes=(surface,), surface="Surface", preview=PreviewSurface(roughness=roughness))


def _roughness(value: float) -> LookParameter:
    return LookParameter(name="roughness", type="float", value=value)


def _shared_paint() -> LookNetwork:
    """A look whose roughness is given by what references it."""
    (surface,) = _paint(0.5).nodes
    entry = ShaderInput(name="specular_roughness", type="float", value=FromParameter(name="roughness"))
    return replace(
        _paint(0.5),
        nodes=(replace(surface, inputs=(entry,)),),
        parameters=(replace(_roughness(0.0), open=True),),
        preview_parameters=(("roughness", "roughness"),),
    )


def _shared_layer() -> Sdf.Layer:
    layer = Sdf.Layer.CreateAnonymous(".usda")
    layer.ImportFromString(look_layer_text(_shared_paint()))
    return layer


_SHARED = _shared_layer()


def _reading(type_name: str, value: float | Connection | FromParameter) -> LookNetwork:
    """A look whose surface takes this as its only input."""
    (surface,) = _paint(0.5).nodes
    entry = ShaderInput(name="base", type=type_name, value=value)
    return replace(_paint(0.5), nodes=(replace(surface, inputs=(entry,)),))


def _camera(which: int) -> CameraSettings:
    return CameraSettings(eye_m=(0.0, -3.0, 1.0 + which), azimuth_deg=10.0, pitch_deg=5.0, focal_length_mm=50.0)


def _define_light_at(stage: Usd.Stage, path: str, which: int) -> None:
    """The name is what a caller chooses of the path."""
    name = path.removeprefix(f"{prim_paths.LIGHTS}/")
    spot = LightSettings(
        name=name, group="key", shape=LightShape.SPHERE, intensity=3.0 + which, kelvin=5000.0, cone_deg=30.0
    )
    define_light(stage, spot)


def _settings(which: int) -> RenderSettings:
    return RenderSettings(
        camera=_CAMERA,
        resolution=(64, 64),
        spp=8 + which,
        denoise=True,
        integrator="path",
        aovs=("beauty", "normal"),
    )


def _product(stage: Usd.Stage) -> None:
    settings = UsdRender.Settings.Define(stage, prim_paths.RENDER_SETTINGS)
    product = UsdRender.Product.Define(stage, prim_paths.RENDER_PRODUCT)
    settings.CreateProductsRel().SetTargets([product.GetPath()])
    for name in ("mist", "beauty"):
        var = UsdRender.Var.Define(stage, f"{prim_paths.RENDER_VARS}/{name}")
        var.CreateSourceNameAttr(name)
        product.CreateOrderedVarsRel().AddTarget(var.GetPath())


def _set_textures(stage: Usd.Stage, path: str, which: int) -> None:
    textures = {"diffuseColor": PreviewTexture(asset=f"./albedo{which}.png", is_color=True)}
    set_preview_textures(UsdShade.Material(prim_at(stage, path)), textures)


def _define_payload(stage: Usd.Stage, path: str, which: int) -> None:
    extent = np.array([[0, 0, 0], [1 + which, 1, 1]])
    define_mesh_payload(stage, path, asset="", extent=extent, role=Role.PROP, class_name="box")


def _define_chrome(stage: Usd.Stage, path: str, which: int) -> None:
    document = read_document(_MTLX)
    define_mtlx_material(stage, path, document, document.getMaterialNodes()[0].getName(), file=_MTLX)


def _other_chrome(stage: Usd.Stage) -> None:
    surface = UsdShade.Material.Define(stage, _LOOK).CreateSurfaceOutput("mtlx")
    surface.ConnectToSource(UsdShade.Shader.Define(stage, f"{_LOOK}/Other").ConnectableAPI(), "out")


def _define_group(stage: Usd.Stage) -> None:
    Usd.ModelAPI(UsdGeom.Xform.Define(stage, prim_paths.SUBJECT)).SetKind(Kind.Tokens.group)


def _kind_of(stage: Usd.Stage) -> str:
    return str(Usd.ModelAPI(stage.GetPrimAtPath(prim_paths.SUBJECT)).GetKind())


def _operation(which: int) -> FinishingOperation:
    return FinishingOperation(name="grain", parameters=(("strength", 0.25 + which),))


_DEFINED: Mapping[str, Case] = {
    "cameras.define_camera": Case(
        author=lambda stage, path, which: define_camera(stage, path, _camera(which)),
        path=_CAMERA,
        read=value_at(f"{_CAMERA}.xformOp:translate"),
    ),
    "lights.define_light": Case(author=_define_light_at, path=_LIGHT, read=value_at(f"{_LIGHT}.inputs:intensity")),
    "looks.define_look": Case(
        author=lambda stage, path, which: define_look(stage, path, _paint(0.25 + which / 2)),
        path=_LOOK,
        read=value_at(f"{_LOOK}/Surface.inputs:specular_roughness"),
    ),
    "shared_looks.define_look_reference": Case(
        author=lambda stage, path, which: define_look_reference(
            stage, path, asset=_SHARED.identifier, parameters=(_roughness(0.25 + which / 2),)
        ),
        path=_LOOK,
        read=value_at(f"{_LOOK}.inputs:roughness"),
    ),
    "meshes.define_component": Case(
        author=lambda stage, path, _which: define_component(stage, path),
        path=prim_paths.SUBJECT,
        read=_kind_of,
        other=_define_group,
    ),
    "meshes.define_component_payload": Case(
        author=lambda stage, path, _which: define_component_payload(stage, path, asset=_SHARED.identifier),
        path=prim_paths.SUBJECT,
        read=_kind_of,
        other=_define_group,
    ),
    "meshes.define_mesh": Case(
        author=lambda stage, path, which: define_mesh(stage, path, _triangle(1.0 + which)),
        path=_BODY,
        read=value_at(f"{_BODY}.points"),
    ),
    "meshes.define_mesh_payload": Case(author=_define_payload, path=_BODY, read=value_at(f"{_BODY}.extent")),
    "mtlx_materials.define_mtlx_material": Case(
        author=_define_chrome,
        path=_LOOK,
        read=lambda stage: UsdShade.Material.Get(stage, _LOOK).ComputeSurfaceSource("mtlx")[0].GetPath(),
        other=_other_chrome,
    ),
    "volumes.define_volume": Case(
        author=lambda stage, path, which: define_volume(
            stage, path, files={"density": "fog.vdb"}, extent=((0, 0, 0), (1 + which, 1, 1))
        ),
        path=_FOG,
        read=value_at(f"{_FOG}.extent"),
    ),
    "volumes.define_volume_look": Case(
        author=lambda stage, path, which: define_volume_look(stage, path, VolumeLook(density_scale=1.0 + which)),
        path=_LOOK,
        read=value_at(f"{_LOOK}/Volume.inputs:density_scale"),
    ),
    "render_settings.set_render_settings": Case(
        author=lambda stage, _path, which: set_render_settings(stage, _settings(which)),
        path=prim_paths.RENDER_SETTINGS,
        read=value_at(f"{prim_paths.RENDER_SETTINGS}.parallelSynth:spp"),
        fixed=True,
    ),
    "render_settings.set_resolution": Case(
        author=lambda stage, _path, which: set_resolution(stage, (64 + which, 64)),
        path=prim_paths.RENDER_SETTINGS,
        read=value_at(f"{prim_paths.RENDER_SETTINGS}.resolution"),
        fixed=True,
    ),
}
_SET: Mapping[str, Case] = {
    "cameras.set_focal_length": Case(
        author=lambda stage, path, which: set_focal_length(stage, path, 35.0 + which),
        path=_CAMERA,
        read=value_at(f"{_CAMERA}.focalLength"),
        prepare=lambda stage: UsdGeom.Camera.Define(stage, _CAMERA),
        kinds=("Xform", "Mesh"),
    ),
    "cameras.set_lens": Case(
        author=lambda stage, path, which: set_lens(
            UsdGeom.Camera(prim_at(stage, path)), focal_length_mm=35.0 + which, aperture_mm=(36.0, 24.0)
        ),
        path=_CAMERA,
        read=value_at(f"{_CAMERA}.focalLength"),
        prepare=lambda stage: UsdGeom.Camera.Define(stage, _CAMERA),
        kinds=("Xform", "Mesh"),
    ),
    "finishing.set_finishing": Case(
        author=lambda stage, _path, which: set_finishing(stage, [_operation(which)]),
        path=prim_paths.RENDER_PRODUCT,
        read=read_finishing,
        prepare=_product,
        fixed=True,
    ),
    "lights.set_light_group": Case(
        author=lambda stage, path, which: set_light_group(prim_at(stage, path), ("key", "fill")[which]),
        path=_BODY,
        read=value_at(f"{_BODY}.parallelSynth:lightGroup"),
        prepare=_body,
    ),
    "placement.set_placement": Case(
        author=lambda stage, path, which: set_placement(
            prim_at(stage, path), {"rotateZ:azimuth": 10.0 + which}, at=(1.0, 2.0, 3.0)
        ),
        path=_BODY,
        read=value_at(f"{_BODY}.xformOp:rotateZ:azimuth"),
        prepare=_body,
        kinds=("Scope", "Material"),
    ),
    "preview_textures.set_preview_textures": Case(
        author=_set_textures,
        path=_LOOK,
        read=value_at(f"{_LOOK}/Preview_diffuseColor.inputs:file"),
        prepare=lambda stage: define_look(stage, _LOOK, _paint(0.5)),
        kinds=("Material", "Mesh"),
    ),
    "render_settings.set_denoise": Case(
        author=lambda stage, _path, which: set_denoise(stage, bool(which)),
        path=prim_paths.RENDER_SETTINGS,
        read=value_at(f"{prim_paths.RENDER_SETTINGS}.parallelSynth:denoise"),
        prepare=lambda stage: UsdRender.Settings.Define(stage, prim_paths.RENDER_SETTINGS),
        fixed=True,
    ),
    "render_settings.set_var_values": Case(
        author=lambda stage, _path, which: set_var_values(stage, "mist", {"start_m": 1.0 + which}),
        path=f"{prim_paths.RENDER_VARS}/mist",
        read=read_featured_vars,
        prepare=_product,
        fixed=True,
    ),
    "render_settings.set_spp": Case(
        author=lambda stage, _path, which: set_spp(stage, 16 + which),
        path=prim_paths.RENDER_SETTINGS,
        read=value_at(f"{prim_paths.RENDER_SETTINGS}.parallelSynth:spp"),
        prepare=lambda stage: UsdRender.Settings.Define(stage, prim_paths.RENDER_SETTINGS),
        fixed=True,
    ),
    "semantics.set_labels": Case(
        author=lambda stage, path, which: set_labels(
            prim_at(stage, path), role=Role.PROP, class_name=("box", "ball")[which]
        ),
        path=_BODY,
        read=lambda stage: read_class(stage.GetPrimAtPath(_BODY)),
        prepare=_body,
    ),
    "shader_inputs.set_constant": Case(
        author=lambda stage, path, which: set_constant(
            UsdShade.Shader(prim_at(stage, path)), "specular_roughness", 0.125 + which / 2
        ),
        path=f"{_LOOK}/Surface",
        read=value_at(f"{_LOOK}/Surface.inputs:specular_roughness"),
        prepare=lambda stage: define_look(stage, _LOOK, _paint(0.5)),
        kinds=("Material", "Mesh"),
    ),
    "session.set_render_opinions": Case(
        author=lambda stage, _path, which: set_render_opinions(
            stage, RenderOpinions(resolution=(64 + which, 64), spp=16, denoise=True)
        ),
        path=prim_paths.RENDER_SETTINGS,
        read=value_at(f"{prim_paths.RENDER_SETTINGS}.resolution"),
        prepare=lambda stage: UsdRender.Settings.Define(stage, prim_paths.RENDER_SETTINGS),
        fixed=True,
    ),
}


class TestAuthoring(AuthoringContract):
    """Every authoring function keeps the contract."""

    cases = {**_DEFINED, **_SET}  # noqa: RUF012


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (replace(_paint(0.5), surface="Missing"), "no node 'Missing'"),
        (_reading("half", 1.0), "no MaterialX type 'half'"),
        (_reading("float", Connection(node="Gone")), "unknown node 'Gone'"),
        (_reading("float", FromParameter(name="dirt")), "no parameter 'dirt'"),
    ],
)
def test_a_look_that_breaks_leaves_nothing_behind(layered: Layered, broken: LookNetwork, reason: str) -> None:
    before = layered.written()
    with pytest.raises(SceneError, match=reason):
        define_look(layered.stage, _LOOK, broken)
    assert layered.written() == before


def test_a_document_that_breaks_leaves_nothing_behind(layered: Layered, tmp_path: Path) -> None:
    file = tmp_path / "broken.mtlx"
    file.write_text(_MTLX.read_text(encoding="utf-8").replace('nodename="wear"', 'nodename="gone"'))
    document = read_document(file)
    before = layered.written()
    with pytest.raises(SceneError, match="does not exist"):
        define_mtlx_material(layered.stage, _LOOK, document, "chrome", file=file)
    assert layered.written() == before


def test_a_referenced_look_is_driven_by_its_inputs_the_fallback_too() -> None:
    stage = Usd.Stage.CreateInMemory()
    material = define_look_reference(stage, _LOOK, asset=_SHARED.identifier, parameters=(_roughness(0.25),))
    for name, given in (("Surface", "specular_roughness"), ("Preview", "roughness")):
        assert input_value(UsdShade.Shader.Get(stage, f"{_LOOK}/{name}").GetInput(given)) == 0.25
    assert material.ComputeSurfaceSource("mtlx")[0].GetPath() == f"{_LOOK}/Surface"


def test_a_reference_replaces_what_the_layer_said_of_the_look() -> None:
    stage = Usd.Stage.CreateInMemory()
    define_look(stage, _LOOK, _paint(0.5))
    define_look_reference(stage, _LOOK, asset=_SHARED.identifier, parameters=(_roughness(0.25),))
    spec = stage.GetRootLayer().GetPrimAtPath(_LOOK)
    assert [said.name for said in spec.properties] == ["inputs:roughness"]
    assert not spec.nameChildren


def test_a_shared_look_with_a_value_is_refused() -> None:
    closed = replace(_shared_paint(), parameters=(_roughness(0.25),))
    with pytest.raises(SceneError, match="roughness"):
        look_layer_text(closed)


def test_a_parameter_without_a_value_is_refused_before_anything_is_authored() -> None:
    stage = Usd.Stage.CreateInMemory()
    with pytest.raises(SceneError, match="no value"):
        define_look_reference(stage, _LOOK, asset=_SHARED.identifier, parameters=_shared_paint().parameters)
    assert not stage.GetRootLayer().rootPrims


def test_a_fallback_that_follows_no_parameter_is_refused() -> None:
    stage = Usd.Stage.CreateInMemory()
    with pytest.raises(SceneError, match="gloss"):
        define_look(stage, _LOOK, replace(_shared_paint(), preview_parameters=(("roughness", "gloss"),)))
    assert not stage.GetRootLayer().rootPrims
