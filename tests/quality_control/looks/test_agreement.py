"""What differs from place to place is what most places say."""

from __future__ import annotations

import pytest

from quality_control.readers.agreement import most_agreed


def _said(*answers: str) -> tuple[str | None, int]:
    """(what is agreed, how many were asked)."""
    asked = iter(answers)
    found = most_agreed(asked, lambda answer: answer)
    return found, len(answers) - len(list(asked))


@pytest.mark.parametrize(
    ("answers", "agreed", "asked"),
    [
        (("linen", "linen", "stone"), "linen", 2),
        (("linen", "stone", "stone"), "stone", 3),
        (("linen", "stone", "linen"), "linen", 3),
        (("linen", "stone", "soil"), None, 3),
        (("", "stone", "stone"), "stone", 3),
        (("", "", "stone"), "", 2),
    ],
)
def test_two_places_of_three_decide(answers: tuple[str, ...], agreed: str | None, asked: int) -> None:
    assert _said(*answers) == (agreed, asked)
