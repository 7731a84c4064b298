"""Finishing operations as a chain of shaders below the render product, as display filters are, and their reading.

Each is a UsdShade.Shader whose ``info:id`` names the operation (`schemas.finishing.node_id`), with a float input a
parameter. Its ``inputs:in`` follows the ``outputs:out`` of the operation before it; the first's follows nothing.
What the prims are called says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from pxr import Sdf, Usd, UsdShade

from schemas.errors import SceneError
from schemas.finishing import FinishingOperation, node_id, operation_of_node
from usd_scenes.edit_locations import editable_path, editable_prim
from usd_scenes.render_prims import find_render_product, require_render_product
from usd_scenes.rounding import quantize
from usd_scenes.shader_inputs import input_value

_IN, _OUT = "in", "out"


def set_finishing(stage: Usd.Stage, operations: Sequence[FinishingOperation]) -> None:
    """Author ``operations`` as all that the product has, into the current edit target; others are put out.

    Raises:
        SceneError: the stage has no render product, or nothing may be authored below it.
    """
    product = editable_prim(require_render_product(stage))
    standing = {name: shader for shader in _operations_below(product) if (name := _name_of(shader))}
    paths = {one.name: _place_of(one.name, standing, product) for one in operations}
    for path in paths.values():
        editable_path(stage, str(path))
    for name, shader in standing.items():
        if name not in paths:
            shader.GetPrim().SetActive(False)
    before: UsdShade.Shader | None = None
    for operation in operations:
        shader = UsdShade.Shader.Define(stage, paths[operation.name])
        if not shader.GetPrim().IsActive():
            shader.GetPrim().SetActive(True)
        _set_operation(shader, operation, before)
        before = shader


def read_finishing(stage: Usd.Stage) -> tuple[FinishingOperation, ...]:
    """The operations of the stage's render product in their order; none where it has none.

    Raises:
        SceneError: they are no single chain, or of a dataset version before 0.3.0.
    """
    product = find_render_product(stage)
    shaders = {str(shader.GetPath()): shader for shader in _operations_below(product)} if product else {}
    following = {_path_before(shader): path for path, shader in shaders.items()}
    chain: list[FinishingOperation] = []
    path = following.get("")
    while path is not None and len(chain) < len(shaders):
        chain.append(_read_operation(shaders[path]))
        path = following.get(path)
    if product and len(chain) != len(shaders):
        message = "its finishing operations are no chain, each with inputs:in from the outputs:out of another"
        raise SceneError(message, layer=stage.GetRootLayer().identifier, prim=str(product.GetPath()))
    return tuple(chain)


def _operations_below(product: Usd.Prim) -> list[UsdShade.Shader]:
    shaders = [UsdShade.Shader(prim) for prim in Usd.PrimRange(product) if prim.IsA(UsdShade.Shader)]
    return [shader for shader in shaders if _name_of(shader)]


def _name_of(shader: UsdShade.Shader) -> str:
    """The operation that a shader is; empty for one of another kind."""
    return operation_of_node(str(shader.GetIdAttr().Get() or ""))


def _place_of(name: str, standing: dict[str, UsdShade.Shader], product: Usd.Prim) -> Sdf.Path:
    if name in standing:
        return standing[name].GetPath()
    return product.GetPath().AppendChild("".join(part.title() for part in name.split("_")))


def _set_operation(shader: UsdShade.Shader, operation: FinishingOperation, before: UsdShade.Shader | None) -> None:
    shader.CreateIdAttr(node_id(operation.name))
    for name, value in operation.parameters:
        shader.CreateInput(name, Sdf.ValueTypeNames.Float).Set(quantize(value))
    shader.CreateOutput(_OUT, Sdf.ValueTypeNames.Color3f)
    if before is not None:
        shader.CreateInput(_IN, Sdf.ValueTypeNames.Color3f).ConnectToSource(before.ConnectableAPI(), _OUT)
    elif given := shader.GetInput(_IN):
        given.GetAttr().SetConnections([])


def _path_before(shader: UsdShade.Shader) -> str:
    """The path of the shader whose picture this one takes; empty for the first."""
    given = shader.GetInput(_IN)
    sources, _ = given.GetConnectedSources() if given else ([], [])
    return str(sources[0].source.GetPath()) if sources else ""


def _read_operation(shader: UsdShade.Shader) -> FinishingOperation:
    values = ((given.GetBaseName(), input_value(given)) for given in shader.GetInputs())
    # A float has some seven digits: the shortest that names it is the number that was authored.
    parameters = sorted((name, float(f"{value:.7g}")) for name, value in values if isinstance(value, int | float))
    return FinishingOperation(name=_name_of(shader), parameters=tuple(parameters))
