"""Pictures of a comparison: the beauty of each backend under one exposure, and heat maps of the errors."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from finishing.png import write_png
from finishing.view_transform import apply_view_transform
from schemas.frame import Frame, Pixels
from studies.compare.agreement import ErrorMaps, Map, display_exposure

_HEAT = np.array(
    [
        (0.02, 0.02, 0.04),
        (0.23, 0.06, 0.32),
        (0.62, 0.13, 0.31),
        (0.93, 0.37, 0.18),
        (0.98, 0.74, 0.24),
        (1, 1, 0.8),
    ],
    dtype=np.float32,
)
_NOTHING = (0.16, 0.17, 0.2)


def write_picture(frame: Frame, reference: Frame, root: Path, stem: Path) -> str:
    """The beauty as a PNG at the reference's exposure; returns its path under ``root``, "" without a beauty."""
    if "beauty" not in frame.arrays:
        return ""
    exposure = display_exposure(reference.aov("beauty")) if "beauty" in reference.arrays else 1.0
    shown = apply_view_transform(np.nan_to_num(frame.aov("beauty")[..., :3]) * np.float32(exposure))
    file = stem.with_suffix(".png")
    write_png(shown, root / file)
    return file.as_posix()


def write_error_maps(errors: ErrorMaps, root: Path, stem: Path) -> dict[str, str]:
    """A heat map for each AOV; returns AOV -> path under ``root``."""
    written = {}
    for name, error in errors.maps.items():
        file = stem.with_name(f"{stem.name}.{name}-error.png")
        write_png(heat_map(error, errors.scales[name]), root / file)
        written[name] = file.as_posix()
    return written


def heat_map(error: Map, brightest: float) -> Pixels:
    """(height, width, 3) display-referred: black for no error, pale yellow from ``brightest`` on, grey for NaN."""
    level = np.clip(np.nan_to_num(error) / brightest, 0.0, 1.0) * (len(_HEAT) - 1)
    low = np.minimum(level.astype(np.int64), len(_HEAT) - 2)
    part = (level - low)[..., None]
    shown = _HEAT[low] * (1.0 - part) + _HEAT[low + 1] * part
    return np.where(np.isfinite(error)[..., None], shown, np.array(_NOTHING)).astype(np.float32)
