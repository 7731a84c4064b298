"""Round basins of water: still, or ringed by a drip."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assets.meshes.liquids.bodies import disc_body
from assets.meshes.liquids.height_fields import HeightField, ring_waves, still_surface
from assets.meshes.liquids.vessels import bowl_wall, pebble, pebble_bed, radius_at, vessel, wet_wall
from assets.meshes.shading import smooth_shaded
from assets.meshes.shells import revolved
from assets.meshes.surface import Surface, moved, scaled
from composers.blocking.liquids.parts import LiquidScene, Part, liquid_part, vessel_part
from taxonomy.decisions import decision_rng

_WALL_M = {
    "Granite": 0.055,
    "Basalt": 0.05,
    "Limestone": 0.045,
    "GlazedCeladon": 0.022,
    "GlazedWhite": 0.02,
    "Glass": 0.012,
}
_MENISCUS_M = 0.0018
_SLIM = 0.45  # of a lying stone's width: one that stands leaves most of the water to be seen
_PEBBLE_LOOKS = ("PebbleDark", "PebbleLight", "PebbleRust")


@dataclass(frozen=True, slots=True, kw_only=True)
class Basin:
    """A round vessel and how full it is."""

    look: str
    radius_m: float  # inside, at the rim
    water_m: float  # depth of the liquid
    freeboard_m: float  # from the liquid to the rim
    squareness: float

    @property
    def wall_m(self) -> float:
        """Thickness of the wall."""
        return _WALL_M[self.look]

    @property
    def floor_m(self) -> float:
        """Height of the inside's lowest point."""
        return self.wall_m + 0.006

    @property
    def level_m(self) -> float:
        """Height of the liquid."""
        return self.floor_m + self.water_m

    @property
    def inside(self) -> np.ndarray:
        """(n, 2) profile of the inside."""
        depth = self.water_m + self.freeboard_m
        return bowl_wall(self.radius_m, depth, floor_m=self.floor_m, squareness=self.squareness)

    def recipe(self, generator: str, **more: object) -> dict[str, object]:
        """What decides a mesh of this basin."""
        numbers = (self.radius_m, self.water_m, self.freeboard_m, self.squareness, self.wall_m)
        return {
            "generator": f"liquids/{generator}",
            "version": 2,
            "basin": [round(n, 5) for n in numbers],
        } | more

    def mesh(self) -> Surface:
        """The vessel."""
        return vessel(self.inside, wall_m=self.wall_m, foot_m=self.radius_m * 0.55)

    def body(self, surface: HeightField, *, meniscus_m: float = _MENISCUS_M) -> Surface:
        """The liquid, reaching a little into the wall."""
        inside, reach = self.inside, 0.3 * self.wall_m
        return disc_body(
            surface,
            radius_m=radius_at(inside, self.level_m) + reach,
            floor_m=self.floor_m - 0.3 * self.wall_m,
            wall=wet_wall(inside, self.level_m - 0.004, reach),
            meniscus_m=meniscus_m,
        )


def still_basin(basin: Basin, variant: int) -> LiquidScene:
    """Flat water over pebbles, with a stone that stands out of it and is mirrored."""

    def body() -> Surface:
        return basin.body(still_surface(basin.level_m))

    parts = [
        *_vessel(basin),
        liquid_part("Water", basin.recipe("still"), body),
        *_pebbles(basin, variant),
        _standing_stone(basin, variant),
    ]
    return _scene(basin, parts)


def rippled_basin(
    basin: Basin, variant: int, *, wavelength_m: float, wave_height_m: float, drop: bool = True
) -> LiquidScene:
    """Rings run out from a drip at the middle; the next drop hangs above it."""
    rng = decision_rng(0, variant, "assets/liquids/ripples")
    time_s = float(rng.uniform(0.0, 0.4))

    def body() -> Surface:
        waves = ring_waves(
            level_m=basin.level_m,
            wavelength_m=wavelength_m,
            amplitude_m=wave_height_m / 2,
            decay_m=0.75 * basin.radius_m,
            depth_m=basin.water_m,
            time_s=time_s,
        )
        return basin.body(waves)

    recipe = basin.recipe("ripples", wavelength=wavelength_m, height=wave_height_m, variant=variant)
    parts = [*_vessel(basin), liquid_part("Water", recipe, body), *_pebbles(basin, variant)]
    if drop:
        height = basin.level_m + 0.16
        falling = basin.recipe("falling_drop")
        parts.append(liquid_part("Drop", falling, lambda: moved(_falling_drop(0.012), z=height)))
    return _scene(basin, parts)


def _vessel(basin: Basin) -> list[Part]:
    return [vessel_part("Basin", basin.look, "basin", basin.recipe("basin"), basin.mesh)]


def _scene(basin: Basin, parts: list[Part]) -> LiquidScene:
    return LiquidScene(parts=tuple(parts), depth_m=basin.water_m, reach_m=basin.radius_m + basin.wall_m)


def _pebbles(basin: Basin, variant: int) -> list[Part]:
    def bed(look: str) -> Surface:
        rng = decision_rng(0, variant, f"assets/liquids/pebbles/{look}")
        return pebble_bed(
            26, radius_m=basin.radius_m * 0.82, size_m=0.055 * basin.radius_m**0.5, height_of=basin.inside, rng=rng
        )

    return [
        vessel_part(
            look,
            look,
            "pebbles",
            basin.recipe("pebbles", look=look, variant=variant),
            lambda look=look: bed(look),  # type: ignore[misc]
        )
        for look in _PEBBLE_LOOKS
    ]


def _standing_stone(basin: Basin, variant: int) -> Part:
    def stone() -> Surface:
        rng = decision_rng(0, variant, "assets/liquids/standing_stone")
        size = basin.water_m * 1.05 + 0.06
        angle = rng.uniform(0.25 * np.pi, 0.75 * np.pi)
        at = 0.34 * basin.radius_m
        height = basin.level_m + 0.05 - 0.5 * size
        return moved(
            smooth_shaded(scaled(pebble(size * 0.9, rng, rings=26, sectors=36), _SLIM, _SLIM, 1.0)),
            float(at * np.cos(angle)),
            float(at * np.sin(angle)),
            float(height),
        )

    recipe = basin.recipe("standing_stone", variant=variant, version=3)
    return vessel_part("Stone", "PebbleLight", "stone", recipe, stone)


def _falling_drop(radius_m: float) -> Surface:
    """A drop in the air, a little drawn out upwards."""
    polar = np.linspace(0.0, np.pi, 26)
    stretch = 1.0 + 0.25 * np.clip(np.cos(polar), 0.0, 1.0) ** 2
    profile = np.stack([radius_m * np.sin(polar), radius_m * np.cos(polar) * stretch], axis=-1)
    profile[[0, -1], 0] = 0.0
    return revolved(profile, sectors=40)
