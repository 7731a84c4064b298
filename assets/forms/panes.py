"""Sheets of glass in what holds them: windows, doors, clamps, a picture's frame, blocks in a wall."""

from __future__ import annotations

from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.mouldings import fitted, frame_of
from assets.forms.kit.panes import (
    Field,
    hammered,
    pane_around,
    plate,
    putty_line,
    reeds,
    rolled_pane,
    square_frame,
    standing_box,
    star,
)
from assets.forms.kit.rounds import ball, circle, drum, leaning, rounded_rectangle, slab, upright, wire
from assets.meshes.surface import Surface, flipped, grid, merge, moved, turned, welded
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]

_PANE_M = 0.004
_REBATE_M = 0.006


def _shifted(relief: Field, x: float, z: float) -> Field:
    """The relief about that place."""
    return lambda a, b: relief(a + x, b + z)


def _sash(rng: np.random.Generator, size: float, *, kind: str) -> Meshes:
    """A casement: stiles and rails, glazing bars, panes in putty, a stay and a latch.

    Args:
        kind: of the panes: "plain", or "rolled" with hammered relief or reeds.
    """
    tall, wide = size, size * float(rng.uniform(0.62, 0.85))
    bar, deep = float(rng.uniform(0.045, 0.06)), 0.042
    columns, rows = (
        (2, int(rng.integers(2, 4))) if kind == "plain" or rng.integers(2) else (1, 1 + int(rng.integers(2)))
    )
    thin = 0.022
    frame = [square_frame(wide, tall, bar, deep, ease_m=0.003)]
    sill = moved(standing_box(wide + 0.06, deep + 0.05, 0.028, bevel_m=0.004), y=-0.02, z=-tall / 2 - 0.012)
    inner_w, inner_h = wide - 2 * bar, tall - 2 * bar
    cell_w, cell_h = (inner_w - (columns - 1) * thin) / columns, (inner_h - (rows - 1) * thin) / rows
    frame += [
        moved(standing_box(thin, deep * 0.8, inner_h), x=-inner_w / 2 + i * (cell_w + thin) - thin / 2)
        for i in range(1, columns)
    ]
    frame += [
        moved(standing_box(inner_w, deep * 0.78, thin), z=-inner_h / 2 + j * (cell_h + thin) - thin / 2)
        for j in range(1, rows)
    ]
    panes, putty = [], []
    relief = None
    if kind == "rolled":
        relief = hammered(rng, float(rng.uniform(0.012, 0.018)), 0.0026, size * 0.5)
    for i in range(columns):
        for j in range(rows):
            x = -inner_w / 2 + i * (cell_w + thin) + cell_w / 2
            z = -inner_h / 2 + j * (cell_h + thin) + cell_h / 2
            w, h = cell_w - 0.0006, cell_h - 0.0006
            pane = standing_box(w, _PANE_M, h, bevel_m=0.0004)
            if relief is not None:
                pane = rolled_pane(w, h, _PANE_M, _shifted(relief, x, z), step_m=size / 150)
            panes.append(moved(pane, x=x, z=z))
            putty.append(moved(putty_line(cell_w, cell_h, 0.009, -_PANE_M / 2 - 0.0032), x=x, z=z))
    return fitted(
        [merge(panes), merge([*frame, sill]), merge(putty), _latch(wide, bar, deep)],
        size,
        crease_deg=[25, 30, 30, 40],
    )


def _latch(wide: float, bar: float, deep: float) -> Surface:
    """A handle on its plate on the right stile, and two hinges on the left one."""
    x, y = wide / 2 - bar / 2, -deep / 2
    back = moved(upright(slab(rounded_rectangle(0.022, 0.07, 0.01), 0, 0.004, bevel_m=0.001)), x=x, y=y)
    grip = wire(
        np.array([(x, y, 0), (x, y - 0.03, 0), (x - 0.02, y - 0.036, -0.004), (x - 0.09, y - 0.034, -0.012)]),
        0.006,
        samples=30,
    )
    hinges = [
        moved(
            merge(
                [
                    drum(0.006, -0.035, 0.035, bevel_m=0.002),
                    ball(0.006, (0, 0, 0.037)),
                    ball(0.006, (0, 0, -0.037)),
                ]
            ),
            -wide / 2 - 0.003,
            y,
            z,
        )
        for z in (-0.34 * wide, 0.34 * wide)
    ]
    return merge([back, grip, *hinges])


def _etched_window(rng: np.random.Generator, size: float) -> Meshes:
    """A frosted pane in a wooden frame; a star and a border line were masked and are clear."""
    tall, wide = size, size * float(rng.uniform(0.6, 0.8))
    bar = float(rng.uniform(0.05, 0.07))
    inner_w, inner_h = wide - 2 * bar, tall - 2 * bar
    line = float(rng.uniform(0.014, 0.02))
    edge = float(rng.uniform(0.03, 0.045))
    core_w, core_h = inner_w - 2 * (edge + line), inner_h - 2 * (edge + line)
    reach = min(core_w, core_h) * float(rng.uniform(0.36, 0.44))
    motif = star(int(rng.integers(6, 9)), reach, reach * float(rng.uniform(0.34, 0.5)))
    frosted = [
        pane_around(core_w, core_h, _PANE_M, motif),
        square_frame(inner_w, inner_h, edge - 0.0002, _PANE_M, ease_m=0.0),
    ]
    gap = 0.9985
    clear = [
        plate(motif * gap, _PANE_M),
        square_frame(inner_w - 2 * edge, inner_h - 2 * edge, line - 0.0002, _PANE_M, ease_m=0.0),
    ]
    frame = [square_frame(wide, tall, bar, 0.045, ease_m=0.004)]
    bead = square_frame(inner_w, inner_h, 0.008, 0.02, ease_m=0.003)
    return fitted(
        [
            merge(frosted),
            merge(clear),
            merge([*frame, moved(bead, y=-0.0125), moved(bead, y=0.0125)]),
            _latch(wide, bar, 0.045),
        ],
        size,
        crease_deg=[25, 25, 30, 40],
    )


def _reeded_door(rng: np.random.Generator, size: float) -> Meshes:
    """A door leaf whose upper light is reeded glass over a wooden panel, with a lever handle."""
    tall = size
    wide = size * float(rng.uniform(0.42, 0.5))
    bar, deep = 0.085 * size / 1.4, 0.036
    split = float(rng.uniform(0.12, 0.26)) * tall
    inner_w = wide - 2 * bar
    light_h = tall - 2 * bar - split
    low = -tall / 2 + bar + split
    width = float(rng.uniform(0.018, 0.026))
    pane = rolled_pane(
        inner_w - 0.001, light_h - 0.001, 0.005, reeds(width, width * 0.2), step_m=width / 10, step_z_m=light_h / 3
    )
    pane = moved(pane, z=low + light_h / 2)
    frame = [
        square_frame(wide, tall, bar, deep, ease_m=0.003),
        moved(standing_box(inner_w, deep, bar, bevel_m=0.003), z=low - bar / 2),
    ]
    if split > bar + 0.03:
        h = split - bar
        panel = moved(standing_box(inner_w - 0.03, 0.022, h - 0.03, bevel_m=0.007), z=-tall / 2 + bar + h / 2)
        frame += [panel, moved(standing_box(inner_w, 0.010, h), z=-tall / 2 + bar + h / 2)]
    bead = moved(square_frame(inner_w, light_h, 0.010, 0.026, ease_m=0.003), z=low + light_h / 2)
    x, y = wide / 2 - bar / 2, -deep / 2
    back = moved(upright(slab(rounded_rectangle(0.03, 0.16, 0.012), 0, 0.005, bevel_m=0.0015)), x, y, -0.06 * tall)
    path = np.array([(x, y, 0.0), (x, y - 0.045, 0.0), (x - 0.02, y - 0.052, 0), (x - 0.11, y - 0.05, 0.003)])
    lever = wire(path + np.array([0, 0, -0.035 * tall]), 0.008, samples=30)
    return fitted([pane, merge([*frame, bead]), merge([back, lever])], size, crease_deg=[50, 30, 40])


def _clamped_sheet(rng: np.random.Generator, size: float) -> Meshes:
    """A partition or shower door: a thick frosted sheet with clear stripes, held by steel clamps on a rail."""
    tall, wide = size * 0.985, size * float(rng.uniform(0.5, 0.75))
    thick = 0.010
    stripes = int(rng.integers(2, 5))
    first = float(rng.uniform(0.3, 0.5)) * tall
    pitch = float(rng.uniform(0.045, 0.06)) * tall
    clear_h = pitch * 0.45
    cuts = [0.0]
    for k in range(stripes):
        cuts += [first + k * pitch, first + k * pitch + clear_h]
    cuts.append(tall)
    frosted: list[Surface] = []
    clear: list[Surface] = []
    for k in range(len(cuts) - 1):
        low, high = cuts[k] + 0.0001, cuts[k + 1] - 0.0001
        piece = moved(standing_box(wide, thick, high - low, bevel_m=0.0003), z=(low + high) / 2)
        (clear if k % 2 else frosted).append(piece)
    clamps = []
    for z in (0.12 * tall, 0.86 * tall):
        body = upright(slab(rounded_rectangle(0.07, 0.055, 0.008), -0.014, 0.014, bevel_m=0.002))
        clamps.append(moved(body, -wide / 2 + 0.012, 0, z))
        clamps += [
            moved(upright(drum(0.006, 0.014, 0.0175, bevel_m=0.001)), -wide / 2 + 0.012 + s * 0.018, 0, z)
            for s in (-1, 1)
        ]
        clamps.append(moved(drum(0.010, -0.03, 0.03, bevel_m=0.002), -wide / 2 - 0.03, 0, z))
    knob = wide / 2 - 0.06
    bar = wire(
        np.array(
            [
                (knob, 0, 0.42),
                (knob, -0.05, 0.42),
                (knob, -0.052, 0.43),
                (knob, -0.052, 0.59),
                (knob, -0.05, 0.6),
                (knob, 0, 0.6),
            ]
        )
        * [1, 1, tall],
        0.009,
        samples=60,
    )
    rail = moved(standing_box(wide + 0.02, 0.03, 0.02, bevel_m=0.002), z=-0.0105)
    return fitted([merge(frosted), merge(clear), merge([*clamps, bar, rail])], size, crease_deg=[25, 25, 35])


def _picture(rng: np.random.Generator, size: float) -> Meshes:
    """A framed print behind glass: moulded frame, mount with a cut window, a landscape of plain tones."""
    upright_format = bool(rng.integers(2))
    tall, wide = (size, size * 0.76) if upright_format else (size * 0.76, size)
    bar = float(rng.uniform(0.05, 0.075)) * size
    inner_w, inner_h = wide - 2 * bar, tall - 2 * bar
    d = 0.011
    line = np.array(
        [
            (0, -d),
            (0, d * 0.5),
            (0.25 * bar, d),
            (0.5 * bar, d * 1.05),
            (0.72 * bar, d * 0.55),
            (0.9 * bar, d * 0.5),
            (bar, d * 0.1),
            (bar, -d),
        ]
    )
    frame = frame_of(line, wide, tall)
    glass = moved(standing_box(inner_w + 0.004, 0.002, inner_h + 0.004, bevel_m=0.0002), y=0.0015)
    margin = float(rng.uniform(0.16, 0.22)) * min(inner_w, inner_h)
    mount = moved(square_frame(inner_w + 0.004, inner_h + 0.004, margin, 0.0016, ease_m=0.0005), y=0.0037)
    sky = moved(standing_box(inner_w, 0.001, inner_h), y=0.0062)
    x = np.linspace(-inner_w / 2, inner_w / 2, 60)
    hill = (
        -inner_h * 0.08
        + inner_h * 0.11 * np.sin(5 * x / inner_w + rng.uniform(0, 6))
        + inner_h * 0.04 * np.sin(13 * x / inner_w)
    )
    low = np.full(60, -inner_h / 2)
    flat = np.full(60, 0.0052)
    ground = grid(np.stack([np.column_stack([x, flat, low]), np.column_stack([x, flat, hill])]))
    sun = moved(plate(circle(0.07 * inner_h, 40), 0.0004), 0.16 * inner_w, 0.0053, 0.18 * inner_h)
    backing = moved(standing_box(inner_w + 0.004, 0.003, inner_h + 0.004), y=0.0095)
    leg = leaning(
        slab(np.array([(-0.03, 0), (0.03, 0), (0.015, 0.6 * tall), (-0.015, 0.6 * tall)]), -0.0015, 0.0015),
        (0, 0, 1),
    )
    strut = moved(turned(leg, "x", 90 + 22.0), 0.0, 0.012 + 0.24 * tall, -tall / 2)
    tilt = [turned(p, "x", -9.0) for p in (glass, frame, mount, merge([sky, backing, strut]), ground, sun)]
    return fitted(tilt, size, crease_deg=30.0)


def _block_wall(rng: np.random.Generator, size: float) -> Meshes:
    """Hollow glass blocks in mortar: a thick rim, and faces that bulge and ripple."""
    columns, rows = (3, 3) if rng.integers(2) else (2, 3)
    joint = 0.010
    edge = (size - joint) / max(columns, rows) - joint
    deep = 0.08
    kind = int(rng.integers(3))
    n = 44
    u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n))
    rim = np.clip((1 - np.maximum(np.abs(u), np.abs(v))) / 0.12, 0, 1)
    if kind == 0:
        wave = 0.0032 * np.sin(7 * u + 2.2 * np.sin(3 * v)) * np.cos(6 * v + 1.6 * np.sin(4 * u))
    elif kind == 1:
        wave = 0.003 * np.abs(np.cos(9 * u))
    else:
        wave = 0.004 * np.exp(-((u**2 + v**2) ** 0.5) * 1.2) * np.cos(16 * np.sqrt(u**2 + v**2))
    face = deep / 2 - 0.004 * (1 - rim) ** 2 + (wave + 0.003 * (1 - u**2) * (1 - v**2)) * rim**2
    block = _hollow_block(edge, deep, u, v, face)
    spots = [
        ((i - (columns - 1) / 2) * (edge + joint), (j + 0.5) * (edge + joint))
        for i in range(columns)
        for j in range(rows)
    ]
    blocks = merge([moved(block, x, 0, z) for x, z in spots])
    wide, tall = columns * (edge + joint) + joint, rows * (edge + joint) + joint
    bars = [
        moved(
            standing_box(joint - 0.0008, deep * 0.9, tall),
            -wide / 2 + joint / 2 + i * (edge + joint),
            0,
            tall / 2 - joint / 2,
        )
        for i in range(columns + 1)
    ]
    bars += [
        moved(standing_box(wide, deep * 0.88, joint - 0.0008), 0, 0, j * (edge + joint)) for j in range(rows + 1)
    ]
    return fitted([blocks, merge(bars)], size, crease_deg=30.0)


def _hollow_block(edge: float, deep: float, u: np.ndarray, v: np.ndarray, face: np.ndarray) -> Surface:
    half = edge / 2
    front = grid(np.stack([half * u, -face, half * v], -1))
    back = turned(front, "z", 180.0)
    y = np.linspace(face[0, 0], -face[0, 0], 2)
    ring = (
        np.concatenate(
            [
                np.column_stack([u[0], v[0]]),
                np.column_stack([u[1:, -1], v[1:, -1]]),
                np.column_stack([u[-1, -2::-1], v[-1, -2::-1]]),
                np.column_stack([u[-2:0:-1, 0], v[-2:0:-1, 0]]),
            ]
        )
        * half
    )
    wall = np.stack([np.column_stack([ring[:, 0], np.full(len(ring), s), ring[:, 1]]) for s in y])
    side = grid(wall, wrap=True)
    shell = welded(merge([front, back, side]))
    inner = flipped(standing_box(edge - 0.016, deep - 0.024, edge - 0.016, bevel_m=0.006))
    return merge([shell, inner])


_WOOD = ("painted_white_wood", "oak", "dark_wood")

FORMS: tuple[Form, ...] = (
    Form(
        name="casement_window",
        class_name="window",
        size_m=(0.5, 1.3),
        parts=(
            main_part("Panes"),
            part("Frame", *_WOOD),
            part("Putty", "putty"),
            part("Latch", "brass", "cast_iron"),
        ),
        build=partial(_sash, kind="plain"),
        detail_m=0.6,
    ),
    Form(
        name="hammered_window",
        class_name="bathroom window",
        size_m=(0.4, 0.8),
        parts=(
            main_part("Panes"),
            part("Frame", *_WOOD),
            part("Putty", "putty"),
            part("Latch", "brass", "cast_iron"),
        ),
        build=partial(_sash, kind="rolled"),
        detail_m=0.4,
    ),
    Form(
        name="etched_window",
        class_name="etched window",
        size_m=(0.45, 0.95),
        parts=(
            main_part("Panes"),
            part("Clear", "clear_glass"),
            part("Frame", *_WOOD),
            part("Latch", "brass", "cast_iron"),
        ),
        build=_etched_window,
        detail_m=0.5,
    ),
    Form(
        name="reeded_door",
        class_name="glazed door",
        size_m=(0.9, 1.8),
        parts=(main_part("Pane"), part("Leaf", *_WOOD), part("Handle", "brass", "steel")),
        build=_reeded_door,
        detail_m=0.5,
    ),
    Form(
        name="clamped_sheet",
        class_name="glass partition",
        size_m=(0.7, 1.8),
        parts=(main_part("Sheet"), part("Stripes", "clear_glass"), part("Clamps", "steel")),
        build=_clamped_sheet,
        detail_m=0.7,
    ),
    Form(
        name="glazed_picture",
        class_name="framed picture",
        size_m=(0.2, 0.5),
        parts=(
            main_part("Pane"),
            part("Frame", "oak", "dark_wood", "gilt_metal"),
            part("Mount", "cream_paper"),
            part("Sky", "sky_print"),
            part("Ground", "green_print"),
            part("Sun", "orange_print"),
        ),
        build=_picture,
    ),
    Form(
        name="glass_blocks",
        class_name="glass block wall",
        size_m=(0.4, 0.7),
        parts=(main_part("Blocks"), part("Mortar", "mortar")),
        build=_block_wall,
        detail_m=0.42,
    ),
)
