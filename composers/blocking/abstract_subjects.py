"""Subjects that are about form alone: the solids of geometry terms, and what stands where stuffs are free."""

from __future__ import annotations

import numpy as np

from assets.meshes.catalog import find_generator
from assets.meshes.forms import MODIFIERS, PRIMITIVES, modified, primitive, subdivision_cages
from composers.blocking.settings import Setting
from composers.blocking.sizes import is_modest
from composers.blocking.subject_plan import SubjectPlan
from composers.brief import Brief
from composers.parameters import number, text

SUBDIVISION_LEVELS = {"base_mesh": 0, "subdiv_1": 1, "subdiv_2": 2, "subdiv_3": 3}

_SHAPE_PARAMETERS: dict[str, dict[str, float]] = {  # of the mesh, with what holds where the sample says nothing
    "cylinder": {"height_ratio": 1.3},
    "cone": {"height_ratio": 1.1},
    "torus": {"tube_ratio": 0.4, "tilt_deg": 0.0},
    "plane": {"tilt_deg": 18.0},
    "icosphere": {"subdivision_count": 2},
    "uv_sphere": {"segment_count": 18, "ring_count": 9},
    "capsule": {"height_ratio": 2.0},
    "pyramid": {"height_ratio": 0.9},
}
_COUNTS = frozenset({"subdivision_count", "segment_count", "ring_count", "count"})
_MODIFIER_PARAMETERS: dict[str, dict[str, float | str]] = {
    "mirror": {"axis": "x"},
    "array": {"count": 4, "spacing_ratio": 1.2},
    "bevel": {"width_fraction": 0.06, "segment_count": 3},
    "displace": {"strength_fraction": 0.07, "feature_size_fraction": 0.25},
}
_INDOOR = (
    ("shader_ball", 5.0), ("vase", 2.0), ("fluted_vase", 2.0), ("ribbed_vase", 1.5), ("twisted_vase", 2.0),
    ("faceted_vase", 2.0), ("bowl", 1.0), ("goblet", 1.2), ("pitcher", 1.5), ("teapot", 2.0), ("gear_train", 1.5),
    ("gear", 0.7), ("flange", 1.2), ("bolt", 1.0), ("mallet", 1.0), ("knot", 2.0), ("twisted_ring", 1.5),
    ("stacked_stones", 1.2), ("twisted_tower", 1.2), ("spiral_shell", 1.5), ("ripple_disc", 1.0), ("pawn", 0.6),
    ("rook", 0.8), ("queen", 0.8), ("bishop", 0.6), ("lamp", 1.0), ("books", 0.6),
)  # fmt: skip
_OUTDOOR = (
    ("column", 2.0), ("arch", 2.0), ("stair", 1.2), ("balustrade", 1.2), ("obelisk", 1.0), ("fountain", 2.0),
    ("urn_on_pedestal", 2.0), ("ashlar_wall", 0.8),
)  # fmt: skip
_ENLARGED = (
    "knot",
    "twisted_ring",
    "stacked_stones",
    "twisted_tower",
    "spiral_shell",
    "shader_ball",
    "fluted_vase",
)
"""What may also stand out of doors, three to four times its size."""

_ENLARGED_SHARE = 0.35
_OUTDOOR_SCALE = 3.5
_VARIANT_LIMIT = 1 << 20


def plan_abstract(brief: Brief, setting: Setting) -> SubjectPlan:
    """The subject of a sample that is about form, or free in its stuffs."""
    rng = brief.rng("geometry/subject")
    variant = int(rng.integers(_VARIANT_LIMIT))
    turn = float(rng.uniform(-28.0, 28.0))
    large = setting is Setting.LANDSCAPE
    for facet, plan in (
        ("geometry.primitives", _primitive),
        ("geometry.subdivision", _subdivided),
        ("geometry.modifiers", _modified),
    ):
        term = brief.term_of(facet)
        if term is not None:
            scale = float(rng.uniform(2.6, _OUTDOOR_SCALE)) if large else 1.0
            return plan(brief, term, variant, turn, scale)
    return _chosen(rng, variant, turn, large=large, modest=is_modest(brief))


def _primitive(brief: Brief, term: str, variant: int, turn: float, scale: float) -> SubjectPlan:
    name = term.rpartition(".")[2]
    values = {key: number(brief, term, key, value) for key, value in _SHAPE_PARAMETERS.get(name, {}).items()}
    shape = {key: round(value) if key in _COUNTS else value for key, value in values.items()}
    yaw = number(brief, term, "yaw_deg", turn)
    return SubjectPlan(generator=primitive(name, **shape), variant=variant, turn_deg=yaw, scale=scale)


def _subdivided(_brief: Brief, term: str, variant: int, turn: float, scale: float) -> SubjectPlan:
    level = SUBDIVISION_LEVELS[term.rpartition(".")[2]]
    return SubjectPlan(
        generator=subdivision_cages(), variant=variant, turn_deg=turn, scale=scale, subdivision_level=level
    )


def _modified(brief: Brief, term: str, variant: int, turn: float, scale: float) -> SubjectPlan:
    name = term.rpartition(".")[2]
    values: dict[str, float | str] = {}
    for key, value in _MODIFIER_PARAMETERS[name].items():
        if isinstance(value, str):
            values[key] = text(brief, term, key, value)
        else:
            found = number(brief, term, key, value)
            values[key] = round(found) if key in {"count", "segment_count"} else found
    return SubjectPlan(
        generator=modified(name, **values), variant=variant, turn_deg=turn, scale=scale, modifier=name
    )


def _chosen(rng: np.random.Generator, variant: int, turn: float, *, large: bool, modest: bool) -> SubjectPlan:
    """One of the library's bodies; a ``modest`` one out of doors is no piece of architecture."""
    if large and (rng.random() < _ENLARGED_SHARE or modest):
        name = str(rng.choice(_ENLARGED))
        scale = float(rng.uniform(2.6, _OUTDOOR_SCALE))
        return SubjectPlan(generator=find_generator(name), variant=variant, turn_deg=turn, scale=scale)
    choices = _OUTDOOR if large else _INDOOR
    weights = np.array([weight for _, weight in choices])
    name = choices[int(rng.choice(len(choices), p=weights / weights.sum()))][0]
    return SubjectPlan(generator=find_generator(name), variant=variant, turn_deg=turn)


ABSTRACT_TERMS = frozenset(
    {
        *(f"geometry.primitives.{name}" for name in PRIMITIVES),
        *(f"geometry.subdivision.{name}" for name in SUBDIVISION_LEVELS),
        *(f"geometry.modifiers.{name}" for name in MODIFIERS),
    }
)
