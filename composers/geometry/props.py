"""Supporting things: few, lower than the subject, to its sides and behind, never touching."""

from __future__ import annotations

import numpy as np

from assets.meshes.catalog import find_generator
from composers.blocking.settings import Setting
from composers.geometry.placement import Placement
from composers.geometry.settings import Stand
from composers.geometry.staging import Body, find_body, place_body
from composers.shot import Shot
from usd_scenes import prim_paths
from usd_scenes.semantics import Role

_TABLE_PROPS = ("books", "cup", "bowl", "fruit", "candle", "bottle", "stone", "vase", "pawn", "goblet")
_STUDIO_PROPS = ("block", "ball", "peg", "stone", "block", "ball")
_OUTDOOR_PROPS = ("urn_on_pedestal", "column", "stone", "balustrade", "obelisk", "stone", "ashlar_wall")
_STONE_SCALE = 4.0
_GAP_M = 0.03
_TRIES = 40
_TALLEST = 0.8  # of the subject's height
_ANGLES_DEG = (115.0, -125.0, 60.0, -50.0, 150.0)
"""From the front (-Y), counter-clockwise: behind on one side, behind on the other, then towards the front."""

_OUTDOOR_ANGLES_DEG = (130.0, -140.0, 160.0, -110.0)


def place_props(shot: Shot, stand: Stand, subject: Body, scale: float) -> None:
    """Author up to four props about the subject under /World/Props into the current edit target."""
    rng = shot.rng("geometry/props")
    setting = shot.blocking.setting
    large = setting.is_outdoors
    names = _OUTDOOR_PROPS if large else (_TABLE_PROPS if setting is Setting.ROOM else _names(rng))
    count = int(rng.choice([1, 2, 3, 4], p=[0.15, 0.4, 0.3, 0.15]))
    height, reach = float(subject.size_m[2]) * scale, subject.reach_m * scale
    flip = float(rng.choice([-1.0, 1.0]))
    taken: list[tuple[float, float, float]] = [(0.0, 0.0, reach)]
    for i in range(count):
        name = str(rng.choice(names))
        body = find_body(shot, find_generator(name), int(rng.integers(1 << 16)))
        size = _scale(rng, name, body, height, large=large)
        radius = body.reach_m * size
        angle = flip * ((_OUTDOOR_ANGLES_DEG if large else _ANGLES_DEG)[i] + float(rng.uniform(-18, 18)))
        spot = _free_spot(rng, stand, taken, radius=radius, angle_deg=angle, spread=3.0 if large else 1.0)
        if spot is None:
            continue
        taken.append((*spot, radius))
        turn = 90.0 * float(rng.integers(4)) if large else float(rng.uniform(-40, 40))
        placement = Placement(x_m=spot[0], y_m=spot[1], z_m=stand.height_m, turn_deg=turn, scale=size)
        place_body(shot, f"{prim_paths.PROPS}/{name.title().replace('_', '')}{i + 1}", body, Role.PROP, placement)


def _names(rng: np.random.Generator) -> tuple[str, ...]:
    return _STUDIO_PROPS if rng.random() < 0.6 else _TABLE_PROPS


def _scale(rng: np.random.Generator, name: str, body: Body, height: float, *, large: bool) -> float:
    """A factor that keeps the prop lower than the subject and of a size with it."""
    natural = _STONE_SCALE * float(rng.uniform(0.7, 1.6)) if large and name == "stone" else 1.0
    tall = float(body.size_m[2]) * natural
    limit = _TALLEST * float(rng.uniform(0.6, 1.0)) * max(height, 0.16)
    return round(natural * min(1.0, max(limit / tall, 0.45)), 4)


def _free_spot(
    rng: np.random.Generator,
    stand: Stand,
    taken: list[tuple[float, float, float]],
    *,
    radius: float,
    angle_deg: float,
    spread: float,
) -> tuple[float, float] | None:
    """A place near ``angle_deg`` on the stand where a disc of ``radius`` touches nothing; None without one."""
    for attempt in range(_TRIES):
        turn = np.radians(angle_deg + attempt * float(rng.uniform(-2.0, 2.0)))
        away = taken[0][2] + radius + _GAP_M + (0.12 + 0.4 * float(rng.random())) * taken[0][2] * spread
        x, y = away * float(np.sin(turn)), -away * float(np.cos(turn))
        if not _fits(stand, x, y, radius):
            continue
        if all(np.hypot(x - a, y - b) >= radius + r + _GAP_M for a, b, r in taken):
            return round(x, 4), round(y, 4)
    return None


def _fits(stand: Stand, x: float, y: float, radius: float) -> bool:
    if stand.round:
        return bool(np.hypot(x, y) + radius <= stand.half_x_m)
    return abs(x) + radius <= stand.half_x_m and abs(y) + radius <= stand.half_y_m
