"""What a map changes: a panel and a ball in the look, beside the same without the picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray
from pxr import Gf, Usd, UsdGeom, UsdShade

from colorimetry.luminance import luminance
from colorimetry.oklch import hue_difference_deg, oklch_from_rgb
from quality_control.contract import Measurement, ProbeShot, TermReading
from quality_control.measures import look_probes as probes
from quality_control.measures.pair_measure import Verdict
from schemas.frame import Frame
from usd_scenes.shader_inputs import set_constant, value_source

type Pair = tuple[Frame, Frame]  # with the map, without it
type Plane = NDArray[np.float64]

_SIZE_PX = 96
_STILL = 0.02  # what a map must not change, at most
_BEAM: tuple[float, float, float] = (0.55, 0.65, -0.5)
_AOVS = ("albedo", "normal", "camera_depth")


class MapMeasure:
    """The one property that the picture changes, and that it changes no other."""

    @property
    def terms(self) -> frozenset[str]:
        """The ten map types."""
        return frozenset(f"textures.maps.{name}" for name in _JUDGES)

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """Two tiles of the surface, with and without the picture; a glow is seen in the dark."""
        return tuple(
            ProbeShot(
                name=name,
                aovs=_AOVS,
                edit=partial(_set_probe, reading=reading, plain=name == "without"),
                resolution=(_SIZE_PX, _SIZE_PX),
                spp=16,
            )
            for name in ("with", "without")
        )

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The map type's own verdict."""
        judge = _JUDGES[reading.term.rpartition(".")[2]]
        return judge(reading, (frames["with"], frames["without"])).measurement(reading.term)


def _set_probe(stage: Usd.Stage, *, reading: TermReading, plain: bool) -> None:
    values = dict(reading.values)
    material, tile_m = str(values["material"]), reading.number("tile_m")
    kind = reading.term.rpartition(".")[2]
    probes.clear_stage(stage)
    if plain:
        _take_picture_off(stage, material)
    if kind == "displacement":
        ball = probes.add_body(stage, "Ball", probes.sphere(0.8 * tile_m), material=material)
        UsdGeom.Xformable(ball).AddTranslateOp().Set(Gf.Vec3d(0.0, 0.0, 2.0))
    else:
        low, high = 2.0 - 1.1 * tile_m, 2.0 + 1.1 * tile_m
        half = 1.1 * tile_m
        corners = ((-half, 0.0, low), (half, 0.0, low), (half, 0.0, high), (-half, 0.0, high))
        probes.add_body(stage, "Panel", probes.panel_mesh(corners), material=material)
    if kind != "emission":
        probes.add_beam(stage, _BEAM, angle_deg=1.0)
    if kind not in ("emission", "metallic"):
        probes.add_furnace(stage)
    probes.look_at(stage, (0.0, 0.0, 2.0), tile_m)


def _take_picture_off(stage: Usd.Stage, material: str) -> None:
    """Put a constant in the place of what the picture feeds."""
    prim = stage.GetPrimAtPath(material)
    output = UsdShade.Material(prim).GetDisplacementOutput("mtlx")
    if output:
        output.GetAttr().SetConnections([])
    for child in prim.GetChildren():
        shader = UsdShade.Shader(child)
        if not shader or "surfaceshader" not in str(shader.GetIdAttr().Get()):
            continue
        for entry in shader.GetInputs():
            if not entry.HasConnectedSource() or value_source(entry) is not None:  # a constant
                continue
            if entry.GetBaseName() in _PLAIN:
                set_constant(shader, entry.GetBaseName(), _PLAIN[entry.GetBaseName()])
            else:
                entry.GetAttr().SetConnections([])


_LEAST_OVER_METAL = 1.6
"""A body under a beam over bare metal beside it."""

_GREY = Gf.Vec3f(0.5)
_PLAIN: dict[str, object] = {
    "base_color": _GREY,
    "specular_roughness": 0.4,
    "metalness": 0.0,
    "emission_color": Gf.Vec3f(0.0),
    "opacity": Gf.Vec3f(1.0),
    "subsurface_color": _GREY,
}


def _mean(frame: Frame, name: str) -> Plane:
    return frame.aov(name)[..., :3].astype(np.float64)


def _change(pair: Pair, name: str) -> float:
    """Mean absolute difference of an AOV by the map."""
    return float(np.abs(_mean(pair[0], name) - _mean(pair[1], name)).mean())


def _tilt_deg(pair: Pair) -> float:
    dot = (_mean(pair[0], "normal") * _mean(pair[1], "normal")).sum(axis=-1)
    return float(np.degrees(np.arccos(np.clip(dot, -1.0, 1.0))).mean())


def _depth_change_m(pair: Pair, part: slice = slice(None)) -> Plane:
    first, second = (frame.aov("camera_depth")[part, part, 0].astype(np.float64) for frame in pair)
    solid = (first < 100.0) & (second < 100.0) & (first > 0.0) & (second > 0.0)
    return np.abs(first - second)[solid]


def _varied(reading: TermReading, pair: Pair) -> Verdict:  # noqa: ARG001
    albedo = luminance(_mean(pair[0], "albedo"))
    spread, tilt = float(albedo.std()), _tilt_deg(pair)
    return Verdict(
        quantity=f"deviation of the albedo over the panel (normals turned by {tilt:.2f} deg)",
        value=spread,
        expected="at least 0.04, and no relief",
        tolerance="one-sided; 1 deg",
        passed=spread >= 0.04 and tilt <= 1.0,
    )


def _bent(reading: TermReading, pair: Pair) -> Verdict:  # noqa: ARG001
    tilt, still = _tilt_deg(pair), _change(pair, "albedo")
    moved = _depth_change_m(pair)
    return Verdict(
        quantity=f"mean turn of the normal, deg (albedo changed by {still:.3f}, depth by {moved.mean():.4f} m)",
        value=tilt,
        expected="at least 3, albedo and depth as they were",
        tolerance=f"one-sided; {_STILL}; 0.001 m",
        passed=tilt >= 3.0 and still <= _STILL and float(moved.mean()) <= 1e-3,
    )


def _moved(reading: TermReading, pair: Pair) -> Verdict:
    depth_m = reading.number("depth_m")
    found = float(np.percentile(_depth_change_m(pair, slice(_SIZE_PX // 3, 2 * _SIZE_PX // 3)), 95.0))
    return Verdict(
        quantity="95th percentile of how far the ball's middle moved towards the camera, m",
        value=found,
        expected=f"{depth_m:.4f}",
        tolerance="a factor of 1.35",
        passed=depth_m / 1.35 <= found <= depth_m * 1.35,
    )


def _glossed(reading: TermReading, pair: Pair) -> Verdict:  # noqa: ARG001
    albedo, tilt = _change(pair, "albedo"), _tilt_deg(pair)
    lit = [luminance(_mean(frame, "beauty")) for frame in pair]
    ratio = float(lit[0].std() / lit[0].mean()) / max(float(lit[1].std() / lit[1].mean()), 1e-3)
    return Verdict(
        quantity=f"variation of the light over that without the map (normals turned by {tilt:.2f} deg)",
        value=ratio,
        expected="at least 1.5, and no relief",
        tolerance="one-sided; 1 deg",
        passed=ratio >= 1.5 and tilt <= 1.0 and albedo <= 0.2,
    )


def _plated(reading: TermReading, pair: Pair) -> Verdict:
    """Bare metal sends a beam from the side nowhere near the camera; what stays dark is metal."""
    lit = luminance(_mean(pair[0], "beauty"))
    metal, body = (float(v) for v in np.percentile(lit, [3.0, 97.0]))
    differ = body >= _LEAST_OVER_METAL * metal
    return _share(reading, float((lit < (metal + body) / 2.0).mean()) if differ else 0.0, "dark as metal")


def _cut(reading: TermReading, pair: Pair) -> Verdict:
    solid = luminance(_mean(pair[0], "albedo"))
    return _share(reading, float(solid.mean() / max(np.percentile(solid, 98.0), 1e-3)), "not cut away")


def _share(reading: TermReading, found: float, what: str) -> Verdict:
    wanted = reading.number("coverage_fraction")
    return Verdict(
        quantity=f"share of the panel that is {what}",
        value=found,
        expected=f"{wanted:.2f}",
        tolerance="0.08",
        passed=abs(found - wanted) <= 0.08,
    )


def _darkened(reading: TermReading, pair: Pair) -> Verdict:
    """Without the map the albedo is that of the highest places, which the map leaves."""
    albedo = _mean(pair[0], "albedo")
    open_places = np.percentile(albedo.reshape(-1, 3), 98.0, axis=0)
    kept = (albedo / np.maximum(open_places, 1e-3)).mean(axis=-1)
    wanted = reading.number("mean")
    hue = float(
        np.abs(albedo / albedo.sum(axis=-1, keepdims=True).clip(1e-3) - open_places / open_places.sum()).mean()
    )
    return Verdict(
        quantity=f"mean albedo over that of open places (its colour turned by {hue:.3f})",
        value=float(kept.mean()),
        expected=f"{wanted:.3f}, of one colour",
        tolerance="0.05; 0.01",
        passed=abs(float(kept.mean()) - wanted) <= 0.05 and hue <= 0.01,
    )


def _glowing(reading: TermReading, pair: Pair) -> Verdict:
    light = _mean(pair[0], "beauty").max(axis=-1)
    dark = float(np.abs(_mean(pair[1], "beauty")).max())
    found, wanted = float(np.percentile(light, 99.7)), reading.number("radiance_ratio")
    share = float((light > 0.2 * found).mean())
    return Verdict(
        quantity=f"largest radiance in the dark (on {share:.2f} of the panel; without the map {dark:.3f})",
        value=found,
        expected=f"{wanted:g} on a part of it, darkness without",
        tolerance="15 %",
        passed=abs(found / wanted - 1.0) <= 0.15 and 0.02 <= share <= 0.6 and dark <= 1e-3,
    )


def _scattered(reading: TermReading, pair: Pair) -> Verdict:
    found = oklch_from_rgb(_mean(pair[0], "beauty").reshape(-1, 3).mean(axis=0))
    plain = oklch_from_rgb(_mean(pair[1], "beauty").reshape(-1, 3).mean(axis=0))
    wanted = reading.number("hue_deg")
    turn = abs(hue_difference_deg(wanted, found[2]))
    return Verdict(
        quantity=f"hue of the scattered light in deg (chroma {found[1]:.3f}, without the map {plain[1]:.3f})",
        value=found[2],
        expected=f"{wanted:.0f}",
        tolerance="15 deg",
        passed=turn <= 15.0 and found[1] >= plain[1] + 0.03,
    )


_JUDGES: Mapping[str, Callable[[TermReading, Pair], Verdict]] = {
    "albedo": _varied,
    "normal": _bent,
    "roughness": _glossed,
    "metallic": _plated,
    "height": _bent,
    "displacement": _moved,
    "ambient_occlusion": _darkened,
    "emission": _glowing,
    "opacity": _cut,
    "subsurface_color": _scattered,
}
