"""UsdRender settings, product and vars: authoring and reading back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pxr import Gf, Sdf, Usd, UsdGeom, UsdRender

from schemas.aovs import BEAUTY, find_aov
from schemas.errors import SceneError
from schemas.sample_files import FRAME_FILE
from usd_scenes import own_attributes, prim_paths
from usd_scenes.edit_locations import (
    editable_path,
    editable_prim,
    prepare_parent,
    prim_location,
    require_stage,
)
from usd_scenes.render_prims import (
    find_render_settings,
    find_render_vars,
    require_render_product,
    require_render_settings,
)
from usd_scenes.rounding import quantize

DEFAULT_MAX_BOUNCES = 12
_NO_ALPHA_TYPES = {1: "float", 2: "float2", 3: "color3f"}
_VECTOR_KINDS = ("point", "direction")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderSettings:
    """What the render layer asks of a renderer."""

    camera: str  # prim path
    resolution: tuple[int, int]  # (width, height), pixels
    spp: int
    denoise: bool | None  # None: the stage says nothing
    integrator: str  # "path"
    aovs: tuple[str, ...]
    engine: str = ""  # the renderer that is asked for; "" leaves it open
    max_bounces: int = DEFAULT_MAX_BOUNCES


def set_render_settings(stage: Usd.Stage, settings: RenderSettings) -> None:
    """Author settings, product and vars into the current edit target.

    Raises:
        SceneError: no prims may be defined there, or the camera or an AOV is no path.
    """
    prim_location(stage, settings.camera)
    authored = (f"{prim_paths.RENDER_VARS}/{aov}" for aov in settings.aovs)
    for path in (prim_paths.RENDER_SETTINGS, prim_paths.RENDER_PRODUCT, *authored):
        editable_path(stage, path)
    prepare_parent(stage, prim_paths.RENDER_SETTINGS)
    usd_settings = UsdRender.Settings.Define(stage, prim_paths.RENDER_SETTINGS)
    prepare_parent(stage, prim_paths.RENDER_PRODUCT)
    product = UsdRender.Product.Define(stage, prim_paths.RENDER_PRODUCT)
    usd_settings.CreateResolutionAttr(Gf.Vec2i(*settings.resolution))
    usd_settings.CreateCameraRel().SetTargets([settings.camera])
    usd_settings.CreateProductsRel().SetTargets([prim_paths.RENDER_PRODUCT])
    usd_settings.CreateIncludedPurposesAttr([UsdGeom.Tokens.default_, UsdGeom.Tokens.render])
    usd_settings.CreateRenderingColorSpaceAttr("lin_rec709_scene")
    product.CreateProductNameAttr(FRAME_FILE)
    prim = usd_settings.GetPrim()
    prim.CreateAttribute(own_attributes.SPP, Sdf.ValueTypeNames.Int, custom=True).Set(settings.spp)
    if settings.denoise is not None:
        prim.CreateAttribute(own_attributes.DENOISE, Sdf.ValueTypeNames.Bool, custom=True).Set(settings.denoise)
    token = Sdf.ValueTypeNames.Token
    prim.CreateAttribute(own_attributes.INTEGRATOR, token, custom=True).Set(settings.integrator)
    prim.CreateAttribute(own_attributes.MAX_BOUNCES, Sdf.ValueTypeNames.Int, custom=True).Set(settings.max_bounces)
    if settings.engine:
        prim.CreateAttribute(own_attributes.ENGINE, token, custom=True).Set(settings.engine)
    product.CreateOrderedVarsRel().SetTargets([_define_var(stage, aov) for aov in settings.aovs])


def set_resolution(stage: Usd.Stage, resolution: tuple[int, int]) -> None:
    """Author the picture's size, (width, height) in pixels, into the current edit target.

    Raises:
        SceneError: no render settings may be defined there.
    """
    require_stage(stage)
    standing = find_render_settings(stage)
    path = str(standing.GetPath()) if standing else prim_paths.RENDER_SETTINGS
    prepare_parent(stage, path)
    UsdRender.Settings.Define(stage, path).CreateResolutionAttr(Gf.Vec2i(*resolution))


def read_max_bounces(stage: Usd.Stage) -> int | None:
    """The longest path of light that the stage asks for, 0 included; None where it says nothing."""
    settings = find_render_settings(stage)
    bounces = _value_of(settings, own_attributes.MAX_BOUNCES) if settings else None
    return None if bounces is None else int(str(bounces))


def read_resolution(stage: Usd.Stage) -> tuple[int, int]:
    """The picture's size, (width, height) in pixels, of the render settings.

    Raises:
        SceneError: the stage has no UsdRenderSettings.
    """
    width, height = UsdRender.Settings(require_render_settings(stage)).GetResolutionAttr().Get()
    return int(width), int(height)


def read_render_settings(stage: Usd.Stage) -> RenderSettings:
    """The settings of a composed stage.

    Raises:
        SceneError: the stage has no UsdRenderSettings or they name no camera.
    """
    prim = require_render_settings(stage)
    identifier = stage.GetRootLayer().identifier
    settings = UsdRender.Settings(prim)
    cameras = settings.GetCameraRel().GetTargets()
    if not cameras or not stage.GetPrimAtPath(cameras[0]):
        raise SceneError(
            "the render settings name no camera that exists", layer=identifier, prim=str(prim.GetPath())
        )
    denoise, bounces = _value_of(prim, own_attributes.DENOISE), read_max_bounces(stage)
    return RenderSettings(
        camera=str(cameras[0]),
        resolution=read_resolution(stage),
        spp=int(prim.GetAttribute(own_attributes.SPP).Get() or 0),
        denoise=None if denoise is None else bool(denoise),
        integrator=str(prim.GetAttribute(own_attributes.INTEGRATOR).Get() or "path"),
        aovs=tuple(find_render_vars(stage)),
        engine=str(_value_of(prim, own_attributes.ENGINE) or ""),
        max_bounces=DEFAULT_MAX_BOUNCES if bounces is None else bounces,
    )


def set_spp(stage: Usd.Stage, spp: int) -> None:
    """Author the samples per pixel, into the current edit target.

    Raises:
        SceneError: the stage has no UsdRenderSettings.
    """
    prim = editable_prim(require_render_settings(stage))
    prim.CreateAttribute(own_attributes.SPP, Sdf.ValueTypeNames.Int, custom=True).Set(spp)


def set_denoise(stage: Usd.Stage, denoise: bool) -> None:
    """Author whether the renderer's denoiser finishes the picture, into the current edit target.

    Raises:
        SceneError: the stage has no UsdRenderSettings.
    """
    prim = editable_prim(require_render_settings(stage))
    prim.CreateAttribute(own_attributes.DENOISE, Sdf.ValueTypeNames.Bool, custom=True).Set(denoise)


def set_var_values(stage: Usd.Stage, aov: str, values: Mapping[str, float]) -> None:
    """Author a render var's own quantities, such as ``start_m`` of the mist, into the current edit target.

    Raises:
        SceneError: the stage's product has no such var.
    """
    require_render_product(stage)
    var = find_render_vars(stage).get(aov)
    if var is None:
        raise SceneError(f"no render var {aov}", layer=stage.GetRootLayer().identifier)
    editable_prim(var)
    for name, value in values.items():
        attribute = var.CreateAttribute(own_attributes.VAR_PREFIX + name, Sdf.ValueTypeNames.Double, custom=True)
        attribute.Set(quantize(value))


def read_featured_vars(stage: Usd.Stage) -> dict[str, dict[str, float]]:
    """The render vars that the sample is about, each with its own quantities.

    They come before the beauty in the product's order; where none does, it is the beauty itself.
    """
    ordered = find_render_vars(stage)
    names = list(ordered)
    if BEAUTY not in ordered:
        return {}
    return {name: read_var_values(ordered[name]) for name in names[: names.index(BEAUTY)] or [BEAUTY]}


def read_var_values(var: Usd.Prim) -> dict[str, float]:
    """A render var's own quantities by name, such as ``{"start_m": 1.0, "depth_m": 8.0}`` of the mist."""
    found = {
        a.GetName().removeprefix(own_attributes.VAR_PREFIX): a.Get() for a in var.GetAttributes() if a.IsCustom()
    }
    return {name: float(value) for name, value in sorted(found.items()) if isinstance(value, int | float)}


def _value_of(prim: Usd.Prim, name: str) -> object:
    attribute = prim.GetAttribute(name)
    return attribute.Get() if attribute else None


def _define_var(stage: Usd.Stage, aov: str) -> Sdf.Path:
    path = f"{prim_paths.RENDER_VARS}/{aov}"
    prepare_parent(stage, path)
    var = UsdRender.Var.Define(stage, path)
    var.CreateSourceNameAttr(aov)
    var.CreateDataTypeAttr(_data_type(aov))
    return var.GetPath()


def _data_type(aov: str) -> str:
    known = find_aov(aov)
    channels = len(known.channels) if known else 3
    if known and known.kind in _VECTOR_KINDS:
        return "vector3f"
    return _NO_ALPHA_TYPES.get(channels, "color4f")
