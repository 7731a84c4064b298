"""What every render backend must do: a test class that each backend's tests inherit.

A subclass sets ``backend`` and, where the session has a pool of it, overrides the fixture ``pool``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from render_backends.pool import WorkerPool
from render_backends.registry import installed_backends
from schemas.aovs import find_aov
from schemas.errors import SceneError, StorageError, UnsupportedError
from schemas.exr import read_frame
from schemas.render import RenderRequest
from tests.render_backends.stages import StageBuilder

type MakeRequest = Callable[..., RenderRequest]


class BackendContract:
    """The protocol's promises, on a lit box."""

    backend: str

    @pytest.fixture(scope="class")
    def pool(self) -> Iterator[WorkerPool]:
        with WorkerPool(self.backend, workers=1, timeout_s=120.0) as pool:
            yield pool

    @pytest.fixture
    def stage(self, tmp_path: Path) -> Path:
        builder = StageBuilder(tmp_path / "contract.usda")
        builder.camera((0, 0, 3), (0, 0, 0))
        builder.label(builder.box("Box", (-0.5, -0.5, -0.5), (0.5, 0.5, 0.5)).GetPrim(), "box")
        builder.white_dome()
        return builder.save()

    def test_it_is_installed_under_its_name(self) -> None:
        assert installed_backends().make(self.backend).name == self.backend

    def test_its_capabilities_name_only_canonical_aovs(self) -> None:
        capabilities = installed_backends().make(self.backend).capabilities()
        assert capabilities.available, capabilities.reason
        assert "beauty" in capabilities.aovs
        assert [a for a in capabilities.aovs if find_aov(a.replace("*", "any")) is None] == []

    def test_it_gives_every_aov_that_it_names(
        self, pool: WorkerPool, stage: Path, make_request: MakeRequest
    ) -> None:
        aovs = tuple(a for a in pool.capabilities.aovs if not a.endswith("*"))
        frame = read_frame(pool.render(make_request(stage, *aovs)).frame)
        assert set(frame.arrays) == set(aovs)
        assert frame.resolution == (32, 32)
        for name, array in frame.arrays.items():
            assert np.isfinite(array).all(), name
        assert float(frame.aov("beauty")[..., :3].max()) > 0.0

    def test_the_same_request_gives_the_same_pixels(
        self, pool: WorkerPool, stage: Path, make_request: MakeRequest, tmp_path: Path
    ) -> None:
        first = pool.render(make_request(stage, output=tmp_path / "first.exr"))
        second = pool.render(make_request(stage, output=tmp_path / "second.exr"))
        once, again = (read_frame(result.frame).aov("beauty") for result in (first, second))
        np.testing.assert_array_equal(once, again)

    def test_the_header_keeps_what_the_request_gave(
        self, pool: WorkerPool, stage: Path, make_request: MakeRequest
    ) -> None:
        result = pool.render(make_request(stage, header={"spec_hash": "abc"}))
        assert read_frame(result.frame).header["spec_hash"] == "abc"

    def test_the_result_says_what_it_cost(self, pool: WorkerPool, stage: Path, make_request: MakeRequest) -> None:
        result = pool.render(make_request(stage))
        assert result.seconds
        assert min(result.seconds.values()) >= 0.0
        assert result.worker_memory_bytes > 0
        assert result.attempts == 1

    def test_an_unknown_aov_is_refused_before_the_first_frame(
        self, pool: WorkerPool, stage: Path, make_request: MakeRequest
    ) -> None:
        request = make_request(stage, "beauty", "smell")
        with pytest.raises(UnsupportedError, match=r"no AOV smell; there are .*beauty"):
            pool.render(request)
        with pytest.raises(UnsupportedError):
            pool.submit(request)
        assert not request.output.exists()

    def test_a_missing_camera_is_named(self, pool: WorkerPool, stage: Path, make_request: MakeRequest) -> None:
        with pytest.raises(SceneError, match=r"contract\.usda") as caught:
            pool.render(replace(make_request(stage), camera="/World/Nowhere"))
        assert caught.value.prim == "/World/Nowhere"

    def test_a_prim_that_is_no_camera_is_refused(
        self, pool: WorkerPool, stage: Path, make_request: MakeRequest
    ) -> None:
        with pytest.raises(SceneError, match="camera"):
            pool.render(replace(make_request(stage), camera="/World/Box"))

    def test_a_missing_stage_is_named(self, pool: WorkerPool, tmp_path: Path, make_request: MakeRequest) -> None:
        with pytest.raises(SceneError, match=r"nothing\.usda"):
            pool.render(make_request(tmp_path / "nothing.usda"))

    def test_an_output_folder_that_cannot_be_made_is_a_storage_error(
        self, pool: WorkerPool, stage: Path, make_request: MakeRequest, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_text("not a folder")
        with pytest.raises(StorageError):
            pool.render(make_request(stage, output=tmp_path / "file" / "frame.exr"))

    def test_a_worker_goes_on_after_an_error(
        self, pool: WorkerPool, stage: Path, make_request: MakeRequest
    ) -> None:
        pool.render(make_request(stage))
        before = pool.worker_pids
        with pytest.raises(SceneError):
            pool.render(replace(make_request(stage), camera="/World/Nowhere"))
        pool.render(make_request(stage))
        assert pool.worker_pids == before
