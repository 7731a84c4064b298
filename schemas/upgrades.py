"""Documents of earlier versions, brought up to what is written now: millions of files cannot be written twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from schemas.errors import SchemaError
from schemas.sample import check_digest, digest_of

type Document = dict[str, Any]

_FIRST_DIGESTED = 2  # version of a sample's record
_SCHEMA_NAME = re.compile(r"parallel-synth/([a-z_]+)/([0-9]+)")


def upgraded(document: Document, schema: str, version: int, *, file: str = "") -> Document:
    """``document`` as version ``version`` of ``schema`` has it; one that is of that version comes back as it is.

    A document that names no schema or another one is left to the schema's own check.

    Raises:
        SchemaError: it is of a version that this program does not know, lacks what its own version requires, or
            has not the digest that it had when it was written.
    """
    match = _SCHEMA_NAME.fullmatch(str(document.get("schema")))
    if match is None or match[1] != schema:
        return document
    found = int(match[2])
    if found > version:
        message = f"is version {found}; this program knows up to {version}: install a newer one"
        raise SchemaError(message, file=file, pointer="/schema")
    if schema == "sample" and _FIRST_DIGESTED <= found < version:
        check_digest(document, file=file)
    for step in range(found, version):
        if (schema, step) not in UPGRADES:
            message = f"is version {found}, which no program has written"
            raise SchemaError(message, file=file, pointer="/schema")
        try:
            document = UPGRADES[schema, step](document) | {"schema": f"parallel-synth/{schema}/{step + 1}"}
        except (KeyError, TypeError, AttributeError) as error:
            raise SchemaError(f"is no valid version {step}: {error!r}", file=file, pointer="/") from error
    return _with_digest(document) if schema == "sample" and found < version else document


def _sample_of_1(document: Document) -> Document:
    """Version 2 has ``seen`` on each label and a digest."""
    return document | {"labels": [{**label, "seen": None} for label in document["labels"]]}


def _sample_of_2(document: Document) -> Document:
    """Version 3 says whether stuff and form were combined freely; before it nobody counted."""
    return document | {"spec": {**document["spec"], "free": False}}


def _sample_of_3(document: Document) -> Document:
    """Version 4 says which draw a sample is; before it there was one."""
    return document | {"spec": {**document["spec"], "draw": 0}}


def _seed_study_of_1(document: Document) -> Document:
    """Version 2 says what was drawn again; before it nothing was."""
    return document | {"most_drawn_again": 0.0, "given_up": []}


def _with_digest(document: Document) -> Document:
    return document | {"digest": digest_of(document)}


def _dataset_of_1(document: Document) -> Document:
    """Version 2 has tiers; before it, pictures were 512x512 where nothing else was asked for."""
    return document | {"tier": "standard"}


def _verification_of_1(document: Document) -> Document:
    """Version 2 has each row's seed; before it, all rows of a report were of one."""
    return document | {"rows": [{**row, "seed": document["seed"]} for row in document["rows"]]}


def _verification_of_2(document: Document) -> Document:
    """Version 3 says where readings come from, and keeps a row of each seed."""
    return document | {"readings": []}


UPGRADES: Mapping[tuple[str, int], Callable[[Document], Document]] = MappingProxyType(
    {
        ("sample", 1): _sample_of_1,
        ("sample", 2): _sample_of_2,
        ("sample", 3): _sample_of_3,
        ("seed_study", 1): _seed_study_of_1,
        ("dataset", 1): _dataset_of_1,
        ("verification", 1): _verification_of_1,
        ("verification", 2): _verification_of_2,
    }
)
"""The step from a version of a document, by its name, to the next."""
