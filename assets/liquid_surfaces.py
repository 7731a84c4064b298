"""Liquid bodies: closed meshes whose top is a height field, and the shells that hold them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from schemas.mesh import MeshData
from usd_scenes.rounding import quantize_array

type Array = NDArray[np.float64]
type HeightField = Callable[[Array, Array], Array]  # x, y in metres to height in metres

GRAVITY_M_S2 = 9.81
WATER_SURFACE_TENSION_N_M = 0.072
WATER_DENSITY_KG_M3 = 998.0
CAPILLARY_LENGTH_M = 0.0027
_POINT_STEP_M = 1e-6


def angular_frequency(wavelength_m: float, depth_m: float) -> float:
    """Radians a second of a capillary-gravity wave on water (Lamb, Hydrodynamics, section 266)."""
    k = 2 * np.pi / wavelength_m
    restoring = GRAVITY_M_S2 * k + WATER_SURFACE_TENSION_N_M / WATER_DENSITY_KG_M3 * k**3
    return float(np.sqrt(restoring * np.tanh(k * depth_m)))


def still_surface(level_m: float) -> HeightField:
    """Flat at ``level_m``."""
    return lambda x, y: np.full(np.broadcast_shapes(x.shape, y.shape), level_m)


def ring_waves(
    *,
    level_m: float,
    wavelength_m: float,
    amplitude_m: float,
    decay_m: float,
    depth_m: float,
    phase: float,
    centre_m: tuple[float, float] = (0.0, 0.0),
) -> HeightField:
    """Concentric waves around a steady drip: a damped outgoing Hankel wave, its core filled in.

    Args:
        amplitude_m: of the crest one wavelength from the drip.
        decay_m: distance over which friction takes the amplitude to 1/e.
        phase: of the drip, radians; the wave's frequency follows from the depth (`angular_frequency`).
    """
    from scipy.special import hankel1

    k = 2 * np.pi / wavelength_m
    slowed = phase + angular_frequency(wavelength_m, depth_m) * 0.01

    def height(x: Array, y: Array) -> Array:
        r = np.hypot(x - centre_m[0], y - centre_m[1])
        core = np.sqrt(r**2 + (0.12 * wavelength_m) ** 2)
        wave = np.real(hankel1(0, k * core) * np.exp(-1j * slowed)) * np.sqrt(np.pi * k * wavelength_m / 2)
        return np.asarray(level_m + amplitude_m * wave * np.exp(-r / decay_m))

    return height


def wind_waves(
    *,
    level_m: float,
    longest_m: float,
    rms_height_m: float,
    direction_deg: float,
    spread: float,
    rng: np.random.Generator,
    components: int = 48,
) -> HeightField:
    """A short-crested sea of plane waves around one direction.

    Args:
        longest_m: the longest wave; the shortest is a fifth of it.
        direction_deg: where the waves run, counter-clockwise from +X.
        spread: standard deviation of the waves' directions, radians.
    """
    k = 2 * np.pi / (longest_m * np.geomspace(1.0, 0.2, components))
    heading = np.deg2rad(direction_deg) + spread * rng.standard_normal(components)
    phase = rng.uniform(0.0, 2 * np.pi, components)
    amplitude = k**-1.5 * rng.uniform(0.6, 1.4, components)
    amplitude *= rms_height_m / np.sqrt(np.sum(amplitude**2) / 2)

    def height(x: Array, y: Array) -> Array:
        total = np.full(np.broadcast_shapes(x.shape, y.shape), level_m)
        for part in range(components):
            along = x * np.cos(heading[part]) + y * np.sin(heading[part])
            crest = k[part] * along + phase[part]
            total = total + amplitude[part] * (np.cos(crest) + 0.5 * k[part] * amplitude[part] * np.cos(2 * crest))
        return np.asarray(total)

    return height


def disc_body(
    surface: HeightField,
    *,
    radius_m: float,
    floor_m: float,
    wall: tuple[tuple[float, float], ...] = (),
    meniscus_m: float = 0.0,
    rings: int = 96,
    sectors: int = 128,
) -> MeshData:
    """A round body of liquid standing in a vessel.

    Args:
        radius_m: of the surface; let it reach into the vessel's wall.
        floor_m: height of the flat underside.
        wall: (radius, height) pairs below the surface's edge, downwards; straight without them.
        meniscus_m: how far the liquid climbs at ``radius_m``; below 0 it is pushed down.
    """
    inner = np.linspace(0.0, 1.0, rings + 1)[1:-1] * (radius_m - 4 * CAPILLARY_LENGTH_M)
    outer = radius_m - CAPILLARY_LENGTH_M * np.geomspace(4.0, 0.04, 10)
    radii = np.unique(np.concatenate([inner, outer, [radius_m]]))
    theta = np.arange(sectors) * 2 * np.pi / sectors
    x, y = radii[:, None] * np.cos(theta), radii[:, None] * np.sin(theta)
    climb = meniscus_m * np.exp(-(radius_m - radii) / CAPILLARY_LENGTH_M)
    top = np.stack([x, y, surface(x, y) + climb[:, None]], axis=-1)
    below = [(radius_m, float(top[-1, :, 2].min()) - 1e-4), *wall, (radius_m if not wall else wall[-1][0], floor_m)]
    sides = [
        np.stack([r * np.cos(theta), r * np.sin(theta), np.full(sectors, z)], axis=-1) for r, z in below[1:]
    ]
    rings_3d = np.concatenate([top, np.stack(sides)]) if sides else top
    zero = np.zeros(1)
    apex = (0.0, 0.0, float(surface(zero, zero)[0]))
    return shell_mesh(rings_3d, first_pole=apex, last_pole=(0.0, 0.0, floor_m))


def revolved_mesh(profile: Array, *, sectors: int = 96) -> MeshData:
    """A solid of revolution about Z: ``profile`` is (n, 2) radii and heights from the axis to the axis.

    The profile runs from the top of the axis outwards, down and back in; its ends have radius 0.
    """
    theta = np.arange(sectors) * 2 * np.pi / sectors
    body = profile[1:-1]
    x, y = body[:, :1] * np.cos(theta), body[:, :1] * np.sin(theta)
    rings = np.stack([x, y, np.broadcast_to(body[:, 1:], x.shape)], axis=-1)
    first, last = (0.0, 0.0, float(profile[0, 1])), (0.0, 0.0, float(profile[-1, 1]))
    return shell_mesh(rings, first_pole=first, last_pole=last)


def shell_mesh(
    rings: Array, *, first_pole: tuple[float, float, float], last_pole: tuple[float, float, float]
) -> MeshData:
    """A closed mesh from rings (n, sectors, 3), counter-clockwise about Z, between two poles.

    Texture coordinates are metres: x and y on what faces up or down, arc length and height on the sides.
    """
    count, sectors = rings.shape[:2]
    points = np.concatenate([rings.reshape(-1, 3), [first_pole, last_pole]])
    index = np.arange(count * sectors).reshape(count, sectors)
    following = np.roll(index, -1, axis=1)
    quads = np.stack([index[:-1], index[1:], following[1:], following[:-1]], axis=-1).reshape(-1, 4)
    first, last = count * sectors, count * sectors + 1
    opening = np.stack([np.full(sectors, first), index[0], following[0]], axis=-1)
    closing = np.stack([np.full(sectors, last), following[-1], index[-1]], axis=-1)
    counts = np.concatenate([np.full(len(quads), 4), np.full(2 * sectors, 3)])
    corners = np.concatenate([quads.ravel(), opening.ravel(), closing.ravel()])
    return smooth_mesh(points, counts, corners)


def grid_body(
    surface: HeightField, *, size_m: tuple[float, float], floor_m: float, spacing_m: float
) -> MeshData:
    """A rectangular body of liquid centred on the origin; let its sides reach into the walls."""
    nx, ny = (max(2, round(side / spacing_m) + 1) for side in size_m)
    x, y = np.meshgrid(
        np.linspace(-size_m[0] / 2, size_m[0] / 2, nx), np.linspace(-size_m[1] / 2, size_m[1] / 2, ny), indexing="ij"
    )
    top = np.stack([x, y, surface(x, y)], axis=-1)
    edge = np.concatenate([top[:-1, 0], top[-1, :-1], top[:0:-1, -1], top[0, :0:-1]])
    base = edge.copy()
    base[:, 2] = floor_m
    points = np.concatenate([top.reshape(-1, 3), edge, base])
    index = np.arange(nx * ny).reshape(nx, ny)
    quads = np.stack([index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]], axis=-1).reshape(-1, 4)
    upper = nx * ny + np.arange(len(edge))
    lower = upper + len(edge)
    sides = np.stack([lower, np.roll(lower, -1), np.roll(upper, -1), upper], axis=-1)
    counts = np.concatenate([np.full(len(quads) + len(sides), 4), [len(base)]])
    corners = np.concatenate([quads.ravel(), sides.ravel(), lower[::-1]])
    return smooth_mesh(points, counts, corners)


def smooth_mesh(points: Array, counts: NDArray[np.int_], corners: NDArray[np.int_]) -> MeshData:
    """A mesh with area-weighted vertex normals and box-projected texture coordinates in metres."""
    stored = quantize_array(points, _POINT_STEP_M).astype(np.float64)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    face_normals = _face_normals(stored, counts, corners, starts)
    vertex_normals = np.zeros_like(stored)
    np.add.at(vertex_normals, corners, np.repeat(face_normals, counts, axis=0))
    length = np.linalg.norm(vertex_normals, axis=1, keepdims=True)
    vertex_normals /= np.maximum(length, 1e-30)
    dominant = np.repeat(np.abs(face_normals).argmax(axis=1), counts)
    xyz = stored[corners]
    uvs = np.where(
        (dominant == 2)[:, None], xyz[:, :2], np.where((dominant == 1)[:, None], xyz[:, [0, 2]], xyz[:, [1, 2]])
    )
    return MeshData(
        points=stored.astype(np.float32),
        face_vertex_counts=counts.astype(np.int32),
        face_vertex_indices=corners.astype(np.int32),
        uvs=quantize_array(uvs, 1e-5),
        normals=quantize_array(vertex_normals[corners], 1e-5),
    )


def flat_mesh(points: Array, counts: NDArray[np.int_], corners: NDArray[np.int_]) -> MeshData:
    """As `smooth_mesh`, each face with its own normal."""
    mesh = smooth_mesh(points, counts, corners)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    normals = _face_normals(mesh.points.astype(np.float64), counts, corners, starts)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-30)
    return MeshData(
        points=mesh.points,
        face_vertex_counts=mesh.face_vertex_counts,
        face_vertex_indices=mesh.face_vertex_indices,
        uvs=mesh.uvs,
        normals=quantize_array(np.repeat(normals, counts, axis=0), 1e-5),
    )


def merge_meshes(meshes: list[MeshData]) -> MeshData:
    """One mesh of several, each keeping its normals and texture coordinates."""
    offsets = np.cumsum([0, *(len(mesh.points) for mesh in meshes[:-1])])
    indices = [mesh.face_vertex_indices + offset for mesh, offset in zip(meshes, offsets, strict=True)]
    return MeshData(
        points=np.concatenate([mesh.points for mesh in meshes]),
        face_vertex_counts=np.concatenate([mesh.face_vertex_counts for mesh in meshes]),
        face_vertex_indices=np.concatenate(indices).astype(np.int32),
        uvs=np.concatenate([mesh.uvs for mesh in meshes]),
        normals=np.concatenate([mesh.normals for mesh in meshes if mesh.normals is not None]),
    )


def moved(mesh: MeshData, offset_m: tuple[float, float, float]) -> MeshData:
    """``mesh`` shifted."""
    return MeshData(
        points=quantize_array(mesh.points.astype(np.float64) + np.array(offset_m), _POINT_STEP_M),
        face_vertex_counts=mesh.face_vertex_counts,
        face_vertex_indices=mesh.face_vertex_indices,
        uvs=mesh.uvs,
        normals=mesh.normals,
    )


def _face_normals(
    points: Array, counts: NDArray[np.int_], corners: NDArray[np.int_], starts: NDArray[np.int_]
) -> Array:
    """Newell's normals, (faces, 3), as long as twice the area."""
    position = np.arange(len(corners))
    following = position + 1
    following[starts + counts - 1] = starts
    cross = np.cross(points[corners[position]], points[corners[following]])
    return np.asarray(np.add.reduceat(cross, starts, axis=0))
