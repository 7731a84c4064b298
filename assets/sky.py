"""A physical clear sky as a latitude-longitude picture, and the sunlight that belongs to it.

Single scattering by air and haze with absorption by ozone, marched through a spherical atmosphere (Nishita et
al., "Display of the Earth taking into account atmospheric scattering", 1993; ozone layer after Bruneton 2017).
Radiance is relative to an irradiance of 1 from the sun above the atmosphere. The sun stands in the picture's
middle column: turn the dome to turn the sun. The disc itself is left to a distant light.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assets.pictures import write_half_exr
from assets.store import AssetStore

type Vectors = NDArray[np.float64]

_HEIGHT_PX = 128
_ELEVATION_STEP_DEG = 1.0
_TURBIDITY_STEP = 0.5
_EARTH_M, _TOP_M = 6.36e6, 6.42e6
_AIR_SCALE_M, _HAZE_SCALE_M = 8000.0, 1200.0
_AIR_PER_M = np.array([5.802e-6, 13.558e-6, 33.1e-6])  # at 680, 550 and 440 nm
_HAZE_PER_M_AT_TURBIDITY_2 = 4.0e-6
_OZONE_PER_M = np.array([0.650e-6, 1.881e-6, 0.085e-6])
_HAZE_ALBEDO, _HAZE_G = 0.9, 0.72
_AUREOLE_G, _AUREOLE_SHARE = 0.96, 0.2
_VIEW_STEPS, _SUN_STEPS = 32, 24
_MULTIPLE_SCATTERING = 1.55  # a clear sky's total over its first order, near the zenith (Bruneton 2017, fig. 5)
_GROUND_ALBEDO = np.array([0.22, 0.21, 0.19])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sky:
    """A sky picture on disk and its sun.

    ``sun_irradiance`` (r, g, b) is on a card that faces the sun, on the same scale as the picture's radiance.
    """

    picture: Path
    sun_elevation_deg: float
    turbidity: float
    sun_irradiance: tuple[float, float, float]


def make_sky(store: AssetStore, sun_elevation_deg: float, turbidity: float) -> Sky:
    """The sky of a sun elevation (rounded to whole degrees) and turbidity (to halves), made once and shared."""
    elevation = round(sun_elevation_deg / _ELEVATION_STEP_DEG) * _ELEVATION_STEP_DEG
    haze = max(1.5, round(turbidity / _TURBIDITY_STEP) * _TURBIDITY_STEP)
    picture = store.get_or_make(
        "skies",
        ".exr",
        {"generator": "single_scattering", "version": 2, "sun_elevation_deg": elevation, "turbidity": haze},
        lambda file: write_half_exr(sky_picture(elevation, haze), file),
    )
    red, green, blue = (float(v) for v in sun_transmittance(sun_elevation_deg, haze))
    return Sky(
        picture=picture,
        sun_elevation_deg=elevation,
        turbidity=haze,
        sun_irradiance=(red, green, blue),
    )


def make_neutral_dome(store: AssetStore) -> Path:
    """A colourless dome, brightest at the horizon, that lights softly from everywhere and shows no sky."""
    recipe: dict[str, object] = {"generator": "neutral_dome", "version": 1}
    return store.get_or_make("skies", ".exr", recipe, lambda file: write_half_exr(_neutral_picture(), file))


def _neutral_picture() -> NDArray[np.float32]:
    sine = np.cos((np.arange(_HEIGHT_PX) + 0.5) / _HEIGHT_PX * np.pi)  # of the elevation
    above = 0.55 + 0.75 * (1.0 - np.clip(sine, 0.0, 1.0)) ** 2
    below = 0.30 + 1.0 * np.exp(-np.clip(-sine, 0.0, 1.0) * 8.0)
    column = np.where(sine > 0.0, above, below)[:, None, None]
    return np.broadcast_to(column, (_HEIGHT_PX, 2 * _HEIGHT_PX, 3)).astype(np.float32)


def sun_transmittance(sun_elevation_deg: float, turbidity: float) -> Vectors:
    """(3,) part of the sunlight that comes through the atmosphere to the ground."""
    elevation = np.radians(sun_elevation_deg)
    direction = np.array([[np.cos(elevation), 0.0, np.sin(elevation)]])
    origin = np.array([[0.0, 0.0, _EARTH_M + 2.0]])
    return np.asarray(np.exp(-_optical_depth_to_sun(origin, direction, turbidity))[0])


def sky_picture(sun_elevation_deg: float, turbidity: float) -> NDArray[np.float32]:
    """(128, 256, 3) radiance; v = 0 is the zenith, the sun's azimuth is the middle column."""
    half = _HEIGHT_PX // 2
    elevation = (0.5 - (np.arange(half) + 0.5) / _HEIGHT_PX) * np.pi
    azimuth = (np.arange(_HEIGHT_PX) + 0.5) / _HEIGHT_PX * np.pi  # from the sun to its opposite
    e, a = np.meshgrid(elevation, azimuth, indexing="ij")
    views = np.stack([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)], axis=-1).reshape(-1, 3)
    sun = np.radians(sun_elevation_deg)
    to_sun = np.array([np.cos(sun), 0.0, np.sin(sun)])
    upper = _in_scatter(views, to_sun, turbidity).reshape(half, _HEIGHT_PX, 3)
    whole = np.concatenate([upper[:, ::-1], upper], axis=1)
    ground = _GROUND_ALBEDO / np.pi * _horizontal_irradiance(upper, elevation, sun_elevation_deg, turbidity)
    haze = np.clip(np.linspace(0.0, 1.0, half) * 8.0, 0.0, 1.0)[:, None, None]  # the horizon is soft
    lower = whole[-1:] * (1.0 - haze) * 0.6 + ground * (0.4 + 0.6 * haze)
    return np.concatenate([whole, np.broadcast_to(lower, whole.shape)]).astype(np.float32)


def _horizontal_irradiance(
    upper: Vectors, elevation: Vectors, sun_elevation_deg: float, turbidity: float
) -> Vectors:
    weight = np.sin(elevation) * np.cos(elevation)
    sky = 2.0 * np.pi * np.trapezoid((upper.mean(axis=1) * weight[:, None])[::-1], elevation[::-1], axis=0)
    sun = sun_transmittance(sun_elevation_deg, turbidity) * max(0.0, np.sin(np.radians(sun_elevation_deg)))
    return np.asarray(sky + sun)


def _in_scatter(views: Vectors, to_sun: Vectors, turbidity: float) -> Vectors:
    """(n, 3) radiance along each view direction from the ground."""
    origin = np.array([0.0, 0.0, _EARTH_M + 2.0])
    reach = _exit_distance(origin[None], views)
    fractions = np.linspace(0.0, 1.0, _VIEW_STEPS + 1) ** 2  # short steps where the air is dense
    cosine = views @ to_sun
    air_phase = 3.0 / (16.0 * np.pi) * (1.0 + cosine**2)
    haze_phase = _haze_phase(cosine)
    haze_per_m = _haze_per_m(turbidity)
    depth = np.zeros((len(views), 3))
    radiance = np.zeros((len(views), 3))
    for start, end in pairwise(fractions):
        step = (reach * (end - start))[:, None]
        place = origin + views * (reach * (start + end) / 2.0)[:, None]
        air, haze, ozone = _densities(np.linalg.norm(place, axis=1))
        extinction = _extinction(air, haze, ozone, turbidity)
        sunlight = np.exp(-_cached_depth(place, to_sun, turbidity) - depth - extinction * step / 2.0)
        scattered = _AIR_PER_M * (air * air_phase)[:, None] * _MULTIPLE_SCATTERING
        scattered = scattered + _HAZE_ALBEDO * haze_per_m * (haze * haze_phase)[:, None]
        radiance += sunlight * scattered * step
        depth += extinction * step
    return radiance


def _cached_depth(place: Vectors, to_sun: Vectors, turbidity: float) -> Vectors:
    """(n, 3) optical depth from each place to the sun, from a table over height and the sun's local elevation."""
    radius = np.linalg.norm(place, axis=1)
    cosine = place @ to_sun / radius
    heights, cosines, table = _depth_table(turbidity)
    row = np.interp(np.sqrt(np.clip(radius - _EARTH_M, 0.0, None)), heights, np.arange(len(heights)))
    column = np.interp(cosine, cosines, np.arange(len(cosines)))
    r0 = np.minimum(row.astype(int), len(heights) - 2)
    c0 = np.minimum(column.astype(int), len(cosines) - 2)
    fr, fc = (row - r0)[:, None], (column - c0)[:, None]
    upper = table[r0, c0] * (1 - fc) + table[r0, c0 + 1] * fc
    lower = table[r0 + 1, c0] * (1 - fc) + table[r0 + 1, c0 + 1] * fc
    return np.asarray(upper * (1 - fr) + lower * fr)


@lru_cache(maxsize=16)
def _depth_table(turbidity: float) -> tuple[Vectors, Vectors, Vectors]:
    heights = np.linspace(0.0, np.sqrt(_TOP_M - _EARTH_M), 40)  # square roots of metres
    cosines = np.sin(np.radians(np.linspace(-90.0, 90.0, 240)))
    h, c = np.meshgrid(heights**2, cosines, indexing="ij")
    places = np.stack([np.zeros(h.size), np.zeros(h.size), _EARTH_M + h.ravel()], axis=1)
    directions = np.stack([np.sqrt(1.0 - c.ravel() ** 2), np.zeros(h.size), c.ravel()], axis=1)
    return heights, cosines, _optical_depth_to_sun(places, directions, turbidity).reshape(*h.shape, 3)


def _optical_depth_to_sun(places: Vectors, directions: Vectors, turbidity: float) -> Vectors:
    """(n, 3) optical depth from each place out of the atmosphere; very large where the earth is in the way."""
    reach = _exit_distance(places, directions)
    fractions = np.linspace(0.0, 1.0, _SUN_STEPS + 1) ** 2
    depth = np.zeros((len(places), 3))
    lowest = np.full(len(places), np.inf)
    for start, end in pairwise(fractions):
        radius = np.linalg.norm(places + directions * (reach * (start + end) / 2.0)[:, None], axis=1)
        lowest = np.minimum(lowest, radius)
        air, haze, ozone = _densities(radius)
        depth += _extinction(air, haze, ozone, turbidity) * (reach * (end - start))[:, None]
    depth[lowest < _EARTH_M - 200.0] = 50.0
    return depth


def _exit_distance(places: Vectors, directions: Vectors) -> Vectors:
    along = (places * directions).sum(axis=1)
    return np.asarray(-along + np.sqrt(along**2 - (places**2).sum(axis=1) + _TOP_M**2))


def _densities(radius: Vectors) -> tuple[Vectors, Vectors, Vectors]:
    height = np.clip(radius - _EARTH_M, 0.0, None)
    ozone = np.clip(1.0 - np.abs(height - 25000.0) / 15000.0, 0.0, None)
    return np.exp(-height / _AIR_SCALE_M), np.exp(-height / _HAZE_SCALE_M), ozone


def _extinction(air: Vectors, haze: Vectors, ozone: Vectors, turbidity: float) -> Vectors:
    return np.asarray(
        air[:, None] * _AIR_PER_M + haze[:, None] * _haze_per_m(turbidity) + ozone[:, None] * _OZONE_PER_M
    )


def _haze_per_m(turbidity: float) -> float:
    """Extinction of haze at the ground: none in the pure air of turbidity 1."""
    return _HAZE_PER_M_AT_TURBIDITY_2 * 4.0 * max(turbidity - 1.0, 0.1)


def _haze_phase(cosine: Vectors) -> Vectors:
    """Per steradian: a broad lobe and the sharp one of the aureole, each after Cornette and Shanks 1992."""
    sharp = _AUREOLE_SHARE
    return (1.0 - sharp) * _lobe(cosine, _HAZE_G) + sharp * _lobe(cosine, _AUREOLE_G)


def _lobe(cosine: Vectors, g: float) -> Vectors:
    shape = (1.0 + cosine**2) / (1.0 + g * g - 2.0 * g * cosine) ** 1.5
    return np.asarray(3.0 / (8.0 * np.pi) * (1.0 - g * g) / (2.0 + g * g) * shape)
