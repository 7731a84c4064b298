"""Which of Mitsuba's compiled variants this machine runs."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from pathlib import Path

from schemas.errors import UnsupportedError

SCALAR, LLVM, CUDA = "scalar_rgb", "llvm_ad_rgb", "cuda_ad_rgb"
DEVICES = ("cpu", "scalar", "llvm", "cuda")
_LLVM_VARIABLE = "DRJIT_LIBLLVM_PATH"
_LEAST_LLVM = 16  # an older one aborts the process
_LLVM_FILE = re.compile(r"libLLVM(?:-|\.so\.)(\d+)(?:\.so)?[\d.]*")
_LIBRARY_FOLDERS = ("/usr/lib", "/usr/local/lib", "/usr/lib64", "/lib", "/opt")


def choose_variant(device: str) -> str:
    """The variant for ``device``: ``cpu`` is llvm where a new enough LLVM is installed, else scalar.

    Raises:
        UnsupportedError: the machine has no such device.
    """
    if device == "scalar":
        return SCALAR
    if device == "cuda":
        _require_cuda()
        return CUDA
    library = find_llvm()
    if library is None and device == "llvm":
        raise UnsupportedError(
            f"no LLVM of version {_LEAST_LLVM} or newer; apt-get install libllvm19, or use scalar",
            backend="mitsuba",
        )
    if library is None:
        return SCALAR
    os.environ[_LLVM_VARIABLE] = str(library)
    return LLVM


def find_llvm() -> Path | None:
    """The newest LLVM library that Dr.Jit can use; an older one would end the process."""
    given = os.environ.get(_LLVM_VARIABLE)
    if given:
        return Path(given) if _version(Path(given)) >= _LEAST_LLVM else None
    found: dict[int, Path] = {}
    for folder in _LIBRARY_FOLDERS:
        for pattern in ("libLLVM*.so*", "*-linux-gnu/libLLVM*.so*", "llvm-*/lib/libLLVM*.so*"):
            for file in Path(folder).glob(pattern):
                match = _LLVM_FILE.fullmatch(file.name)
                if match:
                    found[int(match[1])] = file
    for number in sorted(found, reverse=True):
        if number >= _LEAST_LLVM and _version(found[number]) >= _LEAST_LLVM:
            return found[number]
    return None


def _version(file: Path) -> int:
    """The major version that the library itself tells; 0 where it cannot be loaded."""
    try:
        library = ctypes.CDLL(str(file), mode=os.RTLD_LOCAL)
        numbers = [ctypes.c_uint() for _ in range(3)]
        library.LLVMGetVersion(*(ctypes.byref(number) for number in numbers))
    except (OSError, AttributeError):
        return 0
    return int(numbers[0].value)


def _require_cuda() -> None:
    try:
        driver = ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
        count = ctypes.c_int()
        if driver.cuInit(0) == 0 and driver.cuDeviceGetCount(ctypes.byref(count)) == 0 and count.value > 0:
            return
    except OSError:
        pass
    raise UnsupportedError("no CUDA device on this machine; use cpu", backend="mitsuba")
