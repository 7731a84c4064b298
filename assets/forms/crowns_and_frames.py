"""A crown with its stones, and picture frames with ornament."""

from __future__ import annotations

from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.facets import gem
from assets.forms.kit.lettering import on_cylinder
from assets.forms.kit.metal_vessels import beads
from assets.forms.kit.metre_solids import (
    placed,
    plate,
    spun,
    spun_ring,
    standing,
    tube,
    turned_all,
    upright,
    warped,
)
from assets.forms.kit.mouldings import frame_of
from assets.forms.kit.outlines import mirrored
from assets.forms.kit.rounds import ball, leaning, ring
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import rounded_box
from assets.meshes.surface import box_mapped, merge, moved, turned
from schemas.mesh import MeshData


def crown(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A crown: a banded circlet with stones in claws, lilies and crosses, arches with pearls and a red cap."""
    r = size * 0.46
    h = size * float(rng.uniform(0.16, 0.2))
    flare = 1.06
    circlet = spun_ring([(r * 0.985, 0), (r, 0), (r * 1.01, h * 0.08), (r * 1.0, h * 0.16),
        (r * 1.015, h * 0.84), (r * 1.03, h * 0.92), (r * 1.02, h), (r * 1.005, h)], 0.0008,
        segments=120)  # fmt: skip
    trim = [beads(r * 1.02, h * 0.1, h * 0.05), beads(r * 1.035, h * 0.9, h * 0.05)]
    lily = mirrored(smooth(np.array([(0.0, -0.1), (0.2, -0.1), (0.16, 0.12), (0.5, 0.2), (0.62, 0.42),
        (0.42, 0.56), (0.26, 0.4), (0.2, 0.5), (0.26, 0.78), (0.0, 1.12)]), 50))  # fmt: skip
    cross = mirrored(np.array([(0.0, -0.1), (0.16, -0.1), (0.1, 0.22), (0.34, 0.16), (0.36, 0.5), (0.1, 0.42),
        (0.2, 0.74), (0.0, 0.72)]))  # fmt: skip
    n = int(rng.choice([10, 12]))
    tall = size * float(rng.uniform(0.25, 0.32))
    leaves, gems, claws = [], [], []
    for k in range(n):
        a = 360.0 * k / n - 90.0
        shape = lily if k % 2 == 0 else cross
        leaf = on_cylinder(plate(shape * tall, -0.0009, 0.0011, bevel_m=0.0004), r * flare * 0.985,
            height_m=h * 0.94, towards_deg=a)  # fmt: skip
        leaves.append(leaf)
        for z, f, s in (
            (h * 0.5, 0.0, h * 0.27),
            (h * 0.5, 0.5, h * 0.17),
            (h * 0.94 + tall * 0.3, 0.0, h * 0.16),
        ):
            b = np.radians(a + f * 360.0 / n)
            way = np.array([np.cos(b), np.sin(b), 0.0])
            at = way * (r * 1.012 + (0.045 * r if z > h else 0.0)) + np.array([0, 0, z])
            gems.append(leaning(gem("oval" if f == 0 else "brilliant", s, rng), way, at + way * s * 0.25))
            claws.append(leaning(ring(s * 1.12, s * 0.14, segments=28), way, at + way * s * 0.1))
    arches, pearls = [], []
    top = h + tall * float(rng.uniform(1.25, 1.45))
    for k in range(2):
        t = np.linspace(0, np.pi, 50)
        xs = r * 1.02 * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** 0.75
        zs = h + (top - h) * np.sin(t) ** 0.6
        path = np.column_stack([xs, 0 * t, zs])
        arches.append(turned(tube(path, size * 0.012, sides=12), "z", 90.0 * k + 360.0 / n / 2 * (n == 10)))
        pearl = [moved(ball(size * 0.0145, segments=14), *(path[i] + np.array([np.cos(t[i]), 0,
            np.sin(t[i])]) * size * 0.012)) for i in range(6, 45, 3)]  # fmt: skip
        pearls.append(turned(merge(pearl), "z", 90.0 * k + 360.0 / n / 2 * (n == 10)))
    orb = [moved(ball(size * 0.042), z=top + size * 0.03), moved(upright(plate(mirrored(np.array([(0.0, 0.0),
        (0.12, 0.0), (0.1, 0.35), (0.4, 0.3), (0.4, 0.6), (0.1, 0.55), (0.14, 0.95),
        (0.0, 0.95)])) * size * 0.085, -0.0012, 0.0012, bevel_m=0.0004)), 0, 0,
        top + size * 0.065)]  # fmt: skip
    cap = spun(np.concatenate([[[0, h * 0.2]], smooth([(r * 0.97, h * 0.2), (r * 0.99, h * 1.1),
        (r * 0.86, h + tall * 0.5), (r * 0.4, h + tall * 0.75), (0.0, h + tall * 0.78)], 40)]), 96,
        modulation=lambda a, z: 1 + 0.02 * np.cos(16 * a) * np.clip(z * 2 - 0.3, 0, 1))  # fmt: skip
    stones = [merge(gems[0::2]), merge([*gems[1::2], *pearls])]
    parts = [merge([circlet, *trim, *leaves, *claws, *arches, *orb]), stones[0], stones[1], cap]
    return standing(turned_all(parts, "z", float(rng.uniform(-20, 20))), size, crease_deg=36.0)


def ornate_frame(rng: np.random.Generator, size: float, *, beaded: bool = False) -> tuple[MeshData, ...]:
    """A picture frame with a deep moulding, leaves on it and shells at its corners, leaning back."""
    h = size
    w = size * float(rng.uniform(0.76, 0.92))
    m = size * (0.165 if beaded else float(rng.uniform(0.165, 0.19)))
    profile = [(0.0, 0.0), (0.0, 0.28), (0.1, 0.42), (0.22, 0.45), (0.34, 0.3), (0.55, 0.2), (0.74, 0.24),
        (0.82, 0.32), (0.9, 0.32), (1.0, 0.14), (1.0, 0.0)]  # fmt: skip
    outline = rounded(
        np.array(profile) * m,
        [0, m * 0.08, m * 0.1, m * 0.1, m * 0.1, m * 0.1, m * 0.05, m * 0.04, m * 0.04, m * 0.04, 0],
        4,
    )
    frame = box_mapped(frame_of(outline, w, h))
    ornaments = []
    one = ball(m * (0.055 if beaded else 0.075), segments=12)
    leaf = warped(
        one,
        one.points * np.array([1.9, 0.8, 0.9])
        + np.column_stack([0 * one.points[:, 0], 0 * one.points[:, 0], 0.5 * one.points[:, 0]]),
    )
    for inset, depth, what, gap in ((0.86, 0.33, one, m * 0.115), (0.16, 0.44, leaf, m * 0.2)):
        x, z = w / 2 - inset * m, h / 2 - inset * m
        nx, nz = int(2 * x / gap), int(2 * z / gap)
        spots = [(-x + 2 * x * k / nx, -depth * m, s * z) for s in (-1, 1) for k in range(nx)]
        ornaments.append(placed(what, spots))
        spots = [(s * x, -depth * m, -z + 2 * z * k / nz) for s in (-1, 1) for k in range(nz + 1)]
        ornaments.append(placed(turned(what, "y", 90.0), spots))
    if not beaded:
        shell = []
        for k in range(7):
            a = np.radians(-60 + 20 * k)
            lobe = ball(m * 0.2, segments=14)
            lobe = warped(lobe, lobe.points * np.array([0.75, 0.7, 1.8]) + np.array([0, 0, m * 0.3]))
            shell.append(turned(lobe, "y", float(np.degrees(a))))
        shell.append(ball(m * 0.22, segments=16))
        for sx in (-1, 1):
            for sz in (-1, 1):
                turn = {(1, 1): 45.0, (-1, 1): -45.0, (1, -1): 135.0, (-1, -1): -135.0}[(sx, sz)]
                ornaments.append(moved(turned(merge(shell), "y", turn), sx * (w / 2 - m * 0.62), -m * 0.24,
                    sz * (h / 2 - m * 0.62)))  # fmt: skip
        for s in (-1, 1):
            middle = turned(merge(shell), "y", 0.0 if s > 0 else 180.0)
            ornaments += [moved(middle, 0, -m * 0.24, s * (h / 2 - m * 0.45))]
    picture = moved(rounded_box((w - 1.9 * m, m * 0.04, h - 1.9 * m), 0.0005), 0, -m * 0.05, -(h - 1.9 * m) / 2)
    back = moved(rounded_box((w * 0.9, 0.003, h * 0.9), 0.0005), 0, 0.0022, -h * 0.45)
    strut = turned(moved(rounded_box((w * 0.16, 0.003, h * 0.6), 0.0005), z=-h * 0.6), "x", 20.0)
    strut = moved(strut, 0, 0.005, h * 0.12)
    tilt = float(rng.uniform(8, 15))
    parts = [turned(p, "x", -tilt) for p in (merge([frame, *ornaments]), picture, merge([back, strut]))]
    return standing(turned_all(parts, "z", float(rng.uniform(-25, 25))), size, crease_deg=40.0)


FORMS = (
    Form(
        name="crown",
        class_name="crown",
        size_m=(0.17, 0.23),
        build=crown,
        parts=(
            main_part(),
            part("Rubies", "ruby_stone", "sapphire_stone"),
            part("Pearls", "white_porcelain", "diamond_stone"),
            part("Cap", "red_velvet", "purple_velvet"),
        ),
    ),
    Form(
        name="ornate_frame",
        class_name="picture frame",
        size_m=(0.25, 0.6),
        build=ornate_frame,
        parts=(main_part(), part("Painting", "dark_painting"), part("Back", "dark_wood")),
    ),
    Form(
        name="beaded_frame",
        class_name="photo frame",
        size_m=(0.13, 0.28),
        build=partial(ornate_frame, beaded=True),
        parts=(main_part(), part("Photo", "photo_paper"), part("Back", "dark_velvet")),
    ),
)
