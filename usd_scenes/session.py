"""What the user asks beside the sample: opinions in the session layer over a stage, as any edit is."""

from __future__ import annotations

from dataclasses import dataclass

from pxr import Usd

from usd_scenes.edit_locations import editable_prim
from usd_scenes.layer_files import session_edits
from usd_scenes.render_prims import require_render_settings
from usd_scenes.render_settings import set_denoise, set_resolution, set_spp


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOpinions:
    """How the stage is to be rendered this time; None leaves it to the stage's own render settings."""

    resolution: tuple[int, int] | None = None  # (width, height), pixels
    spp: int | None = None
    denoise: bool | None = None


def set_render_opinions(stage: Usd.Stage, opinions: RenderOpinions) -> None:
    """Author the opinions on the stage's render settings, into the current edit target.

    Raises:
        SceneError: there are opinions, but the stage has no UsdRenderSettings; nothing is authored.
    """
    if opinions == RenderOpinions():
        return
    editable_prim(require_render_settings(stage))
    if opinions.resolution is not None:
        set_resolution(stage, opinions.resolution)
    if opinions.spp is not None:
        set_spp(stage, opinions.spp)
    if opinions.denoise is not None:
        set_denoise(stage, opinions.denoise)


def put_under_session(stage: Usd.Stage, opinions: RenderOpinions) -> None:
    """Author the opinions into the stage's session layer, which is never saved with the stage."""
    with session_edits(stage):
        set_render_opinions(stage, opinions)
