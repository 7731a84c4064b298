"""Looks as shared files: a network without values, and the materials that reference it and give them."""

from __future__ import annotations

from collections.abc import Sequence

from pxr import Sdf, Usd, UsdGeom, UsdShade

from schemas.errors import SceneError
from usd_scenes.edit_locations import editable_path, prepare_parent
from usd_scenes.looks import LookNetwork, LookParameter, define_look, usd_type, usd_value

SHARED_LOOK_PATH = "/Look"


def look_layer_text(look: LookNetwork) -> str:
    """A layer whose default prim ``/Look`` is the material, as USD writes it; the same for the same network.

    Raises:
        SceneError: as `define_look`, or a parameter that has a value, which would stand in the file for all.
    """
    given = [parameter.name for parameter in look.parameters if not parameter.open]
    if given:
        raise SceneError(f"a shared look holds no values of parameters: {', '.join(given)}", prim=SHARED_LOOK_PATH)
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    stage.SetDefaultPrim(define_look(stage, SHARED_LOOK_PATH, look).GetPrim())
    return str(stage.GetRootLayer().ExportToString())


def define_look_reference(
    stage: Usd.Stage, path: str, *, asset: str, parameters: Sequence[LookParameter]
) -> UsdShade.Material:
    """A material at ``path`` that references the shared look ``asset`` and gives its parameters.

    What the edit target said of ``path`` before is replaced. ``asset`` is as its layer names it.

    Raises:
        SceneError: no prim may be defined at ``path``, or a parameter of an unknown type or without a value.
    """
    location = editable_path(stage, path)
    values = [(f"inputs:{one.name}", usd_type(one.type, path), _value(one, path)) for one in parameters]
    prepare_parent(stage, path)
    target = stage.GetEditTarget()
    with Sdf.ChangeBlock():
        spec = Sdf.CreatePrimInLayer(target.GetLayer(), target.MapToSpecPath(location))
        for child in list(spec.nameChildren):
            del spec.nameChildren[child.name]
        for said in list(spec.properties):
            spec.RemoveProperty(said)
        spec.specifier, spec.typeName = Sdf.SpecifierDef, "Material"
        spec.referenceList.explicitItems = [Sdf.Reference(asset)]
        for name, kind, value in values:
            Sdf.AttributeSpec(spec, name, kind).default = value
    return UsdShade.Material.Get(stage, location)


def _value(parameter: LookParameter, path: str) -> object:
    if parameter.open:
        raise SceneError(f"parameter {parameter.name!r} has no value", prim=path)
    value = usd_value(parameter.value)
    return Sdf.AssetPath(value) if parameter.type == "filename" else value
