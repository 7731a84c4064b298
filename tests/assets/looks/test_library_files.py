"""The files in assets/looks are what the sources give."""

from __future__ import annotations

from pathlib import Path

from assets.looks.library.library_looks import all_looks
from pipelines.looks.export import LookFormat, export_looks

LIBRARY_FOLDER = Path(__file__).parents[3] / "assets" / "looks" / "materialx"


def test_the_library_in_the_repository_is_that_of_the_sources(tmp_path: Path) -> None:
    made = {file.name: file.read_text() for file in export_looks(all_looks(), tmp_path, LookFormat.MTLX)}
    kept = {file.name: file.read_text() for file in LIBRARY_FOLDER.glob("*.mtlx")}
    assert sorted(made) == sorted(kept), "run `make pages`"
    assert [name for name in made if made[name] != kept[name]] == [], "run `make pages`"


def test_the_library_says_its_licence() -> None:
    assert "CC0-1.0" in (LIBRARY_FOLDER / "README.md").read_text()
    assert all("CC0-1.0" in file.read_text() for file in LIBRARY_FOLDER.glob("*.mtlx"))
