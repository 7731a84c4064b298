"""An earlier commit of this project with an environment of its own, kept for the next time."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import UsageError

log = logging.getLogger(__name__)

REPOSITORY = Path(__file__).resolve().parents[2]
READY = ".venv/.ready"
"""The Makefile's target that makes the environment; every commit has it."""

_DIGITS = 12
_GIT_LIMIT_S = 300.0
_MAKE_LIMIT_S = 3600.0
_OURS = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")
"""What says to a child process that it belongs to our environment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedCommit:
    """A commit that can be run."""

    revision: str  # 40 hexadecimal digits
    command: tuple[str, ...]  # its ``parallel-synth``


def prepare_commit(commit: str, folder: Path, *, repository: Path = REPOSITORY) -> PreparedCommit:
    """Check ``commit`` out below ``folder`` and make its environment by its own Makefile, or find both there.

    Args:
        commit: as git names one: a tag, a branch, a hash.

    Raises:
        UsageError: no git, no checkout of the project, no such commit, or its environment cannot be made.
    """
    if shutil.which("git") is None:
        raise UsageError(f"--against {commit}: needs git on the PATH")
    _git(repository, "rev-parse", "--git-dir", wrong=f"{repository}: no git checkout; --against works in one")
    revision = _git(
        repository, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}",
        wrong=f"--against {commit}: no such commit or tag here; `git fetch --tags` brings those of the origin",
    )  # fmt: skip
    checkout = folder.absolute() / revision[:_DIGITS]
    _check_out(revision, checkout, repository)
    log.info("making the environment of %s in %s", commit, checkout)
    _run(
        ("make", READY),
        checkout,
        limit_s=_MAKE_LIMIT_S,
        wrong=f"--against {commit}: `make {READY}` failed in {checkout}",
    )
    return PreparedCommit(revision=revision, command=(str(checkout / ".venv" / "bin" / "parallel-synth"),))


def bare_environment() -> Mapping[str, str]:
    """This process's environment without what ties a child to our Python and our make."""
    return {name: value for name, value in os.environ.items() if name not in _OURS}


def _check_out(revision: str, checkout: Path, repository: Path) -> None:
    if (checkout / ".git").exists():
        return
    shutil.rmtree(checkout, ignore_errors=True)
    checkout.parent.mkdir(parents=True, exist_ok=True)
    _git(
        repository, "worktree", "add", "--force", "--detach", str(checkout), revision,
        wrong=f"{checkout}: git could not check {revision[:_DIGITS]} out",
    )  # fmt: skip


def _git(repository: Path, *arguments: str, wrong: str) -> str:
    return _run(("git", "-C", str(repository), *arguments), repository, limit_s=_GIT_LIMIT_S, wrong=wrong).strip()


def _run(command: Sequence[str], folder: Path, *, limit_s: float, wrong: str) -> str:
    """What the command prints on standard output."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=bare_environment(),
            capture_output=True,
            text=True,
            timeout=limit_s,
            check=True,
        )
    except FileNotFoundError as error:
        raise UsageError(f"{wrong}: {command[0]} is not on the PATH") from error
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"{wrong}: no end after {limit_s:.0f} s") from error
    except subprocess.CalledProcessError as error:
        said = " ".join(str(error.stderr).strip().splitlines()[-3:])
        raise UsageError(f"{wrong}: {said}" if said else wrong) from error
    return done.stdout
