"""The subject's body where the material is a form too: a cut stone takes the subject's place."""

from __future__ import annotations

import numpy as np
from pxr import Gf, Usd, UsdGeom

from assets.meshes.gems import BRILLIANT_FACETS, SWISS_FACETS, cut_stone
from assets.meshes.library import stored_meshes
from composers.parameters import number
from composers.shot import Shot
from usd_scenes import prim_paths
from usd_scenes.departments import Department
from usd_scenes.meshes import define_mesh_payload
from usd_scenes.rounding import quantize, quantize_all
from usd_scenes.semantics import Role, set_labels

DIAMOND = "materials.glass.types.diamond"
GEM = "materials.glass.types.refractive_gem"

_STONE_PATH = f"{prim_paths.SUBJECT}/CutStone"
_CUTS = {BRILLIANT_FACETS: "brilliant", SWISS_FACETS: "swiss"}
_GEM_CUTS = ("oval", "step", "brilliant")
_LEAN_DEG = {"brilliant": 40.8, "swiss": 40.8, "oval": 40.8, "step": 46.0}
"""How far a stone leans when it rests on a facet below its girdle: its table turns to the front."""


def cut_subject(shot: Shot) -> None:
    """Put a cut stone in the subject's place, if the sample's material is one; into the looks layer."""
    rng = shot.rng("materials/cut")
    if DIAMOND in shot.spec.terms:
        cut = _CUTS[round(number(shot, DIAMOND, "facet_count", BRILLIANT_FACETS))]
    elif GEM in shot.spec.terms:
        cut = _GEM_CUTS[int(rng.integers(len(_GEM_CUTS)))]
    else:
        return
    subject = shot.stage.GetPrimAtPath(prim_paths.SUBJECT)
    if not subject:
        return
    generator, variant = cut_stone(cut), int(rng.integers(8))
    (mesh,) = stored_meshes(shot.assets, generator, variant)
    low, high = _local_bounds(subject)
    spin_deg = float(rng.uniform(0.0, 360.0)) if cut != "step" else 0.0
    with shot.edit(Department.LOOKS) as stage:
        for child in subject.GetChildren():
            child.SetActive(False)
        set_labels(subject, role=Role.SUBJECT, class_name=generator.label)
        path = shot.asset_path(mesh.asset, Department.LOOKS)
        stone = define_mesh_payload(
            stage, _STONE_PATH, asset=path, extent=mesh.extent, role=Role.SUBJECT, class_name=generator.label
        )
        turned = _turned(generator.meshes(variant)[0].points, spin_deg, _LEAN_DEG[cut])
        scale = 0.85 * float((high - low).max()) / float(np.ptp(turned, axis=0).max())
        foot = (*((low + high)[:2] / 2.0), float(low[2] - scale * turned[:, 2].min()))
        stone.AddTranslateOp().Set(Gf.Vec3d(*quantize_all(foot)))
        stone.AddRotateXOp().Set(_LEAN_DEG[cut])
        stone.AddRotateZOp().Set(quantize(spin_deg))
        stone.AddScaleOp().Set(Gf.Vec3f(*(3 * (quantize(scale),))))


def _turned(points: np.ndarray, spin_deg: float, lean_deg: float) -> np.ndarray:
    spin, lean = np.radians([spin_deg, lean_deg])
    about_z = np.array([[np.cos(spin), -np.sin(spin), 0], [np.sin(spin), np.cos(spin), 0], [0, 0, 1]])
    about_x = np.array([[1, 0, 0], [0, np.cos(lean), -np.sin(lean)], [0, np.sin(lean), np.cos(lean)]])
    return np.asarray(points.astype(np.float64) @ (about_x @ about_z).T)


def _local_bounds(subject: Usd.Prim) -> tuple[np.ndarray, np.ndarray]:
    """(minimum, maximum) of what is below the subject, in its own space."""
    cache = UsdGeom.BBoxCache(Usd.TimeCode.EarliestTime(), [UsdGeom.Tokens.default_, UsdGeom.Tokens.render])
    box = cache.ComputeUntransformedBound(subject).ComputeAlignedRange()
    return np.array(box.GetMin()), np.array(box.GetMax())
