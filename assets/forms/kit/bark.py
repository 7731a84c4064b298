"""Bark round a trunk: plates between cracks, furrows or smooth skin with lenticels, and the sawn ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.surface import Surface, flipped, grid

type Floats = NDArray[Any]
type Relief = Callable[[Floats, Floats], Floats]


def plates(
    rng: np.random.Generator, girth_m: float, length_m: float, *, plate_m: float, long: float, depth_m: float
) -> Relief:
    """Relief over (arc, height), metres: plates ``long`` times as tall as wide, cracks ``depth_m`` deep.

    The arc closes on itself after ``girth_m``.
    """
    across = max(round(girth_m / plate_m), 3)
    step = girth_m / across
    rows = int(length_m / (step * long)) + 4
    column, row = np.meshgrid(np.arange(across), np.arange(rows) - 1.5)
    seeds = np.stack([(column + 0.5 * (row.astype(int) % 2)) * step, row * step], -1).reshape(-1, 2)
    seeds += step * rng.uniform(-0.42, 0.42, seeds.shape)
    lift = np.tile(rng.uniform(0.55, 1.0, len(seeds)), 3)
    tree = cKDTree(np.concatenate([seeds + np.array([k * girth_m, 0.0]) for k in (-1, 0, 1)]))
    bend, fine, flakes = (
        wave_noise(rng, 2.2 * step),
        wave_noise(rng, 0.30 * step, octaves=3),
        wave_noise(rng, 0.8 * step),
    )

    def relief(arc: Floats, height: Floats) -> Floats:
        a = 2.0 * np.pi * arc / girth_m
        r = girth_m / (2.0 * np.pi)
        space = np.stack(np.broadcast_arrays(r * np.cos(a), r * np.sin(a), height / long), -1)
        q = np.stack(
            [(arc + 0.30 * step * bend(space)) % girth_m, height / long + 0.25 * step * bend(space + 7.0)], -1
        )
        near, which = tree.query(q.reshape(-1, 2), k=2)
        gap = (near[:, 1] - near[:, 0]).reshape(arc.shape) / step
        up = lift[which[:, 0]].reshape(arc.shape)
        crack = 1.0 - np.exp(-((gap / 0.16) ** 1.4))
        grained = fine(space * [1.0, 1.0, 0.5 * long]) * 0.10 + np.floor(flakes(space * [1, 1, 2.0]) * 2.0) * 0.07
        return np.asarray(depth_m * (crack * (up + grained) - 0.75))

    return relief


def birch(rng: np.random.Generator, girth_m: float, length_m: float) -> Relief:
    """Relief over (arc, height): smooth skin with lying lenticels and a few rough dark eyes."""
    count = int(length_m * girth_m / 0.00035)
    marks = np.stack([rng.uniform(0, girth_m, count), rng.uniform(0, length_m, count)], -1)
    half = rng.uniform(0.004, 0.014, count)
    eyes = np.stack([rng.uniform(0, girth_m, 5), rng.uniform(0.1, 0.9, 5) * length_m], -1)
    rough, soft = wave_noise(rng, 0.012, octaves=3), wave_noise(rng, 0.08)

    def relief(arc: Floats, height: Floats) -> Floats:
        out = np.zeros(np.broadcast_shapes(arc.shape, height.shape))
        for (ma, mh), h in zip(marks, half, strict=True):
            da = (arc - ma + girth_m / 2) % girth_m - girth_m / 2
            near = (np.abs(da) < 1.5 * h) & (np.abs(height - mh) < 0.005)
            out[near] += 0.0011 * np.exp(-((da[near] / h) ** 4) - ((height - mh)[near] / 0.0014) ** 2)
        a = 2 * np.pi * arc / girth_m
        space = np.stack(np.broadcast_arrays(0.1 * np.cos(a), 0.1 * np.sin(a), height), -1)
        for ea, eh in eyes:
            da = (arc - ea + girth_m / 2) % girth_m - girth_m / 2
            near = np.exp(-(((da / 0.026) ** 2 + ((height - eh - 0.5 * np.abs(da)) / 0.016) ** 2) ** 1.0))
            out += near * 0.0045 * (0.5 + np.abs(rough(space)))
        return np.asarray(out + 0.0010 * soft(space) + 0.0002 * rough(space))

    return relief


def trunk(
    radius: Callable[[Floats, Floats], Floats],
    length_m: float,
    relief: Relief,
    girth_m: float,
    *,
    step_m: float = 0.0022,
    bend: Callable[[Floats], Floats] | None = None,
) -> Surface:
    """A trunk along z from 0 to ``length_m``: ``radius(angle, height)`` plus the relief; open above and below."""
    columns = min(int(girth_m / step_m), 420)
    rows = min(int(length_m / (1.25 * step_m)), 260)
    angle = (np.arange(columns) * 2.0 * np.pi / columns)[None, :]
    z = np.linspace(0.0, length_m, rows)[:, None]
    arc = np.broadcast_to(angle / (2 * np.pi) * girth_m, (rows, columns))
    r = radius(angle, z) + relief(arc, np.broadcast_to(z, (rows, columns)))
    points = np.stack([r * np.cos(angle), r * np.sin(angle), np.broadcast_to(z, r.shape)], -1)
    if bend is not None:
        points[..., :2] += bend(z[:, 0])[:, None, :]
    u = np.linspace(0.0, girth_m, columns + 1)
    return grid(points, uvs=np.stack(np.meshgrid(u, z[:, 0]), -1), wrap=True)


def sawn_end(rim: Floats, *, top: bool, inset: float = 0.94, relief_m: float = 0.0004) -> Surface:
    """The flat wood inside a trunk's last ring ``rim`` (columns, 3), with yearly rings and a few cracks."""
    middle, edge = rim.mean(0), _wood_edge(rim, inset)
    columns = len(rim)
    shares = np.linspace(0.0, 1.0, 60)[:, None, None]
    points = middle + shares * (edge[None] - middle)
    out = np.cross(edge[columns // 3] - middle, edge[2 * columns // 3] - middle)
    out /= np.linalg.norm(out) * (1.0 if top else -1.0)
    dents = relief_m * np.sin(shares[..., 0] * 46.0 + 2.0 * np.sin(shares[..., 0] * 9.0)) + 0 * points[..., 0]
    angle = np.arange(columns) * 2 * np.pi / columns
    for a, deep in ((0.7, 1.0), (2.9, 0.7), (4.6, 0.85)):
        turn = (angle + 0.12 * np.sin(9 * shares[:, :, 0]) - a + np.pi) % (2 * np.pi) - np.pi
        near = np.abs(turn) * shares[..., 0]
        open_ = (shares[..., 0] < 0.75 * deep) & (shares[..., 0] > 0.03)
        dents = dents - 0.004 * deep * np.exp(-((near / 0.012) ** 2)) * open_
    disc = grid(points + dents[..., None] * out, wrap=True)
    return flipped(disc) if top else disc


def cambium(rim: Floats, *, top: bool, inset: float = 0.94) -> Surface:
    """The ring of cut bark between the wood and the outside."""
    ring = grid(np.stack([_wood_edge(rim, inset), rim]), wrap=True)
    return flipped(ring) if top else ring


def _wood_edge(rim: Floats, inset: float) -> Floats:
    """The smooth outline of the wood, inside the deepest crack."""
    middle = rim.mean(0)
    padded = np.concatenate([rim[-12:], rim, rim[:12]])
    smooth = np.stack([np.convolve(padded[:, k], np.ones(25) / 25, "valid") for k in range(3)], -1)
    room = np.linalg.norm(rim - middle, axis=1) / np.linalg.norm(smooth - middle, axis=1)
    return np.asarray(middle + min(inset, float(room.min()) - 0.01) * (smooth - middle))
