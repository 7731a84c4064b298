"""How things of a size are photographed where a sample leaves it open: a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from schemas.errors import AssetError

VIEWING_FILE = Path(__file__).parent / "viewing.yaml"
SCHEMA = "parallel-synth/viewing/1"

type Span = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """Lens and height for things of one size."""

    focal_length_mm: Span
    pitch_deg: Span  # positive looks down
    eye_m: Span | None  # of the lens over what the thing stands on; None: the pitch is drawn


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Viewing:
    """The table: a habit for each size, and how much of the frame a thing takes."""

    sizes: tuple[tuple[float, Habit], ...]  # (longest side up to which it holds, habit), smallest first
    unknown: Habit
    level_pitch_deg: Span  # at what lies level, whatever its size
    whole_fraction: Span
    detail_share: float

    def habit(self, size_m: float | None) -> Habit:
        """How a thing with that longest side is photographed; None: its size is not known."""
        if size_m is None:
            return self.unknown
        return next((habit for limit, habit in self.sizes if size_m <= limit), self.sizes[-1][1])


@cache
def load_viewing() -> Viewing:
    """The table.

    Raises:
        AssetError: it cannot be read, its sizes do not rise, or a span has its ends the wrong way round.
    """
    try:
        data = yaml.safe_load(VIEWING_FILE.read_text(encoding="utf-8"))
        if data["schema"] != SCHEMA:
            raise ValueError(f"schema is {data['schema']!r}; {SCHEMA!r} is read here")
        sizes = tuple((float(row["up_to_m"]), _habit(row)) for row in data["sizes"])
        if [limit for limit, _ in sizes] != sorted({limit for limit, _ in sizes}):
            raise ValueError("up_to_m does not rise")
        return Viewing(
            sizes=sizes,
            unknown=_habit(data["unknown"]),
            level_pitch_deg=_span(data["level_pitch_deg"]),
            whole_fraction=_shares(data["whole_fraction"]),
            detail_share=_shares((0.0, data["detail_share"]))[1],
        )
    except (KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise AssetError(f"{type(error).__name__}: {error}", asset=str(VIEWING_FILE)) from error


def _habit(row: Mapping[str, Any]) -> Habit:
    if unknown := set(row) - {"up_to_m", "focal_length_mm", "pitch_deg", "eye_m"}:
        raise ValueError(f"unknown fields {', '.join(sorted(unknown))}")
    return Habit(
        focal_length_mm=_span(row["focal_length_mm"]),
        pitch_deg=_span(row["pitch_deg"]),
        eye_m=_span(row["eye_m"]) if "eye_m" in row else None,
    )


def _span(ends: tuple[float, float]) -> Span:
    low, high = (float(end) for end in ends)
    if low > high:
        raise ValueError(f"{low:g} to {high:g} is no span")
    return low, high


def _shares(ends: tuple[float, float]) -> Span:
    low, high = _span(ends)
    if low < 0.0 or high > 1.0:
        raise ValueError(f"{low:g} to {high:g} are no shares; from 0 to 1")
    return low, high
