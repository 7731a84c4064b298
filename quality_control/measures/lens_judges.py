"""What pairs of chart pictures say about lens and film effects."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from quality_control.contract import TermReading
from quality_control.measures.charts import Box, Card, box_mean, grid_boxes
from quality_control.measures.image_features import luma_of
from quality_control.measures.pair_measure import Frames, Verdict, post_effect_measure, within
from quality_control.measures.tone_scale import STAIRS, linear_of

_WHOLE: Box = (-0.02, -0.02, 1.02, 1.02)
_GOLDEN, _PLASTIC = 0.6180339887, 0.7548776662  # irrational steps spread the blocks evenly
_SPOT_RADIANCE = 4.0

type Plane = NDArray[Any]  # (height, width)

FIELD = (Card(radiance=(0.36, 0.36, 0.36), boxes=(_WHOLE,)),)
STEP = (
    Card(radiance=(0.15, 0.15, 0.15), boxes=(_WHOLE,)),
    Card(radiance=(0.25, 0.25, 0.25), boxes=((0.5, -0.02, 1.02, 1.02),)),
)
SPOT = (
    Card(radiance=(0.02, 0.02, 0.02), boxes=(_WHOLE,)),
    Card(radiance=(_SPOT_RADIANCE,) * 3, boxes=((0.45, 0.45, 0.55, 0.55),)),
)


def _blocks() -> tuple[Box, ...]:
    boxes = []
    for i in range(1, 71):
        x, y, size = (i * _GOLDEN) % 1.0, (i * _PLASTIC) % 1.0, 0.025 + 0.03 * ((i * 0.5698402910) % 1.0)
        boxes.append((x - size, y - size, x + size, y + size))
    return tuple(boxes)


TINT_BOXES = grid_boxes(2, 2)
_TINT_BASE, _TINT_STEP = 0.225, 0.02
TINTS = tuple(
    Card(
        radiance=tuple(_TINT_BASE + _TINT_STEP * (channel == number) for channel in range(3)),  # type: ignore[arg-type]
        boxes=(box,),
    )
    for number, box in enumerate(TINT_BOXES)
)
"""One card brighter in each channel, and a grey one: how the view transform mixes small changes of colour."""

FAINT_BLOCKS = (
    Card(radiance=(0.19, 0.19, 0.19), boxes=(_WHOLE,)),
    Card(radiance=(0.26, 0.26, 0.26), boxes=_blocks()),
)

BLOCKS = (
    Card(radiance=(0.10, 0.10, 0.10), boxes=(_WHOLE,)),
    Card(radiance=(0.40, 0.40, 0.40), boxes=_blocks()),
)


def judge_vignette(reading: TermReading, frames: Frames) -> Verdict:
    """Stops lost in the corners of an even field."""
    picture = luma_of(frames["after"].aov("finished"))
    corners = np.array([picture[y, x] for y in (0, -1) for x in (0, -1)])
    height, width = picture.shape
    middle = picture[height // 2 - 4 : height // 2 + 4, width // 2 - 4 : width // 2 + 4]
    light = linear_of(np.array([middle.mean(), corners.mean()]), frames["reference"])
    return within(
        "loss in the corners, stops", float(np.log2(light[0] / light[1])), reading.number("strength_stops"), 0.08
    )


def judge_chromatic_aberration(reading: TermReading, frames: Frames) -> Verdict:
    """The radial magnification that lays the red picture on the blue one, as a shift in the corner."""
    from scipy.optimize import minimize_scalar

    picture = _unmixed(frames)
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width] - np.array((height - 1, width - 1))[:, None, None] / 2.0
    corner = float(np.hypot((height - 1) / 2.0, (width - 1) / 2.0))
    red, blue = (_normalised(picture[..., channel]) for channel in (0, 2))
    inner = np.s_[6:-6, 6:-6]

    def misfit(shift_px: float) -> float:
        scale = 1.0 + shift_px / corner
        where = (y * scale + (height - 1) / 2.0, x * scale + (width - 1) / 2.0)
        moved = ndimage.map_coordinates(red, where, order=1, mode="nearest")
        return float(((moved - blue)[inner] ** 2).mean())

    coarse = min(np.linspace(-1.0, 6.0, 29), key=misfit)
    found = minimize_scalar(misfit, bounds=(coarse - 0.4, coarse + 0.4), method="bounded", options={"xatol": 1e-3})
    fraction = float(found.x) / height
    return within(
        "shift of red against blue in the corner, of the height",
        fraction,
        reading.number("shift_fraction"),
        0.0006,
    )


def _unmixed(frames: Frames) -> NDArray[Any]:
    """The picture after in scene-linear light, by how the view transform treats small changes about a grey."""
    linear, shown = (
        np.array([box_mean(frames["reference"].aov(name)[..., :3], box) for box in TINT_BOXES], dtype=np.float64)
        for name in ("beauty", "finished")
    )
    shown_from_linear = np.linalg.solve(linear[:3] - linear[3], shown[:3] - shown[3])
    change = frames["after"].aov("finished").astype(np.float64) - shown[3]
    return np.asarray(linear[3] + change @ np.linalg.inv(shown_from_linear))


def judge_bloom(reading: TermReading, frames: Frames) -> Verdict:
    """Light added around a bright card, over the card's light above the threshold."""
    before, after = (
        linear_of(luma_of(frames[name].aov("finished")), frames["reference"]) for name in ("before", "after")
    )
    beauty = luma_of(frames["before"].aov("beauty"))
    above = float(np.clip(beauty - reading.number("threshold"), 0.0, None).sum())
    added = float((after - before).sum())
    return within(
        "light added over light above the threshold",
        added / above,
        reading.number("intensity"),
        0.12 * reading.number("intensity"),
    )


def judge_blur(reading: TermReading, frames: Frames) -> Verdict:
    """The width that an edge has gained."""
    widths = [_edge_width_px(luma_of(frames[name].aov("finished"))) for name in ("before", "after")]
    sigma_px = float(np.sqrt(max(widths[1] ** 2 - widths[0] ** 2, 0.0)))
    wanted = reading.number("radius_fraction")
    height = frames["after"].resolution[1]
    return within("deviation of the blur, of the height", sigma_px / height, wanted, 0.08 * wanted)


def judge_sharpen(reading: TermReading, frames: Frames) -> Verdict:
    """How much of the detail finer than the radius was added again, by least squares."""
    before, after = (luma_of(frames[name].aov("finished")).astype(np.float64) for name in ("before", "after"))
    sigma_px = reading.number("radius_fraction") * before.shape[0]
    detail = before - ndimage.gaussian_filter(before, sigma_px, mode="nearest")
    amount = float((detail * (after - before)).sum() / (detail * detail).sum())
    wanted = reading.number("amount")
    return within("share of the fine detail added", amount, wanted, 0.12 * wanted)


def judge_film_grain(reading: TermReading, frames: Frames) -> Verdict:
    """Deviation of what was added to an even grey near the middle of the scale; it must be monochrome."""
    before, after = (frames[name].aov("finished") for name in ("before", "after"))
    added = after - before
    colour = float((added[..., 0] - added[..., 2]).std())
    verdict = within(
        "deviation of the grain, code values",
        float(luma_of(added).std()),
        reading.number("strength"),
        0.1 * reading.number("strength"),
    )
    passed = verdict.passed and colour < 0.2 * verdict.value
    return Verdict(
        quantity=verdict.quantity,
        value=verdict.value,
        expected=f"{verdict.expected}, without colour",
        tolerance=verdict.tolerance,
        passed=passed,
    )


def judge_noise(reading: TermReading, frames: Frames) -> Verdict:
    """Deviation of the coloured noise added to an even grey; it grows with the root of the sensitivity."""
    added = frames["after"].aov("finished") - frames["before"].aov("finished")
    level = float(luma_of(box_mean(frames["before"].aov("finished"), (0.2, 0.2, 0.8, 0.8))))
    wanted = 0.03 * float(np.sqrt(reading.number("iso") / 3200.0)) * (1.25 - level)
    return within("deviation of each channel, code values", float(added.std()), wanted, 0.1 * wanted)


def _edge_width_px(picture: Plane) -> float:
    """Deviation of the line spread of a vertical edge in the middle of the picture."""
    profile = picture[8:-8].mean(axis=0)
    spread = np.abs(np.diff(profile))
    middle = len(spread) // 2
    reach = len(spread) // 4
    spread = spread[middle - reach : middle + reach]
    place = np.arange(len(spread))
    spread = np.clip(spread - np.median(spread), 0.0, None)
    centre = float((spread * place).sum() / spread.sum())
    return float(np.sqrt((spread * (place - centre) ** 2).sum() / spread.sum()))


def _normalised(plane: Plane) -> Plane:
    return np.asarray((plane - plane.mean()) / max(float(plane.std()), 1e-6), dtype=np.float64)


MEASURES = (
    post_effect_measure("effects.vignette", FIELD, judge_vignette, reference=STAIRS),
    post_effect_measure("effects.chromatic_aberration", FAINT_BLOCKS, judge_chromatic_aberration, reference=TINTS),
    post_effect_measure("effects.bloom", SPOT, judge_bloom, reference=STAIRS),
    post_effect_measure("effects.blur", STEP, judge_blur),
    post_effect_measure("effects.sharpen", BLOCKS, judge_sharpen, size_px=384),
    post_effect_measure("effects.film_grain", FIELD, judge_film_grain),
    post_effect_measure("effects.noise", FIELD, judge_noise),
)
