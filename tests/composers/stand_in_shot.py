"""A shot with a simple stand-in for what geometry composes: a floor, a wall, a box as the subject."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from pxr import Gf, Usd

from assets.store import AssetStore
from composers.blocking.plan import plan_blocking
from composers.shot import Shot
from schemas.mesh import MeshData
from schemas.spec import ParameterValue, SampleSpec, Scalar
from usd_scenes import prim_paths
from usd_scenes.departments import Department
from usd_scenes.meshes import define_component, define_mesh
from usd_scenes.sample_stage import SampleStage, create_sample_stage
from usd_scenes.semantics import Role, set_labels

_FACES = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]]


def stand_in_shot(
    folder: Path,
    terms: dict[str, dict[str, Scalar]],
    *,
    index: int = 0,
    size_m: tuple[float, float, float] = (0.4, 0.3, 0.6),
    foot_m: float = 0.4,
) -> Shot:
    """A shot whose terms have the given parameters; the subject stands ``foot_m`` above the floor."""
    parameters = tuple(
        ParameterValue(term=term, name=name, value=value)
        for term, values in terms.items()
        for name, value in values.items()
    )
    focus = next(iter(terms), "camera.angles.eye_level")
    spec = SampleSpec(
        dataset_version="test", seed=1, index=index, focus=focus, split="train",
        terms=tuple(sorted(terms)), parameters=parameters,
    )  # fmt: skip
    sample = create_sample_stage(folder / f"{index:03d}", spec)
    shot = planned_shot(spec, sample, AssetStore(folder / "assets"), bare=True)
    with shot.edit(Department.GEOMETRY) as stage:
        add_box(stage, f"{prim_paths.SET}/Floor", (40.0, 40.0, 0.01), (0.0, 0.0, -0.005), Role.SET_FLOOR)
        add_box(stage, f"{prim_paths.SET}/Wall", (40.0, 0.1, 12.0), (0.0, 5.0, 6.0), Role.SET_WALL)
        middle = (0.0, 0.0, foot_m + size_m[2] / 2)
        define_component(stage, prim_paths.SUBJECT)
        add_box(stage, f"{prim_paths.SUBJECT}/Box", size_m, middle, Role.SUBJECT)
    return shot


def planned_shot(spec: SampleSpec, sample: SampleStage, assets: AssetStore, *, bare: bool = False) -> Shot:
    """A shot with its plan, nothing authored yet; ``bare``: the caller makes its own floor."""
    blocking = plan_blocking(spec, assets)
    return Shot(
        spec=spec, blocking=replace(blocking, place=None) if bare else blocking, sample=sample, assets=assets
    )


def add_box(
    stage: Usd.Stage, path: str, size_m: tuple[float, ...], middle_m: tuple[float, ...], role: Role
) -> None:
    """Author a labelled box."""
    corners = np.array([[x, y, z] for z in (-1, 1) for y in (-1, 1) for x in (-1, 1)]) * np.array(size_m) / 2
    mesh = MeshData(
        points=corners.astype(np.float32),
        face_vertex_counts=np.full(6, 4, dtype=np.int32),
        face_vertex_indices=np.array(_FACES, dtype=np.int32).ravel(),
        uvs=np.zeros((24, 2), dtype=np.float32),
    )
    xform = define_mesh(stage, path, mesh)
    xform.AddTranslateOp().Set(Gf.Vec3d(*middle_m))
    set_labels(xform.GetPrim(), role=role, class_name="box")
