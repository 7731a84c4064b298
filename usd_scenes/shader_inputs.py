"""Constants of shader inputs: on the node, on its material as a public input, or made by nodes of constants."""

from __future__ import annotations

from typing import Any

import numpy as np
from pxr import Gf, Sdf, Usd, UsdShade

from schemas.errors import SceneError
from usd_scenes.edit_locations import editable_prim
from usd_scenes.extraction.pattern_values.evaluation import constant_of

_NOW = Usd.TimeCode.Default()


def input_value(given: UsdShade.Input | None, time: Usd.TimeCode = _NOW) -> Any:
    """The constant that an input has, be it made by nodes out of constants alone.

    None where its value depends on the place, where nothing gives one, and for no input.
    """
    source = value_source(given)
    if source:
        return source.Get(time)
    maker = node_source(given)
    return None if maker is None else _made_constant(*maker, time, frozenset())


def node_source(given: UsdShade.Input | None) -> tuple[UsdShade.Shader, str] | None:
    """(the node, the name of its output) that makes an input's value; None where no node does."""
    sources = list(UsdShade.Utils.GetValueProducingAttributes(given)) if given else []
    if len(sources) != 1 or UsdShade.Utils.GetType(sources[0].GetName()) != UsdShade.AttributeType.Output:
        return None
    shader = UsdShade.Shader(sources[0].GetPrim())
    return (shader, UsdShade.Utils.GetBaseNameAndType(sources[0].GetName())[0]) if shader else None


def value_source(given: UsdShade.Input | None) -> Usd.Attribute | None:
    """The attribute that holds an input's constant: its own, or that of the public input that it follows.

    None where a node makes the value, where nothing holds one, and without an input.
    """
    sources = list(UsdShade.Utils.GetValueProducingAttributes(given)) if given else []
    if len(sources) != 1 or UsdShade.Utils.GetType(sources[0].GetName()) != UsdShade.AttributeType.Input:
        return None
    return sources[0]


def _made_constant(shader: UsdShade.Shader, output: str, time: Usd.TimeCode, below: frozenset[str]) -> Any:
    """What a node makes of constants; ``below`` are those that read it, for a network may run in a ring."""
    if str(shader.GetPath()) in below:
        return None
    below, values = below | {str(shader.GetPath())}, dict[str, Any]()
    for entry in shader.GetInputs():
        source, maker = value_source(entry), node_source(entry)
        value = source.Get(time) if source else maker and _made_constant(*maker, time, below)
        if value is None and entry.GetAttr().HasAuthoredConnections():
            return None
        if value is not None:
            values[entry.GetBaseName()] = _plain(value)
    made = constant_of(str(shader.GetShaderId() or ""), values, output)
    if made is None:
        return None
    vectors = {2: Gf.Vec2f, 3: Gf.Vec3f, 4: Gf.Vec4f}
    return made[0] if len(made) == 1 else vectors[len(made)](*made)


def _plain(value: Any) -> Any:
    """Numbers as numpy takes them; texts as they are."""
    if isinstance(value, Sdf.AssetPath):
        return str(value.resolvedPath or value.path)
    return value if isinstance(value, bool | int | float | str) else np.asarray(value, dtype=np.float64).tolist()


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
