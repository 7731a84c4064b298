"""Turns keep to their shares in every window."""

from __future__ import annotations

from collections import Counter

import pytest

from taxonomy.schedule import Schedule

SHARES = {"a": 50, "b": 80, "c": 100, "d": 15, "none": 0}


def test_a_cycle_holds_each_share_exactly() -> None:
    schedule = Schedule(SHARES)
    turns = Counter(schedule.turn(position).party for position in range(len(schedule)))
    assert turns == {"a": 10, "b": 16, "c": 20, "d": 3}


@pytest.mark.parametrize("window", [30, 100, 300])
def test_any_window_is_within_two_turns_of_its_share(window: int) -> None:
    schedule = Schedule(SHARES)
    parties = [schedule.turn(position).party for position in range(600)]
    for start in range(600 - window):
        counts = Counter(parties[start : start + window])
        for party, share in SHARES.items():
            assert abs(counts[party] - window * share / 245) < 2


def test_ordinals_count_each_party_on_without_gaps() -> None:
    schedule = Schedule(SHARES)
    seen: Counter[str] = Counter()
    for position in range(500):
        turn = schedule.turn(position)
        assert turn.ordinal == seen[turn.party]
        seen[turn.party] += 1
        assert all(schedule.count(party, position + 1) == seen[party] for party in SHARES)


def test_a_far_position_needs_no_walk() -> None:
    schedule = Schedule(SHARES)
    far = 49 * 10**12 + 7
    assert schedule.turn(far).party == schedule.turn(7).party
    assert schedule.turn(far).ordinal > 10**12
