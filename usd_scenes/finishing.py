"""Finishing operations as attributes of the render product, and their reading back."""

from __future__ import annotations

from collections.abc import Sequence

from pxr import Sdf, Usd

from schemas.finishing import FinishingOperation
from usd_scenes import own_attributes, prim_paths
from usd_scenes.edit_locations import editable_prim_at
from usd_scenes.rounding import quantize


def set_finishing(stage: Usd.Stage, operations: Sequence[FinishingOperation]) -> None:
    """Author ``operations`` as all that the product has, into the current edit target.

    Raises:
        SceneError: the stage has no render product.
    """
    product = editable_prim_at(stage, prim_paths.RENDER_PRODUCT, kind="render product")
    order = product.CreateAttribute(own_attributes.FINISHING_ORDER, Sdf.ValueTypeNames.TokenArray, custom=True)
    order.Set([operation.name for operation in operations])
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
