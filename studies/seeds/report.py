"""The report of a study of seeds: a JSON document and a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from schemas.documents import write_document, write_text
from schemas.seed_study import SeedReject, SeedStudy

JSON_FILE = "seeds.json"
PAGE_FILE = "seeds.md"


def write_report(study: SeedStudy, folder: Path) -> tuple[Path, Path]:
    """Write ``seeds.json`` and ``seeds.md``; returns both.

    Raises:
        StorageError: the disk refused a write.
    """
    document, page = folder / JSON_FILE, folder / PAGE_FILE
    write_document(study.to_json(), document)
    write_text("\n".join(_page(study)) + "\n", page)
    return document, page


def command_of(study: SeedStudy, reject: SeedReject) -> str:
    """The command that makes a rejected sample again."""
    width, height = study.resolution
    spp = "" if study.spp is None else f" --spp {study.spp}"
    return (
        f"parallel-synth generate --seed {reject.seed} --indices {reject.index} --backend {study.backend} "
        f"--resolution {width}x{height}{spp} --output out/again-{reject.seed}"
    )


def rerun_command(study: SeedStudy) -> str:
    """The command that makes the whole study again."""
    width, height = study.resolution
    seeds = " ".join(f"--seed {seed}" for seed in study.seeds)
    spp = "" if study.spp is None else f" --spp {study.spp}"
    return (
        f"parallel-synth study seeds {seeds} --count {study.count} --backend {study.backend} "
        f"--resolution {width}x{height}{spp} --most-rejected {study.most_rejected:g} "
        f"--most-drawn-again {study.most_drawn_again:g}"
    )


def _page(study: SeedStudy) -> Iterator[str]:
    width, height = study.resolution
    yield "# Seeds"
    yield ""
    yield (
        f"Parallel Synth {study.version}, dataset version {study.dataset_version}: {study.count} samples "
        f"of each of {len(study.seeds)} seeds with `{study.backend}` at {width}x{height}, "
        f"in {study.seconds:.0f} s."
    )
    yield ""
    share = f"{study.rejected_share:.2%}; at most {study.most_rejected:.2%}"
    yield f"- rejected: {study.rejected} of {study.samples} ({share})"
    yield f"- unasked labels of exclusive facets: {study.contradictions} (none allowed)"
    share = f"{study.drawn_again_share:.2%}; at most {study.most_drawn_again:.2%}"
    yield (
        f"- drawn again, as a draw was not read back as it was asked: {study.drawn_again} ({share}); unasked "
        f"labels in the draws given up: {study.given_up_contradictions}"
    )
    yield f"- the bars {'hold' if study.holds else 'do not hold'}"
    yield f"- again: `{rerun_command(study)}`"
    yield ""
    yield "| seed | rejected |"
    yield "|---|---|"
    for seed in study.seeds:
        yield f"| {seed} | {len({one.index for one in study.rejects if one.seed == seed})} |"
    yield from _found(study, study.rejects)
    if study.given_up:
        yield from ("", "## Draws that were given up")
        yield from _found(study, study.given_up)


def _found(study: SeedStudy, rejects: Sequence[SeedReject]) -> Iterator[str]:
    groups: defaultdict[tuple[str, str], list[SeedReject]] = defaultdict(list)
    for reject in rejects:
        groups[reject.rule, reject.subject].append(reject)
    if groups:
        yield from ("", "| rule | about | samples (seed:index) |", "|---|---|---|")
    for (rule, subject), found in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"| `{rule}` | `{subject}` | {', '.join(f'{one.seed}:{one.index}' for one in found)} |"
    for reject in rejects:
        yield ""
        yield f"- {reject.seed}:{reject.index}, about `{reject.focus}`: {reject.message}"
        yield ""
        yield f"      {command_of(study, reject)}"
