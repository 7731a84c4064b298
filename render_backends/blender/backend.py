"""What the backends inside Blender share: one bpy process, started once, a folder of its own."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from render_backends.worker_process import THREADS_VARIABLE

if TYPE_CHECKING:
    from render_backends.blender.blender import Blender


class BlenderBackend:
    """A renderer of the bpy wheel; each subclass says which and what it gives."""

    def __init__(self) -> None:
        self._blender: Blender | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def open(self) -> None:
        """Import bpy into this process, for good."""
        from render_backends.blender.blender import start_blender

        threads = os.environ.get(THREADS_VARIABLE)
        self._folder = tempfile.TemporaryDirectory(prefix="blender-")
        self._blender = start_blender(threads=int(threads) if threads else None, folder=Path(self._folder.name))

    def opened(self) -> Blender:
        """The running Blender, started where it was not."""
        if self._blender is None:
            self.open()
        assert self._blender is not None
        return self._blender

    def close(self) -> None:
        """Forget the scene; bpy itself cannot be unloaded."""
        if self._folder is not None:
            self._folder.cleanup()
        self._blender = self._folder = None


def is_bpy_installed() -> bool:
    """Known without importing bpy. A GPU's presence is found out when the worker opens."""
    return importlib.util.find_spec("bpy") is not None


def why_unavailable() -> str:
    """How to get bpy where it lacks; empty where it is installed."""
    return "" if is_bpy_installed() else "the package bpy is not installed; pip install bpy"
