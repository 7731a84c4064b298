"""Parts of the human body at life size: hands in several poses, a forearm with a watch, a foot, an ear."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.form import Form, main_part, part
from assets.forms.kit.clothing_edges import hem_stitches, shirt_button, sleeve_end
from assets.forms.kit.distance_fields import Step, displaced, ellipsoid, joined, limb, sculpted
from assets.forms.kit.placing import placed
from assets.forms.kit.wave_noise import Noise, wave_noise
from assets.meshes.solids import lathe, sweep
from assets.meshes.strands import unit
from assets.meshes.surface import Surface, finished, grid, merge, moved, rotation, turned
from schemas.mesh import MeshData

type Floats = NDArray[Any]

_CELL_M = 0.00125
_CLOTHS = ("shirt_cotton", "blue_cotton", "wool_knit")
_UP = np.array([0.0, 0.0, 1.0])

# a right hand seen from its back: wrist at the origin, fingers along +y, thumb to -x, palm to -z; length 1
_KNUCKLES = ((-0.146, 0.490, -0.005), (-0.048, 0.515, 0.010), (0.049, 0.500, 0.004), (0.136, 0.455, -0.014))
_BONES = ((0.235, 0.135, 0.105), (0.262, 0.155, 0.110), (0.240, 0.142, 0.110), (0.185, 0.105, 0.095))
_GIRTH = (1.0, 1.02, 0.96, 0.84)
_RADII = (0.0640, 0.0560, 0.0500, 0.0415)
_THUMB_RADII = (0.084, 0.068, 0.062, 0.050)
_SPREAD_DEG = (8.0, 1.5, -5.0, -12.0)

# flexion of knuckle, middle and end joint, degrees, for index to little finger; the thumb's four joints
_POSES: dict[str, tuple[tuple[tuple[float, float, float], ...], tuple[tuple[float, float, float], ...]]] = {
    "flat": (
        ((4, 6, 4), (3, 5, 4), (5, 6, 5), (7, 8, 6)),
        ((-0.085, 0.09, -0.03), (-0.215, 0.26, -0.05), (-0.310, 0.385, -0.055), (-0.365, 0.490, -0.050)),
    ),
    "relaxed": (
        ((16, 24, 12), (24, 32, 16), (30, 36, 20), (34, 38, 22)),
        ((-0.085, 0.09, -0.04), (-0.185, 0.26, -0.095), (-0.235, 0.405, -0.120), (-0.235, 0.515, -0.125)),
    ),
    "fist": (
        ((82, 100, 62), (84, 102, 62), (86, 102, 62), (88, 100, 60)),
        ((-0.085, 0.10, -0.05), (-0.205, 0.270, -0.105), (-0.165, 0.400, -0.220), (-0.050, 0.445, -0.270)),
    ),
    "pointing": (
        ((2, 5, 3), (80, 100, 62), (84, 102, 62), (86, 100, 60)),
        ((-0.085, 0.10, -0.05), (-0.200, 0.270, -0.105), (-0.150, 0.400, -0.205), (-0.030, 0.440, -0.255)),
    ),
}


def _chain(start: Floats, bones: Floats, flexion_deg: Floats, aside_deg: float) -> Floats:
    """(4, 3) joints of a finger."""
    aside = np.radians(aside_deg)
    ahead = np.array([-np.sin(aside), np.cos(aside), 0.0])
    points = [start]
    for bone, bend in zip(bones, np.cumsum(np.radians(flexion_deg)), strict=True):
        points.append(points[-1] + bone * (np.cos(bend) * ahead - np.sin(bend) * _UP))
    return np.array(points)


def _fingers(rng: np.random.Generator, pose: str) -> list[tuple[Floats, Floats]]:
    """(joints (4, 3), radii (4,)) of the thumb and four fingers, for a hand of length 1."""
    flexion, thumb = _POSES[pose]
    open_hand = 1.0 if pose == "flat" else 0.35
    spread = rng.uniform(0.7, 1.5) * open_hand
    girth = rng.uniform(0.93, 1.08)
    fingers = [(np.array(thumb) + 0.006 * rng.normal(size=(4, 3)), girth * np.array(_THUMB_RADII))]
    for i in range(4):
        bend = np.array(flexion[i]) * rng.uniform(0.9, 1.1)
        joints = _chain(np.array(_KNUCKLES[i]), np.array(_BONES[i]), bend, _SPREAD_DEG[i] * spread)
        fingers.append((joints, girth * _GIRTH[i] * np.array(_RADII)))
    return fingers


def _palm(rng: np.random.Generator, reach: float) -> list[Step]:
    """Bones of the palm, the balls of thumb and little finger, and the wrist, ``reach`` behind the hand."""
    steps = [
        joined(limb([(0, -reach, 0.0), (0, 0.0, 0.0), (0, 0.10, 0.0)], [0.160, 0.136, 0.150], flat=0.70), 0.02)
    ]
    for knuckle in _KNUCKLES:
        k = np.array(knuckle)
        foot = np.array([k[0] * 0.62, 0.06, -0.005])
        steps.append(
            joined(limb([foot, 0.5 * (foot + k) - [0, 0, 0.012], k - [0, 0, 0.012]], [0.080, 0.077, 0.070]), 0.030)
        )
        web = k + 0.30 * np.array([0.0, 0.235, -0.05])
        steps.append(joined(ellipsoid(web, (0.062, 0.085, 0.052)), 0.030))
        steps.append(
            joined(limb([foot + np.array([0, 0.05, 0.064]), k + np.array([0, -0.02, 0.048])], 0.009), 0.030)
        )
        steps.append(joined(ellipsoid(k + np.array([0, 0.0, 0.018]), (0.044, 0.050, 0.044)), 0.02))
    steps.append(joined(ellipsoid((-0.105, 0.20, -0.050), (0.085, 0.165, 0.070), rotation("z", 24.0)), 0.045))
    steps.append(joined(ellipsoid((0.085, 0.20, -0.045), (0.070, 0.190, 0.062)), 0.045))
    vein = [(-0.05, 0.05, 0.085), (0.0, 0.18, 0.082), (-0.02, 0.30, 0.076), (0.03, 0.42, 0.060)]
    steps.append(joined(limb(np.array(vein) + 0.012 * rng.normal(size=(4, 3)) * [1, 1, 0], 0.006), 0.014))
    return steps


def _hand(rng: np.random.Generator, pose: str, length_m: float, reach: float = 0.35) -> tuple[Surface, Surface]:
    """(skin, nails) of a right hand; wrist at the origin, fingers along +y, palm to -z."""
    fingers = _fingers(rng, pose)
    steps = [joined(limb(joints * length_m, radii * length_m), 0.0016) for joints, radii in fingers[1:]]
    for joints, radii in fingers:
        pad = joints[3] * 0.8 + joints[2] * 0.2
        steps.append(joined(ellipsoid(pad * length_m, np.full(3, 1.02 * radii[3] * length_m)), 0.003))
    thumb = limb(fingers[0][0] * length_m, fingers[0][1] * length_m)
    steps.append(joined(thumb, 0.004))
    blend = 0.7 if pose in ("fist", "pointing") else 1.0
    steps += [_scaled(step, length_m, blend) for step in _palm(rng, reach)]
    skin = sculpted(steps, _CELL_M)
    skin = displaced(skin, partial(_creases, fingers=fingers, length_m=length_m, noise=wave_noise(rng, 0.012)))
    nails = merge(
        [_nail(joints * length_m, radii * length_m, thumb=i == 0) for i, (joints, radii) in enumerate(fingers)]
    )
    return skin, nails


def _scaled(step: Step, factor: float, blend: float) -> Step:
    from dataclasses import replace

    body = step.body
    inner = body.distance
    grown = replace(
        body, distance=lambda p: inner(p / factor) * factor, low=body.low * factor, high=body.high * factor
    )
    return replace(step, body=grown, blend_m=step.blend_m * factor * blend)


def _ways(joints: Floats) -> tuple[Floats, Floats]:
    """(bone directions (3, 3), directions to the finger's back (3, 3))."""
    along = unit(np.diff(joints, axis=0))
    side = np.cross(along, _UP)
    flat = np.linalg.norm(side, axis=1) < 0.3
    side[flat] = np.array([1.0, 0.0, 0.0])
    side = unit(side)
    side *= np.where(side[:, :1] < 0.0, -1.0, 1.0)
    return along, unit(np.cross(side, along))


def _creases(
    points: Floats,
    _normals: Floats,
    *,
    fingers: list[tuple[Floats, Floats]],
    length_m: float,
    noise: Noise,
    depth: float = 1.0,
) -> Floats:
    """Folds of the skin over the joints, in metres: several across the back, one deep one inside."""
    out = 0.00010 * noise(points)
    for joints, radii in fingers:
        along, back = _ways(joints)
        for j in (1, 2):
            centre = joints[j] * length_m
            way = unit(along[j - 1] + along[j])
            away = points - centre
            near = np.exp(-((np.linalg.norm(away, axis=1) / (1.9 * radii[j] * length_m)) ** 4))
            s, up = away @ way, away @ unit(back[j - 1] + back[j])
            over = np.clip(up / (radii[j] * length_m), -1.0, 1.0)
            waves = sum(np.exp(-(((s - o) / 0.0009) ** 2)) for o in (-0.0044, -0.0015, 0.0016, 0.0046))
            out -= (
                depth
                * near
                * np.where(over > 0.2, 0.0005 * waves, 0.0010 * (over < -0.1) * np.exp(-((s / 0.0013) ** 2)))
            )
    return np.asarray(out)


def _nail(joints: Floats, radii: Floats, *, thumb: bool) -> Surface:
    """A bent nail plate on the back of a finger's end."""
    along, back = _ways(joints)
    if thumb:
        back = unit(0.55 * back + np.array([-0.85, 0.0, 0.25]))
        back = unit(back - (back * along).sum(1, keepdims=True) * along)
    way, up = along[2], back[2]
    side = np.cross(way, up)
    width = float(radii[3]) * (0.98 if thumb else 0.92)
    rows, columns = 15, 13
    v, u = np.meshgrid(np.linspace(-1.45, 1.0, rows), np.linspace(-1.0, 1.0, columns), indexing="ij")
    corner = np.clip((v - 0.5) / 0.5, 0.0, 1.0)
    taper = np.sqrt(np.clip(1.0 - (np.clip(-v - 1.0, 0.0, 1.0) / 0.5) ** 2, 0.05, 1.0)) * (1.0 - 0.10 * corner)
    across = u * taper
    growth = float(radii[2] - radii[3]) / width / 2.4  # the finger is thicker behind
    lift = (
        1.15 * np.cos(0.82 * across)
        - growth * v
        - 0.10 * np.clip(-v - 0.9, 0.0, 1.0)
        - 0.10 * np.clip(v, 0.0, 1.0)
    )
    ahead = v - 0.22 * np.abs(across) ** 2.2 * corner
    points = (
        joints[3]
        + width * (np.sin(0.95 * across)[..., None] * side + lift[..., None] * up)
        + (width * ahead)[..., None] * way
    )
    under = points - 0.0007 * up
    top, low = grid(points), grid(under[:, ::-1])
    rim = np.concatenate([points[-1:], under[-1:]])
    return merge([top, low, grid(rim[:, ::-1])])


def finger_skin(rng: np.random.Generator) -> tuple[Surface, Surface]:
    """(skin, nail) of the two outer bones of a finger that rises from the origin, its back to -y."""
    length = float(rng.uniform(0.175, 0.195))
    bend = (4.0, float(rng.uniform(6, 26)), float(rng.uniform(4, 18)))
    joints = _chain(np.array([0.0, -0.14, 0.0]), np.array(_BONES[1]), np.array(bend), 0.0)
    way = unit(joints[1] - joints[0])
    joints = joints - joints[1] + 0.10 * way
    joints[0] = 0.0
    radii = np.array(_RADII) * float(rng.uniform(0.94, 1.06))
    radii[0] = radii[1]
    steps = [joined(limb(joints * length, radii * length), 0.002)]
    pad = joints[3] * 0.75 + joints[2] * 0.25 - [0.0, 0.0, 0.006]
    steps.append(joined(ellipsoid(pad * length, np.full(3, 1.02 * radii[3] * length)), 0.003))
    skin = sculpted(steps, 0.0006)
    skin = displaced(
        skin,
        partial(_creases, fingers=[(joints, radii)], length_m=length, noise=wave_noise(rng, 0.012), depth=0.55),
    )
    nail = _nail(joints * length, radii * length, thumb=False)
    return turned(skin, "x", 90.0), turned(nail, "x", 90.0)


def _sleeved_hand(rng: np.random.Generator, size: float, *, pose: str) -> tuple[MeshData, ...]:
    length = float(rng.uniform(0.172, 0.196))
    skin, nails = _hand(rng, pose, length, reach=0.16)
    sleeve_m = float(rng.uniform(0.045, 0.065))
    radii = (0.205 * length, 0.155 * length)
    top = -0.10 * length
    cuff = moved(sleeve_end(rng, radii, sleeve_m, closed=True), z=top - sleeve_m)
    trims = merge(
        [
            hem_stitches(radii, top - 0.0045),
            hem_stitches(radii, top - 0.0185),
            moved(turned(shirt_button(), "x", 90.0), x=0.3 * radii[0], y=-radii[1] * 0.98 - 0.001, z=top - 0.011),
        ]
    )
    face = float(rng.uniform(-14, 14)) + (180.0 if pose != "flat" or rng.random() < 0.4 else 0.0)
    hand = tuple(turned(s, "x", 90.0) for s in (skin, nails))
    surfaces = [turned(s, "z", face) for s in (*hand, cuff, trims)]
    left = rng.random() < 0.5
    if left:
        surfaces = [_mirrored(s) for s in surfaces]
    if pose == "pointing":
        surfaces = [turned(s, "y", -82.0 if left else 82.0) for s in surfaces]
    meshes = tuple(finished(s, crease_deg=c) for s, c in zip(surfaces, (80.0, 50.0, 60.0, 40.0), strict=True))
    return placed(meshes, size)


def _mirrored(surface: Surface) -> Surface:
    from dataclasses import replace

    from assets.meshes.surface import flipped

    return flipped(replace(surface, points=surface.points * [-1.0, 1.0, 1.0]))


def _forearm(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A forearm that lies on the table, its sleeve rolled up, a watch on the wrist."""
    length = float(rng.uniform(0.175, 0.195))
    skin, nails = _hand(rng, "relaxed", length, reach=0.2)
    arm = [
        joined(
            limb(
                np.array([(0, 0.01, 0), (0.004, -0.09, 0.002), (0.002, -0.20, 0.004)]),
                [0.0225, 0.0315, 0.0400],
                flat=0.84,
            ),
            0.02,
        ),
        joined(limb(np.array([(-0.012, -0.05, 0.012), (-0.014, -0.20, 0.020)]), [0.008, 0.018]), 0.02),
    ]
    forearm = sculpted(arm, 0.0018)
    y = -0.030
    watch = _watch(rng, y, (0.0262, 0.0212))
    sleeve = moved(sleeve_end(rng, (0.047, 0.043), 0.075, hem_m=0.03, wall_m=0.004, closed=True), z=-0.075)
    sleeve = moved(turned(sleeve, "x", -90.0), y=-0.165)
    parts = [merge([skin, forearm]), nails, sleeve, *watch]
    drop = -0.02
    parts = [moved(s, z=drop) for s in parts]
    meshes = tuple(finished(s, crease_deg=c) for s, c in zip(parts, (80.0, 50.0, 60.0, 35.0, 35.0), strict=True))
    return placed(meshes, size, turn_deg=float(rng.uniform(100.0, 125.0)))


def _watch(rng: np.random.Generator, y: float, radii: tuple[float, float]) -> tuple[Surface, Surface]:
    """(case with dial, strap) round a wrist along y."""
    angle = np.arange(96) * 2.0 * np.pi / 96
    path = np.stack([(radii[0] + 0.0008) * np.cos(angle), np.full(96, y), (radii[1] + 0.0008) * np.sin(angle)], -1)
    half = float(rng.uniform(0.0085, 0.011))
    flat = np.array(
        [
            [-0.0012, -half],
            [0.0012, -half],
            [0.0016, -half + 0.001],
            [0.0016, half - 0.001],
            [0.0012, half],
            [-0.0012, half],
        ]
    )
    section = np.stack([np.broadcast_to(flat[:, 0], (96, 6)), np.broadcast_to(flat[:, 1], (96, 6))], -1)
    out = np.stack([np.cos(angle), 0 * angle, np.sin(angle)], -1)
    rings = path[:, None] + section[..., :1] * out[:, None] + section[..., 1:] * np.array([0.0, 1.0, 0.0])
    from assets.meshes.surface import outward

    strap = outward(grid(np.concatenate([rings, rings[:1]]), wrap=True))
    r = float(rng.uniform(0.016, 0.020))
    profile = np.array(
        [
            [0, 0],
            [r * 0.9, 0],
            [r, 0.002],
            [r, 0.006],
            [r * 0.93, 0.0085],
            [r * 0.86, 0.0085],
            [r * 0.85, 0.0072],
            [0, 0.0072],
        ]
    )
    crown = moved(
        turned(lathe(np.array([[0, 0], [0.0028, 0], [0.0028, 0.003], [0, 0.003]]), 20), "y", 90.0), x=r, z=0.004
    )
    hands = [
        moved(turned(sweep(np.array([[0, 0, 0], [0, r * reach, 0]]), 0.0006, sides=6), "z", turn), z=0.0078)
        for reach, turn in ((0.45, 60.0), (0.68, -40.0))
    ]
    case = merge([lathe(profile, 64), crown, *hands])
    return moved(case, y=y, z=radii[1] - 0.0005), strap


def _foot(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A bare right foot flat on the floor, the leg coming out of a trouser hem; toes along +x."""
    toes = [((0.186, -0.028, 0.024), (0.216, -0.029, 0.021), (0.242, -0.026, 0.0155), 0.0175, 0.0145)]
    for i, (x, y) in enumerate(((0.246, -0.003), (0.238, 0.0165), (0.226, 0.0335), (0.209, 0.0485))):
        toes.append(
            (
                (0.178 - 0.006 * i, y * 0.9, 0.026),
                (x - 0.026, y, 0.0245 - 0.002 * i),
                (x, y + 0.001, 0.0105),
                0.0108,
                0.0098 - 0.0003 * i,
            )
        )
    steps = [joined(limb([a, b, c], [r, r * 0.95, e]), 0.0014) for a, b, c, r, e in toes]
    steps += [
        joined(ellipsoid((c[0] - 0.001, c[1], c[2]), (e * 1.12, e * 1.08, e * 0.98)), 0.003)
        for _a, _b, c, _r, e in toes
    ]
    arch = float(rng.uniform(0.9, 1.1))
    steps += [
        joined(ellipsoid((0.036, 0.0, 0.034), (0.037, 0.031, 0.036)), 0.01),
        joined(
            limb([(0.05, 0.002, 0.046), (0.11, 0.0, 0.044 * arch), (0.165, -0.008, 0.028)], [0.035, 0.031, 0.026]),
            0.016,
        ),
        joined(
            limb(
                [(0.05, 0.0, 0.095), (0.10, -0.006, 0.070 * arch), (0.165, -0.012, 0.034)], [0.032, 0.024, 0.018]
            ),
            0.018,
        ),
        joined(
            limb([(0.04, 0.016, 0.020), (0.11, 0.030, 0.020), (0.172, 0.034, 0.019)], [0.020, 0.019, 0.018]), 0.014
        ),
        joined(ellipsoid((0.180, -0.020, 0.026), (0.030, 0.024, 0.025)), 0.012),
        joined(ellipsoid((0.168, 0.018, 0.022), (0.028, 0.030, 0.021)), 0.012),
        joined(limb([(0.052, 0.0, 0.085), (0.048, 0.0, 0.13), (0.045, 0.0, 0.165)], [0.034, 0.033, 0.038]), 0.016),
        joined(limb([(0.014, 0.0, 0.035), (0.018, 0.0, 0.10), (0.014, 0.0, 0.165)], [0.014, 0.010, 0.014]), 0.016),
        joined(ellipsoid((0.052, -0.031, 0.092), (0.014, 0.010, 0.014)), 0.008),
        joined(ellipsoid((0.044, 0.032, 0.082), (0.013, 0.009, 0.014)), 0.008),
    ]
    for y in (-0.022, -0.004, 0.012, 0.026):
        steps.append(joined(limb([(0.10, y * 0.5, 0.088 * arch - 0.006), (0.175, y, 0.044)], 0.0022), 0.010))
    skin = sculpted(steps, 0.0015)
    skin.points[:, 2] = np.maximum(skin.points[:, 2], 0.004)
    noise = wave_noise(rng, 0.02)
    skin = displaced(skin, lambda p, _n: 0.0003 * noise(p) - 0.0006 * _toe_folds(p))
    nails = merge([_toe_nail(np.array(b), np.array(c), e) for _a, b, c, _r, e in toes])
    hem_z = float(rng.uniform(0.120, 0.150))
    hem = moved(
        turned(sleeve_end(rng, (0.062, 0.056), 0.10, hem_m=0.026, wall_m=0.003, closed=True), "x", 180.0),
        x=0.046,
        z=hem_z + 0.10,
    )
    seams = merge([moved(hem_stitches((0.062, 0.056), hem_z + o, out_m=0.0016), x=0.046) for o in (0.004, 0.0235)])
    surfaces = [skin, nails, hem, seams]
    if rng.random() < 0.5:
        surfaces = [_mirrored(turned(s, "z", 180.0)) for s in surfaces]
    meshes = tuple(finished(s, crease_deg=c) for s, c in zip(surfaces, (80.0, 50.0, 60.0, 40.0), strict=True))
    return placed(meshes, size, turn_deg=float(rng.uniform(-62.0, -38.0)))


def _toe_folds(points: Floats) -> Floats:
    """Folds over the toes' joints."""
    folds = sum(
        np.exp(-(((points[:, 0] - x + 0.35 * np.abs(points[:, 1] + 0.01)) / 0.0010) ** 2))
        for x in (0.214, 0.218, 0.222)
    )
    return np.asarray(folds * (points[:, 2] > 0.020))


def _toe_nail(joint: Floats, tip: Floats, radius: float) -> Surface:
    joints = np.array(
        [joint - [0.03, 0, 0], joint - [0.01, 0, 0], 0.4 * joint + 0.6 * tip, tip + np.array([0.002, 0, 0.002])]
    )
    return _nail(joints, np.full(4, radius), thumb=False)


def _hand_form(name: str, label: str, pose: str, size_m: tuple[float, float], detail_m: float = 0.0) -> Form:
    return Form(
        name=name,
        class_name=label,
        size_m=size_m,
        parts=(main_part("Skin"), part("Nails", "nail"), part("Cuff", *_CLOTHS), part("Trim", "pale_thread")),
        build=partial(_sleeved_hand, pose=pose),
        detail_m=detail_m,
    )


FORMS: tuple[Form, ...] = (
    _hand_form("hand_open", "hand", "flat", (0.23, 0.27), 0.10),
    _hand_form("hand_fist", "fist", "fist", (0.155, 0.18), 0.07),
    _hand_form("hand_pointing", "pointing hand", "pointing", (0.23, 0.27), 0.09),
    Form(
        name="forearm_with_watch",
        class_name="forearm",
        size_m=(0.33, 0.40),
        parts=(
            main_part("Skin"),
            part("Nails", "nail"),
            part("Sleeve", *_CLOTHS),
            part("Watch", "steel", "gold_plate"),
            part("Strap", "brown_leather", "black_leather"),
        ),
        build=_forearm,
    ),
    Form(
        name="bare_foot",
        class_name="foot",
        size_m=(0.22, 0.26),
        parts=(
            main_part("Skin"),
            part("Nails", "nail"),
            part("Trouser", "blue_denim", "shirt_cotton"),
            part("Stitches", "orange_thread", "pale_thread"),
        ),
        build=_foot,
    ),
)
