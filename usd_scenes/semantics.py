"""UsdSemantics labels: what a prim is and which part it plays."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from pxr import Sdf, Usd, UsdGeom, UsdSemantics, UsdShade

from usd_scenes.drawn import is_drawn
from usd_scenes.edit_locations import editable_prim

ROLE_TAXONOMY = "role"
CLASS_TAXONOMY = "class"


class Role(StrEnum):
    """The part that a mesh plays in the picture; looks are bound by it."""

    SUBJECT = "subject"
    FITTING = "fitting"  # a part of the subject that is of another stuff
    PROP = "prop"
    DRESSING = "dressing"  # furniture and things that belong to a place
    SET_FLOOR = "set_floor"
    SET_WALL = "set_wall"
    PLINTH = "plinth"
    VESSEL = "vessel"
    LIQUID = "liquid"
    LIGHT_CARD = "light_card"
    GAS = "gas"


SUBJECT_ROLES = frozenset({Role.SUBJECT, Role.FITTING})
SET_ROLES = frozenset({Role.SET_FLOOR, Role.SET_WALL, Role.PLINTH})
FLUID_ROLES = frozenset({Role.VESSEL, Role.LIQUID, Role.GAS})


def set_labels(prim: Usd.Prim, *, role: Role, class_name: str) -> None:
    """Author the role and class labels of ``prim`` into the current edit target; nothing where it inherits them.

    Raises:
        SceneError: no such prim.
    """
    editable_prim(prim)
    if read_role(prim) is role and read_class(prim) == class_name:
        return
    for taxonomy, label in ((ROLE_TAXONOMY, role.value), (CLASS_TAXONOMY, class_name)):
        api = UsdSemantics.LabelsAPI.Apply(prim, taxonomy)
        api.CreateLabelsAttr([label])


def read_role(prim: Usd.Prim) -> Role | None:
    """The role of ``prim`` or of its nearest labelled ancestor."""
    label = _read_label(prim, ROLE_TAXONOMY)
    return Role(label) if label in set(Role) else None


def find_of_roles(stage: Usd.Stage, roles: Collection[Role | None]) -> tuple[Usd.Prim, ...]:
    """Everything drawn with an extent that plays one of ``roles``, in stage order; None stands for no role."""
    known: dict[Sdf.Path, Role | None] = {Sdf.Path.absoluteRootPath: None}
    drawn: dict[Sdf.Path, bool] = {}
    found = []
    prims = iter(Usd.PrimRange.Stage(stage, Usd.TraverseInstanceProxies()))
    for prim in prims:
        if prim.IsA(UsdShade.Material):
            prims.PruneChildren()
            continue
        role = _own_role(prim) or known.get(prim.GetPath().GetParentPath())
        known[prim.GetPath()] = role
        if role in roles and prim.IsA(UsdGeom.Boundable) and is_drawn(prim, drawn):
            found.append(prim)
    return tuple(found)


def _own_role(prim: Usd.Prim) -> Role | None:
    attribute = UsdSemantics.LabelsAPI(prim, ROLE_TAXONOMY).GetLabelsAttr()
    labels = attribute.Get() if attribute else None
    return Role(labels[0]) if labels and labels[0] in set(Role) else None


def read_class(prim: Usd.Prim) -> str | None:
    """The class of ``prim`` or of its nearest labelled ancestor."""
    return _read_label(prim, CLASS_TAXONOMY)


def _read_label(prim: Usd.Prim, taxonomy: str) -> str | None:
    while prim and not prim.IsPseudoRoot():
        if UsdSemantics.LabelsAPI(prim, taxonomy).GetLabelsAttr():
            labels = UsdSemantics.LabelsAPI(prim, taxonomy).GetLabelsAttr().Get()
            if labels:
                return str(labels[0])
        prim = prim.GetParent()
    return None
