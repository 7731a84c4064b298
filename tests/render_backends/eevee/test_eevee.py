"""EEVEE keeps the contract of every backend, gives exact AOVs, and says what it costs and lacks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, Sdf, UsdLux, UsdShade

from render_backends.pool import WorkerPool
from render_backends.registry import installed_backends
from schemas.errors import UnsupportedError
from schemas.exr import read_frame
from schemas.render import RenderRequest
from tests.render_backends.backend_contract import BackendContract
from tests.render_backends.stages import StageBuilder

pytestmark = pytest.mark.renderer

type MakeRequest = Callable[..., RenderRequest]


@pytest.fixture(scope="module")
def eevee_pool() -> Iterator[WorkerPool]:
    with WorkerPool("eevee", workers=1, timeout_s=240.0) as pool:
        yield pool


@pytest.fixture
def make_request(make_request: MakeRequest) -> MakeRequest:
    """One sample a pixel: software OpenGL takes seconds for more."""

    def make(stage: Path, *aovs: str, **changes: object) -> RenderRequest:
        return make_request(stage, *aovs, **{"spp": 1, **changes})

    return make


class TestEevee(BackendContract):
    backend = "eevee"

    @pytest.fixture
    def pool(self, eevee_pool: WorkerPool) -> WorkerPool:
        return eevee_pool


def test_it_says_that_it_is_made_for_gpus() -> None:
    capabilities = installed_backends().make("eevee").capabilities()
    assert capabilities.devices[0] == "gpu"
    assert "GPU" in capabilities.notice
    assert "slower than cycles" in capabilities.notice


def test_a_sun_on_a_matte_card_gives_the_radiance_of_usdlux_and_its_depth_is_exact(
    eevee_pool: WorkerPool, make_request: MakeRequest, tmp_path: Path
) -> None:
    builder = StageBuilder(tmp_path / "sun.usda")
    builder.camera((0, 0, 2), (0, 0, 0))
    builder.quad("Card", [(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)], (0.5, 0.5, 0.5))
    sun = builder.light(UsdLux.DistantLight, "Sun", (0, 0, 5), toward=(0, 0, 0))
    UsdLux.LightAPI(sun).CreateNormalizeAttr(True)
    UsdLux.LightAPI(sun).CreateIntensityAttr(2.0)
    frame = read_frame(eevee_pool.render(make_request(builder.save(), "beauty", "camera_depth")).frame)
    np.testing.assert_allclose(frame.aov("camera_depth"), 2.0, rtol=1e-4)
    assert float(frame.aov("beauty")[16, 16, 0]) == pytest.approx(0.5 / math.pi * 2.0, rel=0.02)


def test_a_materialx_look_without_a_preview_surface_is_refused(
    eevee_pool: WorkerPool, make_request: MakeRequest, tmp_path: Path
) -> None:
    builder = StageBuilder(tmp_path / "mtlx.usda")
    builder.camera((0, 0, 2), (0, 0, 0))
    card = builder.quad("Card", [(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)], None).GetPrim()
    material = UsdShade.Material.Define(builder.stage, "/World/Looks/Mx")
    surface = UsdShade.Shader.Define(builder.stage, "/World/Looks/Mx/Surface")
    surface.CreateIdAttr("ND_standard_surface_surfaceshader")
    surface.CreateInput("base_color", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(0.2))
    material.CreateSurfaceOutput("mtlx").ConnectToSource(surface.CreateOutput("out", Sdf.ValueTypeNames.Token))
    builder.bind(card, material)
    with pytest.raises(UnsupportedError, match=r"</World/Looks/Mx>: a MaterialX look without a UsdPreviewSurface"):
        eevee_pool.render(make_request(builder.save()))
