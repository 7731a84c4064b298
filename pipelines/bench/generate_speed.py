"""Whole samples: seconds by stage of the work, the share that is not sampling, the workers' memory."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.generate import GenerateJob, generate
from pipelines.manifests import new_manifest
from pipelines.produce import Outcome
from taxonomy.catalog import load_catalog
from taxonomy.sampler import Sampler

_PAID_FOR = ("render.sampling", "render.denoise")
_WARM_UP = 3  # samples before which a worker is still growing into its caches


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerateSpeed:
    """One run. ``overhead_share`` is the part of wall time that is neither sampling nor denoising."""

    samples: int
    rejected: int
    wall_s: float
    samples_per_s: float
    overhead_share: float
    seconds: dict[str, float]  # summed over the samples, by stage; "render.*" are parts of "render"
    memory_first_bytes: int  # of a worker, after its warm-up
    memory_last_bytes: int
    memory_growth_bytes_per_sample: float

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
    memory = [outcome.worker_memory_bytes for outcome in counted if outcome.worker_memory_bytes][_WARM_UP:] or [0]
    return GenerateSpeed(
        samples=len(counted),
        rejected=sum(outcome.rejected for outcome in counted),
        wall_s=round(wall, 2),
        samples_per_s=round(len(counted) / wall, 3),
        overhead_share=round(1.0 - paid / wall, 4),
        seconds={name: round(value, 2) for name, value in sorted(seconds.items())},
        memory_first_bytes=memory[0],
        memory_last_bytes=memory[-1],
        memory_growth_bytes_per_sample=round((memory[-1] - memory[0]) / max(1, len(memory) - 1), 1),
    )
