"""Random patterns of two tones, told by what their noise is: cells, distances, borders, lattices, octaves.

Gradient noise is nought at the points of its lattice: how far it strays from its middle repeats with that lattice,
square for Perlin's (1985), triangular for simplex noise (2001).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quality_control.readers.painted.patch_statistics import Mask, runs
from quality_control.readers.painted.pattern_panel import Panel, unsmoothed
from quality_control.readers.painted.pieces import pieces_of
from quality_control.readers.surface_fields import Values

type Reading = tuple[tuple[str, float], ...]

_FEATURE_M = (0.04, 1.2)  # finer ones are a stuff's grain
_STEP_M = 2e-4  # between the points of a slope
_SCAN_M, _SCAN = 0.02, 40
_MOVING = (0.02, 0.98)  # shares that are neither tone
_STILL_SLOPE = 1e-3  # of the share, per metre
_FLAT_CELLS, _CELL_TONES, _COMMON_TONE = 0.9, 12, 0.35
_EVEN_SLOPE = 1.1  # upper over lower quartile of the slopes of a distance
_PLATEAUS = 0.5  # of a pattern of cells with borders, what is inside or on a border
_CLOSE = 0.3  # share of a pattern of cells that they fill
_SQUARE_WALLS = 0.35  # random walls 0.02 to 0.2, those of rectangles 0.4 to 0.9
_THIRD_TONE = 0.04  # of a pattern of two, what is as even yet neither: chips of a third stone
_ROUGHER_ABOVE = 1.7  # slopes squared in the heights over those in the hollows
_FAR = 8  # sixteenths of the memory
_SMOOTH = 50.0  # squared differences that far apart over those one sixteenth apart: one octave has more
_MEMORIES = 5.0  # of a multifractal, in its first octave
_SQUARE_STRIDES = {False: (2.2, 3.5), True: (2.8, 5.6)}  # a lattice's spacing over the memory, by octaves
_TRIANGLE_STRIDES = (3.5, 5.8)
_LATTICE = 12.0  # power of a lattice's waves over that of others as long
_SAMPLES_A_STRIDE = 4.4  # more than 4: waves of half the least spacing tell it from a wider one
_STANDS_OUT = 0.5  # of the weakest waves of the lattice that stands out most
_VIEW, _CELLS_VIEW, _CELL = 128, 256, 30  # samples of a side, of one that shows cells, and from cell to cell
_SQUARE_WAVES = (
    *((45.0 * (power % 2), 2.0 ** (-power / 2.0)) for power in (6, 5, 4)),
    *((turn_deg, 5.0**-0.5) for turn_deg in (26.565, -26.565)),
    *((45.0 * (power % 2), 2.0 ** (-power / 2.0)) for power in (3, 2, 1, 0)),
)
"""Turns and factors that may bring the strongest wave of a square lattice to its longest."""
_VORONOI_CROSSINGS = 1.455  # of a line with the walls of random cells, to a mean cell's side (Poisson-Voronoi)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Slopes:
    """Shares at scattered points and how they change in space."""

    share: Values  # (n,)
    slope: Values  # (n,) per metre, in space

    @property
    def moving(self) -> Mask:
        """Where the share is neither tone."""
        return (self.share > _MOVING[0]) & (self.share < _MOVING[1])

    @property
    def still(self) -> float:
        """The share of points about which nothing changes."""
        return float((self.slope < _STILL_SLOPE).mean())


def read_noise_voronoi(panel: Panel) -> Reading | None:
    """Flat cells, each in a tone of its own."""
    slopes = slopes_of(panel)
    tones = np.unique(np.round(slopes.share, 3), return_counts=True)[1]
    if slopes.still < _FLAT_CELLS or len(tones) < _CELL_TONES or tones.max() > _COMMON_TONE * tones.sum():
        return None
    share = panel.share(0.01, 96)
    changes = np.count_nonzero(np.abs(np.diff(share, axis=0)) > 1e-3)
    changes += np.count_nonzero(np.abs(np.diff(share, axis=1)) > 1e-3)
    cell_m = _VORONOI_CROSSINGS * 2.0 * share.size * 0.01 / max(int(changes), 1)
    return (("feature_size_m", cell_m),) if _within(cell_m, _FEATURE_M) else None


def read_noise_worley(panel: Panel) -> Reading | None:
    """Tone by a distance, which grows everywhere at one pace: the distance from one tone to the other."""
    slopes = slopes_of(panel)
    if float(slopes.moving.mean()) < 0.8 or not _is_distance(slopes):
        return None
    reach_m = 1.0 / float(np.median(slopes.slope[slopes.moving]))
    if not _within(reach_m, _FEATURE_M):
        return None
    up_and_down = np.count_nonzero(np.diff((panel.share(reach_m / 4.0, 32) > 0.5).astype(int), axis=1))
    return (("feature_size_m", reach_m),) if up_and_down > 40 else None


def read_cellular(panel: Panel) -> Reading | None:
    """Cells of one tone, of many sizes, in borders of the other that run in all directions."""
    slopes = slopes_of(panel)
    if slopes.still < _PLATEAUS or float(slopes.moving.mean()) > 1.0 - _PLATEAUS:
        return None
    if float((slopes.moving & (slopes.slope < _STILL_SLOPE)).mean()) > _THIRD_TONE:
        return None
    lines = panel.along(0.003, 500, 0.0, rows=6, row_pitch_m=0.17) > 0.5
    steps = np.concatenate([np.diff(runs(line)[:, 0]) for line in lines])  # from a cell to the next
    if len(steps) < 12:
        return None
    pitch_m = float(f"{float(steps.mean()) * 0.003 / _CELL:.4g}")
    light = panel.share(pitch_m, _CELLS_VIEW) > 0.5
    if not (_are_cells(light) or _are_cells(~light)) or _squareness(light) > _SQUARE_WALLS:
        return None
    walls = np.count_nonzero(np.diff(light, axis=0)) + np.count_nonzero(np.diff(light, axis=1))
    cell_m = _VORONOI_CROSSINGS * 4.0 * light.size * pitch_m / max(int(walls), 1)
    return (("feature_size_m", cell_m),) if _within(cell_m, _FEATURE_M) else None


def _are_cells(inside: Mask) -> bool:
    """Whether a tone is many pieces of many sizes, close together, and the other one is whole about them."""
    from scipy import ndimage

    if float(inside.mean()) < _CLOSE:
        return False  # specks
    cells, borders = pieces_of(ndimage.binary_erosion(inside)), pieces_of(~inside)
    return cells.count >= 6 and not cells.are_alike and borders.count <= cells.count / 3


def _squareness(inside: Mask) -> float:
    """How far walls run in but two directions, square to each other: 1, where in all directions 0."""
    from scipy import ndimage

    rise, run = np.gradient(ndimage.gaussian_filter(inside.astype(float), 2.0))
    steep = np.hypot(rise, run)
    return float(abs((steep * np.exp(4j * np.arctan2(rise, run))).sum()) / max(float(steep.sum()), 1e-9))


def read_noise_perlin(panel: Panel) -> Reading | None:
    """Smooth blotches of one size on a square lattice: its spacing."""
    found = _noise(panel)
    if found is None or found.has_octaves or found.is_triangular:
        return None
    return (("feature_size_m", found.lattice_m),)


def read_noise_simplex(panel: Panel) -> Reading | None:
    """Smooth blotches of one size on a lattice of triangles."""
    found = _noise(panel)
    if found is None or found.has_octaves or not found.is_triangular:
        return None
    return (("feature_size_m", found.lattice_m),)


def read_fractal(panel: Panel) -> Reading | None:
    """Noise with detail at every scale, as much in the heights as in the hollows."""
    found = _noise(panel)
    if found is None or not found.has_octaves:
        return None
    return (("feature_size_m", found.lattice_m),)


def read_musgrave(panel: Panel) -> Reading | None:
    """Noise that is rough in the heights and smooth in the hollows."""
    memory_m, rougher = _roughness(panel)
    is_rough = rougher > _ROUGHER_ABOVE and _within(_MEMORIES * memory_m, _FEATURE_M)
    return (("feature_size_m", _MEMORIES * memory_m),) if is_rough else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Noise:
    """Gradient noise whose heights are no rougher than its hollows."""

    lattice_m: float
    is_triangular: bool
    has_octaves: bool


def slopes_of(panel: Panel) -> Slopes:
    """At the points of a coarse patch."""
    share = panel.share(_SCAN_M, _SCAN)
    near = [panel.share(_SCAN_M, _SCAN, at_m=at_m) for at_m in ((_STEP_M, 0.0), (0.0, _STEP_M))]
    near.append(panel.share(_SCAN_M, _SCAN, off_m=_STEP_M))
    steps = np.stack([other - share for other in near], axis=-1)
    return Slopes(share=share.ravel(), slope=np.linalg.norm(steps, axis=-1).ravel() / _STEP_M)


def _is_distance(slopes: Slopes) -> bool:
    """Whether the share grows at one pace wherever it changes."""
    low, high = np.percentile(slopes.slope[slopes.moving], (25.0, 75.0))
    return bool(0.0 < high <= _EVEN_SLOPE * low)


def _noise(panel: Panel) -> _Noise | None:
    """What kind of gradient noise it is; None where it is none."""
    memory_m, rougher = _roughness(panel)
    if not 0.0 < rougher <= _ROUGHER_ABOVE:
        return None
    octaves = _has_octaves(panel, memory_m)
    lattice = _lattice(panel, memory_m, _SQUARE_STRIDES[octaves])
    if lattice is None or not _within(lattice[0], _FEATURE_M):
        return None
    strides = _TRIANGLE_STRIDES if lattice[1] else _SQUARE_STRIDES[octaves]
    if not _within(lattice[0] / memory_m, strides):
        return None
    return _Noise(lattice_m=lattice[0], is_triangular=lattice[1], has_octaves=octaves)


def _has_octaves(panel: Panel, memory_m: float) -> bool:
    """Whether there is detail far below the blotches: what is smooth differs by the square of the distance."""
    pitch_m = float(f"{memory_m / (2 * _FAR):.3g}")
    near = far = 0.0
    for turn_deg in (0.0, 90.0):
        lines = unsmoothed(panel.along(pitch_m, 600, turn_deg, rows=6, row_pitch_m=1.7 * memory_m))
        near += float(((lines[:, 1:] - lines[:, :-1]) ** 2).mean())
        far += float(((lines[:, _FAR:] - lines[:, :-_FAR]) ** 2).mean())
    return far < _SMOOTH * near


def _roughness(panel: Panel) -> tuple[float, float]:
    """(memory in metres, squared slopes in the heights over the hollows) of smooth noise; (0, 0) of others."""
    slopes = slopes_of(panel)
    moving = slopes.moving
    if slopes.still > 0.2 or float(moving.mean()) < 0.7 or _is_distance(slopes) or panel.follows_gloss:
        return 0.0, 0.0
    memory_m = _memory_m(panel)
    if not _within(memory_m, (0.15 * _FEATURE_M[0], _FEATURE_M[1])):
        return 0.0, 0.0
    linear, slope = unsmoothed(slopes.share), _before_smoothing(slopes)
    high, low = linear > np.percentile(linear[moving], 65.0), linear < np.percentile(linear[moving], 35.0)
    hollows = float((slope[low & moving] ** 2).mean())
    return memory_m, float((slope[high & moving] ** 2).mean()) / max(hollows, 1e-9)


def _before_smoothing(slopes: Slopes) -> Values:
    """The slopes of what the tones' soft step was taken of."""
    linear = unsmoothed(slopes.share)
    return np.asarray(slopes.slope / np.maximum(6.0 * linear * (1.0 - linear), 1e-3))


def _memory_m(panel: Panel) -> float:
    """The distance at which the share is half as much like itself."""
    pitch_m, memory_m = _SCAN_M, 0.0
    for _ in range(3):
        share = panel.share(pitch_m, _SCAN)
        centred = share - share.mean()
        alike = np.array([
            (centred[:, : _SCAN - k] * centred[:, k:]).mean() + (centred[: _SCAN - k] * centred[k:]).mean()
            for k in range(_SCAN // 2)
        ])  # fmt: skip
        alike = alike / alike[0]
        first = int(np.argmax(alike < 0.5))
        if first == 0:
            pitch_m *= 2.0
            continue
        memory_m = (first - 1 + (alike[first - 1] - 0.5) / (alike[first - 1] - alike[first])) * pitch_m
        if 3.0 <= memory_m / pitch_m <= 9.0:
            break
        pitch_m = float(f"{memory_m / 5.0:.3g}")
    return memory_m


def _lattice(panel: Panel, memory_m: float, strides: tuple[float, float]) -> tuple[float, bool] | None:
    """(spacing in metres, whether it is one of triangles) of the lattice on which the noise strays least."""
    pitch_m = float(f"{strides[0] * memory_m / _SAMPLES_A_STRIDE:.3g}")
    linear = unsmoothed(panel.share(pitch_m, _VIEW))
    stray = np.abs(linear - np.median(linear))
    window = np.hanning(_VIEW)
    power = np.abs(np.fft.fft2((stray - stray.mean()) * window[:, None] * window[None, :])) ** 2
    cycles = np.fft.fftfreq(_VIEW, pitch_m)
    y, x = np.meshgrid(cycles, cycles, indexing="ij")
    ring = np.round(np.hypot(x, y) / cycles[1]).astype(int)
    order = np.argsort(ring, axis=None)
    bounds = np.flatnonzero(np.diff(ring.ravel()[order])) + 1
    usual = np.array([np.median(part) for part in np.split(power.ravel()[order], bounds)])
    relative = power / np.maximum(usual[ring], 1e-30)
    relative[(ring < 8) | (ring > _VIEW // 2)] = 0.0
    return _lattice_of(relative, float(cycles[1]), memory_m, strides)


def _lattice_of(
    relative: Values, bin_per_m: float, memory_m: float, strides: tuple[float, float]
) -> tuple[float, bool] | None:
    """See `_lattice`; from the power of waves over that of others as long."""
    row, column = np.unravel_index(int(np.argmax(relative)), relative.shape)
    strongest = float(relative[row, column])
    if strongest < _LATTICE:
        return None
    i, j = np.meshgrid((-1, 0, 1), (-1, 0, 1), indexing="ij")
    weights = relative[(row + i) % _VIEW, (column + j) % _VIEW]
    peak = complex(
        (column + _VIEW // 2) % _VIEW - _VIEW // 2 + float((j * weights).sum() / weights.sum()),
        (row + _VIEW // 2) % _VIEW - _VIEW // 2 + float((i * weights).sum() / weights.sum()),
    )

    def height(turn_deg: float, factor: float = 1.0) -> float:
        wave = peak * factor * np.exp(1j * np.radians(turn_deg))
        at = round(wave.imag), round(wave.real)
        return float(relative[(at[0] + i) % _VIEW, (at[1] + j) % _VIEW].max()) if abs(wave) < _VIEW / 2 else 0.0

    third, quarter = min(height(60.0), height(120.0)), height(90.0)
    if third > max(quarter, 0.2 * strongest):
        longer = height(30.0, 2.0 / np.sqrt(3.0)) > height(30.0, np.sqrt(3.0) / 2.0)
        return float(np.sqrt(6.0 if longer else 8.0)) / (abs(peak) * bin_per_m), True
    if quarter < 0.1 * strongest:
        return None
    waves = ((0.0, 1.0), (90.0, 1.0), (45.0, 2.0**0.5), (135.0, 2.0**0.5), (0.0, 2.0), (90.0, 2.0))
    square = [
        (turn, factor)
        for turn, factor in _SQUARE_WAVES
        if _within(1.0 / (factor * abs(peak) * bin_per_m) / memory_m, strides)
    ]
    if not square:
        return None
    weakest = [
        min(height(turn_deg + turn, factor * length) for turn, length in waves) for turn_deg, factor in square
    ]
    chosen = next(n for n, least in enumerate(weakest) if least >= _STANDS_OUT * max(weakest))
    return 1.0 / (square[chosen][1] * abs(peak) * bin_per_m), False  # the widest all of whose waves stand out


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]
