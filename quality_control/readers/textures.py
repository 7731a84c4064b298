"""Which pattern, painted texture or map a part of the stage shows, from the fields of its look."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pxr import Usd

from quality_control.contract import Reader, TermReading
from quality_control.readers.agreement import most_agreed, name_of
from quality_control.readers.bound_looks import BoundLook, read_bound_looks
from quality_control.readers.map_inputs import read_map
from quality_control.readers.painted import nets, random_patterns, regular_patterns
from quality_control.readers.painted.pattern_panel import Panel, panel_of
from quality_control.readers.painted.swatch import Swatch, swatches_of
from quality_control.readers.painted_textures import read_texture
from schemas.errors import UnsupportedError
from usd_scenes.semantics import Role

_FACET = "textures.procedural"
_ROLES = (Role.SET_WALL, Role.SET_FLOOR, Role.PLINTH, Role.SUBJECT)

type _Values = tuple[tuple[str, float | str], ...]

PATTERNS: Mapping[str, Callable[[Panel], tuple[tuple[str, float], ...] | None]] = {
    "gradient": regular_patterns.read_gradient,
    "brick": nets.read_brick,
    "stripes": regular_patterns.read_stripes,
    "dots": regular_patterns.read_dots,
    "checker": regular_patterns.read_checker,
    "grid": nets.read_grid,
    "noise_voronoi": random_patterns.read_noise_voronoi,
    "cellular": random_patterns.read_cellular,
    "noise_worley": random_patterns.read_noise_worley,
    "wave": regular_patterns.read_wave,
    "noise_simplex": random_patterns.read_noise_simplex,
    "noise_perlin": random_patterns.read_noise_perlin,
    "fractal": random_patterns.read_fractal,
    "musgrave": random_patterns.read_musgrave,
}
"""In the order in which they are asked; the first that holds is the pattern."""


class ProceduralTextureReader:
    """The pattern of the set: how two tones are spread, and in what size."""

    facets = (_FACET,)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The pattern of the first part of the set (or of the subject) that has one."""
        for look in _by_role(stage):
            found = read_pattern(look, stage)
            if found is not None:
                own: _Values = (("material", look.material_path), ("mesh", look.mesh_path), *found[1])
                return (TermReading(term=f"{_FACET}.{found[0]}", values=own),)
        return ()


def read_pattern(look: BoundLook, stage: Usd.Stage) -> tuple[str, _Values] | None:
    """The pattern of a look, with its values; None where it has none, or a painted texture."""
    try:
        if read_texture(look, stage) is not None:
            return None
        return most_agreed((_pattern_of(swatch) for swatch in swatches_of(look, stage)), name_of)
    except UnsupportedError:
        return None


def _pattern_of(swatch: Swatch) -> tuple[str, _Values] | None:
    panel = panel_of(swatch)
    if panel is None:
        return None
    for name, criterion in PATTERNS.items():
        values = criterion(panel)
        if values is not None:
            tones = [*zip(("dark_r", "dark_g", "dark_b"), panel.dark, strict=True)]
            tones += zip(("light_r", "light_g", "light_b"), panel.light, strict=True)
            given = (*values, ("lightness_difference", panel.contrast), *tones)
            return name, tuple((key, float(value)) for key, value in given)
    return None


def _by_role(stage: Usd.Stage) -> list[BoundLook]:
    """The looks of the set's parts and the subject, walls first."""
    looks = [look for look in read_bound_looks(stage) if look.role in _ROLES]
    return sorted(looks, key=lambda look: _ROLES.index(look.role))


class PaintedTextureReader:
    """The texture that a painter made: what its fields are, and the parameter that they show."""

    facets = ("textures.photorealistic", "textures.stylized")

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The first texture of the set or the subject, set first."""
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
        for look in reversed(_by_role(stage)):
            found = read_map(look)
            if found is not None:
                name, values = found
                own: _Values = (("material", look.material_path), *values)
                return (TermReading(term=f"textures.maps.{name}", values=own),)
        return ()


READERS: tuple[Reader, ...] = (ProceduralTextureReader(), PaintedTextureReader(), MapReader())
