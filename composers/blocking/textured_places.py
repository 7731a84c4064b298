"""Where a texture or a pattern of the set is seen: a place of which one surface fills much of the frame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assets.looks.painters.textures.painted import ON_SUBJECT, PHOTOREALISTIC_FACET, STYLIZED_FACET
from assets.places.place import PieceRole
from assets.places.stored import DRESSINGS, piece_stuff
from assets.store import AssetStore
from composers.blocking.camera_choice import CameraChoice
from composers.blocking.places import PlacePlan, WeightedVariant, having, in_drawn_order, load_places
from composers.blocking.planned_frame import seen_pieces
from composers.blocking.subject_plan import SubjectPlan
from composers.brief import Brief
from schemas.spec import SampleSpec

PROCEDURAL_FACET = "textures.procedural"
MAPS_FACET = "textures.maps"
TEXTURE_FACETS = (PROCEDURAL_FACET, PHOTOREALISTIC_FACET, STYLIZED_FACET, MAPS_FACET)

_TRIES = 6  # variants that are looked at
_LEAST_SEEN = 0.16  # of the frame
_LEAST_OVER_OTHERS = 1.3  # times the share of any other surface of the set

_ROLES = {"floor_tiles": PieceRole.FLOOR, "wall_surface": PieceRole.WALL}  # the others lie anywhere
_EARTH = "ground_terrain"


def texture_term(spec: SampleSpec) -> str | None:
    """The sample's texture that a part of the stage wears, or None."""
    return next((term for facet in TEXTURE_FACETS if (term := spec.term_of(facet))), None)


def is_of_the_set(term: str) -> bool:
    """Whether a texture covers a part of the set, and not the subject."""
    return term.rpartition(".")[2] not in ON_SUBJECT and not term.startswith(f"{MAPS_FACET}.")


def choose_textured_place(
    brief: Brief,
    candidates: Sequence[WeightedVariant],
    subject: SubjectPlan,
    camera: CameraChoice,
    *,
    assets: AssetStore,
) -> PlacePlan | None:
    """The first of some drawn places with a surface for the sample's texture; None where none is broad enough.

    Raises:
        AssetError: the meshes of a place cannot be made.
    """
    name = (texture_term(brief.spec) or "").rpartition(".")[2]
    rng = brief.rng("blocking/textured_place")
    able = having(candidates, lambda piece: _may_wear(piece.role, piece.class_name, name))
    for place, variant in in_drawn_order(rng, able, _TRIES):
        plan = PlacePlan(place=place, variant=variant, dressing=int(rng.integers(DRESSINGS)))
        pieces = broadest_surface(plan, seen_pieces(brief, plan, subject, camera, assets).shares, name)
        if pieces:
            return replace(plan, textured=pieces)
    return None


def broadest_surface(plan: PlacePlan, shares: Mapping[str, float], name: str) -> tuple[str, ...]:
    """The pieces of the surface that fills most of the frame, where it may wear the texture; else none."""
    seen: dict[tuple[PieceRole, str, str], float] = defaultdict(float)
    pieces: dict[tuple[PieceRole, str, str], list[str]] = defaultdict(list)
    for piece in plan.variant.pieces:
        if piece.role is not PieceRole.PROP:
            stuff = piece_stuff(plan.place, plan.variant, piece, plan.dressing)
            key = piece.role, piece.class_name, stuff.name
            seen[key] += shares.get(piece.name, 0.0)
            pieces[key].append(piece.name)
    first, *others = sorted(seen, key=lambda key: -seen[key])
    is_broad = seen[first] >= max(_LEAST_SEEN, *(_LEAST_OVER_OTHERS * seen[other] for other in others[:1]))
    return tuple(pieces[first]) if is_broad and _may_wear(*first[:2], name) else ()


def _may_wear(role: PieceRole, class_name: str, name: str) -> bool:
    """Whether a surface of such a class and role may wear the texture of that name."""
    table = load_places()
    classes = table.earth if name == _EARTH else table.textured.get(role, frozenset())
    return class_name in classes and _ROLES.get(name, role) is role
