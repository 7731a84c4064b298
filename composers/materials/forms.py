"""The subject's form where the material has one of its own: a cut stone, fur, turf, a flower, a candle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from pxr import Gf, Usd, UsdGeom

from assets.meshes.gems import BRILLIANT_FACETS, SWISS_FACETS, cut_stone
from assets.meshes.generator import Generator
from assets.meshes.growths import VARIANTS, growth
from assets.meshes.library import stored_meshes
from composers.parameters import number
from composers.shot import Shot
from usd_scenes import prim_paths
from usd_scenes.departments import Department
from usd_scenes.meshes import define_mesh_payload
from usd_scenes.rounding import quantize, quantize_all
from usd_scenes.semantics import Role, set_labels

_PATH = f"{prim_paths.SUBJECT}/Form"  # and the name of the part
_DIAMOND = "materials.glass.types.diamond"
_GEM = "materials.glass.types.refractive_gem"
_CUTS = {BRILLIANT_FACETS: "brilliant", SWISS_FACETS: "swiss"}
_GEM_CUTS = ("oval", "step", "brilliant")
STONE_LEAN_DEG = {"brilliant": 40.8, "swiss": 40.8, "oval": 40.8, "step": 46.0}
"""How far a stone leans when it rests on a facet below its girdle: its table turns to the front."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Growth:
    """A form by the name of its generator, the parameter that sizes it, and the looks of its other parts."""

    form: str
    parameter: str = ""  # of the term, and with it of the generator
    size: tuple[str, float] = ("", 0.0)  # the generator's name for it; what holds where the sample says nothing
    main: str = "Body"  # the part that wears the material
    others: Mapping[str, str] = field(default_factory=dict)  # part -> look


_GROWTHS: Mapping[str, _Growth] = {
    "materials.subsurface.wax_candle": _Growth(form="candle", others={"Wick": "wick", "Flame": "flame"}),
    "materials.subsurface.leaves": _Growth(form="spray", main="Leaves", others={"Stems": "stem"}),
    "materials.subsurface.petals": _Growth(form="blossom", main="Petals", others={"Stem": "stem"}),
    "materials.organic.bark": _Growth(
        form="log", parameter="ridge_depth_m", size=("ridge_m", 0.01), others={"Ends": "timber"}
    ),
    "materials.organic.soil": _Growth(
        form="soil", parameter="grain_size_m", size=("grain_m", 0.004), main="Ground",
        others={"Clods": "", "Stones": "pebbles"},
    ),
    "materials.organic.sand": _Growth(form="dune"),
    "materials.organic.grass": _Growth(
        form="turf", parameter="blade_height_m", size=("height_m", 0.07), main="Blades", others={"Earth": "sod"}
    ),
    "materials.organic.moss": _Growth(
        form="moss", parameter="cushion_height_m", size=("height_m", 0.015), main="Shoots",
        others={"Stone": "mossy_stone"},
    ),
    "materials.organic.lichen": _Growth(form="boulder"),
    "materials.organic.fur": _Growth(
        form="fur", parameter="hair_length_m", size=("length_m", 0.03), main="Hairs", others={"Body": "pelt"}
    ),
    "materials.organic.feathers": _Growth(
        form="plumage", parameter="feather_length_m", size=("length_m", 0.05), main="Feathers",
        others={"Body": "skin_of_bird"},
    ),
    "materials.organic.scales": _Growth(
        form="scales", parameter="scale_size_m", size=("size_m", 0.012), main="Scales", others={"Body": "horn"}
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """A mesh of the form that wears another look than the sample's material."""

    mesh_path: str
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalForm:
    """A form by its generator, the part that wears the material, and the looks of its other parts."""

    generator: Generator
    main: str
    others: Mapping[str, str] = field(default_factory=dict)  # part -> look; "" is the material itself
    lean_deg: float = 0.0  # about X, towards the front


def natural_form(terms: Sequence[str]) -> NaturalForm | None:
    """The form of the first of the terms that has one of its own, in its usual size; None where none has."""
    for term in terms:
        if term in _GROWTHS:
            kind = _GROWTHS[term]
            name, size = kind.size
            generator = growth(kind.form, **({name: size} if name else {}))
            return NaturalForm(generator=generator, main=kind.main, others=kind.others)
        if term in (_DIAMOND, _GEM):
            cut = _CUTS[BRILLIANT_FACETS] if term == _DIAMOND else _GEM_CUTS[0]
            stone = cut_stone(cut)
            return NaturalForm(generator=stone, main=stone.parts[0], lean_deg=STONE_LEAN_DEG[cut])
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pose:
    lean_deg: float = 0.0  # about X, towards the front
    spin_deg: float = 0.0  # about Z, first
    scale: float = 1.0


def place_form(shot: Shot) -> tuple[FormPart, ...]:
    """Put the form of the sample's material, if it has one, in the subject's place, in the looks layer.

    Returns its parts that wear a look of their own.
    """
    subject = shot.stage.GetPrimAtPath(prim_paths.SUBJECT)
    if not subject:
        return ()
    rng = shot.rng("materials/form")
    term = next((t for t in shot.spec.terms if t in _GROWTHS), None)
    if term is not None:
        return _place_growth(shot, subject, _GROWTHS[term], term, rng)
    if _DIAMOND in shot.spec.terms:
        cut = _CUTS[round(number(shot, _DIAMOND, "facet_count", BRILLIANT_FACETS))]
    elif _GEM in shot.spec.terms:
        cut = _GEM_CUTS[int(rng.integers(len(_GEM_CUTS)))]
    else:
        return ()
    _place_stone(shot, subject, cut, rng)
    return ()


def _place_growth(
    shot: Shot, subject: Usd.Prim, kind: _Growth, term: str, rng: np.random.Generator
) -> tuple[FormPart, ...]:
    name, default = kind.size
    sizes = {name: quantize(number(shot, term, kind.parameter, default))} if name else {}
    generator = growth(kind.form, **sizes)
    pose = _Pose(spin_deg=quantize(float(rng.uniform(-25.0, 25.0))), scale=1.0 / _world_scale(subject))
    _place(shot, subject, generator, int(rng.integers(VARIANTS)), pose, first=kind.main)
    return tuple(FormPart(mesh_path=f"{_PATH}{part}", look=look) for part, look in kind.others.items() if look)


def _place_stone(shot: Shot, subject: Usd.Prim, cut: str, rng: np.random.Generator) -> None:
    generator, variant = cut_stone(cut), int(rng.integers(8))
    spin_deg = float(rng.uniform(0.0, 360.0)) if cut != "step" else 0.0
    pose = _Pose(lean_deg=STONE_LEAN_DEG[cut], spin_deg=quantize(spin_deg))
    low, high = _local_bounds(subject)
    turned = _turned(generator.meshes(variant)[0].points, pose)
    scale = quantize(0.85 * float((high - low).max()) / float(np.ptp(turned, axis=0).max()))
    pose = _Pose(lean_deg=pose.lean_deg, spin_deg=pose.spin_deg, scale=scale)
    _place(shot, subject, generator, variant, pose)


def _place(
    shot: Shot, subject: Usd.Prim, generator: Generator, variant: int, pose: _Pose, *, first: str = ""
) -> None:
    """The generator's meshes under the subject, standing where its own did, which are put away."""
    stored = sorted(stored_meshes(shot.assets, generator, variant), key=lambda mesh: mesh.name != first)
    low, high = _local_bounds(subject)
    lowest = float(_turned(generator.meshes(variant)[0].points, pose)[:, 2].min()) if pose.lean_deg else 0.0
    foot = (*((low + high)[:2] / 2.0), float(low[2]) - pose.scale * lowest)
    with shot.edit(Department.LOOKS) as stage:
        for child in subject.GetChildren():
            child.SetActive(False)
        set_labels(subject, role=Role.SUBJECT, class_name=generator.label)
        for mesh in stored:
            prim = define_mesh_payload(
                stage,
                f"{_PATH}{mesh.name}",
                asset=shot.asset_path(mesh.asset, Department.LOOKS),
                extent=mesh.extent,
                role=Role.SUBJECT,
                class_name=generator.label,
            )
            prim.AddTranslateOp().Set(Gf.Vec3d(*quantize_all(foot)))
            if pose.lean_deg:
                prim.AddRotateXOp().Set(pose.lean_deg)
            prim.AddRotateZOp().Set(pose.spin_deg)
            prim.AddScaleOp().Set(Gf.Vec3f(*(3 * (quantize(pose.scale),))))


def _turned(points: np.ndarray, pose: _Pose) -> np.ndarray:
    spin, lean = np.radians([pose.spin_deg, pose.lean_deg])
    about_z = np.array([[np.cos(spin), -np.sin(spin), 0], [np.sin(spin), np.cos(spin), 0], [0, 0, 1]])
    about_x = np.array([[1, 0, 0], [0, np.cos(lean), -np.sin(lean)], [0, np.sin(lean), np.cos(lean)]])
    return np.asarray(points.astype(np.float64) @ (about_x @ about_z).T)


def _local_bounds(subject: Usd.Prim) -> tuple[np.ndarray, np.ndarray]:
    """(minimum, maximum) of what is below the subject, in its own space."""
    cache = UsdGeom.BBoxCache(Usd.TimeCode.EarliestTime(), [UsdGeom.Tokens.default_, UsdGeom.Tokens.render])
    box = cache.ComputeUntransformedBound(subject).ComputeAlignedRange()
    return np.array(box.GetMin()), np.array(box.GetMax())


def _world_scale(subject: Usd.Prim) -> float:
    matrix = UsdGeom.Xformable(subject).ComputeLocalToWorldTransform(Usd.TimeCode.EarliestTime())
    return float(np.linalg.norm([matrix[0][i] for i in range(3)]))
