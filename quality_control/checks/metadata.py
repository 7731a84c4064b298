"""Checks of a sample's record against its JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping

from quality_control.checks.rules import rule
from schemas.finding import Finding


def check_document(document: Mapping[str, object], schema: Mapping[str, object]) -> tuple[Finding, ...]:
    """One finding for each place where ``document`` breaks ``schema`` (2020-12), in the order of places."""
    from jsonschema import Draft202012Validator

    errors = sorted(
        Draft202012Validator(schema).iter_errors(document), key=lambda error: list(map(str, error.path))
    )
    return tuple(
        rule("metadata.schema").broken(error.message, subject="/" + "/".join(map(str, error.path)))
        for error in errors
    )
