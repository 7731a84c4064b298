"""Cloth: what its threads do (weave, loops, floats, pile, holes), how even, how thick and how glossy they are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quality_control.readers.surface_fields import Patch
from quality_control.readers.surfaces.body import Body, Found, Values
from quality_control.readers.surfaces.swatches import FINE_CYCLES, Swatch, cycles, peak_of, share_near

_FACET = "fabric"
_PILE, _FUZZ = 0.6, 0.25  # sheen: of cloth that is all pile, and of yarn with hairs
_MATT = 0.6  # roughness of spun yarn
_GLOSSY = 0.45  # of filament that has no hairs
_HAIRLESS = 0.1  # sheen
_LUSTRE = 0.4  # anisotropy of threads that lie side by side without crimp
_MOST_METALLIC = 0.6
_TOUCH, _LEAST_TONE = Patch(pitch_m=0.0001, size=24), 0.0006  # standard deviation of lightness over 2 mm
_FINE = Patch(pitch_m=0.0001, size=96)  # 10 mm: threads of 0.25 mm and more
_FINE_ASKEW = Patch(pitch_m=0.000083, size=96)  # a thread may be in step with one patch, never with both
_YARN = Patch(pitch_m=0.0004, size=96)  # 40 mm: loops, grids and thick yarn
_YARN_ASKEW = Patch(pitch_m=0.0003, size=96)
_ALONG = 1.5  # bins beside an axis of the weave
_THREADS = 0.15  # share of the tones' variance that is as fine as threads
_WOVEN, _BOTH_WAYS = 0.5, 0.07  # shares of the fine power along both axes together, and along each
_RIBS, _ONE_SIDED = 0.07, 0.34  # share of a twill's diagonal, and of its mirror image beside it
_FAINT_RIBS, _ALONE = 0.02, 0.1  # the same of ribs that are washed out, yet run one way alone
_STITCHES, _ALIKE = 0.10, 0.6  # share of both arms of the V's, and the weaker over the stronger
_INDIGO_DEG, _INDIGO_CHROMA = (235.0, 290.0), 0.018  # OKLCh: indigo, washed or not
_ELSEWHERE_M = ((0.0, 0.0, 0.0), (0.1, 0.0, 0.0), (-0.13, 0.0, 0.05), (0.2, 0.0, 0.2))  # tints lie in patches
_WEFT_PALER = 0.08  # lightness of undyed weft over dyed warp
_THIRD = 0.3
_GRID = 0.55
_LINE_M, _LINE_POINTS = 0.00005, 1600  # 80 mm
_LEAST_HUMPS = 20
_STEEPEST = 6.0  # slope on a thread, over the median
_SLUBS = 0.001  # the widths' coefficient of variation times that of the tones, which turn where yarn thickens
_DULL = 0.02  # deviation of the roughness of yarn, which is as dull everywhere; of hide the creases are duller
_RANDOM = 0.36  # of no threads at all
_AS_MANY = 0.9  # of two lines: one may run in gaps
_FINE_THREAD_M = 0.001  # filament cloth; spun yarn is thicker
_UPRIGHT = Patch(pitch_m=0.0005, size=4, rows=240)
_SLUB_M, _SLUB_SLOPE = 0.006, 0.03
_NETS = tuple(Patch(pitch_m=pitch_m, size=128) for pitch_m in (0.00021, 0.00053, 0.00137))  # in step with no net
_HOLES = (12, 400)  # how many tell what they are: more are each less than six samples wide
_AS_CLOSE = 0.25  # of the holes to an area that a closer look shows; fewer are a net's moiré
_OPEN = 0.5  # opacity of a hole
_NET_SPREAD = 0.25  # coefficient of variation of holes' areas: a net's are alike, an ornament's are not


def find_cloth(body: Body) -> Found | None:
    """The cloth that a body is dressed in."""
    if body.mean("metalness") > _MOST_METALLIC or body.mean("transmission_weight") > 0.1 or body.has_coat:
        return None
    name = _openwork(body) or _piled(body) or _lustrous(body)
    if name:
        return Found(term=f"{_FACET}.{name[0]}", values=name[1])
    return _woven(body)


type _Named = tuple[str, tuple[tuple[str, float], ...]]


def _openwork(body: Body) -> _Named | None:
    """A sheet with holes: alike in a net, of many sizes in lace.

    As it is where it lies flat: a net may be all cords, which are modelled, and have nothing to open.
    """
    if not body.fields.is_varying("opacity"):
        return None
    spreads, closest = [], 0.0
    for patch in _NETS:
        areas, count = _holes(body.fields.on_patch("opacity", patch) < _OPEN)
        per_m2 = count / (patch.size * patch.pitch_m) ** 2
        if _HOLES[0] <= count <= _HOLES[1] and per_m2 >= _AS_CLOSE * closest:
            spreads.append(float(areas.std() / areas.mean()))
            closest = max(closest, per_m2)
    if not spreads:
        return None
    return ("mesh", ()) if max(spreads) <= _NET_SPREAD else ("lace", ())  # an ornament may lie on a net


def _holes(open_: NDArray[np.bool_]) -> tuple[Values, int]:
    """(areas of the holes that the edge does not cut, how many)."""
    from scipy import ndimage

    labels, count = ndimage.label(open_)
    areas = np.bincount(labels.ravel(), minlength=count + 1)[1:].astype(np.float64)
    cut = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    kept = np.ones(count + 1, dtype=bool)
    kept[cut] = False
    return areas[kept[1:]], int(kept[1:].sum())


def _piled(body: Body) -> _Named | None:
    """Hairs that stand up: a pile all over, or the fuzz of thick yarn in loops or in a weave."""
    fuzz = float(body.ball.given(("sheen", "fuzz_weight"), body.fields.parameters.sheen_weight).mean())
    if fuzz >= _PILE:
        return "velvet", ()
    if fuzz < _FUZZ or body.mean("roughness") < _MATT:
        return None
    swatch = Swatch(body.fields, _YARN)
    if _is_stitched(swatch.power) or _is_stitched(Swatch(body.fields, _YARN_ASKEW).power):
        return "knit", ()
    along, across = _axes(swatch.power)
    return ("wool", ()) if min(along, across) >= _BOTH_WAYS / 2.0 else None


def _is_stitched(power: Values) -> bool:
    """V's side by side: two slants, one the mirror image of the other, in columns."""
    arms = _slants(power)
    return sum(arms) >= _STITCHES and min(arms) >= _ALIKE * max(arms)


def _slants(power: Values) -> tuple[float, float]:
    """The shares of the power of the strongest slant and of its mirror image; 0, 0 where nothing slants."""
    up, right = cycles(power.shape)
    slanting = np.where((np.abs(up) > _ALONG) & (np.abs(right) > _ALONG), power, 0.0)
    if slanting.max() <= 0.0:
        return 0.0, 0.0
    fy, fx = peak_of(slanting)
    return share_near(power, fy, fx), share_near(power, -fy, fx)


def _axes(power: Values) -> tuple[float, float]:
    """The shares of the power that run to the right and upwards."""
    up, right = cycles(power.shape)
    fine = np.where(np.hypot(up, right) >= FINE_CYCLES, power, 0.0)
    fine = fine / max(float(fine.sum()), 1e-12)
    return float(fine[np.abs(up) <= _ALONG].sum()), float(fine[np.abs(right) <= _ALONG].sum())


def _lustrous(body: Body) -> _Named | None:
    """Threads that gleam across: floats alone in satin; in silk thick threads lie across them here and there."""
    anisotropy = body.mean("anisotropy")
    if anisotropy < _LUSTRE:
        return None
    swatch = Swatch(body.fields, _FINE)
    if max(_axes(swatch.power)) < _WOVEN:
        return None
    rise = Swatch(body.fields, _UPRIGHT).slope[..., 1]
    window = round(_SLUB_M / _UPRIGHT.pitch_m)
    smooth = np.stack([np.convolve(line, np.ones(window) / window, "same") for line in rise.T], axis=1)
    rough = (rise - smooth)[window:-window]
    slubbed = float(np.sqrt((rough**2).mean())) >= _SLUB_SLOPE
    return ("silk" if slubbed else "satin"), (("anisotropy", anisotropy),)


def _woven(body: Body) -> Found | None:
    """Warp and weft: in ribs, in threads of even or uneven width, of spun yarn or of filament."""
    if not body.fields.is_varying("base_color"):
        return None
    if body.mean("roughness") <= _GLOSSY:
        return Found(term=f"{_FACET}.synthetic") if _is_ripstop(body) else None
    if float(Swatch(body.fields, _TOUCH).lightness.std()) < _LEAST_TONE:
        return None
    swatch = Swatch(body.fields, _FINE)
    if swatch.fine_share < _THREADS or float(swatch.values("roughness").std()) > _DULL:
        return None
    if _is_twill(swatch.power) and _is_indigo(body):
        return Found(term=f"{_FACET}.denim")
    if not (_is_woven(swatch.power) or _is_woven(Swatch(body.fields, _FINE_ASKEW).power)):
        return None
    thread_m, unevenness = _threads(body, swatch)
    if thread_m <= 0.0 or unevenness > _RANDOM:
        return None
    tones = float(swatch.lightness.std() / swatch.lightness.mean())
    kind = "linen" if unevenness * tones > _SLUBS else "cotton"
    return Found(term=f"{_FACET}.{kind}", values=(("thread_count_per_cm", 0.01 / thread_m),))


def _is_woven(power: Values) -> bool:
    """Threads both ways."""
    along, across = _axes(power)
    return along + across >= _WOVEN and min(along, across) >= _BOTH_WAYS


def _is_twill(power: Values) -> bool:
    """Ribs that run one way."""
    ribs, mirrored = _slants(power)
    clear = ribs >= _RIBS and mirrored <= _ONE_SIDED * ribs
    return clear or (ribs >= _FAINT_RIBS and mirrored <= _ALONE * ribs)


def _is_indigo(body: Body) -> bool:
    """Blue warp beside paler weft, at least in places."""
    places = (Patch(pitch_m=_FINE.pitch_m, size=_FINE.size, middle_m=middle_m) for middle_m in _ELSEWHERE_M)
    return any(_is_blue_over_pale(Swatch(body.fields, place)) for place in places)


def _is_blue_over_pale(swatch: Swatch) -> bool:
    lab = swatch.lab.reshape(-1, 3)
    blue, pale = (
        lab[lab[:, 2] <= np.quantile(lab[:, 2], _THIRD)],
        lab[lab[:, 0] >= np.quantile(lab[:, 0], 1.0 - _THIRD)],
    )
    _, a, b = blue.mean(axis=0)
    hue_deg = float(np.degrees(np.arctan2(b, a))) % 360.0
    paler = float(pale[:, 0].mean() - blue[:, 0].mean())
    return (
        np.hypot(a, b) >= _INDIGO_CHROMA and _INDIGO_DEG[0] <= hue_deg <= _INDIGO_DEG[1] and paler >= _WEFT_PALER
    )


def _is_ripstop(body: Body) -> bool:
    """A fine even weave crossed by stronger threads at even distances, without hairs."""
    if body.mean("sheen_weight") > _HAIRLESS:
        return False
    swatch = Swatch(body.fields, _YARN)
    along, across = _axes(swatch.power)
    if along + across < _GRID or min(along, across) < _BOTH_WAYS:
        return False
    thread_m, _ = _threads(body, swatch)
    return 0.0 < thread_m <= _FINE_THREAD_M


def _threads(body: Body, swatch: Swatch) -> tuple[float, float]:
    """(mean distance of threads in metres, its coefficient of variation), both ways together; 0, 0 of none."""
    ways = [_humps(_line(body, swatch, upright=upright)) for upright in (False, True)]
    if min(len(tops) for tops in ways) < _LEAST_HUMPS:
        return 0.0, 0.0
    most = max(len(tops) for tops in ways)
    gaps = [np.diff(tops) for tops in ways if len(tops) >= _AS_MANY * most]
    mean = float(np.mean([gap.mean() for gap in gaps]))
    return mean * _LINE_M, float(np.mean([gap.std() / gap.mean() for gap in gaps]))


def _line(body: Body, swatch: Swatch, *, upright: bool) -> Values:
    """Slopes along the middle of a thread, the brightest of the swatch, where others cross it."""
    means = swatch.lightness.mean(axis=0 if upright else 1)
    away_m = (float(means.argmax()) - (len(means) - 1) / 2.0) * swatch.patch.pitch_m
    if upright:
        patch = Patch(pitch_m=_LINE_M, size=1, rows=_LINE_POINTS, middle_m=(away_m, 0.0, 0.0))
        return Swatch(body.fields, patch).slope[:, 0, 1]
    patch = Patch(pitch_m=_LINE_M, size=_LINE_POINTS, rows=1, middle_m=(0.0, 0.0, away_m))
    return Swatch(body.fields, patch).slope[0, :, 0]


def _humps(slope: Values) -> Values:
    """Where a line of slopes turns from rising to falling, folds left out."""
    window = 61
    steepest = _STEEPEST * float(np.median(np.abs(slope)))
    slope = np.clip(slope, -steepest, steepest)  # beside a crease any slope may be met
    local = slope - np.convolve(slope, np.ones(window) / window, "same")
    rising = local[:-1] > 0.0
    tops = np.nonzero(rising & (local[1:] <= 0.0))[0]
    return tops + local[tops] / np.maximum(local[tops] - local[tops + 1], 1e-12)
