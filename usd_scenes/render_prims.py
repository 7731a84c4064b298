"""The UsdRender prims and the camera of a composed stage, by schema and relationship, whatever they are called.

The stage's metadata ``renderSettingsPrimPath`` names the settings, their ``products`` the product, its
``orderedVars`` the vars; a var is what its ``sourceName`` says.
"""

from __future__ import annotations

from pxr import Usd, UsdGeom, UsdRender

from schemas.errors import SceneError
from usd_scenes import own_attributes
from usd_scenes.edit_locations import require_stage


def find_render_settings(stage: Usd.Stage) -> Usd.Prim | None:
    """The settings that the stage names; where it names none, the first that there are; else None."""
    named = stage.GetMetadata("renderSettingsPrimPath")
    if named:
        prim = stage.GetPrimAtPath(named)
        return prim if prim and prim.IsA(UsdRender.Settings) else None
    return next((prim for prim in stage.Traverse() if prim.IsA(UsdRender.Settings)), None)


def require_render_settings(stage: Usd.Stage) -> Usd.Prim:
    """`find_render_settings`.

    Raises:
        SceneError: no stage, or one without UsdRenderSettings.
    """
    require_stage(stage)
    prim = find_render_settings(stage)
    if prim is None:
        path = str(stage.GetMetadata("renderSettingsPrimPath") or "")
        raise SceneError("no UsdRenderSettings", layer=stage.GetRootLayer().identifier, prim=path)
    return prim


def find_render_product(stage: Usd.Stage) -> Usd.Prim | None:
    """The first product of the render settings, or None.

    Raises:
        SceneError: a dataset version before 0.3.0 wrote it.
    """
    settings = find_render_settings(stage)
    targets = UsdRender.Settings(settings).GetProductsRel().GetTargets() if settings else []
    product = stage.GetPrimAtPath(targets[0]) if targets else None
    if not product or not product.IsA(UsdRender.Product):
        return None
    _refuse_older(product)
    return product


def require_render_product(stage: Usd.Stage) -> Usd.Prim:
    """`find_render_product`.

    Raises:
        SceneError: as there; no stage, or one without a product.
    """
    require_stage(stage)
    product = find_render_product(stage)
    if product is None:
        settings = find_render_settings(stage)
        path = str(settings.GetPath()) if settings else ""
        raise SceneError("no UsdRenderProduct", layer=stage.GetRootLayer().identifier, prim=path)
    return product


def find_render_vars(stage: Usd.Stage) -> dict[str, Usd.Prim]:
    """The product's vars by ``sourceName``, in its order.

    Raises:
        SceneError: as `find_render_product`.
    """
    product = find_render_product(stage)
    targets = UsdRender.Product(product).GetOrderedVarsRel().GetTargets() if product else []
    prims = [prim for prim in map(stage.GetPrimAtPath, targets) if prim and prim.IsA(UsdRender.Var)]
    named = ((str(UsdRender.Var(prim).GetSourceNameAttr().Get() or ""), prim) for prim in prims)
    return {name: prim for name, prim in named if name}


def find_main_camera(stage: Usd.Stage) -> str:
    """The prim path of the camera that the render settings name; where they name none, of the stage's first.

    Raises:
        SceneError: the stage has no camera.
    """
    settings = find_render_settings(stage)
    targets = UsdRender.Settings(settings).GetCameraRel().GetTargets() if settings else []
    if targets:
        return str(targets[0])
    for prim in stage.Traverse():
        if prim.IsA(UsdGeom.Camera):
            return str(prim.GetPath())
    raise SceneError(
        "no camera; add a UsdGeomCamera or name one with --camera", layer=stage.GetRootLayer().identifier
    )


def _refuse_older(product: Usd.Prim) -> None:
    before = (own_attributes.FINISHING_BEFORE_3_PREFIX, own_attributes.FEATURED_VARS_BEFORE_3)
    old = next((name for name in product.GetPropertyNames() if name.startswith(before)), None)
    if old:
        raise SceneError(
            f"{old} is of a dataset version before 0.3.0, which has finishing as shaders and passes as the order "
            "of the vars; make the sample again: parallel-synth compose --spec sample.json",
            layer=product.GetStage().GetRootLayer().identifier,
            prim=str(product.GetPath()),
        )
