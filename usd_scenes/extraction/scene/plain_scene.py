"""What a renderer without USD is given: meshes, lights, domes, looks and volumes of one time code.

Lengths are metres, in the stage's own world axes; matrices (4, 4) take column vectors; colours and radiances are
scene-linear Rec.709.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from usd_scenes.looks import PreviewSurface, ShaderNode
from usd_scenes.volumes import VolumeLook

type Colour = tuple[float, float, float]
type Floats = NDArray[np.float32]
type Integers = NDArray[np.int32]
type Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Subdivision:
    """How a cage is to be refined by Catmull and Clark's rules. Sharpness 10 is infinite."""

    level: int
    edges: Integers  # (creases, 2): pairs of point indices
    edge_sharpness: Floats  # (creases,)
    corners: Integers  # (points,): point indices
    corner_sharpness: Floats  # (points,)
    smooth_corners: bool  # whether a boundary's corners are rounded as well


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """Faces of a mesh that share a look; ``faces`` None stands for all."""

    look: str  # prim path of the material; empty where none is bound
    faces: Integers | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SceneMesh:
    """A polygon mesh and every place where it stands.

    Arrays of a corner have one row for each entry of ``face_vertex_indices``. Without ``normals`` the faces are
    flat, unless the mesh is subdivided. Faces wind counter-clockwise seen from outside.
    """

    prim_path: str
    points: Floats  # (n, 3), the mesh's own space, stage units
    face_vertex_counts: Integers
    face_vertex_indices: Integers
    normals: Floats | None  # (corners, 3), unit
    uvs: Floats | None  # (corners, 2)
    display_colors: Floats  # (1, 3), or (corners, 3) where it varies
    numbers: Mapping[str, Floats]  # (corners, 1) of each float primvar that its looks read, by its name
    subdivision: Subdivision | None
    world_from_mesh: tuple[Matrix, ...]  # one an instance
    parts: tuple[Part, ...]
    light: MeshLight | None = None
    group: str = ""  # light group of what it gives off


@dataclass(frozen=True, slots=True, kw_only=True)
class MeshLight:
    """A mesh that shines on its front faces by MeshLightAPI."""

    radiance: Colour  # where normalised, of a mesh of 1 square metre
    is_normalized: bool
    adds_to_look: bool


class SourceShape(StrEnum):
    """What a light's surface is."""

    RECT = "rect"
    DISK = "disk"
    SPHERE = "sphere"
    CYLINDER = "cylinder"
    DISTANT = "distant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaping:
    """How radiance falls off with the angle from the light's axis (its local -Z)."""

    focus: float = 0.0
    focus_tint: Colour = (0.0, 0.0, 0.0)
    cone_angle_deg: float = 180.0
    cone_softness: float = 0.0

    @property
    def is_neutral(self) -> bool:
        """Whether it changes nothing."""
        return self.focus == 0.0 and self.cone_angle_deg >= 180.0

    def factors(self, cosine: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, 3) what multiplies the radiance at (n,) cosines of the angle from the axis."""
        angle = np.arccos(np.clip(cosine, -1.0, 1.0))
        cutoff = np.radians(self.cone_angle_deg)
        start = cutoff * (1.0 - min(max(self.cone_softness, 0.0), 1.0))
        inside = np.ones_like(angle)
        if self.cone_angle_deg < 180.0:
            t = np.clip((angle - start) / max(cutoff - start, 1e-6), 0.0, 1.0)
            inside = 1.0 - t * t * (3.0 - 2.0 * t)
        spread = np.power(np.clip(cosine, 0.0, None), self.focus) if self.focus > 0.0 else np.ones_like(angle)
        tint = np.asarray(self.focus_tint)
        factors: NDArray[np.float64] = inside[:, None] * (tint + (1.0 - tint) * spread[:, None])
        return factors


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SceneLight:
    """A light with a place; its own -Z is where rect, disk and distant lights shine, its X a cylinder's axis."""

    prim_path: str
    shape: SourceShape
    radiance: Colour  # a distant light without width: its irradiance on a card that faces it
    world_from_light: Matrix  # without scale
    size_m: tuple[float, float] = (
        0.0,
        0.0,
    )  # rect: width, height; disk: two radii; sphere: radius; cylinder: length
    radius_m: float = 0.0  # sphere and cylinder
    angle_rad: float = 0.0  # distant: across
    texture: str = ""  # rect: a picture that multiplies the radiance
    shaping: Shaping = Shaping()
    group: str = ""
    visible_to_camera: bool = True
    casts_shadows: bool = True
    unshadowed: frozenset[str] = frozenset()  # prim paths of the meshes that cast no shadow of it


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SceneDome:
    """Light from all around; its own +Y is the picture's top and +Z its middle."""

    prim_path: str
    radiance: Colour
    texture: str  # latitude-longitude picture; empty for an even dome
    world_from_dome: NDArray[np.float64]  # (3, 3)
    group: str = ""
    visible_to_camera: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneLook:
    """A bound material: its MaterialX (or preview) network with the surface node last, and what stands in for it.

    A node is named by its prim path. ``preview`` is the UsdPreviewSurface of the same material, its constants.
    """

    prim_path: str
    nodes: tuple[ShaderNode, ...]  # empty where no surface shader is bound
    preview: PreviewSurface
    displacement: str = ""  # the node of a displacement output
    medium: VolumeLook | None = None

    @property
    def surface(self) -> ShaderNode | None:
        """The surface node."""
        return self.nodes[-1] if self.nodes else None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SceneVolume:
    """A field of density in space; ``files`` are OpenVDB files by field name."""

    prim_path: str
    files: Mapping[str, str]
    look: VolumeLook | None
    world_from_volume: Matrix


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SceneCamera:
    """A camera for one picture; lengths in metres, apertures conformed to the picture's shape."""

    world_from_camera: Matrix  # looks down its own -Z, without scale
    orthographic: bool
    focal_length_m: float
    aperture_m: tuple[float, float]  # horizontal, vertical
    aperture_offset_m: tuple[float, float]
    clipping_range_m: tuple[float, float]
    focus_distance_m: float
    f_stop: float  # 0: everything in focus
    exposure_scale: float

    @property
    def lens_radius_m(self) -> float:
        """Of the opening; 0 for a pinhole."""
        if self.f_stop <= 0.0 or self.focus_distance_m <= 0.0 or self.orthographic:
            return 0.0
        return self.focal_length_m / self.f_stop / 2.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """One time code of a composed stage, seen by one camera."""

    camera: SceneCamera
    meshes: tuple[SceneMesh, ...]
    lights: tuple[SceneLight, ...]
    domes: tuple[SceneDome, ...]
    looks: Mapping[str, SceneLook]  # by prim path, those that something drawn is bound to
    volumes: tuple[SceneVolume, ...]
    meters_per_unit: float  # of the stage, for what its looks give in its units
    max_bounces: int | None = None  # what the stage's render settings ask for
