"""Display pieces: our shader ball, books, a lamp, chess pieces."""

from __future__ import annotations

import numpy as np

from assets.meshes.curves import Curve, rounded
from assets.meshes.solids import lathe
from assets.meshes.surface import Surface, finished, merge, moved, turned
from schemas.mesh import MeshData

_BALL_M = 0.17


def shader_ball(_rng: np.random.Generator) -> tuple[MeshData, MeshData, MeshData]:
    """An orb with a groove and a dish that holds a smaller ball, on a foot: convex, concave, sharp, shaded."""
    centre_z = _BALL_M + 0.062
    tilt = 58.0
    shell = moved(turned(lathe(_orb_profile(), 160), "x", tilt), z=centre_z)
    core = lathe(_ball_profile(0.062, 0.0), 96)
    collar = lathe(_collar_profile(), 128)
    inner = moved(turned(merge([moved(core, z=0.079), moved(collar, z=0.0)]), "x", tilt), z=centre_z)
    return finished(shell), finished(inner), finished(_foot())


def roundel(_rng: np.random.Generator) -> tuple[MeshData, MeshData]:
    """A round pane of glass that stands upright on a foot."""
    radius, half = _BALL_M, 0.003
    rim = [(0.0, -half), (radius, -half), (radius, half), (0.0, half)]
    disc = lathe(rounded(rim, [0.0, 0.002, 0.002, 0.0], 4), 160)
    pane = moved(turned(disc, "x", 82.0), z=radius + 0.062)
    return finished(pane), finished(_foot())


def _arc(radius: float, start: float, end: float, samples: int) -> Curve:
    """Points of a circle in (radius, height), angle from the lower pole."""
    t = np.linspace(start, end, samples)
    return np.asarray(radius * np.stack([np.sin(t), -np.cos(t)], -1))


def _ball_profile(radius: float, z: float) -> Curve:
    profile = _arc(radius, 0.0, np.pi, 49)
    profile[[0, -1], 0] = 0.0
    return np.asarray(profile + np.array([0.0, z]))


def _orb_profile() -> Curve:
    groove, rim = 1.98, 2.42
    outer = _arc(_BALL_M, 0.0, groove - 0.06, 64)
    band = np.concatenate(
        [
            outer[-1:] * 0.999,
            _arc(_BALL_M - 0.012, groove - 0.045, groove + 0.045, 6),
            _arc(_BALL_M, groove + 0.06, groove + 0.08, 2),
        ]
    )
    upper = _arc(_BALL_M, groove + 0.085, rim, 20)
    lip = upper[-1]
    dish_bottom = 0.032
    dish = np.array(
        [[lip[0] - 0.012, lip[1] - 0.004], [0.085, dish_bottom + 0.024], [0.062, dish_bottom], [0, dish_bottom]]
    )
    corners = np.concatenate(
        [outer[:-1], rounded(np.concatenate([outer[-2:], band[1:], upper[:1]]), 0.0028, 4)[1:-1]]
    )
    tail = rounded(np.concatenate([upper[-2:], dish]), [0, 0.006, 0.006, 0.02, 0.018, 0], 6)
    profile = np.concatenate([corners, upper[:-2], tail])
    profile[0, 0] = 0.0
    return profile


def _collar_profile() -> Curve:
    ring = [(0.058, 0.030), (0.074, 0.030), (0.074, 0.052), (0.058, 0.052), (0.058, 0.030)]
    curve = rounded(ring[:-1], 0.004, 4, closed=True)
    return np.concatenate([curve, curve[:1]])


def _foot() -> Surface:
    corners = [
        (0, 0),
        (0.142, 0),
        (0.142, 0.020),
        (0.118, 0.026),
        (0.100, 0.044),
        (0.096, 0.074),
        (0.080, 0.080),
        (0, 0.080),
    ]
    radii = [0, 0.004, 0.007, 0.006, 0.018, 0.006, 0.006, 0]
    return lathe(rounded(corners, radii, 5), 128)
