"""Measures of light through thin sheets and of the glow in a burning candle."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
from pxr import Usd

from quality_control.contract import Measure, Measurement, ProbeShot, TermReading
from quality_control.measures import look_probes as probes
from quality_control.measures.bare_stage import DRAWN, find_drawn, put_out_drawn, put_out_lamps
from quality_control.measures.look_views import material_of
from schemas.frame import Frame
from usd_scenes.meshes import world_bounds
from usd_scenes.semantics import Role

_SUBSURFACE = "materials.subsurface"


class PassedLightMeasure:
    """How much of the light that a sheet scatters leaves on the far side."""

    terms = frozenset(f"{_SUBSURFACE}.{name}" for name in ("leaves", "petals", "translucent_plastic"))
    _TOLERANCE = 0.08

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """A sheet under a slanting beam, once from the camera's side and once from behind."""
        material = material_of(reading)
        return tuple(
            ProbeShot(
                name=name,
                aovs=("beauty",),
                edit=partial(_sheet, material=material, towards=towards),
                resolution=(32, 32),
                spp=64,
            )
            for name, towards in (("front", (0.8, 1.0, 0.3)), ("behind", (0.8, -1.0, 0.3)))
        )

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The share of what is seen from behind in the sum of both sides."""
        front, behind = (float(np.median(frames[name].aov("beauty")[..., :3])) for name in ("front", "behind"))
        share = behind / max(front + behind, 1e-6)
        wanted = reading.number("transmission_fraction")
        return Measurement(
            term=reading.term,
            quantity="share of the scattered light that leaves on the far side of a sheet",
            value=share,
            expected=f"{wanted:.2f}",
            tolerance=f"{self._TOLERANCE}",
            passed=abs(share - wanted) <= self._TOLERANCE,
        )


class GlowMeasure:
    """How deep the light of its own flame reaches into a candle."""

    terms = frozenset({f"{_SUBSURFACE}.wax_candle"})
    _TOLERANCE = 0.3  # of the depth

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """The candle from the side, in the dark and without its flame; no ledge is lit by the glow above it."""
        return (ProbeShot(name="dark", aovs=("beauty",), edit=_dark_candle, resolution=(64, 64), spp=16),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The depth at which the glow has sunk to 1/e, by a line through its logarithm."""
        image = frames["dark"].aov("beauty")[..., :3].sum(axis=-1).astype(np.float64)
        glowing = image > 0.8 * image.max(axis=1, keepdims=True)  # one candle or several, and no edge of one
        profile = (image * glowing).sum(axis=1) / np.maximum(glowing.sum(axis=1), 1)
        rows = np.nonzero(profile > 0.05 * profile.max())[0]
        rows = rows[max(len(rows) // 6, 1) : -1]
        slope = float(np.polyfit(rows, np.log(profile[rows]), 1)[0]) if len(rows) > 2 else 0.0
        depth_m = -_VIEW_M / len(profile) / slope if slope < 0.0 else 0.0
        wanted = reading.number("glow_depth_m")
        return Measurement(
            term=reading.term,
            quantity="depth in m at which the candle's glow has sunk to 1/e",
            value=depth_m,
            expected=f"{wanted:.3f}",
            tolerance=f"{self._TOLERANCE:.0%}",
            passed=abs(depth_m - wanted) <= self._TOLERANCE * wanted,
        )


_VIEW_M = 0.10


def _sheet(stage: Usd.Stage, *, material: str, towards: tuple[float, float, float]) -> None:
    probes.clear_stage(stage)
    probes.flatten_relief(stage, material)
    probes.take_gloss_off(stage)
    corners = ((-0.2, 0.0, -0.2), (0.2, 0.0, -0.2), (0.2, 0.0, 0.2), (-0.2, 0.0, 0.2))
    probes.add_body(stage, "Sheet", probes.panel_mesh(corners), material=material)
    probes.add_beam(stage, towards)
    probes.look_at(stage, (0.0, 0.0, 0.0), 0.15)


def _dark_candle(stage: Usd.Stage) -> None:
    put_out_drawn(stage, DRAWN - {Role.SUBJECT})
    put_out_lamps(stage)
    probes.leave_glow_alone(stage)
    bounds = {prim: world_bounds(stage, str(prim.GetPath())) for prim in find_drawn(stage, {Role.SUBJECT})}
    body = max(bounds, key=lambda prim: float(np.prod(bounds[prim][1] - bounds[prim][0])))
    put_out_drawn(stage, {Role.SUBJECT}, keep=[str(body.GetPath())])
    low, high = bounds[body]
    middle = (low + high) / 2.0
    target = (float(middle[0]), float(middle[1]), float(high[2]) - _VIEW_M / 2.0)
    probes.look_at(stage, target, _VIEW_M / 2.0)


SHEET_MEASURES: tuple[Measure, ...] = (PassedLightMeasure(), GlowMeasure())
