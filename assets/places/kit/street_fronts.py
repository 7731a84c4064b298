"""Fronts of houses and shops along a street, roads with their kerbs and marks. All face -y."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit import facades, masonry, outdoor_boards, stones
from assets.places.kit import street_things as things
from assets.places.kit.assembly import Made, Part, floor, part, stand, wall
from assets.places.kit.bonds import Hole
from assets.places.kit.cut_blocks import chamfered_blocks, plain_boxes
from assets.places.kit.settings_outdoors import brick_wall, solid, unit_paving

DOOR = "painted_outdoor_door"
FRAME, PANE, STONE = "white_woodwork", "dark_pane", "pale_slabs"


def hole(x: float, width: float, low: float, high: float) -> Hole:
    """An opening about x between two heights."""
    return (x - width / 2, x + width / 2, low, high)


def road(
    low_y: float,
    high_y: float,
    *,
    asphalt: str = "asphalt_grey",
    line_y: float | None = None,
    stand_on: bool = False,
    half_m: float = 12.0,
    patch: bool = True,
    covers: Sequence[tuple[float, float]] = (),
) -> Sequence[Part]:
    """Asphalt at z = 0 with a mended patch, perhaps a broken white line along x, and iron covers."""
    of = stand if stand_on else floor

    def surface(rng: np.random.Generator) -> tuple[Made, ...]:
        bump = stones.rough(rng, (0.9, 0.0015), (0.1, 0.0006))
        return (
            stones.ground(
                lambda x, y: bump(x, y) - 0.0015,
                low=(-half_m, low_y),
                high=(half_m, high_y),
                fine_m=0.03,
                coarse_m=0.6,
            )
            if low_y < 0 < high_y
            else plain_boxes([(-half_m, low_y, -0.1)], [(half_m, high_y, 0.0)]),
        )

    parts = [part(surface, of("Asphalt", "road", asphalt), crease_deg=60.0)]
    if patch:
        parts.append(
            solid(
                lambda _: chamfered_blocks(
                    [(1.3, low_y * 0.3 + high_y * 0.7, 0.0)], [(1.9, 0.9, 0.006)], 0.003, turns_deg=[4.0]
                ),
                floor("Patch", "road patch", "asphalt_dark"),
            )
        )
    if line_y is not None:
        spots = [(x, line_y, 0.0) for x in np.arange(-9.6, 10, 2.4)]
        parts.append(
            solid(
                lambda _: chamfered_blocks(spots, [(1.5, 0.1, 0.006)], 0.001),
                floor("RoadLine", "road marking", "road_white"),
            )
        )
    if covers:
        parts.append(
            solid(
                lambda _: merge([moved(things.manhole_cover(), x, y, 0.004) for x, y in covers]),
                floor("Covers", "manhole cover", "cast_street_iron"),
            )
        )
    return parts


def pavement(
    low_y: float,
    high_y: float,
    *,
    kerb_at: str = "front",
    stand_on: bool = False,
    kind: str = "slabs",
    top_m: float = 0.125,
    gully_x: float | None = None,
    prefix: str = "",
) -> Sequence[Part]:
    """A raised pavement with its kerb in front or behind: slabs, bricks or setts."""
    of = stand if stand_on else floor
    kinds: dict[str, dict[str, Any]] = {
        "slabs": {
            "unit_m": (0.6, 0.45),
            "stuffs": ("paving_slab", "paving_slab_dark"),
            "name": "paving slab",
            "chamfer_m": 0.005,
            "uneven_m": 0.004,
            "shares": (0.7, 0.3),
        },
        "square": {
            "unit_m": (0.4, 0.4),
            "stuffs": ("paving_slab", "paving_slab_dark"),
            "name": "paving slab",
            "chamfer_m": 0.005,
            "uneven_m": 0.004,
            "stagger": 0.0,
            "shares": (0.6, 0.4),
        },
        "bricks": {
            "unit_m": (0.206, 0.1),
            "stuffs": ("red_bricks", "dark_bricks"),
            "name": "brick paver",
            "bond": "herringbone",
            "chamfer_m": 0.004,
        },
        "setts": {
            "unit_m": (0.105, 0.1),
            "stuffs": ("sett_stone", "dark_sett_stone"),
            "name": "sett",
            "joint_m": 0.01,
            "chamfer_m": 0.012,
            "rounds": 2,
            "uneven_m": 0.005,
        },
    }
    wide = 0.125
    a, b = (low_y + wide + 0.008, high_y) if kerb_at == "front" else (low_y, high_y - wide - 0.008)
    half = 4.6 if kind == "setts" else 7.0
    laid = unit_paving((-half, a), (half, b), stand_on=stand_on, prefix=prefix, **kinds[kind])
    raised = tuple(lifted(p, top_m) for p in laid)
    kerb_y = low_y if kerb_at == "front" else high_y - wide
    extra = [
        solid(
            lambda rng: things.kerb(rng, 22.0, kerb_y, top_m=top_m),
            of(f"{prefix}Kerb", "kerb stone", "kerb_granite"),
        )
    ]
    extra.append(
        solid(
            lambda _: plain_boxes(
                [(-12.0, min(a, b), 0.0)],
                [(12.0, max(a, b) + (0.5 if kerb_at == "front" else 0.0), top_m - 0.022)],
            ),
            floor("PavementBed", "pavement", "pale_mortar"),
        )
    )
    if gully_x is not None:
        y = low_y - 0.26 if kerb_at == "front" else high_y + 0.26
        extra.append(
            solid(
                lambda _: moved(things.gully(), gully_x, y, 0.005),
                floor("Gully", "road drain", "cast_street_iron"),
            )
        )
    return (*raised, *extra)


def lifted(one: Part, z: float) -> Part:
    """The same part higher up."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        return tuple(moved(body, z=z) if isinstance(body, Surface) else body for body in one.make(rng))

    return part(make, *one.pieces, crease_deg=one.crease_deg)


def openings(
    y: float,
    windows: Sequence[tuple[float, float, float, float]],
    doors: Sequence[tuple[float, float, float]],
    *,
    base: float = 0.0,
    panes: tuple[int, int] = (2, 3),
    panelled: bool = True,
) -> Sequence[Part]:
    """Sash windows (x, width, low, high) and doors (x, width, height) in stone, in a front at ``y``."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        frames, glass, stone, leaves = [], [], [], []
        for x, width, low, high in windows:
            bars, pane = facades.sash(width, high - low, panes)
            frames.append(moved(bars, x, y + 0.1, low))
            glass.append(moved(pane, x, y + 0.1, low))
            stone.append(
                moved(
                    facades.surround(
                        rng,
                        width,
                        0.0,
                        high - low,
                        stone_m=0.11,
                        lintel_m=0.2,
                        proud_m=0.015,
                        sill=True,
                        sill_deep_m=0.05,
                    ),
                    x,
                    y,
                    low,
                )
            )
        for x, width, high in doors:
            leaves.append(
                moved(
                    _panelled(width, high) if panelled else outdoor_boards.plank_door(rng, width, high),
                    x,
                    y + 0.12,
                    base,
                )
            )
            stone.append(moved(facades.surround(rng, width, 0.0, high, stone_m=0.14, lintel_m=0.24), x, y, base))
            stone.append(chamfered_blocks([(x, y + 0.12, base - 0.05)], [(width + 0.02, 0.32, 0.1)], 0.006))
        made = [
            merge(frames) if frames else None,
            merge(glass) if glass else None,
            merge(stone),
            merge(leaves) if leaves else None,
        ]
        return tuple(m for m in made if m is not None)

    pieces = []
    if windows:
        pieces += [wall("WindowFrames", "window frame", FRAME), wall("WindowPanes", "window pane", PANE)]
    pieces.append(wall("Surrounds", "stone surround", STONE))
    if doors:
        pieces.append(wall("Doors", "front door", DOOR))
    return (part(make, *pieces),)


def _panelled(width_m: float, high_m: float) -> Surface:
    w, h = width_m, high_m
    leaf = chamfered_blocks([(0, 0.03, h / 2)], [(w, 0.04, h)], 0.002)
    panels = []
    for z0, z1 in ((0.18, 0.8), (0.95, 1.45), (1.58, h - 0.14)):
        for s in (-1, 1):
            panels += [((s * (w / 4 - 0.01), 0.008, (z0 + z1) / 2), (w / 2 - 0.14, 0.02, z1 - z0))]
    raised = chamfered_blocks([p[0] for p in panels], [p[1] for p in panels], 0.009)
    inner = chamfered_blocks(
        [(c[0], -0.002, c[2]) for c, _ in panels], [(a - 0.07, 0.014, b - 0.07) for _, (a, _, b) in panels], 0.006
    )
    from assets.places.kit.greenery import core

    knob = core(np.array([[w / 2 - 0.08, -0.04, 1.02]]), np.array([[0.03, 0.03, 0.03]]))
    slot = chamfered_blocks([(0, -0.006, 0.88)], [(0.25, 0.012, 0.06)], 0.003)
    return merge([leaf, raised, inner, knob, slot])


def brick_front(
    y: float,
    *,
    windows: Sequence[tuple[float, float, float, float]] = (),
    doors: Sequence[tuple[float, float, float]] = (),
    base: float = 0.125,
    high: float = 4.6,
    width: float = 12.0,
    plinth: str = STONE,
    gaps: Sequence[Hole] = (),
) -> Sequence[Part]:
    """A brick house front with sash windows, panelled doors and a plinth."""
    holes = (
        [hole(x, w, a, b) for x, w, a, b in windows]
        + [hole(x, w, 0.0, base + h) for x, w, h in doors]
        + list(gaps)
    )
    cuts = list(gaps) + [hole(x, w, 0.0, base + h) for x, w, h in doors]
    return (
        *brick_wall(y, width, high, holes=holes, coped=False),
        solid(
            lambda _: moved(masonry.body_with_holes(width, base + 0.4, 0.2, cuts), 0.0, y - 0.03),
            wall("Plinth", "plinth", plinth),
        ),
        *openings(y, windows, doors, base=base),
    )


def far_row(
    y: float,
    *,
    base: float = 0.125,
    half_m: float = 11.0,
    house_m: float = 4.4,
    high: float = 6.2,
    stuffs: tuple[str, str, str] = ("ochre_limewash", "white_limewash", "red_bricks"),
) -> Sequence[Part]:
    """A row of rendered houses across the street, each of its own height, with doors and windows."""
    count = int(2 * half_m / house_m)
    middles = (np.arange(count) - (count - 1) / 2) * house_m

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        fronts: list[list[Surface]] = [[], [], []]
        frames, glass, doors, roofs = [], [], [], []
        for k, x in enumerate(middles):
            tall = high * float(rng.uniform(0.9, 1.12))
            side = float(rng.choice([-1.0, 1.0])) * house_m * 0.27
            spots = [
                (-side, 1.05, base + 0.9, base + 2.5),
                (side, 1.05, base + 3.7, base + 5.2),
                (-side, 1.05, base + 3.7, base + 5.2),
            ]
            holes = [hole(*s) for s in spots] + [hole(side, 1.0, base, base + 2.25)]
            fronts[k % 3].append(
                moved(
                    masonry.body_with_holes(house_m - 0.01, tall, 0.4, holes),
                    float(x),
                    y + 0.05 * float(rng.random()),
                )
            )
            for wx, w, a, b in spots:
                bars, pane = facades.sash(w, b - a, (2, 3), bar_m=0.035, frame_m=0.07)
                frames.append(moved(bars, float(x) + wx, y + 0.12, a))
                glass.append(moved(pane, float(x) + wx, y + 0.12, a))
                frames.append(chamfered_blocks([(float(x) + wx, y, a - 0.05)], [(w + 0.2, 0.2, 0.09)], 0.01))
            doors.append(
                moved(
                    chamfered_blocks([(0, 0.03, 1.12)], [(1.0, 0.05, 2.25)], 0.004),
                    float(x) + side,
                    y + 0.12,
                    base,
                )
            )
            roofs.append(
                chamfered_blocks([(float(x), y - 0.05, tall + 0.09)], [(house_m + 0.02, 0.5, 0.18)], 0.03)
            )
        return (*(merge(f) for f in fronts), merge(frames), merge(glass), merge(doors), merge(roofs))

    pieces = [wall(f"Houses{k}", "house front", s) for k, s in enumerate(stuffs)]
    return (
        part(
            make,
            *pieces,
            wall("FarFrames", "window frame", FRAME),
            wall("FarPanes", "window pane", PANE),
            wall("FarDoors", "front door", DOOR),
            wall("Cornices", "cornice", "roof_felt"),
        ),
    )


def shop_front(
    y: float, *, base: float = 0.125, ledge_m: float = 0.55, width: float = 3.6, awning: bool = True
) -> Sequence[Part]:
    """A shop's front about x = 0: panelled riser, panes, a fascia, shelves of goods, an awning."""
    top = base + 2.55

    def joinery(_: np.random.Generator) -> tuple[Made, ...]:
        low = base + ledge_m
        riser = chamfered_blocks([(0, y + 0.06, base + ledge_m / 2)], [(width, 0.08, ledge_m)], 0.003)
        panels = chamfered_blocks(
            [(x, y + 0.012, base + ledge_m / 2) for x in np.linspace(-width / 2 + 0.45, width / 2 - 0.45, 4)],
            [(0.72, 0.025, ledge_m - 0.16)],
            0.01,
        )
        mullions = chamfered_blocks(
            [(x, y + 0.05, (low + top) / 2) for x in np.linspace(-width / 2 + 0.03, width / 2 - 0.03, 4)],
            [(0.06, 0.09, top - low)],
            0.006,
        )
        rails = chamfered_blocks(
            [(0, y + 0.05, z) for z in (top - 0.5, top - 0.03, low + 0.03)], [(width, 0.07, 0.06)], 0.005
        )
        fascia = chamfered_blocks(
            [(0, y + 0.0, top + 0.2), (0, y - 0.03, top + 0.42)],
            [(width + 0.3, 0.14, 0.4), (width + 0.44, 0.24, 0.07)],
            0.012,
        )
        pilasters = chamfered_blocks(
            [(s * (width / 2 + 0.12), y + 0.03, (base + top) / 2) for s in (-1, 1)],
            [(0.22, 0.16, top - base)],
            0.012,
        )
        glass = plain_boxes([(-width / 2, y + 0.05, low)], [(width / 2, y + 0.056, top)])
        room = plain_boxes(
            [
                (-width / 2, y + 1.3, 0.0),
                (-width / 2 - 0.05, y + 0.1, 0.0),
                (width / 2, y + 0.1, 0.0),
                (-width / 2, y + 0.1, low - 0.06),
                (-width / 2, y + 0.1, top),
            ],
            [
                (width / 2, y + 1.35, top + 0.1),
                (-width / 2, y + 1.35, top),
                (width / 2 + 0.05, y + 1.35, top),
                (width / 2, y + 1.3, low - 0.02),
                (width / 2, y + 1.3, top + 0.05),
            ],
        )
        shelves = chamfered_blocks(
            [(0, y + 1.15, low + 0.3 + 0.42 * k) for k in range(4)], [(width - 0.1, 0.26, 0.03)], 0.003
        )
        return merge([riser, panels, mullions, rails, fascia, pilasters]), glass, room, shelves

    def goods(rng: np.random.Generator) -> tuple[Made, ...]:
        from assets.places.kit.garden_things import clay_pot

        low = base + ledge_m
        jars = []
        for k in range(4):
            for x in np.arange(-width / 2 + 0.2, width / 2 - 0.15, 0.21):
                high = float(rng.uniform(0.12, 0.26))
                jars.append(
                    chamfered_blocks(
                        [(x, y + 1.12, low + 0.315 + 0.42 * k + high / 2)],
                        [(float(rng.uniform(0.08, 0.15)), 0.14, high)],
                        0.012,
                    )
                )
        for x in (-1.2, -0.75, 0.8, 1.25):
            jars += [moved(clay_pot(0.1, 0.2, segments=20), x, y + 0.4, low - 0.02)]
        return (merge(jars),)

    parts = [
        part(
            joinery,
            wall("ShopFront", "shop front", "painted_shop"),
            wall("ShopGlass", "shop window", "clear_pane"),
            wall("ShopRoom", "shop wall", "white_limewash"),
            wall("ShopShelves", "shelf", "oiled_garden_wood"),
        ),
        part(goods, wall("Goods", "goods", "shop_goods")),
    ]
    if awning:
        parts.append(_awning(y, top + 0.36, width + 0.3))
    return parts


def _awning(y: float, z: float, width: float) -> Part:
    def make(_: np.random.Generator) -> tuple[Made, ...]:
        count = round(width / 0.24)
        pitch = width / count
        bodies: list[list[Surface]] = [[], []]
        for k in range(count):
            x = -width / 2 + (k + 0.5) * pitch
            sheet = turned(chamfered_blocks([(0, -0.55, 0)], [(pitch, 1.1, 0.006)], 0.001), "x", 26.0)
            flap = chamfered_blocks([(0, -1.0, -0.56)], [(pitch, 0.006, 0.18)], 0.001)
            bodies[k % 2].append(moved(merge([sheet, flap]), x, y - 0.06, z))
        return merge(bodies[0]), merge(bodies[1])

    return part(
        make, wall("AwningStripes", "awning", "awning_cloth"), wall("AwningWhite", "awning", "awning_white")
    )


def roller_door(y: float, x: float, width: float, high: float, *, base: float = 0.0) -> Part:
    """A rolled steel shutter between rails."""

    def make(_: np.random.Generator) -> tuple[Made, ...]:
        z = np.arange(base + 0.05, base + high, 0.08)
        slats = chamfered_blocks(np.stack([0 * z + x, 0 * z + y + 0.03, z], -1), [(width, 0.03, 0.078)], 0.011)
        rails = chamfered_blocks(
            [(x + s * (width / 2 + 0.03), y, base + high / 2) for s in (-1, 1)]
            + [(x, y - 0.05, base + high + 0.14)],
            [(0.08, 0.1, high), (0.08, 0.1, high), (width + 0.2, 0.3, 0.3)],
            0.006,
        )
        return (merge([slats, rails]),)

    return part(make, wall("RollerDoor", "roller shutter", "painted_shutter_steel"))
