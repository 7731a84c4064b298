"""What is bound to the meshes of a composed stage: surface inputs and the nodes above them, as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from weakref import WeakKeyDictionary

import numpy as np
from pxr import Tf, Usd, UsdGeom, UsdShade

from quality_control.readers.plain_networks import fold_constants
from quality_control.readers.surface_fields import BALL_M, ball_points
from usd_scenes.extraction.pattern_values.evaluation import evaluate
from usd_scenes.extraction.scene.looks import extract_look
from usd_scenes.extraction.scene.plain_scene import SceneLook
from usd_scenes.face_materials import shown_materials
from usd_scenes.looks import MTLX_CONTEXT, Connection, FromParameter, InputValue, ShaderNode
from usd_scenes.semantics import FLUID_ROLES, Role, find_of_roles, read_role

type Rgb = tuple[float, float, float]  # scene-linear Rec.709
type Constant = float | str | bool | Rgb | tuple[float, float]

_NAMES = {
    "metalness": ("metalness", "base_metalness"),
    "transmission": ("transmission", "transmission_weight"),
    "subsurface": ("subsurface", "subsurface_weight"),
}
"""Our names of the shares that both surface models have, in standard_surface and OpenPBR; none is by default."""

_ROLES = frozenset(Role) - FLUID_ROLES
_OPACITIES = ("opacity", "geometry_opacity", "alpha")
_POINTS = 512
_TONES = ("in", "in1", "in2", "bg", "fg")  # inputs that a tone comes through, where others choose among tones


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


@dataclass(frozen=True, slots=True)
class _Change:
    """What a network makes of a tone on its way: the tone times ``scale``, and ``shift`` more."""

    scale: Rgb = (1.0, 1.0, 1.0)
    shift: Rgb = (0.0, 0.0, 0.0)

    def of(self, tone: Rgb) -> Rgb:
        """A tone as it arrives."""
        if self == _AS_IS:
            return tone
        red, green, blue = (round(t * k + s, 6) for t, k, s in zip(tone, self.scale, self.shift, strict=True))
        return red, green, blue

    def after(self, earlier: _Change) -> _Change:
        """Both, the other one first."""
        scale = tuple(a * b for a, b in zip(earlier.scale, self.scale, strict=True))
        shift = tuple(a * k + b for a, k, b in zip(earlier.shift, self.scale, self.shift, strict=True))
        return _Change((scale[0], scale[1], scale[2]), (shift[0], shift[1], shift[2]))


_AS_IS = _Change()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class BoundLook:
    """One material with the role of what wears it; the same object until its stage changes."""

    material_path: str
    mesh_path: str
    role: Role
    mesh: UsdGeom.Mesh  # the first that wears it
    surface: Node
    scene: SceneLook  # the same network as plain nodes, the surface last

    def number(self, quantity: str) -> float:
        """The mean metalness, transmission or subsurface of either surface model; 0 where it has none.

        Raises:
            UnsupportedError: a pattern with a node whose values are not known.
        """
        for name in _NAMES[quantity]:
            source, constant = self.surface.source(name), self.surface.constant(name)
            if source is not None:
                given = next(entry.value for entry in self.scene.nodes[-1].inputs if entry.name == name)
                return _mean(self.scene.nodes, given)
            if isinstance(constant, int | float):
                return float(constant)
        return 0.0

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
        return tuple(dict.fromkeys(_tones(pattern)))


def _tones(pattern: Node) -> Iterator[Rgb]:
    """The constant colours that a pattern chooses among or mixes, as they come out of it."""
    waiting, seen = [_unchanged(pattern, _AS_IS)], set[str]()
    while waiting:
        node, change = waiting.pop(0)
        if node.path in seen:
            continue
        seen.add(node.path)
        yield from (change.of(tone) for tone in _constant_colours(node))
        waiting.extend(_unchanged(source, change if name in _TONES else _AS_IS) for name, source in node.sources)


def _unchanged(node: Node, change: _Change) -> tuple[Node, _Change]:
    """The node that chooses the tones which others scale and shift, with all that they do."""
    for name, source in node.sources:
        own = _own_change(node, name) if len(node.sources) == 1 else None
        if own is not None and any(any(_constant_colours(one)) for one in source.walk()):
            return _unchanged(source, change.after(own))
    return node, change


def _own_change(node: Node, source: str) -> _Change | None:
    """What a node of colours does to what it reads by a constant; None where it is no product and no sum."""
    kind = node.definition.removeprefix("ND_")
    given = node.constant("in2" if source == "in1" else "in1")
    if isinstance(given, int | float):
        given = (float(given),) * 3
    if not kind.endswith(("_color3", "_color3FA")) or not isinstance(given, tuple) or len(given) != 3:
        return None
    red, green, blue = given
    match kind.partition("_")[0]:
        case "multiply" if source == "in1" or not kind.endswith("FA"):
            return _Change(scale=(red, green, blue))
        case "add" if source == "in1" or not kind.endswith("FA"):
            return _Change(shift=(red, green, blue))
        case "divide" if source == "in1" and all(given):
            return _Change(scale=(1.0 / red, 1.0 / green, 1.0 / blue))
        case "subtract" if source == "in1":
            return _Change(shift=(-red, -green, -blue))
    return None


def _constant_colours(node: Node) -> Iterator[Rgb]:
    if "color3" in node.definition:
        for _, value in node.constants:
            if isinstance(value, tuple) and len(value) == 3:
                yield value


def read_bound_looks(stage: Usd.Stage) -> tuple[BoundLook, ...]:
    """The looks of all drawn meshes but fluids and their vessels, in stage order: one a material and role.

    Every reader asks for them; they are read again where the stage has changed since.
    """
    if stage not in _read:
        _read[stage] = _read_looks(stage)
        if stage not in _heard:
            _heard[stage] = Tf.Notice.Register(Usd.Notice.StageContentsChanged, _forget, stage)
    return _read[stage]


_read: WeakKeyDictionary[Usd.Stage, tuple[BoundLook, ...]] = WeakKeyDictionary()
_heard: WeakKeyDictionary[Usd.Stage, Tf.Notice.Listener] = WeakKeyDictionary()


def _forget(_notice: Usd.Notice.StageContentsChanged, stage: Usd.Stage) -> None:
    _read.pop(stage, None)


def _read_looks(stage: Usd.Stage) -> tuple[BoundLook, ...]:
    looks: dict[tuple[str, Role], BoundLook] = {}
    for prim in find_of_roles(stage, _ROLES):
        role = read_role(prim) if prim.IsA(UsdGeom.Mesh) else None
        if role is None:
            continue
        for shown in shown_materials(prim):
            key = (str(shown.material.GetPath()), role)
            look = None if key in looks else _read_look(shown.material, prim, role)
            if look is not None:
                looks[key] = look
    return tuple(looks.values())


def _read_look(material: UsdShade.Material, prim: Usd.Prim, role: Role) -> BoundLook | None:
    """One look on the mesh that wears it; None without a network of MaterialX or where it is cut away."""
    if not material.ComputeSurfaceSource(MTLX_CONTEXT)[0]:
        return None
    found = extract_look(material, Usd.TimeCode.EarliestTime(), None)
    scene = replace(found, nodes=fold_constants(found.nodes))
    if not scene.nodes:
        return None
    surface = _tree(scene.nodes)
    if _is_cut_away(surface):
        return None
    return BoundLook(
        material_path=str(material.GetPath()),
        mesh_path=str(prim.GetPath()),
        role=role,
        mesh=UsdGeom.Mesh(prim),
        surface=surface,
        scene=scene,
    )


def _is_cut_away(surface: Node) -> bool:
    """Whether an opacity of 0 leaves nothing of a surface to be seen."""
    given = [surface.constant(name) for name in _OPACITIES if surface.source(name) is None]
    return any(np.max(value) <= 0.0 for value in given if isinstance(value, int | float | tuple))


def _tree(nodes: tuple[ShaderNode, ...]) -> Node:
    known: dict[str, Node] = {}
    for node in nodes:
        entries = [(entry.name, entry.value) for entry in node.inputs]
        linked = [(name, value) for name, value in entries if isinstance(value, Connection)]
        known[node.name] = Node(
            path=node.name,
            definition=node.definition,
            constants=tuple((k, _plain(v)) for k, v in entries if not isinstance(v, Connection | FromParameter)),
            sources=tuple((name, known[value.node]) for name, value in linked if value.node in known),
        )
    return known[nodes[-1].name]


def _plain(value: InputValue) -> Constant:
    if isinstance(value, tuple):
        return tuple(round(part, 6) for part in value)  # type: ignore[return-value]
    return value if isinstance(value, bool | str) else float(value)


@lru_cache(maxsize=256)
def _mean(nodes: tuple[ShaderNode, ...], source: Connection) -> float:
    return float(evaluate(nodes, source, ball_points(BALL_M, _POINTS)).mean())
