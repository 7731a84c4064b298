"""Turns taken in fixed shares, evenly: which of several parties has the n-th turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import gcd


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn of a party: its how-manieth it is, over all cycles."""

    party: str
    ordinal: int


class Schedule:
    """A cycle in which each party has as many turns as its share, spread as evenly as they go.

    A party's k-th turn of n is due at (k + 1/2) / n of the cycle; turns are taken in the order that they
    are due. So any window holds each party's share within about one turn.
    """

    __slots__ = ("_counts", "_cycle")

    def __init__(self, shares: Mapping[str, int]) -> None:
        given = {party: share for party, share in shares.items() if share > 0}
        unit = gcd(*given.values()) if given else 1
        self._counts = {party: share // unit for party, share in given.items()}
        order = {party: place for place, party in enumerate(self._counts)}
        due = [
            ((turn + 0.5) / count, order[party], party, turn)
            for party, count in self._counts.items()
            for turn in range(count)
        ]
        self._cycle = tuple((party, turn) for _, _, party, turn in sorted(due))

    def __len__(self) -> int:
        return len(self._cycle)

    def turn(self, position: int) -> Turn:
        """Whose turn it is at ``position`` >= 0."""
        cycle, place = divmod(position, len(self._cycle))
        party, turn = self._cycle[place]
        return Turn(party=party, ordinal=cycle * self._counts[party] + turn)

    def count(self, party: str, positions: int) -> int:
        """How many of the first ``positions`` turns are the party's."""
        cycles, rest = divmod(positions, len(self._cycle))
        here = sum(1 for other, _ in self._cycle[:rest] if other == party)
        return cycles * self._counts.get(party, 0) + here
