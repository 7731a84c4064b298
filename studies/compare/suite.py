"""The parity suite: small stages, each with one feature of OpenUSD beside the shared scene."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import UsageError
from studies.compare import suite_features, suite_lights
from studies.compare.run import StageToCompare
from studies.compare.suite_scene import SuiteScene


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One stage of the suite."""

    group: str
    name: str
    about: str
    author: Callable[[SuiteScene], None]
    up_axis: str = "Z"
    meters_per_unit: float = 1.0


def author_suite(folder: Path, only: Sequence[str] | None = None) -> tuple[StageToCompare, ...]:
    """Write the suite's stages, or those of ``only``, into ``folder``.

    Raises:
        UsageError: a name that no stage of the suite has.
    """
    names = {feature.name for feature in SUITE}
    unknown = sorted(set(only or ()) - names)
    if unknown:
        raise UsageError(f"--only {', '.join(unknown)}: the suite has {', '.join(sorted(names))}")
    made = []
    for feature in SUITE:
        if only and feature.name not in only:
            continue
        file = folder / f"{feature.name}.usda"
        scene = SuiteScene(file, up_axis=feature.up_axis, meters_per_unit=feature.meters_per_unit)
        feature.author(scene)
        scene.save()
        made.append(StageToCompare(name=feature.name, file=file, about=f"{feature.group}: {feature.about}"))
    return tuple(made)


_AUTHORS: Mapping[str, Callable[[SuiteScene], None]] = {**vars(suite_lights), **vars(suite_features)}


def _feature(group: str, name: str, about: str, **units: object) -> Feature:
    return Feature(group=group, name=name, about=about, author=_AUTHORS[name], **units)  # type: ignore[arg-type]


SUITE: tuple[Feature, ...] = (
    _feature("lights", "distant_light", "DistantLight of 2 degrees, normalized"),
    _feature("lights", "sphere_light", "SphereLight"),
    _feature("lights", "sphere_light_normalized", "SphereLight with normalize"),
    _feature("lights", "disk_light", "DiskLight"),
    _feature("lights", "rect_light", "RectLight"),
    _feature("lights", "rect_light_texture", "RectLight with a picture"),
    _feature("lights", "cylinder_light", "CylinderLight"),
    _feature("lights", "dome_light", "DomeLight of one colour"),
    _feature("lights", "dome_light_texture", "DomeLight with a picture"),
    _feature("lights", "mesh_light", "a mesh with MeshLightAPI"),
    _feature("lights", "light_cone", "ShapingAPI: cone and softness"),
    _feature("lights", "light_focus", "ShapingAPI: focus"),
    _feature("lights", "light_temperature", "colour temperature, colour and exposure"),
    _feature("camera", "perspective_camera", "a wide lens"),
    _feature("camera", "orthographic_camera", "orthographic projection"),
    _feature("camera", "film_offset", "aperture offsets"),
    _feature("camera", "depth_of_field", "f-stop and focus distance"),
    _feature("camera", "camera_exposure", "camera exposure"),
    _feature("looks", "preview_surface", "UsdPreviewSurface: plastic and metal"),
    _feature("looks", "preview_texture", "UsdPreviewSurface with UsdUVTexture"),
    _feature("looks", "normal_map", "UsdPreviewSurface with a normal map"),
    _feature("looks", "standard_surface", "MaterialX standard_surface: coated and metal"),
    _feature("looks", "standard_surface_glass", "MaterialX standard_surface: transmission"),
    _feature("looks", "open_pbr", "MaterialX OpenPBR: glossy and metal"),
    _feature("looks", "gltf_pbr", "MaterialX glTF PBR"),
    _feature("looks", "materialx_pattern", "a MaterialX ramp over texture coordinates"),
    _feature("looks", "float_primvar", "a float primvar in a MaterialX look, and its default"),
    _feature("looks", "display_color", "displayColor without a look, constant and by vertex"),
    _feature("looks", "subset_looks", "GeomSubsets with looks of their own"),
    _feature("geometry", "subdivision", "catmullClark with a crease"),
    _feature("geometry", "displacement", "MaterialX displacement"),
    _feature("geometry", "implicit_surfaces", "Sphere, Cube, Cone, Cylinder, Capsule"),
    _feature("geometry", "left_handed", "leftHanded orientation and a mirroring scale"),
    _feature("geometry", "shear", "a scale across a turn, of meshes and of instances"),
    _feature("geometry", "native_instances", "instanceable references"),
    _feature("geometry", "point_instancer", "PointInstancer with orientations, scales and a mask"),
    _feature("volumes", "volume", "UsdVol with OpenVDB: an even ball of fog"),
    _feature("stage", "y_up", "upAxis Y", up_axis="Y"),
    _feature("stage", "centimetres", "metersPerUnit 0.01", meters_per_unit=0.01),
    _feature("stage", "time_samples", "animated transforms and points at a time code"),
    _feature("stage", "purposes", "render, proxy and guide purposes, visibility"),
    _feature("stage", "variants", "a variant selection"),
    _feature("stage", "payload", "a payload and a reference"),
)
"""Every stage of the suite, in the order of the matrix."""
