"""Every measure accepts a right sample and refuses a wrong one: the same stage under one stronger opinion."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from pxr import Sdf, Usd

from assets.store import AssetStore
from composers.registry import all_composers
from pipelines.compose import compose_sample
from pipelines.requests import SampleIdentity
from quality_control.contract import Measure, SeparabilityMeasure, StageEdit, TermReading
from quality_control.registry import all_readers, find_measure, measures_of
from render_backends.pool import WorkerPool
from schemas.frame import Frame
from studies.verification.probes import render_probe
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler
from tests.quality_control.refusals.cases import CASES, SIBLING_CASES, Case, SiblingCase
from usd_scenes.layer_files import stage_over

pytestmark = pytest.mark.renderer

_SEED = 7
_KNOWN = 3  # samples of each of two siblings


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A sample on disk and what is read of one term in it."""

    file: Path
    reading: TermReading
    identity: SampleIdentity

    def edited(self, edit: StageEdit) -> Path:
        """The stage with ``edit`` in a stronger layer."""
        file = self.file.with_name("wrong.usda")
        with stage_over(Sdf.Layer.FindOrOpen(str(self.file)), file, sublayer=f"./{self.file.name}") as stage:
            edit(stage)
        return file


type Compose = Callable[[str, int], Composed]


@pytest.fixture(scope="session")
def compose(tmp_path_factory: pytest.TempPathFactory, shared_store: AssetStore) -> Compose:
    """Compose the sample of a term once a session."""
    folder = tmp_path_factory.mktemp("refusals")
    sampler, composers = Sampler(load_catalog()), all_composers()
    made: dict[tuple[str, int], Composed] = {}

    def run(term: str, index: int) -> Composed:
        if (term, index) not in made:
            spec = sampler.spec(_SEED, index, term=term)
            sample = compose_sample(spec, folder / f"{term}_{index}", assets=shared_store, composers=composers)
            (reading,) = (reading for reading in _read(term, sample.stage) if reading.term == term)
            identity = SampleIdentity(seed=spec.seed, index=spec.index, spec_hash=spec.spec_hash)
            file = Path(sample.stage.GetRootLayer().realPath)
            made[term, index] = Composed(file=file, reading=reading, identity=identity)
        return made[term, index]

    return run


def _read(term: str, stage: Usd.Stage) -> Iterator[TermReading]:
    """What the readers of the term's facet find."""
    for reader in all_readers():
        if any(term.startswith(f"{facet}.") for facet in reader.facets):
            yield from reader.read(stage)


def _frames(
    measure: Measure | SeparabilityMeasure, sample: Composed, file: Path, pool: WorkerPool
) -> Mapping[str, Frame]:
    """The frames of the stage in ``file`` that ``measure`` asks for, with the right sample's reading."""
    shots = measure.shots(sample.reading, Usd.Stage.Open(str(file)))
    return {shot.name: render_probe(file, shot, pool=pool, identity=sample.identity) for shot in shots}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.term)
def test_a_right_sample_is_accepted_and_a_wrong_one_refused(
    case: Case, compose: Compose, cycles_pool: WorkerPool
) -> None:
    sample, measure = compose(case.term, 0), find_measure(case.term)
    assert measure is not None
    assert not hasattr(measure, "features")
    right = measure.measure(sample.reading, _frames(measure, sample, sample.file, cycles_pool))
    assert right.passed, right
    wrong_file = sample.edited(case.edit)
    wrong = measure.measure(sample.reading, _frames(measure, sample, wrong_file, cycles_pool))
    assert not wrong.passed, wrong


@pytest.mark.parametrize("case", SIBLING_CASES, ids=lambda case: case.term)
def test_a_wrong_sample_looks_like_a_sibling(case: SiblingCase, compose: Compose, cycles_pool: WorkerPool) -> None:
    measure = find_measure(case.term)
    assert measure is not None
    assert hasattr(measure, "features")

    def vector(sample: Composed, file: Path) -> np.ndarray:
        found = measure.features(_frames(measure, sample, file, cycles_pool))
        return np.asarray(np.nan_to_num(np.array(found, dtype=np.float64)))

    known: dict[str, list[np.ndarray]] = {}
    for term in (case.term, case.sibling):
        samples = [compose(term, index) for index in range(1, _KNOWN + 1)]
        known[term] = [vector(sample, sample.file) for sample in samples]
    sample = compose(case.term, 0)
    assert _nearest(vector(sample, sample.file), known) == case.term
    assert _nearest(vector(sample, sample.edited(case.edit)), known) == case.sibling


def _nearest(vector: np.ndarray, known: Mapping[str, list[np.ndarray]]) -> str:
    """The term whose mean is nearest, each feature by its deviation within the terms."""
    spread = np.sqrt(np.mean([np.var(vectors, axis=0) for vectors in known.values()], axis=0))
    scale = np.maximum(spread, 1e-3)
    return min(
        known, key=lambda term: float(np.abs((vector - np.mean(known[term], axis=0)) / scale).clip(max=10).sum())
    )


def test_every_module_that_holds_measures_has_a_case() -> None:
    held = {type(m).__module__ for c in load_catalog().categories for m in measures_of(c.id)}
    terms = [*(case.term for case in CASES), *(case.term for case in SIBLING_CASES)]
    tried = {type(find_measure(term)).__module__ for term in terms}
    assert held - tried == set()
