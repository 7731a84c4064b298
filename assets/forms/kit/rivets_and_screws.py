"""Heads of rivets, screws and bolts, and nuts: they lie on z = 0 and rise along +Z."""

from __future__ import annotations

import numpy as np

from assets.forms.kit.metre_solids import plate, spun, spun_corners
from assets.forms.kit.outlines import circle, flower, polygon, rectangle
from assets.meshes.curves import Curve
from assets.meshes.surface import Surface, merge, turned


def dome_rivet(radius_m: float, *, rise: float = 0.55, segments: int = 20) -> Surface:
    """A round head."""
    t = np.linspace(0, np.pi / 2, 6)
    arc = np.stack([radius_m * np.cos(t), rise * radius_m * np.sin(t)], -1)
    return spun(np.concatenate([[[radius_m, -0.2 * radius_m]], arc]), segments)


def recessed_head(radius_m: float, height_m: float, recess: Curve, *, domed: bool = False) -> Surface:
    """A flat head with a recess of any outline, or one on a dome."""
    low = spun_corners(
        [
            (0, -0.1 * height_m),
            (radius_m * 0.98, -0.1 * height_m),
            (radius_m * 0.98, 0.3 * height_m),
            (0, 0.3 * height_m),
        ],
        0.0,
        segments=28,
    )
    bevel = min(0.28 * height_m, 0.18 * radius_m)
    top = plate(circle(radius_m, 28), 0.0, height_m, holes=[recess], bevel_m=bevel, hole_bevel_m=0.15 * bevel)
    if domed:
        p = top.points.copy()
        p[:, 2] *= 1.25 - 0.75 * (p[:, 0] ** 2 + p[:, 1] ** 2) / radius_m**2
        top = Surface(points=p, counts=top.counts, indices=top.indices, uvs=top.uvs)
    return merge([low, top])


def slotted_head(radius_m: float, *, turn_deg: float = 0.0) -> Surface:
    """A screw with one slot."""
    slot = rectangle(1.62 * radius_m, 0.26 * radius_m)
    return turned(recessed_head(radius_m, 0.5 * radius_m, slot, domed=True), "z", turn_deg)


def cross_head(radius_m: float, *, turn_deg: float = 0.0) -> Surface:
    """A screw with a cross."""
    a, b = 0.58 * radius_m, 0.14 * radius_m
    cross = np.array(
        [
            (a, -b),
            (a, b),
            (b, b),
            (b, a),
            (-b, a),
            (-b, b),
            (-a, b),
            (-a, -b),
            (-b, -b),
            (-b, -a),
            (b, -a),
            (b, -b),
        ]
    )
    return turned(recessed_head(radius_m, 0.55 * radius_m, cross, domed=True), "z", turn_deg)


def star_head(radius_m: float, *, height: float = 0.6) -> Surface:
    """A screw with a six-lobed socket."""
    return recessed_head(radius_m, height * radius_m, flower(0.5 * radius_m, 6, 0.14, 48))


def socket_head(radius_m: float, *, height: float = 1.1) -> Surface:
    """A tall head with a hexagon socket."""
    return recessed_head(radius_m, height * radius_m, polygon(0.56 * radius_m, 6))


def hexagon_body(across_m: float, height_m: float, *, bore_m: float = 0.0) -> Surface:
    """A hexagon with turned-off corners; ``across_m`` is its width over flats."""
    corner = across_m / np.sqrt(3)
    holes = [circle(bore_m, 24)] if bore_m else []
    t = np.arange(48) * 2 * np.pi / 48 + np.pi / 48
    within = np.mod(t, np.pi / 3) - np.pi / 6
    outline = np.stack([np.cos(t), np.sin(t)], -1) * (across_m / 2 / np.cos(within))[:, None]
    body = plate(outline, 0.0, height_m, holes=holes, bevel_m=0.02 * across_m, steps=1)
    p = body.points.copy()
    r = np.linalg.norm(p[:, :2], axis=1)
    drop = np.maximum(r - across_m * 0.5, 0.0) * 0.6
    drop = np.where(r > across_m * 0.45, drop, 0.0) * (corner / corner)
    p[:, 2] += np.where(p[:, 2] > height_m / 2, -drop, 0.0)
    return Surface(points=p, counts=body.counts, indices=body.indices, uvs=body.uvs)


def bolt_head(across_m: float, *, washer: bool = True) -> Surface:
    """A hexagon head on its washer."""
    head = hexagon_body(across_m, 0.62 * across_m)
    if not washer:
        return head
    r, h = 0.64 * across_m, 0.12 * across_m
    ring = spun_corners([(0, 0), (r, 0), (r, h), (0, h)], 0.3 * h, segments=32)
    return merge(
        [
            ring,
            Surface(
                points=head.points + np.array([0, 0, h]), counts=head.counts, indices=head.indices, uvs=head.uvs
            ),
        ]
    )


def nut_on_stud(across_m: float) -> Surface:
    """A nut on its washer with the stud's round end."""
    head = bolt_head(across_m)
    r, h = 0.27 * across_m, 1.0 * across_m
    return merge([head, spun_corners([(0, 0), (r, 0), (r, h), (0, h)], 0.12 * across_m, segments=24)])
