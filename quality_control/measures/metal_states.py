"""Measures of metals that were worked or worn: stretched highlights, dyed reflection, the worn share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
from pxr import Usd

from colorimetry.oklch import hue_difference_deg, oklch_from_rgb
from quality_control.contract import Measure, Measurement, ProbeShot, TermReading
from quality_control.measures import look_probes as probes
from quality_control.measures.look_views import furnace, highlight, material_of, middle_radiance
from schemas.frame import Frame

_METALS = "materials.pbr_metals"
_WIDE_M = 0.75  # radius of the sphere on which worn shares are counted: patches and streaks are centimetres wide


class AnisotropyMeasure:
    """How much longer a highlight is across the grain than along it."""

    terms = frozenset({f"{_METALS}.brushed_metal"})
    _LEAST = 1.4

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """A whole sphere in parallel light from the camera."""
        edit = partial(highlight, material=material_of(reading), half_width=1.02 * probes.RADIUS_M)
        return (
            ProbeShot(name="sphere", aovs=("beauty", "specular_direct"), edit=edit, resolution=(96, 96), spp=32),
        )

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The ratio of the highlight's extents at half of its height, upright over level."""
        image = frames["sphere"].aov("specular_direct")[..., :3].mean(axis=-1).astype(np.float64)
        bright = image >= 0.5 * np.percentile(image, 99.7)
        rows, columns = np.nonzero(bright)
        ratio = float((rows.std() + 0.3) / (columns.std() + 0.3))
        return Measurement(
            term=reading.term,
            quantity="length of the highlight across the grain over its width along it",
            value=ratio,
            expected=f"at least {self._LEAST} (anisotropy {reading.number('anisotropy'):.2f})",
            tolerance="one-sided",
            passed=ratio >= self._LEAST,
        )


class DyeMeasure:
    """The hue that a white furnace shows of a dyed metal."""

    terms = frozenset({f"{_METALS}.anodized"})
    _TOLERANCE_DEG = 10.0
    _LEAST_CHROMA = 0.07

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """The middle of a sphere under a white dome."""
        edit = partial(furnace, material=material_of(reading))
        return (ProbeShot(name="furnace", aovs=("beauty",), edit=edit, resolution=(48, 48), spp=32),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The distance from the network's hue."""
        _, chroma, hue_deg = oklch_from_rgb(np.clip(middle_radiance(frames["furnace"]), 0.0, 1.0))
        wanted = reading.number("hue_deg")
        distance = abs(hue_difference_deg(hue_deg, wanted))
        return Measurement(
            term=reading.term,
            quantity=f"distance in degrees of the reflection's OKLCh hue from the dye's (chroma {chroma:.3f})",
            value=float(distance),
            expected=f"{wanted:.0f} deg, chroma at least {self._LEAST_CHROMA}",
            tolerance=f"{self._TOLERANCE_DEG}",
            passed=bool(distance <= self._TOLERANCE_DEG and chroma >= self._LEAST_CHROMA),
        )


class WornShareMeasure:
    """The share of a large sphere in a furnace that no longer reflects as the bare metal does."""

    terms = frozenset(f"{_METALS}.{name}" for name in ("oxidized", "rusted", "corroded"))
    _TOLERANCE = 0.1

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """A sphere that holds many patches."""
        edit = partial(_wide_furnace, material=material_of(reading))
        return (ProbeShot(name="furnace", aovs=("beauty",), edit=edit, resolution=(192, 192), spp=24),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The counted share against the network's."""
        image = frames["furnace"].aov("beauty")[..., :3].astype(np.float64)
        metal = np.array([reading.number(f"metal_{c}") for c in "rgb"])
        crust = np.array([reading.number(f"crust_{c}") for c in "rgb"])
        towards = (crust - metal) / float(np.square(crust - metal).sum())
        share = float(((image - metal) @ towards >= 0.5).mean())
        wanted = reading.number("coverage_fraction")
        return Measurement(
            term=reading.term,
            quantity="share of the surface nearer to the crust than to the bare metal in a furnace",
            value=share,
            expected=f"{wanted:.2f}",
            tolerance=f"{self._TOLERANCE}",
            passed=abs(share - wanted) <= self._TOLERANCE,
        )


def _wide_furnace(stage: Usd.Stage, *, material: str) -> None:
    probes.clear_stage(stage)
    probes.flatten_relief(stage, material)
    probes.add_body(stage, "Sphere", probes.sphere(_WIDE_M), material=material)
    probes.add_furnace(stage)
    probes.look_at(stage, (0.0, 0.0, 0.0), 0.62 * _WIDE_M)


METAL_STATE_MEASURES: tuple[Measure, ...] = (AnisotropyMeasure(), DyeMeasure(), WornShareMeasure())
