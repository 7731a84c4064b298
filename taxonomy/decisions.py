"""Randomness without a chain: every decision has a stream of its own, reachable at any index at once.

A decision is named ("camera/jitter", "presence/textures"). Its number at an index depends on nothing but
(seed, index, name), so a new decision, a new term or another order of evaluation moves no other one.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

_MASK = (1 << 64) - 1
_GAMMA = 0x9E3779B97F4A7C15  # SplitMix64 (Steele, Lea and Flood 2014): odd increment and finaliser
_MIX_1 = 0xBF58476D1CE4E5B9
_MIX_2 = 0x94D049BB133111EB
_UNIT = 2.0**-53


def decision_rng(seed: int, index: int, decision: str) -> np.random.Generator:
    """A generator for one decision about one sample: Philox 4x64, keyed by a hash of all three."""
    import numpy as np

    digest = blake2b(f"{seed}/{index}/{decision}".encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest, "little")))


class DecisionStream:
    """One named decision's uniform numbers, by index: what the sampler uses, some 20 times a sample.

    SplitMix64 with the index as its counter, starting where a hash of (seed, decision) says.
    """

    __slots__ = ("_start",)

    def __init__(self, seed: int, decision: str) -> None:
        digest = blake2b(f"{seed}/{decision}".encode(), digest_size=8).digest()
        self._start = int.from_bytes(digest, "little")

    def uniform(self, index: int) -> float:
        """The number in [0, 1), 53 bits, at ``index``."""
        bits = (self._start + (index + 1) * _GAMMA) & _MASK
        bits = ((bits ^ (bits >> 30)) * _MIX_1) & _MASK
        bits = ((bits ^ (bits >> 27)) * _MIX_2) & _MASK
        return ((bits ^ (bits >> 31)) >> 11) * _UNIT
