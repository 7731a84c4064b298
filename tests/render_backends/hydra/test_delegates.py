"""Every delegate of this machine's OpenUSD installations is a backend; one that does not work says why."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from render_backends.hydra.installations import SETTINGS_VARIABLE, find_installation
from render_backends.pool import WorkerPool
from render_backends.registry import installed_backends
from schemas.errors import RenderError, SchemaError, UnknownBackendError, UnsupportedError
from schemas.exr import read_frame
from schemas.render import RenderRequest
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
_USDRECORD = """#!{python}
import sys
if "--help" in sys.argv:
    print("usage: usdrecord [--renderer {{Storm,Embree}}] in out")
    sys.exit(0)
import numpy as np, OpenImageIO as oiio
width = int(sys.argv[sys.argv.index("--imageWidth") + 1])
out = oiio.ImageOutput.create(sys.argv[-1])
out.open(sys.argv[-1], oiio.ImageSpec(width, width, 4, oiio.HALF))
out.write_image(np.full((width, width, 4), 0.25, dtype=np.float32))
out.close()
"""


def _settings(folder: Path, monkeypatch: pytest.MonkeyPatch, *installations: dict[str, object]) -> None:
    file = folder / "settings.json"
    file.write_text(json.dumps({"schema": "parallel-synth/settings/1", "openusd": installations}))
    monkeypatch.setenv(SETTINGS_VARIABLE, str(file))


def _lit_box(folder: Path) -> Path:
    builder = StageBuilder(folder / "box.usda")
    builder.camera((0, 0, 3), (0, 0, 0))
    builder.box("Box", (-0.5, -0.5, -0.5), (0.5, 0.5, 0.5))
    builder.white_dome()
    return builder.save()


@pytest.fixture
def second_openusd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wheel's OpenUSD again, by its Python and environment, as a studio's own would be named."""
    bundled = find_installation("bundled")
    assert bundled is not None
    environment = dict(bundled.environment)
    _settings(tmp_path, monkeypatch, {"name": "studio", "python": sys.executable, "environment": environment})


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


def test_a_second_openusd_named_in_the_settings_offers_its_delegates_and_draws(
    second_openusd: None, tmp_path: Path, make_request: Callable[..., RenderRequest], storm_pool: WorkerPool
) -> None:
    stage = _lit_box(tmp_path)
    with WorkerPool("hydra:studio/storm", timeout_s=60.0) as pool:
        assert pool.capabilities.aovs == ("beauty",)
        got = read_frame(pool.render(make_request(stage, resolution=(48, 32))).frame).aov("beauty")
    ours = read_frame(storm_pool.render(make_request(stage, resolution=(48, 32))).frame).aov("beauty")
    assert got.shape == (32, 48, 4)
    assert float(got[16, 24, 0]) > 0.1
    inside = ours[..., 3] == 1.0
    lit = got[..., :3].max(axis=-1) > 0.0
    assert (inside & lit).sum() / (inside | lit).sum() > 0.9  # the same film


def test_a_usdrecord_named_in_the_settings_offers_its_delegates_and_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_request: Callable[..., RenderRequest]
) -> None:
    program = tmp_path / "usdrecord"
    program.write_text(_USDRECORD.format(python=sys.executable))
    program.chmod(0o755)
    _settings(tmp_path, monkeypatch, {"name": "farm", "usdrecord": str(program)})
    names = installed_backends().with_families().names
    assert {"hydra:farm/storm", "hydra:farm/embree"} <= set(names)
    with WorkerPool("hydra:farm/embree", timeout_s=60.0) as pool:
        frame = read_frame(pool.render(make_request(_lit_box(tmp_path))).frame)
    np.testing.assert_array_equal(frame.aov("beauty"), np.full((32, 32, 4), 0.25, dtype=np.float32))


def test_an_installation_that_does_not_start_is_listed_as_not_available_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _settings(tmp_path, monkeypatch, {"name": "gone", "python": "/nowhere/bin/python"})
    registry = installed_backends().with_families()
    capabilities = registry.make("hydra:gone/?").capabilities()
    assert not capabilities.available
    assert "/nowhere/bin/python" in capabilities.reason
    with pytest.raises(UnsupportedError, match="not available here"):
        WorkerPool("hydra:gone/?")


def test_a_settings_file_that_breaks_its_schema_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _settings(tmp_path, monkeypatch, {"name": "Studio One"})
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
