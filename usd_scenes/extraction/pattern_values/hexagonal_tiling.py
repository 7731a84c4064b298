"""MaterialX's hextiledimage: a picture without visible repetition (Mikkelsen, JCGT 11-2, 2022).

Each point takes the picture three times, turned, scaled and moved by the hash of the hexagon about each corner of
the triangle that it lies in, and blends them by its nearness to the corners.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

type Values = NDArray[np.float64]
type Picture = Callable[[Values], Values]  # (n, 2) texture coordinates -> (n, 4)

_EDGE = 2.0 * np.sqrt(3.0)  # triangles to a unit of texture coordinates
_SKEW = np.array([[1.0, -1.0 / np.sqrt(3.0)], [0.0, 2.0 / np.sqrt(3.0)]])
_UNSKEW = np.linalg.inv(_SKEW)
_SHARPNESS = 7.0  # power of the nearness
_SEED = 0.12345


def hexagonal_tiling(inputs: Mapping[str, Any], picture: Picture) -> Values:
    """(n, 4) of the node with these inputs; alpha is blended without regard to luminance."""
    place = inputs["texcoord"] * inputs["tiling"]
    corners, nearness = _corners(place)
    taken = np.stack([picture(_turned(place, corner, inputs)) for corner in corners], axis=1)
    luminance = (taken[..., :3] * inputs["lumacoeffs"][:, None, :]).sum(axis=-1)
    contrast = inputs["falloffcontrast"][:, None]
    by_light = _shares((1.0 - contrast) + contrast * luminance, nearness, inputs["falloff"])
    even = _shares(np.ones_like(luminance), nearness, inputs["falloff"])
    color = (taken[..., :3] * by_light[..., None]).sum(axis=1)
    return np.concatenate([color, (taken[..., 3] * even).sum(axis=1)[:, None]], axis=1)


def _corners(place: Values) -> tuple[tuple[Values, Values, Values], Values]:
    """Numbers of the three hexagons, (n, 2) each, and the (n, 3) nearness to their middles."""
    skewed = place * _EDGE @ _SKEW.T
    cell = np.floor(skewed)
    within = skewed - cell
    rest = 1.0 - within.sum(axis=1)
    upper = (rest <= 0.0).astype(np.float64)
    sign = 2.0 * upper - 1.0
    nearness = np.stack([-rest * sign, upper - within[:, 1] * sign, upper - within[:, 0] * sign], axis=1)
    first = cell + upper[:, None]
    second = cell + np.stack([upper, 1.0 - upper], axis=1)
    third = cell + np.stack([1.0 - upper, upper], axis=1)
    return (first, second, third), nearness


def _turned(place: Values, corner: Values, inputs: Mapping[str, Any]) -> Values:
    """Where the hexagon ``corner`` takes the picture for each place."""
    middle = corner / _EDGE @ _UNSKEW.T
    chance = _hash(corner + _SEED)
    low, high = np.radians(inputs["rotationrange"]).T
    angle = low + (high - low) * chance[:, 0] * inputs["rotation"]
    smallest, largest = inputs["scalerange"].T
    size = 1.0 + inputs["scale"] * (smallest + (largest - smallest) * chance[:, 1] - 1.0)
    least, most = inputs["offsetrange"].T
    moved = least[:, None] + (most - least)[:, None] * chance * inputs["offset"][:, None]
    x, y = (place - middle).T
    turned = np.stack([x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle)], axis=1)
    return np.asarray(turned / size[:, None] + middle + moved)


def _hash(place: Values) -> Values:
    """(n, 2) in [0, 1): the hash without sines that MaterialX takes; in single precision, as its renderers do."""
    place = place.astype(np.float32)
    scaled = place[:, [0, 1, 0]] * np.array((0.1031, 0.1030, 0.0973), dtype=np.float32)
    scaled = scaled - np.floor(scaled)
    scaled = scaled + (scaled * (scaled[:, [1, 2, 0]] + np.float32(33.33))).sum(axis=1, keepdims=True)
    mixed = (scaled[:, [0, 0]] + scaled[:, [1, 2]]) * scaled[:, [2, 1]]
    return np.asarray(mixed - np.floor(mixed), dtype=np.float64)


def _shares(weights: Values, nearness: Values, falloff: Values) -> Values:
    shares = weights * np.clip(nearness, 0.0, None) ** _SHARPNESS
    shares = shares / np.maximum(shares.sum(axis=1, keepdims=True), 1e-30)
    gained = _gain(shares, falloff[:, None])
    gained = gained / np.maximum(gained.sum(axis=1, keepdims=True), 1e-30)
    return np.where(falloff[:, None] == 0.5, shares, gained)


def _gain(share: Values, falloff: Values) -> Values:
    """Schlick's gain, Graphics Gems IV, 1994."""
    slope = (1.0 / np.clip(falloff, 0.001, 0.999) - 2.0) * (1.0 - 2.0 * share)
    return np.where(share < 0.5, share / (slope + 1.0), (slope - share) / (slope - 1.0))
