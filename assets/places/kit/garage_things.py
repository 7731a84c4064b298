"""What a garage holds: tyres and wheels, doors, a tool trolley, ladders, pallets, stains and lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from assets.forms.kit.rounds import around, ball, drum, leaning, ring, rod, turned_solid, upright, wire
from assets.meshes.curves import rounded
from assets.meshes.surface import Surface, merge, moved, polygons, scaled, turned
from assets.places.kit.cuboids import Box, Range, boxes, cuboid, cuboids
from assets.places.kit.room_shells import Hole
from assets.places.kit.things import Stuffs, Thing, piece, thing
from assets.places.place import PieceRole

type Place3 = tuple[float, float, float]


def tyre(radius_m: float = 0.315, width_m: float = 0.20) -> Surface:
    """A tyre that lies flat on z = 0: grooves round its tread, blocks on its shoulders, a line in its wall."""
    r, w, rim = radius_m, width_m, 0.62 * radius_m
    tread = []
    for a, b in ((0.16, 0.30), (0.345, 0.475), (0.525, 0.655), (0.70, 0.84)):
        tread += [(r - 0.009, a * w - 0.002), (r, a * w), (r, b * w), (r - 0.009, b * w + 0.002)]
    outer = [(rim, 0.06 * w), (rim + 0.01, 0.0), (0.80 * r, -0.0), (0.90 * r, 0.012), (0.965 * r, 0.10 * w)]
    outer += tread
    outer += [(rr, w - z) for rr, z in outer[4::-1]]
    profile = np.array([*outer, (rim - 0.002, 0.75 * w), (rim - 0.002, 0.25 * w), outer[0]])
    body = turned_solid(profile, 56)
    block = boxes(
        np.array([(0.972 * r, 0.0, 0.115 * w), (0.972 * r, 0.0, 0.885 * w)]), np.array([0.022, 0.016, 0.055 * w])
    )
    lines = [moved(ring(0.86 * r, 0.003, segments=40), z=z) for z in (0.008, w - 0.008)]
    return merge([body, around(block, 40), *lines])


def wheel_disc(radius_m: float = 0.195, width_m: float = 0.17) -> Surface:
    """A pressed steel wheel that lies flat, its face up at ``width_m``, with holes' rims and nuts."""
    r, w = radius_m, width_m
    profile = [
        (r, 0.01),
        (r * 1.02, 0.0),
        (r * 0.98, 0.03),
        (r * 0.92, 0.05),
        (r * 0.92, w - 0.05),
        (r * 0.98, w - 0.03),
        (r * 1.03, w),
        (r * 0.97, w),
        (r * 0.90, w - 0.035),
        (r * 0.74, w - 0.03),
        (r * 0.62, w - 0.012),
        (r * 0.48, w - 0.012),
        (r * 0.36, w - 0.03),
        (r * 0.30, w - 0.03),
        (r * 0.28, w - 0.005),
        (0.0, w),
    ]
    nuts = around(moved(drum(0.011, w - 0.03, w - 0.012), r * 0.42), 5)
    return merge([turned_solid(rounded(profile, 0.004, 2), 48), nuts])


def tyre_stack(
    places: Sequence[tuple[float, float, int]], rubber: Stuffs, steel: Stuffs, *, rims: bool = True
) -> Thing:
    """Lying tyres in stacks: (x, y, how many); a wheel in each topmost."""

    def make(rng: np.random.Generator) -> tuple[Surface, Surface]:
        one, disc = tyre(), wheel_disc()
        tyres, discs = [], []
        for x, y, count in places:
            for i in range(count):
                spot = (x + rng.uniform(-0.012, 0.012), y + rng.uniform(-0.012, 0.012), i * 0.2)
                tyres.append(moved(turned(one, "z", rng.uniform(0, 360)), *spot))
            if rims:
                discs.append(moved(disc, spot[0], spot[1], spot[2] + 0.02))
        return merge(tyres), merge(discs) if discs else drum(0.02, 0.0, 0.01)

    return thing((piece("Tyres", rubber, "tyre"), piece("WheelDiscs", steel, "wheel")), make)


def leaning_wheel(x: float, y: float, turn_deg: float, rubber: Stuffs, steel: Stuffs) -> Thing:
    """A whole wheel that leans a little against what is at +y."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        made = []
        for part in (tyre(), moved(wheel_disc(), z=0.02)):
            stood = moved(upright(moved(part, z=-0.1)), z=0.315)
            made.append(moved(turned(turned(stood, "x", -9.0), "z", turn_deg), x, y, 0.015))
        return made[0], made[1]

    return thing((piece("Tyres", rubber, "tyre"), piece("WheelDiscs", steel, "wheel")), make)


def sectional_door(hole: Hole, stuffs: Stuffs, track: Stuffs) -> Thing:
    """A closed garage door in its hole: panels with ribs, hinges, a handle, and its tracks."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        x0, x1 = hole.x_m - hole.width_m / 2, hole.x_m + hole.width_m / 2
        panel = hole.height_m / max(1, round(hole.height_m / 0.5))
        parts = []
        for i in range(round(hole.height_m / panel)):
            low = hole.low_m + i * panel
            parts.append(((x0, x1), (0.04, 0.07), (low + 0.003, low + panel - 0.003)))
            parts += [
                ((x0, x1), (0.030, 0.045), (z, z + 0.035))
                for z in np.arange(low + 0.03, low + panel - 0.05, 0.085)
            ]
        hinge = [
            ((x - 0.03, x + 0.03), (0.018, 0.034), (hole.low_m + i * panel - 0.04, hole.low_m + i * panel + 0.04))
            for i in range(1, round(hole.height_m / panel))
            for x in np.linspace(x0 + 0.12, x1 - 0.12, 3)
        ]
        rails = [((x - 0.03, x + 0.03), (-0.03, 0.02), (0.0, hole.height_m + 0.1)) for x in (x0 - 0.05, x1 + 0.05)]
        grip = rod((hole.x_m - 0.1, 0.0, 0.75), (hole.x_m + 0.1, 0.0, 0.75), 0.009)
        posts = [rod((hole.x_m + s * 0.09, 0.04, 0.75), (hole.x_m + s * 0.09, 0.0, 0.75), 0.007) for s in (-1, 1)]
        return cuboids(parts, bevel_m=0.004), merge([cuboids([*hinge, *rails], bevel_m=0.003), grip, *posts])

    return thing(
        (
            piece("GarageDoor", stuffs, "garage door", PieceRole.WALL),
            piece("DoorTracks", track, "door track", PieceRole.WALL),
        ),
        make,
    )


def rolled_door(hole: Hole, stuffs: Stuffs, track: Stuffs, *, open_share: float = 0.85) -> Thing:
    """A roller door pushed up: its slats at the top of the hole, its box and its tracks."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        x0, x1 = hole.x_m - hole.width_m / 2, hole.x_m + hole.width_m / 2
        top, low = hole.low_m + hole.height_m, hole.low_m + hole.height_m * open_share
        slats = [((x0, x1), (0.03, 0.05), (z + 0.002, z + 0.073)) for z in np.arange(low, top, 0.075)]
        slats.append(((x0, x1), (0.02, 0.06), (low - 0.05, low)))
        box = [((x0 - 0.1, x1 + 0.1), (-0.28, 0.0), (top, top + 0.3))]
        rails = [((x - 0.035, x + 0.035), (-0.04, 0.03), (0.0, top)) for x in (x0 - 0.04, x1 + 0.04)]
        return cuboids(slats, bevel_m=0.006), cuboids([*box, *rails], bevel_m=0.004)

    return thing(
        (
            piece("GarageDoor", stuffs, "garage door", PieceRole.WALL),
            piece("DoorTracks", track, "door track", PieceRole.WALL),
        ),
        make,
    )


def tool_trolley(at: Place3, turn_deg: float, body: Stuffs, steel: Stuffs, rubber: Stuffs) -> Thing:
    """A cabinet of drawers on castors with a push bar and a tray top."""

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        case, steel_ = _drawer_cabinet(0.68, 0.44, 0.14, 0.90)
        forks, wheels = [], []
        for x, y in ((sx * 0.27, sy * 0.15) for sx in (-1, 1) for sy in (-1, 1)):
            wheels.append(leaning(drum(0.06, -0.02, 0.02, bevel_m=0.006), (1, 0, 0), (x, y, 0.06)))
            forks.append(((x - 0.03, x + 0.03), (y - 0.02, y + 0.02), (0.10, 0.14)))
        made = (case, merge([steel_, cuboids(forks)]), merge(wheels))
        return tuple(moved(turned(s, "z", turn_deg), *at) for s in made)

    return thing(
        (
            piece("Trolley", body, "tool trolley"),
            piece("TrolleySteel", steel, "trolley handle"),
            piece("TrolleyWheels", rubber, "castor"),
        ),
        make,
    )


def _drawer_cabinet(w: float, d: float, low: float, high: float) -> tuple[Surface, Surface]:
    """(case with six drawers and a rim, their pulls and a push bar)."""
    x, y, rim = w / 2, d / 2, (high, high + 0.04)
    case: list[Box] = [((-x, x), (-y + 0.02, y), (low, high))]
    case += [((-x, x), (s * y - 0.008, s * y + 0.008), rim) for s in (-0.95, 0.98)]
    case += [((s * x - 0.008, s * x + 0.008), (-y, y), rim) for s in (-0.98, 0.98)]
    edges = high - 0.02 - np.cumsum((0.0, 0.09, 0.09, 0.09, 0.12, 0.14, 0.17))
    case += [((-x + 0.02, x - 0.02), (-y, -y + 0.04), (b + 0.006, a - 0.004)) for a, b in pairwise(edges)]
    pulls = [((-x + 0.03, x - 0.03), (-y - 0.014, -y + 0.002), (a - 0.026, a - 0.012)) for a in edges[:-1]]
    bend = np.array([(x, -0.15, 0.82), (x + 0.06, -0.15, 0.84), (x + 0.06, 0.15, 0.84), (x, 0.15, 0.82)])
    return cuboids(case, bevel_m=0.004), merge([cuboids(pulls, bevel_m=0.002), wire(bend, 0.011)])


def _stretched(surface: Surface, x: float, y: float) -> Surface:
    return scaled(surface, x, y, 1.0)


def ladder(x_m: float, high_m: float, stuffs: Stuffs, *, lean_m: float = 0.35) -> Thing:
    """A ladder that leans on the wall's face at y = 0."""

    def make(_: np.random.Generator) -> Surface:
        parts = [((sx * 0.21 - 0.014, sx * 0.21 + 0.014), (-0.035, 0.035), (0.0, high_m)) for sx in (-1, 1)]
        body = [cuboids(parts, bevel_m=0.003)]
        body += [rod((-0.21, 0, z), (0.21, 0, z), 0.014) for z in np.arange(0.25, high_m - 0.1, 0.28)]
        angle = float(np.degrees(np.arcsin(lean_m / high_m)))
        return moved(turned(merge(body), "x", -angle), x_m, -lean_m - 0.05, 0.01)

    return thing(piece("Ladder", stuffs, "ladder"), make)


def broom(x_m: float, stick: Stuffs, bristle: Stuffs) -> Thing:
    """A broom on its head, its stick leaning on the wall's face at y = 0."""

    def make(rng: np.random.Generator) -> tuple[Surface, Surface]:
        head = cuboid((x_m - 0.15, x_m + 0.15), (-0.26, -0.20), (0.07, 0.10), bevel_m=0.008)
        pole = rod((x_m, -0.23, 0.09), (x_m + 0.08, -0.02, 1.42), 0.012)
        xs, ys = (a.ravel() for a in np.meshgrid(np.linspace(-0.14, 0.14, 16), np.linspace(-0.025, 0.025, 4)))
        tufts = [
            rod(
                (x_m + x, -0.23 + y, 0.072),
                (x_m + x * 1.1, -0.23 + y * 1.4 + rng.uniform(-0.006, 0.006), 0.001),
                0.006,
                sides=5,
            )
            for x, y in zip(xs, ys, strict=True)
        ]
        return merge([head, pole]), merge(tufts)

    return thing((piece("Broom", stick, "broom"), piece("BroomBristles", bristle, "bristle")), make)


def pallet(
    stuffs: Stuffs, *, role: PieceRole = PieceRole.SUPPORT, at: Place3 = (0.0, 0.0, 0.0), turn_deg: float = 0.0
) -> Thing:
    """A pallet of boards and blocks, 1.2 by 0.8 and 0.144 high, with nails' marks left out."""

    def make(rng: np.random.Generator) -> Surface:
        x, y = 0.6, 0.4
        tops = [((-x, x), (-y + i * 0.7 / 6 + 0.0, -y + i * 0.7 / 6 + 0.1), (0.122, 0.144)) for i in range(7)]
        cross = [((a - 0.05, a + 0.05), (-y, y), (0.1, 0.122)) for a in (-x + 0.05, 0, x - 0.05)]
        feet = [
            ((a - 0.05, a + 0.05), (b - 0.07, b + 0.07), (0.022, 0.1))
            for a in (-x + 0.05, 0, x - 0.05)
            for b in (-y + 0.07, 0, y - 0.07)
        ]
        low = [((-x, x), (b - 0.05, b + 0.05), (0.0, 0.022)) for b in (-y + 0.05, 0, y - 0.05)]
        body = cuboids([*tops, *cross, *feet, *low], bevel_m=0.002, rng=rng)
        return moved(turned(body, "z", turn_deg), *at)

    return thing(piece("Pallet", stuffs, "pallet", role), make)


def stains(places: Sequence[tuple[float, float, float]], stuffs: Stuffs, name: str = "oil stain") -> Thing:
    """Flat ragged spots on the floor: (x, y, radius) each; they lie 0.4 mm above it."""

    def make(rng: np.random.Generator) -> Surface:
        made = []
        for i, (x, y, r) in enumerate(places):
            turn = np.arange(40) * (2 * np.pi / 40)
            waves = sum(
                (rng.uniform(0.02, 0.16) / k * np.sin(k * turn + rng.uniform(0, 6)) for k in range(1, 7)),
                0.0 * turn,
            )
            rim = r * (1 + waves)
            points = np.column_stack(
                [x + rim * np.cos(turn), y + 0.8 * rim * np.sin(turn), np.full(40, 0.0004 + 0.0001 * i)]
            )
            points = np.concatenate([points, [[x, y, 0.0004 + 0.0001 * i]]])
            fans = np.stack([np.arange(40), (np.arange(40) + 1) % 40, np.full(40, 40)], -1)
            made.append(polygons(points, np.full(40, 3), fans))
        return merge(made)

    return thing(piece("Stains", stuffs, name, PieceRole.FLOOR), make)


def floor_lines(spans: Sequence[tuple[Range, Range]], stuffs: Stuffs) -> Thing:
    """Painted lines on the floor: (x, y) ranges."""
    lines = [(x, y, (-0.001, 0.0006)) for x, y in spans]
    return thing(
        piece("FloorLines", stuffs, "painted line", PieceRole.FLOOR), lambda _: cuboids(lines, bevel_m=0.0)
    )


def drain(x: Range, y: Range, stuffs: Stuffs) -> Thing:
    """A grating of bars in the floor."""
    bars = [((a, a + 0.012), y, (-0.02, 0.0015)) for a in np.arange(x[0], x[1], 0.026)]
    frame = [(x, (b, b + 0.015), (-0.02, 0.002)) for b in (y[0] - 0.015, y[1])]
    return thing(
        piece("Drain", stuffs, "drain", PieceRole.FLOOR), lambda _: cuboids([*bars, *frame], bevel_m=0.001)
    )


def helmet_on_hook(x_m: float, z_m: float, stuffs: Stuffs) -> Thing:
    """A helmet that hangs on the wall's face at y = 0."""
    return thing(
        piece("Helmet", stuffs, "helmet"),
        lambda _: moved(_stretched(ball(0.11, segments=28), 1.0, 0.8), x_m, -0.09, z_m),
    )
