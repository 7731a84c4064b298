"""Hexagonal tiling: the picture itself where nothing is varied, and what Cycles draws where all is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import OpenImageIO as oiio
import pytest

from render_backends.pool import WorkerPool
from schemas.exr import read_frame
from schemas.render import RenderRequest
from studies.compare.look_stages import BASE_COLOUR, author_look_stages
from tests.mtlx_text import document, given, linked, look, node
from usd_scenes.extraction.pattern_values.evaluation import SurfacePoints, evaluate
from usd_scenes.extraction.pattern_values.textures import sample_picture
from usd_scenes.looks import Connection, InputValue, ShaderInput, ShaderNode

_LOOK = document(
    node(
        "hextiledimage",
        "tiled",
        "color3",
        given("file", "filename", "waves.exr"),
        given("tiling", "vector2", "3, 2"),
        given("falloff", "float", "0.7"),
    ),
    look("Tiled", linked("base_color", "color3", "tiled")),
    colorspace="lin_rec709",
)


@pytest.fixture
def waves(tmp_path: Path) -> Path:
    """A smooth picture that tells every place from every other."""
    x, y = np.meshgrid(np.arange(128) / 128.0, np.arange(128) / 128.0)
    channels = [0.5 + 0.4 * np.sin(2.0 * np.pi * wave) for wave in (x, y, x + y)]
    picture = oiio.ImageBuf(oiio.ImageSpec(128, 128, 3, oiio.FLOAT))
    picture.set_pixels(picture.roi, np.stack(channels, axis=-1).astype(np.float32))
    file = tmp_path / "waves.exr"
    picture.write(str(file))
    return file


def _points(uv: np.ndarray) -> SurfacePoints:
    count = len(uv)
    return SurfacePoints(
        position=np.zeros((count, 3)),
        normal=np.tile([0.0, 0.0, 1.0], (count, 1)),
        tangent=np.tile([1.0, 0.0, 0.0], (count, 1)),
        uv=uv,
        object_from_world=np.eye(4),
    )


def _tiled(uv: np.ndarray, **inputs: InputValue) -> np.ndarray:
    entries = tuple(ShaderInput(name=name, type="", value=value) for name, value in inputs.items())
    node = ShaderNode(name="tiled", definition="ND_hextiledimage_color3", inputs=entries)
    return evaluate((node,), Connection(node="tiled"), _points(uv))


def test_without_variation_it_is_the_picture(waves: Path) -> None:
    uv = np.random.default_rng(1).random((200, 2)) * 4.0 - 2.0
    found = _tiled(uv, file=str(waves), rotation=0.0, scale=0.0, offset=0.0, falloff=0.8)
    expected = sample_picture(str(waves), uv, modes=("periodic", "periodic"))[:, :3]
    np.testing.assert_allclose(found, expected, atol=1e-9)
    turned = _tiled(uv, file=str(waves), scale=0.0, offset=0.0)
    assert np.abs(turned - expected).mean() > 0.05


@pytest.mark.renderer
def test_it_is_what_cycles_draws(waves: Path, tmp_path: Path) -> None:
    (tmp_path / "look.mtlx").write_text(_LOOK)
    made = author_look_stages([tmp_path / "look.mtlx"], tmp_path / "stages", base_colour_in="cycles")
    (stage,) = [one.file for one in made if one.name.endswith(BASE_COLOUR)]
    request = RenderRequest(
        stage=stage.absolute(),
        camera="/World/Camera",
        time_code=0.0,
        resolution=(96, 96),
        aovs=("beauty", "uv"),
        spp=16,
        seed=1,
        output=tmp_path / "frame.exr",
    )
    with WorkerPool("cycles", workers=1) as pool:
        frame = read_frame(pool.render(request).frame)
    middle = np.s_[24:72, 24:72]
    uv = frame.aov("uv")[middle].reshape(-1, frame.aov("uv").shape[-1])[:, :2].astype(np.float64)
    found = _tiled(uv, file=str(waves), tiling=(3.0, 2.0), falloff=0.7)
    seen = frame.aov("beauty")[middle][..., :3].reshape(-1, 3)
    assert float(np.median(np.abs(found - seen))) < 0.01, "a pixel averages over its area"
    assert float(np.corrcoef(found.ravel(), seen.ravel())[0, 1]) > 0.98
