"""What the planned picture shows, before its camera is authored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

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
from usd_scenes.cameras import CameraSettings
from usd_scenes.frame_shares import frame_shares
from usd_scenes.lit_scene import LitScene
from usd_scenes.meshes import define_component, define_mesh_payload
from usd_scenes.ray_casting import Occluders, read_occluders
from usd_scenes.semantics import SET_ROLES, Role, find_of_roles
from usd_scenes.subjects import Subject, find_surroundings, floor_height_m, read_subject

_SQUARE = 1.0  # aspect in which a place is judged


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class InView:
    """What a planned picture shows of a place."""

    shares: Mapping[str, float]  # of the frame, by the name of the piece
    covered: float  # of the frame, by the subject
    behind: tuple[str, ...]  # pieces that rays past the subject meet, each as often; none where no backdrop is lit


def dressed_in_view(
    brief: Brief,
    variants: Iterable[tuple[Place, PlaceVariant]],
    subject: SubjectPlan,
    camera: CameraChoice,
    *,
    assets: AssetStore,
    rng: np.random.Generator,
) -> Iterator[tuple[PlacePlan, InView]]:
    """Each variant in its dressings, in drawn order, with what `seen_pieces` says of it."""
    for place, variant in variants:
        bare = PlacePlan(place=place, variant=variant, dressing=0)
        seen = seen_pieces(brief, bare, subject, camera, assets)
        for dressing in rng.permutation(DRESSINGS):
            yield replace(bare, dressing=int(dressing)), seen


def seen_pieces(
    brief: Brief, plan: PlacePlan, subject: SubjectPlan, camera: CameraChoice, assets: AssetStore
) -> InView:
    """What a square frame shows of each piece and of the subject."""
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
    settings, sitter, drawn = _planned_camera(brief, camera, stage, aspect=_SQUARE)
    shares = frame_shares(settings, _SQUARE, drawn)
    return InView(
        shares={pieces[path]: share for path, share in shares.items() if path in pieces},
        covered=sum(share for path, share in shares.items() if path not in pieces),
        behind=tuple(pieces[path] for path in _paths_behind(stage, sitter, settings, drawn)),
    )


def planned_shares(brief: Brief, camera: CameraChoice, stage: Usd.Stage, *, aspect: float) -> Mapping[str, float]:
    """The share of the frame that each mesh of ``stage`` will take before its camera is authored, by its path.

    Raises:
        SceneError: the stage has no subject.
    """
    settings, _, drawn = _planned_camera(brief, camera, stage, aspect=aspect)
    return frame_shares(settings, aspect, drawn)


def _planned_camera(
    brief: Brief, camera: CameraChoice, stage: Usd.Stage, *, aspect: float
) -> tuple[CameraSettings, Subject, Occluders]:
    """Where the camera will stand, what it looks at, and all that is drawn."""
    subject = read_subject(stage)
    drawn = read_occluders(stage, find_of_roles(stage, (*Role, None)))
    surroundings = read_surroundings(stage, subject, open_air=is_open_air(brief), known=drawn)
    return aimed_camera(brief, camera, subject, surroundings, aspect=aspect), subject, drawn


def _paths_behind(stage: Usd.Stage, subject: Subject, camera: CameraSettings, drawn: Occluders) -> tuple[str, ...]:
    """The meshes that the lighting department will take for the backdrop."""
    scene = LitScene(
        subject=subject,
        camera=camera,
        floor_m=floor_height_m(stage),
        surroundings=read_occluders(stage, find_surroundings(stage, subject, SET_ROLES), drawn),
        stage=stage,
    )
    return () if scene.backdrop() is None else scene.backdrop_paths()
