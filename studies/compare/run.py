"""Renders each stage in each backend and measures every frame against the first backend's."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipelines.requests import Asked, known_aovs, make_request
from render_backends.pool import WorkerPool
from render_backends.registry import BackendRegistry, installed_backends
from schemas.aovs import CORE_AOVS
from schemas.errors import ParallelSynthError, UnknownBackendError, UnsupportedError, UsageError
from schemas.exr import read_frame
from studies.compare.agreement import Agreement, measure_agreement
from studies.compare.framed_stage import make_comparable
from studies.compare.pictures import write_error_maps, write_picture
from usd_scenes.sample_stage import open_stage

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareOptions:
    """What is asked of a comparison."""

    backends: tuple[str, ...]  # the first is the reference
    output: Path
    resolution: tuple[int, int]  # (width, height), pixels
    spp: int
    seed: int
    camera: str | None = None
    timeout_s: float | None = None  # of one frame; None: by its pixels and samples
    denoise: bool = False  # the beauty, in every backend that can


@dataclass(frozen=True, slots=True, kw_only=True)
class StageToCompare:
    """One stage under its name in the report."""

    name: str
    file: Path
    about: str = ""
    backends: tuple[str, ...] = ()  # () for all


@dataclass(frozen=True, slots=True, kw_only=True)
class BackendFrame:
    """One backend's frame of one stage; ``error`` is empty where it rendered. Files are relative to the output."""

    backend: str
    frame: str = ""
    picture: str = ""
    error_maps: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    first_of_worker: bool = False  # its seconds hold the renderer's start
    memory_mib: int = 0
    messages: tuple[str, ...] = ()
    agreement: Agreement | None = None  # None for the reference itself
    error: str = ""
    unsupported: bool = False  # the error is a refusal: the backend says that it cannot draw this

    def summary(self) -> str:
        """One line: figures, or why there are none."""
        if self.error:
            return f"{'refused' if self.unsupported else 'failed'}: {self.error}"
        figures = self.agreement.to_json() if self.agreement else {}
        shown = "  ".join(f"{key} {value:.4g}" for key, value in figures.items() if value is not None)
        return f"{shown or 'the reference'}  {self.seconds:.1f} s"

    def to_json(self) -> dict[str, object]:
        """Plain JSON data."""
        return {
            "backend": self.backend,
            "frame": self.frame,
            "picture": self.picture,
            "error_maps": dict(self.error_maps),
            "seconds": round(self.seconds, 3),
            "first_of_worker": self.first_of_worker,
            "memory_mib": self.memory_mib,
            "messages": list(self.messages),
            "agreement": self.agreement.to_json() if self.agreement else None,
            "error": self.error,
            "unsupported": self.unsupported,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> BackendFrame:
        """The inverse of `to_json`."""
        agreement = Agreement.from_json(data["agreement"]) if data["agreement"] else None
        return cls(**{**data, "messages": tuple(data["messages"]), "agreement": agreement})


@dataclass(frozen=True, slots=True, kw_only=True)
class StageComparison:
    """One stage in every backend."""

    name: str
    stage: str
    about: str
    frames: tuple[BackendFrame, ...]

    @property
    def failed(self) -> bool:
        """Whether some backend gave no frame of it: it failed, or refused."""
        return any(frame.error for frame in self.frames)

    def to_json(self) -> dict[str, object]:
        """Plain JSON data."""
        return {
            "name": self.name,
            "stage": self.stage,
            "about": self.about,
            "frames": [frame.to_json() for frame in self.frames],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> StageComparison:
        """The inverse of `to_json`."""
        return cls(**{**data, "frames": tuple(BackendFrame.from_json(frame) for frame in data["frames"])})


def name_stages(files: Sequence[Path]) -> tuple[StageToCompare, ...]:
    """A name for each file: its own, or its folder's where many are called alike."""
    names: list[str] = []
    for file in files:
        name = file.stem if file.stem != "stage" else file.absolute().parent.name
        number = sum(known == name or known.startswith(f"{name}-") for known in names)
        names.append(f"{name}-{number + 1}" if number else name)
    return tuple(StageToCompare(name=name, file=file) for name, file in zip(names, files, strict=True))


def compare_stages(
    stages: Sequence[StageToCompare], options: CompareOptions, *, registry: BackendRegistry | None = None
) -> Iterator[tuple[str, str] | StageComparison]:
    """Render every stage in one backend after the other; yields (stage, backend) as frames come, then the results.

    A backend that fails or is not installed is recorded and the run goes on with the rest.

    Raises:
        UsageError: no stage or backend.
        UnknownBackendError: none of the backends is installed.
    """
    if not stages or not options.backends:
        raise UsageError("give at least one stage and one backend")
    registry = registry or installed_backends()
    if not any(_is_installed(backend, registry) for backend in options.backends):
        registry.target_of(options.backends[0])
    found: dict[tuple[str, str], BackendFrame] = {}
    for backend in options.backends:
        for name, frame in _render_all(backend, stages, options, registry):
            found[name, backend] = frame
            yield name, backend
    for stage in stages:
        frames = [found[stage.name, b] for b in options.backends if (stage.name, b) in found]
        yield _measure(stage, frames, options)


def _is_installed(backend: str, registry: BackendRegistry) -> bool:
    try:
        registry.target_of(backend)
    except UnknownBackendError:
        return False
    return True


def _render_all(
    backend: str, stages: Sequence[StageToCompare], options: CompareOptions, registry: BackendRegistry
) -> Iterator[tuple[str, BackendFrame]]:
    wanted = [stage for stage in stages if not stage.backends or backend in stage.backends]
    try:
        pool = WorkerPool(backend, workers=1, timeout_s=options.timeout_s, registry=registry)
    except ParallelSynthError as error:
        for stage in wanted:
            yield stage.name, BackendFrame(backend=backend, error=str(error))
        return
    with pool:
        for stage in wanted:
            known = pool.worker_pids
            started = time.perf_counter()
            try:
                frame = _render_one(stage, backend, options, pool)
            except ParallelSynthError as error:
                log.info("%s in %s: %s", stage.name, backend, error)
                yield (
                    stage.name,
                    BackendFrame(
                        backend=backend,
                        error=str(error),
                        unsupported=isinstance(error, UnsupportedError),
                        seconds=time.perf_counter() - started,
                    ),
                )
                continue
            first = pool.worker_pids != known
            yield stage.name, _timed(frame, time.perf_counter() - started, first=first)


def _render_one(stage: StageToCompare, backend: str, options: CompareOptions, pool: WorkerPool) -> BackendFrame:
    folder = options.output / stage.name
    file, camera = make_comparable(stage.file, folder, camera=options.camera)
    output = folder / f"{file_name_of(backend)}.exr"
    asked = Asked(
        camera=camera,
        resolution=options.resolution,
        aovs=known_aovs(CORE_AOVS, pool.capabilities),
        spp=options.spp,
        seed=options.seed,
        denoise=options.denoise and "denoise" in pool.capabilities.features,
    )
    request = make_request(open_stage(file), asked, output=output, capabilities=pool.capabilities, file=file)
    result = pool.render(request)
    return BackendFrame(
        backend=backend,
        frame=str(output.relative_to(options.output)),
        memory_mib=result.worker_memory_bytes >> 20,
        messages=result.messages,
    )


def _timed(frame: BackendFrame, seconds: float, *, first: bool) -> BackendFrame:
    return replace(frame, seconds=seconds, first_of_worker=first)


def _measure(stage: StageToCompare, frames: Sequence[BackendFrame], options: CompareOptions) -> StageComparison:
    """Compare with the first backend's frame, or with the first that rendered at all."""
    measured: list[BackendFrame] = []
    reference = None
    for frame in frames:
        if frame.error:
            measured.append(frame)
            continue
        pixels = read_frame(options.output / frame.frame)
        stem = Path(frame.frame).with_suffix("")
        reference = reference or pixels
        picture = write_picture(pixels, reference, options.output, stem)
        if pixels is reference:
            measured.append(replace(frame, picture=picture))
            continue
        agreement, errors = measure_agreement(reference, pixels)
        maps = write_error_maps(errors, options.output, stem)
        measured.append(replace(frame, picture=picture, agreement=agreement, error_maps=maps))
    return StageComparison(name=stage.name, stage=str(stage.file), about=stage.about, frames=tuple(measured))


def file_name_of(backend: str) -> str:
    """A backend's name as a file's."""
    return backend.replace(":", "-").replace("/", "-")
