"""How commands print: progress on standard error, results on standard output."""

from __future__ import annotations

import json

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class _RateColumn(ProgressColumn):
    """Finished steps per second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.2f}/s" if task.speed else "", style="dim")


def open_progress(*, quiet: bool = False) -> Progress:
    """A progress bar with count, rate and time left; silent for ``--json`` and where nobody looks."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _RateColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=quiet,
    )


def print_json(data: object) -> None:
    """One JSON document on standard output."""
    Console(soft_wrap=True, highlight=False, markup=False).print(json.dumps(data, indent=1, ensure_ascii=False))


def print_line(text: str) -> None:
    """One line on standard output, as it is."""
    Console(soft_wrap=True, highlight=False, markup=False).print(text)
