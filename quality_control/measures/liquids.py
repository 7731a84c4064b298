"""Liquids measured in pictures: the surface's shape from the position AOV, its optics from a slab in a furnace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom, UsdShade

from quality_control.contract import Measurement, ProbeShot, TermReading
from quality_control.measures.fx_probes import box, furnace, look_through, put_away
from quality_control.measures.probe_looks import bind_probe_look
from quality_control.readers.liquid_surfaces import greatest_width_m, measure_surface, roundness
from schemas.errors import SceneError
from schemas.frame import Frame, Pixels
from usd_scenes.semantics import Role

type Array = NDArray[np.float64]

_SURFACE_PX = 128
_CARD_ALBEDO = (
    0.18  # dark: little light is thrown back and forth between card and surface more often than paths go on
)
_TRANSMISSION_TOLERANCE = 0.05
_REFLECTANCE_TOLERANCE = 0.05
_SLAB_SPP = 1024  # ink that lets 0.05 through shows the card by 0.0001: noise would be more
_HEIGHT_TOLERANCE, _LENGTH_TOLERANCE, _SHAPE_TOLERANCE = 0.15, 0.15, 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceMeasure:
    """The shape of a body of liquid, seen from straight above."""

    terms: frozenset[str]

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The body alone from above."""
        path = str(dict(reading.values)["body"])
        cache = UsdGeom.BBoxCache(Usd.TimeCode.EarliestTime(), [UsdGeom.Tokens.default_])
        bounds = cache.ComputeWorldBound(stage.GetPrimAtPath(path)).ComputeAlignedRange()
        low, high = np.array(bounds.GetMin()), np.array(bounds.GetMax())

        def look_down(probe: Usd.Stage) -> None:
            put_away(probe, [path])
            middle, width = (low + high) / 2, 1.06 * float(max((high - low)[:2]))
            eye = np.array([middle[0], middle[1], high[2] + 6.0 * width])
            look_through(
                probe, eye, azimuth_deg=0.0, pitch_deg=90.0, size_m=(width, width), distance_m=6.0 * width
            )
            furnace(probe)

        aovs = ("beauty", "position", "normal", "instance_id")
        size = 2 * _SURFACE_PX if reading.term.endswith(".droplets") else _SURFACE_PX
        return (ProbeShot(name="above", aovs=aovs, edit=look_down, resolution=(size, size), spp=4),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """The one number that tells the term."""
        frame = frames["above"]
        mask = frame.mask_of(str(dict(reading.values)["body"]))
        points = frame.aov("position")[mask].astype(np.float64)
        return _SHAPES[reading.term.rpartition(".")[2]](reading, frame, mask, points)


def _verdict(
    reading: TermReading, quantity: str, value: float, expected: float, tolerance: float, *, also: bool = True
) -> Measurement:
    return Measurement(
        term=reading.term,
        quantity=quantity,
        value=value,
        expected=f"{expected:.4g}",
        tolerance=f"{tolerance:.0%}",
        passed=bool(abs(value - expected) <= tolerance * abs(expected) and also),
    )


def _still(reading: TermReading, frame: Frame, mask: NDArray[np.bool_], points: Array) -> Measurement:
    normal = frame.aov("normal")[mask].astype(np.float64)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    inner = np.abs(points - middle)[:, :2].max(axis=1) < 0.3 * np.ptp(points[:, 0])
    tilt = np.degrees(np.arccos(np.clip(normal[inner, 2], -1.0, 1.0)))
    value = float(np.percentile(tilt, 95))
    return Measurement(
        term=reading.term,
        quantity="tilt of the surface, 95th percentile, degrees",
        value=value,
        expected="0",
        tolerance="0.5 degrees",
        passed=value <= 0.5,
    )


def _ripples(reading: TermReading, _frame: Frame, _mask: NDArray[np.bool_], points: Array) -> Measurement:
    seen = measure_surface(points)
    return _verdict(
        reading,
        "wavelength, m, of waves concentric to 50 % at least",
        seen.wavelength_m,
        reading.number("wavelength_m"),
        _LENGTH_TOLERANCE,
        also=seen.radial_share > 0.5,
    )


def _waves(reading: TermReading, _frame: Frame, _mask: NDArray[np.bool_], points: Array) -> Measurement:
    seen = measure_surface(points, keep=0.85)
    return _verdict(
        reading,
        "significant wave height, m, of waves that are not concentric",
        seen.significant_height_m,
        reading.number("significant_height_m"),
        _HEIGHT_TOLERANCE,
        also=seen.radial_share < 0.5,
    )


def _droplets(reading: TermReading, _frame: Frame, mask: NDArray[np.bool_], points: Array) -> Measurement:
    from scipy.ndimage import label

    count = float(label(mask)[1])
    return _verdict(
        reading,
        "separate drops",
        count,
        reading.number("droplet_count"),
        0.1,
        also=bool(np.ptp(points[:, 2]) > 1e-3),
    )


def _pool(reading: TermReading, _frame: Frame, mask: NDArray[np.bool_], points: Array) -> Measurement:
    return _verdict(
        reading,
        "share of its bounding rectangle that the water fills",
        _seen_area_m2(mask, points) / float(np.prod(np.ptp(points[:, :2], axis=0))),
        reading.number("rectangularity"),
        _SHAPE_TOLERANCE,
    )


def _puddle(reading: TermReading, _frame: Frame, mask: NDArray[np.bool_], points: Array) -> Measurement:
    return _verdict(
        reading,
        "area over that of a disc as wide",
        roundness(_seen_area_m2(mask, points), greatest_width_m(points)),
        reading.number("roundness"),
        _SHAPE_TOLERANCE,
        also=float(np.ptp(points[:, 2])) < 0.02,
    )


def _seen_area_m2(mask: NDArray[np.bool_], points: Array) -> float:
    """Area of the masked pixels: a pixel's width from the points' spread over the mask's."""
    columns = np.flatnonzero(mask.any(axis=0))
    pixel_m = float(np.ptp(points[:, 0])) / max(columns[-1] - columns[0], 1)
    return float(mask.sum() * pixel_m**2)


_SHAPES: dict[str, Callable[[TermReading, Frame, NDArray[np.bool_], Array], Measurement]] = {
    "still": _still,
    "ripples": _ripples,
    "waves_small": _waves,
    "droplets": _droplets,
    "pool": _pool,
    "puddle": _puddle,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SlabMeasure:
    """The optics of a liquid's look: a slab of it over a grey and a black card, in a white furnace."""

    terms: frozenset[str]

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:
        """The slab from above."""
        look = str(dict(reading.values)["look"])
        if not stage.GetPrimAtPath(look):
            raise SceneError("the liquid's look is gone", layer=stage.GetRootLayer().identifier, prim=look)
        depth_m = reading.number("depth_m")

        def lay(probe: Usd.Stage) -> None:
            put_away(probe)
            _lay_slab(probe, look, depth_m)

        return (ProbeShot(name="slab", aovs=("beauty",), edit=lay, resolution=(64, 64), spp=_SLAB_SPP),)

    def measure(self, reading: TermReading, frames: Mapping[str, Frame]) -> Measurement:
        """Transmission of clear liquids, reflectance of opaque ones: the channel that is farthest off."""
        grey, black = _cards(frames["slab"].aov("beauty"))
        clear = reading.number("transmission_g") > 0 or reading.number("transmission_b") > 0
        value, expected = (_transmission if clear else _reflectance)(reading, grey, black)
        worst = int(np.abs(value - expected).argmax())
        what = "transmission of the body's depth" if clear else "reflectance of the body"
        tolerance = _TRANSMISSION_TOLERANCE if clear else _REFLECTANCE_TOLERANCE
        contrast = float((grey - black).mean() / _CARD_ALBEDO)
        visible = contrast > 0.3 if reading.term.endswith(".transparent") else True
        hidden = contrast < 0.03 if reading.term.endswith((".opaque", ".reflective", ".blood", ".paint")) else True
        return Measurement(
            term=reading.term,
            quantity=f"{what}, channel {'RGB'[worst]}; card contrast {contrast:.2f}",
            value=float(value[worst]),
            expected=f"{expected[worst]:.3f}",
            tolerance=f"{tolerance}",
            passed=bool(np.abs(value - expected).max() <= tolerance and visible and hidden),
        )


def _transmission(reading: TermReading, grey: Array, black: Array) -> tuple[Array, Array]:
    """The card's light crosses the surface twice; inside it is thrown back down by total reflection."""
    share = np.linspace(0.0, 1.0, 400)
    seen = _seen_through(share, reading.number("ior"))
    value = np.interp(np.maximum(grey - black, 0.0), seen, share)
    return value, np.array([reading.number(f"transmission_{channel}") for channel in "rgb"])


def _seen_through(share: Array, ior: float) -> Array:
    """Radiance of the grey card under a liquid whose depth lets ``share`` through straight down, in a furnace."""
    f0 = ((ior - 1) / (ior + 1)) ** 2
    cosine = (np.arange(400) + 0.5)[:, None] / 400
    fresnel = _fresnel_from_inside(cosine, ior)
    slanted = np.maximum(share, 1e-9) ** (1.0 / cosine)
    leaving = ((1 - fresnel) * slanted * 2 * cosine).mean(axis=0)
    thrown_back = (fresnel * slanted**2 * 2 * cosine).mean(axis=0)
    back = thrown_back / 2  # by the cards' common edge, half of it falls on the black one
    return np.asarray(_CARD_ALBEDO * (1 - f0) * share * leaving / (1 - _CARD_ALBEDO * back))


def _reflectance(reading: TermReading, grey: Array, black: Array) -> tuple[Array, Array]:
    """Seen from straight above, the surface's mirror share lies over the body."""
    base = np.array([reading.number(f"base_{channel}") for channel in "rgb"])
    if reading.term.endswith(".reflective"):
        return (grey + black) / 2, base
    ior = reading.number("ior")
    f0 = ((ior - 1) / (ior + 1)) ** 2
    return ((grey + black) / 2 - f0) / (1 - f0), base


def _fresnel_from_inside(cosine: Array, ior: float) -> Array:
    """Reflectance of the surface for light that meets it from inside, total reflection included."""
    outside = 1.0 - ior**2 * (1.0 - cosine**2)
    leaving = np.sqrt(np.maximum(outside, 0.0))
    across = (ior * cosine - leaving) / (ior * cosine + leaving)
    along = (cosine - ior * leaving) / (cosine + ior * leaving)
    return np.where(outside > 0, (across**2 + along**2) / 2, 1.0)


def _cards(picture: Pixels) -> tuple[Array, Array]:
    """Mean colour over the grey card, left, and over the black one, right."""
    height, width = picture.shape[:2]
    rows = slice(height // 3, 2 * height // 3)
    left, right = slice(width // 5, 2 * width // 5), slice(3 * width // 5, 4 * width // 5)
    return tuple(picture[rows, part, :3].reshape(-1, 3).astype(np.float64).mean(axis=0) for part in (left, right))  # type: ignore[return-value]  # two of them


def _lay_slab(stage: Usd.Stage, look: str, depth_m: float) -> None:
    """A slab ``depth_m`` deep, wide enough that its sides give no light, over a grey and a black card."""
    half, frame_m = max(0.4, 8.0 * depth_m), 0.1
    slab = box(stage, "Slab", low_m=(-half, -half, -0.02), high_m=(half, half, depth_m), role=Role.LIQUID)
    UsdShade.MaterialBindingAPI.Apply(slab.GetPrim()).Bind(UsdShade.Material.Get(stage, look))
    for name, albedo, x in (("Grey", _CARD_ALBEDO, -half), ("Black", 0.0, 0.0)):
        card = box(stage, name, low_m=(x, -half, -0.2), high_m=(x + half, half, 0.0), role=Role.PROP)
        bind_probe_look(stage, card.GetPrim(), reflectance=albedo)
    look_through(
        stage,
        (0.0, 0.0, depth_m + 3.0),
        azimuth_deg=0.0,
        pitch_deg=90.0,
        size_m=(frame_m, frame_m),
        distance_m=3.0,
    )
    furnace(stage)


MEASURES = (
    SurfaceMeasure(
        terms=frozenset(
            {
                *(f"liquids.water.states.{n}" for n in ("still", "ripples", "waves_small", "droplets")),
                *(f"liquids.water.environments.{n}" for n in ("pool", "puddle")),
            }
        )
    ),
    SlabMeasure(
        terms=frozenset(
            {
                *(f"liquids.viscous.{n}" for n in ("oil", "honey", "ink", "blood", "paint")),
                *(f"liquids.properties.{n}" for n in ("transparent", "opaque", "colored", "reflective")),
            }
        )
    ),
)
