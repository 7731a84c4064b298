"""Whether a look brings colours of its own or shows those of the picture's palette."""

from __future__ import annotations

from collections.abc import Sequence

from quality_control.readers.agreed_textures import read_texture
from quality_control.readers.bound_looks import BoundLook
from quality_control.readers.map_inputs import read_map
from quality_control.readers.surfaces.cloths import find_cloth
from quality_control.readers.surfaces.solids import find_solid
from quality_control.readers.surfaces.stuffs import read_body, stuff_of
from usd_scenes.semantics import Role

_SET_ROLES = (Role.SET_WALL, Role.SET_FLOOR, Role.PLINTH)
_DYED = frozenset(
    f"{facet}.{name}"
    for facet, names in (
        ("fabric", ("cotton", "silk", "satin", "synthetic", "wool", "knit", "mesh", "velvet")),
        ("pbr_dielectrics", ("plastic_glossy", "plastic_matte", "paint", "lacquer", "ceramic")),
        ("pbr_dielectrics", ("rubber", "porcelain")),
    )
    for name in names
)
"""Stuffs that come in any colour, and the two that have no hue which a palette could lack."""

_RUBBER = "pbr_dielectrics.rubber"
_BLACK_OR_WHITE = frozenset({_RUBBER, "pbr_dielectrics.porcelain"})

_OF_ITS_OWN = frozenset(
    f"textures.photorealistic.{name}"
    for name in ("wood_grain", "concrete_wear", "fabric_weave", "leather_texture")
)
"""Textures whose colours are those of what they show."""


def is_dyed(look: BoundLook) -> bool:
    """Whether a look of furniture shows paint, glaze, plastic or dyed cloth: what comes in any colour."""
    body = read_body(look)
    found = find_cloth(body) or find_solid(body)
    if found is None or found.term not in _DYED:
        return False
    is_dark_paint = found.term == _RUBBER and look.role is Role.SET_WALL  # is as dark and dull
    return is_dark_paint or found.term not in _BLACK_OR_WHITE


def has_own_colours(look: BoundLook, looks: Sequence[BoundLook]) -> bool:
    """Whether the surface's colours are those of its stuff, whatever palette the picture has.

    All parts of a subject are as its first: what lies below fur or bears leaves came with them.
    """
    main = next((one for one in looks if one.role == look.role), look) if look.role == Role.SUBJECT else look
    stage = main.mesh.GetPrim().GetStage()
    texture = read_texture(main, stage)
    if texture is not None or look.role in _SET_ROLES:
        return texture is not None and texture[0] in _OF_ITS_OWN
    if read_map(main) is not None:
        return False
    return any(found.term not in _DYED for found in stuff_of(main))
