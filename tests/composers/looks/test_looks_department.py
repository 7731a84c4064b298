"""The looks department: every mesh dressed, small layers, the same bytes twice."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from pxr import Sdf, Usd, UsdGeom, UsdShade

from assets.looks.library.stuffs import load_stuffs
from assets.looks.networks.recipes import load_looks
from assets.store import AssetStore
from composers import materials, textures
from composers.shot import Shot
from schemas.errors import SceneError
from tests.composers.looks.studio import dress_studio
from tests.composers.stand_in_shot import stand_in_shot
from usd_scenes.departments import Department

MATERIALS = sorted(materials.COMPOSER.terms)
PATTERNS = sorted(textures.COMPOSER.terms)


def _layer_text(shot: Shot) -> str:
    return str(shot.sample.layers[Department.LOOKS].ExportToString())


@pytest.mark.parametrize(
    "term", ["materials.pbr_metals.gold", "textures.procedural.brick", "color.palettes.triadic"]
)
def test_every_mesh_is_bound_to_a_materialx_look_with_a_preview_fallback(tmp_path: Path, term: str) -> None:
    shot = dress_studio(tmp_path, term)
    meshes = [prim for prim in shot.stage.Traverse() if prim.IsA(UsdGeom.Mesh)]
    assert meshes
    for prim in meshes:
        material, _ = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
        assert material, prim.GetPath()
        surface, _, _ = material.ComputeSurfaceSource("mtlx")
        assert str(surface.GetIdAttr().Get()).startswith("ND_")
        fallback, _, _ = material.ComputeSurfaceSource("")
        assert fallback.GetIdAttr().Get() == "UsdPreviewSurface"


def test_the_looks_are_opinions_of_the_looks_layer_alone(tmp_path: Path) -> None:
    shot = dress_studio(tmp_path, "textures.procedural.checker", "materials.subsurface.jade")
    for department, layer in shot.sample.layers.items():
        if department not in (Department.LOOKS, Department.GEOMETRY):
            assert not layer.rootPrims, department
    assert "Material" not in shot.sample.layers[Department.GEOMETRY].ExportToString()


def test_nobody_is_dressed_before_the_looks_are_cast(tmp_path: Path) -> None:
    with pytest.raises(SceneError, match="no casting"):
        materials.COMPOSER.compose(stand_in_shot(tmp_path, {}))


@pytest.mark.parametrize("term", [*MATERIALS, *PATTERNS])
def test_the_looks_layer_stays_small(tmp_path: Path, shared_store: AssetStore, term: str) -> None:
    shot = dress_studio(tmp_path, term, assets=shared_store)
    assert len(gzip.compress(_layer_text(shot).encode())) < 3000


@pytest.mark.parametrize("term", ["materials.pbr_metals.gold", "textures.maps.albedo", "materials.fabric.denim"])
def test_a_look_is_a_reference_to_a_file_of_the_store_and_inputs_that_drive_it(tmp_path: Path, term: str) -> None:
    shot = dress_studio(tmp_path, term)
    layer = shot.sample.layers[Department.LOOKS]
    materials = [prim for prim in shot.stage.Traverse() if prim.IsA(UsdShade.Material)]
    assert materials
    for prim in materials:
        spec = layer.GetPrimAtPath(prim.GetPath())
        (reference,) = spec.referenceList.explicitItems
        assert (Path(layer.realPath).parent / reference.assetPath).resolve().parent == shot.assets.root / "looks"
        assert not spec.nameChildren
        followed = {
            source.GetName()
            for child in prim.GetChildren()
            for given in UsdShade.Shader(child).GetInputs()
            for source in UsdShade.Utils.GetValueProducingAttributes(given)
            if source.GetPrim() == prim
        }
        assert followed == {said.name for said in spec.properties}


def test_a_shared_look_has_neither_values_nor_pictures_nor_literals_beside_connections(tmp_path: Path) -> None:
    shot = dress_studio(tmp_path, "textures.maps.albedo", "materials.subsurface.jade")
    files = sorted((shot.assets.root / "looks").glob("*.usda"))
    assert files
    for file in files:
        stage = Usd.Stage.Open(str(file))
        look = UsdShade.Material(stage.GetDefaultPrim())
        assert not any(given.GetAttr().HasAuthoredValue() for given in look.GetInterfaceInputs())
        for prim in stage.GetDefaultPrim().GetChildren():
            for given in UsdShade.Shader(prim).GetInputs():
                assert given.HasConnectedSource() != given.GetAttr().HasAuthoredValue()
                assert not isinstance(given.Get(), Sdf.AssetPath)


def test_another_colour_and_size_share_the_file(tmp_path: Path) -> None:
    names = set()
    for index in range(4):
        shot = dress_studio(tmp_path, "materials.pbr_dielectrics.paint", index=index)
        spec = shot.sample.layers[Department.LOOKS].GetPrimAtPath("/World/Looks/Subject")
        names.add(spec.referenceList.explicitItems[0].assetPath)
    assert len(names) == 1


def test_no_node_is_authored_that_nothing_reads(tmp_path: Path) -> None:
    shot = dress_studio(
        tmp_path, "textures.procedural.brick", "materials.fabric.velvet", "color.palettes.tetradic"
    )
    for prim in shot.stage.Traverse():
        material = UsdShade.Material(prim)
        if not material:
            continue
        surface, _, _ = material.ComputeSurfaceSource("mtlx")
        preview, _, _ = material.ComputeSurfaceSource("")
        reached, waiting = {preview.GetPath()}, [surface]
        while waiting:
            shader = waiting.pop()
            reached.add(shader.GetPath())
            for entry in shader.GetInputs():
                sources = [UsdShade.Shader(s.source.GetPrim()) for s in entry.GetConnectedSources()[0]]
                waiting += [source for source in sources if source]  # the material's own inputs are none
        assert {child.GetPath() for child in prim.GetChildren()} == reached


def test_the_same_spec_gives_the_same_bytes(tmp_path: Path) -> None:
    terms = ("materials.pbr_metals.copper", "textures.procedural.wave", "color.palettes.complementary")
    first = _layer_text(dress_studio(tmp_path / "a", *terms, index=4))
    assert first == _layer_text(dress_studio(tmp_path / "b", *terms, index=4))
    assert first != _layer_text(dress_studio(tmp_path / "c", *terms, index=5))


def test_every_look_of_the_table_has_a_term_or_a_place_in_the_wardrobe() -> None:
    book = load_looks()
    worn = {name for names in (*book.by_class.values(), *book.by_role.values()) for name in names}
    parts = {stuff.look for stuff in load_stuffs().values()}
    for name, look in book.looks.items():
        assert look.terms or name in worn | parts, name
    assert worn <= set(book.looks)
