"""Figures by which drawn and painted pictures differ."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from colorimetry.luminance import luminance
from schemas.frame import Frame

type Plane = NDArray[Any]  # (height, width)


def compute_style_features(frame: Frame) -> tuple[float, ...]:
    """The feature vector of a frame with its "finished" picture."""
    picture = frame.aov("finished").astype(np.float64)
    luma = luminance(picture).astype(np.float64)
    chroma = picture.max(axis=2) - picture.min(axis=2)
    fine = luma - ndimage.gaussian_filter(luma, 1.0)
    middle = ndimage.gaussian_filter(luma, 1.0) - ndimage.gaussian_filter(luma, 3.0)
    light = luma > np.quantile(luma, 0.6)
    fine_coherence, fine_entropy = _orientation(luma, 1.0, 3.0)
    broad_coherence, broad_entropy = _orientation(luma, 2.0, 6.0)
    return (
        float(luma.mean()),
        float(luma.std()),
        float(chroma.mean()),
        float(chroma.std()),
        float((luma > 0.88).mean()),
        float((luma < 0.12).mean()),
        float(fine.std()),
        float(middle.std()),
        float(fine.std() / max(float(luma.std()), 1e-3)),
        float(fine[light].std()),
        float(np.abs(fine[~light]).mean() / max(float(np.abs(fine[light]).mean()), 1e-4)),
        float(_tones(luma)),
        float((ndimage.gaussian_laplace(luma, 1.0) > 0.06).mean()),
        fine_coherence,
        fine_entropy,
        broad_coherence,
        broad_entropy,
        _edge_darkening(frame, luma),
    )


def _orientation(luma: Plane, inner: float, outer: float) -> tuple[float, float]:
    """How much the strokes agree in their neighbourhood, and the entropy of their directions, in [0, 1]."""
    gy, gx = np.gradient(ndimage.gaussian_filter(luma, inner * 0.6))
    xx, yy, xy = (ndimage.gaussian_filter(p, outer) for p in (gx * gx, gy * gy, gx * gy))
    energy = xx + yy
    coherence = np.sqrt((xx - yy) ** 2 + 4.0 * xy**2) / np.maximum(energy, 1e-9)
    angle = 0.5 * np.arctan2(2.0 * xy, xx - yy)
    counts, _ = np.histogram(angle, bins=12, range=(-np.pi / 2, np.pi / 2), weights=energy * coherence)
    share = counts / max(float(counts.sum()), 1e-9)
    entropy = -float((share * np.log(np.maximum(share, 1e-9))).sum()) / np.log(12.0)
    return float((coherence * energy).sum() / max(float(energy.sum()), 1e-9)), entropy


def _tones(luma: Plane) -> int:
    """How many of 64 steps of luma hold at least half a per cent of the picture."""
    counts, _ = np.histogram(luma, bins=64, range=(0.0, 1.0))
    return int((counts > 0.005 * luma.size).sum())


def _edge_darkening(frame: Frame, luma: Plane) -> float:
    """How much darker the picture is along the borders of objects than a little away from them."""
    ids = np.rint(frame.aov("instance_id")[..., 0])
    border = (ndimage.maximum_filter(ids, 3) != ndimage.minimum_filter(ids, 3)).astype(bool)
    if not border.any() or border.all():
        return 0.0
    distance = ndimage.distance_transform_edt(~border)
    near, away = distance <= 1.0, (distance > 4.0) & (distance < 9.0)
    return float(luma[away].mean() - luma[near].mean()) if away.any() else 0.0
