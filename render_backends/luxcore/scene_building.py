"""The extracted scene as a LuxCore scene."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from render_backends.luxcore.lights import (
    is_mesh_light,
    light_triangles,
    write_domes,
    write_light,
    write_picture,
)
from render_backends.luxcore.materials import Material, MaterialWriter, Properties
from render_backends.luxcore.media import find_overlaps, write_density, write_medium
from schemas.errors import UnsupportedError
from usd_scenes.extraction.dressed_surfaces.emission import emission_of
from usd_scenes.extraction.dressed_surfaces.media import find_medium, read_volume
from usd_scenes.extraction.dressed_surfaces.surfaces import Surface
from usd_scenes.extraction.scene.pictures import read_linear_picture
from usd_scenes.extraction.scene.plain_scene import Scene, SceneCamera, SceneLight
from usd_scenes.extraction.scene.triangles import Triangles


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shape:
    """Triangles under a name, with the colours that their material reads."""

    name: str
    triangles: Triangles
    colors: tuple[NDArray[np.float32], ...] = ()


@dataclass(slots=True, kw_only=True, eq=False)
class Described:
    """A scene as LuxCore reads it."""

    properties: Properties = field(default_factory=Properties)
    shapes: list[Shape] = field(default_factory=list)


def describe_scene(
    scene: Scene, surfaces: Sequence[Surface], groups: Sequence[str], *, resolution: tuple[int, int], folder: Path
) -> Described:
    """Everything but the film.

    Args:
        groups: light groups by their number.
        folder: where pictures are written for LuxCore to read.

    Raises:
        UnsupportedError: volumes that overlap or glow, or a feature of a light that LuxCore has no light for.
        SceneError, AssetError: a volume without a field or look, or a file that cannot be read.
    """
    described = Described()
    number = {group: index for index, group in enumerate(groups)}
    _write_camera(described.properties, scene.camera, resolution[1])
    unshadowed = frozenset[str]().union(*(light.unshadowed for light in scene.lights))
    for index, surface in enumerate(surfaces):
        name = f"s{index:05d}"
        filling = _write_filling(described, name, scene, surface)
        material = _write_surface(described, name, surface, number.get(surface.mesh.group, 0))
        more: dict[str, Any] = {"volume.interior": filling} if filling else {}
        if surface.mesh.prim_path in unshadowed:
            more["transparency.shadow"] = [1.0, 1.0, 1.0]
        described.properties.set(f"scene.materials.{material.name}", **more)
    _write_volumes(described, scene)
    for index, light in enumerate(scene.lights):
        name = f"light{index:03d}"
        if not is_mesh_light(light):
            write_light(described.properties, name, light, group=number.get(light.group, 0), folder=folder)
            continue
        _write_mesh_light(described, name, light, group=number.get(light.group, 0), folder=folder)
    write_domes(described.properties, scene.domes, folder)
    for index, dome in enumerate(scene.domes):
        described.properties.set(f"scene.lights.dome{index}", id=number.get(dome.group, 0))
    return described


def load_scene(pyluxcore: Any, described: Described) -> Any:
    """The scene itself."""
    scene = pyluxcore.Scene()
    for shape in described.shapes:
        _define_mesh(scene, shape)
    properties = pyluxcore.Properties()
    for key, value in described.properties.values.items():
        properties.Set(pyluxcore.Property(key, value))
    scene.Parse(properties)
    return scene


def _write_camera(properties: Properties, camera: SceneCamera, rows: int) -> None:
    """LuxCore's film counts its rows from one pixel above the window's top: the window stands as much lower."""
    eye, turn = camera.world_from_camera[:3, 3], camera.world_from_camera[:3, :3]
    (width, height), (across, up) = camera.aperture_m, camera.aperture_offset_m
    up -= height / rows
    reach = 1.0 if camera.orthographic else camera.focal_length_m  # a field of view of 90 degrees: tangents
    window = [
        (across - width / 2.0) / reach,
        (across + width / 2.0) / reach,
        (up - height / 2.0) / reach,
        (up + height / 2.0) / reach,
    ]
    near, far = camera.clipping_range_m
    properties.set(
        "scene.camera",
        type="orthographic" if camera.orthographic else "perspective",
        up=turn[:, 1].tolist(),
        screenwindow=window,
        cliphither=near,
        clipyon=far,
        lensradius=camera.lens_radius_m,
        focaldistance=camera.focus_distance_m,
        **{
            "lookat.orig": eye.tolist(),
            "lookat.target": (eye - turn[:, 2]).tolist(),
            "autofocus.enable": False,
            "autovolume.enable": True,  # the volume that the eye is in, if any
        },
    )
    if not camera.orthographic:
        properties.set("scene.camera", fieldofview=90.0)


def _write_filling(described: Described, name: str, scene: Scene, surface: Surface) -> str:
    """The volume of what fills a surface; empty where nothing does."""
    look = scene.looks.get(surface.look)
    if look is None:
        return ""
    parameters = surface.fields.surface if surface.fields is not None else None
    medium = find_medium(look, parameters, scene.meters_per_unit)
    if medium is None:
        return ""
    write_medium(described.properties, f"{name}medium", medium)
    return f"{name}medium"


def _write_volumes(described: Described, scene: Scene) -> None:
    """Fields of density, each in a box without a surface."""
    boxes = []
    for index, volume in enumerate(scene.volumes):
        name = f"volume{index:03d}"
        box = write_density(described.properties, f"{name}medium", read_volume(volume))
        boxes.append(box)
        described.properties.set(f"scene.materials.{name}", type="null", **{"volume.interior": f"{name}medium"})
        described.shapes.append(Shape(name=name, triangles=box))
        _add_object(described.properties, f"{name}o", name, Material(name=name), None)
    for first, second in find_overlaps(boxes):
        raise UnsupportedError(
            f"<{scene.volumes[first].prim_path}> and <{scene.volumes[second].prim_path}> overlap: a ray is in one "
            "volume at a time; use cycles",
            backend="luxcore",
        )


def _write_surface(described: Described, name: str, surface: Surface, group: int) -> Material:
    writer = MaterialWriter(described.properties, name)
    corners = surface.triangles.colors
    red, green, blue = (float(channel) for channel in surface.mesh.display_colors[0])
    if surface.is_medium_alone:
        material = writer.write_nothing()
    elif surface.fields is not None:
        material = writer.write(surface.fields)
    else:
        material = writer.write_matte(None if corners is not None else (red, green, blue), corners)
    emission = emission_of(surface)
    if emission is not None:
        material = writer.write_emission(material, emission.radiance)
        _set_emission(described.properties, material.name, material.emission, group)
    described.shapes.append(Shape(name=name, triangles=surface.triangles, colors=material.colors))
    matrices = surface.world_from_triangles or (None,)
    for index, matrix in enumerate(matrices):
        _add_object(described.properties, f"{name}o{index}", name, material, matrix)
    return material


def _write_mesh_light(described: Described, name: str, light: SceneLight, *, group: int, folder: Path) -> None:
    if not light.casts_shadows:
        raise UnsupportedError(f"<{light.prim_path}>: a light without shadows is not rendered", backend="luxcore")
    properties = described.properties
    properties.set(f"scene.materials.{name}", type="matte", kd=[0.0, 0.0, 0.0])
    if light.visible_to_camera:  # a body, but none that casts a shadow
        properties.set(f"scene.materials.{name}", **{"transparency.shadow": [1.0, 1.0, 1.0]})
    else:
        properties.set(f"scene.materials.{name}", transparency=0.0)
    emission: Any = [float(channel) for channel in light.radiance]
    if light.texture:
        file = folder / f"{name}.exr"
        write_picture(file, read_linear_picture(light.texture) * np.array(light.radiance, dtype=np.float32))
        emission = f"{name}picture"
        properties.set(f"scene.textures.{emission}", type="imagemap", file=str(file), gamma=1.0)
    _set_emission(properties, name, emission, group)
    described.shapes.append(Shape(name=name, triangles=light_triangles(light)))
    _add_object(properties, f"{name}o", name, Material(name=name), None)
    properties.set(f"scene.objects.{name}o", camerainvisible=not light.visible_to_camera)


def _set_emission(properties: Properties, material: str, radiance: Any, group: int) -> None:
    properties.set(
        f"scene.materials.{material}",
        emission=radiance,
        **{
            "emission.power": 0.0,
            "emission.gain": [1.0, 1.0, 1.0],
            "emission.id": group,
            "emission.directlightsampling.type": "ENABLED",  # which else ends at 256 triangles
        },
    )


def _add_object(
    properties: Properties, name: str, shape: str, material: Material, matrix: NDArray[np.float64] | None
) -> None:
    properties.set(f"scene.objects.{name}", shape=shape, material=material.name)
    if matrix is not None:
        properties.set(f"scene.objects.{name}", transformation=matrix.T.ravel().tolist())


def _define_mesh(scene: Any, shape: Shape) -> None:
    triangles = shape.triangles
    count = len(triangles.points)

    def rows(values: NDArray[np.float32] | None) -> list[tuple[float, ...]] | None:
        return None if values is None else [tuple(row) for row in values.reshape(3 * count, -1).tolist()]

    faces = [tuple(face) for face in np.arange(3 * count).reshape(-1, 3).tolist()]
    uvs, colors = rows(triangles.uvs), [rows(values) for values in shape.colors]
    scene.DefineMeshExt(
        shape.name,
        rows(triangles.points),
        faces,
        rows(triangles.normals),
        None if uvs is None else [uvs],
        colors or None,
        None,
    )
