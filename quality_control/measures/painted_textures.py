"""Painted textures told apart: a flat patch and a ball, by tone, colour, spectrum, relief and gloss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom

from colorimetry.oklab import oklab_from_rgb
from quality_control.contract import ProbeShot, TermReading
from quality_control.measures import look_probes as probes
from quality_control.measures import pattern_features as patterns
from schemas.frame import Frame

type Plane = NDArray[np.float64]

_SIZE_PX = 96
_PATCH_PX = 48
_BALL_SHARE = 0.22  # radius over the picture's width
_RINGS = 6
_BEAM: tuple[float, float, float] = (0.75, 0.55, -0.45)
_UNITS_IN_VIEW = 14.0
_WIDTHS_M = {
    "metal_surface": 0.25,
    "concrete_wear": 1.4,
    "wall_surface": 1.4,
    "wood_grain": 0.7,
    "watercolor": 0.7,
}
"""How much of a texture is looked at, where its parameter is no length or one of a part of it."""
_DEFAULT_WIDTH_M = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedSeparability:
    """The painted textures of one facet."""

    terms: frozenset[str]

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """A standing panel, and before its right half a ball, under a raking beam and an even dome."""
        edit = partial(_set_patch, material=str(dict(reading.values)["material"]), width_m=_width_m(reading))
        aovs = ("albedo", "normal")
        return (ProbeShot(name="texture", aovs=aovs, edit=edit, resolution=(_SIZE_PX, _SIZE_PX), spp=8),)

    def features(self, frames: Mapping[str, Frame]) -> Sequence[float]:
        """Tone, colour, spectrum, flatness, relief and gloss of the patch; tone and gloss of the ball."""
        frame = frames["texture"]
        albedo = frame.aov("albedo")[..., :3].astype(np.float64)
        normal = frame.aov("normal")[..., :3].astype(np.float64)
        beauty = frame.aov("beauty")[..., :3].astype(np.float64)
        top = (slice(0, _PATCH_PX), slice(0, _PATCH_PX))
        low = (slice(_PATCH_PX, 2 * _PATCH_PX), slice(0, _PATCH_PX))
        halves = [np.array(_patch_features(albedo[p], normal[p], beauty[p])) for p in (top, low)]
        return (*((halves[0] + halves[1]) / 2.0), *_ball_features(albedo, beauty))


def _width_m(reading: TermReading) -> float:
    name = reading.term.rpartition(".")[2]
    length = next((value for key, value in reading.values if key.endswith("_m")), None)
    if name in _WIDTHS_M or not isinstance(length, float):
        return _WIDTHS_M.get(name, _DEFAULT_WIDTH_M)
    return _UNITS_IN_VIEW * length


def _set_patch(stage: Usd.Stage, *, material: str, width_m: float) -> None:
    probes.clear_stage(stage)
    half, depth = 0.55 * width_m, 2.0 * _BALL_SHARE * width_m
    middle = 1.0 + width_m
    low, high = middle - half, middle + half
    corners = ((-half, 0.0, low), (half, 0.0, low), (half, 0.0, high), (-half, 0.0, high))
    probes.add_body(stage, "Panel", probes.panel_mesh(corners), material=material)
    ball = probes.add_body(stage, "Ball", probes.sphere(_BALL_SHARE * width_m), material=material)
    UsdGeom.Xformable(ball).AddTranslateOp().Set((0.25 * width_m, -depth, middle))
    probes.add_furnace(stage)
    probes.add_beam(stage, _BEAM, angle_deg=2.0)
    probes.look_at(stage, (0.0, 0.0, middle), width_m / 2.0)


def _patch_features(albedo: Plane, normal: Plane, beauty: Plane) -> Sequence[float]:
    lab = oklab_from_rgb(np.clip(albedo, 1e-5, 1.0))
    tone = lab[..., 0]
    image = patterns.normalized(albedo.astype(np.float32))
    flat = np.sort(np.histogram(tone, bins=24, range=(0.15, 1.0))[0] / tone.size)[::-1]
    slope_y, slope_x = np.gradient(tone)
    slope = np.hypot(slope_x, slope_y)
    tilt = np.hypot(normal[..., 0] - normal[..., 0].mean(), normal[..., 2] - normal[..., 2].mean())
    shine = np.log10(np.clip(beauty.mean(axis=-1), 1e-4, None) / np.clip(albedo.mean(axis=-1), 1e-3, None))
    contrast = float(tone.std())
    return (
        *(float(v) for v in lab.reshape(-1, 3).mean(axis=0)),
        *(float(np.log10(lab[..., c].std() + 1e-4)) for c in range(3)),
        float(np.hypot(lab[..., 1], lab[..., 2]).mean()),
        *(float(v) for v in np.percentile(tone, (2, 25, 75, 98)) - np.median(tone)),
        *(float(v) for v in flat[:4]),
        float((slope < 0.006).mean()),
        float(np.percentile(slope, 97) / (contrast + 1e-3)),
        float(slope.mean() / (contrast + 1e-3)),
        *(_rings(image) if contrast > 0.004 else (-1.0,) * (_RINGS + 2)),
        float(np.log10(tilt.mean() + 1e-4)),
        float(np.percentile(tilt, 95) / (tilt.mean() + 1e-4)),
        float(shine.mean()),
        float(shine.std()),
        float(np.percentile(shine, 98) - np.median(shine)),
    )


def _rings(image: Plane) -> tuple[float, ...]:
    """Shares of the spectrum's power by ring of frequency, and within ten degrees of the picture's axes."""
    power, radius, direction = patterns.spectrum(image)
    total = max(float(power.sum()), 1e-9)
    edges = np.geomspace(1.5, image.shape[0] / 2.0, _RINGS + 1)
    shares = [float(power[(radius >= low) & (radius < high)].sum() / total) for low, high in pairwise(edges)]
    level = (direction <= 10.0) | (direction >= 170.0)
    upright = np.abs(direction - 90.0) <= 10.0
    return (
        *(float(np.log10(share + 1e-4)) for share in shares),
        float(power[level].sum() / total),
        float(power[upright].sum() / total),
    )


def _ball_features(albedo: Plane, beauty: Plane) -> Sequence[float]:
    axis = (np.arange(_SIZE_PX) + 0.5) / _SIZE_PX - 0.5
    x, y = np.meshgrid(axis - 0.25, axis)
    inside = np.hypot(x, y) < 0.9 * _BALL_SHARE
    tone = oklab_from_rgb(np.clip(albedo[inside], 1e-5, 1.0))[:, 0]
    light = beauty[inside].mean(axis=-1)
    flat = np.sort(np.histogram(tone, bins=24, range=(0.15, 1.0))[0] / tone.size)[::-1]
    side = x[inside] - y[inside]
    return (
        float(tone.std()),
        *(float(v) for v in flat[:3]),
        float(np.corrcoef(side, tone)[0, 1]) if tone.std() > 1e-3 else 0.0,
        float(np.log10(np.percentile(light, 99) / max(float(np.median(light)), 1e-4))),
        float(np.log10((np.percentile(light, 2) + 1e-4) / max(float(np.median(light)), 1e-4))),
    )
