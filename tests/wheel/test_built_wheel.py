"""The wheel alone, in an empty environment and far from the checkout, does what the checkout does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.renderer

_REPOSITORY = Path(__file__).parents[2]
_LIMIT_S = 900.0
_KEPT = ("PATH", "HOME", "LANG", "TMPDIR")
_KEPT_PREFIXES = ("UV_", "PIP_", "SSL_", "XDG_", "http", "https", "no_proxy", "HTTP", "HTTPS", "NO_PROXY")


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A wheel that was built from the tracked files, and an environment with nothing but it."""

    wheel: Path
    command: Path
    folder: Path  # where commands run

    def run(self, *arguments: str) -> str:
        """Standard output of one command that must exit 0."""
        return _run((str(self.command), *arguments), self.folder)


def _run(command: tuple[str, ...], folder: Path) -> str:
    kept = {name: value for name, value in os.environ.items() if name in _KEPT or name.startswith(_KEPT_PREFIXES)}
    done = subprocess.run(
        command, cwd=folder, env=kept, capture_output=True, text=True, timeout=_LIMIT_S, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}"
    return done.stdout


def _uv() -> str:
    """As the Makefile finds it."""
    return shutil.which("uv") or str(_REPOSITORY / ".uv" / "bin" / "uv")


def _tracked(*folders: str) -> list[str]:
    return _run(("git", "-C", str(_REPOSITORY), "ls-files", *folders), _REPOSITORY).splitlines()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    root = tmp_path_factory.mktemp("wheel")
    for name in _tracked():  # the tracked files alone: what lies about in the checkout must not help
        copy = root / "source" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_REPOSITORY / name, copy)
    _run((_uv(), "build", "--quiet", "--wheel", "--out-dir", str(root / "dist")), root / "source")
    (wheel,) = (root / "dist").glob("*.whl")
    pinned = root / "requirements.txt"
    shutil.copyfile(_REPOSITORY / "requirements.txt", pinned)
    shutil.rmtree(root / "source")
    environment, elsewhere = root / "environment", root / "elsewhere"
    elsewhere.mkdir()
    _run((_uv(), "venv", "--quiet", "--python", sys.executable, str(environment)), elsewhere)
    install = (_uv(), "pip", "install", "--quiet", "--python", str(environment))
    _run((*install, str(wheel), "--constraint", str(pinned)), elsewhere)
    yield Installed(wheel=wheel, command=environment / "bin" / "parallel-synth", folder=elsewhere)
    shutil.rmtree(environment)  # gigabytes, which pytest would keep


def _rooms() -> list[str]:
    project = tomllib.loads((_REPOSITORY / "pyproject.toml").read_text())
    return [str(name) for name in project["tool"]["importlinter"]["root_packages"]]


def test_the_wheel_holds_every_tracked_file_of_the_rooms_and_no_other(installed: Installed) -> None:
    packed = {name for name in zipfile.ZipFile(installed.wheel).namelist() if ".dist-info/" not in name}
    assert packed == set(_tracked(*_rooms()))


def test_every_folder_with_sources_is_a_room_or_the_tests() -> None:
    folders = {name.partition("/")[0] for name in _tracked() if "/" in name and name.endswith(".py")}
    assert folders - {"tests"} == set(_rooms())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--help"], "generate"),
        (["backends"], "cycles: available"),
        (["taxonomy", "coverage"], "camera.angles.low_angle"),
        (["looks", "list"], "brushed"),
        (["looks", "export", "gold", "-o", "looks"], "1 files in looks"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
def test_a_command_of_the_wheel_works(arguments: list[str], said: str, installed: Installed) -> None:
    assert said in installed.run(*arguments)


@pytest.mark.parametrize(("backend", "count", "spp"), [("flat", 2, 1), ("cycles", 1, 4)])
def test_the_wheel_makes_samples(backend: str, count: int, spp: int, installed: Installed) -> None:
    asked = ["--seed", "7", "--count", str(count), "--resolution", "64x64", "--spp", str(spp), "--json"]
    printed = installed.run("generate", "--backend", backend, *asked, "--output", backend)
    assert (json.loads(printed)["made"], json.loads(printed)["rejected"]) == (count, [])
    assert len(list((installed.folder / backend).glob("samples/*/*/picture.png"))) == count
