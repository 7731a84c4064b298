"""Pictures that control a surface: seamless maps made from one relief each, as scene-linear EXR assets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assets.pictures import write_half_exr
from assets.store import AssetStore
from taxonomy.decisions import decision_rng

type Plane = NDArray[np.float64]  # (size, size), wraps round
type Rgb = tuple[float, float, float]

RELIEFS = ("pebbles", "studs", "bricks", "ripples", "weathering")
VARIANTS = 64
_POINTS = 70
_SHADE_RADIUS = 0.03  # of the map's width


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWish:
    """One map: which property, of which relief, how large and with what numbers."""

    kind: str
    relief: str
    variant: int
    resolution_px: int = 512
    numbers: Mapping[str, float] = field(default_factory=dict)
    colours: tuple[Rgb, ...] = ()  # scene-linear Rec.709


def find_map(store: AssetStore, wish: MapWish) -> Path:
    """The map's EXR in the store, made there the first time: three channels, raw data or scene-linear Rec.709."""
    recipe: dict[str, object] = {
        "generator": "surface_map",
        "version": 1,
        "kind": wish.kind,
        "relief": wish.relief,
        "variant": wish.variant,
        "resolution_px": wish.resolution_px,
        "numbers": {name: round(value, 6) for name, value in sorted(wish.numbers.items())},
        "colours": [[round(channel, 6) for channel in colour] for colour in wish.colours],
    }
    return store.get_or_make("maps", ".exr", recipe, partial(_write, wish))


def make_map(wish: MapWish) -> NDArray[np.float32]:
    """(size, size, 3) pixels of a map, row 0 at the top; the same wish gives the same pixels."""
    rng = decision_rng(0, wish.variant, f"assets/surface_maps/{wish.relief}")
    height, cells = _RELIEFS[wish.relief](rng, wish.resolution_px)
    pixels = _MAPS[wish.kind](wish, height, cells, rng)
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[..., None], 3, axis=2)
    return np.asarray(pixels, dtype=np.float32)


def _write(wish: MapWish, file: Path) -> None:
    write_half_exr(make_map(wish), file)


def _noise(rng: np.random.Generator, size: int, low: float, high: float, slope: float) -> Plane:
    """Seamless noise between two frequencies (cycles a map), ranked to spread evenly from 0 to 1."""
    cycles = np.fft.fftfreq(size) * size
    radius = np.hypot(*np.meshgrid(cycles, cycles, indexing="ij"))
    inside = (radius >= low) & (radius <= high)
    amplitude = np.where(inside, np.maximum(radius, 1.0) ** -slope, 0.0)
    phase = _phases(rng, size)
    return _ranked(np.fft.ifft2(amplitude * np.exp(1j * phase)).real)


def _phases(rng: np.random.Generator, size: int) -> Plane:
    """Random phases by frequency, so that a larger map is the same picture with more detail."""
    reach = 64
    drawn = rng.uniform(0.0, 2.0 * np.pi, (2 * reach, 2 * reach))
    cycles = (np.fft.fftfreq(size) * size).astype(int)
    return np.asarray(drawn[np.ix_(cycles % (2 * reach), cycles % (2 * reach))])


def _ranked(values: Plane) -> Plane:
    ranks = np.empty(values.size)
    ranks[np.argsort(values, axis=None, kind="stable")] = np.linspace(0.0, 1.0, values.size)
    return ranks.reshape(values.shape)


def _axes(size: int) -> tuple[Plane, Plane]:
    axis = (np.arange(size) + 0.5) / size
    x, y = np.meshgrid(axis, axis)
    return x, y


def _pebbles(rng: np.random.Generator, size: int) -> tuple[Plane, Plane]:
    from scipy.spatial import cKDTree

    points = rng.uniform(size=(_POINTS, 2))
    tones = rng.uniform(size=_POINTS)
    x, y = _axes(size)
    distances, nearest = cKDTree(points, boxsize=1.0).query(np.stack([x, y], axis=-1), k=2)
    gap = (distances[..., 1] - distances[..., 0]) * np.sqrt(_POINTS)
    return np.sqrt(np.clip(gap * 1.6, 0.0, 1.0)), tones[nearest[..., 0]]


def _studs(rng: np.random.Generator, size: int) -> tuple[Plane, Plane]:
    count = int(rng.integers(5, 9))
    x, y = (axis * count for axis in _axes(size))
    u, v = x % 1.0 - 0.5, y % 1.0 - 0.5
    dome = np.sqrt(np.clip(1.0 - (np.hypot(u, v) / 0.38) ** 2, 0.0, 1.0))
    tones = rng.uniform(size=(count, count))
    return dome, tones[y.astype(int) % count, x.astype(int) % count]


def _bricks(rng: np.random.Generator, size: int) -> tuple[Plane, Plane]:
    rows = 2 * int(rng.integers(3, 6))
    x, y = _axes(size)
    row = (y * rows).astype(int)
    across = x * (rows / 2) + 0.5 * (row % 2)
    edge = np.minimum(np.abs(across % 1.0 - 0.5) * -2.0 + 1.0, (np.abs(y * rows % 1.0 - 0.5) * -2.0 + 1.0) / 2.0)
    tones = rng.uniform(size=(rows, rows // 2))
    rough = _noise(rng, size, 8.0, 60.0, 1.0)
    height = np.clip((edge - 0.05) / 0.08, 0.0, 1.0) * (0.8 + 0.2 * rough)
    return height, tones[row % rows, across.astype(int) % (rows // 2)]


def _ripples(rng: np.random.Generator, size: int) -> tuple[Plane, Plane]:
    count = int(rng.integers(6, 11))
    x, y = _axes(size)
    warp = _noise(rng, size, 1.0, 5.0, 1.4) * 2.2
    wave = 0.5 + 0.5 * np.sin(2.0 * np.pi * (y * count + warp + x * int(rng.integers(0, 3))))
    return wave**1.5, _noise(rng, size, 2.0, 12.0, 1.0)


def _weathering(rng: np.random.Generator, size: int) -> tuple[Plane, Plane]:
    return _noise(rng, size, 2.0, 60.0, 1.7), _noise(rng, size, 3.0, 24.0, 1.2)


def _albedo(wish: MapWish, height: Plane, cells: Plane, rng: np.random.Generator) -> NDArray[np.float64]:
    grain = _noise(rng, height.shape[0], 10.0, 60.0, 0.8)
    low, middle, high = (np.array(colour) for colour in wish.colours)
    tone = np.clip(0.75 * cells + 0.25 * grain, 0.0, 1.0)[..., None]
    body = np.where(tone < 0.5, low + (middle - low) * tone * 2.0, middle + (high - middle) * (tone * 2.0 - 1.0))
    return np.asarray(body * (0.45 + 0.55 * np.clip(height, 0.0, 1.0))[..., None])


def _normal(wish: MapWish, height: Plane, cells: Plane, rng: np.random.Generator) -> NDArray[np.float64]:  # noqa: ARG001
    size = height.shape[0]
    depth = 0.022 * size
    right = (np.roll(height, -1, axis=1) - np.roll(height, 1, axis=1)) / 2.0
    down = (np.roll(height, -1, axis=0) - np.roll(height, 1, axis=0)) / 2.0
    normal = np.stack([-right * depth, down * depth, np.ones_like(height)], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    return np.asarray(0.5 * normal + 0.5)


def _roughness(wish: MapWish, height: Plane, cells: Plane, rng: np.random.Generator) -> Plane:
    smear = _noise(rng, height.shape[0], 1.0, 30.0, 1.3)
    share = np.clip(1.4 * (0.6 * smear + 0.4 * cells) - 0.2, 0.0, 1.0)
    half = wish.numbers["contrast"] / 2.0
    return np.asarray(0.48 - half + 2.0 * half * share)


def _covered(wish: MapWish, height: Plane, cells: Plane, rng: np.random.Generator) -> Plane:
    """1 on a share of the surface, 0 elsewhere: the highest of the relief, with ragged edges."""
    ragged = _noise(rng, height.shape[0], 2.0, 40.0, 1.3)
    order = _ranked(0.45 * height + 0.55 * ragged + 0.2 * cells)
    return (order > 1.0 - wish.numbers["coverage_fraction"]).astype(np.float64)


def _height(wish: MapWish, height: Plane, cells: Plane, rng: np.random.Generator) -> Plane:  # noqa: ARG001
    return np.clip(height, 0.0, 1.0)


def _occlusion(wish: MapWish, height: Plane, cells: Plane, rng: np.random.Generator) -> Plane:  # noqa: ARG001
    from scipy import ndimage

    depth = ndimage.gaussian_filter(height, _SHADE_RADIUS * height.shape[0], mode="wrap") - height
    hollow = np.clip(depth / max(float(np.percentile(depth, 99.0)), 1e-6), 0.0, 1.0)
    return np.asarray(1.0 - wish.numbers["strength"] * hollow)


def _emission(wish: MapWish, height: Plane, cells: Plane, rng: np.random.Generator) -> NDArray[np.float64]:
    """The cracks of the relief, or some of its cells, in a glowing colour."""
    lit = (
        (height < np.percentile(height, 18.0))
        if wish.relief in ("pebbles", "ripples", "weathering")
        else (cells > 0.7) & (height > 0.3)
    )
    flicker = 0.75 + 0.25 * _noise(rng, height.shape[0], 2.0, 16.0, 1.2)
    return np.asarray(np.array(wish.colours[0]) * (lit * flicker)[..., None])


_RELIEFS: Mapping[str, Callable[[np.random.Generator, int], tuple[Plane, Plane]]] = {
    "pebbles": _pebbles,
    "studs": _studs,
    "bricks": _bricks,
    "ripples": _ripples,
    "weathering": _weathering,
}
_MAPS: Mapping[str, Callable[[MapWish, Plane, Plane, np.random.Generator], NDArray[np.float64]]] = {
    "albedo": _albedo,
    "normal": _normal,
    "roughness": _roughness,
    "metallic": _covered,
    "height": _height,
    "displacement": _height,
    "ambient_occlusion": _occlusion,
    "emission": _emission,
    "opacity": _covered,
    "subsurface_color": _albedo,
}
