"""Gases measured in pictures: what they take from glowing cards behind them, and the colour that they scatter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade

from colorimetry.oklch import hue_difference_deg, oklch_from_rgb
from quality_control.contract import Measurement, ProbeShot, TermReading
from quality_control.measures.fx_probes import FAINT, PROBE, furnace, glowing_discs, look_through, put_away
from schemas.frame import Frame
from usd_scenes.shader_inputs import set_constant

_CARDS = 9  # a side
_COLUMN_TOLERANCE = 0.12
_OPACITY_TOLERANCE = 0.05
_DENSEST = 1.0 / 48.0  # of the picture: what is thinner shows the white behind it
_HUE_TOLERANCE_DEG = 12.0
_ESCAPE = np.linspace(
    1.0, 0.3, 15
)  # how probably light leaves a plume after it has scattered: once thin, else often
_LONG_SIDE_PX = 112


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Box:
    """A volume's own box as it stands in the world: turned about Z through its middle."""

    path: str
    middle: NDArray[np.float64]
    size: NDArray[np.float64]
    turn_deg: float

    @property
    def right(self) -> NDArray[np.float64]:
        turn = np.deg2rad(self.turn_deg)
        return np.array([np.cos(turn), np.sin(turn), 0.0])

    @property
    def ahead(self) -> NDArray[np.float64]:
        return np.array([-self.right[1], self.right[0], 0.0])

    @property
    def face_resolution(self) -> tuple[int, int]:
        wide, high = self.size[0], self.size[2]
        scale = _LONG_SIDE_PX / max(wide, high)
        return max(8, round(wide * scale)), max(8, round(high * scale))


def _read_box(stage: Usd.Stage, reading: TermReading) -> _Box:
    path = str(dict(reading.values)["volume"])
    prim = UsdGeom.Boundable(stage.GetPrimAtPath(path))
    low, high = (np.array(corner, dtype=np.float64) for corner in prim.GetExtentAttr().Get())
    matrix = np.array(prim.ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
    return _Box(
        path=path,
        middle=(low + high) / 2 @ matrix[:3, :3] + matrix[3, :3],
        size=high - low,
        turn_deg=float(np.degrees(np.arctan2(matrix[0, 1], matrix[0, 0]))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMeasure:
    """Extinction of fog and sheets: cards below, seen from above, with the gas and without it."""

    terms: frozenset[str]

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The cards bare, and through the gas above them."""
        box, path_m = _read_box(stage, reading), _path(reading)[0]

        def bare(probe: Usd.Stage) -> None:
            put_away(probe)
            _lay_cards(probe, box, path_m)

        def gas(probe: Usd.Stage) -> None:
            put_away(probe, [box.path])
            _blacken(probe, box)
            _lay_cards(probe, box, path_m)

        return (
            ProbeShot(name="bare", aovs=("beauty",), edit=bare, spp=64),
            ProbeShot(name="gas", aovs=("beauty",), edit=gas, spp=64),
        )

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Optical depth over the path above the cards, per metre."""
        bare = frames["bare"].aov("beauty")[..., :3].mean(axis=-1)
        gas = frames["gas"].aov("beauty")[..., :3].mean(axis=-1)
        path_m, share = _path(reading)
        value = float(np.mean(_optical_depths(bare, gas))) / path_m
        expected = reading.number("vertical_optical_depth") * share / path_m
        return Measurement(
            term=reading.term,
            quantity="mean extinction over the path above the cards, 1/m",
            value=value,
            expected=f"{expected:.4g}",
            tolerance=f"{_COLUMN_TOLERANCE:.0%}",
            passed=abs(value - expected) <= _COLUMN_TOLERANCE * expected,
        )


def _optical_depths(bare: NDArray[np.float32], gas: NDArray[np.float32]) -> NDArray[np.float64]:
    """(cards,) optical depth above each card.

    Card by card: through an uneven sheet the mean of the light that comes through says less than the mean of the
    depths. The cards are found in the picture without gas, whose emission is free of noise.
    """
    from scipy import ndimage

    seeds, count = ndimage.label(bare > 0.3 * float(bare.max()))
    cards = ndimage.grey_dilation(seeds, size=(5, 5))
    numbers = np.arange(1, count + 1)
    left = ndimage.sum_labels(gas, cards, numbers) / np.maximum(ndimage.sum_labels(bare, cards, numbers), 1e-9)
    return np.asarray(-np.log(np.maximum(left, 1e-6)))


def _blacken(stage: Usd.Stage, box: _Box) -> None:
    """Let the gas absorb what it scattered: by the look's formula its extinction stays the same, and no light of
    the cards is scattered back into the picture."""
    material, _ = UsdShade.MaterialBindingAPI(stage.GetPrimAtPath(box.path)).ComputeBoundMaterial()
    shader = UsdShade.Shader(material.GetPrim().GetChild("Volume"))
    for name in ("scatter_color", "absorption_color"):
        shader.CreateInput(name, Sdf.ValueTypeNames.Color3f)
        set_constant(shader, name, Gf.Vec3f(0.0))


def _path(reading: TermReading) -> tuple[float, float]:
    """Length of the measured path, metres, and the share of the whole column's optical depth that it has.

    Even fog is measured over an optical depth of about 1, everything else over its whole height.
    """
    height = reading.number("height_m")
    if reading.number("contrast") > 0.02:
        return height, 1.0
    path = min(0.9 * height, 1.0 / reading.number("extinction_per_m"))
    return path, path / height


def _lay_cards(stage: Usd.Stage, box: _Box, path_m: float) -> None:
    """Glowing cards ``path_m`` below the top of the box, and a camera far above them."""
    height = box.middle[2] + box.size[2] / 2 - path_m - 0.01
    spots = (np.arange(_CARDS) + 0.5) / _CARDS - 0.5  # each card stands for as much of the box as the others
    foot = np.array([box.middle[0], box.middle[1], height])
    centres = [foot + a * box.size[0] * box.right + b * box.size[1] * box.ahead for a in spots for b in spots]
    width = 1.42 * float(box.size[:2].max())
    glowing_discs(stage, "Cards", np.array(centres), axis=2, half_m=0.018 * width)
    eye = foot + np.array([0.0, 0.0, 12.0 * width])
    look_through(stage, eye, azimuth_deg=0.0, pitch_deg=90.0, size_m=(width, width), distance_m=12.0 * width)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceMeasure:
    """Opacity of a plume or cloud seen from its front, before a glowing wall."""

    terms: frozenset[str]

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The plume before the wall."""
        box = _read_box(stage, reading)

        def wall(probe: Usd.Stage) -> None:
            put_away(probe, [box.path])
            _blacken(probe, box)
            _raise_wall(probe, box)

        return (ProbeShot(name="face", aovs=("beauty",), edit=wall, resolution=box.face_resolution, spp=24),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Mean opacity over the face of the volume's box."""
        value = 1.0 - float(np.clip(frames["face"].aov("beauty")[..., :3].mean(axis=-1), 0.0, 1.0).mean())
        expected = reading.number("front_opacity")
        return Measurement(
            term=reading.term,
            quantity="mean opacity over the front of the volume's box",
            value=value,
            expected=f"{expected:.3f}",
            tolerance=f"{_OPACITY_TOLERANCE}",
            passed=abs(value - expected) <= _OPACITY_TOLERANCE and value > 0.01,
        )


def _raise_wall(stage: Usd.Stage, box: _Box) -> None:
    """A glowing wall behind the box and a camera before it, far enough for nearly parallel rays."""
    side = float(max(box.size[0], box.size[2]))
    look_through(
        stage,
        box.middle - box.ahead * 14.0 * side,
        azimuth_deg=box.turn_deg,
        pitch_deg=0.0,
        size_m=(float(box.size[0]), float(box.size[2])),
        distance_m=14.0 * side,
    )
    wall = box.middle + box.ahead * 3.0 * side
    glowing_discs(stage, "Wall", np.zeros((1, 3)), axis=1, half_m=1.6 * side)
    prim = UsdGeom.Xformable(stage.GetPrimAtPath(f"{PROBE}/Wall"))
    prim.AddTranslateOp().Set(Gf.Vec3d(*(float(value) for value in wall)))
    prim.AddRotateZOp().Set(box.turn_deg)
    furnace(stage, FAINT)


@dataclass(frozen=True, slots=True, kw_only=True)
class HueMeasure:
    """The hue of the light that a plume scatters, in a white furnace."""

    terms: frozenset[str]

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The plume alone in a furnace."""
        box = _read_box(stage, reading)

        def burn(probe: Usd.Stage) -> None:
            put_away(probe, [box.path])
            side = float(max(box.size))
            look_through(
                probe,
                box.middle - box.ahead * 6.0 * side,
                azimuth_deg=box.turn_deg,
                pitch_deg=0.0,
                size_m=(side, side),
                distance_m=6.0 * side,
            )
            furnace(probe)

        return (ProbeShot(name="furnace", aovs=("beauty",), edit=burn, spp=24),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """OKLCh hue of what the plume changes, against that of light that it has scattered once or often."""
        picture = frames["furnace"].aov("beauty")[..., :3].reshape(-1, 3).astype(np.float64)
        densest = np.argsort(picture.mean(axis=1))[: int(_DENSEST * len(picture))]
        darkest = picture[densest].mean(axis=0)
        _, chroma, value = oklch_from_rgb(np.maximum(darkest, 0.0))
        albedo = np.array([reading.number(f"scatter_{channel}") for channel in "rgb"])
        hues = [oklch_from_rgb(albedo * p / (1.0 - albedo * (1.0 - p)))[2] for p in _ESCAPE]
        off = min(abs(hue_difference_deg(hue, value)) for hue in hues)
        return Measurement(
            term=reading.term,
            quantity="OKLCh hue of the smoke in a white furnace, degrees",
            value=value,
            expected=f"{hues[0]:.0f} scattered once, to {hues[-1]:.0f} scattered often",
            tolerance=f"{_HUE_TOLERANCE_DEG:.0f} degrees, chroma above 0.05",
            passed=off <= _HUE_TOLERANCE_DEG and chroma > 0.05,
        )


MEASURES = (
    ColumnMeasure(
        terms=frozenset(
            {
                *(f"gases.fog.{n}" for n in ("ground_fog", "atmospheric_fog", "dense_fog", "mist", "haze")),
                "gases.clouds.stratus",
            }
        )
    ),
    FaceMeasure(
        terms=frozenset(
            {
                "gases.smoke.thick_smoke",
                "gases.smoke.wispy_smoke",
                "gases.volumetrics.steam",
                "gases.clouds.cumulus",
            }
        )
    ),
    HueMeasure(terms=frozenset({"gases.smoke.colored_smoke"})),
)
