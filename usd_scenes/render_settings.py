"""UsdRender settings, product and vars: authoring and reading back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pxr import Gf, Sdf, Usd, UsdGeom, UsdRender

from schemas.errors import SceneError
from usd_scenes import prim_paths

SPP_ATTRIBUTE = "parallelSynth:spp"
DENOISE_ATTRIBUTE = "parallelSynth:denoise"
INTEGRATOR_ATTRIBUTE = "parallelSynth:integrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderSettings:
    """What the render layer asks of a renderer."""

    camera: str  # prim path
    resolution: tuple[int, int]  # (width, height), pixels
    spp: int
    denoise: bool
    integrator: str  # "path"
    aovs: tuple[str, ...]


def set_render_settings(stage: Usd.Stage, settings: RenderSettings) -> None:
    """Author settings, product and vars into the current edit target."""
    UsdGeom.Scope.Define(stage, prim_paths.RENDER)
    usd_settings = UsdRender.Settings.Define(stage, prim_paths.RENDER_SETTINGS)
    UsdGeom.Scope.Define(stage, prim_paths.RENDER_PRODUCT.rpartition("/")[0])
    UsdGeom.Scope.Define(stage, prim_paths.RENDER_VARS)
    product = UsdRender.Product.Define(stage, prim_paths.RENDER_PRODUCT)
    usd_settings.CreateResolutionAttr(Gf.Vec2i(*settings.resolution))
    usd_settings.CreateCameraRel().SetTargets([settings.camera])
    usd_settings.CreateProductsRel().SetTargets([prim_paths.RENDER_PRODUCT])
    usd_settings.CreateIncludedPurposesAttr([UsdGeom.Tokens.default_, UsdGeom.Tokens.render])
    usd_settings.CreateRenderingColorSpaceAttr("lin_rec709_scene")
    product.CreateProductNameAttr("frame.exr")
    prim = usd_settings.GetPrim()
    prim.CreateAttribute(SPP_ATTRIBUTE, Sdf.ValueTypeNames.Int, custom=True).Set(settings.spp)
    prim.CreateAttribute(DENOISE_ATTRIBUTE, Sdf.ValueTypeNames.Bool, custom=True).Set(settings.denoise)
    prim.CreateAttribute(INTEGRATOR_ATTRIBUTE, Sdf.ValueTypeNames.Token, custom=True).Set(settings.integrator)
    product.CreateOrderedVarsRel().SetTargets([_define_var(stage, aov) for aov in settings.aovs])


def read_render_settings(stage: Usd.Stage) -> RenderSettings:
    """The settings of a composed stage.

    Raises:
        SceneError: the stage has no UsdRenderSettings or they name no camera.
    """
    prim = stage.GetPrimAtPath(prim_paths.RENDER_SETTINGS)
    identifier = stage.GetRootLayer().identifier
    if not prim:
        raise SceneError("no UsdRenderSettings", layer=identifier, prim=prim_paths.RENDER_SETTINGS)
    settings = UsdRender.Settings(prim)
    cameras = settings.GetCameraRel().GetTargets()
    if not cameras or not stage.GetPrimAtPath(cameras[0]):
        raise SceneError(
            "the render settings name no camera that exists", layer=identifier, prim=str(prim.GetPath())
        )
    resolution = settings.GetResolutionAttr().Get()
    product = UsdRender.Product(stage.GetPrimAtPath(prim_paths.RENDER_PRODUCT))
    aovs = tuple(path.name for path in product.GetOrderedVarsRel().GetTargets()) if product else ()
    return RenderSettings(
        camera=str(cameras[0]),
        resolution=(int(resolution[0]), int(resolution[1])),
        spp=int(prim.GetAttribute(SPP_ATTRIBUTE).Get() or 0),
        denoise=bool(prim.GetAttribute(DENOISE_ATTRIBUTE).Get()),
        integrator=str(prim.GetAttribute(INTEGRATOR_ATTRIBUTE).Get() or "path"),
        aovs=aovs,
    )


def _define_var(stage: Usd.Stage, aov: str) -> Sdf.Path:
    var = UsdRender.Var.Define(stage, f"{prim_paths.RENDER_VARS}/{aov}")
    var.CreateSourceNameAttr(aov)
    kind = "color4f" if aov == "beauty" else "color3f"
    var.CreateDataTypeAttr(kind)
    return var.GetPath()


def replace_aovs(stage: Usd.Stage, aovs: Sequence[str]) -> None:
    """Author another ordered list of render vars into the current edit target."""
    product = UsdRender.Product.Get(stage, prim_paths.RENDER_PRODUCT)
    product.CreateOrderedVarsRel().SetTargets([_define_var(stage, aov) for aov in aovs])
