"""Which property of a surface a picture controls: where it leads to, and what the surface's fields make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from pxr import UsdGeom

from colorimetry.oklch import oklch_from_rgb
from quality_control.readers.bound_looks import BoundLook
from quality_control.readers.surface_fields import Patch, SurfaceFields, patch_points
from quality_control.readers.surface_fields import Values as Field
from schemas.errors import UnsupportedError
from usd_scenes.environment_maps import read_picture
from usd_scenes.extraction.pattern_values.evaluation import SurfacePoints, evaluate
from usd_scenes.looks import Connection, ShaderNode

type Values = tuple[tuple[str, float | str], ...]

_CONTROLLED = {
    "roughness": "roughness",
    "metalness": "metallic",
    "emission_color": "emission",
    "opacity": "opacity",
    "subsurface_color": "subsurface_color",
}
"""Maps by the field that a picture drives; the first counts, for what is plated also changes its colour."""
_HALF = 0.5
_EDGES_A_TILE = 6.0  # of a mesh that a map can move
_FINE_SHARE = 0.6
_PATCH = Patch(pitch_m=0.0037, size=40)
_STEP_M = 1e-5
_UNIT_LENGTH = 0.1  # mean deviation of a normal map's vectors from length 1; heights are no vectors
_ONE_TINT = 0.01  # deviation of the channels' shares of a colour that a picture only darkens
_EVEN = 1e-6
_LEAST_LEAN = 1e-3  # slope: less is a smooth surface, whatever picture would bend it


@dataclass(frozen=True, slots=False, kw_only=True, eq=False)
class _Mapped:
    """A look with one picture."""

    fields: SurfaceFields
    picture: ShaderNode
    file: Path

    @cached_property
    def pixels(self) -> Field:
        """(height, width, channels)."""
        return np.asarray(read_picture(self.file), dtype=np.float64)

    @cached_property
    def taken(self) -> Field:
        """What the picture's node gives on the patch: (n,) or (n, channels)."""
        return self.at(self._points)

    @cached_property
    def tile_m(self) -> float:
        """How long the picture is on the surface: one over how fast its coordinates grow."""
        place = next((e.value for e in self.picture.inputs if e.type in {"float2", "texCoord2f"}), None)
        if not isinstance(place, Connection):
            return 1.0
        here, there = (evaluate(self.fields.look.nodes, place, p) for p in (self._points, self._beside(0)))
        per_m = float(np.median(np.linalg.norm(there - here, axis=1))) / _STEP_M
        return 1.0 / per_m if per_m > 0.0 else 0.0

    def at(self, points: SurfacePoints) -> Field:
        """The picture's node at points of the surface."""
        return evaluate(self.fields.look.nodes, Connection(node=self.picture.name, output="out"), points)

    def slopes(self) -> Field:
        """(n, 2) how the picture's first channel grows right and up, per metre."""
        return (
            np.stack([(_first(self.at(self._beside(axis))) - _first(self.taken)) for axis in (0, 1)], axis=1)
            / _STEP_M
        )

    def leans(self) -> Field:
        """(n, 2) how far relief falls to the right and up, per metre: the normal's sides over its front."""
        normal = self.fields.on_patch("normal", _PATCH).reshape(-1, 3)
        return np.stack([normal[:, 0], normal[:, 2]], axis=1) / np.maximum(-normal[:, 1:2], 1e-3)

    def moved_m(self) -> Field:
        """(n,) how far the surface is moved outwards, before the mesh's own scale."""
        own = float(np.linalg.norm(self.fields.object_from_world[:3, :3] @ np.asarray(_PATCH.facing)))
        return self.fields.moved_m(_PATCH).ravel() * own

    def on_whole(self, name: str) -> Field:
        """The field where the whole picture is seen: one corner of it may be of one tint."""
        return self.fields.on_patch(name, replace(_PATCH, pitch_m=self.tile_m / _PATCH.size))

    def varies(self, name: str) -> bool:
        """Whether the field differs from place to place of the picture: a picture of one tone controls nothing."""
        field = self.on_whole(name)
        return float(np.ptp(field.reshape(_PATCH.size**2, -1), axis=0).max()) > _EVEN

    def span(self, name: str) -> tuple[float, float]:
        """(at 0, per 1): the field as a straight line of the picture's first channel."""
        field = _first(self.fields.on_patch(name, _PATCH).reshape(len(self._points), -1))
        if float(np.ptp(_first(self.taken))) < _EVEN:  # a picture of one tone
            return float(field.mean()), 0.0
        per_one, at_zero = np.polyfit(_first(self.taken), field, 1)
        return float(at_zero), float(per_one)

    @cached_property
    def _points(self) -> SurfacePoints:
        return patch_points(_PATCH, self.fields.middle_m, self.fields.object_from_world)

    def _beside(self, axis: int) -> SurfacePoints:
        return self._points.moved(axis, _STEP_M)


def read_map(look: BoundLook) -> tuple[str, Values] | None:
    """(map type, values) of a look with one picture in it; None without a picture.

    The picture's value is its name alone: where its folder stands differs from machine to machine.
    """
    if not any(entry.type == "asset" for node in look.scene.nodes for entry in node.inputs):
        return None
    try:
        mapped = _mapped(SurfaceFields(look.scene, look.mesh))
        if mapped is None:
            return None
        name = _controlled(mapped)
        if not name or (name == "displacement" and not _is_fine(look.mesh, mapped.tile_m)):
            return None
        own: Values = (("file", mapped.file.name), ("tile_m", mapped.tile_m))
        return name, (*own, *_VALUES[name](mapped))
    except UnsupportedError:
        return None


def _mapped(fields: SurfaceFields) -> _Mapped | None:
    pictures = [(node, entry) for node in fields.look.nodes for entry in node.inputs if entry.type == "asset"]
    if len(pictures) != 1:
        return None
    node, entry = pictures[0]
    file = Path(str(entry.value))
    return _Mapped(fields=fields, picture=node, file=file) if file.is_file() else None


def _is_fine(mesh: UsdGeom.Mesh, tile_m: float) -> bool:
    """Whether most of a mesh has the points that a map of that length would move."""
    points = np.array(mesh.GetPointsAttr().Get(), dtype=np.float64)
    corners = points[np.array(mesh.GetFaceVertexIndicesAttr().Get(), dtype=np.int64)]
    edges_m = np.linalg.norm(np.diff(corners, axis=0), axis=1)
    return float(np.mean(edges_m <= tile_m / _EDGES_A_TILE)) >= _FINE_SHARE


def _controlled(mapped: _Mapped) -> str:
    """The map type; "" where the picture leads to nothing that has one."""
    fields = mapped.fields
    if fields.look.displacement and float(np.ptp(mapped.moved_m())) > 0.0:
        return "displacement"
    for name, kind in _CONTROLLED.items():
        if fields.shows_picture(name) and mapped.varies(name):
            return kind
    if fields.shows_picture("normal") and float(np.ptp(mapped.leans(), axis=0).max()) > _LEAST_LEAN:
        vectors = mapped.pixels[..., :3] * 2.0 - 1.0
        unit = float(np.abs(np.linalg.norm(vectors, axis=-1) - 1.0).mean()) <= _UNIT_LENGTH
        return "normal" if unit and float(np.ptp(mapped.pixels, axis=-1).mean()) > _UNIT_LENGTH else "height"
    if fields.shows_picture("base_color"):
        colour = mapped.on_whole("base_color").reshape(-1, 3)
        lit = colour[colour.sum(axis=1) > 1e-4]
        tints = lit / lit.sum(axis=1, keepdims=True)
        return "ambient_occlusion" if float(tints.std(axis=0).max()) <= _ONE_TINT else "albedo"
    return ""


def _first(values: Field) -> Field:
    return values if values.ndim == 1 else values[:, 0]


def _ratio(values: Field, of: Field) -> float:
    """The factor between two fields, by least squares."""
    return float((values * of).sum() / max(float((of * of).sum()), 1e-30))


def _resolution(mapped: _Mapped) -> Values:
    return (("resolution_px", float(mapped.pixels.shape[0])),)


def _strength(mapped: _Mapped) -> Values:
    """How steep the relief is over how steep the picture has it."""
    vectors = mapped.taken * 2.0 - 1.0
    sides = vectors[:, :2] / np.maximum(vectors[:, 2:3], 1e-3)
    return (("strength", abs(_ratio(np.linalg.norm(mapped.leans(), axis=1), np.linalg.norm(sides, axis=1)))),)


def _relief(mapped: _Mapped) -> Values:
    """How steep the surface is over how fast the picture brightens."""
    return (("depth_m", abs(_ratio(mapped.leans(), mapped.slopes()))),)


def _moved(mapped: _Mapped) -> Values:
    moved, taken = mapped.moved_m(), _first(mapped.taken)
    return (("depth_m", abs(_ratio(moved - moved.mean(), taken - taken.mean()))),)


def _contrast(mapped: _Mapped) -> Values:
    _, per_one = mapped.span("roughness")
    return (("contrast", abs(per_one) * float(np.ptp(mapped.pixels[..., 0]))),)


def _coverage(name: str) -> Callable[[_Mapped], Values]:
    def values(mapped: _Mapped) -> Values:
        at_zero, per_one = mapped.span(name)
        return (("coverage_fraction", float((at_zero + per_one * mapped.pixels[..., 0] > _HALF).mean())),)

    return values


def _shade(mapped: _Mapped) -> Values:
    pixels = mapped.pixels[..., 0]
    return (("strength", float(1.0 - pixels.min())), ("mean", float(pixels.mean())))


def _radiance(mapped: _Mapped) -> Values:
    return (("radiance_ratio", float(mapped.fields.on_patch("emission_weight", _PATCH).mean())),)


def _hue(mapped: _Mapped) -> Values:
    return (("hue_deg", oklch_from_rgb(mapped.pixels[..., :3].reshape(-1, 3).mean(axis=0))[2]),)


_VALUES: dict[str, Callable[[_Mapped], Values]] = {
    "albedo": _resolution,
    "normal": _strength,
    "roughness": _contrast,
    "metallic": _coverage("metalness"),
    "height": _relief,
    "displacement": _moved,
    "ambient_occlusion": _shade,
    "emission": _radiance,
    "opacity": _coverage("opacity"),
    "subsurface_color": _hue,
}
