"""Measures of glass: index by its mirror reflection, transmittance, blur and tint of a slab."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray
from pxr import Usd

from quality_control.contract import Measure, Measurement, ProbeShot, TermReading
from quality_control.measures import look_probes as probes
from schemas.frame import Frame

_TYPES = "materials.glass.types"
_PROPERTIES = "materials.glass.properties"
_VIEW_M = 0.12  # half the width of the slab's view
_GAP_M = 0.20  # from the slab to the light behind it
_SLAB_M = 0.01


class IndexMeasure:
    """The index of refraction by Fresnel's reflectance at normal incidence, ((n - 1) / (n + 1)) squared."""

    terms = frozenset(f"{_PROPERTIES}.{name}" for name in ("air", "water", "glass", "crystal", "diamond"))
    _TOLERANCE = 0.01  # of the index

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """One face of the glass that mirrors a panel of radiance 1; what passes through meets no light."""
        edit = partial(_mirror, material=_material(reading))
        return (ProbeShot(name="mirror", aovs=("beauty",), edit=edit, resolution=(48, 48), spp=128),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The index that the reflectance implies."""
        reflectance = float(frames["mirror"].aov("beauty")[..., :3].mean())
        root = np.sqrt(min(max(reflectance, 0.0), 0.99))
        index = float((1.0 + root) / (1.0 - root))
        wanted = reading.number("ior")
        tolerance = self._TOLERANCE * wanted
        return Measurement(
            term=reading.term,
            quantity=f"index of refraction from a reflectance of {reflectance:.4f} at normal incidence",
            value=index,
            expected=f"{wanted:.3f}",
            tolerance=f"{tolerance:.3f}",
            passed=abs(index - wanted) <= tolerance,
        )


class ClearnessMeasure:
    """How sharp and how bright a light's edge is behind a slab."""

    terms = frozenset({f"{_TYPES}.clear_glass", f"{_TYPES}.frosted_glass"})
    _SHARP_M = 0.012
    _BLURRED_M = 0.020

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """A slab before a panel whose edge stands in the middle of the view."""
        edit = partial(_edge_behind_slab, material=_material(reading))
        return (ProbeShot(name="edge", aovs=("beauty",), edit=edit, resolution=(64, 64), spp=96),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The distance over which the edge goes from 10 % to 90 % of its height."""
        profile = frames["edge"].aov("beauty")[..., :3].mean(axis=(0, 2)).astype(np.float64)
        width_m = _rise_m(profile)
        brightness = float(profile[-8:].mean())
        frosted = reading.term.endswith("frosted_glass")
        if frosted:
            passed = width_m >= self._BLURRED_M and brightness >= 0.15
        else:
            passed = width_m <= self._SHARP_M and 0.75 <= brightness <= 1.02
        wanted = f"at least {self._BLURRED_M}" if frosted else f"at most {self._SHARP_M}, transmittance 0.75 to 1"
        return Measurement(
            term=reading.term,
            quantity=f"width in m of an edge {_GAP_M} m behind a slab (transmittance {brightness:.2f})",
            value=width_m,
            expected=wanted,
            tolerance="one-sided",
            passed=passed,
        )


class TintMeasure:
    """Colour by depth: what the second half of a thick slab takes from white light (Beer and Lambert)."""

    terms = frozenset({f"{_TYPES}.tinted_glass"})
    _TOLERANCE = 0.02

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """A slab half as thick as the tint's depth beside one of that depth, before a panel."""
        depth_m = reading.number("tint_depth_m")
        edit = partial(_two_slabs, material=_material(reading), depth_m=depth_m)
        return (ProbeShot(name="slabs", aovs=("beauty",), edit=edit, resolution=(64, 64), spp=64),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The largest channel's distance of the ratio of the two transmittances from the tint's square root."""
        image = frames["slabs"].aov("beauty")[..., :3].astype(np.float64)
        size = image.shape[1]
        rows = slice(size // 4, 3 * size // 4)
        thin = np.median(image[rows, size // 8 : 3 * size // 8].reshape(-1, 3), axis=0)
        thick = np.median(image[rows, 5 * size // 8 : 7 * size // 8].reshape(-1, 3), axis=0)
        expected = np.sqrt([reading.number(f"tint_{channel}") for channel in "rgb"])
        distance = float(np.abs(thick / np.maximum(thin, 1e-4) - expected).max())
        return Measurement(
            term=reading.term,
            quantity="largest channel's distance of thick over thin transmittance from Beer and Lambert's law",
            value=distance,
            expected=", ".join(f"{value:.3f}" for value in expected),
            tolerance=f"{self._TOLERANCE}",
            passed=distance <= self._TOLERANCE,
        )


def _material(reading: TermReading) -> str:
    return str(dict(reading.values)["material"])


def _mirror(stage: Usd.Stage, *, material: str) -> None:
    probes.clear_stage(stage)
    probes.flatten_relief(stage, material)
    size = 2.0
    corners = ((-size, 0.0, -size), (size, 0.0, -size), (size, 0.0, size), (-size, 0.0, size))
    probes.add_body(stage, "Face", probes.panel_mesh(corners), material=material)
    probes.add_panel(stage, "Panel", (0.0, -8.0, 0.0), (0.0, 1.0, 0.0), (4.0, 4.0))
    probes.look_at(stage, (0.0, 0.0, 0.0), _VIEW_M)


def _edge_behind_slab(stage: Usd.Stage, *, material: str) -> None:
    probes.clear_stage(stage)
    probes.flatten_relief(stage, material)
    slab = probes.box((-0.5, 0.0, -0.5), (0.5, _SLAB_M, 0.5))
    probes.add_body(stage, "Slab", slab, material=material)
    probes.add_panel(stage, "Panel", (0.5, _SLAB_M + _GAP_M, 0.0), (0.0, -1.0, 0.0), (1.0, 1.0))
    probes.look_at(stage, (0.0, 0.0, 0.0), _VIEW_M)


def _two_slabs(stage: Usd.Stage, *, material: str, depth_m: float) -> None:
    probes.clear_stage(stage)
    probes.flatten_relief(stage, material)
    for name, left, right, thickness in (("Thin", -0.5, -0.005, depth_m / 2.0), ("Thick", 0.005, 0.5, depth_m)):
        slab = probes.box((left, 0.0, -0.5), (right, thickness, 0.5))
        probes.add_body(stage, name, slab, material=material)
    probes.add_panel(stage, "Panel", (0.0, depth_m + _GAP_M, 0.0), (0.0, -1.0, 0.0), (2.0, 2.0))
    probes.look_at(stage, (0.0, 0.0, 0.0), _VIEW_M)


def _rise_m(profile: NDArray[np.float64]) -> float:
    """Width between 10 % and 90 % of the step's height, metres."""
    low, high = float(profile[:4].mean()), float(profile[-8:].mean())
    share = (profile - low) / max(high - low, 1e-6)
    pixel_m = 2.0 * _VIEW_M / len(profile)
    return float((np.argmax(share >= 0.9) - np.argmax(share >= 0.1)) * pixel_m)


GLASS_MEASURES: tuple[Measure, ...] = (IndexMeasure(), ClearnessMeasure(), TintMeasure())
