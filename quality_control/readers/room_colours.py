"""The colours of a furnished picture: what paint and dye show in the frame, and what stands beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pxr import Usd

from colorimetry.schemes import load_colour_rules
from quality_control.readers.bound_looks import BoundLook, read_bound_looks
from quality_control.readers.painted_colours import (
    LEAST_BROAD,
    PaintedColour,
    is_opaque,
    is_painted,
    material_shares,
    tones_of,
)
from quality_control.readers.seen_meshes import seen_meshes
from quality_control.readers.surfaces.own_colours import is_dyed
from schemas.errors import SceneError
from usd_scenes.semantics import Role

BY_TONE = ("pastel", "vibrant", "muted", "high_contrast", "low_contrast")
"""Palettes of lightness and chroma, whatever the hues."""

_LEAST_SHARE = 0.018  # of the frame: what takes less is a detail
_LEAST_PAINTED = 0.3  # of what the subject leaves of the frame
_LEAST_TONED = 0.47  # the same, of a palette by tone: the rest is light or dark as well
_LEAST_COLOURFUL = 0.5  # of what is painted
_LEAST_PARTS = 2
_MOST_CONTRADICTING = 0.33  # of the frame
_GREY = 0.03  # OKLCh chroma: what has less goes with every scheme of hues
_EARTH_DEG, _EARTH_CHROMA = (28.0, 112.0), 0.115
"""Hues and chroma of wood, brick, clay, leather and cork."""

_PALE_LIGHTNESS, _QUIET_CHROMA = 0.72, 0.09
_MIDDLE_LIGHTNESS = (0.4, 0.84)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Shown:
    """A look with the meshes that wear it and the share of the frame that they take."""

    look: BoundLook
    meshes: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Room:
    """A furnished picture: what is painted in it, the rest that has a colour, and the subject."""

    painted: tuple[_Shown, ...]  # the subject's too
    company: tuple[_Shown, ...]  # taken for what it is made of
    around: float  # the share of the frame that the subject leaves

    @property
    def colours(self) -> tuple[PaintedColour, ...]:
        """Of what is painted; what is nearly grey has no hue beside the rest."""
        return tuple(
            replace(colour, has_hue=colour.chroma > _GREY)
            for one in self.painted
            for colour in tones_of(one.look, one.share)
        )

    def shows(self, palette: str) -> bool:
        """Whether paint and dye on several things are so much of the picture that they make such a palette."""
        about = [one for one in self.painted if one.look.role is not Role.SUBJECT]
        painted = sum(one.share for one in about)
        by_tone = palette in BY_TONE
        coloured = sum(one.share for one in about if max(c.chroma for c in tones_of(one.look)) > _GREY)
        return (
            len(about) >= _LEAST_PARTS
            and painted >= (_LEAST_TONED if by_tone else _LEAST_PAINTED) * self.around
            and (by_tone or coloured >= _LEAST_COLOURFUL * painted)
            and not self._contradicts(palette)
        )

    def meshes(self, *, broad: bool) -> tuple[str, ...]:
        """The painted meshes, "<path>" or "<path>!" for one of the subject's.

        Args:
            broad: those of what is large alone.
        """
        return tuple(
            path + ("!" if one.look.role is Role.SUBJECT else "")
            for one in self.painted
            if not broad or one.share >= LEAST_BROAD or one.look.role is Role.SUBJECT
            for path in one.meshes
        )

    def _contradicts(self, palette: str) -> bool:
        """Whether much of the frame is wood, brick or stone of a colour that is none of the palette's."""
        beside = sum(one.share for one in self.company if any(_is_beside(c, palette) for c in tones_of(one.look)))
        return beside > _MOST_CONTRADICTING


def _is_beside(colour: PaintedColour, palette: str) -> bool:
    match palette:
        case "vibrant" | "high_contrast":
            return False
        case "pastel":
            return colour.lightness < _PALE_LIGHTNESS
        case "muted":
            return colour.chroma > _QUIET_CHROMA
        case "low_contrast":
            return not _MIDDLE_LIGHTNESS[0] <= colour.lightness <= _MIDDLE_LIGHTNESS[1]
    arc = load_colour_rules().schemes[palette].arc_deg
    return colour.chroma > _GREY and (arc is None or not arc[0] <= colour.hue_deg <= arc[1])


def read_room(stage: Usd.Stage) -> Room:
    """What the stage's camera sees at its first time; nothing where there is no camera."""
    try:
        meshes = seen_meshes(stage)
    except SceneError:  # a set without a camera
        return Room(painted=(), company=(), around=1.0)
    looks = read_bound_looks(stage)
    shown = _shown_looks(stage, looks, meshes)
    subject = sum(one.share for one in shown if one.look.role in (Role.SUBJECT, Role.FITTING))
    painted: list[_Shown] = []
    company: list[_Shown] = []
    for one in shown:
        role = one.look.role
        if role is Role.SUBJECT:
            painted += [one] if is_painted(one.look, looks) else []
        elif role is not Role.FITTING and one.share >= _LEAST_SHARE and is_opaque(one.look):
            given = is_dyed(one.look) or not _is_natural(one.look)
            (painted if given else company).append(one)
    return Room(painted=tuple(painted), company=tuple(company), around=1.0 - subject)


def _is_natural(look: BoundLook) -> bool:
    """Whether its colours are those of what is not dyed: greys, and the browns of wood and earth."""
    return all(
        colour.chroma <= _GREY
        or (_EARTH_DEG[0] <= colour.hue_deg <= _EARTH_DEG[1] and colour.chroma <= _EARTH_CHROMA)
        for colour in tones_of(look)
    )


def _shown_looks(stage: Usd.Stage, looks: Sequence[BoundLook], shares: Mapping[str, float]) -> list[_Shown]:
    """The looks that the frame shows, the subject's whether or not a ray finds them."""
    worn: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for path, share in shares.items():
        for material, part in material_shares(stage, path).items():
            worn[material].append((path, share * part))
    found = []
    for look in looks:
        meshes = worn.pop(look.material_path, None)
        if meshes is None and look.role is Role.SUBJECT:
            meshes = [(look.mesh_path, 0.0)]
        if meshes:
            share = sum(share for _, share in meshes)
            found.append(_Shown(look=look, meshes=tuple(path for path, _ in meshes), share=share))
    return found
