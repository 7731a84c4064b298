"""Opinions over a composed stage that tests share."""

from __future__ import annotations

from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade

from quality_control.contract import StageEdit
from usd_scenes.semantics import Role, find_of_roles


def unseen(*roles: Role) -> StageEdit:
    """What plays one of the roles is invisible."""

    def edit(stage: Usd.Stage) -> None:
        for prim in find_of_roles(stage, roles):
            UsdGeom.Imageable(prim).MakeInvisible()

    return edit


def below_invisible(stage: Usd.Stage) -> None:
    """The whole world is invisible."""
    UsdGeom.Imageable(stage.GetDefaultPrim()).CreateVisibilityAttr(UsdGeom.Tokens.invisible)


def purposed(purpose: str, *roles: Role) -> StageEdit:
    """What plays one of the roles has another purpose."""

    def edit(stage: Usd.Stage) -> None:
        for prim in find_of_roles(stage, roles):
            UsdGeom.Imageable(prim).CreatePurposeAttr(purpose)

    return edit


def plain_material(stage: Usd.Stage) -> UsdShade.Material:
    """A grey of a look, new on the stage."""
    material = UsdShade.Material.Define(stage, "/World/PlainGrey")
    surface = UsdShade.Shader.Define(stage, "/World/PlainGrey/Surface")
    surface.CreateIdAttr("ND_standard_surface_surfaceshader")
    surface.CreateInput("base_color", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(0.5, 0.5, 0.5))
    surface.CreateOutput("out", Sdf.ValueTypeNames.Token)
    material.CreateSurfaceOutput("mtlx").ConnectToSource(surface.ConnectableAPI(), "out")
    return material


def meshes_of(stage: Usd.Stage, *roles: Role) -> list[UsdGeom.Mesh]:
    """The drawn meshes of some roles."""
    return [UsdGeom.Mesh(prim) for prim in find_of_roles(stage, roles) if prim.IsA(UsdGeom.Mesh)]


def bind_faces(mesh: UsdGeom.Mesh, material: UsdShade.Material, share: float = 1.0) -> None:
    """Bind a share of a mesh's faces, its first, to a material by a subset."""
    count = round(share * len(mesh.GetFaceVertexCountsAttr().Get()))
    subset = UsdShade.MaterialBindingAPI.Apply(mesh.GetPrim()).CreateMaterialBindSubset("Some", list(range(count)))
    UsdShade.MaterialBindingAPI.Apply(subset.GetPrim()).Bind(material)
