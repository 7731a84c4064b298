"""Taxonomy files from disk: YAML, read safely and checked against the JSON Schema."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import schemas
from schemas.errors import TaxonomyError

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

type Document = dict[str, Any]

SCHEMA_PATH = Path(schemas.__file__).parent / "json" / "taxonomy.schema.json"


def read_document(path: Path, kind: str, *, sealed: bool = False) -> Document:
    """The file's content, known to satisfy the schema of its ``kind`` ("category", "policy", ...).

    A ``sealed`` file has been checked before (`taxonomy.sealed`).

    Raises:
        TaxonomyError: the file cannot be read, is not YAML, or breaks the schema.
    """
    document = _read_yaml(path)
    if not isinstance(document, dict):
        raise TaxonomyError(f"must be a mapping, is {type(document).__name__}", file=str(path))
    if sealed:
        return document
    for error in _validator(kind).iter_errors(document):
        deepest = _deepest(error)
        raise TaxonomyError(deepest.message[:300], file=str(path), field=field_of(deepest.absolute_path))
    return document


def field_of(path: Any) -> str:
    """A path of keys and list positions, as a person writes it: ``facets[0].terms[3].definition``."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).lstrip(".")


def _read_yaml(path: Path) -> object:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_bytes(), Loader=loader)
    except OSError as error:
        raise TaxonomyError(f"cannot be read: {error.strerror}", file=str(path)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error)
        raise TaxonomyError(f"is not YAML: {problem}", file=str(path), field=where) from error


def _deepest(error: Any) -> Any:
    """The most telling error: of a failed choice, the one that got furthest."""
    while error.context:
        error = max(error.context, key=lambda cause: (len(cause.absolute_path), cause.validator != "const"))
    return error


@cache
def _validator(kind: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    schema = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    return Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": schema["$defs"]})
