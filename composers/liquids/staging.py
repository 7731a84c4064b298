"""Putting parts and their looks on the stage, into the fx layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pxr import Gf, UsdShade

from assets.looks.vessels.vessel_looks import vessel_look
from assets.meshes.library import MESH_FOLDER, MESH_SUFFIX, read_extent
from assets.meshes.shading import as_shaded
from composers.blocking.liquids.parts import Part
from composers.shared_looks import author_shared_look
from composers.shot import Shot
from usd_scenes import prim_paths
from usd_scenes.departments import Department
from usd_scenes.looks import LookNetwork, bind_look
from usd_scenes.meshes import define_component, define_mesh_payload, write_mesh_layer
from usd_scenes.rounding import quantize, quantize_all
from usd_scenes.semantics import Role, set_labels


def stage_parts(
    shot: Shot,
    name: str,
    parts: Sequence[Part],
    *,
    at_m: tuple[float, float, float],
    class_name: str,
    looks: Mapping[str, LookNetwork] | None = None,
    turn_deg: float = 0.0,
    scale: float = 1.0,
) -> None:
    """Author ``parts`` as the component /World/Fx/``name`` with its foot at ``at_m``, and bind their looks.

    Args:
        looks: networks by key, for the keys that `vessel_look` does not know.
    """
    stage, path = shot.stage, f"{prim_paths.FX}/{name}"
    component = define_component(stage, path)
    set_labels(component.GetPrim(), role=Role.VESSEL, class_name=class_name)
    component.AddTranslateOp().Set(Gf.Vec3d(*quantize_all(at_m)))
    if turn_deg:
        component.AddRotateZOp().Set(round(turn_deg, 3))
    if scale != 1.0:
        component.AddScaleOp().Set(Gf.Vec3f(*(3 * (quantize(scale),))))
    materials: dict[str, UsdShade.Material] = {}
    for part in parts:
        asset = _asset(shot, part)
        mesh = define_mesh_payload(
            stage,
            f"{path}/{part.name}",
            asset=shot.asset_path(asset, Department.FX),
            extent=read_extent(asset),
            role=part.role,
            class_name=part.class_name,
        )
        if part.look not in materials:
            network = (looks or {}).get(part.look) or vessel_look(part.look)
            look_path = f"{prim_paths.FX_LOOKS}/{part.look}"
            materials[part.look] = author_shared_look(shot, Department.FX, look_path, network)
        bind_look(mesh.GetPrim(), materials[part.look])


def _asset(shot: Shot, part: Part) -> Path:
    return shot.assets.get_or_make(
        MESH_FOLDER, MESH_SUFFIX, part.recipe, lambda file: write_mesh_layer(as_shaded(part.make()), file)
    )
