"""What every kind of comparison shares: backends by name, the frames, the report, a table, the summary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import UsageError
from studies.compare.report import ComparisonReport, write_report
from studies.compare.run import CompareOptions, StageComparison, StageToCompare, compare_stages

type TableWriter = Callable[[Sequence[StageComparison], CompareOptions], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A comparison whose report is written."""

    stages: tuple[StageComparison, ...]
    options: CompareOptions
    page: Path

    @property
    def failed(self) -> bool:
        """Whether some backend gave no frame of some stage."""
        return any(stage.failed for stage in self.stages)

    def summary(self) -> Iterator[str]:
        """A line for each frame."""
        for stage in self.stages:
            for frame in stage.frames:
                yield f"{stage.name}  {frame.backend}: {frame.summary()}"

    def to_json(self) -> dict[str, object]:
        """Plain JSON data: ``report.json``."""
        return ComparisonReport.of(self.stages, self.options).to_json()


def backend_names(text: str) -> tuple[str, ...]:
    """Names with commas between, each once, in their order.

    Raises:
        UsageError: there is none.
    """
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not names:
        raise UsageError(f"--backends {text}: takes names with commas between")
    return names


def compare_and_report(
    stages: Sequence[StageToCompare], options: CompareOptions, *, write_table: TableWriter | None = None
) -> Iterator[tuple[str, str] | Comparison]:
    """Yields (stage, backend) as frames come, then writes report and table and yields the comparison.

    Raises:
        UsageError: no stage.
        UnknownBackendError: none of the backends is installed.
        StorageError: the disk refused a write.
    """
    compared: list[StageComparison] = []
    for step in compare_stages(stages, options):
        if isinstance(step, StageComparison):
            compared.append(step)
        else:
            yield step
    page = write_report(compared, options)
    if write_table:
        write_table(compared, options)
    yield Comparison(stages=tuple(compared), options=options, page=page)
