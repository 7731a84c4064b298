"""A shaped light as points on its surface, for renderers whose area lights know no angle."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from usd_scenes.extraction.scene.plain_scene import SceneLight, SourceShape

_SPOTS = 8  # along each side of the light


def spot_places(light: SceneLight) -> tuple[NDArray[np.float64], float]:
    """(n, 3) points of the light's own space, and the area that shines: of a sphere, what is seen of it."""
    step = (np.arange(_SPOTS) + 0.5) / _SPOTS - 0.5
    x, y = (axis.ravel() for axis in np.meshgrid(step, step))
    if light.shape is SourceShape.RECT:
        width, height = light.size_m
        return np.stack([x * width, y * height, np.zeros_like(x)], axis=1), width * height
    radii = light.size_m if light.shape is SourceShape.DISK else (light.radius_m, light.radius_m)
    radius = np.sqrt((np.arange(_SPOTS**2) + 0.5) / _SPOTS**2)
    angle = np.arange(_SPOTS**2) * math.pi * (3.0 - math.sqrt(5.0))
    disk = np.stack([radius * np.cos(angle) * radii[0], radius * np.sin(angle) * radii[1], 0.0 * radius], axis=1)
    return disk, math.pi * radii[0] * radii[1]
