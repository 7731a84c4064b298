"""One pool of LuxCore for the session; ``render`` means LuxCore here."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from render_backends.pool import WorkerPool
from schemas.exr import read_frame
from schemas.frame import Frame
from schemas.render import RenderRequest


@pytest.fixture(scope="session")
def luxcore_pool() -> Iterator[WorkerPool]:
    if importlib.util.find_spec("pyluxcore") is None:
        pytest.skip("the package pyluxcore is not installed")
    with WorkerPool("luxcore", workers=1, timeout_s=120.0) as pool:
        yield pool


@pytest.fixture
def render(luxcore_pool: WorkerPool, make_request: Callable[..., RenderRequest]) -> Callable[..., Frame]:
    """Render a stage in LuxCore and read its frame."""

    def run(stage: Path, *aovs: str, **changes: object) -> Frame:
        return read_frame(luxcore_pool.render(make_request(stage, *aovs, **changes)).frame)

    return run
