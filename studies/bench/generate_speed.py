"""Whole samples: seconds by stage of the work, the share that is not sampling, the workers' memory."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.generate import GenerateJob, generate
from pipelines.manifests import new_manifest
from pipelines.produce import Outcome
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler

_PAID_FOR = ("render.sampling", "render.denoise")


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerateSpeed:
    """One run. ``overhead_share`` is the part of wall time that is neither sampling nor denoising."""

    samples: int
    rejected: int
    wall_s: float
    samples_per_s: float
    overhead_share: float
    seconds: dict[str, float]  # summed over the samples, by stage; "render.*" are parts of "render"
    memory_peak_first_half_bytes: int  # of a worker after a sample, over the first half of the samples
    memory_peak_second_half_bytes: int  # a leak would show here; caches are filled in the first half

    def to_json(self) -> dict[str, object]:
        """Plain JSON data."""
        return asdict(self)


def measure_generate(
    folder: Path, *, samples: int, seed: int, backend: str, resolution: tuple[int, int], spp: int
) -> GenerateSpeed:
    """Make ``samples`` in a fresh folder and take the times; the first, which starts the workers, is left out.

    Args:
        resolution: (width, height), pixels.
    """
    manifest = new_manifest(seed=seed, backend=backend, resolution=resolution, spp=spp)
    job = GenerateJob(indices=range(samples + 1), output=folder, manifest=manifest, workers=1)
    outcomes: list[Outcome] = []
    started = time.perf_counter()
    for outcome in generate(job, Sampler(load_catalog())):
        outcomes.append(outcome)
        if len(outcomes) == 1:
            started = time.perf_counter()
    wall = time.perf_counter() - started
    counted = outcomes[1:]
    seconds: Counter[str] = Counter()
    for outcome in counted:
        seconds.update(outcome.seconds)
    paid = sum(seconds[name] for name in _PAID_FOR)
    memory = [outcome.worker_memory_bytes for outcome in counted]
    half = len(memory) // 2
    return GenerateSpeed(
        samples=len(counted),
        rejected=sum(outcome.rejected for outcome in counted),
        wall_s=round(wall, 2),
        samples_per_s=round(len(counted) / wall, 3),
        overhead_share=round(1.0 - paid / wall, 4),
        seconds={name: round(value, 2) for name, value in sorted(seconds.items())},
        memory_peak_first_half_bytes=max(memory[:half]),
        memory_peak_second_half_bytes=max(memory[half:]),
    )
