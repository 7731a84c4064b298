"""What a look draws on one blade: on the unit square of texture coordinates, in one place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from colorimetry.oklab import oklab_from_rgb
from quality_control.readers.surfaces.body import Body
from usd_scenes.extraction.pattern_values.evaluation import SurfacePoints

type Values = NDArray[np.float64]

_ALONG, _ACROSS = 300, 31  # points
_EVEN = 1e-3  # deviation of a lightness that is the same everywhere
_ALIKE = 0.9  # correlation of two halves that are one another's mirror image
_SIDE = 0.55  # of the half width: between midrib and edge
_DRAWN = 0.015  # of a petal
_LEAF_VEINS, _BARBS = 5, 25  # lines along a blade's side, at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Blade:
    """How its tones run."""

    drawn: float = 0.0  # deviation of its colour, OKLab
    across: float = 0.0  # deviation of its lightness from edge to edge
    mirrored: bool = False  # whether one half is the other's mirror image
    lines: int = 0  # that branch off towards its edge, from foot to tip

    @property
    def is_veined(self) -> bool:
        """Veins that branch off a midrib."""
        return self.across > _EVEN and self.mirrored and _LEAF_VEINS <= self.lines < _BARBS

    @property
    def is_barbed(self) -> bool:
        """Barbs side by side on both sides of a shaft."""
        return self.across > _EVEN and self.mirrored and self.lines >= _BARBS

    @property
    def is_petal(self) -> bool:
        """Drawn from its throat to its edge, and across."""
        return self.across > _EVEN and self.drawn >= _DRAWN


def read_blade(body: Body) -> Blade:
    """One blade of a look."""
    if not body.fields.is_varying("base_color"):
        return Blade()
    v, u = np.meshgrid(np.linspace(0.0, 1.0, _ALONG), np.linspace(0.02, 0.98, _ACROSS), indexing="ij")
    count = v.size
    points = SurfacePoints(
        position=np.broadcast_to(np.asarray(body.fields.middle_m), (count, 3)),
        normal=np.broadcast_to((0.0, -1.0, 0.0), (count, 3)),
        tangent=np.broadcast_to((1.0, 0.0, 0.0), (count, 3)),
        uv=np.stack([u.ravel(), v.ravel()], axis=1),
        object_from_world=body.fields.object_from_world,
        view=np.broadcast_to((0.0, 1.0, 0.0), (count, 3)),
    )
    lab = oklab_from_rgb(np.clip(body.fields.at(points).values("base_color"), 0.0, None))
    lightness = lab[:, 0].reshape(_ALONG, _ACROSS)
    across = lightness - lightness.mean(axis=1, keepdims=True)
    power = float((across**2).mean())
    return Blade(
        drawn=float(np.linalg.norm(lab.std(axis=0))),
        across=power**0.5,
        mirrored=float((across * across[:, ::-1]).mean()) >= _ALIKE * power,
        lines=_lines(lightness),
    )


def _lines(lightness: Values) -> int:
    """How often the tone beside the midrib turns from rising to falling, where it leans towards the edge."""
    side = lightness[:, round((1.0 - _SIDE) * (_ACROSS - 1) / 2.0)]
    slope = np.diff(side)
    slope = slope[np.abs(slope) > _EVEN]
    return int(((slope[:-1] > 0.0) & (slope[1:] < 0.0)).sum())
