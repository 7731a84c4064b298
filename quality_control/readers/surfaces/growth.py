"""What grew: hairs, plumes, scales, blades and shoots by number and shape, ground and crusts by their grain."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from colorimetry.oklab import oklab_from_rgb
from quality_control.readers.surface_fields import Patch
from quality_control.readers.surfaces.blades import read_blade
from quality_control.readers.surfaces.body import Body, Found
from quality_control.readers.surfaces.pieces import MANY, Pieces
from quality_control.readers.surfaces.swatches import Swatch, two_groups

_FACET = "organic"
_HAIR = 12.0  # length over width
_VANE = 1.8
_PLATE = (1.0, 1.8)
_BLADE = 4.0
_GREEN_DEG, _GREEN_CHROMA = (90.0, 165.0), 0.03
_UPRIGHT = 0.5  # cosine to the vertical
_SHOOT_M = 0.015
_HORNY = 0.45  # roughness of a hard plate
_MATT = 0.8
_GRAIN = Patch(pitch_m=0.0001, size=48)
_GROUND = Patch(pitch_m=0.001, size=64)
_SAND_M = 0.00085  # a tone's reach in grains of a millimetre at most
_SAND_HUES_DEG, _SAND_LIGHTNESS, _GRAINS = (40.0, 110.0), 0.57, 0.03
_SAND_ROUGHNESS = 0.81  # dull grains, a few of which glint; rock of such a grain is smoother
_SOIL_HUES_DEG, _SOIL_LIGHTNESS, _SOIL_CHROMA = (35.0, 95.0), (0.2, 0.62), 0.015
_SOIL_ROUGHNESS, _HEWN = 0.86, 1.0  # crumbs are the dullest ground, and lie; stone is hewn steeper
_MINERAL_CHROMA = 0.035
_LEAST_TONE = 0.012  # deviation of the lightness of what has grains or minerals
_GRAINED = 0.5  # strength of a direction
_FURROWED = 0.12  # slope of bark's fine cracks; its ridges may be the mesh's own
_CRUMBLED = 0.3
_BARK_LIGHTNESS = 0.65
_CRUST, _CRUST_PALER, _CRUST_STAIN = 0.74, 0.17, 0.006
_CRUST_ROUGHNESS = 0.87  # what grows on stone is duller than any stone
_FLUTTER, _TURN = 0.9, 0.03


def find_growth(body: Body, pieces: Pieces) -> Found | None:
    """The grown surface that a body has."""
    if body.mean("transmission_weight") > 0.1:
        return None
    name = "feathers" if _is_plumed(body, pieces) else _of_pieces(body, pieces)
    if name:
        return Found(term=f"{_FACET}.{name}")
    return _shell(body) or _crust_or_ground(body)


def _of_pieces(body: Body, pieces: Pieces) -> str:
    """Many hairs, blades, shoots or plates by their shape."""
    if pieces.count < MANY:
        return ""
    if body.mean("thin_walled") > 0.5:
        _, chroma, hue_deg = body.colour
        if not (chroma >= _GREEN_CHROMA and _GREEN_DEG[0] <= hue_deg <= _GREEN_DEG[1]):
            return ""
        if pieces.length_m <= _SHOOT_M:
            return "moss"
        return "grass" if pieces.upright >= _UPRIGHT and pieces.slenderness >= _BLADE else ""
    if pieces.strand >= _HAIR:
        return "fur"
    if _PLATE[0] <= pieces.slenderness < _PLATE[1] and body.mean("roughness") <= _HORNY:
        return "scales"
    return ""


def _is_plumed(body: Body, pieces: Pieces) -> bool:
    """Vanes of fine barbs about a shaft, one or many."""
    return pieces.slenderness >= _VANE and body.mean("thin_walled") < 0.5 and read_blade(body).is_barbed


def _shell(body: Body) -> Found | None:
    """A dark hard glossy coat over a colour that turns with the view."""
    if not body.has_coat or body.mean("metalness") > _FLUTTER:
        return None
    points = body.fields.mesh_points(96)
    seen = []
    for tilt in (1.0, 0.75, 0.35):
        across = points.tangent - (points.tangent * points.normal).sum(axis=1, keepdims=True) * points.normal
        across = across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
        view = -(tilt * points.normal + (1.0 - tilt * tilt) ** 0.5 * across)
        seen.append(body.fields.at(replace(points, view=view)).values("base_color").mean(axis=0))
    lab = oklab_from_rgb(np.array(seen))[:, 1:]
    turn = float(np.linalg.norm(lab - lab[0], axis=1).max())
    least, most = np.array(seen).min(axis=0), np.array(seen).max(axis=0)
    swing = float((most - least).sum() / max(most.sum(), 1e-9))
    return Found(term=f"{_FACET}.chitin", values=(("colour_swing", swing),)) if turn >= _TURN else None


def _crust_or_ground(body: Body) -> Found | None:
    """Loose grains, crumbs, bark or lichen: matt, of natural colours, by the size and the run of their tones."""
    if body.mean("roughness") < _MATT - 0.05 or body.mean("sheen_weight") > 0.05 or body.mean("metalness") > 0.1:
        return None
    if float(body.lab[:, 0].std()) < _LEAST_TONE or body.has_coat:
        return None
    lightness, chroma, hue_deg = body.colour
    lichen = _lichen(body)
    if lichen is not None:
        return lichen
    if lightness >= _SAND_LIGHTNESS and _SAND_HUES_DEG[0] <= hue_deg <= _SAND_HUES_DEG[1] and _is_sand(body):
        return Found(term=f"{_FACET}.sand")
    ground = Swatch(body.fields, _GROUND)
    grained, upright = ground.grain
    relief = float(np.sqrt((ground.slope**2).mean()))
    if grained >= _GRAINED:
        bark = lightness <= _BARK_LIGHTNESS and relief >= _FURROWED and upright >= 0.7
        return Found(term=f"{_FACET}.bark") if bark else None
    crumbled = body.mean("roughness") >= _SOIL_ROUGHNESS and _CRUMBLED <= relief <= _HEWN
    earthy = chroma >= _SOIL_CHROMA and _SOIL_HUES_DEG[0] <= hue_deg <= _SOIL_HUES_DEG[1]
    dark = _SOIL_LIGHTNESS[0] <= lightness <= _SOIL_LIGHTNESS[1]
    return Found(term=f"{_FACET}.soil") if earthy and dark and crumbled else None


def _is_sand(body: Body) -> bool:
    """Tones of grains of a millimetre at most, of no larger order."""
    if body.mean("roughness") < _SAND_ROUGHNESS:
        return False
    swatch = Swatch(body.fields, _GRAIN)
    return float(swatch.lightness.std()) >= _GRAINS and swatch.corner_m() <= _SAND_M


def _lichen(body: Body) -> Found | None:
    """Pale coloured crusts in patches on greyer, darker stone; the share is the look's own."""
    if body.mean("roughness") < _CRUST_ROUGHNESS:
        return None
    ball = body.fields.at(body.ball_of(1024))
    lab = oklab_from_rgb(np.clip(ball.values("base_color"), 0.0, None))
    apart, limit, share_below = two_groups(lab[:, 0])
    crust, stone = lab[lab[:, 0] >= limit], lab[lab[:, 0] < limit]
    paler = float(crust[:, 0].mean() - stone[:, 0].mean())
    stain = float(np.hypot(*crust[:, 1:].std(axis=0)))
    bare = float(np.hypot(*np.median(stone[:, 1:], axis=0)))
    if apart < _CRUST or paler < _CRUST_PALER or stain < _CRUST_STAIN or bare > _MINERAL_CHROMA:
        return None
    return Found(term=f"{_FACET}.lichen", values=(("coverage_fraction", 1.0 - share_below),))
