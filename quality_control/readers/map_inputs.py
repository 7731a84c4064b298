"""Which property of a surface a picture controls, by the input that the picture's node feeds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from pxr import Sdf, Usd, UsdGeom, UsdShade

from colorimetry.oklch import oklch_from_rgb
from quality_control.readers.bound_looks import BoundLook, Node
from usd_scenes.environment_maps import read_picture
from usd_scenes.shader_inputs import input_value

type Values = tuple[tuple[str, float | str], ...]

_PLAIN_INPUTS = {
    "specular_roughness": "roughness",
    "metalness": "metallic",
    "emission_color": "emission",
    "opacity": "opacity",
    "subsurface_color": "subsurface_color",
}
_HALF = 0.5
_EDGES_A_TILE = 6.0  # of a mesh that a map can move
_FINE_SHARE = 0.6


def read_map(look: BoundLook, stage: Usd.Stage) -> tuple[str, Values] | None:
    """(map type, values) of a look with one picture in it; None without a picture.

    The picture's value is its name alone: where its folder stands differs from machine to machine.
    """
    moved = _displacing_picture(stage.GetPrimAtPath(look.material_path))
    if moved is not None:
        file, depth_m, tile_m = moved
        if not _is_fine(stage.GetPrimAtPath(look.mesh_path), tile_m):
            return None
        return "displacement", (("file", Path(file).name), ("depth_m", depth_m), ("tile_m", tile_m))
    pictures = [node for node in look.surface.walk() if node.definition.startswith("ND_image_")]
    if len(pictures) != 1:
        return None
    name = _controlled(look.surface)
    file = _resolved(stage, pictures[0].path)
    if not name or not file:
        return None
    return name, (("file", Path(file).name), ("tile_m", _tile_m(look)), *_VALUES.get(name, _nothing)(look, file))


def _is_fine(prim: Usd.Prim, tile_m: float) -> bool:
    """Whether most of a mesh has the points that a map of that length would move."""
    mesh = UsdGeom.Mesh(prim)
    points = np.array(mesh.GetPointsAttr().Get(), dtype=np.float64)
    corners = points[np.array(mesh.GetFaceVertexIndicesAttr().Get(), dtype=np.int64)]
    edges_m = np.linalg.norm(np.diff(corners, axis=0), axis=1)
    return float(np.mean(edges_m <= tile_m / _EDGES_A_TILE)) >= _FINE_SHARE


def _controlled(surface: Node) -> str:
    fed = {name: source for name, source in surface.sources if _reads_picture(source)}
    for name, kind in _PLAIN_INPUTS.items():
        if name in fed:
            return kind
    if "normal" in fed:
        bent = fed["normal"].source("in")
        return "height" if bent is not None and bent.definition.startswith("ND_heighttonormal") else "normal"
    if "base_color" in fed:
        return "albedo" if fed["base_color"].definition == "ND_image_color3" else "ambient_occlusion"
    return ""


def _reads_picture(node: Node) -> bool:
    return any(part.definition.startswith("ND_image_") for part in node.walk())


def _tile_m(look: BoundLook) -> float:
    """How long the picture is on the surface: its coordinates are the position over this."""
    scaled = look.surface.find("scaled")
    per_m = scaled.number("in2") if scaled is not None else 0.0
    return 1.0 / per_m if per_m else 0.0


def _displacing_picture(material: Usd.Prim) -> tuple[str, float, float] | None:
    """(file, depth, length on the surface in metres) of the picture that moves the surface."""
    shader, _, _ = UsdShade.Material(material).ComputeDisplacementSource("mtlx")
    file, numbers, waiting = "", dict[str, float](), [shader] if shader else []
    while waiting:
        node = waiting.pop()
        for entry in node.GetInputs():
            sources = (UsdShade.Shader(source.source.GetPrim()) for source in entry.GetConnectedSources()[0])
            waiting.extend(source for source in sources if source)  # a material's public input is none
            value = input_value(entry)
            if entry.GetBaseName() == "in2" and isinstance(value, float):
                numbers.setdefault(str(node.GetIdAttr().Get()), value)
        if str(node.GetIdAttr().Get()).startswith("ND_image_"):
            file = _resolved(material.GetStage(), str(node.GetPath()))
    depth_m, per_m = numbers.get("ND_multiply_float", 1.0), numbers.get("ND_multiply_vector3FA", 0.0)
    return (file, depth_m, 1.0 / per_m) if file and per_m else None


def _resolved(stage: Usd.Stage, path: str) -> str:
    value = input_value(UsdShade.Shader.Get(stage, path).GetInput("file"))
    return str(value.resolvedPath) if isinstance(value, Sdf.AssetPath) else ""


def _nothing(look: BoundLook, file: str) -> Values:  # noqa: ARG001
    return ()


def _resolution(look: BoundLook, file: str) -> Values:  # noqa: ARG001
    return (("resolution_px", float(read_picture(Path(file)).shape[0])),)


def _strength(look: BoundLook, file: str) -> Values:  # noqa: ARG001
    mapped = look.surface.source("normal")
    return (("strength", mapped.number("scale")),) if mapped is not None else ()


def _depth(look: BoundLook, file: str) -> Values:  # noqa: ARG001
    slopes = look.surface.find("slopes")
    return (("depth_m", slopes.number("scale") / 16.0 * _tile_m(look)),) if slopes is not None else ()


def _contrast(look: BoundLook, file: str) -> Values:  # noqa: ARG001
    pixels = read_picture(Path(file))[..., 0]
    return (("contrast", float(pixels.max() - pixels.min())),)


def _coverage(look: BoundLook, file: str) -> Values:  # noqa: ARG001
    return (("coverage_fraction", float((read_picture(Path(file))[..., 0] > _HALF).mean())),)


def _shade(look: BoundLook, file: str) -> Values:  # noqa: ARG001
    pixels = read_picture(Path(file))[..., 0]
    return (("strength", float(1.0 - pixels.min())), ("mean", float(pixels.mean())))


def _radiance(look: BoundLook, file: str) -> Values:  # noqa: ARG001
    return (("radiance_ratio", look.surface.number("emission")),)


def _hue(look: BoundLook, file: str) -> Values:  # noqa: ARG001
    mean = np.asarray(read_picture(Path(file)), dtype=np.float64).reshape(-1, 3).mean(axis=0)
    return (("hue_deg", oklch_from_rgb(mean)[2]),)


_VALUES: dict[str, Callable[[BoundLook, str], Values]] = {
    "albedo": _resolution,
    "normal": _strength,
    "roughness": _contrast,
    "metallic": _coverage,
    "height": _depth,
    "ambient_occlusion": _shade,
    "emission": _radiance,
    "opacity": _coverage,
    "subsurface_color": _hue,
}
