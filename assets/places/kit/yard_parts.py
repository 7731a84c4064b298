"""Parts of a courtyard: paving, rendered walls, side walls, doors, windows, pipes and buckets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets.meshes.surface import merge, moved
from assets.places.kit import facades, masonry, outdoor_boards
from assets.places.kit import garden_things as things
from assets.places.kit import settings_outdoors as out
from assets.places.kit.assembly import Made, Part, part, prop, wall
from assets.places.kit.bonds import Hole
from assets.places.kit.cut_blocks import chamfered_blocks, plain_boxes

DOOR, IRON, STONE = "painted_outdoor_door", "black_ironwork", "pale_slabs"
SETTS = ("sett_stone", "dark_sett_stone")
TILES = ("terracotta_paver", "pale_terracotta_paver")


def setts(*, stand_on: bool = False, back: float = 3.2) -> Sequence[Part]:
    """Setts of two stones."""
    return out.unit_paving(
        (-4.5, -3.2),
        (4.5, back),
        (0.105, 0.1),
        stand_on=stand_on,
        stuffs=SETTS,
        joint_m=0.01,
        chamfer_m=0.012,
        name="sett",
        rounds=2,
        uneven_m=0.005,
    )


def tiles(*, stand_on: bool = False, back: float = 3.2, bond: str = "rows") -> Sequence[Part]:
    """Terracotta tiles of two clays."""
    return out.unit_paving(
        (-4.5, -3.2),
        (4.5, back),
        (0.25, 0.25),
        stand_on=stand_on,
        stuffs=TILES,
        joint_m=0.008,
        chamfer_m=0.004,
        name="terracotta tile",
        bond=bond,
        stagger=0.0 if bond == "rows" else 0.5,
    )


def rendered(
    y: float, stuff: str, *, holes: Sequence[Hole] = (), width: float = 10.0, high: float = 4.2, plinth: str = ""
) -> Sequence[Part]:
    """A rendered wall with its openings, perhaps with a plinth of another stuff."""

    def make(_: np.random.Generator) -> tuple[Made, ...]:
        return (moved(masonry.body_with_holes(width, high, 0.35, holes), 0.0, y),)

    parts = [part(make, wall("Render", "rendered wall", stuff))]
    if plinth:
        cut = [(h[0], h[1], 0.0, 0.5) for h in holes if h[2] < 0.4]
        parts.append(
            out.solid(
                lambda _: moved(masonry.body_with_holes(width, 0.46, 0.2, cut), 0.0, y - 0.02),
                wall("Plinth", "plinth", plinth),
            )
        )
    return parts


def sides(stuff: str, y: float, *, x: float = 4.0, high: float = 3.6) -> Part:
    """Walls to the left and right that run from the back wall towards the camera."""
    lows, highs = [(-x - 0.3, -0.4, 0.0), (x, -0.4, 0.0)], [(-x, y + 0.3, high), (x + 0.3, y + 0.3, high)]
    return out.solid(lambda _: plain_boxes(lows, highs), wall("SideWalls", "courtyard wall", stuff))


def door(
    x: float,
    y: float,
    *,
    width: float = 0.95,
    high: float = 2.1,
    deep: float = 0.14,
    low: float = 0.0,
    stuff: str = DOOR,
) -> Sequence[Part]:
    """A plank door with its ironwork in a stone surround."""

    def leaf(rng: np.random.Generator) -> tuple[Made, ...]:
        body = moved(outdoor_boards.plank_door(rng, width, high), x, y + deep, low)
        iron = moved(outdoor_boards.strap_hinges(width, (0.35, high - 0.35)), x, y + deep, low)
        frame = moved(facades.surround(rng, width, 0.0, high), x, y, low)
        sill = chamfered_blocks(
            [(x, y + 0.5 * deep + 0.06, low - 0.04)], [(width + 0.02, deep + 0.12, 0.088)], 0.005
        )
        return body, iron, merge([frame, sill])

    return (
        part(
            leaf,
            wall("Door", "plank door", stuff),
            wall("DoorIron", "door hinge", IRON),
            wall("DoorSurround", "door surround", STONE),
        ),
    )


def window(
    x: float,
    y: float,
    low: float,
    *,
    width: float = 0.9,
    high: float = 1.25,
    shutters: bool = True,
    sill: bool = True,
    deep: float = 0.12,
    frame: str = "white_woodwork",
) -> Sequence[Part]:
    """A sash window in a stone surround, with shutters where asked for."""

    def make(rng: np.random.Generator) -> tuple[Made, ...]:
        bars, glass = facades.sash(width, high, (2, 3))
        edge = facades.surround(
            rng, width, 0.0, high, stone_m=0.1, lintel_m=0.16, proud_m=0.015, sill=sill, sill_deep_m=0.06
        )
        return tuple(moved(s, x, y + d, low) for s, d in ((bars, deep), (glass, deep), (edge, 0.0)))

    parts = [
        part(
            make,
            wall("WindowFrames", "window frame", frame),
            wall("WindowPanes", "window pane", "dark_pane"),
            wall("DoorSurround", "door surround", STONE),
        )
    ]
    if shutters:
        parts.append(
            out.solid(
                lambda _: moved(facades.shutters(width, high), x, y - 0.03, low),
                wall("Shutters", "shutter", DOOR),
            )
        )
    return parts


def pipe(x: float, y: float, stuff: str = IRON, high: float = 4.0) -> Part:
    """A drainpipe on the back wall."""
    return out.solid(
        lambda _: moved(facades.drainpipe(0.0, high), x, y), wall("Drainpipe", "drainpipe", stuff), crease_deg=45.0
    )


def bucket(x: float, y: float, z: float = 0.0) -> Part:
    """A zinc bucket."""
    return out.solid(
        lambda _: moved(things.bucket(), x, y, z), prop("Bucket", "bucket", "zinc_sheet"), crease_deg=45.0
    )


def hole(x: float, width: float, low: float, high: float) -> Hole:
    """An opening about x between two heights."""
    return (x - width / 2, x + width / 2, low, high)
