"""A look as a MaterialX document, and the OSL of its parts. Generator process only."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import MaterialX as mx
import yaml

from render_backends.materialx_osl.interiors import define_interior, is_transmissive
from render_backends.materialx_osl.looks import GeneratedLook, TextureFile
from render_backends.materialx_osl.osl_generator import (
    END_OF_HEADERS,
    GenerationError,
    OslGenerator,
    ShaderTraits,
    complete_source,
    standard_library,
)

_PRIMVAR_INPUTS = ("geomprop", "varname")


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
    model = _model(look.surface)
    traits = ShaderTraits(
        frame=frame,
        fps=fps,
        thin_walled=_constant_flag(look.surface, model.get("thin_walled", "")),
        transmissive=is_transmissive(look.surface, model),
    )
    interior = None if traits.thin_walled or look.volume else define_interior(look.surface, model)
    varying = interior.varying if interior else None
    surface = look.document.addMaterialNode("look_material", look.surface)
    volume = look.volume or (look.document.addMaterialNode("interior_material", varying) if varying else None)
    sources = {
        "surface": _generate(look, surface, generator, traits),
        "displacement": _generate(look, look.displacement, generator, traits),
        "volume": _generate(look, volume, generator, replace(traits, interior=True)),
    }
    bodies = "".join(source.partition(END_OF_HEADERS)[2] for source in sources.values())
    return GeneratedLook(
        material=look.name,
        **sources,
        medium=interior.even if interior else None,
        primvars=_read_primvars(look.document),
        uses_uv="ps_texcoord" in bodies,
        uses_tangent="ps_tangent(" in bodies or "ps_bitangent(" in bodies or "ps_displace_in_frame(" in bodies,
        seconds=time.perf_counter() - started,
        messages=(*look.messages, *_approximations(bodies, varies_inside=volume is not None)),
    )


def _approximations(bodies: str, *, varies_inside: bool) -> tuple[str, ...]:
    """What of a look Cycles shows only nearly, or slowly."""
    found = {
        "cubic filtering of textures is linear in Cycles": '"cubic"' in bodies,
        "the hair's three lobes share one roughness and one tint in Cycles": "ps_chiang_hair_bsdf(" in bodies,
        "a medium that varies in space is rendered by a volume shader, which is slow": varies_inside,
    }
    return tuple(message for message, applies in found.items() if applies)


def generate_definition(name: str, generator: OslGenerator) -> GeneratedLook:
    """One node definition with its default values, as the `surface` of a nameless look.

    Raises:
        LookError: no such definition, or MaterialX cannot generate code for it.
    """
    started = time.perf_counter()
    nodedef = standard_library().getNodeDef(name)
    if nodedef is None:
        raise LookError("no such node definition", node=name)
    document = new_document()
    node = document.addNodeInstance(nodedef, "node")
    look = LookDocument(name=name, document=document, surface=node)
    source = _generate(look, node, generator, ShaderTraits(frame=1.0, fps=24.0))
    return GeneratedLook(material=name, surface=source, seconds=time.perf_counter() - started)


def _generate(
    look: LookDocument, element: mx.TypedElement | None, generator: OslGenerator, traits: ShaderTraits
) -> str:
    if element is None:
        return ""
    try:
        source = generator.generate(element, files=tuple(look.files))
    except GenerationError as error:
        raise LookError(str(error), node=element.getName()) from error
    return complete_source(source, files=look.files, traits=traits)


def _model(surface: mx.Node) -> Mapping[str, Any]:
    nodedef = surface.getNodeDef()
    model: Mapping[str, Any] = surface_models().get(nodedef.getName() if nodedef else "", {})
    return model


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
