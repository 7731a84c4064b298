"""Lichen on its hosts, bare between: a boulder, a branch, slates, a fence post, a gravestone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from assets.forms.form import Form, main_part, part
from assets.forms.kit.bark import trunk
from assets.forms.kit.blades import arc_path, stalk
from assets.forms.kit.distance_fields import normals_at_points
from assets.forms.kit.ground_patches import grass_blades
from assets.forms.kit.lettering import raised_text
from assets.forms.kit.placing import placed
from assets.forms.kit.scattering import spread
from assets.forms.kit.stones import boulder
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.primitives import ball_of_triangles
from assets.meshes.solids import extrude
from assets.meshes.strands import Roots, unit
from assets.meshes.surface import Surface, finished, grid, merge, moved, scaled, turned
from schemas.mesh import MeshData

type Floats = NDArray[Any]
type Share = Callable[[Floats, Floats], Floats]


def rosettes_on(host: Surface, rng: np.random.Generator, roots: Roots, radii: Floats) -> Surface:
    """Flat lobed lichens that lie on the host: rim thickest, radial lobes, a crumbly heart."""
    tree = cKDTree(host.points)
    normals = normals_at_points(host)
    sheets = []
    for i, (at, up, radius) in enumerate(zip(roots.points, roots.normals, radii, strict=True)):
        columns = int(np.clip(radius * 2600, 30, 84))
        rings = int(np.clip(radius * 420, 5, 11))
        a = np.arange(columns) * 2 * np.pi / columns
        r = np.linspace(0.0, 1.0, rings)[:, None] ** 0.8
        lobes = int(rng.integers(7, 13))
        wander = sum(rng.normal() * np.sin(k * a + rng.uniform(0, 6)) / k for k in (1, 2, 3))
        reach = radius * (
            1
            + 0.10 * wander
            + 0.13 * np.abs(np.sin(lobes * a / 2 + 0.7 * wander))
            + 0.05 * np.sin(3.1 * lobes * a)
        )
        side = unit(np.cross(up, [0.31, 0.7, 0.64]))
        flat = r * reach
        p = at + (flat * np.cos(a))[..., None] * side + (flat * np.sin(a))[..., None] * np.cross(up, side)
        _, near = tree.query(p.reshape(-1, 3), k=3)
        n, v = normals[near].mean(1).reshape(p.shape), host.points[near].mean(1).reshape(p.shape)
        n = unit(n)
        p = p - ((p - v) * n).sum(-1, keepdims=True) * n
        ridge = np.cos(lobes * a * 1.0 + 2 * wander) * 0.5 + 0.5
        thick = (
            0.0009
            + 0.0009 * np.exp(-(((r - 0.82) / 0.16) ** 2))
            + 0.0006 * ridge * r
            + 0.0006 * np.abs(rng.standard_normal(p.shape[:2])) * (r < 0.75)
        )
        thick = np.where(r > 0.97, -0.0012, thick)
        sheet = p + thick[..., None] * n
        u = (np.arange(columns + 1) / columns)[None, :] + 0 * r
        sheets.append(grid(sheet[::-1], uvs=np.stack([u + i % 90, (1 - r[::-1]) + 0 * u], -1), wrap=True))
    return merge(sheets)


def _sized(rng: np.random.Generator, count: int, low: float, high: float) -> Floats:
    return np.asarray(low * (high / low) ** (rng.random(count) ** 1.3))


def _crusted(
    host: Surface,
    rng: np.random.Generator,
    *,
    share: Share,
    spacing: float,
    radii: tuple[float, float],
    most: int = 150,
) -> Surface:
    roots = spread(host, spacing, rng, share=share)
    roots = roots.kept(np.arange(len(roots)) < most)
    return rosettes_on(host, rng, roots, _sized(rng, len(roots), *radii))


def _lichen_boulder(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A broken stone, its upper faces nearly covered by rosettes of all sizes."""
    stone = boulder(rng, (0.17, 0.13, 0.13))
    patch = wave_noise(rng, 0.2)
    crust = _crusted(
        stone,
        rng,
        share=lambda p, n: np.clip(0.75 + n[:, 2] + 0.7 * patch(p) - 0.4 * (p[:, 2] < 0.03), 0.02, 1.0),
        spacing=0.021,
        radii=(0.008, 0.027),
        most=260,
    )
    return placed((finished(crust, crease_deg=70.0), finished(stone, crease_deg=55.0)), size)


def _lichen_branch(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A dead branch under leafy lichen, beards hanging from it."""
    line = arc_path(np.array([-0.17, 0.0, 0.05]), np.array([0.17, 0.0, 0.13]), np.array([0.0, 0.0, 0.03]), 60)
    line += 0.0016 * rng.normal(size=line.shape)
    wood = [stalk(line, 0.017, 0.008, sides=40)]
    for j, z in ((20, 0.10), (38, 0.085), (48, -0.07)):
        end = line[j] + np.array([0.06, -0.05, z])
        wood.append(stalk(arc_path(line[j], end, 0.01 * rng.normal(size=3), 30), 0.008, 0.0035, sides=24))
    host = merge(wood)
    crust = _crusted(
        host,
        rng,
        share=lambda _p, n: np.clip(0.8 + 0.5 * n[:, 2], 0.1, 1.0),
        spacing=0.0085,
        radii=(0.006, 0.012),
        most=420,
    )
    tufts = []
    for _ in range(24):
        at = host.points[int(rng.integers(len(host.points)))]
        for _ in range(13):
            end = at + np.array([0.014 * rng.normal(), 0.014 * rng.normal(), -rng.uniform(0.025, 0.075)])
            tufts.append(stalk(arc_path(at, end, 0.008 * rng.normal(size=3), 8), 0.0009, 0.0003, sides=4))
    return placed((finished(merge([crust, *tufts]), crease_deg=70.0, weld=False), finished(host)), size)


def _lichen_slates(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Courses of slates on a slope, rosettes across their laps, copper nails."""
    slates, nails = [], []
    for row in range(4):
        for column in range(-2, 3):
            x = (column + (0.5 if row % 2 else 0.0)) * 0.163
            if abs(x) > 0.34:
                continue
            slate = _slate(rng, 0.16, 0.26)
            slates.append(moved(turned(slate, "x", -1.6), x=x, y=row * 0.115 + 0.002 * float(rng.normal())))
            nails += [
                moved(scaled(ball_of_triangles(2), 0.004, 0.004, 0.0015), x + dx, row * 0.115 + 0.10, 0.0045)
                for dx in (-0.055, 0.055)
                if rng.random() < 0.3
            ]
    roof = turned(merge(slates), "x", 38.0)
    crust = _crusted(
        roof, rng, share=lambda _p, n: 1.0 * (n[:, 2] > 0.6), spacing=0.024, radii=(0.013, 0.040), most=260
    )
    return placed(
        (
            finished(crust, crease_deg=70.0),
            finished(roof, crease_deg=35.0),
            finished(turned(merge(nails), "x", 38.0)),
        ),
        size,
        turn_deg=float(rng.uniform(-20, 20)),
    )


def _slate(rng: np.random.Generator, wide: float, long: float) -> Surface:
    x, y = np.meshgrid(np.linspace(-wide / 2, wide / 2, 22), np.linspace(0, long, 34))
    chips = wave_noise(rng, 0.03, octaves=3)
    y = y + 0.0035 * np.abs(chips(np.stack([x, 0 * x, 0 * x], -1))) * np.clip(1 - y / 0.02, 0, 1)
    steps = 0.0008 * np.floor(2.0 * wave_noise(rng, 0.12)(np.stack([x, y, 0 * x], -1)))
    top = np.stack([x, y, 0.006 + steps], -1)
    ring = np.concatenate([top[0, :-1], top[:-1, -1], top[-1, :0:-1], top[:0:-1, 0]])
    return merge([grid(top), grid(np.stack([ring - [0, 0, 0.006], ring]), wrap=True)])


def _barbed_wire(rng: np.random.Generator) -> list[Surface]:
    """Two twisted wires with barbs and staples, at y = -0.07."""
    wires = []
    for z in (0.10, 0.205):
        wires += [
            stalk(
                np.array(
                    [
                        [-0.14, -0.070, z + k],
                        [-0.05, -0.069, z + k * 0.3],
                        [0.05, -0.069, z - k * 0.3],
                        [0.14, -0.070, z - k],
                    ]
                ),
                0.0013,
                0.0013,
                sides=8,
            )
            for k in (-0.002, 0.002)
        ]
        wires += [
            stalk(
                np.array([[0.008 * s, -0.062, z + 0.007], [0.008 * s, -0.074, z], [0.008 * s, -0.062, z - 0.007]]),
                0.0016,
                0.0016,
                sides=8,
            )
            for s in (-1, 1)
        ]
        for x in (-0.105, 0.098):
            for k in range(4):
                end = np.array([0.004 * rng.normal(), 0.013 * np.cos(1.6 * k), 0.013 * np.sin(1.6 * k)])
                wires.append(
                    stalk(np.array([[x, -0.070, z], np.array([x, -0.070, z]) + end]), 0.001, 0.0004, sides=6)
                )
    return wires


def _lichen_post(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """The top of a weathered fence post, split along its grain, a wire stapled to it."""
    noise, grain = wave_noise(rng, 0.3), wave_noise(rng, 0.012, octaves=3)

    def relief(arc: Floats, z: Floats) -> Floats:
        p = np.stack(np.broadcast_arrays(arc * 1.2, 0 * z, z * 0.06), -1)
        return np.asarray(0.0016 * grain(p) - 0.004 * np.exp(-((grain(p * 0.35) / 0.06) ** 2)))

    radius, high = 0.058, 0.30
    square = lambda a, z: np.asarray(
        radius
        * (
            1
            + 0.13 * np.cos(4 * a + 0.6)
            + 0.03 * noise(np.stack(np.broadcast_arrays(np.cos(a), np.sin(a), z), -1))
        )
    )
    side = trunk(square, high, relief, 2 * np.pi * radius, step_m=0.0024)
    columns = int(2 * np.pi * radius / 0.0024)
    rim = side.points.reshape(-1, columns, 3)[-1]
    shares = np.linspace(0, 1, 24)[:, None, None]
    top = np.array([0, 0, high + 0.012]) + shares * (rim - [0, 0, high + 0.012])
    top[..., 2] += 0.0012 * grain(top * [1.5, 0.3, 1])
    post = merge([side, grid(top[::-1], wrap=True)])
    crust = _crusted(
        post,
        rng,
        share=lambda p, n: np.clip((p[:, 2] - 0.03) / 0.16 + n[:, 2], 0.05, 1.0),
        spacing=0.0125,
        radii=(0.008, 0.021),
        most=330,
    )
    wires = _barbed_wire(rng)
    return placed(
        (finished(crust, crease_deg=70.0), finished(post, crease_deg=50.0), finished(merge(wires))), size
    )


def _headstone() -> tuple[float, Surface, Surface, list[Surface]]:
    """(half width, stone, its face as a fine sheet, letters)."""
    a = np.linspace(0.0, np.pi, 40)
    wide, high = 0.21, 0.44
    outline = np.concatenate(
        [
            [[-wide, 0.0], [wide, 0.0], [wide, high], [wide * 0.86, high + 0.012]],
            np.stack([0.86 * wide * np.cos(a), high + 0.012 + 0.72 * wide * np.sin(a)], -1)[1:-1],
            [[-wide * 0.86, high + 0.012], [-wide, high]],
        ]
    )
    dense = np.concatenate(
        [
            np.linspace(p, q, max(int(np.linalg.norm(q - p) / 0.02), 1), endpoint=False)
            for p, q in zip(outline, np.roll(outline, -1, 0), strict=True)
        ]
    )
    stone = turned(extrude(dense, -0.035, 0.035, bevel_m=0.008), "x", 90.0)
    xx, zz = np.meshgrid(np.linspace(-1, 1, 70), np.linspace(0, 1, 110))
    reach = np.where(
        zz * 0.60 < high,
        wide - 0.008,
        0.86 * wide * np.sqrt(np.clip(1 - ((zz * 0.60 - high) / (0.74 * wide)) ** 2, 0.0, 1)) - 0.004,
    )
    face = grid(np.stack([xx * np.maximum(reach, 0.02), -0.0356 + 0 * xx, 0.006 + zz * 0.59], -1))
    lines = [
        moved(turned(raised_text(t, h, stroke_m=0.006, relief_m=0.003), "x", 90.0), y=-0.0352, z=z)
        for t, h, z in (("ANNA", 0.052, 0.44), ("1794", 0.036, 0.36), ("REST", 0.036, 0.29))
    ]
    return wide, stone, face, lines


def _lichen_grave(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """An old headstone with a round top, its cut letters half grown over, grass at its foot."""

    wide, stone, face, lines = _headstone()
    host = merge([face])
    crust = _crusted(
        host,
        rng,
        share=lambda p, _n: np.clip(0.45 + 0.9 * np.abs(p[:, 0]) / wide + 0.5 * (p[:, 2] > 0.5) - 0.3, 0.03, 1.0),
        spacing=0.031,
        radii=(0.014, 0.045),
        most=130,
    )
    edge = _crusted(
        stone,
        rng,
        share=lambda _p, n: 1.0 * ((n[:, 2] > 0.2) | (np.abs(n[:, 0]) > 0.5)),
        spacing=0.03,
        radii=(0.010, 0.02),
        most=110,
    )
    foot = np.column_stack([rng.uniform(-0.26, 0.26, 900), rng.uniform(-0.10, 0.06, 900), np.zeros(900)])
    grass = grass_blades(foot, rng, 0.075)
    return placed(
        (
            finished(merge([crust, edge]), crease_deg=70.0),
            finished(merge([stone, face, *lines]), crease_deg=40.0),
            grass,
        ),
        size,
        turn_deg=float(rng.uniform(-15, 15)),
    )


FORMS: tuple[Form, ...] = (
    Form(
        name="lichen_boulder",
        class_name="boulder with lichen",
        size_m=(0.26, 0.4),
        parts=(main_part("Lichen"), part("Stone", "grey_stone", "dark_stone")),
        build=_lichen_boulder,
    ),
    Form(
        name="lichen_branch",
        class_name="branch with lichen",
        size_m=(0.28, 0.42),
        parts=(main_part("Lichen"), part("Branch", "dark_bark")),
        build=_lichen_branch,
    ),
    Form(
        name="lichen_slates",
        class_name="slates with lichen",
        size_m=(0.5, 0.72),
        parts=(main_part("Lichen"), part("Slates", "slate"), part("Nails", "copper")),
        build=_lichen_slates,
        detail_m=0.4,
    ),
    Form(
        name="lichen_fence_post",
        class_name="fence post with lichen",
        size_m=(0.26, 0.36),
        parts=(main_part("Lichen"), part("Post", "driftwood"), part("Wire", "rusty_iron")),
        build=_lichen_post,
    ),
    Form(
        name="lichen_gravestone",
        class_name="gravestone with lichen",
        size_m=(0.5, 0.75),
        parts=(main_part("Lichen"), part("Stone", "grey_stone", "slate"), part("Grass", "lawn")),
        build=_lichen_grave,
        detail_m=0.4,
    ),
)
