"""Measures of sampling and denoising: the grain on an even card under a wide light."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux

from colorimetry.luminance import luminance
from quality_control.contract import Measurement, ProbeShot, TermReading
from quality_control.measures.charts import CHART, define_card_mesh, set_chart
from quality_control.measures.probe_looks import bind_probe_look
from schemas.frame import Frame
from usd_scenes import own_attributes
from usd_scenes.render_settings import read_render_settings

_SIZE_PX = 72
_LEFT_BY_DENOISER = 0.35  # of the raw grain, at most
_RAW_OVER_DENOISED = 2.0  # at least


@dataclass(frozen=True, slots=True, kw_only=True)
class DenoiserMeasure:
    """How much of the samples' grain the denoiser leaves."""

    terms: frozenset[str]

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The card at 8 samples, raw and as the stage's settings have it."""
        del reading
        denoise = bool(read_render_settings(stage).denoise)
        return _shot("raw", spp=8), _shot("denoised", spp=8, denoise=denoise)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The grain left, over that of the samples."""
        left = grain_of(frames["denoised"]) / grain_of(frames["raw"])
        return Measurement(
            term=reading.term,
            quantity="grain after denoising over that of the samples",
            value=left,
            expected=f"below {_LEFT_BY_DENOISER}",
            tolerance="one-sided",
            passed=left < _LEFT_BY_DENOISER,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSamplesMeasure:
    """Whether the samples' grain is in the picture."""

    terms: frozenset[str]

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The card with the stage's own samples, as the stage's settings have it and denoised."""
        del reading
        denoise = bool(read_render_settings(stage).denoise)
        return _shot("raw", spp=0, denoise=denoise), _shot("denoised", spp=0, denoise=True)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The grain of the samples over that of a denoised twin."""
        ratio = grain_of(frames["raw"]) / max(grain_of(frames["denoised"]), 1e-7)
        return Measurement(
            term=reading.term,
            quantity="grain over that of a denoised twin",
            value=ratio,
            expected=f"above {_RAW_OVER_DENOISED:g}",
            tolerance="one-sided",
            passed=ratio > _RAW_OVER_DENOISED,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingMeasure:
    """Samples per pixel, by where the stage's own grain lies between that of half and of twice as many."""

    terms: frozenset[str]

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The card with the stage's own samples, and with half and with twice those read."""
        del stage
        spp = round(reading.number("spp"))
        return (_shot("own", spp=0), _shot("fewer", spp=max(spp // 2, 1)), _shot("more", spp=spp * 2))

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Interpolated in the logarithms of grain and samples."""
        spp = reading.number("spp")
        grains = np.log([grain_of(frames[name]) for name in ("more", "own", "fewer")])
        share = (grains[2] - grains[1]) / (grains[2] - grains[0])
        value = float(max(spp // 2, 1) * (spp * 2 / max(spp // 2, 1)) ** share)
        recorded = frames["own"].header.get("spp", f"{spp:g}")
        return Measurement(
            term=reading.term,
            quantity="samples per pixel, by their grain",
            value=value,
            expected=f"{spp:g}, as the frame's header says ({recorded})",
            tolerance="a factor of 1.4",
            passed=bool(abs(np.log(value / spp)) < np.log(1.4)) and float(recorded) == spp,
        )


def grain_of(frame: Frame) -> float:
    """Deviation of the luminance about a smooth surface through it, over its mean."""
    light = luminance(frame.aov("beauty"))[4:-4, 4:-4].astype(np.float64)
    height, width = light.shape
    y, x = np.mgrid[-1.0 : 1.0 : height * 1j, -1.0 : 1.0 : width * 1j]
    basis = np.stack([x**i * y**j for i in range(5) for j in range(5 - i)], axis=-1).reshape(-1, 15)
    fitted = basis @ np.linalg.lstsq(basis, light.ravel(), rcond=None)[0]
    return float((light.ravel() - fitted).std() / light.mean())


def _shot(name: str, *, spp: int, denoise: bool = False) -> ProbeShot:
    return ProbeShot(
        name=name, aovs=(), edit=set_noise_chart, resolution=(_SIZE_PX, _SIZE_PX), spp=spp, denoise=denoise
    )


def set_noise_chart(stage: Usd.Stage) -> None:
    """A matt card that fills the picture, lit by a wide area light from behind the camera."""
    set_chart(stage, ())
    mesh = define_card_mesh(stage, f"{CHART}/Matt", ((-0.1, -0.1, 1.1, 1.1),), distance_m=1.0)
    bind_probe_look(stage, mesh.GetPrim(), reflectance=0.5)
    light = UsdLux.RectLight.Define(stage, f"{CHART}/Wide")
    light.CreateWidthAttr(3.0)
    light.CreateHeightAttr(3.0)
    light.CreateIntensityAttr(1.0)
    light.GetPrim().CreateAttribute(own_attributes.LIGHT_GROUP, Sdf.ValueTypeNames.Token, custom=True).Set("key")
    UsdGeom.Xformable(light).AddTranslateOp().Set(Gf.Vec3d(0.6, 0.4, 0.3))
