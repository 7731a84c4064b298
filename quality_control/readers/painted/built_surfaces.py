"""Surfaces of sets, told by what they are: boards, slabs, tiles, worn concrete, flaking paint, open ground."""

from __future__ import annotations

import numpy as np

from quality_control.readers.painted.patch_statistics import even_spacing, flat_share, runs, spread, two_levels
from quality_control.readers.painted.swatch import Swatch, lab_of, slope_of
from quality_control.readers.surface_fields import Values

type Reading = tuple[tuple[str, float], ...]

_LEAST_RELIEF = 0.02  # a photographed surface has a relief: rms sine of the angle that turns its normal
_CLOSE_M, _BROAD_M, _WIDE_M = 0.002, 0.012, 0.1  # pitches: pores and grains; stones and stains; chips in a wall

_OFF_AXES = ((0.0371, 0.0533), (0.1117, 0.1491))  # where lines start, lest one runs within a joint

# tiles: grout is rough cement in straight lines at equal distances both ways, the glaze between is smoother
_TILE_M = (0.06, 0.6)
_GROUT_ROUGHNESS, _GLAZE_ROUGHNESS = 0.75, 0.6
_GROUT_SHARE = (0.005, 0.35)
_SQUARE = 0.05  # difference of a tile's sides
_LEVELS_SHARE = 0.9  # of a surface of two stuffs, what is plainly one of them
_TILE_LINE_M, _TILE_PITCH_M = 2.4, 0.0015

# boards: joints as dark shadows at equal distances, and grain that runs along them
_BOARD_M = (0.05, 0.4)
_JOINT_DARKNESS = 0.72  # lightness in the joint over that about it
_WOOD_HUE_DEG, _GREY_CHROMA = (25.0, 115.0), 0.03  # wood is brown to yellow, or weathered to grey
_EVEN_PAINT = 0.6  # share of a patch that is as its neighbours; wood has fibres everywhere
_GRAIN_RATIO = 2.0  # how much faster the tone changes across the boards than along them
_BOARD_LINE_M, _BOARD_PITCH_M = 1.3, 0.0015

# slabs: polished flat, with a groove about each slab, and a figure of veins, beds or crystals inside
_SLAB_M = (0.25, 2.0)
_POLISHED, _FLAT_SINE, _GROOVE_SINE = 0.65, 0.03, 0.3
_GROOVE_M = 0.02  # the widest
_FIGURE = 0.06  # difference of lightness that veins, beds or crystals make
_SLAB_LINE_M, _SLAB_PITCH_M = 3.6, 0.001

# concrete: grey and matt, stained, with pits and cracks that are dark
_CEMENT_CHROMA, _CEMENT_ROUGHNESS = 0.05, 0.6
_PIT_DARKNESS, _PIT_SHARE = 0.80, 0.004
_STAINS = 0.1
_STAINED, _HALF_STAINED = 0.28, 0.14  # correlation of tone and gloss: at one scale, and at the other
_STAIN_PITCHES_M = (0.037, 0.1)  # wide ones: near the origin all noise is alike
_EVEN = 1e-4  # deviation
_LOOSE_SINE = 0.3  # median turn of the normal: below, cast or trowelled; above, loose earth and stones

# paint: smooth where it holds, rough where it has come off, ragged
_CHIP_ROUGHNESS, _PAINT_ROUGHNESS = 0.75, 0.75
_CHIP_STEP = 0.15
_UNDER_PAINT = 0.03  # OKLab: what is under paint is of another colour; glittering sand is of one

# ground: earth colours, never glossy but where it is damp
_EARTH_HUE_DEG, _EARTH_CHROMA = (20.0, 115.0), 0.12
_DRY_ROUGHNESS, _DAMP_ROUGHNESS = 0.8, 0.4
_STONES = 0.12


def read_floor_tiles(swatch: Swatch) -> Reading | None:
    """Glazed squares in rough grout: the distance of the grout lines, the same both ways."""
    if not _is_laid(swatch):
        return None
    low, high, smooth, rough = two_levels(swatch.patch("roughness", _BROAD_M), 0.03)
    if high < _GROUT_ROUGHNESS:  # the patch may lie within one tile
        low, high, smooth, rough = two_levels(swatch.patch("roughness", 0.037), 0.03)
    if low > _GLAZE_ROUGHNESS or high < _GROUT_ROUGHNESS or smooth + rough < _LEVELS_SHARE:
        return None
    if not _GROUT_SHARE[0] <= rough <= _GROUT_SHARE[1]:
        return None
    for at_m in _OFF_AXES:
        size_m = _square_m(swatch, (low + high) / 2.0, at_m)
        if size_m is not None and _within(size_m, _TILE_M):
            return (("tile_size_m", size_m),)
    return None


def read_wood_grain(swatch: Swatch) -> Reading | None:
    """Boards side by side: brown or grey, a dark joint after each, rings and fibres along them."""
    if not _is_laid(swatch):
        return None
    lab = swatch.lab(_BROAD_M)
    if not _is_hued(lab, _WOOD_HUE_DEG, _GREY_CHROMA):
        return None
    if flat_share(swatch.patch("base_color", _CLOSE_M)) > _EVEN_PAINT:
        return None
    for upright in (False, True):
        places, lightness = _dark_joints(swatch, upright=upright)
        board_m = even_spacing(places) * _BOARD_PITCH_M
        if _within(board_m, _BOARD_M):
            close = swatch.lab(_CLOSE_M)[..., 0]
            steps = np.abs(np.diff(close, axis=1)).mean(), np.abs(np.diff(close, axis=0)).mean()
            across, along = (steps[1], steps[0]) if upright else steps
            spacing_m = _ring_spacing_m(lightness, places)
            if across >= _GRAIN_RATIO * along and spacing_m < board_m:  # bands without rings are no boards
                return (("ring_spacing_m", spacing_m),)
    return None


def read_stone_patterns(swatch: Swatch) -> Reading | None:
    """Polished slabs with grooves between them, figured by veins, beds or crystals."""
    if not _is_laid(swatch) or "normal" not in swatch.surface.varying:
        return None
    if float(swatch.patch("roughness", _BROAD_M).max()) > _POLISHED:
        return None
    if float(np.median(swatch.slope(_BROAD_M))) > _FLAT_SINE:
        return None
    lightness = swatch.lab(_BROAD_M)[..., 0]
    if spread(lightness, 5.0, 95.0) < _FIGURE:
        return None
    slabs_m = [max(_slab_m(swatch, at_m, upright=upright) for at_m in _OFF_AXES) for upright in (False, True)]
    if not all(_within(slab_m, _SLAB_M) for slab_m in slabs_m):
        return None
    return (("feature_size_m", feature_m(lightness, _BROAD_M)),)


def read_concrete_wear(swatch: Swatch) -> Reading | None:
    """Grey and matt, stained, pitted and cracked, yet of one piece."""
    if not _is_laid(swatch) or float(swatch.patch("roughness", _BROAD_M).min()) < _CEMENT_ROUGHNESS:
        return None
    lab = swatch.lab(_BROAD_M)
    if float(np.percentile(np.hypot(lab[..., 1], lab[..., 2]), 90.0)) > _CEMENT_CHROMA:
        return None
    relief = swatch.slope(_BROAD_M)
    if not _LEAST_RELIEF <= float(np.median(relief)) <= _LOOSE_SINE:
        return None
    stained = [_stain(swatch, pitch_m) for pitch_m in _STAIN_PITCHES_M]
    if max(stained) < _STAINED or min(stained) < _HALF_STAINED:
        return None
    pits = float(np.mean([_pitted(lightness) for lightness in (lab[..., 0], swatch.lab(0.037)[..., 0])]))
    if spread(lab[..., 0], 5.0, 95.0) < _STAINS or pits < _PIT_SHARE:
        return None
    return (("pit_fraction", pits),)


def read_wall_surface(swatch: Swatch) -> Reading | None:
    """A coat of paint that has come off in ragged chips, rough where it has."""
    if not _is_laid(swatch):
        return None
    roughness = swatch.patch("roughness", _WIDE_M)
    low, high, smooth, rough = two_levels(roughness, 0.03)
    if (
        low > _PAINT_ROUGHNESS
        or high < _CHIP_ROUGHNESS
        or high - low < _CHIP_STEP
        or smooth + rough < _LEVELS_SHARE
    ):
        return None
    if float(np.median(swatch.slope(_CLOSE_M))) < _LEAST_RELIEF:
        return None
    lab, chipped = swatch.lab(_WIDE_M), roughness > (low + high) / 2.0
    if float(np.linalg.norm(lab[chipped].mean(axis=0) - lab[~chipped].mean(axis=0))) < _UNDER_PAINT:
        return None
    return (("wear_fraction", float(chipped.mean())),)


def read_ground_terrain(swatch: Swatch) -> Reading | None:
    """Earth and stones: earth colours, deep relief at every scale, dry or damp."""
    if not _is_laid(swatch):
        return None
    roughness = swatch.patch("roughness", _BROAD_M)
    if float(np.median(roughness)) < _DRY_ROUGHNESS or float(roughness.min()) < _DAMP_ROUGHNESS:
        return None
    lab = swatch.lab(_BROAD_M)
    if not _is_hued(lab, _EARTH_HUE_DEG, _GREY_CHROMA) or spread(lab[..., 0], 5.0, 95.0) < _STONES:
        return None
    if float(np.median(swatch.slope(_BROAD_M))) < _LOOSE_SINE or flat_share(lab) > 0.2:
        return None
    return (("feature_size_m", feature_m(lab[..., 0], _BROAD_M)),)


def _is_laid(swatch: Swatch) -> bool:
    """Whether it is an opaque part of a set whose colour, gloss and relief all vary, as of a photographed one."""
    surface = swatch.surface
    driven = {"base_color", "roughness", "normal"} <= set(surface.varying)
    return swatch.is_set and driven and surface.metalness < 0.1 and surface.transmission_weight < 0.1


def _is_hued(lab: Values, hues_deg: tuple[float, float], grey: float) -> bool:
    """Whether the mean colour lies between two hues, or is next to grey."""
    _, a, b = lab.reshape(-1, 3).mean(axis=0)
    hue_deg = float(np.degrees(np.arctan2(b, a)) % 360.0)
    return float(np.hypot(a, b)) <= grey or hues_deg[0] <= hue_deg <= hues_deg[1]


def _pitted(lightness: Values) -> float:
    """The share of a patch that is plainly darker than most of it."""
    return float((lightness < _PIT_DARKNESS * np.median(lightness)).mean())


def _stain(swatch: Swatch, pitch_m: float) -> float:
    """How far what is darker is also duller, or the other way: a stain lies in the stuff, a pattern on it."""
    roughness, lightness = swatch.patch("roughness", pitch_m).ravel(), swatch.lab(pitch_m)[..., 0].ravel()
    if min(float(roughness.std()), float(lightness.std())) < _EVEN:
        return 0.0
    return abs(float(np.corrcoef(roughness, lightness)[0, 1]))


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def _square_m(swatch: Swatch, middle: float, at_m: tuple[float, float]) -> float | None:
    """The side of squares between straight lines rougher than ``middle``; None where they are none."""
    count = round(_TILE_LINE_M / _TILE_PITCH_M)
    up = runs(swatch.line("roughness", _TILE_PITCH_M, count, upright=True, at_m=at_m) > middle)
    rise_m = even_spacing(up.mean(axis=1)) * _TILE_PITCH_M
    if rise_m <= 0.0:
        return None
    between = (up[0, 1] + up[1, 0]) / 2.0 - (count - 1) / 2.0
    row_m = (at_m[0], at_m[1] + float(between) * _TILE_PITCH_M)
    across = runs(swatch.line("roughness", _TILE_PITCH_M, count, upright=False, at_m=row_m) > middle)
    width_m = even_spacing(across.mean(axis=1)) * _TILE_PITCH_M
    return (width_m + rise_m) / 2.0 if abs(width_m / rise_m - 1.0) <= _SQUARE else None


def _slab_m(swatch: Swatch, at_m: tuple[float, float], *, upright: bool) -> float:
    """The distance between grooves along a line; 0 where they are not laid evenly."""
    count = round(_SLAB_LINE_M / _SLAB_PITCH_M)
    normal = swatch.line("normal", _SLAB_PITCH_M, count, upright=upright, at_m=at_m)
    flanks = runs(slope_of(normal, swatch.facing) > _GROOVE_SINE).mean(axis=1)
    if not len(flanks):
        return 0.0
    grooves = np.split(flanks, np.flatnonzero(np.diff(flanks) > _GROOVE_M / _SLAB_PITCH_M) + 1)
    return even_spacing(np.array([groove.mean() for groove in grooves])) * _SLAB_PITCH_M


def _dark_joints(swatch: Swatch, *, upright: bool) -> tuple[Values, Values]:
    """Places along a line at which it and another beside it are dark, and the first line's lightness."""
    from scipy import ndimage

    count = round(_BOARD_LINE_M / _BOARD_PITCH_M)
    lines = [
        lab_of(swatch.line("base_color", _BOARD_PITCH_M, count, upright=upright, at_m=at_m))[:, 0]
        for at_m in ((0.0371, 0.0533), (0.0371, 0.3633) if not upright else (0.3471, 0.0533))
    ]
    dark = [line < _JOINT_DARKNESS * ndimage.median_filter(line, 31) for line in lines]
    near = ndimage.binary_dilation(dark[1], iterations=2)
    return runs(dark[0] & near).mean(axis=1), lines[0]


def _ring_spacing_m(lightness: Values, joints: Values) -> float:
    """The mean distance between two dark rings along a line across the boards."""
    from scipy import ndimage

    smooth = ndimage.uniform_filter1d(lightness, 3)
    dark = smooth < ndimage.uniform_filter1d(lightness, 41)
    rings = max(len(runs(dark)) - len(joints), 1)
    return len(lightness) * _BOARD_PITCH_M / rings


def feature_m(lightness: Values, pitch_m: float) -> float:
    """The mean length of a lighter and a darker piece together, along rows and columns."""
    lighter = lightness > np.median(lightness)
    changes = np.count_nonzero(np.diff(lighter, axis=0)) + np.count_nonzero(np.diff(lighter, axis=1))
    return 4.0 * lighter.size * pitch_m / max(int(changes), 1)
