"""The probe: one shader that stands for every look and draws a quantity instead of light, in the session layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from importlib import resources

from pxr import Sdf, Usd, UsdShade

from render_backends.hydra.drawn_prims import DIGIT
from render_backends.hydra.reflectance import Reflectance, read_reflectance
from usd_scenes.layer_files import session_edits

SCOPE = "/ParallelSynthProbe"
_NODE = "ParallelSynthProbe"
_UNLIT_NODE = "ParallelSynthUnlit"
_STORM = "glslfx"
_MATERIALX = "mtlx"
_SURFACE = "surface"


class ProbePass(IntEnum):
    """The quantities that ``shaders/probe.glslfx`` draws."""

    DEPTH = 1
    NORMAL = 2
    U = 3
    V = 4
    PRIM = 5
    MATERIAL = 6
    REFLECTANCE = 7


class ProbeLooks:
    """Puts the probe in every material's place, and takes it from pass to pass."""

    def __init__(self, stage: Usd.Stage, *, numbers: Mapping[str, int], time: Usd.TimeCode) -> None:
        """Author into the stage's session layer.

        Args:
            numbers: the id of each bound material, by prim path.
        """
        self._stage = stage
        self._source = str(resources.files("render_backends.hydra").joinpath("shaders/probe.glslfx"))
        self._passes: list[Usd.Attribute] = []
        self._patterned: dict[str, Reflectance] = {}
        self.unknown: list[str] = []  # materials whose surface model has no reflectance that is known here
        with session_edits(stage):
            self._bind_fallback()
            for path, number in numbers.items():
                self._replace(stage.GetPrimAtPath(path), number, time)

    @property
    def has_patterns(self) -> bool:
        """Whether a MaterialX pattern makes some look's reflectance: `show_patterns` draws those."""
        return bool(self._patterned)

    def set_pass(self, number: ProbePass) -> None:
        """Draw this quantity from here on."""
        with session_edits(self._stage):
            for attribute in self._passes:
                attribute.Set(float(number))

    def show_patterns(self) -> None:
        """Draw patterned looks by an unlit MaterialX surface: their alpha is 1. The last pass of a stage."""
        with session_edits(self._stage):
            for path, reflectance in self._patterned.items():
                material = UsdShade.Material(self._stage.GetPrimAtPath(path))
                unlit = UsdShade.Shader.Define(self._stage, f"{path}/{_UNLIT_NODE}")
                unlit.CreateIdAttr("ND_surface_unlit")
                _copy(reflectance.colour_input, unlit.CreateInput("emission_color", Sdf.ValueTypeNames.Color3f))
                weight = unlit.CreateInput("emission", Sdf.ValueTypeNames.Float)
                if reflectance.weight_input is None:
                    weight.Set(reflectance.weight)
                else:
                    _copy(reflectance.weight_input, weight)
                output = unlit.CreateOutput("out", Sdf.ValueTypeNames.Token)
                material.GetPrim().RemoveProperty(f"outputs:{_STORM}:{_SURFACE}")
                material.CreateSurfaceOutput(_MATERIALX).ConnectToSource(output)

    def _bind_fallback(self) -> None:
        """What no look is bound to, of displayColor alone."""
        self._stage.DefinePrim(SCOPE, "Scope")
        material = UsdShade.Material.Define(self._stage, f"{SCOPE}/Unbound")
        self._probe(material)
        for prim in self._stage.GetPseudoRoot().GetChildren():
            api = UsdShade.MaterialBindingAPI(prim)
            if prim.IsA(UsdShade.Material) or api.GetDirectBinding().GetMaterial():
                continue
            UsdShade.MaterialBindingAPI.Apply(prim).Bind(material)

    def _replace(self, prim: Usd.Prim, number: int, time: Usd.TimeCode) -> None:
        material = UsdShade.Material(prim)
        reflectance = read_reflectance(material, time)
        shader = self._probe(material)
        shader.CreateInput("materialLow", Sdf.ValueTypeNames.Float).Set(float(number % DIGIT))
        shader.CreateInput("materialHigh", Sdf.ValueTypeNames.Float).Set(float(number // DIGIT))
        shader.CreateInput("bound", Sdf.ValueTypeNames.Float).Set(1.0)
        colour = shader.CreateInput("reflectance", Sdf.ValueTypeNames.Color3f)
        if reflectance is None:
            self.unknown.append(str(prim.GetPath()))
        elif reflectance.colour is not None:
            colour.Set(reflectance.colour)
        elif reflectance.is_materialx:
            self._patterned[str(prim.GetPath())] = reflectance
        else:
            _copy(reflectance.colour_input, colour)

    def _probe(self, material: UsdShade.Material) -> UsdShade.Shader:
        shader = UsdShade.Shader.Define(self._stage, material.GetPath().AppendChild(_NODE))
        shader.SetSourceAsset(self._source, _STORM)
        number = shader.CreateInput("probePass", Sdf.ValueTypeNames.Float)
        number.Set(0.0)
        self._passes.append(number.GetAttr())
        output = shader.CreateOutput(_SURFACE, Sdf.ValueTypeNames.Token)
        material.CreateSurfaceOutput(_STORM).ConnectToSource(output)
        return shader


def number_materials(stage: Usd.Stage, prim_paths: Sequence[str]) -> dict[str, int]:
    """The id of each material that is bound to a drawn prim or a subset of it, from 1 by prim path."""
    bound = set()
    for path in prim_paths:
        prim = stage.GetPrimAtPath(path)
        for bearer in (prim, *prim.GetChildren()):
            material, _ = UsdShade.MaterialBindingAPI(bearer).ComputeBoundMaterial(UsdShade.Tokens.full)
            if material:
                bound.add(str(material.GetPath()))
    return {path: number for number, path in enumerate(sorted(bound), start=1)}


def _copy(source: UsdShade.Input, target: UsdShade.Input) -> None:
    attribute = source.GetAttr()
    if attribute.HasAuthoredConnections():
        target.GetAttr().SetConnections(attribute.GetConnections())
    else:
        target.Set(attribute.Get())
