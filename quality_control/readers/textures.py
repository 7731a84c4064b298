"""Which pattern or painted texture covers a part of the stage, from the nodes above its surface."""

from __future__ import annotations

import math

from pxr import Usd

from colorimetry.oklch import oklch_from_rgb
from quality_control.contract import Reader, TermReading
from quality_control.readers.bound_looks import BoundLook, Node, read_bound_looks
from quality_control.readers.map_inputs import read_map
from quality_control.readers.texture_marks import read_texture
from usd_scenes.semantics import Role

_FACET = "textures.procedural"
_ROLES = (Role.SET_WALL, Role.SET_FLOOR, Role.PLINTH, Role.SUBJECT)
_LEAST_CONTRAST = 0.10  # OKLCh lightness between the tones
_LEAST_OCTAVES = 5.0
_GRAIN = frozenset(("noise_perlin", "noise_worley", "fractal"))
_LEAST_FEATURE_M = 0.01  # finer noise is a material's grain, such as a yarn's
_PLANE = "ND_dotproduct_vector3"  # the coordinate along a direction of the set
_TONES = {
    "ND_checkerboard_color3": ("color1", "color2"),
    "ND_ifgreater_color3": ("in1", "in2"),
    "ND_mix_color3": ("fg", "bg"),
}
_SIMPLEX = frozenset(("ND_cellnoise2d_float", "ND_cos_float", "ND_sin_float", "ND_power_float"))
"""Slopes at the corners of a lattice, faded out by a power."""


class ProceduralTextureReader:
    """The pattern of the set: what is mixed by which nodes, and in what size."""

    facets = (_FACET,)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The pattern of the first part of the set (or of the subject) that has one."""
        looks = [look for look in read_bound_looks(stage) if look.role in _ROLES]
        for look in sorted(looks, key=lambda look: _ROLES.index(look.role)):
            name = _pattern_name(look)
            if name and not _is_grain(look, name):
                return (TermReading(term=f"{_FACET}.{name}", values=_values(look, name)),)
        return ()


def _pattern_name(look: BoundLook) -> str:
    pattern = look.base_pattern
    if pattern is None or _contrast(look) < _LEAST_CONTRAST or read_texture(look) is not None:
        return ""
    if not _is_two_toned(pattern):
        return ""
    definitions = {node.definition for node in pattern.walk()}
    if definitions >= _SIMPLEX:
        return "noise_simplex"
    if _octaves_multiplied(pattern) >= _LEAST_OCTAVES:
        return "musgrave"
    for definition, name in (
        ("ND_checkerboard_color3", "checker"),
        ("ND_magnitude_vector2", "dots"),
        ("ND_floor_float", "brick"),
        ("ND_min_float", "grid"),
        ("ND_modulo_float", "stripes"),
        ("ND_sin_float", "wave"),
    ):
        if definition in definitions and _PLANE in definitions:
            return name
    if "ND_worleynoise3d_vector2" in definitions:
        return "cellular"
    share = pattern.source("mix")
    return _mixed_by(share) if share is not None else ""


def _is_grain(look: BoundLook, name: str) -> bool:
    pattern = look.base_pattern
    return pattern is not None and name in _GRAIN and 0.0 < _scale(pattern)[0] < _LEAST_FEATURE_M


def _is_two_toned(pattern: Node) -> bool:
    """Whether it chooses between two constant colours; a brick's body may vary between two itself."""
    tones = _TONES.get(pattern.definition)
    if tones is None:
        return False
    body = pattern.source(tones[0])
    varied = body is not None and pattern.definition == "ND_ifgreater_color3" and _is_two_toned(body)
    return (varied or pattern.constant(tones[0]) is not None) and pattern.constant(tones[1]) is not None


def _octaves_multiplied(pattern: Node) -> int:
    """How many noises there are, each with a position twice as fine, where products join them all."""
    noises = [node for node in pattern.walk() if node.definition == "ND_noise3d_float"]
    products = sum(node.definition == "ND_multiply_float" for node in pattern.walk())
    return len(noises) if noises and products >= len(noises) - 1 else 0


def _mixed_by(share: Node) -> str:
    """The noise whose value itself is the mixing share, through no more than a soft step."""
    if share.definition == "ND_worleynoise3d_float":
        return "noise_worley"
    if share.definition == "ND_extract_vector3":
        cell = share.source("in")
        flat = cell is not None and cell.definition == "ND_worleynoise3d_vector3" and cell.number("style") == 1.0
        return "noise_voronoi" if flat else ""
    above = share.source("in") if share.definition == "ND_smoothstep_float" else None
    if above is None:
        return ""
    if above.definition == "ND_dotproduct_vector3":
        return "gradient"
    if above.definition == "ND_noise3d_float":
        return "noise_perlin"
    octaves = above.constant("octaves")
    if above.definition == "ND_fractal3d_float" and isinstance(octaves, float) and octaves >= _LEAST_OCTAVES:
        return "fractal"
    return ""


def _contrast(look: BoundLook) -> float:
    lightnesses = [oklch_from_rgb(colour)[0] for colour in look.base_colours]
    return max(lightnesses) - min(lightnesses) if lightnesses else 0.0


def _values(look: BoundLook, name: str) -> tuple[tuple[str, float | str], ...]:
    assert look.base_pattern is not None
    feature_m, rotation_deg = _scale(look.base_pattern)
    colours = sorted(look.base_colours, key=lambda rgb: oklch_from_rgb(rgb)[0])
    threshold = look.base_pattern.constant("value2")
    octaves = [n.constant("octaves") for n in look.base_pattern.walk() if n.constant("octaves") is not None]
    values: list[tuple[str, float | str]] = [
        ("material", look.material_path),
        ("mesh", look.mesh_path),
        ("feature_size_m", feature_m),
        ("lightness_difference", _contrast(look)),
        ("rotation_deg", rotation_deg),
        *((f"dark_{c}", v) for c, v in zip("rgb", colours[0], strict=True)),
        *((f"light_{c}", v) for c, v in zip("rgb", colours[-1], strict=True)),
    ]
    if isinstance(threshold, float):
        values.append(("fraction", threshold))
    ramp = look.base_pattern.source("mix")
    if name == "gradient" and ramp is not None:
        low, high = ramp.constant("low"), ramp.constant("high")
        if isinstance(low, float) and isinstance(high, float):
            values += [("ramp_low_m", low * feature_m), ("ramp_high_m", high * feature_m)]
    if name == "musgrave":
        values.append(("octave_count", float(_octaves_multiplied(look.base_pattern))))
    if name == "fractal" and octaves:
        values.append(("octave_count", float(str(octaves[0]))))
    return tuple(values)


def _scale(pattern: Node) -> tuple[float, float]:
    """(feature size in metres, rotation in degrees) from the constants that scale the position."""
    for node in pattern.walk():
        vector = node.constant("in2")
        if node.definition == "ND_dotproduct_vector3" and node.path.endswith("/u") and isinstance(vector, tuple):
            return 1.0 / math.hypot(vector[0], vector[1]), math.degrees(math.atan2(vector[1], vector[0])) % 360.0
    for node in pattern.walk():
        per_m = node.constant("in2")
        if node.definition == "ND_multiply_vector3FA" and isinstance(per_m, float):
            return 1.0 / per_m, 0.0
    return 0.0, 0.0


class PaintedTextureReader:
    """The texture that a painter made: its network's parts, and the parameter that they hold."""

    facets = ("textures.photorealistic", "textures.stylized")

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The first texture of the set or the subject, set first."""
        looks = [look for look in read_bound_looks(stage) if look.role in _ROLES]
        for look in sorted(looks, key=lambda look: _ROLES.index(look.role)):
            found = read_texture(look)
            if found is not None:
                term, value = found
                values = (("material", look.material_path), ("mesh", look.mesh_path), value)
                return (TermReading(term=term, values=values),)
        return ()


class MapReader:
    """The property of the subject's surface that a picture controls."""

    facets = ("textures.maps",)

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The map of the subject, or of the first part of the set that has one."""
        looks = [look for look in read_bound_looks(stage) if look.role in _ROLES]
        for look in sorted(looks, key=lambda look: -_ROLES.index(look.role)):
            found = read_map(look, stage)
            if found is not None:
                name, values = found
                own: tuple[tuple[str, float | str], ...] = (("material", look.material_path), *values)
                return (TermReading(term=f"textures.maps.{name}", values=own),)
        return ()


READERS: tuple[Reader, ...] = (ProceduralTextureReader(), PaintedTextureReader(), MapReader())
