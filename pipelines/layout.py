"""Where a dataset's files stand on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from schemas.sample_files import ASSETS_FOLDER, MANIFEST_FILE, RECORD_FILE, REJECTED_FOLDER, SAMPLES_FOLDER

SAMPLES_IN_GROUP = 1000
_PARTIAL_PREFIX = ".partial-"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetLayout:
    """The folders of one dataset.

    ``dataset.json``, ``assets/``, ``samples/<group>/<index>/`` for what is finished, and
    ``rejected/<group>/<index>/`` for what a rule kept out. A sample being made lives in a ``.partial-`` folder
    at the same depth, so that its relative asset paths already hold.
    """

    root: Path

    @property
    def manifest(self) -> Path:
        """``dataset.json``."""
        return self.root / MANIFEST_FILE

    @property
    def assets(self) -> Path:
        """The asset store's folder."""
        return self.root / ASSETS_FOLDER

    def sample(self, index: int) -> Path:
        """The folder of a finished sample."""
        return self.root / SAMPLES_FOLDER / _group(index) / f"{index:09d}"

    def rejected(self, index: int) -> Path:
        """The folder of a rejected sample."""
        return self.root / REJECTED_FOLDER / _group(index) / f"{index:09d}"

    def partial(self, index: int) -> Path:
        """The folder of a sample that is being made."""
        return self.root / SAMPLES_FOLDER / _group(index) / f"{_PARTIAL_PREFIX}{index:09d}"

    def finished(self) -> tuple[int, ...]:
        """The indices of all finished samples, sorted."""
        return _indices(self.root / SAMPLES_FOLDER)

    def rejects(self) -> tuple[int, ...]:
        """The indices of all rejected samples, sorted."""
        return _indices(self.root / REJECTED_FOLDER)

    def leftovers(self) -> tuple[Path, ...]:
        """The folders of samples that an interrupted run did not finish."""
        return tuple(sorted((self.root / SAMPLES_FOLDER).glob(f"*/{_PARTIAL_PREFIX}*")))


def _group(index: int) -> str:
    return f"{index // SAMPLES_IN_GROUP:06d}"


def _indices(folder: Path) -> tuple[int, ...]:
    return tuple(sorted(int(f.parent.name) for f in folder.glob(f"*/[0-9]*/{RECORD_FILE}")))
