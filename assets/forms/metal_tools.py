"""A kitchen knife, a wrench, a horseshoe, a bunch of keys and an axe head."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.lettering import raised_text
from assets.forms.kit.metre_solids import bar, plate, spun_corners, standing, turned_all, warped
from assets.forms.kit.outlines import circle, flower
from assets.forms.kit.propped import propped
from assets.forms.kit.rounds import ring
from assets.forms.kit.strips import strip
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import Surface, box_mapped, grid, merge, moved, outward, polygons, turned, welded
from schemas.mesh import MeshData


def kitchen_knife(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A knife with a ground bevel and riveted wooden scales, leaning on a block with its edge down."""
    blade_m = size * float(rng.uniform(0.58, 0.64))
    deep = blade_m * float(rng.choice([0.17, 0.24, 0.3]))
    y = np.concatenate([np.linspace(0, 0.8, 30)[:-1], np.linspace(0.8, 1, 30)]) * blade_m
    t = y / blade_m
    drop = float(rng.uniform(0.2, 0.45))
    spine = -deep * drop * np.clip((t - 0.45) / 0.55, 0, 1) ** 2.2
    edge = -deep * (1 - (1 - drop) * np.clip((t - 0.5) / 0.5, 0, 1) ** 2.6 * 0.985)

    def thick(x: np.ndarray, yy: np.ndarray) -> np.ndarray:
        low, high = np.interp(yy, y, edge), np.interp(yy, y, spine)
        share = np.clip((x - low) / np.maximum(high - low, 1e-6), 0, 1)
        return np.asarray(
            0.0003 + np.minimum(share / 0.3 * 0.0013, 0.0013 + (share - 0.3) * 0.0009) * (1 - 0.4 * yy / blade_m)
        )

    blade = strip(y, edge, spine, lambda x, yy: thick(x, yy) / 2, thick_m=thick, columns=14)
    handle_m = size - blade_m
    half = [(0.0, -0.5), (0.25, -0.56), (0.55, -0.44), (0.85, -0.58), (1.0, -0.5)]
    low = smooth(np.array(half) * np.array([1, 1.0]), 30)
    outline = np.concatenate([np.column_stack([-low[::-1, 0] * handle_m, low[::-1, 1] * 0.026 - 0.011]),
        np.array([(0.0, 0.0), (-handle_m * 0.97, -0.0005), (-handle_m * 1.0, -0.008)])])  # fmt: skip
    outline = outline @ np.array([[0.0, 1.0], [1.0, 0.0]])
    outline = outline[::-1]
    tang = plate(outline, -0.0014, 0.0014)
    scales = merge([plate(outline, 0.0014, 0.0075, bevel_m=0.0022, steps=4), plate(outline, -0.0075, -0.0014,
        bevel_m=0.0022, steps=4)])  # fmt: skip
    bolster = moved(rounded_box((0.024, 0.009, 0.0172), 0.002), -0.012, 0.0, -0.0086)
    pins = [moved(spun_corners([(0, 0), (0.0032, 0), (0.0032, 0.0157), (0, 0.0157)], 0.0005, segments=24),
        -0.0115, -handle_m * f, -0.00785) for f in (0.18, 0.5, 0.82)]  # fmt: skip
    mark = moved(turned(raised_text(str(rng.choice(["SOLINGEN", "INOX", "CHEF 20"])), 0.0055, stroke_m=0.0008,
        relief_m=0.0002), "z", -90.0), -deep * 0.45, blade_m * 0.22, 0.00125)  # fmt: skip
    parts = [merge([blade, tang, bolster]), scales, merge(pins), mark]
    parts = [turned(p, "z", 90.0) for p in parts]
    return _shown(parts, rng, size, lean=(50, 66), width=0.3)


def _shown(
    parts: list[Surface],
    rng: np.random.Generator,
    size: float,
    *,
    lean: tuple[float, float],
    width: float = 0.4,
    share: float = 0.55,
) -> tuple[MeshData, ...]:
    ready = propped(parts, float(rng.uniform(*lean)), block_share=share, width_share=width,
        shift=float(rng.uniform(-0.12, 0.12)))  # fmt: skip
    return standing(turned_all(ready, "z", float(rng.uniform(-20, 25))), size)


def wrench(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A combination wrench with a forged web and raised letters, leaning on a block."""
    across = size * float(rng.uniform(0.085, 0.105))
    head, thick = across * 1.08, size * 0.032
    jaw = across / 2
    a0 = np.arcsin(jaw / head) * 1.08
    arc = np.linspace(a0, 2 * np.pi - a0, 40)
    tips = head * np.stack([np.cos(arc), np.sin(arc)], -1) * np.array([1.12, 1.0])
    bottom = -0.3 * head
    t = np.linspace(-np.pi / 2, np.pi / 2, 9)
    seat = np.column_stack([bottom - 0.28 * jaw * np.cos(t) + 0.28 * jaw, jaw * np.sin(t)])
    outline = np.concatenate([tips, seat])
    open_end = turned(plate(outline, -thick / 2, thick / 2, bevel_m=0.0012), "z", 15.0 + 180.0)
    ring_r = across * 0.82
    socket = flower(across * 0.53, 12, 0.06, 96)
    box_end = plate(circle(ring_r, 64), -thick * 0.62, thick * 0.62, holes=[socket], bevel_m=0.0012)
    long = size - head * 1.1 - ring_r
    x0, x1 = head * 0.75, long - ring_r * 0.82
    w0, w1 = across * 0.5, across * 0.36
    web = np.array([(x0, -w0), (x1, -w1), (x1, w1), (x0, w0)])
    rails = [plate(np.array([(x0, s * w0 - 0.0017), (x1, s * w1 - 0.0017), (x1, s * w1 + 0.0017),
        (x0, s * w0 + 0.0017)]), -thick * 0.42, thick * 0.42, bevel_m=0.0012,
        steps=3) for s in (-0.86, 0.86)]  # fmt: skip
    name = str(rng.choice(["CHROME VANADIUM", "DROP FORGED", "17 MM", "CR-V 13", "HEAVY DUTY 19"]))
    tall = min(across * 0.3, (x1 - x0) * 0.75 / len(name))
    text = moved(raised_text(name, tall, stroke_m=tall * 0.17, relief_m=0.0007), (x0 + x1) / 2, 0, thick * 0.26)
    pads = [plate(rounded([(a, -b), (c, -d), (c, d), (a, b)], 0.002, 2, closed=True), -thick * 0.42,
        thick * 0.42, bevel_m=0.001) for a, b, c, d in ((x0 - head * 0.2, w0, x0 + across * 0.55, w0 * 0.95),
        (x1 - across * 0.45, w1, x1 + across * 0.1, w1 * 1.05))]  # fmt: skip
    body = merge(
        [moved(open_end, 0), moved(box_end, long), plate(web, -thick * 0.26, thick * 0.26), *rails, *pads, text]
    )
    body = turned(body, "z", float(rng.choice([20.0, 28.0, 35.0, 152.0])))
    return _shown([body], rng, size, lean=(40, 58), width=0.3, share=0.42)


def horseshoe(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A horseshoe with a fullered groove, its nails in it and a toe clip, leaning on a block."""
    ry, rx = size * 0.46, size * float(rng.uniform(0.37, 0.41))
    a = np.radians(np.linspace(-62, 242, 90))
    pinch = 1 - 0.16 * np.clip(-np.sin(a) - 0.2, 0, 1)
    path = np.column_stack([rx * np.cos(a) * pinch, ry * np.sin(a), 0 * a])
    w = size * float(rng.uniform(0.082, 0.096)) * (1 - 0.22 * np.abs(np.linspace(-1, 1, 90)) ** 3)
    h = 0.0046
    shape = [(-1, -1), (1, -1), (1, 0.7), (0.92, 1), (0.42, 1), (0.34, 0.35), (0.06, 0.35), (-0.02, 1),
        (-0.92, 1), (-1, 0.7)]  # fmt: skip
    tangent = np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1)[:, None]
    out = np.stack([tangent[:, 1], -tangent[:, 0], 0 * a], -1)
    rows = (
        path[:, None]
        + out[:, None] * (np.array([s for s, _ in shape])[None, :, None] * w[:, None, None])
        + np.array([z * h for _, z in shape])[None, :, None] * np.array([0, 0, 1.0])
    )
    cap = np.arange(len(shape))
    shoe = outward(welded(merge([grid(rows, wrap=True), polygons(rows[0], [len(cap)], cap[::-1]),
        polygons(rows[-1], [len(cap)], cap)])))  # fmt: skip
    nails, each = [], int(rng.choice([3, 4]))
    for side in (-1, 1):
        for k in range(each):
            i = round(45 + side * (10 + k * 6.6))
            spot = path[i] + out[i] * w[i] * 0.2
            turn = float(np.degrees(np.arctan2(tangent[i, 1], tangent[i, 0])))
            nails.append(moved(turned(_nail_head(rng), "z", turn), spot[0], spot[1], h * 0.3))
    toe = moved(turned(plate(rounded([(-0.01, 0), (0.01, 0), (0.004, 0.016), (-0.004, 0.016)], 0.002, 3,
        closed=True), 0, 0.003, bevel_m=0.001), "x", 78.0), 0, ry + w[45] * 0.95, -h)  # fmt: skip
    body = box_mapped(turned(merge([shoe, *nails, toe]), "z", float(rng.choice([0.0, 180.0, 12.0, -14.0]))))
    return _shown([body], rng, size, lean=(52, 68), width=0.5, share=0.5)


def _nail_head(rng: np.random.Generator) -> Surface:
    head = rounded_box((0.0075, 0.0044, 0.0042 + float(rng.uniform(0, 0.0012))), 0.0007)
    return turned(head, "z", float(rng.uniform(-8, 8)))


def door_keys(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A lever key and two cylinder keys on a split ring with a tag, leaning on a block."""
    unit = size / 0.1
    keys = [_lever_key(), _cylinder_key(rng), _cylinder_key(rng)]
    order = rng.permutation(3)
    turns = np.array([-26.0, 4.0, 31.0]) + rng.uniform(-4, 4, 3)
    hung = [
        moved(turned(moved(keys[k], y=-0.0125), "z", float(turns[i])), z=0.003 + 0.0031 * i)
        for i, k in enumerate(order)
    ]
    loops = [moved(ring(0.0135, 0.0009), 0, 0.006, z) for z in (0.0065, 0.0079)]
    tag = plate(rounded([(-0.009, -0.03), (0.009, -0.03), (0.009, 0.002), (0.003, 0.008), (-0.003, 0.008),
        (-0.009, 0.002)], 0.003, 4, closed=True), 0, 0.0022, holes=[circle(0.0022, 16, centre=(0, 0.003))],
        bevel_m=0.0006)  # fmt: skip
    tag = moved(turned(tag, "z", float(rng.choice([-72.0, 66.0]))), 0.0, 0.004, 0.0005)
    shift = 0.012 if tag.points[:, 0].mean() > 0 else -0.012
    parts = [scaled_all(p, unit) for p in (merge(hung), merge(loops), moved(tag, shift, 0.006))]
    return _shown(parts, rng, size, lean=(42, 60), width=0.42, share=0.5)


def scaled_all(surface: Surface, factor: float) -> Surface:
    """Points and metres of the texture alike."""
    return Surface(
        points=surface.points * factor, counts=surface.counts, indices=surface.indices, uvs=surface.uvs * factor
    )


def _lever_key() -> Surface:
    """An old key with a bow of three eyes, a collared stem and a bit with wards."""
    stem = turned(spun_corners([(0, -0.068), (0.0026, -0.068), (0.003, -0.062), (0.0027, -0.02),
        (0.0042, -0.0185), (0.0042, -0.0165), (0.003, -0.015), (0.0042, -0.0135), (0.0042, -0.0115),
        (0.003, -0.009), (0, -0.009)], 0.0006, segments=24), "x", -90.0)  # fmt: skip
    eyes = [moved(ring(0.0062, 0.0017), x, y, 0.0) for x, y in ((-0.0068, 0.0), (0.0068, 0.0), (0.0, 0.0085))]
    w = 0.0125
    bit = np.array([(0, -0.066), (w, -0.066), (w, -0.061), (w * 0.55, -0.061), (w * 0.55, -0.0585),
        (w, -0.0585), (w, -0.0545), (w * 0.35, -0.0545), (w * 0.35, -0.052), (w, -0.052), (w, -0.048),
        (0, -0.048)])  # fmt: skip
    flag = plate(bit, -0.0011, 0.0011, bevel_m=0.0003)
    return merge([moved(turned(stem, "z", 0.0), 0, 0, 0), *eyes, flag])


def _cylinder_key(rng: np.random.Generator) -> Surface:
    """A flat key with a milled groove and its own cuts."""
    cuts = rng.uniform(0.0, 0.0032, 6)
    top = [(-0.004, -0.017)]
    for k, c in enumerate(cuts):
        y = -0.021 - 0.0042 * k
        top += [(-0.004, y + 0.0008), (-0.004 + c, y - 0.0006), (-0.004 + c, y - 0.0016), (-0.004, y - 0.003)]
    blade = np.array([*top, (-0.004, -0.0465), (0.0, -0.05), (0.004, -0.0475), (0.004, -0.017)])
    bow = rounded([(-0.0115, -0.014), (-0.004, -0.018), (0.004, -0.018), (0.0115, -0.014), (0.0115, 0.003),
        (0.006, 0.0085), (-0.006, 0.0085), (-0.0115, 0.003)], 0.004, 4, closed=True)  # fmt: skip
    if rng.random() < 0.5:
        bow = circle(0.0118, 40, centre=(0.0, -0.005))
    head = plate(bow, -0.0011, 0.0011, holes=[circle(0.0032, 20, centre=(0.0, 0.002))], bevel_m=0.0004)
    rail = moved(rounded_box((0.0013, 0.03, 0.0028), 0.0003), 0.0017, -0.032, -0.0014)
    text = moved(
        raised_text(str(int(rng.integers(100, 999))), 0.0036, stroke_m=0.0006, relief_m=0.0003), 0, -0.0085, 0.0011
    )
    return merge([head, plate(blade, -0.001, 0.001, bevel_m=0.0002), rail, text])


def axe_head(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """An old cast axe head with a socket, ribs and a loop, on a museum stand."""
    long = size
    y = np.linspace(0, 1, 60) * long
    t = y / long
    flare = float(rng.uniform(0.27, 0.36))
    half = long * (0.14 + 0.02 * (1 - t) + flare * np.clip((t - 0.35) / 0.65, 0, 1) ** 2.2)
    crescent = 0.12 * long

    def height(x: np.ndarray, yy: np.ndarray) -> np.ndarray:
        s = np.clip(yy / long, 0, 1)
        body = (0.105 * long * (1 - s) ** 0.75 * np.sqrt(np.clip(1 - (x / (np.interp(yy, y, half) * 1.02)) ** 4,
            0.02, 1)))  # fmt: skip
        ribs = 0.006 * long * sum(np.exp(-(((s - c) / 0.016) ** 2)) for c in (0.05, 0.12, 0.19))
        return np.asarray(body + ribs + 0.002 * (1 - s) + 0.0003)

    blade = strip(y, -half, half, height, thick_m=lambda x, yy: 2 * height(x, yy), columns=33)
    p = blade.points.copy()
    p[:, 1] += crescent * np.clip((p[:, 1] / long - 0.3) / 0.7, 0, 1) * (0.35 - (p[:, 0] / half.max()) ** 2)
    blade = warped(blade, p)
    rim = bar(
        _oval_path(half[0] * 1.02, 0.108 * long),
        np.array([(-0.004, -0.006), (0.004, -0.006), (0.004, 0.006), (-0.004, 0.006)]) * (long / 0.16),
        closed=True,
    )
    loop = turned(ring(long * 0.05, long * 0.014), "y", 0.0)
    eye = moved(loop, -half[0] * 1.15, long * 0.12, 0.0)
    dark = moved(plate(_oval(half[0] * 0.8, 0.075 * long), 0, 0.001), 0, 0, 0)
    dark = moved(turned(dark, "x", 90.0), 0, 0.0006 - 0.002, 0)
    head = turned(
        merge([blade, moved(rim, 0, 0.002, 0), eye]),
        "z",
        180.0 + float(rng.choice([-90.0, 90.0])) + float(rng.uniform(-12, 12)),
    )
    head = turned(head, "x", 72.0)
    head = moved(head, *(-0.5 * (head.points.min(0) + head.points.max(0))))
    lift = -float(head.points[:, 2].min()) + size * 0.09
    head = moved(head, z=lift)
    base = rounded_box((size * 0.7, size * 0.34, size * 0.06), 0.003)
    post = [moved(rounded_box((0.006, 0.006, lift), 0.001), x * size, 0.018) for x in (-0.16, 0.16)]
    return standing(turned_all([head, merge([base, *post])], "z", float(rng.uniform(-25, 25))), size)


def _oval(a: float, b: float) -> np.ndarray:
    return np.asarray(circle(1.0, 40) * np.array([a, b]))


def _oval_path(a: float, b: float) -> np.ndarray:
    line = _oval(a, b)
    return np.column_stack([line[:, 0], 0 * line[:, 0], line[:, 1]])


FORMS = (
    Form(
        name="kitchen_knife",
        class_name="kitchen knife",
        size_m=(0.2, 0.34),
        build=kitchen_knife,
        parts=(
            main_part(),
            part("Scales", "beech", "dark_wood"),
            part("Rivets", "brass", "steel"),
            part("Etching", "dark_etch"),
            part("Block", "weathered_wood", "beech"),
        ),
    ),
    Form(
        name="wrench",
        class_name="wrench",
        size_m=(0.13, 0.28),
        build=wrench,
        parts=(main_part(), part("Block", "beech", "weathered_wood")),
    ),
    Form(
        name="horseshoe",
        class_name="horseshoe",
        size_m=(0.11, 0.16),
        build=horseshoe,
        parts=(main_part(), part("Block", "weathered_wood")),
    ),
    Form(
        name="door_keys",
        class_name="keys",
        size_m=(0.08, 0.12),
        build=door_keys,
        parts=(
            main_part(),
            part("Rings", "steel"),
            part("Tag", "red_leather", "black_plastic"),
            part("Block", "beech", "dark_wood"),
        ),
    ),
    Form(
        name="axe_head",
        class_name="axe head",
        size_m=(0.12, 0.22),
        build=axe_head,
        parts=(main_part(), part("Stand", "black_plastic")),
    ),
)
