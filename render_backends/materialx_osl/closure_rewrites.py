"""Rewrites what MaterialX generates where Cycles' layers would not do what they say.

Glass comes as `layer(R, mix(opaque, T, transmission))`. Cycles scales T by the estimated albedo of R,
which for rough glass loses a fifth of the light, and seen from inside more. Its closures can hold both
lobes and then share the light exactly: the layer over the mix becomes a mix of the layer over the
opaque part and of the joined lobes. On thin walls, too, where T is a ray that goes straight on.

A layer in the top of another layer loses its attenuation in Cycles. As attenuation multiplies,
`layer(layer(a, b), c)` equals `layer(a, layer(b, c))`, and a mix in the top can be drawn outside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIELECTRIC = "mx_dielectric_bsdf"
_SCHLICK = "ps_generalized_schlick_bsdf"
_CALL = re.compile(rf"^\s*({_DIELECTRIC}|{_SCHLICK})\((.*)\);\s*$")
_OPERATION = re.compile(r"^(\s*)BSDF (\w+) = (mix|layer)\((\w+), (\w+)(?:, (\w+|[\d.]+))?\);\s*$")
_FUNCTION = re.compile(r"^(void|shader)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lobe:
    """A microfacet call: its OSL arguments, last of all the variable that it fills."""

    function: str
    arguments: tuple[str, ...]

    @property
    def mode(self) -> str:
        return self.arguments[-2].strip('"')


@dataclass(frozen=True, slots=True, kw_only=True)
class _Operation:
    """A mix or layer of two closures; `amount` is a mix's."""

    kind: str
    first: str
    second: str
    amount: str


def rewrite_closures(source: str, *, joins_glass: bool) -> str:
    """Generated OSL with layers that Cycles weights right; `joins_glass` for looks that transmit light."""
    lobes: dict[str, _Lobe] = {}
    operations: dict[str, _Operation] = {}
    lines = source.split("\n")
    for index, line in enumerate(lines):
        if _FUNCTION.match(line):
            lobes.clear()
            operations.clear()
        call = _CALL.match(line)
        if call:
            arguments = tuple(split_arguments(call[2]))
            lobes[arguments[-1]] = _Lobe(function=call[1], arguments=arguments)
        operation = _OPERATION.match(line)
        if operation:
            indent, name, kind, first, second, amount = operation.groups()
            operations[name] = _Operation(kind=kind, first=first, second=second, amount=amount or "")
            rewritten = _rewritten_layer(operations[name], lobes, operations, joins_glass=joins_glass)
            lines[index] = f"{indent}BSDF {name} = {rewritten};" if rewritten else line
    return "\n".join(lines)


def _rewritten_layer(
    layer: _Operation, lobes: dict[str, _Lobe], operations: dict[str, _Operation], *, joins_glass: bool
) -> str:
    if layer.kind != "layer":
        return ""
    if _holds_layer(layer.first, operations):
        return _over(layer.first, layer.second, operations)
    return _joined_layer(layer, lobes, operations) if joins_glass else ""


def _holds_layer(name: str, operations: dict[str, _Operation]) -> bool:
    operation = operations.get(name)
    if operation is None or operation.kind == "layer":
        return operation is not None
    return any(_holds_layer(part, operations) for part in (operation.first, operation.second))


def _over(top: str, base: str, operations: dict[str, _Operation]) -> str:
    """`top` over the expression `base`, with no layer left in any top."""
    operation = operations.get(top)
    if operation is None or not _holds_layer(top, operations):
        return f"layer({top}, {base})"
    if operation.kind == "layer":
        return _over(operation.first, _over(operation.second, base, operations), operations)
    parts = [_over(part, base, operations) for part in (operation.first, operation.second)]
    return f"mix({parts[0]}, {parts[1]}, {operation.amount})"


def split_arguments(text: str) -> list[str]:
    """Comma-separated OSL arguments or parameters; commas in brackets and strings separate nothing."""
    parts = [""]
    depth = 0
    for token in re.findall(r'"(?:[^"\\]|\\.)*"|.', text, re.DOTALL):
        depth += (token in "({[") - (token in ")}]")
        if token == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += token
    return [part.strip() for part in parts if part.strip()]


def _joined_layer(layer: _Operation, lobes: dict[str, _Lobe], operations: dict[str, _Operation]) -> str:
    base = operations.get(layer.second)
    if base is None or base.kind != "mix":
        return ""
    for part, other in ((base.first, base.second), (base.second, base.first)):
        refraction = _refraction(part, lobes, operations)
        glass = _glass(layer.first, refraction, lobes, operations) if refraction else ""
        if glass:
            over = f"layer({layer.first}, {other})"
            first, second = (glass, over) if part == base.first else (over, glass)
            return f"mix({first}, {second}, {base.amount})"
    return ""


def _refraction(name: str, lobes: dict[str, _Lobe], operations: dict[str, _Operation]) -> _Lobe | None:
    """The refraction lobe of that name, also where a medium lies under it."""
    operation = operations.get(name)
    lobe = lobes.get(operation.first if operation and operation.kind == "layer" else name)
    return lobe if lobe and lobe.function == _DIELECTRIC and lobe.mode == "T" else None


def _glass(top: str, refraction: _Lobe, lobes: dict[str, _Lobe], operations: dict[str, _Operation]) -> str:
    operation = operations.get(top)
    if operation is not None and operation.kind == "mix":
        parts = [_glass(part, refraction, lobes, operations) for part in (operation.first, operation.second)]
        return f"mix({parts[0]}, {parts[1]}, {operation.amount})" if all(parts) else ""
    reflection = lobes.get(top)
    if reflection is None or reflection.mode != "R":
        return ""
    t = refraction.arguments
    through = f"{t[-1]}, {t[0]} * {t[1]}, {t[2]}, {t[3]}"
    r = reflection.arguments
    if reflection.function == _DIELECTRIC:
        weight, tint, ior, roughness, _, film, film_ior, normal, tangent, distribution = r[:10]
        f0, f90 = f"{weight} * {tint} * ps_f0({ior})", f"{weight} * {tint}"
    else:
        weight, low, _, high, _, roughness, _, film, film_ior, normal, tangent, distribution = r[:12]
        f0, f90 = f"{weight} * {low}", f"{weight} * {high}"
    shape = f"{roughness}, {film}, {film_ior}, {normal}, {tangent}, {distribution}"
    return f"ps_glass({r[-1]}, {f0}, {f90}, {shape}, {through})"
