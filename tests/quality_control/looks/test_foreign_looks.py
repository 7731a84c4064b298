"""Readers and probes take the constants of a look from its public inputs as from its nodes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pxr import Gf, Usd, UsdGeom, UsdRender, UsdShade

from quality_control.contract import TermReading
from quality_control.measures import gases, look_probes
from quality_control.measures.surface_maps import MapMeasure
from quality_control.readers import materials as materials_reader
from quality_control.readers import textures as textures_reader
from tests.composers.looks.studio import dress_studio
from tests.foreign_looks import publish_constants
from usd_scenes import prim_paths
from usd_scenes.departments import Department
from usd_scenes.looks import bind_look
from usd_scenes.shader_inputs import input_value
from usd_scenes.volumes import VolumeLook, define_volume, define_volume_look, read_volume_look

LOOK_READERS = (*materials_reader.READERS, *textures_reader.READERS)
_FOG = "/World/Fx/Fog/Volume"


def _read(stage: Usd.Stage) -> list[TermReading]:
    return [reading for reader in LOOK_READERS for reading in reader.read(stage)]


@pytest.mark.parametrize(
    "term",
    [
        "materials.pbr_metals.gold",
        "materials.glass.types.clear_glass",
        "textures.maps.roughness",
        "textures.maps.height",
        "textures.procedural.stripes",
    ],
)
def test_a_published_look_is_read_as_before(term: str, tmp_path: Path) -> None:
    shot = dress_studio(tmp_path, term)
    before, stage = _read(shot.stage), shot.stage
    with shot.edit(Department.LOOKS):
        assert publish_constants(stage) > 0
    assert _read(stage) == before
    assert term in {reading.term for reading in before}


def _surface(stage: Usd.Stage, name: str) -> UsdShade.Shader:
    return UsdShade.Material.Get(stage, f"/World/Looks/{name}").ComputeSurfaceSource("mtlx")[0]


def test_gloss_comes_off_a_published_look(tmp_path: Path) -> None:
    stage = dress_studio(tmp_path, "materials.pbr_dielectrics.lacquer").stage
    publish_constants(stage)
    assert input_value(_surface(stage, "Subject").GetInput("coat_weight")) > 0.5
    look_probes.take_gloss_off(stage)
    assert input_value(_surface(stage, "Subject").GetInput("coat_weight")) == pytest.approx(1e-3)


def test_without_its_picture_a_published_look_keeps_its_constants(tmp_path: Path) -> None:
    shot = dress_studio(tmp_path, "textures.maps.roughness")
    stage = shot.stage
    UsdGeom.Camera.Define(stage, prim_paths.MAIN_CAMERA)
    with shot.edit(Department.LOOKS):  # where the picture's path is relative to
        publish_constants(stage)
    colour = input_value(_surface(stage, "Subject").GetInput("base_color"))
    (reading,) = (r for r in _read(stage) if r.term == "textures.maps.roughness")
    _, without = MapMeasure().shots(reading, stage)
    without.edit(stage)
    surface = _surface(stage, "Subject")
    assert input_value(surface.GetInput("base_color")) == colour != Gf.Vec3f(0.5)
    assert input_value(surface.GetInput("specular_roughness")) == pytest.approx(0.4)


def test_a_published_gas_is_blackened() -> None:
    stage = Usd.Stage.CreateInMemory()
    define_volume(stage, _FOG, files={"density": "fog.vdb"}, extent=[(0, 0, 0), (1, 1, 1)])
    bind_look(
        stage.GetPrimAtPath(_FOG), define_volume_look(stage, "/World/Fx/Looks/Fog", VolumeLook(density_scale=2.0))
    )
    UsdRender.Settings.Define(stage, prim_paths.RENDER_SETTINGS)
    publish_constants(stage)
    values = (("volume", _FOG), ("height_m", 1.0), ("contrast", 1.0), ("extinction_per_m", 2.0))
    measure = next(m for m in gases.MEASURES if isinstance(m, gases.ColumnMeasure))
    _, gas = measure.shots(TermReading(term="gases.fog.mist", values=values), stage)
    gas.edit(stage)
    look = read_volume_look(stage.GetPrimAtPath(_FOG))
    assert look is not None
    assert look.scatter_color == look.absorption_color == (0.0, 0.0, 0.0)
    assert look.extinction_per_m == pytest.approx((2.0, 2.0, 2.0))
