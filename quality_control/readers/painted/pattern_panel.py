"""A pattern of two tones on a flat panel: how much of the lighter tone is where."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quality_control.readers.painted.patch_statistics import out_of_line
from quality_control.readers.painted.swatch import Swatch, lab_of
from quality_control.readers.surface_fields import FRONT, Patch, Values, Vector

LEAST_CONTRAST = 0.17  # of OKLab lightness between the tones; less is the mottling of a plain wall
_IN_LINE = 0.15  # mixtures of two tones lie on a straight line; a brick's body may vary a little
_ROOM_M, _CORNERS = 0.1, 64  # on less no pattern shows; points by which a mesh is measured
_GLOSSY = 0.5  # correlation
_EVEN = 1e-4  # deviation
_SCAN_M = (0.0173, 0.0937, 0.411)  # pitches at which the tones are looked for; in step with no pattern
_SCAN, _SCAN_TURN_DEG = 40, 31.7  # askew, lest all rows pass between two joints
_GLANCE, _HINT = 14, 0.6  # the same at few points: what shows less than this share of the contrast has no pattern


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Panel:
    """The plane through the world's origin that faces as the surface does, near the subject; its two tones."""

    swatch: Swatch
    dark: Values  # (3,) scene-linear Rec.709
    light: Values

    @property
    def contrast(self) -> float:
        """The difference of the tones' lightness."""
        return float(lab_of(self.light)[0] - lab_of(self.dark)[0])

    def share(
        self,
        pitch_m: float,
        size: int,
        *,
        at_m: tuple[float, float] = (0.0, 0.0),
        off_m: float = 0.0,
        turn_deg: float = 0.0,
    ) -> Values:
        """(size, size) 0 where the tone is the dark one, 1 where it is the light one.

        Args:
            at_m: where the middle is, right and up of the subject.
            off_m: how far the panel is moved to where it faces.
            turn_deg: how far its columns are turned from the right.
        """
        colour = _colour(self.swatch, pitch_m, (size, size), at_m=at_m, off_m=off_m, turn_deg=turn_deg)
        way = self.light - self.dark
        return np.asarray(((colour - self.dark) @ way) / float(way @ way))

    def along(
        self,
        pitch_m: float,
        count: int,
        turn_deg: float,
        *,
        rows: int = 1,
        row_pitch_m: float = 0.0,
        at_m: tuple[float, float] = (0.0, 0.0),
    ) -> Values:
        """(rows, count): the share along lines in a direction, side by side, about a place right and up."""
        colour = _colour(
            self.swatch, pitch_m, (rows, count), at_m=at_m, turn_deg=turn_deg, row_pitch_m=row_pitch_m
        )
        way = self.light - self.dark
        return np.asarray(((colour - self.dark) @ way) / float(way @ way))

    @property
    def follows_gloss(self) -> bool:
        """Whether the gloss goes with the tone, as it does on stuff that is stained rather than patterned."""
        if "roughness" not in self.swatch.surface.varying:
            return False
        alike = []
        for pitch_m in _SCAN_M:
            colour, roughness = (self.swatch.patch(name, pitch_m) for name in ("base_color", "roughness"))
            share = (colour - self.dark) @ (self.light - self.dark)
            even = min(float(share.std()), float(roughness.std())) < _EVEN
            alike.append(0.0 if even else abs(float(np.corrcoef(share.ravel(), roughness.ravel())[0, 1])))
        return min(alike) > _GLOSSY

    @property
    def middle_m(self) -> tuple[float, float]:
        """(right, up) of the panel's middle from the world's origin."""
        return _middle(self.swatch)


def panel_of(swatch: Swatch) -> Panel | None:
    """The panel of a look that is a pattern of two tones; None where it is none."""
    surface = swatch.surface
    if "base_color" not in surface.varying or {"opacity", "transmission_weight", "metalness"} & set(
        surface.varying
    ):
        return None
    size_m = float(np.ptp(swatch.fields.mesh_points(_CORNERS).position, axis=0).max())
    if size_m < _ROOM_M or swatch.fields.shows_picture("base_color"):
        return None
    if max(surface.transmission_weight, surface.metalness) > 0.1 or surface.subsurface_weight > 0.5:
        return None
    glance = _scan(swatch, _GLANCE)
    if float(np.ptp(lab_of(glance)[:, 0])) < _HINT * LEAST_CONTRAST:
        return None
    colours = _scan(swatch, _SCAN)
    lightness = lab_of(colours)[:, 0]
    order = np.argsort(lightness)
    panel = Panel(swatch=swatch, dark=colours[order[0]], light=colours[order[-1]])
    if panel.contrast < LEAST_CONTRAST or out_of_line(colours) > _IN_LINE:
        return None
    return panel


def _scan(swatch: Swatch, size: int) -> Values:
    """(n, 3) colours at several pitches about the middle."""
    patches = [_colour(swatch, pitch_m, (size, size), turn_deg=_SCAN_TURN_DEG) for pitch_m in _SCAN_M]
    return np.concatenate([patch.reshape(-1, 3) for patch in patches])


def unsmoothed(share: Values) -> Values:
    """What smoothstep makes ``share`` of."""
    return np.asarray(0.5 - np.sin(np.arcsin(1.0 - 2.0 * np.clip(share, 0.0, 1.0)) / 3.0))


def _middle(swatch: Swatch) -> tuple[float, float]:
    x, y, z = swatch.near_m
    return x, y + z


def _colour(
    swatch: Swatch,
    pitch_m: float,
    shape: tuple[int, int],
    *,
    at_m: tuple[float, float] = (0.0, 0.0),
    off_m: float = 0.0,
    turn_deg: float = 0.0,
    row_pitch_m: float = 0.0,
) -> Values:
    right, up = _middle(swatch)
    place: Vector = (
        (right + at_m[0], -off_m, up + at_m[1])
        if swatch.facing == FRONT
        else (right + at_m[0], up + at_m[1], off_m)
    )
    x, y, z = (round(a - b, 6) for a, b in zip(place, swatch.fields.middle_m, strict=True))
    patch = Patch(
        pitch_m=round(pitch_m, 7),
        size=shape[1],
        rows=shape[0],
        row_pitch_m=round(row_pitch_m, 7),
        facing=swatch.facing,
        middle_m=(x, y, z),
        turn_deg=turn_deg,
    )
    return swatch.fields.on_patch("base_color", patch)
