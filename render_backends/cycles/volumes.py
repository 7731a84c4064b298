"""UsdVol volumes and fog boxes with Principled Volumes; not written yet."""

from __future__ import annotations

from render_backends.cycles.render_stage import RenderStage
from render_backends.cycles.scene_import import ImportedScene


def reconcile_volumes(render_stage: RenderStage, imported: ImportedScene) -> None:
    """Give each volume its medium."""
