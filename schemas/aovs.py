"""The canonical AOVs: name, kind, channels, unit, space and storage, the same from every backend.

"World" is the stage's world space, never the renderer's. Integer AOVs are stored as float32, exact up to
2**24; 0 means "nothing here".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

type Storage = Literal["half", "float"]
type Kind = Literal[
    "radiance", "reflectance", "distance", "point", "direction", "coordinates", "motion", "id", "share"
]
"""What an AOV's numbers are; a share is one from 0 to 1."""

_EXACT_KINDS = frozenset({"distance", "point", "direction", "coordinates", "id"})
_SURFACE_KINDS = _EXACT_KINDS | {"reflectance"}

BEAUTY = "beauty"

BACKGROUND_DEPTH_M = 1e10
"""What ``camera_depth`` and ``ray_distance`` hold where no surface was hit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aov:
    """One render var: what a backend returns for it."""

    name: str
    kind: Kind
    channels: tuple[str, ...]  # EXR channel suffixes; the beauty's channels carry no prefix
    unit: str
    space: str
    storage: Storage
    about: str

    @property
    def is_exact(self) -> bool:
        """Whether it is what the pixel's middle sees, read once: a mean of samples would be no such value.

        Nothing filters, blurs or denoises it.
        """
        return self.kind in _EXACT_KINDS

    @property
    def channel_names(self) -> tuple[str, ...]:
        """The channel names in an EXR file."""
        if self.name == BEAUTY:
            return self.channels
        return tuple(f"{self.name}.{channel}" for channel in self.channels)


_RGB = ("R", "G", "B")
_XYZ = ("X", "Y", "Z")
_SCENE_LINEAR = "scene-linear Rec.709"


def _radiance(name: str, about: str) -> Aov:
    return Aov(
        name=name,
        kind="radiance",
        channels=_RGB,
        unit="radiance",
        space=_SCENE_LINEAR,
        storage="half",
        about=about,
    )


def _id(name: str, about: str) -> Aov:
    return Aov(
        name=name,
        kind="id",
        channels=("V",),
        unit="id",
        space="table in the header",
        storage="float",
        about=about,
    )


def _share(name: str, about: str) -> Aov:
    return Aov(name=name, kind="share", channels=("V",), unit="1", space="screen", storage="half", about=about)


_FIXED = (
    Aov(
        name=BEAUTY,
        kind="radiance",
        channels=("R", "G", "B", "A"),
        unit="radiance",
        space=_SCENE_LINEAR,
        storage="half",
        about="the picture before any finishing; A is coverage",
    ),
    Aov(
        name="camera_depth",
        kind="distance",
        channels=("Z",),
        unit="m",
        space="along the view axis",
        storage="float",
        about="distance of the first surface along the camera's view axis; 1e10 where there is none",
    ),
    Aov(
        name="position",
        kind="point",
        channels=_XYZ,
        unit="m",
        space="world",
        storage="float",
        about="first surface point; 0 where there is none",
    ),
    Aov(
        name="normal",
        kind="direction",
        channels=_XYZ,
        unit="1",
        space="world",
        storage="float",
        about="unit shading normal; 0 where there is no surface",
    ),
    Aov(
        name="uv",
        kind="coordinates",
        channels=("U", "V"),
        unit="1",
        space="primvar st",
        storage="float",
        about="texture coordinates of the first surface",
    ),
    Aov(
        name="motion",
        kind="motion",
        channels=("X", "Y"),
        unit="px",
        space="raster, to the next frame",
        storage="float",
        about="motion vector",
    ),
    Aov(
        name="albedo",
        kind="reflectance",
        channels=_RGB,
        unit="1",
        space=_SCENE_LINEAR,
        storage="half",
        about="surface reflectance without lighting, in [0, 1]",
    ),
    _id("instance_id", "one id a drawn object or instance; 0 is background"),
    _id("material_id", "one id a bound material; 0 is background"),
    _id("semantic_id", "one id a semantic class label; 0 is background"),
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
    _share("shadow", "1 lit, 0 in full shadow of the lights"),
    _share("ambient_occlusion", "1 open, 0 occluded, as the renderer defines it"),
    _share("mist", "0 near, 1 far, by the authored mist range"),
)

AOVS: dict[str, Aov] = {aov.name: aov for aov in _FIXED}
"""Every canonical AOV but ``light_<group>``, which is made per light group: see `find_aov`."""

EXACT_AOVS = frozenset(aov.name for aov in _FIXED if aov.is_exact)
"""Those that `Aov.is_exact` says."""

SURFACE_AOVS = tuple(aov.name for aov in _FIXED if aov.kind in _SURFACE_KINDS)
"""What the first surface is, whatever the light: the exact ones and the albedo, which some renderers average."""

CORE_AOVS = (BEAUTY, *SURFACE_AOVS)
"""What every sample's frame carries."""

LIGHT_GROUP_PREFIX = "light_"


def find_aov(name: str) -> Aov | None:
    """The AOV of that name, ``light_<group>`` included, or None."""
    if name in AOVS:
        return AOVS[name]
    if name.startswith(LIGHT_GROUP_PREFIX) and len(name) > len(LIGHT_GROUP_PREFIX):
        return _radiance(name, f"all light from the group {name.removeprefix(LIGHT_GROUP_PREFIX)!r}")
    return None


def in_frame_order(aovs: Iterable[str]) -> tuple[str, ...]:
    """``aovs`` in the order of a frame's channels: as `AOVS` lists them, then the lights'."""
    places = {name: place for place, name in enumerate(AOVS)}
    return tuple(sorted(aovs, key=lambda name: places.get(name, len(places))))


AOVS_OF_PASS: dict[str, tuple[str, ...]] = {
    "beauty": (BEAUTY,),
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
