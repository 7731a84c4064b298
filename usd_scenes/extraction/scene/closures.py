"""Closure graphs under ``ND_surface`` as layers of lobes: what mix, add, multiply and layer leave of each.

A layer is taken apart into what lies at the bottom, a gloss right over it, a coat over that and a sheen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from schemas.errors import UnsupportedError
from usd_scenes.looks import Connection, ShaderNode

type Rgb = NDArray[np.float64]  # (3,) scene-linear Rec.709

_UNKNOWN_ROUGHNESS = 0.3  # where a pattern that drives it cannot be evaluated
_SMOOTHEST = 1e-3
_SAME_ROUGHNESS = 0.02
_GOLD_ETA, _GOLD_K = (0.183, 0.421, 1.373), (3.424, 2.346, 1.770)  # MaterialX's defaults of a conductor
_GOLD_COLOUR, _GOLD_EDGE = (0.944, 0.776, 0.373), (0.998, 0.981, 0.751)  # and of an artistic one


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tint:
    """A colour, or the pattern that drives it."""

    value: Rgb
    source: Connection | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lobe:
    """One closure, ``scale`` being what the graph above it lets through."""

    node: ShaderNode
    tint: Tint
    scale: Rgb
    ior: float = 1.5
    edge: Tint | None = None  # a metal's at grazing angles (Gulbrandsen 2014)
    roughness: float = 0.0  # perceptual: the microfacets' is its square; of a diffuse lobe, Oren and Nayar's
    roughness_source: Connection | None = None
    anisotropy: float = 0.0

    @property
    def color(self) -> Rgb:
        """What it gives of white light, its Fresnel curve aside."""
        return self.scale * self.tint.value


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Closure:
    """A closure's lobes by where they lie. ``medium`` is what fills the surface: a volume closure's node."""

    diffuse: tuple[Lobe, ...] = ()
    metal: tuple[Lobe, ...] = ()
    clear: tuple[Lobe, ...] = ()
    gloss: tuple[Lobe, ...] = ()
    coat: tuple[Lobe, ...] = ()
    sheen: tuple[Lobe, ...] = ()
    medium: ShaderNode | None = None

    @property
    def lobes(self) -> tuple[Lobe, ...]:
        """All of them."""
        return (*self.diffuse, *self.metal, *self.clear, *self.gloss, *self.coat, *self.sheen)

    @property
    def has_base(self) -> bool:
        """Whether something lies at the bottom."""
        return bool(self.diffuse or self.metal or self.clear)


class ClosureReader:
    """Reads the graph of one look."""

    def __init__(self, nodes: tuple[ShaderNode, ...]) -> None:
        self._nodes = {node.name: node for node in nodes}
        self._readers: Mapping[str, Callable[[ShaderNode], Closure]] = {
            "ND_oren_nayar_diffuse_bsdf": self._oren_nayar,
            "ND_burley_diffuse_bsdf": self._burley,
            "ND_dielectric_bsdf": self._dielectric,
            "ND_conductor_bsdf": self._conductor,
            "ND_sheen_bsdf": self._sheen,
            "ND_mix_bsdf": self._mix,
            "ND_add_bsdf": self._add,
            "ND_multiply_bsdfF": self._multiply,
            "ND_multiply_bsdfC": self._multiply,
            "ND_layer_bsdf": self._layer,
            "ND_layer_vdf": self._fill,
        }

    def read(self, source: object) -> Closure:
        """The closure that an input is connected to; none where nothing is connected.

        Raises:
            UnsupportedError: a node that does not reduce, by its name.
        """
        node = self.node(source)
        if node is None:
            return Closure()
        reader = self._readers.get(node.definition)
        if reader is None:
            refuse(node, f"closures of {node.definition} are not translated; there are {', '.join(self._readers)}")
        return reader(node)

    def node(self, source: object) -> ShaderNode | None:
        """The node that an input is connected to."""
        return self._nodes.get(source.node) if isinstance(source, Connection) else None

    def _oren_nayar(self, node: ShaderNode) -> Closure:
        roughness = given(node, "roughness", 0.0)
        if isinstance(roughness, Connection):
            return self._diffuse(node, 0.0, roughness)
        return self._diffuse(node, float(roughness), None)

    def _burley(self, node: ShaderNode) -> Closure:
        return self._diffuse(node, 0.0, None)  # Burley's roughness leaves the lobe near Lambert's

    def _diffuse(self, node: ShaderNode, roughness: float, source: Connection | None) -> Closure:
        tint, scale = _tint(node, "color", (0.18,) * 3), _weight(node)
        lobe = Lobe(node=node, tint=tint, scale=scale, roughness=roughness, roughness_source=source)
        return Closure(diffuse=(lobe,)) if scale.max() > 0.0 else Closure()

    def _sheen(self, node: ShaderNode) -> Closure:
        if given(node, "mode", "conty_kulla") != "conty_kulla":
            refuse(node, "of sheens, that of Conty and Kulla is translated")
        lobe = Lobe(
            node=node,
            tint=_tint(node, "color", (1.0,) * 3),
            scale=_weight(node),
            roughness=constant(node, "roughness", 0.3),
        )
        return Closure(sheen=(lobe,)) if lobe.scale.max() > 0.0 else Closure()

    def _dielectric(self, node: ShaderNode) -> Closure:
        lobe = self._microfacets(Lobe(node=node, tint=_tint(node, "tint", (1.0,) * 3), scale=_weight(node)))
        lobe = replace(lobe, ior=constant(node, "ior", 1.5))
        if lobe.scale.max() <= 0.0:
            return Closure()
        mode = given(node, "scatter_mode", "R")
        return Closure(gloss=(lobe,) if "R" in mode else (), clear=(lobe,) if "T" in mode else ())

    def _conductor(self, node: ShaderNode) -> Closure:
        color, edge = self._metal_colours(node)
        lobe = self._microfacets(Lobe(node=node, tint=color, edge=edge, scale=_weight(node)))
        return Closure(metal=(lobe,)) if lobe.scale.max() > 0.0 else Closure()

    def _metal_colours(self, node: ShaderNode) -> tuple[Tint, Tint]:
        """Reflectance and edge tint of a conductor, by its index of refraction or as ``artistic_ior`` has them."""
        artistic = self.node(given(node, "ior", None))
        both = artistic is not None and artistic is self.node(given(node, "extinction", None))
        if both and artistic is not None and artistic.definition == "ND_artistic_ior":
            return _tint(artistic, "reflectivity", _GOLD_COLOUR), _tint(artistic, "edge_color", _GOLD_EDGE)
        eta, k = (constant_color(node, name, gold) for name, gold in (("ior", _GOLD_ETA), ("extinction", _GOLD_K)))
        reflectance = ((eta - 1.0) ** 2 + k**2) / ((eta + 1.0) ** 2 + k**2)
        root = np.sqrt(np.clip(reflectance, 0.0, 0.9999))
        most, least = (1.0 + root) / (1.0 - root), (1.0 - root**2) / (1.0 + root**2)
        edge = np.clip((most - eta) / np.maximum(most - least, 1e-6), 0.0, 1.0)
        return Tint(value=reflectance), Tint(value=edge)

    def _microfacets(self, lobe: Lobe) -> Lobe:
        """The lobe with its node's roughness."""
        node = lobe.node
        if given(node, "retroreflective", False):
            refuse(node, "retroreflection is not translated")
        shape = self.node(given(node, "roughness", None))
        if shape is None:
            alpha = np.asarray(given(node, "roughness", (0.05, 0.05)), dtype=np.float64)
            return _shaped(lobe, np.sqrt(np.clip(alpha, 0.0, 1.0)))
        if shape.definition == "ND_roughness_dual":
            return _shaped(lobe, constant_values(shape, "roughness", (0.0, 0.0)))
        if shape.definition != "ND_roughness_anisotropy":
            refuse(node, f"roughness by {shape.definition} is not translated")
        lobe = replace(lobe, anisotropy=constant(shape, "anisotropy", 0.0))
        roughness = given(shape, "roughness", 0.0)
        if isinstance(roughness, Connection):
            return replace(lobe, roughness=_UNKNOWN_ROUGHNESS, roughness_source=roughness)
        return replace(lobe, roughness=float(roughness))

    def _mix(self, node: ShaderNode) -> Closure:
        amount = min(max(constant(node, "mix", 0.0), 0.0), 1.0)
        front, back = (self.read(given(node, name, None)) for name in ("fg", "bg"))
        return _joined(node, _scaled(node, front, amount), _scaled(node, back, 1.0 - amount))

    def _add(self, node: ShaderNode) -> Closure:
        return _joined(node, *(self.read(given(node, name, None)) for name in ("in1", "in2")))

    def _multiply(self, node: ShaderNode) -> Closure:
        factor = constant_values(node, "in2", (1.0,))
        return _scaled(node, self.read(given(node, "in1", None)), factor)

    def _fill(self, node: ShaderNode) -> Closure:
        closure = self.read(given(node, "top", None))
        medium = self.node(given(node, "base", None))
        if medium is not None and closure.medium is not None:
            refuse(node, "one medium within another")
        return replace(closure, medium=medium or closure.medium)

    def _layer(self, node: ShaderNode) -> Closure:
        top, base = (self.read(given(node, name, None)) for name in ("top", "base"))
        if top.has_base or (top.gloss and top.sheen):
            refuse(node, "a layer of anything but a dielectric's reflection or a sheen is not translated")
        if top.coat or (top.sheen and base.sheen) or (top.gloss and base.coat):
            refuse(node, "more layers than a gloss, a coat and a sheen are not translated")
        if top.sheen:
            return replace(base, sheen=top.sheen)
        if not top.gloss:
            return base
        if base.gloss or base.metal:
            if base.clear:
                refuse(node, "a coat over what is clear is not translated")
            return replace(base, coat=top.gloss)
        return replace(base, gloss=top.gloss)


def refuse(node: ShaderNode, why: str) -> NoReturn:
    """Raises:
    UnsupportedError: with the node's name.
    """
    raise UnsupportedError(f"<{node.name}>: {why}")


def given(node: ShaderNode, name: str, default: Any) -> Any:
    """An input's value or connection."""
    return next((entry.value for entry in node.inputs if entry.name == name), default)


def constant_values(node: ShaderNode, name: str, default: tuple[float, ...]) -> NDArray[np.float64]:
    """An input's numbers; refused where a pattern drives them."""
    value = given(node, name, default)
    if isinstance(value, Connection):
        refuse(node, f"{name} by a pattern is not translated; only a constant is")
    return np.atleast_1d(np.asarray(value, dtype=np.float64))


def constant(node: ShaderNode, name: str, default: float) -> float:
    """As `constant_values`, one number."""
    return float(constant_values(node, name, (default,))[0])


def constant_color(node: ShaderNode, name: str, default: tuple[float, ...]) -> Rgb:
    """As `constant_values`, three numbers."""
    return np.broadcast_to(constant_values(node, name, default), 3).astype(np.float64)


def _weight(node: ShaderNode) -> Rgb:
    return np.full(3, min(max(constant(node, "weight", 1.0), 0.0), 1.0))


def _tint(node: ShaderNode, name: str, default: tuple[float, ...]) -> Tint:
    value = given(node, name, default)
    if isinstance(value, Connection):
        return Tint(value=np.ones(3), source=value)
    return Tint(value=np.clip(np.asarray(value, dtype=np.float64)[:3], 0.0, None))


def _shaped(lobe: Lobe, roughness: NDArray[np.float64]) -> Lobe:
    """By perceptual roughness along u and v; MaterialX's roughness_anisotropy turned round."""
    along, across = (max(float(value), _SMOOTHEST) for value in np.broadcast_to(roughness, 2))
    if across > along * (1.0 + _SAME_ROUGHNESS):
        refuse(lobe.node, "facets that are drawn out across the tangent are not translated")
    anisotropy = max(1.0 - (across / along) ** 2, 0.0)
    return replace(lobe, roughness=(along * across) ** 0.5 if along > _SMOOTHEST else 0.0, anisotropy=anisotropy)


def _scaled(node: ShaderNode, closure: Closure, factor: float | NDArray[np.float64]) -> Closure:
    if np.max(factor) <= 0.0:
        return Closure()
    if (closure.coat or closure.sheen) and np.min(factor) < 1.0:
        refuse(node, "a share of what has a coat or a sheen is not translated")

    def less(lobes: tuple[Lobe, ...]) -> tuple[Lobe, ...]:
        return tuple(replace(lobe, scale=lobe.scale * factor) for lobe in lobes)

    return replace(
        closure,
        diffuse=less(closure.diffuse),
        metal=less(closure.metal),
        clear=less(closure.clear),
        gloss=less(closure.gloss),
    )


def _joined(node: ShaderNode, first: Closure, second: Closure) -> Closure:
    if not second.lobes:
        return replace(first, medium=first.medium or second.medium)
    if not first.lobes:
        return replace(second, medium=first.medium or second.medium)
    if first.coat or second.coat or first.sheen or second.sheen:
        refuse(node, "a sum or mixture of what has a coat or a sheen is not translated")
    if first.medium is not second.medium and first.medium and second.medium:
        refuse(node, "two media in one surface")
    return Closure(
        diffuse=first.diffuse + second.diffuse,
        metal=first.metal + second.metal,
        clear=first.clear + second.clear,
        gloss=first.gloss + second.gloss,
        medium=first.medium or second.medium,
    )
