"""Bodies that light passes: by index, roughness, tint, dispersion, and what is cloudy or pieced in them."""

from __future__ import annotations

import numpy as np
from pxr import UsdGeom

from colorimetry.oklch import oklch_from_rgb
from quality_control.readers.surface_fields import Patch
from quality_control.readers.surfaces.body import Body, Found, Values
from quality_control.readers.surfaces.pieces import read_pieces
from usd_scenes.extraction.scene.closures import ClosureReader, given

_TYPES, _PROPERTIES = "glass.types", "glass.properties"
_INDICES = {"water": 1.33, "glass": 1.5, "crystal": 1.6, "diamond": 2.42}
_INDEX_TOLERANCE = 0.02
_FINISHES = {"perfectly_smooth": 0.0, "slight_roughness": 0.1, "frosted": 0.5, "heavily_frosted": 0.9}
_FINISH_TOLERANCE = 0.005
_LEAST_CLEAR = 0.9  # transmission of a body that is glass all over
_FROSTED, _SMOOTH = 0.2, 0.02  # roughness
_AIR = 1.02
_TINTED = 0.9  # of white light left in the least channel
_ICE_INDEX, _ICE_TOLERANCE = 1.31, 0.01  # Warren and Brandt 2008, at the sodium line
_PRIMARIES_NM = (611.4, 549.1, 464.2)  # dominant wavelengths of Rec.709's primaries
_SODIUM_NM = 587.6
_GEMS = {"crystal": (1.54, 1.71), "diamond": (2.38, 2.46), "refractive_gem": (1.5, 1.85)}
_LEAST_DISPERSION = 1e-3
_ROLLED_SLOPE = 0.06  # root mean square: what bends a view by several degrees
_PANE = Patch(pitch_m=0.012, size=64)
_LEAD_SHARE = (0.03, 0.6)  # of a pane of pieces
_LEAST_STAINS = 2
_LEAST_PANES = 2  # of a window whose panes and leads are modelled


def find_glass(body: Body, mesh: UsdGeom.Mesh) -> tuple[Found, ...]:
    """The kind of glass and what its index or finish is called; nothing for what light does not pass.

    Args:
        mesh: what wears it; panes apart from one another are pieces.
    """
    gem = _gem(body)
    if gem is not None:
        return (gem,)
    least, most = body.spread("transmission_weight")
    if most < _LEAST_CLEAR:
        return ()
    if least < _LEAST_CLEAR:
        found = _frozen(body) or _pieced(body)
        return (found,) if found else ()
    if _is_antique(body) and read_pieces(mesh).count >= _LEAST_PANES:
        return (Found(term=f"{_TYPES}.stained_glass"),)
    return _pane(body)


def _is_antique(body: Body) -> bool:
    """A sheet that is coloured through, deeper in streaks, as blown sheets are."""
    if body.mean("thin_walled") < 0.5 or not body.fields.is_varying("transmission_color"):
        return False
    return min(body.mean_colour("transmission_color")) < _TINTED


def _pane(body: Body) -> tuple[Found, ...]:
    roughness, index = body.mean("roughness"), body.index
    finishes = tuple(
        Found(term=f"{_PROPERTIES}.{name}")
        for name, value in _FINISHES.items()
        if abs(roughness - value) <= _FINISH_TOLERANCE
    )
    if roughness >= _FROSTED:
        return (Found(term=f"{_TYPES}.frosted_glass"), *finishes)
    if index <= _AIR:
        return (Found(term=f"{_PROPERTIES}.air"),)
    if min(body.mean_colour("transmission_color")) < _TINTED:
        return (Found(term=f"{_TYPES}.tinted_glass"),)
    if roughness > _SMOOTH:
        return finishes
    if body.relief >= _ROLLED_SLOPE:
        return (Found(term=f"{_TYPES}.textured_glass"),)
    near = tuple(
        Found(term=f"{_PROPERTIES}.{name}")
        for name, value in _INDICES.items()
        if abs(index - value) <= _INDEX_TOLERANCE
    )
    return (Found(term=f"{_TYPES}.clear_glass"), *(near or finishes))


def _frozen(body: Body) -> Found | None:
    """Water's solid: its index, and milky clouds in what is clear."""
    return Found(term=f"{_TYPES}.ice") if abs(body.index - _ICE_INDEX) <= _ICE_TOLERANCE else None


def _pieced(body: Body) -> Found | None:
    """Pieces of several colours, parted by dark strips that let nothing through."""
    pane = body.fields.at_patch(_PANE)
    clear = pane.values("transmission_weight") >= 0.5
    lead_share = 1.0 - float(clear.mean())
    if not _LEAD_SHARE[0] <= lead_share <= _LEAD_SHARE[1]:
        return None
    if _distinct(pane.values("transmission_color")[clear]) < _LEAST_STAINS:
        return None
    return Found(term=f"{_TYPES}.stained_glass")


def _distinct(colours: Values) -> int:
    """How many hues at least 30 degrees apart cover a twentieth each."""
    hues = np.array([oklch_from_rgb(colour)[2] for colour in colours[:: max(len(colours) // 256, 1)]])
    counts, _ = np.histogram(hues, bins=12, range=(0.0, 360.0))
    return int((counts >= 0.05 * len(hues)).sum())


def _gem(body: Body) -> Found | None:
    """Three bands of light, each known by what it lets through, that are refracted by an index of their own."""
    surface = body.fields.look.surface
    if surface is None or not body.fields.parameters.losses:
        return None
    closure = ClosureReader(body.fields.look.nodes).read(given(surface, "bsdf", None))
    bands = {int(np.argmax(lobe.color)): lobe.ior for lobe in closure.clear if _is_primary(lobe.color)}
    if len(bands) != len(_PRIMARIES_NM):
        return None
    inverse = np.array(_PRIMARIES_NM) ** -2.0
    spread = bands[2] - bands[0]
    index = bands[1] + spread / (inverse[2] - inverse[0]) * (_SODIUM_NM**-2.0 - inverse[1])
    left = np.asarray(body.fields.parameters.transmission_color)
    coloured = left.min() < _TINTED
    name = next(
        (n for n, (low, high) in _GEMS.items() if low <= index <= high and coloured == (n == "refractive_gem")), ""
    )
    if spread < _LEAST_DISPERSION or not name:
        return None
    hue = (("hue_deg", oklch_from_rgb(left**2)[2]),) if coloured else ()
    return Found(term=f"{_TYPES}.{name}", values=(("ior", float(index)), ("dispersion", spread), *hue))


def _is_primary(colour: Values) -> bool:
    return float(np.sort(colour)[1]) < 0.05 * float(colour.max())
