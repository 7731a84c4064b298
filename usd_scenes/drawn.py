"""What a final render draws: visibility, which is inherited, and purpose."""

from __future__ import annotations

from pxr import Sdf, Usd, UsdGeom

_UNRENDERED = frozenset({UsdGeom.Tokens.proxy, UsdGeom.Tokens.guide})


def hides(prim: Usd.Prim, time: Usd.TimeCode) -> bool:
    """Whether a prim's own opinions leave it, and all below it, out of a final render."""
    imageable = UsdGeom.Imageable(prim)
    if not imageable:
        return False
    if imageable.GetVisibilityAttr().Get(time) == UsdGeom.Tokens.invisible:
        return True
    return imageable.GetPurposeAttr().Get() in _UNRENDERED


def is_drawn(prim: Usd.Prim, known: dict[Sdf.Path, bool] | None = None) -> bool:
    """Whether neither a prim nor what it lies below is left out of a final render, at the earliest time.

    Args:
        prim: of a composed stage.
        known: answers for the stage as it is, by path; more are added.
    """
    answers = {} if known is None else known
    path = prim.GetPath()
    if path not in answers:
        parent = prim.GetParent()
        below_drawn = not parent or parent.IsPseudoRoot() or is_drawn(parent, answers)
        answers[path] = below_drawn and not hides(prim, Usd.TimeCode.EarliestTime())
    return answers[path]
