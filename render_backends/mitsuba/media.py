"""What fills surfaces, and fields of density, as Mitsuba media."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from render_backends.mitsuba.bsdfs import reflectance
from render_backends.mitsuba.sensors import transform
from usd_scenes.extraction.dressed_surfaces.media import Medium, find_medium, read_volume
from usd_scenes.extraction.dressed_surfaces.surfaces import Surface
from usd_scenes.extraction.scene.plain_scene import Scene, SceneVolume
from usd_scenes.extraction.scene.triangles import Triangles

type Point = NDArray[np.float64]  # (3,) in the world

_PARITY_RAY = np.array([0.3713907, 0.2182179, 0.9027109])  # any direction that no edge of a set is likely to have


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Media:
    """Everything that fills space, as Mitsuba has it."""

    by_look: Mapping[str, Any]  # even media, by the look of what they fill
    volumes: Sequence[Any]  # boxes of density
    around_camera: Any | None = None  # what the camera stands in


def make_media(mi: Any, scene: Scene, surfaces: Sequence[Surface]) -> Media:
    """The stage's media, and which of them the camera stands in: Mitsuba has to be told.

    Raises:
        SceneError: a volume without a density field or a volume look.
        UnsupportedError: a medium that glows.
        AssetError: a field's file cannot be read.
    """
    eye = scene.camera.world_from_camera[:3, 3]
    by_look = _even_media(mi, scene, surfaces)
    around, volumes = None, []
    for surface in surfaces:
        if surface.is_medium_alone and surface.look in by_look and _holds(surface, eye):
            around = by_look[surface.look]
    for volume in scene.volumes:
        described, world_from_unit = _describe_volume(mi, volume)
        described["interior"] = mi.load_dict(described["interior"])
        place = np.linalg.solve(world_from_unit, np.append(eye, 1.0))[:3]
        if ((place > 0.0) & (place < 1.0)).all():
            around = described["interior"]
        volumes.append(mi.load_dict(described))
    return Media(by_look=by_look, volumes=tuple(volumes), around_camera=around)


def _holds(surface: Surface, point: Point) -> bool:
    placed = [surface.triangles.placed(matrix) for matrix in surface.world_from_triangles] or [surface.triangles]
    return any(_crossings(triangles, point) % 2 == 1 for triangles in placed)


def _crossings(triangles: Triangles, point: Point) -> int:
    """How often a ray from ``point`` passes through the triangles."""
    corners = triangles.points.astype(np.float64)
    along, across = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    turned = np.cross(_PARITY_RAY, across)
    scale = (along * turned).sum(axis=1)
    scale = np.where(np.abs(scale) < 1e-30, np.inf, scale)
    offset = point - corners[:, 0]
    u = (offset * turned).sum(axis=1) / scale
    crossed = np.cross(offset, along)
    v, distance = (crossed @ _PARITY_RAY) / scale, (across * crossed).sum(axis=1) / scale
    return int(((u >= 0.0) & (v >= 0.0) & (u + v <= 1.0) & (distance > 0.0)).sum())


def _even_media(mi: Any, scene: Scene, surfaces: Sequence[Surface]) -> dict[str, Any]:
    fields = {surface.look: surface.fields for surface in surfaces}
    media = {}
    for path, look in scene.looks.items():
        dressed = fields.get(path)
        medium = find_medium(look, dressed.surface if dressed is not None else None, scene.meters_per_unit)
        if medium is not None and medium.extinction.max() > 0.0:
            media[path] = mi.load_dict(_homogeneous(medium))
    return media


def _describe_volume(mi: Any, volume: SceneVolume) -> tuple[dict[str, Any], NDArray[np.float64]]:
    """A field of density, as a box filled with it, and the (4, 4) matrix that makes it of the unit cube."""
    read = read_volume(volume)
    index_from_unit = np.diag([*(float(size) for size in read.density.shape), 1.0])
    index_from_unit[:3, 3] = -0.5
    world_from_unit = read.world_from_index @ index_from_unit
    unit_from_box = np.diag([0.5, 0.5, 0.5, 1.0])
    unit_from_box[:3, 3] = 0.5
    peak = float(read.medium.extinction.max())
    grid = np.ascontiguousarray(read.density.transpose(2, 1, 0)[..., None])
    described = {
        "type": "cube",
        "to_world": transform(mi, world_from_unit @ unit_from_box),
        "bsdf": {"type": "null"},
        "interior": {
            "type": "heterogeneous",
            "sigma_t": {
                "type": "gridvolume",
                "grid": mi.VolumeGrid(grid),
                "to_world": transform(mi, world_from_unit),
                "raw": True,
                "filter_type": "trilinear",
            },
            "albedo": {
                "type": "constvolume",
                "value": reflectance(np.clip(read.medium.scattering / max(peak, 1e-9), 0.0, 1.0)),
            },
            "scale": peak,
            "phase": {"type": "hg", "g": read.medium.anisotropy},
        },
    }
    return described, world_from_unit


def _homogeneous(medium: Medium) -> dict[str, Any]:
    extinction = np.maximum(medium.extinction, 1e-6)
    return {
        "type": "homogeneous",
        "sigma_t": reflectance(extinction),
        "albedo": reflectance(np.clip(medium.scattering / extinction, 0.0, 1.0)),
        "phase": {"type": "hg", "g": medium.anisotropy},
    }
