"""Composed samples, and what is read of one under an opinion that is stronger than all of its layers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pxr import Usd

from assets.store import AssetStore
from composers.registry import all_composers
from pipelines.compose import compose_sample
from quality_control.contract import StageEdit, TermReading
from quality_control.registry import read_terms
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler

_SEED = 52

type Read = Callable[..., dict[str, TermReading]]


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory, shared_store: AssetStore) -> Read:
    """Read the sample of a term as it is composed, or under an edit, by term."""
    folder = tmp_path_factory.mktemp("opinions")
    sampler, composers = Sampler(load_catalog()), all_composers()
    files: dict[str, Path] = {}
    known: dict[str, dict[str, TermReading]] = {}

    def run(term: str, edit: StageEdit | None = None) -> dict[str, TermReading]:
        if term not in files:
            sample = compose_sample(
                sampler.spec(_SEED, 0, term=term), folder / term, assets=shared_store, composers=composers
            )
            files[term] = Path(sample.stage.GetRootLayer().realPath)
        if edit is None and term in known:
            return known[term]
        stage = Usd.Stage.Open(str(files[term]))
        if edit is not None:
            stage.SetEditTarget(stage.GetSessionLayer())
            edit(stage)
        readings = {reading.term: reading for reading in read_terms(stage)}
        if edit is None:
            known[term] = readings
        return readings

    return run
