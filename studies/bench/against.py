"""This version and another commit in turns on one machine: seconds a sample, and error against convergence."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from schemas.exr import read_frame
from schemas.frame import Frame, Pixels
from studies.bench.commits import PreparedCommit
from studies.bench.sides import RenderTask, SampleSeconds, Side
from studies.compare.agreement import display_exposure, measure_agreement

TURN_SAMPLES = 5
TIMED_RESOLUTION = (256, 256)
JUDGED_RESOLUTION = (96, 96)
SPP = 32
REFERENCE_SPP = 1024

_REFERENCE = RenderTask(name="reference", spp=REFERENCE_SPP, seed=2, denoise=False)
_RAW = RenderTask(name="raw", spp=SPP, seed=1, denoise=False)
_DENOISED = RenderTask(name="denoised", spp=SPP, seed=1, denoise=True)
_DARK = 0.01  # of the squared relative error, where middle grey is 0.18


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How much is asked of both sides; smaller for tests. Resolutions are (width, height), pixels."""

    timed_resolution: tuple[int, int] = TIMED_RESOLUTION
    judged_resolution: tuple[int, int] = JUDGED_RESOLUTION
    spp: int = SPP
    reference_spp: int = REFERENCE_SPP


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """One figure of both sides: medians, and quartiles of the ratio here over there, pair by pair."""

    pairs: int
    here: float | None = None
    there: float | None = None
    ratio: float | None = None  # None where the other side's figures are 0
    ratio_low: float | None = None
    ratio_high: float | None = None

    @classmethod
    def of(cls, here: Mapping[int, float], there: Mapping[int, float]) -> Pairs:
        """Of the indices that both sides have."""
        both = sorted(set(here) & set(there))
        if not both:
            return cls(pairs=0)
        ratios = [here[index] / there[index] for index in both if there[index] > 0.0]
        low, middle, high = statistics.quantiles(ratios, n=4) if ratios else (None, None, None)
        return cls(
            pairs=len(both),
            here=_rounded(statistics.median(here[index] for index in both)),
            there=_rounded(statistics.median(there[index] for index in both)),
            ratio=_rounded(middle),
            ratio_low=_rounded(low),
            ratio_high=_rounded(high),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstFigures:
    """Both sides' own samples of the same indices; errors are against 1,024 samples per pixel of the same one."""

    revision: str  # of the other side
    samples: int
    total_s: Pairs
    sampling_s: Pairs
    other_s: Pairs
    flip: Pairs
    flip_denoised: Pairs
    relative_mse: Pairs
    relative_mse_denoised: Pairs

    def to_json(self) -> dict[str, object]:
        """Plain JSON data."""
        return asdict(self)


def measure_against(
    other: PreparedCommit, folder: Path, *, samples: int, seed: int, backend: str, quality: Quality | None = None
) -> AgainstFigures:
    """Run both sides on samples of ``seed``: timed 1 to ``samples``, judged 0 to ``samples`` - 1, in ``folder``.

    Raises:
        RenderError: a command of one side failed.
    """
    asked = quality or Quality()
    here, there = (
        Side(command=command, folder=folder.absolute() / name, seed=seed, backend=backend)
        for name, command in (("here", (sys.executable, "-m", "cli")), ("there", other.command))
    )
    seconds = _time_in_turns((here, there), samples, asked)
    errors = [_judge(side, samples, asked) for side in (here, there)]
    return AgainstFigures(
        revision=other.revision,
        samples=samples,
        total_s=Pairs.of(*({i: s.total for i, s in side.items()} for side in seconds)),
        sampling_s=Pairs.of(*({i: s.sampling for i, s in side.items()} for side in seconds)),
        other_s=Pairs.of(*({i: s.other for i, s in side.items()} for side in seconds)),
        flip=Pairs.of(*(side[_RAW.name].flip for side in errors)),
        flip_denoised=Pairs.of(*(side[_DENOISED.name].flip for side in errors)),
        relative_mse=Pairs.of(*(side[_RAW.name].relative_mse for side in errors)),
        relative_mse_denoised=Pairs.of(*(side[_DENOISED.name].relative_mse for side in errors)),
    )


def _time_in_turns(sides: Sequence[Side], samples: int, asked: Quality) -> list[dict[int, SampleSeconds]]:
    """Turns of a few samples after one that starts the renderer, so that a slow minute slows both sides alike."""
    found: list[dict[int, SampleSeconds]] = [{} for _ in sides]
    for turn, first in enumerate(range(0, samples, TURN_SAMPLES)):
        last = min(first + TURN_SAMPLES, samples)
        for seconds, side in zip(found, sides, strict=True):
            timed = side.generate(
                range(first, last + 1), turn=turn, resolution=asked.timed_resolution, spp=asked.spp
            )
            seconds.update(timed)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Errors:
    """By index."""

    flip: dict[int, float]
    relative_mse: dict[int, float]


def _judge(side: Side, samples: int, asked: Quality) -> dict[str, _Errors]:
    """Errors of raw and denoised frames against the side's own converged ones."""
    stages = side.compose(range(samples), resolution=asked.judged_resolution, spp=asked.spp)
    references = side.render(stages, replace(_REFERENCE, spp=asked.reference_spp))
    found: dict[str, _Errors] = {}
    for task in (_RAW, _DENOISED):
        errors = found[task.name] = _Errors(flip={}, relative_mse={})
        for index, file in side.render(stages, replace(task, spp=asked.spp)).items():
            if index in references:
                frame, reference = _beauty(file), _beauty(references[index])
                errors.flip[index] = measure_agreement(reference, frame)[0].flip or 0.0
                errors.relative_mse[index] = relative_mse(frame.aov("beauty"), reference.aov("beauty"))
    return found


def _beauty(file: Path) -> Frame:
    """The finite light of a frame alone."""
    return Frame(arrays={"beauty": np.nan_to_num(read_frame(file).aov("beauty")[..., :3])})


def relative_mse(picture: Pixels, reference: Pixels) -> float:
    """Mean squared error over the squared reference.

    Args:
        picture, reference: (height, width, 3) float32, row 0 at the top, scene-linear Rec.709; both are exposed so
            that the reference's mean luminance is middle grey.
    """
    exposure = np.float64(display_exposure(reference))
    shown, right = picture.astype(np.float64) * exposure, reference.astype(np.float64) * exposure
    return float(np.mean((shown - right) ** 2 / (right**2 + _DARK)))


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")
