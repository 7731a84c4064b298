"""What all tests share: a dataset written by hand, and one pool of Cycles, for starting Blender is slow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assets.store import AssetStore
from render_backends.pool import WorkerPool
from schemas.exr import read_frame
from schemas.frame import Frame
from schemas.render import RenderRequest
from tests.pipelines.made_dataset import make_dataset

CAMERA = "/World/Camera"

type Render = Callable[..., Frame]


@pytest.fixture(scope="session")
def cycles_pool() -> Iterator[WorkerPool]:
    with WorkerPool("cycles", workers=1, timeout_s=120.0) as pool:
        yield pool


@pytest.fixture(scope="session")
def storm_pool() -> Iterator[WorkerPool]:
    with WorkerPool("hydra:storm", workers=1, timeout_s=120.0) as pool:
        yield pool


@pytest.fixture(scope="session")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> AssetStore:
    """A store for tests that only need places, forms and skies to be there, for they are slow to write."""
    return AssetStore(tmp_path_factory.mktemp("store"))


@pytest.fixture
def make_request(tmp_path: Path) -> Callable[..., RenderRequest]:
    def make(stage: Path, *aovs: str, **changes: object) -> RenderRequest:
        values: dict[str, object] = {
            "stage": stage,
            "camera": CAMERA,
            "time_code": 1.0,
            "resolution": (32, 32),
            "aovs": aovs or ("beauty",),
            "spp": 16,
            "seed": 1,
            "output": tmp_path / "frame.exr",
        }
        return RenderRequest(**{**values, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture
def render(cycles_pool: WorkerPool, make_request: Callable[..., RenderRequest]) -> Render:
    """Render a stage in Cycles and read its frame."""

    def run(stage: Path, *aovs: str, **changes: object) -> Frame:
        return read_frame(cycles_pool.render(make_request(stage, *aovs, **changes)).frame)

    return run


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A folder of four finished samples that were written by hand: pictures, records, no renderer."""
    return make_dataset(tmp_path / "dataset")
