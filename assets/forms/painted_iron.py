"""Painted iron: hydrant and letter box."""

from __future__ import annotations

import numpy as np

from assets.forms.form import Form, main_part, part
from assets.forms.kit.applied import laid, round_wrap
from assets.forms.kit.lettering import on_cylinder, raised_text
from assets.forms.kit.mouldings import (
    cylinder,
    fitted,
    flowing,
    lathed,
    placed,
    ring_of,
    tube,
    turned_solid,
)
from assets.forms.kit.rivets_and_screws import bolt_head
from assets.forms.kit.wear import chips
from assets.meshes.curves import rounded
from assets.meshes.solids import extrude, rounded_box
from assets.meshes.surface import Surface, box_mapped, merge, moved
from schemas.mesh import MeshData

type Meshes = tuple[MeshData, ...]


_BARREL_R = 0.115


def _hydrant_barrel() -> list[Surface]:
    """The flanged barrel and its bonnet, bolts on the flanges, ribs on the bonnet."""
    r = _BARREL_R
    profile = [
        (0, 0),
        (0.175, 0),
        (0.175, 0.03),
        (0.12, 0.04),
        (r, 0.06),
        (r, 0.2),
        (0.16, 0.205),
        (0.16, 0.235),
        (r, 0.24),
        (0.105, 0.42),
        (0.12, 0.5),
        (0.125, 0.56),
        (0.155, 0.565),
        (0.155, 0.592),
        (0.13, 0.6),
        (0.118, 0.66),
        (0.08, 0.715),
        (0.05, 0.73),
        (0.048, 0.745),
        (0, 0.745),
    ]
    body = [lathed(rounded(profile, 0.008, 4), 96)]
    for z, q in ((0.03, 0.148), (0.235, 0.138), (0.592, 0.135)):
        for k in range(8):
            a = 2 * np.pi * (k + 0.5) / 8
            body.append(placed(bolt_head(0.024, washer=False), (q * np.cos(a), q * np.sin(a), z)))
    for k in range(10):
        a = 2 * np.pi * k / 10
        rib = flowing([(0.126, 0.6), (0.114, 0.66), (0.078, 0.712)], 14)
        body.append(tube(np.stack([rib[:, 0] * np.cos(a), rib[:, 0] * np.sin(a), rib[:, 1]], -1), 0.006, sides=8))
    return body


def _outlet(w: float) -> Surface:
    """A short pipe with a flange, of that half width, along z."""
    return turned_solid(
        [(0, 0.06), (w, 0.06), (w, 0.14), (w + 0.012, 0.142), (w + 0.012, 0.156), (0, 0.156)],
        0.003,
        segments=48,
    )


def _outlet_cap(w: float) -> Surface:
    """A cap with a nut and six lugs."""
    cap = turned_solid(
        [
            (0, 0.156),
            (w + 0.008, 0.156),
            (w + 0.008, 0.196),
            (0.8 * w, 0.206),
            (0.02, 0.208),
            (0.019, 0.235),
            (0, 0.235),
        ],
        0.005,
        segments=48,
    )
    lugs = [
        placed(rounded_box((0.014, 0.012, 0.04), 0.003), ((w + 0.01) * np.cos(a), (w + 0.01) * np.sin(a), 0.157))
        for a in np.arange(6) * np.pi / 3
    ]
    return merge([cap, *lugs])


def _cap_chain(s: float) -> Surface:
    """A chain that sags from the barrel to the cap at side ``s``."""
    start, end = np.array([s * 0.105, -0.03, 0.4]), np.array([s * 0.18, -0.005, 0.455])
    line = flowing([tuple(start), tuple(0.5 * (start + end) + [0, -0.02, -0.07]), tuple(end)], 40)
    return tube(line, 0.0042 * (1 + 0.4 * (np.arange(40) % 4 < 2)), sides=8)


def _hydrant_chips(rng: np.random.Generator) -> Surface:
    """Bare iron at the foot and at the lower flange's edges."""
    foot = round_wrap(np.array([(_BARREL_R, 0.06), (_BARREL_R, 0.2)]))
    low = [(float(rng.uniform(-0.3, 0.3)), float(rng.uniform(0, 0.14))) for _ in range(9)]
    worn = [chips(rng, low, (0.004, 0.013), foot, lift_m=0.0005)]
    collar = round_wrap(np.array([(0.1608, 0.205), (0.1608, 0.235)]))
    edges = [(float(rng.uniform(-0.4, 0.4)), float(rng.choice([0.003, 0.027]))) for _ in range(12)]
    worn.append(chips(rng, edges, (0.003, 0.008), collar, lift_m=0.0004))
    return merge(worn)


def _hydrant(rng: np.random.Generator, size: float) -> Meshes:
    """A fire hydrant: flanged barrel, bonnet, three outlets with caps on chains, chips to the iron."""
    body = _hydrant_barrel()
    top = [
        moved(cylinder(0.03, 0.74, 0.77, bevel_m=0.004, segments=5)),
        cylinder(0.019, 0.77, 0.8, bevel_m=0.003, segments=5),
    ]
    caps, chains = [], []
    for turn, big in ((0.0, 1.3), (-90.0, 0.95), (90.0, 0.95)):
        w = 0.042 * big
        body.append(placed(_outlet(w), (0, 0, 0.5), tilt_deg=(90, 0, turn)))
        caps.append(placed(_outlet_cap(w), (0, 0, 0.5), tilt_deg=(90, 0, turn)))
        if big < 1:
            chains.append(_cap_chain(-1.0 if turn < 0 else 1.0))
    worn = _hydrant_chips(rng)
    word = on_cylinder(
        raised_text(
            str(rng.choice(["No 7", "1928", "H 42", "AVK", "KUPF"])), 0.034, stroke_m=0.007, relief_m=0.004
        ),
        0.107,
        height_m=0.33,
    )
    return fitted([merge([*body, word]), merge([*caps, *top]), merge(chains), worn], size)


def _pillar(r: float) -> Surface:
    """The drum of a pillar box with beads, and its stepped cap."""
    shaft = [(0, 0.1), (r, 0.1), (r, 1.28), (0, 1.28)]
    cap = [
        (0, 1.28),
        (r + 0.03, 1.28),
        (r + 0.045, 1.3),
        (r + 0.045, 1.33),
        (r + 0.02, 1.345),
        (r + 0.01, 1.37),
        (0.12, 1.42),
        (0, 1.435),
    ]
    bead = [moved(ring_of(r + 0.004, 0.012, segments=96, sides=12), z=z) for z in (0.14, 1.245)]
    body = [turned_solid(shaft, 0.004, segments=128), turned_solid(cap, 0.01, segments=128), *bead]
    return merge(body)


def _mouth(r: float) -> tuple[Surface, Surface]:
    """(the hood over a letter box's slot, the dark slot)."""
    hood = placed(
        box_mapped(
            extrude(
                rounded([(-0.15, -0.012), (0.15, -0.012), (0.15, 0.035), (-0.15, 0.035)], 0.012, 4, closed=True),
                r - 0.03,
                r + 0.028,
                bevel_m=0.006,
            )
        ),
        (0, 0, 1.12),
        tilt_deg=(90, 0, 0),
    )
    slot = placed(
        extrude(
            rounded([(-0.125, -0.012), (0.125, -0.012), (0.125, 0.012), (-0.125, 0.012)], 0.004, 3, closed=True),
            r - 0.05,
            r + 0.012,
        ),
        (0, 0, 1.095),
        tilt_deg=(90, 0, 0),
    )
    return hood, slot


def _door_seam(r: float) -> list[Surface]:
    """The line of a door on a drum."""
    seam = []
    for a0, a1, z0, z1 in ((-38, 38, 0.2, 0.2), (-38, 38, 1.0, 1.0), (-38, -38, 0.2, 1.0), (38, 38, 0.2, 1.0)):
        t = np.linspace(0, 1, 40)
        a = np.radians(-90 + a0 + (a1 - a0) * t)
        seam.append(
            tube(
                np.stack([(r + 0.0005) * np.cos(a), (r + 0.0005) * np.sin(a), z0 + (z1 - z0) * t], -1),
                0.0045,
                sides=8,
            )
        )
    return seam


def _collection_plate(r: float) -> tuple[Surface, Surface]:
    """(card with the times, the frame about it)."""
    sheet = round_wrap(np.array([(r, 0.7), (r, 0.94)]))
    u, v = np.meshgrid(np.linspace(-1, 1, 13), np.linspace(0, 1, 3))
    card = laid(np.stack([0.075 * u, 0.06 + 0.12 * v], -1), sheet, 0.005)
    frame = laid(np.stack([0.087 * u, 0.048 + 0.144 * v], -1), sheet, 0.0025)
    return card, frame


def _drum_chips(rng: np.random.Generator, r: float) -> Surface:
    """Chips over a pillar box's drum, the most at its foot."""
    places = [
        (float(rng.uniform(-0.4, 0.4)), float(rng.choice([abs(rng.normal(0, 0.05)), rng.uniform(0, 1.05)])))
        for _ in range(20)
    ]
    return chips(rng, places, (0.005, 0.016), round_wrap(np.array([(r, 0.14), (r, 1.24)])), lift_m=0.0006)


def _letter_box(rng: np.random.Generator, size: float) -> Meshes:
    """A pillar box of painted iron: cap, hooded slot, door with plate, black foot."""
    r = 0.235
    foot = turned_solid(
        [(0, 0), (r + 0.03, 0), (r + 0.03, 0.07), (r + 0.012, 0.1), (r + 0.012, 0.13), (0, 0.13)],
        0.008,
        segments=128,
    )
    hood, slot = _mouth(r)
    word = on_cylinder(raised_text("POST", 0.055, stroke_m=0.011, relief_m=0.006), r, height_m=1.19)
    crest = on_cylinder(
        raised_text(str(rng.choice(["VR", "GR", "ER", "KR", "PT"])), 0.12, stroke_m=0.02, relief_m=0.007),
        r,
        height_m=0.45,
    )
    card, frame = _collection_plate(r)
    worn = _drum_chips(rng, r)
    lock = placed(
        turned_solid([(0, 0), (0.016, 0), (0.014, 0.005), (0, 0.005)], 0.001, segments=28),
        (r * np.cos(np.radians(-58)), r * np.sin(np.radians(-58)), 0.68),
        tilt_deg=(90, 0, 32),
    )
    return fitted(
        [
            merge([_pillar(r), hood, word, crest, *_door_seam(r)]),
            merge([foot, slot]),
            card,
            merge([frame, lock]),
            worn,
        ],
        size,
    )


FORMS = (
    Form(
        name="fire_hydrant",
        class_name="fire hydrant",
        size_m=(0.7, 0.85),
        parts=(
            main_part("Barrel"),
            part("Caps", "white_paint", "galvanized_steel", "yellow_paint"),
            part("Chains", "rusty_steel"),
            part("Chips", "rusty_steel", "cast_iron"),
        ),
        build=_hydrant,
    ),
    Form(
        name="letter_box",
        class_name="letter box",
        size_m=(1.3, 1.6),
        parts=(
            main_part("Box"),
            part("Foot", "dark_paint"),
            part("Card", "white_paper"),
            part("Frame", "brass", "white_paint"),
            part("Chips", "cast_iron", "rusty_steel"),
        ),
        build=_letter_box,
    ),
)
