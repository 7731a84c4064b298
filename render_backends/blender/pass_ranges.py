"""What the stage's own render settings and vars ask of passes: bounces, the mist's range, the occlusion's reach.

The attributes are those of `usd_scenes.own_attributes`; a stage without them keeps Blender's own values.
"""

from __future__ import annotations

from typing import Any

from pxr import UsdRender

from usd_scenes import own_attributes, prim_paths
from usd_scenes.extraction.stage_reading.render_stage import RenderStage


def set_pass_ranges(render_stage: RenderStage, scene: Any) -> None:
    """Set them on ``scene``; a stage without a dome gets a black world to carry those that a world holds."""
    import bpy

    stage, metres = render_stage.stage, render_stage.meters_per_unit
    settings = UsdRender.Settings.GetStageRenderSettings(stage) or UsdRender.Settings.Get(
        stage, prim_paths.RENDER_SETTINGS
    )
    bounces = settings.GetPrim().GetAttribute(own_attributes.MAX_BOUNCES) if settings else None
    if bounces and bounces.Get():
        scene.cycles.max_bounces = int(bounces.Get())
    occlusion, mist = _own_values(stage, "ambient_occlusion"), _own_values(stage, "mist")
    if not occlusion and not mist:
        return
    if scene.world is None:
        scene.world = bpy.data.worlds.new("Void")
        scene.world.node_tree.nodes["Background"].inputs["Strength"].default_value = 0.0
    if "distance_m" in occlusion:
        scene.world.light_settings.distance = occlusion["distance_m"] / metres
    if {"start_m", "depth_m"} <= mist.keys():
        ramp = scene.world.mist_settings
        ramp.start, ramp.depth, ramp.falloff = mist["start_m"] / metres, mist["depth_m"] / metres, "LINEAR"


def _own_values(stage: Any, var: str) -> dict[str, float]:
    prim = stage.GetPrimAtPath(f"{prim_paths.RENDER_VARS}/{var}")
    if not prim:
        return {}
    found = {
        a.GetName().removeprefix(own_attributes.VAR_PREFIX): a.Get()
        for a in prim.GetAttributes()
        if a.GetName().startswith(own_attributes.VAR_PREFIX)
    }
    return {name: float(value) for name, value in found.items() if value is not None}
