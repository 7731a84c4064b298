"""OSL's noises, which MaterialX's noise nodes are: gradient noise, cell noise and Worley noise.

The hash is Bob Jenkins' lookup3; gradients, fade and scale are those of the OSL specification.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Hashes = NDArray[np.uint32]
type Split = Callable[[Hashes], tuple[Hashes, ...]]  # one hash into one for each component

_SEED = 0xDEADBEEF + 13
_RUN = 16384  # cells that are hashed at once
_SCALE = {2: 0.6616, 3: 0.9820}


def perlin(points: Floats) -> Floats:
    """(n,) signed gradient noise at (n, 2 or 3) points, about -1 to 1."""
    return _gradient_noise(points, lambda hashed: (hashed,))[:, 0]


def perlin_vector(points: Floats) -> Floats:
    """(n, 3) of it: three noises from the bytes of one hash."""
    byte = np.uint32(0xFF)
    return _gradient_noise(
        points, lambda hashed: (hashed & byte, (hashed >> np.uint32(8)) & byte, (hashed >> np.uint32(16)) & byte)
    )


def fractal(points: Floats, *, octaves: int, lacunarity: float, diminish: float, vector: bool) -> Floats:
    """Octaves of gradient noise, (n,) or (n, 3)."""
    noise = perlin_vector if vector else perlin
    total = np.zeros((len(points), 3) if vector else len(points))
    strength, place = 1.0, points
    for _ in range(octaves):
        total += strength * noise(place)
        strength, place = strength * diminish, place * lacunarity
    return total


def cell(points: Floats) -> Floats:
    """(n,) one number from 0 to 1 a cell of the integer grid."""
    return _unit(_hash(_integers(points)))


def cell_vector(points: Floats) -> Floats:
    """(n, 3) of it."""
    return _cell_vectors(_integers(points))


def worley(points: Floats, *, jitter: float, nearest: int) -> Floats:
    """(n, nearest): distances to the nearest feature points, by Euclid."""
    distances = np.partition(_feature_offsets(points, jitter)[1], nearest - 1, axis=1)
    return np.sort(distances[:, :nearest], axis=1)


def worley_cell(points: Floats, *, jitter: float) -> Floats:
    """(n, 3): the cell noise of the nearest feature point."""
    offsets, distances = _feature_offsets(points, jitter)
    chosen = np.take_along_axis(offsets, distances.argmin(axis=1)[:, None, None], axis=1)[:, 0]
    return cell_vector(points + chosen)


def _feature_offsets(points: Floats, jitter: float) -> tuple[Floats, Floats]:
    """Offsets (n, 9 or 27, dimensions) to the feature points about, and their lengths."""
    around = np.array(list(itertools.product((-1, 0, 1), repeat=points.shape[1])))
    found = [_run_of_offsets(run, jitter, around) for run in _runs(points, len(around))]
    offsets, distances = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return offsets, distances


def _run_of_offsets(points: Floats, jitter: float, around: NDArray[np.int64]) -> tuple[Floats, Floats]:
    floor = np.floor(points)
    local, whole = points - floor, floor.astype(np.int64)
    dimensions = points.shape[1]
    jittered = (_vectors_about(whole, around)[:, :dimensions] - 0.5) * jitter + 0.5
    offsets = around + jittered.reshape(len(points), len(around), dimensions) - local[:, None]
    return offsets, np.linalg.norm(offsets, axis=2)


def _gradient_noise(points: Floats, split: Split) -> Floats:
    """All corners of the cells at once."""
    return np.concatenate([_run_of_noise(run, split) for run in _runs(points, 2 ** points.shape[1])])


def _runs(points: Floats, each: int) -> list[Floats]:
    """The points in runs of as many as a cache holds with ``each`` neighbours."""
    count = _RUN // each
    return [points[start : start + count] for start in range(0, len(points), count)] or [points]


def _run_of_noise(points: Floats, split: Split) -> Floats:
    floor = np.floor(points)
    local, whole = points - floor, floor.astype(np.int64)
    fade = local**3 * (local * (local * 6.0 - 15.0) + 10.0)
    count, dimensions = points.shape
    corners = np.array(list(itertools.product((0, 1), repeat=dimensions)))[:, None]
    weight = np.where(corners == 1, fade, 1.0 - fade).prod(axis=2)
    parts = split(_hash((whole + corners).reshape(-1, dimensions)))
    offset = (local - corners).reshape(-1, dimensions)
    values = [_gradient(part, offset).reshape(-1, count) * weight for part in parts]
    total = [sum(value[1:], start=value[0]) for value in values]
    return np.stack(total, axis=1) * _SCALE[dimensions]


def _gradient(hashed: Hashes, offset: Floats) -> Floats:
    """The dot product with one of a few directions."""
    x, y = offset[:, 0], offset[:, 1]
    if offset.shape[1] == 2:
        low = (hashed & 7) < 4
        u, v = np.where(low, x, y), 2.0 * np.where(low, y, x)
    else:
        z, h = offset[:, 2], hashed & 15
        u = np.where(h < 8, x, y)
        v = np.where(h < 4, y, np.where((h == 12) | (h == 14), x, z))
    signed: Floats = np.where(hashed & 1, -u, u) + np.where(hashed & 2, -v, v)
    return signed


def _vectors_about(whole: NDArray[np.int64], around: NDArray[np.int64]) -> Floats:
    """(n * neighbours, 3) the vectors of cells about each point's; computed once a cell where points lie close."""
    dimensions = whole.shape[1]
    low, high = (np.array([pick(whole[:, k]) for k in range(dimensions)]) for pick in (np.min, np.max))
    size = high - low + 3
    if np.prod(size.astype(np.float64)) > len(whole) * len(around) / 2.0:
        return _cell_vectors((whole[:, None] + around).reshape(-1, dimensions))
    box = _cell_vectors(np.indices(tuple(int(n) for n in size)).reshape(dimensions, -1).T + low - 1)
    strides = np.append(np.cumprod(size[:0:-1])[::-1], 1)
    places = ((whole - low + 1) @ strides)[:, None] + around @ strides
    return np.asarray(box[places.ravel()])


def _cell_vectors(whole: NDArray[np.int64]) -> Floats:
    last = np.repeat(np.arange(3), len(whole))[:, None]
    hashed = _hash(np.concatenate([np.concatenate([whole] * 3), last], axis=1))
    return _unit(hashed).reshape(3, -1).T


def _integers(points: Floats) -> NDArray[np.int64]:
    return np.floor(points).astype(np.int64)


def _unit(hashed: Hashes) -> Floats:
    return hashed.astype(np.float64) / 0xFFFFFFFF


def _hash(keys: NDArray[np.int64]) -> Hashes:
    """(n,) hash of (n, 1 to 5) integers."""
    count = keys.shape[1]
    words = (keys & 0xFFFFFFFF).astype(np.uint32)
    start = np.uint32((_SEED + (count << 2)) & 0xFFFFFFFF)
    state = [np.full(len(keys), start, dtype=np.uint32) for _ in range(3)]
    for index in range(min(count, 3)):
        state[index] = state[index] + words[:, index]
    if count > 3:
        state = _mix(*state)
        for index in range(3, count):
            state[index - 3] = state[index - 3] + words[:, index]
    return _final(*state)


def _turn(value: Hashes, bits: int) -> Hashes:
    return (value << np.uint32(bits)) | (value >> np.uint32(32 - bits))


def _mix(a: Hashes, b: Hashes, c: Hashes) -> list[Hashes]:
    for first, second, third in ((4, 6, 8), (16, 19, 4)):
        a = (a - c) ^ _turn(c, first)
        c = c + b
        b = (b - a) ^ _turn(a, second)
        a = a + c
        c = (c - b) ^ _turn(b, third)
        b = b + a
    return [a, b, c]


def _final(a: Hashes, b: Hashes, c: Hashes) -> Hashes:
    c = (c ^ b) - _turn(b, 14)
    a = (a ^ c) - _turn(c, 11)
    b = (b ^ a) - _turn(a, 25)
    c = (c ^ b) - _turn(b, 16)
    a = (a ^ c) - _turn(c, 4)
    b = (b ^ a) - _turn(a, 14)
    return (c ^ b) - _turn(b, 24)
