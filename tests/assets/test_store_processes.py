"""Many processes and threads on one asset store: each asset is made once, and a killed maker leaves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assets.key_lock import hold_lock
from assets.store import AssetStore
from schemas.errors import AssetError

_REPOSITORY = Path(__file__).parents[2]
_PATIENCE_S = 60.0
_MAKER = """
import sys, time
from pathlib import Path
from assets.store import AssetStore

root, diary, recipe, gate = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])

def make(draft):
    with diary.open("a") as opened:
        opened.write(recipe + "\\n")
    draft.write_text("half of ")
    while not gate.exists():
        time.sleep(0.01)
    draft.write_text("all of " + recipe)

print(AssetStore(root).get_or_make("notes", ".txt", {"name": recipe}, make).name, flush=True)
"""


@contextmanager
def _maker(root: Path, recipe: str, gate: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that makes one asset, and is not done before ``gate`` is there."""
    command = [sys.executable, "-c", _MAKER, str(root), str(root.with_name("diary")), recipe, str(gate)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=_REPOSITORY)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _made(root: Path) -> list[str]:
    diary = root.with_name("diary")
    return diary.read_text().split() if diary.exists() else []


def _wait_for(what: str, seen: Callable[[], object]) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not seen():
        assert time.monotonic() < end, f"{what} took more than {_PATIENCE_S} s"
        time.sleep(0.01)


def _drafts(root: Path) -> list[Path]:
    return [path for path in root.rglob(".*") if path.name.startswith((".draft-", ".lock-"))]


def test_two_processes_that_ask_at_once_get_one_asset_that_was_made_once(tmp_path: Path) -> None:
    root, gate = tmp_path / "store", tmp_path / "gate"
    with _maker(root, "goblet", gate) as first, _maker(root, "goblet", gate) as second:
        _wait_for("the first draft", lambda: _made(root))
        time.sleep(0.5)  # the other asks for it as well
        gate.touch()
        names = {process.communicate(timeout=_PATIENCE_S)[0] for process in (first, second)}
    assert len(names) == 1
    assert names != {""}
    assert _made(root) == ["goblet"]
    assert [file.read_text() for file in (root / "notes").iterdir()] == ["all of goblet"]
    assert _drafts(root) == []


def test_who_waits_for_a_maker_that_is_killed_makes_the_asset(tmp_path: Path) -> None:
    root, gate = tmp_path / "store", tmp_path / "gate"
    with _maker(root, "goblet", tmp_path / "never") as first:
        _wait_for("the first draft", lambda: _made(root))
        with _maker(root, "goblet", gate) as second:
            time.sleep(0.5)
            assert _made(root) == ["goblet"]
            first.send_signal(signal.SIGKILL)
            _wait_for("the second draft", lambda: len(_made(root)) == 2)
            gate.touch()
            assert second.communicate(timeout=_PATIENCE_S)[0] != ""
    assert [file.read_text() for file in (root / "notes").iterdir() if not file.name.startswith(".")] == [
        "all of goblet"
    ]
    assert [path.name for path in AssetStore(root).sweep()] == [f".draft-{_key_of(root)}-{first.pid}.txt"]
    assert _drafts(root) == []


def _key_of(root: Path) -> str:
    (note,) = (root / "recipes").glob("*/*.json")
    return note.stem


def test_the_draft_of_a_killed_run_is_swept_when_the_next_asset_is_made(tmp_path: Path) -> None:
    root = tmp_path / "store"
    with _maker(root, "goblet", tmp_path / "never") as killed:
        _wait_for("the draft", lambda: _made(root))
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    assert len(_drafts(root)) == 2  # draft and lock
    AssetStore(root).get_or_make("notes", ".txt", {"name": "other"}, lambda draft: draft.touch())
    assert _drafts(root) == []


def test_sweeping_leaves_what_a_living_process_makes(tmp_path: Path) -> None:
    root, gate = tmp_path / "store", tmp_path / "gate"
    with _maker(root, "goblet", gate) as process:
        _wait_for("the draft", lambda: _made(root))
        before = _drafts(root)
        assert AssetStore(root).sweep() == ()
        assert _drafts(root) == before
        gate.touch()
        assert process.communicate(timeout=_PATIENCE_S)[0] != ""


def test_a_dead_draft_goes_and_a_living_one_of_another_key_stays(tmp_path: Path) -> None:
    root = tmp_path / "store"
    with _maker(root, "goblet", tmp_path / "never") as killed, _maker(root, "vase", tmp_path / "never"):
        _wait_for("both drafts", lambda: len(_made(root)) == 2)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        (swept,) = AssetStore(root).sweep()
        assert swept.name.endswith(f"-{killed.pid}.txt")
        assert len(_drafts(root)) == 2  # draft and lock of the vase


def test_different_assets_are_made_at_the_same_time(tmp_path: Path) -> None:
    root, gate = tmp_path / "store", tmp_path / "gate"
    with _maker(root, "goblet", gate) as first, _maker(root, "vase", gate) as second:
        _wait_for("both drafts", lambda: sorted(_made(root)) == ["goblet", "vase"])
        gate.touch()
        assert first.communicate(timeout=_PATIENCE_S)[0] != second.communicate(timeout=_PATIENCE_S)[0]


def test_threads_make_different_assets_at_the_same_time_and_one_asset_once(tmp_path: Path) -> None:
    store, together, made = AssetStore(tmp_path), threading.Barrier(2), []

    def make(draft: Path) -> None:
        together.wait(timeout=_PATIENCE_S)  # breaks, and the test with it, unless both are in the making
        made.append(draft.name)
        draft.write_text(draft.name)

    recipes: list[dict[str, object]] = [{"n": 1}, {"n": 1}, {"n": 2}, {"n": 2}]
    threads = [threading.Thread(target=store.get_or_make, args=("notes", ".txt", r, make)) for r in recipes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=_PATIENCE_S)
    assert len(made) == 2
    assert len(list((tmp_path / "notes").iterdir())) == 2


def test_a_lock_is_one_holders_and_leaves_no_file(tmp_path: Path) -> None:
    file = tmp_path / "locks" / "one"
    with hold_lock(file) as first, hold_lock(file, wait=False) as second:
        assert (first, second) == (True, False)
    with hold_lock(file, wait=False) as third:
        assert third
    assert not file.exists()


def test_many_threads_never_hold_a_lock_together(tmp_path: Path) -> None:
    holders, most = [0], [0]

    def work() -> None:
        for _ in range(50):
            with hold_lock(tmp_path / "lock"):
                holders[0] += 1
                most[0] = max(most[0], holders[0])
                time.sleep(0)
                holders[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=_PATIENCE_S)
    assert most == [1]


def _folder(draft: Path) -> None:
    (draft / "maps").mkdir(parents=True)
    (draft / "asset.usda").write_text("#usda 1.0\n")
    (draft / "maps" / "colour.txt").write_text("red")


def test_an_asset_may_be_a_folder_with_the_address_of_its_files(tmp_path: Path) -> None:
    one, other = AssetStore(tmp_path / "a"), AssetStore(tmp_path / "b")
    first = one.get_or_make("scans", "", {"n": 1}, _folder)
    assert (first / "maps" / "colour.txt").read_text() == "red"
    assert one.get_or_make("scans", "", {"n": 2}, _folder) == first  # other recipe, same content
    assert other.get_or_make("scans", "", {"n": 1}, _folder).name == first.name
    assert [path.name for path in (tmp_path / "a" / "scans").iterdir()] == [first.name]

    def renamed(draft: Path) -> None:
        _folder(draft)
        (draft / "maps" / "colour.txt").rename(draft / "maps" / "color.txt")

    assert one.get_or_make("scans", "", {"n": 3}, renamed) != first


def test_a_folder_that_failed_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(draft: Path) -> None:
        _folder(draft)
        raise AssetError("no")

    with pytest.raises(AssetError):
        AssetStore(tmp_path).get_or_make("scans", "", {}, fail)
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


@pytest.mark.parametrize(
    "make", [lambda draft: None, lambda draft: draft.mkdir()], ids=["nothing", "empty folder"]
)
def test_a_maker_that_leaves_nothing_is_refused(make: Callable[[Path], None], tmp_path: Path) -> None:
    with pytest.raises(AssetError):
        AssetStore(tmp_path).get_or_make("scans", "", {}, make)


def test_a_link_in_an_assets_folder_is_refused(tmp_path: Path) -> None:
    def make(draft: Path) -> None:
        _folder(draft)
        (draft / "passwords").symlink_to("/etc/passwd")

    with pytest.raises(AssetError, match="passwords"):
        AssetStore(tmp_path).get_or_make("scans", "", {}, make)


def test_an_imported_file_or_folder_has_the_address_of_a_made_one_and_the_source_stays(tmp_path: Path) -> None:
    store, source = AssetStore(tmp_path / "store"), tmp_path / "source"
    _folder(source)
    asset = store.import_file("scans", source)
    assert asset == store.get_or_make("scans", "", {}, _folder) == store.import_file("scans", source)
    assert (source / "maps" / "colour.txt").read_text() == "red"
    picture = store.import_file("pictures", source / "maps" / "colour.txt")
    assert (picture.suffix, picture.read_text()) == (".txt", "red")
    assert _drafts(tmp_path) == []
    with pytest.raises(AssetError, match="missing"):
        store.import_file("scans", tmp_path / "missing.exr")


def test_what_is_written_for_good_names_no_machine_and_no_process(tmp_path: Path) -> None:
    store = AssetStore(tmp_path / "store")
    (tmp_path / "text").write_text("text")
    store.get_or_make("notes", ".txt", {"n": 1}, lambda draft: draft.touch())
    store.import_file("notes", tmp_path / "text")
    for path in (tmp_path / "store").rglob("*"):
        told = path.name + (path.read_text() if path.is_file() else "")
        assert f"-{os.getpid()}" not in told
        assert str(tmp_path) not in told
