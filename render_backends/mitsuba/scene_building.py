"""The extracted scene as Mitsuba scenes: a lit one, one of the lights that the camera sees, an exact one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from render_backends.mitsuba.bsdfs import (
    Attributes,
    describe_albedo,
    describe_bsdf,
    describe_display_colour,
    describe_shade,
)
from render_backends.mitsuba.emitters import describe_domes, describe_light, rgb
from render_backends.mitsuba.media import Media
from render_backends.mitsuba.reliefs import flattened, has_relief, relief_of
from render_backends.mitsuba.sensors import transform
from render_backends.mitsuba.shapes import make_mesh
from render_backends.mitsuba.unshadowed import describe_unshadowed
from usd_scenes.extraction.dressed_surfaces.emission import Emission, emission_levels, emission_of
from usd_scenes.extraction.dressed_surfaces.surfaces import Surface
from usd_scenes.extraction.scene.plain_scene import Scene, SceneDome, SceneLight
from usd_scenes.extraction.scene.triangles import Triangles

type Shading = tuple[dict[str, Any], Attributes]  # a BSDF and what its mesh must carry

_LIFT = 1.2e-4  # how far what shines stands off its surface: a little more than Mitsuba's rays start off one


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bounds:
    """A ball about everything."""

    centre: NDArray[np.float64]
    radius_m: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Selection:
    """What shines in a render."""

    lights: tuple[SceneLight, ...]
    domes: tuple[SceneDome, ...]
    glows: Callable[[Surface], bool]


@dataclass(slots=True, kw_only=True, eq=False)
class Parts:
    """A scene's parts by name, as `mitsuba.load_dict` takes them."""

    mi: Any
    entries: dict[str, Any] = field(default_factory=lambda: {"type": "scene"})

    def add(self, part: Any) -> str:
        """Returns the name that it has in the scene."""
        name = f"part{len(self.entries):06d}"
        self.entries[name] = part
        return name

    def load(self) -> Any:
        """The scene."""
        return self.mi.load_dict(self.entries)


def find_bounds(scene: Scene, surfaces: Sequence[Surface]) -> Bounds:
    """The ball about the meshes, the lights with a place and the camera."""
    points = [scene.camera.world_from_camera[:3, 3]]
    points += [light.world_from_light[:3, 3] for light in scene.lights]
    for surface in surfaces:
        flat = surface.triangles.points.reshape(-1, 3)
        corners = np.stack([flat.min(axis=0), flat.max(axis=0)])
        for matrix in surface.world_from_triangles or (np.eye(4),):
            points += list(corners @ matrix[:3, :3].T + matrix[:3, 3])
    every = np.array(points)
    low, high = every.min(axis=0), every.max(axis=0)
    return Bounds(centre=(low + high) / 2.0, radius_m=max(float(np.linalg.norm(high - low)) / 2.0, 1e-3))


def select_lights(scene: Scene, *, group: str | None = None, seen: bool = False) -> Selection:
    """Everything that shines, or what is in one light group of it; ``seen``: where the camera may see it."""
    return Selection(
        lights=tuple(
            light
            for light in scene.lights
            if group in {None, light.group} and (light.visible_to_camera or not seen)
        ),
        domes=tuple(
            dome for dome in scene.domes if group in {None, dome.group} and (dome.visible_to_camera or not seen)
        ),
        glows=lambda surface: group in {None, surface.mesh.group},
    )


def split_by_shadows(selection: Selection, surfaces: Sequence[Surface]) -> tuple[Selection, ...]:
    """One selection for each set of meshes that cast no shadow of its lights: a mesh of Mitsuba's lets all lights
    of a scene pass or none.
    """
    even = replace(selection, lights=tuple(light for light in selection.lights if not light.unshadowed))
    glowing = any(selection.glows(surface) and emission_of(surface) is not None for surface in surfaces)
    linked: dict[frozenset[str], list[SceneLight]] = {}
    for light in selection.lights:
        if light.unshadowed:
            linked.setdefault(light.unshadowed, []).append(light)
    found = [Selection(lights=tuple(lights), domes=(), glows=lambda _: False) for lights in linked.values()]
    return tuple(found) if linked and not (even.lights or even.domes or glowing) else (even, *found)


def build_lit(mi: Any, scene: Scene, surfaces: Sequence[Surface], media: Media, selection: Selection) -> Any:
    """The scene that is rendered, lit by a selection."""
    bounds = find_bounds(scene, surfaces)
    parts = Parts(mi=mi)
    unshadowed = frozenset[str]().union(*(light.unshadowed for light in selection.lights))
    for surface in surfaces:
        _add_surface(
            parts,
            surface,
            media,
            glows=selection.glows(surface),
            shadows=surface.mesh.prim_path not in unshadowed,
        )
    for volume in media.volumes:
        parts.add(volume)
    for light in selection.lights:
        for described in describe_light(mi, light, bounds.centre, bounds.radius_m):
            parts.add(described)
    dome = describe_domes(mi, selection.domes)
    if dome is not None:
        parts.add(dome)
    return parts.load()


def build_seen(
    mi: Any, scene: Scene, surfaces: Sequence[Surface], media: Media, selection: Selection
) -> Any | None:
    """Everything black but a selection of lights that the camera may see; None where nothing shines."""
    glowing = any(selection.glows(surface) and emission_of(surface) is not None for surface in surfaces)
    if not (selection.lights or selection.domes or glowing):
        return None
    bounds = find_bounds(scene, surfaces)
    parts = Parts(mi=mi)
    for surface in surfaces:
        emission = emission_of(surface) if selection.glows(surface) else None
        medium = media.by_look.get(surface.look) if surface.fields is None else None
        _add_meshes(parts, surface, _black(surface, medium=medium), emission, medium=medium)
    for volume in media.volumes:
        parts.add(volume)
    for light in selection.lights:
        if light.shaping.is_neutral:
            for described in describe_light(mi, light, bounds.centre, bounds.radius_m):
                parts.add(described)
    dome = describe_domes(mi, selection.domes)
    if dome is not None:
        parts.add(dome)
    return parts.load()


def build_exact(mi: Any, surfaces: Sequence[Surface], media: Media) -> tuple[Any, dict[str, tuple[int, Surface]]]:
    """Diffuse surfaces of their albedo; returns the scene and instance id and surface by shape id."""
    parts = Parts(mi=mi)
    owners: dict[str, tuple[int, Surface]] = {}
    for surface in surfaces:
        if surface.fields is None and surface.look in media.by_look:
            continue  # a medium is no surface
        shading = describe_albedo(surface.fields) if surface.fields is not None else _display_colour(surface)
        for name, instance_id in _add_meshes(parts, surface, shading, None):
            owners[name] = (instance_id, surface)
    return parts.load(), owners


def _add_surface(parts: Parts, surface: Surface, media: Media, *, glows: bool, shadows: bool) -> None:
    own = media.by_look.get(surface.look)
    shading = _display_colour(surface)
    if surface.fields is not None:
        shading = describe_bsdf(surface.fields, relief_of(surface) if has_relief(surface) else None)
    elif own is not None:
        shading = {"type": "null"}, Attributes()
    if not shadows:
        shading = describe_unshadowed(parts.mi, shading[0]), shading[1]
    _add_meshes(parts, surface, shading, emission_of(surface) if glows else None, medium=own)


def _display_colour(surface: Surface) -> Shading:
    red, green, blue = (float(channel) for channel in surface.mesh.display_colors[0])
    varies = surface.triangles.colors is not None
    return describe_display_colour(None if varies else (red, green, blue)), Attributes()


def _black(surface: Surface, *, medium: Any) -> Shading:
    """What hides a light, as far as the surface is there."""
    if medium is not None:
        return {"type": "null"}, Attributes()
    if surface.fields is None:
        return {"type": "diffuse", "reflectance": rgb((0.0, 0.0, 0.0))}, Attributes()
    return describe_shade(surface.fields)


def _add_meshes(
    parts: Parts, surface: Surface, shading: Shading, emission: Emission | None, *, medium: Any = None
) -> list[tuple[str, int]]:
    """Adds the surface; returns shape ids with their instance ids."""
    mi, triangles = parts.mi, surface.triangles
    if shading[1].framed:
        triangles = flattened(surface)
    elif shading[1].lit and surface.seen_normals is not None:
        triangles = replace(triangles, normals=surface.seen_normals)
    bsdf, attributes = mi.load_dict(shading[0]), shading[1]
    if not surface.world_from_triangles:
        name = parts.add(make_mesh(mi, triangles, attributes, bsdf=bsdf, interior=medium))
        if emission is not None:
            _add_glow(parts, triangles, emission)
        return [(name, surface.instance_ids[0])]
    if emission is not None or medium is not None:
        return _add_copies(parts, surface, shading, emission, medium=medium)
    group = mi.load_dict({"type": "shapegroup", "mesh": make_mesh(mi, triangles, attributes, bsdf=bsdf)})
    parts.add(group)
    return [
        (
            parts.add(mi.load_dict({"type": "instance", "group": group, "to_world": transform(mi, matrix)})),
            instance_id,
        )
        for instance_id, matrix in zip(surface.instance_ids, surface.world_from_triangles, strict=True)
    ]


def _add_glow(parts: Parts, triangles: Triangles, emission: Emission) -> None:
    """Shells about a surface that shine and hide nothing: if it shone itself, the camera would not see
    it, as it does not see the lights. Mitsuba's area lights are even: what a pattern gives off shines in levels.
    """
    lift_m = _LIFT * (1.0 + float(np.abs(triangles.points).max(initial=0.0)))
    behind = emission.both_sides and not triangles.is_closed
    levels = list(emission_levels(triangles, emission))
    for part, radiance in levels:
        shells = [_turned(_turned(part, -lift_m), 0.0)]
        if behind:
            shells.append(_turned(part, lift_m))
        for shell in shells:
            light = {"type": "area", "radiance": rgb(radiance), "sampling_weight": 1.0 / len(levels)}
            emitter = parts.mi.load_dict(light)
            parts.add(make_mesh(parts.mi, shell, bsdf=parts.mi.load_dict({"type": "null"}), emitter=emitter))


def _add_copies(
    parts: Parts, surface: Surface, shading: Shading, emission: Emission | None, *, medium: Any
) -> list[tuple[str, int]]:
    """Instances that shine or are filled, which Mitsuba's cannot: one mesh each."""
    added: list[tuple[str, int]] = []
    for instance_id, matrix in zip(surface.instance_ids, surface.world_from_triangles, strict=True):
        copy = Surface(
            mesh=surface.mesh,
            look=surface.look,
            triangles=surface.triangles.placed(matrix),
            instance_ids=(instance_id,),
            fields=surface.fields,
        )
        added += _add_meshes(parts, copy, shading, emission, medium=medium)
    return added


def _turned(triangles: Triangles, lift_m: float) -> Triangles:
    """The same triangles seen from behind, a little behind."""
    sides = triangles.points[:, 1:] - triangles.points[:, :1]
    normal = np.cross(sides[:, 0], sides[:, 1])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-30)
    order = [0, 2, 1]
    return Triangles(
        points=(triangles.points - lift_m * normal[:, None])[:, order].astype(np.float32),
        normals=None if triangles.normals is None else -triangles.normals[:, order],
        uvs=None if triangles.uvs is None else triangles.uvs[:, order],
        colors=None,
        face=triangles.face,
    )
