"""What is bound to the meshes of a composed stage: surface inputs and the nodes above them, as values."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade

from usd_scenes.semantics import FLUID_ROLES, Role, read_class, read_role
from usd_scenes.shader_inputs import input_value, node_source

type Rgb = tuple[float, float, float]  # scene-linear Rec.709
type Constant = float | str | bool | Rgb | tuple[float, float]

_DEFAULTS: dict[str, dict[str, float]] = {
    "ND_standard_surface_surfaceshader": {
        "metalness": 0.0, "specular_roughness": 0.2, "specular_IOR": 1.5, "transmission": 0.0,
        "subsurface": 0.0, "sheen": 0.0, "coat": 0.0, "coat_roughness": 0.1,
    },
    "ND_open_pbr_surface_surfaceshader": {
        "base_metalness": 0.0, "specular_roughness": 0.3, "specular_ior": 1.5, "transmission_weight": 0.0,
        "subsurface_weight": 0.0, "fuzz_weight": 0.0, "coat_weight": 0.0, "coat_roughness": 0.0,
    },
}  # fmt: skip
_NAMES = {
    "metalness": ("metalness", "base_metalness"),
    "roughness": ("specular_roughness",),
    "ior": ("specular_IOR", "specular_ior"),
    "transmission": ("transmission", "transmission_weight"),
    "subsurface": ("subsurface", "subsurface_weight"),
    "fuzz": ("sheen", "fuzz_weight"),
    "fuzz_roughness": ("sheen_roughness", "fuzz_roughness"),
    "coat": ("coat", "coat_weight"),
    "coat_roughness": ("coat_roughness",),
    "subsurface_radius": ("subsurface_radius",),
    "transmission_depth": ("transmission_depth",),
    "anisotropy": ("specular_anisotropy", "specular_roughness_anisotropy"),
}
"""Our names of the quantities that both surface models have, in standard_surface and OpenPBR."""

_HANDS_ON = "ND_dot_"
_ZERO_MEAN = ("noise", "fractal", "ND_sin", "ND_cos")
_HALF_MEAN = ("smoothstep", "cellnoise", "worleynoise", "fract_", "clamp")


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One node above an input; shared where several inputs read it."""

    path: str
    definition: str
    constants: tuple[tuple[str, Constant], ...]
    sources: tuple[tuple[str, Node], ...]

    def constant(self, name: str) -> Constant | None:
        """The authored constant of an input, or None."""
        return dict(self.constants).get(name)

    def source(self, name: str) -> Node | None:
        """The node that feeds an input, or None."""
        return dict(self.sources).get(name)

    @property
    def name(self) -> str:
        """The prim's name, without the number that tells several of a kind apart."""
        return self.path.rpartition("/")[2].rstrip("0123456789")

    def number(self, name: str, fallback: float = 0.0) -> float:
        """The authored constant of a float input, or ``fallback``."""
        value = self.constant(name)
        return float(value) if isinstance(value, int | float) else fallback

    def walk(self) -> Iterator[Node]:
        """This node and everything above it, each once."""
        seen: set[str] = set()
        waiting = [self]
        while waiting:
            node = waiting.pop(0)
            if node.path not in seen:
                seen.add(node.path)
                yield node
                waiting.extend(source for _, source in node.sources)

    def find(self, name: str) -> Node | None:
        """This node or the nearest above it that is called ``name``, or None."""
        return next((node for node in self.walk() if node.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundLook:
    """One material with the role and class of what wears it."""

    material_path: str
    mesh_path: str
    role: Role
    class_name: str
    surface: Node

    def number(self, quantity: str) -> float:
        """The mean of a quantity (metalness, roughness, ior, ...) of either surface model; 0 where it has none."""
        for name in _NAMES[quantity]:
            source, constant = self.surface.source(name), self.surface.constant(name)
            if source is not None:
                return _mean(source)
            if isinstance(constant, int | float):
                return float(constant)
        defaults = _DEFAULTS.get(self.surface.definition, {})
        return next((defaults[name] for name in _NAMES[quantity] if name in defaults), 0.0)

    def colour(self, name: str) -> Rgb | None:
        """An authored constant colour."""
        value = self.surface.constant(name)
        return value if isinstance(value, tuple) and len(value) == 3 else None

    @property
    def base_pattern(self) -> Node | None:
        """The node that feeds the base colour, or None where it is a constant."""
        return self.surface.source("base_color")

    @property
    def base_colours(self) -> tuple[Rgb, ...]:
        """Every colour that the base colour is made of."""
        pattern = self.base_pattern
        if pattern is None:
            constant = self.colour("base_color")
            return (constant,) if constant else ()
        found = [
            value
            for node in pattern.walk()
            if "color3" in node.definition
            for _, value in node.constants
            if isinstance(value, tuple) and len(value) == 3
        ]
        return tuple(dict.fromkeys(found))


def read_bound_looks(stage: Usd.Stage) -> tuple[BoundLook, ...]:
    """The looks of all rendered meshes but fluids and their vessels, in stage order: one a material and role."""
    looks: dict[tuple[str, Role], BoundLook] = {}
    for prim in stage.Traverse():
        role = read_role(prim) if prim.IsA(UsdGeom.Mesh) else None
        if role is None or role in FLUID_ROLES:
            continue
        material, _ = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
        if not material:
            continue
        surface, _, _ = material.ComputeSurfaceSource("mtlx")
        key = (str(material.GetPath()), role)
        if surface and key not in looks:
            looks[key] = BoundLook(
                material_path=key[0],
                mesh_path=str(prim.GetPath()),
                role=role,
                class_name=read_class(prim) or "",
                surface=_node(surface, {}),
            )
    return tuple(looks.values())


def _node(shader: UsdShade.Shader, known: dict[str, Node]) -> Node:
    path = str(shader.GetPath())
    if path in known:
        return known[path]
    constants: list[tuple[str, Constant]] = []
    sources: list[tuple[str, Node]] = []
    for entry in shader.GetInputs():
        value = input_value(entry)
        if value is not None:
            constants.append((entry.GetBaseName(), _plain(value)))
            continue
        source = _maker(entry)
        if source:
            sources.append((entry.GetBaseName(), _node(source, known)))
    known[path] = Node(
        path=path,
        definition=str(shader.GetIdAttr().Get()),
        constants=tuple(constants),
        sources=tuple(sources),
    )
    return known[path]


def _maker(entry: UsdShade.Input) -> UsdShade.Shader | None:
    """The node that makes an input's value, those passed over that only hand it on."""
    found = node_source(entry)
    while found is not None and str(found[0].GetShaderId()).startswith(_HANDS_ON):
        found = node_source(found[0].GetInput("in"))
    return found[0] if found is not None else None


def _plain(value: object) -> Constant:
    if isinstance(value, Gf.Vec3f):
        return (round(value[0], 6), round(value[1], 6), round(value[2], 6))
    if isinstance(value, Gf.Vec2f):
        return (round(value[0], 6), round(value[1], 6))
    if isinstance(value, Sdf.AssetPath):
        return str(value.path)
    return value if isinstance(value, bool | str) else float(value)  # type: ignore[arg-type]


def _mean(node: Node) -> float:
    """The mean of a float network, as far as noises (mean 0), masks (one half) and arithmetic say."""
    if any(kind in node.definition for kind in _HALF_MEAN):
        return 0.5
    if any(kind in node.definition for kind in _ZERO_MEAN):
        return 0.0
    if "ND_mix" in node.definition:
        share = _operand(node, "mix")
        return (1.0 - share) * _operand(node, "bg") + share * _operand(node, "fg")
    if "ND_invert" in node.definition:
        return 1.0 - _operand(node, "in")
    if "ND_multiply" in node.definition:
        return _operand(node, "in1") * _operand(node, "in2")
    return math.fsum(_operand(node, name) for name in ("in1", "in2", "in"))


def _operand(node: Node, name: str) -> float:
    source = node.source(name)
    return node.number(name) if source is None else _mean(source)
