"""The suite's result as a page: which backend draws which feature, and how near to the reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import yaml

from schemas.documents import write_text
from studies.compare.agreement import Agreement
from studies.compare.run import BackendFrame, CompareOptions, StageComparison

DEPTH_RELATIVE = 0.001
NORMAL_DEG = 0.2
DEPTH_RELATIVE_P95 = 0.005
NORMAL_P95_DEG = 2.0
ID_IOU = 0.999
RADIANCE = 0.02
FLIP = 0.06
"""What counts as agreement: medians and 95th percentiles of depth and normals, ids, mean radiance and FLIP."""


def write_support_matrix(comparisons: Sequence[StageComparison], options: CompareOptions, file: Path) -> None:
    """Write the page.

    Raises:
        StorageError: the disk refused the write.
    """
    write_text(support_matrix(comparisons, options), file)


def support_matrix(comparisons: Sequence[StageComparison], options: CompareOptions) -> str:
    """The page as Markdown."""
    width, height = options.resolution
    lines = [
        "# Support matrix",
        "",
        f"Made by `parallel-synth compare-suite --backends {','.join(options.backends)} --resolution "
        f"{width}x{height} --spp {options.spp} --matrix documentation/support_matrix.md`: small stages, "
        f"one feature each, against {options.backends[0]}.",
        "",
        f"**agrees**: depth within {100 * DEPTH_RELATIVE:g} % and normals within {NORMAL_DEG:g} degrees in the "
        f"median, {100 * DEPTH_RELATIVE_P95:g} % and {NORMAL_P95_DEG:g} degrees at the 95th percentile, id IoU of "
        f"{ID_IOU:g}, mean radiance within {100 * RADIANCE:g} %, FLIP up to {FLIP:g}. "
        "Otherwise the figures that do not. **refused**: an error says why before anything is drawn.",
        "",
        "| | " + " | ".join(options.backends) + " |",
        "|---|" + "---|" * len(options.backends),
    ]
    group = ""
    for comparison in comparisons:
        of_group, _, about = comparison.about.partition(": ")
        if of_group != group:
            group = of_group
            lines.append(f"| **{group}** |" + " |" * len(options.backends))
        frames = {frame.backend: frame for frame in comparison.frames}
        cells = [_cell(frames.get(backend)) for backend in options.backends]
        lines.append(f"| {about} | " + " | ".join(cells) + " |")
    lines += ["", "## Why they differ", ""]
    lines += [f"- {cause.backend}, {cause.where}: {cause.text}" for cause in _known_causes(options.backends)]
    lines += ["", "## What the backends said", ""]
    lines += [f"- {backend}, {where}: {text}" for (backend, text), where in _said(comparisons).items()]
    return "\n".join(lines) + "\n"


_MOST_NAMED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cause:
    """Why a backend differs on some stages."""

    backend: str
    where: str
    text: str


def _known_causes(backends: Sequence[str]) -> list[_Cause]:
    text = resources.files("studies.compare").joinpath("causes.yaml").read_text(encoding="utf-8")
    found = []
    for entry in yaml.safe_load(text):
        stages = entry["stages"]
        where = "everywhere" if stages == "all" else ", ".join(f"`{name}`" for name in stages)
        found.append(_Cause(backend=entry["backend"], where=where, text=entry["cause"]))
    return [cause for cause in found if cause.backend in backends]


def disagreements(agreement: Agreement) -> tuple[str, ...]:
    """The figures out of tolerance, in words."""
    found = []
    if agreement.depth_median is not None and agreement.depth_median > DEPTH_RELATIVE:
        found.append(f"depth {100 * agreement.depth_median:.2g} %")
    if agreement.normal_median_deg is not None and agreement.normal_median_deg > NORMAL_DEG:
        found.append(f"normal {agreement.normal_median_deg:.2g}°")
    if agreement.depth_p95 is not None and agreement.depth_p95 > DEPTH_RELATIVE_P95:
        found.append(f"depth {100 * agreement.depth_p95:.2g} % (95th)")
    if agreement.normal_p95_deg is not None and agreement.normal_p95_deg > NORMAL_P95_DEG:
        found.append(f"normal {agreement.normal_p95_deg:.2g}° (95th)")
    if agreement.id_iou is not None and agreement.id_iou < ID_IOU:
        found.append(f"id IoU {agreement.id_iou:.4f}")
    if agreement.flip is not None and agreement.radiance_ratio is None:
        found.append("the reference is black")
    if agreement.radiance_ratio is not None and abs(agreement.radiance_ratio - 1.0) > RADIANCE:
        found.append(f"radiance {agreement.radiance_ratio:.3f} x")
    if agreement.flip is not None and agreement.flip > FLIP:
        found.append(f"FLIP {agreement.flip:.3f}")
    return tuple(found)


def _cell(frame: BackendFrame | None) -> str:
    if frame is None:
        return ""
    if frame.error:
        return "refused" if frame.unsupported else "failed"
    if frame.agreement is None:
        return "reference"
    return ", ".join(disagreements(frame.agreement)) or "agrees"


def _said(comparisons: Sequence[StageComparison]) -> dict[tuple[str, str], str]:
    """Errors and messages by backend, and the stages that they are of."""
    stages: dict[tuple[str, str], list[str]] = {}
    for comparison in comparisons:
        for frame in comparison.frames:
            for text in dict.fromkeys((*filter(None, [frame.error]), *frame.messages)):
                plain = text.replace("|", "/").removeprefix(f"{frame.backend}: ")
                stages.setdefault((frame.backend, plain), []).append(f"`{comparison.name}`")
    return {
        said: ", ".join(names) if len(names) <= _MOST_NAMED else f"{len(names)} stages"
        for said, names in sorted(stages.items())
    }
