"""Refraction and dispersion: where a prism moves the edge of a light to, channel by channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from pxr import Usd

from colorimetry.oklch import hue_difference_deg, oklch_from_rgb
from quality_control.contract import Measurement, ProbeShot, TermReading
from quality_control.measures import look_probes as probes
from quality_control.measures.look_views import material_of
from schemas.frame import Frame
from schemas.mesh import MeshData

_TYPES = "materials.glass.types"
_WEDGE_RAD = np.radians(14.0)
_THICKNESS_M = 0.03
_PANEL_M = 0.53  # the panel's distance behind the front of the prism
_HALF_VIEW_M = 0.02
_SIZE_PX = 64


class PrismMeasure:
    """The index of each channel by the deviation of a light's edge, and with it the dispersion."""

    terms = frozenset(f"{_TYPES}.{name}" for name in ("crystal", "diamond", "refractive_gem"))
    _INDEX_TOLERANCE = 0.02
    _SPREAD_TOLERANCE = 0.3  # of the dispersion
    _HUE_TOLERANCE_DEG = 30.0

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """A prism of 14 degrees whose flat side faces the camera, before a panel that ends where green is seen."""
        edit = partial(_prism, material=material_of(reading), edge_m=_edge_m(reading.number("ior")))
        return (ProbeShot(name="prism", aovs=("beauty",), edit=edit, resolution=(_SIZE_PX, _SIZE_PX), spp=256),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Index and dispersion against the network's; of a coloured stone also the hue of what comes through."""
        image = frames["prism"].aov("beauty")[..., :3].astype(np.float64)
        profile = image.mean(axis=0)
        edge_m = _edge_m(reading.number("ior"))
        red, green, blue = (_index(profile[:, channel], edge_m) for channel in range(3))
        wanted, spread = reading.number("ior"), reading.number("dispersion")
        index_error, spread_error = abs(green - wanted), abs((blue - red) / spread - 1.0)
        passed = index_error <= self._INDEX_TOLERANCE and spread_error <= self._SPREAD_TOLERANCE
        hue = ""
        if reading.term.endswith("refractive_gem"):
            lit = profile[-6:].mean(axis=0)
            found = oklch_from_rgb(tuple(np.clip(lit / lit.max(), 1e-4, 1.0)))[2]
            passed = (
                passed and abs(hue_difference_deg(found, reading.number("hue_deg"))) <= self._HUE_TOLERANCE_DEG
            )
            hue = f", hue {found:.0f} of {reading.number('hue_deg'):.0f} deg"
        return Measurement(
            term=reading.term,
            quantity=f"index of refraction by a prism (blue minus red {blue - red:.4f} of {spread:.4f}{hue})",
            value=green,
            expected=f"{wanted:.3f}",
            tolerance=f"{self._INDEX_TOLERANCE}, dispersion within {self._SPREAD_TOLERANCE:.0%}",
            passed=bool(passed),
        )


def _edge_m(ior: float) -> float:
    """Where a light must end so that its edge is seen in the middle."""
    deviation = np.arcsin(ior * np.sin(_WEDGE_RAD)) - _WEDGE_RAD
    return float((_PANEL_M - _THICKNESS_M) * np.tan(deviation))


def _index(profile: NDArray[np.float64], edge_m: float) -> float:
    """The index that puts the edge where the profile crosses half of its height."""
    low, high = profile[:6].mean(), profile[-6:].mean()
    share = (profile - low) / max(high - low, 1e-6)
    after = int(np.argmax(share >= 0.5))
    before = share[after - 1] if after else 0.0
    pixel = after - (share[after] - 0.5) / max(share[after] - before, 1e-6)
    x = ((pixel + 0.5) / len(profile) * 2.0 - 1.0) * _HALF_VIEW_M
    travelled = _PANEL_M - _THICKNESS_M - x * np.tan(_WEDGE_RAD)
    deviation = np.arctan((edge_m - x) / travelled)
    return float(np.sin(_WEDGE_RAD + deviation) / np.sin(_WEDGE_RAD))


def _prism(stage: Usd.Stage, *, material: str, edge_m: float) -> None:
    probes.clear_stage(stage)
    probes.flatten_relief(stage, material)
    probes.add_body(stage, "Prism", _wedge(), material=material)
    probes.add_panel(stage, "Panel", (edge_m + 0.5, _PANEL_M, 0.0), (0.0, -1.0, 0.0), (1.0, 1.0))
    probes.look_at(stage, (0.0, 0.0, 0.0), _HALF_VIEW_M)


def _wedge() -> MeshData:
    """A box whose back leans: thicker towards +x."""
    box = probes.box((-0.1, 0.0, -0.1), (0.1, _THICKNESS_M, 0.1))
    points = box.points.copy()
    back = points[:, 1] > 0.5 * _THICKNESS_M
    points[back, 1] += points[back, 0] * np.float32(np.tan(_WEDGE_RAD))
    faces = points[box.face_vertex_indices.reshape(-1, 4)]
    normals = np.cross(faces[:, 1] - faces[:, 0], faces[:, 3] - faces[:, 0])
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    return replace(box, points=points, normals=np.repeat(normals, 4, axis=0).astype(np.float32))
