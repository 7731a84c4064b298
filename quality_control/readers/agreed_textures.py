"""The painted texture or the pattern that a look shows: what two places of three of it say."""

from __future__ import annotations

from itertools import chain
from weakref import WeakKeyDictionary

from pxr import Usd

from quality_control.readers.agreement import most_agreed, name_of
from quality_control.readers.bound_looks import BoundLook
from quality_control.readers.painted import patterns
from quality_control.readers.painted.swatch import Swatch, swatches_of
from quality_control.readers.painted_textures import texture_of
from quality_control.readers.surfaces.pieces import MANY, read_pieces
from quality_control.readers.surfaces.stuffs import stuff_of
from schemas.errors import UnsupportedError

_OWN_TONES = (
    "organic.",
    "subsurface.",
    "fabric.",
    *(f"pbr_dielectrics.{name}" for name in ("leather", "concrete", "stone")),
)
"""What is grown, woven, veined or grained; a checker may pass for wood."""

type Found = tuple[str, tuple[tuple[str, float], ...]]

_found: WeakKeyDictionary[BoundLook, Found | None] = WeakKeyDictionary()


def read_texture(look: BoundLook, stage: Usd.Stage) -> Found | None:
    """The painted texture of a look, with its values; None where it shows none that can be evaluated."""
    found = _agreed(look, stage)
    return None if found is None or _is_pattern(found) else found


def read_pattern(look: BoundLook, stage: Usd.Stage) -> Found | None:
    """The pattern of a look, with its values; None where it has none, or a painted texture."""
    found = _agreed(look, stage)
    return found if found is not None and _is_pattern(found) else None


def _is_pattern(found: Found) -> bool:
    return found[0].startswith(f"{patterns.FACET}.")


def _agreed(look: BoundLook, stage: Usd.Stage) -> Found | None:
    if look not in _found:
        try:
            _found[look] = _find(look, swatches_of(look, stage))
        except UnsupportedError:
            _found[look] = None
    return _found[look]


def _find(look: BoundLook, swatches: tuple[Swatch, ...]) -> Found | None:
    first = _seen_at(swatches[0])
    if first is None and (not swatches[0].surface.varying or (not swatches[0].is_set and _is_some_stuff(look))):
        return None
    found = most_agreed(chain((first,), map(_seen_at, swatches[1:])), name_of)
    if found is None or not _is_pattern(found) or swatches[0].is_set:
        return found
    return None if _is_growth(look) or _has_own_tones(look) else found


def _seen_at(swatch: Swatch) -> Found | None:
    return texture_of(swatch) or patterns.pattern_of(swatch)


def _is_growth(look: BoundLook) -> bool:
    """Whether many thin things wear a look: which of them has which tone is no pattern."""
    return read_pieces(look.mesh).count >= MANY


def _is_some_stuff(look: BoundLook) -> bool:
    """Whether a look is a known stuff as it is, so that nothing painted on it is missed.

    Of the set's parts this says nothing: a wall of planks is both.
    """
    return bool(_stuff_terms(look))


def _has_own_tones(look: BoundLook) -> bool:
    """Whether a look is a stuff that is told by its tones, so that they are no pattern on it."""
    return any(term.startswith(_OWN_TONES) for term in _stuff_terms(look))


def _stuff_terms(look: BoundLook) -> tuple[str, ...]:
    try:
        return tuple(found.term for found in stuff_of(look))
    except UnsupportedError:
        return ()
