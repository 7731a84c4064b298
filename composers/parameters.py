"""Parameters of a sample's terms, with defaults for what the sample leaves open."""

from __future__ import annotations

from composers.brief import Brief
from schemas.errors import UnknownTermError
from schemas.spec import Scalar


def number(brief: Brief, term: str | None, name: str, default: float) -> float:
    """A parameter of a term, or ``default`` where the sample has no such term or the term no such parameter."""
    value = _find(brief, term, name)
    return default if value is None else float(value)


def text(brief: Brief, term: str | None, name: str, default: str) -> str:
    """A parameter of a term as text, or ``default`` where there is none."""
    value = _find(brief, term, name)
    return default if value is None else str(value)


def _find(brief: Brief, term: str | None, name: str) -> Scalar | None:
    if term is None:
        return None
    try:
        return brief.parameter(term, name)
    except UnknownTermError:
        return None
