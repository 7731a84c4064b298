"""A MaterialX graph being put together: each call adds one node and returns its name."""

from __future__ import annotations

from collections.abc import Mapping

from usd_scenes.looks import Colour, Connection, InputValue, ShaderInput, ShaderNode

type Value = InputValue | Connection


class NodeGraph:
    """Nodes in the order of their making; the same position node is made once."""

    def __init__(self) -> None:
        self._nodes: dict[str, ShaderNode] = {}

    @property
    def nodes(self) -> tuple[ShaderNode, ...]:
        """All nodes so far."""
        return tuple(self._nodes.values())

    def above(self, *names: str) -> tuple[ShaderNode, ...]:
        """These nodes and all that they read, directly or not, in the order of their making."""
        read, waiting = set(names), list(names)
        while waiting:
            for entry in self._nodes[waiting.pop()].inputs:
                if isinstance(entry.value, Connection) and entry.value.node not in read:
                    read.add(entry.value.node)
                    waiting.append(entry.value.node)
        return tuple(node for node in self.nodes if node.name in read)

    def add(
        self, name: str, definition: str, output_type: str, inputs: Mapping[str, tuple[str, Value]]
    ) -> Connection:
        """One node; ``inputs`` maps an input's name to (MaterialX type, value)."""
        self._nodes[name] = ShaderNode(
            name=name,
            definition=definition,
            output_type=output_type,
            inputs=tuple(ShaderInput(name=key, type=kind, value=value) for key, (kind, value) in inputs.items()),
        )
        return Connection(node=name)

    def free_name(self, name: str) -> str:
        """``name``, or with the first number behind it that no node has."""
        number, free = 1, name
        while free in self._nodes:
            number += 1
            free = f"{name}{number}"
        return free

    def world_position(self) -> Connection:
        """The shaded point, world space, metres."""
        if "position" in self._nodes:
            return Connection(node="position")
        return self.add("position", "ND_position_vector3", "vector3", {"space": ("string", "world")})

    def scaled_position(self, name: str, per_m: float | tuple[float, float, float]) -> Connection:
        """The world position times ``per_m`` (one number, or one for each axis)."""
        position: tuple[str, Value] = ("vector3", self.world_position())
        if isinstance(per_m, float):
            return self.add(name, "ND_multiply_vector3FA", "vector3", {"in1": position, "in2": ("float", per_m)})
        return self.add(name, "ND_multiply_vector3", "vector3", {"in1": position, "in2": ("vector3", per_m)})

    def fractal(self, name: str, position: Connection, *, octaves: int, amplitude: float = 1.0) -> Connection:
        """Fractal noise, about -amplitude to amplitude, mean 0."""
        inputs: dict[str, tuple[str, Value]] = {
            "octaves": ("integer", octaves),
            "position": ("vector3", position),
        }
        if amplitude != 1.0:
            inputs["amplitude"] = ("float", amplitude)
        return self.add(name, "ND_fractal3d_float", "float", inputs)

    def step(self, name: str, value: Connection, low: float, high: float) -> Connection:
        """0 below ``low``, 1 above ``high``, smooth between."""
        return self.add(
            name,
            "ND_smoothstep_float",
            "float",
            {"in": ("float", value), "low": ("float", low), "high": ("float", high)},
        )

    def mix_colours(
        self, name: str, background: Colour | Connection, foreground: Colour | Connection, share: Connection
    ) -> Connection:
        """``background`` where ``share`` is 0, ``foreground`` where it is 1."""
        return self.add(
            name,
            "ND_mix_color3",
            "color3",
            {"fg": ("color3", foreground), "bg": ("color3", background), "mix": ("float", share)},
        )

    def sum(self, name: str, value: Connection, constant: float) -> Connection:
        """A float plus a constant."""
        return self.add(name, "ND_add_float", "float", {"in1": ("float", value), "in2": ("float", constant)})

    def bumped_normal(self, slope: float, per_m: float) -> Connection:
        """The world normal, tilted by a noise vector of about ``slope``."""
        noise = self.add(
            "grain",
            "ND_noise3d_vector3",
            "vector3",
            {
                "amplitude": ("vector3", (slope, slope, slope)),
                "position": ("vector3", self.scaled_position("grainPosition", per_m)),
            },
        )
        normal = self.add("facing", "ND_normal_vector3", "vector3", {"space": ("string", "world")})
        tilted = self.add(
            "tilted", "ND_add_vector3", "vector3", {"in1": ("vector3", normal), "in2": ("vector3", noise)}
        )
        return self.add("bumped", "ND_normalize_vector3", "vector3", {"in": ("vector3", tilted)})
