"""Liquid bodies: closed meshes whose top is a height field, and the shells that hold them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from assets.shell_meshes import revolved_mesh, shell_mesh, smooth_mesh
from schemas.mesh import MeshData

type Array = NDArray[np.float64]
type HeightField = Callable[[Array, Array], Array]  # x, y in metres to height in metres

GRAVITY_M_S2 = 9.81
WATER_SURFACE_TENSION_N_M = 0.072
WATER_DENSITY_KG_M3 = 998.0
CAPILLARY_LENGTH_M = 0.0027


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
    time_s: float,
    centre_m: tuple[float, float] = (0.0, 0.0),
) -> HeightField:
    """Concentric waves around a steady drip: a damped outgoing Hankel wave, its core filled in.

    Args:
        amplitude_m: of the crest one wavelength from the drip.
        decay_m: distance over which friction takes the amplitude to 1/e.
        time_s: since the drip began a cycle; its frequency follows from the depth (`angular_frequency`).
    """
    from scipy.special import hankel1

    k = 2 * np.pi / wavelength_m
    phase = angular_frequency(wavelength_m, depth_m) * time_s

    def height(x: Array, y: Array) -> Array:
        r = np.hypot(x - centre_m[0], y - centre_m[1])
        core = np.sqrt(r**2 + (0.12 * wavelength_m) ** 2)
        wave = np.real(hankel1(0, k * core) * np.exp(-1j * phase)) * np.sqrt(np.pi * k * wavelength_m / 2)
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
    below = [
        (radius_m, float(top[-1, :, 2].min()) - 1e-4),
        *wall,
        (radius_m if not wall else wall[-1][0], floor_m),
    ]
    sides = [np.stack([r * np.cos(theta), r * np.sin(theta), np.full(sectors, z)], axis=-1) for r, z in below[1:]]
    rings_3d = np.concatenate([top, np.stack(sides)]) if sides else top
    zero = np.zeros(1)
    apex = (0.0, 0.0, float(surface(zero, zero)[0]))
    return shell_mesh(rings_3d, first_pole=apex, last_pole=(0.0, 0.0, floor_m))


def grid_body(surface: HeightField, *, size_m: tuple[float, float], floor_m: float, spacing_m: float) -> MeshData:
    """A rectangular body of liquid centred on the origin; let its sides reach into the walls."""
    nx, ny = (max(2, round(side / spacing_m) + 1) for side in size_m)
    x, y = np.meshgrid(
        np.linspace(-size_m[0] / 2, size_m[0] / 2, nx),
        np.linspace(-size_m[1] / 2, size_m[1] / 2, ny),
        indexing="ij",
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


def outlined_body(
    radius_of: Callable[[Array], Array],
    surface: HeightField,
    *,
    edge_m: float,
    floor_m: float,
    rings: int = 40,
    sectors: int = 160,
) -> MeshData:
    """A sheet with a free shoreline: ``radius_of(theta)`` metres around the origin.

    The surface falls to ``floor_m`` within ``edge_m`` of the shore, rounded like a drop's edge.
    """
    theta = np.arange(sectors) * 2 * np.pi / sectors
    shore = radius_of(theta)
    inward = np.concatenate([edge_m * (1 - np.cos(np.linspace(0, np.pi / 2, 9))), [edge_m * 1.3]])
    share = np.linspace(0.0, 1.0, rings + 1)[1:-1]
    core = share[:, None] * (shore - edge_m * 1.5)
    radii = np.concatenate([core, shore - inward[::-1, None]])
    x, y = radii * np.cos(theta), radii * np.sin(theta)
    from_shore = np.clip((shore - radii) / edge_m, 0.0, 1.0)
    rounded = np.sqrt(1 - (1 - from_shore) ** 2)
    z = floor_m + (surface(x, y) - floor_m) * rounded
    zero = np.zeros(1)
    return shell_mesh(
        np.stack([x, y, z], axis=-1),
        first_pole=(0.0, 0.0, float(surface(zero, zero)[0])),
        last_pole=(0.0, 0.0, floor_m),
    )


def wandering_outline(
    radius_m: float, *, raggedness: float, rng: np.random.Generator, harmonics: int = 7
) -> Callable[[Array], Array]:
    """A closed shoreline: a circle with harmonics 2 and up, their sum ``raggedness`` of the radius (RMS)."""
    order = np.arange(2, 2 + harmonics)
    amplitude = rng.standard_normal(harmonics) / order
    amplitude *= raggedness / max(float(np.sqrt(np.sum(amplitude**2) / 2)), 1e-9)
    phase = rng.uniform(0.0, 2 * np.pi, harmonics)

    def radius_of(theta: Array) -> Array:
        waves = amplitude[:, None] * np.cos(order[:, None] * theta + phase[:, None])
        return np.asarray(radius_m * np.maximum(1.0 + waves.sum(axis=0), 0.3))

    return radius_of


def bead_mesh(radius_m: float, contact_angle_deg: float, *, rings: int = 10, sectors: int = 28) -> MeshData:
    """A drop at rest on z = 0: a spherical cap, flattened by its weight where it is wide."""
    angle = np.deg2rad(contact_angle_deg)
    sphere = radius_m / np.sin(angle)
    height = sphere * (1 - np.cos(angle))
    tallest = 2 * CAPILLARY_LENGTH_M * np.sin(angle / 2)
    squash = float((1 + (height / tallest) ** 3) ** (-1 / 3))
    polar = angle * np.linspace(0.0, 1.0, rings + 1)[1:]
    theta = np.arange(sectors) * 2 * np.pi / sectors
    r = sphere * np.sin(polar)
    z = (sphere * np.cos(polar) - sphere * np.cos(angle)) * squash
    top = np.stack(
        [r[:, None] * np.cos(theta), r[:, None] * np.sin(theta), np.broadcast_to(z[:, None], (rings, sectors))],
        axis=-1,
    )
    inside = top[-1:] * np.array([0.9, 0.9, 1.0]) - np.array([0.0, 0.0, 2e-4])
    return shell_mesh(
        np.concatenate([top, inside]), first_pole=(0.0, 0.0, height * squash), last_pole=(0.0, 0.0, -2e-4)
    )


def coiled_mound(*, level_m: float, height_m: float, coil_m: float, rope_radius_m: float) -> HeightField:
    """A pool with a mound under a falling thread, and the rope coils that a thick liquid lays on it.

    Args:
        coil_m: height of the coils; 0 for a liquid too thin to coil.
        rope_radius_m: of the thread that falls.
    """
    spread = 3.0 * rope_radius_m + 2.5 * height_m
    pitch = 3.0 * rope_radius_m

    def height(x: Array, y: Array) -> Array:
        r, theta = np.hypot(x, y), np.arctan2(y, x)
        mound = height_m * np.exp(-((r / spread) ** 2))
        rope = np.abs(np.cos(np.pi * r / pitch - theta / 2)) ** 0.7
        coils = coil_m * rope * np.exp(-((r / (1.1 * spread)) ** 4)) * np.clip(r / rope_radius_m, 0.0, 1.0)
        return np.asarray(level_m + mound + coils)

    return height


def thread_mesh(*, foot_m: float, top_m: float, radius_m: float, sectors: int = 32) -> MeshData:
    """A thread of falling liquid: it thins as it falls faster and flares where it lands."""
    fall = np.linspace(0.0, 1.0, 40)
    length = top_m - foot_m
    thinning = (1.0 + 4.0 * fall) ** -0.25
    leaving = 1.0 + 1.8 * np.exp(-fall * length / (2.5 * radius_m))
    landing = 1.0 + 1.2 * np.exp(-(1.0 - fall) * length / (2.0 * radius_m))
    radii = radius_m * thinning * leaving * landing
    profile = np.stack([radii, top_m - length * fall], axis=-1)
    ends = np.array([[0.0, top_m], [0.0, foot_m]])
    return revolved_mesh(np.concatenate([ends[:1], profile, ends[1:]]), sectors=sectors)
