"""A look as what is shared and what is its own: a network without drawn values, and the values of its parameters.

Which constants are parameters is said by the look alone, so that a sample made alone is the same as among
others: every colour and picture, every number that ``parameters.yaml`` names, and every other number that is not
plain. A number of one or two digits, such as 0.5, 24 or 1e-3, was written in a painter; a drawn or computed one
has more. Whole numbers, texts and switches are structure. Names are those of the table, or else the node's and
the input's. So a network has one file however it is coloured, scaled and worn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path

from assets.looks.library.parameters import free_name, rule_for, snake_case
from assets.store import AssetStore
from usd_scenes.looks import (
    Connection,
    FromParameter,
    InputValue,
    LookNetwork,
    LookParameter,
    PreviewSurface,
    ShaderInput,
    ShaderNode,
)
from usd_scenes.rounding import quantize
from usd_scenes.shared_looks import look_layer_text

LOOK_FOLDER = "looks"
LOOK_SUFFIX = ".usda"
_PLAIN_DIGITS = 2
_NUMBERS = ("float", "color3", "vector2", "vector3")
_OPEN: Mapping[str, InputValue] = {
    "float": 0.0,
    "color3": (0.0, 0.0, 0.0),
    "vector2": (0.0, 0.0),
    "vector3": (0.0, 0.0, 0.0),
    "filename": "",
}
_ALWAYS_PUBLIC = ("diffuse_color", "roughness")  # of the fallback


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLook:
    """``network`` is what many looks have in common; ``parameters`` are those of this one, with their values."""

    network: LookNetwork
    parameters: tuple[LookParameter, ...]


def share_look(look: LookNetwork) -> SharedLook:
    """``look`` taken apart; the two together are the same look."""
    baked = {parameter.name: parameter.value for parameter in look.parameters}
    found: dict[str, LookParameter] = {}
    nodes = tuple(
        replace(node, inputs=tuple(_shared(node, entry, look, baked, found) for entry in node.inputs))
        for node in look.nodes
    )
    preview, preview_parameters = _shared_preview(look.preview, found)
    network = replace(
        look,
        nodes=nodes,
        preview=preview,
        preview_parameters=preview_parameters,
        parameters=tuple(replace(one, value=_OPEN[one.type], open=True) for one in found.values()),
    )
    return SharedLook(network=network, parameters=tuple(found.values()))


def store_look(store: AssetStore, network: LookNetwork) -> Path:
    """The file of a shared network, written the first time.

    Raises:
        SceneError: a network that is no look.
        StorageError: the disk refused a write.
    """
    text = _text(network)
    recipe: dict[str, object] = {"look": hashlib.sha256(text.encode()).hexdigest()}
    return store.get_or_make(LOOK_FOLDER, LOOK_SUFFIX, recipe, lambda file: _write(text, file))


@lru_cache(maxsize=4096)
def _text(network: LookNetwork) -> str:
    return look_layer_text(network)


def _write(text: str, file: Path) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def _shared(
    node: ShaderNode,
    entry: ShaderInput,
    look: LookNetwork,
    baked: Mapping[str, InputValue],
    found: dict[str, LookParameter],
) -> ShaderInput:
    value = baked[entry.value.name] if isinstance(entry.value, FromParameter) else entry.value
    if isinstance(value, Connection):
        return entry
    constant = replace(entry, value=value)
    is_surface = node.name == look.surface
    rule = rule_for(node, constant, is_surface=is_surface) if entry.type in _NUMBERS else None
    if rule is None and not _is_drawn(entry.type, value):
        return constant
    stem = rule.name if rule is not None else f"{snake_case(node.name)}_{snake_case(entry.name)}"
    name = free_name(stem, found)
    found[name] = LookParameter(
        name=name,
        type=entry.type,
        value=value,
        minimum=rule.minimum if rule is not None else None,
        maximum=rule.maximum if rule is not None else None,
        doc=rule.doc if rule is not None else f"{entry.name} of {node.name}",
    )
    return replace(entry, value=FromParameter(name=name))


def _is_drawn(kind: str, value: InputValue) -> bool:
    if kind == "filename":
        return True
    if kind not in _NUMBERS or isinstance(value, str | bool):
        return False
    numbers = value if isinstance(value, tuple) else (value,)
    return any(quantize(number) != float(f"{number:.{_PLAIN_DIGITS}g}") for number in numbers)


def _shared_preview(
    preview: PreviewSurface, found: dict[str, LookParameter]
) -> tuple[PreviewSurface, tuple[tuple[str, str], ...]]:
    """The fallback without the values that are parameters: its colour, its roughness, and what is not as usual."""
    usual, public = PreviewSurface(), []
    for field in fields(PreviewSurface):
        value = getattr(preview, field.name)
        if field.name not in _ALWAYS_PUBLIC and not _is_drawn("float", value):
            continue
        name = free_name(f"preview_{field.name}", found)
        kind = "color3" if isinstance(value, tuple) else "float"
        doc = f"{field.name} of the fallback for applications without MaterialX"
        found[name] = LookParameter(name=name, type=kind, value=value, doc=doc)
        public.append((field.name, name))
    kept = {name: getattr(usual, name) for name, _ in public}
    return replace(preview, **kept), tuple(public)
