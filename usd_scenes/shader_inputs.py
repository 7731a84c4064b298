"""Constants of shader inputs, whether they stand on a node or on its material, as a public input."""

from __future__ import annotations

from typing import Any

from pxr import Usd, UsdShade

from schemas.errors import SceneError
from usd_scenes.edit_locations import editable_prim

_NOW = Usd.TimeCode.Default()


def input_value(given: UsdShade.Input | None, time: Usd.TimeCode = _NOW) -> Any:
    """The constant that an input has; None where a node makes its value, where nothing gives one, for no input."""
    source = value_source(given)
    return source.Get(time) if source else None


def value_source(given: UsdShade.Input | None) -> Usd.Attribute | None:
    """The attribute that holds an input's constant: its own, or that of the public input that it follows.

    None where a node makes the value, where nothing holds one, and without an input.
    """
    sources = list(UsdShade.Utils.GetValueProducingAttributes(given)) if given else []
    if len(sources) != 1 or UsdShade.Utils.GetType(sources[0].GetName()) != UsdShade.AttributeType.Input:
        return None
    return sources[0]


def set_constant(shader: UsdShade.Shader, name: str, value: object) -> None:
    """Give one input of one node a constant in the current edit target, whatever it is connected to.

    Other nodes that follow the same public input keep their value.

    Raises:
        SceneError: no such shader, or it has no such input.
    """
    given = UsdShade.Shader(editable_prim(shader.GetPrim())).GetInput(name)
    if not given:
        raise SceneError(f"no input {name!r}", prim=str(shader.GetPath()))
    if given.GetAttr().HasAuthoredConnections():
        given.GetAttr().SetConnections([])
    given.Set(value)
