"""Boxes, slabs and drums as distances, to be joined and carved with the bodies of `distance_fields`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.distance_fields import Body

type Floats = NDArray[np.float64]


def block(
    centre: Sequence[float] | Floats, size_m: Sequence[float] | Floats, round_m: float, turn: Floats | None = None
) -> Body:
    """A box with edges rounded by ``round_m``; ``turn`` is a (3, 3) rotation whose columns are its axes."""
    middle, half = np.asarray(centre, np.float64), np.asarray(size_m, np.float64) / 2
    axes = np.eye(3) if turn is None else turn

    def distance(p: Floats) -> Floats:
        away = np.abs((p - middle) @ axes) - (half - round_m)
        outside = np.linalg.norm(np.maximum(away, 0.0), axis=-1)
        return np.asarray(outside + np.minimum(away.max(-1), 0.0) - round_m)

    reach = np.abs(axes) @ half
    return Body(distance=distance, low=middle - reach, high=middle + reach)


def drum(centre: Sequence[float] | Floats, axis: int, radius_m: float, length_m: float, round_m: float) -> Body:
    """A cylinder along x, y or z (0, 1, 2) with rounded rims."""
    middle = np.asarray(centre, np.float64)
    others = [i for i in range(3) if i != axis]

    def distance(p: Floats) -> Floats:
        q = p - middle
        away = np.stack(
            [
                np.linalg.norm(q[..., others], axis=-1) - radius_m + round_m,
                np.abs(q[..., axis]) - length_m / 2 + round_m,
            ],
            -1,
        )
        outside = np.linalg.norm(np.maximum(away, 0.0), axis=-1)
        return np.asarray(outside + np.minimum(away.max(-1), 0.0) - round_m)

    reach = np.full(3, radius_m)
    reach[axis] = length_m / 2
    return Body(distance=distance, low=middle - reach, high=middle + reach)


def hollowed(body: Body, wall_m: float) -> Body:
    """The same body drawn in by ``wall_m``, to be carved out of it."""
    return Body(distance=lambda p: np.asarray(body.distance(p) + wall_m), low=body.low, high=body.high)
