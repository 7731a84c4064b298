"""Painted surfaces: what is asked for stands in the network, and forms take the subject's place."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom

from assets.looks.networks.look_network import Wearer, build_look
from assets.looks.networks.recipes import load_looks
from assets.looks.painters.materials import PAINTERS
from assets.looks.painters.materials.glasses import indices, lead_crystal_abbe
from assets.meshes.solids import rounded_box
from assets.meshes.surface import finished
from composers.blocking.casting.elements import find_elements
from quality_control.readers.materials import READERS
from tests.composers.looks.studio import dress_studio
from usd_scenes import prim_paths
from usd_scenes.looks import Connection
from usd_scenes.meshes import define_mesh
from usd_scenes.semantics import Role, set_labels

WEARER = Wearer(colour=(0.4, 0.3, 0.2), size_m=0.3, top_m=0.3)
PAINTED = sorted(name for name, look in load_looks().looks.items() if look.painter)


def test_every_painter_is_used_by_a_look_and_every_look_names_one() -> None:
    assert {load_looks().looks[name].painter for name in PAINTED} == set(PAINTERS)


@pytest.mark.parametrize("name", PAINTED)
def test_a_painted_network_repeats_and_varies_with_its_seed(name: str) -> None:
    recipe = load_looks().looks[name]
    one, same, other = (build_look(recipe, WEARER, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert one == same
    if recipe.painter != "diamond":  # a diamond is a diamond; its form varies
        assert one != other


@pytest.mark.parametrize("name", PAINTED)
def test_every_node_of_a_painted_network_is_read(name: str) -> None:
    network = build_look(load_looks().looks[name], WEARER, np.random.default_rng(3))
    read = {
        entry.value.node for node in network.nodes for entry in node.inputs if isinstance(entry.value, Connection)
    }
    unread = {node.name for node in network.nodes} - read - {network.surface}
    assert not unread


@pytest.mark.parametrize(
    ("term", "parameter", "tolerance"),
    [
        ("materials.pbr_metals.rusted", "coverage_fraction", 0.01),
        ("materials.pbr_metals.corroded", "coverage_fraction", 0.01),
        ("materials.pbr_metals.brushed_metal", "anisotropy", 0.001),
        ("materials.pbr_metals.anodized", "hue_deg", 2.0),
        ("materials.fabric.cotton", "thread_count_per_cm", 0.1),  # counted along two threads
        ("materials.fabric.satin", "anisotropy", 0.001),
        ("materials.glass.types.crystal", "ior", 0.002),
        ("materials.glass.types.refractive_gem", "ior", 0.001),
        ("materials.subsurface.wax_candle", "glow_depth_m", 1e-4),
        ("materials.subsurface.leaves", "transmission_fraction", 0.001),
        ("materials.organic.lichen", "coverage_fraction", 0.05),
    ],
)
def test_a_parameter_is_read_as_it_was_asked(tmp_path: Path, term: str, parameter: str, tolerance: float) -> None:
    shot = dress_studio(tmp_path, term)
    readings = {r.term: r for reader in READERS for r in reader.read(shot.stage)}
    asked = float(shot.spec.parameter(term, parameter))
    assert readings[term].number(parameter) == pytest.approx(asked, abs=tolerance)


def test_what_an_edge_is_goes_by_the_mesh_and_not_by_how_large_it_stands_in_the_world(tmp_path: Path) -> None:
    stage = Usd.Stage.CreateNew(str(tmp_path / "scaled.usda"))
    UsdGeom.XformCommonAPI(UsdGeom.Xform.Define(stage, prim_paths.SUBJECT)).SetScale(Gf.Vec3f(3.0))
    box = define_mesh(stage, f"{prim_paths.SUBJECT}/Body", finished(rounded_box((0.3, 0.2, 0.1), 0.01, 2)))
    set_labels(box.GetPrim(), role=Role.SUBJECT, class_name="block")
    (element,) = find_elements(stage)
    assert element.scale == pytest.approx(3.0)
    assert element.size_m == pytest.approx(0.9)
    bends = []
    for size_m, scale in ((element.size_m, element.scale), (0.3, 1.0)):
        wearer = Wearer(colour=(0.4, 0.3, 0.2), size_m=size_m, top_m=size_m, scale=scale)
        nodes = build_look(load_looks().looks["rusted"], wearer, np.random.default_rng(1)).nodes
        read = [node for node in nodes if any(e.value == Connection(node="curvature") for e in node.inputs)]
        bends += [entry.value for node in read for entry in node.inputs if entry.name == "in2"]
    assert len(bends) == 2
    assert bends[0] == pytest.approx(bends[1])


def test_dispersion_follows_the_abbe_number() -> None:
    red, green, blue = indices(1.62, 36.4)
    assert red < green < blue
    narrow = indices(1.62, 72.8)
    assert narrow[2] - narrow[0] == pytest.approx((blue - red) / 2.0)
    assert lead_crystal_abbe(1.62) == pytest.approx(38.5, abs=0.2)


def test_a_plain_material_leaves_the_subject_its_form(tmp_path: Path) -> None:
    stage = dress_studio(tmp_path, "materials.organic.chitin").stage
    assert not stage.GetPrimAtPath(f"{prim_paths.SUBJECT}/FormBody")
