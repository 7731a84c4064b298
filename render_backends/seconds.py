"""Wall time of a frame's parts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Seconds(dict[str, float]):
    """Wall time by part of the work."""

    @contextmanager
    def measure(self, part: str) -> Iterator[None]:
        """Add the time inside to ``part``."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self[part] = self.get(part, 0.0) + time.perf_counter() - started
