"""Which pattern, painted texture or map a part of the stage shows, from the fields of its look."""

from __future__ import annotations

from pxr import Usd

from quality_control.contract import Reader, TermReading
from quality_control.readers.agreed_textures import read_pattern, read_texture
from quality_control.readers.bound_looks import BoundLook, read_bound_looks
from quality_control.readers.map_inputs import read_map
from quality_control.readers.painted.patterns import FACET as PATTERN_FACET
from quality_control.readers.painted_colours import is_furnished
from quality_control.readers.seen_meshes import seen_looks
from usd_scenes.semantics import Role

_LEAST_SHARE = 0.08  # of the frame: what a furnished picture shows less of is not what it shows
_ROLES = (Role.SET_WALL, Role.SET_FLOOR, Role.PLINTH, Role.SUBJECT)

type _Values = tuple[tuple[str, float | str], ...]


class ProceduralTextureReader:
    """The pattern of the set: how two tones are spread, and in what size."""

    facets = (PATTERN_FACET,)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The pattern of the first part of the set (or of the subject) that has one."""
        for look in _by_role(stage):
            found = read_pattern(look, stage)
            if found is not None:
                own: _Values = (("material", look.material_path), ("mesh", look.mesh_path), *found[1])
                return (TermReading(term=found[0], values=own),)
        return ()


def _by_role(stage: Usd.Stage) -> list[BoundLook]:
    """The looks of the set's parts and the subject: walls first.

    In a furnished place the subject comes first, then what fills much of the frame, the most first: there the
    concrete of a wall at the side is what such walls are made of.
    """
    bound = read_bound_looks(stage)
    looks = sorted((look for look in bound if look.role in _ROLES), key=lambda look: _ROLES.index(look.role))
    if not is_furnished(bound):
        return looks
    shares = seen_looks(stage)
    subject = [look for look in looks if look.role is Role.SUBJECT]
    broad = [look for look in looks if shares.get(look.material_path, 0.0) >= _LEAST_SHARE and look not in subject]
    return subject + sorted(broad, key=lambda look: -shares[look.material_path])


class PaintedTextureReader:
    """The texture that a painter made: what its fields are, and the parameter that they show."""

    facets = ("textures.photorealistic", "textures.stylized")

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The first texture of the set or the subject."""
        for look in _by_role(stage):
            found = read_texture(look, stage)
            if found is not None:
                term, values = found
                own: _Values = (("material", look.material_path), ("mesh", look.mesh_path), *values)
                return (TermReading(term=term, values=own),)
        return ()


class MapReader:
    """The property of the subject's surface that a picture controls."""

    facets = ("textures.maps",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The map of the subject, or of the first part of the set that has one."""
        for look in sorted(_by_role(stage), key=lambda look: look.role is not Role.SUBJECT):
            found = read_map(look)
            if found is not None:
                name, values = found
                own: _Values = (("material", look.material_path), *values)
                return (TermReading(term=f"textures.maps.{name}", values=own),)
        return ()


READERS: tuple[Reader, ...] = (ProceduralTextureReader(), PaintedTextureReader(), MapReader())
