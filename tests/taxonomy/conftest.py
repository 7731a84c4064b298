"""A taxonomy of a dozen terms, and copies of it to break."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from taxonomy.catalog import Catalog
from taxonomy.loading import load_catalog

MINI = Path(__file__).parent / "mini"


@pytest.fixture(scope="session")
def mini() -> Catalog:
    """The small taxonomy."""
    return load_catalog(MINI)


@pytest.fixture(scope="session")
def shipped() -> Catalog:
    """The taxonomy that Parallel Synth ships with."""
    return load_catalog()


type Edit = Callable[..., Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """Makes a copy of the small taxonomy with one text replaced in one file; returns the folder."""

    def edit(file: str, old: str, new: str) -> Path:
        folder = tmp_path / "taxonomy"
        shutil.copytree(MINI, folder)
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return edit
