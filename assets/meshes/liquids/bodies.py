"""Liquid bodies: closed surfaces whose top is a height field, drops and falling threads."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assets.meshes.liquids.height_fields import Array, HeightField
from assets.meshes.shading import smooth_shaded
from assets.meshes.shells import closed_shell, revolved
from assets.meshes.solids import ring_angles, turned_rings
from assets.meshes.surface import Surface, polygons

CAPILLARY_LENGTH_M = 0.0027


def disc_body(
    surface: HeightField,
    *,
    radius_m: float,
    floor_m: float,
    wall: tuple[tuple[float, float], ...] = (),
    meniscus_m: float = 0.0,
    rings: int = 96,
    sectors: int = 128,
) -> Surface:
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
    theta = ring_angles(sectors)
    x, y = radii[:, None] * np.cos(theta), radii[:, None] * np.sin(theta)
    climb = meniscus_m * np.exp(-(radius_m - radii) / CAPILLARY_LENGTH_M)
    top = np.stack([x, y, surface(x, y) + climb[:, None]], axis=-1)
    below = [
        (radius_m, float(top[-1, :, 2].min()) - 1e-4),
        *wall,
        (radius_m if not wall else wall[-1][0], floor_m),
    ]
    sides = np.array(below[1:])
    rings_3d = np.concatenate([top, turned_rings(sides[:, :1], sides[:, 1:], sectors)])
    zero = np.zeros(1)
    apex = (0.0, 0.0, float(surface(zero, zero)[0]))
    return closed_shell(rings_3d, first_pole=apex, last_pole=(0.0, 0.0, floor_m))


def grid_body(surface: HeightField, *, size_m: tuple[float, float], floor_m: float, spacing_m: float) -> Surface:
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
    return smooth_shaded(polygons(points, counts, corners))


def outlined_body(
    radius_of: Callable[[Array], Array],
    surface: HeightField,
    *,
    edge_m: float,
    floor_m: float,
    rings: int = 40,
    sectors: int = 160,
) -> Surface:
    """A sheet with a free shoreline: ``radius_of(theta)`` metres around the origin.

    The surface falls to ``floor_m`` within ``edge_m`` of the shore, rounded like a drop's edge.
    """
    theta = ring_angles(sectors)
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
    return closed_shell(
        np.stack([x, y, z], axis=-1),
        first_pole=(0.0, 0.0, float(surface(zero, zero)[0])),
        last_pole=(0.0, 0.0, floor_m),
    )


def bead(radius_m: float, contact_angle_deg: float, *, rings: int = 10, sectors: int = 28) -> Surface:
    """A drop at rest on z = 0: a spherical cap, flattened by its weight where it is wide."""
    angle = np.deg2rad(contact_angle_deg)
    sphere = radius_m / np.sin(angle)
    height = sphere * (1 - np.cos(angle))
    tallest = 2 * CAPILLARY_LENGTH_M * np.sin(angle / 2)
    squash = float((1 + (height / tallest) ** 3) ** (-1 / 3))
    polar = angle * np.linspace(0.0, 1.0, rings + 1)[1:]
    r = sphere * np.sin(polar)
    z = (sphere * np.cos(polar) - sphere * np.cos(angle)) * squash
    top = turned_rings(r[:, None], z[:, None], sectors)
    inside = top[-1:] * np.array([0.9, 0.9, 1.0]) - np.array([0.0, 0.0, 2e-4])
    return closed_shell(
        np.concatenate([top, inside]), first_pole=(0.0, 0.0, height * squash), last_pole=(0.0, 0.0, -2e-4)
    )


def falling_thread(*, foot_m: float, top_m: float, radius_m: float, sectors: int = 32) -> Surface:
    """A thread of falling liquid: it thins as it falls faster and flares where it lands."""
    fall = np.linspace(0.0, 1.0, 40)
    length = top_m - foot_m
    thinning = (1.0 + 4.0 * fall) ** -0.25
    leaving = 1.0 + 1.8 * np.exp(-fall * length / (2.5 * radius_m))
    landing = 1.0 + 1.2 * np.exp(-(1.0 - fall) * length / (2.0 * radius_m))
    radii = radius_m * thinning * leaving * landing
    profile = np.stack([radii, top_m - length * fall], axis=-1)
    ends = np.array([[0.0, top_m], [0.0, foot_m]])
    return revolved(np.concatenate([ends[:1], profile, ends[1:]]), sectors=sectors)
