"""Near duplicates over a whole dataset, by 64-bit perceptual hashes of the pictures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from quality_control.checks.rules import rule
from schemas.finding import Finding
from schemas.frame import Pixels

HASH_BITS = 64


def perceptual_hash(picture: Pixels) -> str:
    """16 hexadecimal digits: the DCT hash of a display-referred (height, width, 3) picture in [0, 1]."""
    import imagehash
    from PIL import Image

    codes = np.rint(np.clip(picture, 0.0, 1.0) * 255.0).astype(np.uint8)
    return str(imagehash.phash(Image.fromarray(codes, mode="RGB"), hash_size=8))


def hamming_distance(first: str, second: str) -> int:
    """The number of bits in which two hashes differ."""
    return (int(first, 16) ^ int(second, 16)).bit_count()


def find_near_duplicates(hashes: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Groups of names whose hashes are linked by steps within the rule's limit, each group and all sorted.

    Two hashes within a limit of n bits share at least one of n + 1 bands of bits exactly, so only pairs from the
    same bucket of a band are compared: 100,000 hashes take seconds.
    """
    allowed = int(rule("picture.near_duplicate").limit)
    names = sorted(hashes)
    codes = np.array([int(hashes[name], 16) for name in names], dtype=np.uint64)
    parents = list(range(len(names)))
    for first, second in _close_pairs(codes, allowed):
        parents[_root(parents, second)] = _root(parents, first)
    groups: dict[int, list[str]] = defaultdict(list)
    for position, name in enumerate(names):
        groups[_root(parents, position)].append(name)
    return tuple(sorted(tuple(group) for group in groups.values() if len(group) > 1))


def check_duplicates(hashes: Mapping[str, str]) -> tuple[Finding, ...]:
    """One finding a group of near duplicates; ``hashes`` maps a sample's name to its perceptual hash."""
    return tuple(
        rule("picture.near_duplicate").broken(
            f"{len(group)} pictures look alike: {', '.join(group[:6])}{' ...' if len(group) > 6 else ''}",
            subject=group[0],
            value=float(max(hamming_distance(hashes[group[0]], hashes[name]) for name in group[1:])),
        )
        for group in find_near_duplicates(hashes)
    )


def _close_pairs(codes: NDArray[np.uint64], limit: int) -> Iterator[tuple[int, int]]:
    edges = np.linspace(0, HASH_BITS, limit + 2).astype(int)
    for low, high in pairwise(edges):
        band = (codes >> np.uint64(low)) & np.uint64((1 << int(high - low)) - 1)
        order = np.argsort(band, kind="stable")
        starts = np.flatnonzero(np.diff(band[order])) + 1
        for bucket in np.split(order, starts):
            yield from _pairs_in(codes, bucket, limit)


def _pairs_in(codes: NDArray[np.uint64], bucket: NDArray[np.intp], limit: int) -> Iterator[tuple[int, int]]:
    for position, first in enumerate(bucket[:-1]):
        rest = bucket[position + 1 :]
        close = rest[np.bitwise_count(codes[rest] ^ codes[first]) <= limit]
        yield from ((int(first), int(second)) for second in close)


def _root(parents: list[int], position: int) -> int:
    while parents[position] != position:
        parents[position] = parents[parents[position]]
        position = parents[position]
    return position
