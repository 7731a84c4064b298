"""Catmull and Clark's subdivision of a cage, to the limit surface of its points.

The rules are OpenSubdiv's: boundaries are sharp edges, a crease's sharpness falls by one a level and blends below
one. Corner values (texture coordinates, colours) are interpolated linearly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from usd_scenes.extraction.scene.plain_scene import Subdivision

type Floats = NDArray[np.float64]
type Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Refined:
    """A refined cage: quads of limit points."""

    points: Floats  # (n, 3)
    quads: Integers  # (m, 4)
    corner_values: Floats  # (4 m, k)
    cage_face: Integers  # (m,): which face of the cage a quad came from


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Cage:
    points: Floats
    counts: Integers
    indices: Integers
    values: Floats  # (corners, k)
    face: Integers
    sharp_edges: Integers  # (creases, 2) sorted pairs
    edge_sharpness: Floats
    vertex_sharpness: Floats  # (points,)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Edges:
    pairs: Integers  # (edges, 2)
    of_corner: Integers  # (corners,): the edge from each corner to the next one of its face
    faces: Integers  # (edges,): how many meet there
    sharpness: Floats  # (edges,); boundaries are infinitely sharp


def refine(
    points: NDArray[np.float32],
    counts: NDArray[np.int32],
    indices: NDArray[np.int32],
    *,
    corner_values: NDArray[np.float32],
    rules: Subdivision,
) -> Refined:
    """The cage after ``rules.level`` steps, its points moved to the limit surface."""
    pairs = np.sort(rules.edges.astype(np.int64), axis=1)
    vertex_sharpness = np.zeros(len(points))
    inside = rules.corners < len(points)
    vertex_sharpness[rules.corners[inside]] = rules.corner_sharpness[inside]
    cage = _Cage(
        points=points.astype(np.float64),
        counts=counts.astype(np.int64),
        indices=indices.astype(np.int64),
        values=corner_values.astype(np.float64),
        face=np.arange(len(counts)),
        sharp_edges=pairs,
        edge_sharpness=rules.edge_sharpness.astype(np.float64),
        vertex_sharpness=vertex_sharpness,
    )
    if not rules.smooth_corners:
        cage = _with_sharp_corners(cage)
    for _ in range(rules.level):
        cage = _step(cage)
    return Refined(
        points=_limit_points(cage),
        quads=cage.indices.reshape(-1, 4),
        corner_values=cage.values,
        cage_face=cage.face,
    )


def _with_sharp_corners(cage: _Cage) -> _Cage:
    """Points of one face alone are the corners of a boundary."""
    valence = np.bincount(cage.indices, minlength=len(cage.points))
    sharpness = np.where(valence == 1, np.inf, cage.vertex_sharpness)
    return _Cage(**{**{name: getattr(cage, name) for name in cage.__slots__}, "vertex_sharpness": sharpness})


def _next_corner(counts: Integers) -> Integers:
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    following = np.arange(int(counts.sum())) + 1
    following[starts + counts - 1] = starts
    return following


def _find_edges(cage: _Cage) -> _Edges:
    following = _next_corner(cage.counts)
    ends = np.sort(np.stack([cage.indices, cage.indices[following]], axis=1), axis=1)
    size = len(cage.points)
    keys, of_corner = np.unique(ends[:, 0] * size + ends[:, 1], return_inverse=True)
    faces = np.bincount(of_corner, minlength=len(keys))
    sharpness = np.zeros(len(keys))
    if len(cage.sharp_edges):
        wanted = cage.sharp_edges[:, 0] * size + cage.sharp_edges[:, 1]
        slot = np.clip(np.searchsorted(keys, wanted), 0, len(keys) - 1)
        there = keys[slot] == wanted
        sharpness[slot[there]] = np.where(cage.edge_sharpness[there] >= 10.0, np.inf, cage.edge_sharpness[there])
    sharpness[faces != 2] = np.inf
    return _Edges(
        pairs=np.stack([keys // size, keys % size], axis=1), of_corner=of_corner, faces=faces, sharpness=sharpness
    )


def _step(cage: _Cage) -> _Cage:
    edges = _find_edges(cage)
    corner_face = np.repeat(np.arange(len(cage.counts)), cage.counts)
    face_points = _mean_by(corner_face, cage.points[cage.indices], len(cage.counts))
    edge_points = _edge_points(cage, edges, face_points, corner_face)
    vertex_points = _vertex_points(cage, edges, face_points, corner_face)
    n, e = len(cage.points), len(edges.pairs)
    following = _next_corner(cage.counts)
    before = np.empty_like(following)
    before[following] = np.arange(len(following))
    quads = np.stack([cage.indices, n + edges.of_corner, n + e + corner_face, n + edges.of_corner[before]], axis=1)
    values = cage.values
    middle = _mean_by(corner_face, values, len(cage.counts))[corner_face]
    corners = np.stack([values, (values + values[following]) / 2, middle, (values + values[before]) / 2], axis=1)
    sharp = edges.sharpness > 1.0
    midpoint = n + np.flatnonzero(sharp)
    children = np.concatenate([np.stack([edges.pairs[sharp, side], midpoint], axis=1) for side in (0, 1)])
    return _Cage(
        points=np.concatenate([vertex_points, edge_points, face_points]),
        counts=np.full(len(quads), 4),
        indices=quads.ravel(),
        values=corners.reshape(4 * len(quads), values.shape[1]),
        face=cage.face[corner_face],
        sharp_edges=np.sort(children, axis=1),
        edge_sharpness=np.tile(edges.sharpness[sharp] - 1.0, 2),
        vertex_sharpness=np.concatenate(
            [np.maximum(cage.vertex_sharpness - 1.0, 0.0), np.zeros(e + len(cage.counts))]
        ),
    )


def _edge_points(cage: _Cage, edges: _Edges, face_points: Floats, corner_face: Integers) -> Floats:
    middle = cage.points[edges.pairs].mean(axis=1)
    around = _sum_by(edges.of_corner, face_points[corner_face], len(edges.pairs))
    smooth = np.where((edges.faces == 2)[:, None], (2.0 * middle + around) / 4.0, middle)
    share = np.clip(edges.sharpness, 0.0, 1.0)[:, None]
    return smooth * (1.0 - share) + middle * share


def _vertex_points(cage: _Cage, edges: _Edges, face_points: Floats, corner_face: Integers) -> Floats:
    n = len(cage.points)
    valence = np.maximum(np.bincount(edges.pairs.ravel(), minlength=n), 1)[:, None]
    faces = np.maximum(np.bincount(cage.indices, minlength=n), 1)[:, None]
    mean_face = _sum_by(cage.indices, face_points[corner_face], n) / faces
    middle = cage.points[edges.pairs].mean(axis=1)
    mean_edge = (_sum_by(edges.pairs[:, 0], middle, n) + _sum_by(edges.pairs[:, 1], middle, n)) / valence
    smooth = (mean_face + 2.0 * mean_edge + (valence - 3.0) * cage.points) / valence
    crease, corner = _crease_shares(cage, edges)
    along = (6.0 * cage.points + _sharp_neighbours(cage, edges)) / 8.0
    blended = smooth * (1.0 - crease) + along * crease
    return blended * (1.0 - corner) + cage.points * corner


def _crease_shares(cage: _Cage, edges: _Edges) -> tuple[Floats, Floats]:
    """(points, 1) each: how far a point follows the rule of a crease, and that of a corner."""
    n = len(cage.points)
    sharp = edges.sharpness > 0.0
    ends = edges.pairs[sharp].ravel()
    number = np.bincount(ends, minlength=n)
    bounded = np.minimum(np.repeat(edges.sharpness[sharp], 2), 1.0)
    total = np.bincount(ends, weights=bounded, minlength=n)
    mean = np.clip(total / np.maximum(number, 1), 0.0, 1.0)
    own = np.clip(cage.vertex_sharpness, 0.0, 1.0)
    crease = np.where(number == 2, mean, 0.0)
    corner = np.maximum(np.where(number > 2, mean, 0.0), own)
    return crease[:, None], corner[:, None]


def _sharp_neighbours(cage: _Cage, edges: _Edges) -> Floats:
    """(points, 3): the sum of the points at the other ends of a point's sharp edges."""
    sharp = edges.pairs[edges.sharpness > 0.0]
    n = len(cage.points)
    return _sum_by(sharp[:, 0], cage.points[sharp[:, 1]], n) + _sum_by(sharp[:, 1], cage.points[sharp[:, 0]], n)


def _limit_points(cage: _Cage) -> Floats:
    edges = _find_edges(cage)
    n = len(cage.points)
    valence = np.maximum(np.bincount(edges.pairs.ravel(), minlength=n), 1)[:, None]
    pairs = edges.pairs
    near = _sum_by(pairs[:, 0], cage.points[pairs[:, 1]], n) + _sum_by(pairs[:, 1], cage.points[pairs[:, 0]], n)
    quads = cage.indices.reshape(-1, 4)
    far = _sum_by(cage.indices, cage.points[np.roll(quads, -2, axis=1).ravel()], n)
    smooth = (valence**2 * cage.points + 4.0 * near + far) / (valence * (valence + 5.0))
    crease, corner = _crease_shares(cage, edges)
    along = (4.0 * cage.points + _sharp_neighbours(cage, edges)) / 6.0
    blended = smooth * (1.0 - crease) + along * crease
    return blended * (1.0 - corner) + cage.points * corner


def _sum_by(group: Integers, rows: Floats, size: int) -> Floats:
    return (
        np.stack([np.bincount(group, weights=rows[:, k], minlength=size) for k in range(rows.shape[1])], axis=1)
        if (rows.shape[1])
        else np.zeros((size, 0))
    )


def _mean_by(group: Integers, rows: Floats, size: int) -> Floats:
    return _sum_by(group, rows, size) / np.maximum(np.bincount(group, minlength=size), 1)[:, None]
