"""Where a render spent its time, from the states that Cycles reports while it runs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class RenderClock:
    """Splits a render call into what comes before sampling, sampling, denoising and the rest."""

    def __init__(self) -> None:
        self._events: list[tuple[float, str]] = []
        self._started = self._ended = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Listen while the render runs inside."""
        import bpy

        handlers = bpy.app.handlers.render_stats
        handlers.append(self._listen)
        self._started = time.perf_counter()
        try:
            yield
        finally:
            self._ended = time.perf_counter()
            handlers.remove(self._listen)

    @property
    def seconds(self) -> dict[str, float]:
        """``sampling`` and ``denoise``, seconds; denoising is what follows the last sample."""
        sampling = [at for at, text in self._events if "Sample " in text]
        denoising = [at for at, text in self._events if "Denois" in text and "Loading" not in text]
        finished = [at for at, text in self._events if "Finished" in text] or [self._ended]
        if not sampling:
            return {"sampling": 0.0, "denoise": 0.0}
        end = denoising[0] if denoising and denoising[0] > sampling[0] else finished[-1]
        return {"sampling": end - sampling[0], "denoise": finished[-1] - end}

    def _listen(self, *arguments: Any) -> None:
        text = next((a for a in arguments if isinstance(a, str)), "")
        self._events.append((time.perf_counter(), text))
