"""Parameters of a sample's terms, with defaults for what the sample leaves open."""

from __future__ import annotations

from composers.shot import Shot
from schemas.errors import UnknownTermError
from schemas.spec import Scalar


def number(shot: Shot, term: str | None, name: str, default: float) -> float:
    """A parameter of a term, or ``default`` where the sample has no such term or the term no such parameter."""
    value = _find(shot, term, name)
    return default if value is None else float(value)


def text(shot: Shot, term: str | None, name: str, default: str) -> str:
    """A parameter of a term as text, or ``default`` where there is none."""
    value = _find(shot, term, name)
    return default if value is None else str(value)


def _find(shot: Shot, term: str | None, name: str) -> Scalar | None:
    if term is None:
        return None
    try:
        return shot.parameter(term, name)
    except UnknownTermError:
        return None
