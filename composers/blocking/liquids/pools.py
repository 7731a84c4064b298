"""A pool in section: tiled floor and walls behind, its water seen from above and through the cut."""

from __future__ import annotations

import numpy as np

from assets.meshes.liquids.bodies import grid_body
from assets.meshes.liquids.height_fields import HeightField, still_surface, wind_waves
from assets.meshes.shells import cut_box, revolved
from assets.meshes.surface import Surface, merge, moved
from composers.blocking.liquids.parts import LiquidScene, Part, liquid_part, vessel_part
from taxonomy.decisions import decision_rng

WIDTH_M, LENGTH_M = 2.6, 2.0
_WALL_M = 0.16
_FLOOR_M = 0.1
_COPING_M = 0.05
_FREEBOARD_M = 0.07


def section_pool(
    *, depth_m: float, wave_height_m: float, longest_m: float, variant: int, ball: bool = True
) -> LiquidScene:
    """A corner of a pool cut open to the front, with steps down and a ball afloat.

    Args:
        wave_height_m: crest to trough of the significant wave: four standard deviations; 0 for still water.
    """
    level = _FLOOR_M + depth_m

    def water() -> Surface:
        return grid_body(
            _surface(level, wave_height_m, longest_m, variant),
            size_m=(WIDTH_M + 0.04, LENGTH_M),
            floor_m=_FLOOR_M - 0.02,
            spacing_m=max(0.012, min(0.03, longest_m / 24)),
        )

    recipe: dict[str, object] = {
        "generator": "liquids/pool_water",
        "version": 1,
        "depth": depth_m,
        "height": wave_height_m,
        "longest": longest_m,
        "variant": variant,
    }
    shell: dict[str, object] = {"generator": "liquids/pool_shell", "version": 1, "depth": depth_m}
    parts: list[Part] = [
        vessel_part("Pool", "PoolTiles", "pool", shell, lambda: _shell(depth_m)),
        vessel_part(
            "Coping", "Limestone", "coping", {**shell, "generator": "liquids/coping"}, lambda: _coping(depth_m)
        ),
        liquid_part("Water", recipe, water),
    ]
    if ball:
        parts += _ball(level, variant)
    return LiquidScene(
        parts=tuple(parts),
        depth_m=depth_m,
        reach_m=WIDTH_M / 2 + _WALL_M,
        on_floor=True,
        wave_height_m=wave_height_m,
    )


def _surface(level: float, wave_height_m: float, longest_m: float, variant: int) -> HeightField:
    if wave_height_m <= 0:
        return still_surface(level)
    rng = decision_rng(0, variant, "assets/liquids/wind_waves")
    return wind_waves(
        level_m=level,
        longest_m=longest_m,
        rms_height_m=wave_height_m / 4,
        direction_deg=float(rng.uniform(-30.0, 30.0)),
        spread=0.35,
        rng=rng,
    )


def _shell(depth_m: float) -> Surface:
    height = _FLOOR_M + depth_m + _FREEBOARD_M
    floor = cut_box((WIDTH_M + 2 * _WALL_M, LENGTH_M, _FLOOR_M), 0.004)
    side = cut_box((_WALL_M, LENGTH_M, height), 0.004)
    back = cut_box((WIDTH_M + 2 * _WALL_M, _WALL_M, height), 0.004)
    walls = [moved(side, sign * (WIDTH_M + _WALL_M) / 2) for sign in (-1.0, 1.0)]
    steps = []
    for place in range(3):
        rise = depth_m * (0.3 + 0.25 * place)
        step = cut_box((0.62, 0.3 * (3 - place), rise), 0.006)
        away = LENGTH_M / 2 - 0.15 * (3 - place)
        steps.append(moved(step, WIDTH_M / 2 - 0.31, away, _FLOOR_M))
    return merge([floor, *walls, moved(back, y=(LENGTH_M + _WALL_M) / 2), *steps])


def _coping(depth_m: float) -> Surface:
    height = _FLOOR_M + depth_m + _FREEBOARD_M
    wide = _WALL_M + 0.06
    side = cut_box((wide, LENGTH_M + _WALL_M + 0.03, _COPING_M), 0.012)
    back = cut_box((WIDTH_M + 2 * _WALL_M + 0.06, wide, _COPING_M), 0.012)
    pieces = [moved(side, sign * (WIDTH_M + _WALL_M) / 2, (_WALL_M + 0.03) / 2, height) for sign in (-1.0, 1.0)]
    return merge([*pieces, moved(back, y=(LENGTH_M + _WALL_M) / 2, z=height + 0.0005)])


def _ball(level: float, variant: int) -> list[Part]:
    rng = decision_rng(0, variant, "assets/liquids/ball")
    at = (float(rng.uniform(-0.8, 0.1)), float(rng.uniform(-0.3, 0.35)), level)
    recipe: dict[str, object] = {"generator": "liquids/ball", "version": 1, "at": list(np.round(at, 4))}
    return [
        vessel_part("Ball", "BallRed", "ball", recipe, lambda: moved(_gores(0, 0.19), *at)),
        vessel_part(
            "BallBand",
            "BallWhite",
            "ball",
            {**recipe, "generator": "liquids/ball_band"},
            lambda: moved(_gores(1, 0.1905), *at),
        ),
    ]


def _gores(which: int, radius_m: float) -> Surface:
    """A ball (0) or the belt about it (1), tilted by nothing: revolved about Z."""
    span = (0.0, np.pi) if which == 0 else (0.36 * np.pi, 0.64 * np.pi)
    polar = np.linspace(*span, 40)
    profile = np.stack([radius_m * np.sin(polar), radius_m * np.cos(polar)], axis=-1)
    if which:
        ends = np.array([[0.0, profile[0, 1] - 0.001], [0.0, profile[-1, 1] + 0.001]])
        profile = np.concatenate([ends[:1], profile, ends[1:]])
    profile[[0, -1], 0] = 0.0
    return revolved(profile, sectors=48)
