"""Computed or declared: one term's reading in its sample, in the sample's disguise, and with its carrier moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
import yaml
from pxr import Usd

from assets.store import AssetStore
from composers.registry import all_composers
from pipelines.compose import compose_sample
from quality_control.contract import Reader, TermReading
from quality_control.registry import all_readers
from schemas.errors import ParallelSynthError
from schemas.sample_files import ASSETS_FOLDER, SAMPLES_FOLDER
from schemas.verification import ReadingOrigin
from studies.readings.disguise import Disguise, disguise
from studies.readings.removal import find_carrier
from taxonomy.decisions import decision_rng
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler

_RELATIVE, _ABSOLUTE = 1e-3, 1e-4  # of numbers that are the same


@cache
def declared_terms() -> Mapping[str, str]:
    """Why each term is read from what a stage declares of itself, by full id."""
    text = resources.files("quality_control").joinpath("declared.yaml").read_text(encoding="utf-8")
    return {
        f"{facet}.{name}": " ".join(str(entry["reason"]).split())
        for entry in yaml.safe_load(text)
        for facet, names in entry["terms"].items()
        for name in names
    }


def judge_terms(terms: Sequence[str], *, seed: int, folder: Path) -> Iterator[ReadingOrigin]:
    """The origin of each term's reading, as it is found, on sample 0 about it."""
    sampler, composers = Sampler(load_catalog()), all_composers()
    for term in terms:
        spec = sampler.spec(seed, 0, term=term)
        place = folder / SAMPLES_FOLDER / term / f"{spec.index:09d}"
        try:
            sample = compose_sample(spec, place, assets=AssetStore(folder / ASSETS_FOLDER), composers=composers)
        except ParallelSynthError as error:
            yield ReadingOrigin(term=term, seed=seed, computed=False, reason=f"not composed: {error}")
            continue
        file = Path(str(sample.stage.GetRootLayer().realPath))
        yield judge(term, file, folder=folder / "disguises" / term, seed=seed)


def judge(term: str, stage_file: Path, *, folder: Path, seed: int) -> ReadingOrigin:
    """The origin of one reading of the stage in ``stage_file``; its disguise is written into ``folder``."""
    stage, reader = Usd.Stage.Open(str(stage_file)), _reader_of(term)
    found = _read(stage, reader, term)
    if found is None:
        return ReadingOrigin(term=term, seed=seed, computed=False, reason="not read back from the composed stage")
    disguised = disguise(stage_file, folder, decision_rng(seed, 0, f"readings/{term}"))
    again = _read(Usd.Stage.Open(str(disguised.root)), reader, term)
    difference = _difference(found, again, disguised)
    if difference:
        return ReadingOrigin(term=term, seed=seed, computed=False, reason=difference)
    carrier = find_carrier(stage, reader, found)
    if carrier is None:
        return ReadingOrigin(term=term, seed=seed, computed=False, reason="no opinion on one attribute removes it")
    return ReadingOrigin(term=term, seed=seed, computed=True, carrier=carrier)


def _reader_of(term: str) -> Reader:
    facet = term.rpartition(".")[0]
    return next(reader for reader in all_readers() if facet in reader.facets)


def _read(stage: Usd.Stage, reader: Reader, term: str) -> TermReading | None:
    try:
        return next((reading for reading in reader.read(stage) if reading.term == term), None)
    except ParallelSynthError:
        return None


def _difference(found: TermReading, again: TermReading | None, disguised: Disguise) -> str:
    """What the disguise changed of a reading, in words; nothing where they are the same."""
    if again is None:
        return "not read under other names"
    values = dict(again.values)
    for name, value in found.values:
        other = values.get(name)
        if isinstance(value, str):
            same = other is not None and " ".join(_renamed(word, disguised) for word in value.split()) == other
        else:
            same = other is not None and bool(np.isclose(value, float(other), rtol=_RELATIVE, atol=_ABSOLUTE))
        if not same:
            return f"{name} is {value} and under other names {other}"
    return ""


def _renamed(word: str, disguised: Disguise) -> str:
    path, mark = word.rstrip("!"), "!" if word.endswith("!") else ""
    return disguised.paths.get(path, disguised.files.get(path, path)) + mark
