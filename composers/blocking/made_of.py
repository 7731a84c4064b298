"""What things are made of: for each material, the forms that are really made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from assets.forms.catalog import find_form
from assets.forms.form import Form
from schemas.errors import AssetError

MADE_OF_FOLDER = Path(__file__).parent / "made_of"
SCHEMA = "parallel-synth/made-of/1"
RIGS = frozenset({"matte", "cloth", "gloss", "metal", "dark", "scattering", "glass"})
LARGEST_SHARE = 0.4  # of a material's samples, for one form
FEWEST_FORMS = 4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FormChoice:
    """A form of a material, and how often it is drawn."""

    form: Form
    weight: float
    detail: bool  # a crop about its front's middle is shown, not the whole


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MadeOf:
    """The forms of one material, and how such stuff is photographed."""

    term: str
    frame_m: tuple[float, float]  # width of the picture at the subject, at 256 px
    rig: str
    own_form: bool  # it grew, was cut or is of its form's thickness: free samples have one of its forms too
    forms: tuple[FormChoice, ...]


@cache
def load_made_of() -> Mapping[str, MadeOf]:
    """What things are made of, by material term.

    Raises:
        AssetError: a file or an entry cannot be read, a form is unknown, a material has two entries, fewer than
            four forms or one that takes too large a share; the message names file and entry.
    """
    found: dict[str, MadeOf] = {}
    for file in sorted(MADE_OF_FOLDER.glob("*.yaml")):
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        if data.get("schema") != SCHEMA:
            raise AssetError(f"schema is {data.get('schema')!r}; {SCHEMA!r} is read here", asset=str(file))
        for term, entry in data["materials"].items():
            if term in found:
                raise AssetError(f"{term} stands in two files", asset=str(file))
            found[term] = _entry(term, entry, file)
    return MappingProxyType(found)


def _entry(term: str, entry: Mapping[str, Any], file: Path) -> MadeOf:
    try:
        low, high = entry["frame_m"]
        one = MadeOf(
            term=term,
            frame_m=(float(low), float(high)),
            rig=str(entry["rig"]),
            own_form=bool(entry.get("own_form", False)),
            forms=tuple(
                FormChoice(
                    form=find_form(row["form"]),
                    weight=float(row.get("weight", 1.0)),
                    detail=bool(row.get("detail", False)),
                )
                for row in entry["forms"]
            ),
        )
    except (KeyError, TypeError, ValueError, AssetError) as error:
        raise AssetError(f"{term}: {error}", asset=str(file)) from error
    total = sum(choice.weight for choice in one.forms)
    largest = max(choice.weight for choice in one.forms) / total
    if one.rig not in RIGS:
        raise AssetError(f"{term}: no rig {one.rig!r}; there are {', '.join(sorted(RIGS))}", asset=str(file))
    if len(one.forms) < FEWEST_FORMS or largest > LARGEST_SHARE:
        message = f"{len(one.forms)} forms, the largest share {largest:.2f}; at least {FEWEST_FORMS}, at most "
        raise AssetError(f"{term}: {message}{LARGEST_SHARE}", asset=str(file))
    return one
