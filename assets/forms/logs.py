"""Bark on what it grows on: a log, a pile of logs, a stump, a standing trunk, a birch log, a sheet of bark."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.form import Form, main_part, part
from assets.forms.kit.bark import Relief, birch, cambium, plates, sawn_end, trunk
from assets.forms.kit.blades import OVAL, aimed, arc_path, laid, leaf, numbered, stalk
from assets.forms.kit.placing import placed
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.strands import unit
from assets.meshes.surface import Surface, finished, grid, merge, moved, turned
from schemas.mesh import MeshData

type Floats = NDArray[Any]

_UP = np.array([0.0, 0.0, 1.0])


def _relief(rng: np.random.Generator, girth: float, length: float) -> Relief:
    kind = int(rng.integers(3))
    if kind == 0:  # oak: long ridges
        return plates(rng, girth, length, plate_m=0.022, long=4.5, depth_m=0.0085)
    if kind == 1:  # pine: broad flakes
        return plates(rng, girth, length, plate_m=0.036, long=1.7, depth_m=0.0075)
    return plates(rng, girth, length, plate_m=0.015, long=3.0, depth_m=0.005)  # ash


def log_along_z(
    rng: np.random.Generator,
    radius: float,
    length: float,
    *,
    relief: Relief | None = None,
    stub: bool = True,
    step_m: float = 0.0022,
) -> tuple[Surface, Surface]:
    """(bark, sawn ends) of a log from z = 0 to ``length``."""
    girth = 2 * np.pi * radius
    soft = wave_noise(rng, 0.35)
    own = _relief(rng, girth, length) if relief is None else relief
    phase = rng.uniform(0, 6.28, 2)
    sway = 0.03 * radius * rng.normal(size=2)

    def round_(angle: Floats, z: Floats) -> Floats:
        p = np.stack(np.broadcast_arrays(radius * np.cos(angle), radius * np.sin(angle), z), -1)
        knot = (
            0.30 * radius * np.exp(-(((angle - 4.4) / 0.35) ** 2 + ((z - 0.6 * length) / (0.45 * radius)) ** 2))
            if stub
            else 0.0
        )
        return np.asarray(
            radius
            * (
                1
                + 0.035 * np.sin(2 * angle + phase[0])
                + 0.02 * np.sin(5 * angle + phase[1])
                + 0.05 * soft(p)
                - 0.06 * z / length
            )
            + knot
        )

    bark = trunk(
        round_, length, own, girth, step_m=step_m, bend=lambda z: np.sin(np.pi * z / length)[:, None] * sway
    )
    columns = min(int(girth / step_m), 420)
    rim = bark.points.reshape(-1, columns, 3)
    ends = [sawn_end(rim[0], top=False), sawn_end(rim[-1], top=True)]
    rings = [cambium(rim[0], top=False), cambium(rim[-1], top=True)]
    return merge([bark, *rings]), merge(ends)


def _lying_log(rng: np.random.Generator, size: float, *, white: bool) -> tuple[MeshData, ...]:
    """A sawn log that lies aslant, one sawn end to the camera, the stub of a branch."""
    radius, length = float(rng.uniform(0.062, 0.085)), 0.36
    girth = 2 * np.pi * radius
    relief = birch(rng, girth, length) if white else None
    bark, ends = log_along_z(rng, radius, length, relief=relief)
    pieces, cuts = [bark], [ends]
    if white:
        pieces += _peels(rng, radius, length)
    else:
        stub_bark, stub_end = log_along_z(rng, 0.32 * radius, 0.06, stub=False)
        way = unit(np.array([0.35, -0.95, 0.25]))
        at = np.array([0.3 * radius, -0.78 * radius, 0.6 * length])
        pieces.append(aimed(stub_bark, way, at))
        cuts.append(aimed(stub_end, way, at))
    turn = float(rng.uniform(6, 24))  # its bark to the front, an end to one side
    lying = [turned(turned(merge(s), "y", 90.0), "z", turn) for s in (pieces, cuts)]
    return placed((finished(lying[0], crease_deg=65.0), finished(lying[1], crease_deg=45.0)), size)


def _peels(rng: np.random.Generator, radius: float, length: float) -> list[Surface]:
    """Strips of paper-thin bark that curl away from a birch."""
    out = []
    for _ in range(7):
        s, t = np.meshgrid(np.linspace(0, 1, 18), np.linspace(-1, 1, 7), indexing="ij")
        a0, z0 = rng.uniform(0, 6.28), rng.uniform(0.1, 0.9) * length
        half = float(rng.uniform(0.006, 0.016)) * (1 - 0.5 * s)
        a = a0 + 0.55 * s * np.sign(rng.normal())
        r = radius * 1.02 + 0.030 * s**2.2
        curl = 0.012 * np.clip(s - 0.6, 0, 1) ** 2
        sheet = np.stack([(r - curl) * np.cos(a), (r - curl) * np.sin(a), z0 + half * t + 0.012 * s], -1)
        out.append(grid(sheet))
    return out


def _log_pile(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Five or six split-length logs stacked, their sawn ends to the camera."""
    barks: list[Surface] = []
    ends: list[Surface] = []
    places = [(-0.155, 0.0), (0.0, 0.0), (0.150, 0.0), (-0.078, 0.128), (0.074, 0.126), (-0.004, 0.252)]
    for x, z in places[: int(rng.integers(5, 7))]:
        r, length = float(rng.uniform(0.066, 0.077)), float(rng.uniform(0.30, 0.37))
        bark, end = log_along_z(rng, r, length, step_m=0.0042, stub=False)
        spin = float(rng.uniform(0, 360))
        for out, surface in ((barks, bark), (ends, end)):
            lying = turned(turned(surface, "z", spin), "x", 90.0)
            out.append(
                moved(
                    turned(
                        moved(lying, y=length / 2 - float(rng.uniform(0, 0.0))), "z", float(rng.uniform(-5, 5))
                    ),
                    x=x,
                    z=z,
                )
            )
    meshes = (finished(merge(barks), crease_deg=65.0), finished(merge(ends), crease_deg=45.0))
    return placed(meshes, size, turn_deg=float(rng.uniform(38, 55)))


def _stump(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A tree stump on its spreading roots, sawn level, bracket fungi on its side."""
    radius, length = 0.17, float(rng.uniform(0.20, 0.27))
    girth = 2 * np.pi * radius
    soft = wave_noise(rng, 0.4)
    count = int(rng.integers(5, 7))
    phase = float(rng.uniform(0, 6.28))

    def round_(angle: Floats, z: Floats) -> Floats:
        p = np.stack(np.broadcast_arrays(radius * np.cos(angle), radius * np.sin(angle), z), -1)
        foot = np.exp(-z / 0.055)
        roots = np.clip(np.cos(count * angle + phase + 0.6 * np.sin(angle)), 0, 1) ** 1.5
        return np.asarray(
            radius * (1.0 + 0.04 * np.sin(2 * angle) + 0.05 * soft(p))
            + foot * (0.035 + 0.125 * roots)
            + 0.018 * roots
        )

    bark = trunk(round_, length, _relief(rng, girth * 1.0, length), girth, step_m=0.0036)
    columns = min(int(girth / 0.0036), 420)
    rim = bark.points.reshape(-1, columns, 3)[-1]
    top = sawn_end(rim, top=True, inset=0.93, relief_m=0.0006)
    hinge = [
        stalk(
            np.array([[x, 0.10, length - 0.004], [x + 0.004, 0.102, length + float(rng.uniform(0.01, 0.04))]]),
            0.004,
            0.001,
            sides=5,
        )
        for x in np.linspace(-0.06, 0.06, 16)
    ]
    fungi = _brackets(rng, round_, length)
    meshes = (
        finished(merge([bark, cambium(rim, top=True, inset=0.93)]), crease_deg=65.0),
        finished(merge([top, *hinge]), crease_deg=45.0),
        finished(fungi, crease_deg=60.0),
    )
    return placed(meshes, size, turn_deg=float(rng.uniform(-30, 30)))


def _brackets(rng: np.random.Generator, round_: Relief, length: float) -> Surface:
    out = []
    a0 = float(rng.uniform(-2.1, -1.0))
    for k in range(6):
        a, z = (
            a0 + 0.24 * (k % 3 - 1) + 0.05 * rng.normal(),
            length * (0.35 + 0.17 * (k // 3)) + 0.012 * rng.normal(),
        )
        r = float(round_(np.array(a), np.array(z)))
        w = float(rng.uniform(0.022, 0.036))
        t, u = np.meshgrid(np.linspace(0, 1, 12), np.linspace(-1, 1, 21), indexing="ij")
        reach = w * t * np.sqrt(np.clip(1 - 0.85 * u**2, 0, 1))
        x, y = reach + 0 * u, w * u * np.sqrt(np.clip(t, 0.05, 1))
        z_up = 0.010 * (1 - t**2) + 0.0012 * np.sin(18 * t)
        upper = np.stack([x, y, z_up], -1)
        lower = np.stack([x, y, -0.003 + 0 * t], -1)
        piece = merge([grid(upper[:, ::-1]), grid(lower), grid(np.stack([upper[-1], lower[-1]]))])
        piece = moved(piece, x=r - 0.004, z=z)
        out.append(turned(piece, "z", float(np.degrees(a))))
    return merge(out)


def _standing_trunk(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A standing piece of a trunk with a root flare, a broken branch, a knot and an ivy runner."""
    radius, length = 0.105, 0.46
    girth = 2 * np.pi * radius
    soft = wave_noise(rng, 0.3)
    phase = float(rng.uniform(0, 6.28))

    def round_(angle: Floats, z: Floats) -> Floats:
        p = np.stack(np.broadcast_arrays(radius * np.cos(angle), radius * np.sin(angle), z), -1)
        roots = np.clip(np.cos(4 * angle + phase), 0, 1) ** 1.6
        flare = np.exp(-z / 0.07) * (0.02 + 0.085 * roots)
        scar = np.exp(-(((angle - 4.9) / 0.22) ** 2 + ((z - 0.20) / 0.035) ** 2))
        return np.asarray(radius * (1 + 0.04 * np.sin(2 * angle + phase) + 0.06 * soft(p)) + flare + 0.02 * scar)

    bark = trunk(round_, length, _relief(rng, girth, length), girth, step_m=0.0026)
    columns = min(int(girth / 0.0026), 420)
    rim = bark.points.reshape(-1, columns, 3)[-1]
    branch, cut = log_along_z(rng, 0.034, 0.14, stub=False, step_m=0.002)
    side = 1.0 if rng.random() < 0.5 else -1.0
    way = unit(np.array([0.85 * side, -0.35, 0.62]))
    at = np.array([0.55 * radius * side, -0.25 * radius, 0.29])
    leaves, stems = [], []
    for _ in range(9):
        foot = at + 0.14 * way + 0.01 * rng.normal(size=3)
        tip = foot + 0.05 * unit(way + 0.8 * rng.normal(size=3))
        stems.append(
            stalk(arc_path(foot - 0.02 * way, tip, 0.006 * rng.normal(size=3), 6), 0.0018, 0.0008, sides=5)
        )
        leaves.append(
            laid(
                leaf(0.32 * OVAL, droop=0.25),
                tip,
                unit(way + 0.9 * rng.normal(size=3)),
                unit(np.array([0, -0.6, 0.8]) + 0.3 * rng.normal(size=3)),
                float(rng.uniform(0.03, 0.045)),
            )
        )
    wood = merge([sawn_end(rim, top=True), aimed(cut, way, at)])
    main = merge([bark, cambium(rim, top=True), aimed(branch, way, at), *stems])
    return placed(
        (
            finished(main, crease_deg=65.0),
            finished(wood, crease_deg=45.0),
            finished(numbered(leaves), crease_deg=80.0, weld=False),
        ),
        size,
    )


def _bark_sheet(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A piece of bark off a tree, curved as the trunk was, torn at its ends, pale inside."""
    radius, length, half_turn = 0.075, 0.24, float(rng.uniform(0.95, 1.35))
    girth = 2 * np.pi * radius
    relief = _relief(rng, girth, length)
    rows, columns = 200, 190
    torn = wave_noise(rng, 0.035, octaves=3)
    a = np.linspace(-half_turn, half_turn, columns)[None, :]
    t = np.linspace(0.0, 1.0, rows)[:, None]
    ragged = np.stack([torn(np.stack([a[0] * radius, 0 * a[0] + k, 0 * a[0]], -1)) for k in (0.0, 5.0)])
    low, high = 0.012 * ragged[0] + 0.01, length - 0.010 * ragged[1]
    z = low + t * (high - low)
    side = 1.0 + 0.06 * torn(np.stack(np.broadcast_arrays(0 * z, z, 0 * z), -1)) * np.abs(a / half_turn) ** 3
    angle = a * side
    warp = 1.0 + 0.22 * (t - 0.4) * rng.normal() * 0.5
    r = radius * warp
    arc = (angle + np.pi) * radius
    outer_r = r + relief(np.broadcast_to(arc, z.shape) % girth, z) * np.clip(
        (half_turn - np.abs(a)) / 0.06, 0.15, 1
    )
    inner_r = (
        r
        - 0.0065
        + 0.0003 * np.sin(z * 900.0 + 5 * np.sin(angle * 7))
        - 0.0007 * _galleries(rng, angle * radius, z)
    )
    outer = np.stack([outer_r * np.cos(angle), outer_r * np.sin(angle), z], -1)
    inner = np.stack([inner_r * np.cos(angle), inner_r * np.sin(angle), z], -1)
    edge = np.concatenate([outer[0], outer[1:, -1], outer[-1, -2::-1], outer[-2:0:-1, 0]])
    back = np.concatenate([inner[0], inner[1:, -1], inner[-1, -2::-1], inner[-2:0:-1, 0]])
    bark = grid(outer)
    pale = merge([grid(inner[:, ::-1]), grid(np.stack([back, edge]), wrap=True)])
    lay = [turned(turned(s, "y", -90.0), "x", 0.0) for s in (bark, pale)]  # its back up
    if rng.random() < 0.4:
        lay = [turned(turned(s, "x", -62.0), "z", 200.0) for s in (turned(bark, "z", -90), turned(pale, "z", -90))]
    turn = float(rng.uniform(20, 50))
    return placed((finished(lay[0], crease_deg=65.0), finished(lay[1], crease_deg=55.0)), size, turn_deg=turn)


def _galleries(rng: np.random.Generator, arc: Floats, z: Floats) -> Floats:
    """Tracks of beetles on the inside of bark: one long, many across."""
    x0, tilt = float(rng.uniform(-0.02, 0.02)), float(rng.uniform(-0.1, 0.1))
    away = np.abs(arc - x0 - tilt * z)
    rungs = (np.abs(((z + 0.25 * away) / 0.009) % 1.0 - 0.5) > 0.36) * (away < 0.035) * (z > 0.05) * (z < 0.19)
    return np.asarray(np.where((away < 0.0018) & (z > 0.04) & (z < 0.2), 1.6, rungs))


FORMS: tuple[Form, ...] = (
    Form(
        name="bark_log",
        class_name="log",
        size_m=(0.3, 0.5),
        parts=(main_part("Bark"), part("Ends", "cut_wood")),
        build=partial(_lying_log, white=False),
        version=2,
    ),
    Form(
        name="birch_log",
        class_name="birch log",
        size_m=(0.3, 0.46),
        parts=(main_part("Bark"), part("Ends", "cut_wood")),
        build=partial(_lying_log, white=True),
        version=2,
    ),
    Form(
        name="log_pile",
        class_name="pile of logs",
        size_m=(0.45, 0.75),
        parts=(main_part("Bark"), part("Ends", "cut_wood")),
        build=_log_pile,
    ),
    Form(
        name="tree_stump",
        class_name="tree stump",
        size_m=(0.45, 0.75),
        parts=(main_part("Bark"), part("Wood", "cut_wood"), part("Fungi", "fungus")),
        build=_stump,
    ),
    Form(
        name="standing_trunk",
        class_name="tree trunk",
        size_m=(0.45, 0.8),
        parts=(main_part("Bark"), part("Wood", "cut_wood"), part("Leaves", "leaf_green")),
        build=_standing_trunk,
        detail_m=0.34,
    ),
    Form(
        name="bark_piece",
        class_name="piece of bark",
        size_m=(0.18, 0.3),
        parts=(main_part("Bark"), part("Inside", "inner_bark")),
        build=_bark_sheet,
    ),
)
