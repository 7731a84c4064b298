"""Shapes, facets and modifiers told from made-up views of known bodies."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from quality_control.measures.geometry_facets import SurfaceView, count_quads, find_facets, flat_fraction
from quality_control.measures.geometry_modifiers import (
    bevel_width_fraction,
    displacement_fraction,
    measure_row,
    measure_symmetry,
)
from quality_control.measures.geometry_shapes import MISFIT_LIMIT, fit_shapes

type Vectors = NDArray[np.float64]
_SIDE = 160


def _march(
    distance: Callable[[Vectors], Vectors], *, elevation_deg: float = 32.0, side: int = _SIDE
) -> SurfaceView:
    """An orthographic view of a signed distance function inside the unit ball, by sphere tracing."""
    e = np.radians(elevation_deg)
    forward = np.array([0.0, np.cos(e), -np.sin(e)])
    right, up = np.array([1.0, 0.0, 0.0]), np.array([0.0, np.sin(e), np.cos(e)])
    across = np.linspace(-1.1, 1.1, side)
    u, v = np.meshgrid(across, -across)
    start = u[..., None] * right + v[..., None] * up - 2.5 * forward
    depth = np.zeros(u.shape)
    for _ in range(140):
        depth += distance(start + depth[..., None] * forward)
    points = start + depth[..., None] * forward
    mask = np.abs(distance(points)) < 1e-6
    step = 1e-5
    normal = np.stack([distance(points + step * a) - distance(points - step * a) for a in np.eye(3)], -1)
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-30)
    return SurfaceView(position=np.where(mask[..., None], points, 0.0), normal=normal, mask=mask)


def _sphere(p: Vectors) -> Vectors:
    return np.asarray(np.linalg.norm(p, axis=-1) - 0.8)


def _capsule(p: Vectors) -> Vectors:
    nearest = np.clip(p[..., 2], -0.5, 0.5)
    return np.asarray(np.hypot(np.hypot(p[..., 0], p[..., 1]), p[..., 2] - nearest) - 0.4)


def _cylinder(p: Vectors) -> Vectors:
    d = np.stack([np.hypot(p[..., 0], p[..., 1]) - 0.4, np.abs(p[..., 2]) - 0.7], -1)
    return np.asarray(np.minimum(d.max(-1), 0) + np.linalg.norm(np.maximum(d, 0), axis=-1))


def _torus(p: Vectors) -> Vectors:
    return np.asarray(np.hypot(np.hypot(p[..., 0], p[..., 1]) - 0.6, p[..., 2]) - 0.2)


def _box(p: Vectors, half: float = 0.5) -> Vectors:
    c, s = np.cos(0.6), np.sin(0.6)
    turned = np.stack([c * p[..., 0] + s * p[..., 1], c * p[..., 1] - s * p[..., 0], p[..., 2]], -1)
    d = np.abs(turned) - half
    return np.asarray(np.minimum(d.max(-1), 0) + np.linalg.norm(np.maximum(d, 0), axis=-1))


@pytest.mark.parametrize(
    ("name", "body", "ratio"),
    [
        ("sphere", _sphere, None), ("capsule", _capsule, 0.9 / 0.4), ("cylinder", _cylinder, 0.7 / 0.4),
        ("torus", _torus, 1 / 3), ("cube", _box, None),
    ],
)  # fmt: skip
def test_one_shape_fits_and_every_other_is_far(
    name: str, body: Callable[[Vectors], Vectors], ratio: float | None
) -> None:
    fits = fit_shapes(_march(body))
    assert fits[name].misfit < MISFIT_LIMIT
    assert min(fit.misfit for other, fit in fits.items() if other != name) > 3 * MISFIT_LIMIT
    if ratio is not None:
        assert fits[name].ratio == pytest.approx(ratio, rel=0.03)


@pytest.mark.parametrize("turn_deg", [0.0, 1.5, -1.5])
@pytest.mark.parametrize(("depth", "is_cube"), [(1.0, True), (1.2, False)])
def test_a_cube_is_told_with_its_third_face_edge_on(turn_deg: float, depth: float, is_cube: bool) -> None:
    def box(p: Vectors) -> Vectors:
        c, s = np.cos(np.radians(turn_deg)), np.sin(np.radians(turn_deg))
        turned = np.stack([c * p[..., 0] + s * p[..., 1], c * p[..., 1] - s * p[..., 0], p[..., 2]], -1)
        d = np.abs(turned) - np.array([0.5, 0.5 * depth, 0.5])
        return np.asarray(np.minimum(d.max(-1), 0) + np.linalg.norm(np.maximum(d, 0), axis=-1))

    assert (fit_shapes(_march(box))["cube"].misfit < MISFIT_LIMIT) == is_cube


def test_a_dented_ball_is_no_primitive() -> None:
    def dented(p: Vectors) -> Vectors:
        return np.asarray((np.linalg.norm(p, axis=-1) - 0.8 - 0.05 * np.sin(6 * p[..., 0])) * 0.6)

    view = _march(dented)
    assert min(fit.misfit for fit in fit_shapes(view).values()) > MISFIT_LIMIT
    assert displacement_fraction((view,)) > 0.02
    assert displacement_fraction((_march(_sphere),)) < 1e-4


def test_a_box_has_three_facets_and_a_ball_none() -> None:
    facets = find_facets(_march(_box))
    large = facets.pixels > 0.05 * facets.pixels.sum()
    assert large.sum() == 3
    assert flat_fraction(_march(_box)) > 0.9
    assert flat_fraction(_march(_sphere)) < 0.05


def test_a_bent_quad_counts_once() -> None:
    u, v = np.meshgrid(np.linspace(-0.99, 0.99, _SIDE), np.linspace(-0.99, 0.99, _SIDE))
    cell_u, cell_v = (u + 1.0) * 2.0 % 1.0, (v + 1.0) * 2.0 % 1.0
    bent = (
        0.1 * np.minimum(cell_u, cell_v)
        + 0.3 * np.floor((u + 1.0) * 2.0) * u
        + 0.2 * np.floor((v + 1.0) * 2.0) * v
    )
    view = SurfaceView(
        position=np.stack([u, v, bent], axis=-1),
        normal=np.broadcast_to((0.0, 0.0, 1.0), (*u.shape, 3)),
        mask=np.ones(u.shape, dtype=bool),
    )
    facets = find_facets(view, within_deg=0.3)
    assert facets.count == 32
    assert count_quads(view, facets) == 16.0


def test_pieces_in_a_row_are_counted_with_their_step() -> None:
    def row(p: Vectors) -> Vectors:
        balls = [np.linalg.norm(p - np.array([x, 0.0, 0.0]), axis=-1) - 0.2 for x in (-0.5, 0.0, 0.5)]
        return np.asarray(np.min(balls, axis=0))

    found = measure_row(_march(row, elevation_deg=90.0))
    assert found.count == 3
    assert found.spacing_ratio == pytest.approx(1.25, rel=0.06)  # a pixel is 3 % of a ball
    assert found.unevenness < 0.02


def test_a_mirror_plane_is_found_and_a_lopsided_body_has_none() -> None:
    def pair(p: Vectors) -> Vectors:
        balls = [np.linalg.norm(p - np.array([x, 0.3, 0.0]), axis=-1) - 0.25 for x in (-0.4, 0.4)]
        return np.asarray(np.min([*balls, np.linalg.norm(p - np.array([0, -0.2, 0]), axis=-1) - 0.4], axis=0))

    def lopsided(p: Vectors) -> Vectors:
        balls = [(0.4, 0.3, 0.3), (-0.5, 0.1, 0.15), (0.1, -0.5, 0.22)]
        return np.asarray(np.min([np.linalg.norm(p - [x, y, 0], axis=-1) - r for x, y, r in balls], axis=0))

    found = measure_symmetry(_march(pair, elevation_deg=90.0))
    assert found.misfit < 0.004
    assert found.crosswise_misfit > 5 * found.misfit
    assert measure_symmetry(_march(lopsided, elevation_deg=90.0)).misfit > 0.005


def test_half_a_mirrored_body_may_be_seen_less_wide() -> None:
    def lobes(p: Vectors) -> Vectors:
        parts = [(0.35, 0.2, 0.3), (-0.35, 0.2, 0.3), (0.0, -0.3, 0.35)]
        return np.asarray(np.min([np.linalg.norm(p - [x, y, 0], axis=-1) - r for x, y, r in parts], axis=0))

    view = _march(lobes, elevation_deg=90.0)
    shown = view.mask & (view.position[..., 0] > -0.55)
    cut = SurfaceView(position=view.position, normal=view.normal, mask=shown)
    assert measure_symmetry(cut).misfit < 0.004


@pytest.mark.parametrize("turn", [0.0, 0.6])
def test_a_bevel_is_measured_whether_two_faces_are_seen_or_three(turn: float) -> None:
    side, bevel = 1.0, 0.15

    def rounded(p: Vectors) -> Vectors:
        c, s = np.cos(turn), np.sin(turn)
        turned = np.stack([c * p[..., 0] + s * p[..., 1], c * p[..., 1] - s * p[..., 0], p[..., 2]], -1)
        d = np.abs(turned) - (side / 2 - bevel)
        return np.asarray(np.minimum(d.max(-1), 0) + np.linalg.norm(np.maximum(d, 0), axis=-1) - bevel)

    assert bevel_width_fraction(_march(rounded, side=480)) == pytest.approx(
        bevel / side, abs=0.035
    )  # of two pixels and a half
    assert bevel_width_fraction(_march(_sphere)) == 0.0
