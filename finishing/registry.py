"""Every finishing operation by its name."""

from __future__ import annotations

from finishing import detail, grading, lens
from finishing.effect import Effect
from finishing.styles import STYLES
from schemas.errors import UsageError

EFFECTS: dict[str, Effect] = {
    effect.name: effect for effect in (*lens.EFFECTS, *grading.EFFECTS, *detail.EFFECTS, *STYLES)
}


def find_effect(name: str) -> Effect:
    """The operation of that name.

    Raises:
        UsageError: there is none; the message lists those that exist.
    """
    if name not in EFFECTS:
        raise UsageError(f"no finishing operation {name!r}; there are {', '.join(sorted(EFFECTS))}")
    return EFFECTS[name]
