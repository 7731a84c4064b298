"""Pattern networks written anew as equal ones.

Constants are split over two nodes, as a sum or a product; values are handed on, by a dot or a product with one;
the nodes have another order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from pxr import Gf, Sdf, Usd, UsdShade

from usd_scenes.extraction.pattern_values.evaluation import node_definition

_KINDS = {
    "float": Sdf.ValueTypeNames.Float,
    "color3": Sdf.ValueTypeNames.Color3f,
    "vector2": Sdf.ValueTypeNames.Float2,
    "vector3": Sdf.ValueTypeNames.Float3,
}
_SHARE = 0.375  # of a split constant that the first of its two parts has
_FACTOR = 0.5  # the first of the two factors of a split constant


def rewrite_networks(stage: Usd.Stage, rng: np.random.Generator) -> None:
    """Rewrite about half of all places of every material's pattern network."""
    for prim in list(stage.Traverse()):
        if prim.IsA(UsdShade.Material):
            _Rewriter(UsdShade.Material(prim), rng).rewrite()


class _Rewriter:
    def __init__(self, material: UsdShade.Material, rng: np.random.Generator) -> None:
        self._material, self._rng, self._made = material, rng, 0

    def rewrite(self) -> None:
        shaders = [UsdShade.Shader(p) for p in Usd.PrimRange(self._material.GetPrim()) if p.IsA(UsdShade.Shader)]
        for shader in shaders:
            definition = node_definition(str(shader.GetShaderId() or ""))
            for entry in list(shader.GetInputs()) if definition is not None else ():
                kind = _kind(definition, entry.GetBaseName())
                if kind and self._rng.random() < 0.5:
                    self._rewrite(entry, kind)
        for public in self._material.GetInterfaceInputs():
            self._split_public(public, shaders)
        self._reorder()

    def _rewrite(self, entry: UsdShade.Input, kind: str) -> None:
        """A constant becomes a sum or a product, and what a node makes is handed on by another."""
        made = UsdShade.Utils.GetValueProducingAttributes(entry)
        if entry.GetAttr().HasAuthoredConnections():
            if made and UsdShade.Utils.GetType(made[0].GetName()) == UsdShade.AttributeType.Output:
                self._hand_on(entry, kind)
        elif entry.Get() is not None:
            self._split(entry, kind)

    def _hand_on(self, entry: UsdShade.Input, kind: str) -> None:
        multiplied = self._rng.random() < 0.5
        between = self._node(f"ND_multiply_{kind}" if multiplied else f"ND_dot_{kind}")
        given = between.CreateInput("in1" if multiplied else "in", _KINDS[kind])
        given.GetAttr().SetConnections(entry.GetAttr().GetConnections())
        if multiplied:
            between.CreateInput("in2", _KINDS[kind]).Set(_all(kind, 1.0))
        self._feed(entry, between, kind)

    def _split(self, entry: UsdShade.Input, kind: str) -> None:
        value = entry.Get()
        summed = self._rng.random() < 0.5
        made = self._node(f"ND_add_{kind}" if summed else f"ND_multiply_{kind}")
        parts = (value * _SHARE, value - value * _SHARE) if summed else (_all(kind, _FACTOR), value / _FACTOR)
        for name, part in zip(("in1", "in2"), parts, strict=True):
            made.CreateInput(name, _KINDS[kind]).Set(part)
        entry.GetAttr().Clear()
        self._feed(entry, made, kind)

    def _split_public(self, public: UsdShade.Input, shaders: Iterable[UsdShade.Shader]) -> None:
        """A public input gives a part of its value, and a node the rest."""
        readers = [
            entry
            for shader in shaders
            for entry in shader.GetInputs()
            if public.GetAttr().GetPath() in entry.GetAttr().GetConnections()
        ]
        kinds = {
            _kind(node_definition(str(UsdShade.Shader(entry.GetPrim()).GetShaderId() or "")), entry.GetBaseName())
            for entry in readers
        }
        if len(kinds) != 1 or not (kind := kinds.pop()) or public.Get() is None or self._rng.random() < 0.5:
            return
        value = public.Get()
        total = self._node(f"ND_add_{kind}")
        total.CreateInput("in1", _KINDS[kind]).GetAttr().SetConnections([public.GetAttr().GetPath()])
        total.CreateInput("in2", _KINDS[kind]).Set(value - value * _SHARE)
        public.Set(value * _SHARE)
        for entry in readers:
            self._feed(entry, total, kind)

    def _feed(self, entry: UsdShade.Input, node: UsdShade.Shader, kind: str) -> None:
        made = node.GetOutput("out") or node.CreateOutput("out", _KINDS[kind])
        entry.GetAttr().SetConnections([made.GetAttr().GetPath()])

    def _node(self, definition: str) -> UsdShade.Shader:
        self._made += 1
        shader = UsdShade.Shader.Define(
            self._material.GetPrim().GetStage(), self._material.GetPath().AppendChild(f"rewritten{self._made}")
        )
        shader.CreateIdAttr(definition)
        return shader

    def _reorder(self) -> None:
        prim = self._material.GetPrim()
        names = [child.GetName() for child in prim.GetChildren()]
        prim.SetChildrenReorder([str(name) for name in self._rng.permutation(names)])


def _all(kind: str, value: float) -> Any:
    """That value in each component."""
    return {"float": value, "vector2": Gf.Vec2f(value)}.get(kind, Gf.Vec3f(value))


def _kind(definition: Any, name: str) -> str:
    """The type of an input that a node may make and that is a number, colour or vector; "" of others."""
    entry = definition.getActiveInput(name) if definition is not None else None
    kind = str(entry.getType()) if entry is not None and not entry.getIsUniform() else ""
    return kind if kind in _KINDS else ""
