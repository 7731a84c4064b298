"""Stylised surfaces, told by how they are drawn: tones, outlines, texels, hatching, washes, strokes, ramps."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from quality_control.readers.painted.built_surfaces import feature_m
from quality_control.readers.painted.patch_statistics import (
    distinct,
    flat_share,
    hue_turn_deg,
    out_of_line,
    spread,
)
from quality_control.readers.painted.swatch import SIZE, Swatch, lab_of
from quality_control.readers.surface_fields import Values

type Reading = tuple[tuple[str, float], ...]

_CLOSE_M, _BROAD_M = 0.002, 0.012
_CLOSE_SIZE = 120  # 24 cm: less may lie on one stone or in one wash
_EVEN_COLOUR, _EVEN_ROUGHNESS = 1e-3, 1e-3
_FLAT_SINE = 1e-3  # of the normal: no relief at all
_MATT = 0.6

_LEAST_FLAT_CHROMA = 0.06  # a grey wall is plain, a coloured one is painted in that colour
_TEXEL_M = (0.005, 0.1)
_TEXEL_COLOURS = (3, 16)
_ASIDE_M = (0.0, 0.137, 0.311, 0.523)  # rows and columns that are looked along
_TEXEL_CHANGES = 0.4  # of the grid's lines, those on which a row changes its colour; bricks' are few
_STONES_M, _STONES_SIZE = 0.01, 60  # a patch of many stones: a close one may lie in a joint
_INK_LIGHTNESS, _INK_CHROMA = 0.42, 0.07
_CARTOON_COLOURS = 4  # flat ones: ink, a tone, its shade, another
_TOLD_APART = 0.02  # OKLab distance between two flat colours
_TONE_SHARE = 0.01  # of what is flat; less is a stone that lies between two tones
_INK_SHARE = (0.02, 0.72)
_INK_MET = 0.9  # of rows and of columns, those that meet ink
_PAPER_LIGHTNESS, _PAPER_CHROMA = 0.78, 0.06
_HATCHING_M = (0.003, 0.06)
_STROKES_M, _STROKES_SHARE = (
    0.045,
    0.4,
)  # the longest wave that strokes make, and their share of the tone's variance
_HATCHED = 0.25  # difference of lightness between paper and strokes
_FACET_TURN, _FACETS_SEEN = 0.02, 30
_STROKE_RELIEF, _WET = 0.3, 0.42
_TOOTH_SINE = (0.03, 0.35)
_WASH_COLOURS = 0.024  # two colours and what lies between them have none
_RAMP_TURN_DEG, _RAMP_CHROMA = 25.0, 0.05
_OFF_RAMP = 0.004  # OKLab distance between colours of one lightness
_BEND = 0.012  # distance of a ramp's colours from a straight mixture, scene-linear
_PAINTED_LIGHT = 0.2


def read_flat_color(swatch: Swatch) -> Reading | None:
    """One colour and gloss everywhere, and no relief."""
    even = swatch.is_even("base_color", _EVEN_COLOUR) and swatch.is_even("roughness", _EVEN_ROUGHNESS)
    if not swatch.is_set or not even or not _is_flat(swatch) or not _is_paint(swatch):
        return None
    _, a, b = lab_of(swatch.patch("base_color", _BROAD_M, size=2))[0, 0]
    if float(np.hypot(a, b)) < _LEAST_FLAT_CHROMA:
        return None
    return (("hue_deg", float(np.degrees(np.arctan2(b, a)) % 360.0)),)


def read_pixel_art(swatch: Swatch) -> Reading | None:
    """Squares of a few colours, upright, all of one size."""
    if not _is_drawn(swatch) or not _is_flat(swatch):
        return None
    colours = distinct(swatch.patch("base_color", _BROAD_M).reshape(-1, 3))
    if not _TEXEL_COLOURS[0] <= len(colours) <= _TEXEL_COLOURS[1]:
        return None
    pitch_m, count = 0.001, 900
    sizes, changes = [], []
    for upright in (False, True):
        offsets = [(aside, 0.0) if upright else (0.0, aside) for aside in _ASIDE_M]
        lines = [swatch.line("base_color", pitch_m, count, upright=upright, at_m=at_m) for at_m in offsets]
        edges = np.unique(
            np.concatenate([np.flatnonzero(np.abs(np.diff(x, axis=0)).max(axis=1) > 1e-4) for x in lines])
        )
        pitch = _grid_pitch(edges)
        sizes.append(pitch * pitch_m)
        changes.append(len(edges) * pitch / count)
    square = min(sizes) > 0.0 and abs(sizes[0] / sizes[1] - 1.0) <= 0.05 and sum(changes) / 2.0 >= _TEXEL_CHANGES
    return (("texel_size_m", sum(sizes) / 2.0),) if square and _TEXEL_M[0] <= sizes[0] <= _TEXEL_M[1] else None


def read_cartoon(swatch: Swatch) -> Reading | None:
    """Flat tones with hard shade, each stone or plank in a bold dark outline."""
    if not _is_drawn(swatch) or not _is_flat(swatch):
        return None
    if _flat(swatch) < 0.6:
        return None
    colour = swatch.patch("base_color", _STONES_M, size=_STONES_SIZE)
    if not _has_outline(colour):
        return None
    tones = _flat_tones(colour) - 1  # the ink is none
    return (("tone_count", float(tones)),) if tones >= 1 and _flat_colours(colour) >= _CARTOON_COLOURS else None


def read_sketch(swatch: Swatch) -> Reading | None:
    """Dark strokes of one ink on light paper, thin and hatched at equal distances."""
    if (
        not _is_drawn(swatch)
        or not _is_flat(swatch)
        or out_of_line(swatch.patch("base_color", _CLOSE_M).reshape(-1, 3)) > 0.05
    ):
        return None
    lab = swatch.lab(0.037)
    lightness = lab[..., 0]
    if (
        float(np.percentile(lightness, 90.0)) < _PAPER_LIGHTNESS
        or float(np.hypot(lab[..., 1], lab[..., 2]).mean()) > _PAPER_CHROMA
    ):
        return None
    if spread(lightness) < _HATCHED:
        return None
    if _flat(swatch) > 0.6:
        return None
    spacing_m = _hatching_m(swatch)
    return (("line_spacing_m", spacing_m),) if _HATCHING_M[0] <= spacing_m <= _HATCHING_M[1] else None


def read_watercolor(swatch: Swatch) -> Reading | None:
    """Washes of several pigments that let light paper shine through, on its tooth."""
    if not _is_drawn(swatch) or swatch.surface.roughness < 0.85 or not _is_paint(swatch):
        return None
    tooth = float(np.median(swatch.slope(_CLOSE_M)))
    lab = swatch.lab(0.037)
    colours = swatch.patch("base_color", 0.037).reshape(-1, 3)
    if not _TOOTH_SINE[0] <= tooth <= _TOOTH_SINE[1] or out_of_line(colours) < _WASH_COLOURS:
        return None
    if float(np.percentile(lab[..., 0], 99.0)) < _PAPER_LIGHTNESS or flat_share(lab) > 0.2:
        return None
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    return (("bloom_fraction", float((chroma < 0.5 * np.percentile(chroma, 90.0)).mean())),)


def read_oil_paint(swatch: Swatch) -> Reading | None:
    """Wet gloss over thick strokes of several colours."""
    if not _is_drawn(swatch) or swatch.surface.roughness > _WET or swatch.surface.metalness > 0.1:
        return None
    if float(np.median(swatch.slope(_BROAD_M))) < _STROKE_RELIEF:
        return None
    lab = swatch.lab(_BROAD_M)
    if spread(lab[..., 0], 5.0, 95.0) < 0.1:
        return None
    return (("stroke_size_m", feature_m(lab[..., 0], _BROAD_M)),)


def read_low_poly(swatch: Swatch) -> Reading | None:
    """Flat facets: tone and normal are the same over each and leap to the next."""
    if not _is_drawn(swatch) or "normal" not in swatch.surface.varying:
        return None
    for pitch_m in (_CLOSE_M, 0.006):
        normal = swatch.patch("normal", pitch_m)
        if flat_share(normal) < 0.75 or flat_share(swatch.patch("base_color", pitch_m)) < 0.75:
            return None
    turned = distinct(swatch.patch("normal", 0.037).reshape(-1, 3))
    if len(turned) < 12 or float(np.ptp(turned, axis=0).max()) < _FACET_TURN:
        return None
    return (("facet_size_m", _facet_m(swatch)),)


def read_gradient_map(swatch: Swatch) -> Reading | None:
    """Bold colours of a ramp: each lightness has one colour, and the hue turns with it."""
    if not _is_drawn(swatch) or not _is_flat(swatch) or not _is_paint(swatch):
        return None
    lab = np.concatenate([swatch.lab(pitch_m).reshape(-1, 3) for pitch_m in (_BROAD_M, 0.037)])
    chroma = np.hypot(lab[:, 1], lab[:, 2])
    if spread(lab[:, 0]) < 0.2 or float(np.percentile(chroma, 90.0)) < _RAMP_CHROMA:
        return None
    if _flat(swatch) > 0.5:
        return None
    if off_ramp(lab) >= _OFF_RAMP or _hue_reach_deg(lab) < _RAMP_TURN_DEG:
        return None
    colours = np.concatenate([swatch.patch("base_color", pitch_m).reshape(-1, 3) for pitch_m in (_BROAD_M, 0.037)])
    return (("color_count", float(_stops(colours[np.argsort(lab[:, 0])]))),)


def read_hand_painted(swatch: Swatch) -> Reading | None:
    """Soft brushwork with light and shade painted in, the light warmer than the shade; no relief of its own."""
    if not _is_drawn(swatch) or not _is_flat(swatch) or swatch.surface.roughness < _MATT:
        return None
    lab = swatch.lab(_BROAD_M).reshape(-1, 3)
    if spread(lab[:, 0]) < _PAINTED_LIGHT or _flat(swatch) > 0.4:
        return None
    turn = hue_turn_deg(np.concatenate([lab, swatch.lab(0.037).reshape(-1, 3)]))
    return (
        (("stroke_size_m", feature_m(lab[:, 0].reshape(SIZE, SIZE), _BROAD_M)),)
        if 15.0 <= turn <= 90.0 and off_ramp(lab) >= _OFF_RAMP
        else None
    )


def _is_drawn(swatch: Swatch) -> bool:
    """Whether an opaque part of the set has colours that vary in one gloss."""
    surface = swatch.surface
    return (
        swatch.is_set
        and "base_color" in surface.varying
        and surface.transmission_weight < 0.1
        and swatch.is_even("roughness", _EVEN_ROUGHNESS)
        and spread(lab_of(swatch.patch("base_color", 0.037))[..., 0]) > 0.03
    )


def _is_paint(swatch: Swatch) -> bool:
    surface = swatch.surface
    return surface.metalness < 0.1 and surface.transmission_weight < 0.1 and surface.subsurface_weight < 0.1


def _flat(swatch: Swatch) -> float:
    """The share of its colours that go on unchanged."""
    return flat_share(swatch.patch("base_color", _CLOSE_M, size=_CLOSE_SIZE))


def _is_flat(swatch: Swatch) -> bool:
    return float(swatch.slope(_BROAD_M, size=12).max()) <= _FLAT_SINE


def off_ramp(lab: Values) -> float:
    """How far OKLab colours (n, 3) are from a curve on which each lightness has one colour."""
    order = np.argsort(lab[:, 0])
    sorted_ = lab[order]
    steps = np.diff(sorted_, axis=0)
    near = steps[:, 0] < 0.004
    return float(np.percentile(np.hypot(steps[near, 1], steps[near, 2]), 90.0)) if near.any() else 1.0


def _hue_reach_deg(lab: Values) -> float:
    """The widest turn between the hues of tones a sixth of the range apart."""
    low, high = np.percentile(lab[:, 0], (1.0, 99.0))
    edges = np.linspace(low, high, 7)
    hues = []
    for below, above in pairwise(edges):
        inside = lab[(lab[:, 0] >= below) & (lab[:, 0] <= above)]
        if len(inside):
            mean = inside.mean(axis=0)
            hues.append(np.degrees(np.arctan2(mean[2], mean[1])))
    turns = [abs((a - b + 180.0) % 360.0 - 180.0) for a in hues for b in hues]
    return float(max(turns, default=0.0))


def _stops(colours: Values) -> int:
    """The colours of a ramp, darkest to lightest (n, 3), between which all others are mixtures."""
    first, last = colours[0], colours[-1]
    way = last - first
    along = np.clip((colours - first) @ way / max(float(way @ way), 1e-12), 0.0, 1.0)
    off = np.linalg.norm(colours - first - along[:, None] * way, axis=1)
    worst = int(np.argmax(off))
    if off[worst] < _BEND or worst in {0, len(colours) - 1}:
        return 2
    return _stops(colours[: worst + 1]) + _stops(colours[worst:]) - 1


def _grid_pitch(edges: Values) -> float:
    """The largest pitch, in samples, of a grid on which all edges lie; 0 where there is none."""
    if len(edges) < 6:
        return 0.0
    steps = np.diff(edges)
    best = 0.0
    for pitch in np.arange(4.0, 110.0, 0.02):
        turns = np.abs(np.exp(2j * np.pi * edges / pitch).mean())
        if turns > 1.0 - 20.0 / pitch**2 and turns > 0.9:
            best = float(pitch)
    return best if best <= steps.max() + 1 else 0.0


def _facet_m(swatch: Swatch) -> float:
    """The side of a square as large as two facets, by how many a patch shows."""
    pitch_m = 0.006
    for _ in range(3):
        normal = np.round(swatch.patch("normal", pitch_m) / 1e-3)
        whole = len(np.unique(normal.reshape(-1, 3), axis=0))
        edge = np.concatenate([normal[0], normal[-1], normal[:, 0], normal[:, -1]])
        facets = whole - len(np.unique(edge, axis=0)) / 2.0
        if facets >= _FACETS_SEEN:
            break
        pitch_m *= 2.0
    return float(SIZE * pitch_m * np.sqrt(2.0 / max(facets, 1.0)))


def _has_outline(colour: Values) -> bool:
    """Whether one dark colour is all over, as the ink of outlines is; of dark stones each has its own."""
    lab = lab_of(colour)
    dark = (lab[..., 0] < _INK_LIGHTNESS) & (np.hypot(lab[..., 1], lab[..., 2]) < _INK_CHROMA)
    for tone in distinct(colour[dark]):
        ink = np.abs(colour - tone).max(axis=-1) < 1e-3
        met = min(float(ink.any(axis=axis).mean()) for axis in (0, 1))
        if met >= _INK_MET and _INK_SHARE[0] <= float(ink.mean()) <= _INK_SHARE[1]:
            return True
    return False


def _flat_tones(colour: Values) -> int:
    """How many tones there are beside their shades: colours that are no darker version of another."""
    same = np.abs(np.diff(colour, axis=1)).max(axis=-1) < 1e-5
    flat = colour[:, 1:][same]
    if not len(flat):
        return 0
    counts = np.unique(np.round(flat / flat.sum(axis=-1, keepdims=True), 3), axis=0, return_counts=True)[1]
    return int((counts >= _TONE_SHARE * len(flat)).sum())


def _flat_colours(colour: Values) -> int:
    """How many colours cover flat areas, those that the eye tells apart."""
    same = np.abs(np.diff(colour, axis=1)).max(axis=-1) < 1e-5
    tones, counts = np.unique(np.round(colour[:, 1:][same], 3), axis=0, return_counts=True)
    told: list[Values] = []
    for tone in lab_of(tones[counts >= 3]):
        if all(float(np.linalg.norm(tone - other)) > _TOLD_APART for other in told):
            told.append(tone)
    return len(told)


def _hatching_m(swatch: Swatch) -> float:
    """The distance between strokes, by the strongest wave of a close patch; 0 where longer ones are stronger."""
    size, pitch_m = 96, 0.0025
    lightness = swatch.lab(pitch_m, size=size)[..., 0]
    window = np.hanning(size)
    power = np.abs(np.fft.fft2((lightness - lightness.mean()) * window[:, None] * window[None, :])) ** 2
    cycles = np.fft.fftfreq(size, pitch_m)
    y, x = np.meshgrid(cycles, cycles, indexing="ij")
    radius = np.hypot(x, y)
    if float(power[radius >= 1.0 / _STROKES_M].sum()) < _STROKES_SHARE * float(power.sum()):
        return 0.0
    power[(radius < 1.0 / _HATCHING_M[1]) | (radius > 1.0 / _HATCHING_M[0])] = 0.0
    peak = np.unravel_index(int(np.argmax(power)), power.shape)
    return float(1.0 / radius[peak])
