"""What a bound look is made of: every kind of stuff is asked, each knows its own."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from pxr import UsdGeom

from quality_control.readers.agreement import ELSEWHERE_M, most_agreed
from quality_control.readers.bound_looks import BoundLook
from quality_control.readers.surface_fields import SurfaceFields
from quality_control.readers.surfaces.bodies import find_scattering
from quality_control.readers.surfaces.body import Body, Found
from quality_control.readers.surfaces.cloths import find_cloth
from quality_control.readers.surfaces.glasses import find_glass
from quality_control.readers.surfaces.growth import find_growth
from quality_control.readers.surfaces.metals import find_metal
from quality_control.readers.surfaces.pieces import Pieces, read_pieces
from quality_control.readers.surfaces.solids import find_solid

_bodies: WeakKeyDictionary[BoundLook, Body] = WeakKeyDictionary()
_stuffs: WeakKeyDictionary[BoundLook, tuple[Found, ...]] = WeakKeyDictionary()
"""Several readers ask the same of a look."""

_LEAST_BASE = 0.1  # weight: what has less is black, whatever its colour
_SCATTERING = 0.5  # subsurface weight
_TELLING = ("base_color", "opacity")
"""Fields by which a stuff is told that differ from place to place."""


def read_body(look: BoundLook) -> Body:
    """A look on what wears it.

    Raises:
        UnsupportedError: a surface model that is not translated.
    """
    if look not in _bodies:
        _bodies[look] = Body(SurfaceFields(look.scene, look.mesh))
    return _bodies[look]


def stuff_of(look: BoundLook) -> tuple[Found, ...]:
    """The terms below ``materials`` that hold for a look; a glass may have two.

    What differs from place to place is what two places of three say.

    Raises:
        UnsupportedError: as `read_body`, and a node whose values are not known.
    """
    if look not in _stuffs:
        body = read_body(look)
        if any(map(body.fields.is_varying, _TELLING)):
            answers = (_find(place, look.mesh) for place in _places(body))
            _stuffs[look] = most_agreed(answers, _terms_of) or ()
        else:
            _stuffs[look] = _find(body, look.mesh)
    return _stuffs[look]


def _has_base(body: Body) -> bool:
    """Whether the base shows, or what scatters in its stead."""
    if body.fields.is_varying("base_weight") or body.mean("subsurface_weight") >= _SCATTERING:
        return True
    return body.fields.parameters.base_weight >= _LEAST_BASE


def _places(body: Body) -> Iterator[Body]:
    yield body
    for offset_m in ELSEWHERE_M:
        yield body.away(offset_m)


def _terms_of(found: tuple[Found, ...]) -> tuple[str, ...]:
    return tuple(one.term for one in found)


def _find(body: Body, mesh: UsdGeom.Mesh) -> tuple[Found, ...]:
    glass = find_glass(body, mesh)
    if glass:
        return glass
    if not _has_base(body):
        return ()
    metal = find_metal(body)
    if metal is not None:
        return (metal,)
    dyed_through = not body.fields.is_varying("base_color") and body.mean("thin_walled") < 0.5
    pieces = Pieces() if dyed_through else read_pieces(mesh)
    found = find_scattering(body) or find_growth(body, pieces) or find_cloth(body) or find_solid(body)
    return (found,) if found is not None else ()
