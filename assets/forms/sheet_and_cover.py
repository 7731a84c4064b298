"""A drum, corrugated sheet, a gutter and a manhole cover."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.lettering import on_circle, on_cylinder, raised_text
from assets.forms.kit.metal_vessels import with_steps
from assets.forms.kit.metre_solids import (
    around,
    bar,
    placed,
    plate,
    rounded_path,
    spun,
    spun_corners,
    spun_ring,
    standing,
    tube,
    turned_all,
    warped,
)
from assets.forms.kit.outlines import rectangle
from assets.forms.kit.propped import propped
from assets.forms.kit.rounds import leaning, ring
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.curves import rounded
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, box_mapped, grid, merge, moved, outward, turned, welded
from schemas.mesh import MeshData


def oil_drum(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A steel drum with rolling hoops, chimes, bungs in its lid, dents and the rest of a stencil."""
    h, r = size, size * float(rng.uniform(0.315, 0.335))
    hoop = 0.012 * size / 0.85
    profile = [(0, 0.012), (r * 0.96, 0.012), (r * 0.97, 0.0), (r * 1.012, 0.0), (r * 1.012, 0.012), (r, 0.018)]
    for z in (0.335, 0.665):
        profile += [(r, h * z - 2.6 * hoop), (r + hoop * 1.1, h * z - 0.5 * hoop),
            (r + hoop * 1.1, h * z + 0.5 * hoop), (r, h * z + 2.6 * hoop)]  # fmt: skip
    ribs = []
    for k in range(4):
        z = h * (0.75 + 0.045 * k)
        ribs += [(r, z - 0.006), (r + hoop * 0.3, z), (r, z + 0.006)]
    profile += [*ribs, (r, h - 0.018), (r * 1.012, h - 0.012), (r * 1.012, h), (r * 0.97, h),
        (r * 0.96, h - 0.016), (r * 0.5, h - 0.016), (0, h - 0.014)]  # fmt: skip
    radii = [0.0] + [0.004] * (len(profile) - 2) + [0.0]
    side = with_steps(rounded(profile, radii, 3), 0.02 * size)
    body = spun(side, 128)
    dents = [(np.radians(float(rng.uniform(-150, -20))), h * float(rng.uniform(0.1, 0.9)),
        float(rng.uniform(0.06, 0.13)) * size,
        float(rng.uniform(0.02, 0.05)) * size) for _ in range(int(rng.integers(3, 7)))]  # fmt: skip

    def dented(surface: Surface) -> Surface:
        p = surface.points.copy()
        for a, z, wide, deep in dents:
            at = np.array([r * np.cos(a), r * np.sin(a), z])
            near = np.exp(-((((p - at) / np.array([wide, wide, wide * 1.3])) ** 2).sum(1)))
            p[:, :2] -= near[:, None] * deep * np.array([np.cos(a), np.sin(a)])
        return warped(surface, p)

    top = h - 0.015
    bungs = [moved(merge([spun_corners([(0, 0), (0.045, 0), (0.042, 0.008), (0.036, 0.012), (0, 0.012)], 0.002,
        segments=40), moved(rounded_box((0.05, 0.012, 0.01), 0.002), z=0.01)]), 0, -r * 0.66, top),
        moved(spun_corners([(0, 0), (0.024, 0), (0.022, 0.012), (0, 0.012)], 0.002, segments=32), 0, r * 0.66,
        top)]  # fmt: skip
    bungs = [turned(b, "z", 20.0) for b in bungs]
    seam = on_cylinder(moved(rounded_box((0.012, h * 0.94, 0.0022), 0.0008), y=h * 0.5), r, towards_deg=-48.0)
    word = str(rng.choice(["OIL", "DIESEL", "FUEL", "SAE 30", "200 L"]))
    tall = h * 0.13
    letters = [on_cylinder(raised_text(word, tall, stroke_m=tall * 0.16, relief_m=0.0006), r, height_m=h * 0.5,
        towards_deg=-82), on_cylinder(raised_text("1978", tall * 0.5, stroke_m=tall * 0.08, relief_m=0.0006), r,
        height_m=h * 0.16, towards_deg=-82)]  # fmt: skip
    return standing([dented(merge([body, *bungs, seam])), dented(merge(letters))], size, crease_deg=40.0)


def corrugated_sheet(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Two lapped sheets with a torn corner, nails with washers, on two wooden battens, leaning."""
    pitch, amp = 0.076 * size / 1.0, 0.009 * size / 1.0
    w, h = size * float(rng.uniform(0.62, 0.75)), size * 0.95
    tear, bend = wave_noise(rng, size * 0.16, octaves=3), wave_noise(rng, size * 0.6, octaves=2)
    sheets = []
    for x0, lift in ((-w * 0.5, 0.0), (w * 0.06, 0.0026)):
        x = np.linspace(0, w * 0.62, 170) + x0
        columns = []
        corner = float(rng.uniform(0.06, 0.22)) * h if x0 > -0.1 * w else float(rng.uniform(0.0, 0.1)) * h
        v = np.linspace(0, 1, 70)
        ragged = 0.02 * size * np.clip(tear(np.column_stack([x, 0 * x, 0 * x])), -0.2, 1.2)
        bite = (
            corner
            * np.clip((x - (x0 + w * 0.36)) / (w * 0.26), 0, 1) ** 0.7
            * (1 + 0.5 * tear(np.column_stack([3 * x, 0 * x, 0 * x + 1])))
        )
        low = np.clip(bite, 0, None) + np.clip(ragged, 0, None)
        for s in (0.5, -0.5):
            y = low[None] + (h - low)[None] * v[:, None]
            xx = np.broadcast_to(x, y.shape)
            z = (amp * np.cos(2 * np.pi * xx / pitch) + lift + 0.012 * size * bend(np.stack([xx, y, 0 * y],
                -1)) + s * 0.0016)  # fmt: skip
            z = z + 0.05 * size * np.clip((low[None] + 0.08 * h - y) / (0.08 * h), 0, 1) ** 2 * (
                low[None] > 0.02 * h
            )
            columns.append(np.stack([xx, y, z], -1))
        front, back = columns
        loop = np.concatenate([front, back[::-1], front[:1]])
        inner = grid(loop)
        ends = [grid(np.stack([front[:, c], back[:, c]], 1)) for c in (0, -1)]
        whole = merge([inner, *ends])
        sheets.append(outward(welded(box_mapped(whole))))
    nails = []
    for up in (0.2, 0.8):
        for k in range(-4, 5, 2):
            across = k * pitch
            if -w * 0.48 < across < w * 0.62:
                at = np.array([across, up * h, 0.0])
                out = amp + 0.0026 * (across > 0.06 * w) + 0.012 * size * float(bend(at[None])[0]) + 0.001
                nails.append(moved(spun_corners([(0, -0.002), (0.012, -0.002), (0.011, 0.002), (0.005, 0.003),
                    (0.005, 0.006), (0, 0.007)], 0.0008, segments=20), across, up * h, out))  # fmt: skip
    battens = [
        moved(rounded_box((w * 1.04, 0.055 * size, 0.04 * size), 0.003), w * 0.06, y * h, -amp - 0.052 * size)
        for y in (0.2, 0.8)
    ]
    post = moved(rounded_box((0.07 * size, h * 0.9, 0.05 * size), 0.003), w * 0.06, h * 0.46, -amp - 0.104 * size)
    parts = [turned(p, "x", 66.0) for p in (merge(sheets), merge(nails), merge([*battens, post]))]
    return standing(turned_all(parts, "z", float(rng.uniform(-22, 22))), size, crease_deg=50.0)


def manhole_cover(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A cast cover with a raised grid, a ring of letters and key holes, leaning on a post of timber."""
    r, t = size / 2, size * 0.05
    body = spun_corners([(0, 0), (r * 0.98, 0), (r, t * 0.4), (r, t), (r * 0.955, t), (r * 0.95, t * 0.86),
        (r * 0.72, t * 0.86), (r * 0.715, t), (r * 0.69, t), (r * 0.685, t * 0.84), (0, t * 0.84)], [0, 0.002,
        0.002, 0.002, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001, 0], segments=128)  # fmt: skip
    style, pieces = int(rng.integers(3)), []
    gap = r * 0.105
    if style == 0:
        stud = moved(rounded_box((gap * 0.62, gap * 0.62, t * 0.17), t * 0.04), z=t * 0.83)
        spots = [
            (x * gap, y * gap, 0.0, 0.0)
            for x in range(-6, 7)
            for y in range(-6, 7)
            if np.hypot(x, y) * gap < r * 0.63
        ]
        pieces.append(placed(stud, spots))
    elif style == 1:
        stud = moved(rounded_box((gap * 1.3, gap * 0.34, t * 0.17), t * 0.04), z=t * 0.83)
        spots = [
            (x * gap, y * gap, 0.0, 45.0 if (x + y) % 2 else -45.0)
            for x in range(-6, 7)
            for y in range(-6, 7)
            if np.hypot(x, y) * gap < r * 0.62
        ]
        pieces.append(placed(stud, spots))
    else:
        for k in range(1, 6):
            n = 6 * k
            stud = moved(rounded_box((gap * 0.55, r * 0.072, t * 0.17), t * 0.04), r * 0.115 * k, 0, t * 0.83)
            pieces.append(around(stud, n, first_deg=15.0 * k))
        pieces.append(moved(spun_corners([(0, 0), (r * 0.06, 0), (r * 0.05, t * 0.17), (0, t * 0.17)], 0.001,
            segments=24), z=t * 0.83))  # fmt: skip
    words = [str(w) for w in rng.permutation(["CITY WATER", "SEWER", "FOUNDRY 1926", "DRAIN", "CAST IRON D400",
        "TELEPHONE"])[:2]]  # fmt: skip
    for word, a, inside in ((words[0], 90.0, False), (words[1], 270.0, True)):
        pieces.append(moved(on_circle(raised_text(word, r * 0.13, stroke_m=r * 0.024, relief_m=t * 0.15),
            r * 0.835, centre_deg=a, inside=inside), z=t * 0.86))  # fmt: skip
    for a in (0.0, 180.0):
        pieces += [turned(moved(ring(r * 0.05, r * 0.014), r * 0.835, 0, t * 0.87), "z", a)]
    holes = [turned(moved(spun_corners([(0, 0), (r * 0.045, 0), (r * 0.045, t * 0.02), (0, t * 0.02)], 0.0,
        segments=24), r * 0.835, 0, t * 0.855), "z", a) for a in (0.0, 180.0)]  # fmt: skip
    ready = propped([turned(merge([body, *pieces]), "z", float(rng.uniform(-10, 10))), merge(holes)],
        float(rng.uniform(56, 68)), block_share=0.4, width_share=0.35)  # fmt: skip
    return standing(turned_all(ready, "z", float(rng.uniform(-22, 22))), size)


def rain_gutter(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A half-round gutter with a beaded edge, brackets, an outlet and a downpipe with soldered elbows."""
    r = size * float(rng.uniform(0.1, 0.12))
    x0, x1 = -size * 0.5, size * 0.5
    t = np.linspace(np.pi, 2 * np.pi, 30)
    inner, outer = (r - 0.0012 * size / 0.6), r
    bead = np.linspace(0.0, 1.4 * np.pi, 14)
    lip = r * np.stack([0.93 + 0.07 * np.cos(bead), 0.07 * np.sin(bead)], -1)
    section = np.concatenate([outer * np.stack([np.cos(t), np.sin(t)], -1), lip[1:],
        inner * np.stack([np.cos(t[::-1]), np.sin(t[::-1])], -1)[1:]])  # fmt: skip
    xs = np.linspace(x0, x1, 24)
    rows = np.stack([np.column_stack([np.full(len(section), x), -section[:, 0], section[:, 1]]) for x in xs])

    gut = box_mapped(outward(welded(merge([grid(rows, wrap=True)]))))
    end = turned(plate(r * np.stack([np.cos(t), np.sin(t)], -1), -0.001, 0.001), "x", 90.0)
    caps = [moved(turned(end, "z", 90.0), x, 0, 0) for x in (x0, x1)]
    bx = x1 - size * 0.16
    p = r * 0.62
    path = rounded_path(
        [(bx, 0, -r * 0.85), (bx, 0, -r * 1.9), (bx, r * 1.7, -r * 3.2), (bx, r * 1.7, -size * 0.72)],
        [0, r * 0.5, r * 0.5, 0],
        8,
    )
    pipe = tube(with_steps(path, r * 0.4), p, sides=36)
    cone = moved(spun_corners([(0, -r * 1.15), (p * 1.06, -r * 1.15), (r * 0.95, -r * 0.7), (0, -r * 0.7)],
        0.001, segments=48), bx)  # fmt: skip
    bands = [leaning(spun_ring([(p * 0.99, -r * 0.16), (p * 1.06, -r * 0.16), (p * 1.06, r * 0.16),
        (p * 0.99, r * 0.16)], 0.0006, segments=48), way, at) for at, way in (((bx, 0, -r * 1.6), (0, 0, 1)),
        ((bx, r * 1.7, -r * 3.6), (0, 0, 1)), ((bx, r * 1.7, -size * 0.5), (0, 0, 1)))]  # fmt: skip
    seam = moved(rounded_box((0.0025 * size / 0.6, r * 0.08, size * 0.3), 0.0005), bx, r * 1.7 - p, -size * 0.71)
    a = np.linspace(np.pi, 2 * np.pi, 40)
    arc = 1.015 * r * np.column_stack([0 * a, np.cos(a), np.sin(a)])
    joint = [moved(bar(arc, rectangle(0.03 * r, 0.4 * r)), x0 + size * 0.45)]
    hooks = []
    for x in (x0 + size * 0.1, x0 + size * 0.32, bx - size * 0.16):
        a = np.linspace(np.pi * 0.94, 2 * np.pi, 30)
        strap = np.column_stack([0 * a, 1.06 * r * np.cos(a), 1.06 * r * np.sin(a)])
        strap = np.concatenate([strap, [[0, 1.06 * r, r * 0.3], [0, 1.06 * r, r * 0.9]]])
        hooks.append(moved(bar(strap, np.array([(-0.004, -0.012), (0.004, -0.012), (0.004, 0.012),
            (-0.004, 0.012)]) * (size / 0.8)), x))  # fmt: skip
    board = moved(rounded_box((size * 0.98, 0.02, r * 1.9), 0.002), 0, r * 1.08 + 0.018, -r * 0.9)
    wall = moved(rounded_box((p * 2.6, 0.012, size * 0.16), 0.001), bx, r * 1.7 + p + 0.01, -size * 0.72)
    parts = [merge([gut, *caps, pipe, cone, *bands, seam, *joint]), merge(hooks), merge([board, wall])]
    return standing(turned_all(parts, "z", float(rng.uniform(-30, 25))), size, crease_deg=40.0)


FORMS = (
    Form(
        name="oil_drum",
        class_name="oil drum",
        size_m=(0.8, 0.9),
        build=oil_drum,
        parts=(main_part(), part("Stencil", "white_paint", "yellow_paint")),
    ),
    Form(
        name="corrugated_sheet",
        class_name="corrugated sheet",
        size_m=(0.7, 1.2),
        build=corrugated_sheet,
        parts=(main_part(), part("Nails", "steel"), part("Battens", "weathered_wood")),
    ),
    Form(
        name="manhole_cover",
        class_name="manhole cover",
        size_m=(0.5, 0.68),
        build=manhole_cover,
        parts=(main_part(), part("Holes", "black_plastic"), part("Block", "weathered_wood", "grey_stone")),
    ),
    Form(
        name="rain_gutter",
        class_name="gutter",
        size_m=(0.6, 0.95),
        build=rain_gutter,
        parts=(main_part(), part("Hooks", "steel"), part("Boards", "weathered_wood", "painted_door")),
    ),
)
