"""Moods told apart in the sample's own view: the colours of what is painted, and its light and shadow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from pxr import Usd

from colorimetry.luminance import luminance
from colorimetry.oklab import oklab_from_rgb
from colorimetry.oklch import chroma_and_hue
from colorimetry.schemes import MOOD_FACET, load_colour_rules
from quality_control.contract import ProbeShot, TermReading
from schemas.frame import Frame

_HUE_BINS = 12
_SIZE_PX = 80

type Plane = NDArray[np.float64]


class MoodSeparability:
    """Lightness, chroma and hues in the albedo AOV; brightness, contrast and warmth in the picture."""

    terms = frozenset(f"{MOOD_FACET}.{name}" for name in load_colour_rules().moods)

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """The sample as it is."""
        return (ProbeShot(name="view", aovs=("albedo",), resolution=(_SIZE_PX, _SIZE_PX), spp=8),)

    def features(self, frames: Mapping[str, Frame]) -> Sequence[float]:
        """First what is painted, then how it is lit."""
        frame = frames["view"]
        albedo = frame.aov("albedo")[..., :3].astype(np.float64).reshape(-1, 3)
        light = frame.aov("beauty")[..., :3].astype(np.float64).reshape(-1, 3)
        solid = albedo.max(axis=1) > 0.01
        if solid.sum() < 50:
            return (0.0,) * (10 + _HUE_BINS + 9)
        return (*_paint(albedo[solid]), *_light(albedo[solid], light[solid]))


def _paint(albedo: Plane) -> tuple[float, ...]:
    lab = oklab_from_rgb(np.clip(albedo, 1e-4, 1.0))
    chroma, hue = chroma_and_hue(lab)
    counts, _ = np.histogram(hue, bins=_HUE_BINS, range=(0.0, 360.0), weights=chroma)
    return (
        *(float(v) for v in lab.mean(axis=0)),
        *(float(v) for v in np.percentile(lab[:, 0], (10, 50, 90))),
        float(chroma.mean()),
        *(float(v) for v in np.percentile(chroma, (50, 80, 97))),
        *(float(v) for v in counts / max(float(counts.sum()), 1e-6)),
    )


def _light(albedo: Plane, light: Plane) -> tuple[float, ...]:
    levels = np.log10(np.clip(luminance(light), 1e-4, None))
    falling = np.clip(light, 1e-5, None) / np.clip(albedo, 0.02, None)
    lit = falling[falling.mean(axis=1) >= np.median(falling.mean(axis=1))].mean(axis=0)
    spread = np.log10(np.clip(luminance(falling), 1e-4, None))
    return (
        *(float(v) for v in np.percentile(levels, (5, 25, 50, 75, 95))),
        float(np.log(lit[0] / lit[1])),
        float(np.log(lit[2] / lit[1])),
        float(np.percentile(spread, 90) - np.percentile(spread, 10)),
        float(spread.std()),
    )
