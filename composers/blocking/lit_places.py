"""Where bright pictures are taken: a place with a light wall or backdrop behind the subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from assets.looks.library.stuffs import Stuff, load_stuffs
from assets.places.place import Piece, PieceRole
from assets.places.stored import piece_stuff
from assets.store import AssetStore
from composers.blocking.camera_choice import CameraChoice
from composers.blocking.places import PlacePlan, WeightedVariant, having, in_drawn_order
from composers.blocking.planned_frame import InView, dressed_in_view
from composers.blocking.subject_plan import SubjectPlan
from composers.brief import Brief

_BACKDROP = "backdrop"  # class of a sweep, whatever part of a place it plays
_TRIES = 8  # variants that are looked at
_LEAST_SEEN = 0.24  # of the frame
_STEEPEST_DEG = 72.0  # from higher up the picture shows no wall
_LEAST_LIGHTNESS = 0.68  # OKLCh: darker walls take more light than a room has


def choose_lit_place(
    brief: Brief,
    candidates: Sequence[WeightedVariant],
    subject: SubjectPlan,
    camera: CameraChoice,
    *,
    assets: AssetStore,
) -> PlacePlan | None:
    """The first of some drawn places that is light behind the subject; None where none is.

    Raises:
        AssetError: the meshes of a place cannot be made.
    """
    if camera.pitch_deg > _STEEPEST_DEG:
        return None
    rng = brief.rng("blocking/lit_place")
    able = having(candidates, _may_be_light)
    backdrops = having(able, lambda piece: piece.class_name == _BACKDROP)
    variants = (*in_drawn_order(rng, able, _TRIES), *in_drawn_order(rng, backdrops, _TRIES))
    in_view = dressed_in_view(brief, variants, subject, camera, assets=assets, rng=rng)
    return next((plan for plan, seen in in_view if is_light_behind(plan, seen)), None)


def is_light_behind(plan: PlacePlan, seen: InView) -> bool:
    """Whether the picture has a broad light wall, and most of what is straight behind the subject is light.

    A wide lens shows more of a white ceiling than of the dark wall that the backdrop's lamp meets, and an armchair
    may stand between the subject and the wall.
    """
    return _has_broad_light_wall(plan, seen.shares) and _is_mostly_light(plan, seen.behind)


def _has_broad_light_wall(plan: PlacePlan, shares: Mapping[str, float]) -> bool:
    """Whether the stuff of walls of which the frame shows most is light, and fills enough of it."""
    seen: dict[str, float] = defaultdict(float)
    stuffs: dict[str, Stuff] = {}
    for piece in filter(_is_behind, plan.variant.pieces):
        stuff = piece_stuff(plan.place, plan.variant, piece, plan.dressing)
        seen[stuff.name] += shares.get(piece.name, 0.0)
        stuffs[stuff.name] = stuff
    broadest = max(seen, key=lambda name: seen[name], default="")
    return bool(broadest) and seen[broadest] >= _LEAST_SEEN and _is_light(stuffs[broadest])


def _is_mostly_light(plan: PlacePlan, names: Sequence[str]) -> bool:
    pieces = {piece.name: piece for piece in plan.variant.pieces}
    stuffs = [piece_stuff(plan.place, plan.variant, pieces[name], plan.dressing) for name in names]
    return 2 * sum(map(_is_light, stuffs)) > len(stuffs)


def _may_be_light(piece: Piece) -> bool:
    return _is_behind(piece) and any(_is_light(load_stuffs()[name]) for name in piece.stuffs)


def _is_behind(piece: Piece) -> bool:
    return piece.role is PieceRole.WALL or piece.class_name == _BACKDROP


def _is_light(stuff: Stuff) -> bool:
    """Whether it comes in light colours alone, and in no metal or glass."""
    recipe = stuff.recipe
    lightnesses = [lightness for lightness, _, _ in recipe.colours or recipe.own]
    return bool(lightnesses) and min(lightnesses) >= _LEAST_LIGHTNESS and not (recipe.metal or recipe.glass)
