"""The volume look: written, read back, and its formulas."""

from __future__ import annotations

import pytest
from pxr import Usd

from schemas.errors import SceneError
from usd_scenes.looks import bind_look
from usd_scenes.volumes import VolumeLook, define_volume, define_volume_look, read_volume_look

LOOK = VolumeLook(
    density_scale=2.5, scatter_color=(0.5, 0.25, 0.75), anisotropy=0.3, emission_strength=1.5, temperature_k=1200.0
)


def _stage() -> Usd.Stage:
    stage = Usd.Stage.CreateInMemory()
    define_volume(stage, "/World/Fx/Fog/Volume", files={"density": "fog.vdb"}, extent=[(0, 0, 0), (1, 1, 1)])
    return stage


def test_a_look_is_read_back_as_it_was_written() -> None:
    stage = _stage()
    prim = stage.GetPrimAtPath("/World/Fx/Fog/Volume")
    bind_look(prim, define_volume_look(stage, "/World/Fx/Looks/Fog", LOOK))
    look = read_volume_look(prim)
    assert look is not None
    for name in ("density_scale", "scatter_color", "anisotropy", "emission_strength", "temperature_k"):
        assert getattr(look, name) == pytest.approx(getattr(LOOK, name))


def test_extinction_is_the_density_scale_whatever_is_scattered() -> None:
    assert LOOK.extinction_per_m == pytest.approx((2.5, 2.5, 2.5))


def test_a_white_absorption_colour_leaves_only_scattering() -> None:
    look = VolumeLook(density_scale=2.0, scatter_color=(0.5, 1.0, 0.0), absorption_color=(1.0, 1.0, 1.0))
    assert look.extinction_per_m == pytest.approx((1.0, 2.0, 0.0))


def test_a_look_without_a_density_scale_is_refused() -> None:
    stage = _stage()
    prim = stage.GetPrimAtPath("/World/Fx/Fog/Volume")
    bind_look(prim, define_volume_look(stage, "/World/Fx/Looks/Fog", LOOK))
    stage.GetPrimAtPath("/World/Fx/Looks/Fog/Volume").RemoveProperty("inputs:density_scale")
    with pytest.raises(SceneError, match="density_scale"):
        read_volume_look(prim)
