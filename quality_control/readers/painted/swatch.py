"""A piece of a surface to be looked at: the fields of a look along patches and lines, as tone and slope."""

from __future__ import annotations

from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import numpy as np
from pxr import Usd, UsdGeom

from colorimetry.oklab import oklab_from_rgb
from quality_control.readers.agreement import ELSEWHERE_M
from quality_control.readers.bound_looks import BoundLook
from quality_control.readers.surface_fields import FRONT, TOP, Patch, SurfaceFields, Values, Vector, moved_by
from usd_scenes.extraction.scene.surface_parameters import SurfaceParameters
from usd_scenes.semantics import Role, read_role

SET_ROLES = (Role.SET_WALL, Role.SET_FLOOR, Role.PLINTH)
SIZE = 40  # columns and rows of a patch
_SAMPLE_POINTS = 64  # of the mesh, to see which way it faces
_MESH_POINTS = 200  # of the mesh, to see whether a field is the same all over
_DARKEST = 1e-6  # linear light of what is black


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Swatch:
    """One look as the mesh that wears it shows it from where it faces most."""

    fields: SurfaceFields
    facing: Vector
    role: Role
    near_m: Vector  # the middle of the subject, or of the mesh where there is none

    def away(self, offset_m: Vector) -> Swatch:
        """The same look so far from here."""
        return replace(self, fields=self.fields.away(offset_m), near_m=moved_by(self.near_m, offset_m))

    @property
    def surface(self) -> SurfaceParameters:
        """Its constants, and which of its fields are driven."""
        return self.fields.parameters

    @property
    def is_set(self) -> bool:
        """Whether it is a part of the set rather than a body."""
        return self.role in SET_ROLES

    def patch(self, name: str, pitch_m: float, *, size: int = SIZE, middle_m: Vector = (0.0, 0.0, 0.0)) -> Values:
        """A field over a square."""
        patch = Patch(pitch_m=pitch_m, size=size, facing=self.facing, middle_m=middle_m)
        return self.fields.on_patch(name, patch)

    def line(self, name: str, pitch_m: float, count: int, *, upright: bool, at_m: tuple[float, float]) -> Values:
        """(count,) or (count, 3): a field along a line through a point (right, up) off the middle."""
        size, rows = (1, count) if upright else (count, 1)
        patch = Patch(pitch_m=pitch_m, size=size, rows=rows, facing=self.facing, middle_m=self._point(at_m))
        values = self.fields.on_patch(name, patch)
        return values[:, 0] if upright else values[0]

    def lab(self, pitch_m: float, *, size: int = SIZE) -> Values:
        """(size, size, 3) OKLab of the base colour."""
        return lab_of(self.patch("base_color", pitch_m, size=size))

    def slope(self, pitch_m: float, *, size: int = SIZE) -> Values:
        """(size, size) sine of the angle by which relief turns the normal; 0 where there is none."""
        if "normal" not in self.surface.varying:
            return np.zeros((size, size))
        return slope_of(self.patch("normal", pitch_m, size=size), self.facing)

    def is_even(self, name: str, tolerance: float) -> bool:
        """Whether a field is the same all over the mesh, driven or not."""
        if name not in self.surface.varying:
            return True
        return float(np.ptp(self.fields.on_mesh(name, _MESH_POINTS), axis=0).max()) <= tolerance

    def _point(self, at_m: tuple[float, float]) -> Vector:
        right, up = at_m
        return (right, 0.0, up) if self.facing == FRONT else (right, up, 0.0)


def swatches_of(look: BoundLook, stage: Usd.Stage) -> tuple[Swatch, ...]:
    """The swatches of a bound look at several places, the middle first.

    Raises:
        UnsupportedError: a surface model whose parameters are not known.
    """
    if look not in _swatches:
        swatch = _swatch_of(look, stage)
        _swatches[look] = (swatch, *(swatch.away(offset_m) for offset_m in ELSEWHERE_M))
    return _swatches[look]


_swatches: WeakKeyDictionary[BoundLook, tuple[Swatch, ...]] = WeakKeyDictionary()


def _swatch_of(look: BoundLook, stage: Usd.Stage) -> Swatch:
    fields = SurfaceFields(look.scene, look.mesh)
    normal = np.abs(fields.mesh_points(_SAMPLE_POINTS).normal).mean(axis=0)
    facing = TOP if normal[2] > max(normal[0], normal[1]) else FRONT
    return Swatch(fields=fields, facing=facing, role=look.role, near_m=_subject_middle_m(stage) or fields.middle_m)


def _subject_middle_m(stage: Usd.Stage) -> Vector | None:
    subject = next((p for p in stage.Traverse() if p.IsA(UsdGeom.Mesh) and read_role(p) == Role.SUBJECT), None)
    if subject is None:
        return None
    bound = UsdGeom.Imageable(subject).ComputeWorldBound(Usd.TimeCode.EarliestTime(), UsdGeom.Tokens.default_)
    x, y, z = bound.ComputeAlignedRange().GetMidpoint()
    return round(x, 3), round(y, 3), round(z, 3)


def lab_of(colour: Values) -> Values:
    """OKLab of scene-linear colours."""
    return np.asarray(oklab_from_rgb(np.clip(colour, _DARKEST, None)), dtype=np.float64)


def slope_of(normal: Values, facing: Vector) -> Values:
    """Sine of the angle between normals and where the surface faces."""
    along = np.clip((normal * np.asarray(facing)).sum(axis=-1), -1.0, 1.0)
    return np.asarray(np.sqrt(1.0 - along * along))
