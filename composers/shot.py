"""What a composer is given: the spec, the plans of its picture, the stage so far, and where to put heavy data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pxr import Usd

from assets.store import AssetStore
from composers.brief import Brief
from schemas.errors import SceneError
from usd_scenes.departments import Department
from usd_scenes.sample_stage import SampleStage

if TYPE_CHECKING:
    from composers.blocking.casting.plan import Casting
    from composers.blocking.plan import Blocking  # which asks the departments what they will show


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot(Brief):
    """One sample being composed."""

    blocking: Blocking
    sample: SampleStage
    assets: AssetStore
    cast: Casting | None = None  # from when all meshes stand

    @property
    def stage(self) -> Usd.Stage:
        """The composed stage so far: what the earlier composers wrote can be read from it."""
        return self.sample.stage

    @property
    def casting(self) -> Casting:
        """Who wears which look.

        Raises:
            SceneError: it is not planned yet: the departments before that of looks have not run.
        """
        if self.cast is None:
            layer = self.stage.GetRootLayer().identifier
            raise SceneError("no casting: the looks come when all meshes stand", layer=layer, prim="/")
        return self.cast

    @contextmanager
    def edit(self, department: Department) -> Iterator[Usd.Stage]:
        """Author into one department's layer and no other."""
        with self.sample.edit(department) as stage:
            yield stage

    def asset_path(self, asset: Path, department: Department) -> str:
        """``asset`` relative to a department's layer, as it is authored: POSIX separators, "./" or "../"."""
        layer_folder = (self.sample.folder / department.file_name).parent
        return self.assets.relative_path(asset, layer_folder)
