"""UsdLux shadow linking: which meshes cast no shadow of which light."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pxr import UsdLux

from render_backends.blender.scene_import import ImportedScene
from usd_scenes.extraction.stage_reading.render_stage import RenderStage


def link_shadows(render_stage: RenderStage, imported: ImportedScene, lights: Mapping[str, Any]) -> None:
    """Give every light whose ``shadowLink`` collection leaves objects out a set of blockers without them.

    Args:
        lights: prim path of a light -> its bpy object.
    """
    groups: dict[frozenset[str], Any] = {}
    for path, light in lights.items():
        unshadowed = _left_out(render_stage, path, imported)
        if unshadowed:
            if unshadowed not in groups:
                groups[unshadowed] = _blockers_without(unshadowed, imported)
            light.light_linking.blocker_collection = groups[unshadowed]


def _left_out(render_stage: RenderStage, light_path: str, imported: ImportedScene) -> frozenset[str]:
    collection = UsdLux.LightAPI(render_stage.stage.GetPrimAtPath(light_path)).GetShadowLinkCollectionAPI()
    if not (collection.GetExcludesRel().HasAuthoredTargets() or collection.GetIncludesRel().HasAuthoredTargets()):
        return frozenset()
    query = collection.ComputeMembershipQuery()
    return frozenset(path for path in imported.objects if not query.IsPathIncluded(path))


def _blockers_without(paths: frozenset[str], imported: ImportedScene) -> Any:
    """A collection that lists what does not block; all that it does not name does."""
    import bpy

    collection = bpy.data.collections.new("unshadowed")
    for path in sorted(paths):
        collection.objects.link(imported.objects[path])
    for member in collection.collection_objects:
        member.light_linking.link_state = "EXCLUDE"
    return collection
