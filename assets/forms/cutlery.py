"""Forks, spoons and sporks, drawn from sheet with bowls, tines and threaded edges."""

from __future__ import annotations

from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.metre_solids import plate, standing, tube, turned_all
from assets.forms.kit.outlines import circle, stadium
from assets.forms.kit.propped import propped
from assets.forms.kit.strips import Floats, bump, edge_share, strip
from assets.meshes.curves import smooth
from assets.meshes.surface import Surface, merge, moved, turned
from schemas.mesh import MeshData

_HANDLE = [
    (0.0, 0.002),
    (0.004, 0.0075),
    (0.018, 0.0098),
    (0.045, 0.0085),
    (0.09, 0.0042),
    (0.118, 0.0032),
    (0.128, 0.0036),
]
"""(along, half width) of a handle from its end to its neck, metres of a piece 0.2 long."""


def _profile(pairs: list[tuple[float, float]], y: Floats) -> Floats:
    line = smooth(np.array(pairs), 400)
    return np.interp(y, line[:, 0], line[:, 1])


def _rise(y: Floats, *, bow: float) -> Floats:
    """The side view: the handle's end sinks, the neck rises and the head comes down to the table."""
    return np.asarray(
        bow * np.sin(np.clip(y / 0.15, 0, 1) * np.pi) ** 1.5 * 0.012 + 0.006 * bump(y, 0.128, 0.022) - 0.002
    )


def _thread(x: Floats, y: Floats, half: Floats) -> Floats:
    """A raised thread along the handle's edge and a shell at its end, metres."""
    along = np.clip((0.125 - y) / 0.01, 0, 1)
    thread = 0.0007 * bump(edge_share(x, half), 0.78, 0.12) * along
    angle = np.arctan2(x, 0.034 - y)
    shell = 0.0006 * np.abs(np.cos(9 * angle)) * np.clip((0.03 - y) / 0.006, 0, 1) * (edge_share(x, half) < 0.66)
    return np.asarray(thread + shell)


def spoon_body(*, ornate: bool, bow: float) -> Surface:
    """A table spoon along +Y, its bowl ahead, 0.2 long."""
    bowl = [*_HANDLE, (0.135, 0.0062), (0.147, 0.0165), (0.163, 0.0208), (0.182, 0.0178), (0.195, 0.009),
        (0.2, 0.0012)]  # fmt: skip
    y = np.concatenate(
        [np.linspace(0, 0.03, 24)[:-1], np.linspace(0.03, 0.125, 24)[:-1], np.linspace(0.125, 0.2, 40)]
    )
    half = _profile(bowl, y)

    def height(x: Floats, yy: Floats) -> Floats:
        h = np.maximum(_profile(bowl, yy[:, 0]), 1e-4)[:, None]
        inside = np.clip((yy - 0.13) / 0.07, 0, 1)
        deep = 0.0105 * np.clip(1 - (x / h) ** 2, 0, 1) * np.sin(np.pi * inside**0.85) ** 1.1 * (yy > 0.13)
        base = _rise(yy, bow=bow) + 0.013 * np.clip((yy - 0.15) / 0.05, 0, 1) ** 2
        return np.asarray(base + (_thread(x, yy, h) if ornate else 0.0) - deep + 0.006)

    return strip(y, -half, half, height, thick_m=0.0019, columns=25)


def fork_body(*, ornate: bool, bow: float, tines: int = 4) -> Surface:
    """A table fork along +Y, 0.2 long."""
    head = [*_HANDLE, (0.136, 0.008), (0.146, 0.0118), (0.158, 0.0125), (0.2, 0.0125)]
    root = 0.158
    y = np.concatenate(
        [np.linspace(0, 0.03, 24)[:-1], np.linspace(0.03, 0.125, 24)[:-1], np.linspace(0.125, root, 16)]
    )

    def height(x: Floats, yy: Floats) -> Floats:
        h = np.maximum(_profile(head, yy[:, 0]), 1e-4)[:, None]
        base = _rise(yy, bow=bow) + 0.016 * np.clip((yy - 0.155) / 0.045, 0, 1) ** 2 - 0.004 * bump(yy, 0.16, 0.02)
        return np.asarray(base + (_thread(x, yy, h) if ornate else 0.0) + 0.004)

    half = _profile(head, y)
    pieces = [strip(y, -half, half, height, thick_m=0.0021, columns=25)]
    pitch = 0.025 / (tines - 0.42)
    yt = np.linspace(root - 0.003, 0.2, 18)
    wide = 0.5 * pitch * 0.58 * np.sqrt(np.clip((0.2005 - yt) / 0.012, 0.03, 1))
    for k in range(tines):
        middle = -0.0125 + pitch * (0.29 + k)
        pieces.append(strip(yt, middle - wide, middle + wide, height, thick_m=0.002, columns=5))
    return merge(pieces)


def spork_body(rng: np.random.Generator) -> Surface:
    """A camper's spork: a long bowl with three short tines, ribs stamped in the handle and a hole at its end."""
    bowl = [(0.0, 0.0072), (0.03, 0.007), (0.1, 0.0052), (0.118, 0.0056), (0.13, 0.013), (0.148, 0.0195),
        (0.166, 0.02), (0.172, 0.0185)]  # fmt: skip
    y = np.linspace(0.0, 0.166, 84)
    rib = float(rng.uniform(0.0012, 0.0018))

    def height(x: Floats, yy: Floats) -> Floats:
        h = np.maximum(_profile(bowl, yy[:, 0]), 1e-4)[:, None]
        inside = np.clip((yy - 0.115) / 0.085, 0, 1)
        deep = 0.011 * np.clip(1 - (x / h) ** 2, 0, 1) * np.sin(np.pi * inside) ** 1.2
        stamped = (
            rib * bump(x, 0.0, 0.0018) * np.clip((yy - 0.012) / 0.005, 0, 1) * np.clip((0.112 - yy) / 0.008, 0, 1)
        )
        return np.asarray(
            _rise(yy, bow=0.6) + 0.012 * np.clip((yy - 0.13) / 0.06, 0, 1) ** 2 - deep + stamped + 0.006
        )

    half = _profile(bowl, y)
    pieces = [strip(y, -half, half, height, thick_m=0.0011, columns=25)]
    yt = np.linspace(0.163, 0.19, 16)
    for middle, reach in ((-0.0135, 0.185), (0.0, 0.19), (0.0135, 0.185)):
        wide = 0.0047 * np.sqrt(np.clip((reach + 0.0005 - yt) / 0.016, 0.0, 1))
        live = yt <= reach
        centre = middle * (1 - 0.6 * np.clip((yt - 0.163) / 0.03, 0, 1) * 0.25)
        pieces.append(
            strip(yt[live], (centre - wide)[live], (centre + wide)[live], height, thick_m=0.0011, columns=7)
        )
    end = plate(stadium(0.022, 0.0145, 14) @ np.array([[0.0, 1.0], [-1.0, 0.0]]), 0.0029, 0.004,
        holes=[circle(0.0035, 20)], bevel_m=0.0003)  # fmt: skip
    return merge([*pieces, moved(end, 0, -0.002, 0)])


def fork_and_spoon(rng: np.random.Generator, size: float, *, ornate: bool = True) -> tuple[MeshData, ...]:
    """A fork and a spoon, crossed or side by side, their heads up on a knife rest."""
    bow = float(rng.uniform(0.6, 1.3))
    fork, spoon = fork_body(ornate=ornate, bow=bow), spoon_body(ornate=ornate, bow=bow)
    cross, gap, lift = float(rng.uniform(11, 20)), 0.0, 0.0065
    if rng.random() < 0.4:
        cross, gap, lift = float(rng.uniform(-3, 2)), float(rng.uniform(0.017, 0.022)), 0.0
    middle = np.array([0.0, 0.08, 0.0])
    fork = moved(turned(moved(fork, *-middle), "z", cross), -gap)
    spoon = moved(turned(moved(spoon, *-middle), "z", -cross), gap, 0.0, lift)
    ready = propped([merge([fork, spoon])], float(rng.uniform(11, 17)), block_share=0.42, width_share=0.8)
    return standing(turned_all(ready, "z", float(rng.uniform(-28, 28))), size, crease_deg=50.0)


def spork(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A spork with a loop of cord through its hole, leaning on a stone."""
    t = np.linspace(0, 2 * np.pi, 60)
    swing = float(rng.uniform(-0.5, 0.5))
    x = 0.009 * np.sin(t) + swing * 0.014 * (1 - np.cos(t))
    loop = np.stack([x, 0.003 - 0.02 * (1 - np.cos(t)), 0.0028 + 0.006 * np.cos(t / 2) ** 8], -1)
    cord = tube(loop[:-1], 0.0014, sides=10, closed=True)
    slant = float(rng.choice([-1, 1])) * float(rng.uniform(22, 48))
    parts = turned_all([spork_body(rng), cord], "z", slant)
    ready = propped(parts, float(rng.uniform(13, 20)), block_share=0.5, width_share=0.5)
    return standing(turned_all(ready, "z", float(rng.uniform(-25, 25))), size, crease_deg=50.0)


FORMS = (
    Form(
        name="fork_and_spoon",
        class_name="cutlery",
        size_m=(0.17, 0.21),
        build=fork_and_spoon,
        parts=(main_part(), part("Block", "ebony", "dark_wood", "white_porcelain")),
        version=2,
    ),
    Form(
        name="plain_fork_and_spoon",
        class_name="cutlery",
        size_m=(0.17, 0.21),
        build=partial(fork_and_spoon, ornate=False),
        parts=(main_part(), part("Block", "ebony", "dark_wood", "white_porcelain")),
        version=2,
    ),
    Form(
        name="spork",
        class_name="spork",
        size_m=(0.15, 0.19),
        build=spork,
        parts=(
            main_part(),
            part("Cord", "orange_cord", "black_rubber"),
            part("Stone", "grey_stone", "weathered_wood"),
        ),
        version=2,
    ),
)
