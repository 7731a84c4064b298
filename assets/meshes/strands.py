"""Many thin things on a body: hairs and blades as ribbons, leaves, feathers and scales as bent plates.

Texture coordinates say which one it is (whole part of u, 0 to 96), where across it (fraction of u) and where from
foot to tip (v).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assets.meshes.surface import Surface, copies, grid
from schemas.mesh import MeshData
from usd_scenes.rounding import quantize_array

type Vectors = NDArray[np.float64]

KINDS = 97
_MARGIN = 0.02
_POINT_STEP_M = 1e-6
_NORMAL_STEP = 1e-4
_UV_STEP = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Roots:
    """Where things grow: points and unit normals of a body, (n, 3)."""

    points: Vectors
    normals: Vectors

    def __len__(self) -> int:
        return len(self.points)

    def kept(self, mask: NDArray[np.bool_]) -> Roots:
        """Those where ``mask`` holds."""
        return Roots(points=self.points[mask], normals=self.normals[mask])


def on_ellipsoid(count: int, radii: Vectors, rng: np.random.Generator, *, jitter: float = 0.35) -> Roots:
    """Evenly spread points of an ellipsoid about the origin, each moved by a share of the spacing."""
    index = np.arange(count) + 0.5
    height = 1.0 - 2.0 * index / count
    turn = np.pi * (1.0 + 5.0**0.5) * index
    ring = np.sqrt(1.0 - height**2)
    ball = np.stack([ring * np.cos(turn), ring * np.sin(turn), height], -1)
    ball += rng.normal(size=ball.shape) * jitter * np.sqrt(4.0 * np.pi / count)
    ball /= np.linalg.norm(ball, axis=1, keepdims=True)
    normals = ball / radii
    return Roots(points=ball * radii, normals=normals / np.linalg.norm(normals, axis=1, keepdims=True))


def ribbons(
    roots: Roots,
    ways: Vectors,
    bends: Vectors,
    size_m: tuple[Vectors, Vectors],
    rng: np.random.Generator,
    *,
    segments: int = 3,
) -> MeshData:
    """A tapering ribbon at each root.

    Args:
        ways: (n, 3) unit direction at the foot.
        bends: (n, 3) what is added to the way towards the tip.
        size_m: (length (n,), width at the foot (n,)).
    """
    length, width = size_m
    t = np.linspace(0.0, 1.0, segments + 1)[None, :, None]
    line = roots.points[:, None] + length[:, None, None] * (t * ways[:, None] + t**2 * bends[:, None])
    side = unit(np.cross(ways, rng.normal(size=ways.shape)))
    half = 0.5 * width[:, None, None] * np.maximum(1.0 - t**1.6, 0.06) * side[:, None]
    points = np.stack([line - half, line + half], axis=2)  # (n, rows, 2, 3)
    facing = unit(np.cross(side, ways))
    facing *= np.sign((facing * roots.normals).sum(1, keepdims=True) + 1e-9)
    normals = unit(0.75 * roots.normals + 0.45 * facing + 0.2 * ways)
    many, rows = len(roots), segments + 1
    first = (np.arange(many)[:, None] * rows + np.arange(segments)[None, :]) * 2
    faces = np.stack([first, first + 1, first + 3, first + 2], -1)
    which = (np.arange(many) % KINDS).astype(np.float64)
    v = np.linspace(0.0, 1.0, rows)
    u = np.array([_MARGIN, 1.0 - _MARGIN, 1.0 - _MARGIN, _MARGIN])
    rise = np.stack([v[:-1], v[:-1], v[1:], v[1:]], -1)
    uvs = np.stack(np.broadcast_arrays(which[:, None, None] + u, rise[None]), -1)
    return MeshData(
        points=quantize_array(points.reshape(-1, 3), _POINT_STEP_M),
        face_vertex_counts=np.full(many * segments, 4, dtype=np.int32),
        face_vertex_indices=faces.reshape(-1).astype(np.int32),
        uvs=quantize_array(uvs.reshape(-1, 2), _UV_STEP),
        normals=quantize_array(np.repeat(normals, segments * 4, axis=0), _NORMAL_STEP),
    )


def plate(outline: Vectors, *, columns: int = 5, cup: float = 0.0, curl: float = 0.0) -> Surface:
    """A bent plate of length 1 along y from the origin, its face to +z.

    Args:
        outline: (rows,) half widths from foot to tip.
        cup: how far its sides rise, in widths.
        curl: how far its tip sinks, in lengths.
    """
    rows = len(outline)
    v, u = np.meshgrid(np.linspace(0.0, 1.0, rows), np.linspace(-1.0, 1.0, columns), indexing="ij")
    points = np.stack([u * outline[:, None], v, cup * u**2 * outline[:, None] - curl * v**2], -1)
    uvs = np.stack([_MARGIN + (u + 1.0) / 2.0 * (1.0 - 2.0 * _MARGIN), v], -1)
    return grid(points, uvs=uvs)


def planted(template: Surface, roots: Roots, ways: Vectors, scale: Vectors) -> Surface:
    """A copy of a plate at each root: its length along the way, its face to the normal.

    Args:
        scale: (n,) metres.
    """
    along = unit(ways)
    side = unit(np.cross(along, roots.normals))
    up = np.cross(side, along)
    transforms = np.zeros((len(roots), 4, 4))
    transforms[:, :3, :3] = np.stack([side, along, up], axis=2) * scale[:, None, None]
    transforms[:, :3, 3] = roots.points
    transforms[:, 3, 3] = 1.0
    many = copies(template, transforms)
    which = np.repeat(np.arange(len(roots)) % KINDS, len(template.uvs))
    return replace(many, uvs=many.uvs + np.stack([which, np.zeros_like(which)], -1))


def downhill(normals: Vectors, pull: Vectors) -> Vectors:
    """(n, 3) unit tangents along which something pulled by ``pull`` would slide."""
    return unit(pull - (normals @ pull)[:, None] * normals + 1e-6)


def unit(vectors: Vectors) -> Vectors:
    """Of length 1 along the last axis."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12))
