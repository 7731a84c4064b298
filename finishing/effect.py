"""What a finishing operation is: a pure function on pixels, its defaults, and where in the chain it acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from schemas.frame import Frame, Pixels


class Phase(IntEnum):
    """Where an operation acts; phases run in this order, operations of one phase in theirs."""

    SCENE = 0  # on scene-linear Rec.709, before the view transform
    STYLE = 1  # draws the picture anew from the AOVs and the display-referred picture
    DISPLAY = 2  # on display-referred sRGB in [0, 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishingContext:
    """What an operation may look at beside the pixels and its parameters."""

    frame: Frame  # the render's AOVs
    rng: np.random.Generator  # the operation's own


type Parameters = Mapping[str, float]
type Apply = Callable[[Pixels, Parameters, FinishingContext], Pixels]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One named operation. ``defaults`` lists every parameter that it takes."""

    name: str
    phase: Phase
    defaults: Mapping[str, float]
    apply: Apply


def fraction_px(fraction: float, pixels: Pixels) -> float:
    """A length given over the picture's height, in pixels."""
    return float(fraction * pixels.shape[0])
