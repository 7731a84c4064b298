"""Where generated meshes become shared files: found by recipe, made the first time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pxr import Sdf

from assets.meshes.curvature import CURVATURE_VERSION
from assets.meshes.generator import Generator
from assets.meshes.normals import NORMALS_VERSION
from assets.store import AssetStore
from schemas.errors import AssetError
from schemas.mesh import MeshData
from usd_scenes.meshes import ASSET_MESH_PATH, write_mesh_layer

MESH_FOLDER = "meshes"
MESH_SUFFIX = ".usdc"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StoredMesh:
    """One mesh of a body in the store."""

    name: str  # of its prim
    asset: Path
    extent: NDArray[np.float32]  # (2, 3), metres


def stored_meshes(store: AssetStore, generator: Generator, variant: int) -> tuple[StoredMesh, ...]:
    """The meshes of a generator's member, made if the store lacks them."""
    variant %= generator.variants
    found = []
    for position, name in enumerate(generator.parts):
        recipe: dict[str, object] = {
            "generator": generator.name,
            "version": generator.version,
            "normals": NORMALS_VERSION,
            "curvature": CURVATURE_VERSION,
            "variant": variant,
            "part": name,
            "parameters": [list(pair) for pair in generator.parameters],
        }

        def make(file: Path, position: int = position) -> None:
            write_mesh_layer(_made(_Key(generator, variant))[position], file)

        asset = store.get_or_make(MESH_FOLDER, MESH_SUFFIX, recipe, make)
        found.append(StoredMesh(name=name, asset=asset, extent=read_extent(asset)))
    return tuple(found)


def bounds(meshes: tuple[StoredMesh, ...]) -> NDArray[np.float64]:
    """(2, 3) metres: minimum and maximum of a whole body."""
    low = np.min([mesh.extent[0] for mesh in meshes], axis=0)
    return np.stack([low, np.max([mesh.extent[1] for mesh in meshes], axis=0)]).astype(np.float64)


@lru_cache(maxsize=4096)
def read_extent(asset: Path) -> NDArray[np.float32]:
    """(2, 3) metres, of a mesh layer in the store.

    Raises:
        AssetError: the file is damaged or holds no mesh.
    """
    layer = Sdf.Layer.FindOrOpen(str(asset))
    attribute = layer.GetAttributeAtPath(f"{ASSET_MESH_PATH}.extent") if layer else None
    if not attribute:
        raise AssetError("not a mesh layer with an extent; delete it and it is made again", asset=str(asset))
    return np.array(attribute.default, np.float32)


class _Key:
    """A member of a generator, compared by what decides its shape."""

    __slots__ = ("generator", "identity")

    def __init__(self, generator: Generator, variant: int) -> None:
        self.generator = generator
        self.identity = (generator.name, generator.version, generator.parameters, variant)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.identity == other.identity

    def __hash__(self) -> int:
        return hash(self.identity)


@lru_cache(maxsize=4)
def _made(key: _Key) -> tuple[MeshData, ...]:
    return key.generator.meshes(key.identity[3])
