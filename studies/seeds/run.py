"""Samples of fresh seeds, made as ``generate`` makes them and thrown away."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from assets.store import AssetStore
from composers.registry import all_composers
from pipelines.generate import default_worker_count, prepare_folder
from pipelines.layout import DatasetLayout
from pipelines.manifests import new_manifest
from pipelines.produce import Outcome, Studio, produce
from render_backends.pool import WorkerPool
from schemas.manifest import DatasetManifest
from schemas.seed_study import CONTRADICTED, UNREAD, SeedReject, SeedStudy
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler

FLAT = "flat"

_SEED_LIMIT = 2**31
_OF_A_DRAW = (CONTRADICTED, UNREAD)
_BATCH = 50  # samples that one process makes before it says what became of them


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedOptions:
    """What is studied; ``output`` is where samples are made, and left empty."""

    seeds: tuple[int, ...]
    count: int
    backend: str
    resolution: tuple[int, int]
    spp: int | None
    most_rejected: float
    most_drawn_again: float
    output: Path
    workers: int = 0  # processes; 0: one a core for flat, one for every two cores for a renderer

    @property
    def worker_count(self) -> int:
        """How many processes make samples at a time."""
        return self.workers or ((os.cpu_count() or 1) if self.backend == FLAT else default_worker_count())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """Indices of one seed for one process."""

    folder: Path
    manifest: DatasetManifest
    indices: range


@dataclass(slots=True)
class _Found:
    """What was found of some samples, and of draws of them that were given up."""

    rejects: list[SeedReject] = field(default_factory=list)
    given_up: list[SeedReject] = field(default_factory=list)

    def add(self, outcome: Outcome, seed: int) -> None:
        for finding in outcome.findings:
            of_a_draw = not finding.rejects and finding.rule in _OF_A_DRAW
            if finding.rejects or of_a_draw:
                found = SeedReject(
                    seed=seed,
                    index=outcome.index,
                    focus=outcome.focus,
                    rule=finding.rule,
                    subject=finding.subject,
                    message=finding.message,
                )
                (self.given_up if of_a_draw else self.rejects).append(found)


def draw_seeds(count: int) -> tuple[int, ...]:
    """Seeds that nobody chose: from the operating system's entropy, all different."""
    seeds: dict[int, None] = {}
    while len(seeds) < count:
        seeds[secrets.randbelow(_SEED_LIMIT)] = None
    return tuple(seeds)


class SeedRun:
    """The samples of a study: iterate it for the number that each batch made, then ask for `study`."""

    def __init__(self, options: SeedOptions) -> None:
        self._options = options
        self._found = _Found()
        self._seconds = 0.0

    def __iter__(self) -> Iterator[int]:
        """How many samples each finished batch held.

        Raises:
            ParallelSynthError: what stops a whole run, such as a full disk or an unknown backend.
        """
        started = time.perf_counter()
        try:
            for batch, found in _run_batches(tuple(self._batches()), self._options.worker_count):
                self._found.rejects += found.rejects
                self._found.given_up += found.given_up
                yield len(batch.indices)
        finally:
            self._seconds = time.perf_counter() - started
            for seed in self._options.seeds:
                shutil.rmtree(self._folder(seed), ignore_errors=True)

    @property
    def study(self) -> SeedStudy:
        """What was found so far."""
        options = self._options
        manifest = new_manifest(seed=options.seeds[0], backend=options.backend)
        return SeedStudy(
            version=manifest.generator_version,
            dataset_version=manifest.dataset_version,
            backend=options.backend,
            resolution=options.resolution,
            spp=options.spp,
            count=options.count,
            seeds=options.seeds,
            most_rejected=options.most_rejected,
            most_drawn_again=options.most_drawn_again,
            rejects=_in_order(self._found.rejects),
            given_up=_in_order(self._found.given_up),
            seconds=round(self._seconds, 1),
        )

    def _folder(self, seed: int) -> Path:
        return self._options.output / f"seed-{seed}"

    def _batches(self) -> Iterator[_Batch]:
        options = self._options
        for seed in options.seeds:
            folder = self._folder(seed)
            shutil.rmtree(folder, ignore_errors=True)
            manifest = new_manifest(
                seed=seed, backend=options.backend, resolution=options.resolution, spp=options.spp
            )
            prepare_folder(DatasetLayout(root=folder), manifest)
            for first in range(0, options.count, _BATCH):
                indices = range(first, min(first + _BATCH, options.count))
                yield _Batch(folder=folder, manifest=manifest, indices=indices)


def _run_batches(batches: tuple[_Batch, ...], workers: int) -> Iterator[tuple[_Batch, _Found]]:
    """Each batch with what was found, in the order in which they are ready."""
    with ProcessPoolExecutor(min(workers, len(batches)), mp_context=get_context("spawn")) as executor:
        running = {executor.submit(_make_batch, batch): batch for batch in batches}
        try:
            while running:
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    yield running.pop(future), future.result()
        except BaseException:
            executor.shutdown(wait=True, cancel_futures=True)
            raise


def _make_batch(batch: _Batch) -> _Found:
    sampler = Sampler(load_catalog())
    layout, manifest = DatasetLayout(root=batch.folder), batch.manifest
    with WorkerPool(manifest.backend, workers=1) as pool:
        studio = Studio(
            layout=layout,
            assets=AssetStore(layout.assets),
            composers=all_composers(manifest.picture_shape),
            pool=pool,
            backend=manifest.backend,
            capabilities=pool.capabilities,
            manifest=manifest,
        )
        found = _Found()
        for index in batch.indices:
            found.add(produce(sampler.draws(manifest.seed, index), studio), manifest.seed)
            for home in (layout.sample(index), layout.rejected(index)):
                shutil.rmtree(home, ignore_errors=True)
    return found


def _in_order(found: list[SeedReject]) -> tuple[SeedReject, ...]:
    return tuple(sorted(found, key=lambda one: (one.seed, one.index, one.rule, one.subject)))
