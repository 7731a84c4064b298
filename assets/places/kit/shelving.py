"""Shelving as things: cases of several bays, metal racks, boards on brackets, and what fills their cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assets.forms.kit.metre_solids import spun_corners
from assets.meshes.surface import Surface, merge, moved, turned
from assets.places.kit import bath_fittings, crockery, desk_things, furniture
from assets.places.kit.books import BookSizes
from assets.places.kit.boxes import box, boxes
from assets.places.kit.room_things import BOOK_CLOTHS, books, one, pile, potted
from assets.places.kit.things import Stuffs, Thing, fixed, piece, set_at, thing
from assets.places.place import PieceRole

LEATHERS = ("book_leather", "book_cloth_dark", "book_leather_red")
LEATHER_SETS = BookSizes(height_m=(0.20, 0.27), depth_m=(0.13, 0.19), spine_m=(0.026, 0.042), alike=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelving:
    """Where boards and uprights are: bays between ``edges`` along x, boards with upper faces at ``levels``."""

    edges: tuple[float, ...]
    levels: tuple[float, ...]
    front_y: float = -0.14
    back_y: float = 0.15
    board_m: float = 0.024
    foot_m: float = 0.0
    head_m: float = 2.2

    def cells(self) -> list[tuple[float, float, float]]:
        """(x from, x to, z) of every cell's floor, bay by bay, the subject's own left out."""
        t = self.board_m / 2
        spans = list(zip(self.edges[:-1], self.edges[1:], strict=True))
        return [(a + t, b - t, z) for a, b in spans for z in self.levels]


def boards(shelving: Shelving, stuff: Stuffs) -> Thing:
    """The boards, each bay its own, with eased front edges."""
    s = shelving
    t = s.board_m / 2

    def make(rng: np.random.Generator) -> Surface:
        spans = list(zip(s.edges[:-1], s.edges[1:], strict=True))
        low = [(a + t + 0.0005, s.front_y + 0.002, z - s.board_m) for a, b in spans for z in s.levels]
        high = [(b - t - 0.0005, s.back_y - 0.008, z) for a, b in spans for z in s.levels]
        return boxes(low, high, bevel_m=0.002, rng=rng)

    return thing(piece("Boards", stuff, "shelf", PieceRole.SUPPORT), make)


def case(
    shelving: Shelving, stuff: Stuffs, *, back: Stuffs | None = None, boarded: bool = False, cornice_m: float = 0.0
) -> list[Thing]:
    """Uprights from foot to head, and a back when asked: one sheet, or upright boards."""
    s = shelving
    t = s.board_m / 2

    def uprights(rng: np.random.Generator) -> Surface:
        low = [(x - t, s.front_y, s.foot_m) for x in s.edges]
        high = [(x + t, s.back_y, s.head_m) for x in s.edges]
        parts = [boxes(low, high, bevel_m=0.002, along="z", rng=rng)]
        a, b = s.edges[0] - t, s.edges[-1] + t
        c = cornice_m
        if c:
            parts.append(
                box((a - c, s.front_y - c, s.head_m), (b + c, s.back_y, s.head_m + 0.5 * c + 0.03), bevel_m=0.012)
            )
            parts.append(
                box(
                    (a - 0.4 * c, s.front_y - 0.4 * c, s.head_m - 0.05),
                    (b + 0.4 * c, s.back_y, s.head_m),
                    bevel_m=0.008,
                )
            )
        parts.append(box((a, s.front_y + 0.012, 0.0), (b, s.back_y, s.foot_m + 0.06)))
        return merge(parts)

    things = [thing(piece("Case", stuff, "bookcase", PieceRole.WALL), uprights)]
    if back is not None:
        a, b = s.edges[0], s.edges[-1]
        width = 0.11 if boarded else b - a

        def sheet(rng: np.random.Generator) -> Surface:
            x = np.arange(a, b - 0.01, width)
            low = [(float(v) + 0.0008, s.back_y - 0.008, s.foot_m) for v in x]
            return boxes(
                low,
                [(min(v + width - 0.0016, b), s.back_y, s.head_m) for v, _, _ in low],
                bevel_m=0.002,
                along="z",
                rng=rng,
            )

        things.append(thing(piece("CaseBack", back, "bookcase", PieceRole.WALL), sheet))
    return things


def metal_rack(shelving: Shelving, stuff: Stuffs) -> Thing:
    """Square tube uprights at front and back of every edge, rails below the boards, a cross of flats behind."""
    from assets.forms.kit.rounds import rod

    s = shelving
    w = 0.012

    def make() -> Surface:
        low, high = [], []
        for x in s.edges:
            for y in (s.front_y + w, s.back_y - w):
                low.append((x - w, y - w, 0.0))
                high.append((x + w, y + w, s.head_m))
            for z in s.levels:
                low.append((x - w, s.front_y, z - s.board_m - 0.02))
                high.append((x + w, s.back_y, z - s.board_m))
        for z in s.levels:
            low.append((s.edges[0], s.front_y + 0.002, z - s.board_m - 0.02))
            high.append((s.edges[-1], s.front_y + 0.022, z - s.board_m))
        cross = [
            rod((a, s.back_y, 0.2), (b, s.back_y, s.head_m - 0.1), 0.005, sides=8)
            for a, b in ((s.edges[0], s.edges[1]), (s.edges[1], s.edges[0]))
        ]
        return merge([boxes(low, high, bevel_m=0.002, along="z"), *cross])

    return fixed(piece("Rack", stuff, "shelf rack", PieceRole.WALL), make)


def between(shelving: Shelving, span: tuple[float, float], z: float, kind: str, index: int) -> list[Thing]:
    """What fills a cell, or a part of one, by kind.

    Args:
        kind: "books", "loose", "leather", "files", "pots", "crocks", "jars", "cartons", "baskets", "tins".
    """
    start, end = span
    y = shelving.front_y + 0.045
    middle, wide = (start + end) / 2, end - start
    depth_y = (shelving.front_y + shelving.back_y) / 2
    makers: dict[str, Callable[[], list[Thing]]] = {
        "books": lambda: [books(start + 0.004, end - 0.004, y, z)],
        "loose": lambda: _loose((start, end), y, depth_y, z, index),
        "leather": lambda: [
            books(start + 0.004, end - 0.004, y, z, cloths=LEATHERS, sizes=LEATHER_SETS, lean=False)
        ],
        "files": lambda: [files(start + 0.05, max(1, int((wide - 0.02) / 0.085)), y - 0.01, z)],
        "pots": lambda: _pots(middle, wide, depth_y, z, index),
        "crocks": lambda: _crocks(middle, wide, depth_y, z, index),
        "jars": lambda: preserve_jars(start, end, depth_y, z),
        "cartons": lambda: [cartons(start, end, shelving.front_y + 0.02, shelving.back_y - 0.02, z)],
        "baskets": lambda: [basket_in(middle, min(wide - 0.03, 0.36), depth_y, z)],
        "tins": lambda: [tins(start, end, depth_y, z)],
    }
    return makers[kind]()


def _loose(span: tuple[float, float], y: float, depth_y: float, z: float, index: int) -> list[Thing]:
    """Some books, a pile and one thing beside them."""
    start, end = span
    wide = end - start
    cut = start + wide * (0.55 if index % 2 else 0.38)
    row = books(start + 0.004, cut, y, z) if index % 2 else books(cut + 0.02, end - 0.004, y, z, lean=False)
    spot = (cut + end) / 2 + 0.01 if index % 2 else (start + cut) / 2
    if wide < 0.3:
        return [row]
    stuff = "stoneware_glaze"
    extra = (
        lambda: [one("Vases", stuff, "vase", lambda: crockery.vase(0.05, 0.19, form=index), (spot, depth_y, z))],
        lambda: [pile(3, spot, depth_y, z, turn_deg=6.0)],
        lambda: [potted("succulent", 0.05, spot, depth_y, z)],
    )
    return [row, *extra[index % 3]()]


def _pots(middle: float, wide: float, y: float, z: float, index: int) -> list[Thing]:
    kinds = ("trailer", "swords", "succulent", "fountain", "bush")
    first = potted(
        kinds[index % 5], 0.055, middle - 0.2 * wide, y - 0.02, z, size_m=(0.3, 0.2, 0.1, 0.15, 0.14)[index % 5]
    )
    if wide < 0.3:
        return [first]
    k = index + 2
    return [
        first,
        potted(
            kinds[k % 5],
            0.048,
            middle + 0.24 * wide,
            y - 0.02,
            z,
            size_m=(0.25, 0.2, 0.1, 0.15, 0.14)[k % 5],
            pot="stoneware_glaze",
        ),
    ]


def _crocks(middle: float, wide: float, y: float, z: float, index: int) -> list[Thing]:
    def make() -> Surface:
        parts = [
            moved(crockery.bowl(0.075, 0.06), middle - 0.25 * wide, y, z + 0.02 * k) for k in range(2 + index % 3)
        ]
        parts.append(
            moved(
                crockery.jug(0.055, 0.16) if index % 2 else crockery.vase(0.055, 0.18, form=index),
                middle + 0.05 * wide,
                y,
                z,
            )
        )
        if wide > 0.45:
            parts.append(moved(crockery.vase(0.045, 0.13, form=index + 1), middle + 0.33 * wide, y, z))
        return merge(parts)

    return [fixed(piece("Crocks", "stoneware_glaze", "crockery"), make)]


def files(start: float, count: int, front_y: float, z: float) -> Thing:
    """Box files side by side, every third dark."""
    pieces = (piece("Files", "grey_card", "box file"), piece("FilesDark", "black_plastic_case", "box file"))

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        made = [moved(desk_things.box_file(0.08, 0.27, 0.22), start + 0.083 * k, front_y, z) for k in range(count)]
        plain = [s for k, s in enumerate(made) if k % 3 != 1] or made[:1]
        dark = made[1::3] or [moved(box((-0.001, 0.0, 0.0), (0.001, 0.002, 0.002)), start, front_y, z)]
        return merge(plain), merge(dark)

    return thing(pieces, make)


def preserve_jars(start: float, end: float, y: float, z: float) -> list[Thing]:
    """Jam jars in two rows with lids, fillings and paper labels."""
    pieces = (
        piece("JamJars", "bottle_glass", "jam jar"),
        piece("Preserves", "fruit_skin", "jam"),
        piece("JarCaps", "bright_brass", "lid"),
        piece("JarLabels", "book_paper", "label"),
    )

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        glass, full = (
            crockery.hollow(
                [(0.033, 0.0), (0.036, 0.006), (0.036, 0.085), (0.031, 0.1)], 0.0025, rows=8, segments=16
            ),
            spun_corners([(0, 0.004), (0.033, 0.004), (0.033, 0.086), (0, 0.086)], 0.0, segments=16),
        )
        cap = moved(
            spun_corners([(0, 0), (0.033, 0), (0.033, 0.014), (0, 0.014)], [0, 0, 0.002, 0], segments=16, steps=1),
            z=0.098,
        )
        label = np.linspace(-0.8, 0.8, 8) - np.pi / 2
        from assets.meshes.surface import grid

        rows = np.stack(
            [np.stack([0.0364 * np.cos(label), 0.0364 * np.sin(label), 0 * label + h], -1) for h in (0.025, 0.065)]
        )
        sheet = grid(rows)
        spots = [
            (float(x) + 0.02 * (k % 2), y + 0.045 - 0.09 * (k % 2))
            for k in range(2)
            for x in np.arange(start + 0.045, end - 0.05, 0.08)
        ]
        return tuple(merge([moved(s, a, b, z) for a, b in spots]) for s in (glass, full, cap, sheet))

    return [thing(pieces, make)]


def tins(start: float, end: float, y: float, z: float) -> Thing:
    """Tins of two sizes, some on one another."""

    def make() -> Surface:
        parts = []
        for k, x in enumerate(np.arange(start + 0.065, end - 0.05, 0.13)):
            r = 0.05 + 0.006 * (k % 2)
            parts.append(moved(crockery.tin(r, 0.11 + 0.04 * (k % 2)), float(x), y, z))
            if k % 2 == 0:
                parts.append(moved(crockery.tin(0.045, 0.1), float(x), y, z + 0.11))
        return merge(parts)

    return fixed(piece("Tins", "enamel", "tin"), make)


def cartons(start: float, end: float, front_y: float, back_y: float, z: float) -> Thing:
    """Card boxes with lids."""

    def make() -> Surface:
        parts, x, k = [], start + 0.02, 0
        while x + 0.2 < end:
            w = min(0.31 if k % 2 else 0.24, end - 0.01 - x)
            h = 0.13 if k % 2 else 0.19
            parts += [
                box((x, front_y, z), (x + w, back_y, z + h), bevel_m=0.002),
                box(
                    (x - 0.003, front_y - 0.003, z + h - 0.05),
                    (x + w + 0.003, back_y, z + h + 0.003),
                    bevel_m=0.002,
                ),
            ]
            if k % 2:
                parts.append(
                    box(
                        (x + 0.03, front_y + 0.01, z + h + 0.004),
                        (x + w - 0.04, back_y - 0.02, z + h + 0.1),
                        bevel_m=0.002,
                    )
                )
            x, k = x + w + 0.03, k + 1
        return (
            merge(parts)
            if parts
            else box((start + 0.02, front_y, z), (end - 0.02, back_y, z + 0.14), bevel_m=0.002)
        )

    return fixed(piece("Cartons", "box_card", "cardboard box"), make)


def basket_in(x: float, width_m: float, y: float, z: float, *, height_m: float = 0.2) -> Thing:
    """A woven box: round canes bent about a rectangle, with stakes."""
    from assets.forms.kit.mouldings import super_ellipse
    from assets.forms.kit.rounds import rod, wire

    def make() -> Surface:
        outline = super_ellipse(1.0, 0.24 / width_m, 7.0, 64)
        parts = []
        for k in range(int(height_m / 0.014)):
            f = width_m / 2 * (0.93 + 0.07 * k * 0.014 / height_m) + 0.0025 * np.sin(
                16 * np.linspace(0, 2 * np.pi, 64, endpoint=False) + np.pi * (k % 2)
            )
            parts.append(
                wire(
                    np.column_stack([outline * f[:, None], np.full(64, 0.007 + 0.014 * k)]),
                    0.0075,
                    sides=6,
                    closed=True,
                )
            )
        parts.append(box((-0.45 * width_m, -0.1, 0.0), (0.45 * width_m, 0.1, 0.01)))
        parts += [
            rod((s * width_m * 0.47, 0.0, 0.01), (s * width_m * 0.5, 0.0, height_m + 0.008), 0.006, sides=6)
            for s in (-1, 1)
        ]
        return moved(merge(parts), x, y, z)

    return fixed(piece("Baskets", "pine_planking", "basket"), make)


def framed_card(
    x: float, y: float, z: float, *, turn_deg: float = 0.0, size_m: tuple[float, float] = (0.13, 0.18)
) -> Thing:
    """A little framed picture that leans back on its stand."""
    pieces = (
        piece("CardFrames", "walnut_planking", "picture frame"),
        piece("CardMounts", "book_paper", "picture"),
        piece("Cards", "picture_print", "picture"),
    )

    def make(_: np.random.Generator) -> tuple[Surface, ...]:
        made = furniture.picture(*size_m, frame_m=0.014, deep_m=0.014, mount_m=0.016)
        return tuple(turned(moved(s, z=size_m[1] / 2), "x", -9.0) for s in made)

    return set_at(thing(pieces, make), x, y, z + 0.002, turn_deg=turn_deg)


def bookend(x: float, y: float, z: float, *, stuff: Stuffs = "black_iron") -> Thing:
    """A bent sheet that holds books: its upright to -x."""
    return one(
        "Bookends",
        stuff,
        "bookend",
        lambda: merge(
            [
                box((0, -0.05, 0), (0.0025, 0.05, 0.15), bevel_m=0.001),
                box((0, -0.05, 0), (0.1, 0.05, 0.002), bevel_m=0.0008),
            ]
        ),
        (x, y, z),
    )


def filled(
    shelving: Shelving,
    kinds: Sequence[str],
    *,
    own: tuple[int, float],
    gap: tuple[float, float],
    sides: tuple[str, str],
) -> list[Thing]:
    """Every cell filled by ``kinds`` in turns; the subject's own cell (bay, level) only beside the ``gap``."""
    things: list[Thing] = []
    count = len(shelving.levels)
    for k, (a, b, z) in enumerate(shelving.cells()):
        if k // count == own[0] and z == own[1]:
            if gap[0] - a > 0.05:
                things += between(shelving, (a, gap[0]), z, sides[0], k)
            if b - gap[1] > 0.05:
                things += between(shelving, (gap[1], b), z, sides[1], k + 1)
        elif z < shelving.head_m - 0.06:
            things += between(shelving, (a, b), z, kinds[k % len(kinds)], k)
    return things


def folded(x: float, y: float, z: float) -> Thing:
    """A pile of folded cloths."""
    return thing(
        piece("Folded", "terry_towel", "folded towel"),
        lambda rng: moved(bath_fittings.folded_towels(rng, 3, width_m=0.26, deep_m=0.2), x, y, z),
    )


CLOTHS = BOOK_CLOTHS
