"""Second stuffs: what the handle, the lining or the rivets of a thing are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from assets.looks.networks.recipes import Recipe, load_looks
from schemas.errors import AssetError

STUFFS_FOLDER = Path(__file__).parent / "stuffs"
SCHEMA = "parallel-synth/stuffs/1"

type Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stuff:
    """A look of the table with colours and numbers of its own."""

    name: str
    look: str  # a name of looks.yaml
    colours: tuple[Triple, ...] = ()  # OKLCh, one is drawn; empty: the look's own
    painted: bool = False  # whether a palette may paint it
    numbers: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # the painter's

    @property
    def recipe(self) -> Recipe:
        """The look in the stuff's colours, which a palette replaces where it may paint the stuff."""
        look = load_looks().looks[self.look]
        numbers = {**look.numbers, **self.numbers}
        if self.painted:
            return replace(look, terms=(), own=self.colours or look.own, numbers=numbers)
        return replace(look, terms=(), colours=self.colours or look.colours, numbers=numbers)


@cache
def load_stuffs() -> Mapping[str, Stuff]:
    """Every second stuff by name.

    Raises:
        AssetError: a file or an entry cannot be read, or two have one name; the message names file and entry.
    """
    found: dict[str, Stuff] = {}
    for file in sorted(STUFFS_FOLDER.glob("*.yaml")):
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        if data.get("schema") != SCHEMA:
            raise AssetError(f"schema is {data.get('schema')!r}; {SCHEMA!r} is read here", asset=str(file))
        for name, entry in data["stuffs"].items():
            if name in found:
                raise AssetError(f"stuff {name!r} stands in two files", asset=str(file))
            found[name] = _stuff(name, entry, file)
    return MappingProxyType(found)


def _stuff(name: str, entry: Mapping[str, Any], file: Path) -> Stuff:
    unknown = set(entry) - {"look", "colours", "painted", "numbers"}
    if unknown or entry.get("look") not in load_looks().looks:
        what = f"unknown fields {sorted(unknown)}" if unknown else f"no look {entry.get('look')!r} in looks.yaml"
        raise AssetError(f"stuff {name!r}: {what}", asset=str(file))
    look = load_looks().looks[entry["look"]]
    if look.colourable and not entry.get("colours") and not entry.get("painted"):
        raise AssetError(f"stuff {name!r}: {look.name} has no colour of its own; give colours", asset=str(file))
    if entry.get("painted") and not look.colourable:
        raise AssetError(f"stuff {name!r}: a palette cannot paint {look.name}", asset=str(file))
    try:
        return Stuff(
            name=name,
            look=str(entry["look"]),
            colours=tuple((float(a), float(b), float(c)) for a, b, c in entry.get("colours", ())),
            painted=bool(entry.get("painted", False)),
            numbers={key: (float(low), float(high)) for key, (low, high) in entry.get("numbers", {}).items()},
        )
    except (TypeError, ValueError) as error:
        raise AssetError(f"stuff {name!r}: {error}", asset=str(file)) from error
