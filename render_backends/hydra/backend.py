"""``hydra:storm``: OpenUSD's own rasteriser, headless, from the OpenUSD that the bpy wheel carries."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.aovs import CORE_AOVS
from schemas.errors import RenderError
from schemas.render import Capabilities, RenderRequest, RenderResult
from usd_scenes.bundled_usd import put_bundled_usd_first

if TYPE_CHECKING:
    from render_backends.hydra.gl_textures import GlTextures

_FEATURES = ("materialx", "preview_surface", "subdivision", "exact_aovs")


class StormBackend:
    """Raster pictures and exact AOVs; no shadows, volumes, depth of field or light from other surfaces."""

    name = "hydra:storm"

    def __init__(self) -> None:
        self._textures: GlTextures | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def capabilities(self) -> Capabilities:
        """Known without importing bpy. Whether OpenGL starts is found out when the worker opens."""
        installed = importlib.util.find_spec("bpy") is not None
        return Capabilities(
            aovs=CORE_AOVS,
            features=_FEATURES,
            devices=("cpu", "gpu"),  # one and the same: the OpenGL driver decides
            available=installed,
            reason="" if installed else "bpy, which carries its OpenUSD, is not installed; pip install bpy",
        )

    def open(self) -> None:
        """Make an OpenGL context and import the OpenUSD of bpy, for good.

        Raises:
            RenderError: there is no such context on this machine.
        """
        from render_backends.hydra.egl_context import GlContextError, create_gl_context

        os.environ["HDX_MSAA_SAMPLE_COUNT"] = "1"  # before pxr loads, or ids and depth are blended
        try:
            context = create_gl_context()
            put_bundled_usd_first(backend=self.name)
            context.make_current()  # bpy made its own current
            import OpenImageIO  # noqa: F401  the bundled one

            from render_backends.hydra.gl_textures import GlTextures

            self._textures = GlTextures(context)
        except GlContextError as error:
            raise RenderError(str(error), backend=self.name) from error
        self._folder = tempfile.TemporaryDirectory(prefix="storm-")

    def render(self, request: RenderRequest) -> RenderResult:
        """Draw the beauty, then one exact pass for each quantity.

        Raises:
            SceneError: no such stage or camera, a missing asset.
            UnsupportedError: something on the stage that Storm would draw wrongly.
            RenderError: Storm or OpenGL failed.
            StorageError: the EXR cannot be written.
        """
        if self._textures is None or self._folder is None:
            self.open()
        assert self._textures is not None
        assert self._folder is not None
        from render_backends.hydra.storm_frame import render_storm_frame

        return render_storm_frame(self._textures, Path(self._folder.name), request)

    def close(self) -> None:
        """Let go of the context; the libraries cannot be unloaded."""
        if self._folder is not None:
            self._folder.cleanup()
        self._textures = self._folder = None
