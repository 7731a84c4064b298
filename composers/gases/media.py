"""A gas before it is on the stage: where its field comes from, how it meets light, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pxr import Gf

from assets.volumes.density_field import DensityField
from assets.volumes.library import volume_asset
from composers.shot import Shot
from schemas.errors import UnknownTermError
from schemas.spec import SampleSpec
from usd_scenes import prim_paths
from usd_scenes.departments import Department
from usd_scenes.looks import bind_look
from usd_scenes.meshes import define_component
from usd_scenes.rounding import quantize_all
from usd_scenes.semantics import Role, set_labels
from usd_scenes.volumes import VolumeLook, define_volume_look

VARIANTS = 16
"""How many fields each kind of gas has; samples share them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Medium:
    """One volume. The same ``recipe`` is the same asset; ``at_m`` is where the middle of its floor stands."""

    name: str  # of its component and look
    class_name: str
    recipe: dict[str, object]
    make: Callable[[], DensityField]
    look: VolumeLook
    at_m: tuple[float, float, float]
    turn_deg: float = 0.0


def stage_medium(shot: Shot, medium: Medium) -> None:
    """Author ``medium`` as /World/Fx/<name>/Volume and bind its look, into the current edit target."""
    stage, path = shot.stage, f"{prim_paths.FX}/{medium.name}"
    asset = volume_asset(shot.assets, medium.recipe, medium.make)
    component = define_component(stage, path)
    component.AddTranslateOp().Set(Gf.Vec3d(*quantize_all(medium.at_m)))
    if medium.turn_deg:
        component.AddRotateZOp().Set(round(medium.turn_deg, 3))
    volume = stage.DefinePrim(f"{path}/Volume", "Volume")
    volume.GetPayloads().AddPayload(shot.asset_path(asset, Department.FX))
    set_labels(volume, role=Role.GAS, class_name=medium.class_name)
    look = define_volume_look(stage, f"{prim_paths.FX_LOOKS}/{medium.name}", medium.look)
    bind_look(volume, look)


def number(spec: SampleSpec, term: str, name: str, otherwise: float) -> float:
    """A parameter of a term as a float, or ``otherwise`` where the spec gives none."""
    try:
        return float(spec.parameter(term, name))
    except UnknownTermError:
        return otherwise
