"""Which element wears which look, a pure function of the spec and the elements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from assets.looks.library.stuffs import Stuff, load_stuffs
from assets.looks.networks.recipes import LookBook, Recipe, load_looks
from colorimetry.oklch import Rgb, albedo_from_oklch, oklch_from_rgb
from composers.blocking.casting.elements import Element
from composers.blocking.casting.palette import PROP
from schemas.spec import SampleSpec
from taxonomy.decisions import decision_rng
from usd_scenes.semantics import Role

_HERO_ROLES = (Role.SUBJECT, Role.VESSEL, Role.PROP, Role.PLINTH)
_LEAST_INTRINSIC_CHROMA = 0.04


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """An element in its look; ``terms`` are those of the sample that the look shows."""

    element: Element
    recipe: Recipe
    terms: tuple[str, ...] = ()


def cast_looks(
    spec: SampleSpec, elements: Sequence[Element], fittings: Mapping[str, str] = MappingProxyType({})
) -> tuple[Part, ...]:
    """A look for every element: the sample's materials on the subject, a second on a prop, the rest by role.

    Args:
        fittings: the second stuffs of the subject's parts, by the names of these.
    """
    book = load_looks()
    wanted = _wanted(spec, book)
    heroes = [e for role in _HERO_ROLES for e in elements if e.role == role]
    parts = []
    for element in elements:
        if element.role is Role.FITTING:
            parts.append(_fitting(element, load_stuffs()[fittings[element.mesh_paths[0].rpartition("/")[2]]]))
            continue
        rank = heroes.index(element) if element in heroes else len(wanted)
        if rank < len(wanted):
            recipe, terms = wanted[rank]
        else:
            recipe, terms = wardrobe_recipe(spec, element), ()
        parts.append(Part(element=element, recipe=recipe, terms=terms))
    return tuple(parts)


def _fitting(element: Element, stuff: Stuff) -> Part:
    """A part of the subject in its second stuff, a part of the palette too where people paint such stuff."""
    part = f"{PROP}/{element.name}" if stuff.painted else ""
    return Part(element=replace(element, part=part), recipe=stuff.recipe)


def wardrobe_recipe(spec: SampleSpec, element: Element) -> Recipe:
    """The look that an element wears by its class or role, whatever material the sample is about."""
    book = load_looks()
    names = book.by_class.get(element.class_name, book.by_role[element.role.value])
    rng: np.random.Generator = decision_rng(spec.seed, spec.stream_index, f"materials/look/{element.name}")
    return book.looks[names[int(rng.integers(len(names)))]]


def painted_parts(parts: Sequence[Part]) -> tuple[str, ...]:
    """The palette's parts: each once, in order, where its look takes a colour."""
    return tuple(dict.fromkeys(p.element.part for p in parts if p.element.part and p.recipe.colourable))


def intrinsic_colour(spec: SampleSpec, part: Part) -> Rgb | None:
    """The colour of a look that brings its own: a metal's, a stone's; None where the palette gives it.

    The one place that draws it, so that colour and materials agree.
    """
    recipe = part.recipe
    if recipe.metal is not None:
        return recipe.metal.f0
    if not recipe.colours:
        return None
    rng = decision_rng(spec.seed, spec.stream_index, f"materials/colour/{part.element.name}")
    return albedo_from_oklch(*recipe.colours[int(rng.integers(len(recipe.colours)))])


def intrinsic_hue_deg(spec: SampleSpec, parts: Sequence[Part]) -> float | None:
    """The OKLCh hue of a subject whose look brings a colour worth the name, or None."""
    for part in parts:
        colour = intrinsic_colour(spec, part) if part.element.role == Role.SUBJECT else None
        if colour is not None:
            _, chroma, hue_deg = oklch_from_rgb(colour)
            return hue_deg if chroma >= _LEAST_INTRINSIC_CHROMA else None
    return None


def _wanted(spec: SampleSpec, book: LookBook) -> list[tuple[Recipe, tuple[str, ...]]]:
    """The looks that the sample's terms ask for, the focus first; a glass and its index are one look."""
    terms = sorted(spec.terms_under("materials"), key=lambda term: (term != spec.focus, term))
    kinds = [term for term in terms if term.startswith("materials.glass.types.")]
    wanted: list[tuple[Recipe, tuple[str, ...]]] = []
    for term in terms:
        recipe = book.for_term(term)
        if recipe is None or (kinds and term.startswith("materials.glass.properties.")):
            continue
        extra = tuple(t for t in terms if t.startswith("materials.glass.properties.")) if term in kinds else ()
        if extra:
            recipe = book.for_term(extra[0]) or recipe
        wanted.append((recipe, (term, *extra)))
    return wanted
