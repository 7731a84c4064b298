"""Garments on a hanger: what each cloth is sewn into, with its own seams, collars, buttons and zips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import Field, placed, resampled, upright
from assets.forms.kit.sewing import dome, rivet, seated, stitches, tube, zip_fastener
from assets.forms.kit.tailoring import Cut, Garment, hanger, neckline, on_both, sewn
from assets.meshes.curves import smooth
from assets.meshes.surface import Points, Surface, grid, merge
from schemas.mesh import MeshData

_FRONT = (0.0, 0.0, 1.0)


def _finished(parts: Sequence[Surface], size: float) -> tuple[MeshData, ...]:
    return placed([upright(surface) for surface in parts], size)


def _varied(rng: np.random.Generator, cut: Cut) -> Cut:
    """A little longer, wider or softer."""
    wide, long = float(rng.uniform(0.92, 1.1)), float(rng.uniform(0.94, 1.06))
    return replace(
        cut, length=cut.length * long, chest=cut.chest * wide, waist=cut.waist * wide, hem=cut.hem * wide,
        sleeve=cut.sleeve * long, folds=cut.folds * float(rng.uniform(0.7, 1.4)), fold_m=cut.fold_m * float(rng.uniform(0.8, 1.25)),
    )  # fmt: skip


def _hem_rows(g: Garment, *, up_m: float = 0.02) -> Surface:
    """Two rows of stitches above the hem, and one above each cuff."""
    half = g.cut.hem / 2 - 0.012
    rows = [g.row([[-half, up_m + d], [half, up_m + d]]) for d in (0.0, 0.006)]
    return merge([*rows, *_cuff_rows(g, up_m)])


def _cuff_rows(g: Garment, up_m: float) -> list[Surface]:
    rows = []
    for sleeve in g.sleeves:
        low = sleeve.panel.flat[:, 1].min() + up_m
        half = g.cut.cuff / 2 - 0.006
        line = sleeve.panel.at(np.column_stack([np.linspace(-half, half, 24), np.full(24, low)]), 6e-4)
        rows.append(sleeve.worn(stitches(line, _FRONT)))
    return rows


def _t_shirt(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    cut = _varied(rng, Cut(sleeve=0.21, sleeve_top=0.2, cuff=0.175, sleeve_deg=30.0, neck=0.19, neck_front=0.095))
    g = sewn(rng, cut)
    shoulders, stand = hanger(cut)
    body = merge([g.cloth, neckline(cut, 0.009)])
    return _finished([body, _hem_rows(g), shoulders, stand], size)


def _collar(g: Garment, spread: float, length: float) -> list[Surface]:
    """Two collar leaves that fold down from the neck."""
    top, half = g.cut.length, g.cut.neck / 2
    leaf = [(0.006, top - g.cut.neck_front - 0.002), (half * 0.55, top - g.cut.neck_front * 0.62), (half * 1.02, top + 0.004),
            (half * 1.32, top - 0.026), (half * spread, top - g.cut.neck_front - length)]  # fmt: skip
    return [g.piece(line, 0.006, round_m=0.004).surface() for line in on_both(leaf)]


def _placket(g: Garment, width: float, top: float) -> Surface:
    return g.piece([(-width / 2, 0.004), (width / 2, 0.004), (width / 2, top), (-width / 2, top)], 0.0028, round_m=0.002).surface()


def _shirt(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    cut = _varied(rng, Cut(length=0.7, neck=0.16, neck_front=0.07, sleeve=0.5, cuff=0.12, folds=0.009))
    g = sewn(rng, cut)
    top = cut.length - cut.neck_front - 0.004
    chest = cut.length * 0.62
    pocket = [(0.07, chest), (0.18, chest), (0.18, chest - 0.1), (0.125, chest - 0.128), (0.07, chest - 0.1)]
    pieces = [*_collar(g, 1.0, 0.055), _placket(g, 0.034, top), g.piece(pocket, 0.0022, round_m=0.003).surface()]
    edge = np.asarray(pocket)[[0, 4, 3, 2, 1]]
    middle = edge.mean(0)
    rows = [g.row(middle + (edge - middle) * 0.93, 0.0028), _hem_rows(g, up_m=0.01)]
    rows += [g.row([(x, 0.01), (x, top)], 0.0034) for x in (-0.0135, 0.0135)]
    at = [(0.0, y) for y in np.arange(top - 0.03, 0.06, -0.085)]
    shoulders, stand = hanger(cut)
    return _finished([merge([g.cloth, neckline(cut, 0.011), *pieces]), merge(rows), g.buttons(at, 0.0062, lift_m=0.0032), shoulders, stand], size)


def _lapels(g: Garment, low: float, wide: float) -> list[Surface]:
    """Two notched lapels with their collar above."""
    top, half = g.cut.length, g.cut.neck / 2
    notch = top - 0.13
    lapel = [(0.004, low), (wide * 0.9, notch - 0.03), (wide, notch + 0.008), (wide * 0.66, notch + 0.004), (half * 0.7, top - 0.05),
             (half * 0.45, top - 0.09)]  # fmt: skip
    collar = [(wide * 0.62, notch + 0.014), (wide * 0.98, notch + 0.022), (half * 1.45, top - 0.02), (half * 1.05, top + 0.004),
              (half * 0.72, top - 0.04)]  # fmt: skip
    return [g.piece(line, t, round_m=0.004).surface() for shape, t in ((lapel, 0.006), (collar, 0.0075)) for line in on_both(shape)]


def _coat(rng: np.random.Generator, size: float, *, long: bool) -> tuple[MeshData, ...]:
    """A lined coat or an evening jacket; the jacket's lapels are of another cloth."""
    length = 0.86 if long else 0.72
    base = Cut(length=length, hem=0.54, waist=0.5, neck=0.16, neck_front=0.2, cuff=0.14, sleeve_top=0.2, folds=0.005, fold_m=0.14,
               depth=0.085, sleeve_deg=11.0)  # fmt: skip
    cut = _varied(rng, base)
    g = sewn(rng, cut)
    low = cut.length * float(rng.uniform(0.46, 0.56))
    lapels = _lapels(g, low, float(rng.uniform(0.1, 0.125)))
    overlap = 0.05 if long else 0.012
    edge = g.piece([(-overlap, 0.004), (overlap, 0.004), (overlap, low), (-overlap, low)], 0.004, round_m=0.002).surface()
    pocket_y = cut.length * 0.34
    flap = [(0.1, pocket_y), (0.215, pocket_y + 0.008), (0.215, pocket_y - 0.045), (0.1, pocket_y - 0.053)]
    flaps = [g.piece(line, 0.006, round_m=0.008).surface() for line in on_both(flap)]
    columns = (-0.06, 0.06) if long and rng.random() < 0.6 else (0.0 if not long else 0.03,)
    rows = np.arange(low - 0.03, max(low - 0.36, 0.12), -0.11)
    at = [(x, y) for x in columns for y in rows]
    buttons = [g.buttons(at, 0.0135 if long else 0.010, lift_m=0.005)]
    for sleeve in g.sleeves:
        foot = sleeve.panel.flat[:, 1].min()
        spots = sleeve.panel.at(np.array([[0.03 * sleeve.side, foot + 0.03], [0.03 * sleeve.side, foot + 0.052]]), 0.001)
        buttons.append(sleeve.worn(seated(dome(0.008, 0.004), spots, _FRONT)))
    shoulders, stand = hanger(cut)
    body = [g.cloth, edge, *flaps]
    if long:
        lining = neckline(cut, 0.012)
        return _finished([merge([*body, *lapels, lining]), merge(buttons), shoulders, stand], size)
    return _finished([merge(body), merge([*lapels, neckline(cut, 0.012)]), merge(buttons), shoulders, stand], size)


def _biker_jacket(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    cut = _varied(rng, Cut(length=0.58, hem=0.46, waist=0.46, neck=0.17, neck_front=0.15, folds=0.006, fold_m=0.07, cuff=0.12,
                           sleeve=0.56, sleeve_top=0.19, depth=0.085))  # fmt: skip
    ribs = _quilting(cut)
    g = sewn(rng, cut, relief=ribs)
    side = float(rng.choice([-1.0, 1.0]))
    line = smooth([(0.02 * side, 0.02), (0.035 * side, 0.2), (0.1 * side, cut.length - 0.14)], 40)
    main_zip = zip_fastener(g.on(line, 0.003), _FRONT, tooth_m=0.005, width_m=0.011)
    pockets = [zip_fastener(g.on(np.array(p), 0.002), _FRONT, tooth_m=0.004, width_m=0.008)
               for p in ([(-0.19, 0.12), (-0.09, 0.18)], [(0.09, 0.18), (0.19, 0.12)], [(-0.16, 0.33), (-0.07, 0.36)])]  # fmt: skip
    lapels = _lapels(g, cut.length * 0.5, 0.13)
    belt = g.piece([(-cut.hem / 2 + 0.01, 0.006), (cut.hem / 2 - 0.01, 0.006), (cut.hem / 2 - 0.01, 0.042), (-cut.hem / 2 + 0.01, 0.042)],
                   0.004, round_m=0.004).surface()  # fmt: skip
    snaps = seated(dome(0.0062, 0.004), g.on([(-0.1, cut.length - 0.14), (0.1, cut.length - 0.14), (-0.14, 0.024), (0.14, 0.024)], 0.006), _FRONT)
    seams = [g.row(line + [d * side, 0.0], 0.001) for d in (-0.014, 0.014)] + _cuff_rows(g, 0.03)
    seams += [g.row([(-cut.chest / 2 + 0.03, y), (cut.chest / 2 - 0.03, y)], 0.001) for y in (0.05,)]
    shoulders, stand = hanger(cut)
    return _finished([merge([g.cloth, belt, *lapels, neckline(cut, 0.014)]), merge([main_zip, *pockets, snaps]), merge(seams), shoulders, stand], size)


def _quilting(cut: Cut) -> Field:
    """Rows of quilting on the shoulders."""

    def field(x: Points, y: Points) -> Points:
        high = (y > cut.length - cut.drop - 0.1) & (np.abs(x) > 0.12)
        return np.where(high, 0.003 * np.abs(np.sin(np.pi * y / 0.02)) ** 0.6, 0.0)

    return field


def _down_jacket(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Puffed baffles between stitched lines, a zip up the middle, a high collar."""
    base = Cut(length=0.64, hem=0.5, waist=0.5, chest=0.54, neck=0.2, neck_front=0.035, folds=0.004, fold_m=0.05, depth=0.1, sleeve_top=0.22,
               cuff=0.13, sleeve=0.56, step=0.0075)  # fmt: skip
    cut = _varied(rng, base)
    pitch = float(rng.uniform(0.05, 0.085))
    crinkle = float(rng.uniform(0.6, 1.0))
    bumps = [float(v) for v in rng.uniform(40, 90, 4)]

    def baffles(x: Points, y: Points) -> Points:
        puff = np.abs(np.sin(np.pi * y / pitch))
        pucker = crinkle * 0.004 * np.sin(bumps[0] * x + 3 * np.sin(bumps[1] * y)) * np.sin(bumps[2] * x + bumps[3] * y) * (1 - puff) ** 0.7
        groove = np.exp(-((x / 0.014) ** 2)) if np.ptp(x) > 0.3 else 0.0
        return (0.018 * puff**0.55 - 0.010) * (1 - groove) + pucker

    g = sewn(rng, cut, relief=baffles, sleeve_relief=baffles)
    top = cut.length - 0.03
    middle = np.column_stack([np.zeros(60), np.linspace(0.01, top, 60)])
    teeth = zip_fastener(g.on(middle, 0.002), _FRONT, tooth_m=0.005, width_m=0.01)
    collar = []
    for k, z in enumerate((0.0, 0.03)):
        t = np.linspace(0, 2 * np.pi, 50, endpoint=False)
        loop = np.column_stack([cut.neck * 0.52 * np.cos(t), top + 0.018 + z + 0.006 * np.cos(2 * t), -0.02 + 0.06 * np.sin(t)])
        collar.append(tube(loop, 0.021 - 0.002 * k, sides=14, closed=True))
    rows = [g.row([(-cut.hem / 2 + 0.03, y), (-0.02, y)], -0.001) for y in np.arange(pitch, cut.length * 0.66, pitch)]
    rows += [g.row([(0.02, y), (cut.hem / 2 - 0.03, y)], -0.001) for y in np.arange(pitch, cut.length * 0.66, pitch)]
    shoulders, stand = hanger(cut, stand_m=0.05)
    return _finished([merge([g.cloth, *collar]), merge([*rows, *_cuff_rows(g, 0.02)]), teeth, merge([shoulders, stand])], size)


def _sweater(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A jumper with cables down its front, ribbed hem, cuffs and collar."""
    cut = _varied(rng, Cut(length=0.64, hem=0.46, waist=0.5, chest=0.54, neck=0.2, neck_front=0.07, sleeve_top=0.21, cuff=0.11, sleeve=0.54,
                           folds=0.006, fold_m=0.12, step=0.006, depth=0.085))  # fmt: skip
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
        rope = [0.009 * np.clip(1 - ((x - 0.011 * np.sin(turn + p)) / 0.010) ** 2, 0, 1) ** 0.5 for p in (0.0, np.pi)]
        return np.where(y < -cut.sleeve + 0.06, ribs, np.maximum(*rope))

    g = sewn(rng, cut, relief=cables, sleeve_relief=sleeve_ribs)
    collars = [neckline(cut, 0.014)]
    shoulders, stand = hanger(cut)
    return _finished([merge([g.cloth, *collars]), shoulders, stand], size)


def _slip_dress(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A dress cut on the bias: thin straps, a fallen neckline, a lace edge along its hem."""
    cut = _varied(rng, Cut(length=0.86, shoulder=0.3, chest=0.36, waist=0.32, hem=0.56, neck=0.22, neck_front=0.11, drop=0.012, sleeve=0.0,
                           folds=0.014, fold_m=0.13, depth=0.07))  # fmt: skip
    g = sewn(rng, cut)
    x, y = g.front.flat.T
    cowl = np.zeros(len(x))
    for k, d in enumerate((0.035, 0.07, 0.11, 0.16)):
        line = cut.length - cut.neck_front - d + (1.6 + 0.3 * k) * np.abs(x) ** 1.5
        cowl += (0.012 - 0.0015 * k) * np.exp(-(((y - line) / 0.011) ** 2)) * np.clip(1 - np.abs(x) / 0.14, 0, 1) ** 0.5
    front = g.front.raised(cowl * np.minimum(g.front.inset / 0.02, 1.0))
    g = Garment(cut=cut, front=front, sleeves=(), cloth=merge([front.surface(), g.cloth]))
    straps = [tube(resampled(np.array([(s * cut.neck * 0.5, cut.length - 0.005, 0.002), (s * cut.neck * 0.42, cut.length + 0.02, -0.004)]), 0.005),
                   0.004) for s in (-1.0, 1.0)]  # fmt: skip
    at = np.linspace(-cut.hem / 2, cut.hem / 2, 240)
    line = g.on(np.column_stack([at * 0.99, np.full(240, 0.006)]), 0.002)
    drop = line + np.column_stack([0 * at, -0.03 - 0.012 * np.abs(np.sin(np.pi * at / 0.022)), 0 * at])
    lace = grid(np.stack([drop, line]), uvs=np.stack([np.column_stack([at, 0 * at]), np.column_stack([at, 0 * at + 0.04])]))
    shoulders, stand = hanger(replace(cut, shoulder=0.36, drop=0.02), stand_m=0.09)
    return _finished([merge([g.cloth, *straps, neckline(cut, 0.003, forward_m=0.02)]), lace, shoulders, stand], size)


def _denim_jacket(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A jacket with a yoke, pointed flaps, felled seams, metal buttons and a waistband."""
    cut = _varied(rng, Cut(length=0.58, hem=0.46, waist=0.48, chest=0.53, neck=0.16, neck_front=0.075, folds=0.006, fold_m=0.08, cuff=0.115))
    g = sewn(rng, cut)
    top, yoke = cut.length - cut.neck_front - 0.004, cut.length * 0.68
    band = g.piece([(-cut.hem / 2 + 0.008, 0.004), (cut.hem / 2 - 0.008, 0.004), (cut.hem / 2 - 0.008, 0.046), (-cut.hem / 2 + 0.008, 0.046)],
                   0.0035, round_m=0.003).surface()  # fmt: skip
    flap = [(0.065, yoke - 0.004), (0.185, yoke - 0.004), (0.185, yoke - 0.04), (0.125, yoke - 0.062), (0.065, yoke - 0.04)]
    flaps = [g.piece(line, 0.004, round_m=0.004).surface() for line in on_both(flap)]
    seams = [(0.065, yoke - 0.06), (0.045, 0.05)], [(0.185, yoke - 0.04), (0.13, 0.05)]
    rows: list[Surface] = []
    for seam in seams:
        for line in on_both(seam):
            rows += [g.row(line + [d, 0.0]) for d in (-0.004, 0.004)]
    rows += [g.row([(-0.24, yoke + d), (0.24, yoke + d)]) for d in (0.004, 0.011)]
    rows += [g.row(np.asarray(line)[[0, 4, 3, 2, 1]] * [0.985, 1.0] + [0, 0.005], 0.0042) for line in on_both(flap)]
    rows += [g.row([(-cut.hem / 2 + 0.015, y), (cut.hem / 2 - 0.015, y)], 0.0042) for y in (0.009, 0.041)]
    rows += [g.row([(x, 0.05), (x, top)], 0.0036) for x in (-0.016, 0.016)] + _cuff_rows(g, 0.05) + _cuff_rows(g, 0.01)
    at = [(0.0, y) for y in np.arange(top - 0.02, 0.04, -0.088)] + [(0.0, 0.025), (-0.125, yoke - 0.045), (0.125, yoke - 0.045)]
    studs = seated(rivet(0.0085), g.on(at, 0.0042), _FRONT)
    shoulders, stand = hanger(cut)
    body = merge([g.cloth, band, *flaps, *_collar(g, 1.15, 0.06), _placket(g, 0.04, top), neckline(cut, 0.012)])
    return _finished([body, merge(rows), studs, shoulders, stand], size)


_HANGER = part("Hanger", "beech", "black_plastic", "dark_wood")
_STAND = part("Stand", "steel", "brass")
FORMS: tuple[Form, ...] = (
    Form(name="t_shirt", class_name="t-shirt", size_m=(0.75, 0.9), detail_m=0.55, build=_t_shirt,
         parts=(main_part(), part("Stitches", "white_thread", "black_thread"), _HANGER, _STAND)),
    Form(name="shirt", class_name="shirt", size_m=(0.78, 0.92), detail_m=0.5, build=_shirt,
         parts=(main_part(), part("Stitches", "white_thread", "cream_thread"), part("Buttons", "horn_button", "pearl_button"), _HANGER, _STAND)),
    Form(name="coat", class_name="coat", size_m=(0.9, 1.08), detail_m=0.55, build=partial(_coat, long=True),
         parts=(main_part(), part("Buttons", "horn_button", "black_plastic"), _HANGER, _STAND)),
    Form(name="evening_jacket", class_name="jacket", size_m=(0.8, 0.95), detail_m=0.5, build=partial(_coat, long=False),
         parts=(main_part(), part("Lapels", "black_satin"), part("Buttons", "black_satin", "brass"), _HANGER, _STAND)),
    Form(name="biker_jacket", class_name="jacket", size_m=(0.68, 0.8), detail_m=0.5, build=_biker_jacket,
         parts=(main_part(), part("Zips", "steel", "brass"), part("Stitches", "black_thread", "cream_thread"), _HANGER, _STAND)),
    Form(name="down_jacket", class_name="jacket", size_m=(0.72, 0.86), detail_m=0.55, build=_down_jacket,
         parts=(main_part(), part("Stitches", "black_thread", "white_thread"), part("Zip", "black_plastic", "steel"), part("Hanger", "black_plastic", "steel"))),
    Form(name="sweater", class_name="sweater", size_m=(0.72, 0.86), detail_m=0.5, build=_sweater, parts=(main_part(), _HANGER, _STAND)),
    Form(name="slip_dress", class_name="dress", size_m=(0.95, 1.1), detail_m=0.6, build=_slip_dress,
         parts=(main_part(), part("Lace", "black_lace", "white_lace"), _HANGER, _STAND)),
    Form(name="denim_jacket", class_name="jacket", size_m=(0.68, 0.8), detail_m=0.45, build=_denim_jacket,
         parts=(main_part(), part("Stitches", "orange_thread"), part("Buttons", "copper_rivet", "aged_brass"), _HANGER, _STAND)),
)  # fmt: skip
