"""Surfaces of bodies, told by what they are: scratched metal, threads, pebbled hide, pored skin, painted light."""

from __future__ import annotations

import math

import numpy as np

from quality_control.readers.painted.patch_statistics import Mask, flat_share, runs, spread, strongest_period
from quality_control.readers.painted.swatch import Swatch, lab_of
from quality_control.readers.surface_fields import FRONT, Patch, Values

type Reading = tuple[tuple[str, float], ...]

_CLOSE_M = 0.0004
_ALONG, _LINES, _APART_M = 200, 14, 0.00463  # points of a line across the threads, lines, and between two lines

# scratches: thin grooves that break gloss and tone of bare metal, without a grain of one direction
_METAL, _GRAINLESS = 0.95, 0.1
_GROOVE_SINE, _GROOVE_SHARE = 0.15, (0.003, 0.9)
_GLOSS_BREAK, _TONE_BREAK = 0.1, 0.006

# a weave is a texture where its threads are seen one by one, and no fuzz hides them
_THREAD_M = (0.0016, 0.008)
_FUZZ, _THIN_M = 0.42, 0.0009
_STRAIGHT, _REGULAR = 0.35, 0.3  # shares of the relief's variance: the same along a thread; at one spacing

# hide: glossy pebbles in rough creases, with pores in the pebbles
_PEBBLE_M = (0.001, 0.026)
_OPAQUE = 0.1  # of scattering: hide that is tanned passes no light, a live one does
_CREASE_STEP = 0.08  # of roughness between crease and pebble
_CREASE_DARKNESS, _TOP = 0.02, 0.002
_CREASED = -0.8  # correlation: all that is rough is dark, as minerals in a stone are not
_PORES = 0.003  # how much darker the darkest of the pebbles' tops are than what lies about it
_HIDE_M = 0.0005
_PORE_PITCHES_M = (_HIDE_M, 0.000685)  # a patch of few tops may have none

# skin: a scattering body of a skin's hue with rough dark pits
_SKIN_HUE_DEG, _SKIN_CHROMA = (20.0, 80.0), (0.02, 0.14)
_PORE_M = (0.0007, 0.006)
_PIT_SHARE = (0.003, 0.3)
_PIT_STEP = 0.1

_VORONOI_CROSSINGS = 1.455  # of a line with the walls of random cells, to a mean cell's side (Poisson-Voronoi)


def read_metal_surface(swatch: Swatch) -> Reading | None:
    """Bare metal with fine scratches in several directions: the share of it that lies in a groove's flank."""
    surface = swatch.surface
    if swatch.is_set or not {"base_color", "roughness", "normal"} <= set(surface.varying):
        return None
    bare = (
        swatch.is_even("metalness", 1.0 - _METAL)
        and float(swatch.patch("metalness", 0.004, size=12).min()) >= _METAL
    )
    if not bare or abs(surface.anisotropy) > _GRAINLESS:
        return None
    slopes = [swatch.slope(pitch_m) for pitch_m in (_CLOSE_M, 0.004)]
    grooved = float(np.mean([(slope > _GROOVE_SINE).mean() for slope in slopes]))
    if not _GROOVE_SHARE[0] <= grooved <= _GROOVE_SHARE[1]:
        return None
    broken = spread(swatch.patch("roughness", 0.004)) >= _GLOSS_BREAK
    return (("scratch_density", grooved),) if broken and spread(swatch.lab(0.004)[..., 0]) >= _TONE_BREAK else None


def read_fabric_weave(swatch: Swatch) -> Reading | None:
    """Threads over and under each other at right angles: their spacing, the same both ways."""
    surface = swatch.surface
    if (
        not {"base_color", "normal"} <= set(surface.varying)
        or not _is_dull(swatch)
        or surface.sheen_weight > _FUZZ
    ):
        return None
    if surface.opacity < 1.0 or "opacity" in surface.varying or spread(swatch.lab(_CLOSE_M)[..., 0]) < 0.05:
        return None
    spacings = [_straight_lines_m(swatch, upright=upright) for upright in (False, True)]
    thread_m = sum(spacings) / 2.0
    square = min(spacings) > 0.0 and abs(spacings[0] / spacings[1] - 1.0) <= 0.06
    return (("thread_spacing_m", thread_m),) if square and _within(thread_m, _THREAD_M) else None


def read_leather_texture(swatch: Swatch) -> Reading | None:
    """Hide: pebbles parted by rough dark creases, with pores in them; the pebbles' spacing."""
    if not {"base_color", "roughness", "normal"} <= set(swatch.surface.varying) or not _is_dull(swatch):
        return None
    if swatch.surface.subsurface_weight > _OPAQUE:
        return None
    roughness, lightness = swatch.patch("roughness", _HIDE_M, size=64), swatch.lab(_HIDE_M, size=64)[..., 0]
    low, high = float(roughness.min()), float(roughness.max())
    tops, creases = roughness < low + _TOP, roughness > (low + high) / 2.0
    if high - low < _CREASE_STEP or not 0.05 <= float(tops.mean()) <= 0.9 or float(creases.mean()) < 0.05:
        return None
    if float(lightness[tops].mean() - lightness[creases].mean()) < _CREASE_DARKNESS:
        return None
    if float(np.corrcoef(roughness.ravel(), lightness.ravel())[0, 1]) > _CREASED:
        return None
    if max(_pores(swatch, pitch_m) for pitch_m in _PORE_PITCHES_M) < _PORES:
        return None
    pebble_m = _cell_m(swatch, (low + high) / 2.0)
    return (("grain_scale_m", pebble_m),) if _within(pebble_m, _PEBBLE_M) else None


def read_skin_pores(swatch: Swatch) -> Reading | None:
    """Skin: rough dark pits apart in a scattering body of a skin's colour; their spacing."""
    surface = swatch.surface
    if not {"base_color", "roughness", "normal"} <= set(surface.varying) or surface.subsurface_weight < 0.02:
        return None
    lab = swatch.lab(_CLOSE_M)
    _, a, b = lab.reshape(-1, 3).mean(axis=0)
    hue_deg = float(np.degrees(np.arctan2(b, a)) % 360.0)
    if not _within(hue_deg, _SKIN_HUE_DEG) or not _within(float(np.hypot(a, b)), _SKIN_CHROMA):
        return None
    roughness = swatch.patch("roughness", _CLOSE_M)
    low, high = float(roughness.min()), float(roughness.max())
    pits = roughness > (low + high) / 2.0
    if high - low < _PIT_STEP or not _within(float(pits.mean()), _PIT_SHARE):
        return None
    if float(lab[..., 0][~pits].mean() - lab[..., 0][pits].mean()) < 0.004:
        return None
    spacing_m = _pit_spacing_m(pits)
    return (("pore_spacing_m", spacing_m),) if _within(spacing_m, _PORE_M) else None


def read_cel_shaded(swatch: Swatch) -> Reading | None:
    """Tones with hard edges that follow the form alone, as light would: how many, without the highlight."""
    surface = swatch.surface
    if swatch.is_set or set(surface.varying) != {"base_color"} or not _is_dull(swatch):
        return None
    if flat_share(swatch.patch("base_color", 0.004)) < 0.999:
        return None
    normals = _directions(1500)
    colours = np.round(swatch.fields.on_normals("base_color", normals), 4)
    tones, counts = np.unique(colours, axis=0, return_counts=True)
    shares = counts / len(normals)
    flat = float(shares[shares > 0.005].sum())
    lightness = lab_of(tones[shares > 0.005])[:, 0]
    if len(lightness) < 2 or flat < 0.9 or float(np.ptp(lightness)) < 0.05:
        return None
    return (("tone_count", float((shares > 0.04).sum())),)


def _is_dull(swatch: Swatch) -> bool:
    """Whether a body is neither metal nor clear."""
    surface = swatch.surface
    even = not {"metalness", "transmission_weight"} & set(surface.varying)
    return not swatch.is_set and even and surface.metalness < 0.1 and surface.transmission_weight < 0.1


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def _pores(swatch: Swatch, pitch_m: float) -> float:
    """How much darker the darkest of the smoothest points are than what lies about them."""
    from scipy import ndimage

    roughness, lightness = swatch.patch("roughness", pitch_m, size=64), swatch.lab(pitch_m, size=64)[..., 0]
    tops = roughness < float(roughness.min()) + _TOP
    return float(np.percentile((ndimage.median_filter(lightness, 7) - lightness)[tops], 99.5))


def _cell_m(swatch: Swatch, threshold: float) -> float:
    """The mean side of cells whose walls are rougher than ``threshold``, by how often lines cross a wall."""
    crossings, pitch_m, count = 0, 0.0005, 400
    for upright in (False, True):
        line = swatch.line("roughness", pitch_m, count, upright=upright, at_m=(0.0, 0.0))
        crossings += len(runs(line > threshold))
    return _VORONOI_CROSSINGS * 2.0 * count * pitch_m / max(crossings, 1)


def _straight_lines_m(swatch: Swatch, *, upright: bool) -> float:
    """The spacing of straight ridges side by side, by the relief that lines across them share; 0 without."""
    if upright:
        patch = Patch(pitch_m=_APART_M, size=_LINES, rows=_ALONG, row_pitch_m=_CLOSE_M, facing=swatch.facing)
    else:
        patch = Patch(pitch_m=_CLOSE_M, size=_ALONG, rows=_LINES, row_pitch_m=_APART_M, facing=swatch.facing)
    normal = swatch.fields.on_patch("normal", patch)
    side = normal[..., (2 if swatch.facing == FRONT else 1) if upright else 0]
    lines = side.T if upright else side
    shared = lines.mean(axis=0)
    if float(shared.var()) < _STRAIGHT * float(lines.var()):
        return 0.0
    period_m, share = strongest_period(shared[None], _CLOSE_M, least_m=_THIN_M, most_m=_THREAD_M[1])
    return period_m if share >= _REGULAR else 0.0


def _pit_spacing_m(pits: Mask) -> float:
    """The spacing of round pits in a body, by how many a plane cuts and how wide: Delesse, Wicksell."""
    from scipy import ndimage

    count = ndimage.label(pits)[1]
    if not count:
        return 0.0
    area_m2 = pits.size * _CLOSE_M**2
    mean_m2 = float(pits.sum()) * _CLOSE_M**2 / count
    radius_m = math.sqrt(1.5 * mean_m2 / math.pi)
    return float((count / area_m2 / (2.0 * radius_m)) ** (-1.0 / 3.0))


def _directions(count: int) -> Values:
    """(count, 3) unit vectors spread evenly over the sphere."""
    z = 1.0 - 2.0 * (np.arange(count) + 0.5) / count
    turn = np.arange(count) * math.pi * (3.0 - math.sqrt(5.0))
    radius = np.sqrt(1.0 - z * z)
    return np.stack([radius * np.cos(turn), radius * np.sin(turn), z], axis=1)
