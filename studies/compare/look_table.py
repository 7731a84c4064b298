"""The comparison of `.mtlx` looks as a page: one row a material, and why it differs where it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

import numpy as np
import yaml

from schemas.documents import write_text
from schemas.exr import read_frame
from schemas.frame import Frame
from studies.compare.agreement import Mask, measure_agreement
from studies.compare.look_stages import BASE_COLOUR
from studies.compare.run import CompareOptions, StageComparison

FLIP_LIMIT = 0.10
ALBEDO_LIMIT = 0.03
"""Beyond these a difference has a cause in ``look_causes.yaml``, or the page says that it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookFigures:
    """How far one backend is from the reference on the ball; None where one of them has no such picture."""

    look: str
    backend: str
    flip: float | None = None  # mean on the ball
    albedo: float | None = None  # mean absolute difference of the ``albedo`` AOVs
    base_colour: float | None = None  # of the base colour, rendered as light by the reference, and that ``albedo``
    error: str = ""

    @property
    def exceeds(self) -> bool:
        """Whether it needs a cause."""
        colour = self.albedo if self.base_colour is None else self.base_colour
        return bool(self.error) or (self.flip or 0.0) > FLIP_LIMIT or (colour or 0.0) > ALBEDO_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cause:
    backend: str
    looks: tuple[str, ...]
    text: str


def write_look_table(comparisons: Sequence[StageComparison], options: CompareOptions, file: Path) -> None:
    """Write the page.

    Raises:
        StorageError: the disk refused the write.
    """
    write_text(look_table(measure_looks(comparisons, options), options), file)


def measure_looks(comparisons: Sequence[StageComparison], options: CompareOptions) -> tuple[LookFigures, ...]:
    """Figures of every look in every backend but the reference, from the frames on disk."""
    found: list[LookFigures] = []
    by_name = {comparison.name: comparison for comparison in comparisons}
    for comparison in comparisons:
        if comparison.name.endswith(BASE_COLOUR):
            continue
        frames = _frames(comparison, options)
        errors = {frame.backend: frame.error for frame in comparison.frames}
        glowing = by_name.get(f"{comparison.name}{BASE_COLOUR}")
        glow = _frames(glowing, options).get(options.backends[0]) if glowing else None
        for backend in options.backends[1:]:
            error = errors.get(options.backends[0]) or errors.get(backend, "")
            figures = LookFigures(look=comparison.name, backend=backend, error=error)
            found.append(figures if error else _measured(figures, frames, glow, options.backends[0]))
    return tuple(found)


def _frames(comparison: StageComparison, options: CompareOptions) -> dict[str, Frame]:
    return {f.backend: read_frame(options.output / f.frame) for f in comparison.frames if not f.error}


def _measured(figures: LookFigures, frames: dict[str, Frame], glow: Frame | None, reference: str) -> LookFigures:
    ball = _ball(frames)
    ours, theirs = frames[reference], frames[figures.backend]
    _, maps = measure_agreement(ours, theirs)
    albedo = base = None
    if "albedo" in ours.arrays and "albedo" in theirs.arrays:
        albedo = _mean(np.abs(ours.aov("albedo") - theirs.aov("albedo")).mean(axis=-1), _inner(ball))
        if glow is not None:
            difference = np.abs(glow.aov("beauty")[..., :3] - theirs.aov("albedo")).mean(axis=-1)
            base = _mean(difference, _inner(ball))
    flip = _mean(maps.maps["flip"], ball) if "flip" in maps.maps else None
    return replace(figures, flip=flip, albedo=albedo, base_colour=base)


def _ball(frames: dict[str, Frame]) -> Mask:
    """Pixels of the ball in any frame: what lets all light through has no id in some. All pixels without ids."""
    masks = [f.aov("instance_id")[..., 0] > 0 for f in frames.values() if "instance_id" in f.arrays]
    ball = np.asarray(np.logical_or.reduce(masks), dtype=np.bool_)
    return ball if ball.any() else np.ones_like(ball)


def _inner(ball: Mask) -> Mask:
    """Without the pixels at its edge, which show the sky too."""
    height, width = ball.shape
    padded = np.pad(ball, 2)
    shifted = [padded[row : row + height, column : column + width] for row in range(5) for column in range(5)]
    return np.asarray(np.logical_and.reduce(shifted), dtype=np.bool_)


def _mean(values: np.ndarray, mask: Mask) -> float | None:
    return float(np.nan_to_num(values[mask]).mean()) if mask.any() else None


def look_table(figures: Sequence[LookFigures], options: CompareOptions) -> str:
    """The page as Markdown."""
    causes = _causes()
    others = options.backends[1:]
    looks = list(dict.fromkeys(one.look for one in figures))
    found = {(one.look, one.backend): one for one in figures}
    heads = [f"{what}, {backend}" for backend in others for what in ("FLIP", "albedo", "base colour")]
    used = [cause for cause in causes if any(_applies(cause, one) for one in figures)]
    width, height = options.resolution
    lines = [
        f"| look | {' | '.join(heads)} | why |",
        "|---|" + "---|" * (len(heads) + 1),
    ]
    for look in looks:
        rows = [found[look, backend] for backend in others if (look, backend) in found]
        cells = [cell for row in rows for cell in _cells(row)]
        lines.append(f"| {look.replace('-', ': ', 1)} | {' | '.join(cells)} | {_why(rows, used)} |")
    within = sum(not one.exceeds for one in figures)
    head = (
        f"{len(looks)} looks, {width}x{height} px, {options.spp} spp, against {options.backends[0]}; "
        f"{within} of {len(figures)} comparisons are within both limits."
    )
    notes = [f"{number}. {cause.backend}: {cause.text}" for number, cause in enumerate(used, start=1)]
    return "\n".join([head, "", *lines, "", "### Causes", "", *notes]) + "\n"


def _cells(row: LookFigures) -> list[str]:
    if row.error:
        return ["no picture", "", ""]
    limits = ((row.flip, FLIP_LIMIT), (row.albedo, ALBEDO_LIMIT), (row.base_colour, ALBEDO_LIMIT))
    shown = []
    for value, limit in limits:
        text = "" if value is None else f"{value:.3f}"
        shown.append(f"**{text}**" if value is not None and value > limit else text)
    return shown


def _why(rows: Sequence[LookFigures], causes: Sequence[_Cause]) -> str:
    numbers = [
        str(number) for number, cause in enumerate(causes, start=1) if any(_applies(cause, row) for row in rows)
    ]
    unexplained = [row.backend for row in rows if row.exceeds and not any(_applies(c, row) for c in causes)]
    return ", ".join([*numbers, *(f"{backend} unexplained" for backend in unexplained)])


def _applies(cause: _Cause, row: LookFigures) -> bool:
    return cause.backend == row.backend and any(name == row.look for name in cause.looks)


def _causes() -> list[_Cause]:
    text = resources.files("studies.compare").joinpath("look_causes.yaml").read_text(encoding="utf-8")
    entries = yaml.safe_load(text) or []
    return [_Cause(backend=e["backend"], looks=tuple(e["looks"]), text=e["cause"]) for e in entries]
