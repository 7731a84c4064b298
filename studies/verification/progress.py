"""A verification that can be stopped and gone on with: its rows are kept as they come, beside the report."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipelines.manifests import generator_version
from schemas.documents import read_document, write_document
from schemas.verification import TermVerification, VerificationRun
from studies.verification.coverage import verify_terms

_REPOSITORY = Path(__file__).resolve().parents[2]
_GIT_LIMIT_S = 60.0
_SHOWN = 12  # digits of a hash


def progress_file(report: Path) -> Path:
    """Where the rows of a run are kept until they are all in the report."""
    return report.with_suffix(".run.json")


def program_commit(repository: Path = _REPOSITORY) -> str:
    """Version, commit and a hash of the changes over it; the version alone where the program is no checkout."""
    version = generator_version()
    head = _git(repository, "rev-parse", "HEAD")
    if not head:
        return version
    changes = _git(repository, "diff", "HEAD")
    changed = "+" + hashlib.sha256(changes.encode()).hexdigest()[:_SHOWN] if changes else ""
    return f"{version} {head[:_SHOWN]}{changed}"


def take_up(wanted: VerificationRun, file: Path, *, any_seed: bool) -> VerificationRun:
    """The run in ``file`` where it is of the same terms, backend, seed and commit, else ``wanted``.

    Args:
        any_seed: the run in ``file`` may have another seed than ``wanted``, which was drawn; it keeps its own.

    Raises:
        SchemaError: ``file`` is damaged.
    """
    if not file.is_file():
        return wanted
    kept = VerificationRun.from_json(read_document(file, "run"))
    asked = replace(wanted, seed=kept.seed) if any_seed else wanted
    return kept if replace(kept, rows=()) == asked else wanted


def go_on(run: VerificationRun, file: Path, *, folder: Path, workers: int = 0) -> Iterator[TermVerification]:
    """The rows that ``run`` still lacks, each kept in ``file`` before it is given."""
    write_document(run.to_json(), file)
    if not run.remaining:
        return
    for row in verify_terms(run.remaining, backend=run.backend, seed=run.seed, folder=folder, workers=workers):
        run = run.with_row(row)
        write_document(run.to_json(), file)
        yield row


def _git(repository: Path, *arguments: str) -> str:
    """What git prints; nothing where there is no git or no checkout."""
    if shutil.which("git") is None:
        return ""
    command = ("git", "-C", str(repository), *arguments)
    done = subprocess.run(command, capture_output=True, text=True, timeout=_GIT_LIMIT_S, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
