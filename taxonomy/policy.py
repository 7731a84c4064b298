"""What a sample holds beside its focus, as the policy file says it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from taxonomy.documents import Document, read_document

_PRESENCES = {"always": 1.0, "if_possible": 1.0, "focus": 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Terms that may fill a slot: those at or below ``path``, each with this weight (0: only as the focus)."""

    path: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place in a sample for one term at most."""

    id: str
    presence: float  # probability, when the sample is about something else
    free_presence: float  # the same in a free sample
    required: bool  # whether every sample must have a term here
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """One way of filling several slots together, such as the lighting of a studio."""

    id: str
    weight: float
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeChoice:
    """Regimes of which every sample has one."""

    id: str
    regimes: tuple[Regime, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Avoidance:
    """While the focus is under one of ``focus``, terms under ``terms`` are not drawn."""

    focus: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The slots of a sample, in the order in which they are decided, and the shares of special ones."""

    free_share: float
    held_out_share: float  # of the samples about a term of a pair kept for testing: those with the other too
    slots: tuple[Slot | RegimeChoice, ...]
    avoid: tuple[Avoidance, ...]


def read_policy(path: Path, *, sealed: bool = False) -> Policy:
    """The policy in a file.

    Raises:
        TaxonomyError: the file cannot be used; the message names file and field.
    """
    document = read_document(path, "policy", sealed=sealed)
    return Policy(
        free_share=float(document["free_share"]),
        held_out_share=float(document["held_out_share"]),
        slots=tuple(_regime_choice(item) if "one_of" in item else _slot(item) for item in document["slots"]),
        avoid=tuple(
            Avoidance(focus=tuple(item["focus"]), terms=tuple(item["terms"])) for item in document["avoid"]
        ),
    )


def _regime_choice(item: Document) -> RegimeChoice:
    regimes = tuple(
        Regime(id=one["id"], weight=one["weight"], slots=tuple(_slot(slot) for slot in one["slots"]))
        for one in item["one_of"]
    )
    return RegimeChoice(id=item["id"], regimes=regimes)


def _slot(item: Document) -> Slot:
    presence: str | float = item["presence"]
    options = tuple(Option(path=one["of"], weight=one.get("weight", 1)) for one in item["options"])
    chance = _PRESENCES[presence] if isinstance(presence, str) else float(presence)
    return Slot(
        id=item["id"],
        presence=chance,
        free_presence=float(item.get("in_free", chance)),
        required=presence == "always",
        options=options,
    )
