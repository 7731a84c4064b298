"""Looks in pictures: on the shader ball, and the same from each of their forms."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assets.looks.library.library_looks import LibraryLook, make_look
from cli.main import main
from finishing.png import read_png, write_png
from pipelines.looks.export import LookFormat, export_looks
from studies.contact_sheet import write_sheet
from studies.look_sheets.page import write_page
from studies.look_sheets.shader_ball import still_of
from studies.stills import PictureOptions, render_stills
from tests.render_backends.materialx_osl.studio import Studio
from usd_scenes.looks import LookNetwork, ShaderInput, ShaderNode

_NAMES = ("gold", "wax", "pattern_brick")


def test_a_sheet_has_every_look_once_and_the_page_names_its_parameters(tmp_path: Path) -> None:
    looks = [make_look(name) for name in _NAMES]
    for level, look in enumerate(looks, start=1):
        write_png(np.full((32, 32, 3), level * 60, dtype=np.uint8), tmp_path / f"{look.name}.png")
    sheet = read_png(write_sheet([look.name for look in looks], tmp_path))
    assert sheet.shape[1] == 32 * len(looks)
    middles = [float(sheet[16, 16 + 32 * column, 0]) for column in range(len(looks))]
    assert middles == pytest.approx([60 / 255, 120 / 255, 180 / 255], abs=0.03)
    page = write_page(looks, tmp_path).read_text()
    assert all(f'src="{name}.png"' in page for name in _NAMES)
    assert "edge_color" in page


@pytest.mark.renderer
def test_the_command_pictures_a_look_with_its_parameters_set(tmp_path: Path) -> None:
    options = ["--size", "48", "--spp", "4", "--set", "base_color=0.02,0.05,0.9"]
    assert main(["looks", "render", "plastic_glossy", "-o", str(tmp_path), *options]) == 0
    picture = read_png(tmp_path / "plastic_glossy.png")
    red, _, blue = picture[18:30, 18:30].reshape(-1, 3).mean(axis=0)
    assert blue > 0.2
    assert blue > 3.0 * red


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    folder = tmp_path_factory.mktemp("studio")
    opened = Studio(folder=folder / "pictures", cache=folder / "cache")
    yield opened
    opened.close()


@pytest.mark.renderer
@pytest.mark.parametrize("name", _NAMES)
def test_a_look_is_the_same_from_usd_and_from_materialx(name: str, studio: Studio, tmp_path: Path) -> None:
    look = make_look(name)
    (layer,) = export_looks([look], tmp_path, LookFormat.USDA)
    (document,) = export_looks([look], tmp_path, LookFormat.MTLX)
    options = {"shape": "sphere", "sun": 2.0, "background": (0.3, 0.3, 0.3), "resolution": 48}
    from_usd = studio.render_stage(layer, f"/{name}", **options)
    from_materialx = studio.render_document(document, name, **options)
    assert from_usd.mean.max() > 0.01
    np.testing.assert_allclose(from_usd.pixels, from_materialx.pixels, atol=1e-4)


def test_a_look_that_cannot_be_authored_is_an_error_by_name_and_stops_no_other(tmp_path: Path) -> None:
    odd = ShaderInput(name="base_color", type="matrix99", value=1.0)
    surface = ShaderNode(
        name="surface",
        definition="ND_standard_surface_surfaceshader",
        output_type="surfaceshader",
        inputs=(odd,),
    )
    network = LookNetwork(nodes=(surface,), surface="surface")
    looks = [LibraryLook(name=name, terms=(), network=network) for name in ("first", "second")]
    pictures = list(render_stills([still_of(look) for look in looks], tmp_path, PictureOptions()))
    assert [picture.name for picture in pictures] == ["first", "second"]
    assert all("matrix99" in picture.error and "surface" in picture.error for picture in pictures)


_OPEN_AS_USD = """
import sys, bpy
from pathlib import Path
bundled = Path(bpy.utils.resource_path("LOCAL")) / "python" / "lib"
sys.path.insert(0, str(next(bundled.glob("python*/site-packages"))))
from pxr import Usd, UsdShade
stage = Usd.Stage.Open(sys.argv[1])
material = UsdShade.Material(stage.GetPrimAtPath("/MaterialX/Materials/gold"))
surface = material.ComputeSurfaceSource("mtlx")[0]
shaders = [prim.GetName() for prim in stage.Traverse() if prim.IsA(UsdShade.Shader)]
print("READ", surface.GetShaderId(), *sorted(set(shaders)))
"""


@pytest.mark.renderer
def test_usds_own_materialx_reader_finds_the_look_and_its_pattern(tmp_path: Path) -> None:
    (file,) = export_looks([make_look("gold")], tmp_path, LookFormat.MTLX)
    child = subprocess.run(
        [sys.executable, "-c", _OPEN_AS_USD, str(file)], check=True, capture_output=True, text=True
    )
    read = next(line for line in child.stdout.splitlines() if line.startswith("READ"))
    assert read.split()[1] == "ND_standard_surface_surfaceshader"
    assert {"featureSize", "wear", "bumped"} <= set(read.split())
