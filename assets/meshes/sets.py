"""Studio sets: cycloramas, plinths, tables, walls."""

from __future__ import annotations

import numpy as np

from assets.meshes.curves import rounded
from assets.meshes.solids import lathe, rounded_box
from assets.meshes.surface import Surface, box_mapped, face_normals, finished, flipped, grid, merge, moved
from schemas.mesh import MeshData

PLINTH_HEIGHT_M = 0.9
TABLE_HEIGHT_M = 0.74
PODIUM_HEIGHT_M = 0.24


def cyclorama(_rng: np.random.Generator) -> MeshData:
    """A seamless sweep: a wall round the back, 4.5 to 11 m away and 9 m high, and an open floor to the front."""
    columns = 192
    angle = np.linspace(-np.pi, np.pi, columns, endpoint=False)  # from +Y
    side = np.degrees(np.abs(angle))
    back = 1.0 - _ramp(side, 92.0, 132.0)  # 1 where the wall stands
    reach = 4.5 + 6.5 * _ramp(side, 25.0, 105.0) + 70.0 * _ramp(side, 95.0, 150.0)
    bend = 1.8 * np.ones(columns)
    floor = np.linspace(0.0, 1.0, 40)[:, None] ** 1.4 * (reach - bend)
    t = np.linspace(0.0, np.pi / 2, 25)[1:, None]
    radius = np.concatenate([floor, reach - bend + bend * np.sin(t), np.repeat(reach[None], 10, 0)])
    rise = bend * (1 - np.cos(t))
    wall = bend + np.linspace(0.0, 1.0, 11)[1:, None] * 7.2 * np.ones(columns)
    height = np.concatenate([0 * floor, rise, wall]) * back
    points = np.stack([radius * np.sin(angle), radius * np.cos(angle), height], -1)[:, ::-1]
    unrolled = np.concatenate([floor, reach - bend + bend * t, reach - bend + bend * np.pi / 2 + wall - bend])
    uvs = np.stack([unrolled * np.sin(angle), unrolled * np.cos(angle)], -1)[:, ::-1]
    uvs = np.concatenate([uvs, uvs[:, :1]], 1)
    return finished(_upward(grid(points, uvs=uvs, wrap=True)), crease_deg=80.0)


def _ramp(value: np.ndarray, low: float, high: float) -> np.ndarray:
    t = np.clip((value - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3 - 2 * t))


def _upward(surface: Surface) -> Surface:
    return surface if face_normals(surface)[:, 2].sum() > 0 else flipped(surface)


def box_plinth(_rng: np.random.Generator) -> MeshData:
    """A square gallery plinth, 0.9 m high, on a recessed base."""
    body = moved(rounded_box((1.3, 1.0, PLINTH_HEIGHT_M - 0.05), 0.008), z=0.05)
    base = rounded_box((1.2, 0.9, 0.06), 0.004)
    return finished(merge([body, base]))


def round_podium(_rng: np.random.Generator) -> MeshData:
    """Two discs, 1.9 and 1.5 m across, one on the other."""
    corners = [(0, 0), (0.95, 0), (0.95, 0.12), (0.75, 0.12), (0.75, PODIUM_HEIGHT_M), (0, PODIUM_HEIGHT_M)]
    podium = lathe(rounded(corners, [0, 0.004, 0.014, 0.006, 0.014, 0], 5), 192)
    return finished(box_mapped(podium))


def table(rng: np.random.Generator) -> MeshData:
    """A table 1.7 x 1.0 x 0.74 m with a bevelled top on four tapered legs."""
    thick = float(rng.choice([0.035, 0.045, 0.06]))
    top = moved(rounded_box((1.7, 1.0, thick), 0.009, 4), z=TABLE_HEIGHT_M - thick)
    corners = [(0, 0), (0.018, 0), (0.030, TABLE_HEIGHT_M - thick + 0.001), (0, TABLE_HEIGHT_M - thick + 0.001)]
    leg = lathe(rounded(corners, [0, 0.003, 0, 0], 3), 24)
    legs = [moved(leg, x, y) for x in (-0.76, 0.76) for y in (-0.42, 0.42)]
    apron_z = TABLE_HEIGHT_M - thick - 0.08
    rails = [moved(rounded_box((1.52, 0.022, 0.0805), 0.003), y=y, z=apron_z) for y in (-0.42, 0.42)]
    rails += [moved(rounded_box((0.022, 0.84, 0.0805), 0.003), x=x, z=apron_z) for x in (-0.76, 0.76)]
    return finished(merge([top, *legs, *rails]))
