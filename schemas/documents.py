"""JSON documents on disk: written whole or not at all, checked against their JSON Schema."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from schemas.errors import SchemaError, StorageError
from schemas.upgrades import upgraded


def write_text(text: str, file: Path) -> None:
    """Write ``text`` to ``file``; the file appears whole or not at all.

    Raises:
        StorageError: the disk refused the write.
    """
    partial = file.with_name(f".{file.name}.{os.getpid()}.partial")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8")
        partial.replace(file)
    except OSError as error:
        raise StorageError(
            f"{file}: {error.strerror or error}; free some space or choose another --output"
        ) from error
    finally:
        partial.unlink(missing_ok=True)


def write_document(document: Mapping[str, object], file: Path) -> None:
    """Write a JSON document with sorted keys; see `write_text`."""
    write_text(json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n", file)


def read_document(file: Path, schema: str) -> dict[str, Any]:
    """Read a JSON document of any version, as ``schemas/json/<schema>.schema.json`` has it now.

    Raises:
        SchemaError: the file is missing, no JSON, or breaks its schema; file and JSON Pointer say where.
    """
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SchemaError(f"cannot be read: {error.strerror}", file=str(file)) from error
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"no JSON: {error}", file=str(file)) from error
    if isinstance(document, dict):
        document = upgraded(document, schema, schema_version(schema), file=str(file))
    for pointer, message in broken_rules(document, schema):
        raise SchemaError(message, file=str(file), pointer=pointer)
    return dict(document)


def schema_version(schema: str) -> int:
    """The version of ``schemas/json/<schema>.schema.json``: what is written now."""
    return int(str(_schema(schema)["$id"]).rpartition("/")[2])


def broken_rules(document: object, schema: str, *, part: str = "") -> Iterator[tuple[str, str]]:
    """(JSON Pointer, message) for each rule of the schema, or of a ``$defs`` of it, that ``document`` breaks."""
    for error in _validator(schema, part).iter_errors(document):
        pointer = "/" + "/".join(str(part) for part in error.absolute_path)
        yield pointer, error.message


@cache
def _validator(schema: str, part: str) -> Any:
    from jsonschema import Draft202012Validator

    whole = _schema(schema)
    return Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": whole["$defs"]} if part else whole)


@cache
def _schema(schema: str) -> dict[str, Any]:
    text = resources.files("schemas").joinpath(f"json/{schema}.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text))
