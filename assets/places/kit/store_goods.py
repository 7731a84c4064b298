"""Goods on shelves and benches: tins, jars, boxes, crates, small drawers, racks; and lamps of workshops."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.forms.kit.rounds import at_places, drum, ring, rod, turned_solid, upright, wire
from assets.meshes.curves import rounded, smooth
from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit.cuboids import Box, cuboid, cuboids
from assets.places.kit.things import Stuffs, Thing, piece, thing
from assets.places.place import PieceRole


def wall_shelf(
    span: tuple[float, float],
    z_m: float,
    board: Stuffs,
    bracket: Stuffs,
    *,
    deep_m: float = 0.22,
    thick_m: float = 0.028,
) -> Thing:
    """A board on angle brackets on a wall's face at y = 0; its top at ``z_m``."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        top = cuboid(span, (-deep_m, 0.0), (z_m - thick_m, z_m), bevel_m=0.002)
        xs = np.linspace(span[0] + 0.12, span[1] - 0.12, max(2, int((span[1] - span[0]) / 0.7) + 1))
        low = z_m - thick_m
        arms = [((x - 0.011, x + 0.011), (-deep_m * 0.85, 0.0), (low - 0.004, low)) for x in xs]
        arms += [((x - 0.0112, x + 0.0112), (-0.004, 0.0), (low - 0.18, low)) for x in xs]
        struts = [rod((x, -deep_m * 0.6, low - 0.004), (x, -0.004, low - 0.14), 0.005, sides=8) for x in xs]
        return top, merge([cuboids(arms, bevel_m=0.0008), *struts])

    return thing(
        (piece("Shelf", board, "shelf", PieceRole.WALL), piece("ShelfBrackets", bracket, "shelf bracket")), make
    )


def tin(radius_m: float, height_m: float, *, bail: bool = False) -> Surface:
    """A tin with beads at its rims and a sunk lid."""
    r, h = radius_m, height_m
    corners = [
        (0, 0),
        (r, 0),
        (r * 1.03, 0.003),
        (r, 0.007),
        (r, h - 0.007),
        (r * 1.03, h - 0.003),
        (r, h),
        (r * 0.9, h),
        (r * 0.88, h - 0.004),
        (0, h - 0.004),
    ]
    body = turned_solid(rounded(corners, 0.0012, 2), 32)
    if not bail:
        return body
    t = np.linspace(0, np.pi, 20)
    loop = np.stack([r * 1.06 * np.cos(t), -0.3 * r * np.sin(t), h * 0.75 - 0.55 * r * np.sin(t)], -1)
    return merge([body, wire(loop, 0.0016, sides=6)])


def tins_row(
    xs: Sequence[float],
    y_m: float,
    z_m: float,
    stuffs: Sequence[Stuffs],
    *,
    radius_m: tuple[float, float] = (0.045, 0.07),
) -> Thing:
    """Tins side by side, one kind after the other in the stuffs' turn."""

    def make(rng: np.random.Generator) -> tuple[Surface, ...]:
        made: list[list[Surface]] = [[] for _ in stuffs]
        for i, x in enumerate(xs):
            r = rng.uniform(*radius_m)
            body = tin(r, r * rng.uniform(1.9, 2.6), bail=bool(i % 2))
            made[i % len(stuffs)].append(
                moved(turned(body, "z", rng.uniform(0, 360)), x, y_m + rng.uniform(-0.02, 0.02), z_m)
            )
        return tuple(merge(m) for m in made)

    return thing([piece("Tins", s, "tin") for s in stuffs], make)


def jar(radius_m: float, height_m: float, *, brushes: int = 0) -> tuple[Surface, Surface]:
    """A pot and what stands in it: sticks with tufts of brushes, or pencils; the pot has a real hollow."""
    r, h, w = radius_m, height_m, 0.003
    corners = [(0, 0), (r, 0), (r, h), (r - w, h), (r - w, 0.006), (0, 0.006)]
    pot = turned_solid(rounded(corners, 0.0012, 3), 32)
    sticks = []
    for i in range(max(brushes, 1)):
        turn = i * 2.4 + 0.4
        foot = np.array([0.5 * r * np.cos(turn + 2.6), 0.5 * r * np.sin(turn + 2.6), 0.008])
        lip = np.array([0.8 * r * np.cos(turn), 0.8 * r * np.sin(turn), h])
        tip = foot + (lip - foot) * (1.75 + 0.2 * np.sin(5.1 * i))
        t = np.linspace(0, 1, 10)[:, None]
        radii = 0.0035 + 0.005 * np.clip((t[:, 0] - 0.78) / 0.1, 0, 1) * (
            1 - 0.5 * np.clip((t[:, 0] - 0.9) / 0.1, 0, 1)
        )
        sticks.append(wire(foot + t * (tip - foot), radii, sides=8))
    return pot, merge(sticks)


def brush_pots(places: Sequence[tuple[float, float, float]], pot: Stuffs, stick: Stuffs) -> Thing:
    """Pots with brushes or pencils in them."""

    def make(rng: np.random.Generator) -> tuple[Surface, Surface]:
        made = [
            jar(rng.uniform(0.035, 0.045), rng.uniform(0.09, 0.12), brushes=int(rng.integers(4, 8)))
            for _ in places
        ]
        return (
            merge([moved(p, *at) for (p, _), at in zip(made, places, strict=True)]),
            merge([moved(s, *at) for (_, s), at in zip(made, places, strict=True)]),
        )

    return thing((piece("Pots", pot, "pot"), piece("PotSticks", stick, "brush")), make)


def carton(
    x: float, y: float, z: float, size_m: tuple[float, float, float], turn_deg: float
) -> tuple[Surface, Surface]:
    """A brown box with its flaps' joint and a band of tape over it."""
    w, d, h = size_m
    box = merge(
        [
            cuboid((-w / 2, w / 2), (-d / 2, d / 2), (0, h - 0.003), bevel_m=0.003),
            cuboids(
                [
                    ((-w / 2, w / 2), (-d / 2, -0.001), (h - 0.003, h)),
                    ((-w / 2, w / 2), (0.001, d / 2), (h - 0.003, h)),
                ],
                bevel_m=0.001,
            ),
        ]
    )
    tape = cuboids(
        [
            ((-w / 2 - 0.0005, w / 2 + 0.0005), (-0.025, 0.025), (h - 0.002, h + 0.0006)),
            ((-w / 2 - 0.0005, -w / 2 + 0.01), (-0.025, 0.025), (h - 0.09, h)),
            ((w / 2 - 0.01, w / 2 + 0.0005), (-0.025, 0.025), (h - 0.09, h)),
        ],
        bevel_m=0.0,
    )
    return moved(turned(box, "z", turn_deg), x, y, z), moved(turned(tape, "z", turn_deg), x, y, z)


def cartons(
    places: Sequence[tuple[float, float, float, tuple[float, float, float], float]], card: Stuffs, tape: Stuffs
) -> Thing:
    """Brown boxes: (x, y, z, size, turn) each."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        made = [carton(*p) for p in places]
        return merge([m[0] for m in made]), merge([m[1] for m in made])

    return thing((piece("Cartons", card, "cardboard box"), piece("CartonTape", tape, "parcel tape")), make)


def small_drawers(
    x_m: float,
    z_m: float,
    grid: tuple[int, int],
    case: Stuffs,
    fronts: Stuffs,
    *,
    pulls: Stuffs,
    cell_m: tuple[float, float] = (0.11, 0.062),
    deep_m: float = 0.16,
) -> Thing:
    """A cabinet of small drawers on a wall's face, one or two of them pulled out a little."""

    def make(rng: np.random.Generator) -> tuple[Surface, Surface, Surface]:
        columns, rows = grid
        w, h = columns * cell_m[0], rows * cell_m[1]
        x0 = x_m - w / 2
        plates = [
            ((x0 + i * cell_m[0] - 0.004, x0 + i * cell_m[0] + 0.004), (-deep_m, 0.0), (z_m, z_m + h))
            for i in range(columns + 1)
        ]
        plates += [
            (
                (x0 - 0.004, x0 + w + 0.004),
                (-deep_m + 0.0005, 0.0),
                (z_m + i * cell_m[1] - 0.004, z_m + i * cell_m[1] + 0.004),
            )
            for i in range(rows + 1)
        ]
        faces, knobs = [], []
        for i in range(columns):
            for j in range(rows):
                out = 0.045 if rng.uniform() < 0.08 else rng.uniform(0.0, 0.003)
                a, b = x0 + i * cell_m[0] + 0.006, x0 + (i + 1) * cell_m[0] - 0.006
                low, high = z_m + j * cell_m[1] + 0.006, z_m + (j + 1) * cell_m[1] - 0.006
                faces.append(((a, b), (-deep_m - out, -0.01), (low, high)))
                knobs.append(
                    (
                        (a + 0.02, b - 0.02),
                        (-deep_m - out - 0.012, -deep_m - out + 0.001),
                        (low + 0.010, low + 0.018),
                    )
                )
                knobs.append(
                    (
                        (a + 0.012, b - 0.012),
                        (-deep_m - out - 0.001, -deep_m - out + 0.001),
                        (high - 0.024, high - 0.007),
                    )
                )
        return cuboids(plates, bevel_m=0.0008), cuboids(faces, bevel_m=0.0015), cuboids(knobs, bevel_m=0.0003)

    return thing(
        (
            piece("DrawerCase", case, "cabinet", PieceRole.WALL),
            piece("DrawerFronts", fronts, "drawer", PieceRole.WALL),
            piece("DrawerPulls", pulls, "drawer label", PieceRole.WALL),
        ),
        make,
    )


def steel_rack(size_m: tuple[float, float, float], boards: int, posts: Stuffs, board: Stuffs) -> Thing:
    """A rack of angle posts with holes' rims, cross ties and boards; it stands about the origin, open to -y."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        x, y, high_m = size_m[0] / 2, size_m[1] / 2, size_m[2]
        angles: list[Box] = []
        for sx in (-1, 1):
            for sy in (-1, 1):
                angles.append(((sx * x, sx * (x - 0.035)), (sy * y, sy * (y - 0.003)), (0.0, high_m)))
                angles.append(((sx * x, sx * (x - 0.003)), (sy * y, sy * (y - 0.0352)), (0.0, high_m)))
        zs = np.linspace(0.12, high_m - 0.03, boards)
        ties = [((-x, x), (sy * y - 0.004, sy * y + 0.004), (z - 0.035, z)) for z in zs for sy in (-1, 1)]
        back = [
            rod((-x, y, zs[0]), (x, y, zs[-1]), 0.005, sides=6),
            rod((x, y + 0.008, zs[0]), (-x, y + 0.008, zs[-1]), 0.005, sides=6),
        ]
        decks = cuboids(
            [((-x + 0.005, x - 0.005), (-y + 0.006, y - 0.006), (z - 0.012, z + 0.004)) for z in zs], bevel_m=0.001
        )
        return merge([cuboids([*angles, *ties], bevel_m=0.0006), *back]), decks

    return thing((piece("RackPosts", posts, "rack"), piece("RackBoards", board, "shelf")), make)


def bucket(stuffs: Stuffs, wire_stuffs: Stuffs, *, radius_m: float = 0.145, height_m: float = 0.27) -> Thing:
    """A bucket with a rim, a hollow and a bail that lies on its rim."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        r, h = radius_m, height_m
        corners = [
            (0, 0.004),
            (0.7 * r, 0.0),
            (0.72 * r, 0.006),
            (r * 0.97, h - 0.03),
            (r * 1.05, h - 0.028),
            (r * 1.05, h),
            (r * 0.98, h),
            (0.7 * r, 0.012),
            (0, 0.012),
        ]
        t = np.linspace(0, np.pi, 26)
        loop = np.stack([r * 1.07 * np.cos(t), -r * 1.08 * np.sin(t), h - 0.02 - 0.09 * np.sin(t)], -1)
        return turned_solid(rounded(corners, 0.002, 3), 48), wire(loop, 0.0025, sides=8)

    return thing((piece("Bucket", stuffs, "bucket"), piece("BucketBail", wire_stuffs, "bucket handle")), make)


def jerrycan(stuffs: Stuffs, x: float, y: float, z: float, turn_deg: float) -> Thing:
    """A pressed can with a cross in its side and three grips."""

    def make(_: np.random.Generator) -> Surface:
        parts = [cuboid((-0.17, 0.17), (-0.08, 0.08), (0.0, 0.40), bevel_m=0.035)]
        parts += [
            cuboid((-0.13, 0.13), (sy * 0.082 - 0.004, sy * 0.082 + 0.004), (0.06, 0.34), bevel_m=0.004)
            for sy in (-1, 1)
        ]
        parts += [rod((-0.06, y0, 0.44), (0.10, y0, 0.44), 0.009, sides=10) for y0 in (-0.05, 0.0, 0.05)]
        parts += [
            cuboid((-0.07, -0.05), (-0.06, 0.06), (0.39, 0.445), bevel_m=0.004),
            cuboid((0.09, 0.11), (-0.06, 0.06), (0.39, 0.445), bevel_m=0.004),
        ]
        parts += [moved(drum(0.032, 0.38, 0.45, bevel_m=0.004), -0.125)]
        cross = [
            moved(turned(cuboid((-0.18, 0.18), (-0.089, 0.089), (-0.012, 0.012), bevel_m=0.003), "y", a), z=0.2)
            for a in (45, -45)
        ]
        return moved(turned(merge([*parts, *cross]), "z", turn_deg), x, y, z)

    return thing(piece("Jerrycan", stuffs, "jerrycan"), make)


def crate(
    at: tuple[float, float, float], size_m: tuple[float, float, float], turn_deg: float, stuffs: Stuffs
) -> Thing:
    """An open crate of slats on corner posts."""

    def make(rng: np.random.Generator) -> Surface:
        w, d, h = size_m
        t = 0.012
        slats = []
        count = max(2, int(h / 0.095))
        pitch = h / count
        for i in range(count):
            low, high = i * pitch + 0.006, (i + 1) * pitch - 0.006
            slats += [((-w / 2, w / 2), (sy * d / 2 - t / 2, sy * d / 2 + t / 2), (low, high)) for sy in (-1, 1)]
            slats += [
                ((sx * w / 2 - t / 2, sx * w / 2 + t / 2), (-d / 2, d / 2), (low + 0.0005, high - 0.0005))
                for sx in (-1, 1)
            ]
        slats += [
            (
                (sx * (w / 2 - 0.02) - 0.015, sx * (w / 2 - 0.02) + 0.015),
                (sy * (d / 2 - 0.02) - 0.015, sy * (d / 2 - 0.02) + 0.015),
                (0, h),
            )
            for sx in (-1, 1)
            for sy in (-1, 1)
        ]
        slats += [((-w / 2, w / 2), (-d / 2, d / 2), (0.004, 0.016))]
        return moved(turned(cuboids(slats, bevel_m=0.0015, rng=rng), "z", turn_deg), *at)

    return thing(piece("Crate", stuffs, "crate"), make)


def hoop_lamp(at: tuple[float, float], ceiling_m: float, low_m: float, shade: Stuffs, cord: Stuffs) -> Thing:
    """An enamelled shade on a cord from the ceiling."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        r = 0.17
        corners = [
            (r, 0.0),
            (r * 0.93, 0.035),
            (0.05, 0.12),
            (0.035, 0.16),
            (0.0, 0.165),
            (0.0, 0.158),
            (0.03, 0.153),
            (0.046, 0.115),
            (r * 0.9, 0.03),
            (r * 0.985, -0.002),
        ]
        body = turned_solid(rounded(corners, 0.003, 3), 48)
        bulb = turned_solid(
            np.array([(0.0, 0.02), (0.02, 0.028), (0.03, 0.05), (0.022, 0.08), (0.014, 0.10), (0.0, 0.10)]), 24
        )
        shell = moved(merge([body, bulb]), *at, low_m)
        return shell, rod((*at, low_m + 0.16), (*at, ceiling_m), 0.004, sides=8)

    return thing((piece("LampShade", shade, "lamp"), piece("LampCord", cord, "cord")), make)


def tube_lamp(
    at: tuple[float, float, float], length_m: float, case: Stuffs, tube: Stuffs, *, along: str = "x"
) -> Thing:
    """A fluorescent tube under its case."""

    def make(_: np.random.Generator) -> tuple[Surface, Surface]:
        half = length_m / 2
        case_ = cuboids(
            [
                ((-half, half), (-0.04, 0.04), (0.03, 0.08)),
                ((-half, -half + 0.03), (-0.02, 0.02), (0, 0.04)),
                ((half - 0.03, half), (-0.02, 0.02), (0, 0.04)),
            ],
            bevel_m=0.003,
        )
        glow = rod((-half + 0.03, 0, 0.012), (half - 0.03, 0, 0.012), 0.013)
        turn = 0.0 if along == "x" else 90.0
        return moved(turned(case_, "z", turn), *at), moved(turned(glow, "z", turn), *at)

    return thing((piece("TubeCase", case, "lamp"), piece("Tube", tube, "fluorescent tube")), make)


def cable_coil(places: Sequence[tuple[float, float, float]], stuffs: Stuffs, *, radius_m: float = 0.13) -> Thing:
    """Coiled cable that hangs on a wall's face."""

    def make(rng: np.random.Generator) -> Surface:
        loops = [
            moved(
                upright(ring(radius_m + rng.uniform(-0.012, 0.012), 0.005, segments=40)),
                rng.uniform(-0.006, 0.006),
                -0.02 - 0.006 * i,
                rng.uniform(-0.01, 0.01),
            )
            for i in range(5)
        ]
        return at_places(merge(loops), np.asarray(places))

    return thing(piece("CableCoil", stuffs, "cable"), make)


def thrown_pots(xs: Sequence[float], y: float, z: float, clay: Stuffs, glaze: Stuffs) -> Thing:
    """Pots in a row, thrown on a wheel, every second one glazed."""

    def make(rng: np.random.Generator) -> tuple[Surface, Surface]:
        made: tuple[list[Surface], list[Surface]] = ([], [])
        for i, x in enumerate(xs):
            h, foot, belly, lip = (
                rng.uniform(0.08, 0.24),
                rng.uniform(0.03, 0.05),
                rng.uniform(0.055, 0.09),
                rng.uniform(0.03, 0.08),
            )
            outer = smooth([(foot, 0), (belly, h * rng.uniform(0.35, 0.6)), (lip * 0.8, h * 0.86), (lip, h)], 18)
            inner = outer[::-1] * [0.9, 0.97] + [0, 0.004]
            profile = np.concatenate([[[0.0, 0.0]], outer, inner, [[0.0, inner[-1, 1]]]])
            made[i % 2].append(moved(turned_solid(profile, 32), x, y, z))
        return merge(made[0]), merge(made[1])

    return thing((piece("ClayPots", clay, "pot"), piece("GlazedPots", glaze, "pot")), make)
