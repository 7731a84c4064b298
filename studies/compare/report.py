"""``report.json`` and ``report.html`` of a comparison; the page opens from disk."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from schemas.documents import write_document, write_text
from studies.compare.run import BackendFrame, CompareOptions, StageComparison

SCHEMA = "parallel-synth/comparison/1"
JSON_FILE = "report.json"
HTML_FILE = "report.html"

_COLUMNS: tuple[tuple[str, str, Callable[[float], str]], ...] = (
    ("depth_median", "depth, median", lambda v: f"{100 * v:.3g} %"),
    ("depth_p95", "depth, 95th", lambda v: f"{100 * v:.3g} %"),
    ("normal_median_deg", "normal, median", lambda v: f"{v:.3g}°"),
    ("normal_p95_deg", "normal, 95th", lambda v: f"{v:.3g}°"),
    ("id_iou", "id IoU", lambda v: f"{v:.5g}"),
    ("albedo_mean", "albedo", lambda v: f"{v:.3g}"),
    ("flip", "FLIP", lambda v: f"{v:.3f}"),
    ("radiance_ratio", "radiance", lambda v: f"{v:.3f} x"),
)


def write_report(comparisons: Sequence[StageComparison], options: CompareOptions) -> Path:
    """Write both files into the output; returns the page.

    Raises:
        StorageError: the disk refused a write.
    """
    write_document(ComparisonReport.of(comparisons, options).to_json(), options.output / JSON_FILE)
    source = resources.files("studies.compare").joinpath("page/report.html")
    rows = "\n".join(_stage_section(comparison) for comparison in comparisons)
    page = source.read_text(encoding="utf-8")
    page = page.replace("{{summary}}", _summary(comparisons, options)).replace("{{stages}}", rows)
    write_text(page, options.output / HTML_FILE)
    return options.output / HTML_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonReport:
    """The document ``report.json``."""

    backends: tuple[str, ...]  # the first is the reference
    resolution: tuple[int, int]  # (width, height), pixels
    spp: int
    seed: int
    denoise: bool
    stages: tuple[StageComparison, ...]

    @classmethod
    def of(cls, comparisons: Sequence[StageComparison], options: CompareOptions) -> ComparisonReport:
        """The report of a comparison that was asked for by ``options``."""
        return cls(
            backends=options.backends,
            resolution=options.resolution,
            spp=options.spp,
            seed=options.seed,
            denoise=options.denoise,
            stages=tuple(comparisons),
        )

    def to_json(self) -> dict[str, object]:
        """The document of ``schemas/json/comparison.schema.json``."""
        return {
            "schema": SCHEMA,
            "backends": list(self.backends),
            "resolution": list(self.resolution),
            "spp": self.spp,
            "seed": self.seed,
            "denoise": self.denoise,
            "stages": [stage.to_json() for stage in self.stages],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ComparisonReport:
        """The inverse of `to_json`."""
        width, height = data["resolution"]
        return cls(
            backends=tuple(data["backends"]),
            resolution=(width, height),
            spp=data["spp"],
            seed=data["seed"],
            denoise=data.get("denoise", False),
            stages=tuple(StageComparison.from_json(stage) for stage in data["stages"]),
        )


def _summary(comparisons: Sequence[StageComparison], options: CompareOptions) -> str:
    frames = [frame for comparison in comparisons for frame in comparison.frames]
    failed = sum(bool(frame.error) and not frame.unsupported for frame in frames)
    refused = sum(frame.unsupported for frame in frames)
    width, height = options.resolution
    sampled = f"{options.spp} spp{', denoised' if options.denoise else ''}"
    return html.escape(
        f"{len(comparisons)} stages; reference {options.backends[0]}; {width}x{height} px, {sampled}; "
        f"{refused} refused, {failed} failed"
    )


def _stage_section(comparison: StageComparison) -> str:
    figures = "".join(_figure(frame) for frame in comparison.frames)
    rows = "".join(_row(frame) for frame in comparison.frames)
    heads = "".join(f"<th>{label}</th>" for _, label, _ in _COLUMNS)
    about = f"<p>{html.escape(comparison.about)}</p>" if comparison.about else ""
    return (
        f'<section id="{html.escape(comparison.name)}"><h2>{html.escape(comparison.name)}</h2>{about}'
        f'<div class="strip">{figures}</div>'
        f"<table><thead><tr><th>backend</th>{heads}<th>seconds</th><th>MiB</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>{_notes(comparison)}</section>"
    )


def _figure(frame: BackendFrame) -> str:
    name = html.escape(frame.backend)
    if frame.error:
        kind = "refused" if frame.unsupported else "failed"
        return f'<figure class="{kind}"><div>{kind}</div><figcaption>{name}</figcaption></figure>'
    maps = "".join(
        f'<figure class="map"><img loading="lazy" src="{html.escape(file)}" alt="">'
        f"<figcaption>{html.escape(aov.replace('_', ' '))} error</figcaption></figure>"
        for aov, file in frame.error_maps.items()
    )
    picture = f'<img loading="lazy" src="{html.escape(frame.picture)}" alt="">' if frame.picture else "<div></div>"
    return f"<figure>{picture}<figcaption>{name}</figcaption></figure>{maps}"


def _row(frame: BackendFrame) -> str:
    figures = frame.agreement
    cells = []
    for key, _, shown in _COLUMNS:
        value = getattr(figures, key) if figures else None
        cells.append(f"<td>{shown(value) if value is not None else '–'}</td>")
    start = " with start" if frame.first_of_worker else ""
    return (
        f"<tr><td>{html.escape(frame.backend)}</td>{''.join(cells)}"
        f"<td>{frame.seconds:.2f}{start}</td><td>{frame.memory_mib or '–'}</td></tr>"
    )


def _notes(comparison: StageComparison) -> str:
    said = [(f.backend, f.error) for f in comparison.frames if f.error]
    said += [(f.backend, message) for f in comparison.frames for message in f.messages]
    if not said:
        return ""
    items = "".join(f"<li><b>{html.escape(b)}</b> {html.escape(text)}</li>" for b, text in said)
    return f"<ul>{items}</ul>"
