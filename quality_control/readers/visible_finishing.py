"""Which finishing operations a viewer would notice: each is run on a small fixed chart, once.

The chart is a lit ball before a wall of patches, ramps and checks, with a lamp, grain and a step in depth: what
lenses, grades, denoisers and drawn styles act on.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from pxr import Usd

from finishing import finish_frame
from finishing.terms import terms_by_operation
from quality_control.contract import TermReading
from schemas.errors import UsageError
from schemas.finishing import FinishingOperation
from schemas.frame import Frame, Pixels
from taxonomy.loading import load_catalog
from taxonomy.terms import Parameter
from usd_scenes.finishing import read_finishing

VISIBLE_CHANGE = 0.01
"""Least mean change of the hundredth of the chart's pixels that change most, in code values from 0 to 1.

Two and a half steps of eight bits: what the eye just tells apart where two flat areas meet.
"""

_SIZE_PX = 64
_KEY = 20_261_129
_CHANGED_SHARE = 0.01
_PATCHES = ((0.6, 0.1, 0.08), (0.1, 0.4, 0.12), (0.08, 0.15, 0.5), (0.6, 0.45, 0.1), (0.35, 0.35, 0.36))
_STEP_SLACK = 0.01  # of a parameter's step: single precision is finer
_LAMP_RADIANCE, _LAMP_PX = 12.0, 3
_GRAIN = 0.06
_BALL_RADIUS, _BALL_DEPTH_M, _WALL_DEPTH_M = 0.45, 3.0, 5.0

type Plane = NDArray[np.float64]


def read_operations(stage: Usd.Stage, category: str) -> tuple[TermReading, ...]:
    """One reading for each finishing operation of the stage that is a term of ``category`` and visibly acts.

    Its parameters are the values; with one beyond the taxonomy's range it is no longer what the term says.
    """
    terms = terms_by_operation(category)
    return tuple(
        TermReading(term=terms[operation.name], values=operation.parameters)
        for operation in read_finishing(stage)
        if operation.name in terms
        and _in_range(terms[operation.name], operation)
        and compute_change(operation) >= VISIBLE_CHANGE
    )


@lru_cache(maxsize=256)
def compute_change(operation: FinishingOperation) -> float:
    """How much an operation changes the chart; see `VISIBLE_CHANGE`. 0 for one that does not exist."""
    try:
        after = finish_frame(_chart(), (operation,), rng=_rng())
    except UsageError:
        return 0.0
    changed = np.abs(after - _plain()).max(axis=2).ravel()
    return float(np.sort(changed)[-round(_CHANGED_SHARE * changed.size) :].mean())


def _in_range(term: str, operation: FinishingOperation) -> bool:
    given = dict(operation.parameters)
    return all(_holds(p, given[p.name]) for p in load_catalog().term(term).parameters if p.name in given)


def _holds(parameter: Parameter, value: float) -> bool:
    if parameter.choices:
        return any(isinstance(c, int | float) and abs(value - c) <= 1e-6 * abs(c) for c in parameter.choices)
    slack = _STEP_SLACK * parameter.step
    return parameter.low - slack <= value <= parameter.high + slack


def _rng() -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=_KEY))


@cache
def _plain() -> Pixels:
    return finish_frame(_chart(), (), rng=_rng())


@cache
def _chart() -> Frame:
    """The chart with every AOV that an operation may read."""
    axis = (np.arange(_SIZE_PX) + 0.5) / _SIZE_PX * 2.0 - 1.0
    x, y = np.meshgrid(axis, -axis)
    inside = np.hypot(x, y) < _BALL_RADIUS
    up = np.sqrt(np.clip(_BALL_RADIUS**2 - x**2 - y**2, 0.0, None))
    flat = np.broadcast_to(np.array((0.0, 0.0, 1.0)), (*x.shape, 3))
    normal = np.where(inside[..., None], np.stack((x, y, up), axis=2) / _BALL_RADIUS, flat)
    depth = np.where(inside, _BALL_DEPTH_M - up, _WALL_DEPTH_M)
    albedo = np.where(inside[..., None], np.array((0.55, 0.5, 0.45)), _wall(x, y))
    light = np.clip(normal @ (np.array((-0.5, 0.6, 0.62))), 0.03, None) * 1.6
    beauty = albedo * light[..., None]
    grainy = (x < -0.5) & (np.abs(y) < 0.5)
    beauty = np.where(grainy[..., None], beauty * (1.0 + _GRAIN * _rng().standard_normal(beauty.shape)), beauty)
    row, column = _SIZE_PX // 5, 4 * _SIZE_PX // 5
    beauty[row : row + _LAMP_PX, column : column + _LAMP_PX] = _LAMP_RADIANCE
    arrays = {
        "beauty": np.clip(beauty, 0.0, None),
        "albedo": albedo,
        "normal": normal,
        "position": np.stack((x, y, -depth), axis=2),
        "camera_depth": depth[..., None],
        "instance_id": np.where(inside, 1.0, 2.0)[..., None],
        "material_id": np.where(inside, 1.0, 2.0)[..., None],
    }
    return Frame(arrays={name: values.astype(np.float32) for name, values in arrays.items()})


def _wall(x: Plane, y: Plane) -> Plane:
    """(height, width, 3): colour patches above, a grey ramp below, checks in the corners and along the sides."""
    patch = np.clip(((x + 1.0) / 2.0 * len(_PATCHES)).astype(int), 0, len(_PATCHES) - 1)
    colours = np.array(_PATCHES)[patch]
    ramp = np.repeat((0.02 * 40.0 ** ((x + 1.0) / 2.0))[..., None], 3, axis=2)
    checks = np.where((np.floor(x * 12.0) + np.floor(y * 12.0)) % 2.0 > 0.0, 0.7, 0.05)[..., None]
    wall = np.where((y > 0.0)[..., None], colours, ramp)
    return np.where(((np.abs(x) > 0.75) & (np.abs(y) > 0.5))[..., None], checks, wall)
