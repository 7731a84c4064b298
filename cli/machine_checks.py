"""What a machine needs to make samples: each a check with what was found and how to mend it."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from cli.system_libraries import SYSTEM_PARTS, install_command

type State = Literal["ok", "absent", "missing"]  # absent: works without; missing: something will not work

_WHEELS = ("bpy", "usd-core", "MaterialX", "OpenImageIO", "OpenColorIO", "numpy", "boto3", "pyarrow", "webdataset")
_PYTHON = (3, 13)
_ENOUGH_DISK_BYTES = 5 * 2**30
_EGL_PLATFORM_SURFACELESS_MESA = 0x31DD
_DRI_FOLDER = Path("/dev/dri")
_NVIDIA_DEVICES = Path("/dev")


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineCheck:
    """One line of the report."""

    name: str
    state: State
    found: str
    mend: str = ""

    def to_json(self) -> dict[str, str]:
        """Plain JSON data."""
        return asdict(self)


def check_machine(output: Path) -> tuple[MachineCheck, ...]:
    """Every check; ``output`` is where the disk is looked at."""
    return (
        _check_python(),
        *_check_wheels(),
        *_check_system_parts(),
        _check_egl(),
        _check_gpus(),
        _check_cores(),
        _check_disk(output),
    )


def _check_python() -> MachineCheck:
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] == _PYTHON:
        return MachineCheck(name="python", state="ok", found=found)
    return MachineCheck(
        name="python", state="missing", found=found, mend="bpy 5.2 needs Python 3.13: `make test` finds it"
    )


def _check_wheels() -> Iterator[MachineCheck]:
    for name in _WHEELS:
        try:
            yield MachineCheck(name=f"wheel {name}", state="ok", found=version(name))
        except PackageNotFoundError:
            mend = "uv pip install -r requirements.txt"
            yield MachineCheck(name=f"wheel {name}", state="missing", found="not installed", mend=mend)


def _check_system_parts() -> Iterator[MachineCheck]:
    for part in SYSTEM_PARTS:
        if part.present:
            yield MachineCheck(name=part.name, state="ok", found="found")
        else:
            state: State = "missing" if part.group == "render" else "absent"
            yield MachineCheck(name=part.name, state=state, found="not found", mend=install_command((part,)))


def _check_egl() -> MachineCheck:
    """A surfaceless EGL display: what headless OpenGL delegates start from."""
    mend = "apt-get install -y libegl1 libgl1-mesa-dri (or the GPU vendor's driver)"
    try:
        egl = ctypes.CDLL("libEGL.so.1")
    except OSError:
        return MachineCheck(name="EGL display", state="absent", found="no libEGL", mend=mend)
    egl.eglGetPlatformDisplay.restype = ctypes.c_void_p
    egl.eglGetPlatformDisplay.argtypes = [ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p]
    egl.eglInitialize.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int)]
    display = egl.eglGetPlatformDisplay(_EGL_PLATFORM_SURFACELESS_MESA, None, None)
    major, minor = ctypes.c_int(), ctypes.c_int()
    if not display or not egl.eglInitialize(display, ctypes.byref(major), ctypes.byref(minor)):
        return MachineCheck(name="EGL display", state="absent", found="no surfaceless display", mend=mend)
    return MachineCheck(name="EGL display", state="ok", found=f"EGL {major.value}.{minor.value}, surfaceless")


def _check_gpus() -> MachineCheck:
    nvidia = sorted(device.name for device in _NVIDIA_DEVICES.glob("nvidia[0-9]*"))
    drawing = sorted(device.name for device in _DRI_FOLDER.glob("renderD*")) if _DRI_FOLDER.is_dir() else []
    if nvidia or drawing:
        return MachineCheck(name="GPU devices", state="ok", found=", ".join(nvidia + drawing))
    return MachineCheck(name="GPU devices", state="absent", found="none: Cycles renders on the CPU")


def _check_cores() -> MachineCheck:
    return MachineCheck(name="CPU cores", state="ok", found=str(os.cpu_count()))


def _check_disk(output: Path) -> MachineCheck:
    place = output.absolute()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    found = f"{free / 2**30:.1f} GiB free at {place}"
    if free >= _ENOUGH_DISK_BYTES:
        return MachineCheck(name="disk", state="ok", found=found)
    return MachineCheck(
        name="disk", state="missing", found=found, mend="free some space or choose another --output"
    )
