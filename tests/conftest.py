"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipelines.made_dataset import make_dataset


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A folder of four finished samples that were written by hand: pictures, records, no renderer."""
    return make_dataset(tmp_path / "dataset")
