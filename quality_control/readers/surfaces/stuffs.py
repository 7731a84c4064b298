"""What a bound look is made of: every kind of stuff is asked, each knows its own."""

from __future__ import annotations

from pxr import Usd, UsdGeom, UsdShade

from quality_control.readers.surface_fields import read_fields
from quality_control.readers.surfaces.bodies import find_scattering
from quality_control.readers.surfaces.body import Body, Found
from quality_control.readers.surfaces.cloths import find_cloth
from quality_control.readers.surfaces.glasses import find_glass
from quality_control.readers.surfaces.growth import find_growth
from quality_control.readers.surfaces.metals import find_metal
from quality_control.readers.surfaces.pieces import read_pieces
from quality_control.readers.surfaces.solids import find_solid


def read_body(stage: Usd.Stage, material_path: str, mesh_path: str) -> Body:
    """A material as a mesh wears it.

    Raises:
        SceneError: a network that is connected to itself, or a mesh without points.
        UnsupportedError: a surface model that is not translated.
    """
    material = UsdShade.Material.Get(stage, material_path)
    return Body(read_fields(material, UsdGeom.Mesh.Get(stage, mesh_path)))


def find_stuff(body: Body, mesh: UsdGeom.Mesh) -> tuple[Found, ...]:
    """The terms below ``materials`` that hold for a body; a glass may have two."""
    glass = find_glass(body)
    if glass:
        return glass
    metal = find_metal(body)
    if metal is not None:
        return (metal,)
    pieces = read_pieces(mesh)
    found = find_scattering(body, pieces) or find_growth(body, pieces) or find_cloth(body) or find_solid(body)
    return (found,) if found is not None else ()
