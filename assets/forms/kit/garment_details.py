"""Collars, plackets and cuffs that garments share, and how they are brought to their size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assets.forms.kit.cloth import placed, upright
from assets.forms.kit.sewing import stitches
from assets.forms.kit.tailoring import Cut, Garment, on_both
from assets.meshes.surface import Surface
from schemas.mesh import MeshData

_FRONT = (0.0, 0.0, 1.0)


def on_stand(parts: Sequence[Surface], size: float) -> tuple[MeshData, ...]:
    return placed([upright(surface) for surface in parts], size)


def varied(rng: np.random.Generator, cut: Cut) -> Cut:
    """A little longer, wider or softer."""
    wide, long = float(rng.uniform(0.92, 1.1)), float(rng.uniform(0.94, 1.06))
    return replace(
        cut,
        length=cut.length * long,
        chest=cut.chest * wide,
        waist=cut.waist * wide,
        hem=cut.hem * wide,
        sleeve=cut.sleeve * long,
        folds=cut.folds * float(rng.uniform(0.7, 1.4)),
        fold_m=cut.fold_m * float(rng.uniform(0.8, 1.25)),
    )


def cuff_rows(g: Garment, up_m: float) -> list[Surface]:
    rows = []
    for sleeve in g.sleeves:
        low = sleeve.panel.flat[:, 1].min() + up_m
        half = g.cut.cuff / 2 - 0.006
        line = sleeve.panel.at(np.column_stack([np.linspace(-half, half, 24), np.full(24, low)]), 6e-4)
        rows.append(sleeve.worn(stitches(line, _FRONT)))
    return rows


def collar_leaves(g: Garment, spread: float, length: float) -> list[Surface]:
    """Two collar leaves that fold down from the neck."""
    top, half = g.cut.length, g.cut.neck / 2
    leaf = [
        (0.006, top - g.cut.neck_front - 0.002),
        (half * 0.55, top - g.cut.neck_front * 0.62),
        (half * 1.02, top + 0.004),
        (half * 1.32, top - 0.026),
        (half * spread, top - g.cut.neck_front - length),
    ]
    return [g.piece(line, 0.006, round_m=0.004).surface() for line in on_both(leaf)]


def placket(g: Garment, width: float, top: float) -> Surface:
    return g.piece(
        [(-width / 2, 0.004), (width / 2, 0.004), (width / 2, top), (-width / 2, top)], 0.0028, round_m=0.002
    ).surface()
