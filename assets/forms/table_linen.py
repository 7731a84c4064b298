"""Cloths that fell over a table, hemmed or scalloped."""

from __future__ import annotations

from functools import partial
from typing import Literal

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import grid_normals, placed, refined, relaxed, thick, waves
from assets.forms.kit.sewing import stitches, tube
from assets.meshes.solids import lathe, rounded_box
from assets.meshes.surface import Points, Surface, merge, moved
from schemas.mesh import MeshData

_CLOTH_M = 0.0012
_STAND = ("steel", "beech", "dark_wood")


def _tablecloth(
    rng: np.random.Generator,
    size: float,
    *,
    shape: Literal["round", "square"],
    overhang: tuple[float, float],
    hem: bool,
    scallops: bool = False,
) -> tuple[MeshData, ...]:
    """A cloth that fell over a table; the hem is stitched, or cut in scallops.

    Args:
        overhang: how far it hangs down, in heights of the table; over 1 it lies on the floor.
    """
    height = size * float(rng.uniform(0.62, 0.8)) if shape == "round" else size * float(rng.uniform(0.5, 0.62))
    radius = size * float(rng.uniform(0.24, 0.29)) if shape == "round" else size * 0.33
    deep = radius if shape == "round" else radius * float(rng.uniform(0.7, 1.0))
    hang = height * float(rng.uniform(*overhang))
    points, uvs = _fallen(rng, (radius, deep), height, hang, round_top=shape == "round")
    edge_rows = _rims(points, 0)
    if scallops:
        cloth = merge([thick(points, 0.0005, uvs=uvs), tube(edge_rows, 0.0012, sides=6, closed=True)])
        sewn = stitches(
            _rims(points, 3), _rims(grid_normals(points), 3), closed=True, length_m=0.004, radius_m=8e-4
        )
    else:
        cloth = thick(points, _CLOTH_M, uvs=uvs, hem=(0.016, 0.0016) if hem else ())
        lift = 0.0016 * grid_normals(points)
        sewn = stitches(_rims(points + lift, 3), _rims(grid_normals(points), 3), closed=True)
    return placed([cloth, sewn, _table((radius, deep), height, round_top=shape == "round")], size)


def _rims(sheet: Points, inset: int) -> Points:
    """(n, 3) the closed loop ``inset`` points inside a sheet's edge."""
    s = sheet[inset : len(sheet) - inset, inset : sheet.shape[1] - inset]
    return np.concatenate([s[0, :-1], s[:-1, -1], s[-1, :0:-1], s[:0:-1, 0]])


def _fallen(
    rng: np.random.Generator, half: tuple[float, float], height: float, hang: float, *, round_top: bool
) -> tuple[Points, Points]:
    """(points, uvs) of a cloth that was laid on a table and fell."""
    n = 59
    wide, deep = half[0] + hang, half[1] + hang
    u = np.linspace(-1.0, 1.0, n)
    x, y = np.meshgrid(u * wide, u * deep)
    if round_top:
        x, y = x * np.sqrt(1 - 0.36 * (y / deep) ** 2), y * np.sqrt(1 - 0.36 * (x / wide) ** 2)
    start = np.stack([x, y, height + 0.004 + 0.003 * waves(rng, 0.2)(x, y)], -1)
    turn = float(rng.uniform(-0.12, 0.12))
    start[..., :2] = start[..., :2] @ np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    edge = np.array(half) + 0.006
    away = np.abs(start[..., :2]) / edge
    resting = (np.sqrt(away[..., 0] ** 2 + away[..., 1] ** 2) if round_top else away.max(-1)) < 0.9
    laid = start[resting] * [1.0, 1.0, 0.0] + [0.0, 0.0, height + 0.003]

    def hold(p: Points) -> None:
        np.maximum(p[..., 2], 0.002, out=p[..., 2])
        reach = np.abs(p[..., :2]) / edge
        far = np.sqrt(reach[..., 0] ** 2 + reach[..., 1] ** 2) if round_top else reach.max(-1)
        within = (far < 1.0) & (p[..., 2] < height + 0.002)
        sideways = within & ((1.0 - far) * edge.min() < height + 0.002 - p[..., 2])
        p[..., 2] = np.where(within & ~sideways, height + 0.002, p[..., 2])
        factor = np.where(sideways, 1.0 / np.maximum(far, 0.2), 1.0)
        if round_top:
            p[..., :2] *= factor[..., None]
        else:
            axis = reach[..., 0] > reach[..., 1]
            p[..., 0] *= np.where(axis, factor, 1.0)
            p[..., 1] *= np.where(axis, 1.0, factor)
        p[resting] = laid

    fell = relaxed(
        start, flat=np.stack([x, y, 0 * x], -1), hold=hold, steps=120, sweeps=7, bend=0.12, damping=0.965
    )
    points = refined(_eased(fell), 2)
    return points, refined(np.stack([x, y, 0 * x], -1), 2)[..., :2]


def _eased(sheet: Points) -> Points:
    """Its inner points drawn twice towards their neighbours: folds narrower than the grid go."""
    for _ in range(2):
        near = sheet[:-2, 1:-1] + sheet[2:, 1:-1] + sheet[1:-1, :-2] + sheet[1:-1, 2:]
        sheet = sheet.copy()
        sheet[1:-1, 1:-1] = 0.5 * sheet[1:-1, 1:-1] + 0.125 * near
    return sheet


def _table(half: tuple[float, float], height: float, *, round_top: bool) -> Surface:
    """A table under its cloth: four legs, or a foot."""
    if round_top:
        r, h = half[0], height
        outline = [
            [0, 0],
            [0.62 * r, 0],
            [0.62 * r, 0.02],
            [0.2 * r, 0.05 * h],
            [0.12 * r, 0.3 * h],
            [0.15 * r, 0.6 * h],
            [0.1 * r, 0.9 * h],
            [0.95 * r - 0.012, h - 0.04],
            [0.95 * r - 0.012, h - 0.022],
            [0.88 * r - 0.012, h - 0.008],
            [0, h - 0.006],
        ]
        return lathe(np.asarray(outline, np.float64), 48)
    top = moved(rounded_box((2 * half[0] - 0.07, 2 * half[1] - 0.07, 0.02), 0.008), z=height - 0.034)
    legs = [
        moved(rounded_box((0.045, 0.045, height - 0.03), 0.004), sx * (half[0] - 0.06), sy * (half[1] - 0.06))
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    return merge([top, *legs])


FORMS: tuple[Form, ...] = (
    Form(
        name="cloth_over_round_table",
        class_name="tablecloth",
        size_m=(0.5, 0.9),
        parts=(main_part(), part("Stitches", "cream_thread", "white_thread"), part("Table", "dark_wood", "beech")),
        build=partial(_tablecloth, shape="round", overhang=(0.84, 1.0), hem=True),
    ),
    Form(
        name="tablecloth_square",
        class_name="tablecloth",
        size_m=(0.7, 1.1),
        detail_m=0.5,
        parts=(main_part(), part("Stitches", "white_thread", "cream_thread"), part("Table", "beech", "dark_wood")),
        build=partial(_tablecloth, shape="square", overhang=(0.4, 0.6), hem=True),
    ),
    Form(
        name="lace_tablecloth",
        class_name="tablecloth",
        size_m=(0.45, 0.8),
        parts=(main_part(), part("Stitches", "white_thread"), part("Table", "dark_wood")),
        build=partial(_tablecloth, shape="round", overhang=(0.35, 0.6), hem=False, scallops=True),
    ),
)
