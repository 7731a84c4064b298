"""Lighter garments on a hanger: a t-shirt, a shirt, a cabled jumper, a slip dress."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import resampled
from assets.forms.kit.garment_details import collar_leaves, cuff_rows, on_stand, placket, varied
from assets.forms.kit.sewing import tube
from assets.forms.kit.tailoring import Cut, Garment, hanger, neckline, sewn
from assets.meshes.surface import Points, Surface, grid, merge
from schemas.mesh import MeshData

_FRONT = (0.0, 0.0, 1.0)


def _hem_rows(g: Garment, *, up_m: float = 0.02) -> Surface:
    """Two rows of stitches above the hem, and one above each cuff."""
    half = g.cut.hem / 2 - 0.012
    rows = [g.row([[-half, up_m + d], [half, up_m + d]]) for d in (0.0, 0.006)]
    return merge([*rows, *cuff_rows(g, up_m)])


def _t_shirt(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    cut = varied(rng, Cut(sleeve=0.21, sleeve_top=0.2, cuff=0.175, sleeve_deg=30.0, neck=0.19, neck_front=0.095))
    g = sewn(rng, cut)
    shoulders, stand = hanger(cut)
    body = merge([g.cloth, neckline(cut, 0.009)])
    return on_stand([body, _hem_rows(g), shoulders, stand], size)


def _shirt(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    cut = varied(rng, Cut(length=0.7, neck=0.16, neck_front=0.07, sleeve=0.5, cuff=0.12, folds=0.009))
    g = sewn(rng, cut)
    top = cut.length - cut.neck_front - 0.004
    chest = cut.length * 0.62
    pocket = [(0.07, chest), (0.18, chest), (0.18, chest - 0.1), (0.125, chest - 0.128), (0.07, chest - 0.1)]
    pieces = [
        *collar_leaves(g, 1.0, 0.055),
        placket(g, 0.034, top),
        g.piece(pocket, 0.0022, round_m=0.003).surface(),
    ]
    edge = np.asarray(pocket)[[0, 4, 3, 2, 1]]
    middle = edge.mean(0)
    rows = [g.row(middle + (edge - middle) * 0.93, 0.0028), _hem_rows(g, up_m=0.01)]
    rows += [g.row([(x, 0.01), (x, top)], 0.0034) for x in (-0.0135, 0.0135)]
    at = [(0.0, y) for y in np.arange(top - 0.03, 0.06, -0.085)]
    shoulders, stand = hanger(cut)
    return on_stand(
        [
            merge([g.cloth, neckline(cut, 0.011), *pieces]),
            merge(rows),
            g.buttons(at, 0.0062, lift_m=0.0032),
            shoulders,
            stand,
        ],
        size,
    )


def _sweater(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A jumper with cables down its front, ribbed hem, cuffs and collar."""
    cut = varied(
        rng,
        Cut(
            length=0.64,
            hem=0.46,
            waist=0.5,
            chest=0.54,
            neck=0.2,
            neck_front=0.07,
            sleeve_top=0.21,
            cuff=0.11,
            sleeve=0.54,
            folds=0.006,
            fold_m=0.12,
            step=0.006,
            depth=0.085,
        ),
    )
    spots = np.array([-0.15, 0.0, 0.15]) if rng.random() < 0.5 else np.array([-0.17, -0.06, 0.06, 0.17])
    pitch = float(rng.uniform(0.055, 0.08))

    def cables(x: Points, y: Points) -> Points:
        rise = np.zeros(np.shape(x))
        for middle in spots:
            for phase in (0.0, np.pi):
                turn = 2 * np.pi * y / pitch + phase
                centre = middle + 0.012 * np.sin(turn)
                near = np.clip(1 - ((x - centre) / 0.011) ** 2, 0, 1) ** 0.5
                rise = np.maximum(rise, near * (0.008 + 0.004 * np.cos(turn)))
            for edge in (-0.032, 0.032):
                rise = np.maximum(rise, 0.005 * np.clip(1 - ((x - middle - edge) / 0.006) ** 2, 0, 1) ** 0.5)
        ribs = 0.004 * np.abs(np.sin(np.pi * x / 0.013)) ** 0.8
        return np.where(y < 0.06, ribs - 0.002, rise)

    def sleeve_ribs(x: Points, y: Points) -> Points:
        ribs = 0.004 * np.abs(np.sin(np.pi * x / 0.013)) ** 0.8 - 0.002
        turn = 2 * np.pi * y / pitch
        rope = [
            0.009 * np.clip(1 - ((x - 0.011 * np.sin(turn + p)) / 0.010) ** 2, 0, 1) ** 0.5 for p in (0.0, np.pi)
        ]
        return np.where(y < -cut.sleeve + 0.06, ribs, np.maximum(*rope))

    g = sewn(rng, cut, relief=cables, sleeve_relief=sleeve_ribs)
    collars = [neckline(cut, 0.014)]
    shoulders, stand = hanger(cut)
    return on_stand([merge([g.cloth, *collars]), shoulders, stand], size)


def _slip_dress(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A dress cut on the bias: thin straps, a fallen neckline, a lace edge along its hem."""
    cut = varied(
        rng,
        Cut(
            length=0.86,
            shoulder=0.3,
            chest=0.36,
            waist=0.32,
            hem=0.56,
            neck=0.22,
            neck_front=0.11,
            drop=0.012,
            sleeve=0.0,
            folds=0.014,
            fold_m=0.13,
            depth=0.07,
        ),
    )
    g = sewn(rng, cut)
    x, y = g.front.flat.T
    cowl = np.zeros(len(x))
    for k, d in enumerate((0.035, 0.07, 0.11, 0.16)):
        line = cut.length - cut.neck_front - d + (1.6 + 0.3 * k) * np.abs(x) ** 1.5
        cowl += (
            (0.012 - 0.0015 * k)
            * np.exp(-(((y - line) / 0.011) ** 2))
            * np.clip(1 - np.abs(x) / 0.14, 0, 1) ** 0.5
        )
    front = g.front.raised(cowl * np.minimum(g.front.inset / 0.02, 1.0))
    g = Garment(cut=cut, front=front, sleeves=(), cloth=merge([front.surface(), g.cloth]))
    straps = [
        tube(
            resampled(
                np.array(
                    [
                        (s * cut.neck * 0.5, cut.length - 0.005, 0.002),
                        (s * cut.neck * 0.42, cut.length + 0.02, -0.004),
                    ]
                ),
                0.005,
            ),
            0.004,
        )
        for s in (-1.0, 1.0)
    ]
    at = np.linspace(-cut.hem / 2, cut.hem / 2, 240)
    line = g.on(np.column_stack([at * 0.99, np.full(240, 0.006)]), 0.002)
    drop = line + np.column_stack([0 * at, -0.03 - 0.012 * np.abs(np.sin(np.pi * at / 0.022)), 0 * at])
    lace = grid(
        np.stack([drop, line]), uvs=np.stack([np.column_stack([at, 0 * at]), np.column_stack([at, 0 * at + 0.04])])
    )
    shoulders, stand = hanger(replace(cut, shoulder=0.36, drop=0.02), stand_m=0.09)
    return on_stand(
        [merge([g.cloth, *straps, neckline(cut, 0.003, forward_m=0.02)]), lace, shoulders, stand], size
    )


_HANGER = part("Hanger", "beech", "black_plastic", "dark_wood")


_STAND = part("Stand", "steel", "brass")


FORMS: tuple[Form, ...] = (
    Form(
        name="t_shirt",
        class_name="t-shirt",
        size_m=(0.75, 0.9),
        detail_m=0.55,
        build=_t_shirt,
        parts=(main_part(), part("Stitches", "white_thread", "black_thread"), _HANGER, _STAND),
    ),
    Form(
        name="shirt",
        class_name="shirt",
        size_m=(0.78, 0.92),
        detail_m=0.5,
        build=_shirt,
        parts=(
            main_part(),
            part("Stitches", "white_thread", "cream_thread"),
            part("Buttons", "horn_button", "pearl_button"),
            _HANGER,
            _STAND,
        ),
    ),
    Form(
        name="sweater",
        class_name="sweater",
        size_m=(0.72, 0.86),
        detail_m=0.5,
        build=_sweater,
        parts=(main_part(), _HANGER, _STAND),
    ),
    Form(
        name="slip_dress",
        class_name="dress",
        size_m=(0.95, 1.1),
        detail_m=0.6,
        build=_slip_dress,
        parts=(main_part(), part("Lace", "black_lace", "white_lace"), _HANGER, _STAND),
    ),
)
