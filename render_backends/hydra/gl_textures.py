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
_SLACK = 256  # names above the last one that may be taken where free ones are given again
_MARK = np.float32(-7.0)


class GlTextures:
    """Finds textures by label and reads their pixels; also binds the framebuffer that Storm presents into."""

    def __init__(self, context: GlContext) -> None:
        integer, number, pointer = ctypes.c_int, ctypes.c_uint, ctypes.c_void_p
        self._is_texture = context.function("glIsTexture", ctypes.c_ubyte, number)
        self._get_label = context.function("glGetObjectLabel", None, number, number, integer, pointer, pointer)
        self._clear = context.function("glClearTexImage", None, number, integer, number, number, pointer)
        self._get_parameter = context.function(
            "glGetTextureLevelParameteriv", None, number, integer, number, pointer
        )
        self._get_image = context.function(
            "glGetTextureImage", None, number, integer, number, number, integer, pointer
        )
        self._generate = context.function("glGenTextures", None, integer, pointer)
        self._delete = context.function("glDeleteTextures", None, integer, pointer)
        self._first = self._last = 1  # the names that the present engine's textures can have
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

    def blank(self, aov: str) -> None:
        """Fill every texture of an AOV with a mark that no draw leaves: what is read then was drawn since."""
        mark = np.full(4, _MARK, dtype=np.float32)
        for texture in self._labelled(aov):
            self._clear(texture, 0, _RGBA, _FLOAT, mark.ctypes.data)

    def read(self, aov: str) -> NDArray[np.float32]:
        """(height, width, 4) float32, row 0 at the top, of the one texture of this AOV drawn since `blank`.

        Raises:
            RenderError: there is none, or more than one.
        """
        drawn = [pixels for texture in self._labelled(aov) if (pixels := self._pixels(texture))[0, 0, 3] != _MARK]
        if len(drawn) != 1:
            raise RenderError(
                f"Storm drew {len(drawn)} textures of the AOV {aov!r}, not one", backend="hydra:storm"
            )
        if (drawn[0][..., 3] == _MARK).any():
            raise RenderError(f"Storm drew only a part of the AOV {aov!r}", backend="hydra:storm")
        return drawn[0]

    def _pixels(self, texture: int) -> NDArray[np.float32]:
        width, height = (self._parameter(texture, name) for name in (_WIDTH, _HEIGHT))
        pixels = np.empty((height, width, 4), dtype=np.float32)
        self._get_image(texture, 0, _RGBA, _FLOAT, pixels.nbytes, pixels.ctypes.data)
        return pixels[::-1]

    def begin_stage(self) -> None:
        """Forget the textures of earlier engines: drivers differ in whether they give names again."""
        name = self._next_name()
        self._first = name if name > self._last else 1
        self._last = max(name, self._last)

    def _labelled(self, aov: str) -> list[int]:
        pattern = re.compile(rf"/AOVs/{aov}\b")
        self._last = max(self._last, self._next_name())
        names = [name for name in range(self._first, self._last + _SLACK) if self._is_texture(name)]
        return [name for name in names if pattern.search(self._label(name))]

    def _next_name(self) -> int:
        """The name that the driver would give a new texture: Mesa's is above all so far, others' any free one."""
        name = ctypes.c_uint()
        self._generate(1, ctypes.addressof(name))
        self._delete(1, ctypes.addressof(name))
        return name.value

    def _label(self, texture: int) -> str:
        text = ctypes.create_string_buffer(_LABEL_BYTES)
        self._get_label(_TEXTURE, texture, _LABEL_BYTES, None, text)
        return text.value.decode(errors="replace")

    def _parameter(self, texture: int, name: int) -> int:
        value = ctypes.c_int()
        self._get_parameter(texture, 0, name, ctypes.byref(value))
        return value.value
