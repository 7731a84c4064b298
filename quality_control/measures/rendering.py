"""Measures of the rendering category."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from pxr import Usd, UsdGeom

from quality_control.contract import (
    Measure,
    Measurement,
    ProbeShot,
    SeparabilityMeasure,
    StageEdit,
    TermReading,
)
from quality_control.measures import pass_laws
from quality_control.measures.bare_stage import put_out_drawn, take_blur_off
from quality_control.measures.charts import CHART, Card, define_card_mesh, set_chart
from quality_control.measures.noise_measures import DenoiserMeasure, RawSamplesMeasure, SamplingMeasure
from quality_control.measures.probe_looks import bind_probe_look
from schemas.aovs import AOVS_OF_PASS
from schemas.frame import Frame
from usd_scenes.render_settings import read_render_settings
from usd_scenes.semantics import FLUID_ROLES

_RIDGE_M = 0.25  # half the ridge's width
_GEOMETRY = ("camera_depth", "position", "normal", "instance_id")
_GLOW = 2.0
_REFLECTED = ("diffuse_direct", "diffuse_indirect", "specular_direct", "specular_indirect")

type Judge = Callable[[TermReading, Frame], tuple[str, float, str, bool]]  # quantity, value, expected, passed


@dataclass(frozen=True, slots=True, kw_only=True)
class LawMeasure:
    """A law that the buffers of one frame obey."""

    terms: frozenset[str]
    aovs: tuple[str, ...]
    judge: Judge
    edit: StageEdit | None = None
    spp: int = 16

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """One frame of the stage, or of the probe that ``edit`` makes; of its own pass what the product has."""
        given = read_render_settings(stage).aovs
        left_out = {aov for aov in _pass_of(reading) if aov not in given}
        aovs = tuple(aov for aov in self.aovs if aov not in left_out)
        return (ProbeShot(name="law", aovs=aovs, edit=self.edit, resolution=(96, 96), spp=self.spp),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """How far the frame is from the law."""
        if missing := [a for a in _pass_of(reading) if a in self.aovs and a not in frames["law"].arrays]:
            return Measurement(
                term=reading.term,
                quantity=f"buffers of the pass that the product lacks ({', '.join(missing)})",
                value=float(len(missing)),
                expected="none",
                tolerance="exact",
                passed=False,
            )
        quantity, value, expected, passed = self.judge(reading, frames["law"])
        return Measurement(
            term=reading.term,
            quantity=quantity,
            value=value,
            expected=expected,
            tolerance="one-sided",
            passed=passed,
        )


def judge_beauty(reading: TermReading, frame: Frame) -> tuple[str, float, str, bool]:
    """The parts of light sum to the beauty."""
    del reading
    error = pass_laws.sum_error(frame)
    return "difference of the beauty from the sum of its light parts", error, "below 0.02", error < 0.02


def judge_diffuse(reading: TermReading, frame: Frame) -> tuple[str, float, str, bool]:
    """With every surface matt, all reflected light is diffuse."""
    del reading
    share = _share(frame, ("diffuse_direct", "diffuse_indirect"))
    return "diffuse share of the light from matt surfaces", share, "above 0.98", share > 0.98


def judge_specular(reading: TermReading, frame: Frame) -> tuple[str, float, str, bool]:
    """With every surface a metal, all reflected light is specular."""
    del reading
    share = _share(frame, ("specular_direct", "specular_indirect"))
    return "specular share of the light from metals", share, "above 0.98", share > 0.98


def judge_emission(reading: TermReading, frame: Frame) -> tuple[str, float, str, bool]:
    """A card glows on the left, a matt one does not on the right."""
    del reading
    emission = frame.aov("emission")
    width = emission.shape[1]
    left, right = emission[8:-8, 8 : width // 2 - 8].mean(), np.abs(emission[8:-8, width // 2 + 8 : -8]).max()
    passed = abs(float(left) - _GLOW) < 0.02 * _GLOW and float(right) < 1e-4
    return "emission of a card that glows with 2", float(left), "2 +- 2 %, 0 beside it", passed


def judge_ambient_occlusion(reading: TermReading, frame: Frame) -> tuple[str, float, str, bool]:
    """Half open at the foot of a ridge, free from the reach of the rays on."""
    occlusion = frame.aov("ambient_occlusion")[..., 0].astype(np.float64)
    position = frame.aov("position")
    on_wall = np.abs(position[..., 2] + 6.0) < 0.01
    from_ridge = np.abs(position[..., 0]) - _RIDGE_M
    reach = reading.number("distance_m")
    foot = float(occlusion[on_wall & (from_ridge < max(0.15 * reach, 0.09))].mean())
    free = float(occlusion[on_wall & (from_ridge > 1.05 * reach)].mean())
    within_reach = float(occlusion[on_wall & (from_ridge > 0.6 * reach) & (from_ridge < 0.95 * reach)].mean())
    passed = 0.4 < foot < 0.8 and free > 0.99 and within_reach < 0.998 and float(occlusion.min()) >= 0.0
    expected = f"0.4 to 0.8; 1 beyond {reach:g} m (found {free:.3f}), less within ({within_reach:.3f})"
    return "openness at the foot of a ridge", foot, expected, passed


def judge_normal(reading: TermReading, frame: Frame) -> tuple[str, float, str, bool]:
    """Normals stand on the slope of the positions."""
    del reading
    error = pass_laws.normal_error_deg(frame)
    length = np.linalg.norm(frame.aov("normal")[pass_laws.surface_of(frame)], axis=-1)
    unit = bool(np.abs(length - 1.0).max() < 1e-3)
    return "median angle from the slope of positions, deg", error, "below 2, all unit", error < 2.0 and unit


def judge_depth(reading: TermReading, frame: Frame) -> tuple[str, float, str, bool]:
    """Depth is the position's distance along the view axis."""
    del reading
    error = pass_laws.depth_error(frame)
    return "largest relative difference from the positions", error, "below 0.001", error < 0.001


def judge_mist(reading: TermReading, frame: Frame) -> tuple[str, float, str, bool]:
    """A ramp in depth with the start and reach that the stage gives."""
    start, depth, error = pass_laws.mist_fit(frame)
    values = dict(reading.values)
    wanted_start, wanted_depth = float(values.get("start_m", 0.0)), float(values.get("depth_m", 0.0))
    close = abs(start - wanted_start) < 0.1 and abs(depth - wanted_depth) < 0.05 * max(wanted_depth, 1.0)
    expected = f"start {wanted_start:g} m (found {start:.3f}), reach {wanted_depth:g} m +- 5 %"
    return "reach of the mist's ramp, m", depth, expected, close and error < 0.01


def judge_object_id(reading: TermReading, frame: Frame) -> tuple[str, float, str, bool]:
    """Ids part the picture: whole, known, and nowhere but on surfaces."""
    del reading
    error = pass_laws.id_error(frame, "instance_id")
    return "share of pixels without a true object id", error, "0", error == 0.0


def judge_material_id(reading: TermReading, frame: Frame) -> tuple[str, float, str, bool]:
    """Ids part the picture, and no object of one look has two."""
    del reading
    error = pass_laws.id_error(frame, "material_id")
    return "share of pixels without a true material id", error, "0", error == 0.0


def judge_engine(reading: TermReading, frame: Frame) -> tuple[str, float, str, bool]:
    """The frame's header names the renderer."""
    name = reading.term.rpartition(".")[2]
    found = frame.header.get("renderer", "")
    return f"renderer in the frame's header ({found})", 1.0, name, found.lower().startswith(name)


def judge_path_tracing(reading: TermReading, frame: Frame) -> tuple[str, float, str, bool]:
    """In a closed matt box light that bounces shows: most of it is indirect."""
    del reading
    direct, indirect = (float(frame.aov(f"diffuse_{part}").mean()) for part in ("direct", "indirect"))
    ratio = indirect / max(direct, 1e-9)
    return (
        "indirect over direct light in a box of reflectance 0.6",
        ratio,
        "between 0.6 and 1.7",
        0.6 < ratio < 1.7,
    )


def set_matt_world(stage: Usd.Stage) -> None:
    """Every surface matt, no fog."""
    _set_world(stage, mirror=None)


def set_metal_world(stage: Usd.Stage) -> None:
    """Every surface a metal, no fog."""
    _set_world(stage, mirror=0.25)


def set_glow_chart(stage: Usd.Stage) -> None:
    """A glowing card on the left, a matt one on the right."""
    set_chart(stage, (Card(radiance=(_GLOW,) * 3, boxes=((0.0, 0.0, 0.5, 1.0),)),))
    mesh = define_card_mesh(stage, f"{CHART}/Matt", ((0.5, 0.0, 1.0, 1.0),), distance_m=1.0)
    bind_probe_look(stage, mesh.GetPrim(), reflectance=0.5)


def set_pillar_chart(stage: Usd.Stage) -> None:
    """A wide wall across the view with a tall ridge out of its middle, 6 m away: the picture shows 4.3 m of it."""
    set_chart(stage, ())
    mesh = UsdGeom.Mesh.Define(stage, f"{CHART}/Wall")
    outline = ((-9.0, -6.0), (-_RIDGE_M, -6.0), (-_RIDGE_M, -5.4), (_RIDGE_M, -5.4), (_RIDGE_M, -6.0), (9.0, -6.0))
    mesh.CreatePointsAttr([(x, y, z) for x, z in outline for y in (-9.0, 9.0)])
    mesh.CreateFaceVertexCountsAttr([4] * 5)
    mesh.CreateFaceVertexIndicesAttr([i for s in range(0, 10, 2) for i in (s, s + 2, s + 3, s + 1)])
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    bind_probe_look(stage, mesh.GetPrim(), reflectance=0.5)


def set_box_chart(stage: Usd.Stage) -> None:
    """A closed matt box around the chart's camera with a small glowing card on its ceiling."""
    set_chart(stage, ())
    corners = [(x, y, z) for x in (-1.0, 1.0) for y in (-1.0, 1.0) for z in (-1.0, 1.0)]
    mesh = UsdGeom.Mesh.Define(stage, f"{CHART}/Box")
    mesh.CreatePointsAttr(corners)
    mesh.CreateFaceVertexCountsAttr([4] * 6)
    mesh.CreateFaceVertexIndicesAttr([0, 1, 3, 2, 4, 6, 7, 5, 0, 4, 5, 1, 2, 3, 7, 6, 0, 2, 6, 4, 1, 5, 7, 3])
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    mesh.CreateDoubleSidedAttr(True)
    bind_probe_look(stage, mesh.GetPrim(), reflectance=0.6)
    lamp = UsdGeom.Mesh.Define(stage, f"{CHART}/Lamp")
    lamp.CreatePointsAttr([(-0.4, 0.98, -0.4), (0.4, 0.98, -0.4), (0.4, 0.98, 0.4), (-0.4, 0.98, 0.4)])
    lamp.CreateFaceVertexCountsAttr([4])
    lamp.CreateFaceVertexIndicesAttr([0, 1, 2, 3])
    lamp.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    bind_probe_look(stage, lamp.GetPrim(), emission=(5.0, 5.0, 5.0))


def _set_world(stage: Usd.Stage, *, mirror: float | None) -> None:
    put_out_drawn(stage, FLUID_ROLES)
    bind_probe_look(stage, stage.GetDefaultPrim(), reflectance=0.5, mirror=mirror, over_all=True)


def _pass_of(reading: TermReading) -> tuple[str, ...]:
    """The AOVs of the pass that the reading is about; none where it is about no pass."""
    return AOVS_OF_PASS.get(reading.term.removeprefix("rendering.render_passes."), ())


def _share(frame: Frame, names: tuple[str, ...]) -> float:
    whole = sum(float(frame.aov(name).sum()) for name in _REFLECTED)
    return sum(float(frame.aov(name).sum()) for name in names) / max(whole, 1e-9)


def _law(
    name: str, aovs: tuple[str, ...], judge: Judge, *, edit: StageEdit | None = None, spp: int = 16
) -> LawMeasure:
    return LawMeasure(terms=frozenset((f"rendering.{name}",)), aovs=aovs, judge=judge, edit=edit, spp=spp)


MEASURES: tuple[Measure | SeparabilityMeasure, ...] = (
    DenoiserMeasure(terms=frozenset(("rendering.ray_tracing.denoised",))),
    RawSamplesMeasure(terms=frozenset(("rendering.ray_tracing.raw_samples",))),
    SamplingMeasure(terms=frozenset(("rendering.sampling.low", "rendering.sampling.medium"))),
    _law(
        "ray_tracing.path_tracing",
        ("diffuse_direct", "diffuse_indirect"),
        judge_path_tracing,
        edit=set_box_chart,
        spp=32,
    ),
    _law("render_passes.beauty", pass_laws.LIGHT_PARTS, judge_beauty),
    _law("render_passes.diffuse", _REFLECTED, judge_diffuse, edit=set_matt_world),
    _law("render_passes.specular", _REFLECTED, judge_specular, edit=set_metal_world),
    _law("render_passes.emission", ("emission",), judge_emission, edit=set_glow_chart, spp=4),
    _law(
        "render_passes.ambient_occlusion",
        (*_GEOMETRY, "ambient_occlusion"),
        judge_ambient_occlusion,
        edit=set_pillar_chart,
    ),
    _law("render_passes.normal", _GEOMETRY, judge_normal, edit=set_matt_world, spp=1),  # no relief of looks
    _law("render_passes.depth", _GEOMETRY, judge_depth, spp=1),
    _law("render_passes.mist", (*_GEOMETRY, "mist"), judge_mist, edit=take_blur_off, spp=16),
    _law("render_passes.object_id", _GEOMETRY, judge_object_id, spp=1),
    _law("render_passes.material_id", (*_GEOMETRY, "material_id"), judge_material_id, spp=1),
    _law("engines.cycles", (), judge_engine, spp=1),
)
