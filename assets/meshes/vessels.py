"""Turned vessels: vase families, bowls, cups, goblets, bottles, pitchers and teapots, all hollow."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.curves import Curve, rounded, shell_profile, smooth
from assets.meshes.solids import Modulation, lathe, sweep, sweep_section
from assets.meshes.surface import Surface, finished, grounded, merge, moved, scaled, turned
from schemas.mesh import MeshData

type Silhouette = list[tuple[float, float]]

_VASES: tuple[Silhouette, ...] = (  # (radius, height) from foot to lip, of a vase one unit high
    [(0.15, 0), (0.22, 0.10), (0.31, 0.34), (0.29, 0.55), (0.16, 0.76), (0.105, 0.88), (0.15, 1)],  # amphora
    [(0.13, 0), (0.20, 0.07), (0.36, 0.30), (0.33, 0.48), (0.12, 0.66), (0.085, 0.82), (0.10, 1)],  # bottle
    [(0.17, 0), (0.21, 0.12), (0.30, 0.52), (0.36, 0.76), (0.32, 0.88), (0.17, 0.95), (0.18, 1)],  # meiping
    [(0.20, 0), (0.17, 0.07), (0.15, 0.30), (0.20, 0.60), (0.29, 0.86), (0.36, 1)],  # trumpet
    [(0.19, 0), (0.36, 0.17), (0.43, 0.44), (0.37, 0.70), (0.20, 0.87), (0.17, 0.93), (0.20, 1)],  # moon jar
    [(0.14, 0), (0.13, 0.05), (0.25, 0.22), (0.20, 0.42), (0.28, 0.62), (0.19, 0.84), (0.24, 1)],  # double gourd
)


def vase(rng: np.random.Generator) -> MeshData:
    """A smooth vase."""
    return finished(_vase(rng, None, 112))


def fluted_vase(rng: np.random.Generator) -> MeshData:
    """A vase with hollow upright flutes."""
    count = int(rng.integers(12, 25))
    depth = float(rng.uniform(0.05, 0.09))

    def flutes(angle: NDArray[Any], height: NDArray[Any]) -> NDArray[Any]:
        return np.asarray(1 - depth * _body(height) * np.abs(np.cos(count * angle / 2)))

    return finished(_vase(rng, flutes, count * 12), crease_deg=44.0)


def ribbed_vase(rng: np.random.Generator) -> MeshData:
    """A vase of level rings."""
    count = int(rng.integers(14, 26))
    depth = float(rng.uniform(0.03, 0.05))

    def ribs(_angle: NDArray[Any], height: NDArray[Any]) -> NDArray[Any]:
        return np.asarray(1 + depth * _body(height) * (np.abs(np.sin(np.pi * count * height)) - 0.5))

    return finished(_vase(rng, ribs, 112, rows=160), crease_deg=50.0)


def twisted_vase(rng: np.random.Generator) -> MeshData:
    """A vase of a few soft lobes that wind up."""
    count = int(rng.integers(4, 9))
    depth = float(rng.uniform(0.06, 0.11))
    twist = float(rng.choice([-1.0, 1.0])) * float(rng.uniform(1.4, 3.2))

    def lobes(angle: NDArray[Any], height: NDArray[Any]) -> NDArray[Any]:
        return np.asarray(1 + depth * _body(height) * np.cos(count * (angle + twist * height)))

    return finished(_vase(rng, lobes, 144))


def faceted_vase(rng: np.random.Generator) -> MeshData:
    """A vase of flat upright faces that may wind up."""
    count = int(rng.integers(5, 10))
    twist = float(rng.choice([0.0, 0.0, 0.7, -0.9]))

    def facets(angle: NDArray[Any], height: NDArray[Any]) -> NDArray[Any]:
        side = 2 * np.pi / count
        within = np.mod(angle + twist * height, side) - side / 2
        polygon = np.cos(side / 2) / np.cos(within)
        return np.asarray(np.minimum(polygon, 0.975) ** np.minimum(1.0, 12 * height + 0.2))

    return finished(_vase(rng, facets, count * 20, rows=72))


def _body(height: NDArray[Any]) -> NDArray[Any]:
    """1 on the body, 0 at foot and lip."""
    return np.asarray(np.clip(height / 0.08, 0, 1) * np.clip((1 - height) / 0.06, 0, 1))


def _vase(rng: np.random.Generator, modulation: Modulation | None, segments: int, *, rows: int = 72) -> Surface:
    control = np.array(_VASES[int(rng.integers(len(_VASES)))])
    control[:, 0] *= 1 + rng.uniform(-0.09, 0.09, len(control))
    size = float(rng.uniform(0.36, 0.5))
    outer = smooth(control, rows) * np.array([size * float(rng.uniform(0.92, 1.12)), size])
    return lathe(shell_profile(outer, 0.011), segments, modulation=modulation)


def bowl(rng: np.random.Generator) -> MeshData:
    """A footed bowl."""
    radius, height = float(rng.uniform(0.15, 0.21)), float(rng.uniform(0.085, 0.15))
    foot = radius * float(rng.uniform(0.34, 0.46))
    belly = float(rng.uniform(0.62, 0.8))
    control = [
        (foot, 0),
        (foot * 0.94, 0.016),
        (radius * belly, height * 0.34),
        (radius * 0.95, height * 0.75),
        (radius, height),
    ]
    return finished(lathe(shell_profile(smooth(control, 56), 0.008, floor_m=0.02), 128))


def cup(rng: np.random.Generator) -> MeshData:
    """A cup with a handle."""
    radius, height = float(rng.uniform(0.042, 0.05)), float(rng.uniform(0.085, 0.11))
    outer = rounded([(radius * 0.78, 0), (radius * 0.9, height * 0.1), (radius, height)], [0, 0.012, 0], 6)
    outer = smooth(outer, 40)
    body = lathe(shell_profile(outer, 0.0045), 80)
    arc = [
        (radius * 0.93, height * 0.82),
        (radius + 0.022, height * 0.84),
        (radius + 0.032, height * 0.56),
        (radius + 0.02, height * 0.3),
        (radius * 0.9, height * 0.24),
    ]
    return finished(merge([body, _handle(arc, 0.0062, 0.0045)]))


def goblet(rng: np.random.Generator) -> MeshData:
    """A stemmed goblet with a knop."""
    height, bowl_r = float(rng.uniform(0.24, 0.32)), float(rng.uniform(0.06, 0.08))
    lip = bowl_r * float(rng.uniform(0.82, 1.1))
    foot, stem = bowl_r * float(rng.uniform(0.85, 1.0)), 0.0085
    low = [
        (foot, 0),
        (foot, 0.005),
        (foot * 0.5, 0.014),
        (stem * 1.3, 0.035),
        (stem, height * 0.27),
        (stem * 2.3, height * 0.33),
        (stem * 1.1, height * 0.39),
    ]
    high = [(stem * 1.5, height * 0.46), (bowl_r * 0.8, height * 0.56), (bowl_r, height * 0.74), (lip, height)]
    outer = smooth(low + high, 110)
    return finished(lathe(shell_profile(outer, 0.0045, floor_m=height * 0.49), 112))


def bottle(rng: np.random.Generator) -> MeshData:
    """A bottle with a neck ring."""
    radius, height = float(rng.uniform(0.04, 0.052)), float(rng.uniform(0.26, 0.33))
    neck, shoulder = radius * float(rng.uniform(0.3, 0.38)), float(rng.uniform(0.56, 0.68))
    corners = [
        (radius * 0.9, 0),
        (radius, 0.006),
        (radius, height * shoulder),
        (neck, height * (shoulder + 0.16)),
        (neck, height * 0.93),
        (neck * 1.3, height * 0.935),
        (neck * 1.3, height * 0.975),
        (neck * 1.15, height),
    ]
    outer = rounded(corners, [0, 0.006, radius, 0.05, 0.002, 0.003, 0.003, 0], 10)
    return finished(lathe(shell_profile(outer, 0.0035), 96))


def pitcher(rng: np.random.Generator) -> MeshData:
    """A pitcher: a belly, a lip drawn out to the front and a handle at the back."""
    size = float(rng.uniform(0.3, 0.38))
    belly, neck = float(rng.uniform(0.3, 0.35)), float(rng.uniform(0.17, 0.21))
    control = np.array(
        [(0.2, 0), (0.24, 0.05), (belly, 0.32), (neck + 0.05, 0.62), (neck, 0.78), (neck + 0.04, 1.0)]
    )
    body = lathe(shell_profile(smooth(control * size, 72), 0.008), 120)
    p = body.points.copy()
    spout = np.clip((p[:, 2] / size - 0.74) / 0.26, 0, 1) ** 2 * np.exp(
        -((np.arctan2(p[:, 0], -p[:, 1])) ** 2) / 0.12
    )
    p[:, 1] -= spout * 0.16 * size
    p[:, 2] += spout * 0.05 * size
    body = Surface(points=p, counts=body.counts, indices=body.indices, uvs=body.uvs)
    arc = [
        ((neck + 0.02) * size, 0.93 * size),
        ((neck + 0.2) * size, 0.97 * size),
        ((belly + 0.16) * size, 0.66 * size),
        ((belly + 0.03) * size, 0.36 * size),
        ((belly - 0.03) * size, 0.29 * size),
    ]
    handle = turned(_handle(arc, 0.013, 0.009), "z", 90.0)
    return finished(turned(merge([body, handle]), "z", 62.0))


def teapot(rng: np.random.Generator) -> MeshData:
    """A lidded pot with a spout and a looped handle."""
    size, squat = float(rng.uniform(0.19, 0.24)), float(rng.uniform(0.8, 1.0))
    control = np.array([(0.34, 0), (0.36, 0.03), (0.56, 0.32), (0.54, 0.58), (0.36, 0.80), (0.28, 0.84)]) * size
    body = lathe(np.concatenate([[[0.0, 0.0]], smooth(control, 60), [[0.0, 0.84 * size]]]), 120)
    lid_points = (
        np.array(
            [
                (0.30, 0.835),
                (0.31, 0.86),
                (0.22, 0.93),
                (0.07, 0.965),
                (0.05, 1.0),
                (0.09, 1.05),
                (0.075, 1.1),
                (0.0, 1.12),
            ]
        )
        * size
    )
    lid = lathe(np.concatenate([[[0.0, 0.835 * size]], smooth(lid_points, 48)]), 96)
    path = np.array([(0.44, 0.28), (0.66, 0.36), (0.78, 0.58), (0.88, 0.84), (1.02, 0.90)]) * size
    spine = smooth(path, 40)
    tube = sweep(
        np.column_stack([spine[:, 0], np.zeros(40), spine[:, 1]]), np.linspace(0.15, 0.062, 40) * size, sides=32
    )
    arc = np.array([(0.46, 0.68), (0.84, 0.86), (0.98, 0.56), (0.80, 0.28), (0.46, 0.22)]) * size
    handle = turned(_handle([(float(x), float(z)) for x, z in arc], 0.055 * size, 0.045 * size), "z", 180.0)
    pot = scaled(merge([body, lid, tube, handle]), 1.0, 1.0, squat)
    return finished(turned(pot, "z", 22.0))


def _handle(arc: Silhouette, half_width_m: float, half_depth_m: float) -> Surface:
    """A strap of elliptical section along an arc given as (outwards, up), towards +X."""
    spine = smooth(arc, 36)
    t = np.arange(20) * (2 * np.pi / 20)
    path = np.column_stack([spine[:, 0], np.zeros(len(spine)), spine[:, 1]])
    section = np.stack([half_depth_m * np.cos(t), half_width_m * np.sin(t)], -1)
    return sweep_section(path, section[None])


def dish(_rng: np.random.Generator) -> MeshData:
    """A wide shallow dish, 0.44 m across."""
    return finished(lathe(dish_profile(0.22, 0.06), 144))


def dish_profile(radius_m: float, depth_m: float, thickness_m: float = 0.006) -> Curve:
    """The whole profile (radius, height) of a round dish; its inner floor lies ``thickness_m`` up."""
    outer = rounded([(radius_m * 0.72, 0), (radius_m * 0.8, 0), (radius_m, depth_m)], [0, depth_m * 0.7, 0], 14)
    return shell_profile(smooth(outer, 40), thickness_m)


def fruit(rng: np.random.Generator) -> MeshData:
    """A pear, an apple or a pumpkin with a stalk."""
    kind = int(rng.integers(3))
    size = float(rng.uniform(0.9, 1.1))
    control = (
        [(0.0, 0.004), (0.02, 0.0), (0.042, 0.03), (0.036, 0.06), (0.02, 0.088), (0.014, 0.104), (0.0, 0.107)],
        [(0.0, 0.008), (0.014, 0.0), (0.036, 0.018), (0.041, 0.042), (0.03, 0.064), (0.012, 0.068), (0.0, 0.06)],
        [(0.0, 0.012), (0.03, 0.0), (0.075, 0.03), (0.078, 0.06), (0.04, 0.092), (0.012, 0.09), (0.0, 0.08)],
    )[kind]
    lobes = (0.0, 0.012, 0.085)[kind]
    count = (5, 5, int(rng.integers(9, 13)))[kind]

    def wobble(angle: NDArray[Any], height: NDArray[Any]) -> NDArray[Any]:
        shape = np.abs(np.sin(count * angle / 2)) if kind == 2 else 0.5 + 0.5 * np.cos(count * angle)
        return np.asarray(1 - lobes * (1 - shape) + 0 * height)

    body = lathe(smooth(control, 48), 120, modulation=wobble)
    low = control[-1][1] - 0.004
    bend = np.array([(0, 0, low), (0.001, 0, low + 0.012), (0.006, 0.002, low + 0.03)])
    stalk = sweep(smooth(bend, 10), np.linspace(0.0028, 0.002, 10) * (2.2 if kind == 2 else 1.0), sides=10)
    return finished(grounded(scaled(merge([body, stalk]), size)), crease_deg=60.0)


def candle(rng: np.random.Generator) -> MeshData:
    """A candle with a wick on a small saucer."""
    height, radius = float(rng.uniform(0.09, 0.2)), float(rng.uniform(0.025, 0.036))
    stick = rounded(
        [(0, 0.008), (radius, 0.008), (radius, height), (radius * 0.5, height - 0.006), (0, height - 0.007)],
        [0, 0.001, 0.006, 0.01, 0],
        5,
    )
    wick = sweep(
        np.array([(0, 0, height - 0.008), (0.001, 0, height), (0.004, 0, height + 0.009)]), 0.0014, sides=8
    )
    saucer = lathe(dish_profile(radius * 2.0, 0.016, 0.004), 96)
    return finished(merge([moved(lathe(stick, 72), z=-0.004), moved(wick, z=-0.004), saucer]))
