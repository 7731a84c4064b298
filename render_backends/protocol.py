"""What every render backend is: a name, its capabilities, and one frame at a time."""

from __future__ import annotations

from typing import Protocol

from schemas.render import Capabilities, RenderRequest, RenderResult


class Backend(Protocol):
    """A renderer, found by the entry point group ``parallel_synth.render_backends``.

    `capabilities` runs in the main process and must not import the renderer. `open`, `render` and `close` run in
    a worker process that stays alive: opened once, asked for many frames.
    """

    name: str

    def capabilities(self) -> Capabilities:
        """What it can do on this machine, known before any render."""

    def open(self) -> None:
        """Import and start the renderer in this process."""

    def render(self, request: RenderRequest) -> RenderResult:
        """Render one frame and write its EXR.

        Raises:
            RenderError: the renderer failed; its own error is the cause.
            UnsupportedError: an AOV or a feature of the stage that it cannot give.
            SceneError: the stage is broken: missing camera, missing asset.
        """

    def close(self) -> None:
        """Let go of the renderer."""
