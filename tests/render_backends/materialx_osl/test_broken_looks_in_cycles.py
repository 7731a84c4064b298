"""Broken networks all the way to the renderer: an error with the node's name, never a crash or a black picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom, UsdLux, UsdShade

from render_backends.pool import WorkerPool
from schemas.errors import RenderError, SceneError
from schemas.exr import read_frame
from schemas.frame import Frame
from schemas.render import RenderRequest
from tests.render_backends.materialx_osl.look_files import MATERIAL, From, Given, Node, write_stage

pytestmark = pytest.mark.renderer

_SURFACE = "ND_standard_surface_surfaceshader"
_CAMERA = "/World/Camera"


def _network(source: str, **nodes: Node) -> dict[str, Node]:
    inputs: Mapping[str, tuple[str, From] | Given] = {
        "base": Given(type="float", value=1.0),
        "base_color": (nodes[source].type, From(node=source)),
        "specular": Given(type="float", value=0.0),
    }
    surface = Node(id=_SURFACE, category="standard_surface", type="surfaceshader", inputs=inputs)
    return {**nodes, "surface": surface}


def _card_stage(path: Path, nodes: Mapping[str, Node]) -> Path:
    """The look on a card that fills the picture, in a white furnace: the picture is its albedo."""
    write_stage(path, nodes, surface="surface")
    stage = Usd.Stage.Open(str(path))
    mesh = UsdGeom.Mesh.Define(stage, "/World/Card")
    mesh.CreatePointsAttr([(-1, 0, -1), (1, 0, -1), (1, 0, 1), (-1, 0, 1)])
    mesh.CreateFaceVertexCountsAttr([4])
    mesh.CreateFaceVertexIndicesAttr([0, 1, 2, 3])
    UsdShade.MaterialBindingAPI.Apply(mesh.GetPrim()).Bind(UsdShade.Material.Get(stage, MATERIAL))
    UsdLux.DomeLight.Define(stage, "/World/Furnace").CreateIntensityAttr(1.0)
    camera = UsdGeom.Camera.Define(stage, _CAMERA)
    camera.AddTranslateOp().Set(Gf.Vec3d(0, -3, 0))
    camera.AddRotateXOp().Set(90.0)
    camera.CreateFocalLengthAttr(50.0)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    stage.Save()
    return path


@pytest.fixture
def render(cycles_pool: WorkerPool, make_request: Callable[..., RenderRequest]) -> Callable[[Path], Frame]:
    def run(stage: Path) -> Frame:
        request = make_request(stage, "beauty", camera=_CAMERA, resolution=(8, 8), spp=16)
        return read_frame(cycles_pool.render(request).frame)

    return run


def _add(source: str, step: float = 1.0) -> Node:
    inputs: Mapping[str, tuple[str, From] | Given] = {
        "in1": ("color3", From(node=source)),
        "in2": Given(type="color3", value=(0.004 * step, 0.002 * step, 0.001 * step)),
    }
    return Node(id="ND_add_color3", category="add", type="color3", inputs=inputs)


_FAULTS: dict[str, tuple[dict[str, Node], list[str]]] = {
    "an unknown node": (
        _network("odd", odd=Node(id="ND_no_such_node", category="no_such_node", type="color3")),
        [f"{MATERIAL}/odd", "ND_no_such_node"],
    ),
    "a type mismatch": (
        _network("grey", grey=Node(id="ND_fractal3d_float", category="fractal3d", type="float")),
        [f"{MATERIAL}/surface", "base_color", "float"],
    ),
    "a cycle": (_network("one", one=_add("two"), two=_add("one")), [f"{MATERIAL}/one", "connected to itself"]),
    "a missing texture": (
        _network(
            "file",
            file=Node(
                id="ND_image_color3",
                category="image",
                type="color3",
                inputs={"file": Given(type="filename", value="gone.png")},
            ),
        ),
        [f"{MATERIAL}/file", "file", "gone.png"],
    ),
}


@pytest.mark.parametrize("fault", _FAULTS)
def test_a_broken_look_is_an_error_that_names_node_and_input(
    fault: str, render: Callable[[Path], Frame], cycles_pool: WorkerPool, tmp_path: Path
) -> None:
    nodes, words = _FAULTS[fault]
    stage = _card_stage(tmp_path / "broken.usda", nodes)
    with pytest.raises((RenderError, SceneError)) as error:
        render(stage)
    assert all(word in str(error.value) for word in words), str(error.value)


@pytest.mark.parametrize("length", [100, 200, 300])
def test_a_long_chain_renders_as_its_sum_in_a_worker_that_refused_others(
    length: int, render: Callable[[Path], Frame], cycles_pool: WorkerPool, tmp_path: Path
) -> None:
    """Each node has a constant of its own: more than Cycles has inputs for."""
    with pytest.raises(RenderError):
        render(_card_stage(tmp_path / "broken.usda", _FAULTS["a cycle"][0]))
    workers = cycles_pool.worker_pids
    black = Node(
        id="ND_constant_color3",
        category="constant",
        type="color3",
        inputs={"value": Given(type="color3", value=(0.1, 0.1, 0.1))},
    )
    step = 100.0 / length
    chain = {"n0": black, **{f"n{i}": _add(f"n{i - 1}", step) for i in range(1, length + 1)}}
    frame = render(_card_stage(tmp_path / "chain.usda", _network(f"n{length}", **chain)))
    assert cycles_pool.worker_pids == workers
    albedo = frame.aov("beauty")[2:6, 2:6, :3].reshape(-1, 3).mean(axis=0)
    np.testing.assert_allclose(albedo, (0.5, 0.3, 0.2), rtol=0.02)
