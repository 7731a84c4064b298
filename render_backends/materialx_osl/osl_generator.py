"""From a MaterialX document to OSL that Cycles can run. Imports MaterialX: generator process only."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import MaterialX as mx
import MaterialX.PyMaterialXGenOsl as mx_gen_osl
import MaterialX.PyMaterialXGenShader as mx_gen_shader
import yaml

from render_backends.materialx_osl.closure_rewrites import rewrite_closures, split_arguments
from render_backends.materialx_osl.color_spaces import osl_decode_function
from render_backends.materialx_osl.looks import TextureFile

HEADERS = Path(__file__).parent / "osl"
END_OF_HEADERS = "// The look itself."
_TARGET = "genosl"
_HEADER_ORDER = ("surroundings.h", "primvars.h", "textures.h", "closures.h")
_NULL_CLOSURE_LINE = re.compile(r"^closure color null_closure\(\).*$", re.MULTILINE)
_SIGNATURE = re.compile(
    r"^(shader|surface|volume) (\w+)\s*\[\[.*?^\]\]\s*\n\((.*?)^\)\s*\n\{", re.MULTILINE | re.DOTALL
)
_METADATA = re.compile(r"\[\[.*?\]\]", re.DOTALL)
_FILE_TOKEN = re.compile(r'"psfile:(\d+)",\s*""')


class GenerationError(Exception):
    """MaterialX refused the document; the message is MaterialX's own."""


@cache
def standard_library() -> mx.Document:
    """MaterialX's own libraries with the implementations that Cycles needs in place of theirs."""
    library = mx.createDocument()
    mx.loadLibraries(mx.getDefaultDataLibraryFolders(), mx.getDefaultDataSearchPath(), library)
    table = yaml.safe_load((Path(__file__).parent / "cycles_implementations.yaml").read_text())
    implementations = {
        implementation.getNodeDefString(): implementation
        for implementation in library.getImplementations()
        if implementation.getTarget() == _TARGET
    }
    for nodedef, expression in table["inline"].items():
        implementation = implementations.get(nodedef) or _add_implementation(library, nodedef)
        implementation.removeAttribute("file")
        implementation.removeAttribute("function")
        implementation.setAttribute("sourcecode", expression)
    for nodedef, function in table["function"].items():
        implementation = implementations[nodedef]
        implementation.removeAttribute("sourcecode")
        implementation.setFile("defined_in_headers.osl")
        implementation.setFunction(function)
    return library


def _add_implementation(library: mx.Document, nodedef: str) -> mx.Implementation:
    implementation = library.addImplementation(f"IM_{nodedef.removeprefix('ND_')}_{_TARGET}")
    implementation.setNodeDef(library.getNodeDef(nodedef))
    implementation.setTarget(_TARGET)
    return implementation


class OslGenerator:
    """MaterialX's OSL generator, set up for Cycles. Keeps no state between looks."""

    def __init__(self) -> None:
        self._generator = mx_gen_osl.OslShaderGenerator.create()
        self._context = mx_gen_shader.GenContext(self._generator)
        root = Path(mx.getDefaultDataSearchPath().asString().split(mx.PATH_LIST_SEPARATOR)[0])
        for folder in (
            HEADERS,
            root,
            root / "libraries/stdlib/genosl",
            root / "libraries/stdlib/genosl/include",
        ):
            self._context.registerSourceCodeSearchPath(mx.FileSearchPath(str(folder)))
        options = self._context.getOptions()
        options.shaderInterfaceType = mx_gen_shader.ShaderInterfaceType.SHADER_INTERFACE_REDUCED
        options.fileTextureVerticalFlip = False  # bpy 5.1 and later put row 0 of a texture at t = 1
        options.emitColorTransforms = False

    def generate(self, element: mx.TypedElement, *, files: tuple[TextureFile, ...]) -> str:
        """OSL source, without our headers, of one material, shader or node.

        Args:
            files: the textures; the document's filename inputs hold `psfile:<index>` into it.

        Raises:
            GenerationError: MaterialX cannot generate code for the element.
        """
        try:
            shader = self._generator.generate("look", element, self._context)
        except (LookupError, RuntimeError, mx.Exception) as error:
            raise GenerationError(str(error)) from error
        source = str(shader.getSourceCode(mx_gen_shader.PIXEL_STAGE))
        return _FILE_TOKEN.sub(lambda match: _osl_file(files[int(match[1])]), source)


def _osl_file(file: TextureFile) -> str:
    return f'"{_escaped(file.path)}", "{file.color_space}"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _file_functions(files: Sequence[TextureFile]) -> str:
    """OSL source of what Cycles cannot tell: a texture's size in pixels, its file of alpha, its tiles."""
    plain = [file for file in files if not file.tiles] + [tile for file in files for _, tile in file.tiles]
    unique = tuple(dict.fromkeys(plain))
    sizes = [
        f'    if (filename == "{_escaped(file.path)}") {{ width = {file.size[0]}.0; height = {file.size[1]}.0; }}'
        for file in unique
    ]
    alphas = {file.path: file.alpha_path for file in unique if file.alpha_path}
    size_head = "void ps_file_size(string filename, output float width, output float height)\n{"
    return "\n".join([size_head, *sizes, "}", *_file_table("ps_alpha_file", alphas), _tile_macro(files), ""])


def _tile_macro(files: Sequence[TextureFile]) -> str:
    """OSL statements that fetch from a tile by its number: Cycles opens only files that are named literally."""
    branches = [
        f'if (pattern == "{_escaped(file.path)}" && tile == {number}) '
        f'result = ps_fetch_file("{_escaped(tile.path)}", s, t, interp, "clamp", "clamp");'
        for file in files
        for number, tile in file.tiles
    ]
    return " \\\n    ".join(["#define PS_FETCH_TILE(pattern, tile, s, t, interp, result)", *branches])


def _file_table(function: str, files: Mapping[str, str]) -> list[str]:
    """OSL lines of a function from one string to another; an unknown key gives an empty string."""
    head = f'string {function}(string key)\n{{\n    string result = "";'
    branches = [f'    if (key == "{_escaped(key)}") result = "{_escaped(path)}";' for key, path in files.items()]
    return [head, *branches, "    return result;", "}"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShaderTraits:
    """What the headers must know of a shader.

    `frame` is the USD time code, `fps` turns it into seconds. `interior` keeps the volume closures and
    drops those of the surface. A `thin_walled` surface encloses nothing, so transmission does not bend;
    a `transmissive` one may be seen from inside.
    """

    frame: float
    fps: float
    thin_walled: bool = False
    transmissive: bool = False
    interior: bool = False


def complete_source(source: str, *, files: Sequence[TextureFile], traits: ShaderTraits) -> str:
    """Generated OSL with our headers in it, no struct inputs, and one dummy input for attributes."""
    defines = {
        "#define PS_INTERIOR": traits.interior,
        "#define PS_THIN_WALLED": traits.thin_walled,
        "#define PS_TRANSMISSIVE": traits.transmissive,
        f"#define PS_FRAME {traits.frame:.9g}": "PS_FRAME" in source,
        f"#define PS_TIME_S {traits.frame / traits.fps:.9g}": "PS_TIME_S" in source,
    }
    ours = "\n".join(
        [
            *(line for line, is_wanted in defines.items() if is_wanted),
            f"// MaterialX {mx.getVersionString()}",
            '#include "stdcycles.h"',
            osl_decode_function(),
            _file_functions(files),
            *(f'#include "{HEADERS / name}"' for name in _HEADER_ORDER),
            END_OF_HEADERS,
        ]
    )
    if not traits.interior:
        source = rewrite_closures(source, joins_glass=traits.transmissive)
    source = _NULL_CLOSURE_LINE.sub(lambda match: f"{match[0]}\n{ours}", source, count=1)
    return _SIGNATURE.sub(_rewrite_signature, source, count=1)


def _rewrite_signature(match: re.Match[str]) -> str:
    """Inputs that are left become locals; the only input is the dummy that carries attributes."""
    parameters = split_arguments(_METADATA.sub("", match[3]))
    outputs = [part for part in parameters if part.startswith("output ")]
    local_inputs = [f"    {part};" for part in parameters if not part.startswith("output ")]
    signature = ",\n    ".join([f"vector {ATTRIBUTE_INPUT} = 0", *outputs])
    return "\n".join([f"{match[1]} {match[2]}", "(", f"    {signature}", ")", "{", *local_inputs])


ATTRIBUTE_INPUT = "ps_attributes"
