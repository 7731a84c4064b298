"""Relief as arithmetic: a height from normals, and how much of the sky a height leaves each of its points."""

from __future__ import annotations

import numpy as np

from schemas.frame import Pixels

_DIRECTIONS = 12
_STEPS = 10
_REACH_SHARE = 0.12  # of the side, within which a height hides the sky


def height_from_normals(normals: Pixels, side_m: float) -> Pixels:
    """(height, width) metres, mean 0 and level: the surface whose slopes are nearest to those of the normals.

    By Fourier transform of the slopes, mirrored at the edges (Frankot and Chellappa 1988).

    Args:
        normals: (height, width, 3) tangent space as 0.5 n + 0.5, row 0 at v = 1.
        side_m: length of the picture's width.
    """
    n = normals.astype(np.float64) * 2.0 - 1.0
    facing = np.maximum(n[..., 2], 0.05)
    slope_u, slope_v = -n[..., 0] / facing, -n[..., 1] / facing
    slope_u, slope_v = slope_u - slope_u.mean(), slope_v - slope_v.mean()
    mirrored_u = np.block([[slope_u, -slope_u[:, ::-1]], [slope_u[::-1], -slope_u[::-1, ::-1]]])
    mirrored_v = np.block([[slope_v, slope_v[:, ::-1]], [-slope_v[::-1], -slope_v[::-1, ::-1]]])
    rows, columns = mirrored_u.shape
    step = side_m / normals.shape[1]
    along_u = 2.0 * np.pi * np.fft.fftfreq(columns, step)[None, :]
    along_v = -2.0 * np.pi * np.fft.fftfreq(rows, step)[:, None]  # v runs against the rows
    energy = along_u**2 + along_v**2
    energy[0, 0] = 1.0
    spectrum = -1j * (along_u * np.fft.fft2(mirrored_u) + along_v * np.fft.fft2(mirrored_v)) / energy
    spectrum[0, 0] = 0.0
    height = np.fft.ifft2(spectrum).real[: normals.shape[0], : normals.shape[1]]
    return np.asarray(height - height.mean(), dtype=np.float32)


def occlusion_of_height(height_m: Pixels, side_m: float) -> Pixels:
    """(height, width) from 0 to 1: the cosine-weighted share of the sky over each point of a height field."""
    step = side_m / height_m.shape[1]
    reach_px = max(2.0, _REACH_SHARE * height_m.shape[1])
    distances = np.unique(np.rint(np.geomspace(1.0, reach_px, _STEPS)))
    open_sky = np.zeros(height_m.shape, dtype=np.float64)
    for angle in np.arange(_DIRECTIONS) * 2.0 * np.pi / _DIRECTIONS:
        steepest = np.zeros(height_m.shape, dtype=np.float64)
        for distance in distances:
            rows, columns = round(float(np.sin(angle) * distance)), round(float(np.cos(angle) * distance))
            rise = _shifted(height_m, rows, columns) - height_m
            steepest = np.maximum(steepest, rise / (np.hypot(rows, columns) * step))
        open_sky += 1.0 / (1.0 + steepest**2)  # 1 - sin(horizon)**2
    return np.asarray(open_sky / _DIRECTIONS, dtype=np.float32)


def normalised(height_m: Pixels) -> Pixels:
    """The height from 0 to 1; one half everywhere where it is flat."""
    low, high = float(height_m.min()), float(height_m.max())
    if high - low < 1e-9:
        return np.full_like(height_m, 0.5)
    return np.asarray((height_m - low) / (high - low), dtype=np.float32)


def _shifted(height_m: Pixels, rows: int, columns: int) -> Pixels:
    """The height some pixels on; at the edges the edge's."""
    row = np.clip(np.arange(height_m.shape[0]) + rows, 0, height_m.shape[0] - 1)
    column = np.clip(np.arange(height_m.shape[1]) + columns, 0, height_m.shape[1] - 1)
    return height_m[np.ix_(row, column)]
