"""Books in rows and in lying piles: covers of several stuffs, bands, and the paper inside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit.boxes import box, boxes


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSizes:
    """How large the books of a row are, metres."""

    height_m: tuple[float, float] = (0.18, 0.29)
    depth_m: tuple[float, float] = (0.12, 0.20)
    spine_m: tuple[float, float] = (0.012, 0.05)
    alike: bool = False  # a set of one binding


def volume(height_m: float, depth_m: float, spine_m: float, *, bands: int = 0) -> tuple[Surface, Surface, Surface]:
    """(cover, bands on the spine, paper) of a book on z = 0, its spine to -y at y = 0."""
    h, d, w = height_m, depth_m, spine_m
    board = 0.0028
    low = [(-w / 2, 0.0, 0.0), (w / 2 - board, 0.0, 0.0), (-w / 2, 0.0, 0.0)]
    high = [(-w / 2 + board, d, h), (w / 2, d, h), (w / 2, board, h)]
    cover = [boxes(low, high, bevel_m=0.0008, along="z")]
    t = np.linspace(-1.0, 1.0, 7)
    arc = np.stack([t * w / 2, -0.16 * w * np.sqrt(np.clip(1 - t**2, 0, 1))], -1)
    from assets.meshes.surface import grid

    rows = np.stack([np.column_stack([arc, np.full(7, z)]) for z in (0.0, h)])
    cover.append(grid(rows))
    stripes = []
    for k in range(bands):
        z = h * (0.12 + 0.76 * (k + 0.5) / bands) if bands > 1 else 0.8 * h
        ring = np.stack(
            [np.column_stack([arc * [1.005, 1.0] - [0, 0.0007], np.full(7, z + dz)]) for dz in (-0.0035, 0.0035)]
        )
        stripes.append(grid(ring))
    if not stripes:
        stripes = [
            grid(np.stack([np.column_stack([arc - [0, 0.0005], np.full(7, z)]) for z in (0.78 * h, 0.84 * h)]))
        ]
    paper = box((-w / 2 + board, 0.003, 0.003), (w / 2 - board, d - 0.004, h - 0.003), bevel_m=0.0006)
    return merge(cover), merge(stripes), paper


def row_of_books(
    rng: np.random.Generator,
    start: float,
    end: float,
    *,
    y: float,
    z: float,
    colours: int = 4,
    sizes: BookSizes | None = None,
    lean_last: bool = True,
) -> tuple[Surface, ...]:
    """Books from ``start`` to ``end``, spines at ``y``: covers by colour, then bands, then paper."""
    sizes = sizes or BookSizes()
    covers: list[list[Surface]] = [[] for _ in range(colours)]
    bands: list[Surface] = []
    papers: list[Surface] = []
    x, tall, kind, colour = start, rng.uniform(*sizes.height_m), 0, 0
    while True:
        if kind <= 0:  # a few of one size and binding stand together
            kind = int(rng.integers(2, 7)) if sizes.alike else int(rng.integers(1, 4))
            tall = tall if sizes.alike else float(rng.uniform(*sizes.height_m))
            colour = int(rng.integers(colours))
        wide = float(rng.uniform(*sizes.spine_m))
        wide = sum(sizes.spine_m) / 2 if sizes.alike else wide
        if x + wide > end:
            break
        deep = float(np.clip(0.72 * tall, *sizes.depth_m))
        parts = volume(
            tall * float(rng.uniform(0.985, 1.0)), deep, wide, bands=4 if sizes.alike else int(rng.integers(1, 3))
        )
        push = float(rng.uniform(-0.006, 0.012))
        last = x + wide + sizes.spine_m[0] > end
        tilt = float(rng.uniform(4, 9)) if lean_last and last and x > start + 0.1 else 0.0
        for bag, part in zip((covers[colour], bands, papers), parts, strict=True):
            leaned = moved(turned(moved(part, wide / 2), "y", -tilt), -wide / 2) if tilt else part
            bag.append(moved(leaned, x + wide / 2 + (0.018 if tilt else 0.0), y + push, z))
        x += wide + 0.0008
        kind -= 1
    empty = moved(box((0, 0, 0), (0.001, 0.001, 0.001), bevel_m=0.0001), (start + end) / 2, y + 0.05, z + 0.001)
    return (
        *(merge(c) if c else empty for c in covers),
        merge(bands) if bands else empty,
        merge(papers) if papers else empty,
    )


def pile_of_books(
    rng: np.random.Generator, count: int, *, colours: int = 4, length_m: tuple[float, float] = (0.19, 0.27)
) -> tuple[Surface, ...]:
    """Books that lie on one another about the z axis, spines to -y: covers by colour, bands, paper."""
    covers: list[list[Surface]] = [[] for _ in range(colours)]
    bands: list[Surface] = []
    papers: list[Surface] = []
    z = 0.0
    first = int(rng.integers(colours))
    lengths = np.sort(rng.uniform(*length_m, count))[::-1]
    for i in range(count):
        wide = float(rng.uniform(0.016, 0.042))
        tall = float(lengths[i])
        turn = float(rng.normal(0.0, 5.0))
        parts = volume(tall, 0.7 * tall, wide, bands=int(rng.integers(1, 3)))
        for bag, part in zip((covers[(first + i) % colours], bands, papers), parts, strict=True):
            flat = turned(moved(part, 0.0, -0.35 * tall, -tall / 2), "y", 90.0)
            bag.append(moved(turned(flat, "z", turn), z=z + wide / 2))
        z += wide
    empty = box((-0.001, -0.001, 0.001), (0.001, 0.001, 0.002), bevel_m=0.0001)
    return (*(merge(c) if c else empty for c in covers), merge(bands), merge(papers))
