"""The ten map types of a look, baked by Cycles and written as pictures in the right colour space."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from pxr import Usd, UsdGeom

from assets.looks.library.maps import BAKED, DISPLACEMENT_OFFSET_M, MapType, map_network
from assets.meshes.curvature import corner_curvature
from colorimetry.srgb import srgb_from_linear
from finishing.png import write_png
from pipelines.looks.relief import height_from_normals, normalised, occlusion_of_height
from render_backends.cycles.baking import OCCLUSION, bake_emission
from schemas.errors import SceneError, StorageError
from schemas.frame import Pixels
from schemas.mesh import MeshData
from usd_scenes.layer_files import new_layer, save_layer
from usd_scenes.looks import LookNetwork, define_look
from usd_scenes.meshes import define_mesh
from usd_scenes.sample_stage import open_stage

COLOUR_MAPS = frozenset({MapType.ALBEDO, MapType.EMISSION, MapType.SUBSURFACE_COLOR})
"""Encoded as sRGB in a PNG; every other map is raw data."""

_VECTOR_MAPS = frozenset({MapType.NORMAL})
_MESH = "/Bake/Surface"
_MATERIALS = "/Bake/Maps"


class MapFormat(StrEnum):
    """PNG has 8 bits a channel and colours in sRGB; EXR is float and scene-linear."""

    PNG = "png"
    EXR = "exr"


@dataclass(frozen=True, slots=True, kw_only=True)
class BakeTarget:
    """What a look is baked on: a mesh with texture coordinates between 0 and 1, ``side_m`` metres for 0 to 1."""

    mesh: MeshData
    side_m: float


def plane_target(side_m: float) -> BakeTarget:
    """A square standing on the x axis that faces -Y: u along x, v along z."""
    half = side_m / 2.0
    points = np.array([(-half, 0, 0), (half, 0, 0), (half, 0, side_m), (-half, 0, side_m)], dtype=np.float32)
    mesh = MeshData(
        points=points,
        face_vertex_counts=np.array([4], dtype=np.int32),
        face_vertex_indices=np.arange(4, dtype=np.int32),
        uvs=np.array([(0, 0), (1, 0), (1, 1), (0, 1)], dtype=np.float32),
        normals=np.tile(np.array([(0.0, -1.0, 0.0)], dtype=np.float32), (4, 1)),
    )
    return BakeTarget(mesh=mesh, side_m=side_m)


def mesh_target(file: Path) -> BakeTarget:
    """The first mesh of a USD file, in metres, Z up, with its texture coordinates ``st``.

    Raises:
        SceneError: there is no such mesh, or its texture coordinates leave the square from 0 to 1.
    """
    stage = open_stage(file)
    mesh = next((UsdGeom.Mesh(prim) for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh)), None)
    if mesh is None:
        raise SceneError("no mesh to bake on", layer=str(file))
    st = UsdGeom.PrimvarsAPI(mesh).GetPrimvar("st")
    indices = np.array(mesh.GetFaceVertexIndicesAttr().Get(), dtype=np.int32)
    uvs = np.array(st.ComputeFlattened(), dtype=np.float32) if st else np.zeros((0, 2), dtype=np.float32)
    if st and st.GetInterpolation() == UsdGeom.Tokens.vertex:
        uvs = uvs[indices]
    if len(uvs) != len(indices) or uvs.min() < -1e-4 or uvs.max() > 1.0001:
        message = "takes texture coordinates st between 0 and 1, at every vertex or face corner"
        raise SceneError(message, layer=str(file), prim=str(mesh.GetPath()))
    points = np.array(mesh.GetPointsAttr().Get(), dtype=np.float32)
    counts = np.array(mesh.GetFaceVertexCountsAttr().Get(), dtype=np.int32)
    data = MeshData(
        points=points,
        face_vertex_counts=counts,
        face_vertex_indices=indices,
        uvs=uvs,
        curvature=corner_curvature(points.astype(np.float64), counts, indices).astype(np.float32),
    )
    return BakeTarget(mesh=data, side_m=_metres_of_uv(data))


def _metres_of_uv(mesh: MeshData) -> float:
    """How long one unit of texture coordinates is on average, from the lengths of the faces' first edges."""
    starts = np.concatenate([[0], np.cumsum(mesh.face_vertex_counts)[:-1]])
    corners = mesh.points[mesh.face_vertex_indices]
    lengths = np.linalg.norm(corners[starts + 1] - corners[starts], axis=1)
    in_uv = np.linalg.norm(mesh.uvs[starts + 1] - mesh.uvs[starts], axis=1)
    return float(lengths.sum() / max(float(in_uv.sum()), 1e-9))


def bake_maps(
    look: LookNetwork, target: BakeTarget, *, resolution: int, kinds: Sequence[MapType] = tuple(MapType)
) -> Mapping[MapType, Pixels]:
    """The maps of a look, (resolution, resolution, 3 or 1) float32, row 0 at v = 1.

    Colours are scene-linear Rec.709; the normal is in tangent space as 0.5 n + 0.5; the displacement is in metres;
    the height is the displacement, or else the relief that the normals describe, from 0 (deep) to 1 (high);
    ambient occlusion is the mesh's times that of the height.

    Raises:
        UnsupportedError: the look's surface is of a model without maps.
        RenderError: the look is broken.
    """
    glowing = _needed(kinds)
    wants_occlusion = MapType.AMBIENT_OCCLUSION in kinds
    with tempfile.TemporaryDirectory(prefix="parallel-synth-maps-") as folder:
        stage = Path(folder) / "bake.usda"
        _write_stage(stage, {kind: map_network(look, kind) for kind in glowing}, target.mesh)
        paths = [f"{_MATERIALS}/{kind}" for kind in glowing] + ([OCCLUSION] if wants_occlusion else [])
        found = bake_emission(stage, _MESH, paths, resolution=resolution)
    baked = {kind: found[f"{_MATERIALS}/{kind}"] for kind in glowing}
    maps: dict[MapType, Pixels] = {
        kind: pixels if kind in COLOUR_MAPS | _VECTOR_MAPS else pixels[..., :1] for kind, pixels in baked.items()
    }
    if MapType.DISPLACEMENT in maps:
        maps[MapType.DISPLACEMENT] = maps[MapType.DISPLACEMENT] - np.float32(DISPLACEMENT_OFFSET_M)
    if MapType.HEIGHT in kinds or wants_occlusion:
        height_m = _height_m(maps, target.side_m)
        maps[MapType.HEIGHT] = normalised(height_m)[..., None]
        if wants_occlusion:
            own = found[OCCLUSION][..., 0]
            maps[MapType.AMBIENT_OCCLUSION] = (own * occlusion_of_height(height_m, target.side_m))[..., None]
    return {kind: np.asarray(maps[kind], dtype=np.float32) for kind in kinds}


def write_maps(maps: Mapping[MapType, Pixels], folder: Path, map_format: MapFormat) -> dict[MapType, Path]:
    """Write each map as ``<folder>/<map>.<format>``; returns the files.

    In a PNG the displacement is 0.5 + metres / (2 range), where ``displacement_range_m.txt`` holds the range.

    Raises:
        StorageError: the disk refused a write.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for kind, pixels in maps.items():
        files[kind] = folder / f"{kind}.{map_format}"
        if map_format is MapFormat.EXR:
            _write_exr(pixels, files[kind], is_color=kind in COLOUR_MAPS)
            continue
        if kind is MapType.DISPLACEMENT:
            reach = max(float(np.abs(pixels).max()), 1e-6)
            (folder / "displacement_range_m.txt").write_text(f"{reach:.6g}\n")
            write_png(0.5 + pixels / np.float32(2.0 * reach), files[kind])
            continue
        write_png(srgb_from_linear(pixels) if kind in COLOUR_MAPS else pixels, files[kind])
    return files


def _needed(kinds: Sequence[MapType]) -> tuple[MapType, ...]:
    wanted = set(kinds)
    if wanted & {MapType.HEIGHT, MapType.AMBIENT_OCCLUSION}:
        wanted |= {MapType.NORMAL, MapType.DISPLACEMENT}
    return tuple(kind for kind in BAKED if kind in wanted)


def _height_m(maps: Mapping[MapType, Pixels], side_m: float) -> Pixels:
    displacement = maps[MapType.DISPLACEMENT][..., 0]
    if float(np.ptp(displacement)) > 1e-7:
        return displacement
    return height_from_normals(maps[MapType.NORMAL], side_m)


def _write_stage(file: Path, networks: Mapping[MapType, LookNetwork], mesh: MeshData) -> None:
    layer = new_layer(file)
    stage = Usd.Stage.Open(layer)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    UsdGeom.Xform.Define(stage, _MESH.rpartition("/")[0])
    define_mesh(stage, _MESH, mesh)
    for kind, network in networks.items():
        define_look(stage, f"{_MATERIALS}/{kind}", network)
    save_layer(layer)


def _write_exr(pixels: Pixels, file: Path, *, is_color: bool) -> None:
    import OpenImageIO as oiio

    height, width, channels = pixels.shape
    spec = oiio.ImageSpec(width, height, channels, oiio.HALF if is_color else oiio.FLOAT)
    spec.attribute("compression", "zip")
    spec.attribute("oiio:ColorSpace", "lin_rec709_scene" if is_color else "data")
    output = oiio.ImageOutput.create(str(file))
    if output is None or not output.open(str(file), spec):
        raise StorageError(f"{file}: cannot write the EXR: {oiio.geterror()}")
    if not output.write_image(np.ascontiguousarray(pixels, dtype=np.float32)) or not output.close():
        raise StorageError(f"{file}: cannot write the EXR: {output.geterror()}")
