"""The Mitsuba backend: one stage in, one EXR out."""

from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path
from typing import Any

from render_backends.mitsuba.variants import DEVICES, choose_variant
from schemas.aovs import CORE_AOVS
from schemas.render import Capabilities, RenderRequest, RenderResult

_FEATURES = (
    "materialx", "preview_surface", "volumes", "shadows", "depth_of_field", "denoise", "light_groups",
    "subdivision", "global_illumination",
)  # fmt: skip


class MitsubaBackend:
    """Path tracing by Mitsuba 3, on the stage's extraction."""

    name = "mitsuba"

    def __init__(self) -> None:
        self._mitsuba: Any = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def capabilities(self) -> Capabilities:
        """Known without importing Mitsuba."""
        installed = importlib.util.find_spec("mitsuba") is not None
        return Capabilities(
            aovs=(*CORE_AOVS, "environment", "emission", "light_*"),
            features=_FEATURES,
            devices=DEVICES,
            available=installed,
            reason=""
            if installed
            else "the package mitsuba is not installed; pip install parallel-synth[mitsuba]",
        )

    def open(self) -> None:
        """Import Mitsuba into this process; the variant is chosen by the first request's device."""
        import mitsuba

        self._mitsuba = mitsuba
        self._folder = tempfile.TemporaryDirectory(prefix="mitsuba-")

    def render(self, request: RenderRequest) -> RenderResult:
        """Extract, translate, render.

        Raises:
            SceneError: no such stage or camera, a missing asset.
            UnsupportedError: something on the stage that this backend cannot render, or no such device.
            RenderError: Mitsuba failed.
            StorageError: the EXR cannot be written.
        """
        from render_backends.mitsuba.frame_render import render_frame

        if self._mitsuba is None or self._folder is None:
            self.open()
        assert self._folder is not None
        variant = choose_variant(request.device)
        if self._mitsuba.variant() != variant:
            self._mitsuba.set_variant(variant)
        self._mitsuba.set_log_level(self._mitsuba.LogLevel.Warn)
        return render_frame(self._mitsuba, request, Path(self._folder.name))

    def close(self) -> None:
        """Forget Mitsuba's scratch folder."""
        if self._folder is not None:
            self._folder.cleanup()
        self._mitsuba = self._folder = None
