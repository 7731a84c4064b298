"""Gases read back from the composed stage: a volume's look, its field's facts, where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from pxr import Usd, UsdGeom, UsdVol

from assets.volumes.density_field import VolumeStatistics
from assets.volumes.vdb_reading import read_statistics
from quality_control.contract import TermReading
from usd_scenes.drawn import is_drawn
from usd_scenes.volumes import VolumeLook, find_density, read_volume_look

_SKY_M = 10.0  # what begins above this is a cloud
_ROOM_M = 4.0  # what is wider than this, on the ground, is fog
_EVEN_CONTRAST = 0.02
_GROUND_PROFILE = 0.12  # of the lowest slice: what is left at the top of a layer that lies on the ground
_HAZE_PER_M, _FOG_PER_M = 0.055, 0.2
_SATURATED = 0.35  # spread of the scatter colour's channels over the largest
_WHITE_ALBEDO = 0.97
_THICK_OPTICAL_DEPTH = 1.2
_FAINTEST_OPTICAL_DEPTH = 0.02  # hides a fiftieth of what is behind its thickest part


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Gas:
    path: str
    look: VolumeLook
    facts: VolumeStatistics
    low_m: np.ndarray
    high_m: np.ndarray

    @property
    def extinction_per_m(self) -> float:
        """At density 1, mean of the channels."""
        return float(np.mean(self.look.extinction_per_m))

    @property
    def height_m(self) -> float:
        return float(self.high_m[2] - self.low_m[2])

    @property
    def optical_depth(self) -> float:
        """Of the densest sixteenth of the columns, seen from the front."""
        return self.facts.column_m[-1] * self.extinction_per_m

    @property
    def saturation(self) -> float:
        color = self.look.scatter_color
        return (max(color) - min(color)) / max(*color, 1e-6)


class GasReader:
    """Smoke, fog, clouds and steam by extent, height, evenness, opacity and colour."""

    facets = ("gases.smoke", "gases.fog", "gases.clouds", "gases.volumetrics")

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """One reading for each kind of gas that can be seen; several volumes of a kind are one reading."""
        found: dict[str, list[_Gas]] = {}
        for gas in _gases(stage):
            if gas.optical_depth < _FAINTEST_OPTICAL_DEPTH:
                continue
            found.setdefault(_classify(gas), []).append(gas)
        return tuple(_reading(term, gases) for term, gases in sorted(found.items()))


def _gases(stage: Usd.Stage) -> Iterator[_Gas]:
    cache = UsdGeom.BBoxCache(Usd.TimeCode.EarliestTime(), [UsdGeom.Tokens.default_, UsdGeom.Tokens.render])
    for prim in stage.Traverse():
        if not prim.IsA(UsdVol.Volume) or not is_drawn(prim):
            continue
        look, density = read_volume_look(prim), find_density(prim)
        extent = UsdVol.Volume(prim).GetExtentAttr().Get()
        if look is None or density is None or not extent:
            continue
        low, high = (tuple(float(value) for value in corner) for corner in extent)
        box = cache.ComputeWorldBound(prim).ComputeAlignedRange()
        yield _Gas(
            path=str(prim.GetPath()),
            look=look,
            facts=read_statistics(*density, (low, high)),
            low_m=np.array(box.GetMin()),
            high_m=np.array(box.GetMax()),
        )


def _classify(gas: _Gas) -> str:
    if gas.low_m[2] > _SKY_M:
        return f"gases.clouds.{_cloud(gas)}"
    if min(gas.high_m[:2] - gas.low_m[:2]) > _ROOM_M:
        return f"gases.fog.{_fog(gas)}"
    if gas.saturation > _SATURATED:
        return "gases.smoke.colored_smoke"
    if min(gas.look.scatter_color) > _WHITE_ALBEDO:
        return "gases.volumetrics.steam"
    thick = gas.optical_depth > _THICK_OPTICAL_DEPTH
    return "gases.smoke.thick_smoke" if thick else "gases.smoke.wispy_smoke"


def _cloud(gas: _Gas) -> str:
    return "stratus" if gas.height_m < 0.1 * min(gas.high_m[:2] - gas.low_m[:2]) else "cumulus"


def _fog(gas: _Gas) -> str:
    if gas.facts.contrast > _EVEN_CONTRAST:
        falls = gas.facts.profile[-1] < _GROUND_PROFILE * gas.facts.profile[0]
        low = gas.height_m < 2.5
        return "ground_fog" if falls and low and _exponential(gas) else "mist"
    if gas.extinction_per_m < _HAZE_PER_M:
        return "haze"
    return "atmospheric_fog" if gas.extinction_per_m < _FOG_PER_M else "dense_fog"


def _exponential(gas: _Gas) -> bool:
    """Whether the profile's logarithm falls along a line."""
    slices = np.log(np.maximum(gas.facts.profile, 1e-9))
    return abs(float(np.corrcoef(np.arange(len(slices)), slices)[0, 1])) > 0.98


def _scale_height_m(gas: _Gas) -> float:
    slices = np.log(np.maximum(gas.facts.profile, 1e-9))
    slope = np.polyfit((np.arange(len(slices)) + 0.5) * gas.height_m / len(slices), slices, 1)[0]
    return float(-1.0 / slope) if slope < 0 else float("inf")


def _reading(term: str, gases: list[_Gas]) -> TermReading:
    first = max(gases, key=lambda gas: gas.optical_depth)
    opacity = float(np.mean(1.0 - np.exp(-np.array(first.facts.column_m) * first.extinction_per_m)))
    column = first.facts.mean_density * first.height_m * first.extinction_per_m
    values: list[tuple[str, float | str]] = [
        ("volume", first.path),
        ("volume_count", float(len(gases))),
        ("extinction_per_m", first.extinction_per_m),
        ("mean_extinction_per_m", first.extinction_per_m * first.facts.mean_density),
        ("vertical_optical_depth", column),
        ("front_opacity", opacity),
        ("front_optical_depth", first.optical_depth),
        ("base_height_m", float(first.low_m[2])),
        ("height_m", first.height_m),
        ("contrast", first.facts.contrast),
        ("base_flatness", first.facts.base_flatness),
        *zip(("scatter_r", "scatter_g", "scatter_b"), first.look.scatter_color, strict=True),
    ]
    if term == "gases.fog.ground_fog":
        values.append(("layer_height_m", _scale_height_m(first)))
        values.append(
            ("ground_extinction_per_m", first.extinction_per_m * first.facts.profile[0] * _slice_gain(first))
        )
    return TermReading(term=term, values=tuple(values))


def _slice_gain(gas: _Gas) -> float:
    """From the mean of the lowest slice to its value at the ground, for an exponential profile."""
    slice_m = gas.height_m / len(gas.facts.profile) / _scale_height_m(gas)
    return float(slice_m / (1.0 - np.exp(-slice_m)))


READERS = (GasReader(),)
