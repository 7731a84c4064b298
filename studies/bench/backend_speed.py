"""One backend over the stages of the parity suite: seconds to start, seconds a frame, memory over many stages."""

from __future__ import annotations

import statistics
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.requests import Asked, known_aovs, make_request
from render_backends.pool import WorkerPool
from schemas.aovs import CORE_AOVS
from schemas.errors import ParallelSynthError
from studies.compare.suite import author_suite
from usd_scenes.sample_stage import open_stage

_CAMERA = "/World/Camera"
_SMALL = ("y_up", "centimetres", "preview_surface", "display_color", "point_instancer", "dome_light", "payload")
"""Stages that every backend draws."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackendSpeed:
    """One backend's run; memory is the worker's resident memory after a frame."""

    backend: str
    frames: int
    failed: int
    start_s: float  # the first frame less the median one: process, renderer, first shaders
    frame_s: float  # median
    memory_tenth_mib: int  # after a tenth of the frames, when caches are filled
    memory_last_mib: int

    def to_json(self) -> dict[str, object]:
        """Plain JSON data."""
        return asdict(self)


def measure_backend(
    backend: str, folder: Path, *, frames: int, resolution: tuple[int, int], spp: int
) -> BackendSpeed:
    """Render ``frames`` frames, stage after stage, in one worker.

    Raises:
        UnknownBackendError, UnsupportedError: no such backend here.
    """
    stages = author_suite(folder / "stages", _SMALL)
    seconds: list[float] = []
    memory: list[int] = []
    failed = 0
    with WorkerPool(backend, workers=1) as pool:
        for number in range(frames):
            stage = stages[number % len(stages)]
            asked = Asked(
                camera=_CAMERA,
                resolution=resolution,
                aovs=known_aovs(CORE_AOVS, pool.capabilities),
                spp=spp,
                seed=1,
                denoise=False,
            )
            opened = open_stage(stage.file)
            request = make_request(opened, asked, output=folder / "frame.exr", capabilities=pool.capabilities)
            started = time.perf_counter()
            try:
                result = pool.render(request)
            except ParallelSynthError:
                failed += 1
                continue
            seconds.append(time.perf_counter() - started)
            memory.append(result.worker_memory_bytes >> 20)
    frame_s = statistics.median(seconds[1:] or seconds or [0.0])
    return BackendSpeed(
        backend=backend,
        frames=len(seconds),
        failed=failed,
        start_s=round(max(seconds[0] - frame_s, 0.0), 2) if seconds else 0.0,
        frame_s=round(frame_s, 3),
        memory_tenth_mib=memory[len(memory) // 10] if memory else 0,
        memory_last_mib=memory[-1] if memory else 0,
    )
