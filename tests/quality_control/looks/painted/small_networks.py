"""A wall or a body in a small network written node by node, with names that say nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from pxr import Usd

from quality_control.measures.look_probes import box, panel_mesh
from quality_control.readers import textures
from usd_scenes.looks import (
    Colour,
    Connection,
    InputValue,
    LookNetwork,
    ShaderInput,
    ShaderNode,
    bind_look,
    define_look,
)
from usd_scenes.meshes import define_mesh
from usd_scenes.semantics import Role, set_labels

type Given = InputValue | Connection

LIGHT: Colour = (0.70, 0.60, 0.50)
DARK: Colour = (0.07, 0.06, 0.05)
_WALL = ((-4.0, 0.0, 0.0), (4.0, 0.0, 0.0), (4.0, 0.0, 4.0), (-4.0, 0.0, 4.0))


@dataclass(slots=True)
class Net:
    """Nodes in the order in which they were added."""

    nodes: list[ShaderNode] = field(default_factory=list)

    def add(self, definition: str, output_type: str, **inputs: tuple[str, Given]) -> Connection:
        """A node; each input as (type, value)."""
        entries = tuple(ShaderInput(name=name, type=kind, value=value) for name, (kind, value) in inputs.items())
        name = f"q{len(self.nodes)}"
        node = ShaderNode(name=name, definition=definition, output_type=output_type, inputs=entries)
        self.nodes.append(node)
        return Connection(node=name)

    def math(self, operation: str, first: Given, second: Given) -> Connection:
        """Two floats."""
        return self.add(f"ND_{operation}_float", "float", in1=("float", first), in2=("float", second))

    def of(self, operation: str, value: Given) -> Connection:
        """A function of one float."""
        return self.add(f"ND_{operation}_float", "float", **{"in": ("float", value)})

    def along(self, direction: tuple[float, float, float], *, of: str = "position") -> Connection:
        """The world position (or normal) along a direction."""
        where = self.add(f"ND_{of}_vector3", "vector3", space=("string", "world"))
        return self.add("ND_dotproduct_vector3", "float", in1=("vector3", where), in2=("vector3", direction))

    def scaled(self, per_m: float) -> Connection:
        """The world position times a factor that stands in two nodes."""
        where = self.add("ND_position_vector3", "vector3", space=("string", "world"))
        twice = self.add("ND_multiply_vector3FA", "vector3", in1=("vector3", where), in2=("float", 2.0 * per_m))
        return self.add("ND_multiply_vector3FA", "vector3", in1=("vector3", twice), in2=("float", 0.5))

    def choose(self, value: Given, limit: float, above: Given, below: Given) -> Connection:
        """One of two colours."""
        return self.add(
            "ND_ifgreater_color3",
            "color3",
            value1=("float", value),
            value2=("float", limit),
            in1=("color3", above),
            in2=("color3", below),
        )

    def mix(self, share: Given, high: Colour = LIGHT, low: Colour = DARK) -> Connection:
        """Between two colours."""
        return self.add("ND_mix_color3", "color3", fg=("color3", high), bg=("color3", low), mix=("float", share))

    def step(self, value: Given, low: float, high: float) -> Connection:
        """A soft step."""
        return self.add(
            "ND_smoothstep_float", "float", **{"in": ("float", value)}, low=("float", low), high=("float", high)
        )

    def stage(self, role: Role = Role.SET_WALL, **surface: tuple[str, Given]) -> Usd.Stage:
        """A stage in which a wall, or a cube in another role, wears the network."""
        surface = {"specular_roughness": ("float", 0.6), **surface}
        self.add("ND_standard_surface_surfaceshader", "surfaceshader", **surface)
        stage = Usd.Stage.CreateInMemory()
        mesh = panel_mesh(_WALL) if role == Role.SET_WALL else box((-0.2, -0.2, 0.5), (0.2, 0.2, 0.9))
        prim = define_mesh(stage, "/A/B", mesh).GetPrim()
        set_labels(prim, role=role, class_name="thing")
        look = LookNetwork(nodes=tuple(self.nodes), surface=self.nodes[-1].name)
        bind_look(prim, define_look(stage, "/M/L", look))
        return stage


def read_textures(stage: Usd.Stage) -> dict[str, dict[str, float | str]]:
    """The texture terms that hold, without their category, and their values."""
    readings = [reading for reader in textures.READERS for reading in reader.read(stage)]
    return {reading.term.removeprefix("textures."): dict(reading.values) for reading in readings}
