"""Arguments that several commands share, and their parsing."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from typing import Annotated, overload

import typer

from schemas.errors import UsageError
from schemas.spec import LARGEST_SEED

Seed = Annotated[int, typer.Option("--seed", help="The dataset's seed.", min=0, max=LARGEST_SEED)]
DrawnSeed = Annotated[
    str,
    typer.Option("--seed", metavar="N|random", help="Of the samples that are made; random: drawn, and recorded."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Backend = Annotated[str, typer.Option("--backend", "-b", help="Renderer; `parallel-synth backends` lists them.")]
Resolution = Annotated[
    str | None,
    typer.Option("--resolution", metavar="WxH", help="Pixels, such as 512x512, instead of the tier's."),
]
Spp = Annotated[
    int | None,
    typer.Option("--spp", help="Samples per pixel instead of the tier's; a sample about sampling keeps its own."),
]
Tier = Annotated[
    str | None,
    typer.Option(
        "--tier",
        help="preview (256x256, 32 spp), standard (512x512, 64) or high (1024x1024, 256).",
    ),
]
Timeout = Annotated[
    float | None,
    typer.Option("--timeout", help="Seconds that one render may take; by its pixels and samples.", min=1),
]
Workers = Annotated[int, typer.Option("--workers", help="Render workers; 0: one for every two cores.", min=0)]


RANDOM = "random"
"""The seed that is drawn."""

_DRAWN_BELOW = 2**31


def parse_seed(text: str) -> int:
    """``"7"`` as 7; ``"random"`` as a seed that the operating system draws.

    Raises:
        UsageError: another text, or a number that is negative or larger than layers hold.
    """
    if text == RANDOM:
        return secrets.randbelow(_DRAWN_BELOW)
    if re.fullmatch(r"\d{1,19}", text) is None or int(text) > LARGEST_SEED:
        raise UsageError(f"--seed {text}: takes a number from 0 to {LARGEST_SEED}, or {RANDOM}")
    return int(text)


@overload
def parse_resolution(text: str) -> tuple[int, int]: ...
@overload
def parse_resolution(text: None) -> None: ...
@overload
def parse_resolution(text: str | None) -> tuple[int, int] | None: ...
def parse_resolution(text: str | None) -> tuple[int, int] | None:
    """``"640x480"`` as (640, 480).

    Raises:
        UsageError: another form, or a side below 1.
    """
    if text is None:
        return None
    match = re.fullmatch(r"(\d+)[xX](\d+)", text.strip())
    if match is None:
        raise UsageError(f"--resolution {text}: takes WIDTHxHEIGHT in pixels, such as 512x512")
    width, height = int(match[1]), int(match[2])
    if min(width, height) < 1:
        raise UsageError(f"--resolution {text}: both sides take at least 1 pixel")
    return width, height


def check_spp(spp: int | None) -> int | None:
    """``spp`` if it is positive.

    Raises:
        UsageError: below 1.
    """
    if spp is not None and spp < 1:
        raise UsageError(f"--spp {spp}: takes at least 1 sample per pixel")
    return spp


def parse_indices(count: int | None, indices: str | None) -> Sequence[int]:
    """The indices of ``--count N`` (0 to N-1) or ``--indices A:B`` (A to B-1) or ``--indices A``.

    Raises:
        UsageError: both, neither, or an empty or malformed range.
    """
    if (count is None) == (indices is None):
        raise UsageError("give either --count N or --indices A:B")
    if count is not None:
        if count < 1:
            raise UsageError(f"--count {count}: takes at least 1")
        return range(count)
    match = re.fullmatch(r"(\d+)(?::(\d+))?", (indices or "").strip())
    if match is None:
        raise UsageError(f"--indices {indices}: takes A:B (A to B-1) or one index")
    first = int(match[1])
    last = int(match[2]) if match[2] else first + 1
    if last <= first:
        raise UsageError(f"--indices {indices}: the range is empty; B must be above A")
    return range(first, last)
