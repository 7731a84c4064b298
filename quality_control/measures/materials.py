"""Measures of the subject's material on probe bodies: reflectance, roughness, refraction, tint, scattering."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
from pxr import Usd

from colorimetry.metals import published_metals
from colorimetry.oklch import oklch_from_rgb
from quality_control.contract import Measure, Measurement, ProbeShot, SeparabilityMeasure, TermReading
from quality_control.measures import look_probes as probes
from quality_control.measures.glass import GLASS_MEASURES
from quality_control.measures.lobes import fit_roughness, radial_profile, window_rad
from quality_control.measures.look_features import FormSeparability, LookSeparability
from quality_control.measures.look_views import furnace, highlight, material_of, middle_radiance
from quality_control.measures.metal_states import METAL_STATE_MEASURES
from quality_control.measures.prism import PrismMeasure
from quality_control.measures.scattering import ScatteringMeasure
from quality_control.measures.sheets_and_flames import SHEET_MEASURES
from schemas.frame import Frame

_METALS = "materials.pbr_metals"
_DIELECTRICS = "materials.pbr_dielectrics"
_GLASS_FINISHES = ("perfectly_smooth", "slight_roughness", "frosted", "heavily_frosted")
_PANES = ("clear_glass", "frosted_glass", "tinted_glass", "stained_glass", "textured_glass", "ice")
_GROWN = ("bark", "soil", "sand", "grass", "moss", "lichen", "fur", "feathers", "scales", "chitin")
_CLOTHS = (
    "cotton", "silk", "wool", "linen", "satin", "denim", "leather_fabric", "synthetic", "knit", "lace", "mesh",
)  # fmt: skip
_F0_TOLERANCE = 0.02
_BODIES = {"rubber": (0.0, 0.46), "porcelain": (0.80, 1.0)}
"""OKLCh lightness that a furnace must show of these bodies; any for the others."""


class MetalMeasure:
    """Reflectance at normal incidence in a white furnace, of the metal polished: as the published ones are."""

    terms = frozenset(f"{_METALS}.{name}" for name in published_metals())

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """The middle of a sphere under a white dome."""
        edit = partial(_polished_furnace, material=material_of(reading))
        return (ProbeShot(name="furnace", aovs=("beauty",), edit=edit, resolution=(48, 48), spp=32),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The largest channel's distance from the published reflectance."""
        published = published_metals()[reading.term.rpartition(".")[2]].f0
        found = middle_radiance(frames["furnace"])
        distance = float(np.abs(found - np.array(published)).max())
        return Measurement(
            term=reading.term,
            quantity="largest channel's distance of the reflectance at normal incidence from the published one",
            value=distance,
            expected=f"{published[0]:.3f}, {published[1]:.3f}, {published[2]:.3f}",
            tolerance=f"{_F0_TOLERANCE}",
            passed=distance <= _F0_TOLERANCE,
        )


def _polished_furnace(stage: Usd.Stage, *, material: str) -> None:
    furnace(stage, material=material)
    probes.polish(stage, material)


class FinishMeasure:
    """Roughness of the topmost lobe by the highlight's width, and the body's lightness in a furnace."""

    terms = frozenset(
        f"{_DIELECTRICS}.{name}"
        for name in ("plastic_glossy", "plastic_matte", "rubber", "ceramic", "paint", "porcelain", "lacquer")
    ) | frozenset(f"materials.glass.properties.{name}" for name in _GLASS_FINISHES)

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """A highlight of parallel light from the camera, and the furnace."""
        material = material_of(reading)
        half_width = probes.RADIUS_M * float(np.sin(window_rad(reading.number("roughness"))))
        edit = partial(highlight, material=material, half_width=half_width)
        return (
            ProbeShot(
                name="highlight", aovs=("beauty", "specular_direct"), edit=edit, resolution=(64, 64), spp=64
            ),
            ProbeShot(
                name="furnace",
                aovs=("beauty",),
                edit=partial(furnace, material=material),
                resolution=(32, 32),
                spp=32,
            ),
        )

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The fitted roughness against the network's."""
        wanted = reading.number("roughness")
        half_width = probes.RADIUS_M * float(np.sin(window_rad(wanted)))
        gloss = frames["highlight"].aov("specular_direct")[..., :3].mean(axis=-1).astype(np.float64)
        roughness = fit_roughness(*radial_profile(gloss, half_width, probes.RADIUS_M))
        lightness = oklch_from_rgb(np.clip(middle_radiance(frames["furnace"]), 0.0, 1.0))[0]
        tolerance = max(0.035, 0.3 * wanted)
        low, high = _BODIES.get(reading.term.rpartition(".")[2], (0.0, 1.0))
        return Measurement(
            term=reading.term,
            quantity=f"roughness of the highlight (body lightness {lightness:.2f} in a furnace)",
            value=roughness,
            expected=f"{wanted:.3f}, body lightness {low:.2f} to {high:.2f}",
            tolerance=f"{tolerance:.3f}",
            passed=abs(roughness - wanted) <= tolerance and low <= lightness <= high,
        )


class SheenMeasure:
    """Brightness towards the outline under light from the camera, where a plain matt body falls off."""

    terms = frozenset({"materials.fabric.velvet"})
    _LEAST = 0.45

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """A whole sphere in parallel light from the camera."""
        edit = partial(highlight, material=material_of(reading), half_width=1.02 * probes.RADIUS_M)
        return (ProbeShot(name="sphere", aovs=("beauty",), edit=edit, resolution=(96, 96), spp=64),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Radiance at 70 to 80 degrees over radiance in the middle; a Lambertian sphere has 0.26."""
        image = frames["sphere"].aov("beauty")[..., :3].mean(axis=-1).astype(np.float64)
        angles, radiance = radial_profile(image, 1.02 * probes.RADIUS_M, probes.RADIUS_M)
        degrees = np.degrees(angles)
        rim = radiance[(degrees >= 70.0) & (degrees <= 80.0)].mean()
        ratio = float(rim / max(radiance[degrees <= 20.0].mean(), 1e-6))
        return Measurement(
            term=reading.term,
            quantity="radiance near the outline over radiance in the middle, lit from the camera",
            value=ratio,
            expected=f"at least {self._LEAST} (a matt sphere: 0.26)",
            tolerance="one-sided",
            passed=ratio >= self._LEAST,
        )


MEASURES: tuple[Measure | SeparabilityMeasure, ...] = (
    MetalMeasure(),
    *METAL_STATE_MEASURES,
    FinishMeasure(),
    SheenMeasure(),
    ScatteringMeasure(),
    *GLASS_MEASURES,
    PrismMeasure(),
    *SHEET_MEASURES,
    FormSeparability(terms=frozenset(f"materials.organic.{name}" for name in _GROWN)),
    LookSeparability(
        terms=frozenset(f"materials.glass.types.{name}" for name in _PANES),
        near_m=0.05,
        far_m=0.30,
        pane_m=0.012,
    ),
    LookSeparability(
        terms=frozenset(f"{_DIELECTRICS}.{n}" for n in ("leather", "wood", "concrete", "stone", "varnish")),
        near_m=0.06,
        far_m=0.24,
    ),
    LookSeparability(
        terms=frozenset(f"materials.fabric.{name}" for name in _CLOTHS),
        near_m=0.016,
        far_m=0.10,
    ),
)
