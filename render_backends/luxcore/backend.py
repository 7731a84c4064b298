"""The LuxCore backend: one stage in, one EXR out."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from pathlib import Path
from typing import Any

from schemas.aovs import CORE_AOVS
from schemas.errors import RenderError
from schemas.render import Capabilities, RenderRequest, RenderResult

_FEATURES = (
    "materialx", "preview_surface", "shadows", "depth_of_field", "denoise", "light_groups", "subdivision",
    "global_illumination", "caustics", "bidirectional", "volumes",
)  # fmt: skip
_PRELOAD = "LD_PRELOAD"
_ALLOCATOR = "libtbbmalloc_proxy*.so*"


class LuxcoreBackend:
    """Path and bidirectional tracing by LuxCore, on the stage's extraction."""

    name = "luxcore"

    def __init__(self) -> None:
        self._pyluxcore: Any = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def capabilities(self) -> Capabilities:
        """Known without importing LuxCore."""
        installed = importlib.util.find_spec("pyluxcore") is not None
        return Capabilities(
            aovs=(*CORE_AOVS, "light_*"),
            features=_FEATURES,
            devices=("cpu",),
            available=installed,
            reason=""
            if installed
            else "the package pyluxcore is not installed; pip install parallel-synth[luxcore]",
        )

    def worker_environment(self) -> dict[str, str]:
        """The wheel's own allocator, loaded before any other: without it the process dies when it frees."""
        spec = importlib.util.find_spec("pyluxcore")
        folders = [Path(place) for place in (spec.submodule_search_locations or ())] if spec is not None else []
        found = [
            file for folder in folders for file in sorted((folder.parent / "pyluxcore.libs").glob(_ALLOCATOR))
        ]
        if not found:
            return {}
        others = os.environ.get(_PRELOAD, "").split()
        return {_PRELOAD: " ".join([str(found[0]), *others])}

    def open(self) -> None:
        """Import LuxCore into this process.

        Raises:
            RenderError: the process was started without the wheel's allocator.
        """
        wanted = self.worker_environment().get(_PRELOAD, "").split()
        if wanted and wanted[0] not in os.environ.get(_PRELOAD, ""):
            raise RenderError(f"start the process with {_PRELOAD}={wanted[0]}", backend=self.name)
        import pyluxcore

        pyluxcore.Init()
        pyluxcore.SetLogHandler(lambda _: None)
        self._pyluxcore = pyluxcore
        self._folder = tempfile.TemporaryDirectory(prefix="luxcore-")

    def render(self, request: RenderRequest) -> RenderResult:
        """Extract, translate, render.

        Raises:
            SceneError: no such stage or camera, a missing asset.
            UnsupportedError: something on the stage that this backend cannot render.
            RenderError: LuxCore failed.
            StorageError: the EXR cannot be written.
        """
        from render_backends.luxcore.frame_render import render_frame

        if self._pyluxcore is None or self._folder is None:
            self.open()
        assert self._folder is not None
        return render_frame(self._pyluxcore, request, Path(self._folder.name))

    def close(self) -> None:
        """Forget LuxCore's scratch folder."""
        if self._folder is not None:
            self._folder.cleanup()
        self._pyluxcore = self._folder = None
