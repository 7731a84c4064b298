"""An OpenGL context without a window or a display server: a tiny EGL pbuffer, through ctypes.

Imports nothing of ours and takes Python 3.8: it also runs under the Python of other OpenUSD installations.
"""

from __future__ import annotations

import ctypes
from typing import Any, Callable, Sequence  # noqa: UP035  of Python 3.8

_SURFACELESS = 0x31DD  # EGL_PLATFORM_SURFACELESS_MESA
_DEVICE = 0x313F  # EGL_PLATFORM_DEVICE_EXT
_OPENGL_API = 0x30A2
_NONE = 0x3038
_CONFIG = (0x3033, 0x0001, 0x3040, 0x0008, 0x3024, 8, 0x3023, 8, 0x3022, 8, _NONE)  # pbuffer, OpenGL, 8 bits RGB
_SIDE_PX = 16
_SURFACE = (0x3057, _SIDE_PX, 0x3056, _SIDE_PX, _NONE)
_VERSION = (
    0x3098,
    4,
    0x30FB,
    5,
    0x30FD,
    0x0002,
    _NONE,
)  # 4.5, not core: Storm calls what that lacks
_MOST_DEVICES = 16
_MEND = "install a driver: apt-get install libegl1 libgl1-mesa-dri, or the GPU vendor's"

_FRAMEBUFFER = 0x8D40
_TEXTURE_2D = 0x0DE1
_COMPLETE = 0x8CD5
_COLOUR_FORMAT, _COLOUR_ATTACHMENT = 0x8058, 0x8CE0  # RGBA8
_DEPTH_FORMAT, _DEPTH_ATTACHMENT = 0x8CAC, 0x8D00  # 32-bit float


class GlContextError(Exception):
    """No OpenGL context can be had; says what would mend it."""


class GlContext:
    """A context that can be made current in this thread, and its functions by name."""

    def __init__(self, *, egl: Any, display: int, surface: int, context: int) -> None:
        self.egl = egl
        self.display = display
        self.surface = surface
        self.context = context

    def make_current(self) -> None:
        """Draw into this context from here on.

        Raises:
            GlContextError: EGL refuses.
        """
        if not self.egl.eglMakeCurrent(self.display, self.surface, self.surface, self.context):
            raise GlContextError(
                f"the OpenGL context cannot be made current (EGL error {self.egl.eglGetError():#x})"
            )

    def function(self, name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
        """One OpenGL function.

        Raises:
            GlContextError: the driver has none of that name.
        """
        address = self.egl.eglGetProcAddress(name.encode())
        if not address:
            raise GlContextError(f"the OpenGL driver has no {name}; {_MEND}")
        found: Callable[..., Any] = ctypes.CFUNCTYPE(result, *arguments)(address)
        return found


def create_gl_context() -> GlContext:
    """A new OpenGL 4.5 context, current in this thread: a GPU's if a driver offers one, else a software one.

    Raises:
        GlContextError: no libEGL, or no display of it gives such a context; says what would mend it.
    """
    egl = _load_egl()
    tried = []
    for display in _displays(egl):
        if not egl.eglInitialize(display, None, None):
            tried.append("a display that does not start")
            continue
        made = _create_on(egl, display)
        if isinstance(made, GlContext):
            return made
        tried.append(made)
    raise GlContextError(f"no OpenGL 4.5 context ({'; '.join(tried) or 'EGL offers no display'}); {_MEND}")


def bind_complete_framebuffer(context: GlContext) -> int:
    """Make and bind a complete framebuffer for Storm to present into: a pbuffer's own is none to it.

    Raises:
        GlContextError: the driver gives none.
    """
    integer, number, pointer = ctypes.c_int, ctypes.c_uint, ctypes.c_void_p
    framebuffer, textures = ctypes.c_uint(), (ctypes.c_uint * 2)()
    context.function("glGenFramebuffers", None, integer, pointer)(1, ctypes.addressof(framebuffer))
    context.function("glGenTextures", None, integer, pointer)(2, ctypes.addressof(textures))
    bind = context.function("glBindTexture", None, number, number)
    store = context.function("glTexStorage2D", None, number, integer, number, integer, integer)
    attach = context.function("glFramebufferTexture2D", None, number, number, number, number, integer)
    context.function("glBindFramebuffer", None, number, number)(_FRAMEBUFFER, framebuffer.value)
    parts = (
        (textures[0], _COLOUR_FORMAT, _COLOUR_ATTACHMENT),
        (textures[1], _DEPTH_FORMAT, _DEPTH_ATTACHMENT),
    )
    for texture, stored_as, attachment in parts:
        bind(_TEXTURE_2D, texture)
        store(_TEXTURE_2D, 1, stored_as, _SIDE_PX, _SIDE_PX)
        attach(_FRAMEBUFFER, attachment, _TEXTURE_2D, texture, 0)
    status = context.function("glCheckFramebufferStatus", number, number)(_FRAMEBUFFER)
    if status != _COMPLETE:
        raise GlContextError(f"the OpenGL driver gives no complete framebuffer (status {status:#x})")
    return framebuffer.value


def _load_egl() -> Any:
    try:
        egl = ctypes.CDLL("libEGL.so.1")
    except OSError as error:
        raise GlContextError(f"no libEGL: {error}; {_MEND}") from error
    pointer, integer = ctypes.c_void_p, ctypes.c_int
    signatures: dict[str, tuple[Any, Sequence[Any]]] = {
        "eglGetProcAddress": (pointer, [ctypes.c_char_p]),
        "eglInitialize": (integer, [pointer, pointer, pointer]),
        "eglBindAPI": (integer, [ctypes.c_uint]),
        "eglChooseConfig": (integer, [pointer, pointer, pointer, integer, pointer]),
        "eglCreatePbufferSurface": (pointer, [pointer, pointer, pointer]),
        "eglCreateContext": (pointer, [pointer, pointer, pointer, pointer]),
        "eglMakeCurrent": (integer, [pointer, pointer, pointer, pointer]),
        "eglGetError": (integer, []),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(egl, name)
        function.restype, function.argtypes = result, arguments
    return egl


def _displays(egl: Any) -> list[int]:
    """Each GPU's display, then the software one."""
    get_display = egl.eglGetProcAddress(b"eglGetPlatformDisplayEXT")
    if not get_display:
        return []
    get = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p)(get_display)
    found = [get(_DEVICE, device, None) for device in _gpu_devices(egl)]
    found.append(get(_SURFACELESS, None, None))
    return [display for display in found if display]


def _gpu_devices(egl: Any) -> list[int]:
    """EGL devices that are no software renderers."""
    addresses = [egl.eglGetProcAddress(name) for name in (b"eglQueryDevicesEXT", b"eglQueryDeviceStringEXT")]
    if not all(addresses):
        return []
    query = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(addresses[0])
    text = ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.c_void_p, ctypes.c_int)(addresses[1])
    devices, count = (ctypes.c_void_p * _MOST_DEVICES)(), ctypes.c_int()
    if not query(_MOST_DEVICES, ctypes.addressof(devices), ctypes.addressof(count)):
        return []
    extensions = 0x3055
    every = [device for device in devices[: count.value] if device]
    return [device for device in every if b"software" not in (text(device, extensions) or b"")]


def _create_on(egl: Any, display: int) -> GlContext | str:
    """The context, current; or why there is none."""
    if not egl.eglBindAPI(_OPENGL_API):
        return "no desktop OpenGL"
    config, count = ctypes.c_void_p(), ctypes.c_int()
    chosen = egl.eglChooseConfig(display, _array(_CONFIG), ctypes.byref(config), 1, ctypes.byref(count))
    if not chosen or not count.value:
        return "no configuration with a pbuffer"
    surface = egl.eglCreatePbufferSurface(display, config, _array(_SURFACE))
    context = egl.eglCreateContext(display, config, None, _array(_VERSION))
    if not surface or not context:
        return f"no OpenGL 4.5 (EGL error {egl.eglGetError():#x})"
    made = GlContext(egl=egl, display=display, surface=surface, context=context)
    made.make_current()
    return made


def _array(values: Sequence[int]) -> Any:
    return (ctypes.c_int * len(values))(*values)
