"""Looks on things that have folds, relief and leads of their own are read as what they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pxr import Usd, UsdGeom

from assets.looks.networks.look_network import Wearer, build_look
from assets.looks.networks.recipes import load_looks
from quality_control.measures.look_probes import box, sphere
from quality_control.readers.bound_looks import read_bound_looks
from quality_control.readers.surfaces.stuffs import stuff_of
from schemas.mesh import MeshData
from tests.composers.looks.studio import dress_studio
from usd_scenes.looks import bind_look, define_look
from usd_scenes.meshes import define_mesh
from usd_scenes.semantics import Role, set_labels

_WEARER = Wearer(colour=(0.30, 0.20, 0.35), size_m=0.3, top_m=0.3, life_size=True)
_LOOKS = (
    "cotton", "linen", "silk", "satin", "synthetic", "wool", "denim", "leather_fabric", "knit", "lace", "net",
    "leather", "textured_glass", "ice", "oxidized", "rusted", "corroded", "copper", "brass", "titanium", "rubber",
    "ceramic", "lacquer", "skin_human", "skin_creature", "wax",
)  # fmt: skip


def _read(name: str, mesh: MeshData) -> list[str]:
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    body = define_mesh(stage, "/World/Thing", mesh)
    set_labels(body.GetPrim(), role=Role.SUBJECT, class_name="thing")
    network = build_look(load_looks().looks[name], _WEARER, np.random.default_rng(2))
    bind_look(body.GetPrim(), define_look(stage, "/World/Looks/Thing", network))
    (bound,) = read_bound_looks(stage)
    return [f"materials.{found.term}" for found in stuff_of(bound)]


@pytest.mark.parametrize("name", _LOOKS)
def test_a_look_is_read_without_painted_folds(name: str) -> None:
    assert _read(name, sphere(0.15)) == [load_looks().looks[name].terms[0]]


def test_panes_of_antique_glass_are_stained_glass_and_a_single_one_is_tinted() -> None:
    one = box((-0.2, 0.0, 0.0), (-0.05, 0.004, 0.2))
    other = box((0.05, 0.0, 0.0), (0.2, 0.004, 0.2))
    both = MeshData(
        points=np.concatenate([one.points, other.points]),
        face_vertex_counts=np.concatenate([one.face_vertex_counts, other.face_vertex_counts]),
        face_vertex_indices=np.concatenate(
            [one.face_vertex_indices, other.face_vertex_indices + np.int32(len(one.points))]
        ),
        uvs=np.concatenate([one.uvs, other.uvs]),
        normals=np.concatenate([one.normals, other.normals]),
    )
    assert _read("stained_glass", both) == ["materials.glass.types.stained_glass"]
    assert _read("stained_glass", one) == ["materials.glass.types.tinted_glass"]


@pytest.mark.parametrize("life_size", [False, True])
def test_a_thing_made_of_cloth_has_no_folds_painted_on(tmp_path: Path, life_size: bool) -> None:
    stage = dress_studio(tmp_path, "materials.fabric.cotton", life_size=life_size).stage
    names = {prim.GetName() for prim in stage.Traverse() if "/Looks/Subject/" in str(prim.GetPath())}
    assert ("wrinkles" in names) is not life_size
