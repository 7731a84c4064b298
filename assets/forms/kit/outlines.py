"""Plane outlines, counter-clockwise, and their triangles, with or without holes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.meshes.curves import Curve, rounded
from assets.meshes.surface import Indices

_EDGE = 1e-12


def circle(radius_m: float, count: int = 32, *, centre: tuple[float, float] = (0.0, 0.0)) -> Curve:
    """A circle of ``count`` points, the first at +X."""
    t = np.arange(count) * (2 * np.pi / count)
    return np.asarray(np.stack([radius_m * np.cos(t), radius_m * np.sin(t)], -1) + np.array(centre))


def rectangle(
    x_m: float, y_m: float, *, corner_m: float = 0.0, steps: int = 5, centre: tuple[float, float] = (0.0, 0.0)
) -> Curve:
    """A rectangle about ``centre`` with round corners."""
    x, y = x_m / 2, y_m / 2
    corners = [(-x, -y), (x, -y), (x, y), (-x, y)]
    outline = rounded(corners, corner_m, steps, closed=True) if corner_m else np.array(corners)
    return np.asarray(outline + np.array(centre))


def polygon(radius_m: float, sides: int, *, turn_deg: float = 0.0) -> Curve:
    """A regular polygon by its corners' radius."""
    t = np.arange(sides) * (2 * np.pi / sides) + np.radians(turn_deg)
    return radius_m * np.stack([np.cos(t), np.sin(t)], -1)


def stadium(length_m: float, width_m: float, count: int = 12) -> Curve:
    """A long hole with half round ends, along X."""
    t = np.linspace(-np.pi / 2, np.pi / 2, count)
    arc = width_m / 2 * np.stack([np.cos(t), np.sin(t)], -1)
    shift = np.array([(length_m - width_m) / 2, 0.0])
    return np.concatenate([arc + shift, -arc - shift])


def flower(radius_m: float, lobes: int, depth: float, count: int = 60) -> Curve:
    """A rounded star: six lobes make the socket of a torx screw."""
    t = np.arange(count) * (2 * np.pi / count)
    r = radius_m * (1 + depth * np.cos(lobes * t))
    return np.stack([r * np.cos(t), r * np.sin(t)], -1)


def mirrored(half: Curve) -> Curve:
    """A closed outline from its right half, given upwards; points on the axis stay single."""
    other = half[::-1] * np.array([-1.0, 1.0])
    return np.concatenate([half, other[np.abs(other[:, 0]) > 1e-9]])


def triangles(outline: Curve, holes: Sequence[Curve] = ()) -> Indices:
    """(n, 3) indices into the outline's points followed by the holes' (holes clockwise): ears cut off."""
    points = np.concatenate([outline, *holes]) if len(holes) else np.asarray(outline)
    points = (points - points.min(0)) / np.ptp(points, axis=0).max()
    ring = list(range(len(outline)))
    start = len(outline)
    loops = []
    for hole in holes:
        loops.append(list(range(start, start + len(hole))))
        start += len(hole)
    for loop in sorted(loops, key=lambda members: -float(points[members, 0].max())):
        ring = _bridged(points, ring, loop, [other for other in loops if other is not loop])
    return _ears(points, ring)


def _bridged(points: Curve, ring: list[int], loop: list[int], others: list[list[int]]) -> list[int]:
    first = int(np.argmax(points[loop, 0]))
    start = points[loop[first]]
    edges = [(ring[i], ring[(i + 1) % len(ring)]) for i in range(len(ring))]
    for members in [loop, *others]:
        edges += [(members[i], members[(i + 1) % len(members)]) for i in range(len(members))]
    a, b = points[[e[0] for e in edges]], points[[e[1] for e in edges]]
    order = np.argsort(((points[ring] - start) ** 2).sum(1), kind="stable")
    best = int(order[0])
    for place in order:
        seen = not _crosses(start, points[ring[place]], a, b)
        if seen and _opens(points, ring, int(place), start):
            best = int(place)
            break
    turned = loop[first:] + loop[:first]
    return [*ring[: best + 1], *turned, turned[0], *ring[best:]]


def _opens(points: Curve, ring: list[int], place: int, to: Curve) -> bool:
    """Whether the way from a corner to ``to`` starts inside the ring: corners passed twice have two sides."""
    before, here, after = (points[ring[(place + step) % len(ring)]] for step in (-1, 0, 1))

    def left(o: Curve, d: Curve) -> bool:
        return bool((d[0] - o[0]) * (to[1] - o[1]) - (d[1] - o[1]) * (to[0] - o[0]) > 0.0)

    turns_left = (here[0] - before[0]) * (after[1] - here[1]) - (here[1] - before[1]) * (after[0] - here[0]) > 0.0
    first, second = left(before, here), left(here, after)
    return first and second if turns_left else first or second


def _crosses(p: Curve, q: Curve, a: Curve, b: Curve) -> bool:
    def side(o: Curve, d: Curve, x: Curve) -> Curve:
        return np.asarray((d - o)[..., 0] * (x - o)[..., 1] - (d - o)[..., 1] * (x - o)[..., 0])

    near = np.minimum(np.abs(a - p).max(1), np.abs(a - q).max(1)) < 1e-9
    near |= np.minimum(np.abs(b - p).max(1), np.abs(b - q).max(1)) < 1e-9
    one, two = side(p, q, a) * side(p, q, b), side(a, b, p) * side(a, b, q)
    return bool((~near & (one <= _EDGE) & (two <= _EDGE)).any())


def _ears(points: Curve, ring: list[int]) -> Indices:
    out: list[tuple[int, int, int]] = []
    ring = list(ring)
    place, idle = 0, 0
    while len(ring) > 3 and idle <= 2 * len(ring):
        n = len(ring)
        i, j, k = ring[place % n - 1], ring[place % n], ring[(place + 1) % n]
        if _is_ear(points, ring, (i, j, k), strict=idle <= n):
            out.append((i, j, k))
            del ring[place % n]
            idle = 0
            place += 1  # the next corner but one: fans stay small
        else:
            place, idle = place + 1, idle + 1
    if len(ring) == 3:
        out.append((ring[0], ring[1], ring[2]))
    return np.array(out, np.int64)


def _is_ear(points: Curve, ring: list[int], corner: tuple[int, int, int], *, strict: bool) -> bool:
    a, b, c = points[list(corner)]
    area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    if area <= (_EDGE if strict else -_EDGE):
        return False
    slack = -_EDGE if strict else 1e-7
    p = points[ring]
    same = ((p[:, None] - np.stack([a, b, c])[None]) ** 2).sum(2).min(1) < _EDGE
    inside = ~same
    for o, d in ((a, b), (b, c), (c, a)):
        inside &= (d[0] - o[0]) * (p[:, 1] - o[1]) - (d[1] - o[1]) * (p[:, 0] - o[0]) >= slack
    return not bool(inside.any())
