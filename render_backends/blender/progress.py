"""Where a render spent its time, from the states that Cycles reports while it runs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class RenderClock:
    """Splits a render call into what comes before sampling, sampling with denoising, and the rest."""

    def __init__(self) -> None:
        self._events: list[tuple[float, str]] = []
        self._ended = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Listen while the render runs inside."""
        import bpy

        handlers = bpy.app.handlers.render_stats
        handlers.append(self._listen)
        try:
            yield
        finally:
            self._ended = time.perf_counter()
            handlers.remove(self._listen)

    @property
    def seconds(self) -> dict[str, float]:
        """``sampling``, seconds: from the first sample to the end, denoising included.

        Cycles does not say when it denoises. What it does before (synchronisation, BVH, shader compilation) is
        ``render`` less this.
        """
        sampling = [at for at, text in self._events if "Sample " in text]
        finished = [at for at, text in self._events if "Finished" in text] or [self._ended]
        return {"sampling": finished[-1] - sampling[0] if sampling else 0.0}

    def _listen(self, *arguments: Any) -> None:
        text = next((a for a in arguments if isinstance(a, str)), "")
        self._events.append((time.perf_counter(), text))
