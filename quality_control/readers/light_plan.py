"""The plan of a stage's lights: each one's part, direction, distance, size and share at the subject.

A light's group names the AOV that gathers it, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom, UsdLux

from colorimetry.luminance import luminance
from quality_control.readers.light_parts import LightPart, find_light_parts
from usd_scenes.cameras import camera_axes
from usd_scenes.environment_maps import cell_directions, read_picture
from usd_scenes.glowing_meshes import find_glowing_meshes
from usd_scenes.irradiance import LightElements, read_light_elements
from usd_scenes.lights import gives_light, read_emission
from usd_scenes.lit_scene import LitScene, read_scene

type Vectors = NDArray[np.float64]

REAR_DEG = 112.0
CARD_TILT_DEG = 55.0
SILHOUETTE_RATIO = 10.0
RIM_RATIO = 1.8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlannedLight:
    """One light as the subject sees it; azimuths from the camera's, to its right."""

    elements: LightElements
    part: LightPart
    azimuth_deg: float
    elevation_deg: float
    world_azimuth_deg: float  # from -Y towards +X
    world_elevation_deg: float
    distance_m: float  # 0 for distant lights and domes
    angular_width_deg: float  # of its width, as seen from the subject; 0 for domes
    on_cards: tuple[tuple[str, float], ...]  # irradiance on cards turned about the camera's direction
    extra: tuple[tuple[str, float | str], ...] = ()

    @property
    def is_dome(self) -> bool:
        """Whether it is a picture all round."""
        return self.part in (LightPart.SKY, LightPart.PANORAMA)

    @property
    def is_rear(self) -> bool:
        """Whether it shines from behind the subject."""
        return abs(self.azimuth_deg) >= REAR_DEG

    @property
    def red_over_blue(self) -> float:
        """Of its light at the subject."""
        rgb = self.elements.irradiance.sum(axis=0)
        return float(rgb[0] / max(rgb[2], 1e-9))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LightPlan:
    """All lights, and the radiance of a white card at the subject and of the backdrop."""

    lights: tuple[PlannedLight, ...]
    card_radiance: float  # of a white card that faces the camera
    background_radiance: float
    backdrop_lamp: str  # the path of what lights the backdrop most, or is the backdrop; empty where nothing does

    @property
    def main(self) -> PlannedLight | None:
        """The light that does the main work: sun or sky; else what makes the silhouette, the rim, or the key."""
        for part in (LightPart.SUN, LightPart.SKY, LightPart.PANORAMA):
            if found := self._of(part):
                return found[0]
        if self.is_silhouette:
            return next((light for light in self.lights if light.elements.path == self.backdrop_lamp), None)
        rear = [light for light in self._of(LightPart.LAMP) if light.is_rear]
        return _strongest(rear) if self.is_rim else self.key

    @property
    def is_silhouette(self) -> bool:
        """Whether the backdrop is far brighter than anything that a lamp before the subject lights."""
        lit = max(self.card_radiance, self.front_strength / np.pi)
        return self.background_radiance > SILHOUETTE_RATIO * lit

    @property
    def is_rim(self) -> bool:
        """Whether the light from behind outdoes that from before the subject."""
        return self.rear_strength > RIM_RATIO * self.front_strength

    @property
    def key(self) -> PlannedLight | None:
        """The strongest lamp before the subject."""
        return _strongest(self.front)

    @property
    def front(self) -> tuple[PlannedLight, ...]:
        """Lamps before the subject, but for lamps in the picture."""
        return tuple(light for light in self._of(LightPart.LAMP) if not light.is_rear)

    @property
    def front_strength(self) -> float:
        """Irradiance of the strongest lamp before the subject."""
        return max((light.elements.strength for light in self.front), default=0.0)

    @property
    def rear_strength(self) -> float:
        """Most irradiance that the lamps behind the subject together give a card."""
        rear = [light.elements for light in self._of(LightPart.LAMP) if light.is_rear]
        turned = [light.direction for light in rear]
        turned += [(a + b) / max(float(np.linalg.norm(a + b)), 1e-9) for a, b in combinations(turned, 2)]
        return max((sum(float(luminance(e.on_card(n))) for e in rear) for n in turned), default=0.0)

    @property
    def key_fill_ratio(self) -> float:
        """The key's irradiance over that of the other lamps before the subject together."""
        key = self.key
        if key is None:
            return 0.0
        others = sum(light.elements.strength for light in self.front if light is not key)
        return key.elements.strength / max(others, 1e-4 * key.elements.strength)

    @property
    def sun(self) -> PlannedLight | None:
        """The sun, or a sunless sky's bright part, or parallel light of the sun's colour."""
        parallel = [light for light in self._of(LightPart.LAMP) if light.elements.type_name == "DistantLight"]
        tinted = [light for light in parallel if light.elements.kelvin is None and light.red_over_blue > 1.02]
        return next(iter((*self._of(LightPart.SUN), *self._of(LightPart.SKY), *tinted)), None)

    def _of(self, part: LightPart) -> tuple[PlannedLight, ...]:
        return tuple(light for light in self.lights if light.part is part)


def read_light_plan(stage: Usd.Stage) -> LightPlan:
    """The lights of a composed stage about its subject."""
    scene = read_scene(stage)
    elements = _shining(stage, scene.subject.centre_m)
    parts = find_light_parts(elements, stage, scene)
    lights = tuple(_plan_of(one, parts[one.path], stage, scene) for one in elements)
    card = sum(float(luminance(light.elements.on_card(scene.to_camera))) for light in lights) / np.pi
    radiance, lamp = _background(stage, scene, parts)
    return LightPlan(lights=lights, card_radiance=float(card), background_radiance=radiance, backdrop_lamp=lamp)


def _shining(stage: Usd.Stage, point_m: Vectors) -> list[LightElements]:
    """The lights that give any, and glowing meshes, as seen from ``point_m``, metres."""
    elements = read_light_elements(stage, point_m)
    return [e for e in elements if e.type_name == "Mesh" or gives_light(stage.GetPrimAtPath(e.path))]


def card_normals(to_subject_azimuth_deg: float, to_camera_elevation_deg: float) -> dict[str, Vectors]:
    """Unit normals of five cards: one that faces the camera, the others turned from it by 55 degrees."""
    right, up, forward = camera_axes(to_subject_azimuth_deg, to_camera_elevation_deg)
    c, s = np.cos(np.radians(CARD_TILT_DEG)), np.sin(np.radians(CARD_TILT_DEG))
    return {
        "front": -forward,
        "right": -forward * c + right * s,
        "left": -forward * c - right * s,
        "top": -forward * c + up * s,
        "bottom": -forward * c - up * s,
    }


def probe_angles_deg(scene: LitScene) -> tuple[float, float]:
    """(azimuth, pitch) of a camera at the main camera's place that looks straight at the subject's middle."""
    x, y, z = scene.to_camera
    return float(np.degrees(np.arctan2(x, -y))), float(np.degrees(np.arcsin(z)))


def _strongest(lights: Sequence[PlannedLight]) -> PlannedLight | None:
    """The light that gives the subject most; None where none of them reaches it."""
    strongest = max(lights, key=lambda light: light.elements.strength, default=None)
    return strongest if strongest is not None and strongest.elements.strength > 0.0 else None


def _plan_of(elements: LightElements, part: LightPart, stage: Usd.Stage, scene: LitScene) -> PlannedLight:
    prim = stage.GetPrimAtPath(elements.path)
    direction = _sky_peak(prim) if part is LightPart.SKY else elements.direction
    azimuth = float(np.degrees(np.arctan2(direction[0], -direction[1])))
    elevation = float(np.degrees(np.arcsin(np.clip(direction[2], -1.0, 1.0))))
    distance, width, extra = _size_of(prim, stage, scene)
    normals = card_normals(*probe_angles_deg(scene))
    return PlannedLight(
        elements=elements,
        part=part,
        azimuth_deg=(azimuth - scene.camera.azimuth_deg + 180.0) % 360.0 - 180.0,
        elevation_deg=elevation,
        world_azimuth_deg=azimuth,
        world_elevation_deg=elevation,
        distance_m=distance,
        angular_width_deg=width,
        on_cards=tuple((name, float(luminance(elements.on_card(n)))) for name, n in normals.items()),
        extra=extra,
    )


def _size_of(
    prim: Usd.Prim, stage: Usd.Stage, scene: LitScene
) -> tuple[float, float, tuple[tuple[str, float | str], ...]]:
    """(distance, angular width, more values) of a light as seen from the subject's middle."""
    if prim.IsA(UsdLux.DistantLight):
        return 0.0, float(UsdLux.DistantLight(prim).GetAngleAttr().Get()), ()
    if prim.IsA(UsdLux.DomeLight):
        return 0.0, 0.0, ()
    matrix = UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime())
    offset = np.array(matrix.ExtractTranslation()) * UsdGeom.GetStageMetersPerUnit(stage)
    distance = float(np.linalg.norm(offset - scene.subject.centre_m))
    if prim.IsA(UsdGeom.Mesh):
        mesh = next(m for m in find_glowing_meshes(stage) if m.path == str(prim.GetPath()))
        return distance, 0.0, (("radiance", round(float(luminance(mesh.radiance)), 4)),)
    if prim.IsA(UsdLux.RectLight):
        width = float(UsdLux.RectLight(prim).GetWidthAttr().Get())
    else:
        schema = UsdLux.SphereLight(prim) if prim.IsA(UsdLux.SphereLight) else UsdLux.DiskLight(prim)
        width = 2.0 * float(schema.GetRadiusAttr().Get())
    angular = float(2.0 * np.degrees(np.arctan(width / 2.0 / distance)))
    if not prim.HasAPI(UsdLux.ShapingAPI):
        return distance, angular, ()
    shaping = UsdLux.ShapingAPI(prim)
    cone, softness = shaping.GetShapingConeAngleAttr().Get(), shaping.GetShapingConeSoftnessAttr().Get()
    return (
        distance,
        angular,
        (("cone_angle_deg", round(float(cone), 3)), ("edge_softness", round(float(softness), 3))),
    )


def _sky_peak(prim: Usd.Prim) -> Vectors:
    """(3,) direction in the world of the brightest place of a dome's picture."""
    asset = UsdLux.DomeLight(prim).GetTextureFileAttr().Get()
    if not asset or not asset.resolvedPath:
        return np.array([0.0, 0.0, 1.0])
    local = _picture_peak(Path(asset.resolvedPath))
    matrix = np.array(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime()))
    world = np.array(local) @ matrix[:3, :3]
    return np.asarray(world / np.linalg.norm(world))


@lru_cache(maxsize=64)
def _picture_peak(file: Path) -> tuple[float, float, float]:
    """The mean direction of the brightest thousandth of the upper half."""
    pixels = read_picture(file)
    height = pixels.shape[0]
    light = luminance(pixels[: height // 2]).ravel()
    chosen = np.argsort(light)[-max(4, len(light) // 1000) :]
    direction = cell_directions(height)[: height // 2].reshape(-1, 3)[chosen].mean(axis=0)
    direction = direction / np.linalg.norm(direction)
    return float(direction[0]), float(direction[1]), float(direction[2])


def _background(stage: Usd.Stage, scene: LitScene, parts: Mapping[str, LightPart]) -> tuple[float, str]:
    """The backdrop's radiance, lit or a panel's own, and the path of what gives most of it."""
    target = scene.backdrop()
    if target is None:
        panels = [path for path, part in parts.items() if part is LightPart.BACKDROP]
        glow = {path: float(luminance(read_emission(stage.GetPrimAtPath(path)))) for path in panels}
        brightest = max(glow, key=lambda path: glow[path], default="")
        return glow.get(brightest, 0.0), brightest
    normal = scene.subject.centre_m - target
    normal = normal * np.array([1.0, 1.0, 0.0]) / np.linalg.norm(normal[:2])
    elements = _shining(stage, target + 0.01 * normal)
    received = {e.path: float(luminance(e.on_card(normal))) for e in elements}
    strongest = max(received, key=lambda path: received[path], default="")
    return float(sum(received.values()) / np.pi * scene.backdrop_albedo), strongest
