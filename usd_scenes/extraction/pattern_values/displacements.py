"""A look's displacement at points of the surface that wears it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from schemas.errors import UnsupportedError
from usd_scenes.extraction.pattern_values.evaluation import SurfacePoints, evaluate
from usd_scenes.extraction.scene.plain_scene import SceneLook
from usd_scenes.looks import Connection

type Values = NDArray[np.float64]

_BY_HEIGHT = frozenset({"ND_displacement_float", "UsdPreviewSurface", "ND_UsdPreviewSurface_surfaceshader"})
_IN_FRAME = "ND_displacement_vector3"


def is_relief(look: SceneLook) -> bool:
    """Whether a pattern displaces the look's surface, and not the same everywhere."""
    named = [node for node in look.nodes if node.name == look.displacement]
    driven = [entry.name for node in named for entry in node.inputs if isinstance(entry.value, Connection)]
    return not {"displacement", "scale"}.isdisjoint(driven)


def evaluate_displacement(look: SceneLook, points: SurfacePoints, *, meters_per_unit: float) -> Values:
    """(n, 3) metres in the world that ``look`` moves each point by, along the object's own normal or frame.

    Raises:
        UnsupportedError: a node whose values are not known.
        AssetError: a picture that cannot be read.
    """
    node = next(node for node in look.nodes if node.name == look.displacement)
    given = {entry.name: entry.value for entry in node.inputs}

    def value_of(name: str, default: float) -> Any:
        value = given.get(name, default)
        return evaluate(look.nodes, value, points) if isinstance(value, Connection) else value

    amount, scale = np.asarray(value_of("displacement", 0.0)), np.asarray(value_of("scale", 1.0))
    world_from_object = np.linalg.inv(points.object_from_world)[:3, :3]
    normal = _unit(points.normal @ world_from_object)
    if node.definition in _BY_HEIGHT:
        moved = _column(amount, len(points)) * _column(scale, len(points)) * normal
    elif node.definition == _IN_FRAME:
        tangent = _unit(points.tangent @ points.object_from_world[:3, :3].T)
        across = np.cross(points.normal, points.tangent)
        frame = np.stack([tangent, _unit(across @ points.object_from_world[:3, :3].T), normal], axis=1)
        parts = np.broadcast_to(amount, (len(points), 3)) * _column(scale, len(points))
        moved = np.einsum("nk,nkc->nc", parts, frame)
    else:
        raise UnsupportedError(f"displacement by {node.definition!r} is not evaluated")
    displaced: Values = moved @ world_from_object.T * meters_per_unit
    return displaced


def _column(values: Values, count: int) -> Values:
    return np.broadcast_to(values.astype(np.float64).reshape(-1, 1), (count, 1))


def _unit(vectors: Values) -> Values:
    unit: Values = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-30)
    return unit
