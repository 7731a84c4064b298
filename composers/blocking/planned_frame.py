"""What the planned picture shows, before its camera is authored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np
from pxr import Usd, UsdGeom

from assets.meshes.library import stored_meshes
from assets.places.catalog import generator_of
from assets.places.place import Place, PlaceVariant
from assets.places.stored import DRESSINGS, ROLES
from assets.store import AssetStore
from composers.blocking.camera_choice import CameraChoice
from composers.blocking.places import PlacePlan
from composers.blocking.subject_plan import SubjectPlan
from composers.brief import Brief
from composers.camera.aim import aimed_camera, is_open_air
from composers.camera.viewpoint import read_surroundings
from composers.geometry.placement import Placement, set_placement
from usd_scenes import prim_paths
from usd_scenes.frame_shares import frame_shares
from usd_scenes.meshes import define_component, define_mesh_payload
from usd_scenes.ray_casting import read_occluders
from usd_scenes.semantics import Role, find_of_roles
from usd_scenes.subjects import read_subject


def dressed_in_view(
    brief: Brief,
    variants: Iterable[tuple[Place, PlaceVariant]],
    subject: SubjectPlan,
    camera: CameraChoice,
    *,
    assets: AssetStore,
    rng: np.random.Generator,
) -> Iterator[tuple[PlacePlan, Mapping[str, float], float]]:
    """Each variant in its dressings, in drawn order, with what `seen_pieces` says of it."""
    for place, variant in variants:
        bare = PlacePlan(place=place, variant=variant, dressing=0)
        shares, covered = seen_pieces(brief, bare, subject, camera, assets)
        for dressing in rng.permutation(DRESSINGS):
            yield replace(bare, dressing=int(dressing)), shares, covered


def seen_pieces(
    brief: Brief, plan: PlacePlan, subject: SubjectPlan, camera: CameraChoice, assets: AssetStore
) -> tuple[Mapping[str, float], float]:
    """The shares of a square frame that each piece takes, by its name, and that the subject takes."""
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    pieces = {}
    for piece, mesh in zip(
        plan.variant.pieces, stored_meshes(assets, generator_of(plan.place, plan.variant), 0), strict=True
    ):
        path = f"{prim_paths.SET}/{mesh.name}"
        pieces[path] = piece.name
        define_mesh_payload(
            stage, path, asset=str(mesh.asset), extent=mesh.extent, role=ROLES[piece.role], class_name=""
        )
    placement = Placement(z_m=plan.variant.support.height_m, turn_deg=subject.turn_deg, scale=subject.scale)
    set_placement(define_component(stage, prim_paths.SUBJECT), placement)
    for mesh in stored_meshes(assets, subject.generator, subject.variant):
        path = f"{prim_paths.SUBJECT}/{mesh.name}"
        define_mesh_payload(
            stage, path, asset=str(mesh.asset), extent=mesh.extent, role=Role.SUBJECT, class_name=""
        )
    shares = planned_shares(brief, camera, stage, aspect=1.0)
    covered = sum(share for path, share in shares.items() if path not in pieces)
    return {pieces[path]: share for path, share in shares.items() if path in pieces}, covered


def planned_shares(brief: Brief, camera: CameraChoice, stage: Usd.Stage, *, aspect: float) -> Mapping[str, float]:
    """The share of the frame that each mesh of ``stage`` will take before its camera is authored, by its path.

    Raises:
        SceneError: the stage has no subject.
    """
    subject = read_subject(stage)
    drawn = read_occluders(stage, find_of_roles(stage, (*Role, None)))
    surroundings = read_surroundings(stage, subject, open_air=is_open_air(brief), known=drawn)
    settings = aimed_camera(brief, camera, subject, surroundings, aspect=aspect)
    return frame_shares(settings, aspect, drawn)
