"""The Cycles backend: one stage in, one EXR out."""

from __future__ import annotations

from render_backends.blender.backend import BlenderBackend, is_bpy_installed, why_unavailable
from schemas.aovs import AOVS
from schemas.render import Capabilities, RenderRequest, RenderResult

_UNAVAILABLE_AOVS = frozenset({"shadow", "motion"})
_FEATURES = (
    "materialx", "preview_surface", "volumes", "shadows", "depth_of_field", "denoise", "light_groups",
    "subdivision", "global_illumination",
)  # fmt: skip


class CyclesBackend(BlenderBackend):
    """Path tracing by Blender's Cycles, from the bpy wheel."""

    name = "cycles"

    def capabilities(self) -> Capabilities:
        """Known without importing bpy. A GPU's presence is found out when the worker opens."""
        return Capabilities(
            aovs=(*(name for name in AOVS if name not in _UNAVAILABLE_AOVS), "light_*"),
            features=_FEATURES,
            devices=("cpu", "optix", "cuda", "hip"),
            available=is_bpy_installed(),
            reason=why_unavailable(),
        )

    def render(self, request: RenderRequest) -> RenderResult:
        """Import, reconcile, render, convert.

        Raises:
            SceneError: no such stage or camera, a missing asset.
            UnsupportedError: something on the stage that this backend cannot render as it is meant.
            RenderError: Blender failed.
            StorageError: the EXR cannot be written.
        """
        from render_backends.cycles.frame_render import render_frame

        return render_frame(self.opened(), request)
