"""Intel's Open Image Denoise, by the library that the bpy wheel carries, for renderers that bring none."""

from __future__ import annotations

import ctypes
import importlib.util
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from schemas.errors import RenderError, UnsupportedError

type Plane = NDArray[np.float32]

_LIBRARY = "libOpenImageDenoise.so.2"
_FLOAT3 = 3
_CPU = 1


def denoise(color: Plane, *, albedo: Plane | None = None, normal: Plane | None = None) -> Plane:
    """(height, width, 3) scene-linear radiance without its noise.

    Args:
        albedo, normal: what guides it, without noise of their own; a normal only beside an albedo.

    Raises:
        UnsupportedError: the library is not installed.
        RenderError: it failed.
    """
    library = _load()
    height, width = color.shape[:2]
    device = ctypes.c_void_p(library.oidnNewDevice(_CPU))
    library.oidnCommitDevice(device)
    output = np.zeros((height, width, 3), dtype=np.float32)
    images = {"color": color, "output": output}
    if albedo is not None:
        images["albedo"] = albedo
        if normal is not None:
            images["normal"] = normal
    filter_ = ctypes.c_void_p(library.oidnNewFilter(device, b"RT"))
    kept = {}
    for name, pixels in images.items():
        kept[name] = pixels if name == "output" else np.ascontiguousarray(pixels[..., :3], dtype=np.float32)
        place = ctypes.c_void_p(kept[name].ctypes.data)
        sizes = [ctypes.c_size_t(size) for size in (width, height, 0, 0, 0)]
        library.oidnSetSharedFilterImage(filter_, name.encode(), place, ctypes.c_int(_FLOAT3), *sizes)
    library.oidnSetFilterBool(filter_, b"hdr", ctypes.c_bool(True))
    library.oidnSetFilterBool(filter_, b"cleanAux", ctypes.c_bool(albedo is not None))
    library.oidnCommitFilter(filter_)
    library.oidnExecuteFilter(filter_)
    message = ctypes.c_char_p()
    failed = library.oidnGetDeviceError(device, ctypes.byref(message))
    library.oidnReleaseFilter(filter_)
    library.oidnReleaseDevice(device)
    if failed:
        raise RenderError(f"the denoiser failed: {(message.value or b'').decode(errors='replace')}")
    return output


def denoise_beauty(arrays: dict[str, Plane], *, guides: Mapping[str, Plane] | None = None) -> None:
    """Clean the colour of ``arrays["beauty"]`` in place; alpha stays.

    Args:
        guides: albedo and normal, as smooth at edges as the picture; the exact ones by default.

    Raises:
        UnsupportedError, RenderError: as `denoise`.
    """
    guides = arrays if guides is None else guides
    clean = denoise(arrays["beauty"], albedo=guides["albedo"], normal=guides["normal"])
    arrays["beauty"] = np.concatenate([clean, arrays["beauty"][..., 3:]], axis=2)


@cache
def _load() -> ctypes.CDLL:
    spec = importlib.util.find_spec("bpy")
    folders = [Path(place) for place in (spec.submodule_search_locations or ())] if spec is not None else []
    found = [folder / "lib" / _LIBRARY for folder in folders if (folder / "lib" / _LIBRARY).is_file()]
    if not found:
        raise UnsupportedError(f"no denoiser here: {_LIBRARY} comes with the package bpy")
    library = ctypes.CDLL(str(found[0]))
    for name in ("oidnNewDevice", "oidnNewFilter"):
        getattr(library, name).restype = ctypes.c_void_p
    return library
