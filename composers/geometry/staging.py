"""Putting bodies of the mesh library on the stage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assets.meshes.generator import Generator
from assets.meshes.library import StoredMesh, bounds, stored_meshes
from composers.geometry.placement import Placement, set_placement
from composers.shot import Shot
from usd_scenes.departments import Department
from usd_scenes.meshes import define_component, define_mesh_payload
from usd_scenes.semantics import Role, set_labels


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Body:
    """A member of a generator with its stored meshes."""

    generator: Generator
    variant: int
    meshes: tuple[StoredMesh, ...]

    @property
    def size_m(self) -> NDArray[np.float64]:
        """(3,) extent along x, y and z."""
        low, high = bounds(self.meshes)
        return np.asarray(high - low)

    @property
    def reach_m(self) -> float:
        """Radius of the smallest upright cylinder about the axis that holds the body."""
        return float(np.linalg.norm(np.abs(bounds(self.meshes)[:, :2]).max(0)))


def find_body(shot: Shot, generator: Generator, variant: int) -> Body:
    """The body, its meshes made if the store lacks them."""
    variant %= generator.variants
    return Body(generator=generator, variant=variant, meshes=stored_meshes(shot.assets, generator, variant))


def place_body(
    shot: Shot, path: str, body: Body, role: Role, placement: Placement, *, roles: tuple[Role, ...] = ()
) -> None:
    """Author ``body`` as a component at ``path`` into the current edit target.

    Args:
        roles: one for each mesh, where they differ from the body's ``role``.
    """
    component = define_component(shot.stage, path)
    set_labels(component.GetPrim(), role=role, class_name=body.generator.label)
    set_placement(component, placement)
    for mesh, mesh_role in zip(body.meshes, roles or (role,) * len(body.meshes), strict=True):
        define_mesh_payload(
            shot.stage,
            f"{path}/{mesh.name}",
            asset=shot.asset_path(mesh.asset, Department.GEOMETRY),
            extent=mesh.extent,
            role=mesh_role,
            class_name=body.generator.label,
        )
