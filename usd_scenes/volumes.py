"""Volumes: UsdVol prims over OpenVDB fields, and their look as a volume shader of our own.

The look is a UsdShade.Material whose ``outputs:volume`` is a shader of id `VOLUME_SHADER_ID`. At density ``d``
(the field ``density``), per colour channel and world metre:

    extinction = d * density_scale * (c + (1 - c) * (1 - sqrt(a)))
    scattering = d * density_scale * c

with ``c`` the scatter colour (the single-scattering albedo where ``a`` is black) and ``a`` the absorption
colour: black absorbs all that is not scattered, white nothing. A phase function of Henyey and Greenstein has
``anisotropy``; emission per metre is d * emission_strength * emission_color, and where ``temperature_k`` is above
0 the field ``temperature`` (in [0, 1]) times it gives a black body's colour.

The module works under usd-core and under the pxr that is bundled with a renderer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from pxr import Gf, Sdf, Usd, UsdShade, UsdVol

from schemas.errors import SceneError
from usd_scenes.edit_locations import editable_path, prepare_parent
from usd_scenes.rounding import quantize, quantize_all
from usd_scenes.shader_inputs import input_value

VOLUME_SHADER_ID = "ParallelSynthVolume"
DENSITY_FIELD = "density"
TEMPERATURE_FIELD = "temperature"
_SHADER_NAME = "Volume"

type Colour = tuple[float, float, float]  # scene-linear Rec.709


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeLook:
    """How a density field meets light; the module's docstring has the formulas."""

    density_scale: float  # extinction per metre at density 1 (absorption colour black)
    scatter_color: Colour = (0.9, 0.9, 0.9)
    absorption_color: Colour = (0.0, 0.0, 0.0)
    anisotropy: float = 0.0  # in (-1, 1); above 0 is forwards
    emission_strength: float = 0.0  # radiance per metre at density 1
    emission_color: Colour = (1.0, 1.0, 1.0)
    temperature_k: float = 0.0  # 0: no black body

    @property
    def extinction_per_m(self) -> Colour:
        """Extinction at density 1, per colour channel."""
        pairs = zip(self.scatter_color, self.absorption_color, strict=True)
        red, green, blue = (self.density_scale * (c + (1 - c) * (1 - sqrt(max(a, 0.0)))) for c, a in pairs)
        return red, green, blue


_NUMBERS = ("density_scale", "anisotropy", "emission_strength", "temperature_k")
_COLOURS = ("scatter_color", "absorption_color", "emission_color")


def define_volume_look(stage: Usd.Stage, path: str, look: VolumeLook) -> UsdShade.Material:
    """Author ``look`` at ``path`` in the current edit target.

    Raises:
        SceneError: no prim may be defined at ``path``.
    """
    prepare_parent(stage, path)
    material = UsdShade.Material.Define(stage, path)
    shader = UsdShade.Shader.Define(stage, f"{path}/{_SHADER_NAME}")
    shader.CreateIdAttr(VOLUME_SHADER_ID)
    for name in _NUMBERS:
        shader.CreateInput(name, Sdf.ValueTypeNames.Float).Set(quantize(getattr(look, name)))
    for name in _COLOURS:
        value = Gf.Vec3f(*quantize_all(getattr(look, name)))
        shader.CreateInput(name, Sdf.ValueTypeNames.Color3f).Set(value)
    shader.CreateOutput("out", Sdf.ValueTypeNames.Token)
    material.CreateVolumeOutput().ConnectToSource(shader.ConnectableAPI(), "out")
    return material


def read_volume_look(volume: Usd.Prim) -> VolumeLook | None:
    """The look bound to ``volume`` in the composed stage; None where no shader of ours is bound.

    Raises:
        SceneError: the shader lacks ``density_scale``.
    """
    material, _ = UsdShade.MaterialBindingAPI(volume).ComputeBoundMaterial()
    if not material:
        return None
    source = material.ComputeVolumeSource()
    shader = source[0] if isinstance(source, tuple | list) else source
    if not shader or shader.GetIdAttr().Get() != VOLUME_SHADER_ID:
        return None
    if input_value(shader.GetInput("density_scale")) is None:
        raise SceneError("a volume shader without inputs:density_scale", prim=str(shader.GetPath()))
    given: dict[str, object] = {}
    for name in (*_NUMBERS, *_COLOURS):
        value = input_value(shader.GetInput(name))
        if value is not None:
            given[name] = float(value) if name in _NUMBERS else tuple(float(part) for part in value)
    return VolumeLook(**given)  # type: ignore[arg-type]  # names and types are those of the fields


def define_volume(
    stage: Usd.Stage, path: str, *, files: Mapping[str, str], extent: Sequence[Sequence[float]]
) -> UsdVol.Volume:
    """A volume at ``path`` with one OpenVDBAsset child a field; ``files`` are asset paths by field name.

    Args:
        extent: (2, 3), metres, in the volume's own space.

    Raises:
        SceneError: no prim may be defined at ``path``, or a field's name is no name of a prim.
    """
    for name in files:
        editable_path(stage, f"{path}/{name}")
    editable_path(stage, path)
    volume = UsdVol.Volume.Define(stage, path)
    volume.CreateExtentAttr([Gf.Vec3f(*quantize_all(row)) for row in extent])
    for name, file in files.items():
        asset = UsdVol.OpenVDBAsset.Define(stage, f"{path}/{name}")
        asset.CreateFilePathAttr(Sdf.AssetPath(file))
        asset.CreateFieldNameAttr(name)
        volume.CreateFieldRelationship(name, asset.GetPath())
    return volume


def find_density(volume: Usd.Prim) -> tuple[Path, str] | None:
    """The OpenVDB file of a volume's density and its field there; None where it has none that is found."""
    path = UsdVol.Volume(volume).GetFieldPaths().get(DENSITY_FIELD)
    asset = UsdVol.OpenVDBAsset(volume.GetStage().GetPrimAtPath(path)) if path else None
    if not asset:
        return None
    file = asset.GetFilePathAttr().Get(Usd.TimeCode.EarliestTime())
    name = asset.GetFieldNameAttr().Get(Usd.TimeCode.EarliestTime())
    return (Path(file.resolvedPath), str(name or DENSITY_FIELD)) if file and file.resolvedPath else None
