"""What a composer is given: the spec, the stage so far, and where to put heavy data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pxr import Usd

from assets.store import AssetStore
from schemas.spec import SampleSpec, Scalar
from taxonomy.decisions import decision_rng
from usd_scenes.departments import Department
from usd_scenes.sample_stage import SampleStage


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One sample being composed."""

    spec: SampleSpec
    sample: SampleStage
    assets: AssetStore

    @property
    def stage(self) -> Usd.Stage:
        """The composed stage so far: what the earlier composers wrote can be read from it."""
        return self.sample.stage

    @contextmanager
    def edit(self, department: Department) -> Iterator[Usd.Stage]:
        """Author into one department's layer and no other."""
        with self.sample.edit(department) as stage:
            yield stage

    def rng(self, decision: str) -> np.random.Generator:
        """The generator of one named decision of this sample: "<category>/<what>"."""
        return decision_rng(self.spec.seed, self.spec.index, decision)

    def term_of(self, facet: str) -> str | None:
        """The sample's term in a facet ("camera.angles"), or None."""
        return self.spec.term_of(facet)

    def parameter(self, term: str, name: str) -> Scalar:
        """The value of one parameter of one of the sample's terms."""
        return self.spec.parameter(term, name)

    def number(self, term: str, name: str) -> float:
        """`parameter` as a float."""
        return float(self.spec.parameter(term, name))

    def asset_path(self, asset: Path, department: Department) -> str:
        """``asset`` relative to a department's layer, as it is authored: POSIX separators, "./" or "../"."""
        layer_folder = (self.sample.folder / department.file_name).parent
        return self.assets.relative_path(asset, layer_folder)
