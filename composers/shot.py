"""What a composer is given: the spec, the plan of its picture, the stage so far, and where to put heavy data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pxr import Usd

from assets.store import AssetStore
from composers.brief import Brief
from usd_scenes.departments import Department
from usd_scenes.sample_stage import SampleStage

if TYPE_CHECKING:
    from composers.blocking.plan import Blocking  # which asks the departments what they will show


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot(Brief):
    """One sample being composed."""

    blocking: Blocking
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

    def asset_path(self, asset: Path, department: Department) -> str:
        """``asset`` relative to a department's layer, as it is authored: POSIX separators, "./" or "../"."""
        layer_folder = (self.sample.folder / department.file_name).parent
        return self.assets.relative_path(asset, layer_folder)
