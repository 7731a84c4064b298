"""Smooth noise in space: sums of waves, the same wherever it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[Any]
type Noise = Callable[[Floats], Floats]


def wave_noise(rng: np.random.Generator, length_m: float, *, octaves: int = 2, waves: int = 9) -> Noise:
    """Noise about 0, of deviation about 0.5, over points (..., 3); ``length_m`` is its longest wave."""
    ways = rng.normal(size=(octaves, waves, 3))
    ways /= np.linalg.norm(ways, axis=-1, keepdims=True)
    ways *= (2.0 * np.pi / length_m * 2.0 ** np.arange(octaves))[:, None, None] * rng.uniform(
        0.7, 1.3, (octaves, waves, 1)
    )
    phases = rng.uniform(0.0, 2.0 * np.pi, (octaves, waves))

    def noise(points: Floats) -> Floats:
        total = np.zeros(points.shape[:-1])
        for octave in range(octaves):
            swing = np.sin(points @ ways[octave].T + phases[octave]).sum(-1)
            total += 0.5**octave * swing
        return np.asarray(total * 0.6 / np.sqrt(waves))

    return noise
