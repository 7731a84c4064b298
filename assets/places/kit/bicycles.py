"""A bicycle of tubes, spokes and a saddle."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.rounds import ring, rod, turned_solid, upright, wire
from assets.meshes.surface import Surface, merge, moved, scaled, turned
from assets.places.kit.cuboids import cuboid
from assets.places.kit.things import Stuffs, Thing, piece, thing

type Vector = NDArray[Any]

_WHEEL_M = 0.335
_SPOKES = 28
_REAR, _FRONT = np.array((-0.50, 0, _WHEEL_M)), np.array((0.52, 0, _WHEEL_M))
_CRANK, _SEAT, _HEAD = np.array((-0.06, 0, 0.29)), np.array((-0.20, 0, 0.82)), np.array((0.34, 0, 0.80))
_LOW_HEAD = np.array((0.385, 0, 0.66))


def bicycle(at: tuple[float, float, float], turn_deg: float, paint: Stuffs, steel: Stuffs, black: Stuffs) -> Thing:
    """A bicycle along x, its front to +x, the ground under it at ``at``."""

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        wheels = [_wheel(hub) for hub in (_REAR, _FRONT)]
        steel_ = merge([*(w for _, w in wheels), _drive(), _bars()])
        black_ = merge([*(t for t, _ in wheels), _contacts()])
        return tuple(moved(turned(s, "z", turn_deg), *at) for s in (_frame(), steel_, black_))

    return thing(
        (
            piece("BicycleFrame", paint, "bicycle"),
            piece("BicycleSteel", steel, "bicycle wheel"),
            piece("BicycleRubber", black, "bicycle tyre"),
        ),
        make,
    )


def _v(x: float, y: float, z: float) -> Vector:
    return np.array([x, y, z])


def _frame() -> Surface:
    tubes = [rod(_CRANK, _SEAT, 0.015), rod(_SEAT + _v(0.02, 0, -0.06), _HEAD, 0.014)]
    tubes += [rod(_CRANK, _LOW_HEAD, 0.017), rod(_HEAD, _LOW_HEAD, 0.02)]
    for y in (-0.05, 0.05):
        tubes.append(rod(_REAR + _v(0, y, 0), _CRANK + _v(0, 0.5 * y, 0), 0.009))
        tubes.append(rod(_REAR + _v(0, y, 0), _SEAT + _v(0.015, 0.3 * y, -0.08), 0.008))
        fork = np.array([_LOW_HEAD + _v(0, 0.6 * y, 0), _LOW_HEAD + _v(0.05, y, -0.12), _FRONT + _v(0, y, 0)])
        tubes.append(wire(fork, 0.010, samples=10))
    return merge(tubes)


def _wheel(hub: Vector) -> tuple[Surface, Surface]:
    """(tyre, rim with hub and crossed spokes)."""
    r = _WHEEL_M
    parts = [moved(upright(ring(r - 0.040, 0.009, segments=56)), *hub)]
    parts.append(rod(hub - _v(0, 0.05, 0), hub + _v(0, 0.05, 0), 0.018))
    for i in range(_SPOKES):
        a, side = i * 2 * np.pi / _SPOKES, 1 if i % 2 else -1
        inner = hub + _v(0.018 * np.cos(a + 0.5 * side), 0.028 * side, 0.018 * np.sin(a + 0.5 * side))
        parts.append(rod(inner, hub + (r - 0.045) * _v(np.cos(a), 0, np.sin(a)), 0.0011, sides=4))
    return moved(upright(ring(r - 0.017, 0.017, segments=56)), *hub), merge(parts)


def _drive() -> Surface:
    arms = [rod(_CRANK + _v(0, s * 0.07, 0), _CRANK + _v(-s * 0.12, s * 0.07, s * 0.12), 0.009) for s in (-1, 1)]
    axle = rod(_CRANK - _v(0, 0.075, 0), _CRANK + _v(0, 0.075, 0), 0.012)
    return merge([moved(upright(ring(0.09, 0.006, segments=40)), *_CRANK), axle, *arms])


def _bars() -> Surface:
    bend = np.array(
        [(0.22, -0.29, 0.94), (0.30, -0.2, 0.97), (0.33, 0, 0.95), (0.30, 0.2, 0.97), (0.22, 0.29, 0.94)]
    )
    stem = rod(_HEAD, _HEAD + _v(-0.02, 0, 0.14), 0.013)
    return merge([stem, wire(bend, 0.011, samples=24), rod(_SEAT, _SEAT + _v(-0.025, 0, 0.11), 0.012)])


def _contacts() -> Surface:
    """Saddle, grips and pedals."""
    parts = [rod((0.14, s * 0.29, 0.935), (0.24, s * 0.285, 0.945), 0.016) for s in (-1, 1)]
    saddle = turned_solid(np.array([(0, 0), (0.06, 0.004), (0.075, 0.03), (0.05, 0.045), (0, 0.05)]), 28)
    parts.append(moved(scaled(saddle, 1.75, 0.95, 1.0), -0.25, 0, 0.92))
    for s, x, z in ((-1, 0.06, 0.17), (1, -0.18, 0.41)):
        parts.append(
            cuboid((x - 0.045, x + 0.045), (s * 0.12 - 0.04, s * 0.12 + 0.04), (z - 0.01, z + 0.01), bevel_m=0.004)
        )
    return merge(parts)
