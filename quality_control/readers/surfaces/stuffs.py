"""What a bound look is made of: every kind of stuff is asked, each knows its own."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

import numpy as np
from pxr import Usd, UsdGeom

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

_MOST_KNOWN = 32
_known: OrderedDict[Hashable, tuple[Found, ...]] = OrderedDict()
"""By what a look and its wearer hold: several readers ask the same of a stage."""


def read_body(look: BoundLook) -> Body:
    """A look on what wears it.

    Raises:
        UnsupportedError: a surface model that is not translated.
    """
    return Body(SurfaceFields(look.scene, look.mesh))


def stuff_of(look: BoundLook) -> tuple[Found, ...]:
    """The terms below ``materials`` that hold for a look; a glass may have two.

    Raises:
        UnsupportedError: as `read_body`, and a node whose values are not known.
    """
    key = (look.scene.nodes, *_wearer(look.mesh))
    if key not in _known:
        _known[key] = _find(read_body(look), look.mesh)
        while len(_known) > _MOST_KNOWN:
            _known.popitem(last=False)
    return _known[key]


def _wearer(mesh: UsdGeom.Mesh) -> tuple[Hashable, ...]:
    """What tells a mesh and its place from others."""
    placed = UsdGeom.Xformable(mesh).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime())
    points = np.asarray(mesh.GetPointsAttr().Get())
    return np.array(placed).tobytes(), str(mesh.GetPath()), len(points), hash(points.tobytes())


def _find(body: Body, mesh: UsdGeom.Mesh) -> tuple[Found, ...]:
    glass = find_glass(body)
    if glass:
        return glass
    metal = find_metal(body)
    if metal is not None:
        return (metal,)
    dyed_through = not body.fields.is_varying("base_color") and body.mean("thin_walled") < 0.5
    pieces = Pieces() if dyed_through else read_pieces(mesh)
    found = find_scattering(body, pieces) or find_growth(body, pieces) or find_cloth(body) or find_solid(body)
    return (found,) if found is not None else ()
