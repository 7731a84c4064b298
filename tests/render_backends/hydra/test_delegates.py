"""Every delegate of this machine's OpenUSD installations is a backend; one that does not work says why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from render_backends.pool import WorkerPool
from render_backends.registry import installed_backends
from schemas.errors import RenderError, SchemaError, UnknownBackendError, UnsupportedError
from schemas.exr import read_frame
from schemas.render import RenderRequest
from tests.render_backends.hydra.second_installation import farm, name_installations, studio
from tests.render_backends.stages import StageBuilder

pytestmark = pytest.mark.renderer

_PLUGIN = {
    "Plugins": [
        {
            "Name": "hdFake",
            "Type": "library",
            "Root": ".",
            "ResourcePath": ".",
            "LibraryPath": "nothing.so",
            "Info": {
                "Types": {
                    "HdFakeRendererPlugin": {"bases": ["HdRendererPlugin"], "displayName": "Fake", "priority": 9}
                }
            },
        }
    ]
}


def _lit_box(folder: Path) -> Path:
    builder = StageBuilder(folder / "box.usda")
    builder.camera((0, 0, 3), (0, 0, 0))
    builder.box("Box", (-0.5, -0.5, -0.5), (0.5, 0.5, 0.5))
    builder.white_dome()
    return builder.save()


@pytest.fixture
def installations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wheel's OpenUSD twice more: by its Python, and by a ``usdrecord`` alone."""
    name_installations(tmp_path, monkeypatch, studio(), farm(tmp_path))


def test_a_delegate_of_the_plugin_registry_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plugInfo.json").write_text(json.dumps(_PLUGIN))
    monkeypatch.setenv("PXR_PLUGINPATH_NAME", str(tmp_path))
    registry = installed_backends().with_families()
    assert registry.make("hydra:fake").name == "hydra:fake"
    assert registry.make("hydra:fake").capabilities().available


def test_a_delegate_whose_library_does_not_load_is_an_error_of_that_render(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_request: Callable[..., RenderRequest]
) -> None:
    (tmp_path / "plugInfo.json").write_text(json.dumps(_PLUGIN))
    monkeypatch.setenv("PXR_PLUGINPATH_NAME", str(tmp_path))
    with (
        WorkerPool("hydra:fake") as pool,
        pytest.raises(RenderError, match=r"hydra:fake: .*(does not load|failed)"),
    ):
        pool.render(make_request(_lit_box(tmp_path)))


def test_a_delegate_that_is_not_installed_is_unknown_and_the_installed_are_named() -> None:
    with pytest.raises(UnknownBackendError, match=r"no backend 'hydra:karma'; installed: .*hydra:storm"):
        installed_backends().make("hydra:karma")


@pytest.mark.parametrize("backend", ["hydra:studio/storm", "hydra:farm/storm"])
def test_a_second_openusd_named_in_the_settings_offers_its_delegates_and_draws(
    installations: None,
    backend: str,
    tmp_path: Path,
    make_request: Callable[..., RenderRequest],
    storm_pool: WorkerPool,
) -> None:
    """The picture's own shape, the time code between two samples, the purposes of a final render."""
    stage = _moving_boxes(tmp_path / "boxes.usda")
    assert backend in installed_backends().with_families().names
    shot = {"resolution": (48, 25), "time_code": 2.5}
    with WorkerPool(backend, timeout_s=60.0) as pool:
        assert pool.capabilities.aovs == ("beauty",)
        got = read_frame(pool.render(make_request(stage, **shot)).frame).aov("beauty")
    ours = read_frame(storm_pool.render(make_request(stage, **shot)).frame).aov("beauty")
    assert got.shape == (25, 48, 4)
    inside = ours[..., 3] == 1.0
    lit = got[..., :3].max(axis=-1) > 0.0
    assert inside.sum() > 60
    assert (inside & lit).sum() / (inside | lit).sum() > 0.85
    np.testing.assert_allclose(got[inside & lit][:, :3].mean(), ours[inside & lit][:, :3].mean(), rtol=0.05)


def _moving_boxes(file: Path) -> Path:
    builder = StageBuilder(file)
    builder.camera((0, 0, 3), (0, 0, 0))
    for number, purpose in enumerate(("render", "proxy", "guide")):
        box = builder.box(purpose.title(), (-0.3, -0.4, -0.4), (0.3, 0.4, 0.4))
        box.CreatePurposeAttr(purpose)
        move = box.AddTranslateOp()
        move.Set((number - 1.5, 0.0, 0.0), 1.0)
        move.Set((number - 0.5, 0.0, 0.0), 4.0)
    builder.white_dome()
    return builder.save()


def test_an_installation_that_does_not_start_is_listed_as_not_available_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_installations(tmp_path, monkeypatch, {"name": "gone", "python": "/nowhere/bin/python"})
    registry = installed_backends().with_families()
    capabilities = registry.make("hydra:gone/?").capabilities()
    assert not capabilities.available
    assert "/nowhere/bin/python" in capabilities.reason
    with pytest.raises(UnsupportedError, match="not available here"):
        WorkerPool("hydra:gone/?")


def test_a_settings_file_that_breaks_its_schema_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_installations(tmp_path, monkeypatch, {"name": "Studio One"})
    with pytest.raises(SchemaError, match=r"settings\.json.*/openusd/0"):
        installed_backends().with_families()


def test_a_machine_without_opengl_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_request: Callable[..., RenderRequest]
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("__EGL_VENDOR_LIBRARY_DIRS", str(tmp_path / "empty"))
    monkeypatch.setenv("__EGL_VENDOR_LIBRARY_FILENAMES", "/nowhere.json")
    with WorkerPool("hydra:storm", timeout_s=60.0) as pool:
        request = make_request(_lit_box(tmp_path))
        with pytest.raises(RenderError, match=r"hydra:storm: no OpenGL 4\.5 context.*apt-get install"):
            pool.render(request)
