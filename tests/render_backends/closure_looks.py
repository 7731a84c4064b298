"""Balls of closure graphs beside balls of a common model that means the same, for renderers that reduce both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assets.looks.library.library_looks import make_look
from render_backends.pool import WorkerPool
from schemas.exr import read_frame
from schemas.frame import Pixels
from schemas.render import RenderRequest
from studies.compare.suite_scene import BALL, SuiteScene
from usd_scenes.looks import Connection, InputValue, LookNetwork, ShaderInput, ShaderNode, define_look

_STANDARD = "ND_standard_surface_surfaceshader"
_LOOK = "/World/Looks/Look"
_GREY, _BRASS_ETA, _BRASS_K = (0.5, 0.4, 0.3), (0.44, 0.53, 1.09), (3.7, 2.77, 1.83)


def _node(
    name: str, definition: str, kind: str = "BSDF", **inputs: tuple[str, InputValue | Connection]
) -> ShaderNode:
    entries = tuple(ShaderInput(name=key, type=of, value=value) for key, (of, value) in inputs.items())
    return ShaderNode(name=name, definition=definition, inputs=entries, output_type=kind)


def _surface(source: str) -> ShaderNode:
    return _node("surface", "ND_surface", "surfaceshader", bsdf=("BSDF", Connection(node=source)))


def _model(**inputs: tuple[str, InputValue | Connection]) -> LookNetwork:
    return LookNetwork(nodes=(_node("surface", _STANDARD, "surfaceshader", **inputs),), surface="surface")


def _plastic() -> LookNetwork:
    gloss = _node("gloss", "ND_dielectric_bsdf", ior=("float", 1.5), roughness=("vector2", (0.09, 0.09)))
    base = _node("base", "ND_oren_nayar_diffuse_bsdf", color=("color3", _GREY))
    top, below = (("BSDF", Connection(node=name)) for name in ("gloss", "base"))
    both = _node("both", "ND_layer_bsdf", top=top, base=below)
    return LookNetwork(nodes=(gloss, base, both, _surface("both")), surface="surface")


def _metal() -> LookNetwork:
    metal = _node(
        "metal",
        "ND_conductor_bsdf",
        ior=("color3", _BRASS_ETA),
        extinction=("color3", _BRASS_K),
        roughness=("vector2", (0.09, 0.09)),
    )
    return LookNetwork(nodes=(metal, _surface("metal")), surface="surface")


def _metal_model() -> LookNetwork:
    eta, k = np.array(_BRASS_ETA), np.array(_BRASS_K)
    reflectance = ((eta - 1) ** 2 + k**2) / ((eta + 1) ** 2 + k**2)
    root = np.sqrt(reflectance)
    most, least = (1 + root) / (1 - root), (1 - reflectance) / (1 + reflectance)
    edge = (most - eta) / (most - least)
    return _model(
        base=("float", 1.0),
        base_color=("color3", tuple(reflectance.tolist())),
        metalness=("float", 1.0),
        specular_color=("color3", tuple(edge.tolist())),
        specular_roughness=("float", 0.3),
    )


PAIRS: dict[str, tuple[Callable[[], LookNetwork], Callable[[], LookNetwork]]] = {
    "dispersive glass": (
        lambda: make_look("lead_crystal", seed=0).network,
        lambda: _model(
            base=("float", 0.0),
            transmission=("float", 1.0),
            specular_IOR=("float", 1.632733),
            specular_roughness=("float", 0.0),
        ),
    ),
    "gloss over a diffuse lobe": (
        _plastic,
        lambda: _model(base=("float", 1.0), base_color=("color3", _GREY), specular_roughness=("float", 0.3)),
    ),
    "a conductor": (_metal, _metal_model),
}
"""A closure graph, and the common model that is the same."""


class ClosureTruth:
    """Inherited by the tests of a renderer that reduces looks; gives them a fixture ``pool``."""

    @pytest.mark.parametrize("name", list(PAIRS))
    def test_closures_look_like_the_model_that_means_the_same(
        self, pool: WorkerPool, make_request: Callable[..., RenderRequest], tmp_path: Path, name: str
    ) -> None:
        graph, model = (
            self._render(pool, make_request, _stage(tmp_path / f"{number}.usda", network()))
            for number, network in enumerate(PAIRS[name])
        )
        assert float(model[..., :3].mean()) > 0.05
        np.testing.assert_allclose(graph.mean(axis=(0, 1)), model.mean(axis=(0, 1)), rtol=0.01)
        assert float(np.abs(graph - model).mean()) < 0.01

    def test_lost_dispersion_is_told(
        self, pool: WorkerPool, make_request: Callable[..., RenderRequest], tmp_path: Path
    ) -> None:
        stage = _stage(tmp_path / "crystal.usda", PAIRS["dispersive glass"][0]())
        (said,) = pool.render(make_request(stage, spp=1)).messages
        assert said.startswith(f"<{_LOOK}>: dispersion is lost: its indices 1.62")

    @staticmethod
    def _render(pool: WorkerPool, make_request: Callable[..., RenderRequest], stage: Path) -> Pixels:
        request = make_request(stage, resolution=(48, 48), spp=16, output=stage.with_suffix(".exr"))
        return read_frame(pool.render(request).frame).aov("beauty")


def _stage(file: Path, network: LookNetwork) -> Path:
    scene = SuiteScene(file).furnish()
    scene.sun()
    scene.bind(BALL, define_look(scene.stage, _LOOK, network))
    scene.save()
    return file
