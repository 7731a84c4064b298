"""One look on what wears it, measured once for every reader of stuffs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from colorimetry.oklab import oklab_from_rgb
from colorimetry.oklch import oklch_from_rgb
from quality_control.readers.surface_fields import BALL_M, FieldsAt, SurfaceFields, Vector
from usd_scenes.extraction.pattern_values.evaluation import SurfacePoints
from usd_scenes.extraction.scene.closure_reduction import CLOSURE_SURFACE

type Values = NDArray[np.float64]
type Rgb = tuple[float, float, float]  # scene-linear Rec.709

_ON_MESH, _ON_BALL = 384, 512  # points
_GLASS = 1.5
_INDEX = ("specular_IOR", "specular_ior", "ior")
_RADIUS = ("subsurface_radius",)
_RADIUS_SCALE = ("subsurface_radius_scale", "subsurface_scale")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A term below ``materials``, with the values that say so."""

    term: str
    values: tuple[tuple[str, float], ...] = ()


class Body:
    """A look's fields on its wearer and on a large ball."""

    def __init__(self, fields: SurfaceFields) -> None:
        self.fields = fields

    def away(self, offset_m: Vector) -> Body:
        """The same wearer, its patches and ball so far from its middle."""
        other = Body(self.fields.away(offset_m))
        other.worn = self.worn
        return other

    @cached_property
    def worn(self) -> FieldsAt:
        """On the wearer, evenly by area."""
        return self.fields.at(self.fields.mesh_points(_ON_MESH))

    @cached_property
    def ball(self) -> FieldsAt:
        """On the large ball."""
        return self.fields.at(self.ball_of(_ON_BALL))

    def ball_of(self, count: int) -> SurfacePoints:
        """Points of the large ball."""
        return self.fields.ball_points(BALL_M, count)

    def mean(self, name: str) -> float:
        """The look's own mean of a number."""
        if not self.fields.is_varying(name):
            return float(getattr(self.fields.parameters, name))
        return float(self.ball.values(name).mean())

    def spread(self, name: str) -> tuple[float, float]:
        """The least and the largest value of a number on the wearer."""
        if not self.fields.is_varying(name):
            return (float(getattr(self.fields.parameters, name)),) * 2
        values = self.worn.values(name)
        return float(values.min()), float(values.max())

    @cached_property
    def base_rgb(self) -> Rgb:
        """The mean base colour on the wearer."""
        return mean_rgb(self._base)

    @cached_property
    def colour(self) -> tuple[float, float, float]:
        """OKLCh of it: (lightness, chroma, hue in degrees)."""
        return oklch_from_rgb(self.base_rgb)

    def tint_of(self, name: str) -> tuple[float, float, float]:
        """OKLCh of the look's own mean of a colour."""
        return oklch_from_rgb(self.mean_colour(name))

    def mean_colour(self, name: str) -> Rgb:
        """The look's own mean of a colour, scene-linear Rec.709."""
        if self.fields.is_varying(name):
            return mean_rgb(self.ball.values(name))
        return mean_rgb(np.array([getattr(self.fields.parameters, name)]))

    @cached_property
    def lab(self) -> Values:
        """(n, 3) OKLab of the base colour over the wearer; n is 1 where it is the same everywhere."""
        return oklab_from_rgb(np.clip(self._base, 0.0, None))

    @cached_property
    def _base(self) -> Values:
        if self.fields.is_varying("base_color"):
            return self.worn.values("base_color")
        return np.array([self.fields.parameters.base_color])

    @cached_property
    def index(self) -> float:
        """The index of refraction that the specular lobe has, as authored."""
        return float(self.ball.given(_INDEX, self._unauthored_index).mean())

    @property
    def _unauthored_index(self) -> float:
        """That of the surface models; of a graph of closures, its lobes'."""
        surface = self.fields.look.surface
        closures = surface is not None and surface.definition == CLOSURE_SURFACE
        return self.fields.parameters.ior if closures else _GLASS

    @cached_property
    def paths_m(self) -> Rgb:
        """Mean free path of red, green and blue light within the body; 0 where none is authored."""
        radius = np.atleast_2d(self.ball.given(_RADIUS, (0.0, 0.0, 0.0)).T).T
        scale = np.atleast_2d(self.ball.given(_RADIUS_SCALE, 1.0).T).T
        return mean_rgb(np.broadcast_to(radius * scale, (len(self.ball.points), 3)))

    @cached_property
    def relief(self) -> float:
        """Root mean square slope of the bumped normals against the surface's own."""
        if not self.fields.is_varying("normal"):
            return 0.0
        normals, own = self.ball.values("normal"), self.ball.points.normal
        upward = np.maximum((normals * own).sum(axis=1), 0.05)
        return float(np.sqrt((1.0 / upward**2 - 1.0).clip(0.0).mean()))

    @cached_property
    def has_coat(self) -> bool:
        """Whether a clear coat covers most of it."""
        return self.mean("coat_weight") >= LEAST_COAT


LEAST_COAT = 0.45


def mean_rgb(colours: Values) -> Rgb:
    """The mean of some colours."""
    red, green, blue = (float(channel) for channel in colours.mean(axis=0))
    return red, green, blue
