"""A look as a MaterialX document, and the OSL of its parts. Generator process only."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import MaterialX as mx
import yaml

from render_backends.materialx_osl.looks import GeneratedLook, TextureFile
from render_backends.materialx_osl.osl_generator import (
    GenerationError,
    OslGenerator,
    complete_source,
    standard_library,
)

_PRIMVAR_INPUTS = ("geomprop", "varname")
_OPEN_PBR = "ND_open_pbr_surface_surfaceshader"


class LookError(Exception):
    """A look that cannot be rendered; names the node and, where there is one, the input."""

    def __init__(self, message: str, *, node: str, input_name: str = "") -> None:
        self.node = node
        self.input_name = input_name
        where = f"node {node}" + (f", input {input_name}" if input_name else "")
        super().__init__(f"{where}: {message}")


@cache
def surface_models() -> dict[str, Any]:
    """The table of surface models, keyed by node definition."""
    table = yaml.safe_load((Path(__file__).parent / "surface_models.yaml").read_text())
    return dict(table)


@dataclass(slots=True, kw_only=True)
class LookDocument:
    """A MaterialX document with one look in it.

    Filename inputs of the document hold `psfile:<index>` into `files`.
    """

    name: str
    document: mx.Document
    surface: mx.Node
    displacement: mx.Node | None = None
    volume: mx.Node | None = None
    files: list[TextureFile] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


def new_document() -> mx.Document:
    """An empty document that sees the standard library."""
    document = mx.createDocument()
    document.setDataLibrary(standard_library())
    return document


def generate_look(look: LookDocument, generator: OslGenerator, *, frame: float, fps: float) -> GeneratedLook:
    """OSL of every part that the look has.

    Raises:
        LookError: MaterialX cannot generate code for a part.
    """
    started = time.perf_counter()
    thin_walled = _constant_flag(look.surface, _model(look.surface).get("thin_walled", ""))
    interior = None if thin_walled else _define_interior(look)
    material = look.document.addMaterialNode("look_material", look.surface)
    parts: dict[str, tuple[mx.TypedElement | None, bool]] = {
        "surface": (material, False),
        "displacement": (look.displacement, False),
        "volume": (look.volume or interior, True),
    }
    sources = {
        part: _generate(look, element, generator, interior=inside, thin_walled=thin_walled, frame=frame, fps=fps)
        for part, (element, inside) in parts.items()
    }
    everything = "".join(sources.values())
    return GeneratedLook(
        material=look.name,
        **sources,
        primvars=_read_primvars(look.document),
        uses_uv="ps_texcoord" in everything.partition("shader look")[2] or "ps_texcoord(" in everything,
        uses_tangent="ps_tangent(" in everything or "ps_bitangent(" in everything or bool(look.displacement),
        seconds=time.perf_counter() - started,
        messages=tuple(look.messages),
    )


def _generate(
    look: LookDocument,
    element: mx.TypedElement | None,
    generator: OslGenerator,
    *,
    interior: bool,
    thin_walled: bool,
    frame: float,
    fps: float,
) -> str:
    if element is None:
        return ""
    try:
        source = generator.generate(element, files=tuple(look.files))
    except GenerationError as error:
        raise LookError(str(error), node=element.getName()) from error
    return complete_source(
        source, files=look.files, interior=interior, thin_walled=thin_walled, frame=frame, fps=fps
    )


def _model(surface: mx.Node) -> Mapping[str, Any]:
    nodedef = surface.getNodeDef()
    model: Mapping[str, Any] = surface_models().get(nodedef.getName() if nodedef else "", {})
    return model


def _define_interior(look: LookDocument) -> mx.TypedElement | None:
    """The element whose volume closures fill the surface, if it has a medium at all."""
    interior = _model(look.surface).get("interior")
    if interior is None:
        has_medium = any(node.getCategory().endswith("_vdf") for node in look.document.getNodes())
        return look.document.addMaterialNode("interior_material", look.surface) if has_medium else None
    if not all(_may_be_positive(look.surface, interior[role]) for role in ("weight", "extent")):
        return None
    if "as_open_pbr" not in interior:
        return look.document.addMaterialNode("interior_material", look.surface)
    medium = look.document.addNodeInstance(standard_library().getNodeDef(_OPEN_PBR), "interior_medium")
    for target, source in interior["as_open_pbr"].items():
        given = look.surface.getInput(source)
        if given is not None:
            medium.addInputFromNodeDef(target).copyContentFrom(given)
    tint = look.surface.getInput(interior["tint"])
    if tint is not None:
        look.surface.removeInput(interior["tint"])
    return look.document.addMaterialNode("interior_material", medium)


def _may_be_positive(node: mx.Node, input_name: str) -> bool:
    given = node.getInput(input_name) or node.getNodeDef().getActiveInput(input_name)
    if given is None:
        return False
    return bool(given.getConnectedNode()) or float(given.getValue() or 0.0) > 0.0


def _constant_flag(node: mx.Node, input_name: str) -> bool:
    given = node.getInput(input_name) if input_name else None
    return bool(given is not None and given.getValue())


def _read_primvars(document: mx.Document) -> tuple[str, ...]:
    names = set()
    for element in document.traverseTree():
        if isinstance(element, mx.Input) and element.getName() in _PRIMVAR_INPUTS and element.hasValueString():
            names.add(element.getValueString())
        elif isinstance(element, mx.Node) and element.getCategory() == "geomcolor":
            index = element.getInputValue("index") or 0
            names.update((f"displayColor{index}" if index else "displayColor", "displayOpacity"))
        elif isinstance(element, mx.Node) and element.getCategory() == "texcoord":
            index = element.getInputValue("index") or 0
            names.update({f"st{index}"} if index else ())
    return tuple(sorted(names - {""}))
