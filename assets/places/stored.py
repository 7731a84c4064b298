"""A place as one file: a variant's pieces in looks of their own, for samples to reference."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pxr import Usd, UsdGeom

from assets.looks.library.looks_on_meshes import look_on
from assets.looks.library.shared import share_look, store_look
from assets.looks.library.stuffs import Stuff, load_stuffs
from assets.meshes.library import StoredMesh, stored_meshes
from assets.places.catalog import generator_of
from assets.places.place import Piece, PieceRole, Place, PlaceVariant
from assets.store import AssetStore
from taxonomy.decisions import decision_rng
from taxonomy.loading import load_catalog
from usd_scenes.layer_files import keep_layer, new_layer, save_layer
from usd_scenes.looks import LookParameter, bind_look
from usd_scenes.meshes import define_component, define_mesh_payload
from usd_scenes.semantics import Role
from usd_scenes.shared_looks import define_look_reference

DRESSINGS = 6
"""Of each variant: its stuffs, and their colours, drawn again."""

PLACE_FOLDER = "places"
PLACE_SUFFIX = ".usda"
ROOT = "/Place"

ROLES: Mapping[PieceRole, Role] = {
    PieceRole.FLOOR: Role.SET_FLOOR,
    PieceRole.WALL: Role.SET_WALL,
    PieceRole.SUPPORT: Role.PLINTH,
    PieceRole.PROP: Role.DRESSING,
}


def stored_place(store: AssetStore, place: Place, variant: PlaceVariant, dressing: int) -> Path:
    """The file of a variant in one of its dressings, made the first time.

    Its default prim ``/Place`` is a component: a mesh for each piece, with role, class and look.

    Raises:
        SceneError: a look that is none.
        StorageError: the disk refused a write.
    """
    meshes = stored_meshes(store, generator_of(place, variant), 0)
    recipe: dict[str, object] = {
        "place": place.name,
        "variant": variant.name,
        "version": variant.version,
        "dressing": dressing,
        "dataset": load_catalog().dataset_version,
    }
    file = store.get_or_make(
        PLACE_FOLDER,
        PLACE_SUFFIX,
        recipe,
        lambda draft: _write(draft, store, place, variant, meshes=meshes, dressing=dressing),
    )
    if not _has_its_assets(file):  # a look that nothing else refers to has been deleted
        _stored_looks(store, place, variant, meshes=meshes, dressing=dressing)
    return file


def _has_its_assets(file: Path) -> bool:
    needed = keep_layer(file).GetCompositionAssetDependencies()
    return all((file.parent / one).exists() for one in needed)


def _stored_looks(
    store: AssetStore, place: Place, variant: PlaceVariant, *, meshes: tuple[StoredMesh, ...], dressing: int
) -> dict[str, tuple[Path, tuple[LookParameter, ...]]]:
    """File and parameters of the look of each stuff of the dressing, by the stuff's name."""
    found = {}
    for piece, mesh in zip(variant.pieces, meshes, strict=True):
        stuff = piece_stuff(place, variant, piece, dressing)
        if stuff.name not in found:
            rng = decision_rng(0, dressing, f"assets/places/{place.name}/{variant.name}/look/{stuff.name}")
            shared = share_look(look_on(stuff.recipe, mesh, rng, life_size=False))
            found[stuff.name] = store_look(store, shared.network), shared.parameters
    return found


def _write(
    file: Path,
    store: AssetStore,
    place: Place,
    variant: PlaceVariant,
    *,
    meshes: tuple[StoredMesh, ...],
    dressing: int,
) -> None:
    layer = new_layer(file)
    stage = Usd.Stage.Open(layer, Usd.Stage.LoadNone)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    root = define_component(stage, ROOT).GetPrim()
    stage.SetDefaultPrim(root)
    looks = {
        name: define_look_reference(
            stage, f"{ROOT}/Looks/{name}", asset=store.relative_path(asset, file.parent), parameters=parameters
        )
        for name, (asset, parameters) in _stored_looks(
            store, place, variant, meshes=meshes, dressing=dressing
        ).items()
    }
    for piece, mesh in zip(variant.pieces, meshes, strict=True):
        prim = define_mesh_payload(
            stage,
            f"{ROOT}/{mesh.name}",
            asset=store.relative_path(mesh.asset, file.parent),
            extent=mesh.extent,
            role=ROLES[piece.role],
            class_name=piece.class_name,
        )
        bind_look(prim.GetPrim(), looks[piece_stuff(place, variant, piece, dressing).name])
    save_layer(layer)


def piece_stuff(place: Place, variant: PlaceVariant, piece: Piece, dressing: int) -> Stuff:
    """One of the piece's stuffs; pieces with the same choice agree, as chairs about a table do."""
    return _chosen_stuff(f"{place.name}/{variant.name}", piece.stuffs, dressing)


@cache
def _chosen_stuff(variant: str, stuffs: tuple[str, ...], dressing: int) -> Stuff:
    rng = decision_rng(0, dressing, f"assets/places/{variant}/{'|'.join(stuffs)}")
    return load_stuffs()[stuffs[int(rng.integers(len(stuffs)))]]
