"""The EEVEE backend: deferred raster pictures, with exact AOVs from one sample of Cycles."""

from __future__ import annotations

from render_backends.blender.backend import BlenderBackend, is_bpy_installed, why_unavailable
from schemas.aovs import CORE_AOVS
from schemas.render import Capabilities, RenderRequest, RenderResult

_FEATURES = ("preview_surface", "volumes", "shadows", "depth_of_field", "subdivision", "exact_aovs")
_NOTICE = "for GPUs: without one it is 15 to 17 times slower than cycles, and its first frame takes 13 to 20 s"


class EeveeBackend(BlenderBackend):
    """The same process, import and reconcile step as Cycles; the looks' UsdPreviewSurface, for it runs no OSL."""

    name = "eevee"

    def capabilities(self) -> Capabilities:
        """A GPU backend: it draws through OpenGL, by whichever driver there is."""
        return Capabilities(
            aovs=(*CORE_AOVS, "emission", "environment"),
            features=_FEATURES,
            devices=("gpu", "cpu"),  # one and the same: the OpenGL driver decides
            available=is_bpy_installed(),
            reason=why_unavailable(),
            notice=_NOTICE,
        )

    def render(self, request: RenderRequest) -> RenderResult:
        """Import, reconcile, draw, and take the exact AOVs from Cycles.

        Raises:
            SceneError: no such stage or camera, a missing asset.
            UnsupportedError: something on the stage that EEVEE cannot draw as it is meant.
            RenderError: Blender failed.
            StorageError: the EXR cannot be written.
        """
        from render_backends.eevee.frame_render import render_eevee_frame

        return render_eevee_frame(self.opened(), request)
