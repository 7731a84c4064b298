"""A range of indices into a dataset folder: resumable, nothing finished is ever lost."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from assets.store import AssetStore
from composers.registry import all_composers
from pipelines.layout import DatasetLayout
from pipelines.produce import Outcome, Studio, produce
from render_backends.pool import WorkerPool
from render_backends.registry import installed_backends
from schemas.documents import read_document, write_document
from schemas.errors import UsageError
from schemas.manifest import DatasetManifest
from schemas.render import Capabilities
from taxonomy.sampler import Sampler

log = logging.getLogger(__name__)

DEFAULT_WORKER_MEMORY_BYTES = 6 * 2**30


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerateJob:
    """One call of ``generate``."""

    indices: Sequence[int]
    output: Path
    manifest: DatasetManifest
    workers: int = 0  # 0: one for every two cores
    timeout_s: float | None = None  # of one frame; None: by its pixels and samples
    memory_limit_bytes: int = DEFAULT_WORKER_MEMORY_BYTES

    @property
    def worker_count(self) -> int:
        """How many render workers run at a time."""
        return self.workers or default_worker_count()


def generate(job: GenerateJob, sampler: Sampler) -> Iterator[Outcome]:
    """Make what the folder lacks of ``job.indices``, and yield each outcome as it is ready.

    Finished indices are skipped (and yielded as such); rejected ones are kept as they are. Closing the iterator
    (Ctrl-C too) stops the workers; samples in the making leave nothing behind.

    Raises:
        UsageError: the folder holds a dataset that was made in another way.
        ParallelSynthError: what stops the whole run, such as a full disk.
    """
    layout = DatasetLayout(root=job.output)
    prepare_folder(layout, job.manifest)
    done = set(layout.finished()) | set(layout.rejects())
    todo = [index for index in job.indices if index not in done]
    for index in job.indices:
        if index in done:
            yield Outcome(index=index, focus="", findings=(), skipped=True)
    if not todo:
        return
    capabilities = installed_backends().make(job.manifest.backend).capabilities()
    with WorkerPool(
        job.manifest.backend,
        workers=min(job.worker_count, len(todo)),
        timeout_s=job.timeout_s,
        memory_limit_bytes=job.memory_limit_bytes,
    ) as pool:
        maker = _Maker(job, sampler, pool, layout, capabilities)
        yield from maker.run(todo)


def default_worker_count() -> int:
    """One render worker for every two cores: a worker renders with two threads about as fast as two with one."""
    return max(1, (os.cpu_count() or 2) // 2)


class _Maker:
    """Keeps the render workers busy: composes the next sample and finishes the last while one renders."""

    def __init__(
        self,
        job: GenerateJob,
        sampler: Sampler,
        pool: WorkerPool,
        layout: DatasetLayout,
        capabilities: Capabilities,
    ) -> None:
        self._job = job
        self._sampler = sampler
        self._studio = Studio(
            layout=layout,
            assets=AssetStore(layout.assets),
            composers=all_composers(job.manifest.picture_shape),
            pool=pool,
            backend=job.manifest.backend,
            capabilities=capabilities,
            manifest=job.manifest,
        )

    def run(self, indices: Sequence[int]) -> Iterator[Outcome]:
        """Outcomes in the order in which they are ready; at most two more in flight than there are workers."""
        waiting = iter(indices)
        executor = ThreadPoolExecutor(self._job.worker_count + 1, thread_name_prefix="sample")
        running: set[Future[Outcome]] = set()
        try:
            for index in _take(waiting, self._job.worker_count + 1):
                running.add(executor.submit(self._make, index))
            while running:
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    yield future.result()
                    for index in _take(waiting, 1):
                        running.add(executor.submit(self._make, index))
        except BaseException:
            self._studio.stopping.set()
            self._studio.pool.close()
            raise
        finally:
            executor.shutdown(wait=True, cancel_futures=True)

    def _make(self, index: int) -> Outcome:
        manifest = self._job.manifest
        draws = self._sampler.draws(manifest.seed, index, category=manifest.category, term=manifest.term)
        return produce(draws, self._studio)


def prepare_folder(layout: DatasetLayout, manifest: DatasetManifest) -> None:
    """Make or check ``dataset.json`` and sweep what an interrupted run left.

    Raises:
        UsageError: the folder's dataset was made in another way; the message says in what.
        SchemaError: ``dataset.json`` is damaged.
    """
    if layout.manifest.exists():
        existing = DatasetManifest.from_json(read_document(layout.manifest, "dataset"))
        if existing.dataset_version != manifest.dataset_version:
            raise UsageError(
                f"{layout.manifest}: holds dataset version {existing.dataset_version}, and this program makes "
                f"{manifest.dataset_version}: the two never mix; choose another --output"
            )
        differences = existing.differences(manifest)
        if differences:
            raise UsageError(
                f"{layout.manifest}: made in another way ({'; '.join(differences)}); choose another --output"
            )
    else:
        write_document(manifest.to_json(), layout.manifest)
    for leftover in layout.leftovers():
        log.info("removing the unfinished %s", leftover)
        shutil.rmtree(leftover, ignore_errors=True)
    AssetStore(layout.assets).sweep()


def _take(indices: Iterator[int], count: int) -> Iterator[int]:
    for _ in range(count):
        index = next(indices, None)
        if index is None:
            return
        yield index
