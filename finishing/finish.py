"""From a rendered frame to the finished picture."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from pxr import Usd

from finishing.effect import Effect, FinishingContext, Phase
from finishing.registry import find_effect
from finishing.view_transform import apply_view_transform
from schemas.errors import UsageError
from schemas.finishing import FinishingOperation
from schemas.frame import Frame, Pixels
from usd_scenes.finishing import read_finishing


def apply_finishing(frame: Frame, stage: Usd.Stage, *, rng: np.random.Generator) -> Pixels:
    """The finished picture of ``frame`` as the composed ``stage`` asks for it: see `finish_frame`."""
    return finish_frame(frame, read_finishing(stage), rng=rng)


def finish_frame(frame: Frame, operations: Sequence[FinishingOperation], *, rng: np.random.Generator) -> Pixels:
    """The finished picture, display-referred sRGB (height, width, 3) float32 in [0, 1].

    Scene-linear operations come first, then the view transform, then the style, then what acts on
    display-referred values; within one phase the given order holds. Without operations it is the view transform
    alone.

    Raises:
        UsageError: an operation or a parameter of that name does not exist.
        UnsupportedError: a style needs an AOV that the frame lacks.
    """
    steps = [(find_effect(operation.name), operation) for operation in operations]
    key = int(rng.integers(0, 2**63))
    pixels = np.nan_to_num(frame.aov("beauty")[..., :3], nan=0.0, posinf=1e4, neginf=0.0)
    transformed = False
    order = sorted(range(len(steps)), key=lambda i: steps[i][0].phase)
    for index in order:
        effect, operation = steps[index]
        if effect.phase is not Phase.SCENE and not transformed:
            pixels, transformed = apply_view_transform(pixels), True
        context = FinishingContext(frame=frame, rng=_operation_rng(key, operation.name))
        pixels = effect.apply(pixels, _parameters_of(effect, operation), context)
    if not transformed:
        pixels = apply_view_transform(pixels)
    finished: Pixels = np.clip(pixels, 0.0, 1.0).astype(np.float32)
    return finished


def _operation_rng(key: int, name: str) -> np.random.Generator:
    """A generator by the operation's name, so that removing one operation leaves the others' draws alone."""
    digest = blake2b(f"{key}/{name}".encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest, "little")))


def _parameters_of(effect: Effect, operation: FinishingOperation) -> dict[str, float]:
    given = dict(operation.parameters)
    unknown = sorted(given.keys() - effect.defaults.keys())
    if unknown:
        takes = ", ".join(effect.defaults) or "none"
        raise UsageError(f"finishing operation {effect.name!r} has no parameter {unknown[0]!r}; it takes {takes}")
    return {**effect.defaults, **given}
