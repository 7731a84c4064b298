"""The asset store: one file a recipe, the same bytes everywhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assets.meshes.catalog import find_generator
from assets.meshes.library import bounds, read_extent, stored_meshes
from assets.store import AssetStore
from schemas.errors import AssetError

_REPOSITORY = Path(__file__).parents[2]
_ELSEWHERE = """
import sys
from pathlib import Path
from assets.meshes.catalog import find_generator
from assets.meshes.library import stored_meshes
from assets.store import AssetStore
for name in ("goblet", "knot", "subdivision_cage"):
    print(stored_meshes(AssetStore(Path(sys.argv[1])), find_generator(name), 5)[0].asset.name)
"""


def test_a_recipe_is_made_once(tmp_path: Path) -> None:
    made: list[Path] = []

    def make(file: Path) -> None:
        made.append(file)
        file.write_text("content")

    recipe: dict[str, object] = {"generator": "test", "version": 1}
    first = AssetStore(tmp_path).get_or_make("notes", ".txt", recipe, make)
    second = AssetStore(tmp_path).get_or_make("notes", ".txt", recipe, make)
    assert first == second
    assert len(made) == 1


def _write_same(file: Path) -> None:
    file.write_text("same")


def test_equal_content_of_two_recipes_is_one_file(tmp_path: Path) -> None:
    store = AssetStore(tmp_path)
    files = {store.get_or_make("notes", ".txt", {"n": n}, _write_same) for n in (1, 2)}
    assert len(files) == 1


def test_a_failed_make_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(file: Path) -> None:
        file.write_text("half")
        raise AssetError("no")

    with pytest.raises(AssetError):
        AssetStore(tmp_path).get_or_make("notes", ".txt", {}, fail)
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


def test_meshes_have_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE, str(tmp_path / "there")],
        capture_output=True, text=True, check=True, cwd=_REPOSITORY,
    )  # fmt: skip
    here = [
        stored_meshes(AssetStore(tmp_path / "here"), find_generator(name), 5)[0].asset.name
        for name in ("goblet", "knot", "subdivision_cage")
    ]
    assert done.stdout.split() == here


def test_the_extent_of_a_body_holds_all_its_parts(tmp_path: Path) -> None:
    meshes = stored_meshes(AssetStore(tmp_path), find_generator("shader_ball"), 0)
    low, high = bounds(meshes)
    assert [mesh.name for mesh in meshes] == ["Shell", "Core", "Foot"]
    assert low[2] == 0.0
    assert 0.3 < high[2] < 0.5
    assert all((low <= mesh.extent[0]).all() and (mesh.extent[1] <= high).all() for mesh in meshes)


def test_a_damaged_mesh_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.usda"
    broken.write_text("#usda 1.0\n")
    with pytest.raises(AssetError, match=r"broken\.usda"):
        read_extent(broken)
