"""The palette of a furnished picture is what its paint and cloth show in the frame."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Usd, UsdShade

from assets.looks.networks.look_network import Wearer, build_look
from assets.looks.networks.overrides import Overrides
from assets.looks.networks.recipes import load_looks
from assets.looks.painters.textures.painted import texture_look
from assets.store import AssetStore
from composers.blocking.places import load_places
from composers.registry import all_composers
from pipelines.compose import compose_sample
from quality_control.measures.look_probes import sphere
from quality_control.readers.bound_looks import read_bound_looks
from quality_control.readers.color import PaletteReader
from quality_control.readers.room_colours import read_room
from quality_control.readers.surfaces.own_colours import is_dyed
from quality_control.readers.textures import PaintedTextureReader
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler
from usd_scenes.looks import bind_look, define_look
from usd_scenes.meshes import define_mesh
from usd_scenes.semantics import Role, set_labels

_DEPARTMENTS = {"geometry", "liquids", "gases", "color", "materials", "textures", "camera"}
_PALETTE = "color.palettes.cool"


@pytest.fixture(scope="module")
def bedroom(tmp_path_factory: pytest.TempPathFactory) -> Usd.Stage:
    """A sample in a bedroom, in greens, blues and violets."""
    folder = tmp_path_factory.mktemp("bedroom")
    spec = Sampler(load_catalog()).spec(901, 162, category="color")
    assert _PALETTE in spec.terms
    composers = [one for one in all_composers() if one.category in _DEPARTMENTS]
    return compose_sample(spec, folder / "0", assets=AssetStore(folder / "assets"), composers=composers).stage


@pytest.mark.parametrize("end", [0, 1])
@pytest.mark.parametrize("name", sorted(load_places().dyed))
def test_what_a_palette_paints_is_told_from_wood_and_clay(name: str, end: int) -> None:
    """In a brown that both may have, as smooth and as rough as it comes."""
    recipe = load_looks().looks[name]
    wearer = Wearer(colour=(0.469, 0.304, 0.114), size_m=1.0, top_m=0.5)
    ends = Overrides(roughness=recipe.roughness[end])
    stage = Usd.Stage.CreateInMemory()
    body = define_mesh(stage, "/World/Set/Thing", sphere(0.5)).GetPrim()
    set_labels(body, role=Role.DRESSING, class_name="thing")
    network = build_look(recipe, wearer, np.random.default_rng(4), overrides=ends)
    bind_look(body, define_look(stage, "/World/Looks/Thing", network))
    (look,) = read_bound_looks(stage)
    assert is_dyed(look)


@pytest.mark.parametrize(("role", "dyed"), [(Role.SET_WALL, True), (Role.DRESSING, False)])
def test_a_wall_as_dark_and_dull_as_rubber_is_painted(role: Role, *, dyed: bool) -> None:
    stage = Usd.Stage.CreateInMemory()
    body = define_mesh(stage, "/World/Set/Thing", sphere(0.5)).GetPrim()
    set_labels(body, role=role, class_name="thing")
    wearer = Wearer(colour=(0.0274, 0.0448, 0.0526), size_m=1.0, top_m=0.5)
    network = build_look(load_looks().looks["painted_wall"], wearer, np.random.default_rng(4))
    bind_look(body, define_look(stage, "/World/Looks/Thing", network))
    (look,) = read_bound_looks(stage)
    assert is_dyed(look) is dyed


def _palettes(stage: Usd.Stage) -> list[str]:
    return [reading.term for reading in PaletteReader().read(stage)]


def test_the_palette_of_a_furnished_place_is_read(bedroom: Usd.Stage) -> None:
    room = read_room(bedroom)
    assert any(one.look.role is Role.DRESSING for one in room.painted)
    assert _palettes(bedroom) == [_PALETTE]


def test_a_thing_in_another_hue_is_no_longer_that_palette(bedroom: Usd.Stage) -> None:
    thing = next(one for one in read_room(bedroom).painted if one.look.role is not Role.SUBJECT)
    look = UsdShade.Material.Get(bedroom, thing.look.material_path)
    red = dict.fromkeys(_colour_inputs(look), (0.5, 0.05, 0.03))
    before = {name: look.GetInput(name).Get() for name in red}
    for name, value in red.items():
        look.GetInput(name).Set(value)
    assert _PALETTE not in _palettes(bedroom)
    for name, value in before.items():
        look.GetInput(name).Set(value)
    assert _palettes(bedroom) == [_PALETTE]


def _colour_inputs(look: UsdShade.Material) -> list[str]:
    return [entry.GetBaseName() for entry in look.GetInputs() if "color" in str(entry.GetTypeName())]


def test_a_picture_of_other_things_has_no_palette(bedroom: Usd.Stage) -> None:
    copy = Usd.Stage.Open(bedroom.Flatten())
    for path in [p for one in read_room(bedroom).painted if one.look.role is not Role.SUBJECT for p in one.meshes]:
        copy.GetPrimAtPath(path).SetActive(False)
    assert _palettes(copy) == []


def test_in_a_furnished_place_the_subjects_texture_comes_before_the_walls() -> None:
    stage = Usd.Stage.CreateInMemory()
    worn = {Role.SET_WALL: "concrete_wear", Role.SUBJECT: "leather_texture", Role.DRESSING: "wall_surface"}
    for role, texture in worn.items():
        body = define_mesh(stage, f"/World/{role.value}", sphere(0.3)).GetPrim()
        set_labels(body, role=role, class_name="thing")
        term = f"textures.photorealistic.{texture}"
        network = texture_look(term, np.random.default_rng(2), size_m=0.6)
        bind_look(body, define_look(stage, f"/World/Looks/{role.value}", network))
    assert _textures(stage) == ["textures.photorealistic.leather_texture"]
    stage.GetPrimAtPath(f"/World/{Role.DRESSING.value}").SetActive(False)
    assert _textures(stage) == ["textures.photorealistic.concrete_wear"]


def _textures(stage: Usd.Stage) -> list[str]:
    return [reading.term for reading in PaintedTextureReader().read(stage)]
