"""Materials of `.mtlx` files are compared on balls, and a table says where they differ."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import OpenImageIO as oiio
import pytest
from pxr import Sdf, Usd, UsdShade

from cli.main import main
from render_backends.pool import WorkerPool
from render_backends.registry import BackendRegistry
from schemas.exr import read_frame
from schemas.render import RenderRequest
from studies.compare import look_table as tables
from studies.compare.framed_stage import make_comparable
from studies.compare.look_stages import BASE_COLOUR, author_look_stages
from studies.compare.look_table import LookFigures, look_table, measure_looks
from studies.compare.run import CompareOptions, StageComparison, compare_stages
from tests.mtlx_text import document, given, linked, look, node

_LOOKS = document(
    node("image", "spots", "color3", given("file", "filename", "spots.png")),
    look("Spotted", given("base", "float", "0.5"), linked("base_color", "color3", "spots")),
    look("Plain", given("base", "float", "0.5"), given("base_color", "color3", "0.8, 0.4, 0.2")),
    colorspace="lin_rec709",
)
_REGISTRY = BackendRegistry(
    targets={"flat": "render_backends.flat:FlatBackend", "again": "render_backends.flat:FlatBackend"}
)


@pytest.fixture
def looks(tmp_path: Path) -> Path:
    picture = oiio.ImageBuf(oiio.ImageSpec(64, 32, 3, oiio.UINT8))
    picture.set_pixels(picture.roi, np.tile(np.float32(0.25), (32, 64, 3)))
    picture.write(str(tmp_path / "spots.png"))
    file = tmp_path / "looks.mtlx"
    file.write_text(_LOOKS)
    return file


def _options(folder: Path) -> CompareOptions:
    return CompareOptions(backends=("flat", "again"), output=folder / "out", resolution=(32, 32), spp=1, seed=1)


def test_each_material_gets_a_stage_of_its_own_that_is_ready_to_be_rendered(looks: Path, tmp_path: Path) -> None:
    made = author_look_stages([looks], tmp_path / "stages")
    assert [stage.name for stage in made] == ["looks-Spotted", "looks-Plain"]
    for stage in made:
        opened = Usd.Stage.Open(str(stage.file))
        assert opened.GetCompositionErrors() == []
        assert make_comparable(stage.file, tmp_path / "out", camera=None)[0] == stage.file
    assert _picture_of(made[0].file) == tmp_path / "spots.png"


def _picture_of(file: Path) -> Path:
    stage = Usd.Stage.Open(str(file))
    shader = UsdShade.Shader.Get(stage, "/World/Looks/Look/spots")
    return Path(shader.GetInput("file").Get().resolvedPath)


def test_large_pictures_are_reduced_and_small_ones_stay(looks: Path, tmp_path: Path) -> None:
    def picture(longest_side_px: int) -> oiio.ImageSpec:
        folder = tmp_path / str(longest_side_px)
        stage = author_look_stages([looks], folder, longest_side_px=longest_side_px)[0].file
        return oiio.ImageBuf(str(_picture_of(stage))).spec()

    assert (picture(16).width, picture(16).height) == (16, 8)
    assert (picture(64).width, picture(64).height) == (64, 32)


def test_a_second_stage_shows_the_base_colour_as_light_in_one_backend(looks: Path, tmp_path: Path) -> None:
    made = author_look_stages([looks], tmp_path / "stages", base_colour_in="flat")
    glowing = [stage for stage in made if stage.name.endswith(BASE_COLOUR)]
    assert [stage.backends for stage in glowing] == [("flat",), ("flat",)]
    spotted, plain = (Usd.Stage.Open(str(stage.file)) for stage in glowing)
    surface, _, _ = UsdShade.Material.Get(plain, "/World/Looks/Look").ComputeSurfaceSource("mtlx")
    assert surface.GetShaderId() == "ND_surface_unlit"
    assert tuple(surface.GetInput("emission_color").Get()) == pytest.approx((0.4, 0.2, 0.1))
    surface, _, _ = UsdShade.Material.Get(spotted, "/World/Looks/Look").ComputeSurfaceSource("mtlx")
    (source,) = surface.GetInput("emission_color").GetAttr().GetConnections()
    assert source == Sdf.Path("/World/Looks/Look/spots.outputs:out")
    assert surface.GetInput("emission").Get() == pytest.approx(0.5)


def test_two_backends_that_agree_are_within_the_limits(looks: Path, tmp_path: Path) -> None:
    options = _options(tmp_path)
    stages = author_look_stages([looks], tmp_path / "stages")
    steps = compare_stages(stages, options, registry=_REGISTRY)
    figures = measure_looks([step for step in steps if isinstance(step, StageComparison)], options)
    assert [one.look for one in figures] == ["looks-Spotted", "looks-Plain"]
    assert all(one.flip == 0.0 and not one.albedo and not one.exceeds for one in figures)
    assert "2 of 2 comparisons are within both limits" in look_table(figures, options)


def test_the_table_marks_what_exceeds_a_limit_and_says_when_no_cause_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cause = tables._Cause(backend="again", looks=("a-Known",), text="it is so")
    monkeypatch.setattr(tables, "_causes", lambda: [cause])
    figures = [
        LookFigures(look="a-Known", backend="again", flip=0.2, albedo=0.01),
        LookFigures(look="a-Unknown", backend="again", flip=0.05, albedo=0.2),
        LookFigures(look="a-Shine", backend="again", flip=0.05, albedo=0.2, base_colour=0.001),
        LookFigures(look="a-Broken", backend="again", error="it failed"),
    ]
    text = look_table(figures, _options(tmp_path))
    assert "| a: Known | **0.200** | 0.010 |  | 1 |" in text
    assert "| a: Unknown | 0.050 | **0.200** |  | again unexplained |" in text
    assert "| a: Shine | 0.050 | **0.200** | 0.001 |  |" in text
    assert "| a: Broken | no picture |  |  | again unexplained |" in text
    assert "1. again: it is so" in text


def test_the_command_takes_mtlx_files_and_writes_their_table(looks: Path, tmp_path: Path) -> None:
    command = ["looks", "compare", str(looks), "--backends", "flat", "--resolution", "16x16", "--spp", "1"]
    table = tmp_path / "looks.md"
    assert main([*command, "-o", str(tmp_path / "out"), "--matrix", str(table)]) == 0
    assert table.read_text().startswith("0 looks") or "2 looks" in table.read_text()
    (tmp_path / "broken.mtlx").write_text("no xml")
    assert main(["looks", "compare", str(tmp_path / "broken.mtlx"), "-o", str(tmp_path / "out")]) == 2


@pytest.mark.renderer
def test_cycles_shows_the_same_base_colour_that_the_document_says(looks: Path, tmp_path: Path) -> None:
    made = author_look_stages([looks], tmp_path / "stages", base_colour_in="cycles")
    glowing = {stage.name: stage.file for stage in made if stage.backends}
    with WorkerPool("cycles", workers=1) as pool:
        for name, expected in (("looks-Plain", (0.4, 0.2, 0.1)), ("looks-Spotted", (0.125, 0.125, 0.125))):
            request = RenderRequest(
                stage=glowing[f"{name}{BASE_COLOUR}"].absolute(),
                camera="/World/Camera",
                time_code=0.0,
                resolution=(16, 16),
                aovs=("beauty",),
                spp=4,
                seed=1,
                output=tmp_path / f"{name}.exr",
            )
            middle = read_frame(pool.render(request).frame).aov("beauty")[6:10, 6:10, :3].reshape(-1, 3)
            np.testing.assert_allclose(middle.mean(axis=0), expected, atol=0.002)
