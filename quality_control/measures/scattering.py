"""Light that bleeds under the edge of a shadow: what a scattering body shows and an opaque one does not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray
from pxr import Usd

from colorimetry.oklch import oklch_from_rgb
from quality_control.contract import Measurement, ProbeShot, TermReading
from quality_control.measures import look_probes as probes
from schemas.frame import Frame

_VIEW_RADII = 4.0
_LEAST_RADII, _MOST_RADII = 0.08, 1.2
_HUES = {
    "jade": lambda chroma, hue: chroma >= 0.03 and 110.0 <= hue <= 195.0,
    "marble": lambda chroma, hue: chroma <= 0.045,  # noqa: ARG005
    "wax": lambda chroma, hue: chroma >= 0.015 and (hue <= 115.0 or hue >= 345.0),
    "skin_human": lambda chroma, hue: chroma >= 0.02 and 20.0 <= hue <= 90.0,
    "skin_creature": lambda chroma, hue: chroma >= 0.015,  # noqa: ARG005
    "milk": lambda chroma, hue: chroma <= 0.07,  # noqa: ARG005
    "soap": lambda chroma, hue: chroma <= 0.12,  # noqa: ARG005
    "silicone": lambda chroma, hue: chroma <= 0.20,  # noqa: ARG005
}


class ScatteringMeasure:
    """The equivalent width of the light under a shadow's edge, in mean free paths, and the body's hue."""

    terms = frozenset(f"materials.subsurface.{name}" for name in _HUES)

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """A block from above, half of it in the shadow of a sheet, and a view of it lit."""
        material = str(dict(reading.values)["material"])
        half_width = _VIEW_RADII * reading.number("subsurface_radius_m")
        edit = partial(_half_shadow, material=material, half_width=half_width)
        return (ProbeShot(name="shadow", aovs=("beauty",), edit=edit, resolution=(64, 64), spp=128),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The bleed in units of the largest channel's mean free path."""
        image = frames["shadow"].aov("beauty")[..., :3].astype(np.float64)
        size = image.shape[1]
        lit = image[:, 3 * size // 4 :].reshape(-1, 3).mean(axis=0)
        bleed = _bleed_radii(image.mean(axis=0), lit)
        _, chroma, hue_deg = oklch_from_rgb(np.maximum(lit / max(lit.max(), 1e-6) * 0.8, 1e-4))
        right_hue = _HUES[reading.term.rpartition(".")[2]](chroma, hue_deg)
        return Measurement(
            term=reading.term,
            quantity=f"light under a shadow's edge, mean free paths (chroma {chroma:.3f}, hue {hue_deg:.0f} deg)",
            value=bleed,
            expected=f"{_LEAST_RADII} to {_MOST_RADII}, and the hue of {reading.term.rpartition('.')[2]}",
            tolerance="range",
            passed=bool(_LEAST_RADII <= bleed <= _MOST_RADII and right_hue),
        )


def _bleed_radii(profile: NDArray[np.float64], lit: NDArray[np.float64]) -> float:
    """The area under the shadow's side of the profile over the lit level, largest channel, in radii."""
    size = len(profile)
    pixel_radii = 2.0 * _VIEW_RADII / size
    shadow = profile[: size // 2]
    floor = shadow[:4].mean(axis=0)
    area = np.clip(shadow - floor, 0.0, None).sum(axis=0) * pixel_radii
    return float((area / np.maximum(lit - floor, 1e-6)).max())


def _half_shadow(stage: Usd.Stage, *, material: str, half_width: float) -> None:
    probes.clear_stage(stage)
    probes.flatten_relief(stage, material)
    block = probes.box((-0.3, -0.3, -0.3), (0.3, 0.3, 0.0))
    probes.add_body(stage, "Block", block, material=material)
    sheet = ((-1.6, -0.6, 0.5), (-0.5, -0.6, 0.5), (-0.5, 0.6, 0.5), (-1.6, 0.6, 0.5))
    probes.add_body(stage, "Sheet", probes.panel_mesh(sheet))
    probes.add_beam(stage, (1.0, 0.0, -1.0), angle_deg=0.02)
    probes.look_at(stage, (0.0, 0.0, 0.0), half_width, from_direction=(0.0, 0.0, 1.0))
