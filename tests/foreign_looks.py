"""Looks as other programs write them: every constant of a node stands on its material."""

from __future__ import annotations

from pxr import Usd, UsdShade


def publish_constants(stage: Usd.Stage) -> int:
    """Move every constant of a node to a public input of its material, in the current edit target; how many.

    No literal is left beside a connection, so that whoever does not follow it finds nothing.
    """
    moved = 0
    for prim in [p for p in stage.TraverseAll() if p.IsA(UsdShade.Shader)]:
        material = UsdShade.Material(prim.GetParent())
        for given in UsdShade.Shader(prim).GetInputs() if material else ():
            value = given.Get()
            if given.HasConnectedSource() or value is None:
                continue
            public = material.CreateInput(f"{prim.GetName()}_{given.GetBaseName()}", given.GetTypeName())
            public.Set(value)
            for spec in given.GetAttr().GetPropertyStack(Usd.TimeCode.Default()):
                spec.ClearDefaultValue()
            given.ConnectToSource(public)
            moved += 1
    return moved
