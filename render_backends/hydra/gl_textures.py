"""Storm's own textures, read by the labels that it gives them.

The framebuffer that Storm presents is filtered at silhouettes; the textures that it draws into are not.
"""

from __future__ import annotations

import ctypes
import re

import numpy as np
from numpy.typing import NDArray

from render_backends.hydra.egl_context import GlContext, bind_complete_framebuffer
from schemas.errors import RenderError

_TEXTURE = 0x1702  # GL_TEXTURE, for labels
_WIDTH, _HEIGHT = 0x1000, 0x1001
_RGBA, _FLOAT = 0x1908, 0x1406
_FRAMEBUFFER = 0x8D40
_RENDERER_NAME, _VERSION_NAME = 0x1F01, 0x1F02
_SOFTWARE = ("llvmpipe", "softpipe", "swrast")
_LABEL_BYTES = 512
_STALE = b"parallel-synth: read"
_MOST_NAMES = 1 << 14
_IN_A_ROW = 512  # so many unused names end the search


class GlTextures:
    """Finds textures by label and reads their pixels; also binds the framebuffer that Storm presents into."""

    def __init__(self, context: GlContext) -> None:
        integer, number, pointer = ctypes.c_int, ctypes.c_uint, ctypes.c_void_p
        self._is_texture = context.function("glIsTexture", ctypes.c_ubyte, number)
        self._get_label = context.function("glGetObjectLabel", None, number, number, integer, pointer, pointer)
        self._set_label = context.function("glObjectLabel", None, number, number, integer, pointer)
        self._get_parameter = context.function(
            "glGetTextureLevelParameteriv", None, number, integer, number, pointer
        )
        self._get_image = context.function(
            "glGetTextureImage", None, number, integer, number, number, integer, pointer
        )
        self._get_string = context.function("glGetString", ctypes.c_char_p, number)
        self._bind_framebuffer = context.function("glBindFramebuffer", None, number, number)
        self._framebuffer = bind_complete_framebuffer(context)

    @property
    def is_software(self) -> bool:
        """Whether the CPU draws."""
        return any(name in self.driver.lower() for name in _SOFTWARE)

    @property
    def driver(self) -> str:
        """The OpenGL renderer and version, as the driver names them."""
        return " ".join(self._get_string(name).decode() for name in (_RENDERER_NAME, _VERSION_NAME))

    def bind_framebuffer(self) -> None:
        """Give Storm a complete framebuffer to present into: a pbuffer's own is none to it."""
        self._bind_framebuffer(_FRAMEBUFFER, self._framebuffer)

    def mark_read(self, aov: str) -> None:
        """Take the label from every texture of an AOV: only one that is made after this is found again."""
        for texture in self._labelled(aov):
            self._set_label(_TEXTURE, texture, len(_STALE), _STALE)

    def read(self, aov: str) -> NDArray[np.float32]:
        """(height, width, 4) float32, row 0 at the top, of the one texture that Storm labels as this AOV.

        Raises:
            RenderError: there is none, or more than one.
        """
        found = self._labelled(aov)
        if len(found) != 1:
            raise RenderError(f"Storm has {len(found)} textures of the AOV {aov!r}, not one")
        width, height = (self._parameter(found[0], name) for name in (_WIDTH, _HEIGHT))
        pixels = np.empty((height, width, 4), dtype=np.float32)
        self._get_image(found[0], 0, _RGBA, _FLOAT, pixels.nbytes, pixels.ctypes.data)
        return pixels[::-1]

    def _labelled(self, aov: str) -> list[int]:
        pattern = re.compile(rf"/AOVs/{aov}\b")
        found, unused = [], 0
        for texture in range(1, _MOST_NAMES):
            if not self._is_texture(texture):
                unused += 1
                if unused > _IN_A_ROW:
                    break
                continue
            unused = 0
            if pattern.search(self._label(texture)):
                found.append(texture)
        return found

    def _label(self, texture: int) -> str:
        text = ctypes.create_string_buffer(_LABEL_BYTES)
        self._get_label(_TEXTURE, texture, _LABEL_BYTES, None, text)
        return text.value.decode(errors="replace")

    def _parameter(self, texture: int, name: int) -> int:
        value = ctypes.c_int()
        self._get_parameter(texture, 0, name, ctypes.byref(value))
        return value.value
