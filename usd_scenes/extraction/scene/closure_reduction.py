"""A closure graph as one set of surface parameters, where it is one: what each field of them has.

What does not reduce is refused by the name of its node; what is lost by reducing is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from usd_scenes.extraction.scene.closures import (
    Closure,
    ClosureReader,
    Lobe,
    Rgb,
    constant,
    constant_color,
    given,
    refuse,
)
from usd_scenes.extraction.scene.plain_scene import SceneLook
from usd_scenes.looks import Connection, ShaderNode

CLOSURE_SURFACE = "ND_surface"

_NEGLIGIBLE = 1e-3
_SAME_COLOUR, _SAME_ROUGHNESS = 0.02, 0.02
_MOST = 1.02  # of the light that falls on a surface, what it may give back
_SAME_IOR = 0.05  # relative: reflection and refraction of one boundary
_DISPERSION = 1e-4
_DIRECTIONS = ("normal", "tangent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """Fields of `SurfaceParameters`, those that patterns drive, and what the reduction loses."""

    values: Mapping[str, Any] = field(default_factory=dict)
    varying: Mapping[str, Connection] = field(default_factory=dict)
    losses: tuple[str, ...] = ()


def reduce_closures(look: SceneLook) -> Reduction:
    """The parameters of a look whose surface is an ``ND_surface``.

    Raises:
        UnsupportedError: a closure that is not translated, or a graph that is not one set of parameters.
    """
    surface = look.surface
    assert surface is not None
    reader = ClosureReader(look.nodes)
    closure = reader.read(given(surface, "bsdf", None))
    builder = _Builder(look)
    builder.add_base(closure)
    builder.add_layers(closure)
    builder.add_medium(closure)
    builder.add_emission(reader, surface)
    builder.add_directions(closure.lobes)
    opacity = given(surface, "opacity", 1.0)
    builder.set_number("opacity", opacity, look.preview.opacity)
    builder.values["thin_walled"] = float(bool(given(surface, "thin_walled", False)))
    return Reduction(values=builder.values, varying=builder.varying, losses=tuple(dict.fromkeys(builder.losses)))


class _Builder:
    """Collects the fields of one look."""

    def __init__(self, look: SceneLook) -> None:
        self._look = look
        self.values: dict[str, Any] = {"base_weight": 0.0, "specular_weight": 0.0, "specular_color": (0.0,) * 3}
        self.varying: dict[str, Connection] = {}
        self.losses: list[str] = []

    def add_base(self, closure: Closure) -> None:
        """Diffuse, metal and clear lobes, and the gloss over them."""
        metalness = self._add_metal(closure)
        others = (*closure.diffuse, *closure.clear, *closure.gloss)
        if not others:
            return
        rest = 1.0 - metalness
        if rest < _NEGLIGIBLE:
            refuse(others[0].node, "nothing is left of the light for it beside the metal")
        passed = self._add_clear(closure, rest)
        self._add_diffuse(closure, rest * (1.0 - passed))
        self._add_gloss(closure, rest)
        self._add_facets((*closure.metal, *closure.clear, *closure.gloss))

    def _add_metal(self, closure: Closure) -> float:
        """Returns the metal's share of the surface."""
        if not closure.metal:
            return 0.0
        alone = not (closure.diffuse or closure.clear or closure.gloss)
        share = 1.0 if alone else sum(_gray(lobe, lobe.scale) for lobe in closure.metal)
        if share > _MOST:
            refuse(closure.metal[-1].node, "reflects more light than falls on it")
        self._set_color("base_color", closure.metal, 1.0 / share)
        self.values |= {"metalness": min(share, 1.0), "base_weight": 1.0, "specular_weight": 1.0}
        edges = [lobe.edge for lobe in closure.metal if lobe.edge is not None]
        if edges[0].source is not None and len(edges) == 1:
            self.varying["specular_color"] = edges[0].source
        elif any(edge.source is not None for edge in edges):
            refuse(closure.metal[0].node, "a pattern in one of several lobes of a kind is not translated")
        self.values["specular_color"] = _plain(np.mean([edge.value for edge in edges], axis=0))
        if alone:
            self._add_facets(closure.metal)
        return min(share, 1.0)

    def _add_clear(self, closure: Closure, rest: float) -> float:
        """Returns the share of what is clear in what is no metal."""
        if not closure.clear:
            return 0.0
        passed = sum((lobe.color for lobe in closure.clear), np.zeros(3)) / rest
        if passed.max() > _MOST:
            refuse(closure.clear[-1].node, "lets more light through than falls on it")
        weight = min(float(passed.max()), 1.0) if closure.diffuse else 1.0
        self.values["transmission_weight"] = weight
        self._set_color("transmission_color", closure.clear, 1.0 / (rest * weight))
        weights = [float(lobe.color.mean()) for lobe in closure.clear]
        indices = [lobe.ior for lobe in closure.clear]
        self.values["ior"] = float(np.average(indices, weights=weights))
        if max(indices) - min(indices) > _DISPERSION:
            self._lose(
                f"dispersion is lost: its indices {min(indices):.4g} to {max(indices):.4g} are "
                f"drawn as their mean {self.values['ior']:.4g}"
            )
        return weight

    def _add_diffuse(self, closure: Closure, rest: float) -> None:
        if not closure.diffuse:
            return
        node = closure.diffuse[-1].node
        if rest < _NEGLIGIBLE:
            refuse(node, "nothing is left of the light for it beside what is clear")
        colour = sum((lobe.color for lobe in closure.diffuse), np.zeros(3)) / rest
        source = _source(closure.diffuse)
        if closure.metal:
            metal = np.asarray(self.values["base_color"])
            if source is not None or np.abs(colour - metal).max() > _SAME_COLOUR:
                refuse(node, "beside a metal it takes the metal's colour; another is not translated")
        elif source is not None:
            self._set_color("base_color", closure.diffuse, 1.0)
            self.values["base_weight"] = _gray(closure.diffuse[0], closure.diffuse[0].scale) / rest
        else:
            if colour.max() > _MOST:
                refuse(node, "scatters more light than falls on it")
            self.values |= {"base_weight": 1.0, "base_color": _plain(np.clip(colour, 0.0, 1.0))}
        weights = [max(float(lobe.color.mean()), 1e-6) for lobe in closure.diffuse]
        rough = [lobe.roughness for lobe in closure.diffuse]
        self.values["diffuse_roughness"] = float(np.average(rough, weights=weights))
        driven = [lobe.roughness_source for lobe in closure.diffuse if lobe.roughness_source is not None]
        if driven:
            self.varying["diffuse_roughness"] = driven[0]

    def _add_gloss(self, closure: Closure, rest: float) -> None:
        if closure.metal:
            self._lose("a metal's tint at grazing angles is lost where other lobes stand beside it")
            self.values |= {"specular_weight": 0.0, "specular_color": (0.0,) * 3}
            self.varying.pop("specular_color", None)
        if not closure.gloss:
            return
        node = closure.gloss[-1].node
        strength = sum((lobe.color for lobe in closure.gloss), np.zeros(3)) / rest
        if strength.max() > _MOST:
            refuse(node, "reflects more light than falls on it")
        if closure.clear and closure.diffuse and strength.min() < 2.0 - _MOST:
            refuse(node, "a gloss over a part of what is clear or diffuse is not translated")
        self.values["specular_weight"] = 1.0
        self._set_color("specular_color", closure.gloss, 1.0 / rest)
        ior = float(np.mean([lobe.ior for lobe in closure.gloss]))
        known = self.values.setdefault("ior", ior)
        if any(abs(lobe.ior - known) > _SAME_IOR * known for lobe in closure.gloss):
            refuse(node, f"its index of refraction {ior:.4g} is not that of what lies under it, {known:.4g}")

    def _add_facets(self, lobes: Sequence[Lobe]) -> None:
        """Roughness and anisotropy, which all lobes of microfacets share."""
        first = lobes[0] if lobes else None
        if first is None:
            return
        for lobe in lobes[1:]:
            apart = max(abs(lobe.roughness - first.roughness), abs(lobe.anisotropy - first.anisotropy))
            if apart > _SAME_ROUGHNESS or lobe.roughness_source != first.roughness_source:
                refuse(
                    lobe.node, f"its roughness is not that of <{first.node.name}>; lobes of one layer share one"
                )
        self.values |= {"roughness": first.roughness, "anisotropy": first.anisotropy}
        if first.roughness_source is not None:
            self.varying["roughness"] = first.roughness_source
        for lobe in lobes:
            if constant(lobe.node, "thinfilm_thickness", 0.0) > 0.0:
                self._lose("thin films are left out")

    def add_layers(self, closure: Closure) -> None:
        """The coat and the sheen."""
        if closure.coat:
            if len(closure.coat) > 1:
                refuse(closure.coat[-1].node, "a coat of several lobes is not translated")
            (coat,) = closure.coat
            if _source(closure.coat) is not None or coat.roughness_source is not None:
                refuse(coat.node, "a pattern in a coat is not translated")
            self.values |= {
                "coat_weight": min(_gray(coat, coat.color), 1.0),
                "coat_ior": coat.ior,
                "coat_roughness": coat.roughness,
            }
        if closure.sheen:
            (sheen,) = closure.sheen
            self.values |= {"sheen_weight": float(sheen.scale.mean()), "sheen_roughness": sheen.roughness}
            self._set_color("sheen_color", closure.sheen, 1.0 / max(float(sheen.scale.mean()), 1e-6))

    def add_medium(self, closure: Closure) -> None:
        """Absorption and scattering, as a colour and the depth at which light has it."""
        node = closure.medium
        if node is None or not closure.clear:
            return
        if node.definition not in {"ND_absorption_vdf", "ND_anisotropic_vdf"}:
            refuse(node, f"media of {node.definition} are not translated")
        tint = np.asarray(self.values["transmission_color"])
        if "transmission_color" in self.varying or tint.min() < 2.0 - _MOST:
            refuse(node, "a medium behind a boundary that tints is not translated")
        absorbed, scattered = (constant_color(node, name, (0.0,) * 3) for name in ("absorption", "scattering"))
        if constant(node, "anisotropy", 0.0) != 0.0:
            self._lose("its medium scatters to all sides alike")
        extinction = absorbed + scattered
        if extinction.max() <= 0.0:
            return
        depth = 1.0 / float(extinction.max())
        self.values |= {
            "transmission_depth": depth,
            "transmission_color": _plain(np.exp(-extinction * depth)),
            "transmission_scatter": _plain(scattered * depth),
        }

    def add_emission(self, reader: ClosureReader, surface: ShaderNode) -> None:
        """What the surface gives off: a uniform one, scaled."""
        node = reader.node(given(surface, "edf", None))
        scale: Rgb = np.ones(3)
        while node is not None and node.definition in {"ND_multiply_edfF", "ND_multiply_edfC"}:
            scale = scale * constant_color(node, "in2", (1.0,) * 3)
            node = reader.node(given(node, "in1", None))
        if node is None:
            return
        if node.definition != "ND_uniform_edf":
            refuse(node, f"emission of {node.definition} is not translated; ND_uniform_edf is")
        colour = given(node, "color", (1.0,) * 3)
        if isinstance(colour, Connection):
            if np.ptp(scale) > _NEGLIGIBLE:
                refuse(node, "a pattern under a tint is not translated")
            self.varying["emission_color"] = colour
            colour = self._look.preview.emissive_color
            self.values |= {"emission_weight": float(scale.mean()), "emission_color": _plain(np.asarray(colour))}
            return
        self.values |= {"emission_weight": 1.0, "emission_color": _plain(scale * np.asarray(colour))}

    def add_directions(self, lobes: Sequence[Lobe]) -> None:
        """The bumped normal and the tangent, which all lobes share."""
        for name in _DIRECTIONS:
            found = [(lobe.node, given(lobe.node, name, None)) for lobe in lobes]
            sources = {value for _, value in found if isinstance(value, Connection)}
            if len(sources) > 1:
                refuse(found[-1][0], f"lobes with a {name} each are not translated")
            if sources:
                self.varying[name] = sources.pop()
                if any(not isinstance(value, Connection) for _, value in found) and name == "normal":
                    self._lose("all of its lobes have the relief of some")

    def set_number(self, name: str, value: Any, fallback: float) -> None:
        """A number, or the pattern that drives it."""
        if isinstance(value, Connection):
            self.varying[name], value = value, fallback
        self.values[name] = float(value)

    def _set_color(self, name: str, lobes: Sequence[Lobe], factor: float) -> None:
        """The sum of the lobes' colours; a pattern only where one lobe has it, whose scale then is no colour."""
        source = _source(lobes)
        if source is not None:
            if abs(_gray(lobes[0], lobes[0].scale) * factor - 1.0) > _SAME_COLOUR:
                if name not in {"base_color", "specular_color"} or lobes[0].edge is not None:
                    refuse(lobes[0].node, "a share of what a pattern tints is not translated")
                if name == "specular_color":
                    self.values["specular_weight"] = _gray(lobes[0], lobes[0].scale) * factor
            self.varying[name] = source
            fallback = self._look.preview.diffuse_color if name == "base_color" else (1.0,) * 3
            self.values[name] = fallback
            return
        total = sum((lobe.color for lobe in lobes), np.zeros(3)) * factor
        self.values[name] = _plain(np.clip(total, 0.0, 1.0))

    def _lose(self, what: str) -> None:
        self.losses.append(f"<{self._look.prim_path}>: {what}")


def _source(lobes: Sequence[Lobe]) -> Connection | None:
    """The pattern that tints a lobe; refused where there are others of its kind."""
    sources = [lobe for lobe in lobes if lobe.tint.source is not None]
    if sources and len(lobes) > 1:
        refuse(sources[0].node, "a pattern in one of several lobes of a kind is not translated")
    return sources[0].tint.source if sources else None


def _gray(lobe: Lobe, colour: Rgb) -> float:
    """A colour as a share."""
    if float(np.ptp(colour)) > _SAME_COLOUR:
        refuse(lobe.node, "a coloured share of it is not translated")
    return float(colour.mean())


def _plain(colour: Rgb) -> tuple[float, float, float]:
    red, green, blue = (float(channel) for channel in colour)
    return red, green, blue
