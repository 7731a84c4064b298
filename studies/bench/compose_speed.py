"""Composing alone: samples per second on one core, and the size of a sample's own layers."""

from __future__ import annotations

import gzip
import statistics
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.layout import STAGE_FILE
from pipelines.recipes import ComposeJob, compose_specs, drawn_specs
from usd_scenes.departments import Department


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeSpeed:
    """One run over fresh indices; the first pass makes the assets, the second finds them."""

    samples: int
    cold_samples_per_s: float  # assets made on the way
    warm_samples_per_s: float  # assets found
    layer_bytes_median: float  # all layers of a sample, as they are
    layer_gzip_bytes_median: float  # each sample's layers together, gzipped
    layer_gzip_bytes_max: int

    def to_json(self) -> dict[str, float]:
        """Plain JSON data."""
        return asdict(self)


def measure_compose(folder: Path, *, samples: int, seed: int) -> ComposeSpeed:
    """Compose ``samples`` twice in one thread and weigh their layers."""
    cold = _compose(folder, samples, seed)
    warm = _compose(folder, samples, seed)
    plain, packed = [], []
    for stage in sorted(folder.glob(f"samples/*/*/{STAGE_FILE}")):
        names = (STAGE_FILE, *(department.file_name for department in Department))
        text = b"".join((stage.parent / name).read_bytes() for name in names)
        plain.append(len(text))
        packed.append(len(gzip.compress(text, 9, mtime=0)))
    return ComposeSpeed(
        samples=samples,
        cold_samples_per_s=round(samples / cold, 2),
        warm_samples_per_s=round(samples / warm, 2),
        layer_bytes_median=statistics.median(plain),
        layer_gzip_bytes_median=statistics.median(packed),
        layer_gzip_bytes_max=max(packed),
    )


def _compose(folder: Path, samples: int, seed: int) -> float:
    started = time.process_time()
    for _ in compose_specs(ComposeJob(output=folder, specs=drawn_specs(range(samples), seed=seed))):
        pass
    return time.process_time() - started
