"""What a gallery holds: plinths with a shadow gap, paintings, benches, rope posts, vitrines, works, spots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from assets.forms.kit.rounds import ball, leaning, ring, rod, turned_solid, upright, wire
from assets.meshes.curves import rounded, smooth
from assets.meshes.surface import Surface, merge, moved, scaled, turned
from assets.places.kit.cuboids import Box, cuboid, cuboids
from assets.places.kit.furniture import picture
from assets.places.kit.room_shells import Hole, Room
from assets.places.kit.things import Stuffs, Thing, piece, set_at, thing
from assets.places.place import PieceRole

_GAP_M = 0.02


def plinth(
    size_m: tuple[float, float, float],
    stuffs: Stuffs,
    gap: Stuffs,
    *,
    role: PieceRole = PieceRole.SUPPORT,
    bevel_m: float = 0.002,
) -> Thing:
    """A block on a recessed foot, about the z axis."""
    w, d, h = size_m

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        body = cuboid((-w / 2, w / 2), (-d / 2, d / 2), (_GAP_M, h), bevel_m=bevel_m)
        foot = cuboid((-w / 2 + 0.02, w / 2 - 0.02), (-d / 2 + 0.02, d / 2 - 0.02), (0.0, _GAP_M + 0.001))
        return body, foot

    return thing((piece("Plinth", stuffs, "plinth", role), piece("PlinthFoot", gap, "plinth foot", role)), make)


def board_plinth(size_m: tuple[float, float, float], stuffs: Stuffs, gap: Stuffs) -> Thing:
    """A block of upright boards with mitred joints and a lid."""
    w, d, h = size_m

    def make(rng: np.random.Generator) -> tuple[Surface, Surface]:
        edges = np.linspace(-w / 2, w / 2, 4)
        sides = np.linspace(-d / 2, d / 2, 4)
        boards: list[Box] = [
            ((a + 0.0008, b - 0.0008), (y - 0.009, y + 0.009), (_GAP_M, h - 0.024))
            for a, b in pairwise(edges)
            for y in (-d / 2 + 0.009, d / 2 - 0.009)
        ]
        boards += [
            ((x - 0.009, x + 0.009), (a + 0.0008 + 0.0, b - 0.0008), (_GAP_M, h - 0.0242))
            for a, b in pairwise(sides)
            for x in (-w / 2 + 0.0092, w / 2 - 0.0092)
        ]
        boards += [((a, b - 0.001), (-d / 2, d / 2), (h - 0.022, h)) for a, b in pairwise(edges)]
        core = cuboid((-w / 2 + 0.02, w / 2 - 0.02), (-d / 2 + 0.02, d / 2 - 0.02), (0.0, h - 0.01))
        return cuboids(boards, bevel_m=0.001, rng=rng), core

    return thing(
        (
            piece("Plinth", stuffs, "plinth", PieceRole.SUPPORT),
            piece("PlinthFoot", gap, "plinth foot", PieceRole.SUPPORT),
        ),
        make,
    )


def drum_plinth(radius_m: float, high_m: float, stuffs: Stuffs, *, fluted: bool = False) -> Thing:
    """A round block, smooth or fluted, with an eased rim."""

    def make(_: np.random.Generator) -> Surface:
        h, r = high_m, radius_m
        low = turned_solid(rounded([(0, 0), (r - 0.02, 0), (r - 0.02, 0.02), (0, 0.02)], 0.001, 1), 72)
        cap = turned_solid(rounded([(0, h - 0.03), (r, h - 0.03), (r, h), (0, h)], [0, 0.002, 0.003, 0], 3), 96)
        flutes = (lambda a, _z: 1.0 - 0.035 * np.abs(np.sin(10 * a)) ** 1.5) if fluted else None
        rise = rounded([(0, 0.02), (r - 0.001, 0.02), (r - 0.001, h - 0.029), (0, h - 0.029)], 0.0015, 2)
        return merge([low, cap, turned_solid(rise, 240 if fluted else 96, modulation=flutes)])

    return thing(piece("Plinth", stuffs, "plinth", PieceRole.SUPPORT), make)


def framed_sheets(
    places: Sequence[tuple[float, float, float, float]], frame: Stuffs, mount: Stuffs, sheet: Stuffs
) -> Thing:
    """Framed works on a wall's face: (x, z of the middle, width, height) each, with a label beside."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface, Surface]:
        made: tuple[list[Surface], list[Surface], list[Surface]] = ([], [], [])
        for x, z, w, h in places:
            for many, one in zip(made, picture(w, h, frame_m=0.028, deep_m=0.03, mount_m=0.09), strict=True):
                many.append(moved(one, x, 0.0, z))
            made[1].append(
                cuboid(
                    (x + w / 2 + 0.12, x + w / 2 + 0.24),
                    (-0.005, 0.0),
                    (z - h / 2, z - h / 2 + 0.085),
                    bevel_m=0.0005,
                )
            )
        return merge(made[0]), merge(made[1]), merge(made[2])

    return thing(
        (
            piece("Frames", frame, "picture frame", PieceRole.WALL),
            piece("Mounts", mount, "mount", PieceRole.WALL),
            piece("Sheets", sheet, "picture", PieceRole.WALL),
        ),
        make,
    )


def canvases(
    places: Sequence[tuple[float, float, float, float]], ground: Stuffs, first: Stuffs, second: Stuffs
) -> Thing:
    """Frameless paintings on a wall's face, (x, z, width, height) each: fields and discs on a ground."""

    def make(rng: np.random.Generator) -> tuple[Surface, Surface, Surface]:
        bodies, fields, discs = [], [], []
        for x, z, w, h in places:
            bodies.append(((x - w / 2, x + w / 2), (-0.04, -0.004), (z - h / 2, z + h / 2)))
            line = z + h * rng.uniform(-0.2, 0.12)
            fields.append(((x - 0.46 * w, x + 0.46 * w), (-0.0408, -0.039), (z - 0.46 * h, line)))
            left = x - w * rng.uniform(0.1, 0.4)
            fields.append(((left, left + 0.12 * w), (-0.0408, -0.039), (line + 0.02 * h, z + 0.40 * h)))
            r = 0.16 * min(w, h)
            disc = turned_solid(np.array([(0, 0), (r, 0), (r, 0.0016), (0, 0.0016)]), 40)
            discs.append(
                moved(upright(disc), x + w * rng.uniform(0.05, 0.28), -0.0405, line + h * rng.uniform(0.0, 0.14))
            )
            low = z - h * rng.uniform(0.2, 0.36)
            discs.append(
                cuboid(
                    (x - 0.3 * w, x + w * rng.uniform(0.1, 0.4)),
                    (-0.0416, -0.039),
                    (low, low + 0.05 * h),
                    bevel_m=0.0,
                )
            )
        return cuboids(bodies, bevel_m=0.003), cuboids(fields, bevel_m=0.0003), merge(discs)

    names = ("Canvases", "CanvasFields", "CanvasDiscs")
    stuffs = (ground, first, second)
    return thing([piece(n, s, "painting", PieceRole.WALL) for n, s in zip(names, stuffs, strict=True)], make)


def bench(seat: Stuffs, legs: Stuffs) -> Thing:
    """A long padded bench on two frames, about the z axis along x."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        pads = [((x - 0.245, x + 0.245), (-0.225, 0.225), (0.34, 0.43)) for x in (-0.5, 0.0, 0.5)]
        bars = [
            ((sx * 0.6 - 0.02, sx * 0.6 + 0.02), (sy * 0.19 - 0.02, sy * 0.19 + 0.02), (0.0, 0.33))
            for sx in (-1, 1)
            for sy in (-1, 1)
        ]
        bars += [((sx * 0.6 - 0.019, sx * 0.6 + 0.019), (-0.2, 0.2), (0.0, 0.03)) for sx in (-1, 1)]
        bars += [((-0.74, 0.74), (sy * 0.19 - 0.018, sy * 0.19 + 0.018), (0.30, 0.341)) for sy in (-1, 1)]
        return cuboids(pads, bevel_m=0.02), cuboids(bars, bevel_m=0.003)

    return thing((piece("BenchSeat", seat, "bench"), piece("BenchLegs", legs, "bench leg")), make)


def rope_posts(places: Sequence[tuple[float, float]], metal: Stuffs, rope: Stuffs) -> Thing:
    """Posts with round feet and a sagging rope from one to the next."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        profile = smooth(
            [
                (0, 0),
                (0.15, 0.0),
                (0.15, 0.012),
                (0.06, 0.03),
                (0.02, 0.06),
                (0.018, 0.85),
                (0.035, 0.88),
                (0.03, 0.92),
                (0.0, 0.95),
            ],
            60,
        )
        post = turned_solid(profile, 32)
        t = np.linspace(0, 1, 24)
        ropes = []
        for (x0, y0), (x1, y1) in pairwise(places):
            sag = 0.86 - 0.22 * 4 * t * (1 - t)
            ropes.append(wire(np.stack([x0 + (x1 - x0) * t, y0 + (y1 - y0) * t, sag], -1), 0.016, sides=10))
        return merge([moved(post, x, y) for x, y in places]), merge(ropes)

    return thing((piece("RopePosts", metal, "rope post"), piece("Rope", rope, "rope")), make)


def vitrine(at: tuple[float, float], stuffs: Stuffs, glass: Stuffs, gap: Stuffs, *, high_m: float = 0.95) -> Thing:
    """A plinth with a glass hood: five panes that do not touch."""
    base = plinth((0.5, 0.5, high_m), stuffs, gap, role=PieceRole.PROP)

    def make(rng: np.random.Generator) -> tuple[Surface, ...]:
        h, t = 0.45, 0.006
        panes = [((-0.24, 0.24), (s * 0.24 - t / 2, s * 0.24 + t / 2), (0.002, h)) for s in (-1, 1)]
        panes += [((s * 0.2475 - t / 2, s * 0.2475 + t / 2), (-0.236, 0.236), (0.002, h)) for s in (-1, 1)]
        panes.append(((-0.2505, 0.2505), (-0.2435, 0.2435), (h + 0.0005, h + t)))
        return (*base.build(rng), moved(cuboids(panes, bevel_m=0.0005), z=high_m))

    return set_at(Thing(pieces=(*base.pieces, piece("Hood", glass, "glass hood")), build=make), *at)


def other_work(kind: str, at: tuple[float, float, float], stuffs: Stuffs) -> Thing:
    """A work on another plinth: "stone", "bowl", "vase", "ring", "stack" or "column"."""
    return set_at(thing(piece(f"Work{kind.capitalize()}", stuffs, "sculpture"), lambda rng: _work(kind, rng)), *at)


def _work(kind: str, rng: np.random.Generator) -> Surface:
    match kind:
        case "bowl":
            outer = smooth([(0.05, 0), (0.07, 0.01), (0.13, 0.06), (0.16, 0.12)], 20)
            return turned_solid(
                np.concatenate([[[0, 0]], outer, (outer - [0.006, -0.004])[::-1], [[0.0, 0.014]]]), 56
            )
        case "vase":
            outer = smooth([(0.05, 0), (0.12, 0.14), (0.10, 0.24), (0.035, 0.32), (0.05, 0.38)], 30)
            return turned_solid(
                np.concatenate([[[0, 0]], outer, (outer * [0.85, 0.98] + [0, 0.006])[::-1][:8], [[0.0, 0.25]]]), 48
            )
        case "ring":
            return merge(
                [
                    moved(upright(ring(0.16, 0.045)), z=0.205 + 0.03),
                    cuboid((-0.09, 0.09), (-0.06, 0.06), (0, 0.05), bevel_m=0.003),
                ]
            )
        case "stack":
            stones = [scaled(ball(r, segments=28), 1.0, 0.8, 0.55) for r in (0.13, 0.10, 0.075, 0.05)]
            z, parts = 0.0, []
            for i, s in enumerate(stones):
                half = float(s.points[:, 2].max())
                parts.append(moved(s, 0.02 * (-1) ** i, 0.0, z + half))
                z += 1.9 * half
            return merge(parts)
        case "column":
            t = np.linspace(0, 1, 40)
            path = np.stack([0.06 * np.sin(3.5 * t) * t, 0.03 * np.sin(5 * t), 0.62 * t], -1)
            return wire(path, 0.055 * (1.0 + 0.35 * np.sin(7 * t)) * (1 - 0.45 * t), sides=20)
    body = ball(0.15, segments=48)
    p = body.points / 0.15
    waves = sum(
        0.07 / k * np.sin(k * (p @ w) + rng.uniform(0, 6)) for k, w in enumerate(rng.normal(size=(6, 3)), start=1)
    )
    grown = replace(body, points=body.points * (1 + waves)[:, None] * [1.0, 0.85, 1.25])
    return moved(grown, z=-float(grown.points[:, 2].min()))


def track_spots(room: Room, xs: Sequence[float], y_m: float, z_m: float, stuffs: Stuffs) -> Thing:
    """A track under the ceiling with spots that look at the back wall."""

    def make(_: np.random.Generator) -> Surface:
        rail = [((-room.left_m, room.right_m), (y_m - 0.018, y_m + 0.018), (z_m, z_m + 0.035))]
        wires = [
            rod((x, y_m, z_m), (x, y_m, room.height_m), 0.003, sides=6)
            for x in np.linspace(-room.left_m + 0.2, room.right_m - 0.2, 5)
        ]
        can = turned_solid(
            np.array(
                [(0, 0), (0.036, 0), (0.042, 0.02), (0.045, 0.13), (0.041, 0.13), (0.036, 0.05), (0.0, 0.05)]
            ),
            24,
        )
        cans = [
            leaning(moved(can, z=-0.02), (0.15 * np.sin(9 * x), 0.75, -0.7), (x, y_m + 0.02, z_m - 0.09))
            for x in xs
        ]
        stems = [rod((x, y_m, z_m), (x, y_m + 0.02, z_m - 0.09), 0.008, sides=8) for x in xs]
        return merge([cuboids(rail, bevel_m=0.002), *wires, *cans, *stems])

    return thing(piece("TrackSpots", stuffs, "spotlight"), make)


def next_room(room: Room, hole: Hole, walls: Stuffs, *, deep_m: float = 2.6, side_m: float = 1.5) -> Thing:
    """The walls of another room behind a doorway in the back wall."""
    y0, y1, h = room.back_m + 0.16, room.back_m + deep_m, room.height_m
    x0, x1 = hole.x_m - side_m, hole.x_m + side_m
    boxes = [
        ((x0, x1), (y1, y1 + 0.1), (0.0, h)),
        ((x0 - 0.1, x0), (y0, y1 + 0.1), (0.0, h)),
        ((x1, x1 + 0.1), (y0, y1 + 0.1), (0.0, h)),
        ((x0, x1), (y0, y1), (h, h + 0.1)),
    ]
    return thing(piece("NextRoom", walls, "wall", PieceRole.WALL), lambda _: cuboids(boxes, bevel_m=0.0))


def reveal(hole: Hole, stuffs: Stuffs) -> Thing:
    """Thin metal edges about a doorway in the back wall."""
    x0, x1, top = hole.x_m - hole.width_m / 2, hole.x_m + hole.width_m / 2, hole.height_m
    bars = [
        ((x0 - 0.004, x0 + 0.002), (-0.004, 0.165), (0, top)),
        ((x1 - 0.002, x1 + 0.004), (-0.004, 0.165), (0, top)),
        ((x0, x1), (-0.004, 0.165), (top - 0.002, top + 0.004)),
    ]
    return thing(piece("DoorEdges", stuffs, "door frame", PieceRole.WALL), lambda _: cuboids(bars, bevel_m=0.0005))


def crate_on_floor(at: tuple[float, float, float], stuffs: Stuffs, turn_deg: float) -> Thing:
    """A closed transport crate of boards with battens."""

    def make(rng: np.random.Generator) -> Surface:
        w, d, h = 0.8, 0.5, 0.6
        edges = np.linspace(0, h, 6)
        boards: list[Box] = [
            ((-w / 2, w / 2), (-d / 2, d / 2), (a + 0.001, b - 0.001)) for a, b in pairwise(edges)
        ]
        boards += [
            (
                (sx * (w / 2 - 0.05) - 0.045, sx * (w / 2 - 0.05) + 0.045),
                (sy * d / 2 - 0.014, sy * d / 2 + 0.014),
                (0, h),
            )
            for sx in (-1, 1)
            for sy in (-1, 1)
        ]
        boards += [
            ((-w / 2 + 0.1, w / 2 - 0.1), (-d / 2 - 0.0135, -d / 2 + 0.01), (z - 0.045, z + 0.045))
            for z in (0.05, h - 0.05)
        ]
        return moved(turned(cuboids(boards, bevel_m=0.002, rng=rng), "z", turn_deg), *at)

    return thing(piece("Crate", stuffs, "crate"), make)
