"""Coats and jackets on a hanger, with their lapels, zips, baffles and metal buttons."""

from __future__ import annotations

from functools import partial

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.cloth import Field
from assets.forms.kit.garment_details import collar_leaves, cuff_rows, on_stand, placket, varied
from assets.forms.kit.sewing import dome, rivet, seated, tube, zip_fastener
from assets.forms.kit.tailoring import Cut, Garment, hanger, neckline, on_both, sewn
from assets.meshes.curves import smooth
from assets.meshes.surface import Points, Surface, merge
from schemas.mesh import MeshData

_FRONT = (0.0, 0.0, 1.0)
_HANGER = part("Hanger", "beech", "black_plastic", "dark_wood")
_STAND = part("Stand", "steel", "brass")


def _lapels(g: Garment, low: float, wide: float) -> list[Surface]:
    """Two notched lapels with their collar above."""
    top, half = g.cut.length, g.cut.neck / 2
    notch = top - 0.13
    lapel = [
        (0.004, low),
        (wide * 0.9, notch - 0.03),
        (wide, notch + 0.008),
        (wide * 0.66, notch + 0.004),
        (half * 0.7, top - 0.05),
        (half * 0.45, top - 0.09),
    ]
    collar = [
        (wide * 0.62, notch + 0.014),
        (wide * 0.98, notch + 0.022),
        (half * 1.45, top - 0.02),
        (half * 1.05, top + 0.004),
        (half * 0.72, top - 0.04),
    ]
    return [
        g.piece(line, t, round_m=0.004).surface()
        for shape, t in ((lapel, 0.006), (collar, 0.0075))
        for line in on_both(shape)
    ]


def _coat(rng: np.random.Generator, size: float, *, long: bool) -> tuple[MeshData, ...]:
    """A lined coat or an evening jacket; the jacket's lapels are of another cloth."""
    length = 0.86 if long else 0.72
    base = Cut(
        length=length,
        hem=0.54,
        waist=0.5,
        neck=0.16,
        neck_front=0.2,
        cuff=0.14,
        sleeve_top=0.2,
        folds=0.005,
        fold_m=0.14,
        depth=0.085,
        sleeve_deg=11.0,
    )
    cut = varied(rng, base)
    g = sewn(rng, cut)
    low = cut.length * float(rng.uniform(0.46, 0.56))
    lapels = _lapels(g, low, float(rng.uniform(0.1, 0.125)))
    overlap = 0.05 if long else 0.012
    edge = g.piece(
        [(-overlap, 0.004), (overlap, 0.004), (overlap, low), (-overlap, low)], 0.004, round_m=0.002
    ).surface()
    pocket_y = cut.length * 0.34
    flap = [(0.1, pocket_y), (0.215, pocket_y + 0.008), (0.215, pocket_y - 0.045), (0.1, pocket_y - 0.053)]
    flaps = [g.piece(line, 0.006, round_m=0.008).surface() for line in on_both(flap)]
    columns = (-0.06, 0.06) if long and rng.random() < 0.6 else (0.0 if not long else 0.03,)
    rows = np.arange(low - 0.03, max(low - 0.36, 0.12), -0.11)
    at = [(x, y) for x in columns for y in rows]
    buttons = [g.buttons(at, 0.0135 if long else 0.010, lift_m=0.005)]
    for sleeve in g.sleeves:
        foot = sleeve.panel.flat[:, 1].min()
        spots = sleeve.panel.at(
            np.array([[0.03 * sleeve.side, foot + 0.03], [0.03 * sleeve.side, foot + 0.052]]), 0.001
        )
        buttons.append(sleeve.worn(seated(dome(0.008, 0.004), spots, _FRONT)))
    shoulders, stand = hanger(cut)
    body = [g.cloth, edge, *flaps]
    if long:
        lining = neckline(cut, 0.012)
        return on_stand([merge([*body, *lapels, lining]), merge(buttons), shoulders, stand], size)
    return on_stand([merge(body), merge([*lapels, neckline(cut, 0.012)]), merge(buttons), shoulders, stand], size)


def _biker_jacket(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    cut = varied(
        rng,
        Cut(
            length=0.58,
            hem=0.46,
            waist=0.46,
            neck=0.17,
            neck_front=0.15,
            folds=0.006,
            fold_m=0.07,
            cuff=0.12,
            sleeve=0.56,
            sleeve_top=0.19,
            depth=0.085,
        ),
    )
    ribs = _quilting(cut)
    g = sewn(rng, cut, relief=ribs)
    side = float(rng.choice([-1.0, 1.0]))
    line = smooth([(0.02 * side, 0.02), (0.035 * side, 0.2), (0.1 * side, cut.length - 0.14)], 40)
    main_zip = zip_fastener(g.on(line, 0.003), _FRONT, tooth_m=0.005, width_m=0.011)
    pockets = [
        zip_fastener(g.on(np.array(p), 0.002), _FRONT, tooth_m=0.004, width_m=0.008)
        for p in ([(-0.19, 0.12), (-0.09, 0.18)], [(0.09, 0.18), (0.19, 0.12)], [(-0.16, 0.33), (-0.07, 0.36)])
    ]
    lapels = _lapels(g, cut.length * 0.5, 0.13)
    belt = g.piece(
        [
            (-cut.hem / 2 + 0.01, 0.006),
            (cut.hem / 2 - 0.01, 0.006),
            (cut.hem / 2 - 0.01, 0.042),
            (-cut.hem / 2 + 0.01, 0.042),
        ],
        0.004,
        round_m=0.004,
    ).surface()
    snaps = seated(
        dome(0.0062, 0.004),
        g.on([(-0.1, cut.length - 0.14), (0.1, cut.length - 0.14), (-0.14, 0.024), (0.14, 0.024)], 0.006),
        _FRONT,
    )
    seams = [g.row(line + np.array([d * side, 0.0]), 0.001) for d in (-0.014, 0.014)] + cuff_rows(g, 0.03)
    seams += [g.row([(-cut.chest / 2 + 0.03, y), (cut.chest / 2 - 0.03, y)], 0.001) for y in (0.05,)]
    shoulders, stand = hanger(cut)
    return on_stand(
        [
            merge([g.cloth, belt, *lapels, neckline(cut, 0.014)]),
            merge([main_zip, *pockets, snaps]),
            merge(seams),
            shoulders,
            stand,
        ],
        size,
    )


def _quilting(cut: Cut) -> Field:
    """Rows of quilting on the shoulders."""

    def field(x: Points, y: Points) -> Points:
        high = (y > cut.length - cut.drop - 0.1) & (np.abs(x) > 0.12)
        return np.where(high, 0.003 * np.abs(np.sin(np.pi * y / 0.02)) ** 0.6, 0.0)

    return field


def _down_jacket(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """Puffed baffles between stitched lines, a zip up the middle, a high collar."""
    base = Cut(
        length=0.64,
        hem=0.5,
        waist=0.5,
        chest=0.54,
        neck=0.2,
        neck_front=0.035,
        folds=0.004,
        fold_m=0.05,
        depth=0.1,
        sleeve_top=0.22,
        cuff=0.13,
        sleeve=0.56,
        step=0.0075,
    )
    cut = varied(rng, base)
    pitch = float(rng.uniform(0.05, 0.085))
    crinkle = float(rng.uniform(0.6, 1.0))
    bumps = [float(v) for v in rng.uniform(40, 90, 4)]

    def baffles(x: Points, y: Points) -> Points:
        puff = np.abs(np.sin(np.pi * y / pitch))
        pucker = (
            crinkle
            * 0.004
            * np.sin(bumps[0] * x + 3 * np.sin(bumps[1] * y))
            * np.sin(bumps[2] * x + bumps[3] * y)
            * (1 - puff) ** 0.7
        )
        groove = np.exp(-((x / 0.014) ** 2)) if np.ptp(x) > 0.3 else 0.0
        return np.asarray((0.018 * puff**0.55 - 0.010) * (1 - groove) + pucker)

    g = sewn(rng, cut, relief=baffles, sleeve_relief=baffles)
    top = cut.length - 0.03
    middle = np.column_stack([np.zeros(60), np.linspace(0.01, top, 60)])
    teeth = zip_fastener(g.on(middle, 0.002), _FRONT, tooth_m=0.005, width_m=0.01)
    collar = []
    for k, z in enumerate((0.0, 0.03)):
        t = np.linspace(0, 2 * np.pi, 50, endpoint=False)
        loop = np.column_stack(
            [cut.neck * 0.52 * np.cos(t), top + 0.018 + z + 0.006 * np.cos(2 * t), -0.02 + 0.06 * np.sin(t)]
        )
        collar.append(tube(loop, 0.021 - 0.002 * k, sides=14, closed=True))
    rows = [
        g.row([(-cut.hem / 2 + 0.03, y), (-0.02, y)], -0.001) for y in np.arange(pitch, cut.length * 0.66, pitch)
    ]
    rows += [
        g.row([(0.02, y), (cut.hem / 2 - 0.03, y)], -0.001) for y in np.arange(pitch, cut.length * 0.66, pitch)
    ]
    shoulders, stand = hanger(cut, stand_m=0.05)
    return on_stand(
        [merge([g.cloth, *collar]), merge([*rows, *cuff_rows(g, 0.02)]), teeth, merge([shoulders, stand])], size
    )


def _denim_jacket(rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    """A jacket with a yoke, pointed flaps, felled seams, metal buttons and a waistband."""
    cut = varied(
        rng,
        Cut(
            length=0.58,
            hem=0.46,
            waist=0.48,
            chest=0.53,
            neck=0.16,
            neck_front=0.075,
            folds=0.006,
            fold_m=0.08,
            cuff=0.115,
        ),
    )
    g = sewn(rng, cut)
    top, yoke = cut.length - cut.neck_front - 0.004, cut.length * 0.68
    band = g.piece(
        [
            (-cut.hem / 2 + 0.008, 0.004),
            (cut.hem / 2 - 0.008, 0.004),
            (cut.hem / 2 - 0.008, 0.046),
            (-cut.hem / 2 + 0.008, 0.046),
        ],
        0.0035,
        round_m=0.003,
    ).surface()
    flap = [
        (0.065, yoke - 0.004),
        (0.185, yoke - 0.004),
        (0.185, yoke - 0.04),
        (0.125, yoke - 0.062),
        (0.065, yoke - 0.04),
    ]
    flaps = [g.piece(line, 0.004, round_m=0.004).surface() for line in on_both(flap)]
    seams = [(0.065, yoke - 0.06), (0.045, 0.05)], [(0.185, yoke - 0.04), (0.13, 0.05)]
    rows: list[Surface] = []
    for seam in seams:
        for line in on_both(seam):
            rows += [g.row(line + np.array([d, 0.0])) for d in (-0.004, 0.004)]
    rows += [g.row([(-0.24, yoke + d), (0.24, yoke + d)]) for d in (0.004, 0.011)]
    rows += [
        g.row(np.asarray(line)[[0, 4, 3, 2, 1]] * [0.985, 1.0] + [0, 0.005], 0.0042) for line in on_both(flap)
    ]
    rows += [g.row([(-cut.hem / 2 + 0.015, y), (cut.hem / 2 - 0.015, y)], 0.0042) for y in (0.009, 0.041)]
    rows += (
        [g.row([(x, 0.05), (x, top)], 0.0036) for x in (-0.016, 0.016)] + cuff_rows(g, 0.05) + cuff_rows(g, 0.01)
    )
    at = [(0.0, y) for y in np.arange(top - 0.02, 0.04, -0.088)] + [
        (0.0, 0.025),
        (-0.125, yoke - 0.045),
        (0.125, yoke - 0.045),
    ]
    studs = seated(rivet(0.0085), g.on(at, 0.0042), _FRONT)
    shoulders, stand = hanger(cut)
    body = merge(
        [g.cloth, band, *flaps, *collar_leaves(g, 1.15, 0.06), placket(g, 0.04, top), neckline(cut, 0.012)]
    )
    return on_stand([body, merge(rows), studs, shoulders, stand], size)


FORMS: tuple[Form, ...] = (
    Form(
        name="coat",
        class_name="coat",
        size_m=(0.9, 1.08),
        detail_m=0.55,
        build=partial(_coat, long=True),
        parts=(main_part(), part("Buttons", "horn_button", "black_plastic"), _HANGER, _STAND),
    ),
    Form(
        name="evening_jacket",
        class_name="jacket",
        size_m=(0.8, 0.95),
        detail_m=0.5,
        build=partial(_coat, long=False),
        parts=(
            main_part(),
            part("Lapels", "black_satin"),
            part("Buttons", "black_satin", "brass"),
            _HANGER,
            _STAND,
        ),
    ),
    Form(
        name="biker_jacket",
        class_name="jacket",
        size_m=(0.68, 0.8),
        detail_m=0.5,
        build=_biker_jacket,
        parts=(
            main_part(),
            part("Zips", "steel", "brass"),
            part("Stitches", "black_thread", "cream_thread"),
            _HANGER,
            _STAND,
        ),
    ),
    Form(
        name="down_jacket",
        class_name="jacket",
        size_m=(0.72, 0.86),
        detail_m=0.55,
        build=_down_jacket,
        parts=(
            main_part(),
            part("Stitches", "black_thread", "white_thread"),
            part("Zip", "black_plastic", "steel"),
            part("Hanger", "black_plastic", "steel"),
        ),
    ),
    Form(
        name="denim_jacket",
        class_name="jacket",
        size_m=(0.68, 0.8),
        detail_m=0.45,
        build=_denim_jacket,
        parts=(
            main_part(),
            part("Stitches", "orange_thread"),
            part("Buttons", "copper_rivet", "aged_brass"),
            _HANGER,
            _STAND,
        ),
    ),
)
