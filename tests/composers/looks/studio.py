"""A small studio of boxes, dressed by the color, materials and textures composers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assets.store import AssetStore
from composers import color, materials, textures
from composers.blocking.made_subjects import has_own_form
from composers.brief import Brief
from composers.geometry.placement import Placement
from composers.geometry.staging import find_body, place_body
from composers.shot import Shot
from pipelines.compose import run_composers
from quality_control.measures.look_probes import box
from schemas.spec import ParameterValue, SampleSpec
from taxonomy.decisions import decision_rng
from taxonomy.loading import load_catalog
from tests.composers.stand_in_shot import planned_shot
from usd_scenes.departments import Department
from usd_scenes.meshes import define_component, define_mesh
from usd_scenes.sample_stage import create_sample_stage
from usd_scenes.semantics import Role, set_labels

_BODIES = (
    ("/World/Set/Backdrop", "Sweep", (-3.0, 1.0, 0.0), (3.0, 1.1, 3.0), Role.SET_WALL, "wall"),
    ("/World/Set/Floor", "Slab", (-3.0, -2.0, -0.1), (3.0, 1.0, 0.0), Role.SET_FLOOR, "floor"),
    ("/World/Set/Plinth", "Block", (-0.4, -0.4, 0.0), (0.4, 0.4, 0.6), Role.PLINTH, "plinth"),
    ("/World/Subject", "Body", (-0.15, -0.15, 0.601), (0.15, 0.15, 0.9), Role.SUBJECT, "cube"),
    ("/World/Props/Jar1", "Body", (-1.2, 0.0, 0.0), (-1.0, 0.2, 0.3), Role.PROP, "jar"),
    ("/World/Props/Jar2", "Body", (1.0, 0.0, 0.0), (1.2, 0.2, 0.3), Role.PROP, "jar"),
)


def spec_of(*terms: str, index: int = 0, focus: str | None = None) -> SampleSpec:
    """A spec with these terms and a draw of their parameters."""
    parameters = [
        ParameterValue(
            term=term,
            name=parameter.name,
            value=parameter.value_at(float(decision_rng(3, index, f"{term}/{parameter.name}").uniform())),
        )
        for term in terms
        for parameter in load_catalog().term(term).parameters
    ]
    return SampleSpec(
        dataset_version="1",
        seed=3,
        index=index,
        focus=focus or terms[0],
        split="train",
        terms=tuple(sorted(terms)),
        parameters=tuple(parameters),
    )


def dress_studio(
    folder: Path, *terms: str, index: int = 0, life_size: bool = False, assets: AssetStore | None = None
) -> Shot:
    """The studio in the looks that the terms ask for; ``life_size`` says what its box counts as.

    ``assets``: a store that tests share, since it takes seconds to write a place; else the folder has its own.
    """
    spec = spec_of(*terms, index=index)
    sample = create_sample_stage(folder / f"{index}", spec)
    shot = planned_shot(spec, sample, assets or AssetStore(folder / "assets"), bare=True)
    grown = has_own_form(Brief(spec=spec))
    if shot.blocking.subject is not None:
        subject = replace(shot.blocking.subject, life_size=life_size)
        shot = replace(shot, blocking=replace(shot.blocking, subject=subject))
    with shot.edit(Department.GEOMETRY) as stage:
        for path, name, low, high, role, class_name in _BODIES:
            if grown and role is Role.SUBJECT:
                _place_form(shot, path)
                continue
            define_component(stage, path)
            prim = define_mesh(stage, f"{path}/{name}", box(low, high)).GetPrim()
            set_labels(prim, role=role, class_name=class_name)
    run_composers(shot, (color.COMPOSER, materials.COMPOSER, textures.COMPOSER))
    return shot


def _place_form(shot: Shot, path: str) -> None:
    """What grew or was cut has a form that is made of it."""
    plan = shot.blocking.subject
    assert plan is not None
    body = find_body(shot, plan.generator, plan.variant)
    roles = tuple(Role.FITTING if mesh.name in shot.blocking.fittings else Role.SUBJECT for mesh in body.meshes)
    place_body(shot, path, body, Role.SUBJECT, Placement(z_m=0.601, turn_deg=plan.turn_deg), roles=roles)
