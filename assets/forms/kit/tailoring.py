"""Garments from cut panels: a front and a back sewn at their sides, sleeves, collars, and what they hang on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assets.forms.kit.cloth import Field, Panel, mirrored, patch, puffed, resampled, waves
from assets.forms.kit.sewing import button, seated, stitches, tube
from assets.meshes.curves import rounded, smooth
from assets.meshes.solids import lathe, sweep
from assets.meshes.surface import Points, Surface, flipped, merge, moved, turned

_CLEAR_M = 0.05
_ABOVE_M = 0.085


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The measures of a garment in metres, as it hangs."""

    length: float = 0.66
    shoulder: float = 0.44
    chest: float = 0.5
    waist: float = 0.47
    hem: float = 0.49
    neck: float = 0.17
    neck_front: float = 0.09
    drop: float = 0.05  # of the shoulders
    sleeve: float = 0.58
    sleeve_top: float = 0.19
    cuff: float = 0.11
    sleeve_deg: float = 14.0
    depth: float = 0.075
    folds: float = 0.007
    fold_m: float = 0.09
    step: float = 0.009


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sleeve:
    """A sleeve in its own frame, its top at the origin, hanging along -y; and where it is sewn on."""

    panel: Panel
    side: float
    angle_deg: float
    at: tuple[float, float]

    def worn(self, surface: Surface) -> Surface:
        """From the sleeve's frame to the garment's."""
        return moved(turned(surface, "z", self.side * self.angle_deg), self.side * self.at[0], self.at[1], -0.006)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Garment:
    """Its cut, its front with folds, and all of its cloth, in the cloth's frame: y up, z to the front."""

    cut: Cut
    front: Panel
    sleeves: tuple[Sleeve, ...]
    cloth: Surface

    def on(self, xy: Sequence[Sequence[float]] | Points, lift_m: float = 0.0) -> Points:
        """(k, 3) points on the front."""
        return self.front.at(np.asarray(xy, np.float64), lift_m)

    def row(self, xy: Sequence[Sequence[float]] | Points, lift_m: float = 6e-4) -> Surface:
        """Stitches along a line on the front."""
        return stitches(self.on(resampled(np.asarray(xy, np.float64), 0.006), lift_m), (0.0, 0.0, 1.0))

    def piece(
        self,
        outline: Sequence[Sequence[float]] | Points,
        thickness_m: float = 0.003,
        *,
        round_m: float = 0.006,
        step_m: float = 0.006,
    ) -> Panel:
        """A piece of cloth on the front: a pocket, a flap, a lapel."""
        line = rounded(np.asarray(outline, np.float64), round_m, 3, closed=True)
        return patch(self.front, line, thickness_m, step_m=step_m)

    def buttons(
        self, xy: Sequence[Sequence[float]] | Points, radius_m: float, *, lift_m: float = 0.002
    ) -> Surface:
        """Buttons on the front."""
        return seated(button(radius_m), self.on(xy, lift_m), (0.0, 0.0, 1.0))


def sewn(
    rng: np.random.Generator, cut: Cut, *, relief: Field | None = None, sleeve_relief: Field | None = None
) -> Garment:
    """A garment on a hanger.

    Args:
        relief: metres added to the front by (x, y): quilting, ribs, cables.
        sleeve_relief: the same for a sleeve, in its own frame.
    """
    front = _folded(rng, puffed(_torso(cut, cut.neck_front), cut.step, depth_m=cut.depth, fullness=0.75), cut)
    back = puffed(_torso(cut, 0.02), cut.step * 1.4, depth_m=cut.depth, fullness=0.75)
    if relief is not None:
        front = front.raised(relief(*front.flat.T) * np.minimum(front.inset / 0.02, 1.0))
    lining = back.surface(back=True, sink=0.85)
    keep = back.flat[back.triangles].mean(1)[:, 1] > cut.length - cut.neck_front - 0.08
    inner = flipped(lining)
    inner = replace(
        inner,
        counts=inner.counts[keep],
        indices=inner.indices.reshape(-1, 3)[keep].ravel(),
        uvs=inner.uvs.reshape(-1, 3, 2)[keep].reshape(-1, 2),
    )
    pieces = [front.surface(), lining, moved(inner, z=0.0015)]
    sleeves = tuple(_sleeve(rng, cut, side, sleeve_relief) for side in (-1.0, 1.0)) if cut.sleeve > 0 else ()
    pieces += [sleeve.worn(sleeve.panel.closed(sink=0.9)) for sleeve in sleeves]
    return Garment(cut=cut, front=front, sleeves=sleeves, cloth=merge(pieces))


def _torso(cut: Cut, neck_depth: float) -> Points:
    """The outline of a front or a back."""
    top = cut.length
    arm = top - cut.drop - 0.2
    neck = smooth([(cut.neck / 2, top), (cut.neck * 0.36, top - 0.72 * neck_depth), (0.0, top - neck_depth)], 10)
    side = rounded(
        [
            (0.0, 0.0),
            (cut.hem / 2, 0.004),
            (cut.waist / 2, 0.42 * top),
            (cut.chest / 2, arm),
            (cut.shoulder / 2 - 0.005, top - cut.drop - 0.06),
            (cut.shoulder / 2, top - cut.drop),
        ],
        [0.0, 0.02, 0.25, 0.05, 0.08, 0.0],
        5,
    )
    return mirrored([*map(tuple, side), *map(tuple, neck)])


def _folded(rng: np.random.Generator, panel: Panel, cut: Cut) -> Panel:
    """With folds that fall from the shoulders, deeper towards the hem."""
    x, y = panel.flat.T
    share = np.clip(1.0 - y / cut.length, 0.0, 1.0)
    falling = waves(rng, cut.fold_m, spread=0.09)(x, y) + 0.3 * waves(rng, cut.fold_m * 0.6, spread=0.2)(x, y)
    dragged = waves(rng, cut.fold_m * 1.1, way_deg=55.0, spread=0.12)(np.abs(x), y)
    soft = np.minimum(panel.inset / 0.035, 1.0)
    by = cut.folds * (falling * (0.25 + 0.75 * share) + 0.4 * dragged * (1 - share)) * soft
    return panel.raised(np.maximum(by, -0.8 * panel.height))


def _sleeve(rng: np.random.Generator, cut: Cut, side: float, relief: Field | None) -> Sleeve:
    """A sleeve with a bent elbow and wrinkles across it."""
    n = 24
    t = np.linspace(0.0, 1.0, n)
    half = 0.5 * (cut.sleeve_top * (1 - t) + cut.cuff * t) * (1 + 0.05 * np.sin(2 * np.pi * t))
    bow = float(rng.uniform(0.01, 0.03)) * np.sin(np.pi * t) * side
    right = np.column_stack([half + bow, -cut.sleeve * t])
    left = np.column_stack([-half + bow, -cut.sleeve * t])
    panel = puffed(np.concatenate([left, right[::-1]]), cut.step, depth_m=cut.depth * 0.62, fullness=0.62)
    x, y = panel.flat.T
    across = waves(rng, cut.fold_m * 0.6, way_deg=90.0, spread=0.3)(x, y)
    elbow = (
        0.5
        + np.exp(-(((y + 0.5 * cut.sleeve) / (0.2 * cut.sleeve)) ** 2))
        + 0.6 * np.clip(-y / cut.sleeve - 0.7, 0, 1)
    )
    panel = panel.raised(
        np.maximum(cut.folds * 0.9 * across * elbow, -0.7 * panel.height) * np.minimum(panel.inset / 0.025, 1.0)
    )
    if relief is not None:
        panel = panel.raised(relief(x, y) * np.minimum(panel.inset / 0.015, 1.0))
    turn = cut.sleeve_deg * float(rng.uniform(0.75, 1.3))
    slope = np.radians(turn)
    at = (
        cut.shoulder / 2 - 0.5 * cut.sleeve_top * np.cos(slope) + 0.012,
        cut.length - cut.drop - 0.012 - 0.25 * cut.sleeve_top * np.sin(slope),
    )
    return Sleeve(panel=panel, side=side, angle_deg=turn, at=at)


def neckline(cut: Cut, radius_m: float, *, forward_m: float = 0.012) -> Surface:
    """A ribbed collar about the neck's opening."""
    top = cut.length
    front = smooth(
        [
            (-cut.neck / 2, top),
            (-cut.neck * 0.36, top - 0.72 * cut.neck_front),
            (0.0, top - cut.neck_front),
            (cut.neck * 0.36, top - 0.72 * cut.neck_front),
            (cut.neck / 2, top),
        ],
        40,
    )
    back = np.array([[cut.neck * 0.3, top - 0.012], [0.0, top - 0.018], [-cut.neck * 0.3, top - 0.012]])
    z = forward_m * np.sin(np.linspace(0, np.pi, len(front)))
    loop = np.concatenate([np.column_stack([front, z]), np.column_stack([back, np.full(3, -0.02)])])
    return tube(resampled(loop, 0.008, closed=True), radius_m, sides=10, closed=True)


def hanger(cut: Cut, *, stand_m: float = _CLEAR_M) -> tuple[Surface, Surface]:
    """(shoulders, hook and stand) in the cloth's frame; the stand's foot is ``stand_m`` below the hem."""
    top, half = cut.length, cut.shoulder * 0.46
    t = np.linspace(-1.0, 1.0, 31)
    arms = np.column_stack([half * t, top + 0.012 - (cut.drop + 0.012) * np.abs(t) ** 1.5, np.full(31, -0.012)])
    shoulders = sweep(arms, 0.0085 + 0.004 * np.abs(t) ** 2, sides=14)
    crook = np.linspace(-0.5 * np.pi, 0.9 * np.pi, 18)
    hook = np.concatenate(
        [
            [[0.0, top + 0.01, -0.012]],
            np.column_stack([0.018 * np.cos(crook), top + 0.058 + 0.018 * np.sin(crook), np.full(18, -0.012)]),
        ]
    )
    back = -cut.depth - 0.035
    pole = rounded(
        np.array([[0.0, -stand_m, back], [0.0, top + _ABOVE_M, back], [0.0, top + _ABOVE_M, 0.0]]), 0.03, 6
    )
    foot = turned(
        lathe(np.array([[0, 0], [0.13, 0], [0.13, 0.008], [0.03, 0.018], [0.012, 0.03], [0, 0.03]]), 48),
        "x",
        -90.0,
    )
    foot = moved(foot, 0.0, -stand_m, back)
    return shoulders, merge([sweep(hook, 0.0022, sides=10), sweep(pole, 0.009, sides=14), foot])


def on_both(points: Sequence[Sequence[float]] | Points) -> tuple[Points, Points]:
    """An outline on the garment's left (x above 0) and its mirror image."""
    line = np.asarray(points, np.float64)
    return line, line[::-1] * np.array([-1.0, 1.0])
