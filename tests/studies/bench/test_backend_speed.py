"""The bench of a backend counts its frames and its failures."""

from __future__ import annotations

from pathlib import Path

from studies.bench.backend_speed import measure_backend


def test_every_frame_of_a_backend_is_timed(tmp_path: Path) -> None:
    speed = measure_backend("flat", tmp_path, frames=12, resolution=(8, 8), spp=1)
    assert (speed.frames, speed.failed) == (12, 0)
    assert speed.frame_s > 0.0
    assert speed.memory_last_mib > 0
