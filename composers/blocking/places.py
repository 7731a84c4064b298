"""Where a thing stands: a variant of a place where such stuff belongs, with room for it and light that fits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from assets.forms.catalog import find_form
from assets.looks.networks.recipes import load_looks
from assets.places.catalog import all_places, find_place
from assets.places.place import Piece, PieceRole, Place, PlaceVariant, Support
from assets.places.stored import DRESSINGS
from composers.blocking.camera_choice import CameraChoice
from composers.blocking.settings import Setting
from composers.brief import Brief
from schemas.errors import AssetError
from taxonomy.loading import load_catalog
from usd_scenes import prim_paths

PLACES_FILE = Path(__file__).parent / "places.yaml"
SCHEMA = "parallel-synth/places/1"

_BEST, _OK = 3.0, 1.0
_AT_HOME = 6.0  # how much sooner a place of its own is looked at
_ELSEWHERE = (
    "gases.smoke", "gases.volumetrics", "gases.clouds", "color.mood", "color.temperature",
    "lighting.setup_types.silhouette",
)  # fmt: skip
"""What still takes the bare sets: plumes bring sources of their own, moods cover a whole set."""

_WALLED = ("lighting.setup_types.high_key",)
"""What lights a wall behind the subject."""

_ALL_ROUND = ("lighting.light_sources.hdri", "gases.fog")
"""What comes from all sides or fills the air: a room keeps it out."""

_LARGEST = 0.98  # of a support's half side
_WIDEST_GROUND = 5.0
_ON_THE_GROUND_M = 0.2
_TALLEST_M = {False: 1.4, True: 2.6}  # on the ground, indoors and out
_LOWEST_CEILING_M = 2.0  # with a lamp below it


type WeightedVariant = tuple[Place, PlaceVariant, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """A stuff of a place's dressing that takes a colour of the sample's palette."""

    stuff: str
    part: str  # of the palette
    pieces: tuple[str, ...]  # that are of it
    sure: bool  # enough of it is in the frame to carry a hue


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlacePlan:
    """A place of the library, as the sample references it."""

    place: Place
    variant: PlaceVariant
    dressing: int
    paints: tuple[Paint, ...] = ()  # the surest first; empty: everything keeps its own colours
    textured: tuple[str, ...] = ()  # pieces that are of one stuff and wear the sample's texture instead

    @property
    def prim_path(self) -> str:
        """Where the sample has it."""
        return f"{prim_paths.SET}/{self.place.name.title().replace('_', '')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suitability:
    """What belongs in a place, terms without their category's name in full."""

    best: frozenset[str]  # material terms
    ok: frozenset[str]
    never: tuple[str, ...]  # terms of light
    liquids: frozenset[str]  # liquid terms
    ground: float  # how far things on its ground may reach, of the support's half side

    def weight(self, stuff: str) -> float:
        """How often such stuff stands there; 0 for never."""
        return _BEST if stuff in self.best else _OK if stuff in self.ok else 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlaceTable:
    """What belongs where, what a palette surely paints, and what may wear a texture."""

    rows: Mapping[str, Suitability]  # by the name of the place
    dyed: frozenset[str]  # looks that show paint or dye wherever they are seen
    textured: Mapping[PieceRole, frozenset[str]]  # classes of broad, even surfaces
    earth: frozenset[str]  # classes of bare ground
    grounded: frozenset[str]  # generators of forms that stand on no furniture
    shown: frozenset[str]  # places that put anything on show
    homes: Mapping[str, frozenset[str]]  # places where a form is found in life, by its generator
    clear_m: Mapping[str, float]  # how far about the middle of a variant's ground nothing stands, by place/variant
    abroad: frozenset[str]  # places under the sky where people bring what is at home indoors


@cache
def load_places() -> PlaceTable:
    """The table.

    Raises:
        AssetError: the file cannot be read, lacks a place, or names an unknown one, family, term, look, class or
            field; the message names it.
    """
    try:
        data = yaml.safe_load(PLACES_FILE.read_text(encoding="utf-8"))
        if data["schema"] != SCHEMA:
            raise AssetError(f"schema is {data['schema']!r}; {SCHEMA!r} is read here")
        families = {name: _known("materials", terms) for name, terms in data["families"].items()}
        textured = {PieceRole(role): _classes(classes) for role, classes in data["textured"].items()}
        earth = _classes(data["earth"])
        grounded = frozenset(find_form(name).generator.name for name in data["grounded"])
        abroad = frozenset(find_place(name).name for name in data["abroad"])
        clear_m = {_variant_key(key): float(metres) for key, metres in data["clear_m"].items()}
        shown = frozenset(find_place(name).name for name in data["shown"])
        homes = _homes(data["homes"])
        rows = {name: _suitability(name, row, families) for name, row in data["places"].items()}
        if missing := set(all_places()) - set(rows):
            raise AssetError(f"no row for {', '.join(sorted(missing))}")
        dyed = frozenset(data["dyed"])
        if unknown := dyed - set(load_looks().looks):
            raise AssetError(f"no look {', '.join(sorted(unknown))}")
    except (KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError, AssetError) as error:
        raise AssetError(f"{type(error).__name__}: {error}", asset=str(PLACES_FILE)) from error
    return PlaceTable(
        rows=MappingProxyType(rows),
        dyed=dyed,
        textured=MappingProxyType(textured),
        earth=earth,
        grounded=grounded,
        shown=shown,
        homes=MappingProxyType(homes),
        abroad=abroad,
        clear_m=MappingProxyType(clear_m),
    )


def _variant_key(key: str) -> str:
    """``place/variant``.

    Raises:
        AssetError: there is no such place or variant.
    """
    place, _, variant = key.partition("/")
    if variant not in {one.name for one in find_place(place).variants}:
        raise AssetError(f"{place} has no variant {variant!r}")
    return key


def _homes(groups: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, frozenset[str]]:
    """The places of each form that has a home, by its generator; of several homes, all of theirs."""
    found: dict[str, frozenset[str]] = {}
    for group in groups.values():
        places = frozenset(find_place(name).name for name in group["places"])
        for form in group["forms"]:
            generator = find_form(form).generator.name
            found[generator] = found.get(generator, frozenset()) | places
    return found


def _suitability(name: str, row: Mapping[str, Any], families: Mapping[str, frozenset[str]]) -> Suitability:
    find_place(name)
    if unknown := set(row) - {"best", "ok", "never", "liquids", "ground"}:
        raise AssetError(f"{name}: unknown fields {', '.join(sorted(unknown))}")
    if unknown := {*row["best"], *row["ok"]} - set(families):
        raise AssetError(f"{name}: no family {', '.join(sorted(unknown))}")
    ground = float(row.get("ground", _LARGEST))
    if not 0.0 < ground < _WIDEST_GROUND:
        raise AssetError(f"{name}: ground is {ground:g}; above 0 and below {_WIDEST_GROUND:g}")
    return Suitability(
        best=frozenset().union(*(families[one] for one in row["best"])),
        ok=frozenset().union(*(families[one] for one in row["ok"])),
        never=tuple(sorted(_known("lighting", row["never"]))),
        liquids=_known("liquids", row.get("liquids", ())),
        ground=ground,
    )


def _classes(names: Sequence[str]) -> frozenset[str]:
    """Classes of pieces.

    Raises:
        AssetError: no place has a piece of such a class.
    """
    variants = (variant for place in all_places().values() for variant in place.variants)
    if unknown := set(names) - {piece.class_name for variant in variants for piece in variant.pieces}:
        raise AssetError(f"no place has a {', '.join(sorted(unknown))}")
    return frozenset(names)


def _known(category: str, names: Sequence[str]) -> frozenset[str]:
    """The ids of terms of a category.

    Raises:
        AssetError: the taxonomy has no such term.
    """
    terms = frozenset(f"{category}.{name}" for name in names)
    known = {term.id for term in load_catalog().terms}
    if unknown := terms - known:
        raise AssetError(f"the taxonomy has no term {', '.join(sorted(unknown))}")
    return terms


def able_places(
    brief: Brief,
    setting: Setting,
    camera: CameraChoice,
    *,
    form: str,
    stuff: str,
    corners_m: NDArray[np.float64],
    choosy: bool = False,
) -> Sequence[WeightedVariant]:
    """Where the subject may stand: at home if it can, else where such stuff belongs.

    Nowhere where the sample needs a bare set or nothing is large enough.

    Args:
        form: name of the subject's generator.
        stuff: term of what it is made of; "" where any may be.
        corners_m: (2, 3) its bounds as it stands, metres.
        choosy: the sample asks more of its place, so that those where it is not at home come after.
    """
    lens_m = camera.lens_above_m(float(np.ptp(corners_m, axis=0).max()))
    table = load_places()
    grounded, home = form in table.grounded, table.homes.get(form, frozenset())

    def able(stuff: str, *, outdoors: bool, among: Collection[str] = tuple(table.rows)) -> list[WeightedVariant]:
        return [
            (place, variant, weight / len(place.variants))
            for place in map(find_place, sorted(among))
            if place.outdoors is outdoors and (weight := _weight(brief, place, stuff)) > 0.0
            for variant in place.variants
            if _has_room(place, variant.support, corners_m) and _is_below_ceiling(place, variant, lens_m)
            if not grounded or place.name in table.shown or variant.support.height_m < _ON_THE_GROUND_M
        ]

    if setting is Setting.LANDSCAPE or any(_is_elsewhere(term) for term in brief.spec.terms):
        return ()
    if _is_outside(brief, setting):
        sides, elsewhere = [True], [(stuff, True), ("", True)]
    elif needs_wall(brief):
        sides, elsewhere = [False], [(stuff, False), ("", False)]
    else:  # what nobody brings in is lit by lamps outside
        sides, elsewhere = [False, True], [(stuff, False), (stuff, True), ("", False)]
    at_home = [one for side in sides for one in able("", outdoors=side, among=home)]
    if home and not at_home and _is_outside(brief, setting):
        at_home = able("", outdoors=True, among=table.abroad)
    if at_home and not choosy:
        return at_home
    known = {variant for _, variant, _ in at_home}
    sooner = [(place, variant, _AT_HOME * weight) for place, variant, weight in at_home]
    others: list[WeightedVariant] = next(filter(None, (able(one, outdoors=side) for one, side in elsewhere)), [])
    return sooner + [one for one in others if one[1] not in known]


def needs_wall(brief: Brief) -> bool:
    """Whether what is behind the subject has to be as bright as it is."""
    return any(term in brief.spec.terms for term in _WALLED)


def choose_liquid_place(
    brief: Brief, setting: Setting, camera: CameraChoice, reach_m: float, *, on_ground: bool
) -> PlacePlan | None:
    """A place for a vessel of that half width, where the sample's liquid is found; None where there is none.

    Args:
        on_ground: it is a basin or a puddle, and stands on no furniture.
    """
    liquids = brief.spec.terms_under("liquids")
    elsewhere = any(_is_elsewhere(term) or term.startswith("color.palettes") for term in brief.spec.terms)
    if setting is Setting.LANDSCAPE or elsewhere:
        return None
    wants_sky, lens_m = _is_outside(brief, setting), camera.lens_above_m(2.0 * reach_m)
    found = [
        (place, variant, 1.0 / len(place.variants))
        for place in all_places().values()
        if (place.outdoors or not wants_sky)
        and _weight(brief, place, "") > 0.0
        and any(term in load_places().rows[place.name].liquids for term in liquids)
        for variant in place.variants
        if on_ground == (variant.support.height_m < _ON_THE_GROUND_M)
        and reach_m <= _liquid_room_m(place, variant)
        and _is_below_ceiling(place, variant, lens_m)
    ]
    return draw_place(brief, found)


def _liquid_room_m(place: Place, variant: PlaceVariant) -> float:
    """How far a vessel, a basin or a puddle may reach from the middle of the support."""
    support = variant.support
    room_m = _room(place, support) * min(support.half_x_m, support.half_y_m)
    return max(room_m, load_places().clear_m.get(f"{place.name}/{variant.name}", 0.0))


def draw_place(brief: Brief, found: Sequence[WeightedVariant]) -> PlacePlan | None:
    """One of the weighted variants, in one of its dressings; None where there is none."""
    if not found:
        return None
    rng = brief.rng("blocking/place")
    weights = np.array([weight for _, _, weight in found])
    place, variant, _ = found[int(rng.choice(len(found), p=weights / weights.sum()))]
    return PlacePlan(place=place, variant=variant, dressing=int(rng.integers(DRESSINGS)))


def having(found: Sequence[WeightedVariant], is_wanted: Callable[[Piece], bool]) -> list[WeightedVariant]:
    """Those of the weighted variants that have such a piece."""
    return [one for one in found if any(map(is_wanted, one[1].pieces))]


def in_drawn_order(
    rng: np.random.Generator, found: Sequence[WeightedVariant], most: int
) -> Iterator[tuple[Place, PlaceVariant]]:
    """At most ``most`` of the weighted variants, each once, the heavier sooner; none of weight 0."""
    weights = np.array([weight for _, _, weight in found])
    able = np.flatnonzero(weights)
    if len(able):
        shares = weights[able] / weights.sum()
        for number in rng.choice(able, size=min(most, len(able)), replace=False, p=shares):
            yield found[int(number)][:2]


def _is_below_ceiling(place: Place, variant: PlaceVariant, lens_m: float) -> bool:
    """Whether a lens so high over the support still sees it."""
    return place.outdoors or variant.support.height_m + lens_m <= _LOWEST_CEILING_M


def _is_outside(brief: Brief, setting: Setting) -> bool:
    return setting.is_outdoors or any(term.startswith(_ALL_ROUND) for term in brief.spec.terms)


def _is_elsewhere(term: str) -> bool:
    return term.startswith(_ELSEWHERE)


def _weight(brief: Brief, place: Place, stuff: str) -> float:
    suitability = load_places().rows[place.name]
    if any(term in suitability.never for term in brief.spec.terms):
        return 0.0
    return suitability.weight(stuff) if stuff else _OK


def _room(place: Place, support: Support) -> float:
    """How far a thing may reach, of the support's half side: on the ground the clear space goes on."""
    return load_places().rows[place.name].ground if support.height_m < _ON_THE_GROUND_M else _LARGEST


def _has_room(place: Place, support: Support, corners_m: NDArray[np.float64]) -> bool:
    """Whether the thing stands wholly on the support and is of a size with what is about it."""
    on_ground = support.height_m < _ON_THE_GROUND_M
    reach = np.abs(corners_m[:, :2]).max(axis=0) / _room(place, support)
    if support.round:
        fits = float(np.hypot(*reach)) <= support.half_x_m
    else:
        fits = bool(reach[0] <= support.half_x_m and reach[1] <= support.half_y_m)
    size_m = float(np.ptp(corners_m, axis=0).max())
    tallest = _TALLEST_M[place.outdoors] if on_ground else place.subject_m[1]
    return fits and place.subject_m[0] <= size_m <= tallest
