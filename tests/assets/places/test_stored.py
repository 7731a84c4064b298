"""A place is one file: every piece with role, class and look, the same bytes again."""

from __future__ import annotations

from pathlib import Path

from pxr import Usd, UsdGeom, UsdShade

from assets.places.catalog import find_place
from assets.places.place import PieceRole
from assets.places.stored import ROOT, stored_place
from assets.store import AssetStore
from usd_scenes.semantics import Role, read_class, read_role

_PLACE = "kitchen_counter"


def _stored(root: Path, dressing: int = 0) -> Path:
    place = find_place(_PLACE)
    return stored_place(AssetStore(root), place, place.variants[0], dressing)


def test_every_piece_has_role_class_look_and_points(tmp_path: Path) -> None:
    stage = Usd.Stage.Open(str(_stored(tmp_path)))
    assert str(stage.GetDefaultPrim().GetPath()) == ROOT
    for piece in find_place(_PLACE).variants[0].pieces:
        prim = stage.GetPrimAtPath(f"{ROOT}/{piece.name}")
        expected = Role.DRESSING if piece.role is PieceRole.PROP else Role(piece.role.value)
        assert read_role(prim) is expected
        assert read_class(prim) == piece.class_name
        assert len(UsdGeom.Mesh(prim).GetPointsAttr().Get())
        material, _ = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
        assert material.ComputeSurfaceSource("mtlx")[0]


def test_a_dressing_is_the_same_again_and_another_is_another(tmp_path: Path) -> None:
    assert _stored(tmp_path / "a").read_bytes() == _stored(tmp_path / "b").read_bytes()
    assert _stored(tmp_path / "a").read_bytes() != _stored(tmp_path / "a", dressing=1).read_bytes()


def test_pieces_of_one_stuff_share_a_look(tmp_path: Path) -> None:
    stage = Usd.Stage.Open(str(_stored(tmp_path)))
    meshes = [prim for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh)]
    looks = {UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()[0].GetPath() for prim in meshes}
    materials = [prim for prim in stage.Traverse() if prim.IsA(UsdShade.Material)]
    assert len(looks) == len(materials) < len(meshes)


def test_a_look_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    file = _stored(tmp_path)
    looks = sorted((tmp_path / "looks").iterdir())
    texts = [look.read_bytes() for look in looks]
    looks[0].unlink()
    assert _stored(tmp_path) == file
    assert [look.read_bytes() for look in looks] == texts
