"""UsdImagingGL's engine on one stage: a picture of any of the stage's present opinions."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pxr import CameraUtil, Gf, Tf, Usd, UsdImagingGL

from render_backends.hydra.gl_textures import GlTextures
from schemas.errors import RenderError

STORM = "HdStormRendererPlugin"
_MOST_ROUNDS = 10_000


class StormEngine:
    """Draws one stage; a second stage takes a second engine, for an engine keeps drawing its first in silence."""

    def __init__(self, stage: Usd.Stage, textures: GlTextures, *, camera: str, time: Usd.TimeCode) -> None:
        self._root = stage.GetPseudoRoot()
        self._textures = textures
        textures.begin_stage()
        self._engine = UsdImagingGL.Engine()
        if not self._engine.SetRendererPlugin(STORM) or self._engine.GetCurrentRendererId() != STORM:
            raise RenderError(f"{STORM} does not start on this OpenGL", backend="hydra:storm")
        self._engine.SetCameraPath(camera)
        self._engine.SetOverrideWindowPolicy(CameraUtil.DontConform)
        self._engine.SetRendererSetting("enableExposureCompensation", False)  # the frame's own, in one place
        self._parameters = _make_parameters(time)

    def set_lights(self, number: int) -> None:
        """Let Storm use that many lights."""
        self._engine.SetRendererSetting("maxLights", max(number, 16))

    def hide_dome(self) -> None:
        """Draw no dome behind the surfaces from here on: a probe's picture has surfaces only."""
        self._engine.SetRendererSetting("domeLightCameraVisibility", False)

    def draw(self, resolution: tuple[int, int]) -> NDArray[np.float32]:
        """(height, width, 4) float32, row 0 at the top: the colour AOV, one sample at each pixel's centre.

        Raises:
            RenderError: Storm or the OpenGL driver failed.
        """
        self._engine.SetRendererAov("color")
        self._engine.SetRenderBufferSize(Gf.Vec2i(*resolution))
        self._engine.SetFraming(CameraUtil.Framing(Gf.Rect2i(Gf.Vec2i(0, 0), *resolution)))
        self._textures.blank("color")
        self._textures.bind_framebuffer()
        try:
            for _ in range(_MOST_ROUNDS):
                self._engine.Render(self._root, self._parameters)
                if self._engine.IsConverged():
                    break
        except Tf.ErrorException as error:
            raise RenderError(f"Storm failed: {_first_line(error)}", backend="hydra:storm") from error
        return self._textures.read("color")


def _make_parameters(time: Usd.TimeCode) -> Any:
    parameters = UsdImagingGL.RenderParams()
    parameters.frame = time
    parameters.clearColor = Gf.Vec4f(0.0)
    parameters.colorCorrectionMode = "disabled"
    parameters.showRender, parameters.showProxy, parameters.showGuides = True, False, False
    parameters.enableLighting = parameters.enableSceneLights = parameters.enableSceneMaterials = True
    parameters.cullStyle = UsdImagingGL.CullStyle.CULL_STYLE_NOTHING
    parameters.enableSampleAlphaToCoverage = False
    return parameters


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
