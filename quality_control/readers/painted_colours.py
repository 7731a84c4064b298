"""The colours of what is painted or dyed, from the base colours that are bound."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pxr import Usd, UsdGeom

from colorimetry.oklch import hue_difference_deg, oklch_from_rgb
from quality_control.readers.bound_looks import BoundLook
from quality_control.readers.surfaces.own_colours import has_own_colours
from usd_scenes.face_materials import shown_materials
from usd_scenes.semantics import Role, find_of_roles, read_role

HUE_TOLERANCE_DEG = 9.0
_ONE_HUE_DEG = 14.0  # within one look: fibres that stand up are paler, and turn a little
LEAST_CHROMA = 0.012
"""Below it a colour counts as grey, without a hue."""

LEAST_BROAD = 0.05
"""Of the frame: what takes less is no light or dark of the picture, only a hue in it."""

SET_ROLES = (Role.SET_WALL, Role.SET_FLOOR, Role.PLINTH)
_ROLES = (*SET_ROLES, Role.PROP, Role.SUBJECT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedColour:
    """A colour of a painted part, OKLCh."""

    role: Role
    lightness: float
    chroma: float
    hue_deg: float
    tones: float = 0.0  # of lightness, between the darkest and the lightest tone of the part
    has_hue: bool = True  # False: beside what else is seen it is a grey
    share: float = 1.0  # of the frame; all of it on a bare set, where each part is large


def is_furnished(looks: Sequence[BoundLook]) -> bool:
    """Whether furniture and things of a place's own are there, which have colours of their own."""
    return any(look.role is Role.DRESSING for look in looks)


def painted_colours(looks: Sequence[BoundLook]) -> tuple[PaintedColour, ...]:
    """The colours of opaque, unscattering, non-metallic looks on set, props and subject."""
    painted = [look for look in looks if look.role in _ROLES and is_painted(look, looks)]
    return tuple(colour for look in painted for colour in tones_of(look))


def is_painted(look: BoundLook, looks: Sequence[BoundLook]) -> bool:
    """Whether a look of set, props or subject shows a colour that is given to it."""
    own_colour = look.role in SET_ROLES or look.number("subsurface") < 0.1  # a stone table still shows its colour
    return is_opaque(look) and own_colour and not has_own_colours(look, looks)


def is_opaque(look: BoundLook) -> bool:
    """Whether a base colour is what is seen of a look: it is neither metal nor glass."""
    return look.number("metalness") < 0.5 and look.number("transmission") < 0.5 and bool(look.base_colours)


def tones_of(look: BoundLook, share: float = 1.0) -> Iterator[PaintedColour]:
    """One colour for each hue of the look: tones of one hue count as their middle, at the largest chroma."""
    tones = [oklch_from_rgb(rgb) for rgb in look.base_colours]
    groups: list[list[tuple[float, float, float]]] = []
    for tone in tones:
        for group in groups:
            grey = max(tone[1], group[0][1]) < LEAST_CHROMA
            if grey or abs(hue_difference_deg(group[0][2], tone[2])) <= _ONE_HUE_DEG:
                group.append(tone)
                break
        else:
            groups.append([tone])
    for group in groups:
        darkest, lightest = min(t[0] for t in group), max(t[0] for t in group)
        yield PaintedColour(
            role=look.role,
            lightness=(darkest + lightest) / 2.0,
            chroma=max(t[1] for t in group),
            hue_deg=_mean_hue([t[2] for t in group]),
            tones=lightest - darkest,
            share=share,
        )


def hues_of(colours: Sequence[PaintedColour]) -> tuple[float, ...]:
    """The distinct hues of the colours that are no greys, degrees."""
    return distinct_hues([c.hue_deg for c in colours if c.has_hue and c.chroma >= LEAST_CHROMA])


def distinct_hues(hues: Sequence[float]) -> tuple[float, ...]:
    """One hue, in degrees, for each cluster of hues closer than the tolerance."""
    clusters: list[list[float]] = []
    for hue in sorted(hues):
        for cluster in clusters:
            if abs(hue_difference_deg(cluster[0], hue)) <= HUE_TOLERANCE_DEG:
                cluster.append(hue)
                break
        else:
            clusters.append([hue])
    return tuple(_mean_hue(cluster) for cluster in clusters)


def _mean_hue(hues: Sequence[float]) -> float:
    return (hues[0] + math.fsum(hue_difference_deg(hues[0], hue) for hue in hues) / len(hues)) % 360.0


def labelled_meshes(stage: Usd.Stage) -> list[tuple[str, Role]]:
    """Every drawn mesh that plays a part, with the part."""
    found = []
    for prim in find_of_roles(stage, set(Role)):
        role = read_role(prim) if prim.IsA(UsdGeom.Mesh) else None
        if role is not None:
            found.append((str(prim.GetPath()), role))
    return found


def painted_meshes(stage: Usd.Stage, looks: Sequence[BoundLook]) -> list[str]:
    """The meshes in painted looks, "<path>" or "<path>!" for one of the subject's."""
    painted = {look.material_path for look in looks if is_painted(look, looks)}
    paths = []
    for path, role in labelled_meshes(stage):
        if role in _ROLES and not painted.isdisjoint(material_shares(stage, path)):
            paths.append(path + ("!" if role == Role.SUBJECT else ""))
    return paths


def material_shares(stage: Usd.Stage, mesh_path: str) -> dict[str, float]:
    """The share of a mesh's faces that shows each material, by its path, the largest first."""
    shares: dict[str, float] = {}
    for shown in shown_materials(stage.GetPrimAtPath(mesh_path)):
        path = str(shown.material.GetPath())
        shares[path] = shares.get(path, 0.0) + shown.share
    return shares
