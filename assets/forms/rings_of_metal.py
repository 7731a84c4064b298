"""Finger rings: wedding bands, a solitaire and a signet."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.facets import gem
from assets.forms.kit.lettering import raised_text
from assets.forms.kit.metre_solids import (
    plate,
    standing,
    through,
    tube,
    turned_all,
    upright,
)
from assets.forms.kit.outlines import circle
from assets.forms.kit.rounds import ball, leaning, ring
from assets.meshes.surface import Surface, grid, merge, moved, outward, turned, welded
from schemas.mesh import MeshData

type Floats = np.ndarray


def band(
    inner_m: float,
    width: Callable[[Floats], Floats],
    thick: Callable[[Floats], Floats],
    *,
    flat: float = 0.0,
    columns: int = 140,
) -> Surface:
    """A finger ring about Z: width along Z and thickness by angle; ``flat`` 1 makes its outside straight."""
    a = np.arange(columns) * 2 * np.pi / columns
    section = [(-0.5, 0.1), (-0.42, 0.0), (0.42, 0.0), (0.5, 0.1)]
    section += [
        (0.5 * np.cos(t), 0.45 + 0.55 * np.sin(t) ** (1 - 0.8 * flat)) for t in np.linspace(0.1, np.pi - 0.1, 13)
    ]
    rows = []
    for s, h in [*section, section[0]]:
        r = inner_m + h * thick(a)
        rows.append(np.column_stack([r * np.cos(a), r * np.sin(a), s * width(a)]))
    uvs = np.stack(np.broadcast_arrays(np.linspace(0, 2 * np.pi * inner_m, columns + 1)[None], np.linspace(0,
        3 * float(width(a).max()), len(rows))[:, None]), -1)  # fmt: skip
    body = welded(grid(np.stack(rows), uvs=uvs, wrap=True))
    return outward(body)


def wedding_rings(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Two bands, one flat and one leaning on it; small stones set in one, letters inside the other."""
    r = size * 0.28
    w1, w2 = r * float(rng.uniform(0.42, 0.62)), r * float(rng.uniform(0.3, 0.42))
    t = r * float(rng.uniform(0.14, 0.18))
    flat = float(rng.choice([0.0, 0.0, 0.9]))
    first = moved(band(r, lambda a: w1 + 0 * a, lambda a: t + 0 * a, flat=flat), z=w1 / 2)
    second = band(r * 0.92, lambda a: w2 + 0 * a, lambda a: t + 0 * a, flat=flat)
    stones, count = [], int(rng.choice([3, 5, 7]))
    for k in range(count):
        a = np.radians(-52 + (k - (count - 1) / 2) * 12)
        way = np.array([np.cos(a), np.sin(a), 0.0])
        stones.append(
            leaning(gem("brilliant", r * 0.095, rng), way, way * (r + t * 1.02) + np.array([0, 0, w1 / 2]))
        )
    lean = float(rng.uniform(56, 68))
    far = r + t
    other = turned(second, "x", lean)
    low = float(other.points[:, 2].min())
    d = w1 / np.tan(np.radians(lean)) + 0.4 * t
    back = -far * 0.94 - d + far * np.cos(np.radians(lean))
    parts = [merge([first, moved(other, -r * 0.42, back, -low)]), merge(stones)]
    return standing(turned_all(parts, "z", float(rng.uniform(-30, 30))), size, crease_deg=40.0)


def solitaire(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A ring with one stone high in four or six claws."""
    r = size * 0.37
    w = r * float(rng.uniform(0.2, 0.28))
    s = r * float(rng.uniform(0.3, 0.4))
    shank = band(r, lambda a: w * (1 - 0.3 * np.exp(-(((a - np.pi / 2) / 0.35) ** 2))),
        lambda a: r * 0.13 + 0 * a, columns=160)  # fmt: skip
    shank = upright(shank)
    top = r * 1.12
    girdle = top + s * 1.05
    claws, count = [], int(rng.choice([4, 4, 6]))
    for k in range(count):
        a = 2 * np.pi * (k + 0.5) / count
        c, q = np.cos(a), np.sin(a)
        path = through([(0.12 * s * c, 0.12 * s * q, top - 0.1 * s),
            (0.7 * s * c, 0.7 * s * q, girdle - 0.45 * s), (1.02 * s * c, 1.02 * s * q, girdle),
            (0.86 * s * c, 0.86 * s * q, girdle + 0.2 * s)], 20)  # fmt: skip
        claws.append(tube(path, np.linspace(0.14, 0.1, 20) * s, sides=10))
        claws.append(moved(ball(0.13 * s, segments=14), *path[-1]))
    collar = moved(ring(s * 0.6, s * 0.075), z=girdle - 0.55 * s)
    stone = moved(gem(str(rng.choice(["brilliant", "brilliant", "oval", "step"])), s, rng), z=girdle)
    tilt = float(rng.uniform(8, 24))
    parts = turned_all(
        turned_all([merge([shank, *claws, collar]), stone], "z", float(rng.uniform(-40, 40))), "x", tilt
    )
    return standing(parts, size, crease_deg=30.0)


def signet_ring(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A ring that widens to an oval seal with a monogram cut in it."""
    r = size * 0.4
    face = r * float(rng.uniform(0.62, 0.74))

    def near(a: Floats) -> Floats:
        off = np.abs((a - np.pi / 2 + np.pi) % (2 * np.pi) - np.pi)
        return np.asarray(np.exp(-((off / 0.72) ** 2)))

    shank = band(r, lambda a: r * 0.32 + (1.7 * face - r * 0.32) * near(a) ** 1.5,
        lambda a: r * 0.13 + r * 0.2 * near(a), columns=160)  # fmt: skip
    shank = turned(upright(shank), "z", 0.0)
    seal = np.array([1.0, 1.16]) if rng.random() < 0.6 else np.array([1.0, 1.0])
    outline = circle(face, 64) * seal
    plate_ = moved(plate(outline, -r * 0.16, 0.0, bevel_m=r * 0.03, steps=3), z=r * 1.38)
    rim = moved(plate(outline * 0.88, 0, r * 0.02, holes=[outline * 0.82], bevel_m=r * 0.006), z=r * 1.38)
    letters = "".join(rng.choice(list("ABEHKLMRSTW"), 2))
    cut = moved(raised_text(letters, face * 0.72, stroke_m=face * 0.11, relief_m=r * 0.012), z=r * 1.38)
    parts = turned_all([merge([shank, plate_, rim]), cut], "z", float(rng.uniform(-35, 35)))
    parts = turned_all(parts, "x", float(rng.uniform(38, 58)))
    return standing(parts, size, crease_deg=40.0)


FORMS = (
    Form(
        name="wedding_rings",
        class_name="ring",
        size_m=(0.032, 0.04),
        build=wedding_rings,
        parts=(main_part(), part("Stones", "diamond_stone")),
    ),
    Form(
        name="solitaire_ring",
        class_name="ring",
        size_m=(0.024, 0.03),
        build=solitaire,
        parts=(main_part(), part("Stone", "diamond_stone")),
    ),
    Form(
        name="signet_ring",
        class_name="ring",
        size_m=(0.022, 0.028),
        build=signet_ring,
        parts=(main_part(), part("Monogram", "tarnish")),
    ),
)
