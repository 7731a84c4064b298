"""Lighting terms read back from a composed stage: where its lights stand and what reaches the subject."""

from __future__ import annotations

from pxr import Usd, UsdLux, UsdVol

from quality_control.contract import TermReading
from quality_control.readers.light_parts import LightPart
from quality_control.readers.light_plan import LightPlan, PlannedLight, read_light_plan
from quality_control.readers.setup_rules import classify_setup
from schemas.errors import SceneError
from usd_scenes.drawn import is_drawn

type Band = tuple[str, float, float]

KELVIN_BANDS: tuple[Band, ...] = (  # from the first kelvin to below the second
    ("candlelight", 1500.0, 2000.0),
    ("warm_tungsten", 2000.0, 3000.0),
    ("tungsten", 3000.0, 3500.0),
    ("warm_white", 3500.0, 4000.0),
    ("neutral_white", 4000.0, 5000.0),
    ("daylight", 5000.0, 6500.0),
    ("cool_white", 6500.0, 8000.0),
    ("overcast", 8000.0, 10000.0),
    ("blue_sky", 10000.0, 15001.0),
)


class LightPlanReader:
    """Setup, main source, its colour temperature and the time of day: all from one plan of the lights."""

    facets = (
        "lighting.setup_types",
        "lighting.light_sources",
        "lighting.color_temperature",
        "lighting.time_of_day",
    )

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """At most one term a facet; none where nothing is drawn."""
        try:
            plan = read_light_plan(stage)
        except SceneError:
            return ()
        return (*_read_setup(plan), *_read_source(plan, stage), *_read_temperature(plan), *_read_hour(plan))


class AtmosphereReader:
    """What the air does to the light."""

    facets = ("lighting.atmosphere",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """Clear where the stage draws no medium."""
        if any(prim.IsA(UsdVol.Volume) and is_drawn(prim) for prim in stage.Traverse()):
            return ()
        return (TermReading(term="lighting.atmosphere.clear"),)


def _read_setup(plan: LightPlan) -> tuple[TermReading, ...]:
    """The classic setup that the lamps about the subject make; none under a sky or a panorama."""
    if any(light.is_dome or light.part is LightPart.SUN for light in plan.lights):
        return ()
    name = classify_setup(plan)
    if name is None:
        return ()
    key = plan.key
    values: list[tuple[str, float | str]] = [
        ("key_fill_ratio", _rounded(plan.key_fill_ratio)),
        ("rim_key_ratio", _rounded(plan.rear_strength / max(plan.front_strength, 1e-9))),
        ("background_subject_ratio", _rounded(plan.background_radiance / max(plan.card_radiance, 1e-9))),
    ]
    if key is not None:
        values += [
            ("key_azimuth_deg", round(abs(key.azimuth_deg), 2)),
            ("key_side", "right" if key.azimuth_deg > 0 else "left"),
            ("key_elevation_deg", round(key.elevation_deg, 2)),
        ]
    return (TermReading(term=f"lighting.setup_types.{name}", values=tuple(values)),)


def _read_source(plan: LightPlan, stage: Usd.Stage) -> tuple[TermReading, ...]:
    """The kind of the main light, with what a measure needs to find it again."""
    main = plan.main
    if main is None:
        return ()
    kind = _kind_of(main, stage)
    if kind is None:
        return ()
    values: list[tuple[str, float | str]] = [
        ("light", main.elements.path),
        ("irradiance", _rounded(main.elements.strength)),
        ("azimuth_from_camera_deg", round(main.azimuth_deg, 2)),
        ("elevation_deg", round(main.elevation_deg, 2)),
        ("distance_m", _rounded(main.distance_m)),
        ("angular_width_deg", _rounded(main.angular_width_deg)),
    ]
    values += [(f"irradiance_{name}", _rounded(value)) for name, value in main.on_cards]
    values += list(main.extra)
    return (TermReading(term=f"lighting.light_sources.{kind}", values=tuple(values)),)


def _read_temperature(plan: LightPlan) -> tuple[TermReading, ...]:
    """The range that the main light's kelvin lies in."""
    main = plan.main
    if main is None or main.elements.kelvin is None:
        return ()
    kelvin = main.elements.kelvin
    values = (("kelvin", round(kelvin, 1)), ("light", main.elements.path))
    return tuple(
        TermReading(term=f"lighting.color_temperature.{name}", values=values)
        for name, low, high in KELVIN_BANDS
        if low <= kelvin < high
    )


def _read_hour(plan: LightPlan) -> tuple[TermReading, ...]:
    """The hour, by the sun's height, side and colour, or by the bright part of a sunless sky."""
    sun = plan.sun
    if sun is None:
        return ()
    elevation, azimuth = sun.world_elevation_deg, sun.world_azimuth_deg
    values = (
        ("sun_elevation_deg", round(elevation, 2)),
        ("sun_azimuth_deg", round(azimuth, 2)),
        ("red_over_blue", _rounded(sun.red_over_blue)),
        ("light", sun.elements.path),
    )
    red = sun.red_over_blue if sun.part is not LightPart.SKY else 2.0  # a sunless sky is blue but at its rim
    name = _hour_of(elevation, azimuth, red)
    return (TermReading(term=f"lighting.time_of_day.{name}", values=values),) if name else ()


def _kind_of(main: PlannedLight, stage: Usd.Stage) -> str | None:
    match main.elements.type_name:
        case "Mesh":
            return "emissive_mesh"
        case "RectLight" | "DiskLight":
            return "area_light"
        case "SphereLight":
            prim = stage.GetPrimAtPath(main.elements.path)
            shaped = prim.HasAPI(UsdLux.ShapingAPI) and (
                UsdLux.ShapingAPI(prim).GetShapingConeAngleAttr().Get() < 90.0
            )
            return "spot_light" if shaped else "point_light"
        case "DistantLight":
            small = main.angular_width_deg <= 1.05
            return "sun" if main.part is LightPart.SUN and small else "directional"
        case "DomeLight" | "DomeLight_1":
            return {LightPart.SKY: "sky", LightPart.PANORAMA: "hdri"}.get(main.part)
    return None


def _hour_of(elevation_deg: float, azimuth_deg: float, red_over_blue: float) -> str | None:
    if elevation_deg >= 55.0:
        return "noon"
    if 1.5 <= elevation_deg <= 11.0 and red_over_blue > 1.5:
        return "golden_hour"
    if 12.0 <= elevation_deg <= 48.0 and 25.0 <= azimuth_deg <= 110.0:
        return "morning"
    if 15.0 <= elevation_deg <= 50.0 and -110.0 <= azimuth_deg <= -25.0:
        return "afternoon"
    return None


def _rounded(value: float) -> float:
    return float(f"{min(value, 1e6):.5g}")


READERS = (LightPlanReader(), AtmosphereReader())
