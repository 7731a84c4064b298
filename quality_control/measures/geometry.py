"""Measures of the geometry category: the form of the subject from position, normal and id AOVs."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from pxr import Usd

from quality_control.contract import Measurement, ProbeShot, TermReading
from quality_control.measures.geometry_facets import count_quads, find_facets, flat_fraction, surface_view
from quality_control.measures.geometry_modifiers import (
    bevel_width_fraction,
    displacement_fraction,
    measure_row,
    measure_symmetry,
)
from quality_control.measures.geometry_probe import geometry_shot, view_from_above
from quality_control.measures.geometry_shapes import IMPOSSIBLE, MISFIT_LIMIT, Fit, fit_shapes
from schemas.frame import Frame

_PRIMITIVES = (
    "cube", "sphere", "cylinder", "cone", "torus", "plane", "icosphere", "uv_sphere", "capsule", "pyramid",
)  # fmt: skip
_FACETED_LIMIT = 0.03
_RATIO_TOLERANCE = 0.02
_RATIOS = {**dict.fromkeys(("cylinder", "cone", "capsule", "pyramid"), "height_ratio"), "torus": "tube_ratio"}
_FACET_VIEW_PX = 1024
_CAGE_FACET_PX = 30  # less is a sliver along an edge that a cage's own faces do not have
_LEVEL_TOLERANCE = 0.45
_SEEN_SHARE = 0.4  # half face away, and some hide others


class _ViewMeasure:
    """A measure whose pictures are the same for every sample."""

    views: tuple[ProbeShot, ...] = ()

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The views, which show the subject alone."""
        del reading, stage
        return self.views


class PrimitiveMeasure(_ViewMeasure):
    """Fits every elementary solid to the visible points: the wanted one fits, no other does."""

    terms = frozenset(f"geometry.primitives.{name}" for name in _PRIMITIVES)

    views = (geometry_shot("geometry"),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Misfit of the shape, its proportion against the stage's, and the best misfit of all others."""
        name = reading.term.rpartition(".")[2]
        fits = fit_shapes(surface_view(frames["geometry"]))
        limit = _FACETED_LIMIT if name in {"icosphere", "uv_sphere"} else MISFIT_LIMIT
        fit = fits.pop(name)
        rival = min(fits, key=lambda other: fits[other].misfit)
        expected = f"below {limit}, while {rival} has {fits[rival].misfit:.3g}"
        ratio = _RATIOS.get(name)
        if ratio:
            expected += f"; {ratio} {fit.ratio:.3f} for {reading.number(ratio):.3f}"
        return Measurement(
            term=reading.term,
            quantity=f"rms distance of the visible points from a {name.replace('_', ' ')}, over their radius",
            value=fit.misfit,
            expected=expected,
            tolerance=f"every other shape above {limit}"
            + (f", {ratio} within {_RATIO_TOLERANCE:.0%}" if ratio else ""),
            passed=fit.misfit < limit < fits[rival].misfit and _ratio_agrees(fit, reading, ratio),
        )


def _ratio_agrees(fit: Fit, reading: TermReading, name: str | None) -> bool:
    if name is None:
        return True
    wanted = reading.number(name)
    return fit.misfit < IMPOSSIBLE and abs(fit.ratio - wanted) <= _RATIO_TOLERANCE * wanted


class SubdivisionMeasure(_ViewMeasure):
    """Counts the faces of the true surface, all quads once it is subdivided: each level has four times as many."""

    terms = frozenset(f"geometry.subdivision.{name}" for name in ("base_mesh", "subdiv_1", "subdiv_2", "subdiv_3"))

    views = (geometry_shot("facets", size_px=_FACET_VIEW_PX),)  # the smallest facets still have some pixels

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The level as the base-4 logarithm of facets seen over the cage's faces that face a camera."""
        view = surface_view(frames["facets"])
        facets, faceted = find_facets(view, within_deg=0.3), flat_fraction(view) > 0.5
        count = int((facets.pixels >= _CAGE_FACET_PX).sum()) if faceted else count_quads(view, facets)
        level = float(np.log(max(count, 1) / (_SEEN_SHARE * reading.number("cage_face_count"))) / np.log(4.0))
        wanted = reading.number("level")
        return Measurement(
            term=reading.term,
            quantity="subdivision level by faces seen, 1",
            value=level,
            expected=f"{wanted:.0f}" + (", with flat shading" if wanted == 0 else ""),
            tolerance=f"{_LEVEL_TOLERANCE}",
            passed=abs(level - wanted) < _LEVEL_TOLERANCE and faceted == (wanted == 0),
        )


class ArrayMeasure(_ViewMeasure):
    """Counts the pieces seen from above and their steps."""

    terms = frozenset({"geometry.modifiers.array"})

    views = (view_from_above("above"),)  # one view from above

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Count exactly, steps even, and step over width as the stage has it."""
        row = measure_row(surface_view(frames["above"]))
        count, ratio = reading.number("count"), reading.number("spacing_ratio")
        return Measurement(
            term=reading.term,
            quantity="equal pieces in a row, count",
            value=float(row.count),
            expected=f"{count:.0f}; step over width {row.spacing_ratio:.3f} for {ratio:.3f}",
            tolerance="count exact, steps even within 2 %, step over width within 3 %",
            passed=row.count == count and row.unevenness < 0.02 and abs(row.spacing_ratio - ratio) < 0.03 * ratio,
        )


class MirrorMeasure(_ViewMeasure):
    """Reflects the surface in upright planes: one maps it onto itself, the one across does not."""

    terms = frozenset({"geometry.modifiers.mirror"})

    views = (view_from_above("above"),)  # one view from above, which favours no upright plane

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Misfit of the best plane, and of the plane across it."""
        found = measure_symmetry(surface_view(frames["above"]))
        return Measurement(
            term=reading.term,
            quantity="rms distance of the reflected surface from itself, over its size",
            value=found.misfit,
            expected=f"below 0.003; across it {found.crosswise_misfit:.3g}",
            tolerance="the plane across has at least five times the misfit",
            passed=found.misfit < 0.003 and found.crosswise_misfit > 5 * found.misfit,
        )


class BevelMeasure(_ViewMeasure):
    """The width of the rounded strips that a box's flat faces leave."""

    terms = frozenset({"geometry.modifiers.bevel"})

    views = (geometry_shot("geometry", size_px=768),)  # one large view of three faces

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The width over the smallest side that is seen, against the stage's."""
        found, wanted = bevel_width_fraction(surface_view(frames["geometry"])), reading.number("width_fraction")
        return Measurement(
            term=reading.term,
            quantity="bevel width over the smallest side, 1",
            value=found,
            expected=f"{wanted:.3f}",
            tolerance="0.008; a sharp box has 0",
            passed=abs(found - wanted) < 0.008,
        )


class DisplaceMeasure(_ViewMeasure):
    """How far the surface strays from a ball."""

    terms = frozenset({"geometry.modifiers.displace"})

    views = tuple(
        geometry_shot(f"side_{i}", azimuth_deg=azimuth, pitch_deg=pitch, size_px=256)
        for i, (azimuth, pitch) in enumerate(((32.0, 32.0), (152.0, 20.0), (272.0, -25.0)))
    )  # three views that see nearly all of it

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The greatest offset over the diameter, against the stage's."""
        found = displacement_fraction(tuple(surface_view(frame) for frame in frames.values()))
        wanted = reading.number("strength_fraction")
        return Measurement(
            term=reading.term,
            quantity="greatest offset from the mean ball over its diameter, 1",
            value=found,
            expected=f"{wanted:.3f}",
            tolerance="25 %; a plain ball has 0",
            passed=abs(found - wanted) <= 0.25 * wanted,
        )


MEASURES = (
    PrimitiveMeasure(), SubdivisionMeasure(), ArrayMeasure(), MirrorMeasure(), BevelMeasure(), DisplaceMeasure(),
)  # fmt: skip
