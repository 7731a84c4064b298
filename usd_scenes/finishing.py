"""Finishing operations as attributes of the render product, and their reading back."""

from __future__ import annotations

from collections.abc import Sequence

from pxr import Sdf, Usd

from schemas.errors import SceneError
from schemas.finishing import FinishingOperation
from usd_scenes import own_attributes, prim_paths
from usd_scenes.rounding import quantize


def append_finishing(stage: Usd.Stage, operations: Sequence[FinishingOperation]) -> None:
    """Author ``operations`` after those that the product already has, into the current edit target.

    Raises:
        SceneError: the stage has no render product.
    """
    product = stage.GetPrimAtPath(prim_paths.RENDER_PRODUCT)
    if not product:
        raise SceneError("no render product", layer=_identifier(stage), prim=prim_paths.RENDER_PRODUCT)
    order = product.CreateAttribute(own_attributes.FINISHING_ORDER, Sdf.ValueTypeNames.TokenArray, custom=True)
    names = [*(order.Get() or ()), *(operation.name for operation in operations)]
    order.Set(names)
    for operation in operations:
        for name, value in operation.parameters:
            attribute = f"{own_attributes.FINISHING_PREFIX}{operation.name}:{name}"
            product.CreateAttribute(attribute, Sdf.ValueTypeNames.Double, custom=True).Set(quantize(value))


def read_finishing(stage: Usd.Stage) -> tuple[FinishingOperation, ...]:
    """The operations of the stage's render product in their order; none where it has none."""
    product = stage.GetPrimAtPath(prim_paths.RENDER_PRODUCT)
    if not product or not product.GetAttribute(own_attributes.FINISHING_ORDER):
        return ()
    return tuple(
        _read_operation(product, str(name))
        for name in product.GetAttribute(own_attributes.FINISHING_ORDER).Get() or ()
    )


def _read_operation(product: Usd.Prim, name: str) -> FinishingOperation:
    prefix = f"{own_attributes.FINISHING_PREFIX}{name}:"
    attributes = [a for a in product.GetAttributes() if a.GetName().startswith(prefix)]
    parameters = sorted((a.GetName().removeprefix(prefix), float(a.Get())) for a in attributes)
    return FinishingOperation(name=name, parameters=tuple(parameters))


def _identifier(stage: Usd.Stage) -> str:
    return str(stage.GetRootLayer().identifier)
