"""Where a palette is seen: a place of which the frame shows enough paint, and little that contradicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from assets.looks.library.stuffs import Stuff, load_stuffs
from assets.looks.networks.recipes import Triple
from assets.places.place import PieceRole, Place, PlaceVariant
from assets.places.stored import DRESSINGS, piece_stuff
from assets.store import AssetStore
from colorimetry.schemes import Scheme, load_colour_rules
from composers.blocking.camera_choice import CameraChoice
from composers.blocking.casting.palette import PALETTES_FACET, PLINTH, PROP, SET_FLOOR, SET_WALL
from composers.blocking.places import Paint, PlacePlan, WeightedVariant, in_drawn_order, load_places
from composers.blocking.planned_frame import dressed_in_view
from composers.blocking.subject_plan import SubjectPlan
from composers.brief import Brief

_TRIES = 8  # variants that are looked at
_LEAST_SEEN = 0.022  # of the frame: what surely carries one of the scheme's hues
_LEAST_END = 0.08  # of either end of a span of lightness
_LEAST_OTHER = 0.055
_LEAST_PAINTED = 0.36  # of what the subject leaves of the frame
_BY_TONE = frozenset({"pastel", "vibrant", "muted", "high_contrast", "low_contrast"})
_LEAST_TONED = 0.52  # of the same, for a scheme of lightness or chroma
_NEGLIGIBLE = 0.015  # of the frame
_MOST_CONTRADICTING = 0.28  # of the frame, of wood and brick beside a scheme of other hues
_BROAD = 0.04  # of the frame
_TONES = (0.37, 0.89)  # of lightness: what lies beyond makes a contrast with the scheme's own
_GREY = 0.03  # OKLCh chroma
_EARTH_DEG, _EARTH_CHROMA = (30.0, 110.0), 0.11
_OF_SEVERAL_TONES = frozenset({"wool"})  # whose fibres are pale, and of another hue where they are very pale
_NO_WHITE_END = frozenset({"ceramic", "paint", "painted_wall"})  # speckled, or not told from white card
_PALE_CHROMA, _PALE_LIGHTNESS = 0.08, 0.8


@dataclass(slots=True, kw_only=True)
class SeenStuff:
    """A stuff of a dressing, with its pieces and what the frame shows of it."""

    stuff: Stuff
    pieces: list[str] = field(default_factory=list)
    shares: dict[PieceRole, float] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """Of the frame."""
        return sum(self.shares.values())

    @property
    def main_role(self) -> PieceRole:
        """The role of most of what is seen."""
        return max(self.shares, key=lambda role: self.shares[role])

    @property
    def colours(self) -> tuple[Triple, ...]:
        """Those that it may come in."""
        return self.stuff.recipe.colours or self.stuff.recipe.own


def choose_painted_place(
    brief: Brief,
    candidates: Sequence[WeightedVariant],
    subject: SubjectPlan,
    camera: CameraChoice,
    *,
    assets: AssetStore,
) -> PlacePlan | None:
    """The first of some drawn places whose painted things show the sample's palette; None where none does.

    Raises:
        AssetError: the meshes of a place cannot be made.
    """
    rng = brief.rng("blocking/painted_place")
    scheme = load_colour_rules().scheme_for(brief.term_of(PALETTES_FACET))
    able = [one for one in _sooner_if_painted(candidates) if one[2] and _could_show(one[0], one[1], scheme)]
    variants = in_drawn_order(rng, able, _TRIES)
    for plan, seen in dressed_in_view(brief, variants, subject, camera, assets=assets, rng=rng):
        paints = paints_of(_dressed(plan, seen.shares), scheme, around=1.0 - seen.covered)
        if paints:
            return replace(plan, paints=paints)
    return None


def _sooner_if_painted(candidates: Sequence[WeightedVariant]) -> list[WeightedVariant]:
    """The variants, heavier with the square of how many painted stuffs they may have."""
    return [
        (place, variant, weight * len(_painted_choices(variant)) ** 2) for place, variant, weight in candidates
    ]


@cache
def _could_show(place: Place, variant: PlaceVariant, scheme: Scheme) -> bool:
    """Whether a dressing has paint for all of the scheme's hues, whatever the frame shows of it."""
    return any(_has_paint_for(scheme, place, variant, dressing) for dressing in range(DRESSINGS))


def _has_paint_for(scheme: Scheme, place: Place, variant: PlaceVariant, dressing: int) -> bool:
    """What `paints_of` asks of any frame: paint on what stands or carries, and beside the floor's for each hue."""
    stuffs: dict[str, tuple[Stuff, set[PieceRole]]] = {}
    for piece in variant.pieces:
        stuff = piece_stuff(place, variant, piece, dressing)
        stuffs.setdefault(stuff.name, (stuff, set()))[1].add(piece.role)
    sure = [roles for stuff, roles in stuffs.values() if stuff.painted and stuff.look in load_places().dyed]
    first = any(roles & {PieceRole.WALL, PieceRole.SUPPORT} for roles in sure)
    return first and len(sure) > max(len(scheme.turns) - 1, 1)


def _painted_choices(variant: PlaceVariant) -> set[tuple[str, ...]]:
    """The choices of stuffs that may come out as one that surely shows paint."""
    dyed, stuffs = load_places().dyed, load_stuffs()
    choices = {piece.stuffs for piece in variant.pieces}
    return {one for one in choices if any(stuffs[name].painted and stuffs[name].look in dyed for name in one)}


def _dressed(plan: PlacePlan, shares: Mapping[str, float]) -> tuple[SeenStuff, ...]:
    """The stuffs of a dressing that the frame shows, the largest first."""
    found: dict[str, SeenStuff] = {}
    for piece in plan.variant.pieces:
        share = shares.get(piece.name, 0.0)
        stuff = piece_stuff(plan.place, plan.variant, piece, plan.dressing)
        seen = found.setdefault(stuff.name, SeenStuff(stuff=stuff))
        seen.pieces.append(piece.name)
        seen.shares[piece.role] = seen.shares.get(piece.role, 0.0) + share
    return tuple(sorted((one for one in found.values() if one.share > 0.0), key=lambda one: -one.share))


def paints_of(seen: Sequence[SeenStuff], scheme: Scheme, *, around: float) -> tuple[Paint, ...]:
    """What a palette paints of a dressing, the surest first; empty where it would not be seen or not be true.

    Args:
        around: share of the frame that the subject leaves: to the pieces, and to the sky, which is unpainted.
    """
    painted = [one for one in seen if one.stuff.painted]
    sure = [one for one in painted if one.stuff.look in load_places().dyed and one.share >= _LEAST_SEEN]
    even = [one for one in sure if one.share >= _LEAST_END and one.stuff.look not in _OF_SEVERAL_TONES]
    wall, floor, plinth = (
        next((one for one in even if one.main_role is role), None)
        for role in (PieceRole.WALL, PieceRole.FLOOR, PieceRole.SUPPORT)
    )
    first = wall or plinth
    others = [one for one in sure if one is not first]
    carrying = sum(one is not floor for one in others)
    if first is None or carrying < max(len(scheme.turns) - 1, 1) or others[0].share < _LEAST_OTHER:
        return ()
    least = _LEAST_TONED if scheme.name in _BY_TONE else _LEAST_PAINTED
    if sum(one.share for one in sure) < least * around:
        return ()
    ends = [one for one in others if one.share >= _LEAST_END and one.stuff.look not in _NO_WHITE_END]
    if scheme.spread_lightness and not ends:
        return ()
    if scheme.tones < 1.0 and any(one.stuff.look in _OF_SEVERAL_TONES for one in painted):
        return ()
    if _is_contradicted([one for one in seen if not one.stuff.painted], scheme):
        return ()
    names = {id(wall): SET_WALL, id(floor): SET_FLOOR, id(plinth): PLINTH}
    order = [first, *others, *(one for one in painted if one not in sure)]
    return tuple(
        Paint(
            stuff=one.stuff.name,
            part=names.get(id(one), f"{PROP}/{one.stuff.name}"),
            pieces=tuple(one.pieces),
            sure=one in sure,
        )
        for one in order
    )


def _is_contradicted(unpainted: Sequence[SeenStuff], scheme: Scheme) -> bool:
    """Whether what keeps its own colours shows one that is none of the scheme's."""
    contradicting = 0.0
    for one in unpainted:
        recipe = one.stuff.recipe
        if one.share < _NEGLIGIBLE or recipe.metal is not None or recipe.glass is not None:
            continue
        if one.stuff.look not in load_places().dyed and all(_is_company(colour) for colour in one.colours):
            contradicting += one.share * any(_is_beside(colour, scheme) for colour in one.colours)
        elif not all(_is_harmless(colour, scheme, broad=one.share >= _BROAD) for colour in one.colours):
            return True
    return contradicting > _MOST_CONTRADICTING


def _is_company(colour: Triple) -> bool:
    """Whether a stuff of such a colour is taken for what it is made of: grey, or brown as wood and brick are."""
    _, chroma, hue_deg = colour
    return chroma <= _GREY or (_EARTH_DEG[0] <= hue_deg <= _EARTH_DEG[1] and chroma <= _EARTH_CHROMA)


def _is_beside(colour: Triple, scheme: Scheme) -> bool:
    """Whether much of such a natural colour speaks against the scheme."""
    lightness, chroma, hue_deg = colour
    match scheme.name:
        case "pastel":
            return lightness < _PALE_LIGHTNESS
        case "muted":
            return chroma > _PALE_CHROMA
        case "vibrant" | "high_contrast":
            return False
        case "low_contrast":
            return not 0.45 <= lightness <= 0.8
    if chroma <= _GREY:
        return False
    return scheme.arc_deg is None or not scheme.arc_deg[0] <= hue_deg <= scheme.arc_deg[1]


def _is_harmless(colour: Triple, scheme: Scheme, *, broad: bool) -> bool:
    """Whether a painted or dyed thing that keeps such a colour leaves the scheme what it is.

    Args:
        broad: it is large enough to be a light or a dark of the picture.
    """
    lightness, chroma, _ = colour
    match scheme.name:
        case "pastel":
            return lightness >= _PALE_LIGHTNESS and chroma <= _PALE_CHROMA
        case "high_contrast":
            return True
        case "vibrant" | "low_contrast":
            return False
    return chroma <= _GREY and (not broad or _TONES[0] <= lightness <= _TONES[1])
