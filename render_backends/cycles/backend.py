"""The Cycles backend: one stage in, one EXR out."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from render_backends.worker_process import THREADS_VARIABLE
from schemas.aovs import AOVS
from schemas.render import Capabilities, RenderRequest, RenderResult

if TYPE_CHECKING:
    from render_backends.cycles.blender import Blender

_UNAVAILABLE_AOVS = frozenset({"shadow", "motion"})
_FEATURES = (
    "materialx", "preview_surface", "volumes", "shadows", "depth_of_field", "denoise", "light_groups",
    "subdivision", "global_illumination",
)  # fmt: skip


class CyclesBackend:
    """Path tracing by Blender's Cycles, from the bpy wheel."""

    name = "cycles"

    def __init__(self) -> None:
        self._blender: Blender | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def capabilities(self) -> Capabilities:
        """Known without importing bpy. A GPU's presence is found out when the worker opens."""
        installed = importlib.util.find_spec("bpy") is not None
        return Capabilities(
            aovs=(*(name for name in AOVS if name not in _UNAVAILABLE_AOVS), "light_*"),
            features=_FEATURES,
            devices=("cpu", "optix", "cuda", "hip"),
            available=installed,
            reason="" if installed else "the package bpy is not installed; pip install bpy",
        )

    def open(self) -> None:
        """Import bpy into this process, for good."""
        from render_backends.cycles.blender import start_blender

        threads = os.environ.get(THREADS_VARIABLE)
        self._folder = tempfile.TemporaryDirectory(prefix="cycles-")
        self._blender = start_blender(threads=int(threads) if threads else None, folder=Path(self._folder.name))

    def render(self, request: RenderRequest) -> RenderResult:
        """Import, reconcile, render, convert.

        Raises:
            SceneError: no such stage or camera, a missing asset.
            UnsupportedError: something on the stage that this backend cannot render as it is meant.
            RenderError: Blender failed.
            StorageError: the EXR cannot be written.
        """
        from render_backends.cycles.frame_render import render_frame

        if self._blender is None:
            self.open()
        assert self._blender is not None
        return render_frame(self._blender, request)

    def close(self) -> None:
        """Forget the scene; bpy itself cannot be unloaded."""
        if self._folder is not None:
            self._folder.cleanup()
        self._blender = self._folder = None
