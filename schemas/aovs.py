"""The canonical AOVs: name, channels, unit, space and storage, the same from every backend.

"World" is the stage's world space, never the renderer's. Integer AOVs are stored as float32, exact up to
2**24; 0 means "nothing here".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

type Storage = Literal["half", "float"]

BACKGROUND_DEPTH_M = 1e10
"""What ``camera_depth`` and ``ray_distance`` hold where no surface was hit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aov:
    """One render var: what a backend returns for it."""

    name: str
    channels: tuple[str, ...]  # EXR channel suffixes; the beauty's channels carry no prefix
    unit: str
    space: str
    storage: Storage
    about: str

    @property
    def channel_names(self) -> tuple[str, ...]:
        """The channel names in an EXR file."""
        if self.name == "beauty":
            return self.channels
        return tuple(f"{self.name}.{channel}" for channel in self.channels)


_RGB = ("R", "G", "B")
_XYZ = ("X", "Y", "Z")
_SCENE_LINEAR = "scene-linear Rec.709"


def _radiance(name: str, about: str) -> Aov:
    return Aov(name=name, channels=_RGB, unit="radiance", space=_SCENE_LINEAR, storage="half", about=about)


def _scalar(name: str, unit: str, space: str, about: str, storage: Storage = "float") -> Aov:
    return Aov(name=name, channels=("V",), unit=unit, space=space, storage=storage, about=about)


_FIXED = (
    Aov(
        name="beauty",
        channels=("R", "G", "B", "A"),
        unit="radiance",
        space=_SCENE_LINEAR,
        storage="half",
        about="the picture before any finishing; A is coverage",
    ),
    Aov(
        name="camera_depth",
        channels=("Z",),
        unit="m",
        space="along the view axis",
        storage="float",
        about="distance of the first surface along the camera's view axis; 1e10 where there is none",
    ),
    Aov(
        name="position",
        channels=_XYZ,
        unit="m",
        space="world",
        storage="float",
        about="first surface point; 0 where there is none",
    ),
    Aov(
        name="normal",
        channels=_XYZ,
        unit="1",
        space="world",
        storage="float",
        about="unit shading normal; 0 where there is no surface",
    ),
    Aov(
        name="uv",
        channels=("U", "V"),
        unit="1",
        space="primvar st",
        storage="float",
        about="texture coordinates of the first surface",
    ),
    Aov(
        name="motion",
        channels=("X", "Y"),
        unit="px",
        space="raster, to the next frame",
        storage="float",
        about="motion vector",
    ),
    _radiance("albedo", "surface reflectance without lighting, in [0, 1]"),
    _scalar("instance_id", "id", "table in the header", "one id a drawn object or instance; 0 is background"),
    _scalar("material_id", "id", "table in the header", "one id a bound material; 0 is background"),
    _scalar("semantic_id", "id", "table in the header", "one id a semantic class label; 0 is background"),
    _radiance("diffuse_direct", "diffuse reflection of lights, albedo included"),
    _radiance("diffuse_indirect", "diffuse reflection of light from other surfaces, albedo included"),
    _radiance("specular_direct", "glossy reflection of lights"),
    _radiance("specular_indirect", "glossy reflection of other surfaces"),
    _radiance("transmission_direct", "light refracted straight from lights"),
    _radiance("transmission_indirect", "refraction of other surfaces"),
    _radiance("emission", "light given off by the surface itself"),
    _radiance("environment", "the dome or background seen directly"),
    _radiance("volume_direct", "light scattered once in volumes"),
    _radiance("volume_indirect", "light scattered more than once in volumes"),
    _scalar("shadow", "1", "screen", "1 lit, 0 in full shadow of the lights", "half"),
    _scalar("ambient_occlusion", "1", "screen", "1 open, 0 occluded, as the renderer defines it", "half"),
    _scalar("mist", "1", "screen", "0 near, 1 far, by the authored mist range", "half"),
)

AOVS: dict[str, Aov] = {aov.name: aov for aov in _FIXED}
"""Every canonical AOV but ``light_<group>``, which is made per light group: see `find_aov`."""

CORE_AOVS = (
    "beauty", "camera_depth", "position", "normal", "uv", "albedo",
    "instance_id", "material_id", "semantic_id",
)  # fmt: skip
"""What every sample's frame carries."""

LIGHT_GROUP_PREFIX = "light_"


def find_aov(name: str) -> Aov | None:
    """The AOV of that name, ``light_<group>`` included, or None."""
    if name in AOVS:
        return AOVS[name]
    if name.startswith(LIGHT_GROUP_PREFIX) and len(name) > len(LIGHT_GROUP_PREFIX):
        return _radiance(name, f"all light from the group {name.removeprefix(LIGHT_GROUP_PREFIX)!r}")
    return None


AOVS_OF_PASS: dict[str, tuple[str, ...]] = {
    "beauty": ("beauty",),
    "diffuse": ("diffuse_direct", "diffuse_indirect"),
    "specular": ("specular_direct", "specular_indirect"),
    "emission": ("emission",),
    "ambient_occlusion": ("ambient_occlusion",),
    "normal": ("normal",),
    "depth": ("camera_depth",),
    "mist": ("mist",),
    "object_id": ("instance_id",),
    "material_id": ("material_id",),
}
"""The AOVs that make up each render pass of the taxonomy, the one with the pass's own quantities first."""
