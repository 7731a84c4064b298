"""What the stage's own render settings and vars ask of passes: bounces, the mist's range, the occlusion's reach.

The attributes are those of `usd_scenes.own_attributes`; a stage without them keeps Blender's own values.
"""

from __future__ import annotations

from typing import Any

from usd_scenes.extraction.stage_reading.render_stage import RenderStage
from usd_scenes.render_prims import find_render_vars
from usd_scenes.render_settings import read_max_bounces, read_var_values


def set_pass_ranges(render_stage: RenderStage, scene: Any) -> None:
    """Set them on ``scene``; a stage without a dome gets a black world to carry those that a world holds."""
    import bpy

    stage, metres = render_stage.stage, render_stage.meters_per_unit
    bounces = read_max_bounces(stage)
    if bounces is not None:
        scene.cycles.max_bounces = bounces
    render_vars = find_render_vars(stage)
    occlusion, mist = (
        read_var_values(render_vars[name]) if name in render_vars else {} for name in ("ambient_occlusion", "mist")
    )
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
