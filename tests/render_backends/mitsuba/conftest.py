"""One pool of Mitsuba for the session; ``render`` means Mitsuba here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from render_backends.pool import WorkerPool
from schemas.exr import read_frame
from schemas.frame import Frame
from schemas.render import RenderRequest


@pytest.fixture(scope="session")
def mitsuba_pool() -> Iterator[WorkerPool]:
    pytest.importorskip("mitsuba")
    with WorkerPool("mitsuba", workers=1, timeout_s=120.0) as pool:
        yield pool


@pytest.fixture
def render(mitsuba_pool: WorkerPool, make_request: Callable[..., RenderRequest]) -> Callable[..., Frame]:
    """Render a stage in Mitsuba and read its frame."""

    def run(stage: Path, *aovs: str, **changes: object) -> Frame:
        return read_frame(mitsuba_pool.render(make_request(stage, *aovs, **changes)).frame)

    return run
