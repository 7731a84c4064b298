"""Windows in the XZ plane, inside towards -y: frames, sills, architraves, curtains, blinds, shutters."""

from __future__ import annotations

import numpy as np

from assets.meshes.surface import Surface, box_mapped, grid, merge, moved, turned
from assets.places.kit.boxes import box, boxes, slab
from assets.places.kit.rooms import Hole


def window_frame(
    hole: Hole,
    panes: tuple[int, int] = (2, 3),
    *,
    stile_m: float = 0.055,
    bar_m: float = 0.024,
    deep_m: float = 0.06,
    y: float = 0.12,
    meeting_rail: bool = False,
) -> Surface:
    """Outer frame, one sash and its glazing bars, ``y`` behind the wall's face.

    Args:
        panes: columns and rows.
        meeting_rail: a broad rail halfway up, as sliding sashes have.
    """
    a, b = hole.span
    c, d = hole.low_m, hole.high_m
    s = stile_m
    low = [(a, y, c), (b - s, y, c), (a + s, y, c), (a + s, y, d - s)]
    high = [(a + s, y + deep_m, d), (b, y + deep_m, d), (b - s, y + deep_m, c + 1.3 * s), (b - s, y + deep_m, d)]
    columns, rows = panes
    y0, y1 = y + 0.2 * deep_m, y + 0.8 * deep_m
    for i in range(1, columns):
        x = a + s + (b - a - 2 * s) * i / columns
        wide = s if columns == 2 and rows > 2 and not meeting_rail and b - a > 0.9 else bar_m
        low.append((x - wide / 2, y0, c + s))
        high.append((x + wide / 2, y1, d - s))
    for i in range(1, rows):
        z = c + 1.3 * s + (d - c - 2.3 * s) * i / rows
        thick = 1.6 * bar_m if meeting_rail and 2 * i == rows else bar_m
        low.append((a + s, y0 + 0.003, z - thick / 2))
        high.append((b - s, y1 - 0.003, z + thick / 2))
    return boxes(low, high, bevel_m=0.004, along="z")


def window_board(
    hole: Hole, *, deep_m: float = 0.2, thick_m: float = 0.028, nose_m: float = 0.04, y: float = 0.12
) -> Surface:
    """The sill inside: a board from the frame out before the wall's face."""
    a, b = hole.span
    return box(
        (a - 0.04, y - deep_m, hole.low_m - thick_m * 0.4),
        (b + 0.04, y + 0.01, hole.low_m + thick_m * 0.6),
        bevel_m=min(0.006, nose_m),
    )


def architrave(hole: Hole, *, wide_m: float = 0.075, thick_m: float = 0.018, sill: bool = True) -> Surface:
    """Boards round the opening on the wall's face."""
    a, b = hole.span
    c, d = hole.low_m if sill else 0.0, hole.high_m
    w, t = wide_m, thick_m
    low = [(a - w, -t, c), (b, -t, c), (a - w - 0.01, -t - 0.004, d)]
    high = [(a, 0.002, d), (b + w, 0.002, d), (b + w + 0.01, 0.002, d + w)]
    return boxes(low, high, bevel_m=0.004, along="z")


def panes_of_glass(hole: Hole, *, y: float = 0.15, thick_m: float = 0.004, stile_m: float = 0.05) -> Surface:
    """One sheet of glass over the whole window."""
    a, b = hole.span
    s = stile_m
    return box((a + s, y - thick_m / 2, hole.low_m + s), (b - s, y + thick_m / 2, hole.high_m - s), bevel_m=0.0004)


def curtain(
    rng: np.random.Generator,
    width_m: float,
    low_m: float,
    high_m: float,
    *,
    folds_per_m: float = 9.0,
    deep_m: float = 0.04,
    gathered: float = 0.0,
) -> Surface:
    """A hanging curtain about x = 0 before the plane y = 0, thick as cloth; folds open downwards.

    Args:
        gathered: share by which it is drawn in at a tie, 0.4 of its height up.
    """
    columns = int(width_m * folds_per_m * 22) + 20
    rows = 34
    u = np.linspace(0.0, 1.0, columns)
    v = np.linspace(0.0, 1.0, rows)[:, None]
    beat = folds_per_m * width_m
    phase = (
        2 * np.pi * (beat * u + 0.35 * np.sin(2 * np.pi * (1.7 * u + rng.uniform())) + 0.1 * np.sin(5 * u + 3 * v))
    )
    swing = deep_m * (0.55 + 0.45 * (1 - v)) * (0.8 + 0.3 * np.sin(2 * np.pi * (2.3 * u + rng.uniform())))
    y = -deep_m - 0.012 + swing * np.sin(phase) * 0.9
    squeeze = 1.0 - gathered * np.exp(-(((v - 0.38) / 0.22) ** 2))
    x = ((u - 0.5) * squeeze + 0.012 * np.sin(2 * phase) / max(beat, 1.0)) * width_m
    z = low_m + (high_m - low_m) * v + 0.006 * np.sin(phase + 1.0) * (1 - v)
    front = np.stack(np.broadcast_arrays(x, y, z), -1)
    uvs = np.stack(np.broadcast_arrays(1.5 * width_m * u, (high_m - low_m) * v), -1)
    back = front + np.array([0.0, 0.0012, 0.0])
    return merge([grid(front, uvs=uvs), grid(back[:, ::-1], uvs=uvs[:, ::-1])])


def curtain_rod(start: float, end: float, z: float, *, y: float = -0.06, radius_m: float = 0.012) -> Surface:
    """A rod with ball ends on two brackets."""
    from assets.forms.kit.rounds import ball, rod

    parts = [rod((start, y, z), (end, y, z), radius_m)]
    for x in (start, end):
        parts += [ball(1.9 * radius_m, (x, y, z), segments=16)]
    for x in (start + 0.1, end - 0.1):
        parts += [rod((x, 0.0, z), (x, y, z), 0.7 * radius_m)]
    return merge(parts)


def slatted_blind(
    hole: Hole, low_m: float, *, pitch_m: float = 0.045, tilt_deg: float = 28.0, y: float = 0.05
) -> Surface:
    """Slats across the opening from its head down to ``low_m``."""
    a, b = hole.span
    slat = turned(slab((b - a - 0.02, 0.05, 0.0025), bevel_m=0.001), "x", tilt_deg)
    z = np.arange(hole.high_m - 0.09, low_m, -pitch_m)
    parts = [moved(slat, hole.at, y, float(h)) for h in z]
    parts.append(slab((b - a - 0.01, 0.055, 0.05), (hole.at, y, hole.high_m - 0.055), bevel_m=0.004))
    parts += [slab((0.004, 0.004, hole.high_m - low_m), (x, y, low_m)) for x in (a + 0.12, b - 0.12)]
    return merge(parts)


def roller_blind(hole: Hole, low_m: float, *, y: float = 0.04) -> Surface:
    """Cloth off a roller at the opening's head, with a bar in its hem."""
    a, b = hole.span
    from assets.forms.kit.rounds import rod

    cloth = box((a + 0.02, y, low_m), (b - 0.02, y + 0.0012, hole.high_m - 0.04), bevel_m=0.0003)
    hem = box((a + 0.02, y - 0.006, low_m - 0.002), (b - 0.02, y + 0.006, low_m + 0.026), bevel_m=0.005)
    roll = rod((a + 0.015, y + 0.01, hole.high_m - 0.035), (b - 0.015, y + 0.01, hole.high_m - 0.035), 0.026)
    return merge([cloth, hem, box_mapped(roll)])


def shutter(width_m: float, height_m: float, *, slats: bool = True) -> Surface:
    """A shutter's leaf from x = 0 to ``width_m`` and z = 0 up, about y = 0."""
    s, t = 0.05, 0.028
    low = [
        (0, -t / 2, 0),
        (width_m - s, -t / 2, 0),
        (s, -t / 2, 0),
        (s, -t / 2, height_m - s),
        (s, -t / 2, height_m / 2 - s / 2),
    ]
    high = [
        (s, t / 2, height_m),
        (width_m, t / 2, height_m),
        (width_m - s, t / 2, 1.4 * s),
        (width_m - s, t / 2, height_m),
        (width_m - s, t / 2, height_m / 2 + s / 2),
    ]
    parts = [boxes(low, high, bevel_m=0.003, along="z")]
    for a, b in ((1.4 * s, height_m / 2 - s / 2), (height_m / 2 + s / 2, height_m - s)):
        if slats:
            slat = turned(slab((width_m - 2 * s, 0.04, 0.006), bevel_m=0.002), "x", -35.0)
            parts += [moved(slat, width_m / 2, 0.0, float(z)) for z in np.arange(a + 0.015, b - 0.01, 0.035)]
        else:
            parts.append(box((s, -0.006, a), (width_m - s, 0.006, b), bevel_m=0.002, along="z"))
            parts.append(
                box((s + 0.03, -0.011, a + 0.03), (width_m - s - 0.03, 0.011, b - 0.03), bevel_m=0.006, along="z")
            )
    return merge(parts)
